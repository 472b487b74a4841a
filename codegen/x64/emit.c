// emit.c - machine instructions with real registers to bytes
//
// An instruction is [lock/rep/segment] [66/f2/f3] [REX] opcode [ModRM [SIB] [displacement]]
// [immediate]. Source: AMD64 Architecture Programmer's Manual, volume 3, chapter 1.
#include "codegen/x64/x64.h"

static const char *const gpr8[] = {"al", "cl", "dl", "bl", "spl", "bpl", "sil", "dil"};
static const char *const gpr16[] = {"ax", "cx", "dx", "bx", "sp", "bp", "si", "di"};
static const char *const gpr32[] = {"eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi"};
static const char *const gpr64[] = {"rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi"};
static const char *const high8[] = {"r8b", "r9b", "r10b", "r11b", "r12b", "r13b", "r14b", "r15b"};
static const char *const high16[] = {"r8w", "r9w", "r10w", "r11w", "r12w", "r13w", "r14w", "r15w"};
static const char *const high32[] = {"r8d", "r9d", "r10d", "r11d", "r12d", "r13d", "r14d", "r15d"};
static const char *const high64[] = {"r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15"};
static const char *const xmm[] = {"xmm0",  "xmm1",  "xmm2",  "xmm3", "xmm4",  "xmm5",
                                  "xmm6",  "xmm7",  "xmm8",  "xmm9", "xmm10", "xmm11",
                                  "xmm12", "xmm13", "xmm14", "xmm15"};

const char *x64_reg_name(u8 reg, u8 size)
{
    u8 hw = X64_HW(reg);
    if (X64_IS_XMM(reg))
        return xmm[hw];
    const char *const *low = size == 1 ? gpr8 : size == 2 ? gpr16 : size == 4 ? gpr32 : gpr64;
    const char *const *high = size == 1 ? high8 : size == 2 ? high16 : size == 4 ? high32 : high64;
    return hw < 8 ? low[hw] : high[hw - 8];
}

// What the encoder has gathered before it writes a byte.
typedef struct Enc {
    const Row *row;
    const MIns *ins;
    u8 rex;          // WRXB bits
    bool need_rex;   // spl, bpl, sil or dil as a byte
    u8 modrm_reg;
    u8 imm_bytes;
} Enc;

static u8 imm_bytes(const Row *r, u8 size)
{
    if (r->imm == NO)
        return 0;
    switch ((OpClass)r->cls[r->imm]) {
    case C_I8: case C_U8: return 1;
    case C_U16: return 2;
    case C_U32: return 4;
    case C_I64: return 8;
    default: return size > 4 ? 4 : size;
    }
}

// Byte registers 4..7 without REX are ah, ch, dh, bh: we always mean spl, bpl, sil, dil.
static void note_byte_reg(Enc *e, const MOp *o)
{
    if (X64_IS_GPR(o->reg) && o->reg >= RSP && o->reg <= RDI && !o->ext)
        e->need_rex = true;
}

static void gather_registers(Enc *e)
{
    const Row *r = e->row;
    const MIns *i = e->ins;
    if (i->size == 8 && !(r->flags & RF_D64))
        e->rex |= 8;
    if (r->flags & RF_W)
        e->rex |= 8;
    e->modrm_reg = r->digit >= 0 ? (u8)r->digit : 0;
    if (r->reg != NO) {
        const MOp *o = &i->op_[r->reg];
        e->modrm_reg = X64_HW(o->reg) & 7;
        e->rex |= X64_HW(o->reg) >= 8 ? 4 : 0;
        if (i->size == 1)
            note_byte_reg(e, o);
    }
    if (r->rm == NO)
        return;
    const MOp *m = &i->op_[r->rm];
    if (m->kind == MO_REG) {
        e->rex |= X64_HW(m->reg) >= 8 ? 1 : 0;
        if (i->size == 1 || r->flags & RF_SRC1)
            note_byte_reg(e, m);
    } else {
        e->rex |= m->reg && X64_HW(m->reg) >= 8 ? 1 : 0;
        e->rex |= m->idx && X64_HW(m->idx) >= 8 ? 2 : 0;
    }
}

