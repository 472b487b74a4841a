// frame.c - AArch64 moves and stack frames
//
// From high to low addresses: either (small) slots, then saved registers, made by one store that
// moves sp; or saved registers, slots, outgoing arguments. A function that calls keeps a frame
// record: x29 points at the saved x29 and x30.
#include "codegen/a64/sel.h"
#include "codegen/frame.h"

static bool is_fpr(const MOp *o)
{
    return o->kind == MO_REG && A64_IS_FPR(o->reg);
}

static bool is_slot(const MOp *o)
{
    return o->kind == MO_MEM && o->flags & MOF_SLOT;
}

static MOp scratch(Reg r, u8 size)
{
    return (MOp){.kind = MO_REG, .size = size, .reg = r};
}

static void to_slot(MFn *m, MBlk *b, MIns *before, MOp dst, MOp src)
{
    u8 z = MAX(dst.size, 8);
    dst.size = z;
    src.size = MAX(src.size, z);
    frame_move(m, b, before, is_fpr(&src) ? A_FSTR : A_STR, z, src, dst, true);
}

static void from_slot(MFn *m, MBlk *b, MIns *before, MOp dst, MOp src)
{
    u8 z = MAX(dst.size, 8);
    src.size = z;
    frame_move(m, b, before, is_fpr(&dst) ? A_FLDR : A_LDR, z, dst, src, false);
}

static void move_const(MFn *m, MBlk *b, MIns *before, MOp dst, MOp src)
{
    u8 z = src.size > 4 ? 8 : 4;
    if (dst.kind != MO_REG) {
        if (src.kind == MO_IMM && src.imm) {
            MOp t = scratch(X16, 8);
            frame_move(m, b, before, A_MOVI, z, t, src, false);
            src = t;
        } else if (src.kind != MO_IMM) {
            MOp t = scratch(m->t->isa->scratch_flt, 8);
            frame_move(m, b, before, A_FCONST, src.size, t, src, false);
            src = t;
        }
        to_slot(m, b, before, dst, src);
    } else if (is_fpr(&dst)) {
        u16 op = src.kind != MO_IMM ? A_FCONST : src.imm ? A_FMOV : A_FMOVG;
        frame_move(m, b, before, op, src.size ? src.size : 8, dst, src, false);
    } else {
        frame_move(m, b, before, A_MOVI, z, dst, src, false);
    }
}

void a64_move(MFn *m, MBlk *b, MIns *before, MOp dst, MOp src)
{
    if (src.kind != MO_REG && !is_slot(&src)) {
        move_const(m, b, before, dst, src);
        return;
    }
    if (dst.kind == MO_MEM && is_slot(&src)) {
        MOp t = scratch(m->t->isa->scratch_flt, MAX(dst.size, 8));
        from_slot(m, b, before, t, src);
        src = t;
    }
    if (dst.kind == MO_MEM) {
        to_slot(m, b, before, dst, src);
        return;
    }
    if (is_slot(&src)) {
        from_slot(m, b, before, dst, src);
        return;
    }
    bool f = is_fpr(&dst), g = is_fpr(&src);
    u8 z = dst.size == 16 ? 16 : 8;
    dst.size = src.size = z;
    u16 op = f && g ? (z == 16 ? A_VMOV : A_FMOV) : f || g ? A_FMOVG : A_MOV;
    frame_move(m, b, before, op, z, dst, src, false);
}

/* frames */
enum { MAX_SAVED = 24 };
typedef struct Frame {
    MFn *m;
    u8 saved[MAX_SAVED];     // in order of address; the frame record first
    u32 nsaved;
    u32 save;                // bytes of saved registers, a multiple of 16
    u64 local;               // bytes of slots
    u64 rest;                // what is below the saved registers when not small
    u32 align;
    bool fp;                 // keeps a frame record
    bool small;              // everything by one adjustment of at most 504 bytes
    bool realign, red_zone;
} Frame;

static void emit(Frame *fr, MBlk *b, MIns *at, u16 op, u8 size, const MOp *o, u32 n)
{
    frame_put(fr->m, b, at, op, size, o, n);
}

static void cfi(Frame *fr, MBlk *b, MIns *at, u8 op, u8 reg, i64 val)
{
    frame_cfi(fr->m, b, at, op, reg, val);
}

