// disasm.c - AMD64 bytes back to instructions, from the rows that encode them
//
// It knows what the rows know: anything else (vector code of other compilers, say) decodes to
// nothing and the caller prints bytes.
#include "codegen/x64/x64.h"

typedef struct Dec {
    const u8 *p;
    size_t n, at;
    bool opsize, rep, repne, lock, fs, gs;
    u8 rex;
    u8 map, opc, modrm;
    u64 addr;
    size_t disp_at, imm_at;
    u8 disp_size, imm_size;
} Dec;

static int peek(const Dec *d)
{
    return d->at < d->n ? d->p[d->at] : -1;
}

static void prefixes(Dec *d)
{
    for (;; d->at++) {
        int c = peek(d);
        if (c == 0x66)
            d->opsize = true;
        else if (c == 0xf3)
            d->rep = true;
        else if (c == 0xf2)
            d->repne = true;
        else if (c == 0xf0)
            d->lock = true;
        else if (c == 0x64)
            d->fs = true;
        else if (c == 0x65)
            d->gs = true;
        else
            break;
    }
    int c = peek(d);
    if (c >= 0x40 && c <= 0x4f) {
        d->rex = (u8)c & 15;
        d->at++;
    }
}

static bool opcode(Dec *d)
{
    if (peek(d) == 0x0f) {
        d->map = 1;
        d->at++;
        int c = peek(d);
        d->map = c == 0x38 ? 2 : c == 0x3a ? 3 : 1;
        d->at += d->map > 1;
    }
    if (peek(d) < 0)
        return false;
    d->opc = d->p[d->at++];
    if (d->at < d->n)
        d->modrm = d->p[d->at];
    return true;
}

static bool prefixes_match(const Dec *d, const Row *r)
{
    bool f3 = r->pp == 0xf3 || r->flags & RF_REP;
    if (d->rep != f3 || d->repne != (r->pp == 0xf2))
        return false;
    if (r->flags & RF_W && !(d->rex & 8))
        return false;
    if (d->lock != !!(r->flags & RF_LOCK) || d->fs != !!(r->flags & RF_FS) ||
        d->gs != !!(r->flags & RF_GS))
        return false;
    bool vector = r->nop && (r->cls[0] == C_X || (r->nop > 1 && r->cls[1] == C_X));
    return r->pp == 0x66 ? d->opsize : !(vector && !r->pp && d->opsize);
}

// Operation size of this row for these bytes; 0 when the opcode or the size does not match.
static u8 row_size(const Dec *d, const Row *r)
{
    u8 size = d->rex & 8 ? 8 : d->opsize && r->pp != 0x66 ? 2 : 4;
    u8 opc = d->opc;
    if (r->flags & RF_PLUSR)
        opc &= 0xf8;
    if (r->flags & RF_CC)
        opc &= 0xf0;
    if (r->flags & RF_B8 && r->sizes & S1 && !(r->flags & RF_PLUSR) && opc == (u8)(r->opc - 1))
        return 1;
    if (opc != r->opc)
        return 0;
    if (r->sizes == S1 || r->sizes == S2 || r->sizes == S4)
        size = r->sizes;
    if (r->flags & RF_D64)
        size = r->sizes & S16 ? 16 : r->sizes == S2 ? 2 : r->sizes & S8 && !(r->sizes & S4) ? 8 : 4;
    if (r->flags & RF_B8 && size == 1)
        return r->sizes == S1 ? 1 : 0;
    return r->sizes & size ? size : 0;
}

static bool modrm_matches(const Dec *d, const Row *r)
{
    bool wants = (r->rm != NO && !(r->flags & RF_PLUSR)) || r->digit >= 0;
    if (!wants)
        return true;
    if (d->at >= d->n)
        return false;
    if (r->digit >= 0 && (d->modrm >> 3 & 7) != r->digit)
        return false;
    if (r->rm == NO)
        return d->modrm >> 6 == 3 && (d->modrm & 7) == (r->flags & RF_ST1 ? 1 : 0);
    bool mem = r->cls[r->rm] == C_M;
    if (r->op == X_ZERO || r->op == X_FZERO)
        return false;  // printed as what they are, xor
    return mem == (d->modrm >> 6 != 3);
}

