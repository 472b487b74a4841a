// abi.c - AAPCS64, on Linux and as Apple has it: registers, aggregates, variadic arguments
//
// Source: Procedure Call Standard for the Arm 64-bit Architecture (IHI 0055), sections 6.4 to 6.8;
// Apple, "Writing ARM64 code for Apple platforms".
#include "codegen/a64/a64.h"

static const u8 int_arg[] = {X0, X0 + 1, X0 + 2, X0 + 3, X0 + 4, X0 + 5, X0 + 6, X0 + 7};
static const u8 flt_arg[] = {V0, V0 + 1, V0 + 2, V0 + 3, V0 + 4, V0 + 5, V0 + 6, V0 + 7};

#define BIT(r) ((RegSet)1 << (r))
#define RANGE(a, b) ((((RegSet)2 << (b)) - 1) & ~(BIT(a) - 1))
// The upper halves of v8 .. v15 are lost, but no value here is wider than 8 bytes.
#define SAVED (RANGE(X19, X29) | RANGE(V8, V8 + 7))
#define LOST (RANGE(X0, X18) | BIT(X30) | RANGE(V0, V0 + 7) | RANGE(V16, V30))

// Up to four members of one floating type are a homogeneous aggregate, each in a register of its
// own; other aggregates of at most 16 bytes travel in integer registers.
static void classify(const Agg *a, AggClass *out)
{
    memset(out, 0, sizeof *out);
    bool same = a->nfield >= 1 && a->nfield <= 4 && type_is_flt((Type)a->field[0].type);
    u32 z = a->nfield ? type_size((Type)a->field[0].type) : 0;
    for (u32 k = 0; same && k < a->nfield; k++)
        same = a->field[k].type == a->field[0].type && a->field[k].off == k * z;
    if (same && a->size == a->nfield * z) {
        out->n = (u8)a->nfield;
        for (u32 k = 0; k < out->n; k++) {
            out->piece[k].cls = RC_FLT;
            out->piece[k].size = (u8)z;
            out->piece[k].off = (u8)(k * z);
        }
        return;
    }
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

/* variadic arguments: VAARG in simpler instructions, placed before it */
typedef struct Va {
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
    ir_ins(v->f, r)->aux = t == T_I32 || t == T_F32 ? 2 : 3;
    return r;
}

static void store(Va *v, Type t, Ref p, Ref x)
{
    Ref r = ir_before(v->f, v->at, OP_STORE, T_VOID, p, x, 0);
    ir_ins(v->f, r)->aux = t == T_I32 || t == T_F32 ? 2 : 3;
    ir_ins(v->f, r)->sig = t;
}

static Ref pick(Va *v, Type t, Ref c, Ref x, Ref y)
{
    return ir_before(v->f, v->at, OP_SELECT, t, c, x, y);
}

static Ref aligned(Va *v, Ref p)
{
    Ref n = ir_before(v->f, v->at, OP_BITCAST, T_I64, offset(v, p, 15), 0, 0);
    n = bin(v, OP_AND, T_I64, n, ir_int(v->f, T_I64, -16));
    return ir_before(v->f, v->at, OP_BITCAST, T_PTR, n, 0, 0);
}

// The place of an argument that takes `step` bytes of the registers saved from the place at `top`
// in the va_list on, whose offset is at `offs`, or else `size` bytes of the stack. *saved: which.
static Ref next_place(Va *v, i64 top, i64 offs, u32 step, u32 size, bool align16, Ref *saved)
{
    Fn *f = v->f;
    Ref zero = ir_int(f, T_I32, 0), at = offset(v, v->ap, offs), off = load(v, T_I32, at);
    Ref left = bin(v, OP_SLT, T_I8, off, zero), from = off;
    if (align16 && top == 8) {
        Ref mask = ir_int(f, T_I32, -16);
        from = bin(v, OP_AND, T_I32, bin(v, OP_ADD, T_I32, off, ir_int(f, T_I32, 15)), mask);
    }
    Ref next = bin(v, OP_ADD, T_I32, from, ir_int(f, T_I32, step));
    Ref ok = bin(v, OP_AND, T_I8, left, bin(v, OP_SLE, T_I8, next, zero));
    store(v, T_I32, at, pick(v, T_I32, left, next, off));
    Ref wide = ir_before(f, v->at, OP_SEXT, T_I64, from, 0, 0);
    Ref reg = bin(v, OP_ADD, T_PTR, load(v, T_PTR, offset(v, v->ap, top)), wide);
    Ref stack = load(v, T_PTR, v->ap), mem = align16 ? aligned(v, stack) : stack;
    store(v, T_PTR, v->ap, pick(v, T_PTR, ok, stack, offset(v, mem, ALIGN_UP(size, 8))));
    *saved = ok;
    return pick(v, T_PTR, ok, reg, mem);
}

enum { GR_TOP = 8, VR_TOP = 16, GR_OFFS = 24, VR_OFFS = 28 };

// Members of a homogeneous aggregate are 16 bytes apart where registers were saved.
static Ref gathered(Va *v, const AggClass *c, Ref p, Ref saved)
{
    Fn *f = v->f;
    u32 tmp = fn_slot(f, 32, 8, (Str){0});
    Type t = c->piece[0].size == 4 ? T_F32 : T_F64;
    for (u32 k = 0; k < c->n; k++) {
        Ref apart = ir_int(f, T_I64, 16 * (i64)k), dense = ir_int(f, T_I64, c->piece[k].off);
        Ref step = pick(v, T_I64, saved, apart, dense);
        Ref x = load(v, t, bin(v, OP_ADD, T_PTR, p, step));
        store(v, t, ir_slot(f, tmp, c->piece[k].off), x);
    }
    return ir_slot(f, tmp, 0);
}

static Ref aggregate(Va *v, const Agg *a)
{
    AggClass c;
    Ref saved;
    classify(a, &c);
    if (c.byref)
        return load(v, T_PTR, next_place(v, GR_TOP, GR_OFFS, 8, 8, false, &saved));
    bool floats = c.n && c.piece[0].cls == RC_FLT;
    if (!floats)
        return next_place(v, GR_TOP, GR_OFFS, ALIGN_UP(a->size, 8), a->size, a->align > 8, &saved);
    Ref p = next_place(v, VR_TOP, VR_OFFS, 16 * c.n, a->size, a->align > 8, &saved);
    return gathered(v, &c, p, saved);
}

static void vaarg(Fn *f, Ref r)
{
    const Ins *i = ir_ins(f, r);
    Va v = {f, r, ir_args(f, i)[0]};
    Type t = (Type)i->type;
    Ref x, saved;
    if (i->sig) {
        x = aggregate(&v, &f->mod->agg.v[i->sig - 1]);
    } else {
        bool flt = type_is_flt(t);
        x = load(&v, t, next_place(&v, flt ? VR_TOP : GR_TOP, flt ? VR_OFFS : GR_OFFS,
                                   flt ? 16 : 8, 8, false, &saved));
        ir_ins(f, x)->aux = 0;
    }
    ir_replace(f, r, x);
    ir_remove(f, r);
}

// On the stack, what has registers of its own elsewhere is its bytes: so are four doubles.
static void vaarg_apple(Fn *f, Ref r)
{
    u32 sig = ir_ins(f, r)->sig;
    AggClass c = {0};
    if (sig)
        classify(&f->mod->agg.v[sig - 1], &c);
    legalize_va_pointer(f, r, 8, c.byref);
}

#define COMMON                                                                              \
    .int_arg = int_arg, .flt_arg = flt_arg, .nint_arg = 8, .nflt_arg = 8,                    \
    .int_ret = int_arg, .flt_ret = flt_arg, .word = 8, .sret_reg = X8,                       \
    .callee_saved = SAVED, .clobbered = LOST, .classify = classify

const CallConv a64_cc_c = {
    COMMON, .nint_ret = 2, .nflt_ret = 4, .flags = CV_STICKY | CV_EVEN, .vaarg = vaarg,
};
const CallConv a64_cc_apple = {
    COMMON, .nint_ret = 2, .nflt_ret = 4, .red_zone = 128,
    .flags = CV_STICKY | CV_PACKED | CV_VA_STACK | CV_RET_EXT, .vaarg = vaarg_apple,
};
const CallConv a64_cc_internal = {
    COMMON, .nint_ret = 4, .nflt_ret = 4, .flags = CV_STICKY | CV_EVEN,
};
