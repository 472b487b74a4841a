// spill.c - split a bundle that finds no register, and leave the parts that need none in memory
//
// The cut is made before the first obstacle, at the shallowest loop depth after the last use before
// it. What lies between the cut and the next use, or before the cut and the last one, goes to
// memory; but a use in a loop that does not contain the cut keeps the register through the whole
// loop.
#include "codegen/ra_int.h"

static void spill_range(Ra *s, Range r)
{
    RaSet *set = &s->set.v[s->val[r.v - REG_VIRT].set];
    if (!set->slot)
        set->slot = 1;  // numbered when all pieces are known
    ra_finish_piece(s, r, 0);
}

static void spill_all(Ra *s, Bundle *b)
{
    for (u32 k = 0; k < b->nr; k++)
        spill_range(s, b->r[k]);
    b->nr = b->nu = 0;
}

// Cuts [from, to) out of b as a bundle to place; the rest is spilled. Uses lie in [from, to).
static void keep(Ra *s, const Bundle *b, u32 first_use, u32 nuse, u32 from, u32 to)
{
    Bundle *n = arena_new(s->mem, Bundle);
    n->r = arena_raw(s->mem, Range, b->nr + 1);
    for (u32 k = 0; k < b->nr; k++) {
        Range r = b->r[k], mid = r;
        mid.from = MAX(r.from, from);
        mid.to = MIN(r.to, to);
        if (mid.from >= mid.to) {
            spill_range(s, r);
            continue;
        }
        n->r[n->nr++] = mid;
        if (r.from < mid.from)
            spill_range(s, (Range){r.from, mid.from, r.v});
        if (mid.to < r.to)
            spill_range(s, (Range){mid.to, r.to, r.v});
    }
    n->u = b->u + first_use;
    n->nu = nuse;
    n->cls = b->cls;
    n->set = b->set;
    n->hint = b->hint;
    vec_push(s->mem, &s->bundle, n);
    ra_measure(s, n);
    ra_enqueue(s, s->bundle.n - 1);
}

static bool in_loop(const Loops *l, u32 x, u32 loop)
{
    for (; x; x = l->loop[x - 1].parent)
        if (x == loop)
            return true;
    return false;
}

// The outermost loop around position `at` that does not contain position `cut`; 0 none.
static u32 loop_apart(const Ra *s, u32 at, u32 cut)
{
    const Loops *l = s->m->f->loops;
    const MBlk *a = ra_blk(s, at), *c = ra_blk(s, cut);
    u32 best = 0;
    if (a->cold)
        return 0;
    for (u32 x = a->loop; x; x = l->loop[x - 1].parent)
        if (!in_loop(l, c->cold ? 0 : c->loop, x))
            best = x;
    return best;
}

// b's part [from, to), trimmed to its uses.
static void part(Ra *s, const Bundle *b, u32 u0, u32 nu, u32 from, u32 to, u32 cut)
{
    Bundle p = *b;
    p.r = arena_raw(s->mem, Range, b->nr + 1);
    p.nr = 0;
    for (u32 k = 0; k < b->nr; k++) {
        Range r = b->r[k];
        r.from = MAX(r.from, from);
        r.to = MIN(r.to, to);
        if (r.from < r.to)
            p.r[p.nr++] = r;
    }
    bool need = false;
    for (u32 k = 0; k < nu; k++)
        need |= b->u[u0 + k].need;
    if (!p.nr)
        return;
    if (!need) {
        spill_all(s, &p);
        return;
    }
    const RaUse *first = &b->u[u0], *last = &b->u[u0 + nu - 1];
    u32 lo = 4 * ra_instr(first->pos), hi = last->def ? (last->pos | 3) : last->pos + 1;
    u32 x = loop_apart(s, first->pos, cut), y = loop_apart(s, last->pos, cut);
    if (x && from >= cut)
        lo = MIN(lo, s->loop[x].from);
    if (y && to <= cut)
        hi = MAX(hi, s->loop[y].to);
    keep(s, &p, u0, nu, MAX(lo, from), MIN(hi, to));
}

static u32 choose_cut(const Ra *s, u32 lo, u32 hi)
{
    // lo: the gap after the last use before; hi: at most here. The shallowest block start between,
    // the latest of equals; the end itself when nothing is shallower.
    u32 best = hi, depth = ra_blk(s, hi)->cold ? 0 : ra_blk(s, hi)->depth;
    for (u32 at = hi; at > lo;) {
        const MBlk *b = ra_blk(s, at - 1);
        at = 4 * b->at;
        if (at <= lo)
            break;
        if (!b->cold && b->depth < depth) {
            depth = b->depth;
            best = at;
        }
    }
    return best;
}

void ra_split(Ra *s, u32 id, u32 conflict)
{
    Bundle *b = s->bundle.v[id];
    bool need = false;
    for (u32 k = 0; k < b->nu; k++)
        need |= b->u[k].need;
    if (!need) {
        spill_all(s, b);
        return;
    }
    if (b->minimal) {
        fprintf(stderr, "fuse: internal error: out of registers in %.*s\n",
                STR_ARG(s->m->f->mod->sym.v[s->m->f->sym].name));
        m_print(s->m, "isel", stderr);
        abort();
    }
    u32 start = b->r[0].from, end = b->r[b->nr - 1].to;
    u32 n0 = ra_instr(b->u[0].pos), n1 = ra_instr(b->u[b->nu - 1].pos), cut, nl = 0;
    if (n0 == n1) {
        u32 hi = b->u[b->nu - 1].def ? (b->u[b->nu - 1].pos | 3) : b->u[b->nu - 1].pos + 1;
        keep(s, b, 0, b->nu, 4 * n0, hi);
        b->nr = b->nu = 0;
        return;
    }
    while (nl < b->nu && (b->u[nl].pos | 3) < conflict)
        nl++;
    if (nl == 0 && conflict < 4 * n0 && start < 4 * n0) {
        cut = 4 * n0; // the obstacle is before the first use: what comes before is memory
    } else {
        if (nl == 0)
            nl = 1;
        u32 before = ra_instr(b->u[nl - 1].pos);
        while (nl < b->nu && ra_instr(b->u[nl].pos) == before)
            nl++;
        u32 next = nl < b->nu ? ra_instr(b->u[nl].pos) : end / 4;
        u32 lo = 4 * (before + 1), hi = MIN(conflict & ~3u, 4 * next);
        cut = hi <= lo ? lo : choose_cut(s, lo, hi);
    }
    if (cut >= end)
        cut = 4 * (n0 + 1);
    for (nl = 0; nl < b->nu && b->u[nl].pos < cut;)
        nl++;
    Bundle whole = *b;
    b->nr = b->nu = 0;
    if (nl == 0 && start < cut) {
        for (u32 k = 0; k < whole.nr; k++)
            if (whole.r[k].from < cut)
                spill_range(s, (Range){whole.r[k].from, MIN(whole.r[k].to, cut), whole.r[k].v});
    } else if (nl) {
        part(s, &whole, 0, nl, start, cut, cut);
    }
    if (cut < end) {
        if (nl < whole.nu)
            part(s, &whole, nl, whole.nu - nl, cut, end, cut);
        else
            for (u32 k = 0; k < whole.nr; k++)
                if (whole.r[k].to > cut)
                    spill_range(s, (Range){MAX(whole.r[k].from, cut), whole.r[k].to, whole.r[k].v});
    }
}
