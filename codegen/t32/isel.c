// isel.c - Thumb-2 instruction selection: values, operands, conditions, integer arithmetic
//
// A bottom-up cover of the expression trees: each selected instruction takes constants, shifts and
// addresses that only it needs into its own operands.
#include "codegen/t32/sel.h"

static MIns *under(MIns *i, u8 cc)
{
    i->flags |= MIF_COND;
    i->cc = cc;
    return i;
}

bool ts_is_imm(Sel *s, Ref r, i64 *k)
{
    if (!ir_is_int(s->f, r, k))
        return false;
    *k = (i32)*k;
    return true;
}

/* registers of values */

// Is the register of this value, narrower than a word, known to be extended?
static bool clean(const Sel *s, Ref r, bool sign, u32 depth)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    u8 z = vsize(s, (Type)i->type);
    i64 k;
    if (z >= 4)
        return true;
    if (op_info[i->op].flags & OF_CMP)
        return true;
    switch ((Op)i->op) {
    case OP_LOAD: return !sign;
    case OP_RES: return ir_ins(s->f, a[0])->op != OP_CALL;
    case OP_ZEXT: return true;
    case OP_AND:
        if (ir_is_int(s->f, a[1], &k) && k >= 0)
            return true;
        return !sign && depth && clean(s, a[0], sign, depth - 1) && clean(s, a[1], sign, depth - 1);
    case OP_OR: case OP_XOR:
        return depth && clean(s, a[0], sign, depth - 1) &&
               (sel_is_const(s, a[1]) || clean(s, a[1], sign, depth - 1)) &&
               (!ir_is_int(s->f, a[1], &k) || k >= 0 || sign);
    case OP_SHR: case OP_UDIV: return !sign;
    case OP_SAR: return sign;
    default: return false;
    }
}

Ref ts_strip(const Sel *s, Ref r)
{
    for (;;) {
        const Ins *i = ir_ins(s->f, r);
        if (!i->narg)
            return r;
        Ref a = ir_args(s->f, i)[0];
        Type t = (Type)i->type, from = ir_type(s->f, a);
        if (i->op == OP_TRUNC ||
            (i->op == OP_BITCAST && type_is_int(t) && type_is_int(from)) ||
            (i->op == OP_ZEXT && !is_pair(t) && !sel_is_const(s, a) &&
             clean(s, ts_strip(s, a), false, 2) && ir_type(s->f, ts_strip(s, a)) == from))
            r = a;
        else
            return r;
    }
}

void ts_mov(Sel *s, Reg d, Reg x)
{
    MOp o[2] = {w_def(d), w_use(x)};
    sel_emit(s, M_COPY, 4, o, 2);
}

void ts_imm(Sel *s, Reg d, u32 x)
{
    W(s, T_IMM, w_def(d), o_imm((i32)x));
}

/* constants and addresses that several instructions want */

enum { MAX_SHARED = 12 };

static void put_hoist(Sel *s, const Hoist *h)
{
    if (h->slot)
        ts_lea(s, h->reg, w_slot(h->slot - 1, h->off));
    else
        W(s, T_IMM, w_def(h->reg), h->sym ? o_sym(h->sym, h->off) : o_imm(h->off));
}

// One definition for all uses in the block, moved up as earlier uses appear.
static Reg shared(Sel *s, SymId sym, i64 val)
{
    T32Fn *t = s->m->priv;
    // for size a literal is loaded by two bytes, a spilled register by as many
    Reg r = size_first(s) ? 0 : sym ? sel_hoisted(s, sym, val) : sel_hoisted_const(s, T_I32, val);
    if (r)
        return r;
    for (u32 k = 0; k < t->shared.n; k++) {
        Shared *x = &t->shared.v[k];
        if (x->sym != sym || x->val != val || x->b != s->b)
            continue;
        if (x->cur != s->cur) {          // not yet before this instruction
            if (s->at == x->at)
                s->at = x->at->next;
            m_remove(s->b, x->at);
            m_before(s->b, s->at, x->at);
            x->cur = s->cur;
        }
        return x->reg;
    }
    r = new_int(s);
    MIns *i = W(s, T_IMM, w_def(r), sym ? o_sym(sym, val) : o_imm(val));
    Shared x = {sym, val, r, s->cur, s->b, i};
    if (t->shared.n < MAX_SHARED && s->m->o->level)
        vec_push(s->m->mem, &t->shared, x);
    return r;
}

// What a block shares starts anew.
static void begin_block(Sel *s)
{
    ((T32Fn *)s->m->priv)->shared.n = 0;
}

static bool cheap(u32 x)
{
    u32 bits;
    return t32_modified(x, &bits) || t32_modified(~x, &bits) || x <= 0xffff;
}

Reg ts_const(Sel *s, u32 x)
{
    if (!cheap(x))
        return shared(s, 0, (i32)x);
    Reg d = new_int(s);
    ts_imm(s, d, x);
    return d;
}

Reg ts_sym(Sel *s, SymId y, i64 off)
{
    return shared(s, y, off);
}

static Reg materialise(Sel *s, const Ins *i)
{
    Reg d;
    switch ((Op)i->op) {
    case OP_INT: return ts_const(s, (u32)i->u.i);
    case OP_FLT: return ts_flt_const(s, i);
    case OP_UNDEF:
        if (type_is_flt((Type)i->type)) {
            Ins zero = {.op = OP_FLT, .type = i->type};
            return ts_flt_const(s, &zero);
        }
        return ts_const(s, 0);
    case OP_SYM: return ts_sym(s, i->u.s.sym, i->u.s.off);
    case OP_BLKADDR:
        d = new_int(s);
        W(s, T_BLKADDR, w_def(d), o_blk(sel_land(s, i)));
        return d;
    default:
        d = new_int(s);
        ts_lea(s, d, w_slot(i->u.s.sym, i->u.s.off));
        return d;
    }
}

