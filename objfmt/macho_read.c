// macho_read.c - a relocatable Mach-O 64 file as an object; every offset and count is checked
//
// A file that says its sections may be cut at symbols (MH_SUBSECTIONS_VIA_SYMBOLS) becomes one
// section of the object for each stretch from one symbol to the next; the others stay whole. The
// descriptor of a thread-local variable becomes the variable itself: in an Obj, `x` is where the
// initial value is, and who makes a file or an image makes the descriptor. Each compact unwind
// entry is a section that lives with its function. Pieces of code whose lines are told as one
// stretch say so: the lines would be wrong once they are apart. Left out: debug sections for
// looking up names, and what only a linker of Apple's reads.
#include "objfmt/macho_int.h"

static const u64 max_sect = (u64)1 << 40;

bool macho_is_obj(Str b)
{
    return b.n >= 16 && rd32((const u8 *)b.p) == MH_MAGIC_64 &&
           rd32((const u8 *)b.p + 12) == MH_OBJECT;
}

static void get_name(char to[17], const u8 *p)
{
    memcpy(to, p, 16);
    to[16] = 0;
}

static MrRole role_of(const MrSect *s)
{
    if (s->type == S_TLV_VARS)
        return MR_TLV;
    if (!strcmp(s->seg, "__LD") && !strcmp(s->name, "__compact_unwind"))
        return MR_COMPACT;
    if (!strcmp(s->seg, "__DWARF") && macho_debug_in(s->name) && !s->zero)
        return MR_DEBUG;
    if (s->flags & S_ATTR_DEBUG || !strcmp(s->seg, "__DWARF") || !strcmp(s->seg, "__LLVM") ||
        !strcmp(s->seg, "__LD"))
        return MR_SKIP;
    return s->sf & SF_UNWIND ? MR_EH : s->sf & SF_MERGE ? MR_MERGE : MR_PLAIN;
}

static u32 other_flags(const MrSect *s)
{
    u32 sf = SF_ALLOC;
    if (s->flags & (S_ATTR_CODE | S_ATTR_SOME_CODE))
        sf |= SF_EXEC;
    else if (strcmp(s->seg, "__TEXT"))
        sf |= SF_WRITE;
    switch (s->type) {
    case S_ZEROFILL: case S_GB_ZEROFILL: return sf | SF_ZERO;
    case S_TLV_DATA: return sf | SF_TLS;
    case S_TLV_ZERO: return sf | SF_TLS | SF_ZERO;
    case S_INIT_FUNCS: return sf | SF_INIT;
    case S_TERM_FUNCS: return sf | SF_FINI;
    }
    return sf;
}

static bool read_section(Mr *r, u32 i, const u8 *p)
{
    MrSect *s = &r->sect[i];
    get_name(s->name, p);
    get_name(s->seg, p + 16);
    s->addr = rd64(p + 32);
    s->size = rd64(p + 40);
    s->off = rd32(p + 48);
    u32 align = rd32(p + 52);
    s->reloff = rd32(p + 56);
    s->nreloc = rd32(p + 60);
    s->flags = rd32(p + 64);
    s->type = s->flags & S_TYPE;
    if (align > 20)
        return in_fail(&r->in, "alignment of section %llu is above 1 MiB", i + 1);
    if (s->size > max_sect || s->addr > max_sect)
        return in_fail(&r->in, "size of section %llu is too large", i + 1);
    s->align = 1u << align;
    s->zero = s->type == S_ZEROFILL || s->type == S_TLV_ZERO || s->type == S_GB_ZEROFILL;
    if (!s->zero && !in_has(&r->in, s->off, s->size))
        return in_fail(&r->in, "contents of section %llu outside the file", i + 1);
    if (!in_has(&r->in, s->reloff, (u64)s->nreloc * RELOC_SIZE))
        return in_fail(&r->in, "relocations of section %llu outside the file", i + 1);
    if (s->zero && s->nreloc)
        return in_fail(&r->in, "section %llu has relocations and no contents", i + 1);
    const char *known = macho_sect_in(s->seg, s->name, s->flags, &s->sf, &s->entsize);
    s->obj_name = known ? str_of(known) : str_fmt(r->in.a, "%s,%s", s->seg, s->name);
    if (!known)
        s->sf = other_flags(s);
    if (s->entsize && s->size % s->entsize)
        s->sf &= ~(u32)(SF_MERGE | SF_STRINGS);
    if (s->flags & S_ATTR_NO_DEAD_STRIP)
        s->sf |= SF_KEEP;
    s->role = role_of(s);
    if (s->role == MR_DEBUG) {
        s->obj_name = str_of(macho_debug_in(s->name));
        bool strings = str_eqz(s->obj_name, ".debug_str") ||
                       str_eqz(s->obj_name, ".debug_line_str");
        s->sf = SF_DEBUG | (strings ? SF_MERGE | SF_STRINGS : 0);
        s->entsize = strings;
    }
    return true;
}

