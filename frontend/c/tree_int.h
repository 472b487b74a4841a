// tree_int.h - private to the C front end: types, declarations, trees and the parser's state
//
// A translation unit is read one external declaration at a time. A function body becomes a tree in
// the arena of that function, typed and checked as it is parsed; then it is lowered to IR and the
// arena is reset. Types live for the whole session.
#ifndef TREE_INT_H
#define TREE_INT_H

#include "frontend/c/c_int.h"

/* ---- types ---- */

typedef enum {
    TY_VOID, TY_BOOL, TY_CHAR, TY_SCHAR, TY_UCHAR, TY_SHORT, TY_USHORT, TY_INT, TY_UINT, TY_LONG,
    TY_ULONG, TY_LLONG, TY_ULLONG, TY_INT128, TY_UINT128, TY_FLOAT, TY_DOUBLE, TY_LDOUBLE,
    TY_CFLOAT, TY_CDOUBLE, TY_CLDOUBLE,
    TY_CINT,    // complex with integer parts (GNU), of type `base`; Par.cint has them
    TY_ERROR, TY_NBASIC,
    TY_ENUM = TY_NBASIC, TY_PTR, TY_FUNC, TY_ARRAY, TY_STRUCT, TY_UNION
} TyKind;

enum { Q_CONST = 1, Q_VOLATILE = 2, Q_RESTRICT = 4, Q_ATOMIC = 8 };
#define ARR_UNKNOWN (~(u64)0)

typedef struct CType CType;
typedef struct Node Node;
typedef struct Stmt Stmt;
typedef struct Decl Decl;
typedef struct Rec Rec;
typedef struct Spec Spec;

typedef struct CParam {
    CType *ty;          // adjusted: no arrays, no functions, no qualifiers on top
    Str name;
    Span span;
    Decl *decl;         // of a definition
    bool typed;         // of an identifier list: declared after it
    bool star;          // its type has [*]
} CParam;

/* A name that a typedef gives, kept for debuggers only. */
typedef struct TyName {
    Str name;
    Span span;
    CType *of, *named;  // the type that it names, and that type with the name
} TyName;

/* A type is shared: pointers and qualified variants are found through the type they are made from,
 * so equal pointer types are one object; arrays and functions are compared by structure. */
struct CType {
    u8 kind, qual;
    bool variadic, old_style;   // FUNC
    bool noreturn;              // FUNC: attribute in a typedef or pointer
    bool ext;                   // LDOUBLE: in a format that no register holds
    u8 width;                   // integers: bits, of the values of bit-fields wider than int
    u32 align;                  // nonzero: set by an aligned attribute on a typedef
    u64 n;                      // ARRAY: length, ARR_UNKNOWN
    CType *base;                // PTR, ARRAY, FUNC (result), ENUM (its integer type)
    CType *unqual;              // without qualifiers; itself when it has none
    CType *next_qual;           // variants of `unqual`
    CType *ptr;                 // pointer to this
    Rec *rec;                   // STRUCT UNION ENUM
    CParam *param;              // FUNC
    u32 nparam;
    Node *len;                  // ARRAY of variable length: number of elements
    Decl *size_var;             // ARRAY of variable length: hidden variable with its size in bytes
    u8 fmt, fmt_arg; // FUNC: format attribute: index of the format and of the first argument
    bool fmt_scan;   // ... that of scanf
    const TyName *tdef; // -g: variant of the type that the name of a typedef stands for
};

typedef struct Member {
    Str name;           // empty for anonymous members
    CType *ty;
    Span span;
    u64 off;            // bytes; of a bit-field: of its access unit
    bool is_bit;
    u8 width;           // bits
    u8 shift;           // from the lowest bit of the access unit
    u8 unit;            // size of the access unit in bytes; 0: several bytes, one by one from `off`
} Member;

struct Rec {
    Str name;           // tag; empty when it has none
    Span span;
    Member *mem;
    u32 nmem;
    u64 size;
    u32 align;
    u32 natural;        // alignment by its members, without attributes of its own
    bool complete, is_union, packed, flexible, has_const;
    bool opaque;        // only its size is known to us: named in headers, but without values
    bool transparent;   // a parameter of this union takes what any member takes
    bool laying_out;
    bool told;          // that it is not complete
    u32 agg;            // Mod.agg index + 1 once asked for
    IMap by_name;       // of large records
    struct Decl **enumc;    // of an enum: its constants
    u32 nenum;
};

/* ---- declarations ---- */

typedef enum { D_VAR, D_FUNC, D_TYPEDEF, D_ENUMC } DeclKind;
typedef enum { SC_NONE, SC_EXTERN, SC_STATIC, SC_AUTO, SC_REGISTER, SC_TYPEDEF } Storage;

