// emit.c - Thumb-2 machine instructions to bytes: IT blocks, literal pools, jump tables, branches
//
// Which form an instruction takes depends on its registers and on whether the flags are free, so it
// is decided here, with everything else in place.
#include "codegen/t32/sel.h"

const char *const t32_cc[16] = {"eq", "ne", "cs", "cc", "mi", "pl", "vs", "vc",
                                "hi", "ls", "ge", "lt", "gt", "le", "", ""};

static void put16(AsmBuf *b, u32 x)
{
    buf_byte(&b->bytes, (u8)x);
    buf_byte(&b->bytes, (u8)(x >> 8));
}

static void wr_wide(u8 *p, u32 w)
{
    wr16(p, (u16)(w >> 16));
    wr16(p + 2, (u16)w);
}

static void put32(AsmBuf *b, u32 w)
{
    put16(b, w >> 16);
    put16(b, w);
}

void t32_encode(AsmBuf *b, const MIns *i)
{
    const Row *r = t32_row(i);
    if (!r) {
        fprintf(stderr, "fuse: internal error: no row for %s, %d operands\n",
                t32_insn[i->op - T_FIRST].text, i->nop);
        abort();
    }
    u32 w = t32_row_bits(r, i);
    if (r->size == 2)
        put16(b, w);
    else
        put32(b, w);
}

static void put_ops(Emit *e, u16 op, u8 flags, const MOp *o, u32 n)
{
    MIns i = {.op = op, .nop = (u16)n, .size = 4, .flags = flags, .op_ = (MOp *)o};
    t32_encode(&e->b, &i);
}
#define PUT(e, op, flags, ...) put_ops((e), (op), (flags), OPS(__VA_ARGS__))

/* branches; pc is 4 bytes ahead of the instruction */
enum { B16 = 0xe000, BCC16 = 0xd000 };
#define B32 0xf0009000u
#define BCC32 0xf0008000u
#define BL32 0xf000d000u

static void put_at(u8 *p, u32 w, FixKind k, i64 d)
{
    if (w >> 16)
        wr_wide(p, w);
    else
        wr16(p, (u16)w);
    fix_patch(k, p, d);
}

static void put_jump(u8 *p, u32 form, i64 d, u32 arg)
{
    (void)arg;
    put_at(p, form ? B32 : B16, form ? FIX_T32_JUMP24 : FIX_T32_JUMP11, d - 4);
}

static void put_call(u8 *p, u32 form, i64 d, u32 arg)
{
    (void)form;
    (void)arg;
    put_at(p, BL32, FIX_T32_CALL, d - 4);
}

static void put_cond(u8 *p, u32 form, i64 d, u32 cc)
{
    if (form == 0) {
        put_at(p, BCC16 | cc << 8, FIX_T32_JUMP8, d - 4);
    } else if (form == 1) {
        put_at(p, BCC32 | cc << 22, FIX_T32_JUMP19, d - 4);
    } else {                             // around a jump
        put_at(p, BCC16 | (cc ^ 1) << 8, FIX_T32_JUMP8, 2);
        put_jump(p + 2, 1, d - 2, 0);
    }
}

// arg: register, and 8 for "not zero"
static void put_zero(u8 *p, u32 form, i64 d, u32 arg)
{
    u32 r = arg & 7, cc = arg & 8 ? CC_NE : CC_EQ, x = (u32)(d - 4);
    if (form == 0) {
        wr16(p, (u16)(0xb100 | (arg & 8) << 8 | (x >> 6 & 1) << 9 | (x >> 1 & 31) << 3 | r));
        return;
    }
    wr16(p, (u16)(0x2800 | r << 8));
    put_cond(p + 2, form - 1, d - 2, cc);
}

// tbb, tbh, or, for what lies behind or far off, a jump into a row of jumps
static void put_table(u8 *p, u32 form, const i64 *d, u32 n, u32 idx)
{
    if (form < 2) {
        wr_wide(p, 0xe8dff000 | form << 4 | idx);
        for (u32 k = 0; k < n; k++)
            if (form)
                wr16(p + 4 + 2 * k, (u16)((d[k] - 4) / 2));
            else
                p[4 + k] = (u8)((d[k] - 4) / 2);
        return;
    }
    wr16(p, 0x46fc);                                 // mov r12, pc
    wr_wide(p + 2, 0xeb0c0c80 | idx);                // add r12, r12, index, lsl #2
    wr_wide(p + 6, 0xf10c0c08);                      // add r12, r12, #8
    wr16(p + 10, 0x46e7);                            // mov pc, r12
    for (u32 k = 0; k < n; k++)
        put_jump(p + 12 + 4 * k, 1, d[k] - (12 + 4 * (i64)k), 0);
}

