// check_type.c - what written types mean: names, generics, refinements; signatures
#include "frontend/fuse/fuse_int.h"

const char *name_z(Check *c, Name x) { return str_z(c->p->mem, name_str(c->n, x)); }

Ty *check_item_type(Check *c, Item *it)
{
    if (!it->ty) {
        TyKind k = it->kind == IT_TYPE ? TY_STRUCT : it->kind == IT_ENUM ? TY_ENUM : TY_CONFIG;
        it->ty = ty_make(c->t, k, NULL, NULL, it, 0);
        it->ty->item = it;
    }
    return it->ty;
}

static Ty *err(Check *c) { return c->t->basic[TY_ERR]; }

static Ty *item_as_type(Check *c, Item *it, Name name, Span at)
{
    switch (it->kind) {
    case IT_TYPE: case IT_ENUM: case IT_CONFIG:
        return check_item_type(c, it);
    case IT_IFACE:
        diag(c->d, &fuse_diag[E_IFACE_TYPE], at, name_z(c, name));
        return err(c);
    default:
        diag(c->d, &fuse_diag[E_NOT_A_TYPE], at, name_z(c, name));
        return err(c);
    }
}

static Ty *basic_type(Check *c, Str s)
{
    static const struct { const char *name; u8 kind; } names[] = {
        {"Unit", TY_UNIT}, {"Int", TY_INT}, {"Float", TY_FLOAT}, {"Bool", TY_BOOL},
        {"String", TY_STRING}, {"Bytes", TY_BYTES}, {"Html", TY_HTML}, {"Id", TY_ID},
        {"Email", TY_EMAIL}};
    for (u32 i = 0; i < COUNT(names); i++)
        if (str_eqz(s, names[i].name))
            return c->t->basic[names[i].kind];
    return NULL;
}

Ty *check_type_name(Check *c, Name name, Span at)
{
    Str s = name_str(c->n, name);
    if (name == c->p->n_Self) {
        if (c->self)
            return c->self;
        diag(c->d, &fuse_diag[E_SELF], at);
        return err(c);
    }
    for (u32 i = 0; c->generic && i < c->generic->ntparam; i++)
        if (c->generic->tparam[i].name == name)
            return ty_make(c->t, TY_TPARAM, NULL, NULL, NULL, name);
    Ty *b = basic_type(c, s);
    if (b)
        return b;
    Item *it = names_item(c->p, c->m, name);
    if (it)
        return item_as_type(c, it, name, at);
    if (str_eqz(s, "Error"))
        return c->t->basic[TY_ERROR];
    const char *dot = memchr(s.p, '.', s.n);
    if (dot && !str_starts(s, "std.")) {
        Name mod = name_of(c->n, (Str){s.p, (size_t)(dot - s.p)});
        Bind *bind = names_find(c->m, mod);
        if (!bind || bind->kind != BN_MODULE)
            diag(c->d, &fuse_diag[E_UNKNOWN_MODULE], at, name_z(c, mod));
        else if (bind->mod)
            diag(c->d, &fuse_diag[E_UNKNOWN_TYPE], at, name_z(c, name));
        return err(c);
    }
    Bind *bind = names_find(c->m, name);
    if (!bind || bind->kind != BN_ITEM || !bind->imported) // an unresolved import was reported
        diag(c->d, &fuse_diag[E_UNKNOWN_TYPE], at, name_z(c, name));
    return err(c);
}

/* Refinements */

static bool literal_number(const Ex *e, bool *is_int, double *f, i64 *i)
{
    bool neg = e->kind == EX_UNARY && e->op == UO_NEG;
    if (neg)
        e = e->a;
    if (e->kind == EX_INT) {
        *is_int = true;
        *i = neg ? -e->u.i : e->u.i;
        *f = (double)*i;
        return true;
    }
    if (e->kind != EX_FLOAT)
        return false;
    *f = neg ? -e->u.f : e->u.f;
    *is_int = *f >= -9e18 && *f <= 9e18 && (double)(i64)*f == *f;
    *i = *is_int ? (i64)*f : 0;
    return true;
}

static void check_range(Check *c, Ty *base, const char *name, const Ex *lo, const Ex *hi, Span at)
{
    bool li = false, hi_int = false;
    double f;
    i64 i;
    if (!literal_number(lo, &li, &f, &i)) {
        diag(c->d, &fuse_diag[E_RANGE_LOW], lo->at);
        return;
    }
    if (!literal_number(hi, &hi_int, &f, &i)) {
        diag(c->d, &fuse_diag[E_RANGE_HIGH], hi->at);
        return;
    }
    switch (base->kind) {
    case TY_STRING: case TY_ID: case TY_EMAIL: case TY_BYTES:
        if (!li || !hi_int)
            diag(c->d, &fuse_diag[E_RANGE_STRING], at);
        break;
    case TY_INT:
        if (!li || !hi_int)
            diag(c->d, &fuse_diag[E_RANGE_INT], at);
        break;
    case TY_FLOAT: case TY_ERR:
        break;
    default:
        diag(c->d, &fuse_diag[E_RANGE_BASE], at, name);
        break;
    }
}

