// wide_fun.c - elementary functions in 192 bits (wide.h)
//
// Each reduces its argument until a series of about 40 terms has 192 bits: e^x by multiples of
// ln 2, logarithms by powers of two, angles by multiples of pi/2 (Payne and Hanek, 1983) or, of a
// ratio, by the nearest eighth.
#include "runtime/libc/wide.h"

enum { FACTORIALS = 46, ODDS = 40, HUGE_EXP = 1 << 24 };

static const Fix inv_factorial[FACTORIALS] = {       // 1/1! 1/2! ...
    {{0x0000000000000000, 0x0000000000000000, 0x8000000000000000}},
    {{0x0000000000000000, 0x0000000000000000, 0x4000000000000000}},
    {{0x5555555555555555, 0x5555555555555555, 0x1555555555555555}},
    {{0x5555555555555555, 0x5555555555555555, 0x0555555555555555}},
    {{0x1111111111111111, 0x1111111111111111, 0x0111111111111111}},
    {{0x2d82d82d82d82d83, 0x82d82d82d82d82d8, 0x002d82d82d82d82d}},
    {{0x0680680680680680, 0x8068068068068068, 0x0006806806806806}},
    {{0x00d00d00d00d00d0, 0xd00d00d00d00d00d, 0x0000d00d00d00d00}},
    {{0x71de3a556c7338fb, 0x338faac1c88e5001, 0x0000171de3a556c7}},
    {{0xf1c96c3bbe0b85b3, 0xeb8e5de02da7d4cc, 0x0000024fc9f6ef13}},
    {{0xb8e3c4056e5e236d, 0x89c71fce8fc9706f, 0x00000035cc8acfea}},
    {{0xfa12fb0073dd2d9e, 0x3625ed5136a61eb3, 0x000000047bb63bfe}},
    {{0xebda134ecdd5efd1, 0xa1b425f28e0cc748, 0x000000005849184e}},
    {{0x7e8f93aa3346236a, 0x301f27482eb7c517, 0x00000000064e5d2a}},
    {{0x3ba32bfa47af57b2, 0x9ccee07c476195ac, 0x00000000006b9fcf}},
    {{0xc3ba32bfa47af57b, 0xf9ccee07c476195a, 0x000000000006b9fc}},
    {{0x65ddc6bffa9dd234, 0x1dc0c2b529ac9814, 0x000000000000654b}},
    {{0x221a8b0aaa5e19e6, 0x9e18ee5f65deec01, 0x00000000000005a0}},
    {{0x7b0edee59d2d5fae, 0xd26d1a05055c9328, 0x000000000000004b}},
    {{0x395a57f1e17577fc, 0xca8574804044a0f5, 0x0000000000000003}},
    {{0xde28df9dcdc8a431, 0x2e371dedb9eae317, 0x0000000000000000}},
    {{0x8a19216fe671d8eb, 0x0219c72db6ff0a52, 0x0000000000000000}},
    {{0xd97b8704dd7f627a, 0x001761b413163819, 0x0000000000000000}},
    {{0xbe6525a033e54ec5, 0x0000f96780cb97ab, 0x0000000000000000}},
    {{0xd46a722520cbbb79, 0x000009f9e66e8b2f, 0x0000000000000000}},
    {{0x39668e3c8142e9ac, 0x000000623a17f1a9, 0x0000000000000000}},
    {{0x99d464153431e2bb, 0x00000003a356385b, 0x0000000000000000}},
    {{0x6a10ba6e78b8a387, 0x000000002143144c, 0x0000000000000000}},
    {{0xb4358ad7abe30e77, 0x0000000001259f98, 0x0000000000000000}},
    {{0x2823eb0730656f6a, 0x000000000009c996, 0x0000000000000000}},
    {{0x4b9e0fd6f10b87b9, 0x00000000000050d3, 0x0000000000000000}},
    {{0x9a5cf07eb7885c3e, 0x0000000000000286, 0x0000000000000000}},
    {{0x981254dd0d51b538, 0x0000000000000013, 0x0000000000000000}},
    {{0x9388118e07ebd0a0, 0x0000000000000000, 0x0000000000000000}},
    {{0x04371671c5b647ca, 0x0000000000000000, 0x0000000000000000}},
    {{0x001df983290c2ca9, 0x0000000000000000, 0x0000000000000000}},
    {{0x0000cf6468e4a743, 0x0000000000000000, 0x0000000000000000}},
    {{0x000005752b2e7031, 0x0000000000000000, 0x0000000000000000}},
    {{0x00000023d3289349, 0x0000000000000000, 0x0000000000000000}},
    {{0x00000000e5476a15, 0x0000000000000000, 0x0000000000000000}},
    {{0x0000000005979871, 0x0000000000000000, 0x0000000000000000}},
    {{0x00000000002215ea, 0x0000000000000000, 0x0000000000000000}},
    {{0x000000000000caee, 0x0000000000000000, 0x0000000000000000}},
    {{0x000000000000049d, 0x0000000000000000, 0x0000000000000000}},
    {{0x000000000000001a, 0x0000000000000000, 0x0000000000000000}},
    {{0x0000000000000001, 0x0000000000000000, 0x0000000000000000}},
};
static const Fix inv_odd[ODDS] = {                   // 1/1 1/3 1/5 ...
    {{0x0000000000000000, 0x0000000000000000, 0x8000000000000000}},
    {{0xaaaaaaaaaaaaaaab, 0xaaaaaaaaaaaaaaaa, 0x2aaaaaaaaaaaaaaa}},
    {{0x999999999999999a, 0x9999999999999999, 0x1999999999999999}},
    {{0x4924924924924925, 0x2492492492492492, 0x1249249249249249}},
    {{0x38e38e38e38e38e4, 0xe38e38e38e38e38e, 0x0e38e38e38e38e38}},
    {{0xa2e8ba2e8ba2e8ba, 0xba2e8ba2e8ba2e8b, 0x0ba2e8ba2e8ba2e8}},
    {{0xd89d89d89d89d89e, 0x9d89d89d89d89d89, 0x09d89d89d89d89d8}},
    {{0x8888888888888889, 0x8888888888888888, 0x0888888888888888}},
    {{0x8787878787878788, 0x8787878787878787, 0x0787878787878787}},
    {{0x1af286bca1af286c, 0xf286bca1af286bca, 0x06bca1af286bca1a}},
    {{0x1861861861861862, 0x6186186186186186, 0x0618618618618618}},
    {{0xc8590b21642c8591, 0x21642c8590b21642, 0x0590b21642c8590b}},
    {{0x1eb851eb851eb852, 0x51eb851eb851eb85, 0x051eb851eb851eb8}},
    {{0x12f684bda12f684c, 0xf684bda12f684bda, 0x04bda12f684bda12}},
    {{0xee58469ee58469ee, 0x69ee58469ee58469, 0x0469ee58469ee584}},
    {{0x2108421084210842, 0x4210842108421084, 0x0421084210842108}},
    {{0xe0f83e0f83e0f83e, 0x3e0f83e0f83e0f83, 0x03e0f83e0f83e0f8}},
    {{0xa83a83a83a83a83b, 0x3a83a83a83a83a83, 0x03a83a83a83a83a8}},
    {{0xf22983759f229837, 0x2983759f22983759, 0x03759f22983759f2}},
    {{0x4834834834834835, 0x3483483483483483, 0x0348348348348348}},
    {{0x1f3831f3831f3832, 0x31f3831f3831f383, 0x031f3831f3831f38}},
    {{0x0be82fa0be82fa0c, 0xfa0be82fa0be82fa, 0x02fa0be82fa0be82}},
    {{0xd82d82d82d82d82e, 0x2d82d82d82d82d82, 0x02d82d82d82d82d8}},
    {{0x2620ae4c415c9883, 0xc415c9882b931057, 0x02b9310572620ae4}},
    {{0x0a72f05397829cbc, 0x05397829cbc14e5e, 0x029cbc14e5e0a72f}},
    {{0x8282828282828283, 0x8282828282828282, 0x0282828282828282}},
    {{0x9f656f1826a439f6, 0xa439f656f1826a43, 0x026a439f656f1826}},
    {{0x53c8253c8253c825, 0x253c8253c8253c82, 0x0253c8253c8253c8}},
    {{0x08fb823ee08fb824, 0xfb823ee08fb823ee, 0x023ee08fb823ee08}},
    {{0xb63cbeea4e1a08ae, 0x8ad8f2fba9386822, 0x022b63cbeea4e1a0}},
    {{0x192e29f79b475822, 0x2192e29f79b47582, 0x02192e29f79b4758}},
    {{0x0820820820820821, 0x2082082082082082, 0x0208208208208208}},
    {{0xf81f81f81f81f820, 0x1f81f81f81f81f81, 0x01f81f81f81f81f8}},
    {{0xa81e9131abf0b767, 0xa07a44c6afc2dd9c, 0x01e9131abf0b7672}},
    {{0x981dae6076b981db, 0x6076b981dae6076b, 0x01dae6076b981dae}},
    {{0xb4481cd85689039b, 0x12073615a240e6c2, 0x01cd85689039b0ad}},
    {{0x070381c0e070381c, 0x0381c0e070381c0e, 0x01c0e070381c0e07}},
    {{0xb4e81b4e81b4e81b, 0x1b4e81b4e81b4e81, 0x01b4e81b4e81b4e8}},
    {{0xa98ef606a63bd81b, 0x1a98ef606a63bd81, 0x01a98ef606a63bd8}},
    {{0xf6474a8819ec8e95, 0xd2a2067b23a5440c, 0x019ec8e951033d91}},
};
static const Wide atan_eighth[] = {                  // atan(1/8) atan(2/8) ...
    {{0x8b3957d95d9ad923, 0xc897989f3e888ef7, 0xfeadd4d5617b6e32}, -4, LF_NUM, 0},
    {{0xaa7fa90388b3836b, 0x6dc79ef5f7a217e5, 0xfadbafc96406eb15}, -3, LF_NUM, 0},
    {{0x3d843977ae5455cc, 0x8aa32122dcfe4483, 0xb7b0ca0f26f78473}, -2, LF_NUM, 0},
    {{0x6e141587261cdf01, 0x6fe445ecbc3a8d03, 0xed63382b0dda7b45}, -2, LF_NUM, 0},
    {{0x918a67e0652b375d, 0x5c835e1665c43747, 0x8f005d5ef7f59f9b}, -1, LF_NUM, 0},
    {{0xe3f08689eeb2b9e7, 0x19a87f2a457dac9e, 0xa4bc7d1934f70924}, -1, LF_NUM, 0},
    {{0x3d7aecc114c79a81, 0xcb2da55210a4443d, 0xb8053e2bc2319e73}, -1, LF_NUM, 0},
    {{0x29024e088a67cc74, 0xc4c6628b80dc1cd1, 0xc90fdaa22168c234}, -1, LF_NUM, 0},
};

