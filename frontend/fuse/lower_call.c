// lower_call.c - calls to IR: functions, methods, variants, builtins
#include "frontend/fuse/lower_int.h"

static Ref i64c(Lower *l, i64 x) { return ir_int(l->b.f, T_I64, x); }

// The result of a call of f made as instruction r; throws when the callee did.
static Val result(Lower *l, FnInfo *f, Ref r)
{
    u8 w[2];
    Val v = {.ty = low_ty(l, f->ret), .own = true};
    u32 n = low_words(l, v.ty, w);
    Ref err = 0;
    for (u32 i = 0; i < n; i++)
        v.r[i] = i ? ir_res(&l->b, (Type)w[i], r, i) : r;
    if (f->throws)
        err = n ? ir_res(&l->b, T_PTR, r, n) : r;
    if (err)
        low_throw_if(l, err);
    v.own = low_refs(l, v.ty);
    return v;
}

static Ref call(Lower *l, FnInfo *f, u32 given, const Ref *a, u32 n)
{
    SymId s = low_fn_sym(l, f, given);
    u8 w[2];
    u32 nw = low_words(l, f->ret, w);
    Type t = nw ? (Type)w[0] : f->throws ? T_PTR : T_VOID;
    return ir_call(&l->b, t, l->m->sym.v[s].sig, ir_sym(l->b.f, s, 0), a, n);
}

Val low_call_words(Lower *l, FnInfo *f, const Ref *a, u32 n)
{
    return result(l, f, call(l, f, f->nparam, a, n));
}

Val low_call_fn(Lower *l, FnInfo *f, Val *self, Arg *arg, u32 narg)
{
    Ref a[130];
    u32 n = 0;
    u8 w[2];
    u32 mark = l->held.n;
    u32 given = narg;
    if (self) {
        low_hold(l, *self);
        u32 k = low_words(l, self->ty, w);
        for (u32 i = 0; i < k; i++)
            a[n++] = self->r[i];
        given += f->self_local ? 0 : 1; // a predicate's argument is its first parameter
    }
    for (u32 i = 0; i < narg && n < 120; i++) {
        Val v = low_expr_to(l, arg[i].e, f->param[i], "$");
        low_hold(l, v);
        u32 k = low_words(l, f->param[i], w);
        for (u32 j = 0; j < k; j++)
            a[n++] = v.r[j];
    }
    Ref r = call(l, f, given, a, n);
    // The arguments end before the error is looked at, so that both ways are rid of them.
    low_drop_held(l, mark);
    return result(l, f, r);
}

static Val variant(Lower *l, Ex *e)
{
    Item *it = e->r.item;
    Variant *v = &it->variant[e->idx];
    Val *part = arena_array(l->mem, Val, v->narg + 1);
    u32 mark = l->held.n;
    for (u32 i = 0; i < v->narg; i++) {
        part[i] = low_own(l, low_expr_to(l, e->arg[i].e, v->type[i], "$"));
        low_hold(l, part[i]);
    }
    low_at(l, e->at);
    Ref p = LOW_RT(l, rt_enum_new, low_desc(l, it->ty), i64c(l, e->idx));
    for (u32 i = 0; i < v->narg; i++)
        low_store(l, p, (i32)low_payload_off(l, v, i, NULL), part[i]);
    low_unhold(l, mark);
    return low_make(l, it->ty, p, 0, true);
}

/* Builtins */

static Val print(Lower *l, Ex *e)
{
    Val first = {0};
    u32 mark = l->held.n;
    for (u32 i = 0; i < e->narg; i++) {
        Val v = low_expr(l, e->arg[i].e);
        low_hold(l, v);
        if (i == 0)
            first = v;
    }
    low_at(l, e->at);
    if (!e->narg) {
        LOW_RT(l, rt_print_str, low_str(l, STR("")));
        return low_unit(l);
    }
    switch (low_kind(l, first.ty)) {
    case RT_STRING: LOW_RT(l, rt_print_str, first.r[0]); break;
    case RT_INT: LOW_RT(l, rt_print_int, first.r[0]); break;
    case RT_FLOAT: LOW_RT(l, rt_print_float, first.r[0]); break;
    case RT_BOOL: LOW_RT(l, rt_print_bool, first.r[0]); break;
    case RT_DYN: LOW_RT(l, rt_print_dyn, first.r[0], first.r[1]); break;
    default: LOW_RT(l, rt_print_val, low_desc(l, first.ty), low_spill(l, first)); break;
    }
    low_drop_held(l, mark);
    return low_unit(l);
}

