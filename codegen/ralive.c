// ralive.c - liveness of virtual registers, their live ranges, and the ranges that physical
// registers are taken by instructions
#include "codegen/ra_int.h"

u32 ra_uses(MIns *i, RegUse *out)
{
    u32 n = 0;
    for (u32 k = 0; k < (u32)i->nop + i->nx; k++) {
        MOp *o = &i->op_[k];
        if (o->kind == MO_REG && o->reg)
            out[n++] = (RegUse){&o->reg, &o->vreg, o, o->flags & MOF_DEF, o->flags & MOF_USE,
                                false};
        if (o->kind == MO_MEM || o->kind == MO_TABLE) {
            if (o->reg)
                out[n++] = (RegUse){&o->reg, &o->vreg, o, false, true, true};
            if (o->idx)
                out[n++] = (RegUse){&o->idx, &o->vidx, o, false, true, true};
        }
    }
    return n;
}

static void number(Ra *s)
{
    MFn *m = s->m;
    u32 n = 0, most = 0;
    for (u32 k = 0; k < m->order.n; k++) {
        MBlk *b = m->blk.v[m->order.v[k]];
        b->at = n;
        for (MIns *i = b->first; i; i = i->next) {
            i->num = n++;
            most = MAX(most, (u32)i->nop + i->nx);
        }
        b->end = n;
    }
    s->nins = n;
    s->use = arena_array(&s->tmp, RegUse, 2 * most + 2);
    s->blk_of = arena_array(&s->tmp, u32, n + 1);
    s->ins = arena_array(&s->tmp, MIns *, n + 1);
    for (u32 k = 0; k < m->order.n; k++) {
        MBlk *b = m->blk.v[m->order.v[k]];
        for (MIns *i = b->first; i; i = i->next) {
            s->blk_of[i->num] = b->id;
            s->ins[i->num] = i;
        }
    }
}

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

