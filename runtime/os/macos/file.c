// file.c - files on macOS, as C programs want them; error numbers
#include "runtime/os/macos/sys.h"

/* Darwin's numbers from 35 on, in order, as Linux's; 0: Linux has none. */
static const u8 numbers[] = {
    11, 115, 114, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100,       // 35 EAGAIN ...
    101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 40, 36, 112, 113, 39,  // 51 ENETUNREACH
    0, 87, 122, 116, 66, 0, 0, 0, 0, 0, 37, 38, 0, 0, 0, 0,                   // 67 EPROCLIM
    0, 75, 0, 0, 0, 0, 125, 43, 42, 84, 0, 74, 72, 61, 67, 63, 60, 71, 62, 95,  // 83 EDEVERR
};

i64 rt_result(i64 r)
{
    if (r >= 0)
        return r;
    u32 e = (u32)*__error();
    if (e == 11)                 // EDEADLK
        return -35;
    if (e >= 35 && e - 35 < RT_COUNT(numbers) && numbers[e - 35])
        return -(i64)numbers[e - 35];
    return -(i64)e;
}

i64 rt_os_file(const char *path, u32 how, u32 mode)
{
    int flags = (int)(how & RT_FILE_BOTH) | (int)(how & RT_FILE_WRITE);
    flags |= how & RT_FILE_CREATE ? O_CREAT : 0;
    flags |= how & RT_FILE_EXCL ? O_EXCL : 0;
    flags |= how & RT_FILE_TRUNC ? O_TRUNC : 0;
    flags |= how & RT_FILE_APPEND ? O_APPEND : 0;
    flags |= how & RT_FILE_CLOEXEC ? O_CLOEXEC : 0;
    return rt_result(open(path, flags, mode));
}

i64 rt_os_seek(i32 fd, i64 off, i32 whence)
{
    return rt_result(lseek(fd, off, whence));
}

i64 rt_os_remove(const char *path)
{
    i64 r = rt_result(unlink(path));
    return r == -1 || r == -21 ? rt_result(rmdir(path)) : r;  // EPERM: a folder
}

i64 rt_os_rename(const char *from, const char *to)
{
    return rt_result(rename(from, to));
}
