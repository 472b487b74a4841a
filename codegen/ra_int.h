// ra_int.h - private to the register allocator: live ranges, bundles and what its files share
//
// Positions: instruction n owns 4n .. 4n+3. 4n is the gap before it, where moves go and tied
// operands are read; 4n+1 is where operands are read, 4n+2 where results appear. A tied or early
// result appears at 4n+1.
#ifndef RA_INT_H
#define RA_INT_H

#include "codegen/target.h"

typedef struct Range {
    u32 from, to;    // half open
    Reg v;
} Range;

typedef struct RaUse {
    u32 pos;
    Reg v;
    bool need;       // must be in a register; otherwise a slot will do
    bool def;
    float w;
} RaUse;

// What is allocated as a whole: values that never live at the same time, or parts of them.
typedef struct Bundle {
    Range *r;        // ascending, disjoint
    RaUse *u;        // ascending
    u32 nr, nu;
    u32 len;         // covered positions
    u32 set;         // which spill slot it would use
    float w;         // cost of leaving it in memory, by length
    u8 cls, reg;
    u8 hint;
    bool minimal;
} Bundle;

typedef struct Busy {    // a physical register's occupied ranges, without Ra.loss
    u32 from, to;
    u32 bundle;          // ~0u: fixed
} Busy;

typedef struct Loss {    // registers whose content an instruction, mostly a call, destroys
    u32 pos;             // 4n+2
    RegSet regs;
} Loss;

typedef struct Piece {   // where a value is: in a register, or (0) its slot
    u32 from, to;
    u8 reg;
} Piece;

typedef struct RaVal {   // by virtual register
    u32 bundle;          // the bundle it started in
    u32 set;
    u32 piece, npiece;   // into Ra.piece
    u32 cur;             // while rewriting
    u32 global;          // index in the live sets + 1; 0: lives in one block only
    u8 hint;
    float hint_w;
    bool spilled;        // some piece is in memory: every definition stores
} RaVal;

typedef struct RaSet {
    u32 slot;            // + 1; 0 none
    u32 from, to;
    u8 size;
    u8 last_reg;         // tried first by the other parts
} RaSet;

typedef struct RaLoop {
    u32 from, to;        // positions, of the blocks that are not cold
} RaLoop;

typedef struct Ra {
    MFn *m;
    const Target *t;
    Arena *mem;          // the function's
    u32 nins;
    u32 *blk_of;         // by instruction number: block id
    MIns **ins;
    RaVal *val;
    u32 nval;
    VEC(Loss) loss;      // ascending
    RegSet lost;         // in any of them
    u32 nglobal;
    Reg *global;         // by index: the register
    Bits *in, *out;      // by block id, over global indexes
    VEC(Bundle *) bundle;
    VEC(RaSet) set;
    VEC(Busy) busy[REG_VIRT];
    RegSet may[RC_COUNT];        // registers that values may be in, and
    const u8 *order[RC_COUNT];   // the order in which they are tried
    VEC(u64) heap;
    struct { VEC(Range) r; VEC(u8) reg; } done;   // final pieces, in no order
    Piece *piece;
    RaLoop *loop;        // by loop index + 1
    u32 *depth;          // by loop index + 1
} Ra;

static inline u32 ra_instr(u32 pos) { return pos >> 2; }
static inline MBlk *ra_blk(const Ra *s, u32 pos)
{
    u32 n = pos >> 2;
    return s->m->blk.v[s->blk_of[n < s->nins ? n : s->nins - 1]];
}
// Does an operand with such flags, which reads r, read the tied operand's register, because it
// names the same value?
static inline bool ra_same_as_tied(const MIns *i, Reg r, u8 flags)
{
    return !(flags & MOF_TIE) && i->nop >= 2 && i->op_[1].flags & MOF_TIE && i->op_[1].reg == r;
}

void ra_live(Ra *s);             // ralive.c: liveness, ranges, bundles before merging, fixed ranges
void ra_merge(Ra *s);            // ramerge.c: join bundles that copies connect
void ra_rewrite(Ra *s);          // rarewrite.c: operands, moves, slots
void ra_split(Ra *s, u32 id, u32 conflict);   // spill.c
void ra_enqueue(Ra *s, u32 id);  // regalloc.c
void ra_finish_piece(Ra *s, Range r, u8 reg);
void ra_measure(Ra *s, Bundle *b);

#endif
