// rarewrite.c - put the places found into the code: operands, slots, and the moves between pieces
#include "codegen/ra_int.h"

typedef enum { G_STORE, G_EDGE_IN, G_RELOAD, G_TIE, G_EDGE_OUT } Group;

typedef struct GapMove {
    u32 pos;
    u8 group;
    PMove mv;
} GapMove;

typedef struct Rw {
    Ra *s;
    VEC(GapMove) gap;
    u64 *moving;             // set of the globals that are in more than one place
} Rw;

static int by_pos(const void *x, const void *y, void *ctx)
{
    (void)ctx;
    const GapMove *a = x, *b = y;
    if (a->pos != b->pos)
        return a->pos < b->pos ? -1 : 1;
    return (int)a->group - (int)b->group;
}

static int set_by_from(const void *x, const void *y, void *ctx)
{
    const Ra *s = ctx;
    u32 a = s->set.v[*(const u32 *)x].from, b = s->set.v[*(const u32 *)y].from;
    return a < b ? -1 : a > b;
}

// Sets whose values never live at the same time share a slot.
static void number_slots(Ra *s)
{
    typedef struct Active {
        u32 slot, to;
        u8 size;
    } Active;
    VEC(u32) ids = {0};
    VEC(Active) act = {0};
    for (u32 k = 0; k < s->set.n; k++)
        s->set.v[k].from = ~0u;
    for (u32 v = 0; v < s->nval; v++) {
        const RaVal *x = &s->val[v];
        if (!x->spilled)
            continue;
        RaSet *set = &s->set.v[x->set];
        set->from = MIN(set->from, s->piece[x->piece].from);
        set->to = MAX(set->to, s->piece[x->piece + x->npiece - 1].to);
    }
    for (u32 k = 0; k < s->set.n; k++)
        if (s->set.v[k].slot)
            vec_push(s->mem, &ids, k);
    sort_stable(ids.v, ids.n, sizeof *ids.v, set_by_from, s);
    for (u32 k = 0; k < ids.n; k++) {
        RaSet *set = &s->set.v[ids.v[k]];
        u32 j = 0;
        while (j < act.n && (act.v[j].to > set->from || act.v[j].size != set->size))
            j++;
        if (j == act.n) {
            Active a = {m_slot(s->m, set->size, set->size), 0, set->size};
            vec_push(s->mem, &act, a);
        }
        act.v[j].to = set->to;
        set->slot = act.v[j].slot + 1;
    }
}

static NOINLINE const Piece *find_piece(Ra *s, RaVal *x, u32 pos)
{
    u32 lo = x->piece, hi = lo + x->npiece;
    if (x->cur + 1 < hi && s->piece[x->cur].to <= pos && s->piece[x->cur + 1].to > pos) {
        lo = x->cur + 1;     // code is rewritten in order
    } else {
        for (u32 end = hi; lo < end;) {
            u32 mid = (lo + end) / 2;
            if (s->piece[mid].to <= pos)
                lo = mid + 1;
            else
                end = mid;
        }
    }
    assert(lo < hi && s->piece[lo].from <= pos && "use of a value that is not live");
    x->cur = lo;
    return &s->piece[lo];
}

static const Piece *piece_at(Ra *s, Reg v, u32 pos)
{
    RaVal *x = &s->val[v - REG_VIRT];
    const Piece *p = &s->piece[x->cur];
    return x->npiece && p->from <= pos && pos < p->to ? p : find_piece(s, x, pos);
}

static MOp slot_op(const Ra *s, Reg v, u8 size)
{
    u32 slot = s->set.v[s->val[v - REG_VIRT].set].slot;
    assert(slot);
    return (MOp){.kind = MO_MEM, .size = size, .flags = MOF_SLOT, .slot = slot - 1, .vreg = v};
}

static MOp place_op(const Ra *s, Reg v, u8 reg, u8 size)
{
    if (reg)
        return (MOp){.kind = MO_REG, .size = size, .reg = reg, .vreg = v};
    return slot_op(s, v, size);
}

static u8 vsize(const Ra *s, Reg v)
{
    return m_vinfo(s->m, v)->size;
}

