// asm.c - inline assembly for AMD64 in AT&T syntax, by the rows of rows.def
//
// A name is an instruction's with a suffix for its size, its condition or its kind of float; the
// operands, turned round, must fit one of its rows.
#include "codegen/asm.h"
#include "codegen/x64/x64.h"

#define GPRS 0x1fffeu                    // rax .. r15
#define XMMS ((u64)0xffff << XMM0)
#define ANY INT64_MIN, INT64_MAX

static const AsmLetter letters[] = {
    {'r', AK_REG, GPRS, 0, 0}, {'R', AK_REG, 0x1fe, 0, 0}, {'q', AK_REG, GPRS, 0, 0},
    {'Q', AK_REG, 0x1e, 0, 0}, {'l', AK_REG, GPRS, 0, 0}, {'p', AK_REG, GPRS, 0, 0},
    {'a', AK_REG, RB(RAX), 0, 0}, {'b', AK_REG, RB(RBX), 0, 0}, {'c', AK_REG, RB(RCX), 0, 0},
    {'d', AK_REG, RB(RDX), 0, 0}, {'S', AK_REG, RB(RSI), 0, 0}, {'D', AK_REG, RB(RDI), 0, 0},
    {'x', AK_FLT, XMMS, 0, 0}, {'v', AK_FLT, XMMS, 0, 0},
    {'m', AK_MEM, 0, 0, 0}, {'o', AK_MEM, 0, 0, 0}, {'V', AK_MEM, 0, 0, 0},
    {'i', AK_IMM, 0, ANY}, {'n', AK_IMM, 0, INT64_MIN + 1, INT64_MAX}, {'s', AK_IMM, 0, ANY},
    {'e', AK_IMM, 0, INT32_MIN, INT32_MAX}, {'Z', AK_IMM, 0, 0, UINT32_MAX},
    {'I', AK_IMM, 0, 0, 31}, {'J', AK_IMM, 0, 0, 63}, {'K', AK_IMM, 0, -128, 127},
    {'M', AK_IMM, 0, 0, 3}, {'N', AK_IMM, 0, 0, 255}, {'O', AK_IMM, 0, 0, 127},
    {'t', AK_STACK, 0, 0, 0}, {'u', AK_STACK, 0, 1, 1}, {'f', AK_NONE, 0, 0, 0}, // x87
    {0, AK_END, 0, 0, 0}};

// *size: of the part that the name stands for.
static Reg find(Str name, u8 *size)
{
    static const u8 sizes[] = {8, 4, 2, 1};
    for (u8 r = RAX; r <= XMM15; r++)
        for (u32 k = 0; k < COUNT(sizes); k++)
            if (str_eqz(name, x64_reg_name(r, sizes[k]))) {
                *size = X64_IS_XMM(r) ? 16 : sizes[k];
                return r;
            }
    return 0;
}

// Also by the numbers that gcc has for them.
static u32 by_name(Str name)
{
    static const u8 numbered[] = {RAX, RDX, RCX, RBX, RSI, RDI, RBP, RSP};
    u8 size;
    i64 n;
    if (name.n && name.p[0] >= '0' && name.p[0] <= '9')
        return !asm_number(name, &n) ? 0 : n >= 0 && n < 8 ? numbered[n]
               : n >= 20 && n < 28 ? XMM0 + (u32)n - 20 : 0;
    return find(name, &size);
}

static u32 x87_depth(Str name)
{
    if (name.n == 5 && !memcmp(name.p, "st(", 3) && name.p[4] == ')')
        return name.p[3] >= '0' && name.p[3] <= '7' ? (u32)(name.p[3] - '0') + 1 : 0;
    return str_eqz(name, "st");
}

// The x87 stack is empty between instructions of ours, and MMX registers lie in it.
static bool unkept(Str name)
{
    if (str_eqz(name, "flags") || str_eqz(name, "fpsr") || str_eqz(name, "dirflag"))
        return true;
    if (name.n == 3 && !memcmp(name.p, "mm", 2))
        return name.p[2] >= '0' && name.p[2] <= '7';
    return x87_depth(name) != 0;
}

