// verify.c - check that a function is well formed: structure, types, dominance
#include "ir/ir.h"

typedef struct Verify {
    const Fn *f;
    const Mod *m;
    Buf *err;
    Arena tmp;
    u32 *num, *blk;  // numbers of the text form
    u32 *pos;        // by Ref: place in the text, 0 for what is in no block
    BlkId b;         // where we are
    Ref r;
    int n;
} Verify;

enum { MAX_REPORTS = 50 };

static void bad(Verify *v, const char *fmt, ...) PRINTF_LIKE(2, 3);
static void bad(Verify *v, const char *fmt, ...)
{
    if (++v->n > MAX_REPORTS)
        return;
    Str name = v->m->sym.v[v->f->sym].name;
    buf_fmt(v->err, "function @%.*s", STR_ARG(name));
    if (v->b)
        buf_fmt(v->err, ", block .%u", v->blk ? v->blk[v->b] : v->b);
    if (v->r) {
        u16 op = ir_ins(v->f, v->r)->op;
        if (v->num && v->num[v->r])
            buf_fmt(v->err, ", %%%u", v->num[v->r]);
        buf_fmt(v->err, " (%s)", op < OP_COUNT ? op_info[op].text : "?");
    }
    buf_str(v->err, ": ");
    va_list ap;
    va_start(ap, fmt);
    buf_vfmt(v->err, fmt, ap);
    va_end(ap);
    buf_byte(v->err, '\n');
}

/* ---- structure: everything that later steps index with ---- */

static bool const_ok(const Verify *v, const Ins *i)
{
    switch (i->op) {
    case OP_SYM: return i->u.s.sym && i->u.s.sym < v->m->sym.n && i->type == T_PTR;
    case OP_SLOT: return i->u.s.sym < v->f->slot.n && i->type == T_PTR;
    case OP_BLKADDR: return i->u.s.sym && i->u.s.sym < v->f->blk.n && i->type == T_PTR;
    case OP_INT: return type_is_int((Type)i->type);
    case OP_FLT: return type_is_flt((Type)i->type);
    default: return i->type > T_VOID && i->type < T_COUNT;
    }
}

static void operand_exists(Verify *v, Ref a, const char *what, u32 k)
{
    if (!a || a >= v->f->ins.n) {
        bad(v, "%s %u does not exist", what, k);
        return;
    }
    const Ins *d = ir_ins(v->f, a);
    if (d->op == OP_NONE || d->op >= OP_COUNT)
        bad(v, "%s %u is a removed value", what, k);
    else if (op_info[d->op].flags & OF_CONST) {
        if (!const_ok(v, d))
            bad(v, "%s %u is a malformed constant", what, k);
    } else if (!v->pos[a])
        bad(v, "%s %u is not in any block", what, k);
    else if (ir_type(v->f, a) == T_VOID && ir_ins(v->f, v->r)->op != OP_RES)
        bad(v, "%s %u has no value", what, k);
}

static void ins_structure(Verify *v, const Ins *i)
{
    if (i->narg > 4 && (i->u.ext > v->f->pool.n || i->narg > v->f->pool.n - i->u.ext)) {
        bad(v, "operands lie outside the pool");
        return;
    }
    const Ref *a = ir_args(v->f, i);
    for (u32 k = 0; k < i->narg; k++)
        operand_exists(v, a[k], "operand", k + 1);
    if (i->nedge && (i->edge > v->f->edge.n || i->nedge > v->f->edge.n - i->edge)) {
        bad(v, "edges lie outside the table");
        return;
    }
    for (u32 e = 0; e < i->nedge; e++) {
        const Edge *g = &ir_edges(v->f, i)[e];
        if (!g->to || g->to >= v->f->blk.n || ir_blk(v->f, g->to)->dead || !v->blk[g->to])
            bad(v, "edge %u goes to a removed block", e);
        else if (g->to == v->f->entry)
            bad(v, "edge %u goes to the entry", e);
        if (g->arg > v->f->pool.n || g->narg > v->f->pool.n - g->arg)
            bad(v, "edge %u: arguments lie outside the pool", e);
        else
            for (u32 k = 0; k < g->narg; k++)
                operand_exists(v, edge_args(v->f, g)[k], "edge argument", k + 1);
    }
}

