// place.c - where each section of a firmware image lies, in flash and in RAM
//
// Each region fills from its start: the vector table, then what stays (code, constants), then the
// flash copies of what the start-up moves. A region in which programs write holds the moved bytes,
// then zeros, then memory that nobody clears (.noinit). The stack ends the region, the guard is
// below it, and the heap has what is between.
#include "link/firmware/fw_int.h"

enum { GROUP_ALIGN = 8, ZERO_ALIGN = 16, STACK_ALIGN = 8, MIN_VECTORS = 128 };

bool fw_is_vectors(Str s)
{
    static const char *const at[] = {".vectors", ".isr_vector"};
    for (size_t i = 0; i < COUNT(at); i++) {
        size_t n = strlen(at[i]);
        if (str_starts(s, at[i]) && (s.n == n || s.p[n] == '.'))
            return true;
    }
    return false;
}

static const FwPlace *place_of(const FwMap *m, Str section)
{
    const FwPlace *best = NULL;
    for (u32 i = 0; i < m->place.n; i++) {
        Str s = m->place.v[i].section;
        bool fits = section.n >= s.n && !memcmp(section.p, s.p, s.n) &&
                    (section.n == s.n || section.p[s.n] == '.');
        if (fits && (!best || s.n > best->section.n))
            best = &m->place.v[i];
    }
    return best;
}

/* Nothing moves a firmware image, so constants that hold addresses are constants. */
static bool is_constant(Str s)
{
    static const char *const names[] = {".data.rel.ro", ".init_array", ".fini_array",
                                        ".preinit_array"};
    for (size_t i = 0; i < COUNT(names); i++)
        if (str_starts(s, names[i]))
            return true;
    return fw_is_vectors(s);
}

void fw_prepare(Link *l)
{
    FwLink *w = l->fw;
    VEC(bool) used = {0};
    for (u32 i = 0; i < w->map->place.n; i++)
        vec_push(l->mem, &used, false);
    for (u32 i = 0; i < l->file.n; i++)
        for (u32 k = 0; k < l->file.v[i]->obj->sect.n; k++) {
            Atom *a = &l->file.v[i]->atom[k];
            if (!(a->flags & SF_ALLOC))
                continue;
            if (is_constant(a->name))
                a->flags &= ~(u32)SF_WRITE;
            const FwPlace *p = place_of(w->map, a->name);
            if (!p)
                continue;
            used.v[p - w->map->place.v] = true;
            a->into = p->section;
        }
    for (u32 i = 0; i < w->map->place.n; i++)
        if (!used.v[i] && !str_eqz(w->map->place.v[i].section, ".bss"))   // common symbols
            diag(l->d, &link_diag[L_FW_NO_SECTION], w->map->place.v[i].at,
                 str_z(l->mem, w->map->place.v[i].section));
}

u32 fw_home(const FwMap *m, const OutSect *o, u32 *load)
{
    const FwPlace *p = place_of(m, o->name);
    u32 run = p ? p->region : o->flags & SF_WRITE ? m->ram : m->flash;
    *load = p ? p->load : o->flags & SF_WRITE ? fw_load_region(m, run) : run;
    return run;
}

typedef enum { PART_VECTORS, PART_FIXED, PART_COPIED, PART_ZERO, PART_NOINIT } Part;

static Part part_of(const Link *l, const OutSect *o)
{
    u32 load, run = fw_home(l->fw->map, o, &load);
    if (fw_is_vectors(o->name))
        return PART_VECTORS;
    if (o->flags & SF_ZERO)
        return str_starts(o->name, ".noinit") ? PART_NOINIT : PART_ZERO;
    return run == load ? PART_FIXED : PART_COPIED;
}

static FwGroup *group_of(FwLink *w, u32 run, u32 load)
{
    for (u32 i = 0; i < w->group.n; i++)
        if (w->group.v[i].run == run && w->group.v[i].load == load)
            return &w->group.v[i];
    return NULL;
}

/* Sections of one part at the end of what their regions hold. */
static void put_part(Link *l, Part part)
{
    FwLink *w = l->fw;
    for (u32 i = 0; i < l->out.n; i++) {
        OutSect *o = l->out.v[i];
        u32 load;
        if (!(o->flags & SF_ALLOC) || part_of(l, o) != part)
            continue;
        FwUse *u = &w->use[fw_home(w->map, o, &load)];
        o->addr = o->load = ALIGN_UP(u->at, (u64)o->align);
        u->at = o->addr + o->size;
        if (o->flags & SF_EXEC)
            w->text_end = u->at;
    }
}

