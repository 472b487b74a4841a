// lower_expr.c - expressions to IR
#include "frontend/fuse/lower_int.h"

static Ref i64c(Lower *l, i64 x) { return ir_int(l->b.f, T_I64, x); }
static Ref op2(Lower *l, Op op, Type t, Ref a, Ref b) { return ir_new(&l->b, op, t, a, b, 0); }
static Ref not8(Lower *l, Ref x) { return op2(l, OP_EQ, T_I8, x, ir_int(l->b.f, T_I8, 0)); }
static Ty *basic(Lower *l, TyKind k) { return l->t->basic[k]; }

// part was loaded from base: base is released if it was owned
static Val low_part(Lower *l, Val base, Val part)
{
    if (!base.own)
        return part;
    part = low_own(l, part);
    low_release(l, base);
    return part;
}

static Val undef(Lower *l, Ty *ty)
{
    Val v = {.ty = low_ty(l, ty)};
    u8 w[2];
    u32 n = low_words(l, v.ty, w);
    for (u32 i = 0; i < n; i++)
        v.r[i] = ir_undef(l->b.f, (Type)w[i]);
    return v;
}

Val low_expr_to(Lower *l, Ex *e, Ty *to, const char *path)
{
    // json.decode straight into a type
    if (e->kind == EX_CALL && e->ref == RF_BUILTIN &&
        fuse_builtin[e->idx - 1].special == BI_DECODE && low_kind(l, to) != RT_DYN &&
        low_kind(l, to) != RT_RESULT && low_kind(l, to) != RT_UNIT) {
        low_at(l, e->at);
        Val s = low_expr_to(l, e->arg[0].e, basic(l, TY_STRING), path);
        u32 mark = low_hold(l, s);
        Ref out = low_slot(l, to);
        Ref err = LOW_RT(l, rt_json_decode_as, low_desc(l, to), out, s.r[0]);
        low_unhold(l, mark);
        low_drop(l, s);
        low_throw_if(l, err);
        Val v = low_load(l, out, 0, to);
        v.own = true;
        return v;
    }
    return low_conv(l, low_expr(l, e), to, path);
}

Ref low_cond(Lower *l, Ex *e)
{
    Val v = low_expr(l, e);
    if (low_kind(l, v.ty) == RT_DYN) {
        Ref r = LOW_RT(l, rt_dyn_bool, v.r[0], v.r[1]);
        low_drop(l, v);
        return r;
    }
    return low_conv(l, v, basic(l, TY_BOOL), "$").r[0];
}

/* Names and members */

static Val ident(Lower *l, Ex *e)
{
    switch (e->ref) {
    case RF_LOCAL: {
        Val v = low_var_get(l, low_local(l, e->r.local));
        if (e->r.local->ty->kind == TY_BOX)
            return low_load(l, v.r[0], RT_REC_DATA, e->r.local->ty->a);
        return v;
    }
    case RF_ASSET:
        if (e->idx)
            return LOW_RT_DYN(l, rt_json_decode, low_str(l, e->u.s));
        return low_make(l, basic(l, TY_STRING), low_str(l, e->u.s), 0, false);
    default:
        return undef(l, e->ty);
    }
}

static Val field_of(Lower *l, Val base, Ty *st, Ex *e)
{
    Item *it = st->item;
    Str name = name_str(&l->p->names, e->name.name);
    Ref s = e->ref == RF_DYNFIELD || ty_open_error(&l->p->names, st) ? low_str(l, name) : 0;
    if (!s)
        return low_part(l, base, low_load(l, base.r[0], (i32)low_field_off(l, it, e->idx, NULL),
                                          it->field[e->idx].type));
    Val d = low_to_dyn(l, base);
    if (e->ref == RF_DYNFIELD) {
        Val v = LOW_RT_DYN(l, rt_dyn_field, d.r[0], d.r[1], s);
        low_drop(l, base);
        return v;
    }
    // A std.Error type: the object may be of another type of that family.
    Ty *ft = it->field[e->idx].type;
    Merge m = low_merge(l, ft);
    BlkId same = low_blk(l), other = low_blk(l), join = low_blk(l);
    Ref type = ir_load(&l->b, T_PTR, low_addr(l, base.r[0], RT_OFF_RtRec_type), 3);
    low_br(l, op2(l, OP_EQ, T_I8, type, low_desc(l, st)), same, other, BR_LIKELY);
    low_enter(l, same);
    low_merge_set(l, &m,
                  low_own(l, low_load(l, base.r[0], (i32)low_field_off(l, it, e->idx, NULL), ft)));
    low_jmp(l, join);
    low_enter(l, other);
    u32 mark = low_hold(l, base);
    Val v = low_conv(l, LOW_RT_DYN(l, rt_dyn_field, d.r[0], d.r[1], s), ft, "$");
    low_unhold(l, mark);
    low_merge_set(l, &m, low_own(l, v));
    low_jmp(l, join);
    low_enter(l, join);
    low_drop(l, base);
    return low_merge_get(l, &m, true);
}

