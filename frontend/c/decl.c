// decl.c - declarators, declarations at file and block scope, function definitions
#include "frontend/c/tree_int.h"

/* ---- declarators: a list of derivations, from the name outwards ---- */

enum { MAX_DERIVED = 200 };   // pointers, arrays and functions in one declarator

typedef enum { DO_PTR, DO_ARRAY, DO_FUNC } DeclOpKind;
typedef struct DeclOp {
    DeclOpKind k;
    u32 qual;
    u64 n;
    Node *len;
    CParam *param;
    u32 nparam;
    bool variadic, old_style;
    bool at_least;      // static in the [] of a parameter
    bool star;          // [*]
    Span span;
} DeclOp;
typedef VEC(DeclOp) DeclOps;

static u32 parse_quals(Par *p, Attr *at)
{
    u32 q = 0;
    for (;;) {
        if (eat(p, KW_const))
            q |= Q_CONST;
        else if (eat(p, KW_volatile))
            q |= Q_VOLATILE;
        else if (eat(p, KW_restrict))
            q |= Q_RESTRICT;
        else if (eat(p, KW__Atomic))
            q |= Q_ATOMIC;
        else if (at_id(p, KW_attribute) || at_id(p, KW_extension))
            parse_attributes(p, at);
        else
            return q;
    }
}

static CType *adjust_param(Par *p, CType *t, u32 quals)
{
    if (t->kind == TY_ARRAY)
        return ty_qual(p, ty_ptr(p, t->base), quals);
    if (t->kind == TY_FUNC)
        return ty_ptr(p, t);
    return t;
}

// "const *": int, as before C99. An identifier after const is the name, or a type that is missing.
static bool only_qualified(Par *p, const Spec *s)
{
    return !s->has_type && s->qualified && p->tok.kind == TK_PUNCT;
}

static void parse_params(Par *p, DeclOp *op)
{
    VEC(CParam) ps = {0};
    op->k = DO_FUNC;
    if (eat(p, ')')) {
        op->old_style = true;
        return;
    }
    if (at_id(p, KW_void) && peek(p)->kind == TK_PUNCT && peek(p)->id == ')') {
        next(p);
        next(p);
        return;
    }
    bool kr = p->tok.kind == TK_IDENT && !starts_type(p, &p->tok) &&
              peek(p)->kind == TK_PUNCT && (peek(p)->id == ',' || peek(p)->id == ')');
    scope_push(p);
    p->scope->params = true;
    if (!deeper(p)) {
        scope_pop(p);
        return;
    }
    while (p->tok.kind != TK_EOF) {
        if (at_id(p, PU_ELLIPSIS)) {
            if (!ps.n && p->o->std < C_23)
                say(p, CE_ELLIPSIS, p->tok.span, 0);
            next(p);
            op->variadic = true;
            break;
        }
        CParam c = {.span = p->tok.span};
        Attr at = {0};
        if (kr) {
            if (p->tok.kind != TK_IDENT) {
                say(p, CE_EXPECTED, p->tok.span, "a parameter name", zs(p, p->tok.text));
                break;
            }
            c.name = p->tok.text;
            c.ty = &p->basic[TY_INT];
            next(p);
        } else {
            Spec s;
            parse_spec(p, &s, true);
            if ((s.sc && s.sc != SC_REGISTER) || s.is_inline || s.tls)
                say(p, CE_STORAGE, s.span, s.is_inline ? "inline" : "this storage class");
            if (only_qualified(p, &s)) {
                say(p, CW_NO_TYPE, p->tok.span, 0);
            } else if (!s.has_type) {
                say(p, p->tok.kind == TK_IDENT ? CE_UNKNOWN_TYPE : CE_EXPECTED_TYPE, p->tok.span,
                    zs(p, p->tok.text));
                if (p->tok.kind != TK_IDENT)
                    break;
                suggest_name(p, p->tok.text, true, p->tok.span);
                s.ty = &p->basic[TY_ERROR];
                if (peek(p)->kind != TK_PUNCT || peek(p)->id == '*')
                    next(p);    // else it is the parameter's name, too
            }
            Declr d = {0};
            p->param_decl = true;
            parse_declarator(p, s.ty, &d, false, true);
            check_spec(p, &s, FOR_PARAM, d.ty);
            parse_attributes(p, &d.at);
            at = d.at;
            at.flags |= s.at.flags;
            c.name = d.name;
            c.span = d.name.n ? d.span : c.span;
            c.star = d.star;
            c.ty = adjust_param(p, mode_type(p, d.ty, d.at.mode), d.array_qual);
            if (is_void(c.ty)) {
                say(p, CE_VOID_VAR, c.span, zs(p, c.name));
                c.ty = &p->basic[TY_ERROR];
            }
        }
        if (c.name.n) {
            Decl *old = ident(p, c.name)->decl;
            if (old && old->depth == p->scope->depth && old->is_param)
                say(p, CE_REDEF, c.span, zs(p, c.name));
            Decl *d = decl_new(p, D_VAR, c.name, c.span, c.ty);
            d->is_param = true;
            d->at = at;
            decl_bind(p, d);
            c.decl = d;
        }
        vec_push(&p->sess, &ps, c);
        if (!eat(p, ','))
            break;
    }
    p->depth--;
    scope_pop(p);
    op->old_style = kr;
    op->param = ps.v;
    op->nparam = ps.n;
    if (!want(p, ')'))
        while (!at_id(p, ')') && !at_id(p, ';') && !at_id(p, '{') && p->tok.kind != TK_EOF)
            next(p);
}

static void parse_array(Par *p, DeclOp *op)
{
    Attr at = {0};
    op->k = DO_ARRAY;
    op->n = ARR_UNKNOWN;
    op->qual = parse_quals(p, &at);
    op->at_least = eat(p, KW_static);
    if (op->at_least)
        op->qual |= parse_quals(p, &at);
    if (eat(p, ']'))
        return;
    if (at_id(p, '*') && peek(p)->kind == TK_PUNCT && peek(p)->id == ']') {
        next(p);
        next(p);
        op->star = true;
        op->n = 0;
        op->len = node_int(p, p->size_t_, 1, op->span);     // some length, which nobody computes
        return;
    }
    Span span = p->tok.span;
    Node *e = decay(p, parse_assign(p));
    i64 n = 0;
    if (is_err(e->ty)) {
        op->n = 1;
    } else if (!is_int(e->ty)) {
        say(p, CE_ARRAY_INT, span, ty_str(p, e->ty));
        op->n = 1;
    } else if (eval_int(p, e, &n)) {
        if (n < 0 && !ty_unsigned(p, e->ty))
            say(p, CE_ARRAY_NEG, span, 0);
        else
            op->n = (u64)n;
        if (op->n == ARR_UNKNOWN)
            op->n = 1;
        if (!op->n)
            say_ext(p, CX_ZERO_ARRAY, span, 0);
    } else {
        op->n = 0;
        op->len = e;
    }
    op->span = span;
    // "10;" of a macro that has a ';' too many
    if (!want(p, ']') && at_id(p, ';') && peek(p)->kind == TK_PUNCT && peek(p)->id == ']') {
        next(p);
        next(p);
    }
}

