// isel.c - the walk of instruction selection over a function, on every instruction set
#include "codegen/sel.h"

MIns *sel_emitx(Sel *s, u16 op, u8 size, const MOp *o, u32 nop, u32 nx)
{
    MIns *i = m_ins_of(s->m, op, size, o, nop, nx);
    i->loc = s->loc;
    m_before(s->b, s->at, i);
    return i;
}

MIns *sel_emit(Sel *s, u16 op, u8 size, const MOp *o, u32 n)
{
    return sel_emitx(s, op, size, o, n, 0);
}

MIns *sel_emit_cc(Sel *s, u16 op, u8 size, u8 cc, const MOp *o, u32 n)
{
    MIns *i = sel_emit(s, op, size, o, n);
    i->cc = cc;
    return i;
}

Reg sel_reg(Sel *s, Ref r)
{
    r = s->ops->strip(s, r);
    return sel_is_const(s, r) ? s->ops->constant_reg(s, ir_ins(s->f, r)) : sel_vreg(s, r);
}

u32 sel_land(const Sel *s, const Ins *i)
{
    u32 to = i->u.s.sym;
    return s->land[to] ? s->land[to] : s->mblk[to];
}

MOp sel_copy_src(Sel *s, Ref r)
{
    return two_words(s, ir_type(s->f, r)) ? sel_lo(s, r) : s->ops->copy_src(s, r);
}

static MOp asm_source(void *sel, Ref r)
{
    return sel_copy_src(sel, r);
}

static Reg asm_wanted(void *sel, Ref r)
{
    return ((Sel *)sel)->reg[r];
}

void sel_asm(Sel *s, Ref r)
{
    AsmSite site = {s->m, s->b, s->at, s->loc, s, asm_source, asm_wanted};
    select_asm(&site, r);
}

// Where words have 4 bytes a float may have a register of 4 too, half of a double's.
Reg sel_new(Sel *s, Type t)
{
    if (!type_is_flt(t))
        return new_int(s);
    return m_vreg(s->m, RC_FLT, MAX(vsize(s, t), s->ops->word));
}

Reg sel_vreg(Sel *s, Ref r)
{
    r = s->ops->strip(s, r);
    if (!s->reg[r])
        s->reg[r] = sel_new(s, ir_type(s->f, r));
    return s->reg[r];
}

Reg sel_vhi(Sel *s, Ref r)
{
    r = s->ops->strip(s, r);
    if (!s->hi[r])
        s->hi[r] = new_int(s);
    return s->hi[r];
}

// The block that enters the outermost loop around the one being filled; 0 when there is no such
// one.
static BlkId loop_entry(const Sel *s)
{
    const Loops *l = s->f->loops;
    const Cfg *c = s->f->cfg;
    u32 x = s->b->loop;
    BlkId entry = 0;
    if (!x || s->m->o->level < 2 || s->b->cold)
        return 0;
    while (l->loop[x - 1].parent)
        x = l->loop[x - 1].parent;
    BlkId head = l->loop[x - 1].head;
    for (u32 p = c->pred_at[head]; p < c->pred_at[head + 1]; p++) {
        u32 y = l->of[c->pred[p]];
        while (y && l->loop[y - 1].parent)
            y = l->loop[y - 1].parent;
        if (y == x)
            continue;
        if (y || entry)
            return 0;
        entry = c->pred[p];
    }
    Op last = entry ? (Op)ir_ins(s->f, ir_blk(s->f, entry)->last)->op : OP_NONE;
    return last == OP_JMP || last == OP_BR ? entry : 0;  // a branch: the loop's test, made once
}

static Reg hoisted(Sel *s, Hoist want)
{
    u32 n = 0;
    want.at = loop_entry(s);
    if (!want.at)
        return 0;
    for (u32 k = 0; k < s->hoist.n; k++) {
        const Hoist *h = &s->hoist.v[k];
        if (h->at != want.at)
            continue;
        if (h->sym == want.sym && h->slot == want.slot && h->type == want.type &&
            h->off == want.off)
            return h->reg;
        n += type_is_flt(h->type) == type_is_flt(want.type) && h->brief == want.brief;
    }
    if (n >= s->ops->max_hoist)
        return 0;
    want.reg = type_is_flt(want.type) ? new_flt(s) : new_int(s);
    vec_push(s->m->mem, &s->hoist, want);
    return want.reg;
}

