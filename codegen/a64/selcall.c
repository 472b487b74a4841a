// selcall.c - AArch64 selection at function borders: entry, calls, returns, variadic arguments,
// system calls
#include "codegen/a64/sel.h"

static const Type int_of_size[] = {T_VOID, T_I8, T_I16, T_VOID, T_I32, T_VOID, T_VOID, T_VOID,
                                   T_I64};

// The `n` bytes (1..8) at m, zero-extended in a register.
static Reg load_piece(Sel *s, MOp m, u8 n, u8 cls)
{
    Reg d = m_vreg(s->m, (RegClass)cls, 8);
    if (cls == RC_FLT) {
        a64_load(s, d, m, n == 4 ? T_F32 : T_F64, n, false);
        return d;
    }
    if (int_of_size[n] != T_VOID) {
        a64_load(s, d, m, int_of_size[n], 4, false);
        return d;
    }
    u8 low = n > 4 ? 4 : 2;
    Reg a = load_piece(s, o_at(m, 0, low), low, RC_INT);
    Reg b = load_piece(s, o_at(m, low, 1), (u8)(n - low), RC_INT);
    E(s, A_ORR, 8, o_def(d, 8), o_use(a, 8), o_ext(b, 8, XT_LSL, 8 * low));
    return d;
}

static void store_piece(Sel *s, MOp m, Reg v, u8 n, u8 cls)
{
    static const u8 part[] = {8, 4, 2, 1};
    u8 off = 0;
    if (cls == RC_FLT) {
        a64_store(s, m, o_use(v, n), n == 4 ? T_F32 : T_F64);
        return;
    }
    for (u32 k = 0; k < COUNT(part); k++) {
        u8 z = part[k];
        if (n - off < z)
            continue;
        a64_store(s, o_at(m, off, z), o_use(v, MAX(z, 4)), int_of_size[z]);
        off += z;
        if (off == n)
            return;
        Reg w = new_int(s);
        E(s, A_LSR, 8, o_def(w, 8), o_use(v, 8), o_imm(8 * z));
        v = w;
    }
}

static MOp frame_mem(i64 off, u8 flags)
{
    MOp m = o_mem(0, off, 8);
    m.flags = flags;
    return m;
}

/* entry */
static void entry_param(Sel *s, Ref p, const Param *pr, const ArgLoc *l, Moves *v)
{
    Type t = (Type)pr->type;
    u8 z = opsize(t);
    if (!s->reg[p])
        return;
    MOp in = frame_mem(l->off, MOF_CFA);
    if (l->agg && l->stack) {
        a64_lea(s, s->reg[p], in);
    } else if (l->agg) {
        u32 slot = m_slot(s->m, 32, 8);
        for (u32 k = 0; k < l->n; k++)
            store_piece(s, o_slot(slot, l->piece[k].off, 8), l->piece[k].reg,
                        l->piece[k].cls == RC_FLT ? l->piece[k].size : 8, l->piece[k].cls);
        a64_lea(s, s->reg[p], o_slot(slot, 0, 8));
    } else if (l->stack) {
        a64_load(s, s->reg[p], in, t, 4, false);
    } else {
        sel_add_move(v, o_def(s->reg[p], z), o_use(l->piece[0].reg, z));
    }
}

// The registers that may hold unnamed arguments: the general ones, then the vector ones.
static void save_variadic(Sel *s, const CallConv *cc)
{
    for (u32 k = s->locs.nint; k < cc->nint_arg; k++)
        E(s, A_STR, 8, o_use(cc->int_arg[k], 8), o_slot(s->save_slot - 1, 8 * k, 8));
    for (u32 k = s->locs.nflt; k < cc->nflt_arg; k++)
        E(s, A_FSTR, 16, o_use(cc->flt_arg[k], 16), o_slot(s->save_slot - 1, 64 + 16 * k, 16));
}

