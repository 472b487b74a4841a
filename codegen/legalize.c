// legalize.c - rewrite what the selectors do not take: division by constants, bit counts, unsigned
// conversions, read-modify-write atomics without an instruction, variadic arguments, slots aligned
// beyond what the frame can promise
//
// Source for division: Warren, Hacker's Delight, 2nd edition, chapter 10.
#include "codegen/target.h"

enum { PAGE = 4096 };            // no alignment is larger

typedef struct Lg {
    const Target *t;
    Fn *f;
    bool size;               // small code before fast code
    Ref at;                  // new instructions go before it
    Arena tmp;
    VEC(Ref) from, to;       // replacements, made in one sweep
} Lg;

static Ref new2(Lg *g, Op op, Type t, Ref x, Ref y)
{
    Ref r = ir_before(g->f, g->at, op, t, x, y, 0);
    ir_ins(g->f, r)->loc = ir_ins(g->f, g->at)->loc;
    return r;
}

static Ref num(Lg *g, Type t, u64 x)
{
    return ir_int(g->f, t, (i64)x);
}

// x op a constant. In C the order in which arguments are evaluated is open: where two of them make
// instructions, what is made would depend on the compiler of this file.
static Ref new_num(Lg *g, Op op, Type t, Ref x, u64 k)
{
    Ref c = num(g, t, k);
    return new2(g, op, t, x, c);
}

static void replace(Lg *g, Ref from, Ref to)
{
    vec_push(&g->tmp, &g->from, from);
    vec_push(&g->tmp, &g->to, to);
}

static u64 mask(u32 bits)
{
    return bits == 64 ? ~(u64)0 : ((u64)1 << bits) - 1;
}

typedef struct Magic {
    u64 m;
    u32 shift;
    bool add;
} Magic;

static Magic magic_unsigned(u64 d, u32 w)
{
    u64 all = mask(w), top = (u64)1 << (w - 1);
    u64 nc = all - ((0 - d) & all) % d;
    u64 q1 = top / nc, r1 = top % nc, q2 = (top - 1) / d, r2 = (top - 1) % d, delta;
    Magic g = {0, 0, false};
    u32 p = w - 1;
    do {
        p++;
        if (r1 >= nc - r1) {
            q1 = (2 * q1 + 1) & all;
            r1 = (2 * r1 - nc) & all;
        } else {
            q1 = (2 * q1) & all;
            r1 = (2 * r1) & all;
        }
        if (r2 + 1 >= d - r2) {
            g.add |= q2 >= top - 1;
            q2 = (2 * q2 + 1) & all;
            r2 = (2 * r2 + 1 - d) & all;
        } else {
            g.add |= q2 >= top;
            q2 = (2 * q2) & all;
            r2 = (2 * r2 + 1) & all;
        }
        delta = (d - 1 - r2) & all;
    } while (p < 2 * w && (q1 < delta || (q1 == delta && r1 == 0)));
    g.m = (q2 + 1) & all;
    g.shift = p - w;
    return g;
}

static Magic magic_signed(i64 d, u32 w)
{
    u64 all = mask(w), top = (u64)1 << (w - 1), ud = (u64)d & all;
    u64 ad = d < 0 ? (0 - (u64)d) & all : ud, t = top + (ud >> (w - 1)), anc = t - 1 - t % ad;
    u64 q1 = top / anc, r1 = top % anc, q2 = top / ad, r2 = top % ad, delta;
    u32 p = w - 1;
    do {
        p++;
        q1 = (2 * q1) & all;
        r1 = (2 * r1) & all;
        if (r1 >= anc) {
            q1++;
            r1 -= anc;
        }
        q2 = (2 * q2) & all;
        r2 = (2 * r2) & all;
        if (r2 >= ad) {
            q2++;
            r2 -= ad;
        }
        delta = ad - r2;
    } while (q1 < delta || (q1 == delta && r1 == 0));
    u64 m = (q2 + 1) & all;
    return (Magic){d < 0 ? (0 - m) & all : m, p - w, false};
}

