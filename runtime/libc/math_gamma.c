// math_gamma.c - error function and gamma function
//
// erf near 0 by its series. From 3/4 on, erfc(x) = e^(-x^2) g(x) / (1 + 2x) with g a series of
// Chebyshev polynomials in u, which maps [3/4, infinity) to [-1, 1) (after Shepherd and
// Laframboise, Math. Comp. 36, 1981; the coefficients are computed for this interval).
// Gamma by Stirling's series above 24 and by the recurrence below.
#include "runtime/libc/math_int.h"

static const Dd two_over_sqrt_pi = {0x1.20dd750429b6dp+0, 0x1.1ae3a914fed80p-56};

static const Dd cheb[] = {
    {0x1.37ee2dfb4daeap+0, 0x1.a1273a0a75f44p-55},
    {-0x1.4d6501d084dc5p-4, 0x1.1138a64683465p-58},
    {-0x1.1f72caa634fc1p-6, -0x1.7d659225d8382p-60},
    {0x1.7784655ec00ffp-7, -0x1.c0e8e982f7365p-64},
    {-0x1.8fdcc7bd85292p-9, -0x1.e5c10818f320bp-63},
    {0x1.e0b7b6fdb529fp-12, 0x1.5fb0cac4999bfp-69},
    {-0x1.754bb8c88acb6p-16, -0x1.5cf24aa02e11bp-70},
    {-0x1.7e794cf1acda6p-18, 0x1.6a547b867ce41p-73},
};
static const double cheb_tail[] = {
    0x1.0e6bf997bfe44p-20, 0x1.ccdbeb2abf05dp-25, -0x1.da9660c6324dap-26, -0x1.961d03a99072cp-32,
    0x1.af11b391fac62p-31, 0x1.563eea0412901p-38, -0x1.b08a38e13aa66p-36, -0x1.4f96062b8d1fdp-41,
    0x1.d2f87fb29a94ep-41, 0x1.ec6bbe0c4b310p-45, -0x1.fbbed1fa56b23p-46, -0x1.1249a9e5960fcp-48,
    0x1.f15e4e1cf5800p-51, 0x1.02befbf396413p-52, -0x1.3e0e05159737dp-56, -0x1.a60c5bb818d51p-57,
    -0x1.d49ddacab1037p-62, 0x1.1d1ff9fda5f00p-61, 0x1.6328267c91339p-64,
};
enum { NCHEB = sizeof cheb / sizeof *cheb, NTAIL = sizeof cheb_tail / sizeof *cheb_tail };

/* Clenshaw's recurrence, as doubles where the coefficients are small. */
static Dd chebyshev(Dd u)
{
    double b1 = 0, b2 = 0, v = 2 * u.hi;
    for (int i = NTAIL - 1; i >= 0; i--) {
        double b0 = v * b1 - b2 + cheb_tail[i];
        b2 = b1;
        b1 = b0;
    }
    Dd p1 = {b1, 0}, p2 = {b2, 0}, w = dd_scale(u, 2);
    for (int i = NCHEB - 1; i > 0; i--) {
        Dd p0 = dd_add(dd_add(dd_mul(w, p1), dd_neg(p2)), cheb[i]);
        p2 = p1;
        p1 = p0;
    }
    return dd_add(dd_add(dd_mul(u, p1), dd_neg(p2)), cheb[0]);
}

/* e^(x^2) erfc(x); x >= 3/4. */
static Dd erfc_scaled(double x)
{
    Dd t = dd_div(dd_sum(x, -2.5), dd_sum(x, 2.5));
    Dd u = dd_div(dd_add1(dd_mul1(t, 13), -3.0), (Dd){10, 0});
    return dd_div(chebyshev(u), dd_sum(2 * x, 1.0));
}

static Dd erf_small(double x)            // |x| <= 3/4
{
    static const double tail[] = {       // (-1)^n / (n! (2n + 1))
        1.0 / (20922789888000.0 * 33), -1.0 / (1307674368000.0 * 31), 1.0 / (87178291200.0 * 29),
        -1.0 / (6227020800.0 * 27), 1.0 / (479001600.0 * 25), -1.0 / (39916800.0 * 23),
        1.0 / (3628800.0 * 21), -1.0 / (362880.0 * 19), 1.0 / (40320.0 * 17),
        -1.0 / (5040.0 * 15), 1.0 / (720.0 * 13),
    };
    static const double factor[] = {-120.0 * 11, 24.0 * 9, -6.0 * 7, 2.0 * 5, -3.0, 1.0};
    Dd z = dd_prod(x, x);
    double q = 0;
    for (unsigned i = 0; i < sizeof tail / sizeof *tail; i++)
        q = q * z.hi + tail[i];
    Dd s = {q, 0};
    for (unsigned i = 0; i < sizeof factor / sizeof *factor; i++)
        s = dd_add(dd_mul(s, z), dd_div((Dd){1, 0}, (Dd){factor[i], 0}));
    return dd_mul(dd_mul1(s, x), two_over_sqrt_pi);
}

