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

typedef u32 Reg;                 // 0 none; 1 .. 63 physical, numbered by the target; from 64 virtual
enum { REG_NONE = 0, REG_VIRT = 64 };
typedef u64 RegSet;              // bit r is physical register r
typedef enum { RC_INT, RC_FLT, RC_COUNT } RegClass;

typedef enum { MO_NONE, MO_REG, MO_IMM, MO_MEM, MO_SYM, MO_BLK, MO_TABLE } MOpKind;
enum {
    MOF_DEF = 1,                 // written (after all uses are read, unless MOF_EARLY)
    MOF_USE = 2,
    MOF_EARLY = 4,               // definition that may not share a register with a use
    MOF_SLOT = 8,                // MEM: base is frame slot `slot`, not a register
    MOF_PLAIN = 16               // REG: any value will do (undefined)
};
typedef struct MOp {
    u8 kind;                     // MOpKind
    u8 size;                     // bytes accessed: 1 2 4 8
    u8 flags;                    // MOF_*
    u8 scale;                    // MEM: index scale 1 2 4 8
    u8 fix;                      // REG: must be this physical register; 0 free
    i8 tie;                      // REG definition: same register as this operand (index + 1); 0 none
    Reg reg;                     // REG; MEM: base (0 none)
    Reg idx;                     // MEM: index (0 none)
    u32 sym;                     // SYM; MEM or IMM relative to a symbol: index into Mod.sym; 0 none
    u32 slot;                    // MOF_SLOT: frame slot; BLK: machine block; TABLE: jump table
    i64 imm;                     // IMM value; MEM displacement; SYM addend
} MOp;

typedef struct MIns {
    u16 op;                      // target's opcode (mnemonic family), see <t>/ops in rows.def; < M_COUNT: shared
    u8 nop;
    u8 cc;                       // condition, for ops that take one
    u8 size;                     // operation size in bytes
    u8 flags;
    u32 loc;
    RegSet clobber;              // physical registers whose content is lost
    MOp *op_;                    // nop operands, definitions first
    struct MIns *prev, *next;
} MIns;

// Opcodes every target understands; a target's own start at M_COUNT.
enum { M_NONE, M_COPY /* parallel: n definitions then n uses */, M_PHI_IN /* block parameters defined */,
       M_JMP_ARGS /* uses passed to the successor's parameters */, M_SPILL, M_RELOAD, M_REMAT, M_ENTRY,
       M_NOP, M_COUNT = 16 };

typedef struct MBlk {
    MIns *first, *last;
    VEC(u32) succ;               // machine block ids
    VEC(Reg) param;              // virtual registers of the block's parameters
    u32 id;
    BlkId ir;                    // where it comes from
    u32 loop_depth;
    bool cold, addr_taken;
} MBlk;

typedef struct MVreg {
    u8 cls;                      // RegClass
    u8 size;                     // bytes of content
    u8 hint;                     // preferred physical register, 0 none
    u32 remat;                   // how to make it again instead of reloading: target's index + 1; 0 no
} MVreg;

typedef struct MSlot {
    u64 size;
    u32 align;
    i32 off;                     // from the frame base, once laid out
    Str name;
} MSlot;

typedef struct MTable {          // jump table: addresses of blocks, relative to the table's start
    VEC(u32) blk;
} MTable;

struct Target;
typedef struct MFn {
    Arena *mem;
    const struct Target *t;
    Fn *f;
    VEC(MBlk *) blk;             // by id; block 0 is the entry
    VEC(u32) order;              // text order, block ids
    VEC(MVreg) vreg;             // index: Reg - REG_VIRT
    VEC(MSlot) slot;
    VEC(MTable) table;
    RegSet used;                 // physical registers written anywhere
    u32 out_args;                // bytes of outgoing stack arguments
    bool has_call, has_alloca, variadic;
    u64 frame_size;
    void *priv;                  // the target's own state
} MFn;

/* asmbuf.c - bytes with labels, relaxed branches and fixups. A position in the buffer counts the bytes
 * put so far and the branches among them, whose sizes are known only at the end. */
typedef struct AsmPos {
    u32 raw, nbr;
} AsmPos;
typedef struct AsmFix {
    u64 off;
    u16 kind;                    // FixKind
    u32 sym;                     // Mod.sym
    i64 add;
} AsmFix;

