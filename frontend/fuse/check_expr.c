// check_expr.c - types of expressions: names, members, literals, operators
#include "frontend/fuse/fuse_int.h"

Ty *check_call(Check *c, Ex *e);

static Ty *err(Check *c) { return c->t->basic[TY_ERR]; }
static Ty *basic(Check *c, TyKind k) { return c->t->basic[k]; }

static Span name_span(Check *c, const Ex *e) { return (Span){c->m->file, e->name.lo, e->name.hi}; }

static Ty *fn_type(Check *c, FnInfo *f)
{
    check_signature(c, f);
    Ty *t = ty_make(c->t, TY_FN, NULL, NULL, f, 0);
    t->fn = f;
    return t;
}

static Ty *ext_type(Check *c, Str name)
{
    return ty_make(c->t, TY_EXT, NULL, NULL, NULL, name_of(c->n, name));
}

/* Names */

// What item `it`, reached under `name`, is as a value.
static Ty *item_value(Check *c, Ex *e, Item *it, Name name)
{
    switch (it->kind) {
    case IT_FN: case IT_COMPONENT:
        e->ref = RF_FN;
        e->r.fn = it->fun->info;
        return fn_type(c, it->fun->info);
    case IT_CONFIG:
        e->ref = RF_CONFIG;
        e->r.item = it;
        return check_item_type(c, it);
    case IT_IFACE:
        diag(c->d, &fuse_diag[E_IFACE_VALUE], e->at, name_z(c, name));
        return err(c);
    case IT_TYPE: case IT_ENUM:
        diag(c->d, &fuse_diag[E_TYPE_VALUE], e->at, name_z(c, name));
        return err(c);
    default:
        diag(c->d, &fuse_diag[E_NOT_VALUE], e->at, name_z(c, name));
        return err(c);
    }
}

static Ty *check_ident(Check *c, Ex *e)
{
    Name name = e->name.name;
    Local *l = check_lookup(c, name);
    if (l) {
        e->ref = RF_LOCAL;
        e->r.local = l;
        if (c->spawn_depth && l->ty->kind == TY_BOX)
            diag(c->d, &fuse_diag[E_SPAWN_BOX], e->at);
        return l->ty->kind == TY_BOX ? l->ty->a : l->ty;
    }
    Bind *b = names_find(c->m, name);
    if (b && b->kind == BN_ASSET) {
        e->ref = RF_ASSET;
        e->u.s = b->asset ? b->asset->text : (Str){0};
        e->idx = b->asset && b->asset->json;
        return basic(c, e->idx ? TY_DYN : TY_STRING);
    }
    if (b && b->kind == BN_ITEM)
        return b->item ? item_value(c, e, b->item, name) : err(c);
    Str s = name_str(c->n, name);
    e->idx = builtin_find("", s);
    if (e->idx) {
        e->ref = RF_BUILTIN;
        return ext_type(c, STR("builtin"));
    }
    if (builtin_ns(s)) {
        e->ref = RF_NS;
        return ext_type(c, s);
    }
    if (b && b->kind == BN_MODULE && !b->mod)
        return err(c); // its import was reported
    if (b && b->kind == BN_MODULE)
        diag(c->d, &fuse_diag[E_MODULE_VALUE], e->at, name_z(c, name));
    else
        diag(c->d, &fuse_diag[E_IDENT], e->at, name_z(c, name));
    return err(c);
}

// A module alias that no local hides.
static Module *module_of(Check *c, const Ex *e)
{
    if (e->kind != EX_IDENT || check_lookup(c, e->name.name))
        return NULL;
    Bind *b = names_find(c->m, e->name.name);
    return b && b->kind == BN_MODULE ? b->mod : NULL;
}

// A type or enum named by e (Name, Module.Name, Self), for Type.member; NULL when e is a value.
static Item *type_of_name(Check *c, const Ex *e)
{
    if (e->kind == EX_IDENT) {
        if (check_lookup(c, e->name.name))
            return NULL;
        if (e->name.name == c->p->n_Self && c->self && c->self->item)
            return c->self->item;
        Bind *b = names_find(c->m, e->name.name);
        Item *it = b && b->kind == BN_ITEM ? b->item : NULL;
        return it && (it->kind == IT_TYPE || it->kind == IT_ENUM) ? it : NULL;
    }
    if (e->kind != EX_MEMBER)
        return NULL;
    Module *m = module_of(c, e->a);
    Bind *b = m ? names_find(m, e->name.name) : NULL;
    Item *it = b && b->kind == BN_ITEM ? b->item : NULL;
    return it && it->mod == m && (it->kind == IT_TYPE || it->kind == IT_ENUM) ? it : NULL;
}

