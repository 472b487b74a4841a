Calls with float and double arguments: more than eight, interleaved with integers, returns.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static double ten(double a, double b, double c, double d, double e, double f, double g, double h, double i, double j)
{
    return a + b * 2 + c * 3 + d * 4 + e * 5 + f * 6 + g * 7 + h * 8 + i * 9 + j * 10;
}
static float ften(float a, float b, float c, float d, float e, float f, float g, float h, float i, float j)
{
    return a - b + c - d + e - f + g - h + i - j * 10;
}
static double mix(int a, double b, long c, float d, char e, double f, int g, float h, long i, double j, int k, float l,
                  double m, double n, int o, double p, double q)
{
    return a + b * 2 + (double)c * 3 + d * 4 + e * 5 + f * 6 + g * 7 + h * 8 + (double)i * 9 + j * 10 + k * 11 + l * 12 +
           m * 13 + n * 14 + o * 15 + p * 16 + q * 17;
}
static float rf(double d) { return (float)d; }
static double rd(float f) { return f; }
static double twice(double (*f)(float), float x) { return f(x) + f(x); }
int main(void)
{
    CHECK(ten(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) == 385);
    CHECK(ften(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) == -95);
    CHECK(mix(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17) == 1785);
    CHECK(rf(0.1) == 0.1f && rd(0.1f) == (double)0.1f && twice(rd, 1.25f) == 2.5);
    double x = ten(rf(1), 0, 0, rd(2), 0, 0, 0, 0, ten(1, 0, 0, 0, 0, 0, 0, 0, 0, 1), 0);
    CHECK(x == 1 + 8 + 99);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
