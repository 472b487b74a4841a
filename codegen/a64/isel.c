// isel.c - AArch64 instruction selection: values, operands, integer and float arithmetic
//
// A bottom-up cover of the expression trees, as codegen/isel.c visits them: an instruction takes
// constants, shifts, extensions, products and complements that only it needs into its own form.
#include "codegen/a64/sel.h"

// Does selecting this value leave everything above it in the register zero?
static bool zero_above(const Ins *i)
{
    switch ((Op)i->op) {
    case OP_ADD: case OP_SUB: case OP_MUL: case OP_AND: case OP_OR: case OP_XOR: case OP_SHL:
    case OP_SHR: case OP_SAR: case OP_ROTL: case OP_ROTR: case OP_NEG: case OP_NOT:
    case OP_UDIV: case OP_UREM: case OP_SDIV: case OP_SREM:
        return i->type == T_I32;
    case OP_LOAD: case OP_ALOAD:
        return i->type == T_I32 || i->type == T_I16 || i->type == T_I8;
    case OP_ZEXT: return i->type == T_I32;
    default: return op_info[i->op].flags & OF_CMP;
    }
}

static bool zero_upper(const Sel *s, Ref r)
{
    return ir_type(s->f, r) == T_I32 && zero_above(ir_ins(s->f, r));
}

Ref a64_strip(const Sel *s, Ref r)
{
    for (;;) {
        const Ins *i = ir_ins(s->f, r);
        const Ins *a = i->narg ? ir_ins(s->f, ir_args(s->f, i)[0]) : NULL;
        if (i->op == OP_TRUNC || (i->op == OP_BITCAST && type_is_int((Type)i->type) &&
                                  type_is_int((Type)a->type)))
            r = ir_args(s->f, i)[0];
        else if (i->op == OP_ZEXT && zero_above(a))
            r = ir_args(s->f, i)[0];
        else
            return r;
    }
}

// As sel_only_here, of an operation that gives a value of `size` bytes.
static bool ours(const Sel *s, Ref r, Op op, u8 size)
{
    const Ins *i = ir_ins(s->f, r);
    return i->op == op && tsize((Type)i->type) == size && sel_only_here(s, r);
}

void a64_mov_imm(Sel *s, Reg d, i64 x, u8 size)
{
    if (size < 8)
        x = (i32)x;
    E(s, A_MOVI, MAX(size, 4), o_def(d, 8), o_imm(x));
}

void a64_mov(Sel *s, Reg d, Reg a, u8 size)
{
    if (size == 4) {         // not a copy that may vanish: the upper half becomes zero
        E(s, A_MOV, 4, o_def(d, 4), o_use(a, 4));
        return;
    }
    MOp o[2] = {o_def(d, size), o_use(a, size)};
    sel_emit(s, M_COPY, size, o, 2);
}

static void float_const(Sel *s, Reg d, i64 bits, u8 z)
{
    u32 imm8;
    if (z == 4)
        bits = (i64)(u32)bits;
    if (bits == 0)
        E(s, A_FMOVG, z, o_def(d, z), o_imm(0));
    else if (row_float8((u64)bits, z, &imm8))
        E(s, A_FMOV, z, o_def(d, z), o_imm(bits));
    else
        E(s, A_FCONST, z, o_def(d, z), o_table(m_const(s->m, (u64)bits, z, z), z));
}

// Is the constant so long to make that a loop should find it in a register?
static bool is_long(Type t, i64 bits)
{
    u8 z = tsize(t);
    u32 imm8;
    if (!type_is_flt(t))
        return a64_imm_moves(bits, MAX(z, 4)) > 1;
    u64 x = z == 4 ? (u32)bits : (u64)bits;
    return x && !row_float8(x, z, &imm8);
}

static void put_const(Sel *s, Reg d, Type t, i64 bits)
{
    if (type_is_flt(t))
        float_const(s, d, bits, tsize(t));
    else
        a64_mov_imm(s, d, bits, tsize(t));
}

static Reg constant(Sel *s, Type t, i64 bits)
{
    Reg d = 0;
    if (is_long(t, bits))
        d = sel_hoisted_const(s, t, bits);
    else if (type_is_flt(t) && !s->calls)            // few float registers outlive a call
        d = sel_hoisted_brief(s, t, bits);
    if (d)
        return d;
    d = type_is_flt(t) ? new_flt(s) : new_int(s);
    put_const(s, d, t, bits);
    return d;
}

Reg a64_int_const(Sel *s, i64 x, u8 size)
{
    return size > 4 ? constant(s, T_I64, x) : constant(s, T_I32, (i32)x);
}

static Reg materialise(Sel *s, const Ins *i)
{
    Reg d;
    switch ((Op)i->op) {
    case OP_INT: case OP_FLT: return constant(s, (Type)i->type, i->u.i);
    case OP_UNDEF:
        if (type_is_flt((Type)i->type)) {
            d = new_flt(s);
            float_const(s, d, 0, 8);
        } else {
            d = new_int(s);
            a64_mov_imm(s, d, 0, 4);
        }
        return d;
    default:
        d = i->op == OP_SYM ? sel_hoisted(s, i->u.s.sym, i->u.s.off) : 0;
        if (d)
            return d;
        d = new_int(s);
        a64_lea(s, d, a64_cst_addr(s, i, 0));
        return d;
    }
}

