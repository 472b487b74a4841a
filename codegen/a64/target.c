// target.c - AArch64 as a row of data
#include "codegen/a64/a64.h"

#include "codegen/conv.h"

static const struct CDefinePair predef[] = {
    {"__aarch64__", "1"}, {"__ARM_64BIT_STATE", "1"}, {"__ARM_ARCH", "8"},
    {"__ARM_ARCH_ISA_A64", "1"}, {"__ARM_ARCH_PROFILE", "'A'"}, {"__ARM_ARCH_8A", "1"},
    {"__ARM_PCS_AAPCS64", "1"},
    {"__ARM_FP", "0xE"}, {"__ARM_SIZEOF_WCHAR_T", "4"}, {"__ARM_SIZEOF_MINIMAL_ENUM", "4"},
    {"__ARM_FEATURE_CLZ", "1"}, {"__ARM_FEATURE_IDIV", "1"}, {"__ARM_FEATURE_UNALIGNED", "1"},
    {"__ARM_ALIGN_MAX_PWR", "28"}, {"__ARM_ALIGN_MAX_STACK_PWR", "16"},
    {"__AARCH64EL__", "1"}, {"__AARCH64_CMODEL_SMALL__", "1"},
    {NULL, NULL},
};

static const struct CFeatMacro feat_macro[] = {
    {"__ARM_FEATURE_ATOMICS", "1", A64_LSE, 0},
    {NULL, NULL, 0, 0},
};

static const CpuFeature features[] = {{"lse", A64_LSE, A64_LSE, false}, {NULL, 0, 0, false}};
// Arm's technical reference manuals of these processors.
static const Cpu cpus[] = {
    {"generic", 0}, {"cortex-a53", 0}, {"cortex-a57", 0}, {"cortex-a72", 0}, {"cortex-a73", 0},
    {"cortex-a55", A64_LSE}, {"cortex-a76", A64_LSE}, {"neoverse-n1", A64_LSE},
    {"apple-m1", A64_LSE}, {NULL, 0},
};

const Isa a64_isa = {
    .name = "a64",
    .arch = ARCH_A64,
    .code_align = 4,
    .uw = {.ra_reg = 30, .cfa_reg = 31, .cfa_off = 0, .ra_off = 0, .data_align = -8,
           .code_align = 4},
    .sp = SP,
    .fp = X29,
    .scratch_flt = V30,
    .predef = predef,
    .feat_macro = feat_macro,
    .cpu = cpus,
    .feature = features,
};
