// x64_rows.c - encode every AMD64 row with random operands; print "bytes<TAB>text" for a second
// assembler
//
// The text must disassemble to itself. Usage: x64_rows SEED [COUNT per row and size]
#include "codegen/x64/x64.h"

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

static i64 random_imm(Rng *r, OpClass c, u8 size)
{
    u64 x = rnd(r);
    int bits = c == C_I8 ? 8 : c == C_U8 ? 8 : c == C_U16 ? 16 : c == C_I64 ? 64 : size >= 4 ? 32
               : 8 * size;
    if (c == C_U8 || c == C_U16 || c == C_U32)
        return (i64)(x & (((u64)1 << (c == C_U32 ? 32 : bits)) - 1));
    return bits == 64 ? (i64)x : (i64)(x << (64 - bits)) >> (64 - bits);
}

static MOp random_mem(Rng *r)
{
    MOp m = {.kind = MO_MEM, .scale = 1};
    u64 shape = rnd(r) % 8;
    if (shape)
        m.reg = RAX + (Reg)(rnd(r) % 16);
    if (shape >= 4) {
        do
            m.idx = RAX + (Reg)(rnd(r) % 16);
        while (m.idx == RSP);
        m.scale = (u8)(1 << rnd(r) % 4);
        if (!m.reg)
            m.scale = 4;
    }
    if (shape & 1)
        m.imm = (i8)rnd(r);
    else if (shape & 2 || !m.reg)
        m.imm = (i32)rnd(r) >> rnd(r) % 16;
    return m;
}

static MOp random_operand(Rng *r, const Row *row, int k, u8 size)
{
    MOp o = {.kind = MO_REG};
    switch ((OpClass)row->cls[k]) {
    case C_R: o.reg = RAX + (Reg)(rnd(r) % 16); break;
    case C_X: o.reg = XMM0 + (Reg)(rnd(r) % 16); break;
    case C_AX: o.reg = RAX; break;
    case C_CL: o.reg = RCX; break;
    case C_DX: o.reg = RDX; break;
    case C_M: o = random_mem(r); break;
    case C_ONE: o = (MOp){.kind = MO_IMM, .imm = 1}; break;
    default: o = (MOp){.kind = MO_IMM, .imm = random_imm(r, (OpClass)row->cls[k], size)};
    }
    return o;
}

static bool one(Rng *r, const Row *row, u8 size)
{
    MOp op[4] = {{0}};
    Arena mem = {0};
    MIns i = {.op = row->op, .nop = row->nop, .size = size, .op_ = op, .cc = (u8)(rnd(r) % 16)};
    for (int k = 0; k < row->nop; k++)
        op[k] = row->cls[k] == C_T ? op[0] : random_operand(r, row, k, size);
    if (row->op == X_XCHG && (op[1].reg == RAX || (op[0].reg == RAX && size == 4)))
        return false;            // assemblers have a shorter form, which we do not make
    if (x64_row(&i) != row)
        return false;            // an earlier, shorter row takes these operands
    AsmBuf b = {.mem = &mem};
    Buf text = {0}, back = {0};
    x64_encode(&b, &i);
    x64_print(&i, &text);
    int n = x64_disasm(b.bytes.p, b.bytes.n, 0, NULL, &back);
    for (size_t k = 0; k < b.bytes.n; k++)
        printf("%02x", b.bytes.p[k]);
    printf("\t%.*s\n", (int)text.n, (char *)text.p);
    if ((size_t)n != b.bytes.n || back.n != text.n || memcmp(back.p, text.p, text.n))
        printf("bad\tdisassembly of \"%.*s\" gives \"%.*s\", %d of %d bytes\n", (int)text.n,
               (char *)text.p, (int)back.n, (char *)back.p, n, (int)b.bytes.n);
    buf_free(&text);
    buf_free(&back);
    buf_free(&b.bytes);
    arena_free(&mem);
    return true;
}

int main(int argc, char **argv)
{
    Rng r = {(argc > 1 ? strtoull(argv[1], NULL, 10) : 1) * 0x9e3779b97f4a7c15u + 1};
    int count = argc > 2 ? atoi(argv[2]) : 8;
    for (u32 k = 0; k < x64_nrows; k++) {
        const Row *row = &x64_rows[k];
        if (row->nop && row->cls[0] == C_REL)
            continue;            // branches are tested with labels, in tests/unit/codegen_asmbuf.c
        for (u8 size = 1; size <= 16; size *= 2) {
            int made = 0;
            for (int tries = 0; row->sizes & size && made < count && tries < 200; tries++)
                made += one(&r, row, size);
            if (row->sizes & size && !made)
                printf("bad\trow %u (%s) of size %d is never chosen\n", k,
                       x64_insn[row->op - X_FIRST].text, size);
        }
    }
    return 0;
}
