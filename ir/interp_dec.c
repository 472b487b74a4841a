// interp_dec.c - turn a function into the interpreter's register code
//
// Every value gets a register of its own: first the constants (copied in at each call), then the
// parameters, then the rest. Extensions of kept-extended integers, pointer casts and later results
// of calls share a register with what they come from. Compares used once are fused into their
// branch, constant address offsets into their load or store. Edges become parallel moves.
#include "ir/interp_int.h"

typedef struct Patch {
    u32 at;       // instruction, or index in a switch's table
    i32 sw;       // switch + 1; 0: an instruction
    BlkId to;
} Patch;

typedef struct Dec {
    Interp *in;
    Fn *f;
    RcFn *o;
    Arena tmp;
    VEC(Rc) code;
    VEC(Ref) ref;
    VEC(u64) konst;
    VEC(RcSlot) slot;
    VEC(Patch) patch;
    u32 *reg;            // by Ref: register + 1
    u32 *uses;           // by Ref: uses left after folding
    u32 *at;             // by BlkId: first instruction
    u64 *slot_off;
    u32 scratch;         // for cycles of moves and unwanted results
    Ref cur;
} Dec;

/* ---- registers ---- */

static u32 reg(Dec *d, Ref r)
{
    for (;;) {
        if (d->reg[r])
            return d->reg[r] - 1;
        const Ins *i = ir_ins(d->f, r);
        if (i->op == OP_RES)
            return reg(d, i->u.a[0]) + i->aux;
        r = i->u.a[0]; // an alias
    }
}

static bool is_alias(const Dec *d, const Ins *i)
{
    Type t = (Type)i->type;
    switch (i->op) {
    case OP_SEXT:
        return true;
    case OP_RES:
        return true;
    case OP_BITCAST: {
        Type a = ir_type(d->f, i->u.a[0]);
        return !(t == T_F32 && a != T_F32) && !(a == T_F32 && t != T_F32);
    }
    default:
        return false;
    }
}

static u64 const_value(Dec *d, const Ins *i)
{
    switch (i->op) {
    case OP_INT: case OP_FLT:
        return (u64)i->u.i;
    case OP_SYM:
        return d->in->addr[i->u.s.sym] + (u64)(i64)i->u.s.off;
    case OP_BLKADDR:
        return LABEL_ADDR | (u64)d->f->sym << 24 | i->u.s.sym;
    default:
        return 0;
    }
}

static void want_const(Dec *d, Ref r)
{
    const Ins *i = ir_ins(d->f, r);
    if (d->reg[r] || !(op_info[i->op].flags & OF_CONST))
        return;
    vec_push(&d->tmp, &d->konst, const_value(d, i));
    d->reg[r] = d->konst.n;
    if (i->op == OP_SLOT) {
        RcSlot s = {d->konst.n - 1, (i64)d->slot_off[i->u.s.sym] + i->u.s.off};
        vec_push(&d->in->mem, &d->slot, s);
    }
}

static void lay_out_slots(Dec *d)
{
    u64 at = 0, most = 16;
    d->slot_off = arena_array(&d->tmp, u64, d->f->slot.n + 1);
    for (u32 s = 0; s < d->f->slot.n; s++) {
        u64 a = MAX(d->f->slot.v[s].align, 16u);
        most = MAX(most, a);
        at = ALIGN_UP(at, a);
        d->slot_off[s] = at;
        at = ALIGN_UP(at + d->f->slot.v[s].size, (u64)8) + 16;
    }
    d->o->frame = ALIGN_UP(at, (u64)16);
    d->o->align = most;
    if (d->o->frame > d->in->stack_len) // no call of it can succeed
        return;
    d->o->shadow = arena_array(&d->in->mem, u8, d->o->frame / 8 + 1);
    for (u32 s = 0; s < d->f->slot.n; s++) {
        u64 n = d->f->slot.v[s].size, g = d->slot_off[s] / 8;
        memset(d->o->shadow + g, 8, n >> 3);
        if (n & 7)
            d->o->shadow[g + (n >> 3)] = (u8)(n & 7);
    }
}

static u32 results_of(const Dec *d, const Ins *i)
{
    if (i->op == OP_CALL || i->op == OP_TAILCALL) {
        const Sig *s = &d->in->m->sig.v[i->sig];
        return s->nret && s->ret[0].agg ? 0 : s->nret;
    }
    if (i->op == OP_ASM)
        return asm_results(d->f->mod->asm_.v[i->sig].cons);
    return op_info[i->op].flags & OF_MULTI ? 2 : 1;
}

