// printf_int.h - one conversion of a format, between the files that implement printf
#ifndef LIBC_PRINTF_INT_H
#define LIBC_PRINTF_INT_H

#include "runtime/libc/decimal.h"
#include "runtime/libc/stdio_int.h"

typedef struct Spec {
    u8 left, plus, space, alt, zero;
    u8 size;                     // LEN_*
    char conv;
    i32 width, prec;             // prec -1: not given
} Spec;
enum { LEN_NONE, LEN_HH, LEN_H, LEN_L, LEN_LL, LEN_LONG_DOUBLE };

void __lc_put(Sink *s, const char *p, size_t n);
void __lc_pad(Sink *s, char c, i64 n);           // nothing when n < 1
/* Everything but the padding is known: sign or prefix, then zeros (flag 0), then the body, which
 * has `n` bytes that the caller puts between the two calls. */
void __lc_field_open(Sink *s, const Spec *o, const char *prefix, i64 n);
void __lc_field_close(Sink *s, const Spec *o, const char *prefix, i64 n);
void __lc_put_float(Sink *s, const Spec *o, const Binary *b);

#endif
