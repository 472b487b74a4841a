// file.c - files on Linux, as C programs want them
#include "runtime/os/linux/sys.h"

enum { AT_FDCWD = -100, AT_REMOVEDIR = 0x200, EISDIR = 21 };

i64 rt_os_file(const char *path, u32 how, u32 mode)
{
    return sys4(SYS_openat, AT_FDCWD, path, how, mode);
}

i64 rt_os_seek(i32 fd, i64 off, i32 whence)
{
    return sys3(SYS_lseek, fd, off, whence);
}

i64 rt_os_remove(const char *path)
{
    i64 r = sys3(SYS_unlinkat, AT_FDCWD, path, 0);
    return r == -EISDIR ? sys3(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR) : r;
}

i64 rt_os_rename(const char *from, const char *to)
{
    return sys4(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
}
