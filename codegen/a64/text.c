// text.c - AArch64 instructions as text
//
// Source: Arm Architecture Reference Manual for A-profile (DDI 0487), C1.2 and C6.
#include "codegen/a64/a64.h"

const char *const a64_cc_name[16] = {"eq", "ne", "hs", "lo", "mi", "pl", "vs", "vc",
                                     "hi", "ls", "ge", "lt", "gt", "le", "al", "nv"};

#define N31(p)                                                                              \
    p "0", p "1", p "2", p "3", p "4", p "5", p "6", p "7", p "8", p "9", p "10", p "11",    \
    p "12", p "13", p "14", p "15", p "16", p "17", p "18", p "19", p "20", p "21", p "22", \
    p "23", p "24", p "25", p "26", p "27", p "28", p "29", p "30"
static const char *const wreg[] = {N31("w"), "wzr"}, *const xreg[] = {N31("x"), "xzr"};
static const char *const breg[] = {N31("b"), "b31"}, *const sreg[] = {N31("s"), "s31"};
static const char *const dreg[] = {N31("d"), "d31"}, *const qreg[] = {N31("q"), "q31"};
static const char *const vreg[] = {N31("v"), "v31"};

static const char *const *float_names(u8 size)
{
    return size == 1 ? breg : size == 4 ? sreg : size == 16 ? qreg : dreg;
}

const char *a64_reg_name(u8 reg, u8 size)
{
    if (reg >= V0)               // v31 is read in other code only
        return float_names(size)[reg - V0];
    if (reg == SP)
        return size == 4 ? "wsp" : "sp";
    const char *const *name = size == 8 || size == 16 ? xreg : wreg;
    return name[reg - X0];
}

// Would a symbol of this name be read as a register or a modifier?
bool a64_reserved(Str name)
{
    static const char *const words[] = {
        "sp", "wsp", "xzr", "wzr", "lsl", "lsr", "asr", "ror", "uxtb", "uxth", "uxtw", "uxtx",
        "sxtb", "sxth", "sxtw", "sxtx", "lr", "ip0", "ip1", "fp", NULL};
    return asm_reserved(name, words, "xwbhsdqv");
}

static const char *const ext_name[] = {"lsl", "lsr", "asr", "ror", "", "", "", "",
                                       "uxtb", "uxth", "uxtw", "uxtx", "sxtb", "sxth", "sxtw",
                                       "sxtx"};

static const char *gpr(const MOp *o, u8 size)
{
    return o->kind == MO_IMM ? (size == 8 ? "xzr" : "wzr") : a64_reg_name((u8)o->reg, size);
}

static void number(Buf *out, i64 x)
{
    buf_fmt(out, "#%lld", (long long)x);
}

static void memory(const MOp *o, Kind kind, u8 z, const A64Text *t, Buf *out)
{
    buf_fmt(out, "[%s", a64_reg_name((u8)o->reg, 8));
    if (kind == K_INDEX) {
        bool x = o->ext == XT_LSL || o->ext == XT_SXTX;
        buf_fmt(out, ", %s", a64_reg_name((u8)o->idx, x ? 8 : 4));
        if (o->ext != XT_LSL || o->scale > 1)
            buf_fmt(out, ", %s", ext_name[o->ext]);
        if (o->scale > 1)
            buf_fmt(out, " #%d", (int)a64_log2(z));
    } else if (t && t->field) {
        buf_str(out, ", ");
        buf_put(out, t->field->p, t->field->n);
    } else if (kind == K_POST || kind == K_PAIR_POST) {
        buf_fmt(out, "], #%lld", (long long)o->imm);
        return;
    } else if (o->imm || kind == K_PRE || kind == K_PAIR_PRE) {
        buf_str(out, ", ");
        number(out, o->imm);
    }
    buf_str(out, kind == K_PRE || kind == K_PAIR_PRE ? "]!" : "]");
}

static void widened(const MOp *o, u8 size, Buf *out)
{
    bool x = (o->ext & 3) == 3;
    buf_fmt(out, "%s, %s", a64_reg_name((u8)o->reg, size == 8 && x ? 8 : 4), ext_name[o->ext]);
    if (o->imm)
        buf_fmt(out, " #%lld", (long long)o->imm);
}

static void operand(const MIns *i, const Row *r, int k, const A64Text *t, Buf *out)
{
    const MOp *o = &i->op_[k];
    const ClassInfo *c = &a64_class[r->cls[k]];
    u8 size = c->size ? c->size : i->size;
    switch ((Kind)c->kind) {
    case K_GPR: case K_GSP: case K_FPR: case K_TWICE:
        if (c->arrangement)
            buf_fmt(out, "%s%s", vreg[o->reg - V0], c->arrangement);
        else
            buf_str(out, gpr(o, size));
        break;
    case K_SHIFTED: case K_ROTATED:
        buf_str(out, gpr(o, size));
        if (o->imm || o->ext)
            buf_fmt(out, ", %s #%lld", ext_name[o->ext], (long long)o->imm);
        break;
    case K_WIDENED: widened(o, size, out); break;
    case K_IMM12:
        if (t && t->field)
            buf_put(out, t->field->p, t->field->n);
        else
            number(out, o->imm);
        break;
    case K_BITMASK:
        buf_fmt(out, "#0x%llx", (unsigned long long)(size == 8 ? (u64)o->imm : (u32)o->imm));
        break;
    case K_WIDE:
        number(out, o->imm);
        if (o->ext)
            buf_fmt(out, ", lsl #%d", 16 * o->ext);
        break;
    case K_FIMM: row_float8_print((u64)o->imm, i->size, out); break;
    case K_UIMM: case K_LSL: case K_LSR: case K_BIT: number(out, o->imm); break;
    case K_PAGE: case K_NEAR: case K_BRANCH:
        if (t && t->field)
            buf_put(out, t->field->p, t->field->n);
        else
            buf_fmt(out, "%lld", (long long)o->imm);
        break;
    case K_NONE: case K_TIE: break;
    default: memory(o, (Kind)c->kind, o->size ? o->size : i->size, t, out); break;
    }
}

static void name(const MIns *i, const Row *r, Buf *out)
{
    buf_str(out, a64_insn[i->op - A_FIRST].text);
    if (r->flags & RF_CC0)
        buf_str(out, a64_cc_name[i->cc & 15]);
    if (r->flags & RF_CB)
        buf_str(out, i->cc & 1 ? "nz" : "z");
    if (r->flags & RF_SZ && i->size < 4)
        buf_str(out, i->size == 1 ? "b" : "h");
}

void a64_print(const MIns *i, const Row *r, const A64Text *t, Buf *out)
{
    // branches on a register have the target first, as all branches, but are written with it last
    int order[5] = {0, 1, 2, 3, 4};
    if (r->flags & RF_CB)
        for (int k = 0; k < r->nop; k++)
            order[k] = (k + 1) % r->nop;
    const char *sep = " ";
    name(i, r, out);
    for (int k = 0; k < r->nop; k++) {
        if (a64_class[r->cls[order[k]]].kind == K_TIE)
            continue;
        buf_str(out, sep);
        operand(i, r, order[k], t, out);
        sep = ", ";
    }
    if (r->flags & RF_CC12)
        buf_fmt(out, ", %s", a64_cc_name[i->cc & 15]);
    if (r->tail)
        buf_str(out, r->tail);
}
