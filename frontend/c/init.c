// init.c - initialisers: designators, implied braces, static data with relocations
//
// An initialiser becomes a flat list of scalar (or whole-record) stores at byte offsets. What the
// list does not cover is zero.
#include "frontend/c/tree_int.h"

static void item(Par *p, Init *in, u64 off, CType *ty, Member *bit, Node *e)
{
    InitItem *it = arena_new(p->mem, InitItem);
    it->off = off;
    it->ty = ty;
    it->bit = bit && bit->is_bit ? bit : NULL;
    it->e = e;
    it->made = in->made++;
    if (in->last)
        in->last->next = it;
    else
        in->first = it;
    in->last = it;
    in->n++;
    u64 size = it->bit ? 0 : ty_size(p, ty);
    if (off < in->end || it->bit)
        in->ordered = false;
    in->covered += size;
    in->end = MAX(in->end, off + size);
}

// A list in braces for a whole object takes the place of everything given for it before (6.7.9p19).
static void override(Par *p, Init *in, u64 off, u64 size)
{
    if (off >= in->end)
        return;
    InitItem **at = &in->first;
    in->last = NULL;
    for (InitItem *it; (it = *at);) {
        const Member *bit = it->bit;
        u64 lo = it->off + (bit ? bit->shift / 8 : 0);
        u64 n = bit ? (bit->shift % 8 + bit->width + 7u) / 8 : ty_size(p, it->ty);
        if (lo >= off && lo + n <= off + size) {
            *at = it->next;
            in->n--;
            in->covered -= it->bit ? 0 : n;
        } else {
            in->last = it;
            at = &it->next;
        }
    }
}

static void skip_braces(Par *p)
{
    u32 depth = 0;
    do {
        if (at_id(p, '{'))
            depth++;
        else if (at_id(p, '}'))
            depth--;
        next(p);
    } while (depth && p->tok.kind != TK_EOF);
}

static bool char_like(Par *p, const CType *t, u8 enc)
{
    const CType *k = ty_plain(t);
    if (!is_int(k) || (t->qual & Q_ATOMIC))
        return false;
    if (enc == ENC_NONE || enc == ENC_U8)
        return k->kind >= TY_CHAR && k->kind <= TY_UCHAR;
    u64 want = enc == ENC_L ? p->dl->wchar_size : enc == ENC_U16 ? 2 : 4;
    return ty_size(p, k) == want && k->kind != TY_BOOL;
}

// "..." for an array of characters; completes an array of unknown length.
static void string_init(Par *p, Init *in, CType **ty, u64 off, Node *s)
{
    CType *t = *ty;
    u64 w = ty_size(p, t->base), n = s->u.s.n / w;
    if (t->n == ARR_UNKNOWN) {
        t = ty_array(p, t->base, n + 1);
        *ty = t;
    } else if (n > t->n) {
        say(p, CW_STRING_LONG, s->span, (unsigned long long)n, (unsigned long long)t->n);
    }
    Node *k = node_new(p, N_STR, ty_array(p, t->base, t->n), s->span);
    k->u.s = s->u.s;
    if (n > t->n)
        k->u.s.n = t->n * w;
    k->aux = s->aux;
    item(p, in, off, t, NULL, k);
}

static void scalar_init(Par *p, Init *in, CType *ty, u64 off, Member *bit, Node *e)
{
    e = convert(p, e, ty, "initialisation", e->span);
    if (!is_err(e->ty))
        item(p, in, off, ty, bit, e);
}

static bool init_any(Par *p, Init *in, CType **ty, u64 off, Member *bit, bool braced);
static void init_list(Par *p, Init *in, CType **ty, u64 off, bool braces, Node *first);

// Is the next initialiser a string that fits this array? Parenthesised strings count.
static bool string_for(Par *p, const CType *t)
{
    return t->kind == TY_ARRAY && p->tok.kind == TK_STR && char_like(p, t->base, p->tok.enc);
}

typedef struct Cursor {  // where in an aggregate the next initialiser goes
    CType *ty;
    u64 off;
    u64 i;               // index of element or member
} Cursor;

