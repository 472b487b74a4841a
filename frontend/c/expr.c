// expr.c - parse and type expressions
#include "frontend/c/tree_int.h"

enum { TREE_DEPTH = 4000 };

/* ---- nodes ---- */

Node *node_new(Par *p, NodeKind k, CType *ty, Span at)
{
    Node *n = arena_new(p->mem, Node);
    n->kind = (u8)k;
    n->ty = ty;
    n->span = at;
    n->lo = at.lo;
    n->hi = at.hi;
    return n;
}

Span node_range(const Node *e)
{
    return (Span){e->span.file, e->lo, e->hi};
}

// Makes all of e reach over what is read so far, from `lo` on.
static Node *reach(Par *p, Node *e, u32 lo)
{
    if (e->span.file == p->last.file) {
        e->lo = MIN(e->lo, lo);
        e->hi = MAX(e->hi, p->last.hi);
    }
    return e;
}

static void cover(Node *n, const Node *part)
{
    if (part && part->span.file == n->span.file) {
        n->lo = MIN(n->lo, part->lo);
        n->hi = MAX(n->hi, part->hi);
    }
}

Node *node_int(Par *p, CType *ty, i64 v, Span at)
{
    if (is_wide(ty))
        return node_wide(p, ty, wide_of(v, false), at);
    Node *n = node_new(p, N_INT, ty, at);
    n->u.i = int_wrap(p, ty, v);
    return n;
}

Node *node_wide(Par *p, CType *ty, Wide v, Span at)
{
    if (!is_wide(ty)) // what is cut off counts for truth
        return node_int(p, ty, ty_plain(ty)->kind == TY_BOOL ? (v.lo | v.hi) != 0 : (i64)v.lo, at);
    Node *n = node_new(p, N_INT, ty, at);
    n->u.i = (i64)v.lo;
    n->u.hi = (i64)v.hi;
    return n;
}

Node *mk_error(Par *p, Span at)
{
    return node_new(p, N_ERROR, &p->basic[TY_ERROR], at);
}

static Node *with(Par *p, Node *n, Node *a, Node *b)
{
    u32 d = a ? a->depth : 0;
    if (b && b->depth > d)
        d = b->depth;
    if (d >= TREE_DEPTH) {
        if (d == TREE_DEPTH)
            say(p, CE_TOO_DEEP, n->span, 0);
        d = TREE_DEPTH;
    }
    n->a = a;
    n->b = b;
    n->depth = (u16)(d + 1);
    cover(n, a);
    cover(n, b);
    return n;
}

static Node *unary(Par *p, NodeKind k, CType *ty, Node *a, Span at)
{
    return with(p, node_new(p, k, ty, at), a, NULL);
}

bool is_lvalue(const Node *e)
{
    if (e->flags & NF_RVALUE)
        return false;
    switch (e->kind) {
    case N_VAR: return e->u.d->kind == D_VAR;
    case N_STR:
    case N_COMPOUND:
    case N_DEREF: return true;
    case N_MEMBER: return is_lvalue(e->a);
    default: return false;
    }
}

// The value of a place: what folding left of an operator is no place (6.5.15 note 110).
static Node *as_rvalue(Par *p, Node *e)
{
    if (!is_lvalue(e))
        return e;
    Node *n = arena_new(p->mem, Node);
    *n = *e;
    n->flags |= NF_RVALUE;
    return n;
}

static bool is_null_ptr(const Node *e)
{
    if (e->kind != N_INT || !is_zero(e) || (e->flags & NF_FOLDED))
        return false;
    return is_int(e->ty) || (is_ptr(e->ty) && is_void(e->ty->base) && !e->ty->base->qual);
}

static void mark_addr(Par *p, Node *e)
{
    (void)p;
    while (e->kind == N_MEMBER)
        e = e->a;
    if (e->kind == N_VAR || e->kind == N_COMPOUND) {
        e->u.d->addr_taken = true;
        e->u.d->set = true;
    }
}

Node *decay(Par *p, Node *e)
{
    if (e->ty->kind == TY_ARRAY) {
        mark_addr(p, e);
        return unary(p, N_DECAY, ty_ptr(p, e->ty->base), e, e->span);
    }
    if (e->ty->kind == TY_FUNC)
        return unary(p, N_DECAY, ty_ptr(p, e->ty), e, e->span);
    if (is_rec(e->ty) && e->ty->rec->opaque) {
        say(p, CE_NO_VALUES, e->span, ty_str(p, e->ty));
        return mk_error(p, e->span);
    }
    if (is_rec(e->ty) && !e->ty->rec->complete) { // it has no value (6.3.2.1p2)
        say(p, CE_INCOMPLETE_USE, e->span, ty_str(p, e->ty));
        return mk_error(p, e->span);
    }
    return e;
}

Node *mk_var(Par *p, Decl *d, Span at)
{
    if (d->kind == D_ENUMC)
        return node_int(p, d->ty, d->val, at);
    Node *n = node_new(p, N_VAR, d->ty, at);
    n->u.d = d;
    return n;
}

Node *cast_to(Par *p, Node *e, CType *ty)
{
    ty = ty->unqual;
    if (e->ty->unqual == ty && e->kind != N_MEMBER)
        return e;
    if (is_err(e->ty) || is_err(ty)) {
        Node *n = mk_error(p, e->span);
        return n;
    }
    Node *n = unary(p, N_CAST, ty, e, e->span);
    n->flags |= NF_IMPLICIT;
    return fold(p, n);
}

// The bit-field whose value an expression is; also what was assigned to it, or stands behind a
// comma, is no wider (so gcc and clang read 6.3.1.1p2).
static const Member *bit_field(const Node *e)
{
    while (e->kind == N_COMMA || e->kind == N_ASSIGN || e->kind == N_ASSIGNOP ||
           e->kind == N_INCDEC)
        e = e->kind == N_COMMA ? e->b : e->a;
    return e->kind == N_MEMBER && e->u.m->is_bit ? e->u.m : NULL;
}

// The type that an operand has in arithmetic; narrow bit-fields promote to int, those wider than
// that keep their width.
static CType *operand_type(Par *p, Node *e)
{
    const Member *m = bit_field(e);
    if (m && is_int(e->ty)) {
        u32 w = m->width;
        if (w < 32 || (w == 32 && !ty_unsigned(p, e->ty)))
            return &p->basic[TY_INT];
        if (w == 32)
            return &p->basic[TY_UINT];
        if (w < ty_bits(p, e->ty) && !is_wide(e->ty))
            return ty_narrow(p, e->ty, w);
    }
    return ty_promote(p, e->ty);
}

Node *promote(Par *p, Node *e)
{
    e = decay(p, e);
    return is_int(e->ty) ? cast_to(p, e, operand_type(p, e)) : e;
}

static Node *default_promote(Par *p, Node *e)
{
    e = promote(p, e);
    return e->ty->kind == TY_FLOAT ? cast_to(p, e, &p->basic[TY_DOUBLE]) : e;
}

/* ---- conversion as if by assignment ---- */

// A pointer to void. That to _Atomic void is none: what it points to is not void (6.2.5p27).
static bool any_target(const CType *t)
{
    return is_void(t->base) && !(t->base->qual & Q_ATOMIC);
}

static bool pointee_ok(const CType *to, const CType *from)
{
    return any_target(to) || any_target(from) || ty_compat_target(to->base, from->base);
}

// differ only in sign: int * and unsigned *, char * and unsigned char *
static bool sign_only(Par *p, const CType *to, const CType *from)
{
    return is_int(to->base) && is_int(from->base) &&
           ty_size(p, to->base) == ty_size(p, from->base) && ty_plain(to->base)->kind != TY_BOOL &&
           ty_plain(from->base)->kind != TY_BOOL;
}

static void convert_pointer(Par *p, Node *e, CType *ty, const char *what, Span at)
{
    if ((ty->base->kind == TY_FUNC && is_void(e->ty->base)) ||
        (e->ty->base->kind == TY_FUNC && is_void(ty->base)))
        say_ext(p, CX_FUNC_VOID, at, what, "void *");
    if (!pointee_ok(ty, e->ty)) {
        if (sign_only(p, ty, e->ty)) {
            if (warns(p, CW_PTR_SIGN) || p->d->pedantic || p->d->pedantic_errors)
                say1(p, CW_PTR_SIGN, at, e, what, ty_str(p, e->ty), ty_str(p, ty));
        } else {
            say1(p, CW_PTR_TYPE, at, e, what, ty_str(p, e->ty), ty_str(p, ty));
        }
    } else if (ty_target_quals(e->ty->base) & ~ty_target_quals(ty->base) & ~Q_ATOMIC) {
        say1(p, CW_DISCARD, at, e, what, ty_str(p, e->ty), ty_str(p, ty));
    }
}

