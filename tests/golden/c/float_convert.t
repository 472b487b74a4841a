Conversions between integers and floating types, truncation and rounding to nearest even.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
volatile double d;
volatile float f;
volatile long long l;
volatile unsigned long long ul;
volatile unsigned u;
volatile int i;
int main(void)
{
    d = 3.99; CHECK((int)d == 3 && (unsigned char)d == 3 && (long long)d == 3);
    d = -3.99; CHECK((int)d == -3 && (short)d == -3 && (long long)d == -3);
    d = 4294967295.5; CHECK((unsigned)d == 4294967295u && (long long)d == 4294967295);
    d = 18446744073709549568.0; CHECK((unsigned long long)d == 18446744073709549568uLL);
    d = 9223372036854775808.0; CHECK((unsigned long long)d == 9223372036854775808uLL);
    d = 9223372036854774784.0; CHECK((unsigned long long)d == 9223372036854774784uLL && (long long)d == 9223372036854774784);
    d = -9223372036854775808.0; CHECK((long long)d == -9223372036854775807 - 1);
    f = 16777216.0f; CHECK((int)f == 16777216 && (unsigned long long)f == 16777216);
    f = 1.8446742974197924e19f; CHECK((unsigned long long)f == 18446742974197923840uLL);
    i = 16777217; CHECK((float)i == 16777216.0f);
    i = 16777219; CHECK((float)i == 16777220.0f);
    i = -2147483647; CHECK((float)i == -2147483648.0f && (double)i == -2147483647.0);
    u = 4294967295u; CHECK((float)u == 4294967296.0f && (double)u == 4294967295.0);
    l = 9007199254740993; CHECK((double)l == 9007199254740992.0);
    l = 9007199254740995; CHECK((double)l == 9007199254740996.0);
    l = 0x7fffffffffffffff; CHECK((double)l == 9223372036854775808.0 && (float)l == 9223372036854775808.0f);
    ul = 0x8000000000000400; CHECK((double)ul == 9223372036854775808.0);
    ul = 0x8000000000000401; CHECK((double)ul == 9223372036854777856.0);
    ul = 0x8000000000000c00; CHECK((double)ul == 9223372036854779904.0);
    ul = 0xffffffffffffffff; CHECK((double)ul == 18446744073709551616.0 && (float)ul == 18446744073709551616.0f);
    ul = 0x8000008000000001; CHECK((float)ul == 9223373136366403584.0f);
    ul = 0x8000008000000000; CHECK((float)ul == 9223372036854775808.0f);
    d = 0.1; f = (float)d; CHECK(f != d && (float)0.1 == f && (double)f == 0x1.99999ap-4);
    d = 1e40; f = (float)d; CHECK(f > 3e38f && f + f == f);
    d = 1e-50; f = (float)d; CHECK(f == 0);
    d = 0x1.000001p0; CHECK((float)d == 1.0f);
    d = 0x1.000003p0; CHECK((float)d == 0x1.000004p0f);
    _Bool b = 0.5f; CHECK(b);
    b = -0.0; CHECK(!b);
    i = 7; d = i / 2; CHECK(d == 3); d = i / 2.0; CHECK(d == 3.5);
    i = 1; i += 1.75; CHECK(i == 2); i *= 2.75; CHECK(i == 5);
    char c = 'a'; c += 1.5; CHECK(c == 'b');
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