static bool cur_end(const Cursor *c)
{
    if (c->ty->kind == TY_ARRAY)
        return c->ty->n != ARR_UNKNOWN && c->i >= c->ty->n;
    if (c->ty->kind == TY_UNION)
        return !c->ty->rec->nmem || (c->i >= 1 && c->i != (u64)-1);
    return c->i >= c->ty->rec->nmem;
}

static void cur_sub(Par *p, const Init *in, const Cursor *c, CType **ty, u64 *off, Member **m)
{
    if (c->ty->kind == TY_ARRAY) {
        *ty = c->ty->base;
        *off = c->off + c->i * ty_size(p, c->ty->base);
        *m = NULL;
        return;
    }
    *m = &c->ty->rec->mem[c->i];
    *ty = (*m)->ty;
    *off = c->off + (*m)->off;
    if ((*ty)->kind != TY_ARRAY || (*ty)->n != ARR_UNKNOWN)
        return;
    // GNU: elements of a flexible array, which come behind the whole object
    if (is_rec(in->whole) && c->ty->rec == in->whole->rec && !c->off)
        say_ext(p, CX_FLEX_INIT, p->tok.span, 0);
    else if (!at_id(p, '{') || !(peek(p)->kind == TK_PUNCT && peek(p)->id == '}')) {
        say(p, CE_FLEX_NESTED, p->tok.span, 0);
        *ty = &p->basic[TY_ERROR];  // there is no place for it
    }
}

// One initialiser whose expression was read already, for a sub-object: it fills the whole object
// when it can, else the object's first scalar, and what follows fills the rest (6.7.9 p13, p20).
static void init_with(Par *p, Init *in, CType *ty, u64 off, Member *bit, Node *e)
{
    if (is_scalar(ty) || is_err(ty) || is_err(e->ty)) {
        scalar_init(p, in, ty, off, bit, e);
        return;
    }
    if (is_rec(ty) && is_rec(e->ty) && e->ty->rec == ty->rec) {
        item(p, in, off, ty, NULL, e);
        return;
    }
    if (ty->kind == TY_ARRAY && e->kind == N_STR && char_like(p, ty->base, e->aux)) {
        string_init(p, in, &ty, off, e);
        return;
    }
    if (!ty_complete(ty) && ty->kind != TY_ARRAY) {
        say(p, CE_INCOMPLETE_USE, e->span, ty_str(p, ty));
        return;
    }
    init_list(p, in, &ty, off, false, e);
}

static bool designated(Par *p)
{
    if (at_id(p, '[') || at_id(p, '.'))
        return true;
    if (p->tok.kind != TK_IDENT)
        return false;
    Tok *t = peek(p); // old GNU form "name: value"
    return t->kind == TK_PUNCT && t->id == ':';
}

static bool array_designator(Par *p, Cursor *c, u64 *hi)
{
    i64 a = 0, b;
    Span at = p->tok.span;
    next(p);
    bool ok = parse_const_int(p, &a, NULL);
    b = a;
    if (at_id(p, PU_ELLIPSIS))
        say_ext(p, CX_RANGE_INIT, p->tok.span, 0);
    if (eat(p, PU_ELLIPSIS))
        ok &= parse_const_int(p, &b, NULL);
    want(p, ']');
    if (!ok)
        return false;
    if (c->ty->kind != TY_ARRAY) {
        say(p, CE_DESIG_ARRAY, at, ty_str(p, c->ty));
        return false;
    }
    if (a < 0 || b < a || (c->ty->n != ARR_UNKNOWN && (u64)b >= c->ty->n)) {
        say(p, CE_DESIG_RANGE, at, (long long)(a < 0 ? a : b));
        return false;
    }
    c->i = (u64)a;
    *hi = (u64)b;
    return true;
}

