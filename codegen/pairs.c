// pairs.c - where a word has 32 bits: calls of the runtime for 64-bit operations that are long and
// for floats that the machine lacks, which become integers
//
// After it a value of type I64 is what selection keeps in two registers. Functions and their names:
// Run-time ABI for the Arm Architecture (IHI 0043), 4.1.2, 4.2 and 4.3; runtime/arch/soft has them.
// All pass and return integers, so the convention for floats does not matter.
#include "codegen/target.h"

typedef struct Lib {
    const char *name, *sig;  // result and parameters: 'i' word, 'p' pointer, 'l' 64 bits
} Lib;

typedef enum {
    L_ADD, L_SUB, L_MUL, L_DIV, L_EQ, L_LT, L_LE, L_GE, L_GT, L_UN, L_FROM_I, L_FROM_U, L_FROM_L,
    L_FROM_UL, L_TO_I, L_TO_U, L_TO_L, L_TO_UL, L_SQRT, L_PER_TYPE
} LibFn;
enum { L_F2D = 2 * L_PER_TYPE, L_D2F, L_SDIV, L_UDIV, L_SREM, L_UREM, L_MULHS, L_MULHU, L_LOCK,
       L_UNLOCK, L_COUNT };

static const Lib lib[L_COUNT] = {
    {"__aeabi_fadd", "iii"}, {"__aeabi_fsub", "iii"}, {"__aeabi_fmul", "iii"},
    {"__aeabi_fdiv", "iii"}, {"__aeabi_fcmpeq", "iii"}, {"__aeabi_fcmplt", "iii"},
    {"__aeabi_fcmple", "iii"}, {"__aeabi_fcmpge", "iii"}, {"__aeabi_fcmpgt", "iii"},
    {"__aeabi_fcmpun", "iii"}, {"__aeabi_i2f", "ii"}, {"__aeabi_ui2f", "ii"},
    {"__aeabi_l2f", "il"}, {"__aeabi_ul2f", "il"}, {"__aeabi_f2iz", "ii"},
    {"__aeabi_f2uiz", "ii"}, {"__aeabi_f2lz", "li"}, {"__aeabi_f2ulz", "li"}, {"rt_sqrt32", "ii"},
    {"__aeabi_dadd", "lll"}, {"__aeabi_dsub", "lll"}, {"__aeabi_dmul", "lll"},
    {"__aeabi_ddiv", "lll"}, {"__aeabi_dcmpeq", "ill"}, {"__aeabi_dcmplt", "ill"},
    {"__aeabi_dcmple", "ill"}, {"__aeabi_dcmpge", "ill"}, {"__aeabi_dcmpgt", "ill"},
    {"__aeabi_dcmpun", "ill"}, {"__aeabi_i2d", "li"}, {"__aeabi_ui2d", "li"},
    {"__aeabi_l2d", "ll"}, {"__aeabi_ul2d", "ll"}, {"__aeabi_d2iz", "il"},
    {"__aeabi_d2uiz", "il"}, {"__aeabi_d2lz", "ll"}, {"__aeabi_d2ulz", "ll"}, {"rt_sqrt64", "ll"},
    {"__aeabi_f2d", "li"}, {"__aeabi_d2f", "il"},
    {"__divdi3", "lll"}, {"__udivdi3", "lll"}, {"__moddi3", "lll"}, {"__umoddi3", "lll"},
    {"rt_mulhs64", "lll"}, {"rt_mulhu64", "lll"}, {"rt_atomic_lock", "ip"},
    {"rt_atomic_unlock", "ipi"},
};

typedef struct Pairs {
    Fn *f;
    bool soft[2];            // no instructions for F32, F64
    Arena tmp;
    u32 n;                   // instructions before any was added
    u8 *type;                // by Ref: its type then
    Ref *map;                // replacements, by Ref
} Pairs;

static Type lib_type(char c) { return c == 'l' ? T_I64 : c == 'p' ? T_PTR : T_I32; }

