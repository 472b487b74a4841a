// rlimit.c - limits of the process (POSIX), on Linux
#include "runtime/libc/libc_int.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

int getrlimit(int what, struct rlimit *limit)
{
    return (int)syscall(SYS_prlimit64, 0L, (long)what, 0L, limit);
}

int setrlimit(int what, const struct rlimit *limit)
{
    return (int)syscall(SYS_prlimit64, 0L, (long)what, limit, 0L);
}
