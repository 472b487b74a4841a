// math_trig.c - sine, cosine, tangent
//
// x = n pi/2 + r with |r| <= pi/4. Up to 2^20 pi/2 is subtracted n times in parts whose products
// with n are exact; beyond, the bits of x 2/pi around its point are computed from as many bits of
// 2/pi as matter (Payne and Hanek, 1983).
#include "runtime/libc/math_int.h"

const Dd __lc_pi = {0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53};
const Dd __lc_half_pi = {0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54};

/* 2/pi after the point. */
static const uint64_t two_over_pi[] = {
    0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561,
    0xb7246e3a424dd2e0, 0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484,
    0xe99c7026b45f7e41, 0x3991d639835339f4, 0x9c845f8bbdf9283b, 0x1ff897ffde05980f,
    0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d, 0x7527bac7ebe5f17b,
    0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab, 0xf0cfbc209af4361d,
};

/* 64 bits of 2/pi from bit `at` after the point; bits before the point are 0. */
static uint64_t bits_at(int at)
{
    if (at <= -64)
        return 0;
    if (at < 0)
        return two_over_pi[0] >> -at;
    uint64_t w = two_over_pi[at / 64] << at % 64;
    return at % 64 ? w | two_over_pi[at / 64 + 1] >> (64 - at % 64) : w;
}

/* (*carry : result) = a * b + *carry */
static uint64_t mul_step(uint64_t a, uint64_t b, uint64_t *carry)
{
    uint64_t al = (uint32_t)a, ah = a >> 32, bl = (uint32_t)b, bh = b >> 32;
    uint64_t low = al * bl, m1 = ah * bl + (low >> 32), m2 = al * bh + (uint32_t)m1;
    uint64_t lo = m2 << 32 | (uint32_t)low, hi = ah * bh + (m1 >> 32) + (m2 >> 32);
    lo += *carry;
    *carry = hi + (lo < *carry);
    return lo;
}

/* f[0] : f[1] : f[2], a fraction of 192 bits, as a number. */
static Dd fraction(const uint64_t f[3])
{
    double a = (double)(f[0] >> 11) * 0x1p-53;
    double b = (double)((f[0] & 0x7ff) << 42 | f[1] >> 22) * 0x1p-106;
    double c = (double)((f[1] & 0x3fffff) << 31 | f[2] >> 33) * 0x1p-159;
    Dd s = dd_fast_sum(a, b);
    return dd_add1((Dd){s.hi, s.lo}, c);
}

static int reduce_large(double x, Dd *r)
{
    uint64_t m = (bits_of(x) & MANT_MASK) | (MANT_MASK + 1), f[3], carry = 0;
    int e = biased_exp(x) - EXP_BIAS - MANT_BITS;      // x = m * 2^e
    int at = e - 2;                      // two bits before the point of x * 2/pi are the quadrant
    for (int i = 2; i >= 0; i--)
        f[i] = mul_step(m, bits_at(at + 64 * i), &carry);
    int n = (int)(f[0] >> 62);
    int up = (int)(f[0] >> 61 & 1);      // a fraction from 1/2 on is one less than nothing
    for (int i = 0; i < 3; i++) {
        f[i] = f[i] << 2 | (i < 2 ? f[i + 1] >> 62 : 0);
        if (up)
            f[i] = ~f[i];
    }
    Dd q = fraction(f);
    if (up)
        q = dd_neg(q);
    *r = dd_mul(q, __lc_half_pi);
    return (n + up) & 3;
}

int __lc_reduce(double x, Dd *r)
{
    static const double p1 = 0x1.921fb544p+0, p2 = 0x1.0b4611a6p-34, p3 = 0x1.3198a2ep-69,
                        p4 = 0x1.b839a252049c1p-104;
    double a = __builtin_fabs(x);
    int n;
    if (a <= 0x1.921fb54442d18p-1) {
        *r = (Dd){x, 0};
        return 0;
    }
    if (a < 0x1p20) {
        const double big = 0x1.8p52;
        double k = (a * 0x1.45f306dc9c883p-1 + big) - big;
        Dd s = dd_sum(a - k * p1, -k * p2);            // the first difference is exact
        *r = dd_add1(dd_add1(s, -k * p3), -k * p4);
        n = (int)k;
    } else {
        n = reduce_large(a, r);
    }
    if (x < 0) {
        *r = dd_neg(*r);
        n = -n;
    }
    return n & 3;
}