static void put_hoist(Sel *s, const Hoist *h)
{
    Ins sym = {.op = OP_SYM};
    sym.u.s.sym = h->sym;
    if (h->slot)
        a64_lea(s, h->reg, o_slot(h->slot - 1, h->off, 8));
    else if (!h->sym)
        put_const(s, h->reg, h->type, h->off);
    else
        a64_lea(s, h->reg, a64_cst_addr(s, &sym, h->off));
}

MOp a64_zreg(Sel *s, Ref r, u8 size)
{
    i64 k;
    if (ir_is_int(s->f, r, &k) && k == 0)
        return o_imm(0);
    return o_use(sel_reg(s, r), size);
}

MOp a64_copy_src(Sel *s, Ref r)
{
    r = a64_strip(s, r);
    const Ins *i = ir_ins(s->f, r);
    u8 z = opsize((Type)i->type);
    u32 imm8;
    MOp o;
    if (i->op == OP_INT) {
        o = o_imm(i->u.i);
    } else if (i->op == OP_UNDEF) {
        o = o_imm(0);        // as the interpreter has it: every backend reads the same
    } else if (i->op == OP_FLT) {
        i64 bits = z == 4 ? (i64)(u32)i->u.i : i->u.i;
        bool short_form = bits == 0 || row_float8((u64)bits, z, &imm8);
        o = short_form ? o_imm(bits) : o_table(m_const(s->m, (u64)bits, z, z), z);
    } else {
        o = o_use(sel_reg(s, r), z);
    }
    o.size = z;
    return o;
}

Reg a64_extended(Sel *s, Ref r, bool sign)
{
    u8 z = tsize(ir_type(s->f, r));
    i64 k;
    if (z >= 4)
        return sel_reg(s, r);
    if (!sign && zero_above(ir_ins(s->f, r)))
        return sel_reg(s, r);
    if (ir_is_int(s->f, r, &k))
        return a64_int_const(s, sign ? k : k & (z == 1 ? 0xff : 0xffff), 4);
    Reg d = new_int(s);
    u16 op = sign ? (z == 1 ? A_SXTB : A_SXTH) : z == 1 ? A_UXTB : A_UXTH;
    E(s, op, 4, o_def(d, 4), o_use(sel_reg(s, r), 4));
    return d;
}

/* operands */
// A shift by a constant that this instruction can do itself. Of values narrower than a register
// only to the left: what is above them is unknown.
static bool shifted(Sel *s, Ref r, u8 z, bool rotate, MOp *o)
{
    const Ins *i = ir_ins(s->f, r);
    i64 k;
    u8 t = tsize((Type)i->type);
    if (i->narg != 2 || opsize((Type)i->type) != z || !sel_only_here(s, r) ||
        !ir_is_int(s->f, ir_args(s->f, i)[1], &k))
        return false;
    u8 ext;
    switch ((Op)i->op) {
    case OP_SHL: ext = XT_LSL; break;
    case OP_SHR: ext = XT_LSR; break;
    case OP_SAR: ext = XT_ASR; break;
    case OP_ROTR: ext = XT_ROR; break;
    case OP_ROTL:
        ext = XT_ROR;
        k = -k;
        break;
    default: return false;
    }
    if ((t < 4 && ext != XT_LSL) || (ext == XT_ROR && !rotate))
        return false;
    Ref x = ir_args(s->f, i)[0];
    if (sel_is_const(s, x))
        return false;
    *o = o_ext(sel_reg(s, x), z, ext, k & (8 * t - 1));
    return true;
}

// A value of 8 bytes that is a narrower one widened, perhaps times a power of two up to 16.
static bool widened(Sel *s, Ref r, MOp *o)
{
    const Ins *i = ir_ins(s->f, r);
    i64 k = 0;
    Ref x = r;
    if (i->op == OP_SHL && i->type == T_I64 && sel_only_here(s, r) &&
        ir_is_int(s->f, ir_args(s->f, i)[1], &k) && k > 0 && k <= 4)
        x = ir_args(s->f, i)[0];
    else
        k = 0;
    const Ins *w = ir_ins(s->f, x);
    if ((w->op != OP_SEXT && w->op != OP_ZEXT) || w->type != T_I64 || s->reg[x] ||
        a64_strip(s, x) != x || w->blk != s->blk)
        return false;
    Ref a = ir_args(s->f, w)[0];
    if (sel_is_const(s, a) || (sel_foldable(s, a, tsize(ir_type(s->f, a)))))
        return false;        // better as part of the load
    u8 ext = (u8)((w->op == OP_SEXT ? XT_SXTB : XT_UXTB) + a64_log2(tsize(ir_type(s->f, a))));
    *o = o_ext(sel_reg(s, a), 8, ext, k);
    return true;
}

static MOp add_src(Sel *s, Ref r, u8 z)
{
    MOp o;
    if (z == 8 && widened(s, r, &o))
        return o;
    if (shifted(s, r, z, false, &o))
        return o;
    return o_use(sel_reg(s, r), z);
}

static MOp logic_src(Sel *s, Ref r, u8 z)
{
    MOp o;
    return shifted(s, r, z, true, &o) ? o : o_use(sel_reg(s, r), z);
}

