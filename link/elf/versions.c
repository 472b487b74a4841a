// versions.c - version scripts: which names a library shows, and with which versions
//
// The language is that of GNU ld ("VERSION Command"): nodes of global and local names and patterns.
// A name beats a pattern, a pattern beats "*", global beats local, of equals the last node counts.
#include "link/elf/elf_int.h"

typedef struct Vr {
    Link *l;
    Str name;
    const char *text, *p, *end;
    Str word;
    bool quoted, bad;
} Vr;

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static bool starts(const Vr *r, const char *s)
{
    size_t n = strlen(s);
    return (size_t)(r->end - r->p) >= n && !memcmp(r->p, s, n);
}

static void skip_blank(Vr *r)
{
    for (;;) {
        if (r->p < r->end && is_blank(*r->p)) {
            r->p++;
        } else if (starts(r, "/*")) {
            r->p += 2;
            while (r->p < r->end && !starts(r, "*/"))
                r->p++;
            r->p = r->p < r->end ? r->p + 2 : r->end;
        } else if (r->p < r->end && *r->p == '#') {
            while (r->p < r->end && *r->p != '\n')
                r->p++;
        } else {
            return;
        }
    }
}

static void next(Vr *r)
{
    skip_blank(r);
    const char *at = r->p;
    r->quoted = r->p < r->end && *r->p == '"';
    if (r->quoted) {
        const char *close = memchr(at + 1, '"', (size_t)(r->end - at - 1));
        close = close ? close : r->end;
        r->word = (Str){at + 1, (size_t)(close - at - 1)};
        r->p = close < r->end ? close + 1 : close;
        return;
    }
    if (r->p < r->end && strchr("{};:", *r->p))
        r->p++;
    else
        while (r->p < r->end && !is_blank(*r->p) && !strchr("{};\"", *r->p) &&
               !(*r->p == ':' && !starts(r, "::")))
            r->p += starts(r, "::") ? 2 : 1;
    r->word = (Str){at, (size_t)(r->p - at)};
}

static void refuse(Vr *r, const char *what)
{
    u32 line = 1;
    for (const char *p = r->text; p < r->p; p++)
        line += *p == '\n';
    if (!r->bad)
        link_say(r->l, L_VERSION, str_z(r->l->mem, r->name), line, what);
    r->bad = true;
}

static bool at_end(const Vr *r) { return !r->word.n && !r->quoted && r->p == r->end; }

static bool eat(Vr *r, const char *text)
{
    if (r->quoted || !str_eqz(r->word, text))
        return false;
    next(r);
    return true;
}

static bool has_magic(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (strchr("*?[\\", s.p[i]))
            return true;
    return false;
}

static void read_body(Vr *r, VerNode *v)
{
    bool local = false;
    while (!r->bad && !eat(r, "}")) {
        if (eat(r, ";"))
            continue;
        if (at_end(r)) {
            refuse(r, "a version ends in }");
            return;
        }
        if (eat(r, "extern")) {
            refuse(r, "`extern` names are not understood: give the names as they are in the file");
            return;
        }
        Str w = r->word;
        bool quoted = r->quoted;
        next(r);
        if (!quoted && (str_eqz(w, "global") || str_eqz(w, "local")) && eat(r, ":")) {
            local = str_eqz(w, "local");
            continue;
        }
        if (!quoted && strchr("{:", w.n ? w.p[0] : ':')) {
            refuse(r, "expected a name, `global:` or `local:`");
            return;
        }
        vec_push(r->l->mem, &v->pat, ((VerPat){w, !quoted && has_magic(w), local}));
        if (!eat(r, ";") && !str_eqz(r->word, "}"))
            refuse(r, "expected ; after a name");
    }
}

static void read_node(Vr *r, VerNode *v)
{
    if (!str_eqz(r->word, "{")) {
        v->name = r->word;
        next(r);
    }
    if (!eat(r, "{")) {
        refuse(r, "expected {");
        return;
    }
    read_body(r, v);
    while (!r->bad && !at_end(r) && !eat(r, ";")) {
        if (!v->parent.n)
            v->parent = r->word;
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
    if (!text.p)
        text = STR("");
    Vr r = {.l = l, .name = name, .text = text.p, .p = text.p, .end = text.p + text.n};
    const char *zero = memchr(text.p, 0, text.n);
    if (zero) {
        r.p = zero;
        refuse(&r, "a zero byte is no text");
    } else {
        next(&r);
    }
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
