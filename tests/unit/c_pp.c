// c_pp.c - the preprocessor: text in, text out, and what it reports
#include "frontend/c/c_int.h"
#include "tests/unit/unit.h"

typedef struct Case {
    const char *in, *out;  // out: tokens with single blanks and newlines folded; NULL: an error is
                           // expected
    const char *code;      // of the first message, or NULL
} Case;

static const DataLayout lp64 = {.ptr_size = 8, .long_size = 8, .wchar_size = 4, .fast = {1, 8, 8},
                                .wchar_signed = true,
                                .char_signed = true, .max_align = 16};

static bool header(void *ctx, Str name, Str *text)
{
    (void)ctx;
    if (str_eqz(name, "guarded.h"))
        *text = STR("#ifndef G\n#define G\nguarded\n#endif\n");
    else if (str_eqz(name, "plain.h"))
        *text = STR("plain\n");
    else if (str_eqz(name, "once.h"))
        *text = STR("#pragma once\nonce\n");
    else if (str_eqz(name, "tail.h"))  // text after the guard: it is none
        *text = STR("#ifndef T\n#define T\nbody\n#endif\n#undef V\n#ifdef U\n#define V u\n#else\n"
                    "#define V v\n#endif\n");
    else
        return false;
    return true;
}

// The result with white space folded and line markers gone.
static Str fold(Arena *a, Buf *b)
{
    Buf out = {0};
    bool gap = false;
    for (size_t k = 0; k < b->n; k++) {
        char c = (char)b->p[k];
        if (c == '#' && (k == 0 || b->p[k - 1] == '\n'))
            while (k < b->n && b->p[k] != '\n')
                k++;
        else if (c == ' ' || c == '\n')
            gap = true;
        else {
            if (gap && out.n)
                buf_byte(&out, ' ');
            gap = false;
            buf_byte(&out, (u8)c);
        }
    }
    return buf_take(&out, a);
}

static void run(const Case *c)
{
    Arena a = {0};
    Sources src;
    Diags d;
    Buf b = {0};
    COptions o = {.dl = &lp64, .builtin_header = header};
    sources_init(&src, &a);
    diags_init(&d, &a, &src);
    u32 file = sources_add(&src, STR("t.c"), str_of(c->in));
    int bad = c_preprocess(&a, &src, &d, file, &o, &b);
    Str out = fold(&a, &b);
    if (c->out) {
        if (strcmp(out.p, c->out))
            print_message("in: %s\n", c->in);
        assert_string_equal(out.p, c->out);
        assert_int_equal(bad, 0);
    } else {
        assert_int_equal(bad, -1);
    }
    if (c->code) {
        assert_true(d.list.n > 0);
        assert_string_equal(d.list.v[0].def->code, c->code);
    }
    buf_free(&b);
    arena_free(&a);
}

