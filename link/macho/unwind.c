// unwind.c - __TEXT,__unwind_info: how to leave each function, in two levels
//
// A table of pages, each a table of (start of a function, encoding). The encoding is the compiler's
// own, or says at which offset of __eh_frame the FDE is. Where a stretch without a frame follows a
// function, a row of encoding 0 ends it.
// Source: <mach-o/compact_unwind_encoding.h>.
#include "link/macho/macho_int.h"

enum {
    HEADER = 28,
    INDEX_ROW = 12,
    LSDA_ROW = 8,
    PAGE = 4096,
    PAGE_HEADER = 8,
    PAGE_ROW = 8,
    PER_PAGE = (PAGE - PAGE_HEADER) / PAGE_ROW,
    REGULAR_PAGE = 2,
    PERSONALITY_SHIFT = 28,
    FDE_MASK = 0xffffff
};

static u32 personality_of(const Macho *m, const LSym *s)
{
    for (u32 i = 0; i < m->personality.n; i++)
        if (m->personality.v[i] == s)
            return i + 1;
    return 0;
}

static void add_row(Link *l, UnwindRow r)
{
    r.order = l->macho->row.n;
    vec_push(l->mem, &l->macho->row, r);
}

/* pointer to the function, length, encoding, personality, LSDA */
static void take_compact(Link *l, const Atom *a)
{
    UnwindRow r = {.enc = rd32(a->data + 12)};
    bool found = false;
    for (u32 i = 0; i < a->nfix; i++) {
        const Fix *x = &a->fix[i];
        if (x->off == 0) {
            r.start = link_fix_target(l, a->file, x);
            found = true;
        } else if (x->off == 16) {
            r.personality = personality_of(l->macho, a->file->sym[x->sym]);
        } else if (x->off == 24) {
            r.lsda = link_fix_target(l, a->file, x);
        }
    }
    r.end = r.start + rd32(a->data + 8);
    if (found)
        add_row(l, r);
}

static void take_frame(Link *l, const UwRec *u)
{
    const Fix *x = &u->atom->fix[u->fix];
    const u8 *p = u->atom->data + u->off + 8;
    u32 n = fix_info[x->kind].bytes;
    u64 off = l->eh->off + u->out_off;
    UnwindRow r = {.start = link_fix_target(l, u->atom->file, x)};
    if (u->size < 8 + 2 * (u64)n)
        return;
    r.end = r.start + (n == 8 ? rd64(p + 8) : rd32(p + 4));
    r.enc = macho_of(l)->cu_dwarf | (off <= FDE_MASK ? (u32)off : 0);
    add_row(l, r);
}

