// selshift.c - Thumb-2 selection of shifts, rotations and operations on bits, of one word or two
#include "codegen/t32/sel.h"

void ts_shift_word(Sel *s, Op op, Reg d, Reg x, u32 n)
{
    if (n)
        W(s, op == OP_SHL ? T_LSL : op == OP_SHR ? T_LSR : op == OP_SAR ? T_ASR : T_ROR, w_def(d),
          w_use(x), o_imm(n));
    else
        ts_mov(s, d, x);
}

void ts_funnel(Sel *s, Reg d, Reg high, Reg low, u32 n)
{
    Reg t = new_int(s);
    W(s, T_LSL, w_def(t), w_use(high), o_imm(n));
    W(s, T_ORR, w_def(d), w_use(t), o_shift(low, SH_LSR, 32 - n));
}

// Shifts by a register use its low byte, and by 32 or more give zeros: with n in 0 .. 63, one of
// n, 32 - n and n - 32 always falls away.
static void wide_shift(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    Reg dl = sel_vreg(s, r), dh = sel_vhi(s, r);
    Reg l = sel_lo_reg(s, a[0]), h = sel_hi_reg(s, a[0]);
    Reg n = new_int(s), t = new_int(s), u = new_int(s), p = new_int(s), q = new_int(s);
    Reg w = new_int(s);
    W(s, T_AND, w_def(n), w_use(ts_reg(s, a[1])), o_imm(63));
    W(s, T_RSB, w_def(t), w_use(n), o_imm(32));
    Reg in = i->op == OP_SHL ? h : l, from = i->op == OP_SHL ? l : h;
    u16 same = i->op == OP_SHL ? T_LSL : T_LSR, back = i->op == OP_SHL ? T_LSR : T_LSL;
    W(s, same, w_def(p), w_use(in), w_use(n));
    W(s, back, w_def(q), w_use(from), w_use(t));
    W(s, T_ORR, w_def(w), w_use(p), w_use(q));
    Reg v = new_int(s), d = i->op == OP_SHL ? dh : dl, e = i->op == OP_SHL ? dl : dh;
    if (i->op == OP_SAR) {
        Reg z = new_int(s);
        setting(W(s, T_SUB, w_def(u), w_use(n), o_imm(32)));
        W(s, T_ASR, w_def(v), w_use(h), w_use(u));
        W(s, T_ORR, w_def(z), w_use(w), w_use(v));
        MIns *c = W(s, T_CSEL, w_def(d), w_tie(w), w_use(z));
        c->cc = CC_PL;
        W(s, T_ASR, w_def(e), w_use(h), w_use(n));
        return;
    }
    W(s, T_SUB, w_def(u), w_use(n), o_imm(32));
    W(s, same, w_def(v), w_use(from), w_use(u));
    W(s, T_ORR, w_def(d), w_use(w), w_use(v));
    W(s, same, w_def(e), w_use(from), w_use(n));
}

// The count of a variable shift, below the width.
static Reg shift_count(Sel *s, Ref r, u32 width)
{
    r = ts_strip(s, r);
    const Ins *i = ir_ins(s->f, r);
    i64 k;
    if (i->op == OP_AND && ir_is_int(s->f, ir_args(s->f, i)[1], &k) && k >= 0 && k < width)
        return ts_reg(s, r);
    Reg t = new_int(s);
    W(s, T_AND, w_def(t), w_use(ts_reg(s, r)), o_imm(width - 1));
    return t;
}

static void rotate_narrow(Sel *s, Reg d, Ref a, Ref b, bool left, u8 w)
{
    Reg x = ts_extended(s, a, false), n, t = new_int(s), m = new_int(s);
    if (w == 1) {            // the byte four times
        Reg y = new_int(s);
        W(s, T_ORR, w_def(y), w_use(x), o_shift(x, SH_LSL, 8));
        x = y;
    }
    W(s, T_ORR, w_def(t), w_use(x), o_shift(x, SH_LSL, 16));
    n = ts_reg(s, b);
    if (left) {
        W(s, T_RSB, w_def(m), w_use(n), o_imm(0));
        n = m;
    }
    W(s, T_ROR, w_def(d), w_use(t), w_use(n));
}

