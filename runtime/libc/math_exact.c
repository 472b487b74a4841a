// math_exact.c - functions whose results are exact or rounded once, by the bits of the number
#include "runtime/libc/math_int.h"

/* ---- classes and parts ---- */

int __fpclassify(double x)
{
    int e = biased_exp(x);
    if (e == EXP_MAX)
        return bits_of(x) & MANT_MASK ? FP_NAN : FP_INFINITE;
    if (e)
        return FP_NORMAL;
    return x == 0 ? FP_ZERO : FP_SUBNORMAL;
}

int __fpclassifyf(float x)
{
    union { float f; uint32_t u; } v = {x};
    uint32_t e = v.u >> 23 & 255;
    if (e == 255)
        return v.u & 0x7fffff ? FP_NAN : FP_INFINITE;
    if (e)
        return FP_NORMAL;
    return v.u << 1 ? FP_SUBNORMAL : FP_ZERO;
}

double fabs(double x)
{
    return __builtin_fabs(x);
}

double copysign(double x, double y)
{
    return __builtin_copysign(x, y);
}

double sqrt(double x)
{
    return x < 0 ? __lc_domain(x) : __builtin_sqrt(x);
}

/* The payload is what the text says, as strtod reads it: a number of base 8, 10 or 16. */
double nan(const char *tag)
{
    uint64_t v = 0;
    unsigned base = 10;
    if (tag[0] == '0')
        base = (tag[1] | 32) == 'x' ? 16 : 8;
    for (const char *p = base == 16 ? tag + 2 : tag; *p; p++) {
        int c = *p | 32;                 // digits have that bit already
        unsigned d = c <= '9' ? (unsigned)(c - '0') : (unsigned)(c - 'a') + 10;
        if (d >= base)
            return __builtin_nan("");
        v = v * base + d;
    }
    return of_bits(0x7ff8000000000000u | (v & 0x7ffffffffffffu));
}

double frexp(double x, int *e)
{
    int k = biased_exp(x);
    *e = 0;
    if (x == 0 || k == EXP_MAX)
        return x;
    if (!k) {
        x *= 0x1p64;
        k = biased_exp(x) - 64;
    }
    *e = k - EXP_BIAS + 1;
    return of_bits((bits_of(x) & (SIGN_BIT | MANT_MASK)) | (uint64_t)(EXP_BIAS - 1) << MANT_BITS);
}

double scalbn(double x, int n)
{
    int k;
    double m = frexp(x, &k);
    if (m == 0 || m - m != 0)
        return x;
    int64_t e = (int64_t)k + n;
    if (e > 1024)
        return __lc_overflow(x);
    if (e >= -1021)
        return m * 2 * pow2((int)e - 1);
    if (e < -1080)
        return __lc_underflow(__builtin_copysign(0, x));
    double y = m * pow2((int)e + 100) * 0x1p-100;  // the first is normal, the second rounds
    return y == 0 ? __lc_underflow(y) : y;
}

double scalbln(double x, long n)
{
    return scalbn(x, n > 100000 ? 100000 : n < -100000 ? -100000 : (int)n);
}

double ldexp(double x, int n)
{
    return scalbn(x, n);
}

int ilogb(double x)
{
    int e;
    if (x - x != 0 || x == 0) {
        errno = EDOM;
        return x == 0 ? FP_ILOGB0 : x == x ? INT_MAX : FP_ILOGBNAN;
    }
    (void)frexp(x, &e);
    return e - 1;
}

double logb(double x)
{
    if (x - x != 0)
        return x * x;
    return x == 0 ? __lc_overflow(-1) : ilogb(x);
}

double modf(double x, double *whole)
{
    double w = trunc(x);
    *whole = w;
    return __builtin_copysign(x - x != 0 && x == x ? 0 : x - w, x);
}

/* ---- to integers ---- */

double trunc(double x)
{
    int e = biased_exp(x) - EXP_BIAS;
    if (e >= MANT_BITS)
        return x;
    if (e < 0)
        return __builtin_copysign(0, x);
    return of_bits(bits_of(x) & ~(MANT_MASK >> e));
}

double floor(double x)
{
    double t = trunc(x);
    return t > x ? t - 1 : t;
}

double ceil(double x)
{
    double t = trunc(x);
    return t < x ? __builtin_copysign(t + 1, x) : t;
}

