// selmem.c - AMD64 selection of memory operations: loads, stores, read-modify-write, atomics, the
// stack; and what the systems have of their own: system calls, va_list, thread-local variables
#include "codegen/x64/sel.h"

void x64_load(Sel *s, Reg d, MOp mem, u8 z, u8 cls)
{
    u16 op = cls == RC_FLT ? (z == 16 ? X_MOVUPS : X_MOVS) : z == 1 ? X_MOVZX1
             : z == 2 ? X_MOVZX2 : X_MOV;
    u8 w = MAX(z, 4);
    mem.size = z;
    E(s, op, w, o_def(d, w), mem);
}

void x64_store(Sel *s, MOp mem, MOp v, u8 z, u8 cls)
{
    mem.size = z;
    v.size = z;
    E(s, cls == RC_FLT ? (z == 16 ? X_MOVUPS : X_MOVS) : X_MOV, z, mem, v);
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
    if (comm && !loads_from(s, a, p, z) && loads_from(s, b, p, z))
        sel_swap(&a, &b);
    i64 k;
    if (!loads_from(s, a, p, z))
        return false;
    if (op == X_NEG || op == X_NOT) {
        E(s, op, z, x64_addr(s, p, 0, z));
        return true;
    }
    if (op == X_SHL || op == X_SHR || op == X_SAR) {
        if (!ir_is_int(s->f, b, &k) || (k & (8 * z - 1)) == 0)
            return false;
        E(s, op, z, x64_addr(s, p, 0, z), o_imm(k & (8 * z - 1)));
        return true;
    }
    MOp src = ir_is_int(s->f, b, &k) && fits32(k) ? o_imm(k) : o_use(sel_reg(s, b), z);
    E(s, op, z, x64_addr(s, p, 0, z), src);
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
        E(s, X_MOV, z, x64_addr(s, p, 0, z), o_imm(k));
        return;
    }
    if (op_info[x->op].flags & OF_CMP && x->blk == s->blk && s->f->nuse[v] == 1 && !s->reg[v]) {
        MOp m = x64_addr(s, p, 0, 1);
        Cond c = sel_cond(s, v);
        if (!c.more && !c.constant) {
            E(s, X_SETCC, 1, m)->cc = c.cc;
            return;
        }
        Reg d = new_int(s), e = new_int(s), o = new_int(s);
        E(s, X_SETCC, 1, o_def(d, 1))->cc = c.cc;
        E(s, X_SETCC, 1, o_def(e, 1))->cc = c.more == 1 ? CC_NP : CC_P;
        E(s, c.more == 1 ? X_AND : X_OR, 1, o_def(o, 1), o_tie(d, 1), o_use(e, 1));
        x64_store(s, m, o_use(o, 1), 1, RC_INT);
        return;
    }
    Reg d = sel_reg(s, v);
    x64_store(s, x64_addr(s, p, 0, z), o_use(d, z), z, type_class(t));
}

