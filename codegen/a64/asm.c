// asm.c - inline assembly for AArch64, by the rows of rows.def
//
// System registers, hints and barriers that selection never uses are words of their own.
#include "codegen/a64/a64.h"
#include "codegen/asm.h"

#define GPRS (((u64)1 << (X30 + 1)) - 2)
#define FPRS (~(u64)0 << V0)
#define ANY INT64_MIN, INT64_MAX

static const AsmLetter letters[] = {
    {'r', AK_REG, GPRS, 0, 0}, {'w', AK_FLT, FPRS, 0, 0}, {'x', AK_FLT, (u64)0xffff << V0, 0, 0},
    {'m', AK_MEM, 0, 0, 0}, {'Q', AK_MEM, 0, 0, 0}, {'o', AK_MEM, 0, 0, 0},
    {'i', AK_IMM, 0, ANY}, {'n', AK_IMM, 0, INT64_MIN + 1, INT64_MAX}, {'S', AK_IMM, 0, ANY},
    {'s', AK_IMM, 0, ANY}, {'I', AK_IMM, 0, 0, 4095}, {'J', AK_IMM, 0, -4095, 0},
    {'M', AK_IMM, 0, 0, 65535}, {'N', AK_IMM, 0, 0, 65535}, {'Z', AK_IMM, 0, 0, 0},
    {0, AK_END, 0, 0, 0}};

// A register's number by its name; *size of what it names. The zero register is number 0.
static bool find(Str w, Reg *r, u8 *size)
{
    static const struct { const char *name; u8 reg, size; } other[] = {
        {"sp", SP, 8}, {"wsp", SP, 4}, {"xzr", 0, 8}, {"wzr", 0, 4}, {"lr", X30, 8},
        {"fp", X29, 8}, {"ip0", X16, 8}, {"ip1", X17, 8}};
    for (u32 k = 0; k < COUNT(other); k++)
        if (str_eqz(w, other[k].name)) {
            *r = other[k].reg;
            *size = other[k].size;
            return true;
        }
    u32 n;
    if (!asm_reg_number(w, "xwbhsdqv", &n))
        return false;
    bool gpr = w.p[0] == 'x' || w.p[0] == 'w';
    static const char names[] = "bhwsxdqv";
    static const u8 sizes[] = {1, 2, 4, 4, 8, 8, 16, 16};
    *size = sizes[strchr(names, w.p[0]) - names];
    *r = (gpr ? X0 : V0) + n;
    return n <= 30;
}

static u32 by_name(Str name)
{
    Reg r;
    u8 size;
    return find(name, &r, &size) ? r : 0;
}

const AsmRules a64_asm_rules = {letters, by_name, false, NULL, NULL, NULL};

bool a64_asm_operand(const AsmArg *a, char mod, Buf *out)
{
    static const char sizes[] = "bhwsxdq";
    static const u8 of[] = {1, 2, 4, 4, 8, 8, 16};
    const char *p = mod ? strchr(sizes, mod) : NULL;
    switch (a->kind) {
    case AK_REG:
        if (mod && mod != 'w' && mod != 'x')
            return false;
        buf_str(out, a64_reg_name((u8)a->reg, mod == 'w' ? 4 : 8));
        return true;
    case AK_FLT:
        if (mod && !p)
            return false;
        if (!p)
            buf_fmt(out, "v%u", a->reg - V0);
        else if (of[p - sizes] < 4)
            buf_fmt(out, "%c%u", mod, a->reg - V0);
        else
            buf_str(out, a64_reg_name((u8)a->reg, of[p - sizes]));
        return true;
    case AK_MEM:
        buf_fmt(out, "[%s]", a64_reg_name((u8)a->reg, 8));
        return !mod;
    default:
        if (a->sym)
            buf_fmt(out, "\1%u\2", a->sym);
        if (!a->sym && (mod == 'w' || mod == 'x') && a->imm == 0)
            buf_fmt(out, "%czr", mod);
        else if (!a->sym || a->imm)
            buf_fmt(out, a->sym ? "%+lld" : "%lld", (long long)a->imm);
        return true;
    }
}

