// selshift.c - Thumb-2 selection of shifts, rotations and operations on bits, of one word or two
#include "codegen/t32/sel.h"

static void shift_word(Sel *s, u16 op, Reg d, Reg x, u32 n)
{
    if (n)
        E(s, op, o_def(d), o_use(x), o_imm(n));
    else
        ts_mov(s, d, x);
}

static void funnel(Sel *s, Reg d, Reg high, Reg low, u32 n)  // high << n | low >> (32 - n)
{
    Reg t = new_int(s);
    E(s, T_LSL, o_def(t), o_use(high), o_imm(n));
    E(s, T_ORR, o_def(d), o_use(t), o_shift(low, SH_LSR, 32 - n));
}

static void wide_shift_const(Sel *s, Op op, Reg dl, Reg dh, Reg l, Reg h, u32 n)
{
    if (op == OP_ROTR) {
        op = OP_ROTL;
        n = (64 - n) & 63;
    }
    if (op == OP_ROTL) {
        if (n & 32) {
            Reg t = l;
            l = h;
            h = t;
        }
        if (n & 31) {
            funnel(s, dh, h, l, n & 31);
            funnel(s, dl, l, h, n & 31);
        } else {
            ts_mov(s, dh, h);
            ts_mov(s, dl, l);
        }
    } else if (op == OP_SHL) {
        if (n >= 32) {
            shift_word(s, T_LSL, dh, l, n - 32);
            ts_imm(s, dl, 0);
        } else if (n) {
            funnel(s, dh, h, l, n);
            E(s, T_LSL, o_def(dl), o_use(l), o_imm(n));
        } else {
            ts_mov(s, dh, h);
            ts_mov(s, dl, l);
        }
    } else {
        u16 t = op == OP_SHR ? T_LSR : T_ASR;
        if (n >= 32) {
            shift_word(s, t, dl, h, n - 32);
            if (op == OP_SHR)
                ts_imm(s, dh, 0);
            else
                E(s, T_ASR, o_def(dh), o_use(h), o_imm(31));
        } else if (n) {
            Reg x = new_int(s);
            E(s, T_LSR, o_def(x), o_use(l), o_imm(n));
            E(s, T_ORR, o_def(dl), o_use(x), o_shift(h, SH_LSL, 32 - n));
            E(s, t, o_def(dh), o_use(h), o_imm(n));
        } else {
            ts_mov(s, dh, h);
            ts_mov(s, dl, l);
        }
    }
}

// Shifts by a register use its low byte, and by 32 or more give zeros: with n in 0 .. 63, one of
// n, 32 - n and n - 32 always falls away.
static void wide_shift(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    Reg dl = ts_vreg(s, r), dh = ts_vhi(s, r);
    i64 k;
    Reg l = ts_in_reg(s, ts_lo(s, a[0])), h = ts_rhi(s, a[0]);
    if (ir_is_int(s->f, a[1], &k)) {
        wide_shift_const(s, (Op)i->op, dl, dh, l, h, (u32)k & 63);
        return;
    }
    Reg n = new_int(s), t = new_int(s), u = new_int(s), p = new_int(s), q = new_int(s);
    Reg w = new_int(s);
    E(s, T_AND, o_def(n), o_use(ts_reg(s, a[1])), o_imm(63));
    E(s, T_RSB, o_def(t), o_use(n), o_imm(32));
    Reg in = i->op == OP_SHL ? h : l, from = i->op == OP_SHL ? l : h;
    u16 same = i->op == OP_SHL ? T_LSL : T_LSR, back = i->op == OP_SHL ? T_LSR : T_LSL;
    E(s, same, o_def(p), o_use(in), o_use(n));
    E(s, back, o_def(q), o_use(from), o_use(t));
    E(s, T_ORR, o_def(w), o_use(p), o_use(q));
    Reg v = new_int(s), d = i->op == OP_SHL ? dh : dl, e = i->op == OP_SHL ? dl : dh;
    if (i->op == OP_SAR) {
        Reg z = new_int(s);
        setting(E(s, T_SUB, o_def(u), o_use(n), o_imm(32)));
        E(s, T_ASR, o_def(v), o_use(h), o_use(u));
        E(s, T_ORR, o_def(z), o_use(w), o_use(v));
        MIns *c = E(s, T_CSEL, o_def(d), o_tie(w), o_use(z));
        c->cc = CC_PL;
        E(s, T_ASR, o_def(e), o_use(h), o_use(n));
        return;
    }
    E(s, T_SUB, o_def(u), o_use(n), o_imm(32));
    E(s, same, o_def(v), o_use(from), o_use(u));
    E(s, T_ORR, o_def(d), o_use(w), o_use(v));
    E(s, same, o_def(e), o_use(from), o_use(n));
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
    E(s, T_AND, o_def(t), o_use(ts_reg(s, r)), o_imm(width - 1));
    return t;
}

static void rotate_narrow(Sel *s, Reg d, Ref a, Ref b, bool left, u8 w)
{
    Reg x = ts_extended(s, a, false), n, t = new_int(s), m = new_int(s);
    if (w == 1) {            // the byte four times
        Reg y = new_int(s);
        E(s, T_ORR, o_def(y), o_use(x), o_shift(x, SH_LSL, 8));
        x = y;
    }
    E(s, T_ORR, o_def(t), o_use(x), o_shift(x, SH_LSL, 16));
    n = ts_reg(s, b);
    if (left) {
        E(s, T_RSB, o_def(m), o_use(n), o_imm(0));
        n = m;
    }
    E(s, T_ROR, o_def(d), o_use(t), o_use(n));
}

