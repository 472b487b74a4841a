// layout.c - the order of blocks in the text, and the branches that follow from it
//
// Before allocation: reverse postorder with every loop kept contiguous, loops rotated so that the
// test stands at the end, cold blocks last. After allocation: branches to blocks that only jump are
// threaded, unreachable blocks dropped, and each conditional branch made to fall through.
#include "codegen/target.h"

typedef VEC(u32) Ids;

static u32 edge_block(MFn *m, MBlk *from, MBlk *to)
{
    MBlk *b = m_blk(m);
    const Loops *l = m->f->loops;
    MIns *j = m_ins(m, m->t->isa->op_jmp, 8, 1, 0);
    b->loop = m_common_loop(l, from->loop, to->loop);
    b->depth = b->loop ? l->loop[b->loop - 1].depth : 0;
    b->cold = from->cold || to->cold;
    j->op_[0] = (MOp){.kind = MO_BLK, .size = 8, .slot = to->id};
    j->flags = MIF_BRANCH;
    m_before(b, NULL, j);
    vec_push(m->mem, &b->succ, to->id);
    return b->id;
}

static void retarget(MFn *m, MBlk *b, u32 from, u32 to)
{
    for (MIns *i = b->first; i; i = i->next)
        if (i->flags & MIF_BRANCH && i->nop && i->op_[0].kind == MO_BLK && i->op_[0].slot == from)
            i->op_[0].slot = to;
    for (u32 t = 0; t < m->table.n; t++)
        for (u32 k = 0; k < m->table.v[t].blk.n && m->table.v[t].owner == b->id; k++)
            if (m->table.v[t].blk.v[k] == from)
                m->table.v[t].blk.v[k] = to;
}

void layout_split_edges(MFn *m)
{
    u32 n = m->blk.n, *npred = arena_array(m->mem, u32, n + 1);
    for (u32 k = 0; k < n; k++)
        for (u32 j = 0; j < m->blk.v[k]->succ.n; j++)
            npred[m->blk.v[k]->succ.v[j]]++;
    for (u32 k = 0; k < n; k++) {
        MBlk *b = m->blk.v[k];
        for (u32 j = 0; j < b->succ.n && b->succ.n > 1; j++) {
            u32 to = b->succ.v[j];
            if (npred[to] < 2)
                continue;
            u32 e = edge_block(m, b, m->blk.v[to]);
            retarget(m, b, to, e);
            b->succ.v[j] = e;
        }
    }
}

// A node of the loop tree's text: a block, or (from nblk on) a loop.
static void flatten(MFn *m, Ids *item, u32 loop, u32 nblk)
{
    for (u32 k = 0; k < item[loop].n; k++) {
        u32 x = item[loop].v[k];
        if (x >= nblk)
            flatten(m, item, x - nblk, nblk);
        else
            vec_push(m->mem, &m->order, x);
    }
}

static u32 *postorder(MFn *m, Arena *tmp, u32 *n)
{
    u32 nb = m->blk.n, sp = 0, np = 0;
    u32 *stack = arena_array(tmp, u32, nb), *next = arena_array(tmp, u32, nb);
    u32 *post = arena_array(tmp, u32, nb);
    bool *seen = arena_array(tmp, bool, nb);
    stack[sp++] = 0;
    seen[0] = true;
    while (sp) {
        MBlk *b = m->blk.v[stack[sp - 1]];
        if (next[b->id] < b->succ.n) {
            u32 to = b->succ.v[b->succ.n - 1 - next[b->id]++];
            if (!seen[to]) {
                seen[to] = true;
                stack[sp++] = to;
            }
        } else {
            post[np++] = b->id;
            sp--;
        }
    }
    *n = np;
    return post;
}

static bool in_loop(const Loops *l, u32 x, u32 loop)
{
    for (; x; x = l->loop[x - 1].parent)
        if (x == loop)
            return true;
    return false;
}

// The loop's items with the header last, when the header can leave the loop and the block now last
// jumps back to it: the header's test then ends the loop.
static void rotate(MFn *m, Ids *it, u32 nblk, const Loops *l, u32 loop)
{
    if (it->n < 2 || it->v[0] >= nblk || it->v[it->n - 1] >= nblk)
        return;
    MBlk *h = m->blk.v[it->v[0]], *end = m->blk.v[it->v[it->n - 1]];
    if (h->succ.n != 2 || end->succ.n != 1 || end->succ.v[0] != h->id)
        return;
    u32 out = 0;
    for (u32 k = 0; k < 2; k++)
        out += !in_loop(l, m->blk.v[h->succ.v[k]]->loop, loop);
    if (out != 1)
        return;
    u32 first = it->v[0];
    memmove(it->v, it->v + 1, (it->n - 1) * sizeof *it->v);
    it->v[it->n - 1] = first;
}

