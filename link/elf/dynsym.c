// dynsym.c - the symbols that the loader sees: .dynsym, its hash tables, and symbol versions
//
// Sources: System V gABI, chapter 5, "Hash Table"; LSB Core 5.0, chapter 10.7, "Symbol Versioning";
// the form of .gnu.hash is that which glibc's loader reads: buckets, chains that end in an odd
// word, and a bloom filter of two bits a name.
#include "link/elf/elf_int.h"

enum { BLOOM_SHIFT = 26, PER_BUCKET = 4, VERDEF = 20, VERDAUX = 8, VERNEED = 16, VERNAUX = 16 };

static bool is_here(const LSym *s) { return s->state != LS_IMPORT; }

/* Found by name: what is here, and functions of libraries whose address is a stub here. */
static bool is_offered(const LSym *s) { return is_here(s) || s->direct; }

static void add(Link *l, LSym *s)
{
    if (s->dynsym)
        return;
    s->dynsym = 1;      // the index follows once they are sorted
    vec_push(l->mem, &l->elf->sym, s);
}

/* What some relocation names, then what others are to see. */
static void collect(Link *l)
{
    for (u32 i = 0; i < l->dyn.n; i++)
        if (sym_outside(l->dyn.v[i].sym))
            add(l, l->dyn.v[i].sym);
    for (u32 i = 0; i < l->slot.n; i++)
        if (l->slot.v[i].sym && sym_outside(l->slot.v[i].sym))
            add(l, l->slot.v[i].sym);
    for (u32 i = 0; i < l->jump.n; i++)
        add(l, l->jump.v[i]);
    for (u32 i = 0; i < l->global.n; i++) {
        LSym *s = (LSym *)(uintptr_t)l->global.ent[i].val;
        bool here = s->state == LS_ABS || s->state == LS_LINKER ||
                    (s->state == LS_DEF && s->atom->live);
        if (s->exported && here)
            add(l, s);
    }
}

/* "f@V" is f in the file. */
static Str plain(Str s)
{
    const char *at = memchr(s.p, '@', s.n);
    return at && at > s.p ? (Str){s.p, (size_t)(at - s.p)} : s;
}

static u32 bucket_of(const ElfLink *e, const LSym *s)
{
    return elf_gnu_hash(plain(s->name)) % e->nbucket;
}

static int by_bucket(const void *a, const void *b, void *ctx)
{
    const LSym *x = *(LSym *const *)a, *y = *(LSym *const *)b;
    bool ox = is_offered(x), oy = is_offered(y);
    if (ox != oy)
        return ox ? 1 : -1;
    u32 bx = ox ? bucket_of(ctx, x) : 0, by = ox ? bucket_of(ctx, y) : 0;
    return bx < by ? -1 : bx > by;
}

static void sort(Link *l)
{
    ElfLink *e = l->elf;
    u32 defs = 0;
    for (u32 i = 0; i < e->sym.n; i++)
        defs += is_offered(e->sym.v[i]);
    e->nbucket = defs / PER_BUCKET + 1;
    e->bloom_words = 1;
    while (e->bloom_words * 8 * elf_arch_of(l)->word < defs * 12)
        e->bloom_words *= 2;
    sort_stable(e->sym.v, e->sym.n, sizeof(LSym *), by_bucket, e);
    e->first_def = e->sym.n + 1 - defs;
    for (u32 i = 0; i < e->sym.n; i++) {
        e->sym.v[i]->dynsym = i + 1;
        vec_push(l->mem, &e->name, strtab_add(&e->str, plain(e->sym.v[i]->name)));
    }
}

/* A library that was linked "as needed" is, when something asks for it in earnest. */
static void find_used(Link *l)
{
    const ElfLink *e = l->elf;
    for (u32 i = 0; i < l->dso.n; i++)
        l->dso.v[i]->used |= !l->dso.v[i]->as_needed;
    for (u32 i = 0; i < e->sym.n; i++) {
        const LSym *s = e->sym.v[i];
        if (s->dso && (s->asked || s->copied))
            s->dso->used = true;
    }
}

