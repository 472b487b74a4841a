// eval.c - constant folding and constant expressions, address constants included
#include "frontend/c/tree_int.h"

static i64 shift_right(i64 a, u32 n)
{
    return a < 0 ? ~(i64)((~(u64)a) >> n) : (i64)((u64)a >> n);
}

// The value that type `t` keeps of v: truncated, then extended by its sign.
i64 int_wrap(Par *p, const CType *t, i64 v)
{
    if (ty_plain(t)->kind == TY_BOOL)
        return v != 0;
    bool u = ty_unsigned(p, t);
    if (t->width) {
        u32 up = 64u - t->width;
        v = (i64)((u64)v << up);
        return u ? (i64)((u64)v >> up) : shift_right(v, up);
    }
    switch (ty_size(p, t)) {
    case 1: return u ? (i64)(u8)v : (i64)(i8)v;
    case 2: return u ? (i64)(u16)v : (i64)(i16)v;
    case 4: return u ? (i64)(u32)v : (i64)(i32)v;
    default: return v;
    }
}

static bool add_over(i64 a, i64 b, i64 *r)
{
    *r = (i64)((u64)a + (u64)b);
    return ((a ^ *r) & (b ^ *r)) < 0;
}

static bool sub_over(i64 a, i64 b, i64 *r)
{
    *r = (i64)((u64)a - (u64)b);
    return ((a ^ b) & (a ^ *r)) < 0;
}

static bool mul_over(i64 a, i64 b, i64 *r)
{
    *r = (i64)((u64)a * (u64)b);
    if (a == 0 || b == 0)
        return false;
    if ((a == -1 && b == INT64_MIN) || (b == -1 && a == INT64_MIN))
        return true;
    return *r / b != a;
}

static bool fold_compare(BinOp op, bool u, i64 a, i64 b)
{
    switch (op) {
    case BO_EQ: return a == b;
    case BO_NE: return a != b;
    case BO_LT: return u ? (u64)a < (u64)b : a < b;
    case BO_GE: return u ? (u64)a >= (u64)b : a >= b;
    case BO_GT: return u ? (u64)a > (u64)b : a > b;
    default: return u ? (u64)a <= (u64)b : a <= b;
    }
}

// `t` is the type of the operands. False when the operation has no value.
static bool fold_int(Par *p, BinOp op, const CType *t, i64 a, i64 b, i64 *out, bool *overflow)
{
    bool u = ty_unsigned(p, t), over = false;
    i64 r = 0;
    u32 bits = ty_bits(p, t);
    switch (op) {
    case BO_ADD: over = add_over(a, b, &r); break;
    case BO_SUB: over = sub_over(a, b, &r); break;
    case BO_MUL: over = mul_over(a, b, &r); break;
    case BO_DIV:
    case BO_REM:
        if (b == 0)
            return false;
        if (u)
            r = op == BO_DIV ? (i64)((u64)a / (u64)b) : (i64)((u64)a % (u64)b);
        else if (b == -1) {
            if (int_wrap(p, t, (i64)(0 - (u64)a)) == a && a != 0)
                return false;
            r = op == BO_DIV ? (i64)(0 - (u64)a) : 0;
        } else
            r = op == BO_DIV ? a / b : a % b;
        break;
    case BO_AND: r = a & b; break;
    case BO_OR: r = a | b; break;
    case BO_XOR: r = a ^ b; break;
    case BO_SHL: r = (i64)((u64)a << ((u64)b & (bits - 1))); break;
    case BO_SHR:
        r = u ? (i64)((u64)a >> ((u64)b & (bits - 1))) : shift_right(a, (u32)((u64)b & (bits - 1)));
        break;
    default:
        *out = fold_compare(op, u, a, b);
        *overflow = false;
        return true;
    }
    i64 w = int_wrap(p, t, r);
    *overflow = !u && (over || (w != r && op != BO_SHL));
    *out = w;
    return true;
}