// Block 0: the argument registers appear, what must be in memory is stored, the rest is copied.
void a64_entry(Sel *s)
{
    Fn *f = s->f;
    const Sig *g = &f->mod->sig.v[f->sig];
    const Blk *b = ir_blk(f, f->entry);
    const CallConv *cc = s->m->t->cc[g->cc];
    Moves v = {.n = 0};
    MOp o[24];
    u32 n = 0, hid = sel_hidden(s);
    s->b = s->m->blk.v[0];
    s->at = NULL;
    s->loc = f->loc;
    u32 nint = s->save_slot ? cc->nint_arg : s->locs.nint,
        nflt = s->save_slot ? cc->nflt_arg : s->locs.nflt;
    for (u32 k = 0; k < nint; k++)
        o[n++] = o_def(cc->int_arg[k], 8);
    for (u32 k = 0; k < nflt; k++)
        o[n++] = o_def(cc->flt_arg[k], 8);
    if (s->locs.sret)
        o[n++] = o_def(s->locs.sret_reg, 8);
    sel_emit(s, M_ENTRY, 8, o, n);
    if (s->save_slot)
        save_variadic(s, cc);
    // what goes to memory first: the copy then ends the life of the argument registers
    if (s->locs.sret)
        sel_add_move(&v, o_def(s->sret, 8), o_use(s->locs.sret_reg, 8));
    for (u32 k = 0; k < g->nparam && k + hid < b->param.n; k++)
        if (s->locs.arg[k].agg)
            entry_param(s, b->param.v[k + hid], &g->param[k], &s->locs.arg[k], &v);
    for (u32 k = 0; k < g->nparam && k + hid < b->param.n; k++)
        if (!s->locs.arg[k].agg && !s->locs.arg[k].stack)
            entry_param(s, b->param.v[k + hid], &g->param[k], &s->locs.arg[k], &v);
    sel_put_moves(s, &v);
    for (u32 k = 0; k < g->nparam && k + hid < b->param.n; k++)
        if (!s->locs.arg[k].agg && s->locs.arg[k].stack)
            entry_param(s, b->param.v[k + hid], &g->param[k], &s->locs.arg[k], &v);
    if (hid && s->reg[b->param.v[0]]) {
        Reg d = s->reg[b->param.v[0]];
        if (s->locs.sret)
            sel_one_move(s, o_def(d, 8), o_use(s->sret, 8));
        else
            a64_lea(s, d, o_slot(s->ret_slot - 1, 0, 8));
    }
    sel_jump(s, s->mblk[f->entry]);
}

// A small integer as the convention wants it: extended.
static MOp widened(Sel *s, Ref r, const Param *p)
{
    u8 z = tsize((Type)p->type);
    if (z >= 4 || type_is_flt((Type)p->type) || p->ext == EXT_NONE)
        return a64_copy_src(s, r);
    i64 k;
    if (ir_is_int(s->f, r, &k)) {
        MOp o = o_imm(p->ext == EXT_SIGN ? k : k & (z == 1 ? 0xff : 0xffff));
        o.size = 4;
        return o;
    }
    return o_use(a64_extended(s, r, p->ext == EXT_SIGN), 4);
}

/* returns */
static void ret_ins(Sel *s, const MOp *used, u32 n)
{
    sel_emitx(s, A_RET, 8, used, 0, n)->flags |= MIF_BRANCH;
}

void a64_ret(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    const CallLocs *l = &s->locs;
    Moves v = {.n = 0};
    MOp used[8];
    u32 n = 0;
    if (!l->sret && l->nret && l->ret[0].agg) {
        for (u32 k = 0; k < l->ret[0].n; k++) {
            u8 cls = l->ret[0].piece[k].cls, reg = l->ret[0].piece[k].reg;
            u8 z = cls == RC_FLT ? l->ret[0].piece[k].size : 8;
            Reg x = load_piece(s, o_slot(s->ret_slot - 1, l->ret[0].piece[k].off, 8), z, cls);
            sel_add_move(&v, o_def(reg, 8), o_use(x, 8));
            used[n++] = o_use(reg, 8);
        }
    } else if (!l->sret) {
        const Sig *g = &s->f->mod->sig.v[s->f->sig];
        bool extend = s->m->t->cc[g->cc]->flags & CV_RET_EXT;
        for (u32 k = 0; k < i->narg; k++) {
            u8 reg = l->ret[k].piece[0].reg, z = opsize((Type)g->ret[k].type);
            if (ir_ins(s->f, a[k])->op == OP_UNDEF)
                continue;
            used[n++] = o_use(reg, z);
            sel_add_move(&v, o_def(reg, z),
                         extend ? widened(s, a[k], &g->ret[k]) : a64_copy_src(s, a[k]));
        }
    }
    sel_put_moves(s, &v);
    ret_ins(s, used, n);
}

