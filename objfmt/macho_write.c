// macho_write.c - an object as a relocatable Mach-O 64 file
//
// Sections of one name become one section of the file, cut at symbols again by who reads it
// (MH_SUBSECTIONS_VIA_SYMBOLS): so each piece starts with a symbol, if need be one made up here,
// and symbols inside a piece are marked as other entries of it. A relocation of code names a
// symbol; those of debug sections and compact unwind entries name a section, as the field then
// holds an address that readers find without relocating. Offsets from one debug section into
// another are written as numbers.
#include "objfmt/macho.h"
#include "objfmt/strtab.h"

typedef struct WSect {   // section of the file
    MachoSect m;
    VEC(u32) part;       // sections of the object
    u64 addr, size, off;
    u32 align, reloff, nreloc;
    bool zero, debug, frames, literal;
} WSect;

typedef struct WSym {
    Str name;            // as in the file
    u8 type, sect;
    u16 desc;
    u64 value;
    u32 id;              // StrTab
    u32 index;           // in the symbol table
} WSym;

enum { MOST_SECTIONS = 255 };    // a symbol names its section in a byte

typedef struct Mw {
    const Obj *o;
    Arena tmp;
    Buf *out;
    size_t base;
    u64 first;           // offset of the contents
    VEC(WSect) sect;
    u32 *of;             // file section of each section of the object
    u64 *addr;           // address of each section of the object
    VEC(WSym) sym;
    u32 *sym_out;        // WSym + 1 of each symbol
    u32 *start;          // WSym + 1 at the start of each section of the object
    u32 *init;           // WSym + 1 of the initial value of each thread-local symbol
    bool *want_start;
    bool *used;          // symbols that a relocation names
    u32 tlv;             // file section of the descriptors, + 1
    u32 made;            // symbols made up
    VEC(u32) tls;        // symbols that have descriptors
    u32 *order, nlocal, nglobal, nundef;
    Buf rel;
    Str err;             // what the format cannot say
} Mw;

static const MachoArch *arch_of(const Mw *w) { return &macho_arch[w->o->arch]; }

static const ObjSect *home(const Mw *w, const ObjSym *s)
{
    return s->sect < w->o->sect.n ? &w->o->sect.v[s->sect] : NULL;
}

static u32 find_section(Mw *w, MachoSect m)
{
    for (u32 i = 0; i < w->sect.n; i++)
        if (!strcmp(w->sect.v[i].m.seg, m.seg) && !strcmp(w->sect.v[i].m.sect, m.sect) &&
            w->sect.v[i].m.flags == m.flags)
            return i;
    WSect s = {.m = m, .align = 1};
    u32 type = m.flags & S_TYPE;
    s.zero = type == S_ZEROFILL || type == S_TLV_ZERO;
    s.debug = m.flags & S_ATTR_DEBUG;
    s.frames = !strcmp(m.sect, "__eh_frame");
    s.literal = type >= S_CSTRING && type <= S_LITERAL8;
    s.literal |= type == S_LITERAL16;
    vec_push(&w->tmp, &w->sect, s);
    return w->sect.n - 1;
}

/* Sections with bytes come before those without, as addresses do. */
static void group_sections(Mw *w)
{
    const Obj *o = w->o;
    w->of = arena_array(&w->tmp, u32, o->sect.n + 1);
    for (int zero = 0; zero < 2; zero++) {
        for (u32 i = 0; i < o->sect.n; i++)
            if (!!(o->sect.v[i].flags & SF_ZERO) == zero) {
                w->of[i] = find_section(w, macho_sect_of(&o->sect.v[i]));
                vec_push(&w->tmp, &w->sect.v[w->of[i]].part, i);
            }
        for (u32 i = 1; i < o->sym.n && !zero; i++) {
            const ObjSect *s = home(w, &o->sym.v[i]);
            if (o->sym.v[i].kind == SK_TLS && s && s->flags & SF_TLS && o->sym.v[i].name.n)
                vec_push(&w->tmp, &w->tls, i);
        }
        if (w->tls.n && !zero)
            w->tlv = find_section(w, (MachoSect){"__DATA", "__thread_vars", S_TLV_VARS}) + 1;
    }
    if (w->sect.n > MOST_SECTIONS)
        w->err = str_fmt(o->mem, "%u sections are more than a Mach-O object has (%u)", w->sect.n,
                         MOST_SECTIONS);
}

