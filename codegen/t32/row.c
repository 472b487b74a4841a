// row.c - the Thumb-2 instruction table: fields of operands, the row an instruction fits, and back
#include "codegen/t32/t32.h"

const Row t32_rows[] = {
#define INSN(...)
#define ROW(op, nop, size, bits, flags, f) {T_##op, nop, size, bits, flags, f},
#include "codegen/t32/rows.def"
#undef ROW
#undef INSN
};
const u32 t32_nrows = COUNT(t32_rows);

const InsnInfo t32_insn[T_COUNT_ - T_FIRST] = {
#define ROW(...)
#define INSN(id, text, flags) [T_##id - T_FIRST] = {text, flags},
#include "codegen/t32/rows.def"
#undef ROW
#undef INSN
};

// A byte, the byte in three patterns, or eight bits with the top one set, rotated right by 8..31
// (ThumbExpandImm, A5.3.2).
bool t32_modified(u32 x, u32 *bits)
{
    u32 b = x & 0xff;
    if (x == b)
        *bits = b;
    else if (x == (b | b << 16))
        *bits = 0x100 | b;
    else if (x == ((x >> 8 & 0xff) << 8 | (x >> 8 & 0xff) << 24))
        *bits = 0x200 | (x >> 8 & 0xff);
    else if (x == b * 0x01010101u)
        *bits = 0x300 | b;
    else {
        u32 n = 0;
        while (!(x << n >> 31))
            n++;
        u32 top = x << n;          // the first set bit is bit 31
        if (top & 0xffffff)
            return false;
        *bits = (8 + n) << 7 | (top >> 24 & 0x7f);
    }
    return true;
}

static bool expand(u32 bits, u32 *x)
{
    u32 b = bits & 0xff, rot = bits >> 7;
    switch (bits >> 8) {
    case 0: *x = b; return true;
    case 1: *x = b | b << 16; return b != 0;
    case 2: *x = b << 8 | b << 24; return b != 0;
    case 3: *x = b * 0x01010101u; return b != 0;
    default: b = 0x80 | (bits & 0x7f); *x = b >> rot | b << (32 - rot); return true;
    }
}

// (-1)^s * (16 + m) / 16 * 2^e, e from -3 to 4 (VFPExpandImm, A6.4.1).
bool t32_float_imm(u64 bits, u32 size, u32 *imm8)
{
    u32 frac = size == 4 ? 23 : 52, expo = size == 4 ? 8 : 11, bias = size == 4 ? 127 : 1023;
    u64 m = bits & (((u64)1 << frac) - 1), e = bits >> frac & (((u64)1 << expo) - 1);
    u32 sign = (u32)(bits >> (8 * size - 1)) & 1;
    if (m & (((u64)1 << (frac - 4)) - 1) || e < bias - 3 || e > bias + 4)
        return false;
    u32 d = (u32)(e - bias + 3);         // 0 .. 7; stored as not(b) c d
    *imm8 = sign << 7 | (d ^ 4) << 4 | (u32)(m >> (frac - 4));
    return true;
}

static bool low(const MOp *o) { return o->kind == MO_REG && o->reg >= R0 && o->reg <= R7; }
static bool plain(const MOp *o) { return !o->imm; }
static bool core(const MOp *o)
{
    return o->kind == MO_REG && ((o->reg >= R0 && o->reg <= R12) || o->reg == LR) && plain(o);
}
static bool imm_in(const MOp *o, i64 lo, i64 hi, i64 step)
{
    return o->kind == MO_IMM && !o->sym && o->imm >= lo && o->imm <= hi && o->imm % step == 0;
}
static bool mem(const MOp *o, i64 lo, i64 hi, i64 step)
{
    return o->kind == MO_MEM && !o->idx && !(o->flags & (MOF_SLOT | MOF_CFA | MOF_OUT)) &&
           o->imm >= lo && o->imm <= hi && o->imm % step == 0;
}
static bool low_base(const MOp *o) { return o->reg >= R0 && o->reg <= R7; }
static bool base(const MOp *o)
{
    return (o->reg >= R0 && o->reg <= SP) || o->reg == LR;
}

