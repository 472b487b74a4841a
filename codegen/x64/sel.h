// sel.h - private to AMD64 instruction selection: its state and what its files offer each other
//
// Blocks are visited in postorder and instructions last to first, so every use is seen before its
// definition: an instruction that all its users took into their own operands is never selected.
#ifndef SEL_H
#define SEL_H

#include "codegen/x64/x64.h"

typedef struct Hoist {   // a symbol's address wanted in a loop, made before it
    BlkId at;            // block that enters the loop
    SymId sym;
    i64 off;
    Reg reg;
} Hoist;

typedef struct Sel {
    MFn *m;
    Fn *f;
    MBlk *b;             // being filled
    MIns *at;            // new instructions go before this one
    u32 loc;
    u32 now;             // epoch of the instruction being selected
    BlkId blk;           // IR block being selected
    Reg *reg;            // by Ref: its virtual register, once somebody asked
    u32 *naddr;          // by Ref: uses as an address
    u32 *epoch;          // by Ref: number of memory writes before it in its block
    bool *done;          // by Ref: selected ahead of its place, with its user
    u32 *mblk;           // by BlkId: machine block
    u32 *land;           // by BlkId: block that stands for its address; 0 none
    u32 dispatch;        // block of the one indirect jump, + 1
    Reg dispatch_reg;
    VEC(Hoist) hoist;
    CallLocs locs;       // of the function itself
    Reg sret;            // where the hidden result pointer is kept
    u32 ret_slot;        // + 1: aggregate result returned in registers is built here
    u32 save_slot;       // + 1: register save area of a variadic function
} Sel;

typedef struct Cond {
    u8 cc;
    u8 more;             // 1: and not parity; 2: or parity
    bool constant, value;
} Cond;

#define E(s, op, size, ...)                                                                       \
    sel_emit((s), (op), (size), (const MOp[]){__VA_ARGS__}, \
             sizeof((MOp[]){__VA_ARGS__}) / sizeof(MOp))
MIns *sel_emit(Sel *s, u16 op, u8 size, const MOp *o, u32 n);
MIns *sel_emitx(Sel *s, u16 op, u8 size, const MOp *o, u32 nop, u32 nx);
static inline MOp o_def(Reg r, u8 size)
{
    return (MOp){.kind = MO_REG, .size = size, .flags = MOF_DEF, .reg = r};
}
static inline MOp o_use(Reg r, u8 size)
{
    return (MOp){.kind = MO_REG, .size = size, .flags = MOF_USE, .reg = r};
}
static inline MOp o_tie(Reg r, u8 size)
{
    return (MOp){.kind = MO_REG, .size = size, .flags = MOF_USE | MOF_TIE, .reg = r};
}
static inline MOp o_imm(i64 x) { return (MOp){.kind = MO_IMM, .imm = x}; }
static inline MOp o_blk(u32 b) { return (MOp){.kind = MO_BLK, .slot = b}; }
static inline MOp o_sym(SymId y, i64 add) { return (MOp){.kind = MO_SYM, .sym = y, .imm = add}; }
static inline MOp o_mem(Reg base, i64 disp, u8 size)
{
    return (MOp){.kind = MO_MEM, .size = size, .scale = 1, .reg = base, .imm = disp};
}
static inline MOp o_slot(u32 slot, i64 disp, u8 size)
{
    return (MOp){.kind = MO_MEM, .size = size, .scale = 1, .flags = MOF_SLOT, .slot = slot,
                 .imm = disp};
}
static inline MOp o_table(i64 off, u8 size)
{
    return (MOp){.kind = MO_TABLE, .size = size, .scale = 1, .imm = off};
}
static inline bool fits32(i64 x) { return x >= INT32_MIN && x <= INT32_MAX; }
static inline Reg new_int(Sel *s) { return m_vreg(s->m, RC_INT, 8); }
static inline Reg new_flt(Sel *s) { return m_vreg(s->m, RC_FLT, 8); }
static inline u8 tsize(Type t) { return (u8)type_size(t); }
static inline u8 opsize(Type t) { return type_size(t) < 4 ? 4 : (u8)type_size(t); }

/* isel.c */
bool sel_zero_upper(const Sel *s, Ref r);  // is the upper half of the register of this 32-bit value
                                           // zero?
Ref sel_strip(Sel *s, Ref r);            // through conversions that cost nothing
Reg sel_vreg(Sel *s, Ref r);             // the register a value will be defined in
Reg sel_reg(Sel *s, Ref r);              // a register that holds r, constants made now
MOp sel_copy_src(Sel *s, Ref r);         // operand of M_COPY
Cond sel_cond(Sel *s, Ref c);
bool sel_foldable(Sel *s, Ref r, u8 size);
void sel_mov_imm(Sel *s, Reg d, i64 x, u8 size);
MOp sel_addr(Sel *s, Ref p, i64 disp, u8 size);
void x64_select(MFn *m);

/* selterm.c selmem.c selcall.c */
void sel_term(Sel *s, Ref r);
u32 sel_ijmp_count(const Sel *s);
void sel_dispatch(Sel *s);               // before any block, when there are computed jumps
void sel_ins_mem(Sel *s, Ref r);         // loads, stores, atomics, block copies
void sel_copy_bytes(Sel *s, MOp dst, MOp src, u64 n);
void sel_call(Sel *s, Ref r);
void sel_libcall(Sel *s, const char *name, const MOp *arg, u32 n);
void sel_syscall(Sel *s, Ref r);
void sel_entry(Sel *s);
void sel_ret(Sel *s, Ref r);
void sel_vastart(Sel *s, Ref r);
void sel_load(Sel *s, Reg d, MOp mem, Type t);
void sel_store(Sel *s, MOp mem, Reg v, Type t);

/* abi.c */


/* frame.c peep.c */
void x64_move(MFn *m, MBlk *b, MIns *before, MOp dst, MOp src);
void x64_swap(MFn *m, MBlk *b, MIns *before, Reg x, Reg y);
void x64_peep(MFn *m);
void x64_frame(MFn *m);

#endif
