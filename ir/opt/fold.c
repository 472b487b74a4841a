// fold.c - evaluate constant operations and apply the peephole rules of fold.def
//
// needs cfg; keeps cfg dom loop; breaks use live
#include "ir/opt/opt.h"

#include <math.h>

enum { FOLD_ROUNDS = 16, BITS_DEPTH = 5 };

/* ---- arithmetic on constants, as the interpreter does it ---- */

static u64 mask(u32 w)
{
    return w >= 64 ? ~(u64)0 : ((u64)1 << w) - 1;
}

static i64 sext(u64 x, u32 w)
{
    return w >= 64 ? (i64)x : (i64)(x << (64 - w)) >> (64 - w);
}

static i64 plus(i64 a, i64 b) { return (i64)((u64)a + (u64)b); }
static i64 minus(i64 a, i64 b) { return (i64)((u64)a - (u64)b); }
static i64 times(i64 a, i64 b) { return (i64)((u64)a * (u64)b); }
static i64 shifted(i64 a, i64 n) { return (i64)((u64)a << (n & 63)); }

static u64 mulhu64(u64 x, u64 y)
{
    u64 a = x >> 32, b = (u32)x, c = y >> 32, d = (u32)y;
    u64 mid = (b * d >> 32) + (u32)(a * d) + (u32)(b * c);
    return a * c + (a * d >> 32) + (b * c >> 32) + (mid >> 32);
}

static u64 mulhs64(u64 x, u64 y)
{
    return mulhu64(x, y) - ((i64)x < 0 ? y : 0) - ((i64)y < 0 ? x : 0);
}

static bool eval_div(Op op, u32 w, i64 x, i64 y, u64 *v)
{
    u64 ux = (u64)x & mask(w), uy = (u64)y & mask(w);
    bool is_signed = op == OP_SDIV || op == OP_SREM;
    if (!y || (is_signed && y == -1 && x == sext((u64)1 << (w - 1), w)))
        return false;
    *v = op == OP_SDIV ? (u64)(x / y) : op == OP_SREM ? (u64)(x % y)
                                                      : op == OP_UDIV ? ux / uy : ux % uy;
    return true;
}

static bool eval_compare(Op op, i64 x, i64 y, u64 *v)
{
    switch (op) {
    case OP_EQ: *v = x == y; return true;
    case OP_NE: *v = x != y; return true;
    case OP_SLT: *v = x < y; return true;
    case OP_SGE: *v = x >= y; return true;
    case OP_SGT: *v = x > y; return true;
    case OP_SLE: *v = x <= y; return true;
    case OP_ULT: *v = (u64)x < (u64)y; return true;
    case OP_UGE: *v = (u64)x >= (u64)y; return true;
    case OP_UGT: *v = (u64)x > (u64)y; return true;
    case OP_ULE: *v = (u64)x <= (u64)y; return true;
    default: return false;
    }
}

static u64 eval_bswap(u64 x, u32 w)
{
    u64 v = 0;
    for (u32 k = 0; k < w; k += 8)
        v = v << 8 | (x >> k & 0xff);
    return v;
}

// x and y are sign-extended from w bits; so may be what the high bits of *v say.
static bool eval_int(Op op, u32 w, i64 x, i64 y, u64 *v)
{
    u64 a = (u64)x, b = (u64)y, ua = a & mask(w), ub = b & mask(w);
    u32 n = (u32)b & (w - 1);
    switch (op) {
    case OP_ADD: case OP_SADDO: case OP_UADDO: *v = a + b; return true;
    case OP_SUB: case OP_SSUBO: case OP_USUBO: *v = a - b; return true;
    case OP_MUL: case OP_SMULO: case OP_UMULO: *v = a * b; return true;
    case OP_SDIV: case OP_UDIV: case OP_SREM: case OP_UREM: return eval_div(op, w, x, y, v);
    case OP_MULHU: *v = w == 64 ? mulhu64(a, b) : ua * ub >> w; return true;
    case OP_MULHS: *v = w == 64 ? mulhs64(a, b) : (u64)((x * y) >> w); return true;
    case OP_AND: *v = a & b; return true;
    case OP_OR: *v = a | b; return true;
    case OP_XOR: *v = a ^ b; return true;
    case OP_SHL: *v = a << n; return true;
    case OP_SHR: *v = ua >> n; return true;
    case OP_SAR: *v = (u64)(x >> n); return true;
    case OP_ROTL: *v = ua << n | ua >> ((w - n) & (w - 1)); return true;
    case OP_ROTR: *v = ua >> n | ua << ((w - n) & (w - 1)); return true;
    case OP_NEG: *v = 0 - a; return true;
    case OP_NOT: *v = ~a; return true;
    case OP_CLZ: *v = (u64)clz64(ua) - (64 - w); return true;
    case OP_CTZ: *v = ua ? (u64)ctz64(ua) : w; return true;
    case OP_POPCNT: *v = (u64)popcount64(ua); return true;
    case OP_BSWAP: *v = eval_bswap(ua, w); return true;
    default: return false;
    }
}

