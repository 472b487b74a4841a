// low_int.h - private to the lowering of C trees to IR
#ifndef LOW_INT_H
#define LOW_INT_H

#include "frontend/c/tree_int.h"

typedef struct Pair {   // the parts of a scalar that has two
    Ref lo, hi;
} Pair;

typedef struct LowScope {    // -g: a block being lowered
    struct LowScope *up;
    const Stmt *block;
    u32 number;         // 1 + its row, once something is declared in it
} LowScope;

typedef struct Seen Seen;
typedef struct Cond {
    BlkId blk;          // ends with a branch, whose first edge is taken where e is true
    const Node *e;
} Cond;
/* An operand of inline assembly in this block that should be a constant and is none. */
typedef struct NoNumber {
    BlkId blk;
    Span at;
    Str cons;
} NoNumber;

typedef struct Low {
    Par *p;
    Mod *m;
    Fn *f;
    Build b;            // b.blk: where code goes
    Ssa *ssa;
    Body *body;
    Ref ret_ptr;        // where an aggregate result goes
    bool dead;          // nothing reaches the current block
    BlkId brk, cont;    // targets of break and continue
    VEC(Pair) pair;
    LowScope *scope;
    VEC(u32) bind;      // -g, by SSA variable: 1 + its index in Fn.var; 0 none
    Seen *seen, *seen_last; // reads and writes of SSA variables (lowinit.c)
    VEC(NoNumber) no_number;
    VEC(Cond) cond;         // ... branches by conditions, but for those of loops
    bool loop_cond;         // lowering one of those
} Low;

typedef struct LV {     // a place
    bool is_var;
    u32 var;            // SSA variable
    Ref p;              // or memory: pointer and offset
    i64 off;
    CType *ty;
    Member *bit;
    u32 align;
    bool readonly;
} LV;

/* lowpair.c - scalars of two parts (ty_part): a Ref beyond those of the IR stands for both */
Ref pair_new(Low *l, Ref lo, Ref hi);
Pair pair_of(const Low *l, Ref r);
Ref pair_load(Low *l, Type part, Ref p, u32 aux);       // aux: of the whole
void pair_store(Low *l, Type part, Ref p, Ref v, u32 aux);
Ref pair_bytes(Low *l, Ref v, CType *ty);    // a new place that holds it, as calls take it
Ref undef_of(Low *l, CType *ty);
/* SSA variables of scalars: one for each part. */
u32 var_new(Low *l, CType *ty);
Ref var_read(Low *l, u32 var, CType *ty);
void var_write(Low *l, u32 var, CType *ty, Ref v);
/* Passed and returned as the bytes that it is: what lies in memory, and what has two parts. */
bool by_bytes(Par *p, const CType *t);

/* lowi128.c */
Ref wide_conv(Low *l, Ref v, CType *from, CType *to);    // one of them is wide
Ref wide_bin(Low *l, BinOp op, CType *t, Ref a, Ref b);  // as bin_op
Ref wide_negate(Low *l, Ref v);
Ref wide_not(Low *l, Ref v);
Ref wide_true(Low *l, Ref v);                // I8
Ref wide_int(Low *l, i64 lo, i64 hi);
Ref wide_load_bits(Low *l, const LV *lv);    // of a bit-field
void wide_store_bits(Low *l, const LV *lv, Ref v);
Ref wide_cut(Low *l, Ref v, u32 width, bool is_unsigned);   // what a bit-field keeps
Ref wide_overflow(Low *l, Node *e);

/* lowatomic.c - of what by_bytes says; orders as in the __ATOMIC_ macros */
Ref atom_room(Low *l, CType *ty);            // a place for a value, fit for atomic access
Ref atom_load(Low *l, Ref p, CType *ty, u32 order);
void atom_store(Low *l, Ref p, CType *ty, Ref v, u32 order);
Ref atom_exchange(Low *l, Ref p, CType *ty, Ref v, u32 order);
/* Stores v when *want was there, else that into *want. Gives I8. */
Ref atom_cas(Low *l, Ref p, CType *ty, Ref want, Ref v, u32 order);
Ref atom_update(Low *l, Ref p, BinOp op, CType *ty, CType *cty, Ref rhs, bool want_new, u32 order);
Ref atom_builtin(Low *l, Node *e);

