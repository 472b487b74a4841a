// fs.c - files, folders and mapped files of C programs on macOS
//
// Layouts and numbers from sys/stat.h, sys/fcntl.h, sys/dirent.h of libSystem's public headers.
#include "runtime/os/hosted.h"
#include "runtime/os/macos/sys.h"

/* On x86-64 the names without this are those of old layouts. */
#if defined(__fuse__) && defined(__x86_64__)
#define INODE64(name) __asm__("_" #name "$INODE64$libSystem")
#else
#define INODE64(name) LIBSYSTEM(name)
#endif

typedef struct DarwinStat {
    i32 dev;
    u16 mode, nlink;
    u64 ino;
    u32 uid, gid;
    i32 rdev;
    TimeSpec atime, mtime, ctime, birth;
    i64 size, blocks;
    i32 blksize;
    u32 flags, gen, spare;
    i64 more[2];
} DarwinStat;
_Static_assert(sizeof(DarwinStat) == 144, "struct stat");

typedef struct DarwinEntry {
    u64 ino, seekoff;
    u16 reclen, namlen;
    u8 type;
    char name[1024];
} DarwinEntry;

typedef struct DarwinLock {
    i64 start, len;
    i32 pid;
    i16 type, whence;
} DarwinLock;

ssize pread(int fd, void *p, size_t n, i64 off) LIBSYSTEM(pread);
ssize pwrite(int fd, const void *p, size_t n, i64 off) LIBSYSTEM(pwrite);
int ftruncate(int fd, i64 size) LIBSYSTEM(ftruncate);
int fsync(int fd) LIBSYSTEM(fsync);
int dup2(int fd, int to) LIBSYSTEM(dup2);
int fcntl(int fd, int what, ...) LIBSYSTEM(fcntl);
int stat(const char *path, DarwinStat *s) INODE64(stat);
int lstat(const char *path, DarwinStat *s) INODE64(lstat);
int fstat(int fd, DarwinStat *s) INODE64(fstat);
int mkdir(const char *path, int mode) LIBSYSTEM(mkdir);
int link(const char *from, const char *to) LIBSYSTEM(link);
int symlink(const char *target, const char *path) LIBSYSTEM(symlink);
ssize readlink(const char *path, char *p, size_t n) LIBSYSTEM(readlink);
int chmod(const char *path, int mode) LIBSYSTEM(chmod);
int fchmod(int fd, int mode) LIBSYSTEM(fchmod);
int futimens(int fd, const TimeSpec t[2]) LIBSYSTEM(futimens);
int utimensat(int at, const char *path, const TimeSpec t[2], int flags) LIBSYSTEM(utimensat);
int access(const char *path, int mode) LIBSYSTEM(access);
int chdir(const char *path) LIBSYSTEM(chdir);
char *getcwd(char *p, size_t n) LIBSYSTEM(getcwd);
int umask(int mask) LIBSYSTEM(umask);
void *opendir(const char *path) INODE64(opendir);
DarwinEntry *readdir(void *dir) INODE64(readdir);
void rewinddir(void *dir) INODE64(rewinddir);
int closedir(void *dir) LIBSYSTEM(closedir);
int mprotect(void *p, size_t n, int prot) LIBSYSTEM(mprotect);

enum { F_DUPFD = 0, F_SETFD = 2, F_GETFL = 3, F_SETFL = 4, F_GETLK = 7, F_DUPFD_CLOEXEC = 67 };
enum { O_NONBLOCK = 4, SC_PAGESIZE = 29 };

/* ---- by descriptor ---- */

i64 rt_os_close_fd(i32 fd)
{
    i64 r = rt_result(close(fd));
    return r == -EINTR ? 0 : r;
}

i64 rt_os_pread(i32 fd, void *p, u64 n, i64 off)
{
    return rt_result(pread(fd, p, n, off));
}

i64 rt_os_pwrite(i32 fd, const void *p, u64 n, i64 off)
{
    return rt_result(pwrite(fd, p, n, off));
}

i64 rt_os_truncate(i32 fd, i64 size)
{
    return rt_result(ftruncate(fd, size));
}

i64 rt_os_sync(i32 fd)
{
    return rt_result(fsync(fd));
}

i64 rt_os_dup(i32 fd, i32 to, i8 cloexec)
{
    if (to < 0)
        return rt_result(fcntl(fd, cloexec ? F_DUPFD_CLOEXEC : F_DUPFD, -1 - to));
    i64 r = rt_result(dup2(fd, to));
    if (r >= 0 && cloexec && fd != to)
        (void)fcntl(to, F_SETFD, 1);
    return r;
}

i64 rt_os_pipe(i32 fd[2], i8 cloexec)
{
    i64 r = rt_result(pipe(fd));
    for (i32 i = 0; i < 2 && r >= 0 && cloexec; i++)
        (void)fcntl(fd[i], F_SETFD, 1);
    return r;
}

/* Linux's flag, Darwin's. */
static const u32 open_flags[][2] = {{02000, O_APPEND}, {04000, O_NONBLOCK}};

i64 rt_os_fd_flags(i32 fd, i32 what, i32 value)
{
    u32 theirs = 0;
    if (what == F_SETFL)
        for (u32 i = 0; i < RT_COUNT(open_flags); i++)
            theirs |= (u32)value & open_flags[i][0] ? open_flags[i][1] : 0;
    i64 r = rt_result(fcntl(fd, what, what == F_SETFL ? (int)theirs : value));
    if (r < 0 || what != F_GETFL)
        return r;
    i64 ours = r & 3;
    for (u32 i = 0; i < RT_COUNT(open_flags); i++)
        ours |= r & open_flags[i][1] ? open_flags[i][0] : 0;
    return ours;
}

