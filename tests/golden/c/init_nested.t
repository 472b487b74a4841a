Designators with several parts: what follows goes to the rest of the inner aggregate, then outwards (6.7.9p17).
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
struct A { int x, y, z; };
struct B { int p; struct A a; int arr[3]; int q; union { struct { int m, n; }; int o; }; int last; };
static struct B b = {.a.y = 5, 6, 7, 8, 9, 10, 11, 12, 13};
static struct B c = {.arr[1] = 1, 2, 3, .m = 4, 5, 6};
static int g[2][3] = {[0][1] = 1, 2, 3, 4, [1][2] = 9};
static struct { struct { int a; union { int b; float f; }; int c; } s; int t; } e = {.s.b = 1, 2, 3};
static int h[10] = {[2 ... 5] = 7, 8};
int main(void)
{
    struct B d = {1, .a = {2, 3}, .n = 7, 8, .p = 9};
    struct B l = {.a.y = failed + 5, 6, 7, .q = 3, 4};
    CHECK(b.p == 0 && b.a.x == 0 && b.a.y == 5 && b.a.z == 6 && b.arr[0] == 7 && b.arr[2] == 9);
    CHECK(b.q == 10 && b.m == 11 && b.n == 12 && b.last == 13);
    CHECK(c.arr[0] == 0 && c.arr[1] == 1 && c.arr[2] == 2 && c.q == 3 && c.m == 4 && c.n == 5 && c.last == 6);
    CHECK(d.p == 9 && d.a.x == 2 && d.a.y == 3 && d.a.z == 0 && d.m == 0 && d.n == 7 && d.last == 8);
    CHECK(l.a.x == 0 && l.a.y == 5 && l.a.z == 6 && l.arr[0] == 7 && l.arr[1] == 0 && l.q == 3 && l.m == 4);
    CHECK(g[0][1] == 1 && g[0][2] == 2 && g[1][0] == 3 && g[1][1] == 4 && g[1][2] == 9);
    CHECK(e.s.a == 0 && e.s.b == 1 && e.s.c == 2 && e.t == 3);
    CHECK(h[1] == 0 && h[2] == 7 && h[5] == 7 && h[6] == 8 && h[7] == 0);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
