// mathops.h - the functions of math.h under test and the operands they get, the same in every build
#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* Rounded: within a bound of the exact value, in units of the last place. */
#define ROUNDED_1(X)                                                                            \
    X(sin, 0.75) X(cos, 0.75) X(tan, 0.51) X(asin, 0.51) X(acos, 0.51) X(atan, 0.51)            \
    X(sinh, 0.51) X(cosh, 0.51) X(tanh, 0.51) X(asinh, 0.51) X(acosh, 0.51) X(atanh, 0.51)      \
    X(exp, 0.65) X(exp2, 0.65) X(expm1, 0.51) X(log, 0.65) X(log2, 0.51) X(log10, 0.51)         \
    X(log1p, 0.51) X(cbrt, 0.51) X(erf, 0.65) X(erfc, 0.51) X(tgamma, 0.51)
#define ROUNDED_2(X) X(pow, 0.51) X(atan2, 0.75) X(hypot, 0.51)
/* Exact: bit for bit. */
#define EXACT_1(X) X(sqrt) X(floor) X(ceil) X(trunc) X(round) X(rint) X(nearbyint) X(fabs)
#define EXACT_2(X) X(fmod) X(nextafter) X(copysign) X(fdim)

enum { OPERANDS = 40000 };

static uint64_t state = 88172645463325252u;

static uint64_t chance(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state * 0x2545f4914f6cdd1du;
}

static double of_bits(uint64_t u)
{
    double d;
    memcpy(&d, &u, 8);
    return d;
}

static uint64_t bits_of(double d)
{
    uint64_t u;
    memcpy(&u, &d, 8);
    return u;
}

static const double special[] = {
    0.0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 1.5, 2.5, -2.5, INFINITY, -INFINITY, NAN, 5e-324,
    -5e-324, 0x1p-1022, 0x1.fffffffffffffp1023, -0x1.fffffffffffffp1023, 709.78, -745.1, -708.4,
    710, 1e-300, 1e300, 0x1p52, 0x1p53, 0x1p31, 0x1p63, 0x1.fffffffffffffp-2, 0x1.fffffffffffffp-1,
    4503599627370495.5, 1e22, 0x1.921fb54442d18p0, 0x1.921fb54442d18p1, 171.6, -171.5, -0.75, 0.75,
    100, 20, 1e-10,
};
enum { NSPECIAL = sizeof special / sizeof *special };

static int quiet(double x)               // or no NaN
{
    return x == x || bits_of(x) >> 51 & 1;
}

static double pick_any(uint64_t i)
{
    uint64_t r = chance();
    double unit = (double)(int64_t)r * 0x1p-63;
    switch (i % 7) {
    case 0: return of_bits(r);
    case 1: return unit;
    case 2: return unit * 8;
    case 3: return unit * 750;
    case 4: return of_bits((r & 0x800fffffffffffffu) | (983 + chance() % 80) << 52);
    case 5: return of_bits(bits_of(special[r % NSPECIAL]) + chance() % 9 - 4);
    default: return special[r % NSPECIAL];
    }
}

static double pick(uint64_t i)
{
    double x = pick_any(i);
    return quiet(x) ? x : 1.25;
}

/* The second operand, now and then one that makes the first interesting. */
static double partner(uint64_t i, double x)
{
    double y = pick(i / 7);
    if (i % 3 == 0 && x > 0 && x < INFINITY && x != 1)  // x^y of moderate size
        y = of_bits(bits_of(y * 100 / (bits_of(x) >> 52 > 1023 ? x : 1 / x)) & ~(uint64_t)1);
    else if (i % 3 == 1 && fabs(x) < 1e300)
        y = x * (double)(chance() % 1000);
    return y == y ? y : NAN;             // of one sign on every machine
}
