Bytes from alloca and of a variable-length array lie above the arguments of calls made after them.
-- t.c --
static int failed;
#define CHECK(x) do { if (!(x) && !failed) failed = __LINE__; } while (0)
__attribute__((noinline)) static int use(char *p, int n, int a, int b, int c, int d, int e, int f, int g, int h, int i) { for (int k = 0; k < n; k++) p[k] = (char)(k + a + b + c + d + e + f + g + h + i); return p[n - 1]; }
__attribute__((noinline)) static int run(int n)
{
    char big[64];
    char *p = __builtin_alloca(n);
    int r = use(p, n, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    CHECK(p[0] == 45);
    int s = use(big, 64, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    CHECK(p[0] == 45);
    CHECK(big[0] == 0);
    return r + s;
}
__attribute__((noinline)) static int run2(int n)
{
    char *p = __builtin_alloca(n);
    int r = use(p, n, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    {
    char vla[n];
    int q = use(vla, n, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    CHECK(p[0] == 45);
    CHECK(vla[0] == 9);
    r += q;
    }
    return r;
}
int main(void)
{
    for (int n = 1; n < 60; n++) { run(n); run2(n); }
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
