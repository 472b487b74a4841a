// selcall.c - Thumb-2 selection at function borders: entry, calls, returns, variadic arguments,
// system calls
//
// Where a value travels and what it is may differ: a double is in a d register by the convention
// even where pairs.c made an integer of it, and a variadic float is in integer registers.
#include "codegen/t32/sel.h"

static u8 width(const ArgLoc *l, u32 piece) { return l->piece[piece].size > 4 ? 8 : 4; }

static bool odd(Reg r) { return r >= S1 && r <= S15; }

static MOp sized_def(Reg r, u8 size)
{
    MOp o = w_def(r);
    o.size = size;
    return o;
}

static MOp sized_use(Reg r, u8 size)
{
    MOp o = w_use(r);
    o.size = size;
    return o;
}

static void put_some(Sel *s, const Moves *v, bool odds)
{
    MOp o[64];
    u32 n = 0;
    for (u32 k = 0; k < v->n; k++)
        if ((odd(v->d[k].reg) || odd(v->s[k].reg)) == odds)
            o[n++] = v->d[k];
    for (u32 k = 0, j = n; k < v->n; k++)
        if ((odd(v->d[k].reg) || odd(v->s[k].reg)) == odds)
            o[j++] = v->s[k];
    if (n && !odds)
        sel_emit(s, M_COPY, 4, o, 2 * n);
    for (u32 k = 0; k < n && odds; k++) {
        MOp one[2] = {o[k], o[n + k]};
        sel_emit(s, M_COPY, 4, one, 2);
    }
}

// The odd single registers share no register of the allocator with anything: they are read before
// the rest is moved and written after.
static void put_moves(Sel *s, const Moves *v, bool reading)
{
    put_some(s, v, reading);
    put_some(s, v, !reading);
}

/* entry */
static MOp incoming(i64 off)
{
    MOp m = w_mem(0, off);
    m.flags = MOF_CFA;
    return m;
}

static void store_piece(Sel *s, MOp m, Reg v, u8 n, u8 cls);

static void entry_agg(Sel *s, Reg d, const ArgLoc *l)
{
    if (l->stack && l->n) {              // its registers are pushed below the rest
        W(s, T_LEA, w_def(d), incoming((i64)l->off - 4 * l->n));
    } else if (l->stack) {
        W(s, T_LEA, w_def(d), incoming(l->off));
    } else {
        u32 slot = m_slot(s->m, 32, 8);
        for (u32 k = 0; k < l->n; k++)
            store_piece(s, w_slot(slot, l->piece[k].off), l->piece[k].reg,
                        l->piece[k].cls == RC_FLT ? l->piece[k].size : 4, l->piece[k].cls);
        W(s, T_LEA, w_def(d), w_slot(slot, 0));
    }
}

// From registers or memory into the value's own registers.
static void entry_param(Sel *s, Ref p, const ArgLoc *l, Moves *v)
{
    Type t = ir_type(s->f, p);
    Reg lo = s->reg[p], hi = s->hi[p];
    if (l->stack) {
        if (is_pair(t)) {
            if (lo)
                ts_load(s, lo, incoming(l->off), T_I32, false);
            if (hi)
                ts_load(s, hi, incoming(l->off + 4), T_I32, false);
        } else if (lo && type_is_flt(t)) {
            ts_load(s, lo, ts_at(s, incoming(l->off), 0, ADDR_WORDS), t, false);
        } else if (lo) {
            ts_load(s, lo, incoming(l->off), T_I32, false);
        }
        return;
    }
    u8 cls = l->piece[0].cls, z = type_is_flt(t) ? vsize(s, t) : 4;
    if (cls == RC_FLT && is_pair(t)) {
        if (lo || hi)
            W(s, T_VMOVRRD, w_def(lo ? lo : new_int(s)), w_def(hi ? hi : new_int(s)),
              sized_use(l->piece[0].reg, 8));
    } else if (cls == RC_INT && t == T_F64) {
        if (lo)
            W(s, T_VMOVDRR, sized_def(lo, 8), w_use(l->piece[0].reg), w_use(l->piece[1].reg));
    } else if (cls == RC_INT && t == T_F32) {
        if (lo)
            W(s, T_VMOVSR, w_def(lo), w_use(l->piece[0].reg));
    } else {
        if (lo)
            sel_add_move(v, sized_def(lo, z), sized_use(l->piece[0].reg, z));
        if (hi)
            sel_add_move(v, w_def(hi), w_use(l->piece[1].reg));
    }
}

