// stdlib.c - arithmetic, random numbers
#include "runtime/libc/libc_int.h"

#include <inttypes.h>

int abs(int x) { return x < 0 ? -x : x; }
long labs(long x) { return x < 0 ? -x : x; }
long long llabs(long long x) { return x < 0 ? -x : x; }
intmax_t imaxabs(intmax_t x) { return x < 0 ? -x : x; }
div_t div(int a, int b) { return (div_t){a / b, a % b}; }
ldiv_t ldiv(long a, long b) { return (ldiv_t){a / b, a % b}; }
lldiv_t lldiv(long long a, long long b) { return (lldiv_t){a / b, a % b}; }
imaxdiv_t imaxdiv(intmax_t a, intmax_t b) { return (imaxdiv_t){a / b, a % b}; }

/* A linear congruence modulo 2^64 (Knuth, MMIX), of which the upper bits are given out. */
static u64 seed = 1;

static int next(u64 *s)
{
    *s = *s * 6364136223846793005u + 1442695040888963407u;
    return (int)(*s >> 33);
}

int rand(void) { return next(&seed); }
long random(void) { return next(&seed); }
void srand(unsigned s) { seed = s; }
void srandom(unsigned s) { seed = s; }

int rand_r(unsigned *s)
{
    u64 x = *s;
    int r = next(&x);
    *s = (unsigned)r * 2 + 1;
    return r;
}
