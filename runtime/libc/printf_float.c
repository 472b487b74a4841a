// printf_float.c - %e %f %g %a: exact in every precision, ties to even
#include "runtime/libc/printf_int.h"

static const char *sign_of(const Spec *o, const Binary *b)
{
    return b->sign ? "-" : o->plus ? "+" : o->space ? " " : "";
}

static int is_upper(const Spec *o)
{
    return o->conv < 'a';
}

static void put_word(Sink *s, const Spec *o, const Binary *b)
{
    const char *word = b->nan ? "nan" : "inf";
    Spec plain = *o;
    plain.zero = 0;
    if (is_upper(o))
        word = b->nan ? "NAN" : "INF";
    __lc_field_open(s, &plain, sign_of(o, b), 3);
    __lc_put(s, word, 3);
    __lc_field_close(s, &plain, sign_of(o, b), 3);
}

/* Digits [from, from + n) of the expansion, where there are none zeros. */
static void put_digits(Sink *s, const Digits *d, i64 from, i64 n)
{
    if (from < 0) {
        i64 zeros = -from < n ? -from : n;
        __lc_pad(s, '0', zeros);
        n -= zeros;
        from = 0;
    }
    i64 have = d->n - from < n ? d->n - from : n;
    if (have > 0)
        __lc_put(s, d->d + from, (size_t)have);
    __lc_pad(s, '0', n - (have > 0 ? have : 0));
}

/* "e+05": at least `least` digits. */
static int exponent(char *to, char mark, i32 e, int least)
{
    int n = 0;
    char text[RT_INT_MAX];
    to[n++] = mark;
    to[n++] = e < 0 ? '-' : '+';
    int k = rt_fmt_int(text, e < 0 ? -(i64)e : e);
    for (int i = k; i < least; i++)
        to[n++] = '0';
    memcpy(to + n, text, (size_t)k);
    return n + k;
}

static void put_fixed(Sink *s, const Spec *o, const char *sign, const Digits *d, i32 prec)
{
    i64 whole = d->n && d->point > 0 ? d->point : 1;
    i64 at = d->n && d->point > 0 ? 0 : d->n ? d->point - 1 : 0;
    int dot = prec || o->alt;
    i64 n = whole + dot + prec;
    __lc_field_open(s, o, sign, n);
    put_digits(s, d, at, whole);
    if (dot)
        __lc_put(s, ".", 1);
    put_digits(s, d, at + whole, prec);
    __lc_field_close(s, o, sign, n);
}

static void put_scientific(Sink *s, const Spec *o, const char *sign, const Digits *d, i32 prec)
{
    char exp[16];
    int dot = prec || o->alt;
    int ne = exponent(exp, is_upper(o) ? 'E' : 'e', d->n ? d->point - 1 : 0, 2);
    i64 n = 1 + dot + (i64)prec + ne;
    __lc_field_open(s, o, sign, n);
    put_digits(s, d, 0, 1);
    if (dot)
        __lc_put(s, ".", 1);
    put_digits(s, d, 1, prec);
    __lc_put(s, exp, (size_t)ne);
    __lc_field_close(s, o, sign, n);
}

static void put_general(Sink *s, const Spec *o, const char *sign, Digits *d, i32 prec)
{
    prec = prec ? prec : 1;
    __lc_digits_round(d, prec);
    i32 x = d->n ? d->point - 1 : 0, have = d->n ? d->n : 1;
    if (x < -4 || x >= prec)
        put_scientific(s, o, sign, d, o->alt ? prec - 1 : have - 1);
    else if (o->alt)
        put_fixed(s, o, sign, d, prec - 1 - x);
    else
        put_fixed(s, o, sign, d, have - 1 - x > 0 ? have - 1 - x : 0);
}

/* The first `keep` of n hexadecimal digits, rounded, ties to even. True: there is a carry, and all
 * of them are zero. */
static int round_hex(u8 *d, int n, int keep)
{
    int up = d[keep] > 8, odd = keep ? d[keep - 1] & 1 : 0;
    for (int i = keep + 1; i < n && d[keep] == 8; i++)
        up |= d[i] != 0;
    up |= d[keep] == 8 && odd;
    for (int i = keep; up && i-- > 0;) {
        d[i] = (d[i] + 1) & 15;
        up = !d[i];
    }
    return up;
}

/* One hexadecimal digit, which has `lead` bits, a point, the digits of the other bits. */
static void put_hex(Sink *s, const Spec *o, const Binary *b, int bits, int lead)
{
    const char *digit = is_upper(o) ? "0123456789ABCDEF" : "0123456789abcdef";
    char text[32], exp[16], prefix[4];
    u8 d[32];
    int frac = (bits - lead) / 4;                // digits behind the point: no bit is left over
    i32 e = b->m | b->hi ? b->exp + bits - lead : 0;
    i32 prec = o->prec;
    for (int i = 0; i <= frac; i++) {
        int low = 4 * (frac - i);
        d[i] = (low < 64 ? b->m >> low : b->hi >> (low - 64)) & 15;
    }
    if (prec >= 0 && prec < frac) {
        frac = prec;
        if (round_hex(d, (bits - lead) / 4 + 1, frac + 1)) {
            d[0] = 1;                            // 0xf.ff became 0x1.00 times 16
            e += 4;
        }
    } else if (prec < 0) {
        while (frac && !d[frac])
            frac--;
        prec = frac;
    }
    for (int i = 0; i <= frac; i++)
        text[i] = digit[d[i]];
    stpcpy(stpcpy(prefix, sign_of(o, b)), is_upper(o) ? "0X" : "0x");
    int dot = prec || o->alt, ne = exponent(exp, is_upper(o) ? 'P' : 'p', e, 1);
    i64 all = 1 + dot + (i64)prec + ne;
    __lc_field_open(s, o, prefix, all);
    __lc_put(s, text, 1);
    if (dot)
        __lc_put(s, ".", 1);
    __lc_put(s, text + 1, (size_t)frac);
    __lc_pad(s, '0', prec - frac);
    __lc_put(s, exp, (size_t)ne);
    __lc_field_close(s, o, prefix, all);
}

void __lc_put_float(Sink *s, const Spec *o, const Binary *b)
{
    const char *sign = sign_of(o, b);
    i32 prec = o->prec < 0 ? 6 : o->prec;
    Digits d;
    if (b->inf || b->nan) {
        put_word(s, o, b);
        return;
    }
    if ((o->conv | 32) == 'a') {
        int wide = o->size == LEN_LONG_DOUBLE;   // x87: as others print it, four bits first
        put_hex(s, o, b, wide ? LDBL_MANT_DIG : 53, wide && LDBL_MANT_DIG == 64 ? 4 : 1);
        return;
    }
    __lc_digits(&d, b->hi, b->m, b->exp);
    switch (o->conv | 32) {
    case 'f':
        if (prec < DEC_FRAC)
            __lc_digits_round(&d, d.point + prec);
        put_fixed(s, o, sign, &d, prec);
        break;
    case 'e':
        if (prec < DEC_DIGITS)
            __lc_digits_round(&d, prec + 1);
        put_scientific(s, o, sign, &d, prec);
        break;
    default:
        put_general(s, o, sign, &d, prec);
    }
}
