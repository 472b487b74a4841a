// sccp.c - sparse conditional constant propagation
//
// Wegman and Zadeck, Constant Propagation with Conditional Branches (1991). A value is unknown
// until an executable way gives it a constant, and varies once two ways disagree. Branches that
// turn out decided get a constant condition; simplcfg takes the dead side away.
// needs cfg; keeps cfg dom loop; breaks use live
#include "ir/opt/opt.h"

#define VARIES ((Ref)~0u)

typedef struct Use {
    Ref user;
    u32 edge, arg;          // of a terminator's edge; edge ~0u: an operand
} Use;

typedef struct Sccp {
    Fn *f;
    Arena mem;
    u32 n;                  // values at the start
    Ref *cell;              // 0 unknown, VARIES, or a constant
    u32 *use_at;            // by value: use[use_at[r] .. use_at[r + 1])
    Use *use;
    u8 *taken;              // by edge number in Fn.edge: executable
    u8 *reached;            // by block
    VEC(BlkId) blocks;
    VEC(Ref) values;        // lowered, users to be looked at
} Sccp;

static void each_use(Sccp *s, bool count)
{
    Fn *f = s->f;
    for (u32 k = 0; k < f->cfg->n; k++)
        for (Ref r = ir_blk(f, f->cfg->rpo[k])->first; r; r = ir_ins(f, r)->next) {
            const Ins *i = ir_ins(f, r);
            for (u32 a = 0; a < i->narg; a++) {
                Ref v = ir_args(f, i)[a];
                if (is_const(f, v))
                    continue;
                if (count)
                    s->use_at[v + 1]++;
                else
                    s->use[s->use_at[v]++] = (Use){r, ~0u, a};
            }
            for (u32 e = 0; e < i->nedge; e++)
                for (u32 a = 0; a < ir_edges(f, i)[e].narg; a++) {
                    Ref v = edge_args(f, &ir_edges(f, i)[e])[a];
                    if (is_const(f, v))
                        continue;
                    if (count)
                        s->use_at[v + 1]++;
                    else
                        s->use[s->use_at[v]++] = (Use){r, e, a};
                }
        }
}

static void list_uses(Sccp *s)
{
    s->use_at = arena_array(&s->mem, u32, s->n + 2);
    each_use(s, true);
    for (u32 r = 0; r <= s->n; r++)
        s->use_at[r + 1] += s->use_at[r];
    s->use = arena_array(&s->mem, Use, s->use_at[s->n + 1] + 1);
    each_use(s, false);                     // moves each start to the next one's
    memmove(s->use_at + 1, s->use_at, (s->n + 1) * sizeof *s->use_at);
    s->use_at[0] = 0;
}

static Ref cell(const Sccp *s, Ref r)
{
    return is_const(s->f, r) ? r : s->cell[r];
}

static void lower(Sccp *s, Ref r, Ref to)
{
    Ref have = s->cell[r];
    if (have == VARIES || !to || have == to)
        return;
    s->cell[r] = have ? VARIES : to;
    vec_push(&s->mem, &s->values, r);
}

static void pass_argument(Sccp *s, const Edge *e, u32 k)
{
    Ref v = cell(s, edge_args(s->f, e)[k]);
    if (v && v != VARIES && ir_ins(s->f, v)->op == OP_UNDEF)
        return;                             // may be taken to be whatever the other ways give
    lower(s, ir_blk(s->f, e->to)->param.v[k], v);
}

static void take(Sccp *s, u32 edge)
{
    if (s->taken[edge])
        return;
    s->taken[edge] = 1;
    const Edge *e = &s->f->edge.v[edge];
    for (u32 k = 0; k < e->narg; k++)
        pass_argument(s, e, k);
    if (!s->reached[e->to]) {
        s->reached[e->to] = 1;
        vec_push(&s->mem, &s->blocks, e->to);
    }
}

