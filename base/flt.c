// flt.c - floating-point text to binary and back, exactly, with integer arithmetic only
#include "base/base.h"

/* big: unsigned integers of up to BIG_MAX * 32 bits, least significant limb first, no leading zero
 * limb. The largest that arises is below: 800 digits (2658 bits) or 5^1150 (2671 bits), shifted so
 * that one is 64 bits longer than the other. */
enum { BIG_MAX = 96 };
typedef struct Big {
    u32 v[BIG_MAX];
    int n;
} Big;

static Big big_of(u64 x)
{
    Big b;
    b.v[0] = (u32)x;
    b.v[1] = (u32)(x >> 32);
    b.n = b.v[1] ? 2 : b.v[0] ? 1 : 0;
    return b;
}

static int big_bits(const Big *b)
{
    return b->n ? b->n * 32 - (clz64(b->v[b->n - 1]) - 32) : 0;
}

static void big_muladd(Big *b, u32 mul, u32 add)  // b = b * mul + add
{
    u64 carry = add;
    for (int i = 0; i < b->n; i++) {
        carry += (u64)b->v[i] * mul;
        b->v[i] = (u32)carry;
        carry >>= 32;
    }
    if (carry) {
        assert(b->n < BIG_MAX);
        b->v[b->n++] = (u32)carry;
    }
}

static void big_shl(Big *b, int s)
{
    if (b->n == 0 || s == 0) return;
    int limbs = s / 32, bits = s % 32;
    assert(b->n + limbs + 1 <= BIG_MAX);
    b->v[b->n] = 0;
    for (int i = b->n; i >= 0; i--) {
        u32 low = i ? b->v[i - 1] : 0;
        b->v[i + limbs] = bits ? b->v[i] << bits | low >> (32 - bits) : b->v[i];
    }
    for (int i = 0; i < limbs; i++) b->v[i] = 0;
    b->n += limbs + 1;
    while (b->n && b->v[b->n - 1] == 0) b->n--;
}

static int big_cmp(const Big *a, const Big *b)
{
    if (a->n != b->n) return a->n < b->n ? -1 : 1;
    for (int i = a->n; i-- > 0;)
        if (a->v[i] != b->v[i]) return a->v[i] < b->v[i] ? -1 : 1;
    return 0;
}

static int big_cmp_sum(const Big *a, const Big *b, const Big *c)  // a + b against c
{
    Big sum;
    u64 carry = 0;
    sum.n = MAX(a->n, b->n);
    for (int i = 0; i < sum.n; i++) {
        carry += (u64)(i < a->n ? a->v[i] : 0) + (i < b->n ? b->v[i] : 0);
        sum.v[i] = (u32)carry;
        carry >>= 32;
    }
    if (carry) {
        assert(sum.n < BIG_MAX);
        sum.v[sum.n++] = (u32)carry;
    }
    return big_cmp(&sum, c);
}

static void big_sub(Big *a, const Big *b)  // a -= b, which is not larger
{
    u64 borrow = 0;
    for (int i = 0; i < a->n; i++) {
        u64 d = (u64)a->v[i] - (i < b->n ? b->v[i] : 0) - borrow;
        a->v[i] = (u32)d;
        borrow = d >> 63;
    }
    while (a->n && a->v[a->n - 1] == 0) a->n--;
}

static void big_mul_pow(Big *b, u32 base, int e)  // b *= base^e, base 5 or 10
{
    u32 chunk = base == 5 ? 1220703125 : 1000000000;  // 5^13, 10^9
    int step = base == 5 ? 13 : 9;
    for (; e >= step; e -= step) big_muladd(b, chunk, 0);
    for (; e > 0; e--) big_muladd(b, base, 0);
}

/* A binary format: precision with the hidden bit, least exponent of the last bit, width of the
 * exponent field. */
typedef struct Form {
    int prec, emin, ebits;
} Form;
static const Form form64 = {53, -1074, 11}, form32 = {24, -149, 8};

