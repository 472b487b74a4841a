// codegen.h - IR to machine code: machine instructions, the steps every target shares, results
//
// A function goes: legalize -> select (isel) -> allocate registers -> frame -> layout -> emit.
// Machine code has a form of its own (docs/decisions/0002): an IR value is its instruction, while a
// machine instruction has several definitions, ties, fixed registers and clobbers.
#ifndef CODEGEN_H
#define CODEGEN_H

#include "base/base.h"
#include "ir/ir.h"
#include "objfmt/obj.h"

typedef u32 Reg; // 0 none; 1 .. 63 physical, numbered by the target; from 64 virtual
enum { REG_NONE = 0, REG_VIRT = 64 };
typedef u64 RegSet;              // bit r is physical register r
#define REG_BIT(r) ((RegSet)1 << (r))
#define REG_RANGE(a, b) ((((RegSet)2 << (b)) - 1) & ~(REG_BIT(a) - 1))
typedef enum { RC_INT, RC_FLT, RC_COUNT } RegClass;

typedef enum { MO_NONE, MO_REG, MO_IMM, MO_MEM, MO_SYM, MO_BLK, MO_TABLE } MOpKind;
// MO_TABLE: memory in the function's own constants, at offset imm. MO_BLK: block `slot`, as a
// branch target or (in a memory place) the address of its code.
enum {
    MOF_DEF = 1,                 // written, after all uses are read unless MOF_EARLY
    MOF_USE = 2,
    MOF_EARLY = 4,               // definition that may not share a register with a use
    MOF_TIE = 8,                 // use: must be in operand 0's register (two-address form)
    MOF_FOLD = 16,               // use: a stack slot may stand here instead of the register
    MOF_SLOT = 32,               // MEM: base is frame slot `slot`
    MOF_CFA = 64,                // MEM: base is the stack pointer of the caller before the call
    MOF_OUT = 128                // MEM: base is the area of outgoing arguments; with CFA its end
};
enum { MX_PRE = 16, MX_POST };   // MOp.ext of a place: its base is written back, changed before or
                                 // after the access
typedef struct MOp {
    u8 kind;                     // MOpKind
    u8 size;                     // bytes accessed: 1 2 4 8 16
    u8 flags;                    // MOF_*
    u8 scale;                    // MEM: index scale 1 2 4 8
    bool tls;                    // MEM with a symbol: its offset from the thread pointer
    bool got;                    // MEM with a symbol: its GOT entry
    u8 fix;                      // with a symbol: the FixKind that assembly asks for; 0 none
    u8 ext;                      // how a register or index is shifted or widened, or what becomes
                                 // of the base: numbered by the target, but for MX_*; 0 plain
    Reg reg;                     // REG; MEM: base (0 none)
    Reg idx;                     // MEM: index (0 none)
    Reg vreg, vidx;              // what reg and idx were before allocation; for the checker
    u32 sym;                     // SYM; MEM or IMM relative to a symbol: index into Mod.sym; 0 none
    u32 slot;                    // MOF_SLOT: frame slot; BLK: machine block
    i64 imm;                     // IMM value; MEM displacement; SYM addend
} MOp;
_Static_assert(FIX_COUNT <= 256 && sizeof(MOp) == 40, "there are many");

enum { MIF_RA = 1 /* a move made by the allocator */, MIF_BRANCH = 2 /* ends a block */,
       MIF_CALL = 4, MIF_TAIL = 8 /* leaves the function: a jump to another */,
       MIF_ASM = 128 /* written by the user: stays as it is */ };
typedef struct MIns {
    u16 op;                      // target's opcode, see <t>/rows.def; < M_COUNT: shared
    u16 nop;                     // operands of the row
    u16 nx;                      // further operands: registers used or written without being named
    u8 cc;                       // condition, for ops that take one
    u8 size;                     // operation size in bytes
    u8 flags;                    // MIF_*
    u32 loc;
    u32 stmt;                    // position of a statement that starts here; 0 none
    u32 vars;                    // with debug information, before it: while registers are chosen
                                 // the first of MFn.mark, then MFn.var_state, from 1; 0 none
    u32 num;                     // number in linear order, while registers are allocated
    RegSet clobber;              // physical registers whose content is lost
    MOp *op_;                    // nop + nx operands
    struct MIns *prev, *next;
} MIns;

