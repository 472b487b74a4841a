// selterm.c - selection of terminators on every instruction set: branches, switches, computed
// jumps, and block arguments
#include "codegen/sel.h"

static void add_succ(Sel *s, u32 from, u32 to)
{
    MBlk *b = s->m->blk.v[from];
    for (u32 k = 0; k < b->succ.n; k++)
        if (b->succ.v[k] == to)
            return;
    vec_push(s->m->mem, &b->succ, to);
}

void sel_jump_if(Sel *s, u16 op, u8 cc, const MOp *o, u32 n)
{
    MIns *i = sel_emit(s, op, s->ops->word, o, n);
    i->cc = cc;
    i->flags |= MIF_BRANCH;
    add_succ(s, s->b->id, o[0].slot);
}

void sel_jump_cc(Sel *s, u8 cc, u32 yes, u32 no)
{
    sel_jump_if(s, s->m->t->isa->op_jcc, cc, OPS(o_blk(yes)));
    sel_jump(s, no);
}

void sel_indirect(Sel *s, Reg to)
{
    const Isa *isa = s->m->t->isa;
    u8 word = s->ops->word;
    E(s, isa->op_ijmp ? isa->op_ijmp : isa->op_jmp, word, o_use(to, word))->flags |= MIF_BRANCH;
}

void sel_jump(Sel *s, u32 to)
{
    sel_jump_if(s, s->m->t->isa->op_jmp, 0, OPS(o_blk(to)));
}

// A parallel copy being collected: one register for each value, or two.
typedef struct Copies {
    MOp *d, *s;
    u32 n;
} Copies;

static Copies new_copies(Sel *s, u32 n)
{
    return (Copies){arena_array(s->m->mem, MOp, 4 * n + 1), arena_array(s->m->mem, MOp, 2 * n + 1),
                    0};
}

static void add_copy(Copies *c, Reg d, MOp src, u8 size)
{
    if (src.kind == MO_REG && src.reg == d)
        return;
    src.size = size;
    c->d[c->n] = o_def(d, size);
    c->s[c->n++] = src;
}

// Bytes of one register of a value of type t.
static u8 reg_size(const Sel *s, Type t)
{
    return two_words(s, t) ? s->ops->word : MAX(vsize(s, t), 4);
}

// Value a into register d, and `hi` when its type has two words.
static void copy_value(Sel *s, Copies *c, Reg d, Reg hi, Ref a)
{
    u8 z = reg_size(s, ir_type(s->f, a));
    MOp low = sel_copy_src(s, a);
    if (hi) {
        MOp high = sel_copy_high(s, a);
        add_copy(c, d, low, z);
        add_copy(c, hi, high, z);
    } else {
        add_copy(c, d, low, z);
    }
}

static void put_copies(Sel *s, Copies *c)
{
    memcpy(c->d + c->n, c->s, c->n * sizeof *c->d);
    if (c->n)
        sel_emit(s, M_COPY, s->ops->word, c->d, 2 * c->n);
}

// The parallel copy that gives the target's parameters their values.
static void sel_edge_copies(Sel *s, const Edge *e)
{
    Fn *f = s->f;
    const Blk *to = ir_blk(f, e->to);
    Copies c = new_copies(s, e->narg);
    for (u32 k = 0; k < e->narg; k++) {
        Ref p = to->param.v[k], a = edge_args(f, e)[k];
        if (f->nuse[p] == 0 || s->ops->strip(s, a) == p)
            continue;
        Reg hi = two_words(s, ir_type(f, p)) ? sel_vhi(s, p) : 0;
        copy_value(s, &c, sel_vreg(s, p), hi, a);
    }
    put_copies(s, &c);
}

static u32 make_edge_block(Sel *s, MBlk *from, MBlk *to)
{
    MBlk *b = m_blk(s->m);
    b->loop = m_common_loop(s->f->loops, from->loop, to->loop);
    b->depth = b->loop ? s->f->loops->loop[b->loop - 1].depth : 0;
    b->cold = from->cold || to->cold;
    return b->id;
}

static u32 npred(const Sel *s, BlkId b)
{
    return s->f->cfg->pred_at[b + 1] - s->f->cfg->pred_at[b];
}

static bool has_copies(Sel *s, const Edge *e)
{
    for (u32 k = 0; k < e->narg; k++)
        if (s->f->nuse[ir_blk(s->f, e->to)->param.v[k]])
            return true;
    return false;
}

