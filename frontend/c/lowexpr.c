// lowexpr.c - expressions to IR
#include "frontend/c/low_int.h"

u32 align_aux(u32 align)
{
    u32 n = 0;
    while (align > 1 && n < 12) {
        align >>= 1;
        n++;
    }
    return n;
}

Ref word_int(Low *l, i64 v)
{
    return ir_int(l->f, l->p->dl->word, v);
}

static Ref ptr_off(Low *l, Ref p, i64 off)
{
    if (!off)
        return p;
    const Ins *i = ir_ins(l->f, p);
    if (i->op == OP_SYM || i->op == OP_SLOT) {
        i64 sum = (i64)((u64)i->u.s.off + (u64)off);
        if (sum == (i32)sum)
            return i->op == OP_SYM ? ir_sym(l->f, i->u.s.sym, (i32)sum)
                                   : ir_slot(l->f, i->u.s.sym, (i32)sum);
    }
    if (i->op == OP_INT)
        return ir_int(l->f, T_PTR, (i64)((u64)i->u.i + (u64)off));
    return ir_new(&l->b, OP_ADD, T_PTR, p, word_int(l, off), 0);
}

static Ref temp_slot(Low *l, CType *t)
{
    return ir_slot(l->f, fn_slot(l->f, (u32)ty_size(l->p, t), ty_align(l->p, t), (Str){0}), 0);
}

/* ---- conversions ---- */

static Ref int_to_int(Low *l, Ref v, Type from, Type to, bool is_unsigned)
{
    u32 a = mod_type_size(l->m, from), b = mod_type_size(l->m, to);
    if (a == b)
        return v;
    i64 k;
    if (ir_is_int(l->f, v, &k)) {
        if (b > a && is_unsigned && a < 8)
            k &= ((i64)1 << (a * 8)) - 1;
        return ir_int(l->f, to, k);
    }
    return ir_new(&l->b, b < a ? OP_TRUNC : is_unsigned ? OP_ZEXT : OP_SEXT, to, v, 0, 0);
}

static Ref zero_of(Low *l, Type t)
{
    return type_is_flt(t) ? ir_fbits(l->f, t, 0) : ir_int(l->f, t, 0);
}

static Ref is_true(Low *l, Ref v, CType *ty)
{
    if (is_wide(ty))
        return wide_true(l, v);
    if (is_ext(ty))
        return ext_true(l, v);
    Type t = ir_type(l->f, v);
    return ir_new(&l->b, type_is_flt(t) ? OP_FNE : OP_NE, T_I8, v, zero_of(l, t), 0);
}

static Ref flt_to_int(Low *l, Ref v, CType *to)
{
    Type t = ty_ir(l->p, to);
    u32 size = mod_type_size(l->m, t);
    bool u = ty_unsigned(l->p, to);
    if (size < 4)
        return ir_new(&l->b, OP_TRUNC, t, ir_new(&l->b, OP_FTOS, T_I32, v, 0, 0), 0, 0);
    if (!u)
        return ir_new(&l->b, OP_FTOS, t, v, 0, 0);
    if (size == 4 && l->p->dl->ptr_size == 8)
        return ir_new(&l->b, OP_TRUNC, t, ir_new(&l->b, OP_FTOS, T_I64, v, 0, 0), 0, 0);
    return ir_new(&l->b, OP_FTOU, t, v, 0, 0);
}

// What a type with a width of its own keeps of v.
static Ref cut(Low *l, Ref v, CType *t)
{
    Type ty = ty_ir(l->p, t);
    u32 up = type_size(ty) * 8 - t->width;
    if (ty_unsigned(l->p, t))
        return ir_new(&l->b, OP_AND, ty, v, ir_int(l->f, ty, (i64)(((u64)1 << t->width) - 1)), 0);
    v = ir_new(&l->b, OP_SHL, ty, v, ir_int(l->f, ty, up), 0);
    return ir_new(&l->b, OP_SAR, ty, v, ir_int(l->f, ty, up), 0);
}

Ref conv(Low *l, Ref v, CType *from, CType *to)
{
    if (to->width && from->unqual != to->unqual)
        return cut(l, conv(l, v, from, ty_declared(l->p, to->unqual)), to);
    if (from->unqual == to->unqual || is_void(to) || is_rec(to))
        return v;
    if (is_ext(from) || is_ext(to))
        return ext_conv(l, v, from, to);
    if (is_wide(from) || is_wide(to))
        return wide_conv(l, v, from, to);
    Type a = ty_ir(l->p, from), b = ty_ir(l->p, to);
    if (ty_plain(to)->kind == TY_BOOL)
        return ty_plain(from)->kind == TY_BOOL ? v : is_true(l, v, from);
    if (type_is_flt(a) && type_is_flt(b))
        return a == b ? v : ir_new(&l->b, a == T_F32 ? OP_FEXT : OP_FTRUNC, b, v, 0, 0);
    if (type_is_flt(a))
        return flt_to_int(l, v, to);
    bool u = ty_unsigned(l->p, from);
    if (type_is_flt(b)) {
        if (mod_type_size(l->m, a) < 4)
            return ir_new(&l->b, OP_STOF, b, int_to_int(l, v, a, T_I32, u), 0, 0);
        return ir_new(&l->b, u ? OP_UTOF : OP_STOF, b, v, 0, 0);
    }
    if (a == T_PTR && b == T_PTR)
        return v;
    i64 k;
    Type w = l->p->dl->word;
    if (a == T_PTR) {
        if (ir_is_int(l->f, v, &k))
            return ir_int(l->f, b, k);
        return int_to_int(l, ir_new(&l->b, OP_BITCAST, w, v, 0, 0), w, b, true);
    }
    if (b == T_PTR) {
        v = int_to_int(l, v, a, w, u);
        if (ir_is_int(l->f, v, &k))
            return ir_int(l->f, T_PTR, k);
        return ir_new(&l->b, OP_BITCAST, T_PTR, v, 0, 0);
    }
    return int_to_int(l, v, a, b, u);
}

