// parmove.c - order moves that happen at once
//
// A move may be done when no other pending move still reads its destination. When none is left that
// may, the rest are cycles. One of integer registers is opened by saving a destination in
// Isa.cycle_int, or, where there is no such register, by an exchange for each move; any other by
// saving one in the scratch register, or in a new slot while other moves need that register.
#include "codegen/target.h"

static bool is_slot(const MOp *o)
{
    return o->kind == MO_MEM && o->flags & MOF_SLOT;
}

static bool same_place(const MOp *a, const MOp *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == MO_REG)
        return a->reg == b->reg;
    return is_slot(a) && is_slot(b) && a->slot == b->slot && a->imm == b->imm;
}

static bool is_const(const MOp *o)
{
    return o->kind != MO_REG && !is_slot(o);
}

static bool blocked(const PMove *mv, u32 n, u32 k)
{
    for (u32 j = 0; j < n; j++)
        if (j != k && !mv[j].done && same_place(&mv[j].src, &mv[k].dst))
            return true;
    return false;
}

static bool flt_reg(const MFn *m, const MOp *o)
{
    return o->kind == MO_REG && m->t->isa->alloc[RC_FLT] >> o->reg & 1;
}

static u8 scratch(const MFn *m, const PMove *p)
{
    bool flt = flt_reg(m, &p->dst) || flt_reg(m, &p->src) || !m->t->isa->scratch_int;
    return flt ? m->t->isa->scratch_flt : m->t->isa->scratch_int;
}

static bool gpr(const MFn *m, const MOp *o)
{
    return o->kind == MO_REG && !(m->t->isa->alloc[RC_FLT] >> o->reg & 1);
}

// When only cycles are left: is the one with move k among integer registers throughout?
static bool gpr_cycle(const MFn *m, const PMove *mv, u32 n, u32 k)
{
    u32 at = k;
    do {
        if (!gpr(m, &mv[at].dst))
            return false;
        u32 j = 0;
        while (j < n && (mv[j].done || !same_place(&mv[j].dst, &mv[at].src)))
            j++;
        if (j == n)
            return false;
        at = j;
    } while (at != k);
    return true;
}

// By three moves where there is a register to spare.
static void exchange(MFn *m, MBlk *b, MIns *before, MOp x, MOp y)
{
    const Isa *isa = m->t->isa;
    MOp t = x;
    if (!isa->cycle_int) {
        isa->swap(m, b, before, x.reg, y.reg);
        return;
    }
    t.reg = isa->cycle_int;
    isa->move(m, b, before, t, x);
    isa->move(m, b, before, x, y);
    isa->move(m, b, before, y, t);
}

static void open_cycle(MFn *m, MBlk *b, MIns *before, PMove *mv, u32 n, u32 k)
{
    PMove *p = &mv[k];
    u8 spare = m->t->isa->cycle_int;
    MOp from = p->dst, to = p->dst;
    bool swap = false;
    if (spare && gpr_cycle(m, mv, n, k)) {
        to.reg = spare;
        m->t->isa->move(m, b, before, to, from);
    } else if (gpr(m, &p->dst) && p->src.kind == MO_REG) {
        swap = true;
        exchange(m, b, before, p->dst, p->src);
        to.reg = p->src.reg;
        p->done = true;
    } else {
        // moves from slot to slot go through the scratch register themselves
        bool busy = false;
        for (u32 j = 0; j < n; j++)
            busy |= !mv[j].done && is_slot(&mv[j].src) && is_slot(&mv[j].dst);
        if (busy)
            to = (MOp){.kind = MO_MEM, .size = p->dst.size, .flags = MOF_SLOT,
                       .slot = m_slot(m, MAX(p->dst.size, 8), MAX(p->dst.size, 8))};
        else
            to = (MOp){.kind = MO_REG, .size = p->dst.size, .reg = scratch(m, p)};
        m->t->isa->move(m, b, before, to, from);
    }
    for (u32 j = 0; j < n; j++)
        if (!mv[j].done && same_place(&mv[j].src, &from)) {
            u8 size = mv[j].src.size;
            mv[j].src = to;
            mv[j].src.size = size;
        } else if (swap && !mv[j].done && same_place(&mv[j].src, &to)) {
            mv[j].src.reg = from.reg;
        }
}

void parmove(MFn *m, MBlk *b, MIns *before, PMove *mv, u32 n)
{
    u32 left = 0;
    for (u32 k = 0; k < n; k++) {
        mv[k].done = same_place(&mv[k].dst, &mv[k].src);
        left += !mv[k].done && !is_const(&mv[k].src);
    }
    while (left) {
        bool any = false;
        for (u32 k = 0; k < n; k++) {
            if (mv[k].done || is_const(&mv[k].src) || blocked(mv, n, k))
                continue;
            m->t->isa->move(m, b, before, mv[k].dst, mv[k].src);
            mv[k].done = any = true;
        }
        for (u32 k = 0; k < n && !any; k++)
            if (!mv[k].done && !is_const(&mv[k].src)) {
                open_cycle(m, b, before, mv, n, k);
                any = true;
            }
        left = 0;
        for (u32 k = 0; k < n; k++) {
            mv[k].done |= same_place(&mv[k].dst, &mv[k].src);
            left += !mv[k].done && !is_const(&mv[k].src);
        }
    }
    for (u32 k = 0; k < n; k++)
        if (!mv[k].done)
            m->t->isa->move(m, b, before, mv[k].dst, mv[k].src);
}