static double flt_value(const Ins *i)
{
    double d;
    float s;
    u32 bits = (u32)i->u.i;
    if (i->type == T_F32) {
        memcpy(&s, &bits, 4);
        return s;
    }
    memcpy(&d, &i->u.i, 8);
    return d;
}

// One rounding, to the type's own precision. NaN results are left to the program: their bits vary.
static Ref flt_const(Fn *f, Type t, double d)
{
    if (d != d)
        return 0;
    return t == T_F32 ? ir_f32(f, (float)d) : ir_f64(f, d);
}

// ... of an operation on x and y. What makes an infinity of numbers raises overflow or division by
// zero, and is left to the program, which may ask for that.
static Ref flt_made(Fn *f, Type t, double d, double x, double y)
{
    d = t == T_F32 ? (float)d : d;
    return isinf(d) && isfinite(x) && isfinite(y) ? 0 : flt_const(f, t, d);
}

// Ordering a NaN raises invalid.
static bool eval_flt_compare(Op op, double x, double y, bool *v)
{
    if ((x != x || y != y) && op_orders_flt(op))
        return false;
    switch (op) {
    case OP_FEQ: *v = x == y; return true;
    case OP_FNE: *v = x != y; return true;
    case OP_FLT_: *v = x < y; return true;
    case OP_FLE: *v = x <= y; return true;
    case OP_FGT: *v = x > y; return true;
    case OP_FGE: *v = x >= y; return true;
    case OP_FORD: *v = x == x && y == y; return true;
    case OP_FUNO: *v = x != x || y != y; return true;
    default: return false;
    }
}

// Binary32 operations done in binary64 and rounded again are exact for + - * / and the square root
// (Figueroa 1995: 53 >= 2 * 24 + 2).
static Ref eval_flt(Fn *f, Op op, Type t, const Ins *a, const Ins *b)
{
    double x = flt_value(a), y = flt_value(b);
    u64 sign = t == T_F32 ? (u64)1 << 31 : (u64)1 << 63;
    bool v;
    if (eval_flt_compare(op, x, y, &v))
        return ir_int(f, t, v);
    switch (op) {
    case OP_FADD: return flt_made(f, t, x + y, x, y);
    case OP_FSUB: return flt_made(f, t, x - y, x, y);
    case OP_FMUL: return flt_made(f, t, x * y, x, y);
    case OP_FDIV: return flt_made(f, t, x / y, x, y);
    case OP_FSQRT: return flt_const(f, t, sqrt(x));
    case OP_FNEG: return ir_fbits(f, t, (u64)a->u.i ^ sign);
    case OP_FABS: return ir_fbits(f, t, (u64)a->u.i & ~sign);
    case OP_FEXT: case OP_FTRUNC: return flt_const(f, t, x);
    case OP_FTOS:
        if (t == T_I64)
            return ir_int(f, t, x >= -0x1p63 && x < 0x1p63 ? (i64)x : INT64_MIN);
        return ir_int(f, t, x > -2147483649.0 && x < 2147483648.0 ? (i32)x : INT32_MIN);
    case OP_FTOU:
        if (!(x > -1.0 && x < (t == T_I64 ? 0x1p64 : 0x1p32)))
            return 0;
        return ir_int(f, t, (i64)(u64)x);
    default: return 0;
    }
}

