// layout.c - lines and indentation to NEWLINE, INDENT and DEDENT tokens
//
// Lines inside brackets join. A line that starts with a postfix operator (. ?. ?[ ?!) continues the
// expression above it and makes no INDENT or DEDENT, whatever its column; so does a deeper line
// that starts with ( or [ when the line above does not open a block.
#include "frontend/fuse/fuse_int.h"

typedef struct Layout {
    Lex l;
    VEC(u32) indent;
} Layout;

static void put(Layout *y, u16 kind, u32 lo, u32 hi)
{
    Tok t = {.kind = kind, .lo = y->l.base + lo, .hi = y->l.base + hi};
    vec_push(y->l.mem, &y->l.out->t, t);
}

static bool blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

static u16 last_kind(const Layout *y)
{
    for (u32 i = y->l.out->t.n; i-- > 0;)
        if (y->l.out->t.v[i].kind != TK_NEWLINE)
            return y->l.out->t.v[i].kind;
    return TK_EOF;
}

static bool continues(Layout *y, u32 col)
{
    const char *p = y->l.s + y->l.at;
    char a = p[0], b = y->l.at + 1 < y->l.n ? p[1] : 0;
    if (a == '.' || (a == '?' && (b == '.' || b == '[' || b == '!')))
        return true;
    return (a == '(' || a == '[') && col > vec_last(&y->indent) && last_kind(y) != TK_COLON;
}

static void indent_to(Layout *y, u32 col)
{
    u32 at = y->l.at;
    if (col > vec_last(&y->indent)) {
        vec_push(y->l.mem, &y->indent, col);
        put(y, TK_INDENT, at, at);
        return;
    }
    while (col < vec_last(&y->indent)) {
        y->indent.n--;
        put(y, TK_DEDENT, at, at);
    }
    if (col != vec_last(&y->indent))
        diag(y->l.d, &fuse_diag[E_INDENT], (Span){y->l.file, y->l.base + at, y->l.base + at});
}

static void skip_line(Lex *l)
{
    const char *e = memchr(l->s + l->at, '\n', l->n - l->at);
    l->at = e ? (u32)(e - l->s) : l->n;
}

static void doc_comment(Layout *y)
{
    Lex *l = &y->l;
    u32 lo = l->at;
    skip_line(l);
    u32 from = lo;
    while (from < l->at && l->s[from] == '#')
        from++;
    while (from < l->at && blank(l->s[from]))
        from++;
    u32 to = l->at;
    while (to > from && l->s[to - 1] == '\r')
        to--;
    Str *s = arena_new(l->mem, Str);
    *s = (Str){l->s + from, to - from};
    Tok t = {.kind = TK_DOC, .lo = l->base + lo, .hi = l->base + l->at, .v.s = s};
    vec_push(l->mem, &l->out->t, t);
    put(y, TK_NEWLINE, l->at, l->at);
}

// The start of a line outside brackets. True when tokens follow on it.
static bool line_start(Layout *y)
{
    Lex *l = &y->l;
    u32 lo = l->at, col = 0;
    bool tab = false;
    while (l->at < l->n && blank(l->s[l->at])) {
        tab |= l->s[l->at] == '\t';
        l->at++;
        col++;
    }
    if (l->at >= l->n || l->s[l->at] == '\n')
        return false;
    if (tab)
        diag(l->d, &fuse_diag[E_TAB], (Span){l->file, l->base + lo, l->base + l->at});
    bool comment = l->s[l->at] == '#';
    bool doc = comment && l->at + 1 < l->n && l->s[l->at + 1] == '#';
    if (comment && !doc) {
        skip_line(l);
        return false;
    }
    if (!continues(y, col))
        indent_to(y, col);
    if (doc) {
        doc_comment(y);
        return false;
    }
    return true;
}

// Does the line at `at` start with a keyword that cannot stand inside brackets? Then a bracket
// above was left open, and the lines from here on are better read as lines.
static bool breaks_out(const Lex *l, u32 at)
{
    static const char *const any[] = {"let ", "var ", "return ", "while ", "break\n", "continue\n"};
    static const char *const top[] = {"fn ", "type ", "enum ", "interface ", "impl ", "service ",
                                      "config ",
                                      "app \"", "test \"", "migration ", "component ", "import "};
    u32 col = 0;
    while (at < l->n && blank(l->s[at]))
        at++, col++;
    Str rest = {l->s + at, l->n - at};
    for (u32 i = 0; i < COUNT(any); i++)
        if (str_starts(rest, any[i]) && !(rest.n > strlen(any[i]) && rest.p[strlen(any[i])] == '='))
            return true;
    for (u32 i = 0; col == 0 && i < COUNT(top); i++)
        if (str_starts(rest, top[i]) && !(rest.n > strlen(top[i]) && rest.p[strlen(top[i])] == '='))
            return true;
    return false;
}

Tok *fuse_lex(Arena *a, Names *names, Diags *d, u32 file, Str text, u32 base, u32 *n)
{
    TokVec out = {0};
    Layout y = {.l = {.mem = a, .names = names, .d = d, .file = file, .s = text.p, .n = (u32)text.n,
                      .base = base, .out = &out}};
    Lex *l = &y.l;
    vec_push(a, &y.indent, 0u);
    if (text.n >= 3 && memcmp(text.p, "\xef\xbb\xbf", 3) == 0)
        l->at = 3;
    bool start = true, any = false; // at a line start; the line has tokens
    while (l->at < l->n) {
        if (start) {
            start = false;
            any = line_start(&y);
            continue;
        }
        char c = l->s[l->at];
        if (c == '\n') {
            if (l->nest > 0 && breaks_out(l, l->at + 1)) {
                diag(d, &fuse_diag[E_UNCLOSED], (Span){file, base + l->at, base + l->at});
                l->nest = 0;
                any = true;
            }
            if (l->nest == 0) {
                if (any)
                    put(&y, TK_NEWLINE, l->at, l->at);
                start = true;
                any = false;
            }
            l->at++;
        } else if (blank(c)) {
            l->at++;
        } else if (!fuse_lex_one(l)) {
            skip_line(l);
        }
    }
    if (any)
        put(&y, TK_NEWLINE, l->n, l->n);
    if (l->nest > 0)
        diag(d, &fuse_diag[E_UNCLOSED], (Span){file, base + l->n, base + l->n});
    while (y.indent.n > 1) {
        y.indent.n--;
        put(&y, TK_DEDENT, l->n, l->n);
    }
    put(&y, TK_EOF, l->n, l->n);
    *n = out.t.n;
    return out.t.v;
}
