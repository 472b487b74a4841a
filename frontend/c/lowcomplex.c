// lowcomplex.c - complex numbers to IR: a value is a pair of scalars
//
// Where others hold a value by the address of its bytes (arguments, results, members of records),
// the pair lies in a slot. Multiplication and division are C11 Annex G's, with the runtime's
// functions for what is infinite or not a number; of integers (GNU), they are the schoolbook's.
#include "frontend/c/low_int.h"

enum { SEQ_CST = 5 };

typedef struct Cx {
    Ref re, im;
} Cx;

static Cx cx_value(Low *l, Node *e);

/* ---- parts in memory ---- */

static LV part_lv(Low *l, const LV *lv, int k)
{
    CType *e = cx_elem(l->p, lv->ty);
    LV r = *lv;
    r.off += k ? (i64)ty_size(l->p, e) : 0;
    r.ty = ty_qual(l->p, e, lv->ty->qual & Q_VOLATILE);
    return r;
}

// Parts that are addresses (of a long double) move to places of their own, so that a change of
// where they come from does not reach them.
static Cx settled(Low *l, CType *part, Cx v)
{
    if (is_ext(part)) {
        v.re = ext_copy(l, v.re, 4);
        v.im = ext_copy(l, v.im, 4);
    }
    return v;
}

static bool is_atomic(const LV *lv)
{
    return (lv->ty->qual & Q_ATOMIC) && !lv->is_var && !lv->bit;
}

static LV lv_at(Low *l, Ref p, CType *t)
{
    return (LV){.p = p, .ty = t->unqual, .align = ty_align(l->p, t)};
}

static Cx load_pair(Low *l, const LV *lv)
{
    LV whole = *lv;
    if (is_atomic(lv)) {
        Ref seen = load_lv(l, &whole);
        whole = lv_at(l, seen, lv->ty->unqual);
        lv = &whole;
    }
    LV re = part_lv(l, lv, 0), im = part_lv(l, lv, 1);
    Ref r = load_lv(l, &re);
    return settled(l, re.ty, (Cx){r, load_lv(l, &im)});
}

static LV slot_lv(Low *l, CType *t)
{
    u32 slot = fn_slot(l->f, (u32)ty_size(l->p, t), ty_align(l->p, t), (Str){0});
    return lv_at(l, ir_slot(l->f, slot, 0), t);
}

static void store_pair(Low *l, const LV *lv, Cx v)
{
    LV to = is_atomic(lv) ? slot_lv(l, lv->ty->unqual) : *lv;
    LV re = part_lv(l, &to, 0), im = part_lv(l, &to, 1);
    store_lv(l, &re, v.re);
    store_lv(l, &im, v.im);
    if (is_atomic(lv)) {
        LV all = *lv;
        store_lv(l, &all, to.p);
    }
}

/* ---- arithmetic ---- */

typedef struct Side {   // an operand; a real one has no imaginary part
    Cx v;
    bool real;
} Side;

static Side side(Low *l, Node *e)
{
    if (is_complex(e->ty))
        return (Side){cx_value(l, e), false};
    return (Side){{lower_expr(l, e), 0}, true};
}

static Ref op2(Low *l, BinOp op, CType *part, Ref a, Ref b)
{
    return bin_op(l, op, part, a, b);
}

static Ref negated(Low *l, CType *part, Ref v)
{
    if (is_ext(part))
        return ext_neg(l, v);
    return ir_new(&l->b, is_flt(part) ? OP_FNEG : OP_NEG, ir_type(l->f, v), v, 0, 0);
}

static Cx add_sub(Low *l, BinOp op, CType *part, Side a, Side b)
{
    Cx r = {.re = op2(l, op, part, a.v.re, b.v.re)};
    if (a.real)
        r.im = op == BO_SUB ? negated(l, part, b.v.im) : b.v.im;
    else
        r.im = b.real ? a.v.im : op2(l, op, part, a.v.im, b.v.im);
    return r;
}

