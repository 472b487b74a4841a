// atomic.c - atomic access to objects that no instruction reaches as a whole
//
// Names and parameters are libatomic's (GCC wiki, "Atomic/GCCMM/LIbrary"). Compiled code calls them
// for sizes other than 1, 2, 4 and 8; one lock of a few serves an address. Orders do not matter:
// taking and giving back a lock is enough for any.
//
// clang lets nobody declare those names, so they are given to functions of other names.
#include "runtime/rt_int.h"

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)
#define LIBATOMIC(name) __asm__(TEXT(__USER_LABEL_PREFIX__) "__atomic_" name)
void atomic_load(uintptr_t n, const volatile void *p, void *to, int order) LIBATOMIC("load");
void atomic_store(uintptr_t n, volatile void *p, void *from, int order) LIBATOMIC("store");
void atomic_exchange(uintptr_t n, volatile void *p, void *from, void *to, int order)
    LIBATOMIC("exchange");
_Bool atomic_compare_exchange(uintptr_t n, volatile void *p, void *want, void *from, int order,
                              int fail) LIBATOMIC("compare_exchange");

static int differs(const u8 *a, const u8 *b, u64 n)
{
    for (u64 k = 0; k < n; k++)
        if (a[k] != b[k])
            return 1;
    return 0;
}

void atomic_load(uintptr_t n, const volatile void *p, void *to, int order)
{
    u32 was = rt_atomic_lock((const void *)p);
    (void)order;
    RT_MEMCPY(to, (const void *)p, n);
    rt_atomic_unlock((const void *)p, was);
}

void atomic_store(uintptr_t n, volatile void *p, void *from, int order)
{
    u32 was = rt_atomic_lock((const void *)p);
    (void)order;
    RT_MEMCPY((void *)p, from, n);
    rt_atomic_unlock((const void *)p, was);
}

void atomic_exchange(uintptr_t n, volatile void *p, void *from, void *to, int order)
{
    u32 was = rt_atomic_lock((const void *)p);
    (void)order;
    for (u64 k = 0; k < n; k++) {        // `from` and `to` may be one
        u8 x = ((const u8 *)from)[k];
        ((u8 *)to)[k] = ((volatile u8 *)p)[k];
        ((volatile u8 *)p)[k] = x;
    }
    rt_atomic_unlock((const void *)p, was);
}

_Bool atomic_compare_exchange(uintptr_t n, volatile void *p, void *want, void *from,
                                int order, int fail)
{
    u32 was = rt_atomic_lock((const void *)p);
    int other = differs((const void *)p, want, n);
    (void)order;
    (void)fail;
    if (other)
        RT_MEMCPY(want, (const void *)p, n);
    else
        RT_MEMCPY((void *)p, from, n);
    rt_atomic_unlock((const void *)p, was);
    return !other;
}
