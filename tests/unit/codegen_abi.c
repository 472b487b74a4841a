// codegen_abi.c - calls between generated code and the host compiler's, in both directions
#include "tests/unit/cg_jit.h"
#include "tests/unit/unit.h"

typedef struct A1 { long a; } A1;
typedef struct A2 { int a, b, c; } A2;
typedef struct A3 { double d; long i; } A3;
typedef struct A4 { float x, y, z; } A4;
typedef struct A5 { char c[3]; } A5;
typedef struct A6 { long a, b, c; } A6;
typedef struct A7 { double a, b; } A7;
typedef struct A8 { char c[7]; } A8;
typedef struct A9 { int i; float f; double d; } A9;
typedef struct A10 { short s[5]; } A10;
typedef struct A11 { float f; } A11;
typedef struct A12 { long c; double d; long e[3]; } A12;
typedef struct A13 { char c[13]; } A13;
typedef struct A14 { float f[4]; } A14;

#define STRUCTS(X) X(A1) X(A2) X(A3) X(A4) X(A5) X(A6) X(A7) \
    X(A8) X(A9) X(A10) X(A11) X(A12) X(A13) X(A14)

// The result depends on every argument; the struct comes back with each byte changed in a known
// way.
#define HOST(T) \
    static T host_##T(long n, T s, double d, long p2, long p3, long p4, T t, T u) \
    { \
        T r; \
        unsigned char *q = (unsigned char *)&r, *x = (unsigned char *)&s; \
        unsigned char *y = (unsigned char *)&t, *z = (unsigned char *)&u; \
        for (size_t k = 0; k < sizeof r; k++) \
            q[k] = (unsigned char)(x[k] + 3 * y[k] + 5 * z[k] + n + (long)d + p2 * 2 + p3 * 3 + \
                                   p4); \
        return r; \
    }
STRUCTS(HOST)

static Mod *module;
static Jit jit;
static Arena mem;