/* sums */
void a64_add_imm(Sel *s, Reg d, Reg a, i64 k, u8 z)
{
    if (z < 8)
        k = (i32)k;
    u16 op = k < 0 ? A_SUB : A_ADD;
    u64 n = k < 0 ? 0 - (u64)k : (u64)k;
    if (a64_imm12((i64)n)) {
        E(s, op, z, o_def(d, z), o_use(a, z), o_imm((i64)n));
    } else if (n < 1 << 24) {
        Reg t = new_int(s);
        E(s, op, z, o_def(t, z), o_use(a, z), o_imm((i64)(n & 0xfff000)));
        E(s, op, z, o_def(d, z), o_use(t, z), o_imm((i64)(n & 0xfff)));
    } else {
        E(s, A_ADD, z, o_def(d, z), o_use(a, z), o_use(a64_int_const(s, k, z), z));
    }
}

static bool product_of_halves(Sel *s, Ref r, bool *sign, MOp *x, MOp *y);

// a + x * y and a - x * y
static bool multiply_add(Sel *s, Reg d, Ref a, Ref m, u8 z, bool sub)
{
    const Ins *i = ir_ins(s->f, m);
    i64 k;
    bool sign;
    MOp x, y;
    if (i->op != OP_MUL || opsize((Type)i->type) != z || !sel_only_here(s, m) ||
        (ir_is_int(s->f, ir_args(s->f, i)[1], &k) && ((k & (k - 1)) == 0 || z == 8)))
        return false;
    if (z == 8 && !sub && product_of_halves(s, m, &sign, &x, &y)) {
        E(s, sign ? A_SMADDL : A_UMADDL, 8, o_def(d, 8), x, y, a64_zreg(s, a, 8));
        return true;
    }
    x = o_use(sel_reg(s, ir_args(s->f, i)[0]), z);
    y = o_use(sel_reg(s, ir_args(s->f, i)[1]), z);
    E(s, sub ? A_MSUB : A_MADD, z, o_def(d, z), x, y, a64_zreg(s, a, z));
    return true;
}

static bool may_be_operand(const Sel *s, Ref r, u8 z)
{
    const Ins *i = ir_ins(s->f, r);
    i64 k;
    if (!sel_only_here(s, r))
        return false;
    return (i->op == OP_SHL && ir_is_int(s->f, ir_args(s->f, i)[1], &k)) ||
           (z == 8 && (i->op == OP_SEXT || i->op == OP_ZEXT)) || i->op == OP_MUL;
}

// What an index is added to: the address of a slot is made before the loop.
static Reg base_reg(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Reg d = i->op == OP_SLOT ? sel_hoisted_slot(s, i->u.s.sym, i->u.s.off) : 0;
    return d ? d : sel_reg(s, r);
}

static bool add_with_carry(Sel *s, Ref r)
{
    SelCarry c;
    if (!sel_carry(s, r, &c))
        return false;
    Reg d = sel_vreg(s, r);
    MOp x = c.x ? a64_zreg(s, c.x, 8) : o_imm(0), y = c.y ? a64_zreg(s, c.y, 8) : o_imm(0);
    s->ops->overflow(s, c.maker);
    E(s, c.sub ? A_SBC : A_ADC, 8, o_def(d, 8), x, y);
    return true;
}

static void select_add(Sel *s, Ref r)
{
    Ref a = sel_arg(s, r, 0), b = sel_arg(s, r, 1);
    u8 z = opsize(ir_type(s->f, r));
    i64 k;
    if (add_with_carry(s, r))
        return;
    sel_const_second(s, &a, &b);
    Reg d = sel_vreg(s, r);
    const Ins *x = ir_ins(s->f, a);
    if (ir_is_int(s->f, b, &k)) {
        if ((x->op == OP_SLOT || x->op == OP_SYM) && fits32(k))
            a64_lea(s, d, a64_cst_addr(s, x, k));
        else
            a64_add_imm(s, d, sel_reg(s, a), k, z);
        return;
    }
    if (!may_be_operand(s, b, z) && may_be_operand(s, a, z))
        sel_swap(&a, &b);
    if (multiply_add(s, d, a, b, z, false))
        return;
    Reg left = base_reg(s, a);
    MOp right = sel_is_const(s, b) ? o_use(base_reg(s, b), z) : add_src(s, b, z);
    E(s, A_ADD, z, o_def(d, z), o_use(left, z), right);
}

static void negate(Sel *s, Reg d, Ref a, u8 z)
{
    MOp x;
    if (!shifted(s, a, z, false, &x))
        x = o_use(sel_reg(s, a), z);
    E(s, A_NEG, z, o_def(d, z), x);
}

static void select_sub(Sel *s, Ref r)
{
    Ref a = sel_arg(s, r, 0), b = sel_arg(s, r, 1);
    u8 z = opsize(ir_type(s->f, r));
    i64 k;
    if (add_with_carry(s, r))
        return;
    Reg d = sel_vreg(s, r);
    if (ir_is_int(s->f, b, &k)) {
        a64_add_imm(s, d, sel_reg(s, a), (i64)(0 - (u64)k), z);
        return;
    }
    if (ir_is_int(s->f, a, &k) && k == 0) {
        negate(s, d, b, z);
        return;
    }
    if (multiply_add(s, d, a, b, z, true))
        return;
    Reg left = sel_reg(s, a);
    MOp right = add_src(s, b, z);
    E(s, A_SUB, z, o_def(d, z), o_use(left, z), right);
}

