// elf_read.c - a relocatable ELF file as an object; every offset and count is checked
//
// Kept: everything a linker needs. Left out: tables that the object model replaces, sections marked
// SHF_EXCLUDE, stack notes, address-significance tables, and debug sections when one of them is
// compressed in a way that is not known: an image without them is right, one with half of them not.
#include "objfmt/elf.h"
#include "objfmt/obj.h"

enum { NOT_KEPT = ~0u - 8 };   // file section without a section of the object

typedef struct Er {
    ElfFile f;
    Obj *o;
    Str name;
    u32 symtab, shndx;   // header numbers; 0 none
    u32 *sect;           // object section of each header, or NOT_KEPT
    u32 *group;          // group + 1 of each header
    u32 nsym;
} Er;

bool elf_is_obj(Str b)
{
    return b.n >= 18 && !memcmp(b.p, "\177ELF", 4) && rd16((const u8 *)b.p + 16) == ET_REL;
}

/* Which tables there are. */
static bool find_tables(Er *r)
{
    for (u32 i = 1; i < r->f.nsh; i++) {
        const ElfShdr *s = &r->f.sh[i];
        if (s->type == SHT_SYMTAB) {
            if (r->symtab)
                return in_fail(&r->f.in, "two symbol tables", 0);
            if (s->entsize != r->f.e->sym || s->size % r->f.e->sym)
                return in_fail(&r->f.in, "symbol table with entries of %llu bytes", s->entsize);
            r->symtab = i;
        }
        if (s->type == SHT_SYMTAB_SHNDX)
            r->shndx = i;
    }
    r->nsym = r->symtab ? (u32)(r->f.sh[r->symtab].size / r->f.e->sym) : 0;
    if (r->shndx && r->f.sh[r->shndx].size / 4 < r->nsym)
        return in_fail(&r->f.in, "table of large section numbers is too short", 0);
    return true;
}

static ElfSym file_sym(const Er *r, u32 i)
{
    return elf_get_sym(r->f.e, in_at(&r->f.in, r->f.sh[r->symtab].off + (u64)i * r->f.e->sym));
}

/* The signature of a group is the name of a symbol, or of its section for a section symbol. */
static bool group_name(Er *r, const ElfShdr *g, Str *name)
{
    if (!r->symtab || g->info >= r->nsym)
        return in_fail(&r->f.in, "group signature %llu is no symbol", g->info);
    ElfSym s = file_sym(r, g->info);
    if ((s.info & 15) == STT_SECTION) {
        u32 sh = s.shndx;
        if (sh == 0 || sh >= r->f.nsh)
            return in_fail(&r->f.in, "group signature %llu is no symbol", g->info);
        return elf_str(&r->f, r->f.shstrndx, r->f.sh[sh].name, name);
    }
    return elf_str(&r->f, r->f.sh[r->symtab].link, s.name, name);
}

