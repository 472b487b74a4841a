// ralive.c - liveness of virtual registers, their live ranges, and the ranges that physical
// registers are taken by instructions
#include "codegen/ra_int.h"

static void mention(Ra *s, u32 *home, Reg r, u32 blk)
{
    if (!reg_virt(r))
        return;
    u32 v = r - REG_VIRT;
    if (!home[v])
        home[v] = blk + 1;
    else if (home[v] != blk + 1 && !s->val[v].global)
        s->val[v].global = ++s->nglobal;
}

// Numbers instructions. Registers mentioned in more than one block get an index in the live sets.
static void number(Ra *s)
{
    MFn *m = s->m;
    u32 n = 0;
    u32 *home = arena_array(s->mem, u32, s->nval + 1);
    s->blk_of = arena_raw(s->mem, u32, m->nins + 1);
    s->ins = arena_raw(s->mem, MIns *, m->nins + 1);
    for (u32 j = 0; j < m->order.n; j++) {
        MBlk *b = m->blk.v[m->order.v[j]];
        b->at = n;
        for (MIns *i = b->first; i; i = i->next) {
            u32 nop = (u32)i->nop + i->nx;
            if (i->clobber) {
                s->lost |= i->clobber;
                vec_push(s->mem, &s->loss, ((Loss){4 * n + 2, i->clobber}));
            }
            s->blk_of[n] = b->id;
            s->ins[n] = i;
            i->num = n++;
            for (const MOp *o = i->op_; o < i->op_ + nop; o++) {
                if (o->kind != MO_REG && o->kind != MO_MEM && o->kind != MO_TABLE)
                    continue;
                mention(s, home, o->reg, b->id);
                if (o->kind != MO_REG)
                    mention(s, home, o->idx, b->id);
            }
        }
        b->end = n;
    }
    s->nins = n;
    s->global = arena_raw(s->mem, Reg, s->nglobal + 1);
    for (u32 v = 0; v < s->nval; v++)
        if (s->val[v].global)
            s->global[s->val[v].global - 1] = v;
}

static void read_first(const Ra *s, Reg r, Bits kill, Bits in)
{
    u32 g = reg_virt(r) ? s->val[r - REG_VIRT].global : 0;
    if (g && !bits_has(kill, g - 1))
        bits_add(in, g - 1);
}

// What the block reads before it writes it, and what it writes.
static void block_sets(const Ra *s, const MBlk *b, Bits in, Bits kill)
{
    for (const MIns *i = b->first; i; i = i->next) {
        u32 n = (u32)i->nop + i->nx, ndef = 0;
        for (u32 k = 0; k < n; k++) {
            const MOp *o = &i->op_[k];
            if (o->kind == MO_REG && o->flags & MOF_DEF) {
                ndef++;
            } else if (o->kind == MO_REG) {
                read_first(s, o->reg, kill, in);
            } else if (o->kind == MO_MEM || o->kind == MO_TABLE) {
                read_first(s, o->reg, kill, in);
                read_first(s, o->idx, kill, in);
            }
        }
        for (u32 k = 0; ndef; k++) {
            const MOp *o = &i->op_[k];
            if (o->kind != MO_REG || !(o->flags & MOF_DEF))
                continue;
            ndef--;
            u32 g = reg_virt(o->reg) ? s->val[o->reg - REG_VIRT].global : 0;
            if (g)
                bits_add(kill, g - 1);
        }
    }
}

static void live_sets(Ra *s)
{
    MFn *m = s->m;
    u32 nb = m->blk.n, words = (s->nglobal + 63) / 64;
    s->in = arena_array(s->mem, Bits, nb);
    s->out = arena_array(s->mem, Bits, nb);
    Bits *kill = arena_raw(s->mem, Bits, nb);
    u64 *sets = arena_array(s->mem, u64, (size_t)nb * words * 3);
    for (u32 k = 0; k < m->order.n && s->nglobal; k++, sets += (size_t)words * 3) {
        MBlk *b = m->blk.v[m->order.v[k]];
        s->in[b->id] = (Bits){sets, words};
        s->out[b->id] = (Bits){sets + words, words};
        kill[b->id] = (Bits){sets + (size_t)words * 2, words};
        block_sets(s, b, s->in[b->id], kill[b->id]);
    }
    for (bool again = s->nglobal > 0; again;) {
        again = false;
        for (u32 k = m->order.n; k-- > 0;) {
            MBlk *b = m->blk.v[m->order.v[k]];
            Bits in = s->in[b->id], out = s->out[b->id], dead = kill[b->id];
            bool grew = false;
            for (u32 j = 0; j < b->succ.n; j++)
                grew |= bits_or(out, s->in[b->succ.v[j]]);
            if (!grew)
                continue;
            for (u32 w = 0; w < in.n; w++) {
                u64 x = in.w[w] | (out.w[w] & ~dead.w[w]);
                again |= x != in.w[w];
                in.w[w] = x;
            }
        }
    }
}