static void need_version(Link *l, LSym *s, u16 *next)
{
    ElfLink *e = l->elf;
    s->verndx = VER_NDX_GLOBAL;
    if (!s->dso || !s->dso->used || !s->dsym->version.n)
        return;
    for (u32 i = 0; i < e->need.n; i++)
        if (e->need.v[i].dso == s->dso && str_eq(e->need.v[i].name, s->dsym->version)) {
            s->verndx = e->need.v[i].ndx;
            e->need.v[i].strong |= s->asked;
            return;
        }
    s->verndx = (*next)++;
    VerNeed n = {s->dso, s->dsym->version, s->verndx, s->asked};
    vec_push(l->mem, &e->need, n);
}

static int by_library(const void *a, const void *b, void *ctx)
{
    const Link *l = ctx;
    const VerNeed *x = a, *y = b;
    u32 i = 0, k = 0;
    while (l->dso.v[i] != x->dso)
        i++;
    while (l->dso.v[k] != y->dso)
        k++;
    return i < k ? -1 : i > k;
}

static void make_needs(Link *l)
{
    ElfLink *e = l->elf;
    u16 next = VER_NDX_GLOBAL + 1;
    for (u32 i = 0; i < e->ver.n; i++)
        next += e->ver.v[i].ndx > 0;
    for (u32 i = 0; i < e->sym.n; i++)
        if (e->sym.v[i]->dsym)
            need_version(l, e->sym.v[i], &next);
        else if (!is_here(e->sym.v[i]))
            e->sym.v[i]->verndx = VER_NDX_GLOBAL;
    sort_stable(e->need.v, e->need.n, sizeof(VerNeed), by_library, l);
    for (u32 i = 0; i < e->need.n; i++) {
        e->nverneed += !i || e->need.v[i].dso != e->need.v[i - 1].dso;
        strtab_add(&e->str, e->need.v[i].dso->soname);
        strtab_add(&e->str, e->need.v[i].name);
    }
}

static void make_defs(Link *l)
{
    ElfLink *e = l->elf;
    for (u32 i = 0; i < e->ver.n; i++)
        if (e->ver.v[i].ndx) {
            e->nverdef++;
            strtab_add(&e->str, e->ver.v[i].name);
        }
    if (e->nverdef)
        e->nverdef++;       // the image itself comes first
}

static Str image_name(const Link *l)
{
    return l->elf->opt.soname.n ? l->elf->opt.soname : l->opt.ident;
}

static Atom *table(Link *l, const char *name, u32 align, u64 size)
{
    return link_own_atom(l, str_of(name), SF_ALLOC, align, size);
}

static u32 verdef_size(const ElfLink *e)
{
    u32 n = VERDEF + VERDAUX;
    for (u32 i = 0; i < e->ver.n; i++)
        n += e->ver.v[i].ndx ? VERDEF + VERDAUX + (e->ver.v[i].parent.n ? VERDAUX : 0) : 0;
    return n;
}

void elf_make_dynsym(Link *l)
{
    ElfLink *e = l->elf;
    const ElfArch *a = elf_arch_of(l);
    collect(l);
    sort(l);
    find_used(l);
    make_defs(l);
    make_needs(l);
    if (e->nverdef)
        strtab_add(&e->str, image_name(l));
    u32 n = e->sym.n + 1;
    // an image that only moves has the older table, of nothing
    bool gnu = e->dynamic && !e->opt.no_gnu_hash;
    if (gnu)
        e->gnu_hash = table(l, ".gnu.hash", a->word,
                            16 + (u64)e->bloom_words * a->word + 4 * (u64)e->nbucket +
                                4 * (u64)(n - e->first_def));
    if (!gnu || e->opt.hash_sysv)
        l->hash = table(l, ".hash", 4, 8 + 4 * (u64)e->nbucket + 4 * (u64)n);
    l->dynsym = table(l, ".dynsym", a->word, (u64)a->sym * n);
    l->dynstr = table(l, ".dynstr", 1, 0);      // its size is known when all strings are
    if (e->nverdef || e->need.n)
        e->versym = table(l, ".gnu.version", 2, 2 * (u64)n);
    if (e->nverdef)
        e->verdef = table(l, ".gnu.version_d", 8, verdef_size(e));
    if (e->need.n)
        e->verneed = table(l, ".gnu.version_r", 8,
                           VERNEED * (u64)e->nverneed + VERNAUX * (u64)e->need.n);
}