void layout_order(MFn *m)
{
    u32 n, nb = m->blk.n;
    u32 *post = postorder(m, m->mem, &n);
    const Loops *l = m->f->loops;
    u32 nl = l ? l->n : 0;
    Ids *item = arena_array(m->mem, Ids, nl + 1);
    bool *open = arena_array(m->mem, bool, nl + 1);
    Ids cold = {0};
    for (u32 k = n; k-- > 0;) {
        MBlk *b = m->blk.v[post[k]];
        b->placed = true;
        if (b->cold && b->id) {
            vec_push(m->mem, &cold, b->id);
            continue;
        }
        vec_push(m->mem, &item[b->loop], b->id);
        for (u32 x = b->loop; x && !open[x]; x = l->loop[x - 1].parent) {
            open[x] = true;
            vec_push(m->mem, &item[l->loop[x - 1].parent], nb + x);
        }
    }
    if (m->o->level && !m->o->size)
        for (u32 x = 1; x <= nl; x++)
            rotate(m, &item[x], nb, l, x);
    m->order.n = 0;
    flatten(m, item, 0, nb);
    for (u32 k = 0; k < cold.n; k++)
        vec_push(m->mem, &m->order, cold.v[k]);
    for (u32 k = 0; k < m->table.n; k++)         // what nothing reaches has no places to list
        if (!m->blk.v[m->table.v[k].owner]->placed)
            m->table.v[k].blk.n = 0;
}

static bool is_jcc(const MFn *m, const MIns *i)
{
    return i->op >= m->t->isa->op_jcc && i->op <= m->t->isa->op_jcc_last;
}

// Where a jump to b ends up when b only jumps on.
static u32 final_target(const MFn *m, u32 b)
{
    for (u32 steps = 0; steps < 32; steps++) {
        const MBlk *k = m->blk.v[b];
        const MIns *i = k->first;
        while (i && i->op < M_ASM)
            i = i->next;
        if (!i || i->op != m->t->isa->op_jmp || i->op_[0].kind != MO_BLK)
            return b;
        b = i->op_[0].slot;
    }
    return b;
}

// A block that is one indirect jump is copied into those that jump to it: each keeps a branch of
// its own, which the processor predicts better.
static const MIns *lone_indirect(const MFn *m, u32 b)
{
    const MIns *i = m->blk.v[b]->first;
    while (i && i->op < M_ASM)
        i = i->next;
    bool jump = i && (i->op == m->t->isa->op_jmp || i->op == m->t->isa->op_ijmp);
    return jump && i->op_[0].kind != MO_BLK && i->op_[0].kind != MO_SYM ? i
           : NULL;
}

static void thread(MFn *m)
{
    for (u32 k = 0; k < m->order.n; k++) {
        MBlk *b = m->blk.v[m->order.v[k]];
        for (MIns *i = b->first; i; i = i->next) {
            if (!(i->flags & MIF_BRANCH) || !i->nop || i->op_[0].kind != MO_BLK)
                continue;
            i->op_[0].slot = final_target(m, i->op_[0].slot);
            const MIns *ind = i->op == m->t->isa->op_jmp ? lone_indirect(m, i->op_[0].slot) : NULL;
            if (ind) {
                i->op = ind->op;
                i->op_[0] = ind->op_[0];
                i->flags = ind->flags;
            }
        }
    }
}

enum { DUP_INS = 7, DUP_MAX = 64 };

// Number of instructions before the branches that end b; ~0u when there are too many.
static u32 body_size(const MBlk *b)
{
    u32 n = 0;
    for (const MIns *i = b->first; i && !(i->flags & MIF_BRANCH); i = i->next)
        if (++n > DUP_INS)
            return ~0u;
    return n;
}

// The block that jumps through a table after t's range check; ~0u when t is not such a check.
static u32 table_jump(const MFn *m, const MBlk *t)
{
    const MIns *j = t->last, *c = j ? j->prev : NULL;
    if (!c || j->op != m->t->isa->op_jmp || j->op_[0].kind != MO_BLK || !is_jcc(m, c))
        return ~0u;
    if (c->prev && c->prev->flags & MIF_BRANCH)
        return ~0u;
    const MBlk *d = m->blk.v[j->op_[0].slot];
    if (!d->last || d->last->op != m->t->isa->op_ijmp || d->last->op_[0].kind != MO_REG ||
        d->last->flags & MIF_TAIL)
        return ~0u;
    return body_size(t) == ~0u || body_size(d) == ~0u || d == t ? ~0u : d->id;
}