/* products and quotients */
static bool half(Sel *s, Ref r, bool sign, MOp *o)
{
    const Ins *i = ir_ins(s->f, r);
    i64 k;
    if (i->op == (sign ? OP_SEXT : OP_ZEXT) && i->type == T_I64 &&
        ir_type(s->f, ir_args(s->f, i)[0]) == T_I32 && !sel_is_const(s, ir_args(s->f, i)[0])) {
        *o = o_use(sel_reg(s, ir_args(s->f, i)[0]), 4);
        return true;
    }
    if (!ir_is_int(s->f, r, &k) || (sign ? k != (i32)k : k != (i64)(u32)k))
        return false;
    *o = o_use(a64_int_const(s, k, 4), 4);
    return true;
}

// Both factors of the 64-bit product r are 32-bit values widened the same way.
static bool product_of_halves(Sel *s, Ref r, bool *sign, MOp *x, MOp *y)
{
    Ref a = sel_arg(s, r, 0), b = sel_arg(s, r, 1);
    sel_const_second(s, &a, &b);
    Op op = (Op)ir_ins(s->f, a)->op;
    if (op != OP_SEXT && op != OP_ZEXT)
        return false;
    *sign = op == OP_SEXT;
    const Ins *i = ir_ins(s->f, b);
    i64 k;
    bool fits = ir_is_int(s->f, b, &k)
                    ? (*sign ? k == (i32)k : k == (i64)(u32)k)
                    : i->op == op && ir_type(s->f, ir_args(s->f, i)[0]) == T_I32;
    return fits && half(s, a, *sign, x) && half(s, b, *sign, y);
}

static void shift_imm(Sel *s, u16 op, Reg d, Reg a, i64 k, u8 z)
{
    if (k == 0)
        a64_mov(s, d, a, z);
    else
        E(s, op, z, o_def(d, z), o_use(a, z), o_imm(k));
}

// x times a constant that one or two shifts and sums make.
static bool multiply_const(Sel *s, Reg d, Ref a, i64 k, u8 z)
{
    u64 n = (u64)k;
    if (z < 8)
        n = (u32)n;
    if (n == 0)
        return false;
    u32 low = (u32)ctz64(n);
    u64 odd = n >> low;
    if (odd == 1) {
        shift_imm(s, A_LSL, d, sel_reg(s, a), low, z);
        return true;
    }
    bool plus = ((odd - 1) & (odd - 2)) == 0, minus = (odd & (odd + 1)) == 0;
    bool shifts = odd + 1 != 0 && (z == 8 || odd != UINT32_MAX);   // -1 asks for the whole width
    if (!plus && !(minus && shifts))
        return false;
    Reg x = sel_reg(s, a), t = low ? new_int(s) : d;
    if (plus) {
        E(s, A_ADD, z, o_def(t, z), o_use(x, z), o_ext(x, z, XT_LSL, ctz64(odd - 1)));
    } else {
        if (low)
            return false;
        Reg u = new_int(s);
        E(s, A_LSL, z, o_def(u, z), o_use(x, z), o_imm(ctz64(odd + 1)));
        E(s, A_SUB, z, o_def(t, z), o_use(u, z), o_use(x, z));
    }
    if (low)
        E(s, A_LSL, z, o_def(d, z), o_use(t, z), o_imm(low));
    return true;
}

static void select_mul(Sel *s, Ref r)
{
    Ref a = sel_arg(s, r, 0), b = sel_arg(s, r, 1);
    u8 z = opsize(ir_type(s->f, r));
    i64 k;
    bool sign;
    MOp x, y;
    sel_const_second(s, &a, &b);
    Reg d = sel_vreg(s, r);
    if (ir_is_int(s->f, b, &k) && multiply_const(s, d, a, k, z))
        return;
    if (z == 8 && product_of_halves(s, r, &sign, &x, &y)) {
        E(s, sign ? A_SMULL : A_UMULL, 8, o_def(d, 8), x, y);
        return;
    }
    Reg left = sel_reg(s, a);
    E(s, A_MUL, z, o_def(d, z), o_use(left, z), o_use(sel_reg(s, b), z));
}

// The machine gives 0 for division by zero and MIN for MIN / -1: where the divisor is not known to
// be something else, what traps on other machines is tested for.
static void select_div(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0], b = ir_args(s->f, i)[1];
    bool sign = i->op == OP_SDIV || i->op == OP_SREM, rem = i->op == OP_SREM || i->op == OP_UREM;
    u8 w = tsize((Type)i->type), z = MAX(w, 4);
    i64 k;
    bool known = ir_is_int(s->f, b, &k);
    Reg d = sel_vreg(s, r), x = a64_extended(s, a, sign), y = a64_extended(s, b, sign);
    if (!known || k == 0)
        E(s, A_TRAPZ, z, o_use(y, z));
    if (sign && w >= 4 && (!known || k == -1)) {
        E(s, A_CMN, z, o_use(y, z), o_imm(1));
        MOp o[3] = {o_use(x, z), o_imm(1), o_imm(0)};
        sel_emit_cc(s, A_CCMP, z, CC_EQ, o, 3);      // overflows for MIN - 1 only
        sel_emit_cc(s, A_TRAPCC, z, CC_VS, NULL, 0);
    }
    Reg q = rem ? new_int(s) : d;
    E(s, sign ? A_SDIV : A_UDIV, z, o_def(q, z), o_use(x, z), o_use(y, z));
    if (rem)
        E(s, A_MSUB, z, o_def(d, z), o_use(q, z), o_use(y, z), o_use(x, z));
}

