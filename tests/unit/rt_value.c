// rt_value.c - counts, copy on write, strings, lists, maps, text of values, dynamic operators
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/rt_types.h"

static void strings(void **state)
{
    (void)state;
    RtStr *a = zs("abc"), *b = zs("d\xc3\xa9");
    RtStr *keep = a;
    rt_retain(keep);
    a = rt_str_concat(a, b);  // shared: a copy
    assert_ptr_not_equal(a, keep);
    assert_string_equal(rt_chars(a), "abcd\xc3\xa9");
    assert_string_equal(rt_chars(keep), "abc");
    assert_int_equal(rt_str_len(a), 5);
    for (int i = 0; i < 100000; i++)
        a = rt_str_concat(a, keep);
    assert_int_equal(a->len, 300006);
    a = rt_str_concat(a, a);
    assert_int_equal(a->len, 600012);
    assert_memory_equal(rt_chars(a), rt_chars(a) + 300006, 300006);
    assert_true(rt_str_cmp(b, keep) > 0);
    assert_int_equal(keep->count, 1);
    rt_release(a);
    rt_release(b);
    rt_release(keep);
}

static void lists(void **state)
{
    (void)state;
    RtList *l = rt_list_new(&t_ints, 0);
    for (i64 i = 0; i < 50000; i++)
        l = rt_list_push(l, &i);
    assert_int_equal(l->len, 50000);
    assert_int_equal(*(i64 *)rt_list_at(l, 49999), 49999);
    rt_retain(l);
    RtList *m = rt_uniq(l);
    assert_ptr_not_equal(l, m);
    *(i64 *)rt_list_at(m, 0) = 7;
    assert_int_equal(*(i64 *)rt_list_at(l, 0), 0);
    m = rt_list_concat(m, l);
    assert_int_equal(m->len, 100000);
    rt_release(l);
    l = rt_list_range(&t_ints, -1, 2);
    assert_string_equal(rt_chars(rt_val_str(&t_ints, &l)), "[-1, 0, 1, 2]");
    rt_release(l);
    rt_release(m);
}

static void maps(void **state)
{
    (void)state;
    RtMap *m = rt_map_new(&t_map_int, 0);
    char key[32];
    for (i64 i = 0; i < 3000; i++) {
        sprintf(key, "k%lld", (long long)(i * 7919 % 3000));
        RtStr *k = zs(key);
        i64 v = i * 7919 % 3000;
        m = rt_map_put(m, k, &v);
        rt_release(k);
        if (i % 100 == 0)
            rt_map_sort(m);  // sorting in between must not lose anything
    }
    assert_int_equal(m->len, 3000);
    rt_retain(m);
    RtMap *c = rt_uniq(m);
    for (i64 i = 0; i < 3000; i++) {
        sprintf(key, "k%lld", (long long)i);
        assert_int_equal(*(i64 *)rt_map_find_bytes(m, key, strlen(key)), i);
        assert_int_equal(*(i64 *)rt_map_find_bytes(c, key, strlen(key)), i);
    }
    assert_null(rt_map_find_bytes(m, "k3000", 5));
    rt_map_sort(m);
    for (i64 i = 1; i < 3000; i++)
        assert_true(rt_str_cmp(rt_entry_key(m, i - 1), rt_entry_key(m, i)) < 0);
    rt_release(m);
    rt_release(c);
    RtStr *b = zs("b"), *a = zs("a");
    m = rt_map_new(&t_map_int, 2);
    *(i64 *)rt_map_slot(m, b) = 2;
    *(i64 *)rt_map_slot(m, a) = 1;
    assert_string_equal(rt_chars(rt_val_str(&t_map_int, &m)), "{a: 1, b: 2}");
    rt_release(m);
    assert_int_equal(a->count, 1);
}

