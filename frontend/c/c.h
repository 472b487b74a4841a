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

typedef struct COptions {
    const DataLayout *dl;
    const CDefine *predef;  // the target's predefined macros (__x86_64__, __linux__, ...), from the
                            // driver
    u32 npredef;
    const CDefine *define;  // -D and -U in order
    u32 ndefine;
    const Str *inc;         // -I in order
    u32 ninc;
    const Str *sysinc;      // -isystem
    u32 nsysinc;
    // The freestanding headers that fuse carries, and any file when the host may not be touched:
    // returns false when there is no such header.
    bool (*builtin_header)(void *ctx, Str name, Str *text);
    void *ctx;
    bool dllimport;         // the attribute means something: references go through __imp_NAME
    bool freestanding;      // __STDC_HOSTED__ is 0
    bool warn_all, warn_extra;
    bool debug;             // -g: keep source locations and variable names
    int opt;                // 0, 1, 2: __OPTIMIZE__, always_inline only or inline hints
    bool line_markers;      // -E without -P
    i64 source_date;        // SOURCE_DATE_EPOCH, for __DATE__ and __TIME__; 0: they are fixed texts
} COptions;

/* Compile one translation unit, already loaded as `file`, to a module in `a`. Returns NULL when d
 * has errors. */
Mod *c_compile(Arena *a, Sources *src, Diags *d, u32 file, const COptions *o);

/* Preprocess only. Returns 0, or -1 when d has errors. */
int c_preprocess(Arena *a, Sources *src, Diags *d, u32 file, const COptions *o, Buf *out);

#endif
