Objects aligned beyond the stack's alignment, in a function whose calls pass arguments in memory.
-- t.c --
static int failed;
#define CHECK(x) do { if (!(x) && !failed) failed = __LINE__; } while (0)
__attribute__((noinline)) static int many(char *p, int a, int b, int c, int d, int e, int f, int g, int h, int i, int j) { p[0] = 1; return a + b + c + d + e + f + g + h + i + j; }
__attribute__((noinline)) static void one(void)
{
    _Alignas(64) char big[64];
    _Alignas(128) char more[3];
    CHECK(((unsigned long long)(__UINTPTR_TYPE__)big & 63) == 0);
    CHECK(((unsigned long long)(__UINTPTR_TYPE__)more & 127) == 0);
    CHECK(many(big, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) == 55);
    CHECK(many(more, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11) == 56);
    CHECK(big[0] == 1 && more[0] == 1);
}
int main(void) { one(); return failed; }
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
