// lex.c - C source text to preprocessing tokens (C11 6.4), and the table of names
#include "frontend/c/pp_int.h"

// Classes of characters. The last two are those of which names are made.
enum {
    CH_HIGH = 'h', CH_NEWLINE = 'n', CH_OTHER = 'o', CH_PUNCT = 'p', CH_QUOTE = 'q',
    CH_SPACE = 's', CH_IDENT = 'x', CH_DIGIT = 'y'
};
static const char classes[] = "ooooooooosnsssoo" "oooooooooooooooo"
                              "spqpxppqpppppppp" "yyyyyyyyyypppppp"
                              "oxxxxxxxxxxxxxxx" "xxxxxxxxxxxpoppx"
                              "oxxxxxxxxxxxxxxx" "xxxxxxxxxxxppppo"
                              "hhhhhhhhhhhhhhhh" "hhhhhhhhhhhhhhhh"
                              "hhhhhhhhhhhhhhhh" "hhhhhhhhhhhhhhhh"
                              "hhhhhhhhhhhhhhhh" "hhhhhhhhhhhhhhhh"
                              "hhhhhhhhhhhhhhhh" "hhhhhhhhhhhhhhhh";
_Static_assert(sizeof classes == 257, "every byte has a class");

static bool ascii_ident(char c)
{
    return classes[(u8)c] >= CH_IDENT;
}

static bool ident_char(u8 c)
{
    return c >= 0x80 || ascii_ident((char)c);
}

/* ---- names ---- */

static u64 word_at(const char *s)
{
    u64 x;
    memcpy(&x, s, 8);
    return x;
}

static u32 half_at(const char *s)
{
    u32 x;
    memcpy(&x, s, 4);
    return x;
}

// All bytes of a text of less than eight.
static inline u64 short_word(const char *s, size_t n)
{
    if (n >= 4)
        return (u64)half_at(s) << 32 | half_at(s + n - 4);
    return n ? (u64)(u8)s[0] << 16 | (u64)(u8)s[n / 2] << 8 | (u8)s[n - 1] : 0;
}

// Eight bytes at a time; the last eight may overlap the ones before. It only places names in the
// table, so that it may differ between hosts.
static u64 hash_name(const char *s, size_t n)
{
    u64 h = n * 0x9e3779b97f4a7c15u;
    if (n >= 8) {
        for (size_t i = 0; i + 8 < n; i += 8)
            h = (h ^ word_at(s + i)) * 0xd6e8feb86659fd93u, h ^= h >> 32;
        h ^= word_at(s + n - 8);
    } else {
        h ^= short_word(s, n);
    }
    h *= 0xd6e8feb86659fd93u;
    return h ^ h >> 32;
}

// Of two texts with one length and one hash; of less than eight bytes, no others share it.
static bool same_text(const char *a, const char *b, size_t n)
{
    if (n < 8)
        return true;
    for (size_t i = 0; i + 8 < n; i += 8)
        if (word_at(a + i) != word_at(b + i))
            return false;
    return word_at(a + n - 8) == word_at(b + n - 8);
}

static void grow_names(Pp *p)
{
    u32 n = p->nbucket ? p->nbucket * 2 : 4096;
    PpName **b = arena_array(p->mem, PpName *, n);
    for (u32 i = 0; i < p->nbucket; i++)
        for (PpName *x = p->bucket[i], *next; x; x = next) {
            next = x->next;
            x->next = b[x->hash & (n - 1)];
            b[x->hash & (n - 1)] = x;
        }
    p->bucket = b;
    p->nbucket = n;
}

PpName *pp_name(Pp *p, const char *text, size_t n)
{
    u64 h = hash_name(text, n);
    for (PpName *x = p->bucket[h & (p->nbucket - 1)]; x; x = x->next)
        if (x->hash == h && x->text.n == n && same_text(x->text.p, text, n))
            return x;
    if (p->nname++ >= p->nbucket)
        grow_names(p);
    PpName *x = arena_new(p->mem, PpName);
    x->text = str_dup(p->mem, (Str){text, n});
    x->hash = h;
    x->next = p->bucket[h & (p->nbucket - 1)];
    p->bucket[h & (p->nbucket - 1)] = x;
    return x;
}

