Usual arithmetic conversions: type and value for every pair of int, unsigned, long, long long.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
#define TYPE(e) _Generic((e), int: 1, unsigned: 2, long: 3, unsigned long: 4, long long: 5, \
                         unsigned long long: 6, float: 7, double: 8, long double: 9)
int i = -1;
unsigned u = 1;
long l = -1;
unsigned long ul = 1;
long long ll = -1;
unsigned long long ull = 1;
float f = 1;
double d = 1;
long double ld = 1;
#ifdef __LP64__
enum { U_L = 3, UL_LL = 6, WIDE = 1 };  // unsigned and long; unsigned long and long long
#else
enum { U_L = 4, UL_LL = 5, WIDE = 0 };
#endif
int main(void)
{
    CHECK(TYPE(i + i) == 1 && TYPE(i + u) == 2 && TYPE(i + l) == 3 && TYPE(i + ul) == 4);
    CHECK(TYPE(i + ll) == 5 && TYPE(i + ull) == 6 && TYPE(u + l) == U_L && TYPE(u + ul) == 4);
    CHECK(TYPE(u + ll) == 5 && TYPE(u + ull) == 6 && TYPE(l + ul) == 4 && TYPE(l + ll) == 5);
    CHECK(TYPE(l + ull) == 6 && TYPE(ul + ll) == UL_LL && TYPE(ul + ull) == 6 && TYPE(ll + ull) == 6);
    CHECK(TYPE(i + f) == 7 && TYPE(ull + f) == 7 && TYPE(f + d) == 8 && TYPE(d + ld) == 9);
    CHECK(TYPE(f + ld) == 9 && TYPE(l + d) == 8 && TYPE(1 ? i : d) == 8 && TYPE(1 ? u : l) == U_L);
    CHECK(!(i < u));
    CHECK(i > u);
    CHECK((l < u) == WIDE);
    CHECK(!(l < ul));
    CHECK(ll < u);
    CHECK(i + u == 0);
    CHECK(i * ul == -1ul && i * ull == 18446744073709551615ull);
    CHECK(i / 2u == 2147483647u);
    CHECK(l / 2u == (WIDE ? 0 : 2147483647));
    CHECK((i >> 1) == -1 && ((unsigned)i >> 1) == 2147483647);
    CHECK((unsigned long long)i == 0xffffffffffffffff && (unsigned long)i == -1ul);
    CHECK((unsigned long)(unsigned)i == 0xffffffff);
    CHECK((long)(unsigned)i == (WIDE ? 4294967295 : -1));
    CHECK((int)0x1234567890abcdef == (int)0x90abcdef);
    CHECK((short)0x12345678 == 0x5678);
    CHECK((signed char)0x1ff == -1);
    CHECK((unsigned char)-1 == 255);
    CHECK((signed char)200 == -56 && (char)200 == ((char)-1 < 0 ? -56 : 200));
    CHECK((unsigned short)-2 == 65534);
    CHECK((1 ? -1 : 0u) > 0);
    CHECK(sizeof(i + l) == sizeof(long) && sizeof(i ? 'a' : 'b') == 4);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