static void text(void **state)
{
    (void)state;
    RtRec *rgb = rt_enum_new(&t_color, 1);
    ((i64 *)rgb)[2] = 1;
    ((i64 *)rgb)[3] = 2;
    ((i64 *)rgb)[4] = 3;
    assert_string_equal(rt_chars(rt_val_str(&t_color, &rgb)), "Color.Rgb(1, 2, 3)");
    const RtRec *red = &i_red;
    assert_string_equal(rt_chars(rt_val_str(&t_color, &red)), "Color.Red");
    i64 south = 1;
    assert_string_equal(rt_chars(rt_val_str(&t_dir, &south)), "Dir.South");
    RtDyn d = rt_dyn_of(&t_dir, &south);
    assert_string_equal(rt_chars(rt_dyn_str(d.tag, d.payload)), "Dir.South");
    i64 none[2] = {0, 0}, some[2] = {RT_SOME, 5};
    assert_string_equal(rt_chars(rt_val_str(&t_opt_int, none)), "null");
    assert_string_equal(rt_chars(rt_val_str(&t_opt_int, some)), "5");
    i64 ok[2] = {RT_OK, rt_payload_of(&t_opt_int, some)};
    assert_string_equal(rt_chars(rt_val_str(&t_result, ok)), "Ok(5)");
    i64 err[2] = {RT_ERR, rt_word(zs("bad"))};
    assert_string_equal(rt_chars(rt_val_str(&t_result, err)), "Err(bad)");
    i64 x = 9;
    RtRec *box = rt_box_new(&t_box_int, &x);
    assert_string_equal(rt_chars(rt_val_str(&t_box_int, &box)), "9");
    RtRec *user = rt_rec_new(&t_user);
    assert_string_equal(rt_chars(rt_val_str(&t_user, &user)), "<User>");
    RtRec *e = rt_error_new(zs("boom"));
    assert_string_equal(rt_chars(rt_dyn_str(RT_STRUCT, rt_word(e))), "std.Error(boom)");
    assert_string_equal(rt_chars(rt_error_text(e)),
                        "{\"error\":{\"code\":\"error\",\"message\":\"boom\"}}");
    rt_val_release(&t_result, ok);
    rt_val_release(&t_result, err);
    rt_release(rgb);
    rt_release(box);
    rt_release(e);
}

// A chain of a million nodes goes away without a deep stack.
static const RtType t_node;
static const RtType t_opt_node = {.kind = RT_OPTION, PTR, .name = SREF(s_option), .elem = &t_node};
static const RtField f_node[] = {{SREF(s_name), &t_opt_node, 16, 0, NULL},
                                 {SREF(s_tags), &t_opt_node, 24, 0, NULL}};
static const RtType t_node = {
    .kind = RT_STRUCT, PTR, .obj_size = 32, .nfield = 2, .name = SREF(s_user), .field = f_node};
static void long_chain(void **state)
{
    (void)state;
    for (int side = 0; side < 2; side++) {
        RtRec *head = NULL;
        for (int i = 0; i < 1000000; i++) {
            RtRec *n = rt_rec_new(&t_node), *leaf = rt_rec_new(&t_node);
            *(RtRec **)((u8 *)n + RT_REC_DATA + 8 * side) = head;
            *(RtRec **)((u8 *)n + RT_REC_DATA + 8 - 8 * side) = leaf;
            head = n;
        }
        rt_release(head);
    }
}

static void dyn_ops(void **state)
{
    (void)state;
    RtDyn d = rt_dyn_add(RT_INT, 2, RT_FLOAT, rt_f64_bits(0.5));
    assert_int_equal(d.tag, RT_FLOAT);
    assert_true(rt_bits_f64(d.payload) == 2.5);
    RtStr *s = zs("n=");
    d = rt_dyn_add(RT_STRING, rt_word(s), RT_INT, 4);
    assert_string_equal(rt_chars(rt_ptr(d.payload)), "n=4");
    i64 five = 5;
    RtRec *box = rt_box_new(&t_box_int, &five);
    d = rt_dyn_mul(RT_BOX, rt_word(box), RT_INT, 3);
    assert_int_equal(d.payload, 15);
    RtList *l = rt_list_range(&t_ints, 1, 3);
    d = rt_dyn_index(RT_LIST, rt_word(l), RT_INT, 2);
    assert_int_equal(d.payload, 3);
    rt_retain(s);
    RtDyn base = rt_dyn_set_index(RT_LIST, rt_word(l), RT_INT, 0, RT_STRING, rt_word(s));
    assert_string_equal(rt_chars(rt_dyn_str(base.tag, base.payload)), "[n=, 2, 3]");
    base = rt_dyn_set_index(base.tag, base.payload, RT_INT, 1, RT_INT, 8);
    assert_string_equal(rt_chars(rt_dyn_str(base.tag, base.payload)), "[n=, 8, 3]");
    rt_dyn_release(base.tag, base.payload);
    assert_int_equal(s->count, 1);
    assert_int_equal(rt_dyn_cmp(RT_INT, 1, RT_INT, 2), -1);
    assert_true(rt_dyn_eq(RT_BOOL, 1, RT_BOOL, 1));
}

