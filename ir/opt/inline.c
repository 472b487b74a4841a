// inline.c - put the bodies of functions where they are called
//
// Bottom up over the call graph: a function is inlined into, simplified, and only then considered
// for its callers. Functions on a cycle of calls are not inlined into each other. Local functions
// that nothing refers to any more are removed.
// needs nothing; breaks everything of the functions it changes
#include "ir/opt/opt.h"

enum {
    TINY = 14,               // no larger than the call itself
    TINY_BYTES = 8,          // the same where each byte counts
    SMALL = 40,
    HINTED = 120,
    ONLY_CALL = 600,         // the body moves, nothing is duplicated
    CALL_COST = 5,
    CONST_BONUS = 8,         // for each constant argument
    CALLER_LIMIT = 6000,
    SHARE_SLOT = 64          // slots of at least this size are shared between inlined bodies
};

typedef enum { INLINE_ALWAYS /* only what asks for it */, INLINE_SIZE, INLINE_SPEED } InlineFor;

typedef struct FnInfo {
    u32 size;
    u32 calls;               // direct calls of it in the module
    bool address;            // used otherwise
    bool fit;                // nothing in it forbids inlining
    u8 state;                // 0 new, 1 on the stack, 2 finished
} FnInfo;

typedef struct Inl {
    Mod *m;
    Arena mem;
    FnInfo *info;            // by SymId
    InlineFor goal;
    bool any;                // something may be expanded
    int changes;
} Inl;

typedef struct Job {         // one caller
    Inl *in;
    Fn *f;
    Arena mem;
    VEC(Ref) to;             // call results to continuation parameters
    VEC(u32) pool;           // big slots that inlined bodies share
    u32 size;
    int done;
} Job;

static SymId callee_of(const Fn *f, const Ins *i)
{
    if (i->op != OP_CALL && i->op != OP_TAILCALL)
        return 0;
    const Ins *c = ir_ins(f, ir_args(f, i)[0]);
    return c->op == OP_SYM && !c->u.s.off ? c->u.s.sym : 0;
}

static void measure(Inl *in, const Fn *f, FnInfo *n)
{
    n->size = 0;
    n->fit = !in->m->sig.v[f->sig].variadic &&
             !(f->flags & (FN_NOINLINE | FN_REALIGN | FN_FRAME | FN_NAKED)) &&
             in->m->sym.v[f->sym].bind != BIND_WEAK;
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next) {
        n->fit &= !ir_blk(f, b)->addr_taken;
        for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next) {
            const Ins *i = ir_ins(f, r);
            switch (i->op) {
            case OP_JMP: case OP_RES: case OP_BITCAST: case OP_TRUNC: break;
            case OP_CALL: case OP_TAILCALL: n->size += CALL_COST + i->narg; break;
            case OP_SWITCH: n->size += 2 + i->nedge; break;
            case OP_ALLOCA: case OP_SAVESP: case OP_RESTSP: case OP_CFA: case OP_VASTART:
            case OP_FRAMEADDR: case OP_RETADDR:
            case OP_IJMP:
                n->fit = false;
                break;
            default: n->size++;
            }
        }
    }
}

static void count_references(Inl *in, const Fn *f)
{
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next) {
            const Ins *i = ir_ins(f, r);
            SymId direct = callee_of(f, i);
            if (direct)
                in->info[direct].calls++;
            for (u32 k = direct ? 1 : 0; k < i->narg; k++) {
                const Ins *a = ir_ins(f, ir_args(f, i)[k]);
                if (a->op == OP_SYM)
                    in->info[a->u.s.sym].address = true;
            }
            for (u32 e = 0; e < i->nedge; e++)
                for (u32 k = 0; k < ir_edges(f, i)[e].narg; k++) {
                    const Ins *a = ir_ins(f, edge_args(f, &ir_edges(f, i)[e])[k]);
                    if (a->op == OP_SYM)
                        in->info[a->u.s.sym].address = true;
                }
        }
}

/* ---- the decision ---- */