void **name_slot(PpName *n)
{
    return &n->meaning;
}

static const char *const directive_names[] = {
    [DIR_IF] = "if",           [DIR_IFDEF] = "ifdef",
    [DIR_IFNDEF] = "ifndef",   [DIR_ELIF] = "elif",
    [DIR_ELSE] = "else",       [DIR_ENDIF] = "endif",
    [DIR_ELIFDEF] = "elifdef", [DIR_ELIFNDEF] = "elifndef",
    [DIR_DEFINE] = "define",   [DIR_UNDEF] = "undef",
    [DIR_INCLUDE] = "include", [DIR_INCLUDE_NEXT] = "include_next",
    [DIR_LINE] = "line",       [DIR_ERROR] = "error",
    [DIR_WARNING] = "warning", [DIR_PRAGMA] = "pragma",
    [DIR_IDENT] = "ident",     [DIR_SCCS] = "sccs",
    [DIR_ASSERT] = "assert",   [DIR_UNASSERT] = "unassert",
    [DIR_IMPORT] = "import",
};

static void keyword(Pp *p, const char *text, u16 kw)
{
    pp_name(p, text, strlen(text))->kw = kw;
}

static PpName *special(Pp *p, const char *text)
{
    PpName *x = pp_name(p, text, strlen(text));
    x->special = true;
    return x;
}

void names_init(Pp *p)
{
    bool c23 = p->o->std == C_23, gnu = !p->o->strict, words = gnu && !p->o->no_asm;
    grow_names(p);
#define KEYWORD(id, text) keyword(p, text, KW_##id);
#define ALIAS(id, text) keyword(p, text, KW_##id);
#define KEYWORD_23(id, text) if (c23) KEYWORD(id, text)
#define ALIAS_23(id, text) if (c23) ALIAS(id, text)
#define KEYWORD_GNU(id, text) if (words || (c23 && KW_##id == KW_typeof)) KEYWORD(id, text)
#include "frontend/c/tok.def"
    for (u8 k = 1; k < COUNT(directive_names); k++)
        if (gnu || c23 || (k != DIR_ELIFDEF && k != DIR_ELIFNDEF))
            pp_name(p, directive_names[k], strlen(directive_names[k]))->directive = k;
    p->va_args = special(p, "__VA_ARGS__");
    p->va_opt = pp_name(p, "__VA_OPT__", 10);
    p->pragma = special(p, "_Pragma");
    p->stdc = pp_name(p, "__STDC__", 8);
    p->defined = pp_name(p, "defined", 7);
    p->has_include = special(p, "__has_include");
    p->has_include_next = special(p, "__has_include_next");
    p->has_attribute = special(p, "__has_attribute");
    p->has_builtin = special(p, "__has_builtin");
}

/* ---- positions ---- */

// Makes [run_from, run_to) the offsets around `off` between which no splice was.
static void find_run(Lexer *l, u32 off)
{
    u32 k = l->cur_splice;
    while (k < l->nsplice && l->splice[k].at <= off)
        k++;
    while (k && l->splice[k - 1].at > off)
        k--;
    l->cur_splice = k;
    l->run_from = k ? l->splice[k - 1].at : 0;
    l->run_to = k < l->nsplice ? l->splice[k].at : ~0u;
    l->removed = k ? l->splice[k - 1].removed : 0;
}

void lex_open(Lexer *l, u32 file, Str text, const Splice *splice, u32 nsplice)
{
    *l = (Lexer){
        .start = text.p, .at = text.p, .end = text.p + text.n, .file = file, .bol = true,
        .splice = splice, .nsplice = nsplice,
    };
    find_run(l, 0);
    if (text.n >= 3 && !memcmp(text.p, "\xef\xbb\xbf", 3))
        l->at += 3;
}

// Offset in the file as the user sees it.
static u32 original(Lexer *l, const char *at)
{
    u32 off = (u32)(at - l->start);
    if (off < l->run_from || off >= l->run_to)
        find_run(l, off);
    return off + l->removed;
}

/* ---- tokens ---- */