Reg sel_hoisted(Sel *s, SymId sym, i64 off)
{
    bool tls = s->f->mod->sym.v[sym].flags & SYM_TLS;
    return tls || !fits32(off) ? 0 : hoisted(s, (Hoist){.sym = sym, .type = T_PTR, .off = off});
}

Reg sel_hoisted_const(Sel *s, Type t, i64 bits)
{
    return hoisted(s, (Hoist){.type = t, .off = bits});
}

Reg sel_hoisted_brief(Sel *s, Type t, i64 bits)
{
    return hoisted(s, (Hoist){.type = t, .off = bits, .brief = true});
}

Reg sel_hoisted_slot(Sel *s, u32 slot, i64 off)
{
    return hoisted(s, (Hoist){.slot = slot + 1, .type = T_PTR, .off = off, .brief = true});
}

Ref sel_flag(Sel *s, Ref r)
{
    for (Ref k = ir_ins(s->f, r)->next; k; k = ir_ins(s->f, k)->next)
        if (ir_ins(s->f, k)->op == OP_RES && ir_args(s->f, ir_ins(s->f, k))[0] == r)
            return k;
    return 0;
}

bool sel_sinks_to(Sel *s, Ref r, Ref to)
{
    for (Ref k = ir_ins(s->f, r)->next; k && k != to; k = ir_ins(s->f, k)->next) {
        const Ins *i = ir_ins(s->f, k);
        for (u32 n = 0; n < i->narg && i->op != OP_RES; n++)
            if (ir_args(s->f, i)[n] == r)
                return false;
    }
    return true;
}

void sel_const_second(const Sel *s, Ref *a, Ref *b)
{
    if (sel_is_const(s, *a) && !sel_is_const(s, *b))
        sel_swap(a, b);
}

bool sel_may_sink(Sel *s, Ref r)
{
    return sel_sinks_to(s, r, ir_blk(s->f, s->blk)->last);
}

Ref sel_low_product(Sel *s, Ref r)
{
    const Ref *a = ir_args(s->f, ir_ins(s->f, r));
    Ref low = ir_ins(s->f, r)->prev;
    const Ins *i = ir_ins(s->f, low);
    if (!low || i->op != OP_MUL || i->type != ir_ins(s->f, r)->type || !s->reg[low] ||
        s->done[low] || ir_args(s->f, i)[0] != a[0] || ir_args(s->f, i)[1] != a[1])
        return 0;
    s->done[low] = true;
    return low;
}

bool sel_foldable(const Sel *s, Ref r, u8 size)
{
    const Ins *i = ir_ins(s->f, r);
    return i->op == OP_LOAD && vsize(s, (Type)i->type) == size && sel_only_here(s, r) &&
           s->epoch[r] == s->now && !(i->aux & MEM_VOLATILE);
}

bool sel_fold_sum(const Sel *s, Ref r, bool often)
{
    const Ins *i = ir_ins(s->f, r);
    return i->op == OP_ADD && vsize(s, (Type)i->type) == s->ops->word && !s->reg[r] &&
           i->blk == s->blk && (s->f->nuse[r] == 1 || (often && s->naddr[r] == s->f->nuse[r]));
}

u8 sel_scale(const Sel *s, Ref r, Ref *x)
{
    const Ins *i = ir_ins(s->f, r);
    i64 k;
    if (i->narg != 2 || vsize(s, (Type)i->type) != s->ops->word ||
        !ir_is_int(s->f, ir_args(s->f, i)[1], &k))
        return 0;
    *x = ir_args(s->f, i)[0];
    if (i->op == OP_SHL && k >= 1 && k <= 3)
        return (u8)(1 << k);
    return i->op == OP_MUL && (k == 2 || k == 4 || k == 8) ? (u8)k : 0;
}

