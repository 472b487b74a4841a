// t32_rows.c - encode every Thumb-2 row with random operands; print "bytes<TAB>text" for a second
// assembler
//
// The text must disassemble to itself. Rows that differ only in how flags go are made with each.
// Usage: t32_rows SEED [COUNT per row]
#include "codegen/t32/t32.h"

typedef struct Rng {
    u64 x;
} Rng;

static u32 rnd(Rng *r, u32 n)
{
    r->x ^= r->x << 13;
    r->x ^= r->x >> 7;
    r->x ^= r->x << 17;
    return (u32)(r->x >> 11) % n;
}

static MOp reg(Reg r) { return (MOp){.kind = MO_REG, .size = 4, .reg = r}; }
static MOp imm(i64 x) { return (MOp){.kind = MO_IMM, .size = 4, .imm = x}; }
static MOp mem(Reg base, i64 x)
{
    return (MOp){.kind = MO_MEM, .size = 4, .scale = 1, .reg = base, .imm = x};
}
static Reg core(Rng *r) { return rnd(r, 14) == 13 ? LR : R0 + rnd(r, 13); }
static Reg base(Rng *r) { return rnd(r, 8) ? core(r) : SP; }

static i64 modified(Rng *r)
{
    u32 b = rnd(r, 256), shape = rnd(r, 5), n = 8 + rnd(r, 24);
    switch (shape) {
    case 0: return b;
    case 1: return b | b << 16;
    case 2: return (i64)(b << 8 | b << 24);
    case 3: return (i64)(b * 0x01010101u);
    default: b |= 0x80; return (i64)(b >> n | b << (32 - n));
    }
}

static i64 float_imm(Rng *r, u8 size)
{
    u64 x = rnd(r, 256), e = (x >> 4 & 7) ^ 4;
    return size == 4 ? (i64)((x >> 7) << 31 | (e + 124) << 23 | (x & 15) << 19)
                     : (i64)((x >> 7) << 63 | (e + 1020) << 52 | (x & 15) << 48);
}

static MOp indexed(Rng *r, Reg b)
{
    MOp o = mem(b, 0);
    o.idx = core(r);
    o.scale = (u8)(1 << rnd(r, 4));
    return o;
}

static MOp random_operand(Rng *r, const Row *row, u32 k, const MOp *op, u8 size)
{
    MOp o;
    switch ((Field)row->f[k]) {
    case F_NONE: case F_SAME: case F_TIED: return op[0];
    case F_SPX: return reg(SP);
    case F_PCX: return reg(PC);
    case F_ZERO: return imm(0);
    case F_L0: case F_L3: case F_L6: case F_L8: return reg(R0 + rnd(r, 8));
    case F_H3: case F_HDN: return reg(core(r));
    case F_I3: return imm(rnd(r, 8));
    case F_I5SH: case F_SI5: return imm(1 + rnd(r, 31));
    case F_I5: case F_LSB: return imm(rnd(r, 16));
    case F_I8: return imm(rnd(r, 256));
    case F_I7X4: return imm(4 * rnd(r, 128));
    case F_I8X4: return imm(4 * rnd(r, 256));
    case F_R0: case F_R8: case F_R12: case F_R16: case F_R016: return reg(core(r));
    case F_P8: case F_P16: return reg(core(r));
    case F_SH:
        o = reg(core(r));
        if (rnd(r, 2))
            o.imm = T32_SHIFT(rnd(r, 4), 1 + rnd(r, 31));
        return o;
    case F_MI: return imm(modified(r));
    case F_I12: return imm(rnd(r, 4096));
    case F_I16: return imm(rnd(r, 65536));
    case F_WM1: return imm(1 + rnd(r, 16));
    case F_MSB: return imm(op[k - 1].imm + rnd(r, 32 - (u32)op[k - 1].imm));
    case F_I4: return imm(15);
    case F_SYS: return imm(rnd(r, 2) ? 16 : 17);
    case F_M5X4: return mem(R0 + rnd(r, 8), 4 * rnd(r, 32));
    case F_M5X2: return mem(R0 + rnd(r, 8), 2 * rnd(r, 32));
    case F_M5X1: return mem(R0 + rnd(r, 8), rnd(r, 32));
    case F_MLL:
        o = mem(R0 + rnd(r, 8), 0);
        o.idx = R0 + rnd(r, 8);
        return o;
    case F_MSP: return mem(SP, 4 * rnd(r, 256));
    case F_M12: return mem(base(r), rnd(r, 4096));
    case F_MN8: return mem(base(r), -1 - (i64)rnd(r, 255));
    case F_MIX: return indexed(r, base(r));
    case F_M8X4: return mem(base(r), 4 * ((i64)rnd(r, 511) - 255));
    case F_MB: return mem(base(r), 0);
    case F_MX4: return mem(base(r), 4 * rnd(r, 256));
    case F_MPRE: case F_MPOST:
        o = mem(core(r), (i64)rnd(r, 511) - 255);
        o.ext = row->f[k] == F_MPRE ? MX_PRE : MX_POST;
        return o;
    case F_S12: case F_S16: case F_S0: return reg(rnd(r, 2) ? D0 + rnd(r, 16) : S1 + rnd(r, 16));
    case F_D12: case F_D16: case F_D0: o = reg(D0 + rnd(r, 16)); o.size = 8; return o;
    case F_VI: return imm(float_imm(r, size));
    case F_MTB: case F_MTH:
        o = indexed(r, rnd(r, 2) ? PC : core(r));
        o.scale = row->f[k] == F_MTB ? 1 : 2;
        return o;
    case F_ONE: return imm((i64)1 << (8 + rnd(r, 5)));
    case F_LIST8: return imm(1 + rnd(r, 255));
    case F_LIST16: return imm((1 + rnd(r, 15)) << 8 | rnd(r, 256));
    case F_VLIST: return imm(((2 << rnd(r, 8)) - 1) << rnd(r, 8));
    default: return imm(0);
    }
}

