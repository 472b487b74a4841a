// selpair.c - selection of 64-bit integers where a register has 32 bits: values of two words
//
// Sums carry from the lower word to the upper one, products are made of a long one and two short
// ones, shifts by constants move what crosses (Hacker's Delight, 2-16, 2-17 and 8-1). Extensions
// are taken apart by their users: their upper word is zero or a sign. A word that nobody asked for
// is not made, where the other does not need it. What one word of an operation becomes is the
// instruction set's, behind PairOps.
#include "codegen/sel.h"

static const Ins *extension(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    return (i->op == OP_ZEXT || i->op == OP_SEXT) && two_words(s, (Type)i->type) ? i : NULL;
}

MOp sel_lo(Sel *s, Ref r)
{
    i64 k;
    r = s->ops->strip(s, r);
    if (ir_is_int(s->f, r, &k))
        return o_imm((i32)k);
    const Ins *i = extension(s, r);
    if (i && !s->reg[r])
        return o_use(s->ops->extended(s, ir_args(s->f, i)[0], i->op == OP_SEXT), s->ops->word);
    return o_use(sel_reg(s, r), s->ops->word);
}

MOp sel_hi(Sel *s, Ref r)
{
    i64 k;
    r = s->ops->strip(s, r);
    if (ir_is_int(s->f, r, &k))
        return o_imm((i32)(k >> 32));
    const Ins *i = extension(s, r);
    if ((i && i->op == OP_ZEXT) || ir_ins(s->f, r)->op == OP_UNDEF)
        return o_imm(0);
    if (!i || s->hi[r])
        return o_use(sel_vhi(s, r), s->ops->word);
    Ref a = ir_args(s->f, i)[0];
    bool whole = vsize(s, ir_type(s->f, a)) == 4 && !sel_is_const(s, a);
    return s->ops->pair->sign(s, whole ? sel_reg(s, a) : s->ops->extended(s, a, true));
}

Reg sel_lo_reg(Sel *s, Ref r) { return s->ops->pair->in_reg(s, sel_lo(s, r)); }
Reg sel_hi_reg(Sel *s, Ref r) { return s->ops->pair->in_reg(s, sel_hi(s, r)); }

MOp sel_copy_high(Sel *s, Ref r)
{
    MOp h = sel_hi(s, r);
    return h.kind == MO_IMM ? h : o_use(s->ops->pair->in_reg(s, h), s->ops->word);
}

// A register 0 stands for a word that nobody wants.
static void copy(Sel *s, Reg d, Reg x)
{
    if (d)
        sel_one_move(s, o_def(d, s->ops->word), o_use(x, s->ops->word));
}

static void shift(Sel *s, Op op, Reg d, Reg x, u32 n)
{
    if (d)
        s->ops->shift(s, op, d, x, n);
}

static void funnel(Sel *s, Reg d, Reg high, Reg low, u32 n)
{
    if (d)
        s->ops->pair->funnel(s, d, high, low, n);
}

static void zero(Sel *s, Reg d)
{
    if (d)
        s->ops->pair->set(s, d, 0);
}

static bool is_imm(const MOp *o, i64 x) { return o->kind == MO_IMM && o->imm == x; }

void sel_pair_add(Sel *s, Reg dl, Reg dh, Ref a, Ref b, u32 how)
{
    const PairOps *p = s->ops->pair;
    bool sub = how & PAIR_SUB;
    if (!sub)
        sel_const_second(s, &a, &b);
    MOp al = sel_lo(s, a), ah = sel_hi(s, a), bl = sel_lo(s, b), bh = sel_hi(s, b);
    if (!dh && !(how & PAIR_FLAGS)) {
        Reg x = p->in_reg(s, al);
        p->add(s, how, dl, x, bl);
        return;
    }
    if (is_imm(&bl, 0) && !(how & PAIR_FLAGS)) {     // only the upper word changes
        Reg xh = p->in_reg(s, ah);
        copy(s, dl, p->in_reg(s, al));
        p->add(s, how, dh, xh, bh);
        return;
    }
    Reg xl = p->in_reg(s, al), xh = p->in_reg(s, ah);
    bl = p->fit(s, bl, sub ? PAIR_SUB : 0);
    bh = p->fit(s, bh, PAIR_CARRY | (sub ? PAIR_SUB : 0));
    p->add(s, PAIR_FLAGS | (sub ? PAIR_SUB : 0), dl ? dl : new_int(s), xl, bl);
    p->add(s, PAIR_CARRY | how, dh, xh, bh);
}

// Is r a word extended to 64 bits, with sign or without?
static bool fits_word(Sel *s, Ref r, bool sign)
{
    i64 k;
    r = s->ops->strip(s, r);
    if (ir_is_int(s->f, r, &k))
        return sign ? k == (i32)k : k == (i64)(u32)k;
    const Ins *i = extension(s, r);
    return i && i->op == (sign ? OP_SEXT : OP_ZEXT);
}

bool sel_product_of_words(Sel *s, Ref r, bool *sign)
{
    Ref a = sel_arg(s, r, 0), b = sel_arg(s, r, 1);
    for (u32 k = 0; k < 2 && !sel_is_const(s, a); k++)
        if (fits_word(s, a, k) && fits_word(s, b, k)) {
            *sign = k;
            return true;
        }
    return false;
}

static void multiply_add(Sel *s, Reg d, Reg x, Reg y, Reg c)
{
    u8 w = s->ops->word;
    E(s, s->ops->pair->op_mla, w, o_def(d, w), o_use(x, w), o_use(y, w), o_use(c, w));
}

