// indvar.c - counters of loops: widen them, so that an index is not extended in every turn, and
// turn their products with constants into counters of their own
//
// A counter is a header parameter to which every way back adds the same constant. Arithmetic wraps,
// so one is widened only when the test at the loop's head proves that the addition does not.
// needs loop; keeps cfg dom loop; breaks use live
#include "ir/opt/opt.h"

enum { PRODUCTS = 4 };

typedef struct Iv {
    Fn *f;
    Arena mem;
    VEC(Ref) to;
    u32 id;                  // the loop
    u32 *nblock;             // by loop
    BlkId head, body; // body: the successor of the head inside, 0 when the head does not test
    int changes;
} Iv;

typedef struct Range {
    i64 lo, hi;              // of the counter in the body
    bool is_signed;
} Range;

static bool in_loop(const Iv *v, BlkId b)
{
    const Loops *l = v->f->loops;
    u32 x = b < v->f->blk.n ? l->of[b] : 0;
    while (x && x < v->id)
        x = l->loop[x - 1].parent;
    return b && x == v->id;
}

static Ref now(const Iv *v, Ref r)
{
    return to_final(v->to.v, v->to.n, r);
}

static void set_to(Iv *v, Ref r, Ref x)
{
    while (v->to.n <= r)
        vec_push(&v->mem, &v->to, 0);
    v->to.v[r] = x;
    v->changes++;
}

// Calls fn for every edge into the head: its source block and whether that lies in the loop.
typedef struct EdgeAt {
    Ref term;
    u32 e;
    bool back;
} EdgeAt;

static u32 head_edges(Iv *v, EdgeAt **out)
{
    const Fn *f = v->f;
    const Cfg *c = f->cfg;
    EdgeAt *list = arena_array(&v->mem, EdgeAt, c->pred_at[v->head + 1] - c->pred_at[v->head] + 1);
    u32 n = 0;
    for (u32 p = c->pred_at[v->head]; p < c->pred_at[v->head + 1]; p++) {
        if (p > c->pred_at[v->head] && c->pred[p] == c->pred[p - 1])
            continue;
        Ref t = ir_blk(f, c->pred[p])->last;
        for (u32 e = 0; e < ir_ins(f, t)->nedge; e++)
            if (ir_edges(f, ir_ins(f, t))[e].to == v->head)
                list[n++] = (EdgeAt){t, e, in_loop(v, c->pred[p])};
    }
    *out = list;
    return n;
}

static Edge *edge_of(const Fn *f, EdgeAt at)
{
    return &ir_edges(f, ir_ins(f, at.term))[at.e];
}

// The constant that every way back adds to parameter k; 0 when it is no counter.
static i64 step_of(Iv *v, u32 k, const EdgeAt *in, u32 n)
{
    const Fn *f = v->f;
    Ref p = ir_blk(f, v->head)->param.v[k];
    i64 step = 0, c;
    for (u32 i = 0; i < n; i++) {
        if (!in[i].back)
            continue;
        const Ins *a = ir_ins(f, now(v, edge_args(f, edge_of(f, in[i]))[k]));
        if (a->op != OP_ADD || a->type == T_PTR || now(v, a->u.a[0]) != p ||
            !ir_is_int(f, a->u.a[1], &c) || !c || (step && step != c))
            return 0;
        step = c;
    }
    return step;
}

static void append_arg(Iv *v, EdgeAt at, Ref x)
{
    Fn *f = v->f;
    Edge *e = edge_of(f, at);
    Ref *args = arena_array(&v->mem, Ref, e->narg + 1);
    if (e->narg)
        memcpy(args, edge_args(f, e), e->narg * sizeof *args);
    args[e->narg] = x;
    ir_set_edge(f, e, e->to, args, e->narg + 1);
}

/* ---- the range that the head's test leaves ---- */

static u16 mirror(u16 op)
{
    switch (op) {
    case OP_SLT: return OP_SGT;
    case OP_SGT: return OP_SLT;
    case OP_SLE: return OP_SGE;
    case OP_SGE: return OP_SLE;
    case OP_ULT: return OP_UGT;
    case OP_UGT: return OP_ULT;
    case OP_ULE: return OP_UGE;
    case OP_UGE: return OP_ULE;
    default: return op;
    }
}