// Where a word has 32 bits, 64-bit products are no cheaper than high halves.
static bool short_word(const Lg *g)
{
    return g->f->mod->dl.word == T_I32;
}

// High half of x * m, for 32 bits through a 64-bit product.
static Ref high_product(Lg *g, Ref x, u64 m, Type t, bool sign)
{
    if (t == T_I64 || short_word(g))
        return new2(g, sign ? OP_MULHS : OP_MULHU, t, x, num(g, t, m));
    u64 wide = sign ? (u64)(i64)(i32)(u32)m : m;
    Ref p = new_num(g, OP_MUL, T_I64, new2(g, sign ? OP_SEXT : OP_ZEXT, T_I64, x, 0), wide);
    return new2(g, OP_TRUNC, T_I32, new_num(g, OP_SHR, T_I64, p, 32), 0);
}

static Ref quotient_unsigned(Lg *g, Ref x, u64 d, Type t)
{
    u32 w = 8 * type_size(t);
    if ((d & (d - 1)) == 0)
        return new2(g, OP_SHR, t, x, num(g, t, (u64)ctz64(d)));
    Magic k = magic_unsigned(d, w);
    if (!k.add && t == T_I32 && !short_word(g)) {
        Ref p = new_num(g, OP_MUL, T_I64, new2(g, OP_ZEXT, T_I64, x, 0), k.m);
        return new2(g, OP_TRUNC, T_I32, new2(g, OP_SHR, T_I64, p, num(g, T_I64, 32 + k.shift)), 0);
    }
    Ref h = high_product(g, x, k.m, t, false);
    if (!k.add)
        return k.shift ? new2(g, OP_SHR, t, h, num(g, t, k.shift)) : h;
    Ref half = new_num(g, OP_SHR, t, new2(g, OP_SUB, t, x, h), 1);
    return new_num(g, OP_SHR, t, new2(g, OP_ADD, t, half, h), k.shift - 1);
}

static Ref quotient_signed(Lg *g, Ref x, i64 d, Type t)
{
    u32 w = 8 * type_size(t);
    u64 ad = d < 0 ? 0 - (u64)d : (u64)d;
    if (w == 32)
        ad &= mask(32);
    Ref q;
    if ((ad & (ad - 1)) == 0) {
        u32 k = (u32)ctz64(ad);
        Ref sign = k > 1 ? new2(g, OP_SAR, t, x, num(g, t, w - 1)) : x;
        Ref bias = new2(g, OP_SHR, t, sign, num(g, t, w - k));
        q = new_num(g, OP_SAR, t, new2(g, OP_ADD, t, x, bias), k);
        return d < 0 ? new2(g, OP_NEG, t, q, 0) : q;
    }
    Magic k = magic_signed(d, w);
    bool neg = k.m >> (w - 1) & 1;
    q = high_product(g, x, k.m, t, true);
    if (d > 0 && neg)
        q = new2(g, OP_ADD, t, q, x);
    if (d < 0 && !neg)
        q = new2(g, OP_SUB, t, q, x);
    if (k.shift)
        q = new2(g, OP_SAR, t, q, num(g, t, k.shift));
    return new2(g, OP_ADD, t, q, new2(g, OP_SHR, t, q, num(g, t, w - 1)));
}