static void place_sections(Mw *w)
{
    u64 at = 0;
    w->addr = arena_array(&w->tmp, u64, w->o->sect.n + 1);
    for (u32 i = 0; i < w->sect.n; i++) {
        WSect *s = &w->sect.v[i];
        u64 size = 0;
        for (u32 k = 0; k < s->part.n; k++) {
            const ObjSect *p = &w->o->sect.v[s->part.v[k]];
            s->align = MAX(s->align, p->align);
            size = ALIGN_UP(size, (u64)p->align);
            w->addr[s->part.v[k]] = size;
            size += p->size;
        }
        if (i + 1 == w->tlv) {
            s->align = 8;
            size = (u64)TLV_SIZE * w->tls.n;
        }
        s->addr = at = ALIGN_UP(at, (u64)s->align);
        s->size = size;
        at += size;
        for (u32 k = 0; k < s->part.n; k++)
            w->addr[s->part.v[k]] += s->addr;
    }
}

/* ---- symbols ---- */

static Str file_name(Mw *w, Str name, const char *more)
{
    Buf b = {0};
    macho_name_out(&b, name);
    buf_str(&b, more);
    return buf_take(&b, &w->tmp);
}

static u32 push_sym(Mw *w, WSym s)
{
    vec_push(&w->tmp, &w->sym, s);
    return w->sym.n;
}

static WSym at_section(const Mw *w, u32 sect, u64 value)
{
    return (WSym){.type = N_SECT, .sect = (u8)(w->of[sect] + 1), .value = w->addr[sect] + value};
}

static u32 make_up(Mw *w, u32 sect, u64 value)
{
    WSym s = at_section(w, sect, value);
    s.name = str_fmt(&w->tmp, "l%u", w->made++);
    if (value && !w->sect.v[w->of[sect]].literal)
        s.desc = N_ALT_ENTRY;
    return push_sym(w, s);
}

static u32 make_up_number(Mw *w, const ObjSym *s)
{
    return push_sym(w, (WSym){.name = str_fmt(&w->tmp, "l%u", w->made++), .type = N_ABS,
                              .value = s->value});
}

static bool is_named(const ObjSym *s)
{
    return s->kind != SK_SECTION && s->kind != SK_FILE && s->name.n;
}

static bool has_descriptor(const Mw *w, const ObjSym *s)
{
    const ObjSect *h = home(w, s);
    return s->kind == SK_TLS && h && h->flags & SF_TLS && s->name.n;
}

static u16 desc_of(const Mw *w, const ObjSym *s, bool descriptor)
{
    const ObjSect *h = home(w, s);
    u16 d = 0;
    if (!h)
        return s->bind == SB_WEAK ? N_WEAK_REF : 0;
    const WSect *t = &w->sect.v[w->of[s->sect]];
    if (s->value && !descriptor && !t->literal && !t->debug && !t->frames)
        d |= N_ALT_ENTRY;
    if (s->bind == SB_WEAK || (h->group && s->bind != SB_LOCAL))
        d |= N_WEAK_DEF;
    if (h->flags & SF_KEEP)
        d |= N_NO_DEAD_STRIP;
    return d;
}

/* A place in code goes by a name that is there already and that no other object can take. */
static u32 name_at(const Mw *w, const ObjSym *s)
{
    const ObjSect *h = &w->o->sect.v[s->sect];
    if (!(h->flags & SF_EXEC) || s->value >= h->size)
        return 0;
    u32 start = s->value ? 0 : w->start[s->sect];    // most are functions of their own sections
    if (start && !(w->sym.v[start - 1].desc & N_WEAK_DEF))
        return start;
    WSym at = at_section(w, s->sect, s->value);
    for (u32 k = 0; k < w->sym.n; k++) {
        const WSym *y = &w->sym.v[k];
        if (y->value == at.value && y->sect == at.sect && !(y->desc & N_WEAK_DEF))
            return k + 1;
    }
    return 0;
}

static u32 add_unnamed(Mw *w, const ObjSym *s)
{
    if (!home(w, s))
        return make_up_number(w, s);
    u32 at = name_at(w, s);
    return at ? at : make_up(w, s->sect, s->value);
}

