// complex_wide.c - the functions of <complex.h> in 192 bits (complex_int.h)
//
// No exponent overflows there, so the formulas are the textbook's, in a form in which parts do not
// cancel: those of the inverse functions are Kahan's ("Branch cuts for complex elementary
// functions", 1987). The special cases follow C11 Annex G.6, whose order each function keeps.
#include "runtime/libc/complex_int.h"

static Wide not_a_number(void)
{
    return wide_special(LF_NAN, false);
}

static Wide infinity(bool neg)
{
    return wide_special(LF_INF, neg);
}

static Wide zero(bool neg)
{
    return wide_special(LF_ZERO, neg);
}

static Cx nans(void)
{
    return (Cx){not_a_number(), not_a_number()};
}

static bool is_zero(Wide x)
{
    return x.cls == LF_ZERO;
}

static Wide mul(Wide a, Wide b)
{
    return __lc_wide_mul(a, b);
}

static Wide add(Wide a, Wide b)
{
    return __lc_wide_add(a, b);
}

static Cx times_i(Cx z)
{
    return (Cx){wide_neg(z.im), z.re};
}

static Cx over_i(Cx z)
{
    return (Cx){z.im, wide_neg(z.re)};
}

static Cx conjugate(Cx z, bool really)
{
    return (Cx){z.re, really ? wide_neg(z.im) : z.im};
}

/* ---- exponentials ---- */

// A size of `cls`, infinite or zero, in the direction of y; y = 0 keeps its zero.
static Cx along(int cls, Wide y)
{
    Wide s, c;
    __lc_wide_sincos(y, &s, &c);
    return (Cx){wide_special(cls, c.neg), is_zero(y) ? y : wide_special(cls, s.neg)};
}

Cx __lc_cexp(Cx z)
{
    Wide s, c, e;
    bool finite_y = wide_finite(z.im);
    if (z.re.cls == LF_NAN)
        return (Cx){z.re, is_zero(z.im) ? z.im : not_a_number()};
    if (z.re.cls == LF_INF && z.re.neg)
        return finite_y ? along(LF_ZERO, z.im) : (Cx){zero(false), zero(z.im.neg)};
    if (z.re.cls == LF_INF)
        return finite_y ? along(LF_INF, z.im) : (Cx){z.re, not_a_number()};
    if (!finite_y)
        return nans();
    __lc_wide_sincos(z.im, &s, &c);
    e = __lc_wide_exp(z.re);
    return (Cx){mul(e, c), mul(e, s)};
}

Cx __lc_ccosh(Cx z)
{
    Wide s, c, x = z.re, y = z.im;
    bool neg = x.neg ^ y.neg;
    if (!wide_finite(x) || !wide_finite(y)) {
        if (x.cls == LF_INF && wide_finite(y)) {
            Cx r = along(LF_INF, y);
            return conjugate(r, x.neg);
        }
        if (x.cls == LF_INF)
            return (Cx){infinity(false), not_a_number()};
        return (Cx){not_a_number(), is_zero(x) || is_zero(y) ? zero(neg) : not_a_number()};
    }
    __lc_wide_sincos(y, &s, &c);
    return (Cx){mul(__lc_wide_cosh(x), c), mul(__lc_wide_sinh(x), s)};
}

Cx __lc_csinh(Cx z)
{
    Wide s, c, x = z.re, y = z.im;
    if (!wide_finite(x) || !wide_finite(y)) {
        if (x.cls == LF_INF && wide_finite(y)) {
            Cx r = along(LF_INF, y);
            r.re.neg ^= x.neg;
            return r;
        }
        if (x.cls == LF_INF || is_zero(x))
            return (Cx){x, not_a_number()};
        return (Cx){not_a_number(), is_zero(y) ? y : not_a_number()};
    }
    __lc_wide_sincos(y, &s, &c);
    return (Cx){mul(__lc_wide_sinh(x), c), mul(__lc_wide_cosh(x), s)};
}