static void declr_ops(Par *p, DeclOps *ops, Declr *out, bool abstract_ok);

// '(' opens a nested declarator, or parameters of an abstract one
static bool nested_here(Par *p, bool abstract_ok)
{
    if (!at_id(p, '('))
        return false;
    Tok *t = peek(p);
    if (t->kind == TK_PUNCT)
        return t->id == '*' || t->id == '(' || t->id == '[' || t->id == '^';
    if (t->kind == TK_KW && t->id == KW_attribute)
        return true;
    if (t->kind != TK_IDENT)
        return false;
    return !abstract_ok || !starts_type(p, t);
}

static void declr_direct(Par *p, DeclOps *ops, Declr *out, bool abstract_ok)
{
    if (p->tok.kind == TK_IDENT && !out->name.n) {
        out->name = p->tok.text;
        out->span = p->tok.span;
        next(p);
    } else if (nested_here(p, abstract_ok)) {
        next(p);
        parse_attributes(p, &out->at);
        declr_ops(p, ops, out, abstract_ok);
        want(p, ')');
    }
    for (;;) {
        DeclOp op = {.span = p->tok.span};
        if (eat(p, '['))
            parse_array(p, &op);
        else if (eat(p, '('))
            parse_params(p, &op);
        else
            break;
        vec_push(p->mem, ops, op);
    }
}

static void declr_ops(Par *p, DeclOps *ops, Declr *out, bool abstract_ok)
{
    VEC(u32) ptrs = {0};
    if (!deeper(p))
        return;
    parse_attributes(p, &out->at);
    while (eat(p, '*'))
        vec_push(p->mem, &ptrs, parse_quals(p, &out->at));
    declr_direct(p, ops, out, abstract_ok);
    for (u32 i = ptrs.n; i-- > 0;)
        vec_push(p->mem, ops, ((DeclOp){.k = DO_PTR, .qual = ptrs.v[i]}));
    p->depth--;
}

Decl *hidden_var(Par *p, CType *ty, const char *name, Span at)
{
    Decl *d = arena_new(p->mem, Decl);
    d->kind = D_VAR;
    d->name = str_of(name);
    d->ty = ty;
    d->span = at;
    d->used = d->set = true;
    d->depth = p->scope->depth;
    return d;
}

// A statement that a declaration stands for, where one may.
static Stmt *sink(Par *p, u8 kind, Span at, Node *e)
{
    Stmt *s = arena_new(p->mem, Stmt);
    s->kind = kind;
    s->span = at;
    s->e = e;
    **p->vla_sink = s;
    *p->vla_sink = &s->next;
    return s;
}

void eval_before(Par *p, Node *e)
{
    if (p->vla_sink)
        sink(p, S_EXPR, e->span, cast_to(p, decay(p, e), &p->basic[TY_VOID]));
}

static CType *make_vla(Par *p, CType *elem, DeclOp *op)
{
    CType *t = ty_array(p, elem, 0);
    t->len = op->len;
    if (!p->vla_sink) {
        say(p, CE_VLA_HERE, op->span, 0);
        t->len = NULL;
        t->n = 1;
        return t;
    }
    t->size_var = hidden_var(p, p->size_t_, "", op->span);
    sink(p, S_VLATYPE, op->span, cast_to(p, op->len, p->size_t_))->ty = t;
    return t;
}

static CType *make_array(Par *p, CType *t, DeclOp *op, const Declr *d)
{
    Span at = d->name.n ? d->span : op->span;
    if (t->kind == TY_FUNC) {
        say(p, CE_ARRAY_OF_FUNC, at, 0);
        return ty_array(p, ty_ptr(p, t), op->n);
    }
    if (!ty_complete(t) && !is_err(t)) {
        say(p, CE_ARRAY_INCOMPLETE, at, ty_str(p, t));
        return &p->basic[TY_ERROR];
    }
    if (is_rec(t) && t->rec->flexible)
        say_ext(p, CX_FLEX_INSIDE, at, ty_str(p, t));
    if (t->align && ty_size(p, t) % t->align)
        say(p, CE_ARRAY_ALIGN, at, ty_str(p, t), (unsigned long long)ty_size(p, t),
            (long long)t->align);
    if (op->len)
        return make_vla(p, t, op);
    u64 size = ty_size(p, t), most = p->dl->ptr_size == 8 ? INT64_MAX : INT32_MAX;
    if (op->n != ARR_UNKNOWN && size && op->n > most / size) {
        say(p, CE_TOO_BIG, at, 0);
        op->n = 1;
    }
    return ty_array(p, t, op->n);
}

static CType *make_func(Par *p, CType *t, DeclOp *op, const Declr *d)
{
    if (t->kind == TY_FUNC || t->kind == TY_ARRAY) {
        say(p, CE_FUNC_RET, d->name.n ? d->span : op->span, ty_str(p, t));
        t = &p->basic[TY_ERROR];
    }
    CType *f = ty_func(p, is_rec(t) || !t->qual ? t : t->unqual);
    f->param = op->param;
    f->nparam = op->nparam;
    f->variadic = op->variadic;
    f->old_style = op->old_style;
    return f;
}

