// macho.h - constants and record sizes of Mach-O 64 that readers, writers and the linker share
//
// Source: Apple's <mach-o/loader.h>, <mach-o/nlist.h>, <mach-o/reloc.h>, <mach-o/x86_64/reloc.h>,
// <mach-o/arm64/reloc.h>, <mach-o/compact_unwind_encoding.h>; OS X ABI Mach-O File Format
// Reference.
#ifndef MACHO_H
#define MACHO_H

#include "objfmt/obj.h"

enum {
    MH_SIZE = 32,
    SEG_SIZE = 72,
    SECT_SIZE = 80,
    NLIST_SIZE = 16,
    RELOC_SIZE = 8,
    CU_SIZE = 32,        // an entry of __LD,__compact_unwind
    TLV_SIZE = 24        // descriptor of a thread-local variable: thunk, key, offset
};
#define MH_MAGIC_64 0xfeedfacfu
enum { MH_OBJECT = 1, MH_EXECUTE = 2, MH_DSYM = 10 };
enum { MH_NOUNDEFS = 1, MH_DYLDLINK = 4, MH_TWOLEVEL = 0x80, MH_SUBSECTIONS = 0x2000,
       MH_PIE = 0x200000, MH_HAS_TLV = 0x800000 };
enum { CPU_X86_64 = 0x1000007, CPU_ARM64 = 0x100000c };
#define LC_REQ_DYLD 0x80000000u
enum {
    LC_SYMTAB = 2,
    LC_DYSYMTAB = 0xb,
    LC_LOAD_DYLIB = 0xc,
    LC_LOAD_DYLINKER = 0xe,
    LC_SEGMENT_64 = 0x19,
    LC_UUID = 0x1b,
    LC_CODE_SIGNATURE = 0x1d,
    LC_FUNCTION_STARTS = 0x26,
    LC_DATA_IN_CODE = 0x29,
    LC_SOURCE_VERSION = 0x2a,
    LC_BUILD_VERSION = 0x32
};
#define LC_MAIN (0x28u | LC_REQ_DYLD)
#define LC_DYLD_EXPORTS_TRIE (0x33u | LC_REQ_DYLD)
#define LC_DYLD_CHAINED_FIXUPS (0x34u | LC_REQ_DYLD)
enum { PLATFORM_MACOS = 1, MACOS_11 = 11 << 16 };
enum { VM_R = 1, VM_W = 2, VM_X = 4, SG_READ_ONLY = 0x10 };

/* Section types (the low byte of the flags) and attributes. */
enum {
    S_REGULAR = 0,
    S_ZEROFILL = 1,
    S_CSTRING = 2,
    S_LITERAL4 = 3,
    S_LITERAL8 = 4,
    S_LITERAL_POINTERS = 5,
    S_GOT = 6,
    S_STUBS = 8,
    S_INIT_FUNCS = 9,
    S_TERM_FUNCS = 10,
    S_COALESCED = 11,
    S_GB_ZEROFILL = 12,
    S_LITERAL16 = 14,
    S_TLV_DATA = 17,
    S_TLV_ZERO = 18,
    S_TLV_VARS = 19,
    S_TLV_POINTERS = 20,
    S_TYPE = 0xff
};
#define S_ATTR_CODE 0x80000000u
#define S_ATTR_NO_TOC 0x40000000u
#define S_ATTR_STRIP_STATIC 0x20000000u
#define S_ATTR_NO_DEAD_STRIP 0x10000000u
#define S_ATTR_LIVE_SUPPORT 0x08000000u
#define S_ATTR_DEBUG 0x02000000u
#define S_ATTR_SOME_CODE 0x00000400u
#define INDIRECT_LOCAL 0x80000000u
#define INDIRECT_ABS 0x40000000u

enum { N_EXT = 1, N_TYPE = 0xe, N_PEXT = 0x10, N_STAB = 0xe0 };
enum { N_UNDF = 0, N_ABS = 2, N_INDR = 0xa, N_SECT = 0xe };
enum { N_NO_DEAD_STRIP = 0x20, N_WEAK_REF = 0x40, N_WEAK_DEF = 0x80, N_ALT_ENTRY = 0x200,
       N_REF_DYNAMICALLY = 0x10 };

