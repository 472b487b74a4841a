// mark.c - marks: what variables of the source are at a place in the code, for debuggers
//
// Marks hang before instructions in lists beside the code (docs/decisions/0012). An instruction
// that goes or moves leaves its marks to the next one, so their order never changes; behind the
// last of an unfinished block they wait for what comes.
#include "ir/ir.h"

u32 ir_bind(Fn *f, VarBind b)
{
    vec_push(f->mem, &f->var, b);
    return f->var.n - 1;
}

u32 ir_pos(Fn *f, u32 loc, u32 site)
{
    if (f->pos.n > LOC_LINE(~0u))
        return loc;
    vec_push(f->mem, &f->pos, ((SitePos){loc, site}));
    return LOC(LOC_INLINED, f->pos.n - 1);
}

// Constants are kept as such: a mark must not make one that the code has no need of.
static VarMark mark_of(const Fn *f, u32 bind, Ref v)
{
    VarMark k = {.bind = bind};
    const Ins *i = ir_ins(f, v);
    switch (v ? i->op : OP_UNDEF) {
    case OP_INT:
        k.kind = MARK_INT;
        k.val = i->u.i;
        break;
    case OP_FLT:
        k.kind = MARK_FLT;
        k.val = i->u.i;
        k.size = (u8)type_size((Type)i->type);
        break;
    case OP_SYM:
        k.kind = MARK_SYM;
        k.ref = i->u.s.sym;
        k.val = i->u.s.off;
        break;
    case OP_UNDEF: case OP_BLKADDR: case OP_NONE: break;
    default:
        k.kind = MARK_VALUE;
        k.ref = v;
    }
    return k;
}

static u32 add(Fn *f, VarMark k)
{
    if (!f->mark.n)
        vec_push(f->mem, &f->mark, (VarMark){0});
    vec_push(f->mem, &f->mark, k);
    return f->mark.n - 1;
}

void marks_set(Fn *f, Ref r, u32 list)
{
    while (list && f->mark_at.n <= r)
        vec_push(f->mem, &f->mark_at, 0);
    if (r < f->mark_at.n)
        f->mark_at.v[r] = list;
}

u32 marks_join(Fn *f, u32 first, u32 second)
{
    u32 end = first;
    if (!first)
        return second;
    while (f->mark.v[end].next)
        end = f->mark.v[end].next;
    f->mark.v[end].next = second;
    return first;
}

void ir_mark(Fn *f, BlkId b, u32 bind, Ref v)
{
    marks_add(f, b, mark_of(f, bind, v));
}

void marks_add(Fn *f, BlkId b, VarMark m)
{
    u32 k = add(f, m);
    ir_blk(f, b)->tail = marks_join(f, ir_blk(f, b)->tail, k);
}

void ir_stmt(Fn *f, BlkId b, u32 loc)
{
    marks_add(f, b, (VarMark){.bind = BIND_STMT, .kind = MARK_STMT, .ref = loc});
}

void ir_mark_before(Fn *f, Ref at, u32 bind, Ref v)
{
    u32 k = add(f, mark_of(f, bind, v));
    marks_set(f, at, marks_join(f, ir_marks(f, at), k));
}

void ir_mark_first(Fn *f, BlkId b, u32 bind, Ref v)
{
    Ref at = ir_blk(f, b)->first;
    u32 k = add(f, mark_of(f, bind, v));
    if (at)
        marks_set(f, at, marks_join(f, k, ir_marks(f, at)));
    else
        ir_blk(f, b)->tail = marks_join(f, k, ir_blk(f, b)->tail);
}

void marks_pass_on(Fn *f, Ref r)
{
    u32 list = ir_marks(f, r);
    const Ins *i = ir_ins(f, r);
    if (!list)
        return;
    f->mark_at.v[r] = 0;
    if (i->next)
        marks_set(f, i->next, marks_join(f, list, ir_marks(f, i->next)));
    else
        ir_blk(f, i->blk)->tail = marks_join(f, list, ir_blk(f, i->blk)->tail);
}

void marks_copy(Fn *f, Ref from, Ref to, const Ref *map, u32 n)
{
    u32 list = 0;
    for (u32 k = ir_marks(f, from); k; k = f->mark.v[k].next) {
        VarMark c = f->mark.v[k];
        c.next = 0;
        if (c.kind == MARK_VALUE && c.ref < n && map[c.ref])
            c.ref = map[c.ref];
        u32 at = add(f, c);
        list = marks_join(f, list, at);
    }
    if (list)
        marks_set(f, to, marks_join(f, list, ir_marks(f, to)));
}

bool marks_again(const Fn *f, u32 list, u32 bind)
{
    for (; list; list = f->mark.v[list].next)
        if (f->mark.v[list].bind == bind)
            return true;
    return false;
}

void marks_skip(Fn *f, BlkId over, BlkId to)
{
    for (Ref r = f->mark.n ? ir_blk(f, over)->first : 0; r; r = ir_ins(f, r)->next)
        for (u32 k = ir_marks(f, r); k; k = f->mark.v[k].next) {
            VarMark m = f->mark.v[k];
            u32 there = ir_marks(f, ir_blk(f, to)->first);
            if (m.kind != MARK_STMT && !marks_again(f, there, m.bind))
                ir_mark_first(f, to, m.bind, 0);
        }
}

static void now_is(Fn *f, VarMark *m, Ref v)
{
    u32 next = m->next;
    *m = mark_of(f, m->bind, v);
    m->next = next;
}

Ref marks_low(const Fn *f, Ref r)
{
    const Ins *i = ir_ins(f, r);
    bool cut = i->op == OP_TRUNC;
    if (i->op == OP_BITCAST)
        cut = type_is_int((Type)i->type) && type_is_int(ir_type(f, i->u.a[0]));
    return cut ? i->u.a[0] : 0;
}

void marks_replace(Fn *f, const Ref *to, u32 n)
{
    for (u32 k = 1; k < f->mark.n; k++) {
        VarMark *m = &f->mark.v[k];
        Ref v = m->ref;
        while (m->kind == MARK_VALUE && v < n && to[v] && to[v] != v)
            v = to[v];
        if (m->kind == MARK_VALUE && v != m->ref)
            now_is(f, m, v);
    }
}

void marks_replace_one(Fn *f, Ref from, Ref to)
{
    for (u32 k = 1; k < f->mark.n; k++)
        if (f->mark.v[k].kind == MARK_VALUE && f->mark.v[k].ref == from)
            now_is(f, &f->mark.v[k], to);
}

void marks_forget_slot(Fn *f, u32 slot)
{
    for (u32 k = 0; k < f->var.n; k++) {
        VarBind *b = &f->var.v[k];
        if (b->at && ir_ins(f, b->ref)->op == OP_SLOT && ir_ins(f, b->ref)->u.s.sym == slot)
            *b = (VarBind){.var = b->var, .site = b->site};
    }
}
