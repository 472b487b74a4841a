// frame.c - AMD64 moves, stack frames, and the walk that turns a function into bytes
#include "codegen/frame.h"
#include "codegen/x64/sel.h"

static bool is_xmm(const MOp *o)
{
    return o->kind == MO_REG && X64_IS_XMM(o->reg);
}

static void move_const(MFn *m, MBlk *b, MIns *before, MOp dst, MOp src)
{
    if (is_xmm(&dst)) {
        dst.flags = MOF_DEF;
        if (src.kind == MO_IMM)
            frame_put(m, b, before, X_FZERO, 8, &dst, 1);
        else
            frame_move(m, b, before, X_MOVS, src.size, dst, src, false);
        return;
    }
    if (dst.kind == MO_REG) {
        u8 z = src.size <= 4 || (src.imm >= 0 && src.imm <= (i64)UINT32_MAX) ? 4 : 8;
        frame_move(m, b, before, X_MOV, z, dst, src, false);
        if (z == 4)
            before->prev->op_[1].imm = src.imm;
        return;
    }
    if (src.kind == MO_IMM && fits32(src.imm)) {
        frame_move(m, b, before, X_MOV, 8, dst, src, false);
        return;
    }
    MOp t = {.kind = MO_REG, .size = 8, .reg = m->t->isa->scratch_flt};
    MOp from = src;
    if (src.kind == MO_IMM) {
        from = o_table(m_const(m, (u64)src.imm, 8, 8), 8);
        from.vreg = racheck_value(&src);
    }
    frame_move(m, b, before, X_MOVS, from.size, t, from, false);
    frame_move(m, b, before, X_MOVS, 8, dst, t, false);
}

void x64_move(MFn *m, MBlk *b, MIns *before, MOp dst, MOp src)
{
    bool to_slot = dst.kind == MO_MEM, from_slot = src.kind == MO_MEM && src.flags & MOF_SLOT;
    if (src.kind != MO_REG && !from_slot) {
        move_const(m, b, before, dst, src);
        return;
    }
    if (to_slot && from_slot) {
        u8 z = MAX(dst.size, 8);
        MOp t = {.kind = MO_REG, .size = z, .reg = m->t->isa->scratch_flt};
        frame_move(m, b, before, z == 16 ? X_MOVUPS : X_MOVS, z, t, src, false);
        frame_move(m, b, before, z == 16 ? X_MOVUPS : X_MOVS, z, dst, t, false);
        return;
    }
    bool flt = is_xmm(&dst) || is_xmm(&src);
    u8 z = MAX(dst.size, 4);
    if (flt && dst.kind == MO_REG && src.kind == MO_REG && is_xmm(&dst) != is_xmm(&src))
        // an integer through the scratch register
        frame_move(m, b, before, X_MOVD, 8, dst, src, false);
    else if (!flt)
        frame_move(m, b, before, X_MOV, z, dst, src, false);
    else if (to_slot || from_slot)
        frame_move(m, b, before, z == 16 ? X_MOVUPS : X_MOVS, z, dst, src, false);
    else
        frame_move(m, b, before, X_MOVAPS, 16, dst, src, false);
}

void x64_swap(MFn *m, MBlk *b, MIns *before, Reg x, Reg y)
{
    bool ax = y == RAX;          // rax first has a shorter form
    MIns *i = frame_move(m, b, before, X_XCHG, 8, o_def(ax ? y : x, 8), o_def(ax ? x : y, 8),
                         false);
    i->op_[0].flags = i->op_[1].flags = MOF_DEF | MOF_USE;
}

typedef struct Frame {
    MFn *m;
    u8 saved[8];
    u32 nsaved;
    u32 local;           // bytes of slots and outgoing arguments below the saved registers
    u32 align;
    bool fp, red_zone, by_fp;
} Frame;

static void emit_at(Frame *fr, MBlk *b, MIns *at, u16 op, const MOp *o, u32 n)
{
    frame_put(fr->m, b, at, op, 8, o, n);
}

static void cfi(Frame *fr, MBlk *b, MIns *at, u8 op, u8 reg, i64 val)
{
    frame_cfi(fr->m, b, at, op, reg, val);
}

static void plan(Frame *fr)
{
    MFn *m = fr->m;
    const CallConv *cc = m->t->cc[m->f->mod->sig.v[m->f->sig].cc];
    fr->align = 8;
    fr->local = (u32)frame_slots(m, m->out_args, 0, &fr->align);
    fr->by_fp = m->need_fp;
    fr->fp = m->need_fp || m->f->flags & (FN_REALIGN | FN_FRAME) || m->o->frame_pointer ||
             fr->align > 16;
    for (u8 r = R15; r >= RAX; r--)
        if (m->used & cc->callee_saved & (RegSet)1 << r && !(r == RBP && fr->fp))
            fr->saved[fr->nsaved++] = r;
    if (m->f->flags & FN_REALIGN)
        fr->align = MAX(fr->align, 16);
    u32 pushed = 8 + 8 * fr->nsaved + (fr->fp ? 8 : 0);
    if (fr->align == 16)             // in the red zone, too, a slot is aligned
        fr->local = (u32)ALIGN_UP(fr->local + pushed, 16) - pushed;
    fr->red_zone = !m->has_call && !fr->fp && fr->local <= cc->red_zone && !m->out_args;
    bool realign = fr->align > 16 || m->f->flags & FN_REALIGN;
    if (fr->red_zone)
        return;
    if (realign)
        fr->local = (u32)ALIGN_UP(fr->local, MAX(fr->align, 16));
    else
        fr->local = (u32)ALIGN_UP(fr->local + pushed, 16) - pushed;
    if (!m->has_call && !fr->local)
        fr->red_zone = true;
}