static bool read_segment(Mr *r, const u8 *p, u32 size)
{
    if (r->sect)
        return in_fail(&r->in, "two segments in an object file", 0);
    u32 n = size >= SEG_SIZE ? rd32(p + 64) : 0;
    if (size < SEG_SIZE || n > 255 || size < SEG_SIZE + (u64)n * SECT_SIZE)
        return in_fail(&r->in, "a segment command of %llu bytes is too short", size);
    r->sect = arena_array(r->in.a, MrSect, n + 1);
    r->nsect = n;
    for (u32 i = 0; i < n; i++)
        if (!read_section(r, i, p + SEG_SIZE + (size_t)i * SECT_SIZE))
            return false;
    return true;
}

static bool read_symtab_command(Mr *r, const u8 *p, u32 size)
{
    if (size < 24 || r->symoff)
        return in_fail(&r->in, "broken symbol table command", 0);
    r->symoff = rd32(p + 8);
    r->nsym = rd32(p + 12);
    r->stroff = rd32(p + 16);
    r->strsize = rd32(p + 20);
    if (!in_has(&r->in, r->symoff, (u64)r->nsym * NLIST_SIZE) ||
        !in_has(&r->in, r->stroff, r->strsize))
        return in_fail(&r->in, "symbol table outside the file", 0);
    return true;
}

static bool read_header(Mr *r)
{
    if (r->in.bytes.n < MH_SIZE || !macho_is_obj(r->in.bytes))
        return in_fail(&r->in, "not a relocatable Mach-O file", 0);
    const u8 *h = (const u8 *)r->in.bytes.p;
    u32 cpu = rd32(h + 4), n = rd32(h + 16), size = rd32(h + 20), at = MH_SIZE;
    if (!macho_arch_of(cpu, &r->arch))
        return in_fail(&r->in, "for another machine (%llu)", cpu);
    r->cut = rd32(h + 24) & MH_SUBSECTIONS;
    if (!in_has(&r->in, MH_SIZE, size))
        return in_fail(&r->in, "load commands outside the file", 0);
    for (u32 i = 0; i < n; i++) {
        u32 left = MH_SIZE + size - at, len = left >= 8 ? rd32(h + at + 4) : 0;
        if (len < 8 || len > left)
            return in_fail(&r->in, "load command %llu does not fit", i);
        u32 cmd = rd32(h + at);
        if (cmd == LC_SEGMENT_64 && !read_segment(r, h + at, len))
            return false;
        if (cmd == LC_SYMTAB && !read_symtab_command(r, h + at, len))
            return false;
        at += len;
    }
    return true;
}

static bool get_sym(Mr *r, u32 i, MrSym *s)
{
    const u8 *p = (const u8 *)r->in.bytes.p + r->symoff + (size_t)i * NLIST_SIZE;
    u32 strx = rd32(p);
    *s = (MrSym){.type = p[4], .sect = p[5], .desc = rd16(p + 6), .value = rd64(p + 8)};
    if (s->type & N_STAB)
        return true;
    if (strx >= r->strsize)
        return in_fail(&r->in, "name of symbol %llu outside the string table", i);
    const char *z = r->in.bytes.p + r->stroff + strx, *e = memchr(z, 0, r->strsize - strx);
    if (!e)
        return in_fail(&r->in, "name of symbol %llu does not end", i);
    s->name = (Str){z, (size_t)(e - z)};
    u32 type = s->type & N_TYPE;
    if (type != N_SECT && type != N_UNDF && type != N_ABS)
        return in_fail(&r->in, "symbol %llu is of a type that is not supported", i);
    if (type != N_SECT)
        return true;
    if (s->sect == 0 || s->sect > r->nsect)
        return in_fail(&r->in, "symbol %llu is in a section that does not exist", i);
    const MrSect *t = &r->sect[s->sect - 1];
    if (s->value < t->addr || s->value - t->addr > t->size)
        return in_fail(&r->in, "symbol %llu is outside its section", i);
    return true;
}

static bool read_symbols(Mr *r)
{
    r->sym = arena_array(r->in.a, MrSym, r->nsym + 1);
    for (u32 i = 0; i < r->nsym; i++)
        if (!get_sym(r, i, &r->sym[i]))
            return false;
    return true;
}

static int by_value(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    u64 x = *(const u64 *)a, y = *(const u64 *)b;
    return x < y ? -1 : x > y;
}

static u32 piece_align(const MrSect *s, u64 off)
{
    u64 low = off & (~off + 1);
    return off && low < s->align ? (u32)low : s->align;
}