/* ---- places ---- */

static u32 off_align(u32 align, i64 off)
{
    u64 low = (u64)off & (0 - (u64)off);
    return off && low < align ? (u32)low : align;
}

Ref lv_addr(Low *l, const LV *lv)
{
    return ptr_off(l, lv->p, lv->off);
}

static u32 mem_aux(const LV *lv)
{
    u32 aux = align_aux(off_align(lv->align, lv->off));
    if (lv->ty->qual & Q_VOLATILE)
        aux |= MEM_VOLATILE;
    return aux;
}

static Type unit_type(u32 size)
{
    return size == 1 ? T_I8 : size == 2 ? T_I16 : size == 4 ? T_I32 : T_I64;
}

static u32 unit_aux(const LV *lv, u32 unit)
{
    u32 a = off_align(lv->align, lv->off);
    u32 aux = align_aux(MIN(a, unit));
    return lv->ty->qual & Q_VOLATILE ? aux | MEM_VOLATILE : aux;
}

// The bits of a field that has no access unit of its own, byte by byte, in 64 bits.
static Ref load_spread(Low *l, const LV *lv)
{
    const Member *m = lv->bit;
    Ref sum = ir_int(l->f, T_I64, 0);
    u32 nbyte = (m->shift + m->width + 7u) / 8;
    for (u32 k = 0; k < nbyte; k++) {
        Ref b = ir_load(&l->b, T_I8, ptr_off(l, lv->p, lv->off + k), 0);
        b = ir_new(&l->b, OP_ZEXT, T_I64, b, 0, 0);
        int sh = (int)k * 8 - m->shift;
        if (sh > 0)
            b = ir_new(&l->b, OP_SHL, T_I64, b, ir_int(l->f, T_I64, sh), 0);
        else if (sh < 0)
            b = ir_new(&l->b, OP_SHR, T_I64, b, ir_int(l->f, T_I64, -sh), 0);
        sum = ir_new(&l->b, OP_OR, T_I64, sum, b, 0);
    }
    return sum;
}

// v, of type t, holds the field from bit `low`; gives the value of the declared type.
static Ref extract(Low *l, Ref v, Type t, u32 low, const Member *m, CType *ty)
{
    u32 bits = type_size(t) * 8, up = bits - low - m->width;
    bool u = ty_unsigned(l->p, ty);
    if (u && low + m->width == bits) {
        v = low ? ir_new(&l->b, OP_SHR, t, v, ir_int(l->f, t, low), 0) : v;
    } else if (u) {
        if (low)
            v = ir_new(&l->b, OP_SHR, t, v, ir_int(l->f, t, low), 0);
        v = ir_new(&l->b, OP_AND, t, v, ir_int(l->f, t, (i64)(((u64)1 << m->width) - 1)), 0);
    } else {
        if (up)
            v = ir_new(&l->b, OP_SHL, t, v, ir_int(l->f, t, up), 0);
        if (up + low)
            v = ir_new(&l->b, OP_SAR, t, v, ir_int(l->f, t, up + low), 0);
    }
    return int_to_int(l, v, t, ty_ir(l->p, ty), u);
}

static Ref load_bits(Low *l, const LV *lv)
{
    const Member *m = lv->bit;
    if (is_wide(lv->ty))
        return wide_load_bits(l, lv);
    if (!m->unit)
        return extract(l, load_spread(l, lv), T_I64, 0, m, lv->ty);
    Type t = unit_type(m->unit);
    Ref v = ir_load(&l->b, t, lv_addr(l, lv), unit_aux(lv, m->unit));
    return extract(l, v, t, m->shift, m, lv->ty);
}

static void store_spread(Low *l, const LV *lv, Ref v)
{
    const Member *m = lv->bit;
    u32 nbyte = (m->shift + m->width + 7u) / 8;
    for (u32 k = 0; k < nbyte; k++) {
        int sh = (int)k * 8 - m->shift;
        u32 first = k == 0 ? m->shift : 0, last = MIN(8u, m->shift + m->width - k * 8);
        u32 mask = ((1u << last) - 1) & ~((1u << first) - 1);
        Ref b = v;
        if (sh > 0)
            b = ir_new(&l->b, OP_SHR, T_I64, v, ir_int(l->f, T_I64, sh), 0);
        else if (sh < 0)
            b = ir_new(&l->b, OP_SHL, T_I64, v, ir_int(l->f, T_I64, -sh), 0);
        b = ir_new(&l->b, OP_TRUNC, T_I8, b, 0, 0);
        Ref p = ptr_off(l, lv->p, lv->off + k);
        if (mask != 255) {
            Ref old = ir_load(&l->b, T_I8, p, 0);
            old = ir_new(&l->b, OP_AND, T_I8, old, ir_int(l->f, T_I8, (i8)~mask), 0);
            b = ir_new(&l->b, OP_AND, T_I8, b, ir_int(l->f, T_I8, (i8)mask), 0);
            b = ir_new(&l->b, OP_OR, T_I8, b, old, 0);
        }
        ir_store(&l->b, T_I8, p, b, 0);
    }
}

static void store_bits(Low *l, const LV *lv, Ref v)
{
    const Member *m = lv->bit;
    if (is_wide(lv->ty)) {
        wide_store_bits(l, lv, v);
        return;
    }
    Type from = ty_ir(l->p, lv->ty);
    if (!m->unit) {
        store_spread(l, lv, int_to_int(l, v, from, T_I64, true));
        return;
    }
    Type t = unit_type(m->unit);
    Ref p = lv_addr(l, lv);
    u32 aux = unit_aux(lv, m->unit);
    v = int_to_int(l, v, from, t, true);
    if (m->width < m->unit * 8u) {
        u64 mask = (((u64)1 << m->width) - 1) << m->shift;
        if (m->shift)
            v = ir_new(&l->b, OP_SHL, t, v, ir_int(l->f, t, m->shift), 0);
        v = ir_new(&l->b, OP_AND, t, v, ir_int(l->f, t, (i64)mask), 0);
        Ref old = ir_load(&l->b, t, p, aux);
        old = ir_new(&l->b, OP_AND, t, old, ir_int(l->f, t, (i64)~mask), 0);
        v = ir_new(&l->b, OP_OR, t, v, old, 0);
    }
    ir_store(&l->b, t, p, v, aux);
}