// A value in place of e.
static Node *like(Node *n, const Node *e)
{
    n->flags = e->flags & NF_PAREN;
    n->flags |= e->kind == N_BIN && e->op >= BO_EQ ? NF_COMPARED : 0;
    n->lo = e->lo;
    n->hi = e->hi;
    return n;
}

/* Its value is known, but in ISO C it is no integer constant expression: parts of it are of other
 * kinds, are not evaluated, or have no value. */
static bool only_folded(const Node *e)
{
    return e->kind != N_INT || (e->flags & NF_FOLDED);
}

// ... but is made of such: what is not evaluated may have any operator (6.6p3).
static bool of_constants(const Node *e)
{
    while (e->kind == N_COMMA && of_constants(e->a))
        e = e->b;
    return e->kind == N_INT;
}

static Node *folded(Node *n, bool yes)
{
    n->flags |= yes ? NF_FOLDED : 0;
    return n;
}

static Node *as_int(Par *p, Node *e, i64 v)
{
    return like(node_int(p, e->ty, v, e->span), e);
}

static Node *as_wide(Par *p, Node *e, Wide v)
{
    return like(node_wide(p, e->ty, v, e->span), e);
}

// The 128 bits of an integer constant of type t.
static Wide wide_const(Par *p, const CType *t, i64 v, i64 hi)
{
    return is_wide(t) ? (Wide){(u64)v, (u64)hi} : wide_of(v, ty_unsigned(p, t));
}

static Wide wide_node(Par *p, const Node *e)
{
    return wide_const(p, e->ty, e->u.i, e->u.hi);
}

static Node *as_flt(Par *p, Node *e, FltVal v)
{
    return like(flt_node(p, e->ty, v, e->span), e);
}

// Of integer constants: a shift without a value in ISO C (6.5.7).
static bool bad_shift(Par *p, const Node *e)
{
    if (e->op != BO_SHL && e->op != BO_SHR)
        return false;
    const Node *a = e->a, *b = e->b;
    bool negative = !ty_unsigned(p, a->ty) && (is_wide(a->ty) ? a->u.hi : a->u.i) < 0;
    bool too_far = b->u.i < 0 || b->u.hi || b->u.i >= (i64)ty_bits(p, a->ty);
    // what goes into the sign bit is lost, too
    bool lost = e->op == BO_SHL && !ty_unsigned(p, a->ty) && !is_wide(a->ty) && !too_far &&
                (u64)a->u.i >> (ty_bits(p, a->ty) - 1 - (u32)b->u.i) != 0;
    return too_far || (e->op == BO_SHL && negative) || lost;
}

static bool is_nan(Par *p, const CType *t, FltVal v)
{
    return !flt_compare(p, BO_EQ, t, v, v);
}

static bool is_finite(Par *p, const CType *t, FltVal v)
{
    return !is_nan(p, t, flt_binary(p, BO_SUB, t, v, v));
}

// Would the operation that gives v raise invalid, division by zero or overflow? Then it is left to
// the program, which may ask for that (C11 F.8.4). Underflow and inexact results are not looked at.
static bool raises(Par *p, const Node *e, FltVal x, FltVal y, FltVal v)
{
    const CType *t = e->a->ty;
    bool nan = is_nan(p, t, x) || is_nan(p, t, y);
    if (e->op >= BO_EQ)
        return e->op >= BO_LT && nan;
    if (is_nan(p, e->ty, v))
        return !nan;
    return !is_finite(p, e->ty, v) && is_finite(p, t, x) && is_finite(p, t, y);
}

static Node *fold_flt(Par *p, Node *e)
{
    FltVal x = node_flt(e->a), y = node_flt(e->b), v = {0};
    bool at_run_time = p->body && !p->to_static && !p->unevaluated;
    if (e->op < BO_EQ)
        v = flt_binary(p, (BinOp)e->op, e->ty, x, y);
    if (at_run_time && raises(p, e, x, y, v))
        return e;
    if (e->op >= BO_EQ)
        return folded(as_int(p, e, flt_compare(p, (BinOp)e->op, e->a->ty, x, y)), true);
    return folded(as_flt(p, e, v), true);
}

