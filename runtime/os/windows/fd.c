// fd.c - descriptors: small numbers for handles of the system, as C programs expect them
//
// 0, 1 and 2 are the standard handles until something else takes their place. Handles are multiples
// of four, so that 1 is none.
#include "runtime/os/windows/sys.h"

enum { FD_MAX = 1024, GONE = 1 };

typedef struct Fd {
    u64 handle;                          // 0: a free number, or a standard handle; GONE: closed
    u32 how;                             // RT_FILE_* it was opened with
} Fd;
static Fd table[FD_MAX];

static i8 is_fd(i32 fd)
{
    return (u32)fd < FD_MAX;
}

Handle rt_handle(i32 fd)
{
    if (!is_fd(fd))
        return NULL;
    u64 h = __atomic_load_n(&table[fd].handle, __ATOMIC_ACQUIRE);
    if (!h && fd < 3)
        return GetStdHandle((u32)(-10 - fd));
    return h == GONE ? NULL : rt_ptr((i64)h);
}

u32 *rt_fd_how(i32 fd)
{
    return &table[fd].how;
}

i64 rt_fd_new(Handle h, u32 how, i32 from)
{
    for (i32 i = from; i < FD_MAX; i++) {
        u64 was = i < 3 ? GONE : 0;
        if (!__atomic_compare_exchange_n(&table[i].handle, &was, (u64)rt_word(h), 0,
                                         __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
            continue;
        table[i].how = how;
        return i;
    }
    (void)CloseHandle(h);
    return -24;                          // EMFILE
}

i64 rt_fd_put(i32 fd, Handle h, u32 how)
{
    if (!is_fd(fd)) {
        (void)CloseHandle(h);
        return -9;                       // EBADF
    }
    u64 was = __atomic_exchange_n(&table[fd].handle, (u64)rt_word(h), __ATOMIC_ACQ_REL);
    table[fd].how = how;
    if (was > GONE)
        (void)CloseHandle(rt_ptr((i64)was));
    return fd;
}

i64 rt_fd_close(i32 fd)
{
    Handle h = rt_handle(fd);
    if (!h)
        return -9;
    u64 was = __atomic_exchange_n(&table[fd].handle, fd < 3 ? GONE : 0, __ATOMIC_ACQ_REL);
    if (was == GONE || (!was && fd >= 3))
        return -9;                       // another thread was first
    return !was || CloseHandle(h) ? 0 : rt_failed();
}
