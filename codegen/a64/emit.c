// emit.c - AArch64 machine instructions with real registers to words; sequences; branches
//
// Source: Arm Architecture Reference Manual for A-profile (DDI 0487), C4 and C6.
#include "codegen/a64/a64.h"

static u32 hw(const MOp *o)
{
    if (o->kind == MO_IMM || o->reg == SP)
        return 31;
    return A64_IS_FPR(o->reg) ? o->reg - V0 : o->reg - X0;
}

static u32 base(const MOp *o)
{
    return (o->reg == SP ? 31 : o->reg ? o->reg - X0 : 0) << 5;
}

static u32 index_bits(const MOp *o, u8 z)
{
    u32 option = o->ext == XT_LSL ? 3 : (u32)o->ext & 7, s = o->scale > 1 && o->scale == z;
    return (o->idx - X0) << 16 | option << 13 | s << 12 | base(o);
}

static u32 scaled_off(const MOp *o, u8 z, u32 bits)
{
    return (u32)(o->imm / z) & ((1u << bits) - 1);
}

static u32 imm12(const MOp *o)
{
    if (o->kind != MO_IMM)
        return o->ext == XT_HI12 ? 1u << 22 : 0;
    return o->imm < 4096 ? (u32)o->imm << 10 : 1u << 22 | (u32)(o->imm >> 12) << 10;
}

static u32 operand_bits(const Row *r, const MIns *i, int k)
{
    const MOp *o = &i->op_[k];
    const ClassInfo *c = &a64_class[r->cls[k]];
    u8 z = o->size ? o->size : i->size;
    u32 w = 8u * i->size, bits = 0, x = (u32)o->imm;
    switch ((Kind)c->kind) {
    case K_GPR: case K_GSP: case K_FPR: return hw(o) << c->lo;
    case K_TWICE: return hw(o) << 5 | hw(o) << 16;
    case K_SHIFTED: case K_ROTATED:
        return o->kind == MO_IMM ? 31u << 16 : hw(o) << 16 | (u32)o->ext << 22 | x << 10;
    case K_WIDENED: return hw(o) << 16 | ((u32)o->ext & 7) << 13 | x << 10;
    case K_UIMM: return x << c->lo;
    case K_IMM12: return imm12(o);
    case K_BITMASK: a64_bitmask((u64)o->imm, i->size, &bits); return bits << 10;
    case K_WIDE: return (u32)o->ext << 21 | x << 5;
    case K_FIMM: row_float8((u64)o->imm, i->size, &bits); return bits << 13;
    case K_LSL: return ((w - x) % w) << 16 | (w - 1 - x) << 10;
    case K_LSR: return x << 16 | (w - 1) << 10;
    case K_BIT: return (x & 31) << 19 | (x >> 5) << 31;
    case K_UNSIGNED:
        return base(o) | (o->sym || o->kind == MO_TABLE ? 0 : scaled_off(o, z, 12) << 10);
    case K_SIGNED9: case K_PRE: case K_POST: return base(o) | (x & 511) << 12;
    case K_INDEX: return index_bits(o, z);
    case K_BASE: return base(o);
    case K_PAIR: case K_PAIR_PRE: case K_PAIR_POST: return base(o) | scaled_off(o, z, 7) << 15;
    default: return 0;
    }
}

u32 a64_word(const Row *r, const MIns *i)
{
    u32 w = a64_row_bits(r, i->size), cc = i->cc ^ (r->flags & RF_CCINV ? 1u : 0);
    for (int k = 0; k < r->nop; k++)
        w |= operand_bits(r, i, k);
    if (r->flags & RF_CC12)
        w |= cc << 12;
    if (r->flags & RF_CC0)
        w |= cc;
    if (r->flags & RF_CB)
        w |= (cc & 1) << 24;
    return w;
}

