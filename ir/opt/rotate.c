// rotate.c - make loops test at the bottom: while (c) s becomes if (c) do s while (c)
//
// The header is copied in front of the loop for the first test, and stays as the test at the
// bottom. What it computed has two definitions then; ssa.c joins them where they are used.
// needs loop; breaks everything
#include "ir/opt/opt.h"

enum { HEADER_LIMIT = 16 };

typedef struct Rot {
    Fn *f;
    Arena mem;
    u32 nins;                // values at the start
    u32 *var;                // by Ref: variable + 1 for values with two definitions
    Ssa *ssa;
    int changes;
} Rot;

static bool in_loop(const Loops *l, BlkId b, u32 id)
{
    u32 x = l->of[b];
    while (x && x < id)      // parents have higher numbers
        x = l->loop[x - 1].parent;
    return x == id;
}

static bool has_ijmp(const Fn *f)
{
    for (u32 k = 0; k < f->cfg->n; k++)
        if (ir_ins(f, ir_blk(f, f->cfg->rpo[k])->last)->op == OP_IJMP)
            return true;
    return false;
}

static bool may_copy(const Fn *f, BlkId h)
{
    u32 n = 0;
    for (Ref r = ir_blk(f, h)->first; r; r = ir_ins(f, r)->next) {
        const Ins *i = ir_ins(f, r);
        u16 fl = op_info[i->op].flags;
        if (fl & OF_TERM)
            continue;
        if (!(fl & (OF_PURE | OF_TRAP | OF_READ)) || fl & (OF_EFFECT | OF_WRITE) ||
            i->aux & MEM_VOLATILE || i->narg > 4 || ++n > HEADER_LIMIT)
            return false;
    }
    return true;
}

// The header tests, and no way back to it does.
static bool wanted(const Fn *f, u32 id, BlkId h)
{
    const Cfg *c = f->cfg;
    const Loops *l = f->loops;
    const Ins *t = ir_ins(f, ir_blk(f, h)->last);
    if (h == f->entry || ir_blk(f, h)->addr_taken || t->op != OP_BR)
        return false;
    BlkId yes = ir_edges(f, t)[0].to, no = ir_edges(f, t)[1].to;
    bool yes_in = in_loop(l, yes, id), no_in = in_loop(l, no, id);
    if (yes_in == no_in || (yes_in ? yes : no) == h)
        return false;
    for (u32 p = c->pred_at[h]; p < c->pred_at[h + 1]; p++) {
        const Ins *b = ir_ins(f, ir_blk(f, c->pred[p])->last);
        if (!in_loop(l, c->pred[p], id))
            continue;
        for (u32 e = 0; e < b->nedge; e++)
            if (!in_loop(l, ir_edges(f, b)[e].to, id))
                return false;
    }
    return may_copy(f, h);
}

static void replace_in(Fn *f, BlkId b, Ref from, Ref to)
{
    for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next) {
        const Ins *i = ir_ins(f, r);
        for (u32 k = 0; k < i->narg && r != to; k++)
            if (ir_args(f, i)[k] == from)
                ir_args(f, i)[k] = to;
        for (u32 e = 0; e < i->nedge; e++)
            for (u32 k = 0; k < ir_edges(f, i)[e].narg; k++)
                if (edge_args(f, &ir_edges(f, i)[e])[k] == from)
                    edge_args(f, &ir_edges(f, i)[e])[k] = to;
    }
}

