// complexrun.c - <complex.h> on random and special operands in the format that FORM chooses (f for
// float, l for long double, else double): a line for each call with name, parts of the operands and
// of the result as bytes, for complexcheck.py
#include <complex.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random.h"

#ifdef FORM_f
typedef float Real;
typedef float _Complex Complex;
#define FN(n) n##f
enum { SIZE = 4, EXPONENTS = 300 };
#elif defined FORM_l
typedef long double Real;
typedef long double _Complex Complex;
#define FN(n) n##l
enum { SIZE = LDBL_MANT_DIG == 64 ? 10 : sizeof(long double), EXPONENTS = LDBL_MAX_EXP * 2 + 100 };
#else
typedef double Real;
typedef double _Complex Complex;
#define FN(n) n
enum { SIZE = 8, EXPONENTS = 2200 };
#endif
static const double special[] = {0.0, -0.0, 1, -1, 2, -2, 0.5, INFINITY, -INFINITY, NAN, 700, -700,
                                 1e-30, 1e30, 3};

static Real part(unsigned kind)
{
    Real x = (Real)((double)(int64_t)any64() * 0x1p-63) +
             (Real)((double)(int64_t)any64() * 0x1p-116);
    switch (kind) {
    case 0: return FN(ldexp)(x, (int)below(EXPONENTS) - EXPONENTS / 2);
    case 1: return FN(ldexp)(x, (int)below(40) - 20);
    case 2: return (x > 0 ? 1 : -1) + FN(ldexp)(x, -(int)below(60));
    case 3: return x * 10;
    case 4: return (Real)special[below(sizeof special / sizeof *special)];
    default: return x;
    }
}

static Complex operand(unsigned i)
{
    static const unsigned char kinds[][2] = {{5, 5}, {1, 1}, {3, 3}, {0, 0}, {4, 4}, {4, 3}, {3, 4},
                                             {2, 1}, {1, 2}, {2, 2}, {1, 0}, {0, 1}};
    const unsigned char *k = kinds[i % 12];
    Real a = part(k[0]), b = part(k[1]);
    if (i % 24 == 23) {                  // near the unit circle
        a = FN(fabs)(a) < 1 ? a : 1 / a;
        b = FN(sqrt)(1 - a * a);
    }
    return __builtin_complex(a, b);
}

static void put(Real x)
{
    unsigned char b[sizeof x];
    memcpy(b, &x, sizeof x);
    putchar(' ');
    for (int n = SIZE; n--;)
        printf("%02x", b[n]);
}

static void line(const char *name, const Real *v, int n)
{
    printf("%s", name);
    for (int i = 0; i < n; i++)
        put(v[i]);
    putchar('\n');
}

static void one(const char *name, Complex (*f)(Complex), unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        Complex z = operand(i), r = f(z);
        Real v[] = {FN(creal)(z), FN(cimag)(z), FN(creal)(r), FN(cimag)(r)};
        line(name, v, 4);
    }
}

static void real(const char *name, Real (*f)(Complex), unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        Complex z = operand(i);
        Real v[] = {FN(creal)(z), FN(cimag)(z), f(z)};
        line(name, v, 3);
    }
}

static void power(unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        Complex z = operand(i % 4), c = operand(i / 4 % 3), r = FN(cpow)(z, c);
        Real v[] = {FN(creal)(z), FN(cimag)(z), FN(creal)(c), FN(cimag)(c), FN(creal)(r),
                    FN(cimag)(r)};
        line("cpow", v, 6);
    }
}

#define ONE(f) one(#f, FN(f), n);
#define REAL(f) real(#f, FN(f), n);

int main(int argc, char **argv)
{
    unsigned n = argc > 1 ? (unsigned)atoi(argv[1]) : 100;
    ONE(cacos) ONE(casin) ONE(catan) ONE(ccos) ONE(csin) ONE(ctan)
    ONE(cacosh) ONE(casinh) ONE(catanh) ONE(ccosh) ONE(csinh) ONE(ctanh)
    ONE(cexp) ONE(clog) ONE(csqrt) ONE(conj) ONE(cproj)
    REAL(cabs) REAL(carg) REAL(creal) REAL(cimag)
    power(n);
    return 0;
}
