// selcall.c - AMD64 selection at function borders: entry, calls, returns, variadic arguments,
// system calls
#include "codegen/x64/sel.h"

// The `n` bytes (1..8) at m, zero-extended in a register.
static Reg load_piece(Sel *s, MOp m, u8 n, u8 cls)
{
    Reg d = m_vreg(s->m, (RegClass)cls, 8);
    if (cls == RC_FLT) {
        sel_load(s, d, m, n == 4 ? T_F32 : T_F64);
        return d;
    }
    static const Type by_size[] = {T_VOID, T_I8, T_I16, T_VOID, T_I32, T_VOID, T_VOID, T_VOID,
                                   T_I64};
    if (by_size[n] != T_VOID) {
        sel_load(s, d, m, by_size[n]);
        return d;
    }
    u8 low = n > 4 ? 4 : 2;
    Reg a = load_piece(s, o_at(m, 0, low), low, RC_INT);
    Reg b = load_piece(s, o_at(m, low, 1), (u8)(n - low), RC_INT), c = new_int(s);
    E(s, X_SHL, 8, o_def(c, 8), o_tie(b, 8), o_imm(8 * low));
    E(s, X_OR, 8, o_def(d, 8), o_tie(a, 8), o_use(c, 8));
    return d;
}

static void store_piece(Sel *s, MOp m, Reg v, u8 n, u8 cls)
{
    if (cls == RC_FLT) {
        sel_store(s, m, v, n == 4 ? T_F32 : T_F64);
        return;
    }
    static const u8 part[] = {8, 4, 2, 1};
    u8 off = 0;
    for (u32 k = 0; k < COUNT(part); k++) {
        u8 z = part[k];
        if (n - off < z)
            continue;
        E(s, X_MOV, z, o_at(m, off, z), o_use(v, z));
        off += z;
        if (off == n)
            return;
        Reg w = new_int(s);
        E(s, X_SHR, 8, o_def(w, 8), o_tie(v, 8), o_imm(8 * z));
        v = w;
    }
}

/* entry */
static void entry_param(Sel *s, Ref p, const Param *pr, const ArgLoc *l, Moves *v)
{
    Type t = (Type)pr->type;
    u8 z = opsize(t);
    if (!s->reg[p])
        return;
    MOp in = o_mem(0, l->off, z);
    in.flags = MOF_CFA;
    if (l->agg && l->stack) {
        E(s, X_LEA, 8, o_def(s->reg[p], 8), in);
    } else if (l->agg) {
        u32 slot = m_slot(s->m, 16, 8);
        for (u32 k = 0; k < l->n; k++)
            E(s, l->piece[k].cls == RC_FLT ? X_MOVS : X_MOV, 8, o_slot(slot, l->piece[k].off, 8),
              o_use(l->piece[k].reg, 8));
        E(s, X_LEA, 8, o_def(s->reg[p], 8), o_slot(slot, 0, 8));
    } else if (l->stack) {
        sel_load(s, s->reg[p], in, t);
    } else {
        sel_add_move(v, o_def(s->reg[p], z), o_use(l->piece[0].reg, z));
    }
}

// The registers that may hold unnamed arguments go to the save area, or where the convention has
// shadow space to their places before the arguments in memory, with which they form one array.
static void save_variadic(Sel *s, const CallConv *cc)
{
    for (u32 k = s->locs.nint; k < cc->nint_arg; k++) {
        MOp home = o_mem(0, 8 * k, 8);
        home.flags = MOF_CFA;
        E(s, X_MOV, 8, cc->shadow ? home : o_slot(s->save_slot - 1, 8 * k, 8),
          o_use(cc->int_arg[k], 8));
    }
    for (u32 k = s->locs.nflt; k < cc->nflt_arg && !cc->shadow; k++)
        E(s, X_MOVUPS, 16, o_slot(s->save_slot - 1, 48 + 16 * k, 16), o_use(cc->flt_arg[k], 16));
}

