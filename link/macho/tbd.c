// tbd.c - text-based stub libraries: which library offers which names
//
// An SDK has a .tbd file in place of each library. It is YAML; read here is the part of YAML that
// such files use: documents, block mappings and sequences by indentation, flow sequences over any
// number of lines, plain and quoted scalars, comments. Version 4 says for which targets a list
// holds; the older versions are refused by their number.
// Source: YAML 1.2, chapters 5 to 8; the TBD v4 format as LLVM's TextAPI documents it.
#include "link/macho/macho_int.h"

typedef enum { Y_SCALAR, Y_LIST, Y_MAP } YKind;
typedef struct Yaml {
    YKind kind;
    Str text;                    // scalar
    struct Yaml *child, *next;   // in order
    Str key;                     // as a member of a mapping
} Yaml;

typedef struct Tr {
    Arena *a;
    const char *p, *end;
    u32 line, depth;
    bool same_line;              // the last value ended on the line of its key
    Str *err;
} Tr;

enum { MAX_DEPTH = 32 };

static void *bad(Tr *t, const char *what)
{
    if (!t->err->p)
        *t->err = str_fmt(t->a, "line %u: %s", t->line, what);
    return NULL;
}

/* ---- YAML ---- */

static bool at_marker(const Tr *t, const char *z)
{
    return t->end - t->p >= 3 && !memcmp(t->p, z, 3) &&
           (t->end - t->p == 3 || t->p[3] == ' ' || t->p[3] == '\n' || t->p[3] == '\r');
}

static void skip_line(Tr *t)
{
    while (t->p < t->end && *t->p != '\n')
        t->p++;
    if (t->p < t->end) {
        t->p++;
        t->line++;
    }
}

static bool ends_word(const Tr *t, const char *p)
{
    return p >= t->end || *p == ' ' || *p == '\n' || *p == '\r' || *p == '\t';
}

/* Goes to the next line with content; the column of it, or -1 at the end of the document. */
static int next_line(Tr *t)
{
    for (;;) {
        const char *p = t->p;
        while (p < t->end && *p == ' ')
            p++;
        if (p >= t->end)
            return -1;
        if (*p == '\n' || *p == '\r' || *p == '#') {
            skip_line(t);
            continue;
        }
        if (p == t->p && (at_marker(t, "---") || at_marker(t, "...")))
            return -1;
        return (int)(p - t->p);
    }
}

/* Blanks and comments up to the next word, over lines where `lines` says so. */
static void blanks(Tr *t, bool lines)
{
    while (t->p < t->end) {
        if (*t->p == ' ' || *t->p == '\t' || *t->p == '\r')
            t->p++;
        else if (*t->p == '#')
            while (t->p < t->end && *t->p != '\n')
                t->p++;
        else if (*t->p == '\n' && lines)
            skip_line(t);
        else
            return;
    }
}

static Yaml *node(Tr *t, YKind k)
{
    Yaml *y = arena_new(t->a, Yaml);
    y->kind = k;
    return y;
}

static Yaml *quoted(Tr *t)
{
    char q = *t->p++;
    const char *from = t->p;
    while (t->p < t->end && *t->p != q && *t->p != '\n')
        t->p++;
    if (t->p >= t->end || *t->p != q)
        return bad(t, "a quoted text does not end");
    Yaml *y = node(t, Y_SCALAR);
    y->text = (Str){from, (size_t)(t->p++ - from)};
    if (memchr(y->text.p, '\\', y->text.n) && q == '"')
        return bad(t, "escapes in quoted text are not read");
    return y;
}

static Yaml *plain(Tr *t, bool flow)
{
    const char *from = t->p;
    while (t->p < t->end && *t->p != '\n') {
        char c = *t->p;
        if (flow && (c == ',' || c == ']' || c == '['))
            break;
        if (c == ':' && ends_word(t, t->p + 1))
            break;
        if (c == '#' && t->p > from && t->p[-1] == ' ')
            break;
        t->p++;
    }
    size_t n = (size_t)(t->p - from);
    while (n && (from[n - 1] == ' ' || from[n - 1] == '\r' || from[n - 1] == '\t'))
        n--;
    Yaml *y = node(t, Y_SCALAR);
    y->text = (Str){from, n};
    return y;
}

