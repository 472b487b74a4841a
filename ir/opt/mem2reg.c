// mem2reg.c - split stack slots into scalars and promote them to values
//
// A slot is promoted when its address goes nowhere but into loads, stores, and copies and fills of
// constant size, and its accesses fall into pieces that do not overlap. Copies between such slots
// hand their pieces on to each other, so that a struct that is only moved about disappears. SSA
// form is made by ssa.c, as in the front ends.
// needs cfg; keeps cfg; breaks use live
#include "ir/opt/opt.h"

enum { COPY_LIMIT = 128, PIECE_LIMIT = 32 }; // bytes of a copy, pieces of a slot that we take apart

typedef struct Piece {
    u32 off, size;
    Type type;
    u32 var;               // of Ssa
} Piece;

typedef struct SlotInfo {
    VEC(Piece) piece;
    bool bad;
    bool one_block;        // every access so far in block `blk`
    BlkId blk;
} SlotInfo;

typedef struct Promote {
    Fn *f;
    Arena mem;
    SlotInfo *slot;
    VEC(Ref) copy;         // COPY, MOVE and SET instructions that touch candidates
    Ref *to;               // replaced loads
    u32 nto;               // of the instructions there were at the start
    Ssa *ssa;
    bool ijmp;             // computed goto: its edges cannot carry new arguments
    int changes;
} Promote;

static SlotInfo *slot_of(Promote *p, Ref r, i32 *off)
{
    const Ins *i = ir_ins(p->f, r);
    if (i->op != OP_SLOT)
        return NULL;
    *off = i->u.s.off;
    return &p->slot[i->u.s.sym];
}

static bool in_slot(Promote *p, Ref r, u64 size)
{
    const Ins *i = ir_ins(p->f, r);
    return i->u.s.off >= 0 && (u64)i->u.s.off + size <= p->f->slot.v[i->u.s.sym].size;
}

static void touch(SlotInfo *s, BlkId b)
{
    if (s->blk && s->blk != b)
        s->one_block = false;
    if (!s->blk)
        s->one_block = true;
    s->blk = b;
}

static void add_piece(Promote *p, SlotInfo *s, u32 off, u32 size, Type t)
{
    for (u32 k = 0; k < s->piece.n; k++) {
        Piece *q = &s->piece.v[k];
        if (q->off == off && q->size == size)
            return;
        if (off < q->off + q->size && q->off < off + size) {
            s->bad = true;
            return;
        }
    }
    if (s->piece.n == PIECE_LIMIT)
        s->bad = true;
    Piece q = {.off = off, .size = size, .type = t};
    vec_push(&p->mem, &s->piece, q);
}

static void scan_access(Promote *p, const Ins *i, Ref addr, Type t)
{
    i32 off;
    SlotInfo *s = slot_of(p, addr, &off);
    u32 size = mod_type_size(p->f->mod, t);
    if (!s)
        return;
    if (i->aux & MEM_VOLATILE || !in_slot(p, addr, size)) {
        s->bad = true;
        return;
    }
    touch(s, i->blk);
    add_piece(p, s, (u32)off, size, t);
}

static bool known_size(Promote *p, const Ins *i, i64 *n)
{
    return ir_is_int(p->f, i->u.a[2], n) && *n >= 0 && *n <= COPY_LIMIT && !(i->aux & MEM_VOLATILE);
}

static void scan_block_op(Promote *p, Ref r)
{
    const Ins *i = ir_ins(p->f, r);
    i64 n, byte;
    i32 off;
    SlotInfo *d = slot_of(p, i->u.a[0], &off),
                  *s = i->op == OP_SET ? NULL : slot_of(p, i->u.a[1], &off);
    if (!d && !s)
        return;
    bool ok = known_size(p, i, &n) && (i->op != OP_SET || ir_is_int(p->f, i->u.a[1], &byte)) &&
              d != s;
    if (d && (!ok || !in_slot(p, i->u.a[0], (u64)n)))
        d->bad = true;
    if (s && (!ok || !in_slot(p, i->u.a[1], (u64)n)))
        s->bad = true;
    if (d)
        touch(d, i->blk);
    if (s)
        touch(s, i->blk);
    if (ok)
        vec_push(&p->mem, &p->copy, r);
}

static void escape(Promote *p, const Ref *a, u32 n)
{
    i32 off;
    for (u32 k = 0; k < n; k++) {
        SlotInfo *s = slot_of(p, a[k], &off);
        if (s)
            s->bad = true;
    }
}