static bool divide(Lg *g, Ref r)
{
    const Ins *i = ir_ins(g->f, r);
    Type t = (Type)i->type;
    Op op = (Op)i->op;
    Ref x = ir_args(g->f, i)[0];
    i64 d;
    if (g->size && g->t->isa->short_div && type_size(t) <= type_size(g->f->mod->dl.word) &&
        !(ir_is_int(g->f, ir_args(g->f, i)[1], &d) && (d & (d - 1)) == 0))
        return false;
    if ((t != T_I32 && t != T_I64) || !ir_is_int(g->f, ir_args(g->f, i)[1], &d) || d == 0 ||
        d == -1)
        return false;
    bool sign = op == OP_SDIV || op == OP_SREM, rem = op == OP_SREM || op == OP_UREM;
    u64 ud = t == T_I32 ? (u32)d : (u64)d;
    Ref q;
    if (d == 1)
        q = x;
    else if (!sign && rem && (ud & (ud - 1)) == 0) {
        replace(g, r, new2(g, OP_AND, t, x, num(g, t, ud - 1)));
        return true;
    } else
        q = sign ? quotient_signed(g, x, d, t) : quotient_unsigned(g, x, ud, t);
    if (rem)
        q = new2(g, OP_SUB, t, x, new2(g, OP_MUL, t, q, num(g, t, (u64)d)));
    replace(g, r, q);
    return true;
}

// Bits of every pair, nibble and byte summed in parallel (Hacker's Delight, 5-1).
static void popcount(Lg *g, Ref r)
{
    const Ins *i = ir_ins(g->f, r);
    Type to = (Type)i->type, t = type_size(to) < 8 ? T_I32 : T_I64;
    u64 m = t == T_I32 ? mask(32) : mask(64);
    Ref x = ir_args(g->f, i)[0], one = num(g, t, 1), two = num(g, t, 2), four = num(g, t, 4);
    if (type_size(to) < 4)
        x = new2(g, OP_ZEXT, T_I32, x, 0);
    Ref c5 = num(g, t, 0x5555555555555555u & m), c3 = num(g, t, 0x3333333333333333u & m);
    x = new2(g, OP_SUB, t, x, new2(g, OP_AND, t, new2(g, OP_SHR, t, x, one), c5));
    Ref high = new2(g, OP_AND, t, new2(g, OP_SHR, t, x, two), c3);
    x = new2(g, OP_ADD, t, new2(g, OP_AND, t, x, c3), high);
    x = new_num(g, OP_AND, t, new2(g, OP_ADD, t, x, new2(g, OP_SHR, t, x, four)),
                0x0f0f0f0f0f0f0f0fu & m);
    x = new_num(g, OP_SHR, t, new_num(g, OP_MUL, t, x, 0x0101010101010101u & m),
                t == T_I32 ? 24 : 56);
    if (type_size(to) < 4)
        x = new2(g, OP_TRUNC, to, x, 0);
    replace(g, r, x);
}

static Ref pick(Lg *g, Type t, Ref c, Ref x, Ref y)
{
    Ref r = ir_before(g->f, g->at, OP_SELECT, t, c, x, y);
    ir_ins(g->f, r)->loc = ir_ins(g->f, g->at)->loc;
    return r;
}

// Unsigned 64 bits to float: halve what looks negative, keeping the lost bit for rounding, and
// double.
static void unsigned_to_float(Lg *g, Ref r)
{
    const Ins *i = ir_ins(g->f, r);
    Type t = (Type)i->type;
    Ref x = ir_args(g->f, i)[0];
    if (type_size(ir_type(g->f, x)) < 8) {
        replace(g, r, new2(g, OP_STOF, t, new2(g, OP_ZEXT, T_I64, x, 0), 0));
        return;
    }
    Ref big = new2(g, OP_SLT, T_I8, x, num(g, T_I64, 0)), one = num(g, T_I64, 1);
    Ref low = new2(g, OP_AND, T_I64, x, one), rest = new2(g, OP_SHR, T_I64, x, one);
    Ref half = new2(g, OP_OR, T_I64, rest, low);
    Ref y = new2(g, OP_STOF, t, pick(g, T_I64, big, half, x), 0);
    replace(g, r, pick(g, t, big, new2(g, OP_FADD, t, y, y), y));
}

