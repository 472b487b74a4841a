// ssa.c - build SSA form while lowering (Braun et al.: Simple and Efficient Construction of SSA,
// 2013)
//
// Where the paper fills in a new parameter's operands at once (recursively), this leaves them to
// ssa_finish: every parameter made is on a list, operands are read when all definitions are known,
// trivial parameters are found with a worklist, and one sweep replaces them. Most parameters are
// never made: where a sealed block's predecessors, asked first, agree on a value, it is that. So
// recursion is a saving, not needed, and ends at some depth.
#include "ir/ir.h"

typedef struct SsaBlk {
    VEC(BlkId) pred;
    bool sealed;
    bool open;           // its predecessors are being asked
} SsaBlk;

typedef struct SsaParam {
    Ref r;
    u32 var;
    BlkId b;
    u32 op, nop;         // operands: Ssa.ops
    u32 user, nuser;     // parameters which have this one as an operand: Ssa.users
    bool gone;
    bool heir;           // some parameter was replaced by it
} SsaParam;

// A variable's values at the ends of blocks, in pages of so many blocks: neighbours are asked for
// together.
enum { PAGE = 32, DEPTH = 100 };
typedef struct SsaVar {
    Type type;
    BlkId last;          // the block that was written last, mostly asked for next, ...
    Ref last_value;      // ... and the value
    Ref **page;          // NULL: nothing is known of these blocks
    u32 npage;
} SsaVar;

struct Ssa {
    Arena mem;
    Fn *f;
    VEC(SsaVar) var;
    VEC(SsaBlk) blk;     // by BlkId
    VEC(SsaParam) param;
    u32 filled;          // of these, how many have their operands
    VEC(BlkId) walk;
    VEC(Ref) ops;
    VEC(Ref *) follow;   // of the caller's, to be rewritten as well
    u32 *users;
    u32 *param_of;       // by Ref: index in param + 1
    Ref *to;             // by Ref: what replaces it
    void (*watch)(void *ctx, u32 var, BlkId b, Ref r);
    void *ctx;
};

Ssa *ssa_new(Fn *f)
{
    Ssa *s = xmalloc(sizeof *s);
    *s = (Ssa){.f = f};
    return s;
}

u32 ssa_var(Ssa *s, Type t)
{
    vec_push(&s->mem, &s->var, (SsaVar){.type = t});
    return s->var.n - 1;
}

static SsaBlk *blk_of(Ssa *s, BlkId b)
{
    while (s->blk.n <= b)
        vec_push(&s->mem, &s->blk, (SsaBlk){0});
    return &s->blk.v[b];
}

// The value of v at the end of b; 0 when it is not known.
static Ref value_at(const SsaVar *v, BlkId b)
{
    u32 k = b / PAGE;
    return k < v->npage && v->page[k] ? v->page[k][b % PAGE] : 0;
}

static Ref *new_page(Ssa *s, SsaVar *v, u32 k)
{
    if (k >= v->npage) {
        u32 n = MAX(k + 1, 2 * v->npage);
        Ref **page = arena_array(&s->mem, Ref *, n);
        for (u32 j = 0; j < v->npage; j++)
            page[j] = v->page[j];
        v->page = page;
        v->npage = n;
    }
    return v->page[k] = arena_array(&s->mem, Ref, PAGE);
}

void ssa_write(Ssa *s, u32 var, BlkId b, Ref r)
{
    SsaVar *v = &s->var.v[var];
    u32 k = b / PAGE;
    Ref *page = k < v->npage ? v->page[k] : NULL;
    if (!page)
        page = new_page(s, v, k);
    page[b % PAGE] = v->last_value = r;
    v->last = b;
}

void ssa_watch(Ssa *s, void (*param)(void *ctx, u32 var, BlkId b, Ref r), void *ctx)
{
    s->watch = param;
    s->ctx = ctx;
}

Ref ssa_known(const Ssa *s, u32 var, BlkId b)
{
    return value_at(&s->var.v[var], b);
}

static Ref add_param(Ssa *s, u32 var, BlkId b)
{
    SsaParam p = {.r = blk_param(s->f, b, s->var.v[var].type), .var = var, .b = b};
    vec_push(&s->mem, &s->param, p);
    return p.r;
}

static Ref look_up(Ssa *s, u32 var, BlkId b, u32 depth);