void pairs_declare(Mod *m)
{
    for (u32 k = 0; k < L_COUNT; k++) {
        const char *s = lib[k].sig;
        Param p[2];
        Sig sig = {.param = p, .nparam = (u32)strlen(s) - 1, .nret = 1};
        sig.nfixed = sig.nparam;
        sig.ret[0] = (Param){.type = (u8)lib_type(s[0])};
        for (u32 j = 0; j < sig.nparam; j++)
            p[j] = (Param){.type = (u8)lib_type(s[j + 1])};
        SymId y = mod_sym(m, str_of(lib[k].name));
        u32 n = mod_sig(m, &sig);
        if (m->sym.v[y].kind == SYM_UNDEF)
            m->sym.v[y].sig = n;
    }
}

static bool soft(const Pairs *p, Type t)
{
    return type_is_flt(t) && p->soft[t == T_F64];
}

// What the value was before anything changed.
static Type type_of(const Pairs *p, Ref r)
{
    return r < p->n ? (Type)p->type[r] : ir_type(p->f, r);
}

static u32 lib_of(Type t, LibFn k)
{
    return k + (t == T_F64 ? L_PER_TYPE : 0);
}

static SymId lib_sym(const Pairs *p, u32 k)
{
    return (SymId)*map_get(&p->f->mod->sym_by_name, str_of(lib[k].name));
}

static Ref callee(Pairs *p, u32 k)
{
    return ir_sym(p->f, lib_sym(p, k), 0);
}

// Instruction r becomes a call with its own operands, or with x and y.
static void become_call(Pairs *p, Ref r, u32 k, Ref x, Ref y)
{
    Ref to = callee(p, k);
    Ins *i = ir_ins(p->f, r);
    i->op = OP_CALL;
    i->narg = (u16)strlen(lib[k].sig);
    i->type = (u8)lib_type(lib[k].sig[0]);
    i->sig = p->f->mod->sym.v[lib_sym(p, k)].sig;
    i->aux = 0;
    i->u.a[0] = to;
    i->u.a[1] = x;
    i->u.a[2] = y;
}

static Ref call_before(Pairs *p, Ref at, u32 k, Ref x, Ref y)
{
    Ref r = ir_before(p->f, at, OP_SELECT, T_I64, x, x, x);      // its place; the rest follows
    become_call(p, r, k, x, y);
    return r;
}

static Ref new2(Pairs *p, Ref at, Op op, Type t, Ref x, Ref y)
{
    return ir_before(p->f, at, op, t, x, y, 0);
}

static void change(Pairs *p, Ref r, Op op, Type t, Ref x, Ref y)
{
    Ins *i = ir_ins(p->f, r);
    i->op = (u16)op;
    i->type = (u8)t;
    i->narg = (u16)(y ? 2 : 1);
    i->u.a[0] = x;
    i->u.a[1] = y;
}

static void compare(Pairs *p, Ref r)
{
    static const struct { u8 fn, op; } how[] = {
        {L_EQ, OP_NE}, {L_EQ, OP_EQ}, {L_LT, OP_NE}, {L_LE, OP_NE}, {L_GT, OP_NE}, {L_GE, OP_NE},
        {L_UN, OP_EQ}, {L_UN, OP_NE}};
    const Ins i = *ir_ins(p->f, r);
    u32 n = i.op - OP_FEQ;
    Ref c = call_before(p, r, lib_of(type_of(p, i.u.a[0]), (LibFn)how[n].fn), i.u.a[0],
                        i.u.a[1]);
    change(p, r, (Op)how[n].op, T_I8, c, ir_int(p->f, T_I32, 0));
}

// The sign bit alone.
static void sign_bit(Pairs *p, Ref r)
{
    const Ins i = *ir_ins(p->f, r);
    Type t = i.type == T_F64 ? T_I64 : T_I32;
    i64 top = t == T_I64 ? INT64_MIN : INT32_MIN;
    if (i.op == OP_FNEG)
        change(p, r, OP_XOR, t, i.u.a[0], ir_int(p->f, t, top));
    else
        change(p, r, OP_AND, t, i.u.a[0], ir_int(p->f, t, ~top));
}

static Ref word_of(Pairs *p, Ref at, Ref x, bool sign)
{
    if (type_size(ir_type(p->f, x)) >= 4)
        return x;
    return new2(p, at, sign ? OP_SEXT : OP_ZEXT, T_I32, x, 0);
}

