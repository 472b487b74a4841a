// selasm.c - select inline assembly: registers for its operands, and the moves to and from them
//
// Every operand gets its register here, not from the allocator: the text may name registers, and
// asks for what the allocator does not know (several ties, parts of the register file). The moves
// carry hints, so that most of them disappear.
#include "codegen/target.h"

enum { MAX_ITEMS = 96 };

typedef enum { I_OUT, I_TIED, I_IN, I_MEM, I_IMM, I_LABEL, I_CLOBBER } ItemKind;
typedef struct Item {
    ItemKind kind;
    bool early;
    u8 cls;              // RegClass
    u32 of;              // TIED: the output
    RegSet set;          // the registers it may have
    Reg reg;
    Ref arg;
    u8 size;
} Item;

typedef struct SelAsm {
    const AsmSite *s;
    Ref r;
    const AsmRules *rules;
    Item item[MAX_ITEMS];
    u32 n, nres;
    RegSet read, written, lost;  // registers given away
    Ref result[MAX_ITEMS];       // by number of the result
} SelAsm;

static void complain(SelAsm *a, const char *text)
{
    CodeErr e = {a->s->loc, str_of(text)};
    vec_push(a->s->m->mem, &a->s->m->err, e);
}

static const char too_many[] = "the operands of the asm statement need more registers than there "
                               "are";

static RegSet usable(const SelAsm *a, u8 cls)
{
    const Target *t = a->s->m->t;
    return t->isa->alloc[cls] & ~t->reserved & ~((RegSet)1 << t->isa->fp);
}

static void registers(SelAsm *a, Item *x, Str c)
{
    const Isa *isa = a->s->m->t->isa;
    if (c.n > 2 && c.p[0] == '{') {
        Reg r = a->rules->reg((Str){c.p + 1, c.n - 2});
        x->cls = isa->alloc[RC_FLT] >> r & 1 ? RC_FLT : RC_INT;
        x->set = (RegSet)1 << r;
        if (x->kind != I_CLOBBER && !((isa->alloc[0] | isa->alloc[1]) >> r & 1))
            complain(a, "this register cannot be an operand");
        return;
    }
    const AsmLetter *l = a->rules->letter;
    while (l->kind != AK_END && l->c != c.p[0])
        l++;
    x->cls = l->kind == AK_FLT ? RC_FLT : RC_INT;
    x->set = l->regs & usable(a, x->cls);
}

static void read_items(SelAsm *a, Str cons)
{
    u32 at = 0;
    for (Str c; asm_item(cons, &at, &c) && a->n < MAX_ITEMS;) {
        Item *x = &a->item[a->n++];
        *x = (Item){.kind = I_IN};
        if (c.p[0] == '=' && c.p[1] != 'm') {
            x->kind = I_OUT;
            x->early = c.p[1] == '&';
            if (c.n >= 4 && c.p[c.n - 2] == ':') {
                x->size = (u8)(c.p[c.n - 1] - '0');
                c.n -= 2;
            }
            registers(a, x, (Str){c.p + 1 + x->early, c.n - 1 - x->early});
        } else if (c.p[0] == 'l' && c.n == 1) {
            x->kind = I_LABEL;
        } else if (c.p[0] == '~') {
            x->kind = I_CLOBBER;
            registers(a, x, (Str){c.p + 1, c.n - 1});
            a->lost |= x->set;
        } else if (c.p[c.n - 1] == 'm') {
            x->kind = I_MEM;
            x->set = usable(a, RC_INT);
        } else if (c.p[0] == 'i') {
            x->kind = I_IMM;
        } else if (c.p[0] >= '0' && c.p[0] <= '9') {
            x->kind = I_TIED;
            for (size_t k = 0; k < c.n; k++)
                x->of = 10 * x->of + (u32)(c.p[k] - '0');
        } else {
            registers(a, x, c);
        }
    }
}

