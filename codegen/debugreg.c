// debugreg.c - where a variable's value is at each instruction, for debuggers
//
// Marks of the IR (VarMark) say from which instruction on a variable has which value. Forward data
// flow over the allocated code follows both: each variable's value, and what each place holds;
// joins keep what they agree on. A value that is made anew, in the next turn of a loop, is no
// longer that of the variables that had it. Each instruction is given the number of the state
// before it, which it keeps whatever happens to its neighbours; no code is changed.
#include "codegen/target.h"

enum { DEEP = 3 };           // values that one place is known to hold
typedef struct Track {
    MFn *m;
    Arena tmp;
    const MBlk *blk;
    u32 nplace;          // registers, then slots
    u32 nbind, nreg;
    u32 size;            // of a state: values by variable, then DEEP registers by place
    bool *named;         // by virtual register: a variable may have its value
    u32 *now, **in;
    bool *seen;
    bool changed;
    Reg *where;          // by virtual register: a place, while a state is written down
} Track;

static u32 *holds(const Track *t, u32 *state, u32 place) { return state + t->nbind + place * DEEP; }

static Reg named(const Track *t, const MOp *o)
{
    return o->vreg >= REG_VIRT && o->vreg < t->nreg && t->named[o->vreg] ? o->vreg : 0;
}

static u32 place_of(const MOp *o)
{
    if (o->kind == MO_REG && o->reg < REG_VIRT)
        return o->reg;
    return o->kind == MO_MEM && o->flags & MOF_SLOT ? REG_VIRT + o->slot : 0;
}

static bool has(const u32 *set, Reg v)
{
    return set[0] == v || set[1] == v || set[2] == v;
}

static void put(Track *t, u32 place, Reg v)
{
    u32 *set = holds(t, t->now, place);
    for (u32 k = 0; v && k < DEEP && !has(set, v); k++)
        if (!set[k]) {
            set[k] = v;
            t->changed = true;
        }
}

static void clear(Track *t, u32 place)
{
    u32 *set = holds(t, t->now, place);
    t->changed |= set[0] || set[1] || set[2];
    set[0] = set[1] = set[2] = 0;
}

// The value is made anew: it is nowhere else, and no variable's until a mark says so.
static void forget(Track *t, Reg v, bool first)
{
    for (u32 p = 0; v && p < t->nplace; p++)
        for (u32 k = 0, *set = holds(t, t->now, p); k < DEEP; k++)
            if (set[k] == v) {
                set[k] = 0;
                t->changed = true;
            }
    for (u32 b = 0; v && !first && b < t->nbind; b++)
        if (t->now[b] == v && !t->m->f->var.v[b].at) {
            t->now[b] = 0;
            t->changed = true;
        }
}

// Moves of the allocator; some instruction sets write a store's place after what is stored.
static void moved(Track *t, const MIns *i)
{
    u32 d = i->nop == 2 && i->op_[1].flags & MOF_DEF ? 1 : 0;
    u32 to = place_of(&i->op_[d]), from = i->nop > 1 ? place_of(&i->op_[1 - d]) : 0;
    u32 *x = holds(t, t->now, to), *y = holds(t, t->now, from), save[DEEP];
    t->changed = true;
    if (i->nop == 2 && i->op_[0].flags & MOF_DEF && i->op_[1].flags & MOF_DEF) {
        memcpy(save, x, sizeof save);
        memcpy(x, y, sizeof save);
        memcpy(y, save, sizeof save);
    } else if (to && from) {
        memmove(x, y, sizeof save);
    } else if (to) {
        clear(t, to);
        put(t, to, named(t, &i->op_[d]));    // a constant
    }
}

// What is copied at once is, for a moment, under both names where it comes from.
static void copied(Track *t, const MIns *i)
{
    u32 n = i->nop / 2u;
    for (u32 k = 0; k < n; k++)
        forget(t, named(t, &i->op_[k]), t->blk->id == 0);
    for (u32 k = 0; k < n; k++)
        if (place_of(&i->op_[k + n]))
            put(t, place_of(&i->op_[k + n]), named(t, &i->op_[k]));
}

