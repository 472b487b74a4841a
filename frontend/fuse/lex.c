// lex.c - characters to tokens: one token at a time, without layout
#include "frontend/fuse/fuse_int.h"

const char *const tok_text[TK_COUNT] = {
#define TOK(id, text) text,
#define KW(id, text) text,
#include "frontend/fuse/token.def"
#undef TOK
#undef KW
};

const DiagDef fuse_diag[E_COUNT] = {
#define DIAG(id, code, sev, text, help) {code, sev, text, help},
#include "frontend/fuse/diag.def"
#undef DIAG
};

void fuse_names_init(Names *n, Arena *a)
{
    n->map = map_new(a);
    name_of(n, STR(""));
    for (int k = KW_FIRST; k <= KW_LAST; k++) // keyword k is name 1 + k - KW_FIRST
        name_of(n, str_of(tok_text[k]));
    name_of(n, STR("true"));
    name_of(n, STR("false"));
    name_of(n, STR("null"));
}

Name name_of(Names *n, Str s)
{
    bool is_new;
    u64 *v = map_put(&n->map, s, &is_new);
    if (is_new)
        *v = n->map.n - 1;
    return (Name)*v;
}

static Tok *put(Lex *l, u16 kind, u32 lo, u32 hi)
{
    Tok t = {.kind = kind, .lo = l->base + lo, .hi = l->base + hi};
    vec_push(l->mem, &l->out->t, t);
    return &vec_last(&l->out->t);
}

static Span here(Lex *l, u32 lo, u32 hi) { return (Span){l->file, l->base + lo, l->base + hi}; }

