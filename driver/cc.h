// cc.h - private to `fuse cc`: what its options say
#ifndef DRIVER_CC_H
#define DRIVER_CC_H

#include "driver/driver.h"

typedef enum { CC_LINK, CC_OBJECT, CC_PREPROCESS, CC_ASM, CC_IR, CC_CHECK, CC_INTERP } CcMode;

/* What an input is, by -x or by the ending of its name. */
typedef enum {
    CC_IN_NONE, CC_IN_C, CC_IN_ASM, CC_IN_ASM_CPP, CC_IN_FILE, CC_IN_LIB,
    CC_IN_WORD      // for the linker: -Wl, and the like
} CcKind;
typedef struct CcInput {
    Str name;
    CcKind kind;
    bool preprocessed;      // .i, -x cpp-output
} CcInput;

/* Whose C library: the system's, the tool's own, or none beside the runtime. */
typedef enum { LIBC_DEFAULT, LIBC_SYSTEM, LIBC_OWN, LIBC_NONE } CcLibc;
typedef enum { CC_INLINE_BY_STD, CC_INLINE_GNU, CC_INLINE_C99 } CcInline;
typedef enum { LINK_DEFAULT, LINK_AS_PIE, LINK_NO_PIE } CcForm;

typedef VEC(Str) Strs;

/* Which dependency file is wanted. */
typedef struct CcDeps {
    bool only;              // -M, -MM: instead of a translation
    bool beside;            // -MD, -MMD
    bool user;              // -MM, -MMD: without system headers
    bool phony;             // -MP
    bool missing;           // -MG: headers that are not there will be made
    const char *file;       // -MF
    Strs target;            // -MT and -MQ, as they are written to the file
} CcDeps;

typedef struct Cc {
    Session s;
    CcMode mode;
    const char *out;
    VEC(CcInput) input;
    u8 language;            // -x: CcKind; NONE: by the name
    VEC(CDefine) define;
    VEC(PathMap) path_map;
    Strs quote, inc, sysinc, after, include, imacros;
    Strs libdir;            // -L
    Strs warn;              // after -W: names of warnings
    Strs skipped;           // options that have no effect here, for -v
    Strs arg;               // after --: arguments of the program that --interp runs
    Strs preproc;           // words of -Wp, and -Xpreprocessor
    const char *entry;      // -e
    u8 std;                 // CStd
    bool strict;            // -std=c.., -ansi
    bool amended;           // -std=iso9899:199409
    bool trigraphs, undef;  // -trigraphs, -undef
    bool preprocessed;      // -fpreprocessed
    bool output;            // -x cpp-output: of the files that follow
    bool no_markers;        // -P
    bool only_macros;       // -dM
    bool macros_too;        // -dD
    bool names_too;         // -dN
    bool includes_too;      // -dI
    bool nostdinc, nostartfiles, nodefaultlibs, freestanding, no_builtin;
    bool wall, wextra, nowarn;
    bool verbose, dry;      // -v, -###
    bool is_static;         // -static, -static-pie
    bool shared, pthread;
    u8 form;                // CcForm
    u8 libc;                // CcLibc
    u8 inline_rule;         // CcInline
    u8 pic, pie;            // as __PIC__ and __PIE__ say: 0, 1, 2
    bool pic_said;          // by an option
    bool hidden;            // -fvisibility=hidden
    bool common;            // -fcommon
    TlsAccess tls_least;    // -ftls-model
    u8 char_sign;           // 0 the target's, 1 signed, 2 unsigned
    bool no_asm;            // -fno-asm
    bool unsigned_bits;     // -funsigned-bitfields
    u8 ms_bits;             // -mms-bitfields: 0 the target's, 1 Microsoft's rule, 2 not that
    CcDeps deps;
    const char *query;      // -dumpversion, -print-...: answered instead of compiling
    ImageOpts image;
    LdOpts ld;              // once all words are read
} Cc;

/* cc_opts.c - reads the command line; messages in c->s.diags */
void cc_parse(Cc *c, int argc, char **argv);

/* cc_libc.c - where the system's headers and libraries are, and what is linked for them */
CcLibc cc_libc(Cc *c);
/* Folders of the C library's headers, after those of the tool. */
Strs cc_system_headers(Cc *c);
/* Adds what is linked for the C library to c->ld, before and after the inputs of the user. */
void cc_libc_before(Cc *c);
void cc_libc_after(Cc *c);
/* Answers -dumpmachine, -print-search-dirs and the like; an exit code. */
int cc_answer(Cc *c);
/* -v: what is linked. */
void cc_describe_link(const Cc *c, const char *out);
/* -v and -###: the version, the target, where things are looked for, what had no effect. */
void cc_describe(Cc *c);

/* cc_deps.c - the rule for make that a dependency file holds */
void cc_write_deps(Cc *c, const CDeps *d, Str source);
/* A name as make reads it, for -MQ. */
Str cc_make_quoted(Arena *a, Str name);

/* cc_asm.c - the object of a file of assembly; with mistakes, messages and one of no use */
Obj *cc_assemble(Cc *c, const CcInput *in);

/* cmd_cc.c: what the C front end is told; for assembly, only its preprocessor is asked */
COptions cc_options(Cc *c, CDeps *deps, bool assembly);
/* The output path of one source: -o, or its base name with another ending */
const char *cc_output_path(Cc *c, Str in, const char *ending);

#endif