static const char *const x87_name[] = {"%%st", "%%st(1)"};
static const AsmStack x87 = {x87_depth, x87_name,
                             {"flds %%%u\n", "fldl %%%u\n", "fldt %%%u\n"},
                             {"fstps %%%u\n", "fstpl %%%u\n", "fstpt %%%u\n"},
                             "fstp %%st(0)\n"};

static const AsmBuiltin builtins[] = {
    {"ia32_pause", "pause"}, {"ia32_mfence", "mfence"}, {"ia32_lfence", "lfence"},
    {"ia32_sfence", "sfence"}, {0, 0}};

const AsmRules x64_asm_rules = {letters, by_name, true, unkept, &x87, builtins};

static void put_symbol(const AsmArg *a, Buf *out)
{
    if (a->sym)
        buf_fmt(out, "\1%u\2", a->sym);
    if (!a->sym || a->imm)
        buf_fmt(out, a->sym ? "%+lld" : "%lld", (long long)a->imm);
}

bool x64_asm_operand(const AsmArg *a, char mod, Buf *out)
{
    static const char sized[] = "bwkq";
    u8 size = a->size;
    if (mod && strchr(sized, mod))
        size = (u8)(1 << (strchr(sized, mod) - sized));
    else if (mod && !strchr("acPpVxtngAH", mod))
        return false;
    switch (a->kind) {
    case AK_REG:
        if (mod == 'h')
            return false;
        buf_fmt(out, "%s%s%s", mod == 'A' ? "*" : "", mod == 'V' ? "" : "%",
                x64_reg_name((u8)a->reg, size));
        return true;
    case AK_FLT:
        buf_fmt(out, "%%%s", x64_reg_name((u8)a->reg, 16));
        return true;
    case AK_MEM:
        buf_fmt(out, "%s(%%%s)", mod == 'H' ? "8" : "", x64_reg_name((u8)a->reg, 8));
        return true;
    default:
        if (mod == 'n') {
            buf_fmt(out, "%lld", (long long)(0 - (u64)a->imm));
            return true;
        }
        if (mod != 'c' && mod != 'P' && mod != 'p' && mod != 'a')
            buf_byte(out, '$');
        put_symbol(a, out);
        if (mod == 'a' && a->sym)
            buf_str(out, "(%rip)");
        return true;
    }
}

/* ---- operands ---- */

typedef struct Oper {
    MOp o;
    u8 size;             // of a register; 0: anything
    bool star, mmx;
} Oper;

// ah, ch, dh, bh: in the place of spl, bpl, sil and dil, where no REX prefix stands.
static Reg high_byte(Str w)
{
    static const char *const all[] = {"ah", "ch", "dh", "bh"};
    for (u32 k = 0; k < COUNT(all); k++)
        if (str_eqz(w, all[k]))
            return RSP + k;
    return 0;
}

static bool reg_operand(AsmIn *a, Oper *x)
{
    u8 size = 1;
    Str w = asm_word(a, true);
    if (w.n == 3 && !memcmp(w.p, "mm", 2) && w.p[2] >= '0' && w.p[2] <= '7') {
        MOp o = {.kind = MO_REG, .size = 16, .reg = XMM0 + (u32)(w.p[2] - '0')};
        *x = (Oper){.o = o, .size = 16, .mmx = true};
        return true;
    }
    Reg high = high_byte(w), r = high ? high : find(w, &size);
    if (!r)
        return false;
    *x = (Oper){.o = {.kind = MO_REG, .size = size, .reg = r, .ext = high != 0}, .size = size,
                .star = x->star};
    return true;
}

