// check_call.c - calls: functions, methods, variants, builtins, queries, HTML
#include "frontend/fuse/fuse_int.h"

Ty *check_call(Check *c, Ex *e);
Ty *check_member(Check *c, Ex *e);
Ty *check_iter(Check *c, Ex *e);

static Ty *err(Check *c) { return c->t->basic[TY_ERR]; }

static void check_args_loose(Check *c, Ex *e)
{
    for (u32 i = 0; i < e->narg; i++)
        check_expr(c, e->arg[i].e, NULL);
}

/* HTML: checked, not compiled yet */

static void html_children(Check *c, Block *b);

static void html_child(Check *c, St *s)
{
    switch (s->kind) {
    case ST_EXPR: {
        Ty *t = check_expr(c, s->e, NULL);
        Ty *in = t->kind == TY_LIST ? t->a : t;
        if (in->kind != TY_HTML && in->kind != TY_STRING && !ty_unknown(in))
            diag(c->d, &fuse_diag[E_MISMATCH], s->e->at, "Html", ty_z(c->t, t));
        break;
    }
    case ST_IF:
        for (u32 i = 0; i < s->narm; i++) {
            if (s->arm[i].cond) {
                Ty *t = ty_hard(check_expr(c, s->arm[i].cond, NULL));
                if (t->kind != TY_BOOL && !ty_unknown(t))
                    diag(c->d, &fuse_diag[E_COND], s->arm[i].cond->at);
            }
            html_children(c, s->arm[i].body);
        }
        break;
    case ST_FOR: {
        Ty *elem = check_iter(c, s->e);
        check_push(c);
        check_bind_pattern(c, s->pat, elem);
        html_children(c, s->body);
        check_pop(c);
        break;
    }
    default:
        break;
    }
}

static void html_children(Check *c, Block *b)
{
    check_push(c);
    for (u32 i = 0; b && i < b->n; i++)
        html_child(c, b->st[i]);
    check_pop(c);
}

// ARIA attributes are checked by name and, where it is a literal, by value.
static void check_aria(Check *c, Arg *a)
{
    static const char *const known[] = {
        "activedescendant", "atomic", "autocomplete", "braillelabel", "brailleroledescription",
        "busy", "checked", "colcount", "colindex", "colindextext", "colspan", "controls", "current",
        "describedby", "description", "details", "disabled", "dropeffect", "errormessage",
        "expanded", "flowto", "grabbed", "haspopup", "hidden", "invalid", "keyshortcuts", "label",
        "labelledby", "level", "live", "modal", "multiline", "multiselectable", "orientation",
        "owns", "placeholder", "posinset", "pressed", "readonly", "relevant", "required",
        "roledescription", "rowcount", "rowindex", "rowindextext", "rowspan", "selected", "setsize",
        "sort", "valuemax", "valuemin", "valuenow", "valuetext"};
    static const char *const boolean[] = {"hidden", "expanded", "checked", "pressed"};
    Str s = name_str(c->n, a->name.name);
    if (!str_starts(s, "aria_"))
        return;
    Str key = {s.p + 5, s.n - 5};
    bool ok = false;
    for (u32 i = 0; i < COUNT(known); i++)
        ok |= str_eqz(key, known[i]);
    if (!ok) {
        diag(c->d, &fuse_diag[E_ARIA], a->at, str_z(c->p->mem, key));
        return;
    }
    if (a->e->kind != EX_STR)
        return;
    Str v = a->e->u.s;
    for (u32 i = 0; i < COUNT(boolean); i++)
        if (str_eqz(key, boolean[i]) && !str_eqz(v, "true") && !str_eqz(v, "false"))
            diag(c->d, &fuse_diag[E_ARIA_BOOL], a->at, str_z(c->p->mem, key));
    bool number = v.n > 0;
    for (size_t i = 0; i < v.n; i++)
        number &= v.p[i] >= '0' && v.p[i] <= '9';
    if (str_eqz(key, "level") && !number)
        diag(c->d, &fuse_diag[E_ARIA_LEVEL], a->at);
}