// Arguments are variables from the start, though they are copied from their registers later.
static void entered(Track *t, const MIns *i)
{
    for (const MIns *c = i->next; c; c = c->next)
        for (u32 k = 0, n = c->nop / 2u; c->op == M_COPY && k < n; k++)
            for (u32 j = 0; j < (u32)i->nop + i->nx; j++)
                if (i->op_[j].kind == MO_REG && c->op_[k + n].kind == MO_REG &&
                    c->op_[k + n].vreg == i->op_[j].reg)
                    put(t, i->op_[j].reg, named(t, &c->op_[k]));
}

static void take_marks(Track *t, u32 list)
{
    for (const MMark *k = t->m->mark.v + list; list; list = k->next, k = t->m->mark.v + list) {
        if (k->bind == BIND_STMT)
            continue;
        t->changed |= t->now[k->bind] != k->val;
        t->now[k->bind] = k->val;
    }
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
        clear(t, (u32)ctz64(c));
    for (u32 k = 0; k < n; k++) {
        const MOp *o = &i->op_[k];
        if (o->kind != MO_REG || !(o->flags & MOF_DEF) || o->reg >= REG_VIRT)
            continue;
        forget(t, named(t, o), false);
        clear(t, o->reg);
        put(t, o->reg, named(t, o));
    }
    if (i->op == M_ENTRY)
        entered(t, i);
}

static bool meet(void *ctx, u32 b)
{
    Track *t = ctx;
    u32 *in = t->in[b];
    bool changed = false;
    if (!t->seen[b]) {
        memcpy(in, t->now, t->size * sizeof *in);
        return t->seen[b] = true;
    }
    for (u32 k = 0; k < t->size; k++) {
        bool same = in[k] == t->now[k];
        if (k >= t->nbind)
            same = has(t->now + t->nbind + (k - t->nbind) / DEEP * DEEP, in[k]);
        if (in[k] && !same) {
            in[k] = 0;
            changed = true;
        }
    }
    return changed;
}

static void run_block(void *ctx, const MBlk *b)
{
    Track *t = ctx;
    t->blk = b;
    memcpy(t->now, t->in[b->id], t->size * sizeof *t->now);
    for (const MIns *i = b->first; i; i = i->next) {
        take_marks(t, i->vars);
        step(t, i);
    }
}

/* ---- marks ---- */

static bool makes(const MIns *i, Reg v)
{
    for (u32 k = 0; k < (u32)i->nop + i->nx; k++)
        if (i->op_[k].kind == MO_REG && i->op_[k].flags & MOF_DEF && i->op_[k].vreg == v)
            return i->op != M_COPY && !(i->flags & MIF_RA);
    return false;
}

static MMark *marked(MFn *m, u32 list, u32 bind)
{
    for (; list; list = m->mark.v[list].next)
        if (m->mark.v[list].bind == bind)
            return &m->mark.v[list];
    return NULL;
}

// A mark before the instruction that makes its value, which was moved down or is part of a later
// one, holds from behind that, if nothing marks the variable again until then.
static void settle_mark(MFn *m, MIns *at, u32 k)
{
    enum { FAR = 32 };
    MIns *i = at;
    u32 v = m->mark.v[k].val, bind = m->mark.v[k].bind, n = 0;
    if (bind == BIND_STMT || v & VAR_CONST || !v || marked(m, m->mark.v[k].next, bind))
        return;
    for (; i && n < FAR && !makes(i, v); n++) {
        i = i->next;
        if (i && marked(m, i->vars, bind))
            return;
    }
    if (!i || n == FAR || !(i = i->next) || marked(m, i->vars, bind))
        return;
    vec_push(m->mem, &m->mark, ((MMark){i->vars, bind, v}));
    i->vars = m->mark.n - 1;
    m->mark.v[k].val = 0;
}

