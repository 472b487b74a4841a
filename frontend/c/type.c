// type.c - C types: making, comparing, laying out, naming
#include "frontend/c/tree_int.h"

typedef struct BasicRow {
    const char *name;
    u8 size;    // 0: by the data layout
    bool is_unsigned;
} BasicRow;

static const BasicRow basic_row[TY_NBASIC] = {
    [TY_VOID] = {"void", 1, false}, [TY_BOOL] = {"_Bool", 1, true}, [TY_CHAR] = {"char", 1, false},
    [TY_SCHAR] = {"signed char", 1, false}, [TY_UCHAR] = {"unsigned char", 1, true},
    [TY_SHORT] = {"short", 2, false}, [TY_USHORT] = {"unsigned short", 2, true},
    [TY_INT] = {"int", 4, false}, [TY_UINT] = {"unsigned int", 4, true},
    [TY_LONG] = {"long", 0, false}, [TY_ULONG] = {"unsigned long", 0, true},
    [TY_LLONG] = {"long long", 8, false}, [TY_ULLONG] = {"unsigned long long", 8, true},
    [TY_INT128] = {"__int128", 16, false}, [TY_UINT128] = {"unsigned __int128", 16, true},
    [TY_FLOAT] = {"float", 4, false}, [TY_DOUBLE] = {"double", 8, false},
    [TY_LDOUBLE] = {"long double", 0, false}, [TY_CFLOAT] = {"_Complex float", 8, false},
    [TY_CDOUBLE] = {"_Complex double", 16, false},
    [TY_CLDOUBLE] = {"_Complex long double", 16, false}, [TY_ERROR] = {"<error>", 4, false},
};

static CType *va_list_type(Par *p)
{
    if (!p->dl->valist_is_array && p->dl->valist_size == p->dl->ptr_size)
        return ty_ptr(p, &p->basic[TY_VOID]);
    CType *t = ty_new(p, TY_STRUCT, NULL);
    Rec *r = arena_new(&p->sess, Rec);
    r->name = STR("__va_list_tag");
    r->complete = true;
    r->size = p->dl->valist_size;
    r->align = p->dl->valist_align;
    r->nmem = p->dl->valist_size / p->dl->ptr_size;
    r->mem = arena_array(&p->sess, Member, r->nmem);
    static const char *const names[] = {"__m0", "__m1", "__m2", "__m3", "__m4", "__m5", "__m6",
                                        "__m7"};
    CType *word = &p->basic[p->dl->long_size == p->dl->ptr_size ? TY_ULONG : TY_ULLONG];
    for (u32 i = 0; i < r->nmem && i < COUNT(names); i++)
        r->mem[i] = (Member){.name = str_of(names[i]), .ty = word, .off = i * p->dl->ptr_size};
    t->rec = r;
    return p->dl->valist_is_array ? ty_array(p, t, 1) : t;
}

void types_init(Par *p)
{
    for (int k = 0; k < TY_NBASIC; k++) {
        p->basic[k].kind = (u8)k;
        p->basic[k].unqual = &p->basic[k];
    }
    p->basic[TY_LDOUBLE].ext = type_is_wide((Type)p->dl->ldouble);
    complex_init(p);
    bool lp = p->dl->long_size == p->dl->ptr_size, ip = p->dl->ptr_size == 4;
    p->size_t_ = &p->basic[ip ? TY_UINT : lp ? TY_ULONG : TY_ULLONG];
    p->ptrdiff_t_ = &p->basic[ip ? TY_INT : lp ? TY_LONG : TY_LLONG];
    if (p->dl->wchar_size == 2)
        p->wchar_t_ = &p->basic[p->dl->wchar_signed ? TY_SHORT : TY_USHORT];
    else
        p->wchar_t_ = &p->basic[p->dl->wchar_signed ? TY_INT : TY_UINT];
    p->char16_t_ = &p->basic[TY_USHORT];
    p->char32_t_ = &p->basic[TY_UINT];
    p->va_list_ = va_list_type(p);
}

CType *ty_new(Par *p, TyKind k, CType *base)
{
    CType *t = arena_new(&p->sess, CType);
    t->kind = (u8)k;
    t->base = base;
    t->unqual = t;
    return t;
}

CType *ty_ptr(Par *p, CType *t)
{
    if (!t->ptr)
        t->ptr = ty_new(p, TY_PTR, t);
    return t->ptr;
}