enum {
    AT_WEAK = 1, AT_HIDDEN = 2, AT_NORETURN = 4, AT_UNUSED = 8, AT_USED = 16, AT_NOINLINE = 32,
    AT_ALWAYS_INLINE = 64, AT_COLD = 128, AT_PACKED = 256, AT_REALIGN = 512, AT_GNU_INLINE = 1024,
    AT_CTOR = 2048, AT_DTOR = 4096, AT_DLLIMPORT = 8192, AT_THREAD = 16384,
    AT_VISIBLE = 32768, AT_TRANSPARENT = 1 << 16, AT_DEPRECATED = 1 << 17, AT_WANT_RESULT = 1 << 18,
    AT_DLLEXPORT = 1 << 19, AT_REFUSED = 1 << 20, AT_NAKED = 1 << 21, AT_WEAKREF = 1 << 22,
    AT_COMMON = 1 << 23, AT_NOCOMMON = 1 << 24, AT_FALLS = 1 << 25,
    AT_IFUNC = 1 << 26, AT_TOLD = 1 << 29, AT_MS_STRUCT = 1 << 27, AT_GCC_STRUCT = 1 << 28
};
// of functions that run before and after main; the last one stands for none
enum { PRIORITY_LAST = 65535 };

typedef struct Attr {
    u32 flags;
    u32 align;          // 0: none
    Str section, alias, asm_name;
    struct Decl *cleanup;   // function to call when the variable goes out of scope
    u8 fmt, fmt_arg;
    bool fmt_scan;      // of scanf, not printf
    u32 vector;         // bytes of __attribute__((vector_size())), 0 none
    u32 ctor, dtor;     // priority + 1 of constructor and destructor, 0 none
    u16 tls_model;      // SYM_TLS_*, 0: by what the code is for
    u8 mode;            // bytes of __attribute__((mode())), 0 none
} Attr;

typedef struct Body Body;
typedef struct Init Init;

/* What leaving a scope takes, from the inside out: a call, or the stack of a variable-length array;
 * nothing, where only the type of a name hangs on such a length. Jumps know the list where they
 * stand and the one where they go. */
typedef struct Leave {
    struct Leave *up;
    struct Decl *d;
    Node *call;         // of a cleanup function; NULL: free the stack
    u32 var;            // lowering: SSA variable + 1, the stack pointer to go back to
    bool keep;          // of an array: alloca was called since, and that memory stays
} Leave;
struct Decl {
    u8 kind, storage;
    bool global;        // has linkage or static storage
    bool linkage;       // external or internal linkage (not a static local)
    bool tls, is_inline, ext_inline, defined, tentative, used, set;
    bool inline_only;   // FUNC: GNU's extern inline; the function itself is elsewhere
    bool addr_taken;    // needs a stack slot
    bool unsure;        // lowering: nothing is said of reads before writes
    bool is_param, builtin_fn;
    u32 named, assigned; // times mentioned; of these, as the left side of a statement
    bool block_only;    // declared in blocks only, so far: its name is not visible at file level
    struct Decl *real;  // a declaration with linkage in a block: what it declares
    Str name;
    Span span;
    CType *ty;
    Attr at;
    u32 depth;          // scope
    i64 val;            // ENUMC
    Decl *shadow;       // what the name meant outside
    Decl *next;         // of the same scope
    struct Ident *id;
    Init *init;
    Body *body;         // FUNC: parsed, not yet lowered
    SymId sym;
    u32 slot, var;      // lowering: slot + 1, SSA variable + 1
    u32 dbg;            // -g: 1 + index of its row
    Leave *leave;       // of a variable-length array
    Ref ref;            // lowering: address, when it is neither (parameter aggregate, VLA)
    CType *fty;         // FUNC: type of the definition, with parameters declared
};

typedef struct Tag {
    CType *ty;
    u32 depth;
    struct Tag *shadow, *next;
    struct Ident *id;
} Tag;

typedef struct Label {
    Str name;
    Span span;
    bool defined, used, addr_taken;
    BlkId blk;
    Leave *leave;
    struct Label *next;
    struct Label *shadow, *in_scope;    // declared by __label__: what the name meant outside
    struct Ident *id;
} Label;

typedef struct Ident {
    Str name;
    Decl *decl;
    Tag *tag;
    Label *label;
    bool is_func;       // __func__ and its GNU spellings
} Ident;

/* ---- trees ---- */

typedef enum {
    N_INT, N_FLT, N_STR, N_VAR, N_COMPOUND, N_MEMBER, N_DEREF, N_ADDR, N_DECAY, N_CAST, N_NEG,
    N_BNOT, N_NOT, N_BIN, N_ANDAND, N_OROR, N_COND, N_COMMA, N_ASSIGN, N_ASSIGNOP, N_INCDEC, N_CALL,
    N_STMTEXPR, N_BUILTIN, N_LABEL, N_VAARG, N_VLASIZE, N_COMPLEX, N_ERROR
} NodeKind;

