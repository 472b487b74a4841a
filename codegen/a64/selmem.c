// selmem.c - AArch64 selection of memory operations: addresses, loads, stores, atomics, the stack;
// and what the systems have of their own: system calls, va_list, thread-local variables
#include "codegen/a64/sel.h"

/* addresses */
static bool relative_to_frame(const MOp *m)
{
    return m->flags & (MOF_SLOT | MOF_CFA | MOF_OUT);
}

void a64_lea(Sel *s, Reg d, MOp m)
{
    m.size = 8;
    if (m.kind == MO_MEM && m.reg && !m.idx && !m.imm && !m.sym)
        a64_mov(s, d, m.reg, 8);
    else if (m.kind == MO_MEM && m.reg && m.idx)
        E(s, A_ADD, 8, o_def(d, 8), o_use(m.reg, 8),
          o_ext(m.idx, 8, m.ext, a64_log2(m.scale ? m.scale : 1)));
    else if (m.kind == MO_MEM && m.reg && m.sym)     // a page and the place in it
        E(s, A_ADD, 8, o_def(d, 8), o_use(m.reg, 8),
          ((MOp){.kind = MO_SYM, .sym = m.sym, .imm = m.imm, .tls = m.tls}));
    else if (m.kind == MO_MEM && m.reg)
        a64_add_imm(s, d, m.reg, m.imm, 8);
    else
        E(s, A_LEA, 8, o_def(d, 8), m);
}

static bool needs_got(const Sel *s, const Sym *y) { return target_by_got(s->m->t, y); }

// A register that holds m's address, and nothing else.
static MOp in_reg(Sel *s, MOp m, u8 size)
{
    Reg d = new_int(s);
    a64_lea(s, d, m);
    return o_mem(d, 0, size);
}

// The offset is in a cell that the loader fills, or a function of the loader's gives it.
static MOp by_offset(Sel *s, TlsAccess how, const Ins *i, i64 disp)
{
    Reg off = new_int(s), tp = new_int(s), d = new_int(s);
    MOp cell = o_mem(0, 0, 8);
    cell.sym = i->u.s.sym;
    cell.tls = cell.got = true;
    if (how == TLS_INITIAL)
        E(s, A_LEA, 8, o_def(off, 8), cell);
    else
        off = a64_tlv(s, i->u.s.sym);
    E(s, A_MRSTP, 8, o_def(tp, 8));
    E(s, A_ADD, 8, o_def(d, 8), o_use(tp, 8), o_use(off, 8));
    return o_mem(d, i->u.s.off + disp, 8);
}

static MOp thread_local(Sel *s, const Ins *i, i64 disp)
{
    if (s->m->t->tls == TLS_DESCRIPTOR)
        return o_mem(a64_tlv(s, i->u.s.sym), i->u.s.off + disp, 8);
    TlsAccess how = target_tls_access(s->m->t, &s->f->mod->sym.v[i->u.s.sym]);
    if (how != TLS_EXEC)
        return by_offset(s, how, i, disp);
    Reg tp = new_int(s), hi = new_int(s), d = new_int(s);
    MOp part = {.kind = MO_SYM, .sym = i->u.s.sym, .imm = i->u.s.off + disp, .tls = true,
                .ext = XT_HI12};
    E(s, A_MRSTP, 8, o_def(tp, 8));
    E(s, A_ADD, 8, o_def(hi, 8), o_use(tp, 8), part);
    part.ext = XT_LO12;
    E(s, A_ADD, 8, o_def(d, 8), o_use(hi, 8), part);
    return o_mem(d, 0, 8);
}

// The bytes at a constant address, in a form that a64_lea takes.
MOp a64_cst_addr(Sel *s, const Ins *i, i64 disp)
{
    if (i->op == OP_SLOT)
        return o_slot(i->u.s.sym, i->u.s.off + disp, 8);
    if (i->op == OP_BLKADDR) {
        MOp o = o_blk(sel_land(s, i));
        o.size = 8;
        return o;
    }
    assert(i->op == OP_SYM);
    const Sym *y = &s->f->mod->sym.v[i->u.s.sym];
    if (y->flags & SYM_TLS)
        return thread_local(s, i, disp);
    MOp o = o_mem(0, i->u.s.off + disp, 8);
    o.sym = i->u.s.sym;
    if (needs_got(s, y)) {
        Reg g = new_int(s);
        i64 off = o.imm;
        o.got = true;
        o.imm = 0;
        E(s, A_LEA, 8, o_def(g, 8), o);
        return o_mem(g, off, 8);
    }
    return o;
}

