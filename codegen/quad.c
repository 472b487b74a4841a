// quad.c - where long double is binary128 and the machine has no instruction for it: calls of the
// runtime, by the names that compilers and libraries of the platform share
//
// Source: GCC internals, "Routines for floating point emulation"; they are in
// runtime/arch/soft/f128.c.
#include "codegen/target.h"

// Result and parameters: 'q' binary128, 'd' F64, 'f' F32, 'i' I32, 'l' I64.
typedef struct Lib {
    const char *name, *sig;
} Lib;
typedef enum {
    L_ADD, L_SUB, L_MUL, L_DIV, L_EQ, L_LT, L_LE, L_OF_I, L_OF_L, L_OF_F, L_OF_D, L_TO_I, L_TO_L,
    L_TO_F, L_TO_D, L_COUNT
} LibFn;
static const Lib lib[L_COUNT] = {
    {"__addtf3", "qqq"}, {"__subtf3", "qqq"}, {"__multf3", "qqq"}, {"__divtf3", "qqq"},
    {"__eqtf2", "iqq"}, {"__lttf2", "iqq"}, {"__letf2", "iqq"},
    {"__floatsitf", "qi"}, {"__floatditf", "ql"}, {"__extendsftf2", "qf"},
    {"__extenddftf2", "qd"}, {"__fixtfsi", "iq"}, {"__fixtfdi", "lq"}, {"__trunctfsf2", "fq"},
    {"__trunctfdf2", "dq"},
};

static Param param_of(Mod *m, char c)
{
    static const AggField whole = {0, T_F128};
    static const Agg quad = {16, 16, 1, &whole};
    if (c == 'q')
        return (Param){.type = T_PTR, .agg = mod_agg(m, &quad) + 1};
    return (Param){.type = c == 'd' ? T_F64 : c == 'f' ? T_F32 : c == 'i' ? T_I32 : T_I64};
}

void quad_declare(Mod *m)
{
    for (u32 k = 0; k < L_COUNT && m->dl.ldouble == T_F128; k++) {
        const char *s = lib[k].sig;
        Param p[2];
        Sig sig = {.param = p, .nparam = (u32)strlen(s) - 1, .nret = 1};
        sig.nfixed = sig.nparam;
        sig.ret[0] = param_of(m, s[0]);
        for (u32 j = 0; j < sig.nparam; j++)
            p[j] = param_of(m, s[j + 1]);
        SymId y = mod_sym(m, str_of(lib[k].name));
        u32 n = mod_sig(m, &sig);
        if (m->sym.v[y].kind == SYM_UNDEF)
            m->sym.v[y].sig = n;
    }
}

// r becomes a call with its own operands, the first of which may be the result's place.
static void become_call(Fn *f, Ref r, LibFn k, Type t)
{
    SymId y = (SymId)*map_get(&f->mod->sym_by_name, str_of(lib[k].name));
    Ref callee = ir_sym(f, y, 0);
    Ins *i = ir_ins(f, r);
    assert(i->narg < 4);
    memmove(i->u.a + 1, i->u.a, i->narg * sizeof *i->u.a);
    i->u.a[0] = callee;
    i->narg++;
    i->op = OP_CALL;
    i->type = (u8)t;
    i->sig = f->mod->sym.v[y].sig;
}

static void compare(Fn *f, Ref r, LibFn k, Op op)
{
    const Ins i = *ir_ins(f, r);
    Ref c = ir_before(f, r, OP_LEQ, T_I8, i.u.a[0], i.u.a[1], 0), zero = ir_int(f, T_I32, 0);
    become_call(f, c, k, T_I32);
    ir_ins(f, c)->loc = i.loc;
    Ins *test = ir_ins(f, r);
    test->op = (u16)op;
    test->u.a[0] = c;
    test->u.a[1] = zero;
}

static void lower(Fn *f, Ref r)
{
    const Ins *i = ir_ins(f, r);
    Type t = (Type)i->type, arg = i->narg > 1 ? ir_type(f, i->u.a[1]) : T_VOID;
    switch ((Op)i->op) {
    case OP_LADD: become_call(f, r, L_ADD, T_VOID); break;
    case OP_LSUB: become_call(f, r, L_SUB, T_VOID); break;
    case OP_LMUL: become_call(f, r, L_MUL, T_VOID); break;
    case OP_LDIV: become_call(f, r, L_DIV, T_VOID); break;
    case OP_LOFS: become_call(f, r, arg == T_I32 ? L_OF_I : L_OF_L, T_VOID); break;
    case OP_LOFF: become_call(f, r, arg == T_F32 ? L_OF_F : L_OF_D, T_VOID); break;
    case OP_LTOS: become_call(f, r, t == T_I32 ? L_TO_I : L_TO_L, t); break;
    case OP_LTOF: become_call(f, r, t == T_F32 ? L_TO_F : L_TO_D, t); break;
    case OP_LEQ: compare(f, r, L_EQ, OP_EQ); break;
    case OP_LLT: compare(f, r, L_LT, OP_SLT); break;
    case OP_LLE: compare(f, r, L_LE, OP_SLE); break;
    default: break;
    }
}

void quad_lower(const Target *t, Fn *f)
{
    (void)t;
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next)
            lower(f, r);
}
