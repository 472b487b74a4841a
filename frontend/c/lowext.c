// lowext.c - long double in a format that no register holds, to IR: a value is the address of its
// 16 bytes, which nobody writes while it is wanted
#include "frontend/c/low_int.h"

#include <math.h>

enum { SIZE = 16, ALIGN_LOG = 4 };

static Ref temp(Low *l)
{
    return ir_slot(l->f, fn_slot(l->f, SIZE, SIZE, (Str){0}), 0);
}

static Ref number(Low *l, LFlt x)
{
    u8 key[1 + SIZE] = {SIZE};           // beside the keys of strings, whose characters are smaller
    Par *p = l->p;
    lflt_bytes(x, key + 1);
    Str k = {(const char *)key, sizeof key};
    u64 *have = map_get(&p->strings, k);
    SymId id = have ? (SymId)*have : mod_data(p->m, (Str){0}, BIND_LOCAL, SYM_RO | SYM_MERGE,
                                              key + 1, SIZE, SIZE);
    if (!have)
        *map_put(&p->strings, str_dup(&p->sess, k), NULL) = id;
    return ir_sym(l->f, id, 0);
}

static Ref double_number(Low *l, double d)
{
    return number(l, lflt_of_double(ext_form(l->p), d));
}

Ref ext_const(Low *l, const Node *e)
{
    return number(l, e->u.l);
}

Ref ext_one(Low *l)
{
    return double_number(l, 1);
}

// A copy that outlives changes of the place that v is in.
Ref ext_copy(Low *l, Ref v, u32 aux)
{
    Ref t = temp(l);
    Ref c = ir_new(&l->b, OP_COPY, T_VOID, t, v, word_int(l, SIZE));
    ir_ins(l->f, c)->aux = aux;
    return t;
}

static Ref arith(Low *l, BinOp op, Ref a, Ref b, Ref to)
{
    Op o = op == BO_ADD ? OP_LADD : op == BO_SUB ? OP_LSUB : op == BO_MUL ? OP_LMUL : OP_LDIV;
    if (!to)
        to = temp(l);
    ir_new(&l->b, o, T_VOID, to, a, b);
    return to;
}

static Ref inverse(Low *l, Ref truth)
{
    return ir_new(&l->b, OP_EQ, T_I8, truth, ir_int(l->f, T_I8, 0), 0);
}

Ref ext_bin(Low *l, BinOp op, Ref a, Ref b)
{
    switch (op) {
    case BO_EQ: return ir_new(&l->b, OP_LEQ, T_I8, a, b, 0);
    case BO_NE: return inverse(l, ir_new(&l->b, OP_LEQ, T_I8, a, b, 0));
    case BO_LT: return ir_new(&l->b, OP_LLT, T_I8, a, b, 0);
    case BO_LE: return ir_new(&l->b, OP_LLE, T_I8, a, b, 0);
    case BO_GT: return ir_new(&l->b, OP_LLT, T_I8, b, a, 0);
    case BO_GE: return ir_new(&l->b, OP_LLE, T_I8, b, a, 0);
    default: return arith(l, op, a, b, 0);
    }
}

Ref ext_is_zero(Low *l, Ref v)
{
    return ir_new(&l->b, OP_LEQ, T_I8, v, double_number(l, 0), 0);
}

Ref ext_true(Low *l, Ref v)
{
    return inverse(l, ext_is_zero(l, v));
}

/* ---- signs, by integers: exact for everything that is no number, too ---- */

// The part at byte 8 that has the sign on top: 16 bits of the x87 format, half of binary128.
static Type upper_type(Low *l)
{
    return l->p->dl->ldouble == T_F80 ? T_I16 : T_I64;
}

static Ref upper_place(Low *l, Ref v)
{
    return ir_new(&l->b, OP_ADD, T_PTR, v, word_int(l, 8), 0);
}

static Ref upper(Low *l, Ref v)
{
    return ir_load(&l->b, upper_type(l), upper_place(l, v), upper_type(l) == T_I16 ? 1 : 3);
}

static Ref with_upper(Low *l, Ref v, Ref up)
{
    Ref t = temp(l);
    ir_store(&l->b, T_I64, t, ir_load(&l->b, T_I64, v, 3), 3);
    ir_store(&l->b, upper_type(l), upper_place(l, t), up, upper_type(l) == T_I16 ? 1 : 3);
    return t;
}

static Ref sign_bit(Low *l)
{
    return ir_int(l->f, upper_type(l), upper_type(l) == T_I16 ? INT16_MIN : INT64_MIN);
}

