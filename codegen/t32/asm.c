// asm.c - inline assembly for Thumb-2 in unified syntax, by the rows of rows.def
//
// The shortest form is taken whatever the name's .w or .n says. An IT line is only read: its
// conditions stand at the instructions, and emit.c puts the block.
#include "codegen/asm.h"
#include "codegen/t32/t32.h"

#define LOW 0x1feu                       // r0 .. r7
#define CORE (0x3ffeu | (u64)1 << LR)
#define FLTS ((u64)0xffff << D0)
#define ANY INT64_MIN, INT64_MAX
#define NUMBER INT64_MIN + 1, INT64_MAX

static const AsmLetter letters[] = {
    {'r', AK_REG, CORE, 0, 0}, {'l', AK_REG, LOW, 0, 0}, {'h', AK_REG, 0x3e00, 0, 0},
    {'t', AK_FLT, FLTS, 0, 0}, {'w', AK_FLT, FLTS, 0, 0}, {'x', AK_FLT, 0xff * (u64)1 << D0, 0, 0},
    {'m', AK_MEM, 0, 0, 0}, {'Q', AK_MEM, 0, 0, 0}, {'o', AK_MEM, 0, 0, 0},
    {'i', AK_IMM, 0, ANY}, {'n', AK_IMM, 0, NUMBER}, {'s', AK_IMM, 0, ANY},
    {'j', AK_IMM, 0, 0, 65535}, {'I', AK_IMM, 0, 0, 255}, {'J', AK_IMM, 0, -4095, 4095},
    {'M', AK_IMM, 0, 0, 32}, {0, AK_END, 0, 0, 0}};

bool t32_find(Str w, Reg *r, u8 *size)
{
    static const struct { const char *name; u8 reg; } other[] = {
        {"sp", SP}, {"lr", LR}, {"pc", PC}, {"ip", R12}, {"fp", R11}, {"sl", R10}, {"sb", R9},
        {"a1", R0}, {"a2", R1}, {"a3", R2}, {"a4", R3}, {"v1", R4}, {"v2", R5}, {"v3", R6},
        {"v4", R7}, {"v5", R8}, {"v6", R9}, {"v7", R10}, {"v8", R11}};
    *size = 4;
    for (u32 k = 0; k < COUNT(other); k++)
        if (str_eqz(w, other[k].name)) {
            *r = other[k].reg;
            return true;
        }
    u32 n;
    if (!asm_reg_number(w, "rsd", &n))
        return false;
    *size = w.p[0] == 'd' ? 8 : 4;
    *r = w.p[0] == 'r' ? R0 + n : w.p[0] == 'd' ? D0 + n : n & 1 ? S1 + n / 2 : D0 + n / 2;
    return n < (w.p[0] == 's' ? 32u : 16u);
}

static u32 by_name(Str name)
{
    Reg r;
    u8 size;
    return t32_find(name, &r, &size) ? r : 0;
}

const AsmRules t32_asm_rules = {letters, by_name, false, NULL, NULL, NULL};

bool t32_asm_operand(const AsmArg *a, char mod, Buf *out)
{
    switch (a->kind) {
    case AK_REG:
        buf_str(out, t32_reg_name((u8)a->reg, 4));
        return !mod;
    case AK_FLT:
        buf_str(out, t32_reg_name((u8)a->reg, mod == 'P' ? 8 : a->size));
        return !mod || mod == 'P';
    case AK_MEM:
        buf_fmt(out, "[%s]", t32_reg_name((u8)a->reg, 4));
        return !mod;
    default:
        if (mod != 'c' && !a->sym)
            buf_byte(out, '#');
        if (a->sym)
            buf_fmt(out, "\1%u\2", a->sym);
        if (!a->sym || a->imm)
            buf_fmt(out, a->sym ? "%+lld" : "%lld", (long long)a->imm);
        return !mod || mod == 'c';
    }
}

/* ---- operands ---- */

typedef struct Oper {
    MOp o;
    bool back;           // r0!
    bool literal;        // =value
} Oper;