static void bind_values(SelAsm *a)
{
    const Fn *f = a->s->m->f;
    const Ins *i = ir_ins(f, a->r);
    u32 arg = 0, res = 0;
    a->result[0] = a->r;
    for (Ref n = i->next; n; n = ir_ins(f, n)->next)
        if (ir_ins(f, n)->op == OP_RES && ir_ins(f, n)->u.a[0] == a->r)
            a->result[MIN(ir_ins(f, n)->aux, MAX_ITEMS - 1u)] = n;
    for (u32 k = 0; k < a->n; k++) {
        Item *x = &a->item[k];
        if (x->kind == I_OUT) {
            res++;
        } else if (x->kind != I_LABEL && x->kind != I_CLOBBER) {
            x->arg = ir_args(f, i)[arg++];
            Type t = ir_type(f, x->arg);
            x->size = t == T_PTR ? f->mod->dl.ptr_size : (u8)type_size(t);
            if (x->kind == I_IN && (x->cls == RC_FLT) != type_is_flt(t))
                complain(a, "this target has no such registers");
        }
    }
    a->nres = res;
}

static Reg pick(SelAsm *a, RegSet set, u8 cls)
{
    const Target *t = a->s->m->t;
    const CallConv *cc = t->cc[a->s->m->f->mod->sig.v[a->s->m->f->sig].cc];
    for (const u8 *p = cc->order[cls] ? cc->order[cls] : t->isa->order[cls]; *p; p++)
        if (set >> *p & 1)
            return *p;
    return set ? (Reg)ctz64(set) : 0;
}

static bool is_tied(const SelAsm *a, u32 out)
{
    for (u32 k = 0; k < a->n; k++)
        if (a->item[k].kind == I_TIED && a->item[k].of == out)
            return true;
    return false;
}

static void give(SelAsm *a, u32 k)
{
    Item *x = &a->item[k];
    bool out = x->kind == I_OUT, both = out && (x->early || is_tied(a, k));
    RegSet one = x->set & (x->set - 1) ? 0 : x->set, taken = a->lost | a->read | a->written;
    x->reg = one ? (Reg)ctz64(one) : pick(a, x->set & ~taken, x->cls);
    if (!x->reg && out && !both)         // it may have an input's
        x->reg = pick(a, x->set & ~(a->lost | a->written), x->cls);
    bool clash = (!out || both) && a->read >> x->reg & 1;
    clash |= (out || both) && a->written >> x->reg & 1;
    if (!x->reg || clash || a->lost >> x->reg & 1) {
        complain(a, too_many);
        x->reg = x->reg ? x->reg : pick(a, usable(a, x->cls), x->cls);
    }
    if (!out || both)
        a->read |= (RegSet)1 << x->reg;
    if (out)
        a->written |= (RegSet)1 << x->reg;
}

// Those with the least choice first; outputs that may share with inputs last.
static void give_all(SelAsm *a)
{
    for (u32 round = 0; round < 3; round++)
        for (u32 k = 0; k < a->n; k++) {
            Item *x = &a->item[k];
            if (x->reg || !x->set || x->kind == I_CLOBBER)
                continue;
            bool narrow = x->set != usable(a, x->cls);
            bool sharing = x->kind == I_OUT && !x->early && !is_tied(a, k);
            if (round == 2 || (round == 0 ? narrow : !sharing))
                give(a, k);
        }
    for (u32 k = 0; k < a->n; k++)
        if (a->item[k].kind == I_TIED && a->item[k].of < a->n) {
            a->item[k].reg = a->item[a->item[k].of].reg;
            a->item[k].cls = a->item[a->item[k].of].cls;
        }
}

static u32 describe(SelAsm *a, const AsmText *t, Reg which)
{
    MFn *m = a->s->m;
    AsmUse u = {.text = str_dup(m->mem, t->text), .loc = a->s->loc, .which = which};
    u.arg = arena_array(m->mem, AsmArg, a->n + 1);
    for (u32 k = 0; k < a->n; k++) {
        const Item *x = &a->item[k];
        AsmArg *o = &u.arg[k];
        if (x->kind == I_LABEL)
            u.nlabel++;
        if (x->kind >= I_LABEL)
            continue;
        u.narg = k + 1;
        *o = (AsmArg){.kind = x->kind == I_MEM ? AK_MEM : x->kind == I_IMM ? AK_IMM
                              : x->cls == RC_FLT ? AK_FLT : AK_REG, .size = x->size,
                      .reg = x->reg};
        if (x->kind != I_IMM)
            continue;
        const Ins *c = ir_ins(a->s->m->f, x->arg);
        if (c->op == OP_SYM) {
            o->sym = c->u.s.sym;
            o->imm = c->u.s.off;
        } else if (!ir_is_int(a->s->m->f, x->arg, &o->imm)) {
            complain(a, "an operand of the asm statement is no constant");
        }
    }
    vec_push(m->mem, &m->asm_, u);
    return m->asm_.n - 1;
}

