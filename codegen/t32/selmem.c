// selmem.c - Thumb-2 selection of memory operations: addresses, loads, stores, atomics, the
// stack
#include "codegen/t32/sel.h"

/* addresses */

// May the sum r be folded into this use? When nobody needs it as a value.
static bool fold_sum(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    return i->op == OP_ADD && !s->reg[r] && i->blk == s->blk && s->f->nuse[r] == 1;
}

static bool add_const(Sel *s, Ref r, i64 *k)
{
    const Ins *i = ir_ins(s->f, r);
    return i->op == OP_ADD && !is_pair((Type)i->type) &&
           ts_is_imm(s, ir_args(s->f, i)[1], k);
}

// An index shifted left by at most three, alone here.
static u8 scale_of(Sel *s, Ref r, Ref *x)
{
    const Ins *i = ir_ins(s->f, r);
    i64 k;
    if (i->narg != 2 || vsize(s, (Type)i->type) != 4 || !sel_only_here(s, r) ||
        !ir_is_int(s->f, ir_args(s->f, i)[1], &k))
        return 0;
    *x = ir_args(s->f, i)[0];
    if (i->op == OP_SHL && k >= 1 && k <= 3)
        return (u8)(1 << k);
    if (i->op == OP_MUL && (k == 2 || k == 4 || k == 8))
        return (u8)k;
    return 0;
}

static bool in_range(i64 disp, AddrKind kind)
{
    if (kind == ADDR_REG)
        return disp == 0;
    if (kind == ADDR_WORDS)
        return disp >= -1020 && disp <= 1020 && disp % 4 == 0;
    return disp >= -255 && disp <= 4095;
}

// Slots and the like are addressed by frame.c, whatever the distance.
static bool in_frame(const MOp *o)
{
    return o->flags & (MOF_SLOT | MOF_CFA | MOF_OUT);
}

static MOp reach(Sel *s, MOp o, AddrKind kind)
{
    if (in_frame(&o) && kind == ADDR_ANY)
        return o;
    if (in_frame(&o) || (o.idx && kind != ADDR_ANY)) {
        Reg d = new_int(s);
        ts_lea(s, d, o);
        return w_mem(d, 0);
    }
    if (o.idx || in_range(o.imm, kind))
        return o;
    Reg d = new_int(s);
    i64 low = kind == ADDR_REG ? 0 : o.imm & (kind == ADDR_WORDS ? 0xfc : 0xfff);
    if (kind == ADDR_WORDS && o.imm & 3)
        low = 0;
    ts_add_imm(s, d, o.reg, o.imm - low);
    return w_mem(d, low);
}

static MOp address(Sel *s, Ref p, i64 disp)
{
    Ref base = ts_strip(s, p), x;
    i64 k;
    while (add_const(s, base, &k) && !s->reg[base] && in_range(disp + k, ADDR_ANY)) {
        disp += k;
        base = ts_strip(s, ir_args(s->f, ir_ins(s->f, base))[0]);
    }
    const Ins *b = ir_ins(s->f, base);
    if (b->op == OP_SLOT)
        return w_slot(b->u.s.sym, b->u.s.off + disp);
    if (b->op == OP_SYM) {
        i64 whole = disp + b->u.s.off;
        if (in_range(whole, ADDR_ANY) && whole >= 0)
            return w_mem(ts_sym(s, b->u.s.sym, 0), whole);
        return w_mem(ts_sym(s, b->u.s.sym, whole), 0);
    }
    if (ts_is_imm(s, base, &k)) {       // a device's register: neighbours share the base
        u32 at = (u32)(k + disp);
        return w_mem(ts_const(s, at & ~0x7fu), at & 0x7f);
    }
    if (disp == 0 && fold_sum(s, base)) {
        Ref a = ts_strip(s, ir_args(s->f, b)[0]), c = ts_strip(s, ir_args(s->f, b)[1]);
        u8 z = scale_of(s, c, &x);
        if (!z && (z = scale_of(s, a, &x)))
            a = c;
        else if (!z)
            x = c;
        const Ins *slot = ir_ins(s->f, a);
        Reg r = slot->op == OP_SLOT && !size_first(s)
                    ? sel_hoisted_slot(s, slot->u.s.sym, slot->u.s.off) : 0;
        MOp o = w_mem(r ? r : ts_reg(s, a), 0);
        o.idx = ts_reg(s, x);
        o.scale = z ? z : 1;
        return o;
    }
    return w_mem(ts_reg(s, base), disp);
}

