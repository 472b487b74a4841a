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
#define SIGN_OF(of, x) __builtin_copysign(of, x)
#define SIZE(x) __builtin_fabs(x)

FloatPair __mulsc3(float a, float b, float c, float d);
FloatPair __divsc3(float a, float b, float c, float d);
DoublePair __muldc3(double a, double b, double c, double d);
DoublePair __divdc3(double a, double b, double c, double d);

// An infinite number becomes one whose parts are 1 and 0, signs kept.
static double box(double x)
{
    return SIGN_OF(IS_INF(x) ? 1.0 : 0.0, x);
}

static double no_nan(double x)
{
    return IS_NAN(x) ? SIGN_OF(0.0, x) : x;
}

// over: did a product of finite parts overflow?
static DoublePair product(double a, double b, double c, double d, int over)
{
    double re = a * c - b * d, im = a * d + b * c;
    int again = 0;
    if (!IS_NAN(re) || !IS_NAN(im))
        return __builtin_complex(re, im);
    if (IS_INF(a) || IS_INF(b)) {
        a = box(a), b = box(b), c = no_nan(c), d = no_nan(d);
        again = 1;
    }
    if (IS_INF(c) || IS_INF(d)) {
        c = box(c), d = box(d), a = no_nan(a), b = no_nan(b);
        again = 1;
    }
    if (!again && over) {
        a = no_nan(a), b = no_nan(b), c = no_nan(c), d = no_nan(d);
        again = 1;
    }
    if (!again)
        return __builtin_complex(re, im);
    return __builtin_complex(INF * (a * c - b * d), INF * (a * d + b * c));
}

DoublePair __muldc3(double a, double b, double c, double d)
{
    return product(a, b, c, d, IS_INF(a * c) || IS_INF(b * d) || IS_INF(a * d) || IS_INF(b * c));
}

FloatPair __mulsc3(float a, float b, float c, float d)
{
    float re = a * c - b * d, im = a * d + b * c;
    if (!IS_NAN(re) || !IS_NAN(im))
        return __builtin_complex(re, im);
    int over = IS_INF((float)(a * c)) || IS_INF((float)(b * d)) || IS_INF((float)(a * d)) ||
               IS_INF((float)(b * c));
    DoublePair z = product(a, b, c, d, over);
    return (FloatPair)z;
}

// What a quotient of two NaNs ought to be: infinite for a zero or by an infinite numerator, zero by
// an infinite denominator.
static DoublePair odd_quotient(double a, double b, double c, double d, double re, double im)
{
    if (c == 0 && d == 0 && (!IS_NAN(a) || !IS_NAN(b))) {
        double inf = SIGN_OF(INF, c);
        return __builtin_complex(inf * a, inf * b);
    }
    if ((IS_INF(a) || IS_INF(b)) && FINITE(c) && FINITE(d)) {
        a = box(a), b = box(b);
        return __builtin_complex(INF * (a * c + b * d), INF * (b * c - a * d));
    }
    if ((IS_INF(c) || IS_INF(d)) && FINITE(a) && FINITE(b)) {
        c = box(c), d = box(d);
        return __builtin_complex(0.0 * (a * c + b * d), 0.0 * (b * c - a * d));
    }
    return __builtin_complex(re, im);
}

#define LEAST 0x1p-1022             // normal
#define HALF_MOST 0x1p1023          // half of the largest, rounded up
#define UP 0x1p52
#define SMALL 0x1p-52     // below this a quotient overflows whenever UP times its top does
#define NOT_LARGE 0x1p971           // UP times it overflows nothing

static int both_small(double part, double other, double d)
{
    return SIZE(part) < LEAST && SIZE(other) < NOT_LARGE && SIZE(d) < NOT_LARGE;
}

// Brings the operands a b c d, |c| <= |d|, to sizes at which nothing is lost on the way.
static void scale(double *v)
{
    double by = 1;
    if (SIZE(v[3]) >= HALF_MOST)
        by = 0.5;
    else if (SIZE(v[3]) < SMALL || both_small(v[0], v[1], v[3]) || both_small(v[1], v[0], v[3]))
        by = UP;
    for (int i = 0; i < 4; i++)
        v[i] *= by;
}

// |c| <= |d|. `swapped`: of b + ai and d + ci, whose quotient is the conjugate; subtraction keeps
// the order of the operands, for the sign of a zero.
static DoublePair smith(const double *v, int swapped)
{
    double a = v[0], b = v[1], c = v[2], d = v[3];
    double ratio = c / d, den = c * ratio + d, x, y;
    if (SIZE(ratio) > LEAST)
        x = a * ratio, y = b * ratio;
    else
        x = c * (a / d), y = c * (b / d);
    return __builtin_complex((x + b) / den, (swapped ? a - y : y - a) / den);
}

DoublePair __divdc3(double a, double b, double c, double d)
{
    int swap = !(SIZE(c) < SIZE(d));
    double v[4] = {swap ? b : a, swap ? a : b, swap ? d : c, swap ? c : d};
    scale(v);
    DoublePair z = smith(v, swap);
    if (IS_NAN(__real__ z) && IS_NAN(__imag__ z)) // v, not the operands: scaling may overflow
        return odd_quotient(v[swap], v[!swap], v[2 + swap], v[3 - swap], __real__ z, __imag__ z);
    return z;
}

FloatPair __divsc3(float a, float b, float c, float d)
{
    double x = a, y = b, u = c, v = d, den = u * u + v * v;
    double re = (x * u + y * v) / den, im = (y * u - x * v) / den;
    if (IS_NAN(re) && IS_NAN(im))
        return (FloatPair)odd_quotient(x, y, u, v, re, im);
    return (FloatPair)__builtin_complex(re, im);
}
