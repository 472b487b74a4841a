// image.h - the program's own ELF headers in memory (ELF gABI, chapter 5), as the kernel tells of
// them in the auxiliary vector behind the environment (AMD64 psABI, process initialisation)
#ifndef RT_LINUX_IMAGE_H
#define RT_LINUX_IMAGE_H

#include "runtime/os/linux/sys.h"

enum { AT_PHDR = 3, AT_PHNUM = 5, ET_DYN = 3, PT_DYNAMIC = 2, PT_TLS = 7 };
enum { PT_GNU_RELRO = 0x6474e552 };

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

typedef struct Image {
    const Phdr *ph;
    u64 n;                       // 0 in the interpreter, which has no image
    char *bias;                  // what to add to an address in the headers
} Image;

extern Image rt_image;           // symbol.c: of this program, once it has started

/* Our images have the program headers right behind the ELF header, and are linked at 0 when they
 * are position-independent. */
static inline Image image_of(const char *const *envp)
{
    Image m = {NULL, 0, NULL};
    while (*envp)
        envp++;
    for (const u64 *aux = (const u64 *)(envp + 1); aux[0]; aux += 2) {
        if (aux[0] == AT_PHDR)
            m.ph = (const Phdr *)aux[1];
        if (aux[0] == AT_PHNUM)
            m.n = aux[1];
    }
    if (!m.ph)
        m.n = 0;
    const Ehdr *e = (const Ehdr *)(const void *)((const char *)m.ph - sizeof *e);
    if (m.n && e->type == ET_DYN)
        m.bias = (char *)(uintptr_t)e;
    return m;
}

#endif
