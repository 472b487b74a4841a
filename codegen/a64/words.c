// words.c - AArch64 instructions of words.def, and those whose operands are names or lists: for
// assembly only
//
// What an operand is: V vector of arrangement T; L of lanes twice as wide, P also half as many;
// 1 one quadword; E, e lane (number in bits 16, in 11); M lane of a multiplication; K lane 1 of
// doublewords; F S or D, all the same; B H S D Q scalar; c C scalar of T's lanes, of twice that;
// R W or X, all the same; W X; G U W or X that holds a lane (U: of T); N O p w Y memory; T table;
// I number; ? condition. Where it goes: d n m a the register fields; 2 both n and m; of numbers,
// put_number.
#include "codegen/a64/a64.h"
#include "codegen/asm.h"

enum { AR_8B = 1, AR_16B = 2, AR_4H = 4, AR_8H = 8, AR_2S = 16, AR_4S = 32, AR_1D = 64,
       AR_2D = 128, AR_B = 3, AR_BH = 15, AR_S = 48, AR_BHS = 63, AR_FLT = 176, AR_ALL = 191,
       AR_ANY = AR_8B | AR_4H | AR_2S | AR_1D };
enum {
    AF_FLT = 1,      // bit 22: lanes of 8 bytes; otherwise log2 of the lane is in bits 22, 23
    AF_NOSIZE = 2,   // ... or not there
    AF_NOQ = 4,      // bit 30 does not say that it is the whole register
    AF_TWO = 8,      // the name ends in 2 when the narrow vector is the upper half of one
    AF_ESIZE = 16    // bits of a lane in bits 16 .. 22
};

typedef struct Word {
    const char *name;
    u32 bits;
    u16 arr;         // AR_*: what T may be; 0: there is none
    u8 flags;
    const char *ops;
} Word;

static const Word words[] = {
#define WORD(name, bits, arr, flags, ops) {name, bits, arr, flags, ops},
#include "codegen/a64/words.def"
#undef WORD
};

typedef enum { W_GPR, W_SP, W_SCALAR, W_VECTOR, W_LANE, W_LIST, W_NUMBER, W_COND, W_MEM } WKind;

typedef struct Opnd {
    u8 kind;
    u8 reg;          // number in the field
    u8 size;         // log2 of a scalar's, lane's or register's bytes
    u8 arr;          // of a vector: number of the bit in AR_*
    u8 count;        // of a list
    bool lane;       // a list with one lane of each
    i64 num;         // number, lane, offset
    u8 wb;           // W_MEM: MX_PRE, MX_POST or 0
    u8 idx;          // added afterwards: register + 1
} Opnd;

/* ---- reading ---- */

static bool digits(Str s, i64 *x, i64 end)
{
    *x = 0;
    for (size_t k = 0; k < s.n; k++) {
        if (s.p[k] < '0' || s.p[k] > '9' || s.n > 3)
            return false;
        *x = 10 * *x + (s.p[k] - '0');
    }
    return s.n && *x < end;
}

static bool general(Str w, Opnd *o)
{
    static const struct { const char *name; u8 kind, reg, size; } all[] = {
        {"sp", W_SP, 31, 3}, {"wsp", W_SP, 31, 2}, {"xzr", W_GPR, 31, 3}, {"wzr", W_GPR, 31, 2},
        {"lr", W_GPR, 30, 3}, {"fp", W_GPR, 29, 3}, {"ip0", W_GPR, 16, 3}, {"ip1", W_GPR, 17, 3}};
    i64 n;
    for (u32 k = 0; k < COUNT(all); k++)
        if (str_eqz(w, all[k].name)) {
            *o = (Opnd){.kind = all[k].kind, .reg = all[k].reg, .size = all[k].size};
            return true;
        }
    if (w.n < 2 || (w.p[0] != 'x' && w.p[0] != 'w') || !digits((Str){w.p + 1, w.n - 1}, &n, 31))
        return false;
    *o = (Opnd){.kind = W_GPR, .reg = (u8)n, .size = w.p[0] == 'x' ? 3 : 2};
    return true;
}