void parse_declarator(Par *p, CType *base, Declr *out, bool need_name, bool abstract_ok)
{
    DeclOps ops = {0};
    bool is_param = p->param_decl;
    p->param_decl = false;
    Span at = p->tok.span;
    CType *t = base;
    *out = (Declr){.span = at};
    declr_ops(p, &ops, out, abstract_ok);
    for (u32 i = ops.n; i-- > 0 && ops.n <= MAX_DERIVED;) {
        DeclOp *op = &ops.v[i];
        switch (op->k) {
        case DO_PTR:
            t = ty_qual(p, ty_ptr(p, t), op->qual);
            check_restrict(p, t, at);
            break;
        case DO_ARRAY:
            out->star |= op->star;
            if (op->star && !is_param)
                say(p, CE_STAR, op->span, 0);
            if (i == 0 && is_param)
                out->array_qual = op->qual;
            else if (op->qual || op->at_least)
                say(p, CE_ARRAY_QUAL, op->span, op->at_least ? "static" : "a qualifier");
            // the outermost array of a parameter only says "pointer", but its length may do more
            if (i == 0 && is_param && op->len) {
                if (p->vla_sink)
                    sink(p, S_EXPR, op->span, cast_to(p, op->len, &p->basic[TY_VOID]));
                op->len = NULL;
                op->n = ARR_UNKNOWN;
            }
            t = make_array(p, t, op, out);
            break;
        case DO_FUNC:
            t = make_func(p, t, op, out);
            if (i == 0) {
                out->func = t;
                out->kr = op->old_style && op->nparam;
            }
            break;
        }
    }
    out->ty = t;
    if (ops.n > MAX_DERIVED) {
        say(p, CE_TOO_DEEP, at, 0);
        out->ty = &p->basic[TY_ERROR];
    }
    if (need_name && !out->name.n) {
        say(p, CE_EXPECTED, at, "a name",
            p->tok.kind == TK_EOF ? "the end of the file" : zs(p, p->tok.text));
    }
}

CType *parse_type_name(Par *p)
{
    Spec s;
    CType *t = parse_type_spec(p, &s);
    check_spec(p, &s, FOR_TYPE, t);
    return t;
}

CType *parse_type_spec(Par *p, Spec *s)
{
    Declr d;
    parse_spec(p, s, false);
    if (only_qualified(p, s))
        say(p, CW_NO_TYPE, p->tok.span, 0);
    else if (!s->has_type)
        say(p, p->tok.kind == TK_IDENT ? CE_UNKNOWN_TYPE : CE_EXPECTED_TYPE, p->tok.span,
            zs(p, p->tok.text));
    bool aligned = s->at.align && s->at.align != ty_align(p, s->ty) && !is_err(s->ty);
    parse_declarator(p, aligned ? ty_aligned(p, s->ty, s->at.align) : s->ty, &d, false, true);
    if (d.name.n)
        say(p, CE_TYPE_NAMED, d.span, zs(p, d.name));
    return d.ty;
}

bool parse_static_assert(Par *p)
{
    if (at_id(p, KW_extension) && peek(p)->kind == TK_KW && peek(p)->id == KW__Static_assert)
        next(p);
    if (!at_id(p, KW__Static_assert))
        return false;
    Span at = p->tok.span;
    i64 v = 1;
    next(p);
    want(p, '(');
    bool ok = parse_const_int(p, &v, NULL);
    Str text = {0};
    if (eat(p, ',')) {
        if (p->tok.kind == TK_STR) {
            text = p->tok.s;
            next(p);
        } else {
            say(p, CE_EXPECTED, p->tok.span, "a string", zs(p, p->tok.text));
        }
    } else {
        say_before_c23(p, CX_ASSERT_TEXT, at, 0);
    }
    if (ok && !v)
        say(p, CE_STATIC_ASSERT, at, text.n ? zs(p, text) : "(no message)");
    want(p, ')');
    want(p, ';');
    return true;
}

/* ---- what a name declares ---- */

static void merge_attr(Attr *to, const Attr *from)
{
    to->flags |= from->flags;
    to->align = MAX(to->align, from->align);
    to->vector = MAX(to->vector, from->vector);
    to->ctor = from->ctor ? from->ctor : to->ctor;
    to->dtor = from->dtor ? from->dtor : to->dtor;
    to->mode = from->mode ? from->mode : to->mode;
    if (from->tls_model)
        to->tls_model = from->tls_model;
    if (from->section.n)
        to->section = from->section;
    if (from->cleanup)
        to->cleanup = from->cleanup;
    if (from->alias.n)
        to->alias = from->alias;
    if (from->asm_name.n)
        to->asm_name = from->asm_name;
    if (from->fmt) {
        to->fmt = from->fmt;
        to->fmt_arg = from->fmt_arg;
        to->fmt_scan = from->fmt_scan;
    }
}

static Attr all_attr(const Spec *s, const Declr *d)
{
    Attr a = s->at;
    merge_attr(&a, &d->at);
    a.align = MAX(a.align, s->align);
    return a;
}

static Leave *push_leave(Par *p, Decl *d, Node *call)
{
    Leave *k = arena_new(p->mem, Leave);
    *k = (Leave){.up = p->leave, .d = d, .call = call};
    p->leave = k;
    return k;
}

static void declare_typedef(Par *p, Spec *s, Declr *d)
{
    Attr at = all_attr(s, d);
    CType *ty = mode_type(p, d->ty, d->at.mode);
    check_spec(p, s, FOR_TYPEDEF, ty);
    if (at.vector)
        ty = ty_opaque(p, "a vector type", at.vector);
    if ((at.flags & AT_TRANSPARENT) && ty->kind == TY_UNION)
        ty->rec->transparent = true;
    if (at.align && at.align != ty_align(p, ty))
        ty = ty_aligned(p, ty, at.align);
    Decl *old = ident(p, d->name)->decl;
    if (old && old->depth == p->scope->depth) {
        if (old->kind == D_TYPEDEF && ty_identical(old->ty, ty) && !ty_has_vla(ty))
            return;
        say(p, CE_REDEF_TYPE, d->span, zs(p, d->name));
        if (old->span.file)
            say(p, CN_PREVIOUS, old->span, 0);
        return;
    }
    Decl *n = decl_new(p, D_TYPEDEF, d->name, d->span, debug_named(p, ty, d->name, d->span));
    n->at.flags = at.flags;
    decl_bind(p, n);
    if (p->body && ty_has_vla(ty))
        push_leave(p, n, NULL);
}

// The file-scope meaning of a name; with a new declaration put under local ones.
static Decl *file_decl(Par *p, Str name)
{
    Decl *d = ident(p, name)->decl;
    while (d && d->depth)
        d = d->shadow;
    return d;
}

static void bind_file(Par *p, Decl *d)
{
    Ident *id = ident(p, d->name);
    Decl **at = &id->decl;
    while (*at)
        at = &(*at)->shadow;
    *at = d;
    d->id = id;
    d->depth = 0;
    d->next = p->file_scope.decls;
    p->file_scope.decls = d;
    vec_push(&p->sess, &p->globals, d);
}

