// selcall.c - selection at function borders on every instruction set: entry, calls, returns, system
// calls, the start of variadic arguments
//
// call.c says where each piece of a value travels; here it is brought there and fetched. Where a
// value travels and what it is may differ: without an FPU a double is an integer that the
// convention has in a float register, and a variadic float may be in integer registers. Such
// values SelOps.split takes apart and SelOps.join puts together.
#include "codegen/sel.h"

// Bytes of a register that holds `size` bytes.
static u8 width(const Sel *s, u32 size)
{
    return MAX(s->ops->word, size > 8 ? 16 : size > 4 ? 8 : 4);
}

static u8 value_size(const Sel *s, Type t)
{
    return two_words(s, t) ? s->ops->word : MAX(vsize(s, t), 4);
}

static const CallConv *own_conv(const Sel *s)
{
    return s->m->t->cc[s->f->mod->sig.v[s->f->sig].cc];
}

static MOp incoming(const Sel *s, i64 off)
{
    MOp m = o_mem(0, off, s->ops->word);
    m.flags = MOF_CFA;
    return m;
}

static MOp out_area(const Sel *s, i64 off)
{
    MOp m = o_mem(0, off, s->ops->word);
    m.flags = MOF_OUT;
    return m;
}

static void put_moves(Sel *s, const Moves *v, bool reading)
{
    if (s->ops->moves)
        s->ops->moves(s, v, reading);
    else
        sel_put_moves(s, v);
}

// Is the value in the other kind of register than the convention wants?
static bool crosses(Type t, const ArgLoc *l)
{
    return type_is_flt(t) != (l->piece[0].cls == RC_FLT);
}

/* pieces of aggregates */

// The `n` bytes (at most a word, or a float) at m, zero-extended in a register.
static Reg load_piece(Sel *s, MOp m, u8 n, u8 cls)
{
    Reg d = m_vreg(s->m, (RegClass)cls, width(s, n));
    if (cls == RC_FLT || (n & (n - 1)) == 0) {
        s->ops->load(s, d, m, n, cls);
        return d;
    }
    u8 low = n > 4 ? 4 : 2;
    Reg a = load_piece(s, o_at(m, 0, low), low, RC_INT);
    Reg b = load_piece(s, o_at(m, low, 1), (u8)(n - low), RC_INT);
    s->ops->merge(s, d, a, b, 8 * low);
    return d;
}

static void store_piece(Sel *s, MOp m, Reg v, u8 n, u8 cls)
{
    if (cls == RC_FLT) {
        s->ops->store(s, m, o_use(v, n), n, RC_FLT);
        return;
    }
    u8 off = 0;
    for (u8 z = s->ops->word; off < n; z /= 2) {
        if (n - off < z)
            continue;
        s->ops->store(s, o_at(m, off, z), o_use(v, MAX(z, 4)), z, RC_INT);
        off += z;
        if (off == n)
            return;
        Reg w = new_int(s);
        s->ops->shift(s, OP_SHR, w, v, 8 * z);
        v = w;
    }
}

static u8 piece_size(const Sel *s, const ArgLoc *l, u32 k)   // as much as a register holds
{
    return l->piece[k].cls == RC_FLT ? l->piece[k].size : s->ops->word;
}

/* entry */
static void entry_agg(Sel *s, Reg d, const ArgLoc *l)
{
    u8 word = s->ops->word;
    if (l->stack) {              // its registers, if any, are pushed below the rest
        s->ops->lea(s, d, incoming(s, (i64)l->off - word * l->n));
        return;
    }
    u32 slot = m_slot(s->m, ALIGN_UP(l->size, word), 8);
    for (u32 k = 0; k < l->n; k++)
        store_piece(s, o_slot(slot, l->piece[k].off, word), l->piece[k].reg, piece_size(s, l, k),
                    l->piece[k].cls);
    s->ops->lea(s, d, o_slot(slot, 0, word));
}