/* Members */

static Ty *type_member(Check *c, Ex *e, Item *it)
{
    if (it->kind == IT_ENUM)
        for (u32 i = 0; i < it->nvariant; i++)
            if (it->variant[i].name.name == e->name.name) {
                e->ref = RF_VARIANT;
                e->r.item = it;
                e->idx = i;
                return check_item_type(c, it);
            }
    FnInfo *f = check_method(c, it, e->name.name, false);
    if (f) {
        e->ref = RF_METHOD;
        e->r.fn = f;
        return fn_type(c, f);
    }
    if (it->kind == IT_ENUM)
        diag(c->d, &fuse_diag[E_VARIANT_UNKNOWN], name_span(c, e), name_z(c, e->name.name),
             name_z(c, it->name.name));
    else
        diag(c->d, &fuse_diag[E_TYPE_MEMBER], name_span(c, e), name_z(c, it->name.name),
             name_z(c, e->name.name));
    return err(c);
}

static Ty *module_member(Check *c, Ex *e, Module *m)
{
    const char *full =
        str_fmt(c->p->mem, "%s.%s", name_z(c, e->a->name.name), name_z(c, e->name.name)).p;
    Bind *b = names_find(m, e->name.name);
    if (!b || b->imported) {
        diag(c->d, &fuse_diag[E_MODULE_MEMBER], name_span(c, e), full);
        return err(c);
    }
    return b->item ? item_value(c, e, b->item, name_of(c->n, str_of(full))) : err(c);
}

static Ty *ext_field(Check *c, Ex *e, Str ext)
{
    Str f = name_str(c->n, e->name.name);
    bool error = str_eqz(ext, "http.error");
    Ty *s = basic(c, TY_STRING);
    check_refuse(c, e->at, "the field `%.*s` of `%.*s`", STR_ARG(f), STR_ARG(ext));
    if (str_eqz(f, "method") || str_eqz(f, "url") ||
        (error && (str_eqz(f, "code") || str_eqz(f, "message"))))
        return s;
    if (str_eqz(f, "body"))
        return error ? ty_option(c->t, s) : s;
    if (str_eqz(f, "status"))
        return error ? ty_option(c->t, basic(c, TY_INT)) : basic(c, TY_INT);
    if (str_eqz(f, "headers"))
        return ty_map(c->t, s, s);
    diag(c->d, &fuse_diag[E_EXT_FIELD], name_span(c, e), error ? "http error" : "http response",
         name_z(c, e->name.name));
    return err(c);
}

static Ty *value_member(Check *c, Ex *e, Ty *t)
{
    switch (t->kind) {
    case TY_STRUCT: {
        Field *f = item_field(t->item, e->name.name, &e->idx);
        if (f) {
            e->ref = RF_FIELD;
            return f->type;
        }
        FnInfo *m = check_method(c, t->item, e->name.name, true);
        if (m) {
            e->ref = RF_METHOD;
            e->r.fn = m;
            return fn_type(c, m);
        }
        if (ty_open_error(c->n, t)) {
            e->ref = RF_DYNFIELD;
            return basic(c, TY_DYN);
        }
        diag(c->d, &fuse_diag[E_FIELD_UNKNOWN], name_span(c, e), name_z(c, e->name.name),
             ty_z(c->t, t));
        return err(c);
    }
    case TY_CONFIG: {
        Field *f = item_field(t->item, e->name.name, &e->idx);
        e->ref = RF_CONFIG_FIELD;
        e->r.item = t->item;
        if (f)
            return f->type;
        diag(c->d, &fuse_diag[E_FIELD_UNKNOWN], name_span(c, e), name_z(c, e->name.name),
             ty_z(c->t, t));
        return err(c);
    }
    case TY_DYN: case TY_ERROR:
        e->ref = RF_DYNFIELD;
        return basic(c, TY_DYN);
    case TY_ERR: case TY_TPARAM:
        return err(c);
    case TY_EXT:
        return ext_field(c, e, name_str(c->n, t->name));
    case TY_ENUM: {
        FnInfo *m = check_method(c, t->item, e->name.name, true);
        if (m) {
            e->ref = RF_METHOD;
            e->r.fn = m;
            return fn_type(c, m);
        }
    } // fall through
    default:
        diag(c->d, &fuse_diag[E_NO_FIELD], name_span(c, e), ty_z(c->t, t), name_z(c, e->name.name));
        return err(c);
    }
}