void ts_shift(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0], b = ir_args(s->f, i)[1];
    u8 w = tsize(s, (Type)i->type);
    Op op = (Op)i->op;
    i64 k;
    if (is_pair((Type)i->type)) {
        wide_shift(s, r);
        return;
    }
    Reg d = ts_vreg(s, r);
    if ((op == OP_ROTL || op == OP_ROTR) && w < 4) {
        rotate_narrow(s, d, a, b, op == OP_ROTL, w);
        return;
    }
    u16 t = op == OP_SHL ? T_LSL : op == OP_SHR ? T_LSR : op == OP_SAR ? T_ASR : T_ROR;
    const Ins *x = ir_ins(s->f, a);
    i64 up;
    if (w == 4 && ir_is_int(s->f, b, &k) && (op == OP_SHR || op == OP_SAR) && x->op == OP_SHL &&
        ts_only_use_here(s, a) && ir_is_int(s->f, ir_args(s->f, x)[1], &up) && (up & 31) &&
        (k & 31) >= (up & 31)) {
        k &= 31;
        up &= 31;
        E(s, op == OP_SHR ? T_UBFX : T_SBFX, o_def(d), o_use(ts_reg(s, ir_args(s->f, x)[0])),
          o_imm(k - up), o_imm(32 - k));
        return;
    }
    Reg v = op == OP_SHR || op == OP_SAR ? ts_extended(s, a, op == OP_SAR) : ts_reg(s, a);
    if (ir_is_int(s->f, b, &k)) {
        k &= 8 * w - 1;
        if (op == OP_ROTL)
            k = (32 - k) & 31;
        shift_word(s, t, d, v, (u32)k);
        return;
    }
    if (op == OP_ROTR || op == OP_ROTL) {
        Reg n = ts_reg(s, b);
        if (op == OP_ROTL) {
            Reg m = new_int(s);
            E(s, T_RSB, o_def(m), o_use(n), o_imm(0));
            n = m;
        }
        E(s, T_ROR, o_def(d), o_use(v), o_use(n));
        return;
    }
    E(s, t, o_def(d), o_use(v), o_use(shift_count(s, b, 8 * w)));
}

/* bits */
void ts_bits(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0];
    u8 w = tsize(s, (Type)i->type);
    Reg d = ts_vreg(s, r);
    bool clz = i->op == OP_CLZ;
    if (is_pair((Type)i->type)) {
        Reg l = ts_in_reg(s, ts_lo(s, a)), h = ts_rhi(s, a), x = new_int(s), y = new_int(s);
        Reg first = clz ? h : l, second = clz ? l : h, n = new_int(s);
        if (!clz) {
            Reg p = new_int(s), q = new_int(s);
            E(s, T_RBIT, o_def(p), o_use(first), o_use(first));
            E(s, T_RBIT, o_def(q), o_use(second), o_use(second));
            first = p;
            second = q;
        }
        E(s, T_CLZ, o_def(x), o_use(second), o_use(second));
        E(s, T_ADD, o_def(n), o_use(x), o_imm(32));
        E(s, T_CLZ, o_def(y), o_use(first), o_use(first));
        E(s, T_CMP, o_use(first), o_imm(0));
        MIns *c = E(s, T_CSEL, o_def(d), o_tie(y), o_use(n));
        c->cc = CC_EQ;
        ts_imm(s, ts_vhi(s, r), 0);
        return;
    }
    if (clz) {
        Reg x = ts_extended(s, a, false), t = w < 4 ? new_int(s) : d;
        E(s, T_CLZ, o_def(t), o_use(x), o_use(x));
        if (w < 4)
            E(s, T_SUB, o_def(d), o_use(t), o_imm(32 - 8 * w));
        return;
    }
    Reg x = ts_reg(s, a), t = new_int(s);
    if (w < 4) {             // a bit above the value ends the count
        Reg y = new_int(s);
        E(s, T_ORR, o_def(y), o_use(x), o_imm((i64)1 << 8 * w));
        x = y;
    }
    E(s, T_RBIT, o_def(t), o_use(x), o_use(x));
    E(s, T_CLZ, o_def(d), o_use(t), o_use(t));
}

void ts_bswap(Sel *s, Ref r)
{
    Type t = ir_type(s->f, r);
    Ref a = ir_args(s->f, ir_ins(s->f, r))[0];
    Reg d = ts_vreg(s, r);
    if (is_pair(t)) {
        Reg dh = ts_vhi(s, r), l = ts_in_reg(s, ts_lo(s, a)), h = ts_rhi(s, a);
        E(s, T_REVW, o_def(d), o_use(h), o_use(h));
        E(s, T_REVW, o_def(dh), o_use(l), o_use(l));
        return;
    }
    Reg x = ts_reg(s, a);
    if (tsize(s, t) == 1)
        ts_mov(s, d, x);
    else
        E(s, tsize(s, t) == 2 ? T_REV16W : T_REVW, o_def(d), o_use(x), o_use(x));
}
