// elf_int.h - private to the writer of ELF images
#ifndef LINK_ELF_INT_H
#define LINK_ELF_INT_H

#include "link/link_int.h"

static inline const ElfArch *elf_arch_of(const Link *l) { return &elf_arch[l->arch - link_arch]; }

/* dyn.c */
void elf_synth(Link *l);       // ImageFormat.synth
void elf_write_dyn(Link *l);   // contents of what elf_synth made, after layout

#endif
