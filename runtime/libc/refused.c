// refused.c - functions that answer, as POSIX lets them, that there is nothing of the kind here
#include "runtime/libc/libc_int.h"

#include <pwd.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct passwd *getpwnam(const char *name)
{
    (void)name;
    return NULL;                 // errno stays: nobody of that name
}

struct passwd *getpwuid(uid_t uid)
{
    (void)uid;
    return NULL;
}

int ioctl(int fd, unsigned long request, ...)
{
    (void)fd;
    (void)request;
    errno = ENOTTY;
    return -1;
}

int chown(const char *path, uid_t uid, gid_t gid)
{
    (void)path;
    (void)uid;
    (void)gid;
    errno = ENOSYS;
    return -1;
}

int fchown(int fd, uid_t uid, gid_t gid)
{
    (void)fd;
    (void)uid;
    (void)gid;
    errno = ENOSYS;
    return -1;
}