bool x64_has_high(const MIns *i, const Row *r)
{
    Enc e = {.row = r, .ins = i};
    bool any = false;
    for (u32 k = 0; k < i->nop; k++)
        any |= i->op_[k].kind == MO_REG && i->op_[k].ext;
    if (!any || (r->nop && r->cls[0] == C_REL))
        return true;
    gather_registers(&e);
    return !e.rex && !e.need_rex;
}

static void put_prefixes(AsmBuf *b, const Enc *e)
{
    const Row *r = e->row;
    if (r->flags & RF_FS)
        buf_byte(&b->bytes, 0x64);
    if (r->flags & RF_GS)
        buf_byte(&b->bytes, 0x65);
    if (e->ins->size == 2 && !r->pp && !(r->flags & RF_NO66))
        buf_byte(&b->bytes, 0x66);
    if (r->flags & RF_LOCK)
        buf_byte(&b->bytes, 0xf0);
    if (r->flags & RF_REP)
        buf_byte(&b->bytes, 0xf3);
    if (r->pp && !(e->ins->flags & MIF_MMX))
        buf_byte(&b->bytes, r->pp);
    if (e->rex || e->need_rex)
        buf_byte(&b->bytes, 0x40 | e->rex);
}

static void put_opcode(AsmBuf *b, const Enc *e)
{
    const Row *r = e->row;
    u8 opc = r->opc;
    if (r->flags & RF_B8 && e->ins->size == 1)
        opc = r->flags & RF_PLUSR ? opc : (u8)(opc - 1);
    if (r->flags & RF_CC)
        opc |= e->ins->cc;
    if (r->flags & RF_PLUSR)
        opc |= X64_HW(e->ins->op_[r->rm].reg) & 7;
    if (r->map >= 1)
        buf_byte(&b->bytes, 0x0f);
    if (r->map >= 2)
        buf_byte(&b->bytes, r->map == 2 ? 0x38 : 0x3a);
    buf_byte(&b->bytes, opc);
}

static u8 scale_bits(u8 scale)
{
    return scale == 8 ? 3 : scale == 4 ? 2 : scale == 2 ? 1 : 0;
}

static FixKind rip_kind(const MOp *m)
{
    if (m->fix)
        return (FixKind)m->fix;
    if (m->got)
        return m->tls ? FIX_GOTTP32 : FIX_GOTPCRX;
    return m->tls ? FIX_TLVP32 : FIX_PC32;
}

// rip-relative: the displacement counts from the end of the instruction, `tail` bytes after the
// field.
static void put_rip(AsmBuf *b, const MOp *m, u8 reg, u8 tail)
{
    buf_byte(&b->bytes, (u8)(reg << 3 | 5));
    if (m->kind == MO_BLK)
        asm_label_ref(b, m->slot, (i32)m->imm - 4 - tail);
    else
        asm_fix(b, rip_kind(m),
                m->kind == MO_TABLE ? ASM_RO : m->sym, m->imm - 4 - tail);
    buf_u32(&b->bytes, 0);
}

static void put_disp(AsmBuf *b, const MOp *m, bool byte)
{
    if (byte) {
        buf_byte(&b->bytes, (u8)m->imm);
        return;
    }
    if (m->sym)
        asm_fix(b, m->fix ? (FixKind)m->fix : m->tls ? FIX_TPOFF32 : FIX_ABS32S, m->sym, m->imm);
    buf_u32(&b->bytes, m->sym ? 0 : (u32)m->imm);
}

