// layout.c - atoms into output sections, output sections into segments with addresses and offsets
//
// Segments have one permission each (R, RX, RW) and their own pages in memory. In the file they
// follow each other without padding: the address of a segment goes on at the file offset modulo the
// page, so a page of the file that holds the end of one segment and the start of the next is mapped
// twice.
#include "link/elf/elf.h"
#include "link/link_int.h"

enum { MEM_PAGE = 4096, IMAGE_BASE = 0x400000, MAX_STORED_ZEROS = 1 << 24 };
static const u64 max_image = (u64)1 << 31;

typedef struct OutName {
    const char *name;    // the section itself, and with "." and a suffix
    u32 rank;
} OutName;

enum {
    RANK_FIRST = 0,
    RANK_NOTE = 1,
    RANK_RO = 9,
    RANK_EXEC = 19,
    RANK_TDATA = 21,
    RANK_TBSS,
    RANK_GOT = 27,
    RANK_GOTPLT,
    RANK_DATA,
    RANK_RW,
    RANK_BSS,
    RANK_ZERO,
    RANK_INFO = 40
};

static const OutName out_names[] = {
    {".interp", RANK_FIRST},
    {".note.gnu.property", RANK_FIRST},
    {".gnu.hash", 2},
    {".hash", 2},
    {".dynsym", 2},
    {".dynstr", 2},
    {".gnu.version", 2},
    {".gnu.version_d", 2},
    {".gnu.version_r", 2},
    {".rela.dyn", 2},
    {".rel.dyn", 2},
    {".rela.plt", 3},
    {".rela.iplt", 2},
    {".rel.iplt", 2},
    {".rodata", 4},
    {".eh_frame_hdr", 10},
    {".eh_frame", 11},
    {".gcc_except_table", 12},
    {".init", 15},
    {".plt", 16},
    {".iplt", 16},
    {".text", 17},
    {".fini", 20},
    {".tdata", RANK_TDATA},
    {".tbss", RANK_TBSS},
    {".preinit_array", 23},
    {".init_array", 24},
    {".fini_array", 25},
    {".data.rel.ro", 26},
    {".dynamic", 26},
    {".got.plt", RANK_GOTPLT},
    {".got", RANK_GOT},
    {".data", RANK_DATA},
    {".bss", RANK_BSS},
};

static const OutName *known_name(Str s)
{
    for (size_t i = 0; i < COUNT(out_names); i++) {
        size_t n = strlen(out_names[i].name);
        if (str_starts(s, out_names[i].name) && (s.n == n || s.p[n] == '.'))
            return &out_names[i];
    }
    return NULL;
}

static u32 rank_of(const Atom *a, const OutName *k)
{
    if (!(a->flags & SF_ALLOC))
        return RANK_INFO;
    bool write = a->flags & SF_WRITE, exec = a->flags & SF_EXEC;
    u32 other = exec ? RANK_EXEC : !write ? (a->flags & SF_NOTE ? RANK_NOTE : RANK_RO)
                : a->flags & SF_TLS ? (a->flags & SF_ZERO ? RANK_TBSS : RANK_TDATA)
                : a->flags & SF_ZERO ? RANK_ZERO : RANK_RW;
    if (!k)
        return other;
    bool fits = exec ? k->rank >= 15 && k->rank <= 20 : write ? k->rank > 20 : k->rank < 15;
    return fits ? k->rank : other;
}

/* Output sections are few: a search beats a table. */
static OutSect *out_for(Link *l, const Atom *a)
{
    Str from = a->relro ? STR(".data.rel.ro") : a->name;
    const OutName *k = a->flags & SF_ALLOC ? known_name(from) : NULL;
    bool common = str_eqz(a->name, "COMMON");
    Str name = a->into.n ? a->into : common ? STR(".bss") : k ? str_of(k->name) : from;
    u32 rank = common ? RANK_BSS : rank_of(a, k);
    if (rank == RANK_GOTPLT && l->bind_now)
        rank = RANK_GOT;
    u32 kind = a->flags & (SF_ALLOC | SF_WRITE | SF_EXEC | SF_TLS | SF_DEBUG);
    for (u32 i = l->out.n; i-- > 0;)
        if (l->out.v[i]->rank == rank && l->out.v[i]->kind == kind &&
            str_eq(l->out.v[i]->name, name))
            return l->out.v[i];
    OutSect *o = arena_new(l->mem, OutSect);
    o->name = name;
    o->kind = kind;
    o->flags = a->flags &
               (kind | SF_NOTE | SF_INIT | SF_FINI | SF_ZERO | SF_MERGE | SF_STRINGS | SF_UNWIND);
    if (a->flags & (SF_WRITE | SF_EXEC))
        o->flags &= ~(u32)SF_NOTE;
    o->rank = rank;
    o->align = 1;
    vec_push(l->mem, &l->out, o);
    return o;
}

