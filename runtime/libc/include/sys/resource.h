// resource.h - POSIX: what a process used
#ifndef _SYS_RESOURCE_H
#define _SYS_RESOURCE_H
#include <bits/hosted.h>
#include <sys/time.h>
#define RUSAGE_SELF 0
struct rusage {
    struct timeval ru_utime, ru_stime;   // all processor time is in the first
};
int getrusage(int who, struct rusage *r);
#endif
