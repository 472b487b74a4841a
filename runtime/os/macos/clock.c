// clock.c - clocks of C programs on macOS
#include "runtime/os/hosted.h"
#include "runtime/os/macos/sys.h"

int clock_getres(u32 clock, TimeSpec *t) LIBSYSTEM(clock_getres);
int sched_yield(void) LIBSYSTEM(sched_yield);

/* By RT_CLOCK_*. */
static const u8 numbers[] = {CLOCK_REALTIME, CLOCK_MONOTONIC, 12, 16};

i64 rt_os_clock(i32 which, i64 t[2])
{
    TimeSpec k = {0, 0};
    i64 r = rt_result(clock_gettime(numbers[which], &k));
    t[0] = k.sec;
    t[1] = k.nsec;
    return r;
}

i64 rt_os_clock_step(i32 which, i64 t[2])
{
    TimeSpec k = {0, 0};
    i64 r = rt_result(clock_getres(numbers[which], &k));
    t[0] = k.sec;
    t[1] = k.nsec;
    return r;
}

i64 rt_os_nanosleep(const i64 t[2], i64 left[2])
{
    TimeSpec k = {t[0], t[1]}, rest = {0, 0};
    i64 r = rt_result(nanosleep(&k, &rest));
    left[0] = rest.sec;
    left[1] = rest.nsec;
    return r;
}

void rt_os_yield(void)
{
    (void)sched_yield();
}
