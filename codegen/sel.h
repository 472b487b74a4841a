// sel.h - what the instruction selectors share: state, operands, the walk over a function
//
// Blocks are visited in postorder and instructions last to first, so every use is seen before its
// definition: an instruction that all its users took into their own operands is never selected.
// isel.c walks, selterm.c selects terminators, selcall.c calls and selblock.c block copies; what
// differs by instruction set is behind SelOps.
// Where a register has 32 bits, a 64-bit integer is in two: Sel.reg and Sel.hi.
#ifndef SEL_H
#define SEL_H

#include "codegen/target.h"

typedef struct Hoist {   // an address or a constant wanted in a loop, made before it
    BlkId at;            // block that enters the loop
    SymId sym;           // 0: the constant of this type whose bits are off, or
    u32 slot;            // ... the address of this frame slot, less 1
    Type type;
    i64 off;
    Reg reg;
    bool brief;          // one instruction makes it: it takes no place of what is longer
} Hoist;

typedef struct Sel Sel;

typedef struct SelValue {    // what a switch looks at
    Reg reg, hi;         // hi: the upper word where it has two registers, else 0
    u8 size;             // 4 or 8
    bool clean;          // of 4 bytes, and the upper half of the register is zero
} SelValue;

typedef struct SelJump { // a jump through a table: m->table's last
    SelValue v;          // the value, less `low` when that is not zero
    i64 low;
    u64 span;            // entries
    u32 table;           // offset in MFn.ro
} SelJump;

// A condition, once what tells it is selected. So large that it is passed in memory: tcc 0.9.27,
// which is to compile this, goes wrong with one in two registers.
typedef struct Cond {
    u32 cc;              // condition code; cc ^ 1 is the inverse
    u32 more;            // AMD64: 1: and not parity; 2: or parity
    bool constant, value;
    u32 kind;            // what tells, numbered by the target; 0: the flags
    u32 size, bit;       // of other kinds: the register and the bit in it
    Reg reg;
} Cond;
_Static_assert(sizeof(Cond) > 16, "");

typedef struct Moves {   // a parallel copy being collected
    MOp d[32], s[32];
    u32 n;
} Moves;

/* Values of two words: what selpair.c asks of a set whose registers have half of 64 bits and whose
 * sums leave and take a carry. */
enum {                   // what a word of a sum is beside x + y
    PAIR_SUB = 1,        // x - y
    PAIR_CARRY = 2,      // takes the carry of the word below
    PAIR_FLAGS = 4,      // its flags are read
    PAIR_COMPARE = 8     // of an operand: it is compared
};
typedef struct PairOps {
    // operand y of such an instruction, as it is or in a register; nothing is made after it
    MOp (*fit)(Sel *s, MOp y, u32 how);
    Reg (*in_reg)(Sel *s, MOp o);        // of any operand that sel_lo and sel_hi give
    MOp (*sign)(Sel *s, Reg x);          // operand: 32 copies of the highest bit
    void (*set)(Sel *s, Reg d, u32 x);
    void (*add)(Sel *s, u32 how, Reg d, Reg x, MOp y);
    void (*logic)(Sel *s, Op op, Reg d, Reg x, MOp y);
    u16 op_mul, op_mla;      // of one word: d = x * y, d = x * y + c
    void (*multiply)(Sel *s, bool sign, Reg lo, Reg hi, Reg x, Reg y);
    void (*funnel)(Sel *s, Reg d, Reg high, Reg low, u32 n);     // high << n | low >> (32 - n)
    // EQ, NE, SLT, SGE, ULT or UGE; al 0: the upper words tell
    Cond (*compare)(Sel *s, Op op, Reg al, Reg ah, MOp bl, MOp bh);
} PairOps;

