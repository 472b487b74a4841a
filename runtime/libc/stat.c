// stat.c - POSIX: what a file is, its mode and times; folders
#include "runtime/libc/libc_int.h"
#include "runtime/os/hosted.h"

#include <dirent.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>
#include <utime.h>

static struct timespec moment(const i64 t[2])
{
    return (struct timespec){t[0], t[1]};
}

static int fill(i64 r, const RtStat *from, struct stat *s)
{
    if (r < 0)
        return (int)__lc_result(r);
    *s = (struct stat){
        .st_dev = from->dev, .st_ino = from->ino, .st_mode = from->mode,
        .st_nlink = (nlink_t)from->nlink, .st_uid = from->uid, .st_gid = from->gid,
        .st_rdev = from->rdev, .st_size = from->size, .st_blksize = from->blksize,
        .st_blocks = from->blocks, .st_atim = moment(from->atime), .st_mtim = moment(from->mtime),
        .st_ctim = moment(from->ctime),
    };
    return 0;
}

int stat(const char *restrict path, struct stat *restrict s)
{
    RtStat r;
    return fill(rt_os_stat(path, 1, &r), &r, s);
}

int lstat(const char *restrict path, struct stat *restrict s)
{
    RtStat r;
    return fill(rt_os_stat(path, 0, &r), &r, s);
}

int fstat(int fd, struct stat *s)
{
    RtStat r;
    return fill(rt_os_fstat(fd, &r), &r, s);
}

int mkdir(const char *path, mode_t mode)
{
    return (int)__lc_result(rt_os_mkdir(path, mode));
}

int chmod(const char *path, mode_t mode)
{
    return (int)__lc_result(rt_os_chmod(path, mode));
}

int fchmod(int fd, mode_t mode)
{
    return (int)__lc_result(rt_os_fchmod(fd, mode));
}

mode_t umask(mode_t mask)
{
    return rt_os_umask(mask);
}

int futimens(int fd, const struct timespec t[2])
{
    if (!t)
        return (int)__lc_result(rt_os_utimes(fd, NULL, NULL));
    i64 k[4] = {t[0].tv_sec, t[0].tv_nsec, t[1].tv_sec, t[1].tv_nsec};
    return (int)__lc_result(rt_os_utimes(fd, NULL, k));
}

int utimes(const char *path, const struct timeval t[2])
{
    if (!t)
        return (int)__lc_result(rt_os_utimes(-1, path, NULL));
    i64 k[4] = {t[0].tv_sec, t[0].tv_usec * 1000, t[1].tv_sec, t[1].tv_usec * 1000};
    return (int)__lc_result(rt_os_utimes(-1, path, k));
}

int utime(const char *path, const struct utimbuf *t)
{
    if (!t)
        return (int)__lc_result(rt_os_utimes(-1, path, NULL));
    i64 k[4] = {t->actime, 0, t->modtime, 0};
    return (int)__lc_result(rt_os_utimes(-1, path, k));
}

/* ---- folders ---- */

struct __lc_dir {
    struct dirent entry;
    _Alignas(16) char state[RT_DIR_SIZE];
};

DIR *opendir(const char *path)
{
    DIR *d = malloc(sizeof *d);
    i64 r = d ? rt_os_dir_open((RtDir *)(void *)d->state, path) : -ENOMEM;
    if (r >= 0)
        return d;
    free(d);
    errno = (int)-r;
    return NULL;
}

struct dirent *readdir(DIR *d)
{
    RtEntry e;
    i64 r = rt_os_dir_next((RtDir *)(void *)d->state, &e);
    if (r <= 0) {
        (void)__lc_result(r);            // at the end errno stays
        return NULL;
    }
    d->entry.d_ino = e.ino;
    d->entry.d_type = (unsigned char)e.type;
    strcpy(d->entry.d_name, e.name);
    return &d->entry;
}

void rewinddir(DIR *d)
{
    (void)rt_os_dir_rewind((RtDir *)(void *)d->state);
}

int closedir(DIR *d)
{
    rt_os_dir_close((RtDir *)(void *)d->state);
    free(d);
    return 0;
}
