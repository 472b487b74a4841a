Products with constants that a few shifts and sums make, and with those near the ends of the types.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
volatile unsigned x = 0x1234567, kx; volatile unsigned long long y = 0x123456789abcdefull, ky;
#define BOTH(k) kx = (unsigned)(k); ky = (unsigned long long)(k); CHECK(x * (unsigned)(k) == x * kx && (unsigned)((int)x * (int)(k)) == x * kx && y * (unsigned long long)(k) == y * ky)
int main(void)
{
    BOTH(-1); BOTH(-2); BOTH(-3); BOTH(-4); BOTH(-5); BOTH(-8); BOTH(-9); BOTH(0); BOTH(1); BOTH(2); BOTH(3); BOTH(5); BOTH(6); BOTH(7); BOTH(9); BOTH(10); BOTH(12); BOTH(14);
    BOTH(15); BOTH(31); BOTH(33); BOTH(60); BOTH(63); BOTH(255); BOTH(257); BOTH(0x7fffffff); BOTH(0x80000000); BOTH(0xfffffffe); BOTH(0xffffffff); BOTH(0x80000001);
    BOTH(0x100000000ll); BOTH(0x1ffffffffll); BOTH(0x7fffffffffffffffll); BOTH(0x8000000000000000ull); BOTH(0x8000000000000001ull); BOTH(0xc000000000000000ull);
    CHECK(x * 0x1234567 == 0x1234567u * 0x1234567u);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
fuse cc -O0 -c --target linux-arm64 t.c && fuse cc -O1 -c --target linux-arm64 t.c && fuse cc -O2 -c --target linux-arm64 t.c
fuse cc -O0 -c --target cortex-m4 t.c && fuse cc -O2 -c --target cortex-m4 t.c
-- out --
