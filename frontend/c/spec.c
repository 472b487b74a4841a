// spec.c - declaration specifiers: base types, records, enums, attributes
#include "frontend/c/tree_int.h"

/* ---- attributes ---- */

// name without the underscores around it
static Str plain_attr(Str s)
{
    if (s.n > 4 && str_starts(s, "__") && str_ends(s, "__"))
        return (Str){s.p + 2, s.n - 4};
    return s;
}

// skips "( ... )" including what is inside
static void skip_parens(Par *p)
{
    int depth = 0;
    do {
        if (at_id(p, '('))
            depth++;
        else if (at_id(p, ')'))
            depth--;
        next(p);
    } while (depth > 0 && p->tok.kind != TK_EOF);
}

static void attr_format(Par *p, Attr *at)
{
    i64 f = 0, a = 0;
    next(p);
    Str kind = p->tok.kind == TK_IDENT ? plain_attr(p->tok.text) : (Str){0};
    bool is_printf = str_eqz(kind, "printf") || str_eqz(kind, "gnu_printf");
    bool is_scanf = str_eqz(kind, "scanf") || str_eqz(kind, "gnu_scanf");
    next(p);
    if (eat(p, ','))
        parse_const_int(p, &f, NULL);
    if (eat(p, ','))
        parse_const_int(p, &a, NULL);
    want(p, ')');
    if ((is_printf || is_scanf) && f > 0 && f < 256 && a >= 0 && a < 256) {
        at->fmt_scan = is_scanf;
        at->fmt = (u8)f;
        at->fmt_arg = (u8)a;
    }
}

Str string_text(Par *p)
{
    Str s = {0};
    if (p->tok.kind == TK_STR) {
        s = p->tok.s;
        next(p);
        return s;
    }
    say(p, CE_ATTR_STRING, p->tok.span, 0);
    if (!at_id(p, ')'))
        next(p);
    return s;
}

static Str attr_string(Par *p)
{
    Str s = {0};
    if (!eat(p, '('))
        return s;
    s = string_text(p);
    want(p, ')');
    return s;
}

static void attr_aligned(Par *p, Attr *at)
{
    i64 n = p->dl->max_align;
    Span span = p->tok.span;
    if (eat(p, '(')) {
        parse_const_int(p, &n, NULL);
        want(p, ')');
    }
    if (n <= 0 || n > (1 << 28) || (n & (n - 1)))
        say(p, CE_ALIGN, span, (long long)n);
    else if ((u32)n > at->align)
        at->align = (u32)n;
}

static void attr_cleanup(Par *p, Attr *at)
{
    if (!want(p, '('))
        return;
    Decl *d = p->tok.kind == TK_IDENT ? ident(p, p->tok.text)->decl : NULL;
    if (d && d->kind == D_FUNC)
        at->cleanup = d;
    else
        say(p, CE_CLEANUP, p->tok.span, zs(p, p->tok.text));
    next(p);
    want(p, ')');
}

static void attr_mode(Par *p, Attr *at)
{
    if (!eat(p, '('))
        return;
    static const struct {
        const char *name;
        u8 size;        // of a number, or of a part of a complex one
    } mode[] = {
        {"QI", 1}, {"byte", 1}, {"HI", 2}, {"SI", 4}, {"DI", 8}, {"SF", 4}, {"DF", 8}, {"XF", 16},
        {"TF", 16}, {"SC", 4}, {"DC", 8}, {"XC", 16}, {"TC", 16},
    };
    Str m = plain_attr(p->tok.text);
    for (u32 k = 0; k < COUNT(mode); k++)
        if (str_eqz(m, mode[k].name))
            at->mode = mode[k].size;
    if (str_eqz(m, "TI") && p->dl->ptr_size == 8)
        at->mode = 16;
    if (str_eqz(m, "word") || str_eqz(m, "pointer") || str_eqz(m, "unwind_word"))
        at->mode = p->dl->ptr_size;
    if (!at->mode)
        say(p, CE_MODE, p->tok.span, zs(p, p->tok.text));
    next(p);
    want(p, ')');
}

static void attr_tls_model(Par *p, Attr *at)
{
    static const char *const name[] = {"global-dynamic", "local-dynamic", "initial-exec",
                                       "local-exec"};
    Span span = p->tok.span;
    Str s = attr_string(p);
    for (u32 k = 0; k < COUNT(name); k++)
        if (str_eqz(s, name[k])) {
            at->tls_model = (u16)(SYM_TLS_GENERAL << k);
            return;
        }
    say(p, CE_TLS_MODEL, span, zs(p, s));
}

typedef struct AttrRow {
    const char *name;
    u32 flag;
} AttrRow;
static const AttrRow attr_row[] = {
#define ATTR(name, flags) {#name, flags},
#define REFUSED(name) {#name, AT_REFUSED},
#define TOLD(name) {#name, AT_TOLD},
#include "frontend/c/attr.def"
#undef ATTR
};

bool attr_natural(const COptions *o, Str name)
{
    const char *w = o->natural;
    while (w && *w) {
        size_t n = strcspn(w, " ");
        if (str_eq((Str){w, n}, name))
            return true;
        w += n + (w[n] == ' ');
    }
    return false;
}

