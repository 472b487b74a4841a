// loop.c - natural loops and their nesting
#include "ir/ir.h"

// Marks the blocks of the loop with head h; inner loops were found before, so their outermost known
// loop gets this one as its parent.
static void body(Fn *f, Loops *l, u32 id, BlkId *stack)
{
    const Cfg *c = f->cfg;
    BlkId h = l->loop[id].head;
    u32 sp = 0;
    for (u32 p = c->pred_at[h]; p < c->pred_at[h + 1]; p++)
        if (dominates(f, h, c->pred[p]))
            stack[sp++] = c->pred[p];
    while (sp) {
        BlkId b = stack[--sp];
        u32 in = l->of[b];
        if (!in) {
            l->of[b] = id + 1;
            if (b == h)
                continue;
        } else {
            u32 outer = in;
            while (l->loop[outer - 1].parent && outer != id + 1)
                outer = l->loop[outer - 1].parent;
            if (outer == id + 1)
                continue;
            l->loop[outer - 1].parent = id + 1;
            b = l->loop[outer - 1].head;
        }
        for (u32 p = c->pred_at[b]; p < c->pred_at[b + 1]; p++)
            stack[sp++] = c->pred[p];
    }
    if (!l->of[h])
        l->of[h] = id + 1;
}

// Does any edge go back, in reverse postorder? Without one there is no loop.
static bool goes_back(const Cfg *c)
{
    for (u32 k = 0; k < c->n; k++) {
        BlkId b = c->rpo[k];
        for (u32 p = c->pred_at[b]; p < c->pred_at[b + 1]; p++)
            if (c->rpo_at[c->pred[p]] >= k)
                return true;
    }
    return false;
}

void fill_loops(Fn *f)
{
    if (f->inits & A_LOOP)
        return;
    fill_cfg(f);
    Arena tmp = {0};
    const Cfg *c = f->cfg;
    Loops *l = arena_new(f->mem, Loops);
    l->of = arena_array(f->mem, u32, f->blk.n + 1);
    f->loops = l;
    f->inits |= A_LOOP;
    if (!goes_back(c))
        return;
    fill_dom(f);
    u32 npred = c->pred_at[f->blk.n];
    BlkId *stack = arena_array(&tmp, BlkId, 2 * npred + 2);
    l->loop = arena_array(f->mem, Loop, c->n);
    for (u32 k = c->n; k-- > 0;) { // later heads first: inner loops before outer
        BlkId h = c->rpo[k];
        bool head = false;
        for (u32 p = c->pred_at[h]; p < c->pred_at[h + 1] && !head; p++)
            head = dominates(f, h, c->pred[p]);
        if (!head)
            continue;
        l->loop[l->n] = (Loop){.head = h};
        l->n++;
        body(f, l, l->n - 1, stack);
    }
    for (u32 i = l->n; i-- > 0;) // parents come after their children
        l->loop[i].depth = l->loop[i].parent ? l->loop[l->loop[i].parent - 1].depth + 1 : 1;
    arena_free(&tmp);
}
