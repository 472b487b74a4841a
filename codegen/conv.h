// conv.h - the conventions and feature bits that rows of the target table name
#ifndef CONV_H
#define CONV_H

#include "codegen/target.h"

/* x64/abi.c */
extern const CallConv x64_cc_c, x64_cc_internal;           // System V
extern const CallConv x64_cc_win, x64_cc_win_internal;     // Windows
extern const char *const x64_win_syms[], *const x64_elf_syms[];
/* a64/abi.c */
extern const CallConv a64_cc_c, a64_cc_apple, a64_cc_internal;
#define A64_X18 ((RegSet)1 << 19)                          // the platform register
enum { A64_LSE = 1 };                                      // atomic instructions (ARMv8.1)
/* t32/abi.c */
extern const CallConv t32_cc_soft, t32_cc_soft_internal;   // AAPCS32 base
extern const CallConv t32_cc_hard, t32_cc_hard_internal;   // AAPCS32 with VFP registers
enum {
    T32_DSP = 1,     // ARMv7E-M
    T32_FP32 = 2,    // single-precision registers and arithmetic
    T32_FP64 = 4,    // double-precision arithmetic
    T32_V8M = 8      // ARMv8-M mainline
};

#endif
