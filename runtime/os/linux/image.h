// image.h - the program's own ELF headers in memory (ELF gABI, chapter 5)
#ifndef RT_LINUX_IMAGE_H
#define RT_LINUX_IMAGE_H

#include "runtime/os/linux/sys.h"

enum { ET_DYN = 3, PT_DYNAMIC = 2, PT_TLS = 7, PT_GNU_RELRO = 0x6474e552 };

typedef struct Ehdr {
    u8 ident[16];
    u16 type, machine;
    u32 version;
    u64 entry, phoff, shoff;
    u32 flags;
    u16 ehsize, phentsize, phnum, shentsize, shnum, shstrndx;
} Ehdr;

typedef struct Phdr {
    u32 type, flags;
    u64 off, vaddr, paddr, filesz, memsz, align;
} Phdr;

/* Made by the linker; in the interpreter there is no image. */
extern const Ehdr __ehdr_start __attribute__((weak, visibility("hidden")));

static inline u32 image_header_count(void)
{
    return &__ehdr_start ? __ehdr_start.phnum : 0;
}

static inline const Phdr *image_headers(void)
{
    return &__ehdr_start
               ? (const Phdr *)(const void *)((const char *)&__ehdr_start + __ehdr_start.phoff)
               : NULL;
}

/* What to add to an address in the headers. Position-independent images are linked at 0. */
static inline char *image_bias(void)
{
    return __ehdr_start.type == ET_DYN ? (char *)(uintptr_t)&__ehdr_start : NULL;
}

#endif