static void copy_body(MFn *m, MBlk *to, const MBlk *from, bool jump)
{
    for (const MIns *i = from->first; i; i = i->next) {
        if (i == from->last && !jump)
            return;
        MIns *c = m_ins(m, i->op, i->size, i->nop, i->nx);
        MOp *o = c->op_;
        *c = *i;
        c->op_ = o;
        memcpy(o, i->op_, ((u32)i->nop + i->nx) * sizeof *o);
        m_before(to, NULL, c);
    }
}

// The dispatch of an interpreter's loop - range check and jump through the table - is copied to the
// end of each case that goes back to it: the processor then predicts each by what came before.
static void copy_dispatch(MFn *m)
{
    u32 *njump = arena_array(m->mem, u32, m->blk.n + 1);
    for (u32 k = 0; k < m->order.n; k++) {
        const MIns *j = m->blk.v[m->order.v[k]]->last;
        if (j && j->op == m->t->isa->op_jmp && j->op_[0].kind == MO_BLK)
            njump[j->op_[0].slot]++;
    }
    for (u32 k = 0; k < m->order.n; k++) {
        MBlk *b = m->blk.v[m->order.v[k]];
        MIns *j = b->last;
        if (!j || j->op != m->t->isa->op_jmp || j->op_[0].kind != MO_BLK || b->cold)
            continue;
        const MBlk *t = m->blk.v[j->op_[0].slot];
        u32 n = njump[t->id], d = n < 4 || n > DUP_MAX || !t->depth ||
                t == b ? ~0u : table_jump(m, t);
        if (d == ~0u || (j->prev && j->prev->flags & MIF_BRANCH))
            continue;
        m_remove(b, j);
        copy_body(m, b, t, false);
        copy_body(m, b, m->blk.v[d], true);
    }
}

static void mark(MFn *m, u32 id, u32 *stack)
{
    u32 sp = 0;
    stack[sp++] = id;
    m->blk.v[id]->placed = true;
    while (sp) {
        const MBlk *b = m->blk.v[stack[--sp]];
        for (const MIns *i = b->first; i; i = i->next)
            for (u32 k = 0; k < i->nop; k++)
                if (i->op_[k].kind == MO_BLK && !m->blk.v[i->op_[k].slot]->placed) {
                    m->blk.v[i->op_[k].slot]->placed = true;
                    stack[sp++] = i->op_[k].slot;
                }
    }
}

static void drop_unreached(MFn *m)
{
    u32 *stack = arena_array(m->mem, u32, m->blk.n + 1);
    for (u32 k = 0; k < m->blk.n; k++)
        m->blk.v[k]->placed = false;
    mark(m, 0, stack);
    for (u32 k = 0; k < m->blk.n; k++)
        if (m->blk.v[k]->addr_taken && !m->blk.v[k]->placed)
            mark(m, k, stack);
    for (u32 t = 0; t < m->table.n; t++)
        for (u32 k = 0; k < m->table.v[t].blk.n; k++)
            if (!m->blk.v[m->table.v[t].blk.v[k]]->placed)
                mark(m, m->table.v[t].blk.v[k], stack);
    u32 n = 0;
    for (u32 k = 0; k < m->order.n; k++)
        if (m->blk.v[m->order.v[k]]->placed)
            m->order.v[n++] = m->order.v[k];
    m->order.n = n;
}

static void fall_through(MFn *m, MBlk *b, u32 next)
{
    MIns *last = b->last;
    if (!last || last->op != m->t->isa->op_jmp || last->op_[0].kind != MO_BLK)
        return;
    MIns *jcc = last->prev;
    if (jcc && is_jcc(m, jcc) && jcc->op_[0].slot == last->op_[0].slot) {
        m_remove(b, jcc);
        fall_through(m, b, next);
        return;
    }
    if (last->op_[0].slot == next) {
        m_remove(b, last);
        return;
    }
    bool two = jcc && jcc->prev && is_jcc(m, jcc->prev);
    if (jcc && is_jcc(m, jcc) && jcc->op_[0].slot == next && !two) {
        jcc->cc ^= 1;
        jcc->op_[0].slot = last->op_[0].slot;
        m_remove(b, last);
    }
}

void layout_branches(MFn *m)
{
    for (u32 t = 0; t < m->table.n; t++)
        for (u32 k = 0; k < m->table.v[t].blk.n; k++)
            m->table.v[t].blk.v[k] = final_target(m, m->table.v[t].blk.v[k]);
    thread(m);
    if (m->o->level >= 2 && !m->o->size)
        copy_dispatch(m);
    drop_unreached(m);
    for (u32 k = 0; k < m->order.n; k++)
        fall_through(m, m->blk.v[m->order.v[k]], k + 1 < m->order.n ? m->order.v[k + 1] : ~0u);
}