static void conflict(Par *p, Declr *d, Decl *old)
{
    say(p, CE_CONFLICT, d->span, zs(p, d->name), ty_str(p, d->ty), ty_str(p, old->ty));
    if (old->span.file)
        say(p, CN_PREVIOUS, old->span, 0);
}

// In a block the name means the object with linkage until the block ends.
static void bind_block(Par *p, Decl *g, const Declr *d)
{
    Decl *old = ident(p, d->name)->decl;
    if (old && old->depth == p->scope->depth) {
        if (!old->real && !is_err(old->ty)) {
            say(p, CE_REDEF, d->span, zs(p, d->name));
            say(p, CN_PREVIOUS, old->span, 0);
        }
        return;
    }
    Decl *n = decl_new(p, g->kind, d->name, d->span, g->ty);
    n->global = n->linkage = n->used = true;
    n->real = g;
    decl_bind(p, n);
}

// 5.1.2.2.1, 6.7.4p4
static void check_main(Par *p, const Spec *s, const Declr *d)
{
    const CType *f = d->ty;
    bool args = !f->nparam || f->old_style || (f->nparam >= 2 && f->nparam <= 3 &&
                ty_plain(f->param[0].ty)->kind == TY_INT && is_ptr(f->param[1].ty));
    if (s->noreturn || s->is_inline)
        say(p, CW_MAIN_SPEC, d->span, s->noreturn ? "_Noreturn" : "inline");
    if (s->sc == SC_STATIC || f->base->kind != TY_INT || !args)
        say(p, CW_MAIN_TYPE, d->span, ty_str(p, f));
}

// A function or an object with linkage; merges with what was declared before.
static Decl *declare_global(Par *p, Spec *s, Declr *d)
{
    bool func = d->ty->kind == TY_FUNC;
    Attr at = all_attr(s, d);
    Decl *g = file_decl(p, d->name);
    check_spec(p, s, func ? FOR_FUNC : FOR_OBJECT, d->ty);
    if (s->is_inline && p->o->gnu89_inline)
        at.flags |= AT_GNU_INLINE;
    if (func && str_eqz(d->name, "main") && !p->o->freestanding)
        check_main(p, s, d);
    if (g && !func && g->kind == D_VAR && g->tls != s->tls) {
        say(p, CE_TLS_DIFFERS, d->span, zs(p, d->name));
        say(p, CN_PREVIOUS, g->span, 0);
    }
    if (g && (g->kind != (func ? D_FUNC : D_VAR))) {
        say(p, CE_REDEF, d->span, zs(p, d->name));
        if (g->span.file)
            say(p, CN_PREVIOUS, g->span, 0);
        g = NULL;
    }
    if (g && !ty_same(g->ty, d->ty)) {
        conflict(p, d, g);
    } else if (g) {
        if (s->sc == SC_STATIC && g->storage != SC_STATIC && !g->builtin_fn && p->scope->depth == 0)
            say(p, CE_STATIC_AFTER, d->span, zs(p, d->name));
        g->ty = ty_composite(p, g->ty, d->ty);
    } else {
        g = arena_new(&p->sess, Decl);
        g->kind = func ? D_FUNC : D_VAR;
        g->name = d->name;
        g->ty = d->ty;
        g->global = g->linkage = true;
        g->storage = SC_EXTERN;
        g->span = d->span;
        if (s->sc == SC_STATIC)
            g->storage = SC_STATIC;
        g->block_only = p->scope->depth != 0;
        bind_file(p, g);
        declare_builtin(p, g);
    }
    if (!p->scope->depth)
        g->block_only = false;
    merge_attr(&g->at, &at);
    if ((g->at.flags & AT_WEAKREF) && g->at.alias.n) { // a weak reference under a name of its own
        g->at.asm_name = g->at.alias;
        g->at.alias = (Str){0};
        g->at.flags |= AT_WEAK | AT_UNUSED;
        g->storage = SC_EXTERN;
    }
    if (func && g->at.fmt && !g->ty->fmt) {
        g->ty->fmt = g->at.fmt;
        g->ty->fmt_arg = g->at.fmt_arg;
        g->ty->fmt_scan = g->at.fmt_scan;
    }
    if (s->is_inline)
        g->is_inline = true;
    // some declaration makes this the external definition; in GNU C one that is only inline does
    bool gnu = s->is_inline && (at.flags & AT_GNU_INLINE);
    if (func && (gnu ? s->sc != SC_EXTERN : !s->is_inline || s->sc == SC_EXTERN))
        g->ext_inline = true;
    if (s->tls)
        g->tls = true;
    if (p->scope->depth)
        bind_block(p, g, d);
    return g;
}

Decl *declare_implicit(Par *p, Str name, Span at)
{
    Spec s = {.sc = SC_EXTERN};
    Declr d = {.name = name, .span = at, .ty = lib_type(p, name)};
    if (!d.ty) {
        d.ty = ty_func(p, &p->basic[TY_INT]);
        d.ty->old_style = true;
    }
    return declare_global(p, &s, &d);
}

void declare_builtin(Par *p, Decl *d)
{
    (void)p;
    static const struct {
        const char *name;
        u8 fmt, arg;
        bool noreturn, scan;
    } known[] = {
        {"printf", 1, 2, false, false}, {"fprintf", 2, 3, false, false},
        {"sprintf", 2, 3, false, false}, {"snprintf", 3, 4, false, false},
        {"vprintf", 1, 0, false, false}, {"vfprintf", 2, 0, false, false},
        {"vsnprintf", 3, 0, false, false}, {"dprintf", 2, 3, false, false},
        {"scanf", 1, 2, false, true}, {"fscanf", 2, 3, false, true},
        {"sscanf", 2, 3, false, true}, {"exit", 0, 0, true, false}, {"abort", 0, 0, true, false},
        {"_Exit", 0, 0, true, false},
    };
    if (d->kind != D_FUNC)
        return;
    for (u32 i = 0; i < COUNT(known); i++)
        if (str_eqz(d->name, known[i].name)) {
            if (known[i].fmt && !d->at.fmt && d->ty->nparam >= known[i].fmt) {
                d->at.fmt = known[i].fmt;
                d->at.fmt_arg = known[i].arg;
                d->at.fmt_scan = known[i].scan;
            }
            if (known[i].noreturn)
                d->at.flags |= AT_NORETURN;
        }
}