static void select_mulh(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    bool sign = i->op == OP_MULHS;
    Reg d = sel_vreg(s, r), x = sel_reg(s, sel_arg(s, r, 0)), y = sel_reg(s, sel_arg(s, r, 1));
    if (i->type == T_I64) {
        E(s, sign ? A_SMULH : A_UMULH, 8, o_def(d, 8), o_use(x, 8), o_use(y, 8));
        return;
    }
    Reg p = new_int(s);
    E(s, sign ? A_SMULL : A_UMULL, 8, o_def(p, 8), o_use(x, 4), o_use(y, 4));
    E(s, A_LSR, 8, o_def(d, 8), o_use(p, 8), o_imm(32));
}

/* shifts and bit fields */
// (x << n) >> k, of either sign: bits [0, w - n) of x, of which those from k - n on go to 0, or all
// to n - k
static bool shift_of_shift(Sel *s, Ref r, Reg d, u8 z)
{
    u32 up, down, w = 8u * z;
    Ref x;
    if (!sel_shift_of_shift(s, r, &x, &up, &down))
        return false;
    E(s, ir_ins(s->f, r)->op == OP_SAR ? A_SBFM : A_UBFM, z, o_def(d, z), o_use(sel_reg(s, x), z),
      o_imm((down - up) & (w - 1)), o_imm(w - 1 - up));
    return true;
}

static bool shift_of_widened(Sel *s, Ref r, Reg d, i64 k)
{
    Ref a = sel_arg(s, r, 0);
    const Ins *i = ir_ins(s->f, a);
    if ((i->op != OP_SEXT && i->op != OP_ZEXT) || i->type != T_I64 || !sel_only_here(s, a) || !k ||
        a64_strip(s, a) != a)
        return false;
    Ref x = ir_args(s->f, i)[0];
    u8 w = tsize(ir_type(s->f, x));
    if (sel_is_const(s, x) || sel_foldable(s, x, w))
        return false;
    i64 bits = MIN(8 * w, 64 - k);       // what is left of the field
    E(s, i->op == OP_SEXT ? A_SBFM : A_UBFM, 8, o_def(d, 8), o_use(sel_reg(s, x), 8),
      o_imm(64 - k), o_imm(bits - 1));
    return true;
}

static void shift_const(Sel *s, Ref r, i64 k)
{
    const Ins *i = ir_ins(s->f, r);
    Type t = (Type)i->type;
    u8 w = tsize(t), z = MAX(w, 4);
    Ref a = ir_args(s->f, i)[0];
    Reg d = sel_vreg(s, r);
    k &= 8 * w - 1;
    if (i->op == OP_SHL) {
        if (z == 8 && shift_of_widened(s, r, d, k))
            return;
        shift_imm(s, A_LSL, d, sel_reg(s, a), k, z);
    } else if (w >= 4 && shift_of_shift(s, r, d, z)) {
        return;
    } else if (w >= 4) {
        shift_imm(s, i->op == OP_SHR ? A_LSR : A_ASR, d, sel_reg(s, a), k, z);
    } else {
        E(s, i->op == OP_SHR ? A_UBFM : A_SBFM, 4, o_def(d, 4), o_use(sel_reg(s, a), 4), o_imm(k),
          o_imm(8 * w - 1));
    }
}

static void rotate(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref b = ir_args(s->f, i)[1];
    u8 z = tsize((Type)i->type);
    i64 k;
    Reg d = sel_vreg(s, r), x = sel_reg(s, ir_args(s->f, i)[0]);
    if (ir_is_int(s->f, b, &k)) {
        shift_imm(s, A_ROR, d, x, (i->op == OP_ROTL ? -k : k) & (8 * z - 1), z);
        return;
    }
    Reg n = sel_reg(s, b);
    if (i->op == OP_ROTL) {
        Reg m = new_int(s);
        E(s, A_NEG, z, o_def(m, z), o_use(n, z));
        n = m;
    }
    E(s, A_ROR, z, o_def(d, z), o_use(x, z), o_use(n, z));
}

static void select_shift(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0], b = ir_args(s->f, i)[1];
    u8 w = tsize((Type)i->type), z = MAX(w, 4);
    i64 k;
    if (i->op == OP_ROTL || i->op == OP_ROTR) {
        rotate(s, r);
        return;
    }
    if (ir_is_int(s->f, b, &k) && !sel_is_const(s, a)) {
        shift_const(s, r, k);
        return;
    }
    Reg d = sel_vreg(s, r), n = sel_reg(s, b);
    Reg x = i->op == OP_SHL ? sel_reg(s, a) : a64_extended(s, a, i->op == OP_SAR);
    if (w < 4) {             // counts are taken modulo the value's width, not the register's
        Reg m = new_int(s);
        E(s, A_AND, 4, o_def(m, 4), o_use(n, 4), o_imm(8 * w - 1));
        n = m;
    }
    E(s, i->op == OP_SHL ? A_LSL : i->op == OP_SHR ? A_LSR : A_ASR, z, o_def(d, z), o_use(x, z),
      o_use(n, z));
}

// (x >> k) & ones as one move of a field
static bool extract(Sel *s, Reg d, Ref a, u64 mask, u8 z)
{
    u32 from, width;
    Ref x;
    if (!sel_extract(s, a, mask, 8u * z, &x, &from, &width))
        return false;
    E(s, A_UBFM, z, o_def(d, z), o_use(sel_reg(s, x), z), o_imm(from), o_imm(from + width - 1));
    return true;
}

