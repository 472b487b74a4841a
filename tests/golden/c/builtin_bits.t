Bit-counting and byte-order builtins, constant and not, of each width.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
volatile unsigned vu;
volatile unsigned long long vl;
int main(void)
{
    for (int i = 0; i < 32; i++) {
        vu = 1u << i;
        CHECK(__builtin_clz(vu) == 31 - i && __builtin_ctz(vu) == i && __builtin_popcount(vu) == 1 && __builtin_ffs((int)vu) == i + 1);
        CHECK(__builtin_clz(vu | 1) == 31 - i && __builtin_popcount(vu - 1) == i && __builtin_parity(vu - 1) == (i & 1));
    }
    for (int i = 0; i < 64; i++) {
        vl = 1uLL << i;
        CHECK(__builtin_clzll(vl) == 63 - i && __builtin_ctzll(vl) == i && __builtin_popcountll(vl - 1) == i && __builtin_ffsll((long long)vl) == i + 1);
        CHECK(__builtin_clzll(vl) == 63 - i && __builtin_ctzll(vl) == i && __builtin_popcountll(~vl) == 63);
    }
    vu = 0; CHECK(__builtin_ffs((int)vu) == 0 && __builtin_popcount(vu) == 0 && __builtin_parity(vu) == 0);
    vu = 0x12345678; vl = 0x0102030405060708;
    CHECK(__builtin_bswap32(vu) == 0x78563412 && __builtin_bswap16((unsigned short)vu) == 0x7856);
    CHECK(__builtin_bswap64(vl) == 0x0807060504030201);
    CHECK(__builtin_clz(1) == 31 && __builtin_ctzll(0x100) == 8 && __builtin_popcount(0xff00ff) == 16 && __builtin_bswap32(1) == 0x1000000);
    static const int k = __builtin_popcount(7) * 10 + __builtin_ctz(8);
    CHECK(k == 33);
    CHECK(__builtin_expect(vu, 1) == 0x12345678 && __builtin_constant_p(3) && sizeof __builtin_popcountll(1) == 4);
    if (__builtin_expect(vu == 5, 0)) __builtin_unreachable();
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
