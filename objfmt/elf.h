// elf.h - constants and records of ELF that the readers and writers share
//
// Source: System V gABI chapters 4 and 5; AMD64 psABI chapter 4; ELF for the Arm 64-bit
// Architecture (IHI 0056); ELF for the Arm Architecture (IHI 0044); the GNU extensions of binutils.
#ifndef ELF_H
#define ELF_H

#include "objfmt/infile.h"
#include "objfmt/obj.h"

/* What files differ in by architecture. Sizes are those of the records of its class. */
typedef struct ElfArch {
    u16 machine;
    bool wide;           // ELFCLASS64; otherwise ELFCLASS32
    bool rela;           // relocations carry their addends; otherwise the fields hold them
    u8 ehdr, shdr, phdr, sym, rel, word;
    u16 r_relative, r_irelative;
    // of dynamic images; 0: there are none for this architecture
    u16 r_glob_dat, r_jump_slot, r_copy, r_dtpmod, r_dtpoff, r_tpoff, r_tlsdesc;
    const char *interp;  // what loads programs that use shared libraries
    u16 r_none;          // another type that asks for nothing; 0: none
    u32 flags;           // e_flags
    u32 unwind_type;     // section type of unwind tables in the processor's range; 0 none
    const char *left_out;          // sections that begin so are not read; NULL: none
    u8 code_bit;         // set in the address of a function
    char mapping;        // 't': "$t" marks where code begins, "$d" data in it; 0: nothing does
    bool mapped;         // the first byte needs a mark, too
    const char *attr_name;         // section of attributes, SHT_ARM_ATTRIBUTES; NULL: none
    void (*put_attr)(Buf *out, const ObjCpu *c);
    void (*get_attr)(Str bytes, ObjCpu *c);
    u32 (*image_flags)(const ObjCpu *c);
    /* An object as this architecture's files say it, in the arena; NULL: as it is. */
    Obj *(*view)(Arena *a, const Obj *o);
    u32 (*normalise)(Obj *o);      // the way back, after reading: 0, or a symbol that cannot be
} ElfArch;
extern const ElfArch elf_arch[ARCH_COUNT];

enum { EHDR32 = 52 };    // the shorter of the two file headers
enum { ET_ANY = 0, ET_REL = 1, ET_EXEC = 2, ET_DYN = 3, EV_CURRENT = 1 };
enum { EM_ARM = 40, EM_X86_64 = 62, EM_AARCH64 = 183 };
enum { EF_ARM_EABI5 = 0x05000000, EF_ARM_SOFT = 0x200, EF_ARM_HARD = 0x400 };
enum { OSABI_NONE = 0, OSABI_GNU = 3 };
enum {
    SHT_NULL = 0,
    SHT_PROGBITS = 1,
    SHT_SYMTAB = 2,
    SHT_STRTAB = 3,
    SHT_RELA = 4,
    SHT_HASH = 5,
    SHT_DYNAMIC = 6,
    SHT_NOTE = 7,
    SHT_NOBITS = 8,
    SHT_REL = 9,
    SHT_DYNSYM = 11,
    SHT_INIT_ARRAY = 14,
    SHT_FINI_ARRAY = 15,
    SHT_PREINIT_ARRAY = 16,
    SHT_GROUP = 17,
    SHT_SYMTAB_SHNDX = 18,
    SHT_GNU_HASH = 0x6ffffff6,
    SHT_GNU_VERDEF = 0x6ffffffd,
    SHT_GNU_VERNEED = 0x6ffffffe,
    SHT_GNU_VERSYM = 0x6fffffff,
    SHT_X86_64_UNWIND = 0x70000001,
    SHT_ARM_EXIDX = 0x70000001,
    SHT_ARM_ATTRIBUTES = 0x70000003
};
#define SHF_WRITE 0x1u
#define SHF_ALLOC 0x2u
#define SHF_EXECINSTR 0x4u
#define SHF_MERGE 0x10u
#define SHF_STRINGS 0x20u
#define SHF_INFO_LINK 0x40u
#define SHF_LINK_ORDER 0x80u
#define SHF_GROUP 0x200u
#define SHF_TLS 0x400u
#define SHF_COMPRESSED 0x800u
#define SHF_GNU_RETAIN 0x200000u
#define SHF_EXCLUDE 0x80000000u
enum { SHN_UNDEF = 0, SHN_LORESERVE = 0xff00, SHN_X86_64_LCOMMON = 0xff02, SHN_ABS = 0xfff1,
       SHN_COMMON = 0xfff2, SHN_XINDEX = 0xffff };