// A float in hardware where the function speaks of its bits.
static Ref bits_of(Pairs *p, Ref at, Ref x)
{
    Type t = type_of(p, x);
    if (!type_is_flt(t) || soft(p, t))
        return x;
    return new2(p, at, OP_BITCAST, t == T_F64 ? T_I64 : T_I32, x, 0);
}

static void call_converting(Pairs *p, Ref r, u32 k, Ref x)
{
    Type t = type_of(p, r);
    x = bits_of(p, r, x);
    if (!type_is_flt(t) || soft(p, t)) {
        become_call(p, r, k, x, 0);
        return;
    }
    Ref c = call_before(p, r, k, x, 0);
    change(p, r, OP_BITCAST, t, c, 0);
}

static bool wide_int(Type t) { return t == T_I64; }

static void to_float(Pairs *p, Ref r)
{
    const Ins i = *ir_ins(p->f, r);
    Type t = (Type)i.type, from = type_of(p, i.u.a[0]);
    bool sign = i.op == OP_STOF;
    if (!soft(p, t) && !wide_int(from))
        return;
    LibFn k = wide_int(from) ? (sign ? L_FROM_L : L_FROM_UL) : sign ? L_FROM_I : L_FROM_U;
    call_converting(p, r, lib_of(t, k), word_of(p, r, i.u.a[0], sign));
}

static void to_int(Pairs *p, Ref r)
{
    const Ins i = *ir_ins(p->f, r);
    Type to = (Type)i.type, t = type_of(p, i.u.a[0]);
    bool sign = i.op == OP_FTOS;
    if (!soft(p, t) && !wide_int(to))
        return;
    LibFn k = wide_int(to) ? (sign ? L_TO_L : L_TO_UL) : sign ? L_TO_I : L_TO_U;
    if (type_size(to) >= 4) {
        call_converting(p, r, lib_of(t, k), i.u.a[0]);
        return;
    }
    Ref c = call_before(p, r, lib_of(t, k), bits_of(p, r, i.u.a[0]), 0);
    change(p, r, OP_TRUNC, to, c, 0);
}

static void resize_float(Pairs *p, Ref r)
{
    const Ins i = *ir_ins(p->f, r);
    if (soft(p, T_F64))
        call_converting(p, r, i.op == OP_FEXT ? L_F2D : L_D2F, i.u.a[0]);
}

/* 64-bit integers */
static bool power_of_two(const Fn *f, Ref r)
{
    i64 d;
    return ir_is_int(f, r, &d) && d != INT64_MIN && d != 0 && d != -1 &&
           ((d < 0 ? -d : d) & ((d < 0 ? -d : d) - 1)) == 0;
}

static void divide(Pairs *p, Ref r)
{
    const Ins i = *ir_ins(p->f, r);
    static const u8 fn[] = {L_SDIV, L_UDIV, L_SREM, L_UREM};
    u32 k = i.op == OP_SDIV ? 0 : i.op == OP_UDIV ? 1 : i.op == OP_SREM ? 2 : 3;
    i64 d;
    // legalize.c makes shifts of the powers of two
    if (power_of_two(p->f, i.u.a[1]) && !(k & 1 && ir_is_int(p->f, i.u.a[1], &d) && d < 0))
        return;
    become_call(p, r, fn[k], i.u.a[0], i.u.a[1]);
}

static void rotate(Pairs *p, Ref r)
{
    const Ins i = *ir_ins(p->f, r);
    i64 k;
    if (ir_is_int(p->f, i.u.a[1], &k))
        return;
    bool left = i.op == OP_ROTL;
    Ref n = i.u.a[1];
    Type t = ir_type(p->f, n);
    Ref back = new2(p, r, OP_SUB, t, ir_int(p->f, t, 0), n);
    Ref x = new2(p, r, left ? OP_SHL : OP_SHR, T_I64, i.u.a[0], n);
    Ref y = new2(p, r, left ? OP_SHR : OP_SHL, T_I64, i.u.a[0], back);
    change(p, r, OP_OR, T_I64, x, y);
}

