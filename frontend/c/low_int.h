// low_int.h - private to the lowering of C trees to IR
#ifndef LOW_INT_H
#define LOW_INT_H

#include "frontend/c/tree_int.h"

typedef struct VlaScope {   // a block that allocates, from the inside out
    struct VlaScope *up;
    Ref sp;
} VlaScope;

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
    VlaScope *vla, *brk_vla, *cont_vla;
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

/* lower.c */
BlkId blk_new(Low *l);
void place(Low *l, BlkId b);                 // code goes to b from here on
void jump(Low *l, BlkId to);                 // ends the block
void branch(Low *l, Ref c, BlkId yes, BlkId no, u32 hint);
void end_dead(Low *l);                       // after a terminator: a block that nothing reaches
void lower_list(Low *l, Stmt *s, Stmt *stop);
void enter_vla(Low *l, VlaScope *v);
void leave_vla(Low *l);

BlkId label_blk(Low *l, Label *lab);

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

/* lowbuiltin.c */
Ref lower_builtin(Low *l, Node *e);
Ref atomic_update(Low *l, LV *lv, BinOp op, CType *cty, Ref rhs, CType *step, bool want_new);
#endif
