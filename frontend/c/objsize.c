// objsize.c - __builtin_object_size: how many bytes lie behind a pointer, as far as the expression
// itself tells
#include "frontend/c/tree_int.h"

enum { OS_PART = 1, OS_LEAST = 2 };     // bits of the builtin's second argument

typedef struct Place {
    u64 whole, part;    // bytes of the object, and of its member or the array around
    i64 off, part_off;  // where in them
} Place;

typedef struct Search {
    Par *p;
    int mode;
} Search;

static bool object(Search *s, Node *e, Place *out);

static bool whole_of(u64 size, Place *out)
{
    *out = (Place){.whole = size, .part = size};
    return true;
}

// The object that a name stands for; what may be larger elsewhere is not known.
static bool variable(Search *s, const Decl *d, Place *out)
{
    if (d->kind != D_VAR || (d->is_param && d->ty->kind == TY_ARRAY) || !ty_complete(d->ty) ||
        ty_is_vla(d->ty))
        return false;
    u64 size = ty_size(s->p, d->ty);
    bool flexible = is_rec(d->ty) && d->ty->rec->flexible;
    if (flexible && !d->init)
        return !d->global && whole_of(size, out);
    return !flexible && whole_of(size, out);
}

// A pointer: the object that it points into.
static bool pointer(Search *s, Node *e, Place *out)
{
    switch (e->kind) {
    case N_DECAY:
    case N_ADDR: return object(s, e->a, out);
    case N_CAST: return is_ptr(e->a->ty) && pointer(s, e->a, out);
    case N_COMMA: return pointer(s, e->b, out);
    case N_BIN: {
        i64 k;
        if (!is_ptr(e->a->ty) || !is_ptr(e->ty) || !eval_int(s->p, e->b, &k) ||
            !pointer(s, e->a, out))
            return false;
        CType *t = e->ty->base;
        i64 step = is_void(t) || t->kind == TY_FUNC ? 1 : (i64)ty_size(s->p, t);
        if (k > INT32_MAX || k < INT32_MIN || step > INT32_MAX)
            return false;
        k = (e->op == BO_ADD ? k : -k) * step;
        out->off += k;
        out->part_off += k;
        return true;
    }
    case N_COND: {
        Place a, b;
        if (!e->b || !pointer(s, e->b, &a) || !pointer(s, e->c, &b))
            return false;
        i64 x = s->mode & OS_PART ? (i64)a.part - a.part_off : (i64)a.whole - a.off;
        i64 y = s->mode & OS_PART ? (i64)b.part - b.part_off : (i64)b.whole - b.off;
        *out = (x < y) == !!(s->mode & OS_LEAST) ? a : b;
        return true;
    }
    default: return false;
    }
}

// A place; a member begins a part of its own, an element does not.
static bool object(Search *s, Node *e, Place *out)
{
    switch (e->kind) {
    case N_VAR: return variable(s, e->u.d, out);
    case N_STR:
        return whole_of(ty_size(s->p, e->ty), out);
    case N_COMPOUND: return variable(s, e->u.d, out);
    case N_DEREF: return pointer(s, e->a, out);
    case N_MEMBER: {
        if (e->u.m->is_bit)
            return false;
        bool known = object(s, e->a, out);
        CType *t = e->ty, *rec = e->a->ty;
        const Member *last = &rec->rec->mem[rec->rec->nmem - 1];
        bool tail = e->u.m == last && t->kind == TY_ARRAY && !rec->rec->is_union;
        if (!known) {
            // through a pointer: the member's own size, but not of an array at the end
            if (!(s->mode & OS_PART) || tail || !ty_complete(t) || ty_is_vla(t) ||
                (s->mode & OS_LEAST))
                return false;
            return whole_of(ty_size(s->p, t), out);
        }
        out->off += (i64)e->u.m->off;
        if (!ty_complete(t))
            return true;
        out->part = ty_size(s->p, t);
        out->part_off = 0;
        return true;
    }
    default: return false;
    }
}

Node *mk_object_size(Par *p, Node *e, i64 mode, Span at)
{
    Search s = {p, (int)mode};
    Place pl;
    e = decay(p, e);
    if (!is_ptr(e->ty) || !pointer(&s, e, &pl)) {
        i64 unknown = mode & OS_LEAST ? 0 : -1;
        // what follows from values is found when functions are in their callers; then members are
        // not told apart any more, and the whole object is no more than an upper bound
        bool later = p->o->opt && p->body && !p->to_static && is_ptr(e->ty) && !has_effects(e) &&
                     mode != (OS_PART | OS_LEAST);
        if (!later)
            return node_int(p, p->size_t_, unknown, at);
        Node *n = node_new(p, N_BUILTIN, p->size_t_, at);
        n->op = B_OBJSIZE;
        n->a = e;
        n->depth = (u16)(e->depth + 1);
        n->u.i = unknown;
        return n;
    }
    i64 left = mode & OS_PART ? (i64)pl.part - pl.part_off : (i64)pl.whole - pl.off;
    if (pl.off < 0 || (mode & OS_PART && pl.part_off < 0))
        left = 0;
    return node_int(p, p->size_t_, MAX(left, 0), at);
}
