// emit.c - Thumb-2 machine instructions to bytes: IT blocks, literal pools, jump tables, branches
//
// Which form an instruction takes depends on its registers and on whether the flags are free, so it
// is decided here, with everything else in place.
#include "codegen/t32/t32.h"

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

/* branches; pc is 4 bytes ahead of the instruction */
static u32 b16(i64 d) { return 0xe000 | ((u32)d >> 1 & 0x7ff); }
static u32 bcc16(i64 d, u32 cc) { return 0xd000 | cc << 8 | ((u32)d >> 1 & 0xff); }

static void put_b32(u8 *p, i64 d)
{
    wr_wide(p, 0xf0009000);
    fix_patch(FIX_T32_JUMP24, p, d);
}

static void put_bcc32(u8 *p, i64 d, u32 cc)
{
    wr_wide(p, 0xf0008000 | cc << 22);
    fix_patch(FIX_T32_JUMP19, p, d);
}

static void put_jump(u8 *p, u32 form, i64 d, u32 arg)
{
    (void)arg;
    if (form)
        put_b32(p, d - 4);
    else
        wr16(p, (u16)b16(d - 4));
}

static void put_cond(u8 *p, u32 form, i64 d, u32 cc)
{
    if (form == 0) {
        wr16(p, (u16)bcc16(d - 4, cc));
    } else if (form == 1) {
        put_bcc32(p, d - 4, cc);
    } else {                             // around a jump
        wr16(p, (u16)bcc16(2, cc ^ 1));
        put_b32(p + 2, d - 6);
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

// The word at the label: pc is rounded down to a word, and labels of literals are so aligned.
static void put_literal(u8 *p, u32 form, i64 d, u32 r)
{
    u32 off = (u32)d - (d % 4 ? 2 : 4);
    if (form == 0)
        wr16(p, (u16)(0x4800 | r << 8 | off / 4));
    else
        wr_wide(p, 0xf8df0000 | r << 12 | off);
}

static void put_wide_literal(u8 *p, u32 form, i64 d, u32 r)
{
    put_literal(p, form + 1, d, r);
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
        put_b32(p + 12 + 4 * k, d[k] - (12 + 4 * (i64)k) - 4);
}

#define ALL INT32_MIN, INT32_MAX
static const AsmForms jump_forms = {.n = 2, .form = {{2, -2044, 2050}, {4, ALL}}, .put = put_jump};
static const AsmForms cond_forms = {.n = 3, .form = {{2, -252, 258}, {4, -1048572, 1048578},
                                                     {6, ALL}}, .put = put_cond};
static const AsmForms zero_forms = {.n = 3, .form = {{2, 4, 130}, {4, -250, 260},
                                                     {6, -1048570, 1048580}}, .put = put_zero};
static const AsmForms literal_forms = {.n = 2, .form = {{2, 0, 1022}, {4, 0, 4092}},
                                       .put = put_literal};
static const AsmForms wide_literal_forms = {.n = 1, .form = {{4, 0, 4092}},
                                            .put = put_wide_literal};
static const AsmForms table_forms = {.n = 3, .form = {{4, 4, 514}, {4, 4, 131074}, {12, ALL}},
                                     .entry = {1, 2, 4}, .data = 2, .put_table = put_table};

/* places near by, as assembly has them: what the last form does not reach is a mistake */
// From a pc that is rounded down to a word; places are at words.
static i64 from_pc(i64 d) { return d - (d & 3 ? 2 : 4); }

static void put_near(u8 *p, u32 form, i64 d, u32 r)
{
    i64 off = from_pc(d);
    if (form == 0)
        wr16(p, (u16)(0x4800 | r << 8 | ((u32)off / 4 & 255)));
    else
        wr_wide(p, (off < 0 ? 0xf85f0000 : 0xf8df0000) | r << 12 |
                       ((u32)(off < 0 ? -off : off) & 4095));
}

static void put_near_wide(u8 *p, u32 form, i64 d, u32 r) { put_near(p, form + 1, d, r); }

static void put_near_address(u8 *p, u32 form, i64 d, u32 r)
{
    i64 off = from_pc(d);
    u32 x = (u32)(off < 0 ? -off : off) & 4095;
    if (form == 0)
        wr16(p, (u16)(0xa000 | r << 8 | (x / 4 & 255)));
    else
        wr_wide(p, (off < 0 ? 0xf2af0000 : 0xf20f0000) | r << 8 | (x >> 11) << 26 |
                       (x >> 8 & 7) << 12 | (x & 255));
}

static void put_near_address_wide(u8 *p, u32 form, i64 d, u32 r)
{
    put_near_address(p, form + 1, d, r);
}

static void put_near_float(u8 *p, u32 form, i64 d, u32 w)
{
    i64 off = from_pc(d);
    (void)form;
    wr_wide(p, w | (u32)(off >= 0) << 23 | ((u32)(off < 0 ? -off : off) / 4 & 255));
}

static const AsmForms near_forms = {.n = 2, .form = {{2, 2, 1022}, {4, -4090, 4094}},
                                    .put = put_near, .strict = 4};
static const AsmForms near_wide_forms = {.n = 1, .form = {{4, -4090, 4094}},
                                         .put = put_near_wide, .strict = 4};
static const AsmForms adr_forms = {.n = 2, .form = {{2, 2, 1022}, {4, -4090, 4094}},
                                   .put = put_near_address, .strict = 4};
static const AsmForms adr_wide_forms = {.n = 1, .form = {{4, -4090, 4094}},
                                        .put = put_near_address_wide, .strict = 4};
static const AsmForms float_forms = {.n = 1, .form = {{4, -1016, 1022}}, .put = put_near_float,
                                     .strict = 4};
static const AsmForms cbz_forms = {.n = 1, .form = {{2, 4, 130}}, .put = put_zero, .strict = 1};

static void put_call(u8 *p, u32 form, i64 d, u32 arg)
{
    (void)form;
    (void)arg;
    wr_wide(p, 0xf000d000);
    fix_patch(FIX_T32_CALL, p, d - 4);
}

static void put_long_jump(u8 *p, u32 form, i64 d, u32 arg)
{
    put_jump(p, form + 1, d, arg);
}

static void put_long_cond(u8 *p, u32 form, i64 d, u32 cc)
{
    put_cond(p, form + 1, d, cc);
}

static const AsmForms call_forms = {.n = 1, .form = {{4, ALL}}, .put = put_call};
static const AsmForms long_jump_forms = {.n = 1, .form = {{4, ALL}}, .put = put_long_jump};
static const AsmForms long_cond_forms = {.n = 2, .form = {{4, -1048572, 1048578}, {6, ALL}},
                                         .put = put_long_cond};

static void put_by_label(Emit *e, const MIns *i)
{
    u32 hw = T32_HW(i->op_[0].reg), to = i->op_[1].slot;
    bool narrow = i->size != 8 && i->op_[0].reg <= R7;
    switch (i->op) {
    case T_LDRLAB: asm_branch(&e->b, to, narrow ? &near_forms : &near_wide_forms, hw); break;
    case T_ADRLAB: asm_branch(&e->b, to, narrow ? &adr_forms : &adr_wide_forms, hw); break;
    case T_VLDRLAB: asm_branch(&e->b, to, &float_forms, (u32)i->op_[0].imm); break;
    default: asm_branch(&e->b, to, &cbz_forms, (u32)i->op_[0].imm); break;
    }
    vec_last(&e->b.br).add = (i32)i->op_[1].imm;
}

/* constants and addresses */
static void put_one(Emit *e, u16 op, MOp d, MOp x, u8 flags)
{
    MOp o[3] = {d, x, {0}};
    MIns i = {.op = op, .nop = 2, .size = 4, .flags = flags, .op_ = o};
    if (op == T_MOVT) {
        i.nop = 3;
        o[2] = x;
        o[1] = d;
    }
    t32_encode(&e->b, &i);
}

static MOp number(u32 x)
{
    return (MOp){.kind = MO_IMM, .size = 4, .imm = (i64)x};
}

static void put_ops(Emit *e, u16 op, u8 flags, u32 n, MOp a, MOp b, MOp c);
static MOp reg_op(Reg r) { return (MOp){.kind = MO_REG, .size = 4, .reg = r}; }

static void put_halves(Emit *e, MOp d, MOp x)
{
    if (x.kind == MO_SYM && x.imm != (i16)x.imm) {   // more than the fields hold as an addend
        put_halves(e, reg_op(R12), number((u32)x.imm));
        x.imm = 0;
        put_halves(e, d, x);
        put_ops(e, T_ADD, 0, 3, reg_op(d.reg), reg_op(d.reg), reg_op(R12));
    } else if (x.kind == MO_SYM) {
        asm_fix(&e->b, FIX_T32_MOVW, x.sym, x.imm);
        put_one(e, T_MOVW, d, x, 0);
        asm_fix(&e->b, FIX_T32_MOVT, x.sym, x.imm);
        put_one(e, T_MOVT, d, x, 0);
    } else {
        put_one(e, T_MOVW, d, number((u32)x.imm & 0xffff), 0);
        put_one(e, T_MOVT, d, number((u32)x.imm >> 16), 0);
    }
}

static void put_constant(Emit *e, const MIns *i)
{
    MOp d = i->op_[0], x = i->op_[1];
    u8 fl = i->flags & MIF_FREE;
    u32 bits, v = (u32)x.imm;
    if (x.kind == MO_IMM && t32_modified(v, &bits)) {
        put_one(e, T_MOV, d, number(v), fl);
    } else if (x.kind == MO_IMM && t32_modified(~v, &bits)) {
        put_one(e, T_MVN, d, number(~v), fl);
    } else if (x.kind == MO_IMM && v <= 0xffff) {
        put_one(e, T_MOVW, d, number(v), 0);
    } else if (e->pool) {
        u32 l = asm_literal(&e->b, x.kind == MO_SYM ? x.sym : 0,
                            x.kind == MO_SYM ? x.imm : (i64)v);
        asm_branch(&e->b, l, d.reg <= R7 ? &literal_forms : &wide_literal_forms, T32_HW(d.reg));
    } else {
        put_halves(e, d, x);
    }
}

// As GNU as: one move if there is one, else from the next pool.
static void put_literal_constant(Emit *e, const MIns *i)
{
    MOp d = i->op_[0], x = i->op_[1];
    u32 bits, v = (u32)x.imm;
    bool number_ = x.kind == MO_IMM;
    if (number_ && t32_modified(v, &bits)) {
        put_one(e, T_MOV, d, number(v), 0);
    } else if (number_ && t32_modified(~v, &bits)) {
        put_one(e, T_MVN, d, number(~v), 0);
    } else if (number_ && v <= 0xffff) {
        put_one(e, T_MOVW, d, number(v), 0);
    } else {
        u32 l = asm_literal(&e->b, number_ ? 0 : x.sym, number_ ? (i64)v : x.imm);
        bool narrow = i->size != 8 && d.reg <= R7;
        asm_branch(&e->b, l, narrow ? &near_forms : &near_wide_forms, T32_HW(d.reg));
    }
}

// adr of a block: forward or back, as a word distance is not to be had
static void put_block_address(u8 *p, u32 form, i64 d, u32 r)
{
    (void)form;
    i64 x = d - (8 + 4);                             // after both moves pc is at the add, 4 ahead
    u32 lo = (u32)x & 0xffff, hi = (u32)x >> 16 & 0xffff;
    u32 split_lo = (lo >> 11 & 1) << 26 | (lo >> 12) << 16 | (lo >> 8 & 7) << 12 | (lo & 0xff);
    u32 split_hi = (hi >> 11 & 1) << 26 | (hi >> 12) << 16 | (hi >> 8 & 7) << 12 | (hi & 0xff);
    wr_wide(p, 0xf2400000 | split_lo | r << 8);      // movw, movt, add r, pc
    wr_wide(p + 4, 0xf2c00000 | split_hi | r << 8);
    wr16(p + 8, (u16)(0x4478 | (r & 7) | (r >> 3) << 7));
}

static const AsmForms block_forms = {.n = 1, .form = {{10, ALL}}, .put = put_block_address};

/* atomic loops: nothing may come between the exclusive load and store */
static const u16 exclusive[2][3] = {{T_LDREXB, T_LDREXH, T_LDREX},
                                    {T_STREXB, T_STREXH, T_STREX}};

static void put_ops(Emit *e, u16 op, u8 flags, u32 n, MOp a, MOp b, MOp c)
{
    MOp o[3] = {a, b, c};
    MIns i = {.op = op, .nop = (u16)n, .size = 4, .flags = flags, .op_ = o};
    t32_encode(&e->b, &i);
}

static MOp at_reg(Reg r) { return (MOp){.kind = MO_MEM, .size = 4, .scale = 1, .reg = r}; }

// operands: old value, temporary, address, operand; cc counts from AXCHG
static void put_rmw(Emit *e, const MIns *i)
{
    static const u16 op[] = {0, T_ADD, T_SUB, T_AND, T_ORR, T_EOR};
    u32 z = i->size == 1 ? 0 : i->size == 2 ? 1 : 2;
    Reg old = i->op_[0].reg, tmp = i->op_[1].reg, p = i->op_[2].reg, v = i->op_[3].reg;
    u32 again = asm_label(&e->b);
    MOp none = {0};
    asm_bind(&e->b, again);
    put_ops(e, exclusive[0][z], 0, 2, reg_op(old), at_reg(p), none);
    if (i->cc)
        put_ops(e, op[i->cc], MIF_FREE, 3, reg_op(tmp), reg_op(old), reg_op(v));
    put_ops(e, exclusive[1][z], 0, 3, reg_op(R12), reg_op(i->cc ? tmp : v), at_reg(p));
    put_ops(e, T_CMP, 0, 2, reg_op(R12), number(0), none);
    asm_branch(&e->b, again, &cond_forms, CC_NE);
}

// operands: old value, address, expected, new
static void put_cas(Emit *e, const MIns *i)
{
    u32 z = i->size == 1 ? 0 : i->size == 2 ? 1 : 2;
    Reg old = i->op_[0].reg, p = i->op_[1].reg, want = i->op_[2].reg, v = i->op_[3].reg;
    u32 again = asm_label(&e->b), out = asm_label(&e->b);
    MOp none = {0};
    asm_bind(&e->b, again);
    put_ops(e, exclusive[0][z], 0, 2, reg_op(old), at_reg(p), none);
    put_ops(e, T_CMP, 0, 2, reg_op(old), reg_op(want), none);
    asm_branch(&e->b, out, &cond_forms, CC_NE);
    put_ops(e, exclusive[1][z], 0, 3, reg_op(R12), reg_op(v), at_reg(p));
    put_ops(e, T_CMP, 0, 2, reg_op(R12), number(0), none);
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
    const MOp *o = &i->op_[0];
    if (i->op == T_BL && o->kind == MO_BLK) {
        asm_branch(&e->b, o->slot, &call_forms, 0);
        vec_last(&e->b.br).add = (i32)o->imm;
    } else if (i->op == T_BL) {
        asm_fix(&e->b, FIX_T32_CALL, o->sym, o->imm - 4);
        put32(&e->b, 0xf000d000);
    } else if (o->kind == MO_SYM && i->op == T_BCC) {
        asm_fix(&e->b, FIX_T32_JUMP19, o->sym, o->imm - 4);
        put32(&e->b, 0xf0008000 | (u32)i->cc << 22);
    } else if (o->kind == MO_SYM) {
        asm_fix(&e->b, FIX_T32_JUMP24, o->sym, o->imm - 4);
        put32(&e->b, 0xf0009000);
    } else if (o->kind == MO_BLK) {
        bool far = i->flags & MIF_ASM && i->size == 8;
        asm_branch(&e->b, o->slot, i->op == T_BCC ? far ? &long_cond_forms : &cond_forms
                                   : far ? &long_jump_forms : &jump_forms, i->cc);
        vec_last(&e->b.br).add = (i32)o->imm;
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
    case T_IMM: put_constant(e, i); break;
    case T_BL: case T_B: case T_BCC: put_control(e, i); break;
    case T_LDRLAB: case T_VLDRLAB: case T_ADRLAB: case T_CBZLAB: put_by_label(e, i); break;
    case T_CONST: put_literal_constant(e, i); break;
    case T_POOL: asm_pool(&e->b); break;
    case T_TBX: put_jump_table(e, i); break;
    case T_RMW: put_rmw(e, i); break;
    case T_CAS: put_cas(e, i); break;
    case T_BLKADDR:
        asm_branch(&e->b, i->op_[1].slot, &block_forms, T32_HW(i->op_[0].reg));
        break;
    case T_VMOVD:
        if (i->op_[1].kind == MO_REG && !(e->m->t->feat & T32_FP64)) {
            u32 d = i->op_[0].reg - D0, x = i->op_[1].reg - D0;   // as two single registers
            put32(&e->b, 0xeeb00a40 | d << 12 | x);
            put32(&e->b, 0xeef00a60 | d << 12 | x);
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
