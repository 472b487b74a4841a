A variable that is to be aligned to 16 is, also in a function that calls none and keeps its variables below the stack pointer.
-- a.c --
#include <stdio.h>

typedef struct P {
    _Alignas(16) unsigned long w[2];
} P;

static __attribute__((noinline)) unsigned long one(unsigned long c)
{
    P a = {{c, c}};
    unsigned long at;
    __asm__("" : "=r"(at) : "0"(&a), "m"(a));
    return at & 15;
}

static __attribute__((noinline)) unsigned long two(unsigned long c)
{
    P a = {{c, c}}, b = {{0, c}};
    unsigned long x, y;
    __asm__("" : "=r"(x) : "0"(&a), "m"(a));
    __asm__("" : "=r"(y) : "0"(&b), "m"(b));
    return (x | y) & 15;
}

int main(void)
{
    printf("%lu %lu\n", one(1), two(2));
    return 0;
}
-- cmd --
fuse cc -O2 a.c -o a && ./a
fuse cc -O0 a.c -o a && ./a
-- out --
0 0
0 0
