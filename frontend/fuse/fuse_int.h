// fuse_int.h - private types of the FUSE front end: tokens, syntax tree, types, program
#ifndef FUSE_INT_H
#define FUSE_INT_H

#include "frontend/fuse/fuse.h"

/* diag.def */
typedef enum {
#define DIAG(id, code, sev, text, help) E_##id,
#include "frontend/fuse/diag.def"
#undef DIAG
    E_COUNT
} FuseDiag;
extern const DiagDef fuse_diag[E_COUNT];

/* Names are interned: a Sym is an index, equal names have equal numbers; 0 is the empty name. */
typedef u32 Name;
typedef struct Names {
    Map map;
} Names;
void fuse_names_init(Names *n, Arena *a);
Name name_of(Names *n, Str s);
static inline Str name_str(const Names *n, Name x) { return n->map.ent[x].key; }

/* lex.c layout.c */
typedef enum {
#define TOK(id, text) TK_##id,
#define KW(id, text) KW_##id,
#include "frontend/fuse/token.def"
#undef TOK
#undef KW
    TK_COUNT
} TokKind;
enum { KW_FIRST = KW_app, KW_LAST = KW_component };
typedef struct Seg {        // part of an interpolated string
    bool expr;
    Str text;               // literal text, or the expression's source
    u32 at;                 // offset of the expression in the file
} Seg;
typedef struct Tok {
    u16 kind;
    u16 nseg;
    u32 lo, hi;
    union {
        i64 i;
        double f;
        Name name;
        Str *s;             // STRING, DOC
        Seg *seg;           // INTERP
    } v;
} Tok;
typedef struct TokVec {
    VEC(Tok) t;
} TokVec;
typedef struct Lex {
    Arena *mem;
    Names *names;
    Diags *d;
    u32 file;
    const char *s;          // text
    u32 n, at;              // its length; next byte
    u32 base;               // added to offsets in spans
    int nest;               // open brackets
    TokVec *out;
} Lex;
Tok *fuse_lex(Arena *a, Names *names, Diags *d, u32 file, Str text, u32 base, u32 *n);
bool fuse_lex_one(Lex *l); // one token at l->at, which is not blank; false at a comment or line end
extern const char *const tok_text[TK_COUNT];

/* The syntax tree */
typedef struct Ty Ty;
typedef struct Ex Ex;
typedef struct St St;
typedef struct Block Block;
typedef struct TRef TRef;
typedef struct Pat Pat;
typedef struct Item Item;
typedef struct Module Module;
typedef struct Local Local;
typedef struct FnInfo FnInfo;

typedef struct Ident {
    Name name;
    u32 lo, hi;
} Ident;

typedef enum { TR_SIMPLE, TR_GENERIC, TR_REFINED, TR_OPT, TR_RESULT } TRefKind;
struct TRef {
    u8 kind;
    Span at;
    Ident base;             // dotted names are one name
    TRef **arg;             // GENERIC; OPT: arg[0]; RESULT: arg[0] and arg[1], which may be NULL
    u32 narg;
    Ex **con;               // REFINED
    u32 ncon;
};