// base.name, where base is not null.
static Val member_of(Lower *l, Val base, Ex *e)
{
    Ty *t = base.ty;
    while (t->kind == TY_REFINED)
        t = t->a;
    if (t->kind == TY_STRUCT)
        return field_of(l, base, t, e);
    Val d = low_to_dyn(l, base);
    Val v = LOW_RT_DYN(l, rt_dyn_field, d.r[0], d.r[1],
                       low_str(l, name_str(&l->p->names, e->name.name)));
    low_drop(l, base);
    return v;
}

static Val variant(Lower *l, Item *it, u32 idx)
{
    if (low_tag_enum(it))
        return low_make(l, it->ty, i64c(l, idx), 0, false);
    return low_make(l, it->ty, ir_sym(l->b.f, low_instance(l, it, idx), 0), 0, false);
}

// A value without softness and box.
static Val hard(Lower *l, Ex *e)
{
    Val v = low_expr(l, e);
    if (e->ty->kind == TY_SOFT || e->ty->kind == TY_BOX)
        v = low_conv(l, v, ty_hard(e->ty), "$");
    return v;
}

static Val member(Lower *l, Ex *e)
{
    if (e->ref == RF_VARIANT)
        return variant(l, e->r.item, e->idx);
    if (e->ref == RF_CONFIG_FIELD) {
        Item *it = e->r.item;
        i32 off = (i32)low_field_off(l, it, e->idx, NULL) - RT_REC_DATA;
        Val v = low_load(l, ir_sym(l->b.f, low_config_data(l, it), 0), off, it->field[e->idx].type);
        if (low_is_ptr(l, v.ty)) // null while the configs are being loaded
            low_fail_if(l, op2(l, OP_EQ, T_I8, v.r[0], ir_int(l->b.f, T_PTR, 0)), FAIL_CONFIG);
        return v;
    }
    if (e->ref != RF_FIELD && e->ref != RF_DYNFIELD)
        return undef(l, e->ty);
    return member_of(l, hard(l, e->a), e);
}

/* Indexing */

static Val list_at(Lower *l, Val base, Ref ix)
{
    Ref len = ir_load(&l->b, T_I64, low_addr(l, base.r[0], RT_OFF_RtList_len), 3);
    low_fail_if(l, op2(l, OP_UGE, T_I8, ix, len), FAIL_INDEX);
    u32 size = low_size(l, base.ty->a);
    Ref at = low_index(l, base.r[0], ix, size);
    return low_part(l, base, low_load(l, at, RT_LIST_DATA, base.ty->a));
}

static Val map_at(Lower *l, Val base, Val key)
{
    Ty *vt = low_ty(l, base.ty->b), *ot = low_ty(l, ty_option(l->t, base.ty->b));
    Ref p = LOW_RT(l, rt_map_find, base.r[0], key.r[0]);
    Merge m = low_merge(l, ot);
    BlkId some = low_blk(l), none = low_blk(l), join = low_blk(l);
    low_br(l, op2(l, OP_NE, T_I8, p, ir_int(l->b.f, T_PTR, 0)), some, none, 0);
    low_enter(l, some);
    Val v = low_load(l, p, 0, vt);
    low_merge_set(l, &m, low_repr(l, vt) == low_repr(l, ot) || vt == ot ? v : low_some(l, v, ot));
    low_jmp(l, join);
    low_enter(l, none);
    low_merge_set(l, &m, low_none(l, ot));
    low_jmp(l, join);
    low_enter(l, join);
    return low_part(l, base, low_merge_get(l, &m, false));
}