static Ref eval_convert(Fn *f, const Ins *i, const Ins *a)
{
    Type t = (Type)i->type, from = (Type)a->type;
    u32 sw = mod_type_size(f->mod, from) * 8;
    if (a->op == OP_INT)
        switch (i->op) {
        case OP_SEXT: case OP_TRUNC: return ir_int(f, t, a->u.i);
        case OP_ZEXT: return ir_int(f, t, (i64)((u64)a->u.i & mask(sw)));
        case OP_STOF: return t == T_F32 ? ir_f32(f, (float)a->u.i) : ir_f64(f, (double)a->u.i);
        case OP_UTOF: {
            u64 u = (u64)a->u.i & mask(sw);
            return t == T_F32 ? ir_f32(f, (float)u) : ir_f64(f, (double)u);
        }
        default: break;
        }
    if (i->op != OP_BITCAST)
        return 0;
    if (type_is_flt(t))
        return a->op == OP_INT || a->op == OP_FLT ? ir_fbits(f, t, (u64)a->u.i) : 0;
    if (a->op == OP_FLT)
        return ir_int(f, t, a->u.i);
    return a->op == OP_INT ? ir_int(f, t, a->u.i) : 0;
}

static bool fits(i64 off, i64 add)
{
    return add >= INT32_MIN && add <= INT32_MAX && off + add >= INT32_MIN && off + add <= INT32_MAX;
}

static Ref eval_address(Fn *f, const Ins *i, const Ins *a, const Ins *b)
{
    if (i->type != T_PTR || b->op != OP_INT || (i->op != OP_ADD && i->op != OP_SUB))
        return 0;
    i64 add = i->op == OP_ADD ? b->u.i : minus(0, b->u.i);
    if (!fits(a->u.s.off, add))
        return 0;
    if (a->op == OP_SYM)
        return ir_sym(f, a->u.s.sym, a->u.s.off + (i32)add);
    return a->op == OP_SLOT ? ir_slot(f, a->u.s.sym, a->u.s.off + (i32)add) : 0;
}

Ref fold_eval(Fn *f, const Ins *i, const Ref *args)
{
    u32 n = i->narg;
    if (!(op_info[i->op].flags & (OF_PURE | OF_TRAP)) || !n || n > 3 || i->op == OP_RES)
        return 0;
    for (u32 k = 0; k < n; k++)
        if (ir_ins(f, args[k])->op != OP_INT && ir_ins(f, args[k])->op != OP_FLT && (k || n == 3 ||
            !is_const(f, args[0])))
            return 0;
    Ins a = *ir_ins(f, args[0]), b = *ir_ins(f, args[n > 1]);
    u64 v;
    if (i->op == OP_SELECT)
        return a.op == OP_INT ? args[a.u.i ? 1 : 2] : 0;
    if (i->op >= OP_SEXT && i->op <= OP_BITCAST && a.op != OP_FLT)
        return eval_convert(f, i, &a);
    if (i->op == OP_BITCAST)
        return eval_convert(f, i, &a);
    if (a.op == OP_FLT && b.op == OP_FLT)
        return eval_flt(f, (Op)i->op, (Type)i->type, &a, &b);
    if (a.op != OP_INT || b.op != OP_INT)
        return eval_address(f, i, &a, &b);
    if (op_info[i->op].flags & OF_CMP)
        return eval_compare((Op)i->op, a.u.i, b.u.i, &v) ? ir_int(f, (Type)i->type, (i64)v) : 0;
    if (!eval_int((Op)i->op, mod_type_size(f->mod, (Type)i->type) * 8, a.u.i, b.u.i, &v))
        return 0;
    return ir_int(f, (Type)i->type, (i64)v);
}

/* ---- what the rules ask ---- */

static u32 bits_of(const Fn *f, Ref r)
{
    return mod_type_size(f->mod, ir_type(f, r)) * 8;
}

static u64 mask_of(const Fn *f, Ref r)
{
    return mask(bits_of(f, r));
}

static bool is_k(const Fn *f, Ref r, i64 v)
{
    return ir_ins(f, r)->op == OP_INT && ir_ins(f, r)->u.i == v;
}

static bool is_flt(const Fn *f, Ref r)
{
    return ir_ins(f, r)->op == OP_FLT;
}

static bool is_flt_value(const Fn *f, Ref r, double d)
{
    u64 want;
    double have = is_flt(f, r) ? flt_value(ir_ins(f, r)) : 1;
    if (!is_flt(f, r) || have != d)
        return false;
    memcpy(&want, &d, 8);
    u64 bits = (u64)ir_ins(f, r)->u.i;
    bool neg = ir_type(f, r) == T_F32 ? bits >> 31 & 1 : bits >> 63;
    return neg == (want >> 63);
}

