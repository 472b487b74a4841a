// pppragma.c - the pragmas that the preprocessor carries out
#include "frontend/c/pp_int.h"

static Str word(Str *s)
{
    while (s->n && (*s->p == ' ' || *s->p == '\t'))
        *s = (Str){s->p + 1, s->n - 1};
    size_t n = 0;
    while (n < s->n && s->p[n] != ' ' && s->p[n] != '\t' && s->p[n] != '(')
        n++;
    Str r = {s->p, n};
    *s = (Str){s->p + n, s->n - n};
    return r;
}

// push_macro("NAME") and pop_macro("NAME")
static void macro_pragma(Pp *p, Str text, bool push)
{
    const char *from = memchr(text.p, '"', text.n);
    const char *to = from ? memchr(from + 1, '"', (size_t)(text.p + text.n - from - 1)) : NULL;
    if (!to)
        return;
    PpName *name = pp_name(p, from + 1, (size_t)(to - from - 1));
    if (push) {
        MacroSave *s = arena_new(p->mem, MacroSave);
        *s = (MacroSave){name->macro, name->saved};
        name->saved = s;
        if (name->macro)
            name->macro->used = true;
    } else if (name->saved) {
        name->macro = name->saved->macro;
        name->saved = name->saved->next;
    }
}

static void once(Pp *p)
{
    FileInfo *f = p->top ? map_getp(&p->file, p->src->file.v[p->top->file].path) : NULL;
    if (f && !f->once)
        vec_push(p->mem, &p->once, f);
    if (f)
        f->once = true;
}

// The tokens of a pragma's text, which stand where the pragma does.
static Tok *tokens(Pp *p, Str text, Span at, u32 *n)
{
    VEC(Tok) v = {0};
    Lexer l;
    Tok t;
    lex_open(&l, at.file, text, NULL, 0);
    l.bol = false;
    l.quiet = true;
    for (lex_token(p, &l, &t); t.kind != TK_EOF; lex_token(p, &l, &t)) {
        t.span = at;
        vec_push(p->mem, &v, t);
    }
    *n = v.n;
    return v.v;
}

static void poison(Pp *p, Str text, Span at)
{
    u32 n;
    Tok *t = tokens(p, text, at, &n);
    for (u32 k = 0; k < n; k++) {
        if (t[k].kind != TK_IDENT) {
            ppdiag(p, PPE_PRAGMA_TEXT, at, "#pragma GCC poison needs names");
            return;
        }
        if (t[k].name->macro)
            ppdiag(p, PPW_POISON_MACRO, at, tok_z(p, &t[k]));
        t[k].name->macro = NULL;
        t[k].name->poisoned = t[k].name->special = true;
    }
}

// Strings, perhaps in parentheses, joined; false when that is not what the text comes to.
static bool message(Pp *p, Str text, Span at, const char **out)
{
    u32 n;
    Tok *t = tokens(p, text, at, &n), all;
    t = expand_list(p, t, n, &n);
    bool paren = n && t->kind == TK_PUNCT && t->id == '(';
    if (paren && t[n - 1].kind == TK_PUNCT && t[n - 1].id == ')') {
        t++;
        n -= 2;
    } else if (paren) {
        return false;
    }
    for (u32 k = 0; k < n; k++)
        if (t[k].kind != TK_STR || t[k].flags & TF_BROKEN)
            return false;
    if (!n)
        return false;
    lit_string(p, t, n, &all);
    *out = str_z(p->mem, all.s);
    return true;
}

// What follows GCC or clang.
static bool gnu_pragma(Pp *p, Str text, Span at)
{
    const char *z;
    Str act = word(&text);
    bool error = str_eqz(act, "error");
    if (str_eqz(act, "poison")) {
        poison(p, text, at);
    } else if (str_eqz(act, "system_header")) {
        if (p->top && p->top->up && p->top->file)
            p->src->file.v[p->top->file].system = true;
    } else if (error || str_eqz(act, "warning")) {
        if (message(p, text, at, &z))
            ppdiag(p, error ? PPE_PRAGMA_TEXT : PPW_PRAGMA_TEXT, at, z);
        else
            ppdiag(p, PPE_PRAGMA_TEXT, at, error ? "#pragma GCC error needs a string"
                                                 : "#pragma GCC warning needs a string");
    } else {
        return false;
    }
    return true;
}

bool pp_pragma(Pp *p, Str text, Span at)
{
    const char *z;
    Str all = text, act = word(&text);
    if (str_eqz(act, "push_macro") || str_eqz(act, "pop_macro")) {
        macro_pragma(p, text, act.p[1] == 'u');
        return true;
    }
    if (str_eqz(all, "once")) {
        once(p);
        return true;
    }
    if (str_eqz(act, "message") && !p->printing && message(p, text, at, &z)) {
        p->d->dropped = false;
        ppdiag(p, PPN_PRAGMA_TEXT, at, z);
        return true;
    }
    return (str_eqz(act, "GCC") || str_eqz(act, "clang")) && gnu_pragma(p, text, at);
}