/* ---- operands ---- */

typedef struct Oper {
    MOp o;
    u8 size;             // of the register
    u8 shift;            // an immediate's: bits to the left
    const struct Part *part;     // of a symbol's value, :lo12:
} Oper;

static bool modifier(Str w, u8 *ext)
{
    static const char *const names[] = {"lsl", "lsr", "asr", "ror", "uxtb", "uxth", "uxtw",
                                        "uxtx", "sxtb", "sxth", "sxtw", "sxtx"};
    for (u8 k = 0; k < COUNT(names); k++)
        if (str_eqz(w, names[k])) {
            *ext = k < 4 ? k : (u8)(XT_UXTB + k - 4);
            return true;
        }
    return false;
}

static bool amount(AsmIn *a, i64 *x)
{
    *x = 0;
    bool any = asm_peek(a) == '#' || (asm_peek(a) >= '0' && asm_peek(a) <= '9');
    return !any || asm_const(a, x);
}

/* A part of a symbol's value: in an add, adrp or move, and in loads and stores of 1 to 16 bytes. */
typedef struct Part {
    const char *name;
    u16 fix, access[5];
} Part;
static const Part parts[] = {
    {"lo12", FIX_A64_LO12, {FIX_A64_LD8_LO12, FIX_A64_LD16_LO12, FIX_A64_LD32_LO12,
                            FIX_A64_LD64_LO12, FIX_A64_LD128_LO12}},
    {"got", FIX_A64_GOT_PAGE, {0}},
    {"got_lo12", 0, {0, 0, 0, FIX_A64_GOT_LO12, 0}},
    {"gotpage_lo15", 0, {0, 0, 0, FIX_A64_GOTPAGE_LO15, 0}},
    {"gottprel", FIX_A64_GOTTP_PAGE, {0}},
    {"gottprel_lo12", 0, {0, 0, 0, FIX_A64_GOTTP_LO12, 0}},
    {"tprel_hi12", FIX_A64_TP_HI12, {0}},
    {"tprel_lo12_nc", FIX_A64_TP_LO12, {FIX_A64_TP_LD8, FIX_A64_TP_LD16, FIX_A64_TP_LD32,
                                        FIX_A64_TP_LD64, 0}},
    {"abs_g0", FIX_A64_MOVW_G0C, {0}}, {"abs_g0_nc", FIX_A64_MOVW_G0, {0}},
    {"abs_g1", FIX_A64_MOVW_G1C, {0}}, {"abs_g1_nc", FIX_A64_MOVW_G1, {0}},
    {"abs_g2", FIX_A64_MOVW_G2C, {0}}, {"abs_g2_nc", FIX_A64_MOVW_G2, {0}},
    {"abs_g3", FIX_A64_MOVW_G3, {0}},
    {"tprel_g2", FIX_A64_TP_G2, {0}}, {"tprel_g1", FIX_A64_TP_G1, {0}},
    {"tprel_g1_nc", FIX_A64_TP_G1_NC, {0}}, {"tprel_g0", FIX_A64_TP_G0, {0}},
    {"tprel_g0_nc", FIX_A64_TP_G0_NC, {0}}};

// :NAME:symbol
static const Part *part_of(AsmIn *a, MOp *o)
{
    if (!asm_eat(a, ':'))
        return NULL;
    Str w = asm_word(a, true);
    for (u32 k = 0; k < COUNT(parts); k++)
        if (str_eqz(w, parts[k].name) && asm_eat(a, ':') && asm_value(a, o) && o->sym)
            return &parts[k];
    return NULL;
}

