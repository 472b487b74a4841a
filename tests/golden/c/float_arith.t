Floating arithmetic, comparisons with NaN, infinities and signed zeros, and float against double.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
volatile double z = 0.0, one = 1.0, three = 3.0, big = 1e308;
volatile float fone = 1.0f, fthree = 3.0f;
static double half(double x) { return x * 0.5; }
static float fma2(float a, float b, float c) { return a * b + c; }
int main(void)
{
    double inf = one / z, nan = z / z;
    CHECK(inf > big && -inf < -big && inf == inf && inf - inf != inf - inf);
    CHECK(nan != nan && !(nan == nan) && !(nan < one) && !(nan > one) && !(nan <= nan) && !(nan >= nan));
    CHECK(!(one < nan) && !(one > nan) && (one != nan) && !(nan == one));
    CHECK((nan < one ? 1 : 2) == 2 && (!(nan < one) ? 1 : 2) == 1 && !(nan >= one || nan < one));
    CHECK(big * 10 == inf && -big * 10 == -inf);
    CHECK(-z == 0 && 1 / -z == -inf && 1 / (z - z) == inf && 1 / (-z + z) == inf && 1 / (-z - z) == -inf);
    CHECK(one / three == 0x1.5555555555555p-2 && fone / fthree == 0x1.555556p-2f);
    CHECK((double)(fone / fthree) != one / three);
    CHECK(0.1 + 0.2 == 0.30000000000000004 && 0.1 + 0.2 != 0.3);
    CHECK(fone / fthree + one == 1 + 0x1.555556p-2);
    CHECK(half(three) == 1.5 && half(5e-324) == 0 && half(0x1.8p-1073) == 0x1p-1073);
    CHECK(fma2(16777216.f, 1.f, 1.f) == 16777216.f);
    double x = 1;
    int n = 0;
    while (1 + x != 1) x /= 2, n++;
    CHECK(n == 53);
    x = three;
    x++, ++x, x--, x *= 2, x -= 1, x /= 7;
    CHECK(x == 1);
    CHECK(-(-x) == x && +x == x && !x == 0 && !z && (z ? 0 : 1) && (nan ? 1 : 0));
    float fs = 0;
    for (int i = 0; i < 10; i++) fs += 0.1f;
    CHECK(fs == 1.00000012f);
    double ds = 0;
    for (int i = 0; i < 10; i++) ds += 0.1;
    CHECK(ds == 0.99999999999999989);
    int count = 0;
    for (double t = 0; t < 1; t += 0.125) count++;
    CHECK(count == 8);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