static Ty *check_html_call(Check *c, Ex *e, bool tag)
{
    Str name = name_str(c->n, e->a->name.name);
    check_refuse(c, e->at, tag ? "the HTML tag `%.*s`" : "the component `%.*s`", STR_ARG(name));
    Ty *attrs = ty_map(c->t, c->t->basic[TY_STRING], c->t->basic[TY_STRING]);
    bool named = false;
    for (u32 i = 0; i < e->narg; i++) {
        named |= e->arg[i].name.name != 0;
        check_expr(c, e->arg[i].e, NULL);
        if (e->arg[i].name.name)
            check_aria(c, &e->arg[i]);
    }
    u32 max = tag && html_is_void(name) ? 1 : 2;
    if (tag && !named && e->narg > max)
        diag(c->d, &fuse_diag[E_HTML_ARGS], e->at, max, e->narg);
    if (tag && !named && e->narg > 0 && !ty_assignable(c->t, e->arg[0].e->ty, attrs))
        diag(c->d, &fuse_diag[E_MISMATCH], e->arg[0].at, ty_z(c->t, attrs),
             ty_z(c->t, e->arg[0].e->ty));
    if (e->block && tag && html_is_void(name))
        diag(c->d, &fuse_diag[E_HTML_VOID], e->block->at, str_z(c->p->mem, name));
    if (e->block)
        html_children(c, e->block);
    return c->t->basic[TY_HTML];
}

/* Builtins */

static const char *const spawn_forbidden[] = {"print", "input", "log", "env", "env_int",
                                              "env_float", "env_bool",
                                              "asset", "serve"};

static void spawn_check(Check *c, Ex *e, const Builtin *b)
{
    const char *what = NULL;
    for (u32 i = 0; i < COUNT(spawn_forbidden) && !b->ns[0]; i++)
        if (strcmp(b->name, spawn_forbidden[i]) == 0)
            what = spawn_forbidden[i];
    if (strcmp(b->ns, "db") == 0)
        what = "db.*";
    else if (strcmp(b->ns, "response") == 0)
        what = "response.*";
    else if (strcmp(b->ns, "svg") == 0)
        what = "svg.inline";
    else if (strcmp(b->ns, "time") == 0 && strcmp(b->name, "sleep") == 0)
        what = "time.sleep";
    if (what)
        diag(c->d, &fuse_diag[E_SPAWN_BUILTIN], e->at, what);
}

static Ty *builtin_call(Check *c, Ex *e, u32 index)
{
    const Builtin *b = &fuse_builtin[index - 1];
    e->ref = RF_BUILTIN;
    e->idx = index;
    if (c->spawn_depth)
        spawn_check(c, e, b);
    if (b->cap && strcmp(b->ns, "query") != 0) {
        const char *what = b->cap == CAP_NETWORK ? str_fmt(c->p->mem, "call %s%s%s", b->ns,
                                                           b->ns[0] ? "." : "", b->name).p
                           : str_fmt(c->p->mem, "%s call", cap_name(b->cap)).p;
        check_capability(c, e->at, b->cap, what);
    }
    if (b->needs)
        check_needs(c, e->at, b->needs, "the builtin `%s%s%s`", b->ns, b->ns[0] ? "." : "",
                    b->name);
    if (b->special == BI_REFUSED)
        check_refuse(c, e->at, "the builtin `%s%s%s`", b->ns, b->ns[0] ? "." : "", b->name);
    const char *s = b->params;
    u32 n = 0, need = 0;
    bool any = false;
    for (u32 i = 0; *s; i++) {
        if (*s == '*') {
            any = true;
            s++;
            break;
        }
        Ty *want = builtin_type(c->p, &s);
        bool def = *s == '=';
        s += def;
        n++;
        if (!def && *s != '*')
            need = n;
        if (i < e->narg) {
            Ty *got = check_expr(c, e->arg[i].e, ty_unknown(want) ? NULL : want);
            check_assign(c, e->arg[i].at, e->arg[i].e, got, want, false);
        }
    }
    for (u32 i = n; i < e->narg; i++)
        check_expr(c, e->arg[i].e, NULL);
    for (u32 i = 0; i < e->narg; i++)
        if (e->arg[i].name.name)
            diag(c->d, &fuse_diag[E_NAMED_ARGS], e->arg[i].at);
    if (e->narg < need || (e->narg > n && !any))
        diag(c->d, &fuse_diag[E_ARITY], e->at, n, e->narg);
    if (e->block)
        diag(c->d, &fuse_diag[E_HTML_BLOCK_FN], e->at);
    const char *ret = b->ret;
    return builtin_type(c->p, &ret);
}

