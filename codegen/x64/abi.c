// abi.c - the System V AMD64 convention: registers, aggregates, variadic arguments
//
// Source: System V Application Binary Interface, AMD64 Architecture Processor Supplement 1.0,
// section 3.2 (function calling sequence) and 3.5.7 (variable argument lists).
#include "codegen/vaarg.h"
#include "codegen/x64/sel.h"

static const u8 int_arg[] = {RDI, RSI, RDX, RCX, R8, R9};
static const u8 flt_arg[] = {XMM0, XMM1, XMM2, XMM3, XMM4, XMM5, XMM6, XMM7};
static const u8 int_ret[] = {RAX, RDX, RCX, RSI};
static const u8 flt_ret[] = {XMM0, XMM1, XMM2, XMM3};

#define ALL_REGS (REG_BIT(X64_NREG) - 2)
#define CALLER_SAVED (ALL_REGS & ~CALLEE_SAVED & ~REG_BIT(RSP))
#define CALLEE_SAVED (REG_BIT(RBX) | REG_BIT(RBP) | REG_RANGE(R12, R15))

// Classes of eightbytes (3.2.3), from the weakest on, as far as merging has an order.
typedef enum { NO_CLASS, SSE, X87, X87UP, INTEGER, MEMORY } Class;

static Class merged(Class a, Class b)
{
    bool x87 = a == X87 || a == X87UP || b == X87 || b == X87UP;
    if (a == b || a == NO_CLASS || b == NO_CLASS || MAX(a, b) >= INTEGER)
        return MAX(a, b);
    return x87 ? MEMORY : SSE;
}

// A member that is not aligned puts the aggregate in memory.
static void add_member(Class *c, const AggField *m, u32 size)
{
    Type t = (Type)m->type;
    u32 z = type_size(t), off = m->off;
    if (off % z || off + z > size) {
        c[0] = MEMORY;
    } else if (t == T_F80) {
        c[0] = merged(c[0], X87);
        c[1] = merged(c[1], X87UP);
    } else {
        c[off / 8] = merged(c[off / 8], type_is_flt(t) ? SSE : INTEGER);
    }
}

static void classify(const Agg *a, AggClass *out)
{
    Class c[2] = {NO_CLASS, NO_CLASS};
    memset(out, 0, sizeof *out);
    if (a->nfield == 1 && a->field[0].type == T_C80)
        out->x87 = 2;
    else if (a->size > 16)
        c[0] = MEMORY;
    for (u32 k = 0; k < a->nfield && a->size <= 16; k++)
        add_member(c, &a->field[k], a->size);
    if (c[0] == X87)
        out->x87 = 1;
    out->memory = out->x87 || c[0] == MEMORY || c[1] == MEMORY || c[1] == X87UP;
    for (u32 k = 0; 8 * k < a->size && !out->memory; k++) {
        if (c[k] == NO_CLASS)
            continue;           // padding only: it takes no register
        out->piece[out->n].cls = c[k] == INTEGER ? RC_INT : RC_FLT;
        out->piece[out->n].off = (u8)(8 * k);
        out->piece[out->n++].size = (u8)MIN(a->size - 8 * k, 8u);
    }
}

static Ref overflow_area(Va *v)
{
    return va_load(v, T_PTR, va_offset(v, v->ap, 8));
}

// Takes `ni` integer and `nf` vector registers when there are that many. Gives the condition.
static Ref take(Va *v, u32 ni, u32 nf, Ref *gp, Ref *fp)
{
    Fn *f = v->f;
    Ref ok = 0;
    if (ni) {
        *gp = va_load(v, T_I32, v->ap);
        ok = va_bin(v, OP_ULE, T_I8, *gp, ir_int(f, T_I32, 48 - 8 * (i64)ni));
    }
    if (nf) {
        *fp = va_load(v, T_I32, va_offset(v, v->ap, 4));
        Ref c = va_bin(v, OP_ULE, T_I8, *fp, ir_int(f, T_I32, 176 - 16 * (i64)nf));
        ok = ok ? va_bin(v, OP_AND, T_I8, ok, c) : c;
    }
    if (ni) {
        Ref next = va_bin(v, OP_ADD, T_I32, *gp, ir_int(f, T_I32, 8 * (i64)ni));
        va_store(v, T_I32, v->ap, va_pick(v, T_I32, ok, next, *gp));
    }
    if (nf) {
        Ref next = va_bin(v, OP_ADD, T_I32, *fp, ir_int(f, T_I32, 16 * (i64)nf));
        next = va_pick(v, T_I32, ok, next, *fp);
        va_store(v, T_I32, va_offset(v, v->ap, 4), next);
    }
    return ok;
}

static Ref saved(Va *v, Ref off, i64 more)
{
    Ref area = va_load(v, T_PTR, va_offset(v, v->ap, 16));
    Ref wide = ir_before(v->f, v->at, OP_ZEXT, T_I64, off, 0, 0);
    return va_offset(v, va_bin(v, OP_ADD, T_PTR, area, wide), more);
}