/* branches: the word without its distance is the argument */
static void put_b(u8 *p, u32 form, i64 d, u32 word)
{
    (void)form;
    wr32(p, word | ((u32)(d >> 2) & 0x3ffffff));
}

static void put_field(u8 *p, u32 form, i64 d, u32 word, u32 bits, u32 invert)
{
    u32 mask = ((1u << bits) - 1) << 5;
    if (!form) {
        wr32(p, word | ((u32)(d >> 2) << 5 & mask));
        return;
    }
    wr32(p, (word ^ invert) | 2 << 5);       // the inverse over the next instruction
    wr32(p + 4, 0x14000000 | ((u32)((d - 4) >> 2) & 0x3ffffff));
}

static void put_bcc(u8 *p, u32 form, i64 d, u32 word)
{
    put_field(p, form, d, word, 19, 1);
}

static void put_cbz(u8 *p, u32 form, i64 d, u32 word)
{
    put_field(p, form, d, word, 19, 1u << 24);
}

static void put_tbz(u8 *p, u32 form, i64 d, u32 word)
{
    put_field(p, form, d, word, 14, 1u << 24);
}

// The address of a block; far away by way of x16.
static void put_adr(u8 *p, u32 form, i64 d, u32 reg)
{
    if (!form) {
        wr32(p, 0x10000000 | ((u32)d & 3) << 29 | ((u32)(d >> 2) & 0x7ffff) << 5 | reg);
        return;
    }
    wr32(p, 0x10000010);                                         // adr x16, .
    wr32(p + 4, 0x52800000 | ((u32)d & 0xffff) << 5 | reg);      // movz
    wr32(p + 8, 0x72a00000 | ((u32)(d >> 16) & 0xffff) << 5 | reg);     // movk
    wr32(p + 12, 0x8b20c000 | reg << 16 | 16 << 5 | reg);        // add reg, x16, reg, sxtw
}

enum { MB = 1 << 20 };
#define FAR {8, -128 * MB, 128 * MB - 8}
static const AsmForms b_forms = {.n = 1, .form = {{4, -128 * MB, 128 * MB - 4}}, .put = put_b};
static const AsmForms bcc_forms = {.n = 2, .form = {{4, -MB, MB - 4}, FAR}, .put = put_bcc};
static const AsmForms cbz_forms = {.n = 2, .form = {{4, -MB, MB - 4}, FAR}, .put = put_cbz};
static const AsmForms tbz_forms = {.n = 2, .form = {{4, -MB / 32, MB / 32 - 4}, FAR},
                                   .put = put_tbz};
static const AsmForms adr_forms = {.n = 2, .form = {{4, -MB, MB - 1}, {16, INT32_MIN, INT32_MAX}},
                                   .put = put_adr};

static const AsmForms *forms_of(u16 op)
{
    switch (op) {
    case A_BCC: return &bcc_forms;
    case A_CBZ: return &cbz_forms;
    case A_TBZ: return &tbz_forms;
    default: return &b_forms;
    }
}

static const AsmForms near_forms = {.n = 1, .form = {{4, -MB, MB - 1}}, .put = put_adr,
                                    .strict = 1};

static void put_ldr(u8 *p, u32 form, i64 d, u32 word)
{
    (void)form;
    wr32(p, word | ((u32)(d >> 2) & 0x7ffff) << 5);
}

static const AsmForms ldr_forms = {.n = 1, .form = {{4, -MB, MB - 4}}, .put = put_ldr, .strict = 4};

static void fixup(AsmBuf *b, FixKind k, const MOp *o)
{
    asm_fix(b, k, o->kind == MO_TABLE ? ASM_RO : o->sym, o->imm);
}

