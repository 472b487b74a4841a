// regalloc.c - assign registers to virtual registers
//
// Live ranges of values that copies connect are joined into bundles. Bundles are placed longest
// first; one that finds no free register evicts cheaper ones, and otherwise is split, down to
// single instructions, with what is left over in memory. A value that is in memory anywhere is
// stored once after each of its definitions, so leaving a register never costs a store. Sources:
// the greedy allocator of LLVM (Olesen 2011) and Cranelift's regalloc2 (Fallin 2022); SSA form
// gives the single definition that the store rule rests on (Wimmer and Franz 2010). docs/targets.md
// tells more.
#include "codegen/ra_int.h"

// Heap of bundles, the least key first: longest first, then in order of creation.
static u64 heap_key(const Ra *s, u32 id)
{
    return (u64)~s->bundle.v[id]->len << 32 | id;
}

void ra_enqueue(Ra *s, u32 id)
{
    u64 key = heap_key(s, id);
    vec_push(s->mem, &s->heap, key);
    u64 *h = s->heap.v;
    u32 k = s->heap.n - 1;
    for (; k && key < h[(k - 1) / 2]; k = (k - 1) / 2)
        h[k] = h[(k - 1) / 2];
    h[k] = key;
}

static u32 dequeue(Ra *s)
{
    u64 *h = s->heap.v, top = h[0], key = h[--s->heap.n];
    u32 n = s->heap.n, k = 0;
    for (u32 c = 1; c < n; k = c, c = 2 * k + 1) {
        if (c + 1 < n && h[c + 1] < h[c])
            c++;
        if (key <= h[c])
            break;
        h[k] = h[c];
    }
    h[k] = key;
    return (u32)top;
}

void ra_measure(Ra *s, Bundle *b)
{
    (void)s;
    b->len = 0;
    for (u32 k = 0; k < b->nr; k++)
        b->len += b->r[k].to - b->r[k].from;
    float w = 0;
    bool need = false;
    for (u32 k = 0; k < b->nu; k++) {
        w += b->u[k].w;
        need |= b->u[k].need;
    }
    u32 n = b->nu ? ra_instr(b->u[0].pos) : 0;
    b->minimal = need && b->r[0].from >= 4 * n && b->r[b->nr - 1].to <= 4 * n + 4;
    b->w = b->minimal ? 1e30f : w / (float)(b->len + 8);
}

static u32 lower(const Ra *s, u8 r, u32 lo, u32 pos)   // first entry from lo on that ends after pos
{
    const Busy *v = s->busy[r].v;
    u32 n = s->busy[r].n - lo;
    if (lo) {                // mostly near
        u32 near = 1;
        while (near < n && v[lo + near].to <= pos)
            near *= 2;
        lo += near / 2;
        n = MIN(n - near / 2, near + 1);
    }
    while (n > 0) {
        u32 half = n / 2;
        bool up = v[lo + half].to <= pos;
        lo = up ? lo + half + 1 : lo;
        n = up ? n - half - 1 : half;
    }
    return lo;
}

// The heaviest bundle that stands in b's way in r; -1 when r is free. *first: where the way is
// first blocked.
static float obstacle(const Ra *s, const Bundle *b, u8 r, float limit, u32 *first)
{
    float worst = -1;
    *first = ~0u;
    u32 at = 0;
    for (u32 k = 0; k < b->nr; k++) {
        at = lower(s, r, at, b->r[k].from);
        for (; at < s->busy[r].n && s->busy[r].v[at].from < b->r[k].to; at++) {
            const Busy *y = &s->busy[r].v[at];
            float w = y->bundle == ~0u ? 3e30f : s->bundle.v[y->bundle]->w;
            worst = MAX(worst, w);
            if (*first == ~0u)
                *first = MAX(y->from, b->r[k].from);
            if (worst >= limit)
                return worst;
            if (y->to > b->r[k].to)
                break;
        }
        if (at >= s->busy[r].n)
            break;
    }
    return worst;
}

