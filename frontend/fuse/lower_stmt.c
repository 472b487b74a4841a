// lower_stmt.c - assignment, loops, matching to IR
#include "frontend/fuse/lower_int.h"

static Ref i64c(Lower *l, i64 x) { return ir_int(l->b.f, T_I64, x); }
static Ref op2(Lower *l, Op op, Type t, Ref a, Ref b) { return ir_new(&l->b, op, t, a, b, 0); }

/* Assignment through fields and indexes: every object on the way is made unshared, outermost
 * first */

typedef struct Place {      // a variable or a cell of memory
    u32 var;                // index + 1, 0: memory
    Ref addr;
    Ty *ty;
} Place;

static Val place_get(Lower *l, Place *p)
{
    return p->var ? low_var_get(l, p->var - 1) : low_load(l, p->addr, 0, p->ty);
}

static void place_set(Lower *l, Place *p, Val v)
{
    if (p->var)
        low_var_set(l, p->var - 1, v);
    else
        low_store(l, p->addr, 0, v);
}

// The object in place p, unshared. An Option must not be null.
static Ref place_unique(Lower *l, Place *p)
{
    Val v = place_get(l, p);
    if (p->ty->kind == TY_OPTION) {
        BlkId bad = low_blk(l), ok = low_blk(l);
        low_br(l, low_is_some(l, v), ok, bad, BR_LIKELY);
        low_enter(l, bad);
        low_fail_text(l, "cannot assign through optional access");
        low_enter(l, ok);
    }
    Ref u = LOW_RT(l, rt_uniq, v.r[0]);
    v.r[0] = u;
    place_set(l, p, v);
    return u;
}

typedef struct Step {
    Ex *e;
    Val key;
} Step;

static Val dyn_key(Lower *l, Step *s)
{
    Val k = s->key;
    k.own = false;
    return low_to_dyn(l, k);
}

// base with the value put at the end of the path; base and value are consumed.
static Val dyn_assign(Lower *l, Val base, Step *s, u32 n, Val v)
{
    Ex *e = s->e;
    bool field = e->kind == EX_MEMBER || e->kind == EX_OPTMEMBER;
    Ref name = field ? low_str(l, name_str(&l->p->names, e->name.name)) : 0;
    Val key = {0};
    if (!field)
        key = dyn_key(l, s);
    if (n > 1) {
        Val child = field ? LOW_RT_DYN(l, rt_dyn_field, base.r[0], base.r[1], name)
                          : LOW_RT_DYN(l, rt_dyn_index, base.r[0], base.r[1], key.r[0], key.r[1]);
        v = dyn_assign(l, child, s + 1, n - 1, v);
    }
    if (field)
        return LOW_RT_DYN(l, rt_dyn_set_field, base.r[0], base.r[1], name, v.r[0], v.r[1]);
    return LOW_RT_DYN(l, rt_dyn_set_index, base.r[0], base.r[1], key.r[0], key.r[1], v.r[0],
                      v.r[1]);
}

static Ty *inside(Ty *t) // without Option, refinement
{
    while (t->kind == TY_OPTION || t->kind == TY_REFINED)
        t = t->a;
    return t;
}

// The value of an entry that exists, inside an unshared map.
static void map_step(Lower *l, Place *p, Step *s)
{
    Ref m = place_unique(l, p);
    Ty *vt = low_ty(l, inside(p->ty)->b);
    Ref at = LOW_RT(l, rt_map_find, m, s->key.r[0]);
    BlkId bad = low_blk(l), ok = low_blk(l);
    low_br(l, op2(l, OP_NE, T_I8, at, ir_int(l->b.f, T_PTR, 0)), ok, bad, BR_LIKELY);
    low_enter(l, bad);
    low_fail_text(l, "missing map entry");
    low_enter(l, ok);
    *p = (Place){.addr = at, .ty = vt};
}

