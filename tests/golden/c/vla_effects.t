Lengths in type names and operands of sizeof and typeof are worked out where they stand, as often and only if the type varies.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static void *nothing;
static int counted;
static int next(void) { return ++counted; }
static int operands(int n)
{
    int i = 0, j = 0;
    char a[2][n], (*p)[n] = a;
    CHECK(sizeof(a[i++]) == (unsigned)n && i == 1);             // an array of that length: evaluated
    CHECK(sizeof(a[i++ + sizeof(j++)]) == (unsigned)n && i == 2 && j == 0);
    CHECK(sizeof(i++) == sizeof(int) && i == 2);
    CHECK(sizeof(p + i++) == sizeof p && i == 2);
    typeof(a[i++]) b; CHECK(i == 3 && sizeof b == (unsigned)n);
    typeof(p + (i++, 0)) q = p; CHECK(i == 4 && sizeof *q == (unsigned)n);
    typeof(i + i++) k = 5; CHECK(i == 4 && k == 5);
    (void)_Alignof(typeof(p + i++)); (void)sizeof(typeof(p + i++)); CHECK(i == 4);
    return i;
}
static int order(void)
{
    int i = 0, j = -1, k = -1;
    (j = ++i), (void)(int (*)[k = ++i])nothing; CHECK(j == 1 && k == 2);
    (j = ++i), (void)(typeof((int (*)[k = ++i])nothing))nothing; CHECK(j == 3 && k == 4);
    i ? 0 : sizeof(int[++i]); CHECK(i == 4);
    int loops = 0;
    while (sizeof(char[++i]) < 10) loops++;
    CHECK(loops == 5 && i == 10);
    int (**r)[3] = &(int (*[1])[3]){0}; CHECK(!*r);
    int (*(*s))[i] = &(int (*)[++i]){nothing}; CHECK(i == 11 && !*s);
    return (++i, sizeof(*(int (*)[i])nothing) / sizeof(int)) == 12;
}
static int statements(void)
{
    int n = 0;
    CHECK(sizeof(*({ n = 10; int x[n]; &x; })) == 10 * sizeof(int) && n == 10);
    CHECK(sizeof((*({ int m = 2; int (*x)[9][m] = 0; x; }))[1]) == 2 * sizeof(int));
    return sizeof(int[next()]) == sizeof(int) && sizeof(int[next()]) == 2 * sizeof(int);
}
int main(void)
{
    CHECK(operands(7) == 4);
    CHECK(order());
    CHECK(statements() && counted == 2);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh -w t.c
-- out --
