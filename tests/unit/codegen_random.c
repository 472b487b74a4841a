// codegen_random.c - random functions compute the same compiled and interpreted
#include "tests/unit/cg_gen.h"
#include "tests/unit/cg_jit.h"
#include "tests/unit/unit.h"

static u64 outside(Str name)
{
    if (str_eqz(name, "memcpy"))
        return (u64)(uintptr_t)memcpy;
    if (str_eqz(name, "memmove"))
        return (u64)(uintptr_t)memmove;
    return str_eqz(name, "memset") ? (u64)(uintptr_t)memset : 0;
}

static const u64 args[3][3] = {{1, 2, 3}, {(u64)-5, 0x123456789abcdef, 77},
                               {0, ~(u64)0, (u64)1 << 63}};

static void one_seed(u64 seed)
{
    for (int k = 0; k < 3; k++) {
        Arena a = {0};
        SymId entry;
        Mod *m = gen_module(&a, seed, &target_host()->dl, &entry);
        InterpOpts io = {.max_steps = 10000000};
        Interp *in = interp_new(m, &io);
        u64 want[4] = {0};
        assert_int_equal(interp_call(in, entry, args[k], 3, want), IN_OK);
        interp_free(in);
        for (int level = 0; level <= 2; level++) {
            Arena b = {0};
            Jit j = {0};
            CgOpts o = {.level = level, .checks = true};
            m = gen_module(&b, seed, &target_host()->dl, &entry);
            jit_load(&j, m, &o, &b, outside);
            u64 got = jit_entry(&j, entry)(args[k][0], args[k][1], args[k][2], 0, 0, 0);
            if (got != want[0])
                fail_msg("seed %llu, level %d, case %d", (unsigned long long)seed, level, k);
            jit_free(j.base, j.size);
            arena_free(&b);
        }
        arena_free(&a);
    }
}

static void agrees(void **state)
{
    (void)state;
    for (u64 seed = 1; seed <= 60; seed++)
        one_seed(seed);
}

int test_codegen_random(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(agrees)};
    return cmocka_run_group_tests_name("codegen_random", tests, NULL, NULL);
}
