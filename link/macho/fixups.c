// fixups.c - chained fixups: the cells of a page that the loader fills form a list
//
// Each cell holds what to put there and the distance to the next one in units of 4 bytes; a table
// in __LINKEDIT holds the first cell of each page and the imported names. A rebased cell is the
// target address in 36 bits and the top 8 bits of the pointer; a bound one is the number of an
// import and an addend of 8 bits (DYLD_CHAINED_PTR_64). Source: Apple's <mach-o/fixup-chains.h>.
#include "link/macho/macho_int.h"

enum {
    PTR_64 = 2,
    IMPORT = 1,              // formats of the import table
    IMPORT_ADDEND = 2,
    HEADER = 28,
    NO_CELL = 0xffff,
    MAX_PAGES = 0xffff,
    STARTS = 22              // fixed part of a segment's record
};

/* Fills the chain of a page; returns the offset of its first cell, or NO_CELL. */
static u32 chain_page(const FixupSeg *s, u64 from, u64 page, const MCell **cell, const MCell *end,
                      u64 *bad)
{
    u32 first = NO_CELL;
    for (const MCell *c = *cell; c < end && c->addr < from + page; c = ++*cell) {
        u64 off = c->addr - from;
        u8 *p = s->mem + (c->addr - s->addr);
        if (off % 4 || off + 8 > page || c->addr - s->addr + 8 > s->size) {
            *bad = c->addr;
            return NO_CELL;
        }
        bool more = c + 1 < end && c[1].addr < from + page;
        u64 next = more ? c[1].addr - c->addr : 0, v = rd64(p);
        if (more && next < 8) {
            *bad = c[1].addr;
            return NO_CELL;
        }
        u64 what = c->bind ? (u64)1 << 63 | (u64)c->add << 24 | c->import
                           : (v & 0xfffffffff) | v >> 56 << 36;
        wr64(p, what | next / 4 << 51);
        first = first == NO_CELL ? (u32)off : first;
    }
    return first;
}

static bool put_segment(const FixupSeg *s, Buf *b, u64 page, const MCell **cell, const MCell *end,
                        u64 *bad)
{
    u32 pages = 0;
    for (const MCell *c = *cell; c < end && c->addr < s->addr + s->size; c++)
        pages = (u32)((c->addr - s->addr) / page) + 1;
    if (!pages)
        return false;
    if (pages >= MAX_PAGES) {
        *bad = (*cell)->addr;
        return false;
    }
    buf_u32(b, STARTS + 2 * pages);
    buf_u16(b, (u16)page);
    buf_u16(b, PTR_64);
    buf_u64(b, s->addr);
    buf_u32(b, 0);               // only 32-bit images have values that are no pointers
    buf_u16(b, (u16)pages);
    for (u32 i = 0; i < pages && !*bad; i++)
        buf_u16(b, (u16)chain_page(s, s->addr + i * page, page, cell, end, bad));
    return true;
}

static void put_names(Buf *out, Buf *text, const FixupName *n, bool wide)
{
    buf_u32(out, (n->lib & 0xff) | (u32)n->weak << 8 | (u32)text->n << 9);
    if (wide)
        buf_u32(out, (u32)n->add);
    buf_put(text, n->name.p, n->name.n);
    buf_byte(text, 0);
}

