Division and remainder by constants: signs, powers of two, magic numbers, the extreme values.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
#define EACH(M) M(1) M(2) M(3) M(4) M(5) M(6) M(7) M(8) M(9) M(10) M(11) M(12) M(13) M(25) M(60) M(64) \
    M(100) M(125) M(127) M(128) M(255) M(625) M(641) M(1000) M(1024) M(65535) M(65536) M(1000000007) M(2147483647)
volatile int vd;
volatile unsigned vud;
volatile long long vld;
volatile unsigned long long vuld;
static int si(int x)
{
#define S(d) vd = d; if (x / d != x / vd || x % d != x % vd || x / -d != x / -vd || x % -d != x % -vd) return d;
    EACH(S)
    return 0;
}
static int ui(unsigned x)
{
#define U(d) vud = d; if (x / d##u != x / vud || x % d##u != x % vud) return d;
    EACH(U)
    return 0;
}
static int sl(long long x)
{
#define L(d) vld = d; if (x / d##L != x / vld || x % d##L != x % vld || x / -d##L != x / -vld) return d;
    EACH(L)
    return 0;
}
static int ul(unsigned long long x)
{
#define UL(d) vuld = d; if (x / d##ul != x / vuld || x % d##ul != x % vuld) return d;
    EACH(UL)
    return 0;
}
int main(void)
{
    static const long long v[] = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 63, 64, 65, 99, 100, 101, 127, 128, 255, 256, 999, 1000, 1001, 65535,
        65536, 1000000006, 1000000007, 2147483646, 2147483647, 4294967295, 1234567890123, 9223372036854775807};
    for (unsigned i = 0; i < sizeof v / sizeof *v; i++) {
        CHECK(si((int)(v[i] & 0x7fffffff)) == 0);
        CHECK(si(-(int)(v[i] & 0x7fffffff)) == 0);
        CHECK(ui((unsigned)v[i]) == 0 && ui(-(unsigned)v[i]) == 0);
        CHECK(sl(v[i]) == 0 && sl(-v[i]) == 0);
        CHECK(ul(v[i]) == 0 && ul(-(unsigned long long)v[i]) == 0);
    }
    vld = -9223372036854775807 - 1;
    CHECK(vld / 2 == -4611686018427387904 && vld / 10 == -922337203685477580 && vld % 10 == -8);
    vd = -2147483647 - 1;
    CHECK(vd / 2 == -1073741824 && vd / 10 == -214748364 && vd % 10 == -8 && vd / 1 == vd);
    CHECK(vd / vd == 1 && 5 / vd == 0 && 5 % vd == 5);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