// (base, index, scale) after the displacement
static bool address(AsmIn *a, MOp *m)
{
    Oper r = {0};
    bool rip = false;
    u8 size = 0;
    m->scale = 1;
    if (asm_peek(a) == '%') {
        a->i++;
        size_t from = a->i;
        rip = str_eqz(asm_word(a, true), "rip");
        if (!rip) {
            a->i = from;
            if (!reg_operand(a, &r) || (r.size != 8 && r.size != 4))
                return false;
            m->reg = r.o.reg;
            size = r.size;
        }
    }
    if (asm_eat(a, ',') && asm_eat(a, '%')) {
        MOp scale = {.imm = 1};
        if (!reg_operand(a, &r) || r.size != (size ? size : r.size) || r.o.reg == RSP ||
            (r.size != 8 && r.size != 4))
            return false;
        size = r.size;
        m->idx = r.o.reg;
        if (asm_eat(a, ',') && !asm_value(a, &scale))
            return false;
        m->scale = (u8)scale.imm;
        if (scale.imm != 1 && scale.imm != 2 && scale.imm != 4 && scale.imm != 8)
            return false;
    }
    if (size == 4) {                     // addresses of 32 bits
        asm_put_data(a, 0x67, 1);
        m->fix = m->sym && !m->fix ? FIX_ABS32 : m->fix;
    }
    m->ext = rip && !m->sym && m->kind != MO_BLK;        // from here, a number of bytes
    return asm_eat(a, ')');
}

// "(" begins the registers of an address, unless it is a bracket in the number before them.
static bool at_registers(AsmIn *a)
{
    AsmIn ahead = *a;
    return asm_eat(&ahead, '(') && strchr("%,", asm_peek(&ahead));
}

static bool memory(AsmIn *a, Oper *x)
{
    MOp v = {0};
    if (!at_registers(a) && !asm_value(a, &v))
        return false;
    if (v.kind == MO_BLK) {
        x->o = v;
        if (!asm_eat(a, '('))
            return true;
        if (!address(a, &v) || ((v.reg || v.idx) && !v.sym))
            return false;
        if (v.reg || v.idx) {            // absolute, not from here
            x->o = v;
            x->o.kind = MO_MEM;
        }
        return true;
    }
    x->o = (MOp){.kind = MO_MEM, .scale = 1, .sym = v.sym, .imm = v.imm, .fix = v.fix,
                 .got = v.got};
    if (v.imm != (i32)v.imm)
        return false;
    return !asm_eat(a, '(') || address(a, &x->o);
}

static bool operand(AsmIn *a, Oper *x)
{
    *x = (Oper){.star = asm_eat(a, '*')};
    char c = asm_peek(a);
    if (c == '$') {
        a->i++;
        if (!asm_value(a, &x->o))
            return false;
        if (x->o.kind == MO_BLK && x->o.sym)
            x->o.kind = MO_IMM;
        return x->o.kind == MO_IMM;
    }
    if (c != '%')
        return memory(a, x);
    size_t from = ++a->i;
    Str w = asm_word(a, true);
    if ((str_eqz(w, "fs") || str_eqz(w, "gs")) && asm_eat(a, ':')) {
        asm_put_data(a, w.p[0] == 'f' ? 0x64 : 0x65, 1);
        return memory(a, x);
    }
    a->i = from;
    return reg_operand(a, x);
}

/* ---- instructions ---- */

static bool condition(Str s, u8 *cc)
{
    static const struct { const char *name; u8 cc; } other[] = {
        {"z", CC_E}, {"nz", CC_NE}, {"c", CC_B}, {"nc", CC_AE}, {"nae", CC_B}, {"nb", CC_AE},
        {"na", CC_BE}, {"nbe", CC_A}, {"pe", CC_P}, {"po", CC_NP}, {"nge", CC_L}, {"nl", CC_GE},
        {"ng", CC_LE}, {"nle", CC_G}};
    for (u8 k = 0; k < 16; k++)
        if (str_eqz(s, x64_cc[k])) {
            *cc = k;
            return true;
        }
    for (u32 k = 0; k < COUNT(other); k++)
        if (str_eqz(s, other[k].name)) {
            *cc = other[k].cc;
            return true;
        }
    return false;
}

