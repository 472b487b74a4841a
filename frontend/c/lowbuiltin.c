// lowbuiltin.c - builtin functions and atomic operations to IR
#include "frontend/c/low_int.h"

enum { SEQ_CST = 5 };

static Type int_like(Low *l, Type t)
{
    return t == T_PTR ? l->p->dl->word : t == T_F32 ? T_I32 : t == T_F64 ? T_I64 : t;
}

static Ref to_int(Low *l, Ref v)
{
    Type t = ir_type(l->f, v), w = int_like(l, t);
    return t == w ? v : ir_new(&l->b, OP_BITCAST, w, v, 0, 0);
}

static Ref from_int(Low *l, Ref v, Type t)
{
    return t == int_like(l, t) ? v : ir_new(&l->b, OP_BITCAST, t, v, 0, 0);
}

static Ref atomic(Low *l, Op op, Type t, Ref a, Ref b, Ref c, Type width, u32 order)
{
    Ref r = ir_new(&l->b, op, t, a, b, c);
    ir_ins(l->f, r)->aux = align_aux(mod_type_size(l->m, width)) | order << 8;
    return r;
}

static Op atomic_op(BinOp op)
{
    switch (op) {
    case BO_ADD: return OP_AADD;
    case BO_SUB: return OP_ASUB;
    case BO_AND: return OP_AAND;
    case BO_OR: return OP_AOR;
    case BO_XOR: return OP_AXOR;
    default: return OP_NONE;
    }
}

static Ref update_loop(Low *l, LV *lv, BinOp op, CType *cty, Ref rhs, bool want_new)
{
    Type t = ty_ir(l->p, lv->ty), w = int_like(l, t);
    Ref p = lv_addr(l, lv);
    u32 var = ssa_var(l->ssa, w);
    BlkId head = blk_new(l), exit = blk_new(l);
    Ref first = atomic(l, OP_ALOAD, w, p, 0, 0, w, SEQ_CST);
    ssa_write(l->ssa, var, l->b.blk, first);
    jump(l, head);
    place(l, head);
    Ref old = ssa_read(l->ssa, var, head);
    Ref oldv = from_int(l, old, t);
    Ref v = conv(l, apply_op(l, op, cty, conv(l, oldv, lv->ty, cty), rhs), cty, lv->ty);
    Ref got = atomic(l, OP_ACAS, w, p, old, to_int(l, v), w, SEQ_CST);
    Ref ok = ir_new(&l->b, OP_EQ, T_I8, got, old, 0);
    ssa_write(l->ssa, var, l->b.blk, got);
    branch(l, ok, exit, head, 0);
    ssa_seal(l->ssa, head);
    ssa_seal(l->ssa, exit);
    place(l, exit);
    return want_new ? v : oldv;
}

// place op= rhs, atomically; gives the new or the old value in the type of the place.
Ref atomic_update(Low *l, LV *lv, BinOp op, CType *cty, Ref rhs, CType *step, bool want_new)
{
    (void)step;
    CType *ty = lv->ty->unqual;
    if (by_bytes(l->p, ty))
        return atom_update(l, lv_addr(l, lv), op, ty, cty, rhs, want_new, SEQ_CST);
    Op aop = atomic_op(op);
    if (aop == OP_NONE || !is_int(cty) || !is_int(ty) || ty_plain(ty)->kind == TY_BOOL)
        return update_loop(l, lv, op, cty, rhs, want_new);
    Type t = ty_ir(l->p, ty);
    Ref v = conv(l, rhs, cty, ty);
    Ref old = atomic(l, aop, t, lv_addr(l, lv), v, 0, t, SEQ_CST);
    return want_new ? bin_op(l, op, ty, old, v) : old;
}

static Ref arg(Low *l, Node *e, u32 i)
{
    return lower_expr(l, e->u.arg.v[i]);
}

static Ref to_bool(Low *l, Ref v)
{
    return ir_new(&l->b, OP_ZEXT, T_I32, v, 0, 0);
}

