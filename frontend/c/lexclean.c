// lexclean.c - translation phases 1 and 2: trigraphs and lines that go on (C11 5.1.1.2)
#include "frontend/c/pp_int.h"

// The character that ??c stands for, or 0.
static char trigraph(char c)
{
    static const char from[] = "=/'()!<>-", to[] = "#\\^[]|{}~";
    const char *at = c ? strchr(from, c) : NULL;
    return at ? to[at - from] : 0;
}

// The first trigraph from q on, or NULL.
static const char *find_trigraph(const char *q, const char *end)
{
    while ((q = memchr(q, '?', (size_t)(end - q))) && end - q >= 3) {
        if (q[1] == '?' && trigraph(q[2]))
            return q;
        q++;
    }
    return NULL;
}

// Behind the end of the line when only blanks, which GNU compilers pass over, stand before it; else
// NULL.
static const char *line_end(const char *q, const char *end)
{
    while (q < end && (*q == ' ' || *q == '\t' || *q == '\f' || *q == '\v'))
        q++;
    if (q < end && *q == '\r')
        q++;
    return q < end && *q == '\n' ? q + 1 : NULL;
}

typedef struct Clean {
    Arena *mem;
    Str text;
    char *out;           // NULL as long as nothing was removed
    size_t n, from;      // written; read so far
    VEC(Splice) list;
} Clean;

// Copies up to `to`, then goes on at `on` with what stands in its place, which may be nothing.
static void remove_text(Clean *c, const char *to, const char *on, char instead)
{
    if (!c->out)
        c->out = arena_take(c->mem, c->text.n + 1, 1);
    size_t at = (size_t)(to - c->text.p);
    memcpy(c->out + c->n, c->text.p + c->from, at - c->from);
    c->n += at - c->from;
    c->from = (size_t)(on - c->text.p);
    if (instead)
        c->out[c->n++] = instead;
    Splice s = {(u32)c->n, (u32)(c->from - c->n)};
    vec_push(c->mem, &c->list, s);
}

static void join_lines(Clean *c)
{
    const char *q = c->text.p, *end = q + c->text.n, *on;
    while ((q = memchr(q, '\\', (size_t)(end - q)))) {
        if ((on = line_end(q + 1, end)))
            remove_text(c, q, on, 0);
        q = on ? on : q + 1;
    }
}

// A trigraph may be the backslash that joins two lines.
static void replace_trigraphs(Clean *c)
{
    const char *q = c->text.p, *end = q + c->text.n;
    while (q < end) {
        bool three = end - q >= 3 && q[0] == '?' && q[1] == '?' && trigraph(q[2]);
        char x = three ? trigraph(q[2]) : *q;
        const char *next = q + (three ? 3 : 1), *on = x == '\\' ? line_end(next, end) : NULL;
        if (on)
            remove_text(c, q, on, 0);
        else if (three)
            remove_text(c, q, next, x);
        q = on ? on : next;
    }
}

void lex_clean(Arena *a, Str text, bool trigraphs, Str *clean, const Splice **splice, u32 *nsplice)
{
    Clean c = {.mem = a, .text = text};
    if (trigraphs && find_trigraph(text.p, text.p + text.n))
        replace_trigraphs(&c);
    else
        join_lines(&c);
    *clean = text;
    *splice = c.list.v;
    *nsplice = c.list.n;
    if (!c.out)
        return;
    memcpy(c.out + c.n, text.p + c.from, text.n - c.from);
    c.n += text.n - c.from;
    c.out[c.n] = 0;
    *clean = (Str){c.out, c.n};
}

/* ---- what is told of them ---- */

// Past the comment at q, in which nothing is told.
static const char *skip_comment(const char *q, const char *end)
{
    if (q[1] == '*') {
        for (q += 2; end - q >= 2; q++)
            if (q[0] == '*' && q[1] == '/')
                return q + 2;
        return end;
    }
    const char *nl;
    while ((nl = memchr(q, '\n', (size_t)(end - q)))) {
        const char *b = nl;
        while (b > q && (b[-1] == '\r' || b[-1] == ' ' || b[-1] == '\t'))
            b--;
        if (b[-1] != '\\')
            return nl;
        q = nl + 1;
    }
    return end;
}

static void tell_one(Pp *p, u32 file, Str text, const char *q, u32 n)
{
    u32 at = (u32)(q - text.p);
    Span span = {file, at, at + n};
    if (*q == '\\') {
        ppdiag(p, PPW_BLANK_SPLICE, span, 0);
        return;
    }
    char seen[4] = {q[0], q[1], q[2], 0}, to[2] = {trigraph(q[2]), 0};
    ppdiag(p, p->trigraphs ? PPW_TRIGRAPH : PPW_TRIGRAPH_OFF, span, seen, to);
}

void lex_tell(Pp *p, u32 file, Str text)
{
    const char *end = text.p + text.n;
    char quote = 0;
    for (const char *q = text.p; q < end; q++) {
        if (!quote && *q == '/' && q + 1 < end && (q[1] == '*' || q[1] == '/')) {
            q = skip_comment(q, end) - 1;
        } else if (*q == '\\' && line_end(q + 1, end)) {
            const char *on = line_end(q + 1, end);
            if (q[1] == ' ' || q[1] == '\t')
                tell_one(p, file, text, q, 1);
            q = on - 1;
        } else if (*q == '\\' && quote) {
            q++;
        } else if (*q == '?' && end - q >= 3 && q[1] == '?' && trigraph(q[2])) {
            tell_one(p, file, text, q, 3);
            q += 2;
        } else if (*q == '"' || *q == '\'') {
            quote = quote == *q ? 0 : quote ? quote : *q;
        } else if (*q == '\n') {
            quote = 0;
        }
    }
}

bool lex_has_to_tell(const Pp *p, Str text, const Splice *splice, u32 nsplice)
{
    const char *end = text.p + text.n;
    for (u32 k = 0; k < nsplice; k++) {
        u32 off = splice[k].at + splice[k].removed, had = splice[k].removed;
        had -= k ? splice[k - 1].removed : 0;
        if (had > 2 && off <= text.n && had <= off && text.p[off - had] == '\\' &&
            (text.p[off - had + 1] == ' ' || text.p[off - had + 1] == '\t'))
            return true;
    }
    return p->warn && warn_given(p->warn, PPW_TRIGRAPH) && find_trigraph(text.p, end);
}