typedef struct Try {
    AsmIn *a;
    Oper x[4];           // destination first
    u32 n;
    u8 cc;
    bool mmx;
} Try;

static u8 scan_size(const Try *t)
{
    for (u32 k = 0; k < t->n; k++)
        if (t->x[k].o.kind == MO_REG && t->x[k].size && t->x[k].size < 16)
            return t->x[k].size;
    return 0;
}

static bool registers_agree(const MIns *i, const u8 *size)
{
    for (int k = 0; k < i->nop; k++)
        if (i->op_[k].kind == MO_REG && size[k] && size[k] < 16 &&
            size[k] != x64_operand_size(i, k))
            return false;
    return true;
}

// Instructions that linkers may rewrite once they know the symbol (psABI, B.2).
static u16 got_kind(u16 op, u8 size)
{
    switch (op) {
    case X_MOV: case X_TEST: case X_ADD: case X_OR: case X_ADC: case X_SBB: case X_AND: case X_SUB:
    case X_XOR: case X_CMP:
        return size == 8 ? FIX_GOTPCRX : size == 4 ? FIX_GOTPCX : FIX_GOTPC32;
    case X_CALL: case X_JMP: return FIX_GOTPCX;
    default: return FIX_GOTPC32;
    }
}

static bool fits(Try *t, u16 op, u8 size, const int *order, u32 n)
{
    MOp o[4];
    u8 sizes[4];
    for (u32 k = 0; k < n; k++) {
        o[k] = order[k] < 0 ? (MOp){.kind = MO_IMM, .imm = 1} : t->x[order[k]].o;
        sizes[k] = order[k] < 0 ? 0 : t->x[order[k]].size;
        if (o[k].kind == MO_MEM)
            o[k].size = size;
        if (o[k].kind == MO_IMM && o[k].sym && size == 4)
            o[k].fix = FIX_ABS32;
        if (o[k].kind == MO_MEM && o[k].fix == FIX_GOTPC32)
            o[k].fix = got_kind(op, size);
    }
    MIns i = {.op = op, .nop = (u16)n, .size = size, .cc = t->cc, .op_ = o};
    const Row *r = x64_row(&i);
    if (!r || !registers_agree(&i, sizes) || !x64_has_high(&i, r))
        return false;
    for (u32 k = 1; k < n; k++)          // a tie is a second mention of the destination
        if (r->cls[k] == C_T && order[k] != order[0])
            return false;
    for (u32 k = 1; k < n; k++)          // only imul of a constant may name a register once for two
        if (r->cls[k] != C_T && order[k] == order[0] && op != X_IMUL)
            return false;
    asm_put(t->a, op, size, t->cc, o, n)->flags |= t->mmx ? MIF_MMX : 0;
    return true;
}

// The ways in which rows have what is written: as it stands, tied to the destination, by one, the
// other way round.
static bool shapes(Try *t, u16 op, u8 size)
{
    static const int plain[] = {0, 1, 2, 3}, tied[] = {0, 0, 1, 2}, one[] = {0, 0, -1, 0},
                     mem_one[] = {0, -1, 0, 0}, turned[] = {1, 1, 0, 0};
    u32 n = t->n;
    if (fits(t, op, size, plain, n) || (n && n < 4 && fits(t, op, size, tied, n + 1)))
        return true;
    if (n == 1 && (fits(t, op, size, one, 3) || fits(t, op, size, mem_one, 2)))
        return true;
    return n == 2 && fits(t, op, size, turned, 3);
}

// The sizes it may have when the name gives none.
static bool sized(Try *t, u16 op, u8 size)
{
    u8 reg = scan_size(t);
    u32 plain = 0;
    if (size || reg || op == X_SETCC)
        return shapes(t, op, size ? size : reg ? reg : 1);
    for (u32 k = 0; k < t->n; k++)
        plain += t->x[k].o.kind == MO_REG;
    bool words = x64_insn[op - X_FIRST].flags & (XF_BRANCH | XF_CALL) || op == X_PUSH ||
                 op == X_POP;
    if (t->n && !plain && !words)
        return false;            // memory of unknown size
    return shapes(t, op, 8) || shapes(t, op, 16);
}