static Reg vec_or_gpr(OpClass c, u8 hw)
{
    return (c == C_X ? XMM0 : RAX) + hw;
}

static bool take(Dec *d, size_t n, i64 *out)
{
    if (d->n - d->at < n)
        return false;
    u64 x = 0;
    for (size_t k = 0; k < n; k++)
        x |= (u64)d->p[d->at + k] << 8 * k;
    d->at += n;
    *out = n == 8 ? (i64)x : (i64)(x << (64 - 8 * n)) >> (64 - 8 * n);
    return true;
}

static bool memory(Dec *d, MOp *m, bool *rip)
{
    u8 mod = d->modrm >> 6, low = d->modrm & 7;
    *m = (MOp){.kind = MO_MEM, .scale = 1};
    u8 base = low;
    bool has_base = true;
    *rip = false;
    if (low == 4) {
        if (d->at >= d->n)
            return false;
        u8 sib = d->p[d->at++];
        base = sib & 7;
        u8 idx = (u8)((sib >> 3 & 7) | (d->rex & 2 ? 8 : 0));
        if (idx != 4) {
            m->idx = RAX + idx;
            m->scale = (u8)(1 << (sib >> 6));
        }
        has_base = !(base == 5 && mod == 0);
    } else if (mod == 0 && low == 5) {
        *rip = true;
        has_base = false;
    }
    if (has_base)
        m->reg = RAX + (Reg)(base | (d->rex & 1 ? 8 : 0));
    d->disp_size = mod == 1 ? 1 : mod == 2 || !has_base ? 4 : 0;
    d->disp_at = d->at;
    return !d->disp_size || take(d, d->disp_size, &m->imm);
}

static u8 imm_size(OpClass c, u8 size)
{
    return c == C_I8 || c == C_U8   ? 1
           : c == C_U16             ? 2
           : c == C_I64             ? 8
           : c == C_REL || size > 4 ? 4
                                    : size;
}

static bool immediate(Dec *d, const Row *r, MIns *i, int k)
{
    OpClass c = r->cls[k];
    d->imm_size = imm_size(c, i->size);
    d->imm_at = d->at;
    i->op_[k].kind = MO_IMM;
    if (!take(d, d->imm_size, &i->op_[k].imm))
        return false;
    if (c == C_U8)
        i->op_[k].imm &= 255;
    return true;
}

static bool operands(Dec *d, const Row *r, MIns *i, bool *rip)
{
    *rip = false;
    if (r->rm != NO && r->flags & RF_PLUSR) {
        i->op_[r->rm] =
            (MOp){.kind = MO_REG, .reg = RAX + (Reg)((d->opc & 7) | (d->rex & 1 ? 8 : 0))};
    } else if (r->rm != NO || r->digit >= 0) {
        d->at++;
        if (r->rm != NO && d->modrm >> 6 == 3)
            i->op_[r->rm] = (MOp){.kind = MO_REG,
                .reg = vec_or_gpr(r->cls[r->rm], (u8)((d->modrm & 7) | (d->rex & 1 ? 8 : 0)))};
        else if (r->rm != NO && !memory(d, &i->op_[r->rm], rip))
            return false;
    }
    if (r->reg != NO && r->reg != r->rm)
        i->op_[r->reg] = (MOp){.kind = MO_REG,
            .reg = vec_or_gpr(r->cls[r->reg], (u8)((d->modrm >> 3 & 7) | (d->rex & 4 ? 8 : 0)))};
    for (int k = 0; k < r->nop; k++) {
        switch ((OpClass)r->cls[k]) {
        case C_T: i->op_[k] = i->op_[0]; break;
        case C_AX: i->op_[k] = (MOp){.kind = MO_REG, .reg = RAX}; break;
        case C_CL: i->op_[k] = (MOp){.kind = MO_REG, .reg = RCX}; break;
        case C_DX: i->op_[k] = (MOp){.kind = MO_REG, .reg = RDX}; break;
        case C_ONE: i->op_[k] = (MOp){.kind = MO_IMM, .imm = 1}; break;
        default: break;
        }
    }
    for (int k = 0; k < r->nop; k++)  // tied to an implicit register of this row
        if (r->cls[k] == C_T)
            i->op_[k] = i->op_[0];
    return r->imm == NO || immediate(d, r, i, r->imm);
}