static const AttrRow *find_attr(Str name)
{
    for (u32 i = 0; i < COUNT(attr_row); i++)
        if (str_eqz(name, attr_row[i].name))
            return &attr_row[i];
    return NULL;
}

static void unknown_attr(Par *p, Str name, Span at)
{
    Near n = near_new(name, name.n < 5 ? 0 : 2);
    say(p, CW_ATTR_UNKNOWN, at, zs(p, name));
    for (u32 i = 0; i < COUNT(attr_row); i++)
        near_try(&n, str_of(attr_row[i].name));
    if (!n.best.n)
        return;
    diag_help(p->d, "did you mean %.*s?", STR_ARG(n.best));
    fix_text(p, at, name, n.best);
}

// "(number)", or `otherwise` without one
static u32 attr_number(Par *p, u32 otherwise)
{
    i64 n = otherwise;
    Span at = p->tok.span;
    if (eat(p, '(')) {
        parse_const_int(p, &n, NULL);
        want(p, ')');
    }
    if (n >= 0 && n <= PRIORITY_LAST)
        return (u32)n;
    say(p, CE_ATTR_NUMBER, at, (long long)n);
    return otherwise;
}

static void one_attribute(Par *p, Attr *at)
{
    Str name = plain_attr(p->tok.text);
    Span span = p->tok.span;
    next(p);
    if (str_eqz(name, "aligned") || str_eqz(name, "align")) {
        attr_aligned(p, at);
    } else if (str_eqz(name, "section")) {
        at->section = attr_string(p);
    } else if (str_eqz(name, "cleanup")) {
        attr_cleanup(p, at);
    } else if (str_eqz(name, "alias")) {
        at->alias = attr_string(p);
    } else if (str_eqz(name, "ifunc") && p->o->ifunc) {
        at->flags |= AT_IFUNC;
        at->alias = attr_string(p);
    } else if (str_eqz(name, "weakref")) {
        at->flags |= AT_WEAKREF;
        Str of = attr_string(p);
        at->alias = of.n ? of : at->alias;
    } else if (str_eqz(name, "visibility")) {
        Str v = attr_string(p);
        if (str_eqz(v, "hidden") || str_eqz(v, "internal"))
            at->flags |= AT_HIDDEN;
        else
            at->flags |= AT_VISIBLE;
    } else if (str_eqz(name, "tls_model")) {
        attr_tls_model(p, at);
    } else if (str_eqz(name, "format") && at_id(p, '(')) {
        attr_format(p, at);
    } else if (str_eqz(name, "mode")) {
        attr_mode(p, at);
    } else if (str_eqz(name, "vector_size")) {
        at->vector = attr_number(p, 16);
    } else {
        const AttrRow *r = find_attr(name);
        if (!r)
            unknown_attr(p, name, span);
        u32 flags = r ? r->flag : 0;
        if ((flags == AT_REFUSED && !attr_natural(p->o, name)) || flags == AT_IFUNC)
            say(p, CE_NO_ATTR, span, zs(p, name));
        else if (flags == AT_TOLD)
            say(p, CW_ATTR_TOLD, span, zs(p, name));
        at->flags |= flags & ~(u32)(AT_REFUSED | AT_TOLD);
        if (flags & AT_CTOR)
            at->ctor = 1 + attr_number(p, PRIORITY_LAST);
        else if (flags & AT_DTOR)
            at->dtor = 1 + attr_number(p, PRIORITY_LAST);
        else if (at_id(p, '('))
            skip_parens(p);
    }
}

void parse_attributes(Par *p, Attr *at)
{
    for (;;) {
        if (eat(p, KW_extension))
            continue;
        if (!at_id(p, KW_attribute))
            return;
        next(p);
        want(p, '(');
        want(p, '(');
        while (!at_id(p, ')') && p->tok.kind != TK_EOF) {
            if (eat(p, ','))
                continue;
            if (p->tok.kind != TK_IDENT && p->tok.kind != TK_KW) {
                say(p, CE_EXPECTED, p->tok.span, "an attribute name", zs(p, p->tok.text));
                skip_to(p, true);
                return;
            }
            one_attribute(p, at);
        }
        want(p, ')');
        want(p, ')');
    }
}

void parse_asm_label(Par *p, Attr *at)
{
    parse_attributes(p, at);
    if (eat(p, KW_asm)) {
        Str label = attr_string(p);
        at->asm_name = label.n ? mod_file_name(p->m, p->m->mem, label) : label;
        parse_attributes(p, at);
    }
}

/* ---- records ---- */

typedef VEC(Member) Members;

// A name that a new member brings and that is there already: its own, or one of those within it.
static const Member *twice(const Members *ms, const Member *m)
{
    for (u32 k = 0; !m->name.n && is_rec(m->ty) && k < m->ty->rec->nmem; k++) {
        const Member *in = twice(ms, &m->ty->rec->mem[k]);
        if (in)
            return in;
    }
    for (u32 i = 0; m->name.n && i < ms->n; i++) {
        const Member *old = &ms->v[i];
        if (old->name.n ? old->name.p == m->name.p
                        : is_rec(old->ty) && rec_own(old->ty, m->name) != NULL)
            return m;
    }
    return NULL;
}

