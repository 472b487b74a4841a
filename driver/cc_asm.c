// cc_asm.c - `fuse cc` on files of assembly: .s as it stands, .S through the preprocessor
#include "driver/cc.h"

enum { MOST_ERRORS = 50 };

// The place in the sources that preprocessed text came from, by its last line marker.
static void marked_place(Str text, size_t off, Str *file, u32 *line)
{
    bool start = true;
    for (size_t i = 0; i < off && i < text.n; i++) {
        u32 n = 0;
        if (start && text.p[i] == '#' && i + 2 < text.n && text.p[i + 2] >= '0' &&
            text.p[i + 2] <= '9') {
            size_t k = i + 2;
            while (k < text.n && text.p[k] >= '0' && text.p[k] <= '9')
                n = 10 * n + (u32)(text.p[k++] - '0');
            if (k + 1 < text.n && text.p[k + 1] == '"') {
                const char *p = text.p + k + 2, *e = memchr(p, '"', text.n - k - 2);
                *file = (Str){p, e ? (size_t)(e - p) : 0};
            }
            while (i < text.n && text.p[i] != '\n')
                i++;
            *line = n;
            continue;
        }
        start = text.p[i] == '\n';
        *line += start;
    }
}

static void report(Cc *c, u32 file, Str text, bool cpp, const AsmFileError *e)
{
    if (!cpp) {
        Span at = {file, (u32)e->off, (u32)e->off + 1};
        diag(&c->s.diags, &drv_diags[D_ASM_FILE], at, STR_ARG(e->text));
        return;
    }
    Str path = c->s.src.file.v[file].path;
    u32 line = 1;
    marked_place(text, e->off, &path, &line);
    pipe_assembly_error(&c->s, path, line, e->text);
}

static bool preprocessed(Cc *c, const CcInput *in, u32 file, Str *text)
{
    bool deps = c->deps.only || c->deps.beside;
    CDeps list = {0};
    Buf b = {0};
    COptions o = cc_options(c, deps ? &list : NULL, true);
    o.line_markers = true;
    o.only_macros = o.macros_too = o.names_too = o.includes_too = false;
    if (c_preprocess(&c->s.mem, &c->s.src, &c->s.diags, file, &o, &b)) {
        buf_free(&b);
        return false;
    }
    if (deps)
        cc_write_deps(c, &list, in->name);
    *text = buf_take(&b, &c->s.mem);
    return true;
}

typedef struct Beside {
    Cc *c;
    Str dir;             // of the file
} Beside;

// Looked for where the tool was started, beside the file, and in the folders of -I.
static int load(void *ctx, Str name, Str *bytes)
{
    Beside *b = ctx;
    Arena *a = &b->c->s.mem;
    if (!file_read(a, str_z(a, name), bytes))
        return 0;
    if (path_rooted(name))
        return -1;
    if (b->dir.n && !file_read(a, str_z(a, path_join(a, b->dir, name)), bytes))
        return 0;
    for (u32 k = 0; k < b->c->inc.n; k++)
        if (!file_read(a, str_z(a, path_join(a, b->c->inc.v[k], name)), bytes))
            return 0;
    return -1;
}

Obj *cc_assemble(Cc *c, const CcInput *in)
{
    u32 file, n = 0;
    AsmFileError err[MOST_ERRORS];
    bool cpp = in->kind == CC_IN_ASM_CPP;
    Obj *none = obj_new(&c->s.mem, in->name);
    if (!platform_of(c->s.t)->assembles) {
        ddiag(&c->s, D_NO_ASSEMBLER, str_z(&c->s.mem, in->name), c->s.t->name);
        return none;
    }
    if (session_read(&c->s, in->name, &file))
        return none;
    Str text = c->s.src.file.v[file].text;
    if (cpp && !preprocessed(c, in, file, &text))
        return none;
    Beside beside = {c, path_dir(in->name)};
    AsmFiles files = {load, &beside};
    Obj *o = asm_file(c->s.t, &c->s.mem, text, in->name, &files, err, MOST_ERRORS, &n);
    for (u32 k = 0; k < n; k++)
        report(c, file, text, cpp, &err[k]);
    return o ? o : none;
}
