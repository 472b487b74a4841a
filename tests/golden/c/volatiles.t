volatile objects: each access happens, through pointers, members, in conditions and as statements.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static volatile int v = 5;
struct R { volatile unsigned status; unsigned data; volatile char c[4]; };
static struct R reg;
static int reads(volatile int *p) { int a = *p; int b = *p; return a + b; }
static int wait(volatile unsigned *s) { int n = 0; while (!(*s & 4)) { (*s)++; n++; } return n; }
int main(void)
{
    v; (void)v; *&v;
    v = v + v; CHECK(v == 10);
    v++; v += v; CHECK(v == 22 && reads(&v) == 44);
    volatile int l = 3; volatile int *volatile p = &l; int *volatile *q = (int *volatile *)&p;
    *p += 4; CHECK(l == 7 && **q == 7);
    CHECK(wait(&reg.status) == 4);
    struct R *r = &reg; r->status |= 0x80; r->status &= ~4u; r->c[2] = 'x'; r->c[2]++;
    CHECK(reg.status == 0x80 && reg.c[2] == 'y');
    volatile struct { int a, b; double d; } s = {1, 2, 3.5};
    s.a = s.b; s.d *= 2; CHECK(s.a == 2 && s.d == 7);
    volatile double d = 0.1; volatile float f = 0.1f; CHECK(d != f && d == 0.1);
    volatile char c = 300 % 256; c = c + 1; CHECK(c == 45);
    const volatile long cv = -9; CHECK(cv == -9);
    for (volatile int i = 0; i < 10; ++i) l = i;
    CHECK(l == 9);
    volatile _Bool b = 7; CHECK(b == 1 && (b ^= 1) == 0);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