static Node *fold_bin(Par *p, Node *e)
{
    Node *a = e->a, *b = e->b;
    if (a->kind == N_FLT && b->kind == N_FLT)
        return fold_flt(p, e);
    if (a->kind != N_INT || b->kind != N_INT)
        return e;
    if (is_ptr(a->ty) != is_ptr(b->ty) || (is_ptr(a->ty) && e->op < BO_EQ))
        return e; // pointer arithmetic has a scale
    i64 v;
    Wide w;
    bool over, wide = is_wide(a->ty);
    if (wide ? !wide_op((BinOp)e->op, ty_unsigned(p, a->ty), wide_node(p, a), wide_node(p, b), &w,
                        &over)
             : !fold_int(p, (BinOp)e->op, a->ty, a->u.i, b->u.i, &v, &over))
        return e;
    if (over && !p->unevaluated)
        say(p, CW_OVERFLOW, e->span, ty_str(p, e->ty));
    return folded(wide ? as_wide(p, e, w) : as_int(p, e, v),
                  over || only_folded(a) || only_folded(b) || bad_shift(p, e));
}

static Node *fold_cast(Par *p, Node *e)
{
    Node *a = e->a;
    CType *t = e->ty;
    i64 v;
    Wide w;
    if (a->kind == N_INT && is_scalar(a->ty)) {
        if (is_flt(t))
            return is_ptr(a->ty) ? e
                                 : folded(as_flt(p, e, flt_of_int(p, a->ty, t, a->u.i, a->u.hi)),
                                          true);
        if (is_int(t) || is_ptr(t))
            return folded(as_wide(p, e, wide_node(p, a)),
                          only_folded(a) || is_ptr(a->ty));
        return e;
    }
    if (a->kind != N_FLT)
        return e;
    if (is_flt(t))
        return folded(as_flt(p, e, flt_convert(p, a->ty, t, node_flt(a))), true);
    // a literal alone may be converted: (int)1.5 is an integer constant expression
    bool not_literal = (a->flags & NF_FOLDED) != 0;
    if (is_wide(t) && flt_as_wide(p, a->ty, t, node_flt(a), &w))
        return folded(as_wide(p, e, w), not_literal);
    if (is_int(t) && !is_wide(t) && flt_as_int(p, a->ty, t, node_flt(a), &v))
        return folded(as_int(p, e, v), not_literal);
    return e;
}

// 1 true, 0 false, -1 unknown
static int truth(Par *p, const Node *e)
{
    if (e->kind == N_INT)
        return !is_zero(e);
    if (e->kind == N_FLT)
        return flt_is_true(p, e->ty, node_flt(e));
    if (e->kind == N_DECAY && e->a->kind == N_STR)
        return 1;
    if (e->kind == N_COMPLEX) {
        int re = truth(p, e->a), im = truth(p, e->b);
        return re < 0 || im < 0 ? -1 : re | im;
    }
    return -1;
}

