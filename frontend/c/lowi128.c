// lowi128.c - 128-bit integers to IR: pairs of I64, the lower half first
//
// Operands that are made on the way have names: which argument of a call is worked out first is
// the host compiler's choice, and the IR must not depend on it.
//
// Division and conversions from and to floating point are calls of the functions that libgcc has
// for them (GCC internals, "Routines for integer arithmetic" and "... floating point emulation");
// runtime/arch/soft/ti.c has them too.
#include "frontend/c/low_int.h"

static Ref op2(Low *l, Op op, Ref a, Ref b)
{
    return ir_new(&l->b, op, T_I64, a, b, 0);
}

static Ref test(Low *l, Op op, Ref a, Ref b)
{
    return ir_new(&l->b, op, T_I8, a, b, 0);
}

static Ref num(Low *l, i64 v)
{
    return ir_int(l->f, T_I64, v);
}

static Ref pick(Low *l, Ref c, Ref a, Ref b)
{
    return ir_new(&l->b, OP_SELECT, T_I64, c, a, b);
}

static Ref sign_of(Low *l, Ref v)
{
    return op2(l, OP_SAR, v, num(l, 63));
}

Ref wide_int(Low *l, i64 lo, i64 hi)
{
    Ref low = num(l, lo);
    return pair_new(l, low, num(l, hi));
}

/* ---- calls ---- */

// A value of type t as an argument; wide ones by their bytes.
static Ref as_arg(Low *l, Ref v, CType *t)
{
    return is_wide(t) ? pair_bytes(l, v, t) : v;
}

// name(a, b), both of type t; b: 0 when there is one argument.
static Ref call(Low *l, const char *name, CType *ret, CType *t, Ref a, Ref b)
{
    CType fty = {.kind = TY_FUNC, .base = ret};
    CParam param[2] = {{.ty = t}, {.ty = t}};
    fty.param = param;
    fty.nparam = b ? 2 : 1;
    u32 sig = ty_sig(l->p, &fty, NULL, 0), n = 0;
    SymId sym = mod_sym(l->m, str_of(name));
    if (!l->m->sym.v[sym].sig)
        l->m->sym.v[sym].sig = sig;
    Ref args[3], at = 0;
    if (is_wide(ret))
        args[n++] = at = ir_slot(l->f, fn_slot(l->f, 16, 16, (Str){0}), 0);
    args[n++] = as_arg(l, a, t);
    if (b)
        args[n++] = as_arg(l, b, t);
    Type type = is_wide(ret) ? T_VOID : ty_ir(l->p, ret);
    Ref r = ir_call(&l->b, type, sig, ir_sym(l->f, sym, 0), args, n);
    return at ? pair_load(l, T_I64, at, align_aux(16)) : r;
}

/* ---- arithmetic ---- */

static Ref add_sub(Low *l, bool sub, Pair a, Pair b)
{
    Ref lo = op2(l, sub ? OP_USUBO : OP_UADDO, a.lo, b.lo);
    Ref carry = ir_new(&l->b, OP_ZEXT, T_I64, ir_res(&l->b, T_I8, lo, 1), 0, 0);
    Op op = sub ? OP_SUB : OP_ADD;
    return pair_new(l, lo, op2(l, op, op2(l, op, a.hi, b.hi), carry));
}

// Was the pair made from 64 bits with (or without) sign?
static bool extended(Low *l, Pair v, bool is_signed)
{
    i64 lo, hi, n;
    if (ir_is_int(l->f, v.hi, &hi) && ir_is_int(l->f, v.lo, &lo))
        return hi == (is_signed && lo < 0 ? -1 : 0);
    if (!is_signed)
        return ir_is_int(l->f, v.hi, &hi) && hi == 0;
    const Ins *i = ir_ins(l->f, v.hi);
    return i->op == OP_SAR && i->u.a[0] == v.lo && ir_is_int(l->f, i->u.a[1], &n) && n == 63;
}

static Ref mul(Low *l, Pair a, Pair b)
{
    Ref lo = op2(l, OP_MUL, a.lo, b.lo);
    if (extended(l, a, true) && extended(l, b, true))
        return pair_new(l, lo, op2(l, OP_MULHS, a.lo, b.lo));
    Ref hi = op2(l, OP_MULHU, a.lo, b.lo);
    if (!extended(l, a, false))
        hi = op2(l, OP_ADD, hi, op2(l, OP_MUL, a.hi, b.lo));
    if (!extended(l, b, false))
        hi = op2(l, OP_ADD, hi, op2(l, OP_MUL, a.lo, b.hi));
    return pair_new(l, lo, hi);
}

