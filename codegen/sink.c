// sink.c - before selection: additions of constants move down to the first use of their result
//
// A pointer or counter that a loop advances has two names in SSA form, before and after. Where the
// addition stands before the last use of the old value, both are alive at once and need a register
// each, and a move in every turn. Moved below, it is one register; and the access before it can
// advance the pointer itself (codegen/wback.c). `while (n--)` tests the old value at the very end:
// it becomes the borrow of the subtraction.
#include "codegen/target.h"

enum { MAX_ROUNDS = 16 };

typedef struct Sink {
    Fn *f;
    Arena tmp;
    u32 n;                   // instructions at the start
    u32 *nuse;
    u32 *use;                // by Ref: position of its first use in the block; of another: stale
    u32 start, count;        // positions of the block being looked at
    VEC(Ref) at;             // by position - start
    Ref *to;                 // replacements
    bool replaced;
} Sink;

static void number_block(Sink *s, BlkId b)
{
    Fn *f = s->f;
    s->start = s->count + 1;
    s->at.n = 0;
    for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next) {
        const Ins *i = ir_ins(f, r);
        s->count++;
        vec_push(&s->tmp, &s->at, r);
        for (u32 k = 0; k < i->narg; k++) {
            Ref a = ir_args(f, i)[k];
            if (a < s->n && s->use[a] < s->start)
                s->use[a] = s->count;
        }
    }
}

// The variable part of an addition of a constant.
static Ref advanced(const Fn *f, const Ins *i, i64 *by)
{
    Ref x = i->op == OP_ADD ? i->u.a[0] : 0;
    if (!x || !ir_is_int(f, i->u.a[1], by) || op_info[ir_ins(f, x)->op].flags & OF_CONST)
        return 0;
    return x;
}

// An addition that has been moved itself, not of x: to stand above it is as good.
static bool passed(const Sink *s, Ref r, Ref x)
{
    i64 by;
    Ref y = r ? advanced(s->f, ir_ins(s->f, r), &by) : 0;
    return y && y != x && s->nuse[y] >= 2;
}

// One addition moved; the positions are no longer right.
static bool sink_one(Sink *s, Ref end)
{
    Fn *f = s->f;
    i64 by;
    for (u32 k = s->at.n; k-- > 0;) {
        Ref r = s->at.v[k], x = advanced(f, ir_ins(f, r), &by);
        if (!x || s->to[r] || s->nuse[x] < 2)
            continue;
        Ref to = s->use[r] >= s->start ? s->at.v[s->use[r] - s->start] : end;
        while (to != r && passed(s, ir_ins(f, to)->prev, x))
            to = ir_ins(f, to)->prev;
        if (to == r || ir_ins(f, r)->next == to)
            continue;
        ir_move_before(f, r, to);
        return true;
    }
    return false;
}

static Ref decrement(Sink *s, Ref x, BlkId b)
{
    Fn *f = s->f;
    i64 by;
    for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next)
        if (advanced(f, ir_ins(f, r), &by) == x && by == -1)
            return s->use[r] < s->start || s->at.v[s->use[r] - s->start] == ir_blk(f, b)->last
                       ? r : 0;
    return 0;
}

// The value whose being zero decides the branch at the end of b; *ne: not zero goes to the first
// edge. 0: it is another kind of branch.
static Ref zero_tested(const Sink *s, BlkId b, bool *ne)
{
    const Fn *f = s->f;
    const Ins *t = ir_ins(f, ir_blk(f, b)->last);
    Ref cond = t->u.a[0];
    i64 zero;
    if (t->op != OP_BR)
        return 0;
    const Ins *c = ir_ins(f, cond);
    *ne = c->op != OP_EQ;
    if (c->op != OP_EQ && c->op != OP_NE)
        return cond;
    bool ours = c->blk == b && s->nuse[cond] == 1;
    return ours && ir_is_int(f, c->u.a[1], &zero) && !zero ? c->u.a[0] : 0;
}

// x != 0 beside x - 1: no borrow.
static bool borrow(Sink *s, BlkId b)
{
    Fn *f = s->f;
    bool ne;
    Ref end = ir_blk(f, b)->last, x = zero_tested(s, b, &ne), old;
    Type t = x ? ir_type(f, x) : T_VOID;
    if ((t != T_I32 && t != T_I64) || !(old = decrement(s, x, b)))
        return false;
    Ref one = ir_int(f, t, 1), d = ir_before(f, end, OP_USUBO, t, x, one, 0);
    Ref flag = ir_before(f, end, OP_RES, T_I8, d, 0, 0);
    ir_ins(f, flag)->aux = 1;
    ir_ins(f, d)->loc = ir_ins(f, old)->loc;
    ir_ins(f, end)->u.a[0] = flag;   // a comparison has lost its only user
    if (ne) {
        Edge *e = ir_edges(f, ir_ins(f, end)), no = e[0];
        e[0] = e[1];
        e[1] = no;
        u32 *hint = &ir_ins(f, end)->aux;
        *hint = *hint == BR_LIKELY ? BR_UNLIKELY : *hint == BR_UNLIKELY ? BR_LIKELY : *hint;
    }
    s->to[old] = d;
    s->replaced = true;
    return true;
}

// A comparison that the branch alone asks for is made there anyway.
static void sink_compare(Sink *s, BlkId b)
{
    Fn *f = s->f;
    Ref end = ir_blk(f, b)->last, c = ir_ins(f, end)->u.a[0];
    if (ir_ins(f, end)->op == OP_BR && ir_ins(f, c)->blk == b && s->nuse[c] == 1 &&
        op_info[ir_ins(f, c)->op].flags & OF_CMP && ir_ins(f, c)->next != end)
        ir_move_before(f, c, end);
}

void sink_additions(Fn *f)
{
    u32 n = f->ins.n;
    fill_use(f);
    Sink s = {.f = f, .n = n, .nuse = f->nuse};
    s.use = arena_array(&s.tmp, u32, n + 1);
    s.to = arena_array(&s.tmp, Ref, n + 1);
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next) {
        sink_compare(&s, b);
        number_block(&s, b);
        if (borrow(&s, b))
            number_block(&s, b);
        Ref end = ir_blk(f, b)->last;
        for (u32 k = 0; k < MAX_ROUNDS && sink_one(&s, end); k++)
            number_block(&s, b);
    }
    if (s.replaced) {
        Ref *to = arena_array(&s.tmp, Ref, f->ins.n + 1);
        memcpy(to, s.to, n * sizeof *to);
        ir_replace_map(f, to);
    }
    arena_free(&s.tmp);
    drop_analyses(f, 0);
}
