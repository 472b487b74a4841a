// selmem.c - AArch64 selection of memory operations: addresses, loads, stores, block copies,
// atomics, the stack
#include "codegen/a64/sel.h"

static Ref arg(const Sel *s, Ref r, u32 k)
{
    return ir_args(s->f, ir_ins(s->f, r))[k];
}

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

static MOp thread_local(Sel *s, const Ins *i, i64 disp)
{
    if (s->m->t->tls == TLS_DESCRIPTOR)
        return o_mem(a64_tlv(s, i->u.s.sym), i->u.s.off + disp, 8);
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
        MOp o = o_blk(s->land[i->u.s.sym] ? s->land[i->u.s.sym] : s->mblk[i->u.s.sym]);
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

// May the sum r be part of this access? When nobody needs it as a value, or it is ours alone.
static bool fold_sum(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    return i->op == OP_ADD && type_size((Type)i->type) == 8 && !s->reg[r] && i->blk == s->blk &&
           (s->f->nuse[r] == 1 || s->naddr[r] == s->f->nuse[r]);
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
        !a64_is_const(s, ir_args(s->f, i)[0]) && !a64_foldable(s, ir_args(s->f, i)[0], 4)) {
        m->ext = i->op == OP_SEXT ? XT_SXTW : XT_UXTW;
        idx = ir_args(s->f, i)[0];
    }
    m->idx = a64_reg(s, idx);
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
    return o_mem(a64_reg(s, base), disp, size);
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
    if (disp || !fold_sum(s, base))
        return legalised(s, base_of(s, base, disp, size), size);
    Ref x = a64_strip(s, arg(s, base, 0)), y = a64_strip(s, arg(s, base, 1));
    if (indexish(s, x) && !indexish(s, y)) {
        Ref t = x;
        x = y;
        y = t;
    }
    if (ir_is_int(s->f, y, &k) || a64_is_const(s, y))
        return legalised(s, base_of(s, base, disp, size), size);
    const Ins *b = ir_ins(s->f, x);
    MOp m = o_mem(0, 0, size);
    if (b->op == OP_SLOT) {
        m.reg = sel_hoisted_slot(s, b->u.s.sym, b->u.s.off);
        if (!m.reg)
            m.reg = in_reg(s, o_slot(b->u.s.sym, b->u.s.off, 8), 8).reg;
    } else {
        m.reg = a64_reg(s, x);
    }
    index_form(s, y, size, &m);
    return m;
}

MOp a64_block_addr(Sel *s, Ref p)
{
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
void a64_load(Sel *s, Reg d, MOp mem, Type t, u8 to, bool sign)
{
    u8 z = tsize(t), w = sign ? to : 4;
    mem.size = z;
    switch (t) {
    case T_I8: E(s, sign ? A_LDRSB : A_LDRB, w, o_def(d, w), mem); break;
    case T_I16: E(s, sign ? A_LDRSH : A_LDRH, w, o_def(d, w), mem); break;
    case T_I32:
        if (sign && to == 8)
            E(s, A_LDRSW, 8, o_def(d, 8), mem);
        else
            E(s, A_LDR, 4, o_def(d, 4), mem);
        break;
    case T_F32: case T_F64: E(s, A_FLDR, z, o_def(d, z), mem); break;
    default: E(s, A_LDR, 8, o_def(d, 8), mem); break;
    }
}

void a64_store(Sel *s, MOp mem, MOp v, Type t)
{
    u8 z = tsize(t);
    mem.size = z;
    if (v.kind == MO_REG)
        v.size = MAX(z, 4);
    if (type_is_flt(t) && v.kind == MO_REG)
        E(s, A_FSTR, z, v, mem);
    else
        E(s, z == 1 ? A_STRB : z == 2 ? A_STRH : A_STR, MAX(z, 4), v, mem);
}

static void select_store(Sel *s, Ref r)
{
    Ref p = arg(s, r, 0), v = arg(s, r, 1);
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
        t = z == 1 ? T_I8 : z == 2 ? T_I16 : z == 4 ? T_I32 : T_I64;
    } else {
        src = o_use(a64_reg(s, v), MAX(z, 4));
    }
    a64_store(s, a64_addr(s, p, 0, z), src, t);
}

/* blocks */
static const Type int_of_size[] = {T_VOID, T_I8, T_I16, T_VOID, T_I32, T_VOID, T_VOID, T_VOID,
                                   T_I64};

