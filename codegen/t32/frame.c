// frame.c - Thumb-2 moves, stack frames, and what of them needs more than one instruction
//
// From the caller's stack pointer down: argument registers that memory arguments must follow,
// pushed core registers, pushed float registers, slots and the area of outgoing arguments. The
// frame pointer r7, where the stack pointer moves, is the stack pointer at the end of the entry
// code, so slots are above either.
#include "codegen/frame.h"
#include "codegen/t32/sel.h"

static bool is_flt(const MOp *o)
{
    return o->kind == MO_REG && T32_IS_FLT(o->reg);
}

void t32_move(MFn *m, MBlk *b, MIns *before, MOp dst, MOp src)
{
    bool to_slot = dst.kind == MO_MEM, from_slot = src.kind == MO_MEM, imm = src.kind == MO_IMM;
    bool flt = is_flt(&dst), wide = MAX(dst.size, src.size) > 4;
    if (to_slot && src.kind != MO_REG) {     // by way of a scratch register
        MOp t = {.kind = MO_REG, .size = 4, .reg = LR};
        if (!imm && wide)
            t = (MOp){.kind = MO_REG, .size = 8, .reg = D15};
        if (imm)
            src.vreg = racheck_value(&src);
        m->used |= REG_BIT(t.reg) & REG_BIT(LR);
        t32_move(m, b, before, t, src);
        t32_move(m, b, before, dst, t);
        return;
    }
    if (to_slot) {
        u16 store = !is_flt(&src) ? T_STR : dst.size == 8 ? T_VSTRD : T_VSTR;
        frame_move(m, b, before, store, MAX(dst.size, 4), src, dst, true);
        return;
    }
    u16 op = imm ? T_IMM
             : from_slot ? (!flt ? T_LDR : wide ? T_VLDRD : T_VLDR)
             : flt && is_flt(&src) ? (wide ? T_VMOVD : T_VMOV)
             : flt ? T_VMOVSR : is_flt(&src) ? T_VMOVRS : T_MOV;
    frame_move(m, b, before, op, MAX(dst.size, 4), dst, src, false);
}

typedef struct Frame {
    MFn *m;
    u32 core;            // pushed core registers, bit n for hardware number n
    u32 dregs;           // pushed double registers, neighbours
    u32 extra;           // words of the local area that are pushed as registers
    u32 local;           // bytes of slots, outgoing arguments and padding
    u32 home;            // argument registers pushed first
    bool fp;
} Frame;

#define AT(fr, b, at, op, ...) frame_put(fr->m, b, at, op, 4, OPS(__VA_ARGS__))

static void cfi(Frame *fr, MBlk *b, MIns *at, u8 op, Reg reg, i64 val)
{
    frame_cfi(fr->m, b, at, op, reg, val);
}

static RegSet result_regs(const MFn *m)
{
    Arena tmp = {0};
    CallLocs l;
    RegSet set = 0;
    call_locs(m->t, m->f->mod, &m->f->mod->sig.v[m->f->sig], &tmp, &l);
    for (u32 k = 0; k < l.nret; k++)
        for (u32 j = 0; j < l.ret[k].n; j++)
            set |= REG_BIT(l.ret[k].piece[j].reg);
    arena_free(&tmp);
    return set;
}

// Words of the local area that a push of unused argument registers makes, and a pop takes away.
static u32 pushable(const Frame *fr, RegSet results)
{
    u32 words = fr->local / 4, n = 0;
    if (fr->fp || !fr->core || words > (fr->m->o->size ? 4 : 1))
        return 0;
    while (n < words && !(results >> (R3 - n) & 1))
        n++;
    return n == words ? n : 0;
}

static void plan(Frame *fr)
{
    MFn *m = fr->m;
    RegSet results = result_regs(m);
    const CallConv *cc = m->t->cc[m->f->mod->sig.v[m->f->sig].cc];
    RegSet saved = m->used & cc->callee_saved & ~results;
    u32 align = 8;
    fr->home = m->home;
    // small slots first, so that most are near
    fr->local = (u32)ALIGN_UP(frame_slots(m, m->out_args, 16, &align), 4);
    fr->fp = m->need_fp;
    if (fr->fp)
        saved |= REG_BIT(R7);
    for (u32 r = R4; r <= R11; r++)
        if (saved & REG_BIT(r))
            fr->core |= 1u << T32_HW(r);
    if (m->has_call || m->used & REG_BIT(LR) || fr->fp)
        fr->core |= 1u << T32_HW(LR);
    u32 lo = 32, hi = 0;
    for (u32 r = D8; r <= D15; r++)
        if (saved & REG_BIT(r)) {
            lo = MIN(lo, r - D0);
            hi = r - D0;
        }
    if (lo < 32)
        fr->dregs = ((2u << hi) - 1) & ~((1u << lo) - 1);
    u32 pushed = 4 * fr->home + 4 * (u32)popcount64(fr->core);
    if (m->has_call || fr->local || fr->dregs)
        fr->local = (u32)ALIGN_UP(fr->local + pushed, 8) - pushed;
    fr->extra = fr->dregs ? 0 : pushable(fr, results);
}

static u32 total(const Frame *fr)
{
    return 4 * fr->home + 4 * (u32)popcount64(fr->core) + 8 * (u32)popcount64(fr->dregs) +
           fr->local;
}