static bool named_before(const Members *ms)
{
    for (u32 k = 0; k < ms->n; k++)
        if (ms->v[k].name.n || (!ms->v[k].is_bit && is_rec(ms->v[k].ty)))
            return true;
    return false;
}

static void add_member(Par *p, Members *ms, CType *rec, Member m)
{
    const Member *again = ms->n <= 64 ? twice(ms, &m) : NULL;
    if (again)
        say(p, CE_DUP_MEMBER, again->span, zs(p, again->name));
    if (again && m.name.n)
        return;
    Rec *r = rec->rec;
    if (ms->n && ms->v[ms->n - 1].ty->kind == TY_ARRAY && ms->v[ms->n - 1].ty->n == ARR_UNKNOWN &&
        !r->is_union)
        say(p, CE_FLEX_LAST, ms->v[ms->n - 1].span, zs(p, ms->v[ms->n - 1].name));
    if (m.ty->kind == TY_FUNC) {
        say(p, CE_MEMBER_FUNC, m.span, zs(p, m.name));
        m.ty = ty_ptr(p, m.ty);
    } else if (ty_has_vla(m.ty)) {
        say(p, CE_MEMBER_VLA, m.span, zs(p, m.name));
        m.ty = &p->basic[TY_ERROR];
    } else if (m.ty->kind == TY_ARRAY && m.ty->n == ARR_UNKNOWN && ty_complete(m.ty->base)) {
        r->flexible = true;
        if (r->is_union)
            say_ext(p, CX_FLEX_UNION, m.span, zs(p, m.name));
        else if (!named_before(ms))
            say_ext(p, CX_FLEX_ALONE, m.span, zs(p, m.name));
    } else if (!ty_complete(m.ty)) {
        say(p, CE_INCOMPLETE_MEMBER, m.span, zs(p, m.name), ty_str(p, m.ty));
        m.ty = &p->basic[TY_ERROR];
    } else if (too_big(p, m.ty, m.span)) {
        m.ty = &p->basic[TY_ERROR];
    }
    if (is_rec(m.ty) && m.ty->rec->flexible) {
        r->flexible |= r->is_union;     // its last member, so to say
        if (!r->is_union)
            say_ext(p, CX_FLEX_INSIDE, m.span, ty_str(p, m.ty));
    }
    vec_push(&p->sess, ms, m);
}

static void bit_width(Par *p, Member *m)
{
    i64 w = 0;
    Span at = p->tok.span;
    m->is_bit = true;
    parse_const_int(p, &w, NULL);
    if (!is_int(m->ty) || (m->ty->qual & Q_ATOMIC)) {
        if (!is_err(m->ty))
            say(p, CE_BIT_TYPE, m->span, ty_str(p, m->ty));
        m->ty = &p->basic[TY_INT];
    }
    if (w < 0 || (u64)w > (ty_plain(m->ty)->kind == TY_BOOL ? 1 : ty_size(p, m->ty) * 8)) {
        say(p, CE_BIT_WIDTH, at, (long long)w, ty_str(p, m->ty));
        w = 1;
    }
    if (w == 0 && m->name.n) {
        say(p, CE_BIT_ZERO, at, zs(p, m->name));
        w = 1;
    }
    m->width = (u8)w;
}

static u8 align_log(u32 a)
{
    u8 n = 0;
    while (a > 1) {
        a >>= 1;
        n++;
    }
    return n;
}

// The ';' of a member. Without it: before the brace or at the next line as if it were there.
static void want_member_end(Par *p, u32 errors)
{
    if (!at_id(p, '}')) {
        want_end(p, "the member", errors);
        return;
    }
    Span at = {p->last.file, p->last.hi, p->last.hi};
    if (errors == p->d->errors)
        say(p, CE_EXPECTED, at, "; after the member", "}");
    fix_after(p, STR(";"));
}

