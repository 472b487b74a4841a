// view.c - views of files of any format, and what their relocations are called
#include "objfmt/view.h"

typedef struct Kind {
    bool (*is)(Str bytes);
    View *(*open)(Arena *a, Str bytes, Str *err);
} Kind;

static const Kind kinds[] = {{view_is_elf, view_elf},
                             {view_is_macho, view_macho},
                             {view_is_coff, view_coff}};

bool view_is(Str bytes)
{
    for (u32 k = 0; k < COUNT(kinds); k++)
        if (kinds[k].is(bytes))
            return true;
    return false;
}

View *view_open(Arena *a, Str bytes, Str *err)
{
    for (u32 k = 0; k < COUNT(kinds); k++)
        if (kinds[k].is(bytes))
            return kinds[k].open(a, bytes, err);
    *err = STR("not an object file or an image");
    return NULL;
}

typedef enum { RT_X64, RT_A64, RT_ARM, RT_PE, RT_MACHO_X64, RT_MACHO_A64 } RelocTable;

static const struct {
    u8 table;
    u16 number;
    const char *name;
} names[] = {
#define RELOC(table, number, name) {RT_##table, number, #name},
#include "objfmt/reloc_names.def"
#undef RELOC
};

static const struct {
    RelocTable table;
    const char *prefix;
} tables[FMT_COUNT][ARCH_COUNT] = {
    [FMT_ELF] = {[ARCH_X64] = {RT_X64, "R_X86_64_"}, [ARCH_A64] = {RT_A64, "R_AARCH64_"},
                 [ARCH_T32] = {RT_ARM, "R_ARM_"}},
    [FMT_MACHO] = {[ARCH_X64] = {RT_MACHO_X64, "X86_64_RELOC_"},
                   [ARCH_A64] = {RT_MACHO_A64, "ARM64_RELOC_"}},
    [FMT_COFF] = {[ARCH_X64] = {RT_PE, "IMAGE_REL_AMD64_"}},
};

Str view_reloc_name(Arena *a, const View *v, u32 type)
{
    const char *prefix = tables[v->fmt][v->arch].prefix;
    for (u32 k = 0; k < COUNT(names); k++)
        if (names[k].table == tables[v->fmt][v->arch].table && names[k].number == type)
            return str_fmt(a, "%s%s", prefix, names[k].name);
    return str_fmt(a, "unknown(%u)", type);
}
