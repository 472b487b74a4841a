// frame.h - what the stack frames of all instruction sets share
#ifndef FRAME_H
#define FRAME_H

#include "codegen/target.h"

/* Puts an instruction before `at`, with its place in the source. */
MIns *frame_put(MFn *m, MBlk *b, MIns *at, u16 op, u8 size, const MOp *o, u32 n);
/* A move into x of y, which may be slots; with `store` x is what is stored into y. */
MIns *frame_move(MFn *m, MBlk *b, MIns *before, u16 op, u8 size, MOp x, MOp y, bool store);
/* An unwind row (CFI_*), when the function has any; reg: 0 for none. */
void frame_cfi(MFn *m, MBlk *b, MIns *at, u8 op, Reg reg, i64 val);
/* Gives the slots that are used offsets from `from` on, the largest alignments first: they waste
 * least. With `small`, slots of at most so many bytes come before all others. The result is the
 * end; *align is raised to the largest. */
u64 frame_slots(MFn *m, u64 from, u64 small, u32 *align);
/* Each place in the frame becomes base and offset: `resolve` says which; false: it is none.
 * `reach`, which may be NULL, then sees to the instruction: what a LEA becomes, and offsets that
 * it has no form for. */
void frame_places(MFn *m, bool (*resolve)(void *frame, MOp *o),
                  void (*reach)(void *frame, MBlk *b, MIns *i, MOp *o), void *frame);
/* Calls `leave` before each instruction that leaves the function; more: text follows it. */
void frame_epilogues(MFn *m, void (*leave)(void *frame, MBlk *b, MIns *at, bool more), void *frame);

#endif
