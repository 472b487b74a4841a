// t32.h - private to codegen/t32: registers
#ifndef T32_H
#define T32_H

#include "codegen/conv.h"

// Physical registers: r0 .. r12 are 1 .. 13, sp 14, lr 15, pc 16. A float register is a
// double-precision one, d0 .. d15 = 17 .. 32; a single-precision value is in its lower half, s(2n).
// The upper halves s1, s3, ... s15 (33 .. 40) exist for arguments only and are never allocated.
enum { R0 = 1, R4 = 5, R7 = 8, R9 = 10, R11 = 12, R12 = 13, SP = 14, LR, PC, D0 = 17, D8 = 25,
       D15 = 32, S1 = 33, S15 = 40 };

#endif