static bool index_of(AsmIn *a, MOp *m)
{
    u8 size, ext = XT_LSL;
    i64 by = 0;
    if (!find(asm_word(a, true), &m->idx, &size) || !A64_IS_GPR(m->idx))
        return false;
    if (asm_eat(a, ',') && (!modifier(asm_word(a, true), &ext) || !amount(a, &by) || by > 4))
        return false;
    m->ext = ext;
    m->scale = (u8)(1 << by);
    return size == (ext == XT_LSL || ext == XT_SXTX ? 8 : 4);
}

static bool memory(AsmIn *a, Oper *x)
{
    MOp *m = &x->o;
    u8 size;
    MOp v = {0};
    *m = (MOp){.kind = MO_MEM, .scale = 1};
    if (!find(asm_word(a, true), &m->reg, &size) || size != 8)
        return false;
    if (asm_eat(a, ',')) {
        bool sharp = asm_eat(a, '#');
        char c = asm_peek(a);
        if (c == ':') {
            x->part = part_of(a, &v);
            if (!x->part)
                return false;
            m->sym = v.sym;
            m->imm = v.imm;
        } else if (sharp || c == '-' || (c >= '0' && c <= '9') || c == '(') {
            if (!asm_value(a, &v) || v.kind != MO_IMM || v.sym)
                return false;
            m->imm = v.imm;
        } else if (!index_of(a, m)) {
            return false;
        }
    }
    if (!asm_eat(a, ']'))
        return false;
    if (asm_eat(a, '!')) {
        m->ext = MX_PRE;
        return !m->idx;
    }
    size_t from = a->i;
    if (!m->idx && !m->imm && !m->sym && asm_eat(a, ',')) {
        u8 gpr_size;
        Reg r;
        bool other = find(asm_word(a, true), &r, &gpr_size);
        a->i = from;
        if (other)               // the register of a pair of its own, or added
            return true;
        asm_eat(a, ',');
        asm_eat(a, '#');
        m->ext = MX_POST;
        if (!asm_value(a, &v) || v.kind != MO_IMM || v.sym)
            return false;
        m->imm = v.imm;
    }
    return true;
}

static bool option(Str w, i64 *x)
{
    static const struct { const char *name; u8 bits; } all[] = {
        {"sy", 15}, {"st", 14}, {"ld", 13}, {"ish", 11}, {"ishst", 10}, {"ishld", 9}, {"nsh", 7},
        {"nshst", 6}, {"nshld", 5}, {"osh", 3}, {"oshst", 2}, {"oshld", 1}};
    for (u32 k = 0; k < COUNT(all); k++)
        if (str_eqz(w, all[k].name)) {
            *x = all[k].bits;
            return true;
        }
    return false;
}

static bool operand(AsmIn *a, Oper *x, bool symbol)
{
    *x = (Oper){0};
    Reg r;
    if (asm_eat(a, '['))
        return memory(a, x);
    bool sharp = asm_eat(a, '#');
    if (asm_peek(a) == ':')
        return (x->part = part_of(a, &x->o)) != NULL;
    if (sharp)
        return asm_value(a, &x->o) && x->o.kind == MO_IMM && !x->o.sym;
    size_t from = a->i;
    Str w = asm_word(a, true);
    if (!symbol && find(w, &r, &x->size)) {
        x->o = r ? (MOp){.kind = MO_REG, .size = x->size, .reg = r} : (MOp){.kind = MO_IMM};
        return true;
    }
    if (option(w, &x->o.imm)) {
        x->o.kind = MO_IMM;
        return true;
    }
    a->i = from;
    return asm_value(a, &x->o);
}

static bool condition(Str w, u8 *cc)
{
    for (u8 k = 0; k < 14; k++)
        if (str_eqz(w, a64_cc_name[k])) {
            *cc = k;
            return true;
        }
    *cc = str_eqz(w, "cs") ? CC_HS : CC_LO;
    return str_eqz(w, "cs") || str_eqz(w, "cc");
}

typedef struct Try {
    AsmIn *a;
    Oper x[6];
    u32 n;
    bool has_cc;
    u32 symbol;          // the operand of this number, from 1, is one, whatever its name
    u8 cc;
} Try;

