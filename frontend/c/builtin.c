// builtin.c - parse calls of builtin functions: one table by name, and those with types as
// arguments
#include "frontend/c/tree_int.h"

typedef enum {
    K_NODE,     // arguments converted to `arg`, result `res`
    K_GENERIC,  // arguments promoted only
    K_EFFECTS,  // only the side effects of its arguments
    K_PASS,     // the first argument
    K_OVERFLOW,
    K_OVERFLOW_P, // the third argument is a value of the type that the result must fit
    K_INF, K_NAN, K_EXPECT, K_CONSTANT, K_VA, K_FLOAT1, K_CHOOSE,
    K_COMPLEX,    // two real numbers
    K_PARTS,      // of a complex number
    K_JUMP,
    K_CLASSIFY, K_NORMAL, K_UNORDERED, K_OBJSIZE, K_FRAME, K_TYPE_CLASS
} Kind;

typedef struct Row {
    const char *name;   // after "__builtin_"
    u8 kind;
    u8 op;              // BuiltinOp
    u8 res, arg;        // TyKind; TY_PTR is void *
    u8 nargs;
    u8 sub;
} Row;

#define UINTS(name, op)                                                                       \
    {name, K_NODE, op, TY_INT, TY_UINT, 1, 0}, {name "l", K_NODE, op, TY_INT, TY_ULONG, 1, 0}, \
    {name "ll", K_NODE, op, TY_INT, TY_ULLONG, 1, 0}
#define FLOATS(name, kind, op, nargs)                                                          \
    {name, kind, op, TY_DOUBLE, TY_DOUBLE, nargs, 0}, \
    {name "f", kind, op, TY_FLOAT, TY_FLOAT, nargs, 0}, \
    {name "l", kind, op, TY_LDOUBLE, TY_LDOUBLE, nargs, 0}
#define OVERFLOWS(name, sub)                                                               \
    {name "_overflow", K_OVERFLOW, B_OVERFLOW, 0, 0, 3, sub},                              \
    {name "_overflow_p", K_OVERFLOW_P, B_OVERFLOW, 0, 0, 3, sub},                          \
    {"s" name "_overflow", K_OVERFLOW, B_OVERFLOW, 0, TY_INT, 3, sub},                     \
    {"s" name "l_overflow", K_OVERFLOW, B_OVERFLOW, 0, TY_LONG, 3, sub},                   \
    {"s" name "ll_overflow", K_OVERFLOW, B_OVERFLOW, 0, TY_LLONG, 3, sub},                 \
    {"u" name "_overflow", K_OVERFLOW, B_OVERFLOW, 0, TY_UINT, 3, sub},                    \
    {"u" name "l_overflow", K_OVERFLOW, B_OVERFLOW, 0, TY_ULONG, 3, sub},                  \
    {"u" name "ll_overflow", K_OVERFLOW, B_OVERFLOW, 0, TY_ULLONG, 3, sub}

#define PARTS(name, sub)                                                                      \
    {name, K_PARTS, 0, TY_CDOUBLE, 0, 1, sub}, {name "f", K_PARTS, 0, TY_CFLOAT, 0, 1, sub},   \
    {name "l", K_PARTS, 0, TY_CLDOUBLE, 0, 1, sub}
#define ROTATES(name, op)                                                                     \
    {name "8", K_NODE, op, TY_UCHAR, TY_UCHAR, 2, 0},                                        \
    {name "16", K_NODE, op, TY_USHORT, TY_USHORT, 2, 0},                                     \
    {name "32", K_NODE, op, TY_UINT, TY_UINT, 2, 0},                                         \
    {name "64", K_NODE, op, TY_ULLONG, TY_ULLONG, 2, 0}

