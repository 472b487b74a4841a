Quotients of complex constants are worked out as the running program does it, bit by bit: sizes at both ends, small ratios, all three types.
-- t.c --
typedef double _Complex dc;
typedef float _Complex fc;
typedef long double _Complex lc;
#define LIST(V, E)                                                                             \
    V(1.1, 2.3, 3.7, -0.9) V(1e300, 1e300, 1e300, -7e299) V(1e-300, 3e-301, 7e-300, 1e-300)    \
    V(1e-310, 3e-311, 7e-309, 1e-305) V(0x1p1023, 0x1p1023, 0x1p1023, 3) V(1, 1, 1, 0x1p1023)  \
    V(0x1p1023, 0x1p-1023, 0x1p677, 0x1p-677) V(0x1.3p1020, 0x1.9p-844, 0x1.7p656, 0x1.1p-780) \
    V(0x1p-71, 0x1p1021, 0x1p1001, 0x1p-323) V(-0.0, 3, 0.0, 7) V(5, -0.0, -3.1, 0.0)          \
    V(0x1p-1074, 0x1p-1074, 0x1p-1073, 0x1p-1074) V(0.1, 1e9, 1e-9, 123.456)
#define MAKE(a, b) __builtin_complex(a, b)
#define D(a, b, c, d) MAKE((double)(a), (double)(b)) / MAKE((double)(c), (double)(d)),
#define L(a, b, c, d) MAKE((long double)(a), (long double)(b)) / MAKE((long double)(c), (long double)(d)),
#define P(a, b, c, d) {a, b, c, d},
static dc made_d[] = {LIST(D, )};
static lc made_l[] = {LIST(L, )};
static fc made_f[] = {MAKE(1.1f, 2.3f) / MAKE(3.7f, -0.9f), MAKE(1e38f, 1e38f) / MAKE(1e38f, 3e37f),
                      MAKE(1e-40f, 3e-38f) / MAKE(1e-45f, 1e-44f)};
static volatile double in[][4] = {LIST(P, )};
static volatile float in_f[][4] = {{1.1f, 2.3f, 3.7f, -0.9f}, {1e38f, 1e38f, 1e38f, 3e37f},
                                   {1e-40f, 3e-38f, 1e-45f, 1e-44f}};
#define SAME(z, w) (__real__ (z) == __real__ (w) && __imag__ (z) == __imag__ (w))
int main(void)
{
    for (unsigned i = 0; i < sizeof made_d / sizeof *made_d; i++) {
        dc a = MAKE(in[i][0], in[i][1]), b = MAKE(in[i][2], in[i][3]), z = a / b;
        lc x = a, y = b, w = x / y;
        if (!SAME(z, made_d[i]))
            return 1 + (int)i;
        if (!SAME(w, made_l[i]))
            return 101 + (int)i;
    }
    for (unsigned i = 0; i < 3; i++) {
        fc a = MAKE(in_f[i][0], in_f[i][1]), b = MAKE(in_f[i][2], in_f[i][3]), z = a / b;
        if (!SAME(z, made_f[i]))
            return 201 + (int)i;
    }
    return 0;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
