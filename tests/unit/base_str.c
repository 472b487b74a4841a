// base_str.c - strings compare, format and measure as promised; UTF-8 is strict
#include "base/base.h"
#include "tests/unit/unit.h"

static void compares(void **state)
{
    (void)state;
    assert_true(str_eqz(STR("abc"), "abc"));
    assert_false(str_eqz(STR("abc"), "ab"));
    assert_true(str_eq((Str){0}, STR("")));
    assert_true(str_cmp(STR("a"), STR("ab")) < 0);
    assert_true(str_cmp(STR("b"), STR("ab")) > 0);
    assert_true(str_cmp(STR("\xff"), STR("a")) > 0);
    assert_int_equal(str_cmp(STR("ab"), STR("ab")), 0);
    assert_true(str_starts(STR("abc"), "ab") && str_starts(STR("abc"), ""));
    assert_true(str_ends(STR("abc"), "bc") && !str_ends(STR("c"), "bc"));
}

static void formats(void **state)
{
    (void)state;
    Arena a = {0};
    Str s = str_fmt(&a, "%d-%s", 42, "x");
    assert_string_equal(s.p, "42-x");
    assert_int_equal(s.n, 4);
    assert_int_equal(str_fmt(&a, "%s", "").n, 0);
    char big[5000];
    memset(big, 'q', sizeof big - 1);
    big[sizeof big - 1] = 0;
    assert_string_equal(str_fmt(&a, "%s", big).p, big);
    assert_string_equal(str_z(&a, (Str){"abcdef", 3}), "abc");
    arena_free(&a);
}

static void hashes_alike_everywhere(void **state)
{
    (void)state;
    assert_true(str_hash(STR("")) == str_hash((Str){0}));
    assert_true(str_hash(STR("a")) != str_hash(STR("b")));
}

static void measures_spelling_distance(void **state)
{
    (void)state;
    assert_int_equal(edit_distance(STR("kitten"), STR("sitting"), 9), 3);
    assert_int_equal(edit_distance(STR("ab"), STR("ba"), 9), 1);
    assert_int_equal(edit_distance(STR(""), STR("abc"), 9), 3);
    assert_int_equal(edit_distance(STR("abc"), STR("abc"), 0), 0);
    assert_int_equal(edit_distance(STR("abcdef"), STR("uvwxyz"), 2), 3);
    assert_int_equal(edit_distance(STR("a"), STR("abcdef"), 2), 3);
    assert_int_equal(edit_distance(STR("xab"), STR("xba"), 1), 1);
}

static void utf8_round_trips(void **state)
{
    (void)state;
    for (u32 cp = 0; cp < 0x110000; cp++) {
        if (cp >= 0xd800 && cp < 0xe000) continue;
        char b[4];
        u32 back = ~cp;
        int n = utf8_encode(cp, b);
        assert_int_equal(utf8_decode(b, b + n, &back), n);
        assert_int_equal(back, cp);
        assert_int_equal(utf8_decode(b, b + n - 1, &back), 0);
    }
}

static void utf8_refuses(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf0\x80\x80\x80",
        "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xe2\x28\xa1", "\xc3\x28"};
    u32 cp;
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_int_equal(utf8_decode(bad[i], bad[i] + strlen(bad[i]), &cp), 0);
    assert_int_equal(utf8_decode("", "", &cp), 0);
}

int test_base_str(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compares),
        cmocka_unit_test(formats),
        cmocka_unit_test(hashes_alike_everywhere),
        cmocka_unit_test(measures_spelling_distance),
        cmocka_unit_test(utf8_round_trips),
        cmocka_unit_test(utf8_refuses),
    };
    return cmocka_run_group_tests_name("base_str", tests, NULL, NULL);
}
