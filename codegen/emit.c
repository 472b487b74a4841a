// emit.c - the walk that turns a function into bytes
#include "codegen/target.h"

typedef struct CfiAt {
    AsmPos pos;
    CfiRow row;
} CfiAt;

typedef VEC(CfiAt) CfiList;

static void put_block(Emit *e, const MBlk *blk, bool debug, CfiList *cfi)
{
    const Isa *isa = e->m->t->isa;
    for (const MIns *i = blk->first; i;) {
        if (i->op == M_CFI) {
            CfiAt c = {asm_here(&e->b), {.op = (u8)i->op_[0].imm, .reg = (u8)i->op_[1].imm,
                                         .val = (i32)i->op_[2].imm}};
            vec_push(e->m->mem, cfi, c);
        }
        if (debug && (i->stmt || i->loc) && (i->op == M_DATA || i->op >= M_COUNT))
            asm_line(&e->b, i->stmt ? i->stmt : i->loc, i->stmt,
                     i->stmt || !e->m->stmts || !e->m->o->level);
        if (i->op == M_DATA || i->op == M_ALIGN)
            asm_data(&e->b, i);
        if (i->op == M_ORG)
            asm_org(&e->b, i->op_[0].kind == MO_BLK ? i->op_[0].slot : ASM_START, i->op_[0].imm,
                    (u8)i->op_[1].imm);
        if (i->op < M_COUNT) {
            i = i->next;
            continue;
        }
        if (debug)
            debug_at(e->m, &e->b, i);
        if (isa->put) {
            i = isa->put(e, i);
        } else {
            isa->encode(&e->b, i);
            i = i->next;
        }
    }
}

static void fill_cfi(Emit *e, const CfiList *cfi, Code *out)
{
    CfiRow *rows = arena_array(e->m->mem, CfiRow, cfi->n + 1);
    for (u32 k = 0; k < cfi->n; k++) {
        rows[k] = cfi->v[k].row;
        rows[k].off = asm_offset(&e->b, cfi->v[k].pos);
    }
    out->cfi = rows;
    out->ncfi = cfi->n;
}

// Addresses of blocks that the module's data holds.
static void fill_block_addresses(Emit *e, Code *out)
{
    MFn *m = e->m;
    for (u32 k = 0; k < m->order.n; k++) {
        const MBlk *blk = m->blk.v[m->order.v[k]];
        CodeBlkAddr a = {blk->ir, asm_offset(&e->b, e->b.label.v[blk->id])};
        if (blk->addr_taken && blk->ir)
            vec_push(m->mem, &out->blkaddr, a);
    }
}

// Jump tables that are not in the code.
static void fill_tables(MFn *m, AsmBuf *b, Code *out)
{
    for (u32 t = 0; t < m->table.n; t++)
        for (u32 k = 0; k < m->table.v[t].blk.n && !m->table.v[t].in_code; k++) {
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
    Emit e = {.b = {.mem = m->mem, .nops = m->t->isa->nops}, .m = m};
    CfiList cfi = {0};
    for (u32 k = 0; k < m->blk.n; k++)
        asm_label(&e.b);
    if (m->t->isa->begin_emit)
        m->t->isa->begin_emit(&e);
    for (u32 k = 0; k < m->order.n; k++) {
        const MBlk *blk = m->blk.v[m->order.v[k]];
        asm_bind(&e.b, blk->id);
        put_block(&e, blk, o->debug, &cfi);
    }
    asm_pool(&e.b);
    asm_finish(&e.b, out);
    debug_ranges(m, &e.b, out);
    fill_cfi(&e, &cfi, out);
    fill_block_addresses(&e, out);
    fill_tables(m, &e.b, out);
    out->align = MAX(m->t->isa->code_align, m->align);
    CodeErr far = {0, STR("a label is too far off, or at no word")};
    CodeErr back = {0, STR(".org goes back to a place that has contents already")};
    if (e.b.unreached)
        vec_push(m->mem, &m->err, far);
    if (e.b.backwards)
        vec_push(m->mem, &m->err, back);
    out->frame_size = m->frame_size;
}