// An object that is declared elsewhere may be larger than what is made here.
bool too_big(Par *p, CType *ty, Span at)
{
    if (!ty_complete(ty) || ty_is_vla(ty) || ty_size(p, ty) <= (u64)1 << 40)
        return false;
    say(p, CE_TOO_BIG, at, 0);
    return true;
}

// is_extern: defined elsewhere, perhaps later in this file; sc: as it is declared.
static bool storable(Par *p, Declr *d, bool is_extern, Storage sc)
{
    d->ty = mode_type(p, d->ty, d->at.mode);
    bool opaque = is_rec(d->ty) && d->ty->rec->opaque && !(is_extern && sc == SC_EXTERN);
    if (d->at.vector || opaque) {
        say(p, CE_NO_VALUES, d->span, d->at.vector ? "a vector type" : ty_str(p, d->ty));
        d->ty = &p->basic[TY_ERROR];
    }
    if (is_void(d->ty) && !(is_extern && sc == SC_EXTERN)) {
        say(p, CE_VOID_VAR, d->span, zs(p, d->name));
        return false;
    }
    if (d->ty->kind == TY_FUNC || is_extern || is_err(d->ty))
        return true;
    if (!ty_complete(d->ty) && d->ty->kind != TY_ARRAY) {
        say(p, CE_INCOMPLETE_VAR, d->span, zs(p, d->name), ty_str(p, d->ty));
        return false;
    }
    return true;
}

static void global_init(Par *p, Decl *g, Declr *d)
{
    if (g->defined) {
        say(p, CE_REDEF, d->span, zs(p, d->name));
        say(p, CN_PREVIOUS, g->span, 0);
    }
    if (g->kind != D_VAR) {
        say(p, CE_INIT_FUNC, d->span, zs(p, d->name));
        parse_assign(p);
        return;
    }
    CType *ty = g->ty;
    Init *in = parse_init(p, &ty, true);
    g->ty = ty;
    g->defined = true;
    g->span = d->span;
    if (ty_complete(ty))
        emit_data(p, g, in);
    else if (!is_err(ty))
        say(p, CE_INCOMPLETE_VAR, d->span, zs(p, d->name), ty_str(p, ty));
}

// An initialiser that is an expression read already.
static Init *init_of(Par *p, CType *ty, Node *e)
{
    Init *in = arena_new(p->mem, Init);
    InitItem *it = arena_new(p->mem, InitItem);
    it->ty = ty;
    it->e = e;
    in->first = in->last = it;
    return in;
}

static void auto_type_global(Par *p, Spec *s, Declr *d)
{
    if (!eat(p, '=')) {
        say(p, CE_AUTO_TYPE, d->span, 0);
        return;
    }
    Node *e = decay(p, parse_assign(p));
    if (is_err(e->ty))
        return;
    CType *ty = ty_declared(p, e->ty->unqual);
    d->ty = ty_qual(p, ty, s->qual);
    Decl *g = declare_global(p, s, d);
    if (g->defined) {
        say(p, CE_REDEF, d->span, zs(p, d->name));
        return;
    }
    g->defined = true;
    emit_data(p, g, init_of(p, ty, e));
}

static void external_var(Par *p, Spec *s, Declr *d)
{
    if (ty_has_vla(d->ty)) {
        say(p, CE_VLA_FILE, d->span, zs(p, d->name));
        return;
    }
    if (s->sc == SC_TYPEDEF) {
        declare_typedef(p, s, d);
        return;
    }
    if (s->is_auto_type) {
        auto_type_global(p, s, d);
        return;
    }
    if (s->sc == SC_AUTO || s->sc == SC_REGISTER)
        say(p, CE_FILE_STORAGE, d->span, zs(p, d->name));
    bool init = at_id(p, '=');
    if (!storable(p, d, s->sc == SC_EXTERN || !init, s->sc))
        return;
    if ((init || s->sc != SC_EXTERN) && too_big(p, d->ty, d->span))
        return;
    Decl *g = file_decl(p, d->name);
    if (g && g->kind == D_VAR && g->storage == SC_STATIC && s->sc == SC_NONE)
        say(p, CE_AFTER_STATIC, d->span, zs(p, d->name));
    g = declare_global(p, s, d);
    if (init) {
        next(p);
        global_init(p, g, d);
    } else if (g->kind == D_VAR && s->sc != SC_EXTERN && !(g->at.flags & AT_WEAKREF)) {
        g->tentative = true;
    }
}

/* ---- function definitions ---- */

static void kr_declarations(Par *p, CType *f)
{
    while (p->tok.kind != TK_EOF && !at_id(p, '{')) {
        Spec s;
        parse_spec(p, &s, true);
        if (!s.has_type && (s.sc || s.qualified)) {
            say(p, CW_NO_TYPE, p->tok.span, 0);
        } else if (!s.has_type) {
            say(p, CE_EXPECTED_TYPE, p->tok.span, zs(p, p->tok.text));
            while (!at_id(p, ';') && !at_id(p, '{') && p->tok.kind != TK_EOF)
                next(p);
            eat(p, ';');
            continue;
        }
        while (!at_id(p, ';') && p->tok.kind != TK_EOF) {
            Declr d;
            p->param_decl = true;
            parse_declarator(p, s.ty, &d, true, false);
            check_spec(p, &s, FOR_PARAM, d.ty);
            parse_attributes(p, &d.at);
            u32 i = 0;
            while (i < f->nparam && !str_eq(f->param[i].name, d.name))
                i++;
            if (i == f->nparam) {
                say(p, CE_KR_PARAM, d.span, zs(p, d.name));
            } else {
                f->param[i].ty = adjust_param(p, d.ty, d.array_qual);
                f->param[i].decl->ty = f->param[i].ty;
                f->param[i].typed = true;
            }
            if (!eat(p, ','))
                break;
        }
        want(p, ';');
    }
}

static void check_params(Par *p, CType *f)
{
    for (u32 i = 0; i < f->nparam; i++) {
        CParam *c = &f->param[i];
        if (c->star)
            say(p, CE_STAR, c->span, 0);
        if (f->old_style && !c->typed)
            say(p, CW_IMPLICIT_INT, c->span, zs(p, c->name));
        if (!c->name.n)
            say_before_c23(p, CX_PARAM_NAME, c->span, 0);
        if (!ty_complete(c->ty) && !is_err(c->ty)) {
            say(p, CE_INCOMPLETE_VAR, c->span, zs(p, c->name), ty_str(p, c->ty));
            c->ty = &p->basic[TY_ERROR];
        }
    }
    if (!is_void(f->base) && !ty_complete(f->base) && !is_err(f->base))
        say(p, CE_INCOMPLETE_RET, p->tok.span, ty_str(p, f->base));
}