typedef enum {
    EX_INT, EX_FLOAT, EX_BOOL, EX_STR, EX_NULL, EX_IDENT, EX_INTERP, EX_UNARY, EX_BINARY, EX_CALL,
    EX_MEMBER, EX_OPTMEMBER, EX_INDEX, EX_OPTINDEX, EX_STRUCT, EX_LIST, EX_MAP, EX_COALESCE,
    EX_BANG, EX_SPAWN, EX_AWAIT, EX_BOX, EX_ERROR
} ExKind;
typedef enum {
    BO_ADD, BO_SUB, BO_MUL, BO_DIV, BO_MOD, BO_EQ, BO_NE, BO_LT, BO_LE, BO_GT, BO_GE, BO_AND, BO_OR,
    BO_RANGE, UO_NEG, UO_NOT
} BinOp;
typedef struct Arg {
    Ident name;             // name.name 0: positional
    Ex *e;
    Span at;
    u32 comma;              // offset of the comma before it; ~0u none
} Arg;
/* What an identifier, member or call turned out to mean; filled by the checker. */
typedef enum {
    RF_NONE, RF_LOCAL, RF_FN, RF_BUILTIN, RF_CONFIG, RF_CONFIG_FIELD, RF_VARIANT, RF_FIELD,
    RF_ASSET, RF_TYPE, RF_METHOD, RF_DYNFIELD, RF_NS
} RefKind;
struct Ex {
    u8 kind, op;
    u8 ref;                 // RefKind
    u16 depth;              // height of the tree, to keep recursion bounded
    bool tag;               // call of an HTML tag
    Span at;
    Ty *ty;                 // filled by the checker
    union {
        i64 i;
        double f;
        Str s;
    } u;
    Ident name;             // IDENT, MEMBER field, STRUCT type
    Ex *a, *b;              // operands; MAP: list holds key, value, key, value
    Arg *arg;               // CALL, STRUCT
    Ex **list;              // LIST, MAP, INTERP (texts are EX_STR)
    TRef **targ;            // CALL
    Block *block;           // SPAWN; CALL with an HTML block
    u32 narg, nlist, ntarg;
    u32 idx;                // field, variant or builtin number
    union {                 // what `ref` says
        Local *local;
        FnInfo *fn;
        Item *item;
        Module *mod;
    } r;
};

typedef enum { PT_WILD, PT_LIT, PT_IDENT, PT_VARIANT, PT_STRUCT } PatKind;
struct Pat {
    u8 kind;
    u8 sel;                 // checker: PS_*
    Span at;
    Ident name;
    Ex *lit;
    Pat **arg;              // VARIANT, STRUCT
    Ident *field;           // STRUCT
    u32 narg;
    u32 *idx;               // checker: field numbers of a STRUCT pattern
    u32 variant;            // checker
    Ty *ty;                 // checker: type of the matched value
    Local *local;           // checker: variable bound
};
enum { PS_BIND = 1, PS_VARIANT, PS_SOME, PS_NONE, PS_OK, PS_ERR, PS_STRUCT };

typedef enum {
    ST_LET, ST_VAR, ST_ASSIGN, ST_RETURN, ST_IF, ST_MATCH, ST_FOR, ST_WHILE, ST_TRANSACTION,
    ST_BREAK, ST_CONTINUE, ST_EXPR
} StKind;
typedef struct Arm {        // of if: condition or NULL (else); of match: pattern
    Ex *cond;
    Pat *pat;
    Block *body;
} Arm;
struct St {
    u8 kind;
    Span at;
    Ident name;
    TRef *ty;
    Ex *e, *e2;             // ASSIGN: target, value
    Pat *pat;               // FOR
    Block *body;
    Arm *arm;
    u32 narm;
    Local *local;           // checker
};
struct Block {
    St **st;
    u32 n;
    Span at;
};