// v3.16b, v3.s (of a lane), d3
static bool vector(Str w, Opnd *o)
{
    static const char *const arr[] = {"8b", "16b", "4h", "8h", "2s", "4s", "1d", "2d",
                                      "1q"};
    static const char scalars[] = "bhsdq";
    i64 n;
    const char *dot = w.n ? memchr(w.p, '.', w.n) : NULL, *c = w.n ? strchr(scalars, w.p[0]) : NULL;
    if (c && w.n > 1 && digits((Str){w.p + 1, w.n - 1}, &n, 32)) {
        *o = (Opnd){.kind = W_SCALAR, .reg = (u8)n, .size = (u8)(c - scalars)};
        return true;
    }
    if (!dot || w.p[0] != 'v' || !digits((Str){w.p + 1, (size_t)(dot - w.p) - 1}, &n, 32))
        return false;
    Str what = {dot + 1, (size_t)(w.p + w.n - dot) - 1};
    *o = (Opnd){.kind = W_LANE, .reg = (u8)n};
    for (u8 k = 0; k < 4; k++)
        if (what.n == 1 && what.p[0] == scalars[k]) {
            o->size = k;
            return true;
        }
    for (u8 k = 0; k < COUNT(arr); k++)
        if (str_eqz(what, arr[k])) {
            o->kind = W_VECTOR;
            o->arr = k;
            o->size = k / 2;
            return true;
        }
    return false;
}

// "[3]" behind a lane
static bool lane_number(AsmIn *a, Opnd *o)
{
    return asm_eat(a, '[') && asm_const(a, &o->num) && asm_eat(a, ']') && o->num >= 0 &&
           o->num < 16 >> o->size;
}

static bool same_kind(const Opnd *x, const Opnd *y)
{
    return x->kind == y->kind && x->arr == y->arr && x->size == y->size;
}

static bool list(AsmIn *a, Opnd *o)
{
    Opnd x;
    if (!vector(asm_word(a, true), o) || o->kind == W_SCALAR)
        return false;
    o->count = 1;
    if (asm_eat(a, '-')) {
        if (!vector(asm_word(a, true), &x) || !same_kind(&x, o))
            return false;
        o->count = (u8)(((x.reg - o->reg) & 31) + 1);
    }
    while (asm_eat(a, ',')) {
        if (!vector(asm_word(a, true), &x) || !same_kind(&x, o) ||
            x.reg != ((o->reg + o->count) & 31))
            return false;
        o->count++;
    }
    o->lane = o->kind == W_LANE;
    o->kind = W_LIST;
    return asm_eat(a, '}') && o->count <= 4 && (!o->lane || lane_number(a, o));
}

static bool memory(AsmIn *a, Opnd *o)
{
    Opnd base, r;
    if (!general(asm_word(a, true), &base) || base.size != 3 ||
        (base.reg == 31) != (base.kind == W_SP))
        return false;
    *o = (Opnd){.kind = W_MEM, .reg = base.reg};
    if (asm_eat(a, ',') && !asm_const(a, &o->num))
        return false;
    if (!asm_eat(a, ']'))
        return false;
    if (asm_eat(a, '!')) {
        o->wb = MX_PRE;
    } else if (!o->num && asm_eat(a, ',')) {
        o->wb = MX_POST;
        size_t from = a->i;
        if (general(asm_word(a, true), &r)) {
            o->idx = (u8)(r.reg + 1);
            return r.kind == W_GPR && r.size == 3 && r.reg != 31;
        }
        a->i = from;
        return asm_const(a, &o->num);
    }
    return true;
}

static bool condition(Str w, i64 *cc)
{
    for (*cc = 0; *cc < 14; ++*cc)
        if (str_eqz(w, a64_cc_name[*cc]))
            return true;
    *cc = str_eqz(w, "cs") ? CC_HS : CC_LO;
    return str_eqz(w, "cs") || str_eqz(w, "cc");
}

static bool operand(AsmIn *a, Opnd *o)
{
    if (asm_eat(a, '{'))
        return list(a, o);
    if (asm_eat(a, '['))
        return memory(a, o);
    size_t from = a->i;
    Str w = asm_word(a, true);
    if (general(w, o))
        return true;
    if (vector(w, o))
        return o->kind != W_LANE || lane_number(a, o);
    *o = (Opnd){.kind = W_COND};
    if (condition(w, &o->num))
        return true;
    a->i = from;
    *o = (Opnd){.kind = W_NUMBER};
    asm_eat(a, '#');
    from = a->i;
    if (str_eqz(asm_word(a, true), "0.0"))
        return true;
    a->i = from;
    return asm_const(a, &o->num);
}

/* ---- the table ---- */

