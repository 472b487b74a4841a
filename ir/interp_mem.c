// interp_mem.c - memory of interpreted programs: what may be touched, data, start arguments
#include "ir/interp_int.h"

/* ---- what may be touched ---- */

void shadow_set(Interp *in, u64 p, u64 n, u8 flags)
{
    u64 at = (p - in->lo) >> 3; // p is a multiple of 8
    memset(in->shadow + at, 8 | flags, n >> 3);
    if (n & 7)
        in->shadow[at + (n >> 3)] = (u8)((n & 7) | flags);
}

void shadow_clear(Interp *in, u64 lo, u64 hi)
{
    memset(in->shadow + ((lo - in->lo) >> 3), 0, (hi - lo) >> 3);
}

static bool area_ok(const Interp *in, u64 p, u64 n, bool write)
{
    u64 off = p - in->lo;
    if (n > in->len - off)
        return false;
    while (n) {
        u8 s = in->shadow[off >> 3];
        u64 part = MIN(n, 8 - (off & 7));
        if ((off & 7) + part > (s & 0x7fu) || (write && (s & SHADOW_RO)))
            return false;
        off += part;
        n -= part;
    }
    return true;
}

bool mem_ok(Interp *in, u64 p, u64 n, bool write)
{
    if (n == 0)
        return true;
    if (p - in->lo < in->len)
        return area_ok(in, p, n, write);
    u32 lo = 0, hi = in->region.n;
    while (lo < hi) { // first region that ends behind p
        u32 mid = lo + (hi - lo) / 2;
        if (in->region.v[mid].hi > p)
            hi = mid;
        else
            lo = mid + 1;
    }
    if (lo == in->region.n || p < in->region.v[lo].lo || n > in->region.v[lo].hi - p)
        return false;
    const Region *r = &in->region.v[lo];
    in->hot_lo = r->lo;
    in->hot_len = r->hi - r->lo;
    in->hot_write = r->write;
    return r->write || !write;
}

void region_set(Interp *in, u64 lo, u64 hi, bool access, bool write)
{
    VEC(Region) old = {in->region.v, in->region.n, in->region.cap};
    VEC(Region) now = {0};
    bool placed = !access;
    in->hot_len = 0;
    if (lo >= hi)
        return;
    for (u32 k = 0; k <= old.n; k++) {
        Region piece[3];
        u32 n = 0;
        if (!placed && (k == old.n || old.v[k].hi > lo)) {
            if (k < old.n && old.v[k].lo < lo)
                piece[n++] = (Region){old.v[k].lo, lo, old.v[k].write};
            piece[n++] = (Region){lo, hi, write};
            placed = true;
        } else if (k < old.n && old.v[k].lo < lo) {
            piece[n++] = (Region){old.v[k].lo, MIN(old.v[k].hi, lo), old.v[k].write};
        }
        if (k < old.n && old.v[k].hi > hi)
            piece[n++] = (Region){MAX(old.v[k].lo, hi), old.v[k].hi, old.v[k].write};
        for (u32 q = 0; q < n; q++) {
            if (now.n && vec_last(&now).hi == piece[q].lo && vec_last(&now).write == piece[q].write)
                vec_last(&now).hi = piece[q].hi;
            else
                vec_push(&in->mem, &now, piece[q]);
        }
    }
    in->region.v = now.v;
    in->region.n = now.n;
    in->region.cap = now.cap;
}

bool interp_map(Interp *in, void *p, u64 size, bool writable)
{
    u64 lo = (u64)(uintptr_t)p;
    if (!size || lo + size < lo || (lo < in->lo + in->len && lo + size > in->lo))
        return false;
    region_set(in, lo, lo + size, true, writable);
    return true;
}

/* ---- data ---- */

enum { GAP = 16, DATA_MAX = 1 << 30 };

/* What a linker does with the functions before and after main: entries of one array lie side by
 * side, those with a number in the section's name first, between two symbols. */
