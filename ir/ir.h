// ir.h - the SSA IR: types, functions, the builder, analyses, passes, text and binary forms
//
// A value is the instruction that makes it: a Ref is an index into Fn.ins, 0 is "none". Constants
// are instructions too, interned per function and in no block. Blocks take parameters, edges pass
// arguments. Everything is indexed by dense 32-bit numbers, so a function can be written out,
// hashed, and compared without chasing pointers. docs/ir.md is the reference.
#ifndef IR_H
#define IR_H

#include "base/base.h"
#include "base/debug.h"

typedef u32 Ref;    // index into Fn.ins
typedef u32 BlkId;  // index into Fn.blk; 0 is "none", 1 is the entry
typedef u32 SymId;  // index into Mod.sym; 0 is "none"

typedef enum {
    T_VOID, T_I8, T_I16, T_I32, T_I64, T_F32, T_F64, T_PTR, T_COUNT,
    // never of a value: long double as a member of aggregates and in DataLayout.ldouble; C80 is a
    // complex one of F80, which AMD64 returns otherwise than a record of two
    T_F80 = T_COUNT, T_F128, T_C80, T_ALL
} Type;

enum {
    OF_COMM = 1,     // commutative
    OF_PURE = 2,     // depends on operands only, cannot trap: free to move, merge and drop
    OF_TRAP = 4,     // as pure, but may trap: must not be executed more often; dropping is allowed
    OF_READ = 8,     // reads memory
    OF_WRITE = 16,   // writes memory
    OF_EFFECT = 32,  // must stay, in order with other effects
    OF_TERM = 64,    // ends a block
    OF_CMP = 128,    // gives I8 0 or 1
    OF_CONST = 256,  // interned constant
    OF_MULTI = 512   // may have results beyond the first (RES)
};

typedef enum {
#define OP(id, text, nargs, flags) OP_##id,
#include "ir/op.def"
#undef OP
    OP_COUNT
} Op;
_Static_assert(OP_NE == OP_EQ + 1 && OP_SGE == OP_SLT + 1 && OP_SLE == OP_SGT + 1 &&
               OP_UGE == OP_ULT + 1 && OP_ULE == OP_UGT + 1, "compares come in inverse pairs");

typedef struct OpInfo {
    const char *text;
    i8 nargs;
    u16 flags;
} OpInfo;
extern const OpInfo op_info[OP_COUNT];
/* An order of floating-point numbers, which raises invalid for a NaN; == and != do not. */
static inline bool op_orders_flt(Op op) { return op >= OP_FLT_ && op <= OP_FGE; }

enum { MEM_ALIGN = 0x1f, MEM_VOLATILE = 0x20, MEM_CONST = 0x40, MEM_ORDER = 0x700 };
// aux of memory operations: low 5 bits log2 of the alignment; MEM_CONST on a load: the memory never
// changes while it is readable; MEM_ORDER: memory order of atomics << 8 (0 relaxed .. 5 seq_cst as
// in stdatomic.h).
enum { BR_LIKELY = 1, BR_UNLIKELY = 2 };

typedef struct Ins {
    u16 op;
    u8 type;         // Type of result 0
    u8 flags;        // INS_*
    u16 narg;
    u32 nedge;
    u32 aux;         // meaning by op; see op.def
    u32 loc;         // source location, see LOC; 0 none
    BlkId blk;       // block it is in; 0 for constants and removed instructions
    Ref prev, next;  // neighbours in the block
    u32 edge;        // terminators: first edge, in Fn.edge
    u32 sig; // calls: index into Mod.sig; STORE: Type; VAARG of an aggregate: Mod.agg index + 1
    union {
        Ref a[4];    // up to four operands in place
        u32 ext;     // more: offset in Fn.pool
        i64 i;       // INT and FLT bits
        struct {
            u32 sym; // SymId, slot number or BlkId
            i32 off;
        } s;
    } u;
} Ins;

// file: index into Mod.file (10 bits); LOC_INLINED: the line is an index into Fn.pos
enum { LOC_INLINED = 0x3ff };
#define LOC(file, line) ((u32)(file) << 22 | ((u32)(line)&0x3fffff))
#define LOC_FILE(loc) ((loc) >> 22)
#define LOC_LINE(loc) ((loc)&0x3fffff)

