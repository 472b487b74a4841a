// sel.h - private to Thumb-2 instruction selection: its state and what its files offer each other
//
// A 64-bit integer is in two registers; without an FPU pairs.c has made integers of all floats.
#ifndef T32_SEL_H
#define T32_SEL_H

#include "codegen/sel.h"
#include "codegen/t32/t32.h"

typedef struct Shared {  // a constant or address that takes a literal, used again in the block
    SymId sym;           // 0: the number
    i64 val;
    Reg reg;
    Ref cur;             // the instruction it was last wanted by
    MBlk *b;
    MIns *at;            // what makes it, moved up to the earliest use
} Shared;

typedef struct T32Fn {   // MFn.priv
    VEC(Shared) shared;      // of the block being filled
} T32Fn;

// An instruction, and operands, of one word.
#define W(s, op, ...) E((s), (op), 4, __VA_ARGS__)
static inline MOp w_def(Reg r) { return o_def(r, 4); }
static inline MOp w_use(Reg r) { return o_use(r, 4); }
static inline MOp w_tie(Reg r) { return o_tie(r, 4); }
static inline MOp w_mem(Reg base, i64 disp) { return o_mem(base, disp, 4); }
static inline MOp w_slot(u32 slot, i64 disp) { return o_slot(slot, disp, 4); }
static inline MOp w_early(Reg r)
{
    return (MOp){.kind = MO_REG, .size = 4, .flags = MOF_DEF | MOF_EARLY, .reg = r};
}
static inline MOp o_shift(Reg r, u32 kind, u32 by)
{
    return (MOp){.kind = MO_REG, .size = 4, .flags = MOF_USE, .reg = r,
                 .imm = by ? T32_SHIFT(kind, by) : 0};
}
static inline MIns *setting(MIns *i)      // its flags are read
{
    i->flags |= MIF_SETF;
    return i;
}
static inline bool is_pair(Type t) { return t == T_I64; }
static inline bool size_first(const Sel *s) { return s->m->o->size; }

/* isel.c */
Ref ts_strip(const Sel *s, Ref r);      // through conversions that cost nothing
MOp ts_op2(Sel *s, Ref r);              // flexible second operand
bool ts_is_imm(Sel *s, Ref r, i64 *k);  // constant of 32 bits
Reg ts_extended(Sel *s, Ref r, bool sign);
Reg ts_const(Sel *s, u32 x);
Reg ts_sym(Sel *s, SymId y, i64 off);
void ts_imm(Sel *s, Reg d, u32 x);
void ts_mov(Sel *s, Reg d, Reg x);
Reg ts_in_reg(Sel *s, MOp o);
void ts_add_imm(Sel *s, Reg d, Reg x, i64 k);
void t32_select(MFn *m);

/* selshift.c */
u32 ts_shift_kind(Op op);               // SH_*; more for what is no shift
void ts_shift(Sel *s, Ref r);
void ts_shift_word(Sel *s, Op op, Reg d, Reg x, u32 n);      // by a constant
void ts_funnel(Sel *s, Reg d, Reg high, Reg low, u32 n);     // high << n | low >> (32 - n)
void ts_bits(Sel *s, Ref r);
void ts_bswap(Sel *s, Ref r);

/* selmem.c */
typedef enum { ADDR_ANY, ADDR_WORDS /* offsets in words up to 255 */, ADDR_REG } AddrKind;
MOp ts_addr(Sel *s, Ref p, i64 disp, AddrKind kind);
MOp ts_at(Sel *s, MOp m, i64 by, AddrKind kind);    // the place `by` bytes further
void ts_load(Sel *s, Reg d, MOp mem, u8 z, u8 cls);  // SelOps.load, store
void ts_store(Sel *s, MOp mem, MOp v, u8 z, u8 cls);
void ts_ins_mem(Sel *s, Ref r);         // loads, stores, atomics, block copies
void ts_grow_stack(Sel *s, Ref n);     // SelOps.grow_stack
MOp ts_place(Sel *s, Ref p, u64 n);
u64 ts_copy_lists(Sel *s, MOp *dst, MOp *src, u64 n);  // SelOps.copy_lists
void ts_lea(Sel *s, Reg d, MOp mem);

/* selflt.c */
bool ts_flt(Sel *s, Ref r);             // false: not a float instruction
Reg ts_flt_const(Sel *s, const Ins *i);
Cond ts_compare_flt(Sel *s, const Ins *i);
void ts_from_words(Sel *s, Reg d, Type t, Reg lo, Reg hi);   // d, a float of type t; F32 has no hi
void ts_to_words(Sel *s, Reg lo, Reg hi, Type t, Reg x);

/* frame.c peep.c */
void t32_move(MFn *m, MBlk *b, MIns *before, MOp dst, MOp src);
void t32_peep(MFn *m);
extern const WriteBack t32_wback;
void t32_frame(MFn *m);

#endif
