// obj.h - one object model for every format: sections, symbols, fixups
//
// Writers and readers turn it into ELF, Mach-O (later COFF) and back. Nothing here opens a file.
#ifndef OBJ_H
#define OBJ_H

#include "base/base.h"
#include "base/debug.h"
#include "objfmt/fixup.h"

typedef enum { ARCH_X64, ARCH_A64, ARCH_T32, ARCH_COUNT } Arch;
typedef enum { FMT_ELF, FMT_MACHO, FMT_COFF, FMT_COUNT } ObjFormat;

enum {
    SF_ALLOC = 1,    // takes memory at run time
    SF_WRITE = 2,
    SF_EXEC = 4,
    SF_ZERO = 8,     // no bytes in the file (size only)
    SF_TLS = 16,
    SF_MERGE = 32,   // entries of entsize bytes (or strings) that are equal may be merged
    SF_STRINGS = 64, // NUL-terminated
    SF_KEEP = 128,   // a root of section garbage collection
    SF_NOTE = 256,
    SF_UNWIND = 512, // .eh_frame
    SF_DEBUG = 1024,
    SF_INIT = 2048,  // array of function pointers to run at start (.init_array); sorted by name
    SF_FINI = 4096
};

typedef struct Fix {
    u64 off;         // in the section
    u32 sym;         // index into Obj.sym
    u16 kind;        // FixKind
    i64 add;
} Fix;

typedef struct ObjRange {
    u64 off, size;
} ObjRange;

typedef struct ObjSect {
    Str name;        // ".text.main"
    u32 flags;       // SF_*
    u32 align;       // power of two, at least 1
    u32 entsize;     // SF_MERGE
    u64 size;
    const u8 *data;  // size bytes; NULL when SF_ZERO
    VEC(Fix) fix;    // in order of off
    VEC(ObjRange) inlaid;   // SF_EXEC: constants between the instructions, in order, apart
    u32 group;       // COMDAT group index + 1; 0 none
    bool stretch;    // debug information tells it and the section before it as one piece of code
    u32 link;        // section + 1 this one describes and lives with (SHF_LINK_ORDER); 0 none
} ObjSect;

typedef enum { SB_LOCAL, SB_GLOBAL, SB_WEAK } ObjBind;
typedef enum { SK_NONE, SK_FUNC, SK_DATA, SK_SECTION, SK_FILE, SK_TLS, SK_IFUNC } ObjKind;
enum { SECT_UNDEF = ~0u, SECT_ABS = ~0u - 1, SECT_COMMON = ~0u - 2 };  // ObjSym.sect

typedef struct ObjSym {
    Str name;
    u32 sect;        // index into Obj.sect, or SECT_*
    u64 value;       // offset in the section; COMMON: alignment
    u64 size;
    u8 bind, kind;
    bool hidden;     // hidden or internal visibility
    bool protect;    // protected visibility: seen by other images, not replaced by theirs
    bool unique;     // one in the whole process, whatever way its images were loaded (GNU)
    bool search;     // weak, undefined: archives are searched for it all the same (COFF)
    u32 alt;         // weak, undefined: the symbol that stands in when nobody defines it; or 0
} ObjSym;

/* What a DLL offers (COFF): `name` to others, the symbol `of` here, or when that has a dot a name
 * of another DLL ("other.f", "other.#7"). */
typedef struct ObjExport {
    Str name, of;
    u16 ordinal;     // 0: any free one
    bool noname;     // by ordinal only
    bool data;       // not a function
    bool secret;     // not in the import library (PRIVATE)
} ObjExport;

typedef struct ObjGroup {
    Str name;        // signature; of several groups with one name the first is kept
    bool largest;    // ... the one with the largest leading section (COFF)
    bool same_size;  // ... and it is an error when sizes differ (COFF)
    u64 size;        // of the leading section, where one of the two asks
} ObjGroup;

/* The processor that code needs where an architecture has several, numbered as the build attributes
 * of the Arm ABI (IHI 0045) do: Tag_CPU_arch, Tag_FP_arch. All 0: not known. */
typedef struct ObjCpu {
    u8 arch;         // ARM_*
    u8 profile;      // 'M'
    u8 fpu;          // ARM_FP_*
    bool single;     // the FPU has single precision only
    bool hard;       // floats travel in its registers
    bool floats;     // computes with floating-point numbers at all
    bool dsp;
} ObjCpu;
enum { ARM_V7M = 10, ARM_V7EM = 13, ARM_V8M = 17 };
enum { ARM_FP_NONE = 0, ARM_FP_V4 = 6, ARM_FP_V5 = 8 };

