// selflt.c - Thumb-2 selection of floating point for cores that have it in hardware
//
// What a core lacks pairs.c has made calls of; of double precision then only moves are left.
// Source: ARMv7-M Architecture Reference Manual (DDI 0403), A2.5 and A7.5.
#include "codegen/t32/sel.h"

static MIns *sized(MIns *i, Type t)
{
    if (t == T_F64) {
        i->size = 8;
        for (u32 k = 0; k < i->nop; k++)
            i->op_[k].size = 8;
    }
    return i;
}

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
        sized(W(s, z == 8 ? T_VMOVD : T_VMOV, w_def(d), o_imm((i64)bits)), t);
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
    Reg x = ts_reg(s, a[0]);
    if (is_zero(s, a[1]))
        sized(W(s, by_type(t, T_VCMPZS), w_use(x), o_imm(0)), t);
    else
        sized(W(s, by_type(t, T_VCMPS), w_use(x), w_use(ts_reg(s, a[1]))), t);
    sel_emit(s, T_VMRS, 4, NULL, 0);
    return (Cond){.cc = cc[i->op - OP_FEQ]};
}

static void select_fbin(Sel *s, Ref r, u16 op)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    Reg d = sel_vreg(s, r), x = ts_reg(s, a[0]), y = ts_reg(s, a[1]);
    sized(W(s, by_type((Type)i->type, op), w_def(d), w_use(x), w_use(y)), (Type)i->type);
}

static void select_fun(Sel *s, Ref r, u16 op)
{
    const Ins *i = ir_ins(s->f, r);
    Reg d = sel_vreg(s, r), x = ts_reg(s, ir_args(s->f, i)[0]);
    sized(W(s, by_type((Type)i->type, op), w_def(d), w_use(x)), (Type)i->type);
}

static void select_to_float(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0];
    bool sign = i->op == OP_STOF;
    Reg d = sel_vreg(s, r), x = ts_extended(s, a, sign), t = m_vreg(s->m, RC_FLT, 4);
    W(s, T_VMOVSR, w_def(t), w_use(x));
    u16 op = i->type == T_F64 ? (sign ? T_VCVT_F64_S32 : T_VCVT_F64_U32)
             : sign ? T_VCVT_F32_S32 : T_VCVT_F32_U32;
    W(s, op, w_def(d), w_use(t))->op_[0].size = vsize(s, (Type)i->type);
}

// The instruction saturates and makes 0 of NaN, where the IR has the lowest number for all that
// does not fit: what is not less than 2^31 gets it.
static void select_to_int(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Ref a = ir_args(s->f, i)[0];
    Type from = ir_type(s->f, a);
    bool sign = i->op == OP_FTOS;
    Reg d = sel_vreg(s, r), x = ts_reg(s, a), t = m_vreg(s->m, RC_FLT, 4);
    u16 op = from == T_F64 ? (sign ? T_VCVT_S32_F64 : T_VCVT_U32_F64)
             : sign ? T_VCVT_S32_F32 : T_VCVT_U32_F32;
    W(s, op, w_def(t), w_use(x))->op_[1].size = vsize(s, from);
    if (!sign) {
        W(s, T_VMOVRS, w_def(d), w_use(t));
        return;
    }
    Reg v = new_int(s), least = ts_const(s, 0x80000000u);
    Ins top = {.op = OP_FLT, .type = (u8)from};
    top.u.i = from == T_F64 ? 0x41e0000000000000 : 0x4f000000;
    W(s, T_VMOVRS, w_def(v), w_use(t));
    sized(W(s, by_type(from, T_VCMPS), w_use(x), w_use(ts_flt_const(s, &top))), from);
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
        ts_to_words(s, lo, hi, ir_type(s->f, a), ts_reg(s, a));
    }
}

static void select_widen(Sel *s, Ref r)
{
    bool up = ir_ins(s->f, r)->op == OP_FEXT;
    Reg d = sel_vreg(s, r), x = ts_reg(s, ir_args(s->f, ir_ins(s->f, r))[0]);
    MIns *i = W(s, up ? T_VCVT_F64_F32 : T_VCVT_F32_F64, w_def(d), w_use(x));
    i->op_[up ? 0 : 1].size = 8;
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
