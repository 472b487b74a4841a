// abi.c - AAPCS32: registers, aggregates, variadic arguments
//
// Source: Procedure Call Standard for the Arm Architecture (IHI 0042), sections 6.4 to 7.1.
#include "codegen/t32/t32.h"
#include "codegen/vaarg.h"

static const u8 int_arg[] = {R0, R0 + 1, R0 + 2, R0 + 3};
static const u8 upper[] = {S1, S1 + 1, S1 + 2, S1 + 3, S1 + 4, S1 + 5, S1 + 6, S15};
static const u8 flt_arg[] = {D0, D0 + 1, D0 + 2, D0 + 3, D0 + 4, D0 + 5, D0 + 6, D0 + 7};

#define SAVED (REG_RANGE(R4, R11) | REG_RANGE(D8, D15))
#define LOST \
    (REG_RANGE(R0, R0 + 3) | REG_BIT(R12) | REG_BIT(LR) | REG_RANGE(D0, D8 - 1) | \
     REG_RANGE(S1, S15))

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
    va_pointer(f, r, 4, false);
}

// Up to four floats of one kind and nothing else are in float registers.
static void classify_hard(const Agg *a, AggClass *out)
{
    if (!agg_of_floats(a, out))
        classify(a, out);
}

// Functions that only we call may return more: frame.c does not bring back such registers.
static const u8 internal_ret[] = {R0, R1, R2, R3, R4, R5, R6, R7};

#define BASE(ret, n)                                                                            \
    .int_arg = int_arg, .nint_arg = 4, .int_ret = ret, .nint_ret = n, .word = 4,                \
    .flags = CV_STICKY | CV_SPLIT | CV_EVEN | CV_RET_EXT,                                       \
    .callee_saved = SAVED, .clobbered = LOST, .vaarg = vaarg
#define VFP                                                                                     \
    .flt_arg = flt_arg, .nflt_arg = 8, .flt_ret = flt_arg, .nflt_ret = 4, .flt_upper = upper,   \
    .variadic = &t32_cc_soft, .classify = classify_hard
const CallConv t32_cc_soft = {BASE(int_arg, 4), .classify = classify};
const CallConv t32_cc_soft_internal = {BASE(internal_ret, 8), .classify = classify};
const CallConv t32_cc_hard = {BASE(int_arg, 4), VFP};
const CallConv t32_cc_hard_internal = {BASE(internal_ret, 8), VFP};
