// scope.c - what names mean: each identifier carries its current meanings, a scope undoes them
#include "frontend/c/tree_int.h"

// A type of TS 18661-3, or its GNU name, as the type of C11 with the same values; not with a kind
// of its own, as glibc's headers for such a compiler also declare them. Without one: only its size.
static CType *float_named(Par *p, Str s)
{
    CType *ld = &p->basic[TY_LDOUBLE];
    bool quad = p->dl->ldouble == T_F128;
    if (str_eqz(s, "_Float32"))
        return &p->basic[TY_FLOAT];
    if (str_eqz(s, "_Float64") || str_eqz(s, "_Float32x"))
        return &p->basic[TY_DOUBLE];
    if (str_eqz(s, "_Float64x") && is_ext(ld))
        return ld;
    if (str_eqz(s, "_Float128") || str_eqz(s, "__float128") || str_eqz(s, "_Float64x")) {
        if (quad)
            return ld;
        if (!p->float128_)
            p->float128_ = ty_opaque(p, "_Float128", 16);
        return p->float128_;
    }
    return NULL;
}

// Names that mean something before they are declared.
static void predeclare(Par *p, Ident *id)
{
    Str s = id->name;
    if (str_eqz(s, "__func__") || str_eqz(s, "__FUNCTION__") || str_eqz(s, "__PRETTY_FUNCTION__"))
        id->is_func = true;
    CType *ty = NULL;
    if (str_eqz(s, "__builtin_va_list") || str_eqz(s, "__gnuc_va_list"))
        ty = p->va_list_;
    else if (p->dl->ptr_size == 8 && str_eqz(s, "__int128_t"))
        ty = &p->basic[TY_INT128];
    else if (p->dl->ptr_size == 8 && str_eqz(s, "__uint128_t"))
        ty = &p->basic[TY_UINT128];
    else
        ty = float_named(p, s);
    if (ty) {
        Decl *d = arena_new(&p->sess, Decl);
        *d = (Decl){.kind = D_TYPEDEF, .name = s, .ty = ty, .used = true, .id = id};
        id->decl = d;
    }
}

Ident *ident(Par *p, Str name)
{
    bool is_new = false;
    u64 *at = imap_put(&p->idents, (u64)(uintptr_t)name.p, &is_new);
    if (is_new) {
        Ident *id = arena_new(&p->sess, Ident);
        id->name = name;
        *at = (u64)(uintptr_t)id;
        if (name.n > 2 && name.p[0] == '_' && (name.p[1] == '_' || name.p[1] == 'F'))
            predeclare(p, id);
        return id;
    }
    return (Ident *)(uintptr_t)*at;
}

Ident *tok_ident(Par *p, const Tok *t)
{
    void **at = name_slot(t->name);
    if (!*at)
        *at = ident(p, t->text);
    return *at;
}

const char *zs(Par *p, Str s)
{
    return str_z(p->d->mem, s);
}

void scope_push(Par *p)
{
    Scope *s = arena_new(p->mem, Scope);
    s->up = p->scope;
    s->depth = p->scope ? p->scope->depth + 1 : 0;
    p->scope = s;
}

void scope_pop(Par *p)
{
    Scope *s = p->scope;
    for (Decl *d = s->decls; d; d = d->next) {
        if (d->id)
            d->id->decl = d->shadow;
        if (s->depth && !d->linkage)
            check_unused(p, d);
    }
    for (Tag *t = s->tags; t; t = t->next)
        t->id->tag = t->shadow;
    for (Label *l = s->labels; l; l = l->in_scope)
        l->id->label = l->shadow;
    p->scope = s->up;
}

Decl *decl_new(Par *p, DeclKind k, Str name, Span at, CType *ty)
{
    Decl *d = arena_new(p->scope->depth ? p->mem : &p->sess, Decl);
    d->kind = (u8)k;
    d->name = name;
    d->span = at;
    d->ty = ty;
    d->depth = p->scope->depth;
    return d;
}

void decl_bind(Par *p, Decl *d)
{
    Ident *id = ident(p, d->name);
    Scope *s = p->scope;
    d->id = id;
    d->shadow = id->decl;
    id->decl = d;
    d->depth = s->depth;
    d->next = s->decls;
    s->decls = d;
}

Tag *tag_bind(Par *p, Str name, CType *ty)
{
    Ident *id = ident(p, name);
    Tag *t = arena_new(p->scope->depth ? p->mem : &p->sess, Tag);
    t->ty = ty;
    t->id = id;
    t->depth = p->scope->depth;
    t->shadow = id->tag;
    t->next = p->scope->tags;
    id->tag = t;
    p->scope->tags = t;
    return t;
}

static Label *label_new(Par *p, Ident *id, Span at)
{
    Label *l = arena_new(p->mem, Label);
    l->name = id->name;
    l->span = at;
    l->next = p->body->labels;
    p->body->labels = l;
    l->id = id;
    id->label = l;
    return l;
}

Label *label_of(Par *p, Str name, Span at)
{
    Ident *id = ident(p, name);
    return id->label ? id->label : label_new(p, id, at);
}

void label_bind(Par *p, Str name, Span at)
{
    Ident *id = ident(p, name);
    Label *outer = id->label, *l = label_new(p, id, at);
    l->shadow = outer;
    l->in_scope = p->scope->labels;
    p->scope->labels = l;
}