// Operands up to the end; a shift belongs to the one before it, a condition stands last.
static bool operands(Try *t)
{
    AsmIn *a = t->a;
    while (!asm_end(a)) {
        size_t from = a->i;
        Str w = asm_word(a, true);
        u8 ext;
        i64 by;
        if (w.n && t->n && modifier(w, &ext)) {
            Oper *last = &t->x[t->n - 1];
            if (!amount(a, &by) || by < 0 || by > 63)
                return false;
            if (last->o.kind == MO_REG) {
                last->o.ext = ext;
                last->o.imm = by;
            } else {
                last->shift = (u8)by;
            }
        } else if (w.n && t->n && condition(w, &t->cc)) {
            t->has_cc = true;
        } else {
            a->i = from;
            bool symbol = t->n + 1 == t->symbol;
            if (t->n == COUNT(t->x) || !operand(a, &t->x[t->n++], symbol))
                return false;
        }
        if (!asm_eat(a, ','))
            break;
    }
    return true;
}

/* ---- instructions ---- */

static u8 accessed(u16 op, u8 size)
{
    switch (op) {
    case A_LDRB: case A_STRB: case A_LDRSB: case A_LDRB_U: case A_STRB_U: case A_LDRSB_U:
        return 1;
    case A_LDRH: case A_STRH: case A_LDRSH: case A_LDRH_U: case A_STRH_U: case A_LDRSH_U:
        return 2;
    case A_LDRSW: case A_LDRSW_U: return 4;
    default: return size;
    }
}

static bool register_size_ok(const Oper *x, const ClassInfo *c, u8 size)
{
    if (!x->size)
        return c->kind != K_GPR && c->kind != K_GSP && c->kind != K_FPR && c->kind != K_TWICE;
    if (c->kind == K_WIDENED)
        return x->size == (size == 8 && (x->o.ext & 3) == 3 ? 8 : 4);
    u8 want = c->size ? c->size : size;
    return x->size == (c->kind == K_FPR ? want : MAX(want, 4));
}

static bool fits(Try *t, const Row *r, u8 size)
{
    MOp o[5];
    u32 n = 0;
    bool cc = r->flags & RF_CC12, cb = r->flags & RF_CB;
    if (cc != t->has_cc)
        return false;
    for (u32 k = 0; k < r->nop; k++) {
        const ClassInfo *c = &a64_class[r->cls[k]];
        if (c->kind == K_TIE) {
            o[k] = o[0];
            continue;
        }
        u32 from = cb ? (n + r->nop - 1u) % r->nop : n;      // the target is written last
        n++;
        if (from >= t->n || c->arrangement)
            return false;
        const Oper *x = &t->x[from];
        o[k] = x->o;
        bool half = r->op == A_TBZ && x->size == 4;  // a bit of the lower half
        if (half && t->x[1].o.imm > 31)
            return false;
        if ((x->o.kind == MO_REG || x->size) && !half && !register_size_ok(x, c, size))
            return false;
        if (!x->size && (c->kind == K_GPR || c->kind == K_SHIFTED || c->kind == K_ROTATED))
            return false;        // a number is not the zero register
        if (o[k].kind == MO_MEM)
            o[k].size = accessed(r->op, size);
        if (c->kind == K_WIDE)
            o[k].ext = x->shift / 16;
        else if (o[k].kind == MO_IMM)
            o[k].imm = (i64)((u64)o[k].imm << x->shift);
        if (x->part) {
            u16 fix = o[k].kind == MO_MEM ? x->part->access[a64_log2(o[k].size)] : x->part->fix;
            if (!fix)
                return false;
            o[k].fix = fix;
        }
        if (x->part && o[k].kind != MO_MEM && c->kind != K_PAGE)
            o[k].kind = MO_SYM;
        if (c->kind == K_IMM12 && o[k].kind == MO_SYM && !x->part)
            return false;
        if (c->kind == K_BRANCH && o[k].kind == MO_IMM && o[k].sym)
            o[k].kind = MO_SYM;
        if ((c->kind == K_PAGE || c->kind == K_NEAR) && o[k].kind == MO_IMM && o[k].sym)
            o[k].kind = MO_MEM;
        if (c->kind == K_PAGE && o[k].kind == MO_BLK && o[k].sym)
            o[k].kind = MO_MEM;          // pages are known when linked
        if (!a64_fits(&o[k], r->cls[k], size))
            return false;
    }
    if (n != t->n)
        return false;
    u8 code = t->cc;
    MIns i = {.op = r->op, .nop = r->nop, .size = size, .cc = code, .op_ = o};
    if (!a64_row(&i))
        return false;
    asm_put(t->a, r->op, size, code, o, r->nop);
    return true;
}