// __muldc3 and its like: four scalars to a complex number.
static Cx call_helper(Low *l, const char *op, CType *t, Cx a, Cx b)
{
    CType *part = cx_elem(l->p, t);
    Param ps[4];
    for (u32 i = 0; i < 4; i++)
        ps[i] = (Param){.type = (u8)ty_ir(l->p, part),
                        .agg = is_ext(part) ? ty_agg(l->p, part) : 0};
    Sig s = {.param = ps, .nparam = 4, .nfixed = 4, .nret = 1, .cc = CC_C};
    s.ret[0] = (Param){.type = T_PTR, .agg = ty_agg(l->p, t)};
    const char *mode = cx_mode(l->p, part);
    SymId f = mod_sym(l->m, str_fmt(l->p->out, "__%s%s3", op, mode));
    u32 sig = mod_sig(l->m, &s);
    if (!l->m->sym.v[f].sig)
        l->m->sym.v[f].sig = sig;
    LV to = slot_lv(l, t);
    Ref args[5] = {to.p, a.re, a.im, b.re, b.im};
    ir_call(&l->b, T_VOID, sig, ir_sym(l->f, f, 0), args, 5);
    return load_pair(l, &to);
}

static Ref unordered(Low *l, CType *part, Ref a, Ref b)
{
    if (!is_ext(part))
        return ir_new(&l->b, OP_FUNO, T_I8, a, b, 0);
    Ref x = ext_bin(l, BO_NE, a, a);
    return ir_new(&l->b, OP_OR, T_I8, x, ext_bin(l, BO_NE, b, b), 0);
}

static Cx multiply(Low *l, CType *t, Cx a, Cx b)
{
    CType *part = cx_elem(l->p, t);
    Type ty = ty_ir(l->p, part);
    // in this order, whatever order the host's compiler would work out arguments in
    Ref rr = op2(l, BO_MUL, part, a.re, b.re), ii = op2(l, BO_MUL, part, a.im, b.im);
    Ref re = op2(l, BO_SUB, part, rr, ii);
    Ref ri = op2(l, BO_MUL, part, a.re, b.im), ir = op2(l, BO_MUL, part, a.im, b.re);
    Ref im = op2(l, BO_ADD, part, ri, ir);
    if (is_int(part))
        return (Cx){re, im};
    u32 vr = ssa_var(l->ssa, ty), vi = ssa_var(l->ssa, ty);
    BlkId odd = blk_new(l), join = blk_new(l);
    ssa_write(l->ssa, vr, l->b.blk, re);
    ssa_write(l->ssa, vi, l->b.blk, im);
    branch(l, unordered(l, part, re, im), odd, join, BR_UNLIKELY);
    ssa_seal(l->ssa, odd);
    place(l, odd);
    Cx slow = call_helper(l, "mul", t, a, b);
    ssa_write(l->ssa, vr, l->b.blk, slow.re);
    ssa_write(l->ssa, vi, l->b.blk, slow.im);
    jump(l, join);
    ssa_seal(l->ssa, join);
    place(l, join);
    Ref r = ssa_read(l->ssa, vr, join);
    return (Cx){r, ssa_read(l->ssa, vi, join)};
}

/* Of integers: the quotient worked out exactly, each part cut towards zero; exact where there is an
 * exact one. (So does clang; gcc takes the algorithm that it has for floating parts, whose ratio
 * integers do not hold: (7 + 5i) / (1 + 2i) is 2 - 3i there, not 3 - i.) */
static Cx int_quotient(Low *l, CType *part, Cx a, Cx b)
{
    Ref cc = op2(l, BO_MUL, part, b.re, b.re), dd = op2(l, BO_MUL, part, b.im, b.im);
    Ref ac = op2(l, BO_MUL, part, a.re, b.re), bd = op2(l, BO_MUL, part, a.im, b.im);
    Ref bc = op2(l, BO_MUL, part, a.im, b.re), ad = op2(l, BO_MUL, part, a.re, b.im);
    Ref den = op2(l, BO_ADD, part, cc, dd);
    Ref re = op2(l, BO_ADD, part, ac, bd), im = op2(l, BO_SUB, part, bc, ad);
    re = op2(l, BO_DIV, part, re, den);
    return (Cx){re, op2(l, BO_DIV, part, im, den)};
}

