// builtin.c - the table of builtin functions and the types in it
#include "frontend/fuse/fuse_int.h"

const Builtin fuse_builtin[] = {
#define BI(ns, name, params, ret, cap, needs, special, rt)                                         \
    {ns, name, params, ret, cap, needs, rt, special},
#include "frontend/fuse/builtin.def"
#undef BI
};

const char *cap_name(u32 cap)
{
    static const char *const text[CAP_COUNT] = {"db", "crypto", "network", "time", "device"};
    return text[ctz64(cap)];
}

u32 builtin_find(const char *ns, Str name)
{
    for (u32 i = 0; i < COUNT(fuse_builtin); i++)
        if (strcmp(fuse_builtin[i].ns, ns) == 0 && str_eqz(name, fuse_builtin[i].name))
            return i + 1;
    return 0;
}

bool builtin_ns(Str name)
{
    static const char *const ns[] = {"json", "time", "crypto", "db", "http", "html", "svg",
                                     "device", "request", "response", "task", "errors"};
    for (u32 i = 0; i < COUNT(ns); i++)
        if (str_eqz(name, ns[i]))
            return true;
    return false;
}

static Ty *ext(FuseProg *p, const char *name)
{
    return ty_make(&p->types, TY_EXT, NULL, NULL, NULL, name_of(&p->names, str_of(name)));
}

// The type at *spec; moves past it.
Ty *builtin_type(FuseProg *p, const char **spec)
{
    Types *t = &p->types;
    Ty *str = t->basic[TY_STRING];
    switch (*(*spec)++) {
    case 's': return str;
    case 'i': return t->basic[TY_INT];
    case 'f': return t->basic[TY_FLOAT];
    case 'b': return t->basic[TY_BOOL];
    case 'y': return t->basic[TY_BYTES];
    case 'h': return t->basic[TY_HTML];
    case 'u': return t->basic[TY_UNIT];
    case 'E': return t->basic[TY_ERROR];
    case '?': return ty_option(t, builtin_type(p, spec));
    case 'l': return ty_list(t, str);
    case 'L': return ty_list(t, t->basic[TY_HTML]);
    case 'm': return ty_map(t, str, str);
    case 'r': return ty_map(t, str, t->basic[TY_DYN]);
    case 'R': return ty_list(t, ty_map(t, str, t->basic[TY_DYN]));
    case 'q': return ext(p, "query");
    case 't': return ty_result(t, t->basic[TY_INT], t->basic[TY_ERROR]);
    case '!': return ty_result(t, ext(p, "http.response"), ext(p, "http.error"));
    default: return t->basic[TY_DYN];
    }
}
