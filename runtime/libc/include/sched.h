// sched.h - POSIX: giving way to other threads
#ifndef _SCHED_H
#define _SCHED_H
#include <bits/hosted.h>
int sched_yield(void);
#endif