Reg x64_fill(Sel *s, i64 pattern, Reg *whole)
{
    Reg d = m_vreg(s->m, RC_FLT, 16);
    (void)whole;
    if (pattern)
        E(s, X_MOVUPS, 16, o_def(d, 16), o_table(m_const(s->m, (u64)pattern, 16, 16), 16));
    else
        E(s, X_FZERO, 16, o_def(d, 16));
    return d;
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
            x64_load(s, d, x64_addr(s, a[0], 0, z), z, type_class(t));
        break;
    case OP_ASTORE: {
        Reg v = sel_reg(s, a[1]);
        MOp m = x64_addr(s, a[0], 0, z);
        if ((i->aux & MEM_ORDER) >> 8 >= 5 && !type_is_flt(t))
            E(s, X_XCHGM, z, o_def(new_int(s), z), o_tie(v, z), m);
        else
            x64_store(s, m, o_use(v, z), z, type_class(t));
        break;
    }
    case OP_AXCHG: {
        Reg v = sel_reg(s, a[1]);
        E(s, X_XCHGM, z, o_def(sel_vreg(s, r), z), o_tie(v, z), x64_addr(s, a[0], 0, z));
        break;
    }
    case OP_AADD: case OP_ASUB: case OP_AAND: case OP_AOR: case OP_AXOR: {
        MOp m = x64_addr(s, a[0], 0, z);
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
        MOp m = x64_addr(s, a[0], 0, z);
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

void x64_grow_stack(Sel *s, Ref n)
{
    i64 k;
    bool probes = s->m->t->probes;
    MOp by = ir_is_int(s->f, n, &k) && fits32(k) && !probes ? o_imm(k) : o_use(sel_reg(s, n), 8);
    if (probes)
        probe(s, by.reg);
    E(s, X_SUB, 8, o_def(RSP, 8), o_tie(RSP, 8), by);
}

void x64_ins_mem(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    switch ((Op)i->op) {
    case OP_LOAD: {
        Type t = (Type)i->type;
        Reg d = sel_vreg(s, r);
        x64_load(s, d, x64_addr(s, a[0], 0, tsize(t)), tsize(t), type_class(t));
        break;
    }
    case OP_STORE: select_store(s, r); break;
    case OP_SAVESP:
        s->m->need_fp = true;
        E(s, X_LEA, 8, o_def(sel_vreg(s, r), 8), o_mem(RSP, 0, 8));
        break;
    case OP_RESTSP:
        s->m->need_fp = true;
        E(s, X_LEA, 8, o_def(RSP, 8), o_mem(sel_reg(s, a[0]), 0, 8));
        break;
    case OP_FRAMEADDR: { // on Windows rbp is not where the caller's was saved
        MOp m = o_mem(0, -16, 8);
        m.flags = MOF_CFA;
        s->m->need_fp = true;
        E(s, X_LEA, 8, o_def(sel_vreg(s, r), 8), m);
        break;
    }
    case OP_RETADDR: {
        MOp m = o_mem(0, -8, 8);
        m.flags = MOF_CFA;
        E(s, X_MOV, 8, o_def(sel_vreg(s, r), 8), m);
        break;
    }
    default: select_atomic(s, r); break;
    }
}

/* the systems' own */
static const u8 syscall_regs[] = {RAX, RDI, RSI, RDX, R10, R8, R9};
const SysCall x64_syscall = {
    .op = X_SYSCALL, .nreg = COUNT(syscall_regs), .result = RAX, .reg = syscall_regs,
    .lost = REG_BIT(RCX) | REG_BIT(R11),
};

// macOS: the variable's descriptor begins with a function that takes the descriptor and returns the
// address of the variable. ELF: x64_encode knows the sequence that a linker knows, with the call of
// __tls_get_addr.
Reg x64_tlv(Sel *s, SymId tls)
{
    if (s->m->t->tls == TLS_OFFSET) {
        MOp to = o_sym(tls, 0);
        to.tls = true;
        to.slot = sel_lib_sym(s->f, X64_TLS_GET);
        return sel_address_call(s, X_CALL, to, 0, RAX);
    }
    Reg d = new_int(s);
    MOp slot = o_mem(0, 0, 8);
    slot.sym = tls;
    slot.tls = true;
    E(s, X_MOV, 8, o_def(d, 8), slot);
    sel_one_move(s, o_def(RDI, 8), o_use(d, 8));
    return sel_address_call(s, X_CALL, o_mem(d, 0, 8), RDI, RAX);
}

// struct { int gp_offset, fp_offset; void *overflow_arg_area, *reg_save_area; }
void x64_vastart(Sel *s, Ref r)
{
    if (!s->save_slot) {
        sel_va_pointer(s, r);
        return;
    }
    MOp ap = x64_addr(s, ir_args(s->f, ir_ins(s->f, r))[0], 0, 8);
    Reg over = new_int(s), save = new_int(s);
    MOp in = o_mem(0, s->locs.stack, 8);
    in.flags = MOF_CFA;
    E(s, X_MOV, 4, o_at(ap, 0, 4), o_imm(8 * s->locs.nint));
    E(s, X_MOV, 4, o_at(ap, 4, 4), o_imm(48 + 16 * s->locs.nflt));
    E(s, X_LEA, 8, o_def(over, 8), in);
    E(s, X_MOV, 8, o_at(ap, 8, 8), o_use(over, 8));
    E(s, X_LEA, 8, o_def(save, 8), o_slot(s->save_slot - 1, 0, 8));
    E(s, X_MOV, 8, o_at(ap, 16, 8), o_use(save, 8));
}
