// strtod.c - decimal text to the nearest Float, exactly rounded (ties to even)
//
// Fast path: digits and power both exact in a double (Clinger 1990). Next: bounds of the value from
// 128-bit powers of ten; when both round to the same double, that is it. Otherwise exact comparison
// of big integers.
#include "runtime/rt_int.h"

typedef struct Decimal {
    const char *p;   // text of the digits (may contain one point)
    u64 n;
    u64 first;       // the first 19 significant digits
    i64 exp;         // value = first * 10^exp, when nothing was cut
    i64 ndigit;      // significant digits
    i8 cut;          // digits beyond the first 19 exist and are not all zero
} Decimal;

static void scan(Decimal *d, const char *p, u64 n)
{
    u64 i = 0;
    i64 exp10 = 0, scale = 0;
    i8 point = 0;
    *d = (Decimal){p, 0, 0, 0, 0, 0};
    for (; i < n && (p[i] == '.' || (p[i] >= '0' && p[i] <= '9')); i++) {
        if (p[i] == '.') {
            point = 1;
            continue;
        }
        if (point)
            scale--;
        if (!d->ndigit && p[i] == '0')
            continue;
        d->ndigit++;
        if (d->ndigit <= 19)
            d->first = d->first * 10 + (u64)(p[i] - '0');
        else {
            scale++;
            if (p[i] != '0')
                d->cut = 1;
        }
    }
    d->n = i;
    if (i < n) {
        i8 neg = 0;
        i++;
        if (i < n && (p[i] == '-' || p[i] == '+'))
            neg = p[i++] == '-';
        for (; i < n; i++)
            if (exp10 < 1000000)
                exp10 = exp10 * 10 + (p[i] - '0');
        if (neg)
            exp10 = -exp10;
    }
    d->exp = exp10 + scale;
}

/* hi:lo * 2^e, top bit of hi set, and `more` below it, rounded to a double's bits. */
static u64 round_bits(u64 hi, i8 more, i64 e)
{
    i64 biased = e + 63 + 64 + 1023;
    int drop = 11;
    if (biased <= 0) {
        drop += (int)(1 - biased > 60 ? 60 : 1 - biased);
        biased = 0;
    }
    if (biased >= 0x7ff)
        return (u64)0x7ff << 52;
    if (drop > 64)
        return 0;
    u64 half = (u64)1 << (drop - 1), keep = drop == 64 ? 0 : hi >> drop;
    u64 rest = drop == 64 ? hi : hi & (half * 2 - 1);
    if (rest > half || (rest == half && (more || keep & 1)))
        keep++;
    if (biased)
        return ((u64)biased << 52) + (keep - ((u64)1 << 52));
    return keep;  // a carry out of a subnormal makes the smallest normal number by itself
}

/* Rounds w * g * 2^e. */
static u64 round_product(u64 w, RtPow10 g, i64 e)
{
    u64 h0, l0, h1, l1;
    int lead = __builtin_clzll(w);
    w <<= lead;
    e -= lead;
    rt_mul64(w, g.lo, &h0, &l0);
    rt_mul64(w, g.hi, &h1, &l1);
    l1 += h0;
    h1 += l1 < h0;
    if (!(h1 >> 63)) {
        h1 = h1 << 1 | l1 >> 63;
        l1 = l1 << 1 | l0 >> 63;
        l0 <<= 1;
        e--;
    }
    return round_bits(h1, l1 != 0 || l0 != 0, e + 64);
}

/* ---- big integers, little-endian limbs ---- */

enum { BIG = 280 };
typedef struct Big {
    u32 w[BIG];
    int n;
} Big;

static void big_mul_add(Big *b, u32 f, u32 add)
{
    u64 carry = add;
    for (int i = 0; i < b->n; i++) {
        carry += (u64)b->w[i] * f;
        b->w[i] = (u32)carry;
        carry >>= 32;
    }
    if (carry && b->n < BIG)
        b->w[b->n++] = (u32)carry;
}

static void big_pow10(Big *b, i64 k)
{
    for (; k >= 9; k -= 9)
        big_mul_add(b, 1000000000, 0);
    for (; k > 0; k--)
        big_mul_add(b, 10, 0);
}

static void big_shift(Big *b, i64 k)
{
    int limbs = (int)(k / 32), bits = (int)(k % 32);
    if (!b->n || b->n + limbs + 1 > BIG)
        return;
    if (bits)
        big_mul_add(b, (u32)1 << bits, 0);
    for (int i = b->n - 1; i >= 0; i--)
        b->w[i + limbs] = b->w[i];
    for (int i = 0; i < limbs; i++)
        b->w[i] = 0;
    b->n += limbs;
}