/* x >= 3/4: (1 + *p) 2^*k = e^(-x^2), times the result is erfc(x). */
static Dd erfc_large(double x, Dd *p, int *k)
{
    *p = __lc_exp(dd_neg(dd_prod(x, x)), k);
    return erfc_scaled(x);
}

double erf(double x)
{
    Dd p;
    int k;
    double a = __builtin_fabs(x);
    if (x != x)
        return x;
    if (a < 0x1p-400)                    // the product below would lose its low part
        return a < 0x1p-1022 ? x * two_over_sqrt_pi.hi
                             : x * 0x1p500 * two_over_sqrt_pi.hi * 0x1p-500;
    if (a <= 0.75)
        return erf_small(x).hi;
    if (a > 6)
        return __builtin_copysign(1, x);
    Dd g = erfc_large(a, &p, &k);
    Dd c = dd_scale(dd_mul(dd_add1(p, 1.0), g), pow2(k));
    return __builtin_copysign(dd_add1(dd_neg(c), 1.0).hi, x);
}

double erfc(double x)
{
    Dd p;
    int k;
    double a = __builtin_fabs(x);
    if (x != x)
        return x;
    if (x > 28)
        return x == __builtin_inf() ? 0 : __lc_underflow(0);
    if (x < -6)
        return 2;
    if (a < 0x1p-60)
        return 1;
    if (a <= 0.75)
        return dd_add1(dd_neg(erf_small(x)), 1.0).hi;
    Dd g = erfc_large(a, &p, &k);
    Dd v = dd_mul(dd_add1(p, 1.0), g);
    if (x < 0)
        return dd_add1(dd_neg(dd_scale(v, pow2(k))), 2.0).hi;
    return __lc_exp_round(dd_add1(dd_scale(v, 64), -1.0), k - 6);
}

/* ---- gamma ---- */

/* ln gamma(x), x >= 24 and below 2^900. */
static Dd stirling(Dd x)
{
    static const double tail[] = {
        -0x1.39b2525cccc1bp+7, 0x1.ace44322ce006p+3, -0x1.6476701181f3ap+0, 0x1.6fe96381e0680p-3,
        -0x1.e4286cb0f5398p-6, 0x1.a41a41a41a41ap-8, -0x1.f6ab0d9993c7dp-10, 0x1.b951e2b18ff23p-11,
        -0x1.3813813813814p-11, 0x1.a01a01a01a01ap-11, -0x1.6c16c16c16c17p-9,
    };
    static const Dd half_ln_2pi = {0x1.d67f1c864beb5p-1, -0x1.65b5a1b7ff5dfp-55};
    Dd r = dd_div((Dd){1, 0}, x);
    double z = r.hi * r.hi, q = 0;
    for (unsigned i = 0; i < sizeof tail / sizeof *tail; i++)
        q = q * z + tail[i];
    Dd twelfth = dd_div(r, (Dd){12, 0});
    Dd s = dd_add1(twelfth, q * z * r.hi);
    Dd l = dd_mul(dd_add1(x, -0.5), __lc_log(x));
    return dd_add(dd_add(l, dd_neg(x)), dd_add(half_ln_2pi, s));
}

/* ln gamma(x) = ln gamma(result) - ln *product, result >= 24; x >= 0. */
static Dd raise(double x, Dd *product)
{
    Dd y = {x, 0};
    *product = (Dd){1, 0};
    while (y.hi < 24) {
        *product = dd_mul(*product, y);
        y = dd_add1(y, 1.0);
    }
    return y;
}

/* |sin(pi x)|; x > 0, no integer. */
static Dd sin_pi(double x)
{
    double f = x - floor(x);
    Dd s, c, r = dd_mul1(__lc_pi, f <= 0.25 ? f : f >= 0.75 ? 1 - f : 0.5 - f);
    __lc_sincos(r, &s, &c);
    return f > 0.25 && f < 0.75 ? c : s;
}

/* 2^*k (1 + result) = gamma(x) for 0 < x < 172. */
static Dd gamma_of(double x, int *k)
{
    Dd product, y = raise(x, &product);
    Dd p = __lc_exp(stirling(y), k);
    int e;
    (void)frexp(product.hi, &e);
    Dd v = dd_div(dd_add1(p, 1.0), dd_scale(product, pow2(-e)));  // 1 .. 4
    *k -= e;
    return dd_add1(v, -1.0);
}

static double gamma_negative(double x)   // -184 < x < 0, no integer, not tiny
{
    int k, e;
    Dd g = dd_add1(gamma_of(-x, &k), 1.0);
    Dd s = dd_mul(dd_mul1(sin_pi(-x), -x), g);  // gamma(x) = -pi / (sin(pi x) gamma(1 - x))
    (void)frexp(s.hi, &e);
    s = dd_scale(s, pow2(-e));
    double y = __lc_exp_round(dd_add1(dd_div(__lc_pi, s), -1.0), -k - e);
    return (int64_t)floor(x) & 1 ? -y : y;
}

