// math_ldgamma.c - error function and gamma function of a long double that is wider than double
//
// erf by the series of e^(-x^2), whose terms are all positive; erfc beyond 7 by its continued
// fraction; gamma by Stirling's series from 40 on and by the recurrence below. All in 192 bits.
#include "runtime/libc/wide.h"

#include <math.h>

#ifdef LD_FORM
static const Wide two_over_sqrt_pi = {
    {0x1409a0ebac3e7517, 0x71d48a7f6bfec344, 0x906eba8214db688d}, 0, LF_NUM, 0
};
static const Wide half_ln_2pi = {
    {0xcfb08f8d13458b4e, 0x94bc900144192023, 0xeb3f8e4325f5a534}, -1, LF_NUM, 0
};
static const Wide euler = {
    {0xa1cecc3af65cc019, 0xd1be3f810152cb56, 0x93c467e37db0c7a4}, -1, LF_NUM, 0
};

static const Wide stirling_terms[] = {               // B_2k / (2k (2k - 1))
    {{0xaaaaaaaaaaaaaaab, 0xaaaaaaaaaaaaaaaa, 0xaaaaaaaaaaaaaaaa}, -4, LF_NUM, 0},
    {{0x0b60b60b60b60b61, 0x60b60b60b60b60b6, 0xb60b60b60b60b60b}, -9, LF_NUM, 1},
    {{0x0d00d00d00d00d01, 0x00d00d00d00d00d0, 0xd00d00d00d00d00d}, -11, LF_NUM, 0},
    {{0x09c09c09c09c09c1, 0xc09c09c09c09c09c, 0x9c09c09c09c09c09}, -11, LF_NUM, 1},
    {{0xfe46ae1d4e700dcb, 0x7539c0372a3c5631, 0xdca8f158c7f91ab8}, -11, LF_NUM, 0},
    {{0x5586ccc9e3e40fb5, 0xb5586ccc9e3e40fb, 0xfb5586ccc9e3e40f}, -10, LF_NUM, 1},
    {{0x0d20d20d20d20d21, 0x20d20d20d20d20d2, 0xd20d20d20d20d20d}, -8, LF_NUM, 0},
    {{0x1436587a9cbee103, 0x032547698badcff2, 0xf21436587a9cbee1}, -6, LF_NUM, 1},
    {{0xd0c3b7f4b1c0f034, 0xc3b7f4b1c0f033ff, 0xb7f4b1c0f033ffd0}, -3, LF_NUM, 0},
    {{0x48b14c1f4aa70224, 0xedce7312cc3ea607, 0xb23b3808c0f9cf6d}, 0, LF_NUM, 1},
    {{0x9ea72219167002d4, 0x7a9c886459c00b4e, 0xd672219167002d3a}, 3, LF_NUM, 0},
    {{0xb44a9292e6660d56, 0x3f712eb9e07ca39d, 0x9cd9292e6660d55b}, 7, LF_NUM, 1},
    {{0x0da740da740da741, 0x40da740da740da74, 0x8911a740da740da7}, 11, LF_NUM, 0},
    {{0x94d92e2fd250842d, 0xff6eec24b48ff1b3, 0x8d0cc570e255bf59}, 15, LF_NUM, 1},
    {{0xdcb00698234d582c, 0x19ee4fdc4469ccae, 0xa8d1044d3708d1c2}, 19, LF_NUM, 0},
    {{0xbbc406169abbc406, 0x06169abbc406169a, 0xe8844d8a169abbc4}, 23, LF_NUM, 1},
    {{0x676f31219dbcc486, 0x8676f31219dbcc48, 0xb694d07b219dbcc4}, 28, LF_NUM, 0},
    {{0xda88c0793f07a1f9, 0xa6024d5c49761634, 0xa2288cecf23376ae}, 33, LF_NUM, 1},
    {{0x350b88127350b881, 0x0b88127350b88127, 0xa1bbcde4ea012735}, 38, LF_NUM, 0},
    {{0x43581714af642a24, 0x243581714af642a2, 0xb4005bde03d4642a}, 43, LF_NUM, 1},
};
static const Wide zeta_terms[] = {                   // zeta(k) / k
    {{0xb5c88daa81162d8b, 0x73d8912200bace5e, 0xd28d3312983e9918}, -1, LF_NUM, 0},
    {{0x1007a920f8622ae9, 0xf64b92e699b5aa12, 0xcd26aadf5596b7ac}, -2, LF_NUM, 0},
    {{0xc586b130b8028593, 0xf91211196e5235fb, 0x8a8991563ec241b5}, -2, LF_NUM, 0},
    {{0x09986d3723b2df88, 0x826a4fdae19904dc, 0xd45ce0bd530a492e}, -3, LF_NUM, 0},
};