enum { SEQ_CST = 5 << 8 };

// Atomics of floats go through the integer of that size.
static Type atomic_type(Type t)
{
    return t == T_F32 ? T_I32 : t == T_F64 ? T_I64 : t;
}

Ref load_lv(Low *l, LV *lv)
{
    if (lv->is_var)
        return var_read(l, lv->var, lv->ty);
    if (lv->bit)
        return load_bits(l, lv);
    if ((lv->ty->qual & Q_ATOMIC) && by_bytes(l->p, lv->ty))
        return atom_load(l, lv_addr(l, lv), lv->ty->unqual, SEQ_CST >> 8);
    if (is_ext(lv->ty) && (lv->ty->qual & Q_VOLATILE))
        return ext_copy(l, lv_addr(l, lv), mem_aux(lv));
    if (by_address(lv->ty) || lv->ty->kind == TY_ARRAY || lv->ty->kind == TY_FUNC)
        return lv_addr(l, lv);
    Type t = ty_ir(l->p, lv->ty), part = ty_part(l->p, lv->ty);
    if (part)
        return pair_load(l, part, lv_addr(l, lv), mem_aux(lv) | (lv->readonly ? MEM_CONST : 0));
    if (lv->ty->qual & Q_ATOMIC) {
        Ref r = ir_new(&l->b, OP_ALOAD, atomic_type(t), lv_addr(l, lv), 0, 0);
        ir_ins(l->f, r)->aux = mem_aux(lv) | SEQ_CST;
        return atomic_type(t) == t ? r : ir_new(&l->b, OP_BITCAST, t, r, 0, 0);
    }
    return ir_load(&l->b, t, lv_addr(l, lv), mem_aux(lv) | (lv->readonly ? MEM_CONST : 0));
}

void store_lv(Low *l, LV *lv, Ref v)
{
    if (lv->is_var) {
        var_write(l, lv->var, lv->ty, v);
        return;
    }
    if (lv->bit) {
        store_bits(l, lv, v);
        return;
    }
    Type t = ty_ir(l->p, lv->ty), part = ty_part(l->p, lv->ty);
    if ((lv->ty->qual & Q_ATOMIC) && by_bytes(l->p, lv->ty)) {
        atom_store(l, lv_addr(l, lv), lv->ty->unqual, v, SEQ_CST >> 8);
    } else if (part) {
        pair_store(l, part, lv_addr(l, lv), v, mem_aux(lv));
    } else if (by_address(lv->ty)) {
        i64 size = (i64)ty_size(l->p, lv->ty);
        if (!size)
            return;
        Ref n = word_int(l, size);
        Ref c = ir_new(&l->b, OP_COPY, T_VOID, lv_addr(l, lv), v, n);
        ir_ins(l->f, c)->aux = align_aux(off_align(MIN(lv->align, ty_align(l->p, lv->ty)),
                                                   lv->off)) |
                               (lv->ty->qual & Q_VOLATILE ? MEM_VOLATILE : 0);
    } else if (lv->ty->qual & Q_ATOMIC) {
        if (atomic_type(t) != t)
            v = ir_new(&l->b, OP_BITCAST, atomic_type(t), v, 0, 0);
        Ref r = ir_new(&l->b, OP_ASTORE, T_VOID, lv_addr(l, lv), v, 0);
        ir_ins(l->f, r)->aux = mem_aux(lv) | SEQ_CST;
    } else {
        ir_store(&l->b, t, lv_addr(l, lv), v, mem_aux(lv));
    }
}

// The value of the place lv of a variable or another place e.
static Ref read_var(Low *l, const Node *e, LV *lv)
{
    Ref v = load_lv(l, lv);
    if (lv->is_var && e->kind == N_VAR)
        init_note(l, e->u.d, v, e->span, false);
    return v;
}

static LV mem_lv(Ref p, CType *ty, u32 align)
{
    return (LV){.p = p, .ty = ty, .align = align};
}

static LV compound_lv(Low *l, Node *e)
{
    Decl *d = e->u.d;
    LV lv = decl_lv(l, d);
    if (e->a)       // what its type needs
        lower_effect(l, e->a);
    if (d->init)
        init_place(l, lv, d->ty, d->init);
    return lv;
}


// p + constant, without an instruction: the offset goes to the place
static LV deref_lv(Low *l, Node *e)
{
    Node *a = e->a;
    i64 off = 0;
    while (a->kind == N_BIN && is_ptr(a->a->ty) && a->b->kind == N_INT &&
           (a->op == BO_ADD || a->op == BO_SUB) && !ty_is_vla(a->ty->base)) {
        CType *t = a->ty->base;
        u64 step = is_void(t) || t->kind == TY_FUNC ? 1 : ty_size(l->p, t);
        u64 d = (u64)a->b->u.i * step;
        off = (i64)(a->op == BO_ADD ? (u64)off + d : (u64)off - d);
        a = a->a;
    }
    if (off != (i32)off) {
        off = 0;
        a = e->a;
    }
    if (a->kind == N_DECAY && a->a->ty->kind != TY_FUNC) { // an array that is a place itself
        LV lv = lower_lv(l, a->a);
        lv.off += off;
        lv.ty = e->ty;
        lv.bit = NULL;
        return lv;
    }
    LV lv = mem_lv(lower_expr(l, a), e->ty, ty_align(l->p, e->ty));
    if (off)
        lv.align = MAX(off_align(lv.align, off), 1);
    lv.off = off;
    if (off) // why: alignment is of the address, not of the base
        lv.align = ty_align(l->p, e->ty);
    return lv;
}

