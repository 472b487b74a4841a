// lock.c - locks between threads: 0 free, 1 held, 2 held and somebody may wait (Drepper, "Futexes
// are tricky", 2011)
#include "runtime/libc/libc_int.h"

u8 __lc_threaded;
static _Thread_local u8 here;

u64 __lc_self(void)
{
    return (u64)(uintptr_t)&here;
}

void __lc_lock_slow(u32 *lock)
{
    u32 was = 0;
    if (__atomic_compare_exchange_n(lock, &was, 1, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
        return;
    while (__atomic_exchange_n(lock, 2, __ATOMIC_ACQUIRE))
        rt_os_wait(lock, 2, -1);
}

void __lc_unlock_slow(u32 *lock)
{
    if (__atomic_exchange_n(lock, 0, __ATOMIC_RELEASE) == 2)
        rt_os_wake(lock, 1);
}