static int level_of(Str s)
{
    static const char *const names[] = {"trace", "debug", "info", "warn", "error"};
    for (int i = 0; i < 5; i++) {
        bool same = s.n == strlen(names[i]);
        for (size_t k = 0; same && k < s.n; k++)
            same = (s.p[k] | 0x20) == names[i][k];
        if (same)
            return i;
    }
    return -1;
}

// arg[from] is the message, the rest is data.
static void log_values(Lower *l, Ref level, Val *arg, u32 from, u32 n)
{
    BlkId on = low_blk(l), off = low_blk(l);
    low_br(l, LOW_RT(l, rt_log_on, level), on, off, 0);
    low_enter(l, on);
    Val none = {.r = {low_str(l, STR(""))}, .ty = l->t->basic[TY_STRING]};
    Val msg = none;
    if (from < n) {
        msg = arg[from];
        msg.own = false; // stays held
        msg = low_to_str(l, msg);
    }
    if (from + 1 < n) {
        u32 k = n - from - 1;
        Ref data = ir_slot(l->b.f, fn_slot(l->b.f, k * 16, 8, STR("")), 0);
        for (u32 i = 0; i < k; i++) {
            Val v = arg[from + 1 + i];
            v.own = false;
            u8 kind = low_kind(l, v.ty);
            if (kind == RT_TAG || kind == RT_RESULT || kind == RT_OPTION || kind == RT_BOX) {
                v = low_to_dyn(l, v);
                low_hold(l, v);
            } else {
                v = low_to_dyn(l, v);
            }
            low_store(l, data, (i32)i * 16, v);
        }
        LOW_RT(l, rt_log_data, level, msg.r[0], data, i64c(l, k));
    } else {
        LOW_RT(l, rt_log_text, level, msg.r[0]);
    }
    low_drop(l, msg);
    low_jmp(l, off);
    low_enter(l, off);
}

static Val log_call(Lower *l, Ex *e)
{
    Val *arg = arena_array(l->mem, Val, e->narg + 1);
    u32 mark = l->held.n;
    for (u32 i = 0; i < e->narg; i++) {
        arg[i] = low_expr(l, e->arg[i].e);
        u8 kind = low_kind(l, arg[i].ty);
        if (i && (kind == RT_TAG || kind == RT_RESULT || kind == RT_OPTION || kind == RT_BOX))
            arg[i] = low_to_dyn(l, arg[i]); // now, so that what it makes is released on every way
        low_hold(l, arg[i]);
    }
    low_at(l, e->at);
    Ex *first = e->narg ? e->arg[0].e : NULL;
    if (e->narg < 2 || low_kind(l, arg[0].ty) != RT_STRING) {
        log_values(l, i64c(l, 2), arg, 0, e->narg);
    } else if (first->kind == EX_STR) {
        int level = level_of(first->u.s);
        log_values(l, i64c(l, level < 0 ? 2 : level), arg, level < 0 ? 0 : 1, e->narg);
    } else {
        Ref level = LOW_RT(l, rt_log_level, arg[0].r[0]);
        BlkId named = low_blk(l), plain = low_blk(l), join = low_blk(l);
        low_br(l, ir_new(&l->b, OP_SGE, T_I8, level, i64c(l, 0), 0), named, plain, 0);
        low_enter(l, named);
        log_values(l, level, arg, 1, e->narg);
        low_jmp(l, join);
        low_enter(l, plain);
        log_values(l, i64c(l, 2), arg, 0, e->narg);
        low_jmp(l, join);
        low_enter(l, join);
    }
    low_drop_held(l, mark);
    return low_unit(l);
}