CType *ty_array(Par *p, CType *elem, u64 n)
{
    CType *t = ty_new(p, TY_ARRAY, elem);
    t->n = n;
    return t;
}

CType *ty_func(Par *p, CType *ret)
{
    return ty_new(p, TY_FUNC, ret);
}

CType *ty_qual(Par *p, CType *t, u32 qual)
{
    if (!qual || is_err(t))
        return t;
    if (t->kind == TY_ARRAY) { // qualifies the element
        CType *n = ty_new(p, TY_ARRAY, ty_qual(p, t->base, qual));
        CType *u = n->unqual;
        *n = (CType){.kind = TY_ARRAY, .align = t->align, .n = t->n, .base = n->base, .unqual = u,
                     .len = t->len, .size_var = t->size_var};
        return n;
    }
    u32 want = t->qual | qual;
    if (t->qual == want)
        return t;
    CType *u = t->unqual;
    for (CType *v = u->next_qual; v; v = v->next_qual)
        if (v->qual == want && v->align == t->align && v->tdef == t->tdef)
            return v;
    CType *n = arena_new(&p->sess, CType);
    *n = *t;
    n->qual = (u8)want;
    n->unqual = u;
    n->ptr = NULL;
    n->next_qual = u->next_qual;
    u->next_qual = n;
    return n;
}

CType *ty_aligned(Par *p, CType *t, u32 align)
{
    CType *n = arena_new(&p->sess, CType);
    *n = *t;
    n->align = align;
    n->ptr = NULL;
    n->next_qual = NULL;
    return n;
}

static u32 basic_size(Par *p, int k)
{
    if (k == TY_LDOUBLE)
        return p->basic[k].ext ? 16 : 8;
    return basic_row[k].size ? basic_row[k].size : p->dl->long_size;
}

u64 ty_size(Par *p, const CType *t)
{
    switch (t->kind) {
    case TY_PTR: return p->dl->ptr_size;
    case TY_FUNC: return 1;
    case TY_ARRAY: return t->n == ARR_UNKNOWN || t->len ? 0 : t->n * ty_size(p, t->base);
    case TY_STRUCT:
    case TY_UNION: return t->rec->size;
    case TY_ENUM: return ty_size(p, t->base);
    case TY_CFLOAT:
    case TY_CDOUBLE:
    case TY_CLDOUBLE:
    case TY_CINT: return 2 * ty_size(p, cx_elem(p, t));
    default: return basic_size(p, t->kind);
    }
}

u32 ty_align(Par *p, const CType *t)
{
    if (t->align)
        return t->align;
    if ((t->qual & Q_ATOMIC) && by_address(t)) { // as an integer of that size is
        u64 n = ty_size(p, t);
        u32 own = ty_align(p, t->unqual);
        return n && !(n & (n - 1)) && n <= 2u * p->dl->ptr_size ? MAX(own, (u32)n) : own;
    }
    switch (t->kind) {
    case TY_PTR: return p->dl->ptr_size;
    case TY_FUNC: return 1;
    case TY_ENUM:
    case TY_ARRAY: return ty_align(p, t->base);
    case TY_STRUCT:
    case TY_UNION: return t->rec->align ? t->rec->align : 1;
    case TY_CFLOAT:
    case TY_CDOUBLE:
    case TY_CLDOUBLE:
    case TY_CINT: return ty_align(p, cx_elem(p, t));
    default: break;
    }
    u32 n = basic_size(p, t->kind);
    if (n == 8)
        return is_flt(t)                                     ? p->dl->f64_align
               : t->kind == TY_LONG || t->kind == TY_ULONG ? 8
                                                           : p->dl->i64_align;
    return n;
}

bool ty_complete(const CType *t)
{
    switch (t->kind) {
    case TY_VOID: return false;
    case TY_ARRAY: return (t->n != ARR_UNKNOWN || t->len) && ty_complete(t->base);
    case TY_STRUCT:
    case TY_UNION:
    case TY_ENUM: return t->rec->complete;
    default: return true;
    }
}

bool ty_is_vla(const CType *t)
{
    while (t->kind == TY_ARRAY) {
        if (t->len || t->size_var)
            return true;
        t = t->base;
    }
    return false;
}

bool ty_has_vla(const CType *t)
{
    while (t->kind == TY_ARRAY || t->kind == TY_PTR || t->kind == TY_FUNC) {
        if (t->kind == TY_ARRAY && (t->len || t->size_var))
            return true;
        t = t->base;
    }
    return false;
}

