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

static bool same_word(Str name, const char *word)
{
    for (size_t k = 0; k < name.n; k++) {
        char c = name.p[k];
        if (!word[k] || (c >= 'A' && c <= 'Z' ? c + 32 : c) != word[k])
            return false;
    }
    return name.n && !word[name.n];
}

// Registers in any case of letters, with their other names, and shifts.
bool t32_reserved(Str name)
{
    static const char *const other[] = {
        "a1", "a2", "a3", "a4", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "sb", "sl", "fp",
        "ip", "r13", "r14", "r15", "wr", "lsl", "lsr", "asr", "ror", "rrx", "apsr", "cpsr"};
    for (u32 k = 0; k < COUNT(core); k++)
        if (same_word(name, core[k]))
            return true;
    for (u32 k = 0; k < COUNT(other); k++)
        if (same_word(name, other[k]))
            return true;
    if (name.n < 2 || name.n > 3)
        return false;
    char c = (char)(name.p[0] | 32);
    if (c != 's' && c != 'd' && c != 'q')
        return false;
    for (size_t k = 1; k < name.n; k++)
        if (name.p[k] < '0' || name.p[k] > '9')
            return false;
    return true;
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

static void memory(Field f, const MOp *o, Buf *out)
{
    buf_byte(out, '[');
    reg(o->reg, 4, out);
    if (f == F_MPOST) {
        buf_fmt(out, "], #%lld", (long long)o->imm);
        return;
    }
    if (o->idx) {
        buf_str(out, ", ");
        reg(o->idx, 4, out);
        if (o->scale > 1)
            buf_fmt(out, ", lsl #%d", ctz64(o->scale));
    } else if (o->imm || f == F_MPRE) {
        buf_fmt(out, ", #%lld", (long long)o->imm);
    }
    buf_str(out, f == F_MPRE ? "]!" : "]");
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

static void float_text(i64 bits, u8 size, Buf *out)
{
    double x;
    if (size == 4) {
        u32 w = (u32)bits;
        float y;
        memcpy(&y, &w, 4);
        x = y;
    } else {
        memcpy(&x, &bits, 8);
    }
    buf_fmt(out, "#%.8f", x);
}

static void operand(const MIns *i, Field f, u32 k, const T32Text *text, Buf *out)
{
    const MOp *o = &i->op_[k];
    switch (f) {
    case F_SH:
        reg(o->reg, 4, out);
        if (T32_SHIFT_BY(o->imm))
            buf_fmt(out, ", %s #%u", shift[T32_SHIFT_KIND(o->imm)], T32_SHIFT_BY(o->imm));
        break;
    case F_MSB: buf_fmt(out, "#%lld", (long long)(o->imm - i->op_[k - 1].imm + 1)); break;
    case F_I16:
    case F_REL:
        if (text && text->sym)
            buf_put(out, text->sym->p, text->sym->n);
        else
            buf_fmt(out, "#%lld", (long long)o->imm);
        break;
    case F_SYS: special(o->imm, out); break;
    case F_LIST8: case F_LIST16: list(o->imm, false, out); break;
    case F_VLIST: list(o->imm, true, out); break;
    case F_VI: float_text(o->imm, i->size, out); break;
    default:
        if (o->kind == MO_REG)
            reg(o->reg, t32_field[f].kind == K_DOUBLE ? 8 : 4, out);
        else if (o->kind == MO_MEM)
            memory(f, o, out);
        else
            buf_fmt(out, "#%lld", (long long)(f == F_MI ? (i64)(u32)o->imm : o->imm));
    }
}

// What stands after a float instruction's name; conversions carry it in their own.
static void float_suffix(const MIns *i, const Row *r, Buf *out)
{
    const char *name = t32_insn[i->op - T_FIRST].text;
    bool moves = i->op == T_VMOVSR || i->op == T_VMOVRS || i->op == T_VMOVDRR || i->op == T_VMOVRRD;
    bool memory = !strncmp(name, "vld", 3) || !strncmp(name, "vst", 3) || !strncmp(name, "vp", 2);
    if (name[0] == 'v' && !strchr(name, '.') && !memory && !moves && i->op != T_VMRS)
        buf_str(out, r->bits >> 8 & 1 ? ".f64" : ".f32");
}

static void name(const MIns *i, const Row *r, Buf *out)
{
    const char *text = t32_insn[i->op - T_FIRST].text, *dot = strchr(text, '.');
    size_t n = dot ? (size_t)(dot - text) : strlen(text);
    buf_put(out, text, n);
    if (r->flags & (RF_SBIT | RF_S) && i->flags & MIF_SETF)
        buf_byte(out, 's');
    if (i->flags & MIF_COND || i->op == T_BCC)
        buf_str(out, t32_cc[i->cc & 15]);
    buf_str(out, text + n);
    float_suffix(i, r, out);
    if (r->flags & RF_W)
        buf_str(out, ".w");
}

// Operands that assemblers do not write: the base that a list's or index's operand already names,
// the second copy of a register.
static bool hidden(const MIns *i, u32 k, Field f)
{
    switch (i->op) {
    case T_RBIT: case T_CLZ: case T_REVW: case T_REV16W: return k == 2;
    case T_LDM: case T_STM: return k == 1;
    case T_MOVT: case T_BFI: case T_BFC: return k == 1;
    default: return f == F_NONE;
    }
}

// A second row with the bits of the one before takes its sources in the other order.
static bool swapped(const Row *r)
{
    return r > t32_rows && r[-1].op == r->op && r[-1].bits == r->bits && r[-1].size == r->size;
}

void t32_print(const MIns *i, const Row *r, const T32Text *text, Buf *out)
{
    if (!r)
        return;
    if (swapped(r)) {
        MOp o[3] = {i->op_[0], i->op_[2], i->op_[1]};
        MIns x = *i;
        x.op_ = o;
        t32_print(&x, r - 1, text, out);
        return;
    }
    name(i, r, out);
    if (i->op == T_RET) {
        buf_str(out, " lr");
        return;
    }
    if (i->op == T_VMRS) {
        buf_str(out, " APSR_nzcv, fpscr");
        return;
    }
    if (i->op == T_CPSIE || i->op == T_CPSID) {
        buf_str(out, " i");
        return;
    }
    if (i->op == T_PUSH1 || i->op == T_POP1 || i->op == T_POPPC) {
        buf_byte(out, ' ');
        reg(i->op == T_POPPC ? PC : i->op_[0].reg, 4, out);
        buf_str(out, i->op == T_PUSH1 ? ", [sp, #-4]!" : ", [sp], #4");
        return;
    }
    const char *sep = " ";
    if (i->op == T_MOVPC)
        buf_str(out, " pc"), sep = ", ";
    for (u32 k = 0; k < r->nop; k++) {
        if (hidden(i, k, (Field)r->f[k]))
            continue;
        buf_str(out, sep);
        operand(i, (Field)r->f[k], k, text, out);
        if (k == 0 && (i->op == T_LDM || i->op == T_STM))
            buf_byte(out, '!');
        sep = ", ";
    }
    if (i->op == T_ADDPC)
        buf_str(out, ", pc");
}