static bool member_designator(Par *p, Cursor *c)
{
    if (p->tok.kind != TK_IDENT) {
        say(p, CE_EXPECTED, p->tok.span, "a member name", zs(p, p->tok.text));
        return false;
    }
    Str name = p->tok.text;
    Span at = p->tok.span;
    next(p);
    if (!is_rec(c->ty)) {
        say(p, CE_NOT_RECORD, at, zs(p, name), ty_str(p, c->ty));
        return false;
    }
    Member *m = rec_own(c->ty, name);
    if (!m) {
        say(p, CE_NO_MEMBER, at, ty_str(p, c->ty), zs(p, name));
        suggest_member(p, c->ty, name, at);
        return false;
    }
    while (!m->name.n) { // inside an anonymous member
        c->off += m->off;
        c->ty = m->ty;
        m = rec_own(c->ty, name);
    }
    c->i = (u64)(m - c->ty->rec->mem);
    return true;
}

// Is the comma here followed by an initialiser that has no place of its own?
static bool goes_on(Par *p)
{
    if (!at_id(p, ','))
        return false;
    Tok *t = peek(p);
    return !(t->kind == TK_PUNCT && (t->id == '}' || t->id == '[' || t->id == '.'));
}

// After a designator with several parts, what follows goes to the rest of the inner aggregates
// (6.7.9p17).
static void fill_rest(Par *p, Init *in, Cursor *k)
{
    for (k->i++; !cur_end(k) && goes_on(p); k->i++) {
        CType *ty;
        u64 off;
        Member *m;
        next(p);
        cur_sub(p, in, k, &ty, &off, &m);
        init_any(p, in, &ty, off, m, false);
    }
}

// The value of a range is computed once: what is no constant goes through a variable.
static Node *used_again(Par *p, InitItem *it)
{
    Const c;
    Node *e = it->e;
    if (!p->body || e->kind == N_ERROR || it->ty->kind == TY_ARRAY || eval_const(p, e, &c))
        return e;
    Node *v = mk_var(p, hidden_var(p, e->ty->unqual, "", e->span), e->span);
    it->e = node_new(p, N_ASSIGN, v->ty, e->span);
    it->e->a = v;
    it->e->b = e;
    it->e->depth = (u16)(e->depth + 1);
    return v;
}

typedef struct Range {  // [lo ... hi]
    u64 step, n;
} Range;

// What was made since, again for all but the first place of the range.
static void repeat(Par *p, Init *in, u32 since, Range r)
{
    InitItem *from = in->first, *end = in->last;
    while (from && from->made < since)
        from = from->next;
    if (!from)
        return;
    Node **again = arena_array(p->mem, Node *, in->n);
    u32 n = 0;
    for (InitItem *it = from; it; it = it->next)
        again[n++] = used_again(p, it);
    for (u64 k = 1; k < r.n; k++)
        for (InitItem *it = (n = 0, from);; it = it->next) {
            item(p, in, it->off + k * r.step, it->ty, it->bit, again[n++]);
            if (it == end)
                break;
        }
}

// What a list in braces for all places of some ranges, one in the other, takes the place of.
static void override_all(Par *p, Init *in, const Range *r, u32 n, u64 off, u64 size)
{
    for (u64 k = 0; n && k < r->n; k++)
        override_all(p, in, r + 1, n - 1, off + k * r->step, size);
    if (!n)
        override(p, in, off, size);
}

