// call.c - walk a signature over a calling convention's data
#include "codegen/target.h"

typedef struct Walk {
    const Target *t;
    const CallConv *cc;
    u32 nint, nflt, stack;
    u32 halves;              // bit n: half n of the float registers is taken (CallConv.flt_upper)
    bool variadic;           // the argument stands behind the "..."
} Walk;

bool agg_of_floats(const Agg *a, AggClass *out)
{
    u8 t = a->nfield ? a->field[0].type : T_VOID;
    u32 z = type_size((Type)t);
    bool same = (type_is_flt((Type)t) || t == T_F128) && a->nfield <= 4 &&
                a->size == a->nfield * z;
    for (u32 k = 0; k < a->nfield && same; k++)
        same = a->field[k].type == t && a->field[k].off == k * z;
    if (!same)
        return false;
    memset(out, 0, sizeof *out);
    out->n = (u8)a->nfield;
    for (u32 k = 0; k < out->n; k++) {
        out->piece[k].cls = RC_FLT;
        out->piece[k].size = (u8)z;
        out->piece[k].off = (u8)(k * z);
    }
    return true;
}

static void on_stack(Walk *w, ArgLoc *l, u32 size, u32 align)
{
    bool packed = w->cc->flags & CV_PACKED && !w->variadic;
    u32 step = packed ? 1 : w->cc->word;
    w->stack = ALIGN_UP(w->stack, MAX(packed ? 1 : step, align));
    l->stack = true;
    l->n = 0;
    l->off = w->stack;
    l->size = size;
    l->align = align;
    w->stack += ALIGN_UP(size, step);
}

// Windows: the n-th argument has the n-th register of its class, and a place in memory in any case.
static void by_slot(Walk *w, ArgLoc *l, u8 cls, u8 size)
{
    const CallConv *cc = w->cc;
    u32 n = w->nint++;
    w->nflt = w->nint;
    if (n >= cc->nint_arg) {
        on_stack(w, l, size, cc->word);
        return;
    }
    l->n = 1;
    l->piece[0].cls = cls;
    l->piece[0].size = size;
    l->piece[0].reg = cls == RC_INT ? cc->int_arg[n] : cc->flt_arg[n];
    if (cls == RC_FLT && w->variadic && cc->flags & CV_VA_DUP)
        l->dup = cc->int_arg[n];
}

// `size` bytes in integer registers, the first even when so aligned; false: they do not fit.
static bool in_ints(Walk *w, ArgLoc *l, u32 size, u32 align)
{
    const CallConv *cc = w->cc;
    u32 n = (size + cc->word - 1) / cc->word;
    if (cc->flags & CV_EVEN && align > cc->word)
        w->nint = ALIGN_UP(w->nint, 2);
    u32 left = w->nint < cc->nint_arg ? cc->nint_arg - w->nint : 0;
    bool split = n > left && left && cc->flags & CV_SPLIT && !w->stack;
    if (n > left && !split) {
        if (cc->flags & CV_STICKY)
            w->nint = cc->nint_arg;
        return false;
    }
    u32 take = MIN(n, left);
    for (u32 k = 0; k < take; k++) {
        u32 off = k * cc->word;
        l->piece[k].cls = RC_INT;
        l->piece[k].reg = cc->int_arg[w->nint++];
        l->piece[k].off = (u8)off;
        l->piece[k].size = (u8)MIN(size - off, cc->word);
    }
    if (split) {
        l->from = take * cc->word;
        on_stack(w, l, size - l->from, cc->word);
    }
    l->n = (u8)take;
    return true;
}

// The first `n` neighbouring places of `size` bytes among the halves of the float registers, with
// what earlier arguments left open; after a failure none is (IHI 0042, 7.1.1, rules C.1 to C.3).
static bool in_halves(Walk *w, ArgLoc *l, u32 n, u8 size)
{
    const CallConv *cc = w->cc;
    u32 step = size / 4, most = 2u * cc->nflt_arg, want = (1u << n * step) - 1, at = 0;
    while (at + n * step <= most && w->halves >> at & want)
        at += step;
    if (at + n * step > most) {
        w->halves = ~0u;
        return false;
    }
    w->halves |= want << at;
    l->n = (u8)n;
    for (u32 k = 0; k < n; k++, at += step) {
        l->piece[k].cls = RC_FLT;
        l->piece[k].size = size;
        l->piece[k].off = (u8)(k * size);
        l->piece[k].reg = at & 1 ? cc->flt_upper[at / 2] : cc->flt_arg[at / 2];
    }
    return true;
}

