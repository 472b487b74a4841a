// math_ldfun.c - elementary functions of a long double that is wider than double
//
// Worked out in 192 bits and rounded once (wide.h): within 0.501 units of the last place.
#include "runtime/libc/wide.h"

#include <math.h>

#ifdef LD_FORM
static const Wide inv_ln2 = {
    {0xeb577aa8dd695a59, 0xbe87fed0691d3e88, 0xb8aa3b295c17f0bb}, 0, LF_NUM, 0
};
static const Wide inv_ln10 = {
    {0x3ee3460245c9a202, 0x355baaafad33dc32, 0xde5bd8a937287195}, -2, LF_NUM, 0
};
static const Wide ln10 = {
    {0xe28fecf9da5df90f, 0xea56d62b82d30a28, 0x935d8dddaaa8ac16}, 1, LF_NUM, 0
};

/* Below this the argument itself is the nearest number to the result, or 1 is. */
enum { TINY = -LDBL_MANT_DIG / 2 - 4 };

static Wide open_(long double x)
{
    return __lc_wide_of_long(x);
}

static long double domain(void)
{
    errno = EDOM;
    return -__builtin_nanl("");
}

static long double pole(int neg)
{
    errno = ERANGE;
    return neg ? -HUGE_VALL : HUGE_VALL;
}

static int tiny(Wide x)
{
    return x.cls == LF_ZERO || (x.cls == LF_NUM && x.exp < TINY);
}

/* ---- exponentials ---- */

// e^(x factor), or 2^x exactly where that is a number of the format.
static long double power_of(long double x, const Wide *factor)
{
    Wide w = open_(x);
    if (w.cls == LF_NAN || (w.cls == LF_INF && !w.neg))
        return x;
    if (w.cls == LF_INF)
        return 0;
    return __lc_wide_result(__lc_wide_exp(factor ? __lc_wide_mul(w, *factor) : w));
}

long double expl(long double x)
{
    return power_of(x, NULL);
}

__attribute__((weak)) long double exp10l(long double x)
{
    return power_of(x, &ln10);
}

long double exp2l(long double x)
{
    Wide w = open_(x);
    if (!wide_finite(w) || (w.cls == LF_NUM && w.exp >= 20))
        return power_of(x, &__lc_wide_ln2);
    i64 n = __lc_wide_nearest(w);
    w = __lc_wide_mul(wide_sub(w, __lc_wide_of_int(n)), __lc_wide_ln2);
    return __lc_wide_result(wide_scale(__lc_wide_exp(w), (int)n));
}

long double expm1l(long double x)
{
    Wide w = open_(x);
    if (w.cls == LF_INF)
        return w.neg ? -1 : x;
    if (w.cls != LF_NUM || w.exp < -LDBL_MANT_DIG - 2)
        return x;
    return __lc_wide_result(__lc_wide_expm1(w));
}

long double sinhl(long double x)
{
    Wide w = open_(x);
    if (!wide_finite(w) || tiny(w))
        return x;
    return __lc_wide_result(__lc_wide_sinh(w));
}

long double coshl(long double x)
{
    Wide w = open_(x);
    if (!wide_finite(w))
        return fabsl(x);
    return __lc_wide_result(__lc_wide_cosh(w));
}

long double tanhl(long double x)
{
    Wide w = open_(x);
    if (w.cls == LF_INF)
        return w.neg ? -1 : 1;
    if (w.cls == LF_NAN || tiny(w))
        return x;
    Wide t = __lc_wide_expm1(wide_scale(wide_abs(w), 1));    // t / (t + 2)
    t = __lc_wide_div(t, __lc_wide_add(t, wide_scale(__lc_wide_1, 1)));
    return __lc_wide_to_long(wide_signed(t, w.neg));
}

/* ---- logarithms ---- */

static long double log_times(long double x, const Wide *factor)
{
    Wide w = open_(x);
    if (w.cls == LF_NAN || (w.cls == LF_INF && !w.neg))
        return x;
    if (w.cls == LF_ZERO)
        return pole(1);
    if (w.neg)
        return domain();
    Wide l = __lc_wide_log(w);
    return __lc_wide_to_long(factor ? __lc_wide_mul(l, *factor) : l);
}

long double logl(long double x)
{
    return log_times(x, NULL);
}

long double log10l(long double x)
{
    return log_times(x, &inv_ln10);
}

long double log2l(long double x)
{
    Wide w = open_(x);
    if (w.cls != LF_NUM || w.neg)
        return log_times(x, NULL);
    int k = w.exp;                       // of a power of two the result is exact
    w.exp = 0;
    if (w.w[2] >> 62 == 3) {
        w.exp--;
        k++;
    }
    w = __lc_wide_mul(__lc_wide_log(w), inv_ln2);
    return __lc_wide_to_long(__lc_wide_add(w, __lc_wide_of_int(k)));
}

long double log1pl(long double x)
{
    Wide w = open_(x);
    if (w.cls == LF_NAN || (w.cls == LF_INF && !w.neg) || w.cls == LF_ZERO)
        return x;
    if (x <= -1)
        return x == -1 ? pole(1) : domain();
    if (w.exp < -LDBL_MANT_DIG - 2)
        return x;
    return __lc_wide_to_long(__lc_wide_log1p(w));
}

long double asinhl(long double x)
{
    Wide w = open_(x);
    if (!wide_finite(w) || tiny(w))
        return x;
    return __lc_wide_to_long(__lc_wide_asinh(w));
}

// log1p(t + sqrt(t (t + 2))), t = x - 1
long double acoshl(long double x)
{
    Wide w = open_(x);
    if (w.cls == LF_NAN || (w.cls == LF_INF && !w.neg))
        return x;
    if (x < 1)
        return domain();
    Wide t = wide_sub(w, __lc_wide_1);
    Wide r = __lc_wide_mul(t, __lc_wide_add(t, wide_scale(__lc_wide_1, 1)));
    return __lc_wide_to_long(__lc_wide_log1p(__lc_wide_add(t, __lc_wide_sqrt(r))));
}

