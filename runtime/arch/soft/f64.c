// f64.c - double precision in integers
#include "runtime/arch/soft/soft.h"

static void mul_wide(u64 a, u64 b, u64 *hi, u64 *lo)
{
    u32 a0 = (u32)a, a1 = (u32)(a >> 32), b0 = (u32)b, b1 = (u32)(b >> 32);
    u64 low = soft_mul32(a0, b0), x = soft_mul32(a1, b0), y = soft_mul32(a0, b1);
    u64 mid = (low >> 32) + (u32)x + (u32)y;     // three words: no overflow
    *lo = mid << 32 | (u32)low;
    *hi = soft_mul32(a1, b1) + (x >> 32) + (y >> 32) + (mid >> 32);
}

#define U u64
#define W 64
#define MANT 52
#define CLZ soft_clz64
#define MULW mul_wide
#define FN(x) __aeabi_d##x
#define FROM(x) __aeabi_##x##d
#define SQRT_NAME rt_sqrt64
#include "runtime/arch/soft/float.inc"
