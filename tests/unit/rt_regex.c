// rt_regex.c - the regex engine: what matches, what is refused, and that time stays linear
#include "tests/unit/unit.h"

#include <string.h>

#include "runtime/rt_int.h"

static int match(const char *pattern, const char *text)
{
    const char *why;
    RtRegex *r = rt_regex_compile(pattern, strlen(pattern), &why);
    if (!r)
        return -1;
    int hit = rt_regex_match(r, text, strlen(text));
    rt_regex_free(r);
    return hit;
}

static void matches(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *text;
        int want;
    } cases[] = {
        {"^[a-z0-9_-]+$", "release_2026", 1}, {"^[a-z0-9_-]+$", "Release", 0},
        {"^[a-z]", "1a", 0},                  {"b+", "abbc", 1},
        {"^(foo|bar)*$", "foobarfoo", 1},     {"^(foo|bar)*$", "fooba", 0},
        {"^a{2,3}$", "a", 0},                 {"^a{2,3}$", "aaa", 1},
        {"^a{2,3}$", "aaaa", 0},              {"^\\d{4}-\\d{2}-\\d{2}$", "2026-11-21", 1},
        {"^\\w+$", "h\xc3\xa9llo", 1},        {"^\\w+$", "a b", 0},
        {"^.$", "\xf0\x9f\x98\x80", 1},       {"^.$", "\n", 0},
        {"(?s)^.$", "\n", 1},                 {"(?i)HeLLo", "say hello", 1},
        {"\\bcat\\b", "a cat.", 1},           {"\\bcat\\b", "concat", 0},
        {"^[^@]+@[^@]+\\.[^@]+$", "a@b.c", 1}, {"^[[:alpha:]]+$", "abc", 1},
        {"^[[:^digit:]]+$", "ab1", 0},        {"^\\x41\\u{42}$", "AB", 1},
        {"(?m)^b$", "a\nb\nc", 1},            {"^$", "", 1},
        {"", "anything", 1},                  {"^[]a]+$", "]a]", 1},
        {"^[a-]+$", "a-a", 1},                {"(?x) a b # c", "ab", 1},
        {"^(?P<year>\\d+)$", "2026", 1},      {"^(a|b|)c$", "c", 1},
        {"^\\p{L}+$", "\xd0\x94\xd0\xb0", 1}, {"a|", "", 1},
        {"^(?i:a)b$", "Ab", 1},               {"^(?i:a)b$", "AB", 0},
        {"(", "", -1},                        {"a)", "", -1},
        {"*a", "", -1},                       {"[a", "", -1},
        {"a{2,1}", "", -1},                   {"\\q", "", -1},
        {"(?=a)", "", -1},                    {"[b-a]", "", -1},
        {"\\p", "", -1},                      {"\\P{", "", -1},
        {"(\\1)", "", -1},                    {"(((a{1000}){1000}){1000})", "", -1},
    };
    for (u64 i = 0; i < RT_COUNT(cases); i++)
        assert_int_equal(match(cases[i].pattern, cases[i].text), cases[i].want);
}

static void linear(void **state)  // the classic killer of backtracking matchers
{
    (void)state;
    char text[3001];
    memset(text, 'a', 3000);
    text[3000] = 0;
    assert_int_equal(match("^(a*)*b$", text), 0);
    assert_int_equal(match("(x+x+)+y|(a?){30}a{30}$", text), 1);
}

int test_rt_regex(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(matches), cmocka_unit_test(linear)};
    return cmocka_run_group_tests_name("rt_regex", tests, NULL, NULL);
}