static const Row rows[] = {
    {"unreachable", K_NODE, B_UNREACHABLE, TY_VOID, 0, 0, 0},
    {"trap", K_NODE, B_TRAP, TY_VOID, 0, 0, 0},
    {"expect", K_EXPECT, B_EXPECT, TY_LONG, TY_LONG, 2, 0},
    {"expect_with_probability", K_EXPECT, B_EXPECT, TY_LONG, TY_LONG, 3, 0},
    {"constant_p", K_CONSTANT, 0, TY_INT, 0, 1, 0},
    {"choose_expr", K_CHOOSE, 0, 0, 0, 3, 0},
    {"fpclassify", K_CLASSIFY, 0, 0, 0, 6, 0}, {"isnormal", K_NORMAL, 0, 0, 0, 1, 0},
    {"classify_type", K_TYPE_CLASS, 0, TY_INT, 0, 1, 0},
    {"isunordered", K_UNORDERED, 0, 0, 0, 2, BO_NONE},
    {"islessgreater", K_UNORDERED, 0, 0, 0, 2, BO_NE},
    {"complex", K_COMPLEX, 0, 0, 0, 2, 0},
    PARTS("creal", 0), PARTS("cimag", 1), PARTS("conj", 2),
    {"setjmp", K_JUMP, 0, 0, 0, 1, 0}, {"longjmp", K_JUMP, 0, 0, 0, 2, 1},
    {"prefetch", K_EFFECTS, 0, TY_VOID, 0, 255, 0},
    {"assume_aligned", K_PASS, 0, 0, 0, 255, 0},
    {"object_size", K_OBJSIZE, 0, TY_ULONG, 0, 2, 1},
    {"dynamic_object_size", K_OBJSIZE, 0, TY_ULONG, 0, 2, 1},
    UINTS("clz", B_CLZ), UINTS("ctz", B_CTZ), UINTS("popcount", B_POPCNT), UINTS("ffs", B_FFS),
    UINTS("parity", B_PARITY), UINTS("clrsb", B_CLRSB),
    {"bswap16", K_NODE, B_BSWAP, TY_USHORT, TY_USHORT, 1, 0},
    {"bswap32", K_NODE, B_BSWAP, TY_UINT, TY_UINT, 1, 0},
    {"bswap64", K_NODE, B_BSWAP, TY_ULLONG, TY_ULLONG, 1, 0},
    {"bswap128", K_NODE, B_BSWAP, TY_UINT128, TY_UINT128, 1, 0},
    ROTATES("rotateleft", B_ROTL), ROTATES("rotateright", B_ROTR),
    OVERFLOWS("add", 0), OVERFLOWS("sub", 1), OVERFLOWS("mul", 2),
    {"alloca", K_NODE, B_ALLOCA, TY_PTR, TY_ULLONG, 1, 0},
    {"va_start", K_VA, B_VA_START, TY_VOID, 0, 255, 0},
    {"va_end", K_VA, B_VA_END, TY_VOID, 0, 1, 0},
    {"va_copy", K_VA, B_VA_COPY, TY_VOID, 0, 2, 0},
    {"dwarf_cfa", K_NODE, B_CFA, TY_PTR, 0, 0, 0},
    {"frame_address", K_FRAME, B_FRAME_ADDR, 0, 0, 1, 0},
    {"return_address", K_FRAME, B_RETURN_ADDR, 0, 0, 1, 0},
    {"extract_return_addr", K_PASS, 0, 0, 0, 1, 0}, {"frob_return_addr", K_PASS, 0, 0, 0, 1, 0},
    {"syscall", K_GENERIC, B_SYSCALL, TY_LONG, TY_LONG, 255, 0},
    FLOATS("huge_val", K_INF, 0, 0), FLOATS("inf", K_INF, 0, 0), FLOATS("nan", K_NAN, 0, 1),
    FLOATS("fabs", K_NODE, B_FABS, 1), FLOATS("sqrt", K_NODE, B_SQRT, 1),
    FLOATS("copysign", K_NODE, B_COPYSIGN, 2),
    {"isnan", K_FLOAT1, B_ISNAN, TY_INT, 0, 1, 0}, {"isinf", K_FLOAT1, B_ISINF, TY_INT, 0, 1, 0},
    {"isinf_sign", K_FLOAT1, B_ISINF, TY_INT, 0, 1, 0},
    {"isinff", K_FLOAT1, B_ISINF, TY_INT, 0, 1, 0}, {"isinfl", K_FLOAT1, B_ISINF, TY_INT, 0, 1, 0},
    {"isnanf", K_FLOAT1, B_ISNAN, TY_INT, 0, 1, 0}, {"isnanl", K_FLOAT1, B_ISNAN, TY_INT, 0, 1, 0},
    {"isfinite", K_FLOAT1, B_ISFINITE, TY_INT, 0, 1, 0},
    {"signbit", K_FLOAT1, B_SIGNBIT, TY_INT, 0, 1, 0},
    {"signbitf", K_FLOAT1, B_SIGNBIT, TY_INT, 0, 1, 0},
    {"signbitl", K_FLOAT1, B_SIGNBIT, TY_INT, 0, 1, 0},
    {"isgreater", K_UNORDERED, 0, 0, 0, 2, BO_GT},
    {"isless", K_UNORDERED, 0, 0, 0, 2, BO_LT},
    {"isgreaterequal", K_UNORDERED, 0, 0, 0, 2, BO_GE},
    {"islessequal", K_UNORDERED, 0, 0, 0, 2, BO_LE}, {"abs", K_NODE, B_ABS, TY_INT, TY_INT, 1, 0},
    {"labs", K_NODE, B_ABS, TY_LONG, TY_LONG, 1, 0},
    {"llabs", K_NODE, B_ABS, TY_LLONG, TY_LLONG, 1, 0},
    {"memcpy", K_GENERIC, B_MEMCPY, TY_PTR, 0, 3, 0},
    {"memmove", K_GENERIC, B_MEMMOVE, TY_PTR, 0, 3, 0},
    {"memset", K_GENERIC, B_MEMSET, TY_PTR, 0, 3, 0},
};

static CType *kind_type(Par *p, u8 k)
{
    return k == TY_PTR ? ty_ptr(p, &p->basic[TY_VOID]) : &p->basic[k];
}

static Node *builtin_node(Par *p, BuiltinOp op, CType *ty, Node **v, u32 n, Span at)
{
    Node *e = node_new(p, N_BUILTIN, ty, at);
    e->op = (u8)op;
    e->u.arg.v = v;
    e->u.arg.n = n;
    for (u32 i = 0; i < n; i++)
        if (v[i]->depth >= e->depth)
            e->depth = (u16)MIN(v[i]->depth + 1, 4000);
    return e;
}

static Node *store_through(Par *p, Node *ptr, Node *val, Span at)
{
    Node *n = node_new(p, N_ASSIGN, val->ty, at);
    n->a = mk_deref(p, ptr, at);
    n->b = val;
    n->depth = (u16)(MAX(n->a->depth, val->depth) + 1);
    return n;
}

static Node **parse_args(Par *p, u32 *n)
{
    VEC(Node *) v = {0};
    want(p, '(');
    while (!at_id(p, ')') && p->tok.kind != TK_EOF) {
        Node *e = parse_assign(p);
        vec_push(p->mem, &v, e);
        if (!eat(p, ','))
            break;
    }
    if (!want(p, ')'))
        while (!at_id(p, ';') && !at_id(p, '}') && p->tok.kind != TK_EOF)
            next(p);
    *n = v.n;
    return v.v;
}

/* ---- with types as arguments ---- */

static Node *parse_offsetof(Par *p, Span at)
{
    want(p, '(');
    CType *t = parse_type_name(p);
    want(p, ',');
    // as &((T *)0)->member...
    Node *e = mk_deref(p, node_int(p, ty_ptr(p, t), 0, at), at);
    bool first = true;
    for (;;) {
        Span here = p->tok.span;
        if (first || eat(p, '.')) {
            if (p->tok.kind != TK_IDENT) {
                say(p, CE_EXPECTED, here, "a member name", zs(p, p->tok.text));
                break;
            }
            if (!is_rec(e->ty) || !ty_complete(e->ty)) {
                if (!is_err(e->ty))
                    say(p, CE_NOT_RECORD, here, zs(p, p->tok.text), ty_str(p, e->ty));
                e = mk_error(p, at);
                next(p);
                break;
            }
            for (;;) {
                Member *m = rec_own(e->ty, p->tok.text);
                if (!m) {
                    say(p, CE_NO_MEMBER, p->tok.span, ty_str(p, e->ty), zs(p, p->tok.text));
                    suggest_member(p, e->ty, p->tok.text, p->tok.span);
                    e = mk_error(p, at);
                    break;
                }
                e = mk_member(p, e, e->ty, m, at);
                if (m->name.n)
                    break;
            }
            next(p);
            if (is_err(e->ty))
                break;
        } else if (eat(p, '[')) {
            Node *i = parse_expr(p);
            want(p, ']');
            e = mk_deref(p, mk_bin(p, BO_ADD, e, i, at), at);
        } else {
            break;
        }
        first = false;
    }
    while (!at_id(p, ')') && !at_id(p, ';') && p->tok.kind != TK_EOF)
        next(p);
    want(p, ')');
    if (is_err(e->ty))
        return e;
    Node *a = cast_to(p, mk_addr(p, e, at), p->size_t_);
    i64 v;
    return eval_int(p, a, &v) ? node_int(p, p->size_t_, v, at) : a;
}

