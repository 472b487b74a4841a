// warn.c - warnings about common mistakes: format strings, unused names, missing returns
#include "frontend/c/tree_int.h"

/* ---- printf formats ---- */

typedef struct Conv {
    char c;             // conversion letter
    int len;            // 0, 'H' hh, 'h', 'l', 'L' ll or long double, 'z', 'j', 't'
} Conv;

static const CType *format_type(Par *p, Conv k)
{
    bool u = k.c == 'u' || k.c == 'x' || k.c == 'X' || k.c == 'o';
    switch (k.len) {
    case 'l': return &p->basic[u ? TY_ULONG : TY_LONG];
    case 'L': return &p->basic[u ? TY_ULLONG : TY_LLONG];
    case 'j': return ty_int_sized(p, 8, u);
    case 'z':
    case 't': return u ? p->size_t_ : p->ptrdiff_t_;
    default: return &p->basic[u ? TY_UINT : TY_INT];
    }
}

static bool conv_fits(Par *p, Conv k, const CType *t)
{
    switch (k.c) {
    case 'd': case 'i': case 'u': case 'x': case 'X': case 'o': {
        const CType *w = format_type(p, k);
        if (!is_int(t))
            return false;
        // size matters; the sign is the business of -Wformat-signedness. long and long long are
        // distinct
        if (ty_size(p, t) != ty_size(p, w))
            return false;
        return k.len != 'l' && k.len != 'L' ? true : ty_rank(t) == ty_rank(w);
    }
    case 'c': return is_int(t) && ty_size(p, t) == 4;
    case 'e': case 'f': case 'g': case 'a': case 'E': case 'F': case 'G': case 'A':
        return is_flt(t);
    case 's':
        return is_ptr(t) && (k.len == 'l' || (is_int(t->base) && ty_size(p, t->base) == 1));
    case 'p': return is_ptr(t);
    case 'n': return is_ptr(t) && is_int(t->base);
    default: return true;
    }
}

static const char *conv_wants(Par *p, Conv k)
{
    switch (k.c) {
    case 'c': return "int";
    case 's': return "char *";
    case 'p': return "void *";
    case 'n': return "int *";
    case 'd': case 'i': case 'u': case 'x': case 'X': case 'o': return ty_str(p, format_type(p, k));
    default: return "double";
    }
}

typedef struct Fmt {
    const char *s, *e;
    Node *call;
    u32 arg;            // next argument
    bool bad;
} Fmt;

static Node *fmt_arg(Par *p, Fmt *f)
{
    if (f->arg >= f->call->u.arg.n) {
        if (!f->bad)
            say(p, CW_FORMAT_FEW, f->call->span, 0);
        f->bad = true;
        return NULL;
    }
    return f->call->u.arg.v[f->arg++];
}

static void fmt_star(Par *p, Fmt *f)
{
    f->s++;
    Node *a = fmt_arg(p, f);
    if (a && (!is_int(a->ty) || ty_size(p, a->ty) != 4))
        say(p, CW_FORMAT_TYPE, a->span, "*", "int", ty_str(p, a->ty));
}

static int fmt_length(Fmt *f)
{
    if (f->s >= f->e)
        return 0;
    char c = *f->s;
    if (c != 'h' && c != 'l' && c != 'L' && c != 'z' && c != 'j' && c != 't' && c != 'q')
        return 0;
    f->s++;
    if ((c == 'h' || c == 'l') && f->s < f->e && *f->s == c) {
        f->s++;
        return c == 'h' ? 'H' : 'L';
    }
    return c == 'q' ? 'L' : c;
}