static u8 suffix(char c)
{
    return c == 'b' ? 1 : c == 'w' ? 2 : c == 'l' ? 4 : c == 'q' ? 8 : 0;
}

// Is the name this instruction's? Then its size, 0 when the name leaves it open.
static bool named(Str name, u16 op, u8 *size, u8 *cc)
{
    const InsnInfo *n = &x64_insn[op - X_FIRST];
    size_t len = strlen(n->text);
    *size = *cc = 0;
    if (name.n < len || memcmp(name.p, n->text, len))
        return false;
    Str rest = {name.p + len, name.n - len};
    if (n->flags & XF_FLT) {
        *size = str_eqz(rest, "s") ? 4 : str_eqz(rest, "d") ? 8 : 0;
        return *size != 0;
    }
    if (n->flags & XF_CC) {
        if (condition(rest, cc))
            return true;
        if (op != X_CMOV || rest.n < 2)
            return false;
        *size = suffix(rest.p[rest.n - 1]);
        return *size && condition((Str){rest.p, rest.n - 1}, cc);
    }
    if (n->flags & (XF_X87 | XF_X87I | XF_X87CW)) {
        bool i = n->flags & XF_X87I;
        *size = !rest.n || str_eqz(rest, "s") ? (i ? 2 : 4) : str_eqz(rest, "l") ? (i ? 4 : 8)
              : str_eqz(rest, "t") ? 16 * !i
              : str_eqz(rest, "ll") || str_eqz(rest, "q") ? 8 * i : 0;
        if (n->flags & XF_X87CW)
            *size = rest.n && !str_eqz(rest, "w") ? 0 : 4;
        return *size != 0;
    }
    if (n->flags & XF_NAMED) {
        *size = rest.n ? 0 : 4;
        return *size != 0;
    }
    if (!rest.n)
        return true;
    *size = rest.n == 1 ? suffix(rest.p[0]) : 0;
    return *size != 0;
}

static const struct Alias {
    const char *name;
    u16 op;
    u8 size;
} aliases[] = {
    {"cwtd", X_CWD, 2}, {"cltd", X_CWD, 4}, {"cdq", X_CWD, 4}, {"cqto", X_CWD, 8},
    {"cqo", X_CWD, 8}, {"movabs", X_MOV, 8}, {"movabsq", X_MOV, 8}, {"movd", X_MOVD, 4},
    {"movd", X_MOVDM, 4}, {"movd", X_MOVD, 8}, {"movq", X_MOVD, 8}, {"cltq", X_CBW, 8},
    {"cwtl", X_CBW, 4},
    {"cbtw", X_CBW, 2},
    {"movzb", X_MOVZX1, 0}, {"movzw", X_MOVZX2, 0}, {"movsb", X_MOVSX1, 0},
    {"movsw", X_MOVSX2, 0}, {"movsl", X_MOVSX4, 8},
    {"nopw", X_NOPM, 2}, {"nopl", X_NOPM, 4}, {"movzbw", X_MOVZX1, 2}, {"movzbl", X_MOVZX1, 4},
    {"movzbq", X_MOVZX1, 8}, {"movzwl", X_MOVZX2, 4}, {"movzwq", X_MOVZX2, 8},
    {"movsbw", X_MOVSX1, 2}, {"movsbl", X_MOVSX1, 4}, {"movsbq", X_MOVSX1, 8},
    {"movswl", X_MOVSX2, 4}, {"movswq", X_MOVSX2, 8}, {"movslq", X_MOVSX4, 8},
    {"pinsrw", X_PINSRW, 4}, {"pushf", X_PUSHF, 8}, {"popf", X_POPF, 8},
    {"sal", X_SHL, 0}, {"sall", X_SHL, 4}, {"salq", X_SHL, 8}};

