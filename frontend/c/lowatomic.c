// lowatomic.c - atomic access to what no register holds: records, complex numbers, 128 bits
//
// 1, 2, 4 and 8 bytes move as an integer of that size. Everything else is the business of the
// functions that gcc calls, too (GCC wiki, "Atomic/GCCMM/LIbrary"): in libatomic beside the
// system's C library, in runtime/core/atomic.c beside ours. They take the size and addresses.
#include "frontend/c/low_int.h"

enum { SEQ_CST = 5 };

static Type unit_of(Par *p, const CType *ty)
{
    switch (ty_size(p, ty)) {
    case 1: return T_I8;
    case 2: return T_I16;
    case 4: return T_I32;
    case 8: return T_I64;
    default: return T_VOID;
    }
}

Ref atom_room(Low *l, CType *ty)
{
    u32 align = MAX(ty_align(l->p, ty), unit_of(l->p, ty) ? (u32)ty_size(l->p, ty) : 1);
    return ir_slot(l->f, fn_slot(l->f, (u32)ty_size(l->p, ty), align, (Str){0}), 0);
}

static Ref value_at(Low *l, Ref p, CType *ty)
{
    Type part = ty_part(l->p, ty);
    return part ? pair_load(l, part, p, align_aux(ty_align(l->p, ty))) : p;
}

static Ref bytes_of(Low *l, Ref v, CType *ty)
{
    return ty_part(l->p, ty) ? pair_bytes(l, v, ty) : v;
}

static Ref unit_op(Low *l, Op op, Type t, Type unit, const Ref *a, u32 order)
{
    Ref r = ir_new(&l->b, op, t, a[0], a[1], a[2]);
    ir_ins(l->f, r)->aux = align_aux(type_size(unit)) | order << 8;
    return r;
}

// name(size, addresses ..., orders ...); gives a bool or nothing.
static Ref call(Low *l, const char *name, bool result, CType *ty, const Ref *at, u32 nat,
                u32 order, u32 norder)
{
    Par *p = l->p;
    CType fty = {.kind = TY_FUNC, .base = &p->basic[result ? TY_BOOL : TY_VOID]};
    CParam param[6];
    Ref args[6];
    u32 n = 0;
    param[n] = (CParam){.ty = p->size_t_};
    args[n++] = word_int(l, (i64)ty_size(p, ty));
    for (u32 k = 0; k < nat; k++) {
        param[n] = (CParam){.ty = ty_ptr(p, &p->basic[TY_VOID])};
        args[n++] = at[k];
    }
    for (u32 k = 0; k < norder; k++) {
        param[n] = (CParam){.ty = &p->basic[TY_INT]};
        // after a failure nothing was stored: no order of a store
        bool fail = k == 1;
        args[n++] = ir_int(l->f, T_I32, fail && order == 4 ? 2 : fail && order == 3 ? 0 : order);
    }
    fty.param = param;
    fty.nparam = n;
    u32 sig = ty_sig(p, &fty, NULL, 0);
    SymId sym = mod_sym(l->m, str_of(name));
    if (!l->m->sym.v[sym].sig)
        l->m->sym.v[sym].sig = sig;
    return ir_call(&l->b, result ? T_I8 : T_VOID, sig, ir_sym(l->f, sym, 0), args, n);
}

Ref atom_load(Low *l, Ref p, CType *ty, u32 order)
{
    Ref to = atom_room(l, ty), at[2] = {p, to};
    Type t = unit_of(l->p, ty);
    if (t)
        ir_store(&l->b, t, to, unit_op(l, OP_ALOAD, t, t, (Ref[3]){p, 0, 0}, order),
                 align_aux(type_size(t)));
    else if (ty_size(l->p, ty))
        call(l, "__atomic_load", false, ty, at, 2, order, 1);
    return value_at(l, to, ty);
}

