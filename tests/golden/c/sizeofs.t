sizeof of types and expressions: no evaluation, arrays do not decay, parameters do, parentheses and casts.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
struct A { char c; }; struct B { char c; int i; }; struct C { char c; double d; char e; }; struct D { short s[3]; char c; };
union U { char c[9]; int i; }; struct E { struct B b[2]; union U u; char *p; }; enum N { X };
#if defined __LP64__
enum { P = 8, L = 8 };
#elif defined _WIN64
enum { P = 8, L = 4 };
#else
enum { P = 4, L = 4 };
#endif
static int param(int a[10], char b[4][5], int f(void)) { return sizeof a == P && sizeof *a == 4 && sizeof b == P && sizeof *b == 5 && sizeof f == P; }
static char *str = "abc";
static long fn(int x) { return x; }
int main(void)
{
    int i = 3, a[7]; char c; short s; double d; float f; long l;
    CHECK(sizeof(char) == 1 && sizeof(short) == 2 && sizeof(int) == 4 && sizeof(long) == L && sizeof(long long) == 8 && sizeof(float) == 4);
    CHECK(sizeof(double) == 8 && sizeof(void *) == P && sizeof(_Bool) == 1 && sizeof(enum N) == 4 && sizeof(X) == 4);
    CHECK(sizeof(struct A) == 1 && sizeof(struct B) == 8 && sizeof(struct C) == 24 && sizeof(struct D) == 8 && sizeof(union U) == 12);
    CHECK(sizeof(struct E) == 28 + (P == 8) * 4 + P && sizeof(struct E[3]) == 3 * sizeof(struct E) && sizeof(int[2][3]) == 24 && sizeof(int (*)[3]) == P && sizeof(char *[4]) == 4 * P);
    CHECK(sizeof i++ == 4 && i == 3 && sizeof(i = 5) == 4 && i == 3 && sizeof fn(i++) == L && i == 3);
    CHECK(sizeof a == 28 && sizeof(a) == 28 && sizeof &a == P && sizeof *a == 4 && sizeof(a + 0) == P && sizeof a[0] == 4 && sizeof(0, a) == P);
    CHECK(sizeof "abc" == 4 && sizeof str == P && sizeof *str == 1 && sizeof("ab" "c") == 4);
    CHECK(sizeof(c + c) == 4 && sizeof(s + c) == 4 && sizeof -c == 4 && sizeof !d == 4 && sizeof(c = 1) == 1 && sizeof(i ? c : c) == 4);
    CHECK(sizeof(f + f) == 4 && sizeof(f + d) == 8 && sizeof(f * l) == 4 && sizeof(1 + l) == L && sizeof(i << l) == 4 && sizeof ~c == 4);
    CHECK(sizeof (int) * 2 == 8 && sizeof i * 2 == 8 && sizeof(int) + 1 == 5 && sizeof (i) - 1 == 3 && -sizeof(char) > 0);
    CHECK(param(a, 0, 0) && sizeof(((struct E *)0)->u) == 12 && sizeof ((struct E *)0)->b[0].i == 4 && sizeof(struct { int k; }) == 4);
    CHECK(sizeof(sizeof i) == P && _Generic(sizeof i, __SIZE_TYPE__: 1, default: 0) && __builtin_offsetof(struct E, b[1].i) == 12);
    CHECK(__builtin_offsetof(struct E, u.c[3]) == 19 && sizeof(const volatile long) == L && sizeof(int (*[2])(void)) == 2 * P);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