typedef struct Edge {
    BlkId to;
    u32 arg, narg;   // arguments: Fn.pool[arg .. arg + narg)
    i64 val;         // SWITCH: the case value
} Edge;

typedef struct Blk {
    Ref first, last;     // instruction list; last is the terminator
    VEC(Ref) param;      // PARAM instructions, in order
    BlkId prev, next;    // order of the text; the entry is first
    bool dead;           // removed
    bool addr_taken;     // some BLKADDR or global initialiser refers to it
    u32 tail;            // marks behind the last instruction, for the one that comes next
    Str name;            // label in the text form; may be empty
} Blk;

typedef struct Slot {
    u32 size, align;
    Str name;            // variable name, for debug information; may be empty
} Slot;

/* Signatures. By-value aggregates are described by their scalar members, so that each calling
 * convention can classify them; in the IR such an argument is a PTR to the bytes (the callee owns a
 * private copy) and such a result is a hidden first PTR argument to the place for it. */
typedef struct AggField {
    u32 off;
    u8 type;             // Type of a scalar member
} AggField;
typedef struct Agg {
    u32 size, align;
    u32 nfield;
    const AggField *field;
} Agg;
enum { EXT_NONE, EXT_SIGN, EXT_ZERO };
typedef struct Param {
    u8 type;             // Type; T_PTR for an aggregate
    u8 ext;              // EXT_*: how the C ABI widens a small integer
    u32 agg;             // index into Mod.agg + 1 for an aggregate, 0 for a scalar
} Param;
enum { CC_C, CC_INTERNAL }; // INTERNAL: several results in registers, never visible to foreign code
typedef struct Sig {
    const Param *param;
    u32 nparam;          // without the hidden result pointer
    u32 nfixed;          // of these, how many stand before the "..."; nparam when not variadic
    Param ret[4];        // results; an aggregate result is ret[0].agg != 0, nret 1
    u8 nret;
    u8 cc;
    bool variadic;
    bool noreturn;
} Sig;
/* With an aggregate result, instruction arguments and entry parameters have one more leading PTR:
 * the result's address. Then a CALL has type VOID and RET has no argument. A variadic call carries
 * a signature of its own call site, whose nparam covers every argument; the definition's has
 * nparam == nfixed. */

typedef enum { SYM_UNDEF, SYM_FN, SYM_DATA, SYM_COMMON, SYM_ALIAS } SymKind;
typedef enum { BIND_LOCAL, BIND_GLOBAL, BIND_WEAK } SymBind;
enum {
    SYM_RO = 1,          // data that never changes
    SYM_TLS = 2,
    SYM_HIDDEN = 4,
    SYM_MERGE = 8,       // RO data whose address does not matter: equal bytes may be merged
    SYM_STRING = 16,     // with MERGE: NUL-terminated text
    SYM_USED = 32,       // kept though nothing refers to it
    SYM_INTERNAL_RT = 64, // comes with the runtime
    SYM_EXPORT = 128,    // a DLL offers it
    // with TLS: how its address is found, where the source says so; in this order
    SYM_TLS_GENERAL = 256, SYM_TLS_LOCAL = 512, SYM_TLS_INITIAL = 1024, SYM_TLS_EXEC = 2048,
    SYM_TLS_MODEL = 0xf00,
    SYM_IFUNC = 4096     // UNDEF: its address is what the function `alias` returns at the start
};
typedef struct Reloc {   // address-sized cell in data
    u32 off;
    SymId sym;
    i64 add;
    BlkId blk;           // nonzero: address of this block of function sym
    BlkId from;          // nonzero: the distance from this block to blk instead,
    u8 size;             // in so many bytes (4 or 8)
} Reloc;
static inline u32 reloc_size(const Reloc *r, u32 ptr_size) { return r->from ? r->size : ptr_size; }
typedef struct Fn Fn;
typedef struct Sym {
    Str name;
    u8 kind, bind;
    u16 flags;
    u32 sig;             // functions (also undefined ones): index into Mod.sig; 0 for data
    Fn *fn;              // SYM_FN: its body
    u64 size;            // data
    u32 align;
    const u8 *data;      // SYM_DATA: bytes, NULL when all zero
    VEC(Reloc) reloc;    // in order of off
    Str section;         // explicit section name, or empty
    SymId alias;         // SYM_ALIAS: the function or data here that it is another name of
                         // SYM_IFUNC: the function that finds its address
    u32 loc;
} Sym;