static u8 *mem(const Atom *a) { return a->out->mem + a->off; }

static u32 string(const ElfLink *e, Str s)
{
    return strtab_off(&e->str, (u32)*map_get(&e->str.ids, s));
}

static u16 section_of(const LSym *s)
{
    const OutSect *o = s->state == LS_LINKER ? s->edge : s->state != LS_DEF ? NULL
                       : s->atom->merge ? s->atom->merge->atom->out : s->atom->out;
    return !is_here(s) ? SHN_UNDEF : o ? (u16)o->shndx : SHN_ABS;
}

static u8 binding(const LSym *s)
{
    bool weak = is_here(s) ? s->bind == SB_WEAK : !s->asked;
    return s->unique && is_here(s) ? STB_GNU_UNIQUE : weak ? STB_WEAK : STB_GLOBAL;
}

/* A function that is chosen at start and has a stub is that stub to others, too. */
static ElfSym make_symbol(const Link *l, const LSym *s, u32 name)
{
    bool chosen = s->kind == SK_IFUNC && !s->stub;
    u32 type = s->kind == SK_IFUNC && s->stub ? STT_FUNC : elf_stt(s->kind);
    ElfSym r = {.name = name, .info = (u8)(binding(s) << 4 | type), .shndx = section_of(s)};
    i64 none = 0;
    if (!is_here(s)) {
        r.value = s->direct ? stub_addr(l, s) : 0;
        return r;
    }
    LSym at = *s;
    at.jump = 0;        // calls from here may go through .plt; the function is where it is
    r.other = elf_visibility(false, s->protect);
    r.size = s->size;
    r.value = (chosen ? resolver_addr(l, s) : sym_addr(l, &at, &none)) | code_bit(l, s);
    if (s->kind == SK_TLS)
        r.value -= l->tls_addr;
    return r;
}

static void write_symbols(Link *l)
{
    const ElfLink *e = l->elf;
    Buf b = {0};
    buf_zero(&b, elf_arch_of(l)->sym);
    for (u32 i = 0; i < e->sym.n; i++) {
        ElfSym s = make_symbol(l, e->sym.v[i], strtab_off(&e->str, e->name.v[i]));
        elf_put_sym(&b, elf_arch_of(l), &s);
    }
    memcpy(mem(l->dynsym), b.p, b.n);
    buf_free(&b);
    for (u32 i = 0; i < e->sym.n && e->versym; i++) {
        const LSym *s = e->sym.v[i];
        wr16(mem(e->versym) + 2 * (i + 1), (u16)(s->verndx | (s->nondefault ? VER_HIDDEN : 0)));
    }
}

static void write_sysv_hash(Link *l)
{
    const ElfLink *e = l->elf;
    u8 *p = mem(l->hash), *bucket = p + 8, *chain = bucket + 4 * (size_t)e->nbucket;
    wr32(p, e->nbucket);
    wr32(p + 4, e->sym.n + 1);
    for (u32 i = e->sym.n; i > 0; i--) {
        u8 *b = bucket + 4 * (size_t)(elf_hash(plain(e->sym.v[i - 1]->name)) % e->nbucket);
        wr32(chain + 4 * (size_t)i, rd32(b));
        wr32(b, i);
    }
}

static void set_bit(u8 *bloom, const ElfArch *a, u32 word, u32 bit)
{
    bloom[(size_t)word * a->word + bit / 8] |= (u8)(1 << bit % 8);
}