static u32 entsize_of(const Atom *a)
{
    return a->file->obj ? a->file->obj->sect.v[a->index].entsize : a->flags & SF_MERGE ? 1 : 0;
}

static void put_atom(Link *l, Atom *a)
{
    OutSect *o = out_for(l, a);
    u32 es = entsize_of(a);
    if (!o->atom.n)
        o->entsize = es;
    if (o->entsize != es || (o->flags ^ a->flags) & (SF_MERGE | SF_STRINGS))
        o->mixed = true;
    if (!(a->flags & SF_ZERO))
        o->flags &= ~(u32)SF_ZERO;
    o->align = MAX(o->align, a->align);
    a->out = o;
    vec_push(l->mem, &o->atom, a);
}

/* ".init_array.00101" runs before ".init_array": numbers ascending, then those without. */
static u32 init_priority(Str s)
{
    size_t i = s.n;
    u32 x = 0;
    while (i && s.p[i - 1] >= '0' && s.p[i - 1] <= '9')
        i--;
    if (i == s.n || i == 0 || s.p[i - 1] != '.' || s.n - i > 6)
        return 65536;
    for (; i < s.n; i++)
        x = x * 10 + (u32)(s.p[i] - '0');
    return x;
}

static int by_priority(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    u32 x = init_priority((*(Atom *const *)a)->name), y = init_priority((*(Atom *const *)b)->name);
    return x < y ? -1 : x > y;
}

static int by_rank(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    u32 x = (*(OutSect *const *)a)->rank, y = (*(OutSect *const *)b)->rank;
    return x < y ? -1 : x > y;
}

void link_place_atoms(OutSect *o)
{
    u64 at = 0;
    for (u32 i = 0; i < o->atom.n; i++) {
        Atom *a = o->atom.v[i];
        at = ALIGN_UP(at, (u64)a->align);
        a->off = at;
        at += a->size;
        if (at > max_image)
            at = max_image + 1;
    }
    o->size = at;
}

/* Zeros that are not written to at run time take bytes of the file. */
static void finish_out(Link *l, OutSect *o)
{
    if (o->flags & (SF_INIT | SF_FINI))
        sort_stable(o->atom.v, o->atom.n, sizeof(Atom *), by_priority, NULL);
    if (o->mixed || o->flags & SF_ALLOC) {
        o->flags &= ~(u32)(SF_MERGE | SF_STRINGS);
        o->entsize = 0;
    }
    bool tail = o->flags & SF_WRITE;    // zeros without bytes only where nothing follows
    if (!tail)
        o->flags &= ~(u32)SF_ZERO;
    if (!(o->flags & SF_ZERO) && o->rank >= RANK_BSS && o->rank < RANK_INFO)
        o->rank = RANK_RW;
    if (!(o->flags & SF_ZERO) && o->rank == RANK_TBSS)
        o->rank = RANK_TDATA;
    if (o->flags & SF_ZERO && o->rank < RANK_BSS)
        o->rank = o->flags & SF_TLS ? RANK_TBSS : RANK_ZERO;
    link_place_atoms(o);
    bool has_zero = false;
    for (u32 i = 0; i < o->atom.n; i++)
        has_zero |= o->atom.v[i]->flags & SF_ZERO && o->atom.v[i]->size > MAX_STORED_ZEROS;
    if (has_zero && !(o->flags & SF_ZERO) && o->size > MAX_STORED_ZEROS)
        link_say(l, L_BIG, "");
}

void link_output_sections(Link *l)
{
    for (u32 i = 0; i < l->file.n; i++) {
        LFile *f = l->file.v[i];
        for (u32 k = 0; k < f->obj->sect.n; k++)
            if (f->atom[k].live && !f->atom[k].merge && !(f->atom[k].flags & SF_UNWIND))
                put_atom(l, &f->atom[k]);
    }
    for (u32 i = 0; i < l->own_atom.n; i++)
        if (l->own_atom.v[i]->live && (l->own_atom.v[i]->size || l->own_atom.v[i]->flags & SF_ZERO))
            put_atom(l, l->own_atom.v[i]);
    for (u32 i = 0; i < l->out.n; i++)
        finish_out(l, l->out.v[i]);
    sort_stable(l->out.v, l->out.n, sizeof(OutSect *), by_rank, NULL);
}

static u32 seg_flags(const OutSect *o)
{
    return PF_R | (o->flags & SF_EXEC ? PF_X : 0) | (o->flags & SF_WRITE ? PF_W : 0);
}

