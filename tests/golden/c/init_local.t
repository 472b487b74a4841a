Local aggregates: partial initialisers clear the rest, each time the block is entered.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
struct T { char c; int i; double d; short s[5]; struct { char a, b; } in[2]; };
static int dirty(int n)
{
    volatile char mess[256];
    for (int i = 0; i < 256; i++) mess[i] = (char)(n + i);
    return mess[n & 255];
}
static int zeros(void)
{
    struct T t = {1};
    int bad = t.c != 1 || t.i || t.d != 0;
    for (int i = 0; i < 5; i++) bad |= t.s[i];
    bad |= t.in[0].a | t.in[0].b | t.in[1].a | t.in[1].b;
    char s[40] = "ab";
    for (int i = 2; i < 40; i++) bad |= s[i];
    int a[3][3] = {{1}, {2}};
    bad |= a[0][1] | a[0][2] | a[1][1] | a[2][0] | a[2][2];
    void *p[4] = {&t};
    bad |= p[1] || p[3];
    return bad;
}
static int order;
static int next(void) { return ++order; }
int main(void)
{
    for (int i = 0; i < 5; i++) {
        dirty(i * 50 + 1);
        CHECK(zeros() == 0);
    }
    int a[3] = {next(), next(), next()};
    CHECK(a[0] + a[1] + a[2] == 6);
    for (int i = 0; i < 3; i++) {
        int v[4] = {i};
        CHECK(v[0] == i && v[1] == 0 && v[3] == 0);
        v[1] = v[3] = 9;
    }
    int n = 0;
again:;
    int once[2] = {n, 0};
    CHECK(once[1] == 0);
    once[1] = 1;
    if (++n < 3) goto again;
    struct T x = {'a', 2, 3.5, {1, 2}, {{4, 5}, {6}}}, y = x;
    CHECK(y.c == 'a' && y.i == 2 && y.d == 3.5 && y.s[1] == 2 && y.s[4] == 0 && y.in[1].a == 6 && y.in[1].b == 0);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