static bool fixup_text(const Dec *d, const DisNames *names, size_t at, u8 size, Buf *out)
{
    return size && names && names->field &&
           names->field(names->ctx, d->addr + at, size, d->addr + d->at, out);
}

static void target_text(const Dec *d, const DisNames *names, i64 rel, Buf *out)
{
    u64 to = d->addr + d->at + (u64)rel;
    if (!names || !names->target || !names->target(names->ctx, to, out))
        buf_fmt(out, "0x%llx", (unsigned long long)to);
}

static void print(const Dec *d, const MIns *i, const Row *r, bool rip, const DisNames *names,
                  Buf *out)
{
    Buf disp = {0}, imm = {0};
    Str ds, is;
    X64Text t = {0};
    bool branch = r->nop && r->cls[0] == C_REL;
    if (fixup_text(d, names, d->disp_at, d->disp_size, &disp)) {
        t.disp = &ds;
    } else if (rip) {
        buf_fmt(&disp, "%lld", (long long)i->op_[r->rm].imm);
        t.disp = &ds;
    }
    if (!branch)
        buf_str(&imm, "offset ");
    if (fixup_text(d, names, d->imm_at, d->imm_size, &imm)) {
        t.imm = &is;
    } else if (branch) {
        target_text(d, names, i->op_[0].imm, &imm);
        t.imm = &is;
    }
    ds = (Str){(char *)disp.p, disp.n};
    is = (Str){(char *)imm.p, imm.n};
    x64_print_with(i, &t, out);
    buf_free(&disp);
    buf_free(&imm);
}

// Short branches have no row of their own: the assembler buffer makes them.
static int short_branch(Dec *d, const DisNames *names, Buf *out)
{
    i64 rel;
    if (!take(d, 1, &rel))
        return 0;
    if (d->opc == 0xeb)
        buf_str(out, "jmp ");
    else
        buf_fmt(out, "j%s ", x64_cc[d->opc & 15]);
    target_text(d, names, rel, out);
    return (int)d->at;
}

int x64_disasm(const u8 *p, size_t n, u64 addr, const DisNames *names, Buf *out)
{
    Dec d = {.p = p, .n = MIN(n, (size_t)15), .addr = addr};
    prefixes(&d);
    if (!opcode(&d))
        return 0;
    if (!d.map && (d.opc == 0xeb || (d.opc & 0xf0) == 0x70))
        return short_branch(&d, names, out);
    for (u32 k = 0; k < x64_nrows; k++) {
        const Row *r = &x64_rows[k];
        u8 size;
        if (r->map != d.map || !prefixes_match(&d, r) || !(size = row_size(&d, r)) ||
            !modrm_matches(&d, r))
            continue;
        MOp op[4] = {{0}};
        Dec at = d;
        MIns i = {.op = r->op, .nop = r->nop, .size = size, .op_ = op};
        if (r->flags & RF_CC)
            i.cc = d.opc & 15;
        bool rip;
        if (!operands(&at, r, &i, &rip))
            return 0;
        print(&at, &i, r, rip, names, out);
        return (int)at.at;
    }
    return x64_disasm_x87(p, n, out);
}
