// diag.c - collect messages about the user's input and show them: text with carets, or JSON lines
#include "base/base.h"

#include <unistd.h>

enum { LIMIT_DEFAULT = 100 };

void diags_init(Diags *d, Arena *a, Sources *s)
{
    *d = (Diags){.mem = a, .src = s};
}

static Str str_vfmt(Arena *a, const char *fmt, va_list ap)
{
    Buf b = {0};
    buf_vfmt(&b, fmt, ap);
    return buf_take(&b, a);
}

static Sev resolve(const Diags *d, Sev sev, DiagChoice how)
{
    if (sev == SEV_ISO || sev == SEV_EXT) sev = d->pedantic_errors ? SEV_ERROR : SEV_WARN;
    if (how == DIAG_AS_ERROR) return SEV_ERROR;
    return sev == SEV_WARN && d->werror && how != DIAG_AS_WARNING ? SEV_ERROR : sev;
}

void diag(Diags *d, const DiagDef *def, Span at, ...)
{
    bool quiet = d->nowarn || (at.file && src_system(d->src, at));
    bool beyond = def->sev == SEV_EXT && !d->pedantic && !d->pedantic_errors;
    bool warning = def->sev != SEV_NOTE && def->sev != SEV_ERROR;
    if (warning && !quiet && at.file && d->foreign)
        quiet = d->foreign(d->foreign_ctx, at);
    DiagChoice how = DIAG_AS_IT_IS;
    if (warning && !quiet && d->choose) how = d->choose(d->choose_ctx, def, at);
    if (beyond || (quiet && warning) || how == DIAG_NOT || d->stopped) {
        d->dropped = true;
        return;
    }
    Sev sev = resolve(d, def->sev, how);
    if (sev == SEV_WARN) d->warnings++;
    if (sev == SEV_ERROR) d->errors++;
    bool asked = d->werror || how == DIAG_AS_ERROR;
    if (sev == SEV_ERROR && asked && warning && !(def->sev != SEV_WARN && d->pedantic_errors))
        d->raised++;
    if (sev != SEV_NOTE)
        d->dropped = sev == SEV_ERROR && d->errors > (d->limit ? d->limit : LIMIT_DEFAULT);
    if (d->dropped) return;
    va_list ap;
    va_start(ap, at);
    Str msg = str_vfmt(d->mem, def->text, ap);
    va_end(ap);
    Str help = def->help ? str_of(def->help) : STR("");
    vec_push(d->mem, &d->list, ((Diag){.def = def, .sev = sev, .span = at, .msg = msg,
                                       .help = help, .from = d->src->file.v[at.file].from}));
}

void diag_help(Diags *d, const char *fmt, ...)
{
    if (d->list.n == 0 || d->dropped) return;
    va_list ap;
    va_start(ap, fmt);
    vec_last(&d->list).help = str_vfmt(d->mem, fmt, ap);
    va_end(ap);
}

void diag_range(Diags *d, Span at)
{
    if (d->list.n == 0 || d->dropped) return;
    Diag *g = &vec_last(&d->list);
    Span *to = &g->range[g->range[0].file != 0];
    if (at.file == g->span.file && !to->file) *to = at;
}

void diag_fix(Diags *d, Span at, Str text)
{
    if (d->list.n == 0 || d->dropped) return;
    Diag *g = &vec_last(&d->list);
    if (at.file != g->span.file) return;
    g->fix = at;
    g->fix_text = str_dup(d->mem, text);
}

static const char *const sev_name[] = {
    [SEV_NOTE] = "note", [SEV_WARN] = "warning", [SEV_ERROR] = "error"};
static const char *const sev_color[] = {
    [SEV_NOTE] = "\033[1;36m", [SEV_WARN] = "\033[1;35m", [SEV_ERROR] = "\033[1;31m"};

typedef struct Paint {
    const char *bold, *mark, *off;  // all "" without colour
} Paint;

// Which bytes of a line are underlined, and with what.
typedef struct Marks {
    Str line;
    u32 start;              // offset of the line in its file
    char *mark;
} Marks;

