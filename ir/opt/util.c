// util.c - small things that several passes need
#include "ir/opt/opt.h"

bool is_const(const Fn *f, Ref r)
{
    return op_info[ir_ins(f, r)->op].flags & OF_CONST;
}

Ref to_final(const Ref *to, u32 n, Ref r)
{
    while (r < n && to[r] && to[r] != r)
        r = to[r];
    return r;
}

void to_operands(Fn *f, const Ref *to, u32 n, Ref r)
{
    const Ins *i = ir_ins(f, r);
    Ref *a = ir_args(f, i);
    if (i->op == OP_RES) {
        Ref v = to_final(to, n, a[0]);
        if (op_info[ir_ins(f, v)->op].flags & OF_MULTI)
            a[0] = v;
        return;
    }
    for (u32 k = 0; k < i->narg; k++)
        a[k] = to_final(to, n, a[k]);
    for (u32 e = 0; e < i->nedge; e++) {
        const Edge *g = &ir_edges(f, i)[e];
        Ref *ea = edge_args(f, g);
        for (u32 k = 0; k < g->narg; k++)
            ea[k] = to_final(to, n, ea[k]);
    }
}

void to_all(Fn *f, const Ref *to, u32 n)
{
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next)
            to_operands(f, to, n, r);
    marks_replace(f, to, n);
}

void blk_place_after(Fn *f, BlkId b, BlkId after)
{
    Blk *k = ir_blk(f, b), *a = ir_blk(f, after);
    if (b == after || a->next == b)
        return;
    assert(k->prev && "the entry stays first");
    ir_blk(f, k->prev)->next = k->next;
    if (k->next)
        ir_blk(f, k->next)->prev = k->prev;
    else
        f->last = k->prev;
    k->prev = after;
    k->next = a->next;
    if (a->next)
        ir_blk(f, a->next)->prev = b;
    else
        f->last = b;
    a->next = b;
}