enum {
    X64_UNSIGNED,
    X64_SIGNED,
    X64_BRANCH,
    X64_GOT_LOAD,
    X64_GOT,
    X64_SUBTRACTOR,
    X64_SIGNED_1,
    X64_SIGNED_2,
    X64_SIGNED_4,
    X64_TLV
};
enum {
    ARM64_UNSIGNED,
    ARM64_SUBTRACTOR,
    ARM64_BRANCH26,
    ARM64_PAGE21,
    ARM64_PAGEOFF12,
    ARM64_GOT_PAGE21,
    ARM64_GOT_PAGEOFF12,
    ARM64_POINTER_TO_GOT,
    ARM64_TLV_PAGE21,
    ARM64_TLV_PAGEOFF12,
    ARM64_ADDEND
};

/* Compact unwind encodings. DWARF: the low 24 bits are the offset of an FDE in __eh_frame. */
#define CU_HAS_LSDA 0x40000000u
#define CU_MODE 0x0f000000u
#define CU_X64_DWARF 0x04000000u
#define CU_ARM64_DWARF 0x03000000u

/* Name of the section of an Obj that holds one compact unwind entry: pointer to the function,
 * length, encoding, personality, LSDA. It is linked to the section of its function. */
#define CU_SECTION ".compact_unwind"

/* The function that a descriptor of a thread-local variable starts with, as files call it. */
#define TLV_BOOTSTRAP "__tlv_bootstrap"

/* A symbol of C is "_x" in the file and "x" in an Obj; any other name n is "\1n" there, so the way
 * back is certain. These two functions are the only place that knows. */
Str macho_name_in(Arena *a, Str file_name);

/* How a section is called and what it is in the file, from a section of an Obj and back. */
typedef struct MachoSect {
    char seg[17], sect[17];
    u32 flags;           // S_*
} MachoSect;
MachoSect macho_sect_of(const ObjSect *s);
/* The name for an Obj; NULL: not one of the known sections. *sf gets the SF_* flags. */
const char *macho_sect_in(const char *seg, const char *sect, u32 flags, u32 *sf, u32 *entsize);
/* The name in an Obj of a debug section that is read back; NULL: it is left out. */
const char *macho_debug_in(const char *sect);

/* One record of the file. */
void macho_put_name16(Buf *b, const char *z);
void macho_put_nlist(Buf *b, u32 strx, u32 type, u32 sect, u32 desc, u64 value);

/* macho_reloc.c - what a relocation says, as read */
typedef struct MachoReloc {
    u32 addr;            // in the section
    u32 sym;             // index into the symbol table, or section number
    u8 type, len;        // len: log2 of the bytes
    bool pc, ext;
} MachoReloc;
MachoReloc macho_get_reloc(const u8 *p);
void macho_put_reloc(Buf *b, MachoReloc r);
/* The kind of the fixup for a relocation on bytes p (field and, on AArch64, instruction); false: no
 * such relocation. *add is added to the symbol beside what is stored in the field. */
bool macho_reloc_kind(Arch a, const MachoReloc *r, const u8 *p, FixKind *k, i64 *add);
/* The relocation type for a fixup, -1: none. *stored is what goes into the field (x86-64 and plain
 * data), or into an ADDEND relocation (AArch64 instructions). */
int macho_reloc_type(Arch a, FixKind k, i64 add, const u8 *p, i64 *stored);

/* What files differ in by architecture. */
typedef struct MachoArch {
    u32 cpu;             // 0: there are no Mach-O files for it
    u32 subtype, exe_subtype;
    u32 page;            // of executables
    u32 cu_dwarf;        // compact unwind mode that says "see __eh_frame"
    u8 subtractor;       // type of the first relocation of a difference
    bool addend;         // instructions hold no addends: an ADDEND relocation before theirs does
    bool plain_frames;   // distances in frames are numbers; otherwise pairs of relocations
    bool inode64;        // its libSystem has the names with $INODE64 and the older ones without
    const char *name, *target;     // of its files, for tools; in .tbd files
    u8 trailing[16];     // by type: bytes of the instruction behind the field
    bool (*kind)(const MachoReloc *r, const u8 *p, FixKind *k, i64 *add);
    int (*type)(FixKind k, i64 add, const u8 *p, i64 *stored);
} MachoArch;
extern const MachoArch macho_arch[ARCH_COUNT];
bool macho_arch_of(u32 cpu, Arch *a);    // false: none of them

#endif