static void entry_put(Lower *l, Place *p, Step *s, Val v)
{
    if (p->ty->kind == TY_OPTION)
        place_unique(l, p); // fails when null
    Val m = place_get(l, p);
    v = low_own(l, low_conv(l, v, inside(p->ty)->b, "$"));
    m.r[0] = LOW_RT(l, rt_map_put, m.r[0], s->key.r[0], low_spill(l, v));
    place_set(l, p, m);
}

static void list_step(Lower *l, Place *p, Step *s)
{
    Ref o = place_unique(l, p);
    Ty *et = low_ty(l, p->ty->kind == TY_OPTION ? p->ty->a->a : p->ty->a);
    Ref len = ir_load(&l->b, T_I64, low_addr(l, o, RT_OFF_RtList_len), 3);
    low_fail_if(l, op2(l, OP_UGE, T_I8, s->key.r[0], len), FAIL_INDEX);
    u32 size = low_size(l, et);
    *p = (Place){.addr = low_addr(l, low_index(l, o, s->key.r[0], size), RT_LIST_DATA), .ty = et};
}

static void store_at(Lower *l, Place p, Step *s, u32 n, Ex *target, Val v)
{
    for (u32 i = 0; i < n; i++) {
        low_at(l, s[i].e->at);
        while (p.ty->kind == TY_BOX) { // the shared cell: stored into as it is
            Val b = place_get(l, &p);
            p = (Place){.addr = low_addr(l, b.r[0], RT_REC_DATA), .ty = low_ty(l, p.ty->a)};
        }
        Ty *t = inside(p.ty);
        if (t->kind == TY_DYN) {
            Val base = place_get(l, &p);
            place_set(l, &p, dyn_assign(l, base, s + i, n - i, low_own(l, low_to_dyn(l, v))));
            return;
        }
        if (t->kind == TY_STRUCT) {
            if (p.ty->kind == TY_REFINED)
                p.ty = t;
            Ref o = place_unique(l, &p);
            p = (Place){.addr = low_addr(l, o, (i32)low_field_off(l, t->item, s[i].e->idx, NULL)),
                        .ty = low_ty(l, t->item->field[s[i].e->idx].type)};
        } else if (t->kind == TY_LIST) {
            list_step(l, &p, &s[i]);
        } else if (i + 1 < n) {
            map_step(l, &p, &s[i]);
        } else {
            entry_put(l, &p, &s[i], v);
            return;
        }
    }
    (void)target;
    v = low_own(l, low_conv(l, v, p.ty, "$"));
    Val old = place_get(l, &p);
    place_set(l, &p, v);
    low_release(l, old);
}

static u32 path_length(const Ex *e)
{
    u32 n = 0;
    for (; e->kind != EX_IDENT; e = e->a)
        n++;
    return n;
}

static Ty *key_type(Lower *l, Ex *base)
{
    Ty *t = inside(low_ty(l, ty_hard(base->ty)));
    return l->t->basic[t->kind == TY_LIST ? TY_INT : t->kind == TY_MAP ? TY_STRING : TY_DYN];
}

// x = x + a + b with x a String or a List: the other operands first, then x is moved into the
// concatenation, which extends it in place when nobody shares it.
// x = x + [e], where e is a number or a Bool: no list is made for it. The element is computed
// before x is read, and nothing is owned that could be dropped.
static bool push_scalar(Lower *l, u32 var, Ty *ty, const Ex *part)
{
    if (ty->kind != TY_LIST || part->kind != EX_LIST || part->nlist != 1 ||
        low_ty(l, part->ty) != ty ||
        (ty->a->kind != TY_INT && ty->a->kind != TY_FLOAT && ty->a->kind != TY_BOOL))
        return false;
    Val v = low_expr_to(l, part->list[0], ty->a, "$");
    if (l->dead)
        return true;
    Ref at = low_spill(l, v);
    Val r = low_var_get(l, var);
    r.r[0] = LOW_RT(l, rt_list_push, r.r[0], at);
    low_var_set(l, var, r);
    return true;
}