// A first look at the function: epochs, address uses.
static void survey(Sel *s)
{
    Fn *f = s->f;
    for (u32 k = 0; k < f->cfg->n; k++) {
        u32 epoch = 0;
        for (Ref r = ir_blk(f, f->cfg->rpo[k])->first; r; r = ir_ins(f, r)->next) {
            s->epoch[r] = epoch;
            s->calls |= ir_ins(f, r)->op == OP_CALL;
            epoch += (op_info[ir_ins(f, r)->op].flags & (OF_WRITE | OF_EFFECT)) != 0;
        }
    }
    for (u32 k = f->cfg->n; k-- > 0;)
        for (Ref r = ir_blk(f, f->cfg->rpo[k])->last; r; r = ir_ins(f, r)->prev) {
            const Ins *i = ir_ins(f, r);
            if (i->op == OP_LOAD || i->op == OP_STORE)
                s->naddr[ir_args(f, i)[0]]++;
            else if (i->op == OP_ADD && s->naddr[r] && s->naddr[r] == f->nuse[r])
                s->naddr[ir_args(f, i)[0]]++;
        }
}

static void make_blocks(Sel *s)
{
    Fn *f = s->f;
    const Loops *l = f->loops;
    m_blk(s->m);             // block 0 receives the arguments
    for (u32 k = 0; k < f->cfg->n; k++) {
        BlkId b = f->cfg->rpo[k];
        MBlk *x = m_blk(s->m);
        const Ins *last = ir_ins(f, ir_blk(f, b)->last);
        x->ir = b;
        x->loop = l ? l->of[b] : 0;
        x->depth = x->loop ? l->loop[x->loop - 1].depth : 0;
        x->cold = last->op == OP_TRAP || last->op == OP_UNREACH;
        s->mblk[b] = x->id;
    }
    u32 nij = sel_ijmp_count(s);
    for (u32 k = 0; k < f->cfg->n; k++)
        if (ir_blk(f, f->cfg->rpo[k])->addr_taken && !nij)
            s->m->blk.v[s->mblk[f->cfg->rpo[k]]]->addr_taken = true;
}

// The new bytes lie above the outgoing arguments; legalize.c has seen to size and alignment.
static void select_alloca(Sel *s, Ref r)
{
    MOp out = o_mem(0, ir_ins(s->f, r)->aux, s->ops->word);
    s->m->need_fp = true;
    s->ops->grow_stack(s, sel_arg(s, r, 0));
    out.flags = MOF_OUT | MOF_CFA;
    s->ops->lea(s, sel_vreg(s, r), out);
}

static void select_cfa(Sel *s, Ref r)
{
    MOp m = o_mem(0, 0, s->ops->word);
    m.flags = MOF_CFA;
    s->ops->lea(s, sel_vreg(s, r), m);
}

static void select_ins(Sel *s, Ref r)
{
    switch ((Op)ir_ins(s->f, r)->op) {
    case OP_EQ: case OP_NE: case OP_SLT: case OP_SGE: case OP_SGT: case OP_SLE:
    case OP_ULT: case OP_UGE: case OP_UGT: case OP_ULE:
    case OP_FEQ: case OP_FNE: case OP_FLT_: case OP_FLE: case OP_FGT: case OP_FGE: case OP_FORD:
    case OP_FUNO:
        sel_compare(s, r);
        break;
    case OP_SADDO: case OP_UADDO: case OP_SSUBO: case OP_USUBO: case OP_SMULO: case OP_UMULO:
        sel_overflow(s, r);
        break;
    case OP_RES: case OP_TRUNC: break;   // part of something else
    case OP_CALL: sel_call(s, r); break;
    case OP_ASM: sel_asm(s, r); break;
    case OP_COPY: case OP_MOVE: sel_block_copy(s, r); break;
    case OP_SET: sel_block_set(s, r); break;
    case OP_ALLOCA: select_alloca(s, r); break;
    case OP_CFA: select_cfa(s, r); break;
    default: s->ops->ins(s, r); break;
    }
}

static void select_last(Sel *s, BlkId b, Ref r)
{
    sel_term(s, r);
    s->at = s->b->first;
    for (u32 k = 0; k < s->hoist.n; k++)
        if (s->hoist.v[k].at == b)
            s->ops->put_hoist(s, &s->hoist.v[k]);
}

// Marks go before the first instruction of what they stand before. Their values get registers
// later; until then MMark.val is the mark of the IR.
static void note_marks(Sel *s, Ref r)
{
    MFn *m = s->m;
    u32 list = 0;
    if (!m->mark.n)
        vec_push(m->mem, &m->mark, (MMark){0});
    for (u32 k = ir_marks(s->f, r); k; k = s->f->mark.v[k].next) {
        vec_push(m->mem, &m->mark, ((MMark){0, s->f->mark.v[k].bind, k}));
        if (list)
            m->mark.v[m->mark.n - 2].next = m->mark.n - 1;
        else
            list = m->mark.n - 1;
    }
    if (list && s->b->first) {
        vec_last(&m->mark).next = s->b->first->vars;
        s->b->first->vars = list;
    }
}

