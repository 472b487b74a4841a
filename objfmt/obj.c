// obj.c - building an object: sections, symbols, fixups
#include "objfmt/obj.h"

const u8 arch_ptr[ARCH_COUNT] = {[ARCH_X64] = 8, [ARCH_A64] = 8, [ARCH_T32] = 4};

Obj *obj_new(Arena *a, Str name)
{
    Obj *o = arena_new(a, Obj);
    o->mem = a;
    o->name = name;
    vec_push(a, &o->sym, ((ObjSym){.sect = SECT_UNDEF}));
    return o;
}

u32 obj_sect(Obj *o, Str name, u32 flags, u32 align)
{
    assert(align && !(align & (align - 1)));
    vec_push(o->mem, &o->sect, ((ObjSect){.name = name, .flags = flags, .align = align}));
    return o->sect.n - 1;
}

u32 obj_sym(Obj *o, Str name, ObjBind bind, ObjKind kind, u32 sect, u64 value, u64 size)
{
    vec_push(o->mem, &o->sym,
             ((ObjSym){.name = name, .sect = sect, .value = value, .size = size, .bind = (u8)bind,
                       .kind = (u8)kind}));
    return o->sym.n - 1;
}

u32 obj_undef(Obj *o, Str name) { return obj_sym(o, name, SB_GLOBAL, SK_NONE, SECT_UNDEF, 0, 0); }

void obj_export(Obj *o, Str name, bool data)
{
    vec_push(o->mem, &o->exp, ((ObjExport){.name = name, .of = name, .data = data}));
}

Str obj_fix_place(const Obj *o, const ObjSect *s, const Fix *f)
{
    Str name = sym_shown(o->sym.v[f->sym].name);
    return str_fmt(o->mem, "%.*s at %llu: `%.*s` in a field of kind %s", STR_ARG(s->name),
                   (unsigned long long)f->off, STR_ARG(name), fix_info[f->kind].text);
}

void obj_fix(Obj *o, u32 sect, u64 off, FixKind k, u32 sym, i64 add)
{
    ObjSect *s = &o->sect.v[sect];
    assert(!s->fix.n || vec_last(&s->fix).off <= off);
    vec_push(o->mem, &s->fix, ((Fix){.off = off, .sym = sym, .kind = (u16)k, .add = add}));
}
