// link.h - the linker: objects and archives in, an executable image (or one object) out
#ifndef LINK_H
#define LINK_H

#include "base/base.h"
#include "objfmt/obj.h"

/* STATIC: at fixed addresses. PIE: at any address; what holds an address is adjusted at start, by
 * the image itself (ELF static-PIE) or by the system's loader. SHARED: a library, of IMAGE_ELF or
 * IMAGE_PE.
 * STATIC and PIE images of ELF are dynamic when a shared library is among the inputs.
 * OBJECT: no image; all inputs as one object that can be linked again (IMAGE_ELF, _FIRMWARE). */
typedef enum { LINK_STATIC, LINK_PIE, LINK_SHARED, LINK_OBJECT } LinkKind;
typedef enum { IMAGE_ELF, IMAGE_MACHO, IMAGE_PE, IMAGE_FIRMWARE, IMAGE_COUNT } ImageKind;

/* Local symbols that are left out: none, the ".L" ones, all. An image has no ".L" ones anyway; an
 * object has those that its fixups need. */
enum { DISCARD_NONE, DISCARD_TEMPS, DISCARD_LOCALS };

typedef struct LinkOpts {
    LinkKind kind;
    ImageKind image;
    Arch arch;
    Str entry;          // "_start"
    bool gc;            // drop sections nothing reaches
    bool strip;         // no symbol table, no debug sections
    bool strip_debug;
    u8 discard;         // DISCARD_*
    bool commons;       // LINK_OBJECT: common symbols get space
    bool merge;         // merge identical strings and constants
    bool build_id;      // note with a hash of the content
    Str id;             // ... or with these bytes, at most BUILD_ID_MOST
    bool first_wins;    // of two definitions of a name the first stays, without an error
    bool ignore_undef;  // what nobody defines is 0, or for the loader to find
    bool say_dropped;   // a note for each section that gc drops
    bool trace;         // fill LinkOut.trace: the files, or who has and asks for what to watch
    const Str *watch;
    u32 nwatch;
    Str sysroot;        // before the absolute paths that linker scripts in it have
    bool map;           // fill LinkOut.map
    bool report;        // fill LinkOut.report
    Str comment;
    Str ident;          // IMAGE_MACHO: how the signature calls the program; its file name
    bool symbols;       // IMAGE_MACHO: fill LinkOut.symbols
    const char *libs;           // names for -l of what is linked anyway, with spaces; or NULL
    const struct FwMap *firmware;   // IMAGE_FIRMWARE: the memory map (link/firmware/firmware.h)
    const struct PeOpts *pe;        // IMAGE_PE: link/pe/pe.h; NULL: a console program
    const struct ElfOpts *elf;      // IMAGE_ELF: link/elf/elf.h; NULL: nothing asked
    /* Reads a file that an input names (link_add_path, link_add_lib, linker scripts): 0, or -1.
     * NULL: no file can be read. */
    int (*open)(void *ctx, const char *path, Str *bytes);
    void *open_ctx;
    int jobs;
} LinkOpts;

bool link_makes(ImageKind k);   // is there a writer for images of this kind?

typedef struct Link Link;
Link *link_new(Arena *a, const LinkOpts *o, Diags *d);
void link_add_obj(Link *l, const Obj *o);                   // always linked
void link_add_file(Link *l, Str name, Str bytes); // object or archive by content; kept by reference
void link_add_archive(Link *l, Str name, const ArMember *m,
                      u32 n); // members are taken when they define what is asked
/* How the inputs added from here on are taken. */
typedef struct LinkHow {
    bool as_needed;     // name a shared library only when something of it is used
    bool whole_archive; // every member of an archive
    bool only_static;   // link_add_lib looks for archives only
} LinkHow;
void link_how(Link *l, LinkHow how);
void link_search(Link *l, Str dir);             // where link_add_lib looks, in this order
void link_add_path(Link *l, Str path);          // object, archive, shared library, linker script
/* libNAME.so or libNAME.a of the first directory that has one; ":FILE" looks for FILE. */
void link_add_lib(Link *l, Str name);
/* References to NAME mean __wrap_NAME, and those to __real_NAME mean NAME. */
void link_wrap(Link *l, Str name);
/* A symbol that stands for another one, or (of empty) for a number; plus `add`. */
void link_define(Link *l, Str name, Str of, i64 add);
/* Symbols asked for by name even when no object does (roots). */
void link_root(Link *l, Str name);

enum { BUILD_ID_MOST = 64 };

typedef struct LinkOut {
    Buf image;          // the file (image or object); empty on error
    Buf map;            // text of --map
    Buf trace;
    Buf symbols;        // IMAGE_MACHO: the debug information, a file of its own (dSYM)
    Buf implib;         // IMAGE_PE: the import library of a DLL
    Buf report;         // IMAGE_FIRMWARE: what takes how much of which memory
} LinkOut;
/* Returns 0, or -1 with every undefined and duplicate symbol reported in the Diags. */
int link_run(Link *l, LinkOut *out);

/* In-memory link for the JIT: lays out at `base` addresses obtained from the callback, which
 * returns writable memory of the given size whose final address is the pointer itself. The caller
 * changes the protection afterwards (exec bytes first, then read-only, then writable). */
typedef struct LinkMem {
    u8 *base;
    u64 size, exec_size,
        ro_size; // [0, exec) code, [exec, exec + ro) constants, rest data; page aligned
} LinkMem;
int link_memory(Link *l, u8 *(*alloc)(void *ctx, u64 size), void *ctx, LinkMem *out);
/* After link_run or link_memory: final address of a global symbol; false when absent. */
bool link_addr(Link *l, Str name, u64 *addr);

#endif
