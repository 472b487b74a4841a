// pp_int.h - private to the preprocessor: names, macros, lexers, the stack of token sources
#ifndef PP_INT_H
#define PP_INT_H

#include "frontend/c/c_int.h"

typedef enum {
    MK_NORMAL, MK_FILE, MK_LINE, MK_COUNTER, MK_DATE, MK_TIME, MK_TIMESTAMP, MK_LEVEL, MK_BASE_FILE
} MacroKind;

typedef struct Macro {
    u8 kind;             // MacroKind
    bool func, variadic;
    bool gnu_va;         // "args...": the last parameter is named
    bool busy;           // being expanded
    bool used;           // expanded or asked for, since it was defined
    u16 nparam;          // the variadic one included
    struct PpName **param;
    Tok *body;
    u32 nbody;
    Span span;
} Macro;

typedef struct MacroSave {
    Macro *macro;
    struct MacroSave *next;
} MacroSave;

/* One per identifier spelling. */
typedef struct PpName {
    Str text;            // NUL-terminated
    u64 hash;
    Macro *macro;
    u16 kw;              // keyword number, or 0
    u8 directive;        // DIR_*, or 0
    bool special;        // __VA_ARGS__, _Pragma, poisoned: needs a look wherever it stands
    bool poisoned;       // #pragma GCC poison
    struct PpName *next; // in its hash chain
    struct MacroSave *saved;  // #pragma push_macro
    void *meaning;       // the parser's
} PpName;

/* Positions in a text from which line splices were removed are mapped back by `splice`: offsets in
 * the new text, ascending, before which two (or three) bytes were taken out. */
typedef struct Splice {
    u32 at;              // offset in the clean text
    u32 removed;         // bytes removed up to there
} Splice;

typedef struct Lexer {
    const char *start, *at, *end;
    u32 file;
    bool bol;            // the next token is the first of its line
    bool in_directive;   // a newline is a token
    bool quiet;          // skipping: no messages
    bool told_slashes;   // of a // comment in C90
    const Splice *splice;
    u32 nsplice, cur_splice;
    u32 run_from, run_to;    // of the text: from there to there it is as in the file, less so many
    u32 removed;             // bytes
} Lexer;

typedef struct Cond {
    bool taken;          // some group of this #if was used
    bool seen_else;
    Span span;
} Cond;

/* A file being read. */
typedef struct Incl {
    struct Incl *up;
    Lexer lex;
    u32 file;
    Str dir;             // folder of the file, for #include "..."
    int search;          // where in the search path it was found; -1: not through it
    VEC(Cond) cond;
    PpName *guard;       // candidate for an include guard
    u8 guard_state;      // 0 nothing read, 1 inside, 2 closed, 3 no guard
    i64 line_delta;      // #line
    Str line_name;       // #line's file name, or empty
} Incl;

/* Tokens waiting to be read: a macro's replacement, an argument, something pushed back. */
typedef struct Ctx {
    Tok *tok;
    u32 n, at;
    Macro *macro;        // not busy any more when this runs out
    bool stop;           // at its end: TK_EOF, until popped by who pushed it
} Ctx;

typedef struct FileInfo {
    u32 file;            // in Sources
    Str path;
    Str text;            // clean
    const Splice *splice;
    u32 nsplice;
    PpName *guard;
    bool once;
    bool read;           // at least once
    bool system;         // found in a folder of system headers
    bool own;            // one of the headers that fuse carries
    bool told;           // of its trigraphs and the like
} FileInfo;

struct Pp {
    Arena *mem;
    Sources *src;
    Diags *d;
    const COptions *o;
    Warns *warn;         // or NULL
    bool trigraphs;      // are replaced
    bool c90;            // has no // comments
    PpName **bucket;     // hash table of names
    u32 nbucket, nname;
    Incl *top;
    u32 depth;           // of includes
    VEC(Ctx) ctx;
    Arena toks;          // token lists of the expansions under way
    ArenaMark toks_none; // and what it is between them
    Map file;            // path -> FileInfo *
    VEC(FileInfo *) once;    // with #pragma once
    VEC(CDep) dep;
    Str main_path;
    u32 main_file;
    bool printing;       // -E: the text is written out
    u64 counter;
    Tok pending;         // read ahead by string joining
    bool has_pending;
    PpName *va_args, *va_opt, *defined, *pragma, *stdc;
    PpName *has_include, *has_include_next, *has_attribute,
        *has_builtin;
    u32 nest;            // recursion of argument expansion
    bool in_condition;   // expanding the line of #if: "defined" is an operator
    bool after_defined;  // and the next name is its operand
    struct Out *told;    // where -dD has directives for macros written
    bool lists_files;    // -E with line markers: `entered` is kept
    VEC(u32) entered;    // files since the last line of text that was printed
    bool lost_space, lost_bol;  // of a macro that expanded to nothing: the next token gets them
};

