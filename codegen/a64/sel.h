// sel.h - private to AArch64 instruction selection: what its files offer each other
#ifndef A64_SEL_H
#define A64_SEL_H

#include "codegen/a64/a64.h"
#include "codegen/sel.h"

static inline MOp o_early(Reg r, u8 size)
{
    return (MOp){.kind = MO_REG, .size = size, .flags = MOF_DEF | MOF_EARLY, .reg = r};
}
static inline MOp o_ext(Reg r, u8 size, u8 ext, i64 by)
{
    return (MOp){.kind = MO_REG, .size = size, .flags = MOF_USE, .reg = r, .ext = ext, .imm = by};
}
static inline MOp o_wide(i64 x, u8 part) { return (MOp){.kind = MO_IMM, .imm = x, .ext = part}; }

/* isel.c */
Ref a64_strip(const Sel *s, Ref r);
MOp a64_zreg(Sel *s, Ref r, u8 size);    // the same, or the zero register
MOp a64_copy_src(Sel *s, Ref r);
void a64_mov_imm(Sel *s, Reg d, i64 x, u8 size);
void a64_add_imm(Sel *s, Reg d, Reg a, i64 k, u8 size);   // d = a + k
Reg a64_int_const(Sel *s, i64 x, u8 size);   // before the loop when it is long to make
void a64_mov(Sel *s, Reg d, Reg a, u8 size);
Reg a64_extended(Sel *s, Ref r, bool sign);  // of 4 bytes at least
void a64_select(MFn *m);

/* selcond.c */
Cond a64_test(Sel *s, Ref r);           // see SelOps
Cond a64_compare_int(Sel *s, Op op, Ref a, Ref b);
Cond a64_compare_flt(Sel *s, const Ins *i);
Cond a64_overflow(Sel *s, Ref r);
void a64_setcc(Sel *s, Reg d, Cond c);
void a64_branch(Sel *s, Ref cond, u32 yes, u32 no);
void a64_select_select(Sel *s, Ref r);

/* selmem.c: addresses, and what touches memory. An address from a64_addr is legal for an access of
 * `size` bytes; from a64_base it is a register and nothing else, or a frame slot. */
MOp a64_addr(Sel *s, Ref p, i64 disp, u8 size);
MOp a64_place(Sel *s, Ref p, u64 n);
MOp a64_cst_addr(Sel *s, const Ins *i, i64 disp);
void a64_lea(Sel *s, Reg d, MOp mem);
void a64_load(Sel *s, Reg d, MOp mem, u8 z, u8 cls);     // see SelOps
void a64_load_signed(Sel *s, Reg d, MOp mem, u8 z, u8 to);
void a64_store(Sel *s, MOp mem, MOp v, u8 z, u8 cls);
void a64_grow_stack(Sel *s, Ref n);
Reg a64_fill(Sel *s, i64 pattern, Reg *whole);
void a64_ins_mem(Sel *s, Ref r);
extern const SysCall a64_syscall;
void a64_vastart(Sel *s, Ref r);
Reg a64_tlv(Sel *s, SymId sym);          // Apple: address of a thread-local variable

/* frame.c peep.c */
void a64_move(MFn *m, MBlk *b, MIns *before, MOp dst, MOp src);
void a64_peep(MFn *m);
extern const WriteBack a64_wback;
void a64_frame(MFn *m);

#endif
