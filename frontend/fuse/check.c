// check.c - declarations and statements: scopes, types of locals, control flow, restrictions
#include "frontend/fuse/fuse_int.h"

/* Scopes */

void check_push(Check *c) { vec_push(c->p->mem, &c->mark, c->scope.n); }

void check_pop(Check *c)
{
    u32 from = vec_last(&c->mark);
    for (u32 i = from; i < c->scope.n; i++)
        if (c->scope.v[i]->spawn.hi)
            diag(c->d, &fuse_diag[E_TASK_LEFT], c->scope.v[i]->spawn,
                 name_z(c, c->scope.v[i]->name));
    c->mark.n--;
    c->scope.n = from;
}

Local *check_lookup(Check *c, Name name)
{
    for (u32 i = c->scope.n; i-- > 0;)
        if (c->scope.v[i]->name == name)
            return c->scope.v[i];
    return NULL;
}

Local *check_declare(Check *c, Name name, Ty *ty, bool mut, Span at)
{
    for (u32 i = c->scope.n; i-- > vec_last(&c->mark);)
        if (c->scope.v[i]->name == name) {
            diag(c->d, &fuse_diag[E_BINDING_TWICE], at, name_z(c, name));
            break;
        }
    Local *l = arena_new(c->p->mem, Local);
    l->name = name;
    l->ty = ty;
    l->mut = mut;
    l->at = at;
    l->depth = c->mark.n;
    vec_push(c->p->mem, &c->scope, l);
    return l;
}

static void refuse(Check *c, Span at, u32 needs, const char *fmt, va_list ap)
{
    Buf b = {0};
    buf_vfmt(&b, fmt, ap);
    Refusal r = {at, buf_take(&b, c->p->mem), needs};
    vec_push(c->p->mem, &c->p->refuse, r);
}

void check_refuse(Check *c, Span at, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    refuse(c, at, 0, fmt, ap);
    va_end(ap);
}

void check_needs(Check *c, Span at, u32 needs, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    refuse(c, at, needs, fmt, ap);
    va_end(ap);
}

/* Capabilities */

void check_capability(Check *c, Span at, u8 cap, const char *detail)
{
    c->m->used |= cap;
    if (c->transaction && cap != CAP_DB)
        diag(c->d, &fuse_diag[E_TRANSACTION_CAP], at, cap_name(cap), detail);
    else if (!(c->m->caps & cap))
        diag(c->d, &fuse_diag[E_CAP_MISSING], at, detail, cap_name(cap), cap_name(cap));
}

void check_module_caps(Check *c, Span at, Module *m, const char *label)
{
    static const u8 order[] = {CAP_CRYPTO, CAP_DB, CAP_DEVICE, CAP_NETWORK, CAP_TIME};
    if (m == c->m)
        return;
    for (u32 i = 0; i < COUNT(order); i++) {
        u8 cap = order[i];
        if (!(m->caps & cap))
            continue;
        c->m->used |= cap;
        if (c->transaction && cap != CAP_DB)
            diag(c->d, &fuse_diag[E_TRANSACTION_CALL], at, label, cap_name(cap));
        else if (!(c->m->caps & cap))
            diag(c->d, &fuse_diag[E_CAP_LEAK], at, label, cap_name(cap), cap_name(cap));
    }
}

/* Assignments */

// May turning a value of `from` into one of `to` throw?
static bool convert_throws(Ty *from, Ty *to)
{
    if (from == to || ty_unknown(to) || from->kind == TY_ERR)
        return false;
    if (to->kind == TY_BOX || to->kind == TY_SOFT || to->kind == TY_OPTION) {
        if (from->kind == TY_OPTION || from->kind == TY_SOFT || from->kind == TY_BOX)
            from = from->a;
        return from->kind != TY_NULL && convert_throws(from, to->a);
    }
    if (from->kind == TY_BOX || from->kind == TY_SOFT || from->kind == TY_REFINED)
        return convert_throws(from->a, to);
    if (from->kind == TY_DYN)
        return true;
    if (to->kind == TY_RESULT)
        return from->kind == TY_RESULT ? convert_throws(from->a, to->a) ||
               convert_throws(from->b, to->b)
                                       : convert_throws(from, to->a);
    if (from->kind == TY_LIST && to->kind == TY_LIST)
        return convert_throws(from->a, to->a);
    if (from->kind == TY_MAP && to->kind == TY_MAP)
        return convert_throws(from->b, to->b);
    return false;
}