typedef struct FParam {
    Ident name;
    TRef *ty;
    Ex *def;
    Span at;
} FParam;
typedef struct Field {
    Ident name;
    TRef *ty;
    Ex *def;
    Span at;
    Ty *type;               // checker
} Field;
typedef struct Variant {
    Ident name;
    TRef **arg;
    Ty **type;              // checker
    u32 narg;
    Span at;
} Variant;
typedef struct Where {
    Ident param, iface;
    Span at;
} Where;
typedef struct Route {
    u8 verb;                // KW_get ...
    Str path;
    Span path_at;
    TRef *body, *ret;
    Block *block;
    Span at;
} Route;
typedef struct Fun {        // function, component, interface member, method
    Ident name;
    Ident *tparam;
    u32 ntparam;
    FParam *param;
    u32 nparam;
    TRef *ret;
    Where *where;
    u32 nwhere;
    Block *body;            // NULL: interface member
    Span at;
    FnInfo *info;           // checker
} Fun;
typedef enum { IM_MODULE, IM_FROM, IM_NAMED, IM_AS } ImportKind;
typedef enum {
    IT_IMPORT, IT_TYPE, IT_ENUM, IT_IFACE, IT_IMPL, IT_FN, IT_COMPONENT, IT_SERVICE, IT_CONFIG,
    IT_APP, IT_MIGRATION, IT_TEST
} ItemKind;
struct Item {
    u8 kind;
    u8 import;              // ImportKind
    u8 mark;                // checker: being laid out
    Span at;
    Ident name;             // APP, TEST: the text
    Str doc;
    Module *mod;
    Ident *names;           // IMPORT NAMED: names; TYPE without: removed fields
    u32 nnames;
    Ident alias;            // IMPORT AS
    Str path;               // IMPORT; SERVICE: base path
    Span path_at;
    Ident base;             // TYPE without: base type; IMPL: target
    Field *field;           // TYPE, CONFIG
    u32 nfield;
    Variant *variant;
    u32 nvariant;
    Fun *fun;               // FN, COMPONENT: one; IFACE, IMPL: all
    u32 nfun;
    Route *route;
    u32 nroute;
    Block *body;            // APP, TEST, MIGRATION
    Ty *ty;                 // checker: TYPE, ENUM, CONFIG
    u32 num;                // checker: number among its kind in the program
    FnInfo *info;           // checker: body of APP, TEST
    void *desc;             // lowering
};
typedef struct Req {
    u8 cap;                 // CAP_*
    Span at;
} Req;
enum { CAP_DB = 1, CAP_CRYPTO = 2, CAP_NETWORK = 4, CAP_TIME = 8, CAP_DEVICE = 16, CAP_COUNT = 5 };
typedef struct Ast {
    Item **item;
    u32 n;
    Req *req;
    u32 nreq;
} Ast;

/* parse.c, fuse_parse_expr.c */
typedef struct Parse {
    Arena *mem;
    Names *names;
    Diags *d;
    u32 file;
    Tok *t;
    u32 n, at;
    int depth;              // nesting of constructs being parsed
    bool panic;             // an error was reported and no safe point reached since
    bool stopped;           // gave up (nesting too deep)
    Name *component;        // names of components, whose calls take HTML attributes
    u32 ncomponent;
} Parse;
enum { MAX_NEST = 200, MAX_HEIGHT = 1000 };
void fuse_parse(Arena *a, Names *names, Diags *d, u32 file, Str text, Ast *out);
Ex *fuse_parse_expr(Parse *p);
Ex *parse_html_suffix(Parse *p, Ex *e);
Ex *parse_literal(Parse *p);
TRef *parse_type(Parse *p);
Block *fuse_parse_block(Parse *p);
void parse_error(Parse *p, FuseDiag id, ...);
bool parse_enter(Parse *p);
Ident parse_ident_or_soft(Parse *p);
bool parse_expect(Parse *p, u16 kind);
static inline u16 tok_kind(const Parse *p) { return p->t[p->at].kind; }
static inline u16 tok_kind_n(const Parse *p, u32 n)
{
    return p->at + n < p->n ? p->t[p->at + n].kind : (u16)TK_EOF;
}
static inline void tok_next(Parse *p) { p->at += p->t[p->at].kind != TK_EOF; }
static inline bool tok_eat(Parse *p, u16 kind)
{
    if (tok_kind(p) != kind)
        return false;
    tok_next(p);
    return true;
}
static inline Span tok_span(const Parse *p, u32 i)
{
    return (Span){p->file, p->t[i].lo, p->t[i].hi};
}
static inline Span span_from(const Parse *p, u32 lo) // from an offset to the last token read
{
    u32 hi = p->at ? p->t[p->at - 1].hi : lo;
    return (Span){p->file, lo, hi > lo ? hi : lo};
}

