// math_ldexact.c - the exact functions of a long double that is wider than double, and those that
// round once, by the bits of the number
#include "runtime/libc/ldouble.h"

#include <math.h>

#ifdef LD_FORM
#define BITS LDBL_MANT_DIG

static long double domain(void)
{
    errno = EDOM;
    return -__builtin_nanl("");
}

static long double range(long double r)
{
    errno = ERANGE;
    return r;
}

int __fpclassifyl(long double x)
{
    LfNum n = ld_open(x);
    switch (n.cls) {
    case LF_ZERO: return FP_ZERO;
    case LF_INF: return FP_INFINITE;
    case LF_NAN: return FP_NAN;
    default: return n.exp < LD_FORM->emin ? FP_SUBNORMAL : FP_NORMAL;
    }
}

long double fabsl(long double x)
{
    return __builtin_fabsl(x);
}

long double copysignl(long double x, long double y)
{
    return __builtin_copysignl(x, y);
}

long double nanl(const char *tag)
{
    union { double f; u64 w; } d = {nan(tag)};
    LfNum n = lf_of_double(d.w);
    n.lo = 0;
    return ld_close(n);
}

long double frexpl(long double x, int *e)
{
    LfNum n = ld_open(x);
    *e = 0;
    if (n.cls != LF_NUM)
        return x;
    *e = n.exp + 1;
    n.exp = -1;
    return ld_close(n);
}

long double scalbnl(long double x, int by)
{
    LfNum n = ld_open(x);
    if (n.cls != LF_NUM)
        return x;
    n.exp += by > 40000 ? 40000 : by < -40000 ? -40000 : by;
    long double r = ld_close(n);
    return r == 0 || __builtin_isinf(r) ? range(r) : r;
}

long double scalblnl(long double x, long by)
{
    return scalbnl(x, by > 40000 ? 40000 : by < -40000 ? -40000 : (int)by);
}

long double ldexpl(long double x, int by)
{
    return scalbnl(x, by);
}

int ilogbl(long double x)
{
    LfNum n = ld_open(x);
    if (n.cls == LF_NUM)
        return n.exp;
    errno = EDOM;
    return n.cls == LF_ZERO ? FP_ILOGB0 : n.cls == LF_INF ? INT_MAX : FP_ILOGBNAN;
}

long double logbl(long double x)
{
    LfNum n = ld_open(x);
    if (n.cls == LF_NUM)
        return n.exp;
    return n.cls == LF_ZERO ? range(-__builtin_infl()) : x * x;
}

/* ---- to integers ---- */

typedef enum { CUT, DOWN, UP, AWAY, EVEN } How;

static int bit(const LfNum *n, int i)
{
    return i > 127 ? 0 : (int)((i < 64 ? n->lo >> i : n->hi >> (i - 64)) & 1);
}

// Bits below place i, cleared; were there any?
static int clear_below(LfNum *n, int i)
{
    u64 hi = i > 127 ? ~(u64)0 : i > 64 ? ((u64)1 << (i - 64)) - 1 : 0;
    u64 lo = i > 63 ? ~(u64)0 : ((u64)1 << i) - 1;
    int any = (n->hi & hi) != 0 || (n->lo & lo) != 0;
    n->hi &= ~hi;
    n->lo &= ~lo;
    return any;
}

static long double whole(long double x, How how)
{
    LfNum n = ld_open(x), below = n;
    if (n.cls != LF_NUM || n.exp >= BITS - 1)
        return x;
    int unit = 127 - n.exp;              // the place of 1; above 127 the number is less than 1
    int odd = bit(&n, unit), half = bit(&n, unit - 1), low = clear_below(&below, unit - 1);
    int rest = clear_below(&n, unit);
    int up = how == DOWN ? rest && n.neg : how == UP ? rest && !n.neg : how == AWAY ? half
           : how == EVEN ? half && (low || odd) : 0;
    if (unit > 127)
        n = up ? lf_of_int(1, false) : lf_zero(false);
    else if (up) {
        LfNum one = lf_of_int(1, false);
        n.neg = false;
        n = lf_sum(LD_FORM, n, one);
    }
    n.neg = __builtin_signbit(x) != 0;
    return ld_close(n);
}

long double truncl(long double x) { return whole(x, CUT); }
long double floorl(long double x) { return whole(x, DOWN); }
long double ceill(long double x) { return whole(x, UP); }
long double roundl(long double x) { return whole(x, AWAY); }
long double rintl(long double x) { return whole(x, EVEN); }
long double nearbyintl(long double x) { return whole(x, EVEN); }

long double modfl(long double x, long double *to)
{
    long double w = truncl(x);
    *to = w;
    return __builtin_copysignl(__builtin_isinf(x) ? 0 : x - w, x);
}

/* An infinity, a NaN or a number that is too large becomes the lowest, with EDOM. */
static long long integer(long double x, long long low)
{
    if (x >= low && x < -(long double)low)
        return (long long)x;
    errno = EDOM;
    return low;
}