// Numbers all that is in a block. False when the lists themselves are broken.
static bool place(Verify *v)
{
    const Fn *f = v->f;
    u32 n = 0, nb = 0;
    v->pos = arena_array(&v->tmp, u32, f->ins.n + 1);
    for (BlkId b = f->entry, prev = 0; b; prev = b, b = ir_blk(f, b)->next) {
        v->b = b;
        v->r = 0;
        if (b >= f->blk.n || ++nb > f->blk.n || ir_blk(f, b)->dead || ir_blk(f, b)->prev != prev) {
            bad(v, "the list of blocks is broken");
            return false;
        }
        const Blk *k = ir_blk(f, b);
        for (u32 q = 0; q < k->param.n; q++) {
            Ref r = k->param.v[q];
            if (!r || r >= f->ins.n || v->pos[r] || ir_ins(f, r)->op != OP_PARAM ||
                ir_ins(f, r)->blk != b || ir_type(f, r) == T_VOID || ir_type(f, r) >= T_COUNT) {
                bad(v, "parameter %u is malformed", q + 1);
                return false;
            }
            v->pos[r] = ++n;
        }
        for (Ref r = k->first, p = 0; r; p = r, r = ir_ins(f, r)->next) {
            const Ins *i = r < f->ins.n ? ir_ins(f, r) : NULL;
            if (!i || v->pos[r] || i->blk != b || i->prev != p || i->op == OP_NONE ||
                i->op >= OP_COUNT || i->op == OP_PARAM || (op_info[i->op].flags & OF_CONST) ||
                i->type >= T_COUNT) {
                bad(v, "the list of instructions is broken");
                return false;
            }
            v->pos[r] = ++n;
            if (!i->next && k->last != r) {
                bad(v, "the block's last instruction is not the list's");
                return false;
            }
        }
    }
    return true;
}

static void structure(Verify *v)
{
    const Fn *f = v->f;
    v->num = ir_numbers(f, &v->tmp);
    v->blk = ir_blk_numbers(f, &v->tmp);
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next) {
        v->b = b;
        v->r = 0;
        if (!blk_done(f, b))
            bad(v, "the block does not end in a terminator");
        for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next) {
            const Ins *i = ir_ins(f, r);
            v->r = r;
            bool term = op_info[i->op].flags & OF_TERM;
            if (term && i->next)
                bad(v, "a terminator stands in the middle of the block");
            if (!term && i->nedge)
                bad(v, "edges on something that is no terminator");
            ins_structure(v, i);
        }
    }
}

/* ---- types ---- */

static bool is_i(Type t) { return t >= T_I8 && t <= T_I64; }

static Type arg_type(const Verify *v, const Ins *i, u32 k)
{
    return ir_type(v->f, ir_args(v->f, i)[k]);
}

static void want(Verify *v, const Ins *i, u32 k, Type t)
{
    if (arg_type(v, i, k) != t)
        bad(v, "operand %u is %s, not %s", k + 1, type_name(arg_type(v, i, k)), type_name(t));
}

static void want_result(Verify *v, const Ins *i, bool ok, const char *what)
{
    if (!ok)
        bad(v, "the result is %s, not %s", type_name((Type)i->type), what);
}

static void want_int(Verify *v, const Ins *i, u32 k, bool ptr_too)
{
    Type t = arg_type(v, i, k);
    if (!is_i(t) && !(ptr_too && t == T_PTR))
        bad(v, "operand %u is %s, not an integer", k + 1, type_name(t));
}

