// span.c - the source files of a session, and lines and columns in them
#include "base/base.h"

void sources_init(Sources *s, Arena *a)
{
    *s = (Sources){.mem = a};
    vec_push(a, &s->file, ((SrcFile){.path = STR(""), .text = STR("")}));
}

u32 sources_add(Sources *s, Str path, Str text)
{
    vec_push(s->mem, &s->file, ((SrcFile){.path = path, .text = text}));
    return s->file.n - 1;
}

static void fill_lines(Sources *s, SrcFile *f)
{
    const char *p = f->text.p, *end = p + f->text.n, *nl;
    VEC(u32) line = {0};
    vec_push(s->mem, &line, 0);
    for (; p < end && (nl = memchr(p, '\n', (size_t)(end - p))); p = nl + 1)
        vec_push(s->mem, &line, (u32)(nl + 1 - f->text.p));
    f->line = line.v;
    f->nline = line.n;
}

static SrcFile *file_with_lines(Sources *s, u32 file)
{
    assert(file < s->file.n);
    SrcFile *f = &s->file.v[file];
    if (!f->line) fill_lines(s, f);
    return f;
}

void src_line_col(Sources *s, u32 file, u32 off, u32 *line, u32 *col)
{
    SrcFile *f = file_with_lines(s, file);
    if (off > f->text.n) off = (u32)f->text.n;
    // line[lo] <= off < line[hi]; who reads a file through asks for lines in order
    u32 lo = f->line[f->near] <= off ? f->near : 0, hi = f->nline;
    for (u32 step = 1; lo + step < hi; step *= 2) {
        if (f->line[lo + step] > off)
            hi = lo + step;
        else
            lo += step;
    }
    while (hi - lo > 1) {
        u32 mid = lo + (hi - lo) / 2;
        if (f->line[mid] <= off) lo = mid;
        else hi = mid;
    }
    f->near = lo;
    *line = lo + 1;
    *col = off - f->line[lo] + 1;
}

void src_mark(Sources *s, u32 file, SrcMark m)
{
    vec_push(s->mem, &s->file.v[file].mark, m);
}

static const SrcMark *mark_at(const SrcFile *f, u32 off)
{
    u32 lo = 0, hi = f->mark.n;
    while (lo < hi) {
        u32 mid = lo + (hi - lo) / 2;
        if (f->mark.v[mid].lo <= off) lo = mid + 1;
        else hi = mid;
    }
    return lo ? &f->mark.v[lo - 1] : NULL;
}

void src_shown(Sources *s, u32 file, u32 off, Str *path, u32 *line, u32 *col)
{
    const SrcFile *f = &s->file.v[file];
    const SrcMark *m = mark_at(f, off);
    src_line_col(s, file, off, line, col);
    *path = m && m->name.n ? m->name : f->path;
    if (m) *line = (u32)(*line + m->delta);
}

bool src_system(const Sources *s, Span at)
{
    const SrcFile *f = &s->file.v[at.file];
    const SrcMark *m = f->mark.n ? mark_at(f, at.lo) : NULL;
    return m ? m->system : f->system;
}

Str src_line_text(Sources *s, u32 file, u32 line)
{
    SrcFile *f = file_with_lines(s, file);
    if (line < 1 || line > f->nline) return STR("");
    u32 lo = f->line[line - 1];
    size_t hi = line < f->nline ? f->line[line] - 1 : f->text.n;
    if (hi > lo && f->text.p[hi - 1] == '\r') hi--;
    return (Str){f->text.p + lo, hi - lo};
}
