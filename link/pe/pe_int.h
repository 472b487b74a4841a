// pe_int.h - private to link/pe: what a link of a Windows image knows beside the general state
//
// Source: Microsoft, "PE Format".
#ifndef PE_INT_H
#define PE_INT_H

#include "link/link_int.h"
#include "link/pe/pe.h"
#include "objfmt/coff.h"

enum { PE_SECTION_ALIGN = 4096, PE_FILE_ALIGN = 512, PE_RANK_RELOC = 1000,
       PE_MAX_TLS = 1 << 24 };
#define PE_BASE 0x140000000u     // above 4 GiB, so that no code can lean on 32-bit addresses
#define PE_DLL_BASE 0x180000000u

enum {                           // data directories
    PD_EXPORT, PD_IMPORT, PD_RESOURCE, PD_EXCEPTION, PD_CERTIFICATE, PD_RELOC, PD_DEBUG, PD_ARCH,
    PD_GLOBAL_PTR, PD_TLS, PD_LOAD_CONFIG, PD_BOUND_IMPORT, PD_IAT, PD_DELAY, PD_CLR, PD_RESERVED,
    PD_COUNT
};

typedef struct PeSect {          // a section of the image: output sections of one kind
    const char *name;            // NULL: that of its only output section
    u32 flags;                   // CS_*
    u32 first, n;                // in Link.out
    u64 addr, size, off, file_size;
    u32 name_off;                // in the string table; 0: the name fits
} PeSect;

typedef struct PeLink {
    Map offers;                  // symbol -> CoffImport, from .def files and our list
    bool listed;                 // our list is in it
    bool is_dll;
    Str dll;                     // the image's name, for who imports from it
    VEC(ObjExport) exp;
    VEC(PeSect) sect;
    Buf reloc;                   // contents of ...
    OutSect *reloc_out;          // .reloc; NULL: nothing to relocate
    Atom *import_end, *tls_dir, *edata;
    u32 dir[PD_COUNT][2];
} PeLink;

PeLink *pe_of(Link *l);

/* imports.c */
void pe_begin(Link *l);
void pe_imports(Link *l);

/* exports.c */
void pe_add_export(Link *l, ObjExport x);
void pe_ask_exports(Link *l);    // what .def files export is wanted of archives, too
void pe_exports(Link *l);        // once all files are there: the directory
void pe_import_library(Link *l, Buf *out);

/* dlls.c */
void pe_def_files(Link *l);      // adds what the .def files offer, or what a DLL is to export
void pe_system_dlls(Link *l);    // adds our list to the offers; what is there stays
bool pe_has_lib(Str name);       // is -lNAME one of them, or of the C library?

/* resource.c */
Obj *pe_resources(Arena *a, const PeOpts *o);    // NULL: none wanted

/* chkstk.c */
Obj *pe_probe_obj(Arena *a);

/* image.c */
void pe_synth(Link *l);
bool pe_layout(Link *l);
void pe_write(Link *l, Buf *out);

#endif