bool ty_unsigned(Par *p, const CType *t)
{
    t = ty_plain(t);
    if (t->kind == TY_PTR)
        return true;
    if (t->kind == TY_CHAR)
        return !p->dl->char_signed;
    return t->kind < TY_NBASIC && basic_row[t->kind].is_unsigned;
}

u32 ty_bits(Par *p, const CType *t)
{
    return ty_plain(t)->kind == TY_BOOL ? 1 : (u32)ty_size(p, t) * 8;
}

int ty_rank(const CType *t)
{
    switch (ty_plain(t)->kind) {
    case TY_BOOL: return 0;
    case TY_CHAR:
    case TY_SCHAR:
    case TY_UCHAR: return 1;
    case TY_SHORT:
    case TY_USHORT: return 2;
    case TY_INT:
    case TY_UINT: return 3;
    case TY_LONG:
    case TY_ULONG: return 4;
    case TY_INT128:
    case TY_UINT128: return 6;
    default: return 5;
    }
}

static CType *ty_unsigned_of(Par *p, CType *t)
{
    switch (ty_plain(t)->kind) {
    case TY_CHAR:
    case TY_SCHAR: return &p->basic[TY_UCHAR];
    case TY_SHORT: return &p->basic[TY_USHORT];
    case TY_INT: return &p->basic[TY_UINT];
    case TY_LONG: return &p->basic[TY_ULONG];
    case TY_LLONG: return &p->basic[TY_ULLONG];
    case TY_INT128: return &p->basic[TY_UINT128];
    default: return t->kind == TY_ENUM ? t->base : t->unqual;
    }
}

CType *ty_int_sized(Par *p, u32 bytes, bool is_unsigned)
{
    switch (bytes) {
    case 1: return &p->basic[is_unsigned ? TY_UCHAR : TY_SCHAR];
    case 2: return &p->basic[is_unsigned ? TY_USHORT : TY_SHORT];
    case 4: return &p->basic[is_unsigned ? TY_UINT : TY_INT];
    case 16: return &p->basic[is_unsigned ? TY_UINT128 : TY_INT128];
    default:
        if (p->dl->long_size == 8)
            return &p->basic[is_unsigned ? TY_ULONG : TY_LONG];
        return &p->basic[is_unsigned ? TY_ULLONG : TY_LLONG];
    }
}

CType *ty_promote(Par *p, CType *t)
{
    if (!is_int(t))
        return t->unqual;
    const CType *k = ty_plain(t);
    if (t->width)
        return t->unqual;
    if (ty_rank(k) < 3) {
        bool wide = ty_size(p, k) >= 4 && ty_unsigned(p, k);
        return &p->basic[wide ? TY_UINT : TY_INT];
    }
    return &p->basic[k->kind];
}

/* A bit-field wider than int has values of its own width, as in gcc; they take as many bytes as the
 * declared type (docs/decisions/0013). */
CType *ty_narrow(Par *p, CType *t, u32 width)
{
    CType *like = &p->basic[ty_plain(t)->kind];
    for (u32 k = 0; k < p->narrow.n; k++)
        if (p->narrow.v[k]->width == width && p->narrow.v[k]->kind == like->kind)
            return p->narrow.v[k];
    CType *n = ty_new(p, (TyKind)like->kind, NULL);
    n->width = (u8)width;
    vec_push(&p->sess, &p->narrow, n);
    return n;
}

CType *ty_declared(Par *p, CType *t)
{
    return t->width ? ty_qual(p, &p->basic[t->kind], t->qual) : t;
}

// Of integers that no promotion changes, one of them with a width of its own: the wider one.
static CType *usual_narrow(Par *p, CType *a, CType *b)
{
    u32 wa = a->width ? a->width : ty_bits(p, a), wb = b->width ? b->width : ty_bits(p, b);
    if (wa != wb)
        return wa > wb ? a : b;
    return ty_unsigned(p, a) ? a : b;
}

// Of the parts of complex numbers: integers narrower than int are not promoted.
static CType *usual_parts(Par *p, CType *a, CType *b)
{
    a = a->kind == TY_BOOL ? &p->basic[TY_UCHAR] : a;
    b = b->kind == TY_BOOL ? &p->basic[TY_UCHAR] : b;
    if (!is_int(a) || !is_int(b) || MAX(ty_rank(a), ty_rank(b)) >= 3)
        return ty_usual(p, a, b);
    u64 na = ty_size(p, a), nb = ty_size(p, b);
    return na != nb ? (na > nb ? a : b) : ty_unsigned(p, a) ? a : b;
}

