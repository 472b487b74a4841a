// peep.c - Thumb-2 after allocation: what stands for several instructions becomes them, moves that
// do nothing go, comparisons with zero are left to the instruction that made the value; what
// write-back takes
#include "codegen/t32/sel.h"

static MIns *insert(MFn *m, MBlk *b, MIns *at, u16 op, u32 n, MOp x, MOp y)
{
    MIns *i = m_ins(m, op, at->size, n, 0);
    i->op_[0] = x;
    i->op_[1] = y;
    i->loc = at->loc;
    i->vars = at->vars;
    i->stmt = at->stmt;
    at->stmt = 0;
    if (x.kind == MO_REG && x.flags & MOF_DEF)
        debug_lose(m, at, at, x.reg);
    m_before(b, at, i);
    return i;
}

static void under(MIns *i, u8 cc)
{
    i->flags |= MIF_COND;
    i->cc = cc;
}

static void expand_select(MFn *m, MBlk *b, MIns *i)
{
    MOp d = i->op_[0], x = i->op_[2];
    if (x.kind == MO_REG && x.reg == d.reg)
        return;
    bool flt = T32_IS_FLT(d.reg);
    under(insert(m, b, i, !flt ? T_MOV : d.size == 8 ? T_VMOVD : T_VMOV, 2, d, x), i->cc);
}

static void expand_set(MFn *m, MBlk *b, MIns *i)
{
    under(insert(m, b, i, T_MOV, 2, i->op_[0], o_imm(1)), i->cc);
    under(insert(m, b, i, T_MOV, 2, i->op_[0], o_imm(0)), i->cc ^ 1);
}

// The registers that a list of selmem.c got, as a set.
static void fill_list(MFn *m, MBlk *b, MIns *i)
{
    MIns *x = m_ins(m, i->op, 4, 3, i->nx);
    x->op_[0] = i->op_[0];
    x->op_[1] = i->op_[1];
    x->op_[2] = o_imm(0);
    for (u32 k = 0; k < i->nx; k++) {
        x->op_[3 + k] = i->op_[2 + k];
        x->op_[2].imm |= (i64)1 << T32_HW(i->op_[2 + k].reg);
    }
    x->loc = i->loc;
    x->vars = i->vars;
    x->stmt = i->stmt;
    i->stmt = 0;
    m_before(b, i, x);
}

static bool same_reg_move(const MIns *i)
{
    return (i->op == T_MOV || i->op == T_VMOV || i->op == T_VMOVD) && i->nop == 2 &&
           i->op_[1].kind == MO_REG && i->op_[0].reg == i->op_[1].reg && !i->op_[1].imm &&
           !(i->flags & MIF_SETF);
}

static bool expand(MFn *m, MBlk *b, MIns *i)
{
    switch (i->op) {
    case T_CSEL: expand_select(m, b, i); return true;
    case T_CSET: expand_set(m, b, i); return true;
    case T_LDM: case T_STM: fill_list(m, b, i); return true;
    default: return i->op < M_ASM || same_reg_move(i);
    }
}

// Instructions whose flags tell about their result: N and Z of all, C and V of none as a
// comparison with zero has them (C set, V clear).
static bool can_set(u16 op)
{
    switch (op) {
    case T_ADD: case T_SUB: case T_RSB: case T_AND: case T_ORR: case T_EOR: case T_BIC: case T_ORN:
    case T_MVN: case T_LSL: case T_LSR: case T_ASR: case T_ROR: case T_ADC: case T_SBC:
        return true;
    default: return false;
    }
}

// All that reads the flags of the comparison asks for zero or the sign alone.
static bool only_sign(const MIns *cmp)
{
    for (const MIns *i = cmp->next; i; i = i->next) {
        if (t32_reads_flags(i)) {
            if (i->op != T_BCC && i->op != T_MOV && !(i->flags & MIF_COND))
                return false;
            if (i->cc != CC_EQ && i->cc != CC_NE)
                return false;
        }
        if (t32_writes_flags(i))
            return true;
    }
    return true;
}

// cmp r, #0 after the instruction that makes r.
static void drop_compare(MBlk *b, MIns *cmp)
{
    Reg r = cmp->op_[0].reg;
    if (cmp->flags & MIF_COND || cmp->op_[1].kind != MO_IMM || cmp->op_[1].imm != 0 ||
        !only_sign(cmp))
        return;
    for (MIns *i = cmp->prev; i; i = i->prev) {
        if (m_defines(i, r)) {
            if (!can_set(i->op) || i->op_[0].reg != r || i->flags & MIF_COND)
                return;
            i->flags |= MIF_SETF;
            if (!t32_row(i)) {
                i->flags &= (u8)~MIF_SETF;
                return;
            }
            m_drop(b, cmp);
            return;
        }
        if (t32_writes_flags(i) || t32_reads_flags(i))
            return;
    }
}

void t32_peep(MFn *m)
{
    for (u32 k = 0; k < m->order.n; k++) {
        MBlk *b = m->blk.v[m->order.v[k]];
        for (MIns *i = b->first, *next; i; i = next) {
            next = i->next;
            if (expand(m, b, i))
                m_drop(b, i);
        }
        for (MIns *i = b->first, *next; i && m->o->level; i = next) {
            next = i->next;
            if (i->op == T_CMP)
                drop_compare(b, i);
        }
    }
}

/* write-back */
static bool step(const MIns *i, Reg *r, i64 *by)
{
    if ((i->op != T_ADD && i->op != T_SUB) || i->flags & (MIF_COND | MIF_SETF) ||
        i->op_[0].kind != MO_REG || i->op_[1].kind != MO_REG || i->op_[2].kind != MO_IMM ||
        i->op_[2].sym || i->op_[0].reg != i->op_[1].reg || i->op_[0].reg > R12)
        return false;
    *r = i->op_[0].reg;
    *by = i->op == T_SUB ? -i->op_[2].imm : (i32)i->op_[2].imm;
    return true;
}

static MOp *place(const MIns *i)
{
    bool access = i->op >= T_LDR && i->op <= T_LDRSH && !(i->flags & MIF_COND);
    MOp *o = access ? &i->op_[1] : NULL;
    return o && o->kind == MO_MEM && !o->ext ? o : NULL;
}

// That nobody reads the flags after it is found out when it is emitted; it is so nearly always.
static u32 size(const MIns *i)
{
    MIns x = *i;
    x.flags |= MIF_FREE;
    const Row *r = t32_row(&x);
    return r ? r->size : 0;
}

const WriteBack t32_wback = {step, place, size};