static bool in_flt(Walk *w, ArgLoc *l, u8 size)
{
    if (w->cc->flt_upper)
        return in_halves(w, l, 1, size);
    if (w->nflt >= w->cc->nflt_arg)
        return false;
    l->n = 1;
    l->piece[0].cls = RC_FLT;
    l->piece[0].size = size;
    l->piece[0].reg = w->cc->flt_arg[w->nflt++];
    return true;
}

static void scalar(Walk *w, ArgLoc *l, u8 cls, u8 size)
{
    if (cls == RC_FLT && (!w->cc->nflt_arg || (w->variadic && w->cc->flags & CV_VA_INT)))
        cls = RC_INT;
    if (w->cc->flags & CV_SLOTS) {
        by_slot(w, l, cls, size);
        return;
    }
    bool memory = w->variadic && w->cc->flags & CV_VA_STACK;
    u32 natural = MAX(w->cc->word, w->cc->flags & (CV_EVEN | CV_PACKED) ? size : 0);
    if (memory || !(cls == RC_INT ? in_ints(w, l, size, size) : in_flt(w, l, size)))
        on_stack(w, l, size, w->cc->flags & CV_PACKED && !w->variadic ? size : natural);
}

// The pieces that classify gave, whole or not at all.
static bool in_pieces(Walk *w, ArgLoc *l, const AggClass *c)
{
    const CallConv *cc = w->cc;
    u32 ni = 0, nf = 0;
    if (cc->flt_upper && c->n && c->piece[0].cls == RC_FLT)
        return in_halves(w, l, c->n, c->piece[0].size);
    for (u32 k = 0; k < c->n; k++)
        *(c->piece[k].cls == RC_INT ? &ni : &nf) += 1;
    if (w->nint + ni > cc->nint_arg || w->nflt + nf > cc->nflt_arg) {
        if (cc->flags & CV_STICKY && nf)
            w->nflt = cc->nflt_arg;
        if (cc->flags & CV_STICKY && ni)
            w->nint = cc->nint_arg;
        return false;
    }
    l->n = c->n;
    for (u32 k = 0; k < c->n; k++) {
        l->piece[k].cls = c->piece[k].cls;
        l->piece[k].size = c->piece[k].size;
        l->piece[k].off = c->piece[k].off;
        l->piece[k].reg =
            c->piece[k].cls == RC_INT ? cc->int_arg[w->nint++] : cc->flt_arg[w->nflt++];
    }
    return true;
}

// Apple: the members of a homogeneous aggregate lie like scalars, other aggregates take words.
static void packed(Walk *w, ArgLoc *l, const Agg *a, const AggClass *c)
{
    u32 word = w->cc->word;
    bool floats = c->n && c->piece[0].cls == RC_FLT;
    on_stack(w, l, a->size, floats ? c->piece[0].size : MAX(a->align, word));
    if (!floats)
        w->stack = ALIGN_UP(w->stack, word);
}

static void aggregate(Walk *w, ArgLoc *l, const Agg *a)
{
    const CallConv *cc = w->cc;
    AggClass c = {0};
    cc->classify(a, &c);
    if (c.byref) {
        l->byref = true;
        scalar(w, l, RC_INT, cc->word);
        return;
    }
    l->agg = true;
    l->size = a->size;
    if (cc->flags & CV_SLOTS) {
        by_slot(w, l, RC_INT, (u8)a->size);
        return;
    }
    bool memory = (c.memory && !(cc->flags & CV_SPLIT)) ||
                  (w->variadic && cc->flags & CV_VA_STACK), ints = c.n || c.memory;
    for (u32 k = 0; k < c.n; k++)
        ints &= c.piece[k].cls == RC_INT;
    if (!memory && (ints && cc->flags & CV_EVEN ? in_ints(w, l, a->size, a->align)
                                                : in_pieces(w, l, &c)))
        return;
    if (cc->flags & CV_PACKED && !w->variadic) {
        packed(w, l, a, &c);
        return;
    }
    u32 align = MAX(a->align, cc->word);
    if (cc->flags & (CV_EVEN | CV_VA_STACK))
        align = MIN(align, 2u * cc->word);
    on_stack(w, l, a->size, align);
}