// Where a branch with several targets goes for edge e: the target, or a block that makes the
// copies.
static u32 edge_target(Sel *s, const Edge *e)
{
    u32 to = s->mblk[e->to];
    bool copies = has_copies(s, e);
    if (!copies)
        return to;
    MBlk *from = s->b;
    MIns *at = s->at;
    u32 id = make_edge_block(s, from, s->m->blk.v[to]);
    s->b = s->m->blk.v[id];
    s->at = NULL;
    sel_edge_copies(s, e);
    sel_jump(s, to);
    s->b = from;
    s->at = at;
    return id;
}

static void term_jmp(Sel *s, const Edge *e)
{
    sel_edge_copies(s, e);
    sel_jump(s, s->mblk[e->to]);
}

static void term_br(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Edge *e = ir_edges(s->f, i);
    Ref cond = ir_args(s->f, i)[0];
    i64 k;
    if (ir_is_int(s->f, cond, &k)) {
        term_jmp(s, k ? &e[0] : &e[1]);
        return;
    }
    if (i->aux & (BR_LIKELY | BR_UNLIKELY) && s->m->o->level) {
        const Edge *rare = &e[i->aux & BR_LIKELY ? 1 : 0];
        if (npred(s, rare->to) == 1)
            s->m->blk.v[s->mblk[rare->to]]->cold = true;
    }
    u32 yes = edge_target(s, &e[0]), no = edge_target(s, &e[1]);
    if (s->ops->branch) {
        s->ops->branch(s, cond, yes, no);
        return;
    }
    Cond c = sel_cond(s, cond);
    if (c.constant)
        sel_jump(s, c.value ? yes : no);
    else
        sel_jump_cc(s, (u8)c.cc, yes, no);
}

typedef struct Case {
    i64 val;
    u32 to;
} Case;

static int by_value(const void *x, const void *y, void *ctx)
{
    (void)ctx;
    i64 a = ((const Case *)x)->val, b = ((const Case *)y)->val;
    return a < b ? -1 : a > b;
}

typedef struct Switch {
    Sel *s;
    Case *c;
    u32 dflt;
    SelValue v;
} Switch;

// A fresh block with the loop of the one being filled; filling goes on in it.
static u32 next_block(Sel *s)
{
    MBlk *b = m_blk(s->m);
    b->loop = s->b->loop;
    b->depth = s->b->depth;
    b->cold = s->b->cold;
    return b->id;
}

static void enter(Sel *s, u32 id)
{
    s->b = s->m->blk.v[id];
    s->at = NULL;
}

// Whether a whole range of values goes to one block.
static bool one_place(const Switch *w, u32 lo, u32 hi)
{
    for (u32 k = lo + 1; k < hi; k++)
        if (w->c[k].to != w->c[lo].to || w->c[k].val != w->c[k - 1].val + 1)
            return false;
    return true;
}

static void jump_table(Switch *w, u32 lo, u32 hi)
{
    Sel *s = w->s;
    MFn *m = s->m;
    SelJump j = {.v = w->v, .low = w->c[lo].val,
                 .span = (u64)w->c[hi - 1].val - (u64)w->c[lo].val + 1};
    j.v.reg = s->ops->table_index(s, &j);
    u32 go = next_block(s);
    s->ops->above(s, j.v.reg, j.v.size, j.span - 1, w->dflt, go);
    enter(s, go);
    if (one_place(w, lo, hi)) {
        sel_jump(s, w->c[lo].to);
        return;
    }
    MTable t = {.in_code = s->ops->table_in_code};
    if (!t.in_code) {
        buf_align(&m->ro, 4);
        m->ro_align = MAX(m->ro_align, 4);
        j.table = t.off = (u32)m->ro.n;
        buf_zero(&m->ro, 4 * j.span);
    }
    for (u32 k = lo; k < hi; k++) {
        while (t.blk.n < (u64)w->c[k].val - (u64)w->c[lo].val)
            vec_push(m->mem, &t.blk, w->dflt);
        vec_push(m->mem, &t.blk, w->c[k].to);
    }
    t.owner = s->b->id;
    vec_push(m->mem, &m->table, t);
    s->ops->table_jump(s, &j);
    for (u32 k = 0; k < t.blk.n; k++)
        add_succ(s, s->b->id, t.blk.v[k]);
}

static bool dense(const Switch *w, u32 lo, u32 hi)
{
    u64 span = (u64)w->c[hi - 1].val - (u64)w->c[lo].val;
    return !w->v.hi && hi - lo >= 5 && span < 3 * (u64)(hi - lo) + 4 &&
           span < w->s->ops->max_table;
}