/* How bit-fields share storage: SYSV packs them bit by bit within units of the declared type; AAPCS
 * does too, and unnamed ones align the record; MS opens a unit for each change of type's size. */
typedef enum { BITS_SYSV, BITS_AAPCS, BITS_MS } BitRule;

// what the front ends must know about a target; filled by codegen/target.c
typedef struct DataLayout {
    u8 ptr_size;             // 4 or 8
    u8 long_size;            // 4 or 8
    u8 wchar_size;
    bool wchar_signed, char_signed;
    u8 i64_align, f64_align; // 4 or 8
    u8 max_align;
    u8 valist_size, valist_align;
    bool valist_is_array;    // va_list is an array type (System V AMD64)
    bool big_endian;         // always false so far
    Type word;               // T_I32 or T_I64: integer of a pointer's size
    u8 ldouble;              // long double: T_F80 or T_F128, in 16 bytes of memory; else T_F64
    BitRule bits;            // for C only: not part of the binary form, and what follows
    u8 array_align;          // of array variables that are no smaller than this; 0: as their type
    u8 fast[3];              // bytes of int_fast8_t, int_fast16_t, int_fast32_t
    u8 wint_size;
    bool wint_signed;
    char c_prefix;           // what the file format puts before a name of C; 0: nothing
} DataLayout;

/* What an inline assembly says, in two texts. `text`: the instructions; %N is operand N, %lN label
 * N, %X a modifier X before either, %= a number of its own, %% a percent sign. `cons`: a list with
 * commas, outputs first, in the order of the operands' numbers:
 *   =r:4 =&r:4 ={rax}:4     a register of which 4 bytes are written; early (&): not shared with
 *                   an input. A result.
 *   =m              a place in memory, by its address. An operand, as the rest
 *   r {rax} 0       a register read; a digit: in the register of that output
 *   m i             a place in memory by its address; a constant or a symbol's address
 *   l               a label: the last result, an i32, tells which was jumped to (from 1), else 0
 *   ~{rax}          a register whose content is lost
 * Letters other than m, i and l are classes of registers, as AsmRules lists them. */
typedef struct AsmText {
    Str text, cons;
} AsmText;

/* Assembly between functions, a line of it with its place: the lines of a module together are read
 * as a file of assembly is, into the module's object. */
typedef struct AsmLine {
    Str text;                // with what ends the line
    u32 loc;
} AsmLine;

/* What a target's assembly accepts as operands. `c` is a constraint letter. */
typedef enum {
    AK_END, AK_REG, AK_FLT, AK_MEM, AK_IMM,
    AK_STACK,                // a register of a stack, number `lo` from its top (AsmStack)
    AK_NONE                  // registers that hold no operands here
} AsmKind;
typedef struct AsmLetter {
    char c;
    u8 kind;                 // AsmKind
    u64 regs;                // the registers it stands for, numbered by the target
    i64 lo, hi;              // IMM: range
} AsmLetter;
/* Registers that are a stack: it is empty before and after the text, whose operands in it are put
 * there and taken from it by instructions around the text, from and to memory. */
typedef struct AsmStack {
    u32 (*depth)(Str name);  // 1 + number from the top; 0: it is none of these registers
    const char *const *name; // by number, as in a text
    const char *push[3], *pop[3];   // of 4 bytes, of 8, of more; %u is the operand
    const char *drop;
} AsmStack;
/* An instruction without operands that C may ask for as __builtin_NAME. */
typedef struct AsmBuiltin {
    const char *name, *text;
} AsmBuiltin;
typedef struct AsmRules {
    const AsmLetter *letter; // ends with AK_END
    u32 (*reg)(Str name);    // number of a register; 0: there is no such one
    bool dialects;           // {one|other} in the text: the first counts
    bool (*unkept)(Str name);  // a register in which code never keeps a value; NULL: none
    const AsmStack *stack;   // NULL: there is none
    const AsmBuiltin *builtin;  // ends without a name; NULL: there are none
} AsmRules;