static void assign_registers(Dec *d)
{
    Fn *f = d->f;
    const Cfg *c = f->cfg;
    for (u32 k = 0; k < c->n; k++)
        for (Ref r = ir_blk(f, c->rpo[k])->first; r; r = ir_ins(f, r)->next) {
            const Ins *i = ir_ins(f, r);
            for (u32 a = 0; a < i->narg; a++)
                want_const(d, ir_args(f, i)[a]);
            for (u32 e = 0; e < i->nedge; e++)
                for (u32 a = 0; a < ir_edges(f, i)[e].narg; a++)
                    want_const(d, edge_args(f, &ir_edges(f, i)[e])[a]);
        }
    u32 n = d->konst.n;
    for (u32 k = 0; k < c->n; k++) { // the entry is first: its parameters follow the constants
        const Blk *b = ir_blk(f, c->rpo[k]);
        for (u32 p = 0; p < b->param.n; p++)
            d->reg[b->param.v[p]] = ++n;
        for (Ref r = b->first; r; r = ir_ins(f, r)->next) {
            const Ins *i = ir_ins(f, r);
            if (i->type == T_VOID || is_alias(d, i))
                continue;
            d->reg[r] = n + 1;
            n += MAX(results_of(d, i), 1u);
        }
    }
    d->scratch = n;
    d->o->nreg = n + 4; // the scratch registers take up to four unwanted results
    d->o->nkonst = d->konst.n;
    d->o->nparam = ir_blk(f, f->entry)->param.n;
}

/* ---- emission ---- */

static Rc *emit(Dec *d, u32 op, u32 dst, u32 a, u32 b)
{
    Rc c = {.op = (u16)op, .d = dst, .a = a, .b = b};
    vec_push(&d->tmp, &d->code, c);
    vec_push(&d->tmp, &d->ref, d->cur);
    return &vec_last(&d->code);
}

static u32 width(Type t)
{
    static const u8 w[T_COUNT] = {[T_I8] = 0, [T_I16] = 1, [T_I32] = 2, [T_I64] = 3, [T_PTR] = 3,
                                  [T_F64] = 3};
    return w[t];
}

static void jump_to(Dec *d, BlkId to)
{
    Patch p = {.at = d->code.n - 1, .to = to};
    vec_push(&d->tmp, &d->patch, p);
}

typedef struct Move {
    u32 dst, src;
} Move;

static u32 edge_moves(Dec *d, const Edge *e, Move **out)
{
    Move *m = arena_array(&d->tmp, Move, e->narg + 1);
    u32 n = 0;
    for (u32 k = 0; k < e->narg; k++) {
        u32 dst = reg(d, ir_blk(d->f, e->to)->param.v[k]), src = reg(d, edge_args(d->f, e)[k]);
        if (dst != src)
            m[n++] = (Move){dst, src};
    }
    *out = m;
    return n;
}

// Parallel moves in sequence: first those whose target nobody reads any more; what is left are
// cycles, each broken with the scratch register.
static void emit_moves(Dec *d, Move *m, u32 n)
{
    u32 left = n;
    while (left) {
        bool progress = false;
        for (u32 k = 0; k < left; k++) {
            bool read = false;
            for (u32 q = 0; q < left && !read; q++)
                read = q != k && m[q].src == m[k].dst;
            if (read)
                continue;
            emit(d, C_MOV, m[k].dst, m[k].src, 0);
            m[k--] = m[--left];
            progress = true;
        }
        if (!progress && left) {
            emit(d, C_MOV, d->scratch, m[0].dst, 0);
            for (u32 q = 0; q < left; q++)
                if (m[q].src == m[0].dst)
                    m[q].src = d->scratch;
        }
    }
}

static void go(Dec *d, const Edge *e, BlkId next)
{
    Move *m;
    u32 n = edge_moves(d, e, &m);
    emit_moves(d, m, n);
    if (e->to != next) {
        emit(d, C_JMP, 0, 0, 0);
        jump_to(d, e->to);
    }
}