static Ref other_bits(Low *l)
{
    return ir_int(l->f, upper_type(l), upper_type(l) == T_I16 ? INT16_MAX : INT64_MAX);
}

Ref ext_neg(Low *l, Ref v)
{
    Ref up = upper(l, v);
    return with_upper(l, v, ir_new(&l->b, OP_XOR, upper_type(l), up, sign_bit(l), 0));
}

static Ref absolute(Low *l, Ref v)
{
    Ref up = upper(l, v);
    return with_upper(l, v, ir_new(&l->b, OP_AND, upper_type(l), up, other_bits(l), 0));
}

/* ---- conversions ---- */

// Through a signed number: what lies above its range is brought into it by 2^63.
static Ref to_u64(Low *l, Ref v)
{
    Ref top = double_number(l, 9223372036854775808.0);
    Ref big = ir_new(&l->b, OP_LLE, T_I8, top, v, 0);
    Ref less = arith(l, BO_SUB, v, top, 0);
    Ref from = ir_new(&l->b, OP_SELECT, T_PTR, big, less, v);
    Ref n = ir_new(&l->b, OP_LTOS, T_I64, from, 0, 0);
    Ref bit = ir_new(&l->b, OP_ZEXT, T_I64, big, 0, 0);
    bit = ir_new(&l->b, OP_SHL, T_I64, bit, ir_int(l->f, T_I64, 63), 0);
    return ir_new(&l->b, OP_XOR, T_I64, n, bit, 0);
}

static Ref to_int(Low *l, Ref v, CType *to)
{
    Type t = ty_ir(l->p, to);
    u32 size = type_size(t);
    bool u = ty_unsigned(l->p, to);
    if (u && size == 8)
        return to_u64(l, v);
    Type got = size == 8 || (u && size == 4) ? T_I64 : T_I32;
    Ref n = ir_new(&l->b, OP_LTOS, got, v, 0, 0);
    return got == t ? n : ir_new(&l->b, OP_TRUNC, t, n, 0, 0);
}

// As if signed, and 2^64 more where that was negative; both steps are exact.
static Ref of_u64(Low *l, Ref v, Ref to)
{
    ir_new(&l->b, OP_LOFS, T_VOID, to, v, 0);
    Ref neg = ir_new(&l->b, OP_SLT, T_I8, v, ir_int(l->f, T_I64, 0), 0);
    Ref more = double_number(l, 18446744073709551616.0), none = double_number(l, 0);
    Ref add = ir_new(&l->b, OP_SELECT, T_PTR, neg, more, none);
    return arith(l, BO_ADD, to, add, to);
}

static Ref of_scalar(Low *l, Ref v, CType *from, Ref to)
{
    Type t = ty_ir(l->p, from);
    if (!to)
        to = temp(l);
    if (type_is_flt(t)) {
        ir_new(&l->b, OP_LOFF, T_VOID, to, v, 0);
        return to;
    }
    bool u = ty_unsigned(l->p, from);
    if (u && t == T_I64)
        return of_u64(l, v, to);
    Type need = u && t == T_I32 ? T_I64 : type_size(t) < 4 ? T_I32 : t;
    if (need != t)
        v = ir_new(&l->b, u ? OP_ZEXT : OP_SEXT, need, v, 0, 0);
    ir_new(&l->b, OP_LOFS, T_VOID, to, v, 0);
    return to;
}

// Both halves are exact, their sum is rounded.
static Ref of_wide(Low *l, Ref v, CType *from)
{
    CType *half = &l->p->basic[TY_ULLONG], *up = ty_unsigned(l->p, from) ? half
                                                 : &l->p->basic[TY_LLONG];
    Pair w = pair_of(l, v);
    Ref hi = of_scalar(l, w.hi, up, 0), lo = of_scalar(l, w.lo, half, 0);
    arith(l, BO_MUL, hi, double_number(l, 0x1p64), hi);
    return arith(l, BO_ADD, hi, lo, hi);
}