// The last statement that starts at i; 0: none does.
static u32 last_statement(const MFn *m, const MIns *i)
{
    u32 at = 0;
    for (u32 k = i->vars; k; k = m->mark.v[k].next)
        at = m->mark.v[k].bind == BIND_STMT ? k : at;
    return at;
}

// A statement may be done before it has begun: all it does is to name a value. Who stops at it is
// to see what was before, so it takes effect behind the first instruction, which is not to be one
// that others can look out from. If there is no such one, nobody stops at the statement.
static void delay(MFn *m, MIns *i)
{
    u32 at = last_statement(m, i), late = at ? m->mark.v[at].next : 0;
    MIns *j = i;
    if (!late)
        return;
    while (j && j->op < M_ASM && (j == i || !j->vars))
        j = j->next;
    if (!j || !j->next || (j != i && j->vars) || j->op == M_ASM ||
        j->flags & (MIF_CALL | MIF_BRANCH | MIF_TAIL | MIF_ASM)) {
        m->mark.v[at].val = 0;
        return;
    }
    m->mark.v[at].next = 0;
    u32 end = late;
    while (m->mark.v[end].next)
        end = m->mark.v[end].next;
    m->mark.v[end].next = j->next->vars;
    j->next->vars = late;
}

static void settle(Track *t)
{
    MFn *m = t->m;
    for (u32 b = 0; b < m->order.n; b++)
        for (MIns *i = m->blk.v[m->order.v[b]]->last; i; i = i->prev)
            delay(m, i);
    for (u32 b = 0; b < m->order.n; b++)
        for (MIns *i = m->blk.v[m->order.v[b]]->last; i; i = i->prev)
            for (u32 k = i->vars; k; k = m->mark.v[k].next)
                settle_mark(m, i, k);
}

static void name_values(Track *t)
{
    MFn *m = t->m;
    for (u32 k = 1; k < m->mark.n; k++)
        if (m->mark.v[k].bind != BIND_STMT && m->mark.v[k].val < t->nreg)
            t->named[m->mark.v[k].val] = true;
    for (u32 k = 0; k < t->nbind && m->var_reg; k++)
        t->named[m->var_reg[k]] = true;
    t->named[0] = false;
}

/* ---- states ---- */

// Of two places with one value the one that calls leave alone, then the register.
static bool better(const Track *t, u32 p, u32 than)
{
    RegSet lost = t->m->t->cc[CC_C]->clobbered;
    return p < REG_VIRT && !(lost >> p & 1) && (than >= REG_VIRT || lost >> than & 1);
}

// The number of the present state, from 1.
static u32 state_number(Track *t)
{
    MFn *m = t->m;
    VEC(VarIn) in = {0};
    if (!t->changed && m->var_state.n)
        return m->var_state.n;
    t->changed = false;
    for (u32 p = 1; p < t->nplace; p++)
        for (u32 k = 0, *set = holds(t, t->now, p); k < DEEP; k++)
            if (!t->where[set[k]] || better(t, p, t->where[set[k]]))
                t->where[set[k]] = p;
    for (u32 b = 0; b < t->nbind; b++) {
        u32 v = t->now[b], p = v & VAR_CONST ? v : v ? t->where[v] : 0;
        if (p)
            vec_push(&t->tmp, &in, ((VarIn){b, p}));
    }
    for (u32 p = t->nplace; p-- > 1;)
        for (u32 k = 0, *set = holds(t, t->now, p); k < DEEP; k++)
            t->where[set[k]] = 0;
    const VarState *last = m->var_state.n ? &vec_last(&m->var_state) : NULL;
    if (last && last->n == in.n && (!in.n || !memcmp(last->in, in.v, in.n * sizeof *in.v)))
        return m->var_state.n;
    VarState s = {in.n ? arena_dup(m->mem, in.v, in.n * sizeof *in.v) : NULL, in.n};
    vec_push(m->mem, &m->var_state, s);
    return m->var_state.n;
}