// A constant that fits neither the type nor its counterpart of the other sign: gcc's -Woverflow.
static void warn_change(Par *p, const Node *e, const CType *to, const char *what, Span at)
{
    u64 size = ty_size(p, to);
    if (e->kind != N_INT || !is_int(to) || size >= 8 || ty_plain(to)->kind == TY_BOOL ||
        p->unevaluated)
        return;
    i64 top = (i64)1 << (8 * size), v = e->u.i;
    bool known = is_wide(e->ty) ? e->u.hi == (v < 0 ? -1 : 0) : v >= 0 || !ty_unsigned(p, e->ty);
    if (known && v >= -(top >> 1) && v < top)
        return;
    say1(p, CW_CONST_CHANGE, at, e, what, (long long)v, ty_str(p, to));
}

Node *convert(Par *p, Node *e, CType *ty, const char *what, Span at)
{
    e = decay(p, e);
    if (is_err(e->ty) || is_err(ty))
        return mk_error(p, e->span);
    CType *to = ty->unqual;
    if (is_arith(to) && is_arith(e->ty)) {
        warn_change(p, e, to, what, at);
        return cast_to(p, e, to);
    }
    if (to->kind == TY_BOOL && is_ptr(e->ty))
        return cast_to(p, e, to);
    if (is_ptr(to)) {
        if (is_null_ptr(e))
            return cast_to(p, e, to);
        if (is_ptr(e->ty)) {
            convert_pointer(p, e, to, what, at);
            return cast_to(p, e, to);
        }
        if (is_int(e->ty)) {
            say1(p, CW_INT_PTR, at, e, what, ty_str(p, e->ty), ty_str(p, ty));
            return cast_to(p, e, to);
        }
    }
    if (is_int(to) && is_ptr(e->ty)) {
        say1(p, CW_PTR_INT, at, e, what, ty_str(p, e->ty), ty_str(p, ty));
        return cast_to(p, e, to);
    }
    if (is_rec(to) && is_rec(e->ty) && to->rec == e->ty->rec)
        return e;
    say1(p, CE_CONVERT, at, e, what, ty_str(p, e->ty), ty_str(p, ty));
    return mk_error(p, e->span);
}

Node *as_cond(Par *p, Node *e)
{
    e = decay(p, e);
    if (!is_scalar(e->ty) && !is_err(e->ty)) {
        say1(p, CE_SCALAR, e->span, e, ty_str(p, e->ty));
        return mk_error(p, e->span);
    }
    return e;
}

/* ---- operators ---- */

static const char *const op_text[] = {"+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>",
                                      "==", "!=", "<", ">=", ">", "<="};

static Node *bad_operands(Par *p, BinOp op, Node *a, Node *b, Span at)
{
    if (!is_err(a->ty) && !is_err(b->ty))
        say2(p, CE_OPERANDS, at, a, b, op_text[op], ty_str(p, a->ty), ty_str(p, b->ty));
    return mk_error(p, at);
}

static Node *bin_node(Par *p, BinOp op, CType *ty, Node *a, Node *b, Span at)
{
    Node *n = with(p, node_new(p, N_BIN, ty, at), a, b);
    n->op = (u8)op;
    return fold(p, n);
}

// Pointer arithmetic needs the size of what is pointed to; void and functions count as 1 (GNU).
static bool pointer_step(Par *p, CType *t, Span at)
{
    if (is_void(t->base) || t->base->kind == TY_FUNC) {
        say_ext(p, CX_VOID_STEP, at, ty_str(p, t));
        return true;
    }
    if (ty_complete(t->base))
        return true;
    say(p, CE_PTR_INCOMPLETE, at, ty_str(p, t));
    return false;
}

static Node *mk_add(Par *p, BinOp op, Node *a, Node *b, Span at)
{
    if (op == BO_ADD && is_ptr(b->ty) && is_int(a->ty)) {
        Node *t = a;
        a = b;
        b = t;
    }
    if (is_ptr(a->ty) && is_int(b->ty)) {
        if (!pointer_step(p, a->ty, at))
            return mk_error(p, at);
        b = cast_to(p, promote(p, b), ty_unsigned(p, b->ty) && ty_size(p, b->ty) == p->dl->ptr_size
                                          ? p->size_t_ : p->ptrdiff_t_);
        return bin_node(p, op, a->ty->unqual, a, b, at);
    }
    if (op == BO_SUB && is_ptr(a->ty) && is_ptr(b->ty)) {
        bool voids = is_void(a->ty->base) || is_void(b->ty->base);
        if (!voids && !ty_compat_target(a->ty->base, b->ty->base))
            return bad_operands(p, op, a, b, at);
        if (!pointer_step(p, a->ty, at))
            return mk_error(p, at);
        return bin_node(p, BO_SUB, p->ptrdiff_t_, a, b, at);
    }
    return bad_operands(p, op, a, b, at);
}

// Is the value certain to be none below 0? Sums of what is so are taken to fit.
static bool never_negative(Par *p, const Node *e)
{
    if (!is_int(e->ty))
        return false;
    const CType *from = e->kind == N_CAST ? e->a->ty : e->ty;
    switch (e->kind) {
    case N_INT: return is_wide(e->ty) ? e->u.hi >= 0 : e->u.i >= 0 || ty_unsigned(p, e->ty);
    case N_NOT: case N_ANDAND: case N_OROR: return true;
    case N_COMMA: return never_negative(p, e->b);
    case N_COND: return e->b && never_negative(p, e->b) && never_negative(p, e->c);
    case N_CAST:
        if (ty_unsigned(p, e->ty) && ty_size(p, e->ty) < ty_size(p, &p->basic[TY_INT]))
            return true;
        if (!is_int(from) || ty_size(p, from) > ty_size(p, e->ty))
            return ty_unsigned(p, e->ty);
        return ty_size(p, from) < ty_size(p, e->ty) && ty_unsigned(p, from)
                   ? true : never_negative(p, e->a);
    case N_MEMBER:
        if (e->u.m->is_bit)
            return ty_unsigned(p, e->ty);
        break;
    case N_BIN:
        if (e->op >= BO_EQ)
            return true;
        if (e->op == BO_AND)
            return never_negative(p, e->a) || never_negative(p, e->b);
        if (e->op == BO_SUB || e->op == BO_SHL)
            break;
        return never_negative(p, e->a) && (e->op == BO_SHR || never_negative(p, e->b));
    default: break;
    }
    return ty_unsigned(p, e->ty);
}

static void warn_sign(Par *p, BinOp op, Node *a, Node *b, Span at)
{
    CType *ta = operand_type(p, a), *tb = operand_type(p, b);
    if (p->unevaluated || !warns(p, CW_SIGN) || !is_int(ta) || !is_int(tb) ||
        ty_unsigned(p, ta) == ty_unsigned(p, tb))
        return;
    Node *s = ty_unsigned(p, ta) ? b : a;
    CType *u = ty_usual(p, ta, tb);
    if (!ty_unsigned(p, u) || never_negative(p, s))
        return;
    // equal to a constant that the signed side can have: no negative number becomes that
    const Node *k = s == a ? b : a;
    u32 bits = MIN(ty_bits(p, s == a ? ta : tb), 64);
    u64 most = ((u64)1 << (bits - 1)) - 1;
    if ((op == BO_EQ || op == BO_NE) && k->kind == N_INT && !k->u.hi && (u64)k->u.i <= most)
        return;
    say2(p, CW_SIGN, at, a, b, ty_str(p, a->ty), ty_str(p, b->ty));
}

static bool is_text(const Node *e)
{
    while (e->kind == N_CAST && (e->flags & NF_IMPLICIT))
        e = e->a;
    return e->kind == N_DECAY && e->a->kind == N_STR;
}

static Node *mk_compare(Par *p, BinOp op, Node *a, Node *b, Span at)
{
    CType *ty = &p->basic[TY_INT];
    if (is_arith(a->ty) && is_arith(b->ty)) {
        warn_sign(p, op, a, b, at);
        CType *u = ty_usual(p, operand_type(p, a), operand_type(p, b));
        if (is_complex(u) && op != BO_EQ && op != BO_NE)
            return bad_operands(p, op, a, b, at);
        return bin_node(p, op, ty, cast_to(p, a, u), cast_to(p, b, u), at);
    }
    if (is_ptr(a->ty) && is_ptr(b->ty)) {
        if (warns(p, CW_STR_COMPARE) && !p->unevaluated && (is_text(a) || is_text(b)) &&
            !is_null_ptr(a) && !is_null_ptr(b))
            say2(p, CW_STR_COMPARE, at, a, b, 0);
        if (!pointee_ok(a->ty, b->ty) && !is_null_ptr(a) && !is_null_ptr(b))
            say2(p, CW_PTR_COMPARE, at, a, b, ty_str(p, a->ty), ty_str(p, b->ty));
        else if (op != BO_EQ && op != BO_NE && is_void(a->ty->base) != is_void(b->ty->base))
            say_ext(p, CX_ORDER_VOID, at, ty_str(p, a->ty), ty_str(p, b->ty));
        return bin_node(p, op, ty, a, b, at);
    }
    if ((is_ptr(a->ty) && is_int(b->ty)) || (is_int(a->ty) && is_ptr(b->ty))) {
        bool left = is_ptr(a->ty);
        Node *i = left ? b : a;
        CType *pt = left ? a->ty : b->ty;
        if (!is_null_ptr(i))
            say2(p, CW_PTR_COMPARE, at, a, b, ty_str(p, a->ty), ty_str(p, b->ty));
        else if (op != BO_EQ && op != BO_NE)
            say_ext(p, CX_ORDER_ZERO, at, ty_str(p, pt));
        i = cast_to(p, i, pt);
        return left ? bin_node(p, op, ty, a, i, at) : bin_node(p, op, ty, i, b, at);
    }
    return bad_operands(p, op, a, b, at);
}

