// interp_int.h - shared by the parts of the interpreter: its register code, memory and state
//
// interp_dec.c turns a function into register code on its first call, interp.c executes it, and
// interp_mem.c knows what memory may be touched. An integer is kept sign-extended in its 64-bit
// register, so that compares need no width; an F32 is in the low half with zeros above.
#ifndef INTERP_INT_H
#define INTERP_INT_H

#include "ir/ir.h"

// Operations with a form for each integer width: X(NAME) makes C_NAME8 C_NAME16 C_NAME32 C_NAME64.
#define INTERP_INT_OPS(X) \
    X(ADD) X(SUB) X(MUL) X(SDIV) X(UDIV) X(SREM) X(UREM) X(MULHS) X(MULHU) X(SHL) X(SHR) X(SAR) \
        X(ROTL) \
    X(ROTR) X(CLZ) X(CTZ) X(POPCNT) X(BSWAP) X(SADDO) X(UADDO) X(SSUBO) X(USUBO) X(SMULO) X(UMULO) \
    X(NEG) X(SX) X(ZX) X(LOAD) X(STORE) X(AXCHG) X(AADD) X(ASUB) X(AAND) X(AOR) X(AXOR) X(ACAS)
// Operations with a form for each float width.
#define INTERP_FLT_OPS(X)                                                                    \
    X(FADD) X(FSUB) X(FMUL) X(FDIV) X(FNEG) X(FSQRT) X(FABS) X(FEQ) X(FNE) X(FLT) X(FLE) X(FGT) \
    X(FGE) X(FORD) X(FUNO) X(STOF) X(UTOF) X(FTOS32) X(FTOS64_) X(FTOU32) X(FTOU64_)
// Operations with one form.
#define INTERP_OPS(X)                                                                          \
    X(AND) X(OR) X(XOR) X(NOT) X(EQ) X(NE) X(SLT) X(SGE) X(SGT) X(SLE) X(ULT) X(UGE) X(UGT) X(ULE) \
    X(JEQ) X(JNE) X(JSLT) X(JSGE) X(JSGT) X(JSLE) X(JULT) X(JUGE) X(JUGT) X(JULE)                  \
    X(JNZ) X(JZ) X(JMP) X(MOV) X(SELECT) X(LOADF32) X(STOREF32) X(FEXT) X(FTRUNC) X(I32F32) \
        X(F32I32) \
    X(UTOFW) X(COPY) X(MOVE) X(SET) X(ALLOCA) X(SAVESP) X(RESTSP) X(CFA) X(CALL) X(CALLI) X(TAIL)  \
    X(TAILI) X(SYSCALL) X(ASM) X(VASTART) X(VAARG) X(VAARGP) X(SWITCH) X(RET0) X(RET1)         \
    X(RETN) X(TRAP) X(UNREACH) X(BADLABEL)                                                      \
    X(LADD) X(LSUB) X(LMUL) X(LDIV) X(LOFS) X(LOFF32) X(LOFF64) X(LTOS32) X(LTOS64) X(LTOF32)  \
    X(LTOF64) X(LEQ) X(LLT) X(LLE)

typedef enum {
    C_NONE,
#define X(n) C_##n##8, C_##n##16, C_##n##32, C_##n##64,
    INTERP_INT_OPS(X)
#undef X
#define X(n) C_##n##_F32, C_##n##_F64,
    INTERP_FLT_OPS(X)
#undef X
#define X(n) C_##n,
    INTERP_OPS(X)
#undef X
    C_COUNT
} CodeOp;

typedef struct Rc {          // register code
    u16 op;
    u16 n;                   // operand count, type, ... by op
    u32 d, a, b;             // registers; jumps: d is the distance in instructions
} Rc;

typedef struct RcSwitch {
    i64 lo;                  // dense: first value
    u32 n;
    bool dense;
    i64 *val;                // sparse: sorted values
    i32 *to;                 // distances; [n] is the default's
} RcSwitch;

typedef struct RcSlot {      // a register that holds a slot's address
    u32 reg;
    i64 off;                 // from the frame's base
} RcSlot;

typedef struct RcFn {
    Fn *f;
    Rc *code;
    Ref *ref;                // by instruction: where it comes from
    u64 *konst;              // registers 0 .. nkonst - 1
    u32 nkonst, nparam, nreg;
    RcSlot *slot;
    u32 nslot;
    u64 frame;               // bytes of slots, a multiple of 16
    u64 align;
    u8 *shadow;              // frame / 8 bytes
    VEC(u32) pool; // calls: signature, results wanted, argument registers; RETN: registers
    VEC(RcSwitch) sw;
    u32 nfixed;              // arguments before the variadic ones, the hidden pointer included
    bool variadic;
} RcFn;

typedef struct RcFrame {     // a call in progress
    RcFn *fn;
    const Rc *pc;            // where to go on when it is active again
    u64 *r;
    u64 cfa;                 // stack pointer before the call
    u64 va;                  // its variadic arguments
    u32 want, d;             // results that the caller takes, and their first register
} RcFrame;

typedef struct Region {      // host memory that the program may touch
    u64 lo, hi;
    bool write;
} Region;

struct Interp {
    Mod *m;
    InterpOpts o;
    Arena mem;
    RcFn **fn;               // by SymId; NULL until first called
    u64 *addr;               // by SymId
    // The area: stack, then data. shadow[i] tells how many of the 8 bytes at area + 8 * i are
    // accessible; SHADOW_RO says: not for writing.
    u8 *area_base;           // as allocated
    u8 *area;
    u8 *shadow;
    u64 lo, len;             // its address and size
    u64 stack_len;
    u64 sp, sp_top;
    u64 start_cfa;
    u64 hot_lo, hot_len;     // the region used last
    bool hot_write;
    VEC(Region) region;      // sorted, disjoint, not touching when alike
    u64 brk_lo, brk_at, brk_end;
    u64 *regs, *reg_end;
    u64 *reg_top;            // first register not in use
    RcFrame *frame;
    u32 depth, cap;
    u64 steps;
    InterpEnd pending;       // what a nested call or interp_exit ended with
    int exit_code;
    Str error;
    bool broken;             // could not be set up
};

enum { SHADOW_RO = 0x80, FRAME_COST = 32 };
#define FN_ADDR ((u64)9 << 60)     // | SymId << 4
#define LABEL_ADDR ((u64)10 << 60) // | SymId << 24 | BlkId

/* interp_dec.c */
RcFn *interp_decode(Interp *in, SymId s);

/* interp_mem.c */
bool mem_setup(Interp *in);                      // data, stack, start arguments
bool mem_ok(Interp *in, u64 p, u64 n, bool write);
void shadow_set(Interp *in, u64 p, u64 n, u8 flags);
void shadow_clear(Interp *in, u64 lo, u64 hi);
void region_set(Interp *in, u64 lo, u64 hi, bool access, bool write);  // host memory
void mem_release(Interp *in);

/* interp_sys.c */
i64 interp_syscall(Interp *in, const u64 *a, u32 n, bool *end);  // a[0] is the number
void interp_sys_release(Interp *in);

#endif
