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

/* fields */
#define LOW ((u32)REG_RANGE(R0, R7))
#define CORE ((u32)(REG_RANGE(R0, R12) | REG_BIT(LR)))
#define ALL_BUT_PC ((u32)REG_RANGE(R0, LR))
#define ONLY_SP ((u32)REG_BIT(SP))
#define ONLY_PC ((u32)REG_BIT(PC))
#define ANY_REG ((u32)REG_RANGE(R0, PC))
const FieldInfo t32_field[F_COUNT] = {
#define FIELD(id, kind, set, least, most, step, ...) {kind, set, least, most, step, __VA_ARGS__},
#include "codegen/t32/fields.def"
#undef FIELD
};

static bool in_set(const FieldInfo *f, Reg r)
{
    return r && T32_IS_CORE(r) && f->set >> r & 1;
}

// A distance in steps, and in bit 16 whether it is added.
static u32 magnitude(const FieldInfo *f, i64 x)
{
    return (u32)(x < 0 ? -x : x) / f->step | (u32)(x >= 0) << 16;
}

// Base in the lower four bits, the offset in steps above, and whether it is added.
static bool memory_number(const FieldInfo *f, const MOp *o, u32 *x)
{
    u8 back = f->kind == K_PRE ? MX_PRE : f->kind == K_POST ? MX_POST : 0;
    if (o->kind != MO_MEM || o->idx || o->ext != back ||
        o->flags & (MOF_SLOT | MOF_CFA | MOF_OUT) ||
        !in_set(f, o->reg) || o->imm < f->least || o->imm > f->most || o->imm % f->step)
        return false;
    u32 off = magnitude(f, o->imm);
    *x = T32_HW(o->reg) | (off & 0xfff) << 4 | (off & 0x10000);
    return true;
}

static bool index_number(const FieldInfo *f, const MOp *o, u32 *x)
{
    if (o->kind != MO_MEM || !in_set(f, o->reg) || !in_set(f, o->idx) || o->idx == SP || o->imm ||
        o->scale < f->least || o->scale > f->most)
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
    *x = magnitude(f, o->imm - (f->kind == K_LESS1));
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
    case K_IMM: case K_LESS1: case K_NEAR: case K_WORD: return immediate_number(f, o, x);
    case K_MODIFIED: return o->kind == MO_IMM && !o->sym && t32_modified((u32)o->imm, x);
    case K_WIDE: return o->kind == MO_SYM || immediate_number(f, o, x);
    case K_MEM: return memory_number(f, o, x);
    case K_PRE: case K_POST: return memory_number(f, o, x) && o->reg != i->op_[0].reg;
    case K_INDEX: return index_number(f, o, x);
    case K_LIST: *x = set; return o->kind == MO_IMM;
    case K_ONE:
        *x = set ? (u32)ctz64(set) : 0;
        return o->kind == MO_IMM && set && !(set & ((set - 1) | 0xff | ninth(i->op)));
    case K_LIST8:
        *x = (set & 0xff) | (set >> 8 ? 0x100 : 0);
        return o->kind == MO_IMM && !(set & ~0xffu & ~ninth(i->op));
    case K_TARGET: return o->kind == MO_BLK || o->kind == MO_SYM || o->kind == MO_IMM;
    case K_SINGLE: case K_DOUBLE: return float_number(f, o, x);
    case K_FLOAT: return o->kind == MO_IMM && row_float8((u64)o->imm, i->size, x);
    case K_DLIST:
        *x = set ? (u32)ctz64(set) | (2 * (u32)popcount64(set)) << 4 : 0;
        return o->kind == MO_IMM;
    }
    return false;
}

static u32 scatter(u8 field, u32 x)
{
    return row_scatter(t32_field[field].part, COUNT(t32_field->part), x);
}

