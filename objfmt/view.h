// view.h - a file as it is: sections, symbols and relocations under the names that the file has
//
// For tools that look at files. An Obj is what a linker makes of one; a View leaves nothing out
// and changes nothing, and images have one, too.
#ifndef VIEW_H
#define VIEW_H

#include "objfmt/obj.h"

typedef struct ViewRel {
    u64 off;             // in the section; in images an address
    u32 type;            // number in the format
    u32 sym;             // index into View.sym; 0 none
    u32 sect;            // without a symbol: section number it counts from (Mach-O); 0 none
    i64 add;             // as written beside it; 0 where it is in the field
    bool addend;         // ... there is one
} ViewRel;

enum {
    VS_ALLOC = 1, VS_WRITE = 2, VS_CODE = 4, VS_ZERO = 8, VS_DEBUG = 16,
    VS_DATA = 32         // what the format calls data: neither code, nor zeros, nor tables
};
typedef struct ViewSect {
    Str name;            // Mach-O: "__text"
    Str seg;             // Mach-O: "__TEXT"; elsewhere empty
    u64 addr, size;
    const u8 *data;      // NULL: no bytes in the file
    u32 flags;           // VS_*
    u32 type;            // SHT_* of ELF; section type of Mach-O; flags of COFF
    VEC(ViewRel) rel;    // in the order of the file
} ViewSect;

enum { VSECT_UNDEF = 0, VSECT_ABS = ~0u - 1, VSECT_COMMON = ~0u - 2, VSECT_OTHER = ~0u - 3 };
typedef struct ViewSym {
    Str name;
    Str version;         // "@V", "@@V"; dynamic symbols
    u64 value, size;
    u32 sect;            // index into View.sect, or VSECT_*
    u32 align;           // common
    u8 kind;             // ObjKind
    u8 other;            // ELF: visibility and what else is there
    bool local, weak, unique;
    bool stab;           // for debuggers only
    bool mapping;        // says what kind of bytes begins there ($t, $x, $d)
} ViewSym;

typedef struct View {
    ObjFormat fmt;
    Arch arch;
    bool image;          // not relocatable
    bool wide;           // addresses of 8 bytes
    const char *format;  // "elf64-x86-64"
    Str bytes;
    VEC(ViewSect) sect;  // [0] is no section
    VEC(ViewSym) sym;    // [0] is no symbol
    VEC(ViewSym) dyn;    // dynamic symbols of ELF images, likewise
} View;

/* Is it an object or an image of a known format? */
bool view_is(Str bytes);
/* The view in the arena; NULL and *err on any defect. Nothing is copied from bytes that need not
 * be. */
View *view_open(Arena *a, Str bytes, Str *err);
/* The name of a relocation type: "R_X86_64_PLT32". */
Str view_reloc_name(Arena *a, const View *v, u32 type);

/* One for each format: view_elf.c view_macho.c view_coff.c */
bool view_is_elf(Str bytes);
bool view_is_macho(Str bytes);
bool view_is_coff(Str bytes);
View *view_elf(Arena *a, Str bytes, Str *err);
View *view_macho(Arena *a, Str bytes, Str *err);
View *view_coff(Arena *a, Str bytes, Str *err);

#endif
