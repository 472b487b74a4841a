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

static void vaarg_apple(Fn *f, Ref r)
{
    legalize_va_pointer(f, r, 8, 16);
}

#define COMMON                                                                              \
    .int_arg = int_arg, .flt_arg = flt_arg, .nint_arg = 8, .nflt_arg = 8,                    \
    .int_ret = int_arg, .flt_ret = flt_arg, .word = 8, .sret_reg = X8,                       \
    .callee_saved = SAVED, .clobbered = LOST, .classify = classify

const CallConv a64_cc_c = {
    COMMON, .nint_ret = 2, .nflt_ret = 4, .flags = CV_STICKY | CV_EVEN,
};
const CallConv a64_cc_apple = {
    COMMON, .nint_ret = 2, .nflt_ret = 4, .red_zone = 128,
    .flags = CV_STICKY | CV_EVEN | CV_PACKED | CV_VA_STACK, .vaarg = vaarg_apple,
};
const CallConv a64_cc_internal = {
    COMMON, .nint_ret = 4, .nflt_ret = 4, .flags = CV_STICKY | CV_EVEN,
};
