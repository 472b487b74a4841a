// isel.c - AMD64 instruction selection: values, operands, conditions, arithmetic
//
// A bottom-up cover of the expression trees: each selected instruction takes constants, addresses,
// loads and compares that only it needs into its own operands (Aho, Ganapathi, Tjiang 1989 in
// spirit; the order of visiting follows Cranelift's lowering).
#include "codegen/x64/sel.h"

// Does selecting this 32-bit value leave the upper half of its register zero?
static bool zero_upper(const Ins *i)
{
    if (i->type != T_I32)
        return false;
    switch ((Op)i->op) {
    case OP_ADD: case OP_SUB: case OP_MUL: case OP_AND: case OP_OR: case OP_XOR: case OP_SHL:
    case OP_SHR: case OP_SAR: case OP_ROTL: case OP_ROTR: case OP_NEG: case OP_NOT: case OP_LOAD:
    case OP_UDIV: case OP_UREM: case OP_SDIV: case OP_SREM:
        return true;
    case OP_ZEXT:
        return true;
    default:
        return false;
    }
}

bool x64_zero_upper(const Sel *s, Ref r)
{
    return zero_upper(ir_ins(s->f, r));
}

Ref x64_strip(const Sel *s, Ref r)
{
    for (;;) {
        const Ins *i = ir_ins(s->f, r);
        const Ins *a = i->narg ? ir_ins(s->f, ir_args(s->f, i)[0]) : NULL;
        if (i->op == OP_TRUNC || (i->op == OP_BITCAST && type_is_int((Type)i->type) &&
                                  type_is_int((Type)a->type)))
            r = ir_args(s->f, i)[0];
        else if (i->op == OP_ZEXT && a->type == T_I32 && zero_upper(a))
            r = ir_args(s->f, i)[0];
        else
            return r;
    }
}

void x64_mov_imm(Sel *s, Reg d, i64 x, u8 size)
{
    if (size < 4)
        size = 4;
    if (size == 4)
        x = (i32)x;
    if (size == 8 && x >= 0 && x <= (i64)UINT32_MAX) {
        size = 4;
        x = (i32)x;
    }
    E(s, X_MOV, size, o_def(d, size), o_imm(x));
}

static void lea(Sel *s, Reg d, MOp mem);

static MOp sel_cst_addr(Sel *s, const Ins *i, i64 disp, u8 size);

static void put_hoist(Sel *s, const Hoist *h)
{
    Ins sym = {.op = OP_SYM};
    sym.u.s.sym = h->sym;
    lea(s, h->reg, sel_cst_addr(s, &sym, h->off, 8));
}

static Reg materialise(Sel *s, const Ins *i)
{
    Reg d;
    switch ((Op)i->op) {
    case OP_INT:
        d = new_int(s);
        x64_mov_imm(s, d, i->u.i, tsize((Type)i->type));
        return d;
    case OP_FLT: {
        u8 z = tsize((Type)i->type);
        d = new_flt(s);
        if (i->u.i == 0)
            E(s, X_FZERO, 8, o_def(d, 8));
        else
            E(s, X_MOVS, z, o_def(d, z), o_table(m_const(s->m, (u64)i->u.i, z, z), z));
        return d;
    }
    case OP_UNDEF:
        if (type_is_flt((Type)i->type)) {
            d = new_flt(s);
            E(s, X_FZERO, 8, o_def(d, 8));
        } else {
            d = new_int(s);
            x64_mov_imm(s, d, 0, 4);
        }
        return d;
    default:
        d = i->op == OP_SYM ? sel_hoisted(s, i->u.s.sym, i->u.s.off) : 0;
        if (d)
            return d;
        d = new_int(s);
        lea(s, d, sel_cst_addr(s, i, 0, 8));
        return d;
    }
}

MOp x64_copy_src(Sel *s, Ref r)
{
    r = x64_strip(s, r);
    const Ins *i = ir_ins(s->f, r);
    u8 z = opsize((Type)i->type);
    MOp o;
    if (i->op == OP_INT) {
        o = o_imm(i->u.i);
    } else if (i->op == OP_UNDEF) {
        o = o_imm(0);            // as the interpreter has it: every backend reads the same
    } else if (i->op == OP_FLT) {
        o = i->u.i ? o_table(m_const(s->m, (u64)i->u.i, z, z), z) : o_imm(0);
    } else {
        o = o_use(sel_reg(s, r), z);
    }
    o.size = z;
    return o;
}

// memory or register
static MOp sel_rm(Sel *s, Ref r, u8 size)
{
    const Ins *i = ir_ins(s->f, r);
    if (sel_foldable(s, r, size))
        return x64_addr(s, ir_args(s->f, i)[0], 0, size);
    if (i->op == OP_FLT && i->u.i)
        return o_table(m_const(s->m, (u64)i->u.i, size, size), size);
    MOp o = o_use(sel_reg(s, r), size);
    o.flags |= MOF_FOLD;
    return o;
}

// second source: immediate, memory, or register
static MOp sel_src(Sel *s, Ref r, u8 size)
{
    i64 x;
    if (ir_is_int(s->f, r, &x) && fits32(x))
        return o_imm(x);
    return sel_rm(s, r, size);
}

// Operands of a commutative instruction, the better second source second.
static void order(Sel *s, Ref *a, Ref *b, u8 size)
{
    bool swap = sel_is_const(s, *a) && !sel_is_const(s, *b);
    swap |= !sel_is_const(s, *b) && !sel_foldable(s, *b, size) && sel_foldable(s, *a, size);
    if (swap)
        sel_swap(a, b);
}

static void binary(Sel *s, u16 op, Reg d, Ref a, Ref b, u8 size, bool comm)
{
    if (comm)
        order(s, &a, &b, size);
    MOp src = sel_src(s, b, size);
    E(s, op, size, o_def(d, size), o_tie(sel_reg(s, a), size), src);
}