// The jump taken when the branch's condition is (un)true; its distance is set by the caller.
static void cond_jump(Dec *d, const Ins *br, bool when)
{
    const Ins *c = ir_ins(d->f, br->u.a[0]);
    if (d->uses[br->u.a[0]] == 0 && (op_info[c->op].flags & OF_CMP)) { // fused
        u32 k = (u32)(c->op - OP_EQ);
        emit(d, C_JEQ + (when ? k : k ^ 1), 0, reg(d, c->u.a[0]), reg(d, c->u.a[1]));
    } else {
        emit(d, when ? C_JNZ : C_JZ, 0, reg(d, br->u.a[0]), 0);
    }
}

static void branch(Dec *d, const Ins *i, BlkId next)
{
    const Edge *yes = &ir_edges(d->f, i)[0], *no = yes + 1;
    Move *m;
    bool plain_yes = edge_moves(d, yes, &m) == 0, plain_no = edge_moves(d, no, &m) == 0;
    if (plain_no && (yes->to == next || !plain_yes)) {
        cond_jump(d, i, false);
        jump_to(d, no->to);
        go(d, yes, next);
    } else if (plain_yes) {
        cond_jump(d, i, true);
        jump_to(d, yes->to);
        go(d, no, next);
    } else {
        cond_jump(d, i, true);
        u32 at = d->code.n - 1;
        go(d, no, 0);
        d->code.v[at].d = d->code.n - at;
        go(d, yes, next);
    }
}

/* ---- switches: dense tables, else sorted values ---- */

typedef struct Case {
    i64 val;
    u32 edge;
} Case;

static int by_value(const void *a, const void *b, void *ctx)
{
    i64 x = ((const Case *)a)->val, y = ((const Case *)b)->val;
    (void)ctx;
    return x < y ? -1 : x > y;
}

// Code for an edge that cannot be a mere jump; returns where the table shall point.
static void case_target(Dec *d, u32 sw, u32 index, const Edge *e, u32 from)
{
    Move *m;
    u32 n = edge_moves(d, e, &m);
    if (n) {
        d->o->sw.v[sw].to[index] = (i32)(d->code.n - from);
        go(d, e, 0);
    } else {
        Patch p = {.at = index, .sw = (i32)sw + 1, .to = e->to};
        vec_push(&d->tmp, &d->patch, p);
        d->o->sw.v[sw].to[index] = (i32)from; // base, until patched
    }
}

static void emit_switch(Dec *d, u32 value, const Case *c, u32 n, const Edge *edge, const Edge *dflt)
{
    Arena *mem = &d->in->mem;
    RcSwitch s = {.lo = n ? c[0].val : 0};
    u64 span = n ? (u64)c[n - 1].val - (u64)c[0].val : 0;
    s.dense = n && span < (u64)n * 4 + 8;
    s.n = s.dense ? (u32)span + 1 : n;
    s.to = arena_array(mem, i32, s.n + 1);
    s.val = s.dense ? NULL : arena_array(mem, i64, n + 1);
    u32 sw = d->o->sw.n, from = d->code.n;
    vec_push(mem, &d->o->sw, s);
    emit(d, C_SWITCH, 0, value, sw);
    for (u32 k = 0; k < n; k++) {
        u32 index = s.dense ? (u32)((u64)c[k].val - (u64)s.lo) : k;
        if (!s.dense)
            s.val[k] = c[k].val;
        case_target(d, sw, index, &edge[c[k].edge], from);
    }
    if (dflt) {
        case_target(d, sw, s.n, dflt, from);
    } else {
        s.to[s.n] = (i32)(d->code.n - from);
        emit(d, C_BADLABEL, 0, 0, 0);
    }
    if (!s.dense)
        return;
    bool *named = arena_array(&d->tmp, bool, s.n);
    for (u32 k = 0; k < n; k++)
        named[(u64)c[k].val - (u64)s.lo] = true;
    for (u32 k = 0; k < s.n; k++)
        if (!named[k])
            s.to[k] = INT32_MIN; // the default
}

static void lower_switch(Dec *d, const Ins *i, bool computed)
{
    const Edge *e = ir_edges(d->f, i);
    u32 first = computed ? 0 : 1, n = 0;
    Case *c = arena_array(&d->tmp, Case, i->nedge + 1);
    for (u32 k = first; k < i->nedge; k++) {
        i64 v = computed ? (i64)(LABEL_ADDR | (u64)d->f->sym << 24 | e[k].to) : e[k].val;
        c[n++] = (Case){v, k};
    }
    sort_stable(c, n, sizeof *c, by_value, NULL);
    u32 m = 0;
    for (u32 k = 0; k < n; k++) // a computed jump may name a block twice
        if (!m || c[m - 1].val != c[k].val)
            c[m++] = c[k];
    emit_switch(d, reg(d, i->u.a[0]), c, m, e, computed ? NULL : &e[0]);
}

