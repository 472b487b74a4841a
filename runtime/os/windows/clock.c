// clock.c - clocks of C programs on Windows
#include "runtime/os/hosted.h"
#include "runtime/os/windows/sys.h"

Handle GetCurrentProcess(void);
Handle GetCurrentThread(void);
i32 GetProcessTimes(Handle h, u64 *start, u64 *end, u64 *kernel, u64 *user);
i32 GetThreadTimes(Handle h, u64 *start, u64 *end, u64 *kernel, u64 *user);
i32 SwitchToThread(void);

enum { TICK = 100, TICKS = 10000000 };   // nanoseconds of a tick; ticks of a second
static const i64 from_1601 = 11644473600;

static i64 used(i64 ok, u64 kernel, u64 user, i64 t[2])
{
    if (!ok)
        return rt_failed();
    t[0] = (i64)((kernel + user) / TICKS);
    t[1] = (i64)((kernel + user) % TICKS * TICK);
    return 0;
}

i64 rt_os_clock(i32 which, i64 t[2])
{
    u64 now, end, kernel = 0, user = 0;
    i64 ns;
    switch (which) {
    case RT_CLOCK_REAL:
        GetSystemTimePreciseAsFileTime(&now);
        t[0] = (i64)(now / TICKS) - from_1601;
        t[1] = (i64)(now % TICKS * TICK);
        return 0;
    case RT_CLOCK_MONO:
        ns = rt_os_mono_ns();
        t[0] = ns / 1000000000;
        t[1] = ns % 1000000000;
        return 0;
    case RT_CLOCK_PROCESS:
        return used(GetProcessTimes(GetCurrentProcess(), &now, &end, &kernel, &user), kernel, user,
                    t);
    default:
        return used(GetThreadTimes(GetCurrentThread(), &now, &end, &kernel, &user), kernel, user,
                    t);
    }
}

i64 rt_os_clock_step(i32 which, i64 t[2])
{
    (void)which;
    t[0] = 0;
    t[1] = TICK;
    return 0;
}

i64 rt_os_nanosleep(const i64 t[2], i64 left[2])
{
    i64 most = (i64)1 << 40;
    rt_os_sleep_ms((t[0] < most ? t[0] : most) * 1000 + (t[1] + 999999) / 1000000);
    left[0] = left[1] = 0;
    return 0;
}

void rt_os_yield(void)
{
    (void)SwitchToThread();
}