MOp ts_addr(Sel *s, Ref p, i64 disp, AddrKind kind)
{
    return reach(s, address(s, p, disp), kind);
}

MOp ts_at(Sel *s, MOp m, i64 by, AddrKind kind)
{
    if (by && m.idx) {
        Reg d = new_int(s);
        ts_lea(s, d, m);
        m = w_mem(d, 0);
    }
    m.imm += by;
    return reach(s, m, kind);
}

void ts_lea(Sel *s, Reg d, MOp m)
{
    if (m.idx)
        W(s, T_ADD, w_def(d), w_use(m.reg),
          o_shift(m.idx, SH_LSL, m.scale > 1 ? (u32)ctz64(m.scale) : 0));
    else if (in_frame(&m))
        W(s, T_LEA, w_def(d), m);
    else
        ts_add_imm(s, d, m.reg, m.imm);
}

/* loads and stores */
void ts_load(Sel *s, Reg d, MOp m, Type t, bool sign)
{
    u16 op = t == T_I8 ? (sign ? T_LDRSB : T_LDRB) : t == T_I16 ? (sign ? T_LDRSH : T_LDRH)
             : t == T_F32 ? T_VLDR : t == T_F64 ? T_VLDRD : T_LDR;
    m.size = (u8)(t == T_F64 ? 8 : vsize(s, t));
    MIns *i = W(s, op, w_def(d), m);
    if (t == T_F64)
        i->op_[0].size = i->size = 8;
}

void ts_store(Sel *s, MOp m, Reg v, Type t)
{
    u16 op = t == T_I8 ? T_STRB : t == T_I16 ? T_STRH : t == T_F32 ? T_VSTR
             : t == T_F64 ? T_VSTRD : T_STR;
    m.size = (u8)(t == T_F64 ? 8 : vsize(s, t));
    MIns *i = W(s, op, w_use(v), m);
    if (t == T_F64)
        i->op_[0].size = i->size = 8;
}

// Instructions for two words and those of the FPU want aligned words.
static bool words_aligned(const Ins *i)
{
    return (i->aux & MEM_ALIGN) >= 2;
}

static void load_float(Sel *s, const Ins *i, Reg d)
{
    Ref p = ir_args(s->f, i)[0];
    if (words_aligned(i)) {
        ts_load(s, d, ts_addr(s, p, 0, ADDR_WORDS), (Type)i->type, false);
        return;
    }
    MOp m = ts_addr(s, p, 0, ADDR_ANY);
    Reg lo = new_int(s), hi = new_int(s);
    ts_load(s, lo, m, T_I32, false);
    if (i->type == T_F32) {
        W(s, T_VMOVSR, w_def(d), w_use(lo));
        return;
    }
    ts_load(s, hi, ts_at(s, m, 4, ADDR_ANY), T_I32, false);
    W(s, T_VMOVDRR, w_def(d), w_use(lo), w_use(hi));
}

static void store_float(Sel *s, const Ins *i, Ref p, Reg v, Type t)
{
    if (words_aligned(i)) {
        ts_store(s, ts_addr(s, p, 0, ADDR_WORDS), v, t);
        return;
    }
    MOp m = ts_addr(s, p, 0, ADDR_ANY);
    Reg lo = new_int(s), hi = new_int(s);
    if (t == T_F32) {
        W(s, T_VMOVRS, w_def(lo), w_use(v));
        ts_store(s, m, lo, T_I32);
        return;
    }
    W(s, T_VMOVRRD, w_def(lo), w_def(hi), w_use(v));
    ts_store(s, m, lo, T_I32);
    ts_store(s, ts_at(s, m, 4, ADDR_ANY), hi, T_I32);
}