static bool shift_kind(Str w, u32 *kind)
{
    static const char *const names[] = {"lsl", "lsr", "asr", "ror"};
    for (u32 k = 0; k < COUNT(names); k++)
        if (str_eqz(w, names[k])) {
            *kind = k;
            return true;
        }
    return false;
}

static bool memory(AsmIn *a, Oper *x)
{
    u8 size;
    u32 kind;
    i64 by;
    MOp *m = &x->o;
    *m = (MOp){.kind = MO_MEM, .size = 4, .scale = 1};
    if (!t32_find(asm_word(a, true), &m->reg, &size) || !T32_IS_CORE(m->reg))
        return false;
    if (asm_eat(a, ',')) {
        size_t from = a->i;
        Str w = asm_word(a, true);
        if (t32_find(w, &m->idx, &size)) {
            if (asm_eat(a, ',')) {
                if (!shift_kind(asm_word(a, true), &kind) || kind != SH_LSL ||
                    !asm_const(a, &by) || by < 0 || by > 3)
                    return false;
                m->scale = (u8)(1 << by);
            }
        } else {
            a->i = from;
            if (!asm_const(a, &m->imm))
                return false;
        }
    }
    if (!asm_eat(a, ']'))
        return false;
    m->ext = asm_eat(a, '!') ? MX_PRE : 0;
    if (!m->ext && !m->idx && !m->imm && asm_eat(a, ',')) {
        m->ext = MX_POST;
        return asm_const(a, &m->imm);
    }
    return true;
}

static bool list(AsmIn *a, MOp *o)
{
    *o = (MOp){.kind = MO_IMM, .size = 4};
    do {
        Reg r, to;
        u8 size;
        if (!t32_find(asm_word(a, true), &r, &size))
            return false;
        to = r;
        if (asm_eat(a, '-') && !t32_find(asm_word(a, true), &to, &size))
            return false;
        for (; r <= to; r++)
            o->imm |= (i64)1 << (T32_IS_CORE(r) ? r - R0 : r - D0);
    } while (asm_eat(a, ','));
    return asm_eat(a, '}');
}

static bool special(Str w, i64 *x)
{
    static const struct { const char *name; u8 bits; } all[] = {
        {"sy", 15}, {"st", 14}, {"ish", 11}, {"ishst", 10}, {"nsh", 7}, {"nshst", 6}, {"osh", 3},
        {"oshst", 2}, {"apsr", 0}, {"iapsr", 1}, {"eapsr", 2}, {"xpsr", 3}, {"ipsr", 5},
        {"epsr", 6}, {"iepsr", 7}, {"msp", 8}, {"psp", 9}, {"msplim", 10}, {"psplim", 11},
        {"primask", 16}, {"basepri", 17}, {"basepri_max", 18}, {"faultmask", 19},
        {"control", 20}};
    for (u32 k = 0; k < COUNT(all); k++)
        if (str_eqz(w, all[k].name)) {
            *x = all[k].bits;
            return true;
        }
    return false;
}

static bool operand(AsmIn *a, Oper *x)
{
    Reg r;
    u8 size;
    *x = (Oper){0};
    if (asm_eat(a, '['))
        return memory(a, x);
    if (asm_eat(a, '{'))
        return list(a, &x->o);
    if (asm_eat(a, '#'))
        return asm_value(a, &x->o) && x->o.kind == MO_IMM && !x->o.sym;
    if (asm_eat(a, '=')) {
        x->literal = true;
        return asm_value(a, &x->o) && x->o.kind == MO_IMM;
    }
    size_t from = a->i;
    Str w = asm_word(a, true);
    if (t32_find(w, &r, &size)) {
        x->o = (MOp){.kind = MO_REG, .size = size, .reg = r};
        x->back = asm_eat(a, '!');
        return true;
    }
    if (special(w, &x->o.imm)) {
        x->o.kind = MO_IMM;
        return true;
    }
    a->i = from;
    return asm_value(a, &x->o);
}

