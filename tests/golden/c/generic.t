_Generic: selection by type after lvalue conversion, default, no evaluation of the controlling expression.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
#define NAME(x) _Generic((x), _Bool: 1, char: 2, signed char: 3, unsigned char: 4, short: 5, unsigned short: 6, \
    int: 7, unsigned: 8, long: 9, unsigned long: 10, long long: 11, unsigned long long: 12, float: 13, double: 14, \
    char *: 15, const char *: 16, void *: 17, int (*)(int): 18, struct S: 19, struct S *: 20, int (*)[3]: 21, default: 99)
struct S { int a; const int c; };
static int f(int x) { return x + 1; }
static double fd(double x) { return x + 0.5; }
#define CALL(x) _Generic((x), int: f, double: fd, default: f)(x)
#define ABS(x) _Generic((x), int: iabs, double: dabs)(x)
static int iabs(int x) { return x < 0 ? -x : x; }
static double dabs(double x) { return x < 0 ? -x : x; }
int main(void)
{
    struct S s = {1, 2};
    int a[3], n = 0;
    const int ci = 1;
    volatile short vs = 2;
    enum { E };
    CHECK(NAME((_Bool)1) == 1 && NAME((char)1) == 2 && NAME((signed char)1) == 3 && NAME((unsigned char)1) == 4);
    CHECK(NAME(vs) == 5 && NAME(ci) == 7 && NAME(1u) == 8 && NAME(1l) == 9 && NAME(1ul) == 10 && NAME(1ll) == 11 && NAME(1ull) == 12);
    CHECK(NAME(1.f) == 13 && NAME(1.) == 14 && NAME("s") == 15 && NAME((const char *)0) == 16 && NAME((void *)0) == 17);
    CHECK(NAME(f) == 18 && NAME(&f) == 18 && NAME(s) == 19 && NAME(&s) == 20 && NAME(&a) == 21 && NAME(a) == 99);
    CHECK(NAME(E) == 7 && NAME('a') == 7 && NAME(s.c) == 7 && NAME(1 == 1) == 7);
    CHECK(_Generic(n++, int: 5, default: 6) == 5 && n == 0);
    CHECK(CALL(3) == 4 && CALL(1.0) == 1.5 && ABS(-3) == 3 && ABS(-2.5) == 2.5);
    CHECK(_Generic(1, long: 1, default: _Generic(1.0f, float: 2, default: 3)) == 2);
    _Generic(0, int: n, default: a[0]) = 7;
    CHECK(n == 7 && sizeof _Generic(0, int: (char)1) == 1);
    CHECK(_Generic(ci ? (const char *)0 : "x", const char *: 1, default: 0));
    CHECK(_Generic(1 ? (int *)0 : (void *)0, void *: 2, int *: 1, default: 0) == 1);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