/* What an instruction set does. Functions emit at s->at in s->b. */
typedef struct SelOps {
    const PairOps *pair;                 // NULL: registers hold 64 bits
    u8 word;                             // bytes of an integer register
    u8 max_hoist;                        // integers and addresses, and as many floats, kept in
                                         // registers throughout one loop
    bool table_in_code;                  // jump tables stand behind the jump, not in MFn.ro
    u32 max_table;                       // entries of a jump table
    void (*block)(Sel *s);               // s->b is about to be filled; may be NULL
    u16 op_call, op_icall;               // calls of a symbol, and of what a register holds
    u8 tail_reg;                         // carries the target of a tail call through a pointer;
                                         // 0: only symbols are called so
    u16 inline_copy, inline_move, inline_set;    // blocks of so many bytes are not left to a call
    u16 inline_small;                    // nor of so many when size matters; 0: as above
    u16 inline_lists;                    // nor so many that copy_lists takes
    u8 max_chunk;                        // widest load and store
    u8 copy_run;                         // loads that stand together before their stores
    bool overlap;                        // pieces of a block need no alignment
    void (*ins)(Sel *s, Ref r);          // an instruction that is no terminator
    void (*trap)(Sel *s);
    void (*put_hoist)(Sel *s, const Hoist *h);
    /* Conditions. compare_int: a constant stands second. */
    Cond (*test)(Sel *s, Ref r);         // r is not zero
    Cond (*compare_int)(Sel *s, Op op, Ref a, Ref b);
    Cond (*compare_flt)(Sel *s, const Ins *i);
    Cond (*overflow)(Sel *s, Ref r);     // selects an overflow instruction
    void (*setcc)(Sel *s, Reg d, Cond c);
    // to `yes` when the condition holds, else to `no`; ends the block
    // NULL: flags tell of all conditions, each by one branch
    void (*branch)(Sel *s, Ref cond, u32 yes, u32 no);
    // v against a constant of v->size bytes: equal, or (less) signed below
    void (*compare)(Sel *s, const SelValue *v, i64 x, bool less, u32 yes, u32 no);
    // j->v less j->low, ready to be a table's index
    Reg (*table_index)(Sel *s, const SelJump *j);
    void (*above)(Sel *s, Reg v, u8 size, u64 x, u32 yes, u32 no); // unsigned v > x
    void (*table_jump)(Sel *s, const SelJump *j);
    Ref (*strip)(const Sel *s, Ref r);   // through conversions that cost nothing
    /* Memory: z bytes, 1 2 4 8, or 16 in a float register; cls: RegClass of the register. What is
     * narrower than an integer register is zero-extended. */
    void (*load)(Sel *s, Reg d, MOp mem, u8 z, u8 cls);
    void (*store)(Sel *s, MOp mem, MOp v, u8 z, u8 cls);     // v: a register, or storable
    bool (*storable)(const MOp *v);      // may a constant be stored as it stands? NULL: none
    void (*lea)(Sel *s, Reg d, MOp mem);
    MOp (*place)(Sel *s, Ref p, u64 n);  // n bytes at p, each within reach of the same operand
    // aligned words by lists of registers: how many bytes; the places become those of the rest;
    // may be NULL
    u64 (*copy_lists)(Sel *s, MOp *dst, MOp *src, u64 n);
    Reg (*fill)(Sel *s, i64 pattern, Reg *whole);        // 16 bytes; whole: see sel_block_set
    /* Values in registers. */
    Reg (*constant_reg)(Sel *s, const Ins *i);   // a register with a constant, made now
    Reg (*extended)(Sel *s, Ref r, bool sign);   // r of less than 4 bytes, as it fills 4
    Reg (*constant)(Sel *s, i64 x, u8 size);
    void (*merge)(Sel *s, Reg d, Reg a, Reg b, u8 by);   // d = a | b << by
    // by a constant: SHR; where values have two words SHL and SAR, too, and 0 <= n < 32
    void (*shift)(Sel *s, Op op, Reg d, Reg x, u32 n);
    Reg (*bits)(Sel *s, Ref r);          // those of a float; NULL: CV_VA_DUP is in no convention
    // n long doubles, side by side in memory from `at` on, to the x87 stack, the first on top, or
    // from it; NULL where no convention asks for it
    void (*x87_results)(Sel *s, MOp at, u32 n, bool to_stack);
    // operand of a call through r: NULL for a register
    MOp (*callee)(Sel *s, Ref r);
    /* Calls, where a value and the convention's registers may differ in kind; else NULL. */
    void (*moves)(Sel *s, const Moves *v, bool reading); // argument registers are read, or written
    void (*split)(Sel *s, Ref r, MOp *x);        // x: its pieces
    void (*join)(Sel *s, Ref r, const Reg *x);   // r gets its value of these
    MOp (*copy_src)(Sel *s, Ref r);      // operand of M_COPY: r, which has one word
    bool (*zero_upper)(const Sel *s, Ref r);     // is the upper half of the register of this
                                                 // 32-bit value zero? NULL: it has none
    void (*grow_stack)(Sel *s, Ref n);   // sp moves down by n bytes, a multiple of Isa.slot_align
} SelOps;

