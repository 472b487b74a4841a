// tgmath.h - type-generic functions of C11 7.25, over the C library's <math.h> and <complex.h>
//
// An argument is first turned into a zero of the type that it counts as (an integer counts as
// double); the sum of those zeros has the type that selects the function.
#ifndef _FUSE_TGMATH_H
#define _FUSE_TGMATH_H
#include <math.h>
#include <complex.h>
#if __has_include_next(<complex.h>) || defined _COMPLEX_H
#define __tg_zero(x)                                                                            \
    _Generic((x), float: 0.0F, long double: 0.0L, float _Complex: (float _Complex)0,            \
             double _Complex: (double _Complex)0, long double _Complex: (long double _Complex)0, \
             default: 0.0)
#define __tg_both(r, c, zero)                                                                   \
    _Generic((zero), float: r##f, long double: r##l, float _Complex: c##f, double _Complex: c,  \
             long double _Complex: c##l, default: r)
#define carg(z) __tg_both(carg, carg, __tg_zero(z))(z)
#define cimag(z) __tg_both(cimag, cimag, __tg_zero(z))(z)
#define conj(z) __tg_both(conj, conj, __tg_zero(z))(z)
#define cproj(z) __tg_both(cproj, cproj, __tg_zero(z))(z)
#define creal(z) __tg_both(creal, creal, __tg_zero(z))(z)
#else
#define __tg_zero(x) _Generic((x), float: 0.0F, long double: 0.0L, default: 0.0)
#define __tg_both(r, c, zero) __tg_real(r, zero)
#endif
#define __tg_real(r, zero) _Generic((zero), float: r##f, long double: r##l, default: r)
#define __tg_1(r, x) __tg_real(r, __tg_zero(x))(x)
#define __tg_2(r, x, y) __tg_real(r, __tg_zero(x) + __tg_zero(y))(x, y)
#define __tg_c(r, x) __tg_both(r, c##r, __tg_zero(x))(x)

/* also of complex numbers */
#define acos(x) __tg_c(acos, x)
#define acosh(x) __tg_c(acosh, x)
#define asin(x) __tg_c(asin, x)
#define asinh(x) __tg_c(asinh, x)
#define atan(x) __tg_c(atan, x)
#define atanh(x) __tg_c(atanh, x)
#define cos(x) __tg_c(cos, x)
#define cosh(x) __tg_c(cosh, x)
#define exp(x) __tg_c(exp, x)
#define fabs(x) __tg_both(fabs, cabs, __tg_zero(x))(x)
#define log(x) __tg_c(log, x)
#define pow(x, y) __tg_both(pow, cpow, __tg_zero(x) + __tg_zero(y))(x, y)
#define sin(x) __tg_c(sin, x)
#define sinh(x) __tg_c(sinh, x)
#define sqrt(x) __tg_c(sqrt, x)
#define tan(x) __tg_c(tan, x)
#define tanh(x) __tg_c(tanh, x)

/* of real numbers only */
#define atan2(x, y) __tg_2(atan2, x, y)
#define cbrt(x) __tg_1(cbrt, x)
#define ceil(x) __tg_1(ceil, x)
#define copysign(x, y) __tg_2(copysign, x, y)
#define erf(x) __tg_1(erf, x)
#define erfc(x) __tg_1(erfc, x)
#define exp2(x) __tg_1(exp2, x)
#define expm1(x) __tg_1(expm1, x)
#define fdim(x, y) __tg_2(fdim, x, y)
#define floor(x) __tg_1(floor, x)
#define fma(x, y, z) __tg_real(fma, __tg_zero(x) + __tg_zero(y) + __tg_zero(z))(x, y, z)
#define fmax(x, y) __tg_2(fmax, x, y)
#define fmin(x, y) __tg_2(fmin, x, y)
#define fmod(x, y) __tg_2(fmod, x, y)
#define frexp(x, e) __tg_real(frexp, __tg_zero(x))(x, e)
#define hypot(x, y) __tg_2(hypot, x, y)
#define ilogb(x) __tg_1(ilogb, x)
#define ldexp(x, e) __tg_real(ldexp, __tg_zero(x))(x, e)
#define lgamma(x) __tg_1(lgamma, x)
#define llrint(x) __tg_1(llrint, x)
#define llround(x) __tg_1(llround, x)
#define log10(x) __tg_1(log10, x)
#define log1p(x) __tg_1(log1p, x)
#define log2(x) __tg_1(log2, x)
#define logb(x) __tg_1(logb, x)
#define lrint(x) __tg_1(lrint, x)
#define lround(x) __tg_1(lround, x)
#define nearbyint(x) __tg_1(nearbyint, x)
#define nextafter(x, y) __tg_2(nextafter, x, y)
#define nexttoward(x, y) __tg_real(nexttoward, __tg_zero(x))(x, y)
#define remainder(x, y) __tg_2(remainder, x, y)
#define remquo(x, y, q) __tg_real(remquo, __tg_zero(x) + __tg_zero(y))(x, y, q)
#define rint(x) __tg_1(rint, x)
#define round(x) __tg_1(round, x)
#define scalbln(x, n) __tg_real(scalbln, __tg_zero(x))(x, n)
#define scalbn(x, n) __tg_real(scalbn, __tg_zero(x))(x, n)
#define tgamma(x) __tg_1(tgamma, x)
#define trunc(x) __tg_1(trunc, x)
#endif
