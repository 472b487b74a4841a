// debugreg.c - which register a variable is in at each instruction, for debuggers
//
// A front end binds a variable to a value when it never has another one (VarBind), so it is enough
// to follow the value: forward data flow over the allocated code, places holding sets of
// variables, intersected at joins. Each instruction is given the number of the state before it,
// which it keeps whatever happens to its neighbours; no code is changed.
#include "codegen/target.h"

enum { MOST_VARS = 64 };
typedef struct Track {
    MFn *m;
    Arena tmp;
    u32 nplace;          // registers, then slots
    u64 *mask;           // by virtual register: the variables whose value it is
    u32 nreg;
    u64 *now, **in;      // by place: the variables there; at the start of blocks
    bool *seen;
} Track;

static u64 mask_of(const Track *t, const MOp *o)
{
    return o->vreg < t->nreg ? t->mask[o->vreg] : 0;
}

static u32 place_of(const MOp *o)
{
    if (o->kind == MO_REG && o->reg < REG_VIRT)
        return o->reg;
    return o->kind == MO_MEM && o->flags & MOF_SLOT ? REG_VIRT + o->slot : 0;
}

static void forget(Track *t, u64 vars)
{
    for (u32 p = 0; vars && p < t->nplace; p++)
        t->now[p] &= ~vars;
}

// Moves of the allocator; some instruction sets write a store's place after what is stored.
static void moved(Track *t, const MIns *i)
{
    u32 d = i->nop == 2 && i->op_[1].flags & MOF_DEF ? 1 : 0;
    u32 to = place_of(&i->op_[d]), from = i->nop > 1 ? place_of(&i->op_[1 - d]) : 0;
    if (i->nop == 2 && i->op_[0].flags & MOF_DEF && i->op_[1].flags & MOF_DEF) {
        u64 x = t->now[to];
        t->now[to] = t->now[from];
        t->now[from] = x;
    } else if (to) {
        t->now[to] = from ? t->now[from] : 0;
    }
}

// What is copied at once is, for a moment, under both names where it comes from.
static void copied(Track *t, const MIns *i)
{
    u32 n = i->nop / 2u;
    for (u32 k = 0; k < n; k++)
        forget(t, mask_of(t, &i->op_[k]));
    for (u32 k = 0; k < n; k++) {
        u32 p = place_of(&i->op_[k + n]);
        if (p)
            t->now[p] |= mask_of(t, &i->op_[k]);
    }
}

// Arguments are variables from the start, though they are copied from their registers later.
static void entered(Track *t, const MIns *i)
{
    for (const MIns *c = i->next; c; c = c->next)
        for (u32 k = 0, n = c->nop / 2u; c->op == M_COPY && k < n; k++)
            for (u32 j = 0; j < (u32)i->nop + i->nx; j++)
                if (i->op_[j].kind == MO_REG && c->op_[k + n].kind == MO_REG &&
                    c->op_[k + n].vreg == i->op_[j].reg)
                    t->now[i->op_[j].reg] |= mask_of(t, &c->op_[k]);
}

static void step(Track *t, const MIns *i)
{
    u32 n = (u32)i->nop + i->nx;
    if (i->flags & MIF_RA) {
        moved(t, i);
        return;
    }
    if (i->op == M_COPY) {
        copied(t, i);
        return;
    }
    for (RegSet c = i->clobber; c; c &= c - 1)
        t->now[ctz64(c)] = 0;
    for (u32 k = 0; k < n; k++) {
        const MOp *o = &i->op_[k];
        if (o->kind != MO_REG || !(o->flags & MOF_DEF) || o->reg >= REG_VIRT)
            continue;
        forget(t, mask_of(t, o));
        t->now[o->reg] = mask_of(t, o);
    }
    if (i->op == M_ENTRY)
        entered(t, i);
}

static bool meet(void *ctx, u32 b)
{
    Track *t = ctx;
    bool changed = !t->seen[b];
    for (u32 p = 0; p < t->nplace; p++) {
        u64 x = t->seen[b] ? t->in[b][p] & t->now[p] : t->now[p];
        changed |= x != t->in[b][p];
        t->in[b][p] = x;
    }
    t->seen[b] = true;
    return changed;
}

static void run_block(void *ctx, const MBlk *b)
{
    Track *t = ctx;
    memcpy(t->now, t->in[b->id], t->nplace * sizeof *t->now);
    for (const MIns *i = b->first; i; i = i->next)
        step(t, i);
}