static FnInfo *find_fn(Check *c, Name name)
{
    Bind *b = names_find(c->m, name);
    return b && b->kind == BN_ITEM && b->item && b->item->kind == IT_FN ? b->item->fun->info : NULL;
}

static void check_predicate(Check *c, Ty *base, const char *base_name, Ex *e)
{
    if (e->kind != EX_IDENT) {
        diag(c->d, &fuse_diag[E_PREDICATE_NAME], e->at);
        return;
    }
    const char *name = name_z(c, e->name.name);
    FnInfo *f = find_fn(c, e->name.name);
    if (!f) {
        diag(c->d, &fuse_diag[E_PREDICATE_UNKNOWN], e->at, name);
        return;
    }
    check_signature(c, f);
    e->ref = RF_FN;
    e->r.fn = f;
    if (f->nparam != 1) {
        diag(c->d, &fuse_diag[E_PREDICATE_PARAMS], e->at, name, f->nparam);
        return;
    }
    if (!ty_assignable(c->t, base, f->param[0]))
        diag(c->d, &fuse_diag[E_PREDICATE_TYPE], e->at, name, base_name, ty_z(c->t, f->param[0]));
    if (!ty_assignable(c->t, f->ret, c->t->basic[TY_BOOL]))
        diag(c->d, &fuse_diag[E_PREDICATE_RET], e->at, name, ty_z(c->t, f->ret));
}

static void check_constraint(Check *c, Ty *base, const char *name, Ex *e)
{
    if (e->kind == EX_BINARY && e->op == BO_RANGE) {
        check_range(c, base, name, e->a, e->b, e->at);
        return;
    }
    if (e->kind == EX_ERROR)
        return;
    if (e->kind != EX_CALL) {
        diag(c->d, &fuse_diag[E_CONSTRAINT], e->at);
        return;
    }
    if (e->a->kind != EX_IDENT) {
        diag(c->d, &fuse_diag[E_CONSTRAINT_CALL], e->a->at);
        return;
    }
    Str fn = name_str(c->n, e->a->name.name);
    if (e->narg != 1 || e->arg[0].name.name) {
        diag(c->d, &fuse_diag[E_CONSTRAINT_ARG], e->at, name_z(c, e->a->name.name));
        return;
    }
    Ex *arg = e->arg[0].e;
    if (str_eqz(fn, "regex")) {
        if (arg->kind != EX_STR)
            diag(c->d, &fuse_diag[E_REGEX_LITERAL], arg->at);
        else if (base->kind != TY_STRING && base->kind != TY_ID && base->kind != TY_EMAIL)
            diag(c->d, &fuse_diag[E_REGEX_BASE], e->at, name);
    } else if (str_eqz(fn, "predicate")) {
        check_predicate(c, base, name, arg);
    } else {
        diag(c->d, &fuse_diag[E_CONSTRAINT_UNKNOWN], e->a->at, name_z(c, e->a->name.name));
    }
}

static Ty *refined_type(Check *c, TRef *t)
{
    const char *name = name_z(c, t->base.name);
    Ty *base = check_type_name(c, t->base.name, (Span){t->at.file, t->base.lo, t->base.hi});
    Ty *r = ty_make(c->t, TY_REFINED, base, NULL, t, 0);
    bool known = r->ref != NULL;
    r->ref = t;
    r->mod = c->m;
    if (known)
        return r;
    if (t->ncon == 0)
        diag(c->d, &fuse_diag[E_CONSTRAINT_NONE], t->at);
    bool li;
    double f;
    i64 i;
    if (t->ncon == 2 && literal_number(t->con[0], &li, &f, &i) &&
        literal_number(t->con[1], &li, &f, &i)) {
        check_range(c, base, name, t->con[0], t->con[1], t->at); // T(min, max)
        return r;
    }
    for (u32 k = 0; k < t->ncon; k++)
        check_constraint(c, base, name, t->con[k]);
    return r;
}

static Ty *generic_type(Check *c, TRef *t)
{
    static const struct { const char *name; u32 n; } gen[] = {{"List", 1}, {"Map", 2},
                                                              {"Option", 1}, {"Result", 2}};
    Str s = name_str(c->n, t->base.name);
    u32 k = 0;
    while (k < COUNT(gen) && !str_eqz(s, gen[k].name))
        k++;
    if (k == COUNT(gen)) {
        diag(c->d, &fuse_diag[E_UNKNOWN_GENERIC], (Span){t->at.file, t->base.lo, t->base.hi},
             name_z(c, t->base.name));
        return err(c);
    }
    if (t->narg != gen[k].n) {
        diag(c->d, &fuse_diag[E_TYPE_ARGS], t->at, gen[k].name, gen[k].n, gen[k].n == 1 ? "" : "s");
        return err(c);
    }
    Ty *a = check_type(c, t->arg[0]);
    switch (k) {
    case 0: return ty_list(c->t, a);
    case 2: return ty_option(c->t, a);
    case 1: return ty_map(c->t, a, check_type(c, t->arg[1]));
    default: return ty_result(c->t, a, check_type(c, t->arg[1]));
    }
}