static void open_groups(Link *l)
{
    FwLink *w = l->fw;
    for (u32 i = 0; i < l->out.n; i++) {
        OutSect *o = l->out.v[i];
        u32 load, run;
        if (!(o->flags & SF_ALLOC) || part_of(l, o) != PART_COPIED)
            continue;
        run = fw_home(w->map, o, &load);
        FwGroup *g = group_of(w, run, load);
        g->align = MAX(g->align, o->align);
    }
}

/* The run address and the load address of a group are aligned alike, so one distance fits all. */
static void put_group(Link *l, FwGroup *g)
{
    FwLink *w = l->fw;
    FwUse *run = &w->use[g->run], *load = &w->use[g->load];
    g->start = g->end = ALIGN_UP(run->at, g->align);
    for (u32 i = 0; i < l->out.n; i++) {
        OutSect *o = l->out.v[i];
        u32 from;
        if (!(o->flags & SF_ALLOC) || part_of(l, o) != PART_COPIED ||
            fw_home(w->map, o, &from) != g->run || from != g->load)
            continue;
        o->addr = ALIGN_UP(g->end, (u64)o->align);
        g->end = o->addr + o->size;
    }
    if (g->end == g->start) {
        g->from = g->start;
        return;
    }
    g->end = ALIGN_UP(g->end, (u64)4);      // the start-up copies words
    g->from = g->start;
    run->at = g->end;
    if (g->run != g->load) {
        g->from = ALIGN_UP(load->at, g->align);
        load->at = g->from + (g->end - g->start);
    }
    for (u32 i = 0; i < l->out.n; i++) {
        OutSect *o = l->out.v[i];
        u32 from;
        if (o->flags & SF_ALLOC && part_of(l, o) == PART_COPIED &&
            fw_home(w->map, o, &from) == g->run && from == g->load)
            o->load = o->addr - g->start + g->from;
    }
}

static void put_zeros(Link *l)
{
    FwLink *w = l->fw;
    for (u32 i = 0; i < w->map->region.n; i++)
        w->use[i].zero_start = w->use[i].at = ALIGN_UP(w->use[i].at, (u64)ZERO_ALIGN);
    put_part(l, PART_ZERO);
    for (u32 i = 0; i < w->map->region.n; i++) {
        FwUse *u = &w->use[i];
        u->zero_end = u->at = ALIGN_UP(u->at, (u64)ZERO_ALIGN);
    }
    put_part(l, PART_NOINIT);
}

static u64 region_end(const FwMap *m, u32 i)
{
    return m->region.v[i].origin + m->region.v[i].length;
}

/* From the end of the region down: stack, guard; the heap up from what is used. The guard is a
 * memory protection region where the processor has them: its address is a multiple of its size. */
static void put_stack(Link *l)
{
    FwLink *w = l->fw;
    const FwMap *m = w->map;
    FwUse *s = &w->use[m->stack_in], *h = &w->use[m->heap_in];
    u64 top = region_end(m, m->stack_in), align = MAX(m->guard, (u64)STACK_ALIGN);
    u64 size = ALIGN_UP(m->stack, (u64)STACK_ALIGN);
    w->stack_top = top & ~(u64)(STACK_ALIGN - 1);
    w->stack_limit = size < w->stack_top ? (w->stack_top - size) & ~(align - 1) : 0;
    w->guard = m->guard < w->stack_limit ? w->stack_limit - m->guard : 0;
    u64 floor = m->heap_in == m->stack_in ? w->guard : region_end(m, m->heap_in);
    w->heap = h->at = ALIGN_UP(h->at, (u64)GROUP_ALIGN);
    w->heap_end = m->heap_rest ? MAX(floor & ~(u64)(GROUP_ALIGN - 1), w->heap)
                               : w->heap + ALIGN_UP(m->heap, (u64)GROUP_ALIGN);
    s->fixed += top - w->guard;
    if (!m->heap_rest)
        h->fixed += w->heap_end - w->heap;
}

typedef struct Share {
    const char *what;
    u64 size;
} Share;