static void load_pair(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Reg lo = s->reg[r], hi = s->hi[r];
    MOp m = address(s, ir_args(s->f, i)[0], 0);
    bool whole = (lo && hi) || i->aux & MEM_VOLATILE;
    if (whole && words_aligned(i) && !m.idx && !in_frame(&m) && in_range(m.imm, ADDR_WORDS)) {
        lo = lo ? lo : new_int(s);
        hi = hi ? hi : new_int(s);
        // results apart from the base: an interrupted ldrd of a Cortex-M3 may have lost it
        W(s, T_LDRD, w_early(lo), w_early(hi), m);
        return;
    }
    m = reach(s, m, ADDR_ANY);
    if (m.idx || !in_range(m.imm + 4, ADDR_ANY))
        m = ts_at(s, m, 0, m.idx ? ADDR_WORDS : ADDR_REG);
    if (lo || whole)
        ts_load(s, lo ? lo : new_int(s), m, T_I32, false);
    if (hi || whole) {
        m.imm += 4;
        ts_load(s, hi ? hi : new_int(s), m, T_I32, false);
    }
}

static void store_pair(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref p = ir_args(s->f, i)[0], v = ir_args(s->f, i)[1];
    Reg lo = sel_lo_reg(s, v), hi = sel_hi_reg(s, v);
    MOp m = address(s, p, 0);
    if (words_aligned(i) && !m.idx && !in_frame(&m) && in_range(m.imm, ADDR_WORDS)) {
        W(s, T_STRD, w_use(lo), w_use(hi), m);
        return;
    }
    m = reach(s, m, ADDR_ANY);
    if (m.idx || !in_range(m.imm + 4, ADDR_ANY))
        m = ts_at(s, m, 0, m.idx ? ADDR_WORDS : ADDR_REG);
    ts_store(s, m, lo, T_I32);
    m.imm += 4;
    ts_store(s, m, hi, T_I32);
}

static void select_load(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Type t = (Type)i->type;
    if (is_pair(t))
        load_pair(s, r);
    else if (type_is_flt(t))
        load_float(s, i, sel_vreg(s, r));
    else {
        Reg d = sel_vreg(s, r);
        ts_load(s, d, ts_addr(s, ir_args(s->f, i)[0], 0, ADDR_ANY), t, false);
    }
}

static void select_store(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref p = ir_args(s->f, i)[0], v = ir_args(s->f, i)[1];
    Type t = ir_type(s->f, v);
    const Ins *x = ir_ins(s->f, v);
    if (x->op == OP_UNDEF)
        return;
    if (is_pair(t)) {
        store_pair(s, r);
    } else if (t == T_F32 && x->op == OP_FLT) {
        Reg c = ts_const(s, (u32)x->u.i);
        ts_store(s, ts_addr(s, p, 0, ADDR_ANY), c, T_I32);
    } else if (type_is_flt(t)) {
        store_float(s, i, p, ts_reg(s, v), t);
    } else {
        i64 k;
        Reg d;
        if (vsize(s, t) < 4 && ir_is_int(s->f, v, &k))   // a small pattern, whatever the sign
            d = ts_const(s, (u32)k & (t == T_I8 ? 0xff : 0xffff));
        else
            d = ts_reg(s, v);
        ts_store(s, ts_addr(s, p, 0, ADDR_ANY), d, t);
    }
}

// A place whose whole extent of n bytes can be reached from one base.
MOp ts_place(Sel *s, Ref p, u64 n)
{
    MOp m = address(s, p, 0);
    bool near = in_range(m.imm, ADDR_ANY) && in_range(m.imm + (i64)n, ADDR_ANY);
    if (m.idx || (!in_frame(&m) && !near)) {
        Reg d = new_int(s);
        ts_lea(s, d, m);
        m = w_mem(d, 0);
    }
    return m;
}

/* lists of registers */
// Two to four words at once, both pointers advanced: which registers carry them does not matter,
// since the list has the same order both times. peep.c makes the list.
static void copy_list(Sel *s, Reg *to, Reg *from, u32 n)
{
    MOp load[6] = {w_def(new_int(s)), w_tie(*from)}, store[6] = {w_def(new_int(s)), w_tie(*to)};
    for (u32 k = 0; k < n; k++) {
        load[2 + k] = w_def(new_int(s));
        store[2 + k] = w_use(load[2 + k].reg);
    }
    sel_emitx(s, T_LDM, 4, load, 2, n);
    sel_emitx(s, T_STM, 4, store, 2, n);
    *from = load[0].reg;
    *to = store[0].reg;
}

