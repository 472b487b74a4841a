// widen.c - between single and double precision
#include "runtime/arch/soft/soft.h"

u64 __aeabi_f2d(u32 a)
{
    u64 sign = (u64)(a >> 31) << 63, frac = a & 0x7fffff;
    u32 x = a >> 23 & 0xff;
    if (x == 0xff)
        return sign | (u64)0x7ff << 52 | frac << 29 | (frac ? (u64)1 << 51 : 0);
    if (x)
        return sign | (u64)(x - 127 + 1023) << 52 | frac << 29;
    if (!frac)
        return sign;
    u32 n = soft_clz32((u32)frac) - 8;           // to the place of the implicit bit
    return sign | (((u64)(1023 - 126 - n - 1) << 52) + (frac << (n + 29)));
}

/* Rounds the 53-bit significand to 24 bits, or to fewer below the least normal number. */
u32 __aeabi_d2f(u64 a)
{
    u32 sign = (u32)(a >> 63) << 31;
    int x = (int)(a >> 52) & 0x7ff;
    u64 frac = a & (((u64)1 << 52) - 1);
    if (x == 0x7ff)
        return sign | 0x7f800000 | (frac ? 0x400000 | (u32)(frac >> 29) : 0);
    int e = x - 1023 + 127, shift = 29;
    if (e >= 0xff)
        return sign | 0x7f800000;
    if (e <= 0) {
        shift += 1 - e;
        if (shift > 54)
            return sign;                         // below half of the least subnormal
        e = 1;
    }
    u64 s = frac | (u64)1 << 52, low = s & (((u64)1 << shift) - 1), half = (u64)1 << (shift - 1);
    u32 r = (u32)(s >> shift);
    r += low > half || (low == half && r & 1);
    return sign | (((u32)(e - 1) << 23) + r);
}
