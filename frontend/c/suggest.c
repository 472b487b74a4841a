// suggest.c - what an unknown name was meant to be: a header that declares it, a name or a keyword
// like it
#include "frontend/c/tree_int.h"

static const struct {
    const char *name, *header;
} lib_names[] = {
#define LIBNAME(name, header) {#name, header},
#include "frontend/c/libname.def"
#undef LIBNAME
};

static const char *header_of(Str name)
{
    for (u32 k = 0; k < COUNT(lib_names); k++)
        if (str_eqz(name, lib_names[k].name))
            return lib_names[k].header;
    return lib_header(name);
}

// The name in scope that is most like this one. Of equal ones the one declared first in the file.
static Str near_name(Par *p, Str name, bool type)
{
    int limit = name.n < 3 ? 0 : name.n < 6 ? 1 : 2, best = limit + 1;
    Str near = {0};
    u32 lo = ~0u;
    for (Scope *s = p->scope; s; s = s->up)
        for (Decl *d = s->decls; d; d = d->next) {
            if (!d->name.n || is_err(d->ty) || (d->kind == D_TYPEDEF) != type || !d->span.file ||
                (d->block_only && !d->depth))
                continue;
            int k = edit_distance(name, d->name, limit);
            if (k < best || (k == best && k <= limit && d->span.lo < lo)) {
                best = k;
                near = d->name;
                lo = d->span.lo;
            }
        }
    return near;
}

/* ---- the nearest of names that are offered ---- */

static Near near_to(Str name)
{
    return near_new(name, name.n < 3 ? 0 : name.n < 6 ? 1 : 2);
}

static void near_say(Par *p, const Near *n, Span at)
{
    if (!n->best.n)
        return;
    diag_help(p->d, "did you mean %.*s?", STR_ARG(n->best));
    fix_text(p, at, n->name, n->best);
}

static void try_members(Near *n, const CType *t)
{
    for (u32 k = 0; k < t->rec->nmem; k++) {
        const Member *m = &t->rec->mem[k];
        near_try(n, m->name);
        if (!m->name.n && is_rec(m->ty))
            try_members(n, m->ty);
    }
}

void suggest_member(Par *p, const CType *rec, Str name, Span at)
{
    Near n = near_to(name);
    try_members(&n, rec);
    near_say(p, &n, at);
}

void suggest_tag(Par *p, const CType *t)
{
    Near n = near_to(t->rec->name);
    for (Scope *s = p->scope; s; s = s->up)
        for (Tag *k = s->tags; k; k = k->next)
            if (k->ty != t && k->ty->kind == t->kind && k->ty->rec->complete)
                near_try(&n, k->ty->rec->name);
    if (n.best.n)
        diag_help(p->d, "did you mean %s %.*s?",
                  t->kind == TY_STRUCT ? "struct" : t->kind == TY_UNION ? "union" : "enum",
                  STR_ARG(n.best));
}

void suggest_label(Par *p, Str name, Span at)
{
    Near n = near_to(name);
    for (const Label *l = p->body->labels; l; l = l->next)
        if (l->defined && !str_eq(l->name, name))
            near_try(&n, l->name);
    near_say(p, &n, at);
}

/* ---- misspelt keywords ---- */

// What must follow the word: then no program is right that has another name in its place.
typedef enum { AFTER_SPEC, AFTER_HEAD, AFTER_VALUE, AFTER_END } AfterWord;
static const struct {
    const char *text;
    u16 id;
    u8 after;
} words[] = {
#define WORD(name, after) {#name, KW_##name, after}
    WORD(char, AFTER_SPEC), WORD(const, AFTER_SPEC), WORD(double, AFTER_SPEC),
    WORD(enum, AFTER_SPEC), WORD(extern, AFTER_SPEC), WORD(float, AFTER_SPEC),
    WORD(inline, AFTER_SPEC), WORD(int, AFTER_SPEC), WORD(long, AFTER_SPEC),
    WORD(register, AFTER_SPEC), WORD(short, AFTER_SPEC), WORD(signed, AFTER_SPEC),
    WORD(static, AFTER_SPEC), WORD(struct, AFTER_SPEC), WORD(typedef, AFTER_SPEC),
    WORD(union, AFTER_SPEC), WORD(unsigned, AFTER_SPEC), WORD(void, AFTER_SPEC),
    WORD(volatile, AFTER_SPEC), WORD(for, AFTER_HEAD), WORD(switch, AFTER_HEAD),
    WORD(while, AFTER_HEAD), WORD(case, AFTER_VALUE), WORD(goto, AFTER_VALUE),
    WORD(return, AFTER_VALUE), WORD(break, AFTER_END), WORD(continue, AFTER_END),
#undef WORD
};