static Wide mul(Wide a, Wide b)
{
    return __lc_wide_mul(a, b);
}

static Wide add(Wide a, Wide b)
{
    return __lc_wide_add(a, b);
}

static Wide of_int(i64 n)
{
    return __lc_wide_of_int(n);
}

static long double error(int number, long double r)
{
    errno = number;
    return r;
}

/* ---- error function ---- */

// 2/sqrt(pi) e^(-x^2) (x + 2 x^3 / 3 + 4 x^5 / 15 + ...); 0 <= x < 8
static Wide erf_series(Wide x)
{
    Wide z = mul(x, x), term = x, sum = x;
    for (int n = 3; term.cls == LF_NUM && term.exp > sum.exp - 192; n += 2) {
        term = mul(term, __lc_wide_div(wide_scale(z, 1), of_int(n)));
        sum = add(sum, term);
    }
    return mul(mul(two_over_sqrt_pi, __lc_wide_exp(wide_neg(z))), sum);
}

// e^(-x^2) / (x sqrt(pi)) / (1 + v / (1 + 2v / (1 + 3v / ...))), v = 1 / (2 x^2); x >= 7
static Wide erfc_fraction(Wide x)
{
    Wide z = mul(x, x), v = __lc_wide_div(__lc_wide_1, wide_scale(z, 1)), f = __lc_wide_1;
    for (int n = 40; n; n--)
        f = add(__lc_wide_1, __lc_wide_div(mul(of_int(n), v), f));
    Wide e = mul(wide_scale(two_over_sqrt_pi, -1), __lc_wide_exp(wide_neg(z)));
    return __lc_wide_div(e, mul(x, f));
}

long double erfl(long double x)
{
    Wide w = __lc_wide_of_long(x), a = wide_abs(w);
    if (w.cls == LF_ZERO || w.cls == LF_NAN)
        return x;
    if (w.cls == LF_INF || w.exp >= 4)
        return w.neg ? -1 : 1;
    a = w.exp >= 3 ? wide_sub(__lc_wide_1, erfc_fraction(a)) : erf_series(a);
    return __lc_wide_to_long(wide_signed(a, w.neg));
}

long double erfcl(long double x)
{
    Wide w = __lc_wide_of_long(x), a = wide_abs(w);
    if (w.cls == LF_NAN)
        return x;
    if (w.cls == LF_INF)
        return w.neg ? 2 : 0;
    if (w.neg && w.cls == LF_NUM && w.exp >= 4)
        return 2;
    if (x < 7 && x > -8) {
        a = erf_series(a);
        return __lc_wide_to_long(wide_sub(__lc_wide_1, wide_signed(a, w.neg)));
    }
    a = erfc_fraction(a);
    return __lc_wide_result(w.neg ? wide_sub(wide_scale(__lc_wide_1, 1), a) : a);
}

/* ---- gamma ---- */

enum { LARGE = 40, TERMS = sizeof stirling_terms / sizeof *stirling_terms };

/* ln gamma(x), x >= LARGE */
static Wide stirling(Wide x)
{
    Wide r = __lc_wide_div(__lc_wide_1, x), z = mul(r, r), s = stirling_terms[TERMS - 1];
    for (int i = TERMS - 2; i >= 0; i--)
        s = add(stirling_terms[i], mul(s, z));
    Wide l = mul(wide_sub(x, wide_scale(__lc_wide_1, -1)), __lc_wide_log(x));
    return add(wide_sub(l, x), add(half_ln_2pi, mul(s, r)));
}

