// elf_strip.c - an ELF file without its debug sections, or without symbols
//
// What a program needs in memory stays where it is in the file; all else is written anew behind it.
// Sections and symbols are numbered again wherever something names them.
#include "objfmt/elf.h"
#include "objfmt/strip.h"
#include "objfmt/strtab.h"

typedef struct Strip {
    ElfFile f;
    StripLevel level;
    bool image;
    Str *name;           // by section
    bool *keep;
    u32 *to;             // by section: its new number; 0: it goes
    u32 symtab, nsym, nlocal;
    bool *need;          // by symbol: something refers to it
    u32 *sym_to;         // by symbol: its new number
    Buf syms, strs;      // the new tables
    ElfShdr *sh;         // new headers, by new number
    u32 nsh;
    Buf *out;
} Strip;

static bool is_debug(const Strip *s, u32 i)
{
    static const char *const names[] = {".debug", ".zdebug", ".stab", ".gdb_index", ".line",
                                        ".gnu.debuglto_"};
    for (u32 k = 0; k < COUNT(names); k++)
        if (!(s->f.sh[i].flags & SHF_ALLOC) && str_starts(s->name[i], names[k]))
            return true;
    return false;
}

static bool has_bytes(const ElfShdr *h) { return h->type != SHT_NOBITS && h->type != SHT_NULL; }

static bool is_rel(const ElfShdr *h) { return h->type == SHT_REL || h->type == SHT_RELA; }

// Relocations that count by the symbol table, not those that a loader applies.
static bool own_rel(const Strip *s, u32 i)
{
    const ElfShdr *h = &s->f.sh[i];
    return is_rel(h) && s->symtab && h->link == s->symtab;
}

static u64 rel_size(const Strip *s, const ElfShdr *h)
{
    return h->type == SHT_RELA ? (s->f.e->wide ? 24 : 12) : s->f.e->wide ? 16 : 8;
}

static u32 rel_sym(const Strip *s, const ElfShdr *h, u64 at)
{
    return elf_get_rel(s->f.e, in_at(&s->f.in, h->off + at), h->type == SHT_RELA).sym;
}

static bool choose_sections(Strip *s)
{
    bool no_syms = s->level != STRIP_DEBUG && s->image;
    for (u32 i = 1; i < s->f.nsh; i++) {
        const ElfShdr *h = &s->f.sh[i];
        if (!elf_str(&s->f, s->f.shstrndx, h->name, &s->name[i]))
            return false;
        if (h->type == SHT_SYMTAB_SHNDX)
            return in_fail(&s->f.in, "more sections than can be numbered anew", 0);
        if (h->type == SHT_SYMTAB && s->symtab)
            return in_fail(&s->f.in, "section %llu is a second table of its kind", i);
        s->symtab = h->type == SHT_SYMTAB ? i : s->symtab;
        s->keep[i] = !is_debug(s, i);
    }
    if (s->f.shstrndx >= s->f.nsh)
        return in_fail(&s->f.in, "names of sections are in section %llu, which is none",
                        s->f.shstrndx);
    s->keep[s->f.shstrndx] = false;      // made anew, at the end
    if (s->symtab) {
        const ElfShdr *h = &s->f.sh[s->symtab];
        if (h->entsize != s->f.e->sym || h->size % s->f.e->sym || h->link >= s->f.nsh)
            return in_fail(&s->f.in, "symbol table with entries of %llu bytes", h->entsize);
        s->nsym = (u32)(h->size / s->f.e->sym);
        if (h->info > s->nsym)
            return in_fail(&s->f.in, "%llu local symbols, more than there are", h->info);
        s->keep[s->symtab] = !no_syms;
        s->keep[h->link] = false;        // as the names of sections
    }
    for (u32 i = 1; i < s->f.nsh; i++) {
        const ElfShdr *h = &s->f.sh[i];
        if (is_rel(h) && h->info >= s->f.nsh)
            return in_fail(&s->f.in, "relocations of section %llu, which is none", h->info);
        if (is_rel(h) && !s->image && h->link != s->symtab)
            return in_fail(&s->f.in, "relocations %llu are not by the table of symbols", i);
        if (own_rel(s, i))
            s->keep[i] = s->keep[h->info] && !no_syms;
    }
    return true;
}

// A group stays while one of its sections does.
static bool choose_groups(Strip *s)
{
    for (u32 i = 1; i < s->f.nsh; i++) {
        const ElfShdr *h = &s->f.sh[i];
        bool any = false;
        if (h->type != SHT_GROUP)
            continue;
        if (h->size % 4 || !h->size || h->info >= s->nsym)
            return in_fail(&s->f.in, "group %llu is broken", i);
        for (u64 at = 4; at < h->size; at += 4) {
            u32 k = rd32(in_at(&s->f.in, h->off + at));
            if (k >= s->f.nsh)
                return in_fail(&s->f.in, "group %llu is broken", i);
            any |= s->keep[k];
        }
        s->keep[i] = any;
        s->need[h->info] |= any;
    }
    return true;
}