void atom_store(Low *l, Ref p, CType *ty, Ref v, u32 order)
{
    Ref from = bytes_of(l, v, ty), at[2] = {p, from};
    Type t = unit_of(l->p, ty);
    if (t)
        unit_op(l, OP_ASTORE, T_VOID, t, (Ref[3]){p, ir_load(&l->b, t, from, 0), 0}, order);
    else if (ty_size(l->p, ty))
        call(l, "__atomic_store", false, ty, at, 2, order, 1);
}

Ref atom_exchange(Low *l, Ref p, CType *ty, Ref v, u32 order)
{
    Ref from = bytes_of(l, v, ty), to = atom_room(l, ty), at[3] = {p, from, to};
    Type t = unit_of(l->p, ty);
    if (t) {
        Ref was = unit_op(l, OP_AXCHG, t, t, (Ref[3]){p, ir_load(&l->b, t, from, 0), 0}, order);
        ir_store(&l->b, t, to, was, align_aux(type_size(t)));
    } else if (ty_size(l->p, ty)) {
        call(l, "__atomic_exchange", false, ty, at, 3, order, 1);
    }
    return value_at(l, to, ty);
}

Ref atom_cas(Low *l, Ref p, CType *ty, Ref want, Ref v, u32 order)
{
    Ref from = bytes_of(l, v, ty), at[3] = {p, want, from};
    Type t = unit_of(l->p, ty);
    if (!ty_size(l->p, ty))
        return ir_int(l->f, T_I8, 1);
    if (!t)
        return call(l, "__atomic_compare_exchange", true, ty, at, 3, order, 2);
    Ref old = ir_load(&l->b, t, want, 0);
    Ref got = unit_op(l, OP_ACAS, t, t, (Ref[3]){p, old, ir_load(&l->b, t, from, 0)}, order);
    ir_store(&l->b, t, want, got, 0);        // what it is anyway where they were equal
    return ir_new(&l->b, OP_EQ, T_I8, got, old, 0);
}

Ref atom_update(Low *l, Ref p, BinOp op, CType *ty, CType *cty, Ref rhs, bool want_new, u32 order)
{
    Ref want = atom_room(l, ty);
    LV lv = {.p = want, .ty = ty, .align = ty_align(l->p, ty)};
    store_lv(l, &lv, atom_load(l, p, ty, order));
    BlkId head = blk_new(l), exit = blk_new(l);
    jump(l, head);
    place(l, head);
    Ref old = value_at(l, want, ty);
    Ref v = conv(l, apply_op(l, op, cty, conv(l, old, ty, cty), rhs), cty, ty);
    branch(l, atom_cas(l, p, ty, want, v, order), exit, head, 0);
    ssa_seal(l->ssa, head);
    ssa_seal(l->ssa, exit);
    place(l, exit);
    return want_new ? v : old;
}

Ref atom_builtin(Low *l, Node *e)
{
    Node **v = e->u.arg.v;
    CType *ty = v[0]->ty->base->unqual;
    Ref p = lower_expr(l, v[0]), a = e->u.arg.n > 1 ? lower_expr(l, v[1]) : 0;
    switch (e->op) {
    case B_ATOMIC_LOAD: return atom_load(l, p, ty, e->aux);
    case B_ATOMIC_STORE: atom_store(l, p, ty, a, e->aux); return 0;
    case B_ATOMIC_XCHG: return atom_exchange(l, p, ty, a, e->aux);
    case B_ATOMIC_CAS: {
        Ref b = lower_expr(l, v[2]);
        if (!e->sub)
            return atom_cas(l, p, ty, a, b, e->aux);
        Ref want = bytes_of(l, a, ty);       // __sync: the expected value itself
        Ref ok = atom_cas(l, p, ty, want, b, SEQ_CST);
        return e->sub == 1 ? ok : value_at(l, want, ty);
    }
    default:
        return atom_update(l, p, (BinOp)e->sub, ty, ty, a, (e->flags & NF_POST) != 0, e->aux);
    }
}