const Wide __lc_wide_ln2 = {
    {0x40f343267298b62e, 0xc9e3b39803f2f6af, 0xb17217f7d1cf79ab}, -1, LF_NUM, 0
};
const Wide __lc_wide_quarter_pi = {
    {0x29024e088a67cc74, 0xc4c6628b80dc1cd1, 0xc90fdaa22168c234}, -1, LF_NUM, 0
};
const Wide __lc_wide_half_pi = {
    {0x29024e088a67cc74, 0xc4c6628b80dc1cd1, 0xc90fdaa22168c234}, 0, LF_NUM, 0
};
const Wide __lc_wide_pi = {
    {0x29024e088a67cc74, 0xc4c6628b80dc1cd1, 0xc90fdaa22168c234}, 1, LF_NUM, 0
};
const Wide __lc_wide_1 = {
    {0x0000000000000000, 0x0000000000000000, 0x8000000000000000}, 0, LF_NUM, 0
};
static const Wide inv_ln2 = {
    {0xeb577aa8dd695a59, 0xbe87fed0691d3e88, 0xb8aa3b295c17f0bb}, 0, LF_NUM, 0
};
static const Wide sqrt_2 = {
    {0x1d6f60ba893ba84d, 0x597d89b3754abe9f, 0xb504f333f9de6484}, 0, LF_NUM, 0
};
static const Wide three_quarters_pi = {
    {0xdec1ba8667cdd957, 0x9394c9e8a0a5159c, 0x96cbe3f9990e91a7}, 1, LF_NUM, 0
};