static bool find_needed(Strip *s)
{
    for (u32 i = 1; i < s->f.nsh; i++) {
        const ElfShdr *h = &s->f.sh[i];
        if (!s->keep[i] || !own_rel(s, i))
            continue;
        if (h->size % rel_size(s, h))
            return in_fail(&s->f.in, "relocations of %llu bytes", h->entsize);
        for (u64 at = 0; at < h->size; at += rel_size(s, h)) {
            u32 k = rel_sym(s, h, at);
            if (k >= s->nsym)
                return in_fail(&s->f.in, "a relocation against symbol %llu, which is none", k);
            s->need[k] = true;
        }
    }
    return true;
}

static bool stays(Strip *s, u32 i, const ElfSym *y, Str name)
{
    u32 type = y->info & 15;
    bool in = y->shndx < SHN_LORESERVE, mapping = s->f.e->mapping && elf_is_mapping(name);
    if (in && y->shndx && !s->keep[y->shndx])
        return false;
    if (s->level == STRIP_DEBUG || s->need[i] || mapping)
        return true;
    return s->level == STRIP_UNNEEDED && y->info >> 4 != STB_LOCAL && type != STT_SECTION;
}

static bool choose_symbols(Strip *s)
{
    const ElfShdr *h = &s->f.sh[s->symtab];
    StrTab t;
    VEC(ElfSym) list = {0};
    if (!s->symtab || !s->keep[s->symtab])
        return true;
    strtab_init(&t, s->f.in.a);
    vec_push(s->f.in.a, &list, (ElfSym){0});
    for (u32 i = 1; i < s->nsym; i++) {
        ElfSym y = elf_get_sym(s->f.e, in_at(&s->f.in, h->off + (u64)i * s->f.e->sym));
        Str name;
        if (!elf_str(&s->f, h->link, y.name, &name))
            return false;
        if (y.shndx < SHN_LORESERVE && y.shndx >= s->f.nsh)
            return in_fail(&s->f.in, "symbol %llu is in a section that does not exist", i);
        if (!stays(s, i, &y, name)) {
            if (s->need[i])
                return in_fail(&s->f.in, "symbol %llu is asked for, but its section goes", i);
            continue;
        }
        y.name = strtab_add(&t, name);
        s->sym_to[i] = list.n;
        s->nlocal = i < h->info ? list.n + 1 : s->nlocal;
        vec_push(s->f.in.a, &list, y);
    }
    strtab_finish(&t, &s->strs);
    for (u32 i = 0; i < list.n; i++) {
        ElfSym y = list.v[i];
        y.name = strtab_off(&t, y.name);
        y.shndx = y.shndx < SHN_LORESERVE ? (u16)s->to[y.shndx] : y.shndx;
        elf_put_sym(&s->syms, s->f.e, &y);
    }
    s->nlocal = MAX(s->nlocal, 1);
    return true;
}

static void number_sections(Strip *s)
{
    for (u32 i = 1; i < s->f.nsh; i++)
        if (s->keep[i])
            s->to[i] = ++s->nsh;
    // behind them the names of symbols, if there are any, and of sections
    s->nsh += 1 + (s->symtab && s->keep[s->symtab] ? 2 : 1);
}

// The end of what program headers and sections in memory say of the file.
static u64 fixed_part(Strip *s)
{
    const u8 *h = in_at(&s->f.in, 0);
    u64 end = s->f.e->ehdr, phoff = s->f.e->wide ? rd64(h + 32) : rd32(h + 28);
    u32 n = rd16(h + s->f.e->ehdr - 8), size = s->f.e->phdr;
    if (!s->image)
        return end;
    if (n && !in_has(&s->f.in, phoff, (u64)n * size))
        return in_fail(&s->f.in, "program headers outside the file", 0);
    end = MAX(end, n ? phoff + (u64)n * size : 0);
    for (u32 k = 0; k < n; k++) {
        const u8 *p = h + phoff + (u64)k * size;
        u64 off = s->f.e->wide ? rd64(p + 8) : rd32(p + 4);
        u64 len = s->f.e->wide ? rd64(p + 32) : rd32(p + 16);
        if (!in_has(&s->f.in, off, len))
            return in_fail(&s->f.in, "segment %llu outside the file", k);
        end = MAX(end, off + len);
    }
    for (u32 i = 1; i < s->f.nsh; i++)
        if (s->f.sh[i].flags & SHF_ALLOC && has_bytes(&s->f.sh[i]))
            end = MAX(end, s->f.sh[i].off + s->f.sh[i].size);
    return end;
}

static void put_rels(Strip *s, const ElfShdr *h)
{
    size_t from = s->out->n;
    buf_put(s->out, in_at(&s->f.in, h->off), h->size);
    for (u64 at = 0; at < h->size; at += rel_size(s, h)) {
        u32 y = s->sym_to[rel_sym(s, h, at)];
        u8 *p = s->out->p + from + at;
        if (s->f.e->wide)
            wr32(p + 12, y);
        else
            wr32(p + 4, (rd32(p + 4) & 0xff) | y << 8);
    }
}