static Ref divide(Low *l, BinOp op, CType *t, Ref a, Ref b)
{
    bool u = ty_unsigned(l->p, t);
    const char *name = op == BO_DIV ? u ? "__udivti3" : "__divti3" : u ? "__umodti3" : "__modti3";
    return call(l, name, t, t, a, b);
}

static Ref each(Low *l, Op op, Pair a, Pair b)
{
    Ref lo = op2(l, op, a.lo, b.lo);
    return pair_new(l, lo, op2(l, op, a.hi, b.hi));
}

static Ref shift_by(Low *l, BinOp op, bool u, Pair a, u32 n)
{
    Op right = u ? OP_SHR : OP_SAR;
    if (op == BO_SHL) {
        if (n >= 64) {
            Ref zero = num(l, 0);
            return pair_new(l, zero, op2(l, OP_SHL, a.lo, num(l, n - 64)));
        }
        Ref cross = op2(l, OP_SHR, a.lo, num(l, 64 - n)), hi = op2(l, OP_SHL, a.hi, num(l, n));
        hi = op2(l, OP_OR, hi, cross);
        return pair_new(l, op2(l, OP_SHL, a.lo, num(l, n)), hi);
    }
    if (n >= 64) {
        Ref low = op2(l, right, a.hi, num(l, n - 64));
        return pair_new(l, low, u ? num(l, 0) : sign_of(l, a.hi));
    }
    Ref cross = op2(l, OP_SHL, a.hi, num(l, 64 - n)), lo = op2(l, OP_SHR, a.lo, num(l, n));
    lo = op2(l, OP_OR, lo, cross);
    return pair_new(l, lo, op2(l, right, a.hi, num(l, n)));
}

// Counts are modulo 64 in the IR; what crosses the halves moves by one more than the complement.
static Ref shift(Low *l, BinOp op, bool u, Pair a, Ref count)
{
    i64 k;
    if (ir_is_int(l->f, count, &k))
        return k & 127 ? shift_by(l, op, u, a, (u32)k & 127) : pair_new(l, a.lo, a.hi);
    Type t = ir_type(l->f, count);
    Ref one = num(l, 1), rest = ir_new(&l->b, OP_NOT, t, count, 0, 0);
    Ref far = ir_new(&l->b, OP_AND, t, count, ir_int(l->f, t, 64), 0);
    if (op == BO_SHL) {
        Ref lo = op2(l, OP_SHL, a.lo, count);
        Ref cross = op2(l, OP_SHR, op2(l, OP_SHR, a.lo, one), rest);
        Ref hi = op2(l, OP_OR, op2(l, OP_SHL, a.hi, count), cross);
        Ref low = pick(l, far, num(l, 0), lo);
        return pair_new(l, low, pick(l, far, lo, hi));
    }
    Ref hi = op2(l, u ? OP_SHR : OP_SAR, a.hi, count);
    Ref cross = op2(l, OP_SHL, op2(l, OP_SHL, a.hi, one), rest);
    Ref lo = op2(l, OP_OR, op2(l, OP_SHR, a.lo, count), cross);
    Ref low = pick(l, far, hi, lo);
    return pair_new(l, low, pick(l, far, u ? num(l, 0) : sign_of(l, a.hi), hi));
}

// Where the upper halves are equal the lower ones decide, without sign.
static Ref compare(Low *l, BinOp op, bool u, Pair a, Pair b)
{
    static const Op ops[] = {OP_SLT, OP_SGE, OP_SGT, OP_SLE}, uops[] = {OP_ULT, OP_UGE, OP_UGT,
                                                                        OP_ULE};
    if (op == BO_EQ || op == BO_NE) {
        Ref d = op2(l, OP_XOR, a.lo, b.lo);
        d = op2(l, OP_OR, d, op2(l, OP_XOR, a.hi, b.hi));
        return test(l, op == BO_EQ ? OP_EQ : OP_NE, d, num(l, 0));
    }
    i64 lo;
    u32 k = op - BO_LT;
    Ref up = test(l, (u ? uops : ops)[k], a.hi, b.hi);
    if ((op == BO_LT || op == BO_GE) && ir_is_int(l->f, b.lo, &lo) && !lo)
        return up;           // nothing is below zero
    Ref down = test(l, uops[k], a.lo, b.lo);
    return ir_new(&l->b, OP_SELECT, T_I8, test(l, OP_EQ, a.hi, b.hi), down, up);
}

Ref wide_bin(Low *l, BinOp op, CType *t, Ref ra, Ref rb)
{
    bool u = ty_unsigned(l->p, t);
    Pair a = pair_of(l, ra);
    if (op == BO_SHL || op == BO_SHR)
        return shift(l, op, u, a, rb);
    Pair b = pair_of(l, rb);
    switch (op) {
    case BO_ADD:
    case BO_SUB: return add_sub(l, op == BO_SUB, a, b);
    case BO_MUL: return mul(l, a, b);
    case BO_DIV:
    case BO_REM: return divide(l, op, t, ra, rb);
    case BO_AND: return each(l, OP_AND, a, b);
    case BO_OR: return each(l, OP_OR, a, b);
    case BO_XOR: return each(l, OP_XOR, a, b);
    default: return compare(l, op, u, a, b);
    }
}

