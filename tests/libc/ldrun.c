// ldrun.c - the functions of long double on random and special operands: a line for each call with
// name, operands and result as bytes, and errno, for ldcheck.py
#include "mathops.h"

#include <float.h>
#include <stdio.h>
#include <stdlib.h>

#define LD_1(X)                                                                                  \
    X(sin) X(cos) X(tan) X(asin) X(acos) X(atan) X(sinh) X(cosh) X(tanh) X(asinh) X(acosh)       \
    X(atanh) X(exp) X(exp2) X(expm1) X(log) X(log2) X(log10) X(log1p) X(cbrt) X(erf) X(erfc)     \
    X(tgamma) X(lgamma) X(sqrt)
#define LD_2(X) X(pow) X(atan2) X(hypot)

static long double moderate(double unit)
{
    static const double size[] = {1, 1, 3, 8, 40, 750, 11400, 2000};
    return (long double)unit * size[chance() % 8];
}

/* A number with all its bits random, of some size. */
static long double operand(unsigned i)
{
    double unit = (double)(int64_t)chance() * 0x1p-63;
    long double x = unit + (double)(int64_t)chance() * 0x1p-116L;
    switch (i % 8) {
    case 0: return ldexpl(x, (int)(chance() % 32800) - 16400);
    case 1: return ldexpl(x, (int)(chance() % 200) - 100);
    case 2: return x * 8;
    case 3: return moderate(unit) + x * 0x1p-60L;
    case 4: return 1 + ldexpl(x, -(int)(chance() % 80));
    case 5: return (int)(chance() % 40) - 20 + ldexpl(x, -(int)(chance() % 40));
    case 6: return special[chance() % NSPECIAL];
    default: return x;
    }
}

static void put(long double x)
{
    unsigned char b[sizeof x] = {0};
    int n = LDBL_MANT_DIG == 64 ? 10 : (int)sizeof x;
    memcpy(b, &x, (size_t)n);
    putchar(' ');
    while (n--)
        printf("%02x", b[n]);
}

static void one(const char *name, long double (*f)(long double), unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        long double x = operand(i);
        errno = 0;
        long double r = f(x);
        int e = errno;
        printf("%s", name);
        put(x);
        put(r);
        printf(" %d\n", e);
    }
}

static void two(const char *name, long double (*f)(long double, long double), unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        long double x = operand(i), y = operand(i / 8 + i);
        if (i % 4 == 1 && x > 0) {       // a power of moderate size
            int e;
            frexpl(x, &e);
            y = moderate(1) / (abs(e) + 0.25L);
        }
        errno = 0;
        long double r = f(x, y);
        int e = errno;
        printf("%s", name);
        put(x);
        put(y);
        put(r);
        printf(" %d\n", e);
    }
}

int main(int argc, char **argv)
{
    unsigned n = argc > 1 ? (unsigned)atoi(argv[1]) : 100;
#define DO_1(f) one(#f, f##l, n);
#define DO_2(f) two(#f, f##l, n);
    LD_1(DO_1)
    LD_2(DO_2)
    return 0;
}
