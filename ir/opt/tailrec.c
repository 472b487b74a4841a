// tailrec.c - a function that ends in a call of itself jumps to its start instead
//
// The frame is used again, so no address of a slot may have left the function.
// needs nothing; breaks everything
#include "ir/opt/opt.h"

typedef struct Tail {
    Ref call, term;          // term: RET, or the JMP to a block that only returns its parameters
} Tail;

static bool only_returns(const Fn *f, BlkId b, const Ref *args, const Ref *results, u32 n)
{
    const Blk *k = ir_blk(f, b);
    const Ins *t = ir_ins(f, k->last);
    if (k->first != k->last || t->op != OP_RET || t->narg != n)
        return false;
    for (u32 i = 0; i < n; i++) {
        bool ok = false;
        for (u32 p = 0; p < k->param.n; p++)
            ok |= k->param.v[p] == ir_args(f, t)[i] && args[p] == results[i];
        if (!ok)
            return false;
    }
    return true;
}

static bool is_self_call(const Fn *f, const Ins *i)
{
    if (i->op != OP_CALL || i->sig != f->sig)
        return false;
    const Ins *c = ir_ins(f, ir_args(f, i)[0]);
    return c->op == OP_SYM && c->u.s.sym == f->sym && !c->u.s.off &&
           i->narg == ir_blk(f, f->entry)->param.n + 1;
}

// Does block b end in a call of this very function, whose results it returns?
static bool find_tail(const Fn *f, BlkId b, Tail *t)
{
    const Sig *s = &f->mod->sig.v[f->sig];
    u32 want = s->nret && !s->ret[0].agg ? s->nret : 0;
    t->term = ir_blk(f, b)->last;
    const Ins *e = ir_ins(f, t->term);
    Ref result[4] = {0}, r = e->prev;
    while (r && ir_ins(f, r)->op == OP_RES && ir_ins(f, r)->aux < 4) {
        result[ir_ins(f, r)->aux] = r;
        r = ir_ins(f, r)->prev;
    }
    if (!r || !is_self_call(f, ir_ins(f, r)))
        return false;
    for (u32 k = 1; k < 4; k++)
        if (result[k] && ir_ins(f, result[k])->u.a[0] != r)
            return false;
    result[0] = r;
    t->call = r;
    if (e->op == OP_RET)
        return e->narg == want && (!want || !memcmp(ir_args(f, e), result, want * sizeof *result));
    if (e->op != OP_JMP)
        return false;
    const Edge *g = ir_edges(f, e);
    return only_returns(f, g->to, edge_args(f, g), result, want);
}

static bool may_loop(Fn *f)
{
    const Sig *s = &f->mod->sig.v[f->sig];
    Arena tmp = {0};
    Alias al;
    bool ok = !s->variadic;
    for (u32 k = 0; k < s->nparam; k++)
        ok &= !s->param[k].agg;
    for (BlkId b = f->entry; b && ok; b = ir_blk(f, b)->next)
        for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next) {
            u16 op = ir_ins(f, r)->op;
            ok &= op != OP_ALLOCA && op != OP_SAVESP && op != OP_CFA && op != OP_VASTART &&
                  op != OP_FRAMEADDR && op != OP_RETADDR;
        }
    if (ok && f->slot.n) {
        alias_init(&al, f, &tmp);
        for (u32 k = 0; k < f->slot.n; k++)
            ok &= !al.escapes[k];
    }
    arena_free(&tmp);
    return ok;
}

// Gives the entry a successor that takes over its instructions and can be jumped to.
static BlkId make_start(Fn *f, Arena *tmp)
{
    BlkId start = fn_blk(f, (Str){0});
    blk_place_after(f, start, f->entry);
    u32 np = ir_blk(f, f->entry)->param.n;
    Ref *args = arena_array(tmp, Ref, np + 1), *to = arena_array(tmp, Ref, f->ins.n);
    u32 n = f->ins.n;
    for (u32 k = 0; k < np; k++) {
        Ref p = ir_blk(f, f->entry)->param.v[k];
        args[k] = p;
        to[p] = blk_param(f, start, ir_type(f, p));
    }
    for (Ref r = ir_blk(f, f->entry)->first, next; r; r = next) {
        next = ir_ins(f, r)->next;
        ir_append(f, start, r);
    }
    ir_blk(f, f->entry)->first = ir_blk(f, f->entry)->last = 0;
    to_all(f, to, n);
    Build b = {.f = f, .blk = f->entry, .loc = f->loc};
    ir_jmp(&b, start, args, np);
    return start;
}

static int tailrec(Fn *f)
{
    Arena tmp = {0};
    VEC(Tail) tail = {0};
    Tail t;
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        if (find_tail(f, b, &t))
            vec_push(&tmp, &tail, t);
    // an edge to the entry block does not exist, so there is none to redirect
    if (tail.n && may_loop(f)) {
        BlkId start = make_start(f, &tmp);
        for (u32 k = 0; k < tail.n; k++) {
            Ref call = tail.v[k].call, term = tail.v[k].term;
            u32 n = ir_ins(f, call)->narg - 1u, loc = ir_ins(f, call)->loc;
            BlkId b = ir_ins(f, call)->blk;
            Ref *args = arena_array(&tmp, Ref, n + 1);
            memcpy(args, ir_args(f, ir_ins(f, call)) + 1, n * sizeof *args);
            ir_remove(f, term);
            for (Ref r = ir_blk(f, b)->last; r != call; r = ir_blk(f, b)->last)
                ir_remove(f, r);
            ir_remove(f, call);
            Build at = {.f = f, .blk = b, .loc = loc};
            ir_jmp(&at, start, args, n);
        }
    } else {
        tail.n = 0;
    }
    int changes = (int)tail.n;
    arena_free(&tmp);
    return changes;
}

const PassDef pass_tailrec = {"tailrec", tailrec, .needs = 0, .keeps = 0};