// (sinh x cosh x + i sin y cos y) / (sinh^2 x + cos^2 y)
Cx __lc_ctanh(Cx z)
{
    Wide s, c, x = z.re, y = z.im;
    if (x.cls == LF_INF) {
        Wide one = wide_signed(__lc_wide_1, x.neg);
        if (!wide_finite(y))
            return (Cx){one, zero(y.neg)};
        __lc_wide_sincos(y, &s, &c);
        return (Cx){one, zero(s.neg ^ c.neg)};
    }
    if (!wide_finite(x) || !wide_finite(y))
        return (Cx){is_zero(x) ? x : not_a_number(), is_zero(y) ? y : not_a_number()};
    __lc_wide_sincos(y, &s, &c);
    Wide sh = __lc_wide_sinh(x), d = add(mul(sh, sh), mul(c, c));
    return (Cx){__lc_wide_div(mul(sh, __lc_wide_cosh(x)), d), __lc_wide_div(mul(s, c), d)};
}

Cx __lc_ccos(Cx z)
{
    return __lc_ccosh(times_i(z));
}

Cx __lc_csin(Cx z)
{
    return over_i(__lc_csinh(times_i(z)));
}

Cx __lc_ctan(Cx z)
{
    return over_i(__lc_ctanh(times_i(z)));
}

/* ---- logarithm, root, power ---- */

static Wide norm(Wide x, Wide y)         // x^2 + y^2
{
    return add(mul(x, x), mul(y, y));
}

// Near the unit circle by what x^2 + y^2 is more than 1: (x - 1)(x + 1) + y^2 with x the larger.
static Wide log_size(Wide x, Wide y)
{
    Wide n = norm(x, y), l;
    x = wide_abs(x);
    y = wide_abs(y);
    if (n.exp < -1 || n.exp > 0) {
        l = __lc_wide_log(n);
    } else {
        bool swap = __lc_wide_order(x, y) < 0;
        Wide a = swap ? y : x, b = swap ? x : y;
        Wide d = mul(wide_sub(a, __lc_wide_1), add(a, __lc_wide_1));
        l = __lc_wide_log1p(add(d, mul(b, b)));
    }
    return wide_scale(l, -1);
}

Cx __lc_clog(Cx z)
{
    bool nan = z.re.cls == LF_NAN || z.im.cls == LF_NAN;
    Wide angle = nan ? not_a_number() : __lc_wide_angle(z.im, z.re);
    if (z.re.cls == LF_INF || z.im.cls == LF_INF)
        return (Cx){infinity(false), angle};
    if (nan)
        return nans();
    if (is_zero(z.re) && is_zero(z.im))
        return (Cx){infinity(true), angle};
    return (Cx){log_size(z.re, z.im), angle};
}

static Cx root(Wide x, Wide y)           // both finite
{
    if (is_zero(x) && is_zero(y))
        return (Cx){zero(false), y};
    Wide t = add(__lc_wide_sqrt(norm(x, y)), wide_abs(x));
    t = __lc_wide_sqrt(wide_scale(t, -1));
    Wide other = wide_scale(__lc_wide_div(y, t), -1);
    if (x.neg && !is_zero(x))
        return (Cx){wide_abs(other), wide_signed(t, y.neg)};
    return (Cx){t, other};
}

Cx __lc_csqrt(Cx z)
{
    Wide x = z.re, y = z.im;
    if (y.cls == LF_INF)
        return (Cx){infinity(false), y};
    if (x.cls == LF_INF && y.cls == LF_NAN)
        return x.neg ? (Cx){y, infinity(false)} : (Cx){x, y};
    if (x.cls == LF_NAN || y.cls == LF_NAN)
        return nans();
    if (x.cls == LF_INF)
        return x.neg ? (Cx){zero(false), infinity(y.neg)} : (Cx){x, zero(y.neg)};
    return root(x, y);
}

bool __lc_cpow(Cx z, Cx c, Cx *r)
{
    bool finite = wide_finite(z.re) && wide_finite(z.im) && wide_finite(c.re) &&
                  wide_finite(c.im);
    if (is_zero(c.re) && is_zero(c.im)) {
        *r = (Cx){__lc_wide_1, zero(false)};
        return true;
    }
    if (is_zero(z.re) && is_zero(z.im)) {
        *r = (Cx){zero(false), zero(false)};
        return finite && c.re.cls == LF_NUM && !c.re.neg;
    }
    if (!finite)
        return false;
    Cx l = __lc_clog(z);
    *r = __lc_cexp((Cx){wide_sub(mul(c.re, l.re), mul(c.im, l.im)),
                        add(mul(c.re, l.im), mul(c.im, l.re))});
    return true;
}

