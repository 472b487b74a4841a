// ppinclude.c - #include: search, guards, the stack of files
#include "frontend/c/pp_int.h"

#include <errno.h>

enum { MAX_INCLUDE = 200 };

/* The search path by number: folders for "..." only, -I, -isystem, then the headers that fuse
 * carries, then what comes after them: the system's own folders and -idirafter. */
static u32 search_own(const Pp *p) { return p->o->nquote + p->o->ninc + p->o->nsysinc; }

static u32 search_end(const Pp *p) { return search_own(p) + 1 + p->o->nafter; }

static Str search_dir(const Pp *p, u32 k)
{
    const COptions *o = p->o;
    if (k < o->nquote)
        return o->quote[k];
    if (k < o->nquote + o->ninc)
        return o->inc[k - o->nquote];
    if (k < search_own(p))
        return o->sysinc[k - o->nquote - o->ninc];
    return o->after[k - search_own(p) - 1];
}

static bool is_system(const Pp *p, u32 k) { return k >= p->o->nquote + p->o->ninc; }

FileInfo *file_info(Pp *p, Str path, Str text, u32 file)
{
    FileInfo *f = map_getp(&p->file, path);
    if (f)
        return f;
    f = arena_new(p->mem, FileInfo);
    f->path = path;
    f->file = file;
    lex_clean(p->mem, text, p->trigraphs, &f->text, &f->splice, &f->nsplice);
    map_setp(&p->file, path, f);
    return f;
}

void incl_enter(Pp *p, FileInfo *f, int search)
{
    Incl *in = arena_new(p->mem, Incl);
    in->up = p->top;
    in->file = f->file;
    in->dir = path_dir(f->path);
    in->search = search;
    lex_open(&in->lex, f->file, f->text, f->splice, f->nsplice);
    const SrcFile *src = &p->src->file.v[f->file];
    if (!f->told && !src->system && lex_has_to_tell(p, src->text, f->splice, f->nsplice))
        lex_tell(p, f->file, src->text);
    f->told = true;
    p->top = in;
    p->depth++;
    if (p->lists_files && in->up && p->src->file.v[in->up->file].path.p[0] != '<')
        vec_push(p->mem, &p->entered, f->file);
}

// A file that could be read, with its text registered; NULL when there is none (errno tells).
static FileInfo *open_file(Pp *p, Str path, bool system)
{
    FileInfo *f = map_getp(&p->file, path);
    if (f)
        return f;
    Str text;
    const char *z = str_z(p->mem, path);
    if (file_is_dir(z) || file_read(p->mem, z, &text))
        return NULL;
    path = (Str){z, path.n};
    f = file_info(p, path, text, sources_add(p->src, path, text));
    f->system = system;
    p->src->file.v[f->file].system = system;
    return f;
}

static FileInfo *open_builtin(Pp *p, Str name)
{
    Str path = str_fmt(p->mem, "<fuse>/%.*s", STR_ARG(name)), text;
    FileInfo *f = map_getp(&p->file, path);
    if (f)
        return f;
    if (!p->o->builtin_header || !p->o->builtin_header(p->o->ctx, name, &text))
        return NULL;
    f = file_info(p, path, text, sources_add(p->src, path, text));
    f->own = f->system = true;
    p->src->file.v[f->file].system = true;
    return f;
}

static Str joined(Pp *p, Str dir, Str name)
{
    if (!dir.n || str_eqz(dir, "."))
        return name;
    return path_join(p->mem, dir, name);
}

// A header that lies beside a system header is one, too.
static bool beside_system(const Pp *p)
{
    const FileInfo *f = p->top ? map_getp(&p->file, p->src->file.v[p->top->file].path) : NULL;
    return f && f->system;
}

static FileInfo *search(Pp *p, Str name, bool angled, bool next, int *found)
{
    FileInfo *f;
    *found = -1;
    if (path_rooted(name))
        return open_file(p, name, beside_system(p));
    u32 k = angled ? p->o->nquote : 0;
    if (next && p->top && p->top->search >= 0)
        k = (u32)p->top->search + 1;
    else if (!angled && p->top &&
             (f = open_file(p, joined(p, p->top->dir, name), beside_system(p))))
        return f;
    for (; k < search_end(p); k++) {
        f = k == search_own(p) ? open_builtin(p, name)
                               : open_file(p, joined(p, search_dir(p, k), name), is_system(p, k));
        *found = (int)k;
        if (f)
            return f;
    }
    return NULL;
}

static bool closed(const Tok *t) { return t->text.n > 1 && t->text.p[t->text.n - 1] == '"'; }

// "..." or <...> without any macro
static bool written_so(const Tok *line, u32 n)
{
    if (line[0].kind == TK_STR)
        return true;
    for (u32 k = 0; k < n && line[0].kind == TK_PUNCT && line[0].text.p[0] == '<'; k++)
        if (memchr(line[k].text.p, '>', line[k].text.n))
            return true;
    return false;
}

