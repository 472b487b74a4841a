// math_ldouble.c - the functions for long double
//
// Where it has the format of double they are double's. Where it is wider, math_ldexact.c has those
// that are exact or round once, math_ldfun.c and math_ldgamma.c the others.
#include "runtime/libc/math_int.h"

#include <float.h>

#define WRAP_1(n) long double n##l(long double x) { return n((double)x); }
#define WRAP_2(n) long double n##l(long double x, long double y) { return n((double)x, (double)y); }
#define WRAP_TO(type, n) type n##l(long double x) { return n((double)x); }

#if LDBL_MANT_DIG == DBL_MANT_DIG
WRAP_1(acos) WRAP_1(asin) WRAP_1(atan) WRAP_1(cos) WRAP_1(sin) WRAP_1(tan)
WRAP_1(acosh) WRAP_1(asinh) WRAP_1(atanh) WRAP_1(cosh) WRAP_1(sinh) WRAP_1(tanh)
WRAP_1(exp) WRAP_1(exp2) WRAP_1(expm1) WRAP_1(log) WRAP_1(log10) WRAP_1(log1p)
WRAP_1(log2) WRAP_1(cbrt) WRAP_1(erf) WRAP_1(erfc) WRAP_1(lgamma) WRAP_1(tgamma)
WRAP_2(atan2) WRAP_2(hypot) WRAP_2(pow)
WRAP_1(fabs) WRAP_1(sqrt) WRAP_1(ceil) WRAP_1(floor) WRAP_1(logb)
WRAP_1(nearbyint) WRAP_1(rint) WRAP_1(round) WRAP_1(trunc)
WRAP_2(fmod) WRAP_2(remainder) WRAP_2(copysign) WRAP_2(fmax) WRAP_2(fmin) WRAP_2(fdim)
WRAP_2(nextafter)
WRAP_TO(int, ilogb) WRAP_TO(long, lrint) WRAP_TO(long long, llrint)
WRAP_TO(long, lround) WRAP_TO(long long, llround) WRAP_TO(int, __fpclassify)

long double frexpl(long double x, int *e)
{
    return frexp((double)x, e);
}

long double scalbnl(long double x, int n)
{
    return scalbn((double)x, n);
}

long double scalblnl(long double x, long n)
{
    return scalbln((double)x, n);
}

long double ldexpl(long double x, int n)
{
    return scalbn((double)x, n);
}

long double modfl(long double x, long double *whole)
{
    double w, f = modf((double)x, &w);
    *whole = w;
    return f;
}

long double remquol(long double x, long double y, int *quo)
{
    return remquo((double)x, (double)y, quo);
}

long double nanl(const char *tag)
{
    return nan(tag);
}

long double nexttowardl(long double x, long double y)
{
    return nextafter((double)x, (double)y);
}

double nexttoward(double x, long double y)
{
    return nextafter(x, (double)y);
}

float nexttowardf(float x, long double y)
{
    double to = (double)y;
    if (x == to)
        return (float)to;
    return to != to ? x + (float)to : nextafterf(x, to > x ? HUGE_VALF : -HUGE_VALF);
}

long double fmal(long double x, long double y, long double z)
{
    return fma((double)x, (double)y, (double)z);
}
#endif