// .a[1].b = value, below the outer aggregate `c`. Afterwards c->i is the outer position. Ranges
// repeat the value.
static void init_designated(Par *p, Init *in, Cursor *c)
{
    Cursor k = *c;
    u64 hi = 0, top = 0;
    bool ok = true, outer = true;
    u64 places = 1, far = 0;   // far: from the first places of the ranges to the last
    VEC(Range) range = {0};
    VEC(Cursor) inner = {0};
    for (;;) {
        Cursor before = k;
        u64 own = 0, own_far = 0;
        if (at_id(p, '[')) {
            ok = array_designator(p, &k, &hi);
            if (ok && hi > k.i) {
                Range r = {ty_size(p, k.ty->base), hi - k.i + 1};
                vec_push(p->mem, &range, r);
                own = hi - k.i;
                own_far = own * r.step;
                places = r.n < 1u << 20 ? places * r.n : r.n;
                ok = places < 1u << 20;
                if (!ok)
                    say(p, CE_TOO_BIG, p->tok.span, 0);
            }
            if (ok && outer)
                top = hi;
        } else {
            eat(p, '.');
            ok = member_designator(p, &k);
            if (ok && k.ty != before.ty) { // in an anonymous member
                Member *own = rec_own(before.ty, k.ty->rec->mem[k.i].name);
                before.i = (u64)(own - before.ty->rec->mem);
                Cursor of = {before.ty, before.off + far, before.i};
                Cursor in_it = {k.ty, k.off + far, k.i};
                if (!outer)
                    vec_push(p->mem, &inner, of);
                vec_push(p->mem, &inner, in_it);
                top = outer ? before.i : top;
            } else if (ok && outer) {
                top = k.i;
            }
        }
        if (ok && !outer && k.ty == before.ty) {
            Cursor last = {k.ty, k.off + far, k.i + own};
            vec_push(p->mem, &inner, last);
        }
        far += own_far;
        outer = false;
        if (!ok || !(at_id(p, '[') || at_id(p, '.')))
            break;
        CType *ty;
        u64 off;
        Member *m;
        cur_sub(p, in, &k, &ty, &off, &m);
        k = (Cursor){ty, off, 0};
    }
    if (at_id(p, ':'))
        say_ext(p, CX_OLD_DESIG, p->tok.span, 0);
    if (!eat(p, '=') && !eat(p, ':') && !at_id(p, '{') && ok)
        say(p, CE_EXPECTED, p->tok.span, "=", zs(p, p->tok.text));
    if (!ok) {
        if (at_id(p, '{'))
            skip_braces(p);
        else
            parse_assign(p);
        return;
    }
    CType *ty;
    u64 off;
    Member *m;
    cur_sub(p, in, &k, &ty, &off, &m);
    u32 since = in->made;
    if (range.n && at_id(p, '{') && !is_scalar(ty) && ty_complete(ty))
        override_all(p, in, range.v, range.n, off, ty_size(p, ty));
    init_any(p, in, &ty, off, m, false);
    for (u32 i = range.n; i-- > 0;)
        repeat(p, in, since, range.v[i]);
    for (u32 i = inner.n; i-- > 0;)
        fill_rest(p, in, &inner.v[i]);
    c->i = top;
}

// The elements of an aggregate, after its '{' or without one. `first` is an expression read
// already.
static void init_list(Par *p, Init *in, CType **tyat, u64 off, bool braces, Node *first)
{
    Cursor c = {*tyat, off, 0};
    u64 most = 0;
    if (!deeper(p))
        return;
    for (bool more = true; more && p->tok.kind != TK_EOF;) {
        if (!first && at_id(p, '}'))
            break;
        if (!first && designated(p)) {
            if (!braces)
                break; // belongs to an enclosing list
            init_designated(p, in, &c);
        } else if (cur_end(&c)) {
            if (!braces)
                break;
            say(p, CW_EXCESS, p->tok.span, 0);
            if (at_id(p, '{'))
                skip_braces(p);
            else
                parse_assign(p);
        } else {
            CType *ty;
            u64 at;
            Member *m;
            cur_sub(p, in, &c, &ty, &at, &m);
            if (first)
                init_with(p, in, ty, at, m, first);
            else
                init_any(p, in, &ty, at, m, false);
            first = NULL;
        }
        if (c.i != (u64)-1)
            c.i++;
        most = MAX(most, c.i);
        if (braces) {
            more = eat(p, ',');
        } else {
            if (cur_end(&c) || !goes_on(p)) // the comma is ours only when something for us follows
                break;
            next(p);
        }
    }
    p->depth--;
    if (c.ty->kind == TY_ARRAY && c.ty->n == ARR_UNKNOWN)
        *tyat = ty_array(p, c.ty->base, most);
}