// Block 0: the argument registers appear, what must be in memory is stored, the rest is copied.
void sel_entry(Sel *s)
{
    Fn *f = s->f;
    const Sig *g = &f->mod->sig.v[f->sig];
    const Blk *b = ir_blk(f, f->entry);
    const CallConv *cc = s->m->t->cc[g->cc];
    Moves v = {.n = 0};
    MOp o[16];
    u32 n = 0, hid = sel_hidden(s);
    s->b = s->m->blk.v[0];
    s->at = NULL;
    s->loc = f->loc;
    u32 nint = g->variadic ? cc->nint_arg : s->locs.nint,
               nflt = g->variadic ? cc->nflt_arg : s->locs.nflt;
    for (u32 k = 0; k < nint; k++)
        o[n++] = o_def(cc->int_arg[k], 8);
    for (u32 k = 0; k < nflt; k++)
        o[n++] = o_def(cc->flt_arg[k], 8);
    sel_emit(s, M_ENTRY, 8, o, n);
    if (g->variadic)
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
            E(s, X_LEA, 8, o_def(d, 8), o_slot(s->ret_slot - 1, 0, 8));
    }
    MIns *j = E(s, X_JMP, 8, o_blk(s->mblk[f->entry]));
    j->flags |= MIF_BRANCH;
    vec_push(s->m->mem, &s->b->succ, s->mblk[f->entry]);
}

/* returns */
static void ret_ins(Sel *s, const MOp *used, u32 n)
{
    MIns *i = sel_emitx(s, X_RET, 8, used, 0, n);
    i->flags |= MIF_BRANCH;
}

void sel_ret(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    const CallLocs *l = &s->locs;
    Moves v = {.n = 0};
    MOp used[8];
    u32 n = 0;
    if (l->sret) {
        sel_add_move(&v, o_def(RAX, 8), o_use(s->sret, 8));
        used[n++] = o_use(RAX, 8);
    } else if (l->nret && l->ret[0].agg) {
        for (u32 k = 0; k < l->ret[0].n; k++) {
            u8 cls = l->ret[0].piece[k].cls, reg = l->ret[0].piece[k].reg;
            Reg x = load_piece(s, o_slot(s->ret_slot - 1, l->ret[0].piece[k].off, 8), 8, cls);
            sel_add_move(&v, o_def(reg, 8), o_use(x, 8));
            used[n++] = o_use(reg, 8);
        }
    } else {
        const Sig *g = &s->f->mod->sig.v[s->f->sig];
        for (u32 k = 0; k < i->narg; k++) {
            u8 reg = l->ret[k].piece[0].reg, z = opsize((Type)g->ret[k].type);
            used[n++] = o_use(reg, z);
            if (ir_ins(s->f, a[k])->op == OP_UNDEF)
                n--;
            else
                sel_add_move(&v, o_def(reg, z), sel_copy_src(s, a[k]));
        }
    }
    sel_put_moves(s, &v);
    ret_ins(s, used, n);
}

/* calls */
static MOp widened(Sel *s, Ref r, const Param *p)
{
    u8 z = tsize((Type)p->type);
    if (z >= 4 || type_is_flt((Type)p->type) || p->ext == EXT_NONE)
        return sel_copy_src(s, r);
    i64 k;
    Reg d = new_int(s);
    if (ir_is_int(s->f, r, &k)) {
        MOp o = o_imm(p->ext == EXT_SIGN ? k : k & (z == 1 ? 0xff : 0xffff));
        o.size = 4;
        return o;
    }
    u16 op = p->ext == EXT_SIGN ? (z == 1 ? X_MOVSX1 : X_MOVSX2) : z == 1 ? X_MOVZX1 : X_MOVZX2;
    E(s, op, 4, o_def(d, 4), o_use(sel_reg(s, r), z));
    return o_use(d, 4);
}