void ts_shift(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0], b = ir_args(s->f, i)[1];
    u8 w = vsize(s, (Type)i->type);
    Op op = (Op)i->op;
    i64 k;
    if (is_pair((Type)i->type)) {
        if (!sel_pair_shift(s, r))
            wide_shift(s, r);
        return;
    }
    Reg d = sel_vreg(s, r);
    if ((op == OP_ROTL || op == OP_ROTR) && w < 4) {
        rotate_narrow(s, d, a, b, op == OP_ROTL, w);
        return;
    }
    u16 t = op == OP_SHL ? T_LSL : op == OP_SHR ? T_LSR : op == OP_SAR ? T_ASR : T_ROR;
    const Ins *x = ir_ins(s->f, a);
    i64 up;
    if (w == 4 && ir_is_int(s->f, b, &k) && (op == OP_SHR || op == OP_SAR) && x->op == OP_SHL &&
        sel_only_here(s, a) && ir_is_int(s->f, ir_args(s->f, x)[1], &up) && (up & 31) &&
        (k & 31) >= (up & 31)) {
        k &= 31;
        up &= 31;
        W(s, op == OP_SHR ? T_UBFX : T_SBFX, w_def(d), w_use(ts_reg(s, ir_args(s->f, x)[0])),
          o_imm(k - up), o_imm(32 - k));
        return;
    }
    Reg v = op == OP_SHR || op == OP_SAR ? ts_extended(s, a, op == OP_SAR) : ts_reg(s, a);
    if (ir_is_int(s->f, b, &k)) {
        k &= 8 * w - 1;
        if (op == OP_ROTL)
            k = (32 - k) & 31;
        ts_shift_word(s, op, d, v, (u32)k);
        return;
    }
    if (op == OP_ROTR || op == OP_ROTL) {
        Reg n = ts_reg(s, b);
        if (op == OP_ROTL) {
            Reg m = new_int(s);
            W(s, T_RSB, w_def(m), w_use(n), o_imm(0));
            n = m;
        }
        W(s, T_ROR, w_def(d), w_use(v), w_use(n));
        return;
    }
    W(s, t, w_def(d), w_use(v), w_use(shift_count(s, b, 8 * w)));
}

/* bits */
void ts_bits(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0];
    u8 w = vsize(s, (Type)i->type);
    Reg d = sel_vreg(s, r);
    if (i->op == OP_CLZ) {
        Reg x = ts_extended(s, a, false), t = w < 4 ? new_int(s) : d;
        W(s, T_CLZ, w_def(t), w_use(x));
        if (w < 4)
            W(s, T_SUB, w_def(d), w_use(t), o_imm(32 - 8 * w));
        return;
    }
    Reg x = ts_reg(s, a), t = new_int(s);
    if (w < 4) {             // a bit above the value ends the count
        Reg y = new_int(s);
        W(s, T_ORR, w_def(y), w_use(x), o_imm((i64)1 << 8 * w));
        x = y;
    }
    W(s, T_RBIT, w_def(t), w_use(x));
    W(s, T_CLZ, w_def(d), w_use(t));
}

void ts_bswap(Sel *s, Ref r)
{
    Type t = ir_type(s->f, r);
    Ref a = ir_args(s->f, ir_ins(s->f, r))[0];
    Reg d = sel_vreg(s, r);
    if (is_pair(t)) {
        Reg dh = sel_vhi(s, r), l = sel_lo_reg(s, a), h = sel_hi_reg(s, a);
        W(s, T_REV, w_def(d), w_use(h));
        W(s, T_REV, w_def(dh), w_use(l));
        return;
    }
    Reg x = ts_reg(s, a);
    if (vsize(s, t) == 1)
        ts_mov(s, d, x);
    else
        W(s, vsize(s, t) == 2 ? T_REV16 : T_REV, w_def(d), w_use(x));
}
