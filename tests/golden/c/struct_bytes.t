Structures of 1 to 40 bytes by value: as argument, as result, through a pointer to function, after other arguments.
-- t.c --
#define EACH(M) M(1) M(2) M(3) M(4) M(5) M(6) M(7) M(8) M(9) M(10) M(11) M(12) M(13) M(14) M(15) M(16) M(17) M(18) \
    M(19) M(20) M(21) M(22) M(23) M(24) M(25) M(26) M(27) M(28) M(29) M(30) M(31) M(32) M(33) M(34) M(35) M(36) \
    M(37) M(38) M(39) M(40)
static void fill(unsigned char *p, int n, int seed) { while (n--) p[n] = (unsigned char)(seed + n * 7); }
static int ok(const unsigned char *p, int n, int seed)
{
    while (n--) if (p[n] != (unsigned char)(seed + n * 7)) return 0;
    return 1;
}
#define DEFINE(N)                                                                      \
    struct S##N { unsigned char b[N]; };                                               \
    static struct S##N make##N(int seed) { struct S##N s; fill(s.b, N, seed); return s; } \
    static int take##N(struct S##N s, int seed) { int r = ok(s.b, N, seed); s.b[0]++; return r; } \
    static int late##N(int a, long b, struct S##N s, double d, int c, int e, int f, struct S##N t, int g) \
    {                                                                                  \
        return a == 1 && b == 2 && d == 3 && c == 4 && e == 5 && f == 6 && g == 7 && ok(s.b, N, 9) && ok(t.b, N, 80); \
    }                                                                                  \
    static struct S##N swap##N(struct S##N a, struct S##N b, int first) { return first ? a : b; } \
    static int test##N(void)                                                           \
    {                                                                                  \
        struct S##N a = make##N(9), b, (*f)(int) = make##N;                            \
        b = f(80);                                                                     \
        if (!take##N(a, 9) || !take##N(a, 9) || !take##N(make##N(3), 3)) return 1;     \
        if (!late##N(1, 2, a, 3, 4, 5, 6, b, 7)) return 2;                             \
        if (!ok(swap##N(a, b, 1).b, N, 9) || !ok(swap##N(a, b, 0).b, N, 80)) return 3; \
        struct S##N v[3] = {a, b, make##N(5)};                                         \
        v[1] = v[2];                                                                   \
        if (!ok(v[0].b, N, 9) || !ok(v[1].b, N, 5) || !ok((1 ? b : a).b, N, 80)) return 4; \
        return 0;                                                                      \
    }
EACH(DEFINE)
int main(void)
{
#define TEST(N) if (test##N()) return N;
    EACH(TEST)
    return 0;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