struct Sel {
    const SelOps *ops;
    MFn *m;
    Fn *f;
    MBlk *b;             // being filled
    MIns *at;            // new instructions go before this one
    u32 loc;
    u32 now;             // epoch of the instruction being selected
    BlkId blk;           // IR block being selected
    Ref cur;             // IR instruction being selected
    Reg *reg, *hi;       // by Ref: its virtual register(s), once somebody asked
    bool calls;          // some instruction is a call
    u32 *naddr;          // by Ref: uses as an address
    u32 *epoch;          // by Ref: number of memory writes before it in its block
    bool *done;          // by Ref: selected ahead of its place, with its user
    u32 *mblk;           // by BlkId: machine block
    u32 *land;           // by BlkId: block that stands for its address; 0 none
    u32 dispatch;        // block of the one indirect jump, + 1
    Reg dispatch_reg;
    struct Dispatch *ijmp;
    VEC(Hoist) hoist;
    CallLocs locs;       // of the function itself
    Reg sret;            // where the hidden result pointer is kept
    u32 ret_slot;        // + 1: aggregate result returned in registers is built here
    u32 save_slot;       // + 1: register save area of a variadic function
    u32 copy_slot;       // + 1: copies of aggregates that are passed by reference
};

// Two arguments, operands and how many. The array states its size, as tcc miscounts values of
// structure type; no operand may have a comma outside parentheses.
#define OPS(...) (const MOp[OPS_N(__VA_ARGS__)]){__VA_ARGS__}, OPS_N(__VA_ARGS__)
#define OPS_N(...) OPS_NTH(__VA_ARGS__, 8, 7, 6, 5, 4, 3, 2, 1, 0)
#define OPS_NTH(a, b, c, d, e, f, g, h, n, ...) n
#define E(s, op, size, ...) sel_emit((s), (op), (size), OPS(__VA_ARGS__))
MIns *sel_emit(Sel *s, u16 op, u8 size, const MOp *o, u32 n);
MIns *sel_emitx(Sel *s, u16 op, u8 size, const MOp *o, u32 nop, u32 nx);
static inline MOp o_def(Reg r, u8 size)
{
    return (MOp){.kind = MO_REG, .size = size, .flags = MOF_DEF, .reg = r};
}
static inline MOp o_use(Reg r, u8 size)
{
    return (MOp){.kind = MO_REG, .size = size, .flags = MOF_USE, .reg = r};
}
static inline MOp o_tie(Reg r, u8 size)
{
    return (MOp){.kind = MO_REG, .size = size, .flags = MOF_USE | MOF_TIE, .reg = r};
}
static inline MOp o_imm(i64 x) { return (MOp){.kind = MO_IMM, .imm = x}; }
static inline MOp o_blk(u32 b) { return (MOp){.kind = MO_BLK, .slot = b}; }
static inline MOp o_sym(SymId y, i64 add) { return (MOp){.kind = MO_SYM, .sym = y, .imm = add}; }
static inline MOp o_mem(Reg base, i64 disp, u8 size)
{
    return (MOp){.kind = MO_MEM, .size = size, .scale = 1, .reg = base, .imm = disp};
}
static inline MOp o_slot(u32 slot, i64 disp, u8 size)
{
    return (MOp){.kind = MO_MEM, .size = size, .scale = 1, .flags = MOF_SLOT, .slot = slot,
                 .imm = disp};
}
static inline MOp o_table(i64 off, u8 size)
{
    return (MOp){.kind = MO_TABLE, .size = size, .scale = 1, .imm = off};
}
static inline MOp o_at(MOp m, i64 by, u8 size)   // `size` bytes, `by` bytes further
{
    m.imm += by;
    m.size = size;
    return m;
}
static inline bool fits32(i64 x) { return x >= INT32_MIN && x <= INT32_MAX; }
static inline Reg new_int(Sel *s) { return m_vreg(s->m, RC_INT, s->ops->word); }
static inline Reg new_flt(Sel *s) { return m_vreg(s->m, RC_FLT, 8); }
static inline u8 tsize(Type t) { return (u8)type_size(t); }
static inline u8 type_class(Type t) { return type_is_flt(t) ? RC_FLT : RC_INT; }
static inline u8 opsize(Type t) { return type_size(t) < 4 ? 4 : (u8)type_size(t); }
// As tsize, where pointers have the module's size.
static inline u8 vsize(const Sel *s, Type t) { return (u8)mod_type_size(s->f->mod, t); }
static inline bool two_words(const Sel *s, Type t) { return t == T_I64 && s->ops->word < 8; }