LV lower_lv(Low *l, Node *e)
{
    switch (e->kind) {
    case N_VAR: return decl_lv(l, e->u.d);
    case N_STR: {
        LV lv = mem_lv(ir_sym(l->f, string_sym(l->p, e), 0), e->ty, 1);
        return lv;
    }
    case N_COMPOUND: return compound_lv(l, e);
    case N_DEREF: return deref_lv(l, e);
    case N_MEMBER: {
        LV lv = lower_lv(l, e->a);
        lv.off += (i64)e->u.m->off;
        lv.ty = e->ty;
        lv.bit = e->u.m->is_bit ? e->u.m : NULL;
        return lv;
    }
    default:
        // a record value: a pointer to its bytes
        return mem_lv(lower_expr(l, e), e->ty, ty_align(l->p, e->ty));
    }
}

/* ---- arithmetic ---- */

static Op int_op(BinOp op, bool u)
{
    switch (op) {
    case BO_ADD: return OP_ADD;
    case BO_SUB: return OP_SUB;
    case BO_MUL: return OP_MUL;
    case BO_DIV: return u ? OP_UDIV : OP_SDIV;
    case BO_REM: return u ? OP_UREM : OP_SREM;
    case BO_AND: return OP_AND;
    case BO_OR: return OP_OR;
    case BO_XOR: return OP_XOR;
    case BO_SHL: return OP_SHL;
    case BO_SHR: return u ? OP_SHR : OP_SAR;
    case BO_EQ: return OP_EQ;
    case BO_NE: return OP_NE;
    case BO_LT: return u ? OP_ULT : OP_SLT;
    case BO_GE: return u ? OP_UGE : OP_SGE;
    case BO_GT: return u ? OP_UGT : OP_SGT;
    default: return u ? OP_ULE : OP_SLE;
    }
}

static Op flt_op(BinOp op)
{
    switch (op) {
    case BO_ADD: return OP_FADD;
    case BO_SUB: return OP_FSUB;
    case BO_MUL: return OP_FMUL;
    case BO_DIV: return OP_FDIV;
    case BO_EQ: return OP_FEQ;
    case BO_NE: return OP_FNE;
    case BO_LT: return OP_FLT_;
    case BO_GE: return OP_FGE;
    case BO_GT: return OP_FGT;
    default: return OP_FLE;
    }
}

// `t` is the operands' type; compares give I8.
Ref bin_op(Low *l, BinOp op, CType *t, Ref a, Ref b)
{
    if (is_ext(t))
        return ext_bin(l, op, a, b);
    if (is_wide(t))
        return wide_bin(l, op, t, a, b);
    Type ty = op >= BO_EQ ? T_I8 : ty_ir(l->p, t);
    Op o = is_flt(t) ? flt_op(op) : int_op(op, ty_unsigned(l->p, t));
    Ref v = ir_new(&l->b, o, ty, a, b, 0);
    bool grows = op <= BO_DIV || op == BO_SHL;
    return t->width && grows ? cut(l, v, t) : v;
}

Ref vla_bytes(Low *l, CType *t)
{
    if (t->kind == TY_ARRAY && t->size_var) {
        LV lv = decl_lv(l, t->size_var);
        return load_lv(l, &lv);
    }
    if (t->kind == TY_ARRAY && ty_is_vla(t)) {
        Ref each = vla_bytes(l, t->base);
        return ir_new(&l->b, OP_MUL, l->p->dl->word, word_int(l, (i64)t->n), each, 0);
    }
    return word_int(l, (i64)ty_size(l->p, t));
}

static Ref step_of(Low *l, CType *pt)
{
    CType *t = pt->base;
    if (is_void(t) || t->kind == TY_FUNC)
        return word_int(l, 1);
    return vla_bytes(l, t);
}

// pointer + integer of the word's size
static Ref ptr_add(Low *l, BinOp op, CType *pt, Ref p, Ref n)
{
    Ref step = step_of(l, pt);
    i64 s, k;
    if (ir_is_int(l->f, step, &s)) {
        if (ir_is_int(l->f, n, &k)) {
            u64 d = (u64)k * (u64)s;
            return ptr_off(l, p, (i64)(op == BO_ADD ? d : 0 - d));
        }
        if (s != 1)
            n = ir_new(&l->b, OP_MUL, l->p->dl->word, n, step, 0);
    } else {
        n = ir_new(&l->b, OP_MUL, l->p->dl->word, n, step, 0);
    }
    return ir_new(&l->b, op == BO_ADD ? OP_ADD : OP_SUB, T_PTR, p, n, 0);
}

static Ref ptr_diff(Low *l, Node *e)
{
    Type w = l->p->dl->word;
    Ref a = lower_expr(l, e->a), b = lower_expr(l, e->b);
    a = ir_new(&l->b, OP_BITCAST, w, a, 0, 0);
    b = ir_new(&l->b, OP_BITCAST, w, b, 0, 0);
    Ref d = ir_new(&l->b, OP_SUB, w, a, b, 0);
    Ref step = step_of(l, e->a->ty);
    i64 s;
    if (ir_is_int(l->f, step, &s)) {
        if (s <= 1)
            return d;
        if (!(s & (s - 1)))
            return ir_new(&l->b, OP_SAR, w, d, ir_int(l->f, w, align_aux(1) + (i64)ctz64((u64)s)),
                          0);
    }
    return ir_new(&l->b, OP_SDIV, w, d, step, 0);
}

static Ref compare(Low *l, Node *e)
{
    if (is_complex(e->a->ty))
        return complex_compare(l, e);
    Ref a = lower_expr(l, e->a);
    Ref b = lower_expr(l, e->b);
    return bin_op(l, (BinOp)e->op, e->a->ty, a, b);
}