static MOp out_area(u32 off)
{
    MOp m = o_mem(0, off, 8);
    m.flags = MOF_OUT;
    return m;
}

static void stack_arg(Sel *s, Ref a, const Param *p, const ArgLoc *l)
{
    if (l->agg) {
        MOp src = sel_addr(s, a, 0, 8);
        u32 done = 0;
        while (done < l->size) {
            u32 n = MIN(l->size - done, 128);
            sel_copy_bytes(s, o_at(out_area(l->off), done, 8), o_at(src, done, 8), n);
            done += n;
        }
        return;
    }
    MOp v = widened(s, a, p);
    bool flt = type_is_flt((Type)p->type);
    u8 z = opsize((Type)p->type);
    if (v.kind == MO_IMM && fits32(v.imm)) {
        E(s, X_MOV, 8, out_area(l->off), o_imm(v.imm));
        return;
    }
    Reg x = v.kind == MO_REG ? v.reg : sel_reg(s, a);
    E(s, flt ? X_MOVS : X_MOV, z, o_at(out_area(l->off), 0, z), o_use(x, z));
}

typedef struct Call {
    Sel *s;
    const Sig *g;
    CallLocs l;
    Moves in;
    MOp x[40];       // registers used, then defined
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
        s->m->keep_fp |= g->align > 16;
        sel_copy_agg(s, copy_slot(s, off[k]), a[k + hid], g->size);
    }
}

static void byref_arg(Call *c, const ArgLoc *l, u32 off)
{
    Sel *s = c->s;
    Reg p = new_int(s);
    E(s, X_LEA, 8, o_def(p, 8), copy_slot(s, off));
    if (l->stack)
        E(s, X_MOV, 8, out_area(l->off), o_use(p, 8));
    else
        use_reg(c, l->piece[0].reg, o_use(p, 8));
}

// A variadic float travels in the integer register of its place as well.
static void dup_arg(Call *c, const ArgLoc *l, Ref a)
{
    Reg x = new_int(c->s);
    E(c->s, X_MOVD, 8, o_def(x, 8), o_use(sel_reg(c->s, a), 8));
    use_reg(c, l->dup, o_use(x, 8));
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
        use_reg(c, c->l.sret_reg, sel_copy_src(s, a[0]));
    for (u32 k = 0; k < c->g->nparam; k++) {
        const ArgLoc *l = &c->l.arg[k];
        if (l->byref)
            byref_arg(c, l, off[k]);
        if (l->byref || l->stack || !l->n)
            continue;
        if (l->dup)
            dup_arg(c, l, a[k + hid]);
        if (!l->agg) {
            use_reg(c, l->piece[0].reg, widened(s, a[k + hid], &c->g->param[k]));
            continue;
        }
        MOp src = sel_addr(s, a[k + hid], 0, 8);
        for (u32 j = 0; j < l->n; j++) {
            u8 n = l->piece[j].size;
            use_reg(c, l->piece[j].reg,
                    o_use(load_piece(s, o_at(src, l->piece[j].off, n), n, l->piece[j].cls), 8));
        }
    }
    const CallConv *cc = s->m->t->cc[c->g->cc];
    if (c->g->variadic && cc->variadic_count_reg) {
        MOp n = o_imm(c->l.nflt);
        n.size = 4;
        use_reg(c, cc->variadic_count_reg, n);
    }
}

static MOp callee(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    if (i->op == OP_SYM && i->u.s.off == 0)
        return o_sym(i->u.s.sym, 0);
    if (sel_foldable(s, r, 8))
        return sel_addr(s, ir_args(s->f, i)[0], 0, 8);
    MOp o = o_use(sel_reg(s, r), 8);
    o.flags |= MOF_FOLD;
    return o;
}

