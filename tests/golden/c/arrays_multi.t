Arrays of arrays: layout, parameters, pointers to rows, sizeof of parts, initialisation by rows and flat.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static int m[2][3][4] = {{{1, 2, 3, 4}, {5, 6}, {7}}, {{8}, {9, 10, 11, 12}}};
static int flat[2][3] = {1, 2, 3, 4, 5, 6};
static char words[][6] = {"zero", "one", "two", "three"};
static int sum2(int a[][3], int n) { int r = 0; for (int i = 0; i < n; i++) for (int j = 0; j < 3; j++) r += a[i][j]; return r; }
static int sum3(int (*a)[3][4]) { return (*a)[2][0] + a[1][1][3] + (**(a + 1))[0]; }
static int trace(int n, int a[n][n]) { int r = 0; for (int i = 0; i < n; i++) r += a[i][i]; return r; }
static int quals(const int a[static 3], int b[const]) { b[0] = 5; return a[2]; }
int main(void)
{
    CHECK(sizeof m == 96 && sizeof m[0] == 48 && sizeof m[0][0] == 16 && sizeof m[0][0][0] == 4 && sizeof words == 24);
    CHECK(m[0][1][1] == 6 && m[0][1][2] == 0 && m[1][1][3] == 12 && m[1][0][0] == 8 && m[1][2][3] == 0);
    CHECK(&m[1][2][3] - &m[0][0][0] == 23 && (int *)m + 12 == m[1][0] && *m[1][1] == 9 && **m[1] == 8 && ***m == 1);
    CHECK(sum2(flat, 2) == 21 && sum3(m) == 7 + 12 + 8 && words[3][4] == 'e' && words[1][3] == 0 && *words[2] == 't');
    int sq[3][3] = {{1}, {0, 2}, {0, 0, 3}};
    CHECK(trace(3, sq) == 6 && quals(flat[1], sq[0]) == 6 && sq[0][0] == 5);
    int (*p)[3] = flat, *q = *flat;
    p++;
    CHECK((*p)[1] == 5 && p[-1][2] == 3 && q[4] == 5);
    for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) for (int k = 0; k < 4; k++) m[i][j][k] = i * 100 + j * 10 + k;
    volatile int i = 1, j = 2, k = 3;
    CHECK(m[i][j][k] == 123 && m[i - 1][j - 1][k - 1] == 12 && *(*(*(m + i) + j) + k) == 123);
    int copy[2][3];
    for (int r = 0; r < 6; r++) (&copy[0][0])[r] = flat[r / 3][r % 3];
    CHECK(copy[1][2] == 6 && copy[0][1] == 2);
    int (*pa)[2][3] = &flat;
    CHECK((*pa)[1][0] == 4 && sizeof *pa == 24 && pa + 1 == (void *)(&flat[0][0] + 6));
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
