// selcond.c - AArch64 selection of conditions: compares, overflow, branches, conditional selects
#include "codegen/a64/sel.h"

static const u8 int_cc[] = {CC_EQ, CC_NE, CC_LT, CC_GE, CC_GT, CC_LE, CC_LO, CC_HS, CC_HI, CC_LS};

// Cond.kind. A value against zero may become cbz or tbz, so the test is not made before it is known
// what for; cc is then eq or ne.
enum { BY_FLAGS, BY_ZERO, BY_BIT };

static bool signed_cc(u8 cc)
{
    return cc == CC_LT || cc == CC_GE || cc == CC_GT || cc == CC_LE;
}

// The second operand of a compare: an immediate, a value widened or shifted, a register.
static MOp compare_src(Sel *s, Ref b, u8 w, bool sign)
{
    const Ins *i = ir_ins(s->f, b);
    i64 k;
    u8 z = MAX(w, 4);
    if (w < 4)
        return o_ext(sel_reg(s, b), 4, (u8)((sign ? XT_SXTB : XT_UXTB) + a64_log2(w)), 0);
    if (i->narg == 2 && sel_only_here(s, b) && ir_is_int(s->f, ir_args(s->f, i)[1], &k) &&
        (i->op == OP_SHL || i->op == OP_SHR || i->op == OP_SAR) && tsize((Type)i->type) == z &&
        !sel_is_const(s, ir_args(s->f, i)[0]))
        return o_ext(sel_reg(s, ir_args(s->f, i)[0]), z,
                     i->op == OP_SHL ? XT_LSL : i->op == OP_SHR ? XT_LSR : XT_ASR,
                     k & (8 * z - 1));
    if (z == 8 && (i->op == OP_SEXT || i->op == OP_ZEXT) && sel_only_here(s, b) &&
        a64_strip(s, b) == b && !sel_is_const(s, ir_args(s->f, i)[0])) {
        Ref x = ir_args(s->f, i)[0];
        u8 t = tsize(ir_type(s->f, x));
        if (!sel_foldable(s, x, t))
            return o_ext(sel_reg(s, x), 8,
                         (u8)((i->op == OP_SEXT ? XT_SXTB : XT_UXTB) + a64_log2(t)), 0);
    }
    return o_use(sel_reg(s, b), z);
}

static void compare_imm(Sel *s, Reg x, i64 k, u8 z)
{
    if (a64_imm12(k)) {
        E(s, A_CMP, z, o_use(x, z), o_imm(k));
    } else if (k > INT64_MIN && a64_imm12(-k)) {
        E(s, A_CMN, z, o_use(x, z), o_imm(-k));
    } else {
        E(s, A_CMP, z, o_use(x, z), o_use(a64_int_const(s, k, z), z));
    }
}

// x < k + 1 is x <= k, and so on, where that makes the number an immediate.
static void nearer(u8 *cc, i64 *k, u8 w, bool sign)
{
    i64 x = *k, max = sign ? (i64)((u64)INT64_MAX >> (64 - 8 * w)) : -1;
    if (a64_imm12(x) || (x > INT64_MIN && a64_imm12(-x)))
        return;
    bool down = *cc == CC_LT || *cc == CC_GE || *cc == CC_LO || *cc == CC_HS;
    bool up = *cc == CC_LE || *cc == CC_GT || *cc == CC_LS || *cc == CC_HI;
    i64 y = (i64)((u64)x + (down ? ~(u64)0 : 1));
    if ((!down && !up) || !a64_imm12(y) || (up && x == max))
        return;
    *k = y;
    switch (*cc) {
    case CC_LT: *cc = CC_LE; break;
    case CC_GE: *cc = CC_GT; break;
    case CC_LO: *cc = CC_LS; break;
    case CC_HS: *cc = CC_HI; break;
    case CC_LE: *cc = CC_LT; break;
    case CC_GT: *cc = CC_GE; break;
    case CC_LS: *cc = CC_LO; break;
    default: *cc = CC_HS; break;
    }
}