// Opcodes every target understands; a target's own start at M_COUNT.
// Up to M_ASM they put no bytes.
enum { M_NONE, M_COPY /* parallel: nop / 2 definitions, then as many uses */,
       M_ENTRY /* defines the registers that hold arguments */,
       M_CFI /* unwind row: operand 0 CFI_*, 1 register, 2 offset */,
       M_VAR /* place of a variable: operand 0; MIns.num: 1 + index in Fn.var, or 0 */,
       M_ASM = 8 /* inline assembly MFn.asm_[operand 0]: asm.c makes instructions of it */,
       M_DATA /* the operands' values as they stand, of their sizes; cc 1: no code */,
       M_ALIGN /* to a multiple of operand 0, unless that takes more bytes than operand 1;
                  cc 1: with bytes of operand 2, not instructions */,
       M_ORG /* up to operand 0, a number or a block and bytes behind it; operand 1 fills */,
       M_COUNT = 16 };

typedef struct MBlk {
    MIns *first, *last;
    VEC(u32) succ;               // machine block ids
    u32 id;
    BlkId ir;                    // where it comes from; 0 for blocks on edges
    u32 loop;                    // innermost loop index + 1 (Loops of the function); 0 none
    u32 depth;
    u32 at, end;                 // numbers of the first instruction and of the one after the last
    bool cold, addr_taken, placed;
} MBlk;

typedef struct MVreg {
    u8 cls;                      // RegClass
    u8 size;                     // bytes of content: 8 or 16
} MVreg;

typedef struct MSlot {
    u64 size;
    u32 align;
    i32 off;                     // from the frame base, once laid out
    bool used;
} MSlot;

typedef struct MTable {          // jump table: 4-byte distances from the table's start
    u32 off;                     // in MFn.ro
    bool in_code;                // or it stands behind the jump, as AsmForms say
    u32 owner;                   // the block that jumps through it
    VEC(u32) blk;
} MTable;

typedef struct AsmArg {          // an operand of inline assembly, once registers are chosen
    u8 kind;                     // AsmKind; MEM: at the address in reg
    u8 size;
    Reg reg;
    u32 sym;                     // IMM: symbol and offset, or 0 and the number
    i64 imm;
} AsmArg;
typedef struct AsmUse {
    Str text;
    AsmArg *arg;
    u32 narg, nlabel;
    Reg which;                   // with labels: gets the number of the one jumped to, or 0
    u32 loc;
} AsmUse;
typedef struct CodeErr {         // the user's mistake, found this late: in assembly
    u32 loc;
    Str text;
} CodeErr;

typedef struct AsmPos {          // in an AsmBuf: bytes put so far, and branches among them, whose
    u32 raw, nbr;                // sizes are known only at the end
} AsmPos;
typedef struct VarAt {           // from here on variables are where that state says
    AsmPos pos;
    u32 state;
    bool call;                   // since the call just before
} VarAt;

/* Debug information: a variable's value from an instruction on; and what a state knows. */
typedef struct MMark {
    u32 next;                    // before the same instruction; 0 none
    u32 bind;                    // in Fn.var, or BIND_STMT
    u32 val;                     // its register; VAR_CONST + an index in MFn.var_const; 0 unknown;
                                 // STMT: the position
} MMark;
typedef struct VarIn {
    u32 bind;
    u32 place;                   // a register; REG_VIRT + a slot; VAR_CONST + ...
} VarIn;
typedef struct VarState {
    VarIn *in;                   // ascending binds
    u32 n;
} VarState;
enum { VAR_CONST = 1 << 30 };

