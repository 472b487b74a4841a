// selx87.c - AMD64 selection of long double: x87 code from memory to memory, nothing stays on its
// register stack
#include "codegen/x64/sel.h"

enum { M80 = 16 };           // the size that stands for 80 bits

static void plain(Sel *s, u16 op)
{
    sel_emit(s, op, 8, NULL, 0);
}

static MOp place(Sel *s, Ref r, u32 k, u8 size)
{
    return x64_addr(s, ir_args(s->f, ir_ins(s->f, r))[k], 0, size);
}

static void arith(Sel *s, Ref r, u16 op)
{
    MOp a = place(s, r, 1, M80), b = place(s, r, 2, M80), d = place(s, r, 0, M80);
    E(s, X_FLD, M80, a);
    E(s, X_FLD, M80, b);
    plain(s, op);
    E(s, X_FSTP, M80, d);
}

// v in memory, where only there it can be loaded from.
static MOp in_memory(Sel *s, Ref v)
{
    const Ins *i = ir_ins(s->f, v);
    Type t = (Type)i->type;
    u8 z = tsize(t);
    if (i->op == OP_FLT)
        return o_table(m_const(s->m, (u64)i->u.i, z, z), z);
    if (sel_foldable(s, v, z))
        return x64_addr(s, ir_args(s->f, i)[0], 0, z);
    MOp m = o_slot(m_slot(s->m, 8, 8), 0, z);
    x64_store(s, m, o_use(sel_reg(s, v), z), z, type_is_flt(t) ? RC_FLT : RC_INT);
    return m;
}

static void of_scalar(Sel *s, Ref r, u16 load)
{
    MOp m = in_memory(s, ir_args(s->f, ir_ins(s->f, r))[1]), d = place(s, r, 0, M80);
    E(s, load, m.size, m);
    E(s, X_FSTP, M80, d);
}

// The way back cuts, which the control word must say: fisttp came with SSE3.
static void to_int(Sel *s, Ref r)
{
    enum { CUT = 0xc00 };
    u8 z = tsize(ir_type(s->f, r));
    u32 slot = m_slot(s->m, 16, 8);
    MOp out = o_slot(slot, 0, z), old = o_slot(slot, 8, 4), cut = o_slot(slot, 12, 4);
    Reg x = new_int(s), y = new_int(s);
    MOp a = place(s, r, 0, M80);
    E(s, X_FLD, M80, a);
    E(s, X_FNSTCW, 4, old);
    E(s, X_MOVZX2, 4, o_def(x, 4), o_at(old, 0, 2));
    E(s, X_OR, 4, o_def(y, 4), o_tie(x, 4), o_imm(CUT));
    E(s, X_MOV, 2, o_at(cut, 0, 2), o_use(y, 2));
    E(s, X_FLDCW, 4, cut);
    E(s, X_FISTP, z, out);
    E(s, X_FLDCW, 4, old);
    x64_load(s, sel_vreg(s, r), out, z, RC_INT);
}

static void to_float(Sel *s, Ref r)
{
    Type t = ir_type(s->f, r);
    MOp m = o_slot(m_slot(s->m, 8, 8), 0, tsize(t)), a = place(s, r, 0, M80);
    E(s, X_FLD, M80, a);
    E(s, X_FSTP, tsize(t), m);
    x64_load(s, sel_vreg(s, r), m, tsize(t), RC_FLT);
}

// With b on top: above says a < b, and neither above nor below or equal holds for a NaN.
static void compare(Sel *s, Ref r, u8 cc)
{
    Reg d = sel_vreg(s, r);
    MOp a = place(s, r, 0, M80), b = place(s, r, 1, M80);
    E(s, X_FLD, M80, a);
    E(s, X_FLD, M80, b);
    plain(s, cc == CC_E ? X_FUCOMIP : X_FCOMIP);    // an order raises invalid for every NaN
    plain(s, X_FPOP);
    if (cc != CC_E) {
        E(s, X_SETCC, 1, o_def(d, 1))->cc = cc;
        return;
    }
    Reg x = new_int(s), y = new_int(s);
    E(s, X_SETCC, 1, o_def(x, 1))->cc = CC_E;
    E(s, X_SETCC, 1, o_def(y, 1))->cc = CC_NP;
    E(s, X_AND, 1, o_def(d, 1), o_tie(x, 1), o_use(y, 1));
}

void x64_x87_results(Sel *s, MOp at, u32 n, bool to_stack)
{
    for (u32 k = 0; k < n; k++)
        E(s, to_stack ? X_FLD : X_FSTP, M80, o_at(at, 16 * (to_stack ? n - 1 - k : k), M80));
}

void x64_x87(Sel *s, Ref r)
{
    switch ((Op)ir_ins(s->f, r)->op) {
    case OP_LADD: arith(s, r, X_FADDP); break;
    case OP_LSUB: arith(s, r, X_FSUBP); break;
    case OP_LMUL: arith(s, r, X_FMULP); break;
    case OP_LDIV: arith(s, r, X_FDIVP); break;
    case OP_LOFS: of_scalar(s, r, X_FILD); break;
    case OP_LOFF: of_scalar(s, r, X_FLD); break;
    case OP_LTOS: to_int(s, r); break;
    case OP_LTOF: to_float(s, r); break;
    case OP_LEQ: compare(s, r, CC_E); break;
    case OP_LLT: compare(s, r, CC_A); break;
    default: compare(s, r, CC_AE); break;
    }
}
