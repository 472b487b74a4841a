Old-style definitions and declarations without prototypes: default promotions of arguments.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
int add();
static int sub(a, b) int a, b; { return a - b; }
static double mix(c, f, d, s, p) char c; float f; double d; short s; char *p; { return c + f + d + s + *p; }
static int none() { return 4; }
static int ptrs(v, n, fn) int v[]; int (*fn)(); { int r = 0; while (n--) r += fn(v[n]); return r; }
static int neg(x) { return -x; }
struct S { int a, b; };
static struct S pair(x, y) int y, x; { struct S s; s.a = x; s.b = y; return s; }
static int take(s) struct S s; { return s.a * 10 + s.b; }
static int walk(from, count) register short *from; register count; { register sum = 0; while (count--) sum += *from++; return sum; }
int main()
{
    static short shorts[] = {1, 2, 3};
    int v[3];
    float f = 0.5f;
    short h = -3;
    v[0] = 1; v[1] = 2; v[2] = 3;
    CHECK(add(3, 4) == 7 && sub(9, 4) == 5 && none() == 4);
    CHECK(mix('a', f, 1.25, h, "b") == 97 + 0.5 + 1.25 - 3 + 98);
    CHECK(ptrs(v, 3, neg) == -6 && take(pair(4, 2)) == 42 && pair(1, 2).b == 2);
    CHECK(walk(shorts, 3) == 6);
    return failed;
}
int add(a, b)
    int a;
    int b;
{
    return a + b;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh -w t.c
-- out --
