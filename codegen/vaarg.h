// vaarg.h - VAARG in simpler instructions: what the conventions have in common
#ifndef VAARG_H
#define VAARG_H

#include "codegen/target.h"

typedef struct Va {
    Fn *f;
    Ref at;                      // new instructions go before this one, the VAARG
    Ref ap;                      // address of the va_list
} Va;

Va va_begin(Fn *f, Ref r);
Ref va_bin(Va *v, Op op, Type t, Ref x, Ref y);
Ref va_offset(Va *v, Ref p, i64 k);
Ref va_aligned(Va *v, Ref p, u32 align);         // p rounded up
Ref va_load(Va *v, Type t, Ref p);
void va_store(Va *v, Type t, Ref p, Ref x);
Ref va_pick(Va *v, Type t, Ref c, Ref x, Ref y);
/* The VAARG becomes x: the address of an aggregate, or else the value at x. */
void va_done(Va *v, Ref x);

/* VAARG where a va_list is a pointer to the next argument: places of `word` bytes, aligned to two
 * words at most as callers do, an aggregate `by_ref` as a pointer to it. */
void va_pointer(Fn *f, Ref r, u32 word, bool by_ref);

#endif
