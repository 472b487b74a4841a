// lower.c - checked FUSE to IR: functions, blocks, simple statements
#include "frontend/fuse/lower_int.h"

void low_begin(Lower *l, SymId sym, u32 sig, u32 flags, FnInfo *fn)
{
    Fn *f = mod_fn(l->m, sym, sig, flags);
    l->b = (Build){.f = f, .blk = f->entry};
    l->ssa = ssa_new(f);
    ssa_seal(l->ssa, f->entry);
    l->fn = fn;
    l->ret = fn ? low_ty(l, fn->ret) : l->t->basic[TY_UNIT];
    l->glue = false;
    l->dead = false;
    l->gen++;
    memset(l->fail, 0, sizeof l->fail);
}

void low_end(Lower *l)
{
    static const u8 id[] = {RTI_rt_fail_index, RTI_rt_fail_null, RTI_rt_fail_div,
                            RTI_rt_fail_overflow};
    for (int i = 0; i < FAIL_COUNT; i++) {
        if (!l->fail[i])
            continue;
        low_enter(l, l->fail[i]);
        if (i == FAIL_CONFIG)
            LOW_RT(l, rt_fail, low_str(l, STR("config field used before it is loaded")));
        else
            low_rt(l, (RtId)id[i], NULL, 0);
        ir_new(&l->b, OP_UNREACH, T_VOID, 0, 0, 0);
    }
    l->live.n = l->held.n = 0;
    ssa_finish(l->ssa);
    l->ssa = NULL;
}

/* Statements */

static void let(Lower *l, St *s)
{
    Local *x = s->local;
    Ex *e = s->e;
    if (x->ty->kind == TY_BOX && e->kind == EX_IDENT && e->ref == RF_LOCAL &&
        e->r.local->ty->kind == TY_BOX) {
        low_bind(l, x, low_var_get(l, low_local(l, e->r.local)), true);
        return;
    }
    low_bind(l, x, low_own(l, low_expr_to(l, e, x->ty, "$")), true);
}

// A variable that is returned is moved out, not copied and released.
static void return_value(Lower *l, Ex *e)
{
    if (l->glue || l->ret->kind == TY_UNIT) {
        Val v = low_expr(l, e);
        low_drop(l, v);
        low_return(l, low_unit(l));
        return;
    }
    Local *x = e->kind == EX_IDENT && e->ref == RF_LOCAL ? e->r.local : NULL;
    Var *var = x && x->ty->kind != TY_BOX ? &l->var.v[low_local(l, x)] : NULL;
    if (var && var->own) {
        u32 id = (u32)(var - l->var.v);
        Val v = low_var_get(l, id);
        v.own = true;
        l->var.v[id].own = false;
        v = low_own(l, low_conv(l, v, l->ret, "$"));
        low_return(l, v);
        l->var.v[id].own = true;
        return;
    }
    low_return(l, low_own(l, low_expr_to(l, e, l->ret, "$")));
}

static void ret(Lower *l, St *s)
{
    if (s->e) {
        return_value(l, s->e);
        return;
    }
    Val v = low_unit(l);
    if (!l->glue && l->ret->kind == TY_RESULT)
        v = low_ok(l, v, l->ret);
    low_return(l, v);
}

static void if_stmt(Lower *l, St *s, bool tail)
{
    BlkId join = low_blk(l);
    for (u32 i = 0; i < s->narm; i++) {
        Arm *a = &s->arm[i];
        if (!a->cond) {
            low_block(l, a->body, tail);
            low_jmp(l, join);
            break;
        }
        low_at(l, a->cond->at);
        if (i)
            low_debug_stmt(l);
        BlkId yes = low_blk(l), no = low_blk(l);
        low_br(l, low_cond(l, a->cond), yes, no, 0);
        low_enter(l, yes);
        low_block(l, a->body, tail);
        low_jmp(l, join);
        low_enter(l, no);
        if (i + 1 == s->narm)
            low_jmp(l, join);
    }
    low_enter(l, join);
}

static void while_stmt(Lower *l, St *s)
{
    BlkId head = low_blk(l), body = low_blk(l), done = low_blk(l);
    low_jmp(l, head);
    low_enter_open(l, head);
    low_br(l, low_cond(l, s->e), body, done, BR_LIKELY);
    low_enter(l, body);
    LoopCtx c = {.brk = done, .cont = head, .live = l->live.n, .held = l->held.n};
    vec_push(l->mem, &l->loop, c);
    low_block(l, s->body, false);
    l->loop.n--;
    low_jmp(l, head);
    ssa_seal(l->ssa, head);
    low_enter(l, done);
}

