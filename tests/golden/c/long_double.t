long double in the format of the platform: constants, arithmetic, conversions, truth, calls, records, variadics.
-- t.c --
#include <float.h>
#include <stdarg.h>
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
typedef long double LD;
struct S { LD x; };
struct T { char c; LD x; int y; };
union U { LD x; double d; unsigned char b[sizeof(LD)]; };
static LD one = 1, third = 1.0L / 3, table[] = {1, 2.5, -3.75L, 0x1p-30, 1e10L};
static volatile LD vol = 7;
static struct T rec = {1, 2.25L, 3};
static const union U bits = {1.5L};
static LD add(LD a, int i, LD b, double d) { return a + i + b + d; }
static struct S wrap(LD x) { struct S s = {x}; return s; }
static struct T three(LD x, int y) { struct T t = {'t', x, y}; t.x *= 2; return t; }
static union U both(LD x) { union U u; u.x = x; return u; }
static LD many(LD a, LD b, LD c, LD d, LD e, LD f, LD g, LD h, LD i, LD j) { return a + b + c + d + e + f + g + h + i - j; }
static LD change(LD x) { x += 1; x *= x; return x; }
static LD sum(int n, ...)
{
    va_list ap, again;
    LD s = 0;
    va_start(ap, n);
    va_copy(again, ap);
    for (int i = 0; i < n; i++) {
        s += va_arg(ap, int);
        s += va_arg(ap, LD);
        s += va_arg(ap, double);
        s += va_arg(ap, struct S).x;
    }
    CHECK(va_arg(again, int) == 1 && va_arg(again, LD) == 2);
    va_end(again);
    va_end(ap);
    return s;
}
int main(void)
{
    // the format
    CHECK(sizeof(LD) == __SIZEOF_LONG_DOUBLE__ && _Alignof(LD) <= 16);
    CHECK(LDBL_MANT_DIG == 53 || sizeof(LD) == 16);
    CHECK(one + LDBL_EPSILON != one && one + LDBL_EPSILON / 2 == one);
    CHECK(1 + LDBL_EPSILON != 1 && 1 + LDBL_EPSILON / 2 == 1);
    CHECK(LDBL_MAX * one == LDBL_MAX && LDBL_MAX * (one + one) > LDBL_MAX);
    CHECK(LDBL_TRUE_MIN * one > 0 && LDBL_TRUE_MIN * one / 2 == 0 && LDBL_MIN / 2 * 2 == LDBL_MIN);
    LD p = 1;
    for (int i = 1; i < LDBL_MAX_EXP; i++)
        p *= 2;
    CHECK(p * (2 - LDBL_EPSILON) == LDBL_MAX && p / 2 * 2 == p);
    // folded and computed are the same
    volatile LD a = 10, b = 3;
    CHECK(a / b == 10.0L / 3.0L && a * b - b == 27 && (a - b) / b == 7.0L / 3 && third == 1 / b);
    CHECK((LD)(float)third != third && (double)third == (double)(1.0L / 3));
    CHECK(3.14159265358979323846264338327950288L != 0 && 0.1L * 10 == one);
    // steps and assignments
    LD x = 5, y = x++, z = ++x, *q = &x;
    CHECK(y == 5 && z == 7 && x == 7 && x-- == 7 && --x == 5 && *q == 5);
    x += 2; x -= 1; x *= 3; x /= 4;
    CHECK(x == 4.5L && (x = y) == 5 && (y += 1) == 6 && x == 5);
    int i = 7;
    i *= 1.5L;
    i += third;
    CHECK(i == 10);
    float f = 1.5f;
    f *= third * 3;
    CHECK(f == 1.5f && (vol += 1, vol) == 8 && vol++ == 8 && vol == 9);
    // conversions
    unsigned long long big = ~0ull, half = 1ull << 63;
    LD lb = big, lh = half, neg = -1e18L;
    CHECK((unsigned long long)(lb - one * 0) == (LDBL_MANT_DIG >= 64 ? big : (unsigned long long)lb));
    CHECK((unsigned long long)lh == half && lh == 9223372036854775808.0L && (long long)neg == -1000000000000000000ll);
    CHECK(LDBL_MANT_DIG < 64 || (unsigned long long)(lb - 1) == big - 1);
    CHECK((int)-2.9L == -2 && (int)(a / b * -1) == -3 && (unsigned)(a * 4e8L) == 4000000000u && (signed char)(a - 20) == -10);
    CHECK((unsigned short)(a * 6000) == 60000 && (_Bool)(a - 9.5L) == 1 && (_Bool)(a - 10) == 0 && (long)table[2] == -3);
    short sh = -3;
    unsigned char uc = 200;
    unsigned un = 4000000000u;
    long long ll = -5;
    CHECK((LD)sh + uc == 197 && un + one == 4000000001.0L && ll * one == -5 && 0.25f + one == 1.25 && one / 4 + 0.5 == 0.75);
    // comparisons and truth
    volatile LD nan = __builtin_nanl(""), inf = __builtin_infl(), zero = 0;
    CHECK(a > b && b < a && a >= a && a <= a && a != b && !(a == b) && a == 10 && -a < zero);
    CHECK(nan != nan && !(nan == nan) && !(nan < a) && !(nan <= a) && !(nan > a) && !(nan >= a));
    CHECK(__builtin_isnan(nan) && !__builtin_isnan(a) && __builtin_isinf(-inf) && !__builtin_isfinite(inf) && __builtin_isfinite(a));
    CHECK(__builtin_signbit(-zero) && !__builtin_signbit(zero) && -zero == zero && 1 / -zero == -inf);
    CHECK(__builtin_fabsl(-a) == 10 && __builtin_copysignl(a, -zero) == -10 && __builtin_isgreater(a, b));
    CHECK((a ? 1 : 2) == 1 && (zero ? 1 : 2) == 2 && (zero || nan) && !(a && zero) && !zero && !!a && (a ?: b) == 10);
    CHECK((zero ? a : b) == 3 && (a > b ? 1 : b) == 1.0L && !(zero ?: zero));
    if (zero || !a)
        failed = 1;
    while (a > 7)
        a--;
    for (LD k = 0; k < 3; k += 0.5L)
        b += k;
    CHECK(a == 7 && b == 10.5L);
    // records, pointers, calls
    CHECK(rec.x == 2.25L && bits.x == 1.5L && table[1] + *(table + 3) == 2.5L + 0x1p-30L && table[4] == 1e10L);
    struct T t = rec, u = {.x = third, .y = 4};
    t.x += u.x;
    CHECK(t.c == 1 && t.x > 2.5L && t.y == 3 && u.x == third && three(1.25L, 9).x == 2.5L && three(t.x, 9).y == 9);
    CHECK(wrap(third).x == third && both(0.5L).x == 0.5L && add(1.5L, 2, 0.5L, 0.25) == 4.25L);
    CHECK(many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) == 35 && change(y) == 49 && y == 6);
    CHECK(sum(2, 1, 2.0L, 3.0, wrap(4), 5, 6.5L, 7.25, wrap(third)) == 28.75L + third);
    LD (*fn)(LD) = change, arr[3] = {y, change(1), [2] = -y};
    CHECK(fn(arr[1]) == 25 && arr[0] == 6 && arr[2] == -6 && ({ LD w = y; w * 2; }) == 12);
    CHECK((y, arr[1]) == 4 && (LD){2.5} == 2.5L && -arr[2] == +arr[0]);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