typedef struct StartArray {
    const char *section, *start, *end;
} StartArray;
static const StartArray start_arrays[] = {
    {".init_array", "__init_array_start", "__init_array_end"},
    {".fini_array", "__fini_array_start", "__fini_array_end"},
    {".rela.iplt", "__rela_iplt_start", "__rela_iplt_end"},  // nothing is relocated here
};

static bool in_array(const Sym *y, const StartArray *a)
{
    return y->kind == SYM_DATA && str_starts(y->section, a->section);
}

static bool in_arrays(const Sym *y)
{
    for (u32 k = 0; k < COUNT(start_arrays); k++)
        if (in_array(y, &start_arrays[k]))
            return true;
    return false;
}

static int by_section(const void *x, const void *y, void *ctx)
{
    const Mod *m = ctx;
    Str a = m->sym.v[*(const SymId *)x].section, b = m->sym.v[*(const SymId *)y].section;
    return a.n == b.n ? str_cmp(a, b) : a.n < b.n ? 1 : -1;
}

static void place_edge(Interp *in, const char *name, u64 at)
{
    const u64 *id = map_get(&in->m->sym_by_name, str_of(name));
    if (id && in->m->sym.v[*id].kind == SYM_UNDEF)
        in->addr[*id] = at;
}

static void place_array(Interp *in, const StartArray *a, u64 *at)
{
    VEC(SymId) all = {0};
    for (SymId s = 1; s < in->m->sym.n; s++)
        if (in_array(&in->m->sym.v[s], a))
            vec_push(&in->mem, &all, s);
    if (all.n)
        sort_stable(all.v, all.n, sizeof *all.v, by_section, (void *)in->m);
    place_edge(in, a->start, *at);
    for (u32 k = 0; k < all.n; k++) {
        in->addr[all.v[k]] = *at;
        *at += in->m->sym.v[all.v[k]].size;
    }
    place_edge(in, a->end, *at);
    *at = ALIGN_UP(*at, (u64)16) + GAP;
}

// Addresses of all symbols; false when the data is too large.
static bool place_data(Interp *in, u64 *end)
{
    const Mod *m = in->m;
    u64 at = ALIGN_UP(in->stack_len, (u64)4096) + GAP;
    for (SymId s = 1; s < m->sym.n; s++) {
        const Sym *y = &m->sym.v[s];
        if (y->kind == SYM_FN || (y->kind == SYM_UNDEF && y->bind != BIND_WEAK))
            in->addr[s] = FN_ADDR | (u64)s << 4;
        if ((y->kind != SYM_DATA && y->kind != SYM_COMMON) || in_arrays(y))
            continue;
        if (y->size > DATA_MAX || y->align > 1u << 20)
            return false;
        at = ALIGN_UP(at, (u64)MAX(y->align, 16u));
        in->addr[s] = at;
        at += ALIGN_UP(y->size, (u64)8) + GAP;
        if (at > (u64)4 * DATA_MAX)
            return false;
    }
    for (u32 k = 0; k < COUNT(start_arrays); k++)
        place_array(in, &start_arrays[k], &at);
    *end = ALIGN_UP(at, (u64)4096);
    return true;
}

// Now that it is known where the area lies.
static void move_edge(Interp *in, const char *name)
{
    const u64 *id = map_get(&in->m->sym_by_name, str_of(name));
    if (id && in->m->sym.v[*id].kind == SYM_UNDEF)
        in->addr[*id] += in->lo;
}

static void fill_data(Interp *in)
{
    const Mod *m = in->m;
    for (u32 k = 0; k < COUNT(start_arrays); k++) {
        move_edge(in, start_arrays[k].start);
        move_edge(in, start_arrays[k].end);
    }
    for (SymId s = 1; s < m->sym.n; s++) {
        const Sym *y = &m->sym.v[s];
        if (y->kind != SYM_DATA && y->kind != SYM_COMMON)
            continue;
        in->addr[s] += in->lo;
        shadow_set(in, in->addr[s], y->size, y->flags & SYM_RO ? SHADOW_RO : 0);
        if (y->data)
            memcpy(in->area + (in->addr[s] - in->lo), y->data, y->size);
    }
    for (SymId s = 1; s < m->sym.n; s++)
        if (m->sym.v[s].kind == SYM_ALIAS)
            in->addr[s] = in->addr[m->sym.v[s].alias];
    for (SymId s = 1; s < m->sym.n; s++)
        for (u32 k = 0; k < m->sym.v[s].reloc.n; k++) {
            const Reloc *r = &m->sym.v[s].reloc.v[k];
            u8 *p = in->area + (in->addr[s] - in->lo) + r->off;
            u64 v = r->from  ? (u64)r->blk - r->from
                    : r->blk ? LABEL_ADDR | (u64)r->sym << 24 | r->blk
                             : in->addr[r->sym];
            if (reloc_size(r, m->dl.ptr_size) == 4)
                wr32(p, (u32)(v + (u64)r->add));
            else
                wr64(p, v + (u64)r->add);
        }
}