static bool ident_start(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
static bool digit(int c) { return c >= '0' && c <= '9'; }

static void lex_ident(Lex *l)
{
    u32 lo = l->at;
    while (l->at < l->n && (ident_start(l->s[l->at]) || digit(l->s[l->at])))
        l->at++;
    Name x = name_of(l->names, (Str){l->s + lo, l->at - lo});
    u32 nkw = KW_LAST - KW_FIRST + 1;
    if (x >= 1 && x <= nkw)
        put(l, (u16)(KW_FIRST + x - 1), lo, l->at)->v.name = x;
    else if (x <= nkw + 3)
        put(l, x == nkw + 1 ? TK_TRUE : x == nkw + 2 ? TK_FALSE : TK_NULL, lo, l->at)->v.name = x;
    else
        put(l, TK_IDENT, lo, l->at)->v.name = x;
}

static void lex_number(Lex *l)
{
    u32 lo = l->at;
    while (l->at < l->n && digit(l->s[l->at]))
        l->at++;
    if (l->at + 1 < l->n && l->s[l->at] == '.' && digit(l->s[l->at + 1])) {
        l->at++;
        while (l->at < l->n && digit(l->s[l->at]))
            l->at++;
        double x = 0;
        if (flt_parse((Str){l->s + lo, l->at - lo}, &x) != 0)
            diag(l->d, &fuse_diag[E_FLOAT_RANGE], here(l, lo, l->at));
        put(l, TK_FLOAT, lo, l->at)->v.f = x;
        return;
    }
    u64 x = 0;
    bool over = false;
    for (u32 i = lo; i < l->at; i++) {
        u64 d = (u64)(l->s[i] - '0');
        if (x > ((u64)INT64_MAX - d) / 10)
            over = true;
        x = over ? 0 : x * 10 + d;
    }
    if (over)
        diag(l->d, &fuse_diag[E_INT_RANGE], here(l, lo, l->at));
    put(l, TK_INT, lo, l->at)->v.i = (i64)x;
}

static char unescape(char c)
{
    switch (c) {
    case 'n': return '\n';
    case 't': return '\t';
    case 'r': return '\r';
    default: return c; // unknown escapes pass through
    }
}

// End of the interpolated expression that starts at `at`: the offset of its '}', or n when missing.
static u32 interp_end(const Lex *l, u32 at)
{
    int depth = 1;
    bool in_str = false, esc = false;
    for (; at < l->n; at++) {
        char c = l->s[at];
        if (in_str) {
            if (esc)
                esc = false;
            else if (c == '\\')
                esc = true;
            else if (c == '"')
                in_str = false;
        } else if (c == '"') {
            in_str = true;
        } else if (c == '{') {
            depth++;
        } else if (c == '}' && --depth == 0) {
            return at;
        }
    }
    return at;
}

static Str unescaped(Lex *l, u32 lo, u32 hi)
{
    Str raw = {l->s + lo, hi - lo};
    if (!memchr(raw.p, '\\', raw.n))
        return raw;
    char *out = arena_alloc(l->mem, raw.n + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < raw.n; i++) {
        if (raw.p[i] != '\\')
            out[n++] = raw.p[i];
        else if (++i < raw.n)
            out[n++] = unescape(raw.p[i]);
    }
    return (Str){out, n};
}

typedef struct Lit {        // string literal being read
    Buf text;
    VEC(Seg) seg;
} Lit;

static void lit_flush(Lex *l, Lit *t)
{
    if (t->text.n) {
        Seg s = {.expr = false, .text = buf_take(&t->text, l->mem)};
        vec_push(l->mem, &t->seg, s);
    }
}

// One "${...}" at l->at. False when it has no end.
static bool lex_interp(Lex *l, Lit *t, u32 lo)
{
    u32 from = l->at + 2, end = interp_end(l, from);
    if (end >= l->n) {
        diag(l->d, &fuse_diag[E_INTERP_END], here(l, lo, end));
        l->at = end;
        return false;
    }
    lit_flush(l, t);
    Seg s = {.expr = true, .text = unescaped(l, from, end), .at = l->base + from};
    vec_push(l->mem, &t->seg, s);
    l->at = end + 1;
    return true;
}

static void lex_string(Lex *l)
{
    u32 lo = l->at;
    bool multi = l->at + 2 < l->n && l->s[l->at + 1] == '"' && l->s[l->at + 2] == '"';
    l->at += multi ? 3 : 1;
    Lit t = {0};
    bool interp = false, done = false;
    u32 run = l->at; // literal text since here was not copied yet
    while (l->at < l->n) {
        char c = l->s[l->at];
        if (c == '\n' && !multi)
            break;
        if (c == '"' &&
            (!multi || (l->at + 2 < l->n && l->s[l->at + 1] == '"' && l->s[l->at + 2] == '"'))) {
            done = true;
            break;
        }
        if (c == '\\') {
            buf_put(&t.text, l->s + run, l->at - run);
            l->at++;
            if (l->at < l->n)
                buf_byte(&t.text, (u8)unescape(l->s[l->at++]));
            run = l->at;
        } else if (c == '$' && l->at + 1 < l->n && l->s[l->at + 1] == '{') {
            buf_put(&t.text, l->s + run, l->at - run);
            interp = true;
            bool ok = lex_interp(l, &t, lo);
            run = l->at;
            if (!ok)
                goto out;
        } else {
            l->at++;
        }
    }
    buf_put(&t.text, l->s + run, l->at - run);
    if (done)
        l->at += multi ? 3 : 1;
    else
        diag(l->d, &fuse_diag[E_STRING_END], here(l, lo, l->at));
out:
    if (interp) {
        lit_flush(l, &t);
        Tok *k = put(l, TK_INTERP, lo, l->at);
        if (t.seg.n > 0xffff) {
            diag(l->d, &fuse_diag[E_TOO_COMPLEX], here(l, lo, l->at));
            t.seg.n = 0xffff;
        }
        k->nseg = (u16)t.seg.n;
        k->v.seg = t.seg.v;
    } else {
        Str *s = arena_new(l->mem, Str);
        *s = buf_take(&t.text, l->mem);
        put(l, TK_STRING, lo, l->at)->v.s = s;
    }
    buf_free(&t.text);
}

static int punct2(char a, char b)
{
    switch (a) {
    case '?': return b == '?' ? TK_COALESCE : b == '!' ? TK_QBANG : 0;
    case '-': return b == '>' ? TK_ARROW : 0;
    case '=': return b == '>' ? TK_FATARROW : b == '=' ? TK_EQ : 0;
    case '!': return b == '=' ? TK_NE : 0;
    case '<': return b == '=' ? TK_LE : 0;
    case '>': return b == '=' ? TK_GE : 0;
    case '.': return b == '.' ? TK_DOTDOT : 0;
    default: return 0;
    }
}

static int punct1(char c)
{
    switch (c) {
    case '(': return TK_LPAREN;
    case ')': return TK_RPAREN;
    case '[': return TK_LBRACK;
    case ']': return TK_RBRACK;
    case '{': return TK_LBRACE;
    case '}': return TK_RBRACE;
    case ',': return TK_COMMA;
    case ':': return TK_COLON;
    case '.': return TK_DOT;
    case '=': return TK_ASSIGN;
    case '<': return TK_LT;
    case '>': return TK_GT;
    case '+': return TK_PLUS;
    case '-': return TK_MINUS;
    case '*': return TK_STAR;
    case '/': return TK_SLASH;
    case '%': return TK_PERCENT;
    case '?': return TK_QUEST;
    case '!': return TK_BANG;
    default: return 0;
    }
}

static void lex_bad(Lex *l)
{
    u32 lo = l->at, cp;
    int n = utf8_decode(l->s + l->at, l->s + l->n, &cp);
    l->at += n > 0 ? (u32)n : 1;
    diag(l->d, &fuse_diag[E_CHAR], here(l, lo, l->at));
}

bool fuse_lex_one(Lex *l)
{
    char c = l->s[l->at];
    if (c == '\n' || c == '#')
        return false;
    u32 lo = l->at;
    if (ident_start(c)) {
        lex_ident(l);
    } else if (digit(c)) {
        lex_number(l);
    } else if (c == '"') {
        lex_string(l);
    } else {
        int k = l->at + 1 < l->n ? punct2(c, l->s[l->at + 1]) : 0;
        l->at += k ? 2 : 1;
        if (!k)
            k = punct1(c);
        if (!k) {
            l->at = lo;
            lex_bad(l);
            return true;
        }
        if (k == TK_LPAREN || k == TK_LBRACK || k == TK_LBRACE)
            l->nest++;
        else if (k == TK_RPAREN || k == TK_RBRACK || k == TK_RBRACE) {
            if (l->nest > 0)
                l->nest--;
            else
                diag(l->d, &fuse_diag[E_UNMATCHED], here(l, lo, l->at));
        }
        put(l, (u16)k, lo, l->at);
    }
    return true;
}