static bool read_groups(Er *r)
{
    r->group = arena_array(r->f.in.a, u32, r->f.nsh + 1);
    for (u32 i = 1; i < r->f.nsh; i++) {
        const ElfShdr *g = &r->f.sh[i];
        if (g->type != SHT_GROUP)
            continue;
        if (g->size < 4 || g->size % 4)
            return in_fail(&r->f.in, "group section %llu has a broken size", i);
        if (!(rd32(in_at(&r->f.in, g->off)) & GRP_COMDAT))
            continue;
        Str name;
        if (!group_name(r, g, &name))
            return false;
        vec_push(r->f.in.a, &r->o->group, ((ObjGroup){.name = name}));
        for (u64 k = 4; k < g->size; k += 4) {
            u32 m = rd32(in_at(&r->f.in, g->off + k));
            if (m == 0 || m >= r->f.nsh)
                return in_fail(&r->f.in, "group section %llu names a section that does not exist",
                               i);
            if (r->group[m] && r->group[m] != r->o->group.n)
                return in_fail(&r->f.in, "section %llu is in two groups", m);
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
        (r->f.e->left_out && str_starts(name, r->f.e->left_out)))
        return false;
    switch (s->type) {
    case SHT_PROGBITS: case SHT_NOBITS: case SHT_NOTE: case SHT_INIT_ARRAY: case SHT_FINI_ARRAY:
    case SHT_PREINIT_ARRAY:
        return true;
    }
    return r->f.e->unwind_type && s->type == r->f.e->unwind_type;
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
    bool unwind = r->f.e->unwind_type && s->type == r->f.e->unwind_type;
    if (f & SF_ALLOC && (unwind || str_eqz(name, ".eh_frame")) && !(f & SF_ZERO))
        f |= SF_UNWIND;
    if (!(f & SF_ALLOC) && is_debug(name))
        f |= SF_DEBUG;
    return f;
}

/* Contents of a section; compressed ones of debug sections are unpacked. False: that cannot be. */
static bool contents(Er *r, u32 i, Str *name, const u8 **data)
{
    ElfShdr *s = &r->f.sh[i];
    *data = s->type == SHT_NOBITS ? NULL : in_at(&r->f.in, s->off);
    if (s->type == SHT_NOBITS || !is_debug(*name) || !elf_is_packed(s, *name))
        return true;
    if (!elf_unpack(&r->f, s, data))
        return false;
    if (name->p[1] == 'z')
        *name = str_fmt(r->f.in.a, ".%.*s", (int)name->n - 2, name->p + 2);
    return true;
}

static bool add_section(Er *r, u32 i, Str name, const u8 *data)
{
    const ElfShdr *s = &r->f.sh[i];
    if (s->flags & SHF_COMPRESSED && !is_debug(name))
        return !(s->flags & SHF_ALLOC) ||
               in_fail(&r->f.in, "section %llu is compressed and loaded", i);
    ObjSect t = {.name = name, .flags = sect_flags(r, s, name), .align = (u32)s->align,
                 .size = s->size, .group = r->group[i]};
    t.entsize = t.flags & SF_MERGE ? (u32)s->entsize : 0;
    t.data = t.flags & SF_ZERO ? NULL : data;
    r->sect[i] = r->o->sect.n;
    vec_push(r->f.in.a, &r->o->sect, t);
    return true;
}

static bool read_sections(Er *r)
{
    bool lost = false;
    r->sect = arena_array(r->f.in.a, u32, r->f.nsh + 1);
    Str *name = arena_array(r->f.in.a, Str, r->f.nsh + 1);
    const u8 **data = arena_array(r->f.in.a, const u8 *, r->f.nsh + 1);
    for (u32 i = 1; i < r->f.nsh; i++) {
        if (!elf_str(&r->f, r->f.shstrndx, r->f.sh[i].name, &name[i]))
            return false;
        lost |= !contents(r, i, &name[i], &data[i]);
    }
    for (u32 i = 0; i < r->f.nsh; i++) {
        const ElfShdr *s = &r->f.sh[i];
        r->sect[i] = NOT_KEPT;
        if (r->f.e->get_attr && s->type == SHT_ARM_ATTRIBUTES)
            r->f.e->get_attr((Str){(const char *)in_at(&r->f.in, s->off), s->size}, &r->o->cpu);
        if (elf_is_attr(r->f.e, sect_flags(r, s, name[i]), name[i]))
            continue;
        if (i == 0 || !keeps(r, s, name[i]) || (lost && is_debug(name[i])))
            continue;
        if (!add_section(r, i, name[i], data[i]))
            return false;
    }
    for (u32 i = 1; i < r->f.nsh; i++) {
        u32 to = r->f.sh[i].link;
        if (r->sect[i] != NOT_KEPT && r->f.sh[i].flags & SHF_LINK_ORDER && to > 0 &&
            to < r->f.nsh && r->sect[to] != NOT_KEPT && to != i)
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
        if (s->value & (s->value - 1) || s->value > ELF_MAX_ALIGN || s->size > elf_max_sect)
            return in_fail(&r->f.in, "common symbol %llu has a broken alignment or size", i);
        s->sect = SECT_COMMON;
        return true;
    }
    if (n == SHN_XINDEX && r->shndx)
        n = rd32(in_at(&r->f.in, r->f.sh[r->shndx].off + (u64)i * 4));
    else if (n >= SHN_LORESERVE)
        return in_fail(&r->f.in, "symbol %llu is in a reserved section", i);
    if (n >= r->f.nsh)
        return in_fail(&r->f.in, "symbol %llu is in a section that does not exist", i);
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
    const ElfShdr *t = &r->f.sh[r->symtab];
    u32 first_global = t->info;
    r->o->sym.v = arena_array(r->f.in.a, ObjSym, r->nsym ? r->nsym : 1);
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
        s->protect = (f.other & 3) == STV_PROTECTED;
        s->unique = bind == STB_GNU_UNIQUE;
        if (bind != STB_LOCAL && bind != STB_GLOBAL && bind != STB_WEAK && bind != STB_GNU_UNIQUE)
            return in_fail(&r->f.in, "symbol %llu has an unknown binding", i);
        if ((bind == STB_LOCAL) != (i < first_global))
            return in_fail(&r->f.in, "symbol %llu is on the wrong side of the local symbols", i);
        s->bind = bind == STB_LOCAL ? SB_LOCAL : bind == STB_WEAK ? SB_WEAK : SB_GLOBAL;
        if (!elf_str(&r->f, t->link, f.name, &s->name) || !sym_section(r, i, f.shndx, s))
            return false;
        if (s->bind != SB_LOCAL && s->name.n == 0)
            return in_fail(&r->f.in, "global symbol %llu has no name", i);
        if (s->bind == SB_LOCAL && s->sect == SECT_COMMON)
            return in_fail(&r->f.in, "common symbol %llu is local", i);
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
    u8 *kind_of = arena_array(r->f.in.a, u8, MAX_TYPE);
    for (int k = 1; k < FIX_COUNT; k++)
        if (fix_info[k].elf[r->f.arch] >= 0)
            kind_of[fix_info[k].elf[r->f.arch]] = (u8)k;
    for (size_t i = 0; i < COUNT(alias); i++)
        if (alias[i].arch == r->f.arch)
            kind_of[alias[i].type] = alias[i].kind;
    return kind_of;
}

static bool add_fix(Er *r, ObjSect *s, u32 shndx, const ElfRel *x, bool rela, const u8 *kind_of)
{
    if (x->type >= MAX_TYPE || !kind_of[x->type])
        return in_fail(&r->f.in, "relocation type %llu is not supported", x->type);
    Fix f = {.off = x->off, .sym = x->sym, .kind = kind_of[x->type], .add = x->add};
    u64 bytes = fix_info[f.kind].bytes;
    if (f.off > s->size || bytes > s->size - f.off)
        return in_fail(&r->f.in, "a relocation of section %llu is outside it", shndx);
    if (f.sym >= r->nsym)
        return in_fail(&r->f.in, "a relocation of section %llu names a symbol that does not exist",
                        shndx);
    if (!rela)
        f.add = fix_addend((FixKind)f.kind, s->data + f.off);
    s->fix.v[s->fix.n++] = f;
    return true;
}

static bool read_relocs(Er *r, u32 i, const u8 *kind_of)
{
    const ElfShdr *h = &r->f.sh[i];
    bool rela = h->type == SHT_RELA;
    u32 esize = r->f.e->word * (rela ? 3u : 2u);
    if (h->info >= r->f.nsh || r->sect[h->info] == NOT_KEPT)
        return true;
    if (h->entsize != esize || h->size % esize)
        return in_fail(&r->f.in, "relocation section %llu with entries of a wrong size", i);
    if (h->link != r->symtab)
        return in_fail(&r->f.in, "relocation section %llu with another symbol table", i);
    ObjSect *s = &r->o->sect.v[r->sect[h->info]];
    u32 n = (u32)(h->size / esize);
    if (s->fix.n)
        return in_fail(&r->f.in, "section %llu has two relocation sections", h->info);
    if (n && s->flags & SF_ZERO)
        return in_fail(&r->f.in, "section %llu has relocations and no contents", h->info);
    s->fix.v = arena_array(r->f.in.a, Fix, n ? n : 1);
    s->fix.cap = n;
    bool sorted = true;
    for (u32 k = 0; k < n; k++) {
        ElfRel x = elf_get_rel(r->f.e, in_at(&r->f.in, h->off + (u64)k * esize), rela);
        if (x.type == 0 || x.type == r->f.e->r_none)
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
            vec_push(r->f.in.a, &v, ((Mark){s->sect, s->name.p[1] == 'd', s->value}));
    }
    sort_stable(v.v, v.n, sizeof(Mark), by_place, NULL);
    for (u32 i = 0; i < v.n; i++) {
        ObjSect *s = &o->sect.v[v.v[i].sect];
        bool more = i + 1 < v.n && v.v[i + 1].sect == v.v[i].sect;
        u64 end = MIN(more ? v.v[i + 1].off : s->size, s->size);
        if (v.v[i].data && end > v.v[i].off)
            vec_push(r->f.in.a, &s->inlaid, ((ObjRange){v.v[i].off, end - v.v[i].off}));
    }
}

static bool read_all(Er *r)
{
    if (!elf_open(&r->f, ET_REL))
        return false;
    r->o->arch = r->f.arch;
    if (!find_tables(r) || !read_groups(r) || !read_sections(r) || !read_symbols(r))
        return false;
    const u8 *kind_of = kinds_by_type(r);
    for (u32 i = 1; i < r->f.nsh; i++) {
        u32 type = r->f.sh[i].type;
        if ((type == SHT_RELA || type == SHT_REL) && !read_relocs(r, i, kind_of))
            return false;
    }
    if (r->f.e->mapping)
        read_marks(r);
    u32 bad = r->f.e->normalise ? r->f.e->normalise(r->o) : 0;
    return !bad || in_fail(&r->f.in, "symbol %llu is a function in another state than Thumb", bad);
}

Obj *elf_read_obj(Arena *a, Str name, Str bytes, Str *err)
{
    *err = (Str){0};
    Er r = {.f = {.in = {bytes, a, err}}, .o = obj_new(a, name), .name = name};
    return read_all(&r) ? r.o : NULL;
}

int elf_scan_defs(Arena *a, Str bytes, Str **names, u32 *n)
{
    Str err = {0};
    Er r = {.f = {.in = {bytes, a, &err}}};
    VEC(Str) v = {0};
    *n = 0;
    *names = NULL;
    if (!elf_open(&r.f, ET_REL) || !find_tables(&r))
        return -1;
    for (u32 i = r.symtab ? r.f.sh[r.symtab].info : r.nsym; i < r.nsym; i++) {
        ElfSym s = file_sym(&r, i);
        Str name;
        if (s.info >> 4 == STB_LOCAL || s.shndx == SHN_UNDEF)
            continue;
        if (!elf_str(&r.f, r.f.sh[r.symtab].link, s.name, &name))
            return -1;
        vec_push(a, &v, name);
    }
    *names = v.v;
    *n = v.n;
    return 0;
}