void sel_pair_multiply(Sel *s, Ref r)
{
    const PairOps *p = s->ops->pair;
    u8 w = s->ops->word;
    Ref a = sel_arg(s, r, 0), b = sel_arg(s, r, 1);
    Reg dl = s->reg[r], dh = s->hi[r], al = sel_lo_reg(s, a), bl = sel_lo_reg(s, b);
    bool sign;
    if (!dh) {
        E(s, p->op_mul, w, o_def(dl, w), o_use(al, w), o_use(bl, w));
        return;
    }
    dl = dl ? dl : new_int(s);
    if (sel_product_of_words(s, r, &sign)) {
        p->multiply(s, sign, dl, dh, al, bl);
        return;
    }
    MOp ah = sel_hi(s, a), bh = sel_hi(s, b);
    Reg h = new_int(s), t = h;
    p->multiply(s, false, dl, h, al, bl);
    if (!is_imm(&bh, 0)) {
        t = new_int(s);
        multiply_add(s, t, al, p->in_reg(s, bh), h);
    }
    if (is_imm(&ah, 0))
        copy(s, dh, t);
    else
        multiply_add(s, dh, p->in_reg(s, ah), bl, t);
}

void sel_pair_logic(Sel *s, Ref r)
{
    const PairOps *p = s->ops->pair;
    Op op = (Op)ir_ins(s->f, r)->op;
    bool invert = op == OP_NOT;
    Ref a = sel_arg(s, r, 0), b = invert ? 0 : sel_arg(s, r, 1);
    if (invert)
        op = OP_XOR;
    else
        sel_const_second(s, &a, &b);
    Reg dl = s->reg[r], dh = s->hi[r];
    Reg xl = dl ? sel_lo_reg(s, a) : 0, xh = dh ? sel_hi_reg(s, a) : 0;
    MOp yl = dl && !invert ? sel_lo(s, b) : o_imm(-1);
    MOp yh = dh && !invert ? sel_hi(s, b) : o_imm(-1);
    if (dl)
        p->logic(s, op, dl, xl, yl);
    if (dh)
        p->logic(s, op, dh, xh, yh);
}

// Whoever wants a word of it.
void sel_pair_extend(Sel *s, Ref r)
{
    bool sign = ir_ins(s->f, r)->op == OP_SEXT;
    Reg lo = s->reg[r], hi = s->hi[r], x = s->ops->extended(s, sel_arg(s, r, 0), sign);
    copy(s, lo, x);
    if (sign)
        shift(s, OP_SAR, hi, x, 31);
    else
        zero(s, hi);
}

Cond sel_pair_compare(Sel *s, Op op, Ref a, Ref b)
{
    const PairOps *p = s->ops->pair;
    i64 k;
    if (ir_is_int(s->f, b, &k) && k == 0 && (op == OP_SLT || op == OP_SGE))
        return p->compare(s, op, 0, sel_hi_reg(s, a), o_imm(0), o_imm(0));
    MOp bl = sel_lo(s, b), bh = sel_hi(s, b);
    Reg al = sel_lo_reg(s, a), ah = sel_hi_reg(s, a);
    bl = p->fit(s, bl, PAIR_COMPARE);
    bh = p->fit(s, bh, PAIR_COMPARE);
    if (op == OP_SGT || op == OP_SLE || op == OP_UGT || op == OP_ULE) {
        Reg x = p->in_reg(s, bl), y = p->in_reg(s, bh);
        return p->compare(s, sel_swapped(op), x, y, o_use(al, s->ops->word),
                          o_use(ah, s->ops->word));
    }
    return p->compare(s, op, al, ah, bl, bh);
}

/* shifts by constants */
static void move_pair(Sel *s, Reg dl, Reg dh, Reg l, Reg h)
{
    copy(s, dh, h);
    copy(s, dl, l);
}

static void rotate_left(Sel *s, Reg dl, Reg dh, Reg l, Reg h, u32 n)
{
    Reg x = n & 32 ? h : l, y = n & 32 ? l : h;      // a word further is the other word
    if (n & 31) {
        funnel(s, dh, y, x, n & 31);
        funnel(s, dl, x, y, n & 31);
    } else {
        move_pair(s, dl, dh, x, y);
    }
}

static void shift_left(Sel *s, Reg dl, Reg dh, Reg l, Reg h, u32 n)
{
    if (n >= 32) {
        shift(s, OP_SHL, dh, l, n - 32);
        zero(s, dl);
    } else {
        funnel(s, dh, h, l, n);
        shift(s, OP_SHL, dl, l, n);
    }
}

static void shift_right(Sel *s, Op op, Reg dl, Reg dh, Reg l, Reg h, u32 n)
{
    if (n < 32) {
        funnel(s, dl, h, l, 32 - n);
        shift(s, op, dh, h, n);
        return;
    }
    shift(s, op, dl, h, n - 32);
    if (op == OP_SHR)
        zero(s, dh);
    else
        shift(s, OP_SAR, dh, h, 31);
}

bool sel_pair_shift(Sel *s, Ref r)
{
    Op op = (Op)ir_ins(s->f, r)->op;
    Ref a = sel_arg(s, r, 0);
    i64 k;
    if (!ir_is_int(s->f, sel_arg(s, r, 1), &k))
        return false;
    u32 n = (u32)k & 63;
    Reg dl = s->reg[r], dh = s->hi[r], l = sel_lo_reg(s, a), h = sel_hi_reg(s, a);
    if (n == 0)
        move_pair(s, dl, dh, l, h);
    else if (op == OP_ROTL || op == OP_ROTR)
        rotate_left(s, dl, dh, l, h, op == OP_ROTL ? n : 64 - n);
    else if (op == OP_SHL)
        shift_left(s, dl, dh, l, h, n);
    else
        shift_right(s, op, dl, dh, l, h, n);
    return true;
}