/* ---- both as pairs, for quotients ---- */

void __lc_sincos(Dd r, Dd *s, Dd *c)
{
    static const Dd s1 = {-0x1.5555555555555p-3, -0x1.5555555555555p-57};
    static const Dd s2 = {0x1.1111111111111p-7, 0x1.1111111111111p-63};
    static const Dd s3 = {-0x1.a01a01a01a01ap-13, -0x1.a01a01a01a01ap-73};
    static const Dd c2 = {0x1.5555555555555p-5, 0x1.5555555555555p-59};
    static const Dd c3 = {-0x1.6c16c16c16c17p-10, 0x1.f49f49f49f49fp-65};
    static const double stail[] = {
        1.0 / 51090942171709440000.0, -1.0 / 121645100408832000, 1.0 / 355687428096000,
        -1.0 / 1307674368000, 1.0 / 6227020800, -1.0 / 39916800, 1.0 / 362880,
    };
    static const double ctail[] = {
        1.0 / 2432902008176640000, -1.0 / 6402373705728000, 1.0 / 20922789888000,
        -1.0 / 87178291200, 1.0 / 479001600, -1.0 / 3628800, 1.0 / 40320,
    };
    Dd z = dd_mul(r, r);
    double p = 0, q = 0;
    for (int i = 0; i < 7; i++) {
        p = p * z.hi + stail[i];
        q = q * z.hi + ctail[i];
    }
    Dd t = dd_add1(s3, p * z.hi);
    t = dd_add(s2, dd_mul(t, z));
    t = dd_add(s1, dd_mul(t, z));
    *s = dd_mul(dd_add1(dd_mul(t, z), 1.0), r);
    t = dd_add1(c3, q * z.hi);
    t = dd_add(c2, dd_mul(t, z));
    t = dd_add1(dd_mul(t, z), -0.5);
    *c = dd_add1(dd_mul(t, z), 1.0);
}

/* ---- one of them as a double ---- */

static double sin_of(Dd r)
{
    static const double c[] = {
        -1.0 / 121645100408832000, 1.0 / 355687428096000, -1.0 / 1307674368000, 1.0 / 6227020800,
        -1.0 / 39916800, 1.0 / 362880, -1.0 / 5040, 1.0 / 120, -1.0 / 6,
    };
    double z = r.hi * r.hi, q = 0;
    for (unsigned i = 0; i < sizeof c / sizeof *c; i++)
        q = q * z + c[i];
    return r.hi + (r.lo * (1 - 0.5 * z) + r.hi * z * q);
}

static double cos_of(Dd r)
{
    static const double c[] = {
        1.0 / 2432902008176640000, -1.0 / 6402373705728000, 1.0 / 20922789888000,
        -1.0 / 87178291200, 1.0 / 479001600, -1.0 / 3628800, 1.0 / 40320, -1.0 / 720, 1.0 / 24,
    };
    Dd h = dd_prod(r.hi, r.hi);
    double z = h.hi, q = 0;
    for (unsigned i = 0; i < sizeof c / sizeof *c; i++)
        q = q * z + c[i];
    Dd s = dd_fast_sum(1, -0.5 * z);
    return s.hi + (s.lo - 0.5 * h.lo - r.hi * r.lo + z * z * q);
}

double sin(double x)
{
    Dd r;
    if (x - x != 0)
        return x == x ? __lc_domain(x) : x;
    if (__builtin_fabs(x) < 0x1p-27)
        return x;
    int n = __lc_reduce(x, &r);
    double y = n & 1 ? cos_of(r) : sin_of(r);
    return n & 2 ? -y : y;
}

double cos(double x)
{
    Dd r;
    if (x - x != 0)
        return x == x ? __lc_domain(x) : x;
    int n = __lc_reduce(x, &r);
    double y = n & 1 ? sin_of(r) : cos_of(r);
    return n == 1 || n == 2 ? -y : y;
}

double tan(double x)
{
    Dd r, s, c;
    if (x - x != 0)
        return x == x ? __lc_domain(x) : x;
    if (__builtin_fabs(x) < 0x1p-28)
        return x;
    int n = __lc_reduce(x, &r);
    __lc_sincos(r, &s, &c);
    return n & 1 ? -dd_div(c, s).hi : dd_div(s, c).hi;
}

__attribute__((weak)) void sincos(double x, double *s, double *c)
{
    *s = sin(x);
    *c = cos(x);
}
