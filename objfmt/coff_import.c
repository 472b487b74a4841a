// coff_import.c - imports from DLLs as objects: short members of import libraries, and our lists
//
// An image lists, for each DLL, a table of what it wants (names) and a parallel table that the
// loader fills (addresses), both ending in a zero. The parts here are sections with names that sort
// into that shape: ".idata$2" the list of DLLs, "$4" wanted, "$5" filled, "$6" names, "$7" DLL
// names; within "$4" and "$5" the DLL's start, its entries, its zero. What belongs to the DLL as a
// whole is a group, of which the first stays.
// Source: Microsoft, "PE Format", "The .idata Section", "Import Library Format".
#include "objfmt/coff.h"

enum { IT_CODE, IT_DATA, IT_CONST };
enum { IN_ORDINAL, IN_NAME, IN_NO_PREFIX, IN_UNDECORATE, IN_EXPORT_AS };
enum { CELL = 8, DESCRIPTOR = 20 };
static const u8 zeros[DESCRIPTOR];

bool coff_is_short_import(Str b)
{
    const u8 *p = (const u8 *)b.p;
    return b.n >= COFF_IMPORT && rd16(p) == 0 && rd16(p + 2) == 0xffff && rd16(p + 4) == 0;
}

static Str strip_prefix(Str s)
{
    if (s.n && (s.p[0] == '?' || s.p[0] == '@' || s.p[0] == '_'))
        return (Str){s.p + 1, s.n - 1};
    return s;
}

static bool next_string(Str b, size_t *at, Str *out)
{
    const char *e = *at < b.n ? memchr(b.p + *at, 0, b.n - *at) : NULL;
    if (!e)
        return false;
    *out = (Str){b.p + *at, (size_t)(e - b.p) - *at};
    *at += out->n + 1;
    return out->n > 0;
}

static bool refuse(Str *err, Str what)
{
    *err = what;
    return false;
}

bool coff_read_short_import(Arena *a, Str b, CoffImport *out, Str *err)
{
    (void)a;
    const u8 *p = (const u8 *)b.p;
    size_t at = COFF_IMPORT;
    u16 bits = rd16(p + 18), type = bits & 3, how = bits >> 2 & 7;
    *out = (CoffImport){.ordinal = rd16(p + 16), .data = type != IT_CODE};
    if (rd16(p + 6) != COFF_AMD64)
        return refuse(err, STR("an import for another machine"));
    if (type > IT_CONST || how > IN_EXPORT_AS)
        return refuse(err, STR("an import of an unknown kind"));
    if (rd32(p + 12) > b.n - COFF_IMPORT || !next_string(b, &at, &out->symbol) ||
        !next_string(b, &at, &out->dll))
        return refuse(err, STR("an import whose names are cut off"));
    out->name = how == IN_ORDINAL ? STR("") : out->symbol;
    if (how == IN_NO_PREFIX || how == IN_UNDECORATE)
        out->name = strip_prefix(out->name);
    if (how == IN_UNDECORATE) {
        const char *e = memchr(out->name.p, '@', out->name.n);
        out->name.n = e ? (size_t)(e - out->name.p) : out->name.n;
    }
    if (how == IN_EXPORT_AS && !next_string(b, &at, &out->name))
        return refuse(err, STR("an import whose names are cut off"));
    if (how != IN_ORDINAL && !out->name.n)
        return refuse(err, STR("an import without a name"));
    return true;
}

static u32 part(Obj *o, Str name, u32 align, const void *data, size_t n)
{
    u32 s = obj_sect(o, name, SF_ALLOC, align);
    o->sect.v[s].data = data;
    o->sect.v[s].size = n;
    return s;
}

static u32 section_sym(Obj *o, u32 s)
{
    return obj_sym(o, (Str){0}, SB_LOCAL, SK_SECTION, s, 0, 0);
}