/* Typed queries: one<T>() and all<T>() */

// The select([...]) that the query came from; *why says what is wrong with it: 1 none, 2 empty, 3
// not literals.
static Ex *query_select(Check *c, Ex *e, int *why)
{
    *why = 1;
    while (e->kind == EX_CALL && e->a->kind == EX_MEMBER) {
        Str m = name_str(c->n, e->a->name.name);
        if (str_eqz(m, "select")) {
            *why = 3;
            if (e->narg != 1 || e->arg[0].e->kind != EX_LIST)
                return NULL;
            Ex *l = e->arg[0].e;
            if (l->nlist == 0) {
                *why = 2;
                return NULL;
            }
            for (u32 i = 0; i < l->nlist; i++)
                if (l->list[i]->kind != EX_STR)
                    return NULL;
            *why = 0;
            return l;
        }
        if (!str_eqz(m, "where") && !str_eqz(m, "order_by") && !str_eqz(m, "limit"))
            return NULL;
        e = e->a->a;
    }
    return NULL;
}

static Str last_segment(Str s)
{
    for (size_t i = s.n; i-- > 0;)
        if (s.p[i] == '.')
            return (Str){s.p + i + 1, s.n - i - 1};
    return s;
}

static int by_text(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    return str_cmp(*(const Str *)a, *(const Str *)b);
}

static void put_sorted(Check *c, Buf *out, const char *what, Str *v, u32 n)
{
    (void)c;
    sort_stable(v, n, sizeof *v, by_text, NULL);
    buf_fmt(out, "%s%s [", out->n ? "; " : "", what);
    for (u32 i = 0; i < n; i++)
        buf_fmt(out, "%s%.*s", i ? ", " : "", STR_ARG(v[i]));
    buf_str(out, "]");
}

static void query_columns(Check *c, Ex *e, Item *it)
{
    int why;
    Ex *sel = query_select(c, e->a->a, &why);
    Buf b = {0};
    for (u32 i = 0; i < it->nfield; i++)
        buf_fmt(&b, "%s%s", i ? ", " : "", name_z(c, it->field[i].name.name));
    const char *fields = buf_take(&b, c->p->mem).p, *name = name_z(c, it->name.name);
    if (!sel) {
        FuseDiag id = why == 1 ? E_QUERY_SELECT : why == 2 ? E_QUERY_EMPTY : E_QUERY_LITERAL;
        diag(c->d, &fuse_diag[id], e->at, name, fields);
        return;
    }
    VEC(Str) missing = {0}, extra = {0};
    for (u32 i = 0; i < it->nfield; i++) {
        bool found = false;
        for (u32 k = 0; k < sel->nlist; k++)
            found |= str_eq(last_segment(sel->list[k]->u.s),
                            name_str(c->n, it->field[i].name.name));
        if (!found)
            vec_push(c->p->mem, &missing, name_str(c->n, it->field[i].name.name));
    }
    for (u32 k = 0; k < sel->nlist; k++) {
        Str s = last_segment(sel->list[k]->u.s);
        if (!item_field(it, name_of(c->n, s), NULL))
            vec_push(c->p->mem, &extra, s);
    }
    if (!missing.n && !extra.n)
        return;
    if (missing.n)
        put_sorted(c, &b, "missing", missing.v, missing.n);
    if (extra.n)
        put_sorted(c, &b, "unexpected", extra.v, extra.n);
    diag(c->d, &fuse_diag[E_QUERY_FIELDS], e->at, name, buf_take(&b, c->p->mem).p, fields);
}