/* gamma(x) = gamma(result) / *product; x > 0 */
static Wide raise(Wide x, Wide *product)
{
    *product = __lc_wide_1;
    for (Wide large = of_int(LARGE); __lc_wide_order(x, large) < 0; x = add(x, __lc_wide_1))
        *product = mul(*product, x);
    return x;
}

static Wide gamma_of(Wide x)             // x > 0
{
    Wide product, y = raise(x, &product);
    return __lc_wide_div(__lc_wide_exp(stirling(y)), product);
}

/* sin(pi x) x / pi; x > 0, no integer: gamma(-x) is -1 / (this gamma(x)). */
static Wide reflection(long double x)
{
    Wide s, c, f = __lc_wide_of_long(fmodl(x, 2));
    if (__lc_wide_order(f, __lc_wide_1) >= 0)        // sin(pi f), near 0 exactly
        f = wide_sub(f, of_int(2));
    if (__lc_wide_order(f, wide_scale(__lc_wide_1, -1)) > 0)
        f = wide_signed(wide_sub(__lc_wide_1, wide_abs(f)), f.neg);
    __lc_wide_sincos(mul(f, __lc_wide_pi), &s, &c);
    return __lc_wide_div(mul(s, __lc_wide_of_long(x)), __lc_wide_pi);
}

long double tgammal(long double x)
{
    Wide w = __lc_wide_of_long(x);
    if (w.cls == LF_NAN || (w.cls == LF_INF && !w.neg))
        return x;
    if (w.cls == LF_ZERO)
        return error(ERANGE, w.neg ? -HUGE_VALL : HUGE_VALL);
    if (w.cls == LF_INF || (w.neg && floorl(x) == x))
        return error(EDOM, -__builtin_nanl(""));
    if (w.exp >= 11) {
        bool odd = w.neg && fmodl(floorl(x), 2) != 0;
        return error(ERANGE, !w.neg ? HUGE_VALL : odd ? -0.0L : 0.0L);
    }
    if (!w.neg)
        return __lc_wide_result(gamma_of(w));
    Wide g = mul(gamma_of(wide_abs(w)), reflection(-x));
    return __lc_wide_result(wide_neg(__lc_wide_div(__lc_wide_1, g)));
}

/* ln gamma(1 + e), |e| < 2^-40 */
static Wide lgamma_near_1(Wide e)
{
    if (e.cls == LF_ZERO)
        return e;
    Wide s = zeta_terms[3];              // e (-euler + e (z2 - e (z3 - e z4)))
    s = wide_sub(zeta_terms[1], mul(e, s));
    s = wide_sub(zeta_terms[0], mul(e, s));
    return mul(e, wide_sub(mul(e, s), euler));
}

static Wide lgamma_positive(Wide x)
{
    Wide product, d = wide_sub(x, __lc_wide_1);
    if (d.cls == LF_ZERO || d.exp < -40)
        return lgamma_near_1(d);
    d = wide_sub(d, __lc_wide_1);        // gamma(2 + e) = (1 + e) gamma(1 + e)
    if (d.cls == LF_ZERO || d.exp < -40)
        return add(lgamma_near_1(d), __lc_wide_log1p(d));
    Wide l = stirling(raise(x, &product));
    return wide_sub(l, __lc_wide_log(product));
}

extern int signgam;

long double lgammal(long double x)
{
    Wide w = __lc_wide_of_long(x);
    signgam = w.cls == LF_ZERO && w.neg ? -1 : 1;
    if (w.cls == LF_NAN || w.cls == LF_INF)
        return x * x;
    if (w.cls == LF_ZERO || (w.neg && floorl(x) == x))
        return error(ERANGE, HUGE_VALL);
    if (!w.neg)
        return __lc_wide_result(lgamma_positive(w));
    signgam = fmodl(floorl(x), 2) != 0 ? -1 : 1;     // -ln(|reflection| gamma(-x))
    Wide l = __lc_wide_log(wide_abs(reflection(-x)));
    return __lc_wide_result(wide_neg(add(l, lgamma_positive(wide_abs(w)))));
}
#endif