static void add_piece(Mr *r, MrSect *s, u64 off, u64 end)
{
    ObjSect t = {.name = s->obj_name, .flags = s->sf, .align = piece_align(s, off),
                 .entsize = s->entsize, .size = end - off};
    t.data = s->zero ? NULL : (const u8 *)r->in.bytes.p + s->off + off;
    s->piece[s->npiece++] = (MrPiece){.off = off, .sect = r->o->sect.n};
    vec_push(r->in.a, &r->o->sect, t);
}

// Addresses that .debug_line sets: those of its relocations.
static void find_lines(Mr *r)
{
    r->lines = imap_new(r->in.a);
    for (u32 i = 0; i < r->nsect; i++) {
        const MrSect *s = &r->sect[i];
        if (s->role != MR_DEBUG || !str_eqz(s->obj_name, ".debug_line"))
            continue;
        for (u32 k = 0; k < s->nreloc; k++) {
            const u8 *p = (const u8 *)r->in.bytes.p;
            MachoReloc x = macho_get_reloc(p + s->reloff + (size_t)k * RELOC_SIZE);
            if (x.len != 3 || s->size < 8 || x.addr > s->size - 8 || (x.ext && x.sym >= r->nsym))
                continue;
            u64 at = rd64(p + s->off + x.addr) + (x.ext ? r->sym[x.sym].value : 0);
            bool is_new;
            *imap_put(&r->lines, at, &is_new) = 1;
        }
    }
}

// Do the lines of this section begin anew where it would be cut?
static bool lines_apart(const Mr *r, const MrSect *s, const u64 *at, u32 n)
{
    bool any = false, all = true;
    for (u32 k = 0; k < n; k++) {
        bool begins = imap_get(&r->lines, s->addr + at[k]) != NULL;
        any |= begins;
        all &= begins;
    }
    return all || !any;
}

/* Where section i is cut: at its symbols, but for the local ones of the assembler and those that
 * say they are another entry of what comes before. */
static void cut_section(Mr *r, u32 i)
{
    MrSect *s = &r->sect[i];
    bool whole = !r->cut || s->role != MR_PLAIN || s->sf & (SF_INIT | SF_FINI);
    u32 n = 0;
    u64 *at = arena_array(r->in.a, u64, r->by_sect[i + 1] - r->by_sect[i] + 1);
    for (u32 k = r->by_sect[i]; k < r->by_sect[i + 1] && !whole; k++) {
        const MrSym *m = &r->sym[r->sorted[k]];
        if (!(m->desc & N_ALT_ENTRY) && m->value - s->addr < s->size)
            at[n++] = m->value - s->addr;
    }
    sort_stable(at, n, sizeof *at, by_value, NULL);
    s->piece = arena_array(r->in.a, MrPiece, n + 1);
    u64 from = 0;
    bool apart = lines_apart(r, s, at, n);
    for (u32 k = 0; k < n; k++)
        if (at[k] > from) {
            add_piece(r, s, from, at[k]);
            from = at[k];
        }
    add_piece(r, s, from, s->size);
    for (u32 k = 1; k < s->npiece && !apart; k++)
        r->o->sect.v[s->piece[k].sect].stretch = true;
}

/* Symbols by section: sorted[by_sect[i]] to sorted[by_sect[i + 1]] are those of section i. */
static void index_symbols(Mr *r)
{
    r->by_sect = arena_array(r->in.a, u32, r->nsect + 2);
    r->sorted = arena_array(r->in.a, u32, r->nsym + 1);
    for (int pass = 0; pass < 2; pass++) {
        for (u32 i = 0; i < r->nsym; i++) {
            const MrSym *m = &r->sym[i];
            if (m->type & N_STAB || (m->type & N_TYPE) != N_SECT)
                continue;
            if (pass == 0)
                r->by_sect[m->sect]++;
            else
                r->sorted[r->by_sect[m->sect - 1]++] = i;
        }
        if (pass == 0)
            for (u32 k = 0; k < r->nsect; k++)
                r->by_sect[k + 1] += r->by_sect[k];
    }
    for (u32 k = r->nsect; k > 0; k--)
        r->by_sect[k] = r->by_sect[k - 1];
    r->by_sect[0] = 0;
}

MrPlace mr_locate(const MrSect *s, u64 off)
{
    u32 lo = 0, hi = s->npiece;
    while (hi - lo > 1) {
        u32 mid = lo + (hi - lo) / 2;
        if (s->piece[mid].off <= off)
            lo = mid;
        else
            hi = mid;
    }
    return (MrPlace){s->piece[lo].sect, off - s->piece[lo].off};
}

/* Names that the assembler made up (l_.str.3, ltmp0, L...) or that belong to a descriptor. */
static bool is_private(const MrSym *m)
{
    return m->name.n && (m->name.p[0] == 'l' || m->name.p[0] == 'L');
}