static void put_group(Strip *s, const ElfShdr *h)
{
    buf_u32(s->out, rd32(in_at(&s->f.in, h->off)));
    for (u64 at = 4; at < h->size; at += 4) {
        u32 k = s->to[rd32(in_at(&s->f.in, h->off + at))];
        if (k)
            buf_u32(s->out, k);
    }
}

static void put_contents(Strip *s, u32 i, ElfShdr *n)
{
    const ElfShdr *h = &s->f.sh[i];
    *n = *h;
    if (s->image && h->flags & SHF_ALLOC)
        return;
    buf_align(s->out, MAX(h->align, 1));
    n->off = s->out->n;
    if (i == s->symtab)
        buf_put(s->out, s->syms.p, s->syms.n);
    else if (own_rel(s, i))
        put_rels(s, h);
    else if (h->type == SHT_GROUP)
        put_group(s, h);
    else if (has_bytes(h))
        buf_put(s->out, in_at(&s->f.in, h->off), h->size);
    if (has_bytes(h))
        n->size = s->out->n - n->off;
}

static void renumber(const Strip *s, u32 i, ElfShdr *n, u32 strtab)
{
    const ElfShdr *h = &s->f.sh[i];
    if (i == s->symtab)
        n->link = strtab;
    else if (h->link < s->f.nsh)
        n->link = s->to[h->link];
    if (i == s->symtab)
        n->info = s->nlocal;
    else if (h->type == SHT_GROUP)
        n->info = s->sym_to[h->info];
    else if ((is_rel(h) || h->flags & SHF_INFO_LINK) && h->info < s->f.nsh)
        n->info = s->to[h->info];
}

static void put_headers(Strip *s)
{
    u32 strtab = s->syms.n ? s->nsh - 2 : 0, names = s->nsh - 1;
    StrTab t;
    strtab_init(&t, s->f.in.a);
    for (u32 i = 1; i < s->f.nsh; i++)
        if (s->keep[i]) {
            renumber(s, i, &s->sh[s->to[i]], strtab);
            s->sh[s->to[i]].name = strtab_add(&t, s->name[i]);
        }
    if (strtab) {
        s->sh[strtab] = (ElfShdr){.type = SHT_STRTAB, .off = s->out->n, .size = s->strs.n,
                                  .align = 1, .name = strtab_add(&t, STR(".strtab"))};
        buf_put(s->out, s->strs.p, s->strs.n);
    }
    s->sh[names] = (ElfShdr){.type = SHT_STRTAB, .off = s->out->n, .align = 1,
                             .name = strtab_add(&t, STR(".shstrtab"))};
    strtab_finish(&t, s->out);
    s->sh[names].size = s->out->n - s->sh[names].off;
    buf_align(s->out, s->f.e->word);
    u64 shoff = s->out->n;
    for (u32 i = 0; i < s->nsh; i++) {
        s->sh[i].name = strtab_off(&t, s->sh[i].name);
        elf_put_shdr(s->out, s->f.e, &s->sh[i]);
    }
    u8 *h = s->out->p;
    if (s->f.e->wide)
        wr64(h + 40, shoff);
    else
        wr32(h + 32, (u32)shoff);
    wr16(h + s->f.e->ehdr - 4, (u16)s->nsh);
    wr16(h + s->f.e->ehdr - 2, (u16)names);
}

bool elf_strip(Arena *a, Str bytes, StripLevel level, Buf *out, Str *err)
{
    *err = (Str){0};
    Strip s = {.f = {.in = {bytes, a, err}}, .level = level, .out = out};
    if (!elf_open(&s.f, ET_ANY))
        return false;
    s.image = rd16(in_at(&s.f.in, 16)) != ET_REL;
    s.name = arena_array(a, Str, s.f.nsh + 1);
    s.keep = arena_array(a, bool, s.f.nsh + 1);
    s.to = arena_array(a, u32, s.f.nsh + 1);
    if (!choose_sections(&s))
        return false;
    s.need = arena_array(a, bool, s.nsym + 1);
    s.sym_to = arena_array(a, u32, s.nsym + 1);
    if (!choose_groups(&s) || !find_needed(&s))
        return false;
    number_sections(&s);
    if (s.nsh >= SHN_LORESERVE)
        return in_fail(&s.f.in, "more sections than can be numbered anew", 0);
    u64 end = fixed_part(&s);
    bool ok = !err->p && choose_symbols(&s);
    if (ok) {
        s.sh = arena_array(a, ElfShdr, s.nsh + 1);
        buf_put(out, bytes.p, end);
        for (u32 i = 1; i < s.f.nsh; i++)
            if (s.keep[i])
                put_contents(&s, i, &s.sh[s.to[i]]);
        put_headers(&s);
    }
    buf_free(&s.syms);
    buf_free(&s.strs);
    return ok;
}