CType *ty_usual(Par *p, CType *a, CType *b)
{
    if (is_complex(a) || is_complex(b)) {
        CType *part = usual_parts(p, is_complex(a) ? cx_elem(p, a) : a,
                                  is_complex(b) ? cx_elem(p, b) : b);
        if (cx_takes(ty_plain(part)))
            return cx_of(p, part);
        if (!is_err(part))
            say(p, CE_NO_COMPLEX, p->last, ty_str(p, part));
        return &p->basic[TY_ERROR];
    }
    if (is_flt(a) || is_flt(b)) {
        int ka = is_flt(a) ? a->kind : 0, kb = is_flt(b) ? b->kind : 0;
        return &p->basic[MAX(ka, kb)];
    }
    a = ty_promote(p, a);
    b = ty_promote(p, b);
    if (a == b)
        return a;
    if (a->width || b->width)
        return usual_narrow(p, a, b);
    bool ua = ty_unsigned(p, a), ub = ty_unsigned(p, b);
    int ra = ty_rank(a), rb = ty_rank(b);
    if (ua == ub)
        return ra >= rb ? a : b;
    CType *u = ua ? a : b, *s = ua ? b : a;
    if (ty_rank(u) >= ty_rank(s))
        return u;
    if (ty_size(p, s) > ty_size(p, u))
        return s;
    return ty_unsigned_of(p, s);
}

/* ---- compatibility ---- */

// Would an argument of this type be passed as it is without a prototype?
static bool promotes_to_itself(const CType *t)
{
    t = ty_plain(t);
    return t->kind != TY_FLOAT && !(t->kind >= TY_BOOL && t->kind <= TY_USHORT);
}

/* Can a prototype's parameter of type t stand beside one of an identifier list, or beside no list
 * (6.7.6.3p15)? why: one of the list's own type is taken, too, as by gcc; K&R programs have such
 * prototypes. */
static bool param_passes(const CParam *old, const CType *t)
{
    if (!old)
        return promotes_to_itself(t);
    if (ty_compat(old->ty, t))
        return true;
    return !promotes_to_itself(old->ty) && !((old->ty->qual ^ t->qual) & Q_ATOMIC) &&
           ty_plain(t)->kind == (old->ty->kind == TY_FLOAT ? TY_DOUBLE : TY_INT);
}

static bool func_compat(const CType *a, const CType *b)
{
    if (!ty_same(a->base, b->base))
        return false;
    if (a->old_style || b->old_style) {
        const CType *f = a->old_style ? b : a, *old = a->old_style ? a : b;
        if (f->old_style)
            return true;
        if (f->variadic)
            return false;
        if (old->nparam && old->nparam != f->nparam)
            return false;
        for (u32 i = 0; i < f->nparam; i++)
            if (!param_passes(old->nparam ? &old->param[i] : NULL, f->param[i].ty))
                return false;
        return true;
    }
    if (a->nparam != b->nparam || a->variadic != b->variadic)
        return false;
    for (u32 i = 0; i < a->nparam; i++)
        if (!ty_compat(a->param[i].ty, b->param[i].ty))
            return false;
    return true;
}

// Of arrays: both known and equal, or one of them open or variable.
static bool lengths_agree(const CType *a, const CType *b)
{
    return a->n == b->n || a->n == ARR_UNKNOWN || b->n == ARR_UNKNOWN || a->len || b->len;
}

bool ty_compat(const CType *a, const CType *b)
{
    for (;;) {
        if ((a->qual ^ b->qual) & Q_ATOMIC) // a type of its own, no qualified variant (6.2.5p27)
            return is_err(a) || is_err(b);
        if (a->unqual == b->unqual || is_err(a) || is_err(b))
            return true;
        if (a->kind == TY_ENUM && b->kind != TY_ENUM)
            return a->base->kind == b->kind;
        if (b->kind == TY_ENUM && a->kind != TY_ENUM)
            return b->base->kind == a->kind;
        if (a->kind != b->kind)
            return false;
        switch (a->kind) {
        case TY_PTR:
            if (a->base->qual != b->base->qual)
                return false;
            break;
        case TY_ARRAY:
            if (!lengths_agree(a, b))
                return false;
            if (a->base->qual != b->base->qual)
                return false;
            break;
        case TY_FUNC: return func_compat(a, b);
        case TY_STRUCT:
        case TY_UNION:
        case TY_ENUM: return a->rec == b->rec;
        case TY_CINT: return a->base == b->base;
        default: return true;
        }
        a = a->base;
        b = b->base;
    }
}

