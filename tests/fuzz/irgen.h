// irgen.h - random valid IR functions for differential tests
#ifndef IRGEN_H
#define IRGEN_H

#include "ir/ir.h"

// Defines `name` and what it needs (helpers name.h0.., data name.data) in m: a function
// (i64, i64, f64, ptr) -> i64. The pointer must name IRGEN_BYTES writable bytes, aligned to 8. It
// always ends, never traps, reads nothing undefined, and no NaN's bits reach the result or memory.
// The same seed gives the same function.
enum { IRGEN_BYTES = 64 };
Fn *irgen(Mod *m, u64 seed, const char *name);
u64 irgen_random(u64 *state);  // splitmix64
DataLayout irgen_layout(void); // of a 64-bit System V machine

#endif