static void chunk_load(Sel *s, Reg d, MOp m, u8 z)
{
    if (z == 16)
        E(s, A_FLDR, 16, o_def(d, 16), m);
    else
        a64_load(s, d, m, int_of_size[z], 4, false);
}

static void chunk_store(Sel *s, MOp m, MOp v, u8 z)
{
    if (z == 16)
        E(s, A_FSTR, 16, v, m);
    else
        a64_store(s, m, v, int_of_size[z]);
}

enum { INLINE_COPY = 128, INLINE_MOVE = 64 };

// Two at a time, so that pairs of loads and stores stand together: see peep.c.
void a64_copy_bytes(Sel *s, MOp dst, MOp src, u64 n)
{
    Chunk c[INLINE_COPY / 8 + 8];
    u32 k = sel_chunks(s, n, c);
    for (u32 j = 0; j < k; j += 2) {
        for (u32 i = j; i < MIN(j + 2, k); i++)
            chunk_load(s, c[i].r, o_at(src, c[i].off, c[i].size), c[i].size);
        for (u32 i = j; i < MIN(j + 2, k); i++)
            chunk_store(s, o_at(dst, c[i].off, c[i].size), o_use(c[i].r, c[i].size), c[i].size);
    }
}

void a64_copy_agg(Sel *s, MOp dst, Ref src, u64 n)
{
    if (n <= INLINE_COPY) {
        a64_copy_bytes(s, dst, a64_block_addr(s, src), n);
        return;
    }
    Reg to = new_int(s);
    a64_lea(s, to, dst);
    MOp arg[3] = {o_use(to, 8), a64_copy_src(s, src), o_imm((i64)n)};
    arg[2].size = 8;
    a64_libcall(s, "memcpy", arg, 3);
}

static void select_copy(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    i64 n;
    bool move = i->op == OP_MOVE;
    if (!ir_is_int(s->f, a[2], &n) || n < 0 || n > (move ? INLINE_MOVE : INLINE_COPY)) {
        MOp arg[3] = {a64_copy_src(s, a[0]), a64_copy_src(s, a[1]), a64_copy_src(s, a[2])};
        a64_libcall(s, move ? "memmove" : "memcpy", arg, 3);
        return;
    }
    if (n == 0)
        return;
    MOp dst = a64_block_addr(s, a[0]), src = a64_block_addr(s, a[1]);
    if (!move) {
        a64_copy_bytes(s, dst, src, (u64)n);
        return;
    }
    Chunk c[INLINE_COPY / 8 + 8];
    u32 k = sel_chunks(s, (u64)n, c);
    for (u32 j = 0; j < k; j++)
        chunk_load(s, c[j].r, o_at(src, c[j].off, c[j].size), c[j].size);
    for (u32 j = 0; j < k; j++)
        chunk_store(s, o_at(dst, c[j].off, c[j].size), o_use(c[j].r, c[j].size), c[j].size);
}

