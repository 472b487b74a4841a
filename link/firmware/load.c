// load.c - the loaded bytes of an ELF32 executable by load address
//
// Source: System V gABI, chapter 5 (program header): what goes into flash is p_filesz bytes of each
// PT_LOAD at p_paddr.
#include "link/firmware/firmware.h"

enum { EHDR = 52, PHDR = 32, PT_LOAD_ = 1, ET_EXEC_ = 2 };

static int by_addr(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    u32 x = ((const FwPiece *)a)->addr, y = ((const FwPiece *)b)->addr;
    return x < y ? -1 : x > y;
}

static Str concat(Arena *a, Str x, Str y)
{
    char *p = arena_alloc(a, x.n + y.n, 1);
    memcpy(p, x.p, x.n);
    memcpy(p + x.n, y.p, y.n);
    return (Str){p, x.n + y.n};
}

/* Neighbours become one piece. */
static const char *join(Arena *a, FwLoad *l)
{
    u32 n = 0;
    for (u32 i = 0; i < l->piece.n; i++) {
        FwPiece p = l->piece.v[i], *last = n ? &l->piece.v[n - 1] : NULL;
        u64 end = last ? (u64)last->addr + last->bytes.n : 0;
        if (last && end > p.addr)
            return "two segments share a load address";
        if (last && end == p.addr)
            last->bytes = concat(a, last->bytes, p.bytes);
        else
            l->piece.v[n++] = p;
    }
    l->piece.n = n;
    return NULL;
}

const char *fw_load(Arena *a, Str elf, FwLoad *out)
{
    const u8 *h = (const u8 *)elf.p;
    *out = (FwLoad){0};
    if (elf.n < EHDR || memcmp(h, "\177ELF\1\1\1", 7) != 0 || rd16(h + 16) != ET_EXEC_)
        return "not a 32-bit little-endian ELF executable";
    u32 phoff = rd32(h + 28), phnum = rd16(h + 44);
    if (rd16(h + 42) != PHDR || phoff > elf.n || (u64)phnum * PHDR > elf.n - phoff)
        return "its program headers lie outside the file";
    out->entry = rd32(h + 24);
    for (u32 i = 0; i < phnum; i++) {
        const u8 *p = h + phoff + (size_t)i * PHDR;
        u32 off = rd32(p + 4), addr = rd32(p + 12), size = rd32(p + 16);
        if (rd32(p) != PT_LOAD_ || !size)
            continue;
        if (off > elf.n || size > elf.n - off || (u64)addr + size > (u64)1 << 32)
            return "a segment lies outside the file or the address space";
        vec_push(a, &out->piece, ((FwPiece){addr, {elf.p + off, size}}));
    }
    sort_stable(out->piece.v, out->piece.n, sizeof(FwPiece), by_addr, NULL);
    return join(a, out);
}