static void scan(Promote *p)
{
    Fn *f = p->f;
    for (u32 k = 0; k < f->cfg->n; k++)
        for (Ref r = ir_blk(f, f->cfg->rpo[k])->first; r; r = ir_ins(f, r)->next) {
            const Ins *i = ir_ins(f, r);
            const Ref *a = ir_args(f, i);
            switch (i->op) {
            case OP_LOAD: scan_access(p, i, a[0], (Type)i->type); break;
            case OP_STORE:
                scan_access(p, i, a[0], ir_type(f, a[1]));
                escape(p, a + 1, 1);
                break;
            case OP_COPY: case OP_MOVE: case OP_SET: scan_block_op(p, r); break;
            default:
                escape(p, a, i->narg);
                p->ijmp |= i->op == OP_IJMP;
                for (u32 e = 0; e < i->nedge; e++)
                    escape(p, edge_args(f, &ir_edges(f, i)[e]), ir_edges(f, i)[e].narg);
            }
        }
}

// Hands the pieces of `from` within [fo, fo + n) on to `to` at the same distance from `to_off`. A
// piece that lies across the border of the range spoils both.
static bool hand_on(Promote *p, SlotInfo *from, u32 fo, SlotInfo *to, u32 to_off, u32 n)
{
    u32 before = to->piece.n;
    bool was_bad = to->bad;
    for (u32 k = 0; k < from->piece.n; k++) {
        Piece q = from->piece.v[k];
        if (q.off >= fo + n || q.off + q.size <= fo)
            continue;
        if (q.off < fo || q.off + q.size > fo + n)
            from->bad = true;
        else if (!to->bad)
            add_piece(p, to, q.off - fo + to_off, q.size, q.type);
    }
    return to->piece.n != before || to->bad != was_bad;
}

// Bytes of the range that no piece covers still travel with the copy: they become pieces too.
static bool fill_gaps(Promote *p, SlotInfo *s, u32 off, u32 n)
{
    bool changed = false;
    for (u32 at = off; at < off + n && !s->bad;) {
        u32 next = off + n;
        bool covered = false;
        for (u32 k = 0; k < s->piece.n; k++) {
            const Piece *q = &s->piece.v[k];
            if (q->off <= at && at < q->off + q->size) {
                covered = true;
                at = q->off + q->size;
                break;
            }
            if (q->off > at && q->off < next)
                next = q->off;
        }
        if (covered)
            continue;
        u32 size = 8;
        while (size > next - at || at % size)
            size /= 2;
        add_piece(p, s, at, size, size == 8 ? T_I64 : size == 4 ? T_I32 : size == 2 ? T_I16 : T_I8);
        at += size;
        changed = true;
    }
    return changed;
}

static bool share_pieces(Promote *p, const Ins *i)
{
    i32 d_off = 0, s_off = 0;
    i64 n = 0;
    SlotInfo *d = slot_of(p, i->u.a[0], &d_off), *s = i->op == OP_SET ? NULL
                  : slot_of(p, i->u.a[1], &s_off);
    ir_is_int(p->f, i->u.a[2], &n);
    bool changed = false;
    if (d && s && !d->bad && !s->bad) {
        changed |= hand_on(p, s, (u32)s_off, d, (u32)d_off, (u32)n);
        changed |= hand_on(p, d, (u32)d_off, s, (u32)s_off, (u32)n);
    }
    SlotInfo *side[2] = {d, s};
    i32 at[2] = {d_off, s_off};
    for (int k = 0; k < 2; k++)
        if (side[k] && !side[k]->bad) {
            SlotInfo none = {0};
            hand_on(p, side[k], (u32)at[k], &none, 0, (u32)n);  // only for the border check
            changed |= fill_gaps(p, side[k], (u32)at[k], (u32)n);
            changed |= side[k]->bad;
        }
    return changed;
}

static void settle(Promote *p)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (u32 k = 0; k < p->copy.n; k++)
            changed |= share_pieces(p, ir_ins(p->f, p->copy.v[k]));
    }
    for (u32 k = 0; k < p->f->slot.n; k++) {
        SlotInfo *s = &p->slot[k];
        if (p->ijmp && !s->one_block)
            s->bad = true;
        for (u32 q = 0; q < s->piece.n && !s->bad; q++)
            s->piece.v[q].var = ssa_var(p->ssa, s->piece.v[q].type);
    }
}