static void warn_shift(Par *p, Node *a, Node *b, Span at)
{
    i64 n;
    if (p->unevaluated || b->kind != N_INT)
        return;
    n = b->u.i;
    u32 bits = a->ty->width ? a->ty->width : ty_bits(p, a->ty);
    if (n < 0 || b->u.hi > 0 || n >= (i64)bits)
        say(p, CW_SHIFT, at, (long long)n, ty_str(p, a->ty));
}

// No count that counts needs 128 bits.
static Node *shift_count(Par *p, Node *b)
{
    return is_wide(b->ty) ? cast_to(p, b, &p->basic[TY_INT]) : b;
}

Node *mk_bin(Par *p, BinOp op, Node *a, Node *b, Span at)
{
    a = decay(p, a);
    b = decay(p, b);
    if (is_err(a->ty) || is_err(b->ty))
        return mk_error(p, at);
    bool arith = is_arith(a->ty) && is_arith(b->ty), ints = is_int(a->ty) && is_int(b->ty);
    switch (op) {
    case BO_ADD:
    case BO_SUB:
        if (!arith)
            return mk_add(p, op, a, b, at);
        break;
    case BO_MUL:
    case BO_DIV:
        if (!arith)
            return bad_operands(p, op, a, b, at);
        break;
    case BO_SHL:
    case BO_SHR:
        if (!ints)
            return bad_operands(p, op, a, b, at);
        a = promote(p, a);
        b = promote(p, b);
        warn_shift(p, a, b, at);
        return bin_node(p, op, a->ty, a, shift_count(p, b), at);
    case BO_REM:
    case BO_AND:
    case BO_OR:
    case BO_XOR:
        if (!ints)
            return bad_operands(p, op, a, b, at);
        break;
    default: return mk_compare(p, op, a, b, at);
    }
    if ((op == BO_DIV || op == BO_REM) && b->kind == N_INT && is_zero(b) && ints &&
        !p->unevaluated)
        say(p, CW_DIV_ZERO, at, 0);
    CType *u = ty_usual(p, operand_type(p, a), operand_type(p, b));
    if (is_complex(u))
        return bin_node(p, op, u, cx_operand(p, a, u, op, true), cx_operand(p, b, u, op, false),
                        at);
    return bin_node(p, op, u, cast_to(p, a, u), cast_to(p, b, u), at);
}

Node *mk_deref(Par *p, Node *e, Span at)
{
    e = decay(p, e);
    if (is_err(e->ty))
        return mk_error(p, at);
    if (!is_ptr(e->ty)) {
        say1(p, CE_DEREF, at, e, ty_str(p, e->ty));
        return mk_error(p, at);
    }
    if (e->ty->base->kind == TY_FUNC && e->kind == N_DECAY)
        return e->a;
    if (e->kind == N_ADDR && e->a->ty == e->ty->base)
        return e->a;
    return unary(p, N_DEREF, e->ty->base, e, at);
}

Node *mk_addr(Par *p, Node *e, Span at)
{
    if (is_err(e->ty))
        return e;
    if (e->ty->kind == TY_FUNC)
        return unary(p, N_ADDR, ty_ptr(p, e->ty), e, at);
    if (!is_lvalue(e)) {
        say1(p, CE_ADDR, at, e, 0);
        return mk_error(p, at);
    }
    if (e->kind == N_MEMBER && e->u.m->is_bit) {
        say(p, CE_ADDR_BIT, at, zs(p, e->u.m->name));
        return mk_error(p, at);
    }
    if (e->kind == N_VAR && e->u.d->storage == SC_REGISTER && !e->u.d->global) {
        say(p, CE_ADDR_REGISTER, at, zs(p, e->u.d->name));
        return mk_error(p, at);
    }
    mark_addr(p, e);
    if (e->kind == N_DEREF) // &*p is p
        return e->a->ty == ty_ptr(p, e->ty) ? e->a : cast_to(p, e->a, ty_ptr(p, e->ty));
    return unary(p, N_ADDR, ty_ptr(p, e->ty), e, at);
}

// `m` is a direct member of `rec`
Node *mk_member(Par *p, Node *base, CType *rec, Member *m, Span at)
{
    Node *n = unary(p, N_MEMBER, ty_qual(p, m->ty, rec->qual & (Q_CONST | Q_VOLATILE)), base, at);
    n->u.m = m;
    return n;
}

// A fix where the text stands in the source as it is spelled, not in a macro.
void fix_text(Par *p, Span at, Str is, Str right)
{
    Str text = p->src->file.v[at.file].text;
    if (at.hi <= text.n && at.hi - at.lo == is.n && !memcmp(text.p + at.lo, is.p, is.n))
        diag_fix(p->d, at, right);
}

static void note_tag(Par *p, const CType *t)
{
    if ((is_rec(t) || t->kind == TY_ENUM) && t->rec->name.n && t->rec->span.file)
        say(p, CN_DECLARED, t->rec->span, ty_str(p, t));
}

static Node *member_named(Par *p, Node *base, Str name, Span at)
{
    CType *t = base->ty;
    if (is_err(t))
        return mk_error(p, at);
    if (!is_rec(t)) {
        say(p, CE_NOT_RECORD, at, zs(p, name), ty_str(p, t));
        return mk_error(p, at);
    }
    if (!t->rec->complete) {
        if (!t->rec->told) {
            say1(p, CE_INCOMPLETE_USE, at, base, ty_str(p, t));
            suggest_tag(p, t);
            note_tag(p, t);
        }
        t->rec->told = true;
        return mk_error(p, at);
    }
    for (;;) {
        Member *m = rec_own(base->ty, name);
        if (!m) {
            say1(p, CE_NO_MEMBER, at, base, ty_str(p, t), zs(p, name));
            suggest_member(p, t, name, at);
            return mk_error(p, at);
        }
        base = mk_member(p, base, base->ty, m, at);
        if (m->name.n)
            return base;
    }
}

/* ---- primary expressions ---- */

static CType *char_type(Par *p, u8 enc)
{
    switch (enc) {
    case ENC_L: return p->wchar_t_;
    case ENC_U16: return p->char16_t_;
    case ENC_U32: return p->char32_t_;
    default: return &p->basic[TY_CHAR];
    }
}

static Node *string_node(Par *p, Str s, u8 enc, Span at)
{
    CType *c = char_type(p, enc);
    Node *n = node_new(p, N_STR, ty_array(p, c, s.n / ty_size(p, c) + 1), at);
    n->u.s = s;
    n->aux = enc;
    return n;
}

// i times the constant e
static Node *imaginary(Par *p, Node *e)
{
    say_ext(p, CX_IMAGINARY, e->span, 0);
    Node *zero = cast_to(p, node_int(p, &p->basic[TY_INT], 0, e->span), e->ty);
    return mk_complex(p, cx_of(p, e->ty), zero, e, e->span);
}

static Node *number(Par *p)
{
    Tok *t = &p->tok;
    Node *n;
    if (t->kind == TK_FLOAT) {
        static const u8 kind[] = {TY_DOUBLE, TY_FLOAT, TY_LDOUBLE};
        n = node_new(p, N_FLT, &p->basic[kind[t->f.kind]], t->span);
        if (is_ext(n->ty)) {
            Str s = t->text;
            while (s.n && strchr("lLiIjJ", s.p[s.n - 1]))
                s.n--;
            lflt_parse(ext_form(p), s, &n->u.l);
        } else {
            n->u.f = t->f.d;
        }
        if (t->f.imaginary)
            n = imaginary(p, n);
    } else if (t->kind == TK_CHAR) {
        CType *ty = t->enc == ENC_NONE || t->enc == ENC_U8 ? &p->basic[TY_INT]
                                                           : char_type(p, t->enc);
        n = node_int(p, ty, (i64)t->i.u, t->span);
    } else {
        static const u8 kind[2][3] = {{TY_INT, TY_LONG, TY_LLONG}, {TY_UINT, TY_ULONG, TY_ULLONG}};
        n = node_int(p, &p->basic[kind[t->i.is_unsigned][t->i.rank]], (i64)t->i.u, t->span);
        if (t->i.imaginary)
            n = imaginary(p, n);
    }
    next(p);
    return n;
}