// The call passes what the definition takes, and takes what it gives.
static bool matches(const Inl *in, const Fn *f, const Ins *call, const Fn *c)
{
    const Sig *s = &in->m->sig.v[c->sig];
    const Blk *e = ir_blk(c, c->entry);
    if (call->narg != e->param.n + 1)
        return false;
    for (u32 k = 0; k < e->param.n; k++)
        if (ir_type(f, ir_args(f, call)[k + 1]) != ir_type(c, e->param.v[k]))
            return false;
    const Sig *g = &in->m->sig.v[call->sig];
    bool hidden = s->nret && s->ret[0].agg;
    if (hidden != (g->nret && g->ret[0].agg))
        return false;
    if (g->nret > s->nret)
        return false;
    for (u32 k = 0; k < g->nret; k++)
        if (g->ret[k].type != s->ret[k].type)
            return false;
    for (u32 k = 0; k < s->nparam; k++)
        if (k >= g->nparam || g->param[k].agg != s->param[k].agg)
            return false;
    return call->type == T_VOID || hidden || call->type == s->ret[0].type;
}

static bool wanted(const Job *j, const Ins *call, SymId id)
{
    const Inl *in = j->in;
    const Sym *s = &in->m->sym.v[id];
    const FnInfo *n = &in->info[id];
    if (s->kind != SYM_FN || !s->fn || s->fn == j->f || n->state != 2 || !n->fit ||
        !matches(in, j->f, call, s->fn))
        return false;
    if (s->fn->flags & FN_ALWAYS_INLINE)
        return true;
    if (in->goal == INLINE_ALWAYS || j->size > CALLER_LIMIT)
        return false;
    bool cold = s->fn->flags & (FN_COLD | FN_NORETURN) || in->m->sig.v[s->fn->sig].noreturn;
    u32 op = ir_ins(j->f, ir_blk(j->f, call->blk)->last)->op;
    cold |= op == OP_UNREACH || op == OP_TRAP;
    bool only_call = s->bind == BIND_LOCAL && n->calls == 1 && !n->address;
    if (in->goal == INLINE_SIZE)
        return only_call || n->size <= TINY_BYTES;
    if (n->size <= TINY && !cold)
        return true;
    if (cold)
        return false;
    u32 limit = only_call ? ONLY_CALL : s->fn->flags & FN_INLINE ? HINTED : SMALL;
    for (u32 k = 1; k < call->narg; k++)
        limit += is_const(j->f, ir_args(j->f, call)[k]) ? CONST_BONUS : 0;
    return n->size <= limit;
}

/* ---- copying a body ---- */

typedef struct Copy {
    Job *j;
    Fn *f;                   // the caller
    const Fn *c;
    Ref *ins;                // callee's to caller's
    BlkId *blk;
    u32 *slot;               // new number + 1
    BlkId cont;
    u32 loc;
    u32 nret;                // results that the continuation takes
    u32 site;                // Fn.site of this body, if locations are kept; the callee's follow it
    IMap pos;                // positions of the callee -> of the caller
} Copy;

static u32 copy_slot(Copy *y, u32 s)
{
    if (y->slot[s])
        return y->slot[s] - 1;
    Slot d = y->c->slot.v[s];
    u32 n = ~0u;
    if (d.size >= SHARE_SLOT)
        for (u32 k = 0; k < y->j->pool.n && n == ~0u; k++) {
            const Slot *have = &y->f->slot.v[y->j->pool.v[k]];
            bool used = false;
            for (u32 q = 0; q < y->c->slot.n; q++)
                used |= y->slot[q] == y->j->pool.v[k] + 1;
            if (!used && have->size == d.size && have->align == d.align)
                n = y->j->pool.v[k];
        }
    if (n == ~0u) {
        n = fn_slot(y->f, d.size, d.align, d.name);
        if (d.size >= SHARE_SLOT)
            vec_push(&y->j->mem, &y->j->pool, n);
    }
    y->slot[s] = n + 1;
    return n;
}

static Ref copy_ref(Copy *y, Ref r)
{
    if (!r || y->ins[r])
        return y->ins[r];
    const Ins *i = ir_ins(y->c, r);
    Ref n = 0;
    switch (i->op) {
    case OP_INT: n = ir_int(y->f, (Type)i->type, i->u.i); break;
    case OP_FLT: n = ir_fbits(y->f, (Type)i->type, (u64)i->u.i); break;
    case OP_SYM: n = ir_sym(y->f, i->u.s.sym, i->u.s.off); break;
    case OP_SLOT: n = ir_slot(y->f, copy_slot(y, i->u.s.sym), i->u.s.off); break;
    default: n = ir_undef(y->f, (Type)i->type); break;
    }
    return y->ins[r] = n;
}

static u32 copy_args(Copy *y, const Ref *a, u32 n)
{
    Ref small[16], *x = n <= 16 ? small : xmalloc(n * sizeof *x);
    for (u32 k = 0; k < n; k++)
        x[k] = copy_ref(y, a[k]);
    u32 at = y->f->pool.n;
    for (u32 k = 0; k < n; k++)
        vec_push(y->f->mem, &y->f->pool, x[k]);
    if (x != small)
        free(x);
    return at;
}