static Ref bits_result(Low *l, Ref v)
{
    Type t = ir_type(l->f, v);
    if (t == T_I64)
        return ir_new(&l->b, OP_TRUNC, T_I32, v, 0, 0);
    return t == T_I32 ? v : ir_new(&l->b, OP_ZEXT, T_I32, v, 0, 0);
}

static Ref lower_bits(Low *l, Node *e)
{
    Ref v = arg(l, e, 0);
    Type t = ir_type(l->f, v);
    u32 bits = type_size(t) * 8;
    switch (e->op) {
    case B_CLZ: return bits_result(l, ir_new(&l->b, OP_CLZ, t, v, 0, 0));
    case B_CTZ: return bits_result(l, ir_new(&l->b, OP_CTZ, t, v, 0, 0));
    case B_POPCNT: return bits_result(l, ir_new(&l->b, OP_POPCNT, t, v, 0, 0));
    case B_PARITY: {
        Ref n = bits_result(l, ir_new(&l->b, OP_POPCNT, t, v, 0, 0));
        return ir_new(&l->b, OP_AND, T_I32, n, ir_int(l->f, T_I32, 1), 0);
    }
    case B_CLRSB: { // sign copies: clz of (v ^ sign) less one
        Ref s = ir_new(&l->b, OP_SAR, t, v, ir_int(l->f, t, bits - 1), 0);
        Ref n = bits_result(l, ir_new(&l->b, OP_CLZ, t, ir_new(&l->b, OP_XOR, t, v, s, 0), 0, 0));
        return ir_new(&l->b, OP_SUB, T_I32, n, ir_int(l->f, T_I32, 1), 0);
    }
    default: { // ffs: 1 + ctz, 0 for 0
        Ref n = bits_result(l, ir_new(&l->b, OP_CTZ, t, v, 0, 0));
        n = ir_new(&l->b, OP_ADD, T_I32, n, ir_int(l->f, T_I32, 1), 0);
        Ref z = ir_new(&l->b, OP_EQ, T_I8, v, ir_int(l->f, t, 0), 0);
        return ir_new(&l->b, OP_SELECT, T_I32, z, ir_int(l->f, T_I32, 0), n);
    }
    }
}

static Ref widen(Low *l, Ref v, CType *from, Type to)
{
    Type t = ir_type(l->f, v);
    if (t == to)
        return v;
    return ir_new(&l->b, ty_unsigned(l->p, from) ? OP_ZEXT : OP_SEXT, to, v, 0, 0);
}

// Is v, as the signed (or unsigned) 64-bit value that it is, outside the result's type?
static Ref out_of_range(Low *l, Ref v, Type t, CType *res)
{
    u32 rb = (u32)ty_size(l->p, res) * 8;
    Type rt = ty_ir(l->p, res);
    if (rb == type_size(t) * 8)
        return 0;
    Ref cut = ir_new(&l->b, OP_TRUNC, rt, v, 0, 0);
    Ref back = ir_new(&l->b, ty_unsigned(l->p, res) ? OP_ZEXT : OP_SEXT, t, cut, 0, 0);
    return ir_new(&l->b, OP_NE, T_I8, back, v, 0);
}

static Ref either(Low *l, Ref a, Ref b)
{
    return !a ? b : !b ? a : ir_new(&l->b, OP_OR, T_I8, a, b, 0);
}

static Ref is_negative(Low *l, Ref v)
{
    return ir_new(&l->b, OP_SLT, T_I8, v, ir_int(l->f, ir_type(l->f, v), 0), 0);
}