static void mov(Sel *s, Reg d, Reg a, u8 size)
{
    if (size == 4) {     // not a copy that may vanish: the upper half becomes zero
        E(s, X_MOV, 4, o_def(d, 4), o_use(a, 4));
        return;
    }
    MOp o[2] = {o_def(d, size), o_use(a, size)};
    sel_emit(s, M_COPY, size, o, 2);
}

/* addresses */
static void lea(Sel *s, Reg d, MOp mem)
{
    if (mem.got)
        E(s, X_MOV, 8, o_def(d, 8), mem);
    else
        E(s, X_LEA, 8, o_def(d, 8), mem);
}

static bool needs_got(const Sel *s, const Sym *y) { return target_by_got(s->m->t, y); }

// What offsets of thread-local variables count from: the thread pointer, or of the thread's
// block for this image, of which the thread environment block has an array at gs:0x58.
static Reg thread_base(Sel *s)
{
    Reg tp = new_int(s);
    if (s->m->t->tls != TLS_INDEX) {
        E(s, X_MOVFS, 8, o_def(tp, 8), o_mem(0, 0, 8));
        return tp;
    }
    Reg blocks = new_int(s), n = new_int(s);
    MOp index = o_mem(0, 0, 4), block = o_mem(blocks, 0, 8);
    index.sym = sel_lib_sym(s->f, X64_TLS_INDEX);
    E(s, X_MOV, 4, o_def(n, 4), index);
    E(s, X_MOVGS, 8, o_def(blocks, 8), o_mem(0, 0x58, 8));
    block.idx = n;
    block.scale = 8;
    E(s, X_MOV, 8, o_def(tp, 8), block);
    return tp;
}

// The offset is in a cell that the loader fills.
static MOp initial_exec(Sel *s, MOp at)
{
    Reg off = new_int(s), d = new_int(s), tp = thread_base(s);
    MOp cell = o_mem(0, 0, 8), sum = o_mem(tp, 0, 8);
    cell.sym = at.sym;
    cell.tls = cell.got = true;
    E(s, X_MOV, 8, o_def(off, 8), cell);
    sum.idx = off;
    sum.scale = 1;
    E(s, X_LEA, 8, o_def(d, 8), sum);
    return o_mem(d, at.imm, at.size);
}

// Operand for the bytes at a constant address. Thread-local addresses are made relative to the
// thread pointer here; weak undefined ones are read from the GOT.
static MOp sel_cst_addr(Sel *s, const Ins *i, i64 disp, u8 size)
{
    if (i->op == OP_SLOT)
        return o_slot(i->u.s.sym, i->u.s.off + disp, size);
    if (i->op == OP_BLKADDR) {
        MOp o = o_blk(sel_land(s, i));
        o.size = size;
        return o;
    }
    assert(i->op == OP_SYM);
    const Sym *y = &s->f->mod->sym.v[i->u.s.sym];
    MOp o = o_mem(0, i->u.s.off + disp, size);
    o.sym = i->u.s.sym;
    if (y->flags & SYM_TLS && s->m->t->tls == TLS_DESCRIPTOR) {
        return o_mem(x64_tlv(s, i->u.s.sym), o.imm, size);
    } else if (y->flags & SYM_TLS && s->m->t->tls == TLS_OFFSET &&
               target_tls_access(s->m->t, y) <= TLS_LOCAL) {
        return o_mem(x64_tlv(s, i->u.s.sym), o.imm, size);
    } else if (y->flags & SYM_TLS && s->m->t->tls == TLS_OFFSET &&
               target_tls_access(s->m->t, y) == TLS_INITIAL) {
        return initial_exec(s, o);
    } else if (y->flags & SYM_TLS) {
        o.reg = thread_base(s);
        o.tls = true;
    } else if (needs_got(s, y) && (o.imm || size != 8 || disp)) {
        Reg g = new_int(s);
        o.imm = 0;
        o.got = true;
        E(s, X_MOV, 8, o_def(g, 8), o);
        return o_mem(g, i->u.s.off + disp, size);
    } else if (needs_got(s, y)) {
        o.got = true;
    }
    return o;
}

// A sum with a constant whose displacement may move into the address. Not a 32-bit one that an
// extension stands for: it wraps.
static bool wide_add(Sel *s, Ref r, i64 *k)
{
    const Ins *i = ir_ins(s->f, r);
    return i->op == OP_ADD && type_size((Type)i->type) == 8 && !s->reg[r] &&
           ir_is_int(s->f, ir_args(s->f, i)[1], k);
}

