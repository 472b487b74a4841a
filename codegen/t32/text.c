// text.c - Thumb-2 instructions as text that GNU as and llvm-mc read (unified syntax)
#include "codegen/t32/t32.h"

static const char *const core[] = {"r0", "r1", "r2",  "r3",  "r4",  "r5", "r6", "r7",
                                   "r8", "r9", "r10", "r11", "r12", "sp", "lr", "pc"};
static const char *const shift[] = {"lsl", "lsr", "asr", "ror"};

const char *t32_reg_name(u8 reg, u8 size)
{
    static const char *const d[] = {"d0", "d1", "d2",  "d3",  "d4",  "d5",  "d6",  "d7",
                                    "d8", "d9", "d10", "d11", "d12", "d13", "d14", "d15"};
    static const char *const s[] = {
        "s0",  "s1",  "s2",  "s3",  "s4",  "s5",  "s6",  "s7",  "s8",  "s9",  "s10",
        "s11", "s12", "s13", "s14", "s15", "s16", "s17", "s18", "s19", "s20", "s21",
        "s22", "s23", "s24", "s25", "s26", "s27", "s28", "s29", "s30", "s31"};
    if (T32_IS_CORE(reg))
        return core[reg - R0];
    if (reg >= S1 && reg < S1 + 16)
        return s[2 * (reg - S1) + 1];
    if (reg >= D0 && reg <= D15)
        return size == 4 ? s[2 * (reg - D0)] : d[reg - D0];
    return "?";
}

// Registers with their other names, and shifts.
bool t32_reserved(Str name)
{
    static const char *const words[] = {
        "a1", "a2", "a3", "a4", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "sb", "sl", "fp",
        "ip", "sp", "lr", "pc", "wr", "lsl", "lsr", "asr", "ror", "rrx", "apsr", "cpsr", NULL};
    return asm_reserved(name, words, "rsdq");
}

static void reg(Reg r, u8 size, Buf *out)
{
    buf_str(out, t32_reg_name((u8)r, size));
}

static void list(i64 set, bool doubles, Buf *out)
{
    const char *sep = "{";
    for (u32 k = 0; k < 16; k++)
        if (set >> k & 1) {
            buf_str(out, sep);
            reg(doubles ? D0 + k : R0 + k, 8, out);
            sep = ", ";
        }
    buf_byte(out, '}');
}

static void memory(const MOp *o, Buf *out)
{
    buf_byte(out, '[');
    reg(o->reg, 4, out);
    if (o->ext == MX_POST) {
        buf_fmt(out, "], #%lld", (long long)o->imm);
        return;
    }
    if (o->idx) {
        buf_str(out, ", ");
        reg(o->idx, 4, out);
        if (o->scale > 1)
            buf_fmt(out, ", lsl #%d", ctz64(o->scale));
    } else if (o->imm || o->ext == MX_PRE) {
        buf_fmt(out, ", #%lld", (long long)o->imm);
    }
    buf_str(out, o->ext == MX_PRE ? "]!" : "]");
}

static void special(i64 n, Buf *out)
{
    static const struct { u8 n; const char *name; } t[] = {
        {0, "apsr"}, {5, "ipsr"}, {8, "msp"}, {9, "psp"}, {16, "primask"}, {17, "basepri"},
        {19, "faultmask"}, {20, "control"}};
    for (u32 k = 0; k < COUNT(t); k++)
        if (t[k].n == n)
            buf_str(out, t[k].name);
}

static void operand(const MIns *i, Field f, u32 k, const Str *place, Buf *out)
{
    const MOp *o = &i->op_[k];
    switch ((Kind)t32_field[f].kind) {
    case K_SHIFTED:
        reg(o->reg, 4, out);
        if (T32_SHIFT_BY(o->imm))
            buf_fmt(out, ", %s #%u", shift[T32_SHIFT_KIND(o->imm)], T32_SHIFT_BY(o->imm));
        break;
    case K_WIDE: case K_TARGET: case K_NEAR: case K_WORD:
        if (place)
            buf_put(out, place->p, place->n);
        else
            buf_fmt(out, "#%lld", (long long)o->imm);
        break;
    case K_LIST: case K_LIST8: case K_ONE: list(o->imm, false, out); break;
    case K_DLIST: list(o->imm, true, out); break;
    case K_FLOAT: row_float8_print((u64)o->imm, i->size, out); break;
    default:
        if (f == F_SYS)
            special(o->imm, out);
        else if (o->kind == MO_REG)
            reg(o->reg, t32_field[f].kind == K_DOUBLE ? 8 : 4, out);
        else if (o->kind == MO_MEM)
            memory(o, out);
        else if (f == F_MSB)
            buf_fmt(out, "#%lld", (long long)(o->imm - i->op_[k - 1].imm + 1));
        else
            buf_fmt(out, "#%lld", (long long)(f == F_MI ? (i64)(u32)o->imm : o->imm));
    }
}

// The condition stands before the type or the operands that are part of the name.
static void name(const MIns *i, const Row *r, Buf *out)
{
    const char *text = t32_insn[i->op - T_FIRST].text;
    size_t n = strcspn(text, ". ");
    buf_put(out, text, n);
    if (r->flags & (RF_SBIT | RF_S) && i->flags & MIF_SETF)
        buf_byte(out, 's');
    if (i->flags & MIF_COND || i->op == T_BCC)
        buf_str(out, t32_cc[i->cc & 15]);
    buf_str(out, text + n);
    if (r->flags & (RF_W | RF_N))
        buf_str(out, r->flags & RF_W ? ".w" : ".n");
}

// A second row with the bits of the one before takes its sources in the other order.
static bool swapped(const Row *r)
{
    return r > t32_rows && r[-1].op == r->op && r[-1].bits == r->bits && r[-1].size == r->size;
}

void t32_print(const MIns *i, const Row *r, const Str *place, Buf *out)
{
    if (!r)
        return;
    if (swapped(r)) {
        MOp o[3] = {i->op_[0], i->op_[2], i->op_[1]};
        MIns x = *i;
        x.op_ = o;
        t32_print(&x, r - 1, place, out);
        return;
    }
    name(i, r, out);
    const char *sep = " ";
    for (u32 k = 0; k < r->nop; k++) {
        if (r->f[k] == F_TIED)
            continue;
        buf_str(out, sep);
        operand(i, (Field)r->f[k], k, place, out);
        if (k == 0 && (i->op == T_LDM || i->op == T_STM))
            buf_byte(out, '!');
        sep = ", ";
    }
}