static void put_memory(AsmBuf *b, const MOp *m, u8 reg, u8 tail, bool fs)
{
    reg &= 7;
    if (!m->reg && !m->idx && !fs && (m->sym || m->kind != MO_MEM)) {
        put_rip(b, m, reg, tail);
        return;
    }
    if (m->ext) {                        // rip and a number: only in assembly
        buf_byte(&b->bytes, (u8)(reg << 3 | 5));
        put_disp(b, m, false);
        return;
    }
    u8 base = m->reg ? X64_HW(m->reg) & 7 : 5;
    bool byte = !m->sym && m->imm >= -128 && m->imm <= 127;
    u8 mod;
    if (!m->reg)
        mod = 0;             // SIB with no base: a 32-bit displacement follows
    else if (!m->sym && m->imm == 0 && base != 5)
        mod = 0;
    else
        mod = byte ? 1 : 2;
    bool sib = m->idx || !m->reg || base == 4;
    buf_byte(&b->bytes, (u8)(mod << 6 | reg << 3 | (sib ? 4 : base)));
    if (sib) {
        u8 idx = m->idx ? X64_HW(m->idx) & 7 : 4;
        assert(m->idx != RSP && "rsp cannot be an index");
        buf_byte(&b->bytes, (u8)(scale_bits(m->scale) << 6 | idx << 3 | base));
    }
    if (!m->reg || mod == 2)
        put_disp(b, m, false);
    else if (mod == 1)
        put_disp(b, m, true);
}

static void put_imm(AsmBuf *b, const MOp *o, u8 n)
{
    u64 x = (u64)o->imm;
    if (o->sym) {
        asm_fix(b, o->fix ? (FixKind)o->fix : n == 8 ? FIX_ABS64 : FIX_ABS32S, o->sym, o->imm);
        x = 0;
    }
    for (u8 k = 0; k < n; k++)
        buf_byte(&b->bytes, (u8)(x >> 8 * k));
}

static void put_jmp(u8 *p, u32 form, i64 d, u32 arg)
{
    (void)arg;
    p[0] = form ? 0xe9 : 0xeb;
    if (form)
        wr32(p + 1, (u32)(d - 5));
    else
        p[1] = (u8)(d - 2);
}

static void put_jcc(u8 *p, u32 form, i64 d, u32 cc)
{
    if (!form) {
        p[0] = (u8)(0x70 | cc);
        p[1] = (u8)(d - 2);
        return;
    }
    p[0] = 0x0f;
    p[1] = (u8)(0x80 | cc);
    wr32(p + 2, (u32)(d - 6));
}

static const AsmForms jmp_forms = {.n = 2, .form = {{2, -126, 129}, {5, INT32_MIN, INT32_MAX}},
                                   .put = put_jmp};
static const AsmForms jcc_forms = {.n = 2, .form = {{2, -126, 129}, {6, INT32_MIN, INT32_MAX}},
                                   .put = put_jcc};

static void put_near(u8 *p, u32 form, i64 d, u32 opc)
{
    (void)form;
    p[0] = (u8)opc;
    p[1] = (u8)(d - 2);
}

static const AsmForms near_forms = {.n = 1, .form = {{2, -126, 129}}, .put = put_near, .strict = 1};

/* data16 lea rdi, x@tlsgd[rip]; data16 data16 rex.w call __tls_get_addr: 16 bytes that a linker
 * rewrites as a whole (Drepper, 4.1.6). */
static void put_tls_call(AsmBuf *b, const MOp *o)
{
    static const u8 lea[] = {0x66, 0x48, 0x8d, 0x3d}, call[] = {0x66, 0x66, 0x48, 0xe8};
    buf_put(&b->bytes, lea, sizeof lea);
    asm_fix(b, FIX_TLSGD, o->sym, -4);
    buf_u32(&b->bytes, 0);
    buf_put(&b->bytes, call, sizeof call);
    asm_fix(b, FIX_BR32, o->slot, -4);
    buf_u32(&b->bytes, 0);
}