static void fix_operand(AsmBuf *b, const Row *r, const MIns *i, int k)
{
    static const FixKind by_size[] = {FIX_A64_LD8_LO12, FIX_A64_LD16_LO12, FIX_A64_LD32_LO12,
                                      FIX_A64_LD64_LO12, FIX_A64_LD128_LO12};
    const MOp *o = &i->op_[k];
    if (!o->sym && o->kind != MO_TABLE)
        return;
    if (o->fix) {                        // said in the text
        fixup(b, (FixKind)o->fix, o);
        return;
    }
    switch ((Kind)a64_class[r->cls[k]].kind) {
    case K_UNSIGNED:
        fixup(b, o->got ? o->tls ? FIX_A64_GOTTP_LO12 : FIX_A64_GOT_LO12
                        : by_size[a64_log2(o->size ? o->size : i->size)], o);
        break;
    case K_IMM12:
        fixup(b, !o->tls ? FIX_A64_LO12 : o->ext == XT_HI12 ? FIX_A64_TP_HI12 : FIX_A64_TP_LO12,
              o);
        break;
    case K_PAGE:
        fixup(b, o->got ? o->tls ? FIX_A64_GOTTP_PAGE : FIX_A64_GOT_PAGE : FIX_A64_ADRP, o);
        break;
    case K_BRANCH:
        fixup(b, i->op == A_BL    ? FIX_A64_CALL26
                 : i->op == A_B   ? FIX_A64_JUMP26
                 : i->op == A_TBZ ? FIX_A64_BR14
                                  : FIX_A64_BR19, o);
        break;
    default: break;
    }
}

static void put_row(AsmBuf *b, const MIns *i)
{
    const Row *r = a64_row(i);
    if (!r) {
        fprintf(stderr, "fuse: internal error: no row for %s, size %d, %d operands\n",
                a64_insn[i->op - A_FIRST].text, i->size, i->nop);
        abort();
    }
    u32 w = a64_word(r, i);
    if (r->nop && a64_class[r->cls[0]].kind == K_BRANCH && i->op_[0].kind == MO_BLK) {
        asm_branch(b, i->op_[0].slot, forms_of(i->op), w);
        vec_last(&b->br).add = (i32)i->op_[0].imm;
        return;
    }
    if (i->op == A_ADR && i->op_[1].kind == MO_BLK) {
        asm_branch(b, i->op_[1].slot, &near_forms, w & 31);
        vec_last(&b->br).add = (i32)i->op_[1].imm;
        return;
    }
    for (int k = 0; k < r->nop; k++)
        fix_operand(b, r, i, k);
    buf_u32(&b->bytes, w);
}

/* sequences */
static void put3(AsmBuf *b, u16 op, u8 size, u8 cc, MOp x, MOp y, MOp z)
{
    MOp o[3] = {x, y, z};
    MIns i = {.op = op, .size = size, .cc = cc, .op_ = o};
    while (i.nop < 3 && o[i.nop].kind != MO_NONE)
        i.nop++;
    put_row(b, &i);
}

static MOp reg(Reg r, u8 size)
{
    return (MOp){.kind = MO_REG, .size = size, .reg = r};
}

static MOp imm(i64 x, u8 ext)
{
    return (MOp){.kind = MO_IMM, .imm = x, .ext = ext};
}

static const MOp none = {.kind = MO_NONE};

static u32 count_parts(u64 x, u8 z, u16 what)
{
    u32 n = 0;
    for (u8 k = 0; k < z / 2; k++)
        n += (u16)(x >> 16 * k) == what;
    return n;
}

// The parts of 16 bits that differ from `fill`, put on top of one move that sets the others to it.
static void wide_parts(AsmBuf *b, Reg d, u64 x, u8 z, u16 fill)
{
    bool first = true;
    for (u8 k = 0; k < z / 2; k++) {
        u16 part = (u16)(x >> 16 * k);
        if (part == fill && !(k == 0 && count_parts(x, z, fill) == z / 2u))
            continue;
        if (!first)
            put3(b, A_MOVK, z, 0, reg(d, z), reg(d, z), imm(part, k));
        else
            put3(b, fill ? A_MOVN : A_MOVZ, z, 0, reg(d, z), imm(fill ? (u16)~part : part, k),
                 none);
        first = false;
    }
}