static Node *parse_types_compatible(Par *p, Span at)
{
    want(p, '(');
    CType *a = parse_type_name(p);
    want(p, ',');
    CType *b = parse_type_name(p);
    want(p, ')');
    bool same = a->kind == TY_ENUM || b->kind == TY_ENUM ? a->unqual == b->unqual
                                                         : ty_compat(a, b);
    return node_int(p, &p->basic[TY_INT], same, at);
}

// A pointer to the va_list object.
static Node *va_pointer(Par *p, Node *e)
{
    if (is_err(e->ty))
        return e;
    if (p->dl->valist_is_array)
        return decay(p, e);
    return mk_addr(p, e, e->span);
}

static bool is_va_list(Par *p, const CType *t)
{
    CType *v = p->va_list_;
    if (v->kind == TY_ARRAY)
        return (t->kind == TY_ARRAY || t->kind == TY_PTR) && t->base->unqual == v->base->unqual;
    return ty_compat(t, v);
}

static Node *check_va(Par *p, Node *e)
{
    if (is_err(e->ty))
        return e;
    if (!is_va_list(p, e->ty)) {
        say(p, CE_VA_LIST, e->span, ty_str(p, e->ty));
        return mk_error(p, e->span);
    }
    return va_pointer(p, e);
}

static Node *parse_va_arg(Par *p, Span at)
{
    want(p, '(');
    Node *ap = check_va(p, parse_assign(p));
    want(p, ',');
    CType *t = parse_type_name(p);
    want(p, ')');
    if (is_err(ap->ty))
        return ap;
    if (!ty_complete(t) || t->kind == TY_ARRAY || t->kind == TY_FUNC) {
        say(p, CE_VA_TYPE, at, ty_str(p, t));
        return mk_error(p, at);
    }
    if (is_int(t) && ty_rank(t) < 3 && ty_plain(t)->kind != TY_BOOL)
        say(p, CW_VA_PROMOTED, at, ty_str(p, t), ty_str(p, ty_promote(p, t)));
    Node *n = node_new(p, N_VAARG, t->unqual, at);
    n->a = ap;
    return n;
}

/* ---- by kind ---- */

typedef struct Magnitude {
    u64 n;
    bool neg;
} Magnitude;

static Magnitude magnitude(Par *p, const Node *e)
{
    bool neg = e->u.i < 0 && !ty_unsigned(p, e->ty);
    return (Magnitude){neg ? 0 - (u64)e->u.i : (u64)e->u.i, neg};
}

// Does a sum, difference (sub 1) or product (sub 2) of constants leave the type res?
static bool leaves(Par *p, u32 sub, const Node *ea, const Node *eb, CType *res)
{
    Magnitude a = magnitude(p, ea), b = magnitude(p, eb), r = {0, a.neg != b.neg};
    if (sub == 2) {
        r.n = a.n * b.n;
        if (a.n && r.n / a.n != b.n)
            return true;
    } else if (a.neg == (b.neg != (sub == 1))) {
        r = (Magnitude){a.n + b.n, a.neg};
        if (r.n < a.n)
            return true;
    } else {
        bool less = a.n < b.n;
        r = (Magnitude){less ? b.n - a.n : a.n - b.n, a.neg != less};
    }
    u32 bits = (u32)ty_size(p, res) * 8;
    bool uns = ty_unsigned(p, res);
    u64 max = ~(u64)0 >> (64 - bits + !uns);
    return r.neg && r.n ? uns || r.n - 1 > max : r.n > max;
}

// Where the type of the result comes from: a pointer to its place, or a value that only shows it.
static bool result_place(const Row *r, CType *t, CType **res)
{
    if (r->kind == K_OVERFLOW && !is_ptr(t))
        return false;
    *res = r->kind == K_OVERFLOW ? t->base : t;
    return is_int(*res) && ty_plain(*res)->kind != TY_BOOL;
}

static Node *overflow(Par *p, const Row *r, Node **v, Span at)
{
    CType *res, *fixed = r->arg ? &p->basic[r->arg] : NULL;
    for (u32 i = 0; i < 3; i++)
        v[i] = decay(p, v[i]);
    for (u32 i = 0; i < 2; i++) {
        if (fixed)
            v[i] = convert(p, v[i], fixed, "argument", v[i]->span);
        else if (is_int(v[i]->ty))
            v[i] = cast_to(p, v[i], ty_plain(v[i]->ty)->kind == TY_BOOL ? &p->basic[TY_INT]
                                                                        : v[i]->ty->unqual);
        if (is_err(v[i]->ty))
            return v[i];
        if (!is_int(v[i]->ty)) {
            say(p, CE_BUILTIN_ARG, v[i]->span, ty_str(p, v[i]->ty), r->name);
            return mk_error(p, at);
        }
    }
    if (!result_place(r, v[2]->ty, &res)) {
        if (!is_err(v[2]->ty))
            say(p, CE_BUILTIN_ARG, v[2]->span, ty_str(p, v[2]->ty), r->name);
        return mk_error(p, at);
    }
    if (r->kind == K_OVERFLOW_P && v[0]->kind == N_INT && v[1]->kind == N_INT &&
        !is_wide(v[0]->ty) && !is_wide(v[1]->ty) && !is_wide(res))
        return node_int(p, &p->basic[TY_BOOL], leaves(p, r->sub, v[0], v[1], res), at);
    Node *e = builtin_node(p, B_OVERFLOW, &p->basic[TY_BOOL], v, 3, at);
    e->sub = r->sub;
    return e;
}

static Node *fold_bits(Par *p, const Row *r, Node *a, CType *res, Span at)
{
    u64 x = (u64)a->u.i;
    u32 bits = (u32)ty_size(p, a->ty) * 8;
    i64 v;
    if (bits < 64)
        x &= ((u64)1 << bits) - 1;
    switch (r->op) {
    case B_CLZ: v = clz64(x) - (64 - (i64)bits); break;
    case B_CTZ: v = x ? ctz64(x) : (int)bits; break;
    case B_POPCNT: v = popcount64(x); break;
    case B_PARITY: v = popcount64(x) & 1; break;
    case B_FFS: v = x ? ctz64(x) + 1 : 0; break;
    case B_BSWAP: {
        u64 y = 0;
        for (u32 i = 0; i < bits / 8; i++)
            y |= (x >> (8 * i) & 255) << (bits - 8 - 8 * i);
        v = (i64)y;
        break;
    }
    default: return NULL;
    }
    return node_int(p, res, v, at);
}

