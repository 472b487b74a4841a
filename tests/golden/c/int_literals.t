Integer constants: bases, suffixes, and the type each value gets (6.4.4.1).
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
#define T(e) _Generic((e), int: 1, unsigned: 2, long: 3, unsigned long: 4, long long: 5, unsigned long long: 6)
#ifdef __LP64__
enum { I64 = 3, U64 = 4 };   // the first of long, long long that is wide enough
#else
enum { I64 = 5, U64 = 6 };
#endif
int main(void)
{
    CHECK(T(0) == 1 && T(2147483647) == 1 && T(2147483648) == I64 && T(4294967295) == I64 && T(9223372036854775807) == I64);
    CHECK(T(0x7fffffff) == 1 && T(0x80000000) == 2 && T(0xffffffff) == 2 && T(0x100000000) == I64);
    CHECK(T(0x7fffffffffffffff) == I64 && T(0x8000000000000000) == U64 && T(01777777777777777777777) == U64);
    CHECK(T(037777777777) == 2 && T(017777777777) == 1 && T(040000000000) == I64 && T(0b1) == 1 && T(0B11111111111111111111111111111111) == 2);
    CHECK(T(1u) == 2 && T(1U) == 2 && T(4294967296u) == U64 && T(1l) == 3 && T(1L) == 3 && T(1ul) == 4 && T(1Lu) == 4 && T(1UL) == 4);
    CHECK(T(1ll) == 5 && T(1LL) == 5 && T(1ull) == 6 && T(1LLU) == 6 && T(0xffffffffffffffffLL) == 6 && T(0xffffffffffffffffL) == U64);
    CHECK(0x1F == 31 && 0XaBcDeF == 11259375 && 017 == 15 && 00 == 0 && 0b1011 == 11 && 10u == 012);
    CHECK(18446744073709551615u == 0xffffffffffffffff && -1 == (int)0xffffffff && 0xffffffffu + 1 == 0);
    CHECK(2147483647 + 1LL == 2147483648 && -2147483648 < 0 && T(-2147483648) == I64 && 1000000000000 / 1000000 == 1000000);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