static void fmt_one(Par *p, Fmt *f)
{
    while (f->s < f->e && memchr("-+ #0'", *f->s, 6))
        f->s++;
    for (int part = 0; part < 2; part++) {
        if (f->s < f->e && *f->s == '*')
            fmt_star(p, f);
        while (f->s < f->e && *f->s >= '0' && *f->s <= '9')
            f->s++;
        if (part == 0) {
            if (f->s >= f->e || *f->s != '.')
                break;
            f->s++;
        }
    }
    Conv k = {.len = fmt_length(f)};
    if (f->s >= f->e) {
        say(p, CW_FORMAT_END, f->call->span, 0);
        f->bad = true;
        return;
    }
    k.c = *f->s++;
    if (k.c == '%' || k.c == 'm')
        return;
    if (!memchr("diuxXocsefgaEFGApn", k.c, 18)) {
        char t[2] = {k.c, 0};
        say(p, CW_FORMAT_CONV, f->call->span, t);
        f->bad = true;
        return;
    }
    Node *a = fmt_arg(p, f);
    if (!a || is_err(a->ty))
        return;
    Node *shown = a;
    if (!conv_fits(p, k, shown->ty)) {
        char text[8];
        snprintf(text, sizeof text, "%s%c",
                 k.len == 'l' ? "l" : k.len == 'L' ? "ll" : k.len == 'z' ? "z"
                 : k.len == 'H' ? "hh" : k.len == 'h' ? "h" : k.len == 'j' ? "j"
                     : k.len == 't' ? "t" : "", k.c);
        say(p, CW_FORMAT_TYPE, a->span, text, conv_wants(p, k), ty_str(p, shown->ty));
    }
}

/* ---- scanf formats ---- */

static bool of_char(Par *p, const CType *t, bool wide)
{
    return is_int(t) && ty_size(p, t) == (wide ? ty_size(p, p->wchar_t_) : 1);
}

// Where a conversion stores; `alloc`: m, a pointer to such.
static bool scan_fits(Par *p, Conv k, bool alloc, const CType *t)
{
    if (!is_ptr(t) || (alloc && !is_ptr(t->base)))
        return false;
    const CType *to = alloc ? t->base->base : t->base;
    if (to->qual & Q_CONST)
        return false;
    switch (k.c) {
    case 'c': case 's': case '[': return of_char(p, to, k.len == 'l');
    case 'p': return is_ptr(to);
    case 'e': case 'f': case 'g': case 'a': case 'E': case 'F': case 'G': case 'A':
        return to->kind == (k.len == 'L' ? TY_LDOUBLE : k.len == 'l' ? TY_DOUBLE : TY_FLOAT);
    default: {
        const CType *w = format_type(p, k);
        u64 size = k.len == 'H' ? 1 : k.len == 'h' ? 2 : ty_size(p, w);
        bool same = k.len != 'l' && k.len != 'L' && k.len ? true : ty_rank(to) == ty_rank(w);
        return is_int(to) && ty_size(p, to) == size && same;
    }
    }
}

static const char *scan_wants(Par *p, Conv k, bool alloc)
{
    switch (k.c) {
    case 'c': case 's': case '[':
        return k.len == 'l' ? alloc ? "wchar_t **" : "wchar_t *" : alloc ? "char **" : "char *";
    case 'p': return "void **";
    case 'e': case 'f': case 'g': case 'a': case 'E': case 'F': case 'G': case 'A':
        return k.len == 'L' ? "long double *" : k.len == 'l' ? "double *" : "float *";
    default: {
        CType *w = (CType *)format_type(p, k);
        bool u = ty_unsigned(p, w);
        if (k.len == 'H' || k.len == 'h')
            w = &p->basic[k.len == 'H' ? u ? TY_UCHAR : TY_SCHAR : u ? TY_USHORT : TY_SHORT];
        return ty_str(p, ty_ptr(p, w));
    }
    }
}

// "[set]", after the bracket; a ] at its beginning is a member of it.
static bool scan_set(Fmt *f)
{
    if (f->s < f->e && *f->s == '^')
        f->s++;
    if (f->s < f->e)
        f->s++;
    while (f->s < f->e && f->s[-1] != ']' && *f->s != ']')
        f->s++;
    if (f->s >= f->e)
        return f->e > f->s - 1 && f->s[-1] == ']';
    f->s++;
    return true;
}

