// selmem.c - Thumb-2 selection of memory operations: addresses, loads, stores, atomics, the
// stack
#include "codegen/t32/sel.h"

/* addresses */

static bool add_const(Sel *s, Ref r, i64 *k)
{
    const Ins *i = ir_ins(s->f, r);
    return i->op == OP_ADD && !is_pair((Type)i->type) &&
           ts_is_imm(s, ir_args(s->f, i)[1], k);
}

// An index shifted left by at most three, alone here.
static u8 scale_of(Sel *s, Ref r, Ref *x)
{
    return sel_only_here(s, r) ? sel_scale(s, r, x) : 0;
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
    if (disp == 0 && sel_fold_sum(s, base, false)) {
        Ref a = ts_strip(s, ir_args(s->f, b)[0]), c = ts_strip(s, ir_args(s->f, b)[1]);
        u8 z = scale_of(s, c, &x);
        if (!z && (z = scale_of(s, a, &x)))
            a = c;
        else if (!z)
            x = c;
        const Ins *slot = ir_ins(s->f, a);
        Reg r = slot->op == OP_SLOT && !size_first(s)
                    ? sel_hoisted_slot(s, slot->u.s.sym, slot->u.s.off) : 0;
        MOp o = w_mem(r ? r : sel_reg(s, a), 0);
        o.idx = sel_reg(s, x);
        o.scale = z ? z : 1;
        return o;
    }
    return w_mem(sel_reg(s, base), disp);
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
static AddrKind kind_of(u8 cls) { return cls == RC_FLT ? ADDR_WORDS : ADDR_ANY; }

void ts_load(Sel *s, Reg d, MOp m, u8 z, u8 cls)
{
    u16 op = cls == RC_FLT ? (z == 8 ? T_VLDRD : T_VLDR)
             : z == 1 ? T_LDRB : z == 2 ? T_LDRH : T_LDR;
    m = ts_at(s, m, 0, kind_of(cls));
    m.size = z;
    E(s, op, MAX(z, 4), o_def(d, MAX(z, 4)), m);
}

void ts_store(Sel *s, MOp m, MOp v, u8 z, u8 cls)
{
    u16 op = cls == RC_FLT ? (z == 8 ? T_VSTRD : T_VSTR)
             : z == 1 ? T_STRB : z == 2 ? T_STRH : T_STR;
    m = ts_at(s, m, 0, kind_of(cls));
    m.size = z;
    v.size = MAX(z, 4);
    E(s, op, v.size, v, m);
}

static void load_word(Sel *s, Reg d, MOp m) { ts_load(s, d, m, 4, RC_INT); }
static void store_word(Sel *s, MOp m, Reg v) { ts_store(s, m, w_use(v), 4, RC_INT); }

// Instructions for two words and those of the FPU want aligned words.
static bool words_aligned(const Ins *i)
{
    return (i->aux & MEM_ALIGN) >= 2;
}

static void load_float(Sel *s, const Ins *i, Reg d)
{
    Ref p = ir_args(s->f, i)[0];
    Type t = (Type)i->type;
    if (words_aligned(i)) {
        ts_load(s, d, ts_addr(s, p, 0, ADDR_WORDS), vsize(s, t), RC_FLT);
        return;
    }
    MOp m = ts_addr(s, p, 0, ADDR_ANY);
    Reg lo = new_int(s), hi = new_int(s);
    load_word(s, lo, m);
    if (t == T_F64)
        load_word(s, hi, ts_at(s, m, 4, ADDR_ANY));
    ts_from_words(s, d, t, lo, hi);
}

static void store_float(Sel *s, const Ins *i, Ref p, Reg v, Type t)
{
    if (words_aligned(i)) {
        ts_store(s, ts_addr(s, p, 0, ADDR_WORDS), w_use(v), vsize(s, t), RC_FLT);
        return;
    }
    MOp m = ts_addr(s, p, 0, ADDR_ANY);
    Reg lo = new_int(s), hi = new_int(s);
    ts_to_words(s, lo, hi, t, v);
    store_word(s, m, lo);
    if (t == T_F64)
        store_word(s, ts_at(s, m, 4, ADDR_ANY), hi);
}

// Where an access to two words finds them: at once, by ldrd and strd, or each by itself.
static MOp pair_place(Sel *s, const Ins *i, bool *once)
{
    MOp m = address(s, ir_args(s->f, i)[0], 0);
    *once &= words_aligned(i) && !m.idx && !in_frame(&m) && in_range(m.imm, ADDR_WORDS);
    if (*once)
        return m;
    m = reach(s, m, ADDR_ANY);
    return m.idx || !in_range(m.imm + 4, ADDR_ANY) ? ts_at(s, m, 0, m.idx ? ADDR_WORDS : ADDR_REG)
                                                   : m;
}

static void load_pair(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Reg lo = s->reg[r], hi = s->hi[r];
    bool whole = (lo && hi) || i->aux & MEM_VOLATILE, once = whole;
    MOp m = pair_place(s, i, &once);
    if (whole) {
        lo = lo ? lo : new_int(s);
        hi = hi ? hi : new_int(s);
    }
    // results apart from the base: an interrupted ldrd of a Cortex-M3 may have lost it
    if (once)
        W(s, T_LDRD, w_early(lo), w_early(hi), m);
    if (lo && !once)
        load_word(s, lo, m);
    if (hi && !once)
        load_word(s, hi, o_at(m, 4, 4));
}

static void store_pair(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref v = ir_args(s->f, i)[1];
    Reg lo = sel_lo_reg(s, v), hi = sel_hi_reg(s, v);
    bool once = true;
    MOp m = pair_place(s, i, &once);
    if (once) {
        W(s, T_STRD, w_use(lo), w_use(hi), m);
        return;
    }
    store_word(s, m, lo);
    store_word(s, o_at(m, 4, 4), hi);
}

static void select_load(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Type t = (Type)i->type;
    if (is_pair(t)) {
        load_pair(s, r);
        return;
    }
    Reg d = sel_vreg(s, r);
    if (type_is_flt(t))
        load_float(s, i, d);
    else
        ts_load(s, d, ts_addr(s, ir_args(s->f, i)[0], 0, ADDR_ANY), vsize(s, t), RC_INT);
}

static void select_store(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref p = ir_args(s->f, i)[0], v = ir_args(s->f, i)[1];
    const Ins *x = ir_ins(s->f, v);
    Type t = ir_type(s->f, v);
    u8 z = vsize(s, t);
    if (x->op == OP_UNDEF)
        return;
    if (is_pair(t)) {
        store_pair(s, r);
    } else if (type_is_flt(t) && !(z == 4 && x->op == OP_FLT)) {
        store_float(s, i, p, sel_reg(s, v), t);
    } else {                 // of a number the bits: small ones are positive
        bool number = x->op == OP_INT || x->op == OP_FLT;
        Reg d = number ? ts_const(s, (u32)x->u.i & (~0u >> (32 - 8 * z))) : sel_reg(s, v);
        ts_store(s, ts_addr(s, p, 0, ADDR_ANY), w_use(d), z, RC_INT);
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

static void exclusive(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    bool cas = i->op == OP_ACAS;
    Reg old = new_int(s), t = cas ? ts_extended(s, a[1], false) : new_int(s);
    Reg v = sel_reg(s, a[cas ? 2 : 1]), p = ts_addr(s, a[0], 0, ADDR_REG).reg;
    barrier(s, i);
    MIns *x = cas ? W(s, T_CAS, w_early(old), w_use(p), w_use(t), w_use(v))
                  : W(s, T_RMW, w_early(old), w_early(t), w_use(p), w_use(v));
    x->size = vsize(s, (Type)i->type);
    x->cc = (u8)(cas ? 0 : i->op - OP_AXCHG);
    barrier(s, i);
    if (s->reg[r])
        ts_mov(s, s->reg[r], old);
}

static void select_atomic(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
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
    case OP_FENCE: W(s, T_DMB, o_imm(15)); break;
    default: exclusive(s, r); break;
    }
}

/* the stack */
void ts_grow_stack(Sel *s, Ref n)
{
    Reg top = new_int(s), low = new_int(s);
    i64 k;
    W(s, T_MOV, w_def(top), w_use(SP));
    if (ts_is_imm(s, n, &k))
        ts_add_imm(s, low, top, -k);
    else
        W(s, T_SUB, w_def(low), w_use(top), w_use(sel_reg(s, n)));
    W(s, T_MOV, w_def(SP), w_use(low));
}

static MOp at_cfa(i64 off)
{
    MOp m = w_mem(0, off);
    m.flags = MOF_CFA;
    return m;
}

void ts_ins_mem(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    switch ((Op)i->op) {
    case OP_LOAD: select_load(s, r); break;
    case OP_STORE: select_store(s, r); break;
    case OP_SAVESP:
        s->m->need_fp = true;
        W(s, T_MOV, w_def(sel_vreg(s, r)), w_use(SP));
        break;
    case OP_RESTSP:
        s->m->need_fp = true;
        W(s, T_MOV, w_def(SP), w_use(sel_reg(s, a[0])));
        break;
    case OP_FRAMEADDR: ts_lea(s, sel_vreg(s, r), at_cfa(-8)); break;
    case OP_RETADDR: // lr is pushed first, below arguments that went to memory
        s->m->has_call = true;
        load_word(s, sel_vreg(s, r), at_cfa(-4 - 4 * (i64)sel_home(s)));
        break;
    default: select_atomic(s, r); break;
    }
}