// The compare that holds in the body, the counter on its left: its operation and the other side.
static bool head_test(Iv *v, Ref p, u16 *op, Ref *bound)
{
    const Fn *f = v->f;
    const Ins *t = ir_ins(f, ir_blk(f, v->head)->last), *c = ir_ins(f, now(v, t->u.a[0]));
    if (c->op < OP_EQ || c->op > OP_ULE)
        return false;
    Ref x = now(v, c->u.a[0]), y = now(v, c->u.a[1]);
    *op = c->op;
    if (y == p) {
        *op = mirror(*op);
        y = x;
        x = p;
    }
    if (ir_edges(f, t)[0].to != v->body)
        *op = (u16)(OP_EQ + ((*op - OP_EQ) ^ 1));
    *bound = y;
    return x == p && y != p && !in_loop(v, ir_ins(f, y)->blk);
}

static bool initial(Iv *v, u32 k, const EdgeAt *in, u32 n, bool is_signed, u32 w, i64 *least,
                    i64 *most)
{
    bool any = false;
    for (u32 i = 0; i < n; i++) {
        i64 x;
        if (in[i].back)
            continue;
        if (!ir_is_int(v->f, edge_args(v->f, edge_of(v->f, in[i]))[k], &x))
            return false;
        if (!is_signed)
            x = (i64)((u64)x & (((u64)1 << w) - 1));
        *least = any ? MIN(*least, x) : x;
        *most = any ? MAX(*most, x) : x;
        any = true;
    }
    return any;
}

// What the counter can be in the body, if adding the step to it there does not wrap.
static bool find_range(Iv *v, u32 k, const EdgeAt *in, u32 n, i64 step, Range *r)
{
    const Fn *f = v->f;
    Ref p = ir_blk(f, v->head)->param.v[k], bound;
    u32 w = type_size(ir_type(f, p)) * 8;
    u16 op;
    i64 b, least = 0, most = 0;
    if (!head_test(v, p, &op, &bound) || w > 32)
        return false;
    r->is_signed = op >= OP_SLT && op <= OP_SLE;
    bool is_unsigned = op == OP_ULT || op == OP_ULE || op == OP_UGT || op == OP_UGE;
    bool fixed = ir_is_int(f, bound, &b);
    bool known = initial(v, k, in, n, !is_unsigned, w, &least, &most);
    if (op == OP_NE) {       // counts by one up to a constant that it meets
        if (!fixed || !known || (step != 1 && step != -1) || (step == 1 ? most > b : least < b))
            return false;
        r->is_signed = true;
        r->lo = step == 1 ? least : b + 1;
        r->hi = step == 1 ? b - 1 : most;
        return true;
    }
    if (op == OP_EQ)
        return false;
    i64 min = r->is_signed ? -((i64)1 << (w - 1)) : 0;
    i64 max = r->is_signed ? ((i64)1 << (w - 1)) - 1 : ((i64)1 << w) - 1;
    if (fixed && !r->is_signed)
        b = (i64)((u64)b & (((u64)1 << w) - 1));
    r->lo = known ? least : min;
    r->hi = known ? most : max;
    switch (op) {
    case OP_SLT: case OP_ULT: r->hi = fixed ? b - 1 : max - 1; break;
    case OP_SLE: case OP_ULE: r->hi = fixed ? b : max; break;
    case OP_SGT: case OP_UGT: r->lo = fixed ? b + 1 : min + 1; break;
    default: r->lo = fixed ? b : min; break;
    }
    bool up = op == OP_SLT || op == OP_ULT || op == OP_SLE || op == OP_ULE;
    if (up != (step > 0))
        return false;
    return up ? r->hi + step <= max : r->lo + step >= min;
}

/* ---- widening ---- */

typedef struct Wide {
    Ref p, w;                // the counter, narrow and wide
    i64 step;
    Range range;
    u16 ext;                 // SEXT or ZEXT
} Wide;

static bool body_dominates(const Iv *v, BlkId b)
{
    return dominates(v->f, v->body, b);
}

// Is r the extension that the wide counter makes needless? *add is its distance from the counter.
static bool extension_of(const Iv *v, const Wide *x, Ref r, i64 *add)
{
    const Fn *f = v->f;
    const Ins *i = ir_ins(f, r);
    *add = 0;
    if ((i->op != OP_SEXT && i->op != OP_ZEXT) || i->type != T_I64)
        return false;
    Ref a = now(v, i->u.a[0]);
    const Ins *s = ir_ins(f, a);
    if (s->op == OP_ADD && s->type != T_PTR && now(v, s->u.a[0]) == x->p &&
        ir_is_int(f, s->u.a[1], add)) {
        if (!body_dominates(v, s->blk))
            return false;
    } else if (a != x->p) {
        return false;
    }
    u32 w = type_size(ir_type(f, x->p)) * 8;
    i64 min = x->range.is_signed ? -((i64)1 << (w - 1)) : 0;
    i64 max = x->range.is_signed ? ((i64)1 << (w - 1)) - 1 : ((i64)1 << w) - 1;
    if (*add && (x->range.lo + *add < min || x->range.hi + *add > max))
        return false;
    if (i->op == x->ext)
        return true;
    // The other extension is the same for values that are not negative, taken either way.
    return body_dominates(v, i->blk) && x->range.lo + *add >= 0 &&
           x->range.hi + *add <= ((i64)1 << (w - 1)) - 1;
}

