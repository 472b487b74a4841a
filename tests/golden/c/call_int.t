Calls: many integer arguments in registers and on the stack, small types extended, every return type.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static long many(char a, short b, int c, long d, unsigned char e, unsigned short f, unsigned g, unsigned long h,
                 _Bool i, signed char j, long long k, char *l)
{
    return a + b * 2L + c * 3L + d * 4 + e * 5L + f * 6L + g * 7L + (long)h * 8 + i * 9L + j * 10L + k * 11 + *l * 12L;
}
static signed char rsc(int x) { return (signed char)x; }
static unsigned char ruc(int x) { return (unsigned char)x; }
static short rs(int x) { return (short)x; }
static unsigned short rus(int x) { return (unsigned short)x; }
static _Bool rb(long x) { return x; }
static int ri(long x) { return (int)x; }
static unsigned rui(long x) { return (unsigned)x; }
static int wide(unsigned char c) { return c; }
static int swide(signed char c) { return c; }
static int nested(int a, int b) { return a * 10 + b; }
static int first(int a, ...) { return a; }
static void nothing(void) { return; }
static void out(int *p, int v) { *p = v; }
int main(void)
{
    char z = 7;
    CHECK(many(-1, -2, -3, -4, 250, 60000, 4000000000u, 5, 1, -7, 1L << 40, &z) ==
          -1 - 4 - 9 - 16 + 1250 + 360000 + 28000000000 + 40 + 9 - 70 + 11L * (1L << 40) + 84);
    CHECK(rsc(200) == -56 && ruc(-1) == 255 && rs(40000) == -25536 && rus(-1) == 65535 && rb(1L << 40) == 1 && rb(0) == 0);
    CHECK(ri(0x100000005) == 5 && rui(-1) == 4294967295u);
    volatile int big = 0x1234567f;
    CHECK(wide((unsigned char)big) == 0x7f && swide((signed char)(big + 1)) == -128);
    CHECK(nested(nested(1, 2), nested(3, nested(4, 5))) == 120 + 30 + 45);
    CHECK(first(3, 1.5, "x", z) == 3);
    int v = 0;
    nothing(), out(&v, 8);
    CHECK(v == 8);
    CHECK((nothing(), 5) == 5);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