// The function itself, behind a body that was for inlining only; calls before it keep that.
static Decl *real_function(Par *p, Decl *inlined)
{
    Decl *n = arena_new(&p->sess, Decl), **at = &ident(p, inlined->name)->decl;
    *n = *inlined;
    n->is_inline = n->inline_only = n->defined = false;
    n->ext_inline = true;
    n->body = NULL;
    n->sym = 0;
    n->at.flags &= ~(u32)(AT_GNU_INLINE | AT_ALWAYS_INLINE);
    while (*at != inlined)
        at = &(*at)->shadow;
    *at = n;
    for (Decl **k = &p->file_scope.decls; *k; k = &(*k)->next)
        if (*k == inlined) {
            *k = n;
            break;
        }
    vec_push(&p->sess, &p->globals, n);
    return n;
}

static void function_definition(Par *p, Spec *s, Declr *d)
{
    if (d->kr)
        kr_declarations(p, d->func);
    if (p->tok.kind == TK_EOF) {
        Span end = {p->last.file, p->last.hi, p->last.hi};
        say(p, CE_EXPECTED, end, "the function's body", "the end of the file");
        return;
    }
    if (s->sc == SC_TYPEDEF)
        say(p, CE_TYPEDEF_BODY, d->span, 0);
    if (s->sc == SC_AUTO || s->sc == SC_REGISTER)
        say(p, CE_FILE_STORAGE, d->span, zs(p, d->name));
    check_params(p, d->func);
    Decl *g = declare_global(p, s, d);
    bool inline_only = g->is_inline && g->storage != SC_STATIC && s->sc == SC_EXTERN &&
                       ((s->at.flags | d->at.flags | g->at.flags) & AT_GNU_INLINE);
    if (g->defined && g->inline_only && !inline_only) {
        g = real_function(p, g);
    } else if (g->defined) {
        say(p, CE_REDEF, d->span, zs(p, d->name));
        say(p, CN_PREVIOUS, g->span, 0);
    }
    g->defined = true;
    g->inline_only = inline_only;
    g->span = d->span;
    g->fty = d->func;
    if (g->kind != D_FUNC) { // reported
        Decl *n = arena_new(&p->sess, Decl);
        *n = (Decl){.kind = D_FUNC, .name = d->name, .span = d->span, .ty = d->ty, .global = true};
        g = n;
    }
    parse_body(p, g, d->func);
}

static bool at_body(Par *p, const Declr *d)
{
    if (d->ty->kind != TY_FUNC || !d->func)
        return false;
    return at_id(p, '{') || (d->kr && !at_id(p, ';') && !at_id(p, ',') && !at_id(p, '=') &&
                             (starts_type(p, &p->tok) || at_id(p, KW_register)));
}

static bool implicit_type(Par *p, Spec *s)
{
    if (s->has_type)
        return true;
    if (p->tok.kind == TK_IDENT) {
        Tok *t = peek(p);
        bool name_next = t->kind == TK_IDENT || (t->kind == TK_PUNCT && t->id == '*');
        if (name_next) {
            say(p, CE_UNKNOWN_TYPE, p->tok.span, zs(p, p->tok.text));
            suggest_name(p, p->tok.text, true, p->tok.span);
            next(p);
        } else {
            say(p, CW_IMPLICIT_INT, p->tok.span, zs(p, p->tok.text));
        }
        return true;
    }
    if (only_qualified(p, s) && at_id(p, '*')) {
        say(p, CW_NO_TYPE, p->tok.span, 0);
        return true;
    }
    say(p, CE_EXPECTED_DECL, p->tok.span,
        p->tok.kind == TK_EOF ? "the end of the file" : zs(p, p->tok.text));
    return false;
}

// What is no declaration. Statements are the rest of a function that a '}' too many has ended: all
// of them are passed over.
static void leave_stray(Par *p)
{
    bool rest = p->tok.kind == TK_KW;
    if (rest)
        diag_help(p->d, "is there a } too many above?");
    do
        if (at_id(p, '}') || p->tok.kind == TK_EOF) {
            next(p);
            return;
        } else {
            skip_to(p, rest);
        }
    while (rest);
}

bool parse_external(Par *p)
{
    Stmt *proto = NULL, **tail = &proto;
    if (p->tok.kind == TK_EOF)
        return false;
    if (p->tok.flags & TF_BROKEN) { // reported
        next(p);
        eat(p, ';');
        p->broken = false;
        return true;
    }
    if (at_id(p, ';'))
        say_ext(p, CX_SEMICOLON, p->tok.span, 0);
    if (eat(p, ';') || parse_static_assert(p))
        return true;
    p->extension = at_id(p, KW_extension);
    if (at_id(p, KW_asm)) {
        parse_asm_lines(p);
        return true;
    }
    p->vla_sink = &tail;
    p->proto = NULL;
    Spec s;
    u32 errors = p->d->errors;
    parse_spec(p, &s, true);
    if (at_id(p, ';') && (s.has_type || s.sc)) {
        check_empty(p, &s);
        next(p);
        return true;
    }
    if (lacks_end(p, &s))
        return true;
    if (!implicit_type(p, &s)) {
        leave_stray(p);
        return true;
    }
    for (bool first = true;; first = false, errors = p->d->errors) {
        Declr d;
        parse_declarator(p, s.ty, &d, true, false);
        parse_asm_label(p, &d.at);
        if (!d.name.n) {
            skip_to(p, false);
            return true;
        }
        if (first && at_body(p, &d)) {
            p->proto = proto;
            function_definition(p, &s, &d);
            return true;
        }
        external_var(p, &s, &d);
        if (eat(p, ','))
            continue;
        want_end(p, "the declaration", errors);
        return true;
    }
}

/* ---- block scope ---- */

static void push_decl(Par *p, Stmt ***tail, Decl *d)
{
    Stmt *s = arena_new(p->mem, Stmt);
    s->kind = S_DECL;
    s->span = d->span;
    s->decl = d;
    **tail = s;
    *tail = &s->next;
}

