Complex integers: constants, parts as places, arithmetic without promotion of narrow parts, conversions, calls, varargs, initialisers, atomics.
-- t.c --
typedef _Complex int ci;
typedef _Complex unsigned char cb;
typedef _Complex short cs;
typedef _Complex long long cl;
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
#define RE(z) (__real__ (z))
#define IM(z) (__imag__ (z))
#define IS(z, x, y) CHECK(RE(z) == (x) && IM(z) == (y))
#define HAS(z, T) CHECK(_Generic((z), T: 1, default: 0))
static ci s1 = 1 + 2i, s2[3] = {1, 2j, [2] = 3 - 0x1i}, s3 = (7 + 5i) * (3 - 1i), s4 = ~(1 + 2i);
static cl s5 = 0x100000000lli - 1, s6 = -(1 + 2i) + 4;
static cb s7 = 250 + 260i;
static int k1 = (1i == 1i) + 2 * (1i != 1i), k2 = (int)(3 + 1i), k3 = (_Bool)5i, k4 = !0i;
struct S { char c; cs z; ci i; cl l; double _Complex d; };
static struct S gs = {1, 2 + 3i, 4 + 5i, 6 - 7i, 8 + 9i};
static ci mix(ci a, cb b, int i, cs c) { return a * b + i * c; }
static cl wide(ci a, cl b, cl c, cl d) { return a + b * c - d; }
static struct S turn(struct S s) { s.z *= 1i; IM(s.i) += s.c; return s; }
static cl sum(int n, ...)
{
    __builtin_va_list ap;
    __builtin_va_start(ap, n);
    cl t = 0;
    for (int i = 0; i < n; i++)
        t += __builtin_va_arg(ap, cl) + __builtin_va_arg(ap, ci) * __builtin_va_arg(ap, int);
    __builtin_va_end(ap);
    return t;
}
static int calls;
static ci count(ci z) { calls++; return z; }
static _Atomic(ci) at;
int main(void)
{
    volatile int x = 3, y = -4, zero = 0;
    ci z = x + y * 1i, w = 2 - 1i;
    IS(s1, 1, 2); IS(s2[0], 1, 0); IS(s2[1], 0, 2); IS(s2[2], 3, -1); IS(s3, 26, 8); IS(s4, 1, -2);
    IS(s5, -1, 0x100000000); IS(s6, 3, -2); IS(s7, 250, 4);
    CHECK(k1 == 1 && k2 == 3 && k3 == 1 && k4 == 1);
    CHECK(sizeof z == 8 && sizeof(cb) == 2 && _Alignof(cs) == 2 && _Alignof(cl) == _Alignof(struct { cl z; }));
    HAS(z + 1u, _Complex unsigned); HAS(z + 1.0f, _Complex float); HAS(s7 + s7, cb); HAS(s7 + 'a', ci);
    HAS((cs)1 + (cb)1, cs); HAS(-(cs)1, cs); HAS(1uli, _Complex unsigned long); HAS(z * 2ll, cl);
    HAS(1 ? z : 1.0, _Complex double); HAS(RE(s7), unsigned char); HAS(3il, _Complex long);
    IS(z, 3, -4); IS(z + w, 5, -5); IS(z - w, 1, -3); IS(z * w, 2, -11); IS(-z, -3, 4); IS(~z, 3, 4);
    IS(z / 2, 1, -2); IS(2 * z, 6, -8); IS(5 - z, 2, 4); IS(z - 5, -2, -4);
    IS(z + 0.5, 3.5, -4); IS((double _Complex)z, 3, -4); IS((ci)(2.9 - 3.9i), 2, -3);
    CHECK(z == 3 - 4i && z != w && !(z == 3) && z != 0 && (zero ? 0 : 1));
    CHECK(z && (_Bool)z && !(z - z) && (1i || zero) && !(zero * 1i));
    cb b = 200 + 100i;
    b += b;
    IS(b, 144, 200);
    b++;
    IS(b, 145, 200);
    b--;
    IM(b) = (unsigned char)300;
    IS(b, 144, 44);
    RE(z) += 10;
    IS(z, 13, -4);
    z *= 1i;
    IS(z, 4, 13);
    z /= 3;
    IS(z, 1, 4);
    z -= 0.5;
    IS(z, 0, 4);
    int r = 5;
    r *= 2 + 3i;
    CHECK(r == 10);
    double d = 1.5;
    d += 2 + 9i;
    CHECK(d == 3.5);
    IS(mix(1 + 2i, 3, 4, 5 - 1i), 23, 2);
    IS(wide(1i, 2 + 1i, 1ll << 40, 7), (2ll << 40) - 7, (1ll << 40) + 1);
    struct S s = turn(gs);
    IS(s.z, -3, 2); IS(s.i, 4, 6); IS(s.l, 6, -7); IS(s.d, 8, 9); CHECK(s.c == 1);
    IS(sum(2, (cl)5 + 1i, (ci)(1 + 1i), 3, (cl)1, 2i, 7), 9, 18);
    IS(x ? count(w) : z, 2, -1); IS((count(w), w), 2, -1); CHECK(calls == 4);
    IS(count(5i) ?: w, 0, 5); IS(count(0) ?: w, 2, -1);
    _Bool truth = w != 0;
    _Complex char small = 3 + 1i;
    IS(small + truth, 4, 1); IS(truth - small, -2, -1); IS(truth ? small : truth, 3, 1);
    at = 1 + 2i;
    at += 3i;
    ci now = at;
    IS(now, 1, 5);
    ci *p = &s2[1];
    IM(*p)++;
    IS(p[0], 0, 3); IS(p[1], 3, -1);
    ci e = {4};
    IS(e, 4, 0);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
