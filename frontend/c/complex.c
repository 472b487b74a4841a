// complex.c - complex numbers: types, parts, constants
//
// A real operand of + - * and the divisor of / stays real in the tree: as C11 Annex G has it, and
// gcc, x * (a + bi) multiplies twice and makes no NaN out of an infinity.
#include "frontend/c/tree_int.h"

void complex_init(Par *p)
{
    for (int k = TY_CHAR; k <= TY_LDOUBLE; k++) {
        CType *e = &p->basic[k];
        for (u32 i = 0; i < 2; i++)
            p->part[k][i] = (Member){.name = i ? STR("imaginary part") : STR("real part"),
                                     .ty = e, .off = i * ty_size(p, e)};
        if (k <= TY_ULLONG)
            p->cint[k] = (CType){.kind = TY_CINT, .base = e, .unqual = &p->cint[k]};
    }
}

CType *cx_elem(Par *p, const CType *t)
{
    return t->kind == TY_CINT ? t->base : &p->basic[t->kind - TY_CFLOAT + TY_FLOAT];
}

bool cx_takes(const CType *real)
{
    return is_flt(real) || (real->kind >= TY_CHAR && real->kind <= TY_ULLONG);
}

CType *cx_of(Par *p, const CType *real)
{
    real = ty_plain(real);
    return is_int(real) ? &p->cint[real->kind] : &p->basic[real->kind - TY_FLOAT + TY_CFLOAT];
}

const char *cx_mode(Par *p, const CType *real)
{
    return ty_size(p, real) == 4 ? "sc" : ty_size(p, real) == 8 ? "dc"
         : p->dl->ldouble == T_F80 ? "xc" : "tc";
}

Node *mk_complex(Par *p, CType *t, Node *re, Node *im, Span at)
{
    Node *n = node_new(p, N_COMPLEX, t, at);
    n->a = re;
    n->b = im;
    n->depth = (u16)(MAX(re->depth, im->depth) + 1);
    return n;
}

static Node *zero_of(Par *p, CType *real, Span at)
{
    return cast_to(p, node_int(p, &p->basic[TY_INT], 0, at), real);
}

static bool is_number(const Node *e) { return e->kind == N_FLT || e->kind == N_INT; }

static bool constant(const Node *e)
{
    return e->kind == N_COMPLEX ? is_number(e->a) && is_number(e->b) : is_number(e);
}

Node *cx_part(Par *p, Node *e, int k, Span at)
{
    if (is_err(e->ty))
        return e;
    if (is_complex(e->ty)) {
        if (constant(e))
            return k ? e->b : e->a;
        if (e->ty->qual & Q_ATOMIC) { // the parts of its value
            Node *v = node_new(p, N_CAST, e->ty->unqual, e->span);
            v->a = e;
            v->depth = (u16)(e->depth + 1);
            e = v;
        }
        return mk_member(p, e, e->ty, &p->part[cx_elem(p, e->ty)->kind][k], at);
    }
    e = k ? promote(p, e) : e;
    if (!is_arith(e->ty)) {
        say(p, CE_UNARY, at, k ? "__imag__" : "__real__", ty_str(p, e->ty));
        return mk_error(p, at);
    }
    if (!k)
        return e;
    Node *zero = cast_to(p, node_int(p, &p->basic[TY_INT], 0, at), e->ty->unqual);
    if (e->kind == N_FLT || e->kind == N_INT || e->kind == N_VAR)
        return zero;
    Node *n = node_new(p, N_COMMA, zero->ty, at);
    n->a = e;
    n->b = zero;
    n->depth = (u16)(e->depth + 1);
    return n;
}

// An operand of the arithmetic op in the complex type t: real ones stay so where that is the rule.
Node *cx_operand(Par *p, Node *e, CType *t, BinOp op, bool left)
{
    bool stays = !is_complex(e->ty) && !(left && op == BO_DIV);
    return cast_to(p, e, stays ? cx_elem(p, t) : t);
}

/* ---- folding ---- */

