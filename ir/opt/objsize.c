// objsize.c - how many bytes lie behind a pointer, as far as it is known once callees are in place
//
// The answer is an upper bound where the operation asks for one (-1 when nothing is known), else a
// lower one (0). It holds for the object that a pointer surely points into: a slot, data that no
// other definition replaces, what malloc and its like gave; of several the larger, or the smaller.
// needs cfg; keeps cfg dom loop
#include "ir/opt/opt.h"

enum { DEPTH = 8 };

typedef struct Sizes {
    Fn *f;
    bool least;
} Sizes;

static bool behind(Sizes *s, Ref p, i64 off, int depth, i64 *out);

static bool left(const Sizes *s, u64 size, i64 off, bool known, i64 *out)
{
    if (size > INT64_MAX || (s->least && !known))
        return false;
    off = known ? off : 0;      // nowhere in it: at most the whole
    *out = off < 0 || (u64)off > size ? 0 : (i64)(size - (u64)off);
    return true;
}

static bool data_size(const Fn *f, SymId id, u64 *size)
{
    const Sym *y = &f->mod->sym.v[id];
    if (y->kind == SYM_ALIAS)
        y = &f->mod->sym.v[y->alias];
    *size = y->size;
    return (y->kind == SYM_DATA || y->kind == SYM_COMMON) && y->bind != BIND_WEAK;
}

// A call of a function of the C library that gives a new object of a constant size.
static bool allocated(const Fn *f, const Ins *i, u64 *size)
{
    const Ref *a = ir_args(f, i);
    const Ins *callee = ir_ins(f, a[0]);
    i64 n, each = 1;
    if (callee->op != OP_SYM || i->narg < 2)
        return false;
    const Sym *y = &f->mod->sym.v[callee->u.s.sym];
    bool calloc_ = str_eqz(y->name, "calloc"), realloc_ = str_eqz(y->name, "realloc");
    if (y->kind != SYM_UNDEF || !(calloc_ || realloc_ || str_eqz(y->name, "malloc")))
        return false;
    if (i->narg != 2 + (calloc_ || realloc_) || !ir_is_int(f, a[i->narg - 1], &n) ||
        (calloc_ && !ir_is_int(f, a[1], &each)))
        return false;
    if (n < 0 || each < 0 || (each && n > INT32_MAX / each))
        return false;
    *size = (u64)(n * each);
    return true;
}

static bool join(const Sizes *s, i64 a, i64 *out)
{
    *out = (a < *out) == s->least ? a : *out;
    return true;
}

// A block's parameter: of all that the edges to it bring.
static bool joined(Sizes *s, Ref p, i64 off, int depth, i64 *out)
{
    const Fn *f = s->f;
    bool any = false;
    for (u32 k = 0; k < f->cfg->n; k++) {
        const Ins *t = ir_ins(f, ir_blk(f, f->cfg->rpo[k])->last);
        for (u32 e = 0; e < t->nedge; e++) {
            const Edge *g = &ir_edges(f, t)[e];
            for (u32 n = 0; n < g->narg; n++) {
                i64 one;
                if (ir_blk(f, g->to)->param.v[n] != p)
                    continue;
                if (!behind(s, edge_args(f, g)[n], off, depth, &one))
                    return false;
                any = any ? join(s, one, out) : (*out = one, true);
            }
        }
    }
    return any;
}

static bool behind(Sizes *s, Ref p, i64 off, int depth, i64 *out)
{
    Fn *f = s->f;
    bool known = true;
    const Ins *i = ir_ins(f, p);
    for (; i->type == T_PTR && (i->op == OP_ADD || i->op == OP_SUB); i = ir_ins(f, p)) {
        i64 k;
        if (ir_is_int(f, i->u.a[1], &k))
            off = (i64)((u64)off + (i->op == OP_ADD ? (u64)k : 0 - (u64)k));
        else
            known = false;
        p = i->u.a[0];
    }
    u64 size;
    i64 other, bytes;
    switch (i->op) {
    case OP_SLOT:
        return left(s, f->slot.v[i->u.s.sym].size, off + i->u.s.off, known, out);
    case OP_SYM:
        return data_size(f, i->u.s.sym, &size) && left(s, size, off + i->u.s.off, known, out);
    case OP_ALLOCA:
        return ir_is_int(f, i->u.a[0], &bytes) && left(s, (u64)bytes, off, known, out);
    case OP_CALL:
        return allocated(f, i, &size) && left(s, size, off, known, out);
    case OP_SELECT:
        return known && depth && behind(s, i->u.a[1], off, depth - 1, out) &&
               behind(s, i->u.a[2], off, depth - 1, &other) && join(s, other, out);
    case OP_PARAM:
        return known && depth && joined(s, p, off, depth - 1, out);
    default: return false;
    }
}

static int objsize(Fn *f)
{
    Arena tmp = {0};
    Ref *to = NULL;
    u32 n = f->ins.n;
    int changed = 0;
    for (u32 k = 0; k < f->cfg->n; k++)
        for (Ref r = ir_blk(f, f->cfg->rpo[k])->first; r; r = ir_ins(f, r)->next) {
            const Ins i = *ir_ins(f, r);
            i64 unknown, size;
            if (i.op != OP_OBJSIZE)
                continue;
            Sizes s = {f, ir_is_int(f, i.u.a[1], &unknown) && unknown == 0};
            bool found = behind(&s, i.u.a[0], 0, DEPTH, &size);
            if (!to)
                to = arena_array(&tmp, Ref, n);
            to[r] = found ? ir_int(f, (Type)i.type, size) : i.u.a[1];
            changed++;
        }
    if (changed)
        to_all(f, to, n);
    arena_free(&tmp);
    return changed;
}

const PassDef pass_objsize = {"objsize", objsize, .needs = A_CFG, .keeps = A_CFG | A_DOM | A_LOOP};
