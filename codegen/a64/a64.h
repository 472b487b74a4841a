// a64.h - private to codegen/a64: registers, opcodes, operand classes, instruction rows
#ifndef A64_H
#define A64_H

#include "codegen/conv.h"
#include "codegen/row.h"

// Physical registers: x0 .. x30 are 1 .. 31, sp 32, v0 .. v30 are 33 .. 63. v31 has no number: the
// emitter uses it as scratch. x16 and x17 are never allocated (veneers, moves, far frame slots).
// The zero register has no number either: an immediate 0 stands for it.
enum { X0 = 1, X8 = 9, X16 = 17, X17, X18, X19, X28 = 29, X29, X30, SP = 32, V0 = 33, V8 = 41,
       V16 = 49, V30 = 63 };
#define A64_IS_GPR(r) ((r) >= X0 && (r) <= X30)
#define A64_IS_FPR(r) ((r) >= V0 && (r) <= V30)

// Condition codes as the hardware numbers them; cc ^ 1 is the inverse.
enum { CC_EQ, CC_NE, CC_HS, CC_LO, CC_MI, CC_PL, CC_VS, CC_VC, CC_HI, CC_LS, CC_GE, CC_LT, CC_GT,
       CC_LE, CC_AL };

// MOp.ext. A register: shifted by `imm`, or widened and shifted left by it. An index: widened. An
// immediate of movz, movn, movk: which 16 bits. A symbol: which part.
enum {
    XT_LSL, XT_LSR, XT_ASR, XT_ROR,
    XT_UXTB = 8, XT_UXTH, XT_UXTW, XT_UXTX, XT_SXTB, XT_SXTH, XT_SXTW, XT_SXTX,
    XT_LO12 = 0, XT_HI12 = 1
};

typedef enum {
    A_FIRST = M_COUNT,
#define INSN(id, text, flags) A_##id,
#define ROW(...)
#include "codegen/a64/rows.def"
#undef INSN
#undef ROW
    A_COUNT
} A64Op;

// What an operand of a row may be, and where its bits go. An operand of a class with a size is one
// of that size; otherwise registers are named by the size of the operation.
typedef enum {
    K_NONE, K_GPR,     // general register; immediate 0 is the zero register
    K_GSP,             // general register or the stack pointer
    K_FPR,
    K_TIE,             // the same register as operand 0
    K_TWICE,           // a general register in both source fields
    K_SHIFTED,         // register shifted by an immediate
    K_ROTATED,         // the same, or rotated right
    K_WIDENED,         // register widened and shifted by 0 .. 4
    K_UIMM,            // unsigned immediate
    K_IMM12,           // 12 bits, or 12 bits shifted by 12; the low part of a symbol
    K_BITMASK,         // a repeated run of ones
    K_WIDE,            // 16 bits, ext times 16 to the left
    K_FIMM,            // float of a 4-bit fraction and 3-bit exponent, by its bits
    K_LSL, K_LSR,      // immediate shifts as bit-field moves
    K_BIT,             // number of a bit, in two parts
    K_UNSIGNED, K_SIGNED9, K_INDEX, K_BASE, K_PRE, K_POST, K_PAIR, K_PAIR_PRE, K_PAIR_POST,
                       // memory: base and scaled offset, unscaled offset, index, nothing; base
                       // changed before or after; the same of pairs
    K_PAGE,            // page of a symbol
    K_NEAR,            // distance of a byte
    K_BRANCH           // block or symbol
} Kind;

typedef struct ClassInfo {
    u8 kind, lo, bits, size;
    const char *arrangement;   // of a vector register: ".8b"
} ClassInfo;

typedef enum {
    C_NONE,
#define CLASS(id, kind, lo, bits, size, arr) C_##id,
#include "codegen/a64/classes.def"
#undef CLASS
    C_COUNT
} OpClass;
extern const ClassInfo a64_class[C_COUNT];

enum { S1 = 1, S2 = 2, S4 = 4, S8 = 8, S16 = 16, S48 = S4 | S8, SALL = 15 };

// INSN flags
enum {
    XF_WFLAGS = 1,   // writes the flags
    XF_RFLAGS = 2,
    XF_CC = 4,       // takes a condition
    XF_PSEUDO = 8,   // a sequence, put by emit.c
    XF_UNSCALED = 16 // the name says that the offset is not scaled
};

// ROW flags: what else is in the word
enum {
    RF_SF = 1,       // bit 31: size 8
    RF_N = 2,        // bit 22: size 8 (bit fields)
    RF_FT = 4,       // bit 22: size 8 (floats)
    RF_30 = 8,       // bit 30: size 8
    RF_22N = 16,     // bit 22: size 4 (sign-extending loads)
    RF_SZ = 32,      // bits 30, 31: log2 of the size; text gets b or h
    RF_CC12 = 64,    // condition in bits 12 .. 15
    RF_CC0 = 128,    // in bits 0 .. 3, and a suffix of the name
    RF_CCINV = 256,  // the condition is the inverse of the one meant
    RF_CB = 512      // bit 24: condition ne, whose name is cbnz or tbnz
};

typedef struct Row {
    u16 op;
    u8 nop;
    u8 cls[5];       // OpClass of each operand
    u8 sizes;        // set of operation sizes
    u32 bits;
    u16 flags;       // RF_*
    const char *tail;        // text after the operands
} Row;

typedef struct InsnInfo {
    const char *text;
    u16 flags;       // XF_*
} InsnInfo;

extern const Row a64_rows[];
extern const u32 a64_nrows;
extern const InsnInfo a64_insn[A_COUNT - A_FIRST];

/* row.c: the first row the instruction fits as it stands, or NULL. A virtual register fits where
 * its class of registers does. */
const Row *a64_row(const MIns *i);
bool a64_fits(const MOp *o, OpClass c, u8 size);
u32 a64_row_bits(const Row *r, u8 size);     // of an operation of that size
u32 a64_row_mask(const Row *r);              // bits no operand or condition goes into
/* The 13 bits N:immr:imms of a logical immediate; false: x is none. */
bool a64_bitmask(u64 x, u8 size, u32 *bits);
u32 a64_imm_moves(i64 x, u8 size);           // instructions that make it, at most
u64 a64_bitmask_value(u32 bits, u8 size);    // 0: no logical immediate (0 never is one)
u8 a64_log2(u8 size);
// is x an immediate of add or sub?
static inline bool a64_imm12(i64 x)
{
    return x >= 0 && (x < 4096 || ((x & 4095) == 0 && x < 4096 * 4096));
}

/* text.c: the syntax of the Arm manual, as GNU as and llvm-mc read it */
typedef struct A64Text {
    const Str *field;        // printed instead of the symbol, immediate or distance; NULL: number
} A64Text;
void a64_print(const MIns *i, const Row *r, const A64Text *text, Buf *out);
const char *a64_reg_name(u8 reg, u8 size);
bool a64_reserved(Str name);
extern const char *const a64_cc_name[16];

/* asm.c: inline assembly */
extern const AsmRules a64_asm_rules;
bool a64_asm_operand(const AsmArg *a, char mod, Buf *out);
struct AsmIn;
void a64_nops(u8 *p, u32 n);
bool a64_assemble(struct AsmIn *in, Str name);
/* words.c: what has no row, for assembly only */
bool a64_words(struct AsmIn *in, Str name);

/* disasm.c */
int a64_disasm(const u8 *p, size_t n, u64 addr, const DisNames *names, Buf *out);

/* emit.c */
void a64_encode(AsmBuf *b, const MIns *i);
u32 a64_word(const Row *r, const MIns *i);   // without what a fixup fills

#endif
