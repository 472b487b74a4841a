// a64.h - private to codegen/a64: registers
#ifndef A64_H
#define A64_H

#include "codegen/conv.h"

// Physical registers: x0 .. x30 are 1 .. 31, sp 32, v0 .. v30 are 33 .. 63. v31 has no number: the
// emitter may use it as scratch. x16 and x17 are never allocated (veneers, the emitter).
enum { X0 = 1, X8 = 9, X16 = 17, X17, X18, X19, X28 = 29, X29, X30, SP = 32, V0 = 33, V8 = 41,
       V16 = 49, V30 = 63 };

#endif
