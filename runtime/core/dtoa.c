// dtoa.c - Float to the shortest decimal that reads back as the same number
//
// Schubfach (Raffaello Giulietti, "The Schubfach way to render doubles", 2020): of the decimals
// with the fewest digits inside the rounding interval take the closest. Printed without an
// exponent.
#include "runtime/rt_int.h"

static i32 floor_shift(i64 x, int n)
{
    return (i32)(x >= 0 ? x >> n : -((-x + ((i64)1 << n) - 1) >> n));
}

/* g * c / 2^128 rounded to odd: the lowest bit says "not exact". */
static u64 round_odd(RtPow10 g, u64 c)
{
    u64 xh, xl, yh, yl;
    rt_mul64(g.lo, c, &xh, &xl);
    rt_mul64(g.hi, c, &yh, &yl);
    yl += xh;
    yh += yl < xh;
    return yh | (yl > 1);
}

typedef struct Decimal {
    u64 digits;
    i32 exp;
} Decimal;

static Decimal shortest(u64 frac, i32 biased)
{
    u64 c = frac;
    i32 q = 1 - 1075;
    if (biased) {
        c |= (u64)1 << 52;
        q = biased - 1075;
        if (q <= 0 && q > -53 && (c & (((u64)1 << -q) - 1)) == 0)
            return (Decimal){c >> -q, 0};
    }
    u64 odd = c & 1;  // an even significand owns the ends of its interval
    i64 close = frac == 0 && biased > 1;           // the neighbour below is nearer
    i32 k =
        floor_shift((i64)q * 1262611 - (close ? 524031 : 0), 22);  // floor(log10(2^q)), (3/4 2^q)
    i32 h = q + floor_shift((i64)-k * 1741647, 19) + 1;
    RtPow10 g = rt_pow10(-k);
    u64 low = round_odd(g, (4 * c - 2 + (u64)close) << h) + odd;
    u64 v = round_odd(g, (4 * c) << h);
    u64 high = round_odd(g, (4 * c + 2) << h) - odd;
    u64 s = v / 4;
    if (s >= 10) {
        u64 t = s / 10;
        i8 down = low <= 40 * t, up = 40 * t + 40 <= high;
        if (down != up)
            return (Decimal){t + (u64)up, k + 1};
    }
    i8 down = low <= 4 * s, up = 4 * s + 4 <= high;
    if (down != up)
        return (Decimal){s + (u64)up, k};
    u64 mid = 4 * s + 2;
    return (Decimal){s + (u64)(v > mid || (v == mid && s & 1)), k};
}

static int put_z(char *out, int n, const char *z)
{
    while (*z)
        out[n++] = *z++;
    return n;
}

int rt_fmt_float(char *out, double x)
{
    u64 bits = (u64)rt_f64_bits(x), frac = bits & (((u64)1 << 52) - 1);
    i32 biased = (i32)(bits >> 52 & 0x7ff);
    int n = 0;
    if (biased == 0x7ff && frac)
        return put_z(out, 0, "NaN");
    if (bits >> 63)
        out[n++] = '-';
    if (biased == 0x7ff)
        return put_z(out, n, "inf");
    if (!biased && !frac)
        return put_z(out, n, "0");
    Decimal d = shortest(frac, biased);
    while (d.digits % 10 == 0) {
        d.digits /= 10;
        d.exp++;
    }
    char text[RT_INT_MAX];
    int len = rt_fmt_int(text, (i64)d.digits), point = len + d.exp;  // digits before the point
    if (point <= 0) {
        n = put_z(out, n, "0.");
        for (; point < 0; point++)
            out[n++] = '0';
        point = -1;
    }
    for (int i = 0; i < len; i++) {
        if (i == point)
            out[n++] = '.';
        out[n++] = text[i];
    }
    for (int i = len; i < point; i++)
        out[n++] = '0';
    return n;
}