void check_convert(Check *c, Ty *from, Ty *to)
{
    if (c->fn && convert_throws(from, to))
        c->fn->local_throw = true;
}

void check_assign(Check *c, Span at, Ex *e, Ty *from, Ty *to, bool refined)
{
    (void)e;
    if (refined ? ty_assignable_refined(c->t, from, to) : ty_assignable(c->t, from, to))
        check_convert(c, from, to);
    else
        diag(c->d, &fuse_diag[E_MISMATCH], at, ty_z(c->t, to), ty_z(c->t, from));
}

/* Statements */

static void check_let(Check *c, St *s)
{
    Ty *want = s->ty ? check_type(c, s->ty) : NULL;
    if (!s->e)
        return;
    Ty *got = check_expr(c, s->e, want);
    Ty *ty = got;
    if (want) {
        check_assign(c, s->e->at, s->e, got, want, false);
        ty = want;
    } else if (s->e->kind == EX_IDENT && s->e->ref == RF_LOCAL &&
               s->e->r.local->ty->kind == TY_BOX) {
        ty = s->e->r.local->ty; // a second name for the same cell
    }
    if (ty->kind == TY_FN)
        check_refuse(c, s->e->at, "a function as a value");
    s->local = check_declare(c, s->name.name, ty, s->kind == ST_VAR,
                             (Span){c->m->file, s->name.lo, s->name.hi});
    if (s->e->kind == EX_SPAWN)
        s->local->spawn = s->e->at;
}

static Ex *lvalue_root(Ex *e)
{
    while (e->kind == EX_MEMBER || e->kind == EX_OPTMEMBER || e->kind == EX_INDEX ||
           e->kind == EX_OPTINDEX)
        e = e->a;
    return e;
}

static void check_assign_st(Check *c, St *s)
{
    Ex *root = lvalue_root(s->e);
    Local *l = root->kind == EX_IDENT ? check_lookup(c, root->name.name) : NULL;
    if (l && c->spawn_depth && l->depth < c->spawn_depth)
        diag(c->d, &fuse_diag[E_SPAWN_MUTATE], s->e->at, name_z(c, l->name));
    Ty *to = s->e->kind == EX_IDENT ? check_target(c, s->e) : check_lvalue(c, s->e);
    Ty *from = check_expr(c, s->e2, to);
    check_assign(c, s->e2->at, s->e2, from, to, false);
    if (l && s->e->kind == EX_IDENT) {
        if (l->spawn.hi) {
            diag(c->d, &fuse_diag[E_TASK_REASSIGN], s->e->at, name_z(c, l->name));
            diag(c->d, &fuse_diag[E_N_TASK], l->spawn, name_z(c, l->name));
            l->spawn = (Span){0};
        }
        if (s->e2->kind == EX_SPAWN)
            l->spawn = s->e2->at;
    }
}

static void check_cond(Check *c, Ex *e)
{
    Ty *t = ty_hard(check_expr(c, e, NULL));
    if (t->kind != TY_BOOL && !ty_unknown(t))
        diag(c->d, &fuse_diag[E_COND], e->at);
}

static void check_return(Check *c, St *s)
{
    if (c->transaction)
        diag(c->d, &fuse_diag[E_TRANSACTION_RETURN], s->at);
    Ty *got = s->e ? check_expr(c, s->e, c->ret) : c->t->basic[TY_UNIT];
    if (c->ret)
        check_assign(c, s->at, s->e, got, c->ret, false);
}

