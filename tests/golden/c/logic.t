Short circuit, comma, conditional operator, as values and in conditions; what is not evaluated has no effect.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static int n;
static int t(int x) { n = n * 10 + x; return x; }
static int order(int a, int b, int c) { return a * 100 + b * 10 + c; }
int main(void)
{
    n = 0; CHECK((t(0) && t(1)) == 0 && n == 0);
    n = 0; CHECK((t(1) && t(2)) == 1 && n == 12);
    n = 0; CHECK((t(1) || t(2)) == 1 && n == 1);
    n = 0; CHECK((t(0) || t(2)) == 1 && n == 2);
    n = 0; CHECK((t(1) && t(0) || t(3) && t(4)) == 1 && n == 1034);
    n = 0; CHECK(!(t(1) && (t(0) || t(0))) && n == 100);
    n = 0; CHECK((t(1), t(2), t(3)) == 3 && n == 123);
    n = 0; CHECK((t(1) ? t(2) : t(3)) == 2 && n == 12);
    n = 0; CHECK((t(0) ? t(2) : t(3) ? t(4) : t(5)) == 4 && n == 34);
    n = 0; int x = 5; x = x > 3 ? x < 7 ? t(1) : t(2) : t(3); CHECK(x == 1 && n == 1);
    n = 0; if (!t(0) && !(t(1) && t(0))) n += 5000; CHECK(n == 5010);
    CHECK((1 ? 2 : 3.5) == 2 && sizeof(1 ? 2 : 3.5) == 8 && (0 ? 2 : 3.5) == 3.5);
    CHECK((3 && -1) == 1 && !5 == 0 && !0 == 1 && !!-3 == 1 && (0.5 && 1) == 1 && !0.0 && (n || 0) == 1);
    int a = 1, b = 2, *p = &a;
    *(x ? &a : &b) = 7; CHECK(a == 7); *(p && b ? p : 0) += 1; CHECK(a == 8);
    a = (b = 3, b + 1); CHECK(a == 4 && b == 3);
    for (a = 0, b = 10; a < b; a++, b--) ;
    CHECK(a == 5 && b == 5);
    CHECK(order((a++, a), (b--, b), a == 6 || a == 5) / 10 == 64);
    int r = 0;
    r += a == 6 && b == 4; r += a < b || a > b; r += (a < b) == 0; r += (a & 2) && !(b & 1); r += a != b != 0;
    CHECK(r == 5);
    struct { int k; } s = {1}, u = {2};
    CHECK((a ? s : u).k == 1 && (a ? &s : &u)->k == 1 && (a, u).k == 2);
    (void)(a ? (void)t(1) : (void)t(2));
    while (a-- > 0 && b) if (a == 3) { b = 0; continue; } else if (a > 100) break;
    CHECK(a == 2 && b == 0);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
