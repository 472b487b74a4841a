// t32.h - private to codegen/t32: registers, conditions, opcodes, instruction rows
#ifndef T32_H
#define T32_H

#include "codegen/conv.h"
#include "codegen/row.h"

// Physical registers: r0 .. r12 are 1 .. 13, sp 14, lr 15, pc 16. A float register is a
// double-precision one, d0 .. d15 = 17 .. 32; a single-precision value is in its lower half, s(2n).
// The upper halves s1, s3, ... s15 (33 .. 40) exist for arguments only and are never allocated.
// r12 is the scratch register of moves, large frames and atomic loops.
enum { R0 = 1, R1, R2, R3, R4, R5, R6, R7, R8, R9, R10, R11, R12, SP = 14, LR, PC, D0 = 17,
       D8 = 25, D15 = 32, S1 = 33, S15 = 40 };
#define T32_IS_CORE(r) ((r) >= R0 && (r) <= PC)
#define T32_IS_FLT(r) ((r) >= D0 && (r) < S1 + 16)
#define T32_HW(r) ((u32)(r)-1)           // of a core register

// Condition codes as the hardware numbers them; cc ^ 1 is the inverse.
enum { CC_EQ, CC_NE, CC_CS, CC_CC, CC_MI, CC_PL, CC_VS, CC_VC, CC_HI, CC_LS, CC_GE, CC_LT, CC_GT,
       CC_LE, CC_AL };
extern const char *const t32_cc[16];

typedef enum {
    T_FIRST = M_COUNT,
#define INSN(id, text, flags) T_##id,
#define ROW(...)
#include "codegen/t32/rows.def"
#undef INSN
#undef ROW
    T_COUNT_
} T32Op;

// MIns.flags of this target, beyond MIF_*
enum {
    MIF_COND = 16,   // executed under condition cc, in an IT block
    MIF_SETF = 32,   // the flags it sets are read
    MIF_FREE = 64    // nobody reads the flags after it: a form that changes them may be taken
};

// INSN flags
enum {
    TF_RFLAGS = 1,   // reads the condition flags
    TF_WFLAGS = 2,   // writes them in every form
    TF_PSEUDO = 4,   // emit.c makes other instructions of it
    TF_READ = 8      // only read back: emit.c puts it otherwise
};

// ROW flags
enum {
    RF_S = 1,        // 16 bits: sets the flags, but not in an IT block
    RF_SBIT = 2,     // 32 bits: bit 20 says whether it sets the flags
    RF_NOIT = 4,     // not in an IT block
    RF_W = 8,        // 32 bits where a 16-bit form exists: text takes ".w"
    RF_N = 16        // and the 16-bit form ".n"
};

// What an operand of a row may be; row.c makes a number of it.
typedef enum {
    K_SAME,              // anything, and no bits; decoded it is operand 0
    K_TIE,               // the register of operand 0; no bits
    K_REG,               // a register of the set
    K_SHIFTED,           // the same, shifted by a constant
    K_IMM, K_LESS1,      // immediate; its number less one
    K_MODIFIED,          // modified immediate
    K_WIDE,              // immediate or symbol
    K_MEM, K_PRE, K_POST,    // base of the set and offset; base that is written back
    K_INDEX,             // base and index, scaled up to `most`
    K_LIST, K_LIST8,     // register lists, as a set in the immediate; with lr or pc, by opcode
    K_ONE,               // list of one that K_LIST8 does not take
    K_TARGET,            // branch target; `set`: the FixKind of its distance
    K_NEAR, K_WORD,      // distance; of a word, from a pc that is rounded down to one
    K_SINGLE, K_DOUBLE, K_FLOAT, K_DLIST     // float registers, immediate, list
} Kind;

typedef struct FieldInfo {
    u8 kind;             // Kind
    u32 set;             // RegSet of core registers; where there is but one, it takes no bits
    i32 least, most;     // of an immediate or offset
    u8 step;
    RowPart part[5];
} FieldInfo;

typedef enum {
#define FIELD(id, ...) F_##id,
#include "codegen/t32/fields.def"
#undef FIELD
    F_COUNT
} Field;
extern const FieldInfo t32_field[F_COUNT];

typedef struct Row {
    u16 op;
    u8 nop;
    u8 size;             // 2 or 4 bytes
    u32 bits;            // 32-bit forms: first halfword in the upper half
    u8 flags;            // RF_*
    u8 f[5];             // Field of each operand
} Row;

typedef struct InsnInfo {
    const char *text;
    u16 flags;           // TF_*
} InsnInfo;

extern const Row t32_rows[];
extern const u32 t32_nrows;
extern const InsnInfo t32_insn[T_COUNT_ - T_FIRST];

// A register operand with a shift: what stands in its immediate.
enum { SH_LSL, SH_LSR, SH_ASR, SH_ROR };
#define T32_SHIFT(kind, n) ((i64)(n) << 2 | (kind))
#define T32_SHIFT_KIND(x) ((u32)(x)&3)
#define T32_SHIFT_BY(x) ((u32)((x) >> 2) & 31)

/* row.c: the first row the instruction fits, or NULL; its bits; and back: operands from bits. */
const Row *t32_row(const MIns *i);
const Row *t32_row_of(const MIns *i, u8 size);       // of those of at least so many bytes
u32 t32_row_bits(const Row *r, const MIns *i);
bool t32_row_match(const Row *r, u32 w);
bool t32_row_decode(const Row *r, u32 w, MIns *i);   // fills operands; false: no such instruction
bool t32_modified(u32 x, u32 *bits);                 // as the 12 bits of a modified immediate?
bool t32_writes_flags(const MIns *i);                // the condition flags
bool t32_reads_flags(const MIns *i);

/* asm.c: inline assembly */
extern const AsmRules t32_asm_rules;
bool t32_asm_operand(const AsmArg *a, char mod, Buf *out);
struct AsmIn;
void t32_nops(u8 *p, u32 n);
bool t32_assemble(struct AsmIn *in, Str name);
bool t32_find(Str name, Reg *r, u8 *size);   // a register by name
bool t32_condition(Str w, u8 *cc);
/* words.c: what has no row, for assembly only */
bool t32_words(struct AsmIn *in, Str name);

/* text.c disasm.c */
const char *t32_reg_name(u8 reg, u8 size);
// place: printed instead of a symbol's field or a branch target; may be NULL
void t32_print(const MIns *i, const Row *r, const Str *place, Buf *out);
bool t32_reserved(Str name);
int t32_disasm(const u8 *p, size_t n, u64 addr, const DisNames *names, Buf *out);

/* emit.c */
void t32_encode(AsmBuf *b, const MIns *i);           // one instruction with a row
void t32_begin_emit(struct Emit *e);
const MIns *t32_put(struct Emit *e, const MIns *i);

#endif
