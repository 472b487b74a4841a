// view_coff.c - the view of a COFF object or PE image for 64-bit x86
//
// Source: Microsoft, "PE Format".
#include "objfmt/coff.h"
#include "objfmt/infile.h"
#include "objfmt/view.h"

enum { PE_AT = 0x3c, PE_MAGIC = 0x20b, PE_BASE = 24, FUNC_SHIFT = 4, FUNC_TYPE = 2 };

typedef struct Cv {
    InFile in;
    Str strings;
    View *v;
    u64 header, symbols, base;
    u32 nsect, nsym;
    u32 *index;          // by symbol number: index into View.sym, 0 for what belongs to another
} Cv;

static bool is_pe(Str b)
{
    const u8 *p = (const u8 *)b.p;
    u64 h = b.n >= 64 && p[0] == 'M' && p[1] == 'Z' ? rd32(p + PE_AT) : ~(u64)0;
    return h < b.n && b.n - h >= 4 + COFF_HEADER && !memcmp(p + h, "PE\0", 4);
}

bool view_is_coff(Str b)
{
    return is_pe(b) || (coff_is_obj(b) && !coff_is_short_import(b));
}

static bool read_header(Cv *c)
{
    bool pe = is_pe(c->in.bytes);
    c->header = pe ? rd32(in_at(&c->in, PE_AT)) + 4 : 0;
    const u8 *h = in_at(&c->in, c->header);
    u32 opt = rd16(h + 16);
    if (rd16(h) != COFF_AMD64)
        return in_fail(&c->in, "for another machine (0x%llx)", rd16(h));
    c->nsect = rd16(h + 2);
    c->symbols = rd32(h + 8);
    c->nsym = c->symbols ? rd32(h + 12) : 0;
    c->v->image = pe;
    c->header += COFF_HEADER;
    if (pe && (opt < PE_BASE + 8 || !in_has(&c->in, c->header, opt) || rd16(h + 20) != PE_MAGIC))
        return in_fail(&c->in, "not a PE32+ image", 0);
    if (pe)
        c->base = rd64(h + COFF_HEADER + PE_BASE);
    c->header += opt;
    u64 end = c->symbols + (u64)COFF_SYMBOL * c->nsym;
    if (!in_has(&c->in, c->header, (u64)COFF_SECTION * c->nsect))
        return in_fail(&c->in, "section headers outside the file", 0);
    if (!in_has(&c->in, c->symbols, (u64)COFF_SYMBOL * c->nsym))
        return in_fail(&c->in, "symbols outside the file", 0);
    if (c->nsym && in_has(&c->in, end, 4))
        c->strings = (Str){c->in.bytes.p + end, MIN(rd32(in_at(&c->in, end)), c->in.bytes.n - end)};
    return true;
}

static bool long_name(Cv *c, u64 off, Str *out)
{
    bool in = off >= 4 && off < c->strings.n;
    const char *p = in ? c->strings.p + off : NULL;
    const char *e = in ? memchr(p, 0, c->strings.n - off) : NULL;
    if (!e)
        return in_fail(&c->in, "string offset %llu outside its table", off);
    *out = (Str){p, (size_t)(e - p)};
    return true;
}

static bool section_name(Cv *c, const u8 *p, Str *out)
{
    const u8 *e = memchr(p, 0, 8);
    u64 off = 0;
    *out = (Str){(const char *)p, e ? (size_t)(e - p) : 8};
    if (out->n < 2 || p[0] != '/')
        return true;
    for (size_t k = 1; k < out->n; k++) {
        if (p[k] < '0' || p[k] > '9')
            return true;
        off = off * 10 + p[k] - '0';
    }
    return long_name(c, off, out);
}

static u32 sect_flags(u32 cs, Str name)
{
    u32 f = str_starts(name, ".debug") ? VS_DEBUG : cs & (CS_REMOVE | CS_INFO) ? 0 : VS_ALLOC;
    f |= cs & CS_WRITE ? VS_WRITE : 0;
    f |= cs & (CS_CODE | CS_EXEC) ? VS_CODE : 0;
    f |= cs & CS_ZERO ? VS_ZERO : 0;
    f |= cs & CS_DATA ? VS_DATA : 0;
    return f;
}

