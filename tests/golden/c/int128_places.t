128-bit integers in records, arrays, bit-fields, static storage, parameters, results and variadic arguments.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
#ifdef __SIZEOF_INT128__
typedef __int128_t I;
typedef __uint128_t U;
typedef unsigned long long ull;
#define W(hi, lo) ((U)(hi) << 64 | (lo))
_Static_assert(sizeof(I) == 16 && _Alignof(U) == 16 && sizeof(unsigned __int128) == 16, "");
_Static_assert(((I)1 << 100) / 3 * 3 < (I)1 << 100 && (U)-1 > 0 && -(I)1 < 0 && (I)-7 % 3 == -1 && (I)-7 / 2 == -3, "");
_Static_assert((~(U)0 >> 64) == ~0ull && ((I)-1 >> 127) == -1, "");
_Static_assert((int)(((I)5 << 64) + 7) == 7 && !((I)1 << 64) == 0 && (((I)1 << 64) && 1) && ((I)1 << 64 ? 3 : 4) == 3, "");
_Static_assert(_Generic((I)1 + 1ull, I: 1, default: 0) && _Generic((U)1 + (I)1, U: 1, default: 0) && _Generic((I)1 * 1.0f, float: 1, default: 0), "");
static const int folded[] = {(U)1e30 == (I)1e30, (double)((U)1 << 127) == 0x1p127, (_Bool)((I)1 << 70),
    (float)(((U)1 << 127) + 1) == 0x1p127f, (I)-0x1p127 == (I)((U)1 << 127)};
enum { small = (I)7 };
char array[(I)small];
static I table[] = {1, -1, (I)1 << 90, 1.5e20, -3.5, 'x', (I)~0ull, (U)(ull)-1};
const U limit = ~(U)0;
struct S { char c; I a; short h; } s = {1, -2, 3};
union X { U u; ull half[2]; unsigned char b[16]; } x = {W(2, 1)};
struct B { I a : 100; I b : 20; U c : 3, : 5, d : 128; int e : 9; I f : 1; } b = {-5, 7, 5, ~(U)0 - 1, -3, -1};
struct __attribute__((packed)) P { char c; I a; U b : 77; U d : 51; } p = {1, (I)1 << 77, (U)1 << 76 | 5, 9};
_Static_assert(sizeof(struct S) == 48 && sizeof p == 33, "");
#if !defined(_WIN32)
_Static_assert(sizeof b == 48, "");
#endif
static I mix(signed char a, I b, int c, I d, I e, long long f, I g)
{
    return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g;
}
I (*volatile mixes)(signed char, I, int, I, I, long long, I) = mix;
static I sum(int n, ...)
{
    __builtin_va_list ap;
    I r = 0;
    __builtin_va_start(ap, n);
    for (int k = 0; k < n; k++) {
        r = r * 3 + __builtin_va_arg(ap, I);
        if (k & 1)
            r += __builtin_va_arg(ap, int);
    }
    struct S t = __builtin_va_arg(ap, struct S);
    __builtin_va_end(ap);
    return r + t.a;
}
I (*volatile sums)(int, ...) = sum;
static struct S swap(struct S v, I by) { v.a += by; v.h--; return v; }
struct S (*volatile swaps)(struct S, I) = swap;
static I old(a, q) I q; short a; { return q << a; }
static int counts(I *v) { return (int)*v; }
static I fact(int n) { return n <= 1 ? 1 : n * fact(n - 1); }
int main(void)
{
    I v[3] = {1, 2}, w = (I)1 << 100, *q = &w;
    CHECK(v[0] == 1 && v[1] == 2 && v[2] == 0 && table[2] == (I)1 << 90 && table[3] == (I)150000000000 * 1000000000 && table[4] == -3);
    CHECK(table[5] == 120 && table[6] == W(0, ~0ull) && table[7] == W(0, ~0ull) && table[1] + 1 == 0 && limit + 1 == 0 && sizeof array == 7);
    for (unsigned k = 0; k < sizeof folded / sizeof *folded; k++) CHECK(folded[k] == 1);
    CHECK(x.half[0] == 1 && x.half[1] == 2 && x.b[8] == 2);
    CHECK(s.c == 1 && s.a == -2 && s.h == 3);
    CHECK(mixes(-1, w, -3, 4, -5, 6, -w) == -1 + 2 * w - 9 + 16 - 25 + 36 - 7 * w);
    CHECK(sums(4, (I)1, w, 5, -w, (I)7, 2, s) == ((w + 3 + 5) * 3 - w) * 3 + 7 + 2 - 2);
    struct S t = swaps(s, w); CHECK(t.c == 1 && t.a == w - 2 && t.h == 2 && s.a == -2);
    CHECK(old(3, w) == w * 8 && counts(&v[1]) == 2 && *q == w && (*q)++ == (I)1 << 100 && --*q == (I)1 << 100);
    CHECK(fact(33) == W(0x688589cc0e9505e, 0x2f2fee5580000000) && fact(30) / fact(28) == 870);
    CHECK(b.a == -5 && b.b == 7 && b.c == 5 && b.d == ~(U)0 - 1 && b.e == -3 && b.f == -1);
    b.a = ((I)1 << 99) + 12345; CHECK(b.a == -((I)1 << 99) + 12345 && b.b == 7); b.a -= 1; b.a++; CHECK(b.a == -((I)1 << 99) + 12345);
    CHECK((b.c += 6) == 3 && b.c == 3 && (b.d <<= 4) == ~(U)31 && b.b-- == 7 && b.b == 6 && (b.b = 1 << 19) == -(1 << 19));
    CHECK(p.a == (I)1 << 77 && p.b == ((U)1 << 76 | 5) && p.d == 9 && p.c == 1);
    p.b = ~(U)0; CHECK(p.b == ((U)1 << 77) - 1 && p.d == 9); p.d = ((U)1 << 51) - 2; p.b = 3; CHECK(p.b == 3 && p.d == ((U)1 << 51) - 2 && p.a == (I)1 << 77);
    volatile I vol = w; vol += 1; CHECK(vol - w == 1);
    struct S copy = ((struct S){.a = vol}); CHECK(copy.a == w + 1 && ({ I z = copy.a; z - 1; }) == w && (v[0], w) == w);
    I many = 0; for (int k = 0; k < 20; k++) { if (k % 3) many = many * 10 + k; else many -= k; if (many > w) many %= 1000003; } CHECK(many > 0 && many <= w);
    return failed;
}
#else
int main(void) { return 0; }
#endif
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
