// wide.c - arithmetic of 192 bits (wide.h)
#include "runtime/libc/wide.h"

typedef union Double {
    double f;
    u64 w;
} Double;

/* ---- formats ---- */

Wide __lc_wide_of_num(LfNum x)
{
    return (Wide){{0, x.lo, x.hi}, x.exp, (u8)x.cls, x.neg};
}

// What is below the 128 bits counts as a one in the lowest of them.
static LfNum num_of(Wide x)
{
    return (LfNum){x.cls, x.exp, x.neg, x.w[2], x.w[1] | (x.w[0] != 0)};
}

Wide __lc_wide_of_double(double x)
{
    Double d = {x};
    return __lc_wide_of_num(lf_of_double(d.w));
}

double __lc_wide_to_double(Wide x)
{
    Double d = {.w = lf_to_narrow(&lf_double, num_of(x))};
    return d.f;
}

float __lc_wide_to_float(Wide x)
{
    union { u32 w; float f; } v = {(u32)lf_to_narrow(&lf_single, num_of(x))};
    return v.f;
}

#ifdef LD_FORM
Wide __lc_wide_of_long(long double x)
{
    return __lc_wide_of_num(ld_open(x));
}

long double __lc_wide_to_long(Wide x)
{
    return ld_close(num_of(x));
}

long double __lc_wide_result(Wide x)
{
    long double r = __lc_wide_to_long(x);
    int e = ld_open(r).exp;
    if (__builtin_isinf(r) || (x.cls == LF_NUM && (r == 0 || e < LD_FORM->emin)))
        errno = ERANGE;
    return r;
}
#else
Wide __lc_wide_of_long(long double x)
{
    return __lc_wide_of_double((double)x);
}

long double __lc_wide_to_long(Wide x)
{
    return __lc_wide_to_double(x);
}
#endif

Wide __lc_wide_of_int(i64 n)
{
    return __lc_wide_of_num(lf_of_int(n < 0 ? 0 - (u64)n : (u64)n, n < 0));
}

i64 __lc_wide_nearest(Wide a)
{
    if (a.cls == LF_ZERO || a.exp < -1)
        return 0;
    u64 twice = a.w[2] >> (62 - a.exp);
    i64 n = (i64)((twice + 1) >> 1);
    return a.neg ? -n : n;
}

/* ---- words ---- */

// (*high : result) = a * b + add + *high
static inline u64 step(u64 a, u64 b, u64 add, u64 *high)
{
#ifdef __SIZEOF_INT128__
    unsigned __int128 p = (unsigned __int128)a * b + add + *high;
    *high = (u64)(p >> 64);
    return (u64)p;
#else
    u64 hi, lo;
    lf_mul64(a, b, &hi, &lo);
    lo += add;
    hi += lo < add;
    lo += *high;
    *high = hi + (lo < *high);
    return lo;
#endif
}

static inline void product(const u64 a[3], const u64 b[3], u64 p[6])
{
    p[0] = p[1] = p[2] = 0;
    for (int i = 0; i < 3; i++) {
        u64 high = 0;
        p[i] = step(a[i], b[0], p[i], &high);
        p[i + 1] = step(a[i], b[1], p[i + 1], &high);
        p[i + 2] = step(a[i], b[2], p[i + 2], &high);
        p[i + 3] = high;
    }
}

static inline bool add_words(u64 a[3], const u64 b[3])   // a += b; the carry
{
    u64 carry = 0;
    for (int i = 0; i < 3; i++) {
        u64 t = a[i] + carry;
        carry = t < carry;
        a[i] = t + b[i];
        carry |= a[i] < t;
    }
    return carry != 0;
}

static inline bool sub_words(u64 a[3], const u64 b[3])   // a -= b; the borrow
{
    u64 borrow = 0;
    for (int i = 0; i < 3; i++) {
        u64 t = a[i] - b[i], under = a[i] < b[i];
        a[i] = t - borrow;
        borrow = under | (t < borrow);
    }
    return borrow != 0;
}

static inline void shift_right(u64 w[3], int n)          // 0 <= n < 192
{
    for (; n >= 64; n -= 64) {
        w[0] = w[1];
        w[1] = w[2];
        w[2] = 0;
    }
    if (n) {
        w[0] = w[0] >> n | w[1] << (64 - n);
        w[1] = w[1] >> n | w[2] << (64 - n);
        w[2] >>= n;
    }
}

static Wide normal(Wide x)
{
    for (int i = 0; i < 2 && !x.w[2]; i++) {
        x.w[2] = x.w[1];
        x.w[1] = x.w[0];
        x.w[0] = 0;
        x.exp -= 64;
    }
    x.cls = x.w[2] ? LF_NUM : LF_ZERO;
    int n = x.w[2] ? lf_clz(x.w[2]) : 0;
    if (n) {
        x.w[2] = x.w[2] << n | x.w[1] >> (64 - n);
        x.w[1] = x.w[1] << n | x.w[0] >> (64 - n);
        x.w[0] <<= n;
        x.exp -= n;
    }
    return x;
}