// Does the name mean this row, and with what size (0: any) and condition?
static bool named(Str name, const Row *r, u8 *size, u8 *cc)
{
    const InsnInfo *n = &a64_insn[r->op - A_FIRST];
    size_t len = n->text ? strlen(n->text) : 0;
    *size = 0;
    if (!len || n->flags & XF_PSEUDO || name.n < len || memcmp(name.p, n->text, len))
        return false;
    Str rest = {name.p + len, name.n - len};
    if (r->flags & RF_CC0)
        return condition(rest, cc);
    if (r->flags & RF_CB) {
        *cc = str_eqz(rest, "nz");
        return *cc || str_eqz(rest, "z");
    }
    if (r->flags & RF_SZ && rest.n == 1 && (rest.p[0] == 'b' || rest.p[0] == 'h')) {
        *size = rest.p[0] == 'b' ? 1 : 2;
        return true;
    }
    return !rest.n;
}

static bool by_rows(Try *t, Str name)
{
    static const u8 all[] = {4, 8, 16};
    u8 size, cc = t->cc;
    for (u32 k = 0; k < a64_nrows; k++) {
        const Row *r = &a64_rows[k];
        t->cc = cc;
        if (!named(name, r, &size, &t->cc) || r->tail)
            continue;
        if (size) {
            if (fits(t, r, size))
                return true;
            continue;
        }
        for (u32 j = 0; j < COUNT(all); j++)
            if (r->sizes & all[j] && fits(t, r, all[j]))
                return true;
    }
    return false;
}

// One instruction for a number, of the size written: movz, movn or orr.
static bool move_number(AsmIn *a, MOp d, u64 x)
{
    u32 bits;
    if (d.size == 4 && (i64)x != (i32)x && x > UINT32_MAX)
        return false;
    x = d.size == 4 ? (u32)x : x;
    for (u32 invert = 0; invert < 2; invert++)
        for (u8 k = 0; k < d.size / 2; k++) {
            u64 y = invert ? (d.size == 4 ? (u32)~x : ~x) : x;
            MOp o[2] = {d, {.kind = MO_IMM, .imm = (i64)(y >> 16 * k), .ext = k}};
            if (d.reg != SP && !(y & ~((u64)0xffff << 16 * k))) {
                asm_put(a, invert ? A_MOVN : A_MOVZ, d.size, 0, o, 2);
                return true;
            }
        }
    MOp o[3] = {d, {.kind = MO_IMM}, {.kind = MO_IMM, .imm = (i64)x}};
    if (!a64_bitmask(x, d.size, &bits))
        return false;
    asm_put(a, A_ORR, d.size, 0, o, 3);
    return true;
}

// mov: of a number, and to and from the stack pointer
static bool other_moves(Try *t)
{
    const Oper *d = &t->x[0], *x = &t->x[1];
    if (t->n != 2 || d->o.kind != MO_REG || A64_IS_FPR(d->o.reg))
        return false;
    if (x->o.kind == MO_IMM && !x->size && !x->o.sym && !x->shift)
        return move_number(t->a, d->o, (u64)x->o.imm);
    MOp o[3] = {d->o, x->o, {.kind = MO_IMM}};
    bool sp = d->o.reg == SP || x->o.reg == SP;
    if (x->o.kind != MO_REG || A64_IS_FPR(x->o.reg) || x->size != d->size || !sp)
        return false;
    asm_put(t->a, A_ADD, d->size, 0, o, 3);
    return true;
}