static Val index_of(Lower *l, Val base, Ex *ix)
{
    Ty *t = base.ty;
    u32 mark = low_hold(l, base);
    if (t->kind == TY_LIST) {
        Val i = low_expr_to(l, ix, basic(l, TY_INT), "$");
        low_unhold(l, mark);
        return list_at(l, base, i.r[0]);
    }
    if (t->kind == TY_MAP) {
        Val k = low_expr_to(l, ix, basic(l, TY_STRING), "$");
        low_unhold(l, mark);
        Val v = map_at(l, base, k);
        if (k.own) {
            v = low_own(l, v);
            low_release(l, k);
        }
        return v;
    }
    Val k = low_to_dyn(l, low_expr(l, ix));
    low_unhold(l, mark);
    Val d = low_to_dyn(l, base);
    Val v = LOW_RT_DYN(l, rt_dyn_index, d.r[0], d.r[1], k.r[0], k.r[1]);
    low_drop(l, k);
    low_drop(l, base);
    return v;
}

// base?.x and base?[x]: null when the base is.
static Val optional(Lower *l, Ex *e)
{
    Val base = low_expr(l, e->a);
    Ty *rt = low_ty(l, e->ty);
    if (base.ty->kind != TY_OPTION && base.ty->kind != TY_DYN) {
        Val v = e->kind == EX_OPTMEMBER ? member_of(l, base, e) : index_of(l, base, e->b);
        return low_conv(l, v, rt, "$");
    }
    Merge m = low_merge(l, rt);
    BlkId some = low_blk(l), none = low_blk(l), join = low_blk(l);
    low_br(l, low_is_some(l, base), some, none, 0);
    low_enter(l, some);
    Val in = low_unwrap(l, base);
    Val v = e->kind == EX_OPTMEMBER ? member_of(l, in, e) : index_of(l, in, e->b);
    low_merge_set(l, &m, low_own(l, low_conv(l, v, rt, "$")));
    low_jmp(l, join);
    low_enter(l, none);
    low_merge_set(l, &m, low_none(l, rt));
    low_jmp(l, join);
    low_enter(l, join);
    return low_merge_get(l, &m, true);
}

/* Operators */

static Val arith_int(Lower *l, u8 op, Ref a, Ref b)
{
    static const u8 ops[] = {OP_ADD, OP_SUB, OP_MUL, OP_SDIV, OP_SREM};
    i64 k;
    if (op == BO_DIV || op == BO_MOD) {
        bool known = ir_is_int(l->b.f, b, &k);
        if (!known || k == 0)
            low_fail_if(l, op2(l, OP_EQ, T_I8, b, i64c(l, 0)), FAIL_DIV);
        if (!known || k == -1) { // MIN / -1 has no result
            Ref min = op2(l, OP_EQ, T_I8, a, i64c(l, INT64_MIN));
            Ref neg = op2(l, OP_EQ, T_I8, b, i64c(l, -1));
            low_fail_if(l, op2(l, OP_AND, T_I8, min, neg), FAIL_OVERFLOW);
        }
    }
    return low_make(l, basic(l, TY_INT), op2(l, (Op)ops[op], T_I64, a, b), 0, false);
}

static Ref as_float(Lower *l, Val v)
{
    return low_kind(l, v.ty) == RT_FLOAT ? v.r[0] : ir_new(&l->b, OP_STOF, T_F64, v.r[0], 0, 0);
}

static Val arith_float(Lower *l, u8 op, Ref a, Ref b)
{
    static const u8 ops[] = {OP_FADD, OP_FSUB, OP_FMUL, OP_FDIV};
    if (op == BO_MOD) {
        LOW_RT(l, rt_fail, low_str(l, STR("mod not supported for float")));
        return low_make(l, basic(l, TY_FLOAT), a, 0, false);
    }
    return low_make(l, basic(l, TY_FLOAT), op2(l, (Op)ops[op], T_F64, a, b), 0, false);
}

static bool numeric(Lower *l, Ty *t)
{
    return low_kind(l, t) == RT_INT || low_kind(l, t) == RT_FLOAT;
}

