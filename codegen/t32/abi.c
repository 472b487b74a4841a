// abi.c - AAPCS32: registers, aggregates, variadic arguments
//
// Source: Procedure Call Standard for the Arm Architecture (IHI 0042), sections 6.4 to 7.1.
#include "codegen/t32/t32.h"

static const u8 int_arg[] = {R0, R0 + 1, R0 + 2, R0 + 3};
static const u8 upper[] = {S1, S1 + 1, S1 + 2, S1 + 3, S1 + 4, S1 + 5, S1 + 6, S15};
static const u8 flt_arg[] = {D0, D0 + 1, D0 + 2, D0 + 3, D0 + 4, D0 + 5, D0 + 6, D0 + 7};

#define BIT(r) ((RegSet)1 << (r))
#define RANGE(a, b) ((((RegSet)2 << (b)) - 1) & ~(BIT(a) - 1))
#define SAVED (RANGE(R4, R11) | RANGE(D8, D15))
#define LOST (RANGE(R0, R0 + 3) | BIT(R12) | BIT(LR) | RANGE(D0, D8 - 1) | RANGE(S1, S15))

// Any size travels in words, split between registers and memory where it does not fit. As a result
// only what a word holds comes back in a register.
static void classify(const Agg *a, AggClass *out)
{
    memset(out, 0, sizeof *out);
    if (a->size > 4) {
        out->memory = true;
        return;
    }
    out->n = a->size > 0;
    out->piece[0].cls = RC_INT;
    out->piece[0].size = (u8)a->size;
}

static void vaarg(Fn *f, Ref r)
{
    legalize_va_pointer(f, r, 4, false);
}

// Up to four floats of one kind and nothing else are in float registers.
static void classify_hard(const Agg *a, AggClass *out)
{
    u8 t = a->nfield ? a->field[0].type : T_VOID;
    u32 z = type_size((Type)t);
    bool same = type_is_flt((Type)t) && a->nfield <= 4 && a->size == a->nfield * z;
    for (u32 k = 0; k < a->nfield && same; k++)
        same = a->field[k].type == t && a->field[k].off == k * z;
    if (!same) {
        classify(a, out);
        return;
    }
    memset(out, 0, sizeof *out);
    out->n = (u8)a->nfield;
    for (u32 k = 0; k < out->n; k++) {
        out->piece[k].cls = RC_FLT;
        out->piece[k].size = (u8)z;
        out->piece[k].off = (u8)(k * z);
    }
}

// Functions that only we call may return more: frame.c does not bring back such registers.
static const u8 internal_ret[] = {R0, R1, R2, R3, R4, R5, R6, R7};

#define BASE(ret, n)                                                                            \
    .int_arg = int_arg, .nint_arg = 4, .int_ret = ret, .nint_ret = n, .word = 4,                \
    .flags = CV_STICKY | CV_SPLIT | CV_EVEN,                                                    \
    .callee_saved = SAVED, .clobbered = LOST, .vaarg = vaarg
#define VFP                                                                                     \
    .flt_arg = flt_arg, .nflt_arg = 8, .flt_ret = flt_arg, .nflt_ret = 4, .flt_upper = upper,   \
    .variadic = &t32_cc_soft, .classify = classify_hard
const CallConv t32_cc_soft = {BASE(int_arg, 4), .classify = classify};
const CallConv t32_cc_soft_internal = {BASE(internal_ret, 8), .classify = classify};
const CallConv t32_cc_hard = {BASE(int_arg, 4), VFP};
const CallConv t32_cc_hard_internal = {BASE(internal_ret, 8), VFP};