static void decide(Switch *w, u32 lo, u32 hi)
{
    Sel *s = w->s;
    if (lo == hi) {
        sel_jump(s, w->dflt);
        return;
    }
    if (dense(w, lo, hi)) {
        jump_table(w, lo, hi);
        return;
    }
    if (hi - lo <= 3) {
        u32 no = hi - lo == 1 ? w->dflt : next_block(s);
        s->ops->compare(s, &w->v, w->c[lo].val, false, w->c[lo].to, no);
        if (hi - lo > 1) {
            enter(s, no);
            decide(w, lo + 1, hi);
        }
        return;
    }
    u32 mid = (lo + hi) / 2, below = next_block(s), above = next_block(s);
    s->ops->compare(s, &w->v, w->c[mid].val, true, below, above);
    enter(s, below);
    decide(w, lo, mid);
    enter(s, above);
    decide(w, mid, hi);
}

static void term_switch(Sel *s, Ref r)
{
    Ins *i = ir_ins(s->f, r);
    Edge *e = ir_edges(s->f, i);
    Ref v = ir_args(s->f, i)[0];
    Type t = ir_type(s->f, v);
    u8 z = vsize(s, t);
    u32 n = 0;
    Switch w = {.s = s, .v.size = MAX(z, 4)};
    w.c = arena_array(s->m->mem, Case, i->nedge);
    w.dflt = edge_target(s, &e[0]);
    for (u32 k = 1; k < i->nedge; k++) {
        i64 x = e[k].val;
        if (z < 8)
            x = (i64)((u64)x << (64 - 8 * z)) >> (64 - 8 * z);
        u32 to = edge_target(s, &e[k]);
        if (to != w.dflt)        // or a block would branch there twice: see one_target
            w.c[n++] = (Case){x, to};
    }
    sort_stable(w.c, n, sizeof *w.c, by_value, NULL);
    w.v.reg = two_words(s, t) ? sel_lo_reg(s, v) : s->ops->extended(s, v, true);
    w.v.hi = two_words(s, t) ? sel_hi_reg(s, v) : 0;
    w.v.clean = s->ops->zero_upper && s->ops->zero_upper(s, v);
    MBlk *home = s->b;
    decide(&w, 0, n);
    s->b = home;
    s->at = home->first;
}

// Several computed jumps share one jump instruction while registers are allocated: an edge from it
// to a block's landing place can then carry moves. layout.c copies the jump back.
typedef struct Lands {
    Ref *ijmp;
    u32 n;
} Lands;

u32 sel_ijmp_count(const Sel *s)
{
    u32 n = 0;
    for (u32 k = 0; k < s->f->cfg->n; k++)
        n += ir_ins(s->f, ir_blk(s->f, s->f->cfg->rpo[k])->last)->op == OP_IJMP;
    return n;
}

typedef struct Group {   // block parameters that every computed jump gives the same value
    Ref *arg;            // by computed jump; 0 where the target is not listed
    Reg tmp, hi;         // the second for values of two words
} Group;

static Ref arg_for(const Sel *s, Ref ijmp, BlkId to, u32 k)
{
    const Ins *i = ir_ins(s->f, ijmp);
    for (u32 e = 0; e < i->nedge; e++)
        if (ir_edges(s->f, i)[e].to == to)
            return edge_args(s->f, &ir_edges(s->f, i)[e])[k];
    return 0;
}

typedef struct Dispatch {
    Lands l;
    VEC(Group) group;
} Dispatch;

static const Group *group_for(Sel *s, Dispatch *d, BlkId to, u32 k, Type t)
{
    u8 size = type_is_flt(t) ? MAX(vsize(s, t), s->ops->word) : s->ops->word;
    Ref *a = arena_array(s->m->mem, Ref, d->l.n);
    for (u32 j = 0; j < d->l.n; j++)
        a[j] = arg_for(s, d->l.ijmp[j], to, k);
    for (u32 g = 0; g < d->group.n; g++) {
        const MVreg *x = m_vinfo(s->m, d->group.v[g].tmp);
        bool same = x->cls == (type_is_flt(t) ? RC_FLT : RC_INT) && x->size == size &&
                    !d->group.v[g].hi == !two_words(s, t);
        for (u32 j = 0; j < d->l.n && same; j++)
            same = a[j] == d->group.v[g].arg[j] || !a[j] || !d->group.v[g].arg[j];
        if (!same)
            continue;
        for (u32 j = 0; j < d->l.n; j++)
            if (a[j])
                d->group.v[g].arg[j] = a[j];
        return &d->group.v[g];
    }
    Group n = {a, sel_new(s, t), two_words(s, t) ? new_int(s) : 0};
    vec_push(s->m->mem, &d->group, n);
    return &vec_last(&d->group);
}

