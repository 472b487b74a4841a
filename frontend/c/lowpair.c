// lowpair.c - scalars of two parts: values, variables, memory
//
// The IR has no type for them. What the lowering hands around for such a value is the number of an
// entry in Low.pair, marked by a bit that no Ref of a function has; who knows the type of the
// expression knows which of the two it holds.
#include "frontend/c/low_int.h"

#define PAIR_BIT 0x80000000u

Ref pair_new(Low *l, Ref lo, Ref hi)
{
    vec_push(&l->body->mem, &l->pair, ((Pair){lo, hi}));
    return PAIR_BIT | (l->pair.n - 1);
}

Pair pair_of(const Low *l, Ref r)
{
    assert(r & PAIR_BIT);
    return l->pair.v[r & ~PAIR_BIT];
}

// The second part is aligned to the size of the first at most.
static u32 second_aux(Type part, u32 aux)
{
    u32 most = align_aux(type_size(part)), a = MIN(aux & MEM_ALIGN, most);
    return (aux & ~(u32)MEM_ALIGN) | a;
}

static Ref second(Low *l, Type part, Ref p)
{
    LV lv = {.p = p, .off = type_size(part)};
    return lv_addr(l, &lv);
}

Ref pair_load(Low *l, Type part, Ref p, u32 aux)
{
    Ref lo = ir_load(&l->b, part, p, aux);
    return pair_new(l, lo, ir_load(&l->b, part, second(l, part, p), second_aux(part, aux)));
}

void pair_store(Low *l, Type part, Ref p, Ref v, u32 aux)
{
    Pair w = pair_of(l, v);
    ir_store(&l->b, part, p, w.lo, aux);
    ir_store(&l->b, part, second(l, part, p), w.hi, second_aux(part, aux));
}

Ref pair_bytes(Low *l, Ref v, CType *ty)
{
    u32 align = ty_align(l->p, ty);
    Ref p = ir_slot(l->f, fn_slot(l->f, (u32)ty_size(l->p, ty), align, (Str){0}), 0);
    pair_store(l, ty_part(l->p, ty), p, v, align_aux(align));
    return p;
}

Ref undef_of(Low *l, CType *ty)
{
    Type part = ty_part(l->p, ty);
    if (!part)
        return ir_undef(l->f, ty_ir(l->p, ty));
    Ref u = ir_undef(l->f, part);
    return pair_new(l, u, u);
}

u32 var_new(Low *l, CType *ty)
{
    Type part = ty_part(l->p, ty);
    u32 var = ssa_var(l->ssa, part ? part : by_address(ty) ? T_PTR : ty_ir(l->p, ty));
    if (part)
        ssa_var(l->ssa, part);
    return var;
}

Ref var_read(Low *l, u32 var, CType *ty)
{
    Ref v = ssa_read(l->ssa, var, l->b.blk);
    return ty_part(l->p, ty) ? pair_new(l, v, ssa_read(l->ssa, var + 1, l->b.blk)) : v;
}

void var_write(Low *l, u32 var, CType *ty, Ref v)
{
    if (!ty_part(l->p, ty)) {
        debug_wrote(l, var, v);
        ssa_write(l->ssa, var, l->b.blk, v);
        return;
    }
    Pair w = pair_of(l, v);
    ssa_write(l->ssa, var, l->b.blk, w.lo);
    ssa_write(l->ssa, var + 1, l->b.blk, w.hi);
}

bool by_bytes(Par *p, const CType *t)
{
    return by_address(t) || ty_part(p, t);
}