static u32 gather(u8 field, u32 w)
{
    return row_gather(t32_field[field].part, COUNT(t32_field->part), w);
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

// Where a conditional branch has its condition.
static u32 cc_at(const Row *r)
{
    return r->size == 2 ? 8 : 22;
}

u32 t32_row_bits(const Row *r, const MIns *i)
{
    u32 w = r->bits, x;
    for (u32 k = 0; k < r->nop; k++)
        if (number((Field)r->f[k], &i->op_[k], i, &x))
            w |= scatter(r->f[k], x);
    if (r->flags & RF_SBIT && i->flags & MIF_SETF)
        w |= 1u << 20;
    if (i->op == T_BCC)
        w |= (u32)i->cc << cc_at(r);
    return w;
}

bool t32_row_match(const Row *r, u32 w)
{
    u32 m = r->size == 2 ? 0xffff : 0xffffffff;
    for (u32 k = 0; k < r->nop; k++)
        m &= ~scatter(r->f[k], ~0u);
    if (r->flags & RF_SBIT)
        m &= ~(1u << 20);
    if (r->op == T_BCC)
        m &= ~(0xfu << cc_at(r));
    return (w & m) == r->bits;
}

static void reg(MOp *o, Reg r, u8 z) { *o = (MOp){.kind = MO_REG, .size = z, .reg = r}; }
static void imm(MOp *o, i64 x) { *o = (MOp){.kind = MO_IMM, .size = 4, .imm = x}; }

// The number of a register in a field for registers; where it takes but one it is that.
static Reg register_of(const FieldInfo *f, u32 x)
{
    return f->set & (f->set - 1) ? R0 + (x & 15) : (Reg)ctz64(f->set);
}

// How far a branch goes, from pc.
static i64 distance(const Row *r, FixKind k, u32 w)
{
    u8 p[4];
    wr16(p, (u16)(r->size == 2 ? w : w >> 16));
    wr16(p + 2, (u16)w);
    return fix_addend(k, p);
}

static i64 offset(const FieldInfo *f, u32 x)
{
    i64 n = (i64)(x & 0xffff) * f->step;
    return f->least < 0 && !(x >> 16 & 1) ? -n : n;
}

static void memory(const FieldInfo *f, u32 x, MOp *o)
{
    *o = (MOp){.kind = MO_MEM, .size = 4, .scale = 1, .reg = register_of(f, x)};
    if (f->kind == K_INDEX) {
        o->idx = (x >> 4 & 15) + R0;
        o->scale = (u8)MAX(f->least, 1 << (x >> 8 & 3));
        return;
    }
    o->imm = offset(f, (x >> 4 & 0xfff) | (x & 0x10000));
}

// The operand that the number x stands for.
static void operand(Field field, u32 x, MIns *i, MOp *o)
{
    const FieldInfo *f = &t32_field[field];
    u32 v = 0;
    switch ((Kind)f->kind) {
    case K_SAME: case K_TIE: *o = i->op_[0]; break;
    case K_REG: reg(o, register_of(f, x), 4); break;
    case K_SHIFTED:
        reg(o, register_of(f, x), 4);
        o->imm = T32_SHIFT(x >> 4 & 3, x >> 6);
        break;
    case K_IMM: case K_WIDE: case K_NEAR: case K_WORD: imm(o, offset(f, x)); break;
    case K_LESS1: imm(o, (i64)x + 1); break;
    case K_MODIFIED: imm(o, expand(x, &v) ? v : 0); break;
    case K_MEM: case K_INDEX: memory(f, x, o); break;
    case K_PRE: case K_POST:
        memory(f, x, o);
        o->ext = f->kind == K_PRE ? MX_PRE : MX_POST;
        break;
    case K_LIST: imm(o, x); break;
    case K_ONE: imm(o, (i64)1 << x); break;
    case K_LIST8: imm(o, (x & 0xff) | (x & 0x100 ? ninth(i->op) : 0)); break;
    case K_TARGET: imm(o, 0); break;
    case K_SINGLE: reg(o, x & 1 ? S1 + x / 2 : D0 + x / 2, 4); break;
    case K_DOUBLE: reg(o, D0 + x, 8); break;
    case K_FLOAT: imm(o, (i64)row_float8_value(x, i->size)); break;
    case K_DLIST: imm(o, (i64)((((u64)1 << (x >> 4) / 2) - 1) << (x & 15))); break;
    }
}

bool t32_row_decode(const Row *r, u32 w, MIns *i)
{
    i->op = r->op;
    i->nop = r->nop;
    i->size = t32_insn[r->op - T_FIRST].text[0] == 'v' && r->bits >> 8 & 1 ? 8 : 4;
    u32 far = 0;
    for (u32 k = 0; k < r->nop; k++) {
        const FieldInfo *f = &t32_field[r->f[k]];
        u32 x = gather(r->f[k], w);
        operand((Field)r->f[k], x, i, &i->op_[k]);
        if (f->kind == K_TARGET) {
            i->op_[k].imm = distance(r, (FixKind)f->set, w);
            far = scatter(r->f[k], x);
        }
    }
    if (r->flags & RF_SBIT && w >> 20 & 1)
        i->flags |= MIF_SETF;
    if (r->flags & RF_S && !(i->flags & MIF_COND))
        i->flags |= MIF_SETF;
    if (r->op == T_BCC)
        i->cc = w >> cc_at(r) & 15;
    // else it would not be written this way
    return row_fits(r, i) && (t32_row_bits(r, i) | far) == w && (r->op != T_BCC || i->cc < CC_AL);
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
