// decimal.c - the exact decimal digits of a floating-point number
//
// Every binary fraction is a finite decimal one. The number is kept in limbs of nine digits around
// its point and doubled or halved by several bits at a time until the exponent is used up.
#include "runtime/libc/decimal.h"

Binary __lc_binary(double x)
{
    u64 bits = (u64)rt_f64_bits(x), frac = bits & (((u64)1 << 52) - 1);
    i32 e = (i32)(bits >> 52 & 0x7ff);
    Binary b = {frac, -1074, (u8)(bits >> 63), 0, 0};
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
#elif LDBL_MANT_DIG == 64
Binary __lc_binaryl(long double x)       // x87: the leading bit is stored
{
    struct {
        u64 m;
        u16 e;
    } raw;
    RT_MEMCPY(&raw, &x, 10);
    i32 e = raw.e & 0x7fff;
    Binary b = {raw.m, (e ? e : 1) - 16383 - 63, (u8)(raw.e >> 15), 0, 0};
    if (e == 0x7fff) {
        b.nan = raw.m << 1 != 0;
        b.inf = !b.nan;
    }
    return b;
}
#else
#error "this long double is not known"
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

void __lc_digits(Digits *d, u64 m, i32 exp)
{
    Limbs w;
    d->n = d->point = 0;
    if (!m)
        return;
    int zeros = __builtin_ctzll(m);              // fewer halvings
    if (exp < 0 && zeros) {
        zeros = zeros < -exp ? zeros : -exp;
        m >>= zeros;
        exp += zeros;
    }
    w.hi = w.lo = LIMBS_INT;
    for (; m; m /= BASE)
        w.v[--w.lo] = (u32)(m % BASE);
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
