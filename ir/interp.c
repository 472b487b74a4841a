// interp.c - execute IR: the vm backend and the oracle of differential tests
//
// Works on the register code of interp_dec.c. Memory is the host's; each access is checked against
// what the program owns (interp_mem.c). Function pointers and label addresses are numbers of their
// own that are no addresses of memory.
#include "ir/interp_int.h"

#include <math.h>

enum { STACK_GUARD = 4096 };
#define VA_TAG 0x7661726761726775u
#define VA_END 0x7661656e64656e64u

/* ---- errors ---- */

static InterpEnd stop(Interp *in, InterpEnd end, Str why, const RcFn *fn, const Rc *pc)
{
    Buf b = {0};
    buf_put(&b, why.p, why.n);
    if (fn) {
        const Fn *f = fn->f;
        Ref r = pc ? fn->ref[pc - fn->code] : 0;
        u32 loc = r ? ir_loc(f, ir_ins(f, r)->loc) : f->loc;
        Str name = in->m->sym.v[f->sym].name;
        buf_fmt(&b, " in function %.*s", STR_ARG(name));
        if (r) {
            Arena tmp = {0};
            buf_fmt(&b, ", block .%u (%s)", ir_blk_numbers(f, &tmp)[ir_ins(f, r)->blk],
                    op_info[ir_ins(f, r)->op].text);
            arena_free(&tmp);
        }
        if (loc && LOC_FILE(loc) < in->m->file.n) {
            Str file = in->m->file.v[LOC_FILE(loc)];
            buf_fmt(&b, " at %.*s:%u", STR_ARG(file), LOC_LINE(loc));
        }
    }
    in->error = buf_take(&b, &in->mem);
    return end;
}

Str interp_error(Interp *in)
{
    return in->error;
}

int interp_exit_code(Interp *in)
{
    return in->exit_code;
}

void interp_exit(Interp *in, int code)
{
    in->exit_code = code;
    in->pending = IN_EXIT;
}

/* ---- calls ---- */

// A register's value of this type from a bit pattern that may have anything in its upper bits.
static u64 canonical(Type t, u64 x)
{
    switch (t) {
    case T_I8: return (u64)(i64)(i8)x;
    case T_I16: return (u64)(i64)(i16)x;
    case T_I32: return (u64)(i64)(i32)x;
    case T_F32: return (u32)x;
    default: return x;
    }
}

static u64 stack_take(Interp *in, u64 size, u64 align)
{
    if (size > in->sp - in->lo || in->sp - in->lo - size < STACK_GUARD + align)
        return 0;
    in->sp = (in->sp - size) & ~(align - 1);
    return in->sp;
}

// The callee owns its by-value aggregates: copies them into its frame and redirects the arguments.
static const char *copy_aggregates(Interp *in, const Sig *s, u64 *arg)
{
    u32 hidden = s->nret && s->ret[0].agg ? 1 : 0;
    for (u32 k = 0; k < s->nparam; k++) {
        if (!s->param[k].agg)
            continue;
        const Agg *a = &in->m->agg.v[s->param[k].agg - 1];
        u64 from = arg[hidden + k];
        if (!mem_ok(in, from, a->size, false))
            return "a by-value argument lies outside of memory";
        if (!stack_take(in, 16, 16))
            return "stack overflow";
        u64 to = stack_take(in, a->size, MAX(a->align, 16u));
        if (!to)
            return "stack overflow";
        memcpy((void *)(uintptr_t)to, (void *)(uintptr_t)from, a->size);
        shadow_set(in, to, a->size, 0);
        arg[hidden + k] = to;
    }
    return NULL;
}

static const char *push_variadic(Interp *in, RcFrame *fr, const u64 *arg, u32 n)
{
    u64 at = stack_take(in, (n + 1) * (u64)16, 16);
    if (!at)
        return "stack overflow";
    for (u32 k = 0; k <= n; k++) {
        u8 *p = (u8 *)(uintptr_t)(at + 16 * (u64)k);
        wr64(p, k < n ? arg[k] : 0);
        wr64(p + 8, k < n ? VA_TAG : VA_END);
    }
    fr->va = at;
    return NULL;
}

static bool has_aggregates(const Sig *s)
{
    for (u32 k = 0; k < s->nparam; k++)
        if (s->param[k].agg)
            return true;
    return false;
}

// What most calls do not need: aggregates and variadic arguments.
static const char *push_special(Interp *in, RcFn *fn, RcFrame *fr, const Sig *s, const u64 *r,
                                const u32 *args, u32 n)
{
    u64 *arg = xmalloc((n + 1) * sizeof *arg);
    for (u32 k = 0; k < n; k++)
        arg[k] = r[args[k]];
    const char *why = copy_aggregates(in, s, arg);
    for (u32 k = 0; k < fn->nparam; k++)
        fr->r[fn->nkonst + k] = arg[k];
    if (!why && fn->variadic)
        why = push_variadic(in, fr, arg + fn->nfixed, n - fn->nfixed);
    free(arg);
    return why;
}

