// selmem.c - AMD64 selection of memory operations: loads, stores, read-modify-write, block copies,
// atomics, the stack
#include "codegen/x64/sel.h"

void sel_load(Sel *s, Reg d, MOp mem, Type t)
{
    mem.size = tsize(t);
    switch (t) {
    case T_I8: E(s, X_MOVZX1, 4, o_def(d, 4), mem); break;
    case T_I16: E(s, X_MOVZX2, 4, o_def(d, 4), mem); break;
    case T_F32: case T_F64: E(s, X_MOVS, tsize(t), o_def(d, tsize(t)), mem); break;
    default: E(s, X_MOV, tsize(t), o_def(d, tsize(t)), mem); break;
    }
}

void sel_store(Sel *s, MOp mem, Reg v, Type t)
{
    mem.size = tsize(t);
    E(s, type_is_flt(t) ? X_MOVS : X_MOV, tsize(t), mem, o_use(v, tsize(t)));
}

static u16 rmw_op(Op op, bool *comm)
{
    *comm = op == OP_ADD || op == OP_AND || op == OP_OR || op == OP_XOR;
    switch (op) {
    case OP_ADD: return X_ADD;
    case OP_SUB: return X_SUB;
    case OP_AND: return X_AND;
    case OP_OR: return X_OR;
    case OP_XOR: return X_XOR;
    case OP_SHL: return X_SHL;
    case OP_SHR: return X_SHR;
    case OP_SAR: return X_SAR;
    case OP_NEG: return X_NEG;
    case OP_NOT: return X_NOT;
    default: return 0;
    }
}

static bool loads_from(Sel *s, Ref r, Ref p, u8 z)
{
    const Ins *i = ir_ins(s->f, r);
    return sel_foldable(s, r, z) && ir_args(s->f, i)[0] == p;
}

// *p = *p op x in one instruction
static bool read_modify_write(Sel *s, Ref p, Ref v, Type t)
{
    const Ins *i = ir_ins(s->f, v);
    u8 z = tsize(t);
    bool comm;
    u16 op = rmw_op((Op)i->op, &comm);
    if (!op || s->f->nuse[v] != 1 || s->reg[v] || i->blk != s->blk || type_is_flt(t))
        return false;
    if ((Type)i->type != t)
        return false;
    Ref a = ir_args(s->f, i)[0], b = i->narg > 1 ? ir_args(s->f, i)[1] : 0;
    if (comm && !loads_from(s, a, p, z) && loads_from(s, b, p, z)) {
        Ref x = a;
        a = b;
        b = x;
    }
    i64 k;
    if (!loads_from(s, a, p, z))
        return false;
    if (op == X_NEG || op == X_NOT) {
        E(s, op, z, sel_addr(s, p, 0, z));
        return true;
    }
    if (op == X_SHL || op == X_SHR || op == X_SAR) {
        if (!ir_is_int(s->f, b, &k) || (k & (8 * z - 1)) == 0)
            return false;
        E(s, op, z, sel_addr(s, p, 0, z), o_imm(k & (8 * z - 1)));
        return true;
    }
    MOp src = ir_is_int(s->f, b, &k) && fits32(k) ? o_imm(k) : o_use(sel_reg(s, b), z);
    E(s, op, z, sel_addr(s, p, 0, z), src);
    return true;
}

