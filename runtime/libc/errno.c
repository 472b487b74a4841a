// errno.c - the error number of a thread
#include "runtime/libc/libc_int.h"

static _Thread_local int number;

int *__lc_errno(void)
{
    return &number;
}

i64 __lc_result(i64 r)
{
    if (r >= 0)
        return r;
    number = (int)-r;
    return -1;
}
