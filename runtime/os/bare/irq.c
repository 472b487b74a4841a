// irq.c - interrupts for programs that require device: they are waited for, not called
//
// A handler runs between any two instructions, and neither counts of references nor the heap allow
// that. So the handler only notes that an interrupt fired and switches it off, as its source may
// stay on until the program has looked after it; the next wait switches it on again.
//
// Numbers are those of the processor (CMSIS): 0 and up are the board's, -1 is the timer.
#include "runtime/os/bare/bare.h"

enum { NIRQ = 112, TIMER = -1, FIRST = 16, WORDS = (NIRQ + 31) / 32 };
static volatile u32 fired[WORDS], again[WORDS], timer_fired;

static void on_irq(void)
{
    u32 n = (*reg(SCB_ICSR) & 0x1ff) - FIRST, bit = 1u << (n & 31);
    *reg(NVIC_ICER + n / 32 * 4) = bit;
    fired[n / 32] |= bit;
    t32_barrier();       // off before the return, or it would come again at once
}

static void on_time(void)
{
    timer_fired = 1;
}

#define FOUR(f) f, f, f, f
#define SIXTEEN(f) FOUR(f), FOUR(f), FOUR(f), FOUR(f)
extern void (*const rt_irq_vectors[NIRQ])(void);
__attribute__((section(".vectors.irq"))) void (*const rt_irq_vectors[NIRQ])(void) = {
    SIXTEEN(on_irq), SIXTEEN(on_irq), SIXTEEN(on_irq), SIXTEEN(on_irq),
    SIXTEEN(on_irq), SIXTEEN(on_irq), SIXTEEN(on_irq),
};

static u32 checked(i64 irq)
{
    if (irq < 0 || irq >= NIRQ)
        rt_failz("no such interrupt");
    return (u32)irq;
}

void rt_device_timer(i64 ms)
{
    if (ms < 0 || ms > 0xffffffff)
        rt_failz("timer out of range");
    rt_clock_every((u32)ms, on_time);
}

void rt_device_enable(i64 irq)
{
    u32 n = checked(irq);
    *reg(NVIC_ISER + n / 32 * 4) = 1u << (n & 31);
}

void rt_device_disable(i64 irq)
{
    u32 n = checked(irq), bit = 1u << (n & 31);
    *reg(NVIC_ICER + n / 32 * 4) = bit;
    *reg(NVIC_ICPR + n / 32 * 4) = bit;
    t32_irq_off();
    fired[n / 32] &= ~bit;
    again[n / 32] &= ~bit;
    t32_irq_on();
}

/* One that has fired, lowest first, the timer before all; NONE. Interrupts are off. */
enum { NONE = -2 };
static i64 take(void)
{
    if (timer_fired) {
        timer_fired = 0;
        return TIMER;
    }
    for (u32 w = 0; w < WORDS; w++)
        if (fired[w]) {
            u32 bit = (u32)__builtin_ctz(fired[w]);
            fired[w] &= ~(1u << bit);
            again[w] |= 1u << bit;
            return w * 32 + bit;
        }
    return NONE;
}

i64 rt_device_wait(void)
{
    i64 n;
    rt_out_flush();
    for (u32 w = 0; w < WORDS; w++) {
        *reg(NVIC_ISER + 4 * w) = again[w];
        again[w] = 0;
    }
    for (;;) {
        t32_irq_off();
        n = take();
        if (n == NONE)
            t32_sleep();     // wakes for what is pending, which then runs
        t32_irq_on();
        if (n != NONE)
            return n;
    }
}