static Ty *typed_query(Check *c, Ex *e, Ty *base)
{
    bool one = str_eqz(name_str(c->n, e->a->name.name), "one");
    if (e->narg) {
        diag(c->d, &fuse_diag[E_QUERY_ARGS], e->at);
        check_args_loose(c, e);
    }
    if (e->ntarg != 1) {
        diag(c->d, &fuse_diag[E_QUERY_TYPE_ARGS], e->at, e->ntarg);
        return err(c);
    }
    if (!(base->kind == TY_EXT && str_eqz(name_str(c->n, base->name), "query"))) {
        if (!ty_unknown(base))
            diag(c->d, &fuse_diag[E_QUERY_BASE], e->a->a->at, ty_z(c->t, base));
        return err(c);
    }
    check_refuse(c, e->at, "a typed query");
    Ty *t = check_type(c, e->targ[0]);
    if (t->kind == TY_ERR)
        return t;
    if (t->kind != TY_STRUCT) {
        diag(c->d, &fuse_diag[E_QUERY_TYPE], e->targ[0]->at, ty_z(c->t, t));
        return err(c);
    }
    query_columns(c, e, t->item);
    return one ? ty_option(c->t, t) : ty_list(c->t, t);
}

/* Functions */

static Ty *fn_call(Check *c, Ex *e, FnInfo *f)
{
    check_signature(c, f);
    if (c->fn)
        vec_push(c->p->mem, &c->fn->calls, f);
    if (e->ntarg && !f->generic)
        diag(c->d, &fuse_diag[E_GENERIC_ARG], e->at);
    if (f->generic && e->ntarg && e->ntarg != f->decl->ntparam)
        diag(c->d, &fuse_diag[E_GENERIC_ARGS], e->at, f->decl->ntparam, e->ntarg);
    for (u32 i = 0; i < e->ntarg; i++)
        check_type(c, e->targ[i]);
    u32 n = e->narg;
    bool bad = n > f->nparam || n < f->nreq;
    for (u32 i = 0; i < e->narg; i++) {
        Ty *want = i < f->nparam ? f->param[i] : NULL;
        Ty *got = check_expr(c, e->arg[i].e, want);
        if (e->arg[i].name.name)
            diag(c->d, &fuse_diag[E_NAMED_ARGS], e->arg[i].at);
        else if (want && !bad && !f->generic)
            check_assign(c, e->arg[i].at, e->arg[i].e, got, want, false);
    }
    if (e->block)
        diag(c->d, &fuse_diag[E_HTML_BLOCK_FN], e->at);
    if (bad)
        diag(c->d, &fuse_diag[E_ARITY], e->at, f->nparam, n);
    return f->generic ? c->t->basic[TY_ERR] : f->ret;
}

static Ty *variant_call(Check *c, Ex *e)
{
    Item *it = e->a->r.item;
    Variant *v = &it->variant[e->a->idx];
    e->ref = RF_VARIANT;
    e->r.item = it;
    e->idx = e->a->idx;
    if (e->narg != v->narg)
        diag(c->d, v->narg ? &fuse_diag[E_ARITY] : &fuse_diag[E_NOT_FUNCTION], e->at, v->narg,
             e->narg);
    for (u32 i = 0; i < e->narg; i++) {
        Ty *want = i < v->narg ? v->type[i] : NULL;
        Ty *got = check_expr(c, e->arg[i].e, want);
        if (want && e->narg == v->narg)
            check_assign(c, e->arg[i].at, e->arg[i].e, got, want, false);
    }
    return check_item_type(c, it);
}

static Ty *call_value(Check *c, Ex *e, Ty *t)
{
    switch (e->a->ref) {
    case RF_FN: case RF_METHOD: {
        FnInfo *f = e->a->r.fn;
        e->ref = e->a->ref;
        e->r.fn = f;
        if (f->component)
            return check_html_call(c, e, false);
        return fn_call(c, e, f);
    }
    case RF_VARIANT:
        return variant_call(c, e);
    default:
        break;
    }
    check_args_loose(c, e);
    if (t->kind == TY_FN) {
        check_refuse(c, e->at, "a call of a function value");
        return t->fn ? t->fn->ret : err(c);
    }
    if (ty_unknown(t)) {
        if (t->kind == TY_DYN)
            check_refuse(c, e->at, "a call of a dynamic value");
        return err(c);
    }
    diag(c->d, &fuse_diag[E_NOT_FUNCTION], e->at);
    return err(c);
}

static bool html_input(Check *c, const Ex *e)
{
    if (!str_eqz(name_str(c->n, e->a->name.name), "input"))
        return true;
    for (u32 i = 0; i < e->narg; i++)
        if (e->arg[i].name.name)
            return true;
    return e->block || (e->narg && e->arg[0].e->kind == EX_MAP);
}