static Val assert_call(Lower *l, Ex *e)
{
    Ref c = low_cond(l, e->arg[0].e);
    Val msg = {0};
    u32 mark = l->held.n;
    if (e->narg > 1 && e->arg[1].e->ty->kind != TY_NULL) {
        msg = low_to_str(l, low_expr(l, e->arg[1].e));
        low_hold(l, msg);
    }
    low_at(l, e->at);
    BlkId bad = low_blk(l), ok = low_blk(l);
    low_br(l, c, ok, bad, BR_LIKELY);
    low_enter(l, bad);
    LOW_RT(l, rt_fail_assert, msg.ty ? msg.r[0] : ir_int(l->b.f, T_PTR, 0));
    ir_new(&l->b, OP_UNREACH, T_VOID, 0, 0, 0);
    l->dead = true;
    low_enter(l, ok);
    low_drop_held(l, mark);
    return low_unit(l);
}

static Val encode(Lower *l, Ex *e)
{
    Val v = low_expr(l, e->arg[0].e);
    low_at(l, e->at);
    Ref r = low_kind(l, v.ty) == RT_DYN ? LOW_RT(l, rt_json_encode_dyn, v.r[0], v.r[1])
                                        : LOW_RT(l, rt_json_encode, low_desc(l, v.ty),
                                                 low_spill(l, v));
    low_drop(l, v);
    return low_make(l, l->t->basic[TY_STRING], r, 0, true);
}

static Val decode(Lower *l, Ex *e)
{
    Val s = low_expr_to(l, e->arg[0].e, l->t->basic[TY_STRING], "$");
    low_at(l, e->at);
    Val v = LOW_RT_DYN(l, rt_json_decode, s.r[0]);
    low_drop(l, s);
    return v;
}

static Val input(Lower *l, Ex *e)
{
    Val s = {0};
    if (e->narg)
        s = low_expr_to(l, e->arg[0].e, l->t->basic[TY_STRING], "$");
    low_at(l, e->at);
    Ref r = LOW_RT(l, rt_input, e->narg ? s.r[0] : ir_int(l->b.f, T_PTR, 0));
    if (e->narg)
        low_drop(l, s);
    return low_make(l, l->t->basic[TY_STRING], r, 0, true);
}

// A builtin that is one runtime call: arguments as the table says, the result as its letter says.
static Val simple(Lower *l, Ex *e, const Builtin *b)
{
    u32 id = 0;
    while (id < RTI_COUNT && strcmp(rt_info[id].name, b->rt) != 0)
        id++;
    assert(id < RTI_COUNT);
    Ref a[8];
    u32 mark = l->held.n, n = 0;
    const char *s = b->params;
    for (u32 i = 0; i < e->narg; i++) {
        Val v = low_expr_to(l, e->arg[i].e, builtin_type(l->p, &s), "$");
        s += *s == '=';
        low_hold(l, v);
        a[n++] = v.r[0];
    }
    low_at(l, e->at);
    const char *ret = b->ret;
    Ty *t = low_ty(l, builtin_type(l->p, &ret));
    Val v;
    if (rt_info[id].ret == 'D' || rt_info[id].ret == 'F') {
        v = low_rt_dyn(l, (RtId)id, a, n, t);
    } else {
        Ref r = low_rt(l, (RtId)id, a, n);
        v = low_make(l, t, r, 0, (rt_info[id].flags & RTF_OWNED) != 0);
    }
    low_drop_held(l, mark);
    return v;
}

static Val builtin(Lower *l, Ex *e)
{
    const Builtin *b = &fuse_builtin[e->idx - 1];
    switch (b->special) {
    case BI_PRINT: return print(l, e);
    case BI_LOG: return log_call(l, e);
    case BI_ASSERT: return assert_call(l, e);
    case BI_ENCODE: return encode(l, e);
    case BI_DECODE: return decode(l, e);
    case BI_INPUT: return input(l, e);
    case BI_CALL: return simple(l, e, b);
    default: return low_unit(l);
    }
}

Val low_call(Lower *l, Ex *e)
{
    switch (e->ref) {
    case RF_BUILTIN:
        return builtin(l, e);
    case RF_VARIANT:
        return variant(l, e);
    case RF_FN:
        return low_call_fn(l, e->r.fn, NULL, e->arg, e->narg);
    case RF_METHOD: {
        FnInfo *f = e->r.fn;
        if (!f->self_local)
            return low_call_fn(l, f, NULL, e->arg, e->narg);
        Val self = low_conv(l, low_expr(l, e->a->a), f->self, "$");
        return low_call_fn(l, f, &self, e->arg, e->narg);
    }
    default:
        return low_unit(l);
    }
}
