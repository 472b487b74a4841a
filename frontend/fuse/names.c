// names.c - load modules and assets, resolve imports, collect what every name means
#include "frontend/fuse/fuse_int.h"

static const char std_error_text[] =
    "type Error:\n  code: String\n  message: String\n  status: Int = 500\n"
    "type ValidationField:\n  path: String\n  code: String\n  message: String\n"
    "type Validation:\n  message: String\n  fields: List<ValidationField>\n"
    "type BadRequest:\n  message: String\n"
    "type Unauthorized:\n  message: String\n"
    "type Forbidden:\n  message: String\n"
    "type NotFound:\n  message: String\n"
    "type Conflict:\n  message: String\n";

static const char *z(FuseProg *p, Name x) { return str_z(p->mem, name_str(&p->names, x)); }

FnInfo *fn_info_new(FuseProg *p, Module *m, Name name, Item *it)
{
    FnInfo *f = arena_new(p->mem, FnInfo);
    f->name = name;
    f->mod = m;
    f->item = it;
    f->ret = p->types.basic[TY_UNIT];
    f->num = p->fn.n;
    vec_push(p->mem, &p->fn, f);
    return f;
}

/* Files */

static Str extension(Str path)
{
    for (size_t i = path.n; i-- > 0 && path.p[i] != '/';)
        if (path.p[i] == '.' && i > 0 && path.p[i - 1] != '/' && path.p[i - 1] != '.')
            return (Str){path.p + i, path.n - i};
    return STR("");
}

static bool ext_is(Str ext, const char *want)
{
    if (ext.n != strlen(want))
        return false;
    for (size_t i = 0; i < ext.n; i++)
        if ((ext.p[i] | 0x20) != (want[i] | 0x20))
            return false;
    return true;
}

enum { PK_MODULE, PK_MD, PK_JSON, PK_OTHER };
static int path_kind(Str raw)
{
    if (str_eqz(raw, "std.Error") || str_eqz(raw, "<std.Error>"))
        return PK_MODULE;
    Str e = extension(raw);
    if (e.n == 0 || ext_is(e, ".fuse"))
        return PK_MODULE;
    return ext_is(e, ".md") ? PK_MD : ext_is(e, ".json") ? PK_JSON : PK_OTHER;
}

static Str with_ext(FuseProg *p, Str path)
{
    return extension(path).n ? path : str_fmt(p->mem, "%.*s.fuse", STR_ARG(path));
}

static bool resolve_dep(FuseProg *p, Str rest, Span at, Str *root, Str *out)
{
    const char *slash = memchr(rest.p, '/', rest.n);
    Str dep = {rest.p, slash ? (size_t)(slash - rest.p) : 0};
    if (!slash || dep.n == 0 || dep.n + 1 == rest.n) {
        diag(p->d, &fuse_diag[E_IMPORT_DEP_PATH], at);
        return false;
    }
    Str rel = {slash + 1, rest.n - dep.n - 1};
    for (u32 i = 0; i < p->o->ndep; i++)
        if (str_eq(p->o->dep[i].name, dep)) {
            *root = p->o->dep[i].root;
            *out = path_clean(p->mem, path_join(p->mem, *root, with_ext(p, rel)));
            return true;
        }
    Buf b = {0};
    for (u32 i = 0; i < p->o->ndep; i++)
        buf_fmt(&b, "%s%.*s", i ? ", " : " - available: ", STR_ARG(p->o->dep[i].name));
    if (p->o->ndep == 0)
        buf_str(&b, " - no dependencies declared in fuse.toml");
    diag(p->d, &fuse_diag[E_IMPORT_UNKNOWN_DEP], at, str_z(p->mem, dep), buf_take(&b, p->mem).p);
    return false;
}

static bool resolve_root(FuseProg *p, Str rel, Span at, Str root, Str *out)
{
    if (rel.n == 0) {
        diag(p->d, &fuse_diag[E_IMPORT_ROOT_PATH], at);
        return false;
    }
    Str clean = path_clean(p->mem, rel);
    if (path_rooted(rel) || clean.n == 0 || str_eqz(clean, "..") || str_starts(clean, "../") ||
        str_eqz(clean, ".")) {
        diag(p->d, &fuse_diag[E_IMPORT_ROOT_ESCAPE], at);
        return false;
    }
    *out = path_clean(p->mem, path_join(p->mem, root, with_ext(p, clean)));
    return true;
}

