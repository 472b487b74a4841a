// dwarf_refs.c - which fields of debug sections are offsets into another debug section
//
// Mach-O writes those as plain numbers, which hold only as long as nothing else is put before what
// they point into. Reading the sections finds them: headers of units and lines, and attributes by
// their form. Each becomes a fixup, as ELF objects have it from the start. Expressions are not
// looked into: DW_OP_call_ref and DW_OP_implicit_pointer keep their numbers.
// Source: DWARF 5, 7.5 to 7.27; DWARF 4, 7.5 (forms), DWARF 3 (DW_FORM_data4 as a pointer).
#include "objfmt/dwarf_read.h"

typedef struct DrUnit {
    u16 version;
    u8 addr;             // bytes of an address
    u64 abbrev;
} DrUnit;

typedef struct DrAttr {
    u64 name, form;
} DrAttr;
typedef struct DrAbbrev {
    const DrAttr *attr;
    u32 n;
} DrAbbrev;

// The next four bytes are an offset into that section.
static u64 offset(Dr *r, const char *into)
{
    u64 at = r->i, x = dr_get(r, 4);
    u32 to = dr_find(r, into);
    if (to == SECT_UNDEF || x > r->o->sect.v[to].size)
        r->bad = true;
    if (!r->bad)
        vec_push(r->o->mem, &r->o->sect.v[r->at].fix,
                 ((Fix){at, dr_symbol(r, to), FIX_ABS32, (i64)x}));     // sorted later
    return x;
}

/* ---- .debug_info ---- */

enum { MOST_ABBREVS = 100000 };

enum { STMT_LIST = 0x10 };
// Attributes whose numbers are offsets, and where into: up to DWARF 4, in DWARF 5.
static const struct {
    u16 name;
    const char *old, *now;
} pointers[] = {
    {0x02, ".debug_loc", ".debug_loclists"}, {STMT_LIST, ".debug_line", ".debug_line"},
    {0x19, ".debug_loc", ".debug_loclists"}, {0x2a, ".debug_loc", ".debug_loclists"},
    {0x2c, ".debug_ranges", ".debug_rnglists"}, {0x38, ".debug_loc", ".debug_loclists"},
    {0x40, ".debug_loc", ".debug_loclists"}, {0x46, ".debug_loc", ".debug_loclists"},
    {0x48, ".debug_loc", ".debug_loclists"}, {0x4a, ".debug_loc", ".debug_loclists"},
    {0x4d, ".debug_loc", ".debug_loclists"}, {0x55, ".debug_ranges", ".debug_rnglists"},
    {0x72, NULL, ".debug_str_offsets"}, {0x73, NULL, ".debug_addr"},
    {0x74, NULL, ".debug_rnglists"}, {0x8c, NULL, ".debug_loclists"}};

static void pointer(Dr *r, const DrUnit *u, u64 name)
{
    for (u32 k = 0; k < COUNT(pointers); k++)
        if (pointers[k].name == name && (u->version > 4 || pointers[k].old)) {
            u64 x = offset(r, u->version > 4 ? pointers[k].now : pointers[k].old);
            if (name == STMT_LIST && !vec_last(&r->unit).has_lines)
                vec_last(&r->unit) = (DrRow){vec_last(&r->unit).off, x, true};
            return;
        }
    r->bad = true;
}

static bool is_pointer(u64 name)
{
    for (u32 k = 0; k < COUNT(pointers); k++)
        if (pointers[k].name == name && pointers[k].old)
            return true;
    return false;
}