static void plan(Frame *fr)
{
    MFn *m = fr->m;
    const CallConv *cc = m->t->cc[m->f->mod->sig.v[m->f->sig].cc];
    fr->local = frame_slots(m, 0, 0, &fr->align);
    fr->realign = fr->align > 16 || m->f->flags & FN_REALIGN;
    fr->fp = m->has_call || m->need_fp || fr->realign || m->f->flags & FN_FRAME ||
             m->o->frame_pointer;
    if (fr->fp) {
        fr->saved[fr->nsaved++] = X29;
        fr->saved[fr->nsaved++] = X30;
    }
    for (u8 r = X19; r <= V30; r++)
        if (m->used & cc->callee_saved & (RegSet)1 << r && r != X29)
            fr->saved[fr->nsaved++] = r;
    fr->save = ALIGN_UP(8 * fr->nsaved, 16);
    fr->red_zone = !fr->nsaved && fr->local <= cc->red_zone && !m->out_args;
    fr->small = !fr->realign && !m->out_args && fr->save + fr->local <= 504 - 16 &&
                fr->nsaved != 1;
    fr->local = ALIGN_UP(fr->local, MAX(fr->align, 16));
    m->out_args = (u32)ALIGN_UP(m->out_args, MAX(fr->align, 16));  // the slots lie above them
    fr->rest = fr->red_zone || fr->small ? 0 : fr->local + m->out_args;
}

// Bytes between sp in the body and the caller's.
static u64 total(const Frame *fr)
{
    return fr->red_zone ? 0 : fr->small ? fr->save + fr->local : fr->save + fr->rest;
}

// d = base + off, in as many steps as it takes.
static void add(Frame *fr, MBlk *b, MIns *at, Reg d, Reg base, i64 off)
{
    u16 op = off < 0 ? A_SUB : A_ADD;
    i64 n = off < 0 ? -off : off;
    if (a64_imm12(n)) {
        emit(fr, b, at, op, 8, OPS(o_def(d, 8), o_use(base, 8), o_imm(n)));
    } else if (n < 1 << 24) {
        emit(fr, b, at, op, 8, OPS(o_def(d, 8), o_use(base, 8), o_imm(n & 0xfff000)));
        emit(fr, b, at, op, 8, OPS(o_def(d, 8), o_use(d, 8), o_imm(n & 0xfff)));
    } else {
        emit(fr, b, at, A_MOVI, 8, OPS(o_def(X16, 8), o_imm(n)));
        emit(fr, b, at, op, 8, OPS(o_def(d, 8), o_use(base, 8), o_ext(X16, 8, XT_UXTX, 0)));
    }
}

// Stores or loads saved register k, with its neighbour when there is one of its kind; the first
// moves sp by `step`. Returns the number done.
static u32 save_restore(Frame *fr, MBlk *b, MIns *at, u32 k, i64 step, bool load)
{
    Reg r = fr->saved[k], next = k + 1 < fr->nsaved ? fr->saved[k + 1] : 0;
    bool flt = A64_IS_FPR(r), pair = next && A64_IS_FPR(next) == flt;
    MOp mem = o_mem(SP, k ? 8 * k : 0, 8);
    if (k == 0 && step) {
        mem.imm = load ? step : -step;
        mem.ext = load ? MX_POST : MX_PRE;
    }
    u16 one = flt ? (load ? A_FLDR : A_FSTR) : load ? A_LDR : A_STR;
    u16 two = flt ? (load ? A_FLDP : A_FSTP) : load ? A_LDP : A_STP;
    u8 fl = load ? MOF_DEF : MOF_USE;
    MOp x = scratch(r, 8), y = scratch(next, 8);
    x.flags = y.flags = fl;
    if (pair)
        emit(fr, b, at, two, 8, OPS(x, y, mem));
    else
        emit(fr, b, at, one, 8, OPS(x, mem));
    return pair ? 2 : 1;
}

static void prologue(Frame *fr)
{
    MFn *m = fr->m;
    MBlk *b = m->blk.v[m->order.v[0]];
    MIns *at = b->first;
    i64 step = (i64)(fr->small ? total(fr) : fr->save);
    for (u32 k = 0, n; k < fr->nsaved; k += n) {
        n = save_restore(fr, b, at, k, step, false);
        if (k == 0)
            cfi(fr, b, at, CFI_DEF_CFA_OFFSET, 0, step);
        for (u32 j = k; j < k + n; j++)
            cfi(fr, b, at, CFI_OFFSET, fr->saved[j], 8 * (i64)j - step);
        if (k == 0 && fr->fp) {
            add(fr, b, at, X29, SP, 0);
            cfi(fr, b, at, CFI_DEF_CFA_REG, X29, 0);
        }
    }
    u64 below = fr->nsaved && fr->small ? 0 : fr->small ? total(fr) : fr->rest;
    if (below) {
        add(fr, b, at, SP, SP, -(i64)below);
        if (!fr->fp)
            cfi(fr, b, at, CFI_DEF_CFA_OFFSET, 0, (i64)total(fr));
    }
    if (fr->realign) {
        add(fr, b, at, X16, SP, 0);
        emit(fr, b, at, A_AND, 8,
             OPS(o_def(SP, 8), o_use(X16, 8), o_imm(-(i64)MAX(fr->align, 16))));
    }
}

