// complex.c - what compiled code calls to multiply and divide complex numbers (C11 Annex G)
//
// The names are libgcc's. A product comes here only when the plain formula gave a NaN. Quotients
// follow Smith (CACM 5, 1962) with the scaling of Baudin and Smith ("A robust complex division in
// Scilab", 2012), so that neither size nor a small ratio costs more than a few units in the last
// place; those of floats are worked out in double, which needs no scaling.

typedef float _Complex FloatPair;
typedef double _Complex DoublePair;

#define INF __builtin_inf()
#define IS_INF(x) __builtin_isinf(x)
#define IS_NAN(x) __builtin_isnan(x)
#define FINITE(x) __builtin_isfinite(x)

FloatPair __mulsc3(float a, float b, float c, float d);
FloatPair __divsc3(float a, float b, float c, float d);

#define REAL double
#define SIGN_OF(of, x) __builtin_copysign(of, x)
#define SIZE(x) __builtin_fabs(x)
#define PAIR DoublePair
#define FN(x) d_##x
#define MUL __muldc3
#define DIV __divdc3
#define LEAST 0x1p-1022
#define HALF_MOST 0x1p1023
#define UP 0x1p52
#define SMALL 0x1p-52
#define NOT_LARGE 0x1p971
#include "runtime/core/complex.inc"

#if __LDBL_MANT_DIG__ != __DBL_MANT_DIG__
typedef long double _Complex LongPair;
#define REAL long double
#define SIGN_OF(of, x) __builtin_copysignl(of, x)
#define SIZE(x) __builtin_fabsl(x)
#define PAIR LongPair
#define FN(x) l_##x
#define LEAST 0x1p-16382L
#define HALF_MOST 0x1p16383L
#if __LDBL_MANT_DIG__ == 64
#define MUL __mulxc3
#define DIV __divxc3
#define UP 0x1p63L
#define SMALL 0x1p-63L
#define NOT_LARGE 0x1p16320L
#else
#define MUL __multc3
#define DIV __divtc3
#define UP 0x1p112L
#define SMALL 0x1p-112L
#define NOT_LARGE 0x1p16271L
#endif
#include "runtime/core/complex.inc"
#endif

FloatPair __mulsc3(float a, float b, float c, float d)
{
    float re = a * c - b * d, im = a * d + b * c;
    if (!IS_NAN(re) || !IS_NAN(im))
        return __builtin_complex(re, im);
    int over = IS_INF((float)(a * c)) || IS_INF((float)(b * d)) || IS_INF((float)(a * d)) ||
               IS_INF((float)(b * c));
    DoublePair z = d_product(a, b, c, d, over);
    return (FloatPair)z;
}

FloatPair __divsc3(float a, float b, float c, float d)
{
    double x = a, y = b, u = c, v = d, den = u * u + v * v;
    double re = (x * u + y * v) / den, im = (y * u - x * v) / den;
    if (IS_NAN(re) && IS_NAN(im))
        return (FloatPair)d_odd_quotient(x, y, u, v, re, im);
    return (FloatPair)__builtin_complex(re, im);
}