static Ref lower_bin(Low *l, Node *e)
{
    if (e->op >= BO_EQ)
        return ir_new(&l->b, OP_ZEXT, T_I32, compare(l, e), 0, 0);
    if (is_ptr(e->a->ty)) {
        if (is_ptr(e->b->ty))
            return ptr_diff(l, e);
        Ref p = lower_expr(l, e->a);
        return ptr_add(l, (BinOp)e->op, e->a->ty, p, lower_expr(l, e->b));
    }
    Ref a = lower_expr(l, e->a);
    Ref b = lower_expr(l, e->b);
    return bin_op(l, (BinOp)e->op, e->ty, a, b);
}

/* ---- conditions ---- */

static void cond_branch(Low *l, Node *e, Ref v, BlkId yes, BlkId no, u32 hint)
{
    init_cond(l, e);
    branch(l, v, yes, no, hint);
}

void lower_cond(Low *l, Node *e, BlkId yes, BlkId no)
{
    switch (e->kind) {
    case N_INT: jump(l, is_zero(e) ? no : yes); return;
    case N_NOT: lower_cond(l, e->a, no, yes); return;
    case N_ANDAND:
    case N_OROR: {
        BlkId mid = blk_new(l);
        if (e->kind == N_ANDAND)
            lower_cond(l, e->a, mid, no);
        else
            lower_cond(l, e->a, yes, mid);
        ssa_seal(l->ssa, mid);
        place(l, mid);
        lower_cond(l, e->b, yes, no);
        return;
    }
    case N_CAST: // a widened truth value is the truth value
        if (is_int(e->ty) && is_int(e->a->ty) && !e->ty->width &&
            ty_size(l->p, e->ty) >= ty_size(l->p, e->a->ty)) {
            lower_cond(l, e->a, yes, no);
            return;
        }
        if (ty_plain(e->ty)->kind == TY_BOOL) {
            lower_cond(l, e->a, yes, no);
            return;
        }
        break;
    case N_BIN:
        if (e->op >= BO_EQ) {
            cond_branch(l, e, compare(l, e), yes, no, 0);
            return;
        }
        break;
    case N_COMMA:
        lower_effect(l, e->a);
        lower_cond(l, e->b, yes, no);
        return;
    case N_BUILTIN:
        if (e->op == B_EXPECT) {
            Ref v = 0;
            u32 hint = e->u.i ? BR_LIKELY : BR_UNLIKELY;
            Node *a = e->a;
            while (a->kind == N_CAST && is_int(a->ty) && is_int(a->a->ty) &&
                   ty_size(l->p, a->ty) >= ty_size(l->p, a->a->ty))
                a = a->a;
            bool neg = false;
            while (a->kind == N_NOT) {
                neg = !neg;
                a = a->a;
            }
            if (a->kind == N_ANDAND || a->kind == N_OROR) {
                lower_cond(l, a, neg ? no : yes, neg ? yes : no);
                return;
            }
            if (neg)
                hint = hint == BR_LIKELY ? BR_UNLIKELY : BR_LIKELY;
            v = a->kind == N_BIN && a->op >= BO_EQ ? compare(l, a)
                                                  : is_true(l, lower_expr(l, a), a->ty);
            cond_branch(l, a, v, neg ? no : yes, neg ? yes : no, hint);
            return;
        }
        break;
    default: break;
    }
    if (is_complex(e->ty)) {
        cond_branch(l, e, complex_true(l, e), yes, no, 0);
        return;
    }
    Ref v = lower_expr(l, e);
    v = is_int(e->ty) && !is_wide(e->ty) ? v : is_true(l, v, e->ty);
    cond_branch(l, e, v, yes, no, 0);
}

// The truth of e as I8.
static Ref truth(Low *l, Node *e)
{
    if (e->kind == N_BIN && e->op >= BO_EQ)
        return compare(l, e);
    if (is_complex(e->ty))
        return complex_true(l, e);
    if (e->kind == N_NOT && !(e->a->kind == N_ANDAND || e->a->kind == N_OROR)) {
        Ref v = is_complex(e->a->ty) ? complex_true(l, e->a) : lower_expr(l, e->a);
        if (is_ext(e->a->ty))
            return ext_is_zero(l, v);
        if (is_wide(e->a->ty))
            return ir_new(&l->b, OP_EQ, T_I8, wide_true(l, v), ir_int(l->f, T_I8, 0), 0);
        Type t = ir_type(l->f, v);
        return ir_new(&l->b, type_is_flt(t) ? OP_FEQ : OP_EQ, T_I8, v, zero_of(l, t), 0);
    }
    if (e->kind == N_ANDAND || e->kind == N_OROR || e->kind == N_NOT) {
        u32 var = ssa_var(l->ssa, T_I8);
        BlkId yes = blk_new(l), no = blk_new(l), join = blk_new(l);
        lower_cond(l, e, yes, no);
        ssa_seal(l->ssa, yes);
        ssa_seal(l->ssa, no);
        place(l, yes);
        ssa_write(l->ssa, var, yes, ir_int(l->f, T_I8, 1));
        jump(l, join);
        place(l, no);
        ssa_write(l->ssa, var, no, ir_int(l->f, T_I8, 0));
        jump(l, join);
        ssa_seal(l->ssa, join);
        place(l, join);
        return ssa_read(l->ssa, var, join);
    }
    return is_true(l, lower_expr(l, e), e->ty);
}

