// rt_json.c - JSON both ways, typed decoding with defaults, validation and paths
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/rt_types.h"

static const char *again(const char *text)  // decode, encode
{
    RtDyn d;
    const char *why;
    if (!rt_json_parse(text, strlen(text), &d, &why))
        return why;
    RtStr *s = rt_json_encode_dyn(d.tag, d.payload);
    rt_dyn_release(d.tag, d.payload);
    return rt_chars(s);
}

static void dynamic(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"{\"b\":2,\"a\":1}", "{\"a\":1,\"b\":2}"},
        {" [1 , 2.5,\ttrue,null,\"x\"] ", "[1,2.5,true,null,\"x\"]"},
        {"9007199254740993", "9007199254740993"},
        {"-9223372036854775808", "-9223372036854775808"},
        {"9223372036854775808", "9223372036854776000"},
        {"1.0", "1"},
        {"1e3", "1000"},
        {"-0.0", "0"},
        {"1e30", "1000000000000000000000000000000"},
        {"\"\\u00e9\\ud83d\\ude00\\n\\/\"", "\"\xc3\xa9\xf0\x9f\x98\x80\\n/\""},
        {"\"\\u0001\\u001f\\b\\f\"", "\"\\u0001\\u001f\\b\\f\""},
        {"\"\xc3\xa9\"", "\"\xc3\xa9\""},
        {"{\"a\":1,\"a\":2}", "{\"a\":2}"},
        {"{}", "{}"},
        {"[]", "[]"},
        {"", "unexpected end of input"},
        {"[1,]", "unexpected character"},
        {"[1 2]", "expected ',' or ']'"},
        {"{\"a\" 1}", "expected ':'"},
        {"{\"a\":1", "expected ',' or '}'"},
        {"{a:1}", "expected string"},
        {"01", "invalid number"},
        {"1.", "invalid number"},
        {"-", "invalid number"},
        {"nul", "invalid null"},
        {"tru", "invalid bool"},
        {"\"abc", "unterminated string"},
        {"\"\\x\"", "invalid escape"},
        {"\"\\ud800\"", "invalid unicode escape"},
        {"\"\\udc00\"", "invalid unicode escape"},
        {"\"\\u12g4\"", "invalid unicode escape"},
        {"\"a\nb\"", "invalid control character in string"},
        {"1 1", "trailing characters"},
    };
    for (u64 i = 0; i < RT_COUNT(cases); i++)
        assert_string_equal(again(cases[i][0]), cases[i][1]);
}

static void depth(void **state)
{
    (void)state;
    char text[2000];
    memset(text, '[', 600);
    memset(text + 600, ']', 600);
    text[1200] = 0;
    assert_string_equal(again(text), "nesting too deep");
    assert_string_equal(again(text + 100), "trailing characters");
}

static const char *decode(const RtType *t,
                          const char *text)  // the text of the error, or the value's JSON
{
    i64 out[2] = {0, 0};
    RtStr *s = zs(text);
    RtRec *err = rt_json_decode_as(t, out, s);
    RtStr *r = err ? rt_error_text(err) : rt_json_encode(t, out);
    if (err)
        rt_release(err);
    else
        rt_val_release(t, out);
    rt_release(s);
    return rt_chars(r);
}

#define INVALID(path, code, message)                                                               \
    "{\"error\":{\"code\":\"validation_error\",\"fields\":[{\"code\":\"" code                      \
    "\",\"message\":\"" message "\",\"path\":\"" path "\"}],\"message\":\"validation failed\"}}"

