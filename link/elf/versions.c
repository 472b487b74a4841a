// versions.c - version scripts: which names a library shows, and with which versions
//
// The language is that of GNU ld ("VERSION Command"): nodes of global and local names and patterns.
// A name beats a pattern, a pattern beats "*", global beats local, of equals the last node counts.
#include "link/elf/elf_int.h"

static const char punctuation[] = "{};:";

typedef struct Vr {
    Link *l;
    Str name;            // of the script
    Words w;
    bool bad;
} Vr;

static void refuse(Vr *r, const char *what)
{
    if (!r->bad)
        link_say(r->l, L_VERSION, str_z(r->l->mem, r->name), words_line(&r->w), what);
    r->bad = true;
}

static void next(Vr *r) { words_next(&r->w); }
static bool at_end(const Vr *r) { return words_end(&r->w); }
static bool eat(Vr *r, const char *text) { return words_eat(&r->w, text); }

static bool has_magic(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (strchr("*?[\\", s.p[i]))
            return true;
    return false;
}

static void read_name(Vr *r, VerNode *v, bool local)
{
    Str w = r->w.word;
    bool quoted = r->w.quoted;
    if (at_end(r))
        refuse(r, "a version ends in }");
    else if (!quoted && (!w.n || strchr(punctuation, w.p[0])))
        refuse(r, "expected a name, `global:` or `local:`");
    next(r);
    vec_push(r->l->mem, &v->pat, ((VerPat){w, !quoted && has_magic(w), local}));
    if (!eat(r, ";") && !str_eqz(r->w.word, "}"))
        refuse(r, "expected ; after a name");
}

/* Names of C are those of the file. */
static void read_c_names(Vr *r, VerNode *v, bool local)
{
    if (!str_eqz(r->w.word, "C") || !r->w.quoted)
        refuse(r, "`extern` names of other languages than \"C\" are not understood: give the names "
                  "as they are in the file");
    next(r);
    if (!eat(r, "{"))
        refuse(r, "expected {");
    while (!r->bad && !eat(r, "}"))
        read_name(r, v, local);
}

static bool eat_label(Vr *r, const char *name)
{
    Words back = r->w;
    if (eat(r, name) && eat(r, ":"))
        return true;
    r->w = back;         // a symbol may have that name
    return false;
}

static void read_body(Vr *r, VerNode *v)
{
    bool local = false;
    while (!r->bad && !eat(r, "}")) {
        if (eat(r, ";"))
            continue;
        if (eat_label(r, "global"))
            local = false;
        else if (eat_label(r, "local"))
            local = true;
        else if (eat(r, "extern"))
            read_c_names(r, v, local);
        else
            read_name(r, v, local);
    }
}

static void read_node(Vr *r, VerNode *v)
{
    if (!str_eqz(r->w.word, "{")) {
        v->name = r->w.word;
        next(r);
    }
    if (!eat(r, "{")) {
        refuse(r, "expected {");
        return;
    }
    read_body(r, v);
    while (!r->bad && !at_end(r) && !eat(r, ";")) {
        if (!v->parent.n)
            v->parent = r->w.word;
        next(r);
    }
}

static void check_parents(Vr *r, const ElfLink *e)
{
    for (u32 i = 0; i < e->ver.n; i++) {
        u32 k = 0;
        while (k < i && !str_eq(e->ver.v[k].name, e->ver.v[i].parent))
            k++;
        if (e->ver.v[i].parent.n && k == i)
            refuse(r, "a version continues one that does not stand before it");
        for (k = 0; k < i; k++)
            if (str_eq(e->ver.v[k].name, e->ver.v[i].name))
                refuse(r, "a version is given twice");
    }
}

static Vr reader(Link *l, Str name, Str text)
{
    Vr r = {.l = l, .name = name};
    if (!words_open(&r.w, text, punctuation, '#'))
        refuse(&r, "a zero byte is no text");
    return r;
}

void elf_read_versions(Link *l)
{
    ElfLink *e = l->elf;
    Vr r = reader(l, e->opt.versions_name, e->opt.versions);
    u16 ndx = VER_NDX_GLOBAL;
    while (!r.bad && !at_end(&r)) {
        VerNode v = {0};
        read_node(&r, &v);
        if (v.name.n)
            v.ndx = ++ndx;
        vec_push(l->mem, &e->ver, v);
    }
    check_parents(&r, e);
    for (u32 i = 0; i < e->ver.n; i++)
        if (!e->ver.v[i].name.n && e->ver.n > 1)
            refuse(&r, "a version without a name is the only one");
    r = reader(l, e->opt.dynamic_list_name, e->opt.dynamic_list);
    VerNode list = {0};
    if (!r.bad && !at_end(&r))
        read_node(&r, &list);
    e->list.v = list.pat.v;
    e->list.n = list.pat.n;
}

/* [a-z], [!x]; *p points behind the bracket. */
static bool in_set(const char **p, const char *end, char c)
{
    bool not = *p < end && (**p == '!' || **p == '^'), in = false;
    *p += not;
    for (bool first = true; *p < end && (first || **p != ']'); first = false) {
        char lo = *(*p)++, hi = lo;
        if (end - *p >= 2 && **p == '-' && (*p)[1] != ']') {
            hi = (*p)[1];
            *p += 2;
        }
        in |= c >= lo && c <= hi;
    }
    *p += *p < end;
    return in != not;
}

static bool glob(Str pat, Str name)
{
    const char *p = pat.p, *pe = pat.p + pat.n, *s = name.p, *se = name.p + name.n;
    const char *star = NULL, *back = NULL;      // where to go on when what follows a * fails
    while (s < se || p < pe) {
        const char *q = p;
        bool ok = false;
        if (p < pe && *p == '*') {
            star = ++p;
            back = s;
            continue;
        }
        if (p < pe && s < se) {
            q++;
            if (*p == '[')
                ok = in_set(&q, pe, *s);
            else if (*p == '\\' && q < pe)
                ok = *q++ == *s;
            else
                ok = *p == '?' || *p == *s;
        }
        if (ok) {
            p = q;
            s++;
        } else if (star && back < se) {
            p = star;
            s = ++back;
        } else {
            return false;
        }
    }
    return true;
}

static bool matches(const VerPat *p, Str name)
{
    return p->glob ? glob(p->text, name) : str_eq(p->text, name);
}

bool elf_listed(const VerPat *p, u32 n, Str name)
{
    for (u32 i = 0; i < n; i++)
        if (matches(&p[i], name))
            return true;
    return false;
}

const VerNode *elf_version_of(const ElfLink *e, Str name, bool *local)
{
    const VerNode *best = NULL;
    int rank = -1;      // 0, 1: "*" local, global; 2, 3: a pattern; 4, 5: the name
    for (u32 i = 0; i < e->ver.n; i++)
        for (u32 k = 0; k < e->ver.v[i].pat.n; k++) {
            const VerPat *p = &e->ver.v[i].pat.v[k];
            int r = (!p->glob ? 4 : str_eqz(p->text, "*") ? 0 : 2) + !p->local;
            if (r >= rank && matches(p, name)) {
                rank = r;
                best = &e->ver.v[i];
            }
        }
    *local = rank >= 0 && rank % 2 == 0;
    return best;
}
