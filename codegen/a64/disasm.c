// disasm.c - AArch64 words back to instructions, from the rows that encode them
//
// It knows what the rows know: anything else decodes to nothing and the caller prints bytes.
#include "codegen/a64/a64.h"

static u32 get(u32 w, u32 lo, u32 n)
{
    return w >> lo & ((1u << n) - 1);
}

static i64 sext(u32 x, u32 n)
{
    return (i64)((u64)x << (64 - n)) >> (64 - n);
}

static MOp gpr(u32 n, u8 size)
{
    if (n == 31)
        return (MOp){.kind = MO_IMM, .size = size};
    return (MOp){.kind = MO_REG, .size = size, .reg = X0 + n};
}

static MOp gsp(u32 n, u8 size)
{
    return (MOp){.kind = MO_REG, .size = size, .reg = n == 31 ? SP : X0 + n};
}

// v31 is in no row's reach: it has no number.
static bool fpr(MOp *o, u32 n, u8 size)
{
    *o = (MOp){.kind = MO_REG, .size = size, .reg = V0 + n};
    return n < 31;
}

// Bytes of memory that a load or store of the row moves at a time.
static u8 access_size(const Row *r, u32 w)
{
    for (int k = 0; k < r->nop; k++) {
        Kind c = (Kind)a64_class[r->cls[k]].kind;
        if (c == K_PAIR || c == K_PAIR_PRE || c == K_PAIR_POST)
            return (u8)(w >> 26 & 1 ? 4u << (w >> 30) : 4u << (w >> 31));
    }
    return (w >> 26 & 1) && (w >> 23 & 1) ? 16 : (u8)(1u << (w >> 30));
}

static bool memory(MOp *o, Kind kind, u32 w, u8 z)
{
    *o = (MOp){.kind = MO_MEM, .size = z, .scale = 1, .reg = gsp(get(w, 5, 5), 8).reg};
    switch (kind) {
    case K_UNSIGNED: o->imm = (i64)get(w, 10, 12) * z; return true;
    case K_SIGNED9: o->imm = sext(get(w, 12, 9), 9); return true;
    case K_PRE: case K_POST:
        o->imm = sext(get(w, 12, 9), 9);
        o->ext = kind == K_PRE ? MX_PRE : MX_POST;
        return true;
    case K_PAIR: case K_PAIR_PRE: case K_PAIR_POST:
        o->imm = sext(get(w, 15, 7), 7) * z;
        o->ext = kind == K_PAIR ? 0 : kind == K_PAIR_PRE ? MX_PRE : MX_POST;
        return true;
    case K_INDEX: {
        u32 option = get(w, 13, 3), n = get(w, 16, 5);
        if (n == 31 || !(option & 2) || (z == 1 && get(w, 12, 1)))
            return false;
        o->idx = X0 + n;
        o->ext = option == 3 ? XT_LSL : (u8)(XT_UXTB + option);
        o->scale = get(w, 12, 1) ? z : 1;
        return true;
    }
    default: return true;
    }
}

static bool decode(MOp *o, const ClassInfo *c, u32 w, u8 size, u8 access)
{
    u8 z = c->size ? c->size : size;
    u32 bits = 8u * size, r = get(w, 16, 6), s = get(w, 10, 6);
    *o = (MOp){.kind = MO_IMM};
    switch ((Kind)c->kind) {
    case K_GPR: *o = gpr(get(w, c->lo, 5), z); return true;
    case K_GSP: *o = gsp(get(w, c->lo, 5), z); return true;
    case K_FPR: return fpr(o, get(w, c->lo, 5), z);
    case K_TWICE:
        if (get(w, 5, 5) != get(w, 16, 5))
            return false;
        if (c->arrangement)
            return fpr(o, get(w, 5, 5), z);
        *o = gpr(get(w, 5, 5), z);
        return true;
    case K_SHIFTED: case K_ROTATED:
        *o = gpr(get(w, 16, 5), z);
        o->ext = (u8)get(w, 22, 2);
        o->imm = s;
        return s < bits && (o->ext < XT_ROR || c->kind == K_ROTATED);
    case K_WIDENED:
        *o = gpr(get(w, 16, 5), z);
        o->ext = (u8)(XT_UXTB + get(w, 13, 3));
        o->imm = get(w, 10, 3);
        return o->kind == MO_REG;
    case K_UIMM:
        o->imm = get(w, c->lo, c->bits);
        return c->bits != 6 || o->imm < bits;
    case K_IMM12: o->imm = (i64)get(w, 10, 12) << (get(w, 22, 1) ? 12 : 0); return true;
    case K_BITMASK: o->imm = (i64)a64_bitmask_value(get(w, 10, 13), size); return o->imm != 0;
    case K_WIDE:
        o->imm = get(w, 5, 16);
        o->ext = (u8)get(w, 21, 2);
        return true;
    case K_FIMM: o->imm = (i64)row_float8_value(get(w, 13, 8), size); return true;
    case K_LSL: o->imm = bits - 1 - s; return s < bits - 1 && r == s + 1;
    case K_LSR: o->imm = r; return s == bits - 1 && r < bits;
    case K_BIT: o->imm = get(w, 19, 5) | w >> 31 << 5; return true;
    case K_PAGE: o->imm = sext(get(w, 5, 19) << 2 | get(w, 29, 2), 21) * 4096; return true;
    case K_NEAR: o->imm = sext(get(w, 5, 19) << 2 | get(w, 29, 2), 21); return true;
    case K_BRANCH: o->imm = sext(get(w, c->lo, c->bits), c->bits) * 4; return true;
    case K_NONE: case K_TIE: return true;
    default: return memory(o, (Kind)c->kind, w, access);
    }
}

