Static locals: kept between calls, one per function, initialised once by constants, their addresses escape.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static int next(void) { static int n = 10; return n++; }
static int other(void) { static int n; n += 5; return n; }
static int *keep(int v) { static int cell[3]; static int at; cell[at % 3] = v; return &cell[at++ % 3]; }
static const char *name(int i) { static const char *const names[] = {"a", "bb", "ccc"}; return names[i]; }
static int depth(int n) { static int max; if (n > max) max = n; return n ? depth(n - 1) : max; }
static int scopes(int w)
{
    static int v = 1;
    if (w) { static int v = 100; return v++; }
    else { static int v = 200; { static int v = 300; v++; w = v; } return v++ + w * 1000; }
    return v;
}
static int *self(void) { static int x = 4, *p = &x; return p; }
static struct { int a; char b[4]; } *rec(void) { static struct T { int a; char b[4]; } t = {7, "ab"}; t.a++; return (void *)&t; }
static inline int in(void) { static int k; return ++k; }
int main(void)
{
    CHECK(next() == 10 && next() == 11 && next() == 12 && other() == 5 && other() == 10);
    int *a = keep(1), *b = keep(2), *c = keep(3), *d = keep(4);
    CHECK(a == d && *a == 4 && *b == 2 && *c == 3 && c - b == 1);
    CHECK(name(2)[2] == 'c' && depth(5) == 5 && depth(3) == 5 && depth(9) == 9);
    CHECK(scopes(1) == 100 && scopes(1) == 101 && scopes(0) == 301200 && scopes(0) == 302201);
    *self() += 1; CHECK(*self() == 5);
    CHECK(rec()->a == 8 && rec()->a == 9 && rec()->b[1] == 'b' && in() == 1 && in() == 2);
    for (int i = 0; i < 3; i++) { static int s; int l = 0; s += 2; l += 2; CHECK(s == 2 * (i + 1) && l == 2); }
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