static Val concat(Lower *l, Val a, Val b)
{
    u32 mark = low_hold(l, b);
    a = low_own(l, low_to_str(l, a));
    low_unhold(l, mark);
    mark = low_hold(l, a);
    b = low_to_str(l, b);
    low_unhold(l, mark);
    Ref r = LOW_RT(l, rt_str_concat, a.r[0], b.r[0]);
    low_drop(l, b);
    return low_make(l, basic(l, TY_STRING), r, 0, true);
}

static Val dyn_arith(Lower *l, u8 op, Val a, Val b)
{
    static const u8 ops[] = {RTI_rt_dyn_add, RTI_rt_dyn_sub, RTI_rt_dyn_mul, RTI_rt_dyn_div,
                             RTI_rt_dyn_mod};
    a = low_to_dyn(l, a);
    b = low_to_dyn(l, b);
    Ref args[4] = {a.r[0], a.r[1], b.r[0], b.r[1]};
    Val v = low_rt_dyn(l, (RtId)ops[op], args, 4, basic(l, TY_DYN));
    low_drop(l, a);
    low_drop(l, b);
    return v;
}

static Val arith(Lower *l, Ex *e, Val a, Val b)
{
    if (low_kind(l, e->ty) == RT_STRING)
        return concat(l, a, b);
    if (numeric(l, a.ty) && numeric(l, b.ty)) {
        if (low_kind(l, a.ty) == RT_INT && low_kind(l, b.ty) == RT_INT)
            return arith_int(l, e->op, a.r[0], b.r[0]);
        Ref y = as_float(l, b), x = as_float(l, a);
        return arith_float(l, e->op, x, y);
    }
    if (e->op == BO_ADD && e->ty->kind == TY_LIST) {
        u32 mark = low_hold(l, b);
        a = low_own(l, low_conv(l, a, e->ty, "$"));
        low_unhold(l, mark);
        mark = low_hold(l, a);
        b = low_conv(l, b, e->ty, "$");
        low_unhold(l, mark);
        Ref r = LOW_RT(l, rt_list_concat, a.r[0], b.r[0]);
        low_drop(l, b);
        return low_make(l, e->ty, r, 0, true);
    }
    return dyn_arith(l, e->op, a, b);
}

static Val compare_unsupported(Lower *l, Val a, Val b)
{
    LOW_RT(l, rt_fail, low_str(l, STR("unsupported comparison operands")));
    low_drop(l, a);
    low_drop(l, b);
    return low_bool(l, ir_int(l->b.f, T_I8, 0));
}

static Val equal_plain(Lower *l, Val a, Val b)
{
    u8 ka = low_kind(l, a.ty), kb = low_kind(l, b.ty);
    if (ka == RT_DYN || kb == RT_DYN) {
        a = low_to_dyn(l, a);
        b = low_to_dyn(l, b);
        Ref r = LOW_RT(l, rt_dyn_eq, a.r[0], a.r[1], b.r[0], b.r[1]);
        low_drop(l, a);
        low_drop(l, b);
        return low_bool(l, r);
    }
    if (ka != kb && numeric(l, a.ty) && numeric(l, b.ty)) {
        Ref y = as_float(l, b), x = as_float(l, a);
        return low_bool(l, op2(l, OP_FEQ, T_I8, x, y));
    }
    if (ka != kb)
        return compare_unsupported(l, a, b);
    switch (ka) {
    case RT_INT: case RT_BOOL:
        return low_bool(l, op2(l, OP_EQ, T_I8, a.r[0], b.r[0]));
    case RT_FLOAT:
        return low_bool(l, op2(l, OP_FEQ, T_I8, a.r[0], b.r[0]));
    case RT_STRING: case RT_BYTES: {
        Ref r = LOW_RT(l, rt_str_eq, a.r[0], b.r[0]);
        low_drop(l, a);
        low_drop(l, b);
        return low_bool(l, r);
    }
    default:
        return compare_unsupported(l, a, b);
    }
}

