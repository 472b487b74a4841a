// abi.c - AAPCS64, on Linux and as Apple has it: registers, aggregates, variadic arguments
//
// Source: Procedure Call Standard for the Arm 64-bit Architecture (IHI 0055), sections 6.4 to 6.8;
// Apple, "Writing ARM64 code for Apple platforms".
#include "codegen/a64/a64.h"
#include "codegen/vaarg.h"

static const u8 int_arg[] = {X0, X0 + 1, X0 + 2, X0 + 3, X0 + 4, X0 + 5, X0 + 6, X0 + 7};
static const u8 flt_arg[] = {V0, V0 + 1, V0 + 2, V0 + 3, V0 + 4, V0 + 5, V0 + 6, V0 + 7};

// The upper halves of v8 .. v15 are lost, but no value here is wider than 8 bytes.
#define SAVED (REG_RANGE(X19, X29) | REG_RANGE(V8, V8 + 7))
#define LOST (REG_RANGE(X0, X18) | REG_BIT(X30) | REG_RANGE(V0, V0 + 7) | REG_RANGE(V16, V30))

// Up to four members of one floating type are a homogeneous aggregate, each in a register of its
// own; other aggregates of at most 16 bytes travel in integer registers.
static void classify(const Agg *a, AggClass *out)
{
    memset(out, 0, sizeof *out);
    if (agg_of_floats(a, out))
        return;
    if (a->size > 16) {
        out->byref = true;
        return;
    }
    out->n = (u8)((a->size + 7) / 8);
    for (u32 k = 0; k < out->n; k++) {
        out->piece[k].cls = RC_INT;
        out->piece[k].off = (u8)(8 * k);
        out->piece[k].size = (u8)MIN(a->size - 8 * k, 8u);
    }
}

/* variadic arguments */

// The place of an argument that takes `step` bytes of the registers saved from the place at `top`
// in the va_list on, whose offset is at `offs`, or else `size` bytes of the stack. *saved: which.
static Ref next_place(Va *v, i64 top, i64 offs, u32 step, u32 size, bool align16, Ref *saved)
{
    Fn *f = v->f;
    Ref zero = ir_int(f, T_I32, 0), at = va_offset(v, v->ap, offs), off = va_load(v, T_I32, at);
    Ref left = va_bin(v, OP_SLT, T_I8, off, zero), from = off;
    if (align16 && top == 8) {
        Ref mask = ir_int(f, T_I32, -16);
        from = va_bin(v, OP_AND, T_I32, va_bin(v, OP_ADD, T_I32, off, ir_int(f, T_I32, 15)), mask);
    }
    Ref next = va_bin(v, OP_ADD, T_I32, from, ir_int(f, T_I32, step));
    Ref ok = va_bin(v, OP_AND, T_I8, left, va_bin(v, OP_SLE, T_I8, next, zero));
    va_store(v, T_I32, at, va_pick(v, T_I32, left, next, off));
    Ref wide = ir_before(f, v->at, OP_SEXT, T_I64, from, 0, 0);
    Ref reg = va_bin(v, OP_ADD, T_PTR, va_load(v, T_PTR, va_offset(v, v->ap, top)), wide);
    Ref stack = va_load(v, T_PTR, v->ap), mem = align16 ? va_aligned(v, stack, 16) : stack;
    va_store(v, T_PTR, v->ap, va_pick(v, T_PTR, ok, stack, va_offset(v, mem, ALIGN_UP(size, 8))));
    *saved = ok;
    return va_pick(v, T_PTR, ok, reg, mem);
}

enum { GR_TOP = 8, VR_TOP = 16, GR_OFFS = 24, VR_OFFS = 28 };

// Members of a homogeneous aggregate are 16 bytes apart where registers were saved.
static Ref gathered(Va *v, const AggClass *c, Ref p, Ref saved)
{
    Fn *f = v->f;
    if (c->piece[0].size == 16)  // there is nothing between them
        return p;
    u32 tmp = fn_slot(f, 32, 8, (Str){0});
    Type t = c->piece[0].size == 4 ? T_F32 : T_F64;
    for (u32 k = 0; k < c->n; k++) {
        Ref apart = ir_int(f, T_I64, 16 * (i64)k), dense = ir_int(f, T_I64, c->piece[k].off);
        Ref step = va_pick(v, T_I64, saved, apart, dense);
        Ref x = va_load(v, t, va_bin(v, OP_ADD, T_PTR, p, step));
        va_store(v, t, ir_slot(f, tmp, c->piece[k].off), x);
    }
    return ir_slot(f, tmp, 0);
}

static Ref aggregate(Va *v, const Agg *a)
{
    AggClass c;
    Ref saved;
    classify(a, &c);
    if (c.byref)
        return va_load(v, T_PTR, next_place(v, GR_TOP, GR_OFFS, 8, 8, false, &saved));
    bool floats = c.n && c.piece[0].cls == RC_FLT;
    if (!floats)
        return next_place(v, GR_TOP, GR_OFFS, ALIGN_UP(a->size, 8), a->size, a->align > 8, &saved);
    Ref p = next_place(v, VR_TOP, VR_OFFS, 16 * c.n, a->size, a->align > 8, &saved);
    return gathered(v, &c, p, saved);
}

static void vaarg(Fn *f, Ref r)
{
    const Ins *i = ir_ins(f, r);
    Va v = va_begin(f, r);
    bool flt = type_is_flt((Type)i->type);
    Ref saved;
    if (i->sig)
        va_done(&v, aggregate(&v, &f->mod->agg.v[i->sig - 1]));
    else
        va_done(&v, next_place(&v, flt ? VR_TOP : GR_TOP, flt ? VR_OFFS : GR_OFFS, flt ? 16 : 8, 8,
                              false, &saved));
}

// On the stack, what has registers of its own elsewhere is its bytes: so are four doubles.
static void vaarg_apple(Fn *f, Ref r)
{
    u32 sig = ir_ins(f, r)->sig;
    AggClass c = {0};
    if (sig)
        classify(&f->mod->agg.v[sig - 1], &c);
    va_pointer(f, r, 8, c.byref);
}

#define COMMON                                                                              \
    .int_arg = int_arg, .flt_arg = flt_arg, .nint_arg = 8, .nflt_arg = 8,                    \
    .int_ret = int_arg, .flt_ret = flt_arg, .word = 8, .sret_reg = X8,                       \
    .callee_saved = SAVED, .clobbered = LOST, .classify = classify

const CallConv a64_cc_c = {
    COMMON, .nint_ret = 2, .nflt_ret = 4, .flags = CV_STICKY | CV_EVEN | CV_VA_SAVE,
    .vaarg = vaarg,
};
const CallConv a64_cc_apple = {
    COMMON, .nint_ret = 2, .nflt_ret = 4, .red_zone = 128,
    .flags = CV_STICKY | CV_PACKED | CV_VA_STACK | CV_RET_EXT, .vaarg = vaarg_apple,
};
const CallConv a64_cc_internal = {
    COMMON, .nint_ret = 4, .nflt_ret = 4, .flags = CV_STICKY | CV_EVEN,
};
