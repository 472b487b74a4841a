// cg_gen.h - random IR modules whose behaviour is defined, for differential tests of the code
// generator
#ifndef CG_GEN_H
#define CG_GEN_H

#include "ir/ir.h"

typedef struct Gen {
    u64 seed;
    Mod *m;
    Fn *f;
    Build b;
    Ssa *s;
    u32 var[24];
    Type vt[24];
    u32 nvar;
    u32 slot;        // 128 bytes
    SymId data;      // 128 bytes
    int depth, budget;
    SymId fns[6];
    u32 sigs[6];
    u32 nfn;
} Gen;

static inline u64 gen_rnd(Gen *g)
{
    g->seed ^= g->seed << 13;
    g->seed ^= g->seed >> 7;
    g->seed ^= g->seed << 17;
    return g->seed;
}
static inline u32 gen_pick(Gen *g, u32 n) { return (u32)(gen_rnd(g) >> 20) % n; }

static inline Ref gen_new(Gen *g, Op op, Type t, Ref x, Ref y)
{
    return ir_new(&g->b, op, t, x, y, 0);
}

static inline i64 gen_const(Gen *g)
{
    static const i64 some[] = {0, 1, 2, 3, 4, 5, 7, 8, 10, 16, 31, 63, 64, 100, 127, 128, 255, 256,
                               1000, 65535, 65536, -1, -2, -8, -128, 2147483647, -2147483647 - 1,
                               4294967295, 4294967296};
    if (gen_pick(g, 8) == 0)
        return (i64)gen_rnd(g);
    return some[gen_pick(g, COUNT(some))];
}

static inline Ref gen_expr(Gen *g, Type t, int depth);

static inline Ref gen_var(Gen *g, Type t)
{
    for (int k = 0; k < 8; k++) {
        u32 v = gen_pick(g, g->nvar);
        if (g->vt[v] == t)
            return ssa_read(g->s, g->var[v], g->b.blk);
    }
    if (type_is_flt(t))
        return t == T_F64 ? ir_f64(g->f, (double)(i64)gen_pick(g, 100) / 4)
                          : ir_f32(g->f, (float)gen_pick(g, 50) / 2);
    return ir_int(g->f, t, gen_const(g));
}

static inline Ref gen_addr(Gen *g, int depth)
{
    Ref base = gen_pick(g, 2) ? ir_slot(g->f, g->slot, 0) : ir_sym(g->f, g->data, 0);
    if (gen_pick(g, 3) == 0)
        return gen_new(g, OP_ADD, T_PTR, base, ir_int(g->f, T_I64, gen_pick(g, 15) * 8));
    Ref i = gen_new(g, OP_AND, T_I64, gen_expr(g, T_I64, depth - 1), ir_int(g->f, T_I64, 7));
    static const int sh[] = {0, 1, 2, 3};
    i = gen_new(g, OP_SHL, T_I64, i, ir_int(g->f, T_I64, sh[gen_pick(g, 4)]));
    Ref p = gen_new(g, OP_ADD, T_PTR, base, i);
    return gen_pick(g, 2) ? p
                          : gen_new(g, OP_ADD, T_PTR, p, ir_int(g->f, T_I64, gen_pick(g, 7) * 8));
}

static inline Ref gen_cond(Gen *g, int depth)
{
    static const Type ts[] = {T_I8, T_I16, T_I32, T_I64, T_I64, T_I32};
    if (gen_pick(g, 5) == 0) {
        Type t = gen_pick(g, 2) ? T_F64 : T_F32;
        return gen_new(g, (Op)(OP_FEQ + gen_pick(g, 8)), T_I8, gen_expr(g, t, depth - 1),
                       gen_expr(g, t, depth - 1));
    }
    Type t = ts[gen_pick(g, COUNT(ts))];
    return gen_new(g, (Op)(OP_EQ + gen_pick(g, 10)), T_I8, gen_expr(g, t, depth - 1),
                   gen_expr(g, t, depth - 1));
}

