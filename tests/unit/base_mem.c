// base_mem.c - arenas, vectors, bit sets, buffers and the bounded reader
#include "base/base.h"
#include "tests/unit/unit.h"

static bool all_zero(const u8 *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p[i]) return false;
    return true;
}

static void arena_gives_aligned_zeros(void **state)
{
    (void)state;
    Arena a = {0};
    for (int round = 0; round < 3; round++) {
        ArenaMark m = arena_mark(&a);
        for (size_t n = 0; n < 3000; n += 7) {
            size_t align = (size_t)1 << n % 7;
            u8 *p = arena_alloc(&a, n, align);
            assert_non_null(p);
            assert_int_equal((uintptr_t)p % align, 0);
            assert_true(all_zero(p, n));
            memset(p, 0xa5, n);
        }
        u8 *big = arena_alloc(&a, 5 << 20, 8);
        assert_true(all_zero(big, 5 << 20));
        memset(big, 1, 5 << 20);
        assert_true(a.total > 5 << 20);
        arena_reset(&a, m);
        assert_int_equal(a.total, 0);
    }
    int *kept = arena_new(&a, int);
    *kept = 7;
    ArenaMark m = arena_mark(&a);
    for (int i = 0; i < 100; i++) arena_alloc(&a, 10000, 1);
    arena_reset(&a, m);
    assert_int_equal(*kept, 7);
    assert_string_equal(arena_dup(&a, "abc", 4), "abc");
    arena_free(&a);
    assert_null(a.block);
}

static void vec_grows(void **state)
{
    (void)state;
    Arena a = {0};
    VEC(u32) v = {0}, w = {0};
    for (u32 i = 0; i < 10000; i++) {
        vec_push(&a, &v, i);
        if (i % 3 == 0) vec_push(&a, &w, ~i);
    }
    assert_int_equal(v.n, 10000);
    assert_int_equal(vec_last(&v), 9999);
    for (u32 i = 0; i < v.n; i++) assert_int_equal(v.v[i], i);
    for (u32 i = 0; i < w.n; i++) assert_int_equal(w.v[i], ~(i * 3));
    arena_free(&a);
}

static void bits_are_sets(void **state)
{
    (void)state;
    Arena a = {0};
    Bits x = bits_new(&a, 200), y = bits_new(&a, 200);
    static const u32 member[] = {0, 1, 63, 64, 127, 130, 199};
    for (size_t i = 0; i < COUNT(member); i++) bits_add(x, member[i]);
    size_t k = 0;
    for (int i = bits_next(x, 0); i >= 0; i = bits_next(x, (u32)i + 1))
        assert_int_equal(i, member[k++]);
    assert_int_equal(k, COUNT(member));
    assert_int_equal(bits_next(x, 5000), -1);
    assert_true(bits_or(y, x));
    assert_false(bits_or(y, x));
    assert_false(bits_or(x, y));
    bits_del(y, 64);
    assert_false(bits_has(y, 64));
    bits_copy(x, y);
    assert_false(bits_or(x, y) || bits_or(y, x) || bits_has(x, 64));
    assert_int_equal(bits_next(bits_new(&a, 0), 0), -1);
    arena_free(&a);
}

static void counts_bits(void **state)
{
    (void)state;
    assert_int_equal(clz64(0), 64);
    assert_int_equal(ctz64(0), 64);
    assert_int_equal(popcount64(~(u64)0), 64);
    for (int i = 0; i < 64; i++) {
        u64 x = (u64)1 << i;
        assert_int_equal(clz64(x), 63 - i);
        assert_int_equal(clz64(x | (x - 1)), 63 - i);
        assert_int_equal(ctz64(x), i);
        assert_int_equal(ctz64(0 - x), i);
        assert_int_equal(popcount64(x - 1), i);
    }
}

