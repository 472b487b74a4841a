// macho_name.c - names of symbols and sections in Mach-O files and in objects
#include "objfmt/macho.h"

Str macho_name_in(Arena *a, Str s)
{
    if (s.n && s.p[0] == '_')
        return (Str){s.p + 1, s.n - 1};
    return str_fmt(a, "\1%.*s", STR_ARG(s));
}

void macho_name_out(Buf *b, Str s)
{
    if (s.n && s.p[0] == '\1') {
        buf_put(b, s.p + 1, s.n - 1);
        return;
    }
    buf_byte(b, '_');
    buf_put(b, s.p, s.n);
}

typedef struct Row {
    const char *obj;     // as in an Obj; more may follow after a dot
    const char *seg, *sect;
    u32 flags;           // in the file
    u32 sf;              // in an Obj
    u32 entsize;
} Row;

#define CODE (S_ATTR_CODE | S_ATTR_SOME_CODE)
#define RO SF_ALLOC
#define RW (SF_ALLOC | SF_WRITE)

/* The first row whose name and flags fit is taken in each direction. */
static const Row rows[] = {
    {".text", "__TEXT", "__text", CODE, RO | SF_EXEC, 0},
    {".rodata", "__TEXT", "__cstring", S_CSTRING, RO | SF_MERGE | SF_STRINGS, 1},
    {".rodata", "__TEXT", "__literal4", S_LITERAL4, RO | SF_MERGE, 4},
    {".rodata", "__TEXT", "__literal8", S_LITERAL8, RO | SF_MERGE, 8},
    {".rodata", "__TEXT", "__literal16", S_LITERAL16, RO | SF_MERGE, 16},
    {".rodata", "__TEXT", "__const", S_REGULAR, RO, 0},
    {".gcc_except_table", "__TEXT", "__gcc_except_tab", S_REGULAR, RO, 0},
    {".eh_frame", "__TEXT", "__eh_frame",
     S_COALESCED | S_ATTR_NO_TOC | S_ATTR_STRIP_STATIC | S_ATTR_LIVE_SUPPORT, RO | SF_UNWIND, 0},
    {".data.rel.ro", "__DATA", "__const", S_REGULAR, RW, 0},
    {".data", "__DATA", "__data", S_REGULAR, RW, 0},
    {".bss", "__DATA", "__bss", S_ZEROFILL, RW | SF_ZERO, 0},
    {".bss", "__DATA", "__common", S_ZEROFILL, RW | SF_ZERO, 0},
    {".tdata", "__DATA", "__thread_data", S_TLV_DATA, RW | SF_TLS, 0},
    {".tbss", "__DATA", "__thread_bss", S_TLV_ZERO, RW | SF_TLS | SF_ZERO, 0},
    {".init_array", "__DATA", "__mod_init_func", S_INIT_FUNCS, RW | SF_INIT, 0},
    {".fini_array", "__DATA", "__mod_term_func", S_TERM_FUNCS, RW | SF_FINI, 0},
    {CU_SECTION, "__LD", "__compact_unwind", S_ATTR_DEBUG, 0, 0},
};

enum { KIND = SF_ALLOC | SF_WRITE | SF_EXEC | SF_ZERO | SF_TLS | SF_MERGE | SF_STRINGS | SF_UNWIND |
              SF_INIT | SF_FINI };

static bool names(const Row *r, Str s)
{
    size_t n = strlen(r->obj);
    return str_starts(s, r->obj) && (s.n == n || s.p[n] == '.');
}

static void set16(char *to, const char *p, size_t n)
{
    n = MIN(n, (size_t)16);
    memcpy(to, p, n);
    to[n] = 0;
}

static MachoSect make(const char *seg, const char *sect, size_t n, u32 flags)
{
    MachoSect m = {.flags = flags};
    set16(m.seg, seg, strlen(seg));
    set16(m.sect, sect, n);
    return m;
}

static u32 plain_type(u32 sf)
{
    if (sf & SF_TLS)
        return sf & SF_ZERO ? S_TLV_ZERO : S_TLV_DATA;
    return sf & SF_ZERO ? S_ZEROFILL : sf & SF_INIT ? S_INIT_FUNCS
           : sf & SF_FINI ? S_TERM_FUNCS : sf & SF_EXEC ? CODE : S_REGULAR;
}

