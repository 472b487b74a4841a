// coff_read.c - reading COFF objects of 64-bit x86 that come from anywhere
//
// Nothing in the file is trusted: every offset, index and count is checked, and the first defect
// ends the reading with one sentence. What only Microsoft's debugger reads (CodeView) is left out.
// Each entry of .pdata becomes a section of its own that lives with its function.
#include "objfmt/coff.h"
#include "objfmt/infile.h"

enum { NOT_KEPT = ~0u - 3, PDATA_ENTRY = 12, MAX_SECT = 0xfeff };

typedef struct CrSect {
    u32 at;              // header in the file
    Str name;
    u32 flags;           // CS_*
    u32 size, data, reloc;
    u32 nreloc;
    u32 sect;            // first object section; NOT_KEPT
    u32 pieces;          // object sections it became
    u8 select;           // CD_*
    u32 assoc;
    bool defined;        // its own symbol was seen, the next one leads the group
    bool led;
} CrSect;

typedef struct Cr {
    InFile in;
    Obj *o;
    Str strings;
    u32 nsect, nsym;
    u64 symbols;
    CrSect *sect;        // by number from 1
    u32 *sym;            // by number of the symbol: object symbol; 0 none
} Cr;

static bool known_machine(u16 m)
{
    return m == COFF_AMD64 || m == 0x14c || m == 0xaa64 || m == 0x1c4;
}

static bool is_big(Str b)
{
    const u8 *p = (const u8 *)b.p;
    return b.n >= COFF_HEADER && rd16(p) == 0 && rd16(p + 2) == 0xffff && rd16(p + 4) != 0;
}

bool coff_is_obj(Str b)
{
    const u8 *p = (const u8 *)b.p;
    if (coff_is_short_import(b) || is_big(b))
        return true;
    return b.n >= COFF_HEADER && known_machine(rd16(p)) && rd16(p + 16) == 0 &&
           (rd16(p) == COFF_AMD64 || (rd16(p + 2) && rd16(p + 2) < 256 && rd32(p + 8) < b.n));
}

static bool table_string(Cr *r, u64 off, Str *out)
{
    if (off < 4 || off >= r->strings.n)
        return in_fail(&r->in, "string offset %llu outside its table", off);
    const char *p = r->strings.p + off, *e = memchr(p, 0, r->strings.n - off);
    if (!e)
        return in_fail(&r->in, "string at offset %llu does not end", off);
    *out = (Str){p, (size_t)(e - p)};
    return true;
}

static Str short_name(const u8 *p)
{
    const u8 *e = memchr(p, 0, 8);
    return (Str){(const char *)p, e ? (size_t)(e - p) : 8};
}