static void parse_members(Par *p, CType *rec)
{
    Members ms = {0};
    while (!at_id(p, '}') && p->tok.kind != TK_EOF) {
        if (parse_static_assert(p))
            continue;
        if (at_id(p, ';')) {
            say_ext(p, CX_SEMICOLON, p->tok.span, 0);
            next(p);
            continue;
        }
        Spec s;
        u32 errors = p->d->errors;
        parse_spec(p, &s, false);
        if (!s.has_type && s.qualified && at_id(p, ';')) {
            say(p, CW_NOTHING, s.span, 0);
            next(p);
            continue;
        }
        if (!s.has_type) {
            bool named = p->tok.kind == TK_IDENT && peek(p)->kind != TK_PUNCT;
            say(p, named ? CE_UNKNOWN_TYPE : CE_EXPECTED_TYPE, p->tok.span,
                zs(p, p->tok.text));
            if (named)
                suggest_name(p, p->tok.text, true, p->tok.span);
            skip_to(p, true);
            continue;
        }
        if (at_id(p, ';')) { // anonymous struct or union
            // Microsoft's compilers take a type that has a name elsewhere, too
            bool theirs = p->dl->bits == BITS_MS;
            bool anonymous = is_rec(s.ty) && (s.tag_only ? !s.ty->rec->name.n : theirs);
            if (anonymous && !s.tag_only)
                say_ext(p, CX_ANON_NAMED, s.span, ty_str(p, s.ty));
            if (anonymous)
                add_member(p, &ms, rec, (Member){.ty = s.ty, .span = s.span,
                    .shift = s.align ? (u8)(1 + align_log(s.align)) : 0});
            else
                say(p, CW_NOTHING, s.span, 0);
            next(p);
            continue;
        }
        do {
            Declr d = {0};
            Member m = {.ty = s.ty, .span = p->tok.span};
            if (!at_id(p, ':')) {
                parse_declarator(p, s.ty, &d, true, false);
                m.ty = mode_type(p, d.ty, d.at.mode);
                m.name = d.name;
                m.span = d.span;
            }
            if (at_id(p, ':') && s.plain_int && p->o->unsigned_bits)
                m.ty = ty_qual(p, ty_int_sized(p, (u32)ty_size(p, m.ty), true), m.ty->qual);
            if (eat(p, ':'))
                bit_width(p, &m);
            check_spec(p, &s, m.is_bit ? FOR_BIT_FIELD : FOR_MEMBER, m.ty);
            Attr at = s.at;
            at.mode = 0;
            parse_attributes(p, &at);
            m.ty = mode_type(p, m.ty, at.mode);
            u32 align = MAX(MAX(at.align, d.at.align), s.align);
            if (align)
                m.shift = (u8)(1 + align_log(align));
            m.unit = ((at.flags | d.at.flags) & AT_PACKED) != 0;
            if (m.ty->qual & Q_CONST)
                rec->rec->has_const = true;
            add_member(p, &ms, rec, m);
        } while (eat(p, ','));
        want_member_end(p, errors);
    }
    rec->rec->mem = ms.v;
    rec->rec->nmem = ms.n;
}

// alone: no specifier stands before the tag
static CType *tag_type(Par *p, TyKind k, Str name, Span at, bool define, bool alone)
{
    if (name.n) {
        Tag *t = ident(p, name)->tag;
        bool here = t && t->depth == p->scope->depth;
        bool anew = define || (alone && at_id(p, ';')); // "struct tag;" in an inner scope
        if (t && (here || !anew || (k == TY_ENUM && !define))) {
            if (t->ty->kind == k)
                return t->ty;
            say(p, CE_TAG_KIND, at, zs(p, name));
            if (!define)
                return &p->basic[TY_ERROR];
        }
    }
    CType *t = ty_new(p, k, NULL);
    t->rec = arena_new(&p->sess, Rec);
    t->rec->name = name;
    t->rec->span = at;
    t->rec->is_union = k == TY_UNION;
    if (k == TY_ENUM)
        t->base = &p->basic[TY_UINT];
    if (name.n)
        tag_bind(p, name, t);
    if (p->scope->params && name.n && !define) {
        say(p, CW_TAG_HIDDEN, at, ty_str(p, t));
        suggest_tag(p, t);
    }
    return t;
}

// struct, union or enum up to the brace: attributes, the tag, the type that it names.
typedef struct TagHead {
    Attr at;
    Span span;
    Str name;
    bool define;             // a '{' follows
    CType *ty;
} TagHead;

static TagHead tag_head(Par *p, TyKind k, Spec *s)
{
    TagHead h = {.span = p->tok.span};
    next(p);
    parse_attributes(p, &h.at);
    if (p->tok.kind == TK_IDENT) {
        h.name = p->tok.text;
        h.span = p->tok.span;
        next(p);
    }
    s->tag_only = true;
    h.define = at_id(p, '{');
    bool fresh = h.name.n && !ident(p, h.name)->tag;
    if (!h.define && !h.name.n) {
        say(p, CE_EXPECTED, p->tok.span, "a tag or {", zs(p, p->tok.text));
        h.ty = &p->basic[TY_ERROR];
    } else {
        bool alone = !s->sc && !s->qualified && !s->aligned && !s->tls;
        h.ty = tag_type(p, k, h.name, h.span, h.define, alone);
    }
    s->declares = h.define || fresh;
    if (k == TY_ENUM && !h.define && h.ty->kind == TY_ENUM && !h.ty->rec->complete)
        say_ext(p, CX_ENUM_FORWARD, h.span, ty_str(p, h.ty));
    return h;
}

static void type_ends(Par *p, Spec *s)
{
    s->brace = (Span){p->last.file, p->last.hi, p->last.hi};
    s->brace_sc = s->sc;
}

// What follows the definition of a type belongs to another declaration: s begins anew.
static void lacks_semicolon(Par *p, Spec *s)
{
    Str text = p->src->file.v[s->brace.file].text;
    say(p, CE_EXPECTED, s->brace, "; after the definition of a type",
        p->tok.kind == TK_EOF ? "the end of the file" : zs(p, p->tok.text));
    if (s->brace.lo && s->brace.lo <= text.n && text.p[s->brace.lo - 1] == '}')
        diag_fix(p->d, s->brace, STR(";"));
    s->brace.file = 0;
    s->has_type = s->tag_only = s->declares = false;
    s->ty = NULL;
    if (s->sc == s->brace_sc)
        s->sc = SC_NONE;
}