static Decl *undeclared(Par *p, Str name, Span at, bool call)
{
    if (call && !lib_needs_header(name)) {
        say(p, lib_known(name) ? CW_IMPLICIT_LIB : CW_IMPLICIT_FUNC, at, zs(p, name));
        suggest_name(p, name, false, at);
        return declare_implicit(p, name, at);
    }
    say(p, call ? CE_IMPLICIT_FUNC : CE_UNDECLARED, at, zs(p, name));
    suggest_name(p, name, false, at);
    // once: later uses find an error object
    Decl *d = arena_new(&p->sess, Decl);
    d->kind = D_VAR;
    d->name = name;
    d->span = at;
    d->ty = &p->basic[TY_ERROR];
    d->used = d->set = d->global = d->linkage = d->builtin_fn = true;
    Ident *id = ident(p, name);
    d->id = id;
    d->next = p->scope->decls;
    d->shadow = id->decl;
    d->depth = p->scope->depth;
    id->decl = d;
    p->scope->decls = d;
    return d;
}

static Node *function_name(Par *p, Span at)
{
    Str s = p->body ? p->body->fn->name : STR("");
    if (!p->body)
        say(p, CW_FUNC_NAME, at, zs(p, p->last_text));
    Node *n = string_node(p, s, ENC_NONE, at);
    n->ty = ty_qual(p, n->ty, Q_CONST);
    n->flags |= NF_OWN;
    return n;
}

// A deprecated function may go on using what is to vanish with it.
static bool in_deprecated(const Par *p)
{
    return p->body && (p->body->fn->at.flags & AT_DEPRECATED);
}

static Node *identifier(Par *p)
{
    Str name = p->tok.text;
    Span at = p->tok.span;
    Ident *id = tok_ident(p, &p->tok);
    Decl *d = id->decl;
    if (d && d->real)
        d = d->real;
    else if (d && d->block_only)
        d = NULL;
    next(p);
    if (!d && id->is_func)
        return function_name(p, at);
    if (!d) {
        Node *b = parse_builtin(p, name, at);
        if (b)
            return b;
        d = undeclared(p, name, at, at_id(p, '('));
    }
    if (d->kind == D_TYPEDEF) {
        say(p, CE_TYPE_AS_VALUE, at, zs(p, name));
        return mk_error(p, at);
    }
    d->used = true;
    d->named++;
    if (d->linkage && d->storage == SC_STATIC)
        note_inline_use(p, d, at);
    if ((d->at.flags & AT_DEPRECATED) && d->span.file && !in_deprecated(p)) {
        say(p, CW_DEPRECATED, at, zs(p, name));
        say(p, CN_DECLARED, d->span, zs(p, name));
    }
    if (is_err(d->ty))
        return mk_error(p, at);
    return mk_var(p, d, at);
}

typedef VEC(CType *) Types;

// The type of an association: a complete object type of known size, like no other (6.5.1.1p2).
static CType *association_type(Par *p, const Types *others)
{
    Span at = p->tok.span;
    CType *ty = parse_type_name(p);
    if (is_err(ty))
        return ty;
    if (ty->kind == TY_FUNC || !ty_complete(ty))
        say(p, CE_GENERIC_TYPE, at, ty_str(p, ty));
    else if (ty_has_vla(ty))
        say(p, CE_GENERIC_VLA, at, ty_str(p, ty));
    for (u32 k = 0; k < others->n; k++)
        if (ty_same(ty, others->v[k])) {
            say(p, CE_GENERIC_TWICE, at, ty_str(p, ty), ty_str(p, others->v[k]));
            break;
        }
    return ty;
}

static Node *generic(Par *p)
{
    Span at = p->tok.span;
    next(p);
    if (!want(p, '('))
        return mk_error(p, at);
    p->unevaluated++;
    Node *ctl = decay(p, parse_assign(p));
    p->unevaluated--;
    CType *t = ctl->ty->unqual;
    Node *pick = NULL, *dflt = NULL;
    Types types = {0};
    while (eat(p, ',')) {
        CType *ty = NULL;
        if (at_id(p, KW_default) && dflt)
            say(p, CE_GENERIC_DEFAULT, p->tok.span, 0);
        if (!eat(p, KW_default)) {
            ty = association_type(p, &types);
            vec_push(p->mem, &types, ty);
        }
        want(p, ':');
        Node *e = parse_assign(p);
        if (!ty)
            dflt = e;
        else if (!pick && !is_err(ty) && ty_same(ty, t))
            pick = e;
    }
    want(p, ')');
    if (!pick)
        pick = dflt;
    if (pick)
        pick->flags |= NF_PAREN;
    else {
        if (!is_err(t))
            say(p, CE_GENERIC, at, ty_str(p, t));
        return mk_error(p, at);
    }
    return pick;
}

/* The last statement of a block. What carries a label becomes the statement after an empty one that
 * has it: ({ ...; here: x; }) has the value of x. */
static Stmt *last_statement(Stmt *block)
{
    Stmt *last = block->s1;
    while (last && (last->next || (last->kind == S_LABEL && last->s1))) {
        if (!last->next) {
            last->next = last->s1;
            last->s1 = NULL;
        }
        last = last->next;
    }
    return last;
}

static Node *statement_expr(Par *p, Span at)
{
    if (!p->body) {
        say(p, CE_STMTEXPR_FILE, at, 0);
        skip_to(p, true);
        return mk_error(p, at);
    }
    Stmt ***sink = p->vla_sink;
    bool was = p->in_stmtexpr;
    p->in_stmtexpr = true;
    Leave *around = p->leave;
    Leave *inside = arena_new(p->mem, Leave);   // for jumps, to see that they enter
    inside->up = around;
    p->leave = inside;
    Stmt *b = parse_block(p, true);
    p->leave = around;
    p->in_stmtexpr = was;
    p->vla_sink = sink;
    CType *ty = &p->basic[TY_VOID];
    Stmt *last = last_statement(b);
    if (last && last->kind == S_EXPR && last->e) {
        last->e = decay(p, last->e);
        mark_used(last->e);
        ty = last->e->ty->unqual;
    }
    Node *n = node_new(p, N_STMTEXPR, ty, at);
    n->u.st = b;
    return n;
}

static Node *primary(Par *p)
{
    Span at = p->tok.span;
    switch (p->tok.kind) {
    case TK_INT:
    case TK_FLOAT:
    case TK_CHAR: return number(p);
    case TK_STR: {
        Node *n = string_node(p, p->tok.s, p->tok.enc, at);
        next(p);
        return n;
    }
    case TK_IDENT: return identifier(p);
    default: break;
    }
    if (at_id(p, '(')) {
        next(p);
        Node *e;
        if (at_id(p, '{')) {
            say_ext(p, CX_STMTEXPR, at, 0);
            e = statement_expr(p, at);
        } else {
            e = parse_expr(p);
            e->flags |= NF_PAREN;
        }
        want_close(p, at);
        return reach(p, e, at.lo);
    }
    if (at_id(p, KW__Generic))
        return generic(p);
    if (at_id(p, KW_true_) || at_id(p, KW_false_)) {
        Node *n = node_int(p, &p->basic[TY_BOOL], at_id(p, KW_true_), at);
        next(p);
        return n;
    }
    if (eat(p, KW_nullptr))
        return node_int(p, ty_ptr(p, &p->basic[TY_VOID]), 0, at);
    if (!told_here(p))
        say(p, CE_EXPR, at, p->tok.kind == TK_EOF ? "the end of the file" : zs(p, p->tok.text));
    if (p->tok.kind == TK_OTHER || (p->tok.kind == TK_KW && !starts_type(p, &p->tok)))
        next(p);
    return mk_error(p, at);
}

/* ---- calls ---- */

static Node **parse_args(Par *p, u32 *n, Span open)
{
    VEC(Node *) v = {0};
    u32 errors = p->d->errors;
    if (!at_id(p, ')'))
        do {
            Node *e = parse_assign(p);
            vec_push(p->mem, &v, e);
        } while (eat(p, ','));
    want_close(p, open);
    if (errors != p->d->errors || p->broken) // how many were meant nobody knows
        vec_push(p->mem, &v, mk_error(p, open));
    *n = v.n;
    return v.v;
}

static Decl *called(const Node *f)
{
    if (f->kind == N_DECAY)
        f = f->a;
    return f->kind == N_VAR && f->u.d->kind == D_FUNC ? f->u.d : NULL;
}