bool ty_compat_target(const CType *a, const CType *b)
{
    for (; a->kind == TY_ARRAY && b->kind == TY_ARRAY; a = a->base, b = b->base)
        if (!lengths_agree(a, b))
            return false;
    return ty_compat(a, b);
}

u32 ty_target_quals(const CType *t)
{
    while (t->kind == TY_ARRAY)
        t = t->base;
    return t->qual;
}

bool ty_same(const CType *a, const CType *b)
{
    return a->qual == b->qual && ty_compat(a, b);
}

static bool func_identical(const CType *a, const CType *b)
{
    if (a->old_style != b->old_style || a->nparam != b->nparam || a->variadic != b->variadic ||
        !ty_identical(a->base, b->base))
        return false;
    for (u32 i = 0; i < a->nparam; i++)
        if (!ty_identical(a->param[i].ty->unqual, b->param[i].ty->unqual))
            return false;
    return true;
}

bool ty_identical(const CType *a, const CType *b)
{
    for (; a->unqual != b->unqual || a->qual != b->qual; a = a->base, b = b->base) {
        if (is_err(a) || is_err(b))
            return true;
        if (a->kind != b->kind || a->qual != b->qual)
            return false;
        if (a->kind == TY_FUNC)
            return func_identical(a, b);
        if (a->kind != TY_PTR && a->kind != TY_ARRAY) // a variant of one type
            return a->rec == b->rec;
        if (a->kind == TY_ARRAY && (a->n != b->n || !a->len != !b->len))
            return false;
    }
    return true;
}

CType *ty_composite(Par *p, CType *a, CType *b)
{
    if (a == b || a->kind != b->kind)
        return a;
    if (a->kind == TY_ARRAY) {
        CType *e = ty_composite(p, a->base, b->base);
        bool fixed = b->n != ARR_UNKNOWN && !b->len;    // a known length wins (6.2.7p3)
        CType *k = a->len ? (fixed ? b : a) : a->n == ARR_UNKNOWN ? b : a;
        if (e == k->base)
            return k;
        CType *n = ty_array(p, e, k->n);
        n->len = k->len;
        n->size_var = k->size_var;
        return n;
    }
    if (a->kind == TY_FUNC) {
        if (a->old_style && !b->old_style)
            return b;
        if (b->old_style)
            return a;
        CType *n = ty_func(p, ty_composite(p, a->base, b->base));
        CType *u = n->unqual;
        CType *ret = n->base;
        *n = *a;
        n->unqual = u;
        n->ptr = n->next_qual = NULL;
        n->base = ret;
        n->param = arena_array(&p->sess, CParam, a->nparam + 1);
        for (u32 i = 0; i < a->nparam; i++) {
            n->param[i] = a->param[i];
            n->param[i].ty = ty_composite(p, a->param[i].ty, b->param[i].ty);
        }
        n->noreturn = a->noreturn || b->noreturn;
        n->fmt = a->fmt ? a->fmt : b->fmt;
        n->fmt_arg = a->fmt ? a->fmt_arg : b->fmt_arg;
        return n;
    }
    if (a->kind == TY_PTR) {
        CType *e = ty_composite(p, a->base, b->base);
        return e == a->base ? a : ty_qual(p, ty_ptr(p, e), a->qual);
    }
    return a;
}

/* ---- names ---- */

static void put_quals(Buf *b, u32 q)
{
    if (q & Q_CONST)
        buf_str(b, "const ");
    if (q & Q_VOLATILE)
        buf_str(b, "volatile ");
    if (q & Q_ATOMIC)
        buf_str(b, "_Atomic ");
    if (q & Q_RESTRICT)
        buf_str(b, "restrict ");
}