static Span span_of(Lexer *l, const char *from, const char *to)
{
    u32 lo = (u32)(from - l->start), hi = (u32)(to - l->start);
    if (lo >= l->run_from && hi < l->run_to)
        return (Span){l->file, lo + l->removed, hi + l->removed};
    lo = original(l, from);
    return (Span){l->file, lo, original(l, to)};
}

static void lex_error(Pp *p, Lexer *l, CDiagId id, const char *from, const char *to,
                      const char *arg)
{
    if (!l->quiet)
        ppdiag(p, id, span_of(l, from, to), arg);
}

// Is the // at q a comment? In C90 it is not; there only what would be no C90 either is told of.
static bool slashes_comment(Pp *p, Lexer *l, const char *q)
{
    if (!p->c90 || p->src->file.v[l->file].system || (l->quiet && !l->in_directive))
        return true;
    if (p->o->strict && (l->in_directive || (l->end - q > 2 && q[2] == '*')))
        return false;
    if (!l->told_slashes)
        lex_error(p, l, p->o->strict ? PPE_SLASHES : PPE_SLASHES_GNU, q, q + 2, "");
    l->told_slashes = true;
    return true;
}

// A // comment ends with its line, unless that is spliced to the next one.
static const char *skip_line_comment(Pp *p, Lexer *l, const char *q)
{
    const char *nl = memchr(q, '\n', (size_t)(l->end - q)), *to = nl ? nl : l->end;
    if (l->nsplice && original(l, to) - original(l, q) != (u32)(to - q))
        lex_error(p, l, PPW_COMMENT_LINE, q, q + 2, "");
    return to;
}

// Skips blanks and comments; false at the end of the line in a directive, or of the file.
static bool skip_space(Pp *p, Lexer *l, Tok *t)
{
    const char *q = l->at, *end = l->end;
    for (; q < end; t->space = 1) {
        u8 kind = (u8)classes[(u8)*q];
        if (kind == CH_SPACE) {
            q++;
        } else if (kind == CH_NEWLINE) {
            if (l->in_directive)
                break;
            q++;
            l->bol = true;
        } else if (*q != '/' || q + 1 == end || (q[1] != '/' && q[1] != '*')) {
            l->at = q;
            return true;
        } else if (q[1] == '/') {
            if (p->c90 && !slashes_comment(p, l, q)) {
                l->at = q;
                return true;
            }
            q = skip_line_comment(p, l, q);
        } else {
            // slashes are rarer in comments than stars
            const char *from = q;
            q = end - q > 3 ? q + 3 : end;
            while ((q = memchr(q, '/', (size_t)(end - q))) && q[-1] != '*') {
                q++;
                if (q < end && *q == '*' && q + 1 < end && q[1] != '/')
                    lex_error(p, l, PPW_COMMENT_OPEN, q - 1, q + 1, "");
            }
            if (!q) {
                lex_error(p, l, PPE_COMMENT, from, from + 2, "");
                p->d->stopped |= !l->quiet; // all the rest went into it
            }
            q = q ? q + 1 : end;
        }
    }
    l->at = q;
    return false;
}

// Does a token begin here, or behind one blank? So it is with most.
static bool near_token(Lexer *l, Tok *t)
{
    const char *q = l->at;
    if (q < l->end && *q == ' ')
        q++;
    if (q == l->end || *q == '/')
        return false;
    u8 kind = (u8)classes[(u8)*q];
    if (kind == CH_SPACE || kind == CH_NEWLINE)
        return false;
    t->space = q > l->at;
    l->at = q;
    return true;
}

static void lex_other(Lexer *l, Tok *t);

static void lex_ident(Pp *p, Lexer *l, Tok *t)
{
    const char *from = l->at, *q = from;
    bool dollars = !p->o->assembly;
    if (*q == '$' && !dollars) {
        lex_other(l, t);
        return;
    }
    for (const char *end = l->end; q < end && ascii_ident(*q);)
        q++;
    const char *cut = dollars ? NULL : memchr(from, '$', (size_t)(q - from));
    if (cut)
        q = cut;
    t->kind = TK_IDENT;
    if (q == l->end || ((u8)*q < 0x80 && *q != '\\')) {
        t->name = pp_name(p, from, (size_t)(q - from));
    } else {
        Buf wide = {0};
        q = lex_wide_name(from, l->end, &wide);
        if (q == from) {
            lex_other(l, t);
            return;
        }
        t->name = pp_name(p, (const char *)wide.p, wide.n);
        buf_free(&wide);
    }
    t->text = t->name->text;
    l->at = q;
}

