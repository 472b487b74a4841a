// rt_num.c - numbers to text and back: exact, shortest, in the language's format
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/rt_int.h"

static u64 seed = 88172645463325252ull;
static u64 rnd(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

static const char *show(double x)
{
    static char out[RT_FLOAT_MAX + 1];
    out[rt_fmt_float(out, x)] = 0;
    return out;
}

static void known(void **state)
{
    (void)state;
    assert_string_equal(show(1), "1");
    assert_string_equal(show(-0.0), "-0");
    assert_string_equal(show(0.1), "0.1");
    assert_string_equal(show(1e21), "1000000000000000000000");
    assert_string_equal(show(1e-7), "0.0000001");
    assert_string_equal(show(5e-324) + 320, "000005");
    assert_string_equal(show(1.0 / 3), "0.3333333333333333");
    assert_string_equal(show(123456.789), "123456.789");
    assert_string_equal(show(9007199254740993.0), "9007199254740992");
    assert_string_equal(show(5.960464477539063e-08), "0.00000005960464477539063");
    assert_string_equal(show(1e308 * 10), "inf");
    assert_string_equal(show(-1e308 * 10), "-inf");
    assert_string_equal(show(rt_bits_f64((i64)0x7ff8 << 48)), "NaN");
}

static void round_trip(void **state)
{
    (void)state;
    for (int i = 0; i < 40000; i++) {
        u64 b = rnd();
        double x = rt_bits_f64((i64)b), y, z;
        if (i % 4 == 1)
            x = (double)(i64)(b >> (rnd() % 60));
        if (i % 4 == 2)
            x = (double)(i64)(b >> 40) / 1000;
        if (x - x != 0)
            continue;
        const char *t = show(x);
        assert_true(rt_parse_float(t, strlen(t), &y));
        assert_memory_equal(&x, &y, 8);
        char shorter[40];  // one digit less must not read back, unless there is only one
        for (int p = 0; p < 17; p++) {
            snprintf(shorter, sizeof shorter, "%.*e", p, x);
            z = strtod(shorter, NULL);
            if (z == x) {
                int digits = 0, all = 0;
                for (const char *c = t; *c; c++)
                    if (*c >= '0' && *c <= '9' && (digits || *c != '0')) {
                        digits++;
                        if (*c != '0')
                            all = digits;
                    }
                assert_true(all <= p + 1 || x == 0);
                break;
            }
        }
    }
}

static void parses(void **state)
{
    (void)state;
    char t[1400];
    for (int i = 0; i < 20000; i++) {
        int n = 0, d = 1 + (int)(rnd() % (i % 50 ? 25 : 900));
        for (int k = 0; k < d; k++)
            t[n++] = (char)('0' + rnd() % 10);
        if (rnd() % 2) {
            t[n++] = '.';
            for (d = (int)(rnd() % 25); d > 0; d--)
                t[n++] = (char)('0' + rnd() % 10);
        }
        if (rnd() % 2)
            n += sprintf(t + n, "e%d", (int)(rnd() % 700) - 350);
        t[n] = 0;
        double want = strtod(t, NULL), got;
        assert_true(rt_parse_float(t, (u64)n, &got));
        assert_memory_equal(&want, &got, 8);
    }
}

static void
halfway(void **state)  // decimal expansions of midpoints between doubles, and a little above
{
    (void)state;
    static const char *const cases[] = {
        "9007199254740993",
        "9007199254740993.00000000000000000000000000000001",
        "9007199254740995",
        "2.4703282292062327208e-324",
        "2.4703282292062328e-324",
        "1.7976931348623158079e308",
        "1.7976931348623159e308",
        "0.000000000000000000000000000000000000000000000000000000000000001e63",
        "1e400",
        "1e-400",
        "0e999999999",
        "179769313486231580793728971405301e276"};
    for (u64 i = 0; i < RT_COUNT(cases); i++) {
        double want = strtod(cases[i], NULL), got;
        assert_true(rt_parse_float(cases[i], strlen(cases[i]), &got));
        assert_memory_equal(&want, &got, 8);
    }
}

static void refuses(void **state)
{
    (void)state;
    static const char *const bad[] = {"",   "-",    ".",     "1e", "1e+", "1x",
                                      " 1", "0x10", "1.2.3", "e5", "+-1"};
    double d;
    i64 x;
    for (u64 i = 0; i < RT_COUNT(bad); i++)
        assert_false(rt_parse_float(bad[i], strlen(bad[i]), &d));
    assert_true(rt_parse_float("5.", 2, &d) && d == 5);
    assert_true(rt_parse_float("+.5", 3, &d) && d == 0.5);
    assert_true(rt_parse_float("-Infinity", 9, &d) && d < -1e308);
    assert_true(rt_parse_int("-9223372036854775808", 20, &x) && x == INT64_MIN);
    assert_true(rt_parse_int("+7", 2, &x) && x == 7);
    assert_false(rt_parse_int("9223372036854775808", 19, &x));
    assert_false(rt_parse_int("-9223372036854775809", 20, &x));
    assert_false(rt_parse_int("1.0", 3, &x));
    assert_false(rt_parse_int("-", 1, &x));
    assert_false(rt_parse_int("99999999999999999999999", 23, &x));
}

int test_rt_num(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(known), cmocka_unit_test(round_trip),
                                       cmocka_unit_test(parses), cmocka_unit_test(halfway),
                                       cmocka_unit_test(refuses)};
    return cmocka_run_group_tests_name("rt_num", tests, NULL, NULL);
}