typedef enum {
    BO_ADD, BO_SUB, BO_MUL, BO_DIV, BO_REM, BO_AND, BO_OR, BO_XOR, BO_SHL, BO_SHR,
    BO_EQ, BO_NE, BO_LT, BO_GE, BO_GT, BO_LE,
    BO_NAND,            // of atomic builtins
    BO_NONE
} BinOp;

typedef enum {
    B_UNREACHABLE, B_TRAP, B_INSTRUCTION, B_CLZ, B_CTZ, B_POPCNT, B_BSWAP, B_FFS, B_PARITY, B_CLRSB,
    B_OVERFLOW, B_ALLOCA, B_VA_START, B_VA_COPY, B_VA_END, B_CFA, B_SYSCALL, B_SQRT, B_FABS,
    B_MEMCPY, B_MEMMOVE, B_MEMSET, B_ATOMIC_LOAD, B_ATOMIC_STORE, B_ATOMIC_XCHG, B_ATOMIC_CAS,
    B_ATOMIC_OP, B_FENCE, B_ISNAN, B_SIGNBIT, B_ISINF, B_ISFINITE, B_EXPECT, B_COPYSIGN, B_ABS,
    B_ROTL, B_ROTR, B_FRAME_ADDR, B_RETURN_ADDR, B_OBJSIZE
} BuiltinOp;

enum {
    NF_PAREN = 1, NF_POST = 2,
    NF_FOLDED = 4,      // INT, FLT: computed, but from no integer constant expression (6.6p6)
    NF_OWN = 4,         // STR: an object of its own, equal to no other: __func__
    NF_IMPLICIT = 8, NF_CONSTEXPR = 16,
    NF_RVALUE = 32,     // no place any more, though the node looks like one
    NF_COMPARED = 64    // a constant that a comparison gave
};

struct Node {
    u8 kind, op;
    u8 flags;
    u8 aux;             // STR: StrEnc; BUILTIN: memory order
    u16 depth;          // of the tree below
    u16 sub;            // BUILTIN: operation
    Span span;          // what a message about it points to: an operator, a name
    u32 lo, hi;         // all of it, in the same file; of what macros made: their use
    CType *ty;
    Node *a, *b, *c;
    union {
        struct {
            i64 i;      // INT; BUILTIN
            i64 hi;     // INT of a 128-bit type: its upper half; of others: 0
        };
        double f;       // FLT
        LFlt l;         // FLT of a long double that is wider
        Str s;          // STR
        Decl *d;        // VAR, COMPOUND
        Member *m;      // MEMBER
        CType *cty;     // ASSIGNOP: type of the operation; VLASIZE: the type
        Stmt *st;       // STMTEXPR
        Label *lab;     // LABEL
        struct {
            Node **v;
            u32 n;
        } arg;          // CALL, BUILTIN
    } u;
};

typedef struct InitItem {
    struct InitItem *next;
    u32 made;           // how many were made before it
    u64 off;
    CType *ty;
    Member *bit;        // initialises this bit-field
    Node *e;
} InitItem;
struct Init {
    CType *whole;       // what is initialised
    InitItem *first, *last;
    u32 n, made;        // items; with those that others took the place of
    bool ordered;       // offsets grow: nothing is overridden
    u64 covered;        // bytes written
    u64 end;            // highest byte written
};

typedef enum {
    S_EXPR, S_BLOCK, S_IF, S_WHILE, S_DO, S_FOR, S_SWITCH, S_CASE, S_LABEL, S_GOTO, S_IGOTO,
    S_BREAK, S_CONTINUE, S_RETURN, S_DECL, S_VLATYPE, S_ASM, S_EMPTY
} StmtKind;
typedef struct AsmStmt AsmStmt;
typedef struct Case {
    struct Case *next;
    i64 lo, hi;
    bool is_default;
    Span span;
    BlkId blk;
} Case;
struct Stmt {
    u8 kind;
    bool open;          // BLOCK without braces: `end` is what stands behind it
    bool has_label;     // a label or case inside: reachable though nothing falls into it
    bool falls;         // EMPTY: [[fallthrough]]; also CASE and BLOCK: a comment before it, or
                        // before its end, says so
    Leave *from, *to;   // BLOCK, jumps: scopes at its end, and where it goes to (but of a goto)
    Span span, end;
    Stmt *next;
    Node *e, *e2;
    Stmt *s1, *s2;      // BLOCK: s1 first statement
    Decl *decl;
    CType *ty;
    Label *lab;
    Case *cases;        // SWITCH: in order; CASE: this one
    AsmStmt *assembly;
    u32 ncase;
};

typedef struct LabelReloc { // data that holds the address of a label
    SymId sym;
    u32 off;
    Label *lab, *from;  // from: the distance from there, in so many bytes
    u32 size;
    i64 add;
} LabelReloc;