typedef struct Obj {
    Arena *mem;
    Str name;        // for messages and the map: "a.o", "libx.a(b.o)"
    Arch arch;
    ObjCpu cpu;      // ARCH_T32
    VEC(ObjSect) sect;
    VEC(ObjSym) sym;   // sym.v[0] is unused
    VEC(ObjGroup) group;
    VEC(ObjExport) exp;  // COFF, and objects that may become COFF
} Obj;

/* obj.c */
/* The name as the user wrote it: "\1x", where C gave a name in assembly, is x. */
static inline Str sym_shown(Str name)
{
    bool raw = name.n && name.p[0] == '\1';
    return (Str){name.p + raw, name.n - raw};
}
extern const u8 arch_ptr[ARCH_COUNT];                              // bytes of an address
Obj *obj_new(Arena *a, Str name);                                  // of ARCH_X64 until set
u32 obj_sect(Obj *o, Str name, u32 flags, u32 align);              // always a new section
u32 obj_sym(Obj *o, Str name, ObjBind bind, ObjKind kind, u32 sect, u64 value, u64 size);
u32 obj_undef(Obj *o, Str name); // undefined global; the caller interns
void obj_export(Obj *o, Str name, bool data);                      // under its own name
/* "the section `s`, at 4: `x` in a field of kind K": where a fixup is, in the object's arena. */
Str obj_fix_place(const Obj *o, const ObjSect *s, const Fix *f);
void obj_fix(Obj *o, u32 sect, u64 off, FixKind k, u32 sym, i64 add);

/* format.c - any format, told apart by content */
/* Same object, same bytes. Empty, or what the format cannot say, and nothing is written: how many
 * sections there are, a field of a kind that it has no relocation for. */
Str obj_write(const Obj *o, ObjFormat f, Buf *out);
bool obj_is(Str bytes);
Obj *obj_read(Arena *a, Str name, Str bytes, Str *err);            // NULL and *err on any defect
/* Names of the global symbols that an object defines (common ones too), without reading the rest;
 * -1 on a defect. The names point into bytes or into the arena. */
int obj_scan_defs(Arena *a, Str bytes, Str **names, u32 *n);

/* elf_write.c elf_read.c - relocatable ELF objects (sources: elf.h) */
Str elf_write_obj(const Obj *o, Buf *out); // the same object gives the same bytes
Obj *elf_read_obj(Arena *a, Str name, Str bytes, Str *err);        // NULL and *err on any defect
bool elf_is_obj(Str bytes);
int elf_scan_defs(Arena *a, Str bytes, Str **names, u32 *n);

/* macho_write.c macho_read.c - Mach-O 64 relocatable objects for x86-64 and AArch64 */
Str macho_write_obj(const Obj *o, Buf *out);
Obj *macho_read_obj(Arena *a, Str name, Str bytes, Str *err);
bool macho_is_obj(Str bytes);
int macho_scan_defs(Arena *a, Str bytes, Str **names, u32 *n);

/* coff_write.c coff_read.c - COFF objects of 64-bit x86, and members of import libraries as the
 * objects they stand for */
Str coff_write_obj(const Obj *o, Buf *out);
Obj *coff_read_obj(Arena *a, Str name, Str bytes, Str *err);
bool coff_is_obj(Str bytes);
int coff_scan_defs(Arena *a, Str bytes, Str **names, u32 *n);

/* What assembly text for these formats says of an object: the name of a symbol in the file; the
 * words of a .section directive, or the name of the section; the words for the linker that ask for
 * exports. */
void macho_name_out(Buf *b, Str name);               // appended
Str macho_sect_text(Arena *a, const ObjSect *s);
Str coff_sect_name(Arena *a, const ObjSect *s);      // ".text.f" is ".text$f"
void coff_put_exports(const Obj *o, Buf *out);       // appended

/* ar.c - archives: those of System V / GNU and of BSD, both also written, the same for the same
 * members */
typedef struct ArMember {
    Str name, bytes;
    bool thin;           // the bytes are in a file of that name, from the archive's folder
} ArMember;
enum { AR_NO_INDEX = 1 };
bool ar_is(Str bytes);
bool ar_is_thin(Str bytes);
/* The members, without the tables; -1 and *err on any defect. Those of a thin archive are empty. */
int ar_read(Arena *a, Str bytes, ArMember **m, u32 *n, Str *err);
/* The same, and reads the members of a thin archive from their files; path is the archive's. */
int ar_load(Arena *a, Str path, Str bytes, ArMember **m, u32 *n, Str *err);
/* With an index of the symbols that objects define, if there are objects: the form of GNU, and that
 * of Apple's tools. */
void ar_write(const ArMember *m, u32 n, u32 flags, Buf *out);
void ar_write_bsd(const ArMember *m, u32 n, u32 flags, Buf *out);