enum {
    DIR_NONE,
    DIR_IF,
    DIR_IFDEF,
    DIR_IFNDEF,
    DIR_ELIF,
    DIR_ELIFDEF,
    DIR_ELIFNDEF,
    DIR_ELSE,
    DIR_ENDIF,
    DIR_DEFINE,
    DIR_UNDEF,
    DIR_INCLUDE,
    DIR_LINE,
    DIR_ERROR,
    DIR_PRAGMA,
    DIR_EXTENSIONS,      // from here on what is not in C11
    DIR_WARNING = DIR_EXTENSIONS,
    DIR_INCLUDE_NEXT,
    DIR_IMPORT,
    DIR_IDENT,
    DIR_SCCS,
    DIR_ASSERT,
    DIR_UNASSERT
};

// defined NAME: a macro, or one of the operators that #if knows
static inline bool name_defined(const Pp *p, const PpName *n)
{
    if (n->macro)
        n->macro->used = true;
    return n->macro || n == p->has_include || n == p->has_include_next || n == p->has_attribute ||
           n == p->has_builtin;
}

#define ppdiag(p, id, span, ...) diag((p)->d, &c_diag[id], span, __VA_ARGS__)

/* lex.c */
PpName *pp_name(Pp *p, const char *text, size_t n);
void names_init(Pp *p);
void lex_open(Lexer *l, u32 file, Str text, const Splice *splice, u32 nsplice);
void lex_token(Pp *p, Lexer *l, Tok *t);       // TK_NEWLINE in directives; TK_EOF at the end
/* lexname.c - the identifier at `from`, its universal character names as UTF-8; gives its end,
 * which is `from` when there is none. */
const char *lex_wide_name(const char *from, const char *end, Buf *name);
// Length of the \uXXXX or \UXXXXXXXX at q, or 0.
int lex_universal(const char *q, const char *end, u32 *code);
/* lexclean.c - a text without its spliced lines and, where they count, its trigraphs: itself when
 * there are none */
void lex_clean(Arena *a, Str text, bool trigraphs, Str *clean, const Splice **splice, u32 *nsplice);
// Is there something in it that lex_tell has a message for? And those messages.
bool lex_has_to_tell(const Pp *p, Str text, const Splice *splice, u32 nsplice);
void lex_tell(Pp *p, u32 file, Str text);
// In a group that is skipped: to the next '#' that begins a line; false at the end of the file.
bool lex_to_directive(Pp *p, Lexer *l);
void lex_skip_line(Lexer *l);                  // to the next newline outside comments
bool lex_one(Pp *p, Str text, Tok *t);         // exactly one token; for ##
const char *tok_z(Pp *p, const Tok *t);        // its spelling, for messages

/* pp.c - directives and files */
void pp_raw(Pp *p, Tok *t);                    // next token, directives done, nothing expanded
u32 pp_line_of(Pp *p, Span s);
void pp_special(Pp *p, const Tok *t);          // tells where its name must not stand

/* pppragma.c - carries out a pragma that is the preprocessor's; false when it is another's */
bool pp_pragma(Pp *p, Str text, Span at);

/* ppexpand.c */
void macro_define(Pp *p, Lexer *l);            // after #define
void macro_unused(Pp *p, const Macro *m, const PpName *n);  // ceases to be: was it ever used?
void macros_unused(Pp *p);                     // ... all, at the end

/* ppout.c */
void pp_told(Pp *p, const PpName *n, Span at); // a macro was defined or is none any more
void pp_told_include(Pp *p, const Tok *word, const Tok *v, u32 n);    // -dI
void pp_expanded(Pp *p, Tok *t);               // next token with macros expanded
void ctx_push(Pp *p, Tok *tok, u32 n, Macro *m, bool stop);
void ctx_pop(Pp *p);
bool ctx_read(Pp *p, Tok *t);                  // false when no context is left
Tok *expand_list(Pp *p, Tok *tok, u32 n, u32 *out_n);
Str stringize(Pp *p, const Tok *tok, u32 n);

/* ppexpr.c */
bool pp_condition(Pp *p, Tok *line, u32 n, Span at);

/* ppdefine.c - definitions of the macros of GNU compilers, as text */
void predefine_gnu(const Pp *p, Buf *b);

/* ppinclude.c */
void pp_include(Pp *p, Tok *line, u32 n, Span at, u8 directive);
bool include_exists(Pp *p, Str name, bool angled, bool next);
bool include_name(Pp *p, Tok *line, u32 n, Str *name, bool *angled);
void incl_enter(Pp *p, FileInfo *f, int search);
FileInfo *file_info(Pp *p, Str path, Str text, u32 file);

/* pplit.c */
void lit_number(Pp *p, Tok *t);                // TK_PPNUM becomes TK_INT or TK_FLOAT
void lit_char(Pp *p, Tok *t);
void lit_string(Pp *p, const Tok *part, u32 n, Tok *out);  // joins
bool lit_int(Pp *p, Str s, Tok *t);                   // integer constant; false when malformed

/* ppexpr.c: __has_include and its like, and the answer to what stands in their parentheses */
bool pp_is_question(const Pp *p, const Tok *t);
bool pp_ask(Pp *p, const PpName *what, Tok *arg, u32 n, Span at);

#endif