static bool append(Lower *l, Ex *target, Ex *value)
{
    Ex *part[64];
    u32 n = 0;
    Local *x = target->kind == EX_IDENT ? target->r.local : NULL;
    if (!x || x->ty->kind == TY_BOX)
        return false;
    u32 var = low_local(l, x);
    Ty *ty = l->var.v[var].ty;
    if (!l->var.v[var].own || (ty->kind != TY_STRING && ty->kind != TY_LIST))
        return false;
    Ex *e = value;
    for (; e->kind == EX_BINARY && e->op == BO_ADD && low_ty(l, e->ty) == ty && n < COUNT(part);
         e = e->a)
        part[n++] = e->b;
    if (n == 0 || e->kind != EX_IDENT || e->ref != RF_LOCAL || e->r.local != x)
        return false;
    low_at(l, value->at);
    if (n == 1 && push_scalar(l, var, ty, part[0]))
        return true;
    Val v[64];
    u32 mark = l->held.n;
    for (u32 i = n; i-- > 0;) {
        v[i] = low_expr(l, part[i]);
        v[i] = ty->kind == TY_STRING ? low_to_str(l, v[i]) : low_conv(l, v[i], ty, "$");
        v[i] = low_own(l, v[i]); // it may be x itself, which then must not change in place
        low_hold(l, v[i]);
    }
    low_at(l, value->at);
    Val r = low_var_get(l, var);
    for (u32 i = n; i-- > 0;)
        r.r[0] = ty->kind == TY_STRING ? LOW_RT(l, rt_str_concat, r.r[0], v[i].r[0])
                                       : LOW_RT(l, rt_list_concat, r.r[0], v[i].r[0]);
    low_var_set(l, var, r);
    low_drop_held(l, mark);
    return true;
}

void low_assign(Lower *l, Ex *target, Ex *value)
{
    if (append(l, target, value))
        return;
    u32 n = path_length(target);
    Step *s = arena_array(l->mem, Step, n + 1);
    Ex *root = target;
    for (u32 i = n; i-- > 0; root = root->a)
        s[i].e = root;
    u32 mark = l->held.n;
    Val v = low_own(l, low_expr_to(l, value, target->ty, "$"));
    low_hold(l, v);
    u32 vmark = l->held.n;
    for (u32 i = 0; i < n; i++)
        if (s[i].e->kind == EX_INDEX || s[i].e->kind == EX_OPTINDEX) {
            s[i].key = low_expr_to(l, s[i].e->b, key_type(l, s[i].e->a), "$");
            low_hold(l, s[i].key);
        }
    low_at(l, target->at);
    Local *x = root->r.local;
    u32 var = low_local(l, x);
    Place p = {.var = var + 1, .ty = l->var.v[var].ty};
    if (n == 0 && p.ty->kind == TY_BOX) {
        Val b = low_var_get(l, var);
        p = (Place){.addr = low_addr(l, b.r[0], RT_REC_DATA), .ty = low_ty(l, p.ty->a)};
    }
    store_at(l, p, s, n, target, v);
    low_drop_held(l, vmark); // keys
    low_unhold(l, mark);
}

/* Loops */

static BlkId low_pattern(Lower *l, Pat *p, Val v, BlkId fail);

// Binds the turn's value, runs the body, goes on in `cont`. Gives the block for values that the
// pattern does not take, or 0.
static BlkId for_body(Lower *l, St *s, Val v, BlkId cont, BlkId done)
{
    LoopCtx c = {.brk = done, .cont = cont, .live = l->live.n, .held = l->held.n};
    vec_push(l->mem, &l->loop, c);
    u32 scope = l->live.n, up = low_debug_enter(l, (Span){s->at.file, s->at.lo, s->body->at.hi});
    BlkId fail = low_pattern(l, s->pat, v, 0);
    low_block(l, s->body, false);
    low_debug_leave(l, up);
    if (!l->dead)
        low_release_live(l, scope, l->held.n);
    l->live.n = scope;
    low_jmp(l, cont);
    l->loop.n--;
    low_enter(l, cont);
    return fail;
}

