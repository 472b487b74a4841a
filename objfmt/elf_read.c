// elf_read.c - a relocatable ELF file as an object; every offset and count is checked
//
// Kept: everything a linker needs. Left out: tables that the object model replaces, sections marked
// SHF_EXCLUDE, stack notes, address-significance tables, and debug sections when any of them is
// compressed (an image without them is right; one with half of them is not).
#include "objfmt/elf.h"
#include "objfmt/obj.h"

enum { MAX_ALIGN = 1 << 20 };
static const u64 max_sect = (u64)1 << 40;
enum { NOT_KEPT = ~0u - 8 };   // file section without a section of the object

typedef struct Er {
    Arena *a;
    Obj *o;
    const ElfArch *e;
    Arch arch;
    Str bytes, name;
    Str *err;
    ElfShdr *sh;
    u32 nsh, shstrndx;
    u32 symtab, shndx;   // header numbers; 0 none
    u32 *sect;           // object section of each header, or NOT_KEPT
    u32 *group;          // group + 1 of each header
    u32 nsym;
} Er;

bool elf_is_obj(Str b)
{
    return b.n >= 18 && !memcmp(b.p, "\177ELF", 4) && rd16((const u8 *)b.p + 16) == ET_REL;
}

static bool fail(Er *r, const char *what, u64 n)
{
    if (!r->err->p)
        *r->err = str_fmt(r->a, what, (unsigned long long)n);
    return false;
}

static const u8 *at(const Er *r, u64 off) { return (const u8 *)r->bytes.p + off; }
static bool inside(const Er *r, u64 off, u64 n)
{
    return off <= r->bytes.n && n <= r->bytes.n - off;
}

/* The string at `off` of a string table section; it must end inside the section. */
static bool get_str(Er *r, u32 tab, u32 off, Str *out)
{
    if (tab >= r->nsh || r->sh[tab].type != SHT_STRTAB)
        return fail(r, "section %llu is not a string table", tab);
    const ElfShdr *s = &r->sh[tab];
    if (off >= s->size && !(off == 0 && s->size == 0))
        return fail(r, "string offset %llu outside its table", off);
    if (s->size == 0) {
        *out = STR("");
        return true;
    }
    const char *p = (const char *)at(r, s->off + off);
    const char *e = memchr(p, 0, s->size - off);
    if (!e)
        return fail(r, "string at offset %llu does not end", off);
    *out = (Str){p, (size_t)(e - p)};
    return true;
}

/* Class, byte order and machine name the architecture together. */
static bool find_arch(Er *r, const u8 *h)
{
    if (h[5] != 1)
        return fail(r, "not a little-endian ELF file", 0);
    if (h[4] != 1 && h[4] != 2)
        return fail(r, "neither a 32-bit nor a 64-bit ELF file", 0);
    for (u32 k = 0; k < ARCH_COUNT; k++)
        if (rd16(h + 18) == elf_arch[k].machine && elf_arch[k].wide == (h[4] == 2)) {
            r->arch = (Arch)k;
            r->e = &elf_arch[k];
            return true;
        }
    return fail(r, "for another machine (%llu)", rd16(h + 18));
}

static bool read_header(Er *r)
{
    if (r->bytes.n < elf_arch[ARCH_T32].ehdr || memcmp(r->bytes.p, "\177ELF", 4))
        return fail(r, "not an ELF file", 0);
    const u8 *h = at(r, 0);
    if (rd16(h + 16) != ET_REL)
        return fail(r, "not a relocatable file (type %llu)", rd16(h + 16));
    if (!find_arch(r, h))
        return false;
    if (r->bytes.n < r->e->ehdr)
        return fail(r, "the header is cut", 0);
    const u8 *tail = h + r->e->ehdr - 6;    // e_shentsize, e_shnum, e_shstrndx
    u64 shoff = r->e->wide ? rd64(h + 40) : rd32(h + 32);
    u64 n = rd16(tail + 2), size = r->e->shdr;
    if (shoff == 0)
        return fail(r, "no section headers", 0);
    if (rd16(tail) != size || !inside(r, shoff, size))
        return fail(r, "section headers at %llu outside the file", shoff);
    ElfShdr first = elf_get_shdr(r->e, at(r, shoff));
    if (n == 0)
        n = first.size;
    r->shstrndx = rd16(tail + 4);
    if (r->shstrndx == SHN_XINDEX)
        r->shstrndx = first.link;
    if (n > (r->bytes.n - shoff) / size)
        return fail(r, "section headers at %llu outside the file", shoff);
    r->nsh = (u32)n;
    r->sh = arena_array(r->a, ElfShdr, n + 1);
    for (u32 i = 1; i < n; i++)
        r->sh[i] = elf_get_shdr(r->e, at(r, shoff + i * size));
    return true;
}