Node *fold(Par *p, Node *e)
{
    Node *a = e->a;
    int ta;
    if (is_complex(e->ty) || is_complex(a->ty) || (e->kind == N_BIN && is_complex(e->b->ty))) {
        p->to_static++;     // from parts of constants nothing remains to be computed
        Node *n = fold_complex(p, e);
        p->to_static--;
        if (n != e || e->kind == N_CAST || e->kind == N_BIN)
            return n;
    }
    switch (e->kind) {
    case N_BIN: return fold_bin(p, e);
    case N_CAST: return fold_cast(p, e);
    case N_NEG:
        if (a->kind == N_FLT)
            return folded(as_flt(p, e, flt_negated(p, e->ty, node_flt(a))), true);
        if (a->kind == N_INT && is_wide(e->ty))
            return folded(as_wide(p, e, wide_neg(wide_node(p, a))), only_folded(a));
        if (a->kind == N_INT) {
            i64 r = (i64)(0 - (u64)a->u.i);
            bool over = !ty_unsigned(p, e->ty) && a->u.i && int_wrap(p, e->ty, r) == a->u.i;
            if (over && !p->unevaluated)
                say(p, CW_OVERFLOW, e->span, ty_str(p, e->ty));
            return folded(as_int(p, e, r), over || only_folded(a));
        }
        return e;
    case N_BNOT:
        if (a->kind != N_INT)
            return e;
        return folded(as_wide(p, e, (Wide){~(u64)a->u.i, ~(u64)a->u.hi}), only_folded(a));
    case N_NOT:
        ta = truth(p, a);
        return ta >= 0 ? folded(as_int(p, e, !ta), only_folded(a)) : e;
    case N_ANDAND:
    case N_OROR:
        ta = truth(p, a);
        if (ta < 0)
            return e;
        if (ta != (e->kind == N_OROR))
            ta = truth(p, e->b);
        return ta >= 0 ? folded(as_int(p, e, ta), only_folded(a) || only_folded(e->b)) : e;
    case N_COND: {
        ta = truth(p, a);
        if (ta < 0)
            return e;
        Node *r = ta ? (e->b ? e->b : cast_to(p, a, e->ty)) : e->c;
        bool whole = !only_folded(a) && (!e->b || of_constants(e->b)) && of_constants(e->c);
        return folded(r, r->kind == N_INT && !whole);
    }
    default: return e;
    }
}

/* ---- constant expressions of initialisers ---- */

static bool eval_lvalue(Par *p, Node *e, Const *out);

static bool eval_pointer_add(Par *p, Node *e, Const *out)
{
    Const b;
    if (!eval_const(p, e->a, out) || !eval_const(p, e->b, &b) || b.kind != CV_INT)
        return false;
    if (out->kind == CV_FLT)
        return false;
    CType *t = e->a->ty->base;
    if (ty_is_vla(t))
        return false;
    u64 step = is_void(t) || t->kind == TY_FUNC ? 1 : ty_size(p, t);
    u64 d = (u64)b.i * step;
    out->i = (i64)(e->op == BO_ADD ? (u64)out->i + d : (u64)out->i - d);
    return true;
}

static void set_wide(Const *out, Wide w)
{
    out->i = (i64)w.lo;
    out->hi = (i64)w.hi;
}

static bool eval_wide(Par *p, Node *e, const Const *a, const Const *b, Const *out)
{
    Wide w;
    bool over;
    if (!wide_op((BinOp)e->op, ty_unsigned(p, e->a->ty), wide_const(p, e->a->ty, a->i, a->hi),
                 wide_const(p, e->b->ty, b->i, b->hi), &w, &over))
        return false;
    set_wide(out, w);
    return true;
}