static void define_arguments(Sel *s, const Sig *g)
{
    MOp o[40];
    u32 n = 0;
    if (s->locs.sret)
        o[n++] = w_def(s->locs.sret_reg);
    for (u32 k = 0; k < g->nparam; k++)
        for (u32 j = 0; j < s->locs.arg[k].n; j++)
            o[n++] = sized_def(s->locs.arg[k].piece[j].reg, width(&s->locs.arg[k], j));
    sel_emit(s, M_ENTRY, 4, o, n);
}

// Block 0: the argument registers appear, what must be in memory is stored, the rest is copied.
void ts_entry(Sel *s)
{
    Fn *f = s->f;
    const Sig *g = &f->mod->sig.v[f->sig];
    const Blk *b = ir_blk(f, f->entry);
    T32Fn *t = s->m->priv;
    Moves v = {.n = 0};
    u32 hid = sel_hidden(s);
    s->b = s->m->blk.v[0];
    s->at = NULL;
    s->loc = f->loc;
    t->shared.n = 0;
    define_arguments(s, g);
    if (g->variadic)
        t->home = 4 - s->locs.nint;
    u32 n = MIN(g->nparam, b->param.n - hid);
    for (u32 k = 0; k < g->nparam; k++)
        if (s->locs.arg[k].agg && s->locs.arg[k].stack)
            t->home = MAX(t->home, s->locs.arg[k].n);
    for (u32 k = 0; k < n; k++)
        if (s->locs.arg[k].agg && s->reg[b->param.v[k + hid]])
            entry_agg(s, s->reg[b->param.v[k + hid]], &s->locs.arg[k]);
    if (hid && s->locs.sret && s->reg[b->param.v[0]])
        sel_add_move(&v, w_def(s->reg[b->param.v[0]]), w_use(s->locs.sret_reg));
    for (u32 k = 0; k < n; k++)
        if (!s->locs.arg[k].agg && !s->locs.arg[k].stack)
            entry_param(s, b->param.v[k + hid], &s->locs.arg[k], &v);
    put_moves(s, &v, true);
    for (u32 k = 0; k < n; k++)
        if (!s->locs.arg[k].agg && s->locs.arg[k].stack)
            entry_param(s, b->param.v[k + hid], &s->locs.arg[k], &v);
    if (hid && !s->locs.sret && s->reg[b->param.v[0]])
        W(s, T_LEA, w_def(s->reg[b->param.v[0]]), w_slot(s->ret_slot - 1, 0));
    MIns *j = W(s, T_B, o_blk(s->mblk[f->entry]));
    j->flags |= MIF_BRANCH;
    vec_push(s->m->mem, &s->b->succ, s->mblk[f->entry]);
}

/* pieces of aggregates */

// The `n` bytes (1..4, or a float) at m in a register.
static Reg load_piece(Sel *s, MOp m, u8 n, u8 cls)
{
    if (cls == RC_FLT) {
        Reg d = m_vreg(s->m, RC_FLT, n);
        ts_load(s, d, ts_at(s, m, 0, ADDR_WORDS), n == 4 ? T_F32 : T_F64, false);
        return d;
    }
    Reg d = new_int(s);
    if (n == 3) {
        Reg a = new_int(s), b = new_int(s);
        ts_load(s, a, m, T_I16, false);
        ts_load(s, b, ts_at(s, m, 2, ADDR_ANY), T_I8, false);
        W(s, T_ORR, w_def(d), w_use(a), o_shift(b, SH_LSL, 16));
    } else {
        ts_load(s, d, m, n == 1 ? T_I8 : n == 2 ? T_I16 : T_I32, false);
    }
    return d;
}

