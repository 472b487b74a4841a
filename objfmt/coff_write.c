// coff_write.c - an object as COFF for 64-bit x86
//
// Layout: header, section headers, contents and relocations of each section, symbols, strings.
// Everything is in the object's own order, so equal objects give equal bytes. Weak symbols are weak
// externals that name a default symbol, and a field that wants a cell with an address (the GOT of
// other formats) gets the cell here, as a COMDAT section `.refptr.NAME`.
#include "objfmt/coff.h"
#include "objfmt/strtab.h"

typedef struct CwReloc {
    u32 off, sym;
    u16 type;
} CwReloc;

typedef struct CwSect {
    Str name;
    u32 flags, nreloc;
    const u8 *data;              // NULL: zeros without bytes
    u32 size;
    VEC(CwReloc) reloc;
    u8 select;                   // CD_*
    u32 assoc;                   // number of the section it goes with
    u32 sym;                     // of the section itself
    u32 name_id;                 // in the string table
} CwSect;

typedef struct CwSym {
    Str name;
    u32 value;
    i32 sect;                    // 1..; 0 undefined, -1 absolute
    u16 type;
    u8 cls;
    bool aux;                    // an auxiliary record follows
    bool search;                 // of a weak external: archives are searched for it
    u32 tag;                     // ... its default
    u32 alt;                     // ... by the number in the object, or 0
    u32 name_id;
} CwSym;

typedef struct Cw {
    Arena *mem;
    const Obj *o;
    VEC(CwSect) sect;
    VEC(CwSym) sym;              // auxiliary records are not counted
    VEC(u32) index;              // by sym: its number in the file
    u32 nindex;
    u32 *of;                     // by object symbol: sym + 1
    Map refptr;                  // name -> sym
    Str suffix;                  // makes names of defaults differ between objects
    Buf directives;
    StrTab str;
    Str err;                     // what the format cannot say
} Cw;

static const struct { const char *ours, *coff; } renamed[] = {
    {".text", ".text$"}, {".rodata", ".rdata$"}, {".data.rel.ro", ".rdata$"}, {".data", ".data$"},
    {".bss", ".bss$"}, {".tdata", ".tls$"}, {".tbss", ".tls$"}, {".xdata", ".xdata$"},
    {".pdata", ".pdata$"}, {".init_array", ".CRT$XCU"}, {".fini_array", ".CRT$XTU"},
};

// ".text.f" is ".text$f": what follows the dollar orders the parts of a section, and is dropped.
Str coff_sect_name(Arena *a, const ObjSect *s)
{
    for (u32 k = 0; k < COUNT(renamed); k++) {
        size_t n = strlen(renamed[k].ours);
        if (!str_starts(s->name, renamed[k].ours) || (s->name.n > n && s->name.p[n] != '.'))
            continue;
        if (s->name.n > n && s->flags & SF_INIT)     // numbers run before those without
            return str_fmt(a, ".CRT$XCT%.*s", (int)(s->name.n - n - 1), s->name.p + n + 1);
        if (s->flags & SF_TLS)   // before ".tls$ZZZ", the end of the block in C runtimes
            return STR(".tls$");
        if (s->name.n > n)
            return str_fmt(a, "%s%.*s", renamed[k].coff, (int)(s->name.n - n - 1),
                           s->name.p + n + 1);
        n = strlen(renamed[k].coff);
        return (Str){renamed[k].coff, renamed[k].coff[n - 1] == '$' ? n - 1 : n};
    }
    return s->name;
}

static u32 align_bits(u32 align)
{
    return (u32)(ctz64(MIN(align, COFF_MAX_ALIGN)) + 1) << CS_ALIGN_SHIFT;
}

static u32 section_flags(const ObjSect *s)
{
    u32 f = align_bits(s->align) | CS_READ;
    bool relro = str_starts(s->name, ".data.rel.ro") || s->flags & (SF_INIT | SF_FINI);
    if (!(s->flags & SF_ALLOC))
        return f | CS_DATA | CS_DISCARD;
    if (s->flags & SF_WRITE && !relro)
        f |= CS_WRITE;
    if (s->flags & SF_EXEC)
        return f | CS_CODE | CS_EXEC;
    return f | (s->flags & SF_ZERO && !(s->flags & SF_TLS) ? CS_ZERO : CS_DATA);
}