static bool insert(Sel *s, Ref r)
{
    SelInsert x;
    u8 z = opsize(ir_type(s->f, r));
    i64 w = 8 * z;
    if (!sel_insert(s, r, &x))
        return false;
    Reg d = sel_vreg(s, r), into = sel_reg(s, x.into), what = sel_reg(s, x.what);
    E(s, A_BFM, z, o_def(d, z), o_tie(into, z), o_use(what, z),
      o_imm(x.low ? w - x.low : x.from), o_imm(x.low ? x.width - 1 : x.from + x.width - 1));
    return true;
}

static void select_logic(Sel *s, Ref r, u16 op, u16 opn)
{
    Ref a = sel_arg(s, r, 0), b = sel_arg(s, r, 1);
    Type t = ir_type(s->f, r);
    u8 z = opsize(t);
    i64 k;
    u32 bits;
    sel_const_second(s, &a, &b);
    Reg d = sel_vreg(s, r);
    if (ir_is_int(s->f, b, &k)) {
        u64 m = z == 8 ? (u64)k : (u32)k;
        if (op == A_AND && tsize(t) < 4)
            m &= tsize(t) == 1 ? 0xff : 0xffff;
        if (op == A_AND && extract(s, d, a, m, z))
            return;
        if (op == A_EOR && k == -1) {
            E(s, A_MVN, z, o_def(d, z), logic_src(s, a, z));
            return;
        }
        // what is above a narrow value is free
        u64 above = op == A_AND && tsize(t) < 4 ? (u32)(~(u64)0 << 8 * tsize(t)) : 0;
        if (!a64_bitmask(m, z, &bits))
            m |= above;
        if (a64_bitmask(m, z, &bits)) {
            if (op == A_AND && z == 8 && m <= UINT32_MAX && a64_bitmask(m, 4, &bits))
                z = 4;
            E(s, op, z, o_def(d, z), o_use(sel_reg(s, a), z), o_imm((i64)m));
            return;
        }
    }
    if (ours(s, a, OP_NOT, tsize(t)) || (may_be_operand(s, a, 4) && !may_be_operand(s, b, 4)))
        sel_swap(&a, &b);
    if (ours(s, b, OP_NOT, tsize(t))) {
        op = opn;
        b = sel_arg(s, b, 0);
    }
    Reg left = sel_reg(s, a);
    MOp right = logic_src(s, b, z);
    E(s, op, z, o_def(d, z), o_use(left, z), right);
}

static void select_bits(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0];
    u8 w = tsize((Type)i->type), z = MAX(w, 4);
    Reg d = sel_vreg(s, r);
    if (i->op == OP_CLZ) {
        E(s, A_CLZ, z, o_def(d, z), o_use(sel_reg(s, a), z));
    } else if (i->op == OP_CTZ) {
        Reg x = sel_reg(s, a), m = new_int(s);
        E(s, A_RBIT, z, o_def(m, z), o_use(x, z));
        E(s, A_CLZ, z, o_def(d, z), o_use(m, z));
    } else {
        Reg x = a64_extended(s, a, false), v = new_flt(s), c = new_flt(s), n = new_flt(s);
        E(s, A_FMOVG, z, o_def(v, z), o_use(x, z));
        E(s, A_CNT, 8, o_def(c, 8), o_use(v, 8));
        E(s, A_ADDV, 8, o_def(n, 8), o_use(c, 8));
        E(s, A_FMOVG, 4, o_def(d, 4), o_use(n, 4));
    }
}

static void select_bswap(Sel *s, Ref r)
{
    u8 w = tsize(ir_type(s->f, r));
    Reg d = sel_vreg(s, r), x = sel_reg(s, sel_arg(s, r, 0));
    if (w == 1)
        a64_mov(s, d, x, 4);
    else
        E(s, w == 2 ? A_REV16 : A_REV, MAX(w, 4), o_def(d, MAX(w, 4)), o_use(x, MAX(w, 4)));
}

static void select_ext(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0];
    u8 w = tsize(ir_type(s->f, a)), z = opsize((Type)i->type);
    bool sign = i->op == OP_SEXT;
    if (a64_strip(s, r) != r)
        return;
    Reg d = sel_vreg(s, r);
    if (sel_foldable(s, a, w)) {
        MOp m = a64_addr(s, sel_arg(s, a, 0), 0, w);
        if (sign)
            a64_load_signed(s, d, m, w, z);
        else
            a64_load(s, d, m, w, RC_INT);
        return;
    }
    Reg x = sel_reg(s, a);
    if (!sign && w == 4)
        E(s, A_MOV, 4, o_def(d, 4), o_use(x, 4));
    else if (!sign)
        E(s, w == 1 ? A_UXTB : A_UXTH, 4, o_def(d, 4), o_use(x, 4));
    else
        E(s, w == 1 ? A_SXTB : w == 2 ? A_SXTH : A_SXTW, z, o_def(d, z), o_use(x, 4));
}

/* floating point */
static void select_fbin(Sel *s, Ref r, u16 op)
{
    u8 z = tsize(ir_type(s->f, r));
    Reg d = sel_vreg(s, r), x = sel_reg(s, sel_arg(s, r, 0));
    E(s, op, z, o_def(d, z), o_use(x, z), o_use(sel_reg(s, sel_arg(s, r, 1)), z));
}