Ty *check_member(Check *c, Ex *e);
Ty *check_member(Check *c, Ex *e)
{
    bool optional = e->kind == EX_OPTMEMBER;
    if (!optional) {
        Module *m = module_of(c, e->a);
        Item *it = m ? NULL : type_of_name(c, e->a);
        if (m)
            return module_member(c, e, m);
        if (it) {
            e->a->ref = RF_TYPE;
            e->a->r.item = it;
            return type_member(c, e, it);
        }
    }
    Ty *t = check_expr(c, e->a, NULL);
    bool soft = t->kind == TY_SOFT;
    t = ty_hard(t);
    if (!optional)
        return value_member(c, e, t);
    if (t->kind == TY_OPTION)
        t = t->a;
    else if (!soft && !ty_unknown(t) && t->kind != TY_NULL) {
        diag(c->d, &fuse_diag[E_OPTIONAL], e->a->at, ty_z(c->t, t));
        return err(c);
    }
    if (t->kind == TY_NULL)
        t = basic(c, TY_DYN);
    return ty_option(c->t, value_member(c, e, ty_hard(t)));
}

static Ty *check_index(Check *c, Ex *e)
{
    bool optional = e->kind == EX_OPTINDEX;
    Ty *t = check_expr(c, e->a, NULL);
    bool soft = t->kind == TY_SOFT;
    t = ty_hard(t);
    if (optional) {
        if (t->kind == TY_OPTION)
            t = t->a;
        else if (!soft && !ty_unknown(t) && t->kind != TY_NULL) {
            diag(c->d, &fuse_diag[E_OPTIONAL], e->a->at, ty_z(c->t, t));
            t = err(c);
        }
    }
    Ty *ix = check_expr(c, e->b, NULL);
    switch (t->kind) {
    case TY_LIST:
        if (ty_base(c->t, ix)->kind != TY_INT && !ty_unknown(ix))
            diag(c->d, &fuse_diag[E_INDEX_INT], e->b->at);
        check_convert(c, ix, basic(c, TY_INT));
        t = t->a;
        break;
    case TY_MAP:
        if (!ty_assignable(c->t, ix, t->a))
            diag(c->d, &fuse_diag[E_INDEX_KEY], e->b->at);
        check_convert(c, ix, t->a);
        t = ty_soft(c->t, t->b);
        break;
    case TY_DYN: case TY_NULL:
        t = basic(c, TY_DYN);
        break;
    case TY_ERR: case TY_TPARAM:
        return err(c);
    default:
        diag(c->d, &fuse_diag[E_NOT_INDEXABLE], e->a->at, ty_z(c->t, t));
        return err(c);
    }
    return optional ? ty_option(c->t, t) : t;
}

/* Operators */

static Ty *unify(Check *c, Span at, Ty *a, Ty *b)
{
    if (ty_unknown(a))
        return b;
    if (ty_unknown(b))
        return a;
    if (a->kind == TY_NULL && b->kind != TY_NULL)
        return ty_option(c->t, b);
    if (b->kind == TY_NULL && a->kind != TY_NULL)
        return ty_option(c->t, a);
    if (ty_assignable(c->t, b, a))
        return a;
    if (ty_assignable(c->t, a, b))
        return b;
    diag(c->d, &fuse_diag[E_INCOMPATIBLE], at);
    return err(c);
}