static void gap(Rw *w, u32 pos, Group g, MOp dst, MOp src)
{
    GapMove x = {.pos = pos, .group = (u8)g, .mv = {.dst = dst, .src = src}};
    vec_push(w->s->mem, &w->gap, x);
}

static void reloads(Rw *w)
{
    Ra *s = w->s;
    for (u32 v = 0; v < s->nval; v++) {
        const Piece *p = s->piece + s->val[v].piece;
        for (u32 k = 1; k < s->val[v].npiece; k++) {
            if (!p[k].reg || p[k].from & 3 || p[k - 1].to != p[k].from || p[k - 1].reg == p[k].reg)
                continue;
            if (ra_blk(s, p[k].from)->at == ra_instr(p[k].from))
                continue;        // edges see to it
            u8 z = s->m->vreg.v[v].size;
            gap(w, p[k].from, G_RELOAD, place_op(s, v + REG_VIRT, p[k].reg, z),
                place_op(s, v + REG_VIRT, p[k - 1].reg, z));
        }
    }
}

static void edge_moves(Rw *w, const MBlk *p, const MBlk *n, u32 global)
{
    Ra *s = w->s;
    Reg v = s->global[global] + REG_VIRT;
    u8 to = piece_at(s, v, 4 * n->at)->reg, from = piece_at(s, v, 4 * p->end - 1)->reg;
    if (!to || to == from)
        return;
    MOp dst = place_op(s, v, to, vsize(s, v)), src = place_op(s, v, from, vsize(s, v));
    if (p->succ.n == 1)
        gap(w, 4 * (p->end - 1), G_EDGE_OUT, dst, src);
    else
        gap(w, 4 * n->at, G_EDGE_IN, dst, src);
}

static void edge(Rw *w, const MBlk *p, const MBlk *n)
{
    Bits in = w->s->in[n->id];
    for (u32 k = 0; k < in.n; k++)
        for (u64 x = in.w[k] & w->moving[k]; x; x &= x - 1)
            edge_moves(w, p, n, 64 * k + (u32)ctz64(x));
}

static void store_after(Rw *w, Reg v, u8 reg, u32 num)
{
    Ra *s = w->s;
    u8 z = vsize(s, v);
    if (reg && s->val[v - REG_VIRT].spilled)
        gap(w, 4 * (num + 1), G_STORE, slot_op(s, v, z), place_op(s, v, reg, z));
}

static void copies(Rw *w, MIns *i)
{
    Ra *s = w->s;
    u32 n = i->nop / 2u;
    PMove *mv = arena_array(s->mem, PMove, n);
    for (u32 k = 0; k < n; k++) {
        MOp *d = &i->op_[k], *u = &i->op_[k + n];
        if (u->kind == MO_REG) {
            u->vreg = u->reg;
            if (reg_virt(u->reg)) {
                MOp x = place_op(s, u->reg, piece_at(s, u->reg, 4 * i->num + 1)->reg, u->size);
                x.flags |= MOF_USE;
                *u = x;
            }
        }
        d->vreg = d->reg;
        if (reg_virt(d->reg)) {
            Reg v = d->reg;
            u8 reg = piece_at(s, v, 4 * i->num + 2)->reg;
            MOp x = place_op(s, v, reg, d->size);
            x.flags |= MOF_DEF;
            if (!reg) {          // slots are written whole: a reload reads all of them
                x.size = vsize(s, v);
                if (u->kind != MO_TABLE)
                    u->size = x.size;
            }
            *d = x;
            store_after(w, v, reg, i->num);
        }
        mv[k].dst = *d;
        mv[k].src = *u;
    }
    MBlk *b = s->m->blk.v[s->blk_of[i->num]];
    MIns *next = i->next, *prev = i;
    parmove(s->m, b, next, mv, n);
    for (MIns *x = prev->next; x != next; x = x->next)
        x->flags |= MIF_RA;
}

typedef struct Tied {        // the tied operand of an instruction
    bool any;
    Reg v;
    u8 reg;                  // where it is read
} Tied;