u64 ts_copy_lists(Sel *s, MOp *dst, MOp *src, u64 n)
{
    Reg to = new_int(s), from = new_int(s);
    u64 left = n;
    if (n < 12)
        return 0;
    ts_lea(s, from, *src);
    ts_lea(s, to, *dst);
    while (left >= 8) {
        u32 words = left / 4 == 5 ? 3 : (u32)MIN(left / 4, 4);   // there is no list of one
        copy_list(s, &to, &from, words);
        left -= 4 * words;
    }
    *dst = w_mem(to, 0);
    *src = w_mem(from, 0);
    return n - left;
}

/* atomics: aligned loads and stores are atomic; the rest are loops around ldrex and strex, each one
 * instruction here, so that nothing comes between the two */
static void barrier(Sel *s, const Ins *i)
{
    if ((i->aux & MEM_ORDER) >> 8)
        W(s, T_DMB, o_imm(15));
}

static void read_modify_write(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    Reg old = new_int(s), tmp = new_int(s), p, v;
    MOp m = ts_addr(s, a[0], 0, ADDR_REG);
    p = m.reg;
    v = ts_reg(s, a[1]);
    barrier(s, i);
    MIns *x = W(s, T_RMW, w_early(old), w_early(tmp), w_use(p), w_use(v));
    x->size = vsize(s, (Type)i->type);
    x->cc = (u8)(i->op - OP_AXCHG);
    barrier(s, i);
    if (s->reg[r])
        ts_mov(s, s->reg[r], old);
}

static void compare_and_swap(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    Reg old = new_int(s), want = ts_extended(s, a[1], false), v = ts_reg(s, a[2]);
    MOp m = ts_addr(s, a[0], 0, ADDR_REG);
    barrier(s, i);
    MIns *x = W(s, T_CAS, w_early(old), w_use(m.reg), w_use(want), w_use(v));
    x->size = vsize(s, (Type)i->type);
    barrier(s, i);
    if (s->reg[r])
        ts_mov(s, s->reg[r], old);
}

enum { PRIMASK = 16 };      // number of the special register

// There is no exclusive access to two words, but one processor: interrupts wait meanwhile.
static Reg interrupts_off(Sel *s)
{
    Reg mask = new_int(s);
    W(s, T_MRS, w_def(mask), o_imm(PRIMASK));
    sel_emit(s, T_CPSID, 4, NULL, 0);
    return mask;
}

static void words(Sel *s, Op op, const Reg *d, const Reg *x, const Reg *y)
{
    static const u16 first[] = {T_ADD, T_SUB, T_AND, T_ORR, T_EOR};
    static const u16 second[] = {T_ADC, T_SBC, T_AND, T_ORR, T_EOR};
    u32 k = op - OP_AADD;
    MIns *i = W(s, first[k], w_def(d[0]), w_use(x[0]), w_use(y[0]));
    i->flags |= op == OP_AADD || op == OP_ASUB ? MIF_SETF : 0;
    W(s, second[k], w_def(d[1]), w_use(x[1]), w_use(y[1]));
}

static void atomic_pair(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    Reg v[2] = {0}, want[2] = {0}, old[2] = {new_int(s), new_int(s)}, made[2];
    Ref operand = i->op == OP_ACAS ? a[2] : i->op == OP_ALOAD ? 0 : a[1];
    if (operand) {
        v[0] = sel_lo_reg(s, operand);
        v[1] = sel_hi_reg(s, operand);
    }
    if (i->op == OP_ACAS) {
        want[0] = sel_lo_reg(s, a[1]);
        want[1] = sel_hi_reg(s, a[1]);
    }
    Reg p = ts_addr(s, a[0], 0, ADDR_REG).reg, mask = interrupts_off(s);
    if (i->op != OP_ASTORE)
        W(s, T_LDRD, w_early(old[0]), w_early(old[1]), w_mem(p, 0));
    if (i->op >= OP_AADD && i->op <= OP_AXOR) {
        made[0] = new_int(s);
        made[1] = new_int(s);
        words(s, (Op)i->op, made, old, v);
        memcpy(v, made, sizeof v);
    } else if (i->op == OP_ACAS) {
        W(s, T_CMP, w_use(old[0]), w_use(want[0]));
        MIns *c = W(s, T_CMP, w_use(old[1]), w_use(want[1]));
        c->flags |= MIF_COND;
        c->cc = CC_EQ;
        for (u32 k = 0; k < 2; k++) {
            made[k] = new_int(s);
            W(s, T_CSEL, w_def(made[k]), w_tie(old[k]), w_use(v[k]))->cc = CC_EQ;
        }
        memcpy(v, made, sizeof v);
    }
    if (i->op != OP_ALOAD)
        W(s, T_STRD, w_use(v[0]), w_use(v[1]), w_mem(p, 0));
    W(s, T_MSR, o_imm(PRIMASK), w_use(mask));
    if (s->reg[r])
        ts_mov(s, s->reg[r], old[0]);
    if (s->hi[r])
        ts_mov(s, s->hi[r], old[1]);
}

