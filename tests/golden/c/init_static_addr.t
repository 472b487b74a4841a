Address constants in static initialisers: functions, members, elements, differences of offsets, casts.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
struct S { int a; struct { char c; int v[4]; } in; } s = {1, {2, {3, 4, 5, 6}}};
static int f(void) { return 41; }
static int arr[10] = {0, 1, 2, 3};
static int *p1 = &arr[3], *p2 = arr + 2, *p3 = 1 + arr, *p4 = &s.in.v[2];
static char *p5 = (char *)&s + 4;
static int (*fp)(void) = f, (*fp2)(void) = &f;
static void *v1 = (void *)f, *v2 = &v2, *v3 = 0;
static unsigned long long num = (unsigned long long)0x123456789a;
static const char *str = "abcdef" + 2, *strs[] = {"one", "two", "three"};
static int (*table[3])(void) = {f, 0, f};
static struct S *chain[2] = {&s, 0};
static struct S **cc = &chain[0];
static long long diff = (char *)&((struct S *)0)->in.v[1] - (char *)0;
static int *end = &arr[10], *neg = &arr[10] - 7;
extern int later;
static int *fwd = &later;
int later = 5;
static int matrix[2][3] = {{1, 2, 3}, {4, 5, 6}}, *row = matrix[1], (*rows)[3] = &matrix[1];
static _Bool truth = &later != 0 || 1;
static double dbl = 1 + 2.5 * 2, neg0 = -0.0;
static int tern = sizeof(int) == 4 ? 7 : 8;
int main(void)
{
    CHECK(*p1 == 3 && *p2 == 2 && *p3 == 1 && *p4 == 5 && *p5 == 2);
    CHECK(fp() == 41 && fp2() == 41 && v1 == (void *)f && v2 == &v2 && !v3 && num == 0x123456789a);
    CHECK(str[0] == 'c' && strs[2][4] == 'e' && table[2]() == 41 && !table[1]);
    CHECK((*cc)->in.v[3] == 6 && diff == 12 && end - arr == 10 && *neg == 3 && *fwd == 5);
    CHECK(*row == 4 && (*rows)[2] == 6 && truth && dbl == 6 && 1 / neg0 < 0 && tern == 7);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