enum { STB_LOCAL = 0, STB_GLOBAL = 1, STB_WEAK = 2, STB_GNU_UNIQUE = 10 };
enum { STT_NOTYPE = 0, STT_OBJECT = 1, STT_FUNC = 2, STT_SECTION = 3, STT_FILE = 4, STT_COMMON = 5,
       STT_TLS = 6, STT_GNU_IFUNC = 10 };
enum { STV_DEFAULT = 0, STV_INTERNAL = 1, STV_HIDDEN = 2, STV_PROTECTED = 3 };
enum { GRP_COMDAT = 1 };
enum {
    PT_LOAD = 1,
    PT_DYNAMIC = 2,
    PT_INTERP = 3,
    PT_NOTE = 4,
    PT_PHDR = 6,
    PT_TLS = 7,
    PT_GNU_EH_FRAME = 0x6474e550,
    PT_GNU_STACK = 0x6474e551,
    PT_GNU_RELRO = 0x6474e552,
    PT_GNU_PROPERTY = 0x6474e553
};
enum {
    DT_NULL = 0, DT_NEEDED = 1, DT_PLTRELSZ = 2, DT_PLTGOT = 3, DT_HASH = 4, DT_STRTAB = 5,
    DT_SYMTAB = 6, DT_RELA = 7, DT_RELASZ = 8, DT_RELAENT = 9, DT_STRSZ = 10, DT_SYMENT = 11,
    DT_INIT = 12, DT_FINI = 13, DT_SONAME = 14, DT_RPATH = 15, DT_SYMBOLIC = 16, DT_REL = 17,
    DT_RELSZ = 18, DT_RELENT = 19, DT_PLTREL = 20, DT_DEBUG = 21, DT_TEXTREL = 22,
    DT_JMPREL = 23, DT_INIT_ARRAY = 25, DT_FINI_ARRAY = 26, DT_INIT_ARRAYSZ = 27,
    DT_FINI_ARRAYSZ = 28, DT_RUNPATH = 29, DT_FLAGS = 30, DT_PREINIT_ARRAY = 32,
    DT_PREINIT_ARRAYSZ = 33,
    DT_GNU_HASH = 0x6ffffef5, DT_VERSYM = 0x6ffffff0, DT_RELACOUNT = 0x6ffffff9,
    DT_RELCOUNT = 0x6ffffffa, DT_FLAGS_1 = 0x6ffffffb, DT_VERDEF = 0x6ffffffc,
    DT_VERDEFNUM = 0x6ffffffd, DT_VERNEED = 0x6ffffffe, DT_VERNEEDNUM = 0x6fffffff
};
enum { DF_ORIGIN = 1, DF_SYMBOLIC = 2, DF_TEXTREL = 4, DF_BIND_NOW = 8, DF_STATIC_TLS = 16 };
enum { DF_1_NOW = 1, DF_1_ORIGIN = 0x80, DF_1_PIE = 0x08000000 };
enum { VER_NDX_LOCAL = 0, VER_NDX_GLOBAL = 1, VER_HIDDEN = 0x8000, VER_FLG_BASE = 1,
       VER_FLG_WEAK = 2 };
enum { PF_X = 1, PF_W = 2, PF_R = 4 };

/* One section header, as written. */
typedef struct ElfShdr {
    u32 name, type;
    u64 flags, addr, off, size;
    u32 link, info;
    u64 align, entsize;
} ElfShdr;
void elf_put_shdr(Buf *out, const ElfArch *e, const ElfShdr *s);
ElfShdr elf_get_shdr(const ElfArch *e, const u8 *p);

/* One symbol, as written. */
typedef struct ElfSym {
    u32 name;
    u8 info, other;
    u16 shndx;
    u64 value, size;
} ElfSym;
void elf_put_sym(Buf *out, const ElfArch *e, const ElfSym *s);
ElfSym elf_get_sym(const ElfArch *e, const u8 *p);

/* One relocation; `add` is not part of the record where the fields hold addends. */
typedef struct ElfRel {
    u64 off;
    u32 sym, type;
    i64 add;
} ElfRel;
void elf_put_rel(Buf *out, const ElfArch *e, const ElfRel *r);
void elf_set_rel(u8 *p, const ElfArch *e, const ElfRel *r);   // the same over e->rel bytes at p
ElfRel elf_get_rel(const ElfArch *e, const u8 *p, bool rela);