static Ref converted(Promote *p, Ref at, Ref v, Type t)
{
    Type have = ir_type(p->f, v);
    return have == t ? v : ir_before(p->f, at, OP_BITCAST, t, v, 0, 0);
}

// BITCAST is defined between equal sizes of int and float and of int and pointer; other pairs go by
// way of the integer.
static Ref retyped(Promote *p, Ref at, Ref v, Type t)
{
    Type have = ir_type(p->f, v);
    bool by_int = have != t && !(have >= T_I8 && have <= T_I64) && !(t >= T_I8 && t <= T_I64);
    if (by_int)
        v = converted(p, at, v, mod_type_size(p->f->mod, t) == 8 ? T_I64 : T_I32);
    return converted(p, at, v, t);
}

static Piece *piece_at(SlotInfo *s, u32 off)
{
    for (u32 k = 0; k < s->piece.n; k++)
        if (s->piece.v[k].off == off)
            return &s->piece.v[k];
    return NULL;
}

static Ref resolved(Promote *p, Ref r)
{
    while (r < p->nto && p->to[r])
        r = p->to[r];
    return r;
}

static Ref address(Promote *p, Ref at, Ref base, u32 add)
{
    Fn *f = p->f;
    const Ins *b = ir_ins(f, base);
    if (!add)
        return base;
    if (b->op == OP_SLOT)
        return ir_slot(f, b->u.s.sym, b->u.s.off + (i32)add);
    if (b->op == OP_SYM)
        return ir_sym(f, b->u.s.sym, b->u.s.off + (i32)add);
    return ir_before(f, at, OP_ADD, T_PTR, base, ir_int(f, f->mod->dl.word, add), 0);
}

static u32 piece_align(u32 aux, u32 off)
{
    u32 align = aux & MEM_ALIGN;
    while (align && off & ((1u << align) - 1))
        align--;
    return align;
}

static void expand_copy(Promote *p, Ref r)
{
    Fn *f = p->f;
    i32 d_off = 0, s_off = 0;
    i64 n = 0;
    Ref da = ir_ins(f, r)->u.a[0], sa = ir_ins(f, r)->u.a[1];
    u32 aux = ir_ins(f, r)->aux;
    BlkId b = ir_ins(f, r)->blk;
    SlotInfo *d = slot_of(p, da, &d_off), *s = slot_of(p, sa, &s_off);
    ir_is_int(f, ir_ins(f, r)->u.a[2], &n);
    d = d && !d->bad ? d : NULL;
    s = s && !s->bad ? s : NULL;
    SlotInfo *by = d ? d : s;
    u32 base = (u32)(d ? d_off : s_off), np = by->piece.n;
    Ref *value = arena_array(&p->mem, Ref, np);
    for (int pass = 0; pass < 2; pass++)     // read everything first: the memory may overlap (MOVE)
        for (u32 k = 0; k < np; k++) {
            Piece q = by->piece.v[k];
            if (q.off < base || q.off >= base + (u32)n)
                continue;
            u32 at = q.off - base;
            if (pass == 0 && s) {
                Ref v = ssa_read(p->ssa, piece_at(s, (u32)s_off + at)->var, b);
                value[k] = retyped(p, r, v, q.type);
            } else if (pass == 0) {
                value[k] = ir_before(f, r, OP_LOAD, q.type, address(p, r, sa, at), 0, 0);
                ir_ins(f, value[k])->aux = piece_align(aux, at);
            } else if (d) {
                ssa_write(p->ssa, q.var, b, value[k]);
            } else {
                Ref st = ir_before(f, r, OP_STORE, T_VOID, address(p, r, da, at), value[k], 0);
                ir_ins(f, st)->aux = piece_align(aux, at);
                ir_ins(f, st)->sig = q.type;
            }
        }
    ir_remove(f, r);
}

static void expand_set(Promote *p, Ref r)
{
    Fn *f = p->f;
    i32 off = 0;
    i64 n = 0, byte = 0;
    SlotInfo *d = slot_of(p, ir_ins(f, r)->u.a[0], &off);
    BlkId b = ir_ins(f, r)->blk;
    ir_is_int(f, ir_ins(f, r)->u.a[1], &byte);
    ir_is_int(f, ir_ins(f, r)->u.a[2], &n);
    i64 all = (i64)((u64)(byte & 255) * 0x0101010101010101u);
    for (u32 k = 0; k < d->piece.n; k++) {
        Piece q = d->piece.v[k];
        if (q.off < (u32)off || q.off >= (u32)off + (u32)n)
            continue;
        Type it = q.size == 8 ? T_I64 : q.size == 4 ? T_I32 : q.size == 2 ? T_I16 : T_I8;
        ssa_write(p->ssa, q.var, b, retyped(p, r, ir_int(f, it, all), q.type));
    }
    ir_remove(f, r);
}