/* "SEG,SECT" says both; any other name becomes a section of the segment that its flags need. */
static MachoSect other_name(const ObjSect *s, u32 sf)
{
    const char *comma = s->name.n ? memchr(s->name.p, ',', s->name.n) : NULL;
    if (comma) {
        MachoSect m = {.flags = plain_type(sf)};
        set16(m.seg, s->name.p, (size_t)(comma - s->name.p));
        set16(m.sect, comma + 1, (size_t)(s->name.p + s->name.n - comma - 1));
        return m;
    }
    bool dot = s->name.n && s->name.p[0] == '.';
    char name[17] = "__";
    set16(dot ? name + 2 : name, s->name.p + dot, MIN(s->name.n - dot, (size_t)(dot ? 14 : 16)));
    for (char *p = name; *p; p++)
        if (*p == '.')
            *p = '_';
    bool write = sf & SF_WRITE;
    if (s->flags & SF_DEBUG)
        return make("__DWARF", name, strlen(name), S_ATTR_DEBUG);
    return make(write ? "__DATA" : "__TEXT", name, strlen(name), plain_type(sf));
}

MachoSect macho_sect_of(const ObjSect *s)
{
    u32 sf = s->flags & KIND;
    bool addresses = false;      // the loader cannot write them into code
    for (u32 i = 0; i < s->fix.n; i++)
        addresses |= s->fix.v[i].kind == FIX_ABS64;
    if (addresses && (sf & (SF_ALLOC | SF_WRITE | SF_EXEC)) == SF_ALLOC)
        return make("__DATA", "__const", 7, S_REGULAR);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < COUNT(rows); i++) {
            u32 es = sf & SF_MERGE ? s->entsize : 0;
            if (names(&rows[i], s->name) && rows[i].sf == sf && rows[i].entsize == es)
                return make(rows[i].seg, rows[i].sect, strlen(rows[i].sect), rows[i].flags);
        }
        sf &= ~(u32)(SF_MERGE | SF_STRINGS);     // entries of a size that has no section
    }
    return other_name(s, sf);
}

static const char *type_text(u32 flags)
{
    static const struct { u32 type; const char *name; } all[] = {
        {S_CSTRING, "cstring_literals"}, {S_LITERAL4, "4byte_literals"},
        {S_LITERAL8, "8byte_literals"}, {S_LITERAL16, "16byte_literals"},
        {S_INIT_FUNCS, "mod_init_funcs"}, {S_TERM_FUNCS, "mod_term_funcs"},
        {S_ZEROFILL, "zerofill"}, {S_TLV_DATA, "thread_local_regular"},
        {S_TLV_ZERO, "thread_local_zerofill"}, {S_TLV_VARS, "thread_local_variables"}};
    for (u32 k = 0; k < COUNT(all); k++)
        if (all[k].type == (flags & S_TYPE))
            return all[k].name;
    return flags & S_ATTR_CODE ? "regular,pure_instructions" : "regular";
}

Str macho_sect_text(Arena *a, const ObjSect *s)
{
    MachoSect m = macho_sect_of(s);
    return str_fmt(a, "%s,%s,%s", m.seg, m.sect, type_text(m.flags));
}

const char *macho_sect_in(const char *seg, const char *sect, u32 flags, u32 *sf, u32 *entsize)
{
    for (size_t i = 0; i < COUNT(rows); i++)
        if (!strcmp(rows[i].seg, seg) && !strcmp(rows[i].sect, sect) &&
            ((rows[i].flags ^ flags) & S_TYPE) == 0) {
            *sf = rows[i].sf;
            *entsize = rows[i].entsize;
            return rows[i].obj;
        }
    return NULL;
}

// Tables by which debuggers look up names are not here: they hold offsets of everything else, and
// debuggers make them when there are none.
const char *macho_debug_in(const char *sect)
{
    static const char *const names[] = {
        ".debug_info", ".debug_abbrev", ".debug_line", ".debug_str", ".debug_line_str",
        ".debug_aranges", ".debug_ranges", ".debug_rnglists", ".debug_loc", ".debug_loclists",
        ".debug_str_offsets", ".debug_addr"};
    for (u32 k = 0; k < COUNT(names); k++)
        if (!strncmp(sect, "__", 2) && !strncmp(sect + 2, names[k] + 1, 14) &&
            (strlen(sect) == 16 || strlen(sect + 2) == strlen(names[k] + 1)))
            return names[k];
    return NULL;
}

void macho_put_name16(Buf *b, const char *z)
{
    size_t n = strlen(z);
    assert(n <= 16);
    buf_put(b, z, n);
    buf_zero(b, 16 - n);
}

void macho_put_nlist(Buf *b, u32 strx, u32 type, u32 sect, u32 desc, u64 value)
{
    buf_u32(b, strx);
    buf_byte(b, (u8)type);
    buf_byte(b, (u8)sect);
    buf_u16(b, (u16)desc);
    buf_u64(b, value);
}
