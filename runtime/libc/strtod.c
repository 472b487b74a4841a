// strtod.c - floating-point numbers from text (C11 7.22.1.3), exactly rounded, ties to even
//
// Decimal text becomes a double in runtime/core/strtod.c. From there a float is one more rounding;
// when that hangs on digits beyond the double, the text is compared with the double exactly. A
// wider long double is read by base/lftext.inc.
// ERANGE: too large, or below the smallest normal number and not exact.
#include "runtime/libc/libc_int.h"

#include <ctype.h>
#include <strings.h>

#include "runtime/libc/ldouble.h"
#ifdef LD_FORM
#include "base/lftext.inc"
#endif

typedef struct Format {
    i32 bits, least;             // of the significand; exponent of the last bit of a subnormal
    i32 most;                    // exponent of the last bit of the largest number
} Format;
static const Format to_double = {53, -1074, 971}, to_float = {24, -149, 104};

typedef struct Text {
    const char *p;               // digits, after the sign
    size_t n;                    // of the whole number
    u8 neg, hex, kind;           // kind: 'n' not a number, 'i' infinite, 'f' finite, 0 nothing
} Text;

static u8 is_hex(char c)
{
    return isxdigit((u8)c) != 0;
}

/* Length of digits[.digits], or 0. */
static size_t digits(const char *p, u8 hex)
{
    size_t i = 0, n = 0;
    for (; hex ? is_hex(p[i]) : isdigit((u8)p[i]); i++)
        n++;
    if (p[i] == '.')
        for (i++; hex ? is_hex(p[i]) : isdigit((u8)p[i]); i++)
            n++;
    return n ? i : 0;
}

static size_t exponent(const char *p, char mark)
{
    size_t i = 1;
    if ((*p | 32) != mark)
        return 0;
    if (p[i] == '-' || p[i] == '+')
        i++;
    if (!isdigit((u8)p[i]))
        return 0;
    while (isdigit((u8)p[i]))
        i++;
    return i;
}

static Text find(const char *s)
{
    Text t = {0};
    while (isspace((u8)*s))
        s++;
    if (*s == '-' || *s == '+')
        t.neg = *s++ == '-';
    t.p = s;
    if (!strncasecmp(s, "inf", 3)) {
        t.kind = 'i';
        t.n = strncasecmp(s + 3, "inity", 5) ? 3 : 8;
    } else if (!strncasecmp(s, "nan", 3)) {
        t.kind = 'n';
        t.n = 3;
        size_t i = 4;
        if (s[3] == '(') {
            while (isalnum((u8)s[i]) || s[i] == '_')
                i++;
            t.n = s[i] == ')' ? i + 1 : 3;
        }
    } else {
        if (*s == '0' && (s[1] | 32) == 'x' && digits(s + 2, 1)) {
            t.hex = 1;
            t.p = s += 2;
        }
        t.n = digits(s, t.hex);
        t.kind = t.n ? 'f' : 0;
        t.n += t.n ? exponent(s + t.n, t.hex ? 'p' : 'e') : 0;
    }
    return t;
}

/* m * 2^e and `more` (-1, 0, 1: the value is a little less, equal, a little more) as a number of
 * the format: its significand times 2^*exp. *range: the errors that ERANGE stands for. */
static u64 round_to(const Format *f, u64 m, i64 e, int more, i64 *exp, u8 *range)
{
    *exp = f->least;
    if (!m)
        return 0;
    int lead = __builtin_clzll(m);
    m <<= lead;
    e -= lead;
    i64 drop = 64 - f->bits;
    u8 tiny = 0;
    if (e + drop < f->least) {
        drop = f->least - e;
        tiny = 1;
        if (drop == 65 - f->bits && more >= 0) { // would full precision round up to a normal one?
            u64 all = ((u64)1 << (64 - f->bits)) - 1, half = (u64)1 << (63 - f->bits);
            tiny = m >> (64 - f->bits) != ((u64)1 << f->bits) - 1 || (m & all) < half;
        }
    }
    u64 keep = 0, rest = m, half = (u64)1 << 63;
    if (drop < 64) {
        keep = m >> drop;
        rest = m << (64 - drop);
    } else if (drop > 64) {
        more = 1;
        rest = 0;
    }
    u8 inexact = rest || more;
    if (rest > half || (rest == half && (more > 0 || (!more && keep & 1))))
        keep++;
    e += drop;
    if (keep >> f->bits) {
        keep >>= 1;
        e++;
    }
    *range = (tiny && inexact) || e > f->most;
    *exp = e;
    return keep;
}

static u32 float_bits(u64 m, i64 e, const Format *f)
{
    if (e > f->most)
        return (u32)0xff << 23;
    return m >> 23 ? (u32)(((u64)(e + 150) << 23) + (m - ((u64)1 << 23))) : (u32)m;
}

static u64 double_bits(u64 m, i64 e, const Format *f)
{
    if (e > f->most)
        return (u64)0x7ff << 52;
    return m >> 52 ? ((u64)(e + 1075) << 52) + (m - ((u64)1 << 52)) : m;
}