static void write_down(Track *t)
{
    MFn *m = t->m;
    for (u32 k = 0; k < m->order.n; k++) {
        MBlk *b = m->blk.v[m->order.v[k]];
        t->blk = b;
        t->changed = true;
        memcpy(t->now, t->in[b->id], t->size * sizeof *t->now);
        for (MIns *i = b->first; i; i = i->next) {
            take_marks(t, i->vars);
            i->stmt = m->mark.n ? m->mark.v[last_statement(m, i)].val : 0;
            if (i->op == M_ENTRY)
                step(t, i);
            i->vars = t->seen[b->id] ? state_number(t) : 0;
            if (i->op != M_ENTRY)
                step(t, i);
            else
                m->var_entry = i->vars;
        }
    }
}

// Values at the start: those that the first block marks before it does anything but move arguments.
static void start(Track *t)
{
    MFn *m = t->m;
    t->now = t->in[0];
    for (u32 k = 0; k < t->nbind && m->var_reg; k++)
        t->now[k] = m->var_reg[k];
    for (u32 k = 0; k < m->blk.n; k++)
        if (m->blk.v[k]->ir == m->f->entry)
            for (const MIns *i = m->blk.v[k]->first; i; i = i->next) {
                take_marks(t, i->vars);
                if (i->op >= M_COUNT && !(i->flags & MIF_RA))
                    break;
            }
    t->now = arena_array(&t->tmp, u32, t->size);
    t->seen[0] = true;
}

void debug_track(MFn *m)
{
    Track t = {.m = m, .nplace = REG_VIRT + m->slot.n, .nreg = REG_VIRT + m->vreg.n,
               .nbind = m->f->var.n};
    if (!m->o->debug || (!m->var_reg && !m->mark.n))
        return;
    t.size = t.nbind + t.nplace * DEEP;
    t.named = arena_array(&t.tmp, bool, t.nreg);
    t.where = arena_array(&t.tmp, Reg, t.nreg);
    t.seen = arena_array(&t.tmp, bool, m->blk.n + 1);
    t.in = arena_array(&t.tmp, u32 *, m->blk.n + 1);
    for (u32 k = 0; k < m->blk.n; k++)
        t.in[k] = arena_array(&t.tmp, u32, t.size);
    name_values(&t);
    settle(&t);
    start(&t);
    m_forward(m, &t.tmp, run_block, meet, &t);
    write_down(&t);
    arena_free(&t.tmp);
}

void debug_lose(MFn *m, MIns *i, const MIns *to, Reg r)
{
    for (bool more = m->var_state.n != 0; more && i; i = i->next) {
        more = i != to;
        if (!i->vars)
            continue;
        VarState s = m->var_state.v[i->vars - 1], less = {arena_array(m->mem, VarIn, s.n + 1), 0};
        for (u32 k = 0; k < s.n; k++)
            if (s.in[k].place != r)
                less.in[less.n++] = s.in[k];
        if (less.n == s.n)
            continue;
        vec_push(m->mem, &m->var_state, less);
        i->vars = m->var_state.n;
    }
}

/* ---- ranges of code ---- */

void debug_at(MFn *m, AsmBuf *b, const MIns *i)
{
    if (i->stmt && m->body_line && --m->body_line == 0)
        m->body = asm_here(b);
    if (!m->var_state.n)
        return;
    if (i->vars != m->var_last || m->var_call) {
        VarAt a = {asm_here(b), i->vars, m->var_call};
        vec_push(m->mem, &m->var_at, a);
        m->var_last = i->vars;
    }
    m->var_call = (i->flags & MIF_CALL) != 0;
}

