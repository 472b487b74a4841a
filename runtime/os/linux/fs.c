// fs.c - files, folders and mapped files of C programs on Linux
#include "runtime/os/linux/nr.h"

#if defined(__aarch64__)
enum { O_DIRECTORY = 040000, O_CLOEXEC = 02000000 };
#else
enum { O_DIRECTORY = 0200000, O_CLOEXEC = 02000000 };
#endif

/* ---- by descriptor ---- */

i64 rt_os_close_fd(i32 fd)
{
    i64 r = sys1(SYS_close, fd);
    return r == -EINTR ? 0 : r;          // the descriptor is gone all the same
}

i64 rt_os_pread(i32 fd, void *p, u64 n, i64 off)
{
    return sys4(NR_pread64, fd, p, n, off);
}

i64 rt_os_pwrite(i32 fd, const void *p, u64 n, i64 off)
{
    return sys4(NR_pwrite64, fd, p, n, off);
}

i64 rt_os_truncate(i32 fd, i64 size)
{
    return sys2(NR_ftruncate, fd, size);
}

i64 rt_os_sync(i32 fd)
{
    return sys1(NR_fsync, fd);
}

i64 rt_os_dup(i32 fd, i32 to, i8 cloexec)
{
    enum { F_DUPFD = 0, F_DUPFD_CLOEXEC = 1030 };
    if (to < 0)
        return sys3(NR_fcntl, fd, cloexec ? F_DUPFD_CLOEXEC : F_DUPFD, -1 - to);
    if (fd == to) {                      // dup3 refuses what dup2 allows
        i64 r = sys3(NR_fcntl, fd, RT_FD_GETFD, 0);
        return r < 0 ? r : to;
    }
    return sys3(NR_dup3, fd, to, cloexec ? O_CLOEXEC : 0);
}

i64 rt_os_pipe(i32 fd[2], i8 cloexec)
{
    return sys2(SYS_pipe2, fd, cloexec ? O_CLOEXEC : 0);
}

i64 rt_os_fd_flags(i32 fd, i32 what, i32 value)
{
    return sys3(NR_fcntl, fd, what, value);
}

i64 rt_os_lock(i32 fd, i32 what, RtLock *l)
{
    struct {
        i16 type, whence;
        i64 start, len;
        i32 pid;
    } k = {(i16)l->kind, (i16)l->whence, l->start, l->len, 0};
    i64 r = sys3(NR_fcntl, fd, what, &k);
    if (r == 0 && what == RT_LOCK_GET)
        *l = (RtLock){k.type, k.whence, k.start, k.len, k.pid};
    return r;
}

/* ---- what a file is; statx is the same on every machine ---- */

typedef struct Statx {
    u32 mask, blksize;
    u64 attributes;
    u32 nlink, uid, gid;
    u16 mode, pad;
    u64 ino, size, blocks, attributes_mask;
    struct {
        i64 sec;
        u32 nsec, pad;
    } atime, btime, ctime, mtime;
    u32 rdev_major, rdev_minor, dev_major, dev_minor;
    u64 spare[14];
} Statx;

static u64 device(u32 major, u32 minor)  // as glibc's makedev
{
    return (u64)(major & 0xfff) << 8 | (minor & 0xff) | (u64)(minor & ~0xffu) << 12 |
           (u64)(major & ~0xfffu) << 32;
}

static i64 stat_at(i32 fd, const char *path, i32 flags, RtStat *s)
{
    enum { BASIC = 0x7ff };
    Statx x;
    i64 r = sys6(NR_statx, fd, (i64)path, flags, BASIC, (i64)&x, 0);
    if (r < 0)
        return r;
    *s = (RtStat){
        .dev = device(x.dev_major, x.dev_minor), .ino = x.ino, .nlink = x.nlink,
        .rdev = device(x.rdev_major, x.rdev_minor), .mode = x.mode, .uid = x.uid, .gid = x.gid,
        .blksize = x.blksize, .size = (i64)x.size, .blocks = (i64)x.blocks,
        .atime = {x.atime.sec, x.atime.nsec}, .mtime = {x.mtime.sec, x.mtime.nsec},
        .ctime = {x.ctime.sec, x.ctime.nsec},
    };
    return 0;
}

