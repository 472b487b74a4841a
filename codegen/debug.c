// debug.c - where the variables of a function are, for debuggers
//
// A variable in a frame slot becomes an instruction without bytes before frames are laid out, whose
// operand is the slot; the target's frame code gives it a register and an offset as any other.
#include "codegen/target.h"

static void mark_first(MFn *m, MBlk *b, MIns *at, u32 bind, MOp place)
{
    MIns *i = m_ins(m, M_VAR, 8, 1, 0);
    i->num = bind;
    i->op_[0] = place;
    m_before(b, at, i);
}

static bool *used_slots(MFn *m)
{
    bool *used = arena_array(m->mem, bool, m->slot.n + 1);
    for (u32 k = 0; k < m->order.n; k++)
        for (const MIns *i = m->blk.v[m->order.v[k]]->first; i; i = i->next)
            for (u32 j = 0; j < i->nop; j++)
                if (i->op_[j].kind == MO_MEM && i->op_[j].flags & MOF_SLOT)
                    used[i->op_[j].slot] = true;
    return used;
}

void debug_mark(MFn *m)
{
    const Fn *f = m->f;
    MBlk *b = m->blk.v[m->order.v[0]];
    MIns *at = b->first;
    if (!m->o->debug)
        return;
    // entry code ends at the first of them
    mark_first(m, b, at, 0, (MOp){.kind = MO_IMM});
    bool *used = f->var.n ? used_slots(m) : NULL;
    for (u32 k = 0; k < f->var.n; k++) {
        const Ins *i = ir_ins(f, f->var.v[k].ref);
        if (!f->var.v[k].at || i->op != OP_SLOT || !used[i->u.s.sym])
            continue;
        mark_first(m, b, at, k + 1,
                   (MOp){.kind = MO_MEM, .size = 8, .scale = 1, .flags = MOF_SLOT | MOF_USE,
                         .slot = i->u.s.sym, .imm = i->u.s.off});
    }
}

// Offsets from the caller's stack pointer hold throughout, where they are known.
static CodeVar place_of(const MFn *m, const MIns *i, bool realigned)
{
    const VarBind *v = &m->f->var.v[i->num - 1];
    const MOp *o = &i->op_[0];
    bool cfa = o->reg == m->t->isa->sp && !realigned && !m->t->uw_codes;
    return (CodeVar){.var = v->var, .kind = cfa ? VP_FRAME : VP_MEM,
                     .reg = m->t->isa->dwarf_reg((u8)o->reg), .to = ~0u,
                     .off = cfa ? o->imm - (i64)m->frame_size : o->imm};
}

void debug_collect(MFn *m, Code *out)
{
    MBlk *b = m->blk.v[m->order.v[0]];
    bool body = false, realigned = m->f->flags & FN_REALIGN;
    if (!m->o->debug)
        return;
    for (u32 k = 0; k < m->slot.n; k++)
        realigned |= m->slot.v[k].used && m->slot.v[k].align > 16;
    for (MIns *i = b->first, *next; i; i = next) {
        next = i->next;
        body |= i->op == M_VAR;
        if (!body)
            i->loc = m->f->loc;
        if (i->op != M_VAR)
            continue;
        if (i->num)
            vec_push(m->mem, &out->var, place_of(m, i, realigned));
        m_remove(b, i);
    }
}
