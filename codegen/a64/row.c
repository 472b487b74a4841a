// row.c - the AArch64 instruction table, what fits its operands, and the numbers that have odd
// encodings
#include "codegen/a64/a64.h"

const Row a64_rows[] = {
#define INSN(...)
#define ROW(op, nop, cls, sizes, bits, flags, tail) \
    {A_##op, nop, cls, sizes, bits, flags, tail},
#include "codegen/a64/rows.def"
#undef ROW
#undef INSN
};
const u32 a64_nrows = COUNT(a64_rows);

const InsnInfo a64_insn[A_COUNT - A_FIRST] = {
#define ROW(...)
#define INSN(id, text, flags) [A_##id - A_FIRST] = {text, flags},
#include "codegen/a64/rows.def"
#undef ROW
#undef INSN
};

const ClassInfo a64_class[C_COUNT] = {
#define CLASS(id, kind, lo, bits, size, arr) [C_##id] = {kind, lo, bits, size, arr},
#include "codegen/a64/classes.def"
#undef CLASS
};

u8 a64_log2(u8 size)
{
    return (u8)ctz64(size);
}

/* logical immediates: DDI 0487, DecodeBitMasks */
static u64 ones(u32 n)
{
    return n >= 64 ? ~(u64)0 : ((u64)1 << n) - 1;
}

static u64 repeat(u64 x, u32 width)
{
    for (; width < 64; width *= 2)
        x |= x << width;
    return x;
}

u64 a64_bitmask_value(u32 bits, u8 size)
{
    u32 n = bits >> 12 & 1, immr = bits >> 6 & 63, imms = bits & 63, key = n << 6 | (~imms & 63);
    u32 len = 6;
    while (len && !(key >> len & 1))
        len--;
    if (!len || (n && size < 8))
        return 0;
    u32 w = 1u << len, s = imms & (w - 1), r = immr & (w - 1);
    if (s == w - 1)
        return 0;
    u64 run = ones(s + 1);
    if (r)
        run = (run >> r | run << (w - r)) & ones(w);
    run = repeat(run, w);
    return size < 8 ? run & ones(32) : run;
}

bool a64_bitmask(u64 x, u8 size, u32 *bits)
{
    if (size < 8)
        x = repeat(x & ones(32), 32);
    if (x == 0 || x == ~(u64)0)
        return false;
    u32 w = 64;
    while (w > 2 && (x & ones(w / 2)) == (x >> w / 2 & ones(w / 2)))
        w /= 2;
    u64 e = x & ones(w);
    // rotate so that the run of ones starts at bit 0
    u32 r = 0;
    if (e & 1)
        while (e >> (w - 1 - r) & 1)
            r++;
    else
        r = w - (u32)ctz64(e);
    u64 y = r ? (e << r | e >> (w - r)) & ones(w) : e;
    if (y & (y + 1))
        return false;
    u32 n = (u32)ctz64(~y);
    *bits = (w == 64 ? 1u << 12 : 0) | (r & (w - 1)) << 6 | ((~(2 * w - 1) & 63) | (n - 1));
    return true;
}

static i64 modulo(i64 x, u8 size)
{
    return size < 8 ? (i64)(u32)x : x;
}

static bool mem(const MOp *o)
{
    return (o->kind == MO_MEM && (o->reg || o->flags & (MOF_SLOT | MOF_CFA | MOF_OUT))) ||
           (o->kind == MO_TABLE && o->reg);
}

static bool plain(const MOp *o)
{
    return mem(o) && !o->idx && o->ext < MX_PRE;
}

static bool scaled(i64 x, u8 z, i64 lo, i64 hi)
{
    return x % z == 0 && x / z >= lo && x / z <= hi;
}

static bool relative(const MOp *o)
{
    return o->kind == MO_TABLE || o->sym;
}

static bool register_fits(const MOp *o, const ClassInfo *c)
{
    if (c->size >= 4 && !c->arrangement && o->size != c->size)
        return false;
    if (c->kind == K_FPR || c->arrangement)
        return o->kind == MO_REG && o->reg != SP && !A64_IS_GPR(o->reg) && !o->ext;
    if (c->kind == K_GPR && o->kind == MO_IMM)
        return o->imm == 0 && !o->sym;
    if (o->kind != MO_REG || A64_IS_FPR(o->reg))
        return false;
    return (c->kind == K_GSP || o->reg != SP) && !o->ext && !o->imm;
}

bool a64_fits(const MOp *o, OpClass cls, u8 size)
{
    const ClassInfo *c = &a64_class[cls];
    u8 z = o->size ? o->size : size;
    u32 bits;
    switch ((Kind)c->kind) {
    case K_NONE: return o->kind == MO_NONE;
    case K_GPR: case K_GSP: case K_FPR: case K_TWICE: return register_fits(o, c);
    case K_TIE: return o->kind == MO_REG;
    case K_SHIFTED: case K_ROTATED:
        if (o->kind == MO_IMM)
            return o->imm == 0 && !o->sym;
        return o->kind == MO_REG && o->reg != SP && !A64_IS_FPR(o->reg) && o->imm < 8 * size &&
               o->ext <= (c->kind == K_ROTATED ? XT_ROR : XT_ASR);
    case K_WIDENED:
        return o->kind == MO_REG && o->reg != SP && !A64_IS_FPR(o->reg) && o->ext >= XT_UXTB &&
               o->ext <= XT_SXTX && o->imm <= 4;
    case K_UIMM: case K_BIT:
        if (c->bits == 6 || c->kind == K_BIT)
            return o->kind == MO_IMM && !o->sym && o->imm >= 0 && o->imm < 8 * size;
        return o->kind == MO_IMM && !o->sym && o->imm >= 0 && o->imm < (i64)1 << c->bits;
    case K_IMM12:
        return (o->kind == MO_IMM && !o->sym && a64_imm12(o->imm)) ||
               (o->kind == MO_SYM && o->sym) || o->kind == MO_TABLE;
    case K_BITMASK:
        return o->kind == MO_IMM && !o->sym && a64_bitmask((u64)o->imm, size, &bits);
    case K_WIDE:
        return o->kind == MO_IMM && !o->sym && o->imm >= 0 && o->imm < 1 << 16 &&
               o->ext < size / 2;
    case K_FIMM: return o->kind == MO_IMM && row_float8((u64)modulo(o->imm, size), size, &bits);
    case K_LSL: return o->kind == MO_IMM && o->imm > 0 && o->imm < 8 * size;
    case K_LSR: return o->kind == MO_IMM && o->imm >= 0 && o->imm < 8 * size;
    case K_UNSIGNED: return plain(o) && (relative(o) || scaled(o->imm, z, 0, 4095));
    case K_SIGNED9:
        return plain(o) && !relative(o) && o->imm >= -256 && o->imm < 256 &&
               !scaled(o->imm, z, 0, 4095);
    case K_INDEX:
        return o->kind == MO_MEM && o->reg && o->idx && !o->imm && !o->sym &&
               (o->scale <= 1 || o->scale == z) &&
               (o->ext == XT_LSL || o->ext == XT_UXTW || o->ext == XT_SXTW || o->ext == XT_SXTX);
    case K_BASE: return o->kind == MO_MEM && o->reg && !o->idx && !o->imm && !o->sym;
    case K_PRE: case K_POST:
        return o->kind == MO_MEM && o->reg && o->ext == (c->kind == K_PRE ? MX_PRE : MX_POST) &&
               o->imm >= -256 && o->imm < 256;
    case K_PAIR: return plain(o) && !relative(o) && scaled(o->imm, z, -64, 63);
    case K_PAIR_PRE: case K_PAIR_POST:
        return o->kind == MO_MEM && o->reg && scaled(o->imm, z, -64, 63) &&
               o->ext == (c->kind == K_PAIR_PRE ? MX_PRE : MX_POST);
    case K_PAGE: case K_NEAR: return o->kind == MO_MEM || o->kind == MO_TABLE || o->kind == MO_BLK;
    case K_BRANCH: return o->kind == MO_BLK || o->kind == MO_SYM;
    }
    return false;
}

static bool row_fits(const Row *r, const MIns *i)
{
    if (r->nop != i->nop || !(r->sizes & i->size))
        return false;
    for (int k = 0; k < r->nop; k++)
        if (!a64_fits(&i->op_[k], r->cls[k], i->size))
            return false;
    return true;
}

const Row *a64_row(const MIns *i)
{
    const Row *end = a64_rows + a64_nrows;
    for (const Row *r = row_first(a64_rows, a64_nrows, i->op); r < end && r->op == i->op; r++)
        if (row_fits(r, i))
            return r;
    return NULL;
}

u32 a64_row_bits(const Row *r, u8 size)
{
    u32 w = r->bits;
    if (r->flags & RF_SF && size == 8)
        w |= 1u << 31;
    if (r->flags & (RF_N | RF_FT) && size == 8)
        w |= 1u << 22;
    if (r->flags & RF_30 && size == 8)
        w |= 1u << 30;
    if (r->flags & RF_22N && size == 4)
        w |= 1u << 22;
    if (r->flags & RF_SZ)
        w |= (u32)a64_log2(size) << 30;
    return w;
}

static u32 field(u32 lo, u32 bits)
{
    return (u32)(ones(bits) << lo);
}

static u32 class_mask(OpClass cls)
{
    const ClassInfo *c = &a64_class[cls];
    switch ((Kind)c->kind) {
    case K_TWICE: return field(5, 5) | field(16, 5);
    case K_SHIFTED: case K_ROTATED: return field(16, 5) | field(10, 6) | field(22, 2);
    case K_WIDENED: return field(16, 5) | field(10, 6);
    case K_IMM12: return field(10, 13);
    case K_WIDE: return field(5, 18);
    case K_BIT: return field(19, 5) | 1u << 31;
    case K_UNSIGNED: case K_SIGNED9: case K_PRE: case K_POST: case K_PAIR: case K_PAIR_PRE:
    case K_PAIR_POST:
        return field(c->lo, c->bits) | field(5, 5);
    case K_INDEX: return field(16, 5) | field(5, 5) | field(12, 4);
    case K_PAGE: case K_NEAR: return field(29, 2) | field(5, 19);
    default: return field(c->lo, c->bits);
    }
}

u32 a64_row_mask(const Row *r)
{
    u32 free = 0;
    for (int k = 0; k < r->nop; k++)
        free |= class_mask(r->cls[k]);
    if (r->flags & RF_CC12)
        free |= field(12, 4);
    if (r->flags & RF_CC0)
        free |= field(0, 4);
    if (r->flags & RF_CB)
        free |= field(24, 1);
    return ~free;
}
