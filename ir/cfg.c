// cfg.c - predecessors and reverse postorder; the switchboard of cached analyses
#include "ir/ir.h"

static void postorder(const Fn *f, Arena *tmp, Cfg *c)
{
    typedef struct Frame {
        BlkId b;
        u32 next; // edges still to follow
    } Frame;
    u32 nb = f->blk.n;
    Frame *stack = arena_array(tmp, Frame, nb + 1);
    u8 *seen = arena_array(tmp, u8, nb + 1);
    BlkId *post = arena_array(tmp, BlkId, nb + 1);
    u32 sp = 0, n = 0;
    stack[sp++] = (Frame){f->entry, 0};
    seen[f->entry] = 1;
    while (sp) {
        Frame *t = &stack[sp - 1];
        const Blk *b = ir_blk(f, t->b);
        const Ins *i = ir_ins(f, b->last);
        // edges are followed last to first, so that rpo runs close to text order
        if (b->last && t->next < i->nedge) {
            BlkId to = ir_edges(f, i)[i->nedge - 1 - t->next++].to;
            if (!seen[to]) {
                seen[to] = 1;
                stack[sp++] = (Frame){to, 0};
            }
        } else {
            post[n++] = t->b;
            sp--;
        }
    }
    c->n = n;
    for (u32 k = 0; k < n; k++) {
        c->rpo[k] = post[n - 1 - k];
        c->rpo_at[c->rpo[k]] = k;
    }
}

static void preds(const Fn *f, Arena *tmp, Cfg *c)
{
    u32 nb = f->blk.n;
    for (u32 k = 0; k < c->n; k++) {
        const Ins *i = ir_ins(f, ir_blk(f, c->rpo[k])->last);
        for (u32 e = 0; e < i->nedge; e++)
            c->pred_at[ir_edges(f, i)[e].to + 1]++;
    }
    for (u32 b = 0; b < nb; b++)
        c->pred_at[b + 1] += c->pred_at[b];
    c->pred = arena_array(f->mem, BlkId, c->pred_at[nb] + 1);
    u32 *at = arena_array(tmp, u32, nb + 1);
    memcpy(at, c->pred_at, (nb + 1) * sizeof *at);
    for (u32 k = 0; k < c->n; k++) {
        const Ins *i = ir_ins(f, ir_blk(f, c->rpo[k])->last);
        for (u32 e = 0; e < i->nedge; e++)
            c->pred[at[ir_edges(f, i)[e].to]++] = c->rpo[k];
    }
}

void fill_cfg(Fn *f)
{
    if (f->inits & A_CFG)
        return;
    Arena tmp = {0};
    Cfg *c = arena_new(f->mem, Cfg);
    u32 nb = f->blk.n;
    c->rpo = arena_array(f->mem, BlkId, nb + 1);
    c->rpo_at = arena_array(f->mem, u32, nb + 1);
    c->pred_at = arena_array(f->mem, u32, nb + 2);
    memset(c->rpo_at, 0xff, (nb + 1) * sizeof *c->rpo_at);
    postorder(f, &tmp, c);
    preds(f, &tmp, c);
    f->cfg = c;
    f->inits |= A_CFG;
    arena_free(&tmp);
}

void drop_analyses(Fn *f, u32 keep)
{
    f->inits &= keep;
    if (!(f->inits & A_CFG))
        f->cfg = NULL;
    if (!(f->inits & A_DOM))
        f->dom = NULL;
    if (!(f->inits & A_LOOP))
        f->loops = NULL;
    if (!(f->inits & A_USE))
        f->nuse = NULL;
    if (!(f->inits & A_LIVE))
        f->live = NULL;
}