static bool check_sections(Er *r)
{
    for (u32 i = 1; i < r->nsh; i++) {
        ElfShdr *s = &r->sh[i];
        if (s->type != SHT_NOBITS && s->type != SHT_NULL && !inside(r, s->off, s->size))
            return fail(r, "contents of section %llu outside the file", i);
        if (s->size > max_sect)
            return fail(r, "size of section %llu is too large", i);
        if (s->align == 0)
            s->align = 1;
        if (s->align & (s->align - 1))
            return fail(r, "alignment of section %llu is not a power of two", i);
        if (s->align > MAX_ALIGN)
            return fail(r, "alignment of section %llu is above 1 MiB", i);
        if (s->type == SHT_SYMTAB) {
            if (r->symtab)
                return fail(r, "two symbol tables", 0);
            if (s->entsize != r->e->sym || s->size % r->e->sym)
                return fail(r, "symbol table with entries of %llu bytes", s->entsize);
            r->symtab = i;
        }
        if (s->type == SHT_SYMTAB_SHNDX)
            r->shndx = i;
    }
    r->nsym = r->symtab ? (u32)(r->sh[r->symtab].size / r->e->sym) : 0;
    if (r->shndx && r->sh[r->shndx].size / 4 < r->nsym)
        return fail(r, "table of large section numbers is too short", 0);
    return true;
}

static ElfSym file_sym(const Er *r, u32 i)
{
    return elf_get_sym(r->e, at(r, r->sh[r->symtab].off + (u64)i * r->e->sym));
}

/* The signature of a group is the name of a symbol, or of its section for a section symbol. */
static bool group_name(Er *r, const ElfShdr *g, Str *name)
{
    if (!r->symtab || g->info >= r->nsym)
        return fail(r, "group signature %llu is no symbol", g->info);
    ElfSym s = file_sym(r, g->info);
    if ((s.info & 15) == STT_SECTION) {
        u32 sh = s.shndx;
        if (sh == 0 || sh >= r->nsh)
            return fail(r, "group signature %llu is no symbol", g->info);
        return get_str(r, r->shstrndx, r->sh[sh].name, name);
    }
    return get_str(r, r->sh[r->symtab].link, s.name, name);
}

static bool read_groups(Er *r)
{
    r->group = arena_array(r->a, u32, r->nsh + 1);
    for (u32 i = 1; i < r->nsh; i++) {
        const ElfShdr *g = &r->sh[i];
        if (g->type != SHT_GROUP)
            continue;
        if (g->size < 4 || g->size % 4)
            return fail(r, "group section %llu has a broken size", i);
        if (!(rd32(at(r, g->off)) & GRP_COMDAT))
            continue;
        Str name;
        if (!group_name(r, g, &name))
            return false;
        vec_push(r->a, &r->o->group, ((ObjGroup){.name = name}));
        for (u64 k = 4; k < g->size; k += 4) {
            u32 m = rd32(at(r, g->off + k));
            if (m == 0 || m >= r->nsh)
                return fail(r, "group section %llu names a section that does not exist", i);
            if (r->group[m] && r->group[m] != r->o->group.n)
                return fail(r, "section %llu is in two groups", m);
            r->group[m] = r->o->group.n;
        }
    }
    return true;
}

static bool is_debug(Str name)
{
    return str_starts(name, ".debug_") || str_starts(name, ".zdebug_");
}

static bool keeps(const Er *r, const ElfShdr *s, Str name)
{
    if (s->flags & SHF_EXCLUDE || str_eqz(name, ".note.GNU-stack") ||
        (r->e->left_out && str_starts(name, r->e->left_out)))
        return false;
    switch (s->type) {
    case SHT_PROGBITS: case SHT_NOBITS: case SHT_NOTE: case SHT_INIT_ARRAY: case SHT_FINI_ARRAY:
    case SHT_PREINIT_ARRAY:
        return true;
    }
    return r->e->unwind_type && s->type == r->e->unwind_type;
}