// log2 of k taken as an unsigned number of w bits; -1 when it is no power of two
static i64 pow2(i64 k, u32 w)
{
    u64 u = (u64)k & mask(w);
    return u && !(u & (u - 1)) ? ctz64(u) : -1;
}

static Op inverse(Op op)
{
    if (op >= OP_EQ && op <= OP_ULE)
        return (Op)(OP_EQ + ((op - OP_EQ) ^ 1));
    switch (op) {
    case OP_FEQ: return OP_FNE;
    case OP_FNE: return OP_FEQ;
    case OP_FORD: return OP_FUNO;
    case OP_FUNO: return OP_FORD;
    default: return OP_NONE;
    }
}

static bool overflow_op(Op op)
{
    return op >= OP_SADDO && op <= OP_UMULO;
}

static bool bool_at(const Fn *f, Ref r, int depth)
{
    const Ins *i = ir_ins(f, r);
    if (i->type == T_PTR || depth > BITS_DEPTH)
        return false;
    switch (i->op) {
    case OP_INT: return i->u.i == 0 || i->u.i == 1;
    case OP_RES: return i->aux == 1 && overflow_op((Op)ir_ins(f, i->u.a[0])->op);
    case OP_ZEXT: return bool_at(f, i->u.a[0], depth + 1);
    case OP_AND:
        return bool_at(f, i->u.a[0], depth + 1) || bool_at(f, i->u.a[1], depth + 1);
    case OP_OR: case OP_XOR:
        return bool_at(f, i->u.a[0], depth + 1) && bool_at(f, i->u.a[1], depth + 1);
    case OP_SELECT:
        return bool_at(f, i->u.a[1], depth + 1) && bool_at(f, i->u.a[2], depth + 1);
    default: return op_info[i->op].flags & OF_CMP;
    }
}

bool fold_is_bool(const Fn *f, Ref r)
{
    return bool_at(f, r, 0);
}

// The bits that may be set in r.
static u64 bits_at(const Fn *f, Ref r, int depth)
{
    const Ins *i = ir_ins(f, r);
    u64 all = mask_of(f, r);
    i64 k;
    if (depth > BITS_DEPTH)
        return all;
    switch (i->op) {
    case OP_INT: return (u64)i->u.i & all;
    case OP_ZEXT: case OP_TRUNC: return bits_at(f, i->u.a[0], depth + 1) & all;
    case OP_AND: return bits_at(f, i->u.a[0], depth + 1) & bits_at(f, i->u.a[1], depth + 1);
    case OP_OR: case OP_XOR:
        return bits_at(f, i->u.a[0], depth + 1) | bits_at(f, i->u.a[1], depth + 1);
    case OP_SELECT: return bits_at(f, i->u.a[1], depth + 1) | bits_at(f, i->u.a[2], depth + 1);
    case OP_SHR:
        if (ir_is_int(f, i->u.a[1], &k))
            return bits_at(f, i->u.a[0], depth + 1) >> (k & (bits_of(f, r) - 1));
        return all;
    case OP_SHL:
        if (ir_is_int(f, i->u.a[1], &k))
            return bits_at(f, i->u.a[0], depth + 1) << (k & (bits_of(f, r) - 1)) & all;
        return all;
    case OP_CLZ: case OP_CTZ: case OP_POPCNT: return 127 & all;
    case OP_RES: return fold_is_bool(f, r) ? 1 : all;
    default: return op_info[i->op].flags & OF_CMP ? 1 : all;
    }
}

static u64 low_bits(const Fn *f, Ref r)
{
    return bits_at(f, r, 0);
}

static bool nonneg(const Fn *f, Ref r)
{
    return !(low_bits(f, r) >> (bits_of(f, r) - 1));
}

static i64 lowest(const Fn *f, Ref r)
{
    return sext((u64)1 << (bits_of(f, r) - 1), bits_of(f, r));
}

static i64 highest(const Fn *f, Ref r)
{
    return (i64)(mask_of(f, r) >> 1);
}

static Type small_int(i64 bits)
{
    return bits == 8 ? T_I8 : bits == 16 ? T_I16 : bits == 32 ? T_I32 : T_VOID;
}

