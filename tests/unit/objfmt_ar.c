// objfmt_ar.c - archives in GNU and BSD form are read; what we write reads back; damage is refused
#include "objfmt/obj.h"
#include "tests/unit/unit.h"

static void member(Buf *b, const char *name, const char *text, size_t n)
{
    buf_fmt(b, "%-16s%-12s%-6s%-6s%-8s%-10zu`\n", name, "0", "0", "0", "644", n);
    buf_put(b, text, n);
    if (n & 1)
        buf_byte(b, '\n');
}

static void reads_gnu(void **state)
{
    (void)state;
    Arena a = {0};
    Buf b = {0};
    ArMember *m;
    u32 n;
    Str err;
    buf_str(&b, "!<arch>\n");
    member(&b, "/", "\0\0\0\0", 4);
    member(&b, "//", "a_rather_long_member_name.o/\nanother_long_member_name.o/\n", 56);
    member(&b, "short.o/", "abc", 3);
    member(&b, "/0", "d", 1);
    member(&b, "/29", "", 0);
    assert_int_equal(ar_read(&a, (Str){(char *)b.p, b.n}, &m, &n, &err), 0);
    assert_int_equal(n, 3);
    assert_true(str_eqz(m[0].name, "short.o") && str_eqz(m[0].bytes, "abc"));
    assert_true(str_eqz(m[1].name, "a_rather_long_member_name.o") && str_eqz(m[1].bytes, "d"));
    assert_true(str_eqz(m[2].name, "another_long_member_name.o") && m[2].bytes.n == 0);
    buf_free(&b);
    arena_free(&a);
}

static void reads_bsd(void **state)
{
    (void)state;
    Arena a = {0};
    Buf b = {0};
    ArMember *m;
    u32 n;
    Str err;
    buf_str(&b, "!<arch>\n");
    member(&b, "__.SYMDEF SORTED", "xx", 2);
    member(&b, "#1/20", "long name of bsd.o\0\0body", 24);
    member(&b, "plain.o", "q", 1);
    assert_int_equal(ar_read(&a, (Str){(char *)b.p, b.n}, &m, &n, &err), 0);
    assert_int_equal(n, 2);
    assert_true(str_eqz(m[0].name, "long name of bsd.o") && str_eqz(m[0].bytes, "body"));
    assert_true(str_eqz(m[1].name, "plain.o") && str_eqz(m[1].bytes, "q"));
    buf_free(&b);
    arena_free(&a);
}

static void reads_thin(void **state)
{
    (void)state;
    Arena a = {0};
    Buf b = {0};
    ArMember *m;
    u32 n;
    Str err;
    buf_str(&b, "!<thin>\n");
    member(&b, "//", "dir/far.o/\n\n", 12);
    buf_fmt(&b, "%-16s%-32s%-10d`\n", "/0", "", 4000);
    buf_fmt(&b, "%-16s%-32s%-10d`\n", "near.o/", "", 3);
    assert_int_equal(ar_read(&a, (Str){(char *)b.p, b.n}, &m, &n, &err), 0);
    assert_int_equal(n, 2);
    assert_true(str_eqz(m[0].name, "dir/far.o") && m[0].thin && !m[0].bytes.n);
    assert_true(str_eqz(m[1].name, "near.o") && m[1].thin);
    assert_int_equal(ar_load(&a, STR("/no/such/x.a"), (Str){(char *)b.p, b.n}, &m, &n, &err), -1);
    assert_non_null(strstr(err.p, "/no/such/dir/far.o"));
    buf_free(&b);
    arena_free(&a);
}

static Str sample(Arena *a)
{
    Buf b = {0}, obj = {0};
    Obj *o = obj_new(a, STR("o"));
    obj_sym(o, STR("defined"), SB_GLOBAL, SK_NONE, SECT_ABS, 1, 0);
    obj_undef(o, STR("wanted"));
    elf_write_obj(o, &obj);
    Str bytes = buf_take(&obj, a);
    ArMember m[] = {{.name = STR("a.o"), .bytes = bytes},
                    {.name = STR("no object"), .bytes = STR("text")},
                    {.name = STR("exactly15bytes."), .bytes = STR("x")},
                    {.name = STR("sixteen bytes.oo"), .bytes = bytes}};
    ar_write(m, COUNT(m), 0, &b);
    return buf_take(&b, a);
}

static void writes(void **state)
{
    (void)state;
    Arena a = {0};
    ArMember *m;
    u32 n;
    Str err, bytes = sample(&a);
    assert_true(ar_is(bytes));
    assert_int_equal(ar_read(&a, bytes, &m, &n, &err), 0);
    assert_int_equal(n, 4);
    assert_true(str_eqz(m[0].name, "a.o"));
    assert_true(str_eqz(m[1].name, "no object") && str_eqz(m[1].bytes, "text"));
    assert_true(str_eqz(m[2].name, "exactly15bytes."));
    assert_true(str_eqz(m[3].name, "sixteen bytes.oo") && str_eq(m[3].bytes, m[0].bytes));
    // the index: two symbols, big-endian offsets of the headers of a.o and the last member
    const u8 *p = (const u8 *)bytes.p + 8 + 60;
    assert_int_equal(p[3], 2);
    u32 at = (u32)p[4] << 24 | (u32)p[5] << 16 | (u32)p[6] << 8 | p[7];
    assert_memory_equal(bytes.p + at, "a.o/ ", 5);
    assert_string_equal((const char *)p + 12, "defined");
    assert_true(str_eq(sample(&a), bytes));
    arena_free(&a);
}

static void refuses_damage(void **state)
{
    (void)state;
    Arena a = {0};
    ArMember *m;
    u32 n;
    Str err, bytes = sample(&a);
    for (size_t cut = 0; cut < bytes.n; cut++) {
        char *exact = xmalloc(cut + 1);
        memcpy(exact, bytes.p, cut);
        ar_read(&a, (Str){exact, cut}, &m, &n, &err);
        free(exact);
    }
    char *p = arena_dup(&a, bytes.p, bytes.n);
    for (size_t i = 0; i < bytes.n; i++) {
        p[i] ^= 0x11;
        ar_read(&a, (Str){p, bytes.n}, &m, &n, &err);
        p[i] ^= 0x11;
    }
    arena_free(&a);
}

int test_objfmt_ar(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_gnu),
        cmocka_unit_test(reads_bsd),
        cmocka_unit_test(reads_thin),
        cmocka_unit_test(writes),
        cmocka_unit_test(refuses_damage),
    };
    return cmocka_run_group_tests_name("objfmt_ar", tests, NULL, NULL);
}
