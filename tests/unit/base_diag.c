// base_diag.c - lines and columns, and messages as text with carets and as JSON lines
#include "base/base.h"
#include "tests/unit/unit.h"

static const DiagDef def_bad = {"E0201", SEV_ERROR, "expected %s, found %s", NULL};
static const DiagDef def_warn = {"W0001", SEV_WARN, "unused `%s`", "remove it"};
static const DiagDef def_note = {"", SEV_NOTE, "declared here", NULL};

static void knows_lines_and_columns(void **state)
{
    (void)state;
    Arena a = {0};
    Sources s;
    sources_init(&s, &a);
    u32 f = sources_add(&s, STR("a.fuse"), STR("ab\ncd\r\n\nlast"));
    static const u32 row[][3] = {{0, 1, 1}, {2, 1, 3}, {3, 2, 1}, {7, 3, 1}, {8, 4, 1}, {12, 4, 5},
                                 {99, 4, 5}};
    for (size_t i = 0; i < COUNT(row); i++) {
        u32 line, col;
        src_line_col(&s, f, row[i][0], &line, &col);
        assert_int_equal(line, row[i][1]);
        assert_int_equal(col, row[i][2]);
    }
    assert_true(str_eqz(src_line_text(&s, f, 1), "ab"));
    assert_true(str_eqz(src_line_text(&s, f, 2), "cd"));
    assert_true(str_eqz(src_line_text(&s, f, 3), ""));
    assert_true(str_eqz(src_line_text(&s, f, 4), "last"));
    assert_true(str_eqz(src_line_text(&s, f, 5), ""));
    u32 line, col;
    src_line_col(&s, sources_add(&s, STR("e"), STR("")), 0, &line, &col);
    assert_true(line == 1 && col == 1);
    arena_free(&a);
}

static const char *printed(Diags *d, DiagStyle st)
{
    char *z = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&z, &n);
    diags_print(d, f, st);
    fclose(f);
    Str s = str_dup(d->mem, (Str){z, n});
    free(z);
    return s.p;
}

typedef struct Fixture {
    Arena a;
    Sources s;
    Diags d;
    u32 file;
} Fixture;

static void begin(Fixture *x)
{
    memset(x, 0, sizeof *x);
    sources_init(&x->s, &x->a);
    diags_init(&x->d, &x->a, &x->s);
    x->file = sources_add(&x->s, STR("dir/a.fuse"), STR("fn f():\n\tlet \xc3\xa4 = \"x\"\nend"));
}

static void shows_carets(void **state)
{
    (void)state;
    Fixture x;
    begin(&x);
    diag(&x.d, &def_bad, (Span){x.file, 18, 21}, "Int", "String");
    diag(&x.d, &def_note, (Span){x.file, 3, 4});
    diag(&x.d, &def_warn, (Span){x.file, 13, 15}, "\xc3\xa4");
    diag(&x.d, &def_bad, (Span){0}, "a", "b");
    diag_help(&x.d, "try %d", 5);
    diag(&x.d, &def_bad, (Span){x.file, 3, 30}, "all", "lines");
    diag(&x.d, &def_bad, (Span){x.file, 99, 99}, "more", "end");
    assert_int_equal(x.d.errors, 4);
    assert_int_equal(x.d.warnings, 1);
    assert_string_equal(printed(&x.d, (DiagStyle){COLOR_NEVER, false}),
        "dir/a.fuse:2:11: error: expected Int, found String [E0201]\n"
        "  \tlet \xc3\xa4 = \"x\"\n"
        "  \t        ^^^\n"
        "dir/a.fuse:1:4: note: declared here\n"
        "  fn f():\n"
        "     ^\n"
        "dir/a.fuse:2:6: warning: unused `\xc3\xa4` [W0001]\n"
        "  \tlet \xc3\xa4 = \"x\"\n"
        "  \t    ^\n"
        "  help: remove it\n"
        "error: expected a, found b [E0201]\n"
        "  help: try 5\n"
        "dir/a.fuse:1:4: error: expected all, found lines [E0201]\n"
        "  fn f():\n"
        "     ^^^^\n"
        "dir/a.fuse:3:4: error: expected more, found end [E0201]\n"
        "  end\n"
        "     ^\n");
    arena_free(&x.a);
}

static void colours_when_told(void **state)
{
    (void)state;
    Fixture x;
    begin(&x);
    diag(&x.d, &def_bad, (Span){x.file, 0, 2}, "a", "b");
    assert_non_null(strstr(printed(&x.d, (DiagStyle){COLOR_ALWAYS, false}),
        "\033[1;31merror:\033[0m"));
    assert_null(strstr(printed(&x.d, (DiagStyle){COLOR_AUTO, false}), "\033"));  // not a terminal
    assert_null(strstr(printed(&x.d, (DiagStyle){COLOR_ALWAYS, true}), "\033"));
    arena_free(&x.a);
}

static void speaks_json(void **state)
{
    (void)state;
    Fixture x;
    begin(&x);
    diag(&x.d, &def_bad, (Span){x.file, 18, 21}, "\"\\\n\x01", "\xff");
    diag(&x.d, &def_warn, (Span){0}, "v");
    assert_string_equal(printed(&x.d, (DiagStyle){COLOR_AUTO, true}),
        "{\"kind\":\"diagnostic\",\"level\":\"error\","
        "\"message\":\"expected \\\"\\\\\\n\\u0001, found \\ufffd\",\"path\":\"dir/a.fuse\","
        "\"line\":2,\"column\":11,\"span_start\":18,\"span_end\":21,\"code\":\"E0201\"}\n"
        "{\"kind\":\"cli_message\",\"level\":\"warning\",\"code\":\"W0001\","
        "\"message\":\"unused `v`\",\"help\":\"remove it\"}\n");
    arena_free(&x.a);
}

static void stops_at_the_limit(void **state)
{
    (void)state;
    Fixture x;
    begin(&x);
    x.d.limit = 2;
    for (int i = 0; i < 5; i++) {
        diag(&x.d, &def_bad, (Span){x.file, 0, 1}, "a", "b");
        diag(&x.d, &def_note, (Span){x.file, 0, 1});
    }
    diag(&x.d, &def_warn, (Span){x.file, 0, 1}, "kept");
    assert_int_equal(x.d.errors, 5);
    assert_int_equal(x.d.list.n, 5);
    assert_non_null(strstr(printed(&x.d, (DiagStyle){COLOR_NEVER, false}),
        "3 more errors not shown\n"));
    arena_free(&x.a);
}

static void warnings_may_be_errors(void **state)
{
    (void)state;
    Fixture x;
    begin(&x);
    x.d.werror = true;
    diag(&x.d, &def_warn, (Span){x.file, 0, 1}, "v");
    assert_int_equal(x.d.errors, 1);
    assert_int_equal(x.d.warnings, 0);
    assert_non_null(strstr(printed(&x.d, (DiagStyle){COLOR_NEVER, false}), ": error: unused"));
    arena_free(&x.a);
}

int test_base_diag(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_lines_and_columns), cmocka_unit_test(shows_carets),
        cmocka_unit_test(colours_when_told),       cmocka_unit_test(speaks_json),
        cmocka_unit_test(stops_at_the_limit),      cmocka_unit_test(warnings_may_be_errors),
    };
    return cmocka_run_group_tests_name("base_diag", tests, NULL, NULL);
}
