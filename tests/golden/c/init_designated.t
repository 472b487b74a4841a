Designated initialisers: order, override, nesting, gaps, brace elision, array sizes from designators.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
struct P { int x, y; };
struct L { struct P a, b; int n[4]; char s[6]; };
static struct L g = {.b.y = 4, .a = {1, 2}, .n = {[2] = 9, 10}, .s = "abc"};
static struct L e = {1, 2, 3, 4, 5, 6, 7, 8, "xyz"};
static int sparse[] = {[5] = 1, 2, [2] = 3, [9] = 4};
static int over[4] = {1, 2, 3, 4, [1] = 20, [3] = 40};
static int range[10] = {[2 ... 5] = 7, [7] = 1};
static struct P ps[] = {[1].y = 5, [0] = {1, 2}, [1].x = 3, [3] = {.y = 8}};
static int m[3][4] = {{1, 2}, [2] = {[1] = 5, 6}, [1][3] = 9};
static const char *names[] = {[2] = "two", [0] = "zero"};
static char text[] = "hello", cut[3] = "abc", braced[] = {"hi"}, padded[8] = "x";
static struct { struct { int a; struct { int b, c[2]; } d; } e; int f; } deep = {.e.d.c[1] = 3, .f = 4, .e.a = 1};
// braces for a part that had values leave none of them
static struct P whole[] = {{1, 2}, {1, 2}, [0] = {.y = 5}};
static struct { char s[4]; int n; } lists[] = {{"abc", 1}, [0] = {.s[0] = 'q'}};
static struct { unsigned head : 4; struct P p; unsigned tail : 4; } both = {3, {1, 1}, 4, .p = {.y = 2}};
// ranges in ranges; what follows goes behind the last place
static int grid[3][4] = {[0 ... 2][1 ... 2] = 7, [1][0 ... 3] = 9};
static struct { int j, k[3], l; } nested[] = {[0 ... 1].k[0 ... 1] = 4, 5, 6, 8};
static struct P replaced[4] = {[0 ... 3] = {1, 2}, [1 ... 2] = {.y = 5}};
int main(void)
{
    CHECK(g.a.x == 1 && g.a.y == 2 && g.b.x == 0 && g.b.y == 4 && g.n[0] == 0 && g.n[2] == 9 && g.n[3] == 10);
    CHECK(g.s[0] == 'a' && g.s[3] == 0 && g.s[5] == 0);
    CHECK(e.a.x == 1 && e.b.y == 4 && e.n[3] == 8 && e.s[2] == 'z');
    CHECK(sizeof sparse / sizeof *sparse == 10 && sparse[5] == 1 && sparse[6] == 2 && sparse[2] == 3 && sparse[9] == 4 && !sparse[0]);
    CHECK(over[0] == 1 && over[1] == 20 && over[2] == 3 && over[3] == 40);
    CHECK(range[1] == 0 && range[2] == 7 && range[5] == 7 && range[6] == 0 && range[7] == 1);
    CHECK(sizeof ps / sizeof *ps == 4 && ps[0].y == 2 && ps[1].x == 3 && ps[1].y == 5 && ps[2].x == 0 && ps[3].y == 8);
    CHECK(m[0][1] == 2 && m[0][2] == 0 && m[1][3] == 9 && m[2][1] == 5 && m[2][2] == 6);
    CHECK(sizeof names / sizeof *names == 3 && names[1] == 0 && names[2][1] == 'w');
    CHECK(sizeof text == 6 && sizeof cut == 3 && cut[2] == 'c' && sizeof braced == 3 && padded[7] == 0);
    CHECK(deep.e.d.c[1] == 3 && deep.f == 4 && deep.e.a == 1 && deep.e.d.b == 0);
    int v = 3;
    struct L l = {.n = {v, [3] = v * 2}, .a.y = v + 1, .s = {'q'}};
    CHECK(l.n[0] == 3 && l.n[1] == 0 && l.n[3] == 6 && l.a.x == 0 && l.a.y == 4 && l.s[0] == 'q' && l.s[1] == 0 && l.b.x == 0);
    struct P p = {1, 2};
    struct { struct P a; int k; } w = {p, 5}, x = {.a.y = 9, .a.x = 1};
    CHECK(w.a.x == 1 && w.a.y == 2 && w.k == 5 && x.a.x == 1 && x.a.y == 9 && x.k == 0);
    int big[100] = {1};
    int sum = 0;
    for (int i = 0; i < 100; i++) sum += big[i];
    CHECK(sum == 1);
    CHECK(!whole[0].x && whole[0].y == 5 && whole[1].x == 1 && !lists[0].n && lists[0].s[0] == 'q' && !lists[0].s[1]);
    CHECK(both.head == 3 && !both.p.x && both.p.y == 2 && both.tail == 4);
    CHECK(grid[0][1] == 7 && grid[2][2] == 7 && grid[1][0] == 9 && grid[1][3] == 9 && !grid[2][3] && !grid[0][0]);
    CHECK(nested[0].k[1] == 4 && nested[1].k[0] == 4 && nested[1].k[2] == 5 && nested[1].l == 6 && !nested[0].k[2] && nested[2].j == 8);
    CHECK(replaced[0].x == 1 && replaced[1].y == 5 && !replaced[1].x && !replaced[2].x && replaced[3].y == 2);
#ifndef __clang__ // which has no range whose value is computed
    int calls = 0, once[2][3] = {[0 ... 1][1 ... 2] = ++calls};
    CHECK(calls == 1 && once[0][1] == 1 && once[1][2] == 1 && !once[1][0]);
#endif
    int scalar = {7};
    CHECK(scalar == 7);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