static void entry_memory(Sel *s, Ref p, const ArgLoc *l)
{
    Type t = ir_type(s->f, p);
    bool flt = type_is_flt(t), packed = own_conv(s)->flags & CV_PACKED;
    u8 z = vsize(s, t), word = s->ops->word;
    if (two_words(s, t)) {
        if (s->reg[p])
            s->ops->load(s, s->reg[p], incoming(s, l->off), word, RC_INT);
        if (s->hi[p])
            s->ops->load(s, s->hi[p], incoming(s, l->off + word), word, RC_INT);
    } else {
        s->ops->load(s, s->reg[p], incoming(s, l->off), packed ? z : MAX(z, 4),
                     flt ? RC_FLT : RC_INT);
    }
}

// From registers or memory into the value's own registers.
static void entry_param(Sel *s, Ref p, const ArgLoc *l, Moves *v)
{
    Type t = ir_type(s->f, p);
    u8 z = value_size(s, t);
    if (!s->reg[p] && !s->hi[p])
        return;
    if (l->agg) {
        entry_agg(s, s->reg[p], l);
    } else if (l->stack) {
        entry_memory(s, p, l);
    } else if (crosses(t, l)) {
        Reg x[2] = {l->piece[0].reg, l->n > 1 ? l->piece[1].reg : 0};
        s->ops->join(s, p, x);
    } else {
        if (s->reg[p])
            sel_add_move(v, o_def(s->reg[p], z), o_use(l->piece[0].reg, z));
        if (s->hi[p])
            sel_add_move(v, o_def(s->hi[p], z), o_use(l->piece[1].reg, z));
    }
}

// Variadic arguments in registers go to the save area, or where the convention has shadow space to
// their places before the arguments in memory, with which they form one array.
static bool saves_variadic(const Sel *s)
{
    const Sig *g = &s->f->mod->sig.v[s->f->sig];
    const CallConv *cc = own_conv(s);
    return g->variadic && (cc->shadow || cc->flags & CV_VA_SAVE);
}

static void save_variadic(Sel *s, const CallConv *cc)
{
    u8 word = s->ops->word;
    for (u32 k = s->locs.nint; k < cc->nint_arg; k++)
        s->ops->store(s, cc->shadow ? incoming(s, word * (i64)k)
                                    : o_slot(s->save_slot - 1, word * (i64)k, word),
                      o_use(cc->int_arg[k], word), word, RC_INT);
    for (u32 k = s->locs.nflt; k < cc->nflt_arg && !cc->shadow; k++)
        s->ops->store(s, o_slot(s->save_slot - 1, word * cc->nint_arg + 16 * (i64)k, 16),
                      o_use(cc->flt_arg[k], 16), 16, RC_FLT);
}

static void define_arguments(Sel *s, const Sig *g, const CallConv *cc)
{
    MOp o[48];
    u32 n = 0;
    u8 sret = s->locs.sret ? s->locs.sret_reg : 0;
    if (sret)
        o[n++] = o_def(sret, s->ops->word);
    if (saves_variadic(s)) {
        for (u32 k = 0; k < cc->nint_arg; k++)
            if (cc->int_arg[k] != sret)
                o[n++] = o_def(cc->int_arg[k], s->ops->word);
        for (u32 k = 0; k < cc->nflt_arg; k++)
            o[n++] = o_def(cc->flt_arg[k], 8);
    } else {
        for (u32 k = 0; k < g->nparam; k++)
            for (u32 j = 0; j < s->locs.arg[k].n; j++)
                o[n++] = o_def(s->locs.arg[k].piece[j].reg,
                               width(s, s->locs.arg[k].piece[j].size));
    }
    sel_emit(s, M_ENTRY, s->ops->word, o, n);
}

u32 sel_home(const Sel *s)
{
    const Sig *g = &s->f->mod->sig.v[s->f->sig];
    const CallConv *cc = own_conv(s);
    if (!(cc->flags & CV_SPLIT))
        return 0;
    u32 n = g->variadic ? cc->nint_arg - s->locs.nint : 0;
    for (u32 k = 0; k < g->nparam; k++)
        if (s->locs.arg[k].agg && s->locs.arg[k].stack)
            n = MAX(n, s->locs.arg[k].n);
    return n;
}

