// warnopt.c - which warnings are given: options of the command line and #pragma GCC diagnostic
//
// General words (-Wall, -Wextra) come before particular ones, wherever they stand, as in gcc. A
// pragma counts from its place to the end of its file.
#include "frontend/c/c_int.h"

typedef enum { ALWAYS, ALL, EXTRA, ASKED } When;
typedef enum { L_OFF = 1, L_WARN, L_ERROR, L_NO_ERROR } Level;   // 0: nobody said anything

typedef struct WarnRow {
    u16 id;
    u8 when;
    const char *name, *group;
} WarnRow;
static const WarnRow warn_row[] = {
#define WARNING(id, name, group, when) {id, when, name, group},
#include "frontend/c/warn.def"
#undef WARNING
};

typedef struct Mark {       // a pragma that set a level
    u32 file, lo;
    u64 when;               // number of the token that it stands before
    u16 id;
    u8 level;
} Mark;

struct Warns {
    Arena *mem;
    Diags *d;
    bool all, extra;
    const u64 *now;             // number of the token that is looked at; NULL: there is no parser
    u8 when[C_DIAG_COUNT];      // 1 + When; 0: it has no name, and is given
    u8 said[C_DIAG_COUNT];      // by an option
    bool asked[C_DIAG_COUNT];   // by some pragma
    VEC(Mark) mark;
    VEC(u32) push;              // numbers of marks
};

static bool is_word(Str w, const char *name)
{
    size_t n = strlen(name);
    if (!n)
        return false;
    if (name[n - 1] == '=') // "format=2" and its like
        return str_starts(w, name);
    return str_eqz(w, name);
}

static bool names(const WarnRow *r, Str w)
{
    return is_word(w, r->name) || is_word(w, r->group);
}

static bool drop(Str *s, const char *prefix)
{
    if (!str_starts(*s, prefix))
        return false;
    s->p += strlen(prefix);
    s->n -= strlen(prefix);
    return true;
}

static void option(Warns *w, Str word)
{
    Level level = drop(&word, "error=")      ? L_ERROR
                  : drop(&word, "no-error=") ? L_NO_ERROR
                  : drop(&word, "no-")       ? L_OFF
                                             : L_WARN;
    if (str_eqz(word, "implicit-fallthrough=0"))
        level = L_OFF;
    for (u32 k = 0; k < COUNT(warn_row); k++)
        if (names(&warn_row[k], word))
            w->said[warn_row[k].id] = (u8)level;
}

static bool by_default(const Warns *w, u32 id)
{
    switch (w->when[id]) {
    case 1 + ALL: return w->all;
    case 1 + EXTRA: return w->extra;
    case 1 + ASKED: return false;
    default: return true;
    }
}

// L_WARN, L_ERROR or L_NO_ERROR where it is given.
static Level option_level(const Warns *w, u32 id)
{
    Level said = (Level)w->said[id];
    if (said == L_NO_ERROR)
        return by_default(w, id) ? said : L_OFF;
    return said ? said : by_default(w, id) ? L_WARN : L_OFF;
}

bool warn_given(const Warns *w, u32 id)
{
    return w->asked[id] || option_level(w, id) != L_OFF;
}

// What a macro makes may have one place. There the last pragma counts of those that came before the
// token which is being looked at: the parser reads ahead.
static Level level_at(const Warns *w, u32 id, Span at)
{
    for (u32 k = w->mark.n; k-- > 0;) {
        const Mark *m = &w->mark.v[k];
        bool ahead = w->now && m->when > *w->now;
        if (m->id == id && m->file == at.file && m->lo <= at.lo && !ahead)
            return (Level)m->level;
    }
    return option_level(w, id);
}