Reg ts_in_reg(Sel *s, MOp o)
{
    if (o.kind == MO_IMM)
        return ts_const(s, (u32)o.imm);
    if (!o.imm)
        return o.reg;
    Reg d = new_int(s);
    W(s, T_ASR, w_def(d), w_use(o.reg), o_imm(T32_SHIFT_BY(o.imm)));
    return d;
}

Reg ts_extended(Sel *s, Ref r, bool sign)
{
    u8 z = vsize(s, ir_type(s->f, r));
    i64 k;
    if (z >= 4)
        return sel_reg(s, r);
    if (ir_is_int(s->f, r, &k))
        return ts_const(s, sign ? (u32)k : (u32)k & (z == 1 ? 0xff : 0xffff));
    Ref x = ts_strip(s, r);
    const Ins *i = ir_ins(s->f, x);
    if (ir_type(s->f, x) == ir_type(s->f, r) && clean(s, x, sign, 2))
        return sel_reg(s, x);
    Reg d = new_int(s);
    if (sign && i->op == OP_LOAD && (Type)i->type == ir_type(s->f, r) && sel_only_here(s, x) &&
        s->epoch[x] == s->now && !(i->aux & MEM_VOLATILE)) {
        W(s, z == 1 ? T_LDRSB : T_LDRSH, w_def(d), ts_addr(s, ir_args(s->f, i)[0], 0, ADDR_ANY));
        return d;
    }
    W(s, sign ? (z == 1 ? T_SXTB : T_SXTH) : z == 1 ? T_UXTB : T_UXTH, w_def(d),
      w_use(sel_reg(s, r)));
    return d;
}

// A word shifted by a constant, which this instruction alone uses?
static bool can_shift(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    i64 k;
    return ts_shift_kind((Op)i->op) <= SH_ROR && vsize(s, (Type)i->type) == 4 &&
           sel_only_here(s, r) && ir_is_int(s->f, ir_args(s->f, i)[1], &k) && k & 31;
}

static bool shifted(Sel *s, Ref r, MOp *o)
{
    Op op = (Op)ir_ins(s->f, r)->op;
    i64 k;
    if (!can_shift(s, r))
        return false;
    ir_is_int(s->f, sel_arg(s, r, 1), &k);
    u32 by = (u32)(op == OP_ROTL ? -k : k) & 31;
    *o = o_shift(sel_reg(s, sel_arg(s, r, 0)), ts_shift_kind(op), by);
    return true;
}

static bool modified(i64 k)
{
    u32 bits;
    return t32_modified((u32)k, &bits);
}

MOp ts_op2(Sel *s, Ref r)
{
    i64 k;
    MOp o;
    r = ts_strip(s, r);
    if (ts_is_imm(s, r, &k) && modified(k))
        return o_imm(k);
    if (shifted(s, r, &o))
        return o;
    return w_use(sel_reg(s, r));
}

// Operands of a commutative instruction, the better second operand second.
static void order(Sel *s, Ref *a, Ref *b)
{
    bool swap = sel_is_const(s, *a) && !sel_is_const(s, *b);
    swap |= !sel_is_const(s, *b) && !can_shift(s, *b) && can_shift(s, *a);
    if (swap)
        sel_swap(a, b);
}

/* addition */
void ts_add_imm(Sel *s, Reg d, Reg x, i64 k)
{
    k = (i32)k;
    if (k == 0)
        ts_mov(s, d, x);
    else if (modified(k) && !(k < 0 && k >= -255))
        W(s, T_ADD, w_def(d), w_use(x), o_imm(k));
    else if (modified(-k))
        W(s, T_SUB, w_def(d), w_use(x), o_imm(-k));
    else if (k > 0 && k <= 4095)
        W(s, T_ADDW, w_def(d), w_use(x), o_imm(k));
    else if (k < 0 && k >= -4095)
        W(s, T_SUBW, w_def(d), w_use(x), o_imm(-k));
    else
        W(s, T_ADD, w_def(d), w_use(x), w_use(ts_const(s, (u32)k)));
}

// Is k an immediate of the instruction or of its opposite? x + k is x - (-k), and with carry
// x + k + C is x - ~k - !C.
static bool either(i64 k, u32 how, i64 *other)
{
    *other = how & PAIR_CARRY ? (i32)~(u32)k : (i32)-(u32)k;
    return modified(k) || (!(how & PAIR_COMPARE) && *other && modified(*other));
}

static MOp pair_fit(Sel *s, MOp y, u32 how)
{
    i64 other;
    return y.kind == MO_IMM && !either(y.imm, how, &other) ? w_use(ts_const(s, (u32)y.imm)) : y;
}

static void pair_add(Sel *s, u32 how, Reg d, Reg x, MOp y)
{
    static const u16 ops[] = {T_ADD, T_SUB, T_ADC, T_SBC};
    u32 op = how & (PAIR_SUB | PAIR_CARRY);
    i64 other;
    y = pair_fit(s, y, how);
    if (y.kind == MO_IMM && !modified(y.imm) && either(y.imm, how, &other)) {
        y = o_imm(other);
        op ^= PAIR_SUB;
    }
    MIns *i = W(s, ops[op], w_def(d), w_use(x), y);
    if (how & PAIR_FLAGS)
        setting(i);
}

