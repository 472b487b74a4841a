// fuse_parse.c - FUSE text to tokens and tree: layout, precedence, recovery, limits
#include "frontend/fuse/fuse_int.h"
#include "tests/unit/unit.h"

typedef struct Env {
    Arena a;
    Sources src;
    Diags d;
    Buf out;
} Env;

static const char *dump(Env *e, const char *text)
{
    memset(e, 0, sizeof *e);
    sources_init(&e->src, &e->a);
    diags_init(&e->d, &e->a, &e->src);
    u32 file = sources_add(&e->src, STR("t.fuse"), str_of(text));
    fuse_dump(&e->a, &e->src, &e->d, file, &e->out);
    buf_byte(&e->out, 0);
    return (const char *)e->out.p;
}

static void done(Env *e)
{
    buf_free(&e->out);
    arena_free(&e->a);
}

static void expect(const char *text, const char *want)
{
    Env e;
    assert_string_equal(dump(&e, text), want);
    assert_int_equal(e.d.errors, 0);
    done(&e);
}

static u32 errors(const char *text)
{
    Env e;
    dump(&e, text);
    u32 n = e.d.errors;
    done(&e);
    return n;
}

static void precedence(void **state)
{
    (void)state;
    expect("app \"a\":\n  1 + 2 * -3 == 4 and !x or y ?? z\n",
           "app a\n  block\n    expr\n      coalesce\n        binary or\n          binary and\n"
           "            binary ==\n              binary +\n                int 1\n"
           "                binary *\n"
           "                  int 2\n                  unary -\n                    int 3\n"
           "              int 4\n"
           "            unary !\n              name x\n          name y\n        name z\n");
    expect("app \"a\":\n  a.b?.c[1]?[2](3) ?! e\n",
           "app a\n  block\n    expr\n      bang\n        call\n          index?\n"
           "            index\n"
           "              member? c\n                member b\n                  name a\n"
           "              int 1\n"
           "            int 2\n          int 3\n        name e\n");
}

static void layout(void **state)
{
    (void)state;
    const char *want = "fn f: \n  block\n    expr\n      call\n        member b\n          call\n"
                       "            name a\n"
                       "            int 1\n            int 2\n";
    expect("fn f():\n  a(\n1,\n      2)\n    .b()\n", want);
    expect("fn f():\n  a(1, 2)\n\n  # comment\n  .b()\n", want);
    expect("## doc\n## more\ntype T:\n    a: Int # note\n\n    b: Map<String, Int?> = {}\n",
           "type T\n  doc \"doc\\nmore\"\n  field a: Int\n  field b: Map<String, Int?>\n  map\n");
    expect("fn f():\n  if a: b()\n  else if c:\n    d()\n  else: e()\n",
           "fn f: \n  block\n    if\n      when\n      name a\n      block\n        expr\n"
           "          call\n            name b\n"
           "      when\n      name c\n      block\n        expr\n          call\n"
           "            name d\n      else\n"
           "      block\n        expr\n          call\n            name e\n");
}

static void strings(void **state)
{
    (void)state;
    expect("app \"a\":\n  \"x${1}y${\"in${z}\"}\"\n",
           "app a\n  block\n    expr\n      interp\n        str \"x\"\n        int 1\n"
           "        str \"y\"\n"
           "        interp\n          str \"in\"\n          name z\n");
    expect("app \"a\":\n  \"\"\"a\n \"b\" \\n\"\"\"\n", "app a\n  block\n    expr\n      str \"a\\n"
                                                        " \\\"b\\\" \\n\"\n");
    assert_int_equal(errors("app \"a\":\n  \"open\n  x\n"), 1);
    assert_int_equal(errors("app \"a\":\n  \"${\"\n"), 1);
    assert_int_equal(errors("app \"a\":\n  print(99999999999999999999)\n"), 1);
}

static void recovery(void **state)
{
    (void)state;
    Env e;
    const char *out = dump(&e, "fn a(x:):\n  x = = 1\n  y()\n\nfn b():\n  match z:\n    1 2\n"
                               "    _: w()\n  v()\n\nfn c():\n  u()\n");
    assert_int_equal(e.d.errors, 3);
    assert_non_null(strstr(out, "fn b"));
    assert_non_null(strstr(out, "name w"));
    assert_non_null(strstr(out, "name v"));
    assert_non_null(strstr(out, "name y"));
    assert_non_null(strstr(out, "fn c"));
    done(&e);
}

static const char *repeat(Arena *a, const char *head, const char *part, u32 n)
{
    Buf b = {0};
    buf_str(&b, head);
    for (u32 i = 0; i < n; i++)
        buf_str(&b, part);
    buf_byte(&b, '\n');
    return buf_take(&b, a).p;
}

static void limits(void **state)
{
    (void)state;
    static const char *const parts[] = {"(", "[", "{", "-", "!", "1+", "a.b", ".b", "f(", "if x: ",
                                        "x?.", "\"${", "<", "a<", "box "};
    Arena a = {0};
    for (u32 i = 0; i < COUNT(parts); i++)
        assert_true(errors(repeat(&a, "fn f():\n  x = ", parts[i], 50000)) > 0 || i == 6);
    assert_true(errors(repeat(&a, "type T:\n  x: ", "List<", 50000)) > 0);
    assert_true(errors(repeat(&a, "type T:\n  x: A", "?", 50000)) > 0);
    assert_true(errors(repeat(&a, "fn f():\n  match x:\n    ", "A(", 50000)) > 0);
    arena_free(&a);
}

int test_fuse_parse(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(precedence), cmocka_unit_test(layout),
                                       cmocka_unit_test(strings), cmocka_unit_test(recovery),
                                       cmocka_unit_test(limits)};
    return cmocka_run_group_tests_name("fuse_parse", tests, NULL, NULL);
}