static void result_regs(Call *c, Moves *out, Ref r, Ref sret)
{
    Sel *s = c->s;
    for (u32 k = 0; k < c->l.nret; k++) {
        const ArgLoc *l = &c->l.ret[k];
        for (u32 j = 0; j < l->n; j++) {
            c->x[c->nx++] = o_def(l->piece[j].reg, 8);
            c->made |= (RegSet)1 << l->piece[j].reg;
        }
        if (l->agg) {
            for (u32 j = 0; j < l->n && sret; j++)
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
    s->m->out_args = MAX(s->m->out_args, ALIGN_UP(stack, 16));
}

static void tail_call(Call *c, Ref fn)
{
    Sel *s = c->s;
    MOp to = callee(s, fn);
    if (to.kind != MO_SYM) {
        if (to.kind == MO_MEM) {
            Reg x = new_int(s);
            E(s, X_MOV, 8, o_def(x, 8), to);
            to = o_use(x, 8);
        }
        to.flags &= ~MOF_FOLD;
        sel_add_move(&c->in, o_def(R11, 8), to);
        to = o_use(R11, 8);
    }
    sel_put_moves(s, &c->in);
    MOp o[41];
    o[0] = to;
    memcpy(o + 1, c->x, c->nx * sizeof *o);
    MIns *j = sel_emitx(s, X_JMP, 8, o, 1, c->nx);
    j->flags |= MIF_BRANCH | MIF_TAIL;
}

// Nothing of this frame may be needed by the callee, and it must find the shadow space it expects.
static bool leaves_by_jump(const Call *c)
{
    const Sel *s = c->s;
    const Mod *m = s->f->mod;
    u32 shadow = s->m->t->cc[c->g->cc]->shadow;
    bool copies = false;
    for (u32 k = 0; k < c->g->nparam; k++)
        copies |= c->l.arg[k].byref;
    return c->l.stack == shadow && shadow <= s->m->t->cc[m->sig.v[s->f->sig].cc]->shadow &&
           !copies && !(c->g->nret && c->g->ret[0].agg) && !s->m->need_fp && !s->ret_slot &&
           !s->locs.sret;
}

void sel_call(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    Call c = {.s = s, .g = &s->f->mod->sig.v[i->sig]};
    Moves out = {.n = 0};
    bool tail = i->op == OP_TAILCALL;
    u32 hid = c.g->nret && c.g->ret[0].agg ? 1 : 0;
    call_locs(s->m->t, s->f->mod, c.g, s->m->mem, &c.l);
    bool real_tail = tail && leaves_by_jump(&c);
    MOp to = {0};
    if (!real_tail)
        to = callee(s, a[0]);
    arguments(&c, a + 1, hid);
    if (real_tail) {
        tail_call(&c, a[0]);
        return;
    }
    note_call(s, c.l.stack);
    MOp place = {0};
    if (hid && !c.l.sret)
        place = o_mem(sel_reg(s, a[1]), 0, 8);
    sel_put_moves(s, &c.in);
    if (!tail)
        result_regs(&c, &out, r, hid ? a[1] : 0);
    else
        for (u32 k = 0; k < c.l.nret; k++)
            for (u32 j = 0; j < c.l.ret[k].n; j++)
                c.x[c.nx++] = o_def(c.l.ret[k].piece[j].reg, 8);
    MOp o[41];
    o[0] = to;
    memcpy(o + 1, c.x, c.nx * sizeof *o);
    MIns *call = sel_emitx(s, X_CALL, 8, o, 1, c.nx);
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

SymId x64_lib_sym(const Fn *f, const char *name)
{
    u64 *id = map_get(&f->mod->sym_by_name, str_of(name));   // made before threads start
    return id ? (SymId)*id : mod_sym(f->mod, str_of(name));
}

void sel_symbol_call(Sel *s, const char *name, const MOp *x, u32 nx, RegSet clobber)
{
    MOp o[9];
    assert(nx < COUNT(o));
    o[0] = o_sym(x64_lib_sym(s->f, name), 0);
    memcpy(o + 1, x, nx * sizeof *o);
    MIns *call = sel_emitx(s, X_CALL, 8, o, 1, nx);
    call->flags |= MIF_CALL;
    call->clobber = clobber;
    s->m->has_call = true;
}

void sel_libcall(Sel *s, const char *name, const MOp *arg, u32 n)
{
    Call c = {.s = s};
    const CallConv *cc = s->m->t->cc[CC_C];
    for (u32 k = 0; k < n; k++)
        use_reg(&c, cc->int_arg[k], arg[k]);
    sel_put_moves(s, &c.in);
    note_call(s, cc->shadow);
    sel_symbol_call(s, name, c.x, c.nx, cc->clobbered);
}

// macOS: the variable's descriptor begins with a function that takes the descriptor and returns the
// address of the variable.
Reg sel_descriptor_call(Sel *s, SymId tls)
{
    Reg d = m_vreg(s->m, RC_INT, 8), at = m_vreg(s->m, RC_INT, 8);
    MOp slot = o_mem(0, 0, 8);
    slot.sym = tls;
    slot.tls = true;
    E(s, X_MOV, 8, o_def(d, 8), slot);
    sel_one_move(s, o_def(RDI, 8), o_use(d, 8));
    MOp o[3] = {o_mem(d, 0, 8), o_use(RDI, 8), o_def(RAX, 8)};
    MIns *call = sel_emitx(s, X_CALL, 8, o, 1, 2);
    call->flags |= MIF_CALL;
    call->clobber = s->m->t->cc[CC_C]->clobbered & ~((RegSet)1 << RAX);
    note_call(s, 0);
    sel_one_move(s, o_def(at, 8), o_use(RAX, 8));
    return at;
}

void sel_syscall(Sel *s, Ref r)
{
    static const u8 reg[] = {RAX, RDI, RSI, RDX, R10, R8, R9};
    const Ins *i = ir_ins(s->f, r);
    Call c = {.s = s};
    for (u32 k = 0; k < i->narg && k < COUNT(reg); k++)
        use_reg(&c, reg[k], sel_copy_src(s, ir_args(s->f, i)[k]));
    sel_put_moves(s, &c.in);
    c.x[c.nx++] = o_def(RAX, 8);
    MIns *call = sel_emitx(s, X_SYSCALL, 8, c.x, 0, c.nx);
    call->clobber = (RegSet)1 << RCX | (RegSet)1 << R11;
    if (s->reg[r])
        sel_one_move(s, o_def(s->reg[r], 8), o_use(RAX, 8));
}

void sel_vastart(Sel *s, Ref r)
{
    const CallConv *cc = s->m->t->cc[s->f->mod->sig.v[s->f->sig].cc];
    Ref p = ir_args(s->f, ir_ins(s->f, r))[0];
    MOp ap = sel_addr(s, p, 0, 8);
    Reg over = new_int(s), save = new_int(s);
    MOp in = o_mem(0, s->locs.stack, 8);
    in.flags = MOF_CFA;
    if (cc->shadow) {    // a va_list is a pointer into the array of all arguments
        in.imm = s->locs.nint < cc->nint_arg ? 8 * s->locs.nint : s->locs.stack;
        E(s, X_LEA, 8, o_def(over, 8), in);
        E(s, X_MOV, 8, ap, o_use(over, 8));
        return;
    }
    E(s, X_MOV, 4, o_at(ap, 0, 4), o_imm(8 * s->locs.nint));
    E(s, X_MOV, 4, o_at(ap, 4, 4), o_imm(48 + 16 * s->locs.nflt));
    E(s, X_LEA, 8, o_def(over, 8), in);
    E(s, X_MOV, 8, o_at(ap, 8, 8), o_use(over, 8));
    if (s->save_slot) {
        E(s, X_LEA, 8, o_def(save, 8), o_slot(s->save_slot - 1, 0, 8));
        E(s, X_MOV, 8, o_at(ap, 16, 8), o_use(save, 8));
    }
}
