// symbol.c - what a crash report asks of the image: the caller of a frame, the name of an address
//
// All of it is in memory, behind the Mach header (mach-o/loader.h, mach-o/nlist.h).
#include "runtime/os/macos/sys.h"

enum { LC_SYMTAB = 2, LC_SEGMENT_64 = 0x19, N_STAB = 0xe0, N_TYPE = 0x0e, N_SECT = 0x0e };

typedef struct Header {
    u32 magic, cpu, subtype, filetype, ncmds, sizeofcmds, flags, reserved;
} Header;

typedef struct Segment {
    u32 cmd, cmdsize;
    char name[16];
    u64 vmaddr, vmsize, fileoff, filesize;
    u32 maxprot, initprot, nsects, flags;
} Segment;

typedef struct Section {
    char name[16], segment[16];
    u64 addr, size;
    u32 offset, align, reloff, nreloc, flags, reserved[3];
} Section;

typedef struct Symtab {
    u32 cmd, cmdsize, symoff, nsyms, stroff, strsize;
} Symtab;

typedef struct Nlist {
    u32 strx;
    u8 type, sect;
    u16 desc;
    u64 value;
} Nlist;

extern const Header _mh_execute_header;  // made by the linker

typedef struct Image {
    u64 slide;
    const Section *text, *eh_frame;
    const Segment *linkedit;
    const Symtab *symtab;
} Image;

static i8 is(const char name[16], const char *z)
{
    return rt_bytes_eqz(name, strlen(z), z) && (strlen(z) == 16 || !name[strlen(z)]);
}

static void sections(Image *m, const Segment *g)
{
    const Section *s = (const Section *)(const void *)(g + 1);
    for (u32 i = 0; i < g->nsects; i++) {
        if (is(s[i].name, "__text"))
            m->text = &s[i];
        if (is(s[i].name, "__eh_frame"))
            m->eh_frame = &s[i];
    }
}

static Image image(void)
{
    Image m = {0, NULL, NULL, NULL, NULL};
    const Header *h = &_mh_execute_header;
    const u8 *p = (const u8 *)(h + 1);
    for (u32 i = 0; i < h->ncmds; i++, p += ((const u32 *)(const void *)p)[1]) {
        const Segment *g = (const Segment *)(const void *)p;
        if (g->cmd == LC_SYMTAB)
            m.symtab = (const Symtab *)(const void *)p;
        if (g->cmd != LC_SEGMENT_64)
            continue;
        if (is(g->name, "__TEXT")) {
            m.slide = (u64)h - g->vmaddr;
            sections(&m, g);
        }
        if (is(g->name, "__LINKEDIT"))
            m.linkedit = g;
    }
    return m;
}

i8 rt_os_step(RtFrame *f, i8 innermost)
{
    Image m = image();
    if (!m.eh_frame)
        return 0;
    return rt_cfi_step(f, rt_ptr((i64)(m.eh_frame->addr + m.slide)), m.eh_frame->size, innermost);
}

/* Symbols have no size: the last one of the code that is not behind the address. */
static const Nlist *nearest(const Image *m, const u8 *linkedit, u64 address)
{
    const Nlist *s = (const Nlist *)(const void *)(linkedit + m->symtab->symoff), *best = NULL;
    for (u32 i = 0; i < m->symtab->nsyms; i++, s++)
        if (!(s->type & N_STAB) && (s->type & N_TYPE) == N_SECT && s->value <= address &&
            s->value >= m->text->addr && (!best || s->value > best->value))
            best = s;
    return best;
}

u64 rt_os_symbol(u64 pc, char *name, u64 cap, u64 *off)
{
    Image m = image();
    u64 address = pc - m.slide;
    name[0] = 0;
    *off = 0;
    if (!m.text || !m.symtab || !m.linkedit || address - m.text->addr >= m.text->size)
        return address;
    const u8 *linkedit = rt_ptr((i64)(m.linkedit->vmaddr + m.slide - m.linkedit->fileoff));
    const Nlist *s = nearest(&m, linkedit, address);
    if (!s || s->strx >= m.symtab->strsize)
        return address;
    const char *z = (const char *)linkedit + m.symtab->stroff + s->strx;
    u64 k = 0;
    for (z += *z == '_'; k + 1 < cap && z[k]; k++)  // as in the source
        name[k] = z[k];
    name[k] = 0;
    *off = address - s->value;
    return address;
}
