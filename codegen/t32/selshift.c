// selshift.c - Thumb-2 selection of shifts, rotations and operations on bits, of one word or two
#include "codegen/t32/sel.h"

u32 ts_shift_kind(Op op)
{
    static const u8 kind[] = {SH_LSL, SH_LSR, SH_ASR, SH_ROR, SH_ROR};
    return op >= OP_SHL && op <= OP_ROTR ? kind[op - OP_SHL] : SH_ROR + 1;
}

// The opcodes of shifts are in the order of their kinds.
static u16 shift_op(Op op) { return (u16)(T_LSL + ts_shift_kind(op)); }
_Static_assert(T_ROR == T_LSL + SH_ROR, "");

void ts_shift_word(Sel *s, Op op, Reg d, Reg x, u32 n)
{
    if (n)
        W(s, shift_op(op), w_def(d), w_use(x), o_imm(n));
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
    bool left = i->op == OP_SHL, sign = i->op == OP_SAR;
    Reg dl = sel_vreg(s, r), dh = sel_vhi(s, r);
    Reg l = sel_lo_reg(s, a[0]), h = sel_hi_reg(s, a[0]);
    Reg n = new_int(s), t = new_int(s), u = new_int(s), p = new_int(s), q = new_int(s);
    Reg w = new_int(s), v = new_int(s), d = left ? dh : dl, e = left ? dl : dh;
    Reg in = left ? h : l, from = left ? l : h, sum = sign ? new_int(s) : d;
    u16 same = left ? T_LSL : T_LSR, back = left ? T_LSR : T_LSL, last = sign ? T_ASR : same;
    W(s, T_AND, w_def(n), w_use(sel_reg(s, a[1])), o_imm(63));
    W(s, T_RSB, w_def(t), w_use(n), o_imm(32));
    W(s, same, w_def(p), w_use(in), w_use(n));
    W(s, back, w_def(q), w_use(from), w_use(t));
    W(s, T_ORR, w_def(w), w_use(p), w_use(q));
    MIns *over = W(s, T_SUB, w_def(u), w_use(n), o_imm(32));
    W(s, last, w_def(v), w_use(from), w_use(u));
    W(s, T_ORR, w_def(sum), w_use(w), w_use(v));
    if (sign) {              // by a negative number of bits all were copies of the sign
        setting(over);
        W(s, T_CSEL, w_def(d), w_tie(w), w_use(sum))->cc = CC_PL;
    }
    W(s, last, w_def(e), w_use(from), w_use(n));
}

// The count of a variable shift, below the width.
static Reg shift_count(Sel *s, Ref r, u32 width)
{
    r = ts_strip(s, r);
    const Ins *i = ir_ins(s->f, r);
    i64 k;
    if (i->op == OP_AND && ir_is_int(s->f, ir_args(s->f, i)[1], &k) && k >= 0 && k < width)
        return sel_reg(s, r);
    Reg t = new_int(s);
    W(s, T_AND, w_def(t), w_use(sel_reg(s, r)), o_imm(width - 1));
    return t;
}

void ts_shift(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0], b = ir_args(s->f, i)[1], x;
    u8 w = vsize(s, (Type)i->type);
    u32 up, down;
    Op op = (Op)i->op;
    i64 k;
    if (is_pair((Type)i->type)) {
        if (!sel_pair_shift(s, r))
            wide_shift(s, r);
        return;
    }
    Reg d = sel_vreg(s, r);
    if (w == 4 && sel_shift_of_shift(s, r, &x, &up, &down) && down >= up) {
        W(s, op == OP_SHR ? T_UBFX : T_SBFX, w_def(d), w_use(sel_reg(s, x)), o_imm(down - up),
          o_imm(32 - down));
        return;
    }
    Reg v = op == OP_SHR || op == OP_SAR ? ts_extended(s, a, op == OP_SAR) : sel_reg(s, a);
    if (ir_is_int(s->f, b, &k)) {
        k = op == OP_ROTL ? -k & 31 : k & (8 * w - 1);
        ts_shift_word(s, op, d, v, (u32)k);
        return;
    }
    Reg n = op == OP_ROTL || op == OP_ROTR ? sel_reg(s, b) : shift_count(s, b, 8 * w);
    if (op == OP_ROTL) {
        Reg m = new_int(s);
        W(s, T_RSB, w_def(m), w_use(n), o_imm(0));
        n = m;
    }
    W(s, shift_op(op), w_def(d), w_use(v), w_use(n));
}

/* bits */
void ts_bits(Sel *s, Ref r)
{
    Reg d = sel_vreg(s, r), x = sel_reg(s, sel_arg(s, r, 0));
    if (ir_ins(s->f, r)->op == OP_CTZ) {
        Reg t = new_int(s);
        W(s, T_RBIT, w_def(t), w_use(x));
        x = t;
    }
    W(s, T_CLZ, w_def(d), w_use(x));
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
    Reg x = sel_reg(s, a);
    if (vsize(s, t) == 1)
        ts_mov(s, d, x);
    else
        W(s, vsize(s, t) == 2 ? T_REV16 : T_REV, w_def(d), w_use(x));
}
