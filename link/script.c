// script.c - linker scripts that stand for a library: which files to link
//
// Of the language of GNU ld ("Linker Scripts", "Commands Dealing with Files"): INPUT, GROUP,
// AS_NEEDED, SEARCH_DIR, ENTRY, EXTERN; OUTPUT_FORMAT, OUTPUT_ARCH and TARGET are read over. The
// layout of an image is not described by scripts here, and they say so.
#include "link/link_int.h"

enum { MAX_DEPTH = 10, MAX_SCRIPTS = 1000 };

static const char punctuation[] = "(),;{}=";

typedef struct Sr {
    Link *l;
    Str name;            // of the script
    Words w;
    bool bad;
} Sr;

static void refuse(Sr *r, const char *what)
{
    if (!r->bad)
        link_say(r->l, L_SCRIPT, str_z(r->l->mem, r->name), words_line(&r->w), what,
                 r->w.word.n ? str_z(r->l->mem, r->w.word) : r->w.quoted ? "\"\"" : "the end");
    r->bad = true;
}

static void next(Sr *r) { words_next(&r->w); }
static bool eat(Sr *r, const char *text) { return words_eat(&r->w, text); }

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
        } else if (!r->w.word.n || (!r->w.quoted && strchr(punctuation, r->w.word.p[0]))) {
            refuse(r, "a file");
        } else {
            Str name = r->w.word;
            next(r);
            add_name(r, name);
        }
    }
}

static void one_word(Sr *r, Str *out)
{
    expect(r, "(");
    *out = r->w.word;
    if (!r->bad && !r->w.word.n)
        refuse(r, "a name");
    next(r);
    expect(r, ")");
}

static void read_over(Sr *r)
{
    expect(r, "(");
    while (!r->bad && !eat(r, ")")) {
        if (words_end(&r->w))
            refuse(r, ")");
        next(r);
    }
}

static void names_to_ask(Sr *r)
{
    expect(r, "(");
    while (!r->bad && !eat(r, ")")) {
        if (!r->w.word.n)
            refuse(r, "a name");
        else if (!str_eqz(r->w.word, ","))
            link_root(r->l, r->w.word);
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
    Words w = {.p = bytes.p, .end = bytes.p + bytes.n, .alone = punctuation};
    words_next(&w);
    for (size_t i = 0; i < COUNT(first); i++)
        if (str_eqz(w.word, first[i]))
            return true;
    return false;
}

void script_read(Link *l, Str name, Str bytes)
{
    Sr r = {.l = l, .name = name};
    if (l->script_depth >= MAX_DEPTH || l->scripts++ >= MAX_SCRIPTS) {
        link_say(l, L_SCRIPT_DEPTH, str_z(l->mem, name));
        return;
    }
    l->script_depth++;
    if (!words_open(&r.w, bytes, punctuation, 0))
        refuse(&r, "text");
    while (!words_end(&r.w) && !r.bad && l->scripts <= MAX_SCRIPTS)
        command(&r);
    l->script_depth--;
}