static bool worth(const Iv *v, const Wide *x)
{
    const Fn *f = v->f;
    i64 add;
    u32 left = v->nblock[v->id - 1];
    for (u32 k = f->cfg->rpo_at[v->head]; k < f->cfg->n && left; k++) {
        BlkId b = f->cfg->rpo[k];
        if (!in_loop(v, b))
            continue;
        left--;
        for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next)
            if (extension_of(v, x, r, &add))
                return true;
    }
    return false;
}

static void add_wide_param(Iv *v, Wide *x, u32 k, const EdgeAt *in, u32 n)
{
    Fn *f = v->f;
    x->w = blk_param(f, v->head, T_I64);
    for (u32 i = 0; i < n; i++) {
        Ref a = now(v, edge_args(f, edge_of(f, in[i]))[k]), y;
        i64 c;
        if (in[i].back) {
            y = ir_before(f, a, OP_ADD, T_I64, x->w, ir_int(f, T_I64, x->step), 0);
        } else if (ir_is_int(f, a, &c)) {
            u32 w = type_size(ir_type(f, a)) * 8;
            y = ir_int(f, T_I64, x->ext == OP_SEXT ? c : (i64)((u64)c & (((u64)1 << w) - 1)));
        } else {
            y = ir_before(f, in[i].term, (Op)x->ext, T_I64, a, 0, 0);
        }
        append_arg(v, in[i], y);
    }
}

// The head's test, on the wide counter.
static void widen_test(Iv *v, const Wide *x)
{
    Fn *f = v->f;
    Ref t = ir_blk(f, v->head)->last, c = now(v, ir_ins(f, t)->u.a[0]);
    bool left = now(v, ir_ins(f, c)->u.a[0]) == x->p;
    Ref bound = now(v, ir_ins(f, c)->u.a[left ? 1 : 0]), wide;
    i64 b;
    u32 w = type_size(ir_type(f, x->p)) * 8;
    if (ir_is_int(f, bound, &b))
        wide = ir_int(f, T_I64, x->ext == OP_SEXT ? b : (i64)((u64)b & (((u64)1 << w) - 1)));
    else
        wide = ir_before(f, c, (Op)x->ext, T_I64, bound, 0, 0);
    Ref y = ir_before(f, t, (Op)ir_ins(f, c)->op, T_I8, left ? x->w : wide, left ? wide : x->w, 0);
    ir_ins(f, t)->u.a[0] = y;
}

static void use_wide(Iv *v, const Wide *x)
{
    Fn *f = v->f;
    u32 left = v->nblock[v->id - 1];
    for (u32 k = f->cfg->rpo_at[v->head]; k < f->cfg->n && left; k++) {
        BlkId b = f->cfg->rpo[k];
        if (!in_loop(v, b))
            continue;
        left--;
        for (Ref r = ir_blk(f, b)->first, next; r; r = next) {
            i64 add;
            next = ir_ins(f, r)->next;
            if (r < v->to.n && v->to.v[r])
                continue;
            if (extension_of(v, x, r, &add))
                set_to(v, r, add ? ir_before(f, r, OP_ADD, T_I64, x->w, ir_int(f, T_I64, add), 0)
                                 : x->w);
        }
    }
    // what is left of the narrow one is cut from the wide one; its own addition goes with it
    Ref cut = ir_before(f, ir_blk(f, v->head)->first, OP_TRUNC, ir_type(f, x->p), x->w, 0, 0);
    set_to(v, x->p, cut);
}

static void widen(Iv *v)
{
    Fn *f = v->f;
    EdgeAt *in;
    u32 n = head_edges(v, &in), np = ir_blk(f, v->head)->param.n;
    for (u32 k = 0; k < np; k++) {
        Wide x = {.p = ir_blk(f, v->head)->param.v[k]};
        Type t = ir_type(f, x.p);
        if (t < T_I8 || t > T_I32 || (x.p < v->to.n && v->to.v[x.p]))
            continue;
        x.step = step_of(v, k, in, n);
        if (!x.step || !find_range(v, k, in, n, x.step, &x.range))
            continue;
        bool inside = true;  // the additions are made where the test holds
        for (u32 i = 0; i < n; i++)
            if (in[i].back) {
                Ref sum = now(v, edge_args(f, edge_of(f, in[i]))[k]);
                inside &= body_dominates(v, ir_ins(f, sum)->blk);
            }
        x.ext = x.range.is_signed ? OP_SEXT : OP_ZEXT;
        if (!inside || !worth(v, &x))
            continue;
        add_wide_param(v, &x, k, in, n);
        widen_test(v, &x);
        use_wide(v, &x);
    }
}

