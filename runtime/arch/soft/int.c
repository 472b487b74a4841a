// int.c - 64-bit division and shifts out of 32-bit operations
#include "runtime/arch/soft/soft.h"

/* Schoolbook division, a bit at a time from the first that can be 1. */
static u64 divide(u64 a, u64 b, u64 *rem)
{
    u64 q = 0;
    if (!b)
        __builtin_trap();
    if (!((a | b) >> 32)) {
        *rem = (u32)a % (u32)b;
        return (u32)a / (u32)b;
    }
    if (a >= b) {
        u32 n = soft_clz64(b) - soft_clz64(a);
        b = __aeabi_llsl(b, n);
        for (u32 i = 0; i <= n; i++, b >>= 1) {
            q <<= 1;
            if (a >= b) {
                a -= b;
                q |= 1;
            }
        }
    }
    *rem = a;
    return q;
}

static u64 magnitude(i64 x) { return x < 0 ? (u64)0 - (u64)x : (u64)x; }

static void check(i64 a, i64 b)
{
    if (a == INT64_MIN && b == -1)
        __builtin_trap();
}

i64 __divdi3(i64 a, i64 b)
{
    u64 r, q = divide(magnitude(a), magnitude(b), &r);
    check(a, b);
    return (a ^ b) < 0 ? (i64)(0 - q) : (i64)q;
}

i64 __moddi3(i64 a, i64 b)
{
    u64 r;
    divide(magnitude(a), magnitude(b), &r);
    check(a, b);
    return a < 0 ? (i64)(0 - r) : (i64)r;
}

u64 __udivdi3(u64 a, u64 b)
{
    u64 r;
    return divide(a, b, &r);
}

u64 __umoddi3(u64 a, u64 b)
{
    u64 r;
    divide(a, b, &r);
    return r;
}

/* Word by word, so that they never call themselves. */
u64 __aeabi_llsl(u64 x, u32 n)
{
    u32 lo = (u32)x, hi = (u32)(x >> 32);
    if (n >= 32)
        return (u64)(lo << (n - 32)) << 32;
    if (n)
        hi = hi << n | lo >> (32 - n);
    return (u64)hi << 32 | lo << n;
}

u64 __aeabi_llsr(u64 x, u32 n)
{
    u32 lo = (u32)x, hi = (u32)(x >> 32);
    if (n >= 32)
        return hi >> (n - 32);
    if (n)
        lo = lo >> n | hi << (32 - n);
    return (u64)(hi >> n) << 32 | lo;
}

i64 __aeabi_lasr(i64 x, u32 n)
{
    u32 lo = (u32)x, hi = (u32)((u64)x >> 32), fill = 0u - (hi >> 31);
    if (n >= 32) {
        u32 k = n - 32;
        lo = k ? hi >> k | fill << (32 - k) : hi;
        return (i64)((u64)fill << 32 | lo);
    }
    if (!n)
        return x;
    lo = lo >> n | hi << (32 - n);
    return (i64)((u64)(hi >> n | fill << (32 - n)) << 32 | lo);
}
