Complex numbers: constants, parts as places, arithmetic by Annex G, conversions, calls and varargs, initialisers.
-- t.c --
typedef double _Complex dc;
typedef float _Complex fc;
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
#define RE(z) (__real__ (z))
#define IM(z) (__imag__ (z))
#define IS(z, x, y) CHECK(RE(z) == (x) && IM(z) == (y))
#define INF __builtin_inf()
#define NAN __builtin_nan("")
static dc s1 = 1.5 + 2.5i, s2[3] = {1, 2.0j, [2] = 3 - 1.0i};
static fc s3 = __builtin_complex(1.0f, -0.0f), s4 = 2 - 1.0if;
static dc s5 = (1.0 + 2.0i) * (3.0 - 1.0i) / (1.0 + 1.0i), s6 = ~(1 + 2.0i), s7 = -(1 + 2.0i) + 4;
static int k1 = (1.0i == 1.0i) + 2 * (1.0i != 1.0i), k2 = (int)(3.9 + 1.0i), k3 = (_Bool)0.5i, k4 = !(0.0i);
struct S { int i; fc f; dc d; char c; };
static struct S gs = {1, 2 + 3.0i, 4 + 5.0i, 6};
static dc mix(dc a, fc b, int i, dc c) { return a * b + i * c; }
static fc half(fc a, float x) { return a / x; }
static struct S turn(struct S s) { s.f *= 1.0i; IM(s.d) += s.i; return s; }
static dc sum(int n, ...)
{
    __builtin_va_list ap;
    __builtin_va_start(ap, n);
    dc t = 0;
    for (int i = 0; i < n; i++) t += __builtin_va_arg(ap, dc) + __builtin_va_arg(ap, fc) * __builtin_va_arg(ap, int);
    __builtin_va_end(ap);
    return t;
}
static int calls;
static dc count(dc z) { calls++; return z; }
int main(void)
{
    volatile double x = 3, y = -4, zero = 0;
    dc z = x + y * 1.0i, w = 2 - 1.0i;
    fc q = 1 + 2.0if;
    IS(s1, 1.5, 2.5); IS(s2[0], 1, 0); IS(s2[1], 0, 2); IS(s2[2], 3, -1); IS(s3, 1, 0); IS(s4, 2, -1);
    IS(s5, 5, 0); IS(s6, 1, -2); IS(s7, 3, -2);
    CHECK(__builtin_signbit(IM(s3)) && k1 == 1 && k2 == 3 && k3 == 1 && k4 == 1);
    CHECK(sizeof z == 16 && sizeof q == 8 && _Alignof(fc) == 4 && sizeof(long double _Complex) == 2 * sizeof(long double));
    CHECK(_Generic(z, dc: 1, fc: 2, default: 3) == 1 && _Generic(q * 1.0f, dc: 1, fc: 2) == 2 && _Generic(q + 1.0, dc: 1, fc: 2) == 1);
    IS(z + w, 5, -5); IS(z - w, 1, -3); IS(z * w, 2, -11); IS(z / w, 2, -1); IS(-z, -3, 4); IS(~z, 3, 4); IS(+q, 1, 2);
    IS(x * z, 9, -12); IS(z * x, 9, -12); IS(z / 2, 1.5, -2); IS(x - z, 0, 4); IS(z - x, 0, -4); IS(x + z, 6, -4); IS(25 / z, 3, 4);
    CHECK(__builtin_signbit(IM(x - (x + 0.0i))) && !__builtin_signbit(IM((x + 0.0i) - x)));
    CHECK(!(z == w) && z != w && z == z && (dc)3 == x && 3 == (dc)x && !(z != z));
    IS(mix(z, q, 2, w), 15, 0); IS(half(q, 2), 0.5, 1); IS(sum(2, z, q, 5, w, q, -1), 9, 3);
    gs = turn(gs);
    IS(gs.f, -3, 2); IS(gs.d, 4, 6); IS(turn(gs).f, -2, -3); CHECK(gs.i == 1 && gs.c == 6);
    z += 1; IS(z, 4, -4); z *= w; IS(z, 4, -12); z /= x - 1; IS(z, 2, -6); z -= q; IS(z, 1, -8);
    w = z++; IS(w, 1, -8); IS(z, 2, -8); w = --z; IS(w, 1, -8); IS(z = w = q, 1, 2); q /= 1.0i; IS(q, 2, -1);
    int i = 5; i *= z; CHECK(i == 5); i += z; CHECK(i == 6);
    float f = 10; f /= (1 + 1.0i); CHECK(f == 5);
    double d = z; CHECK(d == 1); unsigned char uc = 200.5 + 1.0i; CHECK(uc == 200);
    _Bool b = 0 * 1.0i; CHECK(!b); b = z; CHECK(b && !!z && !(z - z) && (z || 0) && (0.0i || z) && !(0.0i && z));
    if (z - z) CHECK(0);
    while (!z) CHECK(0);
    IS(z ? z : w, 1, 2); IS(0 ? z : x, 3, 0); IS(i ?: z, 6, 0); IS((z - z) ?: w, 1, 2); IS(count(z) ?: 1, 1, 2); CHECK(calls == 2);
    IS(({ z; }), 1, 2); IS((z, w), 1, 2); IS(count(z), 1, 2); IS((fc)s1, 1.5, 2.5); CHECK(RE(count(z)) == 1 && IM(3.0) == 0 && RE(x) == 3);
    dc *p = &z, a[2][2] = {{1, 1.0i}, {2.0i}};
    RE(*p) = 7; *(&IM(z)) = 8; IS(z, 7, 8); RE(x) = 4; CHECK(x == 4);
    IS(a[0][1], 0, 1); IS(a[1][0], 0, 2); IS(a[1][1], 0, 0);
    volatile dc v = 1 + 1.0i; v = v * v; IS(v, 0, 2);
    const struct S ls = {.d = z, .f = 1}; IS(ls.d, 7, 8); IS(ls.f, 1, 0);
    dc r = __builtin_complex(INF, NAN) * __builtin_complex(1.0, x); CHECK(__builtin_isinf(RE(r)) && __builtin_isinf(IM(r)));
    r = __builtin_complex(x, x) / __builtin_complex(zero, zero); CHECK(RE(r) == INF && IM(r) == INF);
    r = __builtin_complex(x, x) / __builtin_complex(INF, -INF); IS(r, 0, 0); CHECK(!__builtin_signbit(IM(r)));
    r = x * __builtin_complex(zero, INF); CHECK(RE(r) == 0 && IM(r) == INF);
    r = __builtin_complex(1e308, 1e308 * (x - 3)) / __builtin_complex(1e308, 1e308); IS(r, 1, 0);
    fc t = __builtin_complex(3e38f, 0.0f) * (fc)(1 + x); CHECK(__builtin_isinf(RE(t)));
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
-- parts.c --
int main(void)
{
    volatile double x = 2;
    _Complex double z = x + 3.0i, c = __builtin_conj(z);
    _Complex float f = __builtin_conjf(1 + 2.0if);
    _Complex long double l = __builtin_conjl(z);
    static _Complex double k = __builtin_conj(1 + 2.0i);
    static double im = __builtin_cimag(4 + 5.0i);
    return __builtin_creal(c) == 2 && __builtin_cimag(c) == -3 && __builtin_cimagf(f) == -2 && __builtin_crealf(7) == 7 &&
           __builtin_creall(l) == 2 && __builtin_cimagl(l) == -3 && __imag__ k == -2 && im == 5 && __builtin_cimag(x) == 0 ? 0 : __LINE__;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh parts.c
-- out --
