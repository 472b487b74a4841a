// view_elf.c - the view of an ELF object, program or shared library
//
// Sources: as elf.h says.
#include "objfmt/elf.h"
#include "objfmt/view.h"

typedef struct Ev {
    ElfFile f;
    View *v;
    u32 symtab, dynsym, versym, verdef, verneed, shndx;  // header numbers; 0 none
    Str *version, *offered;      // by number: all, those of its own
} Ev;

bool view_is_elf(Str b)
{
    u32 type = b.n >= 18 && !memcmp(b.p, "\177ELF", 4) ? rd16((const u8 *)b.p + 16) : 0;
    return type == ET_REL || type == ET_EXEC || type == ET_DYN;
}

static u32 sect_flags(const ElfShdr *s, Str name)
{
    static const char *const debug[] = {".debug", ".zdebug", ".gnu.debuglto_.debug_", ".gdb_index",
                                        ".line", ".stab"};
    u32 f = s->flags & SHF_ALLOC ? VS_ALLOC : 0;
    f |= s->flags & SHF_WRITE ? VS_WRITE : 0;
    f |= s->flags & SHF_EXECINSTR ? VS_CODE : 0;
    f |= s->type == SHT_NOBITS ? VS_ZERO : 0;
    f |= s->type == SHT_PROGBITS && f & VS_ALLOC && !(f & VS_CODE) ? VS_DATA : 0;
    for (u32 k = 0; k < COUNT(debug) && !(f & VS_ALLOC); k++)
        f |= str_starts(name, debug[k]) ? VS_DEBUG : 0;
    return f;
}

static bool read_sections(Ev *e)
{
    vec_push(e->f.in.a, &e->v->sect, (ViewSect){0});
    for (u32 i = 1; i < e->f.nsh; i++) {
        const ElfShdr *s = &e->f.sh[i];
        ViewSect x = {.addr = s->addr, .size = s->size, .type = s->type};
        if (!elf_str(&e->f, e->f.shstrndx, s->name, &x.name))
            return false;
        x.flags = sect_flags(s, x.name);
        x.data = s->type == SHT_NOBITS || s->type == SHT_NULL ? NULL : in_at(&e->f.in, s->off);
        vec_push(e->f.in.a, &e->v->sect, x);
        u32 *slot = s->type == SHT_SYMTAB         ? &e->symtab
                    : s->type == SHT_DYNSYM       ? &e->dynsym
                    : s->type == SHT_GNU_VERSYM   ? &e->versym
                    : s->type == SHT_GNU_VERDEF   ? &e->verdef
                    : s->type == SHT_GNU_VERNEED  ? &e->verneed
                    : s->type == SHT_SYMTAB_SHNDX ? &e->shndx : NULL;
        if (slot && *slot)
            return in_fail(&e->f.in, "section %llu is a second table of its kind", i);
        if (slot)
            *slot = i;
    }
    return true;
}

static bool sym_sect(Ev *e, u32 i, const ElfSym *s, bool dyn, u32 *out)
{
    u32 n = s->shndx;
    if (n == SHN_XINDEX && e->shndx && !dyn) {
        if (e->f.sh[e->shndx].size / 4 <= i)
            return in_fail(&e->f.in, "table of large section numbers is too short", 0);
        n = rd32(in_at(&e->f.in, e->f.sh[e->shndx].off + 4 * (u64)i));
    } else if (n >= SHN_LORESERVE) {
        *out = n == SHN_ABS ? VSECT_ABS
             : n == SHN_COMMON || n == SHN_X86_64_LCOMMON ? VSECT_COMMON : VSECT_OTHER;
        return true;
    }
    *out = n;
    return n < e->f.nsh || in_fail(&e->f.in, "symbol %llu is in a section that does not exist", i);
}

// "@V" of one that is another's or only for those who name it, "@@V" of one that is offered.
static bool sym_version(Ev *e, u32 i, ViewSym *t)
{
    if (!e->version || !e->versym)
        return true;
    if (e->f.sh[e->versym].size / 2 <= i)
        return in_fail(&e->f.in, "table of symbol versions is too short", 0);
    u32 ver = rd16(in_at(&e->f.in, e->f.sh[e->versym].off + 2 * (u64)i));
    Str name = e->version[ver & ~(u32)VER_HIDDEN];
    bool offered = e->offered[ver & ~(u32)VER_HIDDEN].n && !(ver & VER_HIDDEN);
    if ((ver & ~(u32)VER_HIDDEN) > VER_NDX_GLOBAL && name.n && !str_eq(name, t->name))
        t->version = str_fmt(e->f.in.a, "%s%.*s", offered ? "@@" : "@", STR_ARG(name));
    return true;
}

