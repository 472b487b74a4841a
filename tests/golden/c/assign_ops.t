Compound assignment and increments on every kind of operand; the left side is evaluated once.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
static int calls;
static int arr[4];
struct S { short s; unsigned char c; unsigned b : 4; double d; int *p; };
static struct S g;
static int *at(int i) { calls++; return &arr[i]; }
static struct S *gs(void) { calls++; return &g; }
int main(void)
{
    *at(1) += 5; *at(1) *= 3; *at(1) -= 1; *at(1) /= 4; *at(1) %= 2; CHECK(arr[1] == 1 && calls == 5);
    *at(2) = *at(1) = 7; CHECK(arr[2] == 7 && arr[1] == 7 && calls == 7);
    CHECK((*at(0))++ == 0 && ++*at(0) == 2 && calls == 9);
    gs()->s += 32767; gs()->s += 1; CHECK(g.s == -32768);
    gs()->c -= 1; CHECK(g.c == 255); gs()->c <<= 1; CHECK(g.c == 254); gs()->c >>= 3; CHECK(g.c == 31);
    gs()->b = 15; gs()->b += 3; CHECK(g.b == 2); CHECK(gs()->b-- == 2 && --gs()->b == 0); CHECK(--gs()->b == 15);
    gs()->d = 2; gs()->d *= 2.5; gs()->d /= 2; gs()->d -= 1; CHECK(g.d == 1.5 && gs()->d++ == 1.5 && g.d == 2.5);
    gs()->p = arr; gs()->p += 2; CHECK(*gs()->p == 7 && *gs()->p++ == 7 && g.p == arr + 3 && g.p-- - arr == 3 && *--g.p == 7);
    calls = 0; int i = 0;
    arr[i++] += 10; CHECK(i == 1 && arr[0] == 12);
    arr[++i] |= 8; CHECK(i == 2 && arr[2] == 15);
    int x = 10, y, z;
    x = y = z = 3; CHECK(x + y + z == 9);
    x += y -= z *= 2; CHECK(z == 6 && y == -3 && x == 0);
    unsigned char c = 200; c += 100; CHECK(c == 44); c = c * c; CHECK(c == 144);
    c += 0.9; CHECK(c == 144); c -= 1.5; CHECK(c == 142);
    int n = -7; n /= 2u; CHECK(n == 2147483644); n = -7; n %= 4; CHECK(n == -3); n >>= 1; CHECK(n == -2);
    long long l = 1; l <<= 40; l |= 1; l += n; CHECK(l == 1099511627775);
    float f = 16777216; f += 1; CHECK(f == 16777216); f = 1; f += 0.1; CHECK(f == 1.1f);
    char *s = "abc"; CHECK(*s++ == 'a' && *++s == 'c');
    unsigned u = 1; u -= 2; CHECK(u == 4294967295u); u ^= u; CHECK(!u);
    short h = 1; h = h << 15; CHECK(h == -32768); h = -h; CHECK(h == -32768);
    CHECK(calls == 0);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
