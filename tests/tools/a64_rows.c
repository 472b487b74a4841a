// a64_rows.c - encode every AArch64 row with random operands; print "bytes<TAB>text" for a second
// assembler
//
// The text must disassemble to itself. Usage: a64_rows SEED [COUNT per row and size]
#include "codegen/a64/a64.h"

typedef struct Rng {
    u64 x;
} Rng;

static u64 rnd(Rng *r)
{
    r->x ^= r->x << 13;
    r->x ^= r->x >> 7;
    r->x ^= r->x << 17;
    return r->x;
}

static u32 below(Rng *r, u32 n)
{
    return (u32)(rnd(r) % n);
}

static MOp imm(i64 x)
{
    return (MOp){.kind = MO_IMM, .imm = x};
}

// One in eight the zero register or the stack pointer, where they may stand.
static MOp reg(Rng *r, Kind k, u8 size)
{
    bool odd = below(r, 8) == 0;
    if (k == K_FPR)
        return (MOp){.kind = MO_REG, .size = size, .reg = V0 + below(r, 31)};
    if (odd && k == K_GPR)
        return (MOp){.kind = MO_IMM, .size = size};
    if (odd && k == K_GSP)
        return (MOp){.kind = MO_REG, .size = size, .reg = SP};
    return (MOp){.kind = MO_REG, .size = size, .reg = X0 + below(r, 31)};
}

static u64 random_bitmask(Rng *r, u8 size)
{
    for (;;) {
        u64 x = a64_bitmask_value(below(r, 1 << 13), size);
        if (x)
            return x;
    }
}

// Bytes that a load or store of the row moves at a time.
static u8 access_size(const Row *row, u8 size, bool pair)
{
    u32 w = a64_row_bits(row, size);
    if (pair)
        return size;
    return w >> 26 & 1 && w >> 23 & 1 ? 16 : (u8)(1u << (w >> 30));
}

static MOp memory(Rng *r, const Row *row, Kind k, u8 size)
{
    bool pair = k == K_PAIR || k == K_PAIR_PRE || k == K_PAIR_POST;
    u8 z = access_size(row, size, pair);
    static const u8 ext[] = {XT_LSL, XT_UXTW, XT_SXTW, XT_SXTX};
    MOp m = {.kind = MO_MEM, .size = z, .scale = 1, .reg = reg(r, K_GSP, 8).reg};
    i64 byte = (i64)below(r, 512) - 256;
    switch (k) {
    case K_UNSIGNED: m.imm = (i64)below(r, 4096) * z; break;
    case K_SIGNED9: m.imm = byte; break;
    case K_PRE: case K_POST:
        m.imm = byte;
        m.ext = k == K_PRE ? MX_PRE : MX_POST;
        break;
    case K_PAIR: case K_PAIR_PRE: case K_PAIR_POST:
        m.imm = ((i64)below(r, 128) - 64) * z;
        m.ext = k == K_PAIR ? 0 : k == K_PAIR_PRE ? MX_PRE : MX_POST;
        break;
    case K_INDEX:
        m.idx = X0 + below(r, 31);
        m.ext = ext[below(r, 4)];
        m.scale = z > 1 && below(r, 2) ? z : 1;
        break;
    default: break;
    }
    return m;
}

static MOp random_operand(Rng *r, const Row *row, int k, u8 size)
{
    const ClassInfo *c = &a64_class[row->cls[k]];
    u8 z = c->size ? c->size : size;
    u32 w = 8u * size;
    MOp o;
    switch ((Kind)c->kind) {
    case K_GPR: case K_GSP: case K_FPR: return reg(r, (Kind)c->kind, z);
    case K_TWICE: return reg(r, c->arrangement ? K_FPR : K_GPR, z);
    case K_SHIFTED: case K_ROTATED:
        o = reg(r, K_GPR, size);
        if (o.kind == MO_REG) {
            o.ext = (u8)below(r, c->kind == K_ROTATED ? 4 : 3);
            o.imm = below(r, w);
        }
        return o;
    case K_WIDENED:
        o = (MOp){.kind = MO_REG, .size = size, .reg = X0 + below(r, 31)};
        o.ext = (u8)(XT_UXTB + below(r, 8));
        o.imm = below(r, 5);
        return o;
    case K_UIMM: return imm(below(r, c->bits == 6 ? w : 1u << c->bits));
    case K_IMM12: return imm((i64)below(r, 4096) << (below(r, 2) ? 12 : 0));
    case K_BITMASK: return imm((i64)random_bitmask(r, size));
    case K_WIDE:
        o = imm(below(r, 1 << 16));
        o.ext = (u8)below(r, size / 2);
        return o;
    case K_FIMM: return imm((i64)row_float8_value(below(r, 256), size));
    case K_LSL: return imm(1 + below(r, w - 1));
    case K_LSR: case K_BIT: return imm(below(r, w));
    case K_NEAR: return imm((i64)below(r, 1 << 20));
    case K_PAGE: return imm((i64)below(r, 1 << 20) * 4096);
    default: return memory(r, row, (Kind)c->kind, size);
    }
}

