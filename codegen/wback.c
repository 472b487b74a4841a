// wback.c - after allocation: an addition to the base of an access beside it becomes part of it
//
// An access may add a constant to its base register, before (pre-indexed) or after (post-indexed).
// Accesses through the same base between the two get offsets that make up for it. The forms are the
// target's (Isa.wback).
#include "codegen/target.h"

enum { WINDOW = 24 };            // instructions looked at on either side of an addition
enum { MAX_BETWEEN = 8 };

typedef struct Wb {
    MFn *m;
    const WriteBack *t;
    MBlk *b;
    MIns *step;                  // the addition
    Reg base;
    i64 by;
    bool above;                  // the access looked at stands before the addition
    MIns *fix[MAX_BETWEEN];      // accesses through the base between
    u32 nfix;
} Wb;

static bool mentions(const MIns *i, Reg r)
{
    for (u32 k = 0; k < (u32)i->nop + i->nx; k++) {
        const MOp *o = &i->op_[k];
        if (o->reg == r || o->idx == r)
            return true;
    }
    return i->clobber >> r & 1 || i->flags & (MIF_CALL | MIF_ASM | MIF_BRANCH) || i->op < M_COUNT;
}

// The place that i accesses at a constant distance from the base, which it does not use otherwise;
// NULL: it is no such instruction.
static MOp *place(const Wb *w, const MIns *i)
{
    MOp *p = w->t->place(i);
    if (!p || p->reg != w->base || p->idx || p->sym || p->flags & (MOF_SLOT | MOF_CFA | MOF_OUT))
        return NULL;
    for (u32 k = 0; k < (u32)i->nop + i->nx; k++)
        if (i->op_[k].kind == MO_REG && i->op_[k].reg == w->base)
            return NULL;
    return p;
}

static u32 size_at(const Wb *w, MIns *i, i64 by)
{
    MOp *p = place(w, i);
    p->imm += by;
    u32 n = w->t->size(i);
    p->imm -= by;
    return n;
}

// The access with `by` added to its base, before or after; not linked; NULL: out of reach.
static MIns *make(const Wb *w, const MIns *access, i64 by, bool after)
{
    u32 n = (u32)access->nop + access->nx;
    MIns *i = m_ins(w->m, access->op, access->size, access->nop, access->nx);
    memcpy(i->op_, access->op_, n * sizeof *i->op_);
    MOp *o = w->t->place(i);
    o->ext = after ? MX_POST : MX_PRE;
    o->imm = by;
    return w->t->size(i) ? i : NULL;
}

// Bytes of all that changes, before and after; 0 when there is no form for part of it.
static u32 cost(const Wb *w, MIns *a, i64 off, bool after, i64 move, u32 *was)
{
    MIns *i = make(w, a, off, after);
    u32 n = i ? w->t->size(i) : 0;
    *was = w->t->size(a) + w->t->size(w->step);
    for (u32 k = 0; k < w->nfix && n; k++) {
        u32 z = size_at(w, w->fix[k], move);
        *was += w->t->size(w->fix[k]);
        n = z ? n + z : 0;
    }
    return n;
}

// Access a takes the addition; those between move by `move`.
static bool take(Wb *w, MIns *a, bool after, i64 move)
{
    u32 was, n = cost(w, a, w->by, after, move, &was);
    if (!n || n > was)
        return false;
    MIns *i = make(w, a, w->by, after);
    i->loc = a->loc;
    i->flags |= a->flags;
    for (u32 k = 0; k < w->nfix; k++)
        place(w, w->fix[k])->imm += move;
    debug_lose(w->m, w->above ? a->next : w->step->next, w->above ? w->step : a, w->base);
    i->vars = a->vars;
    i->stmt = a->stmt;
    m_before(w->b, a, i);
    m_remove(w->b, a);
    m_remove(w->b, w->step);
    return true;
}

// An access above the addition: at the base itself, or at what the base will be.
static bool upwards(Wb *w)
{
    w->nfix = 0;
    w->above = true;
    u32 n = 0;
    for (MIns *i = w->step->prev; i && n < WINDOW; i = i->prev, n++) {
        if (!mentions(i, w->base))
            continue;
        MOp *p = place(w, i);
        if (!p)
            return false;
        if ((p->imm == 0 || p->imm == w->by) && take(w, i, p->imm == 0, -w->by))
            return true;
        if (w->nfix == MAX_BETWEEN)
            return false;
        w->fix[w->nfix++] = i;
    }
    return false;
}

// One below it: at the new base, or at the old one.
static bool downwards(Wb *w)
{
    w->nfix = 0;
    w->above = false;
    u32 n = 0;
    for (MIns *i = w->step->next; i && n < WINDOW; i = i->next, n++) {
        if (!mentions(i, w->base))
            continue;
        MOp *p = place(w, i);
        if (!p)
            return false;
        if ((p->imm == 0 || p->imm == -w->by) && take(w, i, p->imm != 0, w->by))
            return true;
        if (w->nfix == MAX_BETWEEN)
            return false;
        w->fix[w->nfix++] = i;
    }
    return false;
}

void write_back(MFn *m)
{
    Wb w = {.m = m, .t = m->t->isa->wback};
    for (u32 k = 0; k < m->order.n; k++) {
        w.b = m->blk.v[m->order.v[k]];
        for (MIns *i = w.b->first, *next; i; i = next) {
            next = i->next;
            w.step = i;
            if (w.t->step(i, &w.base, &w.by) && !upwards(&w))
                downwards(&w);
        }
    }
}