/* In an image that moves: written at start, then never again. */
static bool is_relro(const Link *l, const OutSect *o)
{
    return l->dynamic && !l->no_relro && o->flags & SF_WRITE && o->rank <= RANK_GOT;
}

/* Neighbours of one class share a segment. */
static u32 seg_class(const Link *l, const OutSect *o)
{
    return seg_flags(o) | (is_relro(l, o) ? 8u : 0u);
}

static bool has_kind(const Link *l, u32 flag)
{
    for (u32 i = 0; i < l->out.n; i++)
        if (l->out.v[i]->size && l->out.v[i]->flags & SF_ALLOC && l->out.v[i]->flags & flag)
            return true;
    return false;
}

static u32 load_count(const Link *l)
{
    u32 last = PF_R, n = 1;
    for (u32 i = 0; i < l->out.n; i++)
        if (l->out.v[i]->size && l->out.v[i]->flags & SF_ALLOC &&
            seg_class(l, l->out.v[i]) != last) {
            last = seg_class(l, l->out.v[i]);
            n++;
        }
    return n;
}

u32 link_phnum(const Link *l)
{
    u32 loads = l->nseg ? l->nseg : load_count(l);   // counted ahead until they are made
    u32 moving = l->dynamic ? 1 + !l->no_relro : 0;
    u32 loader = (l->interp ? 2 : 0) + (l->property ? 2 : 0);
    return loads + moving + loader + has_kind(l, SF_NOTE) + has_kind(l, SF_TLS) +
           (l->eh_hdr != NULL) + 1;
}

/* The thread-local block starts at its own alignment, so that offsets from its start are final. */
static void align_tls(Link *l)
{
    OutSect *first = NULL;
    u32 align = 1;
    for (u32 i = 0; i < l->out.n; i++)
        if (l->out.v[i]->flags & SF_TLS && l->out.v[i]->flags & SF_ALLOC) {
            first = first ? first : l->out.v[i];
            align = MAX(align, l->out.v[i]->align);
        }
    if (first)
        first->align = align;
}

static void measure_tls(Link *l)
{
    u64 align = 1;
    for (u32 i = 0; i < l->out.n; i++) {
        OutSect *o = l->out.v[i];
        if (!o->size || !(o->flags & SF_TLS) || !(o->flags & SF_ALLOC))
            continue;
        if (!l->has_tls)
            l->tls_addr = o->addr;
        l->has_tls = true;
        align = MAX(align, o->align);
        l->tls_size = o->addr + o->size - l->tls_addr;
    }
    l->tp = l->arch->tls_below ? l->tls_addr + ALIGN_UP(l->tls_size, align)
                               : l->tls_addr - ALIGN_UP((u64)l->arch->tcb, align);
}

/* .tbss has addresses of its own block and takes none of the image. */
static u64 place_tbss(OutSect *o, u64 addr, u64 tbss)
{
    o->addr = ALIGN_UP(MAX(addr, tbss), (u64)o->align);
    return o->addr + o->size;
}

static void seg_end(Seg *s, u64 addr, u64 off, u64 mem_end)
{
    s->filesz = off - s->off;
    s->memsz = mem_end - s->addr;
    (void)addr;
}

/* Protection is by pages: nothing else is in the last one. */
static u64 end_relro(Link *l, Seg *s, u32 class, u64 addr)
{
    if (class != (PF_R | PF_W | 8u))
        return addr;
    l->relro = s;
    return ALIGN_UP(addr, (u64)MEM_PAGE);
}

bool link_layout_image(Link *l)
{
    const ElfArch *e = &elf_arch[l->arch - link_arch];
    const ElfOpts *asked = l->opt.elf;
    u64 base = asked && asked->base ? asked->base : link_moves(l) ? 0 : IMAGE_BASE;
    u32 page = asked && asked->page ? asked->page : l->arch->page;
    u64 off = e->ehdr + (u64)e->phdr * link_phnum(l), addr = base + off, tbss = 0;
    u32 class = PF_R;
    Seg *s = &l->seg[0];
    *s = (Seg){.flags = PF_R, .addr = base, .load = base, .align = page};
    l->nseg = 1;
    align_tls(l);
    for (u32 i = 0; i < l->out.n && l->out.v[i]->flags & SF_ALLOC; i++) {
        OutSect *o = l->out.v[i];
        if (!o->size) {     // a place for symbols, nothing in the image
            o->addr = addr;
            o->off = off;
            continue;
        }
        if (seg_class(l, o) != class) {
            seg_end(s, addr, off, addr);
            addr = end_relro(l, s, class, addr);
            class = seg_class(l, o);
            addr = ALIGN_UP(addr, (u64)page) + off % page;
            s = &l->seg[l->nseg++];
            *s = (Seg){.flags = seg_flags(o), .addr = addr, .load = addr, .off = off,
                       .align = page};
        }
        if (o->flags & SF_ZERO && o->flags & SF_TLS) {
            tbss = place_tbss(o, addr, tbss);
            o->off = off + (o->addr - addr);
            continue;
        }
        u64 to = ALIGN_UP(addr, (u64)o->align);
        if (!(o->flags & SF_ZERO)) {
            off += to - addr;
            o->off = off;
            off += o->size;
            addr = o->addr = to;
            addr += o->size;
            seg_end(s, addr, off, addr);
        } else {
            o->off = off + (to - addr);     // where it would be: readers compare with the address
            o->addr = to;
            addr = to + o->size;
            s->memsz = addr - s->addr;
        }
        if (addr - base > max_image || tbss > addr + max_image) {
            link_say(l, L_BIG, "");
            return false;
        }
    }
    if (l->nseg == 1)
        seg_end(s, addr, off, addr);
    l->image_end = end_relro(l, s, class, addr);
    measure_tls(l);
    for (u32 i = 0; i < l->out.n; i++) {
        OutSect *o = l->out.v[i];
        if (o->flags & SF_ALLOC)
            continue;
        off = o->off = ALIGN_UP(off, (u64)o->align);
        off += o->size;
        if (off > max_image) {
            link_say(l, L_BIG, "");
            return false;
        }
    }
    return true;
}

