Aggregates that ask for more alignment than a stack gives are found by va_arg where the caller put them, behind any number of words.
-- v.c --
#include <stdarg.h>
struct S { long long a, b; };
struct T { long long a, b; } __attribute__((aligned(16)));
struct V { double a, b, c, d; } __attribute__((aligned(32)));
#define F(n, T)                                                                           \
    __attribute__((noinline)) static struct T n(int x, ...)                               \
    {                                                                                     \
        va_list ap;                                                                       \
        va_start(ap, x);                                                                  \
        while (x--)                                                                       \
            va_arg(ap, int);                                                              \
        struct T r = va_arg(ap, struct T);                                                \
        va_end(ap);                                                                       \
        return r;                                                                         \
    }
F(s, S)
F(t, T)
F(v, V)
#define ALL(f, x) (f(0, x).b + f(1, 0, x).b + f(2, 0, 0, x).b + f(3, 0, 0, 0, x).b + f(4, 0, 0, 0, 0, x).b)
int main(void)
{
    struct S a = {1, 2};
    struct T b = {3, 4};
    struct V c = {9, 10, 11, 12};
    return !(ALL(s, a) == 10 && ALL(t, b) == 20 && ALL(v, c) == 50);
}
-- cmd --
$ROOT/tests/tools/c_levels.sh v.c
-- out --