// A union with `e` in its member m: an object without a name.
static Node *union_of(Par *p, CType *ty, Member *m, Node *e, Span at)
{
    Decl *d = hidden_var(p, ty->unqual, "", at);
    d->addr_taken = true;
    d->init = arena_new(p->mem, Init);
    InitItem *it = arena_new(p->mem, InitItem);
    it->ty = m->ty;
    it->e = e;
    d->init->first = d->init->last = it;
    Node *n = node_new(p, N_COMPOUND, ty, at);
    n->u.d = d;
    n->flags |= NF_RVALUE;
    return n;
}

// An argument for a parameter that is a transparent union: as for the member that it fits without
// a message. NULL when it fits none.
static Node *transparent_arg(Par *p, CType *ty, Node *e)
{
    e = decay(p, e);
    for (u32 i = 0; i < ty->rec->nmem; i++) {
        Member *m = &ty->rec->mem[i];
        bool fits = is_ptr(m->ty) && is_ptr(e->ty)
                        ? pointee_ok(m->ty, e->ty) &&
                              !(e->ty->base->qual & ~m->ty->base->qual & (Q_CONST | Q_VOLATILE))
                        : ty_compat(m->ty, e->ty) || (is_ptr(m->ty) && is_null_ptr(e));
        if (fits)
            return union_of(p, ty, m, cast_to(p, e, m->ty), e->span);
    }
    return NULL;
}

// "argument N", without the cost of printf: every argument has a name in case it does not convert.
static void argument_name(char to[32], u32 n)
{
    char digit[12];
    u32 k = 0;
    for (; n; n /= 10)
        digit[k++] = (char)('0' + n % 10);
    memcpy(to, "argument ", 9);
    for (to += 9; k; k--)
        *to++ = digit[k - 1];
    *to = 0;
}

static void convert_args(Par *p, CType *ft, Node **arg, u32 n)
{
    char what[32];
    for (u32 i = 0; i < n; i++) {
        if (i < ft->nparam && !ft->old_style) {
            CType *t = ft->param[i].ty;
            Node *u = NULL;
            if (t->kind == TY_UNION && t->rec->transparent && !is_rec(arg[i]->ty))
                u = transparent_arg(p, t, arg[i]);
            if (u) {
                arg[i] = u;
                continue;
            }
            u32 said = p->d->list.n;
            argument_name(what, i + 1);
            arg[i] = convert(p, arg[i], ft->param[i].ty, what, arg[i]->span);
            const CParam *to = &ft->param[i];
            if (p->d->list.n > said && to->span.file && to->name.n)
                say(p, CN_DECLARED, to->span, zs(p, to->name));
            continue;
        }
        arg[i] = default_promote(p, arg[i]);
        if (is_void(arg[i]->ty))
            say(p, CE_VOID_VALUE, arg[i]->span, 0);
        else if (!is_scalar(arg[i]->ty) && !ty_complete(arg[i]->ty))
            say(p, CE_INCOMPLETE_USE, arg[i]->span, ty_str(p, arg[i]->ty));
        arg[i] = cast_to(p, arg[i], arg[i]->ty->unqual);
    }
}

Node *mk_call(Par *p, Node *f, Node **arg, u32 n, Span at)
{
    f = decay(p, f);
    bool bad = is_err(f->ty);
    for (u32 i = 0; i < n; i++)
        bad |= is_err(arg[i]->ty);
    if (bad)
        return mk_error(p, at);
    if (!is_ptr(f->ty) || f->ty->base->kind != TY_FUNC) {
        say(p, CE_NOT_FUNC, at, ty_str(p, f->ty));
        return mk_error(p, at);
    }
    CType *ft = f->ty->base;
    Decl *d = called(f);
    Span close = p->last.file == at.file && p->last.lo > at.lo ? p->last : at;
    if (!ft->old_style && (n < ft->nparam || (n > ft->nparam && !ft->variadic))) {
        Span where = n > ft->nparam ? node_range(arg[ft->nparam]) : close;
        say1(p, n < ft->nparam ? CE_FEW_ARGS : CE_MANY_ARGS, where, f, ft->nparam, n);
        if (d && d->span.file)
            say(p, CN_DECLARED, d->span, zs(p, d->name));
        return mk_error(p, at);
    }
    if (!is_void(ft->base) && !ty_complete(ft->base)) {
        say(p, CE_INCOMPLETE_USE, at, ty_str(p, ft->base));
        return mk_error(p, at);
    }
    convert_args(p, ft, arg, n);
    for (u32 i = 0; i < n; i++)
        if (is_err(arg[i]->ty))
            return mk_error(p, at);
    Node *known = d ? lib_call(p, d, ft, arg, n, at) : NULL;
    if (known)
        return is_err(known->ty) ? known : cast_to(p, known, ft->base->unqual);
    Node *c = with(p, node_new(p, N_CALL, ft->base->unqual, at), f, NULL);
    for (u32 i = 0; i < n; i++)
        if (arg[i]->depth >= c->depth)
            c->depth = (u16)MIN(arg[i]->depth + 1, TREE_DEPTH);
    c->u.arg.v = arg;
    c->u.arg.n = n;
    u8 fmt = d && d->at.fmt ? d->at.fmt : ft->fmt;
    if (fmt && (warns(p, CW_FORMAT_TYPE) || warns(p, CW_FORMAT_MANY)))
        check_format(p, c, ft, d ? d->name : STR("the function"));
    if (d && p->body && str_ends(d->name, "setjmp"))
        p->body->calls_setjmp = true;
    return c;
}

/* ---- postfix and unary ---- */

bool modifiable(Par *p, Node *e, Span at)
{
    if (is_err(e->ty))
        return false;
    if (!is_lvalue(e) || e->ty->kind == TY_ARRAY || e->ty->kind == TY_FUNC) {
        say1(p, CE_LVALUE, at, e, 0);
        return false;
    }
    if (!ty_complete(e->ty)) {
        say(p, CE_INCOMPLETE_USE, at, ty_str(p, e->ty));
        return false;
    }
    if ((e->ty->qual & Q_CONST) || (is_rec(e->ty) && e->ty->rec->has_const)) {
        say1(p, CE_CONST, at, e, ty_str(p, e->ty));
        if (e->kind == N_VAR && e->u.d->span.file)
            say(p, CN_DECLARED, e->u.d->span, zs(p, e->u.d->name));
        return false;
    }
    if (e->kind == N_VAR)
        e->u.d->set = true;
    return true;
}

static Node *mk_incdec(Par *p, Node *e, bool dec, bool post, Span at)
{
    if (!modifiable(p, e, at))
        return mk_error(p, at);
    if (!is_scalar(e->ty)) {
        say(p, CE_SCALAR, at, ty_str(p, e->ty));
        return mk_error(p, at);
    }
    if (is_ptr(e->ty) && !pointer_step(p, e->ty, at))
        return mk_error(p, at);
    Node *n = unary(p, N_INCDEC, e->ty->unqual, e, at);
    n->op = dec ? BO_SUB : BO_ADD;
    if (post)
        n->flags |= NF_POST;
    n->u.cty = is_ptr(e->ty) ? e->ty->unqual : operand_type(p, e);
    if (is_complex(e->ty))
        say_ext(p, CX_CONJUGATE, at, dec ? "--" : "++");
    return n;
}

static Node *postfix_from(Par *p, Node *e)
{
    for (;;) {
        Span at = p->tok.span;
        if (p->tok.kind != TK_PUNCT)
            return e;
        switch (p->tok.id) {
        case '[': {
            next(p);
            Node *i = parse_expr(p);
            want(p, ']');
            Node *s = mk_bin(p, BO_ADD, e, i, e->span);
            bool func = is_ptr(s->ty) && s->ty->base->kind == TY_FUNC;
            if (!is_err(s->ty) && (!is_ptr(s->ty) || func)) {
                say1(p, CE_SUBSCRIPT, at, e, ty_str(p, e->ty));
                s = mk_error(p, at);
            }
            u32 lo = e->lo;
            e = reach(p, mk_deref(p, s, span_join(e->span, at)), lo);
            break;
        }
        case '(': {
            u32 n;
            next(p);
            Node **v = parse_args(p, &n, at);
            u32 lo = e->lo;
            e = reach(p, mk_call(p, e, v, n, e->span), lo);
            break;
        }
        case '.':
        case PU_ARROW: {
            bool arrow = p->tok.id == PU_ARROW;
            next(p);
            if (p->tok.kind != TK_IDENT) {
                say(p, CE_EXPECTED, p->tok.span, "a member name", zs(p, p->tok.text));
                return mk_error(p, at);
            }
            if (arrow) {
                e = decay(p, e);
                if (!is_ptr(e->ty) && !is_err(e->ty)) {
                    say1(p, is_rec(e->ty) ? CE_ARROW_DOT : CE_DEREF, at, e, ty_str(p, e->ty));
                    if (is_rec(e->ty))
                        fix_text(p, at, STR("->"), STR("."));
                    e = mk_error(p, at);
                } else {
                    e = mk_deref(p, e, e->span);
                }
            } else if (is_ptr(e->ty) && is_rec(e->ty->base)) {
                say1(p, CE_DOT_ARROW, at, e, ty_str(p, e->ty));
                fix_text(p, at, STR("."), STR("->"));
                e = mk_error(p, at);
            }
            u32 lo = e->lo;
            e = member_named(p, e, p->tok.text, p->tok.span);
            next(p);
            e = reach(p, e, lo);
            break;
        }
        case PU_INC:
        case PU_DEC: {
            bool dec = p->tok.id == PU_DEC;
            next(p);
            u32 lo = e->lo;
            e = reach(p, mk_incdec(p, e, dec, true, at), lo);
            break;
        }
        default: return e;
        }
    }
}