// Starts a call: pool is {signature, results wanted, argument registers ...}. NULL, or what is
// wrong.
static const char *push(Interp *in, RcFn *fn, const u32 *pool, u32 n, const u64 *r, u64 *top,
                        u32 dst)
{
    if ((u64)(in->reg_end - top) < fn->nreg || in->sp - in->lo < STACK_GUARD + FRAME_COST)
        return "stack overflow";
    if (n < fn->nparam)
        return "call with too few arguments";
    if (in->depth == in->cap) {
        in->cap = in->cap ? 2 * in->cap : 256;
        in->frame = xrealloc(in->frame, in->cap * sizeof *in->frame);
    }
    RcFrame *fr = &in->frame[in->depth++];
    *fr = (RcFrame){.fn = fn, .pc = fn->code, .r = top, .cfa = in->sp, .want = pool[1], .d = dst};
    in->sp -= FRAME_COST;
    if (fn->nkonst)
        memcpy(top, fn->konst, fn->nkonst * sizeof *top);
    const Sig *s = &in->m->sig.v[pool[0]];
    const char *why = NULL;
    if (fn->variadic || has_aggregates(s))
        why = push_special(in, fn, fr, s, r, pool + 2, n);
    else
        for (u32 k = 0; k < fn->nparam; k++)
            top[fn->nkonst + k] = r[pool[2 + k]];
    if (fn->frame && !why) {
        u64 base = stack_take(in, fn->frame, fn->align);
        if (!base)
            return "stack overflow";
        memcpy(in->shadow + ((base - in->lo) >> 3), fn->shadow, fn->frame >> 3);
        for (u32 k = 0; k < fn->nslot; k++)
            top[fn->slot[k].reg] = base + (u64)fn->slot[k].off;
    }
    return why;
}

static void pop(Interp *in)
{
    RcFrame *fr = &in->frame[--in->depth];
    if (in->sp + FRAME_COST != fr->cfa)
        shadow_clear(in, in->sp, fr->cfa);
    in->sp = fr->cfa;
}

static InterpEnd call_native(Interp *in, SymId sym, const u32 *pool, u32 n, u64 *r, u64 *top,
                             u32 dst, const char **why)
{
    const Sig *s = &in->m->sig.v[pool[0]];
    u64 *arg = xmalloc((n + 1) * sizeof *arg), ret[4] = {0};
    for (u32 k = 0; k < n; k++)
        arg[k] = r[pool[2 + k]];
    in->reg_top = top;
    in->pending = IN_OK;
    bool done = in->o.native && in->o.native(in->o.ctx, in, in->m->sym.v[sym].name, s, arg, n, ret);
    free(arg);
    if (!done) {
        *why = "undefined function";
        return IN_UNDEF;
    }
    for (u32 k = 0; k < pool[1]; k++)
        r[dst + k] = canonical((Type)s->ret[k].type, ret[k]);
    return in->pending;
}

static bool fn_of_address(const Interp *in, u64 v, SymId *s)
{
    u64 id = (v - FN_ADDR) >> 4;
    if ((v & 15) || v < FN_ADDR || id == 0 || id >= in->m->sym.n)
        return false;
    *s = (SymId)id;
    return true;
}

/* ---- arithmetic that C does not have ---- */

static u64 mulhu64(u64 x, u64 y)
{
    u64 a = x >> 32, b = (u32)x, c = y >> 32, d = (u32)y;
    u64 mid = (b * d >> 32) + (u32)(a * d) + (u32)(b * c);
    return a * c + (a * d >> 32) + (b * c >> 32) + (mid >> 32);
}

static i64 mulhs64(i64 x, i64 y)
{
    u64 h = mulhu64((u64)x, (u64)y);
    return (i64)(h - (x < 0 ? (u64)y : 0) - (y < 0 ? (u64)x : 0));
}

static u64 bswap(u64 x, u32 width)
{
    u64 r = 0;
    for (u32 k = 0; k < width; k += 8)
        r = r << 8 | (x >> k & 0xff);
    return r;
}

// Add, subtract, multiply with overflow on values that are kept extended from `width` bits.
static u64 overflow(u32 kind, u32 width, u64 x, u64 y, bool is_signed, u64 *flag)
{
    u64 mask = width == 64 ? ~(u64)0 : ((u64)1 << width) - 1;
    if (!is_signed) {
        x &= mask;
        y &= mask;
    }
    u64 v = kind == 0 ? x + y : kind == 1 ? x - y : x * y;
    bool over;
    if (width < 64 && is_signed)
        over = (i64)v != (i64)(v << (64 - width)) >> (64 - width);
    else if (width < 64)
        over = kind == 1 ? x < y : (v & ~mask) != 0;
    else if (kind == 0)
        over = is_signed ? ((x ^ v) & (y ^ v)) >> 63 : v < x;
    else if (kind == 1)
        over = is_signed ? ((x ^ y) & (x ^ v)) >> 63 : x < y;
    else
        over = is_signed ? mulhs64((i64)x, (i64)y) != ((i64)v < 0 ? -1 : 0) : mulhu64(x, y) != 0;
    *flag = over;
    return v;
}

static double get_f64(u64 x)
{
    double d;
    memcpy(&d, &x, 8);
    return d;
}

static u64 put_f64(double d)
{
    u64 x;
    memcpy(&x, &d, 8);
    return x;
}

static float get_f32(u64 x)
{
    float d;
    u32 b = (u32)x;
    memcpy(&d, &b, 4);
    return d;
}