Ty *check_iter(Check *c, Ex *e);
Ty *check_iter(Check *c, Ex *e)
{
    Ty *t = ty_hard(check_expr(c, e, NULL));
    if (t->kind == TY_LIST)
        return t->a;
    if (t->kind == TY_MAP)
        return t->b;
    if (!ty_unknown(t)) {
        diag(c->d, &fuse_diag[E_ITERATE], e->at, ty_z(c->t, t));
        return c->t->basic[TY_ERR];
    }
    return t;
}

// The variants that no arm takes, as text; NULL when every value is matched.
static const char *missing_arms(Check *c, St *s, Ty *ty)
{
    Buf b = {0};
    ty = ty_hard(ty);
    u32 n = ty->kind == TY_ENUM ? ty->item->nvariant : ty->kind == TY_OPTION ||
            ty->kind == TY_RESULT ? 2
            : ty->kind == TY_BOOL ? 2 : 0;
    if (n > 4096)
        return NULL;
    Bits seen = bits_new(c->p->mem, n + 1);
    for (u32 i = 0; i < s->narm; i++) {
        Pat *p = s->arm[i].pat;
        bool whole = true;
        for (u32 k = 0; k < p->narg; k++)
            whole &= p->arg[k]->kind == PT_WILD || p->arg[k]->sel == PS_BIND;
        if (p->kind == PT_WILD || p->sel == PS_BIND || (p->sel == PS_STRUCT && whole) ||
            ty_unknown(ty))
            return NULL;
        // A variant that has some arm counts as covered: only forgotten ones are worth a warning.
        if (p->sel == PS_VARIANT)
            bits_add(seen, p->variant);
        else if (p->sel == PS_SOME || p->sel == PS_OK)
            bits_add(seen, 0);
        else if (p->sel == PS_NONE || p->sel == PS_ERR ||
                 (p->kind == PT_LIT && p->lit->kind == EX_NULL))
            bits_add(seen, 1);
        else if (p->kind == PT_LIT && p->lit->kind == EX_BOOL && ty->kind == TY_BOOL)
            bits_add(seen, (u32)p->lit->u.i);
    }
    static const char *const opt[] = {"Some", "None"}, *const res[] = {"Ok", "Err"},
        *const boolean[] = {"false", "true"};
    for (u32 i = 0; i < n; i++)
        if (!bits_has(seen, i)) {
            buf_str(&b, b.n ? ", " : "");
            buf_str(&b, ty->kind == TY_ENUM ? name_z(c, ty->item->variant[i].name.name)
                        : ty->kind == TY_OPTION ? opt[i]
                        : ty->kind == TY_RESULT ? res[i]
                                                : boolean[i]);
        }
    if (n == 0)
        buf_str(&b, "_");
    return b.n ? buf_take(&b, c->p->mem).p : NULL;
}

static void check_match(Check *c, St *s)
{
    Ty *ty = check_expr(c, s->e, NULL);
    u32 errors = c->d->errors;
    for (u32 i = 0; i < s->narm; i++) {
        check_push(c);
        check_bind_pattern(c, s->arm[i].pat, ty);
        check_block(c, s->arm[i].body);
        check_pop(c);
    }
    const char *miss = c->d->errors == errors ? missing_arms(c, s, ty) : NULL;
    if (miss && !ty_unknown(ty))
        diag(c->d, &fuse_diag[E_W_MATCH], (Span){s->at.file, s->at.lo, s->at.lo + 5}, miss);
}

static void check_transaction(Check *c, St *s)
{
    check_refuse(c, s->at, "a transaction block");
    if (!(c->m->caps & CAP_DB))
        diag(c->d, &fuse_diag[E_TRANSACTION_DB], s->at);
    Buf b = {0};
    static const u8 order[] = {CAP_CRYPTO, CAP_DEVICE, CAP_NETWORK, CAP_TIME};
    for (u32 i = 0; i < COUNT(order); i++)
        if (c->m->caps & order[i])
            buf_fmt(&b, "%s%s", b.n ? ", " : "", cap_name(order[i]));
    if (b.n)
        diag(c->d, &fuse_diag[E_TRANSACTION_ONLY], s->at, buf_take(&b, c->p->mem).p);
    c->m->used |= CAP_DB;
    c->transaction++;
    check_block(c, s->body);
    c->transaction--;
}