static bool string_op(AsmIn *a, Str name)
{
    static const struct Alias op[] = {{"movsb", X_REPMOVS, 1}, {"movsq", X_REPMOVS, 8},
                                      {"stosb", X_REPSTOS, 1}, {"stosq", X_REPSTOS, 8}};
    for (u32 k = 0; k < COUNT(op); k++)
        if (str_eqz(name, op[k].name)) {
            asm_put(a, op[k].op, op[k].size, 0, NULL, 0);
            return true;
        }
    return false;
}

// With MMX registers: what the vector registers got later with a prefix, but for a few names.
static bool mmx(Try *t, Str name)
{
    static const struct { const char *name; u16 op; u8 size; } other[] = {
        {"movq", X_MOVDQA, 16}, {"movq", X_MOVD, 8}, {"movd", X_MOVD, 4}, {"movd", X_MOVDM, 4},
        {"movd", X_MOVD, 8},
        {"pshufw", X_PSHUFD, 16}, {"movntq", X_MOVNTDQ, 16}, {"pinsrw", X_PINSRW, 4}};
    static const u16 range[][2] = {{X_PUNPCKLBW, X_PADDD}, {X_PSHUFB, X_PMULHRSW},
                                   {X_PABSB, X_PABSD}, {X_PALIGNR, X_PALIGNR},
                                   {X_PMOVMSKB, X_PMOVMSKB}, {X_PEXTRW, X_PEXTRW},
                                   {X_PSRLW, X_PSLLQ}};
    u8 size;
    for (u32 k = 0; k < t->n; k++)
        if (t->x[k].o.kind == MO_REG && X64_IS_XMM(t->x[k].o.reg) && !t->x[k].mmx)
            return false;
    for (u32 k = 0; k < COUNT(other); k++)
        if (str_eqz(name, other[k].name) && sized(t, other[k].op, other[k].size))
            return true;
    if (name.p[0] != 'p' || str_eqz(name, "punpcklqdq") || str_eqz(name, "punpckhqdq") ||
        str_eqz(name, "pslldq") || str_eqz(name, "psrldq"))
        return false;
    for (u32 k = 0; k < COUNT(range); k++)
        for (u16 op = range[k][0]; op <= range[k][1]; op++)
            if (named(name, op, &size, &t->cc) && sized(t, op, size))
                return true;
    return false;
}

// pclmullqhqdq: pclmulqdq of these halves.
static bool halves(Try *t, Str name)
{
    static const struct { const char *name; u8 imm; } all[] = {
        {"pclmullqlqdq", 0}, {"pclmulhqlqdq", 1}, {"pclmullqhqdq", 0x10}, {"pclmulhqhqdq", 0x11}};
    for (u32 k = 0; k < COUNT(all); k++)
        if (str_eqz(name, all[k].name) && t->n == 2) {
            t->x[t->n++] = (Oper){.o = {.kind = MO_IMM, .imm = all[k].imm}};
            return sized(t, X_PCLMULQDQ, 16);
        }
    return false;
}

// A step through memory by rsi and rdi, with or without a prefix before it.
static bool string_step(AsmIn *a, Str name, u8 before)
{
    static const struct { const char *name; u8 code; } all[] = {
        {"movs", 0xa4}, {"cmps", 0xa6}, {"stos", 0xaa}, {"lods", 0xac}, {"scas", 0xae}};
    for (u32 k = 0; k < COUNT(all); k++) {
        u8 size = name.n == 5 ? suffix(name.p[4]) : 0;
        if (!size || memcmp(name.p, all[k].name, 4) || !asm_end(a))
            continue;
        if (before)
            asm_put_data(a, before, 1);
        if (size == 2 || size == 8)
            asm_put_data(a, size == 2 ? 0x66 : 0x48, 1);
        asm_put_data(a, all[k].code + (size > 1u), 1);
        return true;
    }
    return false;
}

