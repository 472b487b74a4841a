Calls: many integer arguments in registers and on the stack, small types extended, every return type.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static long long many(signed char a, short b, int c, long long d, unsigned char e, unsigned short f, unsigned g, unsigned long long h,
                 _Bool i, signed char j, long long k, char *l)
{
    return a + b * 2LL + c * 3LL + d * 4 + e * 5LL + f * 6LL + g * 7LL + (long long)h * 8 + i * 9LL + j * 10LL + k * 11 + *l * 12LL;
}
static signed char rsc(int x) { return (signed char)x; }
static unsigned char ruc(int x) { return (unsigned char)x; }
static short rs(int x) { return (short)x; }
static unsigned short rus(int x) { return (unsigned short)x; }
static _Bool rb(long long x) { return x; }
static int ri(long long x) { return (int)x; }
static unsigned rui(long long x) { return (unsigned)x; }
static int wide(unsigned char c) { return c; }
static int swide(signed char c) { return c; }
static int nested(int a, int b) { return a * 10 + b; }
static int first(int a, ...) { return a; }
static void nothing(void) { return; }
static void out(int *p, int v) { *p = v; }
int main(void)
{
    char z = 7;
    CHECK(many(-1, -2, -3, -4, 250, 60000, 4000000000u, 5, 1, -7, 1LL << 40, &z) ==
          -1 - 4 - 9 - 16 + 1250 + 360000 + 28000000000 + 40 + 9 - 70 + 11LL * (1LL << 40) + 84);
    CHECK(rsc(200) == -56 && ruc(-1) == 255 && rs(40000) == -25536 && rus(-1) == 65535 && rb(1LL << 40) == 1 && rb(0) == 0);
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
