// soft.h - IEEE 754 arithmetic in integers, for machines without the instructions
//
// A value travels as its bit pattern, so every function has the base convention of the ABI whatever
// registers the machine has. Rounding is to nearest, ties to even. A NaN operand comes back quiet;
// an invalid operation gives the positive quiet NaN. Names and meaning: Run-time ABI for the Arm
// Architecture (IHI 0043), 5.1; a signed conversion out of range gives what the IR says: the least
// integer (ir/op.def, FTOS).
#ifndef RT_SOFT_H
#define RT_SOFT_H

#include <stdint.h>

typedef uint32_t u32;
typedef uint64_t u64;
typedef int32_t i32;
typedef int64_t i64;

/* f32.c f64.c */
u32 __aeabi_fadd(u32 a, u32 b);
u32 __aeabi_fsub(u32 a, u32 b);
u32 __aeabi_fmul(u32 a, u32 b);
u32 __aeabi_fdiv(u32 a, u32 b);
u32 rt_sqrt32(u32 a);
i32 __aeabi_fcmpeq(u32 a, u32 b);
i32 __aeabi_fcmplt(u32 a, u32 b);
i32 __aeabi_fcmple(u32 a, u32 b);
i32 __aeabi_fcmpge(u32 a, u32 b);
i32 __aeabi_fcmpgt(u32 a, u32 b);
i32 __aeabi_fcmpun(u32 a, u32 b);
u32 __aeabi_i2f(i32 x);
u32 __aeabi_ui2f(u32 x);
u32 __aeabi_l2f(i64 x);
u32 __aeabi_ul2f(u64 x);
i32 __aeabi_f2iz(u32 a);
u32 __aeabi_f2uiz(u32 a);
i64 __aeabi_f2lz(u32 a);
u64 __aeabi_f2ulz(u32 a);

u64 __aeabi_dadd(u64 a, u64 b);
u64 __aeabi_dsub(u64 a, u64 b);
u64 __aeabi_dmul(u64 a, u64 b);
u64 __aeabi_ddiv(u64 a, u64 b);
u64 rt_sqrt64(u64 a);
i32 __aeabi_dcmpeq(u64 a, u64 b);
i32 __aeabi_dcmplt(u64 a, u64 b);
i32 __aeabi_dcmple(u64 a, u64 b);
i32 __aeabi_dcmpge(u64 a, u64 b);
i32 __aeabi_dcmpgt(u64 a, u64 b);
i32 __aeabi_dcmpun(u64 a, u64 b);
u64 __aeabi_i2d(i32 x);
u64 __aeabi_ui2d(u32 x);
u64 __aeabi_l2d(i64 x);
u64 __aeabi_ul2d(u64 x);
i32 __aeabi_d2iz(u64 a);
u32 __aeabi_d2uiz(u64 a);
i64 __aeabi_d2lz(u64 a);
u64 __aeabi_d2ulz(u64 a);

/* widen.c */
u64 __aeabi_f2d(u32 a);
u32 __aeabi_d2f(u64 a);

/* int.c - division traps on a zero divisor and on the least integer by -1, as the IR's does */
i64 __divdi3(i64 a, i64 b);
i64 __moddi3(i64 a, i64 b);
u64 __udivdi3(u64 a, u64 b);
u64 __umoddi3(u64 a, u64 b);
u64 __aeabi_llsl(u64 x, u32 n);  // n below 64
u64 __aeabi_llsr(u64 x, u32 n);
i64 __aeabi_lasr(i64 x, u32 n);

/* mulh.c - high half of the 128-bit product */
u64 rt_mulhu64(u64 x, u64 y);
i64 rt_mulhs64(i64 x, i64 y);

/* index of the highest bit set counted from the top; x is not 0 */
static inline u32 soft_clz32(u32 x) { return (u32)__builtin_clz(x); }
static inline u32 soft_clz64(u64 x)
{
    u32 hi = (u32)(x >> 32);
    return hi ? soft_clz32(hi) : 32 + soft_clz32((u32)x);
}
static inline u64 soft_mul32(u32 a, u32 b) { return (u64)a * b; }

#endif
