// sel.h - private to AMD64 instruction selection: what its files offer each other
#ifndef X64_SEL_H
#define X64_SEL_H

#include "codegen/sel.h"
#include "codegen/x64/x64.h"

// Windows: touches rax bytes of stack below rsp, page by page, and changes no register.
#define X64_PROBE "___chkstk_ms"
// Windows: which of the thread's blocks of thread-local variables is this image's.
#define X64_TLS_INDEX "_tls_index"
#define X64_TLS_GET "__tls_get_addr"

/* isel.c */
bool x64_zero_upper(const Sel *s, Ref r);  // is the upper half of the register of this 32-bit value
                                           // zero?
Ref x64_strip(const Sel *s, Ref r);           // through conversions that cost nothing
MOp x64_copy_src(Sel *s, Ref r);         // operand of M_COPY
void x64_mov_imm(Sel *s, Reg d, i64 x, u8 size);
MOp x64_addr(Sel *s, Ref p, i64 disp, u8 size);
void x64_select(MFn *m);

/* selmem.c */
void x64_ins_mem(Sel *s, Ref r);         // loads, stores, atomics, block copies
void x64_load(Sel *s, Reg d, MOp mem, u8 z, u8 cls);     // see SelOps
void x64_store(Sel *s, MOp mem, MOp v, u8 z, u8 cls);
void x64_grow_stack(Sel *s, Ref n);
Reg x64_fill(Sel *s, i64 pattern, Reg *whole);
extern const SysCall x64_syscall;
Reg x64_tlv(Sel *s, SymId tls);          // address of a thread-local variable (macOS, ELF)
void x64_vastart(Sel *s, Ref r);

/* selx87.c */
void x64_x87(Sel *s, Ref r);             // long double
void x64_x87_results(Sel *s, MOp at, u32 n, bool to_stack);

/* frame.c peep.c */
void x64_move(MFn *m, MBlk *b, MIns *before, MOp dst, MOp src);
void x64_swap(MFn *m, MBlk *b, MIns *before, Reg x, Reg y);
void x64_peep(MFn *m);
void x64_frame(MFn *m);

/* winframe.c */
void x64_win_frame(MFn *m);

#endif