static void for_end(Lower *l, BlkId head, BlkId fail, BlkId done)
{
    low_jmp(l, head);
    ssa_seal(l->ssa, head);
    if (fail) {
        low_enter(l, fail);
        low_rt(l, RTI_rt_fail_match, NULL, 0);
        ir_new(&l->b, OP_UNREACH, T_VOID, 0, 0, 0);
        l->dead = true;
    }
    low_enter(l, done);
}

// for x in a..b: counts, without making the list.
static void for_range(Lower *l, St *s)
{
    Ty *ty = l->t->basic[TY_INT];
    Val a = low_expr_to(l, s->e->a, ty, "$"), b = low_expr_to(l, s->e->b, ty, "$");
    BlkId bad = low_blk(l), pre = low_blk(l), head = low_blk(l), cont = low_blk(l),
                done = low_blk(l);
    low_br(l, op2(l, OP_SGT, T_I8, a.r[0], b.r[0]), bad, pre, BR_UNLIKELY);
    low_enter(l, bad);
    LOW_RT(l, rt_list_range, low_desc(l, s->e->ty), a.r[0], b.r[0]); // fails with its message
    ir_new(&l->b, OP_UNREACH, T_VOID, 0, 0, 0);
    l->dead = true;
    low_enter(l, pre);
    u32 i = low_var(l, ty, a, false);
    low_jmp(l, head);
    low_enter_open(l, head);
    Val at = low_var_get(l, i);
    BlkId fail = for_body(l, s, at, cont, done);
    BlkId step = low_blk(l);
    at = low_var_get(l, i);
    low_br(l, op2(l, OP_EQ, T_I8, at.r[0], b.r[0]), done, step, 0);
    low_enter(l, step);
    low_var_set(l, i, low_make(l, ty, op2(l, OP_ADD, T_I64, at.r[0], i64c(l, 1)), 0, false));
    for_end(l, head, fail, done);
}

// Elements of a list, or values of a map in key order; the container is held for the loop.
static void for_items(Lower *l, St *s, Val c)
{
    Ty *elem = c.ty->kind == TY_MAP ? c.ty->b : c.ty->a;
    bool map = c.ty->kind == TY_MAP;
    u32 mark = low_hold(l, c);
    if (map)
        LOW_RT(l, rt_map_sort, c.r[0]);
    Ref len = ir_load(&l->b, T_I64, low_addr(l, c.r[0], map ? RT_OFF_RtMap_len : RT_OFF_RtList_len),
                      3);
    BlkId head = low_blk(l), body = low_blk(l), cont = low_blk(l), done = low_blk(l);
    u32 i = low_var(l, l->t->basic[TY_INT], low_int(l, 0), false);
    low_jmp(l, head);
    low_enter_open(l, head);
    Val at = low_var_get(l, i);
    low_br(l, op2(l, OP_SLT, T_I8, at.r[0], len), body, done, BR_LIKELY);
    low_enter(l, body);
    Ref addr;
    if (map) {
        addr = low_addr(l, LOW_RT(l, rt_map_entry, c.r[0], at.r[0]), RT_ENTRY_VALUE);
    } else {
        u32 size = low_size(l, elem);
        addr = low_addr(l, low_index(l, c.r[0], at.r[0], size), RT_LIST_DATA);
    }
    Val v = low_load(l, addr, 0, elem);
    BlkId fail = for_body(l, s, v, cont, done);
    at = low_var_get(l, i);
    low_var_set(l, i, low_make(l, l->t->basic[TY_INT], op2(l, OP_ADD, T_I64, at.r[0], i64c(l, 1)),
                               0, false));
    for_end(l, head, fail, done);
    low_drop_held(l, mark);
}