static Node *re_of(Node *e) { return e->kind == N_COMPLEX ? e->a : e; }

// Of parts: narrow integers stay as they are.
static Node *op2(Par *p, BinOp op, Node *a, Node *b)
{
    return cast_to(p, mk_bin(p, op, a, b, a->span), a->ty);
}

static Node *neg(Par *p, Node *e)
{
    Node *n = node_new(p, N_NEG, e->ty, e->span);
    n->a = e;
    return fold(p, n);
}

static Node *fold_sum(Par *p, Node *e)
{
    Node *a = e->a, *b = e->b, *im;
    BinOp op = (BinOp)e->op;
    if (a->kind != N_COMPLEX)
        im = op == BO_SUB ? neg(p, b->b) : b->b;
    else
        im = b->kind == N_COMPLEX ? op2(p, op, a->b, b->b) : a->b;
    return mk_complex(p, e->ty, op2(p, op, re_of(a), re_of(b)), im, e->span);
}

static bool is_nan(Par *p, Node *e)
{
    i64 v;
    return is_flt(e->ty) && (!eval_int(p, mk_bin(p, BO_EQ, e, e, e->span), &v) || !v);
}

static Node *fold_product(Par *p, Node *e)
{
    Node *a = e->a, *b = e->b, *re, *im;
    if (a->kind != N_COMPLEX || b->kind != N_COMPLEX) {
        Node *z = a->kind == N_COMPLEX ? a : b, *x = z == a ? b : a;
        re = op2(p, BO_MUL, z->a, x);
        im = op2(p, BO_MUL, z->b, x);
    } else {
        re = op2(p, BO_SUB, op2(p, BO_MUL, a->a, b->a), op2(p, BO_MUL, a->b, b->b));
        im = op2(p, BO_ADD, op2(p, BO_MUL, a->a, b->b), op2(p, BO_MUL, a->b, b->a));
        if (is_nan(p, re) || is_nan(p, im))
            return e; // left for __mul?c3
    }
    return mk_complex(p, e->ty, re, im, e->span);
}

typedef struct Fold {   // arithmetic on constants of one type
    Par *p;
    CType *t;
} Fold;

static FltVal calc(Fold *f, BinOp op, FltVal a, FltVal b)
{
    return flt_binary(f->p, op, f->t, a, b);
}

static FltVal number(Fold *f, double d)
{
    return flt_convert(f->p, &f->p->basic[TY_DOUBLE], f->t, (FltVal){.d = d});
}

static FltVal power_of_2(Fold *f, int e)
{
    FltVal r = number(f, 1), by = number(f, e < 0 ? 0.5 : 2);
    for (u32 n = (u32)(e < 0 ? -e : e); n; n >>= 1) {
        if (n & 1)
            r = calc(f, BO_MUL, r, by);
        if (n > 1)
            by = calc(f, BO_MUL, by, by);
    }
    return r;
}

static FltVal size_of(Fold *f, FltVal v)
{
    return flt_compare(f->p, BO_LT, f->t, v, number(f, 0)) ? flt_negated(f->p, f->t, v) : v;
}

static bool less(Fold *f, FltVal a, FltVal b)
{
    return flt_compare(f->p, BO_LT, f->t, a, b);
}

// Both as the runtime does it (runtime/core/complex.inc), with the same roundings.
static void scale_parts(Fold *f, FltVal *v)
{
    bool quad = f->p->dl->ldouble == T_F128, wide = is_ext(f->t);
    int digits = !wide ? 53 : quad ? 113 : 64, most = wide ? 16383 : 1023;
    FltVal least = power_of_2(f, 1 - most), not_large = power_of_2(f, most - (digits - 1));
    FltVal s[4], by;
    for (u32 k = 0; k < 4; k++)
        s[k] = size_of(f, v[k]);
    bool fits = less(f, s[3], not_large);
    bool small = fits && ((less(f, s[0], least) && less(f, s[1], not_large)) ||
                          (less(f, s[1], least) && less(f, s[0], not_large)));
    if (!less(f, s[3], power_of_2(f, most)))
        by = number(f, 0.5);
    else if (small || less(f, s[3], power_of_2(f, 1 - digits)))
        by = power_of_2(f, digits - 1);
    else
        return;
    for (u32 k = 0; k < 4; k++)
        v[k] = calc(f, BO_MUL, v[k], by);
}