static Yaml *flow_list(Tr *t)
{
    Yaml *y = node(t, Y_LIST), **tail = &y->child;
    t->p++;
    for (;;) {
        blanks(t, true);
        if (t->p >= t->end)
            return bad(t, "a list does not end");
        if (*t->p == ']') {
            t->p++;
            return y;
        }
        Yaml *e = *t->p == '\'' || *t->p == '"' ? quoted(t) : plain(t, true);
        if (!e)
            return NULL;
        if (!e->text.n && !(t->p < t->end && *t->p == ','))
            return bad(t, "a list has something that is no name");
        *tail = e;
        tail = &e->next;
        blanks(t, true);
        if (t->p < t->end && *t->p == ',')
            t->p++;
        else if (t->p < t->end && *t->p != ']')
            return bad(t, "expected a comma or the end of the list");
    }
}

static Yaml *block(Tr *t, int column);

/* What follows "key:" or "-" on its line or, if that ends there, on the lines below. */
static Yaml *value(Tr *t, int column, bool in_map)
{
    blanks(t, false);
    t->same_line = t->p < t->end && *t->p != '\n';
    if (t->same_line) {
        if (*t->p == '[')
            return flow_list(t);
        return *t->p == '\'' || *t->p == '"' ? quoted(t) : plain(t, false);
    }
    int c = next_line(t);
    bool list = in_map && c == column && t->p[c] == '-' && ends_word(t, t->p + c + 1);
    Yaml *y = c > column || list ? block(t, c) : node(t, Y_SCALAR);
    t->same_line = false;
    return y;
}

static bool end_of_value(Tr *t)
{
    blanks(t, false);
    if (t->p < t->end && *t->p != '\n')
        return bad(t, "more on the line than expected") != NULL;
    return true;
}

static Yaml *list(Tr *t, int column)
{
    Yaml *y = node(t, Y_LIST), **tail = &y->child;
    do {
        t->p += column + 1;
        const char *item = t->p;
        while (item < t->end && *item == ' ')
            item++;
        int at = column + 1 + (int)(item - t->p);
        const char *colon = item;
        while (colon < t->end && *colon != '\n' && !(*colon == ':' && ends_word(t, colon + 1)))
            colon++;
        bool map = colon < t->end && *colon == ':' && *item != '[' && *item != '#';
        if (map)
            t->p = item - at;    // as if the dash were a blank
        Yaml *e = map ? block(t, at) : value(t, column, false);
        if (!e || (!map && t->same_line && !end_of_value(t)))
            return NULL;
        *tail = e;
        tail = &e->next;
    } while (next_line(t) == column && t->p[column] == '-' && ends_word(t, t->p + column + 1));
    return y;
}

static Yaml *map(Tr *t, int column)
{
    Yaml *y = node(t, Y_MAP), **tail = &y->child;
    int c = column;
    do {
        t->p += column;
        Yaml *key = *t->p == '\'' || *t->p == '"' ? quoted(t) : plain(t, false);
        if (!key)
            return NULL;
        blanks(t, false);
        if (!key->text.n || t->p >= t->end || *t->p != ':')
            return bad(t, "expected a key and a colon");
        t->p++;
        Yaml *e = value(t, column, true);
        if (!e || (t->same_line && !end_of_value(t)))
            return NULL;
        e->key = key->text;
        *tail = e;
        tail = &e->next;
        c = next_line(t);
    } while (c == column && !(t->p[c] == '-' && ends_word(t, t->p + c + 1)));
    if (c > column)
        return bad(t, "a line is indented further than what it belongs to");
    return y;
}

static Yaml *block(Tr *t, int column)
{
    if (++t->depth > MAX_DEPTH)
        return bad(t, "nested too deeply");
    bool dash = t->p[column] == '-' && ends_word(t, t->p + column + 1);
    Yaml *y = dash ? list(t, column) : map(t, column);
    t->depth--;
    return y;
}

/* The next document, NULL at the end of the file or on a defect. */
static Yaml *document(Tr *t)
{
    while (next_line(t) < 0 && t->p < t->end) {
        if (!at_marker(t, "---") && !at_marker(t, "..."))
            return NULL;         // only blanks are left
        skip_line(t);
    }
    int c = next_line(t);
    return c < 0 ? NULL : block(t, c);
}

/* ---- what it says ---- */

static Yaml *get(const Yaml *y, const char *key)
{
    for (Yaml *e = y && y->kind == Y_MAP ? y->child : NULL; e; e = e->next)
        if (str_eqz(e->key, key))
            return e;
    return NULL;
}

static bool has(const Yaml *l, Str name)
{
    for (const Yaml *e = l && l->kind == Y_LIST ? l->child : NULL; e; e = e->next)
        if (e->kind == Y_SCALAR && str_eq(e->text, name))
            return true;
    return false;
}

