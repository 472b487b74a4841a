// mfn.c - make, link and print machine instructions
#include "codegen/target.h"

Reg m_vreg(MFn *m, RegClass c, u8 size)
{
    MVreg v = {(u8)c, size};
    vec_push(m->mem, &m->vreg, v);
    return REG_VIRT + m->vreg.n - 1;
}

MBlk *m_blk(MFn *m)
{
    MBlk *b = arena_new(m->mem, MBlk);
    b->id = m->blk.n;
    vec_push(m->mem, &m->blk, b);
    return b;
}

u32 m_slot(MFn *m, u64 size, u32 align)
{
    MSlot s = {size, align, 0, false};
    vec_push(m->mem, &m->slot, s);
    return m->slot.n - 1;
}

// Its operands are not zeroed.
static MIns *bare_ins(MFn *m, u16 op, u8 size, u32 nop, u32 nx)
{
    MIns *i = arena_new(m->mem, MIns);
    m->nins++;
    i->op = op;
    i->size = size;
    i->nop = (u16)nop;
    i->nx = (u16)nx;
    i->op_ = nop + nx ? arena_raw(m->mem, MOp, nop + nx) : NULL;
    return i;
}

MIns *m_ins(MFn *m, u16 op, u8 size, u32 nop, u32 nx)
{
    MIns *i = bare_ins(m, op, size, nop, nx);
    for (u32 k = 0; k < nop + nx; k++)
        i->op_[k] = (MOp){0};
    return i;
}

MIns *m_ins_of(MFn *m, u16 op, u8 size, const MOp *o, u32 nop, u32 nx)
{
    MIns *i = bare_ins(m, op, size, nop, nx);
    for (u32 k = 0; k < nop + nx; k++) {
        i->op_[k] = o[k];
        if (!o[k].size)
            i->op_[k].size = size;
    }
    return i;
}

void m_before(MBlk *b, MIns *at, MIns *i)
{
    i->next = at;
    i->prev = at ? at->prev : b->last;
    if (i->prev)
        i->prev->next = i;
    else
        b->first = i;
    if (at)
        at->prev = i;
    else
        b->last = i;
}

void m_remove(MBlk *b, MIns *i)
{
    if (i->prev)
        i->prev->next = i->next;
    else
        b->first = i->next;
    if (i->next)
        i->next->prev = i->prev;
    else
        b->last = i->prev;
    i->prev = i->next = NULL;
}

void m_drop(MBlk *b, MIns *i)
{
    if (i->stmt && i->next && !i->next->stmt)
        i->next->stmt = i->stmt;
    m_remove(b, i);
}

u32 m_common_loop(const Loops *l, u32 a, u32 b)
{
    for (; a; a = l->loop[a - 1].parent)
        for (u32 x = b; x; x = l->loop[x - 1].parent)
            if (x == a)
                return a;
    return 0;
}

u32 m_const(MFn *m, u64 bits, u32 size, u32 align)
{
    bool is_new;
    if (!m->ro_at.mem)
        m->ro_at = imap_new(m->mem);
    u64 *at = imap_put(&m->ro_at, bits * 2 + (bits >> 63) + size * 0x9e3779b97f4a7c15u, &is_new);
    if (!is_new) {
        const u8 *p = m->ro.p + *at;
        if ((size == 4 ? rd32(p) == (u32)bits : rd64(p) == bits) && *at % align == 0 &&
            (size <= 8 || rd64(p + 8) == bits))
            return (u32)*at;
    }
    buf_align(&m->ro, align);
    m->ro_align = MAX(m->ro_align, align);
    *at = m->ro.n;
    if (size == 4)
        buf_u32(&m->ro, (u32)bits);
    else
        buf_u64(&m->ro, bits);
    if (size == 16)
        buf_u64(&m->ro, bits);
    return (u32)*at;
}

static void print_reg(const MFn *m, Reg r, u8 size, FILE *out)
{
    if (r >= REG_VIRT)
        fprintf(out, "%%%u", r - REG_VIRT);
    else
        fputs(m->t->isa->reg_name((u8)r, size ? size : 8), out);
}