static MOp reg_op(Reg r, u8 size, u8 flags)
{
    return (MOp){.kind = MO_REG, .size = MAX(size, 4), .flags = flags, .reg = r};
}

static void put(const AsmSite *s, u16 op, const MOp *o, u32 nop, u32 nx, RegSet clobber)
{
    MIns *i = m_ins(s->m, op, s->m->f->mod->dl.ptr_size, nop, nx);
    memcpy(i->op_, o, (nop + nx) * sizeof *o);
    i->loc = s->loc;
    i->clobber = clobber;
    m_before(s->b, s->at, i);
}

static void copy(const AsmSite *s, const MOp *d, const MOp *x, u32 n)
{
    MOp o[2 * MAX_ITEMS + 2];
    memcpy(o, d, n * sizeof *o);
    memcpy(o + n, x, n * sizeof *o);
    if (n)
        put(s, M_COPY, o, 2 * n, 0, 0);
}

static void results(SelAsm *a, Reg which)
{
    MOp d[MAX_ITEMS + 1], x[MAX_ITEMS + 1];
    u32 n = 0, res = 0;
    for (u32 k = 0; k < a->n; k++) {
        const Item *o = &a->item[k];
        Ref r = o->kind == I_OUT ? a->result[res++] : 0;
        Reg v = r ? a->s->wanted(a->s->sel, r) : 0;
        if (!v)
            continue;
        d[n] = reg_op(v, o->size, MOF_DEF);
        x[n++] = reg_op(o->reg, o->size, MOF_USE);
    }
    Ref r = which ? a->result[res] : 0;
    Reg v = r ? a->s->wanted(a->s->sel, r) : 0;
    if (v) {
        d[n] = reg_op(v, 4, MOF_DEF);
        x[n++] = reg_op(which, 4, MOF_USE);
    }
    copy(a->s, d, x, n);
}

static Reg label_register(SelAsm *a)
{
    for (u32 k = 0; k < a->n; k++)
        if (a->item[k].kind == I_LABEL) {
            Reg r = pick(a, usable(a, RC_INT) & ~(a->lost | a->read | a->written), RC_INT);
            if (!r)
                complain(a, too_many);
            return r;
        }
    return 0;
}

void select_asm(const AsmSite *s, Ref r)
{
    const Fn *f = s->m->f;
    const AsmText *t = &f->mod->asm_.v[ir_ins(f, r)->sig];
    SelAsm *a = arena_new(s->m->mem, SelAsm);
    *a = (SelAsm){.s = s, .r = r, .rules = s->m->t->isa->asm_rules};
    MOp d[MAX_ITEMS], x[MAX_ITEMS], o[MAX_ITEMS + 2];
    u32 n = 0, nx = 1;
    read_items(a, t->cons);
    bind_values(a);
    give_all(a);
    Reg which = label_register(a);
    o[0] = (MOp){.kind = MO_IMM, .imm = describe(a, t, which)};
    for (u32 k = 0; k < a->n; k++) {
        const Item *i = &a->item[k];
        if (i->kind == I_OUT) {
            o[nx++] = reg_op(i->reg, i->size, MOF_DEF);
        } else if (i->reg && i->arg) {
            x[n] = s->source(s->sel, i->arg);
            d[n++] = reg_op(i->reg, i->size, MOF_DEF);
            o[nx++] = reg_op(i->reg, i->size, MOF_USE);
        }
    }
    if (which)
        o[nx++] = reg_op(which, 4, MOF_DEF);
    copy(s, d, x, n);
    const Isa *isa = s->m->t->isa;
    if (a->lost & ~(isa->alloc[RC_INT] | isa->alloc[RC_FLT] | (RegSet)1 << isa->sp))
        s->m->has_call = true;   // a link register is saved where there are calls
    put(s, M_ASM, o, 1, nx - 1, a->lost & ~((RegSet)1 << s->m->t->isa->sp));
    results(a, which);
}