/* X.Y.Z as the load command has it. */
static u32 version(const Yaml *y)
{
    u32 part[3] = {1, 0, 0}, k = 0;
    if (!y || y->kind != Y_SCALAR)
        return 1 << 16;
    part[0] = 0;
    for (size_t i = 0; i < y->text.n && k < 3; i++) {
        char c = y->text.p[i];
        if (c == '.')
            k++;
        else if (c >= '0' && c <= '9' && part[k] < 6553)
            part[k] = part[k] * 10 + (u32)(c - '0');
    }
    return part[0] << 16 | (part[1] & 0xff) << 8 | (part[2] & 0xff);
}

typedef struct Doc {
    Str install;
    Yaml *y;
    bool used;
} Doc;

typedef struct Lib {
    Tr t;
    MachoLib *lib;
    Str target;          // "arm64-macos"
    VEC(Doc) doc;
    VEC(u32) work;       // documents whose names count
} Lib;

static bool for_target(const Lib *b, const Yaml *entry)
{
    const Yaml *l = get(entry, "targets");
    return !l || has(l, b->target);
}

static void add_names(Lib *b, const Yaml *l, u32 what)
{
    for (const Yaml *e = l && l->kind == Y_LIST ? l->child : NULL; e; e = e->next) {
        if (e->kind != Y_SCALAR || !e->text.n)
            continue;
        bool is_new;
        u64 *slot = map_put(&b->lib->sym, macho_name_in(b->t.a, e->text), &is_new);
        *slot |= what;
    }
}

static void add_exports(Lib *b, const Yaml *exports)
{
    for (const Yaml *e = exports && exports->kind == Y_LIST ? exports->child : NULL; e;
         e = e->next) {
        if (!for_target(b, e))
            continue;
        add_names(b, get(e, "symbols"), 0);
        add_names(b, get(e, "weak-symbols"), MLS_WEAK);
        add_names(b, get(e, "thread-local-symbols"), MLS_TLS);
    }
}

/* Libraries that this one passes on; those in other files offer nothing here. */
static void follow(Lib *b, const Yaml *entry)
{
    const Yaml *l = get(entry, "libraries");
    if (!for_target(b, entry) || !l || l->kind != Y_LIST)
        return;
    for (u32 i = 0; i < b->doc.n; i++)
        if (!b->doc.v[i].used && has(l, b->doc.v[i].install)) {
            b->doc.v[i].used = true;
            vec_push(b->t.a, &b->work, i);
        }
}

static bool read_documents(Lib *b)
{
    Yaml *y;
    while ((y = document(&b->t)) != NULL) {
        const Yaml *v = get(y, "tbd-version"), *name = get(y, "install-name");
        if (!v || v->kind != Y_SCALAR || !str_eqz(v->text, "4"))
            return bad(&b->t, "not a stub library of version 4 (tbd-version: 4)") != NULL;
        if (!name || name->kind != Y_SCALAR || !name->text.n)
            return bad(&b->t, "the library has no install-name") != NULL;
        vec_push(b->t.a, &b->doc, ((Doc){name->text, y, false}));
    }
    if (!b->doc.n)
        bad(&b->t, "no library is described");
    return !b->t.err->p;
}

MachoLib *tbd_read(Arena *a, Str bytes, Arch arch, Str *err)
{
    *err = (Str){0};
    Lib b = {.t = {.a = a, .p = bytes.p, .end = bytes.p + bytes.n, .line = 1, .err = err}};
    b.target = str_of(macho_arch[arch].target);
    b.lib = arena_new(a, MachoLib);
    b.lib->sym = map_new(a);
    if (!read_documents(&b))
        return NULL;
    const Doc *first = &b.doc.v[0];
    if (!has(get(first->y, "targets"), b.target)) {
        *err = str_fmt(a, "the library is not for %.*s", STR_ARG(b.target));
        return NULL;
    }
    b.lib->install = str_dup(a, first->install);
    b.lib->version = version(get(first->y, "current-version"));
    b.lib->compat = version(get(first->y, "compatibility-version"));
    b.doc.v[0].used = true;
    vec_push(a, &b.work, 0);
    for (u32 i = 0; i < b.work.n; i++) {
        const Yaml *y = b.doc.v[b.work.v[i]].y, *re = get(y, "reexported-libraries");
        add_exports(&b, get(y, "exports"));
        add_exports(&b, get(y, "reexports"));
        for (const Yaml *e = re && re->kind == Y_LIST ? re->child : NULL; e; e = e->next)
            follow(&b, e);
    }
    return b.lib;
}