static void add_share(Share top[3], const char *what, u64 size)
{
    for (u32 i = 0; i < 3; i++)
        if (size > top[i].size) {
            for (u32 k = 2; k > i; k--)
                top[k] = top[k - 1];
            top[i] = (Share){what, size};
            return;
        }
}

/* The largest of what a region holds. */
static void say_largest(Link *l, u32 region)
{
    FwLink *w = l->fw;
    Share top[3] = {0};
    for (u32 i = 0; i < l->out.n; i++) {
        const OutSect *o = l->out.v[i];
        u32 load;
        if (!(o->flags & SF_ALLOC))
            continue;
        u32 run = fw_home(w->map, o, &load);
        if (run == region || (load == region && !(o->flags & SF_ZERO)))
            add_share(top, str_fmt(l->mem, "section `%.*s`", STR_ARG(o->name)).p, o->size);
    }
    if (region == w->map->stack_in)
        add_share(top, "the stack and its guard", w->map->stack + w->map->guard);
    if (region == w->map->heap_in && !w->map->heap_rest)
        add_share(top, "the heap", w->map->heap);
    for (u32 i = 0; i < 3 && top[i].size; i++)
        link_say(l, L_FW_LARGEST, top[i].what, (unsigned long long)top[i].size);
}

static void check_regions(Link *l)
{
    FwLink *w = l->fw;
    for (u32 i = 0; i < w->map->region.n; i++) {
        const FwRegion *r = &w->map->region.v[i];
        u64 need = w->use[i].at - r->origin + w->use[i].fixed;
        if (need <= r->length)
            continue;
        diag(l->d, &link_diag[L_FW_OVERFLOW], r->at, str_z(l->mem, r->name),
             (unsigned long long)(need - r->length), (unsigned long long)need,
             (unsigned long long)r->length);
        say_largest(l, i);
    }
}

/* ARMv7-M ARM, B3.2.5: the table is aligned to its size rounded up to a power of two, at least 32
 * words. */
static void check_vectors(Link *l)
{
    FwLink *w = l->fw;
    u64 size = w->vectors_end - w->vectors, align = MIN_VECTORS;
    if (!size) {
        link_say(l, L_FW_VECTORS, "");
        return;
    }
    while (align < size)
        align *= 2;
    if (w->vectors % align)
        link_say(l, L_FW_VECTORS_ALIGN, (unsigned long long)w->vectors,
                 (unsigned long long)size / 4, (unsigned long long)align);
}

/* Code cannot lie where nothing runs, nor variables where nothing can be written. */
static void check_access(Link *l)
{
    const FwMap *m = l->fw->map;
    for (u32 i = 0; i < l->out.n; i++) {
        const OutSect *o = l->out.v[i];
        u32 load;
        if (!(o->flags & SF_ALLOC) || !o->size)
            continue;
        const FwRegion *r = &m->region.v[fw_home(m, o, &load)];
        if (o->flags & SF_EXEC && !(r->access & FW_EXEC))
            link_say(l, L_FW_ACCESS, str_z(l->mem, o->name), "code", str_z(l->mem, r->name), "x");
        if (o->flags & SF_WRITE && !(r->access & FW_WRITE))
            link_say(l, L_FW_ACCESS, str_z(l->mem, o->name), "variables", str_z(l->mem, r->name),
                     "w");
        if (o->flags & SF_TLS)
            link_say(l, L_FW_TLS, str_z(l->mem, o->name));
    }
}

static u32 seg_flags(const OutSect *o)
{
    return PF_R | (o->flags & SF_EXEC ? PF_X : 0) | (o->flags & SF_WRITE ? PF_W : 0);
}

/* Sections in the order of their load addresses; those without bytes, which have none, last. */
static int by_load(const void *a, const void *b, void *ctx)
{
    const OutSect *x = *(OutSect *const *)a, *y = *(OutSect *const *)b;
    u32 p = (x->flags & SF_ALLOC) == 0, q = (y->flags & SF_ALLOC) == 0;
    (void)ctx;
    if (p != q || p)
        return (int)p - (int)q;
    p = (x->flags & SF_ZERO) != 0, q = (y->flags & SF_ZERO) != 0;
    if (p != q)
        return (int)p - (int)q;
    return x->load < y->load ? -1 : x->load > y->load;
}

