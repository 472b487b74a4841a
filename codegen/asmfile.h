// asmfile.h - state of assembling one file, shared by the files that do
#ifndef ASMFILE_H
#define ASMFILE_H

#include "codegen/asm.h"

/* What one file says of a symbol; the number is that of the module's symbol. */
typedef struct AfSym {
    u32 sect;            // where it is defined: section number + 1; 0: not yet
    u32 blk;             // ... at the start of this block
    u32 obj;             // symbol of the object, once made
    u8 bind, kind;       // ObjBind, ObjKind
    bool bound;          // .globl, .weak or .local was said
    bool hidden, protect;
    bool used;           // something refers to it
    bool common;         // .comm: size in value, alignment in align
    bool fixed;          // a number: value
    bool temporary;      // not in the object's table of symbols
    i64 value;
    u32 align;
    u32 same;            // .set of another symbol (and value): its number
    struct AfVal *size;
    struct AfVal *diff;  // .set of a difference of labels
} AfSym;

/* plus - minus + add */
typedef struct AfVal {
    i64 add;
    SymId plus, minus;
    u16 fix;             // FixKind that the text asked for; 0: as usual
    i64 div;             // the whole divided by this; 0: not at all
} AfVal;

typedef struct AfRow {           // a row of unwind information, in the block that starts there
    SymId at;
    CfiRow row;
} AfRow;
typedef struct AfProc {          // .cfi_startproc to .cfi_endproc
    u32 sect;
    SymId from, to;
    VEC(AfRow) row;
} AfProc;

typedef struct AfDiff {          // a field to be filled in once places are known
    AfVal v;
    u8 size;
} AfDiff;

typedef struct AfVersion {       // .symver OF, BASE@VERSION; `at` is the number of @
    SymId of;
    Str base, version;
    u32 at;
} AfVersion;

typedef struct AfLocal {         // .comm of a local symbol: in .bss, behind all that is there
    SymId id;
    u64 size;
    u32 align;
} AfLocal;

typedef struct AfSub {           // .text 1: a part of a section, in the order of the numbers
    u32 number;
    VEC(u32) order;      // blocks
    MBlk *b;             // where statements go
} AfSub;

typedef struct AfPlace {
    u32 sect, sub;       // indices
} AfPlace;

typedef struct AfSect {
    Str name;
    u32 flags, align, entsize;
    u32 group;           // of the object, + 1
    u32 unique;          // .section ..., unique, N: N + 1
    u64 zero;            // SF_ZERO: bytes so far
    MFn *m;
    VEC(AfSub) sub;      // the first is number 0
    u32 obj;
    Code code;
} AfSect;

typedef struct AfFrom {          // what stands at `out` in the text came from `in` in the file
    size_t out, in;
} AfFrom;

typedef struct AfNumber {        // "1:"
    u32 number, line;
    SymId sym;
} AfNumber;

typedef struct AsmFile {
    Arena *mem;          // of the object
    Arena tmp;
    const Target *t;
    Str text;
    size_t size;         // of the file
    const AsmFiles *files;
    VEC(AfFrom) from;    // of the text that macros made; none: it is that of the file
    Mod *mod;
    Fn *fn;
    CgOpts opts;
    VEC(AfSym) sym;      // by SymId
    VEC(AfSect) sect;
    u32 cur, sub;        // section, its part
    AfPlace last;        // the one before it (.previous)
    VEC(AfPlace) stack;
    VEC(AfNumber) number;
    VEC(AfDiff) diff;
    VEC(AfProc) proc;
    VEC(AfVersion) version;
    VEC(AfLocal) local;
    Map have;            // names of symbols that the object has already -> their numbers
    Str twice;           // one of them that the text defines too
    i64 cfa;             // offset of the frame's address, in the open procedure
    bool open;           // a procedure is
    bool function;       // the next label is one (.thumb_func)
    bool collecting;     // first reading: sections, labels and bindings only
    AsmIn in;
    Obj *o;
    u32 line;            // statement
    size_t at;           // ... where it starts in the text
    u32 nerr;
} AsmFile;

/* asmfile.c */
AfSym *af_sym(AsmFile *f, SymId id);
SymId af_here(AsmFile *f);               // a nameless label at the place that is next
void af_label(AsmFile *f, SymId id);     // binds it there
void af_bytes(AsmFile *f, const void *p, size_t n);
void af_value(AsmFile *f, AfVal v, u8 size);
void af_section(AsmFile *f, Str name, u32 flags, u32 entsize, Str group);
// one of several of its name, told apart by a number
void af_section_unique(AsmFile *f, Str name, u32 flags, u32 entsize, Str group, u32 unique);
void af_enter(AsmFile *f, AfPlace at);
void af_part(AsmFile *f, u32 number);    // of the current section
MBlk *af_block(AsmFile *f);
SymId af_name(AsmFile *f, Str name);
/* A copy, a NUL behind it, whose comments between lines are blanks. */
char *af_without_comments(Arena *mem, Str text);

/* asmmacro.c: replaces the text by what macros, repetitions and conditions make of it; false: there
 * is an error, which is told */
bool af_expand(AsmFile *f, AsmFileError *err, u32 most);

/* asmexpr.c: sums of numbers and symbols, with at most one symbol taken away */
bool af_expr(AsmFile *f, AfVal *v);
bool af_number(AsmFile *f, i64 *x);
bool af_has_here(const AsmIn *a);        // does the rest of the statement name "."?
/* A name, number label or "." in an instruction; false: it is none. */
bool af_operand(AsmFile *f, Str word, MOp *o);

/* asmdir.c: false when there is no such directive */
bool af_directive(AsmFile *f, Str name);

#endif