// What the manual calls unpredictable, and what assemblers encode in another of two equal ways.
static bool avoid(const Row *row, const MOp *o)
{
    switch (row->op) {
    case T_UMULL: case T_SMULL: case T_UMLAL: case T_SMLAL: case T_UMAAL: case T_LDRD:
    case T_VMOVRRD:
        return o[0].reg == o[1].reg;
    case T_LDM: case T_STM: return o[2].imm >> T32_HW(o[0].reg) & 1 || !(o[2].imm & (o[2].imm - 1));
    case T_STREX: case T_STREXB: case T_STREXH:
        return o[0].reg == o[1].reg || o[0].reg == o[2].reg;
    case T_MOV: return row->size == 4 && row->f[1] == F_SH && o[1].imm != 0; // lsl and its like
    case T_ADD: case T_SUB:
        return row->size == 2 && row->f[2] == F_I3 && o[0].reg == o[1].reg;
    default: return false;
    }
}

static void emit(const MIns *i, const Row *row)
{
    Arena mem_ = {0};
    AsmBuf b = {.mem = &mem_};
    Buf text = {0}, back = {0};
    t32_encode(&b, i);
    t32_print(i, row, NULL, &text);
    int n = t32_disasm(b.bytes.p, b.bytes.n, 0, NULL, &back);
    for (size_t k = 0; k < b.bytes.n; k++)
        printf("%02x", b.bytes.p[k]);
    printf("\t%.*s\n", (int)text.n, (char *)text.p);
    if ((size_t)n != b.bytes.n || back.n != text.n || memcmp(back.p, text.p, text.n))
        printf("bad\tdisassembly of \"%.*s\" gives \"%.*s\", %d of %d bytes\n", (int)text.n,
               (char *)text.p, (int)back.n, (char *)back.p, n, (int)b.bytes.n);
    buf_free(&text);
    buf_free(&back);
    buf_free(&b.bytes);
    arena_free(&mem_);
}

static bool one(Rng *r, const Row *row)
{
    MOp op[5] = {{0}};
    const char *name = t32_insn[row->op - T_FIRST].text;
    u8 size = name[0] == 'v' && row->bits >> 8 & 1 ? 8 : 4;
    MIns i = {.op = row->op, .nop = row->nop, .size = size, .op_ = op};
    if (row->flags & RF_S || (row->flags & RF_SBIT && rnd(r, 2)))
        i.flags = MIF_SETF;
    for (u32 k = 0; k < row->nop; k++)
        op[k] = random_operand(r, row, k, op, size);
    if (avoid(row, op) || t32_row(&i) != row)
        return false;            // or an earlier, shorter row takes these operands
    emit(&i, row);
    return true;
}

static bool is_label(const Row *row)
{
    for (u32 k = 0; k < row->nop; k++) {
        u8 kind = t32_field[row->f[k]].kind;
        if (kind == K_TARGET || kind == K_NEAR || kind == K_WORD)
            return true;
    }
    return false;
}

// A field takes nothing below its least number and nothing above its most.
static void limits(Rng *r, const Row *row)
{
    MOp op[5] = {{0}};
    MIns i = {.op = row->op, .nop = row->nop, .size = 4, .op_ = op};
    for (u32 k = 0; k < row->nop; k++)
        op[k] = random_operand(r, row, k, op, 4);
    for (u32 k = 0; k < row->nop; k++) {
        const FieldInfo *f = &t32_field[row->f[k]];
        i64 was = op[k].imm, past[] = {(i64)f->least - f->step, (i64)f->most + f->step, 5000,
                      70000};
        bool ranged = f->kind == K_IMM || f->kind == K_LESS1 || f->kind == K_MEM ||
                      f->kind == K_PRE || f->kind == K_POST;
        for (u32 j = 0; j < COUNT(past) && ranged; j++) {
            op[k].imm = past[j];
            if (t32_row(&i) == row)
                printf("bad\trow %s takes %lld as operand %u\n",
                       t32_insn[row->op - T_FIRST].text, (long long)past[j], k);
        }
        op[k].imm = was;
    }
}

int main(int argc, char **argv)
{
    Rng r = {(argc > 1 ? strtoull(argv[1], NULL, 10) : 1) * 0x9e3779b97f4a7c15u + 1};
    int count = argc > 2 ? atoi(argv[2]) : 8;
    for (u32 k = 0; k < t32_nrows; k++) {
        const Row *row = &t32_rows[k];
        int made = 0;
        limits(&r, row);
        if (is_label(row))
            continue;            // tests/suites/21-listing.sh
        for (int tries = 0; made < count && tries < 400; tries++)
            made += one(&r, row);
        if (!made)
            printf("bad\trow %u (%s) is never chosen\n", k, t32_insn[row->op - T_FIRST].text);
    }
    return 0;
}