// *r, a register of operand o, becomes a physical one, or the operand a slot.
static void operand(Rw *w, MIns *i, MOp *o, Reg *r, Reg *was, const Tied *t)
{
    Ra *s = w->s;
    Reg v = *r;
    bool def = o->kind == MO_REG && o->flags & MOF_DEF;
    bool use = o->kind != MO_REG || o->flags & MOF_USE;
    *was = v;
    if (!reg_virt(v))
        return;
    if (t->any && v == t->v && use && !def) {
        *r = t->reg;
        return;
    }
    bool early = o->flags & MOF_EARLY || (t->any && o == &i->op_[0]);
    u8 reg = piece_at(s, v, 4 * i->num + (def && !early ? 2 : 1))->reg;
    if (def) {
        assert(reg);
        store_after(w, v, reg, i->num);
    }
    if (reg) {
        *r = reg;
        return;
    }
    assert(o->flags & MOF_FOLD && o->kind == MO_REG);
    MOp m = slot_op(s, v, o->size);
    m.flags |= o->flags & ~MOF_FOLD;
    *o = m;
}

static void tied_operand(Rw *w, MIns *i, Tied *t)
{
    Ra *s = w->s;
    u32 at = 4 * i->num;
    t->any = i->nop >= 2 && i->op_[1].flags & MOF_TIE;
    t->v = t->any ? i->op_[1].reg : 0;
    if (!reg_virt(t->v))
        return;
    Reg d = i->op_[0].reg;
    t->reg = reg_virt(d) ? piece_at(s, d, at + 1)->reg : (u8)d;
    u8 from = piece_at(s, t->v, at)->reg;
    if (from != t->reg)
        gap(w, at, G_TIE, place_op(s, t->v, t->reg, vsize(s, t->v)),
            place_op(s, t->v, from, vsize(s, t->v)));
}

static void operands(Rw *w, MIns *i)
{
    Tied t;
    tied_operand(w, i, &t);
    for (MOp *o = i->op_; o < i->op_ + i->nop + i->nx; o++) {
        if (o->kind == MO_REG) {
            if (o->reg)
                operand(w, i, o, &o->reg, &o->vreg, &t);
        } else if (o->kind == MO_MEM || o->kind == MO_TABLE) {
            if (o->reg)
                operand(w, i, o, &o->reg, &o->vreg, &t);
            if (o->idx)
                operand(w, i, o, &o->idx, &o->vidx, &t);
        }
    }
}

static void insert(Rw *w)
{
    Ra *s = w->s;
    sort_stable(w->gap.v, w->gap.n, sizeof *w->gap.v, by_pos, NULL);
    for (u32 k = 0; k < w->gap.n;) {
        u32 n = k;
        VEC(PMove) mv = {0};
        while (n < w->gap.n && w->gap.v[n].pos == w->gap.v[k].pos &&
               w->gap.v[n].group == w->gap.v[k].group) {
            vec_push(s->mem, &mv, w->gap.v[n].mv);
            n++;
        }
        MIns *at = s->ins[ra_instr(w->gap.v[k].pos)];
        MBlk *b = s->m->blk.v[s->blk_of[at->num]];
        MIns *prev = at->prev;
        parmove(s->m, b, at, mv.v, mv.n);
        for (MIns *x = prev ? prev->next : b->first; x != at; x = x->next)
            x->flags |= MIF_RA;
        k = n;
    }
}

void ra_rewrite(Ra *s)
{
    Rw w = {.s = s};
    MFn *m = s->m;
    number_slots(s);
    reloads(&w);
    w.moving = arena_array(s->mem, u64, s->nglobal / 64 + 1);
    bool any = false;
    for (u32 g = 0; g < s->nglobal; g++) {
        bool moves = s->val[s->global[g]].npiece > 1;
        w.moving[g / 64] |= (u64)moves << g % 64;
        any |= moves;
    }
    for (u32 k = 0; k < m->order.n && any; k++) {
        MBlk *b = m->blk.v[m->order.v[k]];
        for (u32 j = 0; j < b->succ.n; j++)
            edge(&w, b, m->blk.v[b->succ.v[j]]);
    }
    for (u32 n = 0; n < s->nins; n++)
        if (s->ins[n]->op == M_COPY)
            copies(&w, s->ins[n]);
        else
            operands(&w, s->ins[n]);
    insert(&w);
}