static MOp address(Sel *s, Ref p, i64 disp, u8 size, bool top)
{
    Ref base = x64_strip(s, p), idx = 0, x;
    u8 scale = 1;
    for (;;) {
        const Ins *i = ir_ins(s->f, base);
        i64 k;
        if (i->op == OP_ADD && type_size((Type)i->type) == 8 && (top || !s->reg[base]) &&
            ir_is_int(s->f, ir_args(s->f, i)[1], &k) && fits32(k) && fits32(disp + k)) {
            disp += k;
            base = x64_strip(s, ir_args(s->f, i)[0]);
        } else if (!idx && type_size((Type)i->type) == 8 &&
                   (top ? i->op == OP_ADD : sel_fold_sum(s, base, true))) {
            idx = x64_strip(s, ir_args(s->f, i)[1]);
            base = x64_strip(s, ir_args(s->f, i)[0]);
            if (sel_scale(s, base, &x) && !sel_scale(s, idx, &x))
                sel_swap(&base, &idx);
        } else {
            break;
        }
        top = false;
    }
    if (idx && sel_is_const(s, idx))
        sel_swap(&base, &idx);
    i64 k;
    while (idx && wide_add(s, idx, &k) && fits32(k) && fits32(disp + k)) {
        disp += k;
        idx = x64_strip(s, ir_args(s->f, ir_ins(s->f, idx))[0]);
    }
    u8 z = idx ? sel_scale(s, idx, &x) : 0;
    if (z) {
        scale = z;
        idx = x64_strip(s, x);
        while (wide_add(s, idx, &k) && fits32(k) && fits32(disp + k * z)) {
            disp += k * z;
            idx = x64_strip(s, ir_args(s->f, ir_ins(s->f, idx))[0]);
        }
    }
    const Ins *b = ir_ins(s->f, base);
    MOp o;
    i64 at;
    if (b->op == OP_SLOT || b->op == OP_SYM) {
        i64 whole = disp + b->u.s.off;
        if (!fits32(whole)) {
            Reg d = sel_reg(s, base), e = new_int(s);
            x64_mov_imm(s, e, disp, 8);
            o = o_mem(d, 0, size);
            o.idx = e;
            return o;
        }
        o = sel_cst_addr(s, b, disp, size);
        if (idx && o.got) {
            Reg d = new_int(s);
            lea(s, d, o);
            o = o_mem(d, 0, size);
        } else if (o.got) {
            Reg d = new_int(s);
            lea(s, d, o);
            o = o_mem(d, 0, size);
        } else if (idx && !o.reg && !(o.flags & MOF_SLOT)) {
            Reg d = sel_hoisted(s, o.sym, 0);
            i64 far = o.imm;
            if (!d) {
                d = new_int(s);
                o.imm = 0;
                lea(s, d, o);
            }
            o = o_mem(d, far, size);
        }
    } else if (ir_is_int(s->f, base, &at) && fits32(at) && fits32(disp + at) && !idx) {
        o = o_mem(0, disp + at, size);
    } else {
        o = o_mem(sel_reg(s, base), disp, size);
    }
    if (idx) {
        o.idx = sel_reg(s, idx);
        o.scale = scale;
    }
    return o;
}

MOp x64_addr(Sel *s, Ref p, i64 disp, u8 size)
{
    return address(s, p, disp, size, false);
}

/* conditions */
static const u8 int_cc[] = {CC_E, CC_NE, CC_L, CC_GE, CC_G, CC_LE, CC_B, CC_AE, CC_A, CC_BE};

// Flags of x & y, or of x alone, against zero.
static Cond test_zero(Sel *s, Ref r)
{
    Cond c = {.cc = CC_NE};
    const Ins *i = ir_ins(s->f, r);
    u8 z = tsize((Type)i->type);
    i64 k;
    if (i->op == OP_AND && sel_only_here(s, r)) {
        Ref a = ir_args(s->f, i)[0], b = ir_args(s->f, i)[1];
        order(s, &a, &b, z);
        if (ir_is_int(s->f, b, &k) && z >= 4 && k > 0 && (k & (k - 1)) == 0 && !fits32(k)) {
            E(s, X_BT, 8, o_use(sel_reg(s, a), 8), o_imm(ctz64((u64)k)));
            c.cc = CC_B;
            return c;
        }
        if (ir_is_int(s->f, b, &k) && fits32(k)) {
            MOp m = sel_foldable(s, a, z) ? sel_rm(s, a, z) : o_use(sel_reg(s, a), z);
            if (m.kind == MO_REG && k > 0 && k < 128)
                z = 1;
            m.size = z;
            E(s, X_TEST, z, m, o_imm(k));
        } else if (sel_foldable(s, b, z)) {
            MOp m = sel_rm(s, b, z);
            E(s, X_TEST, z, m, o_use(sel_reg(s, a), z));
        } else {
            Reg x = sel_reg(s, a);
            E(s, X_TEST, z, o_use(x, z), o_use(sel_reg(s, b), z));
        }
        return c;
    }
    if (sel_foldable(s, r, z)) {
        MOp m = sel_rm(s, r, z);
        E(s, X_CMP, z, m, o_imm(0));
    } else {
        Reg x = sel_reg(s, r);
        E(s, X_TEST, z, o_use(x, z), o_use(x, z));
    }
    return c;
}

static Cond compare_int(Sel *s, Op op, Ref a, Ref b)
{
    u8 z = tsize(ir_type(s->f, a)), cc = int_cc[op - OP_EQ];
    i64 k;
    if (ir_is_int(s->f, b, &k) && fits32(k)) {
        MOp m = sel_rm(s, a, z);
        if (k == 0 && m.kind == MO_REG &&
            (cc == CC_L || cc == CC_GE || cc == CC_LE || cc == CC_G)) {
            m.flags &= ~MOF_FOLD;
            E(s, X_TEST, z, m, m);
        } else {
            E(s, X_CMP, z, m, o_imm(k));
        }
    } else if (!sel_foldable(s, b, z) && sel_foldable(s, a, z)) {
        MOp m = sel_rm(s, a, z);
        E(s, X_CMP, z, m, o_use(sel_reg(s, b), z));
    } else {
        Reg x = sel_reg(s, a);
        MOp m = sel_rm(s, b, z);
        E(s, X_CMP, z, o_use(x, z), m);
    }
    return (Cond){.cc = cc};
}

// Less sets "below", and a NaN everything: with the operands so that "above" is meant, NaN is
// false.
static Cond compare_flt(Sel *s, const Ins *i)
{
    Ref a = ir_args(s->f, i)[0], b = ir_args(s->f, i)[1];
    u8 z = tsize(ir_type(s->f, a));
    Cond c = {0};
    switch ((Op)i->op) {
    case OP_FEQ: c = (Cond){.cc = CC_E, .more = 1}; break;
    case OP_FNE: c = (Cond){.cc = CC_NE, .more = 2}; break;
    case OP_FLT_: case OP_FGT: c.cc = CC_A; break;
    case OP_FLE: case OP_FGE: c.cc = CC_AE; break;
    case OP_FORD: c.cc = CC_NP; break;
    default: c.cc = CC_P; break;
    }
    if (i->op == OP_FLT_ || i->op == OP_FLE)
        sel_swap(&a, &b);
    Reg x = sel_reg(s, a);
    MOp m = sel_rm(s, b, z);
    bool order = op_orders_flt((Op)i->op);
    E(s, order ? X_COMIS : X_UCOMIS, z, o_use(x, z), m);
    return c;
}