static void put_base(Buf *b, const CType *t)
{
    while (t->kind == TY_PTR || t->kind == TY_ARRAY || t->kind == TY_FUNC)
        t = t->base;
    put_quals(b, t->qual);
    if (is_rec(t) || t->kind == TY_ENUM) {
        const char *kw = t->kind == TY_STRUCT ? "struct" : t->kind == TY_UNION ? "union" : "enum";
        if (t->rec->opaque)
            buf_fmt(b, "%.*s", STR_ARG(t->rec->name));
        else if (t->rec->name.n)
            buf_fmt(b, "%s %.*s", kw, STR_ARG(t->rec->name));
        else
            buf_fmt(b, "%s <anonymous>", kw);
        return;
    }
    if (t->kind == TY_CINT)
        buf_str(b, "_Complex ");
    buf_str(b, basic_row[t->kind == TY_CINT ? t->base->kind : t->kind].name);
    if (t->width)
        buf_fmt(b, ":%d", t->width);
}

static void put_type(Par *p, Buf *b, const CType *t, const char *inner, int depth)
{
    Buf n = {0};
    if (depth > 40) {
        buf_str(b, "...");
        return;
    }
    switch (t->kind) {
    case TY_PTR: {
        bool wrap = t->base->kind == TY_ARRAY || t->base->kind == TY_FUNC;
        buf_str(&n, wrap ? "(*" : "*");
        put_quals(&n, t->qual);
        buf_str(&n, inner);
        if (wrap)
            buf_byte(&n, ')');
        break;
    }
    case TY_ARRAY:
        buf_str(&n, inner);
        if (t->n == ARR_UNKNOWN || t->len)
            buf_str(&n, t->len ? "[*]" : "[]");
        else
            buf_fmt(&n, "[%llu]", (unsigned long long)t->n);
        break;
    case TY_FUNC:
        buf_str(&n, inner);
        buf_byte(&n, '(');
        for (u32 i = 0; i < t->nparam; i++) {
            if (i)
                buf_str(&n, ", ");
            put_type(p, &n, t->param[i].ty, "", depth + 1);
        }
        if (t->variadic)
            buf_str(&n, t->nparam ? ", ..." : "...");
        else if (!t->nparam && !t->old_style)
            buf_str(&n, "void");
        buf_byte(&n, ')');
        break;
    default:
        put_base(b, t);
        if (inner[0] && inner[0] != '[')
            buf_byte(b, ' ');
        buf_str(b, inner);
        return;
    }
    buf_byte(&n, 0);
    put_type(p, b, t->base, (const char *)n.p, depth + 1);
    buf_free(&n);
}

const char *ty_str(Par *p, const CType *t)
{
    Buf b = {0};
    put_type(p, &b, t, "", 0);
    return buf_take(&b, p->d->mem).p;
}

Type ty_part(Par *p, const CType *t)
{
    (void)p;
    return is_wide(t) ? T_I64 : T_VOID;
}

Type ty_ir(Par *p, const CType *t)
{
    t = ty_plain(t);
    if (t->kind == TY_PTR)
        return T_PTR;
    if (t->kind == TY_VOID || ty_part(p, t)) // of two parts: no type holds it
        return T_VOID;
    if (t->kind == TY_FLOAT)
        return T_F32;
    if (is_flt(t) && !is_ext(t))
        return T_F64;
    if (!is_int(t))
        return T_PTR;
    switch (ty_size(p, t)) {
    case 1: return T_I8;
    case 2: return T_I16;
    case 4: return T_I32;
    default: return T_I64;
    }
}

/* ---- records ---- */

enum { BIG_RECORD = 12 };

Member *rec_own(const CType *t, Str name)
{
    Rec *r = t->rec;
    if (r->nmem > BIG_RECORD && r->by_name.mem) {
        u64 *at = imap_get(&r->by_name, (u64)(uintptr_t)name.p);
        return at ? &r->mem[*at] : NULL;
    }
    for (u32 i = 0; i < r->nmem; i++) {
        Member *m = &r->mem[i];
        if (m->name.n ? m->name.p == name.p || str_eq(m->name, name)
                      : is_rec(m->ty) && !m->is_bit && rec_own(m->ty, name) != NULL)
            return m;
    }
    return NULL;
}

static void index_names(Rec *r, const CType *t, Member *as, u32 at)
{
    for (u32 i = 0; i < t->rec->nmem; i++) {
        Member *m = &t->rec->mem[i];
        u32 k = as ? at : i;
        if (m->name.n)
            *imap_put(&r->by_name, (u64)(uintptr_t)m->name.p, NULL) = k;
        else if (is_rec(m->ty) && !m->is_bit)
            index_names(r, m->ty, as ? as : m, k);
    }
}