static void flow(Track *t)
{
    t->seen[0] = true;
    m_forward(t->m, &t->tmp, run_block, meet, t);
}

// The number of the present state, from 1: each variable's first place, 0 for none.
static u32 state_number(Track *t)
{
    MFn *m = t->m;
    u32 n = m->f->var.n, places[MOST_VARS] = {0};
    u64 have = 0;
    for (u32 p = 1; p < t->nplace; p++)
        for (u64 x = t->now[p] & ~have; x; x &= x - 1) {
            places[ctz64(x)] = p;
            have |= x & (0 - x);
        }
    if (m->var_state.n && !memcmp(vec_last(&m->var_state), places, MIN(n, MOST_VARS) * sizeof(u32)))
        return m->var_state.n;
    vec_push(m->mem, &m->var_state, arena_dup(m->mem, places, sizeof places));
    return m->var_state.n;
}

void debug_track(MFn *m)
{
    Track t = {.m = m, .nplace = REG_VIRT + m->slot.n, .nreg = REG_VIRT + m->vreg.n};
    u64 any = 0;
    if (!m->o->debug || !m->var_reg)
        return;
    t.mask = arena_array(&t.tmp, u64, t.nreg);
    for (u32 k = 0; k < m->f->var.n && k < MOST_VARS; k++)
        if (m->var_reg[k]) {
            t.mask[m->var_reg[k]] |= (u64)1 << k;
            any = 1;
        }
    if (any) {
        t.now = arena_array(&t.tmp, u64, t.nplace);
        t.seen = arena_array(&t.tmp, bool, m->blk.n + 1);
        t.in = arena_array(&t.tmp, u64 *, m->blk.n + 1);
        for (u32 k = 0; k < m->blk.n; k++)
            t.in[k] = arena_array(&t.tmp, u64, t.nplace);
        flow(&t);
        for (u32 k = 0; k < m->order.n; k++) {
            MBlk *b = m->blk.v[m->order.v[k]];
            memcpy(t.now, t.in[b->id], t.nplace * sizeof *t.now);
            for (MIns *i = b->first; i && t.seen[b->id]; i = i->next) {
                i->vars = state_number(&t);
                step(&t, i);
            }
        }
    }
    arena_free(&t.tmp);
}

/* ---- ranges of code ---- */

void debug_at(MFn *m, AsmBuf *b, const MIns *i)
{
    if (!m->var_state.n)
        return;
    if (i->vars != m->var_last) {
        VarAt a = {asm_here(b), i->vars, m->var_call};
        vec_push(m->mem, &m->var_at, a);
        m->var_last = i->vars;
    }
    m->var_call = (i->flags & MIF_CALL) != 0;
}

// A variable's place in a state; false: none that can be said.
static bool say(const MFn *m, u32 bind, u32 state, CodeVar *v)
{
    u32 p = state ? m->var_state.v[state - 1][bind] : 0;
    bool at = m->f->var.v[bind].at;
    if (!p || (p >= REG_VIRT && (at || !m->slot_place || !m->slot_place[p - REG_VIRT].to)))
        return false;
    if (p >= REG_VIRT)
        *v = m->slot_place[p - REG_VIRT];
    else
        *v = (CodeVar){.kind = at ? VP_MEM : VP_REG, .reg = m->t->isa->dwarf_reg((u8)p)};
    v->var = m->f->var.v[bind].var;
    return true;
}

// Registers that a call loses are lost within it: a caller's frame is asked for the address before
// the one it returns to.
void debug_ranges(MFn *m, const AsmBuf *b, Code *out)
{
    for (u32 k = 0; k < m->f->var.n && k < MOST_VARS && m->var_state.n; k++) {
        CodeVar open = {0}, v;
        bool has = false;
        for (u32 j = 0; j <= m->var_at.n; j++) {
            bool last = j == m->var_at.n;
            u32 at = last ? out->nbytes : asm_offset(b, m->var_at.v[j].pos);
            bool now = !last && say(m, k, m->var_at.v[j].state, &v);
            if (has && now && v.kind == open.kind && v.reg == open.reg && v.off == open.off)
                continue;
            if (has) {
                open.to = at - (!last && m->var_at.v[j].call);
                if (open.to > open.from)
                    vec_push(m->mem, &out->var, open);
            }
            if (now) {
                open = v;
                open.from = at;
            }
            has = now;
        }
    }
}