static bool fits(Field f, const MOp *o, const MIns *i)
{
    u32 x;
    switch (f) {
    case F_NONE: return true;
    case F_SAME: return o->kind == MO_REG && o->reg == i->op_[0].reg && plain(o);
    case F_SPX: return o->kind == MO_REG && o->reg == SP && plain(o);
    case F_ZERO: return imm_in(o, 0, 0, 1);
    case F_L0: case F_L3: case F_L6: case F_L8: return low(o) && plain(o);
    case F_H3: return o->kind == MO_REG && o->reg >= R0 && o->reg <= LR && plain(o);
    case F_HDN: return o->kind == MO_REG && o->reg >= R0 && o->reg <= LR && plain(o);
    case F_I3: return imm_in(o, 0, 7, 1);
    case F_I5: return imm_in(o, 0, 31, 1);
    case F_I5SH: case F_SI5: return imm_in(o, 1, 31, 1);
    case F_I8: return imm_in(o, 0, 255, 1);
    case F_I7X4: return imm_in(o, 0, 508, 4);
    case F_I8X4: return imm_in(o, 0, 1020, 4);
    case F_R0: case F_R8: case F_R12: case F_R16: return core(o);
    case F_P8: case F_P16: return core(o) || (o->kind == MO_REG && o->reg == SP && plain(o));
    case F_SH: return o->kind == MO_REG && ((o->reg >= R0 && o->reg <= R12) || o->reg == LR);
    case F_MI: return o->kind == MO_IMM && !o->sym && t32_modified((u32)o->imm, &x);
    case F_I12: return imm_in(o, 0, 4095, 1);
    case F_I16: return o->kind == MO_SYM || imm_in(o, 0, 65535, 1);
    case F_LSB: case F_MSB: return imm_in(o, 0, 31, 1);
    case F_WM1: return imm_in(o, 1, 32, 1);
    case F_I4: return imm_in(o, 0, 15, 1);
    case F_SYS: return imm_in(o, 0, 255, 1);
    case F_M5X4: return mem(o, 0, 124, 4) && low_base(o);
    case F_M5X2: return mem(o, 0, 62, 2) && low_base(o);
    case F_M5X1: return mem(o, 0, 31, 1) && low_base(o);
    case F_MLL:
        return o->kind == MO_MEM && low_base(o) && o->idx >= R0 && o->idx <= R7 && !o->imm &&
               o->scale <= 1;
    case F_MSP: return mem(o, 0, 1020, 4) && o->reg == SP;
    case F_M12: return mem(o, 0, 4095, 1) && base(o);
    case F_MN8: return mem(o, -255, -1, 1) && base(o);
    case F_MIX:
        return o->kind == MO_MEM && base(o) && o->idx && o->idx != SP && !o->imm && o->scale <= 8;
    case F_M8X4: return mem(o, -1020, 1020, 4) && base(o);
    case F_MB: return mem(o, 0, 0, 1) && base(o);
    case F_MX4: return mem(o, 0, 1020, 4) && base(o);
    case F_MPRE: case F_MPOST:
        return mem(o, -255, 255, 1) && base(o) && o->reg == i->op_[1].reg &&
               o->reg != i->op_[0].reg;
    case F_MPC: return o->kind == MO_MEM && o->reg == PC;
    case F_S12: case F_S16: case F_S0: return o->kind == MO_REG && T32_IS_FLT(o->reg);
    case F_D12: case F_D16: case F_D0: return o->kind == MO_REG && o->reg >= D0 && o->reg <= D15;
    case F_VI: return o->kind == MO_IMM && t32_float_imm((u64)o->imm, i->size, &x);
    case F_LIST8:
        return o->kind == MO_IMM && (o->imm & ~0xff & ~(i->op == T_PUSH ? 0x4000 : 0) &
                                     ~(i->op == T_POP ? 0x8000 : 0)) == 0;
    case F_LIST16: case F_VLIST: return o->kind == MO_IMM;
    case F_REL: return o->kind == MO_BLK || o->kind == MO_SYM || o->kind == MO_IMM;
    }
    return false;
}