/* ---- sums, products, quotients, roots ---- */

int __lc_wide_order(Wide a, Wide b)
{
    if (a.cls != b.cls)
        return a.cls < b.cls ? -1 : 1;
    if (a.cls != LF_NUM)
        return 0;
    if (a.exp != b.exp)
        return a.exp < b.exp ? -1 : 1;
    for (int i = 2; i >= 0; i--)
        if (a.w[i] != b.w[i])
            return a.w[i] < b.w[i] ? -1 : 1;
    return 0;
}

Wide __lc_wide_add(Wide a, Wide b)
{
    if (__lc_wide_order(a, b) < 0) {
        Wide t = a;
        a = b;
        b = t;
    }
    if (b.cls == LF_ZERO) {
        if (a.cls == LF_ZERO)
            a.neg &= b.neg;
        return a;
    }
    int d = a.exp - b.exp;
    if (d >= 192)
        return a;
    shift_right(b.w, d);
    if (a.neg == b.neg) {
        if (add_words(a.w, b.w)) {
            shift_right(a.w, 1);
            a.w[2] |= (u64)1 << 63;
            a.exp++;
        }
        return a;
    }
    sub_words(a.w, b.w);
    a = normal(a);
    if (a.cls == LF_ZERO)
        a.neg = 0;
    return a;
}

Wide __lc_wide_mul(Wide a, Wide b)
{
    u64 p[6];
    Wide r = {{0, 0, 0}, a.exp + b.exp, LF_NUM, a.neg ^ b.neg};
    if (a.cls == LF_ZERO || b.cls == LF_ZERO)
        return wide_special(LF_ZERO, r.neg);
    product(a.w, b.w, p);
    bool top = p[5] >> 63 != 0;
    r.exp += top;
    for (int i = 0; i < 3; i++)
        r.w[i] = top ? p[i + 3] : p[i + 3] << 1 | p[i + 2] >> 63;
    return r;
}

// The leading 53 bits, 1 <= result < 2.
static double leading(Wide a)
{
    Double d = {.w = (a.w[2] << 1 >> 12) | (u64)1023 << 52};
    return d.f;
}

// Newton's step for 1 / b doubles the bits that are right.
static Wide reciprocal(Wide b)           // 1 <= b < 2
{
    Wide r = __lc_wide_of_double(1 / leading(b));
    for (int i = 0; i < 2; i++)
        r = __lc_wide_add(r, __lc_wide_mul(r, wide_sub(__lc_wide_1, __lc_wide_mul(r, b))));
    return r;
}

Wide __lc_wide_div(Wide a, Wide b)
{
    Wide d = b;
    d.exp = 0;
    d.neg = 0;
    if (a.cls == LF_ZERO)
        return wide_signed(a, a.neg ^ b.neg);
    a = __lc_wide_mul(a, reciprocal(d));
    a.exp -= b.exp;
    a.neg ^= b.neg;
    return a;
}

// r <- r + r (1 - a r^2) / 2 for 1 / sqrt(a)
Wide __lc_wide_sqrt(Wide a)
{
    if (a.cls == LF_ZERO)
        return a;
    int half = (a.exp - (a.exp & 1)) / 2;
    a.exp &= 1;
    Wide r = __lc_wide_of_double(1 / __builtin_sqrt(a.exp ? 2 * leading(a) : leading(a)));
    for (int i = 0; i < 2; i++) {
        Wide e = wide_sub(__lc_wide_1, __lc_wide_mul(a, __lc_wide_mul(r, r)));
        r = __lc_wide_add(r, wide_scale(__lc_wide_mul(r, e), -1));
    }
    r = __lc_wide_mul(a, r);
    r.exp += half;
    return r;
}

/* ---- series ---- */

Wide __lc_wide_series(const Fix *t, int n, int stride, Wide z, bool alternate)
{
    Wide s = {{0, 0, 0}, 0, LF_NUM, 0};
    u64 p[6];
    if (z.cls == LF_ZERO || z.exp < -191) {
        z.w[0] = z.w[1] = z.w[2] = 0;
    } else {
        int bits = -1 - z.exp;           // each term is at least so many bits below the one before
        if (bits && (n - 1) * bits > 192)
            n = 192 / bits + 1;
        shift_right(z.w, bits);
    }
    for (int i = n - 1; i >= 0; i--) {
        product(s.w, z.w, p);
        for (int k = 0; k < 3; k++)
            s.w[k] = t[i * stride].w[k];
        if (alternate)
            sub_words(s.w, p + 3);
        else
            add_words(s.w, p + 3);
    }
    return normal(s);
}