static void setcc(Sel *s, Reg d, Cond c)
{
    if (c.constant) {
        x64_mov_imm(s, d, c.value, 4);
        return;
    }
    MOp o[3] = {o_def(d, 1)};
    if (!c.more) {
        sel_emit_cc(s, X_SETCC, 1, c.cc, o, 1);
        return;
    }
    Reg x = new_int(s), y = new_int(s);
    o[0] = o_def(x, 1);
    sel_emit_cc(s, X_SETCC, 1, c.cc, o, 1);
    o[0] = o_def(y, 1);
    sel_emit_cc(s, X_SETCC, 1, c.more == 1 ? CC_NP : CC_P, o, 1);
    E(s, c.more == 1 ? X_AND : X_OR, 1, o_def(d, 1), o_tie(x, 1), o_use(y, 1));
}

static void cmov(Sel *s, Reg d, Reg yes, Reg no, Cond c, u8 z)
{
    if (c.constant) {
        mov(s, d, c.value ? yes : no, z);
        return;
    }
    MOp o[3] = {o_def(d, z), o_tie(no, z), o_use(yes, z)};
    if (!c.more) {
        sel_emit_cc(s, X_CMOV, z, c.cc, o, 3);
        return;
    }
    // e and np: take `no` on ne, then on p; ne or p: take `yes` on ne, then on p
    Reg keep = c.more == 1 ? yes : no, take = c.more == 1 ? no : yes, t = new_int(s);
    MOp p[3] = {o_def(t, z), o_tie(keep, z), o_use(take, z)};
    sel_emit_cc(s, X_CMOV, z, CC_NE, p, 3);
    MOp q[3] = {o_def(d, z), o_tie(t, z), o_use(take, z)};
    sel_emit_cc(s, X_CMOV, z, CC_P, q, 3);
}

static void select_select(Sel *s, Ref r)
{
    const Ref *a = ir_args(s->f, ir_ins(s->f, r));
    Type t = ir_type(s->f, r);
    Reg d = sel_vreg(s, r), yes = sel_reg(s, a[1]), no = sel_reg(s, a[2]);
    u8 z = opsize(t);
    if (!type_is_flt(t)) {
        cmov(s, d, yes, no, sel_cond(s, a[0]), z);
        return;
    }
    Reg x = new_int(s), y = new_int(s), e = new_int(s);
    E(s, X_MOVD, z, o_def(x, z), o_use(yes, z));
    E(s, X_MOVD, z, o_def(y, z), o_use(no, z));
    cmov(s, e, x, y, sel_cond(s, a[0]), z);
    E(s, X_MOVD, z, o_def(d, z), o_use(e, z));
}

/* arithmetic */
static Reg extended(Sel *s, Ref r, bool sign)
{
    u8 z = tsize(ir_type(s->f, r));
    i64 k;
    Reg d;
    if (z >= 4)
        return sel_reg(s, r);
    d = new_int(s);
    if (ir_is_int(s->f, r, &k)) {
        x64_mov_imm(s, d, sign ? k : k & (z == 1 ? 0xff : 0xffff), 4);
        return d;
    }
    MOp m = sel_rm(s, r, z);
    E(s, sign ? (z == 1 ? X_MOVSX1 : X_MOVSX2) : z == 1 ? X_MOVZX1 : X_MOVZX2, 4, o_def(d, 4), m);
    return d;
}

static bool add_with_carry(Sel *s, Ref r)
{
    SelCarry c;
    if (!sel_carry(s, r, &c))
        return false;
    Reg d = sel_vreg(s, r), x = c.x ? sel_reg(s, c.x) : new_int(s);
    if (!c.x)
        x64_mov_imm(s, x, 0, 4);
    MOp y = c.y ? sel_src(s, c.y, 8) : o_imm(0);
    s->ops->overflow(s, c.maker);
    E(s, c.sub ? X_SBB : X_ADC, 8, o_def(d, 8), o_tie(x, 8), y);
    return true;
}

static void select_add(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0], b = ir_args(s->f, i)[1], x;
    u8 z = opsize((Type)i->type);
    i64 k;
    if (add_with_carry(s, r))
        return;
    order(s, &a, &b, z);
    Reg d = sel_vreg(s, r);
    bool undef = ir_ins(s->f, a)->op == OP_UNDEF;
    if (sel_is_const(s, a) && !undef && !ir_is_int(s->f, a, &k)) {
        lea(s, d, address(s, r, 0, 8, true));
        return;
    }
    if (sel_foldable(s, b, z) && tsize((Type)i->type) == z) {
        binary(s, X_ADD, d, a, b, z, false);
        return;
    }
    if (ir_is_int(s->f, b, &k) && !fits32(k)) {
        binary(s, X_ADD, d, a, b, z, false);
        return;
    }
    if (z == 8) {
        MOp m = address(s, r, 0, 8, true);
        if (m.reg && m.idx && m.imm && m.scale == 1 && !(m.flags & MOF_SLOT)) {
            // three-part addresses are slow: two instructions
            Reg t = new_int(s);
            E(s, X_LEA, 8, o_def(t, 8), o_mem(m.reg, m.imm, 8));
            m.reg = t;
            m.imm = 0;
        }
        lea(s, d, m);
        return;
    }
    MOp m = o_mem(sel_reg(s, a), 0, z);
    const Ins *y = ir_ins(s->f, b);
    i64 sh;
    if (ir_is_int(s->f, b, &k)) {
        m.imm = (i32)k;
    } else if (y->op == OP_SHL && ir_is_int(s->f, ir_args(s->f, y)[1], &sh) && sh >= 1 && sh <= 3 &&
               y->type == T_I32 && sel_only_here(s, b)) {
        x = ir_args(s->f, y)[0];
        m.idx = sel_reg(s, x);
        m.scale = (u8)(1 << sh);
    } else {
        m.idx = sel_reg(s, b);
    }
    E(s, X_LEA, 4, o_def(d, 4), m);
}

