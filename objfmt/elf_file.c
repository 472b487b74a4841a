// elf_file.c - the start of an ELF file, its section headers and its strings, every place checked
#include "objfmt/elf.h"

const u64 elf_max_sect = (u64)1 << 40;

/* The string at `off` of a string table section; it must end inside the section. */
bool elf_str(ElfFile *f, u32 table, u32 off, Str *out)
{
    if (table >= f->nsh || f->sh[table].type != SHT_STRTAB)
        return in_fail(&f->in, "section %llu is not a string table", table);
    const ElfShdr *s = &f->sh[table];
    if (off >= s->size && !(off == 0 && s->size == 0))
        return in_fail(&f->in, "string offset %llu outside its table", off);
    if (s->size == 0) {
        *out = STR("");
        return true;
    }
    const char *p = (const char *)in_at(&f->in, s->off + off);
    const char *e = memchr(p, 0, s->size - off);
    if (!e)
        return in_fail(&f->in, "string at offset %llu does not end", off);
    *out = (Str){p, (size_t)(e - p)};
    return true;
}

/* Class, byte order and machine name the architecture together. */
static bool find_arch(ElfFile *f, const u8 *h)
{
    if (h[5] != 1)
        return in_fail(&f->in, "not a little-endian ELF file", 0);
    if (h[4] != 1 && h[4] != 2)
        return in_fail(&f->in, "neither a 32-bit nor a 64-bit ELF file", 0);
    for (u32 k = 0; k < ARCH_COUNT; k++)
        if (rd16(h + 18) == elf_arch[k].machine && elf_arch[k].wide == (h[4] == 2)) {
            f->arch = (Arch)k;
            f->e = &elf_arch[k];
            return true;
        }
    return in_fail(&f->in, "for another machine (%llu)", rd16(h + 18));
}

static bool right_type(ElfFile *f, u32 type, u32 is)
{
    if (type == is || type == ET_ANY)
        return true;
    return in_fail(&f->in, type == ET_REL ? "not a relocatable file (type %llu)"
                                      : "not a shared library (type %llu)", is);
}

static bool read_headers(ElfFile *f, u32 type)
{
    if (f->in.bytes.n < EHDR32 || memcmp(f->in.bytes.p, "\177ELF", 4))
        return in_fail(&f->in, "not an ELF file", 0);
    const u8 *h = in_at(&f->in, 0);
    if (!right_type(f, type, rd16(h + 16)) || !find_arch(f, h))
        return false;
    if (f->in.bytes.n < f->e->ehdr)
        return in_fail(&f->in, "the header is cut", 0);
    const u8 *tail = h + f->e->ehdr - 6;    // e_shentsize, e_shnum, e_shstrndx
    u64 shoff = f->e->wide ? rd64(h + 40) : rd32(h + 32);
    u64 n = rd16(tail + 2), size = f->e->shdr;
    if (shoff == 0)
        return in_fail(&f->in, "no section headers", 0);
    if (rd16(tail) != size || !in_has(&f->in, shoff, size))
        return in_fail(&f->in, "section headers at %llu outside the file", shoff);
    ElfShdr first = elf_get_shdr(f->e, in_at(&f->in, shoff));
    if (n == 0)
        n = first.size;
    f->shstrndx = rd16(tail + 4);
    if (f->shstrndx == SHN_XINDEX)
        f->shstrndx = first.link;
    if (n > (f->in.bytes.n - shoff) / size)
        return in_fail(&f->in, "section headers at %llu outside the file", shoff);
    f->nsh = (u32)n;
    f->sh = arena_array(f->in.a, ElfShdr, n + 1);
    for (u32 i = 1; i < n; i++)
        f->sh[i] = elf_get_shdr(f->e, in_at(&f->in, shoff + i * size));
    return true;
}

static bool check_section(ElfFile *f, u32 i)
{
    ElfShdr *s = &f->sh[i];
    if (s->type != SHT_NOBITS && s->type != SHT_NULL && !in_has(&f->in, s->off, s->size))
        return in_fail(&f->in, "contents of section %llu outside the file", i);
    if (s->size > elf_max_sect)
        return in_fail(&f->in, "size of section %llu is too large", i);
    if (s->align == 0)
        s->align = 1;
    if (s->align & (s->align - 1))
        return in_fail(&f->in, "alignment of section %llu is not a power of two", i);
    if (s->align > ELF_MAX_ALIGN)
        return in_fail(&f->in, "alignment of section %llu is above 1 MiB", i);
    return true;
}

bool elf_open(ElfFile *f, u32 type)
{
    if (!read_headers(f, type))
        return false;
    for (u32 i = 1; i < f->nsh; i++)
        if (!check_section(f, i))
            return false;
    return true;
}