static bool read_relocs(Cv *c, ViewSect *s, const u8 *h)
{
    u32 n = rd16(h + 32), off = rd32(h + 24);
    if (rd32(h + 36) & CS_MANY_RELOCS && n == 0xffff && in_has(&c->in, off, COFF_RELOC)) {
        n = rd32(in_at(&c->in, off));
        n -= n > 0;
        off += COFF_RELOC;
    }
    if (!in_has(&c->in, off, (u64)COFF_RELOC * n))
        return in_fail(&c->in, "relocations of section %llu outside the file", c->v->sect.n);
    for (u32 i = 0; i < n; i++) {
        const u8 *p = in_at(&c->in, off + (u64)COFF_RELOC * i);
        u32 sym = rd32(p + 4);
        if (sym >= c->nsym)
            return in_fail(&c->in, "a relocation against symbol %llu, which is none", sym);
        ViewRel r = {.off = rd32(p), .type = rd16(p + 8), .sym = c->index[sym]};
        vec_push(c->in.a, &s->rel, r);
    }
    return true;
}

static bool read_section(Cv *c, u32 i)
{
    const u8 *h = in_at(&c->in, c->header + (u64)COFF_SECTION * i);
    u32 virt = rd32(h + 8), raw = rd32(h + 16), off = rd32(h + 20), cs = rd32(h + 36);
    ViewSect s = {.type = cs, .addr = c->v->image ? c->base + rd32(h + 12) : 0};
    if (!section_name(c, h, &s.name))
        return false;
    s.flags = sect_flags(cs, s.name);
    bool bytes = off && raw && !(cs & CS_ZERO);
    s.size = c->v->image && virt ? virt : raw;
    if (bytes && !in_has(&c->in, off, raw))
        return in_fail(&c->in, "contents of section %llu outside the file", i + 1);
    // what memory has beyond the file is zero, and not for those who look at bytes
    if (c->v->image && bytes)
        s.size = MIN(s.size, raw);
    s.data = bytes ? in_at(&c->in, off) : NULL;
    if (!c->v->image && !read_relocs(c, &s, h))
        return false;
    vec_push(c->in.a, &c->v->sect, s);
    return true;
}

static bool read_symbol(Cv *c, u32 i)
{
    const u8 *p = in_at(&c->in, c->symbols + (u64)COFF_SYMBOL * i);
    const u8 *e = memchr(p, 0, 8);
    u32 number = rd16(p + 12), class = p[16];
    ViewSym t = {.value = rd32(p + 8), .name = {(const char *)p, e ? (size_t)(e - p) : 8}};
    if (!rd32(p) && !long_name(c, rd32(p + 4), &t.name))
        return false;
    t.sect = number == 0xffff ? VSECT_ABS : number == 0xfffe ? VSECT_OTHER : number;
    t.local = class != CY_EXTERNAL && class != CY_WEAK;
    t.weak = class == CY_WEAK;
    t.stab = class == CY_FILE || class == CY_FUNCTION || number == 0xfffe;
    if (number < 0xfffe && number > c->nsect)
        return in_fail(&c->in, "symbol %llu is in a section that does not exist", i);
    if (!number && class == CY_EXTERNAL && t.value)
        t.sect = VSECT_COMMON;
    if (class == CY_FILE)
        t.kind = SK_FILE;
    else if (class == CY_STATIC && p[17] && !t.value && t.sect && t.sect <= c->nsect)
        t.kind = SK_SECTION;
    else if (rd16(p + 14) >> FUNC_SHIFT == FUNC_TYPE)
        t.kind = SK_FUNC;
    if (c->v->image && number && number <= c->nsect)
        t.value += c->base + rd32(in_at(&c->in, c->header + (u64)COFF_SECTION * (number - 1) + 12));
    if (class == CY_FILE && i + 1 < c->nsym && p[17]) {
        const char *q = (const char *)p + COFF_SYMBOL;
        const char *z = memchr(q, 0, COFF_SYMBOL);
        t.name = (Str){q, z ? (size_t)(z - q) : COFF_SYMBOL};
    }
    c->index[i] = c->v->sym.n;
    vec_push(c->in.a, &c->v->sym, t);
    return true;
}

View *view_coff(Arena *a, Str bytes, Str *err)
{
    *err = (Str){0};
    Cv c = {.in = {bytes, a, err}, .v = arena_new(a, View)};
    *c.v = (View){.fmt = FMT_COFF, .arch = ARCH_X64, .wide = true, .bytes = bytes};
    if (!read_header(&c))
        return NULL;
    c.v->format = "coff-x86-64";
    vec_push(a, &c.v->sect, (ViewSect){0});
    vec_push(a, &c.v->sym, (ViewSym){0});
    c.index = arena_array(a, u32, c.nsym + 1);
    for (u32 i = 0; i < c.nsym; i += 1 + in_at(&c.in, c.symbols + (u64)COFF_SYMBOL * i)[17])
        if (!read_symbol(&c, i))
            return NULL;
    for (u32 i = 0; i < c.nsect; i++)
        if (!read_section(&c, i))
            return NULL;
    return c.v;
}
