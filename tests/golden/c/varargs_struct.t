Structures through "...": in registers, in memory, mixed with scalars beyond the registers.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
#include <stdarg.h>
struct I2 { int a, b; };
struct L2 { long a, b; };
struct D1 { double a; };
struct ID { long a; double b; };
struct F3 { float a, b, c; };
struct Big { long v[5]; };
struct C3 { char c[3]; };
static double total(const char *k, ...)
{
    va_list ap;
    double r = 0;
    va_start(ap, k);
    for (int i = 1; *k; k++, i++) {
        switch (*k) {
        case 'i': { struct I2 s = va_arg(ap, struct I2); r += i * (s.a + s.b * 2); break; }
        case 'l': { struct L2 s = va_arg(ap, struct L2); r += i * (double)(s.a + s.b * 2); break; }
        case 'd': { struct D1 s = va_arg(ap, struct D1); r += i * s.a; break; }
        case 'x': { struct ID s = va_arg(ap, struct ID); r += i * ((double)s.a + s.b); break; }
        case 'f': { struct F3 s = va_arg(ap, struct F3); r += i * (s.a + s.b * 2 + s.c * 3); break; }
        case 'b': { struct Big s = va_arg(ap, struct Big); r += i * (double)(s.v[0] + s.v[4]); break; }
        case 'c': { struct C3 s = va_arg(ap, struct C3); r += i * (s.c[0] + s.c[1] + s.c[2]); break; }
        case 'n': r += i * va_arg(ap, int); break;
        case 'e': r += i * va_arg(ap, double); break;
        }
    }
    va_end(ap);
    return r;
}
static struct I2 i2 = {1, 2};
static struct L2 l2 = {3, 4};
static struct D1 d1 = {1.5};
static struct ID id = {2, 0.25};
static struct F3 f3 = {1, 2, 3};
static struct Big big = {{1, 2, 3, 4, 5}};
static struct C3 c3 = {{1, 2, 3}};
int main(void)
{
    CHECK(total("i", i2) == 5 && total("l", l2) == 11 && total("d", d1) == 1.5 && total("x", id) == 2.25);
    CHECK(total("f", f3) == 14 && total("b", big) == 6 && total("c", c3) == 6);
    CHECK(total("ildxfbc", i2, l2, d1, id, f3, big, c3) == 5 + 22 + 4.5 + 9 + 70 + 36 + 42);
    CHECK(total("nnnnll", 1, 1, 1, 1, l2, l2) == 10 + 55 + 66);
    CHECK(total("nnnln", 1, 1, 1, l2, 9) == 6 + 44 + 45);
    CHECK(total("nnnnlnn", 1, 1, 1, 1, l2, 7, 8) == 10 + 55 + 42 + 56);
    CHECK(total("eeeeeeeefxd", 1., 1., 1., 1., 1., 1., 1., 1., f3, id, d1) == 36 + 126 + 22.5 + 16.5);
    CHECK(total("xxxxxx", id, id, id, id, id, id) == 2.25 * 21);
    CHECK(total("bnbeb", big, 1, big, 2., big) == 6 + 2 + 18 + 8 + 30);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