static void operands(Copy *y, Ref to, const Ins *i)
{
    const Ref *a = ir_args(y->c, i);
    if (i->narg > 4) {
        u32 at = copy_args(y, a, i->narg);
        ir_ins(y->f, to)->u.ext = at;
        return;
    }
    Ref x[4] = {0};
    for (u32 k = 0; k < i->narg; k++)
        x[k] = copy_ref(y, a[k]);
    memcpy(ir_ins(y->f, to)->u.a, x, sizeof x);
}

static void edges(Copy *y, Ref to, const Ins *i)
{
    Fn *f = y->f;
    u32 first = f->edge.n;
    for (u32 k = 0; k < i->nedge; k++)
        vec_push(f->mem, &f->edge, ir_edges(y->c, i)[k]);
    for (u32 k = 0; k < i->nedge; k++) {
        const Edge *g = &ir_edges(y->c, i)[k];
        u32 at = copy_args(y, edge_args(y->c, g), g->narg);
        f->edge.v[first + k].arg = at;
        f->edge.v[first + k].to = y->blk[g->to];
    }
    ir_ins(f, to)->edge = first;
}

// The position in the caller that stands for one in the callee.
static u32 copy_loc(Copy *y, u32 loc)
{
    bool is_new;
    if (!loc || !y->site)
        return loc ? loc : y->loc;
    u64 *have = imap_put(&y->pos, loc, &is_new);
    if (is_new)
        *have = ir_pos(y->f, ir_loc(y->c, loc), y->site + ir_site(y->c, loc));
    return (u32)*have;
}

static void copy_sites(Copy *y, SymId id)
{
    Fn *f = y->f;
    if (!f->mod->debug)
        return;
    Site own = {.up = ir_site(f, y->loc), .fn = id, .loc = ir_loc(f, y->loc), .decl = y->c->loc};
    vec_push(f->mem, &f->site, own);
    y->site = f->site.n;
    for (u32 k = 0; k < y->c->site.n; k++) {
        Site s = y->c->site.v[k];
        s.up += y->site;
        vec_push(f->mem, &f->site, s);
    }
}

// The callee's variables; where its code is copied, marks go with it.
static u32 copy_binds(Copy *y)
{
    u32 first = y->f->var.n;
    for (u32 k = 0; k < y->c->var.n; k++)
        ir_bind(y->f, (VarBind){.var = y->c->var.v[k].var, .site = y->site + y->c->var.v[k].site});
    return first;
}

// Their addresses, of what was copied.
static void copy_places(Copy *y, u32 first)
{
    for (u32 k = 0; k < y->c->var.n; k++) {
        const VarBind *b = &y->c->var.v[k];
        const Ins *i = ir_ins(y->c, b->ref);
        Ref to = y->ins[b->ref];
        if (i->op == OP_SLOT && y->slot[i->u.s.sym])
            to = copy_ref(y, b->ref);
        y->f->var.v[first + k].ref = to;
        y->f->var.v[first + k].at = b->at && to;
    }
}

static void copy_marks(Copy *y, Ref from, BlkId to, u32 first)
{
    for (u32 k = ir_marks(y->c, from); k; k = y->c->mark.v[k].next) {
        VarMark m = y->c->mark.v[k];
        m.next = 0;
        if (m.kind == MARK_STMT)
            m.ref = copy_loc(y, m.ref);
        else
            m.bind += first;
        if (m.kind == MARK_VALUE)
            ir_mark(y->f, to, m.bind, y->ins[m.ref]);
        else
            marks_add(y->f, to, m);
    }
}

// A return, in the caller: a jump to the continuation with the results.
static void copy_return(Copy *y, const Ins *i, BlkId b)
{
    Build at = {.f = y->f, .blk = b, .loc = copy_loc(y, i->loc)};
    Ref v[4] = {0};
    const Ref *a = ir_args(y->c, i);
    for (u32 k = 0; k < y->nret && k < i->narg; k++)
        v[k] = copy_ref(y, a[k]);
    ir_jmp(&at, y->cont, v, y->nret);
}