static void buf_writes_what_rdr_reads(void **state)
{
    (void)state;
    Buf b = {0};
    buf_byte(&b, 0xfe);
    buf_u16(&b, 0x1234);
    buf_u32(&b, 0x89abcdef);
    buf_u64(&b, 0x0123456789abcdefu);
    buf_str(&b, "hey");
    buf_fmt(&b, "%s-%d", "x", 5);
    buf_align(&b, 16);
    assert_int_equal(b.n, 32);
    buf_align(&b, 16);
    assert_int_equal(b.n, 32);
    assert_int_equal(b.p[1], 0x34);
    Rdr r = {b.p, b.n, 0, false};
    assert_int_equal(rdr_u8(&r), 0xfe);
    assert_int_equal(rdr_u16(&r), 0x1234);
    assert_int_equal(rdr_u32(&r), 0x89abcdef);
    assert_true(rdr_u64(&r) == 0x0123456789abcdefu);
    assert_memory_equal(rdr_bytes(&r, 6), "heyx-5", 6);
    assert_true(all_zero(rdr_bytes(&r, 11), 11));
    assert_false(r.bad);
    assert_int_equal(rdr_u8(&r), 0);
    assert_true(r.bad);
    Arena a = {0};
    Str s = buf_take(&b, &a);
    assert_int_equal(s.n, 32);
    assert_int_equal(s.p[32], 0);
    assert_null(b.p);
    arena_free(&a);
}

static void rdr_stays_inside(void **state)
{
    (void)state;
    Rdr r = {(const u8 *)"abc", 3, 0, false};
    assert_int_equal(rdr_u32(&r), 0);
    assert_true(r.bad);
    assert_int_equal(rdr_u8(&r), 0);  // bad stays
    r = (Rdr){(const u8 *)"abc", 3, 1, false};
    assert_null(rdr_bytes(&r, SIZE_MAX));
    r = (Rdr){(const u8 *)"abc", 3, 4, false};
    assert_null(rdr_bytes(&r, 0));
    r = (Rdr){NULL, 0, 0, false};
    assert_non_null(rdr_bytes(&r, 0));
    assert_false(r.bad);
    assert_int_equal(rdr_uleb(&r), 0);
    assert_true(r.bad);
}

static void leb_round_trips(void **state)
{
    (void)state;
    Buf b = {0};
    u64 x[400];
    u32 n = 0;
    for (int i = 0; i < 64; i++)
        for (int d = -2; d < 3; d++) x[n++] = ((u64)1 << i) + (u64)d;
    for (u32 i = 0; i < n; i++) {
        i64 v;
        memcpy(&v, &x[i], sizeof v);
        buf_uleb(&b, x[i]);
        buf_sleb(&b, v);
    }
    Rdr r = {b.p, b.n, 0, false};
    for (u32 i = 0; i < n; i++) {
        assert_true(rdr_uleb(&r) == x[i]);
        assert_true((u64)rdr_sleb(&r) == x[i]);
    }
    assert_false(r.bad);
    assert_int_equal(r.at, r.n);
    buf_free(&b);
}

static u64 uleb_of(const char *p, size_t n, bool *bad)
{
    Rdr r = {(const u8 *)p, n, 0, false};
    u64 x = rdr_uleb(&r);
    *bad = r.bad;
    return x;
}

static i64 sleb_of(const char *p, size_t n, bool *bad)
{
    Rdr r = {(const u8 *)p, n, 0, false};
    i64 x = rdr_sleb(&r);
    *bad = r.bad;
    return x;
}

static void leb_checks_its_range(void **state)
{
    (void)state;
    bool bad;
    assert_true(uleb_of("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 10, &bad) == ~(u64)0 && !bad);
    uleb_of("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 10, &bad);
    assert_true(bad);
    assert_true(uleb_of("\x81\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x00", 12, &bad) == 1 && !bad);
    uleb_of("\x81\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", 12, &bad);
    assert_true(bad);
    uleb_of("\x80\x80", 2, &bad);
    assert_true(bad);
    assert_true(sleb_of("\x7f", 1, &bad) == -1 && !bad);
    assert_true(sleb_of("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f", 11, &bad) == -1 && !bad);
    assert_true(sleb_of("\x80\x80\x80\x80\x80\x80\x80\x80\x80\x7f", 10, &bad) == INT64_MIN && !bad);
    sleb_of("\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", 10, &bad);
    assert_true(bad);
}

int test_base_mem(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_aligned_zeros),
        cmocka_unit_test(vec_grows),
        cmocka_unit_test(bits_are_sets),
        cmocka_unit_test(counts_bits),
        cmocka_unit_test(buf_writes_what_rdr_reads),
        cmocka_unit_test(rdr_stays_inside),
        cmocka_unit_test(leb_round_trips),
        cmocka_unit_test(leb_checks_its_range),
    };
    return cmocka_run_group_tests_name("base_mem", tests, NULL, NULL);
}