typedef struct Fill {
    const Word *w;
    u8 t;            // T
    u8 scalar, gpr;  // sizes of F and R; 0xff: not known yet
    u32 bits;
} Fill;

static u32 register_at(char where, u32 n)
{
    return where == 'd' ? n : where == 'n' ? n << 5 : where == 'm' ? n << 16
           : where == 'a' ? n << 10 : n << 5 | n << 16;
}

// l r: to the left, to the right by; e: bits of a lane; z: zero; x: bytes of ext; s: 64 minus the
// fraction's bits; 4: flags; 7: of hint; h: 16 bits
static bool put_number(Fill *f, char what, i64 x)
{
    i64 bits = 8 << (f->t / 2);
    switch (what) {
    case 'l': f->bits |= (u32)(bits + x) << 16; return x >= 0 && x < bits;
    case 'r': f->bits |= (u32)(2 * bits - x) << 16; return x >= 1 && x <= bits;
    case 'e': return x == bits;
    case 'z': return x == 0;
    case 'x': f->bits |= (u32)x << 11; return x >= 0 && x < (f->t & 1 ? 16 : 8);
    case 's': f->bits |= (u32)(64 - x) << 10; return x >= 1 && x <= (f->gpr == 3 ? 64 : 32);
    case '4': f->bits |= (u32)x; return x >= 0 && x < 16;
    case '7': f->bits |= (u32)x << 5; return x >= 0 && x < 128;
    default: f->bits |= (u32)x << 5; return x >= 0 && x < 65536;
    }
}

static bool all_one_size(u8 *have, const Opnd *o)
{
    if (*have == 0xff)
        *have = o->size;
    return *have == o->size;
}

static bool put_memory(Fill *f, char kind, char where, const Opnd *o)
{
    if (o->kind != W_MEM || o->idx)
        return false;
    f->bits |= (u32)o->reg << 5;
    i64 x = o->num;
    u32 size = (u32)(where - '1');
    switch (kind) {
    case 'N': return !o->wb && !x;
    case 'w':
        f->bits |= ((u32)x & 0x1ff) << 12 | (o->wb == MX_PRE ? 0x800u : 0);
        return o->wb && x >= -256 && x < 256;
    case 'O': f->bits |= ((u32)x & 0x1ff) << 12; return !o->wb && x >= -256 && x < 256;
    case 'Y':
        f->bits |= (u32)(x >> size) << 10;
        return !o->wb && x >= 0 && x < 4096 << size && !(x & ((1 << size) - 1));
    default:
        f->bits |= (o->wb == MX_PRE ? 3u : o->wb == MX_POST ? 1u : 2u) << 23 |
                   ((u32)(x >> 2) & 127) << 15;
        return x % 4 == 0 && x >= -256 && x < 256;
    }
}

static bool put_lane(Fill *f, char kind, char where, const Opnd *o)
{
    u32 x = (u32)o->num, size = f->t / 2;
    if (o->kind != W_LANE || o->size != size)
        return false;
    f->bits |= register_at(where, o->reg);
    if (kind == 'K')
        return x == 1;
    if (kind == 'E')
        f->bits |= (x << (size + 1) | 1u << size) << 16;
    else if (kind == 'e')
        f->bits |= x << size << 11;
    else if (size == 1)
        f->bits |= (x >> 2 & 1) << 11 | (x >> 1 & 1) << 21 | (x & 1) << 20;
    else
        f->bits |= size == 2 ? (x >> 1) << 11 | (x & 1) << 21 : x << 11;
    return kind != 'M' || size != 1 || o->reg < 16;
}

static bool put_vector(Fill *f, char kind, const Opnd *o)
{
    u8 wider = (u8)((f->t / 2 + 1) * 2);
    if (o->kind != W_VECTOR)
        return false;
    return o->arr == (kind == 'V' ? f->t : kind == 'L' ? wider + 1 : wider + (f->t & 1));
}