static const Case expansion[] = {
    // C11 6.10.3.5, examples 3 to 7
    {"#define x 3\n#define f(a) f(x * (a))\n#undef x\n#define x 2\n#define g f\n#define z z[0]\n"
     "#define h g(~\n"
     "#define m(a) a(w)\n#define w 0,1\n#define t(a) a\n#define p() int\n#define q(x) x\n"
     "#define r(x,y) x ## y\n"
     "#define str(x) # x\nf(y+1) + f(f(z)) % t(t(g)(0) + t)(1);\ng(x+(3,4)-w) | h 5) & m\n"
     "(f)^m(m);\n"
     "p() i[q()] = { q(1), r(2,3), r(4,), r(,5), r(,) };\nchar c[2][6] = { str(hello), str() };",
     "f(2 * (y+1)) + f(2 * (f(2 * (z[0])))) % f(2 * (0)) + t(1); f(2 * (2+(3,4)-0,1)) | f(2 * (~ "
     "5)) & "
     "f(2 * (0,1))^m(0,1); int i[] = { 1, 23, 4, 5, }; char c[2][6] = { \"hello\", \"\" };", NULL},
    {"#define str(s) # s\n#define xstr(s) str(s)\n#define debug(s, t) printf(\"x\" # s \"= %d, x\" "
     "# t \"= %s\", \\\n"
     " x ## s, x ## t)\n#define INCFILE(n) vers ## n\n#define glue(a, b) a ## b\n"
     "#define xglue(a, b) glue(a, b)\n"
     "#define HIGHLOW \"hello\"\n#define LOW LOW \", world\"\ndebug(1, 2);\n"
     "fputs(str(strncmp(\"abc\\0d\", \"abc\", '\\4') // this goes away\n== 0) str(: @\\n), s);\n"
     "xstr(INCFILE(2).h)\nglue(HIGH, LOW);\nxglue(HIGH, LOW)",
     "printf(\"x\" \"1\" \"= %d, x\" \"2\" \"= %s\", x1, x2); fputs(\"strncmp(\\\"abc\\\\0d\\\", "
     "\\\"abc\\\", '\\\\4') == 0\" "
     "\": @\\n\", s); \"vers2.h\" \"hello\"; \"hello\" \", world\"", NULL},
    {"#define hash_hash # ## #\n#define mkstr(a) # a\n#define in_between(a) mkstr(a)\n"
     "#define join(c, d) in_between(c hash_hash d)\nchar p[] = join(x, y);",
     "char p[] = \"x ## y\";", NULL},
    {"#define t(x,y,z) x ## y ## z\nint j[] = { t(1,2,3), t(,4,5), t(6,,7), t(8,9,), t(10,,), "
     "t(,11,), t(,,12), t(,,) };",
     "int j[] = { 123, 45, 67, 89, 10, 11, 12, };", NULL},
    {"#define debug(...) fprintf(stderr, __VA_ARGS__)\n#define showlist(...) puts(#__VA_ARGS__)\n"
     "#define report(test, ...) ((test)?puts(#test): printf(__VA_ARGS__))\ndebug(\"Flag\");\n"
     "showlist(The first, second, and third items.);\nreport(x>y, \"x is %d but y is %d\", x, y);",
     "fprintf(stderr, \"Flag\"); puts(\"The first, second, and third items.\"); "
     "((x>y)?puts(\"x>y\"): printf(\"x is %d but y is %d\", x, y));", NULL},
    {"#define E(f, ...) pf(f, ## __VA_ARGS__)\nE(1) E(1, 2)\n#define N(a...) [a]\n"
     "N() N(1,2)", "pf(1) pf(1, 2) [] [1,2]", NULL},
    {"#include <tail.h>\nV\n#include <tail.h>\n#define U\n#include <tail.h>\nV", "body v u", NULL},
    {"#define p(a, ...) f(a, ## __VA_ARGS__)\n#define q(...) f(z, ## __VA_ARGS__)\n"
     "p(1,) q() p(1,2)",
     "f(1,) f(z) f(1, 2)", NULL},
    {"#define E\n#define s(x) #x\n#define t(x) s(x)\n"
     "t(a E+b) t(E) t(a E) t(E a)", "\"a +b\" \"\" \"a\" \"a\"", NULL},
    {"#define s(x) #x\ns(\\) s(\\\\) s(@ \\ b)", "\"\" \"\\\\\" \"@ \\ b\"", NULL},
    {"#define f(a) a*g\n#define g(a) f(a)\nf(2)(9) f(2)(9)(3)", "2*9*g 2*9*g(3)", NULL},
    {"#define x 1\n#pragma push_macro(\"x\")\n#undef x\n#define x 2\nx\n#pragma pop_macro(\"x\")\n"
     "x\n"
     "#pragma push_macro(\"y\")\n#define y 3\n#pragma pop_macro(\"y\")\ny\n"
     "#pragma pop_macro(\"y\")\ny", "2 1 y y", NULL},
    {"#define caf\\u00e9 1\n#define 日 2\ncafé \\U000065e5 x\\u00c0y \\q", "1 2 xÀy \\q", NULL},
    {"#define foo() bar\nfoo\n()\nfoo;", "bar foo;", NULL},
    {"#define A B\n#define B A\nA B", "A B", NULL},
    {"#define EMPTY\n-EMPTY- +EMPTY+ x", "- - + + x", NULL},
    {"a\\\nb /* c */ d // e\n\"x\\\ny\"", "ab d \"xy\"", NULL},
    {"%:define a <: :> <% %>\na", "<: :> <% %>", NULL},
    {"__LINE__\n__LINE__ __COUNTER__ __COUNTER__ __FILE__\n#line 40 \"u.c\"\n__LINE__ __FILE__",
     "1 2 0 1 \"t.c\" 40 \"u.c\"", NULL},
    {"#include <guarded.h>\n#include <guarded.h>\n#include \"plain.h\"\n#include \"plain.h\"\n"
     "#include <once.h>\n"
     "#include <once.h>\n#define H <plain.h>\n#include H", "guarded plain plain once plain", NULL},
    {"#define P(x) _Pragma(#x) x\nP(omp)", "omp", NULL},
};