// Block 0: the argument registers appear, what must be in memory is stored, the rest is copied.
void sel_entry(Sel *s)
{
    Fn *f = s->f;
    const Sig *g = &f->mod->sig.v[f->sig];
    const Blk *b = ir_blk(f, f->entry);
    const CallConv *cc = own_conv(s);
    const ArgLoc *l = s->locs.arg;
    u32 hid = sel_hidden(s), n = MIN(g->nparam, b->param.n - hid);
    const Ref *p = b->param.v + hid;
    Reg result = hid ? s->reg[b->param.v[0]] : 0;
    Moves v;
    v.n = 0;
    s->b = s->m->blk.v[0];
    s->at = NULL;
    s->loc = f->loc;
    if (s->ops->block)
        s->ops->block(s);
    define_arguments(s, g, cc);
    s->m->home = sel_home(s);
    if (saves_variadic(s))
        save_variadic(s, cc);
    if (s->sret)
        sel_add_move(&v, o_def(s->sret, s->ops->word), o_use(s->locs.sret_reg, s->ops->word));
    else if (s->locs.sret && result)
        sel_add_move(&v, o_def(result, s->ops->word), o_use(s->locs.sret_reg, s->ops->word));
    // what goes to memory first: the copy then ends the life of the argument registers
    for (u32 k = 0; k < n; k++)
        if (l[k].agg)
            entry_param(s, p[k], &l[k], &v);
    for (u32 k = 0; k < n; k++)
        if (!l[k].agg && !l[k].stack)
            entry_param(s, p[k], &l[k], &v);
    put_moves(s, &v, true);
    for (u32 k = 0; k < n; k++)
        if (!l[k].agg && l[k].stack)
            entry_param(s, p[k], &l[k], &v);
    if (result && s->sret)
        sel_one_move(s, o_def(result, s->ops->word), o_use(s->sret, s->ops->word));
    else if (result && !s->locs.sret)
        s->ops->lea(s, result, o_slot(s->ret_slot - 1, 0, s->ops->word));
    sel_jump(s, s->mblk[f->entry]);
}

void sel_border_slots(Sel *s)
{
    const Sig *g = &s->f->mod->sig.v[s->f->sig];
    const CallConv *cc = own_conv(s);
    if (s->locs.sret && cc->flags & CV_SRET_KEPT)
        s->sret = new_int(s);
    if (sel_hidden(s) && !s->locs.sret)
        s->ret_slot = m_slot(s->m, ALIGN_UP(s->locs.ret[0].size, s->ops->word), 8) + 1;
    if (g->variadic && cc->flags & CV_VA_SAVE)
        s->save_slot = m_slot(s->m, s->ops->word * cc->nint_arg + 16u * cc->nflt_arg, 16) + 1;
}

/* calls */
typedef struct Call {
    Sel *s;
    const Sig *g;
    CallLocs l;
    Moves in;
    MOp x[48];           // registers used, then defined
    u32 nx;
    RegSet made;
} Call;

// The arrays are large and mostly empty: they are left alone.
static void call_begin(Call *c, Sel *s, const Sig *g)
{
    c->s = s;
    c->g = g;
    c->l = (CallLocs){0};
    c->in.n = c->nx = 0;
    c->made = 0;
}

static void use_reg(Call *c, u8 reg, MOp src)
{
    u8 z = src.size ? src.size : c->s->ops->word;
    sel_add_move(&c->in, o_def(reg, z), src);
    c->x[c->nx++] = o_use(reg, width(c->s, z));
}

// A small integer as the convention wants it: extended.
static MOp widened(Sel *s, Ref r, const Param *p)
{
    u8 z = vsize(s, (Type)p->type);
    i64 k;
    if (z >= 4 || type_is_flt((Type)p->type) || p->ext == EXT_NONE)
        return sel_copy_src(s, r);
    if (!ir_is_int(s->f, r, &k))
        return o_use(s->ops->extended(s, r, p->ext == EXT_SIGN), 4);
    MOp o = o_imm(p->ext == EXT_SIGN ? k : k & (z == 1 ? 0xff : 0xffff));
    o.size = 4;
    return o;
}

static void reg_arg(Call *c, Ref a, const ArgLoc *l, MOp v)
{
    Sel *s = c->s;
    Type t = ir_type(s->f, a);
    MOp x[2] = {v, {0}};
    if (crosses(t, l))
        s->ops->split(s, a, x);
    else if (two_words(s, t))
        x[1] = sel_copy_high(s, a);
    else if (type_is_flt(t))
        x[0].size = vsize(s, t);
    for (u32 k = 0; k < l->n; k++)
        use_reg(c, l->piece[k].reg, x[k]);
}

