// view_macho.c - the view of a 64-bit Mach-O object, program or library
//
// Sources: as macho.h says.
#include "objfmt/infile.h"
#include "objfmt/macho.h"
#include "objfmt/view.h"

enum { MAX_TYPE = 12 };

typedef struct Mv {
    InFile in;
    View *v;
    u32 symoff, nsym, stroff, strsize;
} Mv;

bool view_is_macho(Str b)
{
    return b.n >= MH_SIZE && rd32((const u8 *)b.p) == MH_MAGIC_64;
}

static Str name16(const u8 *p)
{
    const u8 *e = memchr(p, 0, 16);
    return (Str){(const char *)p, e ? (size_t)(e - p) : 16};
}

static u32 sect_flags(u32 flags, Str seg, u32 rights)
{
    u32 type = flags & S_TYPE, f = 0;
    bool zero = type == S_ZEROFILL || type == S_TLV_ZERO || type == S_GB_ZEROFILL;
    bool debug = flags & S_ATTR_DEBUG || str_eqz(seg, "__DWARF") || str_eqz(seg, "__LD") ||
                 str_eqz(seg, "__LLVM");
    f |= debug ? 0 : VS_ALLOC;
    f |= str_starts(seg, "__DATA") || (rights & VM_W && !str_starts(seg, "__TEXT")) ? VS_WRITE : 0;
    f |= flags & (S_ATTR_CODE | S_ATTR_SOME_CODE) ? VS_CODE : 0;
    f |= zero ? VS_ZERO : 0;
    f |= str_eqz(seg, "__DWARF") ? VS_DEBUG : 0;
    f |= !(f & (VS_CODE | VS_ZERO)) ? VS_DATA : 0;
    return f;
}

static bool read_relocs(Mv *m, ViewSect *s, u32 off, u32 n)
{
    if (!in_has(&m->in, off, (u64)n * RELOC_SIZE))
        return in_fail(&m->in, "relocations of section %llu outside the file", m->v->sect.n);
    for (u32 i = 0; i < n; i++) {
        MachoReloc r = macho_get_reloc(in_at(&m->in, off + (u64)i * RELOC_SIZE));
        bool paired = macho_arch[m->v->arch].addend && r.type == ARM64_ADDEND;
        ViewRel x = {.off = r.addr, .type = r.type};
        if (paired) {
            x.add = (i64)((u64)r.sym << 40) >> 40;
            x.addend = true;
        } else if (r.ext) {
            if (r.sym >= m->nsym)
                return in_fail(&m->in, "a relocation against symbol %llu, which is none", r.sym);
            x.sym = r.sym + 1;
        } else {
            x.sect = r.sym;
        }
        vec_push(m->in.a, &s->rel, x);
    }
    return true;
}

static bool read_segment(Mv *m, const u8 *p, u32 len)
{
    u32 n = len >= SEG_SIZE ? rd32(p + 64) : 0;
    if (len < SEG_SIZE || n > 255 || len < SEG_SIZE + (u64)n * SECT_SIZE)
        return in_fail(&m->in, "a segment command of %llu bytes is too short", len);
    for (u32 i = 0; i < n; i++) {
        const u8 *q = p + SEG_SIZE + (size_t)i * SECT_SIZE;
        u32 flags = rd32(q + 64), off = rd32(q + 48);
        ViewSect s = {.name = name16(q), .seg = name16(q + 16), .addr = rd64(q + 32),
                      .size = rd64(q + 40), .type = flags & S_TYPE};
        s.flags = sect_flags(flags, s.seg, rd32(p + 60));
        // a file of debug information has the sections of its program without their bytes
        bool bytes = !(s.flags & VS_ZERO) && off;
        if (bytes && !in_has(&m->in, off, s.size))
            return in_fail(&m->in, "contents of section %llu outside the file", m->v->sect.n);
        s.data = bytes ? in_at(&m->in, off) : NULL;
        vec_push(m->in.a, &m->v->sect, s);
    }
    return true;
}

