// peep.c - AMD64 improvements after allocation: two-address forms of lea, short zeros, false
// dependences
#include "codegen/x64/sel.h"

static bool reads_flags(const MIns *i)
{
    return i->op >= X_FIRST && x64_insn[i->op - X_FIRST].flags & XF_RFLAGS;
}

static bool writes_flags(const MIns *i)
{
    return i->op >= X_FIRST && x64_insn[i->op - X_FIRST].flags & XF_WFLAGS;
}

static void three(MFn *m, MIns *i, u16 op, MOp d, MOp src)
{
    MOp tie = d;
    tie.flags = MOF_USE | MOF_TIE;
    i->op = op;
    i->nop = 3;
    i->op_ = arena_array(m->mem, MOp, 3);
    i->op_[0] = d;
    i->op_[1] = tie;
    i->op_[2] = src;
}

// lea d, [d + x] is add d, x where the flags are free.
static void peep_lea(MFn *m, MIns *i, bool flags_live)
{
    MOp d = i->op_[0], a = i->op_[1];
    if (a.kind != MO_MEM || a.sym || a.flags & (MOF_SLOT | MOF_CFA | MOF_OUT))
        return;
    if (a.reg && !a.idx && !a.imm) {
        i->op = X_MOV;
        i->op_[1] = o_use(a.reg, i->size);
        return;
    }
    if (flags_live)
        return;
    if (a.reg == d.reg && !a.idx && a.imm) {
        bool neg = a.imm == 128;
        three(m, i, neg ? X_SUB : X_ADD, d, o_imm(neg ? -128 : a.imm));
    } else if (a.reg == d.reg && a.idx && a.scale == 1 && !a.imm) {
        three(m, i, X_ADD, d, o_use(a.idx, i->size));
    } else if (a.idx == d.reg && a.reg && a.scale == 1 && !a.imm) {
        three(m, i, X_ADD, d, o_use(a.reg, i->size));
    }
}

// These write only the low part of a vector register: clear it first, or they wait for its last
// writer.
static bool merges(const MIns *i)
{
    switch (i->op) {
    case X_CVTSI2SS: case X_CVTSI2SD: return true;
    case X_SQRTS: case X_CVTSS2SD: case X_CVTSD2SS:
        return i->op_[1].kind != MO_REG || i->op_[1].reg != i->op_[0].reg;
    default: return false;
    }
}

static bool same_reg_move(const MIns *i)
{
    if (i->nop != 2 || i->op_[0].kind != MO_REG || i->op_[1].kind != MO_REG ||
        i->op_[0].reg != i->op_[1].reg)
        return false;
    return i->op == X_MOVAPS || (i->op == X_MOV && i->size == 8);
}

void x64_peep(MFn *m)
{
    for (u32 k = 0; k < m->order.n; k++) {
        MBlk *b = m->blk.v[m->order.v[k]];
        bool live = false;
        for (MIns *i = b->last, *prev; i; i = prev) {
            prev = i->prev;
            if (i->op < M_ASM || same_reg_move(i)) {
                m_drop(b, i);
                continue;
            }
            if (i->op == X_LEA)
                peep_lea(m, i, live);
            if (i->op == X_MOV && i->op_[0].kind == MO_REG && i->op_[1].kind == MO_IMM &&
                !i->op_[1].sym && i->op_[1].imm == 0 && !live && i->size >= 4) {
                i->op = X_ZERO;
                i->size = 4;
                i->nop = 1;
            }
            if (i->op == X_CMP && i->op_[0].kind == MO_REG && i->op_[1].kind == MO_IMM &&
                i->op_[1].imm == 0) {
                i->op = X_TEST;
                i->op_[1] = i->op_[0];
            }
            if (same_reg_move(i)) {
                m_drop(b, i);
                continue;
            }
            if (merges(i)) {
                MIns *z = m_ins(m, X_FZERO, 8, 1, 0);
                z->op_[0] = i->op_[0];
                z->loc = i->loc;
                z->vars = i->vars;
                z->stmt = i->stmt;
                i->stmt = 0;
                debug_lose(m, i, i, z->op_[0].reg);
                m_before(b, i, z);
                prev = z;
            }
            if (writes_flags(i))
                live = false;
            if (reads_flags(i))
                live = true;
        }
    }
}