static int digit64(char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' + 26
         : c >= '0' && c <= '9' ? c - '0' + 52 : c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* "/123" is an offset in decimal, "//AAAAAB" in base 64. */
static bool section_name(Cr *r, const u8 *p, Str *out)
{
    Str s = short_name(p);
    u64 off = 0;
    *out = s;
    if (s.n < 2 || s.p[0] != '/')
        return true;
    bool base64 = s.p[1] == '/';
    for (size_t k = base64 ? 2 : 1; k < s.n; k++) {
        int d = base64 ? digit64(s.p[k]) : s.p[k] >= '0' && s.p[k] <= '9' ? s.p[k] - '0' : -1;
        if (d < 0)
            return in_fail(&r->in, "a section name that is no string offset", 0);
        off = off * (base64 ? 64 : 10) + (u64)d;
    }
    return table_string(r, off, out);
}

static bool read_header(Cr *r)
{
    if (is_big(r->in.bytes))
        return in_fail(&r->in, "an object in the extended form (/bigobj), which is not supported",
                       0);
    if (r->in.bytes.n < COFF_HEADER)
        return in_fail(&r->in, "cut off in its header", 0);
    const u8 *h = in_at(&r->in, 0);
    if (rd16(h) != COFF_AMD64)
        return in_fail(&r->in, "for another machine (0x%llx)", rd16(h));
    r->nsect = rd16(h + 2);
    r->symbols = rd32(h + 8);
    r->nsym = rd32(h + 12);
    if (rd16(h + 16))
        return in_fail(&r->in, "an image, not an object", 0);
    if (r->nsect > MAX_SECT || !in_has(&r->in, COFF_HEADER, (u64)COFF_SECTION * r->nsect))
        return in_fail(&r->in, "section headers outside the file", 0);
    if (!r->nsym) {
        r->strings = STR("");
        return true;
    }
    u64 end = r->symbols + (u64)COFF_SYMBOL * r->nsym;
    if (!in_has(&r->in, r->symbols, (u64)COFF_SYMBOL * r->nsym))
        return in_fail(&r->in, "symbols outside the file", 0);
    if (!in_has(&r->in, end, 4))
        return true;     // no strings
    u32 n = rd32(in_at(&r->in, end));
    if (n > r->in.bytes.n - end)
        return in_fail(&r->in, "string table outside the file", 0);
    r->strings = (Str){r->in.bytes.p + end, n};
    return true;
}

static bool read_section_headers(Cr *r)
{
    r->sect = arena_array(r->in.a, CrSect, r->nsect + 1);
    for (u32 k = 1; k <= r->nsect; k++) {
        CrSect *s = &r->sect[k];
        s->at = COFF_HEADER + COFF_SECTION * (k - 1);
        const u8 *h = in_at(&r->in, s->at);
        if (!section_name(r, h, &s->name))
            return false;
        s->size = rd32(h + 16);
        s->data = rd32(h + 20);
        s->reloc = rd32(h + 24);
        s->nreloc = rd16(h + 32);
        s->flags = rd32(h + 36);
        if (s->flags & CS_ZERO)
            s->data = 0;
        else if (s->data && !in_has(&r->in, s->data, s->size))
            return in_fail(&r->in, "contents of section %llu outside the file", k);
        else if (!s->data && s->size)
            return in_fail(&r->in, "section %llu has a size and no contents", k);
        if (s->flags & CS_MANY_RELOCS && s->nreloc == 0xffff) {
            if (!in_has(&r->in, s->reloc, COFF_RELOC) || !rd32(in_at(&r->in, s->reloc)))
                return in_fail(&r->in, "relocations of section %llu outside the file", k);
            s->nreloc = rd32(in_at(&r->in, s->reloc)) - 1;
            s->reloc += COFF_RELOC;
        }
        if (s->nreloc && !in_has(&r->in, s->reloc, (u64)COFF_RELOC * s->nreloc))
            return in_fail(&r->in, "relocations of section %llu outside the file", k);
    }
    return true;
}

static bool is_debug(Str name) { return str_starts(name, ".debug_"); }

static bool is_group_of(Str name, const char *base)
{
    size_t n = strlen(base);
    return str_starts(name, base) && (name.n == n || name.p[n] == '$' || name.p[n] == '.');
}

static bool keeps(const CrSect *s)
{
    if (is_debug(s->name))
        return true;
    return !(s->flags & (CS_REMOVE | CS_INFO)) && !str_starts(s->name, ".debug$") &&
           !str_starts(s->name, ".llvm") && !str_eqz(s->name, ".voltbl");
}

static u32 sect_flags(const CrSect *s)
{
    static const char *const roots[] = {".idata", ".CRT", ".rsrc"};
    u32 f = SF_ALLOC;
    if (is_debug(s->name))
        return SF_DEBUG;
    f |= s->flags & CS_WRITE ? SF_WRITE : 0;
    f |= s->flags & (CS_EXEC | CS_CODE) ? SF_EXEC : 0;
    f |= s->flags & CS_ZERO ? SF_ZERO : 0;
    f |= is_group_of(s->name, ".tls") ? SF_TLS | SF_WRITE : 0;
    for (u32 k = 0; k < COUNT(roots); k++)
        f |= is_group_of(s->name, roots[k]) ? SF_KEEP : 0;
    if (str_eqz(s->name, ".CRT$XCU") || str_starts(s->name, ".CRT$XCT"))
        f |= SF_INIT;
    if (str_eqz(s->name, ".CRT$XTU"))
        f |= SF_FINI;
    return f;
}

static u32 sect_align(const CrSect *s)
{
    u32 bits = s->flags >> CS_ALIGN_SHIFT & 15;
    return bits ? 1u << MIN(bits - 1, 13u) : 16;
}

/* Functions to run at start have one name in every format. */
static Str neutral_name(Cr *r, const CrSect *s)
{
    if (str_eqz(s->name, ".CRT$XCU"))
        return STR(".init_array");
    if (str_eqz(s->name, ".CRT$XTU"))
        return STR(".fini_array");
    if (str_starts(s->name, ".CRT$XCT"))
        return str_fmt(r->in.a, ".init_array.%.*s", (int)(s->name.n - 8), s->name.p + 8);
    return s->name;
}

static bool make_sections(Cr *r)
{
    for (u32 k = 1; k <= r->nsect; k++) {
        CrSect *s = &r->sect[k];
        s->sect = NOT_KEPT;
        if (!keeps(s))
            continue;
        if (s->flags & CS_ZERO && s->size > (u32)INT32_MAX)
            return in_fail(&r->in, "size of section %llu is too large", k);
        bool pdata = is_group_of(s->name, ".pdata") && s->data;
        if (pdata && s->size % PDATA_ENTRY)
            return in_fail(&r->in, "section %llu: .pdata that is no whole number of entries", k);
        u32 step = pdata ? PDATA_ENTRY : s->size;
        s->sect = r->o->sect.n;
        s->pieces = pdata && s->size ? s->size / PDATA_ENTRY : 1;
        for (u32 p = 0; p < s->pieces; p++) {
            ObjSect t = {.name = neutral_name(r, s), .flags = sect_flags(s),
                         .align = pdata ? 4 : sect_align(s), .size = step};
            t.data = t.flags & SF_ZERO ? NULL : in_at(&r->in, s->data + (u64)p * step);
            vec_push(r->in.a, &r->o->sect, t);
        }
    }
    return true;
}

/* The object section and the offset in it that an offset of a section of the file means. */
static u32 piece_at(const CrSect *s, u64 *off)
{
    u32 p = s->pieces > 1 ? (u32)MIN(*off / PDATA_ENTRY, s->pieces - 1u) : 0;
    *off -= (u64)p * PDATA_ENTRY;
    return s->sect + p;
}

typedef struct CrSym {
    const u8 *p;
    Str name;
    u32 value;
    i32 sect;            // number; 0 undefined, -1 absolute, -2 debugging
    u16 type;
    u8 cls, naux;
} CrSym;

static bool get_symbol(Cr *r, u32 i, CrSym *y)
{
    const u8 *p = in_at(&r->in, r->symbols + (u64)COFF_SYMBOL * i);
    y->p = p;
    y->value = rd32(p + 8);
    y->sect = (i16)rd16(p + 12);
    if ((u16)y->sect >= 0x8000 && rd16(p + 12) < 0xfffe)
        y->sect = rd16(p + 12);
    y->type = rd16(p + 14);
    y->cls = p[16];
    y->naux = p[17];
    if (y->naux > r->nsym - i - 1)
        return in_fail(&r->in, "symbol %llu is cut off", i);
    if (y->sect > (i32)r->nsect)
        return in_fail(&r->in, "symbol %llu is in a section that does not exist", i);
    y->name = short_name(p);
    if (rd32(p) == 0 && rd32(p + 4))
        return table_string(r, rd32(p + 4), &y->name);
    return true;
}

static bool is_section_symbol(const CrSym *y)
{
    return y->cls == CY_STATIC && y->naux && y->sect > 0 && y->value == 0;
}

/* COMDAT: the section's own symbol says how to choose, the next one in it is what is chosen by. */
static bool read_comdats(Cr *r)
{
    CrSym y;
    for (u32 i = 0; i < r->nsym; i += 1 + y.naux) {
        if (!get_symbol(r, i, &y))
            return false;
        CrSect *s = y.sect > 0 ? &r->sect[y.sect] : NULL;
        if (!s || !(s->flags & CS_COMDAT) || s->sect == NOT_KEPT)
            continue;
        if (!s->defined) {
            if (!is_section_symbol(&y))
                return in_fail(&r->in, "section %llu is COMDAT without its own symbol first",
                               (u64)y.sect);
            s->select = y.p[COFF_SYMBOL + 14];
            s->assoc = rd16(y.p + COFF_SYMBOL + 12);
            s->defined = true;
            if (s->select < CD_NODUP || s->select > CD_LARGEST)
                return in_fail(&r->in, "section %llu has an unknown COMDAT rule", (u64)y.sect);
            if (s->select == CD_ASSOC &&
                (!s->assoc || s->assoc > r->nsect ||
                 s->assoc == (u32)y.sect))
                return in_fail(&r->in, "section %llu goes with one that does not exist",
                               (u64)y.sect);
        } else if (!s->led && s->select != CD_ASSOC) {
            s->led = true;
            if (s->select == CD_NODUP || y.cls != CY_EXTERNAL)
                continue;        // two definitions are an error, or nobody else can have it
            ObjGroup g = {.name = y.name, .largest = s->select == CD_LARGEST,
                          .same_size = s->select == CD_SAME_SIZE || s->select == CD_EXACT,
                          .size = s->size};
            vec_push(r->in.a, &r->o->group, g);
            for (u32 p = 0; p < s->pieces; p++)
                r->o->sect.v[s->sect + p].group = r->o->group.n;
        }
    }
    return true;
}

static void join_associated(Cr *r)
{
    for (u32 k = 1; k <= r->nsect; k++) {
        CrSect *s = &r->sect[k];
        if (s->select != CD_ASSOC || s->sect == NOT_KEPT)
            continue;
        u32 to = s->assoc;
        for (u32 n = 0; n < r->nsect && r->sect[to].select == CD_ASSOC; n++)
            to = r->sect[to].assoc;
        if (r->sect[to].select == CD_ASSOC || r->sect[to].sect == NOT_KEPT)
            continue;
        for (u32 p = 0; p < s->pieces; p++) {
            ObjSect *t = &r->o->sect.v[s->sect + p];
            t->group = r->o->sect.v[r->sect[to].sect].group;
            t->link = r->sect[to].sect + 1;
        }
    }
}

static u64 natural_align(u64 size)
{
    u64 a = 1;
    while (a < size && a < 32)
        a *= 2;
    return a;
}

/* A weak external stands for its default when nobody defines it. What the default is decides
 * whether the symbol is weakly defined here or may stay undefined. */
static bool weak_symbol(Cr *r, u32 i, const CrSym *y, ObjSym *out)
{
    CrSym d;
    u32 tag = y->naux ? rd32(y->p + COFF_SYMBOL) : r->nsym;
    if (tag >= r->nsym || tag == i)
        return in_fail(&r->in, "weak symbol %llu without a default", i);
    if (!get_symbol(r, tag, &d))
        return false;
    out->bind = SB_WEAK;
    out->search = rd32(y->p + COFF_SYMBOL + 4) == CW_LIBRARY;
    if (d.cls == CY_WEAK || (d.sect == 0 && d.cls == CY_EXTERNAL && !d.value)) {
        out->alt = tag + 1;      // of the file; read_symbols makes it the object's
        return true;
    }
    out->value = d.value;
    if (d.sect == -1 && d.value)
        out->sect = SECT_ABS;
    if (d.sect > 0 && r->sect[d.sect].sect != NOT_KEPT) {
        if (d.value > r->sect[d.sect].size)
            return in_fail(&r->in, "symbol %llu is outside its section", tag);
        out->sect = piece_at(&r->sect[d.sect], &out->value);
    }
    if (d.type >> 4 == 2)
        out->kind = SK_FUNC;
    return true;
}

static bool make_symbol(Cr *r, u32 i, const CrSym *y)
{
    ObjSym s = {.name = y->name, .sect = SECT_UNDEF, .value = y->value,
                .bind = y->cls == CY_EXTERNAL ? SB_GLOBAL : SB_LOCAL,
                .kind = y->type >> 4 == 2 ? SK_FUNC : SK_NONE};
    if (y->cls != CY_EXTERNAL && y->cls != CY_STATIC && y->cls != CY_LABEL && y->cls != CY_WEAK)
        return true;
    if (y->cls == CY_WEAK && !y->sect) {
        if (!weak_symbol(r, i, y, &s))
            return false;
    } else if (y->sect == -2) {
        return true;
    } else if (y->sect == -1) {
        s.sect = SECT_ABS;
    } else if (y->sect > 0) {
        const CrSect *t = &r->sect[y->sect];
        if (t->sect == NOT_KEPT)
            return true;
        if (y->value > t->size)
            return in_fail(&r->in, "symbol %llu is outside its section", i);
        s.kind = is_section_symbol(y) && s.kind == SK_NONE ? SK_SECTION : s.kind;
        s.sect = piece_at(t, &s.value);
    } else if (y->cls == CY_EXTERNAL && y->value) {
        if (y->value > (u32)INT32_MAX)
            return in_fail(&r->in, "common symbol %llu is too large", i);
        s.sect = SECT_COMMON;
        s.size = y->value;
        s.value = natural_align(s.size);
    }
    if (s.sect == SECT_UNDEF && s.bind == SB_LOCAL)
        return true;
    if (s.sect < r->o->sect.n && r->o->sect.v[s.sect].flags & SF_TLS && s.kind != SK_SECTION)
        s.kind = SK_TLS;
    if (s.bind != SB_LOCAL && !s.name.n)
        return in_fail(&r->in, "global symbol %llu has no name", i);
    vec_push(r->in.a, &r->o->sym, s);
    r->sym[i] = r->o->sym.n - 1;
    return true;
}

static bool read_symbols(Cr *r)
{
    CrSym y;
    r->sym = arena_array(r->in.a, u32, r->nsym + 1);
    for (u32 i = 0; i < r->nsym; i += 1 + y.naux)
        if (!get_symbol(r, i, &y) || !make_symbol(r, i, &y))
            return false;
    for (u32 k = 1; k < r->o->sym.n; k++)
        if (r->o->sym.v[k].alt)
            r->o->sym.v[k].alt = r->sym[r->o->sym.v[k].alt - 1];
    return true;
}

static int by_place(const void *a, const void *b, void *ctx)
{
    const Obj *o = ctx;
    const ObjSym *x = &o->sym.v[*(const u32 *)a], *y = &o->sym.v[*(const u32 *)b];
    if (x->sect != y->sect)
        return x->sect < y->sect ? -1 : 1;
    return x->value < y->value ? -1 : x->value > y->value;
}

/* COFF has no sizes: a symbol reaches to the next one, or to the end of its section. */
static void guess_sizes(Cr *r)
{
    Obj *o = r->o;
    u32 *id = arena_array(r->in.a, u32, o->sym.n + 1), n = 0;
    for (u32 k = 1; k < o->sym.n; k++)
        if (o->sym.v[k].sect < o->sect.n && o->sym.v[k].kind != SK_SECTION)
            id[n++] = k;
    sort_stable(id, n, sizeof *id, by_place, o);
    u64 next = 0;
    for (u32 k = n; k-- > 0;) {
        ObjSym *y = &o->sym.v[id[k]];
        bool last = k + 1 == n || o->sym.v[id[k + 1]].sect != y->sect;
        u64 end = last ? o->sect.v[y->sect].size
                       : o->sym.v[id[k + 1]].value > y->value ? o->sym.v[id[k + 1]].value : next;
        y->size = end - y->value;
        next = end;
    }
}

/* A relative field that follows the opcode of a call or a jump may go through a stub. */
static FixKind relative_kind(const ObjSect *s, u64 off)
{
    return s->flags & SF_EXEC && off && (s->data[off - 1] & 0xfe) == 0xe8 ? FIX_BR32 : FIX_PC32;
}

static bool fix_of(Cr *r, const ObjSect *s, u32 type, Fix *f)
{
    ObjSym *y = &r->o->sym.v[f->sym];
    switch (type) {
    case CR_ABSOLUTE: f->kind = FIX_NONE; return true;
    case CR_ADDR64: f->kind = FIX_ABS64; break;
    case CR_ADDR32: f->kind = FIX_ABS32; break;
    case CR_ADDR32NB: f->kind = FIX_RVA32; break;
    case CR_REL32: case CR_REL32_1: case CR_REL32_2: case CR_REL32_3: case CR_REL32_4:
    case CR_REL32_5:
        f->kind = (u16)relative_kind(s, f->off);
        break;
    case CR_SECREL:
        f->kind = !(s->flags & SF_DEBUG) ? FIX_TPOFF32 : y->kind == SK_TLS ? FIX_DTPOFF32
                                                                           : FIX_ABS32;
        break;
    default:
        return in_fail(&r->in, "relocation type %llu is not supported", type);
    }
    u32 bytes = fix_info[f->kind].bytes;
    if (f->off > s->size || bytes > s->size - f->off)
        return false;
    f->add = fix_addend((FixKind)f->kind, s->data + f->off);
    if (f->kind == FIX_PC32 || f->kind == FIX_BR32)
        f->add -= 4 + (i64)(type - CR_REL32);
    return true;
}

static int by_off(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    u64 x = ((const Fix *)a)->off, y = ((const Fix *)b)->off;
    return x < y ? -1 : x > y;
}

static bool read_relocs(Cr *r, u32 k)
{
    const CrSect *c = &r->sect[k];
    if (c->sect == NOT_KEPT || !c->nreloc)
        return true;
    if (!c->data && c->size)
        return in_fail(&r->in, "section %llu has relocations and no contents", k);
    for (u32 j = 0; j < c->nreloc; j++) {
        const u8 *p = in_at(&r->in, c->reloc + (u64)COFF_RELOC * j);
        u32 sym = rd32(p + 4), type = rd16(p + 8);
        Fix f = {.off = rd32(p)};
        if (type == CR_ABSOLUTE && (sym >= r->nsym || !r->sym[sym] || f.off > c->size))
            continue;
        if (type != CR_ABSOLUTE && (f.off >= c->size || c->size - f.off < 4))
            return in_fail(&r->in, "a relocation of section %llu is outside it", k);
        if (sym >= r->nsym ||
            !r->sym[sym])
            return in_fail(&r->in,
                           "a relocation of section %llu names a symbol that cannot be used", k);
        ObjSect *s = &r->o->sect.v[piece_at(c, &f.off)];
        f.sym = r->sym[sym];
        if (!fix_of(r, s, type, &f))
            return in_fail(&r->in, "a relocation of section %llu is outside it", k);
        vec_push(r->in.a, &s->fix, f);
    }
    for (u32 p = 0; p < c->pieces; p++) {
        ObjSect *s = &r->o->sect.v[c->sect + p];
        sort_stable(s->fix.v, s->fix.n, sizeof(Fix), by_off, NULL);
    }
    return true;
}

/* An entry of .pdata goes with the function that its first field points at. */
static void link_pdata(Cr *r)
{
    for (u32 k = 1; k <= r->nsect; k++) {
        const CrSect *c = &r->sect[k];
        if (c->sect == NOT_KEPT || !is_group_of(c->name, ".pdata"))
            continue;
        for (u32 p = 0; p < c->pieces; p++) {
            ObjSect *s = &r->o->sect.v[c->sect + p];
            u32 to = s->fix.n && !s->fix.v[0].off ? r->o->sym.v[s->fix.v[0].sym].sect : SECT_UNDEF;
            if (to < r->o->sect.n && to != c->sect + p)
                s->link = to + 1;
        }
    }
}

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || !c; }

