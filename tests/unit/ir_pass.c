// ir_pass.c - optimised, shuffled and linked functions compute what the original computes
#include "tests/unit/ir_help.h"

static u64 result(Mod *m, const char *name, u64 x, u64 y, InterpEnd *end, u64 cell[IRGEN_BYTES / 8])
{
    double d = 2.75;
    u64 args[4] = {x, y, 0, (u64)(uintptr_t)cell}, ret[4];
    for (u32 k = 0; k < IRGEN_BYTES / 8; k++)
        cell[k] = k * 0x0123456789abcdefu;
    memcpy(&args[2], &d, 8);
    InterpOpts o = {.max_steps = 10000000};
    Interp *in = interp_new(m, &o);
    interp_map(in, cell, IRGEN_BYTES, true);
    *end = interp_call(in, mod_sym(m, str_of(name)), args, 4, ret);
    if (*end)
        print_message("%.*s\n", STR_ARG(interp_error(in)));
    interp_free(in);
    return ret[0];
}

static void check(u64 seed, int level, u32 shuffle, int jobs)
{
    Arena a = {0};
    DataLayout dl = irgen_layout();
    Buf why = {0};
    Mod *m = mod_new(&a, &dl, STR("gen")), *n = mod_new(&a, &dl, STR("gen"));
    irgen(m, seed, "test");
    irgen(n, seed, "test");
    if (ir_verify_mod(m, &why))
        fail_msg("seed %d: %.*s", (int)seed, (int)why.n, (char *)why.p);
    PassOpts o = {.level = level, .verify = true, .shuffle = shuffle, .limit = -1, .jobs = jobs};
    passes_run(n, &o);
    for (u32 k = 0; k < 3; k++) {
        u64 c1[IRGEN_BYTES / 8], c2[IRGEN_BYTES / 8];
        InterpEnd e1, e2;
        u64 x = irgen_random(&seed), y = k ? irgen_random(&seed) : 0;
        u64 r1 = result(m, "test", x, y, &e1, c1), r2 = result(n, "test", x, y, &e2, c2);
        assert_int_equal(e1, IN_OK);
        assert_int_equal(e2, IN_OK);
        assert_int_equal(r1, r2);
        assert_memory_equal(c1, c2, sizeof c1);
    }
    arena_free(&a);
}

static void levels_agree(void **state)
{
    (void)state;
    for (u64 seed = 1; seed <= 150; seed++)
        for (int level = 0; level <= 2; level++)
            check(seed, level, 0, 1);
}

static void shuffled_agree(void **state)
{
    (void)state;
    for (u64 seed = 200; seed <= 260; seed++)
        check(seed, 2, (u32)seed, 1);
}

static void parallel_is_deterministic(void **state)
{
    (void)state;
    for (u64 seed = 1; seed < 6; seed++) {
        Buf b[2] = {{0}, {0}};
        for (u32 k = 0; k < 2; k++) {
            Arena a = {0};
            DataLayout dl = irgen_layout();
            Mod *m = mod_new(&a, &dl, STR("gen"));
            for (u64 f = 0; f < 8; f++)
                irgen(m, seed * 100 + f, str_fmt(&a, "f%d", (int)f).p);
            PassOpts o = {.level = 2, .limit = -1, .jobs = k ? 3 : 1, .shuffle = 1};
            passes_run(m, &o);
            ir_write(m, &b[k]);
            arena_free(&a);
        }
        assert_int_equal(b[0].n, b[1].n);
        assert_memory_equal(b[0].p, b[1].p, b[0].n);
        buf_free(&b[0]);
        buf_free(&b[1]);
    }
}

static void limit_counts_runs(void **state)
{
    (void)state;
    Arena a = {0};
    DataLayout dl = irgen_layout();
    Mod *m = mod_new(&a, &dl, STR("gen"));
    irgen(m, 5, "test");
    Str before = ir_text(&a, m);
    PassOpts o = {.level = 2, .limit = 0, .jobs = 1};
    passes_run(m, &o);
    assert_int_equal(before.n, ir_text(&a, m).n);
    o.limit = -1;
    passes_run(m, &o);
    assert_true(ir_text(&a, m).n < before.n);
    arena_free(&a);
}

static void order_holds(void **state)
{
    (void)state;
    passes_check();
}

static void links_by_symbol(void **state)
{
    (void)state;
    Arena a = {0};
    Mod *m = ir_of(&a, "extern @g (i64) -> i64\n"
                       "data local ro @str size 4 align 1 {\n    \"abc\"\n}\n"
                       "fn @f(i64) -> i64 {\n.1(%a: i64):\n"
                       "    %r = call i64 @g(%a) : (i64) -> i64\n"
                       "    %c = load i8 @str\n    %d = zext i64 %c\n    %s = add i64 %r, %d\n"
                       "    ret %s\n}\n"
                       "fn weak @w() -> i64 {\n.1:\n    ret 1\n}\n");
    Mod *n = ir_of(&a, "data local ro @str size 4 align 1 {\n    \"xyz\"\n}\n"
                       "data local @tab size 8 align 8 {\n    0: @str+2\n}\n"
                       "fn @g(i64) -> i64 {\n.1(%a: i64):\n    %p = load ptr @tab align 8\n"
                       "    %c = load i8 %p\n    %d = zext i64 %c\n    %s = add i64 %a, %d\n"
                       "    ret %s\n}\n"
                       "fn @w() -> i64 {\n.1:\n    ret 2\n}\n");
    Str err = {0};
    Buf why = {0};
    assert_int_equal(mod_link(m, n, &err), 0);
    assert_int_equal(ir_verify_mod(m, &why), 0);
    InterpOpts o = {0};
    Interp *in = interp_new(m, &o);
    u64 x = 1000, ret[4];
    assert_int_equal(interp_call(in, mod_sym(m, STR("f")), &x, 1, ret), IN_OK);
    assert_int_equal(ret[0], 1000 + 'z' + 'a');
    assert_int_equal(interp_call(in, mod_sym(m, STR("w")), NULL, 0, ret), IN_OK);
    assert_int_equal(ret[0], 2);
    interp_free(in);
    assert_int_equal(mod_link(m, n, &err), -1);
    assert_string_equal(err.p, "g");
    arena_free(&a);
}

int test_ir_pass(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_holds),      cmocka_unit_test(levels_agree),
        cmocka_unit_test(shuffled_agree),   cmocka_unit_test(parallel_is_deterministic),
        cmocka_unit_test(limit_counts_runs), cmocka_unit_test(links_by_symbol),
    };
    return cmocka_run_group_tests_name("ir_pass", tests, NULL, NULL);
}