long double atanhl(long double x)
{
    Wide w = open_(x);
    if (w.cls == LF_NAN || tiny(w))
        return x;
    if (fabsl(x) >= 1)
        return fabsl(x) == 1 ? pole(w.neg) : domain();
    return __lc_wide_to_long(__lc_wide_atanh(w));
}

/* ---- powers and roots ---- */

static int odd_integer(long double y)
{
    return fabsl(y) < 0x1p120L && rintl(y) == y && fabsl(fmodl(y, 2)) == 1;
}

// x is 0 or infinite, or y is.
static long double power_limit(long double x, long double y)
{
    long double a = fabsl(x), sign = odd_integer(y) ? x : 1;
    if (__builtin_isinf(y)) {
        if (a == 1)
            return 1;
        return (a > 1) == (y > 0) ? HUGE_VALL : 0;
    }
    if (a == 0 && y < 0)
        return pole(__builtin_signbit(sign));
    return copysignl((a == 0) == (y > 0) ? 0 : HUGE_VALL, sign);
}

long double powl(long double x, long double y)
{
    if (x == 1 || y == 0)
        return 1;
    if (x != x || y != y)
        return x + y;
    if (x == 0 || __builtin_isinf(x) || __builtin_isinf(y))
        return power_limit(x, y);
    bool neg = x < 0;
    if (neg && rintl(y) != y)
        return domain();
    Wide l = __lc_wide_log(wide_abs(open_(x)));
    Wide r = __lc_wide_exp(__lc_wide_mul(l, open_(y)));
    return __lc_wide_result(wide_signed(r, neg && odd_integer(y)));
}

long double hypotl(long double x, long double y)
{
    Wide a = open_(x), b = open_(y);
    if (a.cls == LF_INF || b.cls == LF_INF)
        return HUGE_VALL;
    if (a.cls == LF_NAN || b.cls == LF_NAN)
        return x + y;
    if (a.cls == LF_ZERO || b.cls == LF_ZERO)
        return fabsl(x) + fabsl(y);
    a = __lc_wide_sqrt(__lc_wide_add(__lc_wide_mul(a, a), __lc_wide_mul(b, b)));
    long double r = __lc_wide_to_long(a);
    return __builtin_isinf(r) ? pole(0) : r;
}

// y <- y + y (m - y^3) / (3 m): Newton's step, with m for y^3 in the divisor
long double cbrtl(long double x)
{
    Wide w = open_(x);
    if (w.cls != LF_NUM)
        return x;
    int third = (w.exp + 3 * 8192) / 3 - 8192;
    Wide m = wide_abs(wide_scale(w, -3 * third));
    Wide y = __lc_wide_of_double(cbrt(__lc_wide_to_double(m)));
    Wide by = __lc_wide_div(__lc_wide_1, __lc_wide_mul(m, __lc_wide_of_int(3)));
    for (int i = 0; i < 3; i++) {
        Wide e = wide_sub(m, __lc_wide_mul(y, __lc_wide_mul(y, y)));
        y = __lc_wide_add(y, __lc_wide_mul(__lc_wide_mul(y, e), by));
    }
    return __lc_wide_to_long(wide_signed(wide_scale(y, third), w.neg));
}

/* ---- angles ---- */

static bool no_angle(long double x, Wide w, long double *r)
{
    *r = w.cls == LF_INF ? domain() : x;
    return !wide_finite(w);
}

long double sinl(long double x)
{
    Wide w = open_(x), s, c;
    long double r;
    if (no_angle(x, w, &r) || tiny(w))
        return r;
    __lc_wide_sincos(w, &s, &c);
    return __lc_wide_to_long(s);
}

long double cosl(long double x)
{
    Wide w = open_(x), s, c;
    long double r;
    if (no_angle(x, w, &r))
        return r;
    __lc_wide_sincos(w, &s, &c);
    return __lc_wide_to_long(c);
}

long double tanl(long double x)
{
    Wide w = open_(x), s, c;
    long double r;
    if (no_angle(x, w, &r) || tiny(w))
        return r;
    __lc_wide_sincos(w, &s, &c);
    return __lc_wide_to_long(__lc_wide_div(s, c));
}

__attribute__((weak)) void sincosl(long double x, long double *s, long double *c)
{
    *s = sinl(x);
    *c = cosl(x);
}

long double atanl(long double x)
{
    Wide w = open_(x);
    if (w.cls == LF_NAN || tiny(w))
        return x;
    return __lc_wide_to_long(__lc_wide_angle(w, __lc_wide_1));
}

long double atan2l(long double y, long double x)
{
    if (x != x || y != y)
        return x + y;
    return __lc_wide_result(__lc_wide_angle(open_(y), open_(x)));
}

static Wide other_side(Wide x)           // sqrt(1 - x^2)
{
    Wide a = wide_sub(__lc_wide_1, x), b = __lc_wide_add(__lc_wide_1, x);
    return __lc_wide_sqrt(__lc_wide_mul(a, b));
}

long double asinl(long double x)
{
    Wide w = open_(x);
    if (w.cls == LF_NAN || tiny(w))
        return x;
    if (fabsl(x) > 1)
        return domain();
    return __lc_wide_to_long(__lc_wide_angle(w, other_side(w)));
}

long double acosl(long double x)
{
    Wide w = open_(x);
    if (w.cls == LF_NAN)
        return x;
    if (fabsl(x) > 1)
        return domain();
    return __lc_wide_to_long(__lc_wide_angle(other_side(w), w));
}
#endif
