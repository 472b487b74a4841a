// target.h - what a target is: data, and functions only for what is not a fact
//
// A target is one row of codegen/target.c: instruction set, features, system, object format, data
// layout and calling conventions, each column independent of the others.
#ifndef TARGET_H
#define TARGET_H

#include "codegen/codegen.h"

/* How one aggregate travels: up to 4 pieces in registers, by reference, or in memory. */
typedef struct AggClass {
    bool memory;
    bool byref;                  // as a pointer to a copy that the caller makes
    u8 x87;                      // results on the x87 stack; an argument is in memory
    u8 n;
    struct { u8 cls; u8 size; u8 off; } piece[4];
} AggClass;

/* call.c: of one to four floats of one kind and nothing else (a homogeneous aggregate of the Arm
 * conventions)? Then each is a piece of its own. */
bool agg_of_floats(const Agg *a, AggClass *out);

/* CallConv.flags */
enum {
    CV_SLOTS = 1,        // the n-th argument has the n-th register of either class (Windows x64)
    CV_STICKY = 2,       // once an argument did not fit, later ones of its class go to memory too
    CV_SPLIT = 4,        // an aggregate may lie partly in registers, partly in memory (AAPCS32)
    CV_EVEN = 8,         // arguments aligned to two words start at an even register
    CV_PACKED = 16,      // named arguments in memory take their own size and alignment (Apple)
    CV_VA_STACK = 32,    // variadic arguments are in memory (Apple)
    CV_VA_DUP = 64,      // variadic floats are in the integer register as well (Windows x64)
    CV_VA_INT = 128,     // variadic floats travel in integer registers
    CV_SRET_KEPT = 256,  // the callee returns the result's address in int_ret[0]
    CV_RET_EXT = 512,    // the callee extends small integer results to four bytes (Arm, Apple)
    CV_VA_SAVE = 1024    // a variadic function saves argument registers in an area of its own
};

/* Calling convention as data; the walk over it is in call.c. */
typedef struct CallConv {
    const u8 *int_arg, *flt_arg; // argument registers in order
    u8 nint_arg, nflt_arg;
    const u8 *int_ret, *flt_ret;
    u8 nint_ret, nflt_ret;
    const u8 *flt_upper;         // 4-byte floats fill the upper halves of the float registers too
                                 // (AAPCS32); NULL: they do not
    const struct CallConv *variadic;   // of functions with "..."; NULL: this one
    u8 word;                     // bytes of an integer register and of a place in memory
    u8 sret_reg;                 // address of a result in memory; 0: the first integer argument
    u16 flags;                   // CV_*
    u16 red_zone;                // bytes below the stack pointer that a leaf may use
    u16 shadow;                  // bytes the caller reserves above the return address (Windows x64)
    u8 variadic_count_reg;       // AMD64: AL holds the number of vector registers; 0 none
    RegSet callee_saved;         // a callee leaves them as they were
    RegSet clobbered;            // lost over a call
    const u8 *order[RC_COUNT];   // preference order where it is not the instruction set's
    void (*classify)(const Agg *a, AggClass *out);
    void (*vaarg)(Fn *f, Ref r); // VAARG in terms of simpler instructions, before it
} CallConv;

/* listing.c: is the name, in any case of letters, one of the words, which end in NULL, or one of
 * the letters with a number below 32 behind it? */
bool asm_reserved(Str name, const char *const *words, const char *numbered);

/* How listing.c writes what is not an instruction. */
typedef struct AsmSyntax {
    const char *head;            // first line
    char type_mark;              // before a section or symbol type; '@' unless that is a comment
    const char *comment;
    bool (*reserved)(Str name);  // a word of the language, which no symbol can be there
    const char *(*mark)(FixKind k, bool after); // text around a symbol that a fixup refers to
    const char *(*reloc)(FixKind k);            // name for .reloc; NULL none
    // an instruction with this fixup whose text does not say all: bytes and .reloc; may be NULL
    bool (*raw)(FixKind k, const u8 *p);
    // around a line that names a reserved word as a symbol
    const char *plain_on, *plain_off;
} AsmSyntax;

/* An optional part of an instruction set: the bits of Target.feat that "+name" sets and "+noname"
 * clears. abi: it changes where arguments travel, so that only a target can choose it. */