// pp-number: digit or .digit, then letters, digits, dots, and signs after an exponent letter.
// C23: a ' between digits or letters.
static void lex_number(Pp *p, Lexer *l, Tok *t)
{
    const char *q = l->at;
    while (q < l->end) {
        char c = *q;
        if (c == '\'' && p->o->std == C_23 && l->end - q > 1 && ident_char((u8)q[1])) {
            q += 2;
            continue;
        }
        bool sign = (c == '+' || c == '-') &&
                    (q[-1] == 'e' || q[-1] == 'E' ||
                     ((q[-1] == 'p' || q[-1] == 'P') && (!p->c90 || !p->o->strict)));
        u32 code;
        int n = 1;
        if (!sign && c != '.' && !ident_char((u8)c) &&
            (c != '\\' || !(n = lex_universal(q, l->end, &code))))
            break;
        q += n;
    }
    t->kind = TK_PPNUM;
    t->text = (Str){l->at, (size_t)(q - l->at)};
    l->at = q;
}

// `from` is the start with the prefix, l->at the quote.
static void lex_quoted(Pp *p, Lexer *l, Tok *t, const char *from, u8 enc)
{
    char quote = *l->at;
    const char *q = l->at + 1;
    while (q < l->end && *q != quote && *q != '\n')
        q += *q == '\\' && q + 1 < l->end && q[1] != '\n' ? 2 : 1;
    t->kind = quote == '"' ? TK_STR : TK_CHAR;
    t->enc = enc;
    bool open = q >= l->end || *q != quote;
    if (open && p->o->assembly) {  // $'a, or an apostrophe of the assembler's comment
        t->kind = TK_OTHER;
        q = from + 1;
    } else if (open) {
        bool text = l->in_directive || p->printing;  // perhaps never a token of the language
        lex_error(p, l, text ? PPE_QUOTE_TEXT : PPE_QUOTE, from, l->at + 1,
                  quote == '"' ? "\"" : "'");
        t->flags |= text ? TF_BROKEN | TF_UNTOLD : TF_BROKEN;
        q = MIN(q, l->end);
    } else {
        q++;
    }
    t->text = (Str){from, (size_t)(q - from)};
    l->at = q;
}

// L"", u8"", u"", U"" and their character forms; false when it is an identifier.
static bool lex_prefixed(Pp *p, Lexer *l, Tok *t)
{
    const char *s = l->at;
    size_t left = (size_t)(l->end - s), n = 1;
    u8 enc = *s == 'L' ? ENC_L : *s == 'u' ? ENC_U16 : ENC_U32;
    if (*s == 'u' && left > 2 && s[1] == '8') {
        n = 2;
        enc = ENC_U8;
    }
    if (left <= n || (s[n] != '"' && (s[n] != '\'' || enc == ENC_U8)))
        return false;
    l->at = s + n;
    lex_quoted(p, l, t, s, enc);
    return true;
}

typedef struct Punct {
    const char *text;
    u8 n;
    u16 id;
} Punct;
static const Punct puncts[] = {
#define PUNCT(id, text) {text, sizeof(text) - 1, PU_##id},
#include "frontend/c/tok.def"
    {"%:%:", 4, PU_PASTE}, {"<:", 2, '['}, {":>", 2, ']'},
    {"<%", 2, '{'},        {"%>", 2, '}'}, {"%:", 2, '#'},
};

// Can a punctuator go on with this character?
static bool goes_on(char c)
{
    switch (c) {
    case '=': case '<': case '>': case '&': case '|': case '+': case '-': case '#': case '.':
    case ':': case '%': return true;
    default: return false;
    }
}