static Ty *check_unary(Check *c, Ex *e)
{
    Ty *t = ty_base(c->t, check_expr(c, e->a, NULL));
    if (e->op == UO_NEG) {
        if (t->kind == TY_INT || t->kind == TY_FLOAT || ty_unknown(t))
            return t;
        diag(c->d, &fuse_diag[E_NEG], e->at);
        return err(c);
    }
    if (t->kind == TY_BOOL || ty_unknown(t))
        return basic(c, TY_BOOL);
    diag(c->d, &fuse_diag[E_NOT], e->at);
    return err(c);
}

static Ty *check_arith(Check *c, Ex *e, Ty *l, Ty *r)
{
    bool ln = l->kind == TY_INT || l->kind == TY_FLOAT,
         rn = r->kind == TY_INT || r->kind == TY_FLOAT;
    if (ln && rn)
        return basic(c, l->kind == TY_FLOAT || r->kind == TY_FLOAT ? TY_FLOAT : TY_INT);
    if (e->op == BO_ADD && (l->kind == TY_STRING || r->kind == TY_STRING))
        return basic(c, TY_STRING);
    if (e->op == BO_ADD && l->kind == TY_LIST && r->kind == TY_LIST &&
        (ty_assignable(c->t, r, l) || ty_assignable(c->t, l, r)))
        return ty_unknown(l->a) ? r : l;
    if (ty_unknown(l) || ty_unknown(r))
        return basic(c, l->kind == TY_ERR || r->kind == TY_ERR ? TY_ERR : TY_DYN);
    diag(c->d, &fuse_diag[E_ARITH], e->at);
    return err(c);
}

static bool comparable(Ty *t)
{
    return t->kind == TY_INT || t->kind == TY_FLOAT || t->kind == TY_BOOL || t->kind == TY_STRING ||
           t->kind == TY_BYTES || ty_unknown(t);
}

static Ty *check_binary(Check *c, Ex *e)
{
    Ty *lt = check_expr(c, e->a, NULL), *rt = check_expr(c, e->b, NULL);
    Ty *l = ty_base(c->t, lt), *r = ty_base(c->t, rt);
    bool unknown = ty_unknown(l) || ty_unknown(r);
    bool numeric = ty_numeric(c->t, l) && ty_numeric(c->t, r);
    switch ((BinOp)e->op) {
    case BO_ADD: case BO_SUB: case BO_MUL: case BO_DIV: case BO_MOD:
        return check_arith(c, e, l, r);
    case BO_EQ: case BO_NE:
        if (!ty_assignable(c->t, l, r) && !ty_assignable(c->t, r, l))
            diag(c->d, &fuse_diag[E_EQUALITY], e->at);
        else if (l->kind != TY_NULL && r->kind != TY_NULL && l->kind != TY_OPTION &&
                 r->kind != TY_OPTION && (!comparable(l) || !comparable(r)))
            diag(c->d, &fuse_diag[E_W_EQUALITY], e->at, ty_z(c->t, comparable(l) ? r : l));
        return basic(c, TY_BOOL);
    case BO_LT: case BO_LE: case BO_GT: case BO_GE:
        if (!numeric && !unknown)
            diag(c->d, &fuse_diag[E_COMPARE], e->at);
        return basic(c, TY_BOOL);
    case BO_AND: case BO_OR:
        if (!((l->kind == TY_BOOL || ty_unknown(l)) && (r->kind == TY_BOOL || ty_unknown(r))))
            diag(c->d, &fuse_diag[E_LOGIC], e->at);
        return basic(c, TY_BOOL);
    case BO_RANGE:
        if (numeric)
            return ty_list(
                c->t, basic(c, l->kind == TY_FLOAT || r->kind == TY_FLOAT ? TY_FLOAT : TY_INT));
        if (unknown)
            return ty_list(c->t, basic(c, TY_DYN));
        diag(c->d, &fuse_diag[E_RANGE], e->at);
        return err(c);
    default:
        return err(c);
    }
}

static Ty *check_coalesce(Check *c, Ex *e, Ty *want)
{
    Ty *l = check_expr(c, e->a, NULL);
    Ty *in = l->kind == TY_OPTION || l->kind == TY_SOFT ? l->a : l;
    Ty *r = check_expr(c, e->b, want ? want : in);
    if (in->kind == TY_NULL)
        return r;
    Ty *t = unify(c, e->at, ty_hard(in), r->kind == TY_SOFT ? ty_option(c->t, r) : ty_hard(r));
    check_convert(c, in, t);
    check_convert(c, r, t);
    return t;
}