static void smith_quotient(Fold *f, FltVal *v, bool swapped, FltVal out[2])
{
    FltVal a = v[0], b = v[1], c = v[2], d = v[3], x, y;
    FltVal ratio = calc(f, BO_DIV, c, d);
    FltVal den = calc(f, BO_MUL, c, ratio);
    den = calc(f, BO_ADD, den, d);
    if (less(f, power_of_2(f, is_ext(f->t) ? -16382 : -1022), size_of(f, ratio))) {
        x = calc(f, BO_MUL, a, ratio);
        y = calc(f, BO_MUL, b, ratio);
    } else {
        x = calc(f, BO_DIV, a, d);
        x = calc(f, BO_MUL, c, x);
        y = calc(f, BO_DIV, b, d);
        y = calc(f, BO_MUL, c, y);
    }
    x = calc(f, BO_ADD, x, b);
    y = swapped ? calc(f, BO_SUB, a, y) : calc(f, BO_SUB, y, a);
    out[0] = calc(f, BO_DIV, x, den);
    out[1] = calc(f, BO_DIV, y, den);
}

// Of floats, in double.
static void plain_quotient(Fold *f, const FltVal *v, FltVal out[2])
{
    FltVal cc = calc(f, BO_MUL, v[2], v[2]), dd = calc(f, BO_MUL, v[3], v[3]);
    FltVal ac = calc(f, BO_MUL, v[0], v[2]), bd = calc(f, BO_MUL, v[1], v[3]);
    FltVal bc = calc(f, BO_MUL, v[1], v[2]), ad = calc(f, BO_MUL, v[0], v[3]);
    FltVal den = calc(f, BO_ADD, cc, dd), re = calc(f, BO_ADD, ac, bd);
    FltVal im = calc(f, BO_SUB, bc, ad);
    out[0] = calc(f, BO_DIV, re, den);
    out[1] = calc(f, BO_DIV, im, den);
}

// (a + bi) / (c + di) of integers, as lowcomplex.c has it. Not, where the divisor is zero.
static Node *int_quotient(Par *p, Node *e)
{
    Node *x = e->a, *y = e->b;
    Node *cc = op2(p, BO_MUL, y->a, y->a), *dd = op2(p, BO_MUL, y->b, y->b);
    Node *ac = op2(p, BO_MUL, x->a, y->a), *bd = op2(p, BO_MUL, x->b, y->b);
    Node *bc = op2(p, BO_MUL, x->b, y->a), *ad = op2(p, BO_MUL, x->a, y->b);
    Node *den = op2(p, BO_ADD, cc, dd), *re = op2(p, BO_ADD, ac, bd), *im = op2(p, BO_SUB, bc, ad);
    if (is_number(den) && is_zero(den))
        return e;
    re = op2(p, BO_DIV, re, den);
    return mk_complex(p, e->ty, re, op2(p, BO_DIV, im, den), e->span);
}

// Is a quotient without numbers one in Annex G, too: of no infinities, and not by zero?
static bool quotient_is_nan(Fold *f, const FltVal *v)
{
    bool zero = true;
    for (u32 k = 0; k < 4; k++) {
        FltVal none = calc(f, BO_SUB, v[k], v[k]);
        bool number_is = flt_compare(f->p, BO_EQ, f->t, v[k], v[k]);
        if (number_is && !flt_compare(f->p, BO_EQ, f->t, none, none))
            return false;
        zero &= k < 2 || flt_compare(f->p, BO_EQ, f->t, v[k], number(f, 0));
    }
    return !zero;
}

