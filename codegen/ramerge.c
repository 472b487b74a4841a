// ramerge.c - join bundles that copies connect, so that the copies vanish
//
// Tied operands and copies are taken hottest first; two bundles join when no two of their ranges
// overlap.
#include "codegen/ra_int.h"

typedef struct Cand {
    Reg a, b;
    float w;
} Cand;

static int by_weight(const void *x, const void *y, void *ctx)
{
    (void)ctx;
    float a = ((const Cand *)x)->w, b = ((const Cand *)y)->w;
    return a > b ? -1 : a < b;
}

static u32 lower(const Bundle *b, u32 pos)   // first range that ends after pos
{
    u32 lo = 0, hi = b->nr;
    while (lo < hi) {
        u32 mid = (lo + hi) / 2;
        if (b->r[mid].to <= pos)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static bool overlap(const Bundle *a, const Bundle *b)
{
    if (a->nr > b->nr) {
        const Bundle *t = a;
        a = b;
        b = t;
    }
    u32 j = lower(b, a->r[0].from);
    for (u32 i = 0; i < a->nr && j < b->nr; i++) {
        if (b->nr > 8 * a->nr)
            j = lower(b, a->r[i].from);
        while (j < b->nr && b->r[j].to <= a->r[i].from)
            j++;
        if (j < b->nr && b->r[j].from < a->r[i].to)
            return true;
    }
    return false;
}

static Range *join_ranges(Ra *s, const Bundle *a, const Bundle *b)
{
    Range *r = arena_raw(s->mem, Range, a->nr + b->nr), *p = r;
    u32 i = 0, j = 0;
    while (i < a->nr && j < b->nr)
        *p++ = a->r[i].from < b->r[j].from ? a->r[i++] : b->r[j++];
    memcpy(p, a->r + i, (a->nr - i) * sizeof *p);
    memcpy(p + (a->nr - i), b->r + j, (b->nr - j) * sizeof *p);
    return r;
}

static RaUse *join_uses(Ra *s, const Bundle *a, const Bundle *b)
{
    RaUse *u = arena_raw(s->mem, RaUse, a->nu + b->nu), *p = u;
    u32 i = 0, j = 0;
    while (i < a->nu && j < b->nu)
        *p++ = a->u[i].pos <= b->u[j].pos ? a->u[i++] : b->u[j++];
    memcpy(p, a->u + i, (a->nu - i) * sizeof *p);
    memcpy(p + (a->nu - i), b->u + j, (b->nu - j) * sizeof *p);
    return u;
}

static void join(Ra *s, Bundle *a, const Bundle *b)
{
    Range *r = join_ranges(s, a, b);
    RaUse *u = join_uses(s, a, b);
    a->r = r;
    a->u = u;
    a->nr += b->nr;
    a->nu += b->nu;
    if (!a->hint)
        a->hint = b->hint;
    RaSet *x = &s->set.v[a->set], *y = &s->set.v[b->set];
    x->size = MAX(x->size, y->size);
}

// The bundle that holds v now: joined ones forward to their host through `len`.
static u32 find(Ra *s, Reg v)
{
    u32 id = s->val[v - REG_VIRT].bundle;
    if (!id)
        return 0;
    while (s->bundle.v[id - 1]->minimal)
        id = s->bundle.v[id - 1]->len;
    s->val[v - REG_VIRT].bundle = id;
    return id;
}

static void try_join(Ra *s, Reg a, Reg b)
{
    u32 x = find(s, a), y = find(s, b);
    if (!x || !y || x == y)
        return;
    Bundle *p = s->bundle.v[x - 1], *q = s->bundle.v[y - 1];
    if (p->cls != q->cls || p->nr + q->nr > 4000 || overlap(p, q))
        return;
    if (p->nr < q->nr) {
        Bundle *t = p;
        p = q;
        q = t;
        u32 n = x;
        x = y;
        y = n;
    }
    join(s, p, q);
    q->minimal = true;
    q->len = x;
    q->nr = 0;
}

void ra_merge(Ra *s)
{
    VEC(Cand) cand = {0};
    for (u32 n = 0; n < s->nins; n++) {
        const MIns *i = s->ins[n];
        const MBlk *b = s->m->blk.v[s->blk_of[n]];
        float w = b->cold ? -1.0f : (float)b->depth;
        if (i->op == M_COPY) {
            for (u32 k = 0; k < i->nop / 2u; k++) {
                Reg d = i->op_[k].reg, x = i->op_[k + i->nop / 2u].reg;
                if (i->op_[k + i->nop / 2u].kind == MO_REG && reg_virt(d) && reg_virt(x) &&
                    d != x) {
                    Cand c = {d, x, w};
                    vec_push(s->mem, &cand, c);
                }
            }
        } else if (i->nop >= 2 && i->op_[1].flags & MOF_TIE && reg_virt(i->op_[1].reg)) {
            Cand c = {i->op_[0].reg, i->op_[1].reg, w};
            vec_push(s->mem, &cand, c);
        }
    }
    if (s->m->o->level)
        sort_stable(cand.v, cand.n, sizeof *cand.v, by_weight, NULL);
    for (u32 k = 0; k < cand.n; k++)
        try_join(s, cand.v[k].a, cand.v[k].b);
    for (u32 v = 0; v < s->nval; v++) {
        u32 id = s->val[v].bundle ? find(s, v + REG_VIRT) : 0;
        if (id)
            s->val[v].set = s->bundle.v[id - 1]->set;
    }
    u32 n = 0;
    for (u32 k = 0; k < s->bundle.n; k++)
        if (!s->bundle.v[k]->minimal)
            s->bundle.v[n++] = s->bundle.v[k];
    s->bundle.n = n;
}
