// package.h - what check, run, test and build share: their arguments, the manifest, the checked
// program
#ifndef PACKAGE_H
#define PACKAGE_H

#include "driver/driver.h"

/* Parses a manifest into "section.key" -> Str *. Returns 0, or -1 with the line and the reason. */
int toml_parse(Arena *a, Str text, Map *out, u32 *bad_line, const char **error);
Str toml_get(const Map *m, const char *key);  // empty when absent

typedef enum { BACKEND_NATIVE, BACKEND_VM } Backend;

typedef struct Package {
    Session s;
    // from the command line
    const char *manifest_path, *file, *app, *filter, *backend_name, *out, *emit;
    ImageOpts image;
    bool strict, frozen, check_lock, clean, aot, release, symbols;
    VEC(char *) arg;         // program arguments, after --
    // from the manifest
    bool has_manifest;
    Str dir;                 // package root as the user reaches it: "." or a path
    Map manifest;
    VEC(FuseDep) dep;
    Str entry;               // path of the entry file, relative to dir
    Backend backend;
    FuseProg *prog;
    bool shown;              // the files have the paths that the user sees
} Package;

enum { ARG_RUN = 1, ARG_TEST = 2, ARG_BUILD = 4, ARG_DEPS = 8 };

/* lock.c - compares fuse.lock with what the dependencies in p->dep resolved to. LOCK_UPDATE writes
 * it when that has changed; the others then say what has. Returns 0, or an exit code after a
 * message. */
typedef enum { LOCK_UPDATE, LOCK_CHECK, LOCK_FROZEN } LockMode;
int lock_settle(Package *p, LockMode mode);

/* Reads arguments and manifest. Returns 0, or an exit code after telling the user why not. */
int package_open(Package *p, const char *command, u32 allow, int argc, char **argv);
/* Loads and checks the program into p->prog; messages in p->s.diags. Returns 0 or -1. */
int package_check(Package *p);
/* "[build] aot [3/6] link", for fuse build --aot. */
void package_stage(const Package *p, int n, const char *what);
/* The line of build information that a program carries (docs/runtime-abi.md). */
Str package_info(Package *p, const char *mode, const char *profile);
/* Lowers and optimises. NULL with messages. mode: RT_MODE_* of rt_abi.h. */
Mod *package_lower(Package *p, u8 mode, Str info);
/* Generates code, links it with the runtime and writes the executable; p->image says how. */
int package_image(Package *p, Mod *m, const char *path);
/* Prints the messages so far, before a program runs and prints its own. */
void package_messages(Package *p);
/* Prints messages and the closing step marker; frees; returns the exit code. */
int package_close(Package *p, int code);
/* .env and FUSE_CONFIG of the package, for run and test. */
void package_environment(Package *p);

#endif
