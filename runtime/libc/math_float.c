// math_float.c - the functions for float
//
// A float's result is the double's, rounded: more than half an ulp off only where the exact value
// is within 2^-29 ulp of the middle between two floats.
#include "runtime/libc/math_int.h"

#define WRAP_1(n) float n##f(float x) { return (float)n(x); }
#define WRAP_2(n) float n##f(float x, float y) { return (float)n(x, y); }
#define WRAP_TO(type, n) type n##f(float x) { return n(x); }

/* Also what is too large for a float only is a range error. */
static float narrow(double y, double x)
{
    float r = (float)y;
    if (__builtin_isinf(r) && y - y == 0 && x - x == 0)
        errno = ERANGE;
    return r;
}
#define WRAP_LARGE(n) float n##f(float x) { return narrow(n(x), x); }

WRAP_1(acos) WRAP_1(asin) WRAP_1(atan) WRAP_1(cos) WRAP_1(sin) WRAP_1(tan)
WRAP_1(acosh) WRAP_1(asinh) WRAP_1(atanh) WRAP_LARGE(cosh) WRAP_LARGE(sinh) WRAP_1(tanh)
WRAP_LARGE(exp) WRAP_LARGE(exp2) WRAP_LARGE(expm1) WRAP_1(log) WRAP_1(log10) WRAP_1(log1p)
WRAP_1(log2) WRAP_1(logb) WRAP_1(cbrt) WRAP_1(fabs) WRAP_1(sqrt) WRAP_1(erf)
WRAP_1(erfc) WRAP_LARGE(lgamma) WRAP_LARGE(tgamma) WRAP_1(ceil) WRAP_1(floor)
WRAP_1(nearbyint) WRAP_1(rint) WRAP_1(round) WRAP_1(trunc)
WRAP_2(atan2) WRAP_2(fmod) WRAP_2(remainder) WRAP_2(copysign) WRAP_2(fmax) WRAP_2(fmin)
WRAP_TO(int, ilogb) WRAP_TO(long, lrint) WRAP_TO(long long, llrint)
WRAP_TO(long, lround) WRAP_TO(long long, llround)

__attribute__((weak)) float exp10f(float x)
{
    return narrow(exp10(x), x);
}

float hypotf(float x, float y)
{
    return narrow(hypot(x, y), x + y);
}

float powf(float x, float y)
{
    return narrow(pow(x, y), x);
}

float fdimf(float x, float y)
{
    return x <= y ? 0 : narrow((double)x - y, x);
}

__attribute__((weak)) void sincosf(float x, float *s, float *c)
{
    *s = sinf(x);
    *c = cosf(x);
}

float frexpf(float x, int *e)
{
    return (float)frexp(x, e);
}

/* A double holds any float times 2^200 exactly, so that the conversion rounds once. */
float scalbnf(float x, int n)
{
    float y = (float)scalbn(x, n > 400 ? 400 : n < -400 ? -400 : n);
    if (x != 0 && x - x == 0 && (y == 0 || y - y != 0))
        errno = ERANGE;
    return y;
}

float scalblnf(float x, long n)
{
    return scalbnf(x, n > 400 ? 400 : n < -400 ? -400 : (int)n);
}

float ldexpf(float x, int n)
{
    return scalbnf(x, n);
}

float modff(float x, float *whole)
{
    double w;
    float f = (float)modf(x, &w);
    *whole = (float)w;
    return f;
}

float remquof(float x, float y, int *quo)
{
    return (float)remquo(x, y, quo);
}

float nanf(const char *tag)
{
    uint64_t payload = bits_of(nan(tag));
    union { uint32_t u; float f; } v = {0x7fc00000u | ((uint32_t)payload & 0x3fffff)};
    return v.f;
}

static float next(float x, double y)
{
    union { float f; uint32_t u; } v = {x};
    if (x != x || y != y)
        return x + (float)y;
    if (x == y)
        return x == 0 ? (float)y : x;
    if (x == 0)
        v.u = (y < 0 ? 0x80000000u : 0) | 1;
    else
        v.u += (x < y) == (x > 0) ? 1 : (uint32_t)-1;
    if ((v.u >> 23 & 255) == 255 || (v.u >> 23 & 255) == 0)
        errno = ERANGE;
    return v.f;
}

float nextafterf(float x, float y)
{
    return next(x, y);
}

/* The product is exact in double. The sum is rounded to odd first, so that the second rounding
 * does not see a middle that is none (Boldo and Melquiond, 2008). */
float fmaf(float x, float y, float z)
{
    double p = (double)x * y;
    Dd s = dd_sum(p, z);
    if (s.hi - s.hi == 0 && s.lo != 0 && !(bits_of(s.hi) & 1))
        s.hi = of_bits(bits_of(s.hi) + ((s.lo > 0) == (s.hi > 0) ? 1 : (uint64_t)-1));
    return narrow(s.hi, x + y + z);
}