static u32 split12(u32 x)    // i:imm3:imm8
{
    return (x >> 11 & 1) << 26 | (x >> 8 & 7) << 12 | (x & 0xff);
}

static u32 split5(u32 x)     // imm3:imm2
{
    return (x >> 2 & 7) << 12 | (x & 3) << 6;
}

static u32 float_reg(Reg r, u32 at, u32 low_bit)
{
    u32 n = r >= S1 ? r - S1 : r - D0;
    return n << at | (u32)(r >= S1) << low_bit;
}

static u32 offset8(const MOp *o, u32 step, u32 up)
{
    u32 x = (u32)(o->imm < 0 ? -o->imm : o->imm) / step;
    return (T32_HW(o->reg) << 16) | x | (o->imm >= 0 ? up : 0);
}

static u32 put(Field f, const MOp *o, const MIns *i)
{
    u32 r = o->kind == MO_REG || o->kind == MO_MEM ? T32_HW(o->reg) : 0, x = (u32)o->imm, y = 0;
    switch (f) {
    case F_L0: case F_R0: return r;
    case F_L3: case F_H3: return r << 3;
    case F_L6: return r << 6;
    case F_L8: case F_R8: case F_P8: return r << 8;
    case F_R12: return r << 12;
    case F_R16: case F_P16: return r << 16;
    case F_HDN: return (r & 7) | (r >> 3) << 7;
    case F_I3: case F_I5: case F_I5SH: return x << 6;
    case F_I8: case F_SYS: case F_I4: return x;
    case F_I7X4: case F_I8X4: return x / 4;
    case F_SH: return r | T32_SHIFT_KIND(x) << 4 | split5(T32_SHIFT_BY(x));
    case F_MI: t32_modified(x, &y); return split12(y);
    case F_I12: return split12(x);
    case F_I16: return o->kind == MO_SYM ? 0 : split12(x & 0xfff) | (x >> 12) << 16;
    case F_SI5: case F_LSB: return split5(x);
    case F_WM1: return x - 1;
    case F_MSB: return x;
    case F_M5X4: return r << 3 | x / 4 << 6;
    case F_M5X2: return r << 3 | x / 2 << 6;
    case F_M5X1: return r << 3 | x << 6;
    case F_MLL: return r << 3 | T32_HW(o->idx) << 6;
    case F_MSP: return x / 4;
    case F_M12: return r << 16 | x;
    case F_MN8: return r << 16 | (0 - x);
    case F_MIX: return r << 16 | T32_HW(o->idx) | (o->scale > 1 ? (u32)ctz64(o->scale) : 0) << 4;
    case F_M8X4: return offset8(o, 4, 1u << 23);
    case F_MB: return r << 16;
    case F_MX4: return r << 16 | x / 4;
    case F_MPRE: case F_MPOST: return offset8(o, 1, 0x200);
    case F_MPC: return i->op == T_LDRLIT && o->imm < 0 ? 0 : x;
    case F_S12: case F_D12: return float_reg(o->reg, 12, 22);
    case F_S16: case F_D16: return float_reg(o->reg, 16, 7);
    case F_S0: case F_D0: return float_reg(o->reg, 0, 5);
    case F_VI: t32_float_imm((u64)o->imm, i->size, &y); return (y >> 4) << 16 | (y & 15);
    case F_LIST8: return (x & 0xff) | (x & 0xc000 ? 0x100 : 0);
    case F_LIST16: return x;
    case F_VLIST: return (u32)ctz64(x) << 12 | 2 * popcount64(x);
    default: return 0;
    }
}

