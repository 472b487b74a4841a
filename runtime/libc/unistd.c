// unistd.c - POSIX: descriptors and files by name, one system function each
#include "runtime/libc/libc_int.h"
#include "runtime/os/hosted.h"

#include <fcntl.h>
#include <stdarg.h>
#include <sys/mman.h>
#include <unistd.h>

static int done(i64 r)
{
    return (int)__lc_result(r);
}

/* ---- descriptors ---- */

int open(const char *path, int flags, ...)
{
    mode_t mode = 0;
    if (flags & O_CREAT) {
        va_list ap;
        va_start(ap, flags);
        mode = va_arg(ap, mode_t);
        va_end(ap);
    }
    return done(rt_os_file(path, (u32)flags, mode));
}

int creat(const char *path, mode_t mode)
{
    return done(rt_os_file(path, O_WRONLY | O_CREAT | O_TRUNC, mode));
}

int close(int fd)
{
    return done(rt_os_close_fd(fd));
}

ssize_t read(int fd, void *p, size_t n)
{
    return __lc_result(rt_os_read(fd, p, n));
}

ssize_t write(int fd, const void *p, size_t n)
{
    return __lc_result(rt_os_write(fd, p, n));
}

ssize_t pread(int fd, void *p, size_t n, off_t off)
{
    return __lc_result(rt_os_pread(fd, p, n, off));
}

ssize_t pwrite(int fd, const void *p, size_t n, off_t off)
{
    return __lc_result(rt_os_pwrite(fd, p, n, off));
}

off_t lseek(int fd, off_t off, int whence)
{
    return __lc_result(rt_os_seek(fd, off, whence));
}

int ftruncate(int fd, off_t size)
{
    return done(rt_os_truncate(fd, size));
}

int truncate(const char *path, off_t size)
{
    i64 fd = rt_os_file(path, O_WRONLY | O_CLOEXEC, 0);
    if (fd < 0)
        return done(fd);
    i64 r = rt_os_truncate((i32)fd, size);
    rt_os_close((i32)fd);
    return done(r);
}

int fsync(int fd)
{
    return done(rt_os_sync(fd));
}

int fdatasync(int fd)
{
    return done(rt_os_sync(fd));
}

int dup(int fd)
{
    return done(rt_os_dup(fd, -1, 0));
}

int dup2(int fd, int to)
{
    return done(to < 0 ? -EBADF : rt_os_dup(fd, to, 0));
}

int pipe(int fd[2])
{
    return done(rt_os_pipe(fd, 0));
}

int pipe2(int fd[2], int flags)
{
    return done(flags & ~O_CLOEXEC ? -EINVAL : rt_os_pipe(fd, flags != 0));
}

int isatty(int fd)
{
    if (rt_os_isatty(fd))
        return 1;
    RtStat s;
    errno = rt_os_fstat(fd, &s) < 0 ? EBADF : ENOTTY;
    return 0;
}

static i64 lock(int fd, int what, struct flock *f)
{
    RtLock l = {f->l_type, f->l_whence, f->l_start, f->l_len, 0};
    i64 r = rt_os_lock(fd, what, &l);
    if (r >= 0 && what == F_GETLK)
        *f = (struct flock){(short)l.kind, (short)l.whence, l.start, l.len, l.pid};
    return r;
}

int fcntl(int fd, int what, ...)
{
    va_list ap;
    i64 r = -EINVAL;
    int value;
    va_start(ap, what);
    switch (what) {
    case F_DUPFD:
    case F_DUPFD_CLOEXEC:
        value = va_arg(ap, int);
        r = value < 0 ? -EINVAL : rt_os_dup(fd, -1 - value, what == F_DUPFD_CLOEXEC);
        break;
    case F_GETFD:
    case F_GETFL: r = rt_os_fd_flags(fd, what, 0); break;
    case F_SETFD:
    case F_SETFL: r = rt_os_fd_flags(fd, what, va_arg(ap, int)); break;
    case F_GETLK:
    case F_SETLK:
    case F_SETLKW: r = lock(fd, what, va_arg(ap, struct flock *)); break;
    default: break;
    }
    va_end(ap);
    return done(r);
}

/* ---- files by name ---- */

int unlink(const char *path)
{
    return done(rt_os_unlink(path));
}

int rmdir(const char *path)
{
    return done(rt_os_rmdir(path));
}

int link(const char *from, const char *to)
{
    return done(rt_os_link(from, to));
}

int symlink(const char *target, const char *path)
{
    return done(rt_os_symlink(target, path));
}

ssize_t readlink(const char *restrict path, char *restrict p, size_t n)
{
    return __lc_result(rt_os_readlink(path, p, n));
}

int access(const char *path, int mode)
{
    return done(rt_os_access(path, mode));
}

int chdir(const char *path)
{
    return done(rt_os_chdir(path));
}

char *getcwd(char *buf, size_t size)
{
    char *p = buf;
    if (buf && !size) {
        errno = EINVAL;
        return NULL;
    }
    if (!buf) {                          // as glibc: one that fits
        size = size ? size : 4096;
        p = malloc(size);
    }
    i64 r = p ? rt_os_getcwd(p, size) : -ENOMEM;
    if (r >= 0)
        return p;
    if (!buf)
        free(p);
    errno = (int)-r;
    return NULL;
}

/* ---- mapped files ---- */

void *mmap(void *at, size_t n, int prot, int flags, int fd, off_t off)
{
    i64 r = rt_os_mmap(at, n, prot, flags, fd, off);
    if (r < 0 && r > -4096) {
        errno = (int)-r;
        return MAP_FAILED;
    }
    return rt_ptr(r);
}

int munmap(void *p, size_t n)
{
    return done(rt_os_munmap(p, n));
}

int mprotect(void *p, size_t n, int prot)
{
    return done(rt_os_mprotect(p, n, prot));
}

/* ---- the system ---- */

long sysconf(int name)
{
    switch (name) {
    case _SC_PAGESIZE: return (long)rt_os_page();
    case _SC_NPROCESSORS_CONF:
    case _SC_NPROCESSORS_ONLN: return (long)rt_os_ncpu();
    case _SC_OPEN_MAX: return 1024;
    case _SC_CLK_TCK: return 100;
    default: errno = EINVAL; return -1;
    }
}

int getdtablesize(void)
{
    return (int)sysconf(_SC_OPEN_MAX);
}

int getpagesize(void)
{
    return (int)rt_os_page();
}

int getentropy(void *p, size_t n)
{
    return done(n > 256 ? -EIO : rt_os_random(p, n));
}