static void add_symbol(Mw *w, u32 i)
{
    const ObjSym *s = &w->o->sym.v[i];
    bool local = s->bind == SB_LOCAL;
    bool private = local && str_starts(s->name, ".L") && !has_descriptor(w, s);
    if (!is_named(s) || private) {
        if (w->used[i])
            w->sym_out[i] = add_unnamed(w, s);
        return;
    }
    WSym m = {.name = file_name(w, s->name, ""), .desc = desc_of(w, s, has_descriptor(w, s))};
    bool hidden = s->hidden && !local && s->sect != SECT_UNDEF;
    m.type = (u8)((local ? 0 : N_EXT) | (hidden ? N_PEXT : 0));
    if (home(w, s)) {
        WSym at = at_section(w, s->sect, s->value);
        m.type |= at.type;
        m.sect = at.sect;
        m.value = at.value;
        if (s->value == 0 && !w->start[s->sect])
            w->start[s->sect] = w->sym.n + 1;
    } else if (s->sect == SECT_ABS) {
        m.type |= N_ABS;
        m.value = s->value;
    } else if (s->sect == SECT_COMMON) {
        m.value = s->size;
        m.desc = (u16)((u32)ctz64(s->value ? s->value : 1) << 8);
    } else if (local || (!w->used[i] && s->bind == SB_WEAK)) {
        return;
    } else {
        m.type = N_EXT | N_UNDF;
    }
    w->sym_out[i] = push_sym(w, m);
}

static void add_descriptors(Mw *w)
{
    for (u32 k = 0; k < w->tls.n; k++) {
        const ObjSym *s = &w->o->sym.v[w->tls.v[k]];
        WSym *m = &w->sym.v[w->sym_out[w->tls.v[k]] - 1];
        WSym init = {.name = file_name(w, s->name, "$tlv$init"), .type = N_SECT, .sect = m->sect,
                     .value = m->value, .desc = s->value ? N_ALT_ENTRY : 0};
        m->sect = (u8)w->tlv;
        m->value = w->sect.v[w->tlv - 1].addr + (u64)TLV_SIZE * k;
        w->init[w->tls.v[k]] = push_sym(w, init);
        if (w->start[s->sect] == w->sym_out[w->tls.v[k]])
            w->start[s->sect] = w->init[w->tls.v[k]];
    }
}

/* Where readers cut, each part must begin with a symbol. */
static void add_starts(Mw *w)
{
    for (u32 i = 0; i < w->o->sect.n; i++) {
        const WSect *t = &w->sect.v[w->of[i]];
        bool cut = !t->literal && !t->debug && !t->frames && w->o->sect.v[i].size &&
                   t->part.v[0] != i;
        if ((cut || w->want_start[i]) && !w->start[i])
            w->start[i] = make_up(w, i, 0);
    }
}

static bool is_pair(const Mw *w, const WSect *t, FixKind k)
{
    bool code = t->m.flags & S_ATTR_SOME_CODE;
    return k == FIX_PC64 || (k == FIX_PC32 && (arch_of(w)->addend || !code));
}

static bool is_number(const Mw *w, const WSect *t, const Fix *f)
{
    const ObjSym *s = &w->o->sym.v[f->sym];
    if (!home(w, s))
        return false;
    const WSect *to = &w->sect.v[w->of[s->sect]];
    return (t->debug && to->debug) ||
           (t->frames && arch_of(w)->plain_frames && is_pair(w, t, (FixKind)f->kind));
}

static bool by_section(const Mw *w, const WSect *t, const Fix *f)
{
    const ObjSym *s = &w->o->sym.v[f->sym];
    // an address outside of the section would be read as one of its neighbour's
    return t->debug && home(w, s) && s->kind != SK_TLS &&
           s->value + (u64)f->add <= w->o->sect.v[s->sect].size;
}

static void mark_used(Mw *w)
{
    for (u32 i = 0; i < w->o->sect.n; i++) {
        const ObjSect *s = &w->o->sect.v[i];
        const WSect *t = &w->sect.v[w->of[i]];
        for (u32 k = 0; k < s->fix.n; k++) {
            const Fix *f = &s->fix.v[k];
            if (f->kind == FIX_NONE || is_number(w, t, f) || by_section(w, t, f))
                continue;
            w->used[f->sym] = true;
            if (is_pair(w, t, (FixKind)f->kind))
                w->want_start[i] = true;
        }
    }
}