static u32 new_sym(Cw *w, CwSym y)
{
    vec_push(w->mem, &w->sym, y);
    vec_push(w->mem, &w->index, w->nindex);
    w->nindex += 1 + y.aux;
    return w->sym.n - 1;
}

static u32 new_sect(Cw *w, CwSect s)
{
    vec_push(w->mem, &w->sect, s);
    CwSym y = {.name = s.name, .sect = (i32)w->sect.n, .cls = CY_STATIC, .aux = true};
    w->sect.v[w->sect.n - 1].sym = new_sym(w, y);
    return w->sect.n - 1;
}

static void make_sections(Cw *w)
{
    static const u8 none[1];
    for (u32 k = 0; k < w->o->sect.n; k++) {
        const ObjSect *s = &w->o->sect.v[k];
        CwSect c = {.name = coff_sect_name(w->mem, s), .flags = section_flags(s),
                    .size = (u32)s->size};
        if (!(c.flags & CS_ZERO)) {
            u8 *p = arena_alloc(w->mem, s->size ? s->size : 1, 1);
            if (s->data && s->size)
                memcpy(p, s->data, s->size);
            c.data = s->size ? p : none;
        }
        new_sect(w, c);
    }
}

/* The section of each group that holds the symbol of its name leads; the others go with it. */
static void make_groups(Cw *w)
{
    const Obj *o = w->o;
    u32 *leader = arena_array(w->mem, u32, o->group.n + 1);
    for (u32 k = 1; k < o->sym.n; k++) {
        const ObjSym *y = &o->sym.v[k];
        u32 g = y->sect < o->sect.n ? o->sect.v[y->sect].group : 0;
        if (!g || leader[g - 1] || !str_eq(y->name, o->group.v[g - 1].name) || !y->name.n)
            continue;
        leader[g - 1] = y->sect + 1;
        CwSym c = {.name = y->name, .value = (u32)y->value, .sect = (i32)y->sect + 1,
                   .cls = y->bind == SB_LOCAL ? CY_STATIC : CY_EXTERNAL,
                   .type = y->kind == SK_FUNC ? COFF_FUNC_TYPE : 0};
        w->of[k] = new_sym(w, c) + 1;
    }
    for (u32 k = 0; k < o->sect.n; k++) {
        u32 g = o->sect.v[k].group;
        if (!g)
            continue;
        if (!leader[g - 1]) {
            leader[g - 1] = k + 1;
            CwSym c = {.name = o->group.v[g - 1].name, .sect = (i32)k + 1, .cls = CY_EXTERNAL};
            new_sym(w, c);
        }
        CwSect *c = &w->sect.v[k];
        c->flags |= CS_COMDAT;
        c->select = leader[g - 1] == k + 1 ? CD_ANY : CD_ASSOC;
        c->assoc = leader[g - 1] == k + 1 ? 0 : leader[g - 1];
    }
    for (u32 k = 0; k < o->sect.n; k++) {
        u32 to = o->sect.v[k].link;
        if (!to || w->sect.v[k].select || !w->sect.v[to - 1].select)
            continue;
        w->sect.v[k].flags |= CS_COMDAT;
        w->sect.v[k].select = CD_ASSOC;
        w->sect.v[k].assoc = to;
    }
}

static void weak_symbol(Cw *w, u32 k, CwSym c)
{
    u32 alt = w->o->sym.v[k].alt;
    if (alt) {                   // the default's index is known when all symbols are there
        CwSym y = {.name = c.name, .cls = CY_WEAK, .type = c.type, .aux = true, .alt = alt,
                   .search = w->o->sym.v[k].search};
        w->of[k] = new_sym(w, y) + 1;
        return;
    }
    CwSym def = c;
    def.name = str_fmt(w->mem, ".weak.%.*s.default.%.*s", STR_ARG(c.name), STR_ARG(w->suffix));
    def.cls = CY_EXTERNAL;
    if (!def.sect)
        def.sect = -1;           // stays 0 when nobody defines it
    u32 d = new_sym(w, def);
    CwSym y = {.name = c.name, .cls = CY_WEAK, .type = c.type, .aux = true, .tag = d,
               .search = w->o->sym.v[k].search};
    w->of[k] = new_sym(w, y) + 1;
}

