// num.c - integers to text and back; 64 by 64 bit multiplication; exact powers of ten
#include "runtime/rt_int.h"

int rt_fmt_int(char *out, i64 x)
{
    char text[RT_INT_MAX];
    int n = 0, k = 0;
    u64 u = x < 0 ? 0 - (u64)x : (u64)x;
    do
        text[n++] = (char)('0' + u % 10);
    while (u /= 10);
    if (x < 0)
        text[n++] = '-';
    while (n)
        out[k++] = text[--n];
    return k;
}

i8 rt_parse_int(const char *p, u64 n, i64 *out)
{
    u64 i = 0, x = 0;
    i8 neg = 0;
    if (n && (p[0] == '-' || p[0] == '+'))
        neg = p[i++] == '-';
    if (i == n)
        return 0;
    u64 limit = (u64)INT64_MAX + (u64)neg;
    for (; i < n; i++) {
        u64 d = (u64)(u8)p[i] - '0';
        if (d > 9 || x > (limit - d) / 10)
            return 0;
        x = x * 10 + d;
    }
    *out = (i64)(neg ? 0 - x : x);
    return 1;
}

void rt_mul64(u64 a, u64 b, u64 *hi, u64 *lo)
{
    u64 al = (u32)a, ah = a >> 32, bl = (u32)b, bh = b >> 32;
    u64 ll = al * bl, lh = al * bh, hl = ah * bl, hh = ah * bh;
    u64 mid = (ll >> 32) + (u32)lh + (u32)hl;
    *lo = mid << 32 | (u32)ll;
    *hi = hh + (lh >> 32) + (hl >> 32) + (mid >> 32);
}

/* Powers of ten to 128 bits. A full table costs 11 KB in every program that prints a Float; instead
 * each power is computed exactly when first needed and kept. 10^k = 5^k 2^k, so only powers of five
 * matter: 5^k by repeated multiplication, and floor(2^m / 5^k) by repeated exact floor division. */
enum { K_MIN = -360, K_MAX = 345, LIMBS = 36 };
enum { ALL = K_MAX - K_MIN + 1, KEPT = sizeof(void *) == 4 ? 16 : ALL };   // few where RAM is small
static RtPow10 pow_cache[KEPT];
static i16 pow_of[KEPT];         // which power a place holds, where several share it

/* The top 128 bits of the number in w, rounded up when anything is cut off (or `more` is). */
static RtPow10 top128(const u32 *w, int n, i8 more)
{
    while (n && !w[n - 1])
        n--;
    int lead = __builtin_clzll(w[n - 1]) - 32;
    u32 part[5];
    for (int i = 0; i < 5; i++)
        part[i] = n - 1 - i >= 0 ? w[n - 1 - i] : 0;
    RtPow10 r = {(u64)part[0] << 32 | part[1], (u64)part[2] << 32 | part[3]};
    u32 cut = part[4];
    if (lead) {
        r.hi = r.hi << lead | r.lo >> (64 - lead);
        r.lo = r.lo << lead | part[4] >> (32 - lead);
        cut = part[4] << lead;
    }
    if (cut)
        more = 1;
    for (int i = n - 6; i >= 0 && !more; i--)
        more = w[i] != 0;
    if (more && ++r.lo == 0)
        ++r.hi;
    return r;
}

static RtPow10 compute(int k)
{
    u32 w[LIMBS] = {0};
    int n;
    i8 more = 0;
    if (k >= 0) {
        w[0] = 1;
        n = 1;
        for (; k > 0; k -= k < 13 ? k : 13) {
            u32 f = 1;
            for (int i = 0; i < (k < 13 ? k : 13); i++)
                f *= 5;
            u64 carry = 0;
            for (int i = 0; i < n; i++) {
                carry += (u64)w[i] * f;
                w[i] = (u32)carry;
                carry >>= 32;
            }
            if (carry)
                w[n++] = (u32)carry;
        }
        return top128(w, n, 0);
    }
    n = LIMBS;  // 2^(32 * 35) is 1120 bits; 5^360 has 836, so 284 bits of quotient stay
    w[n - 1] = 1;
    for (k = -k; k > 0; k -= k < 13 ? k : 13) {
        u32 f = 1;
        for (int i = 0; i < (k < 13 ? k : 13); i++)
            f *= 5;
        u64 rem = 0;
        for (int i = n - 1; i >= 0; i--) {
            rem = rem << 32 | w[i];
            w[i] = (u32)(rem / f);
            rem %= f;
        }
        if (rem)
            more = 1;
    }
    return top128(w, n, more);
}

RtPow10 rt_pow10(int k)
{
    u32 at = (u32)(k - K_MIN) % KEPT;
    RtPow10 *c = &pow_cache[at];
    if (!c->hi || (KEPT < ALL && pow_of[at] != k)) {
        *c = compute(k);
        if (KEPT < ALL)
            pow_of[at] = (i16)k;
    }
    return *c;
}