static u32 sect_flags(const Er *r, const ElfShdr *s, Str name)
{
    u32 f = 0;
    f |= s->flags & SHF_ALLOC ? SF_ALLOC : 0;
    f |= s->flags & SHF_WRITE ? SF_WRITE : 0;
    f |= s->flags & SHF_EXECINSTR ? SF_EXEC : 0;
    f |= s->flags & SHF_TLS ? SF_TLS : 0;
    f |= s->flags & SHF_GNU_RETAIN ? SF_KEEP : 0;
    f |= s->type == SHT_NOBITS ? SF_ZERO : 0;
    f |= s->type == SHT_NOTE ? SF_NOTE : 0;
    f |= s->type == SHT_INIT_ARRAY || s->type == SHT_PREINIT_ARRAY ? SF_INIT : 0;
    f |= s->type == SHT_FINI_ARRAY ? SF_FINI : 0;
    if (s->type != SHT_NOBITS && s->entsize && s->entsize <= s->size && s->size % s->entsize == 0 &&
        !(s->flags & SHF_WRITE) && s->flags & SHF_MERGE) {
        f |= SF_MERGE;
        f |= s->flags & SHF_STRINGS ? SF_STRINGS : 0;
    }
    bool unwind = r->e->unwind_type && s->type == r->e->unwind_type;
    if (f & SF_ALLOC && (unwind || str_eqz(name, ".eh_frame")) && !(f & SF_ZERO))
        f |= SF_UNWIND;
    if (!(f & SF_ALLOC) && is_debug(name))
        f |= SF_DEBUG;
    return f;
}

static bool read_sections(Er *r)
{
    bool packed = false;
    r->sect = arena_array(r->a, u32, r->nsh + 1);
    Str *name = arena_array(r->a, Str, r->nsh + 1);
    for (u32 i = 1; i < r->nsh; i++) {
        if (!get_str(r, r->shstrndx, r->sh[i].name, &name[i]))
            return false;
        if (is_debug(name[i]) && (r->sh[i].flags & SHF_COMPRESSED || name[i].p[1] == 'z'))
            packed = true;
    }
    for (u32 i = 0; i < r->nsh; i++) {
        const ElfShdr *s = &r->sh[i];
        r->sect[i] = NOT_KEPT;
        if (r->e->get_attr && s->type == SHT_ARM_ATTRIBUTES)
            r->e->get_attr((Str){(const char *)at(r, s->off), s->size}, &r->o->cpu);
        if (elf_is_attr(r->e, sect_flags(r, s, name[i]), name[i]))
            continue;
        if (i == 0 || !keeps(r, s, name[i]) || (packed && is_debug(name[i])))
            continue;
        if (s->flags & SHF_COMPRESSED) {
            if (s->flags & SHF_ALLOC)
                return fail(r, "section %llu is compressed and loaded", i);
            continue;
        }
        ObjSect t = {.name = name[i], .flags = sect_flags(r, s, name[i]), .align = (u32)s->align,
                     .size = s->size, .group = r->group[i]};
        t.entsize = t.flags & SF_MERGE ? (u32)s->entsize : 0;
        t.data = t.flags & SF_ZERO ? NULL : at(r, s->off);
        r->sect[i] = r->o->sect.n;
        vec_push(r->a, &r->o->sect, t);
    }
    for (u32 i = 1; i < r->nsh; i++) {
        u32 to = r->sh[i].link;
        if (r->sect[i] != NOT_KEPT && r->sh[i].flags & SHF_LINK_ORDER && to > 0 && to < r->nsh &&
            r->sect[to] != NOT_KEPT && to != i)
            r->o->sect.v[r->sect[i]].link = r->sect[to] + 1;
    }
    return true;
}

static bool sym_section(Er *r, u32 i, u32 n, ObjSym *s)
{
    if (n == SHN_UNDEF) {
        s->sect = SECT_UNDEF;
        return true;
    }
    if (n == SHN_ABS) {
        s->sect = SECT_ABS;
        return true;
    }
    if (n == SHN_COMMON || n == SHN_X86_64_LCOMMON) {
        if (s->value == 0)
            s->value = 1;
        if (s->value & (s->value - 1) || s->value > MAX_ALIGN || s->size > max_sect)
            return fail(r, "common symbol %llu has a broken alignment or size", i);
        s->sect = SECT_COMMON;
        return true;
    }
    if (n == SHN_XINDEX && r->shndx)
        n = rd32(at(r, r->sh[r->shndx].off + (u64)i * 4));
    else if (n >= SHN_LORESERVE)
        return fail(r, "symbol %llu is in a reserved section", i);
    if (n >= r->nsh)
        return fail(r, "symbol %llu is in a section that does not exist", i);
    s->sect = r->sect[n];
    if (s->sect != NOT_KEPT)
        return true;
    s->sect = s->bind == SB_LOCAL ? (u32)SECT_ABS : (u32)SECT_UNDEF;
    s->kind = SK_NONE;
    s->value = 0;
    return true;
}

