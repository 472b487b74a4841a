More live values than registers: integers, floats, mixed, across calls and loops.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static long ext(long x) { return x ^ 0x55; }
static double fext(double x) { return x * 0.5; }
static long ints(long a, long b)
{
    long v0 = a + 1, v1 = b + 2, v2 = a * 3, v3 = b * 4, v4 = a - b, v5 = a ^ b, v6 = a | 6, v7 = b & 7, v8 = a << 1, v9 = b >> 1;
    long w0 = v0 * v1, w1 = v1 * v2, w2 = v2 * v3, w3 = v3 * v4, w4 = v4 * v5, w5 = v5 * v6, w6 = v6 * v7, w7 = v7 * v8, w8 = v8 * v9, w9 = v9 * v0;
    for (int i = 0; i < 10; i++) {
        w0 += v9; w1 += w0; w2 ^= w1; w3 -= w2; w4 += w3; w5 ^= w4; w6 += w5; w7 -= w6; w8 += w7; w9 ^= w8;
        v0 += w9; v1 ^= v0; v2 += v1; v3 -= v2; v4 ^= v3; v5 += v4; v6 -= v5; v7 += v6; v8 ^= v7; v9 += v8;
    }
    return v0 ^ v1 ^ v2 ^ v3 ^ v4 ^ v5 ^ v6 ^ v7 ^ v8 ^ v9 ^ w0 ^ w1 ^ w2 ^ w3 ^ w4 ^ w5 ^ w6 ^ w7 ^ w8 ^ w9;
}
static unsigned long check_ints(unsigned long a, unsigned long b)
{
    unsigned long v[10] = {a + 1, b + 2, a * 3, b * 4, a - b, a ^ b, a | 6, b & 7, a << 1, (unsigned long)((long)b >> 1)}, w[10], r = 0;
    for (int i = 0; i < 10; i++) w[i] = v[i] * v[(i + 1) % 10];
    static const char wop[] = "++^-+^+-+^", vop[] = "+^+-^+-+^+";
    for (int n = 0; n < 10; n++) {
        for (int i = 0; i < 10; i++) { unsigned long s = i ? w[i - 1] : v[9]; w[i] = wop[i] == '+' ? w[i] + s : wop[i] == '-' ? w[i] - s : w[i] ^ s; }
        for (int i = 0; i < 10; i++) { unsigned long s = i ? v[i - 1] : w[9]; v[i] = vop[i] == '+' ? v[i] + s : vop[i] == '-' ? v[i] - s : v[i] ^ s; }
    }
    for (int i = 0; i < 10; i++) r ^= v[i] ^ w[i];
    return r;
}
static double floats(double a)
{
    double f0 = a, f1 = a + 1, f2 = a + 2, f3 = a + 3, f4 = a + 4, f5 = a + 5, f6 = a + 6, f7 = a + 7, f8 = a + 8, f9 = a + 9;
    double g0 = a * 2, g1 = a * 3, g2 = a * 4, g3 = a * 5, g4 = a * 6, g5 = a * 7, g6 = a * 8, g7 = a * 9, g8 = a * 10, g9 = a * 11;
    double r = fext(f0) + fext(g9);
    for (int i = 0; i < 3; i++) { f0 += g1; f1 += g2; f2 += g3; f3 += g4; f4 += g5; f5 += g6; f6 += g7; f7 += g8; f8 += g9; f9 += g0; r += fext(f0 - f9); }
    return r + f0 + f1 + f2 + f3 + f4 + f5 + f6 + f7 + f8 + f9 + g0 + g1 + g2 + g3 + g4 + g5 + g6 + g7 + g8 + g9;
}
static long calls(long a, long b, long c, long d, long e, long f)
{
    long s = ext(a) + ext(b) * 2 + ext(c) * 3 + ext(d) * 4 + ext(e) * 5 + ext(f) * 6;
    return s + a + b * 2 + c * 3 + d * 4 + e * 5 + f * 6;
}
int main(void)
{
    CHECK((unsigned long)ints(3, 5) == check_ints(3, 5) && (unsigned long)ints(1, 9) == check_ints(1, 9));
    CHECK(floats(1) == 1 / 2. + 11 / 2. + (10 + 45) + 65 + 3 * 65 + (1 + 3 - 10 - 2 + 1 + 6 - 10 - 4 + 1 + 9 - 10 - 6) / 2.);
    CHECK(calls(1, 2, 3, 4, 5, 6) == 84 + 87 * 2 + 86 * 3 + 81 * 4 + 80 * 5 + 83 * 6 + 91);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
