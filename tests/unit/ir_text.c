// ir_text.c - text and binary forms give back what they were made from, and refuse what is wrong
#include "tests/unit/ir_help.h"

static const char every_feature[] =
    "module \"m\\0a\"\n"
    "debug\n"
    "file 1 \"a.c\"\n"
    "data local ro @tab size 24 align 8 !1:3 {\n    \"hello\"\n    8: @f+4\n    16: @f &.3\n}\n"
    "common global @com size 8 align 8\n"
    "extern weak @puts (ptr) -> i32 sext\n"
    "data local tls section \".mine\" @#4 size 4 align 4\n"
    "\n"
    "fn local noinline inline @f(i64 sext, {16 8 0:i64 8:f64}, ...) -> i64, f64 internal !1:3 {\n"
    "    slot $0 size 16 align 8 \"x\"\n"
    ".1(%1: i64, %2: ptr):\n"
    "    %3 = add i64 %1, -5 !1:4\n"
    "    %4 = call i32 @puts(@tab+2) : (ptr) -> i32\n"
    "    store i64 $0+8, 77 align 8 volatile\n"
    "    %5 = load f64 %2 align 8 const\n"
    "    %6 = fadd f64 %5, 1.5\n"
    "    %7 = fadd f64 %6, 0x7ff8000000000000\n"
    "    %8 = select f64 %1, %7, 0x8000000000000000\n"
    "    %9 = saddo i64 %1, %3\n"
    "    %10 = res i8 %9 #1\n"
    "    switch %3, .3(%8) [1: .2(f64 2.0), -7: .2(%6), 9: .4]\n"
    ".2(%11: f64) \"foo\":\n"
    "    %12 = shl i64 %3, i8 3\n"
    "    %13 = slt i8 %3, i64 5\n"
    "    %14 = vaarg ptr %2 {16 8 0:i64 8:f64}\n"
    "    call void %2(%3, f64 1e300, f32 0.5, @#4) : (i64, ..., f64, f32, ptr) -> void noreturn\n"
    "    br %13, .3(%11), .4 unlikely\n"
    ".3(%15: f64) addrtaken:\n"
    "    ret %3, %15\n"
    ".4:\n"
    "    copy @com, $0, 8 align 8\n"
    "    set $0, 0, 16\n"
    "    %16 = alloca ptr 8 align 16\n"
    "    %17 = aadd i64 $0, 1 align 8 seq_cst\n"
    "    %18 = acas i64 $0, 1, undef align 8 acq_rel\n"
    "    fence acquire\n"
    "    %19 = add ptr %16, 8\n"
    "    %20 = syscall i64 i64 1, i64 2, %19, i64 4, i64 5, i64 6\n"
    "    ijmp &.3 [.4, .5]\n"
    ".5:\n"
    "    tailcall i64 %2(i64 1, f64 2.0) : (i64, f64) -> i64, f64\n"
    "}\n";

static void round_trip(void **state)
{
    (void)state;
    Arena a = {0};
    Str t = ir_text(&a, ir_of(&a, every_feature));
    assert_string_equal(t.p, every_feature);
    arena_free(&a);
}

static void names_of_any_kind(void **state)
{
    (void)state;
    Arena a = {0};
    Mod *m = ir_of(&a, "fn @\"a b\\22\"(i64) -> i64 { ; comment\n.start(%x: i64):\n"
                       "  jmp .loop(%x)\n"
                       ".loop(%i: i64):\n  %j = sub i64 %i, 0x10\n  br %j, .loop(%j), .out\n"
                       ".out:\n  ret %j\n}\n");
    assert_string_equal(ir_text(&a, m).p,
                        "\nfn global @\"a b\\22\"(i64) -> i64 {\n.1(%1: i64):\n    jmp .2(%1)\n"
                        ".2(%2: i64):\n    %3 = sub i64 %2, 16\n    br %3, .2(%3), .3\n.3:\n"
                        "    ret %3\n}\n");
    arena_free(&a);
}

static void reports_several_errors(void **state)
{
    (void)state;
    static const char text[] = "fn @f(i64) -> i64 {\n.1(%a: i64):\n    %b = foo i64 %a\n"
                               "    %c = add i64 %a 5\n    %d = add i8 %a, 700\n    ret %a\n}\n"
                               "fn @f(i64) -> i64 {\n.1(%a: i64):\n    ret %zz\n}\n"
                               "fn @g() -> void {\n.1:\n    %q = add i64 %nope, 1\n"
                               "    jmp .nowhere\n}\n";
    Arena a = {0};
    Sources src;
    Diags d;
    DataLayout dl = irgen_layout();
    sources_init(&src, &a);
    diags_init(&d, &a, &src);
    assert_null(ir_parse(&a, &src, sources_add(&src, STR("t"), str_of(text)), &dl, &d));
    static const struct { u32 line, col; const char *msg; } want[] = {
        {3, 10, "unknown operation 'foo'"},
        {4, 21, "expected ',', found '5'"},
        {5, 21, "an integer literal is out of range"},
        {8, 4, "symbol 'f' is defined twice"},
        {14, 18, "value 'nope' is not defined"},
        {15, 9, "block 'nowhere' is not defined"},
    };
    assert_int_equal(d.list.n, COUNT(want));
    for (u32 k = 0; k < COUNT(want); k++) {
        u32 line, col;
        src_line_col(&src, d.list.v[k].span.file, d.list.v[k].span.lo, &line, &col);
        assert_string_equal(d.list.v[k].msg.p, want[k].msg);
        assert_int_equal(line, want[k].line);
        assert_int_equal(col, want[k].col);
    }
    arena_free(&a);
}