static MOp pair_sign(Sel *s, Reg x)
{
    (void)s;
    return o_shift(x, SH_ASR, 31);
}

static void pair_multiply(Sel *s, bool sign, Reg lo, Reg hi, Reg x, Reg y)
{
    W(s, sign ? T_SMULL : T_UMULL, w_def(lo), w_def(hi), w_use(x), w_use(y));
}

static bool add_with_carry(Sel *s, Ref r)
{
    SelCarry c;
    i64 k;
    if (!sel_carry(s, r, &c))
        return false;
    Reg d = sel_vreg(s, r), x = c.x ? sel_reg(s, c.x) : ts_const(s, 0);
    u32 how = PAIR_CARRY | (c.sub ? PAIR_SUB : 0);
    MOp y = !c.y ? o_imm(0) : ts_is_imm(s, c.y, &k) ? o_imm(k) : ts_op2(s, c.y);
    y = pair_fit(s, y, how);
    s->ops->overflow(s, c.maker);
    pair_add(s, how, d, x, y);
    return true;
}

// d = c + x * y in 64 bits; of T_UMAAL ch is a second number to add. The words of the sum have
// registers of their own, since only one operand of an instruction can be tied: copies from and
// to them mostly vanish, and those of results do.
static void multiply_into(Sel *s, u16 op, Reg dl, Reg dh, Ref m, Reg cl, Reg ch)
{
    Reg x = sel_lo_reg(s, sel_arg(s, m, 0)), y = sel_lo_reg(s, sel_arg(s, m, 1));
    MOp in[4] = {w_def(R0), w_def(R1), w_use(cl), w_use(ch)};
    MOp o[6] = {w_def(R0), w_def(R1), w_use(x), w_use(y), w_use(R0), w_use(R1)};
    MOp out[4] = {w_def(dl ? dl : new_int(s)), w_def(dh), w_use(R0), w_use(R1)};
    sel_emit(s, M_COPY, 4, in, 4);
    sel_emitx(s, op, 4, o, 4, 2);
    sel_emit(s, M_COPY, 4, out, 4);
}

static bool long_product(Sel *s, Ref r, bool *sign)
{
    return ir_ins(s->f, r)->op == OP_MUL && sel_only_here(s, r) &&
           sel_product_of_words(s, r, sign);
}

static bool is_word(const Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    return i->op == OP_ZEXT && ir_type(s->f, ir_args(s->f, i)[0]) == T_I32;
}

// m + x + y with an unsigned product and two words is one instruction where there are DSP ones.
static bool sum_of_three(Sel *s, Reg dl, Reg dh, Ref sum, Ref y)
{
    bool sign;
    if (!(s->m->t->feat & T32_DSP) || ir_ins(s->f, sum)->op != OP_ADD || !is_word(s, y) ||
        !sel_only_here(s, sum))
        return false;
    for (u32 k = 0; k < 2; k++) {
        Ref m = sel_arg(s, sum, k), x = sel_arg(s, sum, 1 - k);
        if (is_word(s, x) && long_product(s, m, &sign) && !sign) {
            Reg cl = sel_lo_reg(s, x), ch = sel_lo_reg(s, y);
            multiply_into(s, T_UMAAL, dl, dh, m, cl, ch);
            return true;
        }
    }
    return false;
}

static bool sum_with_product(Sel *s, Reg dl, Reg dh, Ref c, Ref m)
{
    bool sign;
    if (sum_of_three(s, dl, dh, m, c))
        return true;
    if (!long_product(s, m, &sign))
        return false;
    Reg cl = sel_lo_reg(s, c), ch = sel_hi_reg(s, c);
    multiply_into(s, sign ? T_SMLAL : T_UMLAL, dl, dh, m, cl, ch);
    return true;
}

static bool product(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    i64 k;
    return i->op == OP_MUL && vsize(s, (Type)i->type) <= 4 && sel_only_here(s, r) &&
           !(ir_is_int(s->f, ir_args(s->f, i)[1], &k) && k > 0 && (k & (k - 1)) == 0);
}

static void multiply_add(Sel *s, u16 op, Reg d, Ref mul, Reg c)
{
    const Ref *a = ir_args(s->f, ir_ins(s->f, mul));
    Reg x = sel_reg(s, a[0]), y = sel_reg(s, a[1]);
    W(s, op, w_def(d), w_use(x), w_use(y), w_use(c));
}

static void select_add(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0], b = ir_args(s->f, i)[1];
    i64 k;
    if (add_with_carry(s, r))
        return;
    if (is_pair((Type)i->type)) {
        Reg lo = s->reg[r], hi = s->hi[r];
        if (!hi || (!sum_with_product(s, lo, hi, a, b) && !sum_with_product(s, lo, hi, b, a)))
            sel_pair_add(s, lo, hi, a, b, 0);
        return;
    }
    Reg d = sel_vreg(s, r);
    order(s, &a, &b);
    if (product(s, a) && !product(s, b))
        sel_swap(&a, &b);
    const Ins *x = ir_ins(s->f, a);
    if (ts_is_imm(s, b, &k) && x->op == OP_SLOT)
        ts_lea(s, d, w_slot(x->u.s.sym, x->u.s.off + k));
    else if (ts_is_imm(s, b, &k) && x->op == OP_SYM)
        ts_mov(s, d, ts_sym(s, x->u.s.sym, x->u.s.off + k));
    else if (ts_is_imm(s, b, &k))
        ts_add_imm(s, d, sel_reg(s, a), k);
    else if (product(s, b))
        multiply_add(s, T_MLA, d, b, sel_reg(s, a));
    else {
        Reg p = sel_reg(s, a);
        W(s, T_ADD, w_def(d), w_use(p), ts_op2(s, b));
    }
}

