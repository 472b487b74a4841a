// elf_dso.c - what a shared library offers to other images and asks of them
//
// Read from the section headers, as other linkers do: .dynsym, .dynamic, and the three tables of
// symbol versions. Sources: System V gABI, chapter 5; LSB Core 5.0, chapter 10.7 (versions).
#include "objfmt/elf.h"

typedef struct Dr {
    ElfFile f;
    ElfDso *d;
    u32 dynsym, versym, verdef, verneed, dynamic;    // header numbers; 0 none
    Str *version;        // names by index
} Dr;

bool elf_is_dso(Str b)
{
    return b.n >= 18 && !memcmp(b.p, "\177ELF", 4) && rd16((const u8 *)b.p + 16) == ET_DYN;
}

u32 elf_hash(Str name)
{
    u32 h = 0;
    for (size_t i = 0; i < name.n; i++) {
        h = (h << 4) + (u8)name.p[i];
        u32 g = h & 0xf0000000;
        h ^= g >> 24;
        h &= ~g;
    }
    return h;
}

u32 elf_gnu_hash(Str name)
{
    u32 h = 5381;
    for (size_t i = 0; i < name.n; i++)
        h = h * 33 + (u8)name.p[i];
    return h;
}

static bool find_tables(Dr *r)
{
    for (u32 i = 1; i < r->f.nsh; i++) {
        u32 *slot = r->f.sh[i].type == SHT_DYNSYM ? &r->dynsym
                    : r->f.sh[i].type == SHT_DYNAMIC ? &r->dynamic
                    : r->f.sh[i].type == SHT_GNU_VERSYM ? &r->versym
                    : r->f.sh[i].type == SHT_GNU_VERDEF ? &r->verdef
                    : r->f.sh[i].type == SHT_GNU_VERNEED ? &r->verneed : NULL;
        if (slot && *slot)
            return in_fail(&r->f.in, "section %llu is a second table of its kind", i);
        if (slot)
            *slot = i;
    }
    if (!r->dynsym)
        return in_fail(&r->f.in, "no table of dynamic symbols", 0);
    const ElfShdr *s = &r->f.sh[r->dynsym];
    if (s->entsize != r->f.e->sym || s->size % r->f.e->sym)
        return in_fail(&r->f.in, "symbol table with entries of %llu bytes", s->entsize);
    if (r->versym && r->f.sh[r->versym].size / 2 < s->size / r->f.e->sym)
        return in_fail(&r->f.in, "table of symbol versions is too short", 0);
    return true;
}

/* The section that holds an address, for rights and alignment; NULL: none, as for absolute ones. */
static const ElfShdr *holder(const Dr *r, const ElfSym *s)
{
    return s->shndx && s->shndx < r->f.nsh ? &r->f.sh[s->shndx] : NULL;
}

static void place(const Dr *r, const ElfSym *s, ElfDsoSym *t)
{
    const ElfShdr *h = holder(r, s);
    t->align = 1;
    if (!h)
        return;
    while (t->align < h->align && !(s->value & t->align))
        t->align *= 2;
    // what is made read-only once addresses are in counts as such
    Str name;
    bool relro = elf_str((ElfFile *)&r->f, r->f.shstrndx, h->name, &name) &&
                 (str_starts(name, ".data.rel.ro") || str_starts(name, ".bss.rel.ro"));
    t->readonly = !(h->flags & SHF_WRITE) || relro;
}

static bool read_symbol(Dr *r, u32 i)
{
    static const u8 kind[16] = {
        [STT_OBJECT] = SK_DATA, [STT_FUNC] = SK_FUNC, [STT_COMMON] = SK_DATA, [STT_TLS] = SK_TLS,
        [STT_GNU_IFUNC] = SK_FUNC};
    const ElfShdr *h = &r->f.sh[r->dynsym];
    ElfSym s = elf_get_sym(r->f.e, in_at(&r->f.in, h->off + (u64)i * r->f.e->sym));
    u32 bind = s.info >> 4, type = s.info & 15, ver = VER_NDX_GLOBAL;
    u32 vis = s.other & 3;
    if (bind == STB_LOCAL || type == STT_SECTION || type == STT_FILE)
        return true;
    ElfDsoSym t = {.value = s.value, .size = s.size, .kind = kind[type],
                   .bind = bind == STB_WEAK ? SB_WEAK : SB_GLOBAL, .undef = s.shndx == SHN_UNDEF,
                   .protect = vis == STV_PROTECTED};
    if (!elf_str(&r->f, h->link, s.name, &t.name))
        return false;
    if (r->versym)
        ver = rd16(in_at(&r->f.in, r->f.sh[r->versym].off + (u64)i * 2));
    // what is hidden belongs to the library alone
    if (!t.name.n || vis == STV_HIDDEN || vis == STV_INTERNAL ||
        (!t.undef && (ver & ~(u32)VER_HIDDEN) == VER_NDX_LOCAL))
        return true;
    t.version = r->version[ver & ~(u32)VER_HIDDEN];
    t.old = !t.undef && ver & VER_HIDDEN;
    if (!t.undef)
        place(r, &s, &t);
    vec_push(r->f.in.a, &r->d->sym, t);
    return true;
}

static bool read_dynamic(Dr *r)
{
    const ElfShdr *s = &r->f.sh[r->dynamic];
    u32 w = r->f.e->word;
    for (u64 at = 0; r->dynamic && at + 2 * (u64)w <= s->size; at += 2 * (u64)w) {
        const u8 *p = in_at(&r->f.in, s->off + at);
        u64 tag = w == 8 ? rd64(p) : rd32(p), v = w == 8 ? rd64(p + 8) : rd32(p + 4);
        Str name;
        if (tag == DT_NULL)
            break;
        if (tag != DT_NEEDED && tag != DT_SONAME)
            continue;
        if (v > ~(u32)0 || !elf_str(&r->f, s->link, (u32)v, &name))
            return in_fail(&r->f.in, "string offset %llu outside its table", v);
        if (tag == DT_SONAME)
            r->d->soname = name;
        else
            vec_push(r->f.in.a, &r->d->needed, name);
    }
    return true;
}

static bool read_all(Dr *r)
{
    if (!elf_open(&r->f, ET_DYN) || !find_tables(r))
        return false;
    r->d->arch = r->f.arch;
    r->version = elf_versions(&r->f, r->verdef, r->verneed);
    if (!r->version || !read_dynamic(r))
        return false;
    u32 n = (u32)(r->f.sh[r->dynsym].size / r->f.e->sym);
    for (u32 i = 1; i < n; i++)
        if (!read_symbol(r, i))
            return false;
    return true;
}

ElfDso *elf_read_dso(Arena *a, Str bytes, Str *err)
{
    *err = (Str){0};
    Dr r = {.f = {.in = {bytes, a, err}}, .d = arena_new(a, ElfDso)};
    return read_all(&r) ? r.d : NULL;
}