static Ref lower_select(Low *l, Node *e)
{
    BlkId yes = blk_new(l), no = blk_new(l), join = blk_new(l);
    bool value = !is_void(e->ty);
    u32 var = value ? var_new(l, e->ty) : 0;
    Ref a = 0;
    if (e->b) {
        lower_cond(l, e->a, yes, no);
    } else { // a ?: c
        a = lower_expr(l, e->a);
        branch(l, is_true(l, a, e->a->ty), yes, no, 0);
    }
    ssa_seal(l->ssa, yes);
    ssa_seal(l->ssa, no);
    place(l, yes);
    Ref v = e->b ? value ? lower_expr(l, e->b) : (lower_effect(l, e->b), 0)
                         : conv(l, a, e->a->ty, e->ty);
    if (value)
        var_write(l, var, e->ty, v);
    jump(l, join);
    place(l, no);
    if (value)
        v = lower_expr(l, e->c);
    else
        lower_effect(l, e->c);
    if (value)
        var_write(l, var, e->ty, v);
    jump(l, join);
    ssa_seal(l->ssa, join);
    place(l, join);
    return value ? var_read(l, var, e->ty) : 0;
}

/* ---- assignment ---- */

// What reading the place back after storing v gives: bit-fields cut it.
static Ref stored_value(Low *l, const LV *lv, Ref v)
{
    if (!lv->bit)
        return v;
    if (is_wide(lv->ty))
        return wide_cut(l, v, lv->bit->width, ty_unsigned(l->p, lv->ty));
    Type t = ty_ir(l->p, lv->ty);
    return extract(l, v, t, 0, lv->bit, lv->ty);
}

static Ref lower_assign(Low *l, Node *e, bool want)
{
    if (is_ext(e->ty) && e->a->kind == N_VAR && !(e->a->ty->qual & (Q_VOLATILE | Q_ATOMIC))) {
        LV to = lower_lv(l, e->a);
        ext_into(l, e->b, lv_addr(l, &to));
        return lv_addr(l, &to);
    }
    if (by_address(e->ty)) {
        Ref v = lower_expr(l, e->b);
        LV lv = lower_lv(l, e->a);
        store_lv(l, &lv, v);
        return lv.ty->qual & Q_ATOMIC ? v : lv_addr(l, &lv);
    }
    if (e->a->kind == N_VAR) { // the place has no effects: value first
        Ref v = lower_expr(l, e->b);
        LV lv = lower_lv(l, e->a);
        store_lv(l, &lv, v);
        if (lv.is_var)
            init_note(l, e->a->u.d, v, e->span, true);
        return v;
    }
    LV lv = lower_lv(l, e->a);
    Ref v = lower_expr(l, e->b);
    store_lv(l, &lv, v);
    return want ? stored_value(l, &lv, v) : 0;
}

// old op rhs, in the type of the operation
Ref apply_op(Low *l, BinOp op, CType *cty, Ref old, Ref rhs)
{
    if (is_ptr(cty))
        return ptr_add(l, op, cty, old, rhs);
    if (op == BO_NAND) {
        Ref both = bin_op(l, BO_AND, cty, old, rhs);
        return is_wide(cty) ? wide_not(l, both)
                            : ir_new(&l->b, OP_NOT, ty_ir(l->p, cty), both, 0, 0);
    }
    return bin_op(l, op, cty, old, rhs);
}

static Ref lower_assign_op(Low *l, Node *e, bool want)
{
    CType *cty = e->u.cty;
    if (is_complex(cty))
        return complex_update_real(l, e);
    Ref rhs = 0;
    bool simple = e->a->kind == N_VAR;
    if (simple)
        rhs = lower_expr(l, e->b);
    LV lv = lower_lv(l, e->a);
    if (!simple)
        rhs = lower_expr(l, e->b);
    if ((lv.ty->qual & Q_ATOMIC) && !lv.bit)
        return atomic_update(l, &lv, (BinOp)e->op, cty, rhs, e->b->ty, true);
    Ref old = conv(l, read_var(l, e->a, &lv), lv.ty, cty);
    Ref v = conv(l, apply_op(l, (BinOp)e->op, cty, old, rhs), cty, lv.ty);
    store_lv(l, &lv, v);
    return want ? stored_value(l, &lv, v) : 0;
}

static Ref lower_incdec(Low *l, Node *e, bool want)
{
    CType *cty = e->u.cty;
    LV lv = lower_lv(l, e->a);
    Type t = ty_ir(l->p, cty);
    Ref one = is_ptr(cty) ? word_int(l, 1) : is_wide(cty) ? wide_int(l, 1, 0)
            : is_ext(cty) ? ext_one(l)
            : is_flt(cty) ? t == T_F32 ? ir_f32(l->f, 1) : ir_f64(l->f, 1)
                          : ir_int(l->f, t, 1);
    bool post = (e->flags & NF_POST) != 0;
    if ((lv.ty->qual & Q_ATOMIC) && !lv.bit)
        return atomic_update(l, &lv, (BinOp)e->op, cty, one, cty, !post);
    Ref old = read_var(l, e->a, &lv);
    if (is_ext(lv.ty) && want && post)
        old = ext_copy(l, old, mem_aux(&lv));
    Ref v = conv(l, apply_op(l, (BinOp)e->op, cty, conv(l, old, lv.ty, cty), one), cty, lv.ty);
    store_lv(l, &lv, v);
    if (!want)
        return 0;
    return post ? old : stored_value(l, &lv, v);
}

/* ---- calls ---- */

