// selflt.c - Thumb-2 selection of floating point for cores that have it in hardware
//
// What a core lacks pairs.c has made calls of; of double precision then only moves are left.
// Source: ARMv7-M Architecture Reference Manual (DDI 0403), A2.5 and A7.5.
#include "codegen/t32/sel.h"

void ts_from_words(Sel *s, Reg d, Type t, Reg lo, Reg hi)
{
    if (t == T_F64)
        W(s, T_VMOVDRR, o_def(d, 8), w_use(lo), w_use(hi));
    else
        W(s, T_VMOVSR, w_def(d), w_use(lo));
}

void ts_to_words(Sel *s, Reg lo, Reg hi, Type t, Reg x)
{
    if (t == T_F64)
        W(s, T_VMOVRRD, w_def(lo), w_def(hi), o_use(x, 8));
    else
        W(s, T_VMOVRS, w_def(lo), w_use(x));
}

Reg ts_flt_const(Sel *s, const Ins *i)
{
    Type t = (Type)i->type;
    u8 z = t == T_F64 ? 8 : 4;
    Reg d = m_vreg(s->m, RC_FLT, z);
    u64 bits = t == T_F32 ? (u32)i->u.i : (u64)i->u.i;
    u32 imm8;
    if (row_float8(bits, z, &imm8)) {
        E(s, z == 8 ? T_VMOVD : T_VMOV, z, o_def(d, z), o_imm((i64)bits));
        return d;
    }
    Reg lo = ts_const(s, (u32)bits), hi = z == 8 ? ts_const(s, (u32)(bits >> 32)) : 0;
    ts_from_words(s, d, t, lo, hi);
    return d;
}

static u16 by_type(Type t, u16 single)   // the double form follows in the table
{
    return (u16)(single + (t == T_F64));
}

static bool is_zero(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    return i->op == OP_FLT && i->u.i == 0;
}

// After vcmp, "less" is N alone and "less or equal" C clear or Z set: false when unordered.
Cond ts_compare_flt(Sel *s, const Ins *i)
{
    static const u8 cc[] = {CC_EQ, CC_NE, CC_MI, CC_LS, CC_GT, CC_GE, CC_VC, CC_VS};
    const Ref *a = ir_args(s->f, i);
    Type t = ir_type(s->f, a[0]);
    Reg x = sel_reg(s, a[0]);
    u8 z = vsize(s, t);
    bool order = op_orders_flt((Op)i->op);
    if (is_zero(s, a[1]))
        E(s, by_type(t, order ? T_VCMPEZS : T_VCMPZS), z, o_use(x, z), o_imm(0));
    else
        E(s, by_type(t, order ? T_VCMPES : T_VCMPS), z, o_use(x, z), o_use(sel_reg(s, a[1]), z));
    sel_emit(s, T_VMRS, 4, NULL, 0);
    return (Cond){.cc = cc[i->op - OP_FEQ]};
}

static void select_fbin(Sel *s, Ref r, u16 op)
{
    Type t = ir_type(s->f, r);
    u8 z = vsize(s, t);
    Reg d = sel_vreg(s, r), x = sel_reg(s, sel_arg(s, r, 0)), y = sel_reg(s, sel_arg(s, r, 1));
    E(s, by_type(t, op), z, o_def(d, z), o_use(x, z), o_use(y, z));
}

static void select_fun(Sel *s, Ref r, u16 op)
{
    Type t = ir_type(s->f, r);
    u8 z = vsize(s, t);
    Reg d = sel_vreg(s, r);
    E(s, by_type(t, op), z, o_def(d, z), o_use(sel_reg(s, sel_arg(s, r, 0)), z));
}

