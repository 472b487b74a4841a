// rt_soft.c - the floating-point library for machines without the instructions, against the host's
//
// FUSE_SOFT_COUNT=10000000 build/release/unit_rt runs as many random operands for each operation;
// without it 20,000. Special operands meet each other in every pair.
#include "tests/unit/unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/arch/soft/soft.h"

static u64 state = 0x9e3779b97f4a7c15u;
static u64 rnd(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static float f32_of(u32 x) { float f; memcpy(&f, &x, 4); return f; }
static u32 bits32(float f) { u32 x; memcpy(&x, &f, 4); return x; }
static double f64_of(u64 x) { double f; memcpy(&f, &x, 8); return f; }
static u64 bits64(double f) { u64 x; memcpy(&x, &f, 8); return x; }

static const u64 special64[] = {
    0, 1, 2, 3, 0xfffffffffffff, 0x8000000000000, 0x10000000000000, 0x10000000000001,
    0x1fffffffffffff, 0x3ca0000000000000, 0x3fefffffffffffff, 0x3ff0000000000000,
    0x3ff0000000000001, 0x3ff8000000000000, 0x4000000000000000, 0x400921fb54442d18,
    0x41dfffffffc00000, 0x41e0000000000000, 0x41f0000000000000, 0x43dfffffffffffff,
    0x43e0000000000000, 0x43efffffffffffff, 0x43f0000000000000, 0x7fe0000000000000,
    0x7fefffffffffffff, 0x7ff0000000000000, 0x7ff0000000000001, 0x7ff8000000000000,
    0x36a0000000000000, 0x3690000000000000, 0x3690000000000001, 0x380fffffe0000000,
    0x380fffffefffffff, 0x380ffffff0000000, 0x47efffffe0000000, 0x47efffffefffffff,
    0x47effffff0000000, 0x3ff0000010000000, 0x3ff0000030000000,
};
static const u32 special32[] = {
    0, 1, 2, 3, 0x7fffff, 0x400000, 0x800000, 0x800001, 0xffffff, 0x33000000, 0x33800000,
    0x3f7fffff, 0x3f800000, 0x3f800001, 0x3fc00000, 0x40000000, 0x40490fdb, 0x4effffff, 0x4f000000,
    0x4f7fffff, 0x4f800000, 0x5effffff, 0x5f000000, 0x5f7fffff, 0x5f800000, 0x7f000000, 0x7f7fffff,
    0x7f800000, 0x7f800001, 0x7fc00000,
};
enum { N64 = 2 * (int)(sizeof special64 / 8), N32 = 2 * (int)(sizeof special32 / 4) };

static u64 pick64(int k) { return special64[k / 2] | (u64)(k & 1) << 63; }
static u32 pick32(int k) { return special32[k / 2] | (u32)(k & 1) << 31; }

/* Any bits; few bits set; near another value's exponent, where sums cancel and products round. */
static u64 random64(u64 near)
{
    u64 x = rnd();
    switch (rnd() % 6) {
    case 0: return x;
    case 1: return (x & rnd() & rnd()) | (rnd() & 0xfff) << 52;
    case 2: return (near & 0xfff0000000000000u) + ((rnd() % 5) << 52) + (x >> 12);
    case 3: return near ^ (rnd() % 64);
    case 4: return (x & ~(u64)0 << (rnd() % 53)) | (u64)(rnd() & 1) << 63;
    default: return (x & 0x800fffffffffffffu) | (u64)(1023 - 64 + rnd() % 192) << 52;
    }
}

static u32 random32(u32 near)
{
    u32 x = (u32)rnd();
    switch (rnd() % 6) {
    case 0: return x;
    case 1: return (x & (u32)rnd()) | ((u32)rnd() & 0x1ff) << 23;
    case 2: return (near & 0xff800000u) + ((u32)(rnd() % 5) << 23) + (x >> 9);
    case 3: return near ^ (u32)(rnd() % 64);
    case 4: return (x & ~0u << (rnd() % 24)) | ((u32)rnd() & 1) << 31;
    default: return (x & 0x807fffffu) | (u32)(127 - 40 + rnd() % 120) << 23;
    }
}

static void same64(const char *op, u64 a, u64 b, u64 got, double want)
{
    if (want != want ? f64_of(got) != f64_of(got) : got == bits64(want))
        return;
    fail_msg("%s %016llx %016llx: %016llx, the host %016llx", op, (unsigned long long)a,
             (unsigned long long)b, (unsigned long long)got, (unsigned long long)bits64(want));
}

static void same32(const char *op, u32 a, u32 b, u32 got, float want)
{
    if (want != want ? f32_of(got) != f32_of(got) : got == bits32(want))
        return;
    fail_msg("%s %08x %08x: %08x, the host %08x", op, a, b, got, bits32(want));
}

static void same_int(const char *op, u64 a, u64 b, u64 got, u64 want)
{
    if (got != want)
        fail_msg("%s %llx %llx: %llx, not %llx", op, (unsigned long long)a, (unsigned long long)b,
                 (unsigned long long)got, (unsigned long long)want);
}

static i64 whole(double x, double limit, i64 least)  // towards zero; out of range: the least
{
    return x > -limit - 1 && x < limit && (x >= (double)least || x > -limit) ? (i64)x : least;
}

static u64 natural(double x, double limit, u64 most)
{
    return x != x || x < 1 ? 0 : x >= limit ? most : (u64)x;
}

static void pair64(u64 a, u64 b)
{
    volatile double x = f64_of(a), y = f64_of(b);
    same64("add", a, b, __aeabi_dadd(a, b), x + y);
    same64("sub", a, b, __aeabi_dsub(a, b), x - y);
    same64("mul", a, b, __aeabi_dmul(a, b), x * y);
    same64("div", a, b, __aeabi_ddiv(a, b), x / y);
    same64("sqrt", a, 0, rt_sqrt64(a), sqrt(x));
    same_int("eq", a, b, (u64)__aeabi_dcmpeq(a, b), x == y);
    same_int("lt", a, b, (u64)__aeabi_dcmplt(a, b), x < y);
    same_int("le", a, b, (u64)__aeabi_dcmple(a, b), x <= y);
    same_int("ge", a, b, (u64)__aeabi_dcmpge(a, b), x >= y);
    same_int("gt", a, b, (u64)__aeabi_dcmpgt(a, b), x > y);
    same_int("un", a, b, (u64)__aeabi_dcmpun(a, b), x != x || y != y);
    same_int("2iz", a, 0, (u64)(i64)__aeabi_d2iz(a), (u64)whole(x, 2147483648.0, INT32_MIN));
    same_int("2lz", a, 0, (u64)__aeabi_d2lz(a), (u64)whole(x, 9223372036854775808.0, INT64_MIN));
    same_int("2uiz", a, 0, __aeabi_d2uiz(a), natural(x, 4294967296.0, UINT32_MAX));
    same_int("2ulz", a, 0, __aeabi_d2ulz(a), natural(x, 18446744073709551616.0, UINT64_MAX));
    same32("d2f", 0, 0, __aeabi_d2f(a), (float)x);
    same64("i2d", a, 0, __aeabi_i2d((i32)a), (double)(i32)a);
    same64("ui2d", a, 0, __aeabi_ui2d((u32)a), (double)(u32)a);
    same64("l2d", a, 0, __aeabi_l2d((i64)a), (double)(i64)a);
    same64("ul2d", a, 0, __aeabi_ul2d(a), (double)a);
}

static void pair32(u32 a, u32 b)
{
    volatile float x = f32_of(a), y = f32_of(b);
    u64 wide = (u64)a << 32 | b;
    same32("add", a, b, __aeabi_fadd(a, b), x + y);
    same32("sub", a, b, __aeabi_fsub(a, b), x - y);
    same32("mul", a, b, __aeabi_fmul(a, b), x * y);
    same32("div", a, b, __aeabi_fdiv(a, b), x / y);
    same32("sqrt", a, 0, rt_sqrt32(a), sqrtf(x));
    same_int("eq", a, b, (u64)__aeabi_fcmpeq(a, b), x == y);
    same_int("lt", a, b, (u64)__aeabi_fcmplt(a, b), x < y);
    same_int("le", a, b, (u64)__aeabi_fcmple(a, b), x <= y);
    same_int("ge", a, b, (u64)__aeabi_fcmpge(a, b), x >= y);
    same_int("gt", a, b, (u64)__aeabi_fcmpgt(a, b), x > y);
    same_int("un", a, b, (u64)__aeabi_fcmpun(a, b), x != x || y != y);
    same_int("2iz", a, 0, (u64)(i64)__aeabi_f2iz(a), (u64)whole(x, 2147483648.0, INT32_MIN));
    same_int("2lz", a, 0, (u64)__aeabi_f2lz(a), (u64)whole(x, 9223372036854775808.0, INT64_MIN));
    same_int("2uiz", a, 0, __aeabi_f2uiz(a), natural(x, 4294967296.0, UINT32_MAX));
    same_int("2ulz", a, 0, __aeabi_f2ulz(a), natural(x, 18446744073709551616.0, UINT64_MAX));
    same64("f2d", a, 0, __aeabi_f2d(a), (double)x);
    same32("i2f", a, 0, __aeabi_i2f((i32)a), (float)(i32)a);
    same32("ui2f", a, 0, __aeabi_ui2f(a), (float)a);
    same32("l2f", a, b, __aeabi_l2f((i64)wide), (float)(i64)wide);
    same32("ul2f", a, b, __aeabi_ul2f(wide), (float)wide);
}

static void pair_int(u64 a, u64 b)
{
    if (b) {
        same_int("udiv", a, b, __udivdi3(a, b), a / b);
        same_int("umod", a, b, __umoddi3(a, b), a % b);
    }
    if (b && !((i64)a == INT64_MIN && (i64)b == -1)) {
        same_int("div", a, b, (u64)__divdi3((i64)a, (i64)b), (u64)((i64)a / (i64)b));
        same_int("mod", a, b, (u64)__moddi3((i64)a, (i64)b), (u64)((i64)a % (i64)b));
    }
    u32 n = (u32)b & 63;
    same_int("llsl", a, n, __aeabi_llsl(a, n), a << n);
    same_int("llsr", a, n, __aeabi_llsr(a, n), a >> n);
    same_int("lasr", a, n, (u64)__aeabi_lasr((i64)a, n), (u64)((i64)a >> n));
}

static void specials(void **s)
{
    (void)s;
    for (int i = 0; i < N64; i++)
        for (int j = 0; j < N64; j++) {
            pair64(pick64(i), pick64(j));
            pair_int(pick64(i), pick64(j));
            pair_int(pick64(i), pick64(j) >> 32);
        }
    for (int i = 0; i < N32; i++)
        for (int j = 0; j < N32; j++)
            pair32(pick32(i), pick32(j));
}

static void random_operands(void **s)
{
    (void)s;
    const char *n = getenv("FUSE_SOFT_COUNT");
    for (long k = n ? atol(n) : 20000; k > 0; k--) {
        u64 a = random64(rnd()), b = random64(a);
        pair64(a, b);
        pair_int(rnd() >> (rnd() & 63), rnd() >> (rnd() & 63));
        u32 x = random32((u32)rnd());
        pair32(x, random32(x));
    }
}

int test_rt_soft(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(specials),
                                       cmocka_unit_test(random_operands)};
    return cmocka_run_group_tests_name("rt_soft", tests, NULL, NULL);
}