static u64 put_f32(float d)
{
    u32 x;
    memcpy(&x, &d, 4);
    return x;
}

static i64 to_signed(double x, bool wide)
{
    if (wide)
        return x >= -0x1p63 && x < 0x1p63 ? (i64)x : INT64_MIN;
    return x > -2147483649.0 && x < 2147483648.0 ? (i32)x : INT32_MIN;
}

static u64 to_unsigned(double x)
{
    if (x >= 0x1p63)
        return x < 0x1p64 ? (u64)x : (u64)1 << 63;
    return x >= -0x1p63 ? (u64)(i64)x : (u64)1 << 63;
}

/* ---- variadic arguments: a va_list holds the address of the next {value, tag} ---- */

static const char *next_variadic(Interp *in, u64 list, u64 *value)
{
    if (!mem_ok(in, list, 8, true))
        return "the va_list lies outside of memory";
    u8 *l = (u8 *)(uintptr_t)list;
    u64 at = rd64(l);
    if (at - in->lo >= in->stack_len - 16 || (at & 15))
        return "the va_list was not started";
    u8 *p = (u8 *)(uintptr_t)at;
    u64 tag = rd64(p + 8);
    if (tag != VA_TAG)
        return tag == VA_END ? "no more variadic arguments" : "the va_list was not started";
    *value = rd64(p);
    wr64(l, at + 16);
    return NULL;
}

static u32 find_case(const RcSwitch *w, i64 v)
{
    if (w->dense)
        return (u64)v - (u64)w->lo < w->n ? (u32)((u64)v - (u64)w->lo) : w->n;
    u32 lo = 0, hi = w->n;
    while (lo < hi) {
        u32 mid = lo + (hi - lo) / 2;
        if (w->val[mid] < v)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < w->n && w->val[lo] == v ? lo : w->n;
}

/* ---- long double ---- */

static bool wide_read(Interp *in, u64 p, LFlt *x)
{
    LFormat k = mod_lformat(in->m);
    if (!mem_ok(in, p, k == LF_X87 ? 10 : 16, false))
        return false;
    u8 bytes[16] = {0};
    memcpy(bytes, (void *)(uintptr_t)p, k == LF_X87 ? 10 : 16);
    *x = lflt_of_bytes(k, bytes);
    return true;
}

static i64 wide_to_signed(LFormat k, LFlt x, bool is64)
{
    u64 m, top = (u64)1 << (is64 ? 63 : 31);
    bool neg;
    if (!lflt_to_int(k, x, &m, &neg) || m > top || (m == top && !neg))
        return is64 ? INT64_MIN : INT32_MIN;
    return (i64)(neg ? 0 - m : m);
}

// An operation on long doubles; false when an operand is not in memory. q: registers of operands.
static bool wide_op(Interp *in, u32 op, u64 *r, const u32 *q, u64 *d)
{
    LFormat k = mod_lformat(in->m);
    bool writes = op <= C_LOFF64, two = op <= C_LDIV;
    LFlt x = {0, 0}, y = {0, 0};
    if ((!writes || two) && !wide_read(in, r[q[two]], &x))
        return false;
    if ((two || op >= C_LEQ) && !wide_read(in, r[q[two + 1]], &y))
        return false;
    switch (op) {
    case C_LADD: x = lflt_add(k, x, y); break;
    case C_LSUB: x = lflt_sub(k, x, y); break;
    case C_LMUL: x = lflt_mul(k, x, y); break;
    case C_LDIV: x = lflt_div(k, x, y); break;
    case C_LOFS: x = lflt_of_i64(k, (i64)r[q[1]]); break;
    case C_LOFF32: x = lflt_of_double(k, get_f32(r[q[1]])); break;
    case C_LOFF64: x = lflt_of_double(k, get_f64(r[q[1]])); break;
    case C_LTOS32: *d = (u64)wide_to_signed(k, x, false); break;
    case C_LTOS64: *d = (u64)wide_to_signed(k, x, true); break;
    case C_LTOF32: *d = put_f32(lflt_to_float(k, x)); break;
    case C_LTOF64: *d = put_f64(lflt_to_double(k, x)); break;
    case C_LEQ: *d = lflt_cmp(k, x, y) == 0; break;
    case C_LLT: *d = lflt_cmp(k, x, y) == -1; break;
    default: *d = lflt_cmp(k, x, y) == -1 || lflt_cmp(k, x, y) == 0; break;
    }
    if (!writes)
        return true;
    u32 size = k == LF_X87 ? 10 : 16;
    u8 bytes[16];
    if (!mem_ok(in, r[q[0]], size, true))
        return false;
    lflt_bytes(x, bytes);
    memcpy((void *)(uintptr_t)r[q[0]], bytes, size);
    return true;
}

/* ---- the loop ---- */

#define FAIL(e, text)     \
    do {                  \
        end = (e);        \
        why = STR(text);  \
        goto failed;      \
    } while (0)

// The fast path of mem_ok: own memory that lies in one granule, or the region used last.
#define CHECK(p, size, write)                                                                  \
    do {                                                                                       \
        u64 off_ = (p)-lo;                                                                     \
        if (off_ < len) {                                                                      \
            u32 s_ = shadow[off_ >> 3];                                                        \
            if (((off_ & 7) + (size) > ((write) ? s_ : (s_ & 0x7f)) || ((write) && s_ > 8)) && \
                !mem_ok(in, (p), (size), (write)))                                             \
                goto bounds;                                                                   \
        } else {                                                                               \
            u64 h_ = (p)-in->hot_lo;                                                           \
            if ((h_ >= in->hot_len || in->hot_len - h_ < (size) || ((write) && !in->hot_write)) && \
                !mem_ok(in, (p), (size), (write)))                                             \
                goto bounds;                                                                   \
        }                                                                                      \
    } while (0)

#define ONE(name, w, S, U, ...)                                 \
    case C_##name##w: {                                         \
        typedef S Sint;                                         \
        enum { W = w };                                         \
        U x = (U)r[pc->a], y = (U)r[pc->b];                     \
        (void)x;                                                \
        (void)y;                                                \
        r[pc->d] = (u64)(i64)(Sint)(__VA_ARGS__);               \
        break;                                                  \
    }