static void check_st(Check *c, St *s)
{
    switch ((StKind)s->kind) {
    case ST_LET:
    case ST_VAR:
        check_let(c, s);
        break;
    case ST_ASSIGN:
        check_assign_st(c, s);
        break;
    case ST_RETURN:
        check_return(c, s);
        break;
    case ST_IF:
        for (u32 i = 0; i < s->narm; i++) {
            if (s->arm[i].cond)
                check_cond(c, s->arm[i].cond);
            check_block(c, s->arm[i].body);
        }
        break;
    case ST_MATCH:
        check_match(c, s);
        break;
    case ST_FOR: {
        Ty *elem = check_iter(c, s->e);
        check_push(c);
        check_bind_pattern(c, s->pat, elem);
        c->loop++;
        check_block(c, s->body);
        c->loop--;
        check_pop(c);
        break;
    }
    case ST_WHILE:
        check_cond(c, s->e);
        c->loop++;
        check_block(c, s->body);
        c->loop--;
        break;
    case ST_TRANSACTION:
        check_transaction(c, s);
        break;
    case ST_BREAK:
    case ST_CONTINUE:
        if (c->transaction)
            diag(c->d, &fuse_diag[E_TRANSACTION_LOOP], s->at);
        else if (!c->loop)
            diag(c->d, &fuse_diag[E_NO_LOOP], s->at, s->kind == ST_BREAK ? "break" : "continue");
        break;
    case ST_EXPR: {
        Ty *t = check_expr(c, s->e, NULL);
        if (t->kind == TY_TASK)
            diag(c->d, &fuse_diag[E_DETACHED], s->e->at);
        break;
    }
    }
}

void check_block(Check *c, Block *b)
{
    check_push(c);
    for (u32 i = 0; b && i < b->n; i++)
        check_st(c, b->st[i]);
    check_pop(c);
}

/* The value of a body is that of its last statement. */
static void check_tail(Check *c, Block *b, Ty *ret)
{
    if (!b || !b->n || ret->kind == TY_UNIT)
        return;
    St *s = b->st[b->n - 1];
    if (s->kind == ST_EXPR && s->e->ty && ty_assignable(c->t, s->e->ty, ret))
        check_convert(c, s->e->ty, ret);
    for (u32 i = 0; (s->kind == ST_IF || s->kind == ST_MATCH) && i < s->narm; i++)
        check_tail(c, s->arm[i].body, ret);
}

/* Declarations */

static Check check_new(FuseProg *p, Module *m, FnInfo *f)
{
    return (Check){.p = p, .t = &p->types, .n = &p->names, .d = p->d, .m = m, .fn = f};
}

static Span ident_span(Module *m, Ident id) { return (Span){m->file, id.lo, id.hi}; }

static bool uses_name_block(const Block *b, Name x);
static bool uses_name(const Ex *e, Name x)
{
    if (!e)
        return false;
    if (e->kind == EX_IDENT && e->name.name == x)
        return true;
    if (uses_name(e->a, x) || uses_name(e->b, x))
        return true;
    for (u32 i = 0; i < e->narg; i++)
        if (uses_name(e->arg[i].e, x))
            return true;
    for (u32 i = 0; i < e->nlist; i++)
        if (uses_name(e->list[i], x))
            return true;
    return e->block && uses_name_block(e->block, x);
}

static bool uses_name_block(const Block *b, Name x)
{
    for (u32 i = 0; b && i < b->n; i++) {
        const St *s = b->st[i];
        if (uses_name(s->e, x) || uses_name(s->e2, x) || uses_name_block(s->body, x))
            return true;
        for (u32 k = 0; k < s->narm; k++)
            if (uses_name(s->arm[k].cond, x) || uses_name_block(s->arm[k].body, x))
                return true;
    }
    return false;
}

