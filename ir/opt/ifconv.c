// ifconv.c - branches around a cheap computation become selects
//
// A triangle or diamond whose sides hold nothing but a few pure instructions, and whose join takes
// at most two differing values, is executed straight through. Floats stay branches, and so does a
// branch that is marked likely or unlikely: those are predicted.
// needs cfg; breaks everything when it changes anything
#include "ir/opt/opt.h"

enum { SIDE_LIMIT = 2, SELECT_LIMIT = 2 };

typedef struct Side {
    BlkId blk;               // 0: the edge goes to the join directly
    const Edge *out;         // the edge into the join
} Side;

static u32 preds(const Fn *f, BlkId b)
{
    return f->cfg->pred_at[b + 1] - f->cfg->pred_at[b];
}

// A block that only its branch reaches, with a few instructions that may be executed always.
static bool is_side(const Fn *f, BlkId b)
{
    u32 n = 0;
    const Blk *k = ir_blk(f, b);
    if (b == f->entry || k->addr_taken || k->param.n || preds(f, b) != 1 ||
        ir_ins(f, k->last)->op != OP_JMP || ir_edges(f, ir_ins(f, k->last))->to == b)
        return false;
    for (Ref r = k->first; r != k->last; r = ir_ins(f, r)->next) {
        const Ins *i = ir_ins(f, r);
        bool dear = i->op == OP_MUL || i->op == OP_MULHS || i->op == OP_MULHU || i->op == OP_FDIV ||
                    i->op == OP_FSQRT || type_is_flt((Type)i->type);
        if (!(op_info[i->op].flags & OF_PURE) || op_info[i->op].flags & OF_MULTI || dear ||
            ++n > SIDE_LIMIT)
            return false;
    }
    return true;
}

static Side side_of(const Fn *f, const Edge *e)
{
    Side s = {0, e};
    if (is_side(f, e->to)) {
        s.blk = e->to;
        s.out = ir_edges(f, ir_ins(f, ir_blk(f, e->to)->last));
    }
    return s;
}

// Which sides meet: fills both so that their edges go to one block.
static bool meet(const Fn *f, const Ins *t, Side *yes, Side *no)
{
    const Edge *e = ir_edges(f, t);
    Side y = side_of(f, &e[0]), n = side_of(f, &e[1]), y0 = {0, &e[0]}, n0 = {0, &e[1]};
    *yes = y;
    *no = n;
    if (y.out->to == n.out->to)
        return true;
    *yes = y0;
    if (e[0].to == n.out->to)
        return true;
    *yes = y;
    *no = n0;
    return e[1].to == y.out->to;
}

static u32 differing(const Fn *f, const Edge *x, const Edge *y, bool *ok)
{
    u32 n = 0;
    for (u32 k = 0; k < x->narg; k++)
        if (edge_args(f, x)[k] != edge_args(f, y)[k]) {
            *ok &= !type_is_flt(ir_type(f, edge_args(f, x)[k]));
            n++;
        }
    return n;
}

static void move_side(Fn *f, BlkId b, Ref before)
{
    for (Ref r = b ? ir_blk(f, b)->first : 0, next; r && r != ir_blk(f, b)->last; r = next) {
        next = ir_ins(f, r)->next;
        ir_move_before(f, r, before);
    }
}

static bool convert(Fn *f, Ref t, Arena *tmp)
{
    Side yes, no;
    bool ok = true;
    if (ir_ins(f, t)->op != OP_BR || ir_ins(f, t)->aux & (BR_LIKELY | BR_UNLIKELY) ||
        !meet(f, ir_ins(f, t), &yes, &no))
        return false;
    if (differing(f, yes.out, no.out, &ok) > SELECT_LIMIT || !ok ||
        yes.out->to == ir_ins(f, t)->blk)
        return false;
    BlkId join = yes.out->to;
    Ref cond = ir_ins(f, t)->u.a[0];
    u32 n = yes.out->narg;
    Ref *args = arena_array(tmp, Ref, n + 1), *other = arena_array(tmp, Ref, n + 1);
    if (n) {
        memcpy(args, edge_args(f, yes.out), n * sizeof *args);
        memcpy(other, edge_args(f, no.out), n * sizeof *other);
    }
    move_side(f, yes.blk, t);
    move_side(f, no.blk, t);
    for (u32 k = 0; k < n; k++)
        if (args[k] != other[k])
            args[k] = ir_before(f, t, OP_SELECT, ir_type(f, args[k]), cond, args[k], other[k]);
    Ins *i = ir_ins(f, t);
    i->op = OP_JMP;
    i->narg = 0;
    i->aux = 0;
    i->nedge = 1;
    ir_set_edge(f, ir_edges(f, i), join, args, n);
    if (yes.blk)
        marks_skip(f, yes.blk, join);
    if (no.blk)
        marks_skip(f, no.blk, join);
    return true;
}

static int ifconv(Fn *f)
{
    Arena tmp = {0};
    int n = 0;
    for (u32 k = f->cfg->n; k-- > 0;)     // inner ones first
        n += convert(f, ir_blk(f, f->cfg->rpo[k])->last, &tmp);
    arena_free(&tmp);
    return n;
}

const PassDef pass_ifconv = {"ifconv", ifconv, .needs = A_CFG, .keeps = 0};
