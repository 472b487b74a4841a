Unions: one storage, type punning, initialisation of the first or a named member, by value.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
union V {
    unsigned u;
    float f;
    unsigned char b[8];
    struct { short lo, hi; } h;
    double d;
};
static union V make(double d)
{
    union V v;
    v.d = d;
    return v;
}
static double get(union V v) { return v.d; }
static union V g1 = {0x3f800000}, g2 = {.d = 1.0}, g3 = {.b = {1, 2, 3, 4, 5}}, g4 = {.h.hi = 7};
struct Tagged {
    int kind;
    union { int i; double d; const char *s; } v;
};
static int value(struct Tagged t) { return t.kind == 0 ? t.v.i : t.kind == 1 ? (int)t.v.d : t.v.s[0]; }
int main(void)
{
    CHECK(sizeof(union V) == 8 && _Alignof(union V) == 8);
    CHECK(g1.f == 1.0f && g1.b[3] == 0x3f && g1.b[4] == 0);
    CHECK(g2.b[7] == 0x3f && g2.b[6] == 0xf0 && g2.u == 0);
    CHECK(g3.u == 0x04030201 && g3.h.hi == 0x0403 && g3.b[4] == 5 && g3.b[5] == 0);
    CHECK(g4.h.lo == 0 && g4.u == 7 << 16);
    union V v = make(2.5);
    CHECK(get(v) == 2.5 && v.b[7] == 0x40);
    v.u = 0x40490fdb;
    CHECK(v.f > 3.14159f && v.f < 3.1416f);
    v.h.lo = 0;
    CHECK(v.u == 0x40490000);
    union V w = v;
    w.b[3] = 0xc0;
    CHECK(w.f < 0 && v.f > 0);
    CHECK(value((struct Tagged){0, {.i = 4}}) == 4);
    CHECK(value((struct Tagged){1, {.d = 5.5}}) == 5);
    CHECK(value((struct Tagged){2, {.s = "x"}}) == 'x');
    CHECK((void *)&v == (void *)&v.f && (void *)&v == (void *)v.b);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
