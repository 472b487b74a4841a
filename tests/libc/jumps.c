// jumps.c - setjmp and longjmp keep what a function keeps, through deep calls, floats and frames
#include <setjmp.h>
#include <stdio.h>

static jmp_buf env;
static volatile int depth;

static int down(int n, float x)
{
    volatile char block[64];
    block[n % 64] = (char)n;
    if (n == 0)
        longjmp(env, depth);
    return down(n - 1, x * 1.5f) + block[n % 64];
}

static int once(int value, float a, float b)
{
    float c = a * b, d = a - b, e = a / b;
    int i = value * 3, j = value ^ 5, k = value + 100, r;
    depth = value;
    r = setjmp(env);
    if (!r)
        return down(value + 3, c) + 1000;
    printf("%d: %d %d %d, %d %d %d\n", r, i, j, k, (int)(c * 100), (int)(d * 100), (int)(e * 100));
    return r;
}

static int loop(void)
{
    volatile int n = 0;
    int r = setjmp(env);
    n = n + 1;
    if (n < 5)
        longjmp(env, n);
    return r * 10 + n;
}

int main(void)
{
    int (*volatile f)(int, float, float) = once;
    int sum = 0;
    for (int i = 0; i < 4; i++)
        sum += f(i, 1.25f + i, 0.5f);
    printf("%d %d\n", sum, loop());
    return 0;
}