static Cx divide(Low *l, CType *t, Cx a, Cx b)
{
    CType *part = cx_elem(l->p, t);
    return is_int(part) ? int_quotient(l, part, a, b) : call_helper(l, "div", t, a, b);
}

static Cx arith(Low *l, BinOp op, CType *t, Side a, Side b)
{
    CType *part = cx_elem(l->p, t);
    if (op == BO_ADD || op == BO_SUB)
        return add_sub(l, op, part, a, b);
    if (a.real || b.real) {
        Ref re = op2(l, op, part, a.v.re, b.v.re);
        return (Cx){re, b.real ? op2(l, op, part, a.v.im, b.v.re)
                               : op2(l, op, part, a.v.re, b.v.im)};
    }
    return op == BO_MUL ? multiply(l, t, a.v, b.v) : divide(l, t, a.v, b.v);
}

/* ---- truth and comparison ---- */

static Ref any_true(Low *l, Ref a, Ref b)
{
    return ir_new(&l->b, OP_OR, T_I8, a, b, 0);
}

static Ref zero_part(Low *l, CType *part)
{
    if (is_int(part))
        return ir_int(l->f, ty_ir(l->p, part), 0);
    Ref zero = ir_int(l->f, T_I32, 0);
    return is_ext(part) ? conv(l, zero, &l->p->basic[TY_INT], part)
                         : ir_fbits(l->f, ty_ir(l->p, part), 0);
}

static Ref pair_true(Low *l, CType *t, Cx v)
{
    CType *part = cx_elem(l->p, t);
    Ref zero = zero_part(l, part);
    Ref re = op2(l, BO_NE, part, v.re, zero);
    return any_true(l, re, op2(l, BO_NE, part, v.im, zero));
}

Ref complex_true(Low *l, Node *e)
{
    return pair_true(l, e->ty, cx_value(l, e));
}

Ref complex_compare(Low *l, Node *e)
{
    CType *part = cx_elem(l->p, e->a->ty);
    Cx a = cx_value(l, e->a), b = cx_value(l, e->b);
    Ref re = op2(l, (BinOp)e->op, part, a.re, b.re), im = op2(l, (BinOp)e->op, part, a.im, b.im);
    return e->op == BO_NE ? any_true(l, re, im) : ir_new(&l->b, OP_AND, T_I8, re, im, 0);
}

/* ---- conversion ---- */

static Cx convert_pair(Low *l, Cx v, CType *from, CType *to)
{
    CType *a = cx_elem(l->p, from), *b = cx_elem(l->p, to);
    Ref re = conv(l, v.re, a, b);
    return (Cx){re, conv(l, v.im, a, b)};
}

Ref complex_to(Low *l, Node *e, CType *ty)
{
    return conv(l, cx_value(l, e).re, cx_elem(l->p, e->ty), ty);
}

/* ---- assignment ---- */

// A value of type `from`, real or complex, as an operand in the complex type t.
static Side as_side(Low *l, LV *lv, CType *t, bool pair)
{
    CType *part = cx_elem(l->p, t);
    if (is_complex(lv->ty))
        return (Side){convert_pair(l, load_pair(l, lv), lv->ty, t), false};
    Ref re = conv(l, load_lv(l, lv), lv->ty->unqual, part);
    Ref zero = pair ? zero_part(l, part) : 0;
    return (Side){{re, zero}, !pair};
}

static Cx update(Low *l, Node *e, LV *lv, Side rhs)
{
    BinOp op = (BinOp)e->op;
    return arith(l, op, e->u.cty, as_side(l, lv, e->u.cty, op == BO_DIV && !rhs.real), rhs);
}