static void popcount(Pairs *p, Ref r)
{
    const Ins i = *ir_ins(p->f, r);
    Ref hi = new2(p, r, OP_SHR, T_I64, i.u.a[0], ir_int(p->f, T_I32, 32));
    Ref a = new2(p, r, OP_POPCNT, T_I32, new2(p, r, OP_TRUNC, T_I32, i.u.a[0], 0), 0);
    Ref b = new2(p, r, OP_POPCNT, T_I32, new2(p, r, OP_TRUNC, T_I32, hi, 0), 0);
    change(p, r, OP_ZEXT, T_I64, new2(p, r, OP_ADD, T_I32, a, b), 0);
}

// Of the word that is looked at first, or 32 and those of the other.
static void count_zeros(Pairs *p, Ref r)
{
    const Ins i = *ir_ins(p->f, r);
    Op op = (Op)i.op;
    Ref up = new2(p, r, OP_SHR, T_I64, i.u.a[0], ir_int(p->f, T_I32, 32));
    Ref hi = new2(p, r, OP_TRUNC, T_I32, up, 0), lo = new2(p, r, OP_TRUNC, T_I32, i.u.a[0], 0);
    Ref first = op == OP_CLZ ? hi : lo, second = op == OP_CLZ ? lo : hi;
    Ref a = new2(p, r, op, T_I32, first, 0), b = new2(p, r, op, T_I32, second, 0);
    b = new2(p, r, OP_ADD, T_I32, b, ir_int(p->f, T_I32, 32));
    Ref none = new2(p, r, OP_EQ, T_I8, first, ir_int(p->f, T_I32, 0));
    change(p, r, OP_ZEXT, T_I64, ir_before(p->f, r, OP_SELECT, T_I32, none, b, a), 0);
}

// The product's high half tells of overflow: all zeros, or copies of the low half's sign.
static void multiply_overflow(Pairs *p, Ref r)
{
    Fn *f = p->f;
    const Ins i = *ir_ins(f, r);
    bool sign = i.op == OP_SMULO;
    Ref flag = 0;
    for (Ref k = i.next; k && !flag; k = ir_ins(f, k)->next)
        if (ir_ins(f, k)->op == OP_RES && ir_ins(f, k)->u.a[0] == r)
            flag = k;
    change(p, r, OP_MUL, T_I64, i.u.a[0], i.u.a[1]);
    if (!flag)
        return;
    Ref hi = call_before(p, flag, sign ? L_MULHS : L_MULHU, i.u.a[0], i.u.a[1]);
    Ref want = sign ? new2(p, flag, OP_SAR, T_I64, r, ir_int(f, T_I32, 63)) : ir_int(f, T_I64, 0);
    change(p, flag, OP_NE, T_I8, hi, want);
}

static void wide(Pairs *p, Ref r)
{
    const Ins *i = ir_ins(p->f, r);
    switch ((Op)i->op) {
    case OP_SDIV: case OP_UDIV: case OP_SREM: case OP_UREM: divide(p, r); break;
    case OP_ROTL: case OP_ROTR: rotate(p, r); break;
    case OP_POPCNT: popcount(p, r); break;
    case OP_CLZ: case OP_CTZ: count_zeros(p, r); break;
    case OP_SMULO: case OP_UMULO: multiply_overflow(p, r); break;
    case OP_MULHS: become_call(p, r, L_MULHS, i->u.a[0], i->u.a[1]); break;
    case OP_MULHU: become_call(p, r, L_MULHU, i->u.a[0], i->u.a[1]); break;
    default: break;
    }
}