// From entry `at` of Ra.loss on, the first one at pos or after it.
static u32 loss_from(const Ra *s, u32 at, u32 pos)
{
    u32 n = s->loss.n - at;
    while (n > 0) {
        u32 half = n / 2;
        bool up = s->loss.v[at + half].pos < pos;
        at = up ? at + half + 1 : at;
        n = up ? n - half - 1 : half;
    }
    return at;
}

// The registers that b cannot be in because their content gets lost.
static RegSet losses(const Ra *s, const Bundle *b)
{
    RegSet lost = 0;
    for (u32 k = 0, at = 0; k < b->nr && lost != s->lost; k++) {
        at = loss_from(s, at, b->r[k].from);
        for (; at < s->loss.n && s->loss.v[at].pos < b->r[k].to && lost != s->lost; at++)
            lost |= s->loss.v[at].regs;
    }
    return lost;
}

// Where b first loses what is in r.
static u32 first_loss(const Ra *s, const Bundle *b, u8 r)
{
    for (u32 k = 0, at = 0; k < b->nr && s->lost >> r & 1; k++) {
        at = loss_from(s, at, b->r[k].from);
        for (; at < s->loss.n && s->loss.v[at].pos < b->r[k].to; at++)
            if (s->loss.v[at].regs >> r & 1)
                return s->loss.v[at].pos;
    }
    return ~0u;
}

// Where b's way is first blocked in that of the registers `lost` where it comes farthest.
static u32 farthest_lost(const Ra *s, const Bundle *b, RegSet lost)
{
    u32 last = 0;
    for (const u8 *r = s->order[b->cls]; *r; r++) {
        u32 first;
        if (!(lost >> *r & 1))
            continue;
        obstacle(s, b, *r, 0, &first);
        u32 loss = first_loss(s, b, *r);
        last = MAX(last, MIN(first, loss));
    }
    return last;
}

static void occupy(Ra *s, u32 id, u8 r)
{
    Bundle *b = s->bundle.v[id];
    u32 at = 0;
    for (u32 k = 0; k < b->nr; k++) {
        at = lower(s, r, at, b->r[k].from);
        Busy y = {b->r[k].from, b->r[k].to, id};
        vec_push(s->mem, &s->busy[r], y);
        Busy *v = s->busy[r].v;
        memmove(v + at + 1, v + at, (s->busy[r].n - 1 - at) * sizeof *v);
        v[at] = y;
    }
    b->reg = r;
    s->set.v[b->set].last_reg = r;
    s->m->used |= (RegSet)1 << r;
}

static void evict(Ra *s, u32 id)
{
    Bundle *b = s->bundle.v[id];
    u32 n = 0, r = b->reg, first = lower(s, b->reg, 0, b->r[0].from);
    n = first;
    for (u32 k = first; k < s->busy[r].n; k++)
        if (s->busy[r].v[k].bundle != id)
            s->busy[r].v[n++] = s->busy[r].v[k];
    s->busy[r].n = n;
    b->reg = 0;
    ra_enqueue(s, id);
}

static void evict_all(Ra *s, const Bundle *b, u8 r)
{
    for (u32 k = 0; k < b->nr; k++)
        for (;;) {
            u32 at = lower(s, r, 0, b->r[k].from);
            if (at >= s->busy[r].n || s->busy[r].v[at].from >= b->r[k].to)
                break;
            evict(s, s->busy[r].v[at].bundle);
        }
}