// One operand signed, the other unsigned, both 64 bits: worked out on magnitudes. sub: 0 add 1 sub
// 2 mul.
static Ref mixed_overflow(Low *l, u32 sub, Ref a, bool ua, Ref b, bool ub, bool ures, Ref *flag)
{
    Ref zero = ir_int(l->f, T_I64, 0);
    Ref na = ua ? 0 : is_negative(l, a), nb = ub ? 0 : is_negative(l, b);
    Ref no = ir_int(l->f, T_I8, 0);
    if (!na)
        na = no;
    if (!nb)
        nb = no;
    if (sub == 2) {
        Ref ma = ir_new(&l->b, OP_SELECT, T_I64, na, ir_new(&l->b, OP_NEG, T_I64, a, 0, 0), a);
        Ref mb = ir_new(&l->b, OP_SELECT, T_I64, nb, ir_new(&l->b, OP_NEG, T_I64, b, 0, 0), b);
        Ref m = ir_new(&l->b, OP_UMULO, T_I64, ma, mb, 0);
        Ref over = ir_res(&l->b, T_I8, m, 1);
        Ref neg = ir_new(&l->b, OP_XOR, T_I8, na, nb, 0);
        Ref v = ir_new(&l->b, OP_SELECT, T_I64, neg, ir_new(&l->b, OP_NEG, T_I64, m, 0, 0), m);
        Ref bad;
        if (ures) { // negative and not zero
            bad = ir_new(&l->b, OP_AND, T_I8, neg, ir_new(&l->b, OP_NE, T_I8, m, zero, 0), 0);
        } else { // sign of the result differs from the sign that it must have
            Ref sign = is_negative(l, v);
            Ref nz = ir_new(&l->b, OP_NE, T_I8, m, zero, 0);
            bad = ir_new(&l->b, OP_AND, T_I8, nz, ir_new(&l->b, OP_XOR, T_I8, sign, neg, 0), 0);
        }
        *flag = either(l, over, bad);
        return v;
    }
    // 65-bit sum: low word and a signed carry word from the extensions
    Ref ea = ua ? zero : ir_new(&l->b, OP_SAR, T_I64, a, ir_int(l->f, T_I64, 63), 0);
    Ref eb = ub ? zero : ir_new(&l->b, OP_SAR, T_I64, b, ir_int(l->f, T_I64, 63), 0);
    Ref low = ir_new(&l->b, sub ? OP_USUBO : OP_UADDO, T_I64, a, b, 0);
    Ref carry = ir_new(&l->b, OP_ZEXT, T_I64, ir_res(&l->b, T_I8, low, 1), 0, 0);
    Ref high = ir_new(&l->b, sub ? OP_SUB : OP_ADD, T_I64, ea, eb, 0);
    high = ir_new(&l->b, sub ? OP_SUB : OP_ADD, T_I64, high, carry, 0);
    Ref fine = ures ? zero : ir_new(&l->b, OP_SAR, T_I64, low, ir_int(l->f, T_I64, 63), 0);
    *flag = ir_new(&l->b, OP_NE, T_I8, high, fine, 0);
    return low;
}

// The result is exact, then cut to the type of the result; true when that lost something.
static Ref lower_overflow(Low *l, Node *e)
{
    static const Op ops[2][3] = {{OP_SADDO, OP_SSUBO, OP_SMULO}, {OP_UADDO, OP_USUBO, OP_UMULO}};
    CType *ta = e->u.arg.v[0]->ty, *tb = e->u.arg.v[1]->ty, *last = e->u.arg.v[2]->ty;
    CType *res = is_ptr(last) ? last->base : last;
    if (is_wide(ta) || is_wide(tb) || is_wide(res))
        return wide_overflow(l, e);
    Ref a = arg(l, e, 0), b = arg(l, e, 1), p = arg(l, e, 2), flag, v;
    bool ua = ty_unsigned(l->p, ta), ub = ty_unsigned(l->p, tb), ur = ty_unsigned(l->p, res);
    Type rt = ty_ir(l->p, res), t = T_I64;
    u64 size = ty_size(l->p, res);
    if (ua == ub && ua == ur && ty_size(l->p, ta) <= size && ty_size(l->p, tb) <= size &&
        size >= 4) {
        a = widen(l, a, ta, rt);
        b = widen(l, b, tb, rt);
        v = ir_new(&l->b, ops[ua][e->sub], rt, a, b, 0);
        flag = ir_res(&l->b, T_I8, v, 1);
    } else {
        a = widen(l, a, ta, t);
        b = widen(l, b, tb, t);
        bool sa = !ua || ty_size(l->p, ta) < 8, sb = !ub || ty_size(l->p, tb) < 8;
        // both fit in a signed 64-bit number, and so does any result that fits
        if (sa && sb && size < 8) {
            v = ir_new(&l->b, ops[0][e->sub], t, a, b, 0);
            flag = ir_res(&l->b, T_I8, v, 1);
        } else {
            v = mixed_overflow(l, e->sub, a, ua, b, ub, ur || size < 8, &flag);
            if (size < 8 && !ur) // as signed when the exact result is negative
                v = mixed_overflow(l, e->sub, a, ua, b, ub, false, &flag);
        }
        flag = either(l, flag, out_of_range(l, v, t, res));
        if (size < 8)
            v = ir_new(&l->b, OP_TRUNC, rt, v, 0, 0);
    }
    if (is_ptr(last))
        ir_store(&l->b, rt, p, v, align_aux(ty_align(l->p, res)));
    return flag;
}