struct Body {           // a parsed function
    Arena mem;
    Decl *fn;
    CType *fty;
    Stmt *block;
    Label *labels;
    bool calls_setjmp;
    bool keeps_locals;  // calls __builtin_setjmp, after which variables have their last values
    VEC(LabelReloc) label_relocs;
    VEC(Label *) taken;     // labels whose address is taken
    VEC(Stmt *) gotos;      // out of the scope of something
    Stmt *proto;            // sizes of variable-length parameters
    Body *next;
};

/* ---- the parser ---- */

typedef struct Scope {
    struct Scope *up;
    Decl *decls;
    Tag *tags;
    Label *labels;
    u32 depth;
    bool params;        // of a parameter list
} Scope;

typedef struct DataReloc { // into the bytes being made
    u32 off;
    Decl *d;
    Node *str;
    Label *lab, *from;
    u32 size;
    i64 add;
} DataReloc;

typedef struct PragmaWeak {
    Str name, of;       // of: what it is another name of, or empty
} PragmaWeak;

typedef struct InlineUse {  // of a static object or function, in an inline function
    const Decl *fn;
    Str name;
    Span at;
} InlineUse;

typedef struct CDebug CDebug;
typedef struct Par {
    Arena *out;         // of the module
    Arena sess;         // types and global declarations
    Arena fnmem;        // the current external declaration
    Arena *mem;         // where nodes and local declarations go
    Pp *pp;
    Tok tok, ahead;
    bool has_ahead;
    u64 nread;          // tokens passed: recovery from an error sees by it whether anything was
    Span last;          // the token before this one, and its spelling
    Str last_text;
    bool broken;        // a literal without an end took the rest of this line
    Tok held;           // read to see that a '[' begins no attribute
    bool has_held;
    Diags *d;
    Sources *src;
    const COptions *o;
    Warns *warn;
    const DataLayout *dl;
    Mod *m;
    CType basic[TY_NBASIC];
    CType cint[TY_ULLONG + 1];          // complex integers, by kind of their parts
    Member part[TY_LDOUBLE + 1][2];     // of a complex number, by kind: real, imaginary
    CType *size_t_, *ptrdiff_t_, *wchar_t_, *va_list_, *char16_t_, *char32_t_;
    VEC(CType *) narrow;    // types of bit-fields' values (ty_narrow)
    CType *float128_;   // where it is no long double, once named
    IMap idents;        // text address -> Ident *
    Scope *scope;
    Scope file_scope;
    u32 depth;          // nesting of the parser, against hostile input
    u32 pack;           // #pragma pack, 0 none
    u32 pack_stack[16], npack;
    // the function being parsed
    Body *body;
    Stmt *sw;           // innermost switch
    Case *sw_last;
    u32 loops, breaks;  // nesting of loops; of loops and switches
    u32 ifs;            // ... of blocks that are bodies of if
    u64 told_at;        // the token where something was missing (nread)
    bool body_broken;   // a quote was not closed in this function
    u64 else_told;      // the token that tells of their missing '}' (nread)
    Leave *leave, *brk_leave, *cont_leave;  // here; where break and continue go
    Stmt ***vla_sink;   // where declarations of hidden VLA sizes go
    Stmt *proto;        // those of a definition's parameters
    bool in_stmtexpr;
    u32 extension;      // inside what __extension__ marks
    Attr *lead;         // attributes before the specifiers that come next
    bool for_decl;      // the next declaration is in the head of a for
    bool param_decl;    // the next declarator is a parameter's
    u32 unevaluated;    // inside sizeof, typeof, _Generic, _Alignof
    u32 to_static;      // inside what is worked out now, whatever it would raise
    u32 nstatic;        // numbers static locals
    VEC(Decl *) globals;    // in order, for tentative definitions and unused checks
    Body *work, *work_last; // referenced functions that wait for lowering
    VEC(PragmaWeak) weak;   // #pragma weak
    VEC(InlineUse) inline_uses;
    Map strings;        // literal -> SymId
    VEC(DataReloc) relocs;
    u32 loc_file, loc_mod, loc_line_lo, loc_line_hi, loc_line; // cache of locations
    CDebug *dbg;        // -g, else NULL
} Par;

/* diagnostics */
#define say(p, id, span, ...) diag((p)->d, &c_diag[id], (span), __VA_ARGS__)
// with an operand or two underlined
#define say1(p, id, span, a, ...) (say(p, id, span, __VA_ARGS__), diag_range((p)->d, node_range(a)))
#define say2(p, id, span, a, b, ...)                                                           \
    (say1(p, id, span, a, __VA_ARGS__), diag_range((p)->d, node_range(b)))
