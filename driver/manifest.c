// manifest.c - fuse.toml: the subset of TOML that manifests use
//
// Sections, dotted sections, key = value with basic and literal strings, booleans, integers, and
// one-line inline tables. Keys are kept as "section.key"; unknown ones are left alone, since later
// versions of the tool have more of them.
#include "driver/package.h"

typedef struct Toml {
    Arena *mem;
    Map *out;            // "section.key" -> Str *
    const char *p, *end;
    u32 line;
    const char *error;
} Toml;

static void skip_blank(Toml *t)
{
    while (t->p < t->end && (*t->p == ' ' || *t->p == '\t' || *t->p == '\r'))
        t->p++;
}

static bool at_end_of_line(Toml *t)
{
    skip_blank(t);
    if (t->p < t->end && *t->p == '#')
        while (t->p < t->end && *t->p != '\n')
            t->p++;
    return t->p >= t->end || *t->p == '\n';
}

static bool bare_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

static Str quoted(Toml *t)
{
    char q = *t->p++;
    Buf b = {0};
    while (t->p < t->end && *t->p != q && *t->p != '\n') {
        char c = *t->p++;
        if (c == '\\' && q == '"' && t->p < t->end) {
            c = *t->p++;
            c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
        }
        buf_byte(&b, (u8)c);
    }
    if (t->p >= t->end || *t->p != q)
        t->error = "unterminated string";
    else
        t->p++;
    return buf_take(&b, t->mem);
}

static Str word(Toml *t)
{
    skip_blank(t);
    if (t->p < t->end && (*t->p == '"' || *t->p == '\''))
        return quoted(t);
    const char *from = t->p;
    while (t->p < t->end && bare_char(*t->p))
        t->p++;
    if (t->p == from)
        t->error = "expected a key";
    return (Str){from, (size_t)(t->p - from)};
}

// key { "." key }
static Str dotted(Toml *t, Str prefix)
{
    Str name = word(t);
    for (skip_blank(t); !t->error && t->p < t->end && *t->p == '.'; skip_blank(t)) {
        t->p++;
        Str next = word(t);
        name = str_fmt(t->mem, "%.*s.%.*s", STR_ARG(name), STR_ARG(next));
    }
    return prefix.n ? str_fmt(t->mem, "%.*s.%.*s", STR_ARG(prefix), STR_ARG(name)) : name;
}

static void set(Toml *t, Str key, Str value)
{
    Str *v = arena_new(t->mem, Str);
    *v = value;
    if (map_getp(t->out, key))
        t->error = "key given twice";
    map_setp(t->out, str_dup(t->mem, key), v);
}

static void value(Toml *t, Str key);

static void inline_table(Toml *t, Str key)
{
    t->p++;
    for (skip_blank(t); !t->error && t->p < t->end && *t->p != '}'; skip_blank(t)) {
        Str k = dotted(t, key);
        skip_blank(t);
        if (t->error || t->p >= t->end || *t->p++ != '=') {
            t->error = t->error ? t->error : "expected =";
            return;
        }
        value(t, k);
        skip_blank(t);
        if (t->p < t->end && *t->p == ',')
            t->p++;
    }
    if (t->p >= t->end)
        t->error = "unterminated inline table";
    else if (!t->error)
        t->p++;
}

// No manifest key of ours takes a list: it is read over, whatever it holds, also over several
// lines.
static void array(Toml *t)
{
    int depth = 0;
    do {
        char c = *t->p;
        if (c == '"' || c == '\'') {
            quoted(t);
            continue;
        }
        if (c == '#') {
            at_end_of_line(t);
            continue;
        }
        depth += (c == '[') - (c == ']');
        t->line += c == '\n';
        t->p++;
    } while (depth && !t->error && t->p < t->end);
    if (depth && !t->error)
        t->error = "unterminated list";
}

static void value(Toml *t, Str key)
{
    skip_blank(t);
    if (t->p < t->end && *t->p == '{') {
        inline_table(t, key);
        return;
    }
    if (t->p < t->end && (*t->p == '"' || *t->p == '\'')) {
        set(t, key, quoted(t));
        return;
    }
    if (t->p < t->end && *t->p == '[') {
        array(t);
        return;
    }
    const char *from = t->p;
    while (t->p < t->end && (bare_char(*t->p) || *t->p == '.' || *t->p == '+' || *t->p == ':'))
        t->p++;
    if (t->p == from || (t->p < t->end && !memchr(" \t\r\n#,}", *t->p, 8)))
        t->error = "expected a value: text stands in quotes";
    set(t, key, (Str){from, (size_t)(t->p - from)});
}

static void line(Toml *t, Str *section)
{
    if (at_end_of_line(t))
        return;
    if (*t->p == '[') {
        t->p++;
        *section = dotted(t, (Str){0});
        skip_blank(t);
        if (!t->error && (t->p >= t->end || *t->p++ != ']'))
            t->error = "expected ]";
    } else {
        Str key = dotted(t, *section);
        skip_blank(t);
        if (!t->error && (t->p >= t->end || *t->p++ != '='))
            t->error = "expected =";
        if (!t->error)
            value(t, key);
    }
    if (!t->error && !at_end_of_line(t))
        t->error = "unexpected text after the value";
}

int toml_parse(Arena *a, Str text, Map *out, u32 *bad_line, const char **error)
{
    Toml t = {.mem = a, .out = out, .p = text.p, .end = text.p + text.n, .line = 1};
    Str section = {0};
    *out = map_new(a);
    while (t.p < t.end && !t.error) {
        line(&t, &section);
        if (!t.error && t.p < t.end) {
            t.p++;
            t.line++;
        }
    }
    *bad_line = t.line;
    *error = t.error;
    return t.error ? -1 : 0;
}

Str toml_get(const Map *m, const char *key)
{
    Str *v = map_getp(m, str_of(key));
    return v ? *v : (Str){0};
}