// A type name in an expression. What its variable lengths need becomes *before, which is worked
// out where and as often as the type is; NULL: nothing.
static CType *type_name_here(Par *p, Spec *s, Node **before)
{
    Stmt *first = NULL, **tail = &first, ***sink = p->vla_sink;
    Span at = p->tok.span;
    if (sink)
        p->vla_sink = &tail;
    CType *t = parse_type_spec(p, s);
    p->vla_sink = sink;
    *before = NULL;
    if (first) {
        Stmt *b = arena_new(p->mem, Stmt);
        *b = (Stmt){.kind = S_BLOCK, .span = at, .end = at, .s1 = first, .from = p->leave,
                    .to = p->leave};
        *before = node_new(p, N_STMTEXPR, &p->basic[TY_VOID], at);
        (*before)->u.st = b;
    }
    return t;
}

static Node *after(Par *p, Node *before, Node *e)
{
    return before ? mk_comma(p, before, e, e->span) : e;
}

bool has_effects(const Node *e)
{
    switch (e->kind) {
    case N_INT: case N_FLT: case N_STR: case N_VAR: case N_LABEL: case N_VLASIZE: return false;
    case N_MEMBER: case N_DEREF: case N_ADDR: case N_DECAY: case N_CAST: case N_NEG: case N_BNOT:
    case N_NOT: return has_effects(e->a);
    case N_BIN: return has_effects(e->a) || has_effects(e->b);
    default: return true;
    }
}

static Node *compound_literal(Par *p, CType *ty, const Spec *spec, Node *before, Span at)
{
    check_spec(p, spec, FOR_OBJECT, ty);
    if (ty_is_vla(ty)) {
        say(p, CE_VLA_INIT, at, "compound literal");
        ty = &p->basic[TY_ERROR];
    }
    bool is_static = p->body == NULL;
    Init *in = parse_init(p, &ty, is_static);
    if (!ty_complete(ty)) {
        if (!is_err(ty))
            say(p, CE_INCOMPLETE_USE, at, ty_str(p, ty));
        return mk_error(p, at);
    }
    if (too_big(p, ty, at))
        return mk_error(p, at);
    Decl *d = hidden_var(p, ty, "", at);
    d->at.align = spec->align;
    if (is_static) {
        Decl *g = arena_new(&p->sess, Decl);
        *g = *d;
        g->global = true;
        g->storage = SC_STATIC;
        emit_data(p, g, in);
        return mk_var(p, g, at);
    }
    d->init = in;
    d->addr_taken = true;
    Node *n = node_new(p, N_COMPOUND, ty, at);
    n->u.d = d;
    n->a = before;
    return n;
}

static Node *vla_size(Par *p, CType *t, Span at)
{
    Node *n = node_new(p, N_VLASIZE, p->size_t_, at);
    n->u.cty = t;
    return n;
}

static Node *parse_cast(Par *p);

static Node *size_or_align(Par *p, bool is_size)
{
    Span at = p->tok.span;
    CType *t;
    Node *e = NULL, *before = NULL;
    next(p);
    p->unevaluated++;
    if (at_id(p, '(') && starts_type(p, peek(p))) {
        next(p);
        Span open = p->tok.span;
        Spec s;
        t = type_name_here(p, &s, &before);
        want(p, ')');
        if (at_id(p, '{')) { // sizeof (T){...}
            e = postfix_from(p, compound_literal(p, t, &s, before, open));
            before = NULL;
            t = e->ty;
        } else {
            check_spec(p, &s, FOR_TYPE, t);
        }
    } else {
        if (!deeper(p)) {
            p->unevaluated--;
            return mk_error(p, at);
        }
        e = parse_cast(p);
        p->depth--;
        if (!is_size)
            say_ext(p, CX_ALIGNOF, at, 0);
        t = e->ty;
    }
    p->unevaluated--;
    if (is_err(t))
        return mk_error(p, at);
    if (e && e->kind == N_MEMBER && e->u.m->is_bit)
        say(p, CE_SIZEOF_BIT, at, is_size ? "sizeof" : "_Alignof");
    if (is_size && ty_is_vla(t)) { // the operand is evaluated (6.5.3.4p2)
        if (e && has_effects(e))
            before = cast_to(p, decay(p, e), &p->basic[TY_VOID]);
        return after(p, before, vla_size(p, t, at));
    }
    if (!ty_complete(t) && !is_void(t) && t->kind != TY_FUNC) {
        say(p, CE_INCOMPLETE_USE, at, ty_str(p, t));
        note_tag(p, t);
        return mk_error(p, at);
    }
    if (is_void(t) || t->kind == TY_FUNC)
        say_ext(p, CX_SIZEOF, at, ty_str(p, t));
    u32 align = ty_align(p, t);
    if (!is_size && e && e->kind == N_VAR && e->u.d->at.align)
        align = MAX(align, e->u.d->at.align);
    return node_int(p, p->size_t_, is_size ? (i64)ty_size(p, t) : (i64)align, at);
}

static Node *label_address(Par *p, Span at)
{
    next(p);
    if (p->tok.kind != TK_IDENT || !p->body) {
        say(p, CE_EXPECTED, p->tok.span, "a label", zs(p, p->tok.text));
        return mk_error(p, at);
    }
    say_ext(p, CX_LABEL_VALUE, at, 0);
    Label *l = label_of(p, p->tok.text, p->tok.span);
    l->used = l->addr_taken = true;
    next(p);
    Node *n = node_new(p, N_LABEL, ty_ptr(p, &p->basic[TY_VOID]), at);
    n->u.lab = l;
    return n;
}

static Node *unary_op(Par *p, u32 id, Span at)
{
    next(p);
    if (!deeper(p))
        return mk_error(p, at);
    Node *e = parse_cast(p);
    p->depth--;
    switch (id) {
    case '&': return mk_addr(p, e, at);
    case '*': return mk_deref(p, e, at);
    case PU_INC: return mk_incdec(p, e, false, false, at);
    case PU_DEC: return mk_incdec(p, e, true, false, at);
    case '!': return fold(p, unary(p, N_NOT, &p->basic[TY_INT], as_cond(p, e), at));
    default: break;
    }
    e = promote(p, e);
    if (is_err(e->ty))
        return e;
    if (!is_arith(e->ty) || (id == '~' && is_flt(e->ty))) {
        char op[2] = {(char)id, 0};
        say1(p, CE_UNARY, at, e, op, ty_str(p, e->ty));
        return mk_error(p, at);
    }
    if (id == '~' && is_complex(e->ty))
        say_ext(p, CX_CONJUGATE, at, "~");
    if (id == '+')
        return as_rvalue(p, cast_to(p, e, e->ty));
    return fold(p, unary(p, id == '-' ? N_NEG : N_BNOT, e->ty->unqual, e, at));
}

static Node *parse_unary(Par *p)
{
    Span at = p->tok.span;
    if (p->tok.kind == TK_PUNCT) {
        switch (p->tok.id) {
        case '&': case '*': case '+': case '-': case '~': case '!': case PU_INC: case PU_DEC:
            return unary_op(p, p->tok.id, at);
        case PU_AND: return label_address(p, at);
        default: break;
        }
    } else if (p->tok.kind == TK_KW) {
        if (p->tok.id == KW_sizeof)
            return size_or_align(p, true);
        if (p->tok.id == KW__Alignof)
            return size_or_align(p, false);
        if (p->tok.id == KW_extension) {
            p->extension++;
            next(p);
            Node *e = parse_cast(p);
            p->extension--;
            return e;
        }
        if (p->tok.id == KW_real || p->tok.id == KW_imag) {
            int k = p->tok.id == KW_imag;
            next(p);
            if (!deeper(p))
                return mk_error(p, at);
            Node *e = cx_part(p, parse_cast(p), k, at);
            p->depth--;
            return e;
        }
    }
    return postfix_from(p, primary(p));
}