// A counter cut to its narrow type costs nothing; handed around the loop as a value of its own it
// costs a register and a move. So the body cuts it again.
static void cut_in_body(Fn *f, u32 id, BlkId h)
{
    const Ins *t = ir_ins(f, ir_blk(f, h)->last);
    bool first = in_loop(f->loops, ir_edges(f, t)[0].to, id);
    BlkId body = ir_edges(f, t)[first ? 0 : 1].to;
    for (Ref r = ir_blk(f, h)->first; r; r = ir_ins(f, r)->next) {
        const Ins *i = ir_ins(f, r);
        Ref p = i->u.a[0];
        if (i->op != OP_TRUNC || ir_ins(f, p)->op != OP_PARAM || ir_ins(f, p)->blk != h)
            continue;
        Ref cut = ir_before(f, ir_blk(f, body)->first, OP_TRUNC, (Type)i->type, p, 0, 0);
        for (u32 k = 0; k < f->cfg->n; k++)
            if (f->cfg->rpo[k] != h && in_loop(f->loops, f->cfg->rpo[k], id))
                replace_in(f, f->cfg->rpo[k], r, cut);
    }
}

static void define(Rot *x, Ref r, BlkId h, Ref copy, BlkId copy_blk)
{
    u32 v = ssa_var(x->ssa, ir_type(x->f, r));
    x->var[r] = v + 1;
    ssa_write(x->ssa, v, h, r);
    ssa_write(x->ssa, v, copy_blk, copy);
}

static Ref copied(const Ref *map, u32 n, Ref r)
{
    return r < n && map[r] ? map[r] : r;
}

static BlkId copy_header(Rot *x, BlkId h, Ref *map)
{
    Fn *f = x->f;
    BlkId c = fn_blk(f, (Str){0});
    for (u32 k = 0; k < ir_blk(f, h)->param.n; k++) {
        Ref p = ir_blk(f, h)->param.v[k];
        map[p] = blk_param(f, c, ir_type(f, p));
        define(x, p, h, map[p], c);
    }
    for (Ref r = ir_blk(f, h)->first; r; r = ir_ins(f, r)->next) {
        Ins n = *ir_ins(f, r);
        n.prev = n.next = 0;
        n.blk = 0;
        for (u32 k = 0; k < n.narg; k++)
            n.u.a[k] = copied(map, x->nins, n.u.a[k]);
        u32 first = f->edge.n;
        for (u32 e = 0; e < n.nedge; e++)
            vec_push(f->mem, &f->edge, f->edge.v[n.edge + e]);
        for (u32 e = 0; e < n.nedge; e++) {
            Edge *g = &f->edge.v[first + e];
            Ref *args = arena_array(&x->mem, Ref, g->narg + 1);
            for (u32 k = 0; k < g->narg; k++)
                args[k] = copied(map, x->nins, edge_args(f, g)[k]);
            ir_set_edge(f, &f->edge.v[first + e], g->to, args, g->narg);
        }
        if (n.nedge)
            n.edge = first;
        vec_push(f->mem, &f->ins, n);
        Ref q = f->ins.n - 1;
        ir_append(f, c, q);
        marks_copy(f, r, q, map, x->nins);
        if (n.type != T_VOID) {
            map[r] = q;
            define(x, r, h, q, c);
        }
    }
    return c;
}

static void rotate_loop(Rot *x, u32 id, Ref *map)
{
    Fn *f = x->f;
    const Cfg *c = f->cfg;
    BlkId h = f->loops->loop[id - 1].head, copy = copy_header(x, h, map), last = h;
    for (u32 p = c->pred_at[h]; p < c->pred_at[h + 1]; p++) {
        BlkId from = c->pred[p];
        if (in_loop(f->loops, from, id)) {
            if (last == h || c->rpo_at[from] > c->rpo_at[last])
                last = from;
            continue;
        }
        const Ins *t = ir_ins(f, ir_blk(f, from)->last);
        for (u32 e = 0; e < t->nedge; e++)
            if (ir_edges(f, t)[e].to == h)
                ir_edges(f, t)[e].to = copy;
    }
    blk_place_after(f, copy, h);
    blk_place_after(f, h, last);
    x->changes++;
}

static Ref repaired(Rot *x, Ref r, BlkId b)
{
    if (r >= x->nins || !x->var[r] || ir_ins(x->f, r)->blk == b)
        return r;
    return ssa_read(x->ssa, x->var[r] - 1, b);
}