static int by_start(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    const UnwindRow *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* One row a start; between two functions more than padding apart a row that says nothing. */
static void close_gaps(Link *l)
{
    enum { PADDING = 16 };
    Macho *m = l->macho;
    UnwindRow *old = m->row.v;
    u32 n = m->row.n;
    m->row.v = NULL;
    m->row.n = m->row.cap = 0;
    for (u32 i = 0; i < n; i++) {
        if (m->row.n && vec_last(&m->row).start == old[i].start)
            continue;
        vec_push(l->mem, &m->row, old[i]);
        u64 next = i + 1 < n ? old[i + 1].start : old[i].end;
        if (old[i].end + PADDING < next)
            vec_push(l->mem, &m->row, ((UnwindRow){.start = old[i].end, .end = next}));
    }
}

static void collect(Link *l)
{
    Macho *m = l->macho;
    m->row.n = 0;
    for (u32 i = 0; i < l->out.n; i++) {
        const OutSect *o = l->out.v[i];
        for (u32 k = 0; k < o->atom.n && str_eqz(o->name, CU_SECTION); k++)
            take_compact(l, o->atom.v[k]);
    }
    for (u32 i = 0; i < l->uw.n; i++)
        if (!l->uw.v[i]->is_cie)
            take_frame(l, l->uw.v[i]);
    sort_stable(m->row.v, m->row.n, sizeof *m->row.v, by_start, NULL);
    close_gaps(l);
}

static u32 page_count(const Macho *m) { return (m->row.n + PER_PAGE - 1) / PER_PAGE; }

static u32 lsda_count(const Macho *m, u32 before)
{
    u32 n = 0;
    for (u32 i = 0; i < before; i++)
        n += m->row.v[i].lsda != 0;
    return n;
}

static u64 pages_offset(const Macho *m)
{
    return HEADER + 4 * (u64)m->personality.n + INDEX_ROW * ((u64)page_count(m) + 1) +
           LSDA_ROW * (u64)lsda_count(m, m->row.n);
}

u64 macho_unwind_size(Link *l)
{
    const Macho *m = l->macho;
    collect(l);
    return pages_offset(m) + (u64)PAGE_HEADER * page_count(m) + (u64)PAGE_ROW * m->row.n;
}

static void put_index(const Macho *m, Buf *b, u64 lsda_off)
{
    u64 page = pages_offset(m);
    for (u32 i = 0; i < m->row.n; i += PER_PAGE) {
        buf_u32(b, (u32)(m->row.v[i].start - IMAGE_START));
        buf_u32(b, (u32)page);
        buf_u32(b, (u32)(lsda_off + LSDA_ROW * (u64)lsda_count(m, i)));
        page += PAGE_HEADER + PAGE_ROW * (u64)MIN(m->row.n - i, PER_PAGE);
    }
    buf_u32(b, m->row.n ? (u32)(vec_last(&m->row).end - IMAGE_START) : 0);
    buf_u32(b, 0);
    buf_u32(b, (u32)(lsda_off + LSDA_ROW * (u64)lsda_count(m, m->row.n)));
}

static void put_page(const Macho *m, Buf *b, u32 from)
{
    u32 n = MIN(m->row.n - from, PER_PAGE);
    buf_u32(b, REGULAR_PAGE);
    buf_u16(b, PAGE_HEADER);
    buf_u16(b, (u16)n);
    for (u32 i = from; i < from + n; i++) {
        const UnwindRow *r = &m->row.v[i];
        u32 enc = r->enc & ~(3u << PERSONALITY_SHIFT);
        buf_u32(b, (u32)(r->start - IMAGE_START));
        buf_u32(b, enc | r->personality << PERSONALITY_SHIFT | (r->lsda ? CU_HAS_LSDA : 0));
    }
}

void macho_unwind_write(Link *l)
{
    Macho *m = l->macho;
    Buf b = {0};
    if (!m->unwind)
        return;
    u32 index = HEADER + 4 * m->personality.n;
    u64 lsda = index + INDEX_ROW * ((u64)page_count(m) + 1);
    buf_u32(&b, 1);              // version
    buf_u32(&b, HEADER);         // common encodings: only for compressed pages
    buf_u32(&b, 0);
    buf_u32(&b, HEADER);
    buf_u32(&b, m->personality.n);
    buf_u32(&b, index);
    buf_u32(&b, page_count(m) + 1);
    for (u32 i = 0; i < m->personality.n; i++)
        buf_u32(&b, (u32)(slot_addr(l, m->personality.v[i]->got) - IMAGE_START));
    put_index(m, &b, lsda);
    for (u32 i = 0; i < m->row.n; i++)
        if (m->row.v[i].lsda) {
            buf_u32(&b, (u32)(m->row.v[i].start - IMAGE_START));
            buf_u32(&b, (u32)(m->row.v[i].lsda - IMAGE_START));
        }
    for (u32 i = 0; i < m->row.n; i += PER_PAGE)
        put_page(m, &b, i);
    assert(b.n == m->unwind->size);
    memcpy(m->unwind->out->mem + m->unwind->off, b.p, b.n);
    buf_free(&b);
}