/* Code, constants, data, each from a page of its own; addresses are relative until the base is
 * known. */
u64 link_layout_memory(Link *l, u64 *exec_size, u64 *ro_size)
{
    static const u32 order[] = {PF_R | PF_X, PF_R, PF_R | PF_W};
    u64 at = 0, end[3];
    for (int k = 0; k < 3; k++) {
        for (u32 i = 0; i < l->out.n; i++) {
            OutSect *o = l->out.v[i];
            if (!(o->flags & SF_ALLOC) || seg_flags(o) != order[k])
                continue;
            o->addr = ALIGN_UP(at, (u64)MIN(o->align, MEM_PAGE));
            at = o->addr + o->size;
            if (at > max_image)
                return 0;
        }
        at = end[k] = ALIGN_UP(at, (u64)MEM_PAGE);
    }
    *exec_size = end[0];
    *ro_size = end[1] - end[0];
    return at;
}

static OutSect *link_find_out(const Link *l, Str name)
{
    for (u32 i = 0; i < l->out.n; i++)
        if (str_eq(l->out.v[i]->name, name))
            return l->out.v[i];
    return NULL;
}

/* The last output section that satisfies a class: its end is _etext, _edata or _end. */
static OutSect *last_of(const Link *l, u32 need, u32 never)
{
    OutSect *r = NULL;
    for (u32 i = 0; i < l->out.n; i++) {
        OutSect *o = l->out.v[i];
        if (o->flags & SF_ALLOC && (o->flags & need) == need && !(o->flags & never))
            r = o;
    }
    return r;
}

static void place(Link *l, LSym *s)
{
    OutSect *first = l->out.n && l->out.v[0]->flags & SF_ALLOC ? l->out.v[0] : NULL;
    OutSect *o = NULL;
    u64 lowest = l->nseg ? l->seg[0].addr : first ? first->addr : 0;
    bool end = true;
    switch ((LinkerDef)s->linker) {
    case LD_START: case LD_STOP:
        o = link_find_out(l, s->edge_name);
        end = s->linker == LD_STOP;
        break;
    case LD_ETEXT: o = last_of(l, SF_EXEC, 0); break;
    case LD_EDATA: o = last_of(l, SF_WRITE, SF_ZERO); break;
    case LD_END: o = last_of(l, 0, SF_TLS); break;
    case LD_BSS:
        o = link_find_out(l, STR(".bss"));
        end = !o;
        o = o ? o : last_of(l, SF_WRITE, SF_ZERO);
        break;
    case LD_GOT:
        o = l->arch->got_is_plt && l->gotplt ? l->gotplt->out : l->got ? l->got->out : NULL;
        end = false;
        break;
    case LD_HEADER: case LD_TLS: case LD_NONE:
        break;
    }
    s->edge = o;
    s->value = !o ? lowest : end ? o->addr + o->size : o->addr;
    if (s->linker == LD_TLS)
        s->value = l->opt.kind == LINK_SHARED ? l->tls_addr : l->tp;
    if (s->linker == LD_GOT && o)
        s->value = link_got_base(l);
    if (!o && s->linker == LD_END)
        s->value = l->image_end;
}

void link_place_linker_symbols(Link *l)
{
    for (u32 i = 0; i < l->global.n; i++) {
        LSym *s = (LSym *)(uintptr_t)l->global.ent[i].val;
        if (s->state == LS_LINKER)
            place(l, s);
    }
}