/* types.c - types are interned: equal types have equal addresses */
typedef enum {
    TY_ERR,     // something wrong was reported; goes with everything
    TY_DYN,     // known at run time only: json.decode, json assets, empty lists
    TY_NULL,    // the literal null on its own
    TY_UNIT, TY_INT, TY_FLOAT, TY_BOOL, TY_STRING, TY_BYTES, TY_HTML, TY_ID, TY_EMAIL, TY_ERROR,
    TY_STRUCT, TY_ENUM, TY_CONFIG, TY_LIST, TY_MAP, TY_OPTION, TY_RESULT, TY_FN, TY_TASK, TY_BOX,
    TY_SOFT,    // a, but may be null at run time: what a map look-up gives
    TY_REFINED, TY_MODULE, TY_EXT, TY_TPARAM
} TyKind;
struct Ty {
    u8 kind;
    u32 num;                // dense number
    Ty *a, *b;              // element, value; MAP: key, value; RESULT: ok, error; REFINED: base
    Item *item;             // STRUCT, ENUM, CONFIG
    Name name;              // EXT, TPARAM, MODULE
    const TRef *ref;        // REFINED: where the constraints are
    Module *mod;            // REFINED: whose scope they are read in; MODULE
    FnInfo *fn;             // FN
    void *desc;             // lowering
};
typedef struct Types {
    Arena *mem;
    Names *names;
    Map map;
    Ty *basic[TY_ERROR + 1];
    u32 n;
} Types;
void fuse_types_init(Types *t, Arena *a, Names *n);
Ty *ty_make(Types *t, TyKind kind, Ty *a, Ty *b, const void *key, Name name);
Ty *ty_list(Types *t, Ty *elem);
Ty *ty_map(Types *t, Ty *key, Ty *val);
Ty *ty_option(Types *t, Ty *in);    // Option of Option is Option, of dynamic is dynamic
Ty *ty_soft(Types *t, Ty *in);
Ty *ty_result(Types *t, Ty *ok, Ty *err);
Ty *ty_box(Types *t, Ty *in);
const char *ty_z(Types *t, const Ty *x);    // as messages show it
bool ty_unknown(const Ty *x);
Ty *ty_hard(Ty *x);                 // without box and softness
Ty *ty_base(Types *t, Ty *x);       // and without refinement: what the operators see
bool ty_numeric(Types *t, Ty *x);
bool ty_assignable(Types *t, Ty *from, Ty *to);
bool ty_assignable_refined(Types *t, Ty *from, Ty *to);
bool ty_open_error(const Names *n, const Ty *x);  // a std.Error type, whose values may be of other
                                                  // std.Error types

/* names.c - modules and what their names mean */
typedef struct Asset {
    Str path, text;
    bool json;
} Asset;
typedef enum { BN_ITEM, BN_MODULE, BN_ASSET } BindKind;
typedef struct Bind {
    u8 kind;
    bool imported;
    Span at;
    Item *item;
    Module *mod;
    Asset *asset;
} Bind;
struct Module {
    u32 num, file;
    Str path;               // key among modules
    Str root;               // package root
    Ast ast;
    IMap names;             // Name to index in bind
    VEC(Bind) bind;
    u32 caps, used;         // CAP_* bits
    bool std;               // the builtin std.Error module
    Str label;              // file name without folder and extension
};
struct Local {
    Name name;
    Ty *ty;
    Span at;
    bool mut;
    bool param;
    bool stored;            // some assignment goes through it (field or index)
    Span spawn;             // spawned and not yet awaited
    u32 depth;              // scope depth
    u32 var;                // lowering
    u32 gen;                // lowering: function in which var is valid
};
struct FnInfo {             // a function, method, or the body of app, test, config, type defaults
    Name name;
    Module *mod;
    Fun *decl;
    Item *item;             // what it stands in
    Ty **param;
    Local **local;          // parameters
    u32 nparam, nreq;       // nreq: parameters before the first default
    Ty *ret;                // UNIT when nothing is declared
    Ty *self;               // methods: the target
    Local *self_local;
    bool uses_self, generic, component, resolved, checked;
    bool throws;            // can leave an error to its caller
    bool local_throw;
    bool catches;           // a Result of std.Error type takes every error
    VEC(FnInfo *) calls;
    u32 num;
    u32 sym, sig;           // lowering
    u32 *dsym;              // lowering: entry points with k arguments given
};
typedef struct Refusal {    // something the compiler does not support yet, or not on every target
    Span at;
    Str what;
    u32 needs;              // FUSE_*; 0: not supported anywhere
} Refusal;
struct FuseProg {
    Arena *mem;
    Sources *src;
    Diags *d;
    const FuseOpts *o;
    Names names;
    Types types;
    VEC(Module *) mod;
    VEC(Asset *) asset;
    VEC(Item *) test;       // of all modules, ascending by name, equal names in source order
    VEC(FnInfo *) fn;
    VEC(Refusal) refuse;
    Map by_path;            // Module or Asset
    Module *root, *std_error;
    Name n_self, n_Self, n_main;
    bool checked;
};
void names_load(FuseProg *p, Str entry);
Bind *names_find(const Module *m, Name name);
Item *names_item(FuseProg *p, Module *m, Name name);  // type, enum, config, ...: plain, imported or
                                                      // Module.name