bool lacks_end(Par *p, Spec *s)
{
    if (!s->brace.file || p->tok.kind == TK_IDENT || at_id(p, '*') || at_id(p, '(') ||
        at_id(p, ';') || at_id(p, ',') || at_id(p, '=') || at_id(p, '[') || at_id(p, ':') ||
        at_id(p, KW_attribute))
        return false;
    lacks_semicolon(p, s);
    return true;
}

// A type where there is one: another, or the next declaration.
static void second_type(Par *p, Spec *s)
{
    if (s->brace.file)
        lacks_semicolon(p, s);
    else
        say(p, CE_TWO_TYPES, p->tok.span, 0);
}

static CType *parse_record(Par *p, TyKind k, Spec *s)
{
    TagHead h = tag_head(p, k, s);
    CType *t = h.ty;
    if (!h.define)
        return t;
    if (t->rec->complete || t->rec->laying_out) {
        say(p, CE_REDEF_TAG, h.span, zs(p, h.name));
        t = ty_new(p, k, NULL);
        t->rec = arena_new(&p->sess, Rec);
        t->rec->is_union = k == TY_UNION;
    }
    t->rec->laying_out = true;
    next(p);
    if (!deeper(p))
        return t;
    parse_members(p, t);
    p->depth--;
    if (!t->rec->nmem)
        say_ext(p, CX_EMPTY_RECORD, h.span, ty_str(p, t));
    want(p, '}');
    parse_attributes(p, &h.at);
    type_ends(p, s);
    t->rec->transparent = (h.at.flags & AT_TRANSPARENT) != 0;
    rec_layout(p, t, &h.at);
    if (ty_size(p, t) > (u64)1 << 31)
        say(p, CE_TOO_BIG, h.span, 0);
    return t;
}

/* ---- enums ---- */

static bool fits(i64 v, bool big, u32 bits, bool is_unsigned)
{
    if (big) // only as unsigned 64 bit
        return is_unsigned && bits == 64;
    if (is_unsigned)
        return v >= 0 && (bits == 64 || v >> bits == 0);
    return bits == 64 || (v >= -((i64)1 << (bits - 1)) && v < (i64)1 << (bits - 1));
}

static void parse_enumerators(Par *p, CType *t, bool packed)
{
    VEC(Decl *) all = {0};
    Members ms = {0};    // -g
    i64 v = 0;
    bool neg = false, big_now = false, any_big = false, semicolons = false;
    i64 lo = 0, hi = 0;
    CType *ity = &p->basic[TY_INT];
    while (p->tok.kind == TK_IDENT) {
        Str name = p->tok.text;
        Span at = p->tok.span;
        Attr attr = {0};
        next(p);
        parse_attributes(p, &attr);
        CType *cty = NULL;
        if (eat(p, '=')) {
            parse_const_int(p, &v, &cty);
            big_now = cty && ty_unsigned(p, cty) && ty_size(p, cty) == 8 && v < 0;
        }
        bool is_int = fits(v, big_now, 32, false);
        if (!is_int)
            say_before_c23(p, CX_ENUM_RANGE, at, zs(p, name), (long long)v);
        if (!is_int)
            ity = cty && ty_size(p, cty) == 8 ? cty->unqual
                : fits(v, big_now, 32, true) ? &p->basic[TY_UINT] : ty_int_sized(p, 8, big_now);
        neg |= v < 0 && !big_now;
        any_big |= big_now;
        if (!big_now) {
            lo = MIN(lo, v);
            hi = MAX(hi, v);
        }
        Decl *old = ident(p, name)->decl;
        if (old && old->depth == p->scope->depth) {
            say(p, CE_REDEF, at, zs(p, name));
            say(p, CN_PREVIOUS, old->span, 0);
        } else {
            Decl *d = decl_new(p, D_ENUMC, name, at, is_int ? &p->basic[TY_INT] : ity);
            d->val = v;
            d->used = true;
            decl_bind(p, d);
            vec_push(p->mem, &all, d);
            if (p->dbg)
                vec_push(&p->sess, &ms, ((Member){.name = name, .span = at, .off = (u64)v}));
        }
        v = (i64)((u64)v + 1);
        if (v == INT64_MIN)
            big_now = true;
        if (p->tok.kind == TK_IDENT) {
            Span here = {p->last.file, p->last.hi, p->last.hi};
            say(p, CE_EXPECTED, here, ", after the enumerator", zs(p, p->tok.text));
            fix_after(p, STR(","));
        } else if (at_id(p, ';') && (peek(p)->kind == TK_IDENT ||
                                     (semicolons && peek(p)->id == '}'))) {
            if (!semicolons)
                say(p, CE_EXPECTED, p->tok.span, ", after the enumerator", ";");
            if (!semicolons)
                fix_text(p, p->tok.span, STR(";"), STR(","));
            semicolons = true;
            next(p);
        } else if (!eat(p, ',')) {
            break;
        }
    }
    u32 bits = packed ? 8 : 32;
    while (bits < 64 && !(fits(lo, false, bits, !neg) && fits(hi, any_big, bits, !neg)))
        bits *= 2;
    t->base = ty_int_sized(p, bits / 8, !neg);
    if (bits == 64)
        for (u32 i = 0; i < all.n; i++)
            all.v[i]->ty = t->base;
    t->rec->mem = ms.v;
    t->rec->nmem = ms.n;
    t->rec->complete = true;
    t->rec->enumc = arena_dup(p->scope->depth ? p->mem : &p->sess, all.v, all.n * sizeof *all.v);
    t->rec->nenum = all.n;
}