static void copy_tail_call(Copy *y, const Ins *i, BlkId b)
{
    Fn *f = y->f;
    Build at = {.f = f, .blk = b, .loc = copy_loc(y, i->loc)};
    const Sig *s = &f->mod->sig.v[i->sig];
    bool hidden = s->nret && s->ret[0].agg;
    Type t = s->nret && !hidden ? (Type)s->ret[0].type : T_VOID;
    Ins n = {.op = OP_CALL, .type = (u8)t, .narg = i->narg, .sig = i->sig, .loc = at.loc};
    vec_push(f->mem, &f->ins, n);
    Ref r = f->ins.n - 1, v[4] = {r};
    operands(y, r, i);
    ir_append(f, b, r);
    for (u32 k = 1; k < y->nret; k++)
        v[k] = ir_res(&at, (Type)s->ret[k].type, r, k);
    if (s->noreturn)
        ir_new(&at, OP_UNREACH, T_VOID, 0, 0, 0);
    else
        ir_jmp(&at, y->cont, v, y->nret);
}

static void copy_blocks(Copy *y)
{
    const Fn *c = y->c;
    Fn *f = y->f;
    // all values first: uses may come before in the text
    for (BlkId b = c->entry; b; b = ir_blk(c, b)->next)
        for (Ref r = ir_blk(c, b)->first; r; r = ir_ins(c, r)->next) {
            Ins n = *ir_ins(c, r);
            if (n.op == OP_RET || n.op == OP_TAILCALL)
                continue;
            n.loc = copy_loc(y, n.loc);
            n.blk = 0;
            n.prev = n.next = 0;
            vec_push(f->mem, &f->ins, n);
            y->ins[r] = f->ins.n - 1;
        }
    u32 binds = copy_binds(y);
    for (BlkId b = c->entry; b; b = ir_blk(c, b)->next)
        for (Ref r = ir_blk(c, b)->first; r; r = ir_ins(c, r)->next) {
            const Ins *i = ir_ins(c, r);
            copy_marks(y, r, y->blk[b], binds);
            if (i->op == OP_RET) {
                copy_return(y, i, y->blk[b]);
            } else if (i->op == OP_TAILCALL) {
                copy_tail_call(y, i, y->blk[b]);
            } else {
                operands(y, y->ins[r], i);
                ir_append(f, y->blk[b], y->ins[r]);
                if (i->nedge)
                    edges(y, y->ins[r], i);
            }
        }
    copy_places(y, binds);
}

// The block after the call, with a parameter for each result that is used.
static BlkId split(Job *j, Ref call, u32 *nret)
{
    Fn *f = j->f;
    BlkId b = ir_ins(f, call)->blk, cont = fn_blk(f, (Str){0});
    blk_place_after(f, cont, b);
    const Sig *s = &f->mod->sig.v[ir_ins(f, call)->sig];
    *nret = s->nret && !s->ret[0].agg ? s->nret : 0;
    Ref param[4] = {0};
    while (j->to.n <= f->ins.n + 4)
        vec_push(&j->mem, &j->to, 0);
    for (u32 k = 0; k < *nret; k++)
        param[k] = blk_param(f, cont, (Type)s->ret[k].type);
    for (Ref r = ir_ins(f, call)->next, next; r; r = next) {
        next = ir_ins(f, r)->next;
        if (ir_ins(f, r)->op == OP_RES && ir_ins(f, r)->u.a[0] == call) {
            j->to.v[r] = param[ir_ins(f, r)->aux];
            ir_remove(f, r);
            continue;
        }
        ir_append(f, cont, r);
    }
    ir_blk(f, b)->last = call;
    ir_ins(f, call)->next = 0;
    if (*nret)
        j->to.v[call] = param[0];
    return cont;
}

static Ref private_copy(Build *at, const Agg *a, Ref from)
{
    Fn *f = at->f;
    Ref slot = ir_slot(f, fn_slot(f, a->size, a->align, (Str){0}), 0);
    Ref r = ir_new(at, OP_COPY, T_VOID, slot, from, ir_int(f, f->mod->dl.word, a->size));
    ir_ins(f, r)->aux = (u32)ctz64(a->align ? a->align : 1) & MEM_ALIGN;
    return slot;
}