// ++ and --
static Cx next_to(Low *l, Node *e, Cx old)
{
    CType *part = cx_elem(l->p, e->ty), *i = &l->p->basic[TY_INT];
    Side one = {{conv(l, ir_int(l->f, T_I32, 1), i, part), 0}, true};
    return add_sub(l, (BinOp)e->op, part, (Side){old, false}, one);
}

// What `op=` makes of the place lv, in its own type.
static Cx changed(Low *l, Node *e, LV *lv, const Side *rhs)
{
    Cx v = update(l, e, lv, *rhs);
    if (is_complex(lv->ty))
        return convert_pair(l, v, e->u.cty, lv->ty);
    return (Cx){conv(l, v.re, cx_elem(l->p, e->u.cty), lv->ty->unqual), 0};
}

/* Changes an atomic place, real or complex, by `op= rhs`, or by ++ and -- without rhs: computed
 * anew until nobody was there in between. `seen` and the result are places with what was and is
 * there. */
static LV change_atomic(Low *l, Node *e, LV *lv, const Side *rhs, LV *seen)
{
    CType *ty = lv->ty->unqual;
    Ref p = lv_addr(l, lv), was = load_lv(l, lv);
    Ref want = atom_room(l, ty), next = atom_room(l, ty);
    *seen = lv_at(l, want, ty);
    LV made = lv_at(l, next, ty);
    store_lv(l, seen, was);
    BlkId head = blk_new(l), exit = blk_new(l);
    jump(l, head);
    place(l, head);
    Cx v = rhs ? changed(l, e, seen, rhs) : next_to(l, e, load_pair(l, seen));
    if (is_complex(ty))
        store_pair(l, &made, v);
    else
        store_lv(l, &made, v.re);
    Ref from = ty_part(l->p, ty) ? load_lv(l, &made) : next;
    branch(l, atom_cas(l, p, ty, want, from, SEQ_CST), exit, head, 0);
    ssa_seal(l->ssa, head);
    ssa_seal(l->ssa, exit);
    place(l, exit);
    return made;
}

Ref complex_update_real(Low *l, Node *e)
{
    LV lv = lower_lv(l, e->a);
    Side rhs = side(l, e->b);
    if (is_atomic(&lv)) {
        LV seen, made = change_atomic(l, e, &lv, &rhs, &seen);
        return load_lv(l, &made);
    }
    Cx v = update(l, e, &lv, rhs);
    Ref r = conv(l, v.re, cx_elem(l->p, e->u.cty), lv.ty);
    store_lv(l, &lv, r);
    return r;
}

static Cx assign_op(Low *l, Node *e)
{
    LV lv = lower_lv(l, e->a);
    Side rhs = side(l, e->b);
    if (is_atomic(&lv)) {
        LV seen, made = change_atomic(l, e, &lv, &rhs, &seen);
        return load_pair(l, &made);
    }
    Cx v = changed(l, e, &lv, &rhs);
    store_pair(l, &lv, v);
    return v;
}

static Cx step(Low *l, Node *e)
{
    LV lv = lower_lv(l, e->a);
    bool post = (e->flags & NF_POST) != 0;
    if (is_atomic(&lv)) {
        LV seen, made = change_atomic(l, e, &lv, NULL, &seen);
        return load_pair(l, post ? &seen : &made);
    }
    Cx old = load_pair(l, &lv), now = next_to(l, e, old);
    store_pair(l, &lv, now);
    return post ? old : now;
}

static Cx assign(Low *l, Node *e)
{
    Cx v;
    LV lv;
    if (e->a->kind == N_VAR) { // as for other scalars
        v = cx_value(l, e->b);
        lv = lower_lv(l, e->a);
    } else {
        lv = lower_lv(l, e->a);
        v = cx_value(l, e->b);
    }
    store_pair(l, &lv, v);
    return v;
}

