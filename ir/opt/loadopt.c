// loadopt.c - forward stores and loads to loads; drop stores that nobody reads
//
// Forwards, each block starts from what all its predecessors know to be in memory, less what the
// loop it heads may overwrite; where they know different values, a load makes a block parameter of
// them. Backwards, each block starts from what all its successors overwrite before reading.
// needs dom loop; keeps cfg dom loop; breaks use live
#include "ir/opt/opt.h"

enum { STATE_LIMIT = 48 };

typedef struct Cell {        // memory whose contents are known
    Place at;
    u32 size;
    u8 type;                 // VOID: every byte is `value`
    bool steady;             // cannot change while it can be read
    Ref value;               // 0: the predecessors know it, each another one
} Cell;

typedef struct State {
    Cell *cell;
    u32 n;
} State;

typedef struct Lo {
    Fn *f;
    Arena mem;
    Alias al;
    State *out;              // by block
    Cell cur[STATE_LIMIT];
    u32 n;
    Effect *loop;            // by loop
    VEC(Ref) to;
    int changes;
} Lo;

static u32 size_of(const Lo *l, Type t)
{
    return mod_type_size(l->f->mod, t);
}

/* ---- the state ---- */

static void drop(Lo *l, u32 k)
{
    l->cur[k] = l->cur[--l->n];
}

// A cell at an unknown distance from its base is kept under the address itself; this is its true
// place.
static Place true_place(Lo *l, const Cell *c)
{
    const Ins *i = ir_ins(l->f, c->at.root);
    return i->op == OP_ADD || i->op == OP_SUB ? alias_place(&l->al, c->at.root) : c->at;
}

static void clobber(Lo *l, Place p, u64 size)
{
    for (u32 k = l->n; k-- > 0;) {
        const Cell *c = &l->cur[k];
        if (!c->steady && alias_may(&l->al, true_place(l, c), c->size, p, size))
            drop(l, k);
    }
}

static void clobber_outside(Lo *l)
{
    for (u32 k = l->n; k-- > 0;)
        if (!l->cur[k].steady && alias_outside(&l->al, true_place(l, &l->cur[k]), true))
            drop(l, k);
}

static void know(Lo *l, Cell c)
{
    if (l->n == STATE_LIMIT) {
        memmove(l->cur, l->cur + 1, (STATE_LIMIT - 1) * sizeof *l->cur);
        l->n--;
    }
    l->cur[l->n++] = c;
}

static bool same_place(const Cell *x, const Cell *y)
{
    return x->at.root == y->at.root && x->at.off == y->at.off && x->size == y->size &&
           x->type == y->type && x->at.known && y->at.known;
}

static const Cell *in_state(const State *s, const Cell *c)
{
    for (u32 k = 0; k < s->n; k++)
        if (same_place(&s->cell[k], c))
            return &s->cell[k];
    return NULL;
}

static bool can_take_params(const Lo *l, BlkId b)
{
    const Fn *f = l->f;
    if (ir_blk(f, b)->addr_taken)
        return false;
    for (u32 p = f->cfg->pred_at[b]; p < f->cfg->pred_at[b + 1]; p++)
        if (ir_ins(f, ir_blk(f, f->cfg->pred[p])->last)->op == OP_IJMP)
            return false;
    return true;
}

static void start_block(Lo *l, BlkId b)
{
    Fn *f = l->f;
    const Cfg *c = f->cfg;
    u32 at = c->rpo_at[b];
    const State *first = NULL;
    bool back = false;
    l->n = 0;
    for (u32 p = c->pred_at[b]; p < c->pred_at[b + 1]; p++) {
        if (c->rpo_at[c->pred[p]] >= at) {
            back = true;
            if (!dominates(f, b, c->pred[p]))
                return;                      // not a natural loop
        } else if (!first) {
            first = &l->out[c->pred[p]];
        }
    }
    if (!first || b == f->entry)
        return;
    bool params = !back && can_take_params(l, b);
    for (u32 k = 0; k < first->n; k++) {
        Cell cell = first->cell[k];
        bool have = true;
        for (u32 p = c->pred_at[b]; p < c->pred_at[b + 1] && have; p++) {
            const State *s = &l->out[c->pred[p]];
            if (s == first || c->rpo_at[c->pred[p]] >= at)
                continue;
            const Cell *o = in_state(s, &cell);
            have = o != NULL;
            if (o && o->value != cell.value)
                cell.value = 0;
        }
        if (have && (cell.value || (params && cell.type != T_VOID)))
            l->cur[l->n++] = cell;
    }
    if (!back)
        return;
    u32 id = f->loops->of[b];
    if (!id || f->loops->loop[id - 1].head != b || l->loop[id - 1].all) {
        l->n = 0;
        return;
    }
    const Effect *e = &l->loop[id - 1];
    if (e->outside)
        clobber_outside(l);
    for (u32 k = 0; k < e->n; k++)
        clobber(l, e->at[k], e->size[k]);
}