long lroundl(long double x) { return (long)integer(roundl(x), LONG_MIN); }
long long llroundl(long double x) { return integer(roundl(x), LLONG_MIN); }
long lrintl(long double x) { return (long)integer(rintl(x), LONG_MIN); }
long long llrintl(long double x) { return integer(rintl(x), LLONG_MIN); }

/* ---- neighbours and choices ---- */

// The next number away from zero, or towards it; x finite, and not 0 when towards.
static long double neighbour(long double x, int away)
{
    LdBits b = {.f = x};
    if (BITS == 113) {
        b.w[0] += away ? 1 : ~(u64)0;
        if (b.w[0] == (away ? 0 : ~(u64)0))
            b.w[1] += away ? 1 : ~(u64)0;
        return b.f;
    }
    u64 lead = (u64)1 << 63, top = b.w[1] & 0xffff, e = top & LF_SPECIAL;
    if (away) {
        b.w[0]++;
        if (!b.w[0] || (!e && b.w[0] == lead)) {     // the next exponent
            b.w[0] = lead;
            top++;
        }
    } else if (e && b.w[0] == lead) {
        b.w[0] = e > 1 ? ~(u64)0 : lead - 1;
        top--;
    } else {
        b.w[0]--;
    }
    b.w[1] = top;
    return b.f;
}

long double nextafterl(long double x, long double y)
{
    if (x != x || y != y)
        return x + y;
    if (x == y)
        return y;
    long double r = x == 0 ? __builtin_copysignl(neighbour(0, 1), y)
                           : neighbour(x, (x < y) == (x > 0));
    int c = __fpclassifyl(r);
    return c == FP_NORMAL ? r : range(r);
}

long double nexttowardl(long double x, long double y)
{
    return nextafterl(x, y);
}

// A y beyond every double is as good as an infinity.
double nexttoward(double x, long double y)
{
    if (x == y)
        return (double)y;
    return y != y ? x + (double)y : nextafter(x, y > x ? HUGE_VAL : -HUGE_VAL);
}

float nexttowardf(float x, long double y)
{
    if (x == y)
        return (float)y;
    return y != y ? x + (float)y : nextafterf(x, y > x ? HUGE_VALF : -HUGE_VALF);
}

long double fmaxl(long double x, long double y)
{
    if (x != x)
        return y;
    if (x == y)
        return __builtin_signbit(x) ? y : x;
    return x < y ? y : x;
}

long double fminl(long double x, long double y)
{
    if (x != x)
        return y;
    if (x == y)
        return __builtin_signbit(x) ? x : y;
    return y < x ? y : x;
}

long double fdiml(long double x, long double y)
{
    if (x != x || y != y)
        return x + y;
    if (x <= y)
        return 0;
    long double d = x - y;
    return __builtin_isinf(d) && x != d && y != -d ? range(d) : d;
}

/* ---- remainders: long division bit by bit ---- */

// |x| modulo |y|, with the low bits of the quotient; y not 0, both finite.
static LfNum divide(LfNum a, LfNum b, unsigned *quotient)
{
    *quotient = 0;
    a.neg = b.neg = false;
    if (a.cls == LF_ZERO || a.exp < b.exp)
        return a;
    int n = a.exp - b.exp;
    lf_shr(&a, 1);                       // room for the shifts: the lowest bits are zero
    lf_shr(&b, 1);
    for (;; n--) {
        bool fits = a.hi > b.hi || (a.hi == b.hi && a.lo >= b.lo);
        if (fits) {
            a.hi -= b.hi + (a.lo < b.lo);
            a.lo -= b.lo;
        }
        *quotient = *quotient << 1 | fits;
        if (!n)
            break;
        lf_shl(&a, 1);
    }
    a.exp = b.exp + 1;
    lf_normalize(&a);
    return a;
}

static int no_remainder(long double x, long double y, long double *r)
{
    if (x != x || y != y)
        *r = x + y;
    else if (__builtin_isinf(x) || y == 0)
        *r = domain();
    else
        return 0;
    return 1;
}

long double fmodl(long double x, long double y)
{
    long double r;
    unsigned q;
    if (no_remainder(x, y, &r))
        return r;
    if (__builtin_isinf(y))
        return x;
    return __builtin_copysignl(ld_close(divide(ld_open(x), ld_open(y), &q)), x);
}

long double remquol(long double x, long double y, int *quo)
{
    long double r, b = __builtin_fabsl(y);
    unsigned q = 0;
    *quo = 0;
    if (no_remainder(x, y, &r))
        return r;
    if (__builtin_isinf(y))
        return x;
    r = ld_close(divide(ld_open(x), ld_open(y), &q));
    long double rest = b - r;            // compared exactly: both are multiples of one small number
    if (r > rest || (r == rest && q & 1)) {
        r -= b;
        q++;
    }
    *quo = __builtin_signbit(x) != __builtin_signbit(y) ? -(int)(q & 7) : (int)(q & 7);
    return __builtin_signbit(x) ? -r : r;
}

long double remainderl(long double x, long double y)
{
    int q;
    return remquol(x, y, &q);
}