// Path of an import of m; *root is the package it belongs to. False when reported.
static bool resolve_path(FuseProg *p, Module *m, Str raw, Span at, Str *root, Str *out)
{
    *root = m->root;
    if (str_starts(raw, "dep:"))
        return resolve_dep(p, (Str){raw.p + 4, raw.n - 4}, at, root, out);
    if (str_starts(raw, "root:"))
        return resolve_root(p, (Str){raw.p + 5, raw.n - 5}, at, m->root, out);
    Str path = with_ext(p, raw);
    if (!path_rooted(path))
        path = path_join(p->mem, path_dir(m->path), path);
    *out = path_clean(p->mem, path);
    return true;
}

static bool valid_utf8(Str s)
{
    const char *at = s.p, *end = s.p + s.n;
    while (at < end) {
        u32 cp;
        int n = (u8)*at < 0x80 ? 1 : utf8_decode(at, end, &cp);
        if (n <= 0)
            return false;
        at += n;
    }
    return true;
}

static Module *add_module(FuseProg *p, Str path, Str root, Str text)
{
    Module *m = arena_new(p->mem, Module);
    m->num = p->mod.n;
    m->path = path;
    m->root = root;
    m->names = imap_new(p->mem);
    m->file = sources_add(p->src, path, text);
    Str base = path_base(path);
    m->label = (Str){base.p, base.n - extension(base).n};
    map_setp(&p->by_path, path, m);
    vec_push(p->mem, &p->mod, m);
    fuse_parse(p->mem, &p->names, p->d, m->file, text, &m->ast);
    for (u32 i = 0; i < m->ast.n; i++)
        m->ast.item[i]->mod = m;
    return m;
}

static Module *load_module(FuseProg *p, Str path, Str root, Span at)
{
    Module *m = map_getp(&p->by_path, path);
    if (m)
        return m;
    Str text;
    int rc = p->o->load(p->o->ctx, path, &text);
    if (rc != FUSE_LOAD_OK) {
        diag(p->d, &fuse_diag[E_IMPORT_READ], at, str_z(p->mem, path),
             rc == FUSE_LOAD_MISSING ? "no such file" : "cannot be read");
        return NULL;
    }
    if (text.n > 0x7fffffff || !valid_utf8(text)) {
        diag(p->d, &fuse_diag[E_IMPORT_READ], at, str_z(p->mem, path), "not UTF-8 text");
        return NULL;
    }
    return add_module(p, path, root, text);
}

static Module *std_module(FuseProg *p)
{
    if (!p->std_error) {
        p->std_error = add_module(p, STR("<std.Error>"), STR(""), str_of(std_error_text));
        p->std_error->std = true;
    }
    return p->std_error;
}

static Asset *load_asset(FuseProg *p, Str path, bool json, Span at)
{
    for (u32 i = 0; i < p->asset.n; i++)
        if (str_eq(p->asset.v[i]->path, path))
            return p->asset.v[i];
    Asset *a = arena_new(p->mem, Asset);
    a->path = path;
    a->json = json;
    int rc = p->o->load(p->o->ctx, path, &a->text);
    Str err;
    if (rc == FUSE_LOAD_MISSING)
        diag(p->d, &fuse_diag[E_ASSET_MISSING], at, str_z(p->mem, path));
    else if (rc != FUSE_LOAD_OK)
        diag(p->d, &fuse_diag[E_ASSET_READ], at, str_z(p->mem, path));
    else if (!valid_utf8(a->text))
        diag(p->d, &fuse_diag[E_ASSET_UTF8], at);
    else if (json && (err = json_error(a->text)).p)
        diag(p->d, &fuse_diag[E_ASSET_JSON], at, str_z(p->mem, err));
    vec_push(p->mem, &p->asset, a);
    return a;
}

/* Names of a module */

Bind *names_find(const Module *m, Name name)
{
    u64 *v = imap_get(&m->names, name);
    return v ? &m->bind.v[*v] : NULL;
}

static Bind *declare(FuseProg *p, Module *m, Ident id, BindKind kind)
{
    bool is_new;
    u64 *v = imap_put(&m->names, id.name, &is_new);
    Span at = {m->file, id.lo, id.hi};
    if (!is_new) {
        diag(p->d, &fuse_diag[E_DUPLICATE], at, z(p, id.name));
        diag(p->d, &fuse_diag[E_N_PREVIOUS], m->bind.v[*v].at, z(p, id.name));
        return NULL;
    }
    *v = m->bind.n;
    Bind b = {.kind = (u8)kind, .at = at};
    vec_push(p->mem, &m->bind, b);
    return &vec_last(&m->bind);
}

static bool exported(const Item *it)
{
    return it->kind == IT_TYPE || it->kind == IT_ENUM || it->kind == IT_IFACE ||
           it->kind == IT_FN || it->kind == IT_COMPONENT || it->kind == IT_CONFIG ||
           it->kind == IT_SERVICE;
}