typedef struct ElfPhdr {
    u32 type, flags;
    u64 off, addr, load, filesz, memsz, align;
} ElfPhdr;
void elf_put_phdr(Buf *out, const ElfArch *e, const ElfPhdr *h);

/* The start of a file; e_shnum and e_shstrndx in their extended form where needed. */
typedef struct ElfEhdr {
    u8 osabi;
    u16 type;
    u32 flags;           // beside those of the architecture
    u64 entry, phoff, shoff;
    u32 phnum, shnum, shstrndx;
} ElfEhdr;
void elf_put_ehdr(Buf *out, const ElfArch *e, const ElfEhdr *h);
void elf_put_word(Buf *out, const ElfArch *e, u64 v);   // 8 or 4 bytes
bool elf_is_mapping(Str name);  // "$t", "$d.3": says what kind of bytes begins there
bool elf_is_attr(const ElfArch *e, u32 sf, Str name);   // the section of attributes
/* Calls `mark` wherever code begins (data: false) or data in it (true) in a section of `size`
 * bytes; *state is what went before, -1 for nothing, and afterwards what comes last. */
void elf_marks(const ObjRange *r, u32 n, u64 size, int *state,
               void (*mark)(void *ctx, u64 off, bool data), void *ctx);
static inline u8 elf_visibility(bool hidden, bool protect)
{
    return hidden ? STV_HIDDEN : protect ? STV_PROTECTED : STV_DEFAULT;
}
u32 elf_stt(u8 obj_kind);       // ObjKind -> STT_*
u32 elf_sh_type(u32 sf, Str name);   // SF_* -> SHT_*
u64 elf_sh_flags(u32 sf);            // SF_* -> SHF_* (without GROUP, LINK_ORDER)

/* elf_file.c - the start of a file and its section headers, checked: contents lie inside the file,
 * alignments are powers of two up to ELF_MAX_ALIGN, sizes at most elf_max_sect. */
typedef struct ElfFile {
    InFile in;
    const ElfArch *e;
    Arch arch;
    ElfShdr *sh;
    u32 nsh, shstrndx;
} ElfFile;
enum { ELF_MAX_ALIGN = 1 << 20 };
extern const u64 elf_max_sect;
bool elf_open(ElfFile *f, u32 type);    // f->in is set; type: ET_*, or ET_ANY
bool elf_str(ElfFile *f, u32 table, u32 off, Str *out); // from the string table in that section

/* elf_pack.c - compressed sections. elf_unpack: data in the arena, and size and alignment of s as
 * they are uncompressed; false: broken, or not zlib. elf_pack: appends header and compressed bytes;
 * false and nothing: it would not be smaller. */
bool elf_is_packed(const ElfShdr *s, Str name);
bool elf_unpack(ElfFile *f, ElfShdr *s, const u8 **data);
bool elf_pack(const ElfArch *e, const u8 *p, u64 n, u64 align, Buf *out);

/* elf_version.c - the names of versions by number, from the tables in two sections (0: there is
 * none); NULL and a defect. Numbers go up to 0x7fff. */
Str *elf_versions(ElfFile *f, u32 verdef, u32 verneed);

/* elf_dso.c - what a shared library offers and asks for */
typedef struct ElfDsoSym {
    Str name;
    Str version;         // that it is, or asks for; empty: none
    u64 value, size;
    u8 bind, kind;       // ObjBind; ObjKind, functions chosen at start being functions to others
    bool undef;          // the library asks for it
    bool old;            // only for references that name the version
    bool readonly;       // in memory that nobody writes once the program runs
    bool protect;
    u32 align;           // at least that of its address
} ElfDsoSym;
typedef struct ElfDso {
    Str soname;          // empty: none
    Arch arch;
    VEC(Str) needed;     // DT_NEEDED
    VEC(ElfDsoSym) sym;
} ElfDso;
bool elf_is_dso(Str bytes);
ElfDso *elf_read_dso(Arena *a, Str bytes, Str *err);    // NULL and *err on any defect
u32 elf_hash(Str name);         // gABI, chapter 5, "Hash Table"
u32 elf_gnu_hash(Str name);

/* elf_arm.c */
Obj *elf_arm_write(Arena *a, const Obj *o);
u32 elf_arm_read(Obj *o);
u32 elf_arm_flags(const ObjCpu *c);                     // e_flags of an image
void elf_arm_put_attr(Buf *out, const ObjCpu *c);       // contents of .ARM.attributes
void elf_arm_get_attr(Str bytes, ObjCpu *c);

#endif