static Str next_word(Str *text)
{
    size_t k = 0, n;
    bool quoted = false;
    while (k < text->n && is_space(text->p[k]))
        k++;
    for (n = k; n < text->n && (quoted || !is_space(text->p[n])); n++)
        quoted ^= text->p[n] == '"';
    Str w = {text->p + k, n - k};
    *text = (Str){text->p + n, text->n - n};
    return w;
}

static Str unquote(Str s)
{
    if (s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"')
        return (Str){s.p + 1, s.n - 2};
    return s;
}

/* The text before the first `c` outside of quotes; *s is left behind it. */
static Str cut(Str *s, char c)
{
    size_t n = 0;
    for (bool quoted = false; n < s->n && (quoted || s->p[n] != c); n++)
        quoted ^= s->p[n] == '"';
    Str w = {s->p, n};
    n += n < s->n;
    *s = (Str){s->p + n, s->n - n};
    return w;
}

/* Whatever the case of its letters; `word` is in small ones. */
static bool same_word(Str s, const char *word)
{
    for (size_t k = 0; k < s.n; k++)
        if ((s.p[k] >= 'A' && s.p[k] <= 'Z' ? s.p[k] + 32 : s.p[k]) != word[k] || !word[k])
            return false;
    return !word[s.n];
}

/* -aligncomm:NAME,LOG2 */
static void align_common(Cr *r, Str v)
{
    size_t comma = v.n;
    u32 bits = 0;
    while (comma && v.p[comma - 1] != ',')
        comma--;
    if (!comma)
        return;
    for (size_t k = comma; k < v.n; k++)
        bits = v.p[k] >= '0' && v.p[k] <= '9' ? MIN(bits * 10 + (u32)(v.p[k] - '0'), 99u) : 99;
    Str name = unquote((Str){v.p, comma - 1});
    for (u32 k = 1; k < r->o->sym.n && bits <= 20; k++)
        if (r->o->sym.v[k].sect == SECT_COMMON && str_eq(r->o->sym.v[k].name, name))
            r->o->sym.v[k].value = MAX(r->o->sym.v[k].value, (u64)1 << bits);
}

/* NAME[=SYMBOL][,@N[,NONAME]][,DATA][,PRIVATE], the value of -export: (Microsoft, "/EXPORT"). */
static bool read_export(Cr *r, Str v)
{
    ObjExport x = {0};
    Str name = cut(&v, ',');
    x.name = unquote(cut(&name, '='));
    x.of = name.n ? unquote(name) : x.name;
    while (v.n) {
        Str w = cut(&v, ',');
        u32 n = 0;
        for (size_t k = 1; k < w.n && w.p[0] == '@'; k++)
            n = w.p[k] >= '0' && w.p[k] <= '9' ? MIN(n * 10 + (u32)(w.p[k] - '0'), 70000u) : 70000;
        if (n > 0xffff)
            return in_fail(&r->in, "an export with an ordinal above %llu", 0xffff);
        x.ordinal = n ? (u16)n : x.ordinal;
        x.noname |= same_word(w, "noname");
        x.data |= same_word(w, "data");
        x.secret |= same_word(w, "private");
    }
    if (!x.name.n || (x.noname && !x.ordinal))
        return in_fail(&r->in, "an export without a name", 0);
    vec_push(r->in.a, &r->o->exp, x);
    return true;
}

/* NAME=OTHER, the value of -alternatename: where nobody defines the one, it is the other. */
static void read_alternate(Cr *r, Str v)
{
    Str name = unquote(cut(&v, '=')), other = unquote(v);
    if (!name.n || !other.n)
        return;
    u32 to = obj_sym(r->o, other, SB_WEAK, SK_NONE, SECT_UNDEF, 0, 0);
    u32 k = obj_sym(r->o, name, SB_WEAK, SK_NONE, SECT_UNDEF, 0, 0);
    r->o->sym.v[k].alt = to;
}

/* Of what .drectve asks of a linker, alignments of common symbols, names to be kept or to be
 * replaced and exports matter here; default libraries are the business of who drives the link. */
static bool read_directives(Cr *r)
{
    for (u32 k = 1; k <= r->nsect; k++) {
        const CrSect *s = &r->sect[k];
        if (!str_eqz(s->name, ".drectve") || !s->data)
            continue;
        Str text = {r->in.bytes.p + s->data, s->size};
        while (text.n) {
            Str w = next_word(&text);
            if (w.n > 8 && (w.p[0] == '-' || w.p[0] == '/') &&
                same_word((Str){w.p + 1, 7}, "export:") &&
                !read_export(r, (Str){w.p + 8, w.n - 8}))
                return false;
            if (w.n > 15 && (w.p[0] == '-' || w.p[0] == '/') &&
                same_word((Str){w.p + 1, 14}, "alternatename:"))
                read_alternate(r, (Str){w.p + 15, w.n - 15});
            if (str_starts(w, "-aligncomm:"))
                align_common(r, (Str){w.p + 11, w.n - 11});
            if ((str_starts(w, "/INCLUDE:") || str_starts(w, "/include:")) && w.n > 9)
                obj_undef(r->o, unquote((Str){w.p + 9, w.n - 9}));
        }
    }
    return true;
}

static bool read_all(Cr *r)
{
    if (!read_header(r) || !read_section_headers(r) || !make_sections(r) || !read_comdats(r))
        return false;
    join_associated(r);
    if (!read_symbols(r))
        return false;
    guess_sizes(r);
    for (u32 k = 1; k <= r->nsect; k++)
        if (!read_relocs(r, k))
            return false;
    link_pdata(r);
    return read_directives(r);
}

Obj *coff_read_obj(Arena *a, Str name, Str bytes, Str *err)
{
    *err = (Str){0};
    if (coff_is_short_import(bytes)) {
        CoffImport i;
        return coff_read_short_import(a, bytes, &i, err) ? coff_import_obj(a, name, &i) : NULL;
    }
    Cr r = {.in = {bytes, a, err}, .o = obj_new(a, name)};
    return read_all(&r) ? r.o : NULL;
}

int coff_scan_defs(Arena *a, Str bytes, Str **names, u32 *n)
{
    Str err = {0};
    VEC(Str) v = {0};
    CoffImport i;
    *n = 0;
    *names = NULL;
    if (coff_is_short_import(bytes)) {
        if (!coff_read_short_import(a, bytes, &i, &err))
            return -1;
        vec_push(a, &v, str_fmt(a, "__imp_%.*s", STR_ARG(i.symbol)));
        if (!i.data)
            vec_push(a, &v, i.symbol);
        *names = v.v;
        *n = v.n;
        return 0;
    }
    Cr r = {.in = {bytes, a, &err}};
    CrSym y, d;
    if (!read_header(&r))
        return -1;
    for (u32 k = 0; k < r.nsym; k += 1 + y.naux) {
        if (!get_symbol(&r, k, &y))
            return -1;
        bool has = y.cls == CY_EXTERNAL && (y.sect != 0 || y.value);
        if (y.cls == CY_WEAK && y.naux && rd32(y.p + COFF_SYMBOL) < r.nsym) {
            if (!get_symbol(&r, rd32(y.p + COFF_SYMBOL), &d))
                return -1;
            has = d.sect > 0;
        }
        if (has)
            vec_push(a, &v, y.name);
    }
    *names = v.v;
    *n = v.n;
    return 0;
}