#define INT4(name, ...)                                                      \
    ONE(name, 8, i8, u8, __VA_ARGS__) ONE(name, 16, i16, u16, __VA_ARGS__)   \
    ONE(name, 32, i32, u32, __VA_ARGS__) ONE(name, 64, i64, u64, __VA_ARGS__)
#define DIV(name, w, S, U, T, lowest, check_min, e)                            \
    case C_##name##w: {                                                        \
        T x = (T)(U)r[pc->a], y = (T)(U)r[pc->b];                              \
        if (y == 0)                                                            \
            FAIL(IN_TRAP, "division by zero");                                 \
        if ((check_min) && x == (T)(lowest) && y == (T)-1)                     \
            FAIL(IN_TRAP, "division overflow");                                \
        r[pc->d] = (u64)(i64)(S)(e);                                           \
        break;                                                                 \
    }
#define SDIV4(name, e) \
    DIV(name, 8, i8, u8, i8, INT8_MIN, 1, e) DIV(name, 16, i16, u16, i16, INT16_MIN, 1, e) \
    DIV(name, 32, i32, u32, i32, INT32_MIN, 1, e) DIV(name, 64, i64, u64, i64, INT64_MIN, 1, e)
#define UDIV4(name, e)                                                              \
    DIV(name, 8, i8, u8, u8, 0, 0, e) DIV(name, 16, i16, u16, u16, 0, 0, e)         \
    DIV(name, 32, i32, u32, u32, 0, 0, e) DIV(name, 64, i64, u64, u64, 0, 0, e)
#define OVER4(name, kind, is_signed) \
    OVER(name, 8, i8, kind, is_signed) OVER(name, 16, i16, kind, is_signed) \
    OVER(name, 32, i32, kind, is_signed) OVER(name, 64, i64, kind, is_signed)
#define OVER(name, w, S, kind, is_signed)                                                          \
    case C_##name##w: {                                                                            \
        u64 flag, v = overflow(kind, w, r[pc->a], r[pc->b], is_signed, &flag);                     \
        r[pc->d] = (u64)(i64)(S)v;                                                                 \
        r[pc->d + 1] = flag;                                                                       \
        break;                                                                                     \
    }
#define LOAD4 LOAD1(8, i8) LOAD1(16, i16) LOAD1(32, i32) LOAD1(64, i64)
#define LOAD1(w, S)                                             \
    case C_LOAD##w: {                                           \
        u64 p = r[pc->a] + (u64)(i64)(i32)pc->b;                \
        S v;                                                    \
        CHECK(p, w / 8, false);                                 \
        memcpy(&v, (void *)(uintptr_t)p, w / 8);                \
        r[pc->d] = (u64)(i64)v;                                 \
        break;                                                  \
    }
#define STORE4 STORE1(8, u8) STORE1(16, u16) STORE1(32, u32) STORE1(64, u64)
#define STORE1(w, U)                                            \
    case C_STORE##w: {                                          \
        u64 p = r[pc->a] + (u64)(i64)(i32)pc->b;                \
        U v = (U)r[pc->d];                                      \
        CHECK(p, w / 8, true);                                  \
        memcpy((void *)(uintptr_t)p, &v, w / 8);                \
        break;                                                  \
    }
#define ATOM4(name, e)                                                                          \
    ATOM(name, 8, i8, u8, e) ATOM(name, 16, i16, u16, e) ATOM(name, 32, i32, u32, e)            \
    ATOM(name, 64, i64, u64, e)
#define ATOM(name, w, S, U, e)                                  \
    case C_##name##w: {                                         \
        u64 p = r[pc->a];                                       \
        U x, y = (U)r[pc->b], v;                                \
        CHECK(p, w / 8, true);                                  \
        memcpy(&x, (void *)(uintptr_t)p, w / 8);                \
        (void)y;                                                \
        v = (U)(e);                                             \
        memcpy((void *)(uintptr_t)p, &v, w / 8);                \
        r[pc->d] = (u64)(i64)(S)x;                              \
        break;                                                  \
    }
