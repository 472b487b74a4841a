// math_atan.c - inverse trigonometric functions and cbrt, hypot: what starts from a ratio or a root
//
// atan q = atan c + atan((q - c) / (1 + q c)) with c the nearest eighth, then the series.
#include "runtime/libc/math_int.h"

static const Dd atan_eighth[] = {
    {0, 0},
    {0x1.fd5ba9aac2f6ep-4, -0x1.cd37686760c17p-59}, {0x1.f5b75f92c80ddp-3, 0x1.8ab6e3cf7afbdp-57},
    {0x1.6f61941e4def1p-2, -0x1.c63aae6f6e918p-56}, {0x1.dac670561bb4fp-2, 0x1.a2b7f222f65e2p-56},
    {0x1.1e00babdefeb4p-1, -0x1.928df287a668fp-58}, {0x1.4978fa3269ee1p-1, 0x1.2419a87f2a458p-56},
    {0x1.700a7c5784634p-1, -0x1.8c34d25aadef6p-56}, {0x1.921fb54442d18p-1, 0x1.1a62633145c07p-55},
};

static Dd angle(Dd y, Dd x)              // y <= x
{
    static const Dd c1 = {-0x1.5555555555555p-2, -0x1.5555555555555p-56};
    static const double tail[] = {
        1.0 / 17, -1.0 / 15, 1.0 / 13, -1.0 / 11, 1.0 / 9, -1.0 / 7, 1.0 / 5,
    };
    int i = (int)(y.hi / x.hi * 8 + 0.5);
    double c = i * 0.125, q = 0;
    Dd t = i ? dd_div(dd_add(y, dd_neg(dd_mul1(x, c))), dd_add(x, dd_mul1(y, c))) : dd_div(y, x);
    Dd z = dd_mul(t, t);
    for (unsigned k = 0; k < sizeof tail / sizeof *tail; k++)
        q = q * z.hi + tail[k];
    Dd s = dd_add1(c1, q * z.hi);
    s = dd_mul(dd_add1(dd_mul(s, z), 1.0), t);
    return i ? dd_add(atan_eighth[i], s) : s;
}

Dd __lc_angle(Dd y, Dd x)
{
    if (y.hi <= x.hi)
        return angle(y, x);
    return dd_add(__lc_half_pi, dd_neg(angle(x, y)));
}

double atan(double x)
{
    double a = __builtin_fabs(x), y;
    if (a != a || a < 0x1p-28)
        return x;
    if (a > 0x1p60)
        y = __lc_half_pi.hi;
    else
        y = __lc_angle((Dd){a, 0}, (Dd){1, 0}).hi;
    return __builtin_copysign(y, x);
}

/* x > 0; angle as that of (x, y) with y >= 0. */
static double angle_small(double y, double x)
{
    int ex, ey;
    double mx = frexp(x, &ex), my = frexp(y, &ey);
    if (ey - ex < -70)                   // the ratio is all that counts; one rounding
        return ldexp(my / mx, ey - ex);
    if (ey - ex > 70)
        return __lc_half_pi.hi;
    return __lc_angle((Dd){my, 0}, (Dd){ldexp(mx, ex - ey), 0}).hi;
}

double atan2(double y, double x)
{
    double a = __builtin_fabs(y), b = __builtin_fabs(x), r;
    if (x != x || y != y)
        return x + y;
    int left = __builtin_signbit(x) != 0;
    if (a == 0)
        r = left ? __lc_pi.hi : 0;
    else if (b == 0)
        r = __lc_half_pi.hi;
    else if (a == __builtin_inf())
        r = b != a ? __lc_half_pi.hi : left ? 0x1.2d97c7f3321d2p+1 : 0x1.921fb54442d18p-1;
    else if (b == __builtin_inf())
        r = left ? __lc_pi.hi : 0;
    else if (!left)
        r = angle_small(a, b);
    else {
        int ea, eb;
        double ma = frexp(a, &ea), mb = frexp(b, &eb);
        if (ea - eb < -70)
            r = __lc_pi.hi;
        else if (ea - eb > 70)
            r = __lc_half_pi.hi;
        else
            r = dd_add(__lc_pi, dd_neg(__lc_angle((Dd){ma, 0}, (Dd){ldexp(mb, eb - ea), 0}))).hi;
    }
    return __builtin_copysign(r, y);
}

/* sqrt(1 - a^2) */
static Dd other_side(double a)
{
    return dd_sqrt(dd_mul(dd_sum(1, -a), dd_sum(1, a)));
}

double asin(double x)
{
    double a = __builtin_fabs(x), y;
    if (a != a || a < 0x1p-28)
        return x;
    if (a >= 1)
        y = a == 1 ? __lc_half_pi.hi : __lc_domain(x);
    else
        y = __lc_angle((Dd){a, 0}, other_side(a)).hi;
    return __builtin_copysign(y, x);
}

double acos(double x)
{
    double a = __builtin_fabs(x);
    if (x != x)
        return x;
    if (a >= 1)
        return a > 1 ? __lc_domain(x) : x > 0 ? 0 : __lc_pi.hi;
    if (a < 0x1p-60)
        return __lc_half_pi.hi;
    Dd r = __lc_angle(other_side(a), (Dd){a, 0});
    return x > 0 ? r.hi : dd_add(__lc_pi, dd_neg(r)).hi;
}

double cbrt(double x)
{
    int e;
    if (x - x != 0 || x == 0)
        return x;
    double m = frexp(__builtin_fabs(x), &e);
    int third = (e + 3000) / 3 - 1000;   // m becomes 1/2 .. 4
    m = ldexp(m, e - 3 * third);
    double y = 0.6 + m * (0.55 - m * 0.06);
    for (int i = 0; i < 5; i++)
        y -= (y - m / (y * y)) / 3;
    Dd c = dd_mul1(dd_prod(y, y), y);    // one more step with what is left, rounded once
    y = y - ((c.hi - m) + c.lo) / (3 * y * y);
    return __builtin_copysign(ldexp(y, third), x);
}

double hypot(double x, double y)
{
    int e;
    double a = __builtin_fabs(x), b = __builtin_fabs(y);
    if (a == __builtin_inf() || b == __builtin_inf())
        return __builtin_inf();
    if (x != x || y != y)
        return x + y;
    if (a < b) {
        double t = a;
        a = b;
        b = t;
    }
    if (b <= a * 0x1p-60)
        return a;
    double m = frexp(a, &e);
    b = ldexp(b, -e);
    double r = dd_sqrt(dd_add(dd_prod(m, m), dd_prod(b, b))).hi;
    double back = ldexp(r, e);
    return back == __builtin_inf() ? __lc_overflow(1) : back;
}