static bool eval_bin(Par *p, Node *e, Const *out)
{
    if (is_ptr(e->a->ty) && is_ptr(e->ty))
        return eval_pointer_add(p, e, out);
    Const a, b;
    if (!eval_const(p, e->a, &a) || !eval_const(p, e->b, &b))
        return false;
    bool over;
    if (is_ptr(e->a->ty) && is_ptr(e->b->ty) && e->op == BO_SUB) {
        u64 step = is_void(e->a->ty->base) ? 1 : ty_size(p, e->a->ty->base);
        if (a.kind != b.kind || a.kind == CV_FLT || step == 0)
            return false;
        if (a.kind == CV_ADDR && a.lab && b.lab && a.lab != b.lab && step == 1) {
            *out = (Const){.kind = CV_ADDR, .lab = a.lab, .from = b.lab};
            out->i = (i64)((u64)a.i - (u64)b.i);
            return true;
        }
        if (a.kind == CV_ADDR && (a.d ? a.d != b.d : !a.lab || a.lab != b.lab))
            return false;
        *out = (Const){.kind = CV_INT, .i = (i64)((u64)a.i - (u64)b.i) / (i64)step};
        return true;
    }
    bool eq = e->op == BO_EQ || e->op == BO_NE;
    bool place = a.kind == CV_ADDR || b.kind == CV_ADDR;
    if (eq && place && !a.from && !b.from && a.kind != CV_FLT && b.kind != CV_FLT) {
        // an object is not at address 0; two parts of one object are told apart by their offsets
        bool one = a.kind == CV_INT || b.kind == CV_INT;
        if (one ? a.i != 0 && b.i != 0 : !a.d || a.d != b.d)
            return false;
        const Decl *d = a.d ? a.d : b.d;
        if (one && d && (d->at.flags & AT_WEAK))
            return false;
        bool same = !one && a.i == b.i;
        *out = (Const){.kind = CV_INT, .i = same == (e->op == BO_EQ)};
        return true;
    }
    if (a.kind == CV_ADDR && b.kind == CV_INT && (e->op == BO_ADD || e->op == BO_SUB)) {
        *out = a; // integer arithmetic on an address of full width
        out->i = (i64)(e->op == BO_ADD ? (u64)a.i + (u64)b.i : (u64)a.i - (u64)b.i);
        return a.from || ty_size(p, e->ty) == p->dl->ptr_size;
    }
    if (a.kind == CV_INT && b.kind == CV_INT) {
        *out = (Const){.kind = CV_INT};
        if (is_wide(e->a->ty))
            return eval_wide(p, e, &a, &b, out);
        return fold_int(p, (BinOp)e->op, e->a->ty, a.i, b.i, &out->i, &over);
    }
    if (a.kind == CV_FLT && b.kind == CV_FLT) {
        if (e->op >= BO_EQ)
            *out = (Const){.kind = CV_INT,
                           .i = flt_compare(p, (BinOp)e->op, e->a->ty, a.f, b.f)};
        else
            *out = (Const){.kind = CV_FLT,
                           .f = flt_binary(p, (BinOp)e->op, e->ty, a.f, b.f)};
        return true;
    }
    return false;
}

static bool eval_wide_cast(Par *p, Node *e, Const *out)
{
    CType *t = e->ty;
    Wide w = wide_const(p, e->a->ty, out->i, out->hi);
    if (out->kind == CV_INT && is_flt(t)) {
        *out = (Const){.kind = CV_FLT, .f = flt_of_int(p, e->a->ty, t, out->i, out->hi)};
        return true;
    }
    if (out->kind == CV_FLT && !flt_as_wide(p, e->a->ty, t, out->f, &w))
        return false;
    if (out->kind == CV_ADDR) // more bits than a place in data can have
        return false;
    *out = (Const){.kind = CV_INT};
    if (is_wide(t))
        set_wide(out, w);
    else
        out->i = int_wrap(p, t, ty_plain(t)->kind == TY_BOOL ? (w.lo | w.hi) != 0 : (i64)w.lo);
    return true;
}

static bool eval_cast(Par *p, Node *e, Const *out)
{
    if (!eval_const(p, e->a, out))
        return false;
    CType *t = e->ty;
    if (is_wide(t) || is_wide(e->a->ty))
        return eval_wide_cast(p, e, out);
    switch (out->kind) {
    case CV_INT:
        if (is_flt(t))
            *out = (Const){.kind = CV_FLT, .f = flt_of_int(p, e->a->ty, t, out->i, 0)};
        else
            out->i = int_wrap(p, t, out->i);
        return true;
    case CV_FLT:
        if (is_flt(t)) {
            out->f = flt_convert(p, e->a->ty, t, out->f);
            return true;
        }
        out->kind = CV_INT;
        return flt_as_int(p, e->a->ty, t, out->f, &out->i);
    default:
        if (out->from)
            return is_int(t) && ty_size(p, t) >= 4;
        if (ty_plain(t)->kind == TY_BOOL) {
            *out = (Const){.kind = CV_INT, .i = 1};
            return true;
        }
        return is_ptr(t) || (is_int(t) && ty_size(p, t) == p->dl->ptr_size);
    }
}