static bool legal(i64 off, u8 size)
{
    return (off >= -256 && off < 256) || (off >= 0 && off % size == 0 && off / size < 4096);
}

// x << k and x * 2^k where that is what the access scales by; 32-bit values widened.
static void index_form(Sel *s, Ref idx, u8 size, MOp *m)
{
    const Ins *i = ir_ins(s->f, idx);
    i64 k;
    if (i->narg == 2 && type_size((Type)i->type) == 8 && !s->reg[idx] && i->blk == s->blk &&
        ir_is_int(s->f, ir_args(s->f, i)[1], &k) && size > 1 &&
        ((i->op == OP_SHL && k == a64_log2(size)) || (i->op == OP_MUL && k == size))) {
        m->scale = size;
        idx = a64_strip(s, ir_args(s->f, i)[0]);
        i = ir_ins(s->f, idx);
    }
    if ((i->op == OP_SEXT || i->op == OP_ZEXT) && i->type == T_I64 && !s->reg[idx] &&
        ir_type(s->f, ir_args(s->f, i)[0]) == T_I32 && i->blk == s->blk &&
        !sel_is_const(s, ir_args(s->f, i)[0]) && !sel_foldable(s, ir_args(s->f, i)[0], 4)) {
        m->ext = i->op == OP_SEXT ? XT_SXTW : XT_UXTW;
        idx = ir_args(s->f, i)[0];
    }
    m->idx = sel_reg(s, idx);
}

// Is this better as an index than as a base?
static bool indexish(Sel *s, Ref r)
{
    Op op = (Op)ir_ins(s->f, r)->op;
    return op == OP_SHL || op == OP_MUL || op == OP_SEXT || op == OP_ZEXT || op == OP_INT;
}

static MOp symbol_base(Sel *s, const Ins *i, i64 disp, u8 size)
{
    const Sym *y = &s->f->mod->sym.v[i->u.s.sym];
    i64 off = i->u.s.off + disp;
    if (y->flags & SYM_TLS || needs_got(s, y))
        return a64_cst_addr(s, i, disp);
    Reg h = legal(off, size) ? sel_hoisted(s, i->u.s.sym, 0) : sel_hoisted(s, i->u.s.sym, off);
    if (h)
        return o_mem(h, legal(off, size) ? off : 0, size);
    MOp o = o_mem(0, off, size);
    o.sym = i->u.s.sym;
    if (off % size == 0 && y->align >= size) {
        Reg page = new_int(s);
        E(s, A_ADRP, 8, o_def(page, 8), o);
        o.reg = page;
        return o;
    }
    return in_reg(s, o, size);
}

static MOp base_of(Sel *s, Ref base, i64 disp, u8 size)
{
    const Ins *i = ir_ins(s->f, base);
    if (i->op == OP_SLOT)
        return o_slot(i->u.s.sym, i->u.s.off + disp, size);
    if (i->op == OP_SYM)
        return symbol_base(s, i, disp, size);
    return o_mem(sel_reg(s, base), disp, size);
}

// Offsets that no form takes are added first, the low part left where it fits.
static MOp legalised(Sel *s, MOp m, u8 size)
{
    m.size = size;
    if (m.sym || relative_to_frame(&m) || m.idx || legal(m.imm, size))
        return m;
    i64 low = m.imm & 4095, high = m.imm - low;
    Reg d = new_int(s);
    if (high > 0 && a64_imm12(high) && legal(low, size)) {
        E(s, A_ADD, 8, o_def(d, 8), o_use(m.reg, 8), o_imm(high));
        return o_mem(d, low, size);
    }
    if (a64_imm12(m.imm) || a64_imm12(-m.imm)) {
        a64_lea(s, d, m);
        return o_mem(d, 0, size);
    }
    MOp x = o_mem(m.reg, 0, size);
    a64_mov_imm(s, d, m.imm, 8);
    x.idx = d;
    return x;
}

