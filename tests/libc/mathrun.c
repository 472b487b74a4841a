// mathrun.c - every function of math.h on random and special operands; the results as bytes on
// standard output, for mathcheck.c, which another compiler and library build
#include "mathops.h"

#include <unistd.h>

typedef double F1(double);
typedef double F2(double, double);
typedef float G1(float);
typedef float G2(float, float);

static struct Result {
    uint64_t bits;
    int32_t error;
    float f;
} out[OPERANDS];

static void flush(void)
{
    const char *p = (const char *)out;
    for (size_t n = sizeof out; n;) {
        ssize_t k = write(1, p, n);
        if (k <= 0)
            _exit(1);
        p += k;
        n -= (size_t)k;
    }
}

/* Machines make NaNs of different signs. */
static void put(uint64_t i, double x, int64_t n, float f)
{
    out[i].bits = x == x ? bits_of(x) : 0x7ff8000000000000u;
    out[i].error = (int32_t)n;
    out[i].f = f == f ? f : 0;
}

static void one(F1 *f, G1 *g)
{
    for (uint64_t i = 0; i < OPERANDS; i++) {
        double x = pick(i);
        errno = 0;
        double r = f(x);
        put(i, r, errno, g((float)x));
    }
    flush();
}

static void two(F2 *f, G2 *g)
{
    for (uint64_t i = 0; i < OPERANDS; i++) {
        double x = pick(i), y = partner(i, x);
        errno = 0;
        double r = f(x, y);
        put(i, r, errno, g((float)x, (float)y));
    }
    flush();
}

#include "mathothers.h"

int main(void)
{
#define R1(n, bound) one(n, n##f);
#define R2(n, bound) two(n, n##f);
#define E1(n) one(n, n##f);
#define E2(n) two(n, n##f);
    ROUNDED_1(R1)
    one(lgamma, lgammaf);
    ROUNDED_2(R2)
    EXACT_1(E1)
    EXACT_2(E2)
    others();
    flush();
    return 0;
}