static void select_set(Sel *s, Ref r)
{
    const Ref *a = ir_args(s->f, ir_ins(s->f, r));
    i64 n, byte;
    Chunk c[INLINE_COPY / 8 + 8];
    if (!ir_is_int(s->f, a[2], &n) || !ir_is_int(s->f, a[1], &byte) || n < 0 || n > INLINE_COPY) {
        MOp arg[3] = {a64_copy_src(s, a[0]), a64_copy_src(s, a[1]), a64_copy_src(s, a[2])};
        a64_libcall(s, "memset", arg, 3);
        return;
    }
    u32 k = sel_chunks(s, (u64)n, c);
    if (!k)
        return;
    MOp dst = a64_block_addr(s, a[0]);
    u64 pattern = (u64)(byte & 0xff) * 0x0101010101010101u;
    Reg wide = 0, word = 0;
    if (pattern)
        word = a64_int_const(s, (i64)pattern, 8);
    for (u32 j = 0; j < k; j++) {
        u8 z = c[j].size;
        MOp m = o_at(dst, c[j].off, z), v = word ? o_use(word, MAX(z, 4)) : o_imm(0);
        if (z == 16) {
            if (!wide) {
                wide = m_vreg(s->m, RC_FLT, 16);
                if (word)
                    E(s, A_VDUP, 16, o_def(wide, 16), o_use(word, 4));
                else
                    E(s, A_VZERO, 16, o_def(wide, 16));
            }
            v = o_use(wide, 16);
        }
        chunk_store(s, m, v, z);
    }
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
        a64_load(s, d, a64_addr(s, arg(s, r, 0), 0, z), t, 4, false);
        return;
    }
    MOp m = bare(s, arg(s, r, 0), z);
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
    Ref v = arg(s, r, 1);
    Type t = ir_type(s->f, v);
    u8 z = tsize(t), w = MAX(z, 4);
    if ((i->aux & MEM_ORDER) == 0) {
        MOp x = o_use(a64_reg(s, v), w);
        a64_store(s, a64_addr(s, arg(s, r, 0), 0, z), x, t);
        return;
    }
    Reg x = a64_reg(s, v);
    if (type_is_flt(t)) {
        Reg g = new_int(s);
        E(s, A_FMOVG, z, o_def(g, z), o_use(x, z));
        x = g;
    }
    MOp m = bare(s, arg(s, r, 0), z);
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
    Reg v = a64_reg(s, arg(s, r, 1)), d = s->reg[r] ? s->reg[r] : new_int(s);
    MOp m = bare(s, arg(s, r, 0), z);
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
    Reg want = a64_reg(s, arg(s, r, 1)), v = a64_reg(s, arg(s, r, 2));
    Reg d = s->reg[r] ? s->reg[r] : new_int(s);
    MOp m = bare(s, arg(s, r, 0), z);
    if (s->m->t->feat & A64_LSE)
        E(s, A_CASAL, z, o_def(d, w), o_tie(want, w), o_use(v, w), m);
    else
        E(s, A_XCAS, z, o_early(d, w), m, o_use(want, w), o_use(v, w));
}

/* the stack */
enum { BARRIER_ISH = 11 };

static void select_alloca(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref n = ir_args(s->f, i)[0];
    u32 align = i->aux > 4096 || i->aux == 0 ? 16 : MAX(i->aux, 16), more = align - 16;
    i64 k;
    s->m->need_fp = true;
    if (ir_is_int(s->f, n, &k) && k >= 0 && a64_imm12(ALIGN_UP(k, 16) + more)) {
        E(s, A_SUB, 8, o_def(SP, 8), o_use(SP, 8), o_imm(ALIGN_UP(k, 16) + more));
    } else {
        Reg x = new_int(s), y = new_int(s);
        E(s, A_ADD, 8, o_def(x, 8), o_use(a64_reg(s, n), 8), o_imm(15 + more));
        E(s, A_AND, 8, o_def(y, 8), o_use(x, 8), o_imm(-16));
        E(s, A_SUB, 8, o_def(SP, 8), o_use(SP, 8), o_ext(y, 8, XT_UXTX, 0));
    }
    MOp top = o_mem(0, more, 8);
    top.flags = MOF_OUT | MOF_CFA;
    Reg d = sel_vreg(s, r);
    if (!more) {
        E(s, A_LEA, 8, o_def(d, 8), top);
        return;
    }
    Reg p = new_int(s);
    E(s, A_LEA, 8, o_def(p, 8), top);
    E(s, A_AND, 8, o_def(d, 8), o_use(p, 8), o_imm(-(i64)align));
}

void a64_ins_mem(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    switch ((Op)i->op) {
    case OP_LOAD: {
        Type t = (Type)i->type;
        Reg d = sel_vreg(s, r);
        a64_load(s, d, a64_addr(s, arg(s, r, 0), 0, tsize(t)), t, 4, false);
        break;
    }
    case OP_STORE: select_store(s, r); break;
    case OP_COPY: case OP_MOVE: select_copy(s, r); break;
    case OP_SET: select_set(s, r); break;
    case OP_ALLOCA: select_alloca(s, r); break;
    case OP_SAVESP:
        s->m->need_fp = true;
        E(s, A_ADD, 8, o_def(sel_vreg(s, r), 8), o_use(SP, 8), o_imm(0));
        break;
    case OP_RESTSP:
        s->m->need_fp = true;
        E(s, A_ADD, 8, o_def(SP, 8), o_use(a64_reg(s, arg(s, r, 0)), 8), o_imm(0));
        break;
    case OP_CFA: {
        MOp m = o_mem(0, 0, 8);
        m.flags = MOF_CFA;
        E(s, A_LEA, 8, o_def(sel_vreg(s, r), 8), m);
        break;
    }
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
