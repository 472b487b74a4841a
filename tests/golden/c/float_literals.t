Floating constants are rounded correctly: bits of decimal and hexadecimal literals.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static unsigned long long bits(double d)
{
    union { double d; unsigned long long u; } x = {d};
    return x.u;
}
static unsigned fbits(float f)
{
    union { float f; unsigned u; } x = {f};
    return x.u;
}
int main(void)
{
    CHECK(bits(0.0) == 0 && bits(-0.0) == 0x8000000000000000 && bits(1.0) == 0x3ff0000000000000);
    CHECK(bits(0.1) == 0x3fb999999999999a && bits(.3) == 0x3fd3333333333333);
    CHECK(bits(1e23) == 0x44b52d02c7e14af6 && bits(9007199254740993.) == 0x4340000000000000);
    CHECK(bits(9007199254740993.00000000000000000001) == 0x4340000000000001);
    CHECK(bits(2.2250738585072011e-308) == 0x000fffffffffffff);
    CHECK(bits(2.2250738585072014e-308) == 0x0010000000000000);
    CHECK(bits(4.9e-324) == 1 && bits(2.4703282292062328e-324) == 1);
    CHECK(bits(1.7976931348623157e308) == 0x7fefffffffffffff);
    CHECK(bits(123456789012345678901234567890.) == 0x45f8ee90ff6c373e);
    CHECK(bits(0x1p-1074) == 1 && bits(0x1.8p1) == 0x4008000000000000 && bits(0X.8P+1) == bits(1.0));
    CHECK(bits(0x1.fffffffffffff8p0) == 0x4000000000000000 && bits(0x10.p-4) == bits(1));
    CHECK(fbits(0.1f) == 0x3dcccccd && fbits(16777217.f) == 0x4b800000 && fbits(1e-45f) == 1);
    CHECK(fbits(3.4028235e38F) == 0x7f7fffff && fbits(1.17549435e-38f) == 0x00800000);
    CHECK(fbits(7.00649232162408535461864791644959e-46f) == 1);
    CHECK(fbits(7.00649232162408535461864791644957e-46f) == 0);
    CHECK(fbits(1.00000017881393432617187499f) == 0x3f800001);
    CHECK(fbits(1.00000017881393432617187500f) == 0x3f800002);
    CHECK(fbits(0x1.000001p0f) == 0x3f800000 && fbits(0x1.0000011p0f) == 0x3f800001);
    CHECK(sizeof(1.0) == 8 && sizeof(1.0f) == 4 && sizeof 1e1F == 4);
    CHECK(1e0 == 1. && 1E+2 == 100 && 5e-1 == .5 && 00.5 == 0.5 && 010. == 10);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