typedef struct RNode {
    Range r;
    struct RNode *next;
} RNode;
typedef struct UNode {
    RaUse u;
    struct UNode *next;
} UNode;
typedef struct Lists {
    RNode **r;
    UNode **u;
    u32 *nr, *nu;
} Lists;

static void add_range(Ra *s, Lists *l, u32 v, u32 from, u32 to)
{
    RNode *h = l->r[v];
    if (h && h->r.from <= to) {
        assert(from <= h->r.from);
        h->r.from = from;
        return;
    }
    RNode *n = arena_new(s->mem, RNode);
    n->r = (Range){from, to, v + REG_VIRT};
    n->next = h;
    l->r[v] = n;
    l->nr[v]++;
}

static void add_use(Ra *s, Lists *l, u32 v, RaUse u)
{
    UNode *n = arena_new(s->mem, UNode);
    n->u = u;
    n->next = l->u[v];
    l->u[v] = n;
    l->nu[v]++;
}

static void add_busy(Ra *s, u8 r, u32 from, u32 to)
{
    Busy b = {from, to, ~0u};
    if (s->busy[r].n && vec_last(&s->busy[r]).from <= to)
        vec_last(&s->busy[r]).from = MIN(from, vec_last(&s->busy[r]).from);
    else
        vec_push(s->mem, &s->busy[r], b);
}

static void add_hint(Ra *s, Reg v, Reg p, float w)
{
    if (!reg_virt(v) || reg_virt(p) || !p)
        return;
    RaVal *x = &s->val[v - REG_VIRT];
    if (!(s->t->isa->alloc[m_vinfo(s->m, v)->cls] >> p & 1) || x->hint_w >= w)
        return;
    x->hint = (u8)p;
    x->hint_w = w;
}

static float frequency(const MBlk *b)
{
    float w = b->cold ? 0.01f : 1.0f;
    for (u32 d = 0; d < b->depth && d < 6 && !b->cold; d++)
        w *= 8.0f;
    return w;
}

typedef struct Scan {        // of a block, backwards
    Lists l;
    u32 from;                // its first position
    float w;
    u32 phys[REG_VIRT];      // position up to which a physical register is needed; 0 not at all
    RegSet needed;           // those that are
} Scan;

static void scan_def(Ra *s, Scan *c, const MIns *i, const MOp *o, bool early)
{
    u32 at = 4 * i->num, pos = at + (early ? 1 : 2);
    if (!reg_virt(o->reg)) {
        u8 r = (u8)o->reg;
        add_busy(s, r, pos, MAX(c->phys[r], at + 3));
        c->phys[r] = 0;
        c->needed &= ~REG_BIT(r);
        s->m->used |= REG_BIT(r);
        return;
    }
    u32 v = o->reg - REG_VIRT;
    if (c->l.r[v] && c->l.r[v]->r.from == c->from)
        c->l.r[v]->r.from = pos;
    else
        add_range(s, &c->l, v, pos, at + 3);
    add_use(s, &c->l, v, (RaUse){pos, o->reg, i->op != M_COPY, true, c->w});
}

static void scan_use(Ra *s, Scan *c, const MIns *i, Reg r, u8 flags, bool mem)
{
    u32 at = 4 * i->num;
    bool tie = flags & MOF_TIE;
    if (!reg_virt(r)) {
        c->phys[r] = MAX(c->phys[r], at + 2);
        c->needed |= REG_BIT(r);
        return;
    }
    if (ra_same_as_tied(i, r, flags))
        return;
    u32 v = r - REG_VIRT, pos = tie ? at : at + 1;
    if (!(c->l.r[v] && c->l.r[v]->r.from == c->from && c->l.r[v]->r.to > pos))
        add_range(s, &c->l, v, c->from, pos + 1);
    bool need = mem || (i->op != M_COPY && !tie && !(flags & MOF_FOLD));
    add_use(s, &c->l, v, (RaUse){pos, r, need, false, c->w});
}