/* ---- instructions ---- */

// Address operand: a register and a constant offset that was folded from an ADD.
static u32 address(Dec *d, Ref p, u32 *off)
{
    const Ins *i = ir_ins(d->f, p);
    i64 x;
    *off = 0;
    if (i->op == OP_ADD && i->type == T_PTR && ir_is_int(d->f, i->u.a[1], &x) && x == (i32)x) {
        *off = (u32)(i32)x;
        return reg(d, i->u.a[0]);
    }
    return reg(d, p);
}

static void call(Dec *d, const Ins *i, bool tail)
{
    const Ref *a = ir_args(d->f, i);
    const Ins *callee = ir_ins(d->f, a[0]);
    Arena *mem = &d->in->mem;
    u32 at = d->o->pool.n, want = results_of(d, i);
    vec_push(mem, &d->o->pool, i->sig);
    vec_push(mem, &d->o->pool, want);
    for (u32 k = 1; k < i->narg; k++)
        vec_push(mem, &d->o->pool, reg(d, a[k]));
    u32 dst = want && i->type != T_VOID && !tail ? d->reg[d->cur] - 1 : d->scratch;
    Rc *c;
    if (callee->op == OP_SYM && callee->u.s.off == 0 &&
        d->in->addr[callee->u.s.sym] >> 60 == FN_ADDR >> 60)
        c = emit(d, tail ? C_TAIL : C_CALL, dst,
                 (u32)((d->in->addr[callee->u.s.sym] ^ FN_ADDR) >> 4), at);
    else
        c = emit(d, tail ? C_TAILI : C_CALLI, dst, reg(d, a[0]), at);
    c->n = (u16)(i->narg - 1);
}

static void ret(Dec *d, const Ins *i)
{
    const Ref *a = ir_args(d->f, i);
    if (i->narg == 0) {
        emit(d, C_RET0, 0, 0, 0);
    } else if (i->narg == 1) {
        emit(d, C_RET1, 0, reg(d, a[0]), 0);
    } else {
        u32 at = d->o->pool.n;
        for (u32 k = 0; k < i->narg; k++)
            vec_push(&d->in->mem, &d->o->pool, reg(d, a[k]));
        emit(d, C_RETN, 0, 0, at)->n = i->narg;
    }
}

static void memory(Dec *d, const Ins *i, u32 dst)
{
    u32 off, base = address(d, i->u.a[0], &off);
    if (i->op == OP_LOAD) {
        emit(d, i->type == T_F32 ? (u32)C_LOADF32 : C_LOAD8 + width((Type)i->type), dst, base, off);
        return;
    }
    Type t = ir_type(d->f, i->u.a[1]);
    emit(d, t == T_F32 ? (u32)C_STOREF32 : C_STORE8 + width(t), reg(d, i->u.a[1]), base, off);
}

static void convert(Dec *d, const Ins *i, u32 dst)
{
    u32 a = reg(d, i->u.a[0]);
    Type t = (Type)i->type, from = ir_type(d->f, i->u.a[0]);
    u32 flt = (t == T_F64 || from == T_F64) ? 1 : 0;
    switch (i->op) {
    case OP_ZEXT: emit(d, C_ZX8 + width(from), dst, a, 0); break;
    case OP_TRUNC: emit(d, C_SX8 + width(t), dst, a, 0); break;
    case OP_FEXT: emit(d, C_FEXT, dst, a, 0); break;
    case OP_FTRUNC: emit(d, C_FTRUNC, dst, a, 0); break;
    case OP_STOF: emit(d, C_STOF_F32 + flt, dst, a, 0); break;
    case OP_UTOF:
        if (from == T_I32) {
            emit(d, C_ZX32, dst, a, 0);
            emit(d, C_STOF_F32 + flt, dst, dst, 0);
        } else {
            emit(d, C_UTOF_F32 + flt, dst, a, 0);
        }
        break;
    case OP_FTOS: emit(d, (t == T_I32 ? C_FTOS32_F32 : C_FTOS64__F32) + flt, dst, a, 0); break;
    case OP_FTOU: emit(d, (t == T_I32 ? C_FTOU32_F32 : C_FTOU64__F32) + flt, dst, a, 0); break;
    default: // BITCAST that is no alias
        emit(d, t == T_F32 ? C_I32F32 : C_F32I32, dst, a, 0);
    }
}