MOp a64_addr(Sel *s, Ref p, i64 disp, u8 size)
{
    Ref base = a64_strip(s, p);
    i64 k;
    for (;;) {
        const Ins *i = ir_ins(s->f, base);
        if (i->op != OP_ADD || type_size((Type)i->type) != 8 || s->reg[base] ||
            !ir_is_int(s->f, ir_args(s->f, i)[1], &k) || k <= INT32_MIN || k > INT32_MAX ||
            disp + k <= INT32_MIN || disp + k > INT32_MAX)
            break;
        disp += k;
        base = a64_strip(s, ir_args(s->f, i)[0]);
    }
    if (disp || !sel_fold_sum(s, base, true))
        return legalised(s, base_of(s, base, disp, size), size);
    Ref x = a64_strip(s, sel_arg(s, base, 0)), y = a64_strip(s, sel_arg(s, base, 1));
    if (indexish(s, x) && !indexish(s, y))
        sel_swap(&x, &y);
    if (ir_is_int(s->f, y, &k) || sel_is_const(s, y))
        return legalised(s, base_of(s, base, disp, size), size);
    const Ins *b = ir_ins(s->f, x);
    MOp m = o_mem(0, 0, size);
    if (b->op == OP_SLOT) {
        m.reg = sel_hoisted_slot(s, b->u.s.sym, b->u.s.off);
        if (!m.reg)
            m.reg = in_reg(s, o_slot(b->u.s.sym, b->u.s.off, 8), 8).reg;
    } else {
        m.reg = sel_reg(s, x);
    }
    index_form(s, y, size, &m);
    return m;
}

// Offsets up to 128 may be added.
MOp a64_place(Sel *s, Ref p, u64 n)
{
    (void)n;
    MOp m = a64_addr(s, p, 0, 1);
    if (relative_to_frame(&m) || (!m.idx && !m.sym && m.imm >= -128 && m.imm <= 96))
        return m;
    return in_reg(s, m, 8);
}

// The address alone in a register, as atomics want it.
static MOp bare(Sel *s, Ref p, u8 size)
{
    MOp m = a64_addr(s, p, 0, size);
    if (m.reg && !m.idx && !m.imm && !m.sym)
        return m;
    return in_reg(s, m, size);
}

/* loads and stores */
void a64_load(Sel *s, Reg d, MOp mem, u8 z, u8 cls)
{
    u16 op = cls == RC_FLT ? A_FLDR : z == 1 ? A_LDRB : z == 2 ? A_LDRH : A_LDR;
    u8 w = MAX(z, 4);
    mem.size = z;
    E(s, op, w, o_def(d, w), mem);
}

void a64_load_signed(Sel *s, Reg d, MOp mem, u8 z, u8 to)
{
    mem.size = z;
    E(s, z == 1 ? A_LDRSB : z == 2 ? A_LDRSH : A_LDRSW, to, o_def(d, to), mem);
}

void a64_store(Sel *s, MOp mem, MOp v, u8 z, u8 cls)
{
    mem.size = z;
    if (v.kind == MO_REG)
        v.size = MAX(z, 4);
    E(s, cls == RC_FLT ? A_FSTR : z == 1 ? A_STRB : z == 2 ? A_STRH : A_STR, MAX(z, 4), v, mem);
}

static void select_store(Sel *s, Ref r)
{
    Ref p = sel_arg(s, r, 0), v = sel_arg(s, r, 1);
    Type t = ir_type(s->f, v);
    const Ins *x = ir_ins(s->f, v);
    u8 z = tsize(t);
    if (x->op == OP_UNDEF)
        return;
    MOp src;
    if (x->op == OP_INT || x->op == OP_FLT) {        // as an integer of the same bits
        i64 k = z < 8 ? (i32)x->u.i : x->u.i;
        if (z < 4)
            k &= z == 1 ? 0xff : 0xffff;
        src = k ? o_use(a64_int_const(s, k, MAX(z, 4)), MAX(z, 4)) : o_imm(0);
        t = T_I64;
    } else {
        src = o_use(sel_reg(s, v), MAX(z, 4));
    }
    a64_store(s, a64_addr(s, p, 0, z), src, z, type_class(t));
}

