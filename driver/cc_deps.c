// cc_deps.c - dependency files: the rule for make that says what a translation was made of
//
// Form, names and defaults are gcc's ("Options Controlling the Preprocessor"). Quoting is make's: a
// blank and # after a backslash, a dollar sign doubled.
#include "driver/cc.h"

#include <errno.h>

enum { LINE = 72 };

Str cc_make_quoted(Arena *a, Str name)
{
    Buf b = {0};
    for (size_t i = 0; i < name.n; i++) {
        char ch = name.p[i];
        if (ch == ' ' || ch == '\t') {
            // backslashes before a blank are doubled, and only those
            for (size_t k = i; k && name.p[k - 1] == '\\'; k--)
                buf_byte(&b, '\\');
            buf_byte(&b, '\\');
        } else if (ch == '#') {
            buf_byte(&b, '\\');
        } else if (ch == '$') {
            buf_byte(&b, '$');
        }
        buf_byte(&b, (u8)ch);
    }
    return buf_take(&b, a);
}

typedef struct Rule {
    Buf b;
    size_t col;
} Rule;

static void put(Rule *r, Str word)
{
    if (r->col && r->col + 1 + word.n > LINE) {
        buf_str(&r->b, " \\\n ");
        r->col = 1;
    } else if (r->col) {
        buf_byte(&r->b, ' ');
        r->col++;
    }
    buf_put(&r->b, word.p, word.n);
    r->col += word.n;
}

// Without its directory and its ending.
static Str stem(Str path)
{
    Str base = path_base(path);
    size_t n = base.n;
    while (n && base.p[n - 1] != '.')
        n--;
    return (Str){base.p, n > 1 ? n - 1 : base.n};
}

// The file a path ends in, with its directory, with another ending.
static Str with_ending(Arena *a, Str path, const char *ending)
{
    size_t n = path.n - path_base(path).n;
    return str_fmt(a, "%.*s%.*s.%s", (int)n, path.p, STR_ARG(stem(path)), ending);
}

static Str target(Cc *c, Str source)
{
    if (c->out && !c->deps.only && (c->mode == CC_OBJECT || c->mode == CC_ASM))
        return str_of(c->out);
    return str_fmt(&c->s.mem, "%.*s.o", STR_ARG(stem(source)));
}

// Where to: -MF; with -M -o or standard output; else beside the output.
static const char *place(Cc *c, Str source)
{
    Arena *a = &c->s.mem;
    if (c->deps.file)
        return c->deps.file;
    if (c->deps.only)
        return c->out ? c->out : "-";
    if (c->out && c->mode == CC_LINK) {
        Str out = str_of(c->out);
        return str_fmt(a, "%.*s%.*s-%.*s.d", (int)(out.n - path_base(out).n), out.p,
                       STR_ARG(stem(out)), STR_ARG(stem(source))).p;
    }
    if (c->out)
        return with_ending(a, str_of(c->out), "d").p;
    return str_fmt(a, "%s%.*s.d", c->mode == CC_LINK ? "a-" : "", STR_ARG(stem(source))).p;
}

void cc_write_deps(Cc *c, const CDeps *d, Str source)
{
    Rule r = {0};
    Arena *a = &c->s.mem;
    for (u32 k = 0; k < c->deps.target.n; k++)
        put(&r, c->deps.target.v[k]);
    if (!c->deps.target.n)
        put(&r, cc_make_quoted(a, target(c, source)));
    buf_byte(&r.b, ':');
    r.col++;
    for (u32 k = 0; k < d->list.n; k++)
        if (!c->deps.user || !d->list.v[k].system)
            put(&r, cc_make_quoted(a, d->list.v[k].path));
    buf_byte(&r.b, '\n');
    for (u32 k = 1; c->deps.phony && k < d->list.n; k++)
        if (!c->deps.user || !d->list.v[k].system)
            buf_fmt(&r.b, "%.*s:\n", STR_ARG(cc_make_quoted(a, d->list.v[k].path)));
    const char *path = place(c, source);
    if (!strcmp(path, "-"))
        fwrite(r.b.p, 1, r.b.n, stdout);
    else if (file_write(path, r.b.p, r.b.n, 0644))
        ddiag(&c->s, D_NO_WRITE, path, strerror(errno));
    buf_free(&r.b);
}