static inline Ref gen_flt(Gen *g, Type t, int depth)
{
    static const Op ops[] = {OP_FADD, OP_FSUB, OP_FMUL, OP_FDIV};
    switch (gen_pick(g, 9)) {
    case 0: case 1: case 2: case 3:
        return gen_new(g, ops[gen_pick(g, 4)], t, gen_expr(g, t, depth - 1),
                       gen_expr(g, t, depth - 1));
    case 4: return gen_new(g, gen_pick(g, 2) ? OP_FNEG : OP_FABS, t, gen_expr(g, t, depth - 1), 0);
    case 5: return gen_new(g, gen_pick(g, 2) ? OP_STOF : OP_UTOF, t,
                           gen_expr(g, gen_pick(g, 2) ? T_I64 : T_I32, depth - 1), 0);
    case 6:
        return t == T_F64 ? gen_new(g, OP_FEXT, t, gen_expr(g, T_F32, depth - 1), 0)
                          : gen_new(g, OP_FTRUNC, t, gen_expr(g, T_F64, depth - 1), 0);
    case 7: return gen_new(g, OP_FSQRT, t, gen_new(g, OP_FABS, t, gen_expr(g, t, depth - 1), 0), 0);
    default: return ir_new(&g->b, OP_SELECT, t, gen_cond(g, depth), gen_expr(g, t, depth - 1),
                           gen_expr(g, t, depth - 1));
    }
}

static inline Ref gen_overflow(Gen *g, Type t, int depth)
{
    Ref r = gen_new(g, (Op)(OP_SADDO + gen_pick(g, 6)), t, gen_expr(g, t, depth - 1),
                    gen_expr(g, t, depth - 1));
    Ref o = ir_res(&g->b, T_I8, r, 1);
    if (gen_pick(g, 2))
        return ir_new(&g->b, OP_SELECT, t, o, r, gen_expr(g, t, depth - 1));
    BlkId yes = fn_blk(g->f, (Str){0}), no = fn_blk(g->f, (Str){0});
    u32 v = gen_pick(g, g->nvar);
    BlkId at = g->b.blk;
    ir_br(&g->b, o, yes, NULL, 0, no, NULL, 0);
    ssa_edge(g->s, at, yes);
    ssa_edge(g->s, at, no);
    ssa_seal(g->s, yes);
    g->b.blk = yes;
    Ref x = gen_expr(g, g->vt[v], 1);  // which may end `yes` and go on in another block
    ssa_write(g->s, g->var[v], g->b.blk, x);
    ir_jmp(&g->b, no, NULL, 0);
    ssa_edge(g->s, g->b.blk, no);
    ssa_seal(g->s, no);
    g->b.blk = no;
    return r;
}

