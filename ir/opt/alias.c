// alias.c - where pointers point: slots, symbols, unknown; which slots other code can reach
#include "ir/opt/opt.h"

enum { CHAIN = 32 };

Place alias_place(Alias *a, Ref p)
{
    Fn *f = a->f;
    Place r = {.root = p, .known = true};
    for (int n = 0; n < CHAIN; n++) {
        const Ins *i = ir_ins(f, r.root);
        if (i->type != T_PTR || (i->op != OP_ADD && i->op != OP_SUB))
            break;
        i64 k;
        if (ir_is_int(f, i->u.a[1], &k))
            r.off = (i64)((u64)r.off + (i->op == OP_ADD ? (u64)k : 0 - (u64)k));
        else
            r.known = false;
        r.root = i->u.a[0];
    }
    const Ins *i = ir_ins(f, r.root);
    if (i->op == OP_SLOT || i->op == OP_SYM)
        r.off += i->u.s.off;
    if (i->op == OP_SLOT) {
        r.root = a->slot_root[i->u.s.sym];
    } else if (i->op == OP_SYM) {
        const Sym *s = &f->mod->sym.v[i->u.s.sym];
        r.root = ir_sym(f, s->kind == SYM_ALIAS ? s->alias : i->u.s.sym, 0);
    }
    return r;
}

static bool is_object(const Fn *f, Ref root)
{
    return ir_ins(f, root)->op == OP_SLOT || ir_ins(f, root)->op == OP_SYM;
}

static bool is_private(const Alias *a, Ref root)
{
    const Ins *i = ir_ins(a->f, root);
    return i->op == OP_SLOT && !a->escapes[i->u.s.sym];
}

static bool is_ro(const Alias *a, Ref root)
{
    const Ins *i = ir_ins(a->f, root);
    return i->op == OP_SYM && a->f->mod->sym.v[i->u.s.sym].kind == SYM_DATA &&
           a->f->mod->sym.v[i->u.s.sym].flags & SYM_RO;
}

bool alias_same(Place x, Place y)
{
    return x.root == y.root && x.off == y.off && x.known && y.known;
}

bool alias_may(const Alias *a, Place x, u64 n, Place y, u64 m)
{
    const Fn *f = a->f;
    if (x.root == y.root) {
        if (!x.known || !y.known || !n || !m)
            return true;
        return x.off < y.off ? (u64)y.off - (u64)x.off < n : (u64)x.off - (u64)y.off < m;
    }
    if (is_object(f, x.root) && is_object(f, y.root))
        return false;
    return !is_private(a, x.root) && !is_private(a, y.root) && !is_ro(a, x.root) &&
           !is_ro(a, y.root);
}

bool alias_outside(const Alias *a, Place x, bool write)
{
    return !is_private(a, x.root) && !(write && is_ro(a, x.root));
}

static void note_use(Alias *a, const Ins *i, Ref p, u32 k)
{
    Fn *f = a->f;
    if (ir_type(f, p) != T_PTR)
        return;
    Place at = alias_place(a, p);
    const Ins *root = ir_ins(f, at.root);
    if (root->op != OP_SLOT)
        return;
    u32 s = root->u.s.sym;
    switch (i->op) {
    case OP_LOAD: a->slot_read[s] = true; return;
    case OP_STORE:
        if (k == 0 && !(i->aux & MEM_VOLATILE))
            return;
        break;
    case OP_COPY: case OP_MOVE:
        if (k == 1)
            a->slot_read[s] = true;
        if (!(i->aux & MEM_VOLATILE))
            return;
        break;
    case OP_SET:
        if (!(i->aux & MEM_VOLATILE))
            return;
        break;
    case OP_ADD: case OP_SUB:
        if (k == 0)
            return;
        break;
    default:
        if (op_info[i->op].flags & OF_CMP)
            return;
    }
    a->escapes[s] = a->slot_read[s] = true;
}