static void typed(void **state)
{
    (void)state;
    assert_string_equal(decode(&t_user, "{\"age\":42,\"name\":\"Ada\"}"),
                        "{\"age\":42,\"mail\":null,\"name\":\"Ada\",\"score\":null,\"tags\":[]}");
    assert_string_equal(
        decode(&t_user, "{\"age\":1,\"name\":\"A\",\"mail\":\"a@b.c\",\"score\":2,"
                        "\"tags\":[\"x\",\"y\"]}"),
        "{\"age\":1,\"mail\":\"a@b.c\",\"name\":\"A\",\"score\":2,\"tags\":[\"x\",\"y\"]}");
    assert_string_equal(decode(&t_user, "{\"name\":\"A\"}"),
                        INVALID("$.age", "missing_field", "missing field"));
    assert_string_equal(decode(&t_user, "{\"name\":\"A\",\"age\":1,\"zip\":1}"),
                        INVALID("$.zip", "unknown_field", "unknown field"));
    assert_string_equal(decode(&t_user, "{\"name\":\"\",\"age\":1}"),
                        INVALID("$.name", "invalid_value", "length 0 out of range 1..80"));
    assert_string_equal(decode(&t_user, "{\"name\":\"A\",\"age\":999}"),
                        INVALID("$.age", "invalid_value", "value 999 out of range 0..130"));
    assert_string_equal(decode(&t_user, "{\"name\":\"A\",\"age\":\"1\"}"),
                        INVALID("$.age", "type_mismatch", "expected Int"));
    assert_string_equal(decode(&t_user, "{\"name\":\"A\",\"age\":1,\"mail\":\"nobody\"}"),
                        INVALID("$.mail", "invalid_value", "invalid email address"));
    assert_string_equal(decode(&t_user, "[]"), INVALID("$", "type_mismatch", "expected User"));
    assert_string_equal(
        decode(&t_users, "[{\"name\":\"A\",\"age\":1},{\"name\":\"B\",\"age\":1.5}]"),
        INVALID("$[1].age", "type_mismatch", "expected Int"));
    assert_string_equal(decode(&t_opt_user, "null"), "null");
    assert_string_equal(decode(&t_map_int, "{\"b\":1,\"a\":2}"), "{\"a\":2,\"b\":1}");
    assert_string_equal(decode(&t_map_int, "{\"b\":null}"),
                        INVALID("$.b", "type_mismatch", "expected Int"));
}

static void enums(void **state)
{
    (void)state;
    assert_string_equal(decode(&t_color, "{\"type\":\"Red\"}"), "{\"type\":\"Red\"}");
    assert_string_equal(decode(&t_color, "{\"data\":[1,2,3],\"type\":\"Rgb\"}"),
                        "{\"type\":\"Rgb\",\"data\":[1,2,3]}");
    assert_string_equal(decode(&t_color, "{\"data\":0.5,\"type\":\"Gray\"}"),
                        "{\"type\":\"Gray\",\"data\":0.5}");
    assert_string_equal(decode(&t_dir, "{\"type\":\"South\"}"), "{\"type\":\"South\"}");
    assert_string_equal(decode(&t_color, "{\"type\":\"Blue\"}"),
                        INVALID("$", "invalid_value", "unknown variant Blue"));
    assert_string_equal(decode(&t_color, "{}"), INVALID("$", "missing_field", "missing enum type"));
    assert_string_equal(decode(&t_color, "{\"type\":\"Rgb\"}"),
                        INVALID("$", "missing_field", "missing enum data"));
    assert_string_equal(decode(&t_color, "{\"type\":\"Rgb\",\"data\":[1,2]}"),
                        INVALID("$.data", "invalid_value", "enum payload length mismatch"));
    assert_string_equal(decode(&t_color, "{\"type\":\"Rgb\",\"data\":[1,2,\"x\"]}"),
                        INVALID("$.data[2]", "type_mismatch", "expected Int"));
    assert_string_equal(decode(&t_result, "{\"type\":\"Ok\",\"data\":3}"),
                        "{\"type\":\"Ok\",\"data\":3}");
    assert_string_equal(decode(&t_result, "{\"type\":\"Ok\",\"data\":null}"),
                        "{\"type\":\"Ok\",\"data\":null}");
    assert_string_equal(decode(&t_result, "{\"type\":\"Err\",\"data\":\"no\"}"),
                        "{\"type\":\"Err\",\"data\":\"no\"}");
    assert_string_equal(decode(&t_result, "{\"type\":\"Eh\",\"data\":1}"),
                        INVALID("$.type", "invalid_value", "unknown Result variant Eh"));
}

static void shares(void **state)  // a dynamic value that already has the type is not copied
{
    (void)state;
    RtList *l = rt_list_range(&t_ints, 1, 2);
    RtDyn d = rt_dyn_of(&t_ints, &l);
    i64 out[2];
    RtStr *path = zs("x");
    assert_null(rt_dyn_to(&t_ints, out, d.tag, d.payload, path));
    assert_ptr_equal(rt_ptr(out[0]), l);
    assert_int_equal(l->count, 1);
    rt_release(l);
}

static void casts(void **state)
{
    (void)state;
    RtRec *e = rt_error_validation(zs("a.b"), zs("invalid_value"), zs("no"));
    assert_string_equal(rt_chars(rt_error_text(e)), INVALID("a.b", "invalid_value", "no"));
    assert_false(rt_err_is(&t_user, e));
    assert_null(rt_err_cast(&t_user, e));
}

int test_rt_json(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(dynamic), cmocka_unit_test(depth),
                                       cmocka_unit_test(typed),   cmocka_unit_test(enums),
                                       cmocka_unit_test(shares),  cmocka_unit_test(casts)};
    return cmocka_run_group_tests_name("rt_json", tests, NULL, NULL);
}