i64 rt_os_stat(const char *path, i8 follow, RtStat *s)
{
    enum { NOFOLLOW = 0x100 };
    return stat_at(HERE, path, follow ? 0 : NOFOLLOW, s);
}

i64 rt_os_fstat(i32 fd, RtStat *s)
{
    enum { EMPTY_PATH = 0x1000 };
    return stat_at(fd, "", EMPTY_PATH, s);
}

/* ---- by name ---- */

i64 rt_os_unlink(const char *path)
{
    return sys3(NR_unlinkat, HERE, path, 0);
}

i64 rt_os_mkdir(const char *path, u32 mode)
{
    return sys3(NR_mkdirat, HERE, path, mode);
}

i64 rt_os_rmdir(const char *path)
{
    enum { REMOVEDIR = 0x200 };
    return sys3(NR_unlinkat, HERE, path, REMOVEDIR);
}

i64 rt_os_link(const char *from, const char *to)
{
    return sys6(NR_linkat, HERE, (i64)from, HERE, (i64)to, 0, 0);
}

i64 rt_os_symlink(const char *target, const char *path)
{
    return sys3(NR_symlinkat, target, HERE, path);
}

i64 rt_os_readlink(const char *path, char *p, u64 n)
{
    return sys4(NR_readlinkat, HERE, path, p, n);
}

i64 rt_os_chmod(const char *path, u32 mode)
{
    return sys3(NR_fchmodat, HERE, path, mode);
}

i64 rt_os_fchmod(i32 fd, u32 mode)
{
    return sys2(NR_fchmod, fd, mode);
}

i64 rt_os_utimes(i32 fd, const char *path, const i64 t[4])
{
    return fd < 0 ? sys4(NR_utimensat, HERE, path, t, 0) : sys4(NR_utimensat, fd, NULL, t, 0);
}

i64 rt_os_access(const char *path, i32 mode)
{
    return sys3(NR_faccessat, HERE, path, mode);
}

i64 rt_os_chdir(const char *path)
{
    return sys1(NR_chdir, path);
}

i64 rt_os_getcwd(char *p, u64 n)
{
    return sys2(NR_getcwd, p, n);
}

u32 rt_os_umask(u32 mask)
{
    return (u32)sys1(NR_umask, mask);
}

/* ---- folders ---- */

struct RtDir {
    i32 fd, at, end;
    u64 block[512];
};
_Static_assert(sizeof(RtDir) <= RT_DIR_SIZE, "fits what callers give");

i64 rt_os_dir_open(RtDir *d, const char *path)
{
    i64 fd = sys4(SYS_openat, HERE, path, O_DIRECTORY | O_CLOEXEC, 0);
    d->fd = (i32)fd;
    d->at = d->end = 0;
    return fd < 0 ? fd : 0;
}

i64 rt_os_dir_next(RtDir *d, RtEntry *e)
{
    if (d->at == d->end) {
        i64 n = sys3(NR_getdents64, d->fd, d->block, sizeof d->block);
        if (n <= 0)
            return n;
        d->at = 0;
        d->end = (i32)n;
    }
    const u8 *p = (const u8 *)d->block + d->at;  // ino, offset, u16 length, u8 type, name
    u16 len;
    RT_MEMCPY(&e->ino, p, 8);
    RT_MEMCPY(&len, p + 16, 2);
    e->type = p[18];
    u64 n = strlen((const char *)p + 19);
    RT_MEMCPY(e->name, p + 19, n + 1);   // at most 255 bytes
    d->at += len;
    return 1;
}

void rt_os_dir_close(RtDir *d)
{
    (void)sys1(SYS_close, d->fd);
}

i64 rt_os_dir_rewind(RtDir *d)
{
    d->at = d->end = 0;
    return sys3(SYS_lseek, d->fd, 0, 0);
}

/* ---- memory ---- */

i64 rt_os_mmap(void *at, u64 n, i32 prot, i32 flags, i32 fd, i64 off)
{
    return sys6(SYS_mmap, (i64)at, (i64)n, prot, flags, fd, off);
}

i64 rt_os_munmap(void *p, u64 n)
{
    return sys2(SYS_munmap, p, n);
}

i64 rt_os_mprotect(void *p, u64 n, i32 prot)
{
    return sys3(SYS_mprotect, p, n, prot);
}

u64 rt_os_page(void)
{
    return 4096;                         // what offsets of mmap may be multiples of here
}