static void local_static(Par *p, Decl *n)
{
    n->global = true;
    n->storage = SC_STATIC;
    Str name = str_fmt(&p->sess, "%.*s.%u", STR_ARG(n->name), ++p->nstatic);
    n->at.asm_name = name;
    if (eat(p, '=')) {
        CType *ty = n->ty;
        n->set = true;
        Init *in = parse_init(p, &ty, true);
        n->ty = ty;
        if (!ty_complete(ty)) {
            if (!is_err(ty))
                say(p, CE_INCOMPLETE_VAR, n->span, zs(p, n->name), ty_str(p, ty));
            return;
        }
        emit_data(p, n, in);
    } else {
        if (!ty_complete(n->ty) && !is_err(n->ty))
            say(p, CE_INCOMPLETE_VAR, n->span, zs(p, n->name), ty_str(p, n->ty));
        emit_data(p, n, NULL);
    }
}

static void local_init(Par *p, Decl *n, Spec *s)
{
    if (eat(p, '=')) {
        if (ty_is_vla(n->ty)) {
            say(p, CE_VLA_INIT, n->span, zs(p, n->name));
            parse_assign(p);
            return;
        }
        n->set = true;
        if (s->is_auto_type) {
            Node *e = decay(p, parse_assign(p));
            n->ty = ty_declared(p, e->ty->unqual);
            n->init = init_of(p, n->ty, e);
            return;
        }
        CType *ty = n->ty;
        n->init = parse_init(p, &ty, false);
        n->ty = ty;
    } else if (s->is_auto_type) {
        say(p, CE_AUTO_TYPE, n->span, 0);
    }
    if (!ty_complete(n->ty) && !is_err(n->ty)) {
        say(p, CE_INCOMPLETE_VAR, n->span, zs(p, n->name), ty_str(p, n->ty));
        n->ty = &p->basic[TY_ERROR];
    }
}

static Node *cleanup_call(Par *p, Decl *d)
{
    Node **arg = arena_array(p->mem, Node *, 1);
    d->used = d->at.cleanup->used = true;
    arg[0] = mk_addr(p, mk_var(p, d, d->span), d->span);
    return mk_call(p, mk_var(p, d->at.cleanup, d->span), arg, 1, d->span);
}

void note_inline_use(Par *p, const Decl *d, Span at)
{
    const Decl *fn = p->body ? p->body->fn : NULL;
    if (fn && fn->is_inline && fn->storage != SC_STATIC && !(fn->at.flags & AT_GNU_INLINE))
        vec_push(&p->sess, &p->inline_uses, ((InlineUse){fn, d->name, at}));
}

static void local_var(Par *p, Spec *s, Declr *d, Stmt ***tail)
{
    if (d->ty->kind == TY_FUNC || s->sc == SC_EXTERN) {
        if (at_id(p, '='))
            say(p, CE_EXTERN_INIT, d->span, zs(p, d->name));
        if (d->ty->kind == TY_FUNC && s->sc == SC_STATIC)
            say(p, CE_STORAGE, d->span, "static");
        if (ty_has_vla(d->ty))
            say(p, CE_VLA_LINKAGE, d->span, zs(p, d->name));
        else if (storable(p, d, true, s->sc))
            declare_global(p, s, d);
        if (eat(p, '='))
            parse_assign(p);
        return;
    }
    if (!storable(p, d, true, s->sc) || too_big(p, d->ty, d->span))
        d->ty = &p->basic[TY_ERROR];
    if ((s->sc == SC_STATIC || s->tls) && ty_is_vla(d->ty)) {
        say(p, CE_VLA_STATIC, d->span, zs(p, d->name));
        d->ty = &p->basic[TY_ERROR];
    }
    Decl *old = ident(p, d->name)->decl;
    if (old && old->depth == p->scope->depth) {
        say(p, CE_REDEF, d->span, zs(p, d->name));
        say(p, CN_PREVIOUS, old->span, 0);
        old->used = true;    // one complaint about it is enough
    }
    Decl *n = decl_new(p, D_VAR, d->name, d->span, d->ty);
    n->storage = s->sc;
    n->tls = s->tls;
    n->at = all_attr(s, d);
    check_spec(p, s, s->sc == SC_REGISTER ? FOR_REGISTER : FOR_OBJECT, d->ty);
    check_shadow(p, n);
    decl_bind(p, n);
    if (s->sc == SC_STATIC || s->tls) {
        if (s->sc != SC_STATIC)
            say(p, CE_TLS_LOCAL, d->span, 0);
        if (!(ty_target_quals(n->ty) & Q_CONST))
            note_inline_use(p, n, d->span);
        local_static(p, n);
        if (p->dbg)
            push_decl(p, tail, n);
        return;
    }
    local_init(p, n, s);
    push_decl(p, tail, n);
    if (ty_has_vla(n->ty))
        n->leave = push_leave(p, n, NULL);
    if (n->at.cleanup)
        push_leave(p, n, cleanup_call(p, n));
}

// In the head of a for the ')' ends it, too: what is missing is told once.
void end_for_part(Par *p, u32 errors)
{
    if (eat(p, ';'))
        return;
    if (errors == p->d->errors)
        say(p, CE_EXPECTED, p->tok.span, "; in the head of the for",
            p->tok.kind == TK_EOF ? "the end of the file" : zs(p, p->tok.text));
    while (!at_id(p, ';') && !at_id(p, ')') && !at_id(p, '{') && !at_id(p, '}') &&
           p->tok.kind != TK_EOF)
        next(p);
    eat(p, ';');
}

void parse_local_decl(Par *p, Stmt ***tail)
{
    Spec s;
    u32 errors = p->d->errors;
    Stmt ***sink = p->vla_sink;
    p->vla_sink = tail;
    parse_spec(p, &s, true);
    if (!s.has_type && !implicit_type(p, &s)) {
        skip_to(p, true);
        p->vla_sink = sink;
        return;
    }
    if (eat(p, ';')) {
        check_empty(p, &s);
        p->vla_sink = sink;
        return;
    }
    if (lacks_end(p, &s)) {
        p->vla_sink = sink;
        return;
    }
    bool in_for = p->for_decl;
    p->for_decl = false;
    for (;;) {
        Declr d;
        parse_declarator(p, s.ty, &d, true, false);
        parse_asm_label(p, &d.at);
        if (!d.name.n) {
            skip_to(p, true);
            break;
        }
        if (in_for && s.tag_only && s.declares && s.ty->rec && s.ty->rec->name.n)
            say(p, CW_FOR_TAG, s.span, ty_str(p, s.ty));
        if (in_for && (d.ty->kind == TY_FUNC ||
                       (s.sc && s.sc != SC_AUTO && s.sc != SC_REGISTER)))
            say(p, CE_FOR_DECL, d.span, zs(p, d.name));
        if (at_id(p, '{') && d.func) {
            say(p, CE_NESTED_FN, d.span, zs(p, d.name));
            skip_to(p, true);
            break;
        }
        if (s.sc == SC_TYPEDEF)
            declare_typedef(p, &s, &d);
        else
            local_var(p, &s, &d, tail);
        if (eat(p, ','))
            continue;
        if (in_for)
            end_for_part(p, errors);
        else
            want_end(p, "the declaration", errors);
        break;
    }
    p->vla_sink = sink;
}