// In the text from `at` on: "( ... )" with a ';' in it, or with a '{' behind it. A call is neither.
static bool head_follows(Par *p, Span at)
{
    enum { FAR = 2000 };
    Str s = p->src->file.v[at.file].text;
    u32 depth = 0, end = (u32)MIN(s.n, (size_t)at.hi + FAR);
    for (u32 k = at.hi; k < end; k++) {
        char c = s.p[k];
        depth += c == '(';
        if (!depth && c != ' ')
            return false;
        if (c == ';')
            return true;
        if (c == '"' || c == '\'')
            return false;
        if (c == ')' && --depth == 0) {
            for (k++; k < end && (s.p[k] == ' ' || s.p[k] == '\n' || s.p[k] == '\t');)
                k++;
            return k < end && s.p[k] == '{';
        }
    }
    return false;
}

static bool word_fits(Par *p, u8 after)
{
    const Tok *t = peek(p);
    switch (after) {
    case AFTER_SPEC:
        return t->kind == TK_IDENT || t->kind == TK_KW || (t->kind == TK_PUNCT && t->id == '*');
    case AFTER_HEAD: return t->kind == TK_PUNCT && t->id == '(' && head_follows(p, p->tok.span);
    case AFTER_VALUE:
        return t->kind == TK_INT || t->kind == TK_FLOAT || t->kind == TK_CHAR ||
               t->kind == TK_STR || t->kind == TK_IDENT;
    default: return t->kind == TK_PUNCT && t->id == ';';
    }
}

bool respell(Par *p, bool statement)
{
    if (p->tok.kind != TK_IDENT || tok_ident(p, &p->tok)->decl)
        return false;
    Near n = near_to(p->tok.text);
    u16 id = 0;
    for (u32 k = 0; k < COUNT(words); k++) {
        if ((words[k].after != AFTER_SPEC) == statement && word_fits(p, words[k].after) &&
            near_try(&n, str_of(words[k].text)))
            id = words[k].id;
    }
    if (!id)
        return false;
    say(p, statement ? CE_UNDECLARED : CE_UNKNOWN_TYPE, p->tok.span, zs(p, p->tok.text));
    near_say(p, &n, p->tok.span);
    p->tok.kind = TK_KW;
    p->tok.id = id;
    return true;
}

bool respell_else_if(Par *p)
{
    Str t = p->tok.text;
    if (p->tok.kind != TK_IDENT || tok_ident(p, &p->tok)->decl ||
        !(str_eqz(t, "elseif") || str_eqz(t, "elsif") || str_eqz(t, "elif")))
        return false;
    say(p, CE_UNDECLARED, p->tok.span, zs(p, t));
    diag_help(p->d, "did you mean else if?");
    fix_text(p, p->tok.span, t, STR("else if"));
    p->tok.kind = TK_KW;
    p->tok.id = KW_if;
    return true;
}

/* ---- names in scope ---- */

void suggest_name(Par *p, Str name, bool type, Span at)
{
    const char *header = header_of(name);
    if (header) {
        diag_help(p->d, "add #include <%s>", header);
        return;
    }
    Str near = near_name(p, name, type);
    if (near.n) {
        diag_help(p->d, "did you mean %.*s?", STR_ARG(near));
        fix_text(p, at, name, near);
    }
}