static void float_to_unsigned(Lg *g, Ref r)
{
    const Ins *i = ir_ins(g->f, r);
    Type t = (Type)i->type, ft = ir_type(g->f, ir_args(g->f, i)[0]);
    Ref x = ir_args(g->f, i)[0];
    if (type_size(t) < 8) {
        replace(g, r, new2(g, OP_TRUNC, t, new2(g, OP_FTOS, T_I64, x, 0), 0));
        return;
    }
    Ref two63 = ir_fbits(g->f, ft, ft == T_F32 ? 0x5f000000u : 0x43e0000000000000u);
    Ref big = new2(g, OP_FGE, T_I8, x, two63);
    Ref y = pick(g, ft, big, new2(g, OP_FSUB, ft, x, two63), x);
    Ref top = new_num(g, OP_SHL, T_I64, new2(g, OP_ZEXT, T_I64, big, 0), 63);
    replace(g, r, new2(g, OP_XOR, T_I64, new2(g, OP_FTOS, T_I64, y, 0), top));
}

static void narrow_ftos(Lg *g, Ref r)
{
    const Ins *i = ir_ins(g->f, r);
    Type t = (Type)i->type;
    replace(g, r, new2(g, OP_TRUNC, t, new2(g, OP_FTOS, T_I32, ir_args(g->f, i)[0], 0), 0));
}

// Moves what follows r in its block to a new block.
static BlkId split_after(Lg *g, Ref r)
{
    Fn *f = g->f;
    Build b = {f, fn_blk(f, (Str){0}), 0};
    Ref mark = ir_new(&b, OP_UNREACH, T_VOID, 0, 0, 0);
    for (Ref n = ir_ins(f, r)->next, next; n; n = next) {
        next = ir_ins(f, n)->next;
        ir_move_before(f, n, mark);
    }
    ir_remove(f, mark);
    return b.blk;
}

// and, or, xor with the old value wanted: a loop around compare-and-swap
static void atomic_loop(Lg *g, Ref r)
{
    Fn *f = g->f;
    Ins i = *ir_ins(f, r);
    Type t = (Type)i.type;
    Op op = i.op == OP_AAND ? OP_AND : i.op == OP_AOR ? OP_OR : OP_XOR;
    Ref p = i.u.a[0], x = i.u.a[1];
    BlkId home = i.blk, rest = split_after(g, r), loop = fn_blk(f, (Str){0});
    Build b = {f, home, i.loc};
    Ref first = ir_load(&b, t, p, i.aux & MEM_ALIGN);
    ir_jmp(&b, loop, &first, 1);
    Ref old = blk_param(f, loop, t);
    b.blk = loop;
    Ref want = ir_new(&b, op, t, old, x, 0);
    Ref got = ir_new(&b, OP_ACAS, t, p, old, want);
    ir_ins(f, got)->aux = i.aux;
    ir_br(&b, ir_new(&b, OP_EQ, T_I8, got, old, 0), rest, NULL, 0, loop, &got, 1);
    replace(g, r, got);
    ir_remove(f, r);
}

// The value as often as it takes to fill a word, which rotates.
static void narrow_rotate(Lg *g, Ref r)
{
    const Ins i = *ir_ins(g->f, r);
    Ref x = new2(g, OP_ZEXT, T_I32, i.u.a[0], 0);
    for (u32 n = type_size((Type)i.type); n < 4; n *= 2)
        x = new2(g, OP_OR, T_I32, x, new_num(g, OP_SHL, T_I32, x, 8 * n));
    x = new2(g, (Op)i.op, T_I32, x, i.u.a[1]);
    replace(g, r, new2(g, OP_TRUNC, (Type)i.type, x, 0));
}

// Of zeros at the end: a bit above the value ends the count.
static void narrow_count(Lg *g, Ref r)
{
    const Ins i = *ir_ins(g->f, r);
    u32 bits = 8 * type_size((Type)i.type);
    Ref x = new2(g, OP_ZEXT, T_I32, i.u.a[0], 0);
    if (i.op == OP_CTZ)
        x = new_num(g, OP_OR, T_I32, x, (u64)1 << bits);
    x = new2(g, (Op)i.op, T_I32, x, 0);
    if (i.op == OP_CLZ)
        x = new_num(g, OP_SUB, T_I32, x, 32 - bits);
    replace(g, r, new2(g, OP_TRUNC, (Type)i.type, x, 0));
}

