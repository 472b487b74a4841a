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

/* fields */
#define LOW ((u32)REG_RANGE(R0, R7))
#define CORE ((u32)(REG_RANGE(R0, R12) | REG_BIT(LR)))
#define ALL_BUT_PC ((u32)REG_RANGE(R0, LR))
#define ONLY_SP ((u32)REG_BIT(SP))
const FieldInfo t32_field[F_COUNT] = {
#define FIELD(id, kind, set, least, most, step, ...) {kind, set, least, most, step, __VA_ARGS__},
#include "codegen/t32/fields.def"
#undef FIELD
};

static bool in_set(const FieldInfo *f, Reg r)
{
    return r && T32_IS_CORE(r) && f->set >> r & 1;
}

// Base in the lower four bits, the offset in steps above, and whether it is added.
static bool memory_number(const FieldInfo *f, const MOp *o, u32 *x)
{
    if (o->kind != MO_MEM || o->idx || o->flags & (MOF_SLOT | MOF_CFA | MOF_OUT) ||
        !in_set(f, o->reg) || o->imm < f->least || o->imm > f->most || o->imm % f->step)
        return false;
    u32 off = (u32)(o->imm < 0 ? -o->imm : o->imm) / f->step;
    *x = T32_HW(o->reg) | off << 4 | (u32)(o->imm >= 0) << 16;
    return true;
}

static bool index_number(const FieldInfo *f, const MOp *o, u32 *x)
{
    if (o->kind != MO_MEM || !in_set(f, o->reg) || !in_set(f, o->idx) || o->idx == SP || o->imm ||
        o->scale > f->most)
        return false;
    *x = T32_HW(o->reg) | T32_HW(o->idx) << 4 |
         (o->scale > 1 ? (u32)ctz64(o->scale) : 0) << 8;
    return true;
}

static bool register_number(const FieldInfo *f, const MOp *o, u32 *x)
{
    if (o->kind != MO_REG || !in_set(f, o->reg) || (o->imm && f->kind == K_REG))
        return false;
    u32 shift = (u32)o->imm;
    *x = T32_HW(o->reg) | T32_SHIFT_KIND(shift) << 4 | T32_SHIFT_BY(shift) << 6;
    return true;
}

static bool immediate_number(const FieldInfo *f, const MOp *o, u32 *x)
{
    if (o->kind != MO_IMM || o->sym || o->imm < f->least || o->imm > f->most || o->imm % f->step)
        return false;
    *x = (u32)(o->imm - (f->kind == K_LESS1)) / f->step;
    return true;
}

// Bit 8 of a short list is lr where it is pushed and pc where it is popped.
static u32 ninth(u16 op)
{
    return op == T_PUSH ? 0x4000 : op == T_POP ? 0x8000 : 0;
}

static bool float_number(const FieldInfo *f, const MOp *o, u32 *x)
{
    if (o->kind != MO_REG || !T32_IS_FLT(o->reg))
        return false;
    bool upper = o->reg >= S1;
    *x = f->kind == K_DOUBLE ? o->reg - D0 : upper ? 2 * (o->reg - S1) + 1 : 2 * (o->reg - D0);
    return f->kind == K_SINGLE || !upper;
}

// The number that stands for operand o in the instruction; false: the field does not take it.
static bool number(Field field, const MOp *o, const MIns *i, u32 *x)
{
    const FieldInfo *f = &t32_field[field];
    u32 set = (u32)o->imm;
    *x = 0;
    switch ((Kind)f->kind) {
    case K_SAME: return true;
    case K_TIE: return o->kind == MO_REG && o->reg == i->op_[0].reg && !o->imm;
    case K_REG: case K_SHIFTED: return register_number(f, o, x);
    case K_IMM: case K_LESS1: return immediate_number(f, o, x);
    case K_MODIFIED: return o->kind == MO_IMM && !o->sym && t32_modified((u32)o->imm, x);
    case K_WIDE: return o->kind == MO_SYM || immediate_number(f, o, x);
    case K_MEM: return memory_number(f, o, x);
    case K_WBACK:
        return memory_number(f, o, x) && o->reg == i->op_[1].reg && o->reg != i->op_[0].reg;
    case K_INDEX: return index_number(f, o, x);
    case K_LIST: *x = set; return o->kind == MO_IMM;
    case K_LIST8:
        *x = (set & 0xff) | (set >> 8 ? 0x100 : 0);
        return o->kind == MO_IMM && !(set & ~0xffu & ~ninth(i->op));
    case K_TARGET: return o->kind == MO_BLK || o->kind == MO_SYM || o->kind == MO_IMM;
    case K_SINGLE: case K_DOUBLE: return float_number(f, o, x);
    case K_FLOAT: return o->kind == MO_IMM && t32_float_imm((u64)o->imm, i->size, x);
    case K_DLIST:
        *x = set ? (u32)ctz64(set) | (2 * (u32)popcount64(set)) << 4 : 0;
        return o->kind == MO_IMM;
    }
    return false;
}

static u32 scatter(Field field, u32 x)
{
    u32 w = 0;
    for (u32 k = 0; k < COUNT(t32_field->part); k++) {
        u32 from = t32_field[field].part[k].from, n = t32_field[field].part[k].bits;
        w |= (x >> from & ((1u << n) - 1)) << t32_field[field].part[k].at;
    }
    return w;
}

