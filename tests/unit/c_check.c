// c_check.c - what the C parser and checker report: one program per message, and recovery
#include "frontend/c/c.h"
#include "tests/unit/unit.h"

static const DataLayout lp64 = {.ptr_size = 8, .long_size = 8, .wchar_size = 4, .fast = {1, 8, 8},
                                .wchar_signed = true, .char_signed = true, .i64_align = 8,
                                .f64_align = 8, .max_align = 16, .valist_size = 24,
                                .valist_align = 8, .valist_is_array = true, .word = T_I64};

typedef struct Case {
    const char *in;
    const char *codes;  // of the messages but notes, in order, each with a blank after it
} Case;

static bool no_header(void *ctx, Str name, Str *text)
{
    (void)ctx;
    (void)name;
    (void)text;
    return false;
}

// Compiles; gives the codes, and checks that what was accepted is well-formed IR.
static Str compile(Arena *a, const char *in)
{
    Sources src;
    Diags d;
    COptions o = {.dl = &lp64, .builtin_header = no_header, .warn_all = true, .warn_extra = true};
    Buf b = {0}, err = {0};
    sources_init(&src, a);
    diags_init(&d, a, &src);
    u32 file = sources_add(&src, STR("t.c"), str_of(in));
    Mod *m = c_compile(a, &src, &d, file, &o);
    assert_int_equal(m == NULL, d.errors != 0);
    if (m && ir_verify_mod(m, &err)) {
        buf_byte(&err, 0);
        fail_msg("%s\n%s", in, (const char *)err.p);
    }
    buf_free(&err);
    for (u32 i = 0; i < d.list.n; i++)
        if (d.list.v[i].sev != SEV_NOTE)
            buf_fmt(&b, "%s ", d.list.v[i].def->code);
    return buf_take(&b, a);
}

static void run(const Case *c, u32 n)
{
    for (u32 i = 0; i < n; i++) {
        Arena a = {0};
        Str got = compile(&a, c[i].in);
        if (!str_eqz(got, c[i].codes))
            fail_msg("%s\n  wanted %s\n  got    %.*s", c[i].in, c[i].codes, STR_ARG(got));
        arena_free(&a);
    }
}

static void accepted(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"int main(void) { return 0; }", ""},
        {"typedef int T; T T_(T a); T f(T T) { return T; }", ""},
        {"struct S; struct S *p; struct S { int a; }; int f(void) { return p->a; }", ""},
        {"int f(int a) { switch (a) { case 1 ... 5: return 1; default: return 2; } }", ""},
        {"extern int x[]; int x[3]; int f(void) { return sizeof x == 12; }", ""},
        {"int a[] = {[3] = 1, 2}; _Static_assert(sizeof a == 20, \"\");", ""},
        {"struct { int n; char t[]; } v = {2, \"ab\"};", ""},
        {"int f(int n) { int a[n]; return (int)sizeof a; }", ""},
        {"void *p; int *f(void) { int *q = p; p = q; return p; }", ""},
        {"int f(const char *s, ...) __attribute__((format(printf, 1, 2)));\n"
         "void g(void) { f(\"%d %s %lu\", 1, \"x\", 2UL); }", ""},
        {"_Noreturn void die(void); int f(int a) { if (a) return 1; die(); }", ""},
        {"int f(void) { for (;;) { } }", ""},
        {"int f(void) { return ({ int x = 1; x + 1; }); }", ""},
        {"int g(a, b) int a; char b; { return a + b; }", ""},
        {"static inline int unused(void) { return 1; }", ""},
        {"_Atomic int n; int f(void) { n += 2; return n++; }", ""},
        {"int f(int a) { return a ?: 3; }", ""},
        {"enum E { A, B = 1u << 31, C }; enum E e = C;", ""},
    };
    run(cases, COUNT(cases));
}

static void syntax(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"int x", "C0200 "},
        {"int f(void) { return 1 }", "C0200 "},
        {"int f(void) { if 1) return 1; return 0; }", "C0200 "},
        {"int f(void) { return ; }", "C0422 "},
        {"int f(void) { return +; }", "C0203 "},
        {"}", "C0202 "},
        {"int f(void) { else return 1; }", "C0205 "},
        {"void f(void) { __asm__(\"nop\"); }", "C0206 "},
        {"_Complex _Bool z;", "C0207 "},
        {"void f(void) { int g(void) { return 1; } }", "C0208 "},
    };
    run(cases, COUNT(cases));
}

