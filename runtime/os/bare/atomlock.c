// atomlock.c - what stands for the locks behind core/atomic.c on one core: no interrupts meanwhile
#include "runtime/arch/t32/intrin.h"

u32 rt_atomic_lock(const void *p)
{
    (void)p;
    return t32_irq_save();
}

void rt_atomic_unlock(const void *p, u32 was)
{
    (void)p;
    t32_irq_restore(was);
}