static bool read_commands(Mv *m)
{
    const u8 *h = in_at(&m->in, 0);
    u32 n = rd32(h + 16), size = rd32(h + 20), pos = MH_SIZE;
    if (!in_has(&m->in, MH_SIZE, size))
        return in_fail(&m->in, "load commands outside the file", 0);
    for (u32 i = 0; i < n; i++) {
        u32 left = MH_SIZE + size - pos, len = left >= 8 ? rd32(h + pos + 4) : 0;
        if (len < 8 || len > left)
            return in_fail(&m->in, "load command %llu does not fit", i);
        if (rd32(h + pos) == LC_SEGMENT_64 && !read_segment(m, h + pos, len))
            return false;
        if (rd32(h + pos) == LC_SYMTAB && len >= 24) {
            m->symoff = rd32(h + pos + 8);
            m->nsym = rd32(h + pos + 12);
            m->stroff = rd32(h + pos + 16);
            m->strsize = rd32(h + pos + 20);
        }
        pos += len;
    }
    return (in_has(&m->in, m->symoff, (u64)m->nsym * NLIST_SIZE) &&
            in_has(&m->in, m->stroff, m->strsize)) ||
           in_fail(&m->in, "symbol table outside the file", 0);
}

// Relocations come after all sections: they name symbols, whose number is in another command.
static bool relocs_of_segments(Mv *m)
{
    const u8 *h = in_at(&m->in, 0);
    u32 pos = MH_SIZE, k = 1;
    for (u32 i = 0; i < rd32(h + 16); i++, pos += rd32(h + pos + 4)) {
        if (rd32(h + pos) != LC_SEGMENT_64)
            continue;
        for (u32 j = 0; j < rd32(h + pos + 64); j++, k++) {
            const u8 *q = h + pos + SEG_SIZE + (size_t)j * SECT_SIZE;
            if (!read_relocs(m, &m->v->sect.v[k], rd32(q + 56), rd32(q + 60)))
                return false;
        }
    }
    return true;
}

static bool read_symbol(Mv *m, u32 i, ViewSym *t)
{
    const u8 *p = in_at(&m->in, m->symoff + (u64)i * NLIST_SIZE);
    u32 strx = rd32(p), type = p[4], desc = rd16(p + 6), kind = type & N_TYPE;
    if (strx >= m->strsize && strx)
        return in_fail(&m->in, "name of symbol %llu outside the string table", i);
    const char *z = m->in.bytes.p + m->stroff + strx;
    const char *e = m->strsize ? memchr(z, 0, m->strsize - strx) : z;
    if (!e)
        return in_fail(&m->in, "name of symbol %llu does not end", i);
    *t = (ViewSym){.name = {z, (size_t)(e - z)}, .value = rd64(p + 8), .other = p[4],
                   .local = !(type & N_EXT), .stab = type & N_STAB};
    t->weak = kind == N_SECT ? desc & N_WEAK_DEF : kind == N_UNDF && desc & N_WEAK_REF;
    t->sect = kind == N_ABS ? VSECT_ABS : kind == N_INDR ? VSECT_OTHER : VSECT_UNDEF;
    if (kind == N_UNDF && t->value && !t->local) {
        t->sect = VSECT_COMMON;
        t->size = t->value;
        t->align = 1u << (desc >> 8 & 15);
    }
    if (kind == N_SECT && !t->stab) {
        t->sect = p[5];
        if (!p[5] || p[5] >= m->v->sect.n)
            return in_fail(&m->in, "symbol %llu is in a section that does not exist", i);
        t->kind = m->v->sect.v[p[5]].flags & VS_CODE ? SK_FUNC : SK_DATA;
    }
    return true;
}

View *view_macho(Arena *a, Str bytes, Str *err)
{
    *err = (Str){0};
    Mv m = {.in = {bytes, a, err}, .v = arena_new(a, View)};
    u32 cpu = rd32(in_at(&m.in, 4)), type = rd32(in_at(&m.in, 12));
    Arch arch;
    if (!macho_arch_of(cpu, &arch))
        return in_fail(&m.in, "for another machine (%llu)", cpu) ? m.v : NULL;
    if (!type || type > MAX_TYPE)
        return in_fail(&m.in, "not a Mach-O file of a known type (%llu)", type) ? m.v : NULL;
    *m.v = (View){.fmt = FMT_MACHO, .arch = arch, .wide = true, .bytes = bytes,
                  .image = type != MH_OBJECT, .format = macho_arch[arch].name};
    vec_push(a, &m.v->sect, (ViewSect){0});
    vec_push(a, &m.v->sym, (ViewSym){0});
    if (!read_commands(&m) || !relocs_of_segments(&m))
        return NULL;
    for (u32 i = 0; i < m.nsym; i++) {
        ViewSym t;
        if (!read_symbol(&m, i, &t))
            return NULL;
        vec_push(a, &m.v->sym, t);
    }
    return m.v;
}