/* What is together in flash and in memory is one segment. */
static bool joins(const Seg *s, const OutSect *o)
{
    u64 gap = o->addr - (s->addr + s->memsz);
    return (s->filesz == 0) == ((o->flags & SF_ZERO) != 0) && gap < o->align &&
           o->load - s->load == o->addr - s->addr && s->flags == seg_flags(o);
}

static bool make_segments(Link *l)
{
    Seg *s = NULL;
    for (u32 i = 0; i < l->out.n && l->out.v[i]->flags & SF_ALLOC; i++) {
        OutSect *o = l->out.v[i];
        if (!o->size)
            continue;
        if (!s || !joins(s, o)) {
            if (l->nseg == LINK_SEGS)
                return false;
            s = &l->seg[l->nseg++];
            *s = (Seg){.flags = seg_flags(o), .addr = o->addr, .load = o->load, .align = 4};
        }
        s->align = MAX(s->align, o->align);
        s->memsz = o->addr + o->size - s->addr;
        s->filesz = o->flags & SF_ZERO ? 0 : s->memsz;
    }
    return true;
}

/* Offsets agree with addresses modulo the alignment, as the gABI asks. */
static void file_offsets(Link *l, u64 off)
{
    u32 k = 0;
    for (u32 i = 0; i < l->nseg; i++) {
        Seg *s = &l->seg[i];
        while (off % s->align != s->addr % s->align)
            off++;
        s->off = off;
        off += s->filesz;
        for (; k < l->out.n && l->out.v[k]->flags & SF_ALLOC; k++) {
            OutSect *o = l->out.v[k];
            if (o->size && (o->addr < s->addr || o->addr + o->size > s->addr + s->memsz))
                break;
            o->off = o->flags & SF_ZERO || !o->size ? s->off : s->off + (o->addr - s->addr);
        }
    }
    for (; k < l->out.n; k++) {
        OutSect *o = l->out.v[k];
        off = o->off = ALIGN_UP(off, (u64)o->align);
        off += o->flags & SF_ZERO ? 0 : o->size;
    }
}

/* Parts of the vector table in the order of their names: .vectors, then .vectors.irq. */
static int vectors_by_name(const void *a, const void *b, void *ctx)
{
    const OutSect *x = *(OutSect *const *)a, *y = *(OutSect *const *)b;
    bool p = fw_is_vectors(x->name), q = fw_is_vectors(y->name);
    (void)ctx;
    return p && q ? str_cmp(x->name, y->name) : (int)q - (int)p;
}

bool fw_layout(Link *l)
{
    FwLink *w = l->fw;
    u32 errors = l->d->errors;
    l->nseg = 0;
    w->vectors = w->vectors_end = w->text_end = 0;   // thunks may ask for another layout
    for (u32 i = 0; i < w->map->region.n; i++)
        w->use[i] = (FwUse){.at = w->map->region.v[i].origin};
    check_access(l);
    sort_stable(l->out.v, l->out.n, sizeof(OutSect *), vectors_by_name, NULL);
    put_part(l, PART_VECTORS);
    for (u32 i = 0; i < l->out.n; i++) {
        OutSect *o = l->out.v[i];
        if (!(o->flags & SF_ALLOC) || part_of(l, o) != PART_VECTORS || !o->size)
            continue;
        w->vectors = w->vectors_end ? MIN(w->vectors, o->addr) : o->addr;
        w->vectors_end = MAX(w->vectors_end, o->addr + o->size);
    }
    check_vectors(l);
    put_part(l, PART_FIXED);
    open_groups(l);
    for (u32 i = 0; i < w->group.n; i++)
        put_group(l, &w->group.v[i]);
    put_zeros(l);
    put_stack(l);
    check_regions(l);
    if (l->d->errors != errors)
        return false;
    sort_stable(l->out.v, l->out.n, sizeof(OutSect *), by_load, NULL);
    if (!make_segments(l)) {
        link_say(l, L_FW_SEGMENTS, (unsigned)LINK_SEGS);
        return false;
    }
    const ElfArch *e = &elf_arch[l->arch - link_arch];
    file_offsets(l, e->ehdr + (u64)e->phdr * link_phnum(l));
    fw_symbols(l);
    fw_tables(l);
    return true;
}