typedef struct Try {
    AsmIn *a;
    Oper x[5];
    u32 n;
    u8 cc, flags;
    bool wide;           // ".w"
    bool covered;        // by an IT that is written
} Try;

static bool operands(Try *t)
{
    AsmIn *a = t->a;
    while (!asm_end(a)) {
        size_t from = a->i;
        u32 kind;
        i64 by;
        Str w = asm_word(a, true);
        if (w.n && t->n && shift_kind(w, &kind)) {
            MOp *last = &t->x[t->n - 1].o;
            if (last->kind != MO_REG || !asm_const(a, &by) || by < 1 || by > 31)
                return false;
            last->imm = T32_SHIFT(kind, by);
        } else {
            a->i = from;
            if (t->n == COUNT(t->x) || !operand(a, &t->x[t->n++]))
                return false;
        }
        if (!asm_eat(a, ','))
            break;
    }
    return true;
}

/* ---- instructions ---- */

static bool float_sizes(const Row *r, const MOp *o)
{
    for (u32 k = 0; k < r->nop; k++) {
        u8 kind = t32_field[r->f[k]].kind;
        if ((kind == K_SINGLE && o[k].size != 4) || (kind == K_DOUBLE && o[k].size != 8) ||
            (kind == K_WIDE && o[k].kind != MO_IMM))
            return false;
    }
    return true;
}

static bool fits(Try *t, u16 op, const int *order, u32 n)
{
    MOp o[5];
    u8 size = 4;
    bool back = false;
    for (u32 k = 0; k < t->n; k++)
        back |= t->x[k].back;
    for (u32 k = 0; k < n; k++) {
        o[k] = t->x[order[k]].o;
        if (o[k].kind == MO_REG && o[k].size == 8)
            size = 8;
        if (o[k].kind == MO_IMM && o[k].sym)
            o[k].kind = MO_SYM;
        if (o[k].kind == MO_IMM)
            o[k].size = 4;
    }
    // the width is written, the highest bit is what counts
    if ((op == T_BFI || op == T_BFC) && n > 1)
        o[n - 1].imm += o[n - 2].imm - 1;
    MIns i = {.op = op, .nop = (u16)n, .size = size, .cc = t->cc, .flags = t->flags, .op_ = o};
    const Row *r = t32_row_of(&i, t->wide ? 4 : 2);
    bool jump = op == T_BL || op == T_B || op == T_BCC, place = false;
    if (jump && (o[0].kind == MO_SYM || o[0].kind == MO_BLK))
        r = t32_row(&i);
    if (!r || back != (op == T_LDM || op == T_STM) || !float_sizes(r, o) ||
        (jump && o[0].kind == MO_IMM))
        return false;
    for (u32 k = 0; k < n; k++)
        place |= o[k].kind == MO_SYM || o[k].kind == MO_BLK;
    if (place || !(t->covered || t->wide)) {
        bool cond = t->flags & MIF_COND && !t->covered;
        asm_put(t->a, op, t->wide ? 8 : size, t->cc, o, n)->flags |=
            cond ? t->flags : t->flags & ~MIF_COND;
        return true;
    }
    u32 w = t32_row_bits(r, &i);
    asm_put_data(t->a, r->size == 2 ? w : w >> 16 | w << 16, r->size);
    return true;
}

// As written; or the destination is the first source too.
static bool shapes(Try *t, u16 op)
{
    static const int plain[] = {0, 1, 2, 3, 4}, twice[] = {0, 0, 1, 2, 3};
    if (fits(t, op, plain, t->n))
        return true;
    if (t->n && t->n < 5 && fits(t, op, twice, t->n + 1))
        return true;
    return false;
}

bool t32_condition(Str w, u8 *cc)
{
    static const struct { const char *name; u8 cc; } other[] = {{"hs", CC_CS}, {"lo", CC_CC},
                                                                {"al", CC_AL}};
    for (u8 k = 0; k < 14; k++)
        if (str_eqz(w, t32_cc[k])) {
            *cc = k;
            return true;
        }
    for (u32 k = 0; k < COUNT(other); k++)
        if (str_eqz(w, other[k].name)) {
            *cc = other[k].cc;
            return true;
        }
    return false;
}