// Comparison with something that may be null: null equals null only.
static Val equal(Lower *l, Val a, Val b, bool a_null, bool b_null)
{
    if (a_null || b_null) {
        Val v = a_null ? b : a;
        Ref r = a_null && b_null ? ir_int(l->b.f, T_I8, 1)
                : v.ty->kind == TY_OPTION || v.ty->kind == TY_DYN ? not8(l, low_is_some(l, v))
                                                                  : ir_int(l->b.f, T_I8, 0);
        low_drop(l, a);
        low_drop(l, b);
        return low_bool(l, r);
    }
    if (a.ty->kind != TY_OPTION && b.ty->kind != TY_OPTION)
        return equal_plain(l, a, b);
    Ref one = ir_int(l->b.f, T_I8, 1);
    Ref as = a.ty->kind == TY_OPTION ? low_is_some(l, a) : one,
             bs = b.ty->kind == TY_OPTION ? low_is_some(l, b) : one;
    Merge m = low_merge(l, basic(l, TY_BOOL));
    BlkId both = low_blk(l), not_both = low_blk(l), join = low_blk(l);
    low_br(l, op2(l, OP_AND, T_I8, as, bs), both, not_both, 0);
    low_enter(l, both);
    low_merge_set(l, &m, equal_plain(l, low_unwrap(l, a), low_unwrap(l, b)));
    low_jmp(l, join);
    low_enter(l, not_both);
    low_drop(l, a);
    low_drop(l, b);
    low_merge_set(l, &m, low_bool(l, op2(l, OP_EQ, T_I8, as, bs)));
    low_jmp(l, join);
    low_enter(l, join);
    return low_merge_get(l, &m, false);
}

static Val relation(Lower *l, Ex *e, Val a, Val b)
{
    static const u8 iop[] = {OP_SLT, OP_SLE, OP_SGT, OP_SGE},
        fop[] = {OP_FLT_, OP_FLE, OP_FGT, OP_FGE};
    u32 k = e->op - BO_LT;
    if (numeric(l, a.ty) && numeric(l, b.ty)) {
        if (low_kind(l, a.ty) == RT_INT && low_kind(l, b.ty) == RT_INT)
            return low_bool(l, op2(l, (Op)iop[k], T_I8, a.r[0], b.r[0]));
        Ref y = as_float(l, b), x = as_float(l, a);
        return low_bool(l, op2(l, (Op)fop[k], T_I8, x, y));
    }
    a = low_to_dyn(l, a);
    b = low_to_dyn(l, b);
    Ref c = LOW_RT(l, rt_dyn_cmp, a.r[0], a.r[1], b.r[0], b.r[1]);
    low_drop(l, a);
    low_drop(l, b);
    if (k >= 2) // 2, unordered, is not greater
        return low_bool(l, k == 2 ? op2(l, OP_EQ, T_I8, c, i64c(l, 1))
                                  : op2(l, OP_ULE, T_I8, c, i64c(l, 1)));
    return low_bool(l, op2(l, (Op)iop[k], T_I8, c, i64c(l, 0)));
}

static Val logic(Lower *l, Ex *e)
{
    Merge m = low_merge(l, basic(l, TY_BOOL));
    BlkId more = low_blk(l), join = low_blk(l);
    Ref a = low_cond(l, e->a);
    low_merge_set(l, &m, low_bool(l, a));
    if (e->op == BO_AND)
        low_br(l, a, more, join, 0);
    else
        low_br(l, a, join, more, 0);
    low_enter(l, more);
    low_merge_set(l, &m, low_bool(l, low_cond(l, e->b)));
    low_jmp(l, join);
    low_enter(l, join);
    return low_merge_get(l, &m, false);
}

static Val range(Lower *l, Ex *e, Val a, Val b)
{
    Ref r;
    if (low_kind(l, a.ty) == RT_INT && low_kind(l, b.ty) == RT_INT)
        r = LOW_RT(l, rt_list_range, low_desc(l, e->ty), a.r[0], b.r[0]);
    else if (numeric(l, a.ty) && numeric(l, b.ty))
        r = LOW_RT(l, rt_list_frange, low_desc(l, e->ty), as_float(l, a), as_float(l, b));
    else {
        a = low_to_dyn(l, a);
        b = low_to_dyn(l, b);
        r = LOW_RT(l, rt_dyn_range, low_desc(l, e->ty), a.r[0], a.r[1], b.r[0], b.r[1]);
        low_drop(l, a);
        low_drop(l, b);
    }
    return low_make(l, e->ty, r, 0, true);
}