typedef struct CpuFeature {
    const char *name;            // NULL ends the table
    u32 set, clear;
    bool abi;
} CpuFeature;
typedef struct Cpu {
    const char *name;
    u32 feat;
} Cpu;

/* Accesses that add a constant to their base register: see wback.c. */
typedef struct WriteBack {
    bool (*step)(const MIns *i, Reg *r, i64 *by);  // r += by and nothing else?
    MOp *(*place)(const MIns *i);        // of a plain load or store that has such forms; else NULL
    u32 (*size)(const MIns *i);          // bytes of the form it takes; 0: there is none
} WriteBack;

/* A predefined macro of targets that have the features `with` and none of `without`. */
struct CFeatMacro {
    const char *name, *body;
    u32 with, without;
};

struct AsmIn;
struct Emit;

/* An instruction set: what the shared steps of the code generator ask of it. */
typedef struct Isa {
    const char *name;            // "x64"
    Arch arch;
    u8 code_align;               // of functions, bytes
    UwInit uw;
    RegSet alloc[RC_COUNT];      // allocatable registers by class
    const u8 *order[RC_COUNT];   // preference order, zero-terminated
    u8 sp, fp;
    u8 scratch_flt;              // never allocated: memory to memory moves, cycles of moves
    u8 scratch_int;              // the same for integers; 0: scratch_flt serves
    u8 cycle_int;                // never allocated, free while integer registers are moved: opens
                                 // cycles of them; 0: swap() does
    u8 slot_align;               // of a slot, what every frame can promise, bytes;
    bool realigns;               // more where frames realign the stack (not beside ALLOCA)
    bool short_div;              // a division is shorter than multiplying by an inverse
    bool wide_only;              // no rotation, count of zeros or high product below 4 bytes
    u16 op_jmp;                  // opcodes layout.c needs: jump; first and last conditional jump,
    u16 op_ijmp;                 // jump to what a register or memory holds; may be op_jmp
    u16 op_jcc, op_jcc_last;     // whose operand 0 is the block and whose inverse is cc ^ 1
    u16 op_pool;                 // constants of assembly before it go here; 0: none
    u16 op_ret;                  // return from the function
    const char *(*reg_name)(u8 reg, u8 size);
    u8 (*dwarf_reg)(u8 reg);
    bool (*takes)(const struct Target *t, Op op, Type type);  // selected as it stands: legalize.c
                                                              // leaves it alone
    void (*declare)(Mod *m);     // names that generated code may call, before threads start
    void (*prepare)(const struct Target *t, Fn *f);   // before legalize.c; both may be NULL
    void (*select)(MFn *m);                     // IR to machine instructions over virtual registers
    void (*move)(MFn *m, MBlk *b, MIns *before, MOp dst, MOp src);  // registers, slots, constants
    // exchange two integer registers; NULL where cycle_int does
    void (*swap)(MFn *m, MBlk *b, MIns *before, Reg x, Reg y);
    void (*peep)(MFn *m);                       // after allocation
    const WriteBack *wback;                     // NULL: accesses leave their base alone
    void (*frame)(MFn *m);                      // entry code, epilogues at returns, slot offsets
    void (*begin_emit)(struct Emit *e);         // before the first instruction; may be NULL
    void (*encode)(AsmBuf *b, const MIns *i);   // an instruction, where each stands for itself; or
    // ... instruction i and those after it that make one unit with it; gives the next
    const MIns *(*put)(struct Emit *e, const MIns *i);
    const char *(*ins_text)(u16 op);
    const char *(*cc_text)(const MIns *i);      // condition to print after the name, or ""
    const AsmSyntax *syntax;
    const AsmRules *asm_rules;                  // of inline assembly
    const char *asm_comment;                    // what begins a comment there
    u8 asm_word;                                // bytes of .word
    bool asm_power;                             // .align takes the power of two
    void (*nops)(u8 *p, u32 n);                 // bytes of code that do nothing
    // an operand in the text; mod: its modifier or 0; false when there is no such modifier
    bool (*asm_operand)(const AsmArg *a, char mod, Buf *out);
    bool (*assemble)(struct AsmIn *in, Str name);       // see codegen/asm.h
    int (*disasm)(const u8 *p, size_t n, u64 addr, const DisNames *names, Buf *out);
    const struct CDefinePair *predef;           // predefined macros for C, ends in {0}
    const struct CFeatMacro *feat_macro;        // those of features, likewise; may be NULL
    const Cpu *cpu;                             // processors by name, for --cpu
    const CpuFeature *feature;
} Isa;