static void agg_arg(Call *c, MOp src, const ArgLoc *l)
{
    for (u32 k = 0; k < l->n; k++) {
        u8 z = l->piece[k].size;
        Reg x = load_piece(c->s, o_at(src, l->piece[k].off, z), z, l->piece[k].cls);
        use_reg(c, l->piece[k].reg, o_use(x, width(c->s, z)));
    }
}

// A place holds a word, of which a smaller value needs the lower bytes; packed ones have its size.
static void stack_arg(Call *c, Ref a, const Param *p, const ArgLoc *l)
{
    Sel *s = c->s;
    Type t = ir_type(s->f, a);
    bool flt = type_is_flt(t), packed = s->m->t->cc[c->g->cc]->flags & CV_PACKED;
    MOp out = out_area(s, l->off);
    u8 z = vsize(s, t), word = s->ops->word;
    if (l->agg) {
        sel_copy_agg(s, out, a, l->from, l->size);
        return;
    }
    if (two_words(s, t)) {
        Reg lo = sel_lo_reg(s, a), hi = sel_hi_reg(s, a);
        s->ops->store(s, out, o_use(lo, word), word, RC_INT);
        s->ops->store(s, o_at(out, word, word), o_use(hi, word), word, RC_INT);
        return;
    }
    MOp v = widened(s, a, p);
    if (!packed)
        z = v.kind == MO_IMM ? word : MAX(z, 4);
    if (v.kind != MO_REG && !(s->ops->storable && s->ops->storable(&v)))
        v = o_use(flt ? sel_reg(s, a) : s->ops->constant(s, v.imm, MAX(z, 4)), z);
    s->ops->store(s, out, v, z, flt && v.kind == MO_REG ? RC_FLT : RC_INT);
}

static MOp copy_slot(const Sel *s, u32 off)
{
    return o_slot(s->copy_slot - 1, off, s->ops->word);
}

// Aggregates by reference: the callee owns what it is given, so it gets a copy. The copies of all
// calls share one slot, since no two calls are under way at once. They are made before anything
// else, because a large one is itself a call.
static void copy_args(Call *c, const Ref *a, u32 *off)
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
        sel_copy_agg(s, copy_slot(s, off[k]), a[k], 0, g->size);
    }
}

static void byref_arg(Call *c, const ArgLoc *l, u32 off)
{
    Sel *s = c->s;
    u8 word = s->ops->word;
    Reg p = new_int(s);
    s->ops->lea(s, p, copy_slot(s, off));
    if (l->stack)
        s->ops->store(s, out_area(s, l->off), o_use(p, word), word, RC_INT);
    else
        use_reg(c, l->piece[0].reg, o_use(p, word));
}

static void in_registers(Call *c, Ref a, const Param *p, const ArgLoc *l)
{
    Sel *s = c->s;
    if (l->dup)                  // a variadic float, in the integer register of its place as well
        use_reg(c, l->dup, o_use(s->ops->bits(s, a), s->ops->word));
    if (l->agg)
        agg_arg(c, s->ops->place(s, a, s->f->mod->agg.v[p->agg - 1].size), l);
    else
        reg_arg(c, a, l, crosses(ir_type(s->f, a), l) ? (MOp){0} : widened(s, a, p));
}

// a: of the parameters; place: of the result, when it is passed.
static void arguments(Call *c, const Ref *a, Ref place)
{
    Sel *s = c->s;
    u32 *off = arena_array(s->m->mem, u32, c->g->nparam + 1);
    const CallConv *cc = s->m->t->cc[c->g->cc];
    copy_args(c, a, off);
    for (u32 k = 0; k < c->g->nparam; k++)
        if (c->l.arg[k].stack && !c->l.arg[k].byref)
            stack_arg(c, a[k], &c->g->param[k], &c->l.arg[k]);
    if (c->l.sret)
        use_reg(c, c->l.sret_reg, sel_copy_src(s, place));
    for (u32 k = 0; k < c->g->nparam; k++) {
        const ArgLoc *l = &c->l.arg[k];
        if (l->byref)
            byref_arg(c, l, off[k]);
        else if (l->n)
            in_registers(c, a[k], &c->g->param[k], l);
    }
    if (c->g->variadic && cc->variadic_count_reg) {
        MOp n = o_imm(c->l.nflt);
        n.size = 4;
        use_reg(c, cc->variadic_count_reg, n);
    }
}

