// elf_int.h - private to the writer of ELF images
#ifndef LINK_ELF_INT_H
#define LINK_ELF_INT_H

#include "link/elf/elf.h"
#include "link/link_int.h"

typedef struct VerPat {  // one line of a version script
    Str text;            // a name, or a pattern with * ? [
    bool glob, local;
} VerPat;

typedef struct VerNode { // a version that the image defines
    Str name;            // empty: no version, only what is seen
    Str parent;          // versions that it continues; only the first is kept
    VEC(VerPat) pat;
    u16 ndx;
} VerNode;

typedef struct ElfLink {
    ElfOpts opt;
    bool dynamic;        // has symbols for, or needs symbols of, other images
    VEC(VerNode) ver;
    VEC(VerPat) list;    // --dynamic-list
    VEC(LSym *) copy;    // variables of libraries that live here
    VEC(LSym *) sym;     // .dynsym from 1 on: what is needed, then what is offered
    u32 first_def;       // index of the first one offered
    u32 nbucket, bloom_words;
    StrTab str;
    VEC(u32) name;       // id in str, parallel to sym
    VEC(VerNeed) need;
    Atom *versym, *verneed, *verdef, *gnu_hash, *rela_plt;
    u32 nverneed, nverdef;
    u32 nrelative, nrel; // rows of .rela.dyn
} ElfLink;

static inline const ElfArch *elf_arch_of(const Link *l) { return &elf_arch[l->arch - link_arch]; }

/* libs.c: what comes from libraries, what libraries see */
void elf_begin(Link *l);        // ImageFormat.begin
void elf_imports(Link *l);      // ImageFormat.imports
void elf_check_libs(Link *l);   // says what the libraries that are used ask for in vain
void elf_adopt(Link *l, Atom *a, LSym *s, const Fix *x);

/* versions.c */
void elf_read_versions(Link *l);
/* The version that a definition of that name gets: NULL when nothing says; pat->local: none, it is
 * not seen outside. */
const VerNode *elf_version_of(const ElfLink *e, Str name, bool *local);
bool elf_listed(const VerPat *p, u32 n, Str name);

/* dynsym.c: .dynsym, its hash tables and the versions of its symbols */
void elf_make_dynsym(Link *l);
void elf_write_dynsym(Link *l);

/* note.c: .note.gnu.property; says whether stubs are to be guarded (Link.guard) */
void elf_make_property(Link *l);

/* dyn.c */
void elf_synth(Link *l);       // ImageFormat.synth
void elf_write_dyn(Link *l);   // contents of what elf_synth made, after layout

#endif