// Registers mentioned in more than one block get an index in the live sets.
static void find_globals(Ra *s)
{
    u32 *home = arena_array(&s->tmp, u32, s->nval + 1);
    for (u32 n = 0; n < s->nins; n++) {
        const MIns *i = s->ins[n];
        for (u32 k = 0; k < (u32)i->nop + i->nx; k++) {
            const MOp *o = &i->op_[k];
            if (o->kind == MO_REG || o->kind == MO_MEM || o->kind == MO_TABLE) {
                mention(s, home, o->reg, s->blk_of[n]);
                if (o->kind != MO_REG)
                    mention(s, home, o->idx, s->blk_of[n]);
            }
        }
    }
    s->global = arena_array(&s->tmp, Reg, s->nglobal + 1);
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
    u32 nb = m->blk.n;
    s->in = arena_array(&s->tmp, Bits, nb);
    s->out = arena_array(&s->tmp, Bits, nb);
    Bits *kill = arena_array(&s->tmp, Bits, nb);
    for (u32 k = 0; k < m->order.n; k++) {
        MBlk *b = m->blk.v[m->order.v[k]];
        s->in[b->id] = bits_new(&s->tmp, s->nglobal);
        s->out[b->id] = bits_new(&s->tmp, s->nglobal);
        kill[b->id] = bits_new(&s->tmp, s->nglobal);
        if (s->nglobal)
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
    RNode *n = arena_new(&s->tmp, RNode);
    n->r = (Range){from, to, v + REG_VIRT};
    n->next = h;
    l->r[v] = n;
    l->nr[v]++;
}

static void add_use(Ra *s, Lists *l, u32 v, RaUse u)
{
    UNode *n = arena_new(&s->tmp, UNode);
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
        vec_push(&s->tmp, &s->busy[r], b);
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

// One instruction, backwards: results, then clobbers, then operands. phys[r] is the position up to
// which physical register r is needed; 0 not at all.
static void scan(Ra *s, Lists *l, MIns *i, u32 from, float w, u32 *phys)
{
    RegUse *u = s->use;
    u32 nu = ra_uses(i, u), at = 4 * i->num;
    bool tied = i->nop >= 2 && i->op_[1].flags & MOF_TIE;
    for (u32 k = 0; k < nu; k++) {
        Reg r = *u[k].r;
        if (!u[k].def)
            continue;
        u32 pos = at + (u[k].op->flags & MOF_EARLY || (tied && u[k].op == &i->op_[0]) ? 1 : 2);
        if (!reg_virt(r)) {
            add_busy(s, (u8)r, pos, MAX(phys[r], at + 3));
            phys[r] = 0;
            s->m->used |= (RegSet)1 << r;
            continue;
        }
        u32 v = r - REG_VIRT;
        if (l->r[v] && l->r[v]->r.from == from)
            l->r[v]->r.from = pos;
        else
            add_range(s, l, v, pos, at + 3);
        add_use(s, l, v, (RaUse){pos, r, i->op != M_COPY, true, w});
    }
    for (RegSet c = i->clobber; c; c &= c - 1)
        add_busy(s, (u8)ctz64(c), at + 2, at + 3);
    s->m->used |= i->clobber;
    for (u32 k = 0; k < nu; k++) {
        Reg r = *u[k].r;
        if (!u[k].use || u[k].def)
            continue;
        if (!reg_virt(r)) {
            phys[r] = MAX(phys[r], at + 2);
            continue;
        }
        if (ra_same_as_tied(i, &u[k]))
            continue;
        bool tie = u[k].op->flags & MOF_TIE;
        u32 v = r - REG_VIRT, pos = tie ? at : at + 1;
        if (!(l->r[v] && l->r[v]->r.from == from && l->r[v]->r.to > pos))
            add_range(s, l, v, from, pos + 1);
        bool need = u[k].mem || (i->op != M_COPY && !tie && !(u[k].op->flags & MOF_FOLD));
        add_use(s, l, v, (RaUse){pos, r, need, false, w});
    }
    if (i->op == M_COPY)
        for (u32 k = 0; k < i->nop / 2u; k++) {
            const MOp *d = &i->op_[k], *x = &i->op_[k + i->nop / 2u];
            if (x->kind != MO_REG)
                continue;
            add_hint(s, d->reg, x->reg, w);
            add_hint(s, x->reg, d->reg, w);
        }
}

static void make_bundles(Ra *s, Lists *l)
{
    for (u32 v = 0; v < s->nval; v++) {
        if (!l->nr[v])
            continue;
        Bundle *b = arena_new(&s->tmp, Bundle);
        b->r = arena_array(&s->tmp, Range, l->nr[v]);
        b->u = arena_array(&s->tmp, RaUse, l->nu[v] ? l->nu[v] : 1);
        for (RNode *n = l->r[v]; n; n = n->next)
            b->r[b->nr++] = n->r;
        for (UNode *n = l->u[v]; n; n = n->next)
            b->u[b->nu++] = n->u;
        b->cls = s->m->vreg.v[v].cls;
        RaSet set = {.size = s->m->vreg.v[v].size};
        vec_push(&s->tmp, &s->set, set);
        b->set = s->val[v].set = s->set.n - 1;
        b->hint = s->val[v].hint;
        vec_push(&s->tmp, &s->bundle, b);
        s->val[v].bundle = s->bundle.n;
    }
}

static void loops(Ra *s)
{
    const Loops *l = s->m->f->loops;
    u32 n = l ? l->n : 0;
    s->loop = arena_array(&s->tmp, RaLoop, n + 1);
    s->depth = arena_array(&s->tmp, u32, n + 1);
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

void ra_live(Ra *s)
{
    MFn *m = s->m;
    s->nval = m->vreg.n;
    s->val = arena_array(&s->tmp, RaVal, s->nval + 1);
    number(s);
    find_globals(s);
    live_sets(s);
    loops(s);
    Lists l = {arena_array(&s->tmp, RNode *, s->nval + 1),
               arena_array(&s->tmp, UNode *, s->nval + 1), arena_array(&s->tmp, u32, s->nval + 1),
               arena_array(&s->tmp, u32, s->nval + 1)};
    u32 phys[REG_VIRT] = {0};
    RegSet ours = (m->t->isa->alloc[RC_INT] | m->t->isa->alloc[RC_FLT]) & ~(RegSet)1;
    for (u32 k = m->order.n; k-- > 0;) {
        MBlk *b = m->blk.v[m->order.v[k]];
        u32 from = 4 * b->at, to = 4 * b->end;
        float w = frequency(b);
        for (int g = bits_next(s->out[b->id], 0); g >= 0; g = bits_next(s->out[b->id], (u32)g + 1))
            add_range(s, &l, s->global[g], from, to);
        for (MIns *i = b->last; i; i = i->prev)
            scan(s, &l, i, from, w, phys);
        for (RegSet c = ours; c; c &= c - 1) {
            u8 r = (u8)ctz64(c);
            if (phys[r])
                add_busy(s, r, from, phys[r]);
        }
        memset(phys, 0, sizeof phys);
    }
    for (u8 r = 1; r < REG_VIRT; r++)
        for (u32 a = 0, z = s->busy[r].n; a + 1 < z; a++, z--) {
            Busy x = s->busy[r].v[a];
            s->busy[r].v[a] = s->busy[r].v[z - 1];
            s->busy[r].v[z - 1] = x;
        }
    make_bundles(s, &l);
}