// One part replaced so that the rest is a logical immediate: orr and movk.
static bool put_patched(AsmBuf *b, Reg d, u64 x)
{
    u32 bits;
    for (u8 k = 0; k < 4; k++)
        for (u8 j = 0; j < 4; j++) {
            u64 y = (x & ~((u64)0xffff << 16 * k)) | (x >> 16 * j & 0xffff) << 16 * k;
            if (j == k || !a64_bitmask(y, 8, &bits))
                continue;
            put3(b, A_ORR, 8, 0, reg(d, 8), imm(0, 0), imm((i64)y, 0));
            put3(b, A_MOVK, 8, 0, reg(d, 8), reg(d, 8), imm((i64)(x >> 16 * k & 0xffff), k));
            return true;
        }
    return false;
}

// movz or movn, and a movk for each further part.
static u32 wide_moves(u64 x, u8 size)
{
    u32 parts = size / 2;
    return MAX(parts - MAX(count_parts(x, size, 0), count_parts(x, size, 0xffff)), 1u);
}

u32 a64_imm_moves(i64 value, u8 size)
{
    u32 bits;
    u64 x = size == 4 ? (u32)value : (u64)value;
    if (x <= UINT32_MAX)
        size = 4;
    return a64_bitmask(x, size, &bits) ? 1 : wide_moves(x, size);
}

static void put_imm(AsmBuf *b, Reg d, i64 value, u8 size)
{
    u64 x = (u64)value;
    u32 bits;
    if (size == 4 || x <= UINT32_MAX) {
        size = 4;
        x = (u32)x;
    }
    u32 zero = count_parts(x, size, 0), ones = count_parts(x, size, 0xffff);
    u32 moves = wide_moves(x, size);
    if (moves > 1 && a64_bitmask(x, size, &bits))
        put3(b, A_ORR, size, 0, reg(d, size), imm(0, 0), imm((i64)x, 0));
    else if (moves < 3 || !put_patched(b, d, x))
        wide_parts(b, d, x, size, ones > zero ? 0xffff : 0);
}

static void put_lea(AsmBuf *b, const MIns *i)
{
    Reg d = i->op_[0].reg;
    MOp at = i->op_[1];
    if (at.kind == MO_BLK) {
        asm_branch(b, at.slot, &adr_forms, d - X0);
        return;
    }
    put3(b, A_ADRP, 8, 0, reg(d, 8), at, none);
    if (at.got) {
        at.reg = d;
        at.size = 8;
        put3(b, A_LDR, 8, 0, reg(d, 8), at, none);
        return;
    }
    if (at.kind == MO_MEM)
        at.kind = MO_SYM;
    put3(b, A_ADD, 8, 0, reg(d, 8), reg(d, 8), at);
}

static void put_fconst(AsmBuf *b, const MIns *i)
{
    MOp at = i->op_[1];
    put3(b, A_ADRP, 8, 0, reg(X16, 8), at, none);
    at.reg = X16;
    put3(b, A_FLDR, i->size, 0, i->op_[0], at, none);
}

static void put_trap(AsmBuf *b)
{
    put3(b, A_BRK, 8, 0, imm(1, 0), none, none);
}