static bool read_symbols(Er *r)
{
    static const u8 kind[16] = {
        [STT_OBJECT] = SK_DATA,    [STT_FUNC] = SK_FUNC,   [STT_SECTION] = SK_SECTION,
        [STT_FILE] = SK_FILE,      [STT_COMMON] = SK_DATA, [STT_TLS] = SK_TLS,
        [STT_GNU_IFUNC] = SK_IFUNC};
    if (!r->symtab)
        return true;
    const ElfShdr *t = &r->sh[r->symtab];
    u32 first_global = t->info;
    r->o->sym.v = arena_array(r->a, ObjSym, r->nsym ? r->nsym : 1);
    r->o->sym.n = r->o->sym.cap = r->nsym ? r->nsym : 1;
    r->o->sym.v[0].sect = SECT_UNDEF;
    for (u32 i = 1; i < r->nsym; i++) {
        ElfSym f = file_sym(r, i);
        ObjSym *s = &r->o->sym.v[i];
        u32 bind = f.info >> 4;
        s->value = f.value;
        s->size = f.size;
        s->kind = kind[f.info & 15];
        s->hidden = (f.other & 3) == STV_HIDDEN || (f.other & 3) == STV_INTERNAL;
        if (bind != STB_LOCAL && bind != STB_GLOBAL && bind != STB_WEAK && bind != STB_GNU_UNIQUE)
            return fail(r, "symbol %llu has an unknown binding", i);
        if ((bind == STB_LOCAL) != (i < first_global))
            return fail(r, "symbol %llu is on the wrong side of the local symbols", i);
        s->bind = bind == STB_LOCAL ? SB_LOCAL : bind == STB_WEAK ? SB_WEAK : SB_GLOBAL;
        if (!get_str(r, t->link, f.name, &s->name) || !sym_section(r, i, f.shndx, s))
            return false;
        if (s->bind != SB_LOCAL && s->name.n == 0)
            return fail(r, "global symbol %llu has no name", i);
        if (s->bind == SB_LOCAL && s->sect == SECT_COMMON)
            return fail(r, "common symbol %llu is local", i);
    }
    return true;
}

static int by_off(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    u64 x = ((const Fix *)a)->off, y = ((const Fix *)b)->off;
    return x < y ? -1 : x > y;
}

/* Types that mean the same as a kind whose own number is another. */
static const struct { u8 arch, kind; u16 type; } alias[] = {
    {ARCH_A64, FIX_A64_ADRP, 276},      // without a check of its range
    {ARCH_T32, FIX_ABS32, 38},          // TARGET1: of arrays of functions
    {ARCH_T32, FIX_PC32, 25},           // BASE_PREL: the symbol is that of the GOT
};

enum { MAX_TYPE = 1100 };

/* Relocation types as fixup kinds; 0 where there is none. */
static u8 *kinds_by_type(Er *r)
{
    u8 *kind_of = arena_array(r->a, u8, MAX_TYPE);
    for (int k = 1; k < FIX_COUNT; k++)
        if (fix_info[k].elf[r->arch] >= 0)
            kind_of[fix_info[k].elf[r->arch]] = (u8)k;
    for (size_t i = 0; i < COUNT(alias); i++)
        if (alias[i].arch == r->arch)
            kind_of[alias[i].type] = alias[i].kind;
    return kind_of;
}

static bool add_fix(Er *r, ObjSect *s, u32 shndx, const ElfRel *x, bool rela, const u8 *kind_of)
{
    if (x->type >= MAX_TYPE || !kind_of[x->type])
        return fail(r, "relocation type %llu is not supported", x->type);
    Fix f = {.off = x->off, .sym = x->sym, .kind = kind_of[x->type], .add = x->add};
    u64 bytes = fix_info[f.kind].bytes;
    if (f.off > s->size || bytes > s->size - f.off)
        return fail(r, "a relocation of section %llu is outside it", shndx);
    if (f.sym >= r->nsym)
        return fail(r, "a relocation of section %llu names a symbol that does not exist", shndx);
    if (!rela)
        f.add = fix_addend((FixKind)f.kind, s->data + f.off);
    s->fix.v[s->fix.n++] = f;
    return true;
}