static bool read_symbol(Ev *e, u32 table, u32 i, ViewSym *t)
{
    static const u8 kind[16] = {
        [STT_OBJECT] = SK_DATA, [STT_FUNC] = SK_FUNC, [STT_COMMON] = SK_DATA, [STT_TLS] = SK_TLS,
        [STT_GNU_IFUNC] = SK_IFUNC, [STT_SECTION] = SK_SECTION, [STT_FILE] = SK_FILE};
    const ElfShdr *h = &e->f.sh[table];
    ElfSym s = elf_get_sym(e->f.e, in_at(&e->f.in, h->off + (u64)i * e->f.e->sym));
    *t = (ViewSym){.value = s.value, .size = s.size, .kind = kind[s.info & 15], .other = s.other,
                   .local = s.info >> 4 == STB_LOCAL, .weak = s.info >> 4 == STB_WEAK,
                   .unique = s.info >> 4 == STB_GNU_UNIQUE};
    if (!elf_str(&e->f, h->link, s.name, &t->name) ||
        !sym_sect(e, i, &s, table == e->dynsym, &t->sect))
        return false;
    t->stab = t->kind == SK_SECTION || t->kind == SK_FILE;
    if (t->kind == SK_SECTION && !t->name.n && t->sect < e->v->sect.n)
        t->name = e->v->sect.v[t->sect].name;
    if (t->sect == VSECT_COMMON) {
        t->align = (u32)s.value;
        t->value = s.size;
    }
    const ElfArch *a = &elf_arch[e->f.arch];
    t->mapping = a->mapping && t->local && t->name.n > 1 && t->name.p[0] == '$' &&
                 strchr("atdx", t->name.p[1]) && (t->name.n == 2 || t->name.p[2] == '.');
    if (t->kind == SK_FUNC)
        t->value &= ~(u64)a->code_bit;
    return table != e->dynsym || sym_version(e, i, t);
}

static bool read_symbols(Ev *e, u32 table)
{
    const ElfShdr *h = &e->f.sh[table];
    ViewSym t = {0};
    if (!table)
        return true;
    if (h->entsize != e->f.e->sym || h->size % e->f.e->sym)
        return in_fail(&e->f.in, "symbol table with entries of %llu bytes", h->entsize);
    for (u32 i = 0; i < h->size / e->f.e->sym; i++) {
        if (i && !read_symbol(e, table, i, &t))
            return false;
        if (table == e->symtab)
            vec_push(e->f.in.a, &e->v->sym, t);
        else
            vec_push(e->f.in.a, &e->v->dyn, t);
    }
    return true;
}

// Of objects; in images what is left is for the loader.
static bool read_relocs(Ev *e, u32 i)
{
    const ElfShdr *h = &e->f.sh[i];
    bool rela = h->type == SHT_RELA;
    u64 size = rela ? e->f.e->wide ? 24 : 12 : e->f.e->wide ? 16 : 8;
    if ((!rela && h->type != SHT_REL) || e->v->image || !h->info || h->info >= e->f.nsh)
        return true;
    if (h->entsize != size || h->size % size)
        return in_fail(&e->f.in, "relocations of %llu bytes", h->entsize);
    for (u64 at = 0; at < h->size; at += size) {
        ElfRel r = elf_get_rel(e->f.e, in_at(&e->f.in, h->off + at), rela);
        ViewRel x = {.off = r.off, .type = r.type, .sym = r.sym, .add = r.add, .addend = rela};
        if (r.sym >= e->v->sym.n && r.sym)
            return in_fail(&e->f.in, "a relocation against symbol %llu, which is none", r.sym);
        vec_push(e->f.in.a, &e->v->sect.v[h->info].rel, x);
    }
    return true;
}

View *view_elf(Arena *a, Str bytes, Str *err)
{
    static const char *const format[] = {
        [ARCH_X64] = "elf64-x86-64", [ARCH_A64] = "elf64-littleaarch64",
        [ARCH_T32] = "elf32-littlearm"};
    *err = (Str){0};
    Ev e = {.f = {.in = {bytes, a, err}}, .v = arena_new(a, View)};
    if (!elf_open(&e.f, ET_ANY))
        return NULL;
    *e.v = (View){.fmt = FMT_ELF, .arch = e.f.arch, .wide = e.f.e->wide, .bytes = bytes,
                  .image = rd16(in_at(&e.f.in, 16)) != ET_REL, .format = format[e.f.arch]};
    if (!read_sections(&e))
        return NULL;
    if (e.dynsym && (!(e.version = elf_versions(&e.f, e.verdef, e.verneed)) ||
                     !(e.offered = elf_versions(&e.f, e.verdef, 0))))
        return NULL;
    if (!read_symbols(&e, e.symtab) || !read_symbols(&e, e.dynsym))
        return NULL;
    for (u32 i = 1; i < e.f.nsh; i++)
        if (!read_relocs(&e, i))
            return NULL;
    return e.v;
}
