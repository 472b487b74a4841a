// timespec.h - a time, as several headers have it
#ifndef _BITS_TIMESPEC_H
#define _BITS_TIMESPEC_H
#include <stdint.h>
struct timespec {
    int64_t tv_sec;
    int64_t tv_nsec;
};
#endif
