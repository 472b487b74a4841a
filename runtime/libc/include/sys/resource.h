// resource.h - POSIX: what a process used, and on Linux may use
#ifndef _SYS_RESOURCE_H
#define _SYS_RESOURCE_H
#include <bits/hosted.h>
#include <sys/time.h>
#define RUSAGE_SELF 0
struct rusage {
    struct timeval ru_utime, ru_stime;   // all processor time is in the first
};
#if defined(__linux__)
typedef uint64_t rlim_t;
struct rlimit {
    rlim_t rlim_cur, rlim_max;
};
#define RLIM_INFINITY (~(rlim_t)0)
#define RLIM_SAVED_CUR RLIM_INFINITY
#define RLIM_SAVED_MAX RLIM_INFINITY
#define RLIMIT_CPU 0
#define RLIMIT_FSIZE 1
#define RLIMIT_DATA 2
#define RLIMIT_STACK 3
#define RLIMIT_CORE 4
#define RLIMIT_NOFILE 7
#define RLIMIT_AS 9
int getrlimit(int what, struct rlimit *limit);
int setrlimit(int what, const struct rlimit *limit);
#endif
int getrusage(int who, struct rusage *r);
#endif
