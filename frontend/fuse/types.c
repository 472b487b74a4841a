// types.c - interned types, how they print, and which goes where
#include "frontend/fuse/fuse_int.h"

void fuse_types_init(Types *t, Arena *a, Names *n)
{
    t->mem = a;
    t->names = n;
    t->map = map_new(a);
    for (int k = TY_ERR; k <= TY_ERROR; k++)
        t->basic[k] = ty_make(t, (TyKind)k, NULL, NULL, NULL, 0);
}

Ty *ty_make(Types *t, TyKind kind, Ty *a, Ty *b, const void *key, Name name)
{
    struct {
        u64 kind, name;
        const void *a, *b, *key;
    } k;
    memset(&k, 0, sizeof k);
    k.kind = kind;
    k.name = name;
    k.a = a;
    k.b = b;
    k.key = key;
    Str s = {(const char *)&k, sizeof k};
    Ty *x = map_getp(&t->map, s);
    if (x)
        return x;
    x = arena_new(t->mem, Ty);
    x->kind = (u8)kind;
    x->a = a;
    x->b = b;
    x->name = name;
    x->num = t->n++;
    map_setp(&t->map, str_dup(t->mem, s), x);
    return x;
}

Ty *ty_list(Types *t, Ty *elem) { return ty_make(t, TY_LIST, elem, NULL, NULL, 0); }
Ty *ty_map(Types *t, Ty *key, Ty *val) { return ty_make(t, TY_MAP, key, val, NULL, 0); }
Ty *ty_result(Types *t, Ty *ok, Ty *err) { return ty_make(t, TY_RESULT, ok, err, NULL, 0); }

Ty *ty_option(Types *t, Ty *in)
{
    if (in->kind == TY_SOFT)
        in = in->a;
    if (in->kind == TY_OPTION || in->kind == TY_DYN || in->kind == TY_ERR)
        return in;
    if (in->kind == TY_NULL)
        return t->basic[TY_DYN];
    return ty_make(t, TY_OPTION, in, NULL, NULL, 0);
}

Ty *ty_soft(Types *t, Ty *in)
{
    if (in->kind == TY_OPTION || in->kind == TY_DYN || in->kind == TY_ERR || in->kind == TY_SOFT ||
        in->kind == TY_NULL)
        return in;
    return ty_make(t, TY_SOFT, in, NULL, NULL, 0);
}

Ty *ty_box(Types *t, Ty *in)
{
    if (in->kind == TY_BOX || in->kind == TY_ERR)
        return in;
    if (in->kind == TY_SOFT)
        in = ty_option(t, in);
    return ty_make(t, TY_BOX, in, NULL, NULL, 0);
}

static void put(Types *t, Buf *b, const Ty *x)
{
    static const char *const basic[] = {"_", "_", "_?", "Unit", "Int", "Float", "Bool", "String",
                                        "Bytes",
                                        "Html", "Id", "Email", "Error"};
    switch ((TyKind)x->kind) {
    case TY_STRUCT: case TY_ENUM: case TY_CONFIG:
        buf_fmt(b, "%.*s", STR_ARG(name_str(t->names, x->item->name.name)));
        break;
    case TY_LIST:
        buf_str(b, "List<");
        put(t, b, x->a);
        buf_str(b, ">");
        break;
    case TY_MAP:
        buf_str(b, "Map<");
        put(t, b, x->a);
        buf_str(b, ", ");
        put(t, b, x->b);
        buf_str(b, ">");
        break;
    case TY_OPTION:
        put(t, b, x->a);
        buf_str(b, "?");
        break;
    case TY_RESULT:
        put(t, b, x->a);
        buf_str(b, "!");
        put(t, b, x->b);
        break;
    case TY_FN:
        buf_str(b, "fn(");
        for (u32 i = 0; x->fn && i < x->fn->nparam; i++) {
            buf_fmt(b, "%s%.*s: ", i ? ", " : "",
                    STR_ARG(name_str(t->names, x->fn->decl->param[i].name.name)));
            put(t, b, x->fn->param[i]);
        }
        buf_str(b, ") -> ");
        if (x->fn)
            put(t, b, x->fn->ret);
        break;
    case TY_TASK:
        buf_str(b, "Task<");
        put(t, b, x->a);
        buf_str(b, ">");
        break;
    case TY_BOX:
        buf_str(b, "box ");
        put(t, b, x->a);
        break;
    case TY_SOFT:
        put(t, b, x->a);
        break;
    case TY_REFINED:
        put(t, b, x->a);
        buf_str(b, "(...)");
        break;
    case TY_MODULE:
        buf_fmt(b, "module %.*s", STR_ARG(name_str(t->names, x->name)));
        break;
    case TY_EXT: case TY_TPARAM:
        buf_fmt(b, "%.*s", STR_ARG(name_str(t->names, x->name)));
        break;
    default:
        buf_str(b, basic[x->kind]);
        break;
    }
}