// The bits a field covers.
static u32 covers(Field f)
{
    switch (f) {
    case F_L0: return 7;
    case F_L3: return 7 << 3;
    case F_L6: case F_I3: return 7 << 6;
    case F_L8: return 7 << 8;
    case F_H3: return 15 << 3;
    case F_HDN: return 0x87;
    case F_I5: case F_I5SH: return 31 << 6;
    case F_I8: case F_I8X4: case F_SYS: case F_MSP: return 0xff;
    case F_I7X4: return 0x7f;
    case F_R0: case F_I4: return 15;
    case F_R8: case F_P8: return 15 << 8;
    case F_R12: return 15 << 12;
    case F_R16: case F_P16: case F_MB: return 15 << 16;
    case F_SH: return 0x70ff;
    case F_MI: case F_I12: return 0x040070ff;
    case F_I16: return 0x040f70ff;
    case F_SI5: case F_LSB: return 0x70c0;
    case F_WM1: case F_MSB: return 31;
    case F_M5X4: case F_M5X2: case F_M5X1: return 255 << 3;
    case F_MLL: return 63 << 3;
    case F_M12: return 0xf0fff;
    case F_MN8: return 0xf00ff;
    case F_MIX: return 0xf003f;
    case F_M8X4: return 0x8f00ff;
    case F_MX4: return 0xf00ff;
    case F_MPRE: case F_MPOST: return 0xf02ff;
    case F_MPC: return 0;
    case F_S12: return 0x40f000;
    case F_S16: return 0xf0080;
    case F_S0: return 0x2f;
    case F_D12: return 0xf000;
    case F_D16: return 0xf0000;
    case F_D0: return 15;
    case F_VI: return 0xf000f;
    case F_LIST8: return 0x1ff;
    case F_LIST16: return 0xffff;
    case F_VLIST: return 0xf0ff;
    default: return 0;
    }
}

// May the form be taken, as the flags go?
static bool flags_fit(const Row *r, const MIns *i)
{
    bool cond = i->flags & MIF_COND, want = i->flags & MIF_SETF, ignored = i->flags & MIF_FREE;
    if (cond && r->flags & RF_NOIT)
        return false;
    if (r->flags & RF_S)
        return cond ? !want : want || ignored;
    return !want || r->flags & RF_SBIT || t32_insn[i->op - T_FIRST].flags & TF_WFLAGS;
}

static bool row_fits(const Row *r, const MIns *i)
{
    if (r->nop != i->nop || !flags_fit(r, i))
        return false;
    for (u32 k = 0; k < r->nop; k++)
        if (!fits((Field)r->f[k], &i->op_[k], i))
            return false;
    return true;
}

const Row *t32_row(const MIns *i)
{
    const Row *end = t32_rows + t32_nrows;
    for (const Row *r = row_first(t32_rows, t32_nrows, i->op); r < end && r->op == i->op; r++)
        if (row_fits(r, i))
            return r;
    return NULL;
}

u32 t32_row_bits(const Row *r, const MIns *i)
{
    u32 w = r->bits;
    for (u32 k = 0; k < r->nop; k++)
        w |= put((Field)r->f[k], &i->op_[k], i);
    if (r->flags & RF_SBIT && i->flags & MIF_SETF)
        w |= 1u << 20;
    if (i->op == T_BCC)
        w |= (u32)i->cc << 8;
    return w;
}

static u32 row_mask(const Row *r)
{
    u32 m = r->size == 2 ? 0xffff : 0xffffffff;
    for (u32 k = 0; k < r->nop; k++)
        m &= ~covers((Field)r->f[k]);
    if (r->flags & RF_SBIT)
        m &= ~(1u << 20);
    if (r->op == T_BCC)
        m &= ~0xf00u;
    return m;
}

bool t32_row_match(const Row *r, u32 w)
{
    return (w & row_mask(r)) == r->bits;
}