static void put_relative(AsmBuf *b, const MIns *i)
{
    const MOp *o = &i->op_[0];
    if (o->tls) {
        put_tls_call(b, o);
        return;
    }
    bool jcc = i->op == X_JCC;
    if (o->kind == MO_BLK && i->op != X_CALL) {
        asm_branch(b, o->slot, jcc ? &jcc_forms : &jmp_forms, i->cc);
        vec_last(&b->br).add = (i32)o->imm;
        return;
    }
    if (jcc)
        buf_byte(&b->bytes, 0x0f);
    buf_byte(&b->bytes, jcc ? (u8)(0x80 | i->cc) : i->op == X_CALL ? 0xe8 : 0xe9);
    if (o->kind == MO_BLK)
        asm_label_ref(b, o->slot, (i32)o->imm - 4);
    else
        asm_fix(b, FIX_BR32, o->sym, o->imm - 4);
    buf_u32(&b->bytes, 0);
}

// A function has few opcodes, and many instructions of each.
static const Row *row_of(AsmBuf *b, const MIns *i)
{
    if (!b->first_row)
        b->first_row = arena_array(b->mem, u16, X_COUNT - X_FIRST);
    u16 *first = &b->first_row[i->op - X_FIRST];
    if (!*first)
        *first = (u16)(1 + row_search(x64_rows, x64_nrows, sizeof *x64_rows, i->op));
    return x64_row_from(x64_rows + *first - 1, i);
}

void x64_encode(AsmBuf *b, const MIns *i)
{
    if (i->op == X_NEAR) {
        asm_branch(b, i->op_[0].slot, &near_forms, i->cc);
        vec_last(&b->br).add = (i32)i->op_[0].imm;
        return;
    }
    Enc e = {.row = row_of(b, i), .ins = i};
    if (!e.row) {
        fprintf(stderr, "fuse: internal error: no row for %s, size %d, %d operands\n",
                x64_insn[i->op - X_FIRST].text, i->size, i->nop);
        abort();
    }
    if (e.row->nop && e.row->cls[0] == C_REL) {
        put_relative(b, i);
        return;
    }
    gather_registers(&e);
    e.imm_bytes = imm_bytes(e.row, i->size);
    put_prefixes(b, &e);
    put_opcode(b, &e);
    if (e.row->rm != NO && !(e.row->flags & RF_PLUSR)) {
        const MOp *m = &i->op_[e.row->rm];
        if (m->kind == MO_REG)
            buf_byte(&b->bytes, (u8)(0xc0 | e.modrm_reg << 3 | (X64_HW(m->reg) & 7)));
        else
            put_memory(b, m, e.modrm_reg, e.imm_bytes, e.row->flags & (RF_FS | RF_GS));
    } else if (e.row->rm == NO && e.row->digit >= 0) {
        u8 rm = e.row->flags & RF_ST1 ? 1 : 0;
        buf_byte(&b->bytes, (u8)(0xc0 | e.modrm_reg << 3 | rm));     // mfence, x87
    }
    if (e.imm_bytes)
        put_imm(b, &i->op_[e.row->imm], e.imm_bytes);
}

// The long forms of "nop" that processors' manuals recommend.
void x64_nops(u8 *p, u32 n)
{
    static const u8 forms[11][11] = {
        {0x90}, {0x66, 0x90}, {0x0f, 0x1f, 0x00}, {0x0f, 0x1f, 0x40, 0}, {0x0f, 0x1f, 0x44, 0, 0},
        {0x66, 0x0f, 0x1f, 0x44, 0, 0}, {0x0f, 0x1f, 0x80, 0, 0, 0, 0},
        {0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0}, {0x66, 0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0},
        {0x66, 0x2e, 0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0},
        {0x66, 0x66, 0x2e, 0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0}};
    // as GNU as: not more than seven in a row
    if (n / 11 > 7) {
        bool near = n - 2 <= 127;
        p[0] = near ? 0xeb : 0xe9;
        wr32(p + 1, n - 5);
        if (near)
            p[1] = (u8)(n - 2);
        p += near ? 2 : 5;
        n -= near ? 2 : 5;
    }
    while (n) {
        u32 k = MIN(n, 11);
        memcpy(p, forms[k - 1], k);
        p += k;
        n -= k;
    }
}