static BlkId expand(Job *j, Ref call, SymId id)
{
    Fn *f = j->f;
    const Fn *c = j->in->m->sym.v[id].fn;
    const Sig *s = &j->in->m->sig.v[c->sig];
    Arena tmp = {0};
    Copy y = {.j = j, .f = f, .c = c, .loc = ir_ins(f, call)->loc};
    y.ins = arena_array(&tmp, Ref, c->ins.n + 1);
    y.blk = arena_array(&tmp, BlkId, c->blk.n + 1);
    y.slot = arena_array(&tmp, u32, c->slot.n + 1);
    BlkId b = ir_ins(f, call)->blk;
    y.pos = imap_new(&tmp);
    copy_sites(&y, id);
    y.cont = split(j, call, &y.nret);
    const Ins old = *ir_ins(f, call);
    Ref *args = arena_array(&tmp, Ref, old.narg + 1);
    memcpy(args, ir_args(f, &old), old.narg * sizeof *args);
    // ir_remove clears the instruction; its number stays in the map of results
    ir_remove(f, call);
    Build at = {.f = f, .blk = b, .loc = old.loc};
    const Blk *e = ir_blk(c, c->entry);
    u32 hidden = s->nret && s->ret[0].agg ? 1 : 0;
    for (u32 k = 0; k < e->param.n; k++) {
        u32 agg = k >= hidden ? s->param[k - hidden].agg : 0;
        y.ins[e->param.v[k]] = agg ? private_copy(&at, &j->in->m->agg.v[agg - 1], args[k + 1])
                                   : args[k + 1];
    }
    BlkId after = b;
    for (BlkId q = c->entry; q; q = ir_blk(c, q)->next) {
        y.blk[q] = fn_blk(f, (Str){0});
        blk_place_after(f, y.blk[q], after);
        after = y.blk[q];
        for (u32 k = 0; q != c->entry && k < ir_blk(c, q)->param.n; k++)
            y.ins[ir_blk(c, q)->param.v[k]] = blk_param(f, y.blk[q],
                                                        ir_type(c, ir_blk(c, q)->param.v[k]));
    }
    ir_jmp(&at, y.blk[c->entry], NULL, 0);
    copy_blocks(&y);
    arena_free(&tmp);
    return y.cont;
}

/* ---- the module ---- */

static void simplify(Fn *f)
{
    static const PassDef *const after[] = {&pass_simplcfg, &pass_mem2reg, &pass_gvn, &pass_simplcfg,
                                           &pass_dce};
    for (u32 k = 0; k < COUNT(after); k++) {
        if (after[k]->needs & A_CFG)
            fill_cfg(f);
        if (after[k]->needs & A_DOM)
            fill_dom(f);
        if (after[k]->run(f))
            drop_analyses(f, after[k]->keeps);
    }
}

static void inline_into(Inl *in, Fn *f)
{
    Job j = {.in = in, .f = f, .size = in->info[f->sym].size};
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        for (Ref r = ir_blk(f, b)->first, next; r; r = next) {
            const Ins *i = ir_ins(f, r);
            next = i->next;
            SymId id = i->op == OP_CALL ? callee_of(f, i) : 0;
            if (id)
                to_operands(f, j.to.v, j.to.n, r);
            if (!id || !wanted(&j, i, id))
                continue;
            b = expand(&j, r, id);
            j.size += in->info[id].size;
            in->info[id].calls--;
            next = ir_blk(f, b)->first;
            j.done++;
        }
    if (j.done) {
        to_all(f, j.to.v, j.to.n);
        drop_analyses(f, 0);
        if (in->goal != INLINE_ALWAYS)
            simplify(f);
        else if (pass_simplcfg.run(f))
            drop_analyses(f, 0);
        fn_compact(f);
        in->changes += j.done;
    }
    arena_free(&j.mem);
}

// Callees before callers; `stack` has room for every symbol.
static void visit(Inl *in, SymId root)
{
    typedef struct Frame {
        SymId s;
        BlkId b;
        Ref r;
    } Frame;
    VEC(Frame) stack = {0};
    Arena tmp = {0};
    vec_push(&tmp, &stack, ((Frame){root, in->m->sym.v[root].fn->entry, 0}));
    in->info[root].state = 1;
    while (stack.n) {
        Frame *t = &stack.v[stack.n - 1];
        Fn *f = in->m->sym.v[t->s].fn;
        SymId go = 0;
        while (t->b && !go) {
            Ref r = t->r ? ir_ins(f, t->r)->next : ir_blk(f, t->b)->first;
            if (!r) {
                t->b = ir_blk(f, t->b)->next;
                t->r = 0;
                continue;
            }
            t->r = r;
            SymId c = callee_of(f, ir_ins(f, r));
            if (c && in->m->sym.v[c].kind == SYM_FN && in->m->sym.v[c].fn && !in->info[c].state)
                go = c;
        }
        if (go) {
            in->info[go].state = 1;
            vec_push(&tmp, &stack, ((Frame){go, in->m->sym.v[go].fn->entry, 0}));
            continue;
        }
        measure(in, f, &in->info[t->s]);
        inline_into(in, f);
        measure(in, f, &in->info[t->s]);
        in->info[t->s].state = 2;
        stack.n--;
    }
    arena_free(&tmp);
}