/* The alignment that linkers give a common symbol of this size. */
static u64 natural_align(u64 size)
{
    u64 a = 1;
    while (a < size && a < 32)
        a *= 2;
    return a;
}

static void make_symbol(Cw *w, u32 k)
{
    const ObjSym *y = &w->o->sym.v[k];
    CwSym c = {.name = y->name, .value = (u32)y->value,
               .cls = y->bind == SB_LOCAL ? CY_STATIC : CY_EXTERNAL,
               .type = y->kind == SK_FUNC ? COFF_FUNC_TYPE : 0};
    if (y->sect == SECT_ABS)
        c.sect = -1;
    else if (y->sect < w->o->sect.n)
        c.sect = (i32)y->sect + 1;
    if (y->sect == SECT_COMMON) {
        c.value = (u32)MAX(y->size, 1u);
        if (y->value > natural_align(y->size))
            buf_fmt(&w->directives, " -aligncomm:\"%.*s\",%d", STR_ARG(y->name), ctz64(y->value));
    }
    if (y->bind == SB_WEAK)
        weak_symbol(w, k, c);
    else
        w->of[k] = new_sym(w, c) + 1;
}

static void make_symbols(Cw *w)
{
    for (u32 k = 1; k < w->o->sym.n; k++) {
        const ObjSym *y = &w->o->sym.v[k];
        if (y->kind == SK_SECTION && y->sect < w->o->sect.n)
            w->of[k] = w->sect.v[y->sect].sym + 1;
        else if (!w->of[k] && y->kind != SK_FILE)
            make_symbol(w, k);
    }
}

/* A read-only cell with the address of a symbol, the same one for all objects. */
static u32 cell_of(Cw *w, u32 sym)
{
    Str name = str_fmt(w->mem, ".refptr.%.*s", STR_ARG(w->sym.v[sym].name));
    u64 *have = map_get(&w->refptr, name);
    if (have)
        return (u32)*have;
    CwSect s = {.name = str_fmt(w->mem, ".rdata$%.*s", STR_ARG(name)),
                .flags = CS_DATA | CS_READ | CS_COMDAT | align_bits(8), .size = 8,
                .data = arena_alloc(w->mem, 8, 1), .select = CD_ANY};
    u32 k = new_sect(w, s);
    vec_push(w->mem, &w->sect.v[k].reloc, ((CwReloc){0, sym, CR_ADDR64}));
    CwSym y = {.name = name, .sect = (i32)k + 1, .cls = CY_EXTERNAL};
    u32 id = new_sym(w, y);
    bool is_new;
    *map_put(&w->refptr, name, &is_new) = id;
    return id;
}

enum { MOST_SECTIONS = 0xfeff };    // above are numbers with meanings of their own

static u16 reloc_type(FixKind k, bool debug)
{
    switch (k) {
    case FIX_ABS64: return CR_ADDR64;
    case FIX_ABS32: return debug ? CR_SECREL : CR_ADDR32;
    case FIX_ABS32S: return CR_ADDR32;
    case FIX_RVA32: return CR_ADDR32NB;
    case FIX_PC32: case FIX_BR32: case FIX_GOTPC32: case FIX_GOTPCX: case FIX_GOTPCRX:
        return CR_REL32;
    case FIX_TPOFF32: case FIX_DTPOFF32: return CR_SECREL;
    default: return CR_ABSOLUTE;         // FIX_NONE: names what is needed, changes nothing
    }
}