Str json_error(Str text);   // NULL p when the text is one JSON value
FnInfo *fn_info_new(FuseProg *p, Module *m, Name name, Item *it);

/* builtin.c */
typedef struct Builtin {
    const char *ns, *name, *params, *ret;
    u8 cap;
    u8 needs;               // FUSE_*
    const char *rt;         // run-time function; NULL: refused or special
    u8 special;             // BI_* for the lowering
} Builtin;
enum { BI_NONE, BI_PRINT, BI_LOG, BI_ASSERT, BI_ENCODE, BI_DECODE, BI_INPUT, BI_REFUSED, BI_CALL };
extern const Builtin fuse_builtin[];
const char *cap_name(u32 cap);                 // of one CAP_* bit
u32 builtin_find(const char *ns, Str name);   // index + 1, 0 none
bool builtin_ns(Str name);
Ty *builtin_type(FuseProg *p, const char **spec);

/* check.c check_expr.c check_pat.c check_type.c */
typedef struct Check {
    FuseProg *p;
    Types *t;
    Names *n;
    Diags *d;
    Module *m;
    FnInfo *fn;             // whose body is being checked
    Ty *ret;                // declared result; NULL outside of functions
    Ty *self;               // what Self means; NULL
    Fun *generic;           // type parameters in scope
    VEC(Local *) scope;
    VEC(u32) mark;          // scope starts
    u32 spawn_depth;        // scope depth at the innermost spawn; 0 none
    int transaction, loop;
} Check;
Ty *check_expr(Check *c, Ex *e, Ty *want);
void check_block(Check *c, Block *b);
void check_assign(Check *c, Span at, Ex *e, Ty *from, Ty *to, bool refined);
void check_convert(Check *c, Ty *from, Ty *to);
Ty *check_lvalue(Check *c, Ex *e);   // the inside of a target: its fields and elements change
Ty *check_target(Check *c, Ex *e);   // a variable that is assigned as a whole
void check_bind_pattern(Check *c, Pat *pat, Ty *ty);
Ty *check_type(Check *c, TRef *t);
Ty *check_type_name(Check *c, Name name, Span at);
Ty *check_item_type(Check *c, Item *it);
void check_signature(Check *c, FnInfo *f);
Local *check_declare(Check *c, Name name, Ty *ty, bool mut, Span at);
Local *check_lookup(Check *c, Name name);
void check_push(Check *c);
void check_pop(Check *c);
void check_refuse(Check *c, Span at, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* What is there cannot be for targets that lack FUSE_* of `needs`. */
void check_needs(Check *c, Span at, u32 needs, const char *fmt, ...) PRINTF_LIKE(4, 5);
FnInfo *check_method(Check *c, Item *target, Name name, bool instance);
Field *item_field(Item *it, Name name, u32 *idx);
void check_capability(Check *c, Span at, u8 cap, const char *detail);
void check_module_caps(Check *c, Span at, Module *m, const char *label);
const char *name_z(Check *c, Name x);
bool check_strict(FuseProg *p);

/* html.c */
bool html_is_tag(Str name);
bool html_is_void(Str name);

#endif
