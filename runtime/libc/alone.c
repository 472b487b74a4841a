// alone.c - what of the C standard asks for a system, where there is none
#include "runtime/libc/libc_int.h"

void abort(void)
{
    rt_os_exit(128 + 6);         // what a shell says of a process that SIGABRT ended
}

int system(const char *command)
{
    if (!command)
        return 0;
    errno = ENOSYS;
    return -1;
}