static void select_store(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref p = ir_args(s->f, i)[0], v = ir_args(s->f, i)[1];
    Type t = ir_type(s->f, v);
    const Ins *x = ir_ins(s->f, v);
    u8 z = tsize(t);
    if (!(i->aux & MEM_VOLATILE) && read_modify_write(s, p, v, t))
        return;
    i64 k = x->u.i;
    if (x->op == OP_UNDEF)
        return;
    if (x->op == OP_FLT && z == 4)
        k = (i32)k;
    if ((x->op == OP_INT || x->op == OP_FLT) && fits32(k)) {
        E(s, X_MOV, z, sel_addr(s, p, 0, z), o_imm(k));
        return;
    }
    if (op_info[x->op].flags & OF_CMP && x->blk == s->blk && s->f->nuse[v] == 1 && !s->reg[v]) {
        MOp m = sel_addr(s, p, 0, 1);
        Cond c = sel_cond(s, v);
        if (!c.more && !c.constant) {
            E(s, X_SETCC, 1, m)->cc = c.cc;
            return;
        }
        Reg d = new_int(s), e = new_int(s), o = new_int(s);
        E(s, X_SETCC, 1, o_def(d, 1))->cc = c.cc;
        E(s, X_SETCC, 1, o_def(e, 1))->cc = c.more == 1 ? CC_NP : CC_P;
        E(s, c.more == 1 ? X_AND : X_OR, 1, o_def(o, 1), o_tie(d, 1), o_use(e, 1));
        sel_store(s, m, o, T_I8);
        return;
    }
    Reg d = sel_reg(s, v);
    sel_store(s, sel_addr(s, p, 0, z), d, t);
}

static void chunk_load(Sel *s, Reg d, MOp m, u8 z)
{
    static const Type by_size[] = {T_VOID, T_I8, T_I16, T_VOID, T_I32, T_VOID, T_VOID, T_VOID,
                                   T_I64};
    if (z == 16)
        E(s, X_MOVUPS, 16, o_def(d, 16), m);
    else
        sel_load(s, d, m, by_size[z]);
}

static void chunk_store(Sel *s, MOp m, Reg d, u8 z)
{
    E(s, z == 16 ? X_MOVUPS : X_MOV, z, m, o_use(d, z));
}

enum { INLINE_COPY = 128, INLINE_MOVE = 64 };

void sel_copy_bytes(Sel *s, MOp dst, MOp src, u64 n)
{
    Chunk c[INLINE_COPY / 8 + 8];
    u32 k = sel_chunks(s, n, c);
    for (u32 j = 0; j < k; j++) {
        chunk_load(s, c[j].r, o_at(src, c[j].off, c[j].size), c[j].size);
        chunk_store(s, o_at(dst, c[j].off, c[j].size), c[j].r, c[j].size);
    }
}

void sel_copy_agg(Sel *s, MOp dst, Ref src, u64 n)
{
    if (n <= INLINE_COPY) {
        sel_copy_bytes(s, dst, sel_addr(s, src, 0, 8), n);
        return;
    }
    Reg to = new_int(s);
    E(s, X_LEA, 8, o_def(to, 8), dst);
    MOp arg[3] = {o_use(to, 8), sel_copy_src(s, src), o_imm((i64)n)};
    arg[2].size = 8;
    sel_libcall(s, "memcpy", arg, 3);
}

static void select_copy(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    i64 n;
    bool move = i->op == OP_MOVE;
    if (!ir_is_int(s->f, a[2], &n) || n < 0 || n > (move ? INLINE_MOVE : INLINE_COPY)) {
        MOp arg[3] = {sel_copy_src(s, a[0]), sel_copy_src(s, a[1]), sel_copy_src(s, a[2])};
        sel_libcall(s, move ? "memmove" : "memcpy", arg, 3);
        return;
    }
    if (n == 0)
        return;
    MOp dst = sel_addr(s, a[0], 0, 8), src = sel_addr(s, a[1], 0, 8);
    if (!move) {
        sel_copy_bytes(s, dst, src, (u64)n);
        return;
    }
    Chunk c[INLINE_COPY / 8 + 8];
    u32 k = sel_chunks(s, (u64)n, c);
    for (u32 j = 0; j < k; j++)
        chunk_load(s, c[j].r, o_at(src, c[j].off, c[j].size), c[j].size);
    for (u32 j = 0; j < k; j++)
        chunk_store(s, o_at(dst, c[j].off, c[j].size), c[j].r, c[j].size);
}

