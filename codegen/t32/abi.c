// abi.c - AAPCS32: registers, aggregates, variadic arguments
//
// Source: Procedure Call Standard for the Arm Architecture (IHI 0042), sections 6.4 to 7.1.
#include "codegen/t32/t32.h"

static const u8 int_arg[] = {R0, R0 + 1, R0 + 2, R0 + 3};
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
    legalize_va_pointer(f, r, 4, 0);
}

#define COMMON                                                                                  \
    .int_arg = int_arg, .nint_arg = 4, .int_ret = int_arg, .nint_ret = 4, .word = 4,            \
    .flags = CV_STICKY | CV_SPLIT | CV_EVEN | CV_SRET_KEPT,                                     \
    .callee_saved = SAVED, .clobbered = LOST, .classify = classify, .vaarg = vaarg
const CallConv t32_cc_soft = {COMMON};
const CallConv t32_cc_soft_internal = {COMMON};
const CallConv t32_cc_hard = {COMMON, .flt_arg = flt_arg, .nflt_arg = 8, .flt_ret = flt_arg,
                              .nflt_ret = 4};
const CallConv t32_cc_hard_internal = {COMMON, .flt_arg = flt_arg, .nflt_arg = 8,
                                       .flt_ret = flt_arg, .nflt_ret = 4};