// Operands of arithmetic and comparison: dynamic as it is, else without softness.
static Val operand(Lower *l, Ex *e, bool keep_option)
{
    return keep_option ? low_expr(l, e) : hard(l, e);
}

static Val binary(Lower *l, Ex *e)
{
    if (e->op == BO_AND || e->op == BO_OR)
        return logic(l, e);
    bool eq = e->op == BO_EQ || e->op == BO_NE;
    bool text = e->op == BO_ADD && low_kind(l, e->ty) == RT_STRING; // null prints as null
    Val a = operand(l, e->a, eq || text);
    u32 mark = low_hold(l, a);
    Val b = operand(l, e->b, eq || text);
    low_unhold(l, mark);
    low_at(l, e->at);
    if (eq) {
        Val v = equal(l, a, b, e->a->ty->kind == TY_NULL, e->b->ty->kind == TY_NULL);
        return e->op == BO_EQ ? v : low_bool(l, not8(l, v.r[0]));
    }
    if (e->op == BO_RANGE)
        return range(l, e, a, b);
    if (e->op >= BO_LT && e->op <= BO_GE)
        return relation(l, e, a, b);
    return arith(l, e, a, b);
}

static Val unary(Lower *l, Ex *e)
{
    if (e->op == UO_NOT)
        return low_bool(l, not8(l, low_cond(l, e->a)));
    Val v = hard(l, e->a);
    switch (low_kind(l, v.ty)) {
    case RT_INT: return low_make(l, v.ty, ir_new(&l->b, OP_NEG, T_I64, v.r[0], 0, 0), 0, false);
    case RT_FLOAT: return low_make(l, v.ty, ir_new(&l->b, OP_FNEG, T_F64, v.r[0], 0, 0), 0, false);
    default: break;
    }
    v = low_to_dyn(l, v);
    Val r = LOW_RT_DYN(l, rt_dyn_neg, v.r[0], v.r[1]);
    low_drop(l, v);
    return r;
}

static Val coalesce(Lower *l, Ex *e)
{
    Val a = low_expr(l, e->a);
    if (a.ty->kind != TY_OPTION && a.ty->kind != TY_DYN)
        return low_conv(l, a, e->ty, "$");
    Merge m = low_merge(l, e->ty);
    BlkId some = low_blk(l), none = low_blk(l), join = low_blk(l);
    low_br(l, low_is_some(l, a), some, none, 0);
    low_enter(l, some);
    low_merge_set(l, &m, low_own(l, low_conv(l, low_unwrap(l, a), e->ty, "$")));
    low_jmp(l, join);
    low_enter(l, none);
    low_merge_set(l, &m, low_own(l, low_expr_to(l, e->b, e->ty, "$")));
    low_jmp(l, join);
    low_enter(l, join);
    return low_merge_get(l, &m, true);
}

/* ?! */

// Return err (any kind) as the function's error.
static void return_error(Lower *l, Val err)
{
    if (l->dead)
        return;
    if (l->ret->kind != TY_RESULT) {
        low_throw(l, low_own(l, err).r[0]);
        return;
    }
    Ty *et = low_ty(l, l->ret->b);
    err = low_own(l, low_conv(l, err, et, "$"));
    low_return(l, low_err(l, err, l->ret));
}

static Val bang(Lower *l, Ex *e)
{
    Val v = low_expr(l, e->a);
    Ty *t = v.ty;
    if (t->kind == TY_BOX) {
        v = low_conv(l, v, t->a, "$");
        t = v.ty;
    }
    BlkId ok = low_blk(l), bad = low_blk(l);
    bool result = t->kind == TY_RESULT;
    if (!result && t->kind != TY_OPTION && t->kind != TY_DYN)
        return v;
    Ref good = result ? op2(l, OP_EQ, T_I8, v.r[0], i64c(l, RT_OK)) : low_is_some(l, v);
    low_br(l, good, ok, bad, BR_LIKELY);
    low_enter(l, bad);
    if (e->b) {
        low_drop(l, v);
        return_error(l, low_expr(l, e->b));
    } else if (result) {
        Val err = low_from_word(l, v.r[1], t->b);
        return_error(l, low_part(l, v, err));
    } else {
        low_throw(l, LOW_RT(l, rt_error_new, low_str(l, STR("missing value"))));
    }
    low_enter(l, ok);
    if (result)
        return low_part(l, v, low_from_word(l, v.r[1], t->a));
    return low_unwrap(l, v);
}

