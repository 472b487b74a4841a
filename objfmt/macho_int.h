// macho_int.h - state of reading one Mach-O object, shared by the files that do
#ifndef MACHO_INT_H
#define MACHO_INT_H

#include "objfmt/infile.h"
#include "objfmt/macho.h"

/* What becomes of a section. Those up to MR_EH have pieces: sections of the object. */
typedef enum { MR_PLAIN, MR_MERGE, MR_DEBUG, MR_EH, MR_TLV, MR_COMPACT, MR_SKIP } MrRole;

typedef struct MrPiece {
    u64 off;             // in the section of the file
    u32 sect;            // of the object
} MrPiece;

typedef struct MrSect {
    char seg[17], name[17];
    u64 addr, size;
    u32 off, align, reloff, nreloc, flags, type;
    u32 sf, entsize;
    bool zero;
    MrRole role;
    Str obj_name;
    MrPiece *piece;      // ascending
    u32 npiece;
    IMap rel;            // offset -> relocation, made when first asked for
} MrSect;

typedef struct MrSym {
    Str name;
    u8 type, sect;
    u16 desc;
    u64 value;
    u32 obj;             // symbol of the object; 0 none
} MrSym;

typedef struct MrPlace {
    u32 sect;            // of the object
    u64 off;
} MrPlace;

typedef struct Mr {
    InFile in;
    Obj *o;
    Arch arch;
    bool cut;
    bool no_debug;       // the debug sections hold what is not understood
    IMap lines;          // addresses at which a sequence of lines begins
    MrSect *sect;
    u32 nsect;
    u32 symoff, nsym, stroff, strsize;
    MrSym *sym;
    u32 *by_sect, *sorted;
    u8 **copy;           // by section of the object: bytes of ours in place of the file's
    IMap at;             // place -> local symbol made for it
} Mr;

MrPlace mr_locate(const MrSect *s, u64 off);

/* macho_fix.c */
bool mr_descriptors(Mr *r);
bool mr_relocs(Mr *r);
/* Symbol and addend for address `at` of the file, in section number `sect` (from 1). */
bool mr_target(Mr *r, u32 sect, u64 at, u32 *sym, i64 *add);
u32 mr_symbol_at(Mr *r, MrPlace p);               // a local symbol there
bool mr_find_reloc(Mr *r, MrSect *s, u64 off, MachoReloc *out);   // the first one there

/* macho_unwind.c */
bool mr_unwind(Mr *r);

#endif