static Ref lower_call(Low *l, Node *e, Ref dest)
{
    CType *fty = e->a->ty->base;
    u32 n = e->u.arg.n, k = 0;
    Ref small[16], *args = n + 1 <= 16 ? small : arena_array(l->p->mem, Ref, n + 1);
    Node *callee = e->a->kind == N_DECAY || e->a->kind == N_ADDR ? e->a->a : e->a;
    bool direct = callee->kind == N_VAR && callee->u.d->kind == D_FUNC;
    bool rec = by_bytes(l->p, e->ty), empty = rec && ty_size(l->p, e->ty) == 0;
    if (rec && !dest)
        dest = temp_slot(l, e->ty);
    if (rec && !empty)
        args[k++] = dest;
    Ref f = direct ? decl_addr(l, callee->u.d) : lower_expr(l, e->a);
    for (u32 i = 0; i < n; i++) {
        Node *a = e->u.arg.v[i];
        Ref v = lower_expr(l, a);
        if (ty_part(l->p, a->ty))
            v = pair_bytes(l, v, a->ty);
        if (!(is_rec(a->ty) && ty_size(l->p, a->ty) == 0))
            args[k++] = v;
    }
    Node *none = NULL;
    u32 sig = ty_sig(l->p, fty, n ? e->u.arg.v : &none, n);
    bool noreturn = fty->noreturn || (direct && (callee->u.d->at.flags & AT_NORETURN));
    if (noreturn && !l->m->sig.v[sig].noreturn) {
        Sig s = l->m->sig.v[sig];
        s.noreturn = true;
        sig = mod_sig(l->m, &s);
    }
    Type t = rec || is_void(e->ty) ? T_VOID : ty_ir(l->p, e->ty);
    l->b.loc = loc_of(l->p, e->span);
    Ref r = ir_call(&l->b, t, sig, f, args, k);
    if (noreturn) {
        ir_new(&l->b, OP_UNREACH, T_VOID, 0, 0, 0);
        end_dead(l);
        if (t != T_VOID)
            return ir_undef(l->f, t);
    }
    Type part = ty_part(l->p, e->ty);
    if (part)
        return pair_load(l, part, dest, align_aux(ty_align(l->p, e->ty)));
    return rec ? dest : r;
}

static Ref lower_vaarg(Low *l, Node *e)
{
    CType *t = e->ty;
    if (is_rec(t) && ty_size(l->p, t) == 0)
        return temp_slot(l, t);
    Ref ap = lower_expr(l, e->a);
    if (by_bytes(l->p, t)) {
        Ref r = ir_new(&l->b, OP_VAARG, T_PTR, ap, 0, 0);
        ir_ins(l->f, r)->sig = ty_agg(l->p, t);
        Type part = ty_part(l->p, t);
        return part ? pair_load(l, part, r, align_aux(pass_align(l->p, t))) : r;
    }
    CType *got = is_int(t) ? ty_promote(l->p, t) : t->kind == TY_FLOAT ? &l->p->basic[TY_DOUBLE]
                                                                       : t;
    Ref r = ir_new(&l->b, OP_VAARG, ty_ir(l->p, got), ap, 0, 0);
    return conv(l, r, got, t);
}

static Ref statement_value(Low *l, Node *e)
{
    Stmt *b = e->u.st, *last = b->s1;
    while (last && last->next)
        last = last->next;
    bool value = last && last->kind == S_EXPR && !is_void(e->ty);
    lower_list(l, b->s1, value ? last : NULL);
    Ref r = 0;
    if (blk_done(l->f, l->b.blk))
        end_dead(l);
    if (value)
        r = lower_expr(l, last->e);
    if (r && b->from != b->to && by_address(e->ty)) { // it may lie in what goes
        LV to = mem_lv(temp_slot(l, e->ty), e->ty->unqual, ty_align(l->p, e->ty));
        store_lv(l, &to, r);
        r = to.p;
    }
    if (!l->dead)
        leave_scopes(l, b->from, b->to);
    return r;
}

/* ---- everything ---- */

// Does the value lie in memory already?
static bool has_bytes(const Node *e)
{
    return is_lvalue(e) || e->kind == N_MEMBER || e->kind == N_CALL || e->kind == N_VAARG ||
           e->kind == N_STMTEXPR || e->kind == N_VAR || e->kind == N_COMPOUND ||
           e->kind == N_DEREF || e->kind == N_BUILTIN;
}

Ref lower_expr(Low *l, Node *e)
{
    if (is_complex(e->ty) && !has_bytes(e))
        return complex_spill(l, e);
    switch (e->kind) {
    case N_INT:
        if (is_wide(e->ty))
            return wide_int(l, e->u.i, e->u.hi);
        return ir_int(l->f, ty_ir(l->p, e->ty), e->u.i);
    case N_FLT:
        if (is_ext(e->ty))
            return ext_const(l, e);
        return e->ty->kind == TY_FLOAT ? ir_f32(l->f, (float)e->u.f) : ir_f64(l->f, e->u.f);
    case N_VAR: {
        LV lv = lower_lv(l, e);
        return read_var(l, e, &lv);
    }
    case N_STR:
    case N_COMPOUND:
    case N_DEREF:
    case N_MEMBER: {
        LV lv = lower_lv(l, e);
        return load_lv(l, &lv);
    }
    case N_ADDR:
    case N_DECAY: {
        LV lv = lower_lv(l, e->a);
        return lv_addr(l, &lv);
    }
    case N_CAST: {
        if (is_void(e->ty)) {
            lower_effect(l, e->a);
            return 0;
        }
        if (ty_plain(e->ty)->kind == TY_BOOL && ty_plain(e->a->ty)->kind != TY_BOOL)
            return truth(l, e->a);
        if (is_complex(e->a->ty))
            return complex_to(l, e->a, e->ty);
        return conv(l, lower_expr(l, e->a), e->a->ty, e->ty);
    }
    case N_NEG: {
        Ref v = lower_expr(l, e->a);
        if (is_ext(e->ty))
            return ext_neg(l, v);
        if (is_wide(e->ty))
            return wide_negate(l, v);
        v = ir_new(&l->b, is_flt(e->ty) ? OP_FNEG : OP_NEG, ty_ir(l->p, e->ty), v, 0, 0);
        return e->ty->width ? cut(l, v, e->ty) : v;
    }
    case N_BNOT: {
        Ref v = lower_expr(l, e->a);
        if (is_wide(e->ty))
            return wide_not(l, v);
        v = ir_new(&l->b, OP_NOT, ty_ir(l->p, e->ty), v, 0, 0);
        return e->ty->width ? cut(l, v, e->ty) : v;
    }
    case N_BIN: return lower_bin(l, e);
    case N_NOT:
    case N_ANDAND:
    case N_OROR: return ir_new(&l->b, OP_ZEXT, T_I32, truth(l, e), 0, 0);
    case N_COND: return lower_select(l, e);
    case N_COMMA: lower_effect(l, e->a); return lower_expr(l, e->b);
    case N_ASSIGN: return lower_assign(l, e, true);
    case N_ASSIGNOP: return lower_assign_op(l, e, true);
    case N_INCDEC: return lower_incdec(l, e, true);
    case N_CALL: return lower_call(l, e, 0);
    case N_STMTEXPR: return statement_value(l, e);
    case N_BUILTIN: return lower_builtin(l, e);
    case N_LABEL: {
        if (!e->u.lab->blk)
            e->u.lab->blk = fn_blk(l->f, e->u.lab->name);
        return ir_blkaddr(l->f, e->u.lab->blk);
    }
    case N_VAARG: return lower_vaarg(l, e);
    case N_VLASIZE: return vla_bytes(l, e->u.cty);
    default: return is_void(e->ty) ? 0 : undef_of(l, e->ty);
    }
}

