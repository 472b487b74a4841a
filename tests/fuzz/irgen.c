// irgen.c - random valid IR functions: every operation, loops, switches, memory, calls
#include "tests/fuzz/irgen.h"

enum { NVAR = 20, MAX_SLOT = 3, MAX_HELPER = 3, KINDS = 4, MAX_PARAM = 12 };

typedef struct Gen {
    Mod *m;
    Fn *f;
    Build b;
    Ssa *s;
    u64 seed;
    u32 var[NVAR];
    Type type[NVAR];
    u32 slot[MAX_SLOT], nslot;
    Ref ptr;             // the parameter
    SymId data;
    SymId helper[MAX_HELPER];
    u32 nhelper;
    u32 loops, budget, calls;
} Gen;

u64 irgen_random(u64 *s)
{
    u64 z = *s += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

DataLayout irgen_layout(void)
{
    return (DataLayout){.ptr_size = 8, .long_size = 8, .wchar_size = 4, .wchar_signed = true,
                        .char_signed = true, .i64_align = 8, .f64_align = 8, .max_align = 16,
                        .valist_size = 24, .valist_align = 8, .valist_is_array = true,
                        .word = T_I64, .ldouble = T_F80};
}

static u32 pick(Gen *g, u32 n)
{
    return (u32)(irgen_random(&g->seed) % n);
}

static Type int_type(Gen *g)
{
    return (Type)(T_I8 + pick(g, 4));
}

static Ref op2(Gen *g, Op op, Type t, Ref x, Ref y)
{
    return ir_new(&g->b, op, t, x, y, 0);
}

static Ref op1(Gen *g, Op op, Type t, Ref x)
{
    return ir_new(&g->b, op, t, x, 0, 0);
}

static Ref konst(Gen *g, Type t)
{
    static const i64 some[] = {0, 1, -1, 2, 3, 7, 8, 15, 31, 63, 64, 127, -128, 255, 0x7fff,
                               -0x8000, 0x12345, INT32_MAX, INT32_MIN, INT64_MAX, INT64_MIN,
                               0x5555555555555555};
    static const double reals[] = {0.0, -0.0, 1.0, -1.5, 3.25, 1e10, -1e30, 1e-10, 4294967296.0,
                                   0.1};
    if (t == T_F64)
        return ir_f64(g->f, reals[pick(g, COUNT(reals))]);
    if (t == T_F32)
        return ir_f32(g->f, (float)reals[pick(g, COUNT(reals))]);
    return ir_int(g->f, t, pick(g, 3) ? some[pick(g, COUNT(some))] : (i64)irgen_random(&g->seed));
}

static Ref expr(Gen *g, Type t, u32 depth);

static Ref variable(Gen *g, Type t)
{
    for (u32 k = 0, at = pick(g, NVAR); k < NVAR; k++, at = (at + 1) % NVAR)
        if (g->type[at] == t)
            return ssa_read(g->s, g->var[at], g->b.blk);
    return konst(g, t);
}

// A NaN's sign and payload differ between machines: replace it by 0.
static Ref tame(Gen *g, Type t, Ref x)
{
    Ref zero = t == T_F64 ? ir_f64(g->f, 0) : ir_f32(g->f, 0);
    return ir_new(&g->b, OP_SELECT, t, op2(g, OP_FORD, T_I8, x, x), x, zero);
}

// An address with `size` valid bytes behind it, and its alignment.
static Ref address(Gen *g, u32 size, u32 *aux)
{
    u32 bytes = IRGEN_BYTES, off;
    Ref base = g->ptr;
    switch (pick(g, 4)) {
    case 0: base = ir_sym(g->f, g->data, 0); break;
    case 1: break;
    default: base = ir_slot(g->f, g->slot[pick(g, g->nslot)], 0); break;
    }
    bool aligned = pick(g, 4) != 0;
    *aux = aligned ? (u32)ctz64(size) : 0;
    off = pick(g, bytes - size + 1);
    if (aligned)
        off &= ~(size - 1);
    if (pick(g, 3) == 0) { // an index that is not constant
        Ref i = op2(g, OP_AND, T_I64, expr(g, T_I64, 1),
                    ir_int(g->f, T_I64, (bytes - 8) & ~(u32)7));
        *aux = aligned ? (u32)ctz64(size) : 0;
        return op2(g, OP_ADD, T_PTR, base, i);
    }
    return off ? op2(g, OP_ADD, T_PTR, base, ir_int(g->f, T_I64, off)) : base;
}

static Ref load(Gen *g, Type t)
{
    u32 aux;
    Ref p = address(g, type_size(t), &aux);
    Ref v = ir_load(&g->b, t, p, aux | (pick(g, 16) == 0 ? MEM_VOLATILE : 0));
    return type_is_flt(t) ? tame(g, t, v) : v;
}

// A nonzero divisor, positive for signed division.
static Ref divisor(Gen *g, Type t, u32 depth)
{
    Ref y = op2(g, OP_AND, t, expr(g, t, depth), ir_int(g->f, t, t == T_I8 ? 0x3f : 0x3fff));
    return op2(g, OP_OR, t, y, ir_int(g->f, t, 1));
}

static Ref compare(Gen *g, u32 depth)
{
    if (pick(g, 4) == 0) {
        Type t = pick(g, 2) ? T_F64 : T_F32;
        Ref x = expr(g, t, depth), y = expr(g, t, depth);
        return op2(g, (Op)(OP_FEQ + pick(g, 8)), T_I8, x, y);
    }
    Type t = int_type(g);
    Ref x = expr(g, t, depth), y = expr(g, t, depth);
    return op2(g, (Op)(OP_EQ + pick(g, 10)), T_I8, x, y);
}

static Ref to_type(Gen *g, Type t, Ref x)
{
    Type from = ir_type(g->f, x);
    if (from == t)
        return x;
    if (type_size(from) > type_size(t))
        return op1(g, OP_TRUNC, t, x);
    return op1(g, pick(g, 2) ? OP_SEXT : OP_ZEXT, t, x);
}

// c ? x : y with blocks and a block parameter of our own.
static Ref ternary(Gen *g, Type t, u32 depth)
{
    Ref c = compare(g, depth);
    BlkId yes = fn_blk(g->f, (Str){0}), no = fn_blk(g->f, (Str){0}), join = fn_blk(g->f, (Str){0});
    Ref result = blk_param(g->f, join, t);
    BlkId from = g->b.blk;
    ir_br(&g->b, c, yes, NULL, 0, no, NULL, 0);
    ssa_edge(g->s, from, yes);
    ssa_edge(g->s, from, no);
    ssa_seal(g->s, yes);
    ssa_seal(g->s, no);
    BlkId arm[2] = {yes, no};
    for (u32 k = 0; k < 2; k++) {
        g->b.blk = arm[k];
        Ref v = expr(g, t, depth);
        ssa_edge(g->s, g->b.blk, join);
        ir_jmp(&g->b, join, &v, 1);
    }
    ssa_seal(g->s, join);
    g->b.blk = join;
    return result;
}

static Ref call_helper(Gen *g, Type t)
{
    if (!g->nhelper || g->calls == 0 || g->loops > 1)
        return konst(g, t);
    g->calls--;
    SymId h = g->helper[pick(g, g->nhelper)];
    u32 sig = g->m->sym.v[h].sig;
    Ref arg[MAX_PARAM];
    u32 n = g->m->sig.v[sig].nparam;
    for (u32 k = 0; k < n; k++) {
        Param p = g->m->sig.v[sig].param[k];
        arg[k] = p.agg ? ir_slot(g->f, g->slot[0], 0) : p.type == T_PTR ? g->ptr
                                                                        : expr(g, (Type)p.type, 1);
    }
    Ref callee = ir_sym(g->f, h, 0);
    if (pick(g, 4) == 0) { // an indirect call: the address goes through memory
        Ref place = ir_slot(g->f, g->slot[g->nslot - 1], 0);
        ir_store(&g->b, T_PTR, place, callee, 3);
        callee = ir_load(&g->b, T_PTR, place, 3);
        ir_store(&g->b, T_I64, place, ir_int(g->f, T_I64, 5), 3); // no address may be hashed
    }
    Type rt = (Type)g->m->sig.v[sig].ret[0].type;
    Ref r = ir_call(&g->b, rt, sig, callee, arg, n);
    if (g->m->sig.v[sig].nret == 2) {
        Ref second = ir_res(&g->b, (Type)g->m->sig.v[sig].ret[1].type, r, 1);
        r = op2(g, OP_XOR, rt, r, to_type(g, rt, second));
    }
    return type_is_flt(t) ? op1(g, OP_STOF, t, to_type(g, T_I64, r)) : to_type(g, t, r);
}

static Ref atomic(Gen *g, Type t)
{
    u32 aux, size = type_size(t);
    Ref p = address(g, size, &aux), r;
    while (aux != (u32)ctz64(size)) // atomics are aligned
        p = address(g, size, &aux);
    switch (pick(g, 3)) {
    case 0:
        r = op1(g, OP_ALOAD, t, p);
        break;
    case 1: {
        Ref x = expr(g, t, 1), y = expr(g, t, 1);
        r = ir_new(&g->b, OP_ACAS, t, p, x, y);
        break;
    }
    default:
        r = expr(g, t, 1);
        r = op2(g, (Op)(OP_AXCHG + pick(g, 6)), t, p, r);
    }
    ir_ins(g->f, r)->aux = aux | 5 << 8;
    return r;
}

static Ref int_expr(Gen *g, Type t, u32 d)
{
    Ref x, y;
    switch (pick(g, 20)) {
    case 0: case 1: return konst(g, t);
    case 2: case 3: return variable(g, t);
    case 4: case 5: case 6: {
        static const Op op[] = {OP_ADD, OP_SUB, OP_MUL, OP_AND, OP_OR, OP_XOR, OP_MULHS, OP_MULHU};
        x = expr(g, t, d);
        y = expr(g, t, d);
        return op2(g, op[pick(g, COUNT(op))], t, x, y);
    }
    case 7: case 8:
        x = expr(g, t, d);
        y = pick(g, 2) ? konst(g, int_type(g)) : expr(g, int_type(g), d);
        return op2(g, (Op)(OP_SHL + pick(g, 5)), t, x, y);
    case 9: {
        static const Op op[] = {OP_NEG, OP_NOT, OP_CLZ, OP_CTZ, OP_POPCNT, OP_BSWAP};
        x = expr(g, t, d);
        return op1(g, op[pick(g, COUNT(op))], t, x);
    }
    case 10:
        x = expr(g, t, d);
        y = divisor(g, t, d);
        return op2(g, (Op)(OP_SDIV + pick(g, 4)), t, x, y);
    case 11: return to_type(g, t, compare(g, d));
    case 12: return to_type(g, t, expr(g, int_type(g), d));
    case 13: {
        Ref c = compare(g, d);
        x = expr(g, t, d);
        y = expr(g, t, d);
        return ir_new(&g->b, OP_SELECT, t, c, x, y);
    }
    case 14: {
        x = expr(g, t, d);
        y = expr(g, t, d);
        Ref o = op2(g, (Op)(OP_SADDO + pick(g, 6)), t, x, y);
        Ref flag = ir_res(&g->b, T_I8, o, 1);
        return op2(g, OP_XOR, t, o, to_type(g, t, flag));
    }
    case 15: return load(g, t);
    case 16:
        if (t != T_I32 && t != T_I64)
            return variable(g, t);
        x = expr(g, pick(g, 2) ? T_F32 : T_F64, d);
        if (pick(g, 4))
            return op1(g, OP_FTOS, t, x);
        y = op2(g, OP_SHR, t, expr(g, t, 1), ir_int(g->f, T_I8, 1)); // in range for FTOU
        return op1(g, OP_FTOU, t, op1(g, OP_UTOF, T_F64, y));
    case 17:
        if (t == T_I32)
            return op1(g, OP_BITCAST, t, tame(g, T_F32, expr(g, T_F32, d)));
        if (t == T_I64)
            return op1(g, OP_BITCAST, t, tame(g, T_F64, expr(g, T_F64, d)));
        return load(g, t);
    case 18: return pick(g, 2) ? call_helper(g, t) : ternary(g, t, d);
    default: return atomic(g, t);
    }
}

static Ref flt_expr(Gen *g, Type t, u32 d)
{
    Ref x, y;
    Type other = t == T_F64 ? T_F32 : T_F64;
    switch (pick(g, 10)) {
    case 0: return konst(g, t);
    case 1: return variable(g, t);
    case 8: return op1(g, OP_FSQRT, t, expr(g, t, d));
    case 2: case 3:
        x = expr(g, t, d);
        y = expr(g, t, d);
        return op2(g, (Op)(OP_FADD + pick(g, 4)), t, x, y);
    case 4:
        x = expr(g, t, d);
        return op1(g, (Op)(OP_FNEG + pick(g, 3)), t, x);
    case 5:
        x = expr(g, pick(g, 2) ? T_I32 : T_I64, d);
        return op1(g, pick(g, 2) ? OP_STOF : OP_UTOF, t, x);
    case 6: return op1(g, t == T_F64 ? OP_FEXT : OP_FTRUNC, t, expr(g, other, d));
    case 7: return load(g, t);
    default: {
        Ref c = compare(g, d);
        x = expr(g, t, d);
        y = expr(g, t, d);
        return ir_new(&g->b, OP_SELECT, t, c, x, y);
    }
    }
}

static Ref expr(Gen *g, Type t, u32 depth)
{
    if (depth == 0 || g->budget == 0)
        return pick(g, 3) ? variable(g, t) : konst(g, t);
    g->budget--;
    return type_is_flt(t) ? flt_expr(g, t, depth - 1) : int_expr(g, t, depth - 1);
}

static void statements(Gen *g, u32 n, u32 depth);

static void go(Gen *g, BlkId to)
{
    ssa_edge(g->s, g->b.blk, to);
    ir_jmp(&g->b, to, NULL, 0);
}

static void gen_if(Gen *g, u32 depth)
{
    Ref c = pick(g, 3) ? compare(g, 2) : expr(g, int_type(g), 2);
    BlkId yes = fn_blk(g->f, (Str){0}), no = fn_blk(g->f, (Str){0}), join = fn_blk(g->f, (Str){0});
    bool with_else = pick(g, 2);
    ssa_edge(g->s, g->b.blk, yes);
    ssa_edge(g->s, g->b.blk, with_else ? no : join);
    Ref br = ir_br(&g->b, c, yes, NULL, 0, with_else ? no : join, NULL, 0);
    if (pick(g, 4) == 0)
        ir_ins(g->f, br)->aux = 1 + pick(g, 2);     // likely, unlikely
    ssa_seal(g->s, yes);
    g->b.blk = yes;
    statements(g, 1 + pick(g, 3), depth - 1);
    go(g, join);
    ssa_seal(g->s, no);
    g->b.blk = no;
    if (with_else) {
        statements(g, 1 + pick(g, 3), depth - 1);
        go(g, join);
    } else {
        ir_new(&g->b, OP_UNREACH, T_VOID, 0, 0, 0);
    }
    ssa_seal(g->s, join);
    g->b.blk = join;
}

// Counts up to a small constant; may leave early.
static void gen_loop(Gen *g, u32 depth)
{
    u32 i = ssa_var(g->s, T_I32);
    BlkId head = fn_blk(g->f, (Str){0}), body = fn_blk(g->f, (Str){0}),
                 done = fn_blk(g->f, (Str){0});
    ssa_write(g->s, i, g->b.blk, ir_int(g->f, T_I32, 0));
    go(g, head);
    g->b.blk = head;
    Ref c = op2(g, OP_SLT, T_I8, ssa_read(g->s, i, head), ir_int(g->f, T_I32, 1 + pick(g, 6)));
    ssa_edge(g->s, head, body);
    ssa_edge(g->s, head, done);
    ir_br(&g->b, c, body, NULL, 0, done, NULL, 0);
    ssa_seal(g->s, body);
    g->b.blk = body;
    g->loops++;
    statements(g, 1 + pick(g, 3), depth - 1);
    g->loops--;
    Ref next = op2(g, OP_ADD, T_I32, ssa_read(g->s, i, g->b.blk), ir_int(g->f, T_I32, 1));
    ssa_write(g->s, i, g->b.blk, next);
    if (pick(g, 3) == 0) {
        BlkId on = fn_blk(g->f, (Str){0});
        Ref leave = compare(g, 1);
        ssa_edge(g->s, g->b.blk, done);
        ssa_edge(g->s, g->b.blk, on);
        ir_br(&g->b, leave, done, NULL, 0, on, NULL, 0);
        ssa_seal(g->s, on);
        g->b.blk = on;
    }
    go(g, head);
    ssa_seal(g->s, head);
    ssa_seal(g->s, done);
    g->b.blk = done;
}

static void gen_switch(Gen *g, u32 depth)
{
    Type t = int_type(g);
    u32 n = 2 + pick(g, 5);
    bool sparse = pick(g, 3) == 0;
    Ref v = expr(g, t, 2);
    if (!sparse)
        v = op2(g, OP_AND, t, v, ir_int(g->f, t, 7));
    BlkId join = fn_blk(g->f, (Str){0}), arm[8];
    for (u32 k = 0; k < n; k++)
        arm[k] = fn_blk(g->f, (Str){0});
    BlkId from = g->b.blk;
    Ref sw = ir_switch(&g->b, v, join);
    ssa_edge(g->s, from, join);
    for (u32 k = 0; k < n; k++) {
        i64 val = sparse ? (i64)(i8)(k * 37 - 60) : (i64)k;
        ir_case(&g->b, sw, val, arm[k]);
        ssa_edge(g->s, from, arm[k]);
    }
    for (u32 k = 0; k < n; k++) {
        bool falls = k + 1 < n && pick(g, 4) == 0;
        if (k == 0 || !falls)
            ssa_seal(g->s, arm[k]);
        g->b.blk = arm[k];
        statements(g, 1 + pick(g, 2), depth - 1);
        go(g, join);
        ssa_seal(g->s, arm[k]);
    }
    ssa_seal(g->s, join);
    g->b.blk = join;
}

static void gen_memory(Gen *g)
{
    u32 aux;
    Ref n = ir_int(g->f, T_I64, 1 + pick(g, 8)), a = address(g, 8, &aux), b = address(g, 8, &aux);
    switch (pick(g, 4)) {
    case 0:
        ir_new(&g->b, OP_MOVE, T_VOID, a, b, n);
        break;
    case 1:
        ir_new(&g->b, OP_SET, T_VOID, a, expr(g, T_I8, 1), n);
        break;
    case 2: { // different objects: disjoint
        Ref from = ir_slot(g->f, g->slot[0], (i32)pick(g, 32));
        ir_new(&g->b, OP_COPY, T_VOID, ir_sym(g->f, g->data, (i32)pick(g, 32)), from, n);
        break;
    }
    default: {
        Ref sp = ir_new(&g->b, OP_SAVESP, T_PTR, 0, 0, 0);
        Ref size = op2(g, OP_ADD, T_I64,
                       op2(g, OP_AND, T_I64, expr(g, T_I64, 1), ir_int(g->f, T_I64, 63)),
                       ir_int(g->f, T_I64, 8));
        Ref p = op1(g, OP_ALLOCA, T_PTR, size);
        ir_ins(g->f, p)->aux = 16;
        ir_store(&g->b, T_I64, p, expr(g, T_I64, 1), 3);
        Ref v = ir_load(&g->b, T_I64, p, 3);
        ir_new(&g->b, OP_RESTSP, T_VOID, sp, 0, 0);
        ir_store(&g->b, T_I64, g->ptr, v, 3);
    }
    }
}

static void assign(Gen *g)
{
    u32 k = pick(g, NVAR);
    Ref v = expr(g, g->type[k], 4);
    ssa_write(g->s, g->var[k], g->b.blk, v);
}

static void statement(Gen *g, u32 depth)
{
    u32 kind = pick(g, 12);
    u32 aux;
    if (depth == 0 || g->budget < 4)
        kind = MIN(kind, 7);
    switch (kind) {
    case 0: case 1: case 2: case 3: case 4:
        assign(g);
        break;
    case 5: case 6: {
        Type t = pick(g, 5) ? int_type(g) : pick(g, 2) ? T_F32 : T_F64;
        Ref v = expr(g, t, 3);
        if (type_is_flt(t))
            v = tame(g, t, v);
        Ref p = address(g, type_size(t), &aux);
        ir_store(&g->b, t, p, v, aux);
        break;
    }
    case 7: gen_memory(g); break;
    case 8: case 9: gen_if(g, depth); break;
    case 10: gen_loop(g, depth); break;
    default: gen_switch(g, depth);
    }
}

static void statements(Gen *g, u32 n, u32 depth)
{
    while (n--)
        statement(g, depth);
}

static void set_up(Gen *g)
{
    static const Type type[NVAR] = {T_I64, T_I64, T_F64, T_I32, T_I32, T_I16, T_I8, T_F32, T_F64,
                                    T_I64, T_F64, T_I64, T_I32, T_F32, T_I64, T_F64, T_I16, T_I64,
                                    T_I8, T_I32};
    g->b = (Build){g->f, g->f->entry, 0};
    g->s = ssa_new(g->f);
    ssa_seal(g->s, g->f->entry);
    for (u32 k = 0; k < NVAR; k++) {
        g->type[k] = type[k];
        g->var[k] = ssa_var(g->s, type[k]);
        ssa_write(g->s, g->var[k], g->f->entry, konst(g, type[k]));
    }
    g->nslot = 1 + pick(g, MAX_SLOT);
    for (u32 k = 0; k < g->nslot; k++) {
        g->slot[k] = fn_slot(g->f, IRGEN_BYTES, 8, (Str){0});
        Ref zero = ir_int(g->f, T_I8, (i64)k), n = ir_int(g->f, T_I64, IRGEN_BYTES);
        ir_new(&g->b, OP_SET, T_VOID, ir_slot(g->f, g->slot[k], 0), zero, n);
    }
}

static Ref hash_all(Gen *g, Type t)
{
    Ref h = ir_int(g->f, T_I64, 7);
    for (u32 k = 0; k < NVAR; k++) {
        Ref v = ssa_read(g->s, g->var[k], g->b.blk);
        if (g->type[k] == T_F64)
            v = op1(g, OP_BITCAST, T_I64, tame(g, T_F64, v));
        else if (g->type[k] == T_F32)
            v = op1(g, OP_BITCAST, T_I32, tame(g, T_F32, v));
        v = to_type(g, T_I64, v);
        h = op2(g, OP_XOR, T_I64, op2(g, OP_MUL, T_I64, h, ir_int(g->f, T_I64, 1000003)), v);
    }
    for (u32 k = 0; k < IRGEN_BYTES / 8; k += 3) {
        Ref v = ir_load(&g->b, T_I64, ir_slot(g->f, g->slot[0], (i32)(8 * k)), 3);
        h = op2(g, OP_XOR, T_I64, op2(g, OP_MUL, T_I64, h, ir_int(g->f, T_I64, 1000003)), v);
    }
    return to_type(g, t, h);
}

// Helpers of several kinds: small integers and floats, an aggregate by value, two results, more
// arguments than registers.
static SymId helper(Gen *up, u32 k, const char *name)
{
    static const AggField field[] = {{0, T_I64}, {8, T_F64}};
    static const AggField wide[] = {{0, T_I64}, {8, T_I64}, {16, T_I64}, {24, T_I32}};
    const Agg agg[2] = {{16, 8, 2, field}, {32, 8, 4, wide}};
    u32 a = mod_agg(up->m, &agg[pick(up, 2)]) + 1;
    const Param some[KINDS][MAX_PARAM] = {
        {{T_I32, EXT_SIGN, 0}, {T_F32, 0, 0}, {T_I8, EXT_ZERO, 0}, {T_PTR, 0, 0},
         {T_I16, EXT_SIGN, 0}, {T_F64, 0, 0}},
        {{T_I64, 0, 0}, {T_PTR, 0, a}, {T_PTR, 0, 0}, {T_F64, 0, 0}, {T_I64, 0, 0},
         {T_I32, EXT_SIGN, 0}},
        {{T_I64, 0, 0}, {T_I64, 0, 0}, {T_PTR, 0, 0}, {T_I8, 0, 0}, {T_I64, 0, 0}, {T_I64, 0, 0}},
        {{T_I64, 0, 0}, {T_F64, 0, 0}, {T_I32, EXT_SIGN, 0}, {T_I64, 0, 0}, {T_I8, EXT_ZERO, 0},
         {T_F32, 0, 0}, {T_I64, 0, 0}, {T_I16, EXT_SIGN, 0}, {T_I64, 0, 0}, {T_I64, 0, 0},
         {T_PTR, 0, 0}, {T_I32, EXT_SIGN, 0}},
    };
    u32 kind = pick(up, KINDS), n = kind == 3 ? MAX_PARAM : 6;
    Sig s = {.param = some[kind], .nparam = n, .nfixed = n, .nret = 1, .ret = {{T_I64, 0, 0}}};
    if (kind == 0)
        s.ret[0] = (Param){T_I32, EXT_SIGN, 0};
    if (kind == 2) {
        s.cc = CC_INTERNAL;
        s.nret = 2;
        s.ret[1] = (Param){T_I8, 0, 0};
    }
    Gen g = {.m = up->m, .seed = irgen_random(&up->seed), .data = up->data, .budget = 30};
    SymId id = mod_sym(up->m, str_fmt(up->m->mem, "%s.h%u", name, k));
    up->m->sym.v[id].bind = BIND_LOCAL;
    g.f = mod_fn(up->m, id, mod_sig(up->m, &s), 0);
    set_up(&g);
    for (u32 p = 0, v = 0; p < n; p++) {
        Ref r = ir_blk(g.f, g.f->entry)->param.v[p];
        if (some[kind][p].agg)
            ssa_write(g.s, g.var[9], g.f->entry, ir_load(&g.b, T_I64, r, 3));
        else if (some[kind][p].type == T_PTR)
            g.ptr = r;
        else
            for (v = 0; v < NVAR; v++)
                if (g.type[v] == (Type)some[kind][p].type)
                    ssa_write(g.s, g.var[v], g.f->entry, r);
    }
    statements(&g, 3, 1);
    Ref ret[2] = {hash_all(&g, (Type)s.ret[0].type), 0};
    if (s.nret == 2)
        ret[1] = expr(&g, T_I8, 1);
    ir_ret(&g.b, ret, s.nret);
    ssa_finish(g.s);
    return id;
}

Fn *irgen(Mod *m, u64 seed, const char *name)
{
    static const Param param[4] = {{T_I64, 0, 0}, {T_I64, 0, 0}, {T_F64, 0, 0}, {T_PTR, 0, 0}};
    Sig s = {.param = param, .nparam = 4, .nfixed = 4, .nret = 1, .ret = {{T_I64, 0, 0}}};
    Gen g = {.m = m, .seed = seed, .calls = 3};
    u8 bytes[IRGEN_BYTES];
    for (u32 k = 0; k < IRGEN_BYTES; k++)
        bytes[k] = (u8)irgen_random(&g.seed);
    g.data = mod_data(m, str_fmt(m->mem, "%s.data", name), BIND_LOCAL, 0, bytes, sizeof bytes, 8);
    g.nhelper = pick(&g, MAX_HELPER + 1);
    for (u32 k = 0; k < g.nhelper; k++)
        g.helper[k] = helper(&g, k, name);
    g.budget = 40 + pick(&g, 160);
    g.f = mod_fn(m, mod_sym(m, str_of(name)), mod_sig(m, &s), 0);
    set_up(&g);
    const Blk *e = ir_blk(g.f, g.f->entry);
    ssa_write(g.s, g.var[0], g.f->entry, e->param.v[0]);
    ssa_write(g.s, g.var[1], g.f->entry, e->param.v[1]);
    ssa_write(g.s, g.var[2], g.f->entry, e->param.v[2]);
    g.ptr = e->param.v[3];
    statements(&g, 4 + pick(&g, 8), 3);
    Ref h = hash_all(&g, T_I64);
    ir_ret(&g.b, &h, 1);
    ssa_finish(g.s);
    return g.f;
}
