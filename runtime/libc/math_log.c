// math_log.c - logarithms and inverse hyperbolic functions
//
// x = 2^k m with sqrt(1/2) <= m < sqrt(2); log m = 2 atanh s with s = (m - 1) / (m + 1), whose
// series converges like s^2 <= 0.0295.
#include "runtime/libc/math_int.h"

static const Dd inv_ln2 = {0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56};
static const Dd inv_ln10 = {0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57};
static const double ln2_head = 0x1.62e42fee00000p-1, ln2_tail = 0x1.a39ef35793c76p-33;

/* x normal: its exponent with respect to sqrt(1/2); *m is what is left. */
static int exponent(double x, double *m)
{
    uint64_t u = bits_of(x) - 0x3fe6a09e667f3bcd;
    int k = (int)((int64_t)u >> MANT_BITS);
    *m = of_bits(bits_of(x) - ((uint64_t)(int64_t)k << MANT_BITS));
    return k;
}

Dd __lc_log(Dd x)
{
    static const Dd c1 = {0x1.5555555555555p-2, 0x1.5555555555555p-56};
    static const Dd c2 = {0x1.999999999999ap-3, -0x1.999999999999ap-57};
    static const double tail[] = {
        1.0 / 29, 1.0 / 27, 1.0 / 25, 1.0 / 23, 1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13,
        1.0 / 11, 1.0 / 9, 1.0 / 7,
    };
    Dd m;
    int k = exponent(x.hi, &m.hi);
    double half = pow2(-k / 2);
    m.lo = x.lo * half * pow2(-k - -k / 2);
    Dd s = dd_div(dd_add1(m, -1.0), dd_add1(m, 1.0));
    Dd z = dd_mul(s, s);
    double q = 0;
    for (unsigned i = 0; i < sizeof tail / sizeof *tail; i++)
        q = q * z.hi + tail[i];
    Dd t = dd_add1(c2, q * z.hi);
    t = dd_add(c1, dd_mul(t, z));
    t = dd_add1(dd_mul(t, z), 1.0);
    t = dd_scale(dd_mul(t, s), 2);
    return k ? dd_add(dd_mul1(__lc_ln2, k), t) : t;
}

/* What all logarithms share: nonzero when *x was no positive finite number and *result has it;
 * otherwise *x is normal and *up the power of two it was multiplied with. */
static int special(double *x, int *up, double *result)
{
    *up = 0;
    if (*x != *x || *x == __builtin_inf())
        *result = *x;
    else if (*x == 0)
        *result = __lc_overflow(-1);
    else if (*x < 0)
        *result = __lc_domain(*x);
    else if (biased_exp(*x))
        return 0;
    else {
        *x *= 0x1p64;
        *up = 64;
        return 0;
    }
    return 1;
}

double log(double x)
{
    double m, y, q = 0;
    int up;
    if (special(&x, &up, &y))
        return y;
    double k = exponent(x, &m) - up;
    double f = m - 1, s = f / (2 + f), z = s * s;
    for (int i = 23; i >= 3; i -= 2) {
        static const double c[] = {
            2.0 / 3, 2.0 / 5, 2.0 / 7, 2.0 / 9, 2.0 / 11, 2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19,
            2.0 / 21, 2.0 / 23,
        };
        q = q * z + c[(i - 3) / 2];
    }
    // log m = f - f^2 / 2 + s (f^2 / 2 + z q): what is not exact is small against f
    Dd h = dd_prod(f, f);
    h = (Dd){0.5 * h.hi, 0.5 * h.lo};
    Dd r = dd_sum(f, -h.hi);
    double small = r.lo - h.lo + s * (h.hi + z * q);
    if (k == 0)
        return r.hi + small;
    Dd t = dd_fast_sum(k * ln2_head, r.hi);
    return t.hi + (t.lo + (k * ln2_tail + small));
}

static double log_times(double x, Dd factor)
{
    double y;
    int up;
    if (special(&x, &up, &y))
        return y;
    Dd l = __lc_log((Dd){x, 0});
    if (up)
        l = dd_add(l, dd_mul1(__lc_ln2, -up));
    return dd_mul(l, factor).hi;
}

double log2(double x)
{
    double m, y;
    int up;
    if (special(&x, &up, &y))
        return y;
    int k = exponent(x, &m) - up;        // of a power of two the result is exact
    return dd_add1(dd_mul(__lc_log((Dd){m, 0}), inv_ln2), k).hi;
}

double log10(double x)
{
    return log_times(x, inv_ln10);
}

double log1p(double x)
{
    if (!(x < 0x1p1023 * 2) || __builtin_fabs(x) < 0x1p-54)
        return x;
    if (x <= -1)
        return x == -1 ? __lc_overflow(-1) : __lc_domain(x);
    return __lc_log(dd_sum(1, x)).hi;
}

/* ---- inverse hyperbolic functions ---- */

double asinh(double x)
{
    double a = __builtin_fabs(x), y;
    if (!(a < 0x1p1023 * 2) || a < 0x1p-28)
        return x;
    if (a > 0x1p40) {                    // log 2a
        y = dd_add(__lc_log((Dd){a, 0}), __lc_ln2).hi;
    } else {                             // log(1 + a + a^2 / (1 + sqrt(1 + a^2)))
        Dd s = dd_prod(a, a);
        Dd d = dd_add1(dd_sqrt(dd_add1(s, 1.0)), 1.0);
        y = __lc_log(dd_add1(dd_add1(dd_div(s, d), a), 1.0)).hi;
    }
    return __builtin_copysign(y, x);
}

double acosh(double x)
{
    if (!(x < 0x1p1023 * 2))
        return x;
    if (x <= 1)
        return x == 1 ? 0 : __lc_domain(x);
    if (x > 0x1p40)
        return dd_add(__lc_log((Dd){x, 0}), __lc_ln2).hi;
    double t = x - 1;                    // log(1 + t + sqrt(t (x + 1))); t is exact below 2
    Dd u = x < 2 ? (Dd){t, 0} : dd_sum(x, -1.0);
    Dd r = dd_sqrt(dd_mul(u, dd_sum(x, 1.0)));
    return __lc_log(dd_add1(dd_add(u, r), 1.0)).hi;
}

double atanh(double x)
{
    double a = __builtin_fabs(x);
    if (a != a || a < 0x1p-28)
        return x;
    if (a >= 1)
        return a == 1 ? __lc_overflow(x) : __lc_domain(x);
    Dd q = dd_div(dd_sum(1, a), dd_sum(1, -a));
    if (a < 0.25)                        // keep the bits below 1
        q = dd_add1(dd_div((Dd){2 * a, 0}, dd_sum(1, -a)), 1.0);
    return __builtin_copysign(0.5 * __lc_log(q).hi, x);
}