static void prologue(Frame *fr)
{
    MFn *m = fr->m;
    MBlk *b = m->blk.v[m->order.v[0]];
    MIns *at = b->first;
    i64 cfa = 8;
    if (fr->fp) {
        emit_at(fr, b, at, X_PUSH, OPS(o_use(RBP, 8)));
        cfi(fr, b, at, CFI_DEF_CFA_OFFSET, 0, cfa += 8);
        cfi(fr, b, at, CFI_OFFSET, RBP, -cfa);
        emit_at(fr, b, at, X_MOV, OPS(o_def(RBP, 8), o_use(RSP, 8)));
        cfi(fr, b, at, CFI_DEF_CFA_REG, RBP, 0);
    }
    for (u32 k = 0; k < fr->nsaved; k++) {
        emit_at(fr, b, at, X_PUSH, OPS(o_use(fr->saved[k], 8)));
        cfa += 8;
        if (!fr->fp)
            cfi(fr, b, at, CFI_DEF_CFA_OFFSET, 0, cfa);
        cfi(fr, b, at, CFI_OFFSET, fr->saved[k], -cfa);
    }
    if (fr->align > 16 || m->f->flags & FN_REALIGN)
        emit_at(fr, b, at, X_AND,
                OPS(o_def(RSP, 8), o_tie(RSP, 8), o_imm(-(i64)MAX(fr->align, 16))));
    if (!fr->red_zone && fr->local) {
        emit_at(fr, b, at, X_SUB, OPS(o_def(RSP, 8), o_tie(RSP, 8), o_imm(fr->local)));
        if (!fr->fp)
            cfi(fr, b, at, CFI_DEF_CFA_OFFSET, 0, cfa + fr->local);
    }
}

static void epilogue(void *frame, MBlk *b, MIns *at, bool more)
{
    Frame *fr = frame;
    i64 cfa = 8 + 8 * (i64)fr->nsaved + (fr->red_zone ? 0 : fr->local);
    bool any = fr->nsaved || fr->fp || (!fr->red_zone && fr->local);
    if (!any)
        return;
    if (more)
        cfi(fr, b, at, CFI_REMEMBER, 0, 0);
    if (fr->fp) {
        bool moved = fr->by_fp || fr->local || fr->align > 16 || fr->m->f->flags & FN_REALIGN;
        if (moved)
            emit_at(fr, b, at, X_LEA, OPS(o_def(RSP, 8), o_mem(RBP, -8 * (i64)fr->nsaved, 8)));
    } else if (!fr->red_zone && fr->local) {
        emit_at(fr, b, at, X_ADD, OPS(o_def(RSP, 8), o_tie(RSP, 8), o_imm(fr->local)));
        cfi(fr, b, at, CFI_DEF_CFA_OFFSET, 0, cfa -= fr->local);
    }
    for (u32 k = fr->nsaved; k-- > 0;) {
        emit_at(fr, b, at, X_POP, OPS(o_def(fr->saved[k], 8)));
        cfi(fr, b, at, CFI_RESTORE, fr->saved[k], 0);
        if (!fr->fp)
            cfi(fr, b, at, CFI_DEF_CFA_OFFSET, 0, cfa -= 8);
    }
    if (fr->fp) {
        emit_at(fr, b, at, X_POP, OPS(o_def(RBP, 8)));
        cfi(fr, b, at, CFI_RESTORE, RBP, 0);
        cfi(fr, b, at, CFI_DEF_CFA, RSP, 8);
    }
    if (more)
        cfi(fr, b, at->next, CFI_RESTORE_STATE, 0, 0);
}

// Frame references become addresses relative to the stack or frame pointer.
static bool resolve(void *frame, MOp *o)
{
    const Frame *fr = frame;
    u32 pushed = 8 * fr->nsaved;
    if (o->flags & MOF_OUT) {
        o->reg = RSP;
        o->imm += o->flags & MOF_CFA ? fr->m->out_args : 0;
    } else if (o->flags & MOF_SLOT) {
        i64 off = fr->m->slot.v[o->slot].off;
        if (fr->by_fp) {
            o->reg = RBP;
            o->imm += off - (i64)fr->local - pushed;
        } else {
            o->reg = RSP;
            o->imm += fr->red_zone ? off - (i64)fr->local : off;
        }
    } else if (o->flags & MOF_CFA) {
        o->reg = fr->fp ? RBP : RSP;
        o->imm += fr->fp ? 16 : 8 + pushed + (fr->red_zone ? 0 : fr->local);
    } else {
        return false;
    }
    return true;
}

void x64_frame(MFn *m)
{
    Frame fr = {.m = m};
    if (m->t->uw_codes) {
        x64_win_frame(m);
        return;
    }
    plan(&fr);
    u32 pushed = 8 + 8 * fr.nsaved + (fr.fp ? 8 : 0);
    frame_places(m, resolve, NULL, &fr);
    prologue(&fr);
    frame_epilogues(m, epilogue, &fr);
    m->frame_size = pushed + (fr.red_zone ? 0 : fr.local);
}