// What a state says of a variable; false: nothing that can be said.
static bool say(const MFn *m, const VarIn *x, CodeVar *v)
{
    static const u8 kind[] = {[MARK_INT] = VP_INT, [MARK_FLT] = VP_FLT, [MARK_SYM] = VP_SYM};
    const VarBind *b = &m->f->var.v[x->bind];
    u32 p = x->place;
    if (p & VAR_CONST) {
        const VarMark *c = &m->var_const.v[p - VAR_CONST];
        *v = (CodeVar){.kind = kind[c->kind], .size = c->size, .sym = c->ref, .off = c->val};
    } else if (p >= REG_VIRT) {
        if (b->at || !m->slot_place || !m->slot_place[p - REG_VIRT].to)
            return false;
        *v = m->slot_place[p - REG_VIRT];
    } else {
        *v = (CodeVar){.kind = b->at ? VP_MEM : VP_REG, .reg = m->t->isa->dwarf_reg((u8)p)};
    }
    v->bind = x->bind;
    v->var = b->var;
    v->site = b->site;
    return true;
}

static int by_bind(const void *x, const void *y, void *ctx)
{
    (void)ctx;
    const CodeVar *a = x, *b = y;
    return a->bind < b->bind ? -1 : a->bind > b->bind;
}

static bool same_place(const CodeVar *x, const CodeVar *y)
{
    return x->kind == y->kind && x->reg == y->reg && x->size == y->size && x->sym == y->sym &&
           x->off == y->off;
}

// Is it in a register that calls lose?
static bool lost(const MFn *m, const VarIn *x)
{
    RegSet all = m->t->cc[CC_C]->clobbered | m->t->cc[CC_INTERNAL]->clobbered;
    return x->place < REG_VIRT && all >> x->place & 1;
}

// The entry code has yet to put parameters into their slots; debuggers stop before that at -O1 and
// above.
static void begin_slots(const MFn *m, const AsmBuf *b, Code *out)
{
    u32 from = m->o->level && !m->body_line ? asm_offset(b, m->body) : 0;
    for (u32 k = 0; k < out->var.n && from; k++) {
        CodeVar *v = &out->var.v[k];
        const DbgVar *d = &m->f->mod->dbg->var.v[v->var];
        if (v->site || !(d->flags & DV_PARAM))
            continue;
        v->from = from;
        v->to = out->nbytes;
    }
}

// Registers that a call loses are lost within it, even where the result is the same variable's: a
// caller's frame is asked for the address before the one it returns to.
void debug_ranges(MFn *m, const AsmBuf *b, Code *out)
{
    u32 n = m->f->var.n;
    CodeVar *open = arena_array(m->mem, CodeVar, n + 1), v;
    u32 *seen = arena_array(m->mem, u32, n + 1);   // by variable: in the state of this turn
    begin_slots(m, b, out);
    bool *has = arena_array(m->mem, bool, n + 1);
    for (u32 j = 0; j <= m->var_at.n && m->var_state.n; j++) {
        bool last = j == m->var_at.n, call = !last && m->var_at.v[j].call;
        u32 at = last ? out->nbytes : asm_offset(b, m->var_at.v[j].pos);
        u32 state = last ? 0 : m->var_at.v[j].state;
        const VarState none = {0}, *s = state ? &m->var_state.v[state - 1] : &none;
        for (u32 k = 0; k < s->n; k++) {
            u32 x = s->in[k].bind;
            if (!say(m, &s->in[k], &v))
                continue;
            seen[x] = j + 1;
            if (has[x] && same_place(&v, &open[x]) && !(call && lost(m, &s->in[k])))
                continue;
            open[x].to = at - call;
            if (has[x] && open[x].to > open[x].from)
                vec_push(m->mem, &out->var, open[x]);
            open[x] = v;
            open[x].from = at;
            has[x] = true;
        }
        for (u32 x = 0; x < n; x++)
            if (has[x] && seen[x] != j + 1) {
                has[x] = false;
                open[x].to = at - call;
                if (open[x].to > open[x].from)
                    vec_push(m->mem, &out->var, open[x]);
            }
    }
    if (out->var.n)
        sort_stable(out->var.v, out->var.n, sizeof *out->var.v, by_bind, NULL);
}