static inline Ref gen_int(Gen *g, Type t, int depth)
{
    static const Op ops[] = {OP_ADD, OP_ADD, OP_SUB, OP_MUL, OP_AND, OP_OR, OP_XOR, OP_SHL, OP_SHR,
                             OP_SAR, OP_ROTL, OP_ROTR, OP_MULHS, OP_MULHU};
    static const Op un[] = {OP_NEG, OP_NOT, OP_CLZ, OP_CTZ, OP_POPCNT, OP_BSWAP};
    static const Type ts[] = {T_I8, T_I16, T_I32, T_I64};
    switch (gen_pick(g, 16)) {
    case 0: case 1: case 2: case 3: case 4:
        return gen_new(g, ops[gen_pick(g, COUNT(ops))], t, gen_expr(g, t, depth - 1),
                       gen_expr(g, t, depth - 1));
    case 5: return gen_new(g, ops[gen_pick(g, COUNT(ops))], t, gen_expr(g, t, depth - 1),
                           ir_int(g->f, t, gen_const(g)));
    case 6: return gen_new(g, un[gen_pick(g, t == T_I8 ? 5 : 6)], t, gen_expr(g, t, depth - 1), 0);
    case 7: {
        Ref d = gen_pick(g, 2) ? ir_int(g->f, t, gen_const(g) | 1)
                               : gen_new(g, OP_OR, t,
                                         gen_new(g, OP_AND, t, gen_expr(g, t, depth - 1),
                                                 ir_int(g->f, t, 30)), ir_int(g->f, t, 1));
        i64 k;
        Op op = (Op)(OP_SDIV + gen_pick(g, 4));
        if (ir_is_int(g->f, d, &k) && k == -1)
            d = ir_int(g->f, t, 3);
        return gen_new(g, op, t, gen_expr(g, t, depth - 1), d);
    }
    case 8: case 9: {
        Type from = ts[gen_pick(g, 4)];
        Ref x = gen_expr(g, from, depth - 1);
        if (from == t)
            return x;
        return gen_new(g, type_size(from) > type_size(t) ? OP_TRUNC : gen_pick(g, 2) ? OP_SEXT
                       : OP_ZEXT, t, x, 0);
    }
    case 10: {
        Ref c = gen_cond(g, depth);
        if (t == T_I8)
            return c;
        return gen_new(g, gen_pick(g, 4) ? OP_ZEXT : OP_SEXT, t, c, 0);
    }
    case 11: return ir_new(&g->b, OP_SELECT, t, gen_cond(g, depth), gen_expr(g, t, depth - 1),
                           gen_expr(g, t, depth - 1));
    case 12: return ir_load(&g->b, t, gen_addr(g, depth), 0);
    case 13:
        if (t == T_I32 || t == T_I64) {
            Type ft = gen_pick(g, 2) ? T_F64 : T_F32;
            Ref x = gen_expr(g, ft, depth - 1);
            if (gen_pick(g, 2))
                return gen_new(g, OP_FTOS, t, x, 0);
            x = gen_new(g, OP_FABS, ft, x, 0);
            Ref big = gen_new(g, OP_FLT_, T_I8, x,
                              ft == T_F64 ? ir_f64(g->f, 4e9) : ir_f32(g->f, 4e9f));
            Ref zero = ft == T_F64 ? ir_f64(g->f, 3.5) : ir_f32(g->f, 3.5f);
            return gen_new(g, OP_FTOU, t, ir_new(&g->b, OP_SELECT, ft, big, x, zero), 0);
        }
        return gen_var(g, t);
    case 14: return gen_overflow(g, t, depth);
    default:
        if (g->nfn && gen_pick(g, 3) == 0) {
            u32 k = gen_pick(g, g->nfn);
            const Sig *s = &g->m->sig.v[g->sigs[k]];
            Ref a[16];
            for (u32 j = 0; j < s->nparam; j++)
                a[j] = gen_expr(g, (Type)g->m->sig.v[g->sigs[k]].param[j].type, 1);
            Ref r = ir_call(&g->b, T_I64, g->sigs[k], ir_sym(g->f, g->fns[k], 0), a,
                            g->m->sig.v[g->sigs[k]].nparam);
            return t == T_I64 ? r : gen_new(g, OP_TRUNC, t, r, 0);
        }
        return gen_var(g, t);
    }
}

static inline Ref gen_expr(Gen *g, Type t, int depth)
{
    if (depth <= 0 || g->budget-- < 0 || gen_pick(g, 4) == 0)
        return gen_var(g, t);
    return type_is_flt(t) ? gen_flt(g, t, depth) : gen_int(g, t, depth);
}

static inline void gen_stmts(Gen *g, int n);

static inline void gen_goto(Gen *g, BlkId to)
{
    BlkId at = g->b.blk;
    ir_jmp(&g->b, to, NULL, 0);
    ssa_edge(g->s, at, to);
}

static inline void gen_if(Gen *g)
{
    BlkId a = fn_blk(g->f, (Str){0}), b = fn_blk(g->f, (Str){0}), join = fn_blk(g->f, (Str){0});
    Ref c = gen_cond(g, 2);
    BlkId at = g->b.blk;
    Ref r = ir_br(&g->b, c, a, NULL, 0, b, NULL, 0);
    if (gen_pick(g, 4) == 0)
        ir_ins(g->f, r)->aux = 1 + gen_pick(g, 2);
    ssa_edge(g->s, at, a);
    ssa_edge(g->s, at, b);
    ssa_seal(g->s, a);
    ssa_seal(g->s, b);
    g->b.blk = a;
    gen_stmts(g, 2);
    gen_goto(g, join);
    g->b.blk = b;
    if (gen_pick(g, 2))
        gen_stmts(g, 2);
    gen_goto(g, join);
    ssa_seal(g->s, join);
    g->b.blk = join;
}