// d = base + k, by way of another register where d is one of the frame's.
static void add(Frame *fr, MBlk *b, MIns *at, Reg d, Reg base, i64 k)
{
    u32 n = (u32)(k < 0 ? -k : k), bits;
    bool fits = t32_modified(n, &bits);
    Reg t = d == SP || d == base ? R12 : d;
    if (k == 0) {
        AT(fr, b, at, T_MOV, w_def(d), w_use(base));
    } else if (fits || n <= 4095) {
        AT(fr, b, at, fits ? (k < 0 ? T_SUB : T_ADD) : k < 0 ? T_SUBW : T_ADDW, w_def(d),
           w_use(base), o_imm(n));
    } else {
        AT(fr, b, at, T_IMM, w_def(t), o_imm(n));
        AT(fr, b, at, k < 0 ? T_SUB : T_ADD, w_def(d), w_use(base), w_use(t));
    }
}

static void move_sp(Frame *fr, MBlk *b, MIns *at, i64 by)
{
    add(fr, b, at, SP, SP, by);
}

static u32 extra_set(const Frame *fr)
{
    return 0xf & ~((1u << (4 - fr->extra)) - 1);
}

static void prologue(Frame *fr)
{
    MFn *m = fr->m;
    MBlk *b = m->blk.v[m->order.v[0]];
    MIns *at = b->first;
    i64 cfa = 0;
    if (fr->home) {
        AT(fr, b, at, T_PUSH, o_imm(0xf & ~((1u << (4 - fr->home)) - 1)));
        cfi(fr, b, at, CFI_DEF_CFA_OFFSET, 0, cfa += 4 * fr->home);
    }
    if (fr->core) {
        AT(fr, b, at, T_PUSH, o_imm(fr->core | extra_set(fr)));
        cfa += 4 * popcount64(fr->core | extra_set(fr));
        cfi(fr, b, at, CFI_DEF_CFA_OFFSET, 0, cfa);
        i64 off = -4 * (i64)fr->home;
        for (u32 r = 15; r-- > 4;)
            if (fr->core >> r & 1)
                cfi(fr, b, at, CFI_OFFSET, R0 + r, off -= 4);
    }
    if (fr->dregs) {
        AT(fr, b, at, T_VPUSH, o_imm(fr->dregs));
        cfi(fr, b, at, CFI_DEF_CFA_OFFSET, 0, cfa += 8 * popcount64(fr->dregs));
    }
    if (fr->local && !fr->extra) {
        move_sp(fr, b, at, -(i64)fr->local);
        cfi(fr, b, at, CFI_DEF_CFA_OFFSET, 0, cfa + fr->local);
    }
    if (fr->fp) {
        AT(fr, b, at, T_MOV, w_def(R7), w_use(SP));
        cfi(fr, b, at, CFI_DEF_CFA_REG, R7, 0);
    }
}

// Before `at`, which leaves the function; a return may become a pop of pc.
static void epilogue(void *frame, MBlk *b, MIns *at, bool more)
{
    Frame *fr = frame;
    (void)more;              // there are no unwind rows after it to restore
    u32 lr = 1u << T32_HW(LR), pc = 1u << T32_HW(PC), set = fr->core | extra_set(fr);
    bool to_pc = fr->core & lr && !fr->home && at->op == T_RET;
    if (fr->fp) {
        if (fr->local)
            add(fr, b, at, R7, R7, fr->local);
        AT(fr, b, at, T_MOV, w_def(SP), w_use(R7));
    } else if (fr->local && !fr->extra) {
        move_sp(fr, b, at, fr->local);
    }
    if (fr->dregs)
        AT(fr, b, at, T_VPOP, o_imm(fr->dregs));
    if (!to_pc) {
        if (set)
            AT(fr, b, at, T_POP, o_imm(set));
        if (fr->home)
            move_sp(fr, b, at, 4 * fr->home);
        return;
    }
    at->nx = 0;
    at->op = T_POP;
    at->nop = 1;
    at->op_ = arena_array(fr->m->mem, MOp, 1);
    at->op_[0] = o_imm((set & ~lr) | pc);
}

// A place in the frame becomes base and offset.
static bool resolve(void *frame, MOp *o)
{
    Frame *fr = frame;
    i64 off;
    if (o->flags & MOF_OUT)      // with MOF_CFA: what lies above them
        off = o->flags & MOF_CFA ? ALIGN_UP(fr->m->out_args, 8) : 0;
    else if (o->flags & MOF_SLOT)
        off = fr->m->slot.v[o->slot].off;
    else if (o->flags & MOF_CFA)
        off = total(fr);
    else
        return false;
    o->reg = fr->fp && !(o->flags & MOF_OUT) ? R7 : SP;
    o->imm += off;
    return true;
}

// Where it is too far for the instruction, the upper part of the offset goes into the scratch
// register.
static void reach(void *frame, MBlk *b, MIns *i, MOp *o)
{
    Frame *fr = frame;
    bool words = i->op == T_LDRD || i->op == T_STRD || (i->op >= T_VLDR && i->op <= T_VSTRD);
    i64 low = o->imm & (words ? 0x3fc : 0xfff);
    if (i->op == T_LEA) {
        add(fr, b, i, i->op_[0].reg, o->reg, o->imm);
        m_remove(b, i);
    } else if (!t32_row(i)) {
        add(fr, b, i, R12, o->reg, o->imm - low);
        o->reg = R12;
        o->imm = low;
    }
}

void t32_frame(MFn *m)
{
    Frame fr = {.m = m};
    plan(&fr);
    frame_places(m, resolve, reach, &fr);
    prologue(&fr);
    frame_epilogues(m, epilogue, &fr);
    m->frame_size = total(&fr);
}