static void check_edges(Verify *v, const Ins *i)
{
    for (u32 e = 0; e < i->nedge; e++) {
        const Edge *g = &ir_edges(v->f, i)[e];
        const Blk *to = ir_blk(v->f, g->to);
        if (g->narg != to->param.n) {
            bad(v, "edge %u passes %u arguments to block .%u, which takes %u", e, g->narg,
                v->blk[g->to], to->param.n);
            continue;
        }
        for (u32 k = 0; k < g->narg; k++) {
            Type have = ir_type(v->f, edge_args(v->f, g)[k]), need = ir_type(v->f, to->param.v[k]);
            if (have != need)
                bad(v, "edge %u: argument %u is %s, not %s", e, k + 1, type_name(have),
                    type_name(need));
        }
    }
}

static void check_switch(Verify *v, const Ins *i)
{
    want_int(v, i, 0, false);
    if (!i->nedge) {
        bad(v, "a switch without a default");
        return;
    }
    u32 bits = 8 * type_size(arg_type(v, i, 0));
    IMap seen = imap_new(&v->tmp);
    for (u32 e = 1; e < i->nedge; e++) {
        i64 x = ir_edges(v->f, i)[e].val;
        bool is_new = false;
        imap_put(&seen, (u64)x, &is_new);
        if (!is_new)
            bad(v, "case %lld is there twice", (long long)x);
        if (bits && bits < 64 && (x < -((i64)1 << (bits - 1)) || x >= (i64)1 << (bits - 1)))
            bad(v, "case %lld is not a sign-extended value of its type", (long long)x);
    }
}

static const Sig *call_sig(Verify *v, const Ins *i)
{
    if (i->sig >= v->m->sig.n) {
        bad(v, "no such signature");
        return NULL;
    }
    return &v->m->sig.v[i->sig];
}

static void check_call(Verify *v, const Ins *i)
{
    const Sig *s = call_sig(v, i);
    if (!s)
        return;
    if (!i->narg) {
        bad(v, "a call without callee");
        return;
    }
    want(v, i, 0, T_PTR);
    u32 hidden = s->nret && s->ret[0].agg ? 1 : 0;
    if (i->narg != 1 + hidden + s->nparam) {
        bad(v, "%u arguments, but the signature has %u", i->narg - 1u, hidden + s->nparam);
        return;
    }
    if (hidden)
        want(v, i, 1, T_PTR);
    for (u32 k = 0; k < s->nparam; k++)
        want(v, i, 1 + hidden + k, (Type)s->param[k].type);
    Type t = s->nret && !hidden ? (Type)s->ret[0].type : T_VOID;
    if (i->type != t && !(i->op == OP_TAILCALL && i->type == T_VOID))
        bad(v, "the result is %s, but the signature says %s", type_name((Type)i->type),
            type_name(t));
    if (i->op != OP_TAILCALL)
        return;
    const Sig *own = &v->m->sig.v[v->f->sig];
    bool same = own->nret == s->nret && !hidden && !(own->nret && own->ret[0].agg);
    for (u32 k = 0; same && k < s->nret; k++)
        same = own->ret[k].type == s->ret[k].type;
    if (!same)
        bad(v, "the callee's results are not the function's");
}

static void check_ret(Verify *v, const Ins *i)
{
    const Sig *s = &v->m->sig.v[v->f->sig];
    u32 n = s->nret && s->ret[0].agg ? 0 : s->nret;
    if (i->narg != n) {
        bad(v, "%u results, but the signature has %u", i->narg, n);
        return;
    }
    for (u32 k = 0; k < n; k++)
        want(v, i, k, (Type)s->ret[k].type);
}

static void check_res(Verify *v, const Ins *i)
{
    const Ins *d = ir_ins(v->f, i->u.a[0]);
    if (!(op_info[d->op].flags & OF_MULTI)) {
        bad(v, "the operand has only one result");
    } else if (d->op == OP_CALL) {
        const Sig *s = d->sig < v->m->sig.n ? &v->m->sig.v[d->sig] : NULL;
        if (!s || i->aux < 1 || i->aux >= s->nret)
            bad(v, "the call has no result %u", i->aux);
        else if (s->ret[i->aux].type != i->type)
            bad(v, "result %u is %s", i->aux, type_name((Type)s->ret[i->aux].type));
    } else if (d->op == OP_ASM) {
        if (d->sig >= v->m->asm_.n || !i->aux || i->aux >= asm_results(v->m->asm_.v[d->sig].cons))
            bad(v, "the assembly has no result %u", i->aux);
    } else if (i->aux != 1 || i->type != T_I8) {
        bad(v, "the overflow flag is result 1, an i8");
    }
}

