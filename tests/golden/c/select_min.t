Values chosen by conditions: minimum, maximum, absolute value, clamps, sign, signed and unsigned, float with NaN.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static int imin(int a, int b) { return a < b ? a : b; } static int imax(int a, int b) { return a > b ? a : b; }
static unsigned umin(unsigned a, unsigned b) { return a < b ? a : b; } static unsigned umax(unsigned a, unsigned b) { return b < a ? a : b; }
static long long labs_(long long x) { return x < 0 ? -x : x; } static int sign(int x) { return (x > 0) - (x < 0); }
static int clamp(int x, int lo, int hi) { return x < lo ? lo : x > hi ? hi : x; }
static double dmin(double a, double b) { return a < b ? a : b; } static double dmax(double a, double b) { return a > b ? a : b; }
static int pick(int c, int a, int b) { if (c) return a; return b; } static int bit(int x, int n) { return x >> n & 1 ? n : -n; }
static int both(int a, int b) { return a && b; } static int either(int a, int b) { return a || b; } static int none(int a, int b) { return !a && !b; }
static int cmp3(long long a, long long b) { return a < b ? -1 : a > b; } static int between(int x, int a, int b) { return x >= a && x <= b; }
static unsigned sat(unsigned a, unsigned b) { unsigned r = a + b; return r < a ? 4294967295u : r; }
static int alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
static const char *name(int x) { return x ? x == 1 ? "one" : "many" : "zero"; }
static double fabs_(double x) { return x < 0 ? -x : x; } static float fpick(int c, float a, float b) { return c ? a : b; }
volatile double zero = 0;
int main(void)
{
    double nan = zero / zero;
    CHECK(imin(-1, 1) == -1 && imax(-1, 1) == 1 && umin(-1, 1) == 1 && umax(-1, 1) == 4294967295u && imin(3, 3) == 3);
    CHECK(labs_(-5) == 5 && labs_(5) == 5 && sign(-9) == -1 && sign(0) == 0 && sign(3) == 1 && clamp(5, 1, 3) == 3 && clamp(-5, 1, 3) == 1 && clamp(2, 1, 3) == 2);
    CHECK(dmin(1, 2) == 1 && dmax(1, 2) == 2 && dmin(nan, 2) == 2 && dmin(2, nan) != dmin(2, nan) && dmax(nan, 2) == 2 && dmax(2, nan) != dmax(2, nan));
    CHECK(1 / dmin(-zero, zero) > 0 && 1 / dmin(zero, -zero) < 0);
    CHECK(pick(0, 1, 2) == 2 && pick(-1, 1, 2) == 1 && bit(8, 3) == 3 && bit(8, 2) == -2 && bit(-1, 31) == 31);
    CHECK(both(2, 4) == 1 && both(2, 0) == 0 && either(0, 8) == 1 && either(0, 0) == 0 && none(0, 0) == 1 && none(0, 1) == 0);
    CHECK(cmp3(1LL << 40, 0) == 1 && cmp3(0, 1LL << 40) == -1 && cmp3(7, 7) == 0 && between(5, 5, 5) && !between(6, 1, 5) && !between(-1, 0, 5));
    CHECK(sat(4000000000u, 500000000u) == 4294967295u && sat(1, 2) == 3 && alpha('q') && alpha('Q') && alpha('_') && !alpha('[') && !alpha('`') && !alpha('0'));
    CHECK(name(0)[0] == 'z' && name(1)[0] == 'o' && name(2)[0] == 'm' && fabs_(-2.5) == 2.5 && fpick(0, 1, 2) == 2 && 1 / fabs_(zero) > 0);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