/* The name in "..." or <...>, written so or made by macros. False when it is neither. White space
 * before the name of a macro is not part of it, as with gcc: < dir name > may join two macros. */
bool include_name(Pp *p, Tok *line, u32 n, Str *name, bool *angled)
{
    if (n && !written_so(line, n))
        line = expand_list(p, line, n, &n);
    if (!n)
        return false;
    if (line[0].kind == TK_STR && line[0].enc == ENC_NONE) {
        if (!closed(&line[0]))
            return false;
        *name = (Str){line[0].text.p + 1, line[0].text.n - 2};
        *angled = false;
        return true;
    }
    if (line[0].kind != TK_PUNCT || line[0].text.p[0] != '<')
        return false;
    Buf b = {0};
    bool end = false;
    for (u32 k = 0; k < n && !end; k++) {
        Str s = line[k].text;
        if (k && line[k].space && !(line[k].flags & TF_HEAD) && s.p[0] != '>')
            buf_byte(&b, ' ');
        for (size_t i = k == 0; i < s.n && !end; i++) {
            end = s.p[i] == '>';
            if (!end)
                buf_byte(&b, (u8)s.p[i]);
        }
    }
    *name = buf_take(&b, p->mem);
    *angled = true;
    return end;
}

bool include_exists(Pp *p, Str name, bool angled, bool next)
{
    int found;
    return search(p, name, angled, next, &found) != NULL;
}

// A header of the C library, which a compiler alone does not have.
static bool is_hosted(Str name)
{
    static const char *const all[] = {
        "assert.h", "ctype.h", "errno.h", "fenv.h", "inttypes.h", "locale.h", "math.h", "setjmp.h",
        "signal.h", "stdio.h", "stdlib.h", "string.h", "threads.h", "time.h", "uchar.h",
        "unistd.h", "wchar.h", "wctype.h"};
    for (u32 k = 0; k < COUNT(all); k++)
        if (str_eqz(name, all[k]))
            return true;
    return false;
}

static void report_missing(Pp *p, Str name, bool angled, Span at)
{
    Buf b = {0};
    if (!angled && p->top)
        buf_fmt(&b, "%.*s", STR_ARG(p->top->dir));
    for (u32 k = angled ? p->o->nquote : 0; k < search_end(p); k++) {
        Str dir = k == search_own(p) ? STR("the headers of fuse") : search_dir(p, k);
        buf_fmt(&b, "%s%.*s", b.n ? ", " : "", STR_ARG(dir));
    }
    Str list = buf_take(&b, p->mem);
    ppdiag(p, PPE_INCLUDE, at, str_z(p->mem, name), str_z(p->mem, list));
    if (p->o->freestanding && is_hosted(name))
        diag_help(p->d, "--libc=own has it: the C library of this tool");
}

// Was the file read under another name, and is to be read once?
static bool read_before(Pp *p, const FileInfo *f)
{
    for (u32 k = 0; k < p->once.n && !f->read; k++) {
        const FileInfo *g = p->once.v[k];
        if (!str_eq(g->text, f->text) || g->own != f->own)
            continue;
        if (str_eq(path_clean(p->mem, g->path), path_clean(p->mem, f->path)) ||
            file_same(str_z(p->mem, g->path), str_z(p->mem, f->path)))
            return true;
    }
    return false;
}

void pp_include(Pp *p, Tok *line, u32 n, Span at, u8 directive)
{
    Str name;
    bool angled;
    int found;
    if (!include_name(p, line, n, &name, &angled) || !name.n) {
        ppdiag(p, PPE_INCLUDE_FORM, n ? line[0].span : at, 0);
        return;
    }
    Span where = n ? span_join(line[0].span, line[n - 1].span) : at;
    if (p->depth >= MAX_INCLUDE) {
        ppdiag(p, PPE_INCLUDE_DEEP, where, 0);
        p->top->lex.at = p->top->lex.end;  // one message, not one for each level
        return;
    }
    FileInfo *f = search(p, name, angled, directive == DIR_INCLUDE_NEXT, &found);
    if (!f && p->o->deps_missing > (angled ? DEPS_QUOTED : DEPS_FOUND)) {
        vec_push(p->mem, &p->dep, ((CDep){name, angled}));
        return;
    }
    if (!f) {
        report_missing(p, name, angled, where);
        p->d->stopped = true;   // what it would have declared is unknown from here on
        return;
    }
    if (f->once && f->file)
        for (Incl *in = p->top; in; in = in->up)
            if (in->file == f->file)
                return;
    if (directive == DIR_IMPORT)
        f->once = true;
    if ((f->once && f->read) || (f->guard && f->guard->macro) || read_before(p, f))
        return;
    if (!f->read && !f->own)
        vec_push(p->mem, &p->dep, ((CDep){f->path, f->system}));
    f->read = true;
    p->src->file.v[f->file].from = where;
    incl_enter(p, f, found);
}