static void check_asm(Verify *v, const Ins *i)
{
    if (i->sig >= v->m->asm_.n) {
        bad(v, "no such assembly");
        return;
    }
    Str cons = v->m->asm_.v[i->sig].cons, s;
    u32 n = 0, at = 0;
    while (asm_item(cons, &at, &s)) {
        bool out = s.n && s.p[0] == '=', place = str_eqz(s, "m") || str_eqz(s, "=m");
        if (!s.n || (out && s.n < 2))
            bad(v, "an empty constraint");
        if ((out && !place) || s.p[0] == '~' || str_eqz(s, "l"))
            continue;
        if (n < i->narg && place)
            want(v, i, n, T_PTR);
        n++;
    }
    if (n != i->narg)
        bad(v, "%u operands instead of %u", i->narg, n);
    if ((i->type != T_VOID) != (asm_results(cons) > 0))
        bad(v, "the type does not go with the results");
}

static void check_convert(Verify *v, const Ins *i)
{
    Type t = (Type)i->type, a = arg_type(v, i, 0);
    u32 st = mod_type_size(v->m, t), sa = mod_type_size(v->m, a);
    bool ok;
    switch (i->op) {
    case OP_SEXT: case OP_ZEXT: ok = is_i(t) && is_i(a) && st > sa; break;
    case OP_TRUNC: ok = is_i(t) && is_i(a) && st < sa; break;
    case OP_FEXT: ok = t == T_F64 && a == T_F32; break;
    case OP_FTRUNC: ok = t == T_F32 && a == T_F64; break;
    case OP_STOF: case OP_UTOF: ok = type_is_flt(t) && (a == T_I32 || a == T_I64); break;
    case OP_FTOS: case OP_FTOU: ok = (t == T_I32 || t == T_I64) && type_is_flt(a); break;
    default: ok = t != T_VOID && st == sa; break;
    }
    if (!ok)
        bad(v, "cannot convert %s to %s", type_name(a), type_name(t));
}

static void check_memory(Verify *v, const Ins *i)
{
    Type word = v->m->dl.word;
    for (u32 k = 0; k < i->narg && k < (i->op == OP_COPY || i->op == OP_MOVE ? 2u : 1u); k++)
        want(v, i, k, T_PTR);
    switch (i->op) {
    case OP_LOAD: case OP_VAARG:
        want_result(v, i, i->type != T_VOID, "a value");
        if (i->op == OP_VAARG && i->sig > v->m->agg.n)
            bad(v, "no such aggregate");
        break;
    case OP_STORE:
        if (i->sig == T_VOID || i->sig >= T_COUNT)
            bad(v, "no such type");
        else
            want(v, i, 1, (Type)i->sig);
        break;
    case OP_COPY: case OP_MOVE:
        want(v, i, 2, word);
        break;
    case OP_SET:
        want(v, i, 1, T_I8);
        want(v, i, 2, word);
        break;
    case OP_ALOAD:
        want_result(v, i, type_is_int((Type)i->type), "an integer");
        break;
    case OP_ASTORE:
        want_int(v, i, 1, true);
        break;
    case OP_AXCHG: case OP_AADD: case OP_ASUB: case OP_AAND: case OP_AOR: case OP_AXOR:
    case OP_ACAS:
        want_result(v, i, type_is_int((Type)i->type), "an integer");
        for (u32 k = 1; k < i->narg; k++)
            want(v, i, k, (Type)i->type);
        break;
    default:
        break;
    }
}

