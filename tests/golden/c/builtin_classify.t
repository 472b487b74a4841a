Builtin functions on classes of floats, overflow without a result, __has_builtin.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
#define CLASS(x) __builtin_fpclassify(1, 2, 3, 4, 5, x)
#if !__has_builtin(__builtin_fpclassify) || !__has_builtin(__builtin_add_overflow_p) || !__has_builtin(__builtin_memcpy)
#error has
#endif
#if __has_builtin(__builtin_no_such_thing) || __has_builtin(__atomic_fetch_div)
#error has not
#endif
#if !__has_builtin(__atomic_fetch_add) || !__has_builtin(__sync_or_and_fetch) || !__has_builtin(__builtin_strlen)
#error has atomics
#endif
static int calls;
static double count(double x) { calls++; return x; }
int main(void)
{
    volatile double zero = 0, one = 1, tiny = 0x1p-1022, sub = 0x1p-1023;
    volatile float fs = 0x1p-127f, ft = 0x1p-126f;
    volatile long double ls = 0x1p-1022L, l1 = -1;
    double inf = one / zero, nan = inf - inf;
    CHECK(CLASS(nan) == 1 && CLASS(inf) == 2 && CLASS(-inf) == 2 && CLASS(one) == 3 && CLASS(sub) == 4 && CLASS(-sub) == 4);
    CHECK(CLASS(zero) == 5 && CLASS(-zero) == 5 && CLASS(tiny) == 3 && CLASS(-tiny) == 3 && CLASS(fs) == 4 && CLASS(ft) == 3);
    CHECK(CLASS(ls) == 3 && CLASS(l1) == 3 && CLASS(l1 - l1) == 5);
    CHECK(CLASS(count(2)) == 3 && calls == 1 && __builtin_isnormal(count(sub)) == 0 && calls == 2);
    CHECK(__builtin_isnormal(one) && __builtin_isnormal(-tiny) && !__builtin_isnormal(zero) && !__builtin_isnormal(inf) && !__builtin_isnormal(nan));
    CHECK(!__builtin_isnormal(fs) && __builtin_isnormal(ft));
    CHECK(__builtin_isunordered(nan, one) && __builtin_isunordered(one, nan) && !__builtin_isunordered(one, inf));
    CHECK(__builtin_islessgreater(one, zero) && __builtin_islessgreater(zero, 1.0f) && !__builtin_islessgreater(one, 1) && !__builtin_islessgreater(nan, one));
    int big = 0x7fffffff;
    CHECK(__builtin_add_overflow_p(big, 1, 0) && !__builtin_add_overflow_p(big, 1, 0LL) && !__builtin_add_overflow_p(big, 1, 0u));
    CHECK(__builtin_sub_overflow_p(0u, 1, 0u) && !__builtin_sub_overflow_p(0u, 1, 0) && __builtin_mul_overflow_p(big, 2, 0) && !__builtin_mul_overflow_p(300, 300, (unsigned)0));
    CHECK(__builtin_mul_overflow_p(16, 16, (unsigned char)0) && !__builtin_mul_overflow_p(15, 17, (unsigned char)0));
    CHECK(__builtin_types_compatible_p(int, const int) && !__builtin_types_compatible_p(int, long) && __builtin_choose_expr(1, 3, "x") == 3);
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
