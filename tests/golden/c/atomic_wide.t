Atomics of every size: records and unions of 1 to 40 bytes, 128-bit integers, by operators, C11's macros and GNU's builtins.
-- t.c --
#include <stdatomic.h>
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
#define SIZES(M) M(1) M(2) M(3) M(4) M(5) M(7) M(8) M(12) M(16) M(17) M(24) M(40)
#define TYPE(n) typedef struct { unsigned char b[n]; } T##n; static _Atomic T##n g##n = {{1}}; \
    _Static_assert(sizeof(_Atomic T##n) == n && _Alignof(_Atomic T##n) >= ((n) & ((n) - 1) || (n) > 8 ? 1 : (n)), "");
SIZES(TYPE)
#define FILL(n) static T##n fill##n(int k) { T##n t; for (int i = 0; i < n; i++) t.b[i] = (unsigned char)(k + 3 * i); return t; } \
    static int is##n(T##n t, int k) { for (int i = 0; i < n; i++) if (t.b[i] != (unsigned char)(k + 3 * i)) return 0; return 1; }
SIZES(FILL)
#define RUN(n) static void run##n(_Atomic T##n *p) { \
    T##n v, want; \
    g##n = fill##n(5); v = g##n; CHECK(is##n(v, 5)); \
    *p = g##n; CHECK(is##n(*p, 5)); \
    v = (*p = fill##n(6)); CHECK(is##n(v, 6)); \
    atomic_store(p, fill##n(7)); v = atomic_load_explicit(p, memory_order_acquire); CHECK(is##n(v, 7)); \
    v = atomic_exchange(p, fill##n(8)); CHECK(is##n(v, 7) && is##n(*p, 8)); \
    want = fill##n(9); CHECK(!atomic_compare_exchange_strong(p, &want, fill##n(10)) && is##n(want, 8) && is##n(*p, 8)); \
    CHECK(atomic_compare_exchange_strong(p, &want, fill##n(10)) && is##n(*p, 10) && is##n(want, 8)); \
    T##n a = fill##n(20), b; __atomic_store(p, &a, __ATOMIC_SEQ_CST); __atomic_load(p, &b, __ATOMIC_RELAXED); CHECK(is##n(b, 20)); \
    a = fill##n(21); __atomic_exchange(p, &a, &b, __ATOMIC_ACQ_REL); CHECK(is##n(b, 20)); \
    b = fill##n(22); CHECK(__atomic_compare_exchange(p, &a, &b, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE) && is##n(*p, 22)); }
SIZES(RUN)
union U { float f; int i; };
static struct { char c; _Atomic union U u; _Atomic T3 t; _Atomic T8 e; } s = {1, {2.5f}, {{1, 2, 3}}, {{4}}};
#ifdef __SIZEOF_INT128__
typedef __int128 I;
static _Atomic I wide = (I)5 << 70;
static I plain;
static void wides(void)
{
    CHECK(wide == (I)5 << 70 && (wide = 3) == 3 && wide == 3 && _Alignof(_Atomic I) == 16);
    CHECK((wide += (I)1 << 100) == ((I)1 << 100) + 3 && wide++ == ((I)1 << 100) + 3 && --wide == ((I)1 << 100) + 3);
    wide *= 5; wide /= 3; wide -= 7; wide <<= 2; wide >>= 1; wide |= 1; wide &= ~(I)2; wide ^= 8; wide %= 1000003;
    CHECK(wide == ((((((((((I)1 << 100) + 3) * 5 / 3 - 7) << 2) >> 1) | 1) & ~(I)2) ^ 8) % 1000003));
    CHECK(__atomic_fetch_add(&plain, 9, 5) == 0 && __atomic_sub_fetch(&plain, 10, 5) == -1 && __atomic_fetch_or(&plain, 7, 0) == -1);
    CHECK(__atomic_exchange_n(&plain, (I)1 << 90, 5) == -1 && __atomic_load_n(&plain, 5) == (I)1 << 90);
    I want = 4; CHECK(!__atomic_compare_exchange_n(&plain, &want, 1, 0, 5, 5) && want == (I)1 << 90 && __atomic_compare_exchange_n(&plain, &want, 1, 0, 5, 5) && plain == 1);
    atomic_store(&wide, -1); CHECK(atomic_fetch_add(&wide, 2) == -1 && atomic_load(&wide) == 1 && wide && !--wide);
}
#else
static void wides(void) {}
#endif
int main(void)
{
#define CALL(n) { _Atomic T##n local; run##n(&g##n); run##n(&local); }
    SIZES(CALL)
    wides();
    CHECK(((union U)s.u).f == 2.5f && ((T3)s.t).b[2] == 3 && s.c == 1);
    s.u = (union U){.i = 7}; s.t = fill3(9); CHECK(((union U)s.u).i == 7 && is3(s.t, 9) && ((T8)s.e).b[0] == 4);
    _Atomic float f = 1.5f; _Atomic double d = 2; f += 2; d *= 3.5; f /= 2; d -= f; f++; CHECK(f == 2.75f && d == 5.25);
    _Atomic long double l = 1.5L; l += 2; l *= 3; long double m = l++, o; __atomic_load(&l, &o, 5); CHECK(m == 10.5L && o == 11.5L && --l == 10.5L && atomic_exchange(&l, 3) == 10.5L && l == 3);
    atomic_flag flag = ATOMIC_FLAG_INIT; CHECK(!atomic_flag_test_and_set(&flag) && atomic_flag_test_and_set(&flag)); atomic_flag_clear(&flag); CHECK(!atomic_flag_test_and_set(&flag));
    atomic_thread_fence(memory_order_seq_cst); atomic_signal_fence(memory_order_acquire);
    CHECK(__atomic_always_lock_free(4, 0) && !__atomic_always_lock_free(3, 0) && !__atomic_always_lock_free(24, 0) && atomic_is_lock_free(&s.u) && !atomic_is_lock_free(&g40));
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
