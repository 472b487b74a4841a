// mulh.c - high halves of 64-bit products out of 32-bit operations
#include "runtime/arch/soft/soft.h"

u64 rt_mulhu64(u64 x, u64 y)
{
    u32 xl = (u32)x, xh = (u32)(x >> 32), yl = (u32)y, yh = (u32)(y >> 32);
    u64 a = soft_mul32(xh, yl), b = soft_mul32(xl, yh);
    u64 mid = (soft_mul32(xl, yl) >> 32) + (u32)a + (u32)b;
    return soft_mul32(xh, yh) + (a >> 32) + (b >> 32) + (mid >> 32);
}

/* A negative factor counted 2^64 too much. */
i64 rt_mulhs64(i64 x, i64 y)
{
    u64 h = rt_mulhu64((u64)x, (u64)y);
    return (i64)(h - (x < 0 ? (u64)y : 0) - (y < 0 ? (u64)x : 0));
}