static void check_fn(FuseProg *p, FnInfo *f)
{
    Check cc = check_new(p, f->mod, f), *c = &cc;
    check_signature(c, f);
    Fun *d = f->decl;
    c->self = f->self;
    c->generic = d;
    if (f->generic)
        check_refuse(c, ident_span(f->mod, d->name), "the generic function `%s`",
                     name_z(c, d->name.name));
    c->ret = f->ret;
    check_push(c);
    if (f->item->kind == IT_IMPL && f->uses_self)
        f->self_local = check_declare(c, p->n_self, f->self, false, ident_span(f->mod, d->name));
    if (f->self_local)
        f->self_local->param = true;
    f->local = arena_array(p->mem, Local *, d->nparam + 2);
    for (u32 i = 0; i < d->nparam; i++) {
        if (d->param[i].def) { // may use the parameters before it
            Ty *got = check_expr(c, d->param[i].def, f->param[i]);
            check_assign(c, d->param[i].def->at, d->param[i].def, got, f->param[i], true);
        }
        f->local[i] = check_declare(c, d->param[i].name.name, f->param[i], false, d->param[i].at);
        f->local[i]->param = true;
    }
    if (f->component) {
        check_declare(c, name_of(c->n, STR("attrs")),
                      ty_map(c->t, c->t->basic[TY_STRING], c->t->basic[TY_STRING]), false, d->at);
        check_declare(c, name_of(c->n, STR("children")), ty_list(c->t, c->t->basic[TY_HTML]), false,
                      d->at);
        check_refuse(c, ident_span(f->mod, d->name), "the component `%s`", name_z(c, d->name.name));
    }
    if (d->body) {
        check_block(c, d->body);
        check_tail(c, d->body, f->ret);
    }
    check_pop(c);
    f->checked = true;
}

static void check_body(FuseProg *p, Item *it)
{
    Check c = check_new(p, it->mod, it->info);
    check_push(&c);
    check_block(&c, it->body);
    check_pop(&c);
    if (it->kind == IT_MIGRATION)
        check_needs(&c, ident_span(it->mod, it->name), FUSE_DATABASE, "a migration");
    if (it->kind == IT_MIGRATION)
        check_refuse(&c, ident_span(it->mod, it->name), "a migration");
}

static void check_field_defaults(FuseProg *p, Item *it)
{
    Check c = check_new(p, it->mod, it->info);
    if (it->kind == IT_CONFIG)
        check_needs(&c, ident_span(it->mod, it->name), FUSE_ENVIRONMENT | FUSE_FILES,
                    "the config `%s`", name_z(&c, it->name.name));
    check_push(&c);
    for (u32 i = 0; i < it->nfield; i++) {
        Field *f = &it->field[i];
        // a derived type's defaults belong to its base
        if (!f->def || (it->kind == IT_TYPE && it->base.name))
            continue;
        Ty *got = check_expr(&c, f->def, f->type);
        // in a config, text stands for Bytes as it does in the file and the environment: base64
        if (it->kind != IT_CONFIG || ty_base(c.t, f->type)->kind != TY_BYTES ||
            ty_base(c.t, got)->kind != TY_STRING)
            check_assign(&c, f->def->at, f->def, got, f->type, true);
    }
    check_pop(&c);
}

static void route_params(Check *c, Route *r)
{
    for (size_t i = 0; i < r->path.n; i++) {
        if (r->path.p[i] != '{')
            continue;
        const char *end = memchr(r->path.p + i, '}', r->path.n - i);
        if (!end) {
            diag(c->d, &fuse_diag[E_ROUTE_OPEN], r->path_at);
            return;
        }
        Str in = {r->path.p + i + 1, (size_t)(end - (r->path.p + i + 1))};
        const char *colon = memchr(in.p, ':', in.n);
        size_t n = colon ? (size_t)(colon - in.p) : in.n;
        Str name = {in.p, n}, ty = {in.p + n + 1, colon ? in.n - n - 1 : 0};
        while (ty.n && *ty.p == ' ')
            ty.p++, ty.n--;
        while (ty.n && ty.p[ty.n - 1] == ' ')
            ty.n--;
        while (name.n && name.p[name.n - 1] == ' ')
            name.n--;
        if (!name.n || !ty.n)
            diag(c->d, &fuse_diag[E_ROUTE_PARAM], r->path_at);
        else
            check_declare(c, name_of(c->n, name), check_type_name(c, name_of(c->n, ty), r->path_at),
                          false, r->path_at);
        i = (size_t)(end - r->path.p);
    }
}