Ref wide_negate(Low *l, Ref v)
{
    Ref zero = num(l, 0);
    return add_sub(l, true, (Pair){zero, zero}, pair_of(l, v));
}

Ref wide_not(Low *l, Ref v)
{
    Pair w = pair_of(l, v);
    Ref lo = ir_new(&l->b, OP_NOT, T_I64, w.lo, 0, 0);
    return pair_new(l, lo, ir_new(&l->b, OP_NOT, T_I64, w.hi, 0, 0));
}

Ref wide_true(Low *l, Ref v)
{
    Pair w = pair_of(l, v);
    Ref any = op2(l, OP_OR, w.lo, w.hi);
    return test(l, OP_NE, any, num(l, 0));
}

/* ---- conversions ---- */

static Ref from_narrow(Low *l, Ref v, CType *from)
{
    bool u = ty_unsigned(l->p, from);
    Ref lo = conv(l, v, from, &l->p->basic[u ? TY_ULLONG : TY_LLONG]);
    i64 k;
    if (u)
        return pair_new(l, lo, num(l, 0));
    return pair_new(l, lo, ir_is_int(l->f, lo, &k) ? num(l, k < 0 ? -1 : 0) : sign_of(l, lo));
}

Ref wide_conv(Low *l, Ref v, CType *from, CType *to)
{
    Par *p = l->p;
    if (is_wide(from) && is_wide(to))
        return v;
    if (is_wide(from)) {
        bool u = ty_unsigned(p, from);
        if (ty_plain(to)->kind == TY_BOOL)
            return wide_true(l, v);
        if (to->kind == TY_FLOAT)
            return call(l, u ? "__floatuntisf" : "__floattisf", to, from, v, 0);
        if (is_flt(to))
            return call(l, u ? "__floatuntidf" : "__floattidf", to, from, v, 0);
        return conv(l, pair_of(l, v).lo, &p->basic[TY_ULLONG], to);
    }
    if (!is_flt(from))
        return from_narrow(l, v, from);
    bool u = ty_unsigned(p, to);
    if (from->kind == TY_FLOAT)
        return call(l, u ? "__fixunssfti" : "__fixsfti", to, from, v, 0);
    return call(l, u ? "__fixunsdfti" : "__fixdfti", to, from, v, 0);
}

/* ---- bit-fields ---- */

Ref wide_cut(Low *l, Ref v, u32 width, bool u)
{
    if (width == 128)
        return v;
    v = shift_by(l, BO_SHL, true, pair_of(l, v), 128 - width);
    return shift_by(l, BO_SHR, u, pair_of(l, v), 128 - width);
}

// The field's lower 64 bits, or what lies above them, as a field of a 64-bit type.
static LV part_lv(Low *l, const LV *lv, bool upper, Member *m)
{
    const Member *w = lv->bit;
    bool u = ty_unsigned(l->p, lv->ty), one = w->width <= 64;
    *m = *w;
    if (!one) {              // no unit holds it: byte by byte
        m->width = (u8)(upper ? w->width - 64 : 64);
        m->unit = 0;
    }
    LV part = *lv;
    part.bit = m;
    part.off += upper ? 8 : 0;
    CType *t = &l->p->basic[u || (!one && !upper) ? TY_ULLONG : TY_LLONG];
    part.ty = ty_qual(l->p, t, lv->ty->qual & Q_VOLATILE);
    return part;
}

Ref wide_load_bits(Low *l, const LV *lv)
{
    Member m;
    LV part = part_lv(l, lv, false, &m);
    Ref lo = load_lv(l, &part);
    if (lv->bit->width <= 64)
        return from_narrow(l, lo, part.ty);
    part = part_lv(l, lv, true, &m);
    return pair_new(l, lo, load_lv(l, &part));
}

void wide_store_bits(Low *l, const LV *lv, Ref v)
{
    Member m;
    Pair w = pair_of(l, v);
    LV part = part_lv(l, lv, false, &m);
    store_lv(l, &part, w.lo);
    if (lv->bit->width <= 64)
        return;
    part = part_lv(l, lv, true, &m);
    store_lv(l, &part, w.hi);
}

/* ---- arithmetic that says whether it overflowed ---- */

typedef struct Three {       // a signed number of 192 bits; `hi` is a sign in most
    Ref w[3];
} Three;

