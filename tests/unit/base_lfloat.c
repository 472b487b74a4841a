// base_lfloat.c - the wide formats against the host's: x87 arithmetic and binary128 of its compiler
//
// FUSE_SOFT_COUNT=10000000 build/release/unit_base runs as many random operands for each format;
// without it 100,000. Special operands meet each other in every pair.
#include "base/base.h"
#include "tests/unit/unit.h"

#include <math.h>

#if defined(__x86_64__) && defined(__SIZEOF_FLOAT128__) && defined(__GLIBC__)

static u64 state = 0x9e3779b97f4a7c15u;
static u64 rnd(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static long count(void)
{
    const char *n = getenv("FUSE_SOFT_COUNT");
    return n ? atol(n) : 100000;
}

/* An operand: exponents of all kinds, or near another's, where sums cancel; few bits, many bits. */
static LFlt operand(LFormat k, const LFlt *near)
{
    u64 pick = rnd(), e = rnd() % 0x8000, sign = rnd() & 1;
    LFlt x = {rnd(), rnd()};
    static const u16 edge[] = {0, 0, 1, 2, 0x3ffe, 0x3fff, 0x4000, 0x403d, 0x403e, 0x403f, 0x4040,
                               0x7ffe, 0x7fff, 0x3fff - 1023, 0x3fff - 1075, 0x3fff + 1023,
                               0x3fff - 127, 0x3fff - 150, 0x3fff + 127};
    if (pick % 4 == 1)
        e = edge[(pick >> 8) % COUNT(edge)];
    else if (pick % 4 > 1)
        e = ((near ? near->hi >> (k == LF_X87 ? 0 : 48) : 0x3fff) + (pick >> 8) % 9 - 4) & 0x7fff;
    switch (pick >> 20 & 7) {
    case 0: x.lo = x.hi = 0; break;
    case 1: x.lo = x.hi = ~(u64)0; break;
    case 2: x.lo &= ~(u64)0 << (pick >> 32) % 64; break;
    case 3: x.lo = 0; break;
    case 4: x.lo >>= (pick >> 32) % 64; x.hi = 0; break;
    case 5: x.lo = near ? near->lo ^ (x.lo & 7) : x.lo; x.hi = near ? near->hi : x.hi; break;
    default: break;
    }
    if (k == LF_X87)
        return (LFlt){e ? x.lo | (u64)1 << 63 : x.lo & ~((u64)1 << 63), sign << 15 | e};
    return (LFlt){x.lo, sign << 63 | e << 48 | (x.hi & (((u64)1 << 48) - 1))};
}

static long double host_x87(LFlt x)
{
    long double r = 0;
    memcpy(&r, &x, 10);
    return r;
}
static LFlt x87_host(long double x)
{
    LFlt r = {0, 0};
    memcpy(&r, &x, 10);
    return r;
}
static __float128 host_quad(LFlt x)
{
    __float128 r;
    memcpy(&r, &x, 16);
    return r;
}
static LFlt quad_host(__float128 x)
{
    LFlt r;
    memcpy(&r, &x, 16);
    return r;
}

static void same(const char *what, LFlt a, LFlt b, LFlt got, LFlt want)
{
    if (got.lo == want.lo && got.hi == want.hi)
        return;
    fail_msg("%s of %llx:%llx and %llx:%llx is %llx:%llx, not %llx:%llx", what,
             (unsigned long long)a.hi, (unsigned long long)a.lo, (unsigned long long)b.hi,
             (unsigned long long)b.lo, (unsigned long long)got.hi, (unsigned long long)got.lo,
             (unsigned long long)want.hi, (unsigned long long)want.lo);
}

static int order(bool less, bool equal, bool greater)
{
    return less ? -1 : equal ? 0 : greater ? 1 : 2;
}

static void x87_pair(LFlt a, LFlt b)
{
    volatile long double x = host_x87(a), y = host_x87(b);
    same("sum", a, b, lflt_add(LF_X87, a, b), x87_host(x + y));
    same("difference", a, b, lflt_sub(LF_X87, a, b), x87_host(x - y));
    same("product", a, b, lflt_mul(LF_X87, a, b), x87_host(x * y));
    same("quotient", a, b, lflt_div(LF_X87, a, b), x87_host(x / y));
    assert_int_equal(lflt_cmp(LF_X87, a, b), order(x < y, x == y, x > y));
}

static void x87_one(LFlt a)
{
    volatile long double x = host_x87(a);
    double d = lflt_to_double(LF_X87, a), hd = (double)x;
    float f = lflt_to_float(LF_X87, a), hf = (float)x;
    assert_memory_equal(&d, &hd, 8);
    assert_memory_equal(&f, &hf, 4);
    same("widening", a, a, lflt_of_double(LF_X87, hd), x87_host(hd));
    same("negation", a, a, lflt_neg(LF_X87, a), x87_host(-x));
    u64 m;
    bool neg, fits = lflt_to_int(LF_X87, a, &m, &neg);
    assert_int_equal(fits, fabsl(x) < 0x1p64L);
    if (fits)
        assert_int_equal(m, (u64)fabsl(x));
    u64 n = a.lo >> (a.hi & 63);
    same("integer", a, a, lflt_of_u64(LF_X87, n), x87_host((long double)n));
    same("integer", a, a, lflt_of_i64(LF_X87, (i64)a.lo), x87_host((long double)(i64)a.lo));
}

static bool quad_nan(LFlt a)
{
    return (a.hi >> 48 & 0x7fff) == 0x7fff && (a.hi << 16 || a.lo);
}

// Which NaN comes out of two is the host's own rule.
static void quad_same(const char *what, LFlt a, LFlt b, LFlt got, LFlt want)
{
    if (quad_nan(got) && quad_nan(want))
        return;
    same(what, a, b, got, want);
}

static void quad_pair(LFlt a, LFlt b)
{
    __float128 x = host_quad(a), y = host_quad(b);
    quad_same("sum", a, b, lflt_add(LF_QUAD, a, b), quad_host(x + y));
    quad_same("difference", a, b, lflt_sub(LF_QUAD, a, b), quad_host(x - y));
    quad_same("product", a, b, lflt_mul(LF_QUAD, a, b), quad_host(x * y));
    quad_same("quotient", a, b, lflt_div(LF_QUAD, a, b), quad_host(x / y));
    assert_int_equal(lflt_cmp(LF_QUAD, a, b), order(x < y, x == y, x > y));
}

static void quad_one(LFlt a)
{
    __float128 x = host_quad(a);
    double d = lflt_to_double(LF_QUAD, a), hd = (double)x;
    float f = lflt_to_float(LF_QUAD, a), hf = (float)x;
    assert_memory_equal(&d, &hd, 8);
    assert_memory_equal(&f, &hf, 4);
    quad_same("widening", a, a, lflt_of_double(LF_QUAD, hd), quad_host(hd));
    u64 m;
    bool neg, fits = lflt_to_int(LF_QUAD, a, &m, &neg);
    __float128 size = x < 0 ? -x : x;
    assert_int_equal(fits, size < 0x1p64);
    if (fits)
        assert_int_equal(m, (u64)size);
    u64 n = a.lo >> (a.hi >> 48 & 63);
    same("integer", a, a, lflt_of_u64(LF_QUAD, n), quad_host((__float128)n));
    same("integer", a, a, lflt_of_i64(LF_QUAD, (i64)a.lo), quad_host((__float128)(i64)a.lo));
}

static void arithmetic(LFormat k, void (*pair)(LFlt, LFlt), void (*one)(LFlt))
{
    for (long n = count(); n > 0; n--) {
        LFlt a = operand(k, NULL), b = operand(k, &a);
        pair(a, b);
        pair(b, a);
        one(a);
    }
    static const u16 e[] = {0, 1, 2, 0x3ffe, 0x3fff, 0x4000, 0x403e, 0x403f, 0x7ffe, 0x7fff};
    static const u64 m[] = {0, 1, 2, 3, (u64)1 << 61, (u64)1 << 62, (u64)3 << 61,
                            ~(u64)0 >> 1, (~(u64)0 >> 1) - 1};
    enum { N = 2 * (int)COUNT(e) * (int)COUNT(m) };
    static LFlt all[N];
    for (int i = 0; i < N; i++) {
        u64 x = e[i / 2 % COUNT(e)], f = m[i / 2 / COUNT(e)], s = i & 1;
        all[i] = k == LF_X87 ? (LFlt){x ? f | (u64)1 << 63 : f, s << 15 | x}
                             : (LFlt){f << 49, s << 63 | x << 48 | f >> 15};
        one(all[i]);
        for (int j = 0; j <= i; j++)
            pair(all[i], all[j]), pair(all[j], all[i]);
    }
}

static void x87_as_the_host(void **unused)
{
    (void)unused;
    arithmetic(LF_X87, x87_pair, x87_one);
}

static void quad_as_the_host(void **unused)
{
    (void)unused;
    arithmetic(LF_QUAD, quad_pair, quad_one);
}

_Float128 strtof128(const char *, char **);
int strfromf128(char *, size_t, const char *, _Float128);

static void text(const char *z)
{
    LFlt x, q, none = {0, 0};
    int rx = lflt_parse(LF_X87, str_of(z), &x), rq = lflt_parse(LF_QUAD, str_of(z), &q);
    long double hx = strtold(z, NULL);
    same(z, none, none, x, x87_host(hx));
    same(z, none, none, q, quad_host(strtof128(z, NULL)));
    assert_int_equal(rx, isinf(hx) != 0);
    assert_true(rq >= 0);
}

static void reads_what_the_host_reads(void **unused)
{
    (void)unused;
    static const char *const some[] = {
        "0", "-0", "1", "0.1", "3.14159265358979323846264338327950288", "1e4932", "1e4933",
        "1.18973149535723176502e+4932", "1.18973149535723176503e+4932", "1e-4950", "1e-4966",
        "1e-4967",
        "3.6451995318824746025e-4951", "1.8e-4951", "1.9e-4951", "1e-99999999999999999999",
        "1e99999999",
        "0x1p-16445", "0x1p-16446", "0x1.8p-16446", "0x1p-16494",
        "0x1.000000000000000000000000001p0",
        "0x.0000000000000000000000000000000001p200", "0x1.ffffffffffffffffp16383",
        "0x1.fffffffffffffffep16383",
        "18446744073709551615", "18446744073709551617", "9007199254740993",
        "1e0000000000000000000000001", "0x.8", "0x8.", ".5", "5.",
        "123456789012345678901234567890123456789012345678901234567890e-60",
    };
    for (u32 i = 0; i < COUNT(some); i++)
        text(some[i]);
    static const char *const none[] = {"", ".", "1e", "1e+", "x", "0x", "0x.", "0xp1", "1.2.3",
                                       "1f"};
    LFlt x;
    for (u32 i = 0; i < COUNT(none); i++)
        assert_int_equal(lflt_parse(LF_X87, str_of(none[i]), &x), -1);
    char z[80], digits[12000];
    for (long n = count() / 20; n > 0; n--) {
        long double v = host_x87(operand(LF_X87, NULL));
        if (v - v != 0)
            continue;
        snprintf(z, sizeof z, "%.*Le", (int)(rnd() >> 40) % 45, v);
        text(z);
        snprintf(z, sizeof z, "%La", v);
        text(z);
    }
    // all digits of the middle between two neighbours, and a little more
    for (int k = 0; k < 40; k++) {
        LFlt a = operand(LF_X87, NULL);
        a.hi = k % 2 ? a.hi & 3 : a.hi & 0x3fff;
        a.lo |= a.hi ? (u64)1 << 63 : 0;
        LFlt next = {a.lo + 1, a.hi};
        _Float128 mid = ((_Float128)host_x87(a) + (_Float128)host_x87(next)) / 2;
        int len = strfromf128(digits, sizeof digits, "%.11500e", mid);
        char *e = strchr(digits, 'e');
        assert_true(len > 0 && e);
        text(digits);
        e[-1] = '1';
        text(digits);
    }
}

int test_base_lfloat(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(x87_as_the_host),
        cmocka_unit_test(quad_as_the_host),
        cmocka_unit_test(reads_what_the_host_reads),
    };
    return cmocka_run_group_tests_name("base_lfloat", tests, NULL, NULL);
}
#else
int test_base_lfloat(void)       // no host types to compare with
{
    return 0;
}
#endif