static const Case conditions[] = {
    {"#ifdef __has_include\na\n#endif\n#ifndef __has_builtin\nb\n#endif\n"
     "#if defined(__has_attribute)\nc\n#endif", "a c", NULL},
    {"#define X 1\n#define H defined X && !defined(Y)\n#if H\na\n#endif\n#define D(n) defined n\n"
     "#if D(Y)\nb\n#endif", "a", NULL},
    {"#if -1 < 0xffffffff && 0x80000000 > -1 && -1 > 0xffffffffu && 0xffffffffffffffff > 0 && -1 "
     "== 0xffffffffffffffff\na\n#endif", "a", NULL},
    {"#if 1 + 2 * 3 == 7 && (1 << 4) == 16 && -1 > 0u && 'a' == 97 && 0x10 == 020\nyes\n#else\nno\n"
     "#endif", "yes", NULL},
    {"#if 0\nit's \"open\n#if 1\n#else\n#endif\n#elif defined X || !defined(Y)\nyes\n#elif 1 / 0\n"
     "no\n#else\nno\n#endif",
     "yes", NULL},
    {"#if 0 && 1 / 0\n#elif 1 || 1 / 0\nyes\n#endif", "yes", NULL},
    {"#if 9223372036854775807 + 0 > 0 && 18446744073709551615u == -1 && (2 ? 3 : 4) == 3\nyes\n"
     "#endif", "yes", NULL},
    {"#if __has_include(<plain.h>) && !__has_include(<none.h>) && __has_attribute(packed)\nyes\n"
     "#endif", "yes", NULL},
    {"#ifdef A\n#elif 1\nyes\n#endif\n#ifndef A\nyes\n#endif", "yes yes", NULL},
    {"#if 1 / 0\n#endif", NULL, "C0126"},
    {"#if 1 +\n#endif", NULL, "C0125"},
    {"#if (1\n#endif", NULL, "C0125"},
    {"#if 1.5\n#endif", NULL, "C0125"},
    {"#if\n#endif", NULL, "C0125"},
    {"#if 1", NULL, "C0118"},
    {"#endif", NULL, "C0116"},
    {"#else", NULL, "C0116"},
    {"#if 1\n#else\n#else\n#endif", NULL, "C0117"},
};

static const Case errors[] = {
    {"#define f(a,b) a\nf(1)", NULL, "C0113"},
    {"#define f(a,b) a\nf(1,2,3)", NULL, "C0113"},
    {"#define f(a) a\nf(1", NULL, "C0114"},
    {"#define f(a,a) a", NULL, "C0108"},
    {"#define f(a a", NULL, "C0107"},
    {"#define f(a) #b", NULL, "C0109"},
    {"#define f ## a", NULL, "C0110"},
    {"#define a 1\n#define a /* same */ 1\na", "1", NULL},
    {"#define defined 1", NULL, "C0127"},
    {"#define __FILE__ 1\n__FILE__", "1", "C0163"},
    {"#define 1", NULL, "C0105"},
    {"#undef", NULL, "C0105"},
    {"#nonsense", NULL, "C0104"},
    {"#include <none.h>", NULL, "C0119"},
    {"#include none", NULL, "C0120"},
    {"#error stop here", NULL, "C0122"},
    {"#line x", NULL, "C0124"},
    {"/* open", NULL, "C0102"},
    {"\"open", "\"open", "C0178"},
    {"#define f(a,b) a ## b\nf(+,-)", NULL, "C0115"},
    {"__VA_ARGS__", NULL, "C0141"},
    {"#define f(a) __VA_ARGS__", NULL, "C0141"},
    {"_Pragma(1)", NULL, "C0128"},
};

static void run_all(const Case *c, size_t n)
{
    for (size_t k = 0; k < n; k++)
        run(&c[k]);
}

static void test_expansion(void **state)
{
    (void)state;
    run_all(expansion, COUNT(expansion));
}

static void test_conditions(void **state)
{
    (void)state;
    run_all(conditions, COUNT(conditions));
}