static void scan_one(Par *p, Fmt *f)
{
    bool drop = f->s < f->e && *f->s == '*', alloc = false;
    f->s += drop;
    while (f->s < f->e && ((*f->s >= '0' && *f->s <= '9') || *f->s == '\''))
        f->s++;
    if (f->s < f->e && *f->s == 'm') {
        alloc = true;
        f->s++;
    }
    const char *from = f->s;
    Conv k = {.len = fmt_length(f)};
    k.c = f->s < f->e ? *f->s++ : 0;
    if (k.c == '%')
        return;
    if (!k.c || (k.c == '[' && !scan_set(f))) {
        say(p, CW_FORMAT_END, f->call->span, 0);
        f->bad = true;
        return;
    }
    if (!memchr("diuxXoncsefgaEFGAp[", k.c, 19)) {
        char t[2] = {k.c, 0};
        say(p, CW_FORMAT_CONV, f->call->span, t);
        f->bad = true;
        return;
    }
    Node *a = drop ? NULL : fmt_arg(p, f);
    if (!a || is_err(a->ty) || scan_fits(p, k, alloc, a->ty))
        return;
    char text[8];
    snprintf(text, sizeof text, "%.*s", (int)MIN(f->s - from, 5), from);
    say(p, CW_FORMAT_TYPE, a->span, text, scan_wants(p, k, alloc), ty_str(p, a->ty));
}

void check_format(Par *p, Node *call, const CType *fty, Str name)
{
    (void)name;
    bool scan = fty->fmt_scan;
    u32 at = 0, first = 0;
    Node *fn = call->a->kind == N_DECAY ? call->a->a : call->a;
    if (fn->kind == N_VAR && fn->u.d->at.fmt) {
        at = fn->u.d->at.fmt;
        first = fn->u.d->at.fmt_arg;
        scan = fn->u.d->at.fmt_scan;
    } else {
        at = fty->fmt;
        first = fty->fmt_arg;
    }
    if (!at || !first || at > call->u.arg.n)
        return;
    Node *s = call->u.arg.v[at - 1];
    while (s->kind == N_CAST)
        s = s->a;
    if (s->kind != N_DECAY || s->a->kind != N_STR || s->a->aux != ENC_NONE)
        return;
    Fmt f = {s->a->u.s.p, s->a->u.s.p + s->a->u.s.n, call, first - 1, false};
    while (f.s < f.e && !f.bad) {
        if (*f.s == 0) // the rest is not seen
            break;
        if (*f.s++ == '%' && scan)
            scan_one(p, &f);
        else if (f.s[-1] == '%')
            fmt_one(p, &f);
    }
    if (!f.bad && f.arg < call->u.arg.n)
        say(p, CW_FORMAT_MANY, call->u.arg.v[f.arg]->span, 0);
}

/* ---- unused names ---- */

void check_unused(Par *p, Decl *d)
{
    bool set_only = d->kind == D_VAR && !d->is_param && !d->global && d->named &&
                    d->named == d->assigned && !(d->ty->qual & Q_VOLATILE) && !d->at.cleanup;
    if (p->d->errors > p->d->raised || (d->used && !set_only) || !d->name.n ||
        !d->span.file ||
        (d->at.flags & (AT_UNUSED | AT_USED | AT_CTOR | AT_DTOR)))
        return;
    if (d->kind == D_VAR) {
        if (d->is_param) {
            if (p->body && p->scope->depth == 1 &&
                !(p->body->fn->at.flags & AT_NAKED))
                say(p, CW_UNUSED_PARAM, d->span, zs(p, d->name));
        } else {
            if (d->linkage && ((d->ty->qual & Q_CONST) ||
                               (d->ty->kind == TY_ARRAY && (d->ty->base->qual & Q_CONST))))
                return;
            say(p, set_only ? CW_SET_ONLY : CW_UNUSED_VAR, d->span, zs(p, d->name));
        }
    } else if (d->kind == D_FUNC && d->storage == SC_STATIC && d->defined && !d->is_inline) {
        say(p, CW_UNUSED_FUNC, d->span, zs(p, d->name));
    }
}

