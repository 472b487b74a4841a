// libfn.c - functions of the C library that the compiler knows: their headers, types and meaning
//
// A program that calls one without a declaration, or by __builtin_NAME, gets the function with the
// type the library gives it (libfn.def). Calls of some are replaced by what they compute.
#include "frontend/c/tree_int.h"

typedef struct LibFn {
    const char *name, *header, *type;   // type: letters of libfn.def
} LibFn;
static const LibFn lib_fns[] = {
#define LIBFN(name, header, type) {#name, header, type},
#include "frontend/c/libfn.def"
#undef LIBFN
};

static const LibFn *find(Str name)
{
    for (u32 k = 0; k < COUNT(lib_fns); k++)
        if (str_eqz(name, lib_fns[k].name))
            return &lib_fns[k];
    return NULL;
}

const char *lib_header(Str name)
{
    const LibFn *f = find(name);
    return f && f->header[0] ? f->header : NULL;
}

bool lib_needs_header(Str name)
{
    const LibFn *f = find(name);
    return f && f->type[0] == '?';
}

bool lib_known(Str name)
{
    const LibFn *f = find(name);
    return f && !strchr(f->type, '?');
}

static CType *letter_type(Par *p, char c)
{
    static const struct {
        char c;
        u8 kind;
    } plain[] = {
        {'v', TY_VOID}, {'i', TY_INT}, {'u', TY_UINT}, {'l', TY_LONG}, {'k', TY_ULONG},
        {'L', TY_LLONG}, {'K', TY_ULLONG}, {'f', TY_FLOAT}, {'d', TY_DOUBLE}, {'D', TY_LDOUBLE},
    };
    CType *ch = &p->basic[TY_CHAR], *vd = &p->basic[TY_VOID];
    for (u32 k = 0; k < COUNT(plain); k++)
        if (plain[k].c == c)
            return &p->basic[plain[k].kind];
    switch (c) {
    case 'z': return p->size_t_;
    case 'Z': return p->ptrdiff_t_;
    case 'p': return ty_ptr(p, vd);
    case 'q': return ty_ptr(p, ty_qual(p, vd, Q_CONST));
    case 's': return ty_ptr(p, ch);
    case 'c': return ty_ptr(p, ty_qual(p, ch, Q_CONST));
    case 'S': return ty_ptr(p, ty_ptr(p, ch));
    case 'I': return ty_ptr(p, &p->basic[TY_INT]);
    default: return ty_ptr(p, &p->basic[TY_DOUBLE]);
    }
}

CType *lib_type(Par *p, Str name)
{
    return lib_known(name) ? lib_type_of(p, find(name)->type) : NULL;
}

CType *lib_type_of(Par *p, const char *letters)
{
    CType *ty = ty_func(p, letter_type(p, letters[0]));
    u32 n = (u32)strlen(letters) - 1;
    ty->param = arena_array(&p->sess, CParam, n + 1);
    for (const char *c = letters + 1; *c; c++)
        if (*c == '.')
            ty->variadic = true;
        else
            ty->param[ty->nparam++].ty = letter_type(p, *c);
    return ty;
}

// The length of a string constant that is the whole argument.
static Node *known_length(Par *p, Node *s, Span at)
{
    Const c;
    if (!eval_const(p, s, &c) || c.kind != CV_ADDR || !c.str || c.i)
        return NULL;
    if (c.str->ty->kind != TY_ARRAY || ty_size(p, c.str->ty->base) != 1)
        return NULL;
    const void *zero = memchr(c.str->u.s.p, 0, c.str->u.s.n);
    u64 n = zero ? (u64)((const char *)zero - c.str->u.s.p) : c.str->u.s.n;
    return node_int(p, p->size_t_, (i64)n, at);
}

Node *lib_call(Par *p, const Decl *d, const CType *type, Node **arg, u32 n, Span at)
{
    // at -O0 a call stays one, to be stepped into; alloca has no function to call
    static const char *const replaced[] = {
        "memcpy", "memmove", "memset", "abs", "labs", "llabs", "fabs", "fabsf", "fabsl",
        "copysign", "copysignf", "copysignl", "ffs",
    };
    bool allocates = str_eqz(d->name, "alloca");
    if (!p->o->builtins || d->kind != D_FUNC || !d->linkage || d->storage == SC_STATIC ||
        d->at.asm_name.n || d->at.flags & AT_GNU_INLINE || (!p->o->opt && !allocates))
        return NULL;
    bool length = str_eqz(d->name, "strlen"), known = allocates || length;
    for (u32 k = 0; k < COUNT(replaced) && !known; k++)
        known = str_eqz(d->name, replaced[k]);
    const CType *real = known ? lib_type(p, d->name) : NULL;
    if (!real || real->nparam != n || !ty_compat(type, real))
        return NULL;
    return length ? known_length(p, arg[0], at) : builtin_call(p, d->name, arg, n, at);
}
