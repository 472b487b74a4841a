// asm.h - what reading assembly text shares with the instruction sets' parsers of operands
#ifndef ASM_H
#define ASM_H

#include "codegen/target.h"

typedef struct AsmLabel {
    Str name;            // digits for a numeric one
    u32 line;            // statement it stands before
    u32 blk;
} AsmLabel;

typedef struct AsmIn {
    MFn *m;
    MBlk *b;
    MIns *at;            // new instructions go before it
    u32 loc;
    u32 stmt, vars;      // as in MIns, for the first instruction
    Str s;               // the statement
    size_t i;            // where reading is
    u32 line;            // its number, in the order of the text
    VEC(AsmLabel) label;
    bool bad;            // reported already
    u8 covered;          // instructions that an IT (Thumb) is still for
    struct AsmFile *file;        // what is read is a file; NULL: the text of one asm statement
} AsmIn;

/* Characters of the statement; blanks are skipped before each. */
char asm_peek(AsmIn *a);                     // 0 at the end
bool asm_eat(AsmIn *a, char c);
bool asm_end(AsmIn *a);
/* A word of letters, digits, _ . and $; empty when there is none. It is in lower case if `low`. */
Str asm_word(AsmIn *a, bool low);
/* A sum of numbers and at most one symbol or label: in *o, imm and sym; or MO_BLK and slot. False
 * when there is none (nothing is reported then). */
bool asm_value(AsmIn *a, MOp *o);
/* Makes a jump to a global symbol one to its block, where no other image can have its own; false:
 * the linker decides. */
bool asm_jump(AsmIn *a, MOp *o);
/* A number, behind a # or not; false for anything else. */
bool asm_const(AsmIn *a, i64 *x);
/* The number in a register's name: one of `letters`, then one or two digits. */
bool asm_reg_number(Str w, const char *letters, u32 *n);
/* "TEXT" with its escapes, a NUL behind it; false: no closed quotes. */
bool asm_quoted(AsmIn *a, Arena *mem, Str *out);
/* A whole word as a number in C's notation. */
bool asm_number(Str w, i64 *x);
/* The next statement of the text; comments are left out. False at the end. */
bool asm_statement(const Isa *isa, Str text, size_t *at, Str *out);
void asm_fail(AsmIn *a, const char *fmt, ...);
/* The instruction, which stays as it is; operands are copied. */
MIns *asm_put(AsmIn *a, u16 op, u8 size, u8 cc, const MOp *o, u32 n);
void asm_put_data(AsmIn *a, u64 x, u8 size);
bool asm_ends(Str s, const char *tail, Str *rest);   // s without the tail

#endif