Ty *check_type(Check *c, TRef *t)
{
    if (!t)
        return err(c);
    switch ((TRefKind)t->kind) {
    case TR_SIMPLE:
        return check_type_name(c, t->base.name, (Span){t->at.file, t->base.lo, t->base.hi});
    case TR_GENERIC:
        return generic_type(c, t);
    case TR_REFINED:
        return refined_type(c, t);
    case TR_OPT:
        return ty_option(c->t, check_type(c, t->arg[0]));
    case TR_RESULT: {
        Ty *ok = check_type(c, t->arg[0]);
        if (t->narg < 2) {
            diag(c->d, &fuse_diag[E_RESULT_DOMAIN], t->at);
            return ty_result(c->t, ok, err(c));
        }
        return ty_result(c->t, ok, check_type(c, t->arg[1]));
    }
    }
    return err(c);
}

/* Signatures */

// Error domains at a boundary are declared types: T!A, T!A!B.
static void check_domains(Check *c, Span at, Ty *ret, const char *context)
{
    for (Ty *r = ret; r->kind == TY_RESULT;) {
        Ty *e = r->b;
        Ty *domain = e->kind == TY_RESULT ? e->a : e;
        if (domain->kind == TY_ERROR)
            diag(c->d, &fuse_diag[E_DOMAIN_ERROR], at, context);
        else if (domain->kind != TY_STRUCT && domain->kind != TY_ENUM && !ty_unknown(domain))
            diag(c->d, &fuse_diag[E_DOMAIN], at, context, ty_z(c->t, domain));
        r = e;
    }
}

static bool open_result(Check *c, Ty *ret)
{
    if (ret->kind != TY_RESULT)
        return false;
    for (Ty *e = ret->b;; e = e->b) {
        if (e->kind != TY_RESULT)
            return ty_open_error(c->n, e);
        if (ty_open_error(c->n, e->a))
            return true;
    }
}

static void check_tparams(Check *c, Fun *f)
{
    for (u32 i = 0; i < f->ntparam; i++)
        for (u32 k = 0; k < i; k++)
            if (f->tparam[i].name == f->tparam[k].name) {
                diag(c->d, &fuse_diag[E_TPARAM_TWICE],
                     (Span){c->m->file, f->tparam[i].lo, f->tparam[i].hi},
                     name_z(c, f->tparam[i].name));
                break;
            }
    for (u32 i = 0; i < f->nwhere; i++) {
        Where *w = &f->where[i];
        bool known = false;
        for (u32 k = 0; k < f->ntparam; k++)
            known |= f->tparam[k].name == w->param.name;
        if (!known)
            diag(c->d, &fuse_diag[E_WHERE_PARAM], (Span){c->m->file, w->param.lo, w->param.hi},
                 name_z(c, w->param.name));
        for (u32 k = 0; known && k < i; k++)
            if (f->where[k].param.name == w->param.name) {
                diag(c->d, &fuse_diag[E_WHERE_MULTI], w->at, name_z(c, w->param.name));
                known = false;
            }
        Item *it = known ? names_item(c->p, c->m, w->iface.name) : NULL;
        if (known && (!it || it->kind != IT_IFACE))
            diag(c->d, &fuse_diag[E_WHERE_IFACE], (Span){c->m->file, w->iface.lo, w->iface.hi},
                 name_z(c, w->iface.name));
    }
}

// Resolve the types of a function's parameters and result, in its own module.
void check_signature(Check *outer, FnInfo *f)
{
    if (f->resolved)
        return;
    f->resolved = true;
    FuseProg *p = outer->p;
    Check cc = {.p = p, .t = &p->types, .n = &p->names, .d = p->d, .m = f->mod, .fn = f}, *c = &cc;
    Fun *d = f->decl;
    if (f->item->kind == IT_IMPL) {
        Item *target = names_item(p, f->mod, f->item->base.name);
        if (target && (target->kind == IT_TYPE || target->kind == IT_ENUM))
            f->self = check_item_type(c, target);
        else
            f->self = p->types.basic[TY_ERR];
    } else if (f->item->kind == IT_IFACE) {
        f->self = ty_make(c->t, TY_TPARAM, NULL, NULL, NULL, p->n_Self);
    }
    c->self = f->self;
    c->generic = d;
    f->generic = d->ntparam > 0;
    check_tparams(c, d);
    f->nparam = d->nparam;
    f->nreq = d->nparam;
    f->param = arena_array(p->mem, Ty *, d->nparam + 2);
    for (u32 i = 0; i < d->nparam; i++) {
        f->param[i] = check_type(c, d->param[i].ty);
        if (d->param[i].def && f->nreq == d->nparam)
            f->nreq = i;
        else if (!d->param[i].def)
            f->nreq = d->nparam;
    }
    if (f->component) {
        f->ret = p->types.basic[TY_HTML];
    } else if (d->ret) {
        f->ret = check_type(c, d->ret);
        check_domains(c, d->ret->at, f->ret,
                      f->item->kind == IT_IMPL ? "impl method return type"
                      : f->item->kind == IT_IFACE ? "interface member return type"
                                                  : "function return type");
    }
    f->catches = open_result(c, f->ret);
}