static void braced(Par *p, Init *in, CType **ty, u64 off, Member *bit)
{
    Span open = p->tok.span;
    if (is_err(*ty)) {
        skip_braces(p);
        return;
    }
    if ((*ty)->kind == TY_ARRAY || is_rec(*ty))
        override(p, in, off, ty_size(p, *ty));
    next(p);
    if (at_id(p, '}'))
        say_before_c23(p, CX_EMPTY_INIT, span_join(open, p->tok.span), 0);
    if (string_for(p, *ty)) { // { "text" }
        Node *e = parse_assign(p);
        if (e->kind == N_STR)
            string_init(p, in, ty, off, e);
        else
            init_list(p, in, ty, off, true, e);
        eat(p, ',');
    } else if ((*ty)->kind == TY_ARRAY || is_rec(*ty)) {
        if (is_rec(*ty) && !ty_complete(*ty)) {
            say(p, CE_INCOMPLETE_USE, p->tok.span, ty_str(p, *ty));
            while (!at_id(p, '}') && p->tok.kind != TK_EOF)
                next(p);
        } else {
            init_list(p, in, ty, off, true, NULL);
        }
    } else if (!at_id(p, '}')) { // a scalar in braces
        if (at_id(p, '{')) {
            if (deeper(p))
                braced(p, in, ty, off, bit);
            p->depth--;
        } else {
            scalar_init(p, in, *ty, off, bit, parse_assign(p));
        }
        bool told = false;
        while (eat(p, ',') && !at_id(p, '}')) {
            if (!told)
                say(p, CW_EXCESS, p->tok.span, 0);
            told = true;
            if (at_id(p, '{'))
                skip_braces(p);
            else
                parse_assign(p);
        }
    }
    if (!want(p, '}'))
        while (!at_id(p, ';') && !at_id(p, '}') && p->tok.kind != TK_EOF)
            next(p);
}

static bool init_any(Par *p, Init *in, CType **ty, u64 off, Member *bit, bool top)
{
    if (at_id(p, '{')) {
        braced(p, in, ty, off, bit);
        return true;
    }
    Span at = p->tok.span;
    Node *e = parse_assign(p);
    if (is_err(e->ty) || is_err(*ty))
        return false;
    if ((*ty)->kind == TY_ARRAY && e->kind == N_STR && char_like(p, (*ty)->base, e->aux)) {
        string_init(p, in, ty, off, e);
        return true;
    }
    if (top && (*ty)->kind == TY_ARRAY) {
        // GNU: an array from a compound literal
        if (ty_compat(*ty, e->ty))
            say_ext(p, CX_INIT_STATIC, at, 0);
        if (e->kind == N_COMPOUND && ty_compat(*ty, e->ty)) {
            *ty = e->ty;
            for (InitItem *it = e->u.d->init->first; it; it = it->next)
                item(p, in, off + it->off, it->ty, it->bit, it->e);
            return true;
        }
        if (e->kind == N_VAR && e->u.d->init && ty_compat(*ty, e->ty)) {
            *ty = e->ty;
            for (InitItem *it = e->u.d->init->first; it; it = it->next)
                item(p, in, off + it->off, it->ty, it->bit, it->e);
            return true;
        }
        say(p, CE_INIT_ARRAY, at, ty_str(p, *ty));
        return false;
    }
    if (top && is_rec(*ty) && !(is_rec(e->ty) && e->ty->rec == (*ty)->rec)) {
        say(p, CE_CONVERT, at, "initialisation", ty_str(p, e->ty), ty_str(p, *ty));
        return false;
    }
    init_with(p, in, *ty, off, bit, e);
    return true;
}

// After '='. Completes *ty when it is an array of unknown length.
Init *parse_init(Par *p, CType **ty, bool is_static)
{
    Init *in = arena_new(p->mem, Init);
    in->ordered = true;
    in->whole = *ty;
    p->to_static += is_static;
    init_any(p, in, ty, 0, NULL, true);
    p->to_static -= is_static;
    if ((*ty)->kind == TY_ARRAY && (*ty)->n == ARR_UNKNOWN && p->d->errors)
        *ty = ty_array(p, (*ty)->base, 1);
    return in;
}

/* ---- static storage ---- */