static u64 address(Str name)
{
    typedef void (*Any)(void);
#define ONE(T)                                                       \
    if (str_eqz(name, "host_" #T)) {                                 \
        Any f = (Any)host_##T;                                       \
        void *p;                                                     \
        memcpy(&p, &f, sizeof p);                                    \
        return (u64)(uintptr_t)p;                                    \
    }
    STRUCTS(ONE)
#undef ONE
    return 0;
}

static u32 agg_of(const AggField *f, u32 n, u32 size, u32 align)
{
    Agg a = {.size = size, .align = align, .nfield = n, .field = f};
    return mod_agg(module, &a) + 1;
}

// fwd_T(n, s, d, ...) returns host_T(n + 1, s, d, ...)
static void forwarder(const char *name, u32 agg, u32 size)
{
    Param p[8] = {{.type = T_I64}, {.type = T_PTR, .agg = agg}, {.type = T_F64}, {.type = T_I64},
                  {.type = T_I64},
                  {.type = T_I64}, {.type = T_PTR, .agg = agg}, {.type = T_PTR, .agg = agg}};
    Sig s = {.param = p, .nparam = 8, .nfixed = 8, .nret = 1};
    s.ret[0] = (Param){.type = T_PTR, .agg = agg};
    u32 sig = mod_sig(module, &s);
    SymId host = mod_sym(module, str_fmt(&mem, "host_%s", name));
    Fn *f = mod_fn(module, mod_sym(module, str_fmt(&mem, "fwd_%s", name)), sig, 0);
    Build b = {f, f->entry, 0};
    Ref args[9];
    u32 slot = fn_slot(f, size, 8, (Str){0});
    for (u32 k = 0; k < 9; k++)
        args[k] = ir_blk(f, f->entry)->param.v[k];
    Ref out = args[0];
    args[0] = ir_slot(f, slot, 0);
    args[1] = ir_new(&b, OP_ADD, T_I64, args[1], ir_int(f, T_I64, 1), 0);
    ir_call(&b, T_VOID, sig, ir_sym(f, host, 0), args, 9);
    ir_new(&b, OP_COPY, T_VOID, out, ir_slot(f, slot, 0), ir_int(f, T_I64, size));
    ir_ret(&b, NULL, 0);
}

static void build(void)
{
    mem = (Arena){0};
    module = mod_new(&mem, &target_host()->dl, STR("abi"));
    static const AggField f1[] = {{0, T_I64}}, f2[] = {{0, T_I32}, {4, T_I32}, {8, T_I32}},
        f3[] = {{0, T_F64}, {8, T_I64}}, f4[] = {{0, T_F32}, {4, T_F32}, {8, T_F32}},
        f6[] = {{0, T_I64}, {8, T_I64}, {16, T_I64}}, f7[] = {{0, T_F64}, {8, T_F64}},
        f9[] = {{0, T_I32}, {4, T_F32}, {8, T_F64}}, f11[] = {{0, T_F32}},
        f12[] = {{0, T_I64}, {8, T_F64}, {16, T_I64}, {24, T_I64}, {32, T_I64}},
        f10[] = {{0, T_I16}, {2, T_I16}, {4, T_I16}, {6, T_I16}, {8, T_I16}},
        f14[] = {{0, T_F32}, {4, T_F32}, {8, T_F32}, {12, T_F32}};
    AggField bytes[13];
    for (u32 k = 0; k < 13; k++)
        bytes[k] = (AggField){k, T_I8};
    forwarder("A1", agg_of(f1, 1, 8, 8), 8);
    forwarder("A2", agg_of(f2, 3, 12, 4), 12);
    forwarder("A3", agg_of(f3, 2, 16, 8), 16);
    forwarder("A4", agg_of(f4, 3, 12, 4), 12);
    forwarder("A5", agg_of(bytes, 3, 3, 1), 3);
    forwarder("A6", agg_of(f6, 3, 24, 8), 24);
    forwarder("A7", agg_of(f7, 2, 16, 8), 16);
    forwarder("A8", agg_of(bytes, 7, 7, 1), 7);
    forwarder("A9", agg_of(f9, 3, 16, 8), 16);
    forwarder("A10", agg_of(f10, 5, 10, 2), 10);
    forwarder("A11", agg_of(f11, 1, 4, 4), 4);
    forwarder("A12", agg_of(f12, 5, 40, 8), 40);
    forwarder("A13", agg_of(bytes, 13, 13, 1), 13);
    forwarder("A14", agg_of(f14, 4, 16, 4), 16);
}

static void fill(void *p, size_t n, int seed)
{
    for (size_t k = 0; k < n; k++)
        ((unsigned char *)p)[k] = (unsigned char)(seed * 7 + (int)k * 13 + 1);
}

#define CHECK_ONE(T)                                                                          \
    {                                                                                         \
        T (*fwd)(long, T, double, long, long, long, T, T);                                    \
        void *at = (void *)(uintptr_t)jit.addr[mod_sym(module, STR("fwd_" #T))];              \
        memcpy(&fwd, &at, sizeof fwd);                                                        \
        T s, t, u;                                                                            \
        fill(&s, sizeof s, 1), fill(&t, sizeof t, 2), fill(&u, sizeof u, 3);                  \
        T got = fwd(41, s, 17.0, 5, 6, 7, t, u), want = host_##T(42, s, 17.0, 5, 6, 7, t, u); \
        unsigned char *x = (unsigned char *)&got, *y = (unsigned char *)&want;                \
        for (size_t k = 0; k < sizeof got; k++)                                               \
            if (x[k] != y[k]) fail_msg("%s, byte %zu", #T, k);                                \
    }

static void aggregates(void **state)
{
    (void)state;
    for (int level = 0; level <= 2; level += 2) {
        build();
        CgOpts o = {.level = level, .checks = true};
        jit_load(&jit, module, &o, &mem, address);
        STRUCTS(CHECK_ONE)
        jit_free(jit.base, jit.size);
        arena_free(&mem);
    }
}

static void classes(void **state)
{
    (void)state;
    static const AggField df[] = {{0, T_F64}, {8, T_I32}}, ff[] = {{0, T_F32}, {4, T_F32}},
                          mixed[] = {{0, T_F32}, {4, T_I32}}, odd[] = {{1, T_I32}};
    const Target *t = target_host();
    AggClass c;
    t->cc[CC_C]->classify(&(Agg){16, 8, 2, df}, &c);
    assert_true(!c.memory && c.n == 2 && c.piece[0].cls == RC_FLT && c.piece[1].cls == RC_INT);
    t->cc[CC_C]->classify(&(Agg){8, 4, 2, ff}, &c);
    assert_true(!c.memory && c.n == 1 && c.piece[0].cls == RC_FLT && c.piece[0].size == 8);
    t->cc[CC_C]->classify(&(Agg){8, 4, 2, mixed}, &c);
    assert_true(c.n == 1 && c.piece[0].cls == RC_INT);
    t->cc[CC_C]->classify(&(Agg){5, 1, 1, odd}, &c);
    assert_true(c.memory);
    t->cc[CC_C]->classify(&(Agg){17, 1, 0, NULL}, &c);
    assert_true(c.memory);
    t->cc[CC_C]->classify(&(Agg){16, 16, 1, &(AggField){0, T_I16}}, &c);
    assert_true(!c.memory && c.n == 1);          // the padding takes no register
    t->cc[CC_C]->classify(&(Agg){0, 1, 0, NULL}, &c);
    assert_true(!c.memory && c.n == 0);
}

static long host_sum(int n, ...)
{
    va_list ap;
    long sum = 0;
    va_start(ap, n);
    for (int k = 0; k < n; k++)
        sum = sum * 3 + (k % 3 == 2 ? (long)va_arg(ap, double) : va_arg(ap, long));
    va_end(ap);
    return sum;
}

static u64 sum_address(Str name)
{
    long (*f)(int, ...) = host_sum;
    void *p;
    memcpy(&p, &f, sizeof p);
    return str_eqz(name, "host_sum") ? (u64)(uintptr_t)p : 0;
}

// call_sum() passes 14 variable arguments; take_sum(n, ...) is host_sum written in IR.
static void build_variadic(void)
{
    mem = (Arena){0};
    module = mod_new(&mem, &target_host()->dl, STR("va"));
    Param p[16];
    memset(p, 0, sizeof p);
    p[0].type = T_I32;
    for (u32 k = 0; k < 15; k++)
        p[k + 1].type = k % 3 == 2 ? T_F64 : T_I64;
    Sig call = {.param = p, .nparam = 15, .nfixed = 1, .nret = 1, .variadic = true}, def = call,
        none = call;
    call.ret[0].type = def.ret[0].type = none.ret[0].type = T_I64;
    def.nparam = 1;
    none = (Sig){.nret = 1};
    none.ret[0].type = T_I64;
    Fn *f = mod_fn(module, mod_sym(module, STR("call_sum")), mod_sig(module, &none), 0);
    Build b = {f, f->entry, 0};
    Ref a[16];
    a[0] = ir_int(f, T_I32, 14);
    for (u32 k = 0; k < 14; k++)
        a[k + 1] = k % 3 == 2 ? ir_f64(f, k + 0.5) : ir_int(f, T_I64, 100 + k);
    Ref r = ir_call(&b, T_I64, mod_sig(module, &call),
                    ir_sym(f, mod_sym(module, STR("host_sum")), 0), a, 15);
    ir_ret(&b, &r, 1);
    f = mod_fn(module, mod_sym(module, STR("take_sum")), mod_sig(module, &def), 0);
    b = (Build){f, f->entry, 0};
    u32 ap = fn_slot(f, 24, 8, (Str){0});
    ir_new(&b, OP_VASTART, T_VOID, ir_slot(f, ap, 0), 0, 0);
    Ref sum = ir_int(f, T_I64, 0);
    for (u32 k = 0; k < 14; k++) {
        Ref x = ir_new(&b, OP_VAARG, k % 3 == 2 ? T_F64 : T_I64, ir_slot(f, ap, 0), 0, 0);
        if (k % 3 == 2)
            x = ir_new(&b, OP_FTOS, T_I64, x, 0, 0);
        sum = ir_new(&b, OP_ADD, T_I64, ir_new(&b, OP_MUL, T_I64, sum, ir_int(f, T_I64, 3), 0), x,
                     0);
    }
    ir_ret(&b, &sum, 1);
}

static void variadic(void **state)
{
    (void)state;
    for (int level = 0; level <= 2; level += 2) {
        build_variadic();
        CgOpts o = {.level = level, .checks = true};
        jit_load(&jit, module, &o, &mem, sum_address);
        long want = host_sum(14, 100L, 101L, 2.5, 103L, 104L, 5.5, 106L, 107L, 8.5, 109L, 110L,
                             11.5, 112L, 113L);
        long (*call)(void), (*take)(int, ...);
        void *p = (void *)(uintptr_t)jit.addr[mod_sym(module, STR("call_sum"))];
        memcpy(&call, &p, sizeof p);
        p = (void *)(uintptr_t)jit.addr[mod_sym(module, STR("take_sum"))];
        memcpy(&take, &p, sizeof p);
        assert_int_equal(call(), want);
        assert_int_equal(take(14, 100L, 101L, 2.5, 103L, 104L, 5.5, 106L, 107L, 8.5, 109L, 110L,
                              11.5, 112L, 113L),
                         want);
        jit_free(jit.base, jit.size);
        arena_free(&mem);
    }
}

int test_codegen_abi(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(aggregates), cmocka_unit_test(classes),
                                       cmocka_unit_test(variadic)};
    return cmocka_run_group_tests_name("codegen_abi", tests, NULL, NULL);
}