static void declarations(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"foo x;", "C0220 "},
        {"f(void) { return 1; }", "C0221 "},
        {"short float x;", "C0222 "},
        {"struct S { int a; int a; };", "C0231 "},
        {"struct S { int a[]; int b; };", "C0232 "},
        {"struct S { struct S s; };", "C0235 "},
        {"struct S { float f : 3; };", "C0236 "},
        {"struct S { int a : 33; };", "C0237 "},
        {"struct S { int a : 0; };", "C0238 "},
        {"struct S { int a; }; union S u;", "C0239 "},
        {"union E {}; union E e = {1};", "C0272 "},
        {"struct O { int k; union { @ int x; }; int t; } o = {1, {{2}}, 4};", "C0101 "},
        {"struct S { int a; }; struct S { int b; };", "C0240 "},
        {"int x = 1; int x = 2;", "C0242 "},
        {"int f(void); char f(void);", "C0246 "},
        {"int f(void); static int f(void) { return 1; }", "C0247 "},
        {"static int f(void); int g(void) { return f(); }", "C0248 "},
        {"void x;", "C0250 "},
        {"struct S s;", "C0251 "},
        {"int a[-1];", "C0255 "},
        {"int n; int a[n];", "C0259 "},
        {"int f(void)[3];", "C0261 "},
        {"_Static_assert(1 == 2, \"no\");", "C0263 "},
        {"int a[2] = {1, 2, 3};", "C0272 "},
        {"char s[2] = \"abc\";", "C0273 "},
        {"int x = {[0] = 1};", "C0203 "},
        {"int a[2] = {[2] = 1};", "C0275 "},
        {"int a[2] = 3;", "C0276 "},
        {"int n; int x = n;", "C0277 "},
        {"int n; enum { A = n };", "C0278 "},
        {"void f(void) { int a; char a; (void)a; }", "C0242 "},
        {"int;", "C0271 "},
    };
    run(cases, COUNT(cases));
}

static void expressions(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"int f(void) { return x + x; }", "C0300 "},
        {"int f(void) { return g(); }", "C0334 "},
        {"typedef int T; int f(void) { return T; }", "C0302 "},
        {"struct S { int a; } s; int f(void) { return s; }", "C0303 "},
        {"struct S { int a; } s; int f(void) { return !s; }", "C0304 "},
        {"int *p, *q; int *f(void) { return p + q; }", "C0305 "},
        {"int *p; int f(void) { return -p; }", "C0306 "},
        {"struct S; struct S *p; struct S *f(void) { return p + 1; }", "C0307 "},
        {"int f(int a) { return *a; }", "C0308 "},
        {"int *f(void) { return &1; }", "C0309 "},
        {"struct S { int b : 2; } s; int *f(void) { return &s.b; }", "C0310 "},
        {"void f(void) { register int r = 1; int *p = &r; (void)p; }", "C0311 "},
        {"int f(int a) { return a.b; }", "C0312 "},
        {"struct S { int ab; } s; int f(void) { return s.ba; }", "C0313 "},
        {"int f(int a) { return _Generic(a, char: 1, long: 2); }", "C0314 "},
        {"int f(int a) { return a(1); }", "C0316 "},
        {"int g(int); int f(void) { return g(); }", "C0317 "},
        {"int g(int); int f(void) { return g(1, 2); }", "C0318 "},
        {"void f(int a) { a + 1 = 2; }", "C0319 "},
        {"void f(void) { const int a = 1; a = 2; }", "C0320 "},
        {"struct S { int a; }; int f(struct S *p) { return p.a; }", "C0323 "},
        {"struct S { int a; }; int f(struct S p) { return p->a; }", "C0322 "},
        {"struct S { int a; } s; int f(void) { return (int)s; }", "C0325 "},
        {"void f(void) { __builtin_va_list a; __builtin_va_start(a, 1); }", "C0329 "},
        {"void f(void) { __builtin_nothing(); }", "C0333 "},
    };
    run(cases, COUNT(cases));
}

static void statements(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"void f(int a) { switch (a) { default: ; default: ; } }", "C0350 "},
        {"void f(int a) { switch (a) { case 1: ; case 1: ; } }", "C0351 "},
        {"void f(int a) { switch (a) { case 1 ... 9: ; case 5: ; } }", "C0351 "},
        {"void f(void) { switch (1.0) { } }", "C0352 "},
        {"void f(void) { case 1: ; }", "C0353 "},
        {"void f(void) { l: ; l: ; goto l; }", "C0354 "},
        {"void f(void) { goto l; }", "C0355 "},
        {"void f(void) { return 1; }", "C0356 "},
        {"void f(void) { break; }", "C0357 "},
    };
    run(cases, COUNT(cases));
}

