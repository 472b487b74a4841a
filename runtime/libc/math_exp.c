// math_exp.c - exponentials, powers and hyperbolic functions
//
// e^x = 2^k e^r with |r| <= ln 2 / 2, then Taylor's series. Its first terms are pairs of doubles
// where the result needs more than 53 bits on the way (pow, sinh, ...).
#include "runtime/libc/math_int.h"

const Dd __lc_ln2 = {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
static const double inv_ln2 = 0x1.71547652b82fep+0;
static const Dd ln10 = {0x1.26bb1bbb55516p+1, -0x1.f48ad494ea3e9p-53};
/* ln 2 in two parts of which the first times an exponent is exact. */
static const double ln2_head = 0x1.62e42fee00000p-1, ln2_tail = 0x1.a39ef35793c76p-33;

double __lc_domain(double x)
{
    errno = EDOM;
    return (x - x) / 0.0 * 0.0;
}

double __lc_overflow(double sign)
{
    errno = ERANGE;
    return __builtin_copysign(__builtin_inf(), sign);
}

double __lc_underflow(double x)
{
    errno = ERANGE;
    return x;
}

static double nearest(double x)          // |x| < 2^51
{
    const double big = 0x1.8p52;
    return (x + big) - big;
}

/* ---- the kernel ---- */

Dd __lc_exp(Dd x, int *k)
{
    static const Dd c3 = {0x1.5555555555555p-3, 0x1.5555555555555p-57};
    static const Dd c4 = {0x1.5555555555555p-5, 0x1.5555555555555p-59};
    static const Dd c5 = {0x1.1111111111111p-7, 0x1.1111111111111p-63};
    static const double tail[] = {
        1.0 / 355687428096000, 1.0 / 20922789888000, 1.0 / 1307674368000, 1.0 / 87178291200,
        1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880,
        1.0 / 40320, 1.0 / 5040, 1.0 / 720,
    };
    double n = nearest(x.hi * inv_ln2), q = 0;
    Dd r = dd_add(x, dd_neg(dd_mul1(__lc_ln2, n)));
    for (unsigned i = 0; i < sizeof tail / sizeof *tail; i++)
        q = q * r.hi + tail[i];
    Dd p = dd_add1(c5, q * r.hi);
    p = dd_add(c4, dd_mul(p, r));
    p = dd_add(c3, dd_mul(p, r));
    p = dd_add1(dd_mul(p, r), 0.5);
    p = dd_add1(dd_mul(p, r), 1.0);
    *k = (int)n;
    return dd_mul(p, r);
}

double __lc_exp_round(Dd p, int k)
{
    Dd v = dd_add1(p, 1.0);
    for (; v.hi >= 1; k++)
        v = dd_scale(v, 0.5);
    if (k > 1024)
        return __lc_overflow(1);
    if (k >= -1021)
        return v.hi * 2 * pow2(k - 1);
    if (k < -1100)
        return __lc_underflow(0);
    // Subnormal: round once, at the last bit that will be there, which is that of a sum with `one`.
    double one = pow2(-1022 - k);
    Dd s = dd_sum(one, v.hi);
    double y = (s.hi + (s.lo + v.lo) - one) * pow2(-100) * pow2(k + 100);
    return biased_exp(y) ? y : __lc_underflow(y);
}

Dd __lc_expm1(Dd x)
{
    int k;
    Dd p = __lc_exp(x, &k);
    if (k == 0)
        return p;
    double two = pow2(k);
    return dd_add(dd_sum(two, -1.0), dd_scale(p, two));
}

/* ---- exp, exp2: x = n * ln 2 + hi + lo; what is rounded early is below 0.06 ---- */

static double exp_of(double n, double hi, double lo)
{
    static const double c[] = {
        1.0 / 87178291200, 1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800,
        1.0 / 362880, 1.0 / 40320, 1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5,
    };
    double r = hi + lo, q = 0;
    for (unsigned i = 0; i < sizeof c / sizeof *c; i++)
        q = q * r + c[i];
    Dd s = dd_fast_sum(hi, lo + q * (r * r));
    return __lc_exp_round(s, (int)n);
}

double exp(double x)
{
    if (!(x < 710))
        return x - x == 0 ? __lc_overflow(1) : x;
    if (x < -746)
        return x - x == 0 ? __lc_underflow(0) : 0;
    double n = nearest(x * inv_ln2);
    return exp_of(n, x - n * ln2_head, -(n * ln2_tail));
}

double exp2(double x)
{
    if (!(x < 1024))
        return x - x == 0 ? __lc_overflow(1) : x;
    if (x < -1075)
        return x - x == 0 ? __lc_underflow(0) : 0;
    double n = nearest(x);
    Dd r = dd_mul1(__lc_ln2, x - n);
    return exp_of(n, r.hi, r.lo);
}

__attribute__((weak)) double exp10(double x)
{
    int k;
    if (!(x < 309))
        return x - x == 0 ? __lc_overflow(1) : x;
    if (x < -324)
        return x - x == 0 ? __lc_underflow(0) : 0;
    Dd p = __lc_exp(dd_mul1(ln10, x), &k);
    return __lc_exp_round(p, k);
}

double expm1(double x)
{
    double a = __builtin_fabs(x);
    if (!(a < 0x1p1023 * 2) || a < 0x1p-54)
        return x == -__builtin_inf() ? -1 : x;
    if (x > 710)
        return __lc_overflow(1);
    if (x < -40)
        return -1;
    if (x < 700)
        return __lc_expm1((Dd){x, 0}).hi;
    return exp(x);
}

/* ---- pow ---- */

/* 0: not an integer; 1: odd; 2: even. */
static int parity(double y)
{
    int e = biased_exp(y) - EXP_BIAS;
    if (e < 0)
        return y == 0 ? 2 : 0;
    if (e > MANT_BITS)
        return 2;
    uint64_t m = (bits_of(y) & MANT_MASK) | (MANT_MASK + 1), below = MANT_BITS - (unsigned)e;
    if (m & (((uint64_t)1 << below) - 1))
        return 0;
    return m >> below & 1 ? 1 : 2;
}

/* x is 0 or infinite, or y is. */
static double pow_limit(double x, double y)
{
    double a = __builtin_fabs(x);
    int odd = parity(y) == 1;
    double sign = odd ? x : 1;
    if (__builtin_fabs(y) == __builtin_inf()) {
        if (a == 1)
            return 1;
        return (a > 1) == (y > 0) ? __builtin_inf() : 0;
    }
    if (a == 0 && y < 0)
        return __lc_overflow(sign);
    return __builtin_copysign((a == 0) == (y > 0) ? 0 : __builtin_inf(), sign);
}

double pow(double x, double y)
{
    double sign = 1;
    int k, up = 0;
    if (x == 1 || y == 0)
        return 1;
    if (x != x || y != y)
        return x + y;
    if (x == 0 || x - x != 0 || y - y != 0)
        return pow_limit(x, y);
    if (x < 0) {
        int p = parity(y);
        if (!p)
            return __lc_domain(x);
        sign = p == 1 ? -1 : 1;
        x = -x;
        if (x == 1)
            return sign;
    }
    if (!biased_exp(x)) {
        x *= 0x1p64;
        up = 64;
    }
    Dd l = __lc_log((Dd){x, 0});
    if (up)
        l = dd_add(l, dd_mul1(__lc_ln2, -up));
    double size = l.hi * y;
    if (size > 710)
        return __lc_overflow(sign);
    if (size < -746)
        return __lc_underflow(__builtin_copysign(0, sign));
    if (__builtin_fabs(size) < 0x1p-60)
        return sign;
    Dd p = __lc_exp(dd_mul1(l, y), &k);
    return sign * __lc_exp_round(p, k);
}

/* ---- hyperbolic functions ---- */

double sinh(double x)
{
    double a = __builtin_fabs(x), y;
    if (!(a < 0x1p1023 * 2) || a < 0x1p-28)
        return x;
    if (a < 40) {                        // (t + t / (1 + t)) / 2 with t = e^a - 1
        Dd t = __lc_expm1((Dd){a, 0});
        y = 0.5 * dd_add(t, dd_div(t, dd_add1(t, 1.0))).hi;
    } else if (a > 711) {
        return __lc_overflow(x);
    } else {
        int k;
        Dd p = __lc_exp((Dd){a, 0}, &k);
        y = __lc_exp_round(p, k - 1);
    }
    return __builtin_copysign(y, x);
}

double cosh(double x)
{
    int k;
    double a = __builtin_fabs(x);
    if (!(a < 0x1p1023 * 2))
        return a;
    if (a > 711)
        return __lc_overflow(1);
    Dd p = __lc_exp((Dd){a, 0}, &k);
    if (a > 40)
        return __lc_exp_round(p, k - 1);
    Dd e = dd_scale(dd_add1(p, 1.0), pow2(k));
    return 0.5 * dd_add(e, dd_div((Dd){1, 0}, e)).hi;
}

double tanh(double x)
{
    double a = __builtin_fabs(x);
    if (a != a || a < 0x1p-28)
        return x;
    if (a > 22)
        return __builtin_copysign(1, x);
    Dd t = __lc_expm1((Dd){2 * a, 0});      // 1 - 2 / (e^2a + 1)
    return __builtin_copysign(dd_div(t, dd_add1(t, 2.0)).hi, x);
}