static bool put(Fill *f, char kind, char where, const Opnd *o)
{
    static const char scalars[] = "BHSDQ";
    u8 lane = f->t / 2;
    const char *s = strchr(scalars, kind);
    if (kind == 'I')
        return o->kind == W_NUMBER && put_number(f, where, o->num);
    if (strchr("NOpYw", kind))
        return put_memory(f, kind, where, o);
    if (strchr("EeMK", kind))
        return put_lane(f, kind, where, o);
    if (kind == '?') {
        f->bits |= (u32)o->num << 12;
        return o->kind == W_COND;
    }
    f->bits |= register_at(where, o->reg);
    switch (kind) {
    case 'V': case 'L': case 'P': return put_vector(f, kind, o);
    case '1': return o->kind == W_VECTOR && o->arr == 8;
    case 'T':
        f->bits |= (o->count - 1u) << 13;
        return o->kind == W_LIST && !o->lane && o->arr == 1;
    case 'W': case 'X': return o->kind == W_GPR && o->size == (kind == 'X' ? 3 : 2);
    case 'R': return o->kind == W_GPR && all_one_size(&f->gpr, o);
    case 'U': f->bits |= 1u << lane << 16; return o->kind == W_GPR && (o->size == 3) == (lane == 3);
    case 'G': return o->kind == W_GPR && (o->size == 3) == (lane == 3);
    case 'F': return o->kind == W_SCALAR && o->size >= 2 && o->size <= 3 &&
                     all_one_size(&f->scalar, o);
    case 'c': case 'C': return o->kind == W_SCALAR && o->size == lane + (kind == 'C');
    default: return o->kind == W_SCALAR && s && o->size == s - scalars;
    }
}

static bool named(const Word *w, Str name, u8 t)
{
    Str plain = name;
    bool two = w->flags & AF_TWO && t & 1;
    if (two && !asm_ends(name, "2", &plain))
        return false;
    return str_eqz(plain, w->name);
}

static bool fill(Fill *f, const Opnd *o, u32 n)
{
    const Word *w = f->w;
    f->bits = w->bits;
    f->scalar = f->gpr = 0xff;
    if (strlen(w->ops) != 2 * n)
        return false;
    for (u32 k = 0; k < n; k++)
        if (!put(f, w->ops[2 * k], w->ops[2 * k + 1], &o[k]))
            return false;
    u32 lane = f->t / 2;
    if (w->arr && !(w->flags & AF_NOQ))
        f->bits |= (u32)(f->t & 1) << 30;
    if (w->arr && !(w->flags & AF_NOSIZE))
        f->bits |= w->flags & AF_FLT ? (u32)(lane == 3) << 22 : lane << 22;
    if (w->flags & AF_ESIZE)
        f->bits |= 8u << lane << 16;
    f->bits |= (u32)(f->scalar == 3) << 22 | (u32)(f->gpr == 3) << 31;
    return true;
}

static bool by_table(AsmIn *a, Str name, const Opnd *o, u32 n)
{
    for (u32 k = 0; k < COUNT(words); k++)
        for (u8 t = 0; t < 8; t++) {
            Fill f = {.w = &words[k], .t = t};
            if (!named(f.w, name, t) || (f.w->arr ? !(f.w->arr >> t & 1) : t) || !fill(&f, o, n))
                continue;
            asm_put_data(a, f.bits, 4);
            return true;
        }
    return false;
}

/* ---- bit fields by other names ---- */

static bool bit_field(AsmIn *a, Str name, const Opnd *o, u32 n)
{
    static const struct { const char *name; u32 bits; bool insert; } all[] = {
        {"ubfiz", 0x53000000, true}, {"sbfiz", 0x13000000, true}, {"bfi", 0x33000000, true},
        {"ubfx", 0x53000000, false}, {"sbfx", 0x13000000, false}, {"bfxil", 0x33000000, false},
        {"bfc", 0x33000000, true}};
    u32 k = 0, from = str_eqz(name, "bfc") ? 31 : o[1].reg;
    while (k < COUNT(all) && !str_eqz(name, all[k].name))
        k++;
    if (k == COUNT(all) || n != (from == 31 && n == 3 ? 3u : 4u) || o[0].kind != W_GPR)
        return false;
    u32 bits = 8u << o[0].size;
    i64 lo = o[n - 2].num, width = o[n - 1].num;
    if (o[n - 2].kind != W_NUMBER || o[n - 1].kind != W_NUMBER || lo < 0 || width < 1 ||
        lo + width > bits || (n == 4 && (o[1].kind != W_GPR || o[1].size != o[0].size)))
        return false;
    u32 immr = (u32)(all[k].insert ? (bits - lo) & (bits - 1) : lo);
    u32 imms = (u32)(all[k].insert ? width - 1 : lo + width - 1);
    u32 wide = bits == 64 ? 1u << 31 | 1u << 22 : 0;
    asm_put_data(a, all[k].bits | wide | immr << 16 | imms << 10 | from << 5 | o[0].reg, 4);
    return true;
}

