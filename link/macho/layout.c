// layout.c - output sections into the segments of a Mach-O image, with addresses and file offsets
//
// Segments follow one another in memory and in the file in the same order, each from a page on:
// __PAGEZERO (nothing, so that small addresses fault), __TEXT (headers, code, constants),
// __DATA_CONST (written by dyld only), __DATA, __LINKEDIT (what dyld and tools read). What has no
// bytes in the file comes last in __DATA.
#include "link/macho/macho_int.h"

enum { MOST_SECTIONS = 255 };    // a symbol names its section in a byte
static const u64 max_image = (u64)1 << 31;

typedef struct Place {
    const char *obj;     // name of the output section
    const char *seg, *sect;
    u32 flags, rank;
} Place;

enum {
    RANK_TEXT = 10,
    RANK_CODE = 11,
    RANK_RO = 14,
    RANK_CONST = 30,
    RANK_DATA = 40,
    RANK_RW,
    RANK_VARS,
    RANK_TDATA,
    RANK_TBSS,
    RANK_BSS,
    RANK_NONE = 99
};

/* Sections that the object format does not name, or that an image has elsewhere. The unwind table
 * is last but one: its size follows from the addresses of the code. */
static const Place places[] = {
    {".text", "__TEXT", "__text", S_ATTR_CODE | S_ATTR_SOME_CODE, RANK_TEXT},
    {".iplt", "__TEXT", "__stubs", S_STUBS | S_ATTR_CODE | S_ATTR_SOME_CODE, 12},
    {".rodata", "__TEXT", "__const", S_REGULAR, 13},
    {".unwind_info", "__TEXT", "__unwind_info", S_REGULAR, 20},
    {".eh_frame", "__TEXT", "__eh_frame",
     S_COALESCED | S_ATTR_NO_TOC | S_ATTR_STRIP_STATIC | S_ATTR_LIVE_SUPPORT, 21},
    {".got", "__DATA_CONST", "__got", S_GOT, RANK_CONST},
    {".init_array", "__DATA_CONST", "__mod_init_func", S_INIT_FUNCS, 31},
    {".fini_array", "__DATA_CONST", "__mod_term_func", S_TERM_FUNCS, 32},
    {".data.rel.ro", "__DATA_CONST", "__const", S_REGULAR, 33},
    {".data", "__DATA", "__data", S_REGULAR, RANK_DATA},
    {".thread_vars", "__DATA", "__thread_vars", S_TLV_VARS, RANK_VARS},
    {".tdata", "__DATA", "__thread_data", S_TLV_DATA, RANK_TDATA},
    {".tbss", "__DATA", "__thread_bss", S_TLV_ZERO, RANK_TBSS},
    {".bss", "__DATA", "__bss", S_ZEROFILL, RANK_BSS},
};

static u32 other_rank(const OutSect *o)
{
    if (o->flags & SF_EXEC)
        return RANK_CODE;
    if (!(o->flags & SF_WRITE))
        return RANK_RO;
    if (o->flags & SF_TLS)
        return o->flags & SF_ZERO ? RANK_TBSS : RANK_TDATA;
    return o->flags & SF_ZERO ? RANK_BSS : RANK_RW;
}

static u32 seg_of(u32 rank)
{
    return rank < RANK_CONST ? SEG_TEXT : rank < RANK_DATA ? SEG_CONST : SEG_DATA;
}

/* A name says where a section goes unless its flags ask for other rights. */
static bool fits(u32 rank, u32 by_flags)
{
    return (seg_of(rank) == SEG_TEXT) == (seg_of(by_flags) == SEG_TEXT);
}

static MSect place_of(OutSect *o)
{
    MSect s = {.o = o, .rank = RANK_NONE};
    if (!(o->flags & SF_ALLOC))
        return s;
    ObjSect like = {.name = o->name, .flags = o->flags & ~(u32)(SF_MERGE | SF_STRINGS)};
    s.m = macho_sect_of(&like);
    s.rank = other_rank(o);
    for (size_t i = 0; i < COUNT(places); i++)
        if (str_eqz(o->name, places[i].obj) && fits(places[i].rank, s.rank)) {
            s.rank = places[i].rank;
            memcpy(s.m.sect, places[i].sect, strlen(places[i].sect) + 1);
            s.m.flags = places[i].flags;
        }
    if (o->flags & SF_ZERO)
        s.rank = o->flags & SF_TLS ? RANK_TBSS : RANK_BSS;
    else if ((s.m.flags & S_TYPE) == S_ZEROFILL)
        s.m.flags = S_REGULAR;
    s.seg = seg_of(s.rank);
    return s;
}

static int by_rank(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    u32 x = ((const MSect *)a)->rank, y = ((const MSect *)b)->rank;
    return x < y ? -1 : x > y;
}