SymId string_sym(Par *p, Node *s)
{
    u64 size = ty_size(p, s->ty), w = ty_size(p, s->ty->base);
    bool own = (s->flags & NF_OWN) != 0;
    Buf key = {0};
    buf_byte(&key, (u8)(own ? 0 : w));
    buf_put(&key, s->u.s.p, MIN(s->u.s.n, size));
    buf_zero(&key, size - MIN(s->u.s.n, size));
    Str k = {(const char *)key.p, key.n};
    u64 *have = map_get(&p->strings, k);
    SymId id;
    if (have) {
        id = (SymId)*have;
    } else {
        bool text = w == 1 && size == s->u.s.n + 1 && !memchr(s->u.s.p, 0, s->u.s.n);
        u32 merge = own ? 0 : SYM_MERGE | (text ? SYM_STRING : 0);
        id = mod_data(p->m, (Str){0}, BIND_LOCAL, (u16)(SYM_RO | merge), key.p + 1, size, (u32)w);
        *map_put(&p->strings, str_dup(&p->sess, k), NULL) = id;
    }
    buf_free(&key);
    return id;
}

static void put_int(u8 *at, u64 size, i64 v)
{
    for (u64 k = 0; k < size; k++)
        at[k] = (u8)((u64)v >> (8 * k));
}

static void put_bits(u8 *base, const Member *m, i64 v, i64 hi)
{
    for (u32 k = 0; k < m->width; k++) {
        u32 bit = m->shift + k;
        u8 mask = (u8)(1u << (bit % 8));
        if ((u64)(k < 64 ? v : hi) >> (k % 64) & 1)
            base[bit / 8] |= mask;
        else
            base[bit / 8] &= (u8)~mask;
    }
}

static void drop_relocs(Par *p, u64 off, u64 size)
{
    u32 n = 0;
    for (u32 i = 0; i < p->relocs.n; i++)
        if (p->relocs.v[i].off < off || p->relocs.v[i].off >= off + size)
            p->relocs.v[n++] = p->relocs.v[i];
    p->relocs.n = n;
}

static bool put_item(Par *p, u8 *data, InitItem *it, bool ordered);

// A record as an initialiser: the bytes of a constant compound literal.
static bool put_record(Par *p, u8 *data, InitItem *it)
{
    Node *e = it->e;
    Init *in = NULL;
    if (e->kind == N_COMPOUND || (e->kind == N_VAR && e->u.d->global && !e->u.d->linkage))
        in = e->u.d->init;
    if (!in)
        return false;
    memset(data + it->off, 0, ty_size(p, it->ty));
    for (InitItem *k = in->first; k; k = k->next) {
        InitItem moved = *k;
        moved.off += it->off;
        if (!put_item(p, data, &moved, false))
            return false;
    }
    return true;
}

static bool put_complex(Par *p, u8 *data, InitItem *it)
{
    CType *part = cx_elem(p, it->ty);
    InitItem re = {.off = it->off, .ty = part, .e = it->e->a};
    InitItem im = {.off = it->off + ty_size(p, part), .ty = part, .e = it->e->b};
    return it->e->kind == N_COMPLEX && put_item(p, data, &re, true) &&
           put_item(p, data, &im, true);
}

static bool put_item(Par *p, u8 *data, InitItem *it, bool ordered)
{
    u64 size = ty_size(p, it->ty);
    if (!ordered && p->relocs.n && !it->bit)
        drop_relocs(p, it->off, size);
    if (it->e->kind == N_STR && it->ty->kind == TY_ARRAY) {
        u64 n = MIN(it->e->u.s.n, size);
        memcpy(data + it->off, it->e->u.s.p, n);
        memset(data + it->off + n, 0, size - n);
        return true;
    }
    if (is_rec(it->ty))
        return put_record(p, data, it);
    if (is_complex(it->ty))
        return put_complex(p, data, it);
    Const c;
    if (!eval_const(p, it->e, &c))
        return false;
    if (it->bit) {
        put_bits(data + it->off, it->bit, c.i, c.hi);
        return c.kind == CV_INT;
    }
    if (c.kind == CV_FLT) {
        if (is_ext(it->ty)) {
            lflt_bytes(c.f.l, data + it->off);
        } else if (it->ty->kind == TY_FLOAT) {
            float f = (float)c.f.d;
            u32 bits;
            memcpy(&bits, &f, 4);
            put_int(data + it->off, 4, bits);
        } else {
            i64 bits;
            memcpy(&bits, &c.f.d, 8);
            put_int(data + it->off, 8, bits);
        }
        return true;
    }
    if (c.kind == CV_INT || (!c.d && !c.str && !c.lab)) {
        put_int(data + it->off, MIN(size, 8), c.i);
        if (size > 8)
            put_int(data + it->off + 8, size - 8, c.hi);
        return true;
    }
    if (c.from ? size != 4 && size != 8 : size != p->dl->ptr_size)
        return false;
    put_int(data + it->off, size, 0);
    DataReloc r = {(u32)it->off, c.d, c.str, c.lab, c.from, (u32)size, c.i};
    vec_push(&p->sess, &p->relocs, r);
    return true;
}