static void select_sub(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0], b = ir_args(s->f, i)[1];
    i64 k;
    if (add_with_carry(s, r))
        return;
    if (is_pair((Type)i->type)) {
        sel_pair_add(s, s->reg[r], s->hi[r], a, b, PAIR_SUB);
        return;
    }
    Reg d = sel_vreg(s, r);
    if (ts_is_imm(s, b, &k))
        ts_add_imm(s, d, sel_reg(s, a), -k);
    else if (ts_is_imm(s, a, &k) && modified(k))
        W(s, T_RSB, w_def(d), w_use(sel_reg(s, b)), o_imm(k));
    else if (product(s, b))
        multiply_add(s, T_MLS, d, b, sel_reg(s, a));
    else if (can_shift(s, a) && !can_shift(s, b)) {
        Reg y = sel_reg(s, b);
        W(s, T_RSB, w_def(d), w_use(y), ts_op2(s, a));
    } else {
        Reg x = sel_reg(s, a);
        W(s, T_SUB, w_def(d), w_use(x), ts_op2(s, b));
    }
}

/* multiplication and division */
static void select_mul(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0], b = ir_args(s->f, i)[1];
    i64 k;
    if (is_pair((Type)i->type)) {
        sel_pair_multiply(s, r);
        return;
    }
    order(s, &a, &b);
    Reg d = sel_vreg(s, r);
    if (!ts_is_imm(s, b, &k)) {
        Reg x = sel_reg(s, a);
        W(s, T_MUL, w_def(d), w_use(x), w_use(sel_reg(s, b)));
        return;
    }
    if (k == 0) {
        ts_imm(s, d, 0);
        return;
    }
    Reg x = sel_reg(s, a);
    u32 u = (u32)k;
    if (u == 1)
        ts_mov(s, d, x);
    else if (k == -1)
        W(s, T_RSB, w_def(d), w_use(x), o_imm(0));
    else if ((u & (u - 1)) == 0)
        W(s, T_LSL, w_def(d), w_use(x), o_imm(ctz64(u)));
    else if (((u - 1) & (u - 2)) == 0)
        W(s, T_ADD, w_def(d), w_use(x), o_shift(x, SH_LSL, (u32)ctz64(u - 1)));
    else if (((u + 1) & u) == 0)
        W(s, T_RSB, w_def(d), w_use(x), o_shift(x, SH_LSL, (u32)ctz64((u64)u + 1)));
    else
        W(s, T_MUL, w_def(d), w_use(x), w_use(ts_const(s, u)));
}

static MIns *compare_imm(Sel *s, Reg x, i64 k)
{
    if (modified(k))
        return W(s, T_CMP, w_use(x), o_imm((i32)k));
    if (modified(-k))
        return W(s, T_CMN, w_use(x), o_imm((i32)-k));
    return W(s, T_CMP, w_use(x), w_use(ts_const(s, (u32)k)));
}

// Division by zero, and the one quotient that does not fit, end the program: the instruction itself
// gives 0 and the lowest number.
static void select_div(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    bool sign = i->op == OP_SDIV || i->op == OP_SREM, rem = i->op == OP_SREM || i->op == OP_UREM;
    u8 w = vsize(s, (Type)i->type);
    Reg d = sel_vreg(s, r), x = ts_extended(s, a[0], sign), y = ts_extended(s, a[1], sign);
    i64 k, kx;
    bool known = ir_is_int(s->f, a[1], &k);
    if (!known || k == 0) {
        W(s, T_CMP, w_use(y), o_imm(0));
        under(W(s, T_UDF, o_imm(0)), CC_EQ);
    }
    if (sign && (!known || k == -1) && !(ir_is_int(s->f, a[0], &kx) && kx != INT32_MIN)) {
        W(s, T_CMN, w_use(y), o_imm(1));
        under(compare_imm(s, x, w == 4 ? INT32_MIN : w == 2 ? INT16_MIN : INT8_MIN), CC_EQ);
        under(W(s, T_UDF, o_imm(0)), CC_EQ);
    }
    Reg q = rem ? new_int(s) : d;
    W(s, sign ? T_SDIV : T_UDIV, w_def(q), w_use(x), w_use(y));
    if (rem)
        W(s, T_MLS, w_def(d), w_use(q), w_use(y), w_use(x));
}

static void select_mulh(Sel *s, Ref r)
{
    Ref low = sel_low_product(s, r);
    Reg d = sel_vreg(s, r), x = sel_reg(s, sel_arg(s, r, 0)), y = sel_reg(s, sel_arg(s, r, 1));
    pair_multiply(s, ir_ins(s->f, r)->op == OP_MULHS, low ? sel_vreg(s, low) : new_int(s), d, x, y);
}

/* logic */
static bool run_of_ones(u32 m)
{
    u32 x = m ? m >> ctz64(m) : 0;
    return x && (x & (x + 1)) == 0;
}

