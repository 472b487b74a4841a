// coff.h - constants and record sizes of COFF for 64-bit x86, for readers, writers and link/pe
//
// Source: Microsoft, "PE Format" (objects, images, import libraries).
#ifndef COFF_H
#define COFF_H

#include "objfmt/obj.h"

enum {
    COFF_HEADER = 20,
    COFF_SECTION = 40,
    COFF_SYMBOL = 18,
    COFF_RELOC = 10,
    COFF_IMPORT = 20             // header of a short import
};
enum { COFF_AMD64 = 0x8664 };
enum {                           // Characteristics of a section
    CS_CODE = 0x20,
    CS_DATA = 0x40,
    CS_ZERO = 0x80,
    CS_INFO = 0x200,
    CS_REMOVE = 0x800,
    CS_COMDAT = 0x1000,
    CS_ALIGN_SHIFT = 20,         // four bits: 1 + log2
    CS_MANY_RELOCS = 0x01000000,
    CS_DISCARD = 0x02000000,
    CS_EXEC = 0x20000000,
    CS_READ = 0x40000000
};
#define CS_WRITE 0x80000000u
enum { CY_EXTERNAL = 2, CY_STATIC = 3, CY_LABEL = 6, CY_FUNCTION = 101, CY_FILE = 103,
       CY_SECTION = 104, CY_WEAK = 105 };       // storage class of a symbol
enum { COFF_FUNC_TYPE = 0x20 };
enum { CW_NOLIBRARY = 1, CW_LIBRARY = 2, CW_ALIAS = 3 };    // how a weak external is looked for
enum { CD_NONE, CD_NODUP, CD_ANY, CD_SAME_SIZE, CD_EXACT, CD_ASSOC, CD_LARGEST };  // COMDAT
enum {                           // relocation types
    CR_ABSOLUTE, CR_ADDR64, CR_ADDR32, CR_ADDR32NB, CR_REL32, CR_REL32_1, CR_REL32_2, CR_REL32_3,
    CR_REL32_4, CR_REL32_5, CR_SECTION, CR_SECREL
};
enum { COFF_MAX_ALIGN = 8192 };

/* One function or variable that a DLL offers, as an import library or a list has it. */
typedef struct CoffImport {
    Str dll;                     // "kernel32.dll"
    Str symbol;                  // what objects call it
    Str name;                    // what the DLL calls it; empty: by ordinal
    u16 ordinal;                 // the hint, when there is a name
    bool data;                   // no stub that jumps to it
} CoffImport;

/* coff_import.c - the import as an object: `__imp_SYMBOL` is a cell that the loader fills, `SYMBOL`
 * jumps through it. Its sections have the names of link libraries' (".idata$2" to ".idata$7"), with
 * the DLL in them, so that sorting by name puts each DLL's tables together. */
Obj *coff_import_obj(Arena *a, Str name, const CoffImport *i);
/* coff_implib.c - an archive with all of `i`, which other linkers read, too. */
void coff_import_library(Arena *a, Str dll, const CoffImport *i, u32 n, Buf *out);
/* pe_strip.c - what the checksum of an image must be whose own field is 0: the ones' complement sum
 * of its 16-bit words, and its length. */
u32 pe_checksum(const u8 *p, size_t n);
bool coff_is_short_import(Str bytes);
bool coff_read_short_import(Arena *a, Str bytes, CoffImport *out, Str *err);

#endif