static CType *parse_enum(Par *p, Spec *s)
{
    TagHead h = tag_head(p, TY_ENUM, s);
    CType *t = h.ty;
    if (!h.define)
        return t;
    if (t->rec->complete)
        say(p, CE_REDEF_TAG, h.span, zs(p, h.name));
    next(p);
    if (p->tok.kind != TK_IDENT)
        say(p, CE_EXPECTED, p->tok.span, "an enumerator", zs(p, p->tok.text));
    parse_enumerators(p, t, (h.at.flags & AT_PACKED) != 0);
    if (!want(p, '}')) {
        while (!at_id(p, '}') && !at_id(p, ';') && p->tok.kind != TK_EOF)
            next(p);
        eat(p, '}');
    }
    parse_attributes(p, &h.at);
    type_ends(p, s);
    return t;
}

/* ---- specifiers ---- */

enum { // counters of basic type words, added up
    W_VOID = 1, W_BOOL = 1 << 2, W_CHAR = 1 << 4, W_SHORT = 1 << 6, W_INT = 1 << 8,
        W_LONG = 1 << 10,
    W_FLOAT = 1 << 12, W_DOUBLE = 1 << 14, W_SIGNED = 1 << 16, W_UNSIGNED = 1 << 18,
    W_INT128 = 1 << 20
};

static int basic_of(u32 w)
{
    u32 sign = w & (W_SIGNED * 3), u = w & (W_UNSIGNED * 3);
    u32 rest = w & ~(W_SIGNED * 3u) & ~(W_UNSIGNED * 3u);
    if ((sign && u) || sign > W_SIGNED || u > W_UNSIGNED)
        return -1;
    switch (rest) {
    case W_VOID: return w == rest ? TY_VOID : -1;
    case W_BOOL: return w == rest ? TY_BOOL : -1;
    case W_FLOAT: return w == rest ? TY_FLOAT : -1;
    case W_DOUBLE: return w == rest ? TY_DOUBLE : -1;
    case W_LONG + W_DOUBLE: return w == rest ? TY_LDOUBLE : -1;
    case W_CHAR: return u ? TY_UCHAR : sign ? TY_SCHAR : TY_CHAR;
    case W_SHORT:
    case W_SHORT + W_INT: return u ? TY_USHORT : TY_SHORT;
    case 0:
    case W_INT: return u ? TY_UINT : TY_INT;
    case W_LONG:
    case W_LONG + W_INT: return u ? TY_ULONG : TY_LONG;
    case W_LONG * 2:
    case W_LONG * 2 + W_INT: return u ? TY_ULLONG : TY_LLONG;
    case W_INT128: return u ? TY_UINT128 : TY_INT128;
    default: return -1;
    }
}

static u32 word_of(u32 id)
{
    switch (id) {
    case KW_void: return W_VOID;
    case KW__Bool: return W_BOOL;
    case KW_char: return W_CHAR;
    case KW_short: return W_SHORT;
    case KW_int: return W_INT;
    case KW_long: return W_LONG;
    case KW_float: return W_FLOAT;
    case KW_double: return W_DOUBLE;
    case KW_signed: return W_SIGNED;
    case KW_unsigned: return W_UNSIGNED;
    case KW_int128: return W_INT128;
    default: return 0;
    }
}

static u32 qual_of(u32 id)
{
    switch (id) {
    case KW_const: return Q_CONST;
    case KW_volatile: return Q_VOLATILE;
    case KW_restrict: return Q_RESTRICT;
    default: return 0;
    }
}

static CType *parse_typeof(Par *p)
{
    bool plain = at_id(p, KW_typeof_unqual);
    next(p);
    if (!want(p, '('))
        return &p->basic[TY_ERROR];
    CType *t;
    if (starts_type(p, &p->tok)) {
        t = parse_type_name(p);
    } else {
        p->unevaluated++;
        Node *e = parse_expr(p);
        p->unevaluated--;
        if (e->kind == N_MEMBER && e->u.m->is_bit)
            say1(p, CE_SIZEOF_BIT, e->span, e, "typeof");
        t = ty_declared(p, e->ty);
        if (!is_lvalue(e) && is_scalar(t))  // a value has no qualifiers
            t = t->unqual;
        if (ty_has_vla(t) && has_effects(e))
            eval_before(p, e);
    }
    want(p, ')');
    return plain ? t->unqual : t;
}

