// licm.c - move computations whose operands do not change in a loop to the block in front of it
//
// Outermost loops first, so that a value goes all the way at once. Loads move when nothing in the
// loop may write what they read and they would be executed anyway, or cannot fault. Compares stay
// beside the branches that use them, and an addition of a constant to an address stays an
// addressing mode. needs loop; breaks cfg dom loop use live
#include "ir/opt/opt.h"

typedef struct Licm {
    Fn *f;
    Arena mem;
    Alias al;
    Effect *effect;
    u32 *of;                 // as Loops.of, and for the blocks made here
    u32 nof;
    BlkId **block;           // by loop: its blocks in reverse postorder
    u32 *nblock;
    int changes;
} Licm;

static bool in_loop(const Licm *x, BlkId b, u32 id)
{
    if (!b)
        return false;        // a constant
    u32 l = b < x->nof ? x->of[b] : 0;
    while (l && l < id)
        l = x->f->loops->loop[l - 1].parent;
    return l == id;
}

static void list_blocks(Licm *x)
{
    const Fn *f = x->f;
    const Loops *ls = f->loops;
    x->block = arena_array(&x->mem, BlkId *, ls->n + 1);
    x->nblock = arena_array(&x->mem, u32, ls->n + 1);
    for (int pass = 0; pass < 2; pass++) {
        for (u32 k = 0; k < f->cfg->n; k++)
            for (u32 l = ls->of[f->cfg->rpo[k]]; l; l = ls->loop[l - 1].parent) {
                if (pass)
                    x->block[l - 1][x->nblock[l - 1]] = f->cfg->rpo[k];
                x->nblock[l - 1]++;
            }
        for (u32 l = 0; l < ls->n && !pass; l++) {
            x->block[l] = arena_array(&x->mem, BlkId, x->nblock[l] + 1);
            x->nblock[l] = 0;
        }
    }
}

// The block in front of the loop, made when the way in is not one plain jump; 0 when there can be
// none.
static BlkId preheader(Licm *x, u32 id)
{
    Fn *f = x->f;
    const Cfg *c = f->cfg;
    BlkId h = f->loops->loop[id - 1].head, only = 0;
    u32 n = 0;
    if (h == f->entry || ir_blk(f, h)->addr_taken)
        return 0;
    for (u32 p = c->pred_at[h]; p < c->pred_at[h + 1]; p++)
        if (!in_loop(x, c->pred[p], id)) {
            n++;
            only = c->pred[p];
            if (ir_ins(f, ir_blk(f, only)->last)->op == OP_IJMP)
                return 0;
        }
    if (n == 1 && ir_ins(f, ir_blk(f, only)->last)->op == OP_JMP)
        return only;
    if (!n)
        return 0;
    u32 np = ir_blk(f, h)->param.n;
    BlkId made = fn_blk(f, (Str){0});
    Ref *args = arena_array(&x->mem, Ref, np + 1);
    for (u32 k = 0; k < np; k++)
        args[k] = blk_param(f, made, ir_type(f, ir_blk(f, h)->param.v[k]));
    Build b = {.f = f, .blk = made, .loc = ir_ins(f, ir_blk(f, h)->first)->loc};
    ir_jmp(&b, h, args, np);
    for (u32 p = c->pred_at[h]; p < c->pred_at[h + 1]; p++) {
        if (in_loop(x, c->pred[p], id))
            continue;
        const Ins *t = ir_ins(f, ir_blk(f, c->pred[p])->last);
        for (u32 e = 0; e < t->nedge; e++)
            if (ir_edges(f, t)[e].to == h)
                ir_edges(f, t)[e].to = made;
    }
    blk_place_after(f, made, ir_blk(f, h)->prev);
    if (made < x->nof)
        x->of[made] = f->loops->loop[id - 1].parent;
    x->changes++;
    return made;
}

// Executed in every turn of the loop that begins: it comes before every way out and every way back.
static bool always_runs(const Licm *x, u32 id, BlkId b)
{
    const Fn *f = x->f;
    const BlkId *list = x->block[id - 1];
    BlkId h = f->loops->loop[id - 1].head;
    if (b == h)
        return true;
    for (u32 k = 0; k < x->nblock[id - 1]; k++) {
        const Ins *t = ir_ins(f, ir_blk(f, list[k])->last);
        for (u32 e = 0; e < t->nedge; e++)
            if ((ir_edges(f, t)[e].to == h || !in_loop(x, ir_edges(f, t)[e].to, id)) &&
                !dominates(f, b, list[k]))
                return false;
        if (!t->nedge && !dominates(f, b, list[k]))
            return false;
    }
    return true;
}

static bool cannot_fault(const Licm *x, Place p, u32 size)
{
    const Fn *f = x->f;
    const Ins *i = ir_ins(f, p.root);
    if (!p.known || p.off < 0)
        return false;
    if (i->op == OP_SLOT)
        return (u64)p.off + size <= f->slot.v[i->u.s.sym].size;
    return i->op == OP_SYM && f->mod->sym.v[i->u.s.sym].kind == SYM_DATA &&
           f->mod->sym.v[i->u.s.sym].bind != BIND_WEAK &&
           (u64)p.off + size <= f->mod->sym.v[i->u.s.sym].size;
}

