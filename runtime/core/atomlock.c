// atomlock.c - the locks behind atomic.c where there are threads
#include "runtime/rt_int.h"

enum { LOCKS = 64, LINE = 64 };

// One to a line of the cache, so that neighbours do not slow each other down.
static u8 lock[LOCKS][LINE];

static u8 *lock_of(const void *p)
{
    u64 at = (u64)(uintptr_t)p >> 4;
    return lock[(at ^ at >> 8) % LOCKS];
}

u32 rt_atomic_lock(const void *p)
{
    u8 *l = lock_of(p);
    while (__atomic_exchange_n(l, 1, __ATOMIC_ACQUIRE))
        while (__atomic_load_n(l, __ATOMIC_RELAXED))
            continue;
    return 0;
}

void rt_atomic_unlock(const void *p, u32 was)
{
    (void)was;
    __atomic_store_n(lock_of(p), 0, __ATOMIC_RELEASE);
}
