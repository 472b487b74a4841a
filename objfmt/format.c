// format.c - objects of any format: the table of formats, and which one some bytes are in
#include "objfmt/obj.h"

typedef struct Format {
    bool (*is)(Str bytes);
    Obj *(*read)(Arena *a, Str name, Str bytes, Str *err);
    int (*scan)(Arena *a, Str bytes, Str **names, u32 *n);
    Str (*write)(const Obj *o, Buf *out);
} Format;

static const Format formats[FMT_COUNT] = {
    [FMT_ELF] = {elf_is_obj, elf_read_obj, elf_scan_defs, elf_write_obj},
    [FMT_COFF] = {coff_is_obj, coff_read_obj, coff_scan_defs, coff_write_obj},
    [FMT_MACHO] = {macho_is_obj, macho_read_obj, macho_scan_defs, macho_write_obj},
};

static const Format *format_of(Str bytes)
{
    for (u32 k = 0; k < FMT_COUNT; k++)
        if (formats[k].is && formats[k].is(bytes))
            return &formats[k];
    return NULL;
}

Str obj_write(const Obj *o, ObjFormat f, Buf *out)
{
    return formats[f].write(o, out);
}

bool obj_is(Str bytes)
{
    return format_of(bytes) != NULL;
}

Obj *obj_read(Arena *a, Str name, Str bytes, Str *err)
{
    const Format *f = format_of(bytes);
    if (!f)
        *err = STR("not an object file");
    return f ? f->read(a, name, bytes, err) : NULL;
}

int obj_scan_defs(Arena *a, Str bytes, Str **names, u32 *n)
{
    const Format *f = format_of(bytes);
    return f ? f->scan(a, bytes, names, n) : -1;
}