static void end_block(Lo *l, BlkId b)
{
    State *s = &l->out[b];
    for (u32 k = l->n; k-- > 0;)
        if (!l->cur[k].value)
            drop(l, k);
    s->n = l->n;
    s->cell = l->n ? arena_dup(&l->mem, l->cur, l->n * sizeof *l->cur) : NULL;
}

/* ---- loads ---- */

static Ref resolved(const Lo *l, Ref r)
{
    return to_final(l->to.v, l->to.n, r);
}

// The block parameter that joins what the predecessors know.
static Ref join(Lo *l, BlkId b, const Cell *c)
{
    Fn *f = l->f;
    Ref param = blk_param(f, b, (Type)c->type);
    for (u32 p = f->cfg->pred_at[b]; p < f->cfg->pred_at[b + 1]; p++) {
        BlkId from = f->cfg->pred[p];
        if (p > f->cfg->pred_at[b] && from == f->cfg->pred[p - 1])
            continue;
        Ref v = in_state(&l->out[from], c)->value, t = ir_blk(f, from)->last;
        for (u32 e = 0; e < ir_ins(f, t)->nedge; e++) {
            Edge *g = &ir_edges(f, ir_ins(f, t))[e];
            if (g->to != b)
                continue;
            Ref *args = arena_array(&l->mem, Ref, g->narg + 1);
            if (g->narg)
                memcpy(args, edge_args(f, g), g->narg * sizeof *args);
            args[g->narg] = v;
            ir_set_edge(f, g, b, args, g->narg + 1);
        }
    }
    return param;
}

static Type int_of(u32 size)
{
    return size == 8 ? T_I64 : size == 4 ? T_I32 : size == 2 ? T_I16 : T_I8;
}

static bool is_plain_int(Type t)
{
    return t >= T_I8 && t <= T_I64;
}

// The value of type t that lies `skip` bytes into v; 0 when it takes more than a few instructions.
static Ref part(Lo *l, Ref at, Ref v, u32 skip, Type t)
{
    Fn *f = l->f;
    Type have = ir_type(f, v);
    u32 hs = size_of(l, have), n = size_of(l, t);
    if (have == t && !skip)
        return v;
    if (!is_plain_int(have)) {
        v = ir_before(f, at, OP_BITCAST, int_of(hs), v, 0, 0);
        have = int_of(hs);
    }
    if (skip)
        v = ir_before(f, at, OP_SHR, have, v, ir_int(f, T_I8, (i64)skip * 8), 0);
    if (n < hs)
        v = ir_before(f, at, OP_TRUNC, int_of(n), v, 0, 0);
    return is_plain_int(t) ? v : ir_before(f, at, OP_BITCAST, t, v, 0, 0);
}

static Ref splat(Lo *l, Ref at, Ref byte, Type t)
{
    Fn *f = l->f;
    i64 x;
    if (!ir_is_int(f, byte, &x))
        return 0;
    Ref v = ir_int(f, int_of(size_of(l, t)), (i64)((u64)(x & 255) * 0x0101010101010101u));
    return is_plain_int(t) ? v : ir_before(f, at, OP_BITCAST, t, v, 0, 0);
}

static Ref known_value(Lo *l, Ref r, BlkId b, Place at, u32 size)
{
    Type t = (Type)ir_ins(l->f, r)->type;
    for (u32 k = l->n; k-- > 0;) {
        Cell *c = &l->cur[k];
        if (c->at.root != at.root || !at.known || !c->at.known || at.off < c->at.off ||
            (u64)(at.off - c->at.off) + size > c->size)
            continue;
        if (c->type == T_VOID)
            return splat(l, r, c->value, t);
        if (!c->value)
            c->value = join(l, b, c);
        return part(l, r, c->value, (u32)(at.off - c->at.off), t);
    }
    return 0;
}

