// ppdefine.c - predefined macros that GNU compilers have beyond the standard's: limits, widths,
// limits of floating types
#include "frontend/c/pp_int.h"

/* System headers ask for __GNUC__ before they use attributes, and without it some define them away
 * (sys/cdefs.h), which changes the layout of packed structures. 4.2.1 is the version that other
 * compilers with these extensions claim: what came later is found through __has_builtin and
 * __has_attribute. */
static const char gnu[] =
    "#define __GNUC__ 4\n#define __GNUC_MINOR__ 2\n#define __GNUC_PATCHLEVEL__ 1\n"
    "#define __VERSION__ \"4.2.1 compatible fuse\"\n"
    "#define __ORDER_PDP_ENDIAN__ 3412\n#define __FINITE_MATH_ONLY__ 0\n"
    "#define __REGISTER_PREFIX__\n";

static const char floats[] =
    "#define __FLT_RADIX__ 2\n#define __FLT_EVAL_METHOD__ 0\n"
    "#define __FLT_DIG__ 6\n#define __FLT_DECIMAL_DIG__ 9\n"
    "#define __FLT_MIN_EXP__ (-125)\n#define __FLT_MAX_EXP__ 128\n"
    "#define __FLT_MIN_10_EXP__ (-37)\n#define __FLT_MAX_10_EXP__ 38\n"
    "#define __FLT_MAX__ 3.40282346638528859811704183484516925e+38F\n"
    "#define __FLT_MIN__ 1.17549435082228750796873653722224568e-38F\n"
    "#define __FLT_EPSILON__ 1.19209289550781250000000000000000000e-7F\n"
    "#define __FLT_DENORM_MIN__ 1.40129846432481707092372958328991613e-45F\n"
    "#define __FLT_HAS_DENORM__ 1\n#define __FLT_HAS_INFINITY__ 1\n"
    "#define __FLT_HAS_QUIET_NAN__ 1\n";

// What binary64, the x87 format and binary128 come to; the last column of the text takes a suffix.
typedef struct FltRow {
    const char *name, *f64, *f80, *f128;
    bool suffix;
} FltRow;
static const FltRow flt_row[] = {
    {"MANT_DIG", "53", "64", "113", false},
    {"DIG", "15", "18", "33", false},
    {"DECIMAL_DIG", "17", "21", "36", false},
    {"MIN_EXP", "(-1021)", "(-16381)", "(-16381)", false},
    {"MAX_EXP", "1024", "16384", "16384", false},
    {"MIN_10_EXP", "(-307)", "(-4931)", "(-4931)", false},
    {"MAX_10_EXP", "308", "4932", "4932", false},
    {"MAX", "1.79769313486231570814527423731704357e+308",
     "1.18973149535723176502126385303097021e+4932",
     "1.18973149535723176508575932662800702e+4932", true},
    {"MIN", "2.22507385850720138309023271733240406e-308",
     "3.36210314311209350626267781732175260e-4932",
     "3.36210314311209350626267781732175260e-4932", true},
    {"EPSILON", "2.22044604925031308084726333618164062e-16",
     "1.08420217248550443400745280086994171e-19",
     "1.92592994438723585305597794258492732e-34", true},
    {"DENORM_MIN", "4.94065645841246544176568792868221372e-324",
     "3.64519953188247460252840593361941982e-4951",
     "6.47517511943802511092443895822764655e-4966", true},
    {"HAS_DENORM", "1", "1", "1", false},
    {"HAS_INFINITY", "1", "1", "1", false},
    {"HAS_QUIET_NAN", "1", "1", "1", false},
};

static const char *flt_text(const FltRow *r, Type form)
{
    return form == T_F80 ? r->f80 : form == T_F128 ? r->f128 : r->f64;
}

static void put_float(Buf *b, const char *name, Type form, const char *suffix)
{
    for (u32 k = 0; k < COUNT(flt_row); k++)
        buf_fmt(b, "#define __%s_%s__ %s%s\n", name, flt_row[k].name, flt_text(&flt_row[k], form),
                flt_row[k].suffix ? suffix : "");
}

// limits of a signed and an unsigned type of n bytes: NAME, UNAME (NULL: none)
static void put_limits(Buf *b, const char *name, const char *uname, u32 n, const char *suffix)
{
    u64 max = ~(u64)0 >> (65 - 8 * n);
    buf_fmt(b, "#define __%s_MAX__ 0x%llx%s\n#define __%s_WIDTH__ %u\n", name,
            (unsigned long long)max, suffix, name, 8 * n);
    if (uname)
        buf_fmt(b, "#define __%s_MAX__ 0x%llx%s%s\n", uname, (unsigned long long)(2 * max + 1),
                n < 4 ? "" : "U", suffix);
}

// The limits and types of int_leastN_t and int_fastN_t: the latter of the size that the target's C
// library chose.
static void put_named(Buf *b, const char *kind, u32 bits, u32 bytes, const char *wide)
{
    char name[16], uname[24];
    snprintf(name, sizeof name, "INT_%s%u", kind, bits);
    snprintf(uname, sizeof uname, "U%s", name);
    put_limits(b, name, uname, bytes, bytes == 8 ? wide : "");
    buf_fmt(b, "#define __%s_TYPE__ __INT%u_TYPE__\n#define __%s_TYPE__ __UINT%u_TYPE__\n", name,
            8 * bytes, uname, 8 * bytes);
}