// A word near by, counted from a pc that is rounded down to one. arg: opcode and register.
static void put_near(u8 *p, u32 form, i64 d, u32 arg)
{
    MOp o[2] = {w_use(arg & 63), o_imm(d - (d & 3 ? 2 : 4))};
    MIns i = {.op = (u16)(arg >> 6), .nop = 2, .size = 4, .op_ = o};
    const Row *r = t32_row_of(&i, form ? 4 : 2);
    if (!r)
        return;              // out of reach: asmbuf.c has seen it
    if (r->size == 4)
        wr_wide(p, t32_row_bits(r, &i));
    else
        wr16(p, (u16)t32_row_bits(r, &i));
}

// The address of a block: movw, movt, add r, pc, which is then 4 ahead of the add
static void put_block_address(u8 *p, u32 form, i64 d, u32 r)
{
    (void)form;
    put_at(p, 0xf2400000 | r << 8, FIX_T32_MOVW, d - (8 + 4));
    put_at(p + 4, 0xf2c00000 | r << 8, FIX_T32_MOVT, d - (8 + 4));
    wr16(p + 8, (u16)(0x4478 | (r & 7) | (r >> 3) << 7));
}

// What the last form of the strict ones does not reach is a mistake: they are of assembly.
#define ALL INT32_MIN, INT32_MAX
static const AsmForms jump_forms = {.n = 2, .form = {{2, -2044, 2050}, {4, ALL}}, .put = put_jump};
static const AsmForms call_forms = {.n = 1, .form = {{4, ALL}}, .put = put_call};
static const AsmForms cond_forms = {.n = 3, .form = {{2, -252, 258}, {4, -1048572, 1048578},
                                                     {6, ALL}}, .put = put_cond};
static const AsmForms zero_forms = {.n = 3, .form = {{2, 4, 130}, {4, -250, 260},
                                                     {6, -1048570, 1048580}}, .put = put_zero};
static const AsmForms cbz_forms = {.n = 1, .form = {{2, 4, 130}}, .put = put_zero, .strict = 1};
static const AsmForms table_forms = {.n = 3, .form = {{4, 4, 514}, {4, 4, 131074}, {12, ALL}},
                                     .entry = {1, 2, 4}, .data = 2, .put_table = put_table};
static const AsmForms near_forms = {.n = 2, .form = {{2, 2, 1022}, {4, -4090, 4094}},
                                    .put = put_near, .strict = 4};
static const AsmForms float_forms = {.n = 1, .form = {{4, -1016, 1022}}, .put = put_near,
                                     .strict = 4};
static const AsmForms block_forms = {.n = 1, .form = {{10, ALL}}, .put = put_block_address};

// A branch to `add` bytes behind the label; the second form at least if `wide`.
static void put_branch(Emit *e, u32 label, i64 add, const AsmForms *forms, u32 arg, bool wide)
{
    asm_branch(&e->b, label, forms, arg);
    vec_last(&e->b.br).add = (i32)add;
    vec_last(&e->b.br).form = wide;
}

static void put_by_label(Emit *e, const MIns *i)
{
    Reg r = i->op_[0].reg;
    MOp to = i->op_[1];
    if (i->op == T_CBZ || i->op == T_CBNZ)
        put_branch(e, to.slot, to.imm, &cbz_forms, T32_HW(r) | (i->op == T_CBNZ ? 8 : 0), false);
    else if (T32_IS_FLT(r))
        put_branch(e, to.slot, to.imm, &float_forms, (u32)i->op << 6 | r, false);
    else
        put_branch(e, to.slot, to.imm, &near_forms, (u32)i->op << 6 | r, i->size == 8 || r > R7);
}

