Constant expressions: in enumerators, array sizes, cases, bit-field widths, static initialisers, with every operator.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
enum { A = 1 << 4 | 3, B = A * 2 - 1, C = -A / 5, D = -A % 5, E = ~A & 0xff, F = A > B ? 1 : 2, G = !A || B && C, H = sizeof(int[A]),
       I = (unsigned char)300, J = (int)3.99, K = 'a' + 1, L = 0x7fffffff, M = -L - 1, N, O = N + 1, P = (char)-1 < 0, Q = 5 == 5.0 };
static int sized[B - A], w[sizeof(char) == 1 ? 3 : -1], z[(int)(2.5 * 2)];
struct Bits { int a : A % 8, b : sizeof(int), c : 1 + 1; };
static const long long big = 1LL << 40, neg = -1LL >> 3, mixed = 1u - 2, m2 = 1u - 2LL, wrap = 0xffffffff + 1, wrap64 = 0xffffffffffffffff + 2;
static unsigned char uc = 1000 % 256, uc2 = -1;
static double d = 1 / 2 + 1 / 2. + (float)0.1 * 0, d2 = 7 / 2 * 2.0, d3 = -3 / 2;
static float f = 1 / 3.0f;
static int logic = (1 && 0 || 1) + (0 && 1 / 1) + !0 + (2 > 1 > 0), bit = 6 & 3 | 8 ^ 12, cond = 0 ? 1 : 1 ? 2 : 3;
static unsigned u = -1, us = -1 >> 1u, ush = -1u >> 1;
static long long oct = 0777 + 0b101 + 0x1F, sub = &sized[5] - &sized[2];
static int pick(int x)
{
    switch (x) { case A + 1: return 1; case (int)1.5 + 100: return 2; case 'a' ... 'a' + 2: return 3; case -(1 << 3): return 4; }
    return 0;
}
int main(void)
{
    CHECK(A == 19 && B == 37 && C == -3 && D == -4 && E == 236 && F == 2 && G == 1 && H == 76 && I == 44 && J == 3 && K == 98);
    char m1 = -1;
    CHECK(M < 0 && N == M + 1 && O == M + 2 && P == (m1 < 0) && Q == 1);
    CHECK(sizeof sized == 72 && sizeof w == 12 && sizeof z == 20 && sizeof(struct Bits) == 4);
    CHECK(big == 1099511627776 && neg == -1 && mixed == 4294967295 && m2 == -1 && wrap == 0 && wrap64 == 1);
    CHECK(uc == 232 && uc2 == 255 && d == 0.5 && d2 == 6 && d3 == -1 && f == 0x1.555556p-2f);
    CHECK(logic == 3 && bit == 6 && cond == 2 && u == 4294967295u && us == 4294967295u && ush == 2147483647);
    CHECK(oct == 511 + 5 + 31 && sub == 3);
    CHECK(pick(20) == 1 && pick(101) == 2 && pick(99) == 3 && pick(-8) == 4 && pick(0) == 0);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