static bool direct(const Sel *s, Ref fn)
{
    const Ins *i = ir_ins(s->f, fn);
    return i->op == OP_SYM && i->u.s.off == 0;
}

static MOp callee(Sel *s, Ref fn)
{
    if (direct(s, fn))
        return o_sym(ir_ins(s->f, fn)->u.s.sym, 0);
    return s->ops->callee ? s->ops->callee(s, fn) : o_use(sel_reg(s, fn), s->ops->word);
}

// The value of result k of call r; 0 when nobody wants it.
static Ref result_of(const Sel *s, Ref r, u32 k)
{
    if (k == 0)
        return r;
    for (Ref n = ir_ins(s->f, r)->next; n; n = ir_ins(s->f, n)->next)
        if (ir_ins(s->f, n)->op == OP_RES && ir_args(s->f, ir_ins(s->f, n))[0] == r &&
            ir_ins(s->f, n)->aux == k)
            return n;
    return 0;
}

// A result that is put together after the call, of these registers.
typedef struct Late {
    Ref v;
    Reg x[2];
} Late;

static void scalar_result(Sel *s, Moves *out, Ref v, const ArgLoc *l, Late *late)
{
    Type t = ir_type(s->f, v);
    Reg d[2] = {s->reg[v], s->hi[v]};
    if (!d[0] && !d[1])
        return;
    if (crosses(t, l)) {
        late->v = v;
        for (u32 k = 0; k < l->n; k++)
            late->x[k] = d[k] = m_vreg(s->m, (RegClass)l->piece[k].cls,
                                       width(s, l->piece[k].size));
    }
    for (u32 k = 0; k < l->n; k++) {
        u8 z = late->v ? width(s, l->piece[k].size) : value_size(s, t);
        if (d[k])
            sel_add_move(out, o_def(d[k], z), o_use(l->piece[k].reg, z));
    }
}

// r: 0 when the results are left where they are.
static void result_regs(Call *c, Moves *out, Ref r, Late *late)
{
    Sel *s = c->s;
    for (u32 k = 0; k < c->l.nret; k++) {
        const ArgLoc *l = &c->l.ret[k];
        for (u32 j = 0; j < l->n; j++) {
            u8 z = width(s, l->piece[j].size);
            c->x[c->nx++] = o_def(l->piece[j].reg, z);
            c->made |= REG_BIT(l->piece[j].reg);
            if (l->agg && r)
                sel_add_move(out, o_def(m_vreg(s->m, (RegClass)l->piece[j].cls, z), z),
                             o_use(l->piece[j].reg, z));
        }
        Ref v = r && !l->agg && l->n ? result_of(s, r, k) : 0;
        if (v)
            scalar_result(s, out, v, l, &late[k]);
    }
}

static void note_call(Sel *s, u32 stack)
{
    s->m->has_call = true;
    s->m->out_args = MAX(s->m->out_args, (u32)ALIGN_UP(stack, 2u * s->ops->word));
}

static MIns *call_ins(Sel *s, MOp to, const MOp *x, u32 nx, RegSet clobber)
{
    MOp o[49];
    o[0] = to;
    memcpy(o + 1, x, nx * sizeof *o);
    MIns *call = sel_emitx(s, to.kind == MO_SYM ? s->ops->op_call : s->ops->op_icall, s->ops->word,
                           o, 1, nx);
    call->flags |= MIF_CALL;
    call->clobber = clobber;
    return call;
}

static void tail_call(Call *c, Ref fn)
{
    Sel *s = c->s;
    u8 word = s->ops->word;
    MOp to = callee(s, fn), o[49];
    if (to.kind == MO_MEM) {
        Reg x = new_int(s);
        s->ops->load(s, x, to, word, RC_INT);
        to = o_use(x, word);
    }
    if (to.kind != MO_SYM) {
        to.flags &= (u8)~MOF_FOLD;
        sel_add_move(&c->in, o_def(s->ops->tail_reg, word), to);
        to = o_use(s->ops->tail_reg, word);
    }
    put_moves(s, &c->in, false);
    o[0] = to;
    memcpy(o + 1, c->x, c->nx * sizeof *o);
    const Isa *isa = s->m->t->isa;
    MIns *j = sel_emitx(s, to.kind == MO_SYM ? isa->op_jmp : isa->op_ijmp, word, o, 1, c->nx);
    j->flags |= MIF_BRANCH | MIF_TAIL;
}

