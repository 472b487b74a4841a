// ppout.c - `fuse cc -E`: the preprocessed text, which must lex to the same tokens again
#include "frontend/c/pp_int.h"

typedef struct Out {
    Pp *p;
    Buf *b;
    bool markers;
    u32 file, line;      // where the text stands
    i64 delta;           // #line in force there
    bool system;
    Str name;
    bool any;            // something is on this line
    Tok last;
} Out;

static bool wordy(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || (u8)c >= 0x80;
}

// Would the two spellings, written together, lex differently?
static bool would_join(const Tok *a, const Tok *b)
{
    if (!a->text.n || !b->text.n)
        return false;
    char x = a->text.p[a->text.n - 1], y = b->text.p[0];
    if (wordy(x) && (wordy(y) || y == '"' || y == '\''))
        return true;
    bool exponent = x == 'e' || x == 'E' || x == 'p' || x == 'P';
    if (a->kind == TK_PPNUM && (y == '.' || (exponent && (y == '+' || y == '-'))))
        return true;
    if (x == '.' && ((y >= '0' && y <= '9') || y == '.'))
        return true;
    static const char *const pairs =
        "++ -- << >> && || == += -= *= /= %= &= ^= |= != <= >= -> ## // /* <: <% %: %> :>";
    for (const char *q = pairs; *q; q += q[2] ? 3 : 2)
        if (q[0] == x && q[1] == y)
            return true;
    return false;
}

static void marker(Out *o, u32 line)
{
    if (o->any)
        buf_byte(o->b, '\n');
    if (o->markers) {
        Tok name = {.kind = TK_STR, .text = o->name};
        Str text = stringize(o->p, &name, 1);
        const char *flag = o->system ? " 3" : "";
        buf_fmt(o->b, "# %u %.*s%s\n", (u32)((i64)line + o->delta), STR_ARG(text), flag);
    }
    o->any = false;
    o->line = line;
}

static Str file_name(const Out *o, u32 file)
{
    Str path = o->p->src->file.v[file].path;
    const FileInfo *f = map_getp(&o->p->file, path);
    // what reads markers for names of files (perl's makedepend, ccache) knows that this is none
    return f && f->own ? STR("<built-in>") : path;
}

// Files that were read since the last text, but had none, get a marker too: configure scripts look
// there for the header that defines a macro.
static void silent_files(Out *o, u32 next)
{
    for (u32 k = 0; k < o->p->entered.n; k++) {
        u32 file = o->p->entered.v[k];
        if (file == next || file == o->file)
            continue;
        o->file = file;
        o->delta = 0;
        o->name = file_name(o, file);
        o->system = src_system(o->p->src, (Span){.file = file});
        marker(o, 1);
    }
    o->p->entered.n = 0;
}

// Goes to the file of t, as #line shows it. True when that is another one than before.
static bool enter(Out *o, const Tok *t)
{
    u32 file = t->span.file;
    const Incl *i = o->p->top;
    while (i && i->file != file)
        i = i->up;
    Str name = i && i->line_name.n ? i->line_name : file_name(o, file);
    i64 delta = i ? i->line_delta : 0;
    bool other = file != o->file || delta != o->delta || !str_eq(name, o->name);
    o->file = file;
    o->delta = delta;
    o->name = name;
    o->system = src_system(o->p->src, t->span);
    return other;
}

static void move_to(Out *o, const Tok *t)
{
    u32 line, col;
    if (!t->span.file)
        return;
    silent_files(o, t->span.file);
    src_line_col(o->p->src, t->span.file, t->span.lo, &line, &col);
    bool again = line == o->line && o->any;    // the same file a second time, on its only line
    if (enter(o, t) || again || line < o->line || line > o->line + 8) {
        marker(o, line);
        return;
    }
    while (o->line < line) {
        buf_byte(o->b, '\n');
        o->line++;
        o->any = false;
    }
}

