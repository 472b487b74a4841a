// racheck.c - prove that an allocation gives every use the value it should read
//
// Forward data flow over the code as the allocator left it. Each place (register or slot) holds a
// set of values, named by the registers the code had before allocation; physical registers that
// were written down before allocation are values too. A copy makes its destination another name of
// its source; every other definition kills old names of the value. At joins sets are intersected.
// The checker reads only the code, none of the allocator's tables (the idea: regalloc2's checker).
#include "codegen/target.h"

typedef struct Names {
    VEC(u32) v;      // value numbers, unordered
} Names;
typedef struct State {
    Names *at;       // by place
    bool seen;
} State;
typedef struct Check {
    const MFn *m;
    Arena mem;
    u32 nplace;
    State *in;       // by block
    bool *early;     // by block: a branch before the end of the block being run brought less
    State now;
    Buf *err;
    bool report;
    int faults;
} Check;

static u32 place_of(const MOp *o)
{
    if (o->kind == MO_REG && o->reg < REG_VIRT)
        return o->reg;
    if (o->kind == MO_MEM && o->flags & MOF_SLOT)
        return REG_VIRT + o->slot;
    return 0;
}

// Constants get value numbers of their own, so that a copy of one can be followed.
u32 racheck_value(const MOp *o)
{
    if (o->vreg)
        return o->vreg;
    u64 h = (u64)o->kind * 0x9e3779b97f4a7c15u ^ (u64)o->imm * 0xff51afd7ed558ccdu;
    return (u32)(h >> 33) | 0x80000000u;
}

static bool has(const Names *n, u32 v)
{
    for (u32 k = 0; k < n->v.n; k++)
        if (n->v.v[k] == v)
            return true;
    return false;
}

static void add(Check *c, Names *n, u32 v)
{
    if (!has(n, v))
        vec_push(&c->mem, &n->v, v);
}

static void forget(Check *c, u32 v)
{
    for (u32 p = 0; p < c->nplace; p++) {
        Names *n = &c->now.at[p];
        for (u32 k = 0; k < n->v.n;)
            if (n->v.v[k] == v)
                n->v.v[k] = n->v.v[--n->v.n];
            else
                k++;
    }
}

static void copy_names(Check *c, Names *to, const Names *from)
{
    to->v.n = 0;
    for (u32 k = 0; k < from->v.n; k++)
        vec_push(&c->mem, &to->v, from->v.v[k]);
}

static void fault(Check *c, const MBlk *b, const MIns *i, u32 value, u32 place)
{
    c->faults++;
    if (!c->report)
        return;
    const char *text = i->op < M_COUNT ? "copy" : c->m->t->isa->ins_text(i->op);
    buf_fmt(c->err, "block b%u, %s: place %u should hold value %u\n", b->id, text, place, value);
}

static void expect(Check *c, const MBlk *b, const MIns *i, u32 place, u32 value)
{
    if (!place || place >= c->nplace || !has(&c->now.at[place], value))
        fault(c, b, i, value, place);
}

static void moved(Check *c, const MIns *i)
{
    if (i->nop == 2 && i->op_[0].flags & MOF_DEF && i->op_[1].flags & MOF_DEF) {  // exchange
        u32 a = place_of(&i->op_[0]), b = place_of(&i->op_[1]);
        Names t = c->now.at[a];
        c->now.at[a] = c->now.at[b];
        c->now.at[b] = t;
        return;
    }
    // some instruction sets write a store's place after what is stored
    u32 d = i->nop == 2 && i->op_[1].flags & MOF_DEF ? 1 : 0;
    u32 to = place_of(&i->op_[d]), from = i->nop > 1 ? place_of(&i->op_[1 - d]) : 0;
    if (!to)
        return;
    if (from) {
        copy_names(c, &c->now.at[to], &c->now.at[from]);
    } else {
        c->now.at[to].v.n = 0;
        MOp zero = {.kind = MO_IMM};
        add(c, &c->now.at[to], racheck_value(i->nop > 1 ? &i->op_[1 - d] : &zero));
    }
}

// Names of the sources, read before any destination changes.
static void copied(Check *c, const MBlk *b, const MIns *i)
{
    u32 n = i->nop / 2u;
    for (u32 k = 0; k < n; k++)
        if (i->op_[k + n].vreg)
            expect(c, b, i, place_of(&i->op_[k + n]), i->op_[k + n].vreg);
    VEC(u32) hit = {0};
    for (u32 p = 0; p < c->nplace; p++)
        for (u32 k = 0; k < n; k++)
            if (i->op_[k + n].kind == MO_REG || place_of(&i->op_[k + n]))
                if (has(&c->now.at[p], racheck_value(&i->op_[k + n]))) {
                    vec_push(&c->mem, &hit, p);
                    vec_push(&c->mem, &hit, k);
                }
    for (u32 k = 0; k < n; k++)
        forget(c, i->op_[k].vreg);
    for (u32 k = 0; k < hit.n; k += 2)
        add(c, &c->now.at[hit.v[k]], i->op_[hit.v[k + 1]].vreg);
}