// May the variable e change while its value is in use?
static bool steady(const Ex *e)
{
    return e->kind == EX_IDENT && e->ref == RF_LOCAL && !e->r.local->mut && !e->r.local->stored &&
           e->r.local->ty->kind != TY_BOX;
}

void low_for(Lower *l, St *s)
{
    if (s->e->kind == EX_BINARY && s->e->op == BO_RANGE && low_kind(l, s->e->a->ty) == RT_INT &&
        low_kind(l, s->e->b->ty) == RT_INT) {
        for_range(l, s);
        return;
    }
    Val c = low_expr(l, s->e);
    if (s->e->ty->kind == TY_SOFT || s->e->ty->kind == TY_BOX)
        c = low_conv(l, c, ty_hard(s->e->ty), "$");
    if (c.ty->kind == TY_DYN) {
        Ty *lt = ty_list(l->t, l->t->basic[TY_DYN]);
        Ref r = LOW_RT(l, rt_dyn_iter, low_desc(l, lt), c.r[0], c.r[1]);
        low_drop(l, c);
        c = low_make(l, lt, r, 0, true);
    } else if (!steady(s->e)) {
        c = low_own(l, c);
    }
    for_items(l, s, c);
}

/* Matching */

static BlkId test(Lower *l, Ref c, BlkId fail)
{
    if (!fail)
        fail = low_blk(l);
    BlkId ok = low_blk(l);
    low_br(l, c, ok, fail, 0);
    low_enter(l, ok);
    return fail;
}

static Ref not8(Lower *l, Ref x) { return op2(l, OP_EQ, T_I8, x, ir_int(l->b.f, T_I8, 0)); }

static BlkId literal(Lower *l, Ex *lit, Val v, BlkId fail)
{
    if (lit->kind == EX_NULL)
        return test(l, v.ty->kind == TY_OPTION || v.ty->kind == TY_DYN ? not8(l, low_is_some(l, v))
                                                                       : ir_int(l->b.f, T_I8, 0),
                                                                           fail);
    Val k = low_expr(l, lit);
    if (v.ty->kind == TY_OPTION) {
        fail = test(l, low_is_some(l, v), fail);
        v = low_unwrap(l, v);
    } else if (v.ty->kind == TY_DYN) {
        Ty *t = lit->ty;
        fail = test(l, op2(l, OP_EQ, T_I8, v.r[0], i64c(l, low_kind(l, t))), fail);
        v = low_from_word(l, v.r[1], t);
    }
    switch (low_kind(l, k.ty)) {
    case RT_STRING:
        return test(l, LOW_RT(l, rt_str_eq, v.r[0], k.r[0]), fail);
    case RT_FLOAT:
        return test(l, op2(l, OP_FEQ, T_I8, v.r[0], k.r[0]), fail);
    default:
        return test(l, op2(l, OP_EQ, T_I8, v.r[0], k.r[0]), fail);
    }
}

static BlkId variant(Lower *l, Pat *p, Val v, BlkId fail)
{
    Ty *t = inside(v.ty);
    if (v.ty->kind == TY_OPTION) { // soft
        fail = test(l, low_is_some(l, v), fail);
        v = low_unwrap(l, v);
    }
    if (low_tag_enum(t->item))
        return test(l, op2(l, OP_EQ, T_I8, v.r[0], i64c(l, p->variant)), fail);
    Ref tag = ir_load(&l->b, T_I16, low_addr(l, v.r[0], RT_OFF_RtRec_tag), 1);
    fail = test(l, op2(l, OP_EQ, T_I8, tag, ir_int(l->b.f, T_I16, (i16)p->variant)), fail);
    Variant *x = &t->item->variant[p->variant];
    for (u32 i = 0; i < p->narg; i++)
        fail = low_pattern(l, p->arg[i], low_load(l, v.r[0], (i32)low_payload_off(l, x, i, NULL),
                                                  x->type[i]), fail);
    return fail;
}