// of an extension of the language; after __extension__ nothing
#define say_ext(p, id, span, ...) \
    ((p)->extension ? (void)0 : diag((p)->d, &c_diag[id], (span), __VA_ARGS__))
// ... that C23 has made part of it
#define say_before_c23(p, id, span, ...) \
    ((p)->o->std < C_23 ? say_ext(p, id, span, __VA_ARGS__) : (void)0)
#define warns(p, id) warn_given((p)->warn, id)

/* suggest.c - help for the last message, about an unknown name */
void suggest_name(Par *p, Str name, bool type, Span at);
void suggest_member(Par *p, const CType *rec, Str name, Span at);
void suggest_tag(Par *p, const CType *t);       // of an incomplete type
void suggest_label(Par *p, Str name, Span at);
/* When this token is no name that is known, but nearly a keyword, and what follows fits that one:
 * says so and makes the token the keyword. Those of specifiers, or those that begin statements. */
bool respell(Par *p, bool statement);
bool respell_else_if(Par *p);   // "elseif" and its like become "if"
/* expr.c: text that is right in place of `is`, if that stands there and no macro made it. */
void fix_text(Par *p, Span at, Str is, Str right);

/* libfn.c - functions of the library that the compiler knows */
const char *lib_header(Str name);              // that declares it; NULL when it is not known
bool lib_needs_header(Str name);               // an implicit declaration would give a wrong type
bool lib_known(Str name);                      // its type is known here
CType *lib_type(Par *p, Str name);             // that type; NULL when only a header knows it
CType *lib_type_of(Par *p, const char *letters);   // a function, in the letters of libfn.def
/* What a call of d, whose type is `type`, computes; NULL when it stays a call. Takes the array. */
Node *lib_call(Par *p, const Decl *d, const CType *type, Node **arg, u32 n, Span at);
/* type.c */
void types_init(Par *p);
CType *ty_new(Par *p, TyKind k, CType *base);
CType *ty_ptr(Par *p, CType *t);
CType *ty_array(Par *p, CType *elem, u64 n);
CType *ty_qual(Par *p, CType *t, u32 qual);    // adds qualifiers; on arrays, to the element
CType *ty_func(Par *p, CType *ret);
CType *ty_aligned(Par *p, CType *t, u32 align);
u64 ty_size(Par *p, const CType *t);           // 0 when incomplete
u32 ty_align(Par *p, const CType *t);
bool ty_complete(const CType *t);
bool ty_is_vla(const CType *t);                // of variable size
bool ty_has_vla(const CType *t);               // variably modified
bool ty_same(const CType *a, const CType *b);  // compatible, qualifiers included
bool ty_compat(const CType *a, const CType *b);  // compatible, top qualifiers ignored
/* Of what pointers point to, and of objects: qualifiers of an array's elements count as the array's
 * own, as in C23 and in GNU C. */
bool ty_compat_target(const CType *a, const CType *b);
u32 ty_target_quals(const CType *t);
bool ty_identical(const CType *a, const CType *b);   // the same type, not only a compatible one
CType *ty_composite(Par *p, CType *a, CType *b);
const char *ty_str(Par *p, const CType *t);
Type ty_ir(Par *p, const CType *t);            // of a scalar; VOID when it has two parts
/* A scalar of two parts that lie one behind the other, such as a 128-bit integer: the IR type of
 * each. VOID: t is none. */
Type ty_part(Par *p, const CType *t);
bool ty_unsigned(Par *p, const CType *t);
u32 ty_bits(Par *p, const CType *t);
int ty_rank(const CType *t);
CType *ty_promote(Par *p, CType *t);
/* The integer type t as wide as a bit-field; and without that width. */
CType *ty_narrow(Par *p, CType *t, u32 width);
CType *ty_declared(Par *p, CType *t);
CType *ty_usual(Par *p, CType *a, CType *b);   // usual arithmetic conversions
CType *ty_int_sized(Par *p, u32 bytes, bool is_unsigned);
Member *rec_own(const CType *rec, Str name);             // an anonymous member that holds it, or it
/* A type of which only the size is known: its values are refused. */
CType *ty_opaque(Par *p, const char *name, u32 size);
void rec_layout(Par *p, CType *t, Attr *at);
u32 ty_agg(Par *p, const CType *t);            // Mod.agg index + 1
u32 pass_align(Par *p, const CType *t);        // of an argument of that type
static inline const CType *ty_plain(const CType *t) { return t->kind == TY_ENUM ? t->base : t; }
static inline bool is_int(const CType *t)
{
    return (t->kind >= TY_BOOL && t->kind <= TY_UINT128) || t->kind == TY_ENUM;
}
static inline bool is_wide(const CType *t) { return t->kind == TY_INT128 || t->kind == TY_UINT128; }
static inline bool is_flt(const CType *t) { return t->kind >= TY_FLOAT && t->kind <= TY_LDOUBLE; }
static inline bool is_complex(const CType *t)
{
    return t->kind >= TY_CFLOAT && t->kind <= TY_CINT;
}
static inline bool is_arith(const CType *t) { return is_int(t) || is_flt(t) || is_complex(t); }
static inline bool is_ptr(const CType *t) { return t->kind == TY_PTR; }
static inline bool is_scalar(const CType *t) { return is_arith(t) || is_ptr(t); }
static inline bool is_rec(const CType *t) { return t->kind == TY_STRUCT || t->kind == TY_UNION; }
static inline bool is_ext(const CType *t) { return t->ext; }
// values that the lowering holds by the address of their bytes
static inline bool by_address(const CType *t)
{
    return is_rec(t) || is_complex(t) || is_ext(t);
}
static inline bool is_void(const CType *t) { return t->kind == TY_VOID; }
static inline bool is_err(const CType *t) { return t->kind == TY_ERROR; }
static inline bool is_zero(const Node *n) { return !n->u.i && !n->u.hi; }  // INT