/* ?! */

static void bang_domain(Check *c, Span at, Ty *actual)
{
    Ty *ret = c->ret;
    if (!ret) {
        diag(c->d, &fuse_diag[E_BANG_OUTSIDE], at);
        return;
    }
    if (ty_unknown(ret))
        return;
    if (ret->kind != TY_RESULT) {
        diag(c->d, &fuse_diag[E_BANG_RETURN], at, ty_z(c->t, ret));
        return;
    }
    for (Ty *a = actual;; a = a->b) { // each domain of the error has to be one of the function's
        Ty *dom = a->kind == TY_RESULT ? a->a : a;
        bool ok = false;
        for (Ty *e = ret->b; !ok; e = e->b) {
            ok = ty_assignable(c->t, dom, e->kind == TY_RESULT ? e->a : e);
            if (e->kind != TY_RESULT)
                break;
        }
        if (!ok) {
            diag(c->d, &fuse_diag[E_MISMATCH], at,
                 ty_z(c->t, ret->b->kind == TY_RESULT ? ret->b->a : ret->b), ty_z(c->t, dom));
            return;
        }
        if (a->kind != TY_RESULT)
            return;
    }
}

static bool error_value(Check *c, Ex *e, Ty *t)
{
    if (ty_unknown(t))
        return false;
    if (t->kind == TY_STRUCT || t->kind == TY_ENUM)
        return true;
    diag(c->d, &fuse_diag[E_BANG_VALUE], e->at, ty_z(c->t, t));
    return false;
}

static Ty *check_bang(Check *c, Ex *e)
{
    Ty *t = check_expr(c, e->a, NULL);
    Ty *et = e->b ? ty_hard(check_expr(c, e->b, NULL)) : NULL;
    if (t->kind == TY_BOX)
        t = t->a;
    if (t->kind == TY_OPTION || t->kind == TY_SOFT || t->kind == TY_NULL) {
        Ty *in = t->kind == TY_NULL ? basic(c, TY_DYN) : t->a;
        if (!et)
            diag(c->d, &fuse_diag[E_BANG_OPTION], e->at);
        else if (error_value(c, e, et))
            bang_domain(c, e->at, et);
        return in;
    }
    if (t->kind == TY_RESULT) {
        if (!et)
            bang_domain(c, e->at, t->b);
        else if (error_value(c, e, et))
            bang_domain(c, e->at, et);
        return t->a;
    }
    if (t->kind == TY_DYN) {
        if (et && error_value(c, e, et))
            bang_domain(c, e->at, et);
        return t;
    }
    if (t->kind != TY_ERR && t->kind != TY_TPARAM)
        diag(c->d, &fuse_diag[E_BANG], e->at, ty_z(c->t, t));
    return err(c);
}

/* Literals */

static Ty *plain(Ty *t) { return t->kind == TY_SOFT || t->kind == TY_BOX ? t->a : t; }

static Ty *want_kind(Ty *want, TyKind k)
{
    while (want && (want->kind == TY_OPTION || want->kind == TY_BOX || want->kind == TY_SOFT ||
                    want->kind == TY_RESULT))
        want = want->a;
    return want && want->kind == k ? want : NULL;
}

static Ty *check_list(Check *c, Ex *e, Ty *want)
{
    Ty *w = want_kind(want, TY_LIST);
    Ty *elem = basic(c, TY_DYN);
    bool fits = w != NULL;
    for (u32 i = 0; i < e->nlist; i++) {
        Ty *t = plain(check_expr(c, e->list[i], w ? w->a : NULL));
        fits = fits && ty_assignable(c->t, t, w->a);
    }
    if (fits) {
        for (u32 i = 0; i < e->nlist; i++)
            check_convert(c, e->list[i]->ty, w->a);
        return w;
    }
    for (u32 i = 0; i < e->nlist; i++) {
        elem = unify(c, e->list[i]->at, elem, plain(e->list[i]->ty));
        if (elem->kind == TY_ERR)
            break;
    }
    for (u32 i = 0; i < e->nlist; i++)
        check_convert(c, e->list[i]->ty, elem);
    return ty_list(c->t, elem);
}