/* The value is (m + rest) * 2^e where m != 0 and rest is 0, or between 0 and 1 when `sticky`.
 * Rounds to nearest, ties to even; returns 1 on overflow. The bits of the result carry no sign. */
static int round_to(u64 m, bool sticky, int e, const Form *f, u64 *bits)
{
    int lead = clz64(m);
    m <<= lead;
    e -= lead;
    int drop = 64 - f->prec;                        // bits below the last kept one
    if (e + drop < f->emin) drop = f->emin - e;     // subnormal: fewer are kept
    u64 inf = (((u64)1 << f->ebits) - 1) << (f->prec - 1);
    if (drop > 64) {                                // below half of the least number
        *bits = 0;
        return 0;
    }
    u64 q = drop == 64 ? 0 : m >> drop, half = (u64)1 << (drop - 1), low = m & (half * 2 - 1);
    if (drop == 64) low = m;
    if (low > half || (low == half && (sticky || (q & 1)))) q++;
    int qe = e + drop;
    if (q >> f->prec) q >>= 1, qe++;                // 1.11..1 became 10.00..0
    if (q >> (f->prec - 1) == 0) {
        *bits = q;                                  // subnormal or zero; qe is emin
        return 0;
    }
    i64 field = (i64)qe - f->emin + 1;
    if (field >= ((i64)1 << f->ebits) - 1) {
        *bits = inf;
        return 1;
    }
    *bits = (u64)field << (f->prec - 1) | (q & (((u64)1 << (f->prec - 1)) - 1));
    return 0;
}

/* Quotient of num * 2^e2 / den as up to 64 bits, a remainder flag and an exponent. */
static int round_quotient(Big *num, Big *den, int e2, const Form *f, u64 *bits)
{
    int s = big_bits(den) + 63 - big_bits(num);  // the quotient gets 63 or 64 bits
    if (s >= 0) big_shl(num, s);
    else big_shl(den, -s);
    // Schoolbook division in base 2: the quotient is below 2^64, so 64 steps from den * 2^63.
    u64 q = 0;
    Big d = *den;
    big_shl(&d, 63);
    for (int i = 0; i < 64; i++) {
        q <<= 1;
        if (big_cmp(num, &d) >= 0) {
            big_sub(num, &d);
            q |= 1;
        }
        big_shl(num, 1);
    }
    return round_to(q, num->n != 0, e2 - s, f, bits);
}

static void mul_64x64(u64 a, u64 b, u64 *hi, u64 *lo)
{
    u64 a0 = (u32)a, a1 = a >> 32, b0 = (u32)b, b1 = b >> 32;
    u64 p00 = a0 * b0, p01 = a0 * b1, p10 = a1 * b0, p11 = a1 * b1;
    u64 mid = (p00 >> 32) + (u32)p01 + (u32)p10;
    *lo = mid << 32 | (u32)p00;
    *hi = p11 + (p01 >> 32) + (p10 >> 32) + (mid >> 32);
}

/* Quotient and remainder flag of (hi:0) / d, for hi < d, d >= 2^63: two digits in base 2^32 (Knuth,
 * TAOCP 4.3.1, algorithm D). */
static u64 div_wide(u64 hi, u64 d, bool *rest)
{
    u64 d1 = d >> 32, d0 = (u32)d, q = 0;
    for (int i = 0; i < 2; i++) {
        u64 qd = hi / d1, r = hi % d1;
        while (qd >> 32 || qd * d0 > r << 32) {
            qd--;
            r += d1;
            if (r >> 32) break;
        }
        hi = (hi << 32) - qd * d;  // exact modulo 2^64: the true difference is below d
        q = q << 32 | qd;
    }
    *rest = hi != 0;
    return q;
}