/* constants and addresses */
static void put_halves(Emit *e, Reg d, MOp x)
{
    if (x.kind == MO_SYM && x.imm != (i16)x.imm) {   // more than the fields hold as an addend
        put_halves(e, R12, o_imm(x.imm));
        x.imm = 0;
        put_halves(e, d, x);
        PUT(e, T_ADD, 0, w_def(d), w_use(d), w_use(R12));
    } else if (x.kind == MO_SYM) {
        asm_fix(&e->b, FIX_T32_MOVW, x.sym, x.imm);
        PUT(e, T_MOVW, 0, w_def(d), x);
        asm_fix(&e->b, FIX_T32_MOVT, x.sym, x.imm);
        PUT(e, T_MOVT, 0, w_def(d), w_use(d), x);
    } else {
        PUT(e, T_MOVW, 0, w_def(d), o_imm(x.imm & 0xffff));
        PUT(e, T_MOVT, 0, w_def(d), w_use(d), o_imm(x.imm >> 16 & 0xffff));
    }
}

// One move if there is one; else, as in GNU as, from the next pool, which assembly always has.
static void put_constant(Emit *e, const MIns *i)
{
    Reg d = i->op_[0].reg;
    MOp x = i->op_[1];
    bool number = x.kind == MO_IMM, text = i->op == T_CONST;
    u8 flags = i->flags & MIF_FREE;
    u32 bits, v = (u32)x.imm;
    if (number && t32_modified(v, &bits)) {
        PUT(e, T_MOV, flags, w_def(d), o_imm(v));
    } else if (number && t32_modified(~v, &bits)) {
        PUT(e, T_MVN, flags, w_def(d), o_imm(~v));
    } else if (number && v <= 0xffff) {
        PUT(e, T_MOVW, 0, w_def(d), o_imm(v));
    } else if (text || e->pool) {
        u32 label = asm_literal(&e->b, number ? 0 : x.sym, number ? (i64)v : x.imm);
        put_branch(e, label, 0, &near_forms, T_LDRPC << 6 | d, d > R7 || (text && i->size == 8));
    } else {
        put_halves(e, d, x);
    }
}

/* atomic loops: nothing may come between the exclusive load and store */
// Operands of T_CAS: old value, address, expected, new; of T_RMW: old value, temporary, address,
// operand, and cc counts from AXCHG.
static void put_exclusive(Emit *e, const MIns *i)
{
    static const u16 load[] = {0, T_LDREXB, T_LDREXH, 0, T_LDREX};
    static const u16 store[] = {0, T_STREXB, T_STREXH, 0, T_STREX};
    static const u16 op[] = {0, T_ADD, T_SUB, T_AND, T_ORR, T_EOR};
    bool cas = i->op == T_CAS;
    Reg old = i->op_[0].reg, p = i->op_[cas ? 1 : 2].reg, v = i->op_[3].reg;
    u32 again = asm_label(&e->b), out = asm_label(&e->b);
    asm_bind(&e->b, again);
    PUT(e, load[i->size], 0, w_def(old), w_mem(p, 0));
    if (cas) {
        PUT(e, T_CMP, 0, w_use(old), w_use(i->op_[2].reg));
        asm_branch(&e->b, out, &cond_forms, CC_NE);
    } else if (i->cc) {
        PUT(e, op[i->cc], MIF_FREE, w_def(i->op_[1].reg), w_use(old), w_use(v));
        v = i->op_[1].reg;
    }
    PUT(e, store[i->size], 0, w_def(R12), w_use(v), w_mem(p, 0));
    PUT(e, T_CMP, 0, w_use(R12), o_imm(0));
    asm_branch(&e->b, again, &cond_forms, CC_NE);
    asm_bind(&e->b, out);
}

/* control flow */
static void put_jump_table(Emit *e, const MIns *i)
{
    const MTable *t = &e->m->table.v[i->op_[1].imm];
    asm_table(&e->b, t->blk.v, t->blk.n, &table_forms, T32_HW(i->op_[0].reg));
}

static void put_control(Emit *e, const MIns *i)
{
    static const struct { const AsmForms *forms; FixKind fix; u32 word; } how[] = {
        {&jump_forms, FIX_T32_JUMP24, B32}, {&cond_forms, FIX_T32_JUMP19, BCC32},
        {&call_forms, FIX_T32_CALL, BL32}};
    const MOp *o = &i->op_[0];
    u32 k = i->op == T_B ? 0 : i->op == T_BCC ? 1 : 2;
    if (o->kind == MO_BLK) {
        put_branch(e, o->slot, o->imm, how[k].forms, i->cc,
                   k < 2 && i->flags & MIF_ASM && i->size == 8);
    } else if (o->kind == MO_SYM) {
        asm_fix(&e->b, how[k].fix, o->sym, o->imm - 4);
        put32(&e->b, how[k].word | (k == 1 ? (u32)i->cc << 22 : 0));
    } else {
        put16(&e->b, 0x4687 | T32_HW(o->reg) << 3);  // mov pc, r
    }
}

