// syscall.c - system calls by number for C programs (syscall(2)); errors in errno
#include "runtime/os/linux/sys.h"     // before errno.h, whose macros are its enumerators

#include "runtime/libc/libc_int.h"

long syscall(long number, ...);

long syscall(long number, ...)
{
    va_list ap;
    long a[6];
    va_start(ap, number);
    for (int i = 0; i < 6; i++)
        a[i] = va_arg(ap, long);
    va_end(ap);
    i64 r = sys6(number, a[0], a[1], a[2], a[3], a[4], a[5]);
    return r < 0 && r > -4096 ? __lc_result(r) : r;
}