typedef struct Mod {
    Arena *mem;
    DataLayout dl;
    Str name;
    VEC(Sym) sym;            // sym.v[0] is unused
    VEC(Sig) sig;            // interned; 0 stands for "no function"
    VEC(Agg) agg;            // interned
    VEC(Str) file;           // file.v[0] is unused
    VEC(AsmText) asm_;       // interned
    VEC(AsmLine) top;
    Map sym_by_name;
    Map sig_by_key;
    bool debug;              // carries locations and names worth writing out
    DbgInfo *dbg;            // types and variables for debuggers, whose `sym` are SymIds; or NULL.
                             // Not part of the text and binary forms
} Mod;

enum { FN_NOINLINE = 1, FN_INLINE = 2 /* hint */, FN_ALWAYS_INLINE = 4, FN_NORETURN = 8,
       FN_REALIGN = 16 /* align the stack on entry */, FN_COLD = 32,
       FN_FRAME = 64 /* keep a frame pointer */,
       FN_NAKED = 128 /* inline assembly is all there is: no entry code, no return */ };

/* A variable of the source. Passes keep `ref` as they keep operands, but it is no use of the value:
 * what is bound to a value that goes away is not known any more. */
typedef struct VarBind {
    u32 var;                 // index into DbgInfo.var
    u32 site;                // in Fn.site, from 1: of that inlined body; 0 the function's own
    Ref ref;                 // `at`: its address
    bool at;                 // it has an address; otherwise marks say what its value is
} VarBind;

/* From here on a variable has this value, for debuggers (docs/decisions/0012): a mark stands before
 * an instruction, in a list beside the code, and no pass sees it. It is no use either. */
typedef enum { MARK_UNKNOWN, MARK_VALUE, MARK_INT, MARK_FLT, MARK_SYM, MARK_STMT } MarkKind;
/* A statement of the source starts here: what came before it is done. */
enum { BIND_STMT = ~0u };
typedef struct VarMark {
    u32 next;                // the next before the same instruction; 0 none
    u32 bind;                // in Fn.var; or BIND_STMT
    u8 kind;                 // MarkKind
    u8 size;                 // FLT: bytes
    u32 ref;                 // VALUE: Ref; SYM: SymId; STMT: its position
    i64 val;                 // INT FLT: bits; SYM: offset
} VarMark;

/* A body that was put where it was called. */
typedef struct Site {
    u32 up;                  // the site it is in, from 1; 0: the function itself
    SymId fn;                // what was called
    u32 loc;                 // of the call
    u32 decl;                // where that is defined
} Site;
typedef struct SitePos {
    u32 loc, site;
} SitePos;

typedef struct Fn {
    Arena *mem;              // everything below lives here
    Mod *mod;
    SymId sym;
    u32 sig;
    u32 flags;               // FN_*
    VEC(Ins) ins;            // ins.v[0] is unused
    VEC(Blk) blk;            // blk.v[0] is unused
    VEC(Slot) slot;
    VEC(Edge) edge;
    VEC(Ref) pool;
    BlkId entry, last;       // first and last block in text order
    VEC(VarBind) var;
    VEC(VarMark) mark;          // mark.v[0] is unused
    VEC(u32) mark_at;        // by Ref: the first mark before it; as far as there are any
    VEC(Site) site;          // from 1: site.v[k - 1]
    VEC(SitePos) pos;        // what positions in inlined bodies stand for
    IMap konst;              // interning of constants
    u32 loc;                 // of the definition
    u32 *nuse;               // analysis "use": uses per value; NULL when unknown
    struct Cfg *cfg;         // cached analyses; NULL when unknown
    struct Dom *dom;
    struct Loops *loops;
    struct Live *live;
    u32 inits;               // analyses valid now: A_* bits
} Fn;

