Variadic aggregates of four members of one floating type, beside others, read back in order.
-- t.c --
#include <stdarg.h>
typedef struct D4 { double v[4]; } D4;
typedef struct D3 { double a, b, c; } D3;
typedef struct F4 { float a, b, c, d; } F4;
typedef struct I5 { long long v[5]; } I5;
typedef struct M { double a; int b; char c[20]; } M;
static int failed;
#define CHECK(x) do { if (!(x) && !failed) failed = __LINE__; } while (0)
__attribute__((noinline)) static double all(const char *what, ...)
{
    va_list ap;
    double sum = 0;
    va_start(ap, what);
    for (; *what; what++)
        switch (*what) {
        case 'D': { D4 x = va_arg(ap, D4); sum = sum * 2 + x.v[0] + x.v[3]; break; }
        case 'd': { D3 x = va_arg(ap, D3); sum = sum * 2 + x.a + x.c; break; }
        case 'f': { F4 x = va_arg(ap, F4); sum = sum * 2 + x.a + x.d; break; }
        case 'i': { I5 x = va_arg(ap, I5); sum = sum * 2 + (double)(x.v[0] + x.v[4]); break; }
        case 'm': { M x = va_arg(ap, M); sum = sum * 2 + x.a + x.b + x.c[19]; break; }
        case 'n': sum = sum * 2 + va_arg(ap, int); break;
        default: sum = sum * 2 + va_arg(ap, double); break;
        }
    va_end(ap);
    return sum;
}
int main(void)
{
    D4 d4 = {{1, 2, 3, 4}};
    D3 d3 = {5, 6, 7};
    F4 f4 = {8, 9, 10, 11};
    I5 i5 = {{12, 13, 14, 15, 16}};
    M m = {17, 18, "0123456789012345678\1"};
    CHECK(all("D", d4) == 5);
    CHECK(all("DD", d4, d4) == 15);
    CHECK(all("nDdfim", 1, d4, d3, f4, i5, m) == ((((7 * 2 + 12) * 2 + 19) * 2 + 28) * 2) + 36);
    CHECK(all("xfxfxDxdDm", 1.0, f4, 2.0, f4, 3.0, d4, 4.0, d3, d4, m) == 7150);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