static Wide one_plus(Wide x)
{
    return __lc_wide_add(__lc_wide_1, x);
}

static Wide two_plus(Wide x)
{
    return __lc_wide_add(wide_scale(__lc_wide_1, 1), x);
}

static Wide square(Wide x)
{
    return __lc_wide_mul(x, x);
}

/* ---- exponentials ---- */

// x = *n ln 2 + r; e^r - 1.
static Wide exp_part(Wide x, i64 *n)
{
    *n = __lc_wide_nearest(__lc_wide_mul(x, inv_ln2));
    Wide r = *n ? wide_sub(x, __lc_wide_mul(__lc_wide_of_int(*n), __lc_wide_ln2)) : x;
    Wide s = __lc_wide_series(inv_factorial, FACTORIALS, 1, wide_abs(r), r.neg);
    return __lc_wide_mul(r, s);
}

static bool too_large(Wide x)
{
    return x.cls == LF_NUM && x.exp >= 20;
}

Wide __lc_wide_exp(Wide x)
{
    i64 n;
    if (too_large(x))
        return wide_scale(__lc_wide_1, x.neg ? -HUGE_EXP : HUGE_EXP);
    Wide p = one_plus(exp_part(x, &n));
    return wide_scale(p, (int)n);
}

Wide __lc_wide_expm1(Wide x)
{
    i64 n;
    if (too_large(x))
        return x.neg ? wide_neg(__lc_wide_1) : wide_scale(__lc_wide_1, HUGE_EXP);
    Wide p = exp_part(x, &n);
    if (!n)
        return p;
    p = wide_scale(one_plus(p), (int)n);
    return wide_sub(p, __lc_wide_1);
}