/* type.c */
extern const u8 type_sizes[T_ALL];
// bytes; PTR counts as 8: use mod_type_size where it matters
static inline u32 type_size(Type t) { return t < T_ALL ? type_sizes[t] : 0; }
static inline u32 mod_type_size(const Mod *m, Type t)
{
    return t == T_PTR ? m->dl.ptr_size : type_size(t);
}
const char *type_name(Type t);           // "void" "i8" ... "ptr"
static inline bool type_is_int(Type t) { return (t >= T_I8 && t <= T_I64) || t == T_PTR; }
static inline bool type_is_wide(Type t) { return t == T_F80 || t == T_F128; }
static inline LFormat mod_lformat(const Mod *m) // of the L operations
{
    return m->dl.ldouble == T_F80 ? LF_X87 : LF_QUAD;
}
static inline bool type_is_flt(Type t) { return t == T_F32 || t == T_F64; }

/* build.c - modules */
Mod *mod_new(Arena *a, const DataLayout *dl, Str name);
u32 mod_file(Mod *m, Str path);          // interned
u32 mod_agg(Mod *m, const Agg *a);       // interned; the fields are copied
u32 mod_sig(Mod *m, const Sig *s);       // interned
u32 mod_asm(Mod *m, Str text, Str cons); // interned
void mod_asm_line(Mod *m, Str text, u32 loc);    // copied, after those that are there
/* The next item of AsmText.cons; false at the end. `at` starts at 0. */
bool asm_item(Str cons, u32 *at, Str *item);
u32 asm_result_of(Str cons, u32 opnd);   // number of the result that an output operand is
u32 asm_results(Str cons);               // how many registers and labels' results it writes
SymId mod_sym(Mod *m, Str name); // by name; made UNDEF GLOBAL when new; empty name: always new
/* The symbol's name here for its name in the file, as asm labels and assembly give it: where the
 * format puts a prefix before names of C, one that lacks it is marked, so that none is put there
 * (objfmt/macho.h). Not empty. */
Str mod_file_name(const Mod *m, Arena *mem, Str name);
SymId mod_data(Mod *m, Str name, SymBind bind, u16 flags, const void *p, u64 size, u32 align);
void mod_reloc(Mod *m, SymId data, u32 off, SymId to, i64 add);
void fn_first(Fn *f);                    // the unused first elements of an empty function's arrays
// As mod_fn, but what the function holds is in `mem` until fn_move_to moves it.
Fn *mod_fn_in(Mod *m, Arena *mem, SymId sym, u32 sig, u32 flags);
Fn *mod_fn(Mod *m, SymId sym, u32 sig, u32 flags);  // defines sym; entry block with its parameters
                                                    // is made

/* build.c - functions. The builder appends to a block; the instruction's operands must be of the
 * right type (asserted). `loc` is taken from Build.loc. */