double round(double x)
{
    double t = trunc(x), d = __builtin_fabs(x - t);
    return __builtin_copysign(d >= 0.5 ? __builtin_fabs(t) + 1 : __builtin_fabs(t), x);
}

double rint(double x)
{
    const double big = 0x1p52;
    double a = __builtin_fabs(x);
    if (!(a < big))
        return x;
    return __builtin_copysign((a + big) - big, x);
}

double nearbyint(double x)
{
    return rint(x);
}

__attribute__((weak)) double roundeven(double x)
{
    return rint(x);
}

/* An infinity, a NaN or a number that is too large becomes the lowest, with EDOM. */
static long long whole_of(double x, long long low)
{
    if (x >= (double)low && x < -(double)low)
        return (long long)x;
    errno = EDOM;
    return low;
}

long lround(double x)
{
    return (long)whole_of(round(x), LONG_MIN);
}

long long llround(double x)
{
    return whole_of(round(x), LLONG_MIN);
}

long lrint(double x)
{
    return (long)whole_of(rint(x), LONG_MIN);
}

long long llrint(double x)
{
    return whole_of(rint(x), LLONG_MIN);
}

/* ---- neighbours and choices ---- */

double nextafter(double x, double y)
{
    uint64_t u = bits_of(x);
    if (x != x || y != y)
        return x + y;
    if (x == y)
        return y;
    if (x == 0)
        u = (bits_of(y) & SIGN_BIT) | 1;
    else
        u += (x < y) == (x > 0) ? 1 : (uint64_t)-1;
    double r = of_bits(u);
    if (biased_exp(r) == EXP_MAX || biased_exp(r) == 0)
        errno = ERANGE;
    return r;
}

double fmax(double x, double y)
{
    if (x != x)
        return y;
    if (x == y)
        return __builtin_signbit(x) ? y : x;
    return x < y ? y : x;
}

double fmin(double x, double y)
{
    if (x != x)
        return y;
    if (x == y)
        return __builtin_signbit(x) ? x : y;
    return y < x ? y : x;
}

double fdim(double x, double y)
{
    if (x != x || y != y)
        return x + y;
    if (x <= y)
        return 0;
    double d = x - y;
    return d == __builtin_inf() && x != d && y != -d ? __lc_overflow(1) : d;
}

/* ---- remainders: long division bit by bit ---- */

/* *m * 2^result = |x|, with the highest bit of *m at 52; x finite, not 0. */
static int unpack(double x, uint64_t *m)
{
    int e = biased_exp(x);
    *m = bits_of(x) & MANT_MASK;
    if (e) {
        *m |= MANT_MASK + 1;
        return e - EXP_BIAS - MANT_BITS;
    }
    int up = __builtin_clzll(*m) - 11;
    *m <<= up;
    return 1 - EXP_BIAS - MANT_BITS - up;
}

static double pack(uint64_t m, int e)    // m < 2^53, the result exact
{
    return m ? scalbn((double)m, e) : 0;
}

/* |x| modulo |y|, with the low bits of the quotient; both finite, y not 0. */
static double divide(double x, double y, unsigned *quotient)
{
    uint64_t a, b;
    unsigned q = 0;
    *quotient = 0;
    if (x == 0)
        return 0;
    int ex = unpack(x, &a), ey = unpack(y, &b);
    if (ex < ey)
        return __builtin_fabs(x);
    for (;; ex--) {
        q <<= 1;
        if (a >= b) {
            a -= b;
            q |= 1;
        }
        if (ex == ey)
            break;
        a <<= 1;
    }
    *quotient = q;
    return pack(a, ey);
}

/* 0, or an invalid operation whose result is in *r. */
static int no_remainder(double x, double y, double *r)
{
    if (x != x || y != y)
        *r = x + y;
    else if (x - x != 0 || y == 0)
        *r = __lc_domain(x);
    else
        return 0;
    return 1;
}

double fmod(double x, double y)
{
    double r;
    unsigned q;
    if (no_remainder(x, y, &r))
        return r;
    return __builtin_copysign(y - y != 0 ? x : divide(x, y, &q), x);
}