typedef enum { OS_NONE, OS_LINUX, OS_MACOS, OS_WINDOWS } Os;
struct CDefinePair { const char *name, *body; };   // name may have parameters: "f(x)"

/* Where a thread-local variable is: at an offset from the thread pointer, what its descriptor's
 * function says (Mach-O), or in the thread's block for this image, found by an index (PE). */
typedef enum { TLS_OFFSET, TLS_DESCRIPTOR, TLS_INDEX } TlsModel;

/* Of TLS_OFFSET, how code finds the offset: by a function that the loader provides, for any image
 * or for this one; in a cell that the loader fills at start; as a constant, in the program itself.
 * (Drepper, "ELF Handling For Thread-Local Storage", 4) */
typedef enum { TLS_GENERAL, TLS_LOCAL, TLS_INITIAL, TLS_EXEC } TlsAccess;

typedef struct Target {
    const char *name;            // "linux-x64"
    const char *triple;
    const char *alias;           // other names people use, with spaces between them
    const char *about;           // one line for `fuse targets`
    const Isa *isa;
    u32 feat;                    // F_* of the instruction set's folder
    ObjCpu cpu;                  // what its objects say of the processor
    Os os;
    ObjFormat fmt;
    DataLayout dl;
    const CallConv *cc[2];       // CC_C, CC_INTERNAL
    RegSet reserved;             // registers the system keeps for itself
    TlsModel tls;
    TlsAccess tls_least;         // -ftls-model: no way before this one
    bool got_undef;              // what is undefined may be in a library: by the GOT
    bool got_fn;                 // of that, functions only: x86-64 programs hold copies of data
    bool replaced;               // -fPIC: other images may define anew what is not hidden
    bool probes;                 // stack pages must be touched in order
    bool ifunc;                  // the loader, or the start-up code, asks functions for addresses
    const char *attributes;      // of C, which ask for what functions do here anyway; or NULL
    bool dllimport;              // C declares what is in a DLL so; names begin with __imp_
    bool uw_codes;               // frames are such as unwind codes can describe (.xdata)
    bool debug_tls;              // a relocation can name an offset in thread-local data
    const struct CDefinePair *predef;           // macros of the system and the data model
    const char *const *lib_syms; // what generated code may ask for beside memcpy and its like
    // the object's unwind sections from rows; NULL: eh_frame_add
    void (*unwind)(Obj *o, const UwInit *init, const UwFn *fn, u32 n);
} Target;

/* selasm.c - inline assembly. What it asks of the selection that is under way: */
typedef struct AsmSite {
    MFn *m;
    MBlk *b;
    MIns *at;                    // instructions go before it
    u32 loc;
    void *sel;
    MOp (*source)(void *sel, Ref r);     // operand of M_COPY with the value
    Reg (*wanted)(void *sel, Ref r);     // the register of a result; 0: nobody uses it
} AsmSite;
void select_asm(const AsmSite *s, Ref r);

/* wback.c */
void write_back(MFn *m);

/* emit.c */
typedef struct Emit {
    AsmBuf b;
    MFn *m;
    bool pool;                   // constants come from a pool of literals; Isa.begin_emit decides
} Emit;
void cg_emit(MFn *m, const CgOpts *o, Code *out);

/* Is the address of a symbol read from the GOT? Of what may be in no image, or in another one:
 * linkers make it direct when it is here. */
bool target_by_got(const Target *t, const Sym *y);

/* How a thread-local variable of TLS_OFFSET is found. */
TlsAccess target_tls_access(const Target *t, const Sym *y);

/* By name, triple or alias; NULL when unknown. */
const Target *target_find(const char *name);
const Target *target_at(u32 i);                // the i-th row; NULL past the end
const Target *target_host(void);

extern const Isa x64_isa, a64_isa, t32_isa;

/* pairs.c: what needs a function of the runtime where a word has 32 bits: arithmetic of floats that
 * the target lacks and long 64-bit operations. Floats it lacks become integers. */
void pairs_lower(const Target *t, Fn *f);
void pairs_declare(Mod *m);      // the functions

/* quad.c: the operations on a long double that is binary128. */
void quad_lower(const Target *t, Fn *f);
void quad_declare(Mod *m);

#endif