typedef struct Build {
    Fn *f;
    BlkId blk;               // where instructions go
    u32 loc;
} Build;
static inline Ins *ir_ins(const Fn *f, Ref r) { return &f->ins.v[r]; }
static inline Blk *ir_blk(const Fn *f, BlkId b) { return &f->blk.v[b]; }
static inline Type ir_type(const Fn *f, Ref r) { return (Type)f->ins.v[r].type; }
static inline Ref *ir_args(const Fn *f, const Ins *i)
{
    return i->narg <= 4 ? (Ref *)i->u.a : f->pool.v + i->u.ext;
}
static inline Edge *ir_edges(const Fn *f, const Ins *i) { return f->edge.v + i->edge; }
static inline Ref *edge_args(const Fn *f, const Edge *e) { return f->pool.v + e->arg; }
Ref ir_int(Fn *f, Type t, i64 x);        // value is kept sign-extended from the type's width
Ref ir_f64(Fn *f, double x);
Ref ir_f32(Fn *f, float x);
Ref ir_fbits(Fn *f, Type t, u64 bits);   // F32 or F64 constant by its bits
Ref ir_sym(Fn *f, SymId s, i32 off);
Ref ir_slot(Fn *f, u32 slot, i32 off);
Ref ir_undef(Fn *f, Type t);
Ref ir_blkaddr(Fn *f, BlkId b);
bool ir_is_int(const Fn *f, Ref r, i64 *x);   // an INT constant?
u32 fn_slot(Fn *f, u32 size, u32 align, Str name);
BlkId fn_blk(Fn *f, Str name);           // new block, last in the text order
Ref blk_param(Fn *f, BlkId b, Type t);
Ref ir_new(Build *b, Op op, Type t, Ref x, Ref y, Ref z);      // unused operands 0
Ref ir_load(Build *b, Type t, Ref p, u32 aux);
Ref ir_store(Build *b, Type t, Ref p, Ref v, u32 aux);         // t is kept in Ins.sig for checking
// also SYSCALL by ir_newn
Ref ir_call(Build *b, Type t, u32 sig, Ref callee, const Ref *args, u32 nargs);
Ref ir_newn(Build *b, Op op, Type t, const Ref *args, u32 nargs);
Ref ir_asm(Build *b, Type t, u32 text, const Ref *args, u32 nargs);
Ref ir_res(Build *b, Type t, Ref multi, u32 idx);
Ref ir_jmp(Build *b, BlkId to, const Ref *args, u32 n);
Ref ir_br(Build *b, Ref cond, BlkId yes, const Ref *ya, u32 yn, BlkId no, const Ref *na, u32 nn);
Ref ir_switch(Build *b, Ref v, BlkId dflt);                    // without edge arguments
// right after ir_switch, before any other terminator is made
void ir_case(Build *b, Ref sw, i64 val, BlkId to);
Ref ir_ijmp(Build *b, Ref p, const BlkId *to, u32 n);
Ref ir_ret(Build *b, const Ref *v, u32 n);
bool blk_done(const Fn *f, BlkId b);     // has a terminator

/* build.c - changes made by passes */
Ref ir_before(Fn *f, Ref at, Op op, Type t, Ref x, Ref y, Ref z);  // new instruction before `at`
void ir_remove(Fn *f, Ref r);            // unlink; the number is not used again
void ir_move_before(Fn *f, Ref r, Ref at);
void ir_append(Fn *f, BlkId b, Ref r);   // link an unlinked instruction at the end
void ir_replace(Fn *f, Ref from, Ref to); // every use, in instructions and edges (one linear sweep)
void ir_replace_map(Fn *f, const Ref *to); // to[r] != 0: replace r by to[r], chains followed; one
                                           // sweep
void blk_remove(Fn *f, BlkId b);         // and its instructions
// e: in Fn.edge; new target and arguments
void ir_set_edge(Fn *f, Edge *e, BlkId to, const Ref *args, u32 n);
void fn_copy_to(Fn *f, Arena *mem);      // as fn_compact, with everything moved to another arena
void fn_move_to(Fn *f, Arena *mem);      // the same without compacting
void fn_compact(Fn *f);                  // drop removed instructions and blocks, renumber densely

/* mark.c - marks; nothing happens in functions without any */
u32 ir_bind(Fn *f, VarBind b);           // its index in Fn.var
void ir_mark(Fn *f, BlkId b, u32 bind, Ref v);        // after what block b holds now; v 0: unknown
void marks_add(Fn *f, BlkId b, VarMark m);  // the same
void ir_stmt(Fn *f, BlkId b, u32 loc);   // the start of a statement
void ir_mark_before(Fn *f, Ref at, u32 bind, Ref v);  // after the marks that are there
void ir_mark_first(Fn *f, BlkId b, u32 bind, Ref v);  // before all of block b
static inline u32 ir_marks(const Fn *f, Ref r) { return r < f->mark_at.n ? f->mark_at.v[r] : 0; }
void marks_set(Fn *f, Ref r, u32 list);  // all of an instruction's
u32 marks_join(Fn *f, u32 first, u32 second);  // one list
bool marks_again(const Fn *f, u32 list, u32 bind);   // does a list mark it?
void marks_pass_on(Fn *f, Ref r);        // r leaves its place: its marks go to what comes next
void marks_copy(Fn *f, Ref from, Ref to, const Ref *map, u32 n); // with map[ref], ref itself if 0
/* Control goes around block `over`, to `to`: what that marks is not known there, unless it is
 * marked again. */