static void warnings(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"int *f(char *p) { return p; }", "C0400 "},
        {"unsigned *f(int *p) { return p; }", "C0401 "},
        {"char *f(const char *p) { return p; }", "C0402 "},
        {"char *f(void) { return 5; }", "C0403 "},
        {"long f(char *p) { return p; }", "C0404 "},
        {"int f(char *p, int *q) { return p == q; }", "C0405 "},
        {"int f(int a, unsigned b) { return a < b; }", "C0407 "},
        {"int f(unsigned char a, unsigned b) { return a < b; }", ""},
        {"int f(int a) { return a << 32; }", "C0408 "},
        {"int f(int a) { return a / 0; }", "C0409 "},
        {"int f(void) { return 2147483647 + 1; }", "C0410 "},
        {"int f(int a, int b, int c) { return a && b || c; }", "C0412 "},
        {"int f(int a) { if (a = 1) return 1; return 0; }", "C0413 "},
        {"int f(int a) { if ((a = 1)) return 1; return 0; }", ""},
        {"void f(int a) { a + 1; }", "C0415 "},
        {"void f(void) { int a; }", "C0416 "},
        {"void f(int a) { }", "C0417 "},
        {"static int f(void) { return 1; }", "C0418 "},
        {"void f(void) { l: ; }", "C0419 "},
        {"int f(int a) { if (a) return 1; }", "C0420 "},
        {"_Noreturn void f(void) { }", "C0421 "},
        {"int *f(void) { int a = 1; return &a; }", "C0423 "},
        {"int printf(const char *, ...); void f(void) { printf(\"%d\"); }", "C0424 "},
        {"int printf(const char *, ...); void f(void) { printf(\"a\", 1); }", "C0425 "},
        {"int printf(const char *, ...); void f(void) { printf(\"%s\", 1); }", "C0426 "},
        {"int printf(const char *, ...); void f(void) { printf(\"%d\", 1L); }", "C0426 "},
        {"int printf(const char *, ...); void f(void) { printf(\"%y\", 1); }", "C0427 "},
        {"int printf(const char *, ...); void f(void) { printf(\"%5\", 1); }", "C0428 "},
    };
    run(cases, COUNT(cases));
}

// Every statement and declaration in error gives its own message, and nothing follows from it.
static void recovery(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"int f(void) { int a = b; int c = a + ; return c; }\nint g(void) { return h; }\n",
         "C0300 C0203 C0300 "},
        {"int a = ;\nint b = 1;\nint c = d;\n", "C0203 C0300 "},
        {"struct S { int a; foo b; int c; };\nint f(struct S *s) { return s->c + s->a + x; }\n",
         "C0220 C0300 "},
        {"int f(int a) { switch (a) { case x: return 1; } return a }\nint y = z;\n",
         "C0300 C0200 C0300 "},
    };
    run(cases, COUNT(cases));
}

// What costs time or stack in proportion to its nesting is refused; what is only long is not.
static void long_input(void **state)
{
    (void)state;
    static const char *const open[] = {"(", "- ", "a=", "a?1:", "f(", "{", "(int)"};
    for (u32 k = 0; k < COUNT(open); k++) {
        Arena a = {0};
        Buf b = {0};
        buf_str(&b, "int f(int); int g(int a) { return ");
        for (int i = 0; i < 20000; i++)
            buf_str(&b, open[k]);
        buf_byte(&b, 0);
        Str got = compile(&a, (const char *)b.p);
        assert_true(got.n > 0);
        buf_free(&b);
        arena_free(&a);
    }
    Arena a = {0};
    Buf b = {0};
    buf_str(&b, "int f(int a) { switch (a) {");
    for (int i = 0; i < 5000; i++)
        buf_fmt(&b, "case %d: ", i);
    buf_str(&b, "return 1; } if (a == 1) return 1;");
    for (int i = 0; i < 5000; i++)
        buf_fmt(&b, "else if (a == %d) return %d; ", i, i);
    buf_str(&b, "return 0; }");
    buf_byte(&b, 0);
    assert_int_equal(compile(&a, (const char *)b.p).n, 0);
    buf_free(&b);
    arena_free(&a);
}

int test_c_check(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepted), cmocka_unit_test(syntax), cmocka_unit_test(declarations),
        cmocka_unit_test(expressions), cmocka_unit_test(statements), cmocka_unit_test(warnings),
        cmocka_unit_test(recovery), cmocka_unit_test(long_input),
    };
    return cmocka_run_group_tests_name("c_check", tests, NULL, NULL);
}
