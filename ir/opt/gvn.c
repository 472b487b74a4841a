// gvn.c - number equal values, keep the one that dominates; use what branches have decided
//
// Blocks are visited in reverse postorder; a value is found again by its operation and operands,
// and taken when its block dominates. Each instruction passes through the fold rules first. A
// compare that a dominating branch has decided is a constant.
// needs dom; keeps cfg dom loop; breaks use live
#include "ir/opt/opt.h"

enum { CHAIN_LIMIT = 16, PARAM_PAIRS = 8 };

typedef struct Key {
    u16 op;
    u8 type, pad;
    u32 aux;
    Ref a[3];
} Key;

typedef struct Known {
    Key key;
    Ref value;
    BlkId blk;
    u32 next;
} Known;

typedef struct Gvn {
    Fn *f;
    Arena mem;
    VEC(Known) known;       // known.v[0] is unused
    u32 *head, nhead;
    VEC(Ref) to;            // replacements, by Ref
    int changes;
} Gvn;

static u32 hash_key(const Key *k)
{
    u64 h = (u64)k->op << 40 | (u64)k->type << 32 | k->aux;
    for (int i = 0; i < 3; i++)
        h = (h ^ k->a[i]) * 0x9e3779b97f4a7c15u;
    return (u32)(h >> 32);
}

static bool same_key(const Key *x, const Key *y)
{
    return x->op == y->op && x->type == y->type && x->aux == y->aux && x->a[0] == y->a[0] &&
           x->a[1] == y->a[1] && x->a[2] == y->a[2];
}

// The compare with its operands exchanged.
static u16 mirrored(u16 op)
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
    case OP_FLT_: return OP_FGT;
    case OP_FGT: return OP_FLT_;
    case OP_FLE: return OP_FGE;
    case OP_FGE: return OP_FLE;
    default: return OP_NONE;
    }
}

static bool make_key(const Fn *f, Ref r, Key *k)
{
    const Ins *i = ir_ins(f, r);
    u16 fl = op_info[i->op].flags;
    bool steady_load = i->op == OP_LOAD && i->aux & MEM_CONST && !(i->aux & MEM_VOLATILE);
    if ((!(fl & (OF_PURE | OF_TRAP)) && !steady_load) || i->narg > 3)
        return false;
    *k = (Key){.op = i->op, .type = i->type, .aux = i->op == OP_RES ? i->aux : 0};
    for (u32 n = 0; n < i->narg; n++)
        k->a[n] = i->u.a[n];
    bool swap = i->narg == 2 && k->a[0] > k->a[1];
    if (swap && (fl & OF_COMM) && i->type != T_PTR) {
        k->a[0] = i->u.a[1];
        k->a[1] = i->u.a[0];
    } else if (swap && mirrored(i->op)) {
        k->op = mirrored(i->op);
        k->a[0] = i->u.a[1];
        k->a[1] = i->u.a[0];
    }
    return true;
}

static Ref find(const Gvn *g, const Key *k, BlkId b)
{
    int steps = 0;
    for (u32 e = g->head[hash_key(k) & (g->nhead - 1)]; e; e = g->known.v[e].next) {
        const Known *n = &g->known.v[e];
        if (same_key(&n->key, k)) {
            if (dominates(g->f, n->blk, b))
                return n->value;
            if (++steps == CHAIN_LIMIT)
                return 0;
        }
    }
    return 0;
}

static void remember(Gvn *g, const Key *k, Ref value, BlkId b)
{
    u32 *head = &g->head[hash_key(k) & (g->nhead - 1)];
    Known n = {.key = *k, .value = value, .blk = b, .next = *head};
    vec_push(&g->mem, &g->known, n);
    *head = g->known.n - 1;
}

static void set_to(Gvn *g, Ref r, Ref v)
{
    while (g->to.n <= r)
        vec_push(&g->mem, &g->to, 0);
    g->to.v[r] = v;
    g->changes++;
}

static void number(Gvn *g, Ref r, BlkId b)
{
    Key k;
    if (!make_key(g->f, r, &k))
        return;
    Ref v = find(g, &k, b);
    if (v)
        set_to(g, r, v);
    else
        remember(g, &k, r, b);
}

// The compare behind a branch condition is true (or false) in b and everything b dominates.
static void learn(Gvn *g, Ref cond, bool truth, BlkId b)
{
    Fn *f = g->f;
    Key k;
    const Ins *i = ir_ins(f, cond);
    if (!(op_info[i->op].flags & OF_CMP) || !make_key(f, cond, &k))
        return;
    remember(g, &k, ir_int(f, T_I8, truth), b);
    if (i->op >= OP_EQ && i->op <= OP_ULE) {
        k.op = (u16)(OP_EQ + ((k.op - OP_EQ) ^ 1));
        remember(g, &k, ir_int(f, T_I8, !truth), b);
    }
    // a < b decides a == b, a <= b too; worth a row each only for the common ones
    bool less = (k.op == OP_SGE || k.op == OP_ULE || k.op == OP_UGE || k.op == OP_SLE) && truth;
    if (less && i->op >= OP_SLT && i->op <= OP_ULE &&
        (i->op == OP_SLT || i->op == OP_SGT || i->op == OP_ULT ||
        i->op == OP_UGT)) {
        k.op = OP_EQ;
        if (k.a[0] > k.a[1]) {
            Ref s = k.a[0];
            k.a[0] = k.a[1];
            k.a[1] = s;
        }
        remember(g, &k, ir_int(f, T_I8, 0), b);
        k.op = OP_NE;
        remember(g, &k, ir_int(f, T_I8, 1), b);
    }
}

