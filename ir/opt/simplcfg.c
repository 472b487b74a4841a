// simplcfg.c - simplify control flow: decided branches, unreachable and forwarding blocks, chains
//
// needs nothing; breaks everything when it changes anything
#include "ir/opt/opt.h"

typedef struct Cf {
    Fn *f;
    Arena mem;
    Ref *to;               // parameters replaced by the argument of their only edge
    u32 nto;
    int changes;
} Cf;

static Ref resolved(const Cf *c, Ref r)
{
    while (r < c->nto && c->to[r])
        r = c->to[r];
    return r;
}

static void keep_edge(Cf *c, Ref term, u32 e)
{
    Ins *t = ir_ins(c->f, term);
    Edge g = ir_edges(c->f, t)[e];
    ir_edges(c->f, t)[0] = g;
    t->op = OP_JMP;
    t->narg = 0;
    t->aux = 0;
    t->nedge = 1;
    c->changes++;
}

static bool same_edge(const Fn *f, const Edge *x, const Edge *y)
{
    if (x->to != y->to || x->narg != y->narg)
        return false;
    return !x->narg || !memcmp(edge_args(f, x), edge_args(f, y), x->narg * sizeof(Ref));
}

static void decide(Cf *c, Ref term)
{
    Fn *f = c->f;
    Ins *t = ir_ins(f, term);
    i64 x;
    if (t->op == OP_BR) {
        const Edge *e = ir_edges(f, t);
        if (ir_is_int(f, t->u.a[0], &x))
            keep_edge(c, term, x == 0);
        else if (same_edge(f, &e[0], &e[1]))
            keep_edge(c, term, 0);
    } else if (t->op == OP_SWITCH) {
        bool all_same = true;
        for (u32 e = 1; e < t->nedge; e++)
            all_same &= same_edge(f, ir_edges(f, t), &ir_edges(f, t)[e]);
        u32 hit = 0;
        if (ir_is_int(f, t->u.a[0], &x)) {
            for (u32 e = 1; e < t->nedge; e++)
                if (ir_edges(f, t)[e].val == x)
                    hit = e;
            keep_edge(c, term, hit);
        } else if (all_same) {
            keep_edge(c, term, 0);
        }
    }
}

// A block that only jumps on: where an edge into it may go directly, with which arguments.
static bool forwards(const Cf *c, BlkId b, Edge *on)
{
    const Fn *f = c->f;
    const Blk *k = ir_blk(f, b);
    if (b == f->entry || k->addr_taken || k->first != k->last || ir_ins(f, k->last)->op != OP_JMP)
        return false;
    *on = *ir_edges(f, ir_ins(f, k->last));
    return on->to != b;
}

// Its parameters must be used by its own jump only: a use elsewhere needs the block to stand.
static void count_foreign_uses(Cf *c, u32 *foreign)
{
    Fn *f = c->f;
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next) {
            const Ins *i = ir_ins(f, r);
            const Ref *a = ir_args(f, i);
            for (u32 k = 0; k < i->narg; k++)
                foreign[ir_ins(f, a[k])->blk] += ir_ins(f, a[k])->op == OP_PARAM &&
                    ir_ins(f, a[k])->blk != b;
            for (u32 e = 0; e < i->nedge; e++)
                for (u32 k = 0; k < ir_edges(f, i)[e].narg; k++) {
                    const Ins *v = ir_ins(f, edge_args(f, &ir_edges(f, i)[e])[k]);
                    foreign[v->blk] += v->op == OP_PARAM && v->blk != b;
                }
        }
}

static void redirect(Cf *c, Ref term, u32 e, BlkId via, const Edge *on)
{
    Fn *f = c->f;
    const Blk *k = ir_blk(f, via);
    Ref *args = arena_array(&c->mem, Ref, on->narg + 1);
    for (u32 n = 0; n < on->narg; n++) {
        args[n] = edge_args(f, on)[n];
        for (u32 p = 0; p < k->param.n; p++)
            if (k->param.v[p] == args[n]) {
                args[n] = edge_args(f, &ir_edges(f, ir_ins(f, term))[e])[p];
                break;
            }
    }
    ir_set_edge(f, &ir_edges(f, ir_ins(f, term))[e], on->to, args, on->narg);
    marks_skip(f, via, on->to);
    c->changes++;
}

static void skip_forwarders(Cf *c)
{
    Fn *f = c->f;
    u32 *foreign = arena_array(&c->mem, u32, f->blk.n + 1);
    count_foreign_uses(c, foreign);
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next) {
        Ref t = ir_blk(f, b)->last;
        if (ir_ins(f, t)->op == OP_IJMP)
            continue;
        for (u32 e = 0; e < ir_ins(f, t)->nedge; e++) {
            Edge on;
            BlkId via = ir_edges(f, ir_ins(f, t))[e].to;
            for (int hops = 0; hops < 8 && !foreign[via] && forwards(c, via, &on); hops++) {
                redirect(c, t, e, via, &on);
                via = on.to;
            }
        }
    }
}

static void remove_unreachable(Cf *c)
{
    Fn *f = c->f;
    drop_analyses(f, 0);
    fill_cfg(f);
    for (BlkId b = f->entry, next; b; b = next) {
        next = ir_blk(f, b)->next;
        if (f->cfg->rpo_at[b] == ~0u) {
            blk_remove(f, b);
            c->changes++;
        }
    }
}

// b ends in a jump to s, and nothing else goes to s: s becomes the rest of b.
static void absorb(Cf *c, BlkId b, BlkId s)
{
    Fn *f = c->f;
    Ref jump = ir_blk(f, b)->last;
    const Edge e = *ir_edges(f, ir_ins(f, jump));
    for (u32 k = 0; k < ir_blk(f, s)->param.n; k++)
        c->to[ir_blk(f, s)->param.v[k]] = resolved(c, edge_args(f, &e)[k]);
    ir_remove(f, jump);
    for (Ref r = ir_blk(f, s)->first, next; r; r = next) {
        next = ir_ins(f, r)->next;
        ir_append(f, b, r);
    }
    ir_blk(f, s)->first = ir_blk(f, s)->last = 0;
    blk_remove(f, s);
    c->changes++;
}

static void merge_chains(Cf *c)
{
    Fn *f = c->f;
    int before = c->changes;
    c->nto = f->ins.n;
    c->to = arena_array(&c->mem, Ref, c->nto);
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        for (;;) {
            const Ins *t = ir_ins(f, ir_blk(f, b)->last);
            if (t->op != OP_JMP)
                break;
            BlkId s = ir_edges(f, t)->to;
            if (s == b || s == f->entry || ir_blk(f, s)->addr_taken ||
                f->cfg->pred_at[s + 1] - f->cfg->pred_at[s] != 1)
                break;
            absorb(c, b, s);
        }
    if (c->changes != before)
        ir_replace_map(f, c->to);
}

static int simplcfg(Fn *f)
{
    Cf c = {.f = f};
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        decide(&c, ir_blk(f, b)->last);
    skip_forwarders(&c);
    remove_unreachable(&c);
    merge_chains(&c);
    arena_free(&c.mem);
    return c.changes;
}

const PassDef pass_simplcfg = {"simplcfg", simplcfg, .needs = 0, .keeps = 0};