/* ---- words that have no rows ---- */

static bool system_register(Str w, u32 *bits)
{
#define SYS(op0, op1, n, m, op2) ((op0) << 14 | (op1) << 11 | (n) << 7 | (m) << 3 | (op2))
    static const struct { const char *name; u32 bits; } all[] = {
        {"nzcv", SYS(3, 3, 4, 2, 0)}, {"daif", SYS(3, 3, 4, 2, 1)}, {"fpcr", SYS(3, 3, 4, 4, 0)},
        {"fpsr", SYS(3, 3, 4, 4, 1)}, {"tpidr_el0", SYS(3, 3, 13, 0, 2)},
        {"tpidrro_el0", SYS(3, 3, 13, 0, 3)}, {"tpidr_el1", SYS(3, 0, 13, 0, 4)},
        {"cntfrq_el0", SYS(3, 3, 14, 0, 0)}, {"cntpct_el0", SYS(3, 3, 14, 0, 1)},
        {"cntvct_el0", SYS(3, 3, 14, 0, 2)}, {"ctr_el0", SYS(3, 3, 0, 0, 1)},
        {"dczid_el0", SYS(3, 3, 0, 0, 7)}, {"midr_el1", SYS(3, 0, 0, 0, 0)},
        {"mpidr_el1", SYS(3, 0, 0, 0, 5)}, {"currentel", SYS(3, 0, 4, 2, 2)},
        {"id_aa64isar0_el1", SYS(3, 0, 0, 6, 0)}, {"id_aa64pfr0_el1", SYS(3, 0, 0, 4, 0)}};
#undef SYS
    for (u32 k = 0; k < COUNT(all); k++)
        if (str_eqz(w, all[k].name)) {
            *bits = all[k].bits & 0x7fff;
            return true;
        }
    return false;
}

static bool gpr(AsmIn *a, u32 *hw)
{
    Reg r;
    u8 size;
    if (!find(asm_word(a, true), &r, &size) || size != 8 || r > X30)
        return false;
    *hw = r ? r - X0 : 31;
    return true;
}

static bool word(AsmIn *a, Str name)
{
    static const struct { const char *name; u32 bits; } plain[] = {
        {"yield", 0xd503203f}, {"wfe", 0xd503205f}, {"wfi", 0xd503207f}, {"sev", 0xd503209f},
        {"sevl", 0xd50320bf}, {"isb", 0xd5033fdf}, {"clrex", 0xd5033f5f}};
    static const struct { const char *name; u32 bits; } cache[] = {
        {"zva", 0xd50b7420}, {"cvac", 0xd50b7a20}, {"cvau", 0xd50b7b20}, {"civac", 0xd50b7e20},
        {"ivau", 0xd50b7520}};
    u32 rt, sys;
    i64 opt;
    for (u32 k = 0; k < COUNT(plain); k++)
        if (str_eqz(name, plain[k].name)) {
            asm_word(a, true);   // isb sy
            asm_put_data(a, plain[k].bits, 4);
            return true;
        }
    if (str_eqz(name, "dsb") && option(asm_word(a, true), &opt)) {
        asm_put_data(a, 0xd503309f | (u32)opt << 8, 4);
        return true;
    }
    if (str_eqz(name, "mrs") && gpr(a, &rt) && asm_eat(a, ',') &&
        system_register(asm_word(a, true), &sys)) {
        asm_put_data(a, 0xd5300000 | sys << 5 | rt, 4);
        return true;
    }
    if (str_eqz(name, "msr") && system_register(asm_word(a, true), &sys) && asm_eat(a, ',') &&
        gpr(a, &rt)) {
        asm_put_data(a, 0xd5100000 | sys << 5 | rt, 4);
        return true;
    }
    if (str_eqz(name, "dc") || str_eqz(name, "ic")) {
        Str what = asm_word(a, true);
        for (u32 k = 0; k < COUNT(cache); k++)
            if (str_eqz(what, cache[k].name) && asm_eat(a, ',') && gpr(a, &rt)) {
                asm_put_data(a, cache[k].bits | rt, 4);
                return true;
            }
    }
    return false;
}