static bool read_relocs(Er *r, u32 i, const u8 *kind_of)
{
    const ElfShdr *h = &r->sh[i];
    bool rela = h->type == SHT_RELA;
    u32 esize = r->e->word * (rela ? 3u : 2u);
    if (h->info >= r->nsh || r->sect[h->info] == NOT_KEPT)
        return true;
    if (h->entsize != esize || h->size % esize)
        return fail(r, "relocation section %llu with entries of a wrong size", i);
    if (h->link != r->symtab)
        return fail(r, "relocation section %llu with another symbol table", i);
    ObjSect *s = &r->o->sect.v[r->sect[h->info]];
    u32 n = (u32)(h->size / esize);
    if (s->fix.n)
        return fail(r, "section %llu has two relocation sections", h->info);
    if (n && s->flags & SF_ZERO)
        return fail(r, "section %llu has relocations and no contents", h->info);
    s->fix.v = arena_array(r->a, Fix, n ? n : 1);
    s->fix.cap = n;
    bool sorted = true;
    for (u32 k = 0; k < n; k++) {
        ElfRel x = elf_get_rel(r->e, at(r, h->off + (u64)k * esize), rela);
        if (x.type == 0 || x.type == r->e->r_none)
            continue;
        if (s->fix.n && s->fix.v[s->fix.n - 1].off > x.off)
            sorted = false;
        if (!add_fix(r, s, h->info, &x, rela, kind_of))
            return false;
    }
    if (!sorted)
        sort_stable(s->fix.v, s->fix.n, sizeof(Fix), by_off, NULL);
    if (s->fix.n && s->flags & SF_MERGE)
        s->flags &= ~(u32)(SF_MERGE | SF_STRINGS);
    return true;
}

typedef struct Mark {
    u32 sect;
    bool data;
    u64 off;
} Mark;

static int by_place(const void *a, const void *b, void *ctx)
{
    const Mark *x = a, *y = b;
    (void)ctx;
    if (x->sect != y->sect)
        return x->sect < y->sect ? -1 : 1;
    return x->off < y->off ? -1 : x->off > y->off;
}

/* Marks of code and data become ranges; where two stand at one place the later one counts. */
static void read_marks(Er *r)
{
    Obj *o = r->o;
    VEC(Mark) v = {0};
    for (u32 i = 1; i < o->sym.n; i++) {
        const ObjSym *s = &o->sym.v[i];
        if (s->bind == SB_LOCAL && s->sect < o->sect.n && elf_is_mapping(s->name) &&
            o->sect.v[s->sect].flags & SF_EXEC)
            vec_push(r->a, &v, ((Mark){s->sect, s->name.p[1] == 'd', s->value}));
    }
    sort_stable(v.v, v.n, sizeof(Mark), by_place, NULL);
    for (u32 i = 0; i < v.n; i++) {
        ObjSect *s = &o->sect.v[v.v[i].sect];
        bool more = i + 1 < v.n && v.v[i + 1].sect == v.v[i].sect;
        u64 end = MIN(more ? v.v[i + 1].off : s->size, s->size);
        if (v.v[i].data && end > v.v[i].off)
            vec_push(r->a, &s->inlaid, ((ObjRange){v.v[i].off, end - v.v[i].off}));
    }
}

static bool read_all(Er *r)
{
    if (!read_header(r))
        return false;
    r->o->arch = r->arch;
    if (!check_sections(r) || !read_groups(r) || !read_sections(r) || !read_symbols(r))
        return false;
    const u8 *kind_of = kinds_by_type(r);
    for (u32 i = 1; i < r->nsh; i++)
        if ((r->sh[i].type == SHT_RELA || r->sh[i].type == SHT_REL) && !read_relocs(r, i, kind_of))
            return false;
    if (r->e->mapping)
        read_marks(r);
    u32 bad = r->e->normalise ? r->e->normalise(r->o) : 0;
    return !bad || fail(r, "symbol %llu is a function in another state than Thumb", bad);
}

Obj *elf_read_obj(Arena *a, Str name, Str bytes, Str *err)
{
    *err = (Str){0};
    Er r = {.a = a, .o = obj_new(a, name), .bytes = bytes, .name = name, .err = err};
    return read_all(&r) ? r.o : NULL;
}

int elf_scan_defs(Arena *a, Str bytes, Str **names, u32 *n)
{
    Str err = {0};
    Er r = {.a = a, .bytes = bytes, .err = &err};
    VEC(Str) v = {0};
    *n = 0;
    *names = NULL;
    if (!read_header(&r) || !check_sections(&r))
        return -1;
    for (u32 i = r.symtab ? r.sh[r.symtab].info : r.nsym; i < r.nsym; i++) {
        ElfSym s = file_sym(&r, i);
        Str name;
        if (s.info >> 4 == STB_LOCAL || s.shndx == SHN_UNDEF)
            continue;
        if (!get_str(&r, r.sh[r.symtab].link, s.name, &name))
            return -1;
        vec_push(a, &v, name);
    }
    *names = v.v;
    *n = v.n;
    return 0;
}