static Ref aggregate(Va *v, const Agg *a)
{
    Fn *f = v->f;
    AggClass c;
    u32 size = ALIGN_UP(a->size, 8);
    classify(a, &c);
    Ref area = overflow_area(v), mem = a->align <= 8 ? area : va_aligned(v, area, a->align);
    Ref next = va_offset(v, mem, size);
    if (c.memory || !c.n) {
        va_store(v, T_PTR, va_offset(v, v->ap, 8), next);
        return mem;
    }
    u32 n[RC_COUNT] = {0}, k[RC_COUNT] = {0};
    for (u32 j = 0; j < c.n; j++)
        n[c.piece[j].cls]++;
    Ref gp = 0, fp = 0, ok = take(v, n[RC_INT], n[RC_FLT], &gp, &fp);
    u32 tmp = fn_slot(f, 16, 8, (Str){0});
    for (u32 j = 0; j < c.n; j++) {
        bool in_int = c.piece[j].cls == RC_INT;
        Ref r = saved(v, in_int ? gp : fp, (in_int ? 8 : 16) * k[c.piece[j].cls]++);
        i32 off = c.piece[j].off;
        Ref p = va_pick(v, T_PTR, ok, r, va_offset(v, mem, off));
        Ref part = va_load(v, T_I64, p);
        va_store(v, T_I64, ir_slot(f, tmp, off), part);
    }
    next = va_pick(v, T_PTR, ok, area, next);
    va_store(v, T_PTR, va_offset(v, v->ap, 8), next);
    return ir_slot(f, tmp, 0);
}

static void vaarg(Fn *f, Ref r)
{
    const Ins *i = ir_ins(f, r);
    Va v = va_begin(f, r);
    if (i->sig) {
        va_done(&v, aggregate(&v, &f->mod->agg.v[i->sig - 1]));
        return;
    }
    Ref gp = 0, fp = 0, mem = overflow_area(&v);
    bool flt = type_is_flt((Type)i->type);
    Ref ok = take(&v, !flt, flt, &gp, &fp);
    Ref p = va_pick(&v, T_PTR, ok, saved(&v, flt ? fp : gp, 0), mem);
    Ref next = va_pick(&v, T_PTR, ok, mem, va_offset(&v, mem, 8));
    va_store(&v, T_PTR, va_offset(&v, v.ap, 8), next);
    va_done(&v, p);
}

const CallConv x64_cc_c = {
    .int_arg = int_arg, .flt_arg = flt_arg, .nint_arg = 6, .nflt_arg = 8,
    .int_ret = int_ret, .flt_ret = flt_ret, .nint_ret = 2, .nflt_ret = 2,
    .word = 8, .flags = CV_SRET_KEPT | CV_VA_SAVE, .red_zone = 128, .variadic_count_reg = RAX,
    .callee_saved = CALLEE_SAVED, .clobbered = CALLER_SAVED,
    .classify = classify, .vaarg = vaarg,
};
const CallConv x64_cc_internal = {
    .int_arg = int_arg, .flt_arg = flt_arg, .nint_arg = 6, .nflt_arg = 8,
    .int_ret = int_ret, .flt_ret = flt_ret, .nint_ret = 4, .nflt_ret = 4,
    .word = 8, .flags = CV_SRET_KEPT | CV_VA_SAVE, .red_zone = 128, .variadic_count_reg = RAX,
    .callee_saved = CALLEE_SAVED, .clobbered = CALLER_SAVED,
    .classify = classify, .vaarg = vaarg,
};

/* Windows x64. Source: Microsoft, "x64 calling convention". */
static const u8 win_int_arg[] = {RCX, RDX, R8, R9};
static const u8 win_flt_arg[] = {XMM0, XMM1, XMM2, XMM3};
#define WIN_XMM REG_RANGE(XMM6, XMM15)
#define WIN_SAVED (CALLEE_SAVED | REG_BIT(RSI) | REG_BIT(RDI) | WIN_XMM)
// rsi and rdi belong to the caller here
static const u8 win_order[] = {RAX, RCX, RDX, R8, R9, R10, R11, RBX, RSI, RDI, RBP, R14, R15, R12,
                               R13, 0};
const char *const x64_elf_syms[] = {X64_TLS_GET, NULL};
const char *const x64_win_syms[] = {X64_PROBE, X64_TLS_INDEX, NULL};

// One, two, four or eight bytes travel as an integer, everything else by reference.
static void classify_win(const Agg *a, AggClass *out)
{
    memset(out, 0, sizeof *out);
    out->byref = a->size == 0 || a->size > 8 || (a->size & (a->size - 1));
    if (out->byref)
        return;
    out->n = 1;
    out->piece[0].cls = RC_INT;
    out->piece[0].size = (u8)a->size;
}

static void vaarg_win(Fn *f, Ref r)
{
    const Ins *i = ir_ins(f, r);
    AggClass c = {0};
    if (i->sig)
        classify_win(&f->mod->agg.v[i->sig - 1], &c);
    va_pointer(f, r, 8, c.byref);
}

const CallConv x64_cc_win = {
    .int_arg = win_int_arg, .flt_arg = win_flt_arg, .nint_arg = 4, .nflt_arg = 4,
    .int_ret = int_ret, .flt_ret = flt_ret, .nint_ret = 1, .nflt_ret = 1,
    .word = 8, .flags = CV_SLOTS | CV_VA_DUP | CV_SRET_KEPT, .shadow = 32,
    .callee_saved = WIN_SAVED, .clobbered = ALL_REGS & ~WIN_SAVED & ~REG_BIT(RSP),
    .order = {win_order},
    .classify = classify_win, .vaarg = vaarg_win,
};
// Ours: as everywhere, but the vector registers that C functions keep are kept, or each C function
// that calls one of ours would have to save them all.
const CallConv x64_cc_win_internal = {
    .int_arg = int_arg, .flt_arg = flt_arg, .nint_arg = 6, .nflt_arg = 6,
    .int_ret = int_ret, .flt_ret = flt_ret, .nint_ret = 4, .nflt_ret = 4,
    .word = 8, .flags = CV_SRET_KEPT | CV_VA_SAVE,
    .callee_saved = CALLEE_SAVED | WIN_XMM, .clobbered = CALLER_SAVED & ~WIN_XMM,
    .classify = classify, .vaarg = vaarg,
};