// cinc d, n, cc: csinc d, n, n, the inverse
static bool conditional(AsmIn *a, Str name, const Opnd *o, u32 n)
{
    static const struct { const char *name; u32 bits; } all[] = {
        {"cinc", 0x1a800400}, {"cinv", 0x5a800000}, {"cneg", 0x5a800400}};
    for (u32 k = 0; k < COUNT(all); k++)
        if (str_eqz(name, all[k].name) && n == 3 && o[0].kind == W_GPR && o[1].kind == W_GPR &&
            o[0].size == o[1].size && o[2].kind == W_COND) {
            u32 r = o[1].reg;
            asm_put_data(a, all[k].bits | (u32)(o[0].size == 3) << 31 | r << 16 | r << 5 |
                                ((u32)o[2].num ^ 1) << 12 | o[0].reg, 4);
            return true;
        }
    return false;
}

/* ---- constants in vectors ---- */

static bool spread(u64 x, u32 *bits)     // each byte all ones or none
{
    *bits = 0;
    for (u32 k = 0; k < 8; k++) {
        u32 b = x >> 8 * k & 255;
        if (b && b != 255)
            return false;
        *bits |= (b & 1) << k;
    }
    return true;
}

// movi, mvni, and orr and bic of a number: shift is by 0, 8, 16 or 24
static bool vector_number(AsmIn *a, Str name, const Opnd *o, i64 x, i64 by, bool ones)
{
    bool invert = str_eqz(name, "mvni") || str_eqz(name, "bic");
    bool change = str_eqz(name, "orr") || str_eqz(name, "bic");
    u32 lane = o->size, cmode, imm = (u32)x & 255, op = invert;
    if (o->kind == W_SCALAR || lane == 3) {
        if ((o->kind == W_SCALAR && lane != 3) || change || invert || !spread((u64)x, &imm))
            return false;
        cmode = 14;
        op = 1;
    } else {
        if (x < 0 || x > 255 || by % 8 || by >= 8 << lane || (ones && lane != 2) ||
            (!lane && (change || invert)))
            return false;
        cmode = !lane ? 14 : ones ? 12 + (by == 16) : (lane == 1 ? 8 : 0) + (u32)by / 4 + change;
    }
    u32 q = o->kind == W_VECTOR ? o->arr & 1u : 0;
    asm_put_data(a, 0x0f000400 | q << 30 | op << 29 | cmode << 12 | (imm >> 5) << 16 |
                        (imm & 31) << 5 | o->reg, 4);
    return true;
}

static bool immediate(AsmIn *a, Str name)
{
    static const char *const all[] = {"movi", "mvni", "orr", "bic"};
    Opnd o;
    i64 x, by = 0;
    u32 k = 0;
    while (k < COUNT(all) && !str_eqz(name, all[k]))
        k++;
    if (k == COUNT(all) || !vector(asm_word(a, true), &o) || o.kind == W_LANE || !asm_eat(a, ',') ||
        !asm_const(a, &x))
        return false;
    bool ones = false;
    if (asm_eat(a, ',')) {
        Str how = asm_word(a, true);
        ones = str_eqz(how, "msl");
        if ((!ones && !str_eqz(how, "lsl")) || !asm_const(a, &by))
            return false;
    }
    return vector_number(a, name, &o, x, by, ones);
}

// fmov v0.2d, 1.0
static bool float_number(AsmIn *a, Str name)
{
    Opnd o;
    double d;
    u32 imm;
    if (!str_eqz(name, "fmov") || !vector(asm_word(a, true), &o) || o.kind == W_LANE ||
        o.size < 2 || !asm_eat(a, ','))
        return false;
    asm_eat(a, '#');
    asm_peek(a);
    Str s = {a->s.p + a->i, a->s.n - a->i};
    while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t'))
        s.n--;
    if (flt_parse(s, &d) < 0)
        return false;
    u64 bits;
    memcpy(&bits, &d, 8);
    if (!row_float8(bits, 8, &imm))
        return false;
    a->i = a->s.n;
    if (o.kind == W_SCALAR)
        asm_put_data(a, 0x1e201000 | (o.size == 3) << 22 | imm << 13 | o.reg, 4);
    else
        asm_put_data(a, 0x0f00f400 | (o.arr & 1u) << 30 | (u32)(o.size == 3) << 29 |
                            (imm >> 5) << 16 | (imm & 31) << 5 | o.reg, 4);
    return o.size <= 3;
}