static void select_fun(Sel *s, Ref r, u16 op)
{
    u8 z = tsize(ir_type(s->f, r));
    Reg d = sel_vreg(s, r);
    E(s, op, z, o_def(d, z), o_use(sel_reg(s, sel_arg(s, r, 0)), z));
}

// Out of range and NaN give MIN, as the other machines have it; the instruction saturates and gives
// 0 for NaN. That MAX came out is seen from MAX + 1 overflowing, but for doubles to 32 bits, where
// MAX is a right result: those go through 64 bits.
static void float_to_int(Sel *s, Ref r)
{
    Ref a = sel_arg(s, r, 0);
    Type to = ir_type(s->f, r), from = ir_type(s->f, a);
    u8 z = MAX(tsize(to), 4), fz = tsize(from);
    bool wide = z == 4 && from == T_F64;
    Reg d = sel_vreg(s, r), x = sel_reg(s, a), n = new_int(s), min = new_int(s);
    a64_mov_imm(s, min, z == 4 ? INT32_MIN : INT64_MIN, z);
    E(s, A_FCVTZS, fz, o_def(n, wide ? 8 : z), o_use(x, fz));
    if (wide) {
        Reg low = new_int(s);
        E(s, A_SXTW, 8, o_def(low, 8), o_use(n, 4));
        E(s, A_FCMP, fz, o_use(x, fz), o_use(x, fz));
        MOp o[3] = {o_use(n, 8), o_use(low, 8), o_imm(0)};
        sel_emit_cc(s, A_CCMP, 8, CC_VC, o, 3);
        MOp c[3] = {o_def(d, 4), o_use(n, 4), o_use(min, 4)};
        sel_emit_cc(s, A_CSEL, 4, CC_EQ, c, 3);
        return;
    }
    E(s, A_FCMP, fz, o_use(x, fz), o_use(x, fz));
    MOp o[3] = {o_use(n, z), o_imm(1), o_imm(1)};    // unordered: as if it overflowed
    sel_emit_cc(s, A_CCMN, z, CC_VC, o, 3);
    MOp c[3] = {o_def(d, z), o_use(n, z), o_use(min, z)};
    sel_emit_cc(s, A_CSEL, z, CC_VC, c, 3);
}

static void select_cvt(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0];
    Type to = (Type)i->type, from = ir_type(s->f, a);
    u8 fz = tsize(from), tz = tsize(to);
    if (i->op == OP_FTOS) {
        float_to_int(s, r);
        return;
    }
    if (i->op == OP_BITCAST && type_is_flt(from) == type_is_flt(to) && !type_is_flt(to))
        return;              // nothing: see a64_strip
    Reg d = sel_vreg(s, r);
    switch ((Op)i->op) {
    case OP_STOF: case OP_UTOF: {
        bool sign = i->op == OP_STOF;
        Reg x = a64_extended(s, a, sign);
        E(s, sign ? A_SCVTF : A_UCVTF, tz, o_def(d, tz), o_use(x, MAX(fz, 4)));
        break;
    }
    case OP_FTOU:
        E(s, A_FCVTZU, fz, o_def(d, MAX(tz, 4)), o_use(sel_reg(s, a), fz));
        break;
    case OP_FEXT: case OP_FTRUNC:
        E(s, A_FCVT, tz, o_def(d, tz), o_use(sel_reg(s, a), fz));
        break;
    default:
        if (type_is_flt(from) && type_is_flt(to))
            E(s, A_FMOV, tz, o_def(d, tz), o_use(sel_reg(s, a), tz));
        else
            E(s, A_FMOVG, tz, o_def(d, tz), type_is_flt(from) ? o_use(sel_reg(s, a), tz)
                                                              : a64_zreg(s, a, tz));
        break;
    }
}

static void select_neg(Sel *s, Ref r)
{
    u8 z = opsize(ir_type(s->f, r));
    Reg d = sel_vreg(s, r);
    if (ir_ins(s->f, r)->op == OP_NEG)
        negate(s, d, sel_arg(s, r, 0), z);
    else
        E(s, A_MVN, z, o_def(d, z), logic_src(s, sel_arg(s, r, 0), z));
}

static void select_ins(Sel *s, Ref r)
{
    switch ((Op)ir_ins(s->f, r)->op) {
    case OP_ADD: select_add(s, r); break;
    case OP_SUB: select_sub(s, r); break;
    case OP_MUL: select_mul(s, r); break;
    case OP_AND: select_logic(s, r, A_AND, A_BIC); break;
    case OP_OR:
        if (!insert(s, r))
            select_logic(s, r, A_ORR, A_ORN);
        break;
    case OP_XOR: select_logic(s, r, A_EOR, A_EON); break;
    case OP_SDIV: case OP_UDIV: case OP_SREM: case OP_UREM: select_div(s, r); break;
    case OP_MULHS: case OP_MULHU: select_mulh(s, r); break;
    case OP_SHL: case OP_SHR: case OP_SAR: case OP_ROTL: case OP_ROTR: select_shift(s, r); break;
    case OP_NEG: case OP_NOT: select_neg(s, r); break;
    case OP_CLZ: case OP_CTZ: case OP_POPCNT: select_bits(s, r); break;
    case OP_BSWAP: select_bswap(s, r); break;
    case OP_FADD: select_fbin(s, r, A_FADD); break;
    case OP_FSUB: select_fbin(s, r, A_FSUB); break;
    case OP_FMUL: select_fbin(s, r, A_FMUL); break;
    case OP_FDIV: select_fbin(s, r, A_FDIV); break;
    case OP_FNEG: select_fun(s, r, A_FNEG); break;
    case OP_FABS: select_fun(s, r, A_FABS); break;
    case OP_FSQRT: select_fun(s, r, A_FSQRT); break;
    case OP_SEXT: case OP_ZEXT: select_ext(s, r); break;
    case OP_FEXT: case OP_FTRUNC: case OP_STOF: case OP_UTOF: case OP_FTOS: case OP_FTOU:
    case OP_BITCAST:
        select_cvt(s, r); break;
    case OP_SELECT: a64_select_select(s, r); break;
    case OP_SYSCALL: sel_syscall(s, r, &a64_syscall); break;
    case OP_VASTART: a64_vastart(s, r); break;
    default: a64_ins_mem(s, r); break;
    }
}