/* dwarf.c dwarf_info.c dwarf_type.c - debug sections from neutral rows; the code generator calls
 * it with what it laid out */
typedef struct DwLine {
    u64 off;         // in the function's section
    u32 file, line;  // file: index into DwUnit.file
    u32 site;        // in DwFn.site, from 1: of that inlined body; 0 the function's own
    bool inside;     // no statement starts here: debuggers do not stop here for the line
} DwLine;
typedef struct DwPlace { // where a variable is, while code of [from, to) of the function runs
    u32 var;             // index in DwUnit.dbg
    u32 site;            // as in DwLine
    u8 kind;             // 0 memory at CFA + off; 1 at reg + off; 2 the register; 3 it is off;
                         // 4 it has the bits off; 5 it is the address sym + off
    u8 reg;
    u8 size;             // kind 4: bytes
    u32 sym;             // kind 5: symbol in the Obj
    i64 off;
    u64 from, to;        // to ~0: throughout
} DwPlace;
typedef struct DwCallee {    // a function whose body stands in others
    Str name;
    u32 file, line;
    const DbgFn *rows;   // NULL: not known
} DwCallee;
typedef struct DwSite {  // a body in a function
    u32 up;              // the site it is in, from 1; 0: the function itself
    u32 callee;          // in DwUnit.callee
    u32 file, line;      // of the call
} DwSite;
typedef struct DwFn {
    Str name;
    u32 sym;         // symbol of the function in the Obj
    u64 size;
    u32 file, line;
    bool external;
    const DwLine *row;   // ascending off
    u32 nrow;
    const DbgFn *rows;   // its types and variables; NULL: not known
    const DwPlace *place;    // those of one variable stand together, and in order
    u32 nplace;
    const DwSite *site;      // a site stands behind the one it is in
    u32 nsite;
} DwFn;
typedef struct DwUnit {
    Str name, dir;       // as the user gave it; relative to the package root
    Str producer;
    u16 lang;            // DW_LANG_C11 0x1d, or DW_LANG_lo_user for FUSE
    const Str *file;     // file[0] is the unit itself
    u32 nfile;
    const DwFn *fn;
    u32 nfn;
    const DwCallee *callee;
    u32 ncallee;
    const DbgInfo *dbg;  // NULL: only functions and lines
    const u32 *symbol;   // by `sym` of its rows: symbol in the Obj; 0 none
    bool tls;            // the format can say where a thread's own variables are
} DwUnit;
void dwarf_add(Obj *o, const DwUnit *u); // .debug_info .debug_abbrev .debug_line .debug_str
                                         // .debug_line_str .debug_aranges .debug_rnglists (DWARF 5)

/* dwarf_refs.c - gives the offsets that debug sections hold into other debug sections a fixup, for
 * a format that writes them as numbers, and makes .debug_aranges where it is missing. False: they
 * hold something that is not understood. */
bool dwarf_refs(Arena *a, Obj *o);

/* unwind rows: what the code generator knows of one function's frame */
typedef struct CfiRow {
    u32 off;             // code offset from which it holds
    u8 op;               // CFI_*
    u8 reg;              // DWARF register number
    i32 val;             // offset
} CfiRow;
enum {
    CFI_DEF_CFA,
    CFI_DEF_CFA_OFFSET,
    CFI_DEF_CFA_REG,
    CFI_OFFSET /* saved at CFA + val */,
    CFI_RESTORE,
    CFI_REMEMBER,
    CFI_RESTORE_STATE,
    CFI_REGISTER /* saved in register val */,
    CFI_UNDEFINED,
    CFI_SAME,
    CFI_ESCAPE   /* the byte val, as it is */
};
typedef struct UwFn {
    u32 sym;             // function symbol
    u64 size;
    const CfiRow *row;
    u32 nrow;
} UwFn;
typedef struct UwInit {  // the common entry of a target: state at function entry
    u8 ra_reg, cfa_reg;
    i8 cfa_off, ra_off;  // AMD64: 16, 7, 8, -8; ra_off 0: the return address is in its register
    i8 data_align;
    u8 code_align;
} UwInit;
void eh_frame_add(Obj *o, const UwInit *init, const UwFn *fn, u32 n);
/* The same for debuggers only, in a section that is not loaded. */
void debug_frame_add(Obj *o, const UwInit *init, const UwFn *fn, u32 n);
/* coff_unwind.c - the same rows as .pdata and .xdata of 64-bit Windows, a pair for each function
 * that has a frame; what the rows say must be what that format can express. */
void pdata_add(Obj *o, const UwInit *init, const UwFn *fn, u32 n);

#endif
