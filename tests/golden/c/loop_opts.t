Loops that optimisers rewrite: invariants that may trap, induction variables that wrap, trip counts at the limits.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static int guarded(int a, int b, int n) { int s = 0; for (int i = 0; i < n; i++) if (b) s += a / b; return s; }
static unsigned wrap8(void) { unsigned n = 0; for (unsigned char c = 250; c != 5; c++) n++; return n; }
static unsigned wrap16(void) { unsigned n = 0; for (unsigned short c = 65530; c; c++) n += c & 1; return n; }
static long big_step(void) { long n = 0; for (unsigned i = 0; i < 4000000000u; i += 1000000000u) n++; return n; }
static int edge(void) { int n = 0; for (int i = 2147483640; i > 0 && i < 2147483647; i++) n++; return n; }
static int down(unsigned from) { int n = 0; for (unsigned i = from; i-- > 0;) n += (int)i; return n; }
static int zero(int n) { int r = 5; for (int i = 0; i < n; i++) r = i; return r; }
static int inv(const int *p, int n, int k) { int s = 0; for (int i = 0; i < n; i++) s += p[i] * (k * k + 3) + *p; return s; }
static int nest(int n) { int s = 0; for (int i = 0; i < n; i++) for (int j = i; j < n; j++) for (int k = j; k < n; k++) s += i * j + k; return s; }
static int strided(signed char *p, int n) { int s = 0; for (int i = 0; i < n; i += 3) s += p[i] * i; for (signed char *q = p + n; q > p; q -= 2) s += q[-1]; return s; }
static int two(int n) { int i, j; for (i = 0, j = n; i != j; i++, j--) ; return i * 100 + j; }
static int find(const char *s, char c) { int i; for (i = 0; s[i] && s[i] != c; i++) ; return i; }
static long poly(long x) { long s = 0; for (long i = 0; i < 100; i++) s += i * x * 8 + i * i; return s; }
static double facc(int n) { double s = 0, p = 1; for (int i = 1; i <= n; i++) { s += p / i; p = -p; } return s; }
static int mixed(int n) { int a = 0, b = 1; while (n-- > 0) { int t = a + b; a = b; b = t; if (b > 1000) { b -= 1000; continue; } if (a == 987) break; } return a * 1000 + b; }
int main(void)
{
    int v[5] = {1, 2, 3, 4, 5}; signed char c[20];
    for (int i = 0; i < 20; i++) c[i] = (signed char)(i - 5);
    CHECK(guarded(10, 0, 3) == 0 && guarded(10, 3, 3) == 9 && wrap8() == 11 && wrap16() == 3 && big_step() == 4 && edge() == 7);
    CHECK(down(5) == 10 && down(0) == 0 && zero(0) == 5 && zero(-3) == 5 && zero(3) == 2);
    CHECK(inv(v, 5, 2) == 15 * 7 + 5 && nest(6) == 448);
    CHECK(strided(c, 20) == 3 * -2 + 6 * 1 + 9 * 4 + 12 * 7 + 15 * 10 + 18 * 13 + (14 + 12 + 10 + 8 + 6 + 4 + 2 + 0 - 2 - 4));
    CHECK(two(10) == 505 && find("hello", 'l') == 2 && find("x", 'q') == 1 && poly(3) == 4950 * 24 + 328350 && poly(-1) == -4950 * 8 + 328350);
    CHECK(facc(4) == 1 - 1 / 2. + 1 / 3. - 1 / 4. && mixed(15) == 610987 && mixed(3) == 2003);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
