goto: backward, forward, out of loops, into blocks; labels share no name space with variables.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static int spaghetti(int n)
{
    int r = 0;
    goto start;
back:
    r += 100;
    if (--n > 0) goto start;
    goto end;
start:
    r++;
    goto back;
end:
    return r;
}
static int find(int m[3][3], int v)
{
    int i, j;
    for (i = 0; i < 3; i++)
        for (j = 0; j < 3; j++)
            if (m[i][j] == v) goto found;
    return -1;
found:
    return i * 3 + j;
}
static int into(int n)
{
    int r = 0;
    if (n) goto in;
    while (r < 3) {
        r += 10;
    in:
        r += 1;
        if (r > 20) break;
    }
    return r;
}
static int names(int x)
{
    struct x { int x; } y = {x};
    typedef int t;
x:
    if (y.x > 3) { y.x--; goto x; }
    { t t = y.x; goto t; t: return t; }
}
static int skip(int n)
{
    {
        if (n) goto after;
        int init = 5;
        n = init;
    after:
        init = n + 1;
        return init;
    }
}
int main(void)
{
    int m[3][3] = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
    CHECK(spaghetti(1) == 101 && spaghetti(4) == 404);
    CHECK(find(m, 1) == 0 && find(m, 6) == 5 && find(m, 10) == -1);
    CHECK(into(0) == 11 && into(1) == 1 + 0 * 10 + 11);
    CHECK(names(7) == 3 && names(2) == 2);
    CHECK(skip(0) == 6 && skip(9) == 10);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