void lower_effect(Low *l, Node *e)
{
    if (is_complex(e->ty) && !has_bytes(e)) {
        complex_effect(l, e);
        return;
    }
    switch (e->kind) {
    case N_ASSIGN: lower_assign(l, e, false); return;
    case N_ASSIGNOP: lower_assign_op(l, e, false); return;
    case N_INCDEC: lower_incdec(l, e, false); return;
    case N_COMMA:
        lower_effect(l, e->a);
        lower_effect(l, e->b);
        return;
    case N_ANDAND:
    case N_OROR: {
        BlkId rest = blk_new(l), join = blk_new(l);
        if (e->kind == N_ANDAND)
            lower_cond(l, e->a, rest, join);
        else
            lower_cond(l, e->a, join, rest);
        ssa_seal(l->ssa, rest);
        place(l, rest);
        lower_effect(l, e->b);
        jump(l, join);
        ssa_seal(l->ssa, join);
        place(l, join);
        return;
    }
    case N_CAST:
        if (!(e->ty->qual & Q_VOLATILE)) {
            lower_effect(l, e->a);
            return;
        }
        break;
    case N_VAR:
        if (!(e->ty->qual & (Q_VOLATILE | Q_ATOMIC)))
            return;
        break;
    case N_INT:
    case N_FLT:
    case N_STR:
    case N_LABEL: return;
    default: break;
    }
    lower_expr(l, e);
}

/* ---- initialisers of automatic objects ---- */

static bool all_const(Low *l, const Init *in)
{
    for (const InitItem *it = in->first; it; it = it->next) {
        Const c;
        if (it->e->kind == N_STR && it->ty->kind == TY_ARRAY)
            continue;
        if (by_address(it->ty) || !eval_const(l->p, it->e, &c))
            return false;
        if (c.lab || (c.kind == CV_ADDR && it->bit))
            return false;
    }
    return true;
}

enum { INIT_BY_COPY = 8 };

static void copy_bytes(Low *l, Ref to, Ref from, u64 size, u32 align)
{
    if (!size)
        return;
    Ref c = ir_new(&l->b, OP_COPY, T_VOID, to, from, word_int(l, (i64)size));
    ir_ins(l->f, c)->aux = align_aux(align);
}

static void init_item(Low *l, LV to, InitItem *it)
{
    LV lv = to;
    lv.off += (i64)it->off;
    lv.ty = it->ty;
    lv.bit = it->bit;
    lv.readonly = false;
    if (it->e->kind == N_STR && it->ty->kind == TY_ARRAY) {
        Ref from = ir_sym(l->f, string_sym(l->p, it->e), 0);
        copy_bytes(l, lv_addr(l, &lv), from, ty_size(l->p, it->ty), 1);
        return;
    }
    if (is_ext(it->ty) && !(lv.ty->qual & Q_VOLATILE)) {
        ext_into(l, it->e, lv_addr(l, &lv));
        return;
    }
    if (is_rec(it->ty) && it->e->kind == N_CALL) {
        lower_call(l, it->e, lv_addr(l, &lv));
        return;
    }
    if (is_complex(it->ty)) {
        complex_init_place(l, &lv, it->e);
        return;
    }
    if ((lv.ty->qual & Q_ATOMIC) && !lv.is_var)
        lv.ty = lv.ty->unqual; // initialisation is not an atomic access
    store_lv(l, &lv, lower_expr(l, it->e));
}

void init_place(Low *l, LV to, CType *ty, Init *in)
{
    u64 size = MAX(ty_size(l->p, ty), is_rec(ty) && ty->rec->flexible ? in->end : 0);
    bool agg = is_rec(ty) || ty->kind == TY_ARRAY;
    bool whole = in->n <= 1 && in->first && in->first->ty->unqual == ty->unqual;
    if (agg && !whole && in->n > INIT_BY_COPY && all_const(l, in)) {
        Decl *d = arena_new(l->p->mem, Decl);
        *d = (Decl){.kind = D_VAR, .global = true, .storage = SC_STATIC,
                    .ty = ty_qual(l->p, ty, Q_CONST)};
        emit_data(l->p, d, in);
        Ref from = ir_sym(l->f, d->sym, 0);
        copy_bytes(l, lv_addr(l, &to), from, size, to.align);
        return;
    }
    if (agg && !whole && (!in->ordered || in->covered < size) && size) {
        Ref n = word_int(l, (i64)size), zero = ir_int(l->f, T_I8, 0);
        Ref s = ir_new(&l->b, OP_SET, T_VOID, lv_addr(l, &to), zero, n);
        ir_ins(l->f, s)->aux = align_aux(to.align);
    }
    for (InitItem *it = in->first; it; it = it->next)
        if (it->e->kind != N_ERROR)
            init_item(l, to, it);
}