static void logic_word(Sel *s, Op op, Reg d, Reg x, MOp y)
{
    static const u16 t[] = {T_AND, T_ORR, T_EOR};
    u16 o = t[op - OP_AND];
    u32 k = (u32)y.imm, none = op == OP_AND ? ~0u : 0, low = (u32)ctz64(~(u64)k);
    if (y.kind != MO_IMM)
        W(s, o, w_def(d), w_use(x), y);
    else if (k == none)
        ts_mov(s, d, x);
    else if (k == ~none && op == OP_XOR)
        W(s, T_MVN, w_def(d), w_use(x));
    else if (k == ~none)
        ts_imm(s, d, k);
    else if (op == OP_AND && (k == 0xff || k == 0xffff))
        W(s, k == 0xff ? T_UXTB : T_UXTH, w_def(d), w_use(x));
    else if (modified(k))
        W(s, o, w_def(d), w_use(x), o_imm(y.imm));
    else if (op == OP_AND && (k & (k + 1)) == 0)
        W(s, T_UBFX, w_def(d), w_use(x), o_imm(0), o_imm(low));
    else if (op != OP_XOR && modified(~k))
        W(s, op == OP_AND ? T_BIC : T_ORN, w_def(d), w_use(x), o_imm((i32)~k));
    else if (op == OP_AND && run_of_ones(~k))
        W(s, T_BFC, w_def(d), w_tie(x), o_imm(low), o_imm(low + popcount64((u32)~k) - 1));
    else
        W(s, o, w_def(d), w_use(x), w_use(ts_const(s, k)));
}

// The operand of a complement that this instruction alone uses.
static Ref complement(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    i64 k;
    if (!sel_only_here(s, r) || is_pair((Type)i->type))
        return 0;
    if (i->op == OP_NOT)
        return ir_args(s->f, i)[0];
    if (i->op == OP_XOR && ir_is_int(s->f, ir_args(s->f, i)[1], &k) && k == -1)
        return ir_args(s->f, i)[0];
    return 0;
}

// (x >> n) & (2^w - 1)
static bool bit_field(Sel *s, Reg d, Ref a, i64 k)
{
    u32 from, width;
    Ref x;
    if (!sel_extract(s, ts_strip(s, a), (u32)k, 32, &x, &from, &width))
        return false;
    W(s, T_UBFX, w_def(d), w_use(sel_reg(s, x)), o_imm(from), o_imm(width));
    return true;
}

static bool insert(Sel *s, Ref r)
{
    SelInsert x;
    if (!sel_insert(s, r, &x))
        return false;
    Ref y = ts_strip(s, x.into);
    Type t = ir_type(s->f, r);
    if (vsize(s, t) < 4 && (ir_type(s->f, y) != t || !clean(s, y, false, 2)))
        return false;        // what is above the value would stay
    Reg d = sel_vreg(s, r), into = sel_reg(s, x.into), what = sel_reg(s, x.what);
    if (x.from) {
        Reg t = new_int(s);
        W(s, T_LSR, w_def(t), w_use(what), o_imm(x.from));
        what = t;
    }
    W(s, T_BFI, w_def(d), w_tie(into), w_use(what), o_imm(x.low), o_imm(x.low + x.width - 1));
    return true;
}

static void select_logic(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    if (is_pair((Type)i->type)) {
        sel_pair_logic(s, r);
        return;
    }
    if (i->op == OP_OR && insert(s, r))
        return;
    Ref a = ir_args(s->f, i)[0], b = ir_args(s->f, i)[1], n;
    i64 k;
    order(s, &a, &b);
    Reg d = sel_vreg(s, r);
    if (ts_is_imm(s, b, &k)) {
        u8 w = vsize(s, (Type)i->type);
        if (w < 4 && i->op == OP_AND) {
            i64 low = w == 1 ? 0xff : 0xffff;
            bool top = k < 0;
            k &= low;
            if (top && !modified(k) && modified(~(k | ~low)))
                k |= ~low;       // nobody takes what is above for zeros: see clean
        }
        if (i->op == OP_AND && bit_field(s, d, a, k))
            return;
        logic_word(s, (Op)i->op, d, sel_reg(s, a), o_imm(k));
        return;
    }
    if (i->op != OP_XOR && (n = complement(s, a)) && !complement(s, b))
        sel_swap(&a, &b);
    if (i->op != OP_XOR && (n = complement(s, b))) {
        Reg x = sel_reg(s, a);
        W(s, i->op == OP_AND ? T_BIC : T_ORN, w_def(d), w_use(x), ts_op2(s, n));
        return;
    }
    Reg x = sel_reg(s, a);
    logic_word(s, (Op)i->op, d, x, ts_op2(s, b));
}

static void select_unary(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0];
    bool neg = i->op == OP_NEG;
    if (is_pair((Type)i->type) && neg) {
        Reg lo = s->reg[r], hi = s->hi[r], x = sel_lo_reg(s, a), xh = hi ? sel_hi_reg(s, a) : 0;
        setting(W(s, T_RSB, w_def(lo ? lo : new_int(s)), w_use(x), o_imm(0)));
        if (hi)
            W(s, T_SBC, w_def(hi), w_use(xh), o_shift(xh, SH_LSL, 1));   // -x - !C
    } else if (is_pair((Type)i->type)) {
        sel_pair_logic(s, r);
    } else if (neg) {
        Reg d = sel_vreg(s, r);
        W(s, T_RSB, w_def(d), w_use(sel_reg(s, a)), o_imm(0));
    } else {
        Reg d = sel_vreg(s, r);
        W(s, T_MVN, w_def(d), ts_op2(s, a));
    }
}