// Where a bit-field is accessed: the smallest aligned power of two that holds it and lies inside
// the record; else byte by byte.
static void place_bits(const Rec *r, Member *m, u64 bit)
{
    for (u32 s = 1; s <= 8; s *= 2) {
        u64 first = bit / (8 * s), last = (bit + m->width - 1) / (8 * s);
        if (first == last && (first + 1) * s <= r->size) {
            m->off = first * s;
            m->shift = (u8)(bit - first * s * 8);
            m->unit = (u8)s;
            return;
        }
    }
    m->off = bit / 8;
    m->shift = (u8)(bit % 8);
    m->unit = 0;
}

// What is asked of a member until it is laid out: `shift` is 1 + log2 of its own aligned attribute,
// `unit` says that it is packed.
static u32 asked_align(const Member *m)
{
    return m->shift ? (u32)1 << (m->shift - 1) : 0;
}

// No attribute goes beyond #pragma pack.
static u32 member_align(Par *p, const Member *m)
{
    u32 asked = asked_align(m), a = m->unit ? MAX(asked, 1) : MAX(ty_align(p, m->ty), asked);
    return p->pack ? MIN(a, p->pack) : a;
}

// A record being laid out: bits used, bits in all, alignment, and of Microsoft's rule the bits left
// in the open storage unit, whose type has unit_bytes.
typedef struct Layout {
    BitRule rule;
    u64 bit, size;
    u32 align;
    u32 left, unit_bytes;
} Layout;

// System V: a bit-field does not cross a storage unit of its declared type; but packed ones do, and
// all where #pragma pack holds. Of no width, it aligns what follows whatever is packed.
static void bits_sysv(Par *p, Layout *y, Member *m)
{
    u64 unit = ty_size(p, m->ty) * 8;
    u32 a = ty_align(p, m->ty), asked = asked_align(m);
    bool counts = m->name.n || y->rule == BITS_AAPCS;
    if (m->width == 0) {
        y->bit = ALIGN_UP(y->bit, (u64)a * 8);
    } else {
        if (p->pack)
            asked = MIN(asked, p->pack);
        if (asked)
            y->bit = ALIGN_UP(y->bit, (u64)asked * 8);
        if (!m->unit && !p->pack && y->bit % ((u64)a * 8) + m->width > unit)
            y->bit = ALIGN_UP(y->bit, (u64)a * 8);
        m->off = y->bit;
        y->bit += m->width;
        a = p->pack ? MIN(a, p->pack) : m->unit ? 1 : a;
        a = MAX(a, asked);
    }
    if (counts)
        y->align = MAX(y->align, a);
}

// Microsoft: a bit-field goes into the open unit when its type has the unit's size and it fits;
// what follows the unit starts behind all of it. A width of 0 closes the unit.
static void bits_ms(Par *p, Layout *y, Member *m, u32 a)
{
    u32 bytes = (u32)ty_size(p, m->ty);
    if (m->width == 0) {
        if (y->unit_bytes) {
            y->bit = ALIGN_UP(y->bit + y->left, (u64)a * 8);
            y->align = MAX(y->align, a);
        }
        y->left = y->unit_bytes = 0;
        return;
    }
    if (y->unit_bytes != bytes || y->left < m->width) {
        y->bit = ALIGN_UP(y->bit + y->left, (u64)a * 8);
        y->unit_bytes = bytes;
        y->left = bytes * 8;
    }
    m->off = y->bit;
    y->bit += m->width;
    y->left -= m->width;
    y->align = MAX(y->align, a);
}

// The target's rule, or what the record asks for.
static BitRule bit_rule(Par *p, const Attr *at)
{
    if (at->flags & AT_MS_STRUCT)
        return BITS_MS;
    return at->flags & AT_GCC_STRUCT && p->dl->bits == BITS_MS ? BITS_SYSV : p->dl->bits;
}

