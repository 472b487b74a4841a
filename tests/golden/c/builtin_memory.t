Memory builtins: copies and fills of constant and variable size, overlapping moves, compile-time choices.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static unsigned char a[300], b[300];
static void reset(void) { for (int i = 0; i < 300; i++) a[i] = (unsigned char)(i * 7), b[i] = 0xee; }
static int check(int n, int off)
{
    for (int i = 0; i < 300; i++) if (b[i] != (i >= off && i < off + n ? (unsigned char)((i - off) * 7) : 0xee)) return 0;
    return 1;
}
#define FIXED(n) reset(), __builtin_memcpy(b + 3, a, n), CHECK2(check(n, 3))
#define CHECK2(c) (void)((c) || failed || (failed = __LINE__))
struct S { char c[37]; };
int main(void)
{
    FIXED(0); FIXED(1); FIXED(2); FIXED(3); FIXED(4); FIXED(5); FIXED(7); FIXED(8); FIXED(9); FIXED(12); FIXED(15); FIXED(16);
    FIXED(17); FIXED(24); FIXED(31); FIXED(32); FIXED(33); FIXED(63); FIXED(64); FIXED(65); FIXED(127); FIXED(128); FIXED(200);
    for (volatile int n = 0; n < 130; n++) {
        reset();
        CHECK(__builtin_memcpy(b + 5, a, (unsigned long long)n) == b + 5 && check(n, 5));
    }
    reset();
    __builtin_memmove(a + 1, a, 200);
    CHECK(a[0] == 0 && a[1] == 0 && a[200] == (unsigned char)(199 * 7) && a[201] == (unsigned char)(201 * 7));
    reset();
    __builtin_memmove(a, a + 1, 200);
    CHECK(a[0] == 7 && a[199] == (unsigned char)(200 * 7) && a[200] == (unsigned char)(200 * 7));
    __builtin_memset(b, 0x5a, 40); CHECK(b[0] == 0x5a && b[39] == 0x5a && b[40] == 0xee);
    volatile int fill = 0x1ff, n = 100;
    __builtin_memset(b, fill, (unsigned long long)n); CHECK(b[99] == 0xff && b[100] == 0xee);
    struct S s, t = {"structure"};
    __builtin_memcpy(&s, &t, sizeof s); CHECK(s.c[8] == 'e' && s.c[36] == 0);
    double d = 1.0; unsigned long long u;
    __builtin_memcpy(&u, &d, 8); CHECK(u == 0x3ff0000000000000);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