// Nothing of this frame may be needed by the callee, and it must find the shadow space it expects.
static bool leaves_by_jump(const Call *c, Ref fn)
{
    const Sel *s = c->s;
    const Sig *own = &s->f->mod->sig.v[s->f->sig];
    u32 shadow = s->m->t->cc[c->g->cc]->shadow;
    for (u32 k = 0; k < c->g->nparam; k++)
        if (c->l.arg[k].byref)
            return false;
    if (own->variadic && own_conv(s)->flags & CV_SPLIT)
        return false;
    return (s->ops->tail_reg || direct(s, fn)) && c->l.stack == shadow &&
           shadow <= own_conv(s)->shadow && !(c->g->nret && c->g->ret[0].agg) && !s->m->need_fp &&
           !s->ret_slot && !s->locs.sret;
}

static void ret_ins(Sel *s, const MOp *used, u32 n)
{
    sel_emitx(s, s->m->t->isa->op_ret, s->ops->word, used, 0, n)->flags |= MIF_BRANCH;
}

// A call in tail position that could not be a jump: its results are this function's.
static void return_results(Call *c)
{
    MOp used[16];
    u32 n = 0;
    for (u32 k = 0; k < c->l.nret; k++)
        for (u32 j = 0; j < c->l.ret[k].n; j++)
            used[n++] = o_use(c->l.ret[k].piece[j].reg, width(c->s, c->l.ret[k].piece[j].size));
    ret_ins(c->s, used, n);
}

void sel_call(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    Call c;
    Moves out;
    Late late[4] = {{0}};
    MOp to = {0};
    bool tail = i->op == OP_TAILCALL;
    out.n = 0;
    call_begin(&c, s, &s->f->mod->sig.v[i->sig]);
    u32 hid = c.g->nret && c.g->ret[0].agg ? 1 : 0;
    call_locs(s->m->t, s->f->mod, c.g, s->m->mem, &c.l);
    bool jump = tail && leaves_by_jump(&c, a[0]);
    if (!jump)
        to = callee(s, a[0]);
    arguments(&c, a + 1 + hid, hid ? a[1] : 0);
    if (jump) {
        tail_call(&c, a[0]);
        return;
    }
    note_call(s, c.l.stack);
    Reg place = hid && !c.l.sret ? sel_reg(s, a[1]) : 0;
    put_moves(s, &c.in, false);
    result_regs(&c, &out, tail ? 0 : r, late);
    call_ins(s, to, c.x, c.nx, s->m->t->cc[c.g->cc]->clobbered & ~c.made);
    if (tail) {
        return_results(&c);
        return;
    }
    put_moves(s, &out, true);
    for (u32 k = 0; k < COUNT(late); k++)
        if (late[k].v)
            s->ops->join(s, late[k].v, late[k].x);
    const ArgLoc *l = &c.l.ret[0];
    if (place && l->x87)
        s->ops->x87_results(s, o_mem(place, 0, 16), l->x87, false);
    for (u32 k = 0; place && k < l->n; k++)
        store_piece(s, o_mem(place, l->piece[k].off, s->ops->word), out.d[k].reg, l->piece[k].size,
                    l->piece[k].cls);
}

SymId sel_lib_sym(const Fn *f, const char *name)
{
    u64 *id = map_get(&f->mod->sym_by_name, str_of(name));   // made before threads start
    return id ? (SymId)*id : mod_sym(f->mod, str_of(name));
}

void sel_symbol_call(Sel *s, const char *name, const MOp *x, u32 nx, RegSet clobber)
{
    call_ins(s, o_sym(sel_lib_sym(s->f, name), 0), x, nx, clobber);
    s->m->has_call = true;
}