/* calls */
static void stack_arg(Sel *s, Ref a, const Param *p, const ArgLoc *l)
{
    MOp out = frame_mem(l->off, MOF_OUT);
    if (l->agg) {
        MOp src = a64_block_addr(s, a);
        for (u32 done = 0; done < l->size; done += 128) {
            if (done && !(src.flags & MOF_SLOT)) {
                Reg next = new_int(s);
                a64_lea(s, next, o_at(src, 128, 8));
                src = o_mem(next, 0, 8);
            } else if (done) {
                src.imm += 128;
            }
            a64_copy_bytes(s, o_at(out, done, 8), src, MIN(l->size - done, 128u));
        }
        return;
    }
    Type t = (Type)p->type;
    MOp v = widened(s, a, p);
    if (v.kind != MO_REG && !(v.kind == MO_IMM && v.imm == 0))
        v = o_use(a64_reg(s, a), 8);
    // what is above the value in its place is nobody's business
    a64_store(s, out, v, v.kind == MO_IMM && type_is_flt(t) ? int_of_size[type_size(t)] : t);
}

typedef struct Call {
    Sel *s;
    const Sig *g;
    CallLocs l;
    Moves in;
    MOp x[48];       // registers used, then defined
    u32 nx;
    RegSet made;
} Call;

static void use_reg(Call *c, u8 reg, MOp src)
{
    sel_add_move(&c->in, o_def(reg, src.size ? src.size : 8), src);
    c->x[c->nx++] = o_use(reg, 8);
}

static MOp copy_slot(const Sel *s, u32 off)
{
    return o_slot(s->copy_slot - 1, off, 8);
}

// Aggregates by reference: the callee owns what it is given, so it gets a copy. The copies of all
// calls share one slot, since no two calls are under way at once. They are made before anything
// else, because a large one is itself a call.
static void copy_args(Call *c, const Ref *a, u32 hid, u32 *off)
{
    Sel *s = c->s;
    u32 end = 0;
    for (u32 k = 0; k < c->g->nparam; k++) {
        if (!c->l.arg[k].byref)
            continue;
        const Agg *g = &s->f->mod->agg.v[c->g->param[k].agg - 1];
        if (!s->copy_slot)
            s->copy_slot = m_slot(s->m, 0, 16) + 1;
        off[k] = end = ALIGN_UP(end, MAX(g->align, 16));
        end += g->size;
        MSlot *slot = &s->m->slot.v[s->copy_slot - 1];
        slot->size = MAX(slot->size, end);
        slot->align = MAX(slot->align, g->align);
        a64_copy_agg(s, copy_slot(s, off[k]), a[k + hid], g->size);
    }
}

static void byref_arg(Call *c, const ArgLoc *l, u32 off)
{
    Sel *s = c->s;
    Reg p = new_int(s);
    a64_lea(s, p, copy_slot(s, off));
    if (l->stack)
        a64_store(s, frame_mem(l->off, MOF_OUT), o_use(p, 8), T_I64);
    else
        use_reg(c, l->piece[0].reg, o_use(p, 8));
}

static void arguments(Call *c, const Ref *a, u32 hid)
{
    Sel *s = c->s;
    u32 *off = arena_array(s->m->mem, u32, c->g->nparam + 1);
    copy_args(c, a, hid, off);
    for (u32 k = 0; k < c->g->nparam; k++)
        if (c->l.arg[k].stack && !c->l.arg[k].byref)
            stack_arg(s, a[k + hid], &c->g->param[k], &c->l.arg[k]);
    if (c->l.sret)
        use_reg(c, c->l.sret_reg, a64_copy_src(s, a[0]));
    for (u32 k = 0; k < c->g->nparam; k++) {
        const ArgLoc *l = &c->l.arg[k];
        if (l->byref)
            byref_arg(c, l, off[k]);
        if (l->byref || l->stack || !l->n)
            continue;
        if (!l->agg) {
            use_reg(c, l->piece[0].reg, widened(s, a[k + hid], &c->g->param[k]));
            continue;
        }
        MOp src = a64_block_addr(s, a[k + hid]);
        for (u32 j = 0; j < l->n; j++) {
            u8 n = l->piece[j].size;
            use_reg(c, l->piece[j].reg,
                    o_use(load_piece(s, o_at(src, l->piece[j].off, n), n, l->piece[j].cls), 8));
        }
    }
}

static MOp callee(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    if (i->op == OP_SYM && i->u.s.off == 0)
        return o_sym(i->u.s.sym, 0);
    return o_use(a64_reg(s, r), 8);
}