double remquo(double x, double y, int *quo)
{
    double r, b = __builtin_fabs(y);
    unsigned q = 0;
    *quo = 0;
    if (no_remainder(x, y, &r))
        return r;
    if (b == __builtin_inf())
        return x;
    r = divide(x, y, &q);
    double rest = b - r;                 // compared exactly: both are multiples of one small number
    if (r > rest || (r == rest && q & 1)) {
        r -= b;
        q++;
    }
    int sign = (x < 0) != (y < 0);
    *quo = sign ? -(int)(q & 7) : (int)(q & 7);
    return __builtin_signbit(x) ? -r : r;
}

double remainder(double x, double y)
{
    int q;
    return remquo(x, y, &q);
}

/* ---- x * y + z, rounded once ---- */

typedef struct Wide {                    // (hi : lo) * 2^e; bit 0 of lo may stand for all below
    uint64_t hi, lo;
    int e, neg;
} Wide;

static Wide product(double x, double y)
{
    uint64_t a, b;
    int e = unpack(x, &a) + unpack(y, &b);
    uint64_t al = (uint32_t)a, ah = a >> 32, bl = (uint32_t)b, bh = b >> 32;
    uint64_t low = al * bl, m1 = ah * bl + (low >> 32), m2 = al * bh + (uint32_t)m1;
    uint64_t hi = ah * bh + (m1 >> 32) + (m2 >> 32), lo = m2 << 32 | (uint32_t)low;
    // 105 or 106 bits: the highest to 125
    Wide w = {hi << 20 | lo >> 44, lo << 20, e - 20, (x < 0) != (y < 0)};
    return w;
}

static Wide widen(double z)
{
    uint64_t m;
    int e = unpack(z, &m);
    return (Wide){m << 9, 0, e - 73, z < 0};  // the highest bit at 125
}

static Wide shift_right(Wide w, int n)
{
    w.e += n;
    if (n > 126) {
        w.lo = (w.hi | w.lo) != 0;
        w.hi = 0;
    } else if (n >= 64) {
        uint64_t lost = w.lo | (n > 64 ? w.hi << (128 - n) : 0);
        w.lo = w.hi >> (n - 64) | (lost != 0);
        w.hi = 0;
    } else if (n > 0) {
        uint64_t lost = w.lo << (64 - n);
        w.lo = w.lo >> n | w.hi << (64 - n) | (lost != 0);
        w.hi >>= n;
    }
    return w;
}

static Wide plus(Wide a, Wide b)         // same e
{
    Wide r = a;
    if (a.neg == b.neg) {
        r.lo = a.lo + b.lo;
        r.hi = a.hi + b.hi + (r.lo < a.lo);
        return r;
    }
    if (a.hi < b.hi || (a.hi == b.hi && a.lo < b.lo)) {
        Wide t = a;
        a = b;
        b = t;
    }
    r.neg = a.neg;
    r.lo = a.lo - b.lo;
    r.hi = a.hi - b.hi - (a.lo < b.lo);
    return r;
}

static double round_wide(Wide w)
{
    if (!(w.hi | w.lo))
        return 0;
    int up = w.hi ? __builtin_clzll(w.hi) : 64 + __builtin_clzll(w.lo);
    if (up >= 64) {
        w.hi = w.lo << (up - 64);
        w.lo = 0;
    } else if (up) {
        w.hi = w.hi << up | w.lo >> (64 - up);
        w.lo <<= up;
    }
    int e = w.e - up + 64;               // the number is hi * 2^e, hi's highest bit at 63
    int drop = 11;
    if (e + 63 < 1 - EXP_BIAS)
        drop += 1 - EXP_BIAS - (e + 63);
    uint64_t sticky = w.lo != 0, m = 0, rest = 1;
    if (drop < 64) {
        m = w.hi >> drop;
        rest = w.hi << (64 - drop);
    } else if (drop == 64) {
        rest = w.hi;
    } else {
        sticky = 1;
        rest = 0;
    }
    if (rest > (uint64_t)1 << 63 || (rest == (uint64_t)1 << 63 && (sticky || m & 1)))
        m++;
    double y = pack(m, e + drop);
    return w.neg ? -y : y;
}

double fma(double x, double y, double z)
{
    if (x - x != 0 || y - y != 0 || x == 0 || y == 0)
        return x * y + z;
    if (z == 0)
        return x * y;
    if (z - z != 0)
        return z;
    Wide p = product(x, y), w = widen(z);
    if (p.e > w.e)
        w = shift_right(w, p.e - w.e);
    else
        p = shift_right(p, w.e - p.e);
    return round_wide(plus(p, w));
}