static void branch(Sccp *s, const Ins *i)
{
    Ref c = i->narg && (i->op == OP_BR || i->op == OP_SWITCH) ? cell(s, i->u.a[0]) : VARIES;
    i64 x;
    if (!c)
        return;
    if (c != VARIES && ir_is_int(s->f, c, &x)) {
        u32 hit = i->op == OP_BR ? x == 0 : 0;
        if (i->op == OP_SWITCH)
            for (u32 e = 1; e < i->nedge; e++)
                if (ir_edges(s->f, i)[e].val == x)
                    hit = e;
        take(s, i->edge + hit);
        return;
    }
    for (u32 e = 0; e < i->nedge; e++)
        take(s, i->edge + e);
}

static void evaluate(Sccp *s, Ref r)
{
    Fn *f = s->f;
    const Ins *i = ir_ins(f, r);
    Ref a[3];
    bool varies = false, unknown = false;
    if (op_info[i->op].flags & OF_TERM) {
        branch(s, i);
        return;
    }
    if (!(op_info[i->op].flags & (OF_PURE | OF_TRAP)) || !i->narg || i->narg > 3 ||
        i->op == OP_RES) {
        lower(s, r, VARIES);
        return;
    }
    if (s->cell[r] == VARIES)
        return;
    for (u32 k = 0; k < i->narg; k++) {
        a[k] = cell(s, i->u.a[k]);
        unknown |= !a[k];
        varies |= a[k] == VARIES || (a[k] && ir_ins(f, a[k])->op == OP_UNDEF);
        i64 x;
        if (a[k] && a[k] != VARIES && ir_is_int(f, a[k], &x) && !x &&
            (i->op == OP_AND || i->op == OP_MUL)) {
            lower(s, r, a[k]);
            return;
        }
    }
    if (i->op == OP_SELECT && a[0] && a[0] != VARIES && ir_ins(f, a[0])->op == OP_INT) {
        lower(s, r, a[ir_ins(f, a[0])->u.i ? 1 : 2]);
        return;
    }
    if (unknown && !(varies && i->op != OP_AND && i->op != OP_MUL && i->op != OP_SELECT))
        return;
    Ins copy = *i;
    Ref v = varies ? 0 : fold_eval(f, &copy, a);
    lower(s, r, v ? v : VARIES);
}

static void solve(Sccp *s)
{
    Fn *f = s->f;
    for (u32 k = 0; k < ir_blk(f, f->entry)->param.n; k++)
        lower(s, ir_blk(f, f->entry)->param.v[k], VARIES);
    s->reached[f->entry] = 1;
    vec_push(&s->mem, &s->blocks, f->entry);
    while (s->blocks.n || s->values.n) {
        if (s->values.n) {
            Ref r = s->values.v[--s->values.n];
            for (u32 k = s->use_at[r]; k < s->use_at[r + 1]; k++) {
                Use u = s->use[k];
                const Ins *i = ir_ins(f, u.user);
                if (!s->reached[i->blk])
                    continue;
                if (u.edge == ~0u)
                    evaluate(s, u.user);
                else if (s->taken[i->edge + u.edge])
                    pass_argument(s, &ir_edges(f, i)[u.edge], u.arg);
            }
            continue;
        }
        BlkId b = s->blocks.v[--s->blocks.n];
        if (ir_blk(f, b)->addr_taken)
            for (u32 k = 0; k < ir_blk(f, b)->param.n; k++)
                lower(s, ir_blk(f, b)->param.v[k], VARIES);
        for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next)
            evaluate(s, r);
    }
}

static int sccp(Fn *f)
{
    Sccp s = {.f = f, .n = f->ins.n};
    s.cell = arena_array(&s.mem, Ref, s.n);
    s.taken = arena_array(&s.mem, u8, f->edge.n + 1);
    s.reached = arena_array(&s.mem, u8, f->blk.n + 1);
    list_uses(&s);
    solve(&s);
    int changed = 0;
    for (u32 r = 1; r < s.n; r++) {
        const Ins *i = ir_ins(f, r);
        if (s.cell[r] == VARIES || !s.cell[r] || !i->blk || !s.reached[i->blk]) {
            s.cell[r] = 0;
            continue;
        }
        changed += s.use_at[r] != s.use_at[r + 1];
    }
    if (changed)
        to_all(f, s.cell, s.n);
    arena_free(&s.mem);
    return changed;
}

const PassDef pass_sccp = {"sccp", sccp, .needs = A_CFG, .keeps = A_CFG | A_DOM | A_LOOP};