static void result_regs(Call *c, Moves *out, Ref r, Ref place)
{
    Sel *s = c->s;
    for (u32 k = 0; k < c->l.nret; k++) {
        const ArgLoc *l = &c->l.ret[k];
        for (u32 j = 0; j < l->n; j++) {
            c->x[c->nx++] = o_def(l->piece[j].reg, 8);
            c->made |= (RegSet)1 << l->piece[j].reg;
        }
        if (l->agg) {
            for (u32 j = 0; j < l->n && place; j++)
                sel_add_move(out, o_def(m_vreg(s->m, (RegClass)l->piece[j].cls, 8), 8),
                             o_use(l->piece[j].reg, 8));
            continue;
        }
        u8 z = opsize((Type)c->g->ret[k].type);
        Ref v = k == 0 ? r : 0;
        for (Ref n = ir_ins(s->f, r)->next; n && k; n = ir_ins(s->f, n)->next)
            if (ir_ins(s->f, n)->op == OP_RES && ir_args(s->f, ir_ins(s->f, n))[0] == r &&
                ir_ins(s->f, n)->aux == k && s->reg[n])
                v = n;
        if (v && s->reg[v])
            sel_add_move(out, o_def(s->reg[v], z), o_use(l->piece[0].reg, z));
    }
}

static void note_call(Sel *s, u32 stack)
{
    s->m->has_call = true;
    s->m->out_args = MAX(s->m->out_args, (u32)ALIGN_UP(stack, 16));
}

static bool leaves_by_jump(const Call *c)
{
    const Sel *s = c->s;
    if (c->l.stack || c->l.sret || s->m->need_fp || s->ret_slot || s->locs.sret || s->copy_slot)
        return false;
    for (u32 k = 0; k < c->g->nparam; k++)
        if (c->l.arg[k].byref)
            return false;
    return !(c->g->nret && c->g->ret[0].agg);
}

// Through a pointer by way of x15, which carries no argument.
static void tail_call(Call *c, Ref fn)
{
    Sel *s = c->s;
    MOp o[49] = {callee(s, fn)};
    if (o[0].kind != MO_SYM) {
        sel_add_move(&c->in, o_def(X0 + 15, 8), o[0]);
        o[0] = o_use(X0 + 15, 8);
    }
    sel_put_moves(s, &c->in);
    memcpy(o + 1, c->x, c->nx * sizeof *o);
    MIns *j = sel_emitx(s, o[0].kind == MO_SYM ? A_B : A_BR, 8, o, 1, c->nx);
    j->flags |= MIF_BRANCH | MIF_TAIL;
}

void a64_call(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    Call c = {.s = s, .g = &s->f->mod->sig.v[i->sig]};
    Moves out = {.n = 0};
    bool tail = i->op == OP_TAILCALL;
    u32 hid = c.g->nret && c.g->ret[0].agg ? 1 : 0;
    call_locs(s->m->t, s->f->mod, c.g, s->m->mem, &c.l);
    bool real_tail = tail && leaves_by_jump(&c);
    MOp o[49];
    if (!real_tail)
        o[0] = callee(s, a[0]);
    arguments(&c, a + 1, hid);
    if (real_tail) {
        tail_call(&c, a[0]);
        return;
    }
    note_call(s, c.l.stack);
    MOp place = {0};
    if (hid && !c.l.sret)
        place = o_mem(a64_reg(s, a[1]), 0, 8);
    sel_put_moves(s, &c.in);
    if (!tail)
        result_regs(&c, &out, r, hid ? a[1] : 0);
    else
        for (u32 k = 0; k < c.l.nret; k++)
            for (u32 j = 0; j < c.l.ret[k].n; j++)
                c.x[c.nx++] = o_def(c.l.ret[k].piece[j].reg, 8);
    memcpy(o + 1, c.x, c.nx * sizeof *o);
    MIns *call = sel_emitx(s, o[0].kind == MO_SYM ? A_BL : A_BLR, 8, o, 1, c.nx);
    call->flags |= MIF_CALL;
    call->clobber = s->m->t->cc[c.g->cc]->clobbered & ~c.made;
    if (tail) {
        MOp used[8];
        u32 n = 0;
        for (u32 k = 0; k < c.l.nret; k++)
            for (u32 j = 0; j < c.l.ret[k].n; j++)
                used[n++] = o_use(c.l.ret[k].piece[j].reg, 8);
        for (u32 k = 0; k < n; k++)
            call->clobber &= ~((RegSet)1 << used[k].reg);
        ret_ins(s, used, n);
        return;
    }
    sel_put_moves(s, &out);
    if (hid && !c.l.sret)
        for (u32 k = 0; k < out.n; k++)
            store_piece(s, o_at(place, c.l.ret[0].piece[k].off, 8), out.d[k].reg,
                        c.l.ret[0].piece[k].size, c.l.ret[0].piece[k].cls);
}