u64 fixups_put(Buf *out, const FixupSeg *seg, u32 nseg, u64 page, const MCell *cell, u32 ncell,
               const FixupName *name, u32 nname)
{
    size_t from = out->n;
    u64 bad = 0;
    bool wide = false;
    Buf text = {0};
    for (u32 i = 0; i < nname; i++)
        wide |= name[i].add != 0;
    buf_zero(out, HEADER);
    buf_align(out, 8);
    u32 starts = (u32)(out->n - from);
    buf_u32(out, nseg);
    buf_zero(out, 4 * (size_t)nseg);
    const MCell *at = cell;
    for (u32 i = 0; i < nseg; i++) {
        size_t pad = ALIGN_UP(out->n - from, 8) - (out->n - from);
        buf_zero(out, pad);
        u32 off = (u32)(out->n - from) - starts;
        if (put_segment(&seg[i], out, page, &at, cell + ncell, &bad))
            wr32(out->p + from + starts + 4 + 4 * (size_t)i, off);
    }
    buf_zero(out, ALIGN_UP(out->n - from, 4) - (out->n - from));
    u32 imports = (u32)(out->n - from);
    buf_byte(&text, 0);
    for (u32 i = 0; i < nname; i++)
        put_names(out, &text, &name[i], wide);
    u8 *h = out->p + from;
    wr32(h + 4, starts);
    wr32(h + 8, imports);
    wr32(h + 12, (u32)(out->n - from));
    wr32(h + 16, nname);
    wr32(h + 20, wide ? IMPORT_ADDEND : IMPORT);
    buf_put(out, text.p, text.n);
    buf_free(&text);
    return bad ? bad : at < cell + ncell ? at->addr : 0;
}

/* ---- of an image ---- */

static int by_addr(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    u64 x = ((const MCell *)a)->addr, y = ((const MCell *)b)->addr;
    return x < y ? -1 : x > y;
}

/* The entry of the import table for a symbol and an addend that cells cannot hold. */
static u32 import_of(Link *l, IMap *seen, const LSym *s, i64 add)
{
    Macho *m = l->macho;
    bool is_new;
    u64 *first = imap_put(seen, (u64)(uintptr_t)s, &is_new);
    if (is_new)
        *first = m->import.n;
    for (u32 i = (u32)*first; i < m->import.n; i++)
        if (m->import.v[i].sym == s && m->import.v[i].add == add)
            return i;
    vec_push(l->mem, &m->import, ((MImport){s, add}));
    return m->import.n - 1;
}

static u32 collect(Link *l, MCell *cell)
{
    IMap seen = imap_new(l->mem);
    for (u32 i = 0; i < l->dyn.n; i++) {
        const DynCell *d = &l->dyn.v[i];
        cell[i] = (MCell){.addr = atom_addr(d->atom) + d->off - IMAGE_START};
        if (d->sym->state != LS_IMPORT)
            continue;
        bool fits = d->add >= 0 && d->add < 256;
        cell[i].bind = true;
        cell[i].add = fits ? (u8)d->add : 0;
        cell[i].import = import_of(l, &seen, d->sym, fits ? 0 : d->add);
    }
    sort_stable(cell, l->dyn.n, sizeof *cell, by_addr, NULL);
    return l->dyn.n;
}

static FixupName *names(Link *l)
{
    Macho *m = l->macho;
    FixupName *n = arena_array(l->mem, FixupName, m->import.n + 1);
    for (u32 i = 0; i < m->import.n; i++) {
        const LSym *s = m->import.v[i].sym;
        Buf b = {0};
        macho_name_out(&b, s->name);
        n[i] = (FixupName){buf_take(&b, l->mem), (u32)s->value, !s->asked, m->import.v[i].add};
    }
    return n;
}

bool macho_fixups(Link *l, Buf *image, Buf *out)
{
    Macho *m = l->macho;
    FixupSeg seg[SEG_COUNT] = {0};
    u32 nseg = 0;
    for (u32 i = 0; i < SEG_COUNT; i++) {
        const MSeg *s = &m->seg[i];
        if (s->size || i == SEG_LINKEDIT)
            seg[nseg++] = (FixupSeg){i == SEG_ZERO ? 0 : s->addr - IMAGE_START,
                                     i == SEG_CONST || i == SEG_DATA ? s->filesize : 0,
                                     image->p + s->off};
    }
    MCell *cell = arena_array(l->mem, MCell, l->dyn.n + 1);
    u32 n = collect(l, cell);
    u64 bad = fixups_put(out, seg, nseg, m->page, cell, n, names(l), m->import.n);
    for (u32 i = 0; bad && i < l->dyn.n; i++) {
        const DynCell *d = &l->dyn.v[i];
        if (atom_addr(d->atom) + d->off - IMAGE_START == bad) {
            link_say(l, L_MACHO_CELL, link_place(l, d->atom, d->off).p);
            break;
        }
    }
    return !bad;
}