static void mark(Marks *m, Span s, char with)
{
    size_t end = m->start + m->line.n;
    for (size_t k = MAX(s.lo, m->start); k < s.hi && k < end; k++)
        m->mark[k - m->start] = with;
}

// Blank for what stands before: tabs stay tabs, one column for each character.
static void put_blank(Buf *b, Str line, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (i >= line.n || ((u8)line.p[i] & 0xc0) != 0x80)
            buf_byte(b, i < line.n && line.p[i] == '\t' ? '\t' : ' ');
}

// One caret per character of the span, tildes below the other ranges; what goes on in later lines
// is cut at the end of the first. Below that, the text that would be right.
static void put_carets(Buf *b, Str line, u32 start, u32 col, const Diag *g, Paint p)
{
    size_t at = MIN(col - 1, line.n), last = 0;
    Marks m = {line, start, xmalloc(line.n + 2)};
    memset(m.mark, ' ', line.n + 1);
    for (u32 k = 0; k < COUNT(g->range); k++)
        if (g->range[k].file) mark(&m, g->range[k], '~');
    m.mark[at] = '^';
    mark(&m, g->span, '^');
    for (size_t i = 0; i <= line.n; i++)
        if (m.mark[i] != ' ') last = i + 1;
    size_t first = 0;
    while (m.mark[first] == ' ') first++;
    buf_str(b, "  ");
    put_blank(b, line, first);
    buf_str(b, p.mark);
    for (size_t i = first; i < last; i++)
        if (i >= line.n || ((u8)line.p[i] & 0xc0) != 0x80)
            buf_byte(b, i < line.n && line.p[i] == '\t' && m.mark[i] == ' ' ? '\t' : m.mark[i]);
    buf_str(b, p.off);
    buf_byte(b, '\n');
    free(m.mark);
    if (!g->fix.file || !g->fix_text.n || g->fix.lo < start || g->fix.lo > start + line.n) return;
    buf_str(b, "  ");
    put_blank(b, line, g->fix.lo - start);
    buf_fmt(b, "%.*s\n", STR_ARG(g->fix_text));
}

// The source line as it is, but for control bytes, which could disturb a terminal.
static void put_line(Buf *b, Str line)
{
    buf_str(b, "  ");
    for (size_t i = 0; i < line.n; i++) {
        u8 c = (u8)line.p[i];
        buf_byte(b, (c < 0x20 && c != '\t') || c == 0x7f ? '?' : c);
    }
    buf_byte(b, '\n');
}

// How the file came to be read; not again for the next message about the same file.
static void put_includes(Buf *b, Diags *d, const Diag *g, const Diag *before)
{
    if (g->sev == SEV_NOTE || (before && before->from.file == g->from.file &&
                               before->from.lo == g->from.lo && before->span.file == g->span.file))
        return;
    Span from = g->from;
    for (u32 k = 0; from.file && k < 200; k++, from = d->src->file.v[from.file].from) {
        u32 line, col;
        Str path;
        src_shown(d->src, from.file, from.lo, &path, &line, &col);
        buf_fmt(b, "in a file included from %.*s:%u:\n", STR_ARG(path), line);
    }
}

static void put_text(Buf *b, Diags *d, const Diag *g, bool color)
{
    Paint p = {"", "", ""};
    if (color) p = (Paint){"\033[1m", sev_color[g->sev], "\033[0m"};
    u32 line = 0, col = 0;
    if (g->span.file) {
        u32 shown;
        Str path;
        src_line_col(d->src, g->span.file, g->span.lo, &line, &col);
        src_shown(d->src, g->span.file, g->span.lo, &path, &shown, &col);
        buf_fmt(b, "%s%.*s:%u:%u:%s ", p.bold, STR_ARG(path), shown, col, p.off);
    }
    buf_fmt(b, "%s%s:%s %s%.*s%s", p.mark, sev_name[g->sev], p.off, p.bold, STR_ARG(g->msg), p.off);
    if (g->def->code && g->def->code[0]) buf_fmt(b, " [%s]", g->def->code);
    buf_byte(b, '\n');
    if (g->span.file) {
        Str text = src_line_text(d->src, g->span.file, line);
        put_line(b, text);
        u32 lo = (u32)MIN(g->span.lo, d->src->file.v[g->span.file].text.n);
        put_carets(b, text, lo - (col - 1), col, g, p);
    }
    if (g->help.n) buf_fmt(b, "  %shelp:%s %.*s\n", p.bold, p.off, STR_ARG(g->help));
}

