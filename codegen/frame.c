// frame.c - what the stack frames of all instruction sets share: slots, unwind rows, ways out
#include "codegen/frame.h"

MIns *frame_put(MFn *m, MBlk *b, MIns *at, u16 op, u8 size, const MOp *o, u32 n)
{
    MIns *i = m_ins(m, op, size, n, 0);
    memcpy(i->op_, o, n * sizeof *o);
    i->loc = at ? at->loc : 0;
    m_before(b, at, i);
    return i;
}

MIns *frame_move(MFn *m, MBlk *b, MIns *before, u16 op, u8 size, MOp x, MOp y, bool store)
{
    u8 where = MOF_SLOT | MOF_CFA | MOF_OUT;
    x.flags = (u8)((x.flags & where) | (store ? MOF_USE : MOF_DEF));
    y.flags = (u8)((y.flags & where) | (store ? MOF_DEF : MOF_USE));
    const MOp o[2] = {x, y};
    return frame_put(m, b, before, op, size, o, 2);
}

void frame_cfi(MFn *m, MBlk *b, MIns *at, u8 op, Reg reg, i64 val)
{
    if (!m->o->unwind)
        return;
    i64 number = reg ? m->t->isa->dwarf_reg((u8)reg) : 0;
    MOp o[3] = {{.kind = MO_IMM, .imm = op}, {.kind = MO_IMM, .imm = number},
                {.kind = MO_IMM, .imm = val}};
    frame_put(m, b, at, M_CFI, 8, o, 3);
}

static void mark_used(MFn *m)
{
    for (u32 k = 0; k < m->order.n; k++)
        for (MIns *i = m->blk.v[m->order.v[k]]->first; i; i = i->next)
            for (u32 j = 0; j < i->nop; j++)
                if (i->op_[j].flags & MOF_SLOT && i->op_[j].kind == MO_MEM)
                    m->slot.v[i->op_[j].slot].used = true;
}

enum { PAGE = 4096 };            // no alignment is larger
static const u64 largest_frame = (u64)INT32_MAX - 16 * PAGE;  // what offsets reach

static void too_large(MFn *m, u64 size)
{
    CodeErr e = {m->f->loc, str_fmt(m->mem, "the variables of a function take %llu bytes of stack: "
                                            "2 GiB is the limit", (unsigned long long)size)};
    if (!m->err.n)
        vec_push(m->mem, &m->err, e);
}

u64 frame_slots(MFn *m, u64 from, u64 small, u32 *align)
{
    u64 at = from;
    mark_used(m);
    for (u32 pass = small ? 0 : 1; pass < 2; pass++)
        for (u32 a = PAGE; a; a /= 2)
            for (u32 k = 0; k < m->slot.n; k++) {
                MSlot *x = &m->slot.v[k];
                if (!x->used || MAX(x->align, 1) != a || (small && (x->size > small) != pass))
                    continue;
                if (at + x->size > largest_frame) {
                    too_large(m, at + x->size);
                    continue;
                }
                at = ALIGN_UP(at, a);
                x->off = (i32)at;
                at += x->size;
                *align = MAX(*align, a);
            }
    return at;
}

void frame_epilogues(MFn *m, void (*leave)(void *frame, MBlk *b, MIns *at, bool more), void *frame)
{
    for (u32 k = 0; k < m->order.n; k++) {
        MBlk *b = m->blk.v[m->order.v[k]];
        MIns *i = b->last;
        if (i && (i->op == m->t->isa->op_ret || i->flags & MIF_TAIL))
            leave(frame, b, i, k + 1 < m->order.n);
    }
}

void frame_places(MFn *m, bool (*resolve)(void *frame, MOp *o),
                  void (*reach)(void *frame, MBlk *b, MIns *i, MOp *o), void *frame)
{
    for (u32 k = 0; k < m->order.n; k++) {
        MBlk *b = m->blk.v[m->order.v[k]];
        for (MIns *i = b->first, *next; i; i = next) {
            next = i->next;
            for (u32 j = 0; j < i->nop; j++) {
                MOp *o = &i->op_[j];
                if (o->kind != MO_MEM || !resolve(frame, o))
                    continue;
                o->flags &= (u8)~(MOF_OUT | MOF_SLOT | MOF_CFA);
                if (reach && i->op != M_VAR)
                    reach(frame, b, i, o);
            }
        }
    }
}
