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

enum { SPILLED = 1 << 30 };  // MIns.num of a marker: the rest is a slot

// Slots that hold variables while registers are short.
static void mark_spilled(MFn *m, MBlk *b, MIns *at, const bool *used)
{
    bool *asked = arena_array(m->mem, bool, m->slot.n + 1);
    m->slot_place = arena_array(m->mem, CodeVar, m->slot.n + 1);
    for (u32 k = 0; k < m->var_state.n; k++)
        for (u32 j = 0; j < m->var_state.v[k].n; j++) {
            u32 slot = m->var_state.v[k].in[j].place - REG_VIRT;
            if (slot >= m->slot.n || !used[slot] || asked[slot])
                continue;
            asked[slot] = true;
            mark_first(m, b, at, SPILLED | slot,
                       (MOp){.kind = MO_MEM, .size = 8, .scale = 1, .flags = MOF_SLOT | MOF_USE,
                             .slot = slot});
        }
}

// What steps since put in has the state of what stands before it.
static void spread_states(MFn *m)
{
    for (u32 k = 0; k < m->order.n; k++) {
        u32 state = 0;
        for (MIns *i = m->blk.v[m->order.v[k]]->first; i; i = i->next)
            state = i->vars = i->vars ? i->vars : state;
    }
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
    bool *used = f->var.n || m->var_state.n ? used_slots(m) : NULL;
    if (m->var_state.n) {
        spread_states(m);
        mark_spilled(m, b, at, used);
    }
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
    const MOp *o = &i->op_[0];
    bool cfa = o->reg == m->t->isa->sp && !realigned && !m->t->uw_codes;
    return (CodeVar){.kind = cfa ? VP_FRAME : VP_MEM,
                     .reg = m->t->isa->dwarf_reg((u8)o->reg), .to = ~0u,
                     .off = cfa ? o->imm - (i64)m->frame_size : o->imm};
}

// The line of the function itself is one to stop at, its body begins with the next.
static void begin_statements(MFn *m)
{
    for (u32 k = 0; k < m->order.n && m->stmts; k++) {
        MIns *i = m->blk.v[m->order.v[k]]->first;
        if (!i)
            continue;
        m->body_line = i->stmt ? 1 : 2;
        i->stmt = i->stmt ? i->stmt : m->f->loc;
        return;
    }
}

// Does a jump lead to one of the blocks `from` to `at`, in their order, from the last or behind it?
static bool is_entered_again(const MFn *m, u32 from, u32 at)
{
    for (u32 k = at; k < m->order.n; k++)
        for (const MIns *i = m->blk.v[m->order.v[k]]->first; i; i = i->next)
            for (u32 to = from; to <= at && i->nop && i->op_[0].kind == MO_BLK; to++)
                if (i->op_[0].slot == m->order.v[to])
                    return true;
    return false;
}

static bool has_bytes(const MBlk *b)
{
    for (const MIns *i = b->first; i; i = i->next)
        if (i->op >= M_ASM)
            return true;
    return false;
}

static bool has_line(const MBlk *b, u32 other)
{
    for (const MIns *i = b->first; i; i = i->next)
        if (i->op >= M_COUNT && i->loc && i->loc != other)
            return true;
    return false;
}

// Debuggers stop for a function at its second line. Where that is the head of a loop they would
// stop in each turn, so at -O0 an instruction stands before it that does nothing but have its line.
static void begin_loop(MFn *m)
{
    u32 size = m->t->isa->uw.code_align, at = 0;
    u8 nop[8];
    if (m->o->level)
        return;
    while (at < m->order.n && !has_line(m->blk.v[m->order.v[at]], m->f->loc))
        at++;
    u32 from = at;
    while (from > 1 && !has_bytes(m->blk.v[m->order.v[from - 1]]))
        from--;
    if (!at || at == m->order.n || !is_entered_again(m, from, at))
        return;
    m->t->isa->nops(nop, size);
    MIns *i = m_ins(m, M_DATA, 0, 1, 0);
    i->op_[0] = (MOp){.kind = MO_IMM, .size = (u8)size};
    for (u32 k = 0; k < size; k++)
        i->op_[0].imm |= (i64)((u64)nop[k] << 8 * k);
    for (const MIns *j = m->blk.v[m->order.v[at]]->first; j && !i->loc; j = j->next)
        i->loc = j->op >= M_COUNT ? j->loc : 0;
    m_before(m->blk.v[m->order.v[from - 1]], NULL, i);
}

// Where the frame is taken down nothing is known any more.
static void end_states(MFn *m)
{
    for (u32 k = 0; k < m->order.n; k++) {
        MIns *i = m->blk.v[m->order.v[k]]->last;
        bool leaves = i && (i->op == m->t->isa->op_ret || i->flags & MIF_TAIL);
        if (leaves && i->prev && !i->prev->vars)
            i->vars = 0;
    }
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
        if (!body) {
            i->loc = m->f->loc;
            i->vars = m->var_entry;
        }
        if (i->op != M_VAR)
            continue;
        CodeVar v = i->num ? place_of(m, i, realigned) : (CodeVar){0};
        if (i->num & SPILLED) {
            m->slot_place[i->num & ~(u32)SPILLED] = v;
        } else if (i->num) {
            v.bind = i->num - 1;
            v.var = m->f->var.v[v.bind].var;
            v.site = m->f->var.v[v.bind].site;
            vec_push(m->mem, &out->var, v);
        }
        m_remove(b, i);
    }
    end_states(m);
    begin_statements(m);
    begin_loop(m);
}
