Arithmetic, remainder and bit operations of every width against known values.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
volatile int a = -17, b = 5;
volatile long long la = -1000000007LL * 13, lb = 1000003;
volatile unsigned ua = 4294967279u, ub = 5;
volatile unsigned long long ula = 18446744073709551557u, ulb = 1000003;
volatile short sa = -32768, sb = 3;
volatile signed char ca = -128, cb = 7;
int main(void)
{
    CHECK(a + b == -12 && a - b == -22 && a * b == -85);
    CHECK(a / b == -3 && a % b == -2);
    CHECK(-a / b == 3 && -a % b == 2);
    CHECK(a / -b == 3 && a % -b == -2);
    CHECK((a & b) == 5 && (a | b) == -17 && (a ^ b) == -22 && ~a == 16);
    CHECK(ua + ub == 4294967284u && ub - ua == 22 && ua * ub == 4294967211u);
    CHECK(ua / ub == 858993455 && ua % ub == 4);
    CHECK(la / lb == -12999 && la % lb == -961094);
    CHECK(ula / ulb == 18446688733643 && ula % ulb == 350628);
    CHECK(ula * ulb == 18446744073650551439u);
    CHECK(sa / sb == -10922 && sa % sb == -2 && sa - sb == -32771);
    CHECK(ca / cb == -18 && ca % cb == -2 && ca * cb == -896);
    int x = a;
    x += 3, x *= 2, x -= 1, x /= 3, x %= 4;
    CHECK(x == -1);
    unsigned y = ua;
    y >>= 3, y <<= 2, y |= 1, y ^= 0xf0, y &= 0xffff;
    CHECK(y == (((4294967279u >> 3 << 2 | 1) ^ 0xf0) & 0xffff));
    CHECK(-(-5) == 5 && - -a == -17 && !a == 0 && !!a == 1);
    CHECK(0 - ua == 17);
    CHECK((a < b) + (a <= b) + (a > b) * 10 + (a >= b) * 10 + (a == b) * 10 + (a != b) == 3);
    CHECK((ua > ub) && !(ua < ub) && (unsigned)a > ub);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