double tgamma(double x)
{
    int k;
    if (x != x || x == __builtin_inf())
        return x;
    if (x == 0)
        return __lc_overflow(x);
    if (x < 0 && floor(x) == x)
        return __lc_domain(x);
    if (__builtin_fabs(x) < 0x1p-60) {
        double y = 1 / x;
        return y - y == 0 ? y : __lc_overflow(x);
    }
    if (x > 172)
        return __lc_overflow(1);
    if (x < -184)
        return __lc_underflow((int64_t)fmod(floor(x), 2) ? -0.0 : 0.0);
    if (x < 0)
        return gamma_negative(x);
    Dd p = gamma_of(x, &k);
    return __lc_exp_round(p, k);
}

__attribute__((weak)) int signgam;

/* ln gamma(1 + e), |e| <= 1/4: -euler e + sum of (-1)^k zeta(k) / k e^k. */
static Dd lgamma_near_1(double e)
{
    static const Dd euler = {0x1.2788cfc6fb619p-1, -0x1.6cb90701fbfabp-58};
    static const Dd c2 = {0x1.a51a6625307d3p-1, 0x1.1873d8912200cp-56};
    static const Dd c3 = {-0x1.9a4d55beab2d7p-2, 0x1.4c26d1b465993p-59};
    static const double tail[] = {
        0x1.151322ac7d848p-2, -0x1.a8b9c17aa6149p-3, 0x1.5b40cb100c306p-3, -0x1.2703a1dcea3aep-3,
        0x1.010b36af86397p-3, -0x1.c806706d57db4p-4, 0x1.9a01e385d5f8fp-4, -0x1.748c33114c6d6p-4,
        0x1.556ad63243bc4p-4, -0x1.3b1d971fc5985p-4, 0x1.2496df8320c5fp-4, -0x1.11133476e7fe0p-4,
        0x1.00010064cdeb2p-4, -0x1.e1e2d311e8abdp-5, 0x1.c71ce3a20b419p-5, -0x1.af28a1b5688a0p-5,
        0x1.9999b3352d5bap-5, -0x1.86186db77bfbfp-5, 0x1.745d1d1778df9p-5, -0x1.642c88591b66dp-5,
        0x1.555556aaafdcdp-5, -0x1.47ae151eb9fb7p-5, 0x1.3b13b189d925ep-5, -0x1.2f684c00002bcp-5,
        0x1.24924936db7bcp-5, -0x1.1a7b961a7b9aap-5, 0x1.111111155556dp-5, -0x1.08421086318cep-5,
        0x1.0000000100002p-5, -0x1.f07c1f08ba2eap-6, 0x1.e1e1e1e25a5a6p-6, -0x1.d41d41d457c58p-6,
        0x1.c71c71c738e39p-6, -0x1.bacf914c29837p-6,
    };
    double q = 0;
    for (int i = (int)(sizeof tail / sizeof *tail) - 1; i >= 0; i--)
        q = q * e + tail[i];
    Dd s = dd_add1(c3, q * e);
    s = dd_add(c2, dd_mul1(s, e));
    s = dd_add(dd_neg(euler), dd_mul1(s, e));
    return dd_mul1(s, e);
}

static Dd lgamma_positive(double x)      // 0 < x
{
    if (x >= 0.75 && x <= 1.25)
        return lgamma_near_1(x - 1);
    if (x >= 1.75 && x <= 2.25)          // gamma(2 + e) = (1 + e) gamma(1 + e)
        return dd_add(lgamma_near_1(x - 2), __lc_log((Dd){x - 1, 0}));
    Dd product, y = raise(x, &product);
    Dd l = stirling(y);
    return x < 24 ? dd_add(l, dd_neg(__lc_log(product))) : l;
}

double lgamma(double x)
{
    signgam = 1;
    if (x != x || x - x != 0)
        return x * x;
    if (x <= 0 && floor(x) == x) {
        signgam = x == 0 && __builtin_signbit(x) ? -1 : 1;
        return __lc_overflow(1);
    }
    if (x < 0x1p-54 && x > -0x1p-54) {
        signgam = x < 0 ? -1 : 1;
        return -log(__builtin_fabs(x));
    }
    if (x > 0x1p900) {                   // x (ln x - 1); where it does not overflow, as x / 2^200
        double l = dd_mul1(dd_add1(__lc_log((Dd){x, 0}), -1.0), x * 0x1p-200).hi;
        return l < 0x1p824 ? l * 0x1p200 : __lc_overflow(1);
    }
    if (x > 0)
        return lgamma_positive(x).hi;
    double a = -x;                       // ln(pi / (a sin(pi a))) - ln gamma(a)
    if ((int64_t)fmod(floor(x), 2))
        signgam = -1;
    Dd s = dd_mul1(sin_pi(a), a);
    Dd l = __lc_log(dd_div(__lc_pi, s));
    return dd_add(l, dd_neg(lgamma_positive(a))).hi;
}