static bool row_matches(const Row *r, u32 w, MIns *i)
{
    u32 mask = a64_row_mask(r);
    for (u8 size = 1; size <= 16; size *= 2) {
        if (!(r->sizes & size) || (w & mask) != a64_row_bits(r, size))
            continue;
        bool ok = true;
        i->op = r->op;
        i->nop = r->nop;
        i->size = size;
        u8 access = access_size(r, w);
        for (int k = 0; k < r->nop && ok; k++)
            ok = decode(&i->op_[k], &a64_class[r->cls[k]], w, size, access);
        for (int k = 0; k < r->nop; k++)
            if (a64_class[r->cls[k]].kind == K_TIE)
                i->op_[k] = i->op_[0];
        u32 cc = r->flags & RF_CC12 ? get(w, 12, 4) : r->flags & RF_CB ? get(w, 24, 1)
                 : r->flags & RF_CC0 ? get(w, 0, 4) : 0;
        i->cc = (u8)(cc ^ (r->flags & RF_CCINV ? 1 : 0));
        if (ok && r->flags & RF_CCINV)
            ok = i->cc < CC_AL;
        // an offset that fits the scaled form has another name here
        for (int k = 0; k < r->nop && ok; k++)
            if (a64_class[r->cls[k]].kind == K_SIGNED9 &&
                !(a64_insn[r->op - A_FIRST].flags & XF_UNSCALED))
                ok = a64_fits(&i->op_[k], r->cls[k], size);
        if (ok)
            return true;
    }
    return false;
}

static void print(const MIns *i, const Row *r, u64 addr, const DisNames *names, Buf *out)
{
    Buf field = {0};
    A64Text t = {0};
    Str s;
    bool branch = r->nop && a64_class[r->cls[0]].kind == K_BRANCH, near = false, page = false;
    for (int k = 0; k < r->nop; k++) {
        near |= a64_class[r->cls[k]].kind == K_NEAR;
        page |= a64_class[r->cls[k]].kind == K_PAGE;
    }
    if (names && names->field && names->field(names->ctx, addr, 4, addr, &field)) {
        t.field = &s;
    } else if (branch || near || page) {
        i64 d = i->op_[branch ? 0 : 1].imm;
        u64 to = (page ? addr & ~(u64)4095 : addr) + (u64)d;
        if (page || !names || !names->target || !names->target(names->ctx, to, &field))
            buf_fmt(&field, "0x%llx", (unsigned long long)to);
        t.field = &s;
    }
    s = (Str){(char *)field.p, field.n};
    a64_print(i, r, &t, out);
    buf_free(&field);
}

int a64_disasm(const u8 *p, size_t n, u64 addr, const DisNames *names, Buf *out)
{
    if (n < 4)
        return 0;
    u32 w = rd32(p);
    for (u32 k = 0; k < a64_nrows; k++) {
        MOp op[5] = {{0}};
        MIns i = {.op_ = op};
        if (row_matches(&a64_rows[k], w, &i)) {
            print(&i, &a64_rows[k], addr, names, out);
            return 4;
        }
    }
    return 0;
}