// x & y against zero, sign included; false when r is no such thing.
static bool test_and(Sel *s, Ref r, u8 cc, Cond *t)
{
    Ref a = r, b = 0;
    Type type = ir_type(s->f, r);
    u8 z = opsize(type);
    i64 k;
    u32 bits;
    if (ir_ins(s->f, r)->op != OP_AND || !sel_only_here(s, r) || (cc != CC_EQ && cc != CC_NE))
        return false;
    a = sel_arg(s, r, 0);
    b = sel_arg(s, r, 1);
    if (sel_is_const(s, a))
        sel_swap(&a, &b);
    *t = (Cond){.kind = BY_FLAGS, .cc = cc, .size = z};
    if (ir_is_int(s->f, b, &k)) {
        u64 m = z == 8 ? (u64)k : (u32)k;
        if (tsize(type) < 4)
            m &= tsize(type) == 1 ? 0xff : 0xffff;
        if (m && !(m & (m - 1))) {
            *t = (Cond){.kind = BY_BIT, .cc = cc, .reg = sel_reg(s, a), .size = z,
                        .bit = (u8)ctz64(m)};
            return true;
        }
        if (!a64_bitmask(m, z, &bits))
            return false;
        E(s, A_TST, z, o_use(sel_reg(s, a), z), o_imm((i64)m));
        return true;
    }
    if (tsize(type) < 4)
        return false;
    Reg x = sel_reg(s, a);
    E(s, A_TST, z, o_use(x, z), o_use(sel_reg(s, b), z));
    return true;
}

// The value r, of its own type, against zero.
static Cond test_zero(Sel *s, Ref r, u8 cc)
{
    Cond t;
    u8 w = tsize(ir_type(s->f, r)), z = MAX(w, 4);
    if (test_and(s, r, cc, &t))
        return t;
    if (cc == CC_EQ || cc == CC_NE)
        return (Cond){.kind = BY_ZERO, .cc = cc, .reg = a64_extended(s, r, false), .size = z};
    if (cc == CC_LT || cc == CC_GE)
        return (Cond){.kind = BY_BIT, .cc = cc == CC_LT ? CC_NE : CC_EQ, .reg = sel_reg(s, r),
                      .size = z, .bit = (u8)(8 * w - 1)};
    E(s, A_CMP, z, o_use(a64_extended(s, r, true), z), o_imm(0));
    return (Cond){.kind = BY_FLAGS, .cc = cc};
}

Cond a64_test(Sel *s, Ref r)
{
    return test_zero(s, r, CC_NE);
}

Cond a64_compare_int(Sel *s, Op op, Ref a, Ref b)
{
    u8 w = tsize(ir_type(s->f, a)), z = MAX(w, 4), cc = int_cc[op - OP_EQ];
    i64 k;
    if (ir_is_int(s->f, b, &k)) {
        bool sign = signed_cc(cc);
        if (k == 0 && sign)
            return test_zero(s, a, cc);
        // a value narrower than a register is compared as it is widened
        if (w < 4 && !sign)
            k &= w == 1 ? 0xff : 0xffff;
        if (w == 4 && !sign)
            k = (i32)k;
        nearer(&cc, &k, w, sign);
        compare_imm(s, a64_extended(s, a, sign), k, z);
        return (Cond){.kind = BY_FLAGS, .cc = cc};
    }
    bool sign = signed_cc(cc);
    Reg x = a64_extended(s, a, sign);
    MOp y = compare_src(s, b, w, sign);
    E(s, A_CMP, z, o_use(x, z), y);
    return (Cond){.kind = BY_FLAGS, .cc = cc};
}

// fcmp: less sets N, equal Z and C, greater C, unordered C and V.
Cond a64_compare_flt(Sel *s, const Ins *i)
{
    static const u8 cc[] = {CC_EQ, CC_NE, CC_MI, CC_LS, CC_GT, CC_GE, CC_VC, CC_VS};
    Ref a = ir_args(s->f, i)[0], b = ir_args(s->f, i)[1];
    u8 z = tsize(ir_type(s->f, a));
    const Ins *y = ir_ins(s->f, b);
    Reg x = sel_reg(s, a);
    bool zero = y->op == OP_FLT && (z == 4 ? (u32)y->u.i : (u64)y->u.i) == 0;
    bool order = op_orders_flt((Op)i->op);
    if (zero)
        E(s, order ? A_FCMPEZ : A_FCMPZ, z, o_use(x, z));
    else
        E(s, order ? A_FCMPE : A_FCMP, z, o_use(x, z), o_use(sel_reg(s, b), z));
    return (Cond){.kind = BY_FLAGS, .cc = cc[i->op - OP_FEQ]};
}