static void place(Ra *s, u32 id)
{
    Bundle *b = s->bundle.v[id];
    RegSet lost = s->may[b->cls] & losses(s, b), left = s->may[b->cls] & ~lost;
    const u8 wish[2] = {b->hint, s->set.v[b->set].last_reg}, *order = s->order[b->cls];
    float least = b->w;
    u8 victim = 0;
    u32 farthest = 0;
    for (u32 k = 0; k < 2 || order[k - 2]; k++) {
        u8 r = k < 2 ? wish[k] : order[k - 2];
        u32 first;
        if (!(left >> r & 1))
            continue;
        left &= ~REG_BIT(r);
        float w = obstacle(s, b, r, least, &first);
        if (w < 0) {
            occupy(s, id, r);
            return;
        }
        if (w < least) {
            least = w;
            victim = r;
        }
        farthest = MAX(farthest, first);
    }
    if (victim) {
        evict_all(s, b, victim);
        occupy(s, id, victim);
        return;
    }
    u32 last = farthest_lost(s, b, lost);
    ra_split(s, id, MAX(farthest, last));
}

void ra_finish_piece(Ra *s, Range r, u8 reg)
{
    vec_push(s->mem, &s->done.r, r);
    vec_push(s->mem, &s->done.reg, reg);
    if (!reg)
        s->val[r.v - REG_VIRT].spilled = true;
}

static int by_from(const void *x, const void *y, void *ctx)
{
    (void)ctx;
    u32 a = ((const Piece *)x)->from, b = ((const Piece *)y)->from;
    return a < b ? -1 : a > b;
}

// Pieces by value, in order of position; neighbours in one place become one.
static void collect(Ra *s)
{
    for (u32 k = 0; k < s->bundle.n; k++) {
        const Bundle *b = s->bundle.v[k];
        for (u32 j = 0; j < b->nr && b->reg; j++)
            ra_finish_piece(s, b->r[j], b->reg);
    }
    u32 n = s->done.r.n;
    s->piece = arena_raw(s->mem, Piece, n + 1);
    for (u32 k = 0; k < n; k++)
        s->val[s->done.r.v[k].v - REG_VIRT].npiece++;
    for (u32 v = 0, at = 0; v < s->nval; v++) {
        s->val[v].piece = at;
        at += s->val[v].npiece;
        s->val[v].npiece = 0;
    }
    for (u32 k = 0; k < n; k++) {
        RaVal *x = &s->val[s->done.r.v[k].v - REG_VIRT];
        s->piece[x->piece + x->npiece++] =
            (Piece){s->done.r.v[k].from, s->done.r.v[k].to, s->done.reg.v[k]};
    }
    for (u32 v = 0; v < s->nval; v++) {
        RaVal *x = &s->val[v];
        Piece *p = s->piece + x->piece;
        bool sorted = true;
        for (u32 k = 1; k < x->npiece; k++)
            sorted &= p[k - 1].from < p[k].from;
        if (!sorted)
            sort_stable(p, x->npiece, sizeof *p, by_from, NULL);
        u32 m = 0;
        for (u32 k = 0; k < x->npiece; k++)
            if (m && p[m - 1].to == p[k].from && p[m - 1].reg == p[k].reg)
                p[m - 1].to = p[k].to;
            else
                p[m++] = p[k];
        x->npiece = m;
        x->cur = x->piece;
    }
}

static void registers(Ra *s)
{
    const CallConv *cc = s->t->cc[s->m->f->mod->sig.v[s->m->f->sig].cc];
    for (u32 c = 0; c < RC_COUNT; c++) {
        s->may[c] = s->t->isa->alloc[c] & ~s->t->reserved & ~REG_BIT(REG_NONE);
        if (s->m->need_fp || s->m->keep_fp)
            s->may[c] &= ~REG_BIT(s->t->isa->fp);
        s->order[c] = cc->order[c] ? cc->order[c] : s->t->isa->order[c];
    }
}

void regalloc(MFn *m)
{
    Ra *s = arena_new(m->mem, Ra);
    s->m = m;
    s->mem = m->mem;
    s->t = m->t;
    ra_live(s);
    ra_merge(s);
    for (u32 k = 0; k < s->bundle.n; k++)
        ra_measure(s, s->bundle.v[k]);
    for (u32 k = 0; k < s->bundle.n; k++)
        ra_enqueue(s, k);
    registers(s);
    while (s->heap.n)
        place(s, dequeue(s));
    collect(s);
    ra_rewrite(s);
}