static void lex_punct(Lexer *l, Tok *t)
{
    size_t left = (size_t)(l->end - l->at);
    t->kind = TK_PUNCT;
    t->id = (u8)*l->at;
    t->text = (Str){l->at, 1};
    if (left > 1 && goes_on(l->at[1]))
        for (u32 k = 0; k < COUNT(puncts); k++)
            if (*l->at == puncts[k].text[0] && puncts[k].n <= left &&
                !memcmp(l->at, puncts[k].text, puncts[k].n)) {
                t->id = puncts[k].id;
                t->text.n = puncts[k].n;
                break;
            }
    l->at += t->text.n;
}

// A character that begins no token; the parser's side reports it.
static void lex_other(Lexer *l, Tok *t)
{
    u32 code;
    int n = utf8_decode(l->at, l->end, &code);
    t->kind = TK_OTHER;
    t->text = (Str){l->at, n ? (size_t)n : 1};
    l->at += t->text.n;
}

void lex_token(Pp *p, Lexer *l, Tok *t)
{
    *t = (Tok){0};
    bool more = near_token(l, t) || skip_space(p, l, t);
    t->bol = l->bol;
    l->bol = false;
    const char *from = l->at;
    if (!more) {
        t->kind = l->at < l->end ? TK_NEWLINE : TK_EOF;
        t->span = span_of(l, from, from);
        t->text = (Str){"", 0};
        l->bol = t->bol;
        return;
    }
    u8 c = (u8)*from;
    u8 kind = (u8)classes[c];
    switch (kind) {
    case CH_IDENT:
        if ((c != 'L' && c != 'u' && c != 'U') || !lex_prefixed(p, l, t))
            lex_ident(p, l, t);
        break;
    case CH_HIGH: lex_ident(p, l, t); break;
    case CH_DIGIT: lex_number(p, l, t); break;
    case CH_QUOTE: lex_quoted(p, l, t, from, ENC_NONE); break;
    case CH_PUNCT:
        if (c == '.' && from + 1 < l->end && from[1] >= '0' && from[1] <= '9')
            lex_number(p, l, t);
        else
            lex_punct(l, t);
        break;
    default:
        if (c == '\\')
            lex_ident(p, l, t);  // perhaps a universal character name
        else
            lex_other(l, t);
    }
    t->span = span_of(l, from, l->at);
}

// Past a quoted text in what is skipped; one that is not closed ends with the line.
static const char *skip_quoted(const char *q, const char *end)
{
    char quote = *q++;
    while (q < end && *q != quote && *q != '\n')
        q += *q == '\\' && q + 1 < end && q[1] != '\n' ? 2 : 1;
    return q < end && *q == quote ? q + 1 : MIN(q, end);
}

// Where skipping a line stops to look.
static const bool stops[256] = {['\n'] = true, ['"'] = true, ['\''] = true, ['/'] = true};

bool lex_to_directive(Pp *p, Lexer *l)
{
    Tok t;
    while (skip_space(p, l, &t)) {
        const char *q = l->at;
        if (l->bol && (*q == '#' || (*q == '%' && q + 1 < l->end && q[1] == ':')))
            return true;
        l->bol = false;
        for (;;) {
            while (q < l->end && !stops[(u8)*q])
                q++;
            if (q == l->end || *q == '\n')
                break;
            if (*q != '/')
                q = skip_quoted(q, l->end);
            else if (q + 1 < l->end && (q[1] == '/' || q[1] == '*'))
                break;
            else
                q++;
        }
        l->at = q;
    }
    return false;
}

void lex_skip_line(Lexer *l)
{
    const char *nl = memchr(l->at, '\n', (size_t)(l->end - l->at));
    l->at = nl ? nl : l->end;
}

bool lex_one(Pp *p, Str text, Tok *t)
{
    Lexer l;
    lex_open(&l, 0, text, NULL, 0);
    l.bol = false;
    l.quiet = true;
    lex_token(p, &l, t);
    return l.at == l.end && t->kind != TK_OTHER && t->kind != TK_EOF && !t->space;
}

const char *tok_z(Pp *p, const Tok *t)
{
    return str_z(p->mem, t->text);
}