void marks_skip(Fn *f, BlkId over, BlkId to);
/* The value whose low bits r has, all that a debugger reads of it; 0: there is none. */
Ref marks_low(const Fn *f, Ref r);
void marks_replace(Fn *f, const Ref *to, u32 n);      // to[ref], followed to its end
void marks_replace_one(Fn *f, Ref from, Ref to);
void marks_forget_slot(Fn *f, u32 slot); // its memory no longer holds what the source says
/* What a position stands for: the place in the source, and the site (0: the function's own). */
static inline u32 ir_loc(const Fn *f, u32 loc)
{
    return LOC_FILE(loc) == LOC_INLINED ? f->pos.v[LOC_LINE(loc)].loc : loc;
}
static inline u32 ir_site(const Fn *f, u32 loc)
{
    return LOC_FILE(loc) == LOC_INLINED ? f->pos.v[LOC_LINE(loc)].site : 0;
}
u32 ir_pos(Fn *f, u32 loc, u32 site);    // a new position

/* ssa.c - on-the-fly SSA construction (Braun et al. 2013) for front ends that know their
 * variables */
typedef struct Ssa Ssa;
Ssa *ssa_new(Fn *f);
u32 ssa_var(Ssa *s, Type t);
void ssa_write(Ssa *s, u32 var, BlkId b, Ref v);
Ref ssa_read(Ssa *s, u32 var, BlkId b);  // adds block parameters where needed
void ssa_follow(Ssa *s, Ref *r);         // *r, which ssa_read gave, is right after ssa_finish, too
void ssa_edge(Ssa *s, BlkId from, BlkId to);  // tell of each edge as its terminator is made
// All predecessors of b are known, and what they have at their ends: nothing is written there any
// more to a variable that is read.
void ssa_seal(Ssa *s, BlkId b);
// `param` is told of each block parameter that stays, in the end. NULL: nobody.
void ssa_watch(Ssa *s, void (*param)(void *ctx, u32 var, BlkId b, Ref r), void *ctx);
void ssa_settle(Ssa *s);     // nothing more is written or read; ssa_known has all there is to know
Ref ssa_known(const Ssa *s, u32 var, BlkId b);  // its value at the end of b, if it was asked for; 0
// Seals all; fills edge arguments, removes trivial parameters, frees s. Must be called, also after
// errors. Refs that ssa_read gave may name a parameter that is gone then.
void ssa_finish(Ssa *s);

/* cfg.c dom.c loop.c use.c live.c - analyses, cached in Fn; fill_x computes when missing */
enum { A_CFG = 1, A_DOM = 2, A_LOOP = 4, A_USE = 8, A_LIVE = 16, A_ALL = 31 };
typedef struct Cfg {
    u32 n;                   // reachable blocks
    BlkId *rpo;              // reverse postorder, rpo[0] is the entry
    u32 *rpo_at;             // by block: index in rpo, or ~0u when unreachable
    u32 *pred_at;            // by block: predecessors are pred[pred_at[b] .. pred_at[b + 1])
    BlkId *pred;             // one entry per edge
} Cfg;
typedef struct Dom {
    BlkId *idom;             // 0 for the entry
    u32 *pre, *post;         // numbering of the dominator tree: a dom b iff pre[a] <= pre[b] &&
                             // post[b] <= post[a]
    BlkId *child, *sibling;  // tree: first child, next sibling
    u32 *depth;
} Dom;
typedef struct Loop {
    BlkId head;
    u32 parent;              // index + 1; 0 for none
    u32 depth;               // 1 for outermost
} Loop;
typedef struct Loops {
    u32 n;
    Loop *loop;
    u32 *of;                 // by block: innermost loop index + 1; 0 none
} Loops;
typedef struct Live {        // by block, sets of Ref
    Bits *in, *out;
} Live;
void fill_cfg(Fn *f);
void fill_dom(Fn *f);
void fill_loops(Fn *f);
void fill_use(Fn *f);        // Fn.nuse
void fill_live(Fn *f);
void drop_analyses(Fn *f, u32 keep);  // A_* bits to keep
bool dominates(const Fn *f, BlkId a, BlkId b);