static void store_piece(Sel *s, MOp m, Reg v, u8 n, u8 cls)
{
    if (cls == RC_FLT) {
        ts_store(s, ts_at(s, m, 0, ADDR_WORDS), v, n == 4 ? T_F32 : T_F64);
        return;
    }
    if (n == 4) {
        ts_store(s, m, v, T_I32);
        return;
    }
    if (n >= 2)
        ts_store(s, m, v, T_I16);
    else
        ts_store(s, m, v, T_I8);
    if (n == 3) {
        Reg t = new_int(s);
        W(s, T_LSR, w_def(t), w_use(v), o_imm(16));
        ts_store(s, ts_at(s, m, 2, ADDR_ANY), t, T_I8);
    }
}

/* calls */
typedef struct Call {
    Sel *s;
    const Sig *g;
    CallLocs l;
    Moves in;
    MOp x[48];       // registers used, then defined
    u32 nx;
    RegSet made;
} Call;

static MOp word_src(Sel *s, Ref r)
{
    i64 k;
    if (ir_is_int(s->f, r, &k))
        return o_imm((i32)k);
    if (ir_ins(s->f, ts_strip(s, r))->op == OP_UNDEF)
        return o_imm(0);
    return w_use(ts_reg(s, r));
}

// A small integer as the convention wants it: extended.
static MOp widened(Sel *s, Ref r, const Param *p)
{
    u8 z = vsize(s, (Type)p->type);
    i64 k;
    if (z >= 4 || type_is_flt((Type)p->type) || p->ext == EXT_NONE)
        return word_src(s, r);
    if (ir_is_int(s->f, r, &k))
        return o_imm(p->ext == EXT_SIGN ? k : k & (z == 1 ? 0xff : 0xffff));
    return w_use(ts_extended(s, r, p->ext == EXT_SIGN));
}

static void use_reg(Call *c, u8 reg, MOp src)
{
    u8 z = src.size ? src.size : 4;
    sel_add_move(&c->in, sized_def(reg, z), src);
    c->x[c->nx++] = sized_use(reg, z);
}

static MOp pair_src(MOp o, Sel *s)
{
    return o.kind == MO_REG && o.imm ? w_use(ts_in_reg(s, o)) : o;
}

static MOp out_area(u32 off)
{
    MOp m = w_mem(0, off);
    m.flags = MOF_OUT;
    return m;
}

static void stack_agg(Sel *s, Ref a, const ArgLoc *l)
{
    MOp src = ts_addr(s, a, 0, ADDR_ANY), dst = out_area(l->off);
    Reg from = new_int(s);
    ts_lea(s, from, src);
    if (l->size > 64) {
        Reg to = new_int(s), at = new_int(s);
        ts_lea(s, to, dst);
        ts_add_imm(s, at, from, l->from);
        MOp arg[3] = {w_use(to), w_use(at), o_imm(l->size)};
        ts_libcall(s, "memcpy", arg, 3);
        return;
    }
    ts_copy_bytes(s, dst, w_mem(from, l->from), l->size);
}

static void stack_arg(Sel *s, Ref a, const Param *p, const ArgLoc *l)
{
    Type t = ir_type(s->f, a);
    if (l->agg) {
        stack_agg(s, a, l);
    } else if (is_pair(t)) {
        Reg lo = ts_in_reg(s, ts_lo(s, a)), hi = ts_rhi(s, a);
        ts_store(s, out_area(l->off), lo, T_I32);
        ts_store(s, out_area(l->off + 4), hi, T_I32);
    } else if (type_is_flt(t)) {
        Reg v = ts_reg(s, a);
        ts_store(s, ts_at(s, out_area(l->off), 0, ADDR_WORDS), v, t);
    } else {
        MOp v = widened(s, a, p);
        ts_store(s, out_area(l->off), ts_in_reg(s, v), T_I32);
    }
}