// By a real number; by a complex one as when the program runs, unless nothing is a number.
static Node *fold_quotient(Par *p, Node *e)
{
    Node *a = e->a, *b = e->b;
    CType *part = cx_elem(p, e->ty);
    if (b->kind == N_INT && is_zero(b))
        return e;
    if (b->kind != N_COMPLEX) {
        Node *re = op2(p, BO_DIV, a->a, b);
        return mk_complex(p, e->ty, re, op2(p, BO_DIV, a->b, b), e->span);
    }
    if (is_int(part))
        return int_quotient(p, e);
    bool single = part->kind == TY_FLOAT;
    Fold f = {p, single ? &p->basic[TY_DOUBLE] : part};
    FltVal v[4] = {node_flt(a->a), node_flt(a->b), node_flt(b->a), node_flt(b->b)}, z[2];
    if (single) {
        plain_quotient(&f, v, z);
        for (u32 k = 0; k < 2; k++)
            z[k] = flt_convert(p, f.t, part, z[k]);
    } else {
        bool swap = !less(&f, size_of(&f, v[2]), size_of(&f, v[3]));
        FltVal w[4] = {v[swap], v[!swap], v[2 + swap], v[3 - swap]};
        scale_parts(&f, w);
        smith_quotient(&f, w, swap, z);
    }
    Node *re = flt_node(p, part, z[0], e->span), *im = flt_node(p, part, z[1], e->span);
    // what Annex G makes of infinities and of zero as divisor is left to the program
    bool special = is_nan(p, re) && is_nan(p, im) && !quotient_is_nan(&f, v);
    return special ? e : mk_complex(p, e->ty, re, im, e->span);
}

static Node *fold_equal(Par *p, Node *e)
{
    Node *re = mk_bin(p, BO_EQ, e->a->a, e->b->a, e->span);
    Node *im = mk_bin(p, BO_EQ, e->a->b, e->b->b, e->span);
    i64 a, b;
    if (!eval_int(p, re, &a) || !eval_int(p, im, &b))
        return e;
    return node_int(p, e->ty, (a && b) == (e->op == BO_EQ), e->span);
}

static Node *fold_binary(Par *p, Node *e)
{
    if (!constant(e->a) || !constant(e->b))
        return e;
    switch (e->op) {
    case BO_ADD:
    case BO_SUB: return fold_sum(p, e);
    case BO_MUL: return fold_product(p, e);
    case BO_DIV: return fold_quotient(p, e);
    default: return fold_equal(p, e);
    }
}

static Node *fold_convert(Par *p, Node *e)
{
    Node *a = e->a;
    CType *t = e->ty;
    if (!is_complex(t)) {
        if (ty_plain(t)->kind != TY_BOOL)
            return constant(a) ? cast_to(p, a->a, t) : e;
        i64 re, im;
        Node *zero = zero_of(p, cx_elem(p, a->ty), e->span);
        if (!constant(a) || !eval_int(p, mk_bin(p, BO_NE, a->a, zero, e->span), &re) ||
            !eval_int(p, mk_bin(p, BO_NE, a->b, zero, e->span), &im))
            return e;
        return node_int(p, t, re | im, e->span);
    }
    CType *part = cx_elem(p, t);
    if (!is_complex(a->ty))
        return mk_complex(p, t, cast_to(p, a, part), zero_of(p, part, e->span), e->span);
    if (a->kind == N_COMPLEX)
        return mk_complex(p, t, cast_to(p, a->a, part), cast_to(p, a->b, part), e->span);
    return e;
}

Node *fold_complex(Par *p, Node *e)
{
    switch (e->kind) {
    case N_BIN: return fold_binary(p, e);
    case N_CAST: return is_void(e->ty) ? e : fold_convert(p, e);
    case N_NEG:
    case N_BNOT:
        if (!constant(e->a))
            return e;
        return mk_complex(p, e->ty, e->kind == N_NEG ? neg(p, e->a->a) : e->a->a,
                          neg(p, e->a->b), e->span);
    default: return e;
    }
}