// The high half of a product of less than four bytes.
static void narrow_mulh(Lg *g, Ref r)
{
    const Ins i = *ir_ins(g->f, r);
    Op widen = i.op == OP_MULHS ? OP_SEXT : OP_ZEXT;
    Ref x = new2(g, widen, T_I32, i.u.a[0], 0), y = new2(g, widen, T_I32, i.u.a[1], 0);
    x = new_num(g, OP_SHR, T_I32, new2(g, OP_MUL, T_I32, x, y), 8 * type_size((Type)i.type));
    replace(g, r, new2(g, OP_TRUNC, (Type)i.type, x, 0));
}

static bool narrow(Lg *g, Ref r)
{
    switch ((Op)ir_ins(g->f, r)->op) {
    case OP_MULHS: case OP_MULHU: narrow_mulh(g, r); return true;
    case OP_ROTL: case OP_ROTR: narrow_rotate(g, r); return true;
    case OP_CLZ: case OP_CTZ: narrow_count(g, r); return true;
    default: return false;
    }
}

// Sizes become multiples of what the stack keeps. For a larger alignment there are bytes to spare,
// and the result is rounded down from so many above the lowest, which `aux` says from here on.
static bool round_alloca(Lg *g, Ref r)
{
    const Ins *i = ir_ins(g->f, r);
    Type w = g->f->mod->dl.word;
    Ref n = ir_args(g->f, i)[0];
    u32 least = g->t->isa->slot_align, align = i->aux > PAGE ? least : MAX(i->aux, least);
    u32 more = align - least;
    i64 k;
    if (ir_is_int(g->f, n, &k) && k >= 0 && k < INT32_MAX - 2 * PAGE)
        n = num(g, w, ALIGN_UP((u64)k, least) + more);
    else
        n = new_num(g, OP_AND, w, new_num(g, OP_ADD, w, n, least - 1 + more), 0 - (u64)least);
    if (!more) {
        ir_ins(g->f, r)->u.a[0] = n;
        ir_ins(g->f, r)->aux = 0;
        return true;
    }
    Ref p = new2(g, OP_ALLOCA, T_PTR, n, 0);
    ir_ins(g->f, p)->aux = more;
    p = new_num(g, OP_AND, w, new2(g, OP_BITCAST, w, p, 0), 0 - (u64)align);
    replace(g, r, new2(g, OP_BITCAST, T_PTR, p, 0));
    return true;
}

static bool one(Lg *g, Ref r)
{
    const Ins *i = ir_ins(g->f, r);
    g->at = r;
    if (g->t->isa->takes && g->t->isa->takes(g->t, (Op)i->op, (Type)i->type))
        return false;
    if (g->t->isa->wide_only && type_is_int((Type)i->type) && type_size((Type)i->type) < 4 &&
        narrow(g, r))
        return true;
    switch ((Op)i->op) {
    case OP_SDIV: case OP_UDIV: case OP_SREM: case OP_UREM: return divide(g, r);
    case OP_POPCNT: popcount(g, r); return true;
    case OP_OBJSIZE: replace(g, r, i->u.a[1]); return true;
    case OP_UTOF: unsigned_to_float(g, r); return true;
    case OP_FTOU: float_to_unsigned(g, r); return true;
    case OP_FTOS:
        if (type_size((Type)i->type) >= 4)
            return false;
        narrow_ftos(g, r);
        return true;
    case OP_ALLOCA: return round_alloca(g, r);
    case OP_VAARG: g->t->cc[CC_C]->vaarg(g->f, r); return true;
    case OP_AAND: case OP_AOR: case OP_AXOR:
        if (g->f->nuse && g->f->nuse[r] == 0)
            return false;
        atomic_loop(g, r);
        return true;
    default: return false;
    }
}