static bool is_tlv_init(const MrSym *m)
{
    return str_ends(m->name, "$tlv$init") && !(m->type & N_EXT);
}

static void define(Mr *r, const MrSym *m, ObjSym *s)
{
    const MrSect *t = &r->sect[m->sect - 1];
    if (!t->npiece) {    // in a section that is left out
        s->sect = s->bind == SB_LOCAL ? (u32)SECT_ABS : (u32)SECT_UNDEF;
        return;
    }
    MrPlace p = mr_locate(t, m->value - t->addr);
    ObjSect *o = &r->o->sect.v[p.sect];
    s->sect = p.sect;
    s->value = p.off;
    s->size = o->size - p.off;
    s->kind = o->flags & SF_EXEC ? SK_FUNC : o->flags & SF_TLS ? SK_TLS : SK_DATA;
    if (m->desc & N_NO_DEAD_STRIP && t->role == MR_PLAIN)
        o->flags |= SF_KEEP;
}

static bool make_symbol(Mr *r, u32 i)
{
    MrSym *m = &r->sym[i];
    if (m->type & N_STAB || (m->type == (N_EXT | N_UNDF) && str_eqz(m->name, TLV_BOOTSTRAP)))
        return true;     // only descriptors need that one
    ObjSym s = {.bind = m->type & N_EXT ? SB_GLOBAL : SB_LOCAL, .sect = SECT_UNDEF};
    s.hidden = m->type & N_PEXT;
    bool local = s.bind == SB_LOCAL;
    if (!(local && (is_private(m) || is_tlv_init(m))))
        s.name = macho_name_in(r->in.a, m->name);
    if (str_starts(m->name, "_\1"))     // "\1" marks names that are not of C
        return in_fail(&r->in, "the name of symbol %llu begins with a control character", i);
    if (!local && (m->name.n == 0 || s.name.n == 0))
        return in_fail(&r->in, "global symbol %llu has no name", i);
    u32 type = m->type & N_TYPE;
    if (type == N_SECT) {
        if (!local && m->desc & N_WEAK_DEF)
            s.bind = SB_WEAK;
        define(r, m, &s);
    } else if (type == N_ABS) {
        s.sect = SECT_ABS;
        s.value = m->value;
    } else if (m->value && !local) {
        s.sect = SECT_COMMON;
        s.size = m->value;
        s.value = (u64)1 << (m->desc >> 8 & 15);
        s.kind = SK_DATA;
        if (s.size > max_sect)
            return in_fail(&r->in, "common symbol %llu has a broken size", i);
    } else if (local) {
        return in_fail(&r->in, "symbol %llu is local and not defined", i);
    } else if (m->desc & N_WEAK_REF) {
        s.bind = SB_WEAK;
    }
    m->obj = r->o->sym.n;
    vec_push(r->in.a, &r->o->sym, s);
    return true;
}

// Debug information that would be wrong is none.
static void drop_debug(Obj *o)
{
    for (u32 k = 0; k < o->sect.n; k++)
        if (o->sect.v[k].flags & SF_DEBUG) {
            o->sect.v[k].size = 0;
            o->sect.v[k].fix.n = 0;
        }
}

static bool read_all(Mr *r)
{
    if (!read_header(r) || !read_symbols(r))
        return false;
    r->o->arch = r->arch;
    index_symbols(r);
    find_lines(r);
    for (u32 i = 0; i < r->nsect; i++)
        if (r->sect[i].role <= MR_EH)
            cut_section(r, i);
    for (u32 i = 0; i < r->nsym; i++)
        if (!make_symbol(r, i))
            return false;
    r->at = imap_new(r->in.a);
    if (!mr_descriptors(r) || !mr_relocs(r) || !mr_unwind(r))
        return false;
    if (r->no_debug || !dwarf_refs(r->in.a, r->o))
        drop_debug(r->o);
    return true;
}

Obj *macho_read_obj(Arena *a, Str name, Str bytes, Str *err)
{
    *err = (Str){0};
    Mr r = {.in = {bytes, a, err}, .o = obj_new(a, name)};
    return read_all(&r) ? r.o : NULL;
}

int macho_scan_defs(Arena *a, Str bytes, Str **names, u32 *n)
{
    Str err = {0};
    Mr r = {.in = {bytes, a, &err}};
    VEC(Str) v = {0};
    *n = 0;
    *names = NULL;
    if (!read_header(&r) || !read_symbols(&r))
        return -1;
    for (u32 i = 0; i < r.nsym; i++) {
        const MrSym *m = &r.sym[i];
        bool undef = (m->type & N_TYPE) == N_UNDF && !m->value;
        if (!(m->type & N_STAB) && m->type & N_EXT && !undef)
            vec_push(a, &v, macho_name_in(a, m->name));
    }
    *names = v.v;
    *n = v.n;
    return 0;
}