static void select_atomic(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Type t = i->op == OP_ASTORE ? ir_type(s->f, ir_args(s->f, i)[1]) : (Type)i->type;
    if (is_pair(t) && i->op != OP_FENCE) {
        atomic_pair(s, r);
        return;
    }
    switch ((Op)i->op) {
    case OP_ALOAD:
        select_load(s, r);
        barrier(s, i);
        break;
    case OP_ASTORE:
        barrier(s, i);
        select_store(s, r);
        if ((i->aux & MEM_ORDER) >> 8 >= 5)
            barrier(s, i);
        break;
    case OP_AXCHG: case OP_AADD: case OP_ASUB: case OP_AAND: case OP_AOR: case OP_AXOR:
        read_modify_write(s, r);
        break;
    case OP_ACAS: compare_and_swap(s, r); break;
    default: W(s, T_DMB, o_imm(15)); break;
    }
}

/* the stack */
// The new bytes lie above the outgoing arguments; the stack pointer keeps its alignment of 8, so a
// larger one is found within bytes to spare.
static void select_alloca(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref n = ir_args(s->f, i)[0];
    u32 align = i->aux > 4096 || i->aux == 0 ? 8 : MAX(i->aux, 8), more = align - 8;
    i64 k;
    s->m->need_fp = true;
    Reg top = new_int(s), low = new_int(s), d = sel_vreg(s, r);
    W(s, T_MOV, w_def(top), w_use(SP));
    if (ir_is_int(s->f, n, &k) && k >= 0 && k < INT32_MAX - 8192) {
        ts_add_imm(s, low, top, -(i64)(ALIGN_UP(k, 8) + more));
    } else {
        Reg x = new_int(s), y = new_int(s);
        ts_add_imm(s, x, ts_reg(s, n), 7 + (i64)more);
        W(s, T_BIC, w_def(y), w_use(x), o_imm(7));
        W(s, T_SUB, w_def(low), w_use(top), w_use(y));
    }
    W(s, T_MOV, w_def(SP), w_use(low));
    MOp out = w_mem(0, more);
    out.flags = MOF_OUT | MOF_CFA;
    if (!more) {
        W(s, T_LEA, w_def(d), out);
        return;
    }
    Reg p = new_int(s);
    W(s, T_LEA, w_def(p), out);
    W(s, T_BIC, w_def(d), w_use(p),
      align <= 256 ? o_imm(align - 1) : w_use(ts_const(s, align - 1)));
}

void ts_ins_mem(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    switch ((Op)i->op) {
    case OP_LOAD: select_load(s, r); break;
    case OP_STORE: select_store(s, r); break;
    case OP_ALLOCA: select_alloca(s, r); break;
    case OP_SAVESP:
        s->m->need_fp = true;
        W(s, T_MOV, w_def(sel_vreg(s, r)), w_use(SP));
        break;
    case OP_RESTSP:
        s->m->need_fp = true;
        W(s, T_MOV, w_def(SP), w_use(ts_reg(s, a[0])));
        break;
    case OP_CFA: {
        MOp m = w_mem(0, 0);
        m.flags = MOF_CFA;
        W(s, T_LEA, w_def(sel_vreg(s, r)), m);
        break;
    }
    case OP_FRAMEADDR: {
        MOp m = w_mem(0, -8);
        m.flags = MOF_CFA;
        W(s, T_LEA, w_def(sel_vreg(s, r)), m);
        break;
    }
    case OP_RETADDR: { // lr is pushed first, below arguments that went to memory
        MOp m = w_mem(0, -4 - 4 * (i64)sel_home(s));
        m.flags = MOF_CFA;
        s->m->has_call = true;
        W(s, T_LDR, w_def(sel_vreg(s, r)), m);
        break;
    }
    default: select_atomic(s, r); break;
    }
}
