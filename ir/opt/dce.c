// dce.c - drop instructions and block parameters that nothing needs
//
// Everything is dead until an effect or a terminator needs it, so parameters that only feed each
// other around a loop go too.
// needs cfg; keeps cfg dom loop; breaks use live
#include "ir/opt/opt.h"

typedef struct Dce {
    Fn *f;
    Arena mem;
    bool *live;
    VEC(Ref) work;
} Dce;

static void need(Dce *d, Ref r)
{
    if (!r || d->live[r])
        return;
    d->live[r] = true;
    if (ir_ins(d->f, r)->blk)     // constants need nothing
        vec_push(&d->mem, &d->work, r);
}

static void need_operands(Dce *d, const Ins *i)
{
    const Ref *a = ir_args(d->f, i);
    for (u32 k = 0; k < i->narg; k++)
        need(d, a[k]);
}

// A live parameter needs the argument of every edge into its block.
static void need_arguments(Dce *d, Ref r)
{
    Fn *f = d->f;
    BlkId b = ir_ins(f, r)->blk;
    u32 at = 0;
    while (ir_blk(f, b)->param.v[at] != r)
        at++;
    for (u32 k = f->cfg->pred_at[b]; k < f->cfg->pred_at[b + 1]; k++) {
        if (k > f->cfg->pred_at[b] && f->cfg->pred[k] == f->cfg->pred[k - 1])
            continue;            // a switch: its edges are all looked at below
        const Ins *t = ir_ins(f, ir_blk(f, f->cfg->pred[k])->last);
        for (u32 e = 0; e < t->nedge; e++)
            if (ir_edges(f, t)[e].to == b)
                need(d, edge_args(f, &ir_edges(f, t)[e])[at]);
    }
}

static void mark(Dce *d)
{
    Fn *f = d->f;
    for (u32 k = 0; k < f->cfg->n; k++)
        for (Ref r = ir_blk(f, f->cfg->rpo[k])->first; r; r = ir_ins(f, r)->next) {
            const Ins *i = ir_ins(f, r);
            u16 fl = op_info[i->op].flags;
            if (fl & (OF_EFFECT | OF_TERM | OF_WRITE) || (fl & OF_READ && i->aux & MEM_VOLATILE))
                need(d, r);
        }
    while (d->work.n) {
        Ref r = d->work.v[--d->work.n];
        if (ir_ins(f, r)->op == OP_PARAM)
            need_arguments(d, r);
        else
            need_operands(d, ir_ins(f, r));
    }
}

// Drops the arguments of dead parameters from one edge, in place.
static void trim_edge(Dce *d, Edge *e)
{
    const Blk *to = ir_blk(d->f, e->to);
    Ref *a = edge_args(d->f, e);
    u32 n = 0;
    for (u32 k = 0; k < e->narg; k++)
        if (d->live[to->param.v[k]])
            a[n++] = a[k];
    e->narg = n;
}

// What goes may have been a variable that can be read elsewhere.
static void keep_marks(Dce *d)
{
    Fn *f = d->f;
    Ref *to = arena_array(&d->mem, Ref, f->ins.n);
    for (Ref r = 1; r < f->ins.n; r++)
        if (!d->live[r] && ir_ins(f, r)->blk)
            to[r] = marks_low(f, r);
    marks_replace(f, to, f->ins.n);
}

static int sweep(Dce *d)
{
    Fn *f = d->f;
    int n = 0;
    if (f->mark.n)
        keep_marks(d);
    for (u32 k = 0; k < f->cfg->n; k++) {
        const Ins *t = ir_ins(f, ir_blk(f, f->cfg->rpo[k])->last);
        for (u32 e = 0; e < t->nedge; e++)
            trim_edge(d, &ir_edges(f, t)[e]);
    }
    for (u32 k = 0; k < f->cfg->n; k++) {
        BlkId b = f->cfg->rpo[k];
        for (Ref r = ir_blk(f, b)->first, next; r; r = next) {
            next = ir_ins(f, r)->next;
            if (!d->live[r])
                ir_remove(f, r), n++;
        }
        if (b == f->entry)
            continue;             // the signature fixes the entry's parameters
        for (u32 p = ir_blk(f, b)->param.n; p-- > 0;)
            if (!d->live[ir_blk(f, b)->param.v[p]])
                ir_remove(f, ir_blk(f, b)->param.v[p]), n++;
    }
    return n;
}

// They would keep arguments of parameters that go.
static int remove_unreachable(Fn *f)
{
    int n = 0;
    for (BlkId b = f->entry, next; b; b = next) {
        next = ir_blk(f, b)->next;
        if (f->cfg->rpo_at[b] == ~0u)
            blk_remove(f, b), n++;
    }
    return n;
}

static int dce(Fn *f)
{
    Dce d = {.f = f};
    int gone = remove_unreachable(f);
    d.live = arena_array(&d.mem, bool, f->ins.n + 1);
    mark(&d);
    int n = gone + sweep(&d);
    arena_free(&d.mem);
    return n;
}

const PassDef pass_dce = {"dce", dce, .needs = A_CFG, .keeps = A_CFG | A_DOM | A_LOOP};