/* scope.c */
Ident *ident(Par *p, Str name);
Ident *tok_ident(Par *p, const Tok *t);  // of a token that is an identifier
void scope_push(Par *p);
void scope_pop(Par *p);
Decl *decl_new(Par *p, DeclKind k, Str name, Span at, CType *ty);  // in p->mem, in no scope
void decl_bind(Par *p, Decl *d);               // name means d in the current scope
Tag *tag_bind(Par *p, Str name, CType *ty);
Label *label_of(Par *p, Str name, Span at);
void label_bind(Par *p, Str name, Span at);     // __label__
const char *zs(Par *p, Str s);

/* parse.c - tokens */
void next(Par *p);
Tok *peek(Par *p);                             // the token after this one
static inline bool at_id(const Par *p, u32 id) { return p->tok.id == id; }
static inline bool eat(Par *p, u32 id) { return at_id(p, id) && (next(p), true); }
bool told_here(Par *p);     // was something reported missing at this token? From now on it was
bool want(Par *p, u32 id);                     // reports when another token stands there
/* The ';' that ends `what`. When it is missing, goes on as if it were there where the next token
 * begins a line, else behind the next one. `errors`: how many there were at its beginning. */
void want_end(Par *p, const char *what, u32 errors);
/* Of the last message: text that is missing behind the last token, unless a macro made that. */
void fix_after(Par *p, Str text);
/* The end of what `open` began: a message points there, too. */
bool want_match(Par *p, u32 id, Span open);
void want_close(Par *p, Span open);            // ')'; when it is missing, goes on behind the next
                                               // one of the statement
void skip_to(Par *p, bool stmt);               // recovery
bool deeper(Par *p);                           // false, reported, when nesting is too deep
bool starts_type(Par *p, const Tok *t);

/* decl.c */
bool parse_external(Par *p);
void parse_local_decl(Par *p, Stmt ***tail);
void end_for_part(Par *p, u32 errors);  // the ';' in the head of a for
CType *parse_type_name(Par *p);
/* A type name that may be a compound literal's; the caller checks its specifiers. */
CType *parse_type_spec(Par *p, Spec *s);
void eval_before(Par *p, Node *e);  // where declarations may compute: e, for its effects
bool parse_static_assert(Par *p);
void parse_attributes(Par *p, Attr *at);
Str string_text(Par *p);                       // a string literal, taken; reports another token
void parse_asm_label(Par *p, Attr *at);
void declare_builtin(Par *p, Decl *d);
void finish_unit(Par *p);
/* A function that is called without a declaration: int name(). */
Decl *declare_implicit(Par *p, Str name, Span at);
bool too_big(Par *p, CType *ty, Span at);
Decl *hidden_var(Par *p, CType *ty, const char *name, Span at);
/* d, static, is used or defined at `at`: in an inline definition that other files see, too? */
void note_inline_use(Par *p, const Decl *d, Span at);

/* spec.c - declaration specifiers, records, enums */
struct Spec {
    CType *ty;
    Storage sc;
    bool tls, is_inline, noreturn, has_type, is_auto_type, is_complex, qualified, aligned;
    u8 qual;
    bool plain_int;     // an integer type that is signed without saying so
    Attr at;
    u32 align;          // of _Alignas, which stands at align_at when `aligned`; 0: no stricter
    Span span, align_at;
    bool tag_only;      // struct, union or enum: may stand without declarator
    Span brace;         // behind the definition of one; file 0: there is none
    Storage brace_sc;   // what stood before that
    bool declares;      // ... and this is its first mention, or its definition
};
void parse_spec(Par *p, Spec *s, bool storage);
/* After specifiers: true, reported, when they define a type and no declarator follows, as if there
 * were a ';' behind it. */
