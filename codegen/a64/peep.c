// peep.c - AArch64 improvements after allocation: copies to themselves, pairs of loads and stores,
// what write-back takes
#include "codegen/a64/sel.h"

static bool same_reg_move(const MIns *i)
{
    return ((i->op == A_MOV && i->size == 8) || (i->op == A_FMOV && i->size == 8) ||
            i->op == A_VMOV) &&
           i->op_[1].kind == MO_REG && i->op_[0].reg == i->op_[1].reg;
}

static u16 pair_op(u16 op)
{
    switch (op) {
    case A_LDR: return A_LDP;
    case A_STR: return A_STP;
    case A_FLDR: return A_FLDP;
    case A_FSTR: return A_FSTP;
    default: return 0;
    }
}

// Is x the access right below y, with an offset that a pair can have?
static bool neighbours(const MFn *m, const MOp *x, const MOp *y, u8 z)
{
    u8 where = MOF_SLOT | MOF_CFA | MOF_OUT;
    (void)m;
    if (x->kind != MO_MEM || y->kind != MO_MEM || x->idx || y->idx || x->sym || y->sym ||
        x->ext || y->ext || (x->flags & where) != (y->flags & where))
        return false;
    if (x->flags & MOF_SLOT ? x->slot != y->slot : x->reg != y->reg)
        return false;
    return y->imm - x->imm == z &&
           (x->flags & where || (x->imm % z == 0 && x->imm / z >= -64 && x->imm / z <= 63));
}

static bool reads(const MIns *i, Reg r)
{
    for (u32 k = 0; k < (u32)i->nop + i->nx; k++)
        if (i->op_[k].reg == r || i->op_[k].idx == r)
            return true;
    return false;
}

// Nothing that memory or the course of the program has to do with: accesses keep their order.
static bool harmless(const MIns *i)
{
    if (i->op < M_COUNT || i->flags & (MIF_CALL | MIF_ASM | MIF_BRANCH) ||
        (a64_insn[i->op - A_FIRST].flags & XF_PSEUDO && i->op != A_MOVI))
        return false;
    for (u32 k = 0; k < (u32)i->nop + i->nx; k++)
        if (i->op_[k].kind != MO_REG && i->op_[k].kind != MO_IMM)
            return false;
    return true;
}

enum { NEAR_BY = 6 };

// The next access of the kind of i, if it could as well stand right after i.
static MIns *partner(const MIns *i)
{
    MIns *j = i->next;
    for (u32 n = 0; j && n < NEAR_BY && harmless(j); n++)
        j = j->next;
    if (!j || j->op != i->op || j->size != i->size)
        return NULL;
    Reg value = j->op_[0].reg, base = j->op_[1].reg;
    for (const MIns *k = i->next; k != j; k = k->next)
        if ((base && m_defines(k, base)) || (value && (m_defines(k, value) ||
            (j->op_[0].flags & MOF_DEF && reads(k, value)))))
            return NULL;
    return j;
}

// i and an access near it as one.
static bool make_pair(MFn *m, MBlk *b, MIns *i)
{
    u16 op = pair_op(i->op);
    MIns *j = op ? partner(i) : NULL;
    if (!j)
        return false;
    bool load = op == A_LDP || op == A_FLDP;
    const MOp *x = &i->op_[0], *y = &j->op_[0];
    if (load && (x->reg == y->reg || (op == A_LDP && x->reg == j->op_[1].reg)))
        return false;
    u8 z = i->size;
    bool up = neighbours(m, &i->op_[1], &j->op_[1], z);
    if (!up && !neighbours(m, &j->op_[1], &i->op_[1], z))
        return false;
    const MIns *low = up ? i : j, *high = up ? j : i;
    MIns *p = m_ins(m, op, z, 3, 0);
    p->op_[0] = low->op_[0];
    p->op_[1] = high->op_[0];
    p->op_[2] = low->op_[1];
    p->loc = i->loc;
    p->vars = i->vars;
    p->stmt = i->stmt;
    m_before(b, i, p);
    m_remove(b, i);
    m_remove(b, j);
    return true;
}

void a64_peep(MFn *m)
{
    for (u32 k = 0; k < m->order.n; k++) {
        MBlk *b = m->blk.v[m->order.v[k]];
        for (MIns *i = b->first, *next; i; i = next) {
            next = i->next;
            if (i->op < M_ASM || same_reg_move(i))
                m_drop(b, i);
        }
        for (MIns *i = b->first, *next; i; i = next) {
            MIns *prev = i->prev;
            next = i->next;
            if (make_pair(m, b, i))
                next = (prev ? prev->next : b->first)->next;
        }
    }
}

/* write-back */
static bool step(const MIns *i, Reg *r, i64 *by)
{
    if ((i->op != A_ADD && i->op != A_SUB) || i->size != 8 || i->op_[0].kind != MO_REG ||
        i->op_[1].kind != MO_REG || i->op_[2].kind != MO_IMM || i->op_[2].sym ||
        i->op_[0].reg != i->op_[1].reg || !A64_IS_GPR(i->op_[0].reg))
        return false;
    *r = i->op_[0].reg;
    *by = i->op == A_SUB ? -i->op_[2].imm : i->op_[2].imm;
    return true;
}

static MOp *place(const MIns *i)
{
    bool one = i->op == A_FLDR || i->op == A_FSTR || (i->op >= A_STRB && i->op <= A_LDR);
    bool two = i->op == A_LDP || i->op == A_STP || i->op == A_FLDP || i->op == A_FSTP;
    MOp *o = one || two ? &i->op_[i->nop - 1] : NULL;
    return o && o->kind == MO_MEM && !o->ext ? o : NULL;
}

static u32 size(const MIns *i)
{
    return a64_row(i) ? 4 : 0;
}

const WriteBack a64_wback = {step, place, size};