// A loop from the load to the store that must succeed. What it stores is in x16, the outcome in
// w17.
static void put_exclusive(AsmBuf *b, const MIns *i)
{
    u8 z = i->size, w = MAX(z, 4);
    MOp old = i->op_[0], at = i->op_[1], v = i->op_[2], t = reg(X16, w), ok = reg(X17, 4);
    old.size = v.size = w;
    put3(b, A_LDAXR, z, 0, old, at, none);
    u32 words = 3;
    switch (i->op) {
    case A_XADD: put3(b, A_ADD, w, 0, t, old, v); break;
    case A_XSUB: put3(b, A_SUB, w, 0, t, old, v); break;
    case A_XAND: put3(b, A_AND, w, 0, t, old, v); break;
    case A_XOR: put3(b, A_ORR, w, 0, t, old, v); break;
    case A_XEOR: put3(b, A_EOR, w, 0, t, old, v); break;
    case A_XSWP:
        t = v;
        words = 2;
        break;
    default:                 // compare: the expected value is operand 2, the new one operand 3
        if (z < 4)
            v.ext = z == 1 ? XT_UXTB : XT_UXTH;
        put3(b, A_CMP, w, 0, old, v, none);
        buf_u32(&b->bytes, 0x54000000 | 3 << 5 | CC_NE);
        t = i->op_[3];
        words = 4;
        break;
    }
    put3(b, A_STLXR, z, 0, ok, t, at);
    buf_u32(&b->bytes, 0x35000000 | (-words & 0x7ffff) << 5 | 17);       // cbnz w17, back
}

// adrp x0, descriptor; ldr x1, [x0, its place]; add x0, x0, its place; blr x1: a linker rewrites
// the four as one.
static void put_descriptor_call(AsmBuf *b, SymId sym)
{
    static const struct { FixKind fix; u32 word; } part[] = {
        {FIX_A64_DESC_PAGE, 0x90000000}, {FIX_A64_DESC_LD64, 0xf9400001},
        {FIX_A64_DESC_LO12, 0x91000000}, {FIX_A64_DESC_CALL, 0xd63f0020}};
    for (u32 k = 0; k < COUNT(part); k++) {
        asm_fix(b, part[k].fix, sym, 0);
        buf_u32(&b->bytes, part[k].word);
    }
}

static void put_sequence(AsmBuf *b, const MIns *i)
{
    const MOp *o = i->op_;
    switch (i->op) {
    case A_MOVI: put_imm(b, o[0].reg, o[1].imm, i->size); break;
    case A_FCONST: put_fconst(b, i); break;
    case A_LEA: put_lea(b, i); break;
    case A_TRAPZ:
        buf_u32(&b->bytes, 0x35000000 | (i->size == 8 ? 1u << 31 : 0) | 2 << 5 | (o[0].reg - X0));
        put_trap(b);
        break;
    case A_TRAPCC:
        buf_u32(&b->bytes, 0x54000000 | 2 << 5 | (i->cc ^ 1));
        put_trap(b);
        break;
    case A_TLVCALL: {
        MOp at = o[0];
        at.reg = X0;
        if (at.got) {
            put_descriptor_call(b, at.sym);
            break;
        }
        asm_fix(b, FIX_A64_TLVP_PAGE, at.sym, at.imm);
        buf_u32(&b->bytes, 0x90000000);                  // adrp x0, page of the descriptor's cell
        asm_fix(b, FIX_A64_TLVP_LO12, at.sym, at.imm);
        buf_u32(&b->bytes, 0xf9400000);                  // ldr x0, [x0, its place]
        buf_u32(&b->bytes, 0xf9400010);                  // ldr x16, [x0]
        buf_u32(&b->bytes, 0xd63f0200);                  // blr x16
        break;
    }
    case A_LDRNEAR:              // the condition is what bits 30 and 31 say of the size
        asm_branch(b, o[1].slot, &ldr_forms, 0x18000000 | (u32)i->cc << 30 |
                   (u32)A64_IS_FPR(o[0].reg) << 26 | hw(o));
        vec_last(&b->br).add = (i32)o[1].imm;
        break;
    default: put_exclusive(b, i); break;
    }
}

void a64_encode(AsmBuf *b, const MIns *i)
{
    if (a64_insn[i->op - A_FIRST].flags & XF_PSEUDO)
        put_sequence(b, i);
    else
        put_row(b, i);
}

void a64_nops(u8 *p, u32 n)
{
    for (u32 k = n & 3; k + 4 <= n; k += 4)
        wr32(p + k, 0xd503201f);
}