// What follows the instruction's name: s, a condition.
static bool suffixes(Try *t, u16 op, Str rest)
{
    u8 cc;
    t->flags = 0;
    t->cc = 0;
    if (op == T_BCC && t->covered)
        return false;
    if (op == T_BCC) {
        t->cc = CC_AL;
        return t32_condition(rest, &t->cc) && t->cc != CC_AL;
    }
    if (op == T_B && rest.n && !t->covered)
        return false;            // a conditional branch is an instruction of its own
    if (rest.n >= 2 && t32_condition((Str){rest.p + rest.n - 2, 2}, &cc)) {
        rest.n -= 2;
        if (cc != CC_AL) {
            t->flags |= MIF_COND;
            t->cc = cc;
        }
    }
    if (str_eqz(rest, "s"))
        t->flags |= MIF_SETF;
    return !rest.n || str_eqz(rest, "s");
}

static Str without_width(Str name)
{
    static const char *const tails[] = {".w", ".n", ".32", ".64", ".f32", ".f64"};
    Str rest;
    for (u32 k = 0; k < COUNT(tails); k++)
        if (asm_ends(name, tails[k], &rest))
            return rest;
    return name;
}

static Str up_to_type(Str name)
{
    size_t n = 0;
    while (n < name.n && name.p[n] != '.' && name.p[n] != ' ')
        n++;
    return (Str){name.p, n};
}

// A type that is written must be the row's, if it has one; a width is looked at elsewhere.
static bool by_rows(Try *t, Str name)
{
    Str head = up_to_type(name), type = {name.p + head.n, name.n - head.n};
    for (u16 op = T_FIRST + 1; op < T_COUNT_; op++) {
        Str text = str_of(t32_insn[op - T_FIRST].text), own = up_to_type(text);
        const char *of = text.p + own.n;
        if (t32_insn[op - T_FIRST].flags & (TF_PSEUDO | TF_READ) || head.n < own.n ||
            memcmp(head.p, own.p, own.n) || *of == ' ' ||
            (type.n && !(*of ? str_eqz(type, of) : without_width(name).n == head.n)))
            continue;
        if (suffixes(t, op, (Str){head.p + own.n, head.n - own.n}) && shapes(t, op))
            return true;
    }
    return false;
}

// An IT stands as it is written, for as many of the next instructions.
static bool if_then(AsmIn *a, Str name)
{
    u8 cc;
    if (name.n < 2 || name.n > 5 || memcmp(name.p, "it", 2))
        return false;
    for (size_t k = 2; k < name.n; k++)
        if (name.p[k] != 't' && name.p[k] != 'e')
            return false;
    if (!t32_condition(asm_word(a, true), &cc))
        return false;
    u32 mask = 1u << (5 - name.n);
    for (size_t k = 2; k < name.n; k++)
        mask |= ((cc & 1u) ^ (name.p[k] == 'e')) << (5 - k);
    asm_put_data(a, 0xbf00 | (u32)cc << 4 | mask, 2);
    a->covered = (u8)(name.n - 1);
    return true;
}

static bool float_status(AsmIn *a, Str name)
{
    Reg r;
    u8 size;
    if (str_eqz(name, "vmrs")) {
        Str to = asm_word(a, true);
        bool flags = str_eqz(to, "apsr_nzcv");
        if ((!flags && (!t32_find(to, &r, &size) || r > LR)) || !asm_eat(a, ',') ||
            !str_eqz(asm_word(a, true), "fpscr"))
            return false;
        u32 w = 0xeef10a10 | (flags ? 15 : T32_HW(r)) << 12;
        asm_put_data(a, w >> 16 | w << 16, 4);
        return true;
    }
    if (!str_eqz(name, "vmsr") || !str_eqz(asm_word(a, true), "fpscr") || !asm_eat(a, ',') ||
        !t32_find(asm_word(a, true), &r, &size) || r > LR)
        return false;
    u32 w = 0xeee10a10 | T32_HW(r) << 12;
    asm_put_data(a, w >> 16 | w << 16, 4);
    return true;
}