static void make_relocs(Cw *w)
{
    for (u32 k = 0; k < w->o->sect.n; k++) {
        const ObjSect *s = &w->o->sect.v[k];
        for (u32 j = 0; j < s->fix.n; j++) {
            const Fix *x = &s->fix.v[j];
            const ObjSym *y = &w->o->sym.v[x->sym];
            u32 sym = w->of[x->sym] - 1;
            u16 type = reloc_type((FixKind)x->kind, s->flags & SF_DEBUG);
            i64 add = x->add + (type == CR_REL32 ? 4 : 0);
            add += y->kind == SK_SECTION ? (i64)y->value : 0;
            assert(w->of[x->sym]);
            if (type == CR_ABSOLUTE && x->kind != FIX_NONE) {
                Str place = obj_fix_place(w->o, s, x);
                w->err = str_fmt(w->o->mem, "%.*s, which COFF objects have not", STR_ARG(place));
                return;
            }
            if (fix_info[x->kind].flags & FF_GOT)
                sym = cell_of(w, sym);
            u8 *p = (u8 *)(uintptr_t)w->sect.v[k].data + x->off;
            if (type == CR_ADDR64)
                wr64(p, (u64)add);
            else if (type != CR_ABSOLUTE)
                wr32(p, (u32)add);
            vec_push(w->mem, &w->sect.v[k].reloc, ((CwReloc){(u32)x->off, sym, type}));
        }
    }
}

void coff_put_exports(const Obj *o, Buf *out)
{
    for (u32 k = 0; k < o->exp.n; k++) {
        const ObjExport *x = &o->exp.v[k];
        buf_fmt(out, " -export:\"%.*s\"", STR_ARG(x->name));
        if (!str_eq(x->of, x->name))
            buf_fmt(out, "=\"%.*s\"", STR_ARG(x->of));
        if (x->ordinal)
            buf_fmt(out, ",@%u%s", x->ordinal, x->noname ? ",noname" : "");
        buf_fmt(out, "%s%s", x->data ? ",data" : "", x->secret ? ",private" : "");
    }
}

static void make_directives(Cw *w)
{
    coff_put_exports(w->o, &w->directives);
    if (!w->directives.n)
        return;
    Str text = buf_take(&w->directives, w->mem);
    CwSect s = {.name = STR(".drectve"), .flags = CS_INFO | CS_REMOVE | align_bits(1),
                .data = (const u8 *)text.p, .size = (u32)text.n};
    new_sect(w, s);
}

/* Differs between objects that may be linked together: they do not define the same globals. */
static Str suffix_of(Cw *w)
{
    u64 h = 0xcbf29ce484222325u;
    for (u32 k = 1; k < w->o->sym.n; k++) {
        const ObjSym *y = &w->o->sym.v[k];
        if (y->bind == SB_LOCAL || y->sect == SECT_UNDEF)
            continue;
        for (size_t j = 0; j < y->name.n; j++)
            h = (h ^ (u8)y->name.p[j]) * 0x100000001b3u;
    }
    return str_fmt(w->mem, "%016llx", (unsigned long long)h);
}

// In place of eight bytes; of a section "/9" would be a place in the string table.
static bool is_short(Str name, bool section)
{
    return name.n <= 8 && !(section && name.n && name.p[0] == '/');
}

static void put_name(Cw *w, Buf *b, Str name, u32 id, bool section)
{
    char text[8] = {0};
    if (is_short(name, section)) {
        memcpy(text, name.p, name.n);
        buf_put(b, text, 8);
        return;
    }
    u32 off = 4 + strtab_off(&w->str, id);
    if (section) {
        static const char digit[] =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        Str z = str_fmt(w->mem, "/%u", off);
        if (z.n <= 8) {
            memcpy(text, z.p, z.n);
        } else {             // "//" and six digits of base 64
            text[0] = text[1] = '/';
            for (int k = 7; k >= 2; k--, off /= 64)
                text[k] = digit[off % 64];
        }
        buf_put(b, text, 8);
        return;
    }
    buf_u32(b, 0);
    buf_u32(b, off);
}