static Three three_of(Low *l, Ref v, CType *t)
{
    Pair a = pair_of(l, wide_conv(l, v, t, &l->p->basic[TY_INT128]));
    bool u = is_wide(t) && ty_unsigned(l->p, t);
    return (Three){{a.lo, a.hi, u ? num(l, 0) : sign_of(l, a.hi)}};
}

static Ref carry_of(Low *l, Ref v)
{
    return ir_new(&l->b, OP_ZEXT, T_I64, ir_res(&l->b, T_I8, v, 1), 0, 0);
}

static Three three_sum(Low *l, bool sub, Three a, Three b)
{
    Op over = sub ? OP_USUBO : OP_UADDO, op = sub ? OP_SUB : OP_ADD;
    Three r;
    r.w[0] = op2(l, over, a.w[0], b.w[0]);
    Ref c = carry_of(l, r.w[0]);
    Ref mid = op2(l, over, a.w[1], b.w[1]), c1 = carry_of(l, mid);
    r.w[1] = op2(l, over, mid, c);
    Ref c2 = carry_of(l, r.w[1]);
    r.w[2] = op2(l, op, op2(l, op, op2(l, op, a.w[2], b.w[2]), c1), c2);
    return r;
}

// Of magnitudes; *over: the product has more than 128 bits.
static Three three_product(Low *l, Three a, Three b, Ref *over)
{
    Ref zero = num(l, 0), both = test(l, OP_NE, a.w[1], zero);
    both = ir_new(&l->b, OP_AND, T_I8, both, test(l, OP_NE, b.w[1], zero), 0);
    Ref x = op2(l, OP_UMULO, a.w[1], b.w[0]), xo = ir_res(&l->b, T_I8, x, 1);
    Ref y = op2(l, OP_UMULO, a.w[0], b.w[1]), yo = ir_res(&l->b, T_I8, y, 1);
    Three r = {{op2(l, OP_MUL, a.w[0], b.w[0]), 0, zero}};
    Ref cross = op2(l, OP_UADDO, x, y), co = ir_res(&l->b, T_I8, cross, 1);
    r.w[1] = op2(l, OP_UADDO, op2(l, OP_MULHU, a.w[0], b.w[0]), cross);
    Ref so = ir_res(&l->b, T_I8, r.w[1], 1);
    Ref o = ir_new(&l->b, OP_OR, T_I8, both, xo, 0);
    o = ir_new(&l->b, OP_OR, T_I8, o, yo, 0);
    o = ir_new(&l->b, OP_OR, T_I8, o, co, 0);
    *over = ir_new(&l->b, OP_OR, T_I8, o, so, 0);
    return r;
}

// v or, where `negative` is all ones, -v
static Three three_signed(Low *l, Three v, Ref negative)
{
    Three x, m = {{negative, negative, negative}};
    for (u32 k = 0; k < 3; k++)
        x.w[k] = op2(l, OP_XOR, v.w[k], negative);
    return three_sum(l, true, x, m);
}

// What type t keeps of v; *lost: that is something else.
static Ref three_cut(Low *l, Three v, CType *t, Ref *lost)
{
    Ref cut = wide_conv(l, pair_new(l, v.w[0], v.w[1]), &l->p->basic[TY_INT128], t);
    Three back = three_of(l, cut, t);
    Ref d = op2(l, OP_XOR, back.w[0], v.w[0]);
    for (u32 k = 1; k < 3; k++)
        d = op2(l, OP_OR, d, op2(l, OP_XOR, back.w[k], v.w[k]));
    *lost = test(l, OP_NE, d, num(l, 0));
    return cut;
}

Ref wide_overflow(Low *l, Node *e)
{
    Node **v = e->u.arg.v;
    bool stores = is_ptr(v[2]->ty);
    CType *res = stores ? v[2]->ty->base : v[2]->ty;
    Ref ra = lower_expr(l, v[0]), rb = lower_expr(l, v[1]), p = lower_expr(l, v[2]);
    Three a = three_of(l, ra, v[0]->ty), b = three_of(l, rb, v[1]->ty), r;
    Ref over = 0, lost;
    if (e->sub == 2) {
        Ref na = a.w[2], nb = b.w[2];
        a = three_signed(l, a, na);
        b = three_signed(l, b, nb);
        r = three_product(l, a, b, &over);
        r = three_signed(l, r, op2(l, OP_XOR, na, nb));
    } else {
        r = three_sum(l, e->sub == 1, a, b);
    }
    Ref cut = three_cut(l, r, res, &lost);
    LV lv = {.p = p, .ty = res, .align = ty_align(l->p, res)};
    if (stores)
        store_lv(l, &lv, cut);
    return over ? ir_new(&l->b, OP_OR, T_I8, over, lost, 0) : lost;
}