/* ---- products ---- */

static bool every_turn(const Iv *v, BlkId b, const EdgeAt *in, u32 n)
{
    for (u32 i = 0; i < n; i++)
        if (in[i].back && !dominates(v->f, b, ir_ins(v->f, in[i].term)->blk))
            return false;
    return true;
}

// The counter of a product: starts at the product, advances by step * factor.
static void add_product(Iv *v, u32 k, Ref r, i64 step, i64 factor, const EdgeAt *in, u32 n)
{
    Fn *f = v->f;
    Type t = ir_type(f, r);
    Ref m = blk_param(f, v->head, t), scale = ir_int(f, t, factor);
    for (u32 i = 0; i < n; i++) {
        Ref a = now(v, edge_args(f, edge_of(f, in[i]))[k]), y;
        i64 c;
        if (in[i].back)
            y = ir_before(f, in[i].term, OP_ADD, t, m, ir_int(f, t, (i64)((u64)step * (u64)factor)),
                          0);
        else if (ir_is_int(f, a, &c))
            y = ir_int(f, t, (i64)((u64)c * (u64)factor));
        else
            y = ir_before(f, in[i].term, OP_MUL, t, a, scale, 0);
        append_arg(v, in[i], y);
    }
    set_to(v, r, m);
}

static void products(Iv *v)
{
    Fn *f = v->f;
    EdgeAt *in;
    u32 n = head_edges(v, &in), np = ir_blk(f, v->head)->param.n, made = 0;
    for (u32 k = 0; k < np; k++) {
        Ref p = ir_blk(f, v->head)->param.v[k];
        if (p < v->to.n && v->to.v[p])
            continue;
        i64 step = type_is_int(ir_type(f, p)) ? step_of(v, k, in, n) : 0;
        if (!step)
            continue;
        u32 left = v->nblock[v->id - 1];
        for (u32 q = f->cfg->rpo_at[v->head]; q < f->cfg->n && made < PRODUCTS && left; q++) {
            BlkId b = f->cfg->rpo[q];
            left -= in_loop(v, b);
            if (f->loops->of[b] != v->id || !every_turn(v, b, in, n))
                continue;
            for (Ref r = ir_blk(f, b)->first, next; r && made < PRODUCTS; r = next) {
                const Ins *i = ir_ins(f, r);
                i64 c;
                next = i->next;
                if (i->op != OP_MUL || now(v, i->u.a[0]) != p || !ir_is_int(f, i->u.a[1], &c) ||
                    (r < v->to.n && v->to.v[r]))
                    continue;
                add_product(v, k, r, step, c, in, n);
                made++;
            }
        }
    }
}

static int indvar(Fn *f)
{
    const Loops *l = f->loops;
    Iv v = {.f = f};
    for (u32 k = 0; k < f->cfg->n && l->n; k++)
        if (ir_ins(f, ir_blk(f, f->cfg->rpo[k])->last)->op == OP_IJMP)
            return 0;
    v.nblock = arena_array(&v.mem, u32, l->n + 1);
    for (u32 k = 0; k < f->cfg->n; k++)
        for (u32 id = l->of[f->cfg->rpo[k]]; id; id = l->loop[id - 1].parent)
            v.nblock[id - 1]++;
    for (u32 id = 1; id <= l->n; id++) {
        v.id = id;
        v.head = l->loop[id - 1].head;
        v.body = 0;
        if (v.head == f->entry || ir_blk(f, v.head)->addr_taken)
            continue;
        const Ins *t = ir_ins(f, ir_blk(f, v.head)->last);
        if (t->op == OP_BR) {
            BlkId yes = ir_edges(f, t)[0].to, no = ir_edges(f, t)[1].to;
            if (in_loop(&v, yes) != in_loop(&v, no))
                v.body = in_loop(&v, yes) ? yes : no;
            if (v.body &&
                (v.body == v.head || f->cfg->pred_at[v.body + 1] - f->cfg->pred_at[v.body] != 1))
                v.body = 0;
        }
        if (v.body)
            widen(&v);
        products(&v);
    }
    if (v.to.n)
        to_all(f, v.to.v, v.to.n);
    arena_free(&v.mem);
    return v.changes;
}

const PassDef pass_indvar = {"indvar", indvar, .needs = A_CFG | A_DOM | A_LOOP,
                             .keeps = A_CFG | A_DOM | A_LOOP};
