// complex.h - complex arithmetic (C11 7.3, Annex G), for float, double and long double
//
// docs/runtime-libc.md states the error of each function.
#ifndef _COMPLEX_H
#define _COMPLEX_H

#define complex _Complex
#define _Complex_I (__extension__ 1.0iF)
#define I _Complex_I
#define CMPLX(x, y) __builtin_complex((double)(x), (double)(y))
#define CMPLXF(x, y) __builtin_complex((float)(x), (float)(y))
#define CMPLXL(x, y) __builtin_complex((long double)(x), (long double)(y))

#define __COMPLEX_1(n)                           \
    double _Complex n(double _Complex);          \
    float _Complex n##f(float _Complex);         \
    long double _Complex n##l(long double _Complex);
#define __COMPLEX_REAL(n)                        \
    double n(double _Complex);                   \
    float n##f(float _Complex);                  \
    long double n##l(long double _Complex);

__COMPLEX_1(cacos) __COMPLEX_1(casin) __COMPLEX_1(catan) __COMPLEX_1(ccos) __COMPLEX_1(csin)
__COMPLEX_1(ctan) __COMPLEX_1(cacosh) __COMPLEX_1(casinh) __COMPLEX_1(catanh) __COMPLEX_1(ccosh)
__COMPLEX_1(csinh) __COMPLEX_1(ctanh) __COMPLEX_1(cexp) __COMPLEX_1(clog) __COMPLEX_1(csqrt)
__COMPLEX_1(conj) __COMPLEX_1(cproj)
__COMPLEX_REAL(cabs) __COMPLEX_REAL(carg) __COMPLEX_REAL(cimag) __COMPLEX_REAL(creal)
#undef __COMPLEX_1
#undef __COMPLEX_REAL

double _Complex cpow(double _Complex, double _Complex);
float _Complex cpowf(float _Complex, float _Complex);
long double _Complex cpowl(long double _Complex, long double _Complex);
#endif
