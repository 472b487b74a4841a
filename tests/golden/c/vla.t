Variable length arrays: size at run time, sizeof evaluated, in loops, two dimensions, typedefs, parameters.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static int sum(int n, int v[n]) { int s = 0; for (int i = 0; i < n; i++) s += v[i]; return s; }
static int rect(int r, int c, int a[r][c]) { int s = 0; for (int i = 0; i < r; i++) for (int j = 0; j < c; j++) s += a[i][j] * (i + 1); return s + (int)sizeof a[0]; }
static int made(int n)
{
    int v[n];
    for (int i = 0; i < n; i++) v[i] = i * n;
    return sum(n, v) + (int)sizeof v;
}
static int loops(void)
{
    int total = 0;
    for (int i = 1; i < 200; i++) {
        char buf[i * 100];
        buf[0] = 1;
        buf[i * 100 - 1] = 2;
        if (i % 3 == 0) continue;
        total += buf[0] + buf[i * 100 - 1] + (int)(sizeof buf / 100);
    }
    return total;
}
int main(void)
{
    int n = 5;
    CHECK(made(4) == 24 + 16 && made(1) == 4 && made(100) == 495000 + 400);
    int a[n][n + 1];
    CHECK(sizeof a == 120 && sizeof a[0] == 24 && sizeof(int[n++]) == 20 && n == 6);
    for (int i = 0; i < 5; i++) for (int j = 0; j < 6; j++) a[i][j] = j;
    CHECK(rect(5, 6, a) == 15 * 15 + 24);
    typedef int row[n];
    n = 100;
    row r;
    CHECK(sizeof r == 24 && sizeof(row) == 24);
    int (*p)[n] = 0;
    CHECK(sizeof *p == 400 && (char *)&p[1] - (char *)p == 400);
    CHECK(loops() == 133 * 3 + 199 * 100 - 66 * 67 / 2 * 3);
    struct { int k; } s[n];
    s[99].k = 4;
    CHECK(s[n - 1].k == 4);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
