// sel.h - what the instruction selectors share: state, operands, the walk over a function
//
// Blocks are visited in postorder and instructions last to first, so every use is seen before its
// definition: an instruction that all its users took into their own operands is never selected.
// isel.c walks, selterm.c selects terminators; what differs by instruction set is behind SelOps.
#ifndef SEL_H
#define SEL_H

#include "codegen/target.h"

typedef struct Hoist {   // an address or a constant wanted in a loop, made before it
    BlkId at;            // block that enters the loop
    SymId sym;           // 0: the constant of this type whose bits are off
    Type type;
    i64 off;
    Reg reg;
} Hoist;

typedef struct Sel Sel;

typedef struct SelJump { // a jump through a table: m->table's last
    Reg index;           // the value, less `low` when that is not zero, in `size` bytes
    u8 size;
    bool clean;          // of 4 bytes, and the upper half of the register is zero
    i64 low;
    u64 span;            // entries
    u32 table;           // offset in MFn.ro
} SelJump;

/* What an instruction set does. Functions emit at s->at in s->b. */
typedef struct SelOps {
    void (*ins)(Sel *s, Ref r);          // an instruction that is no terminator
    void (*ret)(Sel *s, Ref r);
    void (*call)(Sel *s, Ref r);         // TAILCALL
    void (*trap)(Sel *s);
    void (*put_hoist)(Sel *s, const Hoist *h);
    // to `yes` when the condition holds, else to `no`; ends the block
    void (*branch)(Sel *s, Ref cond, u32 yes, u32 no);
    // v against a constant of `size` bytes, 4 or 8: equal, or (less) signed below
    void (*compare)(Sel *s, Reg v, u8 size, i64 x, bool less, u32 yes, u32 no);
    // j->index less j->low, ready to be a table's index
    Reg (*table_index)(Sel *s, const SelJump *j);
    void (*above)(Sel *s, Reg v, u8 size, u64 x, u32 yes, u32 no); // unsigned v > x
    void (*table_jump)(Sel *s, const SelJump *j);
    void (*indirect)(Sel *s, Reg to);    // computed jump
    Reg (*widen)(Sel *s, Reg v, u8 from);        // sign-extended from 1 or 2 bytes to 4
    Ref (*strip)(const Sel *s, Ref r);   // through conversions that cost nothing
    Reg (*reg)(Sel *s, Ref r);           // a register that holds r, constants made now
    MOp (*copy_src)(Sel *s, Ref r);      // operand of M_COPY
    bool (*zero_upper)(const Sel *s, Ref r);     // is the upper half of the register of this
                                                 // 32-bit value zero?
} SelOps;

struct Sel {
    const SelOps *ops;
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
    u32 copy_slot;       // + 1: copies of aggregates that are passed by reference
};

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
void sel_asm(Sel *s, Ref r);             // inline assembly
MIns *sel_emit_cc(Sel *s, u16 op, u8 size, u8 cc, const MOp *o, u32 n);
Reg sel_vreg(Sel *s, Ref r);             // the register a value will be defined in
// A register that holds the symbol's address throughout the loop nest; 0 when it is better made
// here.
Reg sel_hoisted(Sel *s, SymId sym, i64 off);
Reg sel_hoisted_const(Sel *s, Type t, i64 bits);     // likewise
/* sel_begin numbers the function's memory writes, makes its blocks and slots; between the two the
 * target sets what its calling convention needs in s; sel_blocks selects every block. */
void sel_begin(Sel *s, const SelOps *ops, MFn *m, Arena *tmp);
void sel_blocks(Sel *s);

/* selterm.c */
void sel_jump(Sel *s, u32 to);           // ends the block being filled
void sel_jump_if(Sel *s, u16 op, u8 cc, const MOp *o, u32 n);  // o[0] is the block
void sel_term(Sel *s, Ref r);
u32 sel_ijmp_count(const Sel *s);
void sel_dispatch(Sel *s);               // before any block, when there are computed jumps

#endif
