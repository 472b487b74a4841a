// lower_int.h - shared by the files of the lowering: values, ownership, runtime calls
//
// Ownership: a Val either owns its references or borrows them from something that stays alive (a
// variable, a parameter, a constant, a value being held). Parameters are borrowed, results are
// owned. A variable owns its value, except parameters and pattern bindings that nothing is stored
// through. When an error is thrown everything held (Lower.held) and every live variable is released
// first.
#ifndef FUSE_LOWER_INT_H
#define FUSE_LOWER_INT_H

#include "frontend/fuse/fuse_int.h"
#include "runtime/include/rt_abi.h"

typedef enum { RP_NONE, RP_I64, RP_F64, RP_I8, RP_PTR, RP_PAIR } Repr;

typedef struct Val {
    Ref r[2];
    Ty *ty;                 // canonical, see low_ty
    bool own;
} Val;

typedef struct Var {        // a variable of the function being lowered
    Ty *ty;                 // canonical
    u32 v[2];               // SSA variables
    bool own;               // released at the end of its scope
} Var;

typedef struct LoopCtx {
    BlkId brk, cont;
    u32 live, held;         // what to keep alive when jumping
} LoopCtx;

enum { FAIL_INDEX, FAIL_NULL, FAIL_DIV, FAIL_OVERFLOW, FAIL_CONFIG, FAIL_COUNT };

typedef enum {
#define RT(name, ret, params, own, flags) RTI_##name,
#include "runtime/rt.def"
#undef RT
    RTI_COUNT
} RtId;
typedef struct RtInfo {
    const char *name, *params, *own;
    char ret;
    u32 flags;
} RtInfo;
extern const RtInfo rt_info[RTI_COUNT];

typedef struct LowDebug LowDebug;   // lower_debug.c
typedef struct Lower {
    FuseProg *p;
    Types *t;
    Diags *d;
    Arena *mem;
    const FuseLowerOpts *o;
    Mod *m;
    u32 dyn_agg, pairf_agg;
    SymId rt_sym[RTI_COUNT];
    u32 rt_sig[RTI_COUNT];
    Map str;                // text to SymId of its RtStr
    IMap desc;              // Ty.num to SymId of its RtType
    IMap file;              // Sources file to module file number
    u32 next;               // numbers of private symbols
    VEC(Item *) config;
    // the function being lowered
    LowDebug *dbg;          // NULL: nothing is wanted
    Build b;
    Ssa *ssa;
    FnInfo *fn;             // what it is the body of; NULL for glue
    Ty *ret;                // canonical result; UNIT for bodies
    bool glue;              // C convention: returns an error or null
    bool dead;              // the current block has ended
    u32 gen;
    VEC(Var) var;
    VEC(u32) live;          // variables in scope that are to be released
    VEC(Val) held;          // owned temporaries
    VEC(LoopCtx) loop;
    BlkId fail[FAIL_COUNT];
    u32 line_file, line_no, line_lo, line_hi; // cache of the last line looked up
} Lower;

/* lower.c - functions, statements, the program */
void low_begin(Lower *l, SymId sym, u32 sig, u32 flags, FnInfo *fn);
void low_end(Lower *l);
void low_block(Lower *l, Block *b, bool tail);
u32 low_fn_sig(Lower *l, FnInfo *f, u32 given);

/* lower_val.c - representation, memory, ownership, conversion, errors */
Ty *low_ty(Lower *l, Ty *t);
Repr low_repr(Lower *l, Ty *t);
bool low_refs(Lower *l, Ty *t);     // does a value hold references
bool low_is_ptr(Lower *l, Ty *t);   // one pointer, never null
u32 low_size(Lower *l, Ty *t);
u32 low_align(Lower *l, Ty *t);
u8 low_kind(Lower *l, Ty *t);       // RT_*
u32 low_words(Lower *l, Ty *t, u8 out[2]);  // IR types of a value in registers
void low_at(Lower *l, Span at);
Ref low_rt(Lower *l, RtId id, const Ref *a, u32 n);
Val low_rt_dyn(Lower *l, RtId id, const Ref *a, u32 n, Ty *ty);
#define LOW_RT(l, id, ...) \
    low_rt(l, RTI_##id, (const Ref[]){__VA_ARGS__}, \
           (u32)(sizeof((Ref[]){__VA_ARGS__}) / sizeof(Ref)))
#define LOW_RT_DYN(l, id, ...)                   \
    low_rt_dyn(l, RTI_##id, (const Ref[]){__VA_ARGS__}, \
               (u32)(sizeof((Ref[]){__VA_ARGS__}) / sizeof(Ref)), l->t->basic[TY_DYN])
