// dwarf_read.c - reading debug sections of an object: numbers, and where units end
#include "objfmt/dwarf_read.h"

void dr_open(Dr *r, Arena *a, Obj *o)
{
    *r = (Dr){.a = a, .o = o, .symbol = arena_array(a, u32, o->sect.n + 2)};
    for (u32 k = 0; k < o->sect.n; k++)
        if (o->sect.v[k].flags & SF_DEBUG)
            vec_push(a, &r->debug, k);
}

u32 dr_find(const Dr *r, const char *name)
{
    for (u32 k = 0; k < r->debug.n; k++)
        if (str_eqz(r->o->sect.v[r->debug.v[k]].name, name))
            return r->debug.v[k];
    return SECT_UNDEF;
}

bool dr_enter(Dr *r, const char *name)
{
    r->at = dr_find(r, name);
    if (r->at == SECT_UNDEF)
        return false;
    const ObjSect *s = &r->o->sect.v[r->at];
    r->p = s->data;
    r->n = r->end = s->size;
    r->i = 0;
    return true;
}

u64 dr_get(Dr *r, u32 bytes)
{
    u64 x = 0;
    if (r->bad || bytes > r->end - r->i) {
        r->bad = true;
        return 0;
    }
    for (u32 k = 0; k < bytes; k++)
        x |= (u64)r->p[r->i + k] << 8 * k;
    r->i += bytes;
    return x;
}

void dr_skip(Dr *r, u64 bytes)
{
    if (r->bad || bytes > r->end - r->i)
        r->bad = true;
    else
        r->i += bytes;
}

u64 dr_uleb(Dr *r)
{
    u64 x = 0;
    for (u32 shift = 0;; shift += 7) {
        u64 b = dr_get(r, 1);
        x |= shift < 64 ? (b & 0x7f) << shift : 0;
        if (!(b & 0x80) || r->bad)
            return x;
    }
}

void dr_text(Dr *r)
{
    while (dr_get(r, 1) && !r->bad)
        ;
}

// Length of a unit; its end limits what is read. The form for 64-bit offsets is not for objects.
bool dr_unit(Dr *r)
{
    r->end = r->n;
    u64 len = r->i < r->n ? dr_get(r, 4) : 0;
    if (r->bad || r->i >= r->n || len > r->n - r->i) {
        r->bad |= r->i < r->n || len;
        return false;
    }
    r->end = r->i + len;
    return true;
}

// The symbol of a section, made when first asked for.
u32 dr_symbol(Dr *r, u32 sect)
{
    if (!r->symbol[sect])
        r->symbol[sect] = obj_sym(r->o, (Str){0}, SB_LOCAL, SK_SECTION, sect, 0, 0);
    return r->symbol[sect];
}