static Node *plain_node(Par *p, const Row *r, Node **v, u32 n, Span at)
{
    CType *res = kind_type(p, r->res);
    for (u32 i = 0; i < n; i++) {
        if (r->arg == TY_ULLONG && r->op == B_ALLOCA)
            v[i] = convert(p, v[i], p->size_t_, "argument", v[i]->span);
        else
            v[i] = convert(p, v[i], kind_type(p, r->arg), "argument", v[i]->span);
        if (is_err(v[i]->ty))
            return v[i];
    }
    if (r->op == B_ALLOCA)
        for (Leave *k = p->leave; k; k = k->up)
            k->keep = true;
    if (n == 1 && v[0]->kind == N_INT && !is_wide(v[0]->ty)) {
        Node *k = fold_bits(p, r, v[0], res, at);
        if (k)
            return k;
    }
    return builtin_node(p, (BuiltinOp)r->op, res, v, n, at);
}

static Node *generic_node(Par *p, const Row *r, Node **v, u32 n, Span at)
{
    CType *res = kind_type(p, r->res);
    CType *word = p->ptrdiff_t_;
    for (u32 i = 0; i < n; i++) {
        v[i] = decay(p, v[i]);
        if (is_err(v[i]->ty))
            return v[i];
        if (r->op == B_SYSCALL) {
            if (!is_scalar(v[i]->ty) || is_flt(v[i]->ty)) {
                say(p, CE_BUILTIN_ARG, v[i]->span, ty_str(p, v[i]->ty), r->name);
                return mk_error(p, at);
            }
            v[i] = cast_to(p, v[i], word);
        } else if (i == 2) {
            v[i] = convert(p, v[i], p->size_t_, "argument 3", v[i]->span);
        } else if (i == 1 && r->op == B_MEMSET) {
            v[i] = convert(p, v[i], &p->basic[TY_INT], "argument 2", v[i]->span);
        } else {
            CType *vp = ty_ptr(p, i ? ty_qual(p, &p->basic[TY_VOID], Q_CONST) : &p->basic[TY_VOID]);
            v[i] = convert(p, v[i], vp, i ? "argument 2" : "argument 1", v[i]->span);
        }
        if (is_err(v[i]->ty))
            return v[i];
    }
    if (r->op == B_SYSCALL && (n < 1 || n > 7)) {
        say(p, CE_BUILTIN_COUNT, at, "__builtin_syscall", 1u, n);
        return mk_error(p, at);
    }
    return builtin_node(p, (BuiltinOp)r->op, r->op == B_SYSCALL ? word : res, v, n, at);
}

static Node *va_node(Par *p, const Row *r, Node **v, u32 n, Span at)
{
    if (n < 1) {
        say(p, CE_BUILTIN_COUNT, at, r->name, 1u, n);
        return mk_error(p, at);
    }
    if (r->op == B_VA_START && (!p->body || !p->body->fty->variadic)) {
        say(p, CE_VA_START, at, 0);
        return mk_error(p, at);
    }
    v[0] = check_va(p, v[0]);
    if (is_err(v[0]->ty))
        return v[0];
    if (r->op == B_VA_COPY) {
        v[1] = check_va(p, v[1]);
        if (is_err(v[1]->ty))
            return v[1];
    }
    return builtin_node(p, (BuiltinOp)r->op, &p->basic[TY_VOID], v, r->op == B_VA_COPY ? 2 : 1, at);
}

static Node *float1(Par *p, const Row *r, Node **v, Span at)
{
    v[0] = decay(p, v[0]);
    if (is_int(v[0]->ty))
        v[0] = cast_to(p, v[0], &p->basic[TY_DOUBLE]);
    if (is_err(v[0]->ty))
        return v[0];
    if (!is_flt(v[0]->ty)) {
        say(p, CE_BUILTIN_ARG, v[0]->span, ty_str(p, v[0]->ty), r->name);
        return mk_error(p, at);
    }
    v[0] = cast_to(p, v[0], v[0]->ty->unqual);
    return builtin_node(p, (BuiltinOp)r->op, &p->basic[TY_INT], v, 1, at);
}

static Node *complex_node(Par *p, const Row *r, Node **v, Span at)
{
    for (u32 i = 0; i < 2; i++) {
        v[i] = decay(p, v[i]);
        if (is_err(v[i]->ty))
            return v[i];
        if (!is_flt(v[i]->ty) || v[i]->ty->kind != v[0]->ty->kind) {
            say(p, CE_BUILTIN_ARG, v[i]->span, ty_str(p, v[i]->ty), r->name);
            return mk_error(p, at);
        }
        v[i] = cast_to(p, v[i], v[i]->ty->unqual);
    }
    return mk_complex(p, cx_of(p, v[0]->ty), v[0], v[1], at);
}

// The real part (0), the imaginary one (1), or the conjugate (2) of a number.
static Node *parts_node(Par *p, const Row *r, Node *e, Span at)
{
    e = convert(p, e, &p->basic[r->res], "argument", e->span);
    if (is_err(e->ty))
        return e;
    if (r->sub < 2)
        return cx_part(p, e, r->sub, at);
    Node *n = node_new(p, N_BNOT, e->ty, at);
    n->a = e;
    n->depth = (u16)(e->depth + 1);
    return fold(p, n);
}

// A function of the library, by its type: its name need not be declared.
static Node *function_node(Par *p, const char *name, CType *result, u32 nparam, Span at)
{
    CType *ty = ty_func(p, result);
    ty->param = arena_array(&p->sess, CParam, nparam + 1);
    for (; ty->nparam < nparam; ty->nparam++)
        ty->param[ty->nparam].ty = ty->nparam ? &p->basic[TY_INT] : ty_ptr(p, &p->basic[TY_VOID]);
    Decl *d = arena_new(&p->sess, Decl);
    *d = (Decl){.kind = D_FUNC, .name = str_of(name), .ty = ty, .global = true, .linkage = true,
                .storage = SC_EXTERN, .used = true};
    return mk_var(p, d, at);
}

/* __builtin_setjmp and __builtin_longjmp are the library's, with a buffer in the frame that the
 * first word of the program's own points to: that lives as long, and five words would not do. */
