// selbits.c - fields of words that several instruction sets insert with one instruction
#include "codegen/sel.h"

// Is m one run of ones?
static bool run_of_ones(u64 m, u32 *low, u32 *width)
{
    if (!m)
        return false;
    *low = (u32)ctz64(m);
    u64 x = m >> *low;
    *width = (u32)popcount64(x);
    return (x & (x + 1)) == 0;
}

static u64 all_of(u32 bits)
{
    return bits >= 64 ? ~(u64)0 : ((u64)1 << bits) - 1;
}

// r is x op a constant.
static bool with_const(const Sel *s, Ref r, Op op, Ref *x, i64 *k)
{
    const Ins *i = ir_ins(s->f, r);
    if (i->op != op || !ir_is_int(s->f, ir_args(s->f, i)[1], k))
        return false;
    *x = ir_args(s->f, i)[0];
    return !(op_info[ir_ins(s->f, *x)->op].flags & OF_CONST);
}

// Does r hold the low x->width bits of x->what, from bit x->from on, at bit x->low, and zeros
// elsewhere?
static bool is_field(const Sel *s, Ref r, u32 bits, SelInsert *x)
{
    u64 run = all_of(x->width) << x->low;
    i64 k, m;
    Ref a, b;
    if (with_const(s, r, OP_AND, &a, &m)) {
        if (((u64)m & all_of(bits)) != run)
            return false;
        bool moved = with_const(s, a, x->low ? OP_SHL : OP_SHR, &b, &k) && sel_only_here(s, a);
        k = moved ? k & (bits - 1) : 0;
        if (x->low && (!moved || (u32)k != x->low))
            return false;
        x->what = moved ? b : a;
        x->from = x->low ? 0 : (u32)k;
        return x->from + x->width <= bits;
    }
    x->from = 0;
    if (with_const(s, r, OP_SHL, &a, &k) && x->low && (u32)(k & (bits - 1)) == x->low) {
        u32 have = x->low + x->width;            // nothing is left above the field, or
        x->what = a;
        if (have == bits)
            return true;
        if (!sel_only_here(s, r) || !with_const(s, a, OP_AND, &b, &m))
            return false;                        // ... it is cut off first
        x->what = b;
        return ((u64)m & all_of(bits)) == all_of(x->width);
    }
    if (!x->low && with_const(s, r, OP_SHR, &a, &k) && (u32)(k & (bits - 1)) == bits - x->width) {
        x->what = a;
        x->from = bits - x->width;
        return true;
    }
    return false;
}

bool sel_insert(const Sel *s, Ref r, SelInsert *x)
{
    const Ins *i = ir_ins(s->f, r);
    u32 bits = 8 * vsize(s, (Type)i->type);
    for (u32 k = 0; k < 2; k++) {
        Ref a = ir_args(s->f, i)[k], b = ir_args(s->f, i)[1 - k];
        i64 m;
        if (!sel_only_here(s, a) || !sel_only_here(s, b) || !with_const(s, a, OP_AND, &x->into, &m))
            continue;
        if (run_of_ones(~(u64)m & all_of(bits), &x->low, &x->width) && is_field(s, b, bits, x))
            return true;
    }
    return false;
}

bool sel_extract(const Sel *s, Ref a, u64 mask, u32 bits, Ref *x, u32 *from, u32 *width)
{
    const Ins *i = ir_ins(s->f, a);
    u32 low;
    i64 k;
    if ((i->op != OP_SHR && i->op != OP_SAR) || 8 * vsize(s, (Type)i->type) != bits ||
        !sel_only_here(s, a) || !with_const(s, a, (Op)i->op, x, &k) ||
        !run_of_ones(mask, &low, width) || low)
        return false;
    *from = (u32)k & (bits - 1);
    return *from + *width <= bits;
}

bool sel_shift_of_shift(const Sel *s, Ref r, Ref *x, u32 *up, u32 *down)
{
    const Ins *i = ir_ins(s->f, r);
    u32 bits = 8 * vsize(s, (Type)i->type);
    Ref a = ir_args(s->f, i)[0];
    i64 k, n;
    if ((i->op != OP_SHR && i->op != OP_SAR) || !ir_is_int(s->f, ir_args(s->f, i)[1], &k) ||
        vsize(s, ir_type(s->f, a)) * 8 != bits || !sel_only_here(s, a) ||
        !with_const(s, a, OP_SHL, x, &n))
        return false;
    *up = (u32)n & (bits - 1);
    *down = (u32)k & (bits - 1);
    return *up && *down;
}
