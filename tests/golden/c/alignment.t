_Alignas and _Alignof: objects on stack and in static storage, members, types, arrays.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
typedef unsigned long long up;
static _Alignas(64) char g64[3];
static _Alignas(double) char gd;
static char one;
struct A { char c; _Alignas(16) char d; char e; };
struct B { _Alignas(32) int x; };
struct C { char c; struct B b; };
static struct A ga[3];
static struct C gc;
static int at(const void *p, int n) { return (up)p % (up)n == 0; }
static int locals(int depth)
{
    char pad = (char)depth;
    _Alignas(16) char a[3] = {1, 2, 3};
    _Alignas(64) int b = depth;
    _Alignas(128) char c = pad;
    double d = depth;
    if (!at(a, 16) || !at(&b, 64) || !at(&c, 128) || !at(&d, 8)) return 1;
    if (b != depth || c != pad || a[2] != 3 || d != depth) return 2;
    return depth ? locals(depth - 1) : 0;
}
#if defined(__x86_64__) && !defined(_WIN32)
enum { BIG = 16 };
#else
enum { BIG = 1 };
#endif
static char gap1 = 1, big1[16], gap2 = 2, big2[17] = {1}, gap3 = 3;
static int arrays(void)
{
    char a = 1, v[16], b = 2, w[40] = {0}, c = 3;
    char *volatile p[] = {&a, v, &b, w, &c, &gap1, &gap2, &gap3};
    return at(p[1], BIG) && at(p[3], BIG) && at(big1, BIG) && at(big2, BIG);
}
int main(void)
{
    CHECK(arrays());
    CHECK(_Alignof(char) == 1 && _Alignof(short) == 2 && _Alignof(int) == 4 && _Alignof(long long) == 8 && _Alignof(double) == 8);
    CHECK(_Alignof(struct A) == 16 && sizeof(struct A) == 32 && __builtin_offsetof(struct A, e) == 17);
    CHECK(_Alignof(struct C) == 32 && sizeof(struct C) == 64 && _Alignof(int[7]) == 4 && _Alignof(void *) == sizeof(void *));
    CHECK(at(g64, 64) && at(&gd, 8) && at(&ga[1], 16) && at(&ga[2].d, 16) && at(&gc.b, 32));
    one = gd;
    CHECK(locals(0) == 0 && locals(5) == 0);
    _Alignas(4) _Alignas(8) char two = 1;
    _Alignas(0) int zero = 2;
    CHECK(at(&two, 8) && zero + two == 3 && _Alignof(two) == 8);
    struct C arr[2] = {{1, {2}}, {3, {4}}};
    CHECK(at(arr, 32) && at(&arr[1].b, 32) && arr[1].b.x == 4);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
-- names.c --
// an attribute in a type name
_Static_assert(_Alignof(int __attribute__((aligned(16)))) == 16 && sizeof(int __attribute__((aligned(16)))) == 4, "");
static int _Alignas(int __attribute__((aligned(16)))) i;
_Static_assert(__alignof__(i) == 16 && _Generic((int __attribute__((aligned(1))) *)0, int *: 1, default: 0), "");
static unsigned odd(const void *p) { return *(const unsigned __attribute__((aligned(1))) *)p; }
int main(void)
{
    unsigned char b[8] = {0, 1, 2, 3, 4};
    return odd(b + 1) == 0x04030201 && (unsigned long)&i % 16 == 0 ? 0 : __LINE__;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh names.c
-- out --