static Node *jump_node(Par *p, const Row *r, Node **v, Span at)
{
    enum { ROOM = 512 };     // more than any library's jmp_buf
    CType *vp = ty_ptr(p, &p->basic[TY_VOID]);
    Node *buf = convert(p, v[0], vp, "argument 1", at);
    if (is_err(buf->ty))
        return buf;
    Node *own = mk_deref(p, cast_to(p, buf, ty_ptr(p, vp)), at);
    Node **arg = arena_array(p->mem, Node *, 2);
    if (r->sub) {
        Node *f = function_node(p, "longjmp", &p->basic[TY_VOID], 2, at);
        f->u.d->at.flags |= AT_NORETURN;
        arg[0] = own;
        arg[1] = convert(p, v[1], &p->basic[TY_INT], "argument 2", at);
        return mk_call(p, f, arg, 2, at);
    }
    if (!p->body) {
        say(p, CE_NO_BUILTIN, at, "__builtin_setjmp outside a function");
        return mk_error(p, at);
    }
    Decl *d = hidden_var(p, ty_array(p, &p->basic[TY_LLONG], ROOM / 8), "", at);
    d->at.align = 16;
    arg[0] = decay(p, mk_var(p, d, at));
    Node *set = store_through(p, mk_addr(p, own, at), cast_to(p, arg[0], vp), at);
    Node *f = function_node(p, "setjmp", &p->basic[TY_INT], 1, at);
    p->body->keeps_locals = true;
    return mk_comma(p, set, mk_call(p, f, arg, 1, at), at);
}

static Node *float_const(Par *p, const Row *r, double d, Span at)
{
    CType *t = &p->basic[r->res];
    return flt_node(p, t, flt_convert(p, &p->basic[TY_DOUBLE], t, (FltVal){.d = d}), at);
}

static double bits_double(u64 bits)
{
    double d;
    memcpy(&d, &bits, 8);
    return d;
}

// Of this function, or of the n-th that called it: then the records of frames are followed, which
// only some instruction sets have; elsewhere it is a null pointer, as gcc has it.
static Node *frame_node(Par *p, const Row *r, Node *level, Span at)
{
    i64 n;
    if (!eval_int(p, level, &n) || n < 0 || n > 255) {
        say(p, CE_CONST_INT, level->span, 0);
        return mk_error(p, at);
    }
    CType *vp = ty_ptr(p, &p->basic[TY_VOID]);
    if (n && p->dl->ptr_size != 8)
        return node_int(p, vp, 0, at);
    Node *e = builtin_node(p, n ? B_FRAME_ADDR : (BuiltinOp)r->op, vp, NULL, 0, at);
    for (i64 k = 0; k < n; k++)
        e = mk_deref(p, cast_to(p, e, ty_ptr(p, vp)), at);
    if (n && r->op == B_RETURN_ADDR) {
        Node *one = node_int(p, p->ptrdiff_t_, 1, at);
        e = mk_deref(p, mk_bin(p, BO_ADD, cast_to(p, e, ty_ptr(p, vp)), one, at), at);
    }
    return n ? cast_to(p, e, vp) : e;
}

// The classes of GCC's typeclass.h, as its C front end gives them: arguments are promoted first.
static i64 type_class(Par *p, Node *e)
{
    const CType *t = decay(p, e)->ty;
    if (is_complex(t))
        return 9;
    switch (t->kind) {
    case TY_VOID: return 0;
    case TY_PTR: return 5;
    case TY_FLOAT: case TY_DOUBLE: case TY_LDOUBLE: return 8;
    case TY_STRUCT: return 12;
    case TY_UNION: return 13;
    default: return 1;
    }
}

static Node *by_row(Par *p, const Row *r, Node **v, u32 n, Span at)
{
    switch (r->kind) {
    case K_NODE: return plain_node(p, r, v, n, at);
    case K_GENERIC: return generic_node(p, r, v, n, at);
    case K_EFFECTS: {
        CType *vd = &p->basic[TY_VOID];
        Node *all = cast_to(p, node_int(p, &p->basic[TY_INT], 0, at), vd);
        for (u32 i = 0; i < n; i++) {
            Node *one = cast_to(p, decay(p, v[i]), vd);
            all = mk_comma(p, all, one, at);
        }
        mark_used(all);
        return all;
    }
    case K_OBJSIZE: {
        i64 k;
        if (eval_int(p, v[1], &k) && k >= 0 && k <= 3)
            return mk_object_size(p, v[0], k, at);
        say(p, CE_BUILTIN_ARG, v[1]->span, "this", r->name);
        return mk_error(p, at);
    }
    case K_FRAME: return frame_node(p, r, v[0], at);
    case K_PASS: return n ? decay(p, v[0]) : mk_error(p, at);
    case K_OVERFLOW:
    case K_OVERFLOW_P: return overflow(p, r, v, at);
    case K_INF: return float_const(p, r, bits_double(0x7ff0000000000000u), at);
    case K_NAN: return float_const(p, r, bits_double(0x7ff8000000000000u), at);
    case K_EXPECT: {
        Node *a = convert(p, v[0], &p->basic[TY_LONG], "argument", v[0]->span);
        if (is_err(a->ty) || a->kind == N_INT)
            return a;
        i64 k;
        if (!eval_int(p, v[1], &k))
            return mk_comma(p, cast_to(p, decay(p, v[1]), &p->basic[TY_VOID]), a, at);
        Node *e = builtin_node(p, B_EXPECT, &p->basic[TY_LONG], NULL, 0, at);
        e->a = a;
        e->depth = a->depth;
        e->u.i = k;
        return e;
    }
    case K_CONSTANT: {
        Const c;
        Node *a = decay(p, v[0]);
        bool known = eval_const(p, a, &c) && (c.kind != CV_ADDR || c.str);
        return node_int(p, &p->basic[TY_INT], known, at);
    }
    case K_CHOOSE: {
        i64 k;
        if (!eval_int(p, v[0], &k)) {
            say(p, CE_CONST_INT, v[0]->span, 0);
            return mk_error(p, at);
        }
        v[1]->flags |= NF_PAREN;
        v[2]->flags |= NF_PAREN;
        return k ? v[1] : v[2];
    }
    case K_CLASSIFY: return mk_fpclassify(p, v, at);
    case K_NORMAL: return mk_isnormal(p, v[0], at);
    case K_TYPE_CLASS: return node_int(p, &p->basic[TY_INT], type_class(p, v[0]), at);
    case K_UNORDERED: return mk_unordered(p, v[0], v[1], (BinOp)r->sub, at);
    case K_COMPLEX: return complex_node(p, r, v, at);
    case K_JUMP: return jump_node(p, r, v, at);
    case K_PARTS: return parts_node(p, r, v[0], at);
    case K_VA: return va_node(p, r, v, n, at);
    default: return float1(p, r, v, at);
    }
}