// The magnitude, half by half, cut towards zero; then the sign.
static Ref to_wide(Low *l, Ref v)
{
    Ref zero = double_number(l, 0), neg = ir_new(&l->b, OP_LLT, T_I8, v, zero, 0);
    Ref m = absolute(l, v), up = arith(l, BO_MUL, m, double_number(l, 0x1p-64), 0);
    CType *half = &l->p->basic[TY_ULLONG];
    Ref hi = to_u64(l, up), top = of_scalar(l, hi, half, 0);
    arith(l, BO_MUL, top, double_number(l, 0x1p64), top);
    Ref lo = to_u64(l, arith(l, BO_SUB, m, top, top));
    // -x is ~x + 1: x ^ s - s with s all ones
    Ref s = ir_new(&l->b, OP_NEG, T_I64, ir_new(&l->b, OP_ZEXT, T_I64, neg, 0, 0), 0, 0);
    lo = ir_new(&l->b, OP_XOR, T_I64, lo, s, 0);
    hi = ir_new(&l->b, OP_XOR, T_I64, hi, s, 0);
    Ref r = ir_new(&l->b, OP_USUBO, T_I64, lo, s, 0);
    Ref borrow = ir_new(&l->b, OP_ZEXT, T_I64, ir_res(&l->b, T_I8, r, 1), 0, 0);
    hi = ir_new(&l->b, OP_SUB, T_I64, hi, s, 0);
    return pair_new(l, r, ir_new(&l->b, OP_SUB, T_I64, hi, borrow, 0));
}

Ref ext_conv(Low *l, Ref v, CType *from, CType *to)
{
    if (is_wide(from))
        return of_wide(l, v, from);
    if (is_wide(to) && is_ext(from))
        return to_wide(l, v);
    if (!is_ext(from))
        return of_scalar(l, v, from, 0);
    if (ty_plain(to)->kind == TY_BOOL)
        return ext_true(l, v);
    if (is_flt(to))
        return ir_new(&l->b, OP_LTOF, ty_ir(l->p, to), v, 0, 0);
    return to_int(l, v, to);
}

void ext_into(Low *l, Node *e, Ref to)
{
    Ref v;
    if (e->kind == N_BIN) {
        Ref a = lower_expr(l, e->a);
        arith(l, (BinOp)e->op, a, lower_expr(l, e->b), to);
        return;
    }
    if (e->kind == N_CAST && !is_wide(e->a->ty) && !by_address(e->a->ty)) {
        v = lower_expr(l, e->a);
        of_scalar(l, v, e->a->ty, to);
        return;
    }
    v = lower_expr(l, e);
    Ref c = ir_new(&l->b, OP_COPY, T_VOID, to, v, word_int(l, SIZE));
    ir_ins(l->f, c)->aux = ALIGN_LOG;
}

/* ---- builtins ---- */

static Ref copy_sign(Low *l, Ref v, Ref from)
{
    Type t = upper_type(l);
    Ref a = ir_new(&l->b, OP_AND, t, upper(l, v), other_bits(l), 0);
    Ref b = ir_new(&l->b, OP_AND, t, upper(l, from), sign_bit(l), 0);
    return with_upper(l, v, ir_new(&l->b, OP_OR, t, a, b, 0));
}

static Ref square_root(Low *l, Ref v)
{
    const CType *t = &l->p->basic[TY_LDOUBLE];
    Param arg = {.type = T_PTR, .agg = ty_agg(l->p, t)};
    Sig s = {.param = &arg, .nparam = 1, .nfixed = 1, .ret = {arg}, .nret = 1, .cc = CC_C};
    Ref args[2] = {temp(l), v};
    Ref f = ir_sym(l->f, mod_sym(l->m, STR("sqrtl")), 0);
    ir_call(&l->b, T_VOID, mod_sig(l->m, &s), f, args, 2);
    return args[0];
}

Ref ext_builtin(Low *l, Node *e)
{
    Ref v = lower_expr(l, e->u.arg.v[0]), r;
    Ref inf = number(l, lflt_of_double(ext_form(l->p), HUGE_VAL));
    switch (e->op) {
    case B_FABS: return absolute(l, v);
    case B_SQRT: return square_root(l, v);
    case B_COPYSIGN: return copy_sign(l, v, lower_expr(l, e->u.arg.v[1]));
    case B_ISNAN: r = ext_bin(l, BO_NE, v, v); break;
    case B_ISINF: r = ext_bin(l, BO_EQ, absolute(l, v), inf); break;
    case B_ISFINITE: {
        Ref number_is = ext_bin(l, BO_EQ, v, v);
        Ref below = ext_bin(l, BO_NE, absolute(l, v), inf);
        r = ir_new(&l->b, OP_AND, T_I8, number_is, below, 0);
        break;
    }
    default: {
        Ref zero = ir_int(l->f, upper_type(l), 0);
        r = ir_new(&l->b, OP_SLT, T_I8, upper(l, v), zero, 0);
        break;
    }
    }
    return ir_new(&l->b, OP_ZEXT, T_I32, r, 0, 0);
}