/* switches and computed jumps */
static MOp case_value(Sel *s, i64 x, u8 size, u16 *op)
{
    if (size < 8)
        x = (i32)x;
    *op = A_CMP;
    if (a64_imm12(x))
        return o_imm(x);
    if (x > INT64_MIN && a64_imm12(-x)) {
        *op = A_CMN;
        return o_imm(-x);
    }
    Reg r = new_int(s);
    a64_mov_imm(s, r, x, size);
    return o_use(r, size);
}

static void compare_branch(Sel *s, const SelValue *v, i64 x, bool less, u32 yes, u32 no)
{
    u16 op;
    MOp o = case_value(s, x, v->size, &op);
    E(s, op, v->size, o_use(v->reg, v->size), o);
    sel_jump_cc(s, less ? CC_LT : CC_EQ, yes, no);
}

static void above(Sel *s, Reg v, u8 size, u64 x, u32 yes, u32 no)
{
    u16 op = A_CMP;
    MOp o = o_imm((i64)x);
    if (!a64_imm12((i64)x)) {
        Reg r = new_int(s);
        a64_mov_imm(s, r, (i64)x, size);
        o = o_use(r, size);
    }
    E(s, op, size, o_use(v, size), o);
    sel_jump_cc(s, CC_HI, yes, no);
}

static Reg table_index(Sel *s, const SelJump *j)
{
    if (j->low == 0)
        return j->v.reg;
    Reg d = new_int(s);
    a64_add_imm(s, d, j->v.reg, (i64)(0 - (u64)j->low), j->v.size);
    return d;
}

static void table_jump(Sel *s, const SelJump *j)
{
    Reg base = new_int(s), off = new_int(s), to = new_int(s);
    E(s, A_LEA, 8, o_def(base, 8), o_table(j->table, 8));
    MOp e = o_mem(base, 0, 4);
    e.idx = j->v.reg;
    e.scale = 4;
    e.ext = j->v.size == 4 ? XT_UXTW : XT_LSL;
    E(s, A_LDRSW, 8, o_def(off, 8), e);
    E(s, A_ADD, 8, o_def(to, 8), o_use(base, 8), o_use(off, 8));
    sel_indirect(s, to);
}

/* pieces of arguments and blocks */
static bool storable(const MOp *v)
{
    return v->kind == MO_IMM && v->imm == 0;
}

static void merge(Sel *s, Reg d, Reg a, Reg b, u8 by)
{
    E(s, A_ORR, 8, o_def(d, 8), o_use(a, 8), o_ext(b, 8, XT_LSL, by));
}

static void shift_right(Sel *s, Op op, Reg d, Reg x, u32 by)
{
    (void)op;
    E(s, A_LSR, 8, o_def(d, 8), o_use(x, 8), o_imm(by));
}

static void trap(Sel *s)
{
    E(s, A_BRK, 8, o_imm(1))->flags |= MIF_BRANCH;
}

static const SelOps ops = {
    .word = 8, .max_hoist = 5, .max_table = 1 << 20,
    .op_call = A_BL, .op_icall = A_BLR, .tail_reg = X0 + 15 /* carries no argument */,
    .inline_copy = 128, .inline_move = 64, .inline_set = 128, .max_chunk = 16,
    .copy_run = 2 /* pairs of loads and stores: peep.c */, .overlap = true,
    .load = a64_load, .store = a64_store, .storable = storable, .lea = a64_lea,
    .place = a64_place, .fill = a64_fill, .constant_reg = materialise, .extended = a64_extended,
    .constant = a64_int_const, .merge = merge, .shift = shift_right,
    .ins = select_ins, .trap = trap, .put_hoist = put_hoist,
    .test = a64_test, .compare_int = a64_compare_int, .compare_flt = a64_compare_flt,
    .overflow = a64_overflow, .setcc = a64_setcc,
    .branch = a64_branch, .compare = compare_branch, .table_index = table_index, .above = above,
    .table_jump = table_jump, .strip = a64_strip,
    .copy_src = a64_copy_src, .zero_upper = zero_upper, .grow_stack = a64_grow_stack,
};

void a64_select(MFn *m)
{
    Arena tmp = {0};
    Sel s;
    sel_begin(&s, &ops, m, &tmp);
    sel_blocks(&s);
    sel_entry(&s);
    arena_free(&tmp);
}