static bool safe_division(const Fn *f, const Ins *i)
{
    i64 d;
    return ir_is_int(f, i->u.a[1], &d) && d != 0 && d != -1;
}

typedef struct Block {       // facts about the block being looked at, found when first asked for
    int always;              // -1 unknown
} Block;

static bool movable(Licm *x, u32 id, Ref r, Block *b)
{
    Fn *f = x->f;
    const Ins *i = ir_ins(f, r);
    u16 fl = op_info[i->op].flags;
    i64 k;
    if (i->op == OP_RES || fl & (OF_CMP | OF_MULTI | OF_TERM | OF_WRITE | OF_EFFECT) || i->narg > 4)
        return false;
    if (!(fl & (OF_PURE | OF_TRAP)) && i->op != OP_LOAD)
        return false;
    if (i->op == OP_ADD && i->type == T_PTR && ir_is_int(f, i->u.a[1], &k))
        return false;
    if (i->op == OP_TRUNC || i->op == OP_BITCAST || i->op == OP_CFA || i->op == OP_FRAMEADDR ||
        i->op == OP_RETADDR)
        return false;
    for (u32 a = 0; a < i->narg; a++)
        if (in_loop(x, ir_ins(f, i->u.a[a])->blk, id))
            return false;
    if (fl & OF_PURE)
        return true;
    if (i->op != OP_LOAD && safe_division(f, i))
        return true;
    const Effect *e = &x->effect[id - 1];
    bool safe = false;
    if (i->op == OP_LOAD) {
        u32 size = mod_type_size(f->mod, (Type)i->type);
        if (i->aux & MEM_VOLATILE)
            return false;
        Place p = alias_place(&x->al, i->u.a[0]);
        if (!(ir_ins(f, r)->aux & MEM_CONST) && alias_loop_writes(&x->al, e, p, size))
            return false;
        safe = cannot_fault(x, p, size);
    }
    if (safe)
        return true;
    if (e->outside)          // a call may end the program before
        return false;
    if (b->always < 0)
        b->always = always_runs(x, id, ir_ins(f, r)->blk);
    return b->always;
}

// (a + x) + y with only x changing in the loop: as (a + y) + x the inner sum can leave it.
static bool regroup(Licm *x, u32 id, Ref r)
{
    Fn *f = x->f;
    const Ins *i = ir_ins(f, r);
    i64 k;
    if (i->op != OP_ADD || i->type != T_PTR || ir_is_int(f, i->u.a[1], &k))
        return false;
    const Ins *in = ir_ins(f, i->u.a[0]);
    if (in->op != OP_ADD || in->type != T_PTR || !in_loop(x, in->blk, id) ||
        in_loop(x, ir_ins(f, i->u.a[1])->blk, id) || in_loop(x, ir_ins(f, in->u.a[0])->blk, id) ||
        ir_is_int(f, in->u.a[1], &k))
        return false;
    Ref base = in->u.a[0], moving = in->u.a[1], fixed = i->u.a[1];
    Ref sum = ir_before(f, r, OP_ADD, T_PTR, base, fixed, 0);
    ir_ins(f, r)->u.a[0] = sum;
    ir_ins(f, r)->u.a[1] = moving;
    x->changes++;
    return true;
}

static void hoist_loop(Licm *x, u32 id)
{
    Fn *f = x->f;
    BlkId pre = 0;
    for (u32 k = 0; k < x->nblock[id - 1]; k++) {
        Block b = {.always = -1};
        for (Ref r = ir_blk(f, x->block[id - 1][k])->first, next; r; r = next) {
            next = ir_ins(f, r)->next;
            if (regroup(x, id, r)) {
                r = ir_ins(f, r)->prev;
                next = ir_ins(f, r)->next;
            }
            if (!movable(x, id, r, &b))
                continue;
            if (!pre) {
                pre = preheader(x, id);
                if (!pre)
                    return;
            }
            ir_move_before(f, r, ir_blk(f, pre)->last);
            x->changes++;
        }
    }
}

static int licm(Fn *f)
{
    const Loops *ls = f->loops;
    if (!ls->n)
        return 0;
    Licm x = {.f = f};
    x.nof = f->blk.n + ls->n + 1;
    x.of = arena_array(&x.mem, u32, x.nof);
    memcpy(x.of, ls->of, f->blk.n * sizeof *x.of);
    list_blocks(&x);
    alias_init(&x.al, f, &x.mem);
    x.effect = alias_loops(&x.al, &x.mem);
    for (u32 id = ls->n; id >= 1; id--)
        hoist_loop(&x, id);
    arena_free(&x.mem);
    return x.changes;
}

const PassDef pass_licm = {"licm", licm, .needs = A_CFG | A_DOM | A_LOOP, .keeps = 0};
