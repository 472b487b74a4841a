// fpbuiltin.c - builtin functions on classes of floating-point numbers, as expressions of others
//
// An argument that is needed more than once goes to a hidden variable first.
#include "frontend/c/tree_int.h"

static Node *comma(Par *p, Node *a, Node *b)
{
    Node *n = node_new(p, N_COMMA, b->ty->unqual, b->span);
    n->a = a;
    n->b = b;
    n->depth = (u16)(MAX(a->depth, b->depth) + 1);
    mark_used(a);
    return n;
}

Node *fp_either(Par *p, Node *c, Node *yes, Node *no)
{
    Node *n = node_new(p, N_COND, no->ty->unqual, c->span);
    n->a = c;
    n->b = yes;
    n->c = no;
    n->depth = (u16)(MAX(c->depth, MAX(yes->depth, no->depth)) + 1);
    return fold(p, n);
}

// e itself when it is a constant, else a variable that `set` gives its value.
Node *fp_once(Par *p, Node *e, Node **set)
{
    *set = NULL;
    if (e->kind == N_FLT || e->kind == N_INT || !p->body)
        return e;
    Decl *d = hidden_var(p, e->ty->unqual, "", e->span);
    Node *v = mk_var(p, d, e->span), *n = node_new(p, N_ASSIGN, e->ty->unqual, e->span);
    d->set = d->used = true;
    n->a = v;
    n->b = e;
    n->depth = (u16)(e->depth + 1);
    *set = n;
    return v;
}

// An argument as a real floating-point number; NULL, reported, when it is none.
static Node *real_arg(Par *p, Node *e, const char *name)
{
    e = decay(p, e);
    if (is_int(e->ty))
        e = cast_to(p, e, &p->basic[TY_DOUBLE]);
    if (is_flt(e->ty))
        return cast_to(p, e, e->ty->unqual);
    if (!is_err(e->ty))
        say(p, CE_BUILTIN_ARG, e->span, ty_str(p, e->ty), name);
    return NULL;
}

static Node *int_of(Par *p, i64 v, Span at)
{
    return node_int(p, &p->basic[TY_INT], v, at);
}

static Node *flt_of(Par *p, double v, CType *t, Span at)
{
    Node *n = node_new(p, N_FLT, &p->basic[TY_DOUBLE], at);
    n->u.f = v;
    return cast_to(p, n, t);
}

// The least normal number of x's type; a long double's exponent has 15 bits where it is no double.
static Node *least_normal(Par *p, Node *x)
{
    CType *t = x->ty->unqual;
    if (t->kind == TY_FLOAT)
        return flt_of(p, 0x1p-126, t, x->span);
    Node *m = flt_of(p, 0x1p-1022, t, x->span);
    if (ty_size(p, t) == 8)
        return m;
    for (int i = 0; i < 4; i++)
        m = mk_bin(p, BO_MUL, m, m, x->span);
    return mk_bin(p, BO_MUL, m, flt_of(p, 0x1p-30, t, x->span), x->span);
}

static Node *test(Par *p, BuiltinOp op, Node *x)
{
    Node *n = node_new(p, N_BUILTIN, &p->basic[TY_INT], x->span);
    n->op = (u8)op;
    n->u.arg.v = arena_array(p->mem, Node *, 1);
    n->u.arg.v[0] = x;
    n->u.arg.n = 1;
    n->depth = (u16)(x->depth + 1);
    return n;
}

// |x| < the least normal number
static Node *is_small(Par *p, Node *x)
{
    Node *neg = node_new(p, N_NEG, x->ty->unqual, x->span);
    neg->a = x;
    neg->depth = (u16)(x->depth + 1);
    Node *zero = flt_of(p, 0, x->ty->unqual, x->span);
    Node *size = fp_either(p, mk_bin(p, BO_LT, x, zero, x->span), fold(p, neg), x);
    return mk_bin(p, BO_LT, size, least_normal(p, x), x->span);
}

/* ---- the functions ---- */

Node *mk_fpclassify(Par *p, Node **v, Span at)
{
    for (u32 i = 0; i < 5; i++) {
        v[i] = convert(p, v[i], &p->basic[TY_INT], "argument", v[i]->span);
        if (is_err(v[i]->ty))
            return v[i];
    }
    Node *set, *x = real_arg(p, v[5], "fpclassify");
    if (!x)
        return mk_error(p, at);
    x = fp_once(p, x, &set);
    Node *is_zero = mk_bin(p, BO_EQ, x, flt_of(p, 0, x->ty->unqual, at), at);
    Node *r = fp_either(p, is_zero, v[4], fp_either(p, is_small(p, x), v[3], v[2]));
    r = fp_either(p, test(p, B_ISNAN, x), v[0], fp_either(p, test(p, B_ISINF, x), v[1], r));
    return set ? comma(p, set, r) : r;
}

Node *mk_isnormal(Par *p, Node *e, Span at)
{
    Node *set, *x = real_arg(p, e, "isnormal");
    if (!x)
        return mk_error(p, at);
    x = fp_once(p, x, &set);
    Node *zero = int_of(p, 0, at), *one = int_of(p, 1, at);
    Node *r = fp_either(p, test(p, B_ISFINITE, x), fp_either(p, is_small(p, x), zero, one), zero);
    return set ? comma(p, set, r) : r;
}

static Node *same(Par *p, Node *x)
{
    return mk_bin(p, BO_EQ, x, x, x->span);
}

// isless and its like raise nothing where a NaN has no order: zeros are compared in its place.
static Node *quiet(Par *p, BinOp op, Node *x, Node *y, Span at)
{
    Node *zero = flt_of(p, 0, x->ty->unqual, at);
    Node *set, *yes = int_of(p, 1, at);
    Node *none = fp_either(p, same(p, x), fp_either(p, same(p, y), int_of(p, 0, at), yes), yes);
    none = fp_once(p, none, &set);
    Node *less = mk_bin(p, op, fp_either(p, none, zero, x), fp_either(p, none, zero, y), at);
    Node *r = mk_bin(p, BO_AND, less, mk_bin(p, BO_XOR, none, int_of(p, 1, at), at), at);
    return set ? comma(p, set, r) : r;
}

// op: an order, BO_NE for islessgreater, or BO_NONE for isunordered.
Node *mk_unordered(Par *p, Node *a, Node *b, BinOp op, Span at)
{
    Node *seta, *setb, *x = real_arg(p, a, "isunordered"), *y = real_arg(p, b, "isunordered");
    if (!x || !y)
        return mk_error(p, at);
    CType *t = ty_usual(p, x->ty, y->ty);
    x = fp_once(p, cast_to(p, x, t), &seta);
    y = fp_once(p, cast_to(p, y, t), &setb);
    Node *r;
    if (op != BO_NONE)
        r = quiet(p, op, x, y, at);
    else
        r = mk_bin(p, BO_OR, mk_bin(p, BO_NE, x, x, at), mk_bin(p, BO_NE, y, y, at), at);
    if (setb)
        r = comma(p, setb, r);
    return seta ? comma(p, seta, r) : r;
}
