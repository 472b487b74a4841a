// complex.c - the functions of <complex.h> for each of the three formats
#include <complex.h>
#include <math.h>

#include "runtime/libc/complex_int.h"

static Cx open_double(double _Complex z)
{
    return (Cx){__lc_wide_of_double(__real__ z), __lc_wide_of_double(__imag__ z)};
}

static Cx open_long(long double _Complex z)
{
    return (Cx){__lc_wide_of_long(__real__ z), __lc_wide_of_long(__imag__ z)};
}

static float _Complex close_float(Cx z)
{
    return __builtin_complex(__lc_wide_to_float(z.re), __lc_wide_to_float(z.im));
}

static double _Complex close_double(Cx z)
{
    return __builtin_complex(__lc_wide_to_double(z.re), __lc_wide_to_double(z.im));
}

static long double _Complex close_long(Cx z)
{
    return __builtin_complex(__lc_wide_to_long(z.re), __lc_wide_to_long(z.im));
}

#define ALL(n)                                                                               \
    float _Complex n##f(float _Complex z) { return close_float(__lc_##n(open_double(z))); }  \
    double _Complex n(double _Complex z) { return close_double(__lc_##n(open_double(z))); }  \
    long double _Complex n##l(long double _Complex z)                                        \
    {                                                                                        \
        return close_long(__lc_##n(open_long(z)));                                           \
    }

ALL(cacos) ALL(casin) ALL(catan) ALL(ccos) ALL(csin) ALL(ctan)
ALL(cacosh) ALL(casinh) ALL(catanh) ALL(ccosh) ALL(csinh) ALL(ctanh)
ALL(cexp) ALL(clog) ALL(csqrt)

/* ---- parts ---- */

#define PARTS(s, T)                                                                          \
    T cabs##s(T _Complex z) { return hypot##s(__real__ z, __imag__ z); }                     \
    T carg##s(T _Complex z) { return atan2##s(__imag__ z, __real__ z); }                     \
    T creal##s(T _Complex z) { return __real__ z; }                                          \
    T cimag##s(T _Complex z) { return __imag__ z; }                                          \
    T _Complex conj##s(T _Complex z)                                                         \
    {                                                                                        \
        return __builtin_complex(__real__ z, -__imag__ z);                                   \
    }                                                                                        \
    T _Complex cproj##s(T _Complex z)                                                        \
    {                                                                                        \
        if (!isinf(__real__ z) && !isinf(__imag__ z))                                        \
            return z;                                                                        \
        return __builtin_complex((T)INFINITY, copysign##s(0, __imag__ z));                   \
    }

PARTS(f, float)
PARTS(, double)
PARTS(l, long double)

/* ---- powers: where the wide ones have no answer, that of the formula in the format ---- */

float _Complex cpowf(float _Complex z, float _Complex c)
{
    Cx r;
    if (__lc_cpow(open_double(z), open_double(c), &r))
        return close_float(r);
    return cexpf(c * clogf(z));
}

double _Complex cpow(double _Complex z, double _Complex c)
{
    Cx r;
    if (__lc_cpow(open_double(z), open_double(c), &r))
        return close_double(r);
    return cexp(c * clog(z));
}

long double _Complex cpowl(long double _Complex z, long double _Complex c)
{
    Cx r;
    if (__lc_cpow(open_long(z), open_long(c), &r))
        return close_long(r);
    return cexpl(c * clogl(z));
}