// The simplest count that shifts a value of w bits as y does.
static Ref count_like(Fn *f, Ref y, u32 w)
{
    for (;;) {
        const Ins *i = ir_ins(f, y);
        i64 k;
        if (i->op == OP_INT)
            return ir_int(f, T_I8, i->u.i & (w - 1));
        if (i->op == OP_ZEXT || i->op == OP_SEXT || i->op == OP_TRUNC)
            y = i->u.a[0];
        else if (i->op == OP_AND && ir_is_int(f, i->u.a[1], &k) && (k & (w - 1)) == w - 1)
            y = i->u.a[0];
        else if (i->op == OP_ADD && ir_is_int(f, i->u.a[1], &k) && !(k & (w - 1)))
            y = i->u.a[0];
        else
            return y;
    }
}

typedef struct Match {
    Ref x, n;
} Match;

// b == -a modulo w?
static bool opposite(Fn *f, Ref a, Ref b, u32 w)
{
    i64 k, j;
    if (ir_is_int(f, a, &k) && ir_is_int(f, b, &j))
        return (k & (w - 1)) && !((k + j) & (w - 1));
    const Ins *i = ir_ins(f, b);
    if (i->op == OP_NEG)
        return count_like(f, i->u.a[0], w) == count_like(f, a, w);
    return i->op == OP_SUB && ir_is_int(f, i->u.a[0], &k) && !(k & (w - 1)) &&
           count_like(f, ir_ins(f, b)->u.a[1], w) == count_like(f, a, w);
}

static bool rotate_by(Fn *f, Ref x, Ref y, u32 w, bool left, Match *q)
{
    if (ir_ins(f, x)->op == OP_SHR) {
        Ref s = x;
        x = y;
        y = s;
    }
    const Ins *l = ir_ins(f, x), *r = ir_ins(f, y);
    if (l->op != OP_SHL || r->op != OP_SHR || l->u.a[0] != r->u.a[0])
        return false;
    Ref a = l->u.a[1], b = r->u.a[1];
    q->x = l->u.a[0];
    q->n = left ? a : b;
    return left ? opposite(f, a, b, w) : opposite(f, b, a, w);
}

static bool rotate(Fn *f, Ref x, Ref y, u32 w, Match *q)
{
    return rotate_by(f, x, y, w, true, q);
}

static bool rotate_right(Fn *f, Ref x, Ref y, u32 w, Match *q)
{
    return rotate_by(f, x, y, w, false, q);
}

// Where byte k of r comes from: *src and *at, or *src 0 when it is zero. False: cannot tell.
static bool byte_source(const Fn *f, Ref r, u32 k, int depth, Ref *src, u32 *at)
{
    const Ins *i = ir_ins(f, r);
    i64 c;
    Ref s1 = 0, s2 = 0;
    u32 a1 = 0, a2 = 0, n = bits_of(f, r) / 8;
    bool by_k = i->narg == 2 && ir_is_int(f, i->u.a[1], &c);
    *src = 0;
    *at = 0;
    if (k >= n || depth > 8)
        return depth <= 8;
    switch (i->op) {
    case OP_OR:
        if (!byte_source(f, i->u.a[0], k, depth + 1, &s1, &a1) ||
            !byte_source(f, i->u.a[1], k, depth + 1, &s2, &a2) || (s1 && s2))
            return false;
        *src = s1 ? s1 : s2;
        *at = s1 ? a1 : a2;
        return true;
    case OP_SHL: case OP_SHR:
        if (!by_k || c & 7)
            break;
        c = (c & (n * 8 - 1)) / 8;
        if (i->op == OP_SHL)
            return (u32)c > k || byte_source(f, i->u.a[0], k - (u32)c, depth + 1, src, at);
        return byte_source(f, i->u.a[0], k + (u32)c, depth + 1, src, at);
    case OP_AND:
        if (!by_k)
            break;
        c = c >> (8 * k) & 255;
        if (c == 0)
            return true;
        if (c != 255)
            return false;
        return byte_source(f, i->u.a[0], k, depth + 1, src, at);
    case OP_ZEXT:
        return byte_source(f, i->u.a[0], k, depth + 1, src, at);
    default:
        break;
    }
    *src = r;
    *at = k;
    return true;
}

static bool swaps_bytes(const Fn *f, Ref r, u32 w, Ref *x)
{
    u32 n = w / 8, at;
    Ref s;
    if (!byte_source(f, r, n - 1, 0, x, &at) || !*x || at != 0 || bits_of(f, *x) != w || *x == r)
        return false;
    for (u32 k = 0; k + 1 < n; k++)
        if (!byte_source(f, r, k, 0, &s, &at) || s != *x || at != n - 1 - k)
            return false;
    return ir_type(f, *x) == ir_type(f, r);
}