void sel_libcall(Sel *s, const char *name, const MOp *arg, u32 n)
{
    Call c;
    const CallConv *cc = s->m->t->cc[CC_C];
    call_begin(&c, s, NULL);
    for (u32 k = 0; k < n; k++)
        use_reg(&c, cc->int_arg[k], arg[k]);
    put_moves(s, &c.in, false);
    note_call(s, cc->shadow);
    sel_symbol_call(s, name, c.x, c.nx, cc->clobbered);
}

Reg sel_address_call(Sel *s, u16 op, MOp to, u8 arg, u8 result)
{
    MOp o[3] = {to};
    u32 n = 1;
    Reg d = new_int(s);
    u8 word = s->ops->word;
    if (arg)
        o[n++] = o_use(arg, word);
    o[n++] = o_def(result, word);
    MIns *call = sel_emitx(s, op, word, o, 1, n - 1);
    call->flags |= MIF_CALL;
    call->clobber = s->m->t->cc[CC_C]->clobbered & ~REG_BIT(result);
    note_call(s, 0);
    sel_one_move(s, o_def(d, word), o_use(result, word));
    return d;
}

/* returns */
void sel_ret(Sel *s, Ref r)
{
    const Ins *i = ir_ins(s->f, r);
    const Ref *a = ir_args(s->f, i);
    const CallLocs *l = &s->locs;
    const CallConv *cc = own_conv(s);
    Call c;
    call_begin(&c, s, &s->f->mod->sig.v[s->f->sig]);
    if (s->sret)
        use_reg(&c, cc->int_ret[0], o_use(s->sret, s->ops->word));
    if (l->nret && l->ret[0].x87)
        s->ops->x87_results(s, o_slot(s->ret_slot - 1, 0, 16), l->ret[0].x87, true);
    if (!l->sret && s->ret_slot) {
        for (u32 k = 0; k < l->ret[0].n; k++) {
            u8 z = piece_size(s, &l->ret[0], k), cls = l->ret[0].piece[k].cls;
            Reg x = load_piece(s, o_slot(s->ret_slot - 1, l->ret[0].piece[k].off, z), z, cls);
            use_reg(&c, l->ret[0].piece[k].reg, o_use(x, width(s, z)));
        }
    } else if (!l->sret) {
        for (u32 k = 0; k < i->narg; k++) {
            const Param *p = &c.g->ret[k];
            if (ir_ins(s->f, a[k])->op == OP_UNDEF)
                continue;
            bool as_is = crosses(ir_type(s->f, a[k]), &l->ret[k]);
            reg_arg(&c, a[k], &l->ret[k],
                    as_is ? (MOp){0} : cc->flags & CV_RET_EXT ? widened(s, a[k], p)
                                                              : sel_copy_src(s, a[k]));
        }
    }
    put_moves(s, &c.in, false);
    ret_ins(s, c.x, c.nx);
}

/* system calls and variadic arguments */
void sel_syscall(Sel *s, Ref r, const SysCall *y)
{
    const Ins *i = ir_ins(s->f, r);
    Call c;
    call_begin(&c, s, NULL);
    c.x[0] = o_imm(y->imm);
    c.nx = y->has_imm;
    for (u32 k = 0; k < i->narg && k < y->nreg; k++)
        use_reg(&c, y->reg[k], sel_copy_src(s, ir_args(s->f, i)[k]));
    sel_put_moves(s, &c.in);
    c.x[c.nx++] = o_def(y->result, s->ops->word);
    sel_emitx(s, y->op, s->ops->word, c.x, y->has_imm, c.nx - y->has_imm)->clobber = y->lost;
    if (s->reg[r])
        sel_one_move(s, o_def(s->reg[r], s->ops->word), o_use(y->result, s->ops->word));
}

void sel_va_pointer(Sel *s, Ref r)
{
    const CallConv *cc = own_conv(s);
    u8 word = s->ops->word;
    bool regs = s->locs.nint < cc->nint_arg && !(cc->flags & (CV_VA_SAVE | CV_VA_STACK));
    i64 first = cc->shadow ? 0 : -word * (i64)cc->nint_arg;      // the array's, from the CFA
    MOp ap = s->ops->place(s, ir_args(s->f, ir_ins(s->f, r))[0], word);
    Reg at = new_int(s);
    s->ops->lea(s, at, incoming(s, regs ? first + word * (i64)s->locs.nint : s->locs.stack));
    s->ops->store(s, ap, o_use(at, word), word, RC_INT);
}