static void parse_alignas(Par *p, Spec *s)
{
    Span at = p->tok.span;
    i64 n = 0;
    next(p);
    if (!want(p, '('))
        return;
    s->aligned = true;
    s->align_at = at;
    if (starts_type(p, &p->tok)) {
        CType *t = parse_type_name(p);
        if (is_err(t) || (ty_complete(t) && t->kind != TY_FUNC))
            n = ty_align(p, t);
        else
            say(p, CE_ALIGN_TYPE, at, ty_str(p, t));
    } else {
        parse_const_int(p, &n, NULL);
    }
    want(p, ')');
    if (n < 0 || n > (1 << 28) || (n & (n - 1)))
        say(p, CE_ALIGN, at, (long long)n);
    else
        s->align = MAX(s->align, (u32)n);
}

static void set_storage(Par *p, Spec *s, Storage sc, bool allowed)
{
    if (s->brace.file && s->sc != SC_NONE)
        lacks_semicolon(p, s);
    if (!allowed)
        say(p, CE_STORAGE, p->tok.span, zs(p, p->tok.text));
    else if (s->sc != SC_NONE)
        say(p, CE_TWO_STORAGE, p->tok.span, zs(p, p->tok.text));
    else
        s->sc = sc;
    next(p);
}

CType *mode_type(Par *p, CType *t, u32 mode)
{
    if (is_int(t) && mode)
        return ty_qual(p, ty_int_sized(p, mode, ty_unsigned(p, t)), t->qual);
    if (!mode || mode < 4 || (!is_flt(t) && !is_complex(t)) || t->kind == TY_CINT)
        return t;
    CType *r = &p->basic[mode == 4 ? TY_FLOAT : mode == 8 ? TY_DOUBLE : TY_LDOUBLE];
    return ty_qual(p, is_flt(t) ? r : cx_of(p, r), t->qual);
}

static int check_int128(Par *p, int kind, Span at)
{
    if (p->dl->ptr_size == 8) {
        say_ext(p, CX_INT128, at, 0);
        return kind;
    }
    say(p, CE_NO_INT128, at, 0);
    return kind == TY_UINT128 ? TY_ULLONG : TY_LLONG;
}

// One specifier that is not a basic type word; false when the token is none.
static bool other_spec(Par *p, Spec *s, bool storage, u32 *qual, u32 words)
{
    bool typed = s->has_type || words;
    switch (p->tok.id) {
    case KW_typedef: set_storage(p, s, SC_TYPEDEF, storage); return true;
    case KW_extern: set_storage(p, s, SC_EXTERN, storage); return true;
    case KW_static: set_storage(p, s, SC_STATIC, storage); return true;
    case KW_auto: set_storage(p, s, SC_AUTO, storage); return true;
    case KW_register: set_storage(p, s, SC_REGISTER, storage); return true;
    case KW__Thread_local: s->tls = true; next(p); return true;
    case KW_inline: s->is_inline = true; next(p); return true;
    case KW__Noreturn: s->noreturn = true; next(p); return true;
    case KW_extension: next(p); return true;
    case KW_attribute:
        parse_attributes(p, &s->at);
        s->tls |= (s->at.flags & AT_THREAD) != 0;
        return true;
    case KW__Alignas: parse_alignas(p, s); return true;
    case KW__Complex:
        if (s->is_complex)
            say(p, CE_BAD_TYPE, p->tok.span, 0);
        s->is_complex = true;
        next(p);
        return true;
    case KW__Atomic:
        if (peek(p)->id != '(' || peek(p)->kind != TK_PUNCT) {
            *qual |= Q_ATOMIC;
            next(p);
            return true;
        }
        next(p);
        next(p);
        s->ty = parse_type_name(p);
        if (s->ty->qual)
            say(p, CE_ATOMIC_OF, s->span, ty_str(p, s->ty));
        *qual |= Q_ATOMIC;
        s->has_type = true;
        want(p, ')');
        return true;
    case KW_struct:
    case KW_union:
    case KW_enum:
        if (typed)
            second_type(p, s);
        s->ty = p->tok.id == KW_enum ? parse_enum(p, s)
                                     : parse_record(p, p->tok.id == KW_union ? TY_UNION : TY_STRUCT,
                                                    s);
        s->has_type = true;
        return true;
    case KW_typeof:
    case KW_typeof_unqual:
        s->ty = parse_typeof(p);
        s->has_type = true;
        return true;
    case KW_auto_type:
        s->is_auto_type = true;
        s->has_type = true;
        s->ty = &p->basic[TY_ERROR];
        next(p);
        return true;
    default: return false;
    }
}

// _Complex with other words, or alone, which is GNU for double.
static void complex_spec(Par *p, Spec *s)
{
    if (s->ty && !cx_takes(s->ty)) {
        if (!is_err(s->ty))
            say(p, CE_NO_COMPLEX, s->span, ty_str(p, s->ty));
        return;
    }
    if (!s->ty)
        say_ext(p, CX_COMPLEX, s->span, 0);
    else if (is_int(s->ty))
        say_ext(p, CX_COMPLEX_INT, s->span, ty_str(p, s->ty));
    s->ty = cx_of(p, s->ty ? s->ty : &p->basic[TY_DOUBLE]);
    s->has_type = true;
}