Val low_unit(Lower *l);
Val low_int(Lower *l, i64 x);
Val low_bool(Lower *l, Ref r);
Val low_make(Lower *l, Ty *ty, Ref a, Ref b, bool own);
Val low_load(Lower *l, Ref addr, i32 off, Ty *ty);      // borrowed from the memory
void low_store(Lower *l, Ref addr, i32 off, Val v);     // the bytes; ownership goes with them
Ref low_addr(Lower *l, Ref p, i32 off);
Ref low_index(Lower *l, Ref p, Ref ix, u32 size);       // p + ix * size; size is 1, 8 or 16
Ref low_ptr_word(Lower *l, Ref p);                      // a pointer as a payload word, and back
Ref low_word_ptr(Lower *l, Ref word);
Ref low_spill(Lower *l, Val v);                         // address of a stack copy
Ref low_slot(Lower *l, Ty *ty);
void low_retain(Lower *l, Val v);
void low_release(Lower *l, Val v);
Val low_own(Lower *l, Val v);                           // retained unless already owned
void low_drop(Lower *l, Val v);                         // released if owned
u32 low_hold(Lower *l, Val v); // until low_unhold; returns the mark before it
void low_unhold(Lower *l, u32 mark);                    // forget, without releasing
void low_drop_held(Lower *l, u32 mark);                 // release and forget
Val low_from_word(Lower *l, Ref w, Ty *ty);             // borrowed
Val low_none(Lower *l, Ty *opt);
Val low_some(Lower *l, Val v, Ty *opt);
Ref low_is_some(Lower *l, Val v);                       // I8
Val low_unwrap(Lower *l, Val v);                        // of an Option that is not null
Val low_ok(Lower *l, Val v, Ty *res);
Val low_err(Lower *l, Val v, Ty *res);
Val low_conv(Lower *l, Val v, Ty *to, const char *path);
Val low_to_dyn(Lower *l, Val v);
Val low_to_str(Lower *l, Val v);                        // String
void low_throw(Lower *l, Ref err);
void low_throw_if(Lower *l, Ref err);
void low_fail_text(Lower *l, const char *text);         // ends the block
void low_fail_if(Lower *l, Ref cond, int kind);
void low_release_live(Lower *l, u32 live, u32 held);    // code only, keeps the lists
void low_return(Lower *l, Val v);

/* blocks */
BlkId low_blk(Lower *l);
void low_jmp(Lower *l, BlkId to);
void low_br(Lower *l, Ref c, BlkId yes, BlkId no, int hint);
void low_enter(Lower *l, BlkId b);                      // all predecessors are known
void low_enter_open(Lower *l, BlkId b);                 // a loop header: sealed later
typedef struct Merge {
    Ty *ty;
    u32 v[2];
} Merge;
Merge low_merge(Lower *l, Ty *ty);
void low_merge_set(Lower *l, Merge *m, Val v);
Val low_merge_get(Lower *l, Merge *m, bool own);

/* variables */
u32 low_var(Lower *l, Ty *ty, Val v, bool own);         // takes v
Val low_var_get(Lower *l, u32 var);                     // borrowed
void low_var_set(Lower *l, u32 var, Val v);             // without releasing the old value
u32 low_local(Lower *l, Local *x);
void low_bind(Lower *l, Local *x, Val v, bool own);

/* lower_expr.c lower_call.c */
Val low_expr(Lower *l, Ex *e);
Val low_expr_to(Lower *l, Ex *e, Ty *to, const char *path);
Ref low_cond(Lower *l, Ex *e);
Val low_call(Lower *l, Ex *e);
// self: receiver, or the one argument
Val low_call_fn(Lower *l, FnInfo *f, Val *self, Arg *arg, u32 narg);
Val low_call_words(Lower *l, FnInfo *f, const Ref *a, u32 n);   // all parameters, as words

/* lower_stmt.c */
void low_assign(Lower *l, Ex *target, Ex *value);
void low_match(Lower *l, St *s, bool tail);
void low_for(Lower *l, St *s);

/* lower_debug.c - nothing happens without debug information, nor in glue inside a function */
void low_debug_open(Lower *l);
void low_debug_fn_open(Lower *l);       // after low_begin
void low_debug_fn_close(Lower *l);      // before low_end
u32 low_debug_enter(Lower *l, Span at); // a block; gives what low_debug_leave wants
void low_debug_leave(Lower *l, u32 up);
void low_debug_local(Lower *l, Local *x);               // x has its SSA variables
void low_debug_wrote(Lower *l, u32 var, Ref value);     // an SSA variable
void low_debug_joined(void *low, u32 var, BlkId b, Ref value);
void low_debug_stmt(Lower *l);          // one starts at the present line

/* lower_desc.c - descriptors, static data, glue, the program */
SymId low_fn_sym(Lower *l, FnInfo *f, u32 given);  // entry point for a call with `given` arguments
Ref low_str(Lower *l, Str s);
Ref low_desc(Lower *l, Ty *ty);
u32 low_field_off(Lower *l, Item *it, u32 idx, u32 *size);
u32 low_payload_off(Lower *l, Variant *v, u32 idx, u32 *size);
bool low_tag_enum(const Item *it);
SymId low_instance(Lower *l, Item *it, u32 variant);
SymId low_config_data(Lower *l, Item *it);
void low_program(Lower *l);
bool low_validated(const Ty *t);
#endif