/* w * 10^e10 for e10 where 5^|e10| fits 64 bits: one multiplication or division is exact. */
static int round_small(u64 w, int e10, const Form *f, u64 *bits)
{
    u64 five = 1;
    for (int i = 0; i < (e10 < 0 ? -e10 : e10); i++) five *= 5;
    if (e10 >= 0) {
        u64 hi, lo;
        mul_64x64(w, five, &hi, &lo);
        if (hi == 0) return round_to(lo, false, e10, f, bits);
        int s = clz64(hi);  // the top 64 bits, and whether anything is below
        u64 top = s ? hi << s | lo >> (64 - s) : hi;
        return round_to(top, lo << s != 0, e10 + 64 - s, f, bits);
    }
    int sw = clz64(w), sf = clz64(five);
    w <<= sw, five <<= sf;
    int e = e10 - sw + sf - 64;
    bool one = w >= five, rest;
    if (one) w -= five;
    u64 q = div_wide(w, five, &rest);
    if (one) {  // a 65th bit in front
        rest |= q & 1;
        q = q >> 1 | (u64)1 << 63;
        e++;
    }
    return round_to(q, rest, e, f, bits);
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/* Reads an optional exponent (`mark` in lower case) that must end the text. Its size is capped far
 * beyond what any text of this length can bring back into range. */
static bool read_exponent(Str s, size_t i, char mark, i64 *e)
{
    *e = 0;
    if (i == s.n) return true;
    if ((s.p[i] | 0x20) != mark) return false;
    i++;
    bool neg = i < s.n && s.p[i] == '-';
    if (i < s.n && (s.p[i] == '-' || s.p[i] == '+')) i++;
    if (i == s.n) return false;
    for (; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        if (*e < (i64)1 << 50) *e = *e * 10 + (s.p[i] - '0');
    }
    if (neg) *e = -*e;
    return true;
}

static int clamp_exp(i64 e)
{
    return e < -100000 ? -100000 : e > 100000 ? 100000 : (int)e;
}

static int parse_hex(Str s, const Form *f, u64 *bits)
{
    u64 m = 0;
    i64 e = 0, exp;
    bool sticky = false, dot = false, any = false;
    size_t i = 2;
    for (; i < s.n; i++) {
        if (s.p[i] == '.' && !dot) {
            dot = true;
            continue;
        }
        int x = hex_digit(s.p[i]);
        if (x < 0) break;
        any = true;
        if (m >> 60 == 0) {
            m = m << 4 | (u64)x;
            e -= dot ? 4 : 0;
        } else {
            sticky |= x != 0;
            e += dot ? 0 : 4;
        }
    }
    if (!any || !read_exponent(s, i, 'p', &exp)) return -1;
    if (m == 0) return 0;
    return round_to(m, sticky, clamp_exp(e + exp), f, bits);
}

/* 768 digits decide between any two neighbours and their middle (the longest middle of binary64 has
 * 767 significant digits), so digits past DIGITS_MAX only matter by not being all zero. */
enum { DIGITS_MAX = 800 };

typedef struct Decimal {
    Big big;      // all kept digits as an integer
    u64 small;    // the same, when there are at most 19
    int ndigit;
    bool sticky;  // nonzero digits follow
    i64 exp;      // of the last kept digit
} Decimal;

static bool read_digits(Str s, Decimal *d, size_t *end)
{
    bool dot = false, any = false;
    u32 chunk = 0, scale = 1;  // digits not yet in `big`
    d->big = big_of(0);
    size_t i = 0;
    for (; i < s.n; i++) {
        char c = s.p[i];
        if (c == '.' && !dot) {
            dot = true;
            continue;
        }
        if (c < '0' || c > '9') break;
        any = true;
        if (d->ndigit == 0 && c == '0') {
            d->exp -= dot;
        } else if (d->ndigit < DIGITS_MAX) {
            u32 x = (u32)(c - '0');
            if (++d->ndigit <= 19) d->small = d->small * 10 + x;
            chunk = chunk * 10 + x;
            if ((scale *= 10) == 1000000000) {
                if (d->big.n == 0) d->big = big_of(chunk);
                else big_muladd(&d->big, scale, chunk);
                chunk = 0, scale = 1;
            }
            d->exp -= dot;
        } else {
            d->sticky |= c != '0';
            d->exp += !dot;
        }
    }
    if (scale > 1) {
        if (d->big.n == 0) d->big = big_of(chunk);
        else big_muladd(&d->big, scale, chunk);
    }
    *end = i;
    return any;
}

static int parse_dec(Str s, const Form *f, u64 *bits)
{
    Decimal d = {0};
    size_t i;
    i64 exp;
    if (!read_digits(s, &d, &i) || !read_exponent(s, i, 'e', &exp)) return -1;
    if (d.ndigit == 0) return 0;
    exp += d.exp;
    i64 point = exp + d.ndigit;           // 10^(point - 1) <= value < 10^point
    if (point < -330) return 0;           // less than half of 2^-1074
    if (point > 310) {                    // more than binary64 holds
        *bits = (((u64)1 << f->ebits) - 1) << (f->prec - 1);
        return 1;
    }
    int e10 = (int)exp;
    if (d.ndigit <= 19 && e10 >= -27 && e10 <= 27) return round_small(d.small, e10, f, bits);
    if (d.sticky) {                       // one more digit stands for all that follow
        big_muladd(&d.big, 10, 1);
        e10--;
    }
    Big den = big_of(1);
    big_mul_pow(e10 >= 0 ? &d.big : &den, 5, e10 < 0 ? -e10 : e10);
    return round_quotient(&d.big, &den, e10, f, bits);
}

static int parse(Str s, const Form *f, u64 *bits, bool *neg)
{
    *bits = 0;
    *neg = s.n && s.p[0] == '-';
    if (s.n && (s.p[0] == '-' || s.p[0] == '+')) s.p++, s.n--;
    if (s.n > 2 && s.p[0] == '0' && (s.p[1] | 0x20) == 'x') return parse_hex(s, f, bits);
    return parse_dec(s, f, bits);
}

int flt_parse(Str s, double *out)
{
    u64 bits;
    bool neg;
    int rc = parse(s, &form64, &bits, &neg);
    if (rc >= 0 && neg) bits |= (u64)1 << 63;
    memcpy(out, &bits, sizeof *out);
    return rc;
}

int flt_parse32(Str s, float *out)
{
    u64 bits;
    bool neg;
    int rc = parse(s, &form32, &bits, &neg);
    u32 low = (u32)bits | (rc >= 0 && neg ? (u32)1 << 31 : 0);
    memcpy(out, &low, sizeof *out);
    return rc;
}

/* Steele and White, "How to print floating-point numbers accurately", and Burger and Dybvig 1996:
 * x = r / s * 10^point; up and down are half the gaps to the neighbours on the scale of r. Digits
 * are made until what is left is within a gap. Returns their number. */
static int digits_shortest(u64 m, int e, bool narrow_below, char *digit, int *point)
{
    // One factor of 2 for the halves, and one more when the gap below is half the gap above.
    int extra = narrow_below ? 2 : 1;
    Big r = big_of(m), s = big_of(1), up = big_of(1), down = big_of(1);
    bool even = (m & 1) == 0;  // the ends of the interval read back as x too
    big_shl(&r, extra + MAX(e, 0));
    big_shl(&s, extra + MAX(-e, 0));
    big_shl(&up, MAX(e, 0) + narrow_below);
    big_shl(&down, MAX(e, 0));
    // floor((bits - 1) * log10(2)) is at most one below the right power; log10(2) is
    // taken as 78913 / 2^18 = 0.301029.
    int log2 = e + 63 - clz64(m);
    int k = log2 >= 0 ? (int)((i64)log2 * 78913 >> 18) : -(int)(((i64)-log2 * 78913 >> 18) + 1);
    if (k > 0) big_mul_pow(&s, 10, k);
    if (k < 0) {
        big_mul_pow(&r, 10, -k);
        big_mul_pow(&up, 10, -k);
        big_mul_pow(&down, 10, -k);
    }
    for (;;) {  // the first digit is now r / s; make it less than 10 even when rounded up
        Big s10 = s;
        big_muladd(&s10, 10, 0);
        int c = big_cmp_sum(&r, &up, &s10);
        if (c < 0 || (c == 0 && !even)) break;
        s = s10;
        k++;
    }
    *point = k + 1;
    for (int n = 0;;) {
        int d = 0;
        for (; big_cmp(&r, &s) >= 0; d++) big_sub(&r, &s);
        int cl = big_cmp(&r, &down), ch = big_cmp_sum(&r, &up, &s);
        bool low = cl < 0 || (cl == 0 && even), high = ch > 0 || (ch == 0 && even);
        if (low || high) {
            int c = high ? 1 : -1;
            if (low && high) {
                big_shl(&r, 1);
                c = big_cmp(&r, &s);
            }
            if (c > 0 || (c == 0 && (d & 1))) d++;
            digit[n++] = (char)('0' + d);
            return n;
        }
        digit[n++] = (char)('0' + d);
        big_muladd(&r, 10, 0);
        big_muladd(&up, 10, 0);
        big_muladd(&down, 10, 0);
    }
}

/* Whole numbers below 2^53 are exact in at most 16 digits, and no shorter text is within half a
 * unit. */
static int digits_whole(u64 m, char *digit, int *point)
{
    char rev[20];
    int n = 0;
    for (; m; m /= 10) rev[n++] = (char)('0' + m % 10);
    *point = n;
    for (int i = 0; i < n; i++) digit[i] = rev[n - 1 - i];
    while (n > 1 && digit[n - 1] == '0') n--;
    return n;
}

static int lay_out(const char *digit, int n, int point, char *out)
{
    char *p = out;
    if (point > 21 || point < -5) {  // d.ddde+-x
        *p++ = digit[0];
        if (n > 1) *p++ = '.';
        memcpy(p, digit + 1, (size_t)n - 1);
        p += n - 1;
        int e = point - 1;
        *p++ = 'e';
        if (e < 0) *p++ = '-', e = -e;
        if (e >= 100) *p++ = (char)('0' + e / 100);
        if (e >= 10) *p++ = (char)('0' + e / 10 % 10);
        *p++ = (char)('0' + e % 10);
        return (int)(p - out);
    }
    if (point <= 0) {
        *p++ = '0', *p++ = '.';
        for (int i = point; i < 0; i++) *p++ = '0';
    }
    for (int i = 0; i < n; i++) {
        *p++ = digit[i];
        if (i + 1 == point && i + 1 < n) *p++ = '.';
    }
    for (int i = n; i < point; i++) *p++ = '0';
    return (int)(p - out);
}

int flt_shortest(double x, char out[32])
{
    u64 bits;
    memcpy(&bits, &x, sizeof bits);
    u64 frac = bits & (((u64)1 << 52) - 1);
    int field = (int)(bits >> 52 & 0x7ff), n = 0;
    bool neg = bits >> 63;
    if (field == 0x7ff) {
        strcpy(out, frac ? "nan" : neg ? "-inf" : "inf");
        return (int)strlen(out);
    }
    if (neg) out[n++] = '-';
    if (field == 0 && frac == 0) {
        out[n++] = '0';
        out[n] = 0;
        return n;
    }
    u64 m = field ? frac | (u64)1 << 52 : frac;
    int e = (field ? field : 1) - 1075, point, nd;
    char digit[24];
    if (e <= 0 && e > -53 && (m & (((u64)1 << -e) - 1)) == 0)
        nd = digits_whole(m >> -e, digit, &point);
    else nd = digits_shortest(m, e, frac == 0 && field > 1, digit, &point);
    n += lay_out(digit, nd, point, out + n);
    out[n] = 0;
    return n;
}