// ldr, ldrsw of a label of this section.
static bool load_near(AsmIn *a, Str name)
{
    bool sign = str_eqz(name, "ldrsw");
    Oper x = {0};
    MOp o[2] = {{0}};
    if ((!sign && !str_eqz(name, "ldr")) || !operand(a, &x, false) || x.o.kind != MO_REG ||
        !asm_eat(a, ',') || asm_peek(a) == '[' || !asm_value(a, &o[1]) || o[1].kind != MO_BLK ||
        x.size < 4 || x.o.reg == SP || (sign && x.size != 8))
        return false;
    bool flt = A64_IS_FPR(x.o.reg);
    o[0] = x.o;
    asm_put(a, A_LDRNEAR, x.size, sign ? 2 : flt ? a64_log2(x.size) - 2u : x.size == 8, o, 2);
    return true;
}

static bool ends_in_number(const Try *t)
{
    const Oper *x = t->n > 1 ? &t->x[t->n - 1] : NULL;
    return x && x->o.kind == MO_IMM && !x->size && !x->o.sym && !x->part;
}

// bic of a number is and of its complement (as with GNU as, of the four only this one).
static bool inverted(Try *t, Str name)
{
    if (!str_eqz(name, "bic") || t->n != 3 || !ends_in_number(t))
        return false;
    i64 *x = &t->x[2].o.imm;
    *x = t->x[0].size == 4 ? (i64)(u32)~*x : ~*x;
    return by_rows(t, STR("and"));
}

// add of a negative number is sub of a positive one.
static bool negated(Try *t, Str name)
{
    static const char *const pair[][2] = {{"add", "sub"}, {"adds", "subs"}, {"cmp", "cmn"}};
    for (u32 k = 0; k < 2 * COUNT(pair); k++)
        if (str_eqz(name, pair[k / 2][k % 2]) && ends_in_number(t) && t->x[t->n - 1].o.imm < 0) {
            t->x[t->n - 1].o.imm = (i64)(0 - (u64)t->x[t->n - 1].o.imm);
            return by_rows(t, str_of(pair[k / 2][!(k % 2)]));
        }
    return false;
}

bool a64_assemble(AsmIn *a, Str name)
{
    Try t = {.a = a, .symbol = str_eqz(name, "adrp") ? 2
                              : str_eqz(name, "b") || str_eqz(name, "bl") ||
                                str_starts(name, "b.")};
    size_t from = a->i;
    if (word(a, name))
        return true;
    a->i = from;
    if (load_near(a, name))
        return true;
    a->i = from;
    if (!operands(&t)) {
        a->i = from;
        return a64_words(a, name);
    }
    // conditional branches without the dot
    if (name.n == 3 && name.p[0] == 'b' && t.n == 1 && condition((Str){name.p + 1, 2}, &t.cc))
        name = str_fmt(a->m->mem, "b.%.*s", 2, name.p + 1);
    if ((str_eqz(name, "mov") && other_moves(&t)) || by_rows(&t, name))
        return true;
    for (u32 k = 0; k < t.n; k++)        // beside the stack pointer, a register is extended
        if (t.n > 1 && t.x[t.n - 1].o.kind == MO_REG && t.x[k].o.reg == SP &&
            t.x[t.n - 1].o.ext == XT_LSL) {
            t.x[t.n - 1].o.ext = t.x[k].size == 8 ? XT_UXTX : XT_UXTW;
            if (by_rows(&t, name))
                return true;
        }
    if (inverted(&t, name) || negated(&t, name))
        return true;
    a->i = from;
    return a64_words(a, name);
}