/* ---- control that leaves a function without a value ---- */

typedef struct Flow {
    bool brk, cont;     // a break leaves the statement looked at; a continue reaches its condition
} Flow;

static bool falls(Par *p, Stmt *s, Flow *f);

static bool list_falls(Par *p, Stmt *s, Flow *f)
{
    bool on = true;
    for (; s; s = s->next)
        if (on || s->has_label)
            on = falls(p, s, f);
    return on;
}

static int known(const Node *e)
{
    return !e ? 1 : e->kind == N_INT ? !is_zero(e) : -1;
}

static bool expr_returns(Par *p, const Node *e)
{
    if (e->kind == N_CAST)
        return expr_returns(p, e->a);
    if (e->kind == N_BUILTIN)
        return e->op != B_UNREACHABLE && e->op != B_TRAP;
    if (e->kind == N_COMMA)
        return expr_returns(p, e->a) && expr_returns(p, e->b);
    if (e->kind == N_COND)
        return !e->b || expr_returns(p, e->b) || expr_returns(p, e->c);
    if (e->kind == N_STMTEXPR)
        return falls(p, e->u.st, &(Flow){false, false});
    if (e->kind != N_CALL)
        return true;
    const Node *fn = e->a->kind == N_DECAY ? e->a->a : e->a;
    if (fn->kind == N_VAR && (fn->u.d->at.flags & AT_NORETURN))
        return false;
    return !e->a->ty->base->noreturn;
}

static bool switch_falls(Par *p, Stmt *s, Flow *f)
{
    Flow in = {false, false};
    bool dflt = false;
    for (Case *c = s->cases; c; c = c->next)
        dflt |= c->is_default;
    bool end = falls(p, s->s1, &in);
    f->cont |= in.cont;
    return end || in.brk || !dflt;
}

// Can control pass the end of s? Errs towards "no" only where it is certain.
static bool falls(Par *p, Stmt *s, Flow *f)
{
    switch (s->kind) {
    case S_RETURN:
    case S_GOTO:
    case S_IGOTO: return false;
    case S_CONTINUE: f->cont = true; return false;
    case S_BREAK: f->brk = true; return false;
    case S_EXPR: return expr_returns(p, s->e);
    case S_BLOCK: return list_falls(p, s->s1, f) && !s->falls;
    case S_IF: {
        int k = known(s->e);
        bool a = k != 0 || s->s1->has_label ? falls(p, s->s1, f) : false;
        bool b = !s->s2 ? k != 1 : k != 1 || s->s2->has_label ? falls(p, s->s2, f) : false;
        return a || b;
    }
    case S_WHILE:
    case S_FOR: {
        Flow in = {false, false};
        falls(p, s->s1, &in);
        return known(s->e) != 1 || in.brk;
    }
    case S_DO: {
        Flow in = {false, false};
        bool end = falls(p, s->s1, &in) || in.cont;
        return (end && known(s->e) != 1) || in.brk;
    }
    case S_SWITCH: return switch_falls(p, s, f);
    case S_CASE:
        while (s->kind == S_CASE)
            s = s->s1;
        return falls(p, s, f);
    case S_LABEL: return s->s1 ? falls(p, s->s1, f) : true;
    case S_EMPTY: return !s->falls;
    default: return true;
    }
}

