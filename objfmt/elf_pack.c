// elf_pack.c - compressed sections (SHF_COMPRESSED, and the older .zdebug_ form), by zlib
//
// Source: System V gABI, "Section Compression". Contents of another compression are not unpacked.
#include "objfmt/elf.h"

#include <zlib.h>

enum { COMPRESS_ZLIB = 1, MAX_RATIO = 1100 /* deflate reaches 1032 */ };

static u32 header_size(const ElfArch *e) { return e->wide ? 24 : 12; }

bool elf_is_packed(const ElfShdr *s, Str name)
{
    return s->flags & SHF_COMPRESSED || str_starts(name, ".zdebug_");
}

/* Size and alignment of the contents, and where their compressed form begins; false: not zlib. */
static bool read_header(const ElfFile *f, const ElfShdr *s, u64 *size, u64 *align, u32 *at)
{
    const u8 *p = in_at(&f->in, s->off);
    *align = s->align;
    *at = 12;
    if (!(s->flags & SHF_COMPRESSED)) {
        if (s->size < 12 || memcmp(p, "ZLIB", 4))
            return false;
        *size = 0;
        for (int i = 0; i < 8; i++)     // big-endian, in every file
            *size = *size << 8 | p[4 + i];
        return true;
    }
    *at = header_size(f->e);
    if (s->size < *at || rd32(p) != COMPRESS_ZLIB)
        return false;
    *size = f->e->wide ? rd64(p + 8) : rd32(p + 4);
    *align = f->e->wide ? rd64(p + 16) : rd32(p + 8);
    return *align && !(*align & (*align - 1)) && *align <= ELF_MAX_ALIGN;
}

bool elf_unpack(ElfFile *f, ElfShdr *s, const u8 **data)
{
    u64 size, align;
    u32 at;
    if (!read_header(f, s, &size, &align, &at))
        return false;
    if (size / MAX_RATIO > s->size)
        return false;
    u8 *p = arena_alloc(f->in.a, size + 1, 16);
    uLongf n = (uLongf)size;
    if (uncompress(p, &n, in_at(&f->in, s->off + at), (uLong)(s->size - at)) != Z_OK || n != size)
        return false;
    s->size = size;
    s->align = align;
    *data = p;
    return true;
}

bool elf_pack(const ElfArch *e, const u8 *p, u64 n, u64 align, Buf *out)
{
    uLongf size = compressBound((uLong)n);
    u8 *to = xmalloc(size);
    bool smaller = compress(to, &size, p, (uLong)n) == Z_OK && size + header_size(e) < n;
    if (smaller) {
        buf_u32(out, COMPRESS_ZLIB);
        if (e->wide)
            buf_u32(out, 0);
        elf_put_word(out, e, n);
        elf_put_word(out, e, align);
        buf_put(out, to, size);
    }
    free(to);
    return smaller;
}