static void check_arith(Verify *v, const Ins *i)
{
    Type t = (Type)i->type;
    switch (i->op) {
    case OP_ADD: case OP_SUB:
        if (t == T_PTR) {
            want(v, i, 0, T_PTR);
            want(v, i, 1, v->m->dl.word);
            return;
        }
        break;
    case OP_SHL: case OP_SHR: case OP_SAR: case OP_ROTL: case OP_ROTR:
        want_result(v, i, is_i(t), "an integer");
        want(v, i, 0, t);
        want_int(v, i, 1, false);
        return;
    case OP_FADD: case OP_FSUB: case OP_FMUL: case OP_FDIV: case OP_FNEG: case OP_FSQRT:
    case OP_FABS:
        want_result(v, i, type_is_flt(t), "a float");
        for (u32 k = 0; k < i->narg; k++)
            want(v, i, k, t);
        return;
    default:
        break;
    }
    want_result(v, i, is_i(t), "an integer");
    for (u32 k = 0; k < i->narg; k++)
        want(v, i, k, t);
}

static void check_compare(Verify *v, const Ins *i)
{
    want_result(v, i, i->type == T_I8, "i8");
    Type t = arg_type(v, i, 0);
    bool flt = i->op >= OP_FEQ;
    if (flt ? !type_is_flt(t) : !type_is_int(t))
        bad(v, "operand 1 is %s", type_name(t));
    want(v, i, 1, t);
}

static void check_wide(Verify *v, const Ins *i)
{
    bool of = i->op == OP_LOFS || i->op == OP_LOFF;
    if (!type_is_wide((Type)v->m->dl.ldouble))
        bad(v, "long double is a scalar here");
    for (u32 k = 0; k < i->narg && !(of && k); k++)
        want(v, i, k, T_PTR);
    Type t = of ? arg_type(v, i, 1) : (Type)i->type;
    switch (i->op) {
    case OP_LOFS: case OP_LTOS:
        if (t != T_I32 && t != T_I64)
            bad(v, "cannot convert long double and %s", type_name(t));
        break;
    case OP_LOFF: case OP_LTOF:
        if (!type_is_flt(t))
            bad(v, "cannot convert long double and %s", type_name(t));
        break;
    case OP_LEQ: case OP_LLT: case OP_LLE: want_result(v, i, i->type == T_I8, "i8"); break;
    default: break;
    }
}

