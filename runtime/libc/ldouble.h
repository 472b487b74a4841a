// ldouble.h - a long double that is wider than double, taken apart (base/lfloat.inc)
#ifndef LIBC_LDOUBLE_H
#define LIBC_LDOUBLE_H

#include "runtime/libc/libc_int.h"

#include <float.h>
#include <stdbool.h>

#include "base/lfloat.inc"

#if LDBL_MANT_DIG == 64
#define LD_FORM (&lf_x87)
#elif LDBL_MANT_DIG == 113
#define LD_FORM (&lf_quad)
#elif LDBL_MANT_DIG != DBL_MANT_DIG
#error "this long double is not known"
#endif

#ifdef LD_FORM
typedef union LdBits {
    long double f;
    u64 w[2];            // x87: the significand; sign and exponent in the low 16 bits
} LdBits;

static inline LfNum ld_open(long double x)
{
    LdBits b = {.f = x};
    return LDBL_MANT_DIG == 64 ? lf_of_x87(b.w[1] & 0xffff, b.w[0]) : lf_of_quad(b.w[1], b.w[0]);
}

/* Rounded; ties to even. */
static inline long double ld_close(LfNum n)
{
    LdBits b = {.w = {0, 0}};
    if (LDBL_MANT_DIG == 64)
        lf_to_x87(n, &b.w[1], &b.w[0]);
    else
        lf_to_quad(n, &b.w[1], &b.w[0]);
    return b.f;
}
#endif
#endif
