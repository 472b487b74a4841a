// dsym.c - the symbol file of an image: its debug sections and symbols in a file of their own
//
// A debugger finds the file by the UUID, which is the image's. The segments of the image stand in
// it without contents, so that addresses mean the same; the debug sections are in a segment
// __DWARF. This is the form that dsymutil writes (NAME.dSYM/Contents/Resources/DWARF/NAME).
#include "link/macho/macho_int.h"

enum { DSYM_PAGE = 4096 };

static MSect debug_section(OutSect *o)
{
    ObjSect like = {.name = o->name, .flags = SF_DEBUG};
    return (MSect){.o = o, .m = macho_sect_of(&like)};
}

static u32 collect(Link *l, MSect *sect)
{
    u32 n = 0;
    for (u32 i = 0; i < l->out.n; i++)
        if (l->out.v[i]->flags & SF_DEBUG && l->out.v[i]->size && l->out.v[i]->mem)
            sect[n++] = debug_section(l->out.v[i]);
    return n;
}

/* Places header, symbols, debug sections; the second call has the same sizes and all offsets. */
static void put(Link *l, Buf *out, MSeg *dwarf, MSect *sect, const Buf *symtab, const Buf *strs)
{
    Macho *m = l->macho;
    MSeg *edit = &m->seg[SEG_LINKEDIT];
    macho_dsym_commands(l, out, dwarf, sect);
    buf_align(out, DSYM_PAGE);
    edit->off = out->n;
    m->symtab = (MBlob){(u32)out->n, (u32)symtab->n};
    buf_put(out, symtab->p, symtab->n);
    m->strtab = (MBlob){(u32)out->n, (u32)strs->n};
    buf_put(out, strs->p, strs->n);
    edit->filesize = out->n - edit->off;
    edit->size = ALIGN_UP(edit->filesize, (u64)DSYM_PAGE);
    buf_align(out, DSYM_PAGE);
    dwarf->addr = edit->addr + ALIGN_UP(edit->size, m->page);
    dwarf->off = out->n;
    for (u32 i = 0; i < dwarf->n; i++) {
        OutSect *o = sect[i].o;
        o->off = out->n;
        o->addr = dwarf->addr + (out->n - dwarf->off);
        o->align = 1;
        buf_put(out, o->mem, o->size);
    }
    dwarf->filesize = out->n - dwarf->off;
    dwarf->size = ALIGN_UP(dwarf->filesize, (u64)DSYM_PAGE);
}

void macho_dsym(Link *l, Buf *out)
{
    MSect *sect = arena_array(l->mem, MSect, l->out.n + 1);
    MSeg dwarf = {.name = "__DWARF", .prot = VM_R, .n = collect(l, sect)};
    Buf symtab = {0}, strs = {0}, trial = {0};
    macho_symbols(l, &symtab, NULL, &strs, false);
    put(l, &trial, &dwarf, sect, &symtab, &strs);
    buf_free(&trial);
    put(l, out, &dwarf, sect, &symtab, &strs);
    buf_free(&symtab);
    buf_free(&strs);
}