static SlotInfo *good_slot(Promote *p, Ref r, i32 *off)
{
    SlotInfo *s = slot_of(p, r, off);
    return s && !s->bad ? s : NULL;
}

static bool rewrite(Promote *p, Ref r)
{
    Fn *f = p->f;
    Ins *i = ir_ins(f, r);
    i32 off = 0;
    BlkId b = i->blk;
    SlotInfo *s;
    switch (i->op) {
    case OP_LOAD:
        if (!(s = good_slot(p, i->u.a[0], &off)))
            return false;
        p->to[r] = retyped(p, r, ssa_read(p->ssa, piece_at(s, (u32)off)->var, b),
                           (Type)ir_ins(f, r)->type);
        break;
    case OP_STORE: {
        if (!(s = good_slot(p, i->u.a[0], &off)))
            return false;
        Piece *q = piece_at(s, (u32)off);
        ssa_write(p->ssa, q->var, b, retyped(p, r, i->u.a[1], q->type));
        break;
    }
    case OP_SET:
        if (!good_slot(p, i->u.a[0], &off))
            return false;
        expand_set(p, r);
        return true;
    case OP_COPY: case OP_MOVE:
        if (!good_slot(p, i->u.a[0], &off) && !good_slot(p, i->u.a[1], &off))
            return false;
        expand_copy(p, r);
        return true;
    default:
        return false;
    }
    ir_remove(f, r);
    return true;
}

static void resolve_operands(Promote *p, const Ins *i)
{
    Fn *f = p->f;
    Ref *a = ir_args(f, i);
    for (u32 k = 0; k < i->narg; k++)
        a[k] = resolved(p, a[k]);
    for (u32 e = 0; e < i->nedge; e++) {
        Edge *g = &ir_edges(f, i)[e];
        for (u32 k = 0; k < g->narg; k++)
            edge_args(f, g)[k] = resolved(p, edge_args(f, g)[k]);
    }
}

// Were all its predecessors walked before block k of the order?
static bool after_preds(const Cfg *c, u32 k)
{
    BlkId b = c->rpo[k];
    for (u32 e = c->pred_at[b]; e < c->pred_at[b + 1]; e++)
        if (c->rpo_at[c->pred[e]] >= k)
            return false;
    return true;
}

// In reverse postorder every use comes after the load it depends on. The heads of loops are sealed
// in the end.
static void walk(Promote *p)
{
    Fn *f = p->f;
    for (u32 k = 0; k < f->cfg->n; k++) {
        const Ins *t = ir_ins(f, ir_blk(f, f->cfg->rpo[k])->last);
        for (u32 e = 0; e < t->nedge; e++)
            ssa_edge(p->ssa, f->cfg->rpo[k], ir_edges(f, t)[e].to);
    }
    for (u32 k = 0; k < f->cfg->n; k++) {
        if (after_preds(f->cfg, k))
            ssa_seal(p->ssa, f->cfg->rpo[k]);
        for (Ref r = ir_blk(f, f->cfg->rpo[k])->first; r;) {
            Ref next = ir_ins(f, r)->next;
            resolve_operands(p, ir_ins(f, r));
            p->changes += rewrite(p, r);
            r = next;
        }
    }
}

static int mem2reg(Fn *f)
{
    if (!f->slot.n)
        return 0;
    Promote p = {.f = f};
    p.slot = arena_array(&p.mem, SlotInfo, f->slot.n);
    p.nto = f->ins.n;
    p.to = arena_array(&p.mem, Ref, p.nto);
    scan(&p);
    p.ssa = ssa_new(f);
    settle(&p);
    bool any = false;
    for (u32 k = 0; k < f->slot.n; k++)
        any |= !p.slot[k].bad && p.slot[k].blk;
    if (any)
        walk(&p);
    ssa_finish(p.ssa);
    arena_free(&p.mem);
    return p.changes;
}

const PassDef pass_mem2reg = {"mem2reg", mem2reg, .needs = A_CFG, .keeps = A_CFG | A_DOM | A_LOOP};
