// live.c - values live into and out of each block (backward data flow over bit sets)
#include "ir/ir.h"

// A block's parameters are defined at its start: they are not live in. Arguments of its edges are
// used at its end.
static void transfer(const Fn *f, BlkId b, Bits in, Bits out)
{
    bits_copy(in, out);
    for (Ref r = ir_blk(f, b)->last; r; r = ir_ins(f, r)->prev) {
        const Ins *i = ir_ins(f, r);
        bits_del(in, r);
        for (u32 e = 0; e < i->nedge; e++) {
            const Edge *g = &ir_edges(f, i)[e];
            for (u32 k = 0; k < g->narg; k++)
                if (!(op_info[ir_ins(f, edge_args(f, g)[k])->op].flags & OF_CONST))
                    bits_add(in, edge_args(f, g)[k]);
        }
        const Ref *a = ir_args(f, i);
        for (u32 k = 0; k < i->narg; k++)
            if (!(op_info[ir_ins(f, a[k])->op].flags & OF_CONST))
                bits_add(in, a[k]);
    }
    for (u32 k = 0; k < ir_blk(f, b)->param.n; k++)
        bits_del(in, ir_blk(f, b)->param.v[k]);
}

void fill_live(Fn *f)
{
    if (f->inits & A_LIVE)
        return;
    fill_cfg(f);
    const Cfg *c = f->cfg;
    Arena tmp = {0};
    Live *l = arena_new(f->mem, Live);
    l->in = arena_array(f->mem, Bits, f->blk.n + 1);
    l->out = arena_array(f->mem, Bits, f->blk.n + 1);
    for (u32 k = 0; k < c->n; k++) {
        l->in[c->rpo[k]] = bits_new(f->mem, f->ins.n);
        l->out[c->rpo[k]] = bits_new(f->mem, f->ins.n);
    }
    bool *todo = arena_array(&tmp, bool, c->n + 1);
    memset(todo, 1, c->n);
    for (bool again = true; again;) {
        again = false;
        for (u32 k = c->n; k-- > 0;) {
            if (!todo[k])
                continue;
            todo[k] = false;
            BlkId b = c->rpo[k];
            transfer(f, b, l->in[b], l->out[b]);
            for (u32 p = c->pred_at[b]; p < c->pred_at[b + 1]; p++) {
                u32 at = c->rpo_at[c->pred[p]];
                if (bits_or(l->out[c->pred[p]], l->in[b])) {
                    todo[at] = true;
                    again |= at >= k;
                }
            }
        }
    }
    f->live = l;
    f->inits |= A_LIVE;
    arena_free(&tmp);
}