static void repair(Rot *x)
{
    Fn *f = x->f;
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next) {
        const Ins *t = ir_ins(f, ir_blk(f, b)->last);
        for (u32 e = 0; e < t->nedge; e++)
            ssa_edge(x->ssa, b, ir_edges(f, t)[e].to);
    }
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        ssa_seal(x->ssa, b);
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next) {
            for (u32 k = 0; k < ir_ins(f, r)->narg; k++) {
                Ref v = repaired(x, ir_args(f, ir_ins(f, r))[k], b);
                ir_args(f, ir_ins(f, r))[k] = v;
            }
            for (u32 e = 0; e < ir_ins(f, r)->nedge; e++)
                for (u32 k = 0; k < ir_edges(f, ir_ins(f, r))[e].narg; k++) {
                    Ref v = repaired(x, edge_args(f, &ir_edges(f, ir_ins(f, r))[e])[k], b);
                    edge_args(f, &ir_edges(f, ir_ins(f, r))[e])[k] = v;
                }
        }
}

// Marks of what has two definitions name the one that reaches them, if code asked for it; they ask
// for nothing themselves.
static void repair_marks(Rot *x)
{
    Fn *f = x->f;
    for (BlkId b = f->mark.n ? f->entry : 0; b; b = ir_blk(f, b)->next)
        for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next)
            for (u32 k = ir_marks(f, r); k; k = f->mark.v[k].next) {
                VarMark *m = &f->mark.v[k];
                if (m->kind == MARK_VALUE && m->ref < x->nins && x->var[m->ref] &&
                    ir_ins(f, m->ref)->blk != b)
                    m->ref = ssa_known(x->ssa, x->var[m->ref] - 1, b);
            }
}

// What a header marks holds where its two copies meet, as the value that joins theirs.
static void mark_joins(Rot *x, BlkId h)
{
    Fn *f = x->f;
    const Ins *t = ir_ins(f, ir_blk(f, h)->last);
    for (u32 e = 0; e < t->nedge; e++)
        for (Ref r = ir_blk(f, h)->last; r; r = ir_ins(f, r)->prev)
            for (u32 k = ir_marks(f, r); k; k = f->mark.v[k].next) {
                VarMark m = f->mark.v[k];
                BlkId to = f->edge.v[t->edge + e].to;
                bool two = m.kind == MARK_VALUE && m.ref < x->nins && x->var[m.ref];
                Ref v = two ? ssa_known(x->ssa, x->var[m.ref] - 1, to) : 0;
                if (v)
                    ir_mark_first(f, to, m.bind, v);
            }
}

static int rotate(Fn *f)
{
    if (!f->loops->n || has_ijmp(f))
        return 0;
    Rot x = {.f = f};
    Arena tmp = {0};
    bool *pick = arena_array(&tmp, bool, f->loops->n + 1);
    bool any = false;
    for (u32 id = 1; id <= f->loops->n; id++)
        any |= pick[id] = wanted(f, id, f->loops->loop[id - 1].head);
    for (u32 id = 1; id <= f->loops->n; id++)
        if (pick[id])
            cut_in_body(f, id, f->loops->loop[id - 1].head);
    x.nins = f->ins.n;
    x.var = arena_array(&x.mem, u32, x.nins);
    if (any) {
        x.ssa = ssa_new(f);
        Ref *map = arena_array(&x.mem, Ref, x.nins);   // every header maps values of its own only
        for (u32 id = 1; id <= f->loops->n; id++)
            if (pick[id])
                rotate_loop(&x, id, map);
        repair(&x);
        if (f->mark.n)
            ssa_settle(x.ssa);
        repair_marks(&x);
        for (u32 id = 1; id <= f->loops->n && f->mark.n; id++)
            if (pick[id])
                mark_joins(&x, f->loops->loop[id - 1].head);
        ssa_finish(x.ssa);
    }
    arena_free(&tmp);
    arena_free(&x.mem);
    return x.changes;
}

const PassDef pass_rotate = {"rotate", rotate, .needs = A_CFG | A_DOM | A_LOOP, .keeps = 0};