static inline void gen_loop(Gen *g)
{
    BlkId head = fn_blk(g->f, (Str){0}), body = fn_blk(g->f, (Str){0}),
                 out = fn_blk(g->f, (Str){0});
    u32 i = ssa_var(g->s, T_I64);
    ssa_write(g->s, i, g->b.blk, ir_int(g->f, T_I64, 0));
    gen_goto(g, head);
    g->b.blk = head;
    Ref n = ssa_read(g->s, i, head);
    Ref c = gen_new(g, OP_SLT, T_I8, n, ir_int(g->f, T_I64, 1 + gen_pick(g, 6)));
    ir_br(&g->b, c, body, NULL, 0, out, NULL, 0);
    ssa_edge(g->s, head, body);
    ssa_edge(g->s, head, out);
    ssa_seal(g->s, body);
    g->b.blk = body;
    gen_stmts(g, 3);
    ssa_write(g->s, i, g->b.blk,
              gen_new(g, OP_ADD, T_I64, ssa_read(g->s, i, g->b.blk), ir_int(g->f, T_I64, 1)));
    gen_goto(g, head);
    ssa_seal(g->s, head);
    ssa_seal(g->s, out);
    g->b.blk = out;
}

static inline void gen_switch(Gen *g)
{
    u32 n = 1 + gen_pick(g, 10);
    Type t = gen_pick(g, 2) ? T_I32 : T_I64;
    BlkId join = fn_blk(g->f, (Str){0}), dflt = fn_blk(g->f, (Str){0}), c[12];
    Ref v = gen_expr(g, t, 2);
    if (gen_pick(g, 2))
        v = gen_new(g, OP_AND, t, v, ir_int(g->f, t, 15));
    BlkId at = g->b.blk;
    Ref sw = ir_switch(&g->b, v, dflt);
    i64 val = gen_pick(g, 3) ? 0 : (i64)(i32)gen_const(g);
    for (u32 k = 0; k < n; k++) {
        c[k] = gen_pick(g, 4) || !k ? fn_blk(g->f, (Str){0}) : c[k - 1];
        ir_case(&g->b, sw, val, c[k]);
        ssa_edge(g->s, at, c[k]);
        val += 1 + (gen_pick(g, 5) == 0 ? (i64)gen_pick(g, 1000) : 0);
        if (val > 2000000000)
            val = -1000;
    }
    ssa_edge(g->s, at, dflt);
    ssa_seal(g->s, dflt);
    for (u32 k = 0; k < n; k++) {
        if (k && c[k] == c[k - 1])
            continue;
        ssa_seal(g->s, c[k]);
        g->b.blk = c[k];
        gen_stmts(g, 1);
        gen_goto(g, join);
    }
    g->b.blk = dflt;
    gen_goto(g, join);
    ssa_seal(g->s, join);
    g->b.blk = join;
}

static inline void gen_stmts(Gen *g, int n)
{
    g->depth++;
    for (int k = 0; k < n; k++) {
        u32 c = gen_pick(g, g->depth > 3 || g->budget < 0 ? 7 : 12);
        if (c < 4) {
            u32 v = gen_pick(g, g->nvar);
            Ref x = gen_expr(g, g->vt[v], 4);
            ssa_write(g->s, g->var[v], g->b.blk, x);
        } else if (c < 6) {
            static const Type ts[] = {T_I8, T_I16, T_I32, T_I64};
            Type t = ts[gen_pick(g, 4)];
            Ref p = gen_addr(g, 2), x;
            if (gen_pick(g, 2))
                x = gen_new(g, gen_pick(g, 2) ? OP_ADD : OP_XOR, t, ir_load(&g->b, t, p, 0),
                            gen_expr(g, t, 2));
            else
                x = gen_expr(g, t, 3);
            ir_store(&g->b, t, p, x, 0);
        } else if (c == 6) {
            Ref p = gen_new(g, OP_ADD, T_PTR, ir_slot(g->f, g->slot, 0),
                            ir_int(g->f, T_I64, gen_pick(g, 10) * 4));
            ir_new(&g->b, gen_pick(g, 2) ? OP_COPY : OP_MOVE, T_VOID, p, ir_sym(g->f, g->data, 0),
                   ir_int(g->f, T_I64, gen_pick(g, 80)));
        } else if (c < 9) {
            gen_if(g);
        } else if (c < 11) {
            gen_loop(g);
        } else {
            gen_switch(g);
        }
    }
    g->depth--;
}