/* Literals */

static Val interp(Lower *l, Ex *e)
{
    Val *part = arena_array(l->mem, Val, e->nlist + 1);
    u32 mark = l->held.n;
    for (u32 i = 0; i < e->nlist; i++) {
        if (e->list[i]->kind == EX_STR)
            continue;
        part[i] = low_expr(l, e->list[i]);
        low_hold(l, part[i]);
    }
    low_at(l, e->at);
    if (l->dead)
        return undef(l, e->ty);
    Ref buf = ir_slot(l->b.f, fn_slot(l->b.f, RT_SIZE_RtBuf, 8, STR("")), 0);
    LOW_RT(l, rt_buf_init, buf);
    for (u32 i = 0; i < e->nlist; i++) {
        Val v = part[i];
        if (e->list[i]->kind == EX_STR) {
            LOW_RT(l, rt_buf_str, buf, low_str(l, e->list[i]->u.s));
            continue;
        }
        switch (low_kind(l, v.ty)) {
        case RT_STRING: LOW_RT(l, rt_buf_str, buf, v.r[0]); break;
        case RT_INT: LOW_RT(l, rt_buf_int, buf, v.r[0]); break;
        case RT_FLOAT: LOW_RT(l, rt_buf_float, buf, v.r[0]); break;
        case RT_BOOL: LOW_RT(l, rt_buf_bool, buf, v.r[0]); break;
        case RT_DYN: LOW_RT(l, rt_buf_dyn, buf, v.r[0], v.r[1]); break;
        default: LOW_RT(l, rt_buf_val, buf, low_desc(l, v.ty), low_spill(l, v)); break;
        }
    }
    Ref s = LOW_RT(l, rt_buf_done, buf);
    low_drop_held(l, mark);
    return low_make(l, basic(l, TY_STRING), s, 0, true);
}

static Val list(Lower *l, Ex *e)
{
    Ty *et = e->ty->a;
    Val *item = arena_array(l->mem, Val, e->nlist + 1);
    u32 mark = l->held.n;
    for (u32 i = 0; i < e->nlist; i++) {
        item[i] = low_own(l, low_expr_to(l, e->list[i], et, "$"));
        low_hold(l, item[i]);
    }
    if (l->dead)
        return undef(l, e->ty);
    Ref p = LOW_RT(l, rt_list_new, low_desc(l, e->ty), i64c(l, e->nlist));
    for (u32 i = 0; i < e->nlist; i++)
        low_store(l, p, RT_LIST_DATA + (i32)(i * low_size(l, et)), item[i]);
    low_unhold(l, mark);
    return low_make(l, e->ty, p, 0, true);
}

static Val map(Lower *l, Ex *e)
{
    Val *item = arena_array(l->mem, Val, e->nlist + 1);
    u32 mark = l->held.n;
    for (u32 i = 0; i < e->nlist; i++) {
        Val v = i & 1 ? low_own(l, low_expr_to(l, e->list[i], e->ty->b, "$"))
                      : low_expr(l, e->list[i]);
        if (!(i & 1) && low_kind(l, v.ty) != RT_STRING && low_kind(l, v.ty) != RT_DYN) {
            LOW_RT(l, rt_fail, low_str(l, STR("map keys must be strings")));
            v = low_to_str(l, v);
        } else if (!(i & 1)) {
            v = low_conv(l, v, basic(l, TY_STRING), "$");
        }
        item[i] = v;
        low_hold(l, v);
    }
    if (l->dead)
        return undef(l, e->ty);
    Ref p = LOW_RT(l, rt_map_new, low_desc(l, e->ty), i64c(l, e->nlist / 2));
    for (u32 i = 0; i + 1 < e->nlist; i += 2)
        p = LOW_RT(l, rt_map_put, p, item[i].r[0], low_spill(l, item[i + 1]));
    for (u32 i = 0; i < e->nlist; i += 2)
        low_drop(l, item[i]);
    low_unhold(l, mark);
    return low_make(l, e->ty, p, 0, true);
}