/* conditions */
static const u8 int_cc[] = {CC_EQ, CC_NE, CC_LT, CC_GE, CC_GT, CC_LE, CC_CC, CC_CS, CC_HI, CC_LS};

static bool signed_cc(u8 cc) { return cc >= CC_GE; }

static Cond test_zero(Sel *s, Ref r)
{
    Ref x = ts_strip(s, r);
    const Ins *i = ir_ins(s->f, x);
    u8 z = vsize(s, ir_type(s->f, r));
    i64 k;
    if (z == 8) {
        MOp l = sel_lo(s, r), h = sel_hi(s, r);
        Reg t = new_int(s), p = ts_in_reg(s, l);
        if (h.kind == MO_IMM && h.imm == 0)
            W(s, T_CMP, w_use(p), o_imm(0));
        else
            setting(W(s, T_ORR, w_def(t), w_use(p), pair_fit(s, h, PAIR_COMPARE)));
        return (Cond){.cc = CC_NE};
    }
    bool and = i->op == OP_AND && sel_only_here(s, x) && vsize(s, (Type)i->type) <= 4;
    Ref a = and ? ir_args(s->f, i)[0] : 0, b = and ? ir_args(s->f, i)[1] : 0;
    if (and)
        order(s, &a, &b);
    u32 all = ~0u >> (32 - 8 * z);
    if (and && ir_is_int(s->f, b, &k) && modified(k & all)) {
        W(s, T_TST, w_use(sel_reg(s, a)), o_imm((i64)((u32)k & all)));
    } else if (and && z == 4 && !sel_is_const(s, b)) {
        Reg p = sel_reg(s, a);
        W(s, T_TST, w_use(p), ts_op2(s, b));
    } else {
        W(s, T_CMP, w_use(ts_extended(s, r, false)), o_imm(0));
    }
    return (Cond){.cc = CC_NE};
}

// A subtraction whose upper word's flags tell, or both words equal.
static Cond pair_compare(Sel *s, Op op, Reg al, Reg ah, MOp bl, MOp bh)
{
    if (al)
        W(s, T_CMP, w_use(al), bl);
    if (al && op > OP_NE)
        setting(W(s, T_SBC, w_def(new_int(s)), w_use(ah), bh));
    else if (al)
        under(W(s, T_CMP, w_use(ah), bh), CC_EQ);
    else
        W(s, T_CMP, w_use(ah), bh);
    return (Cond){.cc = int_cc[op - OP_EQ]};
}

static Cond compare_int(Sel *s, Op op, Ref a, Ref b)
{
    Type t = ir_type(s->f, a);
    u8 z = vsize(s, t), cc = int_cc[op - OP_EQ];
    i64 k;
    if (is_pair(t))
        return sel_pair_compare(s, op, a, b);
    bool sign = signed_cc(cc);
    if (cc <= CC_NE && z < 4)
        sign = clean(s, ts_strip(s, a), true, 2) && !clean(s, ts_strip(s, a), false, 2);
    if (ir_is_int(s->f, b, &k)) {
        if (!sign && z < 4)
            k &= z == 1 ? 0xff : 0xffff;
        compare_imm(s, ts_extended(s, a, sign), (i32)k);
        return (Cond){.cc = cc};
    }
    if (z == 4 && can_shift(s, a) && !can_shift(s, b)) {
        sel_swap(&a, &b);
        cc = int_cc[sel_swapped(op) - OP_EQ];
    }
    Reg x = ts_extended(s, a, sign);
    MOp y = z == 4 ? ts_op2(s, b) : w_use(ts_extended(s, b, sign));
    W(s, T_CMP, w_use(x), y);
    return (Cond){.cc = cc};
}

static void setcc(Sel *s, Reg d, Cond c)
{
    if (c.constant)
        ts_imm(s, d, c.value);
    else
        W(s, T_CSET, w_def(d))->cc = c.cc;
}

static void csel(Sel *s, Reg d, u8 z, MOp yes, MOp no, Cond c)
{
    if (c.constant) {
        sel_one_move(s, o_def(d, z), c.value ? yes : no);
        return;
    }
    if (no.kind == MO_IMM) {
        MOp t = yes;
        yes = no;
        no = t;
        c = sel_invert(c);
    }
    no.flags |= MOF_TIE;
    no.size = z;
    E(s, T_CSEL, 4, o_def(d, z), no, yes)->cc = c.cc;
}

// What a conditional move may take, of a word of r: a register or an immediate of one instruction.
static MOp move_src(Sel *s, Ref r, bool high)
{
    MOp o = high ? sel_hi(s, r) : sel_lo(s, r);
    if (o.kind == MO_IMM && (u32)o.imm > 255)
        return w_use(ts_const(s, (u32)o.imm));
    return o.kind == MO_REG ? w_use(ts_in_reg(s, o)) : o;
}

static void select_select(Sel *s, Ref r)
{
    const Ref *a = ir_args(s->f, ir_ins(s->f, r));
    Type t = ir_type(s->f, r);
    MOp yes[2], no[2];
    u32 n = is_pair(t) ? 2 : 1;
    Reg d[2] = {sel_vreg(s, r), n > 1 ? sel_vhi(s, r) : 0};
    for (u32 k = 0; k < n; k++) {
        yes[k] = move_src(s, a[1], k);
        no[k] = move_src(s, a[2], k);
        if (yes[k].kind == MO_IMM && no[k].kind == MO_IMM)   // before the comparison: it may change
            no[k] = w_use(ts_const(s, (u32)no[k].imm));      // flags
    }
    Cond c = sel_cond(s, a[0]);
    for (u32 k = 0; k < n; k++)
        csel(s, d[k], type_is_flt(t) ? vsize(s, t) : 4, yes[k], no[k], c);
}