static u64 data_size(Par *p, CType *ty, Init *in)
{
    u64 size = ty_size(p, ty);
    if (in && is_rec(ty) && ty->rec->flexible) // the initialised flexible member comes on top
        size = MAX(size, in->end);
    return size;
}

static bool all_zero(const u8 *b, u64 n)
{
    for (u64 i = 0; i < n; i++)
        if (b[i])
            return false;
    return true;
}

static void put_label(Par *p, SymId sym, const DataReloc *r)
{
    LabelReloc l = {sym, r->off, r->lab, r->from, r->size, r->add};
    vec_push(p->mem, &p->body->label_relocs, l);
}

// -fcommon: of all units that define it tentatively, one has it in the end.
static bool is_common(const Par *p, const Decl *d)
{
    bool may = p->o->common || d->at.flags & AT_COMMON;
    return may && d->tentative && !d->defined && d->storage != SC_STATIC && !d->tls &&
           !d->at.section.n && !(d->at.flags & (AT_WEAK | AT_NOCOMMON));
}

void emit_data(Par *p, Decl *d, Init *in)
{
    u64 size = data_size(p, d->ty, in);
    if (is_err(d->ty))
        return;
    if (in && in->first && size > (u64)1 << 31) {
        say(p, CE_DATA_BIG, d->span, zs(p, d->name), (unsigned long long)size);
        return;
    }
    u8 *data = in && size ? xmalloc(size) : NULL;
    if (data)
        memset(data, 0, size);
    p->relocs.n = 0;
    for (InitItem *it = in ? in->first : NULL; it; it = it->next) {
        if (it->e->kind == N_ERROR)
            continue;
        if (!data || !put_item(p, data, it, in->ordered)) {
            if (data)
                say(p, CE_CONST_INIT, it->e->span, 0);
        }
    }
    if (!d->linkage)
        d->init = in; // a compound literal may initialise another object
    u32 qual = ty_target_quals(d->ty);
    u32 flags = (qual & Q_CONST) && !(qual & Q_VOLATILE) ? SYM_RO : 0;
    if (d->tls)
        flags = SYM_TLS | d->at.tls_model;
    if (decl_hidden(p, d))
        flags |= SYM_HIDDEN;
    if (d->at.flags & AT_USED)
        flags |= SYM_USED;
    if (d->at.flags & AT_DLLEXPORT)
        flags |= SYM_EXPORT;
    u32 align = var_align(p, d);
    SymId id = decl_sym(p, d);
    DataReloc *rel = p->relocs.v;
    u32 nrel = p->relocs.n;
    bool zero = !data || (!nrel && all_zero(data, size));
    SymBind bind = d->storage == SC_STATIC ? BIND_LOCAL
                   : d->at.flags & AT_WEAK ? BIND_WEAK
                                           : BIND_GLOBAL;
    Sym *s = &p->m->sym.v[id];
    s->kind = is_common(p, d) ? SYM_COMMON : SYM_DATA;
    s->bind = (u8)bind;
    s->flags = (u16)flags;
    s->size = size;
    s->align = align;
    s->data = zero ? NULL : arena_dup(p->out, data, size);
    s->section = d->at.section.n ? str_dup(p->out, d->at.section) : (Str){0};
    s->loc = loc_of(p, d->span);
    free(data);
    for (u32 i = 0; i < nrel; i++) {
        if (rel[i].lab)
            put_label(p, id, &rel[i]);
        else
            mod_reloc(p->m, id, rel[i].off,
                      rel[i].d ? decl_sym(p, rel[i].d) : string_sym(p, rel[i].str), rel[i].add);
    }
}