/* The number that a hexadecimal text says: m * 2^*e, *more: digits behind m are not all 0. */
static u64 hex_value(const Text *t, i64 *e, int *more)
{
    u64 m = 0;
    i64 x = 0, scale = 0;
    u8 point = 0, neg = 0;
    size_t i = 0;
    for (; i < t->n && (t->p[i] | 32) != 'p'; i++) {
        char c = t->p[i];
        if (c == '.') {
            point = 1;
            continue;
        }
        u32 d = c <= '9' ? (u32)(c - '0') : (u32)(c | 32) - 'a' + 10;
        if (m >> 60) {
            *more |= d != 0;
            scale += point ? 0 : 4;
        } else {
            m = m << 4 | d;
            scale -= point ? 4 : 0;
        }
    }
    if (i < t->n && (t->p[++i] == '-' || t->p[i] == '+'))
        neg = t->p[i++] == '-';
    for (; i < t->n; i++)
        x = x > 100000000 ? x : x * 10 + (t->p[i] - '0');
    *e = scale + (neg ? -x : x);
    return m;
}

static u8 is_zero(const Text *t)
{
    size_t i = strspn(t->p, "0.");
    return i >= t->n || (t->p[i] | 32) == 'e';
}

/* Finite text as significand and exponent of the format. */
static u64 value(const Text *t, const Format *f, i64 *e)
{
    u8 range = 0;
    u64 m;
    int more = 0;
    if (t->hex) {
        m = hex_value(t, e, &more);
    } else {
        u64 bits = (u64)rt_f64_bits(rt_decimal(t->p, t->n));
        i64 x = (i64)(bits >> 52);
        m = bits & (((u64)1 << 52) - 1);
        *e = x ? x - 1075 : -1074;
        m |= x ? (u64)1 << 52 : 0;
        if (x == 0x7ff) {
            errno = ERANGE;
            *e = f->most + 1;
            return (u64)1 << (f->bits - 1);
        }
        /* What lies beyond the double matters when it is half way between two floats, and near and
         * below the smallest normal number. */
        u32 low = (u32)m & (((u32)1 << 29) - 1);
        if (f == &to_float ? low == (u32)1 << 28 || x < 1023 - 125 : x <= 1)
            more = m ? rt_decimal_cmp(t->p, t->n, m, *e) : !is_zero(t);
        if (!m && more) {
            m = 1;                               // below half of the smallest number, or that half
            *e = -2000;
        }
    }
    if (f == &to_double && !t->hex) {            // it is rounded already
        i64 x = *e;
        u8 tiny = more && (m >> 52 == 0 || x < -1074);
        if (m == (u64)1 << 52 && x == -1074 && more < 0)   // rounded up to the smallest normal one
            tiny = rt_decimal_cmp(t->p, t->n, ((u64)1 << 54) - 1, -1076) < 0;
        if (tiny)
            errno = ERANGE;
        if (x == -2000) {
            *e = -1074;
            return 0;
        }
        return m;
    }
    m = round_to(f, m, *e, more, e, &range);
    if (range)
        errno = ERANGE;
    return m;
}

/* Finds the number and where it ends; false: there is none. */
static int start(const char *s, char **end, Text *t)
{
    *t = find(s);
    if (end)
        *end = (char *)(uintptr_t)(t->kind ? t->p + t->n : s);
    return t->kind != 0;
}

double strtod(const char *restrict s, char **restrict end)
{
    Text t;
    i64 e;
    u64 bits;
    if (!start(s, end, &t))
        return 0;
    if (t.kind == 'i')
        bits = (u64)0x7ff << 52;
    else if (t.kind == 'n')
        bits = (u64)0x7ff8 << 48;
    else {
        u64 m = value(&t, &to_double, &e);
        bits = double_bits(m, e, &to_double);
    }
    return rt_bits_f64((i64)(bits | (u64)t.neg << 63));
}

float strtof(const char *restrict s, char **restrict end)
{
    Text t;
    i64 e;
    u32 bits;
    float x;
    if (!start(s, end, &t))
        return 0;
    if (t.kind == 'i')
        bits = (u32)0xff << 23;
    else if (t.kind == 'n')
        bits = (u32)0x1ff << 22;
    else {
        u64 m = value(&t, &to_float, &e);
        bits = float_bits(m, e, &to_float);
    }
    bits |= (u32)t.neg << 31;
    RT_MEMCPY(&x, &bits, 4);
    return x;
}

#ifdef LD_FORM
/* Is x, which became r, below the smallest normal number even with all bits of the format, and
 * was something lost? */
static int is_range(LfNum x, long double r)
{
    LfNum back = ld_open(r), all = x;
    if (back.cls == LF_INF)
        return 1;
    if (x.cls != LF_NUM || x.exp >= LD_FORM->emin)
        return 0;
    all.exp = 0;
    if (x.exp == LD_FORM->emin - 1 && lf_round(LD_FORM, &all) > LD_FORM->emax)
        return 0;
    return back.cls != LF_NUM || back.exp != x.exp || back.hi != x.hi || back.lo != x.lo;
}

long double strtold(const char *restrict s, char **restrict end)
{
    Text t;
    LfNum n = lf_zero(false);
    LfWide num, den;
    if (!start(s, end, &t))
        return 0;
    if (t.kind == 'f' && t.hex)
        lf_read_hex(t.p, t.n, &n);
    else if (t.kind == 'f')
        lf_read_dec(t.p, t.n, &n, &num, &den);
    else
        n = t.kind == 'i' ? lf_inf(false) : (LfNum){LF_NAN, 0, false, (u64)3 << 62, 0};
    n.neg = t.neg;
    long double r = ld_close(n);
    if (t.kind == 'f' && is_range(n, r))
        errno = ERANGE;
    return r;
}
#else
long double strtold(const char *restrict s, char **restrict end)
{
    return strtod(s, end);
}
#endif

double atof(const char *s)
{
    return strtod(s, NULL);
}