/* ---- end of the unit ---- */

// An entry of the array of functions that run before main, or after it.
static void start_entry(Par *p, Decl *fn, const char *array, u32 priority)
{
    Str name = priority == PRIORITY_LAST ? str_of(array)
                                         : str_fmt(p->out, "%s.%05u", array, priority);
    SymId to = decl_sym(p, fn);
    SymId id = mod_data(p->m, (Str){0}, BIND_LOCAL, SYM_USED, NULL, p->dl->ptr_size,
                        p->dl->ptr_size);
    p->m->sym.v[id].section = name;
    mod_reloc(p->m, id, 0, to, 0);
}

static void start_entries(Par *p, Decl *d)
{
    if (d->kind != D_FUNC || !d->defined)
        return;
    if (d->at.ctor)
        start_entry(p, d, ".init_array", d->at.ctor - 1);
    if (d->at.dtor)
        start_entry(p, d, ".fini_array", d->at.dtor - 1);
}

static Decl *alias_target(Par *p, Str name)
{
    for (u32 i = 0; i < p->globals.n; i++) {
        Decl *d = p->globals.v[i];
        if (str_eq(d->at.asm_name.n ? d->at.asm_name : d->name, name))
            return d;
    }
    return NULL;
}

// Another name of what this unit defines; that may itself be one.
static void make_alias(Par *p, Decl *d)
{
    Decl *to = d;
    for (u32 n = 0; to && to->at.alias.n && n < 64; n++)
        to = alias_target(p, to->at.alias);
    if (!to || to->at.alias.n || !to->defined || d->defined || to->kind != d->kind) {
        say(p, CE_NO_ALIAS, d->span, zs(p, d->name), zs(p, d->at.alias));
        return;
    }
    SymId of = decl_sym(p, to), id = decl_sym(p, d);
    if (p->m->sym.v[of].kind == SYM_UNDEF && to->kind == D_VAR)
        emit_data(p, to, NULL); // an unused static variable
    Sym *s = &p->m->sym.v[id];
    if (d->at.flags & AT_IFUNC) {
        s->flags |= SYM_IFUNC;
        p->m->sym.v[of].flags |= SYM_USED;
    } else {
        s->kind = SYM_ALIAS;
    }
    s->alias = of;
    s->bind = (u8)(d->storage == SC_STATIC     ? BIND_LOCAL
                   : d->at.flags & AT_WEAK ? BIND_WEAK
                                           : BIND_GLOBAL);
    if (decl_hidden(p, d))
        s->flags |= SYM_HIDDEN;
    if (d->at.flags & AT_DLLEXPORT)
        s->flags |= SYM_EXPORT;
}

// #pragma weak: the symbol of that name, used or defined, is weak; an alias is made where no
// declaration says it.
static void weak_symbols(Par *p)
{
    for (u32 k = 0; k < p->weak.n; k++) {
        PragmaWeak w = p->weak.v[k];
        Decl *d = alias_target(p, w.name), *to = w.of.n ? alias_target(p, w.of) : NULL;
        if (d)
            d->at.flags |= AT_WEAK;
        if (d && d->sym && d->storage != SC_STATIC)
            p->m->sym.v[d->sym].bind = BIND_WEAK;
        if (!to || (d && d->defined))
            continue;
        if (!d) {
            d = arena_new(&p->sess, Decl);
            *d = (Decl){.kind = to->kind, .name = str_dup(&p->sess, w.name), .span = to->span,
                        .ty = to->ty, .global = true, .linkage = true, .storage = SC_EXTERN};
            d->at.flags = AT_WEAK;
            vec_push(&p->sess, &p->globals, d);
        }
        d->at.alias = to->at.asm_name.n ? to->at.asm_name : to->name;
    }
}

// 6.7.4p3, once it is known which functions are inline definitions only.
static void check_inline_uses(Par *p)
{
    for (u32 k = 0; k < p->inline_uses.n; k++) {
        const InlineUse *u = &p->inline_uses.v[k];
        if (!u->fn->ext_inline)
            say(p, CW_INLINE_STATIC, u->at, zs(p, u->name), zs(p, u->fn->name));
    }
}

void finish_unit(Par *p)
{
    weak_symbols(p);
    check_inline_uses(p);
    for (u32 i = 0; i < p->globals.n; i++) {
        Decl *d = p->globals.v[i];
        if (d->kind == D_VAR && d->tentative && !d->defined) {
            if (d->ty->kind == TY_ARRAY && d->ty->n == ARR_UNKNOWN)
                d->ty = ty_array(p, d->ty->base, 1);
            bool told = is_err(d->ty) || (is_rec(d->ty) && d->ty->rec->told);
            if (!ty_complete(d->ty) && !told)
                say(p, CE_INCOMPLETE_VAR, d->span, zs(p, d->name), ty_str(p, d->ty));
            else if (ty_complete(d->ty) &&
                     (d->storage != SC_STATIC || d->used || (d->at.flags & AT_USED) || d->sym))
                emit_data(p, d, NULL);
            d->defined = true;
        }
        if (d->storage != SC_STATIC)
            continue;
        if (d->kind == D_FUNC && !d->defined && d->used && !d->at.alias.n) {
            say(p, CE_STATIC_UNDEF, d->span, zs(p, d->name));
            if (d->sym)
                p->m->sym.v[d->sym].bind = BIND_GLOBAL;
        }
        check_unused(p, d);
    }
    for (u32 i = 0; i < p->globals.n && !p->d->errors; i++) {
        Decl *d = p->globals.v[i];
        start_entries(p, d);
        if (d->at.alias.n)
            make_alias(p, d);
    }
}
