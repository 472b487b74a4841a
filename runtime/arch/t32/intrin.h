// intrin.h - instructions that C cannot say, as functions (docs/decisions/0008)
//
// Each is a constant array of halfwords in .text; a call goes through its address with bit 0 set,
// which is how Thumb code is called.
#ifndef RT_T32_INTRIN_H
#define RT_T32_INTRIN_H

#include "runtime/rt_int.h"

extern const u16 rt_t32_semihost[], rt_t32_barrier[], rt_t32_sleep[], rt_t32_irq_off[];
extern const u16 rt_t32_irq_on[], rt_t32_stack_limit[], rt_t32_clear[];
extern const u16 rt_t32_irq_save[], rt_t32_irq_restore[];

#define RT_T32_CODE(type, code) ((type)(uintptr_t)((const char *)(code) + 1))

/* One request to the debugger: its number and the address of its arguments, or its argument. */
static inline i32 t32_semihost(i32 op, const void *arg)
{
    return RT_T32_CODE(i32 (*)(i32, const void *), rt_t32_semihost)(op, arg);
}
/* What was written before is done, and later instructions see it. */
static inline void t32_barrier(void) { RT_T32_CODE(void (*)(void), rt_t32_barrier)(); }
/* Until an interrupt is pending, even when interrupts are off. */
static inline void t32_sleep(void) { RT_T32_CODE(void (*)(void), rt_t32_sleep)(); }
static inline void t32_irq_off(void) { RT_T32_CODE(void (*)(void), rt_t32_irq_off)(); }
static inline void t32_irq_on(void) { RT_T32_CODE(void (*)(void), rt_t32_irq_on)(); }
/* Interrupts off; what they were before, for the other. */
static inline u32 t32_irq_save(void) { return RT_T32_CODE(u32 (*)(void), rt_t32_irq_save)(); }
static inline void t32_irq_restore(u32 was)
{
    RT_T32_CODE(void (*)(u32), rt_t32_irq_restore)(was);
}
/* ARMv8-M: the main stack pointer may not go below. */
static inline void t32_stack_limit(const void *p)
{
    RT_T32_CODE(void (*)(const void *), rt_t32_stack_limit)(p);
}
/* Zeros from start up to end: multiples of 16, not equal. */
static inline void t32_clear(u32 *start, const u32 *end)
{
    RT_T32_CODE(void (*)(u32 *, const u32 *), rt_t32_clear)(start, end);
}

#endif
