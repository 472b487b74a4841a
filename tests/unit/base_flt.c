// base_flt.c - floats read and print exactly, compared with the C library on a million values
#include "base/base.h"
#include "tests/unit/unit.h"

static u64 next(u64 *s)  // xorshift64, Marsaglia 2003
{
    *s ^= *s << 13;
    *s ^= *s >> 7;
    return *s ^= *s << 17;
}

// Values of all magnitudes, with more than their share of subnormals and short fractions.
static double any_double(u64 *s)
{
    for (;;) {
        u64 b = next(s), kind = next(s);
        if (kind % 5 == 0) b = (b & 0x800fffffffffffffu) | (kind >> 8 & 7) << 52;
        if (kind % 7 == 0) b &= ~(((u64)1 << (kind >> 8) % 53) - 1);
        double d;
        memcpy(&d, &b, sizeof d);
        if (d - d == 0) return d;
    }
}

static bool same(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static void check_parse(const char *z)
{
    double d;
    float f, want32 = strtof(z, NULL);
    int rc = flt_parse(str_of(z), &d), rc32 = flt_parse32(str_of(z), &f);
    if (!same(d, strtod(z, NULL)) || rc < 0) fail_msg("%s read as %a", z, d);
    if (memcmp(&f, &want32, sizeof f) || rc32 < 0) fail_msg("%s read as binary32 %a", z, f);
    assert_int_equal(rc, d - d != 0);
    assert_int_equal(rc32, f - f != 0);
}

static void reads_and_prints_a_million(void **state)
{
    (void)state;
    u64 s = 88172645463325252u;
    for (int i = 0; i < 1000000; i++) {
        double d = any_double(&s), back;
        char z[64];
        int n = flt_shortest(d, z);
        assert_int_equal(n, strlen(z));
        if (!same(strtod(z, NULL), d)) fail_msg("%a printed as %s", d, z);
        if (flt_parse(str_of(z), &back) || !same(back, d)) fail_msg("%s read as %a", z, back);
        snprintf(z, sizeof z, "%.*e", (int)(next(&s) >> 40) % 25, d);
        if (i % 2) check_parse(z);
        // why not strtof: glibc 2.36 rounds some hexadecimal subnormals wrongly
        float f, want = (float)d;
        snprintf(z, sizeof z, "%a", d);
        if (flt_parse(str_of(z), &back) || !same(back, d)) fail_msg("%s read as %a", z, back);
        flt_parse32(str_of(z), &f);
        if (memcmp(&f, &want, sizeof f)) fail_msg("%s read as binary32 %a", z, f);
    }
}

// The digits of a decimal without sign, point, leading and trailing zeros.
static int digits_of(const char *z, char *out)
{
    int n = 0;
    for (; *z && *z != 'e'; z++)
        if (*z >= '0' && *z <= '9' && (n || *z != '0')) out[n++] = *z;
    while (n > 1 && out[n - 1] == '0') n--;
    out[n] = 0;
    return n;
}

static void prints_no_digit_too_many(void **state)
{
    (void)state;
    u64 s = 1234567;
    for (int i = 0; i < 60000; i++) {
        double d = any_double(&s);
        u64 b;
        memcpy(&b, &d, sizeof b);
        if (b << 12 == 0) continue;  // the gap below is smaller: rounding up may be shorter
        char ours[32], theirs[64], x[64], y[64];
        flt_shortest(d, ours);
        for (int p = 0; p < 17; p++) {
            snprintf(theirs, sizeof theirs, "%.*e", p, d);
            if (strtod(theirs, NULL) == d) break;
        }
        digits_of(ours, x);
        digits_of(theirs, y);
        if (strcmp(x, y)) fail_msg("%s, shortest is %s", ours, theirs);
    }
}

// Texts exactly at, just below and just above the middle between two neighbours.
static void rounds_at_the_middle(void **state)
{
    (void)state;
    u64 s = 42;
    for (int i = 0; i < 3000; i++) {
        u64 b = next(&s) & 0x7fffffffffffffffu;
        if (i % 3 == 0) b &= 0x000fffffffffffffu;
        if (i % 3 == 1) b = (b & 0x000fffffffffffffu) | (u64)(1023 + next(&s) % 60) << 52;
        double d;
        memcpy(&d, &b, sizeof d);
        if (d - d != 0 || d > 1e300) continue;
        // long double holds the middle exactly, and printf prints it exactly
        u64 b2 = b + 1;
        double up;
        memcpy(&up, &b2, sizeof up);
        long double mid = ((long double)d + (long double)up) / 2;
        static char z[1300], w[1310];
        snprintf(z, sizeof z, "%.1150Lf", mid);
        check_parse(z);
        size_t n = strlen(z);
        snprintf(w, sizeof w, "%s0001", z);
        check_parse(w);
        while (n && z[n - 1] == '0') n--;
        if (n && z[n - 1] >= '1' && z[n - 1] <= '9') z[n - 1]--;
        snprintf(z + n, sizeof z - n, "9999");
        check_parse(z);
    }
}

static void reads_the_nasty_ones(void **state)
{
    (void)state;
    static const char *const ok[] = {
        "0", "-0", "0.0", "00001", "1.", ".5", "1e0", "1E+5", "1e-5",
        "123456789012345678901234567890", "9007199254740993",
        "9007199254740992.99999999999999999999", "1e22", "1e23", "8.5e22",
        "2.2250738585072011e-308", "2.2250738585072012e-308", "2.2250738585072014e-308",
        "4.9406564584124654e-324", "2.4703282292062327e-324", "2.4703282292062328e-324",
        "2.470328229206232720882843964341106861825299013071623822127928412503377536351043e-324",
        "2.470328229206232720882843964341106861825299013071623822127928412503377536351044e-324",
        "1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308", "1e309",
        "1e310", "1e311", "1e400", "1e-400", "1e999999999999999999999", "1e-99999999999999999999",
        "0e999999999999999999999", "179769313486231580793728971405301e276", "16777217",
        "16777219", "3.4028235677973366e38", "3.40282356e38", "3.4028236e38", "1.17549428e-38",
        "7.0064923e-46", "7.00649232162408535461e-46", "1.401298464324817e-45",
        "0.000000000000000000000000000001", "6.02214076e23", "0x1p0", "0x.8p1", "0x1.p-3",
        "0X1.FFFFFFFFFFFFF7p0", "0x1.fffffffffffff8p0", "0x1.fffffffffffff8001p0", "0x1p-1074",
        "0x1p-1075", "0x1.00000000000001p-1075", "0x0p0", "0x1.8p-1075", "0x1p1023",
        "0x1.fffffffffffffp1023", "0x1.fffffffffffff7p1023", "0x1p1024",
        "0x1.fffffffffffff8p1023", "0x123456789abcdef0123456789abcdefp-60", "0x1p-99999999999",
        "0x1p99999999999", "0x1.000001p0", "0x1.0000010001p0", "0x1.fffffep127",
        "0x1.ffffffp127", "0x000000000000000000000000000000000001p4",
        "0x0.00000000000000000000000000000000001p200",
    };
    for (size_t i = 0; i < COUNT(ok); i++) check_parse(ok[i]);
    char long_one[3000];
    for (int zeros = 0; zeros < 2; zeros++) {
        memset(long_one, zeros ? '0' : '7', sizeof long_one);
        memcpy(long_one, "1.", 2);
        memcpy(long_one + sizeof long_one - 6, "1e100", 6);
        check_parse(long_one);
        memset(long_one, zeros ? '0' : '9', sizeof long_one);
        memcpy(long_one, "9", 1);
        memcpy(long_one + sizeof long_one - 8, "1e-2990", 8);
        check_parse(long_one);
    }
}

static void refuses(void **state)
{
    (void)state;
    static const char *const bad[] = {"", ".", "e5", ".e5", "1e", "1e+", "1e5x", "1..2", "1.2.3",
                                      "x", "0x", "0x.", "0xp1", "0x1p", "0x1p+", "0x1e+5", "1f",
                                      "--1", "+-1", "inf", "nan", " 1", "1 ", "-", "1e5.5",
                                      "1_000"};
    for (size_t i = 0; i < COUNT(bad); i++) {
        double d = 1;
        float f = 1;
        if (flt_parse(str_of(bad[i]), &d) != -1) fail_msg("\"%s\" was accepted", bad[i]);
        assert_int_equal(flt_parse32(str_of(bad[i]), &f), -1);
        assert_true(same(d, 0) && f == 0);
    }
}

static void lays_out(void **state)
{
    (void)state;
    static const struct {
        double x;
        const char *z;
    } row[] = {
        {0, "0"}, {-0.0, "-0"}, {1, "1"}, {-1.5, "-1.5"}, {100, "100"}, {0.1, "0.1"}, {0.001,
        "0.001"}, {1e-6, "0.000001"}, {1e-7, "1e-7"}, {1.5e-7, "1.5e-7"}, {1e20,
        "100000000000000000000"}, {123456789012345680000.0, "123456789012345680000"}, {1e21,
        "1e21"}, {1.25e21, "1.25e21"}, {5e-324, "5e-324"}, {1.7976931348623157e308,
        "1.7976931348623157e308"}, {0.3, "0.3"}, {0.1 + 0.2, "0.30000000000000004"}, {1e23,
        "1e23"}, {9007199254740992.0, "9007199254740992"}, {2.2250738585072014e-308,
        "2.2250738585072014e-308"}, {4294967296.0, "4294967296"}, {5.684341886080802e-14,
            "5.684341886080802e-14"}, {123.456, "123.456"}, {10, "10"},
    };
    char z[32];
    for (size_t i = 0; i < COUNT(row); i++) {
        flt_shortest(row[i].x, z);
        assert_string_equal(z, row[i].z);
    }
    double inf = 1e300 * 1e300;
    flt_shortest(inf, z);
    assert_string_equal(z, "inf");
    flt_shortest(-inf, z);
    assert_string_equal(z, "-inf");
    flt_shortest(inf - inf, z);
    assert_string_equal(z, "nan");
}

int test_base_flt(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_the_nasty_ones),
        cmocka_unit_test(refuses),
        cmocka_unit_test(lays_out),
        cmocka_unit_test(rounds_at_the_middle),
        cmocka_unit_test(prints_no_digit_too_many),
        cmocka_unit_test(reads_and_prints_a_million),
    };
    return cmocka_run_group_tests_name("base_flt", tests, NULL, NULL);
}
