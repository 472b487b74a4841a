// time.c - time since reset, from a SysTick interrupt every millisecond
#include "runtime/os/bare/bare.h"

enum { CSR_ON = 7 };             // processor clock, interrupt, enable
enum { ICSR_TICK = 1 << 26 };    // SysTick is pending
static volatile u32 ticks, wraps;  // milliseconds; how often they began again

void SysTick_Handler(void) __attribute__((weak, alias("rt_on_systick")));

void rt_clock_start(void)
{
    void (*const volatile mine)(void) = rt_on_systick;  // volatile: no compiler compares the names
    if (SysTick_Handler != mine)
        return;
    *reg(SYST_RVR) = rt_board.cpu_hz / 1000 - 1;
    *reg(SYST_CVR) = 0;
    *reg(SYST_CSR) = CSR_ON;
}

static volatile u32 every, left;
static void (*volatile on_time)(void);

void rt_clock_every(u32 ms, void (*f)(void))
{
    t32_irq_off();
    every = left = ms;
    on_time = f;
    t32_irq_on();
}

void rt_on_systick(void)
{
    if (++ticks == 0)
        wraps++;
    if (every && --left == 0) {
        left = every;
        on_time();
    }
    rt_stack_check();
}

/* Milliseconds, and the cycles since the last one began: again when an interrupt came between. One
 * that is pending and not yet taken has begun a millisecond, too. A period ends at 0, and 0 is the
 * first cycle of the next (ARMv7-M ARM, B3.3). */
static u64 now(u32 *cycles)
{
    u32 hi, lo, count, late;
    do {
        hi = wraps;
        lo = ticks;
        count = *reg(SYST_CVR);
        late = *reg(SCB_ICSR) & ICSR_TICK;
        if (late)
            count = *reg(SYST_CVR);
    } while (lo != ticks || hi != wraps);
    *cycles = count ? rt_board.cpu_hz / 1000 - count : 0;
    return ((u64)hi << 32 | lo) + (late != 0);
}

i64 rt_os_now_ms(void)
{
    u32 cycles;
    return (i64)now(&cycles);
}

i64 rt_os_mono_ns(void)
{
    u32 cycles;
    u64 ms = now(&cycles);
    return (i64)(ms * 1000000 + (u64)cycles * 1000000 / (rt_board.cpu_hz / 1000));
}

void rt_os_sleep_ms(i64 ms)
{
    i64 end = rt_os_now_ms() + ms;
    while (rt_os_now_ms() < end)
        t32_sleep();
}

/* Nobody else runs but interrupts, and the next one comes within a millisecond. */
void rt_os_wait(const u32 *word, u32 value, i64 ms)
{
    i64 end = rt_os_now_ms() + ms;
    while (*(const volatile u32 *)word == value && (ms < 0 || rt_os_now_ms() < end))
        t32_sleep();
}
