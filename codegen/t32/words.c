// words.c - Thumb-2 instructions of words.def, and those whose operands are lists or pairs: for
// assembly only
#include "codegen/asm.h"
#include "codegen/t32/t32.h"

static const struct {
    const char *name;
    u32 bits;
    const char *ops;
} words[] = {
#define WORD(name, bits, ops) {name, bits, ops},
#include "codegen/t32/words.def"
#undef WORD
};

static void put_wide(AsmIn *a, u32 w) { asm_put_data(a, w >> 16 | w << 16, 4); }

// The rest of a name: a condition, then a width or type. Conditions are in the IT before.
static bool rest_ok(Str rest)
{
    static const char *const tails[] = {".w", ".n", ".32", ".64", ".f32", ".f64"};
    u8 cc;
    for (u32 k = 0; k < COUNT(tails); k++)
        if (rest.n >= strlen(tails[k]) &&
            !memcmp(rest.p + rest.n - strlen(tails[k]), tails[k], strlen(tails[k]))) {
            rest.n -= strlen(tails[k]);
            break;
        }
    return !rest.n || (rest.n == 2 && t32_condition(rest, &cc));
}

static bool starts(Str name, const char *what)
{
    size_t n = strlen(what);
    return name.n >= n && !memcmp(name.p, what, n) && rest_ok((Str){name.p + n, name.n - n});
}

static bool core(AsmIn *a, u32 *r)
{
    Reg reg;
    u8 size;
    if (!t32_find(asm_word(a, true), &reg, &size) || !T32_IS_CORE(reg))
        return false;
    *r = T32_HW(reg);
    return true;
}

// A float register's number, in the order of singles or of doubles.
static bool floating(AsmIn *a, u32 *r, u8 *size)
{
    Str w = asm_word(a, true);
    if (!asm_reg_number(w, "sd", r) || *r > (w.p[0] == 's' ? 31u : 15u))
        return false;
    *size = w.p[0] == 's' ? 4 : 8;
    return true;
}

static u32 float_at(u32 r, u8 size, u32 at, u32 low)
{
    return size == 8 ? r << at : (r >> 1) << at | (r & 1) << low;
}

/* ---- the table ---- */

static bool one_operand(AsmIn *a, char what, u32 *w, u8 *size)
{
    static const char cores[] = "dnma", floats[] = "DNM";
    static const u8 at[] = {8, 16, 0, 12}, fat[] = {12, 16, 0}, flow[] = {22, 7, 5};
    const char *c = strchr(cores, what), *f = strchr(floats, what);
    u32 r;
    u8 z;
    if (c) {
        if (!core(a, &r) || r == 15)
            return false;
        *w |= r << at[c - cores];
        return true;
    }
    if (!f) {
        asm_eat(a, '#');
        Str zero = asm_word(a, true);
        return str_eqz(zero, "0") || str_eqz(zero, "0.0");
    }
    if (!floating(a, &r, &z) || (*size && z != *size))
        return false;
    *size = z;
    *w |= float_at(r, z, fat[f - floats], flow[f - floats]);
    return true;
}

static bool by_table(AsmIn *a, Str name)
{
    size_t from = a->i;
    for (u32 k = 0; k < COUNT(words); k++) {
        u32 w = words[k].bits;
        u8 size = 0;
        const char *p = words[k].ops;
        if (!starts(name, words[k].name))
            continue;
        a->i = from;
        while (*p && one_operand(a, *p, &w, &size) && (!p[1] || asm_eat(a, ',')))
            p++;
        if (*p || !asm_end(a))
            continue;
        put_wide(a, w | (size == 8 ? 0x100 : 0));
        return true;
    }
    return false;
}

/* ---- lists ---- */

static bool core_list(AsmIn *a, u32 *set)
{
    u32 r, to;
    *set = 0;
    if (!asm_eat(a, '{'))
        return false;
    do {
        if (!core(a, &r))
            return false;
        to = r;
        if (asm_eat(a, '-') && (!core(a, &to) || to < r))
            return false;
        for (; r <= to; r++)
            *set |= 1u << r;
    } while (asm_eat(a, ','));
    return asm_eat(a, '}');
}

static void put_many(AsmIn *a, bool load, bool down, bool back, u32 base, u32 set, bool wide)
{
    bool low = base < 8 && !(set & ~0xffu) && !down && !wide;
    bool in = set >> base & 1;
    if (low && load && back != in) {
        asm_put_data(a, 0xc800 | base << 8 | set, 2);
    } else if (low && !load && back && (!in || !(set & ((1u << base) - 1)))) {
        asm_put_data(a, 0xc000 | base << 8 | set, 2);
    } else if (base == 13 && back && load && !down && !wide && !(set & ~0x80ffu)) {
        asm_put_data(a, 0xbc00 | (set & 0xff) | (set >> 15) << 8, 2);
    } else if (base == 13 && back && !load && down && !wide && !(set & ~0x40ffu)) {
        asm_put_data(a, 0xb400 | (set & 0xff) | (set >> 14 & 1) << 8, 2);
    } else if (!(set & (set - 1)) && !(low && base != 13)) {     // of one: a plain access
        u32 rt = (u32)ctz64(set), w = load ? 0xf8500000 : 0xf8400000;
        u32 how = back ? (down ? 0xd04 : 0xb04) : down ? 0xc04 : 0;
        put_wide(a, (how ? w | how : w + 0x800000) | base << 16 | rt << 12);
    } else {
        put_wide(a, (down ? 0xe9000000 : 0xe8800000) | (u32)load << 20 | (u32)back << 21 |
                        base << 16 | set);
    }
}

