// suggest.c - what an unknown name was meant to be: a header that declares it, or a name like it
#include "frontend/c/tree_int.h"

typedef struct LibName {
    const char *name, *header;
    bool int_ok;
} LibName;
static const LibName lib_names[] = {
#define LIBFN(name, header, int_ok) {#name, header, int_ok},
#include "frontend/c/libfn.def"
#undef LIBFN
};
static const LibName other_names[] = {
#define LIBNAME(name, header) {#name, header, false},
#include "frontend/c/libname.def"
#undef LIBNAME
};

static const LibName *find(const LibName *v, u32 n, Str name)
{
    for (u32 k = 0; k < n; k++)
        if (str_eqz(name, v[k].name))
            return &v[k];
    return NULL;
}

bool lib_needs_header(Str name)
{
    const LibName *f = find(lib_names, COUNT(lib_names), name);
    return f && !f->int_ok;
}

// The name in scope that is most like this one. Of equal ones the one declared first in the file.
static Str near_name(Par *p, Str name, bool type)
{
    int limit = name.n < 3 ? 0 : name.n < 6 ? 1 : 2, best = limit + 1;
    Str near = {0};
    u32 lo = ~0u;
    for (Scope *s = p->scope; s; s = s->up)
        for (Decl *d = s->decls; d; d = d->next) {
            if (!d->name.n || is_err(d->ty) || (d->kind == D_TYPEDEF) != type || !d->span.file ||
                (d->block_only && !d->depth))
                continue;
            int k = edit_distance(name, d->name, limit);
            if (k < best || (k == best && k <= limit && d->span.lo < lo)) {
                best = k;
                near = d->name;
                lo = d->span.lo;
            }
        }
    return near;
}

void suggest_name(Par *p, Str name, bool type)
{
    const LibName *f = find(lib_names, COUNT(lib_names), name);
    if (!f)
        f = find(other_names, COUNT(other_names), name);
    if (f) {
        diag_help(p->d, "add #include <%s>", f->header);
        return;
    }
    Str near = near_name(p, name, type);
    if (near.n)
        diag_help(p->d, "did you mean %.*s?", STR_ARG(near));
}