// (t + t / (1 + t)) / 2 with t = e^|x| - 1
Wide __lc_wide_sinh(Wide x)
{
    Wide t = __lc_wide_expm1(wide_abs(x));
    t = __lc_wide_add(t, __lc_wide_div(t, one_plus(t)));
    return wide_signed(wide_scale(t, -1), x.neg);
}

Wide __lc_wide_cosh(Wide x)
{
    Wide e = __lc_wide_exp(wide_abs(x));
    return wide_scale(__lc_wide_add(e, __lc_wide_div(__lc_wide_1, e)), -1);
}

/* ---- logarithms ---- */

// 2 atanh s; |s| <= 0.172
static Wide log_ratio(Wide s)
{
    Wide t = __lc_wide_series(inv_odd, ODDS, 1, square(s), false);
    return wide_scale(__lc_wide_mul(s, t), 1);
}

Wide __lc_wide_log(Wide x)
{
    int k = x.exp;
    x.exp = 0;
    if (__lc_wide_order(x, sqrt_2) > 0) {
        x.exp--;
        k++;
    }
    Wide t = log_ratio(__lc_wide_div(wide_sub(x, __lc_wide_1), one_plus(x)));
    return k ? __lc_wide_add(__lc_wide_mul(__lc_wide_of_int(k), __lc_wide_ln2), t) : t;
}

Wide __lc_wide_log1p(Wide x)
{
    if (x.cls == LF_ZERO || x.exp < -2)
        return log_ratio(__lc_wide_div(x, two_plus(x)));
    return __lc_wide_log(one_plus(x));
}

Wide __lc_wide_atanh(Wide x)
{
    Wide a = wide_abs(x), y;
    if (a.cls == LF_ZERO || a.exp < -3)
        y = log_ratio(a);
    else
        y = __lc_wide_log(__lc_wide_div(one_plus(a), wide_sub(__lc_wide_1, a)));
    return wide_signed(wide_scale(y, -1), x.neg);
}

// log1p(a + a^2 / (1 + sqrt(1 + a^2)))
Wide __lc_wide_asinh(Wide x)
{
    Wide a = wide_abs(x), s = square(a);
    Wide d = one_plus(__lc_wide_sqrt(one_plus(s)));
    a = __lc_wide_log1p(__lc_wide_add(a, __lc_wide_div(s, d)));
    return wide_signed(a, x.neg);
}

/* ---- angles ---- */

enum { WINDOW = 8 };

/* 64 bits of 2/pi from bit `at` after the point; bits before the point are 0. */
static u64 bits_at(int at)
{
    if (at <= -64)
        return 0;
    if (at < 0)
        return __lc_two_over_pi[0] >> -at;
    int i = at / 64, n = at % 64;
    if (i + 1 >= TWOPI_WORDS)
        return 0;
    return n ? __lc_two_over_pi[i] << n | __lc_two_over_pi[i + 1] >> (64 - n)
             : __lc_two_over_pi[i];
}