static void learn_entry(Gvn *g, BlkId b)
{
    Fn *f = g->f;
    const Cfg *c = f->cfg;
    if (c->pred_at[b + 1] - c->pred_at[b] != 1)
        return;
    const Ins *t = ir_ins(f, ir_blk(f, c->pred[c->pred_at[b]])->last);
    if (t->op != OP_BR)
        return;
    learn(g, t->u.a[0], ir_edges(f, t)[0].to == b, b);
}

// A compare known to be decided where the branch stands.
static void decide_branch(Gvn *g, Ref r, BlkId b)
{
    Fn *f = g->f;
    Ins *i = ir_ins(f, r);
    Key k;
    if (i->op != OP_BR || !(op_info[ir_ins(f, i->u.a[0])->op].flags & OF_CMP) ||
        !make_key(f, i->u.a[0], &k))
        return;
    Ref v = find(g, &k, b);
    if (v && ir_ins(f, v)->op == OP_INT) {
        ir_ins(f, r)->u.a[0] = v;
        g->changes++;
    }
}

// A parameter that gets one value on every edge (or itself) is that value; one that always gets
// what another parameter gets is the other.
static void merge_params(Gvn *g, BlkId b)
{
    Fn *f = g->f;
    const Cfg *c = f->cfg;
    u32 np = ir_blk(f, b)->param.n;
    if (!np || b == f->entry)
        return;
    Ref *same = arena_array(&g->mem, Ref, np);
    u8 *differ = arena_array(&g->mem, u8, np);
    u32 pairs = MIN(np, (u32)PARAM_PAIRS);
    u8 unlike[PARAM_PAIRS][PARAM_PAIRS] = {{0}};
    const Ref *param = ir_blk(f, b)->param.v;
    for (u32 p = c->pred_at[b]; p < c->pred_at[b + 1]; p++) {
        if (p > c->pred_at[b] && c->pred[p] == c->pred[p - 1])
            continue;
        const Ins *t = ir_ins(f, ir_blk(f, c->pred[p])->last);
        for (u32 e = 0; e < t->nedge; e++) {
            if (ir_edges(f, t)[e].to != b)
                continue;
            const Ref *a = edge_args(f, &ir_edges(f, t)[e]);
            for (u32 k = 0; k < np; k++) {
                Ref v = to_final(g->to.v, g->to.n, a[k]);
                if (v == param[k])
                    continue;
                differ[k] |= same[k] && same[k] != v;
                same[k] = v;
            }
            for (u32 k = 0; k < pairs; k++)
                for (u32 j = 0; j < k; j++) {
                    Ref v = to_final(g->to.v, g->to.n, a[k]), w = to_final(g->to.v, g->to.n, a[j]);
                    unlike[k][j] |= v != w && !(v == param[k] && w == param[j]);
                }
        }
    }
    for (u32 k = 0; k < np; k++) {
        if (!differ[k] && same[k]) {
            const Ins *v = ir_ins(f, same[k]);
            if (is_const(f, same[k]) || dominates(f, v->blk, b))
                set_to(g, param[k], same[k]);
            continue;
        }
        for (u32 j = 0; j < k && k < pairs; j++)
            if (!unlike[k][j] && ir_type(f, param[k]) == ir_type(f, param[j])) {
                set_to(g, param[k], param[j]);
                break;
            }
    }
}

static void visit(Gvn *g, BlkId b)
{
    Fn *f = g->f;
    merge_params(g, b);
    learn_entry(g, b);
    for (Ref r = ir_blk(f, b)->first, next; r; r = next) {
        Ref before = ir_ins(f, r)->prev;
        next = ir_ins(f, r)->next;
        to_operands(f, g->to.v, g->to.n, r);
        Ref v = fold_ins(f, r, &g->changes);
        for (Ref q = before ? ir_ins(f, before)->next : ir_blk(f, b)->first; q != r;
             q = ir_ins(f, q)->next) {
            to_operands(f, g->to.v, g->to.n, q);
            number(g, q, b);
        }
        if (v != r) {
            set_to(g, r, to_final(g->to.v, g->to.n, v));
            continue;
        }
        to_operands(f, g->to.v, g->to.n, r);
        if (ir_ins(f, r)->op == OP_BR)
            decide_branch(g, r, b);
        else
            number(g, r, b);
    }
}

static int gvn(Fn *f)
{
    Gvn g = {.f = f, .nhead = 64};
    while (g.nhead < f->ins.n)
        g.nhead *= 2;
    g.head = arena_array(&g.mem, u32, g.nhead);
    vec_push(&g.mem, &g.known, (Known){0});
    for (u32 k = 0; k < f->cfg->n; k++)
        visit(&g, f->cfg->rpo[k]);
    if (g.to.n)
        to_all(f, g.to.v, g.to.n);
    arena_free(&g.mem);
    return g.changes;
}

const PassDef pass_gvn = {"gvn", gvn, .needs = A_CFG | A_DOM, .keeps = A_CFG | A_DOM | A_LOOP};