static bool atomic(Dec *d, const Ins *i, u32 dst)
{
    u32 p = i->narg ? reg(d, ir_args(d->f, i)[0]) : 0, w = width((Type)i->type);
    switch (i->op) {
    case OP_ALOAD: emit(d, C_LOAD8 + w, dst, p, 0); return true;
    case OP_ASTORE:
        emit(d, C_STORE8 + width(ir_type(d->f, i->u.a[1])), reg(d, i->u.a[1]), p, 0); return true;
    case OP_AXCHG: emit(d, C_AXCHG8 + w, dst, p, reg(d, i->u.a[1])); return true;
    case OP_AADD: emit(d, C_AADD8 + w, dst, p, reg(d, i->u.a[1])); return true;
    case OP_ASUB: emit(d, C_ASUB8 + w, dst, p, reg(d, i->u.a[1])); return true;
    case OP_AAND: emit(d, C_AAND8 + w, dst, p, reg(d, i->u.a[1])); return true;
    case OP_AOR: emit(d, C_AOR8 + w, dst, p, reg(d, i->u.a[1])); return true;
    case OP_AXOR: emit(d, C_AXOR8 + w, dst, p, reg(d, i->u.a[1])); return true;
    case OP_ACAS: { // three operands: the third goes into n's place by way of the pool
        u32 at = d->o->pool.n;
        vec_push(&d->in->mem, &d->o->pool, reg(d, i->u.a[1]));
        vec_push(&d->in->mem, &d->o->pool, reg(d, i->u.a[2]));
        emit(d, C_ACAS8 + w, dst, p, at);
        return true;
    }
    case OP_FENCE: return true;
    default: return false;
    }
}

static void three(Dec *d, u32 op, u32 dst, const Ins *i)
{
    u32 at = d->o->pool.n;
    for (u32 k = 0; k < i->narg; k++)
        vec_push(&d->in->mem, &d->o->pool, reg(d, ir_args(d->f, i)[k]));
    emit(d, op, dst, 0, at)->n = i->narg;
}

// Text without instructions is a barrier: what is read in the register of an output stays in it.
static void assembly(Dec *d, const Ins *i, u32 dst)
{
    const AsmText *t = &d->f->mod->asm_.v[i->sig];
    u32 at = 0, arg = 0;
    for (size_t k = 0; k < t->text.n; k++)
        if (!strchr(" \t\n;", t->text.p[k])) {
            emit(d, C_ASM, 0, 0, 0);
            return;
        }
    for (Str s; asm_item(t->cons, &at, &s);) {
        if ((s.p[0] == '=' && s.p[1] != 'm') || s.p[0] == '~' || str_eqz(s, "l"))
            continue;
        u32 out = 0;
        bool digit = s.p[0] >= '0' && s.p[0] <= '9';
        for (size_t k = 0; digit && k < s.n; k++)
            out = 10 * out + (u32)(s.p[k] - '0');
        if (digit)
            emit(d, C_MOV, dst + asm_result_of(t->cons, out), reg(d, ir_args(d->f, i)[arg]), 0);
        arg++;
    }
}

// What works on a long double takes its operands from the pool.
static bool wide(Dec *d, const Ins *i, u32 dst)
{
    switch (i->op) {
    case OP_LADD: case OP_LSUB: case OP_LMUL: case OP_LDIV:
        three(d, C_LADD + (u32)(i->op - OP_LADD), dst, i); return true;
    case OP_LOFS: three(d, C_LOFS, dst, i); return true;
    case OP_LOFF:
        three(d, ir_type(d->f, i->u.a[1]) == T_F32 ? C_LOFF32 : C_LOFF64, dst, i); return true;
    case OP_LTOS: three(d, i->type == T_I32 ? C_LTOS32 : C_LTOS64, dst, i); return true;
    case OP_LTOF: three(d, i->type == T_F32 ? C_LTOF32 : C_LTOF64, dst, i); return true;
    case OP_LEQ: case OP_LLT: case OP_LLE:
        three(d, C_LEQ + (u32)(i->op - OP_LEQ), dst, i); return true;
    default: return false;
    }
}

