// winframe.c - stack frames of 64-bit Windows: every one can be undone from a short table
//
// Entry code does, in this order: push registers, lower rsp by a constant, set rbp (only when rsp
// moves later), save vector registers. Epilogues undo it with an add or lea, pops and a ret or jmp,
// which the system recognises by their bytes. From the bottom: outgoing arguments with their shadow
// space, slots, saved vector registers, pushed registers, return address, the caller's shadow space
// (the CFA). Source: Microsoft, "x64 prolog and epilog" and "x64 exception handling".
#include "codegen/frame.h"
#include "codegen/x64/sel.h"

enum { PAGE = 4096, MAX_FP_OFF = 128 /* keeps displacements short; the format ends at 240 */ };

typedef struct WinFrame {
    MFn *m;
    u8 push[8], xmm[10];
    u32 npush, nxmm;
    u32 fixed;           // what rsp is lowered by
    u32 xmm_at;          // offset of the saved vector registers from the bottom
    u32 fp_off;          // rbp - bottom
    u32 align, below;    // realigned frames: slots are in an area of their own below
    bool fp, by_fp;
} WinFrame;

// Registers that are written or lost anywhere, by moves of the allocator, too.
static RegSet written(const MFn *m)
{
    RegSet set = 0;
    for (u32 k = 0; k < m->order.n; k++)
        for (const MIns *i = m->blk.v[m->order.v[k]]->first; i; i = i->next) {
            set |= i->clobber;
            for (u32 j = 0; j < i->nop + i->nx; j++)
                if (i->op_[j].kind == MO_REG && i->op_[j].flags & MOF_DEF)
                    set |= (RegSet)1 << i->op_[j].reg;
            if (i->op >= X_FIRST)
                set |= x64_insn[i->op - X_FIRST].def;
        }
    return set;
}

static void plan(WinFrame *w)
{
    MFn *m = w->m;
    RegSet keep = m->t->cc[m->f->mod->sig.v[m->f->sig].cc]->callee_saved & written(m);
    u64 local = frame_slots(m, m->out_args, 0, &w->align);
    bool realign = w->align > 16 || m->f->flags & FN_REALIGN;
    w->fp = m->need_fp || m->keep_fp || realign;
    w->by_fp = m->need_fp;
    if (w->fp)
        w->push[w->npush++] = RBP;
    for (u8 r = R15; r >= RAX; r--)
        if (keep >> r & 1 && r != RSP && !(r == RBP && w->fp))
            w->push[w->npush++] = r;
    for (u8 r = XMM6; r <= XMM15; r++)
        if (keep >> r & 1)
            w->xmm[w->nxmm++] = r;
    if (realign && !w->by_fp) {
        w->below = (u32)ALIGN_UP(local, (u64)w->align);
        local = 0;
    }
    w->xmm_at = (u32)ALIGN_UP(local, 16);
    u32 pushed = 8 + 8 * w->npush;
    u64 size = w->nxmm ? w->xmm_at + 16 * w->nxmm : local;
    bool any = size || m->has_call || realign;
    w->fixed = any ? (u32)(ALIGN_UP(size + pushed, 16) - pushed) : 0;
    w->fp_off = w->by_fp ? MIN(w->fixed & ~15u, MAX_FP_OFF) : 0;
    m->frame_size = pushed + w->fixed + w->below;
}

static void put(WinFrame *w, MBlk *b, MIns *at, u16 op, u8 size, const MOp *o, u32 n)
{
    frame_put(w->m, b, at, op, size, o, n);
}

static void cfi(WinFrame *w, MBlk *b, MIns *at, u8 op, u8 reg, i64 val)
{
    frame_cfi(w->m, b, at, op, reg, val);
}

static void lower(WinFrame *w, MBlk *b, MIns *at, u32 n)
{
    if (!n)
        return;
    if (n < PAGE) {
        put(w, b, at, X_SUB, 8, OPS(o_def(RSP, 8), o_tie(RSP, 8), o_imm(n)));
        return;
    }
    put(w, b, at, X_MOV, 4, OPS(o_def(RAX, 4), o_imm(n)));
    put(w, b, at, X_CALL, 8, OPS(o_sym(sel_lib_sym(w->m->f, X64_PROBE), 0)));
    put(w, b, at, X_SUB, 8, OPS(o_def(RSP, 8), o_tie(RSP, 8), o_use(RAX, 8)));
}

static MOp xmm_place(const WinFrame *w, u32 k)
{
    i64 off = w->xmm_at + 16 * (i64)k;
    return w->fp ? o_mem(RBP, off - w->fp_off, 16) : o_mem(RSP, off, 16);
}