// No exclusive access reaches two words: they are read and written under the lock that larger
// objects have (runtime/core/atomic.c).
static void atomic(Pairs *p, Ref r)
{
    static const u8 op[] = {OP_ADD, OP_SUB, OP_AND, OP_OR, OP_XOR};
    const Ins i = *ir_ins(p->f, r);
    bool store = i.op == OP_ASTORE;
    Type t = store ? type_of(p, i.u.a[1]) : (Type)i.type;
    Ref at = i.u.a[0], x = i.u.a[1], old = 0;
    if (mod_type_size(p->f->mod, t) != 8)
        return;
    Ref was = call_before(p, r, L_LOCK, at, 0);
    if (!store) {
        old = new2(p, r, OP_LOAD, t, at, 0);
        ir_ins(p->f, old)->aux = 3;
    }
    if (i.op >= OP_AADD && i.op <= OP_AXOR)
        x = new2(p, r, (Op)op[i.op - OP_AADD], t, old, x);
    if (i.op == OP_ACAS)
        x = ir_before(p->f, r, OP_SELECT, t, new2(p, r, OP_EQ, T_I8, old, x), i.u.a[2], old);
    if (i.op != OP_ALOAD) {
        Ref w = new2(p, r, OP_STORE, T_VOID, at, x);
        ir_ins(p->f, w)->aux = 3;
        ir_ins(p->f, w)->sig = t;
    }
    if (store) {
        become_call(p, r, L_UNLOCK, at, was);
        return;
    }
    call_before(p, r, L_UNLOCK, at, was);
    change(p, r, OP_BITCAST, t, old, 0);
}

static void one(Pairs *p, Ref r)
{
    const Ins *i = ir_ins(p->f, r);
    Type t = (Type)i->type;
    switch ((Op)i->op) {
    case OP_FADD: case OP_FSUB: case OP_FMUL: case OP_FDIV:
        if (soft(p, t))
            become_call(p, r, lib_of(t, (LibFn)(L_ADD + i->op - OP_FADD)), i->u.a[0], i->u.a[1]);
        break;
    case OP_FSQRT:
        if (soft(p, t))
            become_call(p, r, lib_of(t, L_SQRT), i->u.a[0], 0);
        break;
    case OP_FNEG: case OP_FABS:
        if (soft(p, t))
            sign_bit(p, r);
        break;
    case OP_FEQ: case OP_FNE: case OP_FLT_: case OP_FLE: case OP_FGT: case OP_FGE: case OP_FORD:
    case OP_FUNO:
        if (soft(p, type_of(p, i->u.a[0])))
            compare(p, r);
        break;
    case OP_STOF: case OP_UTOF: to_float(p, r); break;
    case OP_FTOS: case OP_FTOU: to_int(p, r); break;
    case OP_FEXT: case OP_FTRUNC: resize_float(p, r); break;
    case OP_ALOAD: case OP_ASTORE: case OP_AXCHG: case OP_AADD: case OP_ASUB: case OP_AAND:
    case OP_AOR: case OP_AXOR: case OP_ACAS:
        atomic(p, r);
        break;
    default:
        if (t == T_I64)
            wide(p, r);
    }
}

// What is left of a float without instructions is its bits: the same moves of an integer.
static void retype(Pairs *p, Ref r)
{
    Fn *f = p->f;
    Ins *i = ir_ins(f, r);
    if (i->op == OP_STORE && soft(p, (Type)i->sig))
        i->sig = i->sig == T_F64 ? T_I64 : T_I32;
    if (!soft(p, (Type)i->type))
        return;
    Type t = i->type == T_F64 ? T_I64 : T_I32;
    if (i->op == OP_FLT)
        p->map[r] = ir_int(f, t, t == T_I64 ? i->u.i : (i32)i->u.i);
    else if (i->op == OP_UNDEF)
        p->map[r] = ir_undef(f, t);
    else
        i->type = (u8)t;
}

void pairs_lower(const Target *t, Fn *f)
{
    Pairs p = {.f = f};
    p.soft[0] = !t->isa->takes(t, OP_FADD, T_F32);
    p.soft[1] = !t->isa->takes(t, OP_FADD, T_F64);
    p.n = f->ins.n;
    p.type = arena_array(&p.tmp, u8, p.n + 1);
    for (Ref r = 0; r < p.n; r++)
        p.type[r] = ir_ins(f, r)->type;
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        for (Ref r = ir_blk(f, b)->first, next; r; r = next) {
            next = ir_ins(f, r)->next;
            one(&p, r);
        }
    u32 n = f->ins.n;
    p.map = arena_array(&p.tmp, Ref, n + 1);
    for (Ref r = 1; r < n; r++)
        retype(&p, r);
    Ref *map = arena_array(&p.tmp, Ref, f->ins.n + 1);
    memcpy(map, p.map, n * sizeof *map);
    ir_replace_map(f, map);
    arena_free(&p.tmp);
    drop_analyses(f, 0);
}
