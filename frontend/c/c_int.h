// c_int.h - private to the C front end: tokens, then types, declarations and trees
#ifndef C_INT_H
#define C_INT_H

#include "base/base.h"
#include "frontend/c/c.h"

typedef enum {
    TK_EOF, TK_IDENT, TK_INT, TK_FLOAT, TK_CHAR, TK_STR, TK_PUNCT, TK_KW,
    TK_PPNUM,   // preprocessing number; only inside the preprocessor
    TK_OTHER,   // a stray character, kept for diagnostics
    TK_NEWLINE, // only inside the preprocessor
    TK_PRAGMA   // a whole #pragma or _Pragma line; text holds it
} TokKind;

// prefix of a string or character literal
typedef enum { ENC_NONE, ENC_U8, ENC_L, ENC_U16, ENC_U32 } StrEnc;

// Punctuators and keywords share one number space: id is < 256 for one-character punctuators (the
// character itself), then PU_* , then KW_*. The lists are in tok.def.
enum {
    PU_FIRST = 256,
#define PUNCT(id, text) PU_##id,
#include "frontend/c/tok.def"
    KW_FIRST,
#define KEYWORD(id, text) KW_##id,
#include "frontend/c/tok.def"
    KW_END
};
enum {
    TF_NOEXPAND = 1,  // names a macro that was being expanded: never expanded again (6.10.3.4)
    TF_HEAD = 2,      // first of an expansion: its white space is that of the macro's name
    TF_FALLS = 8,     // [[fallthrough]] stands before it
    TF_BROKEN = 4,    // a string or character without its closing quote, up to the end of the line
    TF_UNTOLD = 16    // ... of which only a warning was given, where it might not be one at all
};

typedef struct Tok {
    u8 kind;        // TokKind
    u8 enc;         // StrEnc of TK_STR and TK_CHAR
    u8 bol, space;  // first on its line; white space before it
    u16 id;         // punctuator or keyword number; 0 of other kinds
    u16 flags;      // TF_*
    Span span;      // where it is spelled, or, from a macro, where the outermost expansion stands
    Str text;       // its spelling (identifiers are interned: equal text has equal text.p)
    union {
        struct {    // TK_INT, TK_CHAR
            u64 u;
            u8 rank;      // 0 int, 1 long, 2 long long, by suffix and value (6.4.4.1)
            u8 is_unsigned;
            u8 imaginary;       // GNU: i or j in the suffix
        } i;
        struct {    // TK_FLOAT
            double d;
            u8 kind;      // 0 double, 1 float, 2 long double
            bool imaginary;     // GNU: i or j in the suffix
        } f;
        struct PpName *name;  // TK_IDENT, TK_KW
        Str s; // TK_STR: execution-character bytes without the terminator, adjacent literals joined
    };
} Tok;

typedef struct Pp Pp;

/* warnopt.c - which warnings the options and pragmas ask for, until warns_done */
typedef struct Warns Warns;
/* All warnings of d go by it. `now`: the number of the token that the parser looks at, or NULL. */
Warns *warns_new(Arena *a, Diags *d, const COptions *o, const u64 *now);
void warns_done(Warns *w);
Warns *warns_of(const Diags *d);            // those that d goes by, or NULL
bool warn_given(const Warns *w, u32 id);    // false: nobody wants that CDiagId
/* "GCC diagnostic ignored ..." and the like, before token number `when`; any other text changes
 * nothing. */
void warn_pragma(Warns *w, Str text, Span at, u64 when);

/* lex.c - what the parser keeps for a name, a token's; NULL in the beginning */
void **name_slot(struct PpName *n);

/* pp.c - translation phases 1 to 6. pp_next gives parser tokens: white space and directives gone,
 * macros expanded, pp-numbers converted, adjacent strings joined, keywords recognised. */
Pp *pp_new(Arena *a, Sources *src, Diags *d, const COptions *o);
void pp_done(Pp *p);                        // frees what pp_new's arena does not hold
void pp_file(Pp *p, u32 file);              // the main file; predefined macros come first
void pp_next(Pp *p, Tok *out);
void pp_print(Pp *p, Buf *out, bool line_markers);  // fuse cc -E
void pp_macros(Pp *p, Buf *out);            // ... -dM: the macros at the end, by name
/* Adds to each message from number `first` on that points to the use of a macro a note with its
 * definition; to be called when the unit is done. */
void pp_notes(Pp *p, u32 first);
/* Is that place the use of a macro of a system header? For Diags.foreign. */
bool pp_foreign(void *pp, Span at);
/* Hands the files that were read, in order of first use, to whom the options name. */
void pp_deps(const Pp *p);

/* builtin.c: what __has_builtin says */
bool builtin_known(const COptions *o, Str name);

/* Messages: diag_pp.def (C01xx, preprocessor and lexer) and diag.def (from C0200). */
typedef enum {
#define DIAG(id, code, sev, text, help) id,
#include "frontend/c/diag_pp.def"
#include "frontend/c/diag.def"
#undef DIAG
    C_DIAG_COUNT
} CDiagId;
extern const DiagDef c_diag[C_DIAG_COUNT];

/* spec.c: does the target what the attribute asks for in any case? */
bool attr_natural(const COptions *o, Str name);

#endif