static void print_mem(const MFn *m, const MOp *o, FILE *out)
{
    const char *plus = "";
    fputc('[', out);
    if (o->flags & MOF_SLOT)
        fprintf(out, "slot%u", o->slot), plus = "+";
    if (o->flags & MOF_CFA)
        fputs("cfa", out), plus = "+";
    if (o->flags & MOF_OUT)
        fputs("out", out), plus = "+";
    if (o->sym) {
        Str name = m->f->mod->sym.v[o->sym].name;
        fprintf(out, "%.*s", STR_ARG(name)), plus = "+";
    }
    if (o->reg)
        fputs(plus, out), print_reg(m, o->reg, 8, out), plus = "+";
    if (o->idx) {
        fputs(plus, out), print_reg(m, o->idx, 8, out), plus = "+";
        if (o->scale > 1)
            fprintf(out, "*%u", o->scale);
    }
    if (o->imm || !*plus)
        fprintf(out, "%s%lld", o->imm < 0 ? "" : plus, (long long)o->imm);
    fputc(']', out);
}

static void print_op(const MFn *m, const MOp *o, FILE *out)
{
    switch ((MOpKind)o->kind) {
    case MO_NONE: fputc('-', out); break;
    case MO_REG:
        print_reg(m, o->reg, o->size, out);
        if (o->flags & MOF_TIE)
            fputs("(tied)", out);
        break;
    case MO_IMM: fprintf(out, "%lld", (long long)o->imm); break;
    case MO_MEM: print_mem(m, o, out); break;
    case MO_SYM: {
        Str name = m->f->mod->sym.v[o->sym].name;
        fprintf(out, "%.*s", STR_ARG(name));
        if (o->imm)
            fprintf(out, "%+lld", (long long)o->imm);
        break;
    }
    case MO_BLK: fprintf(out, "b%u", o->slot); break;
    case MO_TABLE: fprintf(out, "const+%lld", (long long)o->imm); break;
    }
}

static void print_ins(const MFn *m, const MIns *i, FILE *out)
{
    static const char *const shared[] = {"none", "copy", "entry", "cfi", "", "", "", "",
                                         "asm", "data"};
    const char *text = i->op < M_COUNT ? shared[i->op] : m->t->isa->ins_text(i->op);
    fprintf(out, "    %s%s", text, i->op < M_COUNT ? "" : m->t->isa->cc_text(i));
    if (i->op >= M_COUNT && !(i->flags & MIF_BRANCH))
        fprintf(out, ".%u", i->size);
    for (u32 k = 0; k < (u32)i->nop + i->nx; k++) {
        fputs(k == 0 ? " " : k == i->nop ? " ; " : i->op == M_COPY &&
              k == i->nop / 2u ? " = " : ", ", out);
        print_op(m, &i->op_[k], out);
    }
    if (i->clobber) {
        fputs(" clobbers", out);
        for (u8 r = 1; r < REG_VIRT; r++)
            if (i->clobber >> r & 1)
                fprintf(out, " %s", m->t->isa->reg_name(r, 8));
    }
    fputc('\n', out);
}

void m_print(const MFn *m, const char *after, FILE *out)
{
    Str name = m->f->mod->sym.v[m->f->sym].name;
    fprintf(out, "; %.*s after %s\n", STR_ARG(name), after);
    for (u32 k = 0; k < m->order.n; k++) {
        const MBlk *b = m->blk.v[m->order.v[k]];
        fprintf(out, "b%u:", b->id);
        if (b->depth)
            fprintf(out, "  ; loop depth %u", b->depth);
        if (b->cold)
            fputs("  ; cold", out);
        fputc('\n', out);
        for (const MIns *i = b->first; i; i = i->next)
            print_ins(m, i, out);
    }
}

bool m_defines(const MIns *i, Reg r)
{
    for (u32 k = 0; k < (u32)i->nop + i->nx; k++)
        if (i->op_[k].kind == MO_REG && i->op_[k].reg == r && i->op_[k].flags & MOF_DEF)
            return true;
    return i->clobber >> r & 1;
}

void m_forward(const MFn *m, Arena *tmp, void (*run)(void *ctx, const MBlk *b),
               bool (*meet)(void *ctx, u32 to), void *ctx)
{
    bool *todo = arena_array(tmp, bool, m->blk.n + 1);
    todo[0] = true;
    for (bool again = true; again;) {
        again = false;
        for (u32 k = 0; k < m->order.n; k++) {
            const MBlk *b = m->blk.v[m->order.v[k]];
            if (!todo[b->id])
                continue;
            todo[b->id] = false;
            run(ctx, b);
            for (u32 j = 0; j < b->succ.n; j++)
                if (meet(ctx, b->succ.v[j]))
                    todo[b->succ.v[j]] = again = true;
        }
    }
}