static Ref lower_memory(Low *l, Node *e)
{
    Ref d = arg(l, e, 0), s = arg(l, e, 1), n = arg(l, e, 2);
    if (e->op == B_MEMSET) {
        s = ir_new(&l->b, OP_TRUNC, T_I8, s, 0, 0);
        ir_new(&l->b, OP_SET, T_VOID, d, s, n);
    } else {
        ir_new(&l->b, e->op == B_MEMCPY ? OP_COPY : OP_MOVE, T_VOID, d, s, n);
    }
    return d;
}

static Ref lower_cas(Low *l, Node *e)
{
    CType *ty = e->u.arg.v[0]->ty->base->unqual;
    Type t = ty_ir(l->p, ty), w = int_like(l, t);
    Ref p = arg(l, e, 0);
    if (e->sub) { // __sync: the expected value itself
        Ref want = to_int(l, arg(l, e, 1)), v = to_int(l, arg(l, e, 2));
        Ref old = atomic(l, OP_ACAS, w, p, want, v, w, SEQ_CST);
        return e->sub == 2 ? from_int(l, old, t) : ir_new(&l->b, OP_EQ, T_I8, old, want, 0);
    }
    Ref at = arg(l, e, 1), v = to_int(l, arg(l, e, 2));
    u32 aux = align_aux(mod_type_size(l->m, w));
    Ref want = ir_load(&l->b, w, at, aux);
    Ref old = atomic(l, OP_ACAS, w, p, want, v, w, e->aux);
    Ref ok = ir_new(&l->b, OP_EQ, T_I8, old, want, 0);
    BlkId fail = blk_new(l), join = blk_new(l);
    branch(l, ok, join, fail, 0);
    ssa_seal(l->ssa, fail);
    place(l, fail);
    ir_store(&l->b, w, at, old, aux);
    jump(l, join);
    ssa_seal(l->ssa, join);
    place(l, join);
    return ok;
}

static Ref lower_atomic(Low *l, Node *e)
{
    if (e->op == B_FENCE) {
        Ref r = ir_new(&l->b, OP_FENCE, T_VOID, 0, 0, 0);
        ir_ins(l->f, r)->aux = (u32)e->aux << 8;
        return 0;
    }
    if (by_bytes(l->p, e->u.arg.v[0]->ty->base))
        return atom_builtin(l, e);
    if (e->op == B_ATOMIC_CAS)
        return lower_cas(l, e);
    CType *ty = e->u.arg.v[0]->ty->base->unqual;
    Type t = ty_ir(l->p, ty), w = int_like(l, t);
    Ref p = arg(l, e, 0);
    if (e->op == B_ATOMIC_LOAD)
        return from_int(l, atomic(l, OP_ALOAD, w, p, 0, 0, w, e->aux), t);
    Ref v = to_int(l, arg(l, e, 1));
    if (e->op == B_ATOMIC_STORE) {
        atomic(l, OP_ASTORE, T_VOID, p, v, 0, w, e->aux);
        return 0;
    }
    if (e->op == B_ATOMIC_XCHG)
        return from_int(l, atomic(l, OP_AXCHG, w, p, v, 0, w, e->aux), t);
    if (e->sub == BO_NAND) {
        CType *bits = is_ptr(ty) ? l->p->size_t_ : ty;
        LV lv = {.p = p, .ty = bits, .align = ty_align(l->p, ty)};
        Ref nand = update_loop(l, &lv, BO_NAND, bits, v, (e->flags & NF_POST) != 0);
        return from_int(l, nand, t);
    }
    Ref old = atomic(l, atomic_op((BinOp)e->sub), w, p, v, 0, w, e->aux);
    if (e->flags & NF_POST) {
        static const u8 plain[] = {[BO_ADD] = OP_ADD, [BO_SUB] = OP_SUB, [BO_AND] = OP_AND,
                                   [BO_OR] = OP_OR, [BO_XOR] = OP_XOR};
        old = ir_new(&l->b, (Op)plain[e->sub], w, old, v, 0);
    }
    return from_int(l, old, t);
}