static void select_mul(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0], b = ir_args(s->f, i)[1];
    u8 z = opsize((Type)i->type);
    i64 k;
    order(s, &a, &b, z);
    Reg d = sel_vreg(s, r);
    if (!ir_is_int(s->f, b, &k) || !fits32(k)) {
        if (tsize((Type)i->type) < 4) {
            Reg x = sel_reg(s, a);
            E(s, X_IMUL, z, o_def(d, z), o_tie(x, z), o_use(sel_reg(s, b), z));
        } else {
            binary(s, X_IMUL, d, a, b, z, false);
        }
        return;
    }
    if (k == 0 || k == 1) {
        if (k)
            mov(s, d, sel_reg(s, a), z);
        else
            x64_mov_imm(s, d, 0, 4);
    } else if (k == 3 || k == 5 || k == 9) {
        Reg x = sel_reg(s, a);
        MOp m = o_mem(x, 0, z);
        m.idx = x;
        m.scale = (u8)(k - 1);
        E(s, X_LEA, z, o_def(d, z), m);
    } else if (k == -1) {
        E(s, X_NEG, z, o_def(d, z), o_tie(sel_reg(s, a), z));
    } else if (k > 0 && (k & (k - 1)) == 0) {
        E(s, X_SHL, z, o_def(d, z), o_tie(sel_reg(s, a), z), o_imm(ctz64((u64)k)));
    } else {
        E(s, X_IMUL, z, o_def(d, z), o_use(sel_reg(s, a), z), o_imm(k));
    }
}

static void select_shift(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0], b = ir_args(s->f, i)[1];
    u8 w = tsize((Type)i->type), z = w < 4 ? 4 : w;
    Reg d = sel_vreg(s, r), x;
    i64 k;
    u16 op = i->op == OP_SHL ? X_SHL : i->op == OP_SHR ? X_SHR : i->op == OP_SAR ? X_SAR
             : i->op == OP_ROTL ? X_ROL : X_ROR;
    if (i->op == OP_ROTL || i->op == OP_ROTR)
        z = w;
    x = op == X_SHR || op == X_SAR ? extended(s, a, op == X_SAR) : sel_reg(s, a);
    if (ir_is_int(s->f, b, &k)) {
        k &= 8 * w - 1;
        if (k == 0)
            mov(s, d, x, MAX(z, 4));
        else if (k == 1 && op == X_SHL) {
            MOp m = o_mem(x, 0, z);
            m.idx = x;
            E(s, X_LEA, z, o_def(d, z), m);
        } else
            E(s, op, z, o_def(d, z), o_tie(x, z), o_imm(k));
        return;
    }
    Reg n = sel_reg(s, b);
    if (w < 4 && z == 4) {
        Reg t = new_int(s);
        E(s, X_AND, 4, o_def(t, 4), o_tie(n, 4), o_imm(8 * w - 1));
        n = t;
    }
    MOp c[2] = {o_def(RCX, 4), o_use(n, 4)};
    sel_emit(s, M_COPY, 4, c, 2);
    E(s, op, z, o_def(d, z), o_tie(x, z), o_use(RCX, 1));
}

static void copy2(Sel *s, Reg d, Reg x, u8 z)
{
    MOp o[2] = {o_def(d, z), o_use(x, z)};
    sel_emit(s, M_COPY, z, o, 2);
}

static void select_div(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    bool sign = i->op == OP_SDIV || i->op == OP_SREM, rem = i->op == OP_SREM || i->op == OP_UREM;
    u8 w = tsize((Type)i->type), z = MAX(w, 4);
    Reg d = sel_vreg(s, r), x = extended(s, a[0], sign);
    MOp y;
    i64 k;
    if (w < 4 || ir_is_int(s->f, a[1], &k))
        y = o_use(extended(s, a[1], sign), z);
    else
        y = sel_rm(s, a[1], z);
    copy2(s, RAX, x, z);
    if (sign) {
        MOp o[2] = {o_def(RDX, z), o_use(RAX, z)};
        sel_emitx(s, X_CWD, z, o, 0, 2);
    } else {
        E(s, X_MOV, 4, o_def(RDX, 4), o_imm(0));
    }
    MOp o[5] = {y, o_use(RAX, z), o_use(RDX, z), o_def(RAX, z), o_def(RDX, z)};
    sel_emitx(s, sign ? X_IDIV : X_DIV, z, o, 1, 4);
    copy2(s, d, rem ? RDX : RAX, z);
}

static void wide_mul(Sel *s, Reg low, Reg high, Ref a, Ref b, bool sign, u8 z)
{
    order(s, &a, &b, z);
    Reg x = sel_reg(s, a);
    i64 k;
    MOp y = ir_is_int(s->f, b, &k) ? o_use(sel_reg(s, b), z) : sel_rm(s, b, z);
    copy2(s, RAX, x, z);
    MOp o[4] = {y, o_use(RAX, z), o_def(RAX, z), o_def(RDX, z)};
    sel_emitx(s, sign ? X_IMUL1 : X_MUL1, z, o, 1, 3);
    if (low)
        copy2(s, low, RAX, z);
    if (high)
        copy2(s, high, RDX, z);
}

static void select_mulh(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    bool sign = i->op == OP_MULHS;
    u8 w = tsize((Type)i->type);
    Reg d = sel_vreg(s, r);
    if (w >= 4) {
        Ref low = sel_low_product(s, r);
        wide_mul(s, low ? sel_vreg(s, low) : 0, d, a[0], a[1], sign, w);
        return;
    }
    Reg x = extended(s, a[0], sign), y = extended(s, a[1], sign), p = new_int(s);
    E(s, X_IMUL, 4, o_def(p, 4), o_tie(x, 4), o_use(y, 4));
    E(s, X_SHR, 4, o_def(d, 4), o_tie(p, 4), o_imm(8 * w));
}