Reg a64_fill(Sel *s, i64 pattern, Reg *whole)
{
    Reg d = m_vreg(s->m, RC_FLT, 16);
    if (pattern && !*whole)
        *whole = a64_int_const(s, pattern, 8);
    if (pattern)
        E(s, A_VDUP, 16, o_def(d, 16), o_use(*whole, 4));
    else
        E(s, A_VZERO, 16, o_def(d, 16));
    return d;
}

/* atomics: loads and stores with acquire and release; the rest is an instruction where there is
 * one, else a loop around exclusive access */
static void atomic_load(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Type t = (Type)i->type;
    u8 z = tsize(t);
    Reg d = s->reg[r];
    if (!d)
        d = type_is_flt(t) ? new_flt(s) : new_int(s);
    if ((i->aux & MEM_ORDER) == 0) {
        a64_load(s, d, a64_addr(s, sel_arg(s, r, 0), 0, z), z, type_class(t));
        return;
    }
    MOp m = bare(s, sel_arg(s, r, 0), z);
    if (!type_is_flt(t)) {
        E(s, A_LDAR, z, o_def(d, MAX(z, 4)), m);
        return;
    }
    Reg x = new_int(s);
    E(s, A_LDAR, z, o_def(x, z), m);
    E(s, A_FMOVG, z, o_def(d, z), o_use(x, z));
}

static void atomic_store(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref v = sel_arg(s, r, 1);
    Type t = ir_type(s->f, v);
    u8 z = tsize(t), w = MAX(z, 4);
    if ((i->aux & MEM_ORDER) == 0) {
        MOp x = o_use(sel_reg(s, v), w);
        a64_store(s, a64_addr(s, sel_arg(s, r, 0), 0, z), x, z, type_class(t));
        return;
    }
    Reg x = sel_reg(s, v);
    if (type_is_flt(t)) {
        Reg g = new_int(s);
        E(s, A_FMOVG, z, o_def(g, z), o_use(x, z));
        x = g;
    }
    MOp m = bare(s, sel_arg(s, r, 0), z);
    E(s, A_STLR, z, o_use(x, w), m);
}

static void atomic_loop(Sel *s, Op op, Reg d, MOp m, Reg v, u8 z)
{
    u16 x = op == OP_AADD ? A_XADD : op == OP_ASUB ? A_XSUB : op == OP_AAND ? A_XAND
            : op == OP_AOR ? A_XOR : op == OP_AXOR ? A_XEOR : A_XSWP;
    E(s, x, z, o_early(d, MAX(z, 4)), m, o_use(v, MAX(z, 4)));
}

static void atomic_change(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    u8 z = tsize((Type)i->type), w = MAX(z, 4);
    Reg v = sel_reg(s, sel_arg(s, r, 1)), d = s->reg[r] ? s->reg[r] : new_int(s);
    MOp m = bare(s, sel_arg(s, r, 0), z);
    if (!(s->m->t->feat & A64_LSE)) {
        atomic_loop(s, (Op)i->op, d, m, v, z);
        return;
    }
    u16 op = i->op == OP_AADD || i->op == OP_ASUB ? A_LDADDAL : i->op == OP_AAND ? A_LDCLRAL
             : i->op == OP_AOR ? A_LDSETAL : i->op == OP_AXOR ? A_LDEORAL : A_SWPAL;
    if (i->op == OP_ASUB || i->op == OP_AAND) {
        Reg n = new_int(s);
        E(s, i->op == OP_ASUB ? A_NEG : A_MVN, w, o_def(n, w), o_use(v, w));
        v = n;
    }
    E(s, op, z, o_use(v, w), o_def(d, w), m);
}

static void atomic_cas(Sel *s, Ref r)
{
    u8 z = tsize(ir_type(s->f, r)), w = MAX(z, 4);
    Reg want = sel_reg(s, sel_arg(s, r, 1)), v = sel_reg(s, sel_arg(s, r, 2));
    Reg d = s->reg[r] ? s->reg[r] : new_int(s);
    MOp m = bare(s, sel_arg(s, r, 0), z);
    if (s->m->t->feat & A64_LSE)
        E(s, A_CASAL, z, o_def(d, w), o_tie(want, w), o_use(v, w), m);
    else
        E(s, A_XCAS, z, o_early(d, w), m, o_use(want, w), o_use(v, w));
}

/* the stack */
enum { BARRIER_ISH = 11 };

