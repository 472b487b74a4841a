__builtin_add_overflow and its family: every width, mixed types, the stored value on overflow.
-- t.c --
static int failed;
#define CHECK(...) do { if (!(__VA_ARGS__) && !failed) failed = __LINE__; } while (0)
int main(void)
{
    int i; unsigned u; long long l; unsigned long long ul; signed char c; unsigned char uc; short s;
    volatile int imax = 2147483647, one = 1, m1 = -1;
    volatile long long lmax = 9223372036854775807;
    CHECK(__builtin_add_overflow(imax, one, &i) && i == -2147483647 - 1);
    CHECK(!__builtin_add_overflow(imax, m1, &i) && i == 2147483646);
    CHECK(!__builtin_add_overflow(imax, one, &l) && l == 2147483648);
    CHECK(!__builtin_add_overflow(imax, one, &u) && u == 2147483648u);
    CHECK(__builtin_sub_overflow(0, one, &u) && u == 4294967295u);
    CHECK(!__builtin_sub_overflow(0u, 1u, &i) && i == -1);
    CHECK(__builtin_mul_overflow(imax, 2, &i) && i == -2);
    CHECK(!__builtin_mul_overflow(imax, 2, &l) && l == 4294967294);
    CHECK(__builtin_add_overflow(lmax, one, &l) && l == -9223372036854775807 - 1);
    CHECK(__builtin_mul_overflow(lmax, 3LL, &l) && l == 9223372036854775805);
    CHECK(!__builtin_mul_overflow(3037000499LL, 3037000499LL, &l) && l == 9223372030926249001);
    CHECK(__builtin_mul_overflow(3037000500LL, 3037000500LL, &l));
    CHECK(!__builtin_mul_overflow(4294967296uLL, 4294967295uLL, &ul) && ul == 18446744069414584320uLL);
    CHECK(__builtin_mul_overflow(4294967296uLL, 4294967296uLL, &ul) && ul == 0);
    CHECK(__builtin_add_overflow(18446744073709551615uLL, 1, &ul) && ul == 0);
    CHECK(!__builtin_add_overflow(100, 27, &c) && c == 127 && __builtin_add_overflow(100, 28, &c) && c == -128);
    CHECK(__builtin_add_overflow(200, 100, &uc) && uc == 44 && !__builtin_sub_overflow(200, 100, &uc) && uc == 100);
    CHECK(__builtin_sub_overflow(-30000, 5000, &s) && s == 30536 && !__builtin_mul_overflow(-181, 181, &s) && s == -32761);
    CHECK(__builtin_add_overflow(-1, 0u, &u) && !__builtin_add_overflow(-1, 1u, &u) && u == 0);
    CHECK(__builtin_sadd_overflow(imax, 1, &i) && !__builtin_ssub_overflow(5, 6, &i) && i == -1 && !__builtin_smul_overflow(6, 7, &i) && i == 42);
    CHECK(__builtin_uaddll_overflow(18446744073709551615uLL, 2, &ul) && ul == 1 && __builtin_usub_overflow(1, 2, &u));
    CHECK(__builtin_saddll_overflow(lmax, 1, &l) && __builtin_umul_overflow(65536, 65536, &u) && u == 0);
    // only asked for: a constant of constants, and otherwise what the storing form answers
    enum { A = __builtin_add_overflow_p(2147483647, 1, 0), B = __builtin_add_overflow_p(2147483647, 1, 0LL),
           C = __builtin_mul_overflow_p(-1, 5, 0u), D = __builtin_sub_overflow_p(0u, 1u, 0) };
    _Static_assert(A == 1 && B == 0 && C == 1 && D == 0, "");
    _Static_assert(__builtin_sub_overflow_p(-128, 1, (signed char)0) && !__builtin_sub_overflow_p(-127, 1, (signed char)0), "");
    _Static_assert(__builtin_mul_overflow_p(4294967296uLL, 4294967296uLL, 0uLL) && !__builtin_add_overflow_p(-5, 5u, 0u), "");
    _Static_assert(!__builtin_mul_overflow_p(-9223372036854775807 - 1, 1, 0LL) && __builtin_mul_overflow_p(-9223372036854775807 - 1, -1, 0LL), "");
    long long v[] = {0, 1, -1, 127, -128, 255, -32768, 65535, 2147483647, -2147483647 - 1, 4294967295, 9223372036854775807, -9223372036854775807 - 1};
    for (unsigned k = 0; k < sizeof v / sizeof *v; k++)
        for (unsigned m = 0; m < sizeof v / sizeof *v; m++) {
            CHECK(__builtin_add_overflow_p(v[k], v[m], (short)0) == __builtin_add_overflow(v[k], v[m], &s));
            CHECK(__builtin_sub_overflow_p(v[k], v[m], 0ULL) == __builtin_sub_overflow(v[k], v[m], &ul));
            CHECK(__builtin_mul_overflow_p(v[k], v[m], 0) == __builtin_mul_overflow(v[k], v[m], &i));
        }
    return failed;
}
-- cmd --
$ROOT/tests/tools/c_levels.sh t.c
-- out --