void json_quote(Buf *b, Str s)
{
    buf_byte(b, '"');
    const char *p = s.n ? s.p : "", *end = p + s.n;
    while (p < end) {
        u32 cp;
        int n = utf8_decode(p, end, &cp);
        if (n == 0) {
            buf_str(b, "\\ufffd");
            p++;
            continue;
        }
        if (cp == '"' || cp == '\\') buf_fmt(b, "\\%c", (char)cp);
        else if (cp == '\n') buf_str(b, "\\n");
        else if (cp == '\t') buf_str(b, "\\t");
        else if (cp == '\r') buf_str(b, "\\r");
        else if (cp < 0x20 || cp == 0x7f) buf_fmt(b, "\\u%04x", (unsigned)cp);
        else buf_put(b, p, (size_t)n);
        p += n;
    }
    buf_byte(b, '"');
}

static void put_json_field(Buf *b, const char *name, Str val)
{
    buf_fmt(b, ",\"%s\":", name);
    json_quote(b, val);
}

// The FUSE specification's "CLI wrapper output contract" (spec/runtime.md), with code and help
// added; a message about no source file has the form of a wrapper message.
static void put_json(Buf *b, Diags *d, const Diag *g)
{
    buf_fmt(b, "{\"kind\":\"%s\"", g->span.file ? "diagnostic" : "cli_message");
    put_json_field(b, "level", str_of(sev_name[g->sev]));
    if (!g->span.file && g->def->code && g->def->code[0])
        put_json_field(b, "code", str_of(g->def->code));
    put_json_field(b, "message", g->msg);
    if (g->span.file) {
        u32 line, col;
        Str path;
        src_shown(d->src, g->span.file, g->span.lo, &path, &line, &col);
        put_json_field(b, "path", path);
        buf_fmt(b, ",\"line\":%u,\"column\":%u,\"span_start\":%u,\"span_end\":%u", line, col,
                g->span.lo, MAX(g->span.lo, g->span.hi));
        if (g->def->code && g->def->code[0]) put_json_field(b, "code", str_of(g->def->code));
    }
    if (g->help.n) put_json_field(b, "help", g->help);
    if (g->fix.file) {
        buf_fmt(b, ",\"fix_start\":%u,\"fix_end\":%u", g->fix.lo, g->fix.hi);
        put_json_field(b, "fix_text", g->fix_text);
    }
    buf_str(b, "}\n");
}

bool color_wanted(Color c, FILE *out)
{
    if (c != COLOR_AUTO) return c == COLOR_ALWAYS;
    const char *no = getenv("NO_COLOR");
    return !(no && no[0]) && isatty(fileno(out)) == 1;
}

void diags_print(Diags *d, FILE *out, DiagStyle st)
{
    bool color = !st.json && color_wanted(st.color, out);
    Buf b = {0};
    const Diag *before = NULL;
    for (u32 i = 0; i < d->list.n; i++) {
        const Diag *g = &d->list.v[i];
        if (st.json) {
            put_json(&b, d, g);
            continue;
        }
        put_includes(&b, d, g, before);
        put_text(&b, d, g, color);
        if (g->sev != SEV_NOTE) before = g;
    }
    u32 kept = 0;
    for (u32 i = 0; i < d->list.n; i++) kept += d->list.v[i].sev == SEV_ERROR;
    u32 more = d->errors - kept;
    if (more && !st.json) buf_fmt(&b, "%u more error%s not shown\n", more, more == 1 ? "" : "s");
    if (b.n) fwrite(b.p, 1, b.n, out);
    buf_free(&b);
}
