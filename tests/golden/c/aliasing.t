Memory that may be the same: stores between loads, overlapping pointers, unions, character access, globals in calls.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static int g = 1, *gp = &g; static struct { int a, b; float f; } s;
static void bump(void) { g++; }
static int twice(int *a, int *b) { *a = 1; *b = 2; return *a; }
static int load_call(void) { int x = g; bump(); return x * 10 + g; }
static int through(int *p) { int x = g; *p = 50; return x + g; }
static void shift(char *d, const char *q, int n) { for (int i = 0; i < n; i++) d[i] = q[i]; }
static int fields(int *p) { s.a = 5; *p = 9; return s.a + s.b; }
static float pun(unsigned u) { union { unsigned u; float f; } x; x.u = u; return x.f; }
static int bytes(int v) { int r = 0; for (unsigned i = 0; i < sizeof v; i++) r += ((unsigned char *)&v)[i]; return r; }
static int loop(int *a, const int *n) { int k = 0; for (int i = 0; i < *n; i++) { a[i] = i; k++; if (k > 100) break; } return k; }
static int cond(int *p, int c) { int x = *p; if (c) *p = 7; else g = 8; return x * 100 + *p; }
int main(void)
{
    int x, y, a[8] = {0};
    CHECK(twice(&x, &y) == 1 && twice(&x, &x) == 2 && load_call() == 12 && through(&g) == 52 && through(&x) == 100);
    char t[8] = "abcdef"; shift(t + 1, t, 5); CHECK(t[1] == 'a' && t[5] == 'a');
    s.b = 3; CHECK(fields(&x) == 8 && fields(&s.a) == 12 && fields(&s.b) == 14);
    CHECK(pun(0x40000000) == 2 && bytes(0x01020304) == 10);
    a[3] = 6; CHECK(loop(a, &a[3]) == 4 || a[3] == 3); a[7] = 2; CHECK(loop(a, &a[7]) == 2 && a[1] == 1);
    g = 1; CHECK(cond(gp, 1) == 107 && cond(gp, 0) == 708 && cond(&x, 0) / 100 == x);
    int *p = &x; int **pp = &p; x = 1; *pp = &y; *p = 5; CHECK(x == 1 && y == 5); **pp = 6; CHECK(y == 6);
    for (int i = 0; i < 8; i++) a[i] = i; for (int i = 1; i < 8; i++) a[i] += a[i - 1]; CHECK(a[7] == 28);
    for (int i = 0; i < 7; i++) a[i] = a[i + 1]; CHECK(a[0] == 1 && a[6] == 28);
    int *q = a + 2; q[-1] = 40; a[1]++; CHECK(q[-1] == 41);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