static void check_types(Verify *v, const Ins *i)
{
    int n = op_info[i->op].nargs;
    if (n >= 0 && i->narg != n) {
        bad(v, "%u operands instead of %d", i->narg, n);
        return;
    }
    if (!ir_op_typed((Op)i->op) && i->type != T_VOID)
        bad(v, "has a result type");
    switch (i->op) {
    case OP_CALL: case OP_TAILCALL:
        check_call(v, i);
        break;
    case OP_RET:
        check_ret(v, i);
        break;
    case OP_RES:
        check_res(v, i);
        break;
    case OP_JMP:
        if (i->nedge != 1)
            bad(v, "%u edges instead of 1", i->nedge);
        break;
    case OP_BR:
        want_int(v, i, 0, true);
        if (i->nedge != 2)
            bad(v, "%u edges instead of 2", i->nedge);
        break;
    case OP_SWITCH:
        check_switch(v, i);
        break;
    case OP_IJMP:
        want(v, i, 0, T_PTR);
        break;
    case OP_SELECT:
        want_int(v, i, 0, true);
        want_result(v, i, i->type != T_VOID, "a value");
        want(v, i, 1, (Type)i->type);
        want(v, i, 2, (Type)i->type);
        break;
    case OP_SEXT: case OP_ZEXT: case OP_TRUNC: case OP_FEXT: case OP_FTRUNC: case OP_STOF:
    case OP_UTOF:
    case OP_FTOS: case OP_FTOU: case OP_BITCAST:
        check_convert(v, i);
        break;
    case OP_LOAD: case OP_STORE: case OP_COPY: case OP_MOVE: case OP_SET: case OP_RESTSP:
    case OP_ALOAD: case OP_ASTORE: case OP_AXCHG: case OP_AADD: case OP_ASUB: case OP_AAND:
    case OP_AOR:
    case OP_AXOR: case OP_ACAS: case OP_VASTART: case OP_VAARG:
        check_memory(v, i);
        break;
    case OP_LADD: case OP_LSUB: case OP_LMUL: case OP_LDIV: case OP_LOFS: case OP_LOFF:
    case OP_LTOS: case OP_LTOF: case OP_LEQ: case OP_LLT: case OP_LLE:
        check_wide(v, i);
        break;
    case OP_ALLOCA:
        want(v, i, 0, v->m->dl.word);
        want_result(v, i, i->type == T_PTR, "ptr");
        if (!i->aux || (i->aux & (i->aux - 1)))
            bad(v, "alignment %u is no power of two", i->aux);
        break;
    case OP_OBJSIZE:
        want(v, i, 0, T_PTR);
        want(v, i, 1, (Type)i->type);
        want_result(v, i, i->type == v->m->dl.word, "a word");
        break;
    case OP_SAVESP: case OP_CFA: case OP_FRAMEADDR: case OP_RETADDR:
        want_result(v, i, i->type == T_PTR, "ptr");
        break;
    case OP_SYSCALL:
        want_result(v, i, is_i((Type)i->type), "an integer");
        if (i->narg < 1 || i->narg > 7)
            bad(v, "%u operands instead of 1 to 7", i->narg);
        for (u32 k = 0; k < i->narg; k++)
            want_int(v, i, k, true);
        break;
    case OP_ASM:
        check_asm(v, i);
        break;
    case OP_FENCE: case OP_TRAP: case OP_UNREACH:
        break;
    default:
        if (op_info[i->op].flags & OF_CMP)
            check_compare(v, i);
        else
            check_arith(v, i);
    }
    if ((op_info[i->op].flags & OF_TERM) && i->nedge && i->op != OP_JMP && i->op != OP_BR &&
        i->op != OP_SWITCH && i->op != OP_IJMP)
        bad(v, "has edges");
    check_edges(v, i);
}

static void check_entry(Verify *v)
{
    const Sig *s = &v->m->sig.v[v->f->sig];
    const Blk *b = ir_blk(v->f, v->f->entry);
    u32 hidden = s->nret && s->ret[0].agg ? 1 : 0;
    v->b = v->f->entry;
    v->r = 0;
    if (b->param.n != hidden + s->nparam) {
        bad(v, "%u parameters, but the signature has %u", b->param.n, hidden + s->nparam);
        return;
    }
    for (u32 k = 0; k < b->param.n; k++) {
        Type t = k < hidden ? T_PTR : (Type)s->param[k - hidden].type;
        if (ir_type(v->f, b->param.v[k]) != t)
            bad(v, "parameter %u is %s, not %s", k + 1, type_name(ir_type(v->f, b->param.v[k])),
                type_name(t));
    }
}

/* ---- dominance ---- */

static void check_use(Verify *v, Ref a)
{
    const Ins *d = ir_ins(v->f, a);
    if (op_info[d->op].flags & OF_CONST)
        return;
    bool ok = d->blk == v->b ? v->pos[a] < v->pos[v->r] : dominates(v->f, d->blk, v->b);
    if (!ok)
        bad(v, "uses %%%u, which is not defined on every way here", v->num[a]);
}

static void check_dominance(Verify *v)
{
    Fn *f = (Fn *)v->f;
    u32 had = f->inits;
    Cfg *cfg = f->cfg;
    Dom *dom = f->dom;
    Arena *mem = f->mem;
    f->mem = &v->tmp; // computed afresh: the cached ones may be what is wrong
    f->inits &= ~(u32)(A_CFG | A_DOM);
    fill_dom(f);
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next) {
        v->b = b;
        if (f->cfg->rpo_at[b] == ~0u)
            continue;
        for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next) {
            const Ins *i = ir_ins(f, r);
            v->r = r;
            for (u32 k = 0; k < i->narg; k++)
                check_use(v, ir_args(f, i)[k]);
            for (u32 e = 0; e < i->nedge; e++) {
                const Edge *g = &ir_edges(f, i)[e];
                for (u32 k = 0; k < g->narg; k++)
                    check_use(v, edge_args(f, g)[k]);
            }
        }
    }
    f->mem = mem;
    f->inits = had;
    f->cfg = cfg;
    f->dom = dom;
}

