// selcond.c - selection of conditions on every instruction set: what a branch, a conditional select
// or a flag asks for, seen through the values that carry it
#include "codegen/sel.h"

Cond sel_invert(Cond c)
{
    c.cc ^= 1;
    c.value = !c.value;
    c.more = c.more ? 3 - c.more : 0;    // not (e and np) is (ne or p)
    return c;
}

Op sel_swapped(Op op)
{
    static const u8 with[] = {OP_EQ, OP_NE, OP_SGT, OP_SLE, OP_SLT, OP_SGE, OP_UGT, OP_ULE, OP_ULT,
                              OP_UGE};
    return (Op)with[op - OP_EQ];
}

static bool is_compare(const Ins *i)
{
    return op_info[i->op].flags & OF_CMP;
}

static bool is_zero(const Sel *s, Ref r)
{
    i64 k;
    return ir_is_int(s->f, r, &k) && k == 0;
}

static Cond compare(Sel *s, const Ins *i)
{
    Ref a = ir_args(s->f, i)[0], b = ir_args(s->f, i)[1];
    Op op = (Op)i->op;
    if (op > OP_ULE)
        return s->ops->compare_flt(s, i);
    if (sel_is_const(s, a) && !sel_is_const(s, b)) {
        sel_swap(&a, &b);
        op = sel_swapped(op);
    }
    if (!is_zero(s, b) || op > OP_NE)
        return s->ops->compare_int(s, op, a, b);
    Cond c = s->ops->test(s, a);
    return op == OP_NE ? c : sel_invert(c);
}

// The value that r widens, or r.
static Ref narrow(const Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    return i->op == OP_ZEXT || i->op == OP_SEXT ? ir_args(s->f, i)[0] : r;
}

static bool overflows(Op op) { return op >= OP_SADDO && op <= OP_UMULO; }

Cond sel_cond(Sel *s, Ref r)
{
    Ref c = s->ops->strip(s, r), a;
    const Ins *i = ir_ins(s->f, c);
    i64 k;
    if (ir_is_int(s->f, c, &k)) {
        u8 z = vsize(s, ir_type(s->f, r));
        return (Cond){.constant = true, .value = (u64)k << (64 - 8 * z) != 0};
    }
    if (i->blk != s->blk)
        return s->ops->test(s, r);
    if (is_compare(i)) {
        a = narrow(s, ir_args(s->f, i)[0]);      // a condition against zero is it, or its inverse
        if (i->op > OP_NE || !is_zero(s, ir_args(s->f, i)[1]) || !is_compare(ir_ins(s->f, a)) ||
            ir_ins(s->f, a)->blk != s->blk)
            return compare(s, i);
        Cond x = sel_cond(s, a);
        return i->op == OP_NE ? x : sel_invert(x);
    }
    if (c != r)
        return s->ops->test(s, r);
    a = narrow(s, c);
    if (a != c && is_compare(ir_ins(s->f, a)))
        return sel_cond(s, a);
    if (i->op == OP_RES && s->f->nuse[c] == 1) {
        Ref m = ir_args(s->f, i)[0];
        const Ins *x = ir_ins(s->f, m);
        if (x->blk == s->blk && overflows((Op)x->op) && !s->done[m] && sel_may_sink(s, m)) {
            s->done[m] = true;
            return s->ops->overflow(s, m);
        }
    }
    return s->ops->test(s, r);
}

// The flag of an overflow instruction as a number: the instruction, when it may be moved to r.
static Ref carry_maker(Sel *s, Ref r, Ref z, Op op)
{
    if (ir_ins(s->f, z)->op != OP_ZEXT || !sel_only_here(s, z))
        return 0;
    Ref flag = sel_arg(s, z, 0);
    if (ir_ins(s->f, flag)->op != OP_RES || !sel_only_here(s, flag))
        return 0;
    Ref m = sel_arg(s, flag, 0);
    const Ins *i = ir_ins(s->f, m);
    return i->op == op && i->blk == s->blk && !s->done[m] && vsize(s, (Type)i->type) >= 4 &&
           sel_sinks_to(s, m, r) ? m : 0;
}

bool sel_carry(Sel *s, Ref r, SelCarry *c)
{
    Op op = (Op)ir_ins(s->f, r)->op;
    Ref rest = sel_arg(s, r, 0), z = sel_arg(s, r, 1);
    bool sub = op == OP_SUB;
    if (vsize(s, ir_type(s->f, r)) != s->ops->word || s->f->nuse[r] == 0)
        return false;
    Ref m = carry_maker(s, r, z, sub ? OP_USUBO : OP_UADDO);
    if (!m && !sub && (m = carry_maker(s, r, rest, OP_UADDO)))
        rest = z;
    if (!m)
        return false;
    *c = (SelCarry){.maker = m, .x = rest, .sub = sub};
    const Ins *i = ir_ins(s->f, rest);
    if (i->op == op && sel_only_here(s, rest)) {
        c->x = ir_args(s->f, i)[0];
        c->y = ir_args(s->f, i)[1];
    } else if (sub && i->op == OP_NEG && sel_only_here(s, rest)) {
        c->x = 0;
        c->y = ir_args(s->f, i)[0];
    }
    s->done[m] = true;
    return true;
}

void sel_compare(Sel *s, Ref r)
{
    Reg d = sel_vreg(s, r);
    s->ops->setcc(s, d, compare(s, ir_ins(s->f, r)));
}

void sel_overflow(Sel *s, Ref r)
{
    Ref f = sel_flag(s, r);
    Cond c = s->ops->overflow(s, r);
    if (f && s->reg[f])
        s->ops->setcc(s, s->reg[f], c);
}
