// target.c - Thumb-2 as a row of data
#include "codegen/t32/t32.h"

#include "codegen/conv.h"

static const struct CDefinePair predef[] = {
    {"__arm__", "1"}, {"__arm", "1"}, {"__thumb__", "1"}, {"__thumb2__", "1"}, {"__THUMBEL__", "1"},
    {"__APCS_32__", "1"}, {"__ARM_32BIT_STATE", "1"}, {"__ARM_ARCH_EXT_IDIV__", "1"},
    {"__ARM_EABI__", "1"}, {"__ARM_ARCH_PROFILE", "77"}, {"__ARM_ARCH_ISA_THUMB", "2"},
    {"__ARM_PCS", "1"}, {"__ARMEL__", "1"}, {"__ARM_SIZEOF_WCHAR_T", "4"},
    {"__ARM_SIZEOF_MINIMAL_ENUM", "4"}, {"__ARM_FEATURE_CLZ", "1"}, {"__ARM_FEATURE_IDIV", "1"},
    {"__ARM_FEATURE_LDREX", "7"}, {"__ARM_FEATURE_UNALIGNED", "1"}, {"__ARM_FEATURE_QBIT", "1"},
    {"__ARM_FEATURE_SAT", "1"},
    {"__VFP_FP__", "1"},
    {NULL, NULL},
};

static const struct CFeatMacro feat_macro[] = {
    {"__ARM_ARCH", "7", 0, T32_V8M},
    {"__ARM_ARCH", "8", T32_V8M, 0},
    {"__ARM_ARCH_7M__", "1", 0, T32_V8M | T32_DSP},
    {"__ARM_ARCH_7EM__", "1", T32_DSP, T32_V8M},
    {"__ARM_ARCH_8M_MAIN__", "1", T32_V8M, 0},
    {"__ARM_FEATURE_DSP", "1", T32_DSP, 0},
    {"__ARM_FEATURE_SIMD32", "1", T32_DSP, 0},
    {"__SOFTFP__", "1", 0, T32_FP32},
    {"__ARM_FP", "4", T32_FP32, T32_FP64},
    {"__ARM_FP", "14", T32_FP64, 0},
    {"__ARM_FEATURE_FMA", "1", T32_FP32, 0},
    {"__ARM_PCS_VFP", "1", T32_FP32, 0},
    {NULL, NULL, 0, 0},
};

static const CpuFeature features[] = {
    {"dsp", T32_DSP, T32_DSP, false},
    {"fp", T32_FP32, T32_FP32 | T32_FP64, true},
    {"fp.dp", T32_FP32 | T32_FP64, T32_FP64, false},
    {NULL, 0, 0, false},
};
static const Cpu cpus[] = {
    {"cortex-m3", 0}, {"cortex-m4", T32_DSP | T32_FP32},
    {"cortex-m7", T32_DSP | T32_FP32 | T32_FP64}, {"cortex-m33", T32_DSP | T32_FP32 | T32_V8M},
    {NULL, 0},
};

const Isa t32_isa = {
    .name = "t32",
    .arch = ARCH_T32,
    .code_align = 4,
    .uw = {.ra_reg = 14, .cfa_reg = 13, .cfa_off = 0, .ra_off = 0, .data_align = -4,
           .code_align = 2},
    .sp = SP,
    .fp = R7,
    .predef = predef,
    .feat_macro = feat_macro,
    .cpu = cpus,
    .feature = features,
};
