// codegen_random.c - random functions compute the same compiled and interpreted
#include "tests/fuzz/irgen.h"
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

typedef u64 (*Fun)(u64, u64, double, u64 *);

static const u64 args[3][2] = {{1, 2}, {(u64)-5, 0x123456789abcdef}, {~(u64)0, (u64)1 << 63}};
static const double real[3] = {0.5, -3e9, 1e300};

static u64 interpreted(Mod *m, Fn *f, int k, u64 *bytes)
{
    InterpOpts io = {.max_steps = 10000000};
    Interp *in = interp_new(m, &io);
    interp_map(in, bytes, IRGEN_BYTES, true);
    u64 arg[4] = {args[k][0], args[k][1], 0, (u64)(uintptr_t)bytes}, ret[4] = {0};
    memcpy(&arg[2], &real[k], 8);
    assert_int_equal(interp_call(in, f->sym, arg, 4, ret), IN_OK);
    interp_free(in);
    return ret[0];
}

static u64 compiled(Mod *m, Fn *f, int level, int k, u64 *bytes, Arena *mem)
{
    Jit j = {0};
    CgOpts o = {.level = level, .checks = true};
    jit_load(&j, m, &o, mem, outside);
    void *p = (void *)(uintptr_t)j.addr[f->sym];
    Fun fun;
    memcpy(&fun, &p, sizeof fun);
    u64 got = fun(args[k][0], args[k][1], real[k], bytes);
    jit_free(j.base, j.size);
    return got;
}

static void one_seed(u64 seed)
{
    for (int k = 0; k < 3; k++)
        for (int level = 0; level <= 2; level++) {
            Arena a = {0};
            Mod *m = mod_new(&a, &target_host()->dl, STR("gen"));
            Fn *f = irgen(m, seed, "f");
            u64 b1[IRGEN_BYTES / 8] = {3, 5}, b2[IRGEN_BYTES / 8] = {3, 5};
            u64 want = interpreted(m, f, k, b1), got = 0;
            Mod *n = mod_new(&a, &target_host()->dl, STR("gen"));
            f = irgen(n, seed, "f");             // code generation rewrites what it is given
            got = compiled(n, f, level, k, b2, &a);
            if (got != want || memcmp(b1, b2, sizeof b1) != 0)
                fail_msg("seed %llu, level %d, case %d", (unsigned long long)seed, level, k);
            arena_free(&a);
        }
}

static void agrees(void **state)
{
    (void)state;
    for (u64 seed = 1; seed <= 150; seed++)
        one_seed(seed);
}

int test_codegen_random(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(agrees)};
    return cmocka_run_group_tests_name("codegen_random", tests, NULL, NULL);
}