/* ---- atomics ---- */

static bool drop_prefix(Str *s, const char *pre)
{
    size_t n = strlen(pre);
    if (s->n < n || memcmp(s->p, pre, n) != 0)
        return false;
    s->p += n;
    s->n -= n;
    return true;
}

static bool drop_suffix(Str *s, const char *suf)
{
    size_t n = strlen(suf);
    if (s->n < n || memcmp(s->p + s->n - n, suf, n) != 0)
        return false;
    s->n -= n;
    return true;
}

static int op_named(Str s)
{
    return str_eqz(s, "add") ? BO_ADD : str_eqz(s, "sub") ? BO_SUB : str_eqz(s, "and") ? BO_AND
         : str_eqz(s, "or") ? BO_OR : str_eqz(s, "xor") ? BO_XOR
         : str_eqz(s, "nand") ? BO_NAND : -1;
}

static u8 order_of(Par *p, Node *e)
{
    i64 k;
    return eval_int(p, e, &k) && k >= 0 && k <= 5 ? (u8)k : 5;
}

static Node *atomic_bad(Par *p, Span at, Str name)
{
    say(p, CE_ATOMIC_CALL, at, zs(p, name));
    return mk_error(p, at);
}

static Node *atomic_node(Par *p, BuiltinOp op, CType *ty, Node *a, Node *b, Node *c, u8 order,
                         Span at)
{
    Node **v = arena_array(p->mem, Node *, 3);
    v[0] = a;
    v[1] = b;
    v[2] = c;
    Node *e = builtin_node(p, op, ty, v, c ? 3 : b ? 2 : a ? 1 : 0, at);
    e->aux = order;
    return e;
}

// Pointer to a value, as the first argument of all of them.
static CType *atomic_target(Par *p, Node **v, u32 n)
{
    if (!n)
        return NULL;
    v[0] = decay(p, v[0]);
    if (!is_ptr(v[0]->ty) || !(is_scalar(v[0]->ty->base) || by_address(v[0]->ty->base)) ||
        !ty_complete(v[0]->ty->base))
        return NULL;
    return v[0]->ty->base->unqual;
}

// What fetch_add and its like take. The complement of a truth value is none.
static bool counts(const CType *t, int op)
{
    return op >= 0 && (is_ptr(t) || (is_int(t) && (op != BO_NAND || t->kind != TY_BOOL)));
}

static Node *atomic_call(Par *p, Str full, Str s, Node **v, u32 n, Span at)
{
    CType *vd = &p->basic[TY_VOID], *bl = &p->basic[TY_BOOL];
    for (u32 i = 0; i < n; i++) {
        v[i] = decay(p, v[i]);
        if (is_err(v[i]->ty))
            return v[i];
    }
    if (str_eqz(s, "thread_fence") && n == 1)
        return atomic_node(p, B_FENCE, vd, NULL, NULL, NULL, order_of(p, v[0]), at);
    if (str_eqz(s, "signal_fence"))
        return atomic_node(p, B_FENCE, vd, NULL, NULL, NULL, 0, at);
    if (str_eqz(s, "always_lock_free") || str_eqz(s, "is_lock_free")) {
        i64 k;
        return node_int(p, bl, n && eval_int(p, v[0], &k) && k > 0 && k <= 8 && !(k & (k - 1)), at);
    }
    if ((str_eqz(s, "test_and_set") || str_eqz(s, "clear")) && n == 2) {
        if (!is_ptr(v[0]->ty))
            return atomic_bad(p, at, full);
        Node *ptr = cast_to(p, v[0], ty_ptr(p, &p->basic[TY_UCHAR]));
        bool set = s.p[0] == 't';
        Node *x = atomic_node(p, set ? B_ATOMIC_XCHG : B_ATOMIC_STORE,
                              set ? &p->basic[TY_UCHAR] : vd, ptr,
                              node_int(p, &p->basic[TY_UCHAR], set, at), NULL, order_of(p, v[1]),
                              at);
        return set ? cast_to(p, x, bl) : x;
    }
    CType *t = atomic_target(p, v, n);
    if (!t)
        return atomic_bad(p, at, full);
    if (str_eqz(s, "load_n") && n == 2)
        return atomic_node(p, B_ATOMIC_LOAD, t, v[0], NULL, NULL, order_of(p, v[1]), at);
    if (str_eqz(s, "load") && n == 3)
        return store_through(p, v[1], atomic_node(p, B_ATOMIC_LOAD, t, v[0], NULL, NULL,
                                                  order_of(p, v[2]), at), at);
    if (str_eqz(s, "store_n") && n == 3)
        return atomic_node(p, B_ATOMIC_STORE, vd, v[0], convert(p, v[1], t, "argument 2", at), NULL,
                           order_of(p, v[2]), at);
    if (str_eqz(s, "store") && n == 3)
        return atomic_node(p, B_ATOMIC_STORE, vd, v[0],
                           convert(p, mk_deref(p, v[1], at), t, "argument 2", at), NULL,
                           order_of(p, v[2]), at);
    if (str_eqz(s, "exchange_n") && n == 3)
        return atomic_node(p, B_ATOMIC_XCHG, t, v[0], convert(p, v[1], t, "argument 2", at), NULL,
                           order_of(p, v[2]), at);
    if (str_eqz(s, "exchange") && n == 4)
        return store_through(p, v[2], atomic_node(p, B_ATOMIC_XCHG, t, v[0],
                             convert(p, mk_deref(p, v[1], at), t, "argument 2", at), NULL,
                             order_of(p, v[3]), at), at);
    if (str_eqz(s, "compare_exchange_n") && n == 6)
        return atomic_node(p, B_ATOMIC_CAS, bl, v[0], v[1], convert(p, v[2], t, "argument 3", at),
                           order_of(p, v[4]), at);
    if (str_eqz(s, "compare_exchange") && n == 6)
        return atomic_node(p, B_ATOMIC_CAS, bl, v[0], v[1],
                           convert(p, mk_deref(p, v[2], at), t, "argument 3", at),
                           order_of(p, v[4]), at);
    bool after = drop_suffix(&s, "_fetch");
    if ((after || drop_prefix(&s, "fetch_")) && n == 3 && counts(t, op_named(s))) {
        CType *vt = is_ptr(t) ? p->ptrdiff_t_ : t;
        Node *e = atomic_node(p, B_ATOMIC_OP, t, v[0], convert(p, v[1], vt, "argument 2", at), NULL,
                              order_of(p, v[2]), at);
        e->sub = (u16)op_named(s);
        e->flags |= after ? NF_POST : 0;
        return e;
    }
    return atomic_bad(p, at, full);
}

