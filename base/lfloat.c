// lfloat.c - long double as numbers: the x87 80-bit format and binary128, by integers alone
#include "base/base.h"

#include "base/lfloat.inc"
#include "base/lftext.inc"

static const LfForm *form_of(LFormat k)
{
    return k == LF_X87 ? &lf_x87 : &lf_quad;
}

static LfNum open_(LFormat k, LFlt x)
{
    return k == LF_X87 ? lf_of_x87(x.hi, x.lo) : lf_of_quad(x.hi, x.lo);
}

static LFlt close_(LFormat k, LfNum n)
{
    LFlt r;
    if (k == LF_X87)
        lf_to_x87(n, &r.hi, &r.lo);
    else
        lf_to_quad(n, &r.hi, &r.lo);
    return r;
}

LFlt lflt_add(LFormat k, LFlt a, LFlt b)
{
    return close_(k, lf_sum(form_of(k), open_(k, a), open_(k, b)));
}

LFlt lflt_sub(LFormat k, LFlt a, LFlt b)
{
    LfNum y = open_(k, b);
    y.neg ^= y.cls != LF_NAN;
    return close_(k, lf_sum(form_of(k), open_(k, a), y));
}

LFlt lflt_mul(LFormat k, LFlt a, LFlt b)
{
    return close_(k, lf_product(form_of(k), open_(k, a), open_(k, b)));
}

LFlt lflt_div(LFormat k, LFlt a, LFlt b)
{
    return close_(k, lf_quotient(form_of(k), open_(k, a), open_(k, b)));
}

LFlt lflt_neg(LFormat k, LFlt a)
{
    a.hi ^= k == LF_X87 ? 0x8000 : (u64)1 << 63;
    return a;
}

int lflt_cmp(LFormat k, LFlt a, LFlt b)
{
    LfNum x = open_(k, a), y = open_(k, b);
    return lf_compare(&x, &y);
}

LFlt lflt_of_u64(LFormat k, u64 x)
{
    return close_(k, lf_of_int(x, false));
}

LFlt lflt_of_i64(LFormat k, i64 x)
{
    return close_(k, lf_of_int(x < 0 ? 0 - (u64)x : (u64)x, x < 0));
}

LFlt lflt_of_double(LFormat k, double x)
{
    u64 bits;
    memcpy(&bits, &x, sizeof bits);
    return close_(k, lf_of_double(bits));
}

double lflt_to_double(LFormat k, LFlt x)
{
    u64 bits = lf_to_narrow(&lf_double, open_(k, x));
    double r;
    memcpy(&r, &bits, sizeof r);
    return r;
}

float lflt_to_float(LFormat k, LFlt x)
{
    u32 bits = (u32)lf_to_narrow(&lf_single, open_(k, x));
    float r;
    memcpy(&r, &bits, sizeof r);
    return r;
}

bool lflt_to_int(LFormat k, LFlt x, u64 *magnitude, bool *neg)
{
    LfNum n = open_(k, x);
    *neg = n.neg;
    return lf_to_int(&n, magnitude);
}

int lflt_parse(LFormat k, Str s, LFlt *out)
{
    bool neg = s.n && s.p[0] == '-', ok;
    LfNum n = lf_zero(false);
    *out = (LFlt){0, 0};
    if (s.n && (s.p[0] == '-' || s.p[0] == '+'))
        s.p++, s.n--;
    if (s.n > 2 && s.p[0] == '0' && (s.p[1] | 0x20) == 'x') {
        ok = lf_read_hex(s.p + 2, s.n - 2, &n);
    } else {
        LfWide *w = xmalloc(2 * sizeof *w);
        ok = lf_read_dec(s.p, s.n, &n, &w[0], &w[1]);
        free(w);
    }
    if (!ok)
        return -1;
    n.neg = neg;
    *out = close_(k, n);
    LfNum back = open_(k, *out);
    return back.cls == LF_INF;
}

void lflt_bytes(LFlt x, u8 out[16])
{
    for (int i = 0; i < 8; i++) {
        out[i] = (u8)(x.lo >> 8 * i);
        out[8 + i] = (u8)(x.hi >> 8 * i);
    }
}

LFlt lflt_of_bytes(LFormat k, const u8 in[16])
{
    LFlt x = {0, 0};
    for (int i = 0; i < 8; i++)
        x.lo |= (u64)in[i] << 8 * i;
    for (int i = 0; i < (k == LF_X87 ? 2 : 8); i++)
        x.hi |= (u64)in[8 + i] << 8 * i;
    return x;
}