static void reg_arg(Call *c, Ref a, const Param *p, const ArgLoc *l)
{
    Sel *s = c->s;
    Type t = ir_type(s->f, a);
    u8 cls = l->piece[0].cls, reg = l->piece[0].reg;
    if (cls == RC_FLT && is_pair(t)) {
        Reg d = m_vreg(s->m, RC_FLT, 8), lo = ts_in_reg(s, ts_lo(s, a)), hi = ts_rhi(s, a);
        W(s, T_VMOVDRR, sized_def(d, 8), w_use(lo), w_use(hi));
        use_reg(c, reg, sized_use(d, 8));
    } else if (cls == RC_FLT) {
        use_reg(c, reg, sized_use(ts_reg(s, a), vsize(s, t)));
    } else if (t == T_F64) {
        Reg lo = new_int(s), hi = new_int(s), v = ts_reg(s, a);
        W(s, T_VMOVRRD, w_def(lo), w_def(hi), sized_use(v, 8));
        use_reg(c, reg, w_use(lo));
        use_reg(c, l->piece[1].reg, w_use(hi));
    } else if (t == T_F32) {
        Reg x = new_int(s), v = ts_reg(s, a);
        W(s, T_VMOVRS, w_def(x), w_use(v));
        use_reg(c, reg, w_use(x));
    } else if (is_pair(t)) {
        MOp lo = pair_src(ts_lo(s, a), s), hi = pair_src(ts_hi(s, a), s);
        use_reg(c, reg, lo);
        use_reg(c, l->piece[1].reg, hi);
    } else {
        use_reg(c, reg, widened(s, a, p));
    }
}

static void arguments(Call *c, const Ref *a, u32 hid)
{
    Sel *s = c->s;
    for (u32 k = 0; k < c->g->nparam; k++)
        if (c->l.arg[k].stack)
            stack_arg(s, a[k + hid], &c->g->param[k], &c->l.arg[k]);
    if (c->l.sret)
        use_reg(c, c->l.sret_reg, word_src(s, a[0]));
    for (u32 k = 0; k < c->g->nparam; k++) {
        const ArgLoc *l = &c->l.arg[k];
        if (!l->n)
            continue;
        if (!l->agg) {
            reg_arg(c, a[k + hid], &c->g->param[k], l);
            continue;
        }
        Reg base = new_int(s);
        ts_lea(s, base, ts_addr(s, a[k + hid], 0, ADDR_ANY));
        for (u32 j = 0; j < l->n; j++) {
            u8 z = l->piece[j].size;
            Reg x = load_piece(s, w_mem(base, l->piece[j].off), z, l->piece[j].cls);
            use_reg(c, l->piece[j].reg, sized_use(x, z > 4 ? 8 : 4));
        }
    }
}

static MOp callee(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    if (i->op == OP_SYM && i->u.s.off == 0)
        return o_sym(i->u.s.sym, 0);
    return w_use(ts_reg(s, r));
}

// The value of result k of call r; 0 when nobody wants it.
static Ref result_of(Sel *s, Ref r, u32 k)
{
    if (k == 0)
        return r;
    for (Ref n = ir_ins(s->f, r)->next; n; n = ir_ins(s->f, n)->next)
        if (ir_ins(s->f, n)->op == OP_RES && ir_args(s->f, ir_ins(s->f, n))[0] == r &&
            ir_ins(s->f, n)->aux == k)
            return n;
    return 0;
}

// A float that the convention puts in integer registers or the other way round, after the call.
typedef struct Late {
    u16 op;
    Reg d, d2, x, y;
} Late;

static void scalar_result(Call *c, Moves *out, Ref v, const ArgLoc *l, Late *late)
{
    Sel *s = c->s;
    Type t = ir_type(s->f, v);
    Reg lo = s->reg[v], hi = s->hi[v];
    u8 cls = l->piece[0].cls, reg = l->piece[0].reg, reg1 = l->n > 1 ? l->piece[1].reg : 0;
    if (!lo && !hi)
        return;
    if (cls == RC_FLT && is_pair(t)) {
        Reg x = m_vreg(s->m, RC_FLT, 8);
        sel_add_move(out, sized_def(x, 8), sized_use(reg, 8));
        *late = (Late){T_VMOVRRD, lo ? lo : new_int(s), hi ? hi : new_int(s), x, 0};
    } else if (cls == RC_INT && type_is_flt(t)) {
        Reg x = new_int(s), y = reg1 ? new_int(s) : 0;
        sel_add_move(out, w_def(x), w_use(reg));
        if (y)
            sel_add_move(out, w_def(y), w_use(reg1));
        *late = (Late){y ? T_VMOVDRR : T_VMOVSR, lo, 0, x, y};
    } else {
        u8 z = type_is_flt(t) ? vsize(s, t) : 4;
        if (lo)
            sel_add_move(out, sized_def(lo, z), sized_use(reg, z));
        if (hi)
            sel_add_move(out, w_def(hi), w_use(reg1));
    }
}