static void check_service(FuseProg *p, Item *it)
{
    FnInfo *info = fn_info_new(p, it->mod, it->name.name, it);
    Check c = check_new(p, it->mod, info);
    check_needs(&c, ident_span(it->mod, it->name), FUSE_NETWORK, "the service `%s`",
                name_z(&c, it->name.name));
    check_refuse(&c, ident_span(it->mod, it->name), "the service `%s`", name_z(&c, it->name.name));
    for (u32 i = 0; i < it->nroute; i++) {
        Route *r = &it->route[i];
        c.ret = check_type(&c, r->ret);
        for (Ty *e = c.ret; e->kind == TY_RESULT; e = e->b) {
            Ty *dom = e->b->kind == TY_RESULT ? e->b->a : e->b;
            if (dom->kind == TY_ERROR)
                diag(c.d, &fuse_diag[E_DOMAIN_ERROR], r->ret->at, "service route return type");
            else if (dom->kind != TY_STRUCT && dom->kind != TY_ENUM && !ty_unknown(dom))
                diag(c.d, &fuse_diag[E_DOMAIN], r->ret->at, "service route return type",
                     ty_z(c.t, dom));
        }
        check_push(&c);
        route_params(&c, r);
        if (r->body)
            check_declare(&c, name_of(c.n, STR("body")), check_type(&c, r->body), false, r->at);
        check_block(&c, r->block);
        check_pop(&c);
    }
}

static void check_fields(FuseProg *p, Item *it)
{
    Check c = check_new(p, it->mod, NULL);
    check_item_type(&c, it);
    for (u32 i = 0; i < it->nfield; i++) {
        Field *f = &it->field[i];
        if (it->kind == IT_TYPE && it->base.name) { // copied from the base, which has its own scope
            Item *base = names_item(p, it->mod, it->base.name);
            Check bc = check_new(p, base ? base->mod : it->mod, NULL);
            u32 k;
            f->type = check_type(&bc, f->ty);
            if (base && item_field(base, f->name.name, &k) && base->field[k].type)
                f->type = base->field[k].type;
            continue;
        }
        f->type = check_type(&c, f->ty);
        for (u32 k = 0; k < i; k++)
            if (it->field[k].name.name == f->name.name) {
                diag(p->d, &fuse_diag[E_FIELD_TWICE], f->at, name_z(&c, f->name.name));
                break;
            }
    }
    for (u32 i = 0; i < it->nvariant; i++) {
        Variant *v = &it->variant[i];
        v->type = arena_array(p->mem, Ty *, v->narg + 1);
        for (u32 k = 0; k < v->narg; k++)
            v->type[k] = check_type(&c, v->arg[k]);
        for (u32 k = 0; k < i; k++)
            if (it->variant[k].name.name == v->name.name) {
                diag(p->d, &fuse_diag[E_VARIANT_TWICE], v->at, name_z(&c, v->name.name));
                break;
            }
    }
}

/* Interfaces */

FnInfo *check_method(Check *c, Item *target, Name name, bool instance)
{
    for (u32 k = 0; k < c->p->mod.n; k++) {
        Module *m = c->p->mod.v[k];
        for (u32 i = 0; i < m->ast.n; i++) {
            Item *it = m->ast.item[i];
            if (it->kind != IT_IMPL || names_item(c->p, m, it->base.name) != target)
                continue;
            for (u32 j = 0; j < it->nfun; j++)
                if (it->fun[j].name.name == name && it->fun[j].info->uses_self == instance)
                    return it->fun[j].info;
        }
    }
    return NULL;
}

