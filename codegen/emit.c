// emit.c - the walk that turns a function into bytes, for instruction sets whose instructions stand
// for themselves
#include "codegen/target.h"

typedef struct CfiAt {
    AsmPos pos;
    CfiRow row;
} CfiAt;

static void fill_tables(MFn *m, AsmBuf *b, Code *out)
{
    for (u32 t = 0; t < m->table.n; t++)
        for (u32 k = 0; k < m->table.v[t].blk.n; k++) {
            u32 at = asm_offset(b, b->label.v[m->table.v[t].blk.v[k]]);
            AsmFix fx = {.off = m->table.v[t].off + 4 * k, .kind = FIX_PC32, .sym = 0,
                         .add = at + 4 * (i64)k};
            vec_push(m->mem, &out->ro_fix, fx);
        }
    out->ro = arena_dup(m->mem, m->ro.p, m->ro.n);
    out->nro = (u32)m->ro.n;
    out->ro_align = MAX(m->ro_align, 1);
    buf_free(&m->ro);
}

void cg_emit(MFn *m, const CgOpts *o, Code *out)
{
    AsmBuf b = {.mem = m->mem, .nops = m->t->isa->nops};
    VEC(CfiAt) cfi_at = {0};
    for (u32 k = 0; k < m->blk.n; k++)
        asm_label(&b);
    for (u32 k = 0; k < m->order.n; k++) {
        const MBlk *blk = m->blk.v[m->order.v[k]];
        asm_bind(&b, blk->id);
        for (const MIns *i = blk->first; i; i = i->next) {
            if (i->op == M_CFI) {
                CfiAt c = {asm_here(&b), {.op = (u8)i->op_[0].imm, .reg = (u8)i->op_[1].imm,
                                          .val = (i32)i->op_[2].imm}};
                vec_push(m->mem, &cfi_at, c);
            }
            if (i->op == M_DATA || i->op == M_ALIGN)
                asm_data(&b, i);
            if (i->op < M_COUNT)
                continue;
            if (o->debug && i->loc)
                asm_line(&b, i->loc);
            m->t->isa->encode(&b, i);
        }
    }
    asm_finish(&b, out);
    CfiRow *rows = arena_array(m->mem, CfiRow, cfi_at.n + 1);
    for (u32 k = 0; k < cfi_at.n; k++) {
        rows[k] = cfi_at.v[k].row;
        rows[k].off = asm_offset(&b, cfi_at.v[k].pos);
    }
    for (u32 k = 0; k < m->order.n; k++) {
        const MBlk *blk = m->blk.v[m->order.v[k]];
        CodeBlkAddr a = {blk->ir, asm_offset(&b, b.label.v[blk->id])};
        if (blk->addr_taken && blk->ir)
            vec_push(m->mem, &out->blkaddr, a);
    }
    out->cfi = rows;
    out->ncfi = cfi_at.n;
    fill_tables(m, &b, out);
    out->align = m->t->isa->code_align;
    out->frame_size = m->frame_size;
}