// f += m times the bits of 2/pi from `at` on, modulo 2^512; the most significant word first.
static void multiply_into(u64 f[WINDOW], u64 m, int at)
{
    u64 carry = 0;
    for (int i = WINDOW - 1; i >= 0; i--) {
        u64 hi, lo;
        lf_mul64(m, bits_at(at + 64 * i), &hi, &lo);
        lo += carry;
        hi += lo < carry;
        f[i] += lo;
        carry = hi + (f[i] < lo);
    }
}

// x = n pi/2 + *r, |*r| <= pi/4; n modulo 4. What the window cuts off is below 2^-380.
static int reduce(Wide x, Wide *r)
{
    u64 f[WINDOW] = {0};
    int at = x.exp - 191 - 2;            // two bits before the point of x 2/pi are the quadrant
    for (int i = 0; i < 3; i++)
        multiply_into(f, x.w[i], at + 64 * i);
    int n = (int)(f[0] >> 62), up = (int)(f[0] >> 61 & 1), top = 0;
    for (int i = 0; i < WINDOW; i++) {
        f[i] = f[i] << 2 | (i + 1 < WINDOW ? f[i + 1] >> 62 : 0);
        f[i] = up ? ~f[i] : f[i];        // a fraction from 1/2 on is one less than nothing
    }
    while (top < WINDOW - 4 && !f[top])
        top++;
    Wide q = {{f[top + 2], f[top + 1], f[top]}, -1 - 64 * top, LF_NUM, 0};
    int z = q.w[2] ? lf_clz(q.w[2]) : 0;
    if (!q.w[2])
        q.cls = LF_ZERO;                 // no more bits: only of a number that is no long double
    if (z) {
        q.w[2] = q.w[2] << z | q.w[1] >> (64 - z);
        q.w[1] = q.w[1] << z | q.w[0] >> (64 - z);
        q.w[0] = q.w[0] << z | f[top + 3] >> (64 - z);
        q.exp -= z;
    }
    *r = __lc_wide_mul(q, __lc_wide_half_pi);
    r->neg = (u8)up;
    return (n + up) & 3;
}

void __lc_wide_sincos(Wide x, Wide *s, Wide *c)
{
    Wide r = wide_abs(x);
    int n = 0;
    if (__lc_wide_order(r, __lc_wide_quarter_pi) > 0)
        n = reduce(r, &r);
    Wide z = square(r);
    Wide sine = __lc_wide_mul(r, __lc_wide_series(inv_factorial, 23, 2, z, true));
    Wide cosine = __lc_wide_series(inv_factorial + 1, 23, 2, z, true);
    cosine = wide_sub(__lc_wide_1, __lc_wide_mul(z, cosine));
    *s = n & 1 ? cosine : sine;
    *c = n & 1 ? sine : cosine;
    s->neg ^= (n & 2) != 0;
    c->neg ^= n == 1 || n == 2;
    s->neg ^= x.neg;
}

static Wide angle_below_1(Wide y, Wide x)            // 0 <= y <= x, x not 0
{
    Wide ratio = __lc_wide_div(y, x);
    int i = (int)__lc_wide_nearest(wide_scale(ratio, 3));
    if (i) {                             // (y - x i/8) / (x + y i/8)
        Wide c = wide_scale(__lc_wide_of_int(i), -3);
        ratio = __lc_wide_div(wide_sub(y, __lc_wide_mul(x, c)),
                              __lc_wide_add(x, __lc_wide_mul(y, c)));
    }
    Wide s = __lc_wide_series(inv_odd, 25, 1, square(ratio), true);
    s = __lc_wide_mul(ratio, s);
    return i ? __lc_wide_add(atan_eighth[i - 1], s) : s;
}

static Wide angle_first(Wide y, Wide x)              // both >= 0
{
    if (y.cls == LF_INF)
        return x.cls == LF_INF ? __lc_wide_quarter_pi : __lc_wide_half_pi;
    if (x.cls == LF_INF || y.cls == LF_ZERO)
        return wide_special(LF_ZERO, false);
    if (__lc_wide_order(y, x) <= 0)
        return angle_below_1(y, x);
    return wide_sub(__lc_wide_half_pi, angle_below_1(x, y));
}

Wide __lc_wide_angle(Wide y, Wide x)
{
    Wide a;
    if (x.neg && x.cls == LF_INF && y.cls == LF_INF)
        a = three_quarters_pi;
    else {
        a = angle_first(wide_abs(y), wide_abs(x));
        if (x.neg)
            a = wide_sub(__lc_wide_pi, a);
    }
    return wide_signed(a, y.neg);
}
