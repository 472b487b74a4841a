// script.c - linker scripts that stand for a library: which files to link
//
// Of the language of GNU ld ("Linker Scripts", "Commands Dealing with Files"): INPUT, GROUP,
// AS_NEEDED, SEARCH_DIR, ENTRY, EXTERN; OUTPUT_FORMAT, OUTPUT_ARCH and TARGET are read over. The
// layout of an image is not described by scripts here, and they say so.
#include "link/link_int.h"

enum { MAX_DEPTH = 10, MAX_SCRIPTS = 1000 };

typedef struct Sr {
    Link *l;
    Str name;            // of the script
    const char *text, *p, *end;
    Str word;            // current; empty at the end
    bool bad;
} Sr;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

static void skip_blank(Sr *r)
{
    while (r->p < r->end) {
        if (is_blank(*r->p)) {
            r->p++;
        } else if (r->end - r->p >= 2 && r->p[0] == '/' && r->p[1] == '*') {
            r->p += 2;
            while (r->end - r->p >= 2 && !(r->p[0] == '*' && r->p[1] == '/'))
                r->p++;
            r->p = r->end - r->p >= 2 ? r->p + 2 : r->end;
        } else {
            return;
        }
    }
}

/* "(", ")", ",", ";", "{", "}", "=" alone; "text in quotes"; or a run of anything else. */
static void next(Sr *r)
{
    skip_blank(r);
    const char *at = r->p;
    if (at == r->end) {
        r->word = STR("");
        return;
    }
    if (*at == '"') {
        const char *close = memchr(at + 1, '"', (size_t)(r->end - at - 1));
        close = close ? close : r->end;
        r->word = (Str){at + 1, (size_t)(close - at - 1)};
        r->p = close < r->end ? close + 1 : close;
        return;
    }
    r->p++;
    if (!strchr("(),;{}=", *at))
        while (r->p < r->end && !is_blank(*r->p) && !strchr("(),;{}=\"", *r->p))
            r->p++;
    r->word = (Str){at, (size_t)(r->p - at)};
}

static void refuse(Sr *r, const char *what)
{
    u32 line = 1;
    for (const char *p = r->text; p < r->p; p++)
        line += *p == '\n';
    if (!r->bad)
        link_say(r->l, L_SCRIPT, str_z(r->l->mem, r->name), line, what,
                 r->word.n ? str_z(r->l->mem, r->word) : "the end");
    r->bad = true;
}

static bool eat(Sr *r, const char *text)
{
    if (!str_eqz(r->word, text))
        return false;
    next(r);
    return true;
}

static void expect(Sr *r, const char *text)
{
    if (!r->bad && !eat(r, text))
        refuse(r, text);
}

/* A file of a list: "-lc", an absolute path, or a name looked for beside the script, then in the
 * directories of libraries. */
static void add_name(Sr *r, Str name)
{
    Link *l = r->l;
    if (str_starts(name, "-l")) {
        link_add_lib(l, (Str){name.p + 2, name.n - 2});
        return;
    }
    Str beside = path_join(l->mem, path_dir(r->name), name), bytes, root = l->opt.sysroot;
    if (root.n && path_rooted(name) && r->name.n > root.n && !memcmp(r->name.p, root.p, root.n))
        name = str_fmt(l->mem, "%.*s%.*s", STR_ARG(root), STR_ARG(name));
    if (path_rooted(name) || link_open(l, name, &bytes)) {
        link_add_path(l, name);
    } else if (link_open(l, beside, &bytes)) {
        link_add_path(l, beside);
    } else {
        link_add_lib(l, str_fmt(l->mem, ":%.*s", STR_ARG(name)));
    }
}

static void file_list(Sr *r, int depth)
{
    expect(r, "(");
    while (!r->bad && r->l->scripts <= MAX_SCRIPTS && !eat(r, ")")) {
        if (eat(r, ","))
            continue;
        if (eat(r, "AS_NEEDED")) {
            LinkHow how = r->l->how;
            r->l->how.as_needed = true;
            if (depth < MAX_DEPTH)
                file_list(r, depth + 1);
            else
                refuse(r, "a file");
            r->l->how = how;
        } else if (!r->word.n || strchr("({};=", r->word.p[0])) {
            refuse(r, "a file");
        } else {
            Str name = r->word;
            next(r);
            add_name(r, name);
        }
    }
}

static void one_word(Sr *r, Str *out)
{
    expect(r, "(");
    *out = r->word;
    if (!r->bad && !r->word.n)
        refuse(r, "a name");
    next(r);
    expect(r, ")");
}

static void read_over(Sr *r)
{
    expect(r, "(");
    while (!r->bad && !eat(r, ")")) {
        if (!r->word.n)
            refuse(r, ")");
        next(r);
    }
}

static void names_to_ask(Sr *r)
{
    expect(r, "(");
    while (!r->bad && !eat(r, ")")) {
        if (!r->word.n)
            refuse(r, ")");
        else if (!str_eqz(r->word, ","))
            link_root(r->l, r->word);
        next(r);
    }
}

static void command(Sr *r)
{
    Str w;
    if (eat(r, "INPUT") || eat(r, "GROUP"))
        file_list(r, 0);
    else if (eat(r, "OUTPUT_FORMAT") || eat(r, "OUTPUT_ARCH") || eat(r, "TARGET"))
        read_over(r);
    else if (eat(r, "EXTERN"))
        names_to_ask(r);
    else if (eat(r, "SEARCH_DIR")) {
        one_word(r, &w);
        if (!r->bad)
            link_search(r->l, w);
    } else if (eat(r, "ENTRY")) {
        one_word(r, &w);
        if (!r->bad)
            r->l->opt.entry = w;
    } else if (!eat(r, ";")) {
        refuse(r, "a command about files");
    }
}

bool script_is(Str bytes)
{
    static const char *const first[] = {"INPUT", "GROUP", "OUTPUT_FORMAT", "OUTPUT_ARCH", "TARGET",
                                        "EXTERN", "SEARCH_DIR", "ENTRY", "SECTIONS", "MEMORY",
                                        "PHDRS", "VERSION", "PROVIDE", "ASSERT", "INCLUDE"};
    Sr r = {.p = bytes.p, .end = bytes.p + bytes.n};
    next(&r);
    for (size_t i = 0; i < COUNT(first); i++)
        if (str_eqz(r.word, first[i]))
            return true;
    return false;
}

void script_read(Link *l, Str name, Str bytes)
{
    Sr r = {.l = l, .name = name, .text = bytes.p, .p = bytes.p, .end = bytes.p + bytes.n};
    if (l->script_depth >= MAX_DEPTH || l->scripts++ >= MAX_SCRIPTS) {
        link_say(l, L_SCRIPT_DEPTH, str_z(l->mem, name));
        return;
    }
    l->script_depth++;
    const char *zero = memchr(bytes.p, 0, bytes.n);
    if (zero) {
        r.p = zero;
        r.word = STR("a zero byte");
        refuse(&r, "text");
    } else {
        next(&r);
    }
    while (r.word.n && !r.bad && l->scripts <= MAX_SCRIPTS)
        command(&r);
    l->script_depth--;
}