static void put_macro(Buf *out, const PpName *n)
{
    const Macro *m = n->macro;
    buf_fmt(out, "#define %.*s", STR_ARG(n->text));
    for (u32 k = 0; m->func && k < m->nparam; k++) {
        bool rest = m->variadic && k + 1 == m->nparam;
        buf_fmt(out, "%s%s%s", k ? "," : "(", rest && !m->gnu_va ? "" : m->param[k]->text.p,
                rest ? "..." : "");
    }
    if (m->func)
        buf_str(out, m->nparam ? ")" : "()");
    for (u32 k = 0; k < m->nbody; k++)
        buf_fmt(out, "%s%.*s", k == 0 || m->body[k].space ? " " : "", STR_ARG(m->body[k].text));
    buf_str(out, m->nbody ? "\n" : " \n");
}

void pp_told(Pp *p, const PpName *n, Span at)
{
    Out *o = p->told;
    if (!o || (!p->o->macros_too && !p->o->names_too))
        return;
    move_to(o, &(Tok){.span = at});
    if (o->any)
        buf_byte(o->b, '\n');
    if (n->macro && !p->o->macros_too)
        buf_fmt(o->b, "#define %.*s\n", STR_ARG(n->text));
    else if (n->macro)
        put_macro(o->b, n);
    else
        buf_fmt(o->b, "#undef %.*s\n", STR_ARG(n->text));
    o->any = false;
    o->line++;
}

void pp_told_include(Pp *p, const Tok *word, const Tok *v, u32 n)
{
    Out *o = p->told;
    if (!o || !p->o->includes_too || p->src->file.v[word->span.file].path.p[0] == '<')
        return; // ... or the tool's own
    move_to(o, word);
    buf_fmt(o->b, "%s#%.*s", o->any ? "\n" : "", STR_ARG(word->text));
    for (u32 k = 0; k < n; k++)
        buf_fmt(o->b, "%s%.*s", k == 0 || v[k].space ? " " : "", STR_ARG(v[k].text));
    buf_byte(o->b, '\n');
    o->any = false;
    o->line++;
}

void pp_print(Pp *p, Buf *out, bool line_markers)
{
    Out o = {.p = p, .b = out, .markers = line_markers};
    Tok t;
    p->told = p->o->macros_too || p->o->names_too || p->o->includes_too ? &o : NULL;
    p->lists_files = line_markers;
    for (pp_expanded(p, &t); t.kind != TK_EOF; pp_expanded(p, &t)) {
        if (t.bol || t.kind == TK_PRAGMA)
            move_to(&o, &t);
        if (t.kind == TK_PRAGMA) {
            buf_fmt(out, "%s#pragma %.*s\n", o.any ? "\n" : "", STR_ARG(t.text));
            o.any = false;
            o.line++;
            continue;
        }
        if (o.any && (t.space || t.bol || would_join(&o.last, &t)))
            buf_byte(out, ' ');
        buf_put(out, t.text.p, t.text.n);
        o.any = true;
        o.last = t;
    }
    p->told = NULL;
    p->lists_files = false;
    silent_files(&o, 0);
    if (o.any)
        buf_byte(out, '\n');
}

static int by_name(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    return str_cmp((*(PpName *const *)a)->text, (*(PpName *const *)b)->text);
}

void pp_macros(Pp *p, Buf *out)
{
    VEC(PpName *) name = {0};
    Tok t;
    do
        pp_raw(p, &t);
    while (t.kind != TK_EOF);
    for (u32 k = 0; k < p->nbucket; k++)
        for (PpName *n = p->bucket[k]; n; n = n->next)
            if (n->macro && n->macro->kind == MK_NORMAL)
                vec_push(p->mem, &name, n);
    sort_stable(name.v, name.n, sizeof *name.v, by_name, NULL);
    for (u32 k = 0; k < name.n; k++)
        put_macro(out, name.v[k]);
}