typedef struct Marks {
    Inl *in;
    bool *live;              // by SymId
    VEC(SymId) work;
} Marks;

static void mark(Marks *k, SymId s)
{
    if (k->live[s])
        return;
    k->live[s] = true;
    vec_push(&k->in->mem, &k->work, s);
}

static void mark_operands(Marks *k, const Fn *f, const Ref *a, u32 n)
{
    for (u32 j = 0; j < n; j++)
        if (ir_ins(f, a[j])->op == OP_SYM)
            mark(k, ir_ins(f, a[j])->u.s.sym);
}

static void mark_function(Marks *k, const Fn *f)
{
    if (!k->in->any) {       // as it was packed: it has the constants that it uses, no others
        for (Ref r = 1; r < f->ins.n; r++)
            if (ir_ins(f, r)->op == OP_SYM)
                mark(k, ir_ins(f, r)->u.s.sym);
        return;
    }
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next) {
            const Ins *i = ir_ins(f, r);
            mark_operands(k, f, ir_args(f, i), i->narg);
            for (const Edge *e = ir_edges(f, i); e < ir_edges(f, i) + i->nedge; e++)
                mark_operands(k, f, edge_args(f, e), e->narg);
        }
}

static void mark_symbols(Marks *k, SymId root)
{
    const Mod *m = k->in->m;
    mark(k, root);
    while (k->work.n) {
        const Sym *s = &m->sym.v[k->work.v[--k->work.n]];
        if (s->kind == SYM_FN && s->fn)
            mark_function(k, s->fn);
        if (s->kind == SYM_ALIAS)
            mark(k, s->alias);
        for (u32 j = 0; j < s->reloc.n; j++)
            mark(k, s->reloc.v[j].sym);
    }
}

// Local functions that nothing kept refers to; all data is kept.
static void remove_unused(Inl *in)
{
    Mod *m = in->m;
    bool *live = arena_array(&in->mem, bool, m->sym.n);
    Marks k = {.in = in, .live = live};
    for (SymId s = 1; s < m->sym.n; s++)
        if (!live[s] && (m->sym.v[s].kind != SYM_FN || m->sym.v[s].bind != BIND_LOCAL ||
                         m->sym.v[s].flags & SYM_USED || m->sym.v[s].section.n))
            mark_symbols(&k, s);
    for (SymId s = 1; s < m->sym.n; s++)
        if (!live[s] && m->sym.v[s].kind == SYM_FN) {
            m->sym.v[s].kind = SYM_UNDEF;
            m->sym.v[s].fn = NULL;
            in->changes++;
        }
}

static int run(Mod *m, InlineFor goal)
{
    Inl in = {.m = m, .goal = goal};
    in.info = arena_array(&in.mem, FnInfo, m->sym.n);
    in.any = goal != INLINE_ALWAYS;
    for (SymId s = 1; s < m->sym.n && !in.any; s++)
        in.any = m->sym.v[s].kind == SYM_FN && m->sym.v[s].fn &&
                 m->sym.v[s].fn->flags & FN_ALWAYS_INLINE;
    for (SymId s = 1; s < m->sym.n && in.any; s++) {
        const Sym *y = &m->sym.v[s];
        for (u32 k = 0; k < y->reloc.n; k++)
            in.info[y->reloc.v[k].sym].address = true;
        if (y->kind == SYM_ALIAS)
            in.info[y->alias].address = true;
        if (y->kind == SYM_FN && y->fn)
            count_references(&in, y->fn);
    }
    for (SymId s = 1; s < m->sym.n && in.any; s++)
        if (m->sym.v[s].kind == SYM_FN && m->sym.v[s].fn && !in.info[s].state)
            visit(&in, s);
    remove_unused(&in);
    arena_free(&in.mem);
    return in.changes;
}

static int inline_speed(Mod *m) { return run(m, INLINE_SPEED); }
static int inline_size(Mod *m) { return run(m, INLINE_SIZE); }
static int inline_always(Mod *m) { return run(m, INLINE_ALWAYS); }

const PassDef pass_inline = {"inline", .run_mod = inline_speed};
const PassDef pass_inlines = {"inlines", .run_mod = inline_size};
const PassDef pass_inline0 = {"inline0", .run_mod = inline_always};
