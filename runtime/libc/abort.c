// abort.c - the end of a program that cannot go on: SIGABRT, whatever the program does with it
#include "runtime/libc/libc_int.h"
#include "runtime/os/hosted.h"

void abort(void)
{
    enum { ABORT = 6, UNBLOCK = 1 };
    const RtSignal usual = {NULL, 0, 0};
    u64 set = (u64)1 << (ABORT - 1);
    (void)rt_os_sigmask(UNBLOCK, &set, NULL);
    (void)rt_os_raise(ABORT);            // a handler may jump out of it
    (void)rt_os_signal(ABORT, &usual, NULL);
    (void)rt_os_raise(ABORT);
    rt_os_exit(128 + ABORT);
}