static void select_to_float(Sel *s, Ref r)
{
    static const u16 op[2][2] = {{T_VCVT_F32_U32, T_VCVT_F32_S32},
                                 {T_VCVT_F64_U32, T_VCVT_F64_S32}};
    Type to = ir_type(s->f, r);
    bool sign = ir_ins(s->f, r)->op == OP_STOF;
    Reg d = sel_vreg(s, r), x = ts_extended(s, sel_arg(s, r, 0), sign);
    Reg t = m_vreg(s->m, RC_FLT, 4);
    W(s, T_VMOVSR, w_def(t), w_use(x));
    W(s, op[to == T_F64][sign], o_def(d, vsize(s, to)), w_use(t));
}

// The instruction saturates and makes 0 of NaN, where the IR has the lowest number for all that
// does not fit: what is not less than 2^31 gets it.
static void select_to_int(Sel *s, Ref r)
{
    static const u16 op[2][2] = {{T_VCVT_U32_F32, T_VCVT_S32_F32},
                                 {T_VCVT_U32_F64, T_VCVT_S32_F64}};
    Ref a = sel_arg(s, r, 0);
    Type from = ir_type(s->f, a);
    bool sign = ir_ins(s->f, r)->op == OP_FTOS;
    u8 z = vsize(s, from);
    Reg d = sel_vreg(s, r), x = sel_reg(s, a), t = m_vreg(s->m, RC_FLT, 4);
    W(s, op[from == T_F64][sign], w_def(t), o_use(x, z));
    if (!sign) {
        W(s, T_VMOVRS, w_def(d), w_use(t));
        return;
    }
    Reg v = new_int(s), least = ts_const(s, 0x80000000u);
    Ins top = {.op = OP_FLT, .type = (u8)from};
    top.u.i = from == T_F64 ? 0x41e0000000000000 : 0x4f000000;
    W(s, T_VMOVRS, w_def(v), w_use(t));
    E(s, by_type(from, T_VCMPS), z, o_use(x, z), o_use(ts_flt_const(s, &top), z));
    sel_emit(s, T_VMRS, 4, NULL, 0);
    W(s, T_CSEL, w_def(d), w_tie(least), w_use(v))->cc = CC_MI;
}

static void select_bitcast(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0];
    Type to = (Type)i->type;
    if (type_is_flt(to)) {
        Reg d = sel_vreg(s, r), lo = sel_lo_reg(s, a), hi = to == T_F64 ? sel_hi_reg(s, a) : 0;
        ts_from_words(s, d, to, lo, hi);
    } else {
        Reg lo = sel_vreg(s, r), hi = is_pair(to) ? sel_vhi(s, r) : 0;
        ts_to_words(s, lo, hi, ir_type(s->f, a), sel_reg(s, a));
    }
}

static void select_widen(Sel *s, Ref r)
{
    bool up = ir_ins(s->f, r)->op == OP_FEXT;
    Reg d = sel_vreg(s, r), x = sel_reg(s, sel_arg(s, r, 0));
    W(s, up ? T_VCVT_F64_F32 : T_VCVT_F32_F64, o_def(d, up ? 8 : 4), o_use(x, up ? 4 : 8));
}

bool ts_flt(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    switch ((Op)i->op) {
    case OP_FADD: select_fbin(s, r, T_VADDS); break;
    case OP_FSUB: select_fbin(s, r, T_VSUBS); break;
    case OP_FMUL: select_fbin(s, r, T_VMULS); break;
    case OP_FDIV: select_fbin(s, r, T_VDIVS); break;
    case OP_FNEG: select_fun(s, r, T_VNEGS); break;
    case OP_FABS: select_fun(s, r, T_VABSS); break;
    case OP_FSQRT: select_fun(s, r, T_VSQRTS); break;
    case OP_STOF: case OP_UTOF: select_to_float(s, r); break;
    case OP_FTOS: case OP_FTOU: select_to_int(s, r); break;
    case OP_FEXT: case OP_FTRUNC: select_widen(s, r); break;
    case OP_BITCAST: select_bitcast(s, r); break;
    default: return false;
    }
    return true;
}
