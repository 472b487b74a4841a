// complex_int.h - complex numbers of two Wide parts: what <complex.h> is for all formats at once
#ifndef LIBC_COMPLEX_INT_H
#define LIBC_COMPLEX_INT_H

#include "runtime/libc/wide.h"

typedef struct Cx {
    Wide re, im;
} Cx;

/* complex_wide.c. Of any number; special values as in C11 Annex G.6. */
Cx __lc_ccosh(Cx z);
Cx __lc_csinh(Cx z);
Cx __lc_ctanh(Cx z);
Cx __lc_ccos(Cx z);
Cx __lc_csin(Cx z);
Cx __lc_ctan(Cx z);
Cx __lc_cexp(Cx z);
Cx __lc_clog(Cx z);
Cx __lc_csqrt(Cx z);
Cx __lc_cacos(Cx z);
Cx __lc_cacosh(Cx z);
Cx __lc_casin(Cx z);
Cx __lc_casinh(Cx z);
Cx __lc_catan(Cx z);
Cx __lc_catanh(Cx z);
/* z^c; false where it is not defined or a part of an operand is not finite. */
bool __lc_cpow(Cx z, Cx c, Cx *r);

#endif