static Ref float_class(Low *l, Node *e)
{
    Ref v = arg(l, e, 0);
    Type t = ir_type(l->f, v), w = int_like(l, t);
    Ref inf = ir_fbits(l->f, t, t == T_F32 ? 0x7f800000u : 0x7ff0000000000000u);
    switch (e->op) {
    case B_ISNAN: return to_bool(l, ir_new(&l->b, OP_FUNO, T_I8, v, v, 0));
    case B_ISINF:
        return to_bool(l, ir_new(&l->b, OP_FEQ, T_I8, ir_new(&l->b, OP_FABS, t, v, 0, 0), inf, 0));
    case B_ISFINITE: {  // by its exponent: an order would raise invalid for NaN
        Ref top = ir_int(l->f, w, t == T_F32 ? 0x7f800000 : 0x7ff0000000000000);
        Ref exponent = ir_new(&l->b, OP_AND, w, to_int(l, v), top, 0);
        return to_bool(l, ir_new(&l->b, OP_NE, T_I8, exponent, top, 0));
    }
    default: return to_bool(l, is_negative(l, to_int(l, v)));
    }
}

static Ref lower_copysign(Low *l, Node *e)
{
    Ref a = arg(l, e, 0), b = arg(l, e, 1);
    Type t = ir_type(l->f, a), w = int_like(l, t);
    i64 sign = t == T_F32 ? (i64)(i32)0x80000000u : INT64_MIN;
    Ref rest = ir_int(l->f, w, ~sign), x = ir_new(&l->b, OP_AND, w, to_int(l, a), rest, 0);
    Ref top = ir_int(l->f, w, sign), y = ir_new(&l->b, OP_AND, w, to_int(l, b), top, 0);
    return from_int(l, ir_new(&l->b, OP_OR, w, x, y, 0), t);
}

static Ref stop(Low *l, Op op)
{
    ir_new(&l->b, op, T_VOID, 0, 0, 0);
    end_dead(l);
    return 0;
}

static Ref lower_syscall(Low *l, Node *e)
{
    Ref args[7];
    u32 n = MIN(e->u.arg.n, 7);
    for (u32 i = 0; i < n; i++)
        args[i] = arg(l, e, i);
    return ir_newn(&l->b, OP_SYSCALL, l->p->dl->word, args, n);
}

static Ref lower_rotate(Low *l, Node *e)
{
    Ref v = arg(l, e, 0), n = arg(l, e, 1);
    Type t = ir_type(l->f, v);
    u32 bits = type_size(t) * 8;
    if (bits >= 32)
        return ir_new(&l->b, e->op == B_ROTL ? OP_ROTL : OP_ROTR, t, v, n, 0);
    // twice in a word, so that what goes out at one end is there at the other
    Ref mask = ir_int(l->f, T_I32, bits - 1), width = ir_int(l->f, T_I32, bits);
    v = ir_new(&l->b, OP_ZEXT, T_I32, v, 0, 0);
    v = ir_new(&l->b, OP_OR, T_I32, v, ir_new(&l->b, OP_SHL, T_I32, v, width, 0), 0);
    n = ir_new(&l->b, OP_AND, T_I32, ir_new(&l->b, OP_ZEXT, T_I32, n, 0, 0), mask, 0);
    if (e->op == B_ROTL)
        n = ir_new(&l->b, OP_SUB, T_I32, width, n, 0);
    return ir_new(&l->b, OP_TRUNC, t, ir_new(&l->b, OP_SHR, T_I32, v, n, 0), 0, 0);
}

