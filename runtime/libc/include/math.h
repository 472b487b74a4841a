// math.h - mathematics (C11 7.12) for float, double and long double
//
// docs/runtime-libc.md states the error of each function. Errors set errno; the floating-point
// environment is that of the start (fenv.h).
#ifndef _MATH_H
#define _MATH_H

#ifdef __cplusplus
extern "C" {
#endif

typedef double double_t;
typedef float float_t;

#define HUGE_VAL __builtin_huge_val()
#define HUGE_VALF __builtin_huge_valf()
#define HUGE_VALL __builtin_huge_vall()
#define INFINITY __builtin_inff()
#define NAN __builtin_nanf("")

#define FP_NAN 0
#define FP_INFINITE 1
#define FP_ZERO 2
#define FP_SUBNORMAL 3
#define FP_NORMAL 4
#define FP_ILOGB0 (-2147483647 - 1)
#define FP_ILOGBNAN (-2147483647 - 1)
#define MATH_ERRNO 1
#define MATH_ERREXCEPT 2
#define math_errhandling MATH_ERRNO

int __fpclassify(double x);
int __fpclassifyf(float x);
int __fpclassifyl(long double x);
#define fpclassify(x)                                               \
    (sizeof(x) == sizeof(float) ? __fpclassifyf((float)(x))         \
     : sizeof(x) == sizeof(double) ? __fpclassify((double)(x)) : __fpclassifyl(x))
#define isfinite(x) __builtin_isfinite(x)
#define isinf(x) __builtin_isinf(x)
#define isnan(x) __builtin_isnan(x)
#define isnormal(x) (fpclassify(x) == FP_NORMAL)
#define signbit(x) __builtin_signbit(x)
#define isgreater(x, y) __builtin_isgreater(x, y)
#define isgreaterequal(x, y) __builtin_isgreaterequal(x, y)
#define isless(x, y) __builtin_isless(x, y)
#define islessequal(x, y) __builtin_islessequal(x, y)
#define islessgreater(x, y) (isless(x, y) || isgreater(x, y))
#define isunordered(x, y) (isnan(x) || isnan(y))

#define __MATH_1(n) double n(double); float n##f(float); long double n##l(long double);
#define __MATH_2(n)                      \
    double n(double, double);            \
    float n##f(float, float);            \
    long double n##l(long double, long double);
#define __MATH_TO(type, n) type n(double); type n##f(float); type n##l(long double);

__MATH_1(acos) __MATH_1(asin) __MATH_1(atan) __MATH_1(cos) __MATH_1(sin) __MATH_1(tan)
__MATH_1(acosh) __MATH_1(asinh) __MATH_1(atanh) __MATH_1(cosh) __MATH_1(sinh) __MATH_1(tanh)
__MATH_1(exp) __MATH_1(exp2) __MATH_1(expm1) __MATH_1(log) __MATH_1(log10) __MATH_1(log1p)
__MATH_1(log2) __MATH_1(logb) __MATH_1(cbrt) __MATH_1(fabs) __MATH_1(sqrt) __MATH_1(erf)
__MATH_1(erfc) __MATH_1(lgamma) __MATH_1(tgamma) __MATH_1(ceil) __MATH_1(floor)
__MATH_1(nearbyint) __MATH_1(rint) __MATH_1(round) __MATH_1(trunc)
__MATH_2(atan2) __MATH_2(hypot) __MATH_2(pow) __MATH_2(fmod) __MATH_2(remainder)
__MATH_2(copysign) __MATH_2(nextafter) __MATH_2(fdim) __MATH_2(fmax) __MATH_2(fmin)
__MATH_TO(int, ilogb) __MATH_TO(long, lrint) __MATH_TO(long long, llrint)
__MATH_TO(long, lround) __MATH_TO(long long, llround)
#undef __MATH_1
#undef __MATH_2
#undef __MATH_TO

double frexp(double x, int *exp);
float frexpf(float x, int *exp);
long double frexpl(long double x, int *exp);
double ldexp(double x, int exp);
float ldexpf(float x, int exp);
long double ldexpl(long double x, int exp);
double scalbn(double x, int n);
float scalbnf(float x, int n);
long double scalbnl(long double x, int n);
double scalbln(double x, long n);
float scalblnf(float x, long n);
long double scalblnl(long double x, long n);
double modf(double x, double *whole);
float modff(float x, float *whole);
long double modfl(long double x, long double *whole);
double remquo(double x, double y, int *quo);
float remquof(float x, float y, int *quo);
long double remquol(long double x, long double y, int *quo);
double nan(const char *tag);
float nanf(const char *tag);
long double nanl(const char *tag);
double nexttoward(double x, long double y);
float nexttowardf(float x, long double y);
long double nexttowardl(long double x, long double y);
double fma(double x, double y, double z);
float fmaf(float x, float y, float z);
long double fmal(long double x, long double y, long double z);

#if !defined(__STRICT_ANSI__) || defined(_GNU_SOURCE) || defined(_POSIX_C_SOURCE) || \
    defined(_XOPEN_SOURCE) || defined(_DEFAULT_SOURCE)
#define M_E 2.7182818284590452354
#define M_LOG2E 1.4426950408889634074
#define M_LOG10E 0.43429448190325182765
#define M_LN2 0.69314718055994530942
#define M_LN10 2.30258509299404568402
#define M_PI 3.14159265358979323846
#define M_PI_2 1.57079632679489661923
#define M_PI_4 0.78539816339744830962
#define M_1_PI 0.31830988618379067154
#define M_2_PI 0.63661977236758134308
#define M_2_SQRTPI 1.12837916709551257390
#define M_SQRT2 1.41421356237309504880
#define M_SQRT1_2 0.70710678118654752440
extern int signgam;
double exp10(double x);
float exp10f(float x);
double roundeven(double x);
void sincos(double x, double *s, double *c);
void sincosf(float x, float *s, float *c);
#endif

#ifdef __cplusplus
}
#endif
#endif