static void select_set(Sel *s, Ref r)
{
    const Ref *a = ir_args(s->f, ir_ins(s->f, r));
    i64 n, byte;
    if (!ir_is_int(s->f, a[2], &n) || !ir_is_int(s->f, a[1], &byte) || n < 0 || n > INLINE_COPY) {
        MOp arg[3] = {sel_copy_src(s, a[0]), sel_copy_src(s, a[1]), sel_copy_src(s, a[2])};
        sel_libcall(s, "memset", arg, 3);
        return;
    }
    Chunk c[INLINE_COPY / 8 + 8];
    u32 k = sel_chunks(s, (u64)n, c);
    if (!k)
        return;
    MOp dst = sel_addr(s, a[0], 0, 8);
    u64 pattern = (u64)(byte & 0xff) * 0x0101010101010101u;
    Reg wide = 0, word = 0;
    for (u32 j = 0; j < k; j++) {
        u8 z = c[j].size;
        MOp m = o_at(dst, c[j].off, z);
        if (z == 16) {
            if (!wide) {
                wide = m_vreg(s->m, RC_FLT, 16);
                if (pattern)
                    E(s, X_MOVUPS, 16, o_def(wide, 16),
                      o_table(m_const(s->m, pattern, 16, 16), 16));
                else
                    E(s, X_FZERO, 16, o_def(wide, 16));
            }
            chunk_store(s, m, wide, 16);
        } else if (z < 8 || fits32((i64)pattern)) {
            E(s, X_MOV, z, m, o_imm(z == 8 ? (i64)pattern : (i32)(u32)pattern));
        } else {
            if (!word) {
                word = new_int(s);
                sel_mov_imm(s, word, (i64)pattern, 8);
            }
            chunk_store(s, m, word, z);
        }
    }
}

/* atomics: aligned loads and stores are atomic; everything else is a locked instruction */
static void select_atomic(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    Type t = i->op == OP_ASTORE ? ir_type(s->f, a[1]) : (Type)i->type;
    u8 z = tsize(t);
    Reg d = s->reg[r];
    switch ((Op)i->op) {
    case OP_ALOAD:
        if (d)
            sel_load(s, d, sel_addr(s, a[0], 0, z), t);
        break;
    case OP_ASTORE: {
        Reg v = sel_reg(s, a[1]);
        MOp m = sel_addr(s, a[0], 0, z);
        if ((i->aux & MEM_ORDER) >> 8 >= 5 && !type_is_flt(t))
            E(s, X_XCHGM, z, o_def(new_int(s), z), o_tie(v, z), m);
        else
            sel_store(s, m, v, t);
        break;
    }
    case OP_AXCHG: {
        Reg v = sel_reg(s, a[1]);
        E(s, X_XCHGM, z, o_def(sel_vreg(s, r), z), o_tie(v, z), sel_addr(s, a[0], 0, z));
        break;
    }
    case OP_AADD: case OP_ASUB: case OP_AAND: case OP_AOR: case OP_AXOR: {
        MOp m = sel_addr(s, a[0], 0, z);
        if (!d) {
            u16 op = i->op == OP_AADD ? X_LADD : i->op == OP_ASUB ? X_LSUB : i->op == OP_AAND
                     ? X_LAND
                     : i->op == OP_AOR ? X_LOR : X_LXOR;
            i64 k;
            MOp v = ir_is_int(s->f, a[1], &k) && fits32(k) ? o_imm(k) : o_use(sel_reg(s, a[1]), z);
            E(s, op, z, m, v);
            break;
        }
        assert(i->op == OP_AADD || i->op == OP_ASUB);  // legalize.c turned the others into loops
        Reg v = sel_reg(s, a[1]);
        if (i->op == OP_ASUB) {
            Reg n = new_int(s);
            E(s, X_NEG, MAX(z, 4), o_def(n, MAX(z, 4)), o_tie(v, MAX(z, 4)));
            v = n;
        }
        E(s, X_XADD, z, o_def(d, z), o_tie(v, z), m);
        break;
    }
    case OP_ACAS: {
        MOp m = sel_addr(s, a[0], 0, z);
        Reg want = sel_reg(s, a[1]), v = sel_reg(s, a[2]);
        MOp c[2] = {o_def(RAX, 8), o_use(want, 8)};
        sel_emit(s, M_COPY, 8, c, 2);
        MOp o[4] = {m, o_use(v, z), o_use(RAX, z), o_def(RAX, z)};
        sel_emitx(s, X_CMPXCHG, z, o, 2, 2);
        if (d) {
            MOp e[2] = {o_def(d, 8), o_use(RAX, 8)};
            sel_emit(s, M_COPY, 8, e, 2);
        }
        break;
    }
    default:
        if ((i->aux & MEM_ORDER) >> 8 >= 5)
            sel_emit(s, X_MFENCE, 8, NULL, 0);
        break;
    }
}