static void put_sections(Cw *w, Buf *out, Buf *body, u64 at)
{
    for (u32 k = 0; k < w->sect.n; k++) {
        CwSect *s = &w->sect.v[k];
        bool many = s->reloc.n >= 0xffff;
        put_name(w, out, s->name, s->name_id, true);
        buf_u64(out, 0);
        buf_u32(out, s->size);
        buf_align(body, 4);
        buf_u32(out, s->data && s->size ? (u32)(at + body->n) : 0);
        if (s->data)
            buf_put(body, s->data, s->size);
        buf_u32(out, s->reloc.n ? (u32)(at + body->n) : 0);
        buf_u32(out, 0);
        buf_u16(out, (u16)(many ? 0xffff : s->reloc.n));
        buf_u16(out, 0);
        buf_u32(out, s->flags | (many ? CS_MANY_RELOCS : 0));
        if (many) {
            buf_u32(body, s->reloc.n + 1);
            buf_zero(body, COFF_RELOC - 4);
        }
        for (u32 j = 0; j < s->reloc.n; j++) {
            buf_u32(body, s->reloc.v[j].off);
            buf_u32(body, w->index.v[s->reloc.v[j].sym]);
            buf_u16(body, s->reloc.v[j].type);
        }
    }
}

static void put_aux(Cw *w, Buf *b, const CwSym *y)
{
    if (y->cls == CY_WEAK) {
        buf_u32(b, w->index.v[y->alt ? w->of[y->alt] - 1 : y->tag]);
        buf_u32(b, y->search ? CW_LIBRARY : CW_NOLIBRARY);
        buf_zero(b, 10);
        return;
    }
    const CwSect *s = &w->sect.v[y->sect - 1];
    buf_u32(b, s->size);
    buf_u16(b, (u16)MIN(s->reloc.n, 0xffffu));
    buf_u16(b, 0);
    buf_u32(b, 0);
    buf_u16(b, (u16)s->assoc);
    buf_byte(b, s->select);
    buf_zero(b, 3);
}

static void put_symbols(Cw *w, Buf *b)
{
    for (u32 k = 0; k < w->sym.n; k++) {
        const CwSym *y = &w->sym.v[k];
        put_name(w, b, y->name, y->name_id, false);
        buf_u32(b, y->value);
        buf_u16(b, (u16)y->sect);
        buf_u16(b, y->type);
        buf_byte(b, y->cls);
        buf_byte(b, y->aux);
        if (y->aux)
            put_aux(w, b, y);
    }
}

static void intern_names(Cw *w, Buf *strings)
{
    strtab_init(&w->str, w->mem);
    for (u32 k = 0; k < w->sect.n; k++)
        if (!is_short(w->sect.v[k].name, true))
            w->sect.v[k].name_id = strtab_add(&w->str, w->sect.v[k].name);
    for (u32 k = 0; k < w->sym.n; k++)
        if (!is_short(w->sym.v[k].name, false))
            w->sym.v[k].name_id = strtab_add(&w->str, w->sym.v[k].name);
    strtab_finish(&w->str, strings);
}

static void write_file(Cw *w, Buf *out)
{
    Buf strings = {0}, body = {0}, heads = {0};
    intern_names(w, &strings);
    u64 at = COFF_HEADER + (u64)COFF_SECTION * w->sect.n;
    put_sections(w, &heads, &body, at);
    buf_align(&body, 4);
    buf_u16(out, COFF_AMD64);
    buf_u16(out, (u16)w->sect.n);
    buf_u32(out, 0);
    buf_u32(out, (u32)(at + body.n));
    buf_u32(out, w->nindex);
    buf_u32(out, 0);
    buf_put(out, heads.p, heads.n);
    buf_put(out, body.p, body.n);
    put_symbols(w, out);
    buf_u32(out, (u32)(strings.n + 4));
    buf_put(out, strings.p, strings.n);
    buf_free(&heads);
    buf_free(&body);
    buf_free(&strings);
}

Str coff_write_obj(const Obj *o, Buf *out)
{
    Arena tmp = {0};
    Cw w = {.mem = &tmp, .o = o, .refptr = map_new(&tmp)};
    w.of = arena_array(&tmp, u32, o->sym.n + 1);
    w.suffix = suffix_of(&w);
    make_sections(&w);
    make_groups(&w);
    make_symbols(&w);
    make_relocs(&w);
    make_directives(&w);
    if (w.sect.n > MOST_SECTIONS)
        w.err = str_fmt(o->mem, "%u sections are more than a COFF object has (%u)", w.sect.n,
                        MOST_SECTIONS);
    if (!w.err.n)
        write_file(&w, out);
    buf_free(&w.directives);
    arena_free(&tmp);
    return w.err;
}