/* ---- start arguments: argc, argv, 0, envp, 0, auxiliary vector, then the texts ---- */

static u64 push_text(Interp *in, const char *z)
{
    size_t n = strlen(z) + 1;
    in->sp = (in->sp - n) & ~(u64)7;
    memcpy(in->area + (in->sp - in->lo), z, n);
    shadow_set(in, in->sp, n, 0);
    return in->sp;
}

static bool start_arguments(Interp *in)
{
    enum { AUX_PAGE_SIZE = 6, AUX_RANDOM = 25 };
    const char *const *list[2] = {in->o.argv, in->o.envp};
    u32 count[2] = {0, 0};
    VEC(u64) cell = {0};
    u64 bytes = 256;
    for (u32 l = 0; l < 2; l++)
        while (list[l] && list[l][count[l]])
            count[l]++;
    for (u32 l = 0; l < 2; l++)
        for (u32 k = 0; k < count[l]; k++)
            bytes += strlen(list[l][k]) + 24;
    if (bytes > in->stack_len / 2)
        return false;
    u64 random = push_text(in, "fuse interpreter");
    vec_push(&in->mem, &cell, count[0]);
    for (u32 l = 0; l < 2; l++) {
        for (u32 k = 0; k < count[l]; k++) {
            u64 t = push_text(in, list[l][k]);
            vec_push(&in->mem, &cell, t);
        }
        vec_push(&in->mem, &cell, 0);
    }
    const u64 aux[] = {AUX_PAGE_SIZE, 4096, AUX_RANDOM, random, 0, 0};
    for (u32 k = 0; k < COUNT(aux); k++)
        vec_push(&in->mem, &cell, aux[k]);
    in->sp = (in->sp - cell.n * 8) & ~(u64)15;
    for (u32 k = 0; k < cell.n; k++)
        wr64(in->area + (in->sp - in->lo) + 8 * k, cell.v[k]);
    shadow_set(in, in->sp, cell.n * 8, 0);
    in->start_cfa = in->sp + 8;
    in->sp -= 16;
    return true;
}

bool mem_setup(Interp *in)
{
    u64 end = 0;
    in->addr = arena_array(&in->mem, u64, in->m->sym.n + 1);
    in->stack_len = ALIGN_UP(in->o.stack_size ? in->o.stack_size : (u64)8 << 20, (u64)4096);
    if (!place_data(in, &end))
        return false;
    in->area_base = calloc(end + 4096, 1);
    in->shadow = calloc((end + 4096) / 8, 1);
    in->regs = malloc(in->stack_len * 4);
    if (!in->area_base || !in->shadow || !in->regs)
        return false;
    in->lo = ALIGN_UP((u64)(uintptr_t)in->area_base, (u64)4096);
    in->area = in->area_base + (in->lo - (u64)(uintptr_t)in->area_base);
    in->len = end;
    in->reg_top = in->regs;
    in->reg_end = in->regs + in->stack_len / 2;
    fill_data(in);
    in->sp = in->lo + in->stack_len - 64;
    in->start_cfa = in->sp;
    if (in->o.argv && !start_arguments(in))
        return false;
    in->sp_top = in->sp;
    return true;
}

void mem_release(Interp *in)
{
    interp_sys_release(in);
    free(in->area_base);
    free(in->shadow);
    free(in->regs);
}