// The value that all predecessors of b have; 0 when they differ, or where asking ends.
static Ref common_value(Ssa *s, u32 var, BlkId b, u32 depth)
{
    const SsaBlk *k = &s->blk.v[b];
    if (!k->sealed || k->open || depth == DEPTH)
        return 0;
    s->blk.v[b].open = true;
    Ref same = look_up(s, var, k->pred.v[0], depth + 1);
    for (u32 i = 1; i < s->blk.v[b].pred.n && same; i++)
        if (look_up(s, var, s->blk.v[b].pred.v[i], depth + 1) != same)
            same = 0;
    s->blk.v[b].open = false;
    return same;
}

static Ref look_up(Ssa *s, u32 var, BlkId b, u32 depth)
{
    const SsaVar *x = &s->var.v[var];
    u32 first = s->walk.n;
    Ref v = 0;
    while (!v) {
        v = value_at(x, b);
        if (v)
            break;
        vec_push(&s->mem, &s->walk, b);
        const SsaBlk *k = blk_of(s, b);
        if (k->sealed && k->pred.n == 0)
            v = ir_undef(s->f, x->type);
        else if (k->sealed && k->pred.n == 1 && k->pred.v[0] != b)
            b = k->pred.v[0];
        else if (!(v = common_value(s, var, b, depth)) && !(v = value_at(x, b)))
            v = add_param(s, var, b);
        // a cycle of unreachable single-predecessor blocks has no definition at all
        if (!v && s->walk.n - first > s->blk.n)
            v = ir_undef(s->f, x->type);
    }
    for (; s->walk.n > first; s->walk.n--)
        ssa_write(s, var, vec_last(&s->walk), v);
    return v;
}

Ref ssa_read(Ssa *s, u32 var, BlkId b)
{
    const SsaVar *x = &s->var.v[var];
    return x->last == b ? x->last_value : look_up(s, var, b, 0);
}

void ssa_follow(Ssa *s, Ref *r)
{
    vec_push(&s->mem, &s->follow, r);
}

void ssa_edge(Ssa *s, BlkId from, BlkId to)
{
    SsaBlk *k = blk_of(s, to);
    assert(!k->sealed && "an edge to a sealed block");
    vec_push(&s->mem, &k->pred, from);
}

void ssa_seal(Ssa *s, BlkId b)
{
    blk_of(s, b)->sealed = true;
}

// Operands of every parameter; reading may add more parameters, which join the list.
static void fill_ops(Ssa *s)
{
    for (; s->filled < s->param.n; s->filled++) {
        u32 i = s->filled;
        BlkId b = s->param.v[i].b;
        u32 var = s->param.v[i].var, at = s->ops.n;
        for (u32 k = 0; k < s->blk.v[b].pred.n; k++) {
            Ref v = ssa_read(s, var, s->blk.v[b].pred.v[k]);
            vec_push(&s->mem, &s->ops, v);
        }
        s->param.v[i].op = at;
        s->param.v[i].nop = s->ops.n - at;
    }
}

static void fill_users(Ssa *s)
{
    u32 total = 0;
    s->param_of = arena_array(&s->mem, u32, s->f->ins.n);
    for (u32 i = 0; i < s->param.n; i++)
        s->param_of[s->param.v[i].r] = i + 1;
    for (u32 i = 0; i < s->ops.n; i++)
        if (s->param_of[s->ops.v[i]])
            s->param.v[s->param_of[s->ops.v[i]] - 1].nuser++;
    for (u32 i = 0; i < s->param.n; i++) {
        s->param.v[i].user = total;
        total += s->param.v[i].nuser;
        s->param.v[i].nuser = 0;
    }
    s->users = arena_array(&s->mem, u32, total + 1);
    for (u32 i = 0; i < s->param.n; i++)
        for (u32 k = 0; k < s->param.v[i].nop; k++) {
            u32 p = s->param_of[s->ops.v[s->param.v[i].op + k]];
            if (p)
                s->users[s->param.v[p - 1].user + s->param.v[p - 1].nuser++] = i;
        }
}

static Ref find(Ssa *s, Ref r)
{
    Ref top = r;
    while (s->to[top])
        top = s->to[top];
    while (s->to[r]) { // shorten the path
        Ref next = s->to[r];
        s->to[r] = top;
        r = next;
    }
    return top;
}

// The one value that a parameter can have besides itself; 0 when there are two.
static Ref only_value(Ssa *s, const SsaParam *p)
{
    Ref same = 0;
    for (u32 k = 0; k < p->nop; k++) {
        Ref v = find(s, s->ops.v[p->op + k]);
        if (v == p->r || v == same)
            continue;
        if (same)
            return 0;
        same = v;
    }
    return same ? same : ir_undef(s->f, s->var.v[p->var].type);
}