static i64 overflow_flag(Fn *f, Ref r)
{
    const Ins *i = ir_ins(f, r);
    u32 w = bits_of(f, r);
    i64 x = ir_ins(f, i->u.a[0])->u.i, y = ir_ins(f, i->u.a[1])->u.i;
    u64 ux = (u64)x & mask(w), uy = (u64)y & mask(w), v = 0;
    eval_int((Op)i->op, w, x, y, &v);
    switch (i->op) {
    case OP_SADDO: return ((u64)x ^ (u64)sext(v, w)) >> 63 & ((u64)y ^ (u64)sext(v, w)) >> 63;
    case OP_SSUBO: return ((u64)x ^ (u64)y) >> 63 & ((u64)x ^ (u64)sext(v, w)) >> 63;
    case OP_UADDO: return (v & mask(w)) < ux;
    case OP_USUBO: return ux < uy;
    case OP_SMULO:
        if (w == 64)
            return mulhs64((u64)x, (u64)y) != ((i64)v < 0 ? ~(u64)0 : 0);
        return x * y != sext(v, w);
    default:
        return w == 64 ? mulhu64(ux, uy) != 0 : (ux * uy & ~mask(w)) != 0;
    }
}

// x is an extension: 1 when the constant is one of its values, 2 when not; else 0.
static int extends(const Fn *f, Ref x, i64 k)
{
    const Ins *i = ir_ins(f, x);
    if (i->op != OP_ZEXT && i->op != OP_SEXT)
        return 0;
    u32 w = bits_of(f, i->u.a[0]);
    if (i->op == OP_ZEXT)
        return (u64)k <= mask(w) ? 1 : 2;
    return k == sext((u64)k, w) ? 1 : 2;
}

// Objects that are not at the same address.
static bool differ(const Fn *f, Ref x, Ref y)
{
    const Ins *o[2] = {ir_ins(f, x), ir_ins(f, y)};
    for (int k = 0; k < 2; k++) {
        const Ins *i = o[k];
        if (i->op == OP_SLOT) {
            if (i->u.s.off < 0 || (u32)i->u.s.off >= f->slot.v[i->u.s.sym].size)
                return false;
        } else if (i->op == OP_SYM) {
            const Sym *s = &f->mod->sym.v[i->u.s.sym];
            if (s->bind == BIND_WEAK || s->flags & SYM_MERGE || i->u.s.off < 0 ||
                (s->kind == SYM_DATA ? (u64)i->u.s.off >= s->size : s->kind != SYM_FN ||
                 i->u.s.off))
                return false;
        } else if (i->op != OP_INT || i->u.i != 0) {
            return false;
        }
    }
    return o[0]->op != o[1]->op || o[0]->u.s.sym != o[1]->u.s.sym;
}

