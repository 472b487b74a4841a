Bit-fields: signed and unsigned, truncation on store, extension on load, operators.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
struct S {
    unsigned a : 3;
    int b : 5;
    unsigned c : 1;
    int d : 1;
    unsigned e : 22;
    unsigned char f : 4, g : 4;
    _Bool h : 1;
    short i : 9;
    long long j : 40;
    unsigned long long k : 64;
};
static struct S g = {5, -3, 1, -1, 0x3fffff, 9, 6, 1, -200, -1234567890123 % 100000000000, 1};
int main(void)
{
    CHECK(g.a == 5 && g.b == -3 && g.c == 1 && g.d == -1 && g.e == 0x3fffff);
    CHECK(g.f == 9 && g.g == 6 && g.h == 1 && g.i == -200 && g.j == -34567890123 && g.k == 1);
    struct S s = {0};
    s.a = 15; CHECK(s.a == 7);
    s.b = 16; CHECK(s.b == -16);
    s.b = 31; CHECK(s.b == -1);
    s.d = 1; CHECK(s.d == -1);
    s.h = 2; CHECK(s.h == 1);
    s.e = -1; CHECK(s.e == 4194303);
    s.i = 255; CHECK(s.i == 255);
    s.i++; CHECK(s.i == -256);
    s.a++; CHECK(s.a == 0);
    CHECK(s.a-- == 0 && s.a == 7);
    s.f = 3; s.g = 12;
    s.f += s.g; CHECK(s.f == 15 && s.g == 12);
    s.f <<= 2; CHECK(s.f == 12);
    CHECK((s.b = 17) == -15);
    CHECK((s.a = 9) == 1);
    s.j = -1; s.j *= 3; CHECK(s.j == -3);
    s.j = 0x7fffffffff; CHECK(s.j == 549755813887);
    s.k = -5; CHECK(s.k == 18446744073709551611u);
    s.k >>= 60; CHECK(s.k == 15);
    CHECK(-s.a < 0 && s.a - 2 < 0);
    CHECK(sizeof(s.a + 0) == 4);
    CHECK(s.e > -1);
    struct S t = s;
    CHECK(t.a == s.a && t.j == s.j && t.k == s.k && t.f == 12);
    struct S *p = &t;
    p->b = p->a = 6;
    CHECK(p->a == 6 && p->b == 6 && p->c == 0);
    // behind a comma, assigned and counted it still promotes to int
    s.a = 3;
    CHECK(-1 < (0, s.a) && (1, (0, s.a)) - 4 < 0 && -(0, s.a) < 0 && ~(0, s.a) < 0);
    CHECK(-1 < (s.a = 2) && (s.a += 1) - 4 < 0 && -1 < ++s.a && --s.a - 4 < 0);
    CHECK(-1 < (failed ? s.a : s.a));
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