static bool special(Dec *d, const Ins *i, u32 dst)
{
    u32 a = i->narg ? reg(d, ir_args(d->f, i)[0]) : 0;
    switch (i->op) {
    case OP_SELECT: three(d, C_SELECT, dst, i); return true;
    case OP_COPY: three(d, C_COPY, dst, i); return true;
    case OP_MOVE: three(d, C_MOVE, dst, i); return true;
    case OP_SET: three(d, C_SET, dst, i); return true;
    case OP_SYSCALL:
        three(d, C_SYSCALL, dst, i);
        if (i->type == T_I32)
            emit(d, C_SX32, dst, dst, 0);
        return true;
    case OP_ASM: assembly(d, i, dst); return true;
    case OP_ALLOCA: emit(d, C_ALLOCA, dst, a, i->aux); return true;
    case OP_SAVESP: emit(d, C_SAVESP, dst, 0, 0); return true;
    case OP_RESTSP: emit(d, C_RESTSP, 0, a, 0); return true;
    case OP_OBJSIZE: emit(d, C_MOV, dst, reg(d, ir_args(d->f, i)[1]), 0); return true;
    case OP_CFA:
    case OP_FRAMEADDR:
    case OP_RETADDR: emit(d, C_CFA, dst, 0, 0); return true; // no records here: an address
    case OP_VASTART: emit(d, C_VASTART, 0, a, 0); return true;
    case OP_VAARG:
        emit(d, C_VAARG, dst, a, 0);
        if (!i->sig && i->type != T_F32 && width((Type)i->type) < 3)
            emit(d, C_SX8 + width((Type)i->type), dst, dst, 0);
        return true;
    default: return false;
    }
}

static void arith(Dec *d, const Ins *i, u32 dst)
{
    static const u16 by_width[] = {
#define W(n) [OP_##n] = C_##n##8,
        W(ADD) W(SUB) W(MUL) W(SDIV) W(UDIV) W(SREM) W(UREM) W(MULHS) W(MULHU) W(SHL) W(SHR) W(SAR)
        W(ROTL) W(ROTR) W(CLZ) W(CTZ) W(POPCNT) W(BSWAP) W(SADDO) W(UADDO) W(SSUBO) W(USUBO)
            W(SMULO)
        W(UMULO) W(NEG)
#undef W
    };
    static const u16 by_float[] = {
#define F(n) [OP_##n] = C_##n##_F32,
        F(FADD) F(FSUB) F(FMUL) F(FDIV) F(FNEG) F(FSQRT) F(FABS) F(FEQ) F(FNE) F(FLE) F(FGT) F(FGE)
        F(FORD) F(FUNO)
        [OP_FLT_] = C_FLT_F32,
#undef F
    };
    u32 a = reg(d, i->u.a[0]), b = i->narg > 1 ? reg(d, i->u.a[1]) : 0;
    Type from = ir_type(d->f, i->u.a[0]);
    switch (i->op) {
    case OP_AND: emit(d, C_AND, dst, a, b); return;
    case OP_OR: emit(d, C_OR, dst, a, b); return;
    case OP_XOR: emit(d, C_XOR, dst, a, b); return;
    case OP_NOT: emit(d, C_NOT, dst, a, 0); return;
    default: break;
    }
    if (i->op >= OP_EQ && i->op <= OP_ULE)
        emit(d, C_EQ + (u32)(i->op - OP_EQ), dst, a, b);
    else if (i->op < COUNT(by_width) && by_width[i->op])
        emit(d, by_width[i->op] + width((Type)i->type), dst, a, b);
    else if (i->op < COUNT(by_float) && by_float[i->op])
        emit(d, by_float[i->op] + (from == T_F64), dst, a, b);
    else
        convert(d, i, dst);
}

