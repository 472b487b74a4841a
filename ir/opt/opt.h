// opt.h - private to ir/opt: what passes share
#ifndef OPT_H
#define OPT_H

#include "ir/ir.h"

/* fold.c */
// Simplifies instruction r, which is in a block, by the rules of fold.def. Gives the value to use
// instead, or r when it stays; r may be rewritten in place and get new instructions before it, and
// r is never removed. A terminator is rewritten in place; *changed (may be NULL) counts rewrites.
Ref fold_ins(Fn *f, Ref r, int *changed);
// The constant that a pure operation gives on these operands, which stand for i's; 0 when it is
// none.
Ref fold_eval(Fn *f, const Ins *i, const Ref *args);
// 0 or 1 whatever the program does?
bool fold_is_bool(const Fn *f, Ref r);

/* util.c */
bool is_const(const Fn *f, Ref r);
// Follows to[] from r; r and its images may lie beyond n, where nothing is replaced.
Ref to_final(const Ref *to, u32 n, Ref r);
// Replaces the operands of one instruction, edge arguments included. A RES stays with its maker.
void to_operands(Fn *f, const Ref *to, u32 n, Ref r);
// ... of every instruction in a block.
void to_all(Fn *f, const Ref *to, u32 n);
// Moves block b behind `after` in the text order; neither is the entry's predecessor.
void blk_place_after(Fn *f, BlkId b, BlkId after);

/* alias.c - where a pointer points */
typedef struct Place {
    Ref root; // SLOT or SYM constant with offset 0, or the value the address starts from
    i64 off;
    bool known;               // off is the whole distance
} Place;
typedef struct Alias {
    Fn *f;
    bool *escapes;            // by slot
    bool *slot_read;          // by slot: some instruction may read it
    Ref *slot_root;           // by slot: its SLOT constant with offset 0
} Alias;
void alias_init(Alias *a, Fn *f, Arena *mem);
Place alias_place(Alias *a, Ref p);
// May an access of n bytes at x touch one of m bytes at y? Size 0 means unknown.
bool alias_may(const Alias *a, Place x, u64 n, Place y, u64 m);
// May a call, or code elsewhere, reach x? `write`: change it.
bool alias_outside(const Alias *a, Place x, bool write);
bool alias_same(Place x, Place y);
u64 alias_block_size(const Fn *f, const Ins *i);  // bytes of a COPY, MOVE or SET; 0 unknown
enum { EFFECT_LIMIT = 24 };
typedef struct Effect {      // what a loop may write
    Place at[EFFECT_LIMIT];
    u64 size[EFFECT_LIMIT];
    u32 n;
    bool all;                // anything
    bool outside;            // whatever other code can reach; and it may not return
} Effect;
Effect *alias_loops(Alias *a, Arena *mem);        // by loop; needs Fn.loops
bool alias_loop_writes(const Alias *a, const Effect *e, Place p, u64 size);

extern const PassDef pass_mem2reg, pass_dce, pass_simplcfg, pass_fold, pass_gvn, pass_loadopt,
pass_sccp,
    pass_inline, pass_inlines, pass_inline0, pass_ipcp, pass_licm, pass_rotate, pass_ifconv,
    pass_thread, pass_objsize,
    pass_tailrec, pass_indvar;

#endif
