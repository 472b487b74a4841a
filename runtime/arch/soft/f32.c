// f32.c - single precision in integers
#include "runtime/arch/soft/soft.h"

static void mul_wide(u32 a, u32 b, u32 *hi, u32 *lo)
{
    u64 p = soft_mul32(a, b);
    *hi = (u32)(p >> 32);
    *lo = (u32)p;
}

#define U u32
#define W 32
#define MANT 23
#define CLZ soft_clz32
#define MULW mul_wide
#define FN(x) __aeabi_f##x
#define FROM(x) __aeabi_##x##f
#define SQRT_NAME rt_sqrt32
#include "runtime/arch/soft/float.inc"
