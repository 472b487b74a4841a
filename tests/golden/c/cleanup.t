Attribute cleanup on every way out of a scope, jumps out of the scopes of variable-length arrays, labels of a block.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static int trace[64], n;
static void put(int *p) { trace[n++] = *p; }
#define AUTO(name, v) __attribute__((cleanup(put))) int name = (v)
static int is(int k, const int *want) { int ok = n == k; for (int i = 0; i < k && ok; i++) ok = trace[i] == want[i]; n = 0; return ok; }
#define IS(...) CHECK(is(sizeof((int[]){__VA_ARGS__}) / sizeof(int), (int[]){__VA_ARGS__}))
struct Big { int v[10]; };
static struct Big big(void) { AUTO(a, 5); struct Big b = {{a, 7}}; return b; }
static int early(int k)
{
    AUTO(a, 1);
    for (int i = 0; i < 10; i++) {
        AUTO(b, 10 + i), c = 100 + i;
        (void)c;
        if (i == k) return a = 2, i * 10 + b;
        if (i == 1) continue;
        if (i == 3) break;
        { AUTO(d, 50); if (i == 2) goto out; }
    }
    return -1;
out:
    trace[n++] = 99;
    return -2;
}
static int value(int k) { return ({ AUTO(x, k); x = x + 1; x * 2; }) + 1; }
static int in_switch(int k)
{
    switch (k) {
    case 0: { AUTO(a, 3); break; }
    default: { AUTO(a, 4); } // falls through
    case 1: { AUTO(b, 5); return 8; }
    }
    return 7;
}
static void put_array(int (*a)[]) { trace[n++] = (*a)[0]; }
static void arrays(int k) { __attribute__((cleanup(put_array))) int a[k]; a[0] = 60 + k; { int b[k]; b[0] = 1; a[0] += b[0]; } }
static char *low;
static void here(char *p) { if (!low || p < low) low = p; }
static long depth(int way)
{
    char base;
    volatile int count = 0;
    low = &base;
    if (way == 0) {
    again:;
        char a[1000 + count]; a[0] = 1; here(a);
        if (++count < 200) goto again;
    } else if (way == 1) {
        for (; count < 200; count++) {
            char a[1000 + count]; here(a);
            { char b[500]; char c[100 + count]; here(c); b[0] = c[0] = 0; if (count % 3) continue; goto next; }
        next:;
        }
    } else {
        for (; count < 200; count++) here(({ char a[1000 + count]; here(a); a[0] = 0; char b[3 + count]; here(b); &base; }));
    }
    return &base - low;
}
#define FIND(v, x) ({ __label__ found; int i_ = 0, r_ = -1; for (; i_ < 4; i_++) if ((v)[i_] == (x)) goto found; if (0) found: r_ = i_; r_; })
static int labels(int x)
{
    int v[4] = {5, 6, 7, 8};
    int r = FIND(v, x) * 10 + FIND(v, 8);
    { __label__ l; void *p = &&l; goto *p; r = 0; l: r += 100; }
    goto l;
l:  return r;
}
int main(void)
{
    CHECK(early(0) == 10); IS(100, 10, 2);
    CHECK(early(1) == 21); IS(50, 100, 10, 101, 11, 2);
    CHECK(early(20) == -2); IS(50, 100, 10, 101, 11, 50, 102, 12, 99, 1);
    CHECK(big().v[1] == 7); IS(5);
    CHECK(value(4) == 11); IS(5);
    CHECK(in_switch(0) == 7); IS(3); CHECK(in_switch(1) == 8); IS(5); CHECK(in_switch(2) == 8); IS(4, 5);
    arrays(3); IS(64);
    for (int i = 0; i < 3; i++) CHECK(depth(i) < 6000);
    CHECK(labels(6) == 113 && labels(9) == 93);
    int s = 0, k = 3;
    int m[k][k + 1];
    CHECK(sizeof m == 12 * sizeof(int) && sizeof m[0] == 4 * sizeof(int));
    typeof(m[0]) row; CHECK(sizeof row == sizeof m[0]);
    CHECK(sizeof(int[k++]) == 3 * sizeof(int) && k == 4 && sizeof(typeof(int[s + 2])) == 2 * sizeof(int));
    typeof(int[k]) *pp = 0; CHECK(sizeof *pp == 4 * sizeof(int));
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
