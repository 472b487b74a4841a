// image.c - from a link to the file that the user asked for: what the link is told, names, formats
#include "driver/driver.h"
#include "link/firmware/firmware.h"

#include <errno.h>

// The memory map of a firmware image: a file, the board that was named, or the target's first.
static FwMap *memory_map(Session *s)
{
    FwMap *m = arena_new(&s->mem, FwMap);
    const Board *b = session_board(s);
    u32 file;
    if (s->memory && !session_read(s, str_of(s->memory), &file))
        fw_map_read(&s->mem, &s->diags, file, m);
    else if (!s->memory && b)
        board_map(&s->mem, b, m);
    else if (!s->memory)
        ddiag(s, D_NEEDS_BOARD, s->t->name);
    return m;
}

int image_link_opts(Session *s, const ImageOpts *o, const char *path, LinkOpts *lo)
{
    const Platform *p = platform_of(s->t);
    u32 errors = s->diags.errors;
    *lo = (LinkOpts){
        .kind = o->fixed ? p->fixed : p->kind,
        .image = p->image,
        .arch = s->t->isa->arch,
        .entry = o->entry.n ? o->entry : str_of(p->entry),
        .gc = true,
        .strip = o->strip,
        .strip_debug = o->strip_debug,
        .merge = true,
        .map = o->map != NULL,
        .report = o->report || o->size,
        .ident = path_base(str_of(path)),
        .symbols = s->debug && !o->strip && !o->strip_debug,
        .pe = &o->pe,
        .libs = p->libs,
        .jobs = s->jobs,
    };
    if (!link_makes(p->image))
        ddiag(s, D_NO_IMAGE, s->t->name);
    if (p->mapped && !o->object) {
        FwMap *m = memory_map(s);
        lo->firmware = s->firmware = m;
        if (!o->entry.n && m->entry.n)
            lo->entry = m->entry;
    }
    return s->diags.errors == errors ? 0 : -1;
}

static bool known_form(const char *format)
{
    for (u32 i = 0; i < FW_FORM_COUNT; i++)
        if (!strcmp(format, fw_form_name((FwForm)i)))
            return true;
    return false;
}

// The form other than ELF that is wanted, or NULL: by --format, else by the ending of the path.
static const char *other_form(Session *s, const ImageOpts *o, const char *path)
{
    if (o->format)
        return strcmp(o->format, "elf") ? o->format : NULL;
    if (!path || o->object || !platform_of(s->t)->mapped)
        return NULL;
    const char *dot = strrchr(path, '.');
    return dot && known_form(dot + 1) ? dot + 1 : NULL;
}

const char *image_name(Session *s, const ImageOpts *o, Str base)
{
    Str dot = {0};
    if (other_form(s, o, NULL))
        dot = str_fmt(&s->mem, ".%s", o->format);
    const char *suffix = dot.n ? str_z(&s->mem, dot) : platform_of(s->t)->suffix;
    if (str_ends(base, suffix))
        suffix = "";
    return str_z(&s->mem, str_fmt(&s->mem, "%.*s%s", STR_ARG(base), suffix));
}

int image_check_format(Session *s, const ImageOpts *o)
{
    bool firmware = platform_of(s->t)->mapped;
    if (other_form(s, o, NULL) && !known_form(o->format))
        ddiag(s, D_BAD_FORMAT, o->format);
    else if (!firmware && (o->format || o->report || o->size))
        ddiag(s, D_NOT_FIRMWARE, o->format ? "--format" : o->size ? "--size" : "--report",
              s->t->name);
    else
        return 0;
    return -1;
}

// The ELF executable as the file that --format names, in place.
static int convert(Session *s, const char *format, Buf *image)
{
    FwLoad load = {0};
    Buf out = {0};
    FwForm form = FW_BIN;
    while (strcmp(fw_form_name(form), format))
        form++;
    Str elf = {(const char *)image->p, image->n};
    const char *why = fw_load(&s->mem, elf, &load);
    if (!why)
        why = fw_write(form, &load, s->firmware ? s->firmware->family : 0, &out);
    if (why)
        ddiag(s, D_NO_FORMAT, format, why);
    buf_free(image);
    *image = out;
    return why ? -1 : 0;
}

static void write_file(Session *s, const char *path, const Buf *b, int mode)
{
    if (file_write(path, b->p, b->n, mode))
        ddiag(s, D_NO_WRITE, path, strerror(errno));
}

// The symbol file beside an image, where debuggers look for it: NAME.dSYM as dsymutil lays it out.
static void write_symbols(Session *s, const char *path, const Buf *b)
{
    Str dir = str_fmt(&s->mem, "%s.dSYM/Contents/Resources/DWARF", path);
    const char *file = str_z(&s->mem, path_join(&s->mem, dir, path_base(str_of(path))));
    if (file_mkdirs(str_z(&s->mem, dir)))
        ddiag(s, D_NO_WRITE, file, strerror(errno));
    else
        write_file(s, file, b, 0644);
}

int image_link(Session *s, Link *l, const ImageOpts *o, const char *path)
{
    LinkOut out = {0};
    u32 errors = s->diags.errors;
    int bad = link_run(l, &out);
    const char *form = other_form(s, o, path);
    if (!bad && form)
        bad = convert(s, form, &out.image);
    if (!bad)
        write_file(s, path, &out.image, form || o->object ? 0644 : 0755);
    if (!bad && out.symbols.n)
        write_symbols(s, path, &out.symbols);
    if (!bad && out.implib.n)
        write_file(s, o->implib, &out.implib, 0644);
    if (!bad && o->map && !strcmp(o->map, "-"))
        fwrite(out.map.p, 1, out.map.n, stdout);
    else if (!bad && o->map)
        write_file(s, o->map, &out.map, 0644);
    if (out.trace.n)
        fwrite(out.trace.p, 1, out.trace.n, stdout);
    if (!bad && o->report)
        write_file(s, o->report, &out.report, 0644);
    if (!bad && o->size)
        fwrite(out.report.p, 1, out.report.n, stdout);
    buf_free(&out.image);
    buf_free(&out.map);
    buf_free(&out.trace);
    buf_free(&out.symbols);
    buf_free(&out.implib);
    buf_free(&out.report);
    return bad || s->diags.errors != errors ? -1 : 0;
}
