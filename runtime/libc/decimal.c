// decimal.c - the exact decimal digits of a floating-point number
//
// Every binary fraction is a finite decimal one. The number is kept in limbs of nine digits around
// its point and doubled or halved by several bits at a time until the exponent is used up.
#include "runtime/libc/decimal.h"

Binary __lc_binary(double x)
{
    u64 bits = (u64)rt_f64_bits(x), frac = bits & (((u64)1 << 52) - 1);
    i32 e = (i32)(bits >> 52 & 0x7ff);
    Binary b = {frac, -1074, (u8)(bits >> 63), 0, 0, 0};
    if (e == 0x7ff) {
        b.nan = frac != 0;
        b.inf = !frac;
    } else if (e) {
        b.m |= (u64)1 << 52;
        b.exp = e - 1075;
    }
    return b;
}

#if LDBL_MANT_DIG == DBL_MANT_DIG
Binary __lc_binaryl(long double x)
{
    return __lc_binary((double)x);
}
#else
Binary __lc_binaryl(long double x)
{
    enum { BITS = LDBL_MANT_DIG, LEAST = LDBL_MIN_EXP - LDBL_MANT_DIG };
    LfNum n = ld_open(x);
    Binary b = {0, LEAST, n.neg, n.cls == LF_INF, n.cls == LF_NAN, 0};
    if (n.cls != LF_NUM)
        return b;
    b.exp = n.exp - (BITS - 1);
    lf_shr(&n, 128 - BITS);
    if (b.exp < LEAST) {                 // a subnormal, as it is stored
        lf_shr(&n, LEAST - b.exp);
        b.exp = LEAST;
    }
    b.hi = n.hi;
    b.m = n.lo;
    return b;
}
#endif

enum { BASE = 1000000000 };
/* Limbs before the point (three more than fit for the shifts to end in), and behind it. */
enum { LIMBS_INT = DEC_INT / 9 + 4, LIMBS_FRAC = DEC_FRAC / 9 + 3 };
typedef struct Limbs {
    u32 v[LIMBS_INT + LIMBS_FRAC];
    i32 lo, hi;                  // those in use; the point is before v[LIMBS_INT]
} Limbs;

static void double_bits(Limbs *w, i32 by)        // by <= 29
{
    u64 carry = 0;
    for (i32 i = w->hi; i-- > w->lo;) {
        carry += (u64)w->v[i] << by;
        w->v[i] = (u32)(carry % BASE);
        carry /= BASE;
    }
    if (carry)
        w->v[--w->lo] = (u32)carry;
    while (w->hi > w->lo && !w->v[w->hi - 1] && w->hi > LIMBS_INT)
        w->hi--;
}

static void halve_bits(Limbs *w, i32 by)         // by <= 9, which divide BASE without a rest
{
    u32 carry = 0, mask = ((u32)1 << by) - 1;
    for (i32 i = w->lo; i < w->hi; i++) {
        u32 rest = w->v[i] & mask;
        w->v[i] = (w->v[i] >> by) + carry;
        carry = ((u32)BASE >> by) * rest;
    }
    if (carry)
        w->v[w->hi++] = carry;
    while (w->lo < w->hi && !w->v[w->lo])
        w->lo++;
}

static i32 put_limb(char *to, u32 x)             // nine digits
{
    for (i32 i = 9; i--; x /= 10)
        to[i] = (char)('0' + x % 10);
    return 9;
}

// (*hi : *m) / BASE in their place; gives the rest.
static u32 next_limb(u64 *hi, u64 *m)
{
    u64 up = *hi % BASE << 32 | *m >> 32, low = up % BASE << 32 | (u32)*m;
    *hi /= BASE;
    *m = up / BASE << 32 | low / BASE;
    return (u32)(low % BASE);
}

void __lc_digits(Digits *d, u64 hi, u64 m, i32 exp)
{
    Limbs w;
    d->n = d->point = 0;
    if (!(hi | m))
        return;
    int zeros = m ? __builtin_ctzll(m) : 0;      // fewer halvings
    if (exp < 0 && zeros) {
        zeros = zeros < -exp ? zeros : -exp;
        m = m >> zeros | hi << (64 - zeros);
        hi >>= zeros;
        exp += zeros;
    }
    w.hi = w.lo = LIMBS_INT;
    while (hi | m)
        w.v[--w.lo] = next_limb(&hi, &m);
    for (; exp > 0; exp -= exp < 29 ? exp : 29)
        double_bits(&w, exp < 29 ? exp : 29);
    for (; exp < 0; exp += exp > -9 ? -exp : 9)
        halve_bits(&w, exp > -9 ? -exp : 9);
    d->point = (LIMBS_INT - w.lo) * 9;
    i32 n = 0, skip = 0;
    for (i32 i = w.lo; i < w.hi; i++)
        n += put_limb(d->d + n, w.v[i]);
    while (d->d[skip] == '0')
        skip++;
    memmove(d->d, d->d + skip, (size_t)(n -= skip));
    d->point -= skip;
    while (n && d->d[n - 1] == '0')
        n--;
    d->n = n;
}

void __lc_digits_round(Digits *d, i32 keep)
{
    if (keep >= d->n)
        return;
    int up = 0;
    if (keep >= 0) {
        char next = d->d[keep];
        int odd = keep > 0 && d->d[keep - 1] & 1;
        up = next > '5' || (next == '5' && (keep + 1 < d->n || odd));
    }
    d->n = keep < 0 ? 0 : keep;
    if (up) {
        while (d->n && d->d[d->n - 1] == '9')
            d->n--;
        if (d->n) {
            d->d[d->n - 1]++;
        } else {
            d->d[d->n++] = '1';
            d->point++;
        }
    }
    while (d->n && d->d[d->n - 1] == '0')
        d->n--;
}
