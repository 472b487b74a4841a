// ti.c - 128-bit integers where a word has 64 bits: division, conversions from and to floats
//
// Names and meaning are libgcc's (GCC internals, "The GCC low-level runtime library"): what objects
// of other compilers ask for is here, too. Written in halves; nothing below divides 128 bits with
// an operator.
#include "runtime/rt_int.h"

typedef __int128 i128;
typedef unsigned __int128 u128;

static u64 upper(u128 x) { return (u64)(x >> 64); }

// (hi:lo) / d where hi < d. Two digits of 32 bits, each guessed from the upper half of the divisor
// and then at most twice too large (Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D).
static u64 div_2by1(u64 hi, u64 lo, u64 d, u64 *rem)
{
    u32 s = (u32)__builtin_clzll(d);
    d <<= s;
    if (s) {
        hi = hi << s | lo >> (64 - s);
        lo <<= s;
    }
    u64 dh = d >> 32, dl = (u32)d, digit[2] = {lo >> 32, (u32)lo}, q = 0;
    for (u32 k = 0; k < 2; k++) {
        u64 guess = hi / dh, left = hi % dh;
        while (guess >> 32 || guess * dl > (left << 32 | digit[k])) {
            guess--;
            left += dh;
            if (left >> 32)
                break;
        }
        hi = (hi << 32 | digit[k]) - guess * d;
        q = q << 32 | guess;
    }
    *rem = hi >> s;
    return q;
}

static u128 divide(u128 a, u128 b, u128 *rem)
{
    u64 r;
    if (!b)
        __builtin_trap();
    if (!upper(a) && !upper(b)) {
        *rem = (u64)a % (u64)b;
        return (u64)a / (u64)b;
    }
    if (!upper(b)) {
        u64 d = (u64)b, q1 = upper(a) / d, q0 = div_2by1(upper(a) % d, (u64)a, d, &r);
        *rem = r;
        return (u128)q1 << 64 | q0;
    }
    // The quotient has one digit of 64 bits. Guessed from half the dividend and the divisor's
    // leading 64 bits it is right or one too large once it is lowered by one where it is not 0.
    u32 s = (u32)__builtin_clzll(upper(b));
    u128 half = a >> 1;
    u64 top = upper(b << s), q = div_2by1(upper(half), (u64)half, top, &r);
    q >>= 63 - s;
    if (q)
        q--;
    u128 left = a - q * b;
    if (left >= b) {
        left -= b;
        q++;
    }
    *rem = left;
    return q;
}

u128 __udivti3(u128 a, u128 b)
{
    u128 r;
    return divide(a, b, &r);
}

u128 __umodti3(u128 a, u128 b)
{
    u128 r;
    divide(a, b, &r);
    return r;
}

u128 __udivmodti4(u128 a, u128 b, u128 *rem)
{
    return divide(a, b, rem);
}

static u128 magnitude(i128 x) { return x < 0 ? -(u128)x : (u128)x; }

i128 __divmodti4(i128 a, i128 b, i128 *rem)
{
    u128 r, q = divide(magnitude(a), magnitude(b), &r);
    *rem = (i128)(a < 0 ? -r : r);
    return (i128)((a < 0) != (b < 0) ? -q : q);
}

i128 __divti3(i128 a, i128 b)
{
    i128 r;
    return __divmodti4(a, b, &r);
}

i128 __modti3(i128 a, i128 b)
{
    i128 r;
    __divmodti4(a, b, &r);
    return r;
}

// The leading 64 bits, the last one set when anything below is: what rounds that rounds the whole.
// *exp: how many bits lie below.
static u64 leading(u128 x, u32 *exp)
{
    if (!upper(x)) {
        *exp = 0;
        return (u64)x;
    }
    u32 n = 64 - (u32)__builtin_clzll(upper(x));
    *exp = n;
    return (u64)(x >> n) | ((u64)x << (64 - n) != 0);
}

static double power(u32 n)
{
    union { u64 u; double d; } x = {(u64)(1023 + n) << 52};
    return x.d;
}

double __floatuntidf(u128 x)
{
    u32 n;
    u64 m = leading(x, &n);
    return (double)m * power(n);
}

float __floatuntisf(u128 x)
{
    u32 n;
    u64 m = leading(x, &n);
    return (float)((float)m * (float)power(n));
}

double __floattidf(i128 x)
{
    double d = __floatuntidf(magnitude(x));
    return x < 0 ? -d : d;
}

float __floattisf(i128 x)
{
    float f = __floatuntisf(magnitude(x));
    return x < 0 ? -f : f;
}

// Of a number that is not negative; without meaning from 2^128 on.
static u128 whole(double d)
{
    union { double d; u64 u; } x = {d};
    u32 exp = (u32)(x.u >> 52) & 0x7ff;
    u64 m = (x.u & 0xfffffffffffffu) | (u64)1 << 52;
    if (exp < 1023)
        return 0;
    exp -= 1023;
    return exp <= 52 ? m >> (52 - exp) : (u128)m << ((exp - 52) & 127);
}

u128 __fixunsdfti(double d) { return d < 0 ? -whole(-d) : whole(d); }
u128 __fixunssfti(float f) { return __fixunsdfti(f); }
i128 __fixdfti(double d) { return (i128)__fixunsdfti(d); }
i128 __fixsfti(float f) { return (i128)__fixunsdfti(f); }
