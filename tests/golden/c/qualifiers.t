const, volatile, restrict in every place; reading through qualified pointers; const members and copies.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static const int ci = 3, *const pci = &ci; int const volatile cvi = 4;
static int add(const int *restrict a, const int *restrict b, int *restrict out, int n) { for (int i = 0; i < n; i++) out[i] = a[i] + b[i]; return out[n - 1]; }
struct S { const int a; int b; const char *const s; }; static const struct S cs = {1, 2, "const"};
static const struct { int v[3]; } table[] = {{{1, 2, 3}}, {{4, 5, 6}}};
static char *const end = (char *)0 + 8;
static int len(const char *s) { const char *p = s; while (*p) p++; return (int)(p - s); }
static const char *find(const char *s, char c) { for (; *s; s++) if (*s == c) return s; return 0; }
static struct S make(int x) { return (struct S){x, x, "m"}; }
int main(void)
{
    int a[3] = {1, 2, 3}, b[3] = {10, 20, 30}, out[3];
    CHECK(add(a, b, out, 3) == 33 && *pci == 3 && cvi == 4 && cs.a + cs.b == 3 && cs.s[4] == 't' && table[1].v[2] == 6 && (long)end == 8);
    const char *p = find("hello", 'l'); CHECK(len(p) == 3 && *p++ == 'l' && *p == 'l');
    struct S m = make(5), n = cs; m.b = 9; CHECK(m.a == 5 && m.b == 9 && n.b == 2);
    const int arr[2][2] = {{1, 2}, {3, 4}}; const int (*q)[2] = arr; CHECK(q[1][0] == 3);
    int x = 1; const int *px = &x; x = 7; CHECK(*px == 7); int *const cx = &x; *cx = 8; CHECK(x == 8);
    const int *const *pp = &px; CHECK(**pp == 8); *(int *)px = 9; CHECK(x == 9);
    const double d = 1.5; const double *pd = &d; CHECK(*pd * 2 == 3 && _Generic(d, double: 1, default: 0) && _Generic(&d, const double *: 1, default: 0));
    typedef const char *cstr; const cstr t[2] = {"x", "y"}; CHECK(*t[1] == 'y');
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
