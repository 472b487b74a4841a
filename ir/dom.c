// dom.c - dominator tree (Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm, 2001)
#include "ir/ir.h"

static u32 meet(const u32 *idom, u32 a, u32 b)
{
    while (a != b) {
        while (a > b)
            a = idom[a];
        while (b > a)
            b = idom[b];
    }
    return a;
}

// Immediate dominators by rpo index; the entry's is itself.
static u32 *solve(const Cfg *c, Arena *tmp)
{
    u32 *idom = arena_array(tmp, u32, c->n + 1);
    memset(idom, 0xff, (c->n + 1) * sizeof *idom);
    idom[0] = 0;
    for (bool changed = true; changed;) {
        changed = false;
        for (u32 k = 1; k < c->n; k++) {
            BlkId b = c->rpo[k];
            u32 d = ~0u;
            for (u32 p = c->pred_at[b]; p < c->pred_at[b + 1]; p++) {
                u32 at = c->rpo_at[c->pred[p]];
                if (idom[at] != ~0u)
                    d = d == ~0u ? at : meet(idom, d, at);
            }
            if (idom[k] != d) {
                idom[k] = d;
                changed = true;
            }
        }
    }
    return idom;
}

static void number(const Fn *f, Dom *d, Arena *tmp)
{
    BlkId *stack = arena_array(tmp, BlkId, f->blk.n + 1);
    BlkId *next = arena_array(tmp, BlkId, f->blk.n + 1);
    memcpy(next, d->child, f->blk.n * sizeof *next);
    u32 sp = 0, pre = 0, post = 0;
    stack[sp++] = f->entry;
    d->pre[f->entry] = pre++;
    while (sp) {
        BlkId b = stack[sp - 1], c = next[b];
        if (c) {
            next[b] = d->sibling[c];
            d->depth[c] = d->depth[b] + 1;
            d->pre[c] = pre++;
            stack[sp++] = c;
        } else {
            d->post[b] = post++;
            sp--;
        }
    }
}

void fill_dom(Fn *f)
{
    if (f->inits & A_DOM)
        return;
    fill_cfg(f);
    Arena tmp = {0};
    const Cfg *c = f->cfg;
    u32 nb = f->blk.n + 1;
    Dom *d = arena_new(f->mem, Dom);
    d->idom = arena_array(f->mem, BlkId, nb);
    d->pre = arena_array(f->mem, u32, nb);
    d->post = arena_array(f->mem, u32, nb);
    d->child = arena_array(f->mem, BlkId, nb);
    d->sibling = arena_array(f->mem, BlkId, nb);
    d->depth = arena_array(f->mem, u32, nb);
    u32 *idom = solve(c, &tmp);
    for (u32 k = c->n; k-- > 1;) {
        BlkId b = c->rpo[k], p = c->rpo[idom[k]];
        d->idom[b] = p;
        d->sibling[b] = d->child[p];
        d->child[p] = b;
    }
    number(f, d, &tmp);
    f->dom = d;
    f->inits |= A_DOM;
    arena_free(&tmp);
}

bool dominates(const Fn *f, BlkId a, BlkId b)
{
    const Dom *d = f->dom;
    if (a == b)
        return true;
    if (f->cfg->rpo_at[b] == ~0u || f->cfg->rpo_at[a] == ~0u)
        return false;
    return d->pre[a] <= d->pre[b] && d->post[b] <= d->post[a];
}
