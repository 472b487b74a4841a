Conversions between all integer types, through variables that the optimiser cannot see into.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
typedef signed char sc;
typedef unsigned char uc;
typedef unsigned short us;
typedef unsigned ui;
typedef unsigned long long ul;
volatile sc vsc = -128;
volatile uc vuc = 200;
volatile short vs = -30000;
volatile us vus = 60000;
volatile int vi = -2000000000;
volatile ui vui = 4000000000u;
volatile long long vl = -9000000000000000000;
volatile ul vul = 18000000000000000000u;
#define ROW(v, A, B, C, D, E, F, G, H)                                            \
    CHECK((sc)v == (A) && (uc)v == (B) && (short)v == (C) && (us)v == (D));       \
    CHECK((int)v == (E) && (ui)v == (F) && (long long)v == (G) && (ul)v == (H))
int main(void)
{
    ROW(vsc, -128, 128, -128, 65408, -128, 4294967168u, -128, 18446744073709551488u);
    ROW(vuc, -56, 200, 200, 200, 200, 200u, 200, 200);
    ROW(vs, -48, 208, -30000, 35536, -30000, 4294937296u, -30000, 18446744073709521616u);
    ROW(vus, 96, 96, -5536, 60000, 60000, 60000u, 60000, 60000);
    ROW(vi, 0, 0, 27648, 27648, -2000000000, 2294967296u, -2000000000, 18446744071709551616u);
    ROW(vui, 0, 0, 10240, 10240, -294967296, 4000000000u, 4000000000, 4000000000);
    ROW(vl, 0, 0, 0, 0, 494665728, 494665728u, -9000000000000000000, 9446744073709551616u);
    ROW(vul, 0, 0, 0, 0, -989331456, 3305635840u, -446744073709551616, 18000000000000000000u);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
