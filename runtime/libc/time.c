// time.c - clocks and the calendar (C11 7.27, POSIX)
//
// Days are counted by the proleptic Gregorian calendar in years that begin in March, so that the
// leap day is the last one.
#include "runtime/libc/libc_int.h"
#include "runtime/libc/time_int.h"
#include "runtime/os/hosted.h"

#include <sys/resource.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* ---- clocks ---- */

static int get(i64 (*f)(i32, i64 *), clockid_t clock, struct timespec *t)
{
    i64 k[2];
    i64 r = clock < 0 || clock > CLOCK_THREAD_CPUTIME_ID ? -EINVAL : f(clock, k);
    if (r >= 0 && t)
        *t = (struct timespec){k[0], k[1]};
    return (int)__lc_result(r < 0 ? r : 0);
}

int clock_gettime(clockid_t clock, struct timespec *t)
{
    return get(rt_os_clock, clock, t);
}

int clock_getres(clockid_t clock, struct timespec *t)
{
    return get(rt_os_clock_step, clock, t);
}

time_t time(time_t *t)
{
    i64 k[2] = {0, 0};
    (void)rt_os_clock(RT_CLOCK_REAL, k);
    if (t)
        *t = k[0];
    return k[0];
}

clock_t clock(void)
{
    i64 k[2];
    return rt_os_clock(RT_CLOCK_PROCESS, k) < 0 ? -1 : k[0] * CLOCKS_PER_SEC + k[1] / 1000;
}

int timespec_get(struct timespec *t, int base)
{
    return base == TIME_UTC && get(rt_os_clock, CLOCK_REALTIME, t) == 0 ? base : 0;
}

int gettimeofday(struct timeval *restrict t, void *restrict zone)
{
    i64 k[2];
    (void)zone;
    i64 r = rt_os_clock(RT_CLOCK_REAL, k);
    if (r >= 0 && t)
        *t = (struct timeval){k[0], k[1] / 1000};
    return (int)__lc_result(r);
}

int getrusage(int who, struct rusage *r)
{
    i64 k[2];
    i64 e = who == RUSAGE_SELF ? rt_os_clock(RT_CLOCK_PROCESS, k) : -EINVAL;
    if (e >= 0)
        *r = (struct rusage){.ru_utime = {k[0], k[1] / 1000}};
    return (int)__lc_result(e);
}

double difftime(time_t later, time_t sooner)
{
    return (double)(later - sooner);
}

int nanosleep(const struct timespec *t, struct timespec *left)
{
    i64 k[2] = {t->tv_sec, t->tv_nsec}, rest[2] = {0, 0};
    i64 r = t->tv_nsec < 0 || t->tv_nsec > 999999999 || t->tv_sec < 0 ? -EINVAL
                                                                      : rt_os_nanosleep(k, rest);
    if (r == -EINTR && left)
        *left = (struct timespec){rest[0], rest[1]};
    return (int)__lc_result(r);
}

unsigned sleep(unsigned seconds)
{
    i64 k[2] = {seconds, 0}, rest[2] = {0, 0};
    return rt_os_nanosleep(k, rest) == -EINTR ? (unsigned)rest[0] + (rest[1] >= 500000000) : 0;
}

int usleep(useconds_t us)
{
    i64 k[2] = {us / 1000000, us % 1000000 * 1000}, rest[2];
    return (int)__lc_result(rt_os_nanosleep(k, rest));
}

/* ---- the calendar ---- */

static i64 floor_div(i64 a, i64 b)
{
    return a / b - (a % b < 0);
}

i64 __lc_days(i64 year, int month)       // of the first of the month; month 0..11
{
    i64 y = month < 2 ? year - 1 : year, era = floor_div(y, 400), of_era = y - era * 400;
    int m = (month + 10) % 12;           // March is 0
    i64 day = (153 * m + 2) / 5 + of_era * 365 + of_era / 4 - of_era / 100;
    return era * 146097 + day - 719468;
}

int __lc_gmtime(i64 t, struct tm *out)
{
    i64 days = floor_div(t, 86400), z = days + 719468, era = floor_div(z, 146097);
    i64 d = z - era * 146097;            // 0..146096
    i64 y = (d - d / 1460 + d / 36524 - d / 146096) / 365;
    int in_year = (int)(d - (365 * y + y / 4 - y / 100)), m = (5 * in_year + 2) / 153;
    int s = (int)(t - days * 86400);
    i64 year = era * 400 + y + (m >= 10) - 1900;
    if (year > INT_MAX || year < INT_MIN)
        return 0;
    *out = (struct tm){
        .tm_sec = s % 60, .tm_min = s / 60 % 60, .tm_hour = s / 3600,
        .tm_mday = in_year - (153 * m + 2) / 5 + 1, .tm_mon = (m + 2) % 12, .tm_year = (int)year,
        .tm_wday = (int)((days % 7 + 11) % 7), .tm_zone = "GMT",
    };
    out->tm_yday = (int)(days - __lc_days(year + 1900, 0));
    return 1;
}

/* Seconds since 1970 of what the fields say, whatever ranges they keep to. */
i64 __lc_seconds(const struct tm *t)
{
    i64 months = (i64)t->tm_mon, year = t->tm_year + (i64)1900 + floor_div(months, 12);
    i64 days = __lc_days(year, (int)(months - floor_div(months, 12) * 12)) + t->tm_mday - 1;
    return days * 86400 + (i64)t->tm_hour * 3600 + (i64)t->tm_min * 60 + t->tm_sec;
}

struct tm *gmtime_r(const time_t *restrict t, struct tm *restrict out)
{
    if (__lc_gmtime(*t, out))
        return out;
    errno = EOVERFLOW;
    return NULL;
}

struct tm *gmtime(const time_t *t)
{
    static struct tm one;
    return gmtime_r(t, &one);
}

time_t timegm(struct tm *t)
{
    i64 s = __lc_seconds(t);
    return gmtime_r(&s, t) ? s : -1;
}
