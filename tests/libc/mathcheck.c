// mathcheck.c - reads what mathrun.c wrote on standard input and compares it with this library's
// long double, whose 64 bits tell the error of a double to a thousandth of its last place
#include "mathops.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef long double L1(long double);
typedef long double L2(long double, long double);

static struct Result {
    uint64_t bits;
    int32_t error;
    float f;
} in[OPERANDS];
static int failures;

static void take(void)
{
    if (fread(in, sizeof in, 1, stdin) != 1) {
        puts("short input");
        exit(1);
    }
}

static void fail(const char *name, double x, double y, double got, long double want)
{
    if (failures++ < 40)
        printf("%s(%a, %a) = %a, not %La\n", name, x, y, got, want);
}

/* Distance in units of the last place that the exact value has in a format. */
static double distance(double r, long double e, int digits, int lowest)
{
    int k;
    if (isnan(e) || isnan(r))
        return isnan(e) && isnan(r) ? 0 : HUGE_VAL;
    if (isinf(r) || isinf(e)) {          // the first that does not fit rounds to infinity
        long double limit = ldexpl(1, digits == 53 ? 1024 : 128);
        return r == (double)e || (isinf(r) && fabsl(e) >= limit * (1 - ldexpl(1, -digits - 1)) &&
               (r > 0) == (e > 0)) ? 0 : HUGE_VAL;
    }
    if (e == 0)
        return r == 0 && !signbit(r) == !signbit(e) ? 0 : HUGE_VAL;
    frexpl(e, &k);
    k = (k < lowest ? lowest : k) - digits;
    return (double)(fabsl(r - e) / ldexpl(1, k));
}

/* errno as math_errhandling promises: what is no number, what is too large. */
static int error_fits(double x, double y, double r, int error)
{
    if (isnan(r))
        return error == (isnan(x) || isnan(y) ? 0 : EDOM);
    if (isinf(r))
        return error == (isinf(x) || isinf(y) ? 0 : ERANGE);
    return error == 0 || (error == ERANGE && fabs(r) < 0x1p-1022);
}

static void judge(const char *name, double x, double y, const struct Result *o, long double e,
                  long double ef, double bound, double worst[2])
{
    double r = of_bits(o->bits), d = distance(r, e, 53, -1021), df = distance(o->f, ef, 24, -125);
    if (!(d <= bound) || !error_fits(x, y, r, o->error))
        fail(name, x, y, r, e);
    if (!(df <= 0.501) && ef == ef)
        fail(name, (float)x, (float)y, o->f, ef);
    worst[0] = d > worst[0] ? d : worst[0];
    worst[1] = ef == ef && df > worst[1] ? df : worst[1];
}

static void one(const char *name, L1 *f, double bound)
{
    double worst[2] = {0, 0};
    take();
    for (uint64_t i = 0; i < OPERANDS; i++) {
        double x = pick(i);
        judge(name, x, 0, &in[i], f(x), f((float)x), bound, worst);
    }
    printf("%-10s %.4f  %.4f\n", name, worst[0], worst[1]);
}

static void two(const char *name, L2 *f, double bound)
{
    double worst[2] = {0, 0};
    take();
    for (uint64_t i = 0; i < OPERANDS; i++) {
        double x = pick(i), y = partner(i, x);
        judge(name, x, y, &in[i], f(x, y), f((float)x, (float)y), bound, worst);
    }
    printf("%-10s %.4f  %.4f\n", name, worst[0], worst[1]);
}

static void same(const char *name, double x, double y, uint64_t i, double r, float f)
{
    double got = of_bits(in[i].bits);
    if (!(in[i].bits == bits_of(r) || (isnan(got) && isnan(r))))
        fail(name, x, y, got, r);
    if (f == f && memcmp(&in[i].f, &f, sizeof f))
        fail(name, (float)x, (float)y, in[i].f, f);
}

static void exact_1(const char *name, double (*f)(double), float (*g)(float))
{
    take();
    for (uint64_t i = 0; i < OPERANDS; i++) {
        double x = pick(i);
        same(name, x, 0, i, f(x), g((float)x));
    }
}

static void exact_2(const char *name, double (*f)(double, double), float (*g)(float, float))
{
    take();
    for (uint64_t i = 0; i < OPERANDS; i++) {
        double x = pick(i), y = partner(i, x);
        same(name, x, y, i, f(x, y), g((float)x, (float)y));
    }
}

static void put(uint64_t i, double x, int64_t n, float f)
{
    same("others", (double)(i / 2 % 11), 0, i, x, f);
    if (in[i].error != (int32_t)n)
        fail("others, integer", (double)(i / 2 % 11), x, in[i].error, n);
}

#include "mathothers.h"

/* Far from its zeros below 0, where only the absolute error is bounded. */
static void log_gamma(void)
{
    double worst = 0, worst_abs = 0;
    take();
    for (uint64_t i = 0; i < OPERANDS; i++) {
        double x = pick(i), r = of_bits(in[i].bits);
        long double e = lgammal(x);
        double d = distance(r, e, 53, -1021);
        if (x < 0 && fabsl(e) < 4) {
            double a = (double)fabsl(r - e);
            worst_abs = a > worst_abs ? a : worst_abs;
            if (!(a < 0x1p-50))
                fail("lgamma", x, 0, r, e);
        } else {
            worst = d > worst ? d : worst;
            if (!(d <= 0.51))
                fail("lgamma", x, 0, r, e);
        }
    }
    printf("%-10s %.4f  near zeros below 0: %a\n", "lgamma", worst, worst_abs);
}

int main(void)
{
#define R1(n, bound) one(#n, n##l, bound);
#define R2(n, bound) two(#n, n##l, bound);
#define E1(n) exact_1(#n, n, n##f);
#define E2(n) exact_2(#n, n, n##f);
    ROUNDED_1(R1)
    log_gamma();
    ROUNDED_2(R2)
    EXACT_1(E1)
    EXACT_2(E2)
    take();
    others();
    printf("%d wrong\n", failures);
    return failures != 0;
}
