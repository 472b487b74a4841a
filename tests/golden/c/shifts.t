Shifts by constants and variables, of every width and signedness, and rotations.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
volatile int n;
static unsigned rotl(unsigned x, int k) { return x << (k & 31) | x >> (-k & 31); }
static unsigned long long rotr(unsigned long long x, int k) { return x >> (k & 63) | x << (-k & 63); }
int main(void)
{
    unsigned u = 0x80000001;
    int s = -2147483647;
    unsigned long long ul = 0x8000000000000001;
    long long sl = -0x7fffffffffffffff;
    unsigned char c = 0x81;
    signed char sc = -127;
    for (int i = 0; i < 32; i++) {
        n = i;
        unsigned long long want = 0x80000001uLL << i & 0xffffffff;
        CHECK(u << n == want);
        CHECK(u >> n == 0x80000001uLL >> i);
        CHECK((s >> n) == (int)(-2147483647LL >> i));
        CHECK(ul << n == (i ? 1uLL << i : ul));
        CHECK(rotl(u, n) == (unsigned)(0x80000001uLL << i | 0x80000001uLL >> (32 - i)));
    }
    for (int i = 0; i < 64; i++) {
        n = i;
        CHECK(1uLL << n >> n == 1);
        CHECK((sl >> n) == (i == 63 ? -1 : -(0x7fffffffffffffff >> i) - (i > 0)));
        CHECK(rotr(rotr(ul, n), -n) == ul);
        CHECK((ul >> n) == (i == 0 ? ul : 0x4000000000000000uLL >> (i - 1)));
    }
    n = 3;
    CHECK(c << n == 0x408 && c >> n == 0x10 && sc >> n == -16);
    c <<= n;
    CHECK(c == 8);
    sc >>= n;
    CHECK(sc == -16);
    short h = 0x4001;
    h <<= 1;
    CHECK(h == (short)0x8002);
    h >>= 4;
    CHECK(h == -2048);
    CHECK((long long)(1u << 31) == 2147483648 && 1LL << 40 == 1099511627776);
    CHECK(sizeof((char)1 << 40LL) == 4 && sizeof(1LL << 1) == 8);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