static Item *find_export(Module *m, Name name)
{
    for (u32 i = 0; i < m->ast.n; i++)
        if ((exported(m->ast.item[i]) || m->ast.item[i]->kind == IT_APP) &&
            m->ast.item[i]->name.name == name)
            return m->ast.item[i];
    return NULL;
}

// First pass over imports: load what they name. Nothing is bound yet.
static void load_imports(FuseProg *p, Module *m)
{
    for (u32 i = 0; i < m->ast.n; i++) {
        Item *it = m->ast.item[i];
        if (it->kind != IT_IMPORT)
            continue;
        Str raw = it->import == IM_MODULE ? name_str(&p->names, it->name.name) : it->path;
        Span at = it->import == IM_MODULE ? it->at : it->path_at;
        int kind = it->import == IM_MODULE ? PK_MODULE : path_kind(raw);
        Str root, path;
        if (kind == PK_OTHER) {
            diag(p->d, &fuse_diag[E_IMPORT_EXTENSION], at, str_z(p->mem, extension(raw)));
        } else if (kind != PK_MODULE && it->import != IM_FROM) {
            diag(p->d, &fuse_diag[E_IMPORT_ASSET_FORM], it->at);
        } else if (raw.n == 0 || str_eqz(raw, "_")) {   // the parser found none, and said so
            continue;
        } else if (kind == PK_MODULE &&
                   (str_eqz(raw, "std.Error") || str_eqz(raw, "<std.Error>"))) {
            it->desc = std_module(p);
        } else if (resolve_path(p, m, raw, at, &root, &path)) {
            if (kind == PK_MODULE)
                it->desc = load_module(p, path, root, at);
            else
                it->desc = load_asset(p, path, kind == PK_JSON, at);
        }
        it->mark = (u8)kind;
    }
}

static void bind_named(FuseProg *p, Module *m, Item *it)
{
    Module *from = it->desc;
    for (u32 i = 0; i < it->nnames; i++) {
        Ident id = it->names[i];
        Span at = {m->file, id.lo, id.hi};
        Bind *prev = names_find(m, id.name);
        if (prev && prev->imported) {
            diag(p->d, &fuse_diag[E_IMPORT_DUPLICATE], at, z(p, id.name));
            diag(p->d, &fuse_diag[E_N_PREVIOUS_IMPORT], prev->at, z(p, id.name));
            continue;
        }
        Item *target = from ? find_export(from, id.name) : NULL;
        if (from && !target)
            diag(p->d, &fuse_diag[E_IMPORT_UNKNOWN], at, z(p, id.name), str_z(p->mem, it->path));
        Bind *b = declare(p, m, id, BN_ITEM);
        if (b) {
            b->item = target;
            b->imported = true;
        }
    }
}

static void bind_import(FuseProg *p, Module *m, Item *it)
{
    if (it->import == IM_NAMED) {
        bind_named(p, m, it);
        return;
    }
    bool asset = it->mark == PK_MD || it->mark == PK_JSON;
    Bind *b = declare(p, m, it->import == IM_AS ? it->alias : it->name,
                      asset ? BN_ASSET : BN_MODULE);
    if (!b)
        return;
    b->imported = true;
    if (asset)
        b->asset = it->desc;
    else
        b->mod = it->desc;
}

static void bind_items(FuseProg *p, Module *m)
{
    for (u32 i = 0; i < m->ast.n; i++) {
        Item *it = m->ast.item[i];
        if (it->kind == IT_IMPORT) {
            bind_import(p, m, it);
            it->desc = NULL;
        } else if (exported(it)) {
            Bind *b = declare(p, m, it->name, BN_ITEM);
            if (b)
                b->item = it;
        }
        for (u32 k = 0; k < it->nfun; k++) {
            FnInfo *f = fn_info_new(p, m, it->fun[k].name.name, it);
            f->decl = &it->fun[k];
            f->component = it->kind == IT_COMPONENT;
            it->fun[k].info = f;
        }
        if (it->kind == IT_APP || it->kind == IT_TEST || it->kind == IT_MIGRATION ||
            it->kind == IT_TYPE || it->kind == IT_CONFIG)
            it->info = fn_info_new(p, m, it->name.name, it);
    }
}

