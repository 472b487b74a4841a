// evalflt.c - floating values while compiling: double, float rounded from it, and long double where
// it is wider, in software
#include "frontend/c/tree_int.h"

LFormat ext_form(Par *p)
{
    return p->dl->ldouble == T_F80 ? LF_X87 : LF_QUAD;
}

FltVal node_flt(const Node *e)
{
    FltVal v = {0, {0, 0}};
    if (is_ext(e->ty))
        v.l = e->u.l;
    else
        v.d = e->u.f;
    return v;
}

Node *flt_node(Par *p, CType *ty, FltVal v, Span at)
{
    Node *n = node_new(p, N_FLT, ty, at);
    if (is_ext(ty))
        n->u.l = v.l;
    else
        n->u.f = v.d;
    return n;
}

static double rounded(const CType *t, double d)
{
    return t->kind == TY_FLOAT ? (double)(float)d : d;
}

FltVal flt_convert(Par *p, const CType *from, const CType *to, FltVal v)
{
    LFormat k = ext_form(p);
    bool a = is_ext(from), b = is_ext(to);
    if (b)
        return a ? v : (FltVal){0, lflt_of_double(k, v.d)};
    if (!a)
        v.d = rounded(to, v.d);
    else if (to->kind == TY_FLOAT)       // once, not through double
        v.d = lflt_to_float(k, v.l);
    else
        v.d = lflt_to_double(k, v.l);
    return v;
}

FltVal flt_binary(Par *p, BinOp op, const CType *t, FltVal a, FltVal b)
{
    LFormat k = ext_form(p);
    if (is_ext(t)) {
        a.l = op == BO_ADD ? lflt_add(k, a.l, b.l) : op == BO_SUB ? lflt_sub(k, a.l, b.l)
            : op == BO_MUL ? lflt_mul(k, a.l, b.l) : lflt_div(k, a.l, b.l);
        return a;
    }
    a.d = rounded(t, op == BO_ADD ? a.d + b.d : op == BO_SUB ? a.d - b.d
                   : op == BO_MUL ? a.d * b.d : a.d / b.d);
    return a;
}

FltVal flt_negated(Par *p, const CType *t, FltVal a)
{
    if (is_ext(t))
        a.l = lflt_neg(ext_form(p), a.l);
    else
        a.d = -a.d;
    return a;
}

// 2 when one of them is no number
static int order(Par *p, const CType *t, FltVal a, FltVal b)
{
    if (is_ext(t))
        return lflt_cmp(ext_form(p), a.l, b.l);
    return a.d < b.d ? -1 : a.d > b.d ? 1 : a.d == b.d ? 0 : 2;
}

bool flt_compare(Par *p, BinOp op, const CType *t, FltVal a, FltVal b)
{
    int c = order(p, t, a, b);
    switch (op) {
    case BO_EQ: return c == 0;
    case BO_NE: return c != 0;
    case BO_LT: return c == -1;
    case BO_GE: return c == 0 || c == 1;
    case BO_GT: return c == 1;
    default: return c == 0 || c == -1;
    }
}

bool flt_is_true(Par *p, const CType *t, FltVal v)
{
    return order(p, t, v, (FltVal){0, {0, 0}}) != 0;
}

// Both halves are exact, their sum is rounded.
static LFlt ext_of_wide(Par *p, Wide w, bool u)
{
    LFormat k = ext_form(p);
    LFlt hi = u ? lflt_of_u64(k, w.hi) : lflt_of_i64(k, (i64)w.hi);
    hi = lflt_mul(k, hi, lflt_of_double(k, 0x1p64));
    return lflt_add(k, hi, lflt_of_u64(k, w.lo));
}

FltVal flt_of_int(Par *p, const CType *from, const CType *to, i64 v, i64 upper)
{
    bool u = ty_unsigned(p, from);
    FltVal r = {0, {0, 0}};
    Wide w = {(u64)v, (u64)upper};
    if (is_wide(from) && is_ext(to))
        r.l = ext_of_wide(p, w, u);
    else if (is_wide(from))
        r.d = to->kind == TY_FLOAT ? (double)wide_to_float(w, u) : wide_to_double(w, u);
    else if (is_ext(to))
        r.l = u ? lflt_of_u64(ext_form(p), (u64)v) : lflt_of_i64(ext_form(p), v);
    else if (to->kind == TY_FLOAT)       // once, not through double
        r.d = u ? (double)(float)(u64)v : (double)(float)v;
    else
        r.d = u ? (double)(u64)v : (double)v;
    return r;
}

static bool ext_to_int(Par *p, const CType *t, LFlt l, i64 *out)
{
    u64 m;
    bool neg;
    if (!lflt_to_int(ext_form(p), l, &m, &neg))
        return false;
    if (m >> 63 && (neg ? m > (u64)1 << 63 : !ty_unsigned(p, t) || ty_size(p, t) < 8))
        return false;
    *out = (i64)(neg ? 0 - m : m);
    return int_wrap(p, t, *out) == *out;
}

bool flt_as_wide(Par *p, const CType *from, const CType *t, FltVal v, Wide *out)
{
    LFormat k = ext_form(p);
    bool u = ty_unsigned(p, t), neg, ok;
    u64 hi, lo;
    if (!is_ext(from))
        return wide_from_double(v.d, u, out);
    ok = lflt_to_int(k, lflt_mul(k, v.l, lflt_of_double(k, 0x1p-64)), &hi, &neg);
    if (!ok || (hi >> 63 && !u))
        return false;
    LFlt top = lflt_mul(k, lflt_of_u64(k, hi), lflt_of_double(k, 0x1p64));
    lflt_to_int(k, lflt_sub(k, neg ? lflt_neg(k, v.l) : v.l, top), &lo, &ok);
    *out = neg ? wide_neg((Wide){lo, hi}) : (Wide){lo, hi};
    return !(neg && u && (lo | hi));
}

// False when the result is undefined: it is left for the machine.
bool flt_as_int(Par *p, const CType *from, const CType *t, FltVal v, i64 *out)
{
    double f = v.d;
    if (ty_plain(t)->kind == TY_BOOL) {
        *out = flt_is_true(p, from, v);
        return true;
    }
    if (is_ext(from))
        return ext_to_int(p, t, v.l, out);
    if (f != f)
        return false;
    if (ty_unsigned(p, t) && f >= 9223372036854775808.0 && f < 18446744073709551616.0) {
        *out = int_wrap(p, t, (i64)(u64)f);
        return ty_size(p, t) == 8;
    }
    if (!(f > -9223372036854775809.0 && f < 9223372036854775808.0))
        return false;
    *out = (i64)f;
    return int_wrap(p, t, *out) == *out;
}