// adr and branches: fields that a fixup or the assembler buffer fills.
static bool filled_later(const Row *row)
{
    for (int k = 0; k < row->nop; k++) {
        Kind c = (Kind)a64_class[row->cls[k]].kind;
        if (c == K_BRANCH || c == K_NEAR || c == K_PAGE)
            return true;
    }
    return false;
}

// Words that an assembler or disassembler writes under another name of the same instruction.
static bool unusual(const Row *row, const MIns *i)
{
    const MOp *o = i->op_;
    for (int k = 0; k < row->nop; k++) {
        Kind c = (Kind)a64_class[row->cls[k]].kind;
        // what is loaded or stored may not be the base that changes, nor twice the same
        if (c == K_PRE || c == K_POST || c == K_PAIR_PRE || c == K_PAIR_POST)
            for (int j = 0; j < k; j++)
                if (o[j].reg == o[k].reg)
                    return true;
        // writing sp needs the widened form, which then is plain lsl
        if (c == K_WIDENED && (o[k].ext & 3) == 3 - (i->size == 4))
            for (int j = 0; j < k; j++)
                if (o[j].reg == SP)
                    return true;
    }
    if ((i->op == A_LDP || i->op == A_FLDP) && o[0].reg == o[1].reg)
        return true;
    if ((i->op == A_STXR || i->op == A_STLXR) &&
        (o[0].reg == o[1].reg || o[0].reg == o[2].reg || o[2].reg == SP))
        return true;
    return false;
}

static bool one(Rng *r, const Row *row, u8 size)
{
    MOp op[5] = {{0}};
    MIns i = {.op = row->op, .nop = row->nop, .size = size, .op_ = op, .cc = (u8)below(r, 14)};
    for (int k = 0; k < row->nop; k++)
        op[k] = a64_class[row->cls[k]].kind == K_TIE ? op[0] : random_operand(r, row, k, size);
    if (unusual(row, &i))
        return false;
    if (!(a64_insn[row->op - A_FIRST].flags & XF_UNSCALED) && a64_row(&i) != row)
        return false;            // an earlier row takes these operands
    u8 bytes[4];
    Buf text = {0}, back = {0};
    wr32(bytes, a64_word(row, &i));
    a64_print(&i, row, NULL, &text);
    int n = a64_disasm(bytes, 4, 0, NULL, &back);
    for (size_t k = 0; k < 4; k++)
        printf("%02x", bytes[k]);
    // an alias may come back: then it must be the same word, which the assemblers prove
    printf("\t%.*s\n", (int)text.n, (char *)text.p);
    if (n != 4)
        printf("bad\t\"%.*s\" does not disassemble\n", (int)text.n, (char *)text.p);
    else if (back.n != text.n || memcmp(back.p, text.p, text.n)) {
        for (size_t k = 0; k < 4; k++)
            printf("%02x", bytes[k]);
        printf("\t%.*s\n", (int)back.n, (char *)back.p);
    }
    buf_free(&text);
    buf_free(&back);
    return true;
}

int main(int argc, char **argv)
{
    Rng r = {(argc > 1 ? strtoull(argv[1], NULL, 10) : 1) * 0x9e3779b97f4a7c15u + 1};
    int count = argc > 2 ? atoi(argv[2]) : 8;
    for (u32 k = 0; k < a64_nrows; k++) {
        const Row *row = &a64_rows[k];
        if (filled_later(row))
            continue;
        for (u8 size = 1; size <= 16; size *= 2) {
            int made = 0;
            for (int tries = 0; row->sizes & size && made < count && tries < 400; tries++)
                made += one(&r, row, size);
            if (row->sizes & size && !made)
                printf("bad\trow %u (%s) of size %d is never chosen\n", k,
                       a64_insn[row->op - A_FIRST].text, size);
        }
    }
    return 0;
}