enum {
    F_ADDR = 0x01, F_BLOCK2 = 0x03, F_BLOCK4, F_DATA2, F_DATA4, F_DATA8, F_STRING, F_BLOCK,
    F_BLOCK1, F_DATA1, F_FLAG, F_SDATA, F_STRP, F_UDATA, F_REF_ADDR, F_REF1, F_REF2, F_REF4,
    F_REF8, F_REF_UDATA, F_SEC_OFFSET = 0x17, F_EXPRLOC, F_FLAG_PRESENT, F_STRX, F_ADDRX,
    F_DATA16 = 0x1e, F_LINE_STRP, F_REF_SIG8, F_IMPLICIT, F_LOCLISTX, F_RNGLISTX,
    F_STRX1 = 0x25, F_STRX2, F_STRX3, F_STRX4, F_ADDRX1, F_ADDRX2, F_ADDRX3, F_ADDRX4
};

static void value(Dr *r, const DrUnit *u, u64 name, u64 form)
{
    switch (form) {
    case F_ADDR: dr_skip(r, u->addr); return;
    case F_BLOCK1: dr_skip(r, dr_get(r, 1)); return;
    case F_BLOCK2: dr_skip(r, dr_get(r, 2)); return;
    case F_BLOCK4: dr_skip(r, dr_get(r, 4)); return;
    case F_BLOCK: case F_EXPRLOC: dr_skip(r, dr_uleb(r)); return;
    case F_DATA1: case F_FLAG: case F_REF1: case F_STRX1: case F_ADDRX1: dr_skip(r, 1); return;
    case F_DATA2: case F_REF2: case F_STRX2: case F_ADDRX2: dr_skip(r, 2); return;
    case F_STRX3: case F_ADDRX3: dr_skip(r, 3); return;
    case F_REF4: case F_STRX4: case F_ADDRX4: dr_skip(r, 4); return;
    case F_DATA8: case F_REF8: case F_REF_SIG8: dr_skip(r, 8); return;
    case F_DATA16: dr_skip(r, 16); return;
    case F_STRING: dr_text(r); return;
    case F_SDATA: case F_UDATA: case F_REF_UDATA: case F_STRX: case F_ADDRX: case F_LOCLISTX:
    case F_RNGLISTX: dr_uleb(r); return;
    case F_FLAG_PRESENT: case F_IMPLICIT: return;
    case F_STRP: offset(r, ".debug_str"); return;
    case F_LINE_STRP: offset(r, ".debug_line_str"); return;
    case F_SEC_OFFSET: pointer(r, u, name); return;
    case F_DATA4:
        if (u->version < 4 && is_pointer(name))
            pointer(r, u, name);
        else
            dr_skip(r, 4);
        return;
    case F_REF_ADDR:
        if (u->version > 2)
            offset(r, ".debug_info");
        else
            dr_skip(r, u->addr);        // it has a relocation
        return;
    default: r->bad = true;          // the last: DW_FORM_indirect, and those of other files
    }
}

// The rows of one table of abbreviations, by number.
static IMap abbreviations(Dr *info, u64 at)
{
    IMap all = imap_new(info->a);
    Dr r = *info;
    u32 count = 0;
    if (!dr_enter(&r, ".debug_abbrev") || at > r.n) {
        info->bad = true;
        return all;
    }
    r.i = at;
    for (u64 code; (code = dr_uleb(&r)) && !r.bad && ++count < MOST_ABBREVS;) {
        DrAbbrev *b = arena_new(r.a, DrAbbrev);
        VEC(DrAttr) v = {0};
        dr_uleb(&r);
        dr_get(&r, 1);
        for (;;) {
            u64 name = dr_uleb(&r), form = dr_uleb(&r);
            if (form == F_IMPLICIT)
                dr_uleb(&r);
            if (r.bad || (!name && !form))
                break;
            vec_push(r.a, &v, ((DrAttr){name, form}));
        }
        b->attr = v.v;
        b->n = v.n;
        bool is_new;
        *imap_put(&all, code, &is_new) = (u64)(uintptr_t)b;
    }
    info->bad |= r.bad;
    return all;
}