bool lacks_end(Par *p, Spec *s);
/* Reports specifiers that `what` cannot have. The type it has by its declarator is ty. */
typedef enum {
    FOR_FUNC, FOR_OBJECT, FOR_REGISTER, FOR_MEMBER, FOR_BIT_FIELD, FOR_PARAM, FOR_TYPEDEF, FOR_TYPE
} SpecUse;
void check_spec(Par *p, const Spec *s, SpecUse what, const CType *ty);
void check_restrict(Par *p, const CType *t, Span at);  // is it on a pointer to an object?
void check_empty(Par *p, const Spec *s);       // of a declaration without declarator
/* The number type t as __attribute__((mode())) changes it; 0: not at all. */
CType *mode_type(Par *p, CType *t, u32 mode);
typedef struct Declr {
    Str name;
    Span span;
    CType *ty;
    Attr at;
    CType *func;        // the function type nearest the name, when it declares a function
    bool kr;            // has an identifier list
    u32 array_qual;     // of a parameter: qualifiers in the [] of an array
    bool star;          // ... [*] stands in it
} Declr;
void parse_declarator(Par *p, CType *base, Declr *out, bool need_name, bool abstract_ok);

/* wide.c - 128-bit integers as two of 64 bits */
typedef struct Wide {
    u64 lo, hi;
} Wide;
Wide wide_of(i64 v, bool is_unsigned);         // extended by its sign, or by zeros
/* The value of an operation on operands of one type; compares give 0 or 1. The count of a shift is
 * b.lo. False: a division by 0 or with a result out of range. */
bool wide_op(BinOp op, bool is_unsigned, Wide a, Wide b, Wide *out, bool *overflow);
Wide wide_neg(Wide a);
double wide_to_double(Wide a, bool is_unsigned);   // to nearest even
float wide_to_float(Wide a, bool is_unsigned);
bool wide_from_double(double f, bool is_unsigned, Wide *out);  // false: out of range

/* expr.c */
Node *node_new(Par *p, NodeKind k, CType *ty, Span at);
Span node_range(const Node *e);                // all of it, to underline
Node *node_int(Par *p, CType *ty, i64 v, Span at);
Node *node_wide(Par *p, CType *ty, Wide v, Span at);   // also of narrower types, which cut it
Node *parse_expr(Par *p);
Node *parse_assign(Par *p);
bool parse_const_int(Par *p, i64 *v, CType **ty);      // a conditional expression that must be an
                                                       // integer constant
Node *decay(Par *p, Node *e);                  // lvalue conversion of arrays and functions
Node *cast_to(Par *p, Node *e, CType *ty);     // no check
Node *convert(Par *p, Node *e, CType *ty, const char *what, Span at);  // as if by assignment
Node *promote(Par *p, Node *e);
Node *as_cond(Par *p, Node *e);                // a scalar used as truth value
Node *mk_bin(Par *p, BinOp op, Node *a, Node *b, Span at);
Node *mk_comma(Par *p, Node *a, Node *b, Span at);
Node *mk_deref(Par *p, Node *e, Span at);
/* A call of f; the arguments are converted and counted. Takes the array. */
Node *mk_call(Par *p, Node *f, Node **arg, u32 n, Span at);
Node *mk_addr(Par *p, Node *e, Span at);
Node *mk_var(Par *p, Decl *d, Span at);
Node *mk_member(Par *p, Node *base, CType *rec, Member *m, Span at);
Node *mk_error(Par *p, Span at);
bool is_lvalue(const Node *e);
bool modifiable(Par *p, Node *e, Span at);     // reports when it is not
void mark_used(Node *e);
bool has_effects(const Node *e);     // calls, assignments and what may hold them
void discard(Par *p, Node *e);                 // warns when the value is not used

/* builtin.c */
Node *parse_builtin(Par *p, Str name, Span at);  // NULL when the name is not a builtin
Node *builtin_call(Par *p, Str name, Node **arg, u32 n, Span at);  // __builtin_NAME, which there is

/* complex.c */
void complex_init(Par *p);
CType *cx_elem(Par *p, const CType *t);        // type of the parts
bool cx_takes(const CType *real);               // is there a complex type with such parts?
CType *cx_of(Par *p, const CType *real);       // ... that one
const char *cx_mode(Par *p, const CType *real);  // letters of that type in the runtime's names
Node *mk_complex(Par *p, CType *t, Node *re, Node *im, Span at);
Node *cx_part(Par *p, Node *e, int k, Span at);    // 0 real, 1 imaginary; a place when e is one
Node *cx_operand(Par *p, Node *e, CType *t, BinOp op, bool left);
Node *fold_complex(Par *p, Node *e);           // what fold does, where an operand is complex