static Cond select_overflow(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0], b = ir_args(s->f, i)[1];
    u8 z = tsize((Type)i->type);
    Reg d = sel_vreg(s, r);
    switch ((Op)i->op) {
    case OP_SADDO: case OP_UADDO: binary(s, X_ADD, d, a, b, z, true); break;
    case OP_SSUBO: case OP_USUBO: binary(s, X_SUB, d, a, b, z, false); break;
    case OP_SMULO:
        if (z == 1) {
            Reg x = extended(s, a, true), y = extended(s, b, true);
            copy2(s, RAX, x, 4);
            MOp o[3] = {o_use(y, 1), o_use(RAX, 4), o_def(RAX, 4)};
            sel_emitx(s, X_IMUL1, 1, o, 1, 2);
            copy2(s, d, RAX, 4);
        } else {
            i64 k;
            order(s, &a, &b, z);
            if (ir_is_int(s->f, b, &k) && fits32(k))
                E(s, X_IMUL, z, o_def(d, z), o_use(sel_reg(s, a), z), o_imm(k));
            else
                binary(s, X_IMUL, d, a, b, z, false);
        }
        break;
    default:
        if (z == 1) {
            copy2(s, RAX, sel_reg(s, a), 4);
            MOp o[3] = {o_use(sel_reg(s, b), 1), o_use(RAX, 4), o_def(RAX, 4)};
            sel_emitx(s, X_MUL1, 1, o, 1, 2);
            copy2(s, d, RAX, 4);
        } else {
            wide_mul(s, d, 0, a, b, false, z);
        }
        break;
    }
    return (Cond){.cc = i->op == OP_UADDO || i->op == OP_USUBO ? CC_B : CC_O};
}

static void select_bits(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0];
    u8 w = tsize((Type)i->type), z = MAX(w, 4);
    Reg d = sel_vreg(s, r), x = extended(s, a, false), t = new_int(s), k = new_int(s);
    MOp o[3] = {o_def(d, z), o_tie(t, z), o_use(k, z)};
    if (i->op == OP_CTZ) {
        x64_mov_imm(s, k, 8 * w, 4);
        E(s, X_BSF, z, o_def(t, z), o_use(x, z));
        sel_emit_cc(s, X_CMOV, z, CC_E, o, 3);
        return;
    }
    // bsr gives the index of the highest bit; width - 1 - index, and width for zero
    Reg e = new_int(s);
    x64_mov_imm(s, k, -1, z);
    E(s, X_BSR, z, o_def(t, z), o_use(x, z));
    o[0] = o_def(e, z);
    sel_emit_cc(s, X_CMOV, z, CC_E, o, 3);
    Reg n = new_int(s);
    E(s, X_NEG, z, o_def(n, z), o_tie(e, z));
    E(s, X_LEA, z, o_def(d, z), o_mem(n, 8 * w - 1, z));
}

static void select_bswap(Sel *s, Ref r)
{
    u8 w = tsize(ir_type(s->f, r));
    Reg d = sel_vreg(s, r), x = sel_reg(s, ir_args(s->f, ir_ins(s->f, r))[0]);
    if (w == 1)
        mov(s, d, x, 4);
    else if (w == 2)
        E(s, X_ROL, 2, o_def(d, 2), o_tie(x, 2), o_imm(8));
    else
        E(s, X_BSWAP, w, o_def(d, w), o_tie(x, w));
}

static void select_and(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0], b = ir_args(s->f, i)[1];
    u8 z = opsize((Type)i->type);
    i64 k;
    order(s, &a, &b, z);
    Reg d = sel_vreg(s, r);
    if (ir_is_int(s->f, b, &k) && (k == 0xff || k == 0xffff)) {
        u8 w = k == 0xff ? 1 : 2;
        if (tsize((Type)i->type) > w) {
            E(s, w == 1 ? X_MOVZX1 : X_MOVZX2, 4, o_def(d, 4), o_use(sel_reg(s, a), w));
            return;
        }
    }
    if (ir_is_int(s->f, b, &k) && z == 8 && k == (i64)UINT32_MAX) {
        E(s, X_MOV, 4, o_def(d, 4), o_use(sel_reg(s, a), 4));
        return;
    }
    if (ir_is_int(s->f, b, &k) && z == 8 && k >= 0 && k <= INT32_MAX)
        z = 4;   // the upper half is zero
    if (tsize((Type)i->type) < 4 && !ir_is_int(s->f, b, &k)) {
        Reg x = sel_reg(s, a);
        E(s, X_AND, z, o_def(d, z), o_tie(x, z), o_use(sel_reg(s, b), z));
        return;
    }
    binary(s, X_AND, d, a, b, z, false);
}

static void select_alu(Sel *s, Ref r, u16 op, bool comm)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0], b = ir_args(s->f, i)[1];
    u8 z = opsize((Type)i->type);
    if (op == X_SUB && add_with_carry(s, r))
        return;
    Reg d = sel_vreg(s, r);
    i64 k;
    if (op == X_SUB && ir_is_int(s->f, b, &k) && fits32(-k) && !sel_is_const(s, a)) {
        E(s, X_LEA, z, o_def(d, z), o_mem(sel_reg(s, a), z == 4 ? (i32)-k : -k, z));
        return;
    }
    if (op == X_SUB && ir_is_int(s->f, a, &k) && k == 0) {
        E(s, X_NEG, z, o_def(d, z), o_tie(sel_reg(s, b), z));
        return;
    }
    if (op == X_XOR && ir_is_int(s->f, b, &k) && k == -1) {
        E(s, X_NOT, z, o_def(d, z), o_tie(sel_reg(s, a), z));
        return;
    }
    binary(s, op, d, a, b, z, comm);
}

static void select_unary(Sel *s, Ref r, u16 op)
{
    u8 z = opsize(ir_type(s->f, r));
    Reg d = sel_vreg(s, r);
    E(s, op, z, o_def(d, z), o_tie(sel_reg(s, ir_args(s->f, ir_ins(s->f, r))[0]), z));
}