static void jump(Lower *l, bool brk)
{
    LoopCtx *c = &l->loop.v[l->loop.n - 1];
    low_release_live(l, c->live, c->held);
    low_jmp(l, brk ? c->brk : c->cont);
}

static void low_stmt(Lower *l, St *s, bool tail)
{
    if (l->dead)
        return;
    low_at(l, s->at);
    low_debug_stmt(l);
    switch ((StKind)s->kind) {
    case ST_LET:
    case ST_VAR:
        let(l, s);
        break;
    case ST_ASSIGN:
        low_assign(l, s->e, s->e2);
        break;
    case ST_RETURN:
        ret(l, s);
        break;
    case ST_IF:
        if_stmt(l, s, tail);
        break;
    case ST_MATCH:
        low_match(l, s, tail);
        break;
    case ST_FOR:
        low_for(l, s);
        break;
    case ST_WHILE:
        while_stmt(l, s);
        break;
    case ST_BREAK:
    case ST_CONTINUE:
        jump(l, s->kind == ST_BREAK);
        break;
    case ST_EXPR:
        if (tail && s->e->ty->kind != TY_UNIT && ty_assignable(l->t, s->e->ty, l->fn->ret))
            return_value(l, s->e);
        else
            low_drop(l, low_expr(l, s->e));
        break;
    case ST_TRANSACTION:
        break;
    }
}

// tail: the value of the last statement is the function's.
void low_block(Lower *l, Block *b, bool tail)
{
    u32 scope = l->live.n, up = b ? low_debug_enter(l, b->at) : 0;
    for (u32 i = 0; b && i < b->n; i++)
        low_stmt(l, b->st[i], tail && i + 1 == b->n);
    if (!l->dead)
        low_release_live(l, scope, l->held.n);
    l->live.n = scope;
    if (b)
        low_debug_leave(l, up);
}

/* Functions */

u32 low_fn_sig(Lower *l, FnInfo *f, u32 given)
{
    Param ps[140];
    Sig s = {.param = ps, .cc = CC_INTERNAL};
    u8 w[2];
    u32 n = 0;
    if (f->self_local) {
        u32 k = low_words(l, f->self, w);
        for (u32 i = 0; i < k; i++)
            ps[n++] = (Param){.type = w[i]};
    }
    for (u32 p = 0; p < given && n < 130; p++) {
        u32 k = low_words(l, f->param[p], w);
        for (u32 i = 0; i < k; i++)
            ps[n++] = (Param){.type = w[i], .ext = w[i] == T_I8 ? EXT_ZERO : EXT_NONE};
    }
    s.nparam = s.nfixed = n;
    u32 k = low_words(l, f->ret, w);
    for (u32 i = 0; i < k; i++)
        s.ret[s.nret++] = (Param){.type = w[i], .ext = w[i] == T_I8 ? EXT_ZERO : EXT_NONE};
    if (f->throws)
        s.ret[s.nret++] = (Param){.type = T_PTR};
    return mod_sig(l->m, &s);
}

static void declare_fn(Lower *l, FnInfo *f)
{
    Str label = f->mod->label, name = name_str(&l->p->names, f->name);
    Str full = str_fmt(l->mem, "%.*s.%.*s", STR_ARG(label), STR_ARG(name));
    if (f->item->kind == IT_IMPL)
        full = str_fmt(l->mem, "%.*s.%.*s.%.*s", STR_ARG(label),
                       STR_ARG(name_str(&l->p->names, f->item->base.name)), STR_ARG(name));
    if (map_get(&l->m->sym_by_name, full))
        full = str_fmt(l->mem, "%.*s.%u", STR_ARG(full), f->num);
    f->sym = mod_sym(l->m, full);
    f->sig = low_fn_sig(l, f, f->nparam);
    f->dsym = NULL;
    l->m->sym.v[f->sym].sig = f->sig;
}