static Node *sync_call(Par *p, Str full, Str s, Node **v, u32 n, Span at)
{
    CType *vd = &p->basic[TY_VOID];
    if (str_eqz(s, "synchronize"))
        return atomic_node(p, B_FENCE, vd, NULL, NULL, NULL, 5, at);
    CType *t = atomic_target(p, v, n);
    if (!t)
        return atomic_bad(p, at, full);
    bool is_bool = str_eqz(s, "bool_compare_and_swap");
    if ((is_bool || str_eqz(s, "val_compare_and_swap")) && n >= 3) {
        Node *e = atomic_node(p, B_ATOMIC_CAS, is_bool ? &p->basic[TY_BOOL] : t, v[0],
                              convert(p, v[1], t, "argument 2", at),
                              convert(p, v[2], t, "argument 3", at), 5, at);
        e->sub = is_bool ? 1 : 2;
        return e;
    }
    if (str_eqz(s, "lock_test_and_set") && n >= 2)
        return atomic_node(p, B_ATOMIC_XCHG, t, v[0], convert(p, v[1], t, "argument 2", at), NULL,
                           5, at);
    if (str_eqz(s, "lock_release"))
        return atomic_node(p, B_ATOMIC_STORE, vd, v[0],
                           cast_to(p, node_int(p, &p->basic[TY_INT], 0, at), t), NULL, 5, at);
    bool after = drop_suffix(&s, "_and_fetch");
    if ((after || drop_prefix(&s, "fetch_and_")) && n >= 2 && counts(t, op_named(s))) {
        Node *e = atomic_node(p, B_ATOMIC_OP, t, v[0],
                              convert(p, v[1], is_ptr(t) ? p->ptrdiff_t_ : t, "argument 2", at),
                              NULL, 5, at);
        e->sub = (u16)op_named(s);
        e->flags |= after ? NF_POST : 0;
        return e;
    }
    return atomic_bad(p, at, full);
}

/* ---- library functions under their builtin name ---- */

// The function itself, for the body of glibc's `extern inline` of that name to call.
static Decl *elsewhere(Par *p, const Decl *body)
{
    Decl *d = arena_new(&p->sess, Decl);
    *d = (Decl){.kind = D_FUNC, .name = body->name, .ty = body->ty, .global = true, .linkage = true,
                .storage = SC_EXTERN, .used = true, .span = body->span};
    d->at.asm_name = body->at.asm_name.n ? body->at.asm_name : body->name;
    return d;
}

static Node *function(Par *p, Str name, CType *ty, Span at)
{
    Decl *d = arena_new(&p->sess, Decl);
    *d = (Decl){.kind = D_FUNC, .name = str_dup(&p->sess, name), .ty = ty, .global = true,
                .linkage = true, .storage = SC_EXTERN, .used = true, .builtin_fn = true};
    declare_builtin(p, d);
    return mk_var(p, d, at);
}

// Builtins that are functions of the compiler's own library, under the names that libgcc has; no
// function of the program's is meant. The names for long double differ where that is no double.
static Node *support(Par *p, Str s, Span at)
{
    static const struct {
        const char *name, *symbol, *x87, *quad, *type;
    } row[] = {
        {"powi", "__powidf2", NULL, NULL, "ddi"}, {"powif", "__powisf2", NULL, NULL, "ffi"},
        {"powil", "__powidf2", "__powixf2", "__powitf2", "DDi"},
        {"__clear_cache", "__clear_cache", NULL, NULL, "vpp"},
    };
    for (u32 k = 0; k < COUNT(row); k++) {
        const char *name = row[k].symbol;
        if (!str_eqz(s, row[k].name))
            continue;
        if (row[k].x87 && p->dl->ldouble == T_F80)
            name = row[k].x87;
        else if (row[k].quad && p->dl->ldouble == T_F128)
            name = row[k].quad;
        return function(p, str_of(name), lib_type_of(p, row[k].type), at);
    }
    return NULL;
}

static Node *library(Par *p, Str s, Str full, Span at)
{
    Node *own = support(p, s, at);
    if (own)
        return own;
    // the token's text goes on in the source: intern through a name that was declared
    for (u32 i = 0; i < p->globals.n; i++) {
        Decl *d = p->globals.v[i];
        if (d->kind != D_FUNC || !str_eq(d->name, s))
            continue;
        d->used = true;
        return mk_var(p, d->at.flags & AT_GNU_INLINE ? elsewhere(p, d) : d, at);
    }
    CType *ty = lib_type(p, s);
    if (ty)
        return function(p, s, ty, at);
    say(p, CE_NO_BUILTIN, at, zs(p, full));
    return mk_error(p, at);
}

static const Row *find_row(Str s)
{
    for (u32 i = 0; i < COUNT(rows); i++)
        if (str_eqz(s, rows[i].name))
            return &rows[i];
    return NULL;
}

/* ---- functions of _FORTIFY_SOURCE ---- */

static const Row *find_row(Str s);

// A function that checks the size of what it writes to: `drop` of its arguments from `at` on are
// what its plain form does not have, the last of them the size.
typedef struct Checked {
    const char *name;   // between "__builtin___" and "_chk"
    u8 at, drop;
} Checked;
static const Checked checked[] = {
    {"memcpy", 3, 1},  {"memmove", 3, 1},  {"mempcpy", 3, 1},  {"memset", 3, 1},
    {"strcpy", 2, 1},  {"stpcpy", 2, 1},   {"strcat", 2, 1},   {"strncpy", 3, 1},
    {"stpncpy", 3, 1}, {"strncat", 3, 1},  {"sprintf", 1, 2},  {"vsprintf", 1, 2},
    {"snprintf", 2, 2}, {"vsnprintf", 2, 2},
};

static const Checked *find_checked(Str s)
{
    if (!drop_prefix(&s, "__") || !drop_suffix(&s, "_chk"))
        return NULL;
    for (u32 i = 0; i < COUNT(checked); i++)
        if (str_eqz(s, checked[i].name))
            return &checked[i];
    return NULL;
}

static Node *unchecked_call(Par *p, const Checked *c, Str full, Node **v, u32 n, Span at)
{
    n -= c->drop;
    memmove(v + c->at, v + c->at + c->drop, (n - c->at) * sizeof *v);
    Str plain = str_of(c->name);
    const Row *r = find_row(plain);
    return r ? by_row(p, r, v, n, at) : mk_call(p, library(p, plain, full, at), v, n, at);
}