static bool many(AsmIn *a, Str name)
{
    static const struct { const char *name; bool load, down; } all[] = {
        {"ldmia", 1, 0}, {"ldmfd", 1, 0}, {"ldmdb", 1, 1}, {"ldmea", 1, 1}, {"stmia", 0, 0},
        {"stmea", 0, 0}, {"stmdb", 0, 1}, {"stmfd", 0, 1}, {"ldm", 1, 0}, {"stm", 0, 0}};
    Str rest;
    u32 base, set;
    for (u32 k = 0; k < COUNT(all); k++) {
        if (!starts(name, all[k].name))
            continue;
        if (!core(a, &base) || base == 15)
            return false;
        bool back = asm_eat(a, '!');
        if (!asm_eat(a, ',') || !core_list(a, &set))
            return false;
        put_many(a, all[k].load, all[k].down, back, base, set, asm_ends(name, ".w", &rest));
        return true;
    }
    return false;
}

static bool float_list(AsmIn *a, u32 *first, u32 *n, u8 *size)
{
    u32 r;
    u8 z;
    *n = 0;
    if (!asm_eat(a, '{'))
        return false;
    do {
        u32 to;
        if (!floating(a, &r, &z))
            return false;
        to = r;
        if (asm_eat(a, '-') && !floating(a, &to, &z))
            return false;
        if (!*n) {
            *first = r;
            *size = z;
        }
        if (z != *size || to < r || r != *first + *n)
            return false;
        *n += to - r + 1;
    } while (asm_eat(a, ','));
    return asm_eat(a, '}') && *n <= (*size == 8 ? 16u : 32u);
}

static bool many_floats(AsmIn *a, Str name)
{
    static const struct { const char *name; u32 bits; bool stack, must; } all[] = {
        {"vpush", 0xed2d0a00, 1, 0}, {"vpop", 0xecbd0a00, 1, 0}, {"vldmia", 0xec900a00, 0, 0},
        {"vldmdb", 0xed100a00, 0, 1}, {"vstmia", 0xec800a00, 0, 0}, {"vstmdb", 0xed000a00, 0, 1},
        {"vldm", 0xec900a00, 0, 0}, {"vstm", 0xec800a00, 0, 0}};
    u32 base = 0, first, n;
    u8 size;
    for (u32 k = 0; k < COUNT(all); k++) {
        if (!starts(name, all[k].name))
            continue;
        bool back = false;
        if (!all[k].stack) {
            if (!core(a, &base))
                return false;
            back = asm_eat(a, '!');
            if (!asm_eat(a, ',') || (all[k].must && !back))
                return false;
        }
        if (!float_list(a, &first, &n, &size))
            return false;
        put_wide(a, all[k].bits | base << 16 | (u32)back << 21 | float_at(first, size, 12, 22) |
                        (size == 8 ? 0x100 | 2 * n : n));
        return true;
    }
    return false;
}

/* ---- pairs, moves with flags, saturation ---- */

static bool pair(AsmIn *a, Str name)
{
    u32 rt, rt2, base;
    i64 x = 0;
    bool load = starts(name, "ldrd"), pre = true, back = false;
    if (!load && !starts(name, "strd"))
        return false;
    if (!core(a, &rt) || !asm_eat(a, ','))
        return false;
    rt2 = rt + 1;
    if (asm_peek(a) != '[' && (!core(a, &rt2) || !asm_eat(a, ',')))
        return false;
    if (!asm_eat(a, '[') || !core(a, &base) || (asm_eat(a, ',') && !asm_const(a, &x)) ||
        !asm_eat(a, ']'))
        return false;
    if (asm_eat(a, '!')) {
        back = true;
    } else if (!x && asm_eat(a, ',')) {
        pre = false;
        back = true;
        if (!asm_const(a, &x))
            return false;
    }
    if (x < -1020 || x > 1020 || x % 4)
        return false;
    u32 off = (u32)(x < 0 ? -x : x) / 4;
    put_wide(a, 0xe8400000 | (u32)pre << 24 | (u32)(x >= 0) << 23 | (u32)back << 21 |
                    (u32)load << 20 | base << 16 | rt << 12 | rt2 << 8 | off);
    return true;
}