// Constants get the name of what was copied from them once the moves have put them somewhere.
static void copy_done(Check *c, const MIns *i)
{
    u32 n = i->nop / 2u;
    for (u32 k = 0; k < n; k++) {
        const MOp *o = &i->op_[k + n];
        if (o->kind == MO_REG || place_of(o))
            continue;
        for (u32 p = 0; p < c->nplace; p++)
            if (has(&c->now.at[p], racheck_value(o)))
                add(c, &c->now.at[p], i->op_[k].vreg);
    }
}

static void step(Check *c, const MBlk *b, const MIns *i)
{
    u32 n = (u32)i->nop + i->nx;
    for (u32 k = 0; k < n; k++) {
        const MOp *o = &i->op_[k];
        if (o->kind == MO_MEM || o->kind == MO_TABLE) {
            if (o->flags & MOF_SLOT && o->vreg) {
                expect(c, b, i, place_of(o), o->vreg);
                continue;
            }
            if (o->vreg >= REG_VIRT)
                expect(c, b, i, o->reg, o->vreg);
            if (o->vidx >= REG_VIRT)
                expect(c, b, i, o->idx, o->vidx);
        } else if (o->kind == MO_REG && o->flags & MOF_USE) {
            const RegSet *can = c->m->t->isa->alloc;
            if (reg_virt(o->vreg) || (can[0] | can[1]) >> o->vreg & 1)
                expect(c, b, i, o->reg, o->vreg);
            if (o->flags & MOF_TIE && o->reg != i->op_[0].reg)
                fault(c, b, i, o->vreg, i->op_[0].reg);
        }
    }
    for (u32 r = 1; r < REG_VIRT; r++)
        if (i->clobber >> r & 1)
            c->now.at[r].v.n = 0;
    for (u32 k = 0; k < n; k++) {
        const MOp *o = &i->op_[k];
        if (o->kind != MO_REG || !(o->flags & MOF_DEF))
            continue;
        forget(c, o->vreg);
        c->now.at[o->reg].v.n = 0;
        add(c, &c->now.at[o->reg], o->vreg);
    }
}

// What holds now holds at the start of block b at most; true: less does than was known.
static bool join(Check *c, u32 b)
{
    State *to = &c->in[b];
    if (!to->seen) {
        to->seen = true;
        for (u32 p = 0; p < c->nplace; p++)
            copy_names(c, &to->at[p], &c->now.at[p]);
        return true;
    }
    bool changed = false;
    for (u32 p = 0; p < c->nplace; p++) {
        Names *n = &to->at[p];
        for (u32 k = 0; k < n->v.n;)
            if (!has(&c->now.at[p], n->v.v[k])) {
                n->v.v[k] = n->v.v[--n->v.n];
                changed = true;
            } else {
                k++;
            }
    }
    return changed;
}

static void run_block(Check *c, const MBlk *b)
{
    const MIns *pending = NULL;
    for (const MIns *i = b->first; i; i = i->next) {
        if (i->flags & MIF_RA) {
            moved(c, i);
            continue;
        }
        if (pending)
            copy_done(c, pending);
        pending = NULL;
        if (i->op == M_COPY) {
            copied(c, b, i);
            pending = i;
        } else {
            step(c, b, i);
            if (i->flags & MIF_BRANCH && i->next && i->nop && i->op_[0].kind == MO_BLK)
                c->early[i->op_[0].slot] |= join(c, i->op_[0].slot);
        }
    }
    if (pending)
        copy_done(c, pending);
}

static bool meet(void *ctx, u32 b)
{
    Check *c = ctx;
    bool early = c->early[b];
    c->early[b] = false;
    return join(c, b) || early;
}

static void load_state(Check *c, const MBlk *b)
{
    for (u32 p = 0; p < c->nplace; p++)
        copy_names(c, &c->now.at[p], &c->in[b->id].at[p]);
}

static void flow_block(void *ctx, const MBlk *b)
{
    Check *c = ctx;
    load_state(c, b);
    run_block(c, b);
}

int racheck(const MFn *m, Buf *err)
{
    Check c = {.m = m, .err = err, .nplace = REG_VIRT + m->slot.n};
    c.in = arena_array(&c.mem, State, m->blk.n);
    c.early = arena_array(&c.mem, bool, m->blk.n);
    for (u32 k = 0; k < m->blk.n; k++)
        c.in[k].at = arena_array(&c.mem, Names, c.nplace);
    c.now.at = arena_array(&c.mem, Names, c.nplace);
    c.in[0].seen = true;
    m_forward(m, &c.mem, flow_block, meet, &c);
    c.faults = 0;
    c.report = true;
    for (u32 k = 0; k < m->order.n; k++) {
        const MBlk *b = m->blk.v[m->order.v[k]];
        if (!c.in[b->id].seen)
            continue;
        flow_block(&c, b);
    }
    arena_free(&c.mem);
    return c.faults;
}
