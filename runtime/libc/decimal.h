// decimal.h - floating-point numbers as integers times a power, and their exact decimal digits
#ifndef LIBC_DECIMAL_H
#define LIBC_DECIMAL_H

#include "runtime/libc/ldouble.h"

/* (hi : m) * 2^exp with its top bit at the format's (a subnormal has it lower); or no number. */
typedef struct Binary {
    u64 m;
    i32 exp;
    u8 sign, inf, nan;
    u64 hi;                      // 0 unless the significand has more than 64 bits
} Binary;
Binary __lc_binary(double x);
Binary __lc_binaryl(long double x);

/* Digits before the point, and behind it, of the longest numbers; significant ones may be fewer. */
enum { DEC_INT = LDBL_MAX_10_EXP + 1, DEC_FRAC = LDBL_MANT_DIG - LDBL_MIN_EXP };
enum { DEC_DIGITS = (DEC_INT > DEC_FRAC ? DEC_INT : DEC_FRAC) + 40 };

/* 0.d0 d1 d2 ... times 10^point, d0 not 0; n is 0 for zero. */
typedef struct Digits {
    i32 n, point;
    char d[DEC_DIGITS];          // '0'..'9'
} Digits;
/* All digits of (hi : m) * 2^exp. */
void __lc_digits(Digits *d, u64 hi, u64 m, i32 exp);
/* Rounds to the first `keep` digits (< 1: perhaps none is left), ties to even. */
void __lc_digits_round(Digits *d, i32 keep);

#endif
