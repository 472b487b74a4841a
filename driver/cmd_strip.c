// cmd_strip.c - `fuse strip`: files and archives of them without debug information or symbols
#include "driver/driver.h"

#include <errno.h>
#include <sys/stat.h>

#include "objfmt/strip.h"
#include "objfmt/view.h"

typedef struct StripCmd {
    Session s;
    StripLevel level;
    const char *out;
    VEC(const char *) file;
} StripCmd;

static bool take(StripCmd *c, const char *a)
{
    static const struct { const char *one, *name; StripLevel level; } all[] = {
        {"-g", "--strip-debug", STRIP_DEBUG}, {"-S", NULL, STRIP_DEBUG}, {"-d", NULL, STRIP_DEBUG},
        {NULL, "--strip-unneeded", STRIP_UNNEEDED}, {"-s", "--strip-all", STRIP_ALL}};
    for (u32 k = 0; k < COUNT(all); k++)
        if ((all[k].one && !strcmp(a, all[k].one)) || (all[k].name && !strcmp(a, all[k].name))) {
            c->level = all[k].level;
            return true;
        }
    return false;
}

static bool options(StripCmd *c, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        const char *a = argv[i];
        if (!strcmp(a, "-o") && i + 1 < argc)
            c->out = argv[++i];
        else if (a[0] != '-')
            vec_push(&c->s.mem, &c->file, a);
        else if (!take(c, a)) {
            ddiag(&c->s, D_BAD_OPTION, a);
            return false;
        }
    }
    return true;
}

static bool strip_file(StripCmd *c, Str bytes, const char *name, Buf *out)
{
    static const struct {
        bool (*is)(Str bytes);
        bool (*strip)(Arena *a, Str bytes, StripLevel level, Buf *out, Str *err);
    } form[] = {{view_is_elf, elf_strip}, {view_is_macho, macho_strip}, {view_is_coff, pe_strip}};
    Str err = STR("not an object file, an image or an archive");
    for (u32 k = 0; k < COUNT(form); k++)
        if (form[k].is(bytes)) {
            if (form[k].strip(&c->s.mem, bytes, c->level, out, &err))
                return true;
            break;
        }
    ddiag(&c->s, D_BAD_IR, name, str_z(&c->s.mem, err));
    return false;
}

// Members that are no objects stay as they are.
static bool strip_archive(StripCmd *c, Str bytes, const char *path, Buf *out)
{
    Str err = {0};
    ArMember *m;
    u32 n;
    if (ar_is_thin(bytes))
        err = STR("a thin archive has no contents to strip");
    if (err.n || ar_read(&c->s.mem, bytes, &m, &n, &err)) {
        ddiag(&c->s, D_BAD_IR, path, str_z(&c->s.mem, err));
        return false;
    }
    for (u32 k = 0; k < n; k++) {
        Buf b = {0};
        Str name = str_fmt(&c->s.mem, "%s(%.*s)", path, STR_ARG(m[k].name));
        if (!view_is(m[k].bytes))
            continue;
        if (!strip_file(c, m[k].bytes, name.p, &b)) {
            buf_free(&b);
            return false;
        }
        m[k].bytes = buf_take(&b, &c->s.mem);
    }
    ar_write(m, n, 0, out);
    return true;
}

static void one(StripCmd *c, const char *path)
{
    Str bytes;
    struct stat st;
    Buf out = {0};
    const char *to = c->out ? c->out : path;
    if (file_read(&c->s.mem, path, &bytes) || stat(path, &st)) {
        ddiag(&c->s, D_NO_FILE, path, strerror(errno));
        return;
    }
    if (ar_is(bytes) ? strip_archive(c, bytes, path, &out) : strip_file(c, bytes, path, &out))
        if (file_write(to, out.p, out.n, (int)(st.st_mode & 0777)))
            ddiag(&c->s, D_NO_WRITE, to, strerror(errno));
    buf_free(&out);
}

int cmd_strip(int argc, char **argv)
{
    StripCmd c = {.level = STRIP_ALL};
    session_init(&c.s, "strip");
    args_expand(&c.s, &argc, &argv);
    if (options(&c, argc, argv)) {
        if (!c.file.n)
            diag(&c.s.diags, &drv_diags[D_NO_INPUT], (Span){0, 0, 0});
        else if (c.out && c.file.n > 1)
            ddiag(&c.s, D_BAD_OPTION, "-o, with several files");
        for (u32 k = 0; k < c.file.n && !c.s.diags.errors; k++)
            one(&c, c.file.v[k]);
    }
    int code = session_end(&c.s);
    session_free(&c.s);
    return code;
}