static Ty *check_map(Check *c, Ex *e, Ty *want)
{
    Ty *w = want_kind(want, TY_MAP);
    Ty *key = basic(c, TY_DYN), *val = basic(c, TY_DYN);
    bool fits = w != NULL;
    for (u32 i = 0; i + 1 < e->nlist; i += 2) {
        Ty *k = plain(check_expr(c, e->list[i], w ? w->a : NULL));
        Ty *v = plain(check_expr(c, e->list[i + 1], w ? w->b : NULL));
        fits = fits && ty_assignable(c->t, k, w->a) && ty_assignable(c->t, v, w->b);
    }
    if (fits) {
        for (u32 i = 0; i < e->nlist; i++)
            check_convert(c, e->list[i]->ty, i & 1 ? w->b : w->a);
        return w;
    }
    for (u32 i = 0; i + 1 < e->nlist; i += 2) {
        key = unify(c, e->list[i]->at, key, plain(e->list[i]->ty));
        val = unify(c, e->list[i + 1]->at, val, plain(e->list[i + 1]->ty));
    }
    if (ty_unknown(key))
        key = basic(c, TY_STRING);
    for (u32 i = 0; i < e->nlist; i++)
        check_convert(c, e->list[i]->ty, i & 1 ? val : key);
    return ty_map(c->t, key, val);
}

// Is a value of type t checked when a struct is made of it? (refinements, also inside lists and
// maps)
static bool validated(const Ty *t)
{
    switch (t->kind) {
    case TY_REFINED: case TY_ID: case TY_EMAIL:
        return true;
    case TY_LIST: case TY_OPTION:
        return validated(t->a);
    case TY_MAP:
        return validated(t->a) || validated(t->b);
    default:
        return false;
    }
}

static Ty *check_struct(Check *c, Ex *e)
{
    Item *it = names_item(c->p, c->m, e->name.name);
    if (e->name.name == c->p->n_Self && c->self && c->self->item)
        it = c->self->item;
    if (!it || (it->kind != IT_TYPE && it->kind != IT_CONFIG)) {
        for (u32 i = 0; i < e->narg; i++)
            check_expr(c, e->arg[i].e, NULL);
        Bind *b = names_find(c->m, e->name.name);
        bool fn = (it && it->kind == IT_FN) ||
                  (!it && builtin_find("", name_str(c->n, e->name.name))) ||
                  check_lookup(c, e->name.name);
        if (fn || (e->a && e->a->kind == EX_MEMBER))
            diag(c->d, &fuse_diag[E_NAMED_ARGS], e->at);
        else if (!(b && b->imported && !b->item))
            diag(c->d, &fuse_diag[E_UNKNOWN_TYPE], name_span(c, e), name_z(c, e->name.name));
        return err(c);
    }
    const char *name = name_z(c, e->name.name);
    if (it->kind == IT_CONFIG)
        check_refuse(c, e->at, "a config literal");
    bool *seen = arena_array(c->p->mem, bool, it->nfield + 1);
    for (u32 i = 0; i < e->narg; i++) {
        Arg *a = &e->arg[i];
        u32 k = 0;
        Field *f = a->name.name ? item_field(it, a->name.name, &k) : NULL;
        Ty *got = check_expr(c, a->e, f ? f->type : NULL);
        if (!a->name.name)
            diag(c->d, &fuse_diag[E_STRUCT_ARG], a->at);
        else if (!f)
            diag(c->d, &fuse_diag[E_FIELD_UNKNOWN], a->at, name_z(c, a->name.name), name);
        else if (seen[k])
            diag(c->d, &fuse_diag[E_LITERAL_TWICE], a->at);
        else
            check_assign(c, a->at, a->e, got, f->type, true);
        if (f)
            seen[k] = true;
    }
    for (u32 i = 0; i < it->nfield; i++) {
        Field *f = &it->field[i];
        if (!seen[i] && !f->def && f->type->kind != TY_OPTION && f->type->kind != TY_ERR &&
            it->kind == IT_TYPE)
            diag(c->d, &fuse_diag[E_FIELD_MISSING], e->at, name_z(c, f->name.name), name);
        if (c->fn && validated(f->type))
            c->fn->local_throw = true;
        if (!seen[i] && f->def && c->fn) { // the default runs here
            Item *owner = it;
            while (owner->base.name && names_item(c->p, owner->mod, owner->base.name))
                owner = names_item(c->p, owner->mod, owner->base.name);
            vec_push(c->p->mem, &c->fn->calls, owner->info);
        }
    }
    e->r.item = it;
    return check_item_type(c, it);
}

