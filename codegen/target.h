// target.h - what a target is: data, and functions only for what is not a fact
#ifndef TARGET_H
#define TARGET_H

#include "codegen/codegen.h"

/* Calling convention as data; the walk over it is in call.c. */
typedef struct CallConv {
    const u8 *int_arg, *flt_arg; // argument registers in order
    u8 nint_arg, nflt_arg;
    const u8 *int_ret, *flt_ret;
    u8 nint_ret, nflt_ret;
    RegSet callee_saved;
    u8 variadic_count_reg;       // AMD64: AL holds the number of vector registers; 0 none
    u16 red_zone;                // bytes
} CallConv;

/* How one aggregate travels: up to 2 pieces in registers, or memory. */
typedef struct AggClass {
    bool memory;
    u8 n;
    struct { u8 cls; u8 size; u8 off; } piece[2];
} AggClass;

typedef struct Target {
    const char *name;            // "linux-x64"
    const char *triple;
    DataLayout dl;
    UwInit uw;
    const CallConv *cc[2];       // CC_C, CC_INTERNAL
    RegSet alloc[RC_COUNT];      // allocatable registers by class
    const u8 *order[RC_COUNT];   // preference order, zero-terminated
    u8 sp, fp;
    const char *(*reg_name)(u8 reg, u8 size);
    u8 (*dwarf_reg)(u8 reg);

    u8 scratch_flt;              // never allocated: memory to memory moves, cycles of moves
    u16 op_jmp;                  // opcodes layout.c needs: jump, conditional jump
    u16 op_jcc;

    void (*classify)(const struct Target *t, const Agg *a, AggClass *out);
    void (*legalize)(Fn *f, Ref r);             // VAARG in terms of simpler instructions
    void (*select)(MFn *m);                     // IR to machine instructions over virtual registers
    void (*move)(MFn *m, MBlk *b, MIns *before, MOp dst, MOp src);  // registers, slots, constants
    void (*swap)(MFn *m, MBlk *b, MIns *before, Reg x, Reg y); // exchange two integer registers
    void (*peep)(MFn *m);                       // after allocation
    void (*frame)(MFn *m);                      // entry code, epilogues at returns, slot offsets
    void (*emit)(MFn *m, const CgOpts *o, Code *out);
    const char *(*ins_text)(u16 op);
    bool (*reserved)(Str name);  // a word of the assembly language, which no symbol can be there
    int (*disasm)(const u8 *p, size_t n, u64 addr, const DisNames *names, Buf *out);
    const struct CDefinePair { const char *name, *body; } *predef;  // predefined macros for C
} Target;

const Target *target_find(const char *name);   // NULL when unknown
const Target *target_host(void);
extern const Target target_linux_x64;

#endif
