Large frames: arrays of tens of kilobytes, large offsets, structures returned into them, alloca.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
struct Big { int v[2000]; };
static struct Big make(int k) { struct Big b; for (int i = 0; i < 2000; i++) b.v[i] = i * k; return b; }
static long sum(struct Big b) { long s = 0; for (int i = 0; i < 2000; i++) s += b.v[i]; return s; }
static int deep(int n)
{
    char pad[5000]; int a[3000]; double d[100];
    pad[4999] = (char)n; a[2999] = n * 2; d[99] = n + 0.5; a[0] = 1; pad[0] = 2;
    int below = n ? deep(n - 1) : 0;
    return below + pad[4999] + a[2999] + (int)(d[99] * 2) + a[0] + pad[0];
}
static int dynamic(int n)
{
    int total = 0;
    for (int i = 1; i <= n; i++) {
        int *p = __builtin_alloca((unsigned long)i * 4), *q = __builtin_alloca(16);
        for (int k = 0; k < i; k++) p[k] = k;
        q[0] = p[i - 1]; q[3] = i;
        total += q[0] + q[3] + ((unsigned long)p % 8 != 0) * 100000;
    }
    return total;
}
int main(void)
{
    struct Big a = make(1), b = make(2), c;
    c = a; c.v[1999] = 0;
    CHECK(sum(a) == 1999000 && sum(b) == 3998000 && sum(c) == 1999000 - 1999 && sum(make(3)) == 5997000);
    int want = 0; for (int n = 0; n <= 10; n++) want += n + n * 2 + n * 2 + 1 + 3;
    CHECK(deep(10) == want && dynamic(50) == 50 * 51 / 2 + 49 * 50 / 2);
    struct Big *p = &b; p->v[1500] = -1; a = *p; CHECK(a.v[1500] == -1 && a.v[1501] == 3002);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