static inline bool sel_is_const(const Sel *s, Ref r)
{
    return op_info[ir_ins(s->f, r)->op].flags & OF_CONST;
}
static inline bool sel_only_here(const Sel *s, Ref r) // used once, in this block, not selected yet
{
    return s->f->nuse[r] == 1 && ir_ins(s->f, r)->blk == s->blk && !s->reg[r] && !s->hi[r] &&
           !s->done[r];
}
static inline Ref sel_arg(const Sel *s, Ref r, u32 k) { return ir_args(s->f, ir_ins(s->f, r))[k]; }

/* isel.c */
static inline void sel_swap(Ref *a, Ref *b)
{
    Ref t = *a;
    *a = *b;
    *b = t;
}
void sel_const_second(const Sel *s, Ref *a, Ref *b);     // operands that may change places
// A load of `size` bytes that this instruction alone uses, with no write to memory in between.
bool sel_foldable(const Sel *s, Ref r, u8 size);
// May the sum r be part of this access? When nobody needs it as a value: it is ours alone or, with
// `often`, accesses alone use it.
bool sel_fold_sum(const Sel *s, Ref r, bool often);
u8 sel_scale(const Sel *s, Ref r, Ref *x);   // is r x times 2, 4 or 8? 0: no
void sel_asm(Sel *s, Ref r);             // inline assembly
Reg sel_reg(Sel *s, Ref r);              // a register that holds r; constants are made now
u32 sel_land(const Sel *s, const Ins *i);    // the machine block that a BLKADDR names
MOp sel_copy_src(Sel *s, Ref r);         // operand of M_COPY: r, or its lower word
void sel_indirect(Sel *s, Reg to);       // computed jump; ends the block
MIns *sel_emit_cc(Sel *s, u16 op, u8 size, u8 cc, const MOp *o, u32 n);
Reg sel_new(Sel *s, Type t);             // a virtual register for values of type t, or for a word
Reg sel_vreg(Sel *s, Ref r);             // the register a value will be defined in
Reg sel_vhi(Sel *s, Ref r);              // and that of its upper word
// A register that holds the symbol's address throughout the loop nest; 0 when it is better made
// here.
Reg sel_hoisted(Sel *s, SymId sym, i64 off);
Reg sel_hoisted_const(Sel *s, Type t, i64 bits);     // likewise
Reg sel_hoisted_slot(Sel *s, u32 slot, i64 off);     // likewise
Reg sel_hoisted_brief(Sel *s, Type t, i64 bits);     // a constant that one instruction makes
/* sel_begin numbers the function's memory writes, makes its blocks and slots; between the two the
 * target sets what its calling convention needs in s; sel_blocks selects every block. */
void sel_begin(Sel *s, const SelOps *ops, MFn *m, Arena *tmp);
void sel_blocks(Sel *s);

Ref sel_flag(Sel *s, Ref r);             // the flag result of an overflow instruction; 0 none
// May instruction r be selected at the end of its block, where its flags are wanted? When nothing
// between uses its value (its other result has one use, the branch).
bool sel_may_sink(Sel *s, Ref r);
bool sel_sinks_to(Sel *s, Ref r, Ref to);    // the same at instruction `to`, below r in the block
// The MUL of the same factors that stands right before MULHS or MULHU r and is wanted, or 0; it is
// selected with r then.
Ref sel_low_product(Sel *s, Ref r);

/* selcond.c */
Cond sel_cond(Sel *s, Ref r);            // r is not zero: seen through extensions and comparisons
Cond sel_invert(Cond c);
Op sel_swapped(Op op);                   // the comparison of the operands the other way round
typedef struct SelCarry {    // x + y + carry or x - y - borrow
    Ref maker;           // the UADDO or USUBO of the word below, to be selected right before
    Ref x, y;            // 0: zero
    bool sub;
} SelCarry;
bool sel_carry(Sel *s, Ref r, SelCarry *c);  // is the sum or difference r of a word such a one?
void sel_compare(Sel *s, Ref r);         // a comparison whose value is wanted
void sel_overflow(Sel *s, Ref r);        // an overflow instruction whose flag may be