static DiagChoice choose(void *ctx, const DiagDef *def, Span at)
{
    const Warns *w = ctx;
    if (def < c_diag || def >= c_diag + C_DIAG_COUNT)
        return DIAG_AS_IT_IS;
    u32 id = (u32)(def - c_diag);
    if (!w->when[id])
        return DIAG_AS_IT_IS;
    switch (level_at(w, id, at)) {
    case L_OFF: return DIAG_NOT;
    case L_ERROR: return DIAG_AS_ERROR;
    case L_NO_ERROR: return DIAG_AS_WARNING;
    default: return DIAG_AS_IT_IS;
    }
}

bool c_warning_known(Str word)
{
    if (!drop(&word, "error=") && !drop(&word, "no-error="))
        drop(&word, "no-");
    for (u32 k = 0; k < COUNT(warn_row); k++)
        if (names(&warn_row[k], word))
            return true;
    return false;
}

Warns *warns_new(Arena *a, Diags *d, const COptions *o, const u64 *now)
{
    Warns *w = arena_new(a, Warns);
    w->mem = a;
    w->d = d;
    w->now = now;
    w->all = o->warn_all;
    w->extra = o->warn_extra;
    for (u32 k = 0; k < COUNT(warn_row); k++)
        w->when[warn_row[k].id] = (u8)(1 + warn_row[k].when);
    if (d->pedantic || d->pedantic_errors)
        w->when[CW_PTR_SIGN] = 1 + ALWAYS;
    if (o->std == C_90) // there it is the language
        w->when[CW_IMPLICIT_INT] = w->when[CW_NO_TYPE] = w->when[CW_IMPLICIT_FUNC] =
            w->when[CW_IMPLICIT_LIB] = 1 + ALL;
    for (u32 k = 0; k < o->nwarn; k++)
        option(w, o->warn[k]);
    d->choose = choose;
    d->choose_ctx = w;
    return w;
}

Warns *warns_of(const Diags *d)
{
    return d->choose == choose ? d->choose_ctx : NULL;
}

void warns_done(Warns *w)
{
    w->d->choose = NULL;
}

/* ---- #pragma GCC diagnostic ---- */

static Str word(Str *s)
{
    while (s->n && (*s->p == ' ' || *s->p == '\t'))
        *s = (Str){s->p + 1, s->n - 1};
    size_t n = 0;
    while (n < s->n && s->p[n] != ' ' && s->p[n] != '\t')
        n++;
    Str r = {s->p, n};
    *s = (Str){s->p + n, s->n - n};
    return r;
}

static void set(Warns *w, Span at, u64 when, u32 id, Level level)
{
    w->asked[id] |= level != L_OFF;
    vec_push(w->mem, &w->mark, ((Mark){at.file, at.lo, when, (u16)id, (u8)level}));
}

// Back to what held at the push: for each warning that was set since.
static void pop(Warns *w, Span at, u64 when)
{
    if (!w->push.n)
        return;
    u32 from = w->push.v[--w->push.n], to = w->mark.n;
    for (u32 k = from; k < to; k++) {
        u32 id = w->mark.v[k].id;
        Level was = option_level(w, id);
        for (u32 j = 0; j < from; j++)
            if (w->mark.v[j].id == id)
                was = (Level)w->mark.v[j].level;
        set(w, at, when, id, was);
    }
}

void warn_pragma(Warns *w, Str text, Span at, u64 when)
{
    Str owner = word(&text);
    if ((!str_eqz(owner, "GCC") && !str_eqz(owner, "clang")) ||
        !str_eqz(word(&text), "diagnostic"))
        return;
    Str act = word(&text), name = word(&text);
    if (str_eqz(act, "push")) {
        vec_push(w->mem, &w->push, w->mark.n);
    } else if (str_eqz(act, "pop")) {
        pop(w, at, when);
    } else if (drop(&name, "\"-W") && name.n) {
        name.n--;
        Level level = str_eqz(act, "ignored")   ? L_OFF
                      : str_eqz(act, "error")   ? L_ERROR
                      : str_eqz(act, "warning") ? L_NO_ERROR
                                                : 0;
        for (u32 k = 0; level && k < COUNT(warn_row); k++)
            if (names(&warn_row[k], name))
                set(w, at, when, warn_row[k].id, level);
    }
}
