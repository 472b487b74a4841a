Copies of structures of every size around what is done inline, aligned and not: from and to locals, by pointers that are kept or not, onto itself, in loops, by value.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
typedef unsigned char u8;
static u8 src[160], dst[160];
#define COPIES(n) \
    struct B##n { u8 a[n]; }; struct W##n { int a[(n + 3) / 4]; }; struct L##n { long long a[(n + 7) / 8]; }; \
    static struct B##n *b##n(struct B##n *d, struct B##n *s) { *d = *s; return d + 1; } \
    static int w##n(struct W##n *d, const struct W##n *s) { *d = *s; return d->a[0] ^ s->a[(n + 3) / 4 - 1]; } \
    static void l##n(struct L##n *d, const struct L##n *s) { *d = *s; } \
    static int v##n(struct W##n x, int k) { struct W##n y[3]; for (int i = 0; i < 3; i++) y[i] = x, y[i].a[0] += i; x = y[k]; return x.a[0] + x.a[(n + 3) / 4 - 1]; } \
    static int t##n(void) \
    { \
        int ok = 1; \
        _Alignas(8) u8 s[160], d[160]; \
        struct W##n x; \
        __builtin_memcpy(s, src, 160), __builtin_memcpy(d, dst, 160); \
        ok &= b##n((struct B##n *)(d + 1), (struct B##n *)(s + 2)) == (struct B##n *)(d + 1 + n) && !__builtin_memcmp(d + 1, src + 2, n) && d[0] == dst[0] && d[n + 1] == dst[n + 1]; \
        __builtin_memcpy(d, dst, 160); \
        ok &= w##n((struct W##n *)(d + 4), (struct W##n *)(s + 8)) == (((struct W##n *)(s + 8))->a[0] ^ ((struct W##n *)(s + 8))->a[(n + 3) / 4 - 1]); \
        ok &= !__builtin_memcmp(d + 4, src + 8, sizeof x) && !__builtin_memcmp(d, dst, 4) && d[4 + sizeof x] == dst[4 + sizeof x]; \
        __builtin_memcpy(d, dst, 160), l##n((struct L##n *)d, (struct L##n *)(s + 8)); \
        ok &= !__builtin_memcmp(d, src + 8, sizeof(struct L##n)) && d[sizeof(struct L##n)] == dst[sizeof(struct L##n)]; \
        l##n((struct L##n *)s, (struct L##n *)s); \
        ok &= !__builtin_memcmp(s, src, 160); \
        __builtin_memcpy(&x, s, sizeof x); \
        return ok && v##n(x, 1) == x.a[0] + 1 + x.a[(n + 3) / 4 - 1] + (n <= 4); \
    }
COPIES(1) COPIES(2) COPIES(3) COPIES(4) COPIES(5) COPIES(7) COPIES(8) COPIES(11) COPIES(12)
COPIES(13) COPIES(16) COPIES(17) COPIES(19) COPIES(20) COPIES(21) COPIES(24) COPIES(28) COPIES(31)
COPIES(32) COPIES(33) COPIES(36) COPIES(40) COPIES(44) COPIES(48) COPIES(52) COPIES(56) COPIES(60)
COPIES(63) COPIES(64) COPIES(65) COPIES(68) COPIES(72) COPIES(100) COPIES(128) COPIES(132)
int main(void)
{
    for (int k = 0; k < 160; k++) src[k] = (u8)(k * 3 % 97), dst[k] = (u8)(200 - k);
    CHECK(t1() && t2() && t3() && t4() && t5() && t7() && t8() && t11() && t12());
    CHECK(t13() && t16() && t17() && t19() && t20() && t21() && t24() && t28() && t31());
    CHECK(t32() && t33() && t36() && t40() && t44() && t48() && t52() && t56() && t60());
    CHECK(t63() && t64() && t65() && t68() && t72() && t100() && t128() && t132());
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