// Nominal names are global to the program.
static void check_global_names(FuseProg *p)
{
    IMap seen = imap_new(p->mem);
    VEC(Item *) all = {0};
    for (u32 k = 0; k < p->mod.n; k++) {
        Module *m = p->mod.v[k];
        for (u32 i = 0; !m->std && i < m->ast.n; i++) {
            Item *it = m->ast.item[i];
            if (it->kind != IT_TYPE && it->kind != IT_ENUM && it->kind != IT_CONFIG &&
                it->kind != IT_SERVICE && it->kind != IT_APP)
                continue;
            bool is_new;
            u64 *v = imap_put(&seen, it->name.name, &is_new);
            if (is_new) {
                *v = all.n;
                vec_push(p->mem, &all, it);
            } else if (all.v[*v]->mod != m) {
                Item *old = all.v[*v];
                diag(p->d, &fuse_diag[E_SYMBOL_DUPLICATE],
                     (Span){m->file, it->name.lo, it->name.hi}, z(p, it->name.name));
                diag(p->d, &fuse_diag[E_N_PREVIOUS],
                     (Span){old->mod->file, old->name.lo, old->name.hi}, z(p, it->name.name));
            }
        }
    }
}

static void collect_caps(FuseProg *p, Module *m)
{
    for (u32 i = 0; i < m->ast.nreq; i++) {
        Req *r = &m->ast.req[i];
        const char *name = cap_name(r->cap);
        if (m->caps & r->cap) {
            diag(p->d, &fuse_diag[E_REQUIRES_TWICE], r->at, name);
            for (u32 k = 0; k < i; k++)
                if (m->ast.req[k].cap == r->cap) {
                    diag(p->d, &fuse_diag[E_N_REQUIRES], m->ast.req[k].at, name);
                    break;
                }
        }
        m->caps |= r->cap;
    }
}

/* type X = Base without a, b */

static bool derive(FuseProg *p, Item *it)
{
    if (!it->base.name || it->kind != IT_TYPE || it->mark == 2)
        return true;
    Module *m = it->mod;
    if (it->mark == 1) {
        diag(p->d, &fuse_diag[E_DERIVE_CYCLE], (Span){m->file, it->name.lo, it->name.hi},
             z(p, it->name.name));
        it->mark = 2;
        return false;
    }
    it->mark = 1;
    Item *base = names_item(p, m, it->base.name);
    Span at = {m->file, it->base.lo, it->base.hi};
    if (!base || base->kind != IT_TYPE) {
        diag(p->d, &fuse_diag[E_DERIVE_BASE], at, z(p, it->base.name));
        it->mark = 2;
        return false;
    }
    bool ok = derive(p, base);
    if (it->mark == 2) // a cycle was reported below
        return false;
    it->mark = 2;
    for (u32 k = 0; ok && k < it->nnames; k++)
        if (!item_field(base, it->names[k].name, NULL))
            diag(p->d, &fuse_diag[E_DERIVE_FIELD],
                 (Span){m->file, it->names[k].lo, it->names[k].hi}, z(p, it->names[k].name),
                 z(p, it->base.name));
    it->field = arena_array(p->mem, Field, base->nfield + 1);
    it->nfield = 0;
    for (u32 i = 0; i < base->nfield; i++) {
        bool gone = false;
        for (u32 k = 0; k < it->nnames; k++)
            gone |= it->names[k].name == base->field[i].name.name;
        if (!gone)
            it->field[it->nfield++] = base->field[i];
    }
    return ok;
}

Field *item_field(Item *it, Name name, u32 *idx)
{
    for (u32 i = 0; i < it->nfield; i++)
        if (it->field[i].name.name == name) {
            if (idx)
                *idx = i;
            return &it->field[i];
        }
    return NULL;
}

Item *names_item(FuseProg *p, Module *m, Name name)
{
    Bind *b = names_find(m, name);
    if (b)
        return b->kind == BN_ITEM ? b->item : NULL;
    Str s = name_str(&p->names, name);
    const char *dot = memchr(s.p, '.', s.n);
    if (!dot || str_starts(s, "std."))
        return NULL;
    b = names_find(m, name_of(&p->names, (Str){s.p, (size_t)(dot - s.p)}));
    if (!b || b->kind != BN_MODULE || !b->mod)
        return NULL;
    return find_export(b->mod, name_of(&p->names, (Str){dot + 1, s.n - (size_t)(dot + 1 - s.p)}));
}

void names_load(FuseProg *p, Str entry)
{
    Str path = path_clean(p->mem, entry);
    Str root = p->o->root.n ? p->o->root : path_dir(path);
    p->root = load_module(p, path, root, (Span){0});
    if (!p->root)
        return;
    for (u32 i = 0; i < p->mod.n; i++) // grows while it runs
        load_imports(p, p->mod.v[i]);
    check_global_names(p);
    for (u32 i = 0; i < p->mod.n; i++) {
        bind_items(p, p->mod.v[i]);
        collect_caps(p, p->mod.v[i]);
    }
    for (u32 i = 0; i < p->mod.n; i++)
        for (u32 k = 0; k < p->mod.v[i]->ast.n; k++)
            derive(p, p->mod.v[i]->ast.item[k]);
}