/* overflow */
static Cond overflow_narrow(Sel *s, Ref r)
{
    static const u16 op3[] = {T_ADD, T_ADD, T_SUB, T_SUB, T_MUL, T_MUL};
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    bool sign = i->op == OP_SADDO || i->op == OP_SSUBO || i->op == OP_SMULO;
    bool byte = vsize(s, (Type)i->type) == 1;
    Reg d = sel_vreg(s, r), x = ts_extended(s, a[0], sign), y = ts_extended(s, a[1], sign);
    Reg t = new_int(s);
    W(s, op3[i->op - OP_SADDO], w_def(t), w_use(x), w_use(y));
    W(s, sign ? (byte ? T_SXTB : T_SXTH) : byte ? T_UXTB : T_UXTH, w_def(d), w_use(t));
    W(s, T_CMP, w_use(d), w_use(t));
    return (Cond){.cc = CC_NE};
}

// Selects r so that its flags stand last; gives the condition of overflow.
static Cond overflow(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0], b = ir_args(s->f, i)[1];
    u8 z = vsize(s, (Type)i->type);
    bool sub = i->op == OP_SSUBO || i->op == OP_USUBO;
    u8 cc = i->op == OP_UADDO ? CC_CS : i->op == OP_USUBO ? CC_CC : CC_VS;
    if (z < 4)
        return overflow_narrow(s, r);
    Reg d = sel_vreg(s, r);
    if (i->op == OP_SMULO || i->op == OP_UMULO) {
        bool sign = i->op == OP_SMULO;
        Reg h = new_int(s), x = sel_reg(s, a), y = sel_reg(s, b);
        W(s, sign ? T_SMULL : T_UMULL, w_def(d), w_def(h), w_use(x), w_use(y));
        W(s, T_CMP, w_use(h), sign ? o_shift(d, SH_ASR, 31) : o_imm(0));
        return (Cond){.cc = CC_NE};
    }
    if (z == 8) {
        sel_pair_add(s, d, sel_vhi(s, r), a, b, PAIR_FLAGS | (sub ? PAIR_SUB : 0));
        return (Cond){.cc = cc};
    }
    Reg x = sel_reg(s, a);
    setting(W(s, sub ? T_SUB : T_ADD, w_def(d), w_use(x), ts_op2(s, b)));
    return (Cond){.cc = cc};
}

/* conversions */
static void select_ext(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0];
    if (is_pair((Type)i->type)) {
        sel_pair_extend(s, r);
        return;
    }
    Reg d = sel_vreg(s, r);
    ts_mov(s, d, ts_extended(s, a, i->op == OP_SEXT));
}

static void select_syscall(Sel *s, Ref r);

static void select_ins(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    switch ((Op)i->op) {
    case OP_ADD: select_add(s, r); break;
    case OP_SUB: select_sub(s, r); break;
    case OP_MUL: select_mul(s, r); break;
    case OP_AND: case OP_OR: case OP_XOR: select_logic(s, r); break;
    case OP_SDIV: case OP_UDIV: case OP_SREM: case OP_UREM: select_div(s, r); break;
    case OP_MULHS: case OP_MULHU: select_mulh(s, r); break;
    case OP_SHL: case OP_SHR: case OP_SAR: case OP_ROTL: case OP_ROTR: ts_shift(s, r); break;
    case OP_NEG: case OP_NOT: select_unary(s, r); break;
    case OP_CLZ: case OP_CTZ: ts_bits(s, r); break;
    case OP_BSWAP: ts_bswap(s, r); break;
    case OP_SEXT: case OP_ZEXT: select_ext(s, r); break;
    case OP_SELECT: select_select(s, r); break;
    case OP_SYSCALL: select_syscall(s, r); break;
    case OP_VASTART: sel_va_pointer(s, r); break;
    default:
        if (!ts_flt(s, r))
            ts_ins_mem(s, r);
        break;
    }
}

/* terminators: what codegen/selterm.c asks for */

// Source of a copy, constants as they are.
static MOp copy_src(Sel *s, Ref r)
{
    i64 k;
    Ref x = ts_strip(s, r);
    if (ts_is_imm(s, x, &k))
        return o_imm(k);
    if (ir_ins(s->f, x)->op == OP_UNDEF && !type_is_flt(ir_type(s->f, r)))
        return o_imm(0);
    return w_use(sel_reg(s, r));
}

static MOp case_value(Sel *s, i64 x)
{
    return modified(x) ? o_imm((i32)x) : w_use(ts_const(s, (u32)x));
}

static void compare_branch(Sel *s, const SelValue *v, i64 x, bool less, u32 yes, u32 no)
{
    MOp lo = case_value(s, x);
    if (v->hi) {
        MOp hi = case_value(s, x >> 32);
        pair_compare(s, less ? OP_SLT : OP_EQ, v->reg, v->hi, lo, hi);
    } else if (lo.kind != MO_IMM && modified(-x)) {
        W(s, T_CMN, w_use(v->reg), o_imm((i32)-x));
    } else {
        W(s, T_CMP, w_use(v->reg), lo);
    }
    sel_jump_cc(s, less ? CC_LT : CC_EQ, yes, no);
}