/* fpbuiltin.c - v: the five results and the number */
Node *mk_fpclassify(Par *p, Node **v, Span at);
Node *fp_either(Par *p, Node *c, Node *yes, Node *no);     // c ? yes : no
/* e itself when it is a constant, else a variable that `set`, to come before, gives its value. */
Node *fp_once(Par *p, Node *e, Node **set);
Node *mk_isnormal(Par *p, Node *e, Span at);
Node *mk_unordered(Par *p, Node *a, Node *b, BinOp op, Span at);

/* objsize.c - of __builtin_object_size, modes 0 to 3 */
Node *mk_object_size(Par *p, Node *e, i64 mode, Span at);

/* init.c */
Init *parse_init(Par *p, CType **ty, bool is_static);      // completes array types
void emit_data(Par *p, Decl *d, Init *in);     // static storage: bytes and relocations
SymId string_sym(Par *p, Node *s);

/* eval.c */
typedef struct FltVal {
    double d;
    LFlt l;             // of a long double that is wider than double
} FltVal;
typedef struct Const {
    enum { CV_INT, CV_FLT, CV_ADDR } kind;
    i64 i, hi;          // INT, hi as in a node; ADDR: offset
    FltVal f;
    Decl *d;
    Node *str;
    Label *lab, *from;  // from: the distance from there to lab, a number that only code generation
                        // knows; i is added to it
} Const;
bool eval_const(Par *p, Node *e, Const *out);  // no message
bool eval_int(Par *p, Node *e, i64 *out);
i64 int_wrap(Par *p, const CType *t, i64 v);   // value as the type keeps it
Node *fold(Par *p, Node *e);                   // replaces a constant operation by its value

/* evalflt.c - t, from, to: types of values; a comparison's is its operands' */
LFormat ext_form(Par *p);                      // of a long double for which is_ext holds
FltVal node_flt(const Node *e);                // of an N_FLT
Node *flt_node(Par *p, CType *ty, FltVal v, Span at);
FltVal flt_convert(Par *p, const CType *from, const CType *to, FltVal v);
FltVal flt_binary(Par *p, BinOp op, const CType *t, FltVal a, FltVal b);
FltVal flt_negated(Par *p, const CType *t, FltVal a);
bool flt_compare(Par *p, BinOp op, const CType *t, FltVal a, FltVal b);
bool flt_is_true(Par *p, const CType *t, FltVal v);
FltVal flt_of_int(Par *p, const CType *from, const CType *to, i64 v, i64 upper);
bool flt_as_wide(Par *p, const CType *from, const CType *t, FltVal v, Wide *out);
bool flt_as_int(Par *p, const CType *from, const CType *t, FltVal v, i64 *out);

/* stmt.c */
Stmt *parse_block(Par *p, bool own_scope);
void parse_body(Par *p, Decl *fn, CType *fty);

/* asm.c */
void parse_asm_lines(Par *p);                  // a whole declaration
AsmStmt *parse_asm(Par *p);                    // up to the ')'; NULL after errors
bool asm_only_text(const AsmStmt *a);           // no operand, or only constants

/* lower.c */
SymId decl_sym(Par *p, Decl *d);
/* Of the place for a variable. An array of 16 bytes or more is aligned to 16 where the platform
 * says so (System V psABI AMD64, 3.1.2), unless the program chose. */
u32 var_align(Par *p, const Decl *d);
bool decl_hidden(const Par *p, const Decl *d);     // a definition: of hidden visibility?
bool decl_imported(const Par *p, const Decl *d);  // reached through __imp_NAME
void lower_body(Par *p, Body *b);
u32 ty_sig(Par *p, const CType *fty, Node **arg, u32 narg);  // arg: a call's arguments, or NULL
u32 loc_of(Par *p, Span at);

/* debug.c - nothing happens without -g */
void debug_open(Par *p);
void debug_unit_close(Par *p);                 // global variables; after the last function
u32 debug_type(Par *p, CType *t);              // index in DbgInfo.type
/* The type with the name of a typedef, where debuggers are to know it. */
CType *debug_named(Par *p, CType *t, Str name, Span at);

/* warn.c */
void check_shadow(Par *p, const Decl *d);      // before it is bound
/* Of a switch: cases that control gets to from the one above. */
void check_falls_through(Par *p, const Stmt *s);
/* Text between this token and the one before it: a comment that says "falls through". */
bool says_falls(Par *p);
/* The statement after `word` at `guard` was read, without braces, from `body` on: does what follows
 * it look as if it belonged there? */
void check_indent(Par *p, Span guard, Span body, const char *word);
/* The body of the loop at `guard` comes next: is it a ';', though what follows looks like it? */
void check_empty_loop(Par *p, Span guard, const char *word);
void check_empty_branch(Par *p, const char *word);
void check_format(Par *p, Node *call, const CType *fty, Str name);
void check_unused(Par *p, Decl *d);
void check_falls_off(Par *p, Body *b);

#endif
