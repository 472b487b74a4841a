// suggest.c - what an unknown name was meant to be: a header that declares it, or a name like it
#include "frontend/c/tree_int.h"

static const struct {
    const char *name, *header;
} lib_names[] = {
#define LIBNAME(name, header) {#name, header},
#include "frontend/c/libname.def"
#undef LIBNAME
};

static const char *header_of(Str name)
{
    for (u32 k = 0; k < COUNT(lib_names); k++)
        if (str_eqz(name, lib_names[k].name))
            return lib_names[k].header;
    return lib_header(name);
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

void suggest_name(Par *p, Str name, bool type, Span at)
{
    const char *header = header_of(name);
    if (header) {
        diag_help(p->d, "add #include <%s>", header);
        return;
    }
    Str near = near_name(p, name, type);
    if (near.n) {
        diag_help(p->d, "did you mean %.*s?", STR_ARG(near));
        fix_text(p, at, name, near);
    }
}