Ref lower_builtin(Low *l, Node *e)
{
    if (e->u.arg.n && is_ext(e->u.arg.v[0]->ty) && e->op != B_EXPECT && e->op != B_VA_END)
        return ext_builtin(l, e);
    switch (e->op) {
    case B_UNREACHABLE: return stop(l, OP_UNREACH);
    case B_TRAP: return stop(l, OP_TRAP);
    case B_INSTRUCTION: {
        Str text = str_of(l->p->o->asm_rules->builtin[e->sub].text);
        return ir_asm(&l->b, T_VOID, mod_asm(l->m, text, (Str){0}), NULL, 0);
    }
    case B_EXPECT: return lower_expr(l, e->a);
    case B_CLZ: case B_CTZ: case B_POPCNT: case B_FFS: case B_PARITY: case B_CLRSB:
        return lower_bits(l, e);
    case B_BSWAP: {
        Ref v = arg(l, e, 0);
        if (is_wide(e->ty)) {
            Pair w = pair_of(l, v);
            Ref lo = ir_new(&l->b, OP_BSWAP, T_I64, w.hi, 0, 0);
            return pair_new(l, lo, ir_new(&l->b, OP_BSWAP, T_I64, w.lo, 0, 0));
        }
        return ir_new(&l->b, OP_BSWAP, ir_type(l->f, v), v, 0, 0);
    }
    case B_OVERFLOW: return lower_overflow(l, e);
    case B_ALLOCA: {
        Ref r = ir_new(&l->b, OP_ALLOCA, T_PTR, arg(l, e, 0), 0, 0);
        ir_ins(l->f, r)->aux = 16;
        return r;
    }
    case B_VA_START: ir_new(&l->b, OP_VASTART, T_VOID, arg(l, e, 0), 0, 0); return 0;
    case B_VA_END: lower_effect(l, e->u.arg.v[0]); return 0;
    case B_VA_COPY: {
        Ref d = arg(l, e, 0), s = arg(l, e, 1);
        Ref c = ir_new(&l->b, OP_COPY, T_VOID, d, s, word_int(l, l->p->dl->valist_size));
        ir_ins(l->f, c)->aux = align_aux(l->p->dl->valist_align);
        return 0;
    }
    case B_ROTL:
    case B_ROTR: return lower_rotate(l, e);
    case B_FRAME_ADDR: return ir_new(&l->b, OP_FRAMEADDR, T_PTR, 0, 0, 0);
    case B_OBJSIZE: {
        Ref unknown = ir_int(l->f, l->p->dl->word, e->u.i);
        Ref p = lower_expr(l, e->a);
        return ir_new(&l->b, OP_OBJSIZE, l->p->dl->word, p, unknown, 0);
    }
    case B_RETURN_ADDR: return ir_new(&l->b, OP_RETADDR, T_PTR, 0, 0, 0);
    case B_CFA: return ir_new(&l->b, OP_CFA, T_PTR, 0, 0, 0);
    case B_SYSCALL: return lower_syscall(l, e);
    case B_SQRT:
    case B_FABS: {
        Ref v = arg(l, e, 0);
        return ir_new(&l->b, e->op == B_SQRT ? OP_FSQRT : OP_FABS, ir_type(l->f, v), v, 0, 0);
    }
    case B_ABS: {
        Ref v = arg(l, e, 0);
        Type t = ir_type(l->f, v);
        Ref neg = ir_new(&l->b, OP_NEG, t, v, 0, 0);
        return ir_new(&l->b, OP_SELECT, t, is_negative(l, v), neg, v);
    }
    case B_MEMCPY: case B_MEMMOVE: case B_MEMSET: return lower_memory(l, e);
    case B_ISNAN: case B_ISINF: case B_ISFINITE: case B_SIGNBIT: return float_class(l, e);
    case B_COPYSIGN: return lower_copysign(l, e);
    default: return lower_atomic(l, e);
    }
}