static void entries(Dr *r, const DrUnit *u)
{
    IMap all = abbreviations(r, u->abbrev);
    while (r->i < r->end && !r->bad) {
        u64 code = dr_uleb(r);
        if (!code)
            continue;
        const u64 *found = imap_get(&all, code);
        if (!found) {
            r->bad = true;
            return;
        }
        const DrAbbrev *b = (const DrAbbrev *)(uintptr_t)*found;
        for (u32 k = 0; k < b->n && !r->bad; k++)
            value(r, u, b->attr[k].name, b->attr[k].form);
    }
}

static void info(Dr *r)
{
    enum { SKELETON = 4, SPLIT = 5, TYPE = 2, SPLIT_TYPE = 6 };
    if (!dr_enter(r, ".debug_info"))
        return;
    for (u64 from; from = r->i, !r->bad && dr_unit(r);) {
        vec_push(r->a, &r->unit, ((DrRow){.off = from}));
        DrUnit u = {.version = (u16)dr_get(r, 2)};
        u64 kind = u.version > 4 ? dr_get(r, 1) : 0;
        if (u.version < 2 || u.version > 5) {
            r->bad = true;
            return;
        }
        if (u.version > 4)
            u.addr = (u8)dr_get(r, 1);
        u.abbrev = offset(r, ".debug_abbrev");
        if (u.version < 5)
            u.addr = (u8)dr_get(r, 1);
        if (kind == SKELETON || kind == SPLIT)
            dr_skip(r, 8);
        if (kind == TYPE || kind == SPLIT_TYPE)
            dr_skip(r, 12);
        entries(r, &u);
        r->i = r->end;
    }
}

/* ---- the other sections that point into others ---- */

// Directories or files of DWARF 5: rows of a form that stands before them.
static void line_names(Dr *r)
{
    enum { MOST = 16 };
    u64 form[MOST], n = dr_get(r, 1);
    if (n > MOST) {
        r->bad = true;
        return;
    }
    for (u64 k = 0; k < n; k++) {
        dr_uleb(r);
        form[k] = dr_uleb(r);
    }
    DrUnit u = {.version = 5};
    for (u64 rows = dr_uleb(r); rows && n && !r->bad; rows--) {
        u64 from = r->i;
        for (u64 k = 0; k < n && !r->bad; k++)
            value(r, &u, 0, form[k]);
        r->bad |= r->i == from;         // rows of nothing could be any number
    }
}

static void lines(Dr *r)
{
    if (!dr_enter(r, ".debug_line"))
        return;
    while (!r->bad && dr_unit(r)) {
        u64 version = dr_get(r, 2);
        if (version == 5) {
            dr_skip(r, 2 + 4 + 5);          // sizes, length of the header, five numbers
            u64 base = dr_get(r, 1);
            dr_skip(r, base ? base - 1 : 0);
            line_names(r);
            line_names(r);
        }
        r->bad |= version < 2 || version > 5;
        r->i = r->end;
    }
}

static void ranges_of_units(Dr *r)
{
    if (!dr_enter(r, ".debug_aranges"))
        return;
    while (!r->bad && dr_unit(r)) {
        dr_skip(r, 2);
        offset(r, ".debug_info");
        r->i = r->end;
    }
}

static void string_offsets(Dr *r)
{
    if (!dr_enter(r, ".debug_str_offsets"))
        return;
    while (!r->bad && dr_unit(r)) {
        dr_skip(r, 4);
        while (r->end - r->i >= 4 && !r->bad)
            offset(r, ".debug_str");
    }
}

static int by_off(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    u64 x = ((const Fix *)a)->off, y = ((const Fix *)b)->off;
    return x < y ? -1 : x > y;
}

bool dwarf_refs(Arena *a, Obj *o)
{
    Dr r;
    dr_open(&r, a, o);
    info(&r);
    lines(&r);
    ranges_of_units(&r);
    string_offsets(&r);
    for (u32 k = 0; k < r.debug.n; k++)
        sort_stable(o->sect.v[r.debug.v[k]].fix.v, o->sect.v[r.debug.v[k]].fix.n, sizeof(Fix),
                    by_off, NULL);
    if (r.bad)
        return false;
    dr_aranges(&r);
    return true;
}
