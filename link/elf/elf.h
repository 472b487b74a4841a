// elf.h - what ELF images can be asked for beside LinkOpts
#ifndef LINK_ELF_H
#define LINK_ELF_H

#include "base/base.h"

typedef struct ElfOpts {
    Str interp;          // who loads the image; empty: the usual one, where there are libraries
    bool no_interp;      // nobody does: it relocates itself
    Str soname;          // of a library
    Str runpath;         // where its libraries are looked for, by ':'; empty: the usual places
    bool rpath;          // as the older DT_RPATH, which comes before LD_LIBRARY_PATH
    bool now;            // all functions are looked up at start; otherwise when first called
    bool no_relro;
    bool symbolic;       // a library uses its own definitions
    bool symbolic_functions;         // ... of functions
    bool export_all;     // a program, too, offers its symbols to the libraries it loads
    bool defs;           // a library may leave no symbol undefined
    bool loose;          // what libraries leave undefined is not looked at
    bool hash_sysv;      // the older hash table, beside or (no_gnu_hash) instead of the newer
    bool no_gnu_hash;
    u32 flags1;          // DF_1_* that were asked for (-z nodelete, ...)
    u64 stack;           // bytes of stack that the image asks for; 0: does not say
    u32 page;            // segments keep apart by this; 0: by the architecture's largest page
    u64 base;            // where the image begins; 0: at the usual place
    Str init, fini;      // functions instead of _init and _fini; empty: those
    const Str *exports;  // names and patterns of what a program offers, too
    u32 nexport;
    const Str *excluded; // names of archives whose symbols other images do not see; "ALL"
    u32 nexcluded;
    bool compress;       // debug sections
    Str versions;        // text of a version script
    Str versions_name;
    Str dynamic_list;    // the same form: what a program exports
    Str dynamic_list_name;
} ElfOpts;

#endif
