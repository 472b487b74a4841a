Scopes and name spaces: tags, members, labels and variables apart; shadowing; the point where a name begins.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
int x = 1;
struct x { int x; } gx = {2};
typedef int t;
static int f(int x) { { int x = 3; (void)x; } return x; }
static int g(t t) { return t + 1; }
static int proto(int n, int (*v)[n]);
static int proto(int n, int (*v)[n]) { return (int)sizeof *v / n; }
enum { e = 7 };
static int h(void) { enum { e = 8 }; return e; }
int main(void)
{
    CHECK(x == 1 && gx.x == 2 && f(9) == 9 && g(4) == 5 && proto(3, 0) == 4 && h() == 8 && e == 7);
    int x = x = 5; CHECK(x == 5);
    { int y = x, x = y + 1; CHECK(x == 6); }
    struct x s = {x}; CHECK(s.x == 5);
    { struct x { char c[10]; }; CHECK(sizeof(struct x) == 10 && sizeof s == 4); }
    { struct y; struct z { struct y *p; }; struct y { int k; } v = {4}; struct z z = {&v}; CHECK(z.p->k == 4); }
    { typedef char t; t c = 65; CHECK(sizeof(t) == 1 && c == 'A'); { int t = 3; CHECK(t * 2 == 6); } }
    CHECK(sizeof(t) == 4);
    for (int x = 0; x < 2; x++) { int x = 50; CHECK(x == 50); }
    if (sizeof(enum { IN = 4 }) == 4) CHECK(IN == 4);
    int main = 3; CHECK(main == 3);
    { extern int x; CHECK(x == 1); }
    int a = 1; { int a = 2; { int a = 3; CHECK(a == 3); } CHECK(a == 2); } CHECK(a == 1);
    { int (t) = 4; int (*p) = &(t), (q)[2] = {1, 2}; CHECK(*p == 4 && q[1] == 2); }
    goto x;
x:  return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