static Reg float_at(u32 w, u32 at, u32 low_bit, bool single)
{
    u32 n = w >> at & 15;
    if (!single)
        return D0 + n;
    return w >> low_bit & 1 ? S1 + n : D0 + n;
}

static u32 join12(u32 w)
{
    return (w >> 26 & 1) << 11 | (w >> 12 & 7) << 8 | (w & 0xff);
}

static u32 join5(u32 w)
{
    return (w >> 12 & 7) << 2 | (w >> 6 & 3);
}

static void reg(MOp *o, u32 n) { *o = (MOp){.kind = MO_REG, .size = 4, .reg = n + 1}; }
static void imm(MOp *o, i64 x) { *o = (MOp){.kind = MO_IMM, .size = 4, .imm = x}; }
static void memory(MOp *o, u32 n, i64 x)
{
    *o = (MOp){.kind = MO_MEM, .size = 4, .scale = 1, .reg = n + 1, .imm = x};
}

static u64 float_value(u32 x, u32 size)
{
    u32 frac = size == 4 ? 23 : 52, bias = size == 4 ? 127 : 1023;
    u64 e = ((x >> 4 & 7) ^ 4) + bias - 3;
    return (u64)(x >> 7) << (8 * size - 1) | e << frac | (u64)(x & 15) << (frac - 4);
}

static void get(Field f, u32 w, MIns *i, MOp *o)
{
    u32 x = 0;
    i64 sign = w >> 23 & 1 ? 1 : -1;
    switch (f) {
    case F_NONE: case F_SAME: *o = i->op_[0]; break;
    case F_SPX: reg(o, 13); break;
    case F_ZERO: imm(o, 0); break;
    case F_L0: reg(o, w & 7); break;
    case F_L3: reg(o, w >> 3 & 7); break;
    case F_L6: reg(o, w >> 6 & 7); break;
    case F_L8: reg(o, w >> 8 & 7); break;
    case F_H3: reg(o, w >> 3 & 15); break;
    case F_HDN: reg(o, (w & 7) | (w >> 7 & 1) << 3); break;
    case F_I3: imm(o, w >> 6 & 7); break;
    case F_I5: case F_I5SH: imm(o, w >> 6 & 31); break;
    case F_I8: case F_SYS: imm(o, w & 0xff); break;
    case F_I4: imm(o, w & 15); break;
    case F_I7X4: imm(o, 4 * (w & 0x7f)); break;
    case F_I8X4: imm(o, 4 * (w & 0xff)); break;
    case F_R0: reg(o, w & 15); break;
    case F_R8: case F_P8: reg(o, w >> 8 & 15); break;
    case F_R12: reg(o, w >> 12 & 15); break;
    case F_R16: case F_P16: reg(o, w >> 16 & 15); break;
    case F_SH:
        reg(o, w & 15);
        o->imm = T32_SHIFT(w >> 4 & 3, join5(w));
        break;
    case F_MI:
        if (!expand(join12(w), &x))
            x = 0;
        imm(o, (i64)x);
        break;
    case F_I12: imm(o, join12(w)); break;
    case F_I16: imm(o, join12(w) | (w >> 16 & 15) << 12); break;
    case F_SI5: case F_LSB: imm(o, join5(w)); break;
    case F_WM1: imm(o, (w & 31) + 1); break;
    case F_MSB: imm(o, w & 31); break;
    case F_M5X4: memory(o, w >> 3 & 7, 4 * (w >> 6 & 31)); break;
    case F_M5X2: memory(o, w >> 3 & 7, 2 * (w >> 6 & 31)); break;
    case F_M5X1: memory(o, w >> 3 & 7, w >> 6 & 31); break;
    case F_MLL:
        memory(o, w >> 3 & 7, 0);
        o->idx = (w >> 6 & 7) + 1;
        break;
    case F_MSP: memory(o, 13, 4 * (w & 0xff)); break;
    case F_M12: memory(o, w >> 16 & 15, w & 0xfff); break;
    case F_MN8: memory(o, w >> 16 & 15, -(i64)(w & 0xff)); break;
    case F_MIX:
        memory(o, w >> 16 & 15, 0);
        o->idx = (w & 15) + 1;
        o->scale = (u8)(1 << (w >> 4 & 3));
        break;
    case F_M8X4: memory(o, w >> 16 & 15, 4 * sign * (i64)(w & 0xff)); break;
    case F_MB: memory(o, w >> 16 & 15, 0); break;
    case F_MX4: memory(o, w >> 16 & 15, 4 * (w & 0xff)); break;
    case F_MPRE: case F_MPOST:
        memory(o, w >> 16 & 15, (w & 0x200 ? 1 : -1) * (i64)(w & 0xff));
        i->op_[1] = (MOp){.kind = MO_REG, .size = 4, .reg = o->reg};
        break;
    case F_S12: *o = (MOp){.kind = MO_REG, .size = 4, .reg = float_at(w, 12, 22, true)}; break;
    case F_S16: *o = (MOp){.kind = MO_REG, .size = 4, .reg = float_at(w, 16, 7, true)}; break;
    case F_S0: *o = (MOp){.kind = MO_REG, .size = 4, .reg = float_at(w, 0, 5, true)}; break;
    case F_D12: *o = (MOp){.kind = MO_REG, .size = 8, .reg = float_at(w, 12, 22, false)}; break;
    case F_D16: *o = (MOp){.kind = MO_REG, .size = 8, .reg = float_at(w, 16, 7, false)}; break;
    case F_D0: *o = (MOp){.kind = MO_REG, .size = 8, .reg = float_at(w, 0, 5, false)}; break;
    case F_VI: imm(o, (i64)float_value((w >> 16 & 15) << 4 | (w & 15), i->size)); break;
    case F_LIST8:
        imm(o, (w & 0xff) | (i->op == T_PUSH && w & 0x100 ? 0x4000 : 0) |
               (i->op == T_POP && w & 0x100 ? 0x8000 : 0));
        break;
    case F_LIST16: imm(o, w & 0xffff); break;
    case F_VLIST: imm(o, (i64)((((u64)1 << (w & 0xff) / 2) - 1) << (w >> 12 & 15))); break;
    case F_MPC: case F_REL: imm(o, 0); break;
    }
}

