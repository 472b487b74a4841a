// lowinit.c - warn of variables that are read where nothing, or perhaps nothing, was written
//
// While a function is lowered, reads and writes of SSA variables are noted; when its SSA form is
// done, each read is a value, undefined, or a block's parameter that some edge leaves undefined.
// Nothing was written for certain where it is undefined: on every path to the read there is no
// write. Of the others, only those are told of where one outcome of one condition leaves no way out
// but through a read without a value, whatever other conditions say; a test that ends a loop does
// not count, since loops that assign something mostly run. So `if (c) v = 1; if (c) use(v);` is no
// case, `if (c) v = 1; use(v);` is one. (clang has this as -Wsometimes-uninitialized.)
#include "frontend/c/low_int.h"

struct Seen {
    Seen *next;
    Decl *d;
    Ref v;
    BlkId blk;
    Span at;
    bool write;
};

// Variables that are registers by name hold what those do.
void init_note(Low *l, Decl *d, Ref v, Span at, bool write)
{
    if (l->dead || d->is_param || !d->name.n || d->at.asm_name.n || ty_part(l->p, d->ty) ||
        (!warns(l->p, CW_UNINIT) && !warns(l->p, CW_MAYBE_UNINIT)))
        return;
    Seen *s = arena_new(l->p->mem, Seen);
    *s = (Seen){.d = d, .v = v, .blk = l->b.blk, .at = at, .write = write};
    ssa_follow(l->ssa, &s->v);
    if (l->seen_last)
        l->seen_last->next = s;
    else
        l->seen = s;
    l->seen_last = s;
}

typedef VEC(BlkId) Blocks;

// The successors of a block that ends with i and were not seen yet.
static void to_do(Low *l, Blocks *todo, const Ins *i, bool *seen)
{
    for (u32 e = 0; e < i->nedge; e++) {
        BlkId to = l->f->edge.v[i->edge + e].to;
        if (!seen[to])
            vec_push(l->p->mem, todo, to);
        seen[to] = true;
    }
}

bool *low_reached(Low *l)
{
    Fn *f = l->f;
    bool *in = arena_array(l->p->mem, bool, f->blk.n);
    Blocks todo = {0};
    in[f->entry] = true;
    vec_push(l->p->mem, &todo, f->entry);
    while (todo.n)
        to_do(l, &todo, ir_ins(f, ir_blk(f, todo.v[--todo.n])->last), in);
    return in;
}

void init_cond(Low *l, Node *e)
{
    if (!l->dead && !l->loop_cond && warns(l->p, CW_MAYBE_UNINIT))
        vec_push(l->p->mem, &l->cond, ((Cond){l->b.blk, e}));
}

// Does every way from block b on come through a goal, or never end, or come back to b where that
// is as good? Takes the array, by BlkId.
static bool surely(Low *l, BlkId b, bool *goal, bool back)
{
    Fn *f = l->f;
    bool *past = goal;
    Blocks todo = {0};
    if (!past[b])
        vec_push(l->p->mem, &todo, b);
    past[b] = true;
    while (todo.n) {
        const Ins *i = ir_ins(f, ir_blk(f, todo.v[--todo.n])->last);
        if (!i->nedge)
            return false;
        for (u32 e = 0; e < i->nedge && !back; e++)
            if (f->edge.v[i->edge + e].to == b)
                return false;
        to_do(l, &todo, i, past);
    }
    return true;
}

// The value is a parameter of b: back there, it is another one.
static bool surely_read(Low *l, BlkId b, Ref v)
{
    bool *goal = arena_array(l->p->mem, bool, l->f->blk.n);
    for (const Seen *s = l->seen; s; s = s->next)
        goal[s->blk] |= !s->write && s->v == v;
    return surely(l, b, goal, false);
}

static bool surely_at(Low *l, BlkId b, BlkId to)
{
    bool *goal = arena_array(l->p->mem, bool, l->f->blk.n);
    goal[to] = true;
    return surely(l, b, goal, true);
}

static const Cond *cond_of(const Low *l, BlkId b)
{
    for (u32 k = 0; k < l->cond.n; k++)
        if (l->cond.v[k].blk == b)
            return &l->cond.v[k];
    return NULL;
}

// The condition of which outcome *edge leads along the edge from `from` to `to`, whatever comes in
// between; NULL: there is none.
static const Cond *decided_by(Low *l, BlkId from, BlkId to, u32 *edge)
{
    Fn *f = l->f;
    fill_dom(f);
    for (BlkId b = to; from; b = from, from = f->dom->idom[from]) {
        const Ins *end = ir_ins(f, ir_blk(f, from)->last);
        const Edge *g = ir_edges(f, end);
        u32 lead = 0;
        for (u32 e = 0; e < end->nedge; e++)
            if (b == to ? g[e].to == to : surely_at(l, g[e].to, b)) {
                *edge = e;
                lead++;
            }
        if (lead < end->nedge)
            return end->op == OP_BR && lead == 1 ? cond_of(l, from) : NULL;
    }
    return NULL;
}

// The value of a read is a parameter of a block: does some way there leave it out?
static void check_join(Low *l, Seen *s, const bool *in)
{
    Fn *f = l->f;
    BlkId join = ir_ins(f, s->v)->blk;
    u32 at = 0, edge = 0;
    while (ir_blk(f, join)->param.v[at] != s->v)
        at++;
    fill_cfg(f);
    const Cfg *c = f->cfg;
    for (u32 k = c->pred_at[join]; k < c->pred_at[join + 1]; k++) {
        const Ins *end = ir_ins(f, ir_blk(f, c->pred[k])->last);
        const Edge *g = ir_edges(f, end);
        for (u32 e = 0; e < end->nedge; e++) {
            if (g[e].to != join || !in[c->pred[k]] ||
                ir_ins(f, edge_args(f, &g[e])[at])->op != OP_UNDEF)
                continue;
            const Cond *by = decided_by(l, c->pred[k], join, &edge);
            if (!by || !surely_read(l, join, s->v))
                continue;
            s->d->unsure = true; // once
            say(l->p, CW_MAYBE_UNINIT, s->at, zs(l->p, s->d->name), edge ? "false" : "true");
            say(l->p, CN_CONDITION, by->e->span, 0);
            diag_range(l->p->d, node_range(by->e));
            say(l->p, CN_DECLARED, s->d->span, zs(l->p, s->d->name));
            return;
        }
    }
}

// What takes its value from another such variable is not complained of: that one is.
void init_check(Low *l)
{
    if (!l->seen)
        return;
    bool *in = low_reached(l);
    for (Seen *s = l->seen; s; s = s->next)
        s->d->unsure |= s->write && ir_ins(l->f, s->v)->op == OP_UNDEF;
    for (Seen *s = l->seen; s; s = s->next) {
        const Ins *v = ir_ins(l->f, s->v);
        if (s->write || s->d->unsure || !in[s->blk])
            continue;
        if (v->op == OP_PARAM && v->blk != l->f->entry)
            check_join(l, s, in);
        if (v->op != OP_UNDEF)
            continue;
        s->d->unsure = true;     // once
        say(l->p, CW_UNINIT, s->at, zs(l->p, s->d->name));
        say(l->p, CN_DECLARED, s->d->span, zs(l->p, s->d->name));
    }
}
