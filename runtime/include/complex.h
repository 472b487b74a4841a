// complex.h - the C library's header, and the macros of C11 7.3.9.3 where it keeps them for gcc
#if __has_include_next(<complex.h>)
#include_next <complex.h>
#endif
#ifndef _FUSE_COMPLEX_H
#define _FUSE_COMPLEX_H
#ifndef I
#define complex _Complex
#define _Complex_I (__extension__ 1.0iF)
#define I _Complex_I
#endif
#if __STDC_VERSION__ >= 201112L && !defined CMPLX
#define CMPLX(x, y) __builtin_complex((double)(x), (double)(y))
#define CMPLXF(x, y) __builtin_complex((float)(x), (float)(y))
#define CMPLXL(x, y) __builtin_complex((long double)(x), (long double)(y))
#endif
#endif