void check_falls_off(Par *p, Body *b)
{
    CType *ret = b->fty->base;
    if (p->d->errors > p->d->raised || is_err(ret) || b->fn->at.flags & AT_NAKED)
        return;
    Flow f = {false, false};
    bool end = falls(p, b->block, &f);
    if (!end)
        return;
    if (b->fn->at.flags & AT_NORETURN)
        say(p, CW_NORETURN, b->block->end, zs(p, b->fn->name));
    else if (!is_void(ret) && !str_eqz(b->fn->name, "main"))
        say(p, CW_NO_RETURN, b->block->end, zs(p, b->fn->name));
}

/* ---- from one case into the next ---- */

static char lower_case(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static bool at_word(const char *s, const char *e, const char *word)
{
    while (*word && s < e && lower_case(*s) == *word) {
        s++;
        word++;
    }
    return !*word;
}

// "fall through", "falls thru", "FALL-THROUGH": as gcc's -Wimplicit-fallthrough=2 reads comments.
bool says_falls(Par *p)
{
    Span at = p->tok.span;
    Str text = p->src->file.v[at.file].text;
    if (p->last.file != at.file || p->last.hi > at.lo || at.lo > text.n)
        return false;
    const char *e = text.p + at.lo;
    for (const char *s = text.p + p->last.hi; s + 8 <= e; s++) {
        if (!at_word(s, e, "fall"))
            continue;
        const char *q = s + 4;
        q += q < e && lower_case(*q) == 's';
        while (q < e && (*q == ' ' || *q == '\t' || *q == '-' || *q == '_'))
            q++;
        if (at_word(q, e, "through") || at_word(q, e, "thru"))
            return true;
    }
    return false;
}

// The statement of labels in a row.
static const Stmt *labelled_by(const Stmt *s)
{
    while (s && s->kind == S_CASE)
        s = s->s1;
    return s;
}

// Cases that end at once, or have nothing to do, are no surprise to fall into.
static bool harmless(const Stmt *s)
{
    const Stmt *first = labelled_by(s);
    return !first || first->kind == S_BREAK || first->kind == S_GOTO ||
           (first->kind == S_EMPTY && !s->next);
}

void check_falls_through(Par *p, const Stmt *s)
{
    Stmt *list = s->s1;
    while (list && list->kind == S_BLOCK && list->open)
        list = list->s1;
    if (!list || list->kind != S_BLOCK)
        return;
    Flow f = {false, false};
    bool on = false, work = false;    // of the cases above: falls out, and does something
    for (Stmt *k = list->s1; k; k = k->next) {
        if (k->kind == S_CASE && on && work && !k->falls && !harmless(k))
            say(p, CW_FALLS, k->span, 0);
        if (k->kind == S_CASE)
            work = false;
        if (on || k->has_label)
            on = falls(p, k, &f);
        const Stmt *does = labelled_by(k);
        work |= does && does->kind != S_EMPTY && does->kind != S_DECL;
    }
}

/* ---- indentation ---- */

typedef struct Place {   // of a token: its line's blanks, and whether it stands first there
    Str blanks;
    u32 line;            // offset of the line
    bool first;
} Place;

static Place place_of(Str text, u32 at)
{
    u32 from = at, k;
    while (from && text.p[from - 1] != '\n')
        from--;
    for (k = from; k < text.n && (text.p[k] == ' ' || text.p[k] == '\t');)
        k++;
    return (Place){{text.p + from, k - from}, from, k >= at};
}

// Lines of the preprocessor may have another statement in between.
static bool has_directive(Str text, u32 lo, u32 hi)
{
    for (u32 k = lo; k < hi; k++)
        if (text.p[k] == '#' && place_of(text, k).first)
            return true;
    return false;
}

static bool spelled(Str text, const Tok *t)
{
    Span s = t->span;
    return s.hi <= text.n && s.hi - s.lo == t->text.n &&
           !memcmp(text.p + s.lo, t->text.p, t->text.n);
}

// What may follow a statement without being meant as part of it.
static bool belongs_elsewhere(Par *p)
{
    const Tok *t = &p->tok;
    if (t->kind == TK_KW)
        return t->id == KW_else || t->id == KW_case || t->id == KW_default || t->id == KW_while;
    if (t->kind == TK_PUNCT)
        return t->id == '}' || t->id == ';';
    return t->kind == TK_EOF ||
           (t->kind == TK_IDENT && peek(p)->kind == TK_PUNCT && peek(p)->id == ':');
}

void check_indent(Par *p, Span guard, Span body, const char *word)
{
    Span after = p->tok.span;
    Str text = p->src->file.v[after.file].text;
    if (guard.file != after.file || body.file != after.file || p->last.file != after.file ||
        guard.lo >= body.lo || p->last.hi > after.lo || after.hi > text.n)
        return;
    size_t n = strlen(word);             // what a macro made stands where the macro does
    if (guard.lo + n > text.n || memcmp(text.p + guard.lo, word, n))
        return;
    if (!spelled(text, &p->tok) || belongs_elsewhere(p) || has_directive(text, guard.lo, after.lo))
        return;
    Place g = place_of(text, guard.lo), b = place_of(text, body.lo), a = place_of(text, after.lo);
    bool same_line = g.first && g.line == b.line && b.line == a.line;
    bool below = b.first && a.first && b.blanks.n > g.blanks.n && str_eq(b.blanks, a.blanks) &&
                 !memcmp(b.blanks.p, g.blanks.p, g.blanks.n);
    if (!same_line && !below)
        return;
    say(p, CW_INDENT, after, word);
    say(p, CN_INDENT, guard, word);
}

// As clang has it: the ';' stands behind the head, and a block or something indented more follows.
void check_empty_loop(Par *p, Span guard, const char *word)
{
    if (!warns(p, CW_EMPTY_BODY) || !at_id(p, ';') || (p->tok.flags & TF_FALLS))
        return;
    Span at = p->tok.span, after = peek(p)->span;
    Str text = p->src->file.v[at.file].text;
    if (guard.file != at.file || after.file != at.file || p->last.file != at.file ||
        p->last.hi > at.lo || !spelled(text, &p->tok) || !spelled(text, peek(p)))
        return;
    Place g = place_of(text, guard.lo), b = place_of(text, at.lo), a = place_of(text, after.lo);
    bool block = peek(p)->kind == TK_PUNCT && peek(p)->id == '{';
    bool end = peek(p)->kind == TK_PUNCT && peek(p)->id == '}';
    bool deeper_in = g.first && a.first && a.blanks.n > g.blanks.n && !end;
    if (place_of(text, p->last.lo).line == b.line && (block || deeper_in))
        say(p, CW_EMPTY_BODY, at, word);
}

// What stands between is a comment, or a macro that gave nothing: it says that this is meant.
void check_empty_branch(Par *p, const char *word)
{
    if (!warns(p, CW_EMPTY_BODY) || !at_id(p, ';'))
        return;
    Span at = p->tok.span;
    Str text = p->src->file.v[at.file].text;
    for (u32 k = p->last.hi; p->last.file == at.file && k < at.lo; k++)
        if (!strchr(" \t\r\n", text.p[k]))
            return;
    say(p, CW_EMPTY_BODY, at, word);
}

/* ---- names that hide others ---- */

void check_shadow(Par *p, const Decl *d)
{
    if (!warns(p, CW_SHADOW) || !d->name.n)
        return;
    const Decl *old = ident(p, d->name)->decl;
    bool func = d->ty->kind == TY_PTR && d->ty->base->kind == TY_FUNC;
    if (!old || old->depth >= p->scope->depth || old->block_only || !old->span.file ||
        old->kind == D_TYPEDEF || (old->kind == D_FUNC && !func) ||
        p->src->file.v[old->span.file].system)
        return;
    say(p, CW_SHADOW, d->span, zs(p, d->name));
    say(p, CN_DECLARED, old->span, zs(p, old->name));
}