/* overflow */
static u8 overflow_cc(const Ins *i)
{
    bool narrow = tsize((Type)i->type) < 4;
    switch ((Op)i->op) {
    case OP_SADDO: case OP_SSUBO: return narrow ? CC_NE : CC_VS;
    case OP_UADDO: return narrow ? CC_NE : CC_HS;
    case OP_USUBO: return narrow ? CC_NE : CC_LO;
    default: return CC_NE;
    }
}

// Narrow: the operation on widened values, and whether the result is its own widening.
static void overflow_narrow(Sel *s, Ref r, u16 op, bool sign)
{
    u8 w = tsize(ir_type(s->f, r));
    Reg d = sel_vreg(s, r), x = a64_extended(s, sel_arg(s, r, 0), sign);
    Reg y = a64_extended(s, sel_arg(s, r, 1), sign);
    E(s, op, 4, o_def(d, 4), o_use(x, 4), o_use(y, 4));
    E(s, A_CMP, 4, o_use(d, 4), o_ext(d, 4, (u8)((sign ? XT_SXTB : XT_UXTB) + a64_log2(w)), 0));
}

static void overflow_mul(Sel *s, Ref r, bool sign)
{
    u8 z = tsize(ir_type(s->f, r));
    Reg d = sel_vreg(s, r), x = sel_reg(s, sel_arg(s, r, 0)), y = sel_reg(s, sel_arg(s, r, 1));
    if (z == 4) {
        Reg p = new_int(s);
        E(s, sign ? A_SMULL : A_UMULL, 8, o_def(p, 8), o_use(x, 4), o_use(y, 4));
        E(s, A_MOV, 4, o_def(d, 4), o_use(p, 4));
        E(s, A_CMP, 8, o_use(p, 8), o_ext(p, 8, sign ? XT_SXTW : XT_UXTW, 0));
        return;
    }
    Reg h = new_int(s);
    E(s, sign ? A_SMULH : A_UMULH, 8, o_def(h, 8), o_use(x, 8), o_use(y, 8));
    E(s, A_MUL, 8, o_def(d, 8), o_use(x, 8), o_use(y, 8));
    if (sign)
        E(s, A_CMP, 8, o_use(h, 8), o_ext(d, 8, XT_ASR, 63));
    else
        E(s, A_CMP, 8, o_use(h, 8), o_imm(0));
}

Cond a64_overflow(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    u8 z = tsize((Type)i->type);
    Cond c = {.cc = overflow_cc(i)};
    bool sign = i->op == OP_SADDO || i->op == OP_SSUBO || i->op == OP_SMULO;
    bool add = i->op == OP_SADDO || i->op == OP_UADDO, sub = i->op == OP_SSUBO || i->op == OP_USUBO;
    if (z < 4) {
        overflow_narrow(s, r, add ? A_ADD : sub ? A_SUB : A_MUL, sign);
        return c;
    }
    if (!add && !sub) {
        overflow_mul(s, r, sign);
        return c;
    }
    Ref a = ir_args(s->f, i)[0], b = ir_args(s->f, i)[1];
    if (add && sel_is_const(s, a))
        sel_swap(&a, &b);
    i64 k;
    Reg d = sel_vreg(s, r), x = sel_reg(s, a);
    MOp y = ir_is_int(s->f, b, &k) && a64_imm12(k) ? o_imm(k) : o_use(sel_reg(s, b), z);
    E(s, add ? A_ADDS : A_SUBS, z, o_def(d, z), o_use(x, z), y);
    return c;
}

/* conditions */

// The test made, so that flags tell.
static Cond flags(Sel *s, Cond t)
{
    if (t.constant)
        return (Cond){.constant = true, .value = t.value};
    if (t.kind == BY_ZERO)
        E(s, A_CMP, t.size, o_use(t.reg, t.size), o_imm(0));
    if (t.kind == BY_BIT)
        E(s, A_TST, t.size, o_use(t.reg, t.size), o_imm((i64)((u64)1 << t.bit)));
    return (Cond){.cc = t.cc};
}

void a64_setcc(Sel *s, Reg d, Cond c)
{
    MOp o[1] = {o_def(d, 4)};
    c = flags(s, c);
    if (c.constant)
        a64_mov_imm(s, d, c.value, 4);
    else
        sel_emit_cc(s, A_CSET, 4, c.cc, o, 1);
}