/* ---- square root: two bits of the number for each bit of the root ---- */

long double sqrtl(long double x)
{
    enum { ROOT = 116 };                 // three more than the longest significand has
    LfNum n = ld_open(x), r = {LF_NUM, 0, false, 0, 0}, rest = r;
    if (n.cls != LF_NUM || n.neg)
        return n.cls == LF_ZERO || n.cls == LF_NAN || !n.neg ? x : domain();
    int odd = n.exp & 1, first = odd ? 2 : 1;    // bits before the point
    r.exp = (n.exp - odd) / 2;
    for (int k = 0; k < ROOT; k++) {
        int take = k ? 2 : first;
        for (int j = 0; j < take; j++) {
            lf_shl(&rest, 1);
            rest.lo |= n.hi >> 63;
            lf_shl(&n, 1);
        }
        LfNum trial = r;
        lf_shl(&trial, 2);
        trial.lo |= 1;
        bool fits = rest.hi > trial.hi || (rest.hi == trial.hi && rest.lo >= trial.lo);
        lf_shl(&r, 1);
        if (fits) {
            rest.hi -= trial.hi + (rest.lo < trial.lo);
            rest.lo -= trial.lo;
            r.lo |= 1;
        }
    }
    lf_shl(&r, 128 - ROOT);
    r.lo |= (rest.hi | rest.lo | n.hi | n.lo) != 0;
    return ld_close(r);
}

/* ---- x * y + z, rounded once ---- */

typedef struct Long {                    // least significant first; times 2^exp
    u64 w[5];
    int exp;
} Long;

static void long_shr(Long *x, int n)     // ones that fall out stay as a one in the lowest bit
{
    u64 lost = 0;
    x->exp += n;
    for (; n >= 64; n -= 64) {
        lost |= x->w[0];
        for (int i = 0; i < 4; i++)
            x->w[i] = x->w[i + 1];
        x->w[4] = 0;
        if (n > 400)
            n = 400;                     // nothing is left by then
    }
    if (n) {
        lost |= x->w[0] << (64 - n);
        for (int i = 0; i < 5; i++)
            x->w[i] = x->w[i] >> n | (i < 4 ? x->w[i + 1] << (64 - n) : 0);
    }
    x->w[0] |= lost != 0;
}

static bool long_less(const Long *a, const Long *b)
{
    for (int i = 4; i >= 0; i--)
        if (a->w[i] != b->w[i])
            return a->w[i] < b->w[i];
    return false;
}

static Long long_product(LfNum x, LfNum y)
{
    Long p = {{0}, x.exp + y.exp - 2 * 127};
    const u64 a[2] = {x.lo, x.hi}, b[2] = {y.lo, y.hi};
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++) {
            u64 hi, lo;
            lf_mul64(a[i], b[j], &hi, &lo);
            p.w[i + j] += lo;
            hi += p.w[i + j] < lo;       // no overflow: hi is at most 2^64 - 2
            for (int k = i + j + 1; hi; k++) {
                p.w[k] += hi;
                hi = p.w[k] < hi;
            }
        }
    return p;
}

long double fmal(long double x, long double y, long double z)
{
    LfNum a = ld_open(x), b = ld_open(y), c = ld_open(z);
    if (a.cls != LF_NUM || b.cls != LF_NUM)
        return x * y + z;
    if (c.cls != LF_NUM)
        return c.cls == LF_ZERO ? x * y : z + z;
    Long p = long_product(a, b), s = {{0, 0, c.lo, c.hi, 0}, c.exp - 127 - 128};
    bool neg = a.neg != b.neg, less;
    if (p.exp < s.exp)
        long_shr(&p, s.exp - p.exp);
    else
        long_shr(&s, p.exp - s.exp);
    if (neg == c.neg) {
        u64 carry = 0;
        for (int i = 0; i < 5; i++) {
            u64 t = p.w[i] + carry;
            carry = t < carry;
            p.w[i] = t + s.w[i];
            carry += p.w[i] < t;
        }
    } else {
        less = long_less(&p, &s);
        const Long *big = less ? &s : &p, *small = less ? &p : &s;
        Long d = *big;
        u64 borrow = 0;
        for (int i = 0; i < 5; i++) {
            u64 t = big->w[i] - small->w[i];
            d.w[i] = t - borrow;
            borrow = big->w[i] < small->w[i] || t < borrow;
        }
        p = d;
        neg = less ? c.neg : neg;
    }
    int top = 4;
    while (top >= 0 && !p.w[top])
        top--;
    if (top < 0)
        return 0;
    // the upper 128 bits from the highest one on, the rest as a one below them
    int up = 64 * top + 63 - lf_clz(p.w[top]);
    if (up > 127)
        long_shr(&p, up - 127);
    LfNum r = {LF_NUM, p.exp + 127, neg, p.w[1], p.w[0]};
    lf_normalize(&r);
    long double out = ld_close(r);
    return __builtin_isinf(out) ? range(out) : out;
}
#endif