/* ---- ld1 to st4, and prefetches ---- */

static bool structures(AsmIn *a, Str name, const Opnd *o, u32 n)
{
    static const u8 of_one[] = {0, 7, 10, 6, 2}, of_many[] = {0, 0, 8, 4, 0};
    bool load = name.n >= 3 && name.p[0] == 'l', again = name.n == 4 && name.p[3] == 'r';
    if (name.n < 3 || name.n > 4 || (memcmp(name.p, "ld", 2) && memcmp(name.p, "st", 2)) ||
        n != 2 || name.p[2] < '1' || name.p[2] > '4' || (name.n == 4 && (!again || !load)))
        return false;
    u32 k = (u32)(name.p[2] - '0'), size = o[0].size, count = o[0].count;
    if (o[0].kind != W_LIST || o[1].kind != W_MEM || o[1].wb == MX_PRE || (o[1].num && !o[1].wb) ||
        (k > 1 || o[0].lane || again ? count != k : false))
        return false;
    u32 q = o[0].arr & 1u, bytes, w;
    if (o[0].lane) {
        u32 at = (u32)o[0].num << size, op = size == 3 ? 2 : size;
        w = 0x0d000000 | (at >> 3) << 30 | (k == 2 || k == 4 ? 1u << 21 : 0) |
            (op << 1 | (k > 2)) << 13 | (at & 7) << 10;
        w |= size == 3 ? 1u << 10 : 0;
        bytes = k << size;
    } else if (again) {
        w = 0x0d00c000 | q << 30 | (k == 2 || k == 4 ? 1u << 21 : 0) | (k > 2 ? 1u << 13 : 0) |
            size << 10;
        bytes = k << size;
    } else {
        w = 0x0c000000 | q << 30 | (u32)(k == 1 ? of_one[count] : of_many[k]) << 12 | size << 10;
        bytes = count * (q ? 16 : 8);
    }
    if (o[1].wb && !o[1].idx && o[1].num != (i64)bytes)
        return false;
    if (o[1].wb)
        w |= 1u << 23 | (o[1].idx ? o[1].idx - 1u : 31u) << 16;
    asm_put_data(a, w | (u32)load << 22 | (u32)o[1].reg << 5 | o[0].reg, 4);
    return true;
}

// prfm pldl1keep, [x0, 64]
static bool prefetch(AsmIn *a)
{
    Str w = asm_word(a, true);
    Opnd o;
    static const char *const what[] = {"pld", "pli", "pst"};
    u32 k = 0;
    while (k < 3 && !str_starts(w, what[k]))
        k++;
    if (k == 3 || w.n < 9 || w.p[3] != 'l' || w.p[4] < '1' || w.p[4] > '3' || !asm_eat(a, ',') ||
        !asm_eat(a, '[') || !memory(a, &o) || o.wb || o.num % 8 || o.num < 0 || o.num >= 32768)
        return false;
    Str rest = {w.p + 5, w.n - 5};
    bool stream = str_eqz(rest, "strm");
    asm_put_data(a, 0xf9800000 | (u32)(o.num / 8) << 10 | (u32)o.reg << 5 | k << 3 |
                        (u32)(w.p[4] - '1') << 1 | stream, 4);
    return stream || str_eqz(rest, "keep");
}

static bool landing(AsmIn *a)            // bti
{
    static const char *const all[] = {"", "c", "j", "jc"};
    Str w = asm_word(a, true);
    for (u32 k = 0; k < COUNT(all); k++)
        if (str_eqz(w, all[k])) {
            asm_put_data(a, 0xd503241f | k << 6, 4);
            return true;
        }
    return false;
}

bool a64_words(AsmIn *a, Str name)
{
    Opnd o[6];
    u32 n = 0;
    size_t from = a->i;
    if (str_eqz(name, "prfm"))
        return prefetch(a);
    if (str_eqz(name, "bti"))
        return landing(a);
    if (immediate(a, name))
        return true;
    a->i = from;
    if (float_number(a, name))
        return true;
    a->i = from;
    while (!asm_end(a)) {
        if (n == COUNT(o) || !operand(a, &o[n++]))
            return false;
        if (!asm_eat(a, ','))
            break;
    }
    return by_table(a, name, o, n) || bit_field(a, name, o, n) || conditional(a, name, o, n) ||
           structures(a, name, o, n);
}