void rec_layout(Par *p, CType *t, Attr *at)
{
    Rec *r = t->rec;
    Layout y = {.rule = bit_rule(p, at), .align = 1};
    r->packed = (at->flags & AT_PACKED) != 0;
    for (u32 i = 0; i < r->nmem; i++) {
        Member *m = &r->mem[i];
        m->unit |= r->packed;
        u32 a = member_align(p, m);
        if (r->is_union)
            y.bit = y.left = y.unit_bytes = 0;
        if (m->is_bit && y.rule == BITS_MS) {
            bits_ms(p, &y, m, a);
        } else if (m->is_bit) {
            bits_sysv(p, &y, m);
        } else {
            y.bit = ALIGN_UP(y.bit + y.left, (u64)a * 8);
            y.left = y.unit_bytes = 0;
            m->off = y.bit / 8;
            y.bit += ty_size(p, m->ty) * 8;
            y.align = MAX(y.align, a);
        }
        m->shift = m->unit = 0;
        y.size = MAX(y.size, y.bit + y.left);
    }
    u32 align = r->natural = y.align;
    if (at->align > align)
        align = at->align;
    r->align = align;
    r->size = ALIGN_UP((y.size + 7) / 8, (u64)align);
    u32 n = 0;
    for (u32 i = 0; i < r->nmem; i++) { // unnamed bit-fields are only space
        Member m = r->mem[i];
        if (m.is_bit && m.width)
            place_bits(r, &m, m.off);
        if (!m.is_bit || m.name.n)
            r->mem[n++] = m;
    }
    r->nmem = n;
    r->complete = true;
    if (r->nmem > BIG_RECORD) {
        r->by_name = imap_new(&p->sess);
        index_names(r, t, NULL, 0);
    }
}

CType *ty_opaque(Par *p, const char *name, u32 size)
{
    CType *t = ty_new(p, TY_STRUCT, NULL);
    t->rec = arena_new(&p->sess, Rec);
    t->rec->name = str_of(name);
    t->rec->size = size;
    t->rec->align = size;
    t->rec->complete = t->rec->opaque = true;
    return t;
}

typedef struct Flat {
    AggField f[64];
    u32 n;
} Flat;

static void flat_add(Flat *f, u64 off, Type t)
{
    for (u32 i = 0; i < f->n; i++)
        if (f->f[i].off == off && f->f[i].type == t)
            return;
    if (f->n < COUNT(f->f))
        f->f[f->n++] = (AggField){(u32)off, (u8)t};
}

static void flatten(Par *p, Flat *f, const CType *t, u64 off)
{
    if (off >= 64 || f->n >= COUNT(f->f))
        return; // why: no convention passes more than four 16-byte members in registers
    if (t->kind == TY_ARRAY) {
        u64 size = ty_size(p, t->base);
        for (u64 i = 0; t->n != ARR_UNKNOWN && i < t->n && off + i * size < 64 && size; i++)
            flatten(p, f, t->base, off + i * size);
        return;
    }
    Type part = ty_part(p, t);
    if (part) {
        flat_add(f, off, part);
        flat_add(f, off + type_size(part), part);
        return;
    }
    if (is_complex(t)) {
        const CType *e = cx_elem(p, t);
        flatten(p, f, e, off);
        flatten(p, f, e, off + ty_size(p, e));
        return;
    }
    if (!is_rec(t)) {
        flat_add(f, off, is_ext(t) ? (Type)p->dl->ldouble : ty_ir(p, t));
        return;
    }
    for (u32 i = 0; i < t->rec->nmem; i++) {
        const Member *m = &t->rec->mem[i];
        if (!m->is_bit) {
            flatten(p, f, m->ty, off + m->off);
        } else if (m->unit) {
            static const u8 type[9] = {0, T_I8, T_I16, 0, T_I32, 0, 0, 0, T_I64};
            flat_add(f, off + m->off, (Type)type[m->unit]);
        } else {
            for (u32 k = 0; k * 8 < (u32)m->shift + m->width; k++)
                flat_add(f, off + m->off + k, T_I8);
        }
    }
}

// Of a record as an argument: the procedure call standards of Arm look at its members (AAPCS64 5.9,
// AAPCS32 5.3.5: "natural alignment"), others at the record.
u32 pass_align(Par *p, const CType *t)
{
    u32 a = ty_align(p, t);
    return is_rec(t) && p->dl->bits == BITS_AAPCS && t->rec->natural ? MIN(a, t->rec->natural) : a;
}

u32 ty_agg(Par *p, const CType *t)
{
    if (is_rec(t) && t->rec->agg)
        return t->rec->agg;
    Flat f = {.n = 0};
    if (is_complex(t) && is_ext(cx_elem(p, t)) && p->dl->ldouble == T_F80)
        flat_add(&f, 0, T_C80);
    else
        flatten(p, &f, t, 0);
    Agg a = {(u32)ty_size(p, t), pass_align(p, t), f.n, f.f};
    u32 n = mod_agg(p->m, &a) + 1;
    if (is_rec(t))
        t->rec->agg = n;
    return n;
}