/* pass.c */
typedef struct PassDef {
    const char *name;
    int (*run)(Fn *f);       // number of changes
    u32 needs, keeps;        // A_*
    int (*run_mod)(Mod *m);  // instead of run: over the module (inliner)
} PassDef;
enum { OPT_SIZE = 3 };       // the level of -Os: as 2, without what makes code larger
typedef struct PassOpts {
    int level;               // 0, 1, 2, OPT_SIZE
    bool verify;             // after each pass
    u32 shuffle;             // nonzero: seed for shuffling independent instructions between passes
    const char *print_after; // pass name, "all", or NULL
    const char *stop_after;
    const char *passes; // names with commas between them, to run instead of the level's; or NULL
    i64 limit;               // --pass-limit: total number of pass runs; < 0 none
    FILE *out;               // where --print-after goes
    int jobs;
    bool time;               // print seconds by pass
} PassOpts;
void passes_check(void);     // asserts the order constraints of every level
void passes_run(Mod *m, const PassOpts *o);
void passes_list(FILE *out); // fuse --dump=passes
bool passes_known(const char *names);  // are these, with commas between them, all passes?

/* print.c parse.c serial.c verify.c */
void ir_print_mod(const Mod *m, Buf *out);
void ir_print_fn(const Fn *f, Buf *out);
u32 *ir_numbers(const Fn *f, Arena *a);  // by Ref: number in the text form (%1 ...); 0 for what has
                                         // none
u32 *ir_blk_numbers(const Fn *f, Arena *a);  // by BlkId: number in the text form
bool ir_op_typed(Op op); // the text form gives a result type (STORE: gives the type stored instead)
Type ir_opnd_type(const Fn *f, const Ins *i, u32 k);  // type of a constant operand that the text
                                                      // form leaves out; VOID: none is left out
// NULL when d has errors
Mod *ir_parse(Arena *a, Sources *src, u32 file, const DataLayout *dl, Diags *d);
void ir_write(const Mod *m, Buf *out);   // binary; the same module gives the same bytes
Mod *ir_read(Arena *a, Str bytes, Str *err);  // NULL and *err set on any defect
int ir_verify(const Fn *f, Buf *err);    // number of defects, described in err
int ir_verify_mod(const Mod *m, Buf *err);

/* link.c - join modules by symbol: definitions of `from` go into `to` (strong over weak, undefined
 * resolved, locals renamed apart). Returns 0, or -1 with a duplicate's name in *err. */
int mod_link(Mod *to, const Mod *from, Str *err);

/* interp.c - execute IR directly: the vm backend and the oracle of differential tests */
typedef struct Interp Interp;
typedef struct InterpOpts {
    u64 max_steps;           // jumps back and calls; 0: no limit
    u64 stack_size;          // 0: 8 MB
    // An undefined function: returns true when handled. args are bit patterns by Sig.
    bool (*native)(void *ctx, Interp *in, Str name, const Sig *s, const u64 *args, u32 n, u64 *ret);
    void *ctx;
    bool real_syscalls;      // SYSCALL is executed; memory it maps becomes addressable
    // For a program's start: laid out as the kernel does, argc lies at CFA - 8 of the function
    // called.
    const char *const *argv; // ends in NULL, as envp; argv NULL: nothing is laid out
    const char *const *envp;
} InterpOpts;
typedef enum { IN_OK, IN_TRAP, IN_BOUNDS, IN_STEPS, IN_UNDEF, IN_STACK, IN_EXIT } InterpEnd;
Interp *interp_new(Mod *m, const InterpOpts *o);
// Integer arguments and results are sign-extended to 64 bits, F32 is in the low half.
InterpEnd interp_call(Interp *in, SymId fn, const u64 *args, u32 nargs, u64 ret[4]);
Str interp_error(Interp *in);            // message with function, block and source line, after an
                                         // end other than OK
int interp_exit_code(Interp *in);        // after IN_EXIT
bool interp_has_syscalls(void);  // can whole programs run here? They make system calls
bool interp_map(Interp *in, void *p, u64 size, bool writable);  // let the program touch host memory
void interp_exit(Interp *in, int code);  // for native functions: end the program when they return
void interp_free(Interp *in);

#endif