static void put_late(Sel *s, const Late *l)
{
    if (l->op == T_VMOVRRD)
        W(s, l->op, w_def(l->d), w_def(l->d2), sized_use(l->x, 8));
    else if (l->op == T_VMOVDRR)
        W(s, l->op, sized_def(l->d, 8), w_use(l->x), w_use(l->y));
    else if (l->op)
        W(s, l->op, w_def(l->d), w_use(l->x));
}

static void result_regs(Call *c, Moves *out, Ref r, Late *late)
{
    Sel *s = c->s;
    for (u32 k = 0; k < c->l.nret; k++) {
        const ArgLoc *l = &c->l.ret[k];
        for (u32 j = 0; j < l->n; j++) {
            u8 z = l->piece[j].size > 4 ? 8 : 4;
            c->x[c->nx++] = sized_def(l->piece[j].reg, z);
            c->made |= (RegSet)1 << l->piece[j].reg;
            if (l->agg && r)
                sel_add_move(out, sized_def(m_vreg(s->m, (RegClass)l->piece[j].cls, z), z),
                             sized_use(l->piece[j].reg, z));
        }
        Ref v = r && !l->agg && l->n ? result_of(s, r, k) : 0;
        if (v)
            scalar_result(c, out, v, l, &late[k]);
    }
}

static void note_call(Sel *s, u32 stack)
{
    s->m->has_call = true;
    s->m->out_args = MAX(s->m->out_args, ALIGN_UP(stack, 8));
}

static void ret_ins(Sel *s, const MOp *used, u32 n)
{
    MIns *i = sel_emitx(s, T_RET, 4, used, 0, n);
    i->flags |= MIF_BRANCH;
}

static void tail_call(Call *c, MOp to)
{
    Sel *s = c->s;
    put_moves(s, &c->in, false);
    MOp o[49];
    o[0] = to;
    memcpy(o + 1, c->x, c->nx * sizeof *o);
    MIns *j = sel_emitx(s, T_B, 4, o, 1, c->nx);
    j->flags |= MIF_BRANCH | MIF_TAIL;
}

static MIns *call_ins(Call *c, MOp to)
{
    MOp o[49];
    o[0] = to;
    memcpy(o + 1, c->x, c->nx * sizeof *o);
    MIns *call = sel_emitx(c->s, to.kind == MO_SYM ? T_BL : T_BLX, 4, o, 1, c->nx);
    call->flags |= MIF_CALL;
    return call;
}

void ts_call(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    Call c = {.s = s, .g = &s->f->mod->sig.v[i->sig]};
    Moves out = {.n = 0};
    Late late[4] = {{0}};
    bool tail = i->op == OP_TAILCALL;
    u32 hid = c.g->nret && c.g->ret[0].agg ? 1 : 0;
    call_locs(s->m->t, s->f->mod, c.g, s->m->mem, &c.l);
    MOp to = callee(s, a[0]);
    bool real_tail = tail && to.kind == MO_SYM && !c.l.stack && !hid && !s->m->need_fp &&
                     !s->ret_slot && !s->locs.sret && !s->m->variadic;
    arguments(&c, a + 1, hid);
    if (real_tail) {
        tail_call(&c, to);
        return;
    }
    note_call(s, c.l.stack);
    Reg place = hid && !c.l.sret ? ts_reg(s, a[1]) : 0;
    put_moves(s, &c.in, false);
    result_regs(&c, &out, tail ? 0 : r, late);
    MIns *call = call_ins(&c, to);
    call->clobber = s->m->t->cc[c.g->cc]->clobbered & ~c.made;
    if (tail) {
        MOp used[16];
        u32 n = 0;
        for (u32 k = 0; k < c.l.nret; k++)
            for (u32 j = 0; j < c.l.ret[k].n; j++)
                used[n++] = sized_use(c.l.ret[k].piece[j].reg, width(&c.l.ret[k], j));
        ret_ins(s, used, n);
        return;
    }
    put_moves(s, &out, true);
    for (u32 k = 0; k < 4; k++)
        put_late(s, &late[k]);
    if (place)
        for (u32 k = 0; k < c.l.ret[0].n; k++)
            store_piece(s, w_mem(place, c.l.ret[0].piece[k].off), out.d[k].reg,
                        c.l.ret[0].piece[k].size, c.l.ret[0].piece[k].cls);
}