static void instruction(Dec *d, Ref r, BlkId next)
{
    const Ins *i = ir_ins(d->f, r);
    u32 dst = d->reg[r] ? d->reg[r] - 1 : d->scratch;
    d->cur = r;
    if (is_alias(d, i) ||
        ((op_info[i->op].flags & OF_PURE) && !d->uses[r] && !(op_info[i->op].flags & OF_MULTI)))
        return;
    switch (i->op) {
    case OP_LOAD: case OP_STORE: memory(d, i, dst); break;
    case OP_CALL: call(d, i, false); break;
    case OP_TAILCALL: call(d, i, true); break;
    case OP_JMP: go(d, ir_edges(d->f, i), next); break;
    case OP_BR: branch(d, i, next); break;
    case OP_SWITCH: lower_switch(d, i, false); break;
    case OP_IJMP: lower_switch(d, i, true); break;
    case OP_RET: ret(d, i); break;
    case OP_TRAP: emit(d, C_TRAP, 0, 0, 0); break;
    case OP_UNREACH: emit(d, C_UNREACH, 0, 0, 0); break;
    default:
        if (!atomic(d, i, dst) && !special(d, i, dst) && !wide(d, i, dst))
            arith(d, i, dst);
    }
}

// Uses that fusing removes: compares into branches, constant offsets into addresses.
static void count_uses(Dec *d)
{
    Fn *f = d->f;
    drop_analyses(f, A_CFG);
    fill_use(f);
    d->uses = arena_dup(&d->tmp, f->nuse, f->ins.n * sizeof *f->nuse);
    for (u32 k = 0; k < f->cfg->n; k++)
        for (Ref r = ir_blk(f, f->cfg->rpo[k])->first; r; r = ir_ins(f, r)->next) {
            const Ins *i = ir_ins(f, r);
            i64 x;
            if (i->op == OP_BR) {
                const Ins *c = ir_ins(f, i->u.a[0]);
                if (d->uses[i->u.a[0]] == 1 && c->op >= OP_EQ && c->op <= OP_ULE)
                    d->uses[i->u.a[0]] = 0;
            } else if (i->op == OP_LOAD || i->op == OP_STORE) {
                const Ins *a = ir_ins(f, i->u.a[0]);
                if (a->op == OP_ADD && a->type == T_PTR && ir_is_int(f, a->u.a[1], &x) &&
                    x == (i32)x)
                    d->uses[i->u.a[0]]--;
            }
        }
}

static void patch(Dec *d)
{
    for (u32 k = 0; k < d->patch.n; k++) {
        const Patch *p = &d->patch.v[k];
        u32 to = d->at[p->to];
        if (p->sw)
            d->o->sw.v[p->sw - 1].to[p->at] = (i32)to - d->o->sw.v[p->sw - 1].to[p->at];
        else
            d->code.v[p->at].d = to - p->at;
    }
    for (u32 s = 0; s < d->o->sw.n; s++) {
        RcSwitch *w = &d->o->sw.v[s];
        for (u32 k = 0; k < w->n; k++)
            if (w->to[k] == INT32_MIN)
                w->to[k] = w->to[w->n];
    }
}

RcFn *interp_decode(Interp *in, SymId s)
{
    Fn *f = in->m->sym.v[s].fn;
    Dec d = {.in = in, .f = f};
    Arena *mem = f->mem;
    f->mem = &d.tmp; // the analyses are needed here only
    drop_analyses(f, 0);
    fill_cfg(f);
    d.o = arena_new(&in->mem, RcFn);
    d.o->f = f;
    d.reg = arena_array(&d.tmp, u32, f->ins.n + 1);
    d.at = arena_array(&d.tmp, u32, f->blk.n + 1);
    lay_out_slots(&d);
    assign_registers(&d);
    count_uses(&d);
    const Cfg *c = f->cfg;
    for (u32 k = 0; k < c->n; k++) {
        d.at[c->rpo[k]] = d.code.n;
        BlkId next = k + 1 < c->n ? c->rpo[k + 1] : 0;
        for (Ref r = ir_blk(f, c->rpo[k])->first; r; r = ir_ins(f, r)->next)
            instruction(&d, r, next);
    }
    patch(&d);
    RcFn *o = d.o;
    o->code = arena_dup(&in->mem, d.code.v, d.code.n * sizeof *d.code.v);
    o->ref = arena_dup(&in->mem, d.ref.v, d.ref.n * sizeof *d.ref.v);
    o->konst = d.konst.n ? arena_dup(&in->mem, d.konst.v, d.konst.n * sizeof *d.konst.v) : NULL;
    o->slot = d.slot.v;
    o->nslot = d.slot.n;
    const Sig *g = &in->m->sig.v[f->sig];
    o->variadic = g->variadic;
    o->nfixed = d.o->nparam;
    in->fn[s] = o;
    drop_analyses(f, 0);
    f->mem = mem;
    arena_free(&d.tmp);
    return o;
}
