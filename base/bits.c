// bits.c - sets of small integers as bit vectors, and bit counting
#include "base/base.h"

Bits bits_new(Arena *a, u32 nbits)
{
    u32 n = (u32)(((u64)nbits + 63) / 64);
    return (Bits){arena_array(a, u64, n), n};
}

bool bits_or(Bits to, Bits from)
{
    assert(to.n >= from.n);
    u64 changed = 0;
    for (u32 i = 0; i < from.n; i++) {
        changed |= from.w[i] & ~to.w[i];
        to.w[i] |= from.w[i];
    }
    return changed != 0;
}

void bits_copy(Bits to, Bits from)
{
    assert(to.n == from.n);
    if (to.n) memmove(to.w, from.w, to.n * sizeof *to.w);
}

int bits_next(Bits b, u32 from)
{
    u32 i = from >> 6;
    if (i >= b.n) return -1;
    u64 w = b.w[i] & ~(u64)0 << (from & 63);
    while (w == 0) {
        if (++i >= b.n) return -1;
        w = b.w[i];
    }
    return (int)(i * 64) + ctz64(w);
}

#if !defined(__GNUC__)
int clz64(u64 x)
{
    if (x == 0) return 64;
    int n = 0;
    for (int s = 32; s; s >>= 1)
        if (x >> (64 - s) == 0) n += s, x <<= s;
    return n;
}

int ctz64(u64 x)
{
    return x ? 63 - clz64(x & (0 - x)) : 64;
}
#endif

// Hacker's Delight, 5-1: sums of 2, 4 and 8 bits, then all bytes by one multiplication.
int popcount64(u64 x)
{
    x -= x >> 1 & 0x5555555555555555u;
    x = (x & 0x3333333333333333u) + (x >> 2 & 0x3333333333333333u);
    x = (x + (x >> 4)) & 0x0f0f0f0f0f0f0f0fu;
    return (int)(x * 0x0101010101010101u >> 56);
}