/* ---- expressions ---- */

static Cx choose(Low *l, Node *e)
{
    Type t = ty_ir(l->p, cx_elem(l->p, e->ty));
    u32 vr = ssa_var(l->ssa, t), vi = ssa_var(l->ssa, t);
    BlkId yes = blk_new(l), no = blk_new(l), join = blk_new(l);
    Cx v = {0, 0};
    if (e->b) {
        lower_cond(l, e->a, yes, no);
    } else if (is_complex(e->a->ty)) { // a ?: c
        v = cx_value(l, e->a);
        branch(l, pair_true(l, e->a->ty, v), yes, no, 0);
    } else {
        CType *i = &l->p->basic[TY_INT];
        Ref re = lower_expr(l, e->a), zero = ir_int(l->f, T_I32, 0);
        v.re = conv(l, re, e->a->ty, cx_elem(l->p, e->ty));
        v.im = conv(l, zero, i, cx_elem(l->p, e->ty));
        branch(l, conv(l, re, e->a->ty, &l->p->basic[TY_BOOL]), yes, no, 0);
    }
    ssa_seal(l->ssa, yes);
    ssa_seal(l->ssa, no);
    for (int k = 0; k < 2; k++) {
        place(l, k ? no : yes);
        if (k || e->b)
            v = cx_value(l, k ? e->c : e->b);
        else if (is_complex(e->a->ty))
            v = convert_pair(l, v, e->a->ty, e->ty);
        ssa_write(l->ssa, vr, l->b.blk, v.re);
        ssa_write(l->ssa, vi, l->b.blk, v.im);
        jump(l, join);
    }
    ssa_seal(l->ssa, join);
    place(l, join);
    Ref re = ssa_read(l->ssa, vr, join);
    return (Cx){re, ssa_read(l->ssa, vi, join)};
}

static Cx binary(Low *l, Node *e)
{
    Side a = side(l, e->a);
    return arith(l, (BinOp)e->op, e->ty, a, side(l, e->b));
}

static Cx cx_value(Low *l, Node *e)
{
    switch (e->kind) {
    case N_COMPLEX: {
        Ref re = lower_expr(l, e->a);
        return settled(l, e->a->ty, (Cx){re, lower_expr(l, e->b)});
    }
    case N_CAST: return convert_pair(l, cx_value(l, e->a), e->a->ty, e->ty);
    case N_NEG: {
        Cx v = cx_value(l, e->a);
        CType *part = cx_elem(l->p, e->ty);
        Ref re = negated(l, part, v.re);
        return (Cx){re, negated(l, part, v.im)};
    }
    case N_BNOT: {
        Cx v = cx_value(l, e->a);
        return (Cx){v.re, negated(l, cx_elem(l->p, e->ty), v.im)};
    }
    case N_BIN: return binary(l, e);
    case N_COND: return choose(l, e);
    case N_COMMA: lower_effect(l, e->a); return cx_value(l, e->b);
    case N_ASSIGN: return assign(l, e);
    case N_ASSIGNOP: return assign_op(l, e);
    case N_INCDEC: return step(l, e);
    case N_ERROR: {
        Ref u = ir_undef(l->f, ty_ir(l->p, cx_elem(l->p, e->ty)));
        return (Cx){u, u};
    }
    default: {
        LV lv = lower_lv(l, e);
        return load_pair(l, &lv);
    }
    }
}

Ref complex_spill(Low *l, Node *e)
{
    LV to = slot_lv(l, e->ty);
    store_pair(l, &to, cx_value(l, e));
    return to.p;
}

void complex_effect(Low *l, Node *e)
{
    cx_value(l, e);
}

void complex_init_place(Low *l, LV *lv, Node *e)
{
    lv->ty = lv->ty->qual & Q_ATOMIC ? lv->ty->unqual : lv->ty; // nobody else sees it yet
    store_pair(l, lv, cx_value(l, e));
}
