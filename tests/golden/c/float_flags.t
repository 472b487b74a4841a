Orders raise invalid for a NaN, equality and isless do not; operations on constants that raise invalid, division by zero or overflow are left to the program, but data of static objects is worked out.
-- t.c --
#if defined __aarch64__
static void flags_off(void) { asm volatile("msr fpsr, %0" : : "r"(0L)); }
static int flags(void)
{
    long r;
    asm volatile("mrs %0, fpsr" : "=r"(r));
    return (int)(r & 7);
}
#elif defined __x86_64__
static void flags_off(void)
{
    unsigned csr = 0x1f80;
    asm volatile("ldmxcsr %0\n\tfnclex" : : "m"(csr));
}
static int flags(void)
{
    unsigned csr;
    unsigned short sw;
    asm volatile("stmxcsr %0\n\tfnstsw %1" : "=m"(csr), "=m"(sw));
    csr |= sw;
    return (int)((csr & 1) | (csr >> 1 & 6));
}
#else // no floating-point unit, perhaps: nothing to ask
#define NO_FLAGS
#endif
static double nan_data = 0.0 / 0.0, inf_data = 1.0 / 0.0, big_data = 1e308 * 10;
static double _Complex both = __builtin_complex(0.0 / 0.0, 1.0 / 0.0);
static int order_data = __builtin_nan("") < 1.0;
#define ISO (__fuse__ || !__clang__)    // clang has no flags without #pragma STDC FENV_ACCESS
#define RAISES(want, e) do { flags_off(); sink = (e); if (flags() != (want)) return __LINE__; } while (0)
#define IS(e) do { if (!(e)) return __LINE__; } while (0)
enum { INVALID = 1, DIVZERO = 2, OVER = 4 };
volatile double sink, one = 1, two = 2, n;
volatile float fn;
volatile long double ln;
// functions, since nothing orders an operation on constants and the flags
#define CONST(name, e) __attribute__((noinline)) static double name(void) { return e; }
CONST(none, 0.0 / 0.0) CONST(endless, 1.0 / 0.0) CONST(product, 1e308 * 10) CONST(sum, 1e308 + 1e308) CONST(third, 1.0 / 3.0)
int main(void)
{
    static double in_function = 1.0 / 0.0;
    n = fn = ln = __builtin_nan("");
    IS(nan_data != nan_data && inf_data > 1e308 && big_data == inf_data && in_function == inf_data);
    IS(__real__ both != __real__ both && __imag__ both == inf_data && !order_data);
    IS(__builtin_isless(one, two) && !__builtin_isless(two, one) && !__builtin_isless(n, one));
    IS(__builtin_isgreater(two, one) && !__builtin_isgreater(one, n) && !__builtin_isgreater(one, one));
    IS(__builtin_islessequal(one, one) && !__builtin_islessequal(n, n) && !__builtin_islessequal(two, one));
    IS(__builtin_isgreaterequal(one, one) && !__builtin_isgreaterequal(n, n) && __builtin_isgreaterequal(two, one));
    IS(__builtin_islessgreater(one, two) && !__builtin_islessgreater(one, one) && !__builtin_islessgreater(n, one));
    IS(__builtin_isunordered(n, one) && !__builtin_isunordered(two, one));
    IS(__builtin_isfinite(one) && !__builtin_isfinite(n) && !__builtin_isfinite(inf_data) && !__builtin_isfinite(fn));
    IS(__builtin_isfinite((long double)one) && !__builtin_isfinite(ln) && !__builtin_isfinite((long double)-inf_data));
#if !defined NO_FLAGS && ISO
    RAISES(INVALID, n < one); RAISES(INVALID, n <= one); RAISES(INVALID, one > n); RAISES(INVALID, n >= n);
    RAISES(INVALID, fn < 0); RAISES(INVALID, fn > 1); RAISES(0, fn == 0); RAISES(0, n == one); RAISES(0, n != one);
    RAISES(0, one < two); RAISES(0, n || one);
    RAISES(0, __builtin_isless(n, one)); RAISES(0, __builtin_isgreater(one, n)); RAISES(0, __builtin_islessequal(n, n));
    RAISES(0, __builtin_isgreaterequal(fn, 1.0f)); RAISES(0, __builtin_islessgreater(n, one)); RAISES(0, __builtin_isunordered(n, n));
    RAISES(0, __builtin_isfinite(n)); RAISES(0, __builtin_isnormal(n)); RAISES(0, __builtin_isnan(n)); RAISES(0, __builtin_isinf_sign(fn));
    RAISES(0, __builtin_fpclassify(0, 1, 2, 3, 4, n)); RAISES(0, __builtin_isfinite(fn));
    RAISES(INVALID, none()); RAISES(DIVZERO, endless()); RAISES(OVER, product()); RAISES(OVER, sum()); RAISES(0, third());
#if defined __x86_64__ && __SIZEOF_LONG_DOUBLE__ == 16
    RAISES(INVALID, ln < 1); RAISES(INVALID, ln >= 1); RAISES(0, ln == 1); RAISES(0, __builtin_isless(ln, 1.0L));
    RAISES(0, __builtin_isfinite(ln));
#endif
#endif
    return 0;
}
-- cmd --
INTERP=no $ROOT/tests/tools/c_levels.sh -w t.c
-- out --