/* selcall.c: convention and argument places come from call.c */
void sel_border_slots(Sel *s);   // slots that the function's own results and arguments need
/* How many argument registers lie below the arguments in memory, so that both are one array. */
u32 sel_home(const Sel *s);
void sel_entry(Sel *s);
void sel_ret(Sel *s, Ref r);
void sel_call(Sel *s, Ref r);    // and TAILCALL
void sel_libcall(Sel *s, const char *name, const MOp *arg, u32 n);   // integers and addresses
SymId sel_lib_sym(const Fn *f, const char *name);    // of a symbol that selection itself asks for
// x: registers used and defined
void sel_symbol_call(Sel *s, const char *name, const MOp *x, u32 nx, RegSet clobber);
// The result of a call of `to` by CC_C, of an argument in a register or none (0).
Reg sel_address_call(Sel *s, u16 op, MOp to, u8 arg, u8 result);
typedef struct SysCall { // a system call: an instruction with values in registers
    u16 op;
    bool has_imm;
    u8 nreg, result;
    const u8 *reg;       // of the number and the arguments
    i64 imm;             // operand, if it has one
    RegSet lost;
} SysCall;
void sel_syscall(Sel *s, Ref r, const SysCall *y);   // the lower word of the result
void sel_va_pointer(Sel *s, Ref r);      // VASTART where a va_list is the address of an argument

/* selpair.c: 64-bit integers in two registers */
MOp sel_lo(Sel *s, Ref r);               // the words as operands: constants stay
MOp sel_hi(Sel *s, Ref r);
Reg sel_lo_reg(Sel *s, Ref r);
Reg sel_hi_reg(Sel *s, Ref r);
MOp sel_copy_high(Sel *s, Ref r);        // operand of M_COPY: the upper word
// how: PAIR_SUB; PAIR_FLAGS: those of the upper word are read. A word that is not wanted is 0.
void sel_pair_add(Sel *s, Reg dl, Reg dh, Ref a, Ref b, u32 how);
void sel_pair_multiply(Sel *s, Ref r);
bool sel_product_of_words(Sel *s, Ref r, bool *sign);    // of two words, both with or without sign
void sel_pair_logic(Sel *s, Ref r);      // AND, OR, XOR, NOT
void sel_pair_extend(Sel *s, Ref r);     // ZEXT, SEXT
bool sel_pair_shift(Sel *s, Ref r);      // false: not by a constant
Cond sel_pair_compare(Sel *s, Op op, Ref a, Ref b);

/* selblock.c */
void sel_block_copy(Sel *s, Ref r);      // COPY, MOVE
void sel_block_set(Sel *s, Ref r);       // SET
// n bytes from `from` on of the aggregate at src; may be a call
void sel_copy_agg(Sel *s, MOp dst, Ref src, u32 from, u64 n);

/* selmove.c */
void sel_add_move(Moves *v, MOp d, MOp src);
void sel_put_moves(Sel *s, const Moves *v);
void sel_one_move(Sel *s, MOp d, MOp src);
u32 sel_hidden(const Sel *s);            // parameters that stand for the place of the result: 0, 1

/* selbits.c */
typedef struct SelInsert {   // into, with `width` bits from `low` on replaced by those of what from
    Ref into, what;          // `from` on; one of low and from is 0
    u32 low, width, from;
} SelInsert;
// Is the OR r such an insertion, whose parts nobody else wants?
bool sel_insert(const Sel *s, Ref r, SelInsert *x);

// Is (a >> from) & mask a field of x, of `bits` bits as a, which this instruction alone uses?
bool sel_extract(const Sel *s, Ref a, u64 mask, u32 bits, Ref *x, u32 *from, u32 *width);
// Is r a shift down of a shift up by constants, 0 < *up, of x, which it alone uses?
bool sel_shift_of_shift(const Sel *s, Ref r, Ref *x, u32 *up, u32 *down);

/* selterm.c */
void sel_jump(Sel *s, u32 to);           // ends the block being filled
void sel_jump_if(Sel *s, u16 op, u8 cc, const MOp *o, u32 n);  // o[0] is the block
void sel_jump_cc(Sel *s, u8 cc, u32 yes, u32 no);    // by the flags
void sel_term(Sel *s, Ref r);
u32 sel_ijmp_count(const Sel *s);
void sel_dispatch(Sel *s);               // before any block, when there are computed jumps

#endif