int ir_verify(const Fn *f, Buf *err)
{
    Verify v = {.f = f, .m = f->mod, .err = err};
    if (!f->sym || f->sym >= v.m->sym.n || f->sig >= v.m->sig.n || !f->entry ||
        f->entry >= f->blk.n) {
        buf_str(err, "a function without symbol, signature or entry\n");
        return 1;
    }
    if (place(&v)) {
        structure(&v);
        if (!v.n) {
            check_entry(&v);
            for (BlkId b = f->entry; b; b = ir_blk(f, b)->next) {
                v.b = b;
                for (v.r = ir_blk(f, b)->first; v.r; v.r = ir_ins(f, v.r)->next)
                    check_types(&v, ir_ins(f, v.r));
            }
            check_dominance(&v);
        }
    }
    if (v.n > MAX_REPORTS)
        buf_fmt(err, "... and %d more\n", v.n - MAX_REPORTS);
    arena_free(&v.tmp);
    return v.n;
}

static bool is_definition(const Mod *m, SymId id)
{
    return id && id < m->sym.n &&
           (m->sym.v[id].kind == SYM_FN || m->sym.v[id].kind == SYM_DATA);
}

static int verify_sym(const Mod *m, SymId id, Buf *err)
{
    const Sym *s = &m->sym.v[id];
    int n = 0;
    const char *why = NULL;
    if (s->kind > SYM_ALIAS || s->bind > BIND_WEAK || s->sig >= m->sig.n)
        why = "unknown kind, binding or signature";
    else if (s->kind == SYM_FN && (!s->fn || s->fn->sym != id || s->fn->sig != s->sig))
        why = "function symbol and body do not belong together";
    else if (s->kind != SYM_FN && s->fn)
        why = "a body on something that is no function";
    else if (s->kind != SYM_DATA && s->reloc.n)
        why = "relocations on something that is not data";
    else if (s->kind == SYM_DATA && (!s->align || (s->align & (s->align - 1))))
        why = "alignment is no power of two";
    else if (s->kind == SYM_ALIAS && !is_definition(m, s->alias))
        why = "another name of nothing that is defined here";
    else if (s->flags & SYM_IFUNC && (s->kind != SYM_UNDEF || !s->alias || s->alias >= m->sym.n ||
                                      m->sym.v[s->alias].kind != SYM_FN))
        why = "no function here finds its address";
    for (u32 k = 0; !why && k < s->reloc.n; k++) {
        const Reloc *r = &s->reloc.v[k];
        if ((u64)r->off + reloc_size(r, m->dl.ptr_size) > s->size || (k && r->off < r[-1].off))
            why = "a relocation lies outside or out of order";
        else if (!r->sym || r->sym >= m->sym.n)
            why = "a relocation to no symbol";
        else if (r->blk && (!m->sym.v[r->sym].fn || r->blk >= m->sym.v[r->sym].fn->blk.n))
            why = "a relocation to no block";
        else if (r->from && (!r->blk || r->from >= m->sym.v[r->sym].fn->blk.n ||
                             (r->size != 4 && r->size != 8)))
            why = "a distance from no block, or of no size";
    }
    if (why) {
        buf_fmt(err, "symbol @%.*s: %s\n", STR_ARG(s->name), why);
        return 1;
    }
    if (s->kind == SYM_FN)
        n += ir_verify(s->fn, err);
    return n;
}

int ir_verify_mod(const Mod *m, Buf *err)
{
    int n = 0;
    for (SymId s = 1; s < m->sym.n; s++)
        n += verify_sym(m, s, err);
    return n;
}
