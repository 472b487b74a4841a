// abi.c - the System V AMD64 convention: registers, aggregates, variadic arguments
//
// Source: System V Application Binary Interface, AMD64 Architecture Processor Supplement 1.0,
// section 3.2 (function calling sequence) and 3.5.7 (variable argument lists).
#include "codegen/x64/sel.h"

static const u8 int_arg[] = {RDI, RSI, RDX, RCX, R8, R9};
static const u8 flt_arg[] = {XMM0, XMM1, XMM2, XMM3, XMM4, XMM5, XMM6, XMM7};
static const u8 int_ret[] = {RAX, RDX, RCX, RSI};
static const u8 flt_ret[] = {XMM0, XMM1, XMM2, XMM3};

#define BIT(r) ((RegSet)1 << (r))
#define ALL_REGS (BIT(X64_NREG) - 2)
#define CALLER_SAVED (ALL_REGS & ~CALLEE_SAVED & ~BIT(RSP))
#define CALLEE_SAVED (BIT(RBX) | BIT(RBP) | BIT(R12) | BIT(R13) | BIT(R14) | BIT(R15))

// An eightbyte is SSE when every member in it is floating, else INTEGER; more than two of them, or
// a member that is not aligned, and the aggregate is in memory.
static void classify(const Agg *a, AggClass *out)
{
    memset(out, 0, sizeof *out);
    if (a->size > 16) {
        out->memory = true;
        return;
    }
    bool integer[2] = {false, false}, any[2] = {false, false};
    for (u32 k = 0; k < a->nfield; k++) {
        u32 z = type_size((Type)a->field[k].type), off = a->field[k].off;
        if (off % z || off + z > a->size) {
            out->memory = true;
            return;
        }
        any[off / 8] = true;
        integer[off / 8] |= !type_is_flt((Type)a->field[k].type);
    }
    for (u32 k = 0; 8 * k < a->size; k++) {
        if (!any[k])
            continue;           // padding only: NO_CLASS takes no register
        out->piece[out->n].cls = integer[k] ? RC_INT : RC_FLT;
        out->piece[out->n].off = (u8)(8 * k);
        out->piece[out->n++].size = (u8)MIN(a->size - 8 * k, 8u);
    }
}

typedef struct Va {      // VAARG in simpler instructions, placed before it
    Fn *f;
    Ref at, ap;
} Va;

static Ref bin(Va *v, Op op, Type t, Ref x, Ref y)
{
    return ir_before(v->f, v->at, op, t, x, y, 0);
}

static Ref offset(Va *v, Ref p, i64 k)
{
    return k ? bin(v, OP_ADD, T_PTR, p, ir_int(v->f, T_I64, k)) : p;
}

static Ref load(Va *v, Type t, Ref p)
{
    Ref r = ir_before(v->f, v->at, OP_LOAD, t, p, 0, 0);
    ir_ins(v->f, r)->aux = t == T_I32 ? 2 : 3;
    return r;
}

static void store(Va *v, Type t, Ref p, Ref x)
{
    Ref r = ir_before(v->f, v->at, OP_STORE, T_VOID, p, x, 0);
    ir_ins(v->f, r)->aux = t == T_I32 ? 2 : 3;
    ir_ins(v->f, r)->sig = t;
}

static Ref pick(Va *v, Type t, Ref c, Ref x, Ref y)
{
    return ir_before(v->f, v->at, OP_SELECT, t, c, x, y);
}

// The next argument in memory, of `size` bytes.
static Ref overflow_area(Va *v, u32 align)
{
    Ref p = load(v, T_PTR, offset(v, v->ap, 8));
    if (align <= 8)
        return p;
    Ref n = ir_before(v->f, v->at, OP_BITCAST, T_I64, offset(v, p, align - 1), 0, 0);
    n = bin(v, OP_AND, T_I64, n, ir_int(v->f, T_I64, -(i64)align));
    return ir_before(v->f, v->at, OP_BITCAST, T_PTR, n, 0, 0);
}

// Takes `ni` integer and `nf` vector registers when there are that many. Gives the condition.
static Ref take(Va *v, u32 ni, u32 nf, Ref *gp, Ref *fp)
{
    Fn *f = v->f;
    Ref ok = 0;
    if (ni) {
        *gp = load(v, T_I32, v->ap);
        ok = bin(v, OP_ULE, T_I8, *gp, ir_int(f, T_I32, 48 - 8 * (i64)ni));
    }
    if (nf) {
        *fp = load(v, T_I32, offset(v, v->ap, 4));
        Ref c = bin(v, OP_ULE, T_I8, *fp, ir_int(f, T_I32, 176 - 16 * (i64)nf));
        ok = ok ? bin(v, OP_AND, T_I8, ok, c) : c;
    }
    if (ni)
        store(v, T_I32, v->ap,
              pick(v, T_I32, ok, bin(v, OP_ADD, T_I32, *gp, ir_int(f, T_I32, 8 * (i64)ni)), *gp));
    if (nf) {
        Ref next = bin(v, OP_ADD, T_I32, *fp, ir_int(f, T_I32, 16 * (i64)nf));
        next = pick(v, T_I32, ok, next, *fp);
        store(v, T_I32, offset(v, v->ap, 4), next);
    }
    return ok;
}

