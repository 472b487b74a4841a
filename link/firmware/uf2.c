// uf2.c - UF2: blocks of 512 bytes that a boot loader's drive takes in any order
//
// Source: "USB Flashing Format (UF2)", Microsoft. Each block carries 256 bytes for an address that
// is a multiple of 256, so bytes of a page that the program does not fill are 0xff (erased flash).
#include "link/firmware/firmware.h"

enum { PAGE = 256, BLOCK = 512, FAMILY_PRESENT = 0x2000 };
#define MAGIC_FIRST 0x0A324655u
#define MAGIC_SECOND 0x9E5D5157u
#define MAGIC_LAST 0x0AB16F30u

static u32 page_first(const FwPiece *p) { return p->addr / PAGE; }
static u32 page_last(const FwPiece *p) { return (u32)((p->addr + (p->bytes.n - 1)) / PAGE); }

static u32 count_pages(const FwLoad *l)
{
    u32 n = 0;
    for (u32 i = 0; i < l->piece.n; i++) {
        const FwPiece *p = &l->piece.v[i];
        bool shared = i && page_last(p - 1) == page_first(p);
        n += page_last(p) - page_first(p) + 1 - shared;
    }
    return n;
}

/* The bytes of a page, from the pieces from `first` on. */
static void fill_page(const FwLoad *l, u32 first, u32 page, u8 out[PAGE])
{
    u64 lo = (u64)page * PAGE;
    memset(out, 0xff, PAGE);
    for (u32 i = first; i < l->piece.n && l->piece.v[i].addr < lo + PAGE; i++) {
        const FwPiece *p = &l->piece.v[i];
        u64 from = MAX(lo, (u64)p->addr), to = MIN(lo + PAGE, (u64)p->addr + p->bytes.n);
        if (from < to)
            memcpy(out + (from - lo), p->bytes.p + (from - p->addr), to - from);
    }
}

static void put_block(Buf *b, u32 page, u32 index, u32 count, u32 family, const u8 data[PAGE])
{
    buf_u32(b, MAGIC_FIRST);
    buf_u32(b, MAGIC_SECOND);
    buf_u32(b, family ? FAMILY_PRESENT : 0);
    buf_u32(b, page * PAGE);
    buf_u32(b, PAGE);
    buf_u32(b, index);
    buf_u32(b, count);
    buf_u32(b, family);
    buf_put(b, data, PAGE);
    buf_zero(b, BLOCK - 32 - PAGE - 4);
    buf_u32(b, MAGIC_LAST);
}

const char *fw_write_uf2(const FwLoad *l, u32 family, Buf *out)
{
    if (!l->piece.n)
        return "the program has no bytes to load";
    u32 count = count_pages(l), index = 0;
    for (u32 i = 0; i < l->piece.n; i++) {
        const FwPiece *p = &l->piece.v[i];
        u32 page = page_first(p);
        if (i && page_last(p - 1) == page)      // written with the piece before
            page++;
        for (; page <= page_last(p); page++) {
            u8 data[PAGE];
            fill_page(l, i, page, data);
            put_block(out, page, index++, count, family, data);
        }
    }
    return NULL;
}
