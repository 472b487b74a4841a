Bit-fields wider than int compute in their own width, as in gcc; declared types take over at 64 bits, with typeof and when stored.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
typedef unsigned long long u64;
struct S { u64 u : 40; long long s : 40; u64 v : 33; u64 full : 64; u64 n : 31; u64 w : 32; long long k : 63; };
struct Packed { unsigned char c : 3; u64 x : 50; long long y : 45; } __attribute__((packed));
static u64 sum(int n, ...) { __builtin_va_list ap; __builtin_va_start(ap, n); u64 t = 0; while (n--) t += __builtin_va_arg(ap, u64); __builtin_va_end(ap); return t; }
static u64 back(u64 x) { return x; }
int main(void)
{
    volatile struct S s = {0xffffffffffu, -1, 0x1ffffffff, ~0ull, 0x7fffffff, 0xffffffff, -5};
    struct Packed p = {1, ~0ull, -2};
    CHECK((s.u << 8) >> 8 == 0xffffffff);
    CHECK(s.u + 1 == 0 && ~s.u == 0 && -s.u == 1 && s.u * 2 == 0xfffffffffe && s.u + 1u == 0 && s.u - s.v == 0xfe00000000);
    CHECK(s.u + 1ull == 0x10000000000 && (s.u | 1ull << 50) == 0x400ffffffffff && (u64)s.u << 8 == 0xffffffffff00);
    CHECK(s.v + s.u == 0x1fffffffe && s.v << 1 == 0x1fffffffe && ~s.v == 0 && (s.v ^ 1) == 0x1fffffffe);
    CHECK(s.s == -1 && s.s < 0 && s.s * 3 == -3 && s.s >> 3 == -1 && (s.s << 4) == -16 && -s.s == 1 && s.s + s.u == 0xfffffffffe);
    CHECK(s.full + 1 == 0 && (s.full << 8) >> 8 == 0xffffffffffffff && s.w + 1 == 0 && s.n - 0x7fffffff - 1 < 0);
    CHECK(s.k - 1 == -6 && s.k < 0 && s.k * s.k == 25 && ~s.k == 4);
    u64 t = s.u << 4; CHECK(t == 0xfffffffff0); t = s.u++; CHECK(t == 0xffffffffff && s.u == 0); t = --s.u; CHECK(t == 0xffffffffff);
    s.u += 2; CHECK(s.u == 1); s.u <<= 39; CHECK(s.u == 0x8000000000); s.u -= 1; s.u *= s.u; CHECK(s.u == 1); s.s /= -1; CHECK(s.s == 1);
    CHECK(((s.u = 0xff00000000) << 4) == 0xf000000000 && (0, s.u) << 4 == 0xf000000000 && (1 ? s.u : 0) << 4 == 0xf000000000);
    CHECK(sizeof(s.u + 1) == 8 && sum(3, s.u << 4, s.v + 1, (u64)1) == 0xf000000001 && back(s.u << 4) == 0xf000000000);
    double d = s.u << 4; CHECK(d == 0xf000000000); CHECK((s.u << 4) / 16 == 0xf00000000 && (s.u << 4) % 7 == 0xf000000000 % 7);
    if (s.u << 8) CHECK(0);
    while (s.u << 8) { CHECK(0); break; }
    CHECK(!(s.u << 8) && (s.u << 8 ? 0 : 1));
    switch (s.u >> 36) { case 15: break; default: CHECK(0); }
    CHECK(p.x + 1 == 0 && p.x << 10 == 0x3fffffffffc00 && p.y * 2 == -4 && p.y - p.x == 0x3ffffffffffff);
    _Static_assert(sizeof(((struct S *)0)->u + 1) == 8, "");
    return failed;
}
-- own.c --
struct S { unsigned long long u : 40; };
int main(void)
{
    struct S s = {0xff00000000};
    __typeof__(s.u + 0) a = s.u;
    __auto_type b = s.u;
    return a << 4 == 0xff000000000 && b << 4 == 0xff000000000 && _Generic(s.u, unsigned long long: 1, default: 0) &&
           _Generic(s.u + 0, unsigned long long: 1, default: 0) ? 0 : __LINE__;
}
-- warn.c --
struct S { unsigned long long u : 40; } s;
unsigned long long f(void) { return s.u << 40; }
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
$ROOT/tests/tools/c_levels.sh own.c
fuse cc -c warn.c
-- out --
warn.c:2:41: warning: shift by 40 of unsigned long long:40 [C0408]
  unsigned long long f(void) { return s.u << 40; }
                                          ^^
  help: the count must be at least 0 and below the number of bits
