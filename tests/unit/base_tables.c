// base_tables.c - maps find what was put and keep its order; sorting is stable; SHA-256 is right
#include "base/base.h"
#include "tests/unit/unit.h"

static void map_finds(void **state)
{
    (void)state;
    Arena a = {0};
    Map m = map_new(&a);
    assert_null(map_get(&m, STR("x")));
    for (u64 i = 0; i < 20000; i++) {
        bool is_new = false;
        u64 *v = map_put(&m, str_fmt(&a, "key%u", (unsigned)i), &is_new);
        assert_true(is_new && *v == 0);
        *v = i;
    }
    assert_int_equal(m.n, 20000);
    for (u64 i = 0; i < 20000; i++) {
        Str k = str_fmt(&a, "key%u", (unsigned)i);
        assert_true(*map_get(&m, k) == i);
        assert_true(str_eq(m.ent[i].key, k));  // insertion order
        bool is_new = true;
        assert_true(*map_put(&m, k, &is_new) == i && !is_new);
    }
    assert_null(map_get(&m, STR("key20000")));
    map_setp(&m, STR(""), &m);
    assert_ptr_equal(map_getp(&m, (Str){0}), &m);
    assert_null(map_getp(&m, STR("none")));
    arena_free(&a);
}

static void imap_finds(void **state)
{
    (void)state;
    Arena a = {0};
    IMap m = imap_new(&a);
    assert_null(imap_get(&m, 0));
    assert_null(imap_get(&m, 1));
    *imap_put(&m, 0, NULL) = 7;
    assert_null(imap_get(&m, 1));
    assert_true(*imap_get(&m, 0) == 7);
    m = imap_new(&a);
    for (u64 i = 0; i < 20000; i++) {
        bool is_new = false;
        *imap_put(&m, i << 40 | i, &is_new) = i + 1;
        assert_true(is_new);
        *imap_put(&m, i << 40 | i, &is_new) += 1;
        assert_false(is_new);
    }
    for (u64 i = 0; i < 20000; i++)
        assert_true(*imap_get(&m, i << 40 | i) == i + 2);
    assert_true(m.n == 20000);
    assert_null(imap_get(&m, 1));
    arena_free(&a);
}

typedef struct Row {
    u32 key, order;
    char pad[5];
} Row;

static int by_key(const void *a, const void *b, void *ctx)
{
    const Row *x = a, *y = b;
    ++*(u32 *)ctx;
    return (x->key > y->key) - (x->key < y->key);
}

static void sort_is_stable(void **state)
{
    (void)state;
    u64 s = 7;
    for (u32 n = 0; n < 600; n += n < 40 ? 1 : 37) {
        Row *v = xmalloc(n * sizeof *v);
        for (u32 i = 0; i < n; i++) {
            s = s * 6364136223846793005u + 1442695040888963407u;
            v[i] = (Row){(u32)(s >> 33) % (n / 3 + 1), i, ""};
        }
        u32 calls = 0;
        sort_stable(v, n, sizeof *v, by_key, &calls);
        assert_true(calls <= n * 20);
        for (u32 i = 1; i < n; i++) {
            assert_true(v[i - 1].key <= v[i].key);
            if (v[i - 1].key == v[i].key) assert_true(v[i - 1].order < v[i].order);
        }
        free(v);
    }
}

static void check_sha(const char *text, size_t times, const char *want)
{
    Sha256 s;
    u8 out[32];
    char hex[65];
    sha256_init(&s);
    for (size_t i = 0; i < times; i++) sha256_add(&s, text, strlen(text));
    sha256_end(&s, out);
    sha256_hex(out, hex);
    assert_string_equal(hex, want);
}

static void sha256_vectors(void **state)  // FIPS 180-4 examples, NIST CAVS
{
    (void)state;
    check_sha("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check_sha("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    check_sha("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    check_sha("a", 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

// Adding in pieces of any size gives what adding at once gives, over all lengths around a block.
static void sha256_in_pieces(void **state)
{
    (void)state;
    u8 data[300], once[32], pieces[32];
    for (size_t i = 0; i < sizeof data; i++) data[i] = (u8)(i * 7);
    for (size_t n = 0; n < sizeof data; n++) {
        Sha256 s;
        sha256_init(&s);
        sha256_add(&s, data, n);
        sha256_end(&s, once);
        sha256_init(&s);
        for (size_t i = 0; i < n;) {
            size_t k = MIN(n - i, 1 + (i + n) % 70);
            sha256_add(&s, data + i, k);
            i += k;
        }
        sha256_end(&s, pieces);
        assert_memory_equal(once, pieces, 32);
    }
}

int test_base_tables(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(map_finds),      cmocka_unit_test(imap_finds),
        cmocka_unit_test(sort_is_stable), cmocka_unit_test(sha256_vectors),
        cmocka_unit_test(sha256_in_pieces),
    };
    return cmocka_run_group_tests_name("base_tables", tests, NULL, NULL);
}
