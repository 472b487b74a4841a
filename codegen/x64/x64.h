// x64.h - private to codegen/x64: registers, opcodes, instruction rows
#ifndef X64_H
#define X64_H

#include "codegen/conv.h"
#include "codegen/row.h"

// Physical registers. The hardware number is (reg - 1) & 15.
enum {
    RAX = 1, RCX, RDX, RBX, RSP, RBP, RSI, RDI, R8, R9, R10, R11, R12, R13, R14, R15,
    XMM0, XMM1, XMM2, XMM3, XMM4, XMM5, XMM6, XMM7,
    XMM8, XMM9, XMM10, XMM11, XMM12, XMM13, XMM14, XMM15,
    X64_NREG
};
#define X64_IS_GPR(r) ((r) >= RAX && (r) <= R15)
#define X64_IS_XMM(r) ((r) >= XMM0 && (r) <= XMM15)
#define X64_HW(r) (((r)-1) & 15)

// Condition codes as the hardware numbers them; cc ^ 1 is the inverse.
enum {
    CC_O, CC_NO, CC_B, CC_AE, CC_E, CC_NE, CC_BE, CC_A, CC_S, CC_NS, CC_P, CC_NP, CC_L, CC_GE,
    CC_LE, CC_G
};

typedef enum {
    X_FIRST = M_COUNT,
#define INSN(id, text, flags, use, def) X_##id,
#define ROW(...)
#include "codegen/x64/rows.def"
#undef INSN
#undef ROW
    X_COUNT
} X64Op;

// What an operand of a row may be.
typedef enum {
    C_NONE,
    C_R,    // general register
    C_X,    // vector register
    C_M,    // memory
    C_I8,   // immediate that fits a sign-extended byte
    C_U8,   // byte, any 8 bits
    C_U16,  // two bytes
    C_I32,  // immediate of the operation's size, at most a sign-extended 32 bits
    C_U32,  // immediate that fits 32 bits zero-extended
    C_I64,  // any immediate
    C_ONE,  // immediate 1
    C_AX, C_CL, C_DX,  // that register
    C_REL,  // branch target: block or symbol
    C_T     // the same register as operand 0 (tie)
} OpClass;

enum {
    S1 = 1,
    S2 = 2,
    S4 = 4,
    S8 = 8,
    S16 = 16,
    S24 = S2 | S4 | S8,
    S48 = S4 | S8,
    S124 = S1 | S2 | S4,
    SALL = S1 | S2 | S4 | S8
}; // operation sizes in bytes, as a set

// INSN flags
enum {
    XF_WFLAGS = 1,   // writes the arithmetic flags
    XF_RFLAGS = 2,   // reads them
    XF_CC = 4,       // takes a condition code
    XF_BRANCH = 8,
    XF_CALL = 16,
    XF_FLT = 32,     // text takes ss/sd by size
    XF_LOAD1 = 64, XF_LOAD2 = 128, XF_LOAD4 = 256, // a memory or register source of 1, 2, 4 bytes
    XF_X87 = 512, XF_X87I = 1024, XF_X87CW = 2048, // x87 with memory: float, integer, control word
    XF_NAMED = 4096  // memory of a size that the name alone says
};

// ROW flags
enum {
    RF_B8 = 1,       // size 1 uses opcode - 1
    RF_D64 = 2,      // size 8 needs no REX.W
    RF_W = 4,        // REX.W always
    RF_PLUSR = 8,    // register in the low three bits of the opcode
    RF_CC = 16,      // condition code in the low four bits of the opcode
    RF_LOCK = 32,
    RF_REP = 64,
    RF_FS = 128,     // fs: segment
    RF_GS = 512,     // gs: segment
    RF_ST1 = 1024,   // without rm: st(1) there
    RF_NO66 = 2048,  // size 2 has no prefix
    RF_SRC1 = 256    // the rm operand is a byte register (needs REX for spl..dil) whatever the size
};
enum { NO = 15 };    // no such operand

typedef struct Row {
    u16 op;
    u8 nop;
    u8 cls[4];       // OpClass of each operand
    u8 sizes;        // set of operation sizes
    u8 rm, reg, imm; // which operand goes where; NO: none
    u8 pp;           // mandatory prefix 0x66, 0xf2, 0xf3, or 0
    u8 map;          // 0: one byte, 1: 0f, 2: 0f 38, 3: 0f 3a
    u8 opc;
    i8 digit;        // reg field when no operand goes there; -1: no modrm unless reg is given
    u16 flags;       // RF_*
} Row;

typedef struct InsnInfo {
    const char *text;
    u16 flags;       // XF_*
    RegSet use, def; // implicit registers
} InsnInfo;

extern const Row x64_rows[];
extern const u32 x64_nrows;
extern const InsnInfo x64_insn[X_COUNT - X_FIRST];

/* row.c: the first row the instruction fits as it stands, or NULL. Virtual registers fit C_R and
 * C_X by the class given in `vcls` (may be NULL when none are left); ties are not checked for them.
 */
const Row *x64_row(const MIns *i);
const Row *x64_row_from(const Row *r, const MIns *i);  // r: the first of the opcode
bool x64_operand_fits(const MOp *o, OpClass c, u8 size);

/* text.c: Intel syntax as GNU as (.intel_syntax noprefix) and llvm-mc read it */
typedef struct X64Text {
    const Str *disp, *imm;       // printed instead of the number; NULL: the number
} X64Text;
void x64_print(const MIns *i, Buf *out);
void x64_print_with(const MIns *i, const X64Text *text, Buf *out);
u8 x64_operand_size(const MIns *i, int k);   // bytes that operand k really has
bool x64_reserved(Str name); // register, operator or size of that syntax, in any case of letters
extern const char *const x64_cc[16];

/* asm.c: inline assembly, AT&T syntax */
extern const AsmRules x64_asm_rules;
bool x64_asm_operand(const AsmArg *a, char mod, Buf *out);
struct AsmIn;
void x64_nops(u8 *p, u32 n);
bool x64_assemble(struct AsmIn *in, Str name);

/* x87.c: what works on the x87 registers alone. False: nothing of that name with these operands is
 * known here; *done: it is written (otherwise its error is told by the caller). */
bool x64_assemble_x87(struct AsmIn *a, Str name, bool *done);
int x64_disasm_x87(const u8 *p, size_t n, Buf *out);     // bytes; 0: none of these

/* disasm.c */
int x64_disasm(const u8 *p, size_t n, u64 addr, const DisNames *names, Buf *out);

/* emit.c */
void x64_encode(AsmBuf *b, const MIns *i);   // asserts that a row fits
/* Can it be encoded as it stands? A register with `ext` is ah, ch, dh or bh (assembly only), and
 * stands where nothing asks for a REX prefix. */
bool x64_has_high(const MIns *i, const Row *r);
const char *x64_reg_name(u8 reg, u8 size);

/* MIns.flags: of the MMX registers, which have the numbers of vector registers here; without the
 * prefix that makes the instruction one of those. Only in assembly. */
enum { MIF_MMX = 16 };

#endif
