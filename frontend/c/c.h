// c.h - the C front end: C11 source to IR
#ifndef C_H
#define C_H

#include "base/base.h"
#include "ir/ir.h"

typedef struct CDefine {
    Str name;       // "NAME" or "NAME(args)"
    Str body;       // "1" when -DNAME had no value
    bool undef;     // -U
} CDefine;

/* A file that a unit was made of. */
typedef struct CDep {
    Str path;
    bool system;    // a system header
} CDep;
typedef struct CDeps {
    VEC(CDep) list; // in order of first use; the main file first
} CDeps;

typedef enum { C_11, C_90, C_99, C_17, C_23 } CStd;

typedef struct COptions {
    CStd std;               // __STDC_VERSION__
    bool strict;            // -std=c..: __STRICT_ANSI__
    bool gnu89_inline;      // inline as GNU C had it before C99
    bool amended;           // C90 with its amendment 1
    bool trigraphs;         // -trigraphs; they are on with -std=c90 to c17
    bool undef;             // -undef: none but the standard's macros are predefined
    bool preprocessed;      // the text has been preprocessed
    bool hosted_header;     // <stdc-predef.h> is read first, where there is one
    const DataLayout *dl;
    const CDefine *predef;  // the target's predefined macros (__x86_64__, __linux__, ...), from the
                            // driver
    u32 npredef;
    const CDefine *define;  // -D and -U in order
    u32 ndefine;
    const Str *imacros;     // -imacros: read first, for their macros only
    u32 nimacros;
    const Str *include;     // -include: read before the main file
    u32 ninclude;
    const Str *quote;       // -iquote, for #include "..." only
    u32 nquote;
    const Str *inc;         // -I in order
    u32 ninc;
    const Str *sysinc;      // -isystem
    u32 nsysinc;
    const Str *after;       // after the headers of fuse: the system's folders, -idirafter
    u32 nafter;
    // The freestanding headers that fuse carries, and any file when the host may not be touched:
    // returns false when there is no such header.
    bool (*builtin_header)(void *ctx, Str name, Str *text);
    void *ctx;
    const AsmRules *asm_rules;  // of inline assembly; NULL: the target has none
    bool asm_lines;         // assembly between declarations has an assembler
    bool dllimport;         // the attribute means something: references go through __imp_NAME
    bool ifunc;             // the attribute means something: the object format has such symbols
    const char *natural;    // attributes that ask for what every function does; NULL: none
    bool no_asm;            // asm and typeof are names, as with -std=c99
    bool unsigned_bits;     // bit-fields of plain int have no sign
    bool hidden;            // definitions are hidden that do not say otherwise
    bool common;            // tentative definitions are common symbols
    bool freestanding;      // __STDC_HOSTED__ is 0
    bool builtins;          // functions with names of the library are those
    bool warn_all, warn_extra;
    const Str *warn;        // what stood after -W, in order: no-unused, error=format
    u32 nwarn;
    bool debug;             // -g: keep source locations and variable names
    double *lowering;       // seconds spent in lowering are added; may be NULL
    int opt;                // 0, 1, 2: __OPTIMIZE__, always_inline only or inline hints
    const PathMap *path_map;    // what __FILE__ and debug information say of places
    u32 npath_map;
    bool line_markers;      // -E without -P
    bool assembly;          // the text is assembly: no dollars in names, comments that are no C
    bool only_macros;       // -dM: c_preprocess writes the macros that are defined at the end
    bool macros_too;        // -dD: and #define and #undef where they stand in the text
    bool names_too;         // -dN: ... but of a macro only its name
    bool includes_too;      // -dI: and #include
    Arena *deps_mem;        // filled with what was read, where deps is given
    CDeps *deps;
    // -MG: headers that are not there are named in deps: none, those in "...", all
    enum { DEPS_FOUND, DEPS_QUOTED, DEPS_ANY } deps_missing;
    i64 source_date;        // SOURCE_DATE_EPOCH, for __DATE__ and __TIME__; -1: none
} COptions;

/* Does the front end have a warning of that name? The word is what stands after -W. */
bool c_warning_known(Str word);

/* Compile one translation unit, already loaded as `file`, to a module in `a`. Returns NULL when d
 * has errors. */
Mod *c_compile(Arena *a, Sources *src, Diags *d, u32 file, const COptions *o);

/* Preprocess only. Returns 0, or -1 when d has errors. */
int c_preprocess(Arena *a, Sources *src, Diags *d, u32 file, const COptions *o, Buf *out);

#endif