static Reg table_index(Sel *s, const SelJump *j)
{
    if (j->low == 0)
        return j->v.reg;
    Reg d = new_int(s);
    ts_add_imm(s, d, j->v.reg, -j->low);
    return d;
}

static void above(Sel *s, Reg v, u8 size, u64 x, u32 yes, u32 no)
{
    (void)size;
    W(s, T_CMP, w_use(v), case_value(s, (i64)x));
    sel_jump_cc(s, CC_HI, yes, no);
}

static void table_jump(Sel *s, const SelJump *j)
{
    W(s, T_TBX, w_use(j->v.reg), o_imm(s->m->table.n - 1))->flags |= MIF_BRANCH;
}

static void trap(Sel *s)
{
    W(s, T_UDF, o_imm(0))->flags |= MIF_BRANCH;
}

/* calls and blocks: what codegen/selcall.c and selblock.c ask for */
static Reg constant(Sel *s, i64 x, u8 size)
{
    (void)size;
    return ts_const(s, (u32)x);
}

static void merge(Sel *s, Reg d, Reg a, Reg b, u8 by)
{
    W(s, T_ORR, w_def(d), w_use(a), o_shift(b, SH_LSL, by));
}

static bool odd(Reg r) { return r >= S1 && r <= S15; }

static void put_some(Sel *s, const Moves *v, bool odds)
{
    Moves some = {.n = 0};
    for (u32 k = 0; k < v->n; k++) {
        if ((odd(v->d[k].reg) || odd(v->s[k].reg)) != odds)
            continue;
        if (odds)
            sel_one_move(s, v->d[k], v->s[k]);
        else
            sel_add_move(&some, v->d[k], v->s[k]);
    }
    sel_put_moves(s, &some);
}

// The odd single registers share no register of the allocator with anything: they are read before
// the rest is moved and written after.
static void moves(Sel *s, const Moves *v, bool reading)
{
    put_some(s, v, reading);
    put_some(s, v, !reading);
}

static void split(Sel *s, Ref r, MOp *x)
{
    Type t = ir_type(s->f, r);
    if (is_pair(t)) {
        Reg lo = sel_lo_reg(s, r), hi = sel_hi_reg(s, r);
        x[0] = o_use(new_flt(s), 8);
        ts_from_words(s, x[0].reg, T_F64, lo, hi);
        return;
    }
    x[0] = w_use(new_int(s));
    x[1] = w_use(t == T_F64 ? new_int(s) : 0);
    ts_to_words(s, x[0].reg, x[1].reg, t, sel_reg(s, r));
}

static void join(Sel *s, Ref r, const Reg *x)
{
    Reg lo = s->reg[r], hi = s->hi[r];
    Type t = ir_type(s->f, r);
    if (!is_pair(t)) {
        ts_from_words(s, lo, t, x[0], x[1]);
        return;
    }
    lo = lo ? lo : new_int(s);
    hi = hi ? hi : new_int(s);
    ts_to_words(s, lo, hi, T_F64, x[0]);
}

// On bare metal a system call is one of the debugger's: operation and parameter block in r0 and r1
// (Semihosting for AArch32 and AArch64).
static void select_syscall(Sel *s, Ref r)
{
    static const u8 reg[] = {R0, R1, R2, R3};
    static const SysCall semihosting = {.op = T_BKPT, .has_imm = true, .imm = 0xab, .nreg = 4,
                                        .result = R0, .reg = reg};
    sel_syscall(s, r, &semihosting);
    if (s->hi[r])
        W(s, T_ASR, w_def(s->hi[r]), w_use(sel_vreg(s, r)), o_imm(31));
}

static const PairOps pair_ops = {
    .fit = pair_fit, .in_reg = ts_in_reg, .sign = pair_sign, .set = ts_imm, .add = pair_add,
    .logic = logic_word, .op_mul = T_MUL, .op_mla = T_MLA, .multiply = pair_multiply,
    .funnel = ts_funnel, .compare = pair_compare,
};

static const SelOps ops = {
    .pair = &pair_ops, .word = 4, .max_hoist = 4, .table_in_code = true, .max_table = 4096,
    .block = begin_block,
    .op_call = T_BL, .op_icall = T_BLX, .inline_copy = 64, .inline_move = 16, .inline_set = 32,
    .inline_small = 16, .max_chunk = 4, .copy_run = 1,
    .load = ts_load, .store = ts_store, .lea = ts_lea, .place = ts_place,
    .inline_lists = 32, .copy_lists = ts_copy_lists,
    .constant_reg = materialise, .extended = ts_extended, .constant = constant, .merge = merge,
    .shift = ts_shift_word, .moves = moves, .split = split, .join = join,
    .ins = select_ins, .trap = trap, .put_hoist = put_hoist,
    .test = test_zero, .compare_int = compare_int, .compare_flt = ts_compare_flt,
    .overflow = overflow, .setcc = setcc,
    .compare = compare_branch, .table_index = table_index, .above = above,
    .table_jump = table_jump, .strip = ts_strip,
    .copy_src = copy_src, .grow_stack = ts_grow_stack,
};

void t32_select(MFn *m)
{
    Arena tmp = {0};
    Sel s;
    m->priv = arena_new(m->mem, T32Fn);
    m->need_fp |= m->o->frame_pointer || m->f->flags & FN_FRAME;
    sel_begin(&s, &ops, m, &tmp);
    sel_blocks(&s);
    sel_entry(&s);
    arena_free(&tmp);
}