/* lower.c */
BlkId blk_new(Low *l);
void place(Low *l, BlkId b);                 // code goes to b from here on
void jump(Low *l, BlkId to);                 // ends the block
void branch(Low *l, Ref c, BlkId yes, BlkId no, u32 hint);
void end_dead(Low *l);                       // after a terminator: a block that nothing reaches
void lower_list(Low *l, Stmt *s, Stmt *stop);
void leave_scopes(Low *l, Leave *from, const Leave *to);  // calls cleanups, frees arrays

BlkId label_blk(Low *l, Label *lab);

/* lowinit.c */
void init_note(Low *l, Decl *d, Ref v, Span at, bool write);    // of an SSA variable
void init_cond(Low *l, Node *e);             // the current block ends with a branch by e
void init_check(Low *l);                     // after ssa_finish
void asm_check(Low *l);                      // tells of operands where control gets
bool *low_reached(Low *l);                   // by BlkId: does control get there?

/* asm.c */
void lower_asm(Low *l, AsmStmt *a);

/* lowexpr.c */
LV lower_lv(Low *l, Node *e);
Ref load_lv(Low *l, LV *lv);
Ref lower_expr(Low *l, Node *e);             // value; of a record: pointer to its bytes; 0 for void
void lower_effect(Low *l, Node *e);          // value not wanted
void lower_cond(Low *l, Node *e, BlkId yes, BlkId no);
Ref conv(Low *l, Ref v, CType *from, CType *to);
void store_lv(Low *l, LV *lv, Ref v);
Ref lv_addr(Low *l, const LV *lv);
Ref word_int(Low *l, i64 v);
void init_place(Low *l, LV to, CType *ty, Init *in);
Ref vla_bytes(Low *l, CType *t);
u32 align_aux(u32 align);
LV decl_lv(Low *l, Decl *d);
Ref decl_addr(Low *l, Decl *d);         // of a function or an object with linkage
Ref bin_op(Low *l, BinOp op, CType *t, Ref a, Ref b);
Ref apply_op(Low *l, BinOp op, CType *cty, Ref old, Ref rhs);  // also pointer + integer

/* lowcomplex.c - complex values are pairs of scalars; across calls, addresses of their bytes */
Ref complex_spill(Low *l, Node *e);     // the address of a place that holds the value of e
Ref complex_true(Low *l, Node *e);
Ref complex_compare(Low *l, Node *e);
Ref complex_to(Low *l, Node *e, CType *ty);     // a real number or _Bool
void complex_effect(Low *l, Node *e);
void complex_init_place(Low *l, LV *lv, Node *e);
Ref complex_update_real(Low *l, Node *e);        // real op= complex

/* lowext.c - long double wider than double: a value is the address of its bytes */
Ref ext_const(Low *l, const Node *e);
Ref ext_one(Low *l);
Ref ext_copy(Low *l, Ref v, u32 aux);       // to a place of its own
Ref ext_bin(Low *l, BinOp op, Ref a, Ref b);    // compares give I8
Ref ext_is_zero(Low *l, Ref v);             // I8
Ref ext_true(Low *l, Ref v);                // I8
Ref ext_neg(Low *l, Ref v);
Ref ext_conv(Low *l, Ref v, CType *from, CType *to);    // one of them is_ext
void ext_into(Low *l, Node *e, Ref to);     // the value of e to a place that e may read
Ref ext_builtin(Low *l, Node *e);           // whose arguments are

/* debug.c - nothing happens without -g. `value`: the address of its bytes, where it has neither
 * slot nor SSA variable; else 0 */
void debug_fn_open(Low *l);
void debug_fn_close(Low *l);
void debug_local(Low *l, Decl *d, Ref value);
/* A parameter has this value from the start on; until now, if it has a slot, where it is then. */
void debug_param(Low *l, Decl *d, Ref value);
void debug_wrote(Low *l, u32 var, Ref value);
void debug_stmt(Low *l, Span at);        // a statement starts
void debug_joined(void *low, u32 var, BlkId b, Ref value);    // for ssa_watch

/* lowbuiltin.c */
Ref lower_builtin(Low *l, Node *e);
Ref atomic_update(Low *l, LV *lv, BinOp op, CType *cty, Ref rhs, CType *step, bool want_new);
#endif
