// math_int.h - inside of math*.c: bits of numbers, arithmetic on pairs of doubles, kernels
//
// A Dd is an unevaluated sum hi + lo with |lo| <= ulp(hi) / 2: about 106 bits. Sums and products of
// two doubles as such pairs are exact (Dekker 1971, Knuth TAOCP 4.2.2), which is what lets the
// functions round once. This needs rounding to nearest and no contraction of a * b + c.
#ifndef LIBC_MATH_INT_H
#define LIBC_MATH_INT_H

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>

typedef struct Dd {
    double hi, lo;
} Dd;

enum { EXP_BIAS = 1023, EXP_MAX = 2047, MANT_BITS = 52 };
#define SIGN_BIT 0x8000000000000000u
#define MANT_MASK 0x000fffffffffffffu
#define INF_BITS 0x7ff0000000000000u

static inline uint64_t bits_of(double x)
{
    union { double d; uint64_t u; } v = {x};
    return v.u;
}

static inline double of_bits(uint64_t u)
{
    union { uint64_t u; double d; } v = {u};
    return v.d;
}

static inline int biased_exp(double x)
{
    return (int)(bits_of(x) >> MANT_BITS & EXP_MAX);
}

static inline double pow2(int k)         // a normal number: -1022 <= k <= 1023
{
    return of_bits((uint64_t)(k + EXP_BIAS) << MANT_BITS);
}

/* ---- exact sums and products ---- */

static inline Dd dd_fast_sum(double a, double b)  // |a| >= |b| or a == 0
{
    double s = a + b;
    return (Dd){s, b - (s - a)};
}

static inline Dd dd_sum(double a, double b)
{
    double s = a + b, t = s - a;
    return (Dd){s, (a - (s - t)) + (b - t)};
}

static inline Dd dd_split(double a)      // 26 bits each; |a| < 2^996
{
    double t = 134217729.0 * a, hi = t - (t - a);
    return (Dd){hi, a - hi};
}

static inline Dd dd_prod(double a, double b)  // exact while no part underflows
{
    Dd x = dd_split(a), y = dd_split(b);
    double p = a * b;
    return (Dd){p, ((x.hi * y.hi - p) + x.hi * y.lo + x.lo * y.hi) + x.lo * y.lo};
}

/* ---- pairs: relative errors of a few 2^-104 ---- */

static inline Dd dd_add(Dd a, Dd b)
{
    Dd s = dd_sum(a.hi, b.hi), t = dd_sum(a.lo, b.lo);
    s = dd_fast_sum(s.hi, s.lo + t.hi);
    return dd_fast_sum(s.hi, s.lo + t.lo);
}

static inline Dd dd_neg(Dd a)
{
    return (Dd){-a.hi, -a.lo};
}

static inline Dd dd_add1(Dd a, double b)
{
    Dd s = dd_sum(a.hi, b);
    return dd_fast_sum(s.hi, s.lo + a.lo);
}

static inline Dd dd_mul(Dd a, Dd b)
{
    Dd p = dd_prod(a.hi, b.hi);
    return dd_fast_sum(p.hi, p.lo + (a.hi * b.lo + a.lo * b.hi));
}

static inline Dd dd_mul1(Dd a, double b)
{
    Dd p = dd_prod(a.hi, b);
    return dd_fast_sum(p.hi, p.lo + a.lo * b);
}

static inline Dd dd_scale(Dd a, double power)  // by a power of two
{
    return (Dd){a.hi * power, a.lo * power};
}

static inline Dd dd_div(Dd a, Dd b)
{
    double q = a.hi / b.hi;
    Dd r = dd_add(a, dd_neg(dd_mul1(b, q)));
    return dd_fast_sum(q, r.hi / b.hi);
}

static inline Dd dd_sqrt(Dd a)           // a.hi > 0
{
    double s = __builtin_sqrt(a.hi);
    Dd r = dd_add(a, dd_neg(dd_prod(s, s)));
    return dd_fast_sum(s, r.hi / (2 * s));
}

/* ---- kernels: relative errors below 2^-64 ---- */

/* math_exp.c. e^x = 2^*k * (1 + result); |x| < 800. */
Dd __lc_exp(Dd x, int *k);
/* (1 + p) * 2^k rounded, also where it is subnormal or overflows; sets errno then. */
double __lc_exp_round(Dd p, int k);
/* e^x - 1; |x| < 700. */
Dd __lc_expm1(Dd x);
/* math_log.c. Natural logarithm; x.hi positive, finite, normal. */
Dd __lc_log(Dd x);
/* math_trig.c. x = n * pi/2 + *r with |*r| <= pi/4 (a little more); n modulo 4. x finite. */
int __lc_reduce(double x, Dd *r);
/* Sine and cosine; |r| <= pi/4. */
void __lc_sincos(Dd r, Dd *s, Dd *c);
/* math_atan.c. Angle of the point (x, y), both >= 0 and not both 0, neither far from 1 in size. */
Dd __lc_angle(Dd y, Dd x);

extern const Dd __lc_ln2, __lc_pi, __lc_half_pi;

/* ---- errors: math_errhandling is MATH_ERRNO ---- */
double __lc_domain(double x);               // EDOM; NaN
double __lc_overflow(double sign);          // ERANGE; infinity of that sign
double __lc_underflow(double x);            // ERANGE; x

#endif
