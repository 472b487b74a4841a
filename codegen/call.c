// call.c - walk a signature over a calling convention's data
#include "codegen/target.h"

typedef struct Walk {
    const CallConv *cc;
    u32 nint, nflt, stack;
} Walk;

static void on_stack(Walk *w, ArgLoc *l, u32 size, u32 align)
{
    align = MAX(align, 8);
    w->stack = ALIGN_UP(w->stack, align);
    l->stack = true;
    l->n = 0;
    l->off = w->stack;
    l->size = size;
    l->align = align;
    w->stack += ALIGN_UP(size, 8);
}

static void scalar(Walk *w, ArgLoc *l, u8 cls, u8 size)
{
    l->piece[0].cls = cls;
    l->piece[0].size = size;
    if (cls == RC_INT && w->nint < w->cc->nint_arg)
        l->piece[0].reg = w->cc->int_arg[w->nint++];
    else if (cls == RC_FLT && w->nflt < w->cc->nflt_arg)
        l->piece[0].reg = w->cc->flt_arg[w->nflt++];
    else
        on_stack(w, l, size, 8);
    l->n = !l->stack;
}

// An aggregate goes into registers whole or not at all.
static void aggregate(const Target *t, Walk *w, ArgLoc *l, const Agg *a)
{
    AggClass c = {0};
    u32 ni = 0, nf = 0;
    t->classify(t, a, &c);
    l->agg = true;
    l->size = a->size;
    for (u32 k = 0; k < c.n; k++)
        *(c.piece[k].cls == RC_INT ? &ni : &nf) += 1;
    if (c.memory || w->nint + ni > w->cc->nint_arg || w->nflt + nf > w->cc->nflt_arg) {
        on_stack(w, l, a->size, a->align);
        return;
    }
    l->n = c.n;
    for (u32 k = 0; k < c.n; k++) {
        l->piece[k].cls = c.piece[k].cls;
        l->piece[k].size = c.piece[k].size;
        l->piece[k].off = c.piece[k].off;
        l->piece[k].reg =
            c.piece[k].cls == RC_INT ? w->cc->int_arg[w->nint++] : w->cc->flt_arg[w->nflt++];
    }
}

static void results(const Target *t, const Mod *m, const Sig *s, const CallConv *cc, CallLocs *out)
{
    u32 ni = 0, nf = 0;
    for (u32 k = 0; k < s->nret; k++) {
        ArgLoc *l = &out->ret[out->nret++];
        AggClass c = {.n = 1};
        c.piece[0].cls = type_is_flt((Type)s->ret[k].type) ? RC_FLT : RC_INT;
        c.piece[0].size = (u8)mod_type_size(m, (Type)s->ret[k].type);
        if (s->ret[k].agg) {
            const Agg *a = &m->agg.v[s->ret[k].agg - 1];
            memset(&c, 0, sizeof c);
            t->classify(t, a, &c);
            l->agg = true;
            l->size = a->size;
            if (c.memory) {
                l->stack = out->sret = true;
                continue;
            }
        }
        l->n = c.n;
        for (u32 j = 0; j < c.n; j++) {
            l->piece[j].cls = c.piece[j].cls;
            l->piece[j].size = c.piece[j].size;
            l->piece[j].off = c.piece[j].off;
            assert(c.piece[j].cls == RC_INT ? ni < cc->nint_ret : nf < cc->nflt_ret);
            l->piece[j].reg = c.piece[j].cls == RC_INT ? cc->int_ret[ni++] : cc->flt_ret[nf++];
        }
    }
}

void call_locs(const Target *t, const Mod *m, const Sig *s, Arena *mem, CallLocs *out)
{
    const CallConv *cc = t->cc[s->cc];
    Walk w = {.cc = cc};
    memset(out, 0, sizeof *out);
    out->arg = arena_array(mem, ArgLoc, s->nparam + 1);
    results(t, m, s, cc, out);
    w.nint = out->sret;
    for (u32 k = 0; k < s->nparam; k++) {
        const Param *p = &s->param[k];
        if (p->agg)
            aggregate(t, &w, &out->arg[k], &m->agg.v[p->agg - 1]);
        else
            scalar(&w, &out->arg[k], type_is_flt((Type)p->type) ? RC_FLT : RC_INT,
                   (u8)mod_type_size(m, (Type)p->type));
    }
    out->stack = w.stack;
    out->nint = w.nint;
    out->nflt = w.nflt;
}
