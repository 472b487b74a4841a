// selmove.c - parallel copies at calls, and the pieces of a block copy, on every instruction set
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
    Moves v = {.n = 0};
    sel_add_move(&v, d, src);
    sel_put_moves(s, &v);
}

u32 sel_hidden(const Sel *s)
{
    const Sig *g = &s->f->mod->sig.v[s->f->sig];
    return g->nret && g->ret[0].agg ? 1 : 0;
}

static Chunk chunk(Sel *s, u32 off, u8 size)
{
    bool wide = size == 16;
    return (Chunk){off, size, m_vreg(s->m, wide ? RC_FLT : RC_INT, wide ? 16 : 8)};
}

u32 sel_chunks(Sel *s, u64 n, Chunk *c)
{
    static const u8 size[] = {16, 8, 4, 2, 1};
    u32 k = 0, off = 0;
    for (u32 j = 0; j < COUNT(size); j++) {
        u8 z = size[j];
        while (n - off >= z) {
            c[k++] = chunk(s, off, z);
            off += z;
        }
        if (off < n && n >= z && n - off > z / 2u) {
            c[k++] = chunk(s, (u32)n - z, z);
            off = (u32)n;
        }
    }
    return k;
}