// cmp r, #0 and a branch on zero or not, the last use of the flags
static bool zero_branch(const MIns *i)
{
    const MIns *j = i->next;
    return i->op == T_CMP && !(i->flags & MIF_COND) && i->op_[0].reg <= R7 &&
           i->op_[1].kind == MO_IMM && i->op_[1].imm == 0 && j && j->op == T_BCC &&
           j->cc <= CC_NE && j->flags & MIF_FREE;
}

static void put_ins(Emit *e, const MIns *i)
{
    switch (i->op) {
    case T_IMM: case T_CONST: put_constant(e, i); break;
    case T_BL: case T_B: case T_BCC: put_control(e, i); break;
    case T_LDRPC: case T_ADR: case T_VLDRPC: case T_VLDRPCD: case T_CBZ: case T_CBNZ:
        put_by_label(e, i);
        break;
    case T_POOL: asm_pool(&e->b); break;
    case T_TBX: put_jump_table(e, i); break;
    case T_RMW: case T_CAS: put_exclusive(e, i); break;
    case T_BLKADDR:
        asm_branch(&e->b, i->op_[1].slot, &block_forms, T32_HW(i->op_[0].reg));
        break;
    case T_VMOVD:
        if (i->op_[1].kind == MO_REG && !(e->m->t->feat & T32_FP64)) {
            Reg d = i->op_[0].reg, x = i->op_[1].reg;    // as two single registers
            PUT(e, T_VMOV, 0, w_def(d), w_use(x));
            PUT(e, T_VMOV, 0, w_def(d - D0 + S1), w_use(x - D0 + S1));
            break;
        }
        t32_encode(&e->b, i);
        break;
    default: t32_encode(&e->b, i); break;
    }
}

// Up to four instructions under one condition or its inverse follow an IT.
static const MIns *put_it(Emit *e, const MIns *i)
{
    const MIns *end = i;
    u32 n = 0, mask = 0, cc = i->cc;
    for (; end && end->flags & MIF_COND && n < 4 && (end->cc ^ cc) <= 1; end = end->next) {
        if (n)
            mask |= (u32)(end->cc & 1) << (4 - n);
        n++;
    }
    mask |= 1u << (4 - n);
    put16(&e->b, 0xbf00 | cc << 4 | mask);
    for (const MIns *k = i; k != end; k = k->next)
        t32_encode(&e->b, k);
    return end;
}

/* which instructions may change the flags */
static void mark_free(MFn *m)
{
    for (u32 k = 0; k < m->order.n; k++) {
        bool live = false;
        for (MIns *i = m->blk.v[m->order.v[k]]->last; i; i = i->prev) {
            if (!live && !(i->flags & MIF_ASM))
                i->flags |= MIF_FREE;
            if (t32_writes_flags(i) && !(i->flags & MIF_COND))
                live = false;
            if (t32_reads_flags(i))
                live = true;
        }
    }
}

static u32 bytes_at_most(const MFn *m)
{
    u32 n = 0;
    for (u32 k = 0; k < m->order.n; k++)
        for (const MIns *i = m->blk.v[m->order.v[k]]->first; i; i = i->next)
            n += i->op == T_RMW || i->op == T_CAS ? 32 : i->op == T_TBX ? 12
                 : i->op == T_IMM || i->op == T_BLKADDR || i->op == T_BCC ? 10 : 8;
    for (u32 k = 0; k < m->table.n; k++)
        n += 4 * m->table.v[k].blk.n;
    return n;
}

void t32_begin_emit(Emit *e)
{
    mark_free(e->m);
    e->pool = bytes_at_most(e->m) < 4000;
}

const MIns *t32_put(Emit *e, const MIns *i)
{
    if (i->flags & MIF_COND)
        return put_it(e, i);
    if (!zero_branch(i)) {
        put_ins(e, i);
        return i->next;
    }
    const MIns *j = i->next;
    asm_branch(&e->b, j->op_[0].slot, &zero_forms,
               T32_HW(i->op_[0].reg) | (j->cc == CC_NE ? 8 : 0));
    return j->next;
}

void t32_nops(u8 *p, u32 n)
{
    u32 k = n & 1;
    if ((n - k) % 4)
        wr16(p + k, 0xbf00);
    for (k += (n - k) % 4; k < n; k += 4)
        wr_wide(p + k, 0xf3af8000);
}