static BlkId structure(Lower *l, Pat *p, Val v, BlkId fail)
{
    Ty *t = inside(v.ty);
    if (v.ty->kind == TY_OPTION) {
        fail = test(l, low_is_some(l, v), fail);
        v = low_unwrap(l, v);
    }
    if (ty_open_error(&l->p->names, t)) { // the object may be of another std.Error type
        Ref type = ir_load(&l->b, T_PTR, low_addr(l, v.r[0], RT_OFF_RtRec_type), 3);
        fail = test(l, op2(l, OP_EQ, T_I8, type, low_desc(l, t)), fail);
    }
    for (u32 i = 0; i < p->narg; i++) {
        u32 k = p->idx[i];
        fail = low_pattern(l, p->arg[i],
                           low_load(l, v.r[0], (i32)low_field_off(l, t->item, k, NULL),
                                                 t->item->field[k].type), fail);
    }
    return fail;
}

// v is borrowed from something that outlives the bindings.
static BlkId low_pattern(Lower *l, Pat *p, Val v, BlkId fail)
{
    v.own = false;
    while (v.ty->kind == TY_REFINED)
        v.ty = low_ty(l, v.ty->a);
    while (v.ty->kind == TY_BOX)
        v = low_load(l, v.r[0], RT_REC_DATA, v.ty->a);
    if (p->kind == PT_WILD)
        return fail;
    if (p->kind == PT_LIT)
        return literal(l, p->lit, v, fail);
    switch (p->sel) {
    case PS_BIND:
        low_bind(l, p->local, low_conv(l, v, p->local->ty, "$"), p->local->stored);
        return fail;
    case PS_VARIANT:
        return variant(l, p, v, fail);
    case PS_SOME:
        fail = test(l, low_is_some(l, v), fail);
        return low_pattern(l, p->arg[0], low_unwrap(l, v), fail);
    case PS_NONE:
        return test(l, not8(l, low_is_some(l, v)), fail);
    case PS_OK:
        fail = test(l, op2(l, OP_EQ, T_I8, v.r[0], i64c(l, RT_OK)), fail);
        return low_pattern(l, p->arg[0], low_from_word(l, v.r[1], v.ty->a), fail);
    case PS_ERR:
        fail = test(l, op2(l, OP_EQ, T_I8, v.r[0], i64c(l, RT_ERR)), fail);
        return low_pattern(l, p->arg[0], low_from_word(l, v.r[1], v.ty->b), fail);
    default:
        return structure(l, p, v, fail);
    }
}

void low_match(Lower *l, St *s, bool tail)
{
    Val v = low_expr(l, s->e);
    if (!steady(s->e))
        v = low_own(l, v);
    u32 mark = low_hold(l, v);
    BlkId join = low_blk(l);
    for (u32 i = 0; i < s->narm; i++) {
        u32 scope = l->live.n;
        Span all = s->arm[i].pat->at;
        all.hi = s->arm[i].body ? s->arm[i].body->at.hi : all.hi;
        u32 up = low_debug_enter(l, all);
        low_at(l, s->arm[i].pat->at);
        low_debug_stmt(l);
        BlkId fail = low_pattern(l, s->arm[i].pat, v, 0);
        low_block(l, s->arm[i].body, tail);
        low_debug_leave(l, up);
        if (!l->dead)
            low_release_live(l, scope, l->held.n);
        l->live.n = scope;
        low_jmp(l, join);
        if (!fail) {
            low_enter(l, join);
            low_drop_held(l, mark);
            return;
        }
        low_enter(l, fail);
    }
    low_jmp(l, join);
    low_enter(l, join);
    low_drop_held(l, mark);
}