// Is e true? A distance that only code generation knows is neither.
static bool eval_truth(Par *p, Node *e, Const *c, bool *yes)
{
    if (!eval_const(p, e, c) || c->from)
        return false;
    *yes = c->kind == CV_ADDR   ? true
           : c->kind == CV_FLT ? flt_is_true(p, e->ty, c->f)
                               : (c->i | c->hi) != 0;
    return true;
}

bool eval_const(Par *p, Node *e, Const *out)
{
    Const a;
    bool yes;
    *out = (Const){.kind = CV_INT};
    switch (e->kind) {
    case N_INT:
        out->i = e->u.i;
        out->hi = e->u.hi;
        return true;
    case N_FLT:
        out->kind = CV_FLT;
        out->f = node_flt(e);
        return true;
    case N_LABEL:
        out->kind = CV_ADDR;
        out->lab = e->u.lab;
        return true;
    case N_ADDR:
    case N_DECAY: return eval_lvalue(p, e->a, out);
    case N_CAST: return eval_cast(p, e, out);
    case N_BIN: return eval_bin(p, e, out);
    case N_NEG:
        if (!eval_const(p, e->a, out) || out->kind == CV_ADDR)
            return false;
        if (out->kind == CV_FLT)
            out->f = flt_negated(p, e->ty, out->f);
        else if (is_wide(e->ty))
            set_wide(out, wide_neg((Wide){(u64)out->i, (u64)out->hi}));
        else
            out->i = int_wrap(p, e->ty, (i64)(0 - (u64)out->i));
        return true;
    case N_BNOT:
        if (!eval_const(p, e->a, out) || out->kind != CV_INT)
            return false;
        out->hi = is_wide(e->ty) ? ~out->hi : 0;
        out->i = int_wrap(p, e->ty, ~out->i);
        return true;
    case N_NOT:
        if (!eval_truth(p, e->a, out, &yes))
            return false;
        *out = (Const){.kind = CV_INT, .i = !yes};
        return true;
    case N_ANDAND:
    case N_OROR:
        if (!eval_truth(p, e->a, &a, &yes) ||
            (yes == (e->kind == N_ANDAND) && !eval_truth(p, e->b, &a, &yes)))
            return false;
        out->i = yes;
        return true;
    case N_COND:
        if (!eval_truth(p, e->a, &a, &yes))
            return false;
        if (yes && !e->b) {
            *out = a;
            return true;
        }
        return eval_const(p, yes ? e->b : e->c, out);
    default: return false;
    }
}

static bool eval_lvalue(Par *p, Node *e, Const *out)
{
    *out = (Const){.kind = CV_ADDR};
    switch (e->kind) {
    case N_VAR:
        if (!e->u.d->global || e->u.d->tls || (e->u.d->kind == D_VAR && decl_imported(p, e->u.d)))
            return false;
        out->d = e->u.d;
        return true;
    case N_STR: out->str = e; return true;
    case N_DEREF: return eval_const(p, e->a, out);
    case N_MEMBER:
        if (e->u.m->is_bit || !eval_lvalue(p, e->a, out))
            return false;
        out->i += (i64)e->u.m->off;
        return true;
    case N_COMPOUND: return false;
    case N_DECAY: return eval_lvalue(p, e->a, out);
    default: return false;
    }
}

bool eval_int(Par *p, Node *e, i64 *out)
{
    Const c;
    if (!eval_const(p, e, &c) || c.kind != CV_INT)
        return false;
    *out = c.i;
    // a value that 64 bits do not hold is none
    return !is_wide(e->ty) || c.hi == (c.i < 0 ? -1 : 0);
}