void a64_libcall(Sel *s, const char *name, const MOp *arg, u32 n)
{
    Call c = {.s = s};
    const CallConv *cc = s->m->t->cc[CC_C];
    u64 *id = map_get(&s->f->mod->sym_by_name, str_of(name));   // made before threads start
    SymId y = id ? (SymId)*id : mod_sym(s->f->mod, str_of(name));
    for (u32 k = 0; k < n; k++)
        use_reg(&c, cc->int_arg[k], arg[k]);
    sel_put_moves(s, &c.in);
    note_call(s, 0);
    MOp o[9];
    o[0] = o_sym(y, 0);
    memcpy(o + 1, c.x, c.nx * sizeof *o);
    MIns *call = sel_emitx(s, A_BL, 8, o, 1, c.nx);
    call->flags |= MIF_CALL;
    call->clobber = cc->clobbered;
}

// Linux has the number in x8. Programs of macOS go through libSystem.
void a64_syscall(Sel *s, Ref r)
{
    static const u8 reg[] = {X8, X0, X0 + 1, X0 + 2, X0 + 3, X0 + 4, X0 + 5};
    const Ins *i = ir_ins(s->f, r);
    Call c = {.s = s};
    for (u32 k = 0; k < i->narg && k < COUNT(reg); k++)
        use_reg(&c, reg[k], a64_copy_src(s, ir_args(s->f, i)[k]));
    sel_put_moves(s, &c.in);
    MOp o[16];
    o[0] = o_imm(0);
    memcpy(o + 1, c.x, c.nx * sizeof *o);
    o[++c.nx] = o_def(X0, 8);
    sel_emitx(s, A_SVC, 8, o, 1, c.nx);
    if (s->reg[r])
        sel_one_move(s, o_def(s->reg[r], 8), o_use(X0, 8));
}

Reg a64_tlv(Sel *s, SymId sym)
{
    MOp o[2] = {o_mem(0, 0, 8), o_def(X0, 8)};
    Reg d = new_int(s);
    o[0].sym = sym;
    MIns *call = sel_emitx(s, A_TLVCALL, 8, o, 1, 1);
    call->flags |= MIF_CALL;
    call->clobber = s->m->t->cc[CC_C]->clobbered & ~((RegSet)1 << X0);
    note_call(s, 0);
    sel_one_move(s, o_def(d, 8), o_use(X0, 8));
    return d;
}

// struct { void *stack, *gr_top, *vr_top; int gr_offs, vr_offs; }; where variadic arguments are all
// in memory, the address of the first.
void a64_vastart(Sel *s, Ref r)
{
    const CallConv *cc = s->m->t->cc[CC_C];
    MOp ap = a64_block_addr(s, ir_args(s->f, ir_ins(s->f, r))[0]);
    Reg stack = new_int(s);
    a64_lea(s, stack, frame_mem(s->locs.stack, MOF_CFA));
    a64_store(s, ap, o_use(stack, 8), T_I64);
    if (cc->flags & CV_VA_STACK)
        return;
    const u32 end[2] = {8 * cc->nint_arg, 8 * cc->nint_arg + 16 * cc->nflt_arg};
    const i64 left[2] = {-8 * (i64)(cc->nint_arg - s->locs.nint),
                         -16 * (i64)(cc->nflt_arg - s->locs.nflt)};
    for (u32 k = 0; k < 2; k++) {
        Reg top = new_int(s), n = new_int(s);
        if (s->save_slot) {
            a64_lea(s, top, o_slot(s->save_slot - 1, end[k], 8));
            a64_store(s, o_at(ap, 8 + 8 * k, 8), o_use(top, 8), T_I64);
        }
        a64_mov_imm(s, n, left[k], 4);
        a64_store(s, o_at(ap, 24 + 4 * k, 4), o_use(n, 4), T_I32);
    }
}