// Passes may leave a RES anywhere below its maker; selection wants the results with the instruction
// that makes them. Moving a RES up is always right: it depends on nothing else.
static void gather_results(Fn *f)
{
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        for (Ref r = ir_blk(f, b)->first, next; r; r = next) {
            next = ir_ins(f, r)->next;
            if (ir_ins(f, r)->op != OP_RES)
                continue;
            Ref at = ir_ins(f, r)->u.a[0];
            while (ir_ins(f, ir_ins(f, at)->next)->op == OP_RES && ir_ins(f, at)->next != r)
                at = ir_ins(f, at)->next;
            if (ir_ins(f, at)->next != r)
                ir_move_before(f, r, ir_ins(f, at)->next);
        }
}

static bool has_alloca(Fn *f)
{
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next)
            if (ir_ins(f, r)->op == OP_ALLOCA)
                return true;
    return false;
}

// The address, rounded up on entry, of a wider slot that takes the place of slot k.
static Ref round_slot(Lg *g, u32 k, u32 limit)
{
    Fn *f = g->f;
    Slot x = f->slot.v[k];
    Type word = f->mod->dl.word;
    u64 low = x.align - 1;
    x.size += x.align;
    x.align = limit;
    vec_push(f->mem, &f->slot, x);
    Ref p = new2(g, OP_BITCAST, word, ir_slot(f, f->slot.n - 1, 0), 0);
    p = new_num(g, OP_AND, word, new_num(g, OP_ADD, word, p, low), ~low);
    return new2(g, OP_BITCAST, T_PTR, p, 0);
}

/* Slots whose alignment the frame cannot promise: where frames do not realign the stack, and where
 * ALLOCA moves the stack pointer, since slots are then addressed from the frame pointer, which the
 * caller has aligned. */
static bool round_slots(Lg *g)
{
    Fn *f = g->f;
    u32 limit = f->flags & FN_REALIGN ? 8 : g->t->isa->slot_align, nslot = f->slot.n, over = 0;
    for (u32 k = 0; k < nslot; k++)
        over += f->slot.v[k].align > limit;
    if (!over || (g->t->isa->realigns && !has_alloca(f)))
        return false;
    Ref *base = arena_array(&g->tmp, Ref, nslot);
    g->at = ir_blk(f, f->entry)->first;
    for (Ref r = 1, n = f->ins.n; r < n; r++) {
        u32 k = ir_ins(f, r)->u.s.sym;
        if (ir_ins(f, r)->op != OP_SLOT || f->slot.v[k].align <= limit)
            continue;
        i32 off = ir_ins(f, r)->u.s.off;
        if (!base[k])
            base[k] = round_slot(g, k, limit);
        Ref to = base[k];
        replace(g, r, off ? new2(g, OP_ADD, T_PTR, to, num(g, f->mod->dl.word, (u64)off)) : to);
    }
    return true;
}

void legalize(const Target *t, Fn *f, bool size)
{
    gather_results(f);
    Lg g = {.t = t, .f = f, .size = size};
    bool any = round_slots(&g);
    drop_analyses(f, 0);
    fill_use(f);
    u32 *nuse = f->nuse;
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        for (Ref r = ir_blk(f, b)->first, next; r; r = next) {
            next = ir_ins(f, r)->next;
            f->nuse = nuse;
            any |= one(&g, r);
        }
    if (g.from.n) {
        Ref *map = arena_array(&g.tmp, Ref, f->ins.n + 1);
        for (u32 k = 0; k < g.from.n; k++)
            map[g.from.v[k]] = g.to.v[k];
        ir_replace_map(f, map);
        for (u32 k = 0; k < g.from.n; k++)
            if (ir_ins(f, g.from.v[k])->blk)
                ir_remove(f, g.from.v[k]);
    }
    arena_free(&g.tmp);
    if (any)
        drop_analyses(f, 0);
}
