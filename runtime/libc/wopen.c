// wopen.c - Windows: what programs there call besides POSIX
#include "runtime/libc/libc_int.h"

#include <io.h>

int _setmode(int fd, int mode)
{
    (void)fd;
    (void)mode;
    return O_BINARY;
}

int _wopen(const wchar_t *path, int flags, ...)
{
    char name[4096];
    u32 mode = 0;
    va_list ap;
    va_start(ap, flags);
    if (flags & O_CREAT)
        mode = va_arg(ap, u32);
    va_end(ap);
    size_t n = wcstombs(name, path, sizeof name);
    if (n >= sizeof name)
        return (int)__lc_result(n == (size_t)-1 ? -EILSEQ : -ENAMETOOLONG);
    return (int)__lc_result(rt_os_file(name, (u32)flags, mode));
}