// True when that has to be done again: an heir went, and the worklist does not follow the users it
// has from others.
static bool remove_trivial(Ssa *s)
{
    u32 n = s->param.n;
    bool again = false;
    // ring of n + 1: each parameter is in it at most once
    u32 *queue = arena_array(&s->mem, u32, n + 1);
    bool *in = arena_array(&s->mem, bool, n + 1);
    u32 head = 0, tail = 0;
    for (u32 i = 0; i < n; i++) {
        queue[tail++] = i;
        in[i] = true;
    }
    while (head != tail) {
        u32 i = queue[head];
        head = head == n ? 0 : head + 1;
        in[i] = false;
        SsaParam *p = &s->param.v[i];
        Ref v = p->gone ? 0 : only_value(s, p);
        if (!v)
            continue;
        p->gone = true;
        again |= p->heir;
        s->to[p->r] = v;
        if (s->param_of[v])
            s->param.v[s->param_of[v] - 1].heir = true;
        for (u32 k = 0; k < p->nuser; k++) {
            u32 u = s->users[p->user + k];
            if (in[u] || s->param.v[u].gone)
                continue;
            in[u] = true;
            queue[tail] = u;
            tail = tail == n ? 0 : tail + 1;
        }
    }
    return again;
}

// Drops removed parameters from their blocks and puts the front end's own parameters first.
static void settle_params(Ssa *s)
{
    Fn *f = s->f;
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next) {
        Blk *k = ir_blk(f, b);
        VEC(Ref) ours = {0};
        u32 n = 0;
        for (u32 i = 0; i < k->param.n; i++) {
            Ref r = k->param.v[i];
            if (!s->param_of[r])
                k->param.v[n++] = r;
            else if (!s->to[r])
                vec_push(&s->mem, &ours, r);
        }
        for (u32 i = 0; i < ours.n; i++)
            k->param.v[n++] = ours.v[i];
        k->param.n = n;
    }
}

static void edge_arguments(Ssa *s)
{
    Fn *f = s->f;
    VEC(Ref) all = {0};
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next) {
        const Ins *i = ir_ins(f, ir_blk(f, b)->last);
        for (u32 e = 0; e < i->nedge; e++) {
            u32 at = i->edge + e;
            const Blk *to = ir_blk(f, f->edge.v[at].to);
            all.n = 0;
            for (u32 k = 0; k < f->edge.v[at].narg; k++) {
                Ref r = edge_args(f, &f->edge.v[at])[k];
                vec_push(&s->mem, &all, r);
            }
            u32 own = all.n;
            for (u32 k = 0; k < to->param.n; k++) {
                u32 p = s->param_of[to->param.v[k]];
                if (!p)
                    continue;
                Ref v = value_at(&s->var.v[s->param.v[p - 1].var], b);
                assert(v && "ssa_edge was not told of an edge");
                vec_push(&s->mem, &all, v);
            }
            if (all.n > own)
                ir_set_edge(f, &f->edge.v[at], f->edge.v[at].to, all.v, all.n);
        }
    }
}

void ssa_settle(Ssa *s)
{
    for (BlkId b = s->f->entry; b; b = ir_blk(s->f, b)->next)
        ssa_seal(s, b);
    fill_ops(s);
}

void ssa_finish(Ssa *s)
{
    Fn *f = s->f;
    ssa_settle(s);
    for (u32 v = 0; v < s->var.n; v++)
        // all that only_value may ask for exist before the tables are sized
        ir_undef(f, s->var.v[v].type);
    fill_users(s);
    s->to = arena_array(&s->mem, Ref, f->ins.n);
    while (remove_trivial(s)) {}
    settle_params(s);
    edge_arguments(s);
    for (u32 i = 0; i < s->param.n && s->watch; i++)
        if (!s->param.v[i].gone)
            s->watch(s->ctx, s->param.v[i].var, s->param.v[i].b, s->param.v[i].r);
    ir_replace_map(f, s->to);
    for (u32 k = 0; k < s->follow.n; k++)
        *s->follow.v[k] = find(s, *s->follow.v[k]);
    for (u32 i = 0; i < s->param.n; i++)
        if (s->param.v[i].gone)
            f->ins.v[s->param.v[i].r] = (Ins){0};
    drop_analyses(f, 0);
    Arena mem = s->mem;
    free(s);
    arena_free(&mem);
}