static void select_ext(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0];
    u8 w = tsize(ir_type(s->f, a)), z = opsize((Type)i->type);
    Reg d = sel_vreg(s, r);
    bool sign = i->op == OP_SEXT;
    const Ins *x = ir_ins(s->f, a);
    if (!sign && op_info[x->op].flags & OF_CMP && x->blk == s->blk && s->f->nuse[a] == 1 &&
        !s->reg[a]) {
        Reg t = new_int(s);
        setcc(s, t, sel_cond(s, a));
        E(s, X_MOVZX1, 4, o_def(d, 4), o_use(t, 1));
        return;
    }
    MOp m = sel_is_const(s, a) ? o_use(sel_reg(s, a), w) : sel_rm(s, a, w);
    if (sign)
        E(s, w == 1 ? X_MOVSX1 : w == 2 ? X_MOVSX2 : X_MOVSX4, z, o_def(d, z), m);
    else if (w == 4)
        E(s, X_MOV, 4, o_def(d, 4), m);
    else
        E(s, w == 1 ? X_MOVZX1 : X_MOVZX2, 4, o_def(d, 4), m);
}

/* floating point */
static void select_fbin(Sel *s, Ref r, u16 op, bool comm)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0], b = ir_args(s->f, i)[1];
    u8 z = tsize((Type)i->type);
    Reg d = sel_vreg(s, r);
    if (comm)
        order(s, &a, &b, z);
    MOp m = sel_rm(s, b, z);
    E(s, op, z, o_def(d, z), o_tie(sel_reg(s, a), z), m);
}

static void select_fsign(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    u8 z = tsize((Type)i->type);
    bool neg = i->op == OP_FNEG;
    u64 sign = z == 4 ? 0x8000000080000000u : 0x8000000000000000u;
    MOp mask = o_table(m_const(s->m, neg ? sign : ~sign, 16, 16), 16);
    Reg d = sel_vreg(s, r);
    E(s, neg ? X_XORPS : X_ANDPS, 16, o_def(d, 16), o_tie(sel_reg(s, ir_args(s->f, i)[0]), 16),
      mask);
}

static void select_cvt(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0];
    Type to = (Type)i->type, from = ir_type(s->f, a);
    Reg d = sel_vreg(s, r);
    u8 fz = tsize(from), tz = tsize(to);
    if (i->op == OP_STOF) {
        u8 z = MAX(fz, 4);
        MOp m = fz < 4 ? o_use(extended(s, a, true), 4)
                : sel_is_const(s, a) ? o_use(sel_reg(s, a), z)
                                     : sel_rm(s, a, z);
        E(s, to == T_F32 ? X_CVTSI2SS : X_CVTSI2SD, z, o_def(d, tz), m);
    } else if (i->op == OP_FTOS) {
        u8 z = MAX(tz, 4);
        MOp m = sel_rm(s, a, fz);
        E(s, from == T_F32 ? X_CVTTSS2SI : X_CVTTSD2SI, z, o_def(d, z), m);
    } else if (i->op == OP_FEXT || i->op == OP_FTRUNC) {
        MOp m = sel_rm(s, a, fz);
        E(s, i->op == OP_FEXT ? X_CVTSS2SD : X_CVTSD2SS, tz, o_def(d, tz), m);
    } else {
        Reg x = sel_reg(s, a);
        E(s, X_MOVD, tz, o_def(d, tz), o_use(x, tz));
    }
}

static void select_ins(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    switch ((Op)i->op) {
    case OP_ADD: select_add(s, r); break;
    case OP_SUB: select_alu(s, r, X_SUB, false); break;
    case OP_MUL: select_mul(s, r); break;
    case OP_AND: select_and(s, r); break;
    case OP_OR: select_alu(s, r, X_OR, true); break;
    case OP_XOR: select_alu(s, r, X_XOR, true); break;
    case OP_SDIV: case OP_UDIV: case OP_SREM: case OP_UREM: select_div(s, r); break;
    case OP_MULHS: case OP_MULHU: select_mulh(s, r); break;
    case OP_SHL: case OP_SHR: case OP_SAR: case OP_ROTL: case OP_ROTR: select_shift(s, r); break;
    case OP_NEG: select_unary(s, r, X_NEG); break;
    case OP_NOT: select_unary(s, r, X_NOT); break;
    case OP_CLZ: case OP_CTZ: select_bits(s, r); break;
    case OP_BSWAP: select_bswap(s, r); break;
    case OP_FADD: select_fbin(s, r, X_ADDS, true); break;
    case OP_FSUB: select_fbin(s, r, X_SUBS, false); break;
    case OP_FMUL: select_fbin(s, r, X_MULS, true); break;
    case OP_FDIV: select_fbin(s, r, X_DIVS, false); break;
    case OP_FNEG: case OP_FABS: select_fsign(s, r); break;
    case OP_FSQRT: {
        u8 z = tsize((Type)i->type);
        Reg d = sel_vreg(s, r);
        MOp m = sel_rm(s, ir_args(s->f, i)[0], z);
        E(s, X_SQRTS, z, o_def(d, z), m);
        break;
    }
    case OP_SEXT: case OP_ZEXT: select_ext(s, r); break;
    case OP_FEXT: case OP_FTRUNC: case OP_STOF: case OP_FTOS: case OP_BITCAST:
        select_cvt(s, r); break;
    case OP_SELECT: select_select(s, r); break;
    case OP_LADD: case OP_LSUB: case OP_LMUL: case OP_LDIV: case OP_LOFS: case OP_LOFF:
    case OP_LTOS: case OP_LTOF: case OP_LEQ: case OP_LLT: case OP_LLE: x64_x87(s, r); break;
    case OP_SYSCALL: sel_syscall(s, r, &x64_syscall); break;
    case OP_VASTART: x64_vastart(s, r); break;
    default: x64_ins_mem(s, r); break;
    }
}

/* terminators */
static void jump_cc(Sel *s, u8 cc, u32 to)
{
    sel_jump_if(s, X_JCC, cc, OPS(o_blk(to)));
}

