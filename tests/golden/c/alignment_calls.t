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
-- own.c --
// alignment that a record itself asks for, beyond its members': parameters have it however they are passed
typedef struct { long a; } __attribute__((aligned(16))) R;
typedef struct { float f[2]; } __attribute__((aligned(32))) F;
static int is(const void *p, unsigned long n) { return ((unsigned long)p & (n - 1)) == 0; }
__attribute__((noinline)) static int f(int x, R r, int y, F f, R s, int z) { return is(&r, 16) && is(&s, 16) && is(&f, 16) && x == 1 && r.a == 2 && y == 3 && f.f[1] == 4 && s.a == 5 && z == 6; }
static int g(int n, ...)
{
    __builtin_va_list ap;
    __builtin_va_start(ap, n);
    long t = 0;
    while (n--) { R r = __builtin_va_arg(ap, R); t = t * 10 + r.a + __builtin_va_arg(ap, int); }
    __builtin_va_end(ap);
    return t == 579;
}
int main(void)
{
    R r = {2}, s = {5};
    F v = {{0, 4}};
    return f(1, r, 3, v, s, 6) && g(3, r, 3, s, 2, (R){4}, 5) ? 0 : __LINE__;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh own.c
-- out --