/* ---- inverse functions ---- */

typedef struct Sides {
    Cx less, more;                       // sqrt(1 - z), sqrt(1 + z)
} Sides;

static Sides sides(Cx z)
{
    return (Sides){root(wide_sub(__lc_wide_1, z.re), wide_neg(z.im)),
                   root(add(__lc_wide_1, z.re), z.im)};
}

// arcsin z = atan(x / Re(less more)) + i asinh(Im(conj(less) more))
static Cx arcsine(Cx z)
{
    Sides s = sides(z);
    Cx a = s.less, b = s.more;
    Wide across = wide_sub(mul(a.re, b.re), mul(a.im, b.im));
    Wide up = wide_sub(mul(a.re, b.im), mul(a.im, b.re));
    return (Cx){__lc_wide_angle(z.re, across), __lc_wide_asinh(up)};
}

Cx __lc_casinh(Cx z)
{
    Wide x = z.re, y = z.im;
    bool nan = x.cls == LF_NAN || y.cls == LF_NAN;
    if (wide_finite(x) && wide_finite(y))
        return over_i(arcsine(times_i(z)));
    if (x.cls == LF_INF)                 // y / x is an angle as of a logarithm
        return (Cx){x, nan ? y : __lc_wide_angle(y, wide_abs(x))};
    if (y.cls == LF_INF)
        return (Cx){infinity(x.neg), nan ? x : __lc_wide_angle(y, wide_abs(x))};
    return (Cx){not_a_number(), is_zero(y) ? y : not_a_number()};
}

Cx __lc_casin(Cx z)
{
    return over_i(__lc_casinh(times_i(z)));
}

// arccos z = 2 atan(Re less / Re more) + i asinh(Im(conj(more) less))
Cx __lc_cacos(Cx z)
{
    Wide x = z.re, y = z.im;
    bool nan = x.cls == LF_NAN || y.cls == LF_NAN;
    if (wide_finite(x) && wide_finite(y)) {
        Sides s = sides(z);
        Cx a = s.less, b = s.more;
        Wide down = wide_sub(mul(b.re, a.im), mul(b.im, a.re));
        return (Cx){wide_scale(__lc_wide_angle(a.re, b.re), 1), __lc_wide_asinh(down)};
    }
    if (x.cls == LF_INF || y.cls == LF_INF) {
        Wide size = infinity(y.cls == LF_NAN || !y.neg);
        return (Cx){nan ? not_a_number() : __lc_wide_angle(wide_abs(y), x), size};
    }
    return (Cx){is_zero(x) ? __lc_wide_half_pi : not_a_number(), not_a_number()};
}

Cx __lc_cacosh(Cx z)
{
    Cx a = __lc_cacos(z);
    return (Cx){wide_abs(a.im), wide_signed(a.re, z.im.neg)};
}

// artanh z = log1p(4x / ((1 - x)^2 + y^2)) / 4 + i atan(2y / ((1 - x)(1 + x) - y^2)) / 2
Cx __lc_catanh(Cx z)
{
    Wide x = wide_abs(z.re), y = z.im;
    if (x.cls == LF_INF || y.cls == LF_INF) {
        bool unknown = y.cls == LF_NAN;
        return (Cx){zero(z.re.neg),
                    unknown ? y : wide_signed(__lc_wide_half_pi, y.neg)};
    }
    if (x.cls == LF_NAN || y.cls == LF_NAN)
        return (Cx){is_zero(x) ? z.re : not_a_number(), not_a_number()};
    Wide less = wide_sub(__lc_wide_1, x), d = norm(less, y);
    if (is_zero(d))
        return (Cx){infinity(z.re.neg), y};
    Wide l = __lc_wide_log1p(__lc_wide_div(wide_scale(x, 2), d));
    d = wide_sub(mul(less, add(__lc_wide_1, x)), mul(y, y));
    return (Cx){wide_signed(wide_scale(l, -2), z.re.neg),
                wide_scale(__lc_wide_angle(wide_scale(y, 1), d), -1)};
}

Cx __lc_catan(Cx z)
{
    return over_i(__lc_catanh(times_i(z)));
}
