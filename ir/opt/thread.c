// thread.c - an edge whose arguments decide the branch of the block it enters goes on at once
//
// The block holds a few pure instructions and a branch, and what it computes is used by nothing
// else but its own edges, so the way around it needs no repair.
// needs cfg; breaks everything when it changes anything
#include "ir/opt/opt.h"

enum { BODY_LIMIT = 4 };

typedef struct Th {
    Fn *f;
    Arena mem;
    bool *outside;           // by value: used in another block
    int changes;
} Th;

static void note(Th *t, Ref v, BlkId b)
{
    const Ins *d = ir_ins(t->f, v);
    if (d->blk && d->blk != b)
        t->outside[v] = true;
}

static void find_uses(Th *t)
{
    Fn *f = t->f;
    t->outside = arena_array(&t->mem, bool, f->ins.n);
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next) {
            const Ins *i = ir_ins(f, r);
            for (u32 k = 0; k < i->narg; k++)
                note(t, ir_args(f, i)[k], b);
            for (u32 e = 0; e < i->nedge; e++)
                for (u32 k = 0; k < ir_edges(f, i)[e].narg; k++)
                    note(t, edge_args(f, &ir_edges(f, i)[e])[k], b);
        }
}

static bool may_thread(const Th *t, BlkId b)
{
    const Fn *f = t->f;
    const Blk *k = ir_blk(f, b);
    const Ins *term = ir_ins(f, k->last);
    u32 n = 0;
    if (b == f->entry || k->addr_taken || !k->param.n ||
        (term->op != OP_BR && term->op != OP_SWITCH))
        return false;
    for (u32 p = 0; p < k->param.n; p++)
        if (t->outside[k->param.v[p]])
            return false;
    for (Ref r = k->first; r != k->last; r = ir_ins(f, r)->next) {
        const Ins *i = ir_ins(f, r);
        if (!(op_info[i->op].flags & OF_PURE) || op_info[i->op].flags & OF_MULTI ||
            i->op == OP_RES || i->narg > 3 || t->outside[r] || ++n > BODY_LIMIT)
            return false;
    }
    return true;
}

typedef struct Known {
    Ref from[BODY_LIMIT], to[BODY_LIMIT];
    u32 n;
} Known;

static Ref value(const Th *t, const Known *known, BlkId b, const Edge *in, Ref r)
{
    const Blk *k = ir_blk(t->f, b);
    if (ir_ins(t->f, r)->blk != b)
        return r;
    for (u32 p = 0; p < k->param.n; p++)
        if (k->param.v[p] == r)
            return edge_args(t->f, in)[p];
    for (u32 q = 0; q < known->n; q++)
        if (known->from[q] == r)
            return known->to[q];
    return 0;
}

// Where control goes that comes by this edge, with what; false when that is not decided.
static bool decided(Th *t, BlkId b, const Edge *in, u32 *hit, Known *known)
{
    Fn *f = t->f;
    i64 x;
    known->n = 0;
    for (Ref r = ir_blk(f, b)->first; r != ir_blk(f, b)->last; r = ir_ins(f, r)->next) {
        Ref a[3] = {0};
        bool all = true;
        Ins i = *ir_ins(f, r);
        for (u32 k = 0; k < i.narg; k++) {
            a[k] = value(t, known, b, in, i.u.a[k]);
            all &= a[k] && is_const(f, a[k]);
        }
        Ref v = all ? fold_eval(f, &i, a) : 0;
        if (v) {
            known->from[known->n] = r;
            known->to[known->n++] = v;
        }
    }
    const Ins *term = ir_ins(f, ir_blk(f, b)->last);
    Ref c = value(t, known, b, in, term->u.a[0]);
    if (!c || !ir_is_int(f, c, &x))
        return false;
    *hit = term->op == OP_BR ? x == 0 : 0;
    for (u32 e = 1; e < term->nedge && term->op == OP_SWITCH; e++)
        if (ir_edges(f, term)[e].val == x)
            *hit = e;
    return true;
}

static void thread_edge(Th *t, BlkId from, Ref term, u32 e)
{
    Fn *f = t->f;
    Known known;
    for (int hops = 0; hops < 4; hops++) {
        Edge in = ir_edges(f, ir_ins(f, term))[e];
        BlkId b = in.to;
        u32 hit = 0;
        if (b == from || !may_thread(t, b) || !decided(t, b, &in, &hit, &known))
            return;
        const Edge on = ir_edges(f, ir_ins(f, ir_blk(f, b)->last))[hit];
        if (on.to == b)
            return;
        Ref *args = arena_array(&t->mem, Ref, on.narg + 1);
        for (u32 k = 0; k < on.narg; k++) {
            args[k] = value(t, &known, b, &in, edge_args(f, &on)[k]);
            if (!args[k])
                return;
        }
        ir_set_edge(f, &ir_edges(f, ir_ins(f, term))[e], on.to, args, on.narg);
        marks_skip(f, b, on.to);
        t->changes++;
    }
}

static int thread(Fn *f)
{
    Th t = {.f = f};
    find_uses(&t);
    for (u32 k = 0; k < f->cfg->n; k++) {
        BlkId b = f->cfg->rpo[k];
        Ref term = ir_blk(f, b)->last;
        if (ir_ins(f, term)->op == OP_IJMP)
            continue;
        for (u32 e = 0; e < ir_ins(f, term)->nedge; e++)
            thread_edge(&t, b, term, e);
    }
    arena_free(&t.mem);
    return t.changes;
}

const PassDef pass_thread = {"thread", thread, .needs = A_CFG, .keeps = 0};