// The bytes of read-only data that a load reads, as a constant.
static Ref read_only(Fn *f, const Ins *i)
{
    const Ins *p = ir_ins(f, i->u.a[0]);
    const Sym *s = &f->mod->sym.v[p->u.s.sym];
    u64 off = (u64)(i64)p->u.s.off;
    u32 n = mod_type_size(f->mod, (Type)i->type);
    u8 b[8] = {0};
    if (s->kind != SYM_DATA || !(s->flags & SYM_RO) || s->bind == BIND_WEAK ||
        i->aux & MEM_VOLATILE || s->flags & SYM_TLS || off > s->size || s->size - off < n)
        return 0;
    for (u32 lo = 0, hi = s->reloc.n; lo < hi;) {   // any relocation within [off - 7, off + n)?
        u32 mid = lo + (hi - lo) / 2;
        const Reloc *r = &s->reloc.v[mid];
        if (r->off == off && n == f->mod->dl.ptr_size && i->type == T_PTR && !r->blk &&
            fits(0, r->add))
            return ir_sym(f, r->sym, (i32)r->add);
        if (r->off < off + n && off < (u64)r->off + f->mod->dl.ptr_size)
            return 0;
        if (r->off < off)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (s->data)
        memcpy(b, s->data + off, n);
    if (type_is_flt((Type)i->type))
        return ir_fbits(f, (Type)i->type, rd64(b));
    return ir_int(f, (Type)i->type, (i64)rd64(b));
}

// 1 / y when y is a power of two and the reciprocal is normal: multiplication gives the same
// result.
static bool reciprocal(Fn *f, Ref y, Ref *out)
{
    const Ins *i = ir_ins(f, y);
    bool single = i->type == T_F32;
    u64 bits = (u64)i->u.i, frac = bits & (single ? 0x7fffff : ((u64)1 << 52) - 1);
    u64 e = single ? bits >> 23 & 255 : bits >> 52 & 2047, top = single ? 254 : 2046;
    if (frac || e < 1 || e >= top)
        return false;
    *out = flt_const(f, (Type)i->type, 1.0 / flt_value(i));
    return true;
}

/* ---- rewriting ---- */

// Rewrites r in place; its type stays.
static Ref re(Fn *f, Ref r, Op op, Ref x, Ref y, Ref z)
{
    Ins *i = ir_ins(f, r);
    i->op = (u16)op;
    i->narg = (u16)op_info[op].nargs;
    i->u.a[0] = x;
    i->u.a[1] = y;
    i->u.a[2] = z;
    if (op != OP_BR)
        i->aux = 0;
    return r;
}

static Ref make(Fn *f, Ref at, Op op, Type t, Ref x, Ref y)
{
    return fold_ins(f, ir_before(f, at, op, t, x, y, 0), NULL);
}

static Ref as_type(Fn *f, Ref r, Ref x, Type t)
{
    u32 have = bits_of(f, x), want = mod_type_size(f->mod, t) * 8;
    if (ir_type(f, x) == t)
        return x;
    if (ir_type(f, x) == T_PTR || t == T_PTR || have == want)
        return re(f, r, OP_BITCAST, x, 0, 0);
    return re(f, r, have < want ? OP_ZEXT : OP_TRUNC, x, 0, 0);
}

// x - y in bytes, when both start from one value.
static bool distance(Fn *f, Ref x, Ref y, Ref *out)
{
    const Ins *p = ir_ins(f, x), *q = ir_ins(f, y);
    i64 a = 0, b = 0;
    Type word = f->mod->dl.word;
    if (p->op == OP_ADD && p->u.a[0] == y) {
        *out = p->u.a[1];
        return true;
    }
    if ((p->op == OP_SLOT || p->op == OP_SYM) && p->op == q->op && p->u.s.sym == q->u.s.sym) {
        *out = ir_int(f, word, (i64)p->u.s.off - q->u.s.off);
        return true;
    }
    Ref px = x, qy = y;
    if (p->op == OP_ADD && ir_is_int(f, p->u.a[1], &a))
        px = p->u.a[0];
    if (q->op == OP_ADD && ir_is_int(f, q->u.a[1], &b))
        qy = q->u.a[0];
    if (px != qy)
        return false;
    *out = ir_int(f, word, minus(a, b));
    return true;
}

// Compares of two extended values, or of one and a constant in its range, are done before
// extending.
static bool narrow_compare(Fn *f, Ref r, Op as_signed, Op as_unsigned)
{
    const Ins *i = ir_ins(f, r);
    Ref x = i->u.a[0], y = i->u.a[1];
    const Ins *p = ir_ins(f, x), *q = ir_ins(f, y);
    if (p->op != OP_ZEXT && p->op != OP_SEXT)
        return false;
    Op op = p->op == OP_ZEXT ? as_unsigned : as_signed;
    if (q->op == p->op && ir_type(f, p->u.a[0]) == ir_type(f, q->u.a[0]))
        re(f, r, op, p->u.a[0], q->u.a[0], 0);
    else if (q->op == OP_INT && extends(f, x, q->u.i) == 1)
        re(f, r, op, p->u.a[0], ir_int(f, ir_type(f, p->u.a[0]), q->u.i), 0);
    else
        return false;
    return true;
}

static Ref swapped_branch(Fn *f, Ref r, Ref cond)
{
    Ins *i = ir_ins(f, r);
    Edge *e = ir_edges(f, i), first = e[0];
    e[0] = e[1];
    e[1] = first;
    i->aux = (i->aux & ~3u) | (i->aux & BR_LIKELY ? BR_UNLIKELY : 0) |
             (i->aux & BR_UNLIKELY ? BR_LIKELY : 0);
    return re(f, r, OP_BR, cond, 0, 0);
}

// One rule: the value to use, r when it was rewritten, 0 when no rule applies.
static Ref apply(Fn *f, Ref r)
{
    const Ins i = *ir_ins(f, r);
    const Type t = (Type)i.type;
    const Ref x = i.u.a[0], y = i.u.a[1], z = i.u.a[2];
    const bool ints = i.narg <= 4;
    const u32 w = mod_type_size(f->mod, t) * 8, aux = i.aux;
    const i64 kx = ints && i.narg > 0 && ir_ins(f, x)->op == OP_INT ? ir_ins(f, x)->u.i : 0;
    const i64 ky = ints && i.narg > 1 && ir_ins(f, y)->op == OP_INT ? ir_ins(f, y)->u.i : 0;
    Match q = {0, 0};
    (void)z;
#define AT(v) ir_ins(f, (v))
#define OP(v) ((Op)AT(v)->op)
#define TY(v) ir_type(f, (v))
#define A0(v) (AT(v)->u.a[0])
#define A1(v) (AT(v)->u.a[1])
#define K(v) (AT(v)->op == OP_INT)
#define KV(v) (AT(v)->u.i)
#define CNT(v) (AT(v)->u.i & (w - 1))
#define IS(v, c) is_k(f, (v), (c))
#define IS_FLT(v, c) is_flt_value(f, (v), (c))
#define INT(ty, v) ir_int(f, (ty), (i64)(v))
#define NEW(op, ty, ...) NEWOP(OP_##op, ty, __VA_ARGS__, 0)
#define NEWOP(op, ty, ...) NEW_(op, ty, __VA_ARGS__, 0, 0)
#define NEW_(op, ty, a, b, ...) make(f, r, (op), (ty), (a), (b))
#define RE(op, ...) RE_(op, __VA_ARGS__, 0, 0, 0)
#define RE_(op, a, b, c, ...) re(f, r, OP_##op, (a), (b), (c))
#define FOR(op) case OP_##op:
#define RULE(when, then) if (when) return (then);
#define END break;
    switch (i.op) {
#include "ir/opt/fold.def"
    default: break;
    }
    return 0;
}

static void order_operands(Fn *f, Ref r, int *changed)
{
    Ins *i = ir_ins(f, r);
    if (!(op_info[i->op].flags & OF_COMM) || i->narg != 2)
        return;
    if (i->op == OP_ADD && i->type == T_PTR)
        return;
    if (is_const(f, i->u.a[0]) && ir_ins(f, i->u.a[1])->op != OP_INT &&
        ir_ins(f, i->u.a[1])->op != OP_FLT &&
        !(is_const(f, i->u.a[1]) && ir_ins(f, i->u.a[0])->op != OP_INT)) {
        Ref s = i->u.a[0];
        i->u.a[0] = i->u.a[1];
        i->u.a[1] = s;
        if (changed)
            ++*changed;
    }
}

Ref fold_ins(Fn *f, Ref r, int *changed)
{
    for (int round = 0; round < FOLD_ROUNDS; round++) {
        const Ins *i = ir_ins(f, r);
        if (i->narg > 4 || !i->narg)
            return r;
        if (!(op_info[i->op].flags & OF_MULTI)) {
            Ref args[4];
            memcpy(args, i->u.a, sizeof args);
            Ins copy = *i;
            Ref v = fold_eval(f, &copy, args);
            if (v) {
                if (changed)
                    ++*changed;
                return v;
            }
        }
        order_operands(f, r, changed);
        Ref v = apply(f, r);
        if (!v)
            return r;
        if (changed)
            ++*changed;
        if (v != r)
            return v;
    }
    return r;
}

static int fold(Fn *f)
{
    Arena tmp = {0};
    u32 n = f->ins.n;
    Ref *to = arena_array(&tmp, Ref, n);
    int changed = 0;
    bool replaced = false;
    for (u32 k = 0; k < f->cfg->n; k++)
        for (Ref r = ir_blk(f, f->cfg->rpo[k])->first, next; r; r = next) {
            next = ir_ins(f, r)->next;
            if (replaced)
                to_operands(f, to, n, r);
            Ref v = fold_ins(f, r, &changed);
            if (v != r && r < n) {
                to[r] = v;
                replaced = true;
            }
        }
    if (replaced)
        to_all(f, to, n);
    arena_free(&tmp);
    return changed;
}

const PassDef pass_fold = {"fold", fold, .needs = A_CFG, .keeps = A_CFG | A_DOM | A_LOOP};