void ts_libcall(Sel *s, const char *name, const MOp *arg, u32 n)
{
    Call c = {.s = s};
    const CallConv *cc = s->m->t->cc[CC_C];
    u64 *id = map_get(&s->f->mod->sym_by_name, str_of(name));   // made before threads start
    SymId y = id ? (SymId)*id : mod_sym(s->f->mod, str_of(name));
    for (u32 k = 0; k < n; k++)
        use_reg(&c, cc->int_arg[k], arg[k]);
    put_moves(s, &c.in, false);
    note_call(s, 0);
    call_ins(&c, o_sym(y, 0))->clobber = cc->clobbered;
}

/* returns */
static void ret_scalar(Call *c, Ref a, const ArgLoc *l, const Param *p)
{
    if (ir_ins(c->s->f, a)->op == OP_UNDEF)
        return;
    reg_arg(c, a, p, l);
}

void ts_ret(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    const CallLocs *l = &s->locs;
    const Sig *g = &s->f->mod->sig.v[s->f->sig];
    Call c = {.s = s, .g = g};
    if (!l->sret && l->nret && l->ret[0].agg) {
        for (u32 k = 0; k < l->ret[0].n; k++) {
            u8 z = l->ret[0].piece[k].cls == RC_FLT ? l->ret[0].piece[k].size : 4;
            Reg x = load_piece(s, w_slot(s->ret_slot - 1, l->ret[0].piece[k].off), z,
                               l->ret[0].piece[k].cls);
            use_reg(&c, l->ret[0].piece[k].reg, sized_use(x, z));
        }
    } else if (!l->sret) {
        for (u32 k = 0; k < i->narg; k++)
            ret_scalar(&c, a[k], &l->ret[k], &g->ret[k]);
    }
    put_moves(s, &c.in, false);
    ret_ins(s, c.x, c.nx);
}

// On bare metal a system call is one of the debugger's: operation and parameter block in r0 and r1
// (Semihosting for AArch32 and AArch64).
void ts_syscall(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    Call c = {.s = s};
    for (u32 k = 0; k < i->narg && k < 4; k++) {
        Ref a = ir_args(s->f, i)[k];
        MOp o = is_pair(ir_type(s->f, a)) ? pair_src(ts_lo(s, a), s) : word_src(s, a);
        use_reg(&c, (u8)(R0 + k), o);
    }
    put_moves(s, &c.in, false);
    c.x[c.nx++] = w_def(R0);
    MOp o[16];
    o[0] = o_imm(0xab);
    memcpy(o + 1, c.x, c.nx * sizeof *o);
    sel_emitx(s, T_BKPT, 4, o, 1, c.nx);
    if (s->reg[r])
        ts_mov(s, s->reg[r], R0);
    if (s->hi[r])
        W(s, T_ASR, w_def(s->hi[r]), w_use(sel_vreg(s, r)), o_imm(31));
}

void ts_vastart(Sel *s, Ref r)
{
    Reg at = new_int(s);
    MOp ap = ts_addr(s, ir_args(s->f, ir_ins(s->f, r))[0], 0, ADDR_ANY);
    i64 off = s->locs.nint < 4 ? 4 * (i64)s->locs.nint - 16 : s->locs.stack;
    W(s, T_LEA, w_def(at), incoming(off));
    ts_store(s, ap, at, T_I32);
}
