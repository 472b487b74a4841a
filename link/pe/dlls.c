// dlls.c - what DLLs offer: our list of the system's, and module definition files
//
// A definition file is lines of words; `;` begins a comment. LIBRARY or NAME says the DLL, EXPORTS
// begins its symbols: name[=internal] [@ordinal [NONAME]] [DATA] [PRIVATE]. Other statements are
// passed over. For a DLL that is being linked, the file says what it exports, and LIBRARY its name;
// name=dll.other is a forward to another DLL.
// Source: Microsoft, "Module-Definition (.def) files".
#include "link/pe/pe_int.h"

static const struct { const char *dll, *names; } system_dlls[] = {
#define DLL(name, functions) {name, functions},
#include "link/pe/dlls.def"
#undef DLL
};

static void add_offer(Link *l, CoffImport i)
{
    PeLink *p = pe_of(l);
    if (map_getp(&p->offers, i.symbol))
        return;
    CoffImport *keep = arena_new(l->mem, CoffImport);
    *keep = i;
    map_setp(&p->offers, i.symbol, keep);
}

void pe_system_dlls(Link *l)
{
    for (u32 k = 0; k < COUNT(system_dlls); k++)
        for (const char *p = system_dlls[k].names; *p;) {
            size_t n = strcspn(p, " ");
            Str name = {p, n};
            add_offer(l, (CoffImport){.dll = str_of(system_dlls[k].dll), .symbol = name,
                                      .name = name});
            p += n + (p[n] == ' ');
        }
}

/* "user32" of user32.dll, and the parts of mingw's C library, which the system has in one piece. */
bool pe_has_lib(Str name)
{
    static const char *const parts[] = {"m", "msvcrt", "ucrt", "mingw32", "mingwex", "moldname"};
    for (u32 k = 0; k < COUNT(parts); k++)
        if (str_eqz(name, parts[k]))
            return true;
    for (u32 k = 0; k < COUNT(system_dlls); k++)
        if (strlen(system_dlls[k].dll) == name.n + 4 &&
            !memcmp(system_dlls[k].dll, name.p, name.n))
            return true;
    return false;
}

typedef struct Def {
    Link *l;
    Str name, text, dll;         // name: of the file, for messages
    u32 line;
    bool exports, failed;
} Def;

static bool def_fail(Def *d, const char *what)
{
    if (!d->failed)
        link_say(d->l, L_PE_DEF, str_z(d->l->mem, d->name), d->line, what);
    d->failed = true;
    return false;
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == ','; }

/* The next word of the line; quotes hold what they surround together. */
static Str word(Str *line)
{
    size_t k = 0, n;
    while (k < line->n && is_blank(line->p[k]))
        k++;
    if (k < line->n && line->p[k] == '"') {
        for (n = k + 1; n < line->n && line->p[n] != '"'; n++)
            ;
        Str w = {line->p + k + 1, n - k - 1};
        n += n < line->n;
        *line = (Str){line->p + n, line->n - n};
        return w;
    }
    n = k;
    if (n < line->n && line->p[n] == '=')
        n++;
    else
        while (n < line->n && !is_blank(line->p[n]) && line->p[n] != ';' && line->p[n] != '=')
            n++;
    Str w = {line->p + k, n - k};
    *line = (Str){line->p + n, line->n - n};
    return w;
}

static bool ordinal(Def *d, Str w, u16 *out)
{
    u32 x = 0;
    for (size_t k = 0; k < w.n; k++) {
        if (w.p[k] < '0' || w.p[k] > '9')
            return def_fail(d, "an ordinal is a number after @");
        x = MIN(x * 10 + (u32)(w.p[k] - '0'), 70000u);
    }
    if (!w.n || !x || x > 0xffff)
        return def_fail(d, "an ordinal is from 1 to 65535");
    *out = (u16)x;
    return true;
}

/* An import of who links with the DLL, or an export of the DLL itself. */
static void add_line(Def *d, const ObjExport *x)
{
    if (d->l->pe->is_dll) {
        pe_add_export(d->l, *x);
        return;
    }
    CoffImport i = {.dll = d->dll, .symbol = x->name, .name = x->name, .data = x->data};
    if (x->noname) {
        i.name = STR("");
        i.ordinal = x->ordinal;  // else 0: a hint that is wrong costs the loader more than none
    }
    add_offer(d->l, i);
}

static bool export_line(Def *d, Str name, Str rest)
{
    ObjExport x = {.name = name, .of = name};
    if (!d->dll.n && !d->l->pe->is_dll)
        return def_fail(d, "EXPORTS before LIBRARY: which DLL is it?");
    for (Str w = word(&rest); w.n; w = word(&rest)) {
        if (str_eqz(w, "=") || str_eqz(w, "==")) {
            x.of = word(&rest);
            if (!x.of.n)
                return def_fail(d, "a name belongs after =");
        } else if (w.p[0] == '@') {
            Str digits = {w.p + 1, w.n - 1};
            if (!ordinal(d, digits.n ? digits : word(&rest), &x.ordinal))
                return false;
        } else if (str_eqz(w, "NONAME")) {
            x.noname = true;
        } else if (str_eqz(w, "DATA") || str_eqz(w, "CONSTANT")) {
            x.data = true;
        } else if (str_eqz(w, "PRIVATE")) {
            x.secret = true;
        } else {
            return def_fail(d, "expected =name, @ordinal, NONAME, DATA or PRIVATE");
        }
    }
    if (x.noname && !x.ordinal)
        return def_fail(d, "NONAME needs an ordinal");
    add_line(d, &x);
    return true;
}

static bool def_line(Def *d, Str line)
{
    static const char *const others[] = {"DESCRIPTION", "STACKSIZE", "HEAPSIZE", "SECTIONS",
                                         "SEGMENTS", "VERSION", "STUB", "IMPORTS"};
    Str w = word(&line);
    if (!w.n)
        return true;
    if (str_eqz(w, "LIBRARY") || str_eqz(w, "NAME")) {
        Str dll = word(&line);
        if (!dll.n)
            return def_fail(d, "the name of the DLL is missing");
        bool dot = memchr(dll.p, '.', dll.n) != NULL;
        d->dll = dot ? dll : str_fmt(d->l->mem, "%.*s.dll", STR_ARG(dll));
        if (d->l->pe->is_dll)
            d->l->pe->dll = d->dll;
        d->exports = false;
        return true;
    }
    if (str_eqz(w, "EXPORTS")) {
        d->exports = true;
        w = word(&line);
        return !w.n || export_line(d, w, line);
    }
    for (u32 k = 0; k < COUNT(others); k++)
        if (str_eqz(w, others[k])) {
            d->exports = false;
            return true;
        }
    return d->exports ? export_line(d, w, line) : def_fail(d, "not a statement");
}

static void add_def(Link *l, Str name, Str bytes)
{
    Def d = {.l = l, .name = name};
    for (size_t at = 0; at < bytes.n && !d.failed;) {
        const char *e = memchr(bytes.p + at, '\n', bytes.n - at);
        size_t n = e ? (size_t)(e - bytes.p) - at : bytes.n - at;
        d.line++;
        if (memchr(bytes.p + at, 0, n))
            def_fail(&d, "this is no text");
        else
            def_line(&d, (Str){bytes.p + at, n});
        at += n + 1;
    }
}

void pe_def_files(Link *l)
{
    for (u32 k = 0; k < l->library.n; k++)
        add_def(l, l->library.v[k].name, l->library.v[k].bytes);
}
