// fuse.h - the FUSE front end: packages of .fuse files to one IR module
//
// fuse_load reads the entry file and everything it imports, parses, resolves names and checks
// types; fuse_lower makes the IR module. Both report into the caller's Diags and keep their results
// in the caller's arena. Nothing here touches the host's files: every text comes through
// FuseOpts.load.
#ifndef FUSE_H
#define FUSE_H

#include "base/base.h"
#include "ir/ir.h"

enum { FUSE_LOAD_OK = 0, FUSE_LOAD_MISSING = 1, FUSE_LOAD_UNREADABLE = 2 };

typedef struct FuseDep {
    Str name;           // as written in dep:NAME/...
    Str root;           // the dependency's package root
} FuseDep;

typedef struct FuseOpts {
    // Text of the file at `path` (package-root or working-directory relative, as the driver likes):
    // FUSE_LOAD_*. The text must stay valid as long as the program.
    int (*load)(void *ctx, Str path, Str *text);
    void *ctx;
    Str root;           // package root for root: imports; empty: the entry file's folder
    const FuseDep *dep; // every dependency in reach, transitive ones too
    u32 ndep;
    bool strict;        // --strict-architecture
} FuseOpts;

typedef struct FuseProg FuseProg;

/* Load, parse, resolve and check. Never NULL; the caller looks at d->errors. The entry file is
 * reported under the path given here. */
FuseProg *fuse_load(Arena *a, Sources *src, Diags *d, const FuseOpts *o, Str entry);

/* What a program may ask of a system, and not every target has. */
enum {
    FUSE_ENVIRONMENT = 1,
    FUSE_FILES = 2,
    FUSE_ARGUMENTS = 4,
    FUSE_NETWORK = 8,
    FUSE_DATABASE = 16,
    FUSE_THREADS = 32,
    FUSE_DEVICE = 64            // registers and interrupts of a board
};

typedef struct FuseLowerOpts {
    const DataLayout *dl;
    Str pkg;            // package name: module name
    Str app;            // which app block to run; empty: the first
    bool tests;         // make the test runner's table (fuse test)
    bool debug;         // keep source locations
    // Build info, embedded as it is; see docs/runtime-abi.md
    Str build_info;
    u8 mode;            // RT_MODE_* of rt_abi.h
    bool json;          // run-time errors as JSON (RT_PF_JSON)
    u32 lacks;          // FUSE_*: programs that need these are refused
    const char *target; // its name, for such messages
    Str filter;         // fuse test --filter: only tests whose names contain it; empty: all
} FuseLowerOpts;

/* Lower a program that checked without errors. NULL when something in it is not supported
 * (reported). */
Mod *fuse_lower(Arena *a, FuseProg *p, Diags *d, const FuseLowerOpts *o);

/* Deterministic text of one file's syntax tree, for tests. Reports syntax errors into d. */
void fuse_dump(Arena *a, Sources *src, Diags *d, u32 file, Buf *out);

#endif
