// search.c - inputs by path, libraries by name and directory
#include "link/link_int.h"

void link_how(Link *l, LinkHow how) { l->how = how; }

void link_search(Link *l, Str dir) { vec_push(l->mem, &l->search, dir); }

bool link_open(Link *l, Str path, Str *bytes)
{
    return l->opt.open && l->opt.open(l->opt.open_ctx, str_z(l->mem, path), bytes) == 0;
}

/* An archive that is named again has nothing new. */
static bool again(Link *l, Str path, Str bytes)
{
    bool is_new = true;
    if (ar_is(bytes) && !l->how.whole_archive)
        map_put(&l->paths, path, &is_new);
    return !is_new;
}

static void take(Link *l, Str path, Str bytes)
{
    if (!again(l, path, bytes))
        link_add_file(l, path, bytes);
}

void link_add_path(Link *l, Str path)
{
    Str bytes;
    if (link_open(l, path, &bytes))
        take(l, path, bytes);
    else
        link_say(l, L_NO_FILE, str_z(l->mem, path));
}

static bool try_name(Link *l, Str dir, Str name)
{
    Str path = path_join(l->mem, dir, name), bytes;
    if (!link_open(l, path, &bytes))
        return false;
    take(l, path, bytes);
    return true;
}

static bool try_forms(Link *l, Str dir, Str name)
{
    for (const LibForm *f = link_format(l->opt.image)->lib_form; f->after; f++) {
        if (f->shared && l->how.only_static)
            continue;
        if (try_name(l, dir, str_fmt(l->mem, "%s%.*s%s", f->before, STR_ARG(name), f->after)))
            return true;
    }
    return false;
}

/* What the library of that name would offer is known without a file of it. */
static bool in_system(Link *l, Str name)
{
    const ImageFormat *f = link_format(l->opt.image);
    for (const char *p = l->opt.libs; p && *p;) {
        size_t n = strcspn(p, " ");
        if (str_eq(name, (Str){p, n}))
            return true;
        p += n + (p[n] == ' ');
    }
    return f->has_lib && f->has_lib(name);
}

void link_add_lib(Link *l, Str name)
{
    bool literal = name.n && name.p[0] == ':';
    Str file = literal ? (Str){name.p + 1, name.n - 1} : (Str){0};
    for (u32 i = 0; i < l->search.n; i++) {
        Str dir = l->search.v[i];
        if (literal ? try_name(l, dir, file) : try_forms(l, dir, name))
            return;
    }
    if (!literal && in_system(l, name))
        return;
    link_say(l, L_NO_LIB, str_z(l->mem, name));
    for (u32 i = 0; i < l->search.n; i++)
        link_say(l, L_NO_LIB_IN, str_z(l->mem, l->search.v[i]));
}