static const struct Hint {
    const char *name;
    u16 bits;
} hints[] = {{"yield", 0xbf10}, {"wfe", 0xbf20}, {"sev", 0xbf40}};

// ldr, vldr, adr, cbz of a label near by
static bool by_label(Try *t, Str name)
{
    Oper *x = t->x;
    MOp o[2] = {x[0].o, x[1].o};
    if (t->n != 2 || o[0].kind != MO_REG || o[1].kind != MO_BLK)
        return false;
    bool core = T32_IS_CORE(o[0].reg);
    u16 op = T_LDRPC;
    if (str_eqz(name, "cbz") || str_eqz(name, "cbnz")) {
        op = name.n == 4 ? T_CBNZ : T_CBZ;
        core &= o[0].reg <= R7;
    } else if (str_eqz(name, "adr")) {
        op = T_ADR;
    } else if (str_eqz(name, "vldr") && T32_IS_FLT(o[0].reg)) {
        op = o[0].size == 8 ? T_VLDRPCD : T_VLDRPC;
        core = true;
    } else if (!str_eqz(name, "ldr")) {
        return false;
    }
    asm_put(t->a, op, t->wide ? 8 : 4, 0, o, 2);
    return core;
}

static bool literal(Try *t, Str name)
{
    MOp o[2] = {t->x[0].o, t->x[1].o};
    if (!str_eqz(name, "ldr") || o[0].kind != MO_REG || !T32_IS_CORE(o[0].reg))
        return false;
    if (o[1].sym)
        o[1].kind = MO_SYM;
    asm_put(t->a, t->a->file ? T_CONST : T_IMM, t->wide ? 8 : 4, 0, o, 2);
    return true;
}

bool t32_assemble(AsmIn *a, Str name)
{
    Str plain = without_width(name), rest;
    Try t = {.a = a, .wide = asm_ends(name, ".w", &rest), .covered = a->covered > 0};
    size_t from = a->i;
    if (if_then(a, name))
        return true;
    a->covered -= a->covered > 0;
    a->i = from;
    for (u32 k = 0; k < COUNT(hints); k++)
        if (str_eqz(plain, hints[k].name)) {
            asm_put_data(a, hints[k].bits, 2);
            return true;
        }
    if (str_eqz(name, "vmrs") || str_eqz(name, "vmsr"))
        return float_status(a, name);
    if (t32_words(a, name))
        return true;
    if (str_eqz(plain, "bl") || str_eqz(plain, "b")) {   // of a symbol, whatever its name
        if (!asm_value(a, &t.x[0].o))
            return false;
        t.n = 1;
    } else if (!operands(&t)) {
        return false;
    }
    u8 cc;
    if (t.covered && plain.n > 4 && t32_condition((Str){plain.p + plain.n - 2, 2}, &cc) &&
        t.n == 2 && (t.x[1].literal || t.x[1].o.kind == MO_BLK))
        plain.n -= 2;
    if (t.n == 2 && t.x[1].literal)
        return literal(&t, plain);
    if (by_label(&t, plain))
        return true;
    if ((str_eqz(name, "dmb") || str_eqz(name, "dsb") || str_eqz(name, "isb")) && !t.n)
        t.x[t.n++] = (Oper){.o = {.kind = MO_IMM, .size = 4, .imm = 15}};
    if (by_rows(&t, name))
        return true;
    // what takes a plain number of 12 or 16 bits has a name of its own
    static const char *const wide[][2] = {{"add", "addw"}, {"sub", "subw"}, {"mov", "movw"}};
    for (u32 k = 0; k < COUNT(wide); k++)
        if (str_starts(plain, wide[k][0]) &&
            by_rows(&t, str_fmt(a->m->mem, "%s%.*s", wide[k][1], (int)(plain.n - 3), plain.p + 3)))
            return true;
    return false;
}
