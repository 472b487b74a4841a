Objects aligned beyond the stack's alignment in a function that moves the stack pointer.
-- t.c --
typedef unsigned long long up;
static int failed;
#define CHECK(x) do { if (!(x) && !failed) failed = __LINE__; } while (0)
#define AT(p, n) (((up)(__UINTPTR_TYPE__)(p) & ((n) - 1)) == 0)
struct B { _Alignas(64) int x; };
__attribute__((noinline)) static int use(char *p, int n, int a, int b, int c, int d, int e, int f, int g, int h, int i)
{
    for (int k = 0; k < n; k++) p[k] = (char)(k + a + b + c + d + e + f + g + h + i);
    return p[n - 1];
}
__attribute__((noinline)) static int run(int n)
{
    _Alignas(64) char big[64];
    _Alignas(512) short far[9];
    struct B b = {n};
    char *p = __builtin_alloca(n);
    char vla[n];
    far[8] = (short)n;
    CHECK(AT(big, 64) && AT(far, 512) && AT(&b, 64) && AT(p, 8));
    int r = use(p, n, 1, 2, 3, 4, 5, 6, 7, 8, 9), q = use(vla, n, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    int s = use(big, 64, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    CHECK(b.x == n && p[0] == 45 && vla[0] == 9 && big[0] == 0 && big[63] == 63 && far[8] == n);
    return r + q + s;
}
int main(void)
{
    for (int n = 1; n < 60; n++) CHECK(run(n) == (char)(n - 1 + 45) + (char)(n - 1 + 9) + 63);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