// Windows commits stack page by page, in order: a routine that takes the size in rax and changes no
// register touches every page first.
static void probe(Sel *s, Reg size)
{
    MOp c[2] = {o_def(RAX, 8), o_use(size, 8)};
    sel_emit(s, M_COPY, 8, c, 2);
    MOp rax = o_use(RAX, 8);
    sel_symbol_call(s, X64_PROBE, &rax, 1, 0);
}

static void select_alloca(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref n = ir_args(s->f, i)[0];
    u32 align = i->aux > 4096 || i->aux == 0 ? 16 : MAX(i->aux, 16), more = align - 16;
    i64 k;
    bool probes = s->m->t->probes;
    s->m->need_fp = true;
    if (!probes && ir_is_int(s->f, n, &k) && k >= 0 && k < INT32_MAX - 8192) {
        E(s, X_SUB, 8, o_def(RSP, 8), o_tie(RSP, 8), o_imm(ALIGN_UP(k, 16) + more));
    } else {
        Reg x = new_int(s), y = new_int(s);
        E(s, X_LEA, 8, o_def(x, 8), o_mem(sel_reg(s, n), 15 + (i64)more, 8));
        E(s, X_AND, 8, o_def(y, 8), o_tie(x, 8), o_imm(-16));
        if (probes)
            probe(s, y);
        E(s, X_SUB, 8, o_def(RSP, 8), o_tie(RSP, 8), o_use(y, 8));
    }
    MOp top = o_mem(0, more, 8);
    top.flags = MOF_OUT | MOF_CFA;
    if (!more) {
        E(s, X_LEA, 8, o_def(sel_vreg(s, r), 8), top);
        return;
    }
    Reg p = new_int(s);
    E(s, X_LEA, 8, o_def(p, 8), top);
    E(s, X_AND, 8, o_def(sel_vreg(s, r), 8), o_tie(p, 8), o_imm(-(i64)align));
}

void sel_ins_mem(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    switch ((Op)i->op) {
    case OP_LOAD: {
        Type t = (Type)i->type;
        Reg d = sel_vreg(s, r);
        sel_load(s, d, sel_addr(s, a[0], 0, tsize(t)), t);
        break;
    }
    case OP_STORE: select_store(s, r); break;
    case OP_COPY: case OP_MOVE: select_copy(s, r); break;
    case OP_SET: select_set(s, r); break;
    case OP_ALLOCA: select_alloca(s, r); break;
    case OP_SAVESP:
        s->m->need_fp = true;
        E(s, X_LEA, 8, o_def(sel_vreg(s, r), 8), o_mem(RSP, 0, 8));
        break;
    case OP_RESTSP:
        s->m->need_fp = true;
        E(s, X_LEA, 8, o_def(RSP, 8), o_mem(sel_reg(s, a[0]), 0, 8));
        break;
    case OP_CFA: {
        MOp m = o_mem(0, 0, 8);
        m.flags = MOF_CFA;
        E(s, X_LEA, 8, o_def(sel_vreg(s, r), 8), m);
        break;
    }
    default: select_atomic(s, r); break;
    }
}