const char *ty_z(Types *t, const Ty *x)
{
    Buf b = {0};
    put(t, &b, x);
    return buf_take(&b, t->mem).p;
}

bool ty_unknown(const Ty *x)
{
    return x->kind == TY_DYN || x->kind == TY_ERR || x->kind == TY_TPARAM;
}

Ty *ty_hard(Ty *x)
{
    while (x->kind == TY_BOX || x->kind == TY_SOFT)
        x = x->a;
    return x;
}

Ty *ty_base(Types *t, Ty *x)
{
    x = ty_hard(x);
    while (x->kind == TY_REFINED)
        x = ty_hard(x->a);
    if (x->kind == TY_ID || x->kind == TY_EMAIL)
        return t->basic[TY_STRING];
    return x;
}

bool ty_numeric(Types *t, Ty *x)
{
    x = ty_base(t, x);
    return x->kind == TY_INT || x->kind == TY_FLOAT;
}

bool ty_assignable(Types *t, Ty *from, Ty *to)
{
    if (from == to)
        return true;
    if (from->kind == TY_BOX || from->kind == TY_SOFT)
        return ty_assignable(t, from->a, to) ||
               (from->kind == TY_SOFT && to->kind == TY_OPTION && ty_assignable(t, from->a, to->a));
    if (to->kind == TY_BOX || to->kind == TY_SOFT)
        return ty_assignable(t, from, to->a) || from->kind == TY_NULL;
    if (from->kind == TY_REFINED)
        return (to->kind == TY_REFINED && to->a == from->a) || ty_assignable(t, from->a, to);
    if ((from->kind == TY_ID || from->kind == TY_EMAIL) && to->kind == TY_STRING)
        return true;
    if (from->kind == TY_RESULT || to->kind == TY_RESULT) {
        if (from->kind == TY_RESULT && to->kind == TY_RESULT)
            return ty_assignable(t, from->a, to->a) && ty_assignable(t, from->b, to->b);
        return from->kind == TY_RESULT ? ty_unknown(to) : ty_assignable(t, from, to->a);
    }
    if (from->kind == TY_NULL)
        return to->kind == TY_OPTION || to->kind == TY_NULL || ty_unknown(to);
    if (to->kind == TY_NULL)
        return true;
    if (from->kind == TY_OPTION)
        return to->kind == TY_OPTION ? ty_assignable(t, from->a, to->a) : to->kind == TY_DYN ||
               to->kind == TY_ERR;
    if (to->kind == TY_OPTION)
        return ty_assignable(t, from, to->a);
    if (from->kind == TY_LIST && to->kind == TY_LIST)
        return ty_assignable(t, from->a, to->a);
    if (from->kind == TY_MAP && to->kind == TY_MAP)
        return ty_assignable(t, from->a, to->a) && ty_assignable(t, from->b, to->b);
    if (from->kind == TY_TASK && to->kind == TY_TASK)
        return ty_assignable(t, from->a, to->a);
    return ty_unknown(from) || ty_unknown(to);
}

bool ty_assignable_refined(Types *t, Ty *from, Ty *to)
{
    if (ty_assignable(t, from, to))
        return true;
    from = from->kind == TY_SOFT || from->kind == TY_BOX ? from->a : from;
    if (to->kind == TY_OPTION)
        return ty_assignable_refined(t, from->kind == TY_OPTION ? from->a : from, to->a);
    if (to->kind == TY_LIST && from->kind == TY_LIST)
        return ty_assignable_refined(t, from->a, to->a);
    if (to->kind == TY_MAP && from->kind == TY_MAP)
        return ty_assignable_refined(t, from->a, to->a) && ty_assignable_refined(t, from->b, to->b);
    if (to->kind == TY_REFINED)
        return ty_assignable_refined(t, from, to->a);
    if (to->kind == TY_ID || to->kind == TY_EMAIL)
        return ty_base(t, from)->kind == TY_STRING;
    return false;
}

bool ty_open_error(const Names *n, const Ty *x)
{
    if (x->kind == TY_ERROR || x->kind == TY_DYN)
        return true;
    if (x->kind != TY_STRUCT)
        return false;
    Str s = name_str(n, x->item->name.name);
    return (x->item->mod->std && !str_eqz(s, "ValidationField")) || str_eqz(s, "std.Error") ||
           str_starts(s, "std.Error.");
}