static bool same_type(Ty *iface, Ty *impl, Ty *self)
{
    if (iface == impl)
        return true;
    if (iface->kind == TY_TPARAM && iface->name == 0)
        return true;
    if (iface->kind == TY_TPARAM)
        return impl == self || impl->kind == TY_TPARAM;
    if (iface->kind != impl->kind)
        return false;
    if (iface->kind == TY_REFINED)
        return iface->a == impl->a;
    if (iface->kind == TY_STRUCT || iface->kind == TY_ENUM)
        return false;
    return (!iface->a || same_type(iface->a, impl->a, self)) &&
           (!iface->b || same_type(iface->b, impl->b, self));
}

static bool same_signature(Check *c, FnInfo *a, FnInfo *b, Ty *self)
{
    check_signature(c, a);
    check_signature(c, b);
    if (a->nparam != b->nparam || a->decl->ntparam != b->decl->ntparam ||
        !same_type(a->ret, b->ret, self))
        return false;
    for (u32 i = 0; i < a->nparam; i++)
        if (a->decl->param[i].name.name != b->decl->param[i].name.name ||
            (a->decl->param[i].def != NULL) != (b->decl->param[i].def != NULL) ||
            !same_type(a->param[i], b->param[i], self))
            return false;
    return true;
}

static void check_impl_dup(Check *c, Item *it, Item *iface, Item *target)
{
    for (u32 k = 0; k <= it->mod->num; k++) {
        Module *m = c->p->mod.v[k];
        for (u32 i = 0; i < m->ast.n; i++) {
            Item *o = m->ast.item[i];
            if (o == it)
                return;
            if (o->kind == IT_IMPL && str_eq(m->root, it->mod->root) &&
                names_item(c->p, m, o->name.name) == iface &&
                names_item(c->p, m, o->base.name) == target) {
                diag(c->d, &fuse_diag[E_IMPL_DUPLICATE], ident_span(it->mod, it->name),
                     name_z(c, it->name.name), name_z(c, it->base.name));
                return;
            }
        }
    }
}

static void check_impl(FuseProg *p, Item *it)
{
    Check cc = check_new(p, it->mod, NULL), *c = &cc;
    const char *iname = name_z(c, it->name.name), *tname = name_z(c, it->base.name);
    Item *iface = names_item(p, it->mod, it->name.name);
    Item *target = names_item(p, it->mod, it->base.name);
    if (!iface || iface->kind != IT_IFACE) {
        diag(c->d, &fuse_diag[E_UNKNOWN_IFACE], ident_span(it->mod, it->name), iname);
        iface = NULL;
    }
    if (!target || (target->kind != IT_TYPE && target->kind != IT_ENUM)) {
        if (target ||
            check_type_name(c, it->base.name, ident_span(it->mod, it->base))->kind != TY_ERR)
            diag(c->d, &fuse_diag[E_IMPL_TARGET], ident_span(it->mod, it->base), tname);
        return;
    }
    check_impl_dup(c, it, iface, target);
    if (iface && !str_eq(iface->mod->root, it->mod->root) &&
        !str_eq(target->mod->root, it->mod->root))
        diag(c->d, &fuse_diag[E_IMPL_ORPHAN], ident_span(it->mod, it->name), iname, tname);
    for (u32 i = 0; i < it->nfun; i++)
        for (u32 k = 0; k < i; k++)
            if (it->fun[i].name.name == it->fun[k].name.name) {
                diag(c->d, &fuse_diag[E_METHOD_TWICE], ident_span(it->mod, it->fun[i].name),
                     name_z(c, it->fun[i].name.name), iname, tname);
                break;
            }
    for (u32 i = 0; iface && i < iface->nfun; i++) {
        Fun *want = &iface->fun[i];
        FnInfo *got = NULL;
        for (u32 k = 0; k < it->nfun; k++)
            if (it->fun[k].name.name == want->name.name)
                got = it->fun[k].info;
        if (!got)
            diag(c->d, &fuse_diag[E_IMPL_INCOMPLETE], ident_span(it->mod, it->name), iname, tname,
                 name_z(c, want->name.name));
        else if (!same_signature(c, want->info, got, check_item_type(c, target)))
            diag(c->d, &fuse_diag[E_IMPL_MISMATCH], ident_span(it->mod, got->decl->name),
                 name_z(c, want->name.name), iname);
    }
}