enum { ASM_RO = ~0u, ASM_SELF = ~0u - 1 };  // AsmFix.sym: the function's own constants; the function itself
typedef struct AsmBranch {
    u32 raw;                     // bytes before it
    u32 label;
    u8 short_op;                 // one byte, then a signed byte
    u8 long_op[2], nlong;        // then a signed word
    bool is_long;
} AsmBranch;
typedef struct AsmBuf {
    Arena *mem;
    Buf bytes;                   // all but the relaxed branches
    VEC(AsmBranch) br;
    VEC(AsmPos) label;           // raw ~0u while unbound
    struct { VEC(AsmPos) at; VEC(AsmFix) fix; } fx;        // fixups, off is filled by asm_finish
    struct { VEC(AsmPos) at; VEC(u32) label; VEC(i32) add; } lb;  // 4-byte pc-relative references to labels
    struct { VEC(AsmPos) at; VEC(u32) loc; } ln;           // line rows
    u32 *br_size;                // after asm_finish: bytes of all branches before the i-th
} AsmBuf;
u32 asm_label(AsmBuf *b);
void asm_bind(AsmBuf *b, u32 label);
AsmPos asm_here(const AsmBuf *b);
void asm_branch(AsmBuf *b, u32 label, u8 short_op, const u8 *long_op, u8 nlong);
void asm_fix(AsmBuf *b, FixKind k, u32 sym, i64 add);      // for the bytes put next
void asm_label_ref(AsmBuf *b, u32 label, i32 add);         // for the 4 bytes put next: label + add - here
void asm_line(AsmBuf *b, u32 loc);
struct Code;
void asm_finish(AsmBuf *b, struct Code *out);              // relaxes, fills bytes, fixups and lines
u32 asm_offset(const AsmBuf *b, AsmPos p);                 // final offset, after asm_finish

typedef struct CodeLine {
    u32 off, loc;
} CodeLine;
typedef struct CodeBlkAddr {
    BlkId blk;
    u32 off;
} CodeBlkAddr;

/* A compiled function: position-free bytes and fixups. The linker, the JIT and the caches share it. */
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
    const u8 *ro;                // jump tables, placed in a read-only section of their own
    u32 nro;
    VEC(AsmFix) ro_fix;          // sym 0: the function itself, add an offset in it
    u32 ro_align;
    u32 frame_size;
} Code;

typedef struct CgOpts {
    int level;                   // 0, 1, 2
    bool checks;                 // prove each allocation; verify machine code
    bool frame_pointer;
    bool debug;                  // line rows and DWARF sections
    bool unwind;                 // .eh_frame
    const char *print_after;     // "isel", "regalloc", ... : machine code as text
    FILE *out;
    int jobs;
} CgOpts;

/* cg.c - the steps. cg_fn compiles one function into `mem`; cg_mod a whole module into an object, each
 * function in a section .text.NAME, data in .data.NAME / .rodata.NAME / .bss.NAME / .tdata.NAME. */
void cg_fn(const struct Target *t, Fn *f, const CgOpts *o, Arena *mem, Code *out);
Obj *cg_mod(const struct Target *t, Mod *m, const CgOpts *o, Arena *mem, Str unit_name, Str producer,
            u16 dw_lang);

/* listing.c disasm.c */
void cg_listing(const struct Target *t, const Obj *o, Buf *out);  // --emit asm: GNU as accepts it (AT&T or Intel: see docs/targets.md)
/* What the disassembler asks for text in place of numbers; either function may be NULL. */
typedef struct DisNames {
    void *ctx;
    // The field of `size` bytes at address `at`, in an instruction ending at `end`, is patched by a
    // fixup: print what it stands for. Returns false when it is not.
    bool (*field)(void *ctx, u64 at, u8 size, u64 end, Buf *out);
    bool (*target)(void *ctx, u64 to, Buf *out);  // a branch target
} DisNames;
/* Decodes one instruction; returns its length, 0 when unknown. names may be NULL. */
int cg_disasm(const struct Target *t, const u8 *p, size_t n, u64 addr, const DisNames *names, Buf *out);

/* jit.c - executable memory, never writable and executable at once */
u8 *jit_alloc(u64 size);         // page aligned, writable; NULL on failure
int jit_seal(u8 *p, u64 exec_size, u64 ro_size, u64 size);  // -1 with errno
void jit_free(u8 *p, u64 size);

#endif
