Variadic functions: integers, doubles, pointers, small types promoted, many of each, va_copy, passing va_list on.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
#include <stdarg.h>
static long sum(int n, ...)
{
    va_list ap;
    long r = 0;
    va_start(ap, n);
    while (n--) r = r * 3 + va_arg(ap, int);
    va_end(ap);
    return r;
}
static double dsum(const char *kinds, ...)
{
    va_list ap;
    double r = 0;
    va_start(ap, kinds);
    for (; *kinds; kinds++)
        switch (*kinds) {
        case 'i': r += va_arg(ap, int); break;
        case 'l': r += (double)va_arg(ap, long); break;
        case 'd': r += va_arg(ap, double); break;
        case 'u': r += va_arg(ap, unsigned); break;
        case 'p': r += *va_arg(ap, int *); break;
        case 's': r += va_arg(ap, const char *)[0]; break;
        case 'L': r += (double)va_arg(ap, unsigned long long); break;
        }
    va_end(ap);
    return r;
}
static int vnext(va_list ap) { return va_arg(ap, int); }
static int twice(int n, ...)
{
    va_list ap, aq;
    int r = 0;
    va_start(ap, n);
    r += va_arg(ap, int);
    va_copy(aq, ap);
    for (int i = 1; i < n; i++) r += va_arg(ap, int) * 10;
    for (int i = 1; i < n; i++) r += va_arg(aq, int) * 1000;
    va_end(aq);
    va_end(ap);
    return r;
}
static int forward(int n, ...)
{
    va_list ap;
    va_start(ap, n);
    int r = 0;
    for (int i = 0; i < 3; i++) r = r * 10 + vnext(ap) % 10;
    va_end(ap);
    return n > 0 ? 1 : r;
}
static double mixed(double a, int b, float c, ...)
{
    va_list ap;
    va_start(ap, c);
    double r = a + b + c;
    for (int i = 0; i < 12; i++) {
        r += va_arg(ap, double) * (i + 1);
        r += va_arg(ap, int) * 1000;
    }
    va_end(ap);
    return r;
}
int main(void)
{
    int x = 50;
    char c = 'x';
    float f = 0.5f;
    short h = -3;
    CHECK(sum(0) == 0 && sum(1, 7) == 7 && sum(3, 1, 2, 3) == 18);
    CHECK(sum(12, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5) == 177152);
    CHECK(dsum("idlp", 1, 2.5, 3L, &x) == 56.5);
    CHECK(dsum("dddddddddd", 1., 2., 3., 4., 5., 6., 7., 8., 9., 10.) == 55);
    CHECK(dsum("ididididididididididid", 1, .5, 1, .5, 1, .5, 1, .5, 1, .5, 1, .5, 1, .5, 1, .5, 1, .5, 1, .5, 1, .5) == 16.5);
    CHECK(dsum("iidsuL", c, h, f, "A", 4000000000u, 1ull << 40) == 'x' - 3 + .5 + 'A' + 4e9 + 1099511627776.0);
    CHECK(twice(4, 1, 2, 3, 4) == 1 + 90 + 9000);
    CHECK(mixed(1, 2, 3, 1., 1, 1., 1, 1., 1, 1., 1, 1., 1, 1., 1, 1., 1, 1., 1, 1., 1, 1., 1, 1., 1, 1., 1) == 12084);
    (void)forward;
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