static u32 rank(const WSym *s)
{
    return !(s->type & N_EXT) ? 0 : (s->type & N_TYPE) == N_UNDF ? 2 : 1;
}

static void order_symbols(Mw *w)
{
    u32 n = 0, count[3] = {0};
    w->order = arena_array(&w->tmp, u32, w->sym.n + 1);
    for (u32 k = 0; k < 3; k++)
        for (u32 i = 0; i < w->sym.n; i++)
            if (rank(&w->sym.v[i]) == k) {
                w->sym.v[i].index = n;
                w->order[n++] = i;
                count[k]++;
            }
    w->nlocal = count[0];
    w->nglobal = count[1];
    w->nundef = count[2];
}

static u32 bootstrap(Mw *w)
{
    return push_sym(w, (WSym){.name = STR(TLV_BOOTSTRAP), .type = N_EXT | N_UNDF});
}

static u32 collect_symbols(Mw *w)
{
    u32 n = w->o->sym.n;
    w->sym_out = arena_array(&w->tmp, u32, n + 1);
    w->init = arena_array(&w->tmp, u32, n + 1);
    w->used = arena_array(&w->tmp, bool, n + 1);
    w->start = arena_array(&w->tmp, u32, w->o->sect.n + 1);
    w->want_start = arena_array(&w->tmp, bool, w->o->sect.n + 1);
    mark_used(w);
    for (u32 i = 1; i < n; i++)
        add_symbol(w, i);
    add_descriptors(w);
    add_starts(w);
    u32 boot = w->tls.n ? bootstrap(w) : 0;
    order_symbols(w);
    return boot;
}

/* ---- contents ---- */

static void start_at(Mw *w, size_t align)
{
    size_t n = w->out->n - w->base;
    buf_zero(w->out, ALIGN_UP(n, align) - n);
}

/* The segment is one piece: offsets differ as addresses do. */
static void write_contents(Mw *w)
{
    u32 align = 8;
    for (u32 i = 0; i < w->sect.n; i++)
        align = w->sect.v[i].zero ? align : MAX(align, w->sect.v[i].align);
    start_at(w, align);
    w->first = w->out->n - w->base;
    for (u32 i = 0; i < w->sect.n; i++) {
        WSect *s = &w->sect.v[i];
        if (s->zero)
            continue;
        s->off = w->first + s->addr;
        buf_zero(w->out, w->base + s->off + s->size - w->out->n);
        for (u32 k = 0; k < s->part.n; k++) {
            const ObjSect *p = &w->o->sect.v[s->part.v[k]];
            u64 at = w->addr[s->part.v[k]] - s->addr;
            if (p->size)
                memcpy(w->out->p + w->base + s->off + at, p->data, p->size);
        }
    }
}

static void store(u8 *p, u32 bytes, u64 v)
{
    for (u32 i = 0; i < bytes; i++)
        p[i] = (u8)(v >> 8 * i);
}

static void put_reloc(Mw *w, WSect *t, MachoReloc r)
{
    macho_put_reloc(&w->rel, r);
    t->nreloc++;
}

static void write_number(Mw *w, const WSect *t, const Fix *f, u64 place, u8 *p)
{
    const ObjSym *s = &w->o->sym.v[f->sym];
    u64 v = w->addr[s->sect] + s->value + (u64)f->add;
    v -= t->debug ? w->sect.v[w->of[s->sect]].addr : place;
    store(p, fix_info[f->kind].bytes, v);
}

static u32 sym_index(const Mw *w, u32 sym_plus_1) { return w->sym.v[sym_plus_1 - 1].index; }

static void write_pair(Mw *w, WSect *t, u32 sect, const Fix *f, u8 *p)
{
    u32 at = (u32)(w->addr[sect] - t->addr + f->off);
    MachoReloc r = {.addr = at, .len = f->kind == FIX_PC64 ? 3 : 2, .ext = true,
                    .type = arch_of(w)->subtractor,
                    .sym = sym_index(w, w->start[sect])};
    put_reloc(w, t, r);
    r.type = 0;
    r.sym = sym_index(w, w->sym_out[f->sym]);
    put_reloc(w, t, r);
    store(p, fix_info[f->kind].bytes, (u64)f->add - f->off);
}

