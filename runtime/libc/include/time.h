// time.h - date and time (C11 7.27, POSIX)
#ifndef _TIME_H
#define _TIME_H
#include <bits/timespec.h>
#include <stddef.h>
#include <sys/types.h>

#define CLOCKS_PER_SEC ((clock_t)1000000)
#define TIME_UTC 1
#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1
#define CLOCK_PROCESS_CPUTIME_ID 2
#define CLOCK_THREAD_CPUTIME_ID 3

struct tm {
    int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst;
    long tm_gmtoff;
    const char *tm_zone;
};

char *asctime(const struct tm *t);
char *asctime_r(const struct tm *restrict t, char *restrict out);
clock_t clock(void);
int clock_getres(clockid_t clock, struct timespec *t);
int clock_gettime(clockid_t clock, struct timespec *t);
char *ctime(const time_t *t);
char *ctime_r(const time_t *t, char *out);
double difftime(time_t later, time_t sooner);
struct tm *gmtime(const time_t *t);
struct tm *gmtime_r(const time_t *restrict t, struct tm *restrict out);
struct tm *localtime(const time_t *t);
struct tm *localtime_r(const time_t *restrict t, struct tm *restrict out);
time_t mktime(struct tm *t);
int nanosleep(const struct timespec *t, struct timespec *left);
size_t strftime(char *restrict out, size_t n, const char *restrict format,
                const struct tm *restrict t);
char *strptime(const char *restrict s, const char *restrict format, struct tm *restrict t);
time_t time(time_t *t);
time_t timegm(struct tm *t);
int timespec_get(struct timespec *t, int base);
void tzset(void);
extern char *tzname[2];
extern long timezone;
extern int daylight;
#endif