static void write_gnu_hash(Link *l)
{
    const ElfLink *e = l->elf;
    const ElfArch *a = elf_arch_of(l);
    u32 bits = 8u * a->word;
    u8 *p = mem(e->gnu_hash), *bloom = p + 16, *bucket = bloom + (size_t)e->bloom_words * a->word;
    u8 *chain = bucket + 4 * (size_t)e->nbucket;
    wr32(p, e->nbucket);
    wr32(p + 4, e->first_def);
    wr32(p + 8, e->bloom_words);
    wr32(p + 12, BLOOM_SHIFT);
    for (u32 i = e->first_def; i <= e->sym.n; i++) {
        const LSym *s = e->sym.v[i - 1];
        u32 h = elf_gnu_hash(plain(s->name)), b = h % e->nbucket;
        bool last = i == e->sym.n || bucket_of(e, e->sym.v[i]) != b;
        if (!rd32(bucket + 4 * (size_t)b))
            wr32(bucket + 4 * (size_t)b, i);
        wr32(chain + 4 * (size_t)(i - e->first_def), (h & ~1u) | last);
        set_bit(bloom, a, h / bits % e->bloom_words, h % bits);
        set_bit(bloom, a, h / bits % e->bloom_words, (h >> BLOOM_SHIFT) % bits);
    }
}

static u8 *put_def(const ElfLink *e, u8 *p, Str name, u16 ndx, u16 flags, Str parent, bool last)
{
    u32 size = VERDEF + VERDAUX + (parent.n ? VERDAUX : 0);
    wr16(p, 1);
    wr16(p + 2, flags);
    wr16(p + 4, ndx);
    wr16(p + 6, parent.n ? 2 : 1);
    wr32(p + 8, elf_hash(name));
    wr32(p + 12, VERDEF);
    wr32(p + 16, last ? 0 : size);
    wr32(p + VERDEF, string(e, name));
    wr32(p + VERDEF + 4, parent.n ? VERDAUX : 0);
    if (parent.n) {
        wr32(p + VERDEF + VERDAUX, string(e, parent));
        wr32(p + VERDEF + VERDAUX + 4, 0);
    }
    return p + size;
}

static void write_verdef(Link *l)
{
    const ElfLink *e = l->elf;
    u8 *p = put_def(e, mem(e->verdef), image_name(l), VER_NDX_GLOBAL, VER_FLG_BASE, (Str){0},
                    false);
    u32 left = e->nverdef - 1;
    for (u32 i = 0; i < e->ver.n; i++)
        if (e->ver.v[i].ndx)
            p = put_def(e, p, e->ver.v[i].name, e->ver.v[i].ndx, 0, e->ver.v[i].parent, !--left);
}

static void write_verneed(Link *l)
{
    const ElfLink *e = l->elf;
    u8 *p = mem(e->verneed);
    for (u32 i = 0, n; i < e->need.n; i += n) {
        const Dso *d = e->need.v[i].dso;
        for (n = 1; i + n < e->need.n && e->need.v[i + n].dso == d;)
            n++;
        u32 size = VERNEED + n * VERNAUX;
        wr16(p, 1);
        wr16(p + 2, (u16)n);
        wr32(p + 4, string(e, d->soname));
        wr32(p + 8, VERNEED);
        wr32(p + 12, i + n < e->need.n ? size : 0);
        for (u32 k = 0; k < n; k++) {
            const VerNeed *v = &e->need.v[i + k];
            u8 *q = p + VERNEED + (size_t)k * VERNAUX;
            wr32(q, elf_hash(v->name));
            wr16(q + 4, v->strong ? 0 : VER_FLG_WEAK);
            wr16(q + 6, v->ndx);
            wr32(q + 8, string(e, v->name));
            wr32(q + 12, k + 1 < n ? VERNAUX : 0);
        }
        p += size;
    }
}

void elf_write_dynsym(Link *l)
{
    const ElfLink *e = l->elf;
    write_symbols(l);
    if (l->hash)
        write_sysv_hash(l);
    if (e->gnu_hash)
        write_gnu_hash(l);
    if (e->verdef)
        write_verdef(l);
    if (e->verneed)
        write_verneed(l);
}