bool t32_row_decode(const Row *r, u32 w, MIns *i)
{
    i->op = r->op;
    i->nop = r->nop;
    i->size = t32_insn[r->op - T_FIRST].text[0] == 'v' && r->bits >> 8 & 1 ? 8 : 4;
    for (u32 k = 0; k < r->nop; k++)
        get((Field)r->f[k], w, i, &i->op_[k]);
    if (r->flags & RF_SBIT && w >> 20 & 1)
        i->flags |= MIF_SETF;
    if (r->flags & RF_S && !(i->flags & MIF_COND))
        i->flags |= MIF_SETF;
    if (r->op == T_BCC)
        i->cc = w >> 8 & 15;
    for (u32 k = 0; k < r->nop; k++)     // what would not be written this way is not ours
        if (!fits((Field)r->f[k], &i->op_[k], i) && r->f[k] != F_MPC)
            return false;
    return r->f[0] == F_MPC || (r->nop > 1 && r->f[1] == F_MPC) || t32_row_bits(r, i) == w;
}

bool t32_writes_flags(const MIns *i)
{
    return i->flags & (MIF_SETF | MIF_CALL) ||
           (i->op >= T_FIRST && t32_insn[i->op - T_FIRST].flags & TF_WFLAGS);
}

bool t32_reads_flags(const MIns *i)
{
    return i->flags & MIF_COND ||
           (i->op >= T_FIRST && t32_insn[i->op - T_FIRST].flags & TF_RFLAGS);
}