static Node *mk_cast(Par *p, Node *e, CType *ty, Span at)
{
    if (is_void(ty)) {
        Node *n = unary(p, N_CAST, &p->basic[TY_VOID], decay(p, e), at);
        mark_used(e);
        return n;
    }
    e = decay(p, e);
    if (is_err(e->ty) || is_err(ty))
        return mk_error(p, at);
    if (is_rec(ty) && is_rec(e->ty) && ty->rec == e->ty->rec) {
        say_ext(p, CX_CAST_REC, at, ty_str(p, ty));
        return as_rvalue(p, e);
    }
    if (ty->kind == TY_UNION) { // GNU: cast to a union type
        for (u32 i = 0; i < ty->rec->nmem; i++)
            if (ty_compat(ty->rec->mem[i].ty, e->ty)) {
                say_ext(p, CX_CAST_REC, at, ty_str(p, ty));
                return union_of(p, ty, &ty->rec->mem[i], e, at);
            }
    }
    bool ok = is_scalar(ty) && is_scalar(e->ty);
    if (ok && ((is_ptr(ty) && !is_int(e->ty) && !is_ptr(e->ty)) ||
               (is_ptr(e->ty) && !is_int(ty) && !is_ptr(ty))))
        ok = false;
    if (!ok) {
        say1(p, CE_CAST, at, e, ty_str(p, e->ty), ty_str(p, ty));
        return mk_error(p, at);
    }
    if (warns(p, CW_CAST_SIZE) && is_ptr(ty) && is_int(e->ty) && e->kind != N_INT &&
        ty_size(p, e->ty) < p->dl->ptr_size)
        say(p, CW_CAST_SIZE, at, ty_str(p, e->ty), ty_str(p, ty));
    Node *n = unary(p, N_CAST, ty->unqual, e, at);
    return fold(p, n);
}

static Node *parse_cast(Par *p)
{
    if (at_id(p, '(') && starts_type(p, peek(p))) {
        Span at = p->tok.span;
        if (!deeper(p))
            return mk_error(p, at);
        next(p);
        Spec s;
        Node *e, *before;
        CType *t = type_name_here(p, &s, &before);
        want(p, ')');
        if (at_id(p, '{')) {
            e = postfix_from(p, compound_literal(p, t, &s, before, at));
        } else {
            check_spec(p, &s, FOR_TYPE, t);
            e = after(p, before, mk_cast(p, parse_cast(p), t, at));
        }
        p->depth--;
        return e;
    }
    return parse_unary(p);
}

/* ---- binary operators by precedence ---- */

typedef struct Prec {
    int prec;
    BinOp op;
} Prec;

static Prec prec_of(const Tok *t)
{
    if (t->kind != TK_PUNCT)
        return (Prec){0, BO_NONE};
    switch (t->id) {
    case '*': return (Prec){10, BO_MUL};
    case '/': return (Prec){10, BO_DIV};
    case '%': return (Prec){10, BO_REM};
    case '+': return (Prec){9, BO_ADD};
    case '-': return (Prec){9, BO_SUB};
    case PU_SHL: return (Prec){8, BO_SHL};
    case PU_SHR: return (Prec){8, BO_SHR};
    case '<': return (Prec){7, BO_LT};
    case '>': return (Prec){7, BO_GT};
    case PU_LE: return (Prec){7, BO_LE};
    case PU_GE: return (Prec){7, BO_GE};
    case PU_EQ: return (Prec){6, BO_EQ};
    case PU_NE: return (Prec){6, BO_NE};
    case '&': return (Prec){5, BO_AND};
    case '^': return (Prec){4, BO_XOR};
    case '|': return (Prec){3, BO_OR};
    case PU_AND: return (Prec){2, BO_NONE};
    case PU_OR: return (Prec){1, BO_NONE};
    default: return (Prec){0, BO_NONE};
    }
}

static Node *logical(Par *p, NodeKind k, Node *a, Node *b, Span at)
{
    a = as_cond(p, a);
    b = as_cond(p, b);
    if (is_err(a->ty) || is_err(b->ty))
        return mk_error(p, at);
    return fold(p, with(p, node_new(p, k, &p->basic[TY_INT], at), a, b));
}

static bool is_compare(const Node *e)
{
    return (e->kind == N_BIN && e->op >= BO_EQ) || e->flags & NF_COMPARED;
}

// What an operand without parentheses does before op, though many read it the other way round.
static const char *done_first(BinOp op, const Node *e)
{
    if (e->flags & NF_PAREN)
        return NULL;
    bool bits = op == BO_AND || op == BO_OR || op == BO_XOR;
    if ((bits || op == BO_EQ || op == BO_NE) && is_compare(e))
        return "the comparison";
    if (e->kind != N_BIN || is_ptr(e->ty))
        return NULL;
    bool sum = e->op == BO_ADD || e->op == BO_SUB;
    bool below = (op == BO_OR && (e->op == BO_AND || e->op == BO_XOR)) ||
                 (op == BO_XOR && e->op == BO_AND);
    return (sum && (bits || op == BO_SHL || op == BO_SHR)) || below ? op_text[e->op] : NULL;
}

static bool truth_like(const Node *e)
{
    return is_compare(e) || e->kind == N_NOT || e->kind == N_ANDAND || e->kind == N_OROR ||
           ty_plain(e->ty)->kind == TY_BOOL;
}

// "!a & b", "!a == b"
static void warn_not(Par *p, BinOp op, const Node *a, const Node *b, Span at)
{
    if (a->kind != N_NOT || a->flags & NF_PAREN || truth_like(b) || truth_like(a->a))
        return;
    if (op == BO_AND || op == BO_OR)
        say2(p, CW_PAREN_NOT, at, a, b, op_text[op]);
    else if (op >= BO_EQ && !(op <= BO_NE && b->kind == N_INT && is_zero(b)))
        say2(p, CW_LOGICAL_NOT, at, a, b, op_text[op]);
}

static void warn_order(Par *p, BinOp op, const Node *a, const Node *b, Span at)
{
    warn_not(p, op, a, b, at);
    for (int k = 0; k < 2; k++) {
        const Node *e = k ? b : a;
        const char *first = done_first(op, e);
        if (first) {
            say2(p, CW_PAREN_BITS, at, a, b, first, op_text[op]);
            return;
        }
        bool chain = op > BO_NE && op <= BO_LE && is_compare(e) && !(e->flags & NF_PAREN);
        if (chain && e->kind == N_BIN && e->op > BO_NE) {
            say2(p, CW_PAREN_CHAIN, at, a, b, op_text[op]);
            return;
        }
    }
}

static Node *parse_binary(Par *p, int min)
{
    Node *a = parse_cast(p);
    for (;;) {
        Prec k = prec_of(&p->tok);
        if (k.prec == 0 || k.prec < min)
            return a;
        Span at = p->tok.span;
        next(p);
        if (!deeper(p))
            return a;
        // what a constant left side decides is not evaluated, so it may divide by zero
        bool dead = k.prec <= 2 && a->kind == N_INT && is_zero(a) == (k.prec == 2);
        p->unevaluated += dead;
        Node *b = parse_binary(p, k.prec + 1);
        p->unevaluated -= dead;
        p->depth--;
        if (k.prec <= 2) {
            if (k.prec == 1 && ((a->kind == N_ANDAND && !(a->flags & NF_PAREN)) ||
                                              (b->kind == N_ANDAND && !(b->flags & NF_PAREN))))
                say(p, CW_PAREN, at, 0);
            a = logical(p, k.prec == 2 ? N_ANDAND : N_OROR, a, b, at);
        } else {
            if (warns(p, CW_PAREN_BITS) || warns(p, CW_LOGICAL_NOT))
                warn_order(p, k.op, a, b, at);
            a = mk_bin(p, k.op, a, b, at);
        }
    }
}

static CType *cond_pointer(Par *p, Node *b, Node *c, Span at)
{
    if (is_ptr(b->ty) && is_null_ptr(c))
        return b->ty->unqual;
    if (is_ptr(c->ty) && is_null_ptr(b))
        return c->ty->unqual;
    if (is_ptr(b->ty) && is_ptr(c->ty)) {
        u32 q = ty_target_quals(b->ty->base) | ty_target_quals(c->ty->base);
        bool is_any = any_target(b->ty) || any_target(c->ty);
        if (is_any && p->o->std < C_23) // qualifiers of elements are no array's there
            q = b->ty->base->qual | c->ty->base->qual;
        if (is_any) // _Atomic is no qualifier that void could have
            return ty_ptr(p, ty_qual(p, &p->basic[TY_VOID], q & ~(u32)Q_ATOMIC));
        if (!ty_compat_target(b->ty->base, c->ty->base)) {
            say2(p, CW_COND_TYPES, at, b, c, ty_str(p, b->ty), ty_str(p, c->ty));
            return ty_ptr(p, &p->basic[TY_VOID]);
        }
        return ty_ptr(p, ty_qual(p, ty_composite(p, b->ty->base->unqual, c->ty->base->unqual), q));
    }
    if ((is_ptr(b->ty) && is_int(c->ty)) || (is_int(b->ty) && is_ptr(c->ty))) {
        say2(p, CW_COND_TYPES, at, b, c, ty_str(p, b->ty), ty_str(p, c->ty));
        return is_ptr(b->ty) ? b->ty->unqual : c->ty->unqual;
    }
    return NULL;
}