static void branch(Sel *s, Ref cond, u32 yes, u32 no)
{
    Cond c = sel_cond(s, cond);
    if (c.constant) {
        sel_jump(s, c.value ? yes : no);
        return;
    }
    if (c.more == 1)         // equal and ordered
        jump_cc(s, CC_P, no);
    if (c.more == 2)
        jump_cc(s, CC_P, yes);
    jump_cc(s, c.cc, yes);
    sel_jump(s, no);
}

static MOp case_value(Sel *s, i64 x, u8 size)
{
    if (size < 8 || fits32(x))
        return o_imm(size == 8 ? x : (i32)x);
    Reg r = new_int(s);
    x64_mov_imm(s, r, x, 8);
    return o_use(r, 8);
}

static void compare_branch(Sel *s, const SelValue *v, i64 x, bool less, u32 yes, u32 no)
{
    MOp o = case_value(s, x, v->size);
    E(s, X_CMP, v->size, o_use(v->reg, v->size), o);
    jump_cc(s, less ? CC_L : CC_E, yes);
    sel_jump(s, no);
}

static void above(Sel *s, Reg v, u8 size, u64 x, u32 yes, u32 no)
{
    E(s, X_CMP, size, o_use(v, size), o_imm((i64)x));
    jump_cc(s, CC_A, yes);
    sel_jump(s, no);
}

static Reg table_index(Sel *s, const SelJump *j)
{
    if (j->low == 0 && (j->v.size == 8 || j->v.clean))
        return j->v.reg;
    Reg d = new_int(s);
    if (j->low == 0) {
        E(s, X_MOV, 4, o_def(d, 4), o_use(j->v.reg, 4));     // clears the upper half
    } else if (j->v.size == 8 && !fits32(-j->low)) {
        MOp x = case_value(s, j->low, 8);
        E(s, X_SUB, 8, o_def(d, 8), o_tie(j->v.reg, 8), x);
    } else {
        i64 n = (i64)(0 - (u64)j->low);
        E(s, X_LEA, j->v.size, o_def(d, j->v.size),
          o_mem(j->v.reg, j->v.size == 4 ? (i32)n : n, j->v.size));
    }
    return d;
}

static void table_jump(Sel *s, const SelJump *j)
{
    Reg base = new_int(s), off = new_int(s), to = new_int(s);
    E(s, X_LEA, 8, o_def(base, 8), o_table(j->table, 8));
    MOp e = o_mem(base, 0, 4);
    e.idx = j->v.reg;
    e.scale = 4;
    E(s, X_MOVSX4, 8, o_def(off, 8), e);
    E(s, X_ADD, 8, o_def(to, 8), o_tie(off, 8), o_use(base, 8));
    sel_indirect(s, to);
}

/* pieces of arguments and blocks */
static bool storable(const MOp *v)
{
    return v->kind == MO_IMM && fits32(v->imm);
}

static MOp place(Sel *s, Ref p, u64 n)
{
    (void)n;
    return x64_addr(s, p, 0, 8);
}

static Reg constant(Sel *s, i64 x, u8 size)
{
    Reg d = new_int(s);
    x64_mov_imm(s, d, x, size);
    return d;
}

static void merge(Sel *s, Reg d, Reg a, Reg b, u8 by)
{
    Reg t = new_int(s);
    E(s, X_SHL, 8, o_def(t, 8), o_tie(b, 8), o_imm(by));
    E(s, X_OR, 8, o_def(d, 8), o_tie(a, 8), o_use(t, 8));
}

static void shift_right(Sel *s, Op op, Reg d, Reg x, u32 by)
{
    (void)op;
    E(s, X_SHR, 8, o_def(d, 8), o_tie(x, 8), o_imm(by));
}

static Reg bits(Sel *s, Ref r)
{
    Reg d = new_int(s);
    E(s, X_MOVD, 8, o_def(d, 8), o_use(sel_reg(s, r), 8));
    return d;
}

static MOp callee(Sel *s, Ref r)
{
    if (sel_foldable(s, r, 8))
        return x64_addr(s, ir_args(s->f, ir_ins(s->f, r))[0], 0, 8);
    MOp o = o_use(sel_reg(s, r), 8);
    o.flags |= MOF_FOLD;
    return o;
}

static void trap(Sel *s)
{
    sel_emit(s, X_UD2, 8, NULL, 0)->flags |= MIF_BRANCH;
}

static const SelOps ops = {
    .word = 8, .max_hoist = 5, .max_table = 1 << 20,
    .op_call = X_CALL, .op_icall = X_CALL, .tail_reg = R11, .inline_copy = 128, .inline_move = 64,
    .inline_set = 128, .max_chunk = 16, .copy_run = 1, .overlap = true,
    .load = x64_load, .store = x64_store, .storable = storable, .lea = lea, .place = place,
    .fill = x64_fill, .constant_reg = materialise, .extended = extended, .constant = constant,
    .merge = merge,
    .shift = shift_right, .bits = bits, .callee = callee,
    .x87_results = x64_x87_results,
    .ins = select_ins, .trap = trap, .put_hoist = put_hoist,
    .test = test_zero, .compare_int = compare_int, .compare_flt = compare_flt,
    .overflow = select_overflow, .setcc = setcc,
    .branch = branch, .compare = compare_branch, .table_index = table_index, .above = above,
    .table_jump = table_jump, .strip = x64_strip,
    .copy_src = x64_copy_src, .zero_upper = x64_zero_upper, .grow_stack = x64_grow_stack,
};

void x64_select(MFn *m)
{
    Sel s;
    sel_begin(&s, &ops, m, m->mem);
    m->keep_fp = m->f->flags & (FN_REALIGN | FN_FRAME) || m->o->frame_pointer;
    for (u32 k = 0; k < m->f->slot.n; k++)
        m->keep_fp |= m->f->slot.v[k].align > 16;
    sel_blocks(&s);
    sel_entry(&s);
}