static void result(const CallConv *cc, ArgLoc *l, const AggClass *c, u32 *ni, u32 *nf)
{
    l->n = c->n;
    if (cc->flt_upper && c->n > 1 && c->piece[0].cls == RC_FLT) {
        Walk w = {.cc = cc};
        in_halves(&w, l, c->n, c->piece[0].size);
        return;
    }
    for (u32 j = 0; j < c->n; j++) {
        bool in_int = c->piece[j].cls == RC_INT;
        l->piece[j].cls = c->piece[j].cls;
        l->piece[j].size = c->piece[j].size;
        l->piece[j].off = c->piece[j].off;
        assert(in_int ? *ni < cc->nint_ret : *nf < cc->nflt_ret);
        l->piece[j].reg = in_int ? cc->int_ret[(*ni)++] : cc->flt_ret[(*nf)++];
    }
}

static void scalar_class(const CallConv *cc, bool flt, u32 size, AggClass *c)
{
    *c = (AggClass){.n = 1};
    flt &= cc->nflt_ret > 0;
    while (!flt && size > (u32)cc->word * c->n)
        c->n++;
    for (u32 k = 0; k < c->n; k++) {
        c->piece[k].cls = flt ? RC_FLT : RC_INT;
        c->piece[k].off = (u8)(k * cc->word);
        c->piece[k].size = (u8)(flt ? size : MIN(size - k * cc->word, cc->word));
    }
}

static void results(const Mod *m, const Sig *s, const CallConv *cc, CallLocs *out)
{
    u32 ni = 0, nf = 0;
    for (u32 k = 0; k < s->nret; k++) {
        ArgLoc *l = &out->ret[out->nret++];
        AggClass c = {0};
        if (s->ret[k].agg) {
            const Agg *a = &m->agg.v[s->ret[k].agg - 1];
            cc->classify(a, &c);
            l->agg = true;
            l->size = a->size;
            l->x87 = c.x87;
            if ((c.memory && !c.x87) || c.byref) {
                l->stack = out->sret = true;
                continue;
            }
        } else {
            scalar_class(cc, type_is_flt((Type)s->ret[k].type),
                         mod_type_size(m, (Type)s->ret[k].type), &c);
        }
        result(cc, l, &c, &ni, &nf);
    }
}

void call_locs(const Target *t, const Mod *m, const Sig *s, Arena *mem, CallLocs *out)
{
    const CallConv *cc = t->cc[s->cc];
    if (s->variadic && cc->variadic)
        cc = cc->variadic;
    Walk w = {.t = t, .cc = cc, .stack = cc->shadow};
    memset(out, 0, sizeof *out);
    out->arg = arena_array(mem, ArgLoc, s->nparam + 1);
    results(m, s, cc, out);
    if (out->sret)
        out->sret_reg = cc->sret_reg ? cc->sret_reg : cc->int_arg[w.nint++];
    w.nflt = cc->flags & CV_SLOTS ? w.nint : 0;
    for (u32 k = 0; k < s->nparam; k++) {
        const Param *p = &s->param[k];
        w.variadic = k >= s->nfixed;
        if (p->agg)
            aggregate(&w, &out->arg[k], &m->agg.v[p->agg - 1]);
        else
            scalar(&w, &out->arg[k], type_is_flt((Type)p->type) ? RC_FLT : RC_INT,
                   (u8)mod_type_size(m, (Type)p->type));
    }
    out->stack = ALIGN_UP(w.stack, (u32)cc->word);
    out->nint = MIN(w.nint, (u32)cc->nint_arg);
    out->nflt = MIN(w.nflt, (u32)cc->nflt_arg);
}