#define CAS4 CAS(8, i8, u8) CAS(16, i16, u16) CAS(32, i32, u32) CAS(64, i64, u64)
#define CAS(w, S, U)                                            \
    case C_ACAS##w: {                                           \
        u64 p = r[pc->a];                                       \
        const u32 *q = fn->pool.v + pc->b;                      \
        U x, v = (U)r[q[1]];                                    \
        CHECK(p, w / 8, true);                                  \
        memcpy(&x, (void *)(uintptr_t)p, w / 8);                \
        if (x == (U)r[q[0]])                                    \
            memcpy((void *)(uintptr_t)p, &v, w / 8);            \
        r[pc->d] = (u64)(i64)(S)x;                              \
        break;                                                  \
    }
#define FLT2(name, F, put, e)                                   \
    case C_##name##_##F: {                                      \
        FLT_##F x = get_##F(r[pc->a]), y = get_##F(r[pc->b]);   \
        (void)y;                                                \
        r[pc->d] = put(e);                                      \
        break;                                                  \
    }
#define FLT_F32 float
#define FLT_F64 double
#define get_F32 get_f32
#define get_F64 get_f64
#define FLT_OP(name, e) FLT2(name, F32, put_f32, e) FLT2(name, F64, put_f64, e)
#define FLT_CMP(name, e) FLT2(name, F32, (u64), e) FLT2(name, F64, (u64), e)
#define SIMPLE(name, e)                                         \
    case C_##name: {                                            \
        u64 x = r[pc->a], y = r[pc->b];                         \
        (void)y;                                                \
        r[pc->d] = (u64)(e);                                    \
        break;                                                  \
    }
#define JUMP_IF(name, e)                                        \
    case C_##name: {                                            \
        u64 x = r[pc->a], y = r[pc->b];                         \
        (void)y;                                                \
        if (e)                                                  \
            JUMP((i32)pc->d);                                   \
        break;                                                  \
    }
#define JUMP(dist)                                              \
    {                                                           \
        i32 d_ = (dist);                                        \
        if (d_ <= 0 && --in->steps == 0)                        \
            FAIL(IN_STEPS, "step limit reached");               \
        pc += d_;                                               \
        continue;                                               \
    }
#define ENTER()                                                 \
    {                                                           \
        fr = &in->frame[in->depth - 1];                         \
        fn = fr->fn;                                            \
        r = fr->r;                                              \
        pc = fr->pc;                                            \
        continue;                                               \
    }
#define RETURNED()                                              \
    {                                                           \
        if (in->depth == base)                                  \
            return IN_OK;                                       \
        ENTER();                                                \
    }