static Ty *ns_call(Check *c, Ex *e, Str ns, bool query)
{
    Ex *m = e->a;
    Str name = name_str(c->n, m->name.name);
    u32 b = builtin_find(query ? "query" : str_z(c->p->mem, ns), name);
    m->ref = RF_BUILTIN;
    if (b)
        return builtin_call(c, e, b);
    check_args_loose(c, e);
    Span at = {c->m->file, m->name.lo, m->name.hi};
    if (str_eqz(ns, "task"))
        diag(c->d, &fuse_diag[E_TASK_API], at, name_z(c, m->name.name));
    else if (str_eqz(ns, "errors"))
        check_refuse(c, at, "the builtin `errors.%.*s`", STR_ARG(name));
    else
        diag(c->d, &fuse_diag[E_BUILTIN_METHOD], at, str_z(c->p->mem, ns), name_z(c, m->name.name));
    return err(c);
}

static Ty *ident_call(Check *c, Ex *e)
{
    Name name = e->a->name.name;
    Str s = name_str(c->n, name);
    Bind *bind = names_find(c->m, name);
    Local *l = check_lookup(c, name);
    if (!l && !bind && html_is_tag(s) && html_input(c, e)) {
        e->tag = true;
        return check_html_call(c, e, true);
    }
    u32 b = !l && !bind ? builtin_find("", s) : 0;
    if (b) {
        e->a->ref = RF_BUILTIN;
        return builtin_call(c, e, b);
    }
    if (bind && bind->kind == BN_ITEM && bind->imported && bind->item &&
        bind->item->kind == IT_FN && !l)
        check_module_caps(c, e->at, bind->item->mod, name_z(c, name));
    return call_value(c, e, check_expr(c, e->a, NULL));
}

static Ty *member_call(Check *c, Ex *e)
{
    Ex *m = e->a;
    if (m->a->kind == EX_IDENT && !check_lookup(c, m->a->name.name)) {
        Bind *bind = names_find(c->m, m->a->name.name);
        Str s = name_str(c->n, m->a->name.name);
        if (!bind && builtin_ns(s))
            return ns_call(c, e, s, false);
        if (bind && bind->kind == BN_MODULE && bind->mod) {
            Bind *f = names_find(bind->mod, m->name.name);
            if (f && f->kind == BN_ITEM && !f->imported && f->item && f->item->kind == IT_FN)
                check_module_caps(c, e->at, bind->mod,
                                  str_fmt(c->p->mem, "%s.%s", name_z(c, m->a->name.name),
                                          name_z(c, m->name.name)).p);
        }
    }
    Str name = name_str(c->n, m->name.name);
    bool query_word = builtin_find("query", name) != 0;
    if (query_word || e->ntarg) {
        // A query builder's method? The receiver decides.
        u32 errors = c->d->errors;
        bool chain = m->a->kind == EX_CALL || m->a->kind == EX_IDENT;
        Bind *bind = m->a->kind == EX_IDENT ? names_find(c->m, m->a->name.name) : NULL;
        bool value = chain &&
                     !(m->a->kind == EX_IDENT && bind && !check_lookup(c, m->a->name.name));
        if (value) {
            Ty *base = ty_hard(check_expr(c, m->a, NULL));
            bool query = base->kind == TY_EXT && str_eqz(name_str(c->n, base->name), "query");
            if (e->ntarg && (str_eqz(name, "one") || str_eqz(name, "all")))
                return typed_query(c, e, base);
            if (query)
                return ns_call(c, e, STR("query"), true);
            if (ty_unknown(base) && c->d->errors == errors && base->kind != TY_DYN) {
                check_args_loose(c, e);
                return err(c);
            }
        }
    }
    Ty *t = check_member(c, m);
    m->ty = t;
    return call_value(c, e, t);
}

Ty *check_call(Check *c, Ex *e)
{
    if (e->a->kind == EX_IDENT)
        return ident_call(c, e);
    if (e->a->kind == EX_MEMBER)
        return member_call(c, e);
    return call_value(c, e, check_expr(c, e->a, NULL));
}