struct Target;
typedef struct MFn {
    Arena *mem;
    const struct Target *t;
    Fn *f;
    const struct CgOpts *o;
    VEC(MBlk *) blk;             // by id; block 0 is the entry
    VEC(u32) order;              // text order, block ids
    VEC(MVreg) vreg;             // index: Reg - REG_VIRT
    u32 nins;                    // instructions made so far, whether in a block or not
    VEC(MSlot) slot;             // the first f->slot.n are the function's own
    VEC(MTable) table;
    Buf ro;                      // constants and jump tables
    IMap ro_at;                  // constant bits and size -> offset in ro
    u32 ro_align;
    u32 align;                   // of the code, where inline assembly asks for one; or 0
    RegSet used;                 // physical registers written anywhere
    u32 out_args;                // bytes of outgoing stack arguments
    VEC(AsmUse) asm_;
    VEC(CodeErr) err;
    u32 home;                    // argument registers pushed on entry, right below the arguments
                                 // in memory (CV_SPLIT)
    VEC(MMark) mark;             // mark.v[0] is unused
    bool stmts;                  // some of them are of statements
    u8 body_line;                // of the lines to stop at the first of the body, from 1, ...
    AsmPos body;                 // ... and where that begins
    Reg *var_reg;                // by Fn.var: the register that holds its address; NULL, or 0: none
    VEC(VarMark) var_const;      // values that are none of the code's
    VEC(VarState) var_state;
    struct CodeVar *slot_place;  // by slot: where it is; `to` is 0 where nobody asked
    VEC(VarAt) var_at;
    u32 var_entry;               // the state when the function is entered
    u32 var_last;                // the state of the instruction before, ...
    bool var_call;               // ... and whether that is a call
    bool has_call, need_fp;
    bool keep_fp;                // the frame pointer register is not for values
    u32 frame_size;
    void *priv;                  // the target's own state
} MFn;

/* mfn.c - make machine instructions; print them */
Reg m_vreg(MFn *m, RegClass c, u8 size);
MBlk *m_blk(MFn *m);
u32 m_slot(MFn *m, u64 size, u32 align);
MIns *m_ins(MFn *m, u16 op, u8 size, u32 nop, u32 nx);           // not linked; operands zeroed
// with these operands; those without a size get the instruction's
MIns *m_ins_of(MFn *m, u16 op, u8 size, const MOp *o, u32 nop, u32 nx);
void m_before(MBlk *b, MIns *at, MIns *i);                       // at NULL: at the end
/* Forward data flow from the first block until nothing changes. `run` walks a block, from what is
 * known at its start; `meet` joins what is known then into the start of block `to`, and says
 * whether that changed. */
void m_forward(const MFn *m, Arena *tmp, void (*run)(void *ctx, const MBlk *b),
               bool (*meet)(void *ctx, u32 to), void *ctx);
void m_remove(MBlk *b, MIns *i);
void m_drop(MBlk *b, MIns *i);   // the same, of what does nothing: a statement starts with the next
bool m_defines(const MIns *i, Reg r);            // does i write the physical register, or lose it?
u32 m_common_loop(const Loops *l, u32 a, u32 b); // innermost loop around both; as MBlk.loop
u32 m_const(MFn *m, u64 bits, u32 size, u32 align);              // offset in MFn.ro
static inline bool reg_virt(Reg r) { return r >= REG_VIRT; }
static inline MVreg *m_vinfo(const MFn *m, Reg r) { return &m->vreg.v[r - REG_VIRT]; }
void m_print(const MFn *m, const char *after, FILE *out);

/* parmove.c - order a set of moves that happen at once; cycles of registers are broken by exchanges
 * or a scratch register (see Target.scratch). Sources that are constants come last. */
typedef struct PMove {
    MOp dst, src;
    bool done;
} PMove;
void parmove(MFn *m, MBlk *b, MIns *before, PMove *mv, u32 n);

/* asmfile.c - a file of assembly. Returns the object, in mem; or NULL, and *nerr mistakes, at most
 * `most`, with their places in the text. Only for targets whose objects are ELF. */
typedef struct AsmFileError {
    size_t off;
    Str text;
} AsmFileError;
/* Reads what .include and .incbin name: 0, or -1. NULL: they name nothing that is there. */
typedef struct AsmFiles {
    int (*load)(void *ctx, Str name, Str *bytes);
    void *ctx;
} AsmFiles;
Obj *asm_file(const struct Target *t, Arena *mem, Str text, Str unit, const AsmFiles *files,
              AsmFileError *err, u32 most, u32 *nerr);