static void load(Lo *l, Ref r, BlkId b)
{
    Fn *f = l->f;
    const Ins *i = ir_ins(f, r);
    if (i->aux & MEM_VOLATILE)
        return;
    Place at = alias_place(&l->al, i->u.a[0]);
    u32 size = size_of(l, (Type)i->type);
    bool steady = i->aux & MEM_CONST;
    u8 type = i->type;
    if (!at.known)
        at = (Place){.root = i->u.a[0], .known = true};   // found again under the same address only
    Ref v = known_value(l, r, b, at, size);
    if (v) {
        while (l->to.n <= r)
            vec_push(&l->mem, &l->to, 0);
        l->to.v[r] = v;
        l->changes++;
        return;
    }
    Cell c = {.at = at, .size = size, .type = type, .steady = steady, .value = r};
    know(l, c);
}

static bool store(Lo *l, Ref r)
{
    Fn *f = l->f;
    const Ins *i = ir_ins(f, r);
    Place at = alias_place(&l->al, i->u.a[0]), key = at;
    u32 size = size_of(l, (Type)i->sig);
    Ref v = i->u.a[1];
    if (!at.known)
        key = (Place){.root = i->u.a[0], .known = true};
    if (!(i->aux & MEM_VOLATILE))
        for (u32 k = 0; k < l->n; k++) {
            const Cell *c = &l->cur[k];
            if (alias_same(c->at, key) && c->size == size && c->value && c->type != T_VOID &&
                resolved(l, c->value) == v) {
                ir_remove(f, r);             // it is there already
                l->changes++;
                return true;
            }
        }
    clobber(l, at, size);
    if (i->aux & MEM_VOLATILE)
        return false;
    Cell c = {.at = key, .size = size, .type = (u8)i->sig, .value = v};
    know(l, c);
    return false;
}

static void fill(Lo *l, Ref r)
{
    const Ins *i = ir_ins(l->f, r);
    Place at = alias_place(&l->al, i->u.a[0]);
    u64 n = alias_block_size(l->f, i);
    clobber(l, at, n);
    i64 x;
    if (i->op == OP_SET && at.known && n && n < 0x10000 && ir_is_int(l->f, i->u.a[1], &x) &&
        !(i->aux & MEM_VOLATILE)) {
        Cell c = {.at = at, .size = (u32)n, .type = T_VOID, .value = i->u.a[1]};
        know(l, c);
    }
}

static void forward_block(Lo *l, BlkId b)
{
    Fn *f = l->f;
    start_block(l, b);
    for (Ref r = ir_blk(f, b)->first, next; r; r = next) {
        const Ins *i = ir_ins(f, r);
        next = i->next;
        u16 fl = op_info[i->op].flags;
        to_operands(f, l->to.v, l->to.n, r);
        switch (i->op) {
        case OP_LOAD: load(l, r, b); break;
        case OP_STORE: store(l, r); break;
        case OP_COPY: case OP_MOVE: case OP_SET: fill(l, r); break;
        case OP_ALLOCA: case OP_SAVESP: case OP_RESTSP: break;
        default:
            if (fl & (OF_WRITE | OF_EFFECT))
                clobber_outside(l);
        }
    }
    end_block(l, b);
}

/* ---- dead stores ---- */

typedef struct Dead {        // memory that is written again, or gone, before it is read
    Place at;
    u64 size;
} Dead;

typedef struct DeadState {
    Dead *d;
    u32 n;
} DeadState;

typedef struct Ds {
    Lo *l;
    DeadState *in;           // by block
    Dead cur[STATE_LIMIT];
    u32 n;
} Ds;

static bool covers(const Dead *d, Place at, u64 size)
{
    return d->at.root == at.root && d->at.known && at.known && size && at.off >= d->at.off &&
           (u64)(at.off - d->at.off) + size <= d->size;
}

static bool is_dead(const Ds *s, Place at, u64 size)
{
    const Ins *i = ir_ins(s->l->f, at.root);
    if (i->op == OP_SLOT && !s->l->al.slot_read[i->u.s.sym] && !s->l->al.escapes[i->u.s.sym])
        return true;
    for (u32 k = 0; k < s->n; k++)
        if (covers(&s->cur[k], at, size))
            return true;
    return false;
}

static void now_read(Ds *s, Place at, u64 size)
{
    for (u32 k = s->n; k-- > 0;)
        if (alias_may(&s->l->al, s->cur[k].at, s->cur[k].size, at, size))
            s->cur[k] = s->cur[--s->n];
}

static void now_dead(Ds *s, Place at, u64 size)
{
    if (at.known && size && s->n < STATE_LIMIT)
        s->cur[s->n++] = (Dead){at, size};
}