static Ref saved(Va *v, Ref off, i64 more)
{
    Ref area = load(v, T_PTR, offset(v, v->ap, 16));
    return offset(v, bin(v, OP_ADD, T_PTR, area, ir_before(v->f, v->at, OP_ZEXT, T_I64, off, 0, 0)),
                  more);
}

static Ref aggregate(Va *v, const Agg *a)
{
    Fn *f = v->f;
    AggClass c;
    u32 size = ALIGN_UP(a->size, 8);
    classify(a, &c);
    Ref mem = overflow_area(v, a->align), next = offset(v, mem, size);
    if (c.memory || !c.n) {
        store(v, T_PTR, offset(v, v->ap, 8), next);
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
        Ref p = pick(v, T_PTR, ok, r, offset(v, mem, off));
        Ref part = load(v, T_I64, p);
        store(v, T_I64, ir_slot(f, tmp, off), part);
    }
    next = pick(v, T_PTR, ok, mem, next);
    store(v, T_PTR, offset(v, v->ap, 8), next);
    return ir_slot(f, tmp, 0);
}

static void vaarg(Fn *f, Ref r)
{
    const Ins *i = ir_ins(f, r);
    Va v = {f, r, ir_args(f, i)[0]};
    u32 agg = i->sig;
    Type t = (Type)i->type;
    if (agg) {
        Ref p = aggregate(&v, &f->mod->agg.v[agg - 1]);
        ir_replace(f, r, p);
        ir_remove(f, r);
        return;
    }
    Ref gp = 0, fp = 0, mem = overflow_area(&v, 8);
    bool flt = type_is_flt(t);
    Ref ok = take(&v, !flt, flt, &gp, &fp);
    Ref p = pick(&v, T_PTR, ok, saved(&v, flt ? fp : gp, 0), mem);
    Ref next = pick(&v, T_PTR, ok, mem, offset(&v, mem, 8));
    store(&v, T_PTR, offset(&v, v.ap, 8), next);
    Ref x = load(&v, t, p);
    ir_ins(f, x)->aux = 0;
    ir_replace(f, r, x);
    ir_remove(f, r);
}

const CallConv x64_cc_c = {
    .int_arg = int_arg, .flt_arg = flt_arg, .nint_arg = 6, .nflt_arg = 8,
    .int_ret = int_ret, .flt_ret = flt_ret, .nint_ret = 2, .nflt_ret = 2,
    .word = 8, .flags = CV_SRET_KEPT, .red_zone = 128, .variadic_count_reg = RAX,
    .callee_saved = CALLEE_SAVED, .clobbered = CALLER_SAVED,
    .classify = classify, .vaarg = vaarg,
};
const CallConv x64_cc_internal = {
    .int_arg = int_arg, .flt_arg = flt_arg, .nint_arg = 6, .nflt_arg = 8,
    .int_ret = int_ret, .flt_ret = flt_ret, .nint_ret = 4, .nflt_ret = 4,
    .word = 8, .flags = CV_SRET_KEPT, .red_zone = 128, .variadic_count_reg = RAX,
    .callee_saved = CALLEE_SAVED, .clobbered = CALLER_SAVED,
    .classify = classify, .vaarg = vaarg,
};

/* Windows x64. Source: Microsoft, "x64 calling convention". */
static const u8 win_int_arg[] = {RCX, RDX, R8, R9};
static const u8 win_flt_arg[] = {XMM0, XMM1, XMM2, XMM3};
#define WIN_XMM (BIT(XMM6) | BIT(XMM7) | BIT(XMM8) | BIT(XMM9) | BIT(XMM10) | BIT(XMM11) | \
                 BIT(XMM12) | BIT(XMM13) | BIT(XMM14) | BIT(XMM15))
#define WIN_SAVED (CALLEE_SAVED | BIT(RSI) | BIT(RDI) | WIN_XMM)
// rsi and rdi belong to the caller here
static const u8 win_order[] = {RAX, RCX, RDX, R8, R9, R10, R11, RBX, RSI, RDI, RBP, R14, R15, R12,
                               R13, 0};
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
    legalize_va_pointer(f, r, 8, c.byref);
}

const CallConv x64_cc_win = {
    .int_arg = win_int_arg, .flt_arg = win_flt_arg, .nint_arg = 4, .nflt_arg = 4,
    .int_ret = int_ret, .flt_ret = flt_ret, .nint_ret = 1, .nflt_ret = 1,
    .word = 8, .flags = CV_SLOTS | CV_VA_DUP | CV_SRET_KEPT, .shadow = 32,
    .callee_saved = WIN_SAVED, .clobbered = ALL_REGS & ~WIN_SAVED & ~BIT(RSP),
    .order = {win_order},
    .classify = classify_win, .vaarg = vaarg_win,
};
// Ours: as everywhere, but the vector registers that C functions keep are kept, or each C function
// that calls one of ours would have to save them all.
const CallConv x64_cc_win_internal = {
    .int_arg = int_arg, .flt_arg = flt_arg, .nint_arg = 6, .nflt_arg = 6,
    .int_ret = int_ret, .flt_ret = flt_ret, .nint_ret = 4, .nflt_ret = 4,
    .word = 8, .flags = CV_SRET_KEPT,
    .callee_saved = CALLEE_SAVED | WIN_XMM, .clobbered = CALLER_SAVED & ~WIN_XMM,
    .classify = classify, .vaarg = vaarg,
};
