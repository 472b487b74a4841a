// file.c - files on Windows, as C programs want them
#include "runtime/os/windows/sys.h"

enum { GENERIC_READ = (i32)0x80000000, GENERIC_WRITE = 0x40000000, FILE_APPEND_DATA = 4 };
enum { CREATE_NEW = 1, CREATE_ALWAYS = 2, OPEN_EXISTING = 3, OPEN_ALWAYS = 4 };
enum { TRUNCATE_EXISTING = 5, REPLACE_EXISTING = 1 };

static u32 disposition(u32 how)
{
    if (how & RT_FILE_CREATE)
        return how & RT_FILE_EXCL ? CREATE_NEW : how & RT_FILE_TRUNC ? CREATE_ALWAYS : OPEN_ALWAYS;
    return how & RT_FILE_TRUNC ? TRUNCATE_EXISTING : OPEN_EXISTING;
}

i64 rt_os_file(const char *path, u32 how, u32 mode)
{
    u32 to_write = how & RT_FILE_APPEND ? FILE_APPEND_DATA : (u32)GENERIC_WRITE;
    u32 access = (how & 3) == RT_FILE_WRITE ? 0 : (u32)GENERIC_READ;
    i64 err;
    Wide *wide = rt_wide_path(path, &err);
    (void)mode;
    if (!wide)
        return err;
    if ((how & 3) != RT_FILE_READ)
        access |= to_write;
    Handle h = CreateFileW(wide, access, SHARE_ALL, NULL, disposition(how), ATTRIBUTE_NORMAL, NULL);
    i64 r = rt_open_result(h, wide, how);
    rt_os_unmap(wide, 0);
    return r;
}

i64 rt_os_seek(i32 fd, i64 off, i32 whence)
{
    Handle h = rt_handle(fd);
    i64 place;
    if (!h)
        return -9;               // EBADF
    if (GetFileType(h) != FILE_TYPE_DISK)
        return -29;              // ESPIPE
    return SetFilePointerEx(h, off, &place, (u32)whence) ? place : rt_failed();
}

i64 rt_os_remove(const char *path)
{
    i64 err;
    Wide *wide = rt_wide_path(path, &err);
    if (!wide)
        return err;
    err = DeleteFileW(wide) ? 0 : rt_failed();
    if (err == -13 && RemoveDirectoryW(wide))
        err = 0;
    else if (err == -13)
        err = rt_failed();
    rt_os_unmap(wide, 0);
    return err;
}

i64 rt_os_rename(const char *from, const char *to)
{
    i64 err;
    Wide *a = rt_wide_path(from, &err), *b = rt_wide_path(to, &err);
    if (a && b)
        err = MoveFileExW(a, b, REPLACE_EXISTING) ? 0 : rt_failed();
    if (a)
        rt_os_unmap(a, 0);
    if (b)
        rt_os_unmap(b, 0);
    return err;
}
