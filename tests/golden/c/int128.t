128-bit integers: every operator, conversions, variables in registers and in memory.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
#ifdef __SIZEOF_INT128__
typedef __int128 I;
typedef unsigned __int128 U;
typedef unsigned long long ull;
#define W(hi, lo) ((U)(hi) << 64 | (lo))
#define IS(x, hi, lo) do { U x_ = (U)(x); CHECK((ull)(x_ >> 64) == (ull)(hi) && (ull)x_ == (ull)(lo)); } while (0)
volatile I vi, vj;
volatile U vu, vv;
volatile int n;
static void sums(void)
{
    vu = W(1, ~0ull); vv = 1;
    IS(vu + vv, 2, 0); IS(vv - vu, -2, 2); IS(-vu, -2, 1); IS(~vu, -2, 0); IS(vu & W(5, 6), 1, 6);
    IS(vu | W(2, 0), 3, ~0ull); IS(vu ^ vu, 0, 0); IS(vu ^ 1, 1, ~1ull);
    vu++; IS(vu, 2, 0); --vu; IS(vu--, 1, ~0ull); IS(++vu, 1, ~0ull);
    vu += 3; IS(vu, 2, 2); vu -= 4; IS(vu, 1, -2); vu *= 3; IS(vu, 5, -6); vu <<= 70; IS(vu, -384, 0);
    vu >>= 3; IS(vu, 0x1fffffffffffffd0, 0); vu |= 7; vu &= ~2; vu ^= 1; IS(vu, 0x1fffffffffffffd0, 4);
    vi = -1; vi *= 1ll << 62; vi *= 8; IS(vi, -2, 0); vi >>= 64; IS(vi, -1, -2); vi /= -2; vi %= 3; IS(vi, 0, 1);
}
static void products(void)
{
    ull a = 0xfedcba9876543210u, b = 0x8000000000000001u;
    long long s = -7, t = 0x7fffffffffffffff;
    vu = a; vv = b;
    IS((U)a * b, 0x7f6e5d4c3b2a1908, 0xfedcba9876543210); IS(vu * vv, 0x7f6e5d4c3b2a1908, 0xfedcba9876543210);
    IS((I)s * t, -4, 0x8000000000000007); IS((I)s * s, 0, 49); IS((U)s * 5, -1, -35);
    vu = W(3, 5); IS(vu * W(7, 11), 68, 55); IS(vu * 10, 30, 50);
}
static void quotients(void)
{
    static const struct { ull ah, al, bh, bl, qh, ql, rh, rl; } v[] = {
        {0, 100, 0, 7, 0, 14, 0, 2}, {1, 0, 0, 3, 0, 0x5555555555555555, 0, 1}, {5, 3, 0, 1, 5, 3, 0, 0},
        {~0ull, ~0ull, 0, 10, 0x1999999999999999, 0x9999999999999999, 0, 5}, {0, 9, 1, 0, 0, 0, 0, 9},
        {~0ull, ~0ull, 1, 0, 0, ~0ull, 0, ~0ull}, {~0ull, 0, ~0ull, 1, 0, 0, ~0ull, 0},
        {0x123456789abcdef0, 0x0fedcba987654321, 0, 0xfffffffffffffffe, 0, 0x123456789abcdef2, 0, 0x345678acf13579},
        {0x8000000000000000, 0, 0, 0xffffffff00000000, 0, 0x8000000080000000, 0, 0x8000000000000000},
        {0x7fffffffffffffff, 0xffffffffffffffff, 0, 0x8000000000000001, 0, 0xfffffffffffffffe, 0, 1}};
    for (unsigned k = 0; k < sizeof v / sizeof *v; k++) {
        vu = W(v[k].ah, v[k].al); vv = W(v[k].bh, v[k].bl);
        U q = vu / vv, r = vu % vv;
        CHECK(q * vv + r == vu && r < vv);
        if (k < 7) { IS(q, v[k].qh, v[k].ql); IS(r, v[k].rh, v[k].rl); }
    }
    vi = -100; vj = 7; IS(vi / vj, -1, -14); IS(vi % vj, -1, -2); IS(-vi / -vj, -1, -14); IS(-vi % -vj, 0, 2);
    vi = (I)W(1ull << 63, 0); IS(vi / 2, 0xc000000000000000, 0); IS(vi / vi, 0, 1); IS(vi % 10, -1, -8);
    U x = 1;
    for (int k = 0; k < 127; k++) { vu = x; CHECK(vu / (x >> 1 | 1) == (k == 0 ? 1 : k == 1 ? 2 : vu / (x >> 1 | 1))); x <<= 1; }
}
static void shifts(void)
{
    for (n = 0; n < 128; n++) {
        vu = W(0x8123456789abcdef, 0xfedcba9876543211); vi = (I)vu;
        U up = vu << n, down = vu >> n, fill = n ? ~(U)0 << (128 - n) : 0;
        U want = vu, half = vu;
        for (int k = 0; k < n; k++) { want += want; half /= 2; }
        CHECK(up == want && down == half && (U)(vi >> n) == (half | fill));
    }
    vu = W(1, 2); IS(vu << 64, 2, 0); IS(vu << 65, 4, 0); IS(vu >> 64, 0, 1); IS(vu >> 1, 0, 0x8000000000000001);
    I count = 65; IS(vu << count, 4, 0); vu >>= (I)1; IS(vu, 0, 0x8000000000000001);
    int small = 1 << (I)3; CHECK(small == 8);
}
static void compares(void)
{
    static const U v[] = {0, 1, ~0ull, W(1, 0), W(1, 1), W(0x7fffffffffffffff, ~0ull), W(1ull << 63, 0), ~(U)0};
    for (int a = 0; a < 8; a++)
        for (int b = 0; b < 8; b++) {
            vu = v[a]; vv = v[b]; vi = (I)v[a]; vj = (I)v[b];
            int sa = (a + 2) % 8, sb = (b + 2) % 8;
            CHECK((vu < vv) == (a < b) && (vu <= vv) == (a <= b) && (vu > vv) == (a > b) && (vu >= vv) == (a >= b));
            CHECK((vu == vv) == (a == b) && (vu != vv) == (a != b));
            CHECK((vi < vj) == (sa < sb) && (vi <= vj) == (sa <= sb) && (vi > vj) == (sa > sb) && (vi >= vj) == (sa >= sb));
            if (vu < vv) CHECK(a < b); else CHECK(a >= b);
        }
    vi = (I)W(1, 0); CHECK(vi ? 1 : 0); CHECK(!!vi && !(vi - vi)); CHECK((_Bool)vi == 1 && (vi < 0) == 0 && (-vi < 0) == 1);
    if (!vi) CHECK(0);
    int loops = 0;
    for (I k = vi + 3; k > vi; k--) loops++;
    while ((vi >>= 1)) loops++;
    CHECK(loops == 3 + 64);
    U chosen = n ? (vu = 5) : (vv = W(9, 9)), other = vu ?: 7; IS(chosen, 0, 5); IS(other, 0, 5);
}
static void conversions(void)
{
    signed char c = -3; unsigned short h = 65535; unsigned w = ~0u; float f = -2.75f; double d = 1e30; _Bool b = 1;
    vi = c; IS(vi, -1, -3); vi = h; IS(vi, 0, 65535); vi = w; IS(vi, 0, 0xffffffff); vi = b; IS(vi, 0, 1); vi = 'a'; IS(vi, 0, 97);
    vi = -5ll; IS(vi, -1, -5); vu = -5; IS(vu, -1, -5); vi = ~0ull; IS(vi, 0, -1); vi = f; IS(vi, -1, -2);
    vi = d; IS(vi, 0xc9f2c9cd0, 0x4675000000000000); vu = 3e38f; IS(vu, 0xe1b1e60000000000, 0); vi = -d; IS(-vi, 0xc9f2c9cd0, 0x4675000000000000);
    vi = -0.0; IS(vi, 0, 0); vi = 0.99; IS(vi, 0, 0); vi = -0x1p127; IS(vi, 1ull << 63, 0);
    vi = (I)W(0x123456789abcdef0, 0x8877665544332211);
    CHECK((char)vi == 0x11 && (short)vi == 0x2211 && (int)vi == 0x44332211 && (long long)vi == (long long)0x8877665544332211);
    CHECK((double)vi == 0x1.23456789abcdfp+124 && (float)vi == 0x1.234568p+124f && (double)-vi == -0x1.23456789abcdfp+124);
    vu = W(0, 0xfffffffffffffc00); CHECK((double)vu == 0x1.fffffffffffff8p63);
    vu = W(1, 0x800); CHECK((double)vu == 0x1p64 && (double)(vu + 1) == 0x1.0000000000001p64);
    vu = W(~0ull, ~0ull); CHECK((double)vu == 0x1p128 && (float)vu > 3.4e38f && (double)(I)vu == -1);
    vu = W(0xffffff7fffffffff, ~0ull); CHECK((float)vu == 0x1.fffffep127f);
    int *p = (int *)(I)&failed; CHECK(p == &failed && (U)(unsigned long long)p == (U)p);
    CHECK(vu * 0 + 2.5 == 2.5 && (vi = 3) * 0.5f == 1.5f);
}
static void overflows(void)
{
    I r; U u; int i; ull l;
    vi = (I)W(0x7fffffffffffffff, ~0ull); vu = ~(U)0;
    CHECK(__builtin_add_overflow(vi, (I)1, &r)); IS(r, 1ull << 63, 0); CHECK(!__builtin_add_overflow(vi, (I)1, &u)); IS(u, 1ull << 63, 0);
    CHECK(__builtin_sub_overflow((I)3, (I)5, &u) && !__builtin_sub_overflow((I)3, (I)5, &r)); IS(r, -1, -2);
    CHECK(__builtin_add_overflow(vu, vu, &u) && __builtin_mul_overflow(vu, 2, &u) && !__builtin_mul_overflow(vu, 1, &u)); IS(u, -1, -1);
    CHECK(!__builtin_mul_overflow((I)W(1ull << 62, 0), -2, &r) && __builtin_mul_overflow((I)W(1ull << 62, 0), 2, &r));
    CHECK(!__builtin_mul_overflow((I)-5, (I)7, &i) && i == -35 && __builtin_mul_overflow((I)1 << 31, (I)1, &i) && i == -2147483647 - 1);
    CHECK(!__builtin_sub_overflow(vu, vu - 9, &l) && l == 9 && __builtin_sub_overflow(vu, 9, &l) && l == -10ull);
}
int main(void)
{
#if __has_builtin(__builtin_bswap128)
    CHECK(__builtin_bswap128((unsigned __int128)0x0102 << 64 | 3) == ((unsigned __int128)3 << 120 | 0x0201000000000000));
#endif
    sums(); products(); quotients(); shifts(); compares(); conversions(); overflows();
    return failed;
}
#else
int main(void) { return 0; }
#endif
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
