// abort.c - the end of a program that cannot go on
#include "runtime/libc/libc_int.h"

void abort(void)
{
    rt_os_exit(128 + 6);         // what a shell says of a process that SIGABRT ended
}
