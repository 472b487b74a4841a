// vaarg.c - VAARG in simpler instructions: what the conventions have in common
#include "codegen/vaarg.h"

Va va_begin(Fn *f, Ref r)
{
    return (Va){f, r, ir_args(f, ir_ins(f, r))[0]};
}

Ref va_bin(Va *v, Op op, Type t, Ref x, Ref y)
{
    return ir_before(v->f, v->at, op, t, x, y, 0);
}

Ref va_offset(Va *v, Ref p, i64 k)
{
    return k ? va_bin(v, OP_ADD, T_PTR, p, ir_int(v->f, v->f->mod->dl.word, k)) : p;
}

Ref va_aligned(Va *v, Ref p, u32 align)
{
    Type w = v->f->mod->dl.word;
    Ref n = ir_before(v->f, v->at, OP_BITCAST, w, va_offset(v, p, (i64)align - 1), 0, 0);
    n = va_bin(v, OP_AND, w, n, ir_int(v->f, w, -(i64)align));
    return ir_before(v->f, v->at, OP_BITCAST, T_PTR, n, 0, 0);
}

// Of members of a va_list, which are aligned.
static u32 align_of(const Va *v, Type t)
{
    return (u32)ctz64(mod_type_size(v->f->mod, t));
}

Ref va_load(Va *v, Type t, Ref p)
{
    Ref r = ir_before(v->f, v->at, OP_LOAD, t, p, 0, 0);
    ir_ins(v->f, r)->aux = align_of(v, t);
    return r;
}

void va_store(Va *v, Type t, Ref p, Ref x)
{
    Ref r = ir_before(v->f, v->at, OP_STORE, T_VOID, p, x, 0);
    ir_ins(v->f, r)->aux = align_of(v, t);
    ir_ins(v->f, r)->sig = t;
}

Ref va_pick(Va *v, Type t, Ref c, Ref x, Ref y)
{
    return ir_before(v->f, v->at, OP_SELECT, t, c, x, y);
}

void va_done(Va *v, Ref x)
{
    const Ins *i = ir_ins(v->f, v->at);
    if (!i->sig) {
        x = ir_before(v->f, v->at, OP_LOAD, (Type)i->type, x, 0, 0);
        ir_ins(v->f, x)->aux = 0;
    }
    ir_replace(v->f, v->at, x);
    ir_remove(v->f, v->at);
}

void va_pointer(Fn *f, Ref r, u32 word, bool by_ref)
{
    const Ins *i = ir_ins(f, r);
    const Agg *agg = i->sig ? &f->mod->agg.v[i->sig - 1] : NULL;
    u32 size = by_ref ? word : agg ? agg->size : mod_type_size(f->mod, (Type)i->type);
    u32 align = MIN(MAX(word, by_ref ? word : agg ? agg->align : size), 2 * word);
    Va v = va_begin(f, r);
    Ref p = va_load(&v, T_PTR, v.ap);
    if (align > word)
        p = va_aligned(&v, p, align);
    va_store(&v, T_PTR, v.ap, va_offset(&v, p, ALIGN_UP(size, word)));
    va_done(&v, by_ref ? va_load(&v, T_PTR, p) : p);
}
