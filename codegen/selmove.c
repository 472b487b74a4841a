// selmove.c - parallel copies at calls, on every instruction set
#include "codegen/sel.h"

void sel_add_move(Moves *v, MOp d, MOp src)
{
    assert(v->n < COUNT(v->d));
    v->d[v->n] = d;
    v->s[v->n++] = src;
}

void sel_put_moves(Sel *s, const Moves *v)
{
    MOp o[2 * COUNT(v->d)];
    if (!v->n)
        return;
    memcpy(o, v->d, v->n * sizeof *o);
    memcpy(o + v->n, v->s, v->n * sizeof *o);
    sel_emit(s, M_COPY, s->ops->word, o, 2 * v->n);
}

void sel_one_move(Sel *s, MOp d, MOp src)
{
    Moves v;
    v.n = 0;
    sel_add_move(&v, d, src);
    sel_put_moves(s, &v);
}

u32 sel_hidden(const Sel *s)
{
    const Sig *g = &s->f->mod->sig.v[s->f->sig];
    return g->nret && g->ret[0].agg ? 1 : 0;
}