/* asm.c - inline assembly, after frames are laid out: its text becomes instructions */
void asm_expand(MFn *m);
void asm_declare(Mod *m);        // the symbols that the texts name, before threads start

/* debug.c - with CgOpts.debug, before and after frames are laid out */
void debug_mark(MFn *m);
struct Code;
void debug_collect(MFn *m, struct Code *out);
/* debugreg.c - with CgOpts.debug: after registers are allocated, at each instruction that is
 * written, at the end of the function */
struct AsmBuf;
void debug_track(MFn *m);
/* A register changes elsewhere now: what it held is not known from i to `to`, both included. */
void debug_lose(MFn *m, MIns *i, const MIns *to, Reg r);
void debug_at(MFn *m, struct AsmBuf *b, const MIns *i);
void debug_ranges(MFn *m, const struct AsmBuf *b, struct Code *out);

/* layout.c regalloc.c racheck.c - steps */
void layout_split_edges(MFn *m); // no edge from a block with several successors to one with several
                                 // predecessors
void layout_order(MFn *m);       // text order: loops contiguous and rotated, cold blocks last
void layout_branches(MFn *m); // after allocation: thread jumps, drop empty blocks, invert branches
void regalloc(MFn *m);
/* Proves that every use reads the value it should; returns the number of faults, described in err.
 * Runs on the result of regalloc, before frame layout. */
int racheck(const MFn *m, Buf *err);
u32 racheck_value(const MOp *o);  // the checker's number of what an operand holds
void legalize(const struct Target *t, Fn *f, bool size);
void sink_additions(Fn *f);      // sink.c: counters and pointers advance after their last use

/* call.c - where arguments and results travel, from the convention's data */
typedef struct ArgLoc {
    bool agg;                    // an aggregate by value; by reference it is a mere pointer
    bool stack;                  // in memory, from byte `from` on
    bool byref;
    u8 x87;                      // results on the x87 stack, the first on top
    u8 n;                        // pieces in registers
    u8 dup;                      // integer register that carries piece 0 as well; 0 none
    struct { u8 reg, cls, size, off; } piece[4];
    u32 from;
    u32 off, size, align;        // stack: offset in the argument area; size of the bytes
} ArgLoc;
typedef struct CallLocs {
    ArgLoc *arg;                 // by parameter of the signature
    ArgLoc ret[4];
    u32 nret;
    bool sret;                   // the caller passes a pointer to the place of the result ...
    u8 sret_reg;                 // ... in this register
    u32 stack;                   // bytes of arguments in memory, shadow space included
    u32 nflt, nint;              // argument registers taken
} CallLocs;
void call_locs(const struct Target *t, const Mod *m, const Sig *s, Arena *mem, CallLocs *out);


/* asmbuf.c - bytes with labels, relaxed branches and fixups. */
typedef struct AsmFix {
    u64 off;
    u16 kind;                    // FixKind
    u32 sym;                     // Mod.sym
    i64 add;
} AsmFix;

enum { ASM_RO = ~0u, ASM_SELF = ~0u - 1 };  // AsmFix.sym: the function's own constants; the
                                            // function itself
/* The forms of one kind of branch, shortest first. Distances run from the start of the branch. The
 * last form must reach everything a function can hold. */