/* A field that holds an address, of a debug section or an unwind entry. */
static void write_by_section(Mw *w, WSect *t, u32 sect, const Fix *f, u8 *p)
{
    const ObjSym *s = &w->o->sym.v[f->sym];
    u32 bytes = fix_info[f->kind].bytes;
    MachoReloc r = {.addr = (u32)(w->addr[sect] - t->addr + f->off), .len = bytes == 8 ? 3 : 2,
                    .sym = w->of[s->sect] + 1};
    put_reloc(w, t, r);
    store(p, bytes, w->addr[s->sect] + s->value + (u64)f->add);
}

static void write_fix(Mw *w, WSect *t, u32 sect, const Fix *f)
{
    u64 place = w->addr[sect] + f->off;
    u8 *p = w->out->p + w->base + t->off + (place - t->addr);
    if (f->kind == FIX_NONE)
        return;
    if (is_number(w, t, f)) {
        write_number(w, t, f, place, p);
        return;
    }
    if (by_section(w, t, f)) {
        write_by_section(w, t, sect, f, p);
        return;
    }
    if (is_pair(w, t, (FixKind)f->kind)) {
        write_pair(w, t, sect, f, p);
        return;
    }
    i64 stored;
    int type = macho_reloc_type(w->o->arch, (FixKind)f->kind, f->add, p, &stored);
    if (type < 0) {
        Str place = obj_fix_place(w->o, &w->o->sect.v[sect], f);
        w->err = str_fmt(w->o->mem, "%.*s, which Mach-O objects have not", STR_ARG(place));
        return;
    }
    bool data = f->kind == FIX_ABS64 || f->kind == FIX_ABS32 || f->kind == FIX_GOTPC32;
    bool pc = fix_info[f->kind].flags & FF_PC;
    MachoReloc r = {.addr = (u32)(place - t->addr), .type = (u8)type, .ext = true, .pc = pc,
                    .len = f->kind == FIX_ABS64 ? 3 : 2,
                    .sym = sym_index(w, w->sym_out[f->sym])};
    if (arch_of(w)->addend && !data && stored)
        put_reloc(w, t, (MachoReloc){.addr = r.addr, .type = ARM64_ADDEND, .len = 2,
                                     .sym = (u32)stored});
    put_reloc(w, t, r);
    if (!arch_of(w)->addend || data)
        store(p, fix_info[f->kind].bytes, (u64)stored);
}

static void write_descriptors(Mw *w, WSect *t, u32 boot)
{
    for (u32 k = w->tls.n; k-- > 0;) {
        MachoReloc r = {.addr = TLV_SIZE * k + 16, .ext = true, .len = 3};
        r.sym = sym_index(w, w->init[w->tls.v[k]]);
        put_reloc(w, t, r);
        r.addr -= 16;
        r.sym = sym_index(w, boot);
        put_reloc(w, t, r);
    }
}

/* Relocations go from the end of a section to its start, as other tools write them. */
static void write_relocs(Mw *w, u32 boot)
{
    start_at(w, 8);
    u32 from = (u32)(w->out->n - w->base);
    for (u32 i = 0; i < w->sect.n; i++) {
        WSect *t = &w->sect.v[i];
        size_t n = w->rel.n;
        for (u32 k = t->part.n; k-- > 0;) {
            const ObjSect *s = &w->o->sect.v[t->part.v[k]];
            for (u32 j = s->fix.n; j-- > 0;)
                write_fix(w, t, t->part.v[k], &s->fix.v[j]);
        }
        if (i + 1 == w->tlv)
            write_descriptors(w, t, boot);
        t->reloff = t->nreloc ? from + (u32)n : 0;
    }
    buf_put(w->out, w->rel.p, w->rel.n);
    buf_free(&w->rel);
}

static void write_symbols(Mw *w, u32 *symoff, u32 *stroff, u32 *strsize)
{
    StrTab st;
    Buf strs = {0};
    strtab_init(&st, &w->tmp);
    for (u32 i = 0; i < w->sym.n; i++)
        w->sym.v[w->order[i]].id = strtab_add(&st, w->sym.v[w->order[i]].name);
    strtab_finish(&st, &strs);
    start_at(w, 8);
    *symoff = (u32)(w->out->n - w->base);
    for (u32 i = 0; i < w->sym.n; i++) {
        const WSym *s = &w->sym.v[w->order[i]];
        macho_put_nlist(w->out, strtab_off(&st, s->id), s->type, s->sect, s->desc, s->value);
    }
    *stroff = (u32)(w->out->n - w->base);
    *strsize = (u32)ALIGN_UP(strs.n, 8);
    buf_put(w->out, strs.p, strs.n);
    buf_zero(w->out, *strsize - strs.n);
    buf_free(&strs);
}