static Node *mk_cond(Par *p, Node *a, Node *b, Node *c, Span at)
{
    a = as_cond(p, a);
    bool same = b == NULL; // a ?: c
    if (same)
        b = a;
    b = decay(p, b);
    c = decay(p, c);
    if (is_err(a->ty) || is_err(b->ty) || is_err(c->ty))
        return mk_error(p, at);
    CType *t;
    if (is_arith(b->ty) && is_arith(c->ty)) {
        t = ty_usual(p, operand_type(p, b), operand_type(p, c));
    } else if (is_void(b->ty) || is_void(c->ty)) {
        if (!is_void(b->ty) || !is_void(c->ty))
            say_ext(p, CX_VOID_COND, at, 0);
        t = &p->basic[TY_VOID];
    } else if (is_rec(b->ty) && is_rec(c->ty) && b->ty->rec == c->ty->rec) {
        t = b->ty->unqual;
    } else {
        t = cond_pointer(p, b, c, at);
        if (!t) {
            say2(p, CE_COND_TYPES, at, b, c, ty_str(p, b->ty), ty_str(p, c->ty));
            return mk_error(p, at);
        }
    }
    if (!is_void(t) && !is_rec(t)) {
        if (!same)
            b = cast_to(p, b, t);
        c = cast_to(p, c, t);
    }
    Node *n = with(p, node_new(p, N_COND, t, at), a, same ? NULL : b);
    n->c = c;
    if (c->depth >= n->depth)
        n->depth = (u16)MIN(c->depth + 1, TREE_DEPTH);
    return as_rvalue(p, fold(p, n));
}

static Node *parse_cond_expr(Par *p)
{
    Node *a = parse_binary(p, 1);
    if (!at_id(p, '?'))
        return a;
    Span at = p->tok.span;
    next(p);
    if (!deeper(p))
        return a;
    Node *b = NULL;
    bool known = a->kind == N_INT;
    p->unevaluated += known && is_zero(a);
    if (!at_id(p, ':'))
        b = parse_expr(p);
    else
        say_ext(p, CX_COND_OMITTED, at, 0);
    p->unevaluated -= known && is_zero(a);
    want(p, ':');
    p->unevaluated += known && !is_zero(a);
    Node *c = parse_cond_expr(p);
    p->unevaluated -= known && !is_zero(a);
    p->depth--;
    return mk_cond(p, a, b, c, at);
}

/* ---- assignment ---- */

static BinOp assign_op(u32 id)
{
    switch (id) {
    case PU_MUL_EQ: return BO_MUL;
    case PU_DIV_EQ: return BO_DIV;
    case PU_MOD_EQ: return BO_REM;
    case PU_ADD_EQ: return BO_ADD;
    case PU_SUB_EQ: return BO_SUB;
    case PU_SHL_EQ: return BO_SHL;
    case PU_SHR_EQ: return BO_SHR;
    case PU_AND_EQ: return BO_AND;
    case PU_XOR_EQ: return BO_XOR;
    case PU_OR_EQ: return BO_OR;
    default: return BO_NONE;
    }
}

static Node *mk_assign(Par *p, Node *a, Node *b, Span at)
{
    if (!modifiable(p, a, at))
        return mk_error(p, at);
    b = convert(p, b, a->ty, "assignment", at);
    if (is_err(b->ty))
        return b;
    return with(p, node_new(p, N_ASSIGN, a->ty->unqual, at), a, b);
}

static Node *mk_assign_op(Par *p, BinOp op, Node *a, Node *b, Span at)
{
    b = decay(p, b);
    if (!modifiable(p, a, at) || is_err(b->ty))
        return mk_error(p, at);
    CType *cty;
    bool ints = is_int(a->ty) && is_int(b->ty);
    if (is_ptr(a->ty) && is_int(b->ty) && (op == BO_ADD || op == BO_SUB)) {
        if (!pointer_step(p, a->ty, at))
            return mk_error(p, at);
        cty = a->ty->unqual;
        b = cast_to(p, promote(p, b), p->ptrdiff_t_);
    } else if (op == BO_SHL || op == BO_SHR) {
        if (!ints)
            return bad_operands(p, op, a, b, at);
        cty = operand_type(p, a);
        b = promote(p, b);
        Node tmp = *a;
        tmp.ty = cty;
        warn_shift(p, &tmp, b, at);
        b = shift_count(p, b);
    } else {
        bool need_int = op == BO_REM || op == BO_AND || op == BO_OR || op == BO_XOR;
        if (!is_arith(a->ty) || !is_arith(b->ty) || (need_int && !ints))
            return bad_operands(p, op, a, b, at);
        if ((op == BO_DIV || op == BO_REM) && ints && b->kind == N_INT && is_zero(b))
            say(p, CW_DIV_ZERO, at, 0);
        cty = ty_usual(p, operand_type(p, a), operand_type(p, b));
        b = is_complex(cty) ? cx_operand(p, b, cty, op, false) : cast_to(p, b, cty);
    }
    Node *n = with(p, node_new(p, N_ASSIGNOP, a->ty->unqual, at), a, b);
    n->op = (u8)op;
    n->u.cty = cty;
    return n;
}

Node *parse_assign(Par *p)
{
    if (!deeper(p)) // every nested expression comes through here
        return mk_error(p, p->tok.span);
    Node *a = parse_cond_expr(p);
    p->depth--;
    if (p->tok.kind != TK_PUNCT)
        return a;
    BinOp op = assign_op(p->tok.id);
    if (op == BO_NONE && p->tok.id != '=')
        return a;
    Span at = p->tok.span;
    next(p);
    if (!deeper(p))
        return a;
    Node *b = parse_assign(p);
    p->depth--;
    return op == BO_NONE ? mk_assign(p, a, b, at) : mk_assign_op(p, op, a, b, at);
}

Node *mk_comma(Par *p, Node *a, Node *b, Span at)
{
    if (is_err(a->ty) || is_err(b->ty))
        return mk_error(p, at);
    return with(p, node_new(p, N_COMMA, b->ty->unqual, at), a, b);
}

Node *parse_expr(Par *p)
{
    Node *a = parse_assign(p);
    while (at_id(p, ',')) {
        Span at = p->tok.span;
        next(p);
        discard(p, a);
        Node *b = decay(p, parse_assign(p));
        a = mk_comma(p, a, b, at);
    }
    return a;
}

bool parse_const_int(Par *p, i64 *v, CType **ty)
{
    Span at = p->tok.span;
    p->to_static++;
    Node *e = decay(p, parse_cond_expr(p));
    p->to_static--;
    if (ty)
        *ty = e->ty;
    if (is_err(e->ty))
        return false;
    i64 x;
    if (!is_int(e->ty) || !eval_int(p, e, &x)) {
        say(p, CE_CONST_INT, at, 0);
        return false;
    }
    if (e->kind != N_INT || (e->flags & NF_FOLDED))
        say1(p, CX_NOT_CONST, at, e, 0);
    *v = x;
    if (ty && is_wide(e->ty)) // the value decides from here on
        *ty = &p->basic[TY_LLONG];
    return true;
}

/* ---- unused values ---- */

void mark_used(Node *e)
{
    e->flags |= NF_CONSTEXPR;
}

void discard(Par *p, Node *e)
{
    if (e->kind == N_CALL && called(e->a) && (called(e->a)->at.flags & AT_WANT_RESULT))
        say(p, CW_WANT_RESULT, e->span, zs(p, called(e->a)->name));
    if (e->kind == N_ASSIGN && e->a->kind == N_VAR)
        e->a->u.d->assigned++;
    if (!warns(p, CW_UNUSED_VALUE) || is_void(e->ty) || is_err(e->ty) || (e->flags & NF_CONSTEXPR))
        return;
    switch (e->kind) {
    case N_BIN:
    case N_NEG:
    case N_BNOT:
    case N_NOT:
    case N_INT:
    case N_FLT:
    case N_STR:
    case N_MEMBER:
    case N_ADDR:
        if (e->ty->qual & Q_VOLATILE)
            return;
        say1(p, CW_UNUSED_VALUE, e->span, e, 0);
        return;
    case N_VAR:
        if (!(e->ty->qual & Q_VOLATILE))
            say1(p, CW_UNUSED_VALUE, e->span, e, 0);
        return;
    case N_COMMA: discard(p, e->b); return;
    default: return;
    }
}