void a64_grow_stack(Sel *s, Ref n)
{
    i64 k;
    bool imm = ir_is_int(s->f, n, &k) && a64_imm12(k);
    E(s, A_SUB, 8, o_def(SP, 8), o_use(SP, 8),
      imm ? o_imm(k) : o_ext(sel_reg(s, n), 8, XT_UXTX, 0));
}

void a64_ins_mem(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    switch ((Op)i->op) {
    case OP_LOAD: {
        Type t = (Type)i->type;
        Reg d = sel_vreg(s, r);
        a64_load(s, d, a64_addr(s, sel_arg(s, r, 0), 0, tsize(t)), tsize(t), type_class(t));
        break;
    }
    case OP_STORE: select_store(s, r); break;
    case OP_SAVESP:
        s->m->need_fp = true;
        E(s, A_ADD, 8, o_def(sel_vreg(s, r), 8), o_use(SP, 8), o_imm(0));
        break;
    case OP_RESTSP:
        s->m->need_fp = true;
        E(s, A_ADD, 8, o_def(SP, 8), o_use(sel_reg(s, sel_arg(s, r, 0)), 8), o_imm(0));
        break;
    case OP_FRAMEADDR: // as where there are calls: x29 is the record's address
        s->m->has_call = true;
        E(s, A_MOV, 8, o_def(sel_vreg(s, r), 8), o_use(X29, 8));
        break;
    case OP_RETADDR:
        s->m->has_call = true;
        E(s, A_LDR, 8, o_def(sel_vreg(s, r), 8), o_mem(X29, 8, 8));
        break;
    case OP_ALOAD: atomic_load(s, r); break;
    case OP_ASTORE: atomic_store(s, r); break;
    case OP_ACAS: atomic_cas(s, r); break;
    case OP_FENCE:
        if ((i->aux & MEM_ORDER) != 0)
            E(s, A_DMB, 8, o_imm(BARRIER_ISH));
        break;
    default: atomic_change(s, r); break;
    }
}

/* the systems' own */

// Linux has the number in x8. Programs of macOS go through libSystem.
static const u8 syscall_regs[] = {X8, X0, X0 + 1, X0 + 2, X0 + 3, X0 + 4, X0 + 5};
const SysCall a64_syscall = {
    .op = A_SVC, .has_imm = true, .nreg = COUNT(syscall_regs), .result = X0, .reg = syscall_regs,
};

// Of Mach-O the address, of ELF the offset from the thread pointer (IHI 0056, "TLS descriptors").
Reg a64_tlv(Sel *s, SymId sym)
{
    MOp at = o_mem(0, 0, 8);
    at.sym = sym;
    at.got = s->m->t->tls == TLS_OFFSET;
    return sel_address_call(s, A_TLVCALL, at, 0, X0);
}

// struct { void *stack, *gr_top, *vr_top; int gr_offs, vr_offs; }
void a64_vastart(Sel *s, Ref r)
{
    const CallConv *cc = s->m->t->cc[CC_C];
    if (cc->flags & CV_VA_STACK) {
        sel_va_pointer(s, r);
        return;
    }
    MOp ap = a64_place(s, ir_args(s->f, ir_ins(s->f, r))[0], 32), in = o_mem(0, s->locs.stack, 8);
    Reg stack = new_int(s);
    in.flags = MOF_CFA;
    a64_lea(s, stack, in);
    a64_store(s, ap, o_use(stack, 8), 8, RC_INT);
    const u32 end[2] = {8 * cc->nint_arg, 8 * cc->nint_arg + 16 * cc->nflt_arg};
    const i64 left[2] = {-8 * (i64)(cc->nint_arg - s->locs.nint),
                         -16 * (i64)(cc->nflt_arg - s->locs.nflt)};
    for (u32 k = 0; k < 2; k++) {
        Reg top = new_int(s), n = new_int(s);
        if (s->save_slot) {
            a64_lea(s, top, o_slot(s->save_slot - 1, end[k], 8));
            a64_store(s, o_at(ap, 8 + 8 * k, 8), o_use(top, 8), 8, RC_INT);
        }
        a64_mov_imm(s, n, left[k], 4);
        a64_store(s, o_at(ap, 24 + 4 * k, 4), o_use(n, 4), 4, RC_INT);
    }
}
