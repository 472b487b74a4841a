// nr.h - system calls of Linux that only C programs need, by machine
#ifndef RT_LINUX_NR_H
#define RT_LINUX_NR_H

#include "runtime/os/hosted.h"
#include "runtime/os/linux/sys.h"

#if defined(__aarch64__)
enum {
    NR_getcwd = 17, NR_dup = 23, NR_dup3 = 24, NR_fcntl = 25, NR_mkdirat = 34, NR_unlinkat = 35,
    NR_symlinkat = 36, NR_linkat = 37, NR_ftruncate = 46, NR_faccessat = 48, NR_chdir = 49,
    NR_fchmod = 52, NR_fchmodat = 53, NR_getdents64 = 61, NR_pread64 = 67, NR_pwrite64 = 68,
    NR_readlinkat = 78, NR_fsync = 82, NR_utimensat = 88, NR_clock_getres = 114,
    NR_sched_yield = 124, NR_kill = 129, NR_tgkill = 131, NR_rt_sigprocmask = 135, NR_umask = 166,
    NR_getppid = 173, NR_getuid = 174, NR_geteuid = 175, NR_getgid = 176, NR_getegid = 177,
    NR_gettid = 178, NR_execve = 221, NR_statx = 291
};
#else
enum {
    NR_rt_sigprocmask = 14, NR_pread64 = 17, NR_pwrite64 = 18, NR_sched_yield = 24, NR_dup = 32,
    NR_execve = 59, NR_kill = 62, NR_fcntl = 72, NR_fsync = 74, NR_ftruncate = 77, NR_getcwd = 79,
    NR_chdir = 80, NR_fchmod = 91, NR_umask = 95, NR_getuid = 102, NR_getgid = 104,
    NR_geteuid = 107, NR_getegid = 108, NR_getppid = 110, NR_gettid = 186, NR_getdents64 = 217,
    NR_clock_getres = 229, NR_tgkill = 234, NR_mkdirat = 258, NR_unlinkat = 263, NR_linkat = 265,
    NR_symlinkat = 266, NR_readlinkat = 267, NR_fchmodat = 268, NR_faccessat = 269,
    NR_utimensat = 280, NR_dup3 = 292, NR_statx = 332
};
#endif

enum { HERE = -100 };                    // AT_FDCWD

#endif