// One instruction: results, then operands.
static void scan(Ra *s, Scan *c, const MIns *i)
{
    const MOp *end = i->op_ + i->nop + i->nx;
    bool tied = i->nop >= 2 && i->op_[1].flags & MOF_TIE;
    for (const MOp *o = i->op_; o < end; o++)
        if (o->kind == MO_REG && o->flags & MOF_DEF && o->reg)
            scan_def(s, c, i, o, o->flags & MOF_EARLY || (tied && o == i->op_));
    for (const MOp *o = i->op_; o < end; o++) {
        if (o->kind == MO_REG) {
            if ((o->flags & (MOF_USE | MOF_DEF)) == MOF_USE && o->reg)
                scan_use(s, c, i, o->reg, o->flags, false);
        } else if (o->kind == MO_MEM || o->kind == MO_TABLE) {
            if (o->reg)
                scan_use(s, c, i, o->reg, o->flags, true);
            if (o->idx)
                scan_use(s, c, i, o->idx, o->flags, true);
        }
    }
    if (i->op == M_COPY)
        for (u32 k = 0; k < i->nop / 2u; k++) {
            const MOp *d = &i->op_[k], *x = &i->op_[k + i->nop / 2u];
            if (x->kind != MO_REG)
                continue;
            add_hint(s, d->reg, x->reg, c->w);
            add_hint(s, x->reg, d->reg, c->w);
        }
}

static void make_bundles(Ra *s, Lists *l)
{
    for (u32 v = 0; v < s->nval; v++) {
        if (!l->nr[v])
            continue;
        Bundle *b = arena_new(s->mem, Bundle);
        b->r = arena_raw(s->mem, Range, l->nr[v]);
        b->u = arena_raw(s->mem, RaUse, l->nu[v]);
        for (RNode *n = l->r[v]; n; n = n->next)
            b->r[b->nr++] = n->r;
        for (UNode *n = l->u[v]; n; n = n->next)
            b->u[b->nu++] = n->u;
        b->cls = s->m->vreg.v[v].cls;
        RaSet set = {.size = s->m->vreg.v[v].size};
        vec_push(s->mem, &s->set, set);
        b->set = s->val[v].set = s->set.n - 1;
        b->hint = s->val[v].hint;
        vec_push(s->mem, &s->bundle, b);
        s->val[v].bundle = s->bundle.n;
    }
}

static void loops(Ra *s)
{
    const Loops *l = s->m->f->loops;
    u32 n = l ? l->n : 0;
    s->loop = arena_array(s->mem, RaLoop, n + 1);
    s->depth = arena_array(s->mem, u32, n + 1);
    for (u32 x = 1; x <= n; x++) {
        s->loop[x].from = ~0u;
        s->depth[x] = l->loop[x - 1].depth;
    }
    for (u32 k = 0; k < s->m->order.n; k++) {
        const MBlk *b = s->m->blk.v[s->m->order.v[k]];
        if (b->cold)
            continue;
        for (u32 x = b->loop; x; x = l->loop[x - 1].parent) {
            s->loop[x].from = MIN(s->loop[x].from, 4 * b->at);
            s->loop[x].to = MAX(s->loop[x].to, 4 * b->end);
        }
    }
}

static void scan_block(Ra *s, Scan *c, const MBlk *b)
{
    Bits out = s->out[b->id];
    c->from = 4 * b->at;
    c->w = frequency(b);
    for (u32 k = 0; k < out.n; k++)
        for (u64 x = out.w[k]; x; x &= x - 1)
            add_range(s, &c->l, s->global[64 * k + (u32)ctz64(x)], c->from, 4 * b->end);
    for (const MIns *i = b->last; i; i = i->prev)
        scan(s, c, i);
    for (RegSet x = c->needed; x; x &= x - 1) {
        u8 r = (u8)ctz64(x);
        if ((s->t->isa->alloc[RC_INT] | s->t->isa->alloc[RC_FLT]) >> r & 1)
            add_busy(s, r, c->from, c->phys[r]);
        c->phys[r] = 0;
    }
    c->needed = 0;
}

void ra_live(Ra *s)
{
    MFn *m = s->m;
    s->nval = m->vreg.n;
    s->val = arena_array(s->mem, RaVal, s->nval + 1);
    number(s);
    live_sets(s);
    loops(s);
    m->used |= s->lost;
    Scan c = {.l = {arena_array(s->mem, RNode *, s->nval + 1),
                    arena_array(s->mem, UNode *, s->nval + 1),
                    arena_array(s->mem, u32, s->nval + 1),
                    arena_array(s->mem, u32, s->nval + 1)}};
    for (u32 k = m->order.n; k-- > 0;)
        scan_block(s, &c, m->blk.v[m->order.v[k]]);
    for (u8 r = 1; r < REG_VIRT; r++)
        for (u32 a = 0, z = s->busy[r].n; a + 1 < z; a++, z--) {
            Busy x = s->busy[r].v[a];
            s->busy[r].v[a] = s->busy[r].v[z - 1];
            s->busy[r].v[z - 1] = x;
        }
    make_bundles(s, &c.l);
}