static void select_block(Sel *s, BlkId b)
{
    Fn *f = s->f;
    s->b = s->m->blk.v[s->mblk[b]];
    s->blk = b;
    Ref last = ir_blk(f, b)->last;
    if (s->ops->block)
        s->ops->block(s);
    for (Ref r = last; r; r = ir_ins(f, r)->prev) {
        const Ins *i = ir_ins(f, r);
        s->at = s->b->first;
        s->loc = i->loc;
        s->now = s->epoch[r];
        s->cur = r;
        u32 fl = op_info[i->op].flags;
        bool keep = s->reg[r] || s->hi[r] || fl & (OF_EFFECT | OF_WRITE) ||
                    (fl & OF_READ && i->aux & MEM_VOLATILE);
        if (fl & OF_MULTI && !keep)
            for (Ref k = i->next; k && !keep; k = ir_ins(f, k)->next)
                keep = ir_ins(f, k)->op == OP_RES && ir_args(f, ir_ins(f, k))[0] == r && s->reg[k];
        if (r == last)
            select_last(s, b, r);
        else if (keep && !s->done[r])
            select_ins(s, r);
        if (ir_marks(f, r) && s->m->o->debug)
            note_marks(s, r);
    }
}

void sel_begin(Sel *s, const SelOps *ops, MFn *m, Arena *tmp)
{
    Fn *f = m->f;
    u32 n = f->ins.n + 1, nb = f->blk.n + 1;
    *s = (Sel){.ops = ops, .m = m, .f = f};
    s->reg = arena_array(tmp, Reg, n);
    s->hi = arena_array(tmp, Reg, n);
    s->naddr = arena_array(tmp, u32, n);
    s->epoch = arena_array(tmp, u32, n);
    s->done = arena_array(tmp, bool, n);
    s->mblk = arena_array(tmp, u32, nb);
    s->land = arena_array(tmp, u32, nb);
    for (u32 k = 0; k < f->slot.n; k++)
        m_slot(m, f->slot.v[k].size, f->slot.v[k].align);
    survey(s);
    make_blocks(s);
    if (sel_ijmp_count(s))
        sel_dispatch(s);
    call_locs(m->t, f->mod, &f->mod->sig.v[f->sig], tmp, &s->locs);
    sel_border_slots(s);
}

// The register of a value that is a variable's. What has two words is left out, and where registers
// overlap what is in float registers.
static Reg noted(Sel *s, Ref r)
{
    if (!r || sel_is_const(s, r) || ir_ins(s->f, r)->op == OP_NONE)
        return 0;
    r = s->ops->strip(s, r);
    bool plain = s->reg[r] && !s->hi[r] && reg_virt(s->reg[r]);
    return plain && (s->ops->word == 8 || m_vinfo(s->m, s->reg[r])->cls == RC_INT) ? s->reg[r] : 0;
}

// The registers of values that are variables, for debuggers.
static void note_variables(Sel *s)
{
    MFn *m = s->m;
    const Fn *f = s->f;
    if (!m->o->debug || (!f->var.n && !m->mark.n))
        return;
    m->var_reg = arena_array(m->mem, Reg, f->var.n + 1);
    for (u32 k = 0; k < f->var.n; k++)
        if (f->var.v[k].at)
            m->var_reg[k] = noted(s, f->var.v[k].ref);
    for (u32 k = 1; k < m->mark.n; k++) {
        VarMark c = f->mark.v[m->mark.v[k].val];
        m->mark.v[k].val = 0;
        if (c.kind == MARK_STMT) {
            m->mark.v[k].val = c.ref;
            m->stmts = true;
        } else if (c.kind == MARK_VALUE) {
            m->mark.v[k].val = noted(s, c.ref);
        } else if (c.kind != MARK_UNKNOWN) {
            vec_push(m->mem, &m->var_const, c);
            m->mark.v[k].val = VAR_CONST + m->var_const.n - 1;
        }
    }
}

void sel_blocks(Sel *s)
{
    for (u32 k = s->f->cfg->n; k-- > 0;)
        select_block(s, s->f->cfg->rpo[k]);
    note_variables(s);
}
