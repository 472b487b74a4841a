// wide.c - 128-bit integers as two of 64 bits: what folding and constants of __int128 need
#include "frontend/c/tree_int.h"

#include <math.h>

Wide wide_of(i64 v, bool is_unsigned)
{
    return (Wide){(u64)v, is_unsigned || v >= 0 ? 0 : ~(u64)0};
}

static bool negative(Wide a) { return (i64)a.hi < 0; }
static bool is_none(Wide a) { return !a.lo && !a.hi; }

static Wide add(Wide a, Wide b)
{
    u64 lo = a.lo + b.lo;
    return (Wide){lo, a.hi + b.hi + (lo < a.lo)};
}

Wide wide_neg(Wide a)
{
    return (Wide){0 - a.lo, ~a.hi + !a.lo};
}

static Wide sub(Wide a, Wide b)
{
    return add(a, wide_neg(b));
}

static bool below(Wide a, Wide b)
{
    return a.hi != b.hi ? a.hi < b.hi : a.lo < b.lo;
}

static bool below_signed(Wide a, Wide b)
{
    return negative(a) != negative(b) ? negative(a) : below(a, b);
}

static u64 high_product(u64 a, u64 b)
{
    u64 al = (u32)a, ah = a >> 32, bl = (u32)b, bh = b >> 32;
    u64 mid = ah * bl + (al * bl >> 32), low = (u32)mid + al * bh;
    return ah * bh + (mid >> 32) + (low >> 32);
}

static Wide mul(Wide a, Wide b)
{
    return (Wide){a.lo * b.lo, high_product(a.lo, b.lo) + a.hi * b.lo + a.lo * b.hi};
}

static Wide shl(Wide a, u32 n)
{
    if (n >= 64)
        return (Wide){0, a.lo << (n - 64)};
    return n ? (Wide){a.lo << n, a.hi << n | a.lo >> (64 - n)} : a;
}

static Wide shr(Wide a, u32 n, u64 fill)
{
    if (n == 0)
        return a;
    if (n == 64)
        return (Wide){a.hi, fill};
    if (n > 64)
        return (Wide){a.hi >> (n - 64) | fill << (128 - n), fill};
    return (Wide){a.lo >> n | a.hi << (64 - n), a.hi >> n | fill << (64 - n)};
}

// A bit at a time: constants only.
static Wide divide(Wide a, Wide b, Wide *rem)
{
    Wide q = {0, 0}, r = {0, 0};
    for (u32 k = 128; k-- > 0;) {
        bool out = negative(r);
        r = shl(r, 1);
        r.lo |= shr(a, k, 0).lo & 1;
        q = shl(q, 1);
        if (out || !below(r, b)) {
            r = sub(r, b);
            q.lo |= 1;
        }
    }
    *rem = r;
    return q;
}

static Wide magnitude(Wide a, bool is_unsigned)
{
    return !is_unsigned && negative(a) ? wide_neg(a) : a;
}

static bool divides(BinOp op, bool u, Wide a, Wide b, Wide *out)
{
    const Wide least = {0, (u64)1 << 63};
    bool na = !u && negative(a), nb = !u && negative(b);
    if (is_none(b) || (na && nb && !~b.lo && !~b.hi && a.lo == least.lo && a.hi == least.hi))
        return false;
    Wide r, q = divide(magnitude(a, u), magnitude(b, u), &r);
    if (op == BO_DIV)
        *out = na != nb ? wide_neg(q) : q;
    else
        *out = na ? wide_neg(r) : r;
    return true;
}

// Does the product of two signed numbers differ from r?
static bool mul_over(Wide a, Wide b, Wide r)
{
    Wide rem, ma = magnitude(a, false), mb = magnitude(b, false);
    if (is_none(ma) || is_none(mb))
        return false;
    bool differ = negative(a) != negative(b);
    Wide m = differ ? wide_neg(r) : r, q = divide(m, mb, &rem);
    bool least = differ && negative(r);        // the one magnitude that only a negative number has
    return q.lo != ma.lo || q.hi != ma.hi || !is_none(rem) || (negative(m) && !least);
}

static bool compares(BinOp op, bool u, Wide a, Wide b)
{
    bool lt = u ? below(a, b) : below_signed(a, b), eq = a.lo == b.lo && a.hi == b.hi;
    switch (op) {
    case BO_EQ: return eq;
    case BO_NE: return !eq;
    case BO_LT: return lt;
    case BO_GE: return !lt;
    case BO_GT: return !lt && !eq;
    default: return lt || eq;
    }
}

bool wide_op(BinOp op, bool u, Wide a, Wide b, Wide *out, bool *overflow)
{
    Wide r = {0, 0};
    bool over = false;
    switch (op) {
    case BO_ADD:
        r = add(a, b);
        over = negative(a) == negative(b) && negative(r) != negative(a);
        break;
    case BO_SUB:
        r = sub(a, b);
        over = negative(a) != negative(b) && negative(r) != negative(a);
        break;
    case BO_MUL:
        r = mul(a, b);
        over = !u && mul_over(a, b, r);
        break;
    case BO_DIV:
    case BO_REM:
        if (!divides(op, u, a, b, &r))
            return false;
        break;
    case BO_AND: r = (Wide){a.lo & b.lo, a.hi & b.hi}; break;
    case BO_OR: r = (Wide){a.lo | b.lo, a.hi | b.hi}; break;
    case BO_XOR: r = (Wide){a.lo ^ b.lo, a.hi ^ b.hi}; break;
    case BO_SHL: r = shl(a, b.lo & 127); break;
    case BO_SHR: r = shr(a, b.lo & 127, !u && negative(a) ? ~(u64)0 : 0); break;
    default: r.lo = compares(op, u, a, b); break;
    }
    *out = r;
    *overflow = over && !u;
    return true;
}

/* ---- floating point ---- */

// The highest `bits` bits, as a number of that many with the last one set when anything below it
// is: rounding that once more gives what rounding the whole would. *exp: what it is multiplied by.
static u64 leading(Wide m, u32 bits, int *exp)
{
    u32 zeros = m.hi ? (u32)clz64(m.hi) : 64 + (u32)clz64(m.lo), width = 128 - zeros;
    if (width <= bits) {
        *exp = 0;
        return m.lo;
    }
    u32 n = width - bits;
    Wide top = shr(m, n, 0);
    Wide back = shl(top, n);
    *exp = (int)n;
    return top.lo | (back.lo != m.lo || back.hi != m.hi);
}

double wide_to_double(Wide a, bool u)
{
    int exp = 0;
    Wide m = magnitude(a, u);
    if (is_none(m))
        return 0;
    double d = (double)leading(m, 62, &exp);
    d = ldexp(d, exp);
    return !u && negative(a) ? -d : d;
}

float wide_to_float(Wide a, bool u)
{
    int exp = 0;
    Wide m = magnitude(a, u);
    if (is_none(m))
        return 0;
    double d = (double)leading(m, 40, &exp);   // exact
    d = ldexp((double)(float)d, exp);          // perhaps too large for a float
    return (float)(!u && negative(a) ? -d : d);
}

bool wide_from_double(double f, bool u, Wide *out)
{
    double m = f < 0 ? -f : f, top = ldexp(1, 64);
    if (!(u ? f > -1 && m < ldexp(1, 128) : m < ldexp(1, 127) || f == -ldexp(1, 127)))
        return false;
    u64 hi = (u64)(m / top);
    Wide w = {(u64)(m - (double)hi * top), hi};
    *out = f < 0 ? wide_neg(w) : w;
    return true;
}
