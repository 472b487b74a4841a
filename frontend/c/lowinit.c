// lowinit.c - warn of variables that are read where nothing can have been written to them
//
// Certain only: on every path to the read there is no write. While a function is lowered, reads and
// writes of SSA variables are noted; when its SSA form is done, each read is a value or undefined.
#include "frontend/c/low_int.h"

struct Seen {
    Seen *next;
    Decl *d;
    Ref v;
    BlkId blk;
    Span at;
    bool write;
};

// Variables that are registers by name hold what those do.
void init_note(Low *l, Decl *d, Ref v, Span at, bool write)
{
    if (l->dead || !warns(l->p, CW_UNINIT) || d->is_param || !d->name.n || d->at.asm_name.n ||
        ty_part(l->p, d->ty))
        return;
    Seen *s = arena_new(l->p->mem, Seen);
    *s = (Seen){.d = d, .v = v, .blk = l->b.blk, .at = at, .write = write};
    ssa_follow(l->ssa, &s->v);
    if (l->seen_last)
        l->seen_last->next = s;
    else
        l->seen = s;
    l->seen_last = s;
}

// By BlkId: does control get there?
static bool *reached(Low *l)
{
    Fn *f = l->f;
    bool *in = arena_array(l->p->mem, bool, f->blk.n);
    VEC(BlkId) todo = {0};
    in[f->entry] = true;
    vec_push(l->p->mem, &todo, f->entry);
    while (todo.n) {
        const Ins *i = ir_ins(f, ir_blk(f, todo.v[--todo.n])->last);
        for (u32 e = 0; e < i->nedge; e++) {
            BlkId to = f->edge.v[i->edge + e].to;
            if (!in[to])
                vec_push(l->p->mem, &todo, to);
            in[to] = true;
        }
    }
    return in;
}

// What takes its value from another such variable is not complained of: that one is.
void init_check(Low *l)
{
    if (!l->seen)
        return;
    bool *in = reached(l);
    for (Seen *s = l->seen; s; s = s->next)
        s->d->unsure |= s->write && ir_ins(l->f, s->v)->op == OP_UNDEF;
    for (Seen *s = l->seen; s; s = s->next) {
        if (s->write || s->d->unsure || !in[s->blk] || ir_ins(l->f, s->v)->op != OP_UNDEF)
            continue;
        s->d->unsure = true;     // once
        say(l->p, CW_UNINIT, s->at, zs(l->p, s->d->name));
        say(l->p, CN_DECLARED, s->d->span, zs(l->p, s->d->name));
    }
}