static void f_index(const void *arg)
{
    RtList *l = rt_list_range(&t_ints, 1, 3);
    rt_list_at(l, *(const int *)arg);
}
static void f_range(const void *arg)
{
    (void)arg;
    rt_list_range(&t_ints, 2, 1);
}
static void f_div(const void *arg)
{
    (void)arg;
    rt_dyn_div(RT_INT, 1, RT_INT, 0);
}
static void f_cmp(const void *arg)
{
    (void)arg;
    rt_dyn_eq(RT_INT, 1, RT_STRING, rt_word(zs("a")));
}
static void f_assert(const void *arg)
{
    (void)arg;
    rt_fail_assert(NULL);
}
static void f_memory(const void *arg)
{
    (void)arg;
    rt_list_new(&t_ints, (i64)1 << 43);
}
static void failures(void **state)
{
    (void)state;
    char m[512];
    int i = 3, neg = -1, fine = 2;
    assert_string_equal(failure(f_index, &i, m), "index out of bounds");
    assert_string_equal(failure(f_index, &neg, m), "index out of bounds");
    assert_string_equal(failure(f_index, &fine, m), "");
    assert_string_equal(failure(f_range, NULL, m), "range start must be <= end");
    assert_string_equal(failure(f_div, NULL, m), "division by zero");
    assert_string_equal(failure(f_cmp, NULL, m), "unsupported comparison operands");
    assert_string_equal(failure(f_assert, NULL, m), "assert failed: assertion failed");
    assert_string_equal(failure(f_memory, NULL, m), "out of memory");
}

static void classes(void **state)
{
    (void)state;
    u32 last = 0;
    for (u64 n = 1; n < 300000; n++) {
        u32 c = rt_class(n);
        assert_true(rt_class_size(c) >= n);
        assert_true(c == last || (c == last + 1 && rt_class_size(last) == n - 1));
        last = c;
    }
    assert_int_equal(rt_class_size(RT_CLASS_SMALL), 128 * 1024);
}

static void base64(void **state)
{
    (void)state;
    char raw[64];
    for (int n = 0; n < 64; n++) {
        for (int i = 0; i < n; i++)
            raw[i] = (char)(i * 37 + n);
        RtStr *b = rt_bytes_new(raw, n), *t = rt_bytes_base64(b);
        RtBuf why;
        rt_buf_init(&why);
        RtStr *back = rt_base64_decode(rt_chars(t), (u64)t->len, &why);
        assert_non_null(back);
        assert_true(rt_str_eq(b, back));
    }
    RtBuf why;
    rt_buf_init(&why);
    assert_null(rt_base64_decode("A=A=", 4, &why));
    assert_memory_equal(rt_buf_chars(&why), "invalid base64 padding at chunk 0", 33);
    rt_buf_free(&why);
    assert_null(rt_base64_decode("A*==", 4, &why));
    assert_memory_equal(rt_buf_chars(&why), "invalid base64 character '*'", 28);
}

int test_rt_value(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings),  cmocka_unit_test(lists),   cmocka_unit_test(maps),
        cmocka_unit_test(text),     cmocka_unit_test(long_chain), cmocka_unit_test(dyn_ops),
        cmocka_unit_test(failures), cmocka_unit_test(classes), cmocka_unit_test(base64)};
    return cmocka_run_group_tests_name("rt_value", tests, NULL, NULL);
}