// movs of low registers is a shift by nothing
static bool move_flags(AsmIn *a, Str name)
{
    u32 d, m;
    if (!str_eqz(name, "movs") || !core(a, &d) || !asm_eat(a, ',') || !core(a, &m) || d > 7 ||
        m > 7 || !asm_end(a))
        return false;
    asm_put_data(a, m << 3 | d, 2);
    return true;
}

static bool saturate(AsmIn *a, Str name)
{
    u32 d, n;
    i64 to, by = 0;
    bool sign = starts(name, "ssat"), right = false;
    if ((!sign && !starts(name, "usat")) || !core(a, &d) || !asm_eat(a, ',') ||
        !asm_const(a, &to) || !asm_eat(a, ',') || !core(a, &n))
        return false;
    if (asm_eat(a, ',')) {
        Str how = asm_word(a, true);
        right = str_eqz(how, "asr");
        if ((!right && !str_eqz(how, "lsl")) || !asm_const(a, &by))
            return false;
    }
    to -= sign;
    if (to < 0 || to > 31 || by < right || by > 31)
        return false;
    put_wide(a, (sign ? 0xf3000000 : 0xf3800000) | (u32)right << 21 | n << 16 |
                    ((u32)by >> 2) << 12 | d << 8 | ((u32)by & 3) << 6 | (u32)to);
    return true;
}

// vmov of a number
static bool float_number(AsmIn *a, Str name)
{
    u32 r, imm;
    u8 size;
    double d;
    u64 bits;
    if (!starts(name, "vmov") || !floating(a, &r, &size) || !asm_eat(a, ',') || !asm_eat(a, '#'))
        return false;
    Str s = {a->s.p + a->i, a->s.n - a->i};
    while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t'))
        s.n--;
    if (flt_parse(s, &d) < 0)
        return false;
    memcpy(&bits, &d, sizeof bits);
    if (!row_float8(bits, 8, &imm))
        return false;
    a->i = a->s.n;
    put_wide(a, 0xeeb00a00 | (size == 8 ? 0x100 : 0) | float_at(r, size, 12, 22) |
                    (imm >> 4) << 16 | (imm & 15));
    return true;
}

// neg: reverse subtraction from zero; add to pc; jumps through memory
static bool others(AsmIn *a, Str name)
{
    u32 d, m, n;
    i64 by = 0;
    if (str_eqz(name, "negs")) {
        if (!core(a, &d) || !asm_eat(a, ',') || !core(a, &m) || d > 7 || m > 7)
            return false;
        asm_put_data(a, 0x4240 | m << 3 | d, 2);
        return true;
    }
    if (!core(a, &d) || !asm_eat(a, ','))
        return false;
    if (str_eqz(name, "add") && core(a, &m) && m == 15 && asm_end(a)) {
        asm_put_data(a, 0x4478 | (d & 7) | (d >> 3) << 7, 2);
        return true;
    }
    if (!starts(name, "ldr") || d != 15 || !asm_eat(a, '[') || !core(a, &n) || n == 15)
        return false;
    if (asm_eat(a, ']')) {
        if (asm_eat(a, ',') && (!asm_const(a, &by) || by < 0 || by > 255))
            return false;
        put_wide(a, (by ? 0xf850fb00 | (u32)by : 0xf8d0f000) | n << 16);
        return true;
    }
    if (!asm_eat(a, ','))
        return false;
    if (asm_peek(a) == '#') {
        put_wide(a, 0xf8d0f000 | n << 16 | (asm_const(a, &by) ? (u32)by & 4095 : 0));
        return asm_eat(a, ']') && by >= 0 && by < 4096;
    }
    if (!core(a, &m))
        return false;
    if (asm_eat(a, ',') && (!str_eqz(asm_word(a, true), "lsl") || !asm_const(a, &by)))
        return false;
    put_wide(a, 0xf850f000 | n << 16 | ((u32)by & 3) << 4 | m);
    return asm_eat(a, ']') && by >= 0 && by <= 3;
}

static bool change_state(AsmIn *a, Str name)
{
    bool on = str_eqz(name, "cpsie");
    if (!on && !str_eqz(name, "cpsid"))
        return false;
    Str w = asm_word(a, true);
    u32 bits = 0;
    for (size_t k = 0; k < w.n; k++)
        bits |= w.p[k] == 'i' ? 2 : w.p[k] == 'f' ? 1 : 4;
    asm_put_data(a, (on ? 0xb660u : 0xb670u) | bits, 2);
    return w.n && bits < 4;
}

bool t32_words(AsmIn *a, Str name)
{
    static bool (*const all[])(AsmIn *, Str) = {many, many_floats, pair, move_flags,
                                                saturate, change_state, float_number, others,
                                                by_table};
    size_t from = a->i;
    for (u32 k = 0; k < COUNT(all); k++) {
        a->i = from;
        if (all[k](a, name))
            return true;
    }
    a->i = from;
    return false;
}