static void test_errors(void **state)
{
    (void)state;
    run_all(errors, COUNT(errors));
}

/* ---- literals, through pp_next ---- */

static Tok one(Arena *a, const char *text, u32 *messages)
{
    Sources src;
    Diags d;
    COptions o = {.dl = &lp64};
    Tok t;
    sources_init(&src, a);
    diags_init(&d, a, &src);
    Pp *p = pp_new(a, &src, &d, &o);
    pp_file(p, sources_add(&src, STR("t.c"), str_of(text)));
    pp_next(p, &t);
    pp_done(p);
    *messages = d.list.n;
    return t;
}

static void test_integers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        u64 value;
        u8 rank;
        bool is_unsigned;
    } rows[] = {
        {"0", 0, 0, false}, {"2147483647", 2147483647, 0, false},
        {"2147483648", 2147483648u, 1, false}, {"0x80000000", 2147483648u, 0, true},
        {"037777777777", 4294967295u, 0, true}, {"4294967296", 4294967296u, 1, false},
        {"0xffffffffffffffff", UINT64_MAX, 1, true}, {"1u", 1, 0, true}, {"1L", 1, 1, false},
        {"1uLL", 1, 2, true}, {"0b101", 5, 0, false}, {"1llu", 1, 2, true},
    };
    for (size_t k = 0; k < COUNT(rows); k++) {
        Arena a = {0};
        u32 n;
        Tok t = one(&a, rows[k].text, &n);
        assert_int_equal(n, 0);
        assert_int_equal(t.kind, TK_INT);
        assert_true(t.i.u == rows[k].value);
        assert_int_equal(t.i.rank, rows[k].rank);
        assert_int_equal(t.i.is_unsigned, rows[k].is_unsigned);
        arena_free(&a);
    }
    static const char *const bad[] = {"0x", "09", "1lul", "1abc", "99999999999999999999", "0b2"};
    for (size_t k = 0; k < COUNT(bad); k++) {
        Arena a = {0};
        u32 n;
        one(&a, bad[k], &n);
        assert_int_equal(n, 1);
        arena_free(&a);
    }
}

static void test_floats(void **state)
{
    (void)state;
    Arena a = {0};
    u32 n;
    assert_true(one(&a, "0.1", &n).f.d == 0.1);
    assert_true(one(&a, "1e-400", &n).f.d == 0);
    assert_true(one(&a, "0x1.8p1", &n).f.d == 3.0);
    Tok t = one(&a, "0.1f", &n);
    assert_true(t.f.d == (double)0.1f && t.f.kind == 1);
    assert_int_equal(one(&a, "1.5L", &n).f.kind, 2);
    arena_free(&a);
}

static void test_text(void **state)
{
    (void)state;
    Arena a = {0};
    u32 n;
    assert_int_equal((i64)one(&a, "'\\377'", &n).i.u, -1);
    assert_int_equal(one(&a, "'ab'", &n).i.u, 'a' * 256 + 'b');
    assert_int_equal(one(&a, "L'\\u00e9'", &n).i.u, 0xe9);
    assert_true(one(&a, "u'\\xffff'", &n).i.is_unsigned);
    Tok t = one(&a, "\"a\" \"b\\n\" \"\\x41\"", &n);
    assert_true(str_eqz(t.s, "ab\nA"));
    t = one(&a, "\"a\" L\"\xc3\xa9\"", &n);
    assert_int_equal(t.enc, ENC_L);
    assert_int_equal(t.s.n, 8);
    assert_int_equal((u8)t.s.p[4], 0xe9);
    t = one(&a, "u\"\\U0001F600\"", &n);
    assert_int_equal(t.s.n, 4);
    assert_int_equal(rd16((const u8 *)t.s.p), 0xd83d);
    one(&a, "''", &n);
    assert_int_equal(n, 1);
    one(&a, "\"\\q\"", &n);
    assert_int_equal(n, 1);
    one(&a, "L\"a\" u\"b\"", &n);
    assert_int_equal(n, 1);
    arena_free(&a);
}

int test_c_pp(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_expansion), cmocka_unit_test(test_conditions),
        cmocka_unit_test(test_errors), cmocka_unit_test(test_integers),
        cmocka_unit_test(test_floats),     cmocka_unit_test(test_text),
    };
    return cmocka_run_group_tests_name("c_pp", tests, NULL, NULL);
}
