// elf_file.c - the start of an ELF file, its section headers and its strings, every place checked
#include "objfmt/elf.h"

const u64 elf_max_sect = (u64)1 << 40;

bool elf_fail(ElfFile *f, const char *what, u64 n)
{
    if (!f->err->p)
        *f->err = str_fmt(f->a, what, (unsigned long long)n);
    return false;
}

bool elf_inside(const ElfFile *f, u64 off, u64 n)
{
    return off <= f->bytes.n && n <= f->bytes.n - off;
}

/* The string at `off` of a string table section; it must end inside the section. */
bool elf_str(ElfFile *f, u32 table, u32 off, Str *out)
{
    if (table >= f->nsh || f->sh[table].type != SHT_STRTAB)
        return elf_fail(f, "section %llu is not a string table", table);
    const ElfShdr *s = &f->sh[table];
    if (off >= s->size && !(off == 0 && s->size == 0))
        return elf_fail(f, "string offset %llu outside its table", off);
    if (s->size == 0) {
        *out = STR("");
        return true;
    }
    const char *p = (const char *)elf_at(f, s->off + off);
    const char *e = memchr(p, 0, s->size - off);
    if (!e)
        return elf_fail(f, "string at offset %llu does not end", off);
    *out = (Str){p, (size_t)(e - p)};
    return true;
}

/* Class, byte order and machine name the architecture together. */
static bool find_arch(ElfFile *f, const u8 *h)
{
    if (h[5] != 1)
        return elf_fail(f, "not a little-endian ELF file", 0);
    if (h[4] != 1 && h[4] != 2)
        return elf_fail(f, "neither a 32-bit nor a 64-bit ELF file", 0);
    for (u32 k = 0; k < ARCH_COUNT; k++)
        if (rd16(h + 18) == elf_arch[k].machine && elf_arch[k].wide == (h[4] == 2)) {
            f->arch = (Arch)k;
            f->e = &elf_arch[k];
            return true;
        }
    return elf_fail(f, "for another machine (%llu)", rd16(h + 18));
}

static bool right_type(ElfFile *f, u32 type, u32 is)
{
    if (type == is || type == ET_ANY)
        return true;
    return elf_fail(f, type == ET_REL ? "not a relocatable file (type %llu)"
                                      : "not a shared library (type %llu)", is);
}

static bool read_headers(ElfFile *f, u32 type)
{
    if (f->bytes.n < EHDR32 || memcmp(f->bytes.p, "\177ELF", 4))
        return elf_fail(f, "not an ELF file", 0);
    const u8 *h = elf_at(f, 0);
    if (!right_type(f, type, rd16(h + 16)) || !find_arch(f, h))
        return false;
    if (f->bytes.n < f->e->ehdr)
        return elf_fail(f, "the header is cut", 0);
    const u8 *tail = h + f->e->ehdr - 6;    // e_shentsize, e_shnum, e_shstrndx
    u64 shoff = f->e->wide ? rd64(h + 40) : rd32(h + 32);
    u64 n = rd16(tail + 2), size = f->e->shdr;
    if (shoff == 0)
        return elf_fail(f, "no section headers", 0);
    if (rd16(tail) != size || !elf_inside(f, shoff, size))
        return elf_fail(f, "section headers at %llu outside the file", shoff);
    ElfShdr first = elf_get_shdr(f->e, elf_at(f, shoff));
    if (n == 0)
        n = first.size;
    f->shstrndx = rd16(tail + 4);
    if (f->shstrndx == SHN_XINDEX)
        f->shstrndx = first.link;
    if (n > (f->bytes.n - shoff) / size)
        return elf_fail(f, "section headers at %llu outside the file", shoff);
    f->nsh = (u32)n;
    f->sh = arena_array(f->a, ElfShdr, n + 1);
    for (u32 i = 1; i < n; i++)
        f->sh[i] = elf_get_shdr(f->e, elf_at(f, shoff + i * size));
    return true;
}

static bool check_section(ElfFile *f, u32 i)
{
    ElfShdr *s = &f->sh[i];
    if (s->type != SHT_NOBITS && s->type != SHT_NULL && !elf_inside(f, s->off, s->size))
        return elf_fail(f, "contents of section %llu outside the file", i);
    if (s->size > elf_max_sect)
        return elf_fail(f, "size of section %llu is too large", i);
    if (s->align == 0)
        s->align = 1;
    if (s->align & (s->align - 1))
        return elf_fail(f, "alignment of section %llu is not a power of two", i);
    if (s->align > ELF_MAX_ALIGN)
        return elf_fail(f, "alignment of section %llu is above 1 MiB", i);
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
