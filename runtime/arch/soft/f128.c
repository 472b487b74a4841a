// f128.c - arithmetic of binary128, which is long double on AArch64 Linux and has no instructions
//
// Names and meaning: GCC internals, "Routines for floating point emulation"; code of other
// compilers calls them, too. Rounding is to nearest, ties to even; there are no exception flags.
#include <stdbool.h>
#include <stdint.h>

typedef uint32_t u32;
typedef uint64_t u64;
typedef int32_t i32;
typedef int64_t i64;

#include "base/lfloat.inc"

typedef union Quad {
    long double f;
    u64 w[2];
} Quad;

static LfNum open_(long double x)
{
    Quad q = {.f = x};
    return lf_of_quad(q.w[1], q.w[0]);
}

static long double close_(LfNum n)
{
    Quad q;
    lf_to_quad(n, &q.w[1], &q.w[0]);
    return q.f;
}

long double __addtf3(long double a, long double b)
{
    return close_(lf_sum(&lf_quad, open_(a), open_(b)));
}

long double __subtf3(long double a, long double b)
{
    LfNum y = open_(b);
    y.neg ^= y.cls != LF_NAN;
    return close_(lf_sum(&lf_quad, open_(a), y));
}

long double __multf3(long double a, long double b)
{
    return close_(lf_product(&lf_quad, open_(a), open_(b)));
}

long double __divtf3(long double a, long double b)
{
    return close_(lf_quotient(&lf_quad, open_(a), open_(b)));
}

// -1, 0, 1, and 2 when one of them is no number.
static int order(long double a, long double b)
{
    LfNum x = open_(a), y = open_(b);
    return lf_compare(&x, &y);
}

int __eqtf2(long double a, long double b) { return order(a, b); }
int __netf2(long double a, long double b) { return order(a, b); }
int __lttf2(long double a, long double b) { return order(a, b); }
int __letf2(long double a, long double b) { return order(a, b); }
int __unordtf2(long double a, long double b) { return order(a, b) == 2; }

int __gttf2(long double a, long double b)
{
    int c = order(a, b);
    return c == 2 ? -2 : c;
}

int __getf2(long double a, long double b)
{
    return __gttf2(a, b);
}

long double __floatditf(i64 x)
{
    return close_(lf_of_int(x < 0 ? 0 - (u64)x : (u64)x, x < 0));
}

long double __floatunditf(u64 x) { return close_(lf_of_int(x, false)); }
long double __floatsitf(i32 x) { return __floatditf(x); }
long double __floatunsitf(u32 x) { return __floatunditf(x); }

// What does not fit becomes the nearest that does, as elsewhere on this machine; a NaN zero.
static i64 to_signed(long double x, u64 most)
{
    LfNum n = open_(x);
    u64 m;
    if (n.cls == LF_NAN)
        return 0;
    if (!lf_to_int(&n, &m) || m > most + n.neg)
        m = most + n.neg;
    return (i64)(n.neg ? 0 - m : m);
}

static u64 to_unsigned(long double x, u64 most)
{
    LfNum n = open_(x);
    u64 m;
    if (n.cls == LF_NAN || n.neg)
        return 0;
    return !lf_to_int(&n, &m) || m > most ? most : m;
}

i64 __fixtfdi(long double x) { return to_signed(x, INT64_MAX); }
i32 __fixtfsi(long double x) { return (i32)to_signed(x, INT32_MAX); }
u64 __fixunstfdi(long double x) { return to_unsigned(x, UINT64_MAX); }
u32 __fixunstfsi(long double x) { return (u32)to_unsigned(x, UINT32_MAX); }

long double __extenddftf2(double x)
{
    union { double f; u64 w; } u = {.f = x};
    return close_(lf_of_double(u.w));
}

long double __extendsftf2(float x)
{
    union { float f; u32 w; } u = {.f = x};
    return close_(lf_of_single(u.w));
}

double __trunctfdf2(long double x)
{
    union { double f; u64 w; } u = {.w = lf_to_narrow(&lf_double, open_(x))};
    return u.f;
}

float __trunctfsf2(long double x)
{
    union { float f; u32 w; } u = {.w = (u32)lf_to_narrow(&lf_single, open_(x))};
    return u.f;
}