i64 rt_os_lock(i32 fd, i32 what, RtLock *l)
{
    static const i16 theirs[] = {1, 3, 2};                   // read, write, none
    static const i32 ours[] = {0, RT_LOCK_READ, RT_LOCK_NONE, RT_LOCK_WRITE};
    DarwinLock k = {l->start, l->len, 0, theirs[l->kind % 3], (i16)l->whence};
    i64 r = rt_result(fcntl(fd, what - RT_LOCK_GET + F_GETLK, &k));
    if (r == 0 && what == RT_LOCK_GET)
        *l = (RtLock){ours[k.type & 3], k.whence, k.start, k.len, k.pid};
    return r;
}

/* ---- by name ---- */

static i64 filled(i64 r, const DarwinStat *d, RtStat *s)
{
    if (r < 0)
        return r;
    *s = (RtStat){
        .dev = (u32)d->dev, .ino = d->ino, .nlink = d->nlink, .rdev = (u32)d->rdev,
        .mode = d->mode, .uid = d->uid, .gid = d->gid, .blksize = (u32)d->blksize,
        .size = d->size, .blocks = d->blocks,
        .atime = {d->atime.sec, d->atime.nsec}, .mtime = {d->mtime.sec, d->mtime.nsec},
        .ctime = {d->ctime.sec, d->ctime.nsec},
    };
    return 0;
}

i64 rt_os_stat(const char *path, i8 follow, RtStat *s)
{
    DarwinStat d;
    return filled(rt_result(follow ? stat(path, &d) : lstat(path, &d)), &d, s);
}

i64 rt_os_fstat(i32 fd, RtStat *s)
{
    DarwinStat d;
    return filled(rt_result(fstat(fd, &d)), &d, s);
}

/* A folder is EPERM here. */
i64 rt_os_unlink(const char *path)
{
    RtStat s;
    i64 r = rt_result(unlink(path));
    return r == -1 && rt_os_stat(path, 0, &s) == 0 && s.mode >> 12 == 4 ? -21 : r;
}

i64 rt_os_mkdir(const char *path, u32 mode)
{
    return rt_result(mkdir(path, (int)mode));
}

i64 rt_os_rmdir(const char *path)
{
    return rt_result(rmdir(path));
}

i64 rt_os_link(const char *from, const char *to)
{
    return rt_result(link(from, to));
}

i64 rt_os_symlink(const char *target, const char *path)
{
    return rt_result(symlink(target, path));
}

i64 rt_os_readlink(const char *path, char *p, u64 n)
{
    return rt_result(readlink(path, p, n));
}

i64 rt_os_chmod(const char *path, u32 mode)
{
    return rt_result(chmod(path, (int)mode));
}

i64 rt_os_fchmod(i32 fd, u32 mode)
{
    return rt_result(fchmod(fd, (int)mode));
}

i64 rt_os_utimes(i32 fd, const char *path, const i64 t[4])
{
    enum { HERE = -2, LINUX_OMIT = 0x3ffffffe, LINUX_NOW = 0x3fffffff, OMIT = -2, NOW = -1 };
    TimeSpec k[2];
    for (i32 i = 0; t && i < 2; i++) {
        i64 nsec = t[2 * i + 1];
        k[i] = (TimeSpec){t[2 * i], nsec == LINUX_OMIT ? OMIT : nsec == LINUX_NOW ? NOW : nsec};
    }
    const TimeSpec *p = t ? k : NULL;
    return rt_result(fd < 0 ? utimensat(HERE, path, p, 0) : futimens(fd, p));
}

i64 rt_os_access(const char *path, i32 mode)
{
    return rt_result(access(path, mode));
}

i64 rt_os_chdir(const char *path)
{
    return rt_result(chdir(path));
}

i64 rt_os_getcwd(char *p, u64 n)
{
    return getcwd(p, n) ? (i64)strlen(p) + 1 : rt_result(-1);
}

u32 rt_os_umask(u32 mask)
{
    return (u32)umask((int)mask);
}

/* ---- folders ---- */

struct RtDir {
    void *dir;
};

i64 rt_os_dir_open(RtDir *d, const char *path)
{
    d->dir = opendir(path);
    return d->dir ? 0 : rt_result(-1);
}

i64 rt_os_dir_next(RtDir *d, RtEntry *e)
{
    *__error() = 0;
    const DarwinEntry *k = readdir(d->dir);
    if (!k)
        return *__error() ? rt_result(-1) : 0;
    e->ino = k->ino;
    e->type = k->type;
    u64 n = k->namlen < RT_NAME_MAX ? k->namlen : RT_NAME_MAX - 1;
    RT_MEMCPY(e->name, k->name, n);
    e->name[n] = 0;
    return 1;
}

void rt_os_dir_close(RtDir *d)
{
    (void)closedir(d->dir);
}

i64 rt_os_dir_rewind(RtDir *d)
{
    rewinddir(d->dir);
    return 0;
}

/* ---- memory ---- */

i64 rt_os_mmap(void *at, u64 n, i32 prot, i32 flags, i32 fd, i64 off)
{
    enum { SAME = RT_MAP_SHARED | RT_MAP_PRIVATE | RT_MAP_FIXED };
    int theirs = (flags & SAME) | (flags & RT_MAP_ANON ? MAP_ANON : 0);
    return rt_result(rt_word(mmap(at, n, prot, theirs, flags & RT_MAP_ANON ? -1 : fd, off)));
}

i64 rt_os_munmap(void *p, u64 n)
{
    return rt_result(munmap(p, n));
}

i64 rt_os_mprotect(void *p, u64 n, i32 prot)
{
    return rt_result(mprotect(p, n, prot));
}

u64 rt_os_page(void)
{
    return (u64)sysconf(SC_PAGESIZE);
}