// Runs the top frame until it returns; its results go to ret.
static InterpEnd run(Interp *in, u64 ret[4])
{
    const u32 base = in->depth - 1;
    const u64 lo = in->lo, len = in->len;
    const u8 *const shadow = in->shadow;
    RcFrame *fr = &in->frame[base];
    RcFn *fn = fr->fn;
    u64 *r = fr->r;
    const Rc *pc = fr->pc;
    InterpEnd end = IN_OK;
    Str why = {0};
    const char *text;
    Buf big = {0};
    for (;;) {
        switch (pc->op) {
            INT4(ADD, x + y)
            INT4(SUB, x - y)
            INT4(MUL, (u64)x * (u64)y)
            INT4(NEG, (u64)0 - x)
            INT4(SHL, (u64)x << (r[pc->b] & (W - 1)))
            INT4(SHR, x >> (r[pc->b] & (W - 1)))
            INT4(SAR, (Sint)x >> (r[pc->b] & (W - 1)))
            INT4(ROTL, (u64)x << (r[pc->b] & (W - 1)) | (u64)x >> (-r[pc->b] & (W - 1)))
            INT4(ROTR, (u64)x >> (r[pc->b] & (W - 1)) | (u64)x << (-r[pc->b] & (W - 1)))
            INT4(CLZ, clz64(x) - (64 - W))
            INT4(CTZ, x ? ctz64(x) : W)
            INT4(POPCNT, popcount64(x))
            INT4(BSWAP, bswap(x, W))
            INT4(SX, (Sint)x)
        case C_ZX8: r[pc->d] = (u8)r[pc->a]; break;
        case C_ZX16: r[pc->d] = (u16)r[pc->a]; break;
        case C_ZX32: r[pc->d] = (u32)r[pc->a]; break;
            ONE(MULHU, 8, i8, u8, x * y >> 8)
            ONE(MULHU, 16, i16, u16, (u32)x * y >> 16)
            ONE(MULHU, 32, i32, u32, (u64)x * y >> 32)
            ONE(MULHU, 64, i64, u64, mulhu64(x, y))
            ONE(MULHS, 8, i8, u8, (i8)x * (i8)y >> 8)
            ONE(MULHS, 16, i16, u16, (i32)(i16)x * (i16)y >> 16)
            ONE(MULHS, 32, i32, u32, (i64)(i32)x * (i32)y >> 32)
            ONE(MULHS, 64, i64, u64, mulhs64((i64)x, (i64)y))
            SDIV4(SDIV, x / y)
            SDIV4(SREM, x % y)
            UDIV4(UDIV, x / y)
            UDIV4(UREM, x % y)
            OVER4(SADDO, 0, true)
            OVER4(UADDO, 0, false)
            OVER4(SSUBO, 1, true)
            OVER4(USUBO, 1, false)
            OVER4(SMULO, 2, true)
            OVER4(UMULO, 2, false)
            SIMPLE(AND, x & y)
            SIMPLE(OR, x | y)
            SIMPLE(XOR, x ^ y)
            SIMPLE(NOT, ~x)
            SIMPLE(EQ, x == y)
            SIMPLE(NE, x != y)
            SIMPLE(SLT, (i64)x < (i64)y)
            SIMPLE(SGE, (i64)x >= (i64)y)
            SIMPLE(SGT, (i64)x > (i64)y)
            SIMPLE(SLE, (i64)x <= (i64)y)
            SIMPLE(ULT, x < y)
            SIMPLE(UGE, x >= y)
            SIMPLE(UGT, x > y)
            SIMPLE(ULE, x <= y)
            JUMP_IF(JEQ, x == y)
            JUMP_IF(JNE, x != y)
            JUMP_IF(JSLT, (i64)x < (i64)y)
            JUMP_IF(JSGE, (i64)x >= (i64)y)
            JUMP_IF(JSGT, (i64)x > (i64)y)
            JUMP_IF(JSLE, (i64)x <= (i64)y)
            JUMP_IF(JULT, x < y)
            JUMP_IF(JUGE, x >= y)
            JUMP_IF(JUGT, x > y)
            JUMP_IF(JULE, x <= y)
            JUMP_IF(JNZ, x)
            JUMP_IF(JZ, !x)
        case C_JMP: JUMP((i32)pc->d)
        case C_MOV: r[pc->d] = r[pc->a]; break;
        case C_SELECT: {
            const u32 *q = fn->pool.v + pc->b;
            r[pc->d] = r[q[0]] ? r[q[1]] : r[q[2]];
            break;
        }

            FLT_OP(FADD, x + y)
            FLT_OP(FSUB, x - y)
            FLT_OP(FMUL, x * y)
            FLT_OP(FDIV, x / y)
            FLT2(FSQRT, F32, put_f32, sqrtf(x))
            FLT2(FSQRT, F64, put_f64, sqrt(x))
        case C_FNEG_F32: r[pc->d] = r[pc->a] ^ 0x80000000u; break;
        case C_FNEG_F64: r[pc->d] = r[pc->a] ^ (u64)1 << 63; break;
        case C_FABS_F32: r[pc->d] = r[pc->a] & 0x7fffffffu; break;
        case C_FABS_F64: r[pc->d] = r[pc->a] & ~((u64)1 << 63); break;
            FLT_CMP(FEQ, x == y)
            FLT_CMP(FNE, x != y)
            FLT_CMP(FLT, x < y)
            FLT_CMP(FLE, x <= y)
            FLT_CMP(FGT, x > y)
            FLT_CMP(FGE, x >= y)
            FLT_CMP(FORD, x == x && y == y)
            FLT_CMP(FUNO, x != x || y != y)
        case C_STOF_F32: r[pc->d] = put_f32((float)(i64)r[pc->a]); break;
        case C_STOF_F64: r[pc->d] = put_f64((double)(i64)r[pc->a]); break;
        case C_UTOF_F32: r[pc->d] = put_f32((float)r[pc->a]); break;
        case C_UTOF_F64: r[pc->d] = put_f64((double)r[pc->a]); break;
            FLT_CMP(FTOS32, (i64)(i32)to_signed(x, false))
            FLT_CMP(FTOS64_, to_signed(x, true))
            FLT_CMP(FTOU32, (i64)(i32)(u32)to_unsigned(x))
            FLT_CMP(FTOU64_, to_unsigned(x))
        case C_FEXT: r[pc->d] = put_f64(get_f32(r[pc->a])); break;
        case C_FTRUNC: r[pc->d] = put_f32((float)get_f64(r[pc->a])); break;
        case C_I32F32: r[pc->d] = (u32)r[pc->a]; break;
        case C_F32I32: r[pc->d] = (u64)(i64)(i32)r[pc->a]; break;

            LOAD4
            STORE4
        case C_LOADF32: {
            u64 p = r[pc->a] + (u64)(i64)(i32)pc->b;
            u32 v;
            CHECK(p, 4, false);
            memcpy(&v, (void *)(uintptr_t)p, 4);
            r[pc->d] = v;
            break;
        }
        case C_STOREF32: {
            u64 p = r[pc->a] + (u64)(i64)(i32)pc->b;
            u32 v = (u32)r[pc->d];
            CHECK(p, 4, true);
            memcpy((void *)(uintptr_t)p, &v, 4);
            break;
        }
            ATOM4(AXCHG, y)
            ATOM4(AADD, x + y)
            ATOM4(ASUB, x - y)
            ATOM4(AAND, x & y)
            ATOM4(AOR, x | y)
            ATOM4(AXOR, x ^ y)
            CAS4
        case C_COPY:
        case C_MOVE: {
            const u32 *q = fn->pool.v + pc->b;
            u64 to = r[q[0]], from = r[q[1]], n = r[q[2]];
            if (!mem_ok(in, from, n, false) || !mem_ok(in, to, n, true))
                goto bounds;
            if (n)
                memmove((void *)(uintptr_t)to, (void *)(uintptr_t)from, n);
            break;
        }
        case C_SET: {
            const u32 *q = fn->pool.v + pc->b;
            u64 to = r[q[0]], n = r[q[2]];
            if (!mem_ok(in, to, n, true))
                goto bounds;
            if (n)
                memset((void *)(uintptr_t)to, (u8)r[q[1]], n);
            break;
        }
        case C_ALLOCA: {
            u64 n = r[pc->a], p = 0;
            if (stack_take(in, 16, 16))
                p = stack_take(in, n, MAX(pc->b, 16u));
            if (!p)
                FAIL(IN_STACK, "stack overflow");
            shadow_set(in, p, n, 0);
            r[pc->d] = p;
            break;
        }
        case C_SAVESP: r[pc->d] = in->sp; break;
        case C_RESTSP: {
            u64 p = r[pc->a];
            if (p < in->sp || p > fr->cfa - FRAME_COST || (p & 7))
                FAIL(IN_BOUNDS, "the stack pointer restored is not of this call");
            shadow_clear(in, in->sp, p);
            in->sp = p;
            break;
        }
        case C_CFA: r[pc->d] = fr->cfa == in->sp_top ? in->start_cfa : fr->cfa; break;

        case C_CALLI:
        case C_TAILI:
        case C_CALL:
        case C_TAIL: {
            SymId s = pc->a;
            const u32 *q = fn->pool.v + pc->b;
            if (pc->op == C_CALLI || pc->op == C_TAILI) {
                if (!fn_of_address(in, r[pc->a], &s))
                    FAIL(IN_BOUNDS, "call of something that is no function");
            }
            bool tail = pc->op == C_TAIL || pc->op == C_TAILI;
            if (--in->steps == 0)
                FAIL(IN_STEPS, "step limit reached");
            fr->pc = pc + 1;
            RcFn *to = in->fn[s];
            if (!to) {
                if (!in->m->sym.v[s].fn) {
                    text = NULL;
                    end = call_native(in, s, q, pc->n, r, r + fn->nreg, pc->d, &text);
                    fr = &in->frame[in->depth - 1];
                    if (end == IN_UNDEF && text) {
                        buf_fmt(&big, "undefined function %.*s called",
                                STR_ARG(in->m->sym.v[s].name));
                        why = buf_take(&big, &in->mem);
                        goto failed;
                    }
                    if (end != IN_OK)
                        goto unwound;
                    if (!tail)
                        break;
                    u32 want = MIN(fr->want, q[1]), d = fr->d;
                    u64 v[4];
                    memcpy(v, r + pc->d, sizeof v);
                    pop(in);
                    u64 *out = in->depth == base ? ret : in->frame[in->depth - 1].r + d;
                    memcpy(out, v, want * sizeof *v);
                    RETURNED()
                }
                to = interp_decode(in, s);
            }
            if (tail) {
                // the frame is replaced: its arguments go through a copy above both register
                // windows
                u32 want = fr->want, d = fr->d;
                u64 *hold = r + fn->nreg + to->nreg;
                u32 n = pc->n;
                if ((u64)(in->reg_end - r) < (u64)fn->nreg + to->nreg + 2 * (u64)n + 8)
                    FAIL(IN_STACK, "stack overflow");
                u32 *ids = (u32 *)(hold + n);
                ids[0] = q[0];
                ids[1] = want;
                for (u32 k = 0; k < n; k++) {
                    hold[k] = r[q[2 + k]];
                    ids[2 + k] = k;
                }
                const Rc *at = pc;
                RcFn *from = fn;
                pop(in);
                text = push(in, to, ids, n, hold, r, d);
                if (text) {
                    pc = at;
                    fn = from;
                    why = str_of(text);
                    end = why.p[0] == 's' ? IN_STACK : IN_BOUNDS;
                    goto failed;
                }
                ENTER()
            }
            text = push(in, to, q, pc->n, r, r + fn->nreg, pc->d);
            if (text) {
                why = str_of(text);
                end = why.p[0] == 's' ? IN_STACK : IN_BOUNDS;
                goto failed;
            }
            ENTER()
        }
        case C_RET0:
            pop(in);
            RETURNED()
        case C_RET1: {
            u64 v = r[pc->a];
            u32 want = fr->want, d = fr->d;
            pop(in);
            if (want)
                *(in->depth == base ? ret : in->frame[in->depth - 1].r + d) = v;
            RETURNED()
        }
        case C_RETN: {
            u64 v[4] = {0};
            const u32 *q = fn->pool.v + pc->b;
            u32 want = MIN(fr->want, 4u), d = fr->d;
            for (u32 k = 0; k < pc->n && k < 4; k++)
                v[k] = r[q[k]];
            pop(in);
            memcpy(in->depth == base ? ret : in->frame[in->depth - 1].r + d, v, want * sizeof *v);
            RETURNED()
        }
        case C_SWITCH: {
            const RcSwitch *w = &fn->sw.v[pc->b];
            JUMP(w->to[find_case(w, (i64)r[pc->a])])
        }
        case C_SYSCALL: {
            const u32 *q = fn->pool.v + pc->b;
            u64 a[7] = {0};
            bool over = false;
            for (u32 k = 0; k < pc->n; k++)
                a[k] = r[q[k]];
            if (!in->o.real_syscalls)
                FAIL(IN_UNDEF, "system call, which this run does not allow,");
            r[pc->d] = (u64)interp_syscall(in, a, pc->n, &over);
            if (over) {
                end = IN_EXIT;
                goto unwound;
            }
            break;
        }
        case C_ASM: FAIL(IN_UNDEF, "assembly, which this run cannot do,");
        case C_VASTART: {
            u64 p = r[pc->a];
            CHECK(p, 8, true);
            if (!fr->va)
                FAIL(IN_TRAP, "va_start in a function without variadic arguments");
            wr64((u8 *)(uintptr_t)p, fr->va);
            break;
        }
        case C_VAARG: {
            u64 v = 0;
            text = next_variadic(in, r[pc->a], &v);
            if (text) {
                why = str_of(text);
                end = IN_BOUNDS;
                goto failed;
            }
            r[pc->d] = v;
            break;
        }
        case C_LADD: case C_LSUB: case C_LMUL: case C_LDIV: case C_LOFS: case C_LOFF32:
        case C_LOFF64: case C_LTOS32: case C_LTOS64: case C_LTOF32: case C_LTOF64: case C_LEQ:
        case C_LLT: case C_LLE:
            if (!wide_op(in, pc->op, r, fn->pool.v + pc->b, &r[pc->d]))
                goto bounds;
            break;
        case C_TRAP: FAIL(IN_TRAP, "trap");
        case C_UNREACH: FAIL(IN_TRAP, "unreachable code reached");
        case C_BADLABEL: FAIL(IN_BOUNDS, "jump to something that is no label");
        default: FAIL(IN_TRAP, "internal error: unknown register code");
        }
        pc++;
    }
bounds:
    end = IN_BOUNDS;
    {
        u64 p = r[pc->a];
        u16 op = fn->f->ins.v[fn->ref[pc - fn->code]].op;
        if (op == OP_COPY || op == OP_MOVE || op == OP_SET || (op >= OP_LADD && op <= OP_LLE))
            why = STR("access outside of memory");
        else if (p < 4096)
            why = STR("access through a null pointer");
        else if (mem_ok(in, p + (u64)(i64)(i32)(op == OP_LOAD || op == OP_STORE ? pc->b : 0), 1,
                        false))
            why = STR("write to read-only data or access past an object's end");
        else
            why = STR("access outside of memory");
    }
failed:
    stop(in, end, why, fn, pc);
unwound:
    buf_free(&big);
    while (in->depth > base)
        pop(in);
    return end;
}