void alias_init(Alias *a, Fn *f, Arena *mem)
{
    *a = (Alias){.f = f};
    a->escapes = arena_array(mem, bool, f->slot.n + 1);
    a->slot_read = arena_array(mem, bool, f->slot.n + 1);
    a->slot_root = arena_array(mem, Ref, f->slot.n + 1);
    for (u32 s = 0; s < f->slot.n; s++)
        a->slot_root[s] = ir_slot(f, s, 0);
    if (!f->slot.n)
        return;
    for (BlkId b = f->entry; b; b = ir_blk(f, b)->next)
        for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next) {
            for (u32 k = 0; k < ir_ins(f, r)->narg; k++)
                note_use(a, ir_ins(f, r), ir_args(f, ir_ins(f, r))[k], k);
            const Ins *i = ir_ins(f, r);
            for (u32 e = 0; e < i->nedge; e++)
                for (u32 k = 0; k < ir_edges(f, i)[e].narg; k++)
                    note_use(a, ir_ins(f, r), edge_args(f, &ir_edges(f, ir_ins(f, r))[e])[k], k);
        }
}

u64 alias_block_size(const Fn *f, const Ins *i)
{
    i64 n;
    return ir_is_int(f, i->u.a[2], &n) && n >= 0 ? (u64)n : 0;
}

static void add_effect(Effect *e, Place p, u64 size)
{
    for (u32 k = 0; k < e->n; k++)
        if (e->at[k].root == p.root && e->at[k].off == p.off && e->at[k].known == p.known &&
            e->size[k] == size)
            return;
    if (e->n == EFFECT_LIMIT) {
        e->all = true;
        return;
    }
    e->at[e->n] = p;
    e->size[e->n++] = size;
}

static void ins_effect(Alias *a, Effect *e, Ref r)
{
    const Ins *i = ir_ins(a->f, r);
    switch (i->op) {
    case OP_STORE:
        add_effect(e, alias_place(a, i->u.a[0]),
                   mod_type_size(a->f->mod, (Type)ir_ins(a->f, r)->sig));
        break;
    case OP_COPY: case OP_MOVE: case OP_SET: {
        u64 n = alias_block_size(a->f, i);
        add_effect(e, alias_place(a, i->u.a[0]), n);
        break;
    }
    case OP_ALLOCA: case OP_SAVESP: case OP_RESTSP: break;
    default: e->outside |= (op_info[i->op].flags & (OF_WRITE | OF_EFFECT)) != 0;
    }
}

Effect *alias_loops(Alias *a, Arena *mem)
{
    Fn *f = a->f;
    const Loops *ls = f->loops;
    Effect *loop = arena_array(mem, Effect, ls->n + 1);
    for (u32 k = 0; k < f->cfg->n; k++) {
        BlkId b = f->cfg->rpo[k];
        if (!ls->of[b])
            continue;
        for (Ref r = ir_blk(f, b)->first; r; r = ir_ins(f, r)->next)
            if (op_info[ir_ins(f, r)->op].flags & (OF_WRITE | OF_EFFECT))
                ins_effect(a, &loop[ls->of[b] - 1], r);
    }
    for (u32 k = 0; k < ls->n; k++) {         // inner loops come first
        u32 up = ls->loop[k].parent;
        if (!up)
            continue;
        Effect *e = &loop[k], *o = &loop[up - 1];
        o->all |= e->all;
        o->outside |= e->outside;
        for (u32 j = 0; j < e->n; j++)
            add_effect(o, e->at[j], e->size[j]);
    }
    return loop;
}

bool alias_loop_writes(const Alias *a, const Effect *e, Place p, u64 size)
{
    if (e->all || (e->outside && alias_outside(a, p, true)))
        return true;
    for (u32 k = 0; k < e->n; k++)
        if (alias_may(a, e->at[k], e->size[k], p, size))
            return true;
    return false;
}