/* Tasks and boxes: checked, not compiled yet (tasks) */

static Ty *check_spawn(Check *c, Ex *e)
{
    if (c->transaction)
        diag(c->d, &fuse_diag[E_TRANSACTION_SPAWN], e->at);
    check_needs(c, e->at, FUSE_THREADS, "spawn");
    check_refuse(c, e->at, "spawn");
    u32 depth = c->spawn_depth;
    c->spawn_depth = c->mark.n + 1;
    Ty *ret = c->ret;
    check_block(c, e->block);
    c->ret = ret;
    c->spawn_depth = depth;
    Ty *t = basic(c, TY_UNIT);
    if (e->block->n) {
        St *last = e->block->st[e->block->n - 1];
        if ((last->kind == ST_EXPR || last->kind == ST_RETURN) && last->e && last->e->ty)
            t = last->e->ty;
    }
    return ty_make(c->t, TY_TASK, plain(t), NULL, NULL, 0);
}

static Ty *check_await(Check *c, Ex *e)
{
    if (c->transaction)
        diag(c->d, &fuse_diag[E_TRANSACTION_AWAIT], e->at);
    check_refuse(c, e->at, "await");
    Ty *t = check_expr(c, e->a, NULL);
    if (t->kind == TY_TASK) {
        if (e->a->kind == EX_IDENT && e->a->ref == RF_LOCAL)
            e->a->r.local->spawn = (Span){0};
        return t->a;
    }
    if (!ty_unknown(t))
        diag(c->d, &fuse_diag[E_AWAIT], e->at, ty_z(c->t, t));
    return err(c);
}

static Ty *check_kind(Check *c, Ex *e, Ty *want)
{
    switch ((ExKind)e->kind) {
    case EX_INT: return basic(c, TY_INT);
    case EX_FLOAT: return basic(c, TY_FLOAT);
    case EX_BOOL: return basic(c, TY_BOOL);
    case EX_STR: return basic(c, TY_STRING);
    case EX_NULL: return want && want->kind == TY_OPTION ? want : basic(c, TY_NULL);
    case EX_IDENT: return check_ident(c, e);
    case EX_INTERP:
        for (u32 i = 0; i < e->nlist; i++)
            check_expr(c, e->list[i], NULL);
        return basic(c, TY_STRING);
    case EX_UNARY: return check_unary(c, e);
    case EX_BINARY: return check_binary(c, e);
    case EX_CALL: return check_call(c, e);
    case EX_MEMBER: case EX_OPTMEMBER: return check_member(c, e);
    case EX_INDEX: case EX_OPTINDEX: return check_index(c, e);
    case EX_STRUCT: return check_struct(c, e);
    case EX_LIST: return check_list(c, e, want);
    case EX_MAP: return check_map(c, e, want);
    case EX_COALESCE: return check_coalesce(c, e, want);
    case EX_BANG: return check_bang(c, e);
    case EX_SPAWN: return check_spawn(c, e);
    case EX_AWAIT: return check_await(c, e);
    case EX_BOX:
        if (c->spawn_depth)
            diag(c->d, &fuse_diag[E_SPAWN_MAKE_BOX], e->at);
        return ty_box(c->t, check_expr(c, e->a, want && want->kind == TY_BOX ? want->a : want));
    case EX_ERROR: return err(c);
    }
    return err(c);
}

Ty *check_expr(Check *c, Ex *e, Ty *want)
{
    Ty *t = check_kind(c, e, want);
    if (e->kind == EX_MEMBER && e->ref == RF_VARIANT && t->kind == TY_ENUM &&
        t->item->variant[e->idx].narg)
        check_refuse(c, e->at, "an enum constructor as a value");
    e->ty = t;
    return t;
}
