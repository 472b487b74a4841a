// dwarf_read.h - reading debug sections of an object, shared by the files that do
#ifndef DWARF_READ_H
#define DWARF_READ_H

#include "objfmt/obj.h"

typedef struct DrRow {   // a unit of .debug_info
    u64 off, lines;      // where it starts; its lines in .debug_line
    bool has_lines;
} DrRow;

typedef struct Dr {
    Arena *a;
    Obj *o;
    VEC(u32) debug;      // debug sections
    u32 *symbol;         // by section, and one more
    u32 at;              // section that is read
    const u8 *p;
    u64 n, i, end;       // its bytes; where reading is; where the unit ends
    VEC(DrRow) unit;
    bool bad;            // something did not fit; what is read then is 0
} Dr;

/* dwarf_read.c */
void dr_open(Dr *r, Arena *a, Obj *o);
u32 dr_find(const Dr *r, const char *name);      // number of a debug section; or SECT_UNDEF
bool dr_enter(Dr *r, const char *name);          // from now on that section; false: it is not there
u64 dr_get(Dr *r, u32 bytes);
void dr_skip(Dr *r, u64 bytes);
u64 dr_uleb(Dr *r);
void dr_text(Dr *r);
/* The length of a unit, whose end limits what is read; false: there is none. The form for 64-bit
 * offsets is not for objects. */
bool dr_unit(Dr *r);
u32 dr_symbol(Dr *r, u32 sect);                  // of a section, made when first asked for

/* dwarf_aranges.c - which unit describes which addresses, where the object does not say so */
void dr_aranges(Dr *r);

#endif