static void put_integers(Buf *b, const DataLayout *dl)
{
    bool lp64 = dl->long_size == 8;
    const char *wide = lp64 ? "L" : "LL", *word = dl->ptr_size == 8 ? wide : "";
    for (u32 k = 0; k < 4; k++) {
        u32 bits = 8u << k;
        const char *suffix = k == 3 ? wide : "", *u = k >= 2 ? "U" : "";
        char name[8], uname[8];
        snprintf(name, sizeof name, "INT%u", bits);
        snprintf(uname, sizeof uname, "UINT%u", bits);
        put_limits(b, name, uname, bits / 8, suffix);
        put_named(b, "LEAST", bits, bits / 8, wide);
        put_named(b, "FAST", bits, k < 3 ? dl->fast[k] : 8, wide);
        buf_fmt(b, "#define __%s_C(c) c%s%s\n", name, k == 3 ? " ## " : "", suffix);
        buf_fmt(b, "#define __%s_C(c) c%s%s%s\n", uname, *u ? " ## " : "", u, suffix);
    }
    buf_fmt(b, "#define __INTMAX_C(c) c ## %s\n#define __UINTMAX_C(c) c ## U%s\n", wide, wide);
    put_limits(b, "INTMAX", "UINTMAX", 8, wide);
    put_limits(b, "INTPTR", "UINTPTR", dl->ptr_size, word);
    put_limits(b, "PTRDIFF", "SIZE", dl->ptr_size, word);
    put_limits(b, "SIG_ATOMIC", NULL, 4, "");
    buf_str(b, "#define __SIG_ATOMIC_TYPE__ int\n"
               "#define __SIG_ATOMIC_MIN__ (-__SIG_ATOMIC_MAX__ - 1)\n"
               "#define __SCHAR_WIDTH__ 8\n#define __SHRT_WIDTH__ 16\n#define __INT_WIDTH__ 32\n"
               "#define __LONG_LONG_WIDTH__ 64\n");
    const char *sign = dl->wint_signed ? "" : "unsigned ";
    buf_fmt(b, "#define __WINT_TYPE__ %s%s\n#define __SIZEOF_WINT_T__ %d\n"
               "#define __WINT_WIDTH__ %d\n", sign, dl->wint_size == 2 ? "short" : "int",
            dl->wint_size, 8 * dl->wint_size);
    buf_fmt(b, "#define __WINT_MAX__ %s\n#define __WINT_MIN__ %s\n",
            dl->wint_size == 2 ? "0xffff" : dl->wint_signed ? "0x7fffffff" : "0xffffffffU",
            dl->wint_signed ? "(-__WINT_MAX__ - 1)" : dl->wint_size == 2 ? "0" : "0U");
    buf_fmt(b, "#define __LONG_WIDTH__ %d\n#define __SIZE_WIDTH__ %d\n#define __WCHAR_WIDTH__ %d\n",
            8 * dl->long_size, 8 * dl->ptr_size, 8 * dl->wchar_size);
}

// An operation up to the size of a pointer takes no lock.
static void put_atomics(Buf *b, const DataLayout *dl)
{
    static const char *const name[] = {"BOOL", "CHAR", "CHAR16_T", "CHAR32_T", "WCHAR_T", "SHORT",
                                       "INT", "LONG", "POINTER"};
    for (u32 k = 0; k < COUNT(name); k++)
        buf_fmt(b, "#define __GCC_ATOMIC_%s_LOCK_FREE 2\n", name[k]);
    buf_fmt(b, "#define __GCC_ATOMIC_LLONG_LOCK_FREE %d\n", dl->ptr_size == 8 ? 2 : 1);
    buf_str(b, "#define __GCC_ATOMIC_TEST_AND_SET_TRUEVAL 1\n");
    for (u32 n = 1; n <= dl->ptr_size; n *= 2)
        buf_fmt(b, "#define __GCC_HAVE_SYNC_COMPARE_AND_SWAP_%u 1\n", n);
}

void predefine_gnu(const Pp *p, Buf *b)
{
    buf_str(b, gnu);
    buf_fmt(b, "#define __GNUC_%s_INLINE__ 1\n", p->o->gnu89_inline ? "GNU" : "STDC");
    buf_str(b, floats);
    Type wide = (Type)p->o->dl->ldouble;
    put_float(b, "DBL", T_F64, "");
    put_float(b, "LDBL", wide, "L");
    buf_fmt(b, "#define __DECIMAL_DIG__ %s\n", flt_text(&flt_row[2], wide));
    put_integers(b, p->o->dl);
    put_atomics(b, p->o->dl);
    if (!p->o->opt)
        buf_str(b, "#define __NO_INLINE__ 1\n");
    if (!p->o->dl->c_prefix)
        buf_str(b, "#define __USER_LABEL_PREFIX__\n");
}
