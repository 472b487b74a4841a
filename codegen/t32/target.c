// target.c - Thumb-2 as a row of data
#include "codegen/t32/t32.h"

static const struct CDefinePair predef[] = {
    {"__arm__", "1"}, {"__arm", "1"}, {"__thumb__", "1"}, {"__thumb2__", "1"},
    {"__ARM_EABI__", "1"}, {"__ARM_ARCH_PROFILE", "77"}, {"__ARM_ARCH_ISA_THUMB", "2"},
    {"__ARM_PCS", "1"}, {"__ARMEL__", "1"}, {"__ARM_SIZEOF_WCHAR_T", "4"},
    {"__ARM_SIZEOF_MINIMAL_ENUM", "4"},
    {NULL, NULL},
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
};
