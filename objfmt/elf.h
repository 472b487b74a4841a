// elf.h - constants and record sizes of ELF64 that the readers and writers share
//
// Source: System V gABI chapters 4 and 5; AMD64 psABI chapter 4; the GNU extensions of binutils.
#ifndef ELF_H
#define ELF_H

#include "base/base.h"

enum {
    EHDR_SIZE = 64,
    SHDR_SIZE = 64,
    PHDR_SIZE = 56,
    SYM_SIZE = 24,
    RELA_SIZE = 24,
    REL_SIZE = 16
};
enum { ET_REL = 1, ET_EXEC = 2, EM_X86_64 = 62, EV_CURRENT = 1 };
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
    SHT_X86_64_UNWIND = 0x70000001
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
    PT_NOTE = 4,
    PT_TLS = 7,
    PT_GNU_EH_FRAME = 0x6474e550,
    PT_GNU_STACK = 0x6474e551
};
enum { PF_X = 1, PF_W = 2, PF_R = 4 };
enum { R_X86_64_IRELATIVE = 37 };

/* One section header, as written. */
typedef struct ElfShdr {
    u32 name, type;
    u64 flags, addr, off, size;
    u32 link, info;
    u64 align, entsize;
} ElfShdr;
void elf_put_shdr(Buf *out, const ElfShdr *s);
void elf_put_sym(Buf *out, u32 name, u32 info, u32 other, u16 shndx, u64 value, u64 size);
/* The 64 bytes at the start of a file; e_shnum and e_shstrndx in their extended form where needed.
 */
typedef struct ElfEhdr {
    u8 osabi;
    u16 type;
    u64 entry, phoff, shoff;
    u32 phnum, shnum, shstrndx;
} ElfEhdr;
void elf_put_ehdr(Buf *out, const ElfEhdr *h);
u32 elf_stt(u8 obj_kind);       // ObjKind -> STT_*
u32 elf_sh_type(u32 sf, Str name);   // SF_* -> SHT_*
u64 elf_sh_flags(u32 sf);            // SF_* -> SHF_* (without GROUP, LINK_ORDER)

#endif