static void start_backwards(Ds *s, BlkId b)
{
    Fn *f = s->l->f;
    const Ins *t = ir_ins(f, ir_blk(f, b)->last);
    s->n = 0;
    if (t->op == OP_RET || t->op == OP_TAILCALL) {
        for (u32 k = 0; k < f->slot.n && k < STATE_LIMIT / 2; k++)
            now_dead(s, (Place){.root = s->l->al.slot_root[k], .known = true}, f->slot.v[k].size);
        return;
    }
    if (!t->nedge)
        return;
    const DeadState *first = &s->in[ir_edges(f, t)[0].to];
    for (u32 k = 0; k < first->n; k++) {
        bool all = true;
        for (u32 e = 1; e < t->nedge && all; e++) {
            const DeadState *o = &s->in[ir_edges(f, t)[e].to];
            bool found = o == first;
            for (u32 j = 0; j < o->n && !found; j++)
                found = covers(&o->d[j], first->d[k].at, first->d[k].size);
            all = found;
        }
        if (all)
            s->cur[s->n++] = first->d[k];
    }
}

static void dead_ins(Ds *s, Ref r)
{
    Lo *l = s->l;
    Fn *f = l->f;
    const Ins *i = ir_ins(f, r);
    u16 fl = op_info[i->op].flags;
    bool is_store = i->op == OP_STORE, block = i->op == OP_COPY || i->op == OP_MOVE ||
                    i->op == OP_SET;
    if (is_store || block) {
        Place at = alias_place(&l->al, i->u.a[0]);
        u64 size = is_store ? size_of(l, (Type)i->sig) : alias_block_size(f, i);
        if (!(i->aux & MEM_VOLATILE)) {
            if (is_dead(s, at, size)) {
                if (ir_ins(f, at.root)->op == OP_SLOT)
                    marks_forget_slot(f, ir_ins(f, at.root)->u.s.sym);
                ir_remove(f, r);
                l->changes++;
                return;
            }
            now_dead(s, at, size);
        }
        if (i->op == OP_COPY || i->op == OP_MOVE)
            now_read(s, alias_place(&l->al, i->u.a[1]), size);
        return;
    }
    if (i->op == OP_LOAD) {
        now_read(s, alias_place(&l->al, i->u.a[0]), size_of(l, (Type)i->type));
    } else if (fl & (OF_READ | OF_WRITE | OF_EFFECT) && i->op != OP_ALLOCA && i->op != OP_SAVESP) {
        for (u32 k = s->n; k-- > 0;)
            if (alias_outside(&l->al, s->cur[k].at, false))
                s->cur[k] = s->cur[--s->n];
    }
}

static void dead_stores(Lo *l)
{
    Fn *f = l->f;
    Ds s = {.l = l};
    s.in = arena_array(&l->mem, DeadState, f->blk.n + 1);
    for (u32 k = f->cfg->n; k-- > 0;) {
        BlkId b = f->cfg->rpo[k];
        start_backwards(&s, b);
        for (Ref r = ir_blk(f, b)->last, prev; r; r = prev) {
            prev = ir_ins(f, r)->prev;
            dead_ins(&s, r);
        }
        s.in[b].n = s.n;
        s.in[b].d = s.n ? arena_dup(&l->mem, s.cur, s.n * sizeof *s.cur) : NULL;
    }
}

static int loadopt(Fn *f)
{
    Lo l = {.f = f};
    bool any = false;
    for (BlkId b = f->entry; b && !any; b = ir_blk(f, b)->next)
        for (Ref r = ir_blk(f, b)->first; r && !any; r = ir_ins(f, r)->next)
            any = op_info[ir_ins(f, r)->op].flags & (OF_READ | OF_WRITE);
    if (!any)
        return 0;
    alias_init(&l.al, f, &l.mem);
    l.out = arena_array(&l.mem, State, f->blk.n + 1);
    l.loop = alias_loops(&l.al, &l.mem);
    for (u32 k = 0; k < f->cfg->n; k++)
        forward_block(&l, f->cfg->rpo[k]);
    if (l.to.n)
        to_all(f, l.to.v, l.to.n);
    // the loads replaced would still count as reads
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        for (Ref r = ir_blk(f, b)->first, next; r; r = next) {
            next = ir_ins(f, r)->next;
            if (r < l.to.n && l.to.v[r])
                ir_remove(f, r);
        }
    alias_init(&l.al, f, &l.mem);
    dead_stores(&l);
    arena_free(&l.mem);
    return l.changes;
}

const PassDef pass_loadopt = {"loadopt", loadopt, .needs = A_CFG | A_DOM | A_LOOP,
                              .keeps = A_CFG | A_DOM | A_LOOP};