void sel_dispatch(Sel *s)
{
    Fn *f = s->f;
    Dispatch *d = arena_new(s->m->mem, Dispatch);
    d->l.ijmp = arena_array(s->m->mem, Ref, sel_ijmp_count(s) + 1);
    MBlk *home = NULL, *disp = m_blk(s->m);
    for (u32 k = 0; k < f->cfg->n && !home; k++)
        if (ir_ins(f, ir_blk(f, f->cfg->rpo[k])->last)->op == OP_IJMP)
            home = s->m->blk.v[s->mblk[f->cfg->rpo[k]]];
    disp->loop = home->loop;
    disp->depth = home->depth;
    s->dispatch = disp->id + 1;
    s->dispatch_reg = new_int(s);
    for (u32 k = 0; k < f->cfg->n; k++) {
        Ref last = ir_blk(f, f->cfg->rpo[k])->last;
        if (ir_ins(f, last)->op == OP_IJMP)
            d->l.ijmp[d->l.n++] = last;
    }
    for (u32 j = 0; j < d->l.n; j++) {
        const Ins *i = ir_ins(f, d->l.ijmp[j]);
        for (u32 e = 0; e < i->nedge; e++) {
            BlkId to = ir_edges(f, i)[e].to;
            if (s->land[to])
                continue;
            MBlk *land = m_blk(s->m), *target = s->m->blk.v[s->mblk[to]];
            land->addr_taken = true;
            land->ir = to;
            land->loop = m_common_loop(f->loops, home->loop, target->loop);
            land->depth = land->loop ? f->loops->loop[land->loop - 1].depth : 0;
            s->land[to] = land->id;
            const Blk *b = ir_blk(f, to);
            Copies c = new_copies(s, b->param.n);
            for (u32 k = 0; k < b->param.n; k++) {
                Ref p = b->param.v[k];
                Type t = ir_type(f, p);
                if (!f->nuse[p])
                    continue;
                Reg v = sel_vreg(s, p);
                const Group *g = group_for(s, d, to, k, t);
                add_copy(&c, v, o_use(g->tmp, 0), reg_size(s, t));
                if (g->hi)
                    add_copy(&c, sel_vhi(s, p), o_use(g->hi, 0), reg_size(s, t));
            }
            enter(s, land->id);
            put_copies(s, &c);
            sel_jump(s, s->mblk[to]);
            add_succ(s, disp->id, land->id);
        }
    }
    enter(s, disp->id);
    sel_indirect(s, s->dispatch_reg);
    s->ijmp = d;
}

static void term_ijmp(Sel *s, Ref r)
{
    Dispatch *d = s->ijmp;
    u32 me = 0;
    while (d->l.ijmp[me] != r)
        me++;
    Copies c = new_copies(s, d->group.n + 1);
    copy_value(s, &c, s->dispatch_reg, 0, ir_args(s->f, ir_ins(s->f, r))[0]);
    for (u32 g = 0; g < d->group.n; g++) {
        Ref a = d->group.v[g].arg[me];
        if (a)
            copy_value(s, &c, d->group.v[g].tmp, d->group.v[g].hi, a);
    }
    put_copies(s, &c);
    sel_jump(s, s->dispatch - 1);
}

// Every edge goes to one block and nothing is copied on the way: the allocator puts moves of an
// edge before the last branch of a block with one successor, so there must be one branch only.
static bool one_target(Sel *s, const Ins *i)
{
    const Edge *e = ir_edges(s->f, i);
    for (u32 k = 1; k < i->nedge; k++)
        if (e[k].to != e[0].to)
            return false;
    return !has_copies(s, e);
}

void sel_term(Sel *s, Ref r)
{
    Ins *i = ir_ins(s->f, r);
    if (i->nedge > 1 && i->op != OP_IJMP && one_target(s, i)) {
        term_jmp(s, ir_edges(s->f, i));
        return;
    }
    switch ((Op)i->op) {
    case OP_JMP: term_jmp(s, ir_edges(s->f, i)); break;
    case OP_BR: term_br(s, r); break;
    case OP_SWITCH: term_switch(s, r); break;
    case OP_IJMP: term_ijmp(s, r); break;
    case OP_RET: sel_ret(s, r); break;
    case OP_TAILCALL: sel_call(s, r); break;
    default: s->ops->trap(s); break;
    }
}