static void check_item(FuseProg *p, Item *it)
{
    switch ((ItemKind)it->kind) {
    case IT_FN:
    case IT_COMPONENT:
        check_fn(p, it->fun->info);
        break;
    case IT_TYPE:
    case IT_CONFIG:
        check_field_defaults(p, it);
        break;
    case IT_APP:
    case IT_TEST:
    case IT_MIGRATION:
        check_body(p, it);
        break;
    case IT_SERVICE:
        check_service(p, it);
        break;
    case IT_IMPL:
        check_impl(p, it);
        for (u32 i = 0; i < it->nfun; i++)
            check_fn(p, it->fun[i].info);
        break;
    case IT_IFACE: {
        Check c = check_new(p, it->mod, NULL);
        for (u32 i = 0; i < it->nfun; i++)
            check_signature(&c, it->fun[i].info);
        break;
    }
    default:
        break;
    }
}

// Which functions can leave an error to their caller: those that throw or call one that does, and
// return no Result that takes it. Least fixed point over the call graph.
static void find_throws(FuseProg *p)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (u32 i = 0; i < p->fn.n; i++) {
            FnInfo *f = p->fn.v[i];
            bool t = f->local_throw;
            for (u32 k = 0; !t && k < f->calls.n; k++)
                t = f->calls.v[k]->throws;
            if (t && !f->catches && !f->throws)
                f->throws = changed = true;
        }
    }
}

static int by_name(const void *a, const void *b, void *ctx)
{
    const FuseProg *p = ctx;
    const Item *x = *(Item *const *)a, *y = *(Item *const *)b;
    return str_cmp(name_str(&p->names, x->name.name), name_str(&p->names, y->name.name));
}

static void collect_tests(FuseProg *p)
{
    for (u32 k = 0; k < p->mod.n; k++)
        for (u32 i = 0; i < p->mod.v[k]->ast.n; i++) {
            Item *it = p->mod.v[k]->ast.item[i];
            if (it->kind != IT_TEST)
                continue;
            it->num = p->test.n;
            vec_push(p->mem, &p->test, it);
        }
    sort_stable(p->test.v, p->test.n, sizeof *p->test.v, by_name, p);
}

static void check_program(FuseProg *p)
{
    for (u32 k = 0; k < p->mod.n; k++)
        for (u32 i = 0; i < p->mod.v[k]->ast.n; i++) {
            Item *it = p->mod.v[k]->ast.item[i];
            if (it->kind == IT_TYPE || it->kind == IT_ENUM || it->kind == IT_CONFIG)
                check_fields(p, it);
            for (u32 j = 0; it->kind == IT_IMPL && j < it->nfun; j++)
                it->fun[j].info->uses_self = uses_name_block(it->fun[j].body, p->n_self);
        }
    for (u32 k = 0; k < p->mod.n; k++)
        for (u32 i = 0; i < p->mod.v[k]->ast.n; i++)
            check_item(p, p->mod.v[k]->ast.item[i]);
    find_throws(p);
    collect_tests(p);
    if (p->o->strict)
        check_strict(p);
}

FuseProg *fuse_load(Arena *a, Sources *src, Diags *d, const FuseOpts *o, Str entry)
{
    FuseProg *p = arena_new(a, FuseProg);
    p->mem = a;
    p->src = src;
    p->d = d;
    FuseOpts *copy = arena_new(a, FuseOpts);
    *copy = *o;
    p->o = copy;
    fuse_names_init(&p->names, a);
    fuse_types_init(&p->types, a, &p->names);
    p->by_path = map_new(a);
    p->n_self = name_of(&p->names, STR("self"));
    p->n_Self = name_of(&p->names, STR("Self"));
    p->n_main = name_of(&p->names, STR("main"));
    names_load(p, entry);
    if (p->root) {
        check_program(p);
        p->checked = true;
    }
    return p;
}