static inline void gen_fn(Gen *g, u32 id, u32 nparam)
{
    static const Type ts[] = {T_I64, T_I32, T_F64, T_I64, T_I8, T_I16, T_F32, T_I64};
    Param p[10];
    memset(p, 0, sizeof p);
    for (u32 k = 0; k < nparam; k++)
        p[k].type = id == 0 ? T_I64 : (u8)ts[gen_pick(g, 8)];
    Sig s = {.param = p, .nparam = nparam, .nfixed = nparam, .nret = 1};
    s.ret[0].type = T_I64;
    char name[16];
    snprintf(name, sizeof name, "f%u", id);
    SymId y = mod_sym(g->m, str_dup(g->m->mem, str_of(name)));
    u32 sig = mod_sig(g->m, &s);
    g->f = mod_fn(g->m, y, sig, 0);
    g->b = (Build){g->f, g->f->entry, 0};
    g->s = ssa_new(g->f);
    ssa_seal(g->s, g->f->entry);
    g->slot = fn_slot(g->f, 128, 16, (Str){0});
    g->nvar = 0;
    ir_new(&g->b, OP_SET, T_VOID, ir_slot(g->f, g->slot, 0),
           ir_int(g->f, T_I8, (i64)gen_pick(g, 3)), ir_int(g->f, T_I64, 128));
    for (u32 k = 0; k < 22; k++) {
        Type t = k < nparam ? (Type)p[k].type : ts[gen_pick(g, 8)];
        g->vt[k] = t;
        g->var[k] = ssa_var(g->s, t);
        g->nvar = k;
        Ref x = k < nparam ? ir_blk(g->f, g->f->entry)->param.v[k]
                : k == 0 ? ir_int(g->f, t, 1) : gen_expr(g, t, 2);
        if (k == 0 && type_is_flt(t) && k >= nparam)
            x = t == T_F64 ? ir_f64(g->f, 1.5) : ir_f32(g->f, 2.5f);
        ssa_write(g->s, g->var[k], g->b.blk, x);
        g->nvar = k + 1;
    }
    g->budget = 60 + (int)gen_pick(g, 200);
    gen_stmts(g, 4 + (int)gen_pick(g, 10));
    Ref sum = ir_int(g->f, T_I64, 0);
    for (u32 k = 0; k < g->nvar; k++) {
        Ref x = ssa_read(g->s, g->var[k], g->b.blk);
        if (type_is_flt(g->vt[k]))
            x = gen_new(g, OP_FTOS, T_I64, x, 0);
        else if (g->vt[k] != T_I64)
            x = gen_new(g, k & 1 ? OP_SEXT : OP_ZEXT, T_I64, x, 0);
        sum = gen_new(g, OP_ADD, T_I64, gen_new(g, OP_MUL, T_I64, sum, ir_int(g->f, T_I64, 31)), x);
    }
    for (u32 k = 0; k < 16; k++)
        sum = gen_new(g, OP_XOR, T_I64, gen_new(g, OP_ROTL, T_I64, sum, ir_int(g->f, T_I64, 7)),
                      ir_load(&g->b, T_I64, ir_slot(g->f, g->slot, (i32)(8 * k)), 0));
    ir_ret(&g->b, &sum, 1);
    ssa_finish(g->s);
    g->fns[g->nfn] = y;
    g->sigs[g->nfn++] = sig;
}

// The last function, fN, is the one to call; all take i64 arguments.
static inline Mod *gen_module(Arena *a, u64 seed, const DataLayout *dl, SymId *entry)
{
    Gen g = {.seed = seed * 0x9e3779b97f4a7c15u + 12345};
    for (int k = 0; k < 5; k++)
        gen_rnd(&g);
    g.m = mod_new(a, dl, STR("gen"));
    u8 bytes[128];
    for (u32 k = 0; k < 128; k++)
        bytes[k] = (u8)gen_rnd(&g);
    g.data = mod_data(g.m, STR("data"), BIND_LOCAL, 0, bytes, 128, 16);
    u32 n = 1 + gen_pick(&g, 4);
    for (u32 k = 0; k < n; k++)
        gen_fn(&g, n - 1 - k, k + 1 == n ? 3 : gen_pick(&g, 10));
    *entry = g.fns[g.nfn - 1];
    return g.m;
}

#endif