void a64_branch(Sel *s, Ref cond, u32 yes, u32 no)
{
    Cond t = sel_cond(s, cond);
    if (t.constant) {
        sel_jump(s, t.value ? yes : no);
        return;
    }
    MOp o[3] = {o_blk(yes), o_use(t.reg, t.size), o_imm(t.bit)};
    if (t.kind == BY_ZERO) {
        sel_jump_if(s, A_CBZ, t.cc, o, 2);
        s->b->last->size = t.size;
    } else if (t.kind == BY_BIT) {
        sel_jump_if(s, A_TBZ, t.cc, o, 3);
    } else {
        sel_jump_if(s, A_BCC, t.cc, o, 1);
    }
    sel_jump(s, no);
}

/* conditional select */
// yes when c, else no with 1 added, inverted or negated, which the instruction does itself.
static bool select_changed(Sel *s, Ref r, Ref yes, Ref no, Cond c, u8 z)
{
    const Ins *i = ir_ins(s->f, no);
    i64 k;
    u16 op;
    if (!sel_only_here(s, no) || opsize((Type)i->type) != z)
        return false;
    if (i->op == OP_ADD && ir_is_int(s->f, ir_args(s->f, i)[1], &k) && k == 1)
        op = A_CSINC;
    else if (i->op == OP_NOT)
        op = A_CSINV;
    else if (i->op == OP_NEG)
        op = A_CSNEG;
    else
        return false;
    MOp x = a64_zreg(s, yes, z), y = a64_zreg(s, ir_args(s->f, i)[0], z);
    MOp o[3] = {o_def(sel_vreg(s, r), z), x, y};
    sel_emit_cc(s, op, z, c.cc, o, 3);
    return true;
}

// One of the values is 1 or -1: made from the zero register. Between 1 or -1 and 0: set.
static bool select_const(Sel *s, Ref r, Ref yes, Ref no, Cond c, u8 z)
{
    i64 k, n;
    Reg d = sel_vreg(s, r);
    if (!ir_is_int(s->f, no, &k))
        return false;
    bool zero = ir_is_int(s->f, yes, &n) && n == 0;
    if (k != 1 && k != -1)
        return false;
    if (zero) {
        MOp o[1] = {o_def(d, z)};
        sel_emit_cc(s, k == 1 ? A_CSET : A_CSETM, z, c.cc ^ 1, o, 1);
        return true;
    }
    MOp o[3] = {o_def(d, z), a64_zreg(s, yes, z), o_imm(0)};
    sel_emit_cc(s, k == 1 ? A_CSINC : A_CSINV, z, c.cc, o, 3);
    return true;
}

void a64_select_select(Sel *s, Ref r)
{
    const Ref *a = ir_args(s->f, ir_ins(s->f, r));
    Ref cond = a[0], yes = a[1], no = a[2];
    Type t = ir_type(s->f, r);
    u8 z = opsize(t);
    Reg d = sel_vreg(s, r);
    Cond c = {0};
    if (type_is_flt(t)) {
        Reg x = sel_reg(s, yes), y = sel_reg(s, no);
        c = flags(s, sel_cond(s, cond));
        MOp o[3] = {o_def(d, z), o_use(x, z), o_use(y, z)};
        if (c.constant)
            E(s, A_FMOV, z, o_def(d, z), o_use(c.value ? x : y, z));
        else
            sel_emit_cc(s, A_FCSEL, z, c.cc, o, 3);
        return;
    }
    // The flags come first, since what follows makes numbers, which leave them alone; making an
    // address may be a call.
    if (ir_ins(s->f, yes)->op == OP_SYM || ir_ins(s->f, no)->op == OP_SYM) {
        MOp x = a64_zreg(s, yes, z), y = a64_zreg(s, no, z);
        c = flags(s, sel_cond(s, cond));
        MOp v[3] = {o_def(d, z), x, y};
        if (c.constant)
            E(s, A_MOV, z, o_def(d, z), c.value ? x : y);
        else
            sel_emit_cc(s, A_CSEL, z, c.cc, v, 3);
        return;
    }
    c = flags(s, sel_cond(s, cond));
    if (c.constant) {
        MOp v = a64_zreg(s, c.value ? yes : no, z);
        E(s, A_MOV, z, o_def(d, z), v);
        return;
    }
    if (select_const(s, r, yes, no, c, z) || select_const(s, r, no, yes, sel_invert(c), z) ||
        select_changed(s, r, yes, no, c, z) || select_changed(s, r, no, yes, sel_invert(c), z))
        return;
    MOp x = a64_zreg(s, yes, z), y = a64_zreg(s, no, z), o[3] = {o_def(d, z), x, y};
    sel_emit_cc(s, A_CSEL, z, c.cc, o, 3);
}