static int big_cmp(const Big *a, const Big *b)
{
    if (a->n != b->n)
        return a->n < b->n ? -1 : 1;
    for (int i = a->n - 1; i >= 0; i--)
        if (a->w[i] != b->w[i])
            return a->w[i] < b->w[i] ? -1 : 1;
    return 0;
}

/* Compares the decimal with m * 2^e. Digits beyond the 800th only say "a little more": a midpoint
 * of two doubles has at most 767 significant digits. */
static int compare(const Decimal *d, u64 m, i64 e)
{
    Big a, b;
    i64 used = 0, exp = d->ndigit > 19 ? d->exp - (d->ndigit - 19) : d->exp;
    i8 more = 0;
    a.n = b.n = 0;
    for (u64 i = 0; i < d->n; i++) {
        if (d->p[i] == '.' || (!used && d->p[i] == '0'))
            continue;
        if (used == 800) {
            exp++;
            more |= d->p[i] != '0';
            continue;
        }
        used++;
        big_mul_add(&a, 10, (u32)(d->p[i] - '0'));
    }
    b.w[0] = (u32)m;
    b.w[1] = (u32)(m >> 32);
    b.n = b.w[1] ? 2 : 1;
    if (exp >= 0)
        big_pow10(&a, exp);
    else
        big_pow10(&b, -exp);
    if (e >= 0)
        big_shift(&b, e);
    else
        big_shift(&a, -e);
    int c = big_cmp(&a, &b);
    return c ? c : more;
}

/* lo is the result for a lower bound of the value; step up while the value is beyond the midpoint.
 */
static u64 settle(const Decimal *d, u64 lo)
{
    for (;;) {
        if (lo >> 52 == 0x7ff)
            return lo;
        u64 frac = lo & (((u64)1 << 52) - 1), m = frac;
        i64 e = -1074;
        if (lo >> 52) {
            m |= (u64)1 << 52;
            e = (i64)(lo >> 52) - 1075;
        }
        int c = compare(d, 2 * m + 1, e - 1);
        if (c < 0 || (c == 0 && !(m & 1)))
            return lo;
        lo++;
    }
}

int rt_decimal_cmp(const char *p, u64 n, u64 m, i64 e)
{
    Decimal d;
    scan(&d, p, n);
    return compare(&d, m, e);
}

double rt_decimal(const char *p, u64 n)
{
    static const double exact[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    Decimal d;
    scan(&d, p, n);
    if (!d.first)
        return 0;
    if (!d.cut && d.first < (u64)1 << 53) {
        if (d.exp >= 0 && d.exp <= 22)
            return (double)(i64)d.first * exact[d.exp];
        if (d.exp < 0 && d.exp >= -22)
            return (double)(i64)d.first / exact[-d.exp];
    }
    if (d.exp > 310)
        return rt_bits_f64((i64)0x7ff << 52);
    if (d.exp < -345)  // below half of the smallest number, since first < 10^19
        return 0;
    RtPow10 g = rt_pow10((int)d.exp), below = g;
    i64 log2 = d.exp * 1741647;
    i64 e = (log2 >= 0 ? log2 >> 19 : -((-log2 + ((i64)1 << 19) - 1) >> 19)) - 127;
    if (d.exp < 0 || d.exp > 55) {  // g was rounded up
        if (below.lo-- == 0)
            below.hi--;
    }
    u64 lo = round_product(d.first, below, e);
    u64 hi = round_product(d.first + (u64)d.cut, g, e);
    if (lo != hi)
        lo = settle(&d, lo);
    return rt_bits_f64((i64)lo);
}

i8 rt_parse_float(const char *p, u64 n, double *out)
{
    u64 i = 0, digits = 0;
    double sign = 1;
    if (n && (p[0] == '-' || p[0] == '+'))
        sign = p[i++] == '-' ? -1 : 1;
    const char *start = p + i;
    u64 len = n - i;
    if (rt_word_is(start, len, "inf") || rt_word_is(start, len, "infinity")) {
        *out = sign * rt_bits_f64((i64)0x7ff << 52);
        return 1;
    }
    if (rt_word_is(start, len, "nan")) {
        *out = rt_bits_f64((i64)0x7ff8 << 48);
        return 1;
    }
    for (; i < n && p[i] >= '0' && p[i] <= '9'; i++)
        digits++;
    if (i < n && p[i] == '.')
        for (i++; i < n && p[i] >= '0' && p[i] <= '9'; i++)
            digits++;
    if (!digits)
        return 0;
    if (i < n && (p[i] | 0x20) == 'e') {
        i++;
        if (i < n && (p[i] == '-' || p[i] == '+'))
            i++;
        u64 from = i;
        while (i < n && p[i] >= '0' && p[i] <= '9')
            i++;
        if (i == from)
            return 0;
    }
    if (i != n)
        return 0;
    *out = sign * rt_decimal(start, len);
    return 1;
}
