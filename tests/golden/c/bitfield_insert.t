Fields of words put in, taken over, cleared: every width and place that a pattern takes, and those that it must not.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
typedef unsigned u32; typedef unsigned long long u64; typedef unsigned short u16; typedef unsigned char u8;
volatile u64 noise = 0xfedcba9876543210ull, other = 0x0f1e2d3c4b5a6978ull;
#define FIELD(t, n, low, width)                                                                                        \
    static t put##n(t x, t y) { return (t)((x & ~(t)((((t)1 << (width - 1) << 1) - 1) << low)) | ((y & (t)(((t)1 << (width - 1) << 1) - 1)) << low)); } \
    static t cut##n(t x, t y) { t m = (t)((((t)1 << (width - 1) << 1) - 1) << low); return (t)((x & ~m) | ((t)(y << low) & m)); }                       \
    static t from##n(t x, t y) { t m = (t)(((t)1 << (width - 1) << 1) - 1); return (t)((x & ~m) | (y >> low & m)); }   \
    static t clear##n(t x) { return (t)(x & ~(t)((((t)1 << (width - 1) << 1) - 1) << low)); }                         \
    static int test##n(void)                                                                                           \
    {                                                                                                                  \
        t x = (t)noise, y = (t)other, want = 0, wantf = 0, wantc = 0;                                                  \
        for (int k = 0; k < 8 * (int)sizeof(t); k++) {                                                                 \
            want |= (t)((k >= low && k < low + width ? y >> (k - low) & 1 : x >> k & 1) << k);                         \
            wantf |= (t)((k < width ? k + low < 8 * (int)sizeof(t) ? y >> (k + low) & 1 : 0 : x >> k & 1) << k);       \
            wantc |= (t)((k >= low && k < low + width ? 0 : x >> k & 1) << k);                                         \
        }                                                                                                              \
        return put##n(x, y) == want && cut##n(x, y) == want && from##n(x, y) == wantf && clear##n(x) == wantc;         \
    }
FIELD(u32, a, 8, 8) FIELD(u32, b, 7, 10) FIELD(u32, c, 20, 12) FIELD(u32, d, 0, 5) FIELD(u32, e, 31, 1) FIELD(u32, f, 1, 31) FIELD(u32, g, 3, 9)
FIELD(u64, h, 24, 16) FIELD(u64, i, 0, 33) FIELD(u64, j, 40, 24) FIELD(u64, k, 31, 2) FIELD(u64, l, 63, 1)
FIELD(u16, m, 3, 8) FIELD(u16, n, 8, 8) FIELD(u16, o, 0, 7) FIELD(u16, p, 15, 1) FIELD(u8, q, 2, 3) FIELD(u8, r, 4, 4) FIELD(u8, s, 0, 1)
static int narrow(u16 a, u16 b) { u16 x = (u16)(a + b); u16 r = (u16)((x & 0xf807) | (b << 3 & 0x7f8)); return r; }
static int byte(u8 a, u8 b) { u8 x = (u8)(a * b), r = (u8)((x & 0x43) | (b << 2 & 0x3c)); return r; }
static u32 keep(u32 x, u32 y, u32 *z) { u32 t = x & ~0xff00u; *z = t; return t | ((y & 0xff) << 8); }
static u32 wide(u32 x, u32 y) { return (x & ~0xff00u) | y << 8; }
static u32 gap(u32 x, u32 y) { return (x & ~0xff00u) | (y & 0xff) << 9; }
static u32 sign(u32 x, int y) { return (x & ~0xffu) | (u32)(y >> 24); }
static u32 same(u32 x, u32 y) { return (x & ~0xff00u) | (y & 0xff00u); }
static u32 less(u32 x, u32 y) { return (x & ~0xff00u) | (y & 0x7f) << 8; }
struct B { u32 a : 3, b : 7, c : 9; int d : 13; u64 e : 33, f : 31; u16 g : 5, h : 11; };
int main(void)
{
    u32 z;
    CHECK(testa() && testb() && testc() && testd() && teste() && testf() && testg());
    CHECK(testh() && testi() && testj() && testk() && testl());
    CHECK(testm() && testn() && testo() && testp() && testq() && testr() && tests());
    CHECK(narrow(0xffff, 0xffff) == ((0xfffe & 0xf807) | 0x7f8) && byte(0xff, 0xff) == (0x01 | 0x3c));
    CHECK(keep(0x12345678, 0xabcd, &z) == 0x1234cd78 && z == 0x12340078 && wide(0, 0xffffffff) == 0xffffff00 && gap(0, 0xffffffff) == 0x1fe00);
    CHECK(sign(0x1234, -1) == 0xffffffff && sign(0x1234, 0x7f000000) == 0x127f && same(0x11111111, 0x22222222) == 0x11112211 && less(0xffff, 0xff) == 0x7fff);
    struct B b = {0};
    for (int k = 0; k < 3; k++) {
        b.a = (u32)noise + (u32)k, b.b = (u32)other, b.c = (u32)noise >> 3, b.d = -(int)(other & 0xfff), b.e = noise, b.f = other, b.g = (u16)(k + 30), b.h = (u16)other;
        CHECK(b.a == (u32)k && b.b == 0x78 && b.c == (0x76543210 >> 3 & 511) && b.d == -0x978 && b.e == (noise & 0x1ffffffff) && b.f == (other & 0x7fffffff));
        CHECK(b.g == ((k + 30) & 31) && b.h == 0x178);
        b.b = 0, b.f = 0, b.d = -1, b.g = 0;
        CHECK(b.a == (u32)k && !b.b && b.c == (0x76543210 >> 3 & 511) && b.d == -1 && b.e == (noise & 0x1ffffffff) && !b.f && !b.g && b.h == 0x178);
    }
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