void check_restrict(Par *p, const CType *t, Span at)
{
    if ((t->qual & Q_RESTRICT) && !is_err(t) && (!is_ptr(t) || t->base->kind == TY_FUNC))
        say(p, CE_RESTRICT, at, ty_str(p, t->unqual));
}

// After the name of a type: what makes it the type of what follows, not the name of an object.
static bool names_another(Par *p)
{
    const Tok *t = peek(p);
    return t->kind == TK_IDENT || (t->kind == TK_PUNCT && t->id == '*');
}

void parse_spec(Par *p, Spec *s, bool storage)
{
    u32 words = 0, qual = 0;
    *s = (Spec){.span = p->tok.span};
    if (p->lead) {
        s->at = *p->lead;
        s->tls = (s->at.flags & AT_THREAD) != 0;
    }
    p->lead = NULL;
    for (;;) {
        if (p->tok.kind == TK_KW) {
            u32 w = word_of(p->tok.id), q = qual_of(p->tok.id);
            if (w) {
                if (s->has_type && !words)
                    second_type(p, s);
                words += w;
                s->has_type = true;
                next(p);
            } else if (q) {
                qual |= q;
                s->qualified = true;
                next(p);
            } else if (!other_spec(p, s, storage, &qual, words)) {
                break;
            }
            continue;
        }
        if (p->tok.kind != TK_IDENT)
            break;
        if (s->brace.file && starts_type(p, &p->tok) && names_another(p))
            lacks_semicolon(p, s);
        if (s->has_type)
            break;
        if (respell(p, false))
            continue;
        Decl *d = tok_ident(p, &p->tok)->decl;
        if (!d || d->kind != D_TYPEDEF || (s->is_complex && d->span.file))
            break;
        d->used = true;
        s->ty = d->ty;
        s->has_type = true;
        next(p);
    }
    s->span = (Span){s->span.file, s->span.lo, s->span.hi};
    if (words) {
        int k = basic_of(words);
        if (k < 0) {
            say(p, CE_BAD_TYPE, s->span, 0);
            k = TY_INT;
        }
        if (words & W_INT128)
            k = check_int128(p, k, s->span);
        s->ty = &p->basic[k];
        s->plain_int = k >= TY_SHORT && k <= TY_LLONG && !(words & (W_SIGNED * 3));
    }
    if (s->is_complex)
        complex_spec(p, s);
    if (!s->ty)
        s->ty = &p->basic[TY_INT];
    if ((qual & Q_ATOMIC) && (s->ty->kind == TY_ARRAY || s->ty->kind == TY_FUNC)) {
        say(p, CE_ATOMIC, s->span, ty_str(p, s->ty));
        qual &= ~(u32)Q_ATOMIC;
    }
    s->ty = mode_type(p, s->ty, s->at.mode);
    if (s->at.vector) {
        s->ty = ty_opaque(p, "a vector type", s->at.vector);
        s->at.vector = 0;
    }
    s->ty = ty_qual(p, s->ty, qual);
    check_restrict(p, s->ty, s->span);
    s->qual = (u8)qual;
    s->qualified = qual != 0;
    if (s->noreturn)
        s->at.flags |= AT_NORETURN;
}

void check_spec(Par *p, const Spec *s, SpecUse what, const CType *ty)
{
    static const char *const names[] = {
        "a function", "a variable", "a register variable", "a member", "a bit-field", "a parameter",
        "a typedef", "a type name"};
    if (s->noreturn && what != FOR_FUNC)
        say(p, CW_FUNC_SPEC, s->span, "_Noreturn", names[what]);
    if (s->is_inline && what != FOR_FUNC && what != FOR_PARAM)
        say(p, CW_FUNC_SPEC, s->span, "inline", names[what]);
    if (s->tls && (what == FOR_FUNC || what == FOR_TYPEDEF || what == FOR_REGISTER))
        say(p, CE_STORAGE, s->span, "_Thread_local");
    if (!s->aligned)
        return;
    if (what != FOR_OBJECT && what != FOR_MEMBER)
        say(p, CE_ALIGN_HERE, s->align_at, names[what]);
    else if (s->align && ty_complete(ty) && s->align < ty_align(p, ty))
        say(p, CE_ALIGN_LESS, s->align_at, (long long)s->align, ty_str(p, ty),
            (long long)ty_align(p, ty));
}

void check_empty(Par *p, const Spec *s)
{
    if (!s->tag_only) {
        say(p, CW_NOTHING, s->span, 0);
        return;
    }
    const char *word = s->sc || s->tls ? "the storage class" : s->qualified ? "the qualifier"
                     : s->aligned ? "_Alignas" : NULL;
    const char *func = s->noreturn ? "_Noreturn" : s->is_inline ? "inline" : NULL;
    if (func)
        say(p, CW_FUNC_SPEC, s->span, func, "types");
    else if (word && s->declares)
        say(p, CW_USELESS, s->span, word);
    else if (word)
        say(p, CW_NO_TAG, s->span, word);
}