typedef struct AsmForms {
    u8 n;
    struct { u8 size; i32 lo, hi; } form[3];
    void (*put)(u8 *p, u32 form, i64 distance, u32 arg);
    // jump tables: a form's size is what stands before n entries of `entry` bytes each
    u8 entry[3];
    u8 strict;                   // a place that the last form does not reach, or that is no
                                 // multiple of this, is a mistake (assembly)
    u8 data;                     // the entries of so many forms are data, of the others jumps
    void (*put_table)(u8 *p, u32 form, const i64 *distance, u32 n, u32 arg);
} AsmForms;
typedef struct AsmBranch {
    u32 raw;                     // bytes before it
    u32 label;
    const AsmForms *forms;       // NULL: bytes up to a multiple of `arg`; up to the label for 0
    u32 arg;                     // what `put` wants to know: condition, register, ...
    const u32 *to;               // jump table: n labels
    u32 n;
    u8 form;
    u8 fill;                     // without forms: the bytes
    i32 add;                     // bytes behind the label
} AsmBranch;
typedef struct AsmLiteral {      // a word that code reads, behind it
    u32 sym;                     // Mod.sym; 0: the number
    i64 val;
    u32 label;
} AsmLiteral;
typedef struct AsmBuf {
    Arena *mem;
    bool unreached;              // see AsmForms.strict
    bool backwards;              // the place of an asm_org lies before it
    Buf bytes;                   // all but the relaxed branches
    VEC(AsmBranch) br;
    VEC(AsmPos) label;           // raw ~0u while unbound
    struct { VEC(AsmPos) at; VEC(AsmFix) fix; } fx;        // fixups, off is filled by asm_finish
    // 4-byte pc-relative references to labels
    struct { VEC(AsmPos) at; VEC(u32) label; VEC(i32) add; } lb;
    struct { VEC(AsmPos) at; VEC(u32) loc; VEC(bool) stmt; } ln;   // line rows
    struct { VEC(AsmPos) from, to; } dt;                   // constants between instructions
    VEC(AsmLiteral) lit;                                   // for asm_pool
    void (*nops)(u8 *p, u32 n);                            // fills up to an alignment
    u32 *br_size;                // after asm_finish: bytes of all branches before the i-th
    u16 *first_row;              // an encoder's: by opcode, 1 + its first row, once looked for
} AsmBuf;
u32 asm_label(AsmBuf *b);
void asm_bind(AsmBuf *b, u32 label);
AsmPos asm_here(const AsmBuf *b);
void asm_branch(AsmBuf *b, u32 label, const AsmForms *forms, u32 arg);
void asm_align(AsmBuf *b, u32 align);                      // a power of two
/* Bytes up to `add` behind a label that is bound already, or behind the start (ASM_START). */
enum { ASM_START = 0xffffffff };
void asm_org(AsmBuf *b, u32 label, i64 add, u8 fill);
void asm_table(AsmBuf *b, const u32 *label, u32 n, const AsmForms *forms, u32 arg);
void asm_fix(AsmBuf *b, FixKind k, u32 sym, i64 add);      // for the bytes put next
void asm_label_ref(AsmBuf *b, u32 label, i32 add); // for the 4 bytes put next: label + add - here
/* `starts`: a statement does; `stmt`: a good place to stop at. */
void asm_line(AsmBuf *b, u32 loc, bool starts, bool stmt);
void asm_data(AsmBuf *b, const MIns *i);                   // M_DATA and M_ALIGN
u32 asm_literal(AsmBuf *b, u32 sym, i64 val);              // label of 4 bytes in the pool
void asm_pool(AsmBuf *b);                                  // puts the words that were asked for
struct Code;
void asm_finish(AsmBuf *b, struct Code *out);              // relaxes, fills bytes, fixups and lines
u32 asm_offset(const AsmBuf *b, AsmPos p);                 // final offset, after asm_finish

typedef struct CodeLine {
    u32 off, loc;
    u32 site;                    // in Code.site, from 1; 0: of the function itself
    bool stmt;                   // debuggers may stop here for the line
} CodeLine;
typedef struct CodeData {        // constants or a jump table between instructions
    u32 off, len;
} CodeData;
typedef enum {
    VP_FRAME /* at CFA + off */, VP_MEM /* at reg + off */, VP_REG,
    VP_INT, VP_FLT /* nowhere, its bits are off */, VP_SYM /* the address of sym + off */
} VarPlace;
typedef struct CodeVar {         // a variable of the source, while code of [from, to) runs
    u32 var;                     // index in DbgInfo.var
    u32 site;                    // as in CodeLine
    u32 bind;                    // of the two
    u8 kind, reg;                // VarPlace; DWARF number
    u8 size;                     // FLT: bytes
    u32 sym;                     // SYM: of the module
    i64 off;
    u32 from, to;                // to ~0u: throughout
} CodeVar;
typedef struct CodeBlkAddr {
    BlkId blk;
    u32 off;
} CodeBlkAddr;