// The size is found later: either call, by whether it is. The arguments are worked out before.
static Node *checked_later(Par *p, const Checked *c, Str s, Str full, Node **v, u32 n, Span at)
{
    Node **w = arena_array(p->mem, Node *, n), *sets = NULL;
    for (u32 i = 0; i < n; i++) {
        Node *set = NULL;
        v[i] = decay(p, v[i]);
        v[i] = i + 1 == (u32)(c->at + c->drop) ? v[i] : fp_once(p, v[i], &set);
        w[i] = v[i];
        if (set)
            sets = sets ? mk_comma(p, sets, set, at) : set;
    }
    Node *all = node_int(p, p->size_t_, -1, at);
    Node *unknown = mk_bin(p, BO_EQ, v[c->at + c->drop - 1], all, at);
    Node *plain = unchecked_call(p, c, full, w, n, at);
    Node *checked = mk_call(p, library(p, s, full, at), v, n, at);
    if (is_err(plain->ty) || is_err(checked->ty))
        return mk_error(p, at);
    Node *r = fp_either(p, unknown, cast_to(p, plain, checked->ty), checked);
    return sets ? mk_comma(p, sets, r, at) : r;
}

// Of an object whose size is not known the plain function is called.
static Node *checked_call(Par *p, const Checked *c, Str s, Str full, Span at)
{
    u32 n;
    Node **v = parse_args(p, &n);
    u32 size = c->at + c->drop - 1u;
    if (n <= size) {
        say(p, CE_BUILTIN_COUNT, at, zs(p, full), size + 1, n);
        return mk_error(p, at);
    }
    i64 k;
    Node *said = v[size];
    while (said->kind == N_CAST)
        said = said->a;
    if (said->kind == N_BUILTIN && said->op == B_OBJSIZE && c->drop == 1)
        return checked_later(p, c, s, full, v, n, at);
    if (!eval_int(p, v[size], &k) || k != -1)
        return mk_call(p, library(p, s, full, at), v, n, at);
    return unchecked_call(p, c, full, v, n, at);
}

static bool is_builtin_name(Str name)
{
    return str_starts(name, "__builtin_") || str_starts(name, "__atomic_") ||
           str_starts(name, "__sync_");
}

// The names after __atomic_ and __sync_ that have no operation in them.
static bool plain_atomic(Str s, bool sync)
{
    static const char *const atomics[] = {
        "load", "load_n", "store", "store_n", "exchange", "exchange_n", "compare_exchange",
        "compare_exchange_n", "thread_fence", "signal_fence", "always_lock_free", "is_lock_free",
        "test_and_set", "clear"};
    static const char *const syncs[] = {"synchronize", "bool_compare_and_swap",
                                        "val_compare_and_swap", "lock_test_and_set",
                                        "lock_release"};
    for (u32 i = 0; i < (sync ? COUNT(syncs) : COUNT(atomics)); i++)
        if (str_eqz(s, sync ? syncs[i] : atomics[i]))
            return true;
    return false;
}

// An instruction that the target's assembly has, by its name as a builtin; NULL: none.
static const AsmBuiltin *instruction(const COptions *o, Str s)
{
    const AsmBuiltin *b = o->asm_rules ? o->asm_rules->builtin : NULL;
    while (b && b->name && !str_eqz(s, b->name))
        b++;
    return b && b->name ? b : NULL;
}

static Node *instruction_node(Par *p, const AsmBuiltin *b, Str full, Span at)
{
    u32 n;
    parse_args(p, &n);
    if (n) {
        say(p, CE_BUILTIN_COUNT, at, zs(p, full), 0, n);
        return mk_error(p, at);
    }
    Node *e = builtin_node(p, B_INSTRUCTION, &p->basic[TY_VOID], NULL, 0, at);
    e->sub = (u16)(b - p->o->asm_rules->builtin);
    return e;
}

bool builtin_known(const COptions *o, Str name)
{
    Str s = name;
    if (drop_prefix(&s, "__atomic_"))
        return plain_atomic(s, false) ||
               ((drop_prefix(&s, "fetch_") || drop_suffix(&s, "_fetch")) && op_named(s) >= 0);
    if (drop_prefix(&s, "__sync_"))
        return plain_atomic(s, true) || ((drop_prefix(&s, "fetch_and_") ||
                                          drop_suffix(&s, "_and_fetch")) && op_named(s) >= 0);
    if (!drop_prefix(&s, "__builtin_"))
        return false;
    if (str_eqz(s, "offsetof") || str_eqz(s, "types_compatible_p") || str_eqz(s, "va_arg"))
        return true;
    if (str_eqz(s, "__clear_cache") || (str_starts(s, "powi") && s.n <= 5))
        return true;
    return find_row(s) || find_checked(s) || lib_known(s) || instruction(o, s);
}

Node *builtin_call(Par *p, Str name, Node **arg, u32 n, Span at)
{
    return by_row(p, find_row(name), arg, n, at);
}

Node *parse_builtin(Par *p, Str name, Span at)
{
    Str s = name;
    u32 n;
    if (!is_builtin_name(name))
        return NULL;
    if (drop_prefix(&s, "__atomic_")) {
        Node **v = parse_args(p, &n);
        return atomic_call(p, name, s, v, n, at);
    }
    if (drop_prefix(&s, "__sync_")) {
        Node **v = parse_args(p, &n);
        return sync_call(p, name, s, v, n, at);
    }
    drop_prefix(&s, "__builtin_");
    if (str_eqz(s, "offsetof"))
        return parse_offsetof(p, at);
    if (str_eqz(s, "types_compatible_p"))
        return parse_types_compatible(p, at);
    if (str_eqz(s, "va_arg"))
        return parse_va_arg(p, at);
    const Checked *c = find_checked(s);
    if (c)
        return checked_call(p, c, s, name, at);
    const AsmBuiltin *b = instruction(p->o, s);
    if (b)
        return instruction_node(p, b, name, at);
    const Row *r = find_row(s);
    if (!r)
        return library(p, s, name, at);
    bool quiet = r->kind == K_CONSTANT || r->kind == K_OBJSIZE || r->kind == K_TYPE_CLASS;
    p->unevaluated += quiet;
    Node **v = parse_args(p, &n);
    p->unevaluated -= quiet;
    for (u32 i = 0; i < n; i++)
        if (is_err(v[i]->ty))
            return v[i];
    if (r->nargs != 255 && n != r->nargs) {
        say(p, CE_BUILTIN_COUNT, at, zs(p, name), r->nargs, n);
        return mk_error(p, at);
    }
    return by_row(p, r, v, n, at);
}