/* ---- load commands ---- */

enum { BUILD_SIZE = 24, SYMTAB_SIZE = 24, DYSYMTAB_SIZE = 80 };

static u32 commands_size(const Mw *w)
{
    return SEG_SIZE + SECT_SIZE * w->sect.n + BUILD_SIZE + SYMTAB_SIZE + DYSYMTAB_SIZE;
}

static void put_sections(const Mw *w, Buf *h)
{
    u64 vmsize = 0, end = w->first;
    for (u32 i = 0; i < w->sect.n; i++) {
        const WSect *s = &w->sect.v[i];
        vmsize = MAX(vmsize, s->addr + s->size);
        end = s->zero ? end : MAX(end, s->off + s->size);
    }
    buf_u32(h, LC_SEGMENT_64);
    buf_u32(h, SEG_SIZE + SECT_SIZE * w->sect.n);
    buf_zero(h, 16);
    buf_u64(h, 0);
    buf_u64(h, vmsize);
    buf_u64(h, w->first);
    buf_u64(h, end - w->first);
    buf_u32(h, VM_R | VM_W | VM_X);
    buf_u32(h, VM_R | VM_W | VM_X);
    buf_u32(h, w->sect.n);
    buf_u32(h, 0);
    for (u32 i = 0; i < w->sect.n; i++) {
        const WSect *s = &w->sect.v[i];
        macho_put_name16(h, s->m.sect);
        macho_put_name16(h, s->m.seg);
        buf_u64(h, s->addr);
        buf_u64(h, s->size);
        buf_u32(h, (u32)s->off);
        buf_u32(h, (u32)ctz64(s->align));
        buf_u32(h, s->reloff);
        buf_u32(h, s->nreloc);
        buf_u32(h, s->m.flags);
        buf_zero(h, 12);
    }
}

static void put_header(const Mw *w, Buf *h, u32 symoff, u32 stroff, u32 strsize)
{
    buf_u32(h, MH_MAGIC_64);
    buf_u32(h, arch_of(w)->cpu);
    buf_u32(h, arch_of(w)->subtype);
    buf_u32(h, MH_OBJECT);
    buf_u32(h, 4);
    buf_u32(h, commands_size(w));
    buf_u32(h, MH_SUBSECTIONS);
    buf_u32(h, 0);
    put_sections(w, h);
    buf_u32(h, LC_BUILD_VERSION);
    buf_u32(h, BUILD_SIZE);
    buf_u32(h, PLATFORM_MACOS);
    buf_u32(h, MACOS_11);
    buf_u32(h, 0);
    buf_u32(h, 0);
    buf_u32(h, LC_SYMTAB);
    buf_u32(h, SYMTAB_SIZE);
    buf_u32(h, symoff);
    buf_u32(h, w->sym.n);
    buf_u32(h, stroff);
    buf_u32(h, strsize);
    buf_u32(h, LC_DYSYMTAB);
    buf_u32(h, DYSYMTAB_SIZE);
    buf_u32(h, 0);
    buf_u32(h, w->nlocal);
    buf_u32(h, w->nlocal);
    buf_u32(h, w->nglobal);
    buf_u32(h, w->nlocal + w->nglobal);
    buf_u32(h, w->nundef);
    buf_zero(h, 48);
}

static void write_file(Mw *w)
{
    u32 symoff, stroff, strsize;
    place_sections(w);
    u32 boot = collect_symbols(w);
    buf_zero(w->out, MH_SIZE + commands_size(w));
    write_contents(w);
    write_relocs(w, boot);
    write_symbols(w, &symoff, &stroff, &strsize);
    Buf h = {0};
    put_header(w, &h, symoff, stroff, strsize);
    memcpy(w->out->p + w->base, h.p, h.n);
    buf_free(&h);
}

Str macho_write_obj(const Obj *o, Buf *out)
{
    Mw w = {.o = o, .out = out, .base = out->n};
    group_sections(&w);
    if (!w.err.n)
        write_file(&w);
    if (w.err.n)
        out->n = w.base;
    arena_free(&w.tmp);
    return w.err;
}