InterpEnd interp_call(Interp *in, SymId sym, const u64 *args, u32 nargs, u64 ret[4])
{
    u64 none[4];
    if (!ret)
        ret = none;
    memset(ret, 0, 4 * sizeof *ret);
    if (in->broken)
        return IN_BOUNDS;
    if (sym && sym < in->m->sym.n && in->m->sym.v[sym].kind == SYM_ALIAS)
        sym = in->m->sym.v[sym].alias;
    if (!sym || sym >= in->m->sym.n || !in->m->sym.v[sym].fn)
        return stop(in, IN_UNDEF, STR("call of an undefined function"), NULL, NULL);
    if (!in->fn[sym])
        interp_decode(in, sym);
    RcFn *fn = in->fn[sym];
    const Sig *s = &in->m->sig.v[fn->f->sig];
    u32 hidden = s->nret && s->ret[0].agg ? 1 : 0;
    u32 *pool = xmalloc((nargs + 2) * sizeof *pool);
    u64 *arg = xmalloc((nargs + 1) * sizeof *arg);
    pool[0] = fn->f->sig;
    pool[1] = hidden ? 0 : s->nret;
    for (u32 k = 0; k < nargs; k++) {
        pool[2 + k] = k;
        bool typed = k >= hidden && k - hidden < s->nparam;
        arg[k] = typed ? canonical((Type)s->param[k - hidden].type, args[k]) : args[k];
    }
    u64 *top = in->reg_top;
    InterpEnd end;
    if (!in->depth || !in->steps) // each call from outside has the whole allowance
        in->steps = in->depth ? 1 : in->o.max_steps ? in->o.max_steps : UINT64_MAX;
    const char *why = nargs < fn->nparam ? "call with too few arguments" : NULL;
    u32 depth = in->depth;
    if (!why)
        why = push(in, fn, pool, nargs, arg, top, 0);
    if (why) {
        while (in->depth > depth)
            pop(in);
        end = stop(in, why[0] == 's' ? IN_STACK : IN_BOUNDS, str_of(why), fn, NULL);
    } else {
        end = run(in, ret);
    }
    in->reg_top = top;
    if (end != IN_OK)
        in->pending = end;
    free(pool);
    free(arg);
    return end;
}

/* ---- life ---- */

Interp *interp_new(Mod *m, const InterpOpts *o)
{
    Interp *in = xmalloc(sizeof *in);
    *in = (Interp){.m = m, .o = *o};
    in->fn = arena_array(&in->mem, RcFn *, m->sym.n + 1);
    in->steps = o->max_steps ? o->max_steps : UINT64_MAX;
    if (m->dl.ptr_size != 8) {
        in->broken = true;
        in->error = STR("only modules with 64-bit pointers can be interpreted");
    } else if (!mem_setup(in)) {
        in->broken = true;
        in->error = STR("the program's data or arguments are too large for the interpreter");
    }
    return in;
}

void interp_free(Interp *in)
{
    mem_release(in);
    free(in->frame);
    arena_free(&in->mem);
    free(in);
}