/* A compiled function: position-free bytes and fixups. The linker, the JIT and the caches share
 * it. */
/* Steps of code generation that --time-passes tells apart. */
typedef enum { CG_PREPARE, CG_SELECT, CG_REGALLOC, CG_LAYOUT, CG_ENCODE, CG_STEPS } CgStep;

typedef struct Code {
    Str name;
    SymId sym;
    const u8 *bytes;
    u32 nbytes;
    u32 align;
    VEC(AsmFix) fix;             // symbols of the module; self-relative things are already resolved
    VEC(CodeLine) line;
    const CfiRow *cfi;
    u32 ncfi;
    VEC(CodeBlkAddr) blkaddr;  // address-taken blocks
    VEC(CodeData) data;          // in order
    VEC(CodeVar) var;            // those of one variable stand together
    const Site *site;            // bodies that were put into it; those around one come first
    u32 nsite;
    const u8 *ro;                // jump tables, placed in a read-only section of their own
    u32 nro;
    VEC(AsmFix) ro_fix;          // sym 0: the function itself, add an offset in it
    u32 ro_align;
    u32 frame_size;
    VEC(CodeErr) err;
    double seconds[CG_STEPS];    // where CgOpts.time asks for them
} Code;

typedef struct CgOpts {
    int level;                   // 0, 1, 2
    bool size;                   // small code before fast code (-Os)
    bool checks;                 // prove each allocation; verify machine code
    bool frame_pointer;
    bool debug;                  // line rows and DWARF sections
    bool unwind;                 // .eh_frame
    const char *print_after;     // "isel", "regalloc", ... : machine code as text
    FILE *out;
    int jobs;
    bool time;                   // cg_mod prints seconds by step to stderr
    bool consume;                // the functions need not be as they were afterwards
    // told of mistakes in assembly, in the order of the functions; the object is of no use then
    void (*error)(void *ctx, Str file, u32 line, Str text);
    void *error_ctx;
} CgOpts;

/* asmfile.c - the assembly between the functions of a module, into the object of those; mistakes
 * are told to o->error. */
void asm_lines(const struct Target *t, const Mod *m, const CgOpts *o, Obj *obj);

/* cg.c - the steps. cg_fn compiles one function into `mem`, working in `tmp`; cg_mod a whole module
 * into an object, each function in a section .text.NAME, data in .data.NAME / .rodata.NAME /
 * .bss.NAME / .tdata.NAME. */
void cg_fn(const struct Target *t, Fn *f, const CgOpts *o, Arena *tmp, Arena *mem,
           Code *out);
Obj *cg_mod(const struct Target *t, Mod *m, const CgOpts *o, Arena *mem, Str unit_name,
            Str producer, u16 dw_lang);

/* listing.c disasm.c */
// --emit asm: GNU as accepts it (AT&T or Intel: see docs/targets.md)
void cg_listing(const struct Target *t, const Obj *o, Buf *out);
/* What the disassembler asks for text in place of numbers; either function may be NULL. */
typedef struct DisNames {
    void *ctx;
    // The field of `size` bytes at address `at`, in an instruction ending at `end`, is patched by a
    // fixup: print what it stands for. Returns false when it is not.
    bool (*field)(void *ctx, u64 at, u8 size, u64 end, Buf *out);
    bool (*target)(void *ctx, u64 to, Buf *out);  // a branch target
} DisNames;
/* Decodes one instruction; returns its length, 0 when unknown. names may be NULL. */
int cg_disasm(const struct Target *t, const u8 *p, size_t n, u64 addr, const DisNames *names,
              Buf *out);

/* jit.c - executable memory, never writable and executable at once */
u8 *jit_alloc(u64 size);         // page aligned, writable; NULL on failure
int jit_seal(u8 *p, u64 exec_size, u64 ro_size, u64 size);  // -1 with errno
void jit_free(u8 *p, u64 size);

#endif