static void verifier_finds(void **state)
{
    (void)state;
    static const struct { const char *body, *msg; } bad[] = {
        {"    ret %a, %a\n", "block .1 (ret): 2 results, but the signature has 1"},
        {"    %b = add i32 %a, 1\n    ret %a\n", "block .1, %3 (add): operand 1 is i64, not i32"},
        {"    jmp .2\n.2(%x: i64):\n    ret %x\n",
         "block .1 (jmp): edge 0 passes 0 arguments to block .2, which takes 1"},
        {"    br %a, .2, .3\n.2:\n    %b = add i64 %a, 1\n    jmp .3\n.3:\n    ret %b\n",
         "block .3 (ret): uses %3, which is not defined on every way here"},
        {"    %c = add i64 %d, 1\n    %d = add i64 %a, 1\n    ret %c\n",
         "block .1, %3 (add): uses %4, which is not defined on every way here"},
        {"    %c = add i64 %a, 1\n", "block .1: the block does not end in a terminator"},
        {"    jmp .1\n", "block .1 (jmp): edge 0 goes to the entry"},
        {"    ret %a\n    ret %a\n",
         "block .1 (ret): a terminator stands in the middle of the block"},
        {"    switch %a, .2 [1: .2, 1: .2]\n.2:\n"
         "    ret %a\n", "block .1 (switch): case 1 is there twice"},
        {"    %x = res i8 %a #1\n    ret %a\n",
         "block .1, %3 (res): the operand has only one result"},
        {"    %x = load i64 %a\n    ret %a\n", "block .1, %3 (load): operand 1 is i64, not ptr"},
        {"    %x = trunc i64 %a\n    ret %a\n", "block .1, %3 (trunc): cannot convert i64 to i64"},
        {"    %x = fadd i64 %a, %a\n"
         "    ret %a\n", "block .1, %3 (fadd): the result is i64, not a float"},
        {"    call void @f(%a) : (i64) -> i64\n    ret %a\n",
         "block .1 (call): the result is void, but the signature says i64"},
        {"    %x = call i64 @f(%a) : (i64, i64) -> i64\n    ret %a\n",
         "block .1, %3 (call): 1 arguments, but the signature has 2"},
    };
    for (u32 k = 0; k < COUNT(bad); k++) {
        Arena a = {0};
        Sources src;
        Diags d;
        DataLayout dl = irgen_layout();
        Buf why = {0};
        sources_init(&src, &a);
        diags_init(&d, &a, &src);
        Str text = str_fmt(&a, "fn @f(i64, f64) -> i64 {\n.1(%%a: i64, %%b2: f64):\n"
                               "%s}\n", bad[k].body);
        Mod *m = ir_parse(&a, &src, sources_add(&src, STR("t"), text), &dl, &d);
        assert_non_null(m);
        assert_true(ir_verify_mod(m, &why) > 0);
        buf_byte(&why, 0);
        Str want = str_fmt(&a, "function @f, %s\n", bad[k].msg);
        if (strncmp((char *)why.p, want.p, want.n))
            fail_msg("case %u: %s", k, (char *)why.p);
        buf_free(&why);
        arena_free(&a);
    }
}

static void binary_round_trip(void **state)
{
    (void)state;
    for (u64 seed = 0; seed < 60; seed++) {
        Arena a = {0};
        DataLayout dl = irgen_layout();
        Mod *m = seed ? mod_new(&a, &dl, STR("gen")) : ir_of(&a, every_feature);
        if (seed > 1) // an empty module, too
            irgen(m, seed, "test");
        Buf b = {0}, b2 = {0};
        Str err = {0};
        ir_write(m, &b);
        Mod *n = ir_read(&a, (Str){(char *)b.p, b.n}, &err);
        if (!n)
            fail_msg("seed %d: %.*s", (int)seed, STR_ARG(err));
        assert_string_equal(ir_text(&a, m).p, ir_text(&a, n).p);
        ir_write(n, &b2);
        assert_int_equal(b.n, b2.n);
        assert_memory_equal(b.p, b2.p, b.n);
        buf_free(&b);
        buf_free(&b2);
        Str text = ir_text(&a, m);
        assert_string_equal(ir_text(&a, ir_of(&a, text.p)).p, text.p);
        arena_free(&a);
    }
}

// Cut short anywhere, or with any byte changed: refused or a module that verifies, never a crash.
static void binary_damage(void **state)
{
    (void)state;
    Arena a = {0};
    Buf b = {0};
    ir_write(ir_of(&a, every_feature), &b);
    for (size_t n = 0; n < b.n; n++) {
        Arena t = {0};
        Str err = {0};
        assert_null(ir_read(&t, (Str){(char *)b.p, n}, &err));
        assert_true(err.n > 0);
        arena_free(&t);
    }
    for (size_t k = 0; k < b.n * 8; k++) {
        Arena t = {0};
        Str err = {0};
        b.p[k / 8] ^= (u8)(1u << k % 8);
        Mod *m = ir_read(&t, (Str){(char *)b.p, b.n}, &err);
        if (m) {
            Buf again = {0};
            ir_write(m, &again);
            ir_print_mod(m, &again);
            buf_free(&again);
        }
        b.p[k / 8] ^= (u8)(1u << k % 8);
        arena_free(&t);
    }
    buf_free(&b);
    arena_free(&a);
}

int test_ir_text(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_trip),        cmocka_unit_test(names_of_any_kind),
        cmocka_unit_test(reports_several_errors), cmocka_unit_test(verifier_finds),
        cmocka_unit_test(binary_round_trip), cmocka_unit_test(binary_damage),
    };
    return cmocka_run_group_tests_name("ir_text", tests, NULL, NULL);
}
