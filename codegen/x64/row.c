// row.c - the AMD64 instruction table and the search for the row that an instruction fits
#include "codegen/x64/x64.h"

const Row x64_rows[] = {
#define INSN(...)
#define ROW(op, nop, cls, sizes, rm, reg, imm, pp, map, opc, digit, flags) \
    {X_##op, nop, cls, sizes, rm, reg, imm, pp, map, opc, digit, flags},
#include "codegen/x64/rows.def"
#undef ROW
#undef INSN
};
const u32 x64_nrows = COUNT(x64_rows);

const InsnInfo x64_insn[X_COUNT - X_FIRST] = {
#define ROW(...)
#define INSN(id, text, flags, use, def) [X_##id - X_FIRST] = {text, flags, use, def},
#include "codegen/x64/rows.def"
#undef ROW
#undef INSN
};

static bool fits_signed(i64 x, int bits)
{
    return x >= -((i64)1 << (bits - 1)) && x < (i64)1 << (bits - 1);
}

// Immediates are taken modulo the operation's size: 0xff and -1 are one byte.
static bool imm_fits(const MOp *o, OpClass c, u8 size)
{
    i64 x = o->imm;
    if (o->fix == FIX_ABS64)     // movabs
        return c == C_I64;
    if (o->sym)
        return c == C_I64 || (c == C_I32 && (size == 8 || o->fix));
    if (size < 8)  // the low bits decide
        x = (i64)((u64)x << (64 - 8 * size)) >> (64 - 8 * size);
    switch (c) {
    case C_I8: return fits_signed(x, 8);
    case C_U8: return o->imm >= 0 && o->imm <= 255;
    case C_U16: return o->imm >= 0 && o->imm <= 65535;
    case C_I32: return fits_signed(x, 32);
    case C_U32: return o->imm >= 0 && o->imm <= (i64)UINT32_MAX;
    case C_ONE: return o->imm == 1;
    case C_I64: return true;
    default: return false;
    }
}

bool x64_operand_fits(const MOp *o, OpClass c, u8 size)
{
    switch (c) {
    case C_R: return o->kind == MO_REG && !X64_IS_XMM(o->reg);
    case C_X: return o->kind == MO_REG && !X64_IS_GPR(o->reg);
    case C_M: return o->kind == MO_MEM || o->kind == MO_TABLE || o->kind == MO_BLK;
    case C_AX: return o->kind == MO_REG && o->reg == RAX;
    case C_CL: return o->kind == MO_REG && o->reg == RCX;
    case C_DX: return o->kind == MO_REG && o->reg == RDX;
    case C_REL: return o->kind == MO_BLK || o->kind == MO_SYM;
    case C_T: return o->kind == MO_REG;
    case C_NONE: return o->kind == MO_NONE;
    default: return o->kind == MO_IMM && imm_fits(o, c, size);
    }
}

static bool row_fits(const Row *r, const MIns *i)
{
    if (r->nop != i->nop || !(r->sizes & i->size))
        return false;
    for (int k = 0; k < r->nop; k++)
        if (!x64_operand_fits(&i->op_[k], r->cls[k], i->size))
            return false;
    return true;
}

const Row *x64_row_from(const Row *r, const MIns *i)
{
    for (const Row *end = x64_rows + x64_nrows; r < end && r->op == i->op; r++)
        if (row_fits(r, i))
            return r;
    return NULL;
}

const Row *x64_row(const MIns *i)
{
    return x64_row_from(row_first(x64_rows, x64_nrows, i->op), i);
}