static void function(Lower *l, FnInfo *f)
{
    low_begin(l, f->sym, f->sig, 0, f);
    l->m->sym.v[f->sym].bind = BIND_LOCAL;
    Fun *d = f->decl;
    low_at(l, (Span){f->mod->file, d->name.lo, d->name.hi});
    l->b.f->loc = l->b.loc;
    low_debug_fn_open(l);
    u32 at = 0;
    u8 w[2];
    u32 np = ir_blk(l->b.f, l->b.f->entry)->param.n;
    for (u32 i = 0; i <= f->nparam; i++) {
        Local *x = i == 0 ? f->self_local : f->local[i - 1];
        if (!x)
            continue;
        Val v = {.ty = low_ty(l, x->ty)};
        u32 k = low_words(l, v.ty, w);
        for (u32 j = 0; j < k && at < np; j++)
            v.r[j] = ir_blk(l->b.f, l->b.f->entry)->param.v[at++];
        low_bind(l, x, v, x->stored);
    }
    bool value = l->ret->kind != TY_UNIT;
    low_block(l, d->body, value);
    if (!l->dead) {
        if (!value)
            low_return(l, low_unit(l));
        else if (l->ret->kind == TY_RESULT && low_ty(l, l->ret->a)->kind == TY_UNIT)
            low_return(l, low_ok(l, low_unit(l), l->ret));
        else
            low_fail_text(l, str_fmt(l->mem, "function %.*s ended without a value",
                                     STR_ARG(name_str(&l->p->names, f->name))).p);
    }
    low_debug_fn_close(l);
    low_end(l);
}

static bool lowered(const FnInfo *f)
{
    return f->decl && !f->generic && f->item->kind != IT_IFACE && f->item->kind != IT_COMPONENT;
}

static void reset(FuseProg *p)
{
    for (u32 i = 0; i < p->fn.n; i++)
        p->fn.v[i]->sym = 0;
}

// "an environment or files"
static const char *needs_text(FuseProg *p, u32 needs)
{
    static const char *const name[] = {"an environment", "files", "command-line arguments",
                                       "a network", "a database", "threads",
                                       "the capability device"};
    Buf b = {0};
    for (u32 i = 0; i < COUNT(name); i++)
        if (needs >> i & 1)
            buf_fmt(&b, "%s%s", b.n ? " or " : "", name[i]);
    return str_z(p->mem, buf_take(&b, p->mem));
}

// Does a refusal hold for this target? What needs several things is content with one of them.
static bool holds(const Refusal *r, const FuseLowerOpts *o) { return !(r->needs & ~o->lacks); }

static bool refused(FuseProg *p, Diags *d, const FuseLowerOpts *o)
{
    for (u32 i = 0; i < p->refuse.n; i++) {
        const Refusal *r = &p->refuse.v[i];
        bool again = false; // one message a place
        for (u32 k = 0; k < i && !again; k++)
            again = p->refuse.v[k].at.file == r->at.file && p->refuse.v[k].at.lo == r->at.lo &&
                    holds(&p->refuse.v[k], o);
        const char *what = str_z(p->mem, r->what);
        if (again || !holds(r, o))
            continue;
        if (r->needs)
            diag(d, &fuse_diag[E_TARGET_LACKS], r->at, what, needs_text(p, r->needs), o->target);
        else
            diag(d, &fuse_diag[E_UNSUPPORTED], r->at, what);
    }
    for (u32 i = 0; i < p->fn.n; i++)
        if (lowered(p->fn.v[i]) && p->fn.v[i]->nparam > 60)
            diag(d, &fuse_diag[E_UNSUPPORTED],
                 (Span){p->fn.v[i]->mod->file, p->fn.v[i]->decl->name.lo,
                        p->fn.v[i]->decl->name.hi},
                 "a function with more than 60 parameters");
    return d->errors > 0;
}

Mod *fuse_lower(Arena *a, FuseProg *p, Diags *d, const FuseLowerOpts *o)
{
    if (!p->checked || d->errors || refused(p, d, o))
        return NULL;
    static const AggField dyn_fields[] = {{0, T_I64}, {8, T_I64}},
        flt_fields[] = {{0, T_I64}, {8, T_F64}};
    Lower *l = arena_new(a, Lower);
    l->p = p;
    l->t = &p->types;
    l->d = d;
    l->mem = a;
    l->o = o;
    l->m = mod_new(a, o->dl, o->pkg);
    l->m->debug = o->debug;
    l->str = map_new(a);
    l->desc = imap_new(a);
    l->file = imap_new(a);
    l->dyn_agg = mod_agg(l->m, &(Agg){16, 8, 2, dyn_fields});
    l->pairf_agg = mod_agg(l->m, &(Agg){16, 8, 2, flt_fields});
    low_debug_open(l);
    reset(p);
    for (u32 i = 0; i < p->fn.n; i++)
        if (lowered(p->fn.v[i]))
            declare_fn(l, p->fn.v[i]);
    for (u32 i = 0; i < p->fn.n; i++)
        if (lowered(p->fn.v[i]))
            function(l, p->fn.v[i]);
    low_program(l);
    return d->errors ? NULL : l->m;
}
