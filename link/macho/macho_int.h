// macho_int.h - state of linking one Mach-O image
#ifndef LINK_MACHO_INT_H
#define LINK_MACHO_INT_H

#include "link/link_int.h"
#include "objfmt/macho.h"

/* A dynamic library: what it offers, by the names of an Obj. */
typedef struct MachoLib {
    Str install;         // its path on the machine where the program runs
    u32 version, compat; // X.Y.Z as 16, 8 and 8 bits
    Map sym;             // name -> MLS_*
    LFile *file;         // for messages
} MachoLib;
enum { MLS_DATA = 1, MLS_TLS = 2, MLS_WEAK = 4 };

typedef struct MSect {
    OutSect *o;
    MachoSect m;
    u32 seg, rank;
    u32 index, stub;     // reserved1: first indirect symbol; reserved2: size of a stub
} MSect;

typedef struct MSeg {
    const char *name;
    u32 prot, flags;
    u64 addr, size, off, filesize;
    u32 first, n;        // sections
} MSeg;
enum { SEG_ZERO, SEG_TEXT, SEG_CONST, SEG_DATA, SEG_LINKEDIT, SEG_COUNT };

/* A name that the loader looks up. One symbol has several entries when its addends do not fit into
 * the cells. */
typedef struct MImport {
    const LSym *sym;
    i64 add;
} MImport;

typedef struct MCell {   // a cell to be filled by the loader
    u64 addr;
    bool bind;
    u32 import;          // bind: index of the import
    u8 add;
} MCell;

typedef struct UnwindRow {
    u64 start, end, lsda;
    u32 enc, personality;    // index + 1
    u32 order;
} UnwindRow;

typedef struct MBlob {   // a part of __LINKEDIT
    u32 off, size;
} MBlob;

typedef struct Macho {
    u64 page;
    VEC(MachoLib *) lib;
    VEC(MSect) sect;     // in address order
    MSeg seg[SEG_COUNT]; // those of size 0 are not in the file
    Atom *vars, *unwind;
    VEC(LSym *) tlv;     // variables that have descriptors
    LSym *bootstrap;
    VEC(MImport) import;
    bool wide;           // some addend does not fit into a cell
    VEC(const LSym *) undef;     // imported symbols in the order of the symbol table
    u32 nlocal, nglobal;
    VEC(const LSym *) personality;
    VEC(UnwindRow) row;
    MBlob fixups, exports, starts, data_in_code, symtab, indirect, strtab, sign;
    u32 nsym, nindirect;
    u64 text_end;        // file offset at which __LINKEDIT begins
    u8 uuid[16];
} Macho;

enum { UUID_SIZE = 16 };
#define IMAGE_START ((u64)1 << 32)       // __PAGEZERO lies below

/* What is of the image's architecture; not before an object was read. */
static inline const MachoArch *macho_of(const Link *l)
{
    return &macho_arch[l->arch - link_arch];
}

/* imports.c */
void macho_begin(Link *l);
void macho_imports(Link *l);

/* tbd.c - text-based stub libraries, as SDKs have them in place of the libraries themselves */
/* The library of the first document, with what it re-exports from later ones, for an architecture;
 * NULL and *err (a sentence with the line) on any defect. */
MachoLib *tbd_read(Arena *a, Str bytes, Arch arch, Str *err);

/* synth.c */
void macho_synth(Link *l);
void macho_write_descriptors(Link *l);

/* layout.c */
bool macho_layout(Link *l);
u32 macho_sect_number(const Macho *m, const OutSect *o);      // from 1; 0: not in the image

/* unwind.c - __TEXT,__unwind_info */
u64 macho_unwind_size(Link *l);          // once code has its addresses
void macho_unwind_write(Link *l);

/* fixups.c - LC_DYLD_CHAINED_FIXUPS */
typedef struct FixupSeg {    // a segment for which chains are made
    u64 addr, size;          // from the start of the image; size of what has bytes in the file
    u8 *mem;
} FixupSeg;
typedef struct FixupName {
    Str name;                // as in the file
    u32 lib;                 // ordinal, from 1
    bool weak;
    i64 add;
} FixupName;
/* Writes the chains into the segments' bytes and appends the table. Cells ascend by address and
 * count from the start of the image; a rebased cell holds its target's address.
 * Returns the address of a cell that no chain can hold (misaligned, or across pages), or 0. */
u64 fixups_put(Buf *out, const FixupSeg *seg, u32 nseg, u64 page, const MCell *cell, u32 ncell,
               const FixupName *name, u32 nname);
bool macho_fixups(Link *l, Buf *image, Buf *out);

/* trie.c - LC_DYLD_EXPORTS_TRIE */
typedef struct TrieSym {
    Str name;                // as in the file
    u64 addr;                // from the start of the image
} TrieSym;
void trie_put(Arena *a, Buf *out, TrieSym *sym, u32 n);      // sorts sym

/* linkedit.c */
bool macho_descriptor_at(const Link *l, const LSym *s, u64 *at);     // false: it has none
void macho_exports(Link *l, Buf *out);
void macho_function_starts(Link *l, Buf *out);
void macho_symbols(Link *l, Buf *symtab, Buf *indirect, Buf *strs, bool image);

/* commands.c */
void macho_commands(Link *l, Buf *out);
void macho_dsym_commands(Link *l, Buf *out, const MSeg *dwarf, const MSect *sect);
u32 macho_commands_size(Link *l);

/* dsym.c */
void macho_dsym(Link *l, Buf *out);

#endif
