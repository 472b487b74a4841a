// wide.h - numbers of 192 bits, in which the functions of a long double and of complex numbers are
// worked out, whatever the format: they lose nothing on the way in and round once on the way out
//
// A finite Wide is sign * 1.ffff * 2^exp with the leading one on top of w[2]. Arithmetic cuts off:
// each operation is wrong by at most a few units of 2^-190. Exponents are ints, so nothing
// overflows between the first step and the last. Only what says so takes infinities and NaNs.
#ifndef LIBC_WIDE_H
#define LIBC_WIDE_H

#include "runtime/libc/ldouble.h"

typedef struct Wide {
    u64 w[3];            // least significant first
    int exp;
    u8 cls, neg;         // cls: LF_ZERO, LF_NUM, LF_INF, LF_NAN
} Wide;

/* A fraction of 192 bits, or one bit before the point and 191 after it. */
typedef struct Fix {
    u64 w[3];
} Fix;

/* ---- wide.c: between formats (these take every class) ---- */
Wide __lc_wide_of_num(LfNum x);
Wide __lc_wide_of_double(double x);
Wide __lc_wide_of_long(long double x);
float __lc_wide_to_float(Wide x);
double __lc_wide_to_double(Wide x);
long double __lc_wide_to_long(Wide x);
/* As to_long; ERANGE where it is infinite, subnormal or no longer different from zero. */
long double __lc_wide_result(Wide x);

/* ---- wide.c: arithmetic; zeros have signs as IEEE 754 wants them ---- */
Wide __lc_wide_add(Wide a, Wide b);
Wide __lc_wide_mul(Wide a, Wide b);
Wide __lc_wide_div(Wide a, Wide b);      // b not zero
Wide __lc_wide_sqrt(Wide a);             // a >= 0
Wide __lc_wide_of_int(i64 n);
/* The nearest integer; |a| < 2^62. */
i64 __lc_wide_nearest(Wide a);
/* Of magnitudes: < 0, 0, > 0. */
int __lc_wide_order(Wide a, Wide b);
/* t[0] + z (t[1] + z (t[2] ...)), or with alternating signs; the terms have one bit before the
 * point and decrease, 0 <= z < 1. */
Wide __lc_wide_series(const Fix *t, int n, int step, Wide z, bool alternate);

static inline Wide wide_neg(Wide a)
{
    a.neg ^= 1;
    return a;
}

static inline Wide wide_abs(Wide a)
{
    a.neg = 0;
    return a;
}

static inline Wide wide_scale(Wide a, int by)    // by a power of two
{
    a.exp += by;
    return a;
}

static inline Wide wide_signed(Wide a, bool neg)
{
    a.neg = neg;
    return a;
}

static inline Wide wide_special(int cls, bool neg)
{
    return (Wide){{0, 0, 0}, 0, (u8)cls, neg};
}

static inline bool wide_finite(Wide a)
{
    return a.cls == LF_ZERO || a.cls == LF_NUM;
}

static inline Wide wide_sub(Wide a, Wide b)
{
    return __lc_wide_add(a, wide_neg(b));
}

/* ---- wide_fun.c: relative errors below 2^-170 unless it says otherwise ---- */
extern const Wide __lc_wide_ln2, __lc_wide_half_pi, __lc_wide_quarter_pi, __lc_wide_pi, __lc_wide_1;
/* e^x - 1. Beyond |x| = 2^20 a number whose exponent is out of every format's range. */
Wide __lc_wide_expm1(Wide x);
Wide __lc_wide_exp(Wide x);
Wide __lc_wide_log(Wide x);              // x > 0
Wide __lc_wide_log1p(Wide x);            // x > -1
Wide __lc_wide_atanh(Wide x);            // |x| < 1
Wide __lc_wide_asinh(Wide x);
Wide __lc_wide_sinh(Wide x);
Wide __lc_wide_cosh(Wide x);
/* Any finite x; the error is relative as long as x has no more than 113 bits, otherwise it is that
 * of the last of its 192 bits. */
void __lc_wide_sincos(Wide x, Wide *s, Wide *c);
/* The angle of the point (x, y) as atan2 has it, with its signs of zero; also of infinities. */
Wide __lc_wide_angle(Wide y, Wide x);

/* wide_twopi.c: 2/pi after the point, the most significant word first */
enum { TWOPI_WORDS = 262 };
extern const u64 __lc_two_over_pi[TWOPI_WORDS];

#endif
