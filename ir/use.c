// use.c - count the uses of each value
#include "ir/ir.h"

void fill_use(Fn *f)
{
    if (f->inits & A_USE)
        return;
    u32 *n = arena_array(f->mem, u32, f->ins.n + 1);
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next) {
            const Ins *i = ir_ins(f, r);
            const Ref *a = ir_args(f, i);
            for (u32 k = 0; k < i->narg; k++)
                n[a[k]]++;
            for (u32 e = 0; e < i->nedge; e++) {
                const Edge *g = &ir_edges(f, i)[e];
                for (u32 k = 0; k < g->narg; k++)
                    n[edge_args(f, g)[k]]++;
            }
        }
    f->nuse = n;
    f->inits |= A_USE;
}