static void prologue(WinFrame *w)
{
    MFn *m = w->m;
    MBlk *b = m->blk.v[m->order.v[0]];
    MIns *at = b->first;
    i64 cfa = 8;
    for (u32 k = 0; k < w->npush; k++) {
        put(w, b, at, X_PUSH, 8, OPS(o_use(w->push[k], 8)));
        cfi(w, b, at, CFI_DEF_CFA_OFFSET, 0, cfa += 8);
        cfi(w, b, at, CFI_OFFSET, w->push[k], -cfa);
    }
    lower(w, b, at, w->fixed);
    if (w->fixed)
        cfi(w, b, at, CFI_DEF_CFA_OFFSET, 0, cfa += w->fixed);
    if (w->fp) {
        u16 op = w->fp_off ? X_LEA : X_MOV;
        MOp src = w->fp_off ? o_mem(RSP, w->fp_off, 8) : o_use(RSP, 8);
        put(w, b, at, op, 8, OPS(o_def(RBP, 8), src));
        cfi(w, b, at, CFI_DEF_CFA, RBP, cfa - w->fp_off);
    }
    for (u32 k = 0; k < w->nxmm; k++) {
        put(w, b, at, X_MOVUPS, 16, OPS(xmm_place(w, k), o_use(w->xmm[k], 16)));
        cfi(w, b, at, CFI_OFFSET, w->xmm[k], w->xmm_at + 16 * (i64)k - cfa);
    }
    if (w->align > 16 || m->f->flags & FN_REALIGN)
        put(w, b, at, X_AND, 8,
            OPS(o_def(RSP, 8), o_tie(RSP, 8), o_imm(-(i64)w->align)));
    lower(w, b, at, w->below);
}

static void epilogue(void *frame, MBlk *b, MIns *at, bool more)
{
    WinFrame *w = frame;
    i64 cfa = 8 + 8 * (i64)w->npush + w->fixed;
    if (!w->npush && !w->fixed)
        return;
    if (more)
        cfi(w, b, at, CFI_REMEMBER, 0, 0);
    for (u32 k = 0; k < w->nxmm; k++) {
        MOp p = xmm_place(w, k);
        put(w, b, at, X_MOVUPS, 16, OPS(o_def(w->xmm[k], 16), p));
        cfi(w, b, at, CFI_RESTORE, w->xmm[k], 0);
    }
    if (w->fp) {
        put(w, b, at, X_LEA, 8,
            OPS(o_def(RSP, 8), o_mem(RBP, (i64)w->fixed - w->fp_off, 8)));
        cfi(w, b, at, CFI_DEF_CFA, RSP, cfa -= w->fixed);
    } else if (w->fixed) {
        put(w, b, at, X_ADD, 8, OPS(o_def(RSP, 8), o_tie(RSP, 8), o_imm(w->fixed)));
        cfi(w, b, at, CFI_DEF_CFA_OFFSET, 0, cfa -= w->fixed);
    }
    for (u32 k = w->npush; k-- > 0;) {
        put(w, b, at, X_POP, 8, OPS(o_def(w->push[k], 8)));
        cfi(w, b, at, CFI_RESTORE, w->push[k], 0);
        cfi(w, b, at, CFI_DEF_CFA_OFFSET, 0, cfa -= 8);
    }
    if (more)
        cfi(w, b, at->next, CFI_RESTORE_STATE, 0, 0);
}

// Frame references become addresses relative to the stack or frame pointer.
static bool resolve(void *frame, MOp *o)
{
    const WinFrame *w = frame;
    i64 to_cfa = (i64)w->fixed + 8 * w->npush + 8;
    if (o->flags & MOF_OUT) {
        o->reg = RSP;
        o->imm += o->flags & MOF_CFA ? w->m->out_args : 0;
    } else if (o->flags & MOF_SLOT) {
        o->reg = w->by_fp ? RBP : RSP;
        o->imm += w->m->slot.v[o->slot].off - (i64)(w->by_fp ? w->fp_off : 0);
    } else if (o->flags & MOF_CFA) {
        o->reg = w->fp ? RBP : RSP;
        o->imm += to_cfa - (w->fp ? w->fp_off : 0);
    } else {
        return false;
    }
    return true;
}

void x64_win_frame(MFn *m)
{
    WinFrame w = {.m = m, .align = 16};
    plan(&w);
    frame_places(m, resolve, NULL, &w);
    prologue(&w);
    frame_epilogues(m, epilogue, &w);
}
