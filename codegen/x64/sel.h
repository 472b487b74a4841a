// sel.h - private to AMD64 instruction selection: what its files offer each other
#ifndef X64_SEL_H
#define X64_SEL_H

#include "codegen/sel.h"
#include "codegen/x64/x64.h"

// Windows: touches rax bytes of stack below rsp, page by page, and changes no register.
#define X64_PROBE "___chkstk_ms"
// Windows: which of the thread's blocks of thread-local variables is this image's.
#define X64_TLS_INDEX "_tls_index"

typedef struct Cond {
    u8 cc;
    u8 more;             // 1: and not parity; 2: or parity
    bool constant, value;
} Cond;

/* isel.c */
bool sel_zero_upper(const Sel *s, Ref r);  // is the upper half of the register of this 32-bit value
                                           // zero?
Ref sel_strip(const Sel *s, Ref r);           // through conversions that cost nothing
Reg sel_reg(Sel *s, Ref r);              // a register that holds r, constants made now
MOp sel_copy_src(Sel *s, Ref r);         // operand of M_COPY
Cond sel_cond(Sel *s, Ref c);
bool sel_foldable(Sel *s, Ref r, u8 size);
void sel_mov_imm(Sel *s, Reg d, i64 x, u8 size);
MOp sel_addr(Sel *s, Ref p, i64 disp, u8 size);
void x64_select(MFn *m);

/* selmem.c selcall.c */
void sel_ins_mem(Sel *s, Ref r);         // loads, stores, atomics, block copies
void sel_copy_bytes(Sel *s, MOp dst, MOp src, u64 n);
void sel_copy_agg(Sel *s, MOp dst, Ref src, u64 n);    // any size; may be a call
SymId x64_lib_sym(const Fn *f, const char *name);      // of a symbol that selection itself asks for
Reg sel_descriptor_call(Sel *s, SymId tls);             // address of a thread-local variable
void sel_symbol_call(Sel *s, const char *name, const MOp *x, u32 nx, RegSet clobber);
void sel_call(Sel *s, Ref r);
void sel_libcall(Sel *s, const char *name, const MOp *arg, u32 n);
void sel_syscall(Sel *s, Ref r);
void sel_entry(Sel *s);
void sel_ret(Sel *s, Ref r);
void sel_vastart(Sel *s, Ref r);
void sel_load(Sel *s, Reg d, MOp mem, Type t);
void sel_store(Sel *s, MOp mem, Reg v, Type t);

/* frame.c peep.c */
void x64_move(MFn *m, MBlk *b, MIns *before, MOp dst, MOp src);
void x64_swap(MFn *m, MBlk *b, MIns *before, Reg x, Reg y);
void x64_peep(MFn *m);
void x64_frame(MFn *m);

/* winframe.c */
void x64_win_frame(MFn *m);

#endif