static u32 gather(Field field, u32 w)
{
    u32 x = 0;
    for (u32 k = 0; k < COUNT(t32_field->part); k++) {
        u32 at = t32_field[field].part[k].at, n = t32_field[field].part[k].bits;
        x |= (w >> at & ((1u << n) - 1)) << t32_field[field].part[k].from;
    }
    return x;
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
    u32 x;
    if (r->nop != i->nop || !flags_fit(r, i))
        return false;
    for (u32 k = 0; k < r->nop; k++)
        if (!number((Field)r->f[k], &i->op_[k], i, &x))
            return false;
    return true;
}

const Row *t32_row(const MIns *i)
{
    return t32_row_of(i, 2);
}

const Row *t32_row_of(const MIns *i, u8 size)
{
    const Row *end = t32_rows + t32_nrows;
    for (const Row *r = row_first(t32_rows, t32_nrows, i->op); r < end && r->op == i->op; r++)
        if (r->size >= size && row_fits(r, i))
            return r;
    return NULL;
}

u32 t32_row_bits(const Row *r, const MIns *i)
{
    u32 w = r->bits, x;
    for (u32 k = 0; k < r->nop; k++)
        if (number((Field)r->f[k], &i->op_[k], i, &x))
            w |= scatter((Field)r->f[k], x);
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
        m &= ~scatter((Field)r->f[k], ~0u);
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

static void reg(MOp *o, u32 n) { *o = (MOp){.kind = MO_REG, .size = 4, .reg = n + 1}; }
static void imm(MOp *o, i64 x) { *o = (MOp){.kind = MO_IMM, .size = 4, .imm = x}; }
static u64 float_value(u32 x, u32 size)
{
    u32 frac = size == 4 ? 23 : 52, bias = size == 4 ? 127 : 1023;
    u64 e = ((x >> 4 & 7) ^ 4) + bias - 3;
    return (u64)(x >> 7) << (8 * size - 1) | e << frac | (u64)(x & 15) << (frac - 4);
}

static void memory(const FieldInfo *f, u32 x, MOp *o)
{
    u32 base = f->set == ONLY_SP ? T32_HW(SP) : x & 15;
    *o = (MOp){.kind = MO_MEM, .size = 4, .scale = 1, .reg = base + R0};
    if (f->kind == K_INDEX) {
        o->idx = (x >> 4 & 15) + R0;
        o->scale = (u8)(1 << (x >> 8 & 3));
        return;
    }
    o->imm = (x >> 4 & 0xfff) * f->step;
    if (f->least < 0 && !(x >> 16 & 1))
        o->imm = -o->imm;
}

// The operand that the number x stands for.
static void operand(Field field, u32 x, MIns *i, MOp *o)
{
    const FieldInfo *f = &t32_field[field];
    u32 v = 0;
    switch ((Kind)f->kind) {
    case K_SAME: case K_TIE: *o = i->op_[0]; break;
    case K_REG: reg(o, f->set == ONLY_SP ? T32_HW(SP) : x); break;
    case K_SHIFTED:
        reg(o, x & 15);
        o->imm = T32_SHIFT(x >> 4 & 3, x >> 6);
        break;
    case K_IMM: case K_WIDE: imm(o, (i64)x * f->step); break;
    case K_LESS1: imm(o, (i64)x + 1); break;
    case K_MODIFIED: imm(o, expand(x, &v) ? v : 0); break;
    case K_MEM: case K_INDEX: memory(f, x, o); break;
    case K_WBACK:
        memory(f, x, o);
        i->op_[1] = (MOp){.kind = MO_REG, .size = 4, .reg = o->reg};
        break;
    case K_LIST: imm(o, x); break;
    case K_LIST8: imm(o, (x & 0xff) | (x & 0x100 ? ninth(i->op) : 0)); break;
    case K_TARGET: imm(o, 0); break;
    case K_SINGLE:
        *o = (MOp){.kind = MO_REG, .size = 4, .reg = x & 1 ? S1 + x / 2 : D0 + x / 2};
        break;
    case K_DOUBLE: *o = (MOp){.kind = MO_REG, .size = 8, .reg = D0 + x}; break;
    case K_FLOAT: imm(o, (i64)float_value(x, i->size)); break;
    case K_DLIST: imm(o, (i64)((((u64)1 << (x >> 4) / 2) - 1) << (x & 15))); break;
    }
}

bool t32_row_decode(const Row *r, u32 w, MIns *i)
{
    i->op = r->op;
    i->nop = r->nop;
    i->size = t32_insn[r->op - T_FIRST].text[0] == 'v' && r->bits >> 8 & 1 ? 8 : 4;
    for (u32 k = 0; k < r->nop; k++)
        operand((Field)r->f[k], gather((Field)r->f[k], w), i, &i->op_[k]);
    if (r->flags & RF_SBIT && w >> 20 & 1)
        i->flags |= MIF_SETF;
    if (r->flags & RF_S && !(i->flags & MIF_COND))
        i->flags |= MIF_SETF;
    if (r->op == T_BCC)
        i->cc = w >> 8 & 15;
    return row_fits(r, i) && t32_row_bits(r, i) == w;    // else it would not be written this way
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