// lock, rep: a byte before the instruction, which may stand in the next statement
static bool prefix(AsmIn *a, Str name, bool *done)
{
    static const struct { const char *name; u8 byte; } all[] = {
        {"lock", 0xf0}, {"rep", 0xf3}, {"repe", 0xf3}, {"repz", 0xf3}, {"repne", 0xf2},
        {"repnz", 0xf2}, {"notrack", 0x3e}, {"bnd", 0xf2}, {"data16", 0x66}};
    if (str_eqz(name, "endbr64")) {
        asm_put_data(a, 0xfa1e0ff3, 4);
        return *done = true;
    }
    *done = false;
    for (u32 k = 0; k < COUNT(all); k++) {
        if (!str_eqz(name, all[k].name))
            continue;
        size_t from = a->i;
        Str next = asm_word(a, true);
        *done = next.n && ((all[k].byte == 0xf3 && string_op(a, next)) ||
                           string_step(a, next, all[k].byte));
        if (!*done) {
            a->i = from;
            asm_put_data(a, all[k].byte, 1);
            *done = !next.n || x64_assemble(a, asm_word(a, true));
        }
        return true;
    }
    return false;
}

// Jumps that have only the form of 8 bits.
static bool near_jump(AsmIn *a, Str name, bool *done)
{
    static const struct { const char *name; u8 opc; } all[] = {
        {"loopne", 0xe0}, {"loopnz", 0xe0}, {"loope", 0xe1}, {"loopz", 0xe1}, {"loop", 0xe2},
        {"jrcxz", 0xe3}, {"jecxz", 0xe3}};
    for (u32 k = 0; k < COUNT(all); k++) {
        Oper x;
        if (!str_eqz(name, all[k].name))
            continue;
        *done = operand(a, &x) && (x.o.kind == MO_BLK || asm_jump(a, &x.o));
        if (*done && name.p[1] == 'e')
            asm_put_data(a, 0x67, 1);
        if (*done)
            asm_put(a, X_NEAR, 8, all[k].opc, &x.o, 1);
        return true;
    }
    return false;
}

bool x64_assemble(AsmIn *a, Str name)
{
    Try t = {.a = a};
    bool done;
    Oper x[4];
    u8 size;
    if (prefix(a, name, &done))
        return done;
    if (string_step(a, name, 0))
        return true;
    if (x64_assemble_x87(a, name, &done) || near_jump(a, name, &done))
        return done;
    while (!asm_end(a)) {
        if (t.n == 4 || !operand(a, &x[t.n++]))
            return false;
        if (!asm_eat(a, ','))
            break;
    }
    for (u32 k = 0; k < t.n; k++) {
        t.x[k] = x[t.n - 1 - k];
        t.mmx |= t.x[k].mmx;
    }
    if (t.mmx)
        return mmx(&t, name);
    if (t.n && t.x[t.n - 1].o.kind == MO_IMM && str_starts(name, "movabs"))
        t.x[t.n - 1].o.fix = FIX_ABS64;
    // without a star the operand of a jump or call is where it goes
    bool jumps = name.p[0] == 'j' || (name.n >= 4 && !memcmp(name.p, "call", 4));
    if (jumps && t.n == 1 && !t.x[0].star && t.x[0].o.kind == MO_MEM && !t.x[0].o.reg)
        if (name.p[0] != 'j' || !asm_jump(a, &t.x[0].o))     // calls keep their relocation
            t.x[0].o.kind = MO_SYM;
    for (u32 k = 0; k < COUNT(aliases); k++)
        if (str_eqz(name, aliases[k].name) && sized(&t, aliases[k].op, aliases[k].size))
            return true;
    for (u16 op = X_FIRST + 1; op < X_COUNT; op++)
        if (named(name, op, &size, &t.cc) && sized(&t, op, size))
            return true;
    return halves(&t, name);
}