// What a DLL has once. Gives the symbol that keeps it all.
static u32 dll_parts(Obj *o, Str dll, Str key)
{
    Arena *a = o->mem;
    u32 first = o->sect.n;
    vec_push(a, &o->group, ((ObjGroup){.name = str_fmt(a, "__import_%.*s", STR_ARG(key))}));
    u32 d = part(o, str_fmt(a, ".idata$2$%.*s", STR_ARG(key)), 4, zeros, DESCRIPTOR);
    u32 want = part(o, str_fmt(a, ".idata$4$%.*s$a", STR_ARG(key)), CELL, zeros, 0);
    u32 fill = part(o, str_fmt(a, ".idata$5$%.*s$a", STR_ARG(key)), CELL, zeros, 0);
    part(o, str_fmt(a, ".idata$4$%.*s$z", STR_ARG(key)), CELL, zeros, CELL);
    part(o, str_fmt(a, ".idata$5$%.*s$z", STR_ARG(key)), CELL, zeros, CELL);
    u32 text = part(o, str_fmt(a, ".idata$7$%.*s", STR_ARG(key)), 1, str_z(a, dll), dll.n + 1);
    for (u32 k = first; k < o->sect.n; k++) {
        o->sect.v[k].group = o->group.n;
        o->sect.v[k].link = k == d ? 0 : d + 1;
    }
    obj_fix(o, d, 0, FIX_RVA32, section_sym(o, want), 0);
    obj_fix(o, d, 12, FIX_RVA32, section_sym(o, text), 0);
    obj_fix(o, d, 16, FIX_RVA32, section_sym(o, fill), 0);
    return obj_sym(o, o->group.v[o->group.n - 1].name, SB_GLOBAL, SK_DATA, d, 0, DESCRIPTOR);
}

static u32 hint_name(Obj *o, const CoffImport *i, Str key)
{
    Buf b = {0};
    buf_u16(&b, i->ordinal);
    buf_put(&b, i->name.p, i->name.n);
    buf_byte(&b, 0);
    buf_align(&b, 2);
    Str bytes = buf_take(&b, o->mem);
    return part(o, str_fmt(o->mem, ".idata$6$%.*s", STR_ARG(key)), 2, bytes.p, bytes.n);
}

static void stub(Obj *o, const CoffImport *i, u32 cell)
{
    static const u8 jump[] = {0xff, 0x25, 0, 0, 0, 0, 0x66, 0x90};   // jmp [rip + cell]
    u32 s = obj_sect(o, str_fmt(o->mem, ".text.%.*s", STR_ARG(i->symbol)), SF_ALLOC | SF_EXEC, 8);
    o->sect.v[s].data = jump;
    o->sect.v[s].size = sizeof jump;
    obj_fix(o, s, 2, FIX_PC32, cell, -4);
    obj_sym(o, i->symbol, SB_WEAK, SK_FUNC, s, 0, sizeof jump);
}

Obj *coff_import_obj(Arena *a, Str name, const CoffImport *i)
{
    Obj *o = obj_new(a, name);
    char *lower = arena_alloc(a, i->dll.n + 1, 1);
    for (size_t k = 0; k < i->dll.n; k++)
        lower[k] = i->dll.p[k] >= 'A' && i->dll.p[k] <= 'Z' ? (char)(i->dll.p[k] + 32)
                                                            : i->dll.p[k];
    Str key = {lower, i->dll.n};
    u32 keep = dll_parts(o, i->dll, key);
    u8 *cell = arena_alloc(a, CELL, 8);
    if (!i->name.n)
        wr64(cell, (u64)1 << 63 | i->ordinal);
    u32 fill = part(o, str_fmt(a, ".idata$5$%.*s$b", STR_ARG(key)), CELL, cell, CELL);
    u32 want = part(o, str_fmt(a, ".idata$4$%.*s$b", STR_ARG(key)), CELL, cell, CELL);
    o->sect.v[want].link = fill + 1;
    if (i->name.n) {
        u32 text = section_sym(o, hint_name(o, i, key));
        obj_fix(o, fill, 0, FIX_RVA32, text, 0);
        obj_fix(o, want, 0, FIX_RVA32, text, 0);
    }
    obj_fix(o, fill, CELL, FIX_NONE, keep, 0);   // who has a cell has the DLL
    u32 y = obj_sym(o, str_fmt(a, "__imp_%.*s", STR_ARG(i->symbol)), SB_GLOBAL, SK_DATA, fill, 0,
                    CELL);
    if (!i->data)
        stub(o, i, y);
    return o;
}