/* The order of l->out is that of addresses too: symbols at the end of things go by it. */
static void order_sections(Link *l)
{
    Macho *m = l->macho;
    MSect *all = arena_array(l->mem, MSect, l->out.n + 1);
    for (u32 i = 0; i < l->out.n; i++)
        all[i] = place_of(l->out.v[i]);
    sort_stable(all, l->out.n, sizeof *all, by_rank, NULL);
    for (u32 i = 0; i < l->out.n; i++) {
        l->out.v[i] = all[i].o;
        if (all[i].rank != RANK_NONE && all[i].o->size)
            vec_push(l->mem, &m->sect, all[i]);
    }
}

static void name_segments(Macho *m)
{
    static const MSeg segs[SEG_COUNT] = {
        [SEG_ZERO] = {.name = "__PAGEZERO", .size = IMAGE_START},
        [SEG_TEXT] = {.name = "__TEXT", .prot = VM_R | VM_X, .addr = IMAGE_START},
        [SEG_CONST] = {.name = "__DATA_CONST", .prot = VM_R | VM_W, .flags = SG_READ_ONLY},
        [SEG_DATA] = {.name = "__DATA", .prot = VM_R | VM_W},
        [SEG_LINKEDIT] = {.name = "__LINKEDIT", .prot = VM_R},
    };
    memcpy(m->seg, segs, sizeof segs);
    for (u32 i = 0; i < m->sect.n; i++) {
        MSeg *s = &m->seg[m->sect.v[i].seg];
        s->first = s->n++ ? s->first : i;
    }
}

/* The thread-local block starts at its own alignment, so that offsets from its start are final. */
static void align_thread_data(Macho *m)
{
    OutSect *first = NULL;
    for (u32 i = 0; i < m->sect.n; i++) {
        OutSect *o = m->sect.v[i].o;
        if (!(o->flags & SF_TLS))
            continue;
        first = first ? first : o;
        first->align = MAX(first->align, o->align);
    }
}

static bool place_section(Link *l, MSect *s, u64 *addr)
{
    Macho *m = l->macho;
    OutSect *o = s->o;
    if (m->unwind && o == m->unwind->out) {
        o->addr = *addr;
        o->size = m->unwind->size = macho_unwind_size(l);
    }
    o->addr = *addr = ALIGN_UP(*addr, (u64)o->align);
    o->off = o->addr - m->seg[s->seg].addr + m->seg[s->seg].off;
    *addr += o->size;
    if (o->flags & SF_TLS) {
        if (!l->has_tls)
            l->tls_addr = l->tp = o->addr;
        l->has_tls = true;
        l->tls_size = o->addr + o->size - l->tls_addr;
    }
    if (*addr - IMAGE_START <= max_image)
        return true;
    link_say(l, L_BIG, "");
    return false;
}

static bool place_segment(Link *l, u32 k, u64 *addr, u64 *off)
{
    Macho *m = l->macho;
    MSeg *s = &m->seg[k];
    s->addr = *addr;
    s->off = *off;
    u64 at = *addr + (k == SEG_TEXT ? MH_SIZE + macho_commands_size(l) : 0), stored = at;
    for (u32 i = s->first; i < s->first + s->n; i++) {
        if (!place_section(l, &m->sect.v[i], &at))
            return false;
        if (!(m->sect.v[i].o->flags & SF_ZERO))
            stored = at;
        else
            m->sect.v[i].o->off = 0;
    }
    s->size = ALIGN_UP(at - s->addr, m->page);
    s->filesize = ALIGN_UP(stored - s->addr, m->page);
    *addr += s->size;
    *off += s->filesize;
    return true;
}

/* Sections without bytes get an address too: symbols may be at it. */
static void place_empty(Link *l)
{
    u64 at = IMAGE_START;
    for (u32 i = 0; i < l->out.n; i++) {
        OutSect *o = l->out.v[i];
        if (!(o->flags & SF_ALLOC))
            break;
        if (!o->size)
            o->addr = at;
        at = o->addr + o->size;
    }
}

bool macho_layout(Link *l)
{
    Macho *m = l->macho;
    u64 addr = IMAGE_START, off = 0;
    m->sect.n = 0;       // thunks may ask for another layout
    l->has_tls = false;
    order_sections(l);
    if (m->sect.n > MOST_SECTIONS) {
        link_say(l, L_MACHO_SECTIONS, m->sect.n, MOST_SECTIONS);
        return false;
    }
    name_segments(m);
    align_thread_data(m);
    for (u32 k = SEG_TEXT; k <= SEG_DATA; k++)
        if ((k == SEG_TEXT || m->seg[k].n) && !place_segment(l, k, &addr, &off))
            return false;
    m->seg[SEG_LINKEDIT].addr = addr;
    m->seg[SEG_LINKEDIT].off = off;
    l->image_end = addr;
    l->seg[0] = (Seg){.addr = IMAGE_START};
    l->nseg = 1;
    place_empty(l);
    return true;
}

u32 macho_sect_number(const Macho *m, const OutSect *o)
{
    for (u32 i = 0; i < m->sect.n; i++)
        if (m->sect.v[i].o == o)
            return i + 1;
    return 0;
}