// Does a literal satisfy an Int or length range, so that nothing is left to check at run time?
static bool surely_valid(Lower *l, const Ex *e, const Ty *t)
{
    if (t->kind != TY_REFINED || t->ref->ncon != 1 || t->a->kind == TY_ID || t->a->kind == TY_EMAIL)
        return false;
    const Ex *c = t->ref->con[0];
    if (c->kind != EX_BINARY || c->a->kind != EX_INT || c->b->kind != EX_INT)
        return false;
    (void)l;
    return e->kind == EX_INT && t->a->kind == TY_INT && e->u.i >= c->a->u.i && e->u.i <= c->b->u.i;
}

static Val checked_field(Lower *l, Item *it, u32 idx, Ex *e, bool is_default)
{
    Field *f = &it->field[idx];
    const char *path = str_fmt(l->mem, "%.*s.%.*s", STR_ARG(name_str(&l->p->names, it->name.name)),
                               STR_ARG(name_str(&l->p->names, f->name.name))).p;
    (void)is_default;
    Val v = low_own(l, low_expr_to(l, e, f->type, path));
    low_hold(l, v);
    low_at(l, e->at);
    if (low_validated(f->type) && !surely_valid(l, e, f->type) && !l->dead)
        low_throw_if(l, LOW_RT(l, rt_check, low_desc(l, f->type), low_spill(l, v),
                               low_str(l, str_of(path))));
    return v;
}

static Val structure(Lower *l, Ex *e)
{
    Item *it = e->r.item;
    Val *field = arena_array(l->mem, Val, it->nfield + 1);
    bool *set = arena_array(l->mem, bool, it->nfield + 1);
    u32 mark = l->held.n;
    for (u32 i = 0; i < e->narg; i++) {
        u32 k;
        if (!item_field(it, e->arg[i].name.name, &k))
            continue;
        field[k] = checked_field(l, it, k, e->arg[i].e, false);
        set[k] = true;
    }
    low_at(l, e->at);
    for (u32 k = 0; k < it->nfield; k++) {
        if (set[k])
            continue;
        if (it->field[k].def)
            field[k] = checked_field(l, it, k, it->field[k].def, true);
        else
            field[k] = low_none(l, it->field[k].type);
    }
    if (l->dead)
        return undef(l, e->ty);
    low_at(l, e->at);
    Ref p = LOW_RT(l, rt_rec_new, low_desc(l, e->ty));
    for (u32 k = 0; k < it->nfield; k++)
        low_store(l, p, (i32)low_field_off(l, it, k, NULL), field[k]);
    low_unhold(l, mark);
    return low_make(l, e->ty, p, 0, true);
}

static Val box(Lower *l, Ex *e)
{
    Val v = low_own(l, low_expr_to(l, e->a, e->ty->a, "$"));
    if (l->dead)
        return undef(l, e->ty);
    return low_make(l, e->ty, LOW_RT(l, rt_box_new, low_desc(l, e->ty), low_spill(l, v)), 0, true);
}

Val low_expr(Lower *l, Ex *e)
{
    if (l->dead)
        return undef(l, e->ty);
    low_at(l, e->at);
    switch ((ExKind)e->kind) {
    case EX_INT: return low_int(l, e->u.i);
    case EX_FLOAT: return low_make(l, basic(l, TY_FLOAT), ir_f64(l->b.f, e->u.f), 0, false);
    case EX_BOOL: return low_bool(l, ir_int(l->b.f, T_I8, e->u.i));
    case EX_STR: return low_make(l, basic(l, TY_STRING), low_str(l, e->u.s), 0, false);
    case EX_NULL: return low_none(l, e->ty);
    case EX_IDENT: return ident(l, e);
    case EX_INTERP: return interp(l, e);
    case EX_UNARY: return unary(l, e);
    case EX_BINARY: return binary(l, e);
    case EX_CALL: return low_call(l, e);
    case EX_MEMBER: return member(l, e);
    case EX_INDEX: return index_of(l, hard(l, e->a), e->b);
    case EX_OPTMEMBER: case EX_OPTINDEX: return optional(l, e);
    case EX_STRUCT: return structure(l, e);
    case EX_LIST: return list(l, e);
    case EX_MAP: return map(l, e);
    case EX_COALESCE: return coalesce(l, e);
    case EX_BANG: return bang(l, e);
    case EX_BOX: return box(l, e);
    default: return undef(l, e->ty);
    }
}