static void epilogue(void *frame, MBlk *b, MIns *at, bool more)
{
    Frame *fr = frame;
    i64 step = (i64)(fr->small ? total(fr) : fr->save);
    if (!total(fr))
        return;
    if (more)
        cfi(fr, b, at, CFI_REMEMBER, 0, 0);
    u64 below = fr->nsaved && fr->small ? 0 : fr->small ? total(fr) : fr->rest;
    if (fr->fp && (fr->m->need_fp || fr->realign)) {
        add(fr, b, at, SP, X29, 0);
        cfi(fr, b, at, CFI_DEF_CFA, SP, step);
    } else {
        if (below)
            add(fr, b, at, SP, SP, (i64)below);
        if (fr->fp)
            cfi(fr, b, at, CFI_DEF_CFA, SP, step);
        else if (below)
            cfi(fr, b, at, CFI_DEF_CFA_OFFSET, 0, fr->nsaved ? step : 0);
    }
    u32 first[MAX_SAVED], n = 0;
    for (u32 k = 0; k < fr->nsaved;) {
        first[n++] = k;
        k += k + 1 < fr->nsaved && A64_IS_FPR(fr->saved[k]) == A64_IS_FPR(fr->saved[k + 1]) ? 2 : 1;
    }
    while (n-- > 0) {
        u32 done = save_restore(fr, b, at, first[n], step, true);
        for (u32 j = first[n]; j < first[n] + done; j++)
            cfi(fr, b, at, CFI_RESTORE, fr->saved[j], 0);
        if (n == 0)
            cfi(fr, b, at, CFI_DEF_CFA_OFFSET, 0, 0);
    }
    if (more)
        cfi(fr, b, at->next, CFI_RESTORE_STATE, 0, 0);
}

// Frame references become offsets from sp or x29.
static bool resolve(void *frame, MOp *o)
{
    const Frame *fr = frame;
    const MFn *m = fr->m;
    if (!(o->flags & (MOF_OUT | MOF_SLOT | MOF_CFA)))
        return false;
    u64 saved = fr->small ? fr->save : 0;
    if (o->flags & MOF_OUT) {
        o->reg = SP;
        o->imm += o->flags & MOF_CFA ? m->out_args : 0;
    } else if (o->flags & MOF_SLOT) {
        i64 off = m->slot.v[o->slot].off;
        bool by_fp = m->need_fp && !fr->small;
        o->reg = by_fp || (m->need_fp && fr->fp) ? X29 : SP;
        if (fr->red_zone)
            o->imm += off - (i64)fr->local;
        else if (by_fp)
            o->imm += off - (i64)fr->local;
        else
            o->imm += off + (i64)(fr->small ? saved : m->out_args);
    } else {
        o->reg = fr->fp ? X29 : SP;
        o->imm += (i64)(fr->fp ? (fr->small ? total(fr) : fr->save) : total(fr));
    }
    return true;
}

// An offset that the instruction has no form for: part of it, or all, is added into x17 first.
static void reach(void *frame, MBlk *b, MIns *i, MOp *o)
{
    Frame *fr = frame;
    if (i->op == A_LEA) {
        add(fr, b, i, i->op_[0].reg, o->reg, o->imm);
        m_remove(b, i);
        return;
    }
    if (a64_row(i))
        return;
    i64 low = o->imm & 4095, high = o->imm - low;
    Reg base = o->reg;
    o->reg = X17;
    o->imm = low;
    if (high > 0 && a64_imm12(high) && a64_row(i)) {
        add(fr, b, i, X17, base, high);
        return;
    }
    o->imm = 0;
    if (high + low > -((i64)1 << 24) && high + low < 1 << 24) {
        add(fr, b, i, X17, base, high + low);
        return;
    }
    emit(fr, b, i, A_MOVI, 8, OPS(o_def(X17, 8), o_imm(high + low)));
    emit(fr, b, i, A_ADD, 8, OPS(o_def(X17, 8), o_use(base, 8), o_ext(X17, 8, XT_UXTX, 0)));
}

void a64_frame(MFn *m)
{
    Frame fr = {.m = m, .align = 8};
    plan(&fr);
    frame_places(m, resolve, reach, &fr);
    prologue(&fr);
    frame_epilogues(m, epilogue, &fr);
    m->frame_size = (u32)total(&fr);
}
