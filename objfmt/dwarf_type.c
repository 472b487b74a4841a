// dwarf_type.c - the types of a unit in .debug_info
//
// Source: DWARF 5, chapter 5. Types are entries of the unit itself; one may refer to another that
// comes later, so references are filled when all have their places.
#include "objfmt/dwarf_int.h"

static const DbgType *type_of(const Dw *w, u32 t) { return &w->u->dbg->type.v[t]; }

// A type that is made from another by one tag; `shape` is for a base, the next one for void.
static void wrapper(Dw *w, const DbgType *t, Abbrev shape)
{
    dw_begin(w, t->base ? shape : (Abbrev)(shape + 1));
    if (t->kind == DT_TYPEDEF) {
        dw_name(w, t->name);
        dw_decl(w, t->file, t->line);
    }
    if (t->kind == DT_PTR)
        buf_byte(&w->info.b, (u8)t->size);
    if (t->base)
        dw_type(w, t->base);
}

static void member(Dw *w, const DbgItem *m)
{
    Buf *b = &w->info.b;
    dw_begin(w, m->bits ? AB_MEMBER_BITS : m->name.n ? AB_MEMBER : AB_MEMBER_ANON);
    if (m->name.n) {
        dw_name(w, m->name);
        dw_decl(w, m->file, m->line);
    }
    dw_type(w, m->type);
    if (m->bits)
        buf_uleb(b, m->bits);
    buf_uleb(b, (u64)m->val);
}

static void enumerator(Dw *w, const DbgItem *m, bool is_unsigned)
{
    dw_begin(w, is_unsigned ? AB_ENUMERATOR_U : AB_ENUMERATOR);
    dw_name(w, m->name);
    if (is_unsigned)
        buf_uleb(&w->info.b, (u64)m->val);
    else
        buf_sleb(&w->info.b, m->val);
}

static void record(Dw *w, const DbgType *t, Abbrev shape)
{
    if (t->decl && t->name.n) {
        dw_begin(w, (Abbrev)(shape + 2));
        dw_name(w, t->name);
        return;
    }
    dw_begin(w, t->name.n ? shape : (Abbrev)(shape + 1));
    if (t->name.n)
        dw_name(w, t->name);
    buf_uleb(&w->info.b, t->size);
    dw_decl(w, t->file, t->line);
    for (u32 k = 0; k < t->nitem; k++) {
        const DbgItem *m = &w->u->dbg->item.v[t->item + k];
        if (t->kind == DT_ENUM)
            enumerator(w, m, t->enc == DE_UNSIGNED);
        else if (m->type)
            member(w, m);
    }
    dw_end(w);
}

static void function(Dw *w, const DbgType *t)
{
    dw_begin(w, t->base ? AB_SUBR : AB_SUBR_VOID);
    buf_byte(&w->info.b, t->proto);
    if (t->base)
        dw_type(w, t->base);
    for (u32 k = 0; k < t->nitem; k++)
        if (w->u->dbg->item.v[t->item + k].type) {
            dw_begin(w, AB_SUBPARAM);
            dw_type(w, w->u->dbg->item.v[t->item + k].type);
        }
    if (t->open)
        dw_begin(w, AB_MORE);
    dw_end(w);
}

// Bytes of a type; 0: not known here.
static u64 size_of(const Dw *w, u32 type)
{
    u64 times = 1;
    for (;;) {
        const DbgType *t = type_of(w, type);
        switch (t->kind) {
        case DT_ARRAY:
            times *= t->size;
            if (t->open)
                return 0;
            break;
        case DT_CONST:
        case DT_VOLATILE:
        case DT_RESTRICT:
        case DT_ATOMIC:
        case DT_TYPEDEF: break;
        default: return times * t->size;
        }
        type = t->base;
    }
}

// The bytes that a variable holds, on the stack of the expression.
static bool put_length(const Dw *w, Buf *b, u32 len_var)
{
    const DwPlace *p = len_var ? w->whole[len_var - 1] : NULL;
    if (!p || p->kind == 2)
        return false;
    dw_place(b, p);
    buf_byte(b, DW_OP_deref);
    return true;
}

// How many elements: the array's bytes by those of an element.
static void bound(Dw *w, const DbgType *t)
{
    Buf b = {0};
    u64 size = size_of(w, t->base);
    const DbgType *elem = type_of(w, t->base);
    bool known = t->open && (t->len_back || put_length(w, &b, t->len_var));
    if (t->len_back) {
        buf_byte(&b, DW_OP_push_object_address);
        buf_byte(&b, DW_OP_constu);
        buf_uleb(&b, (u64)t->len_back);
        buf_byte(&b, DW_OP_minus);
        buf_byte(&b, DW_OP_deref);
    } else if (known && size) {
        buf_byte(&b, DW_OP_constu);
        buf_uleb(&b, size);
    } else if (known) {
        known = elem->kind == DT_ARRAY && put_length(w, &b, elem->len_var);
    }
    if (known && !t->len_back)
        buf_byte(&b, DW_OP_div);
    dw_begin(w, !t->open ? AB_RANGE : known ? AB_RANGE_EXPR : AB_RANGE_OPEN);
    if (!t->open)
        buf_uleb(&w->info.b, t->size);
    if (known)
        dw_expr(w, &b);
    else
        buf_free(&b);
}

// Arrays of arrays are one entry with several bounds.
static void array(Dw *w, const DbgType *t)
{
    const DbgType *elem = t;
    while (type_of(w, elem->base)->kind == DT_ARRAY)
        elem = type_of(w, elem->base);
    dw_begin(w, AB_ARRAY);
    dw_type(w, elem->base);
    for (;; t = type_of(w, t->base)) {
        bound(w, t);
        if (t == elem)
            break;
    }
    dw_end(w);
}

static void base(Dw *w, const DbgType *t)
{
    dw_begin(w, AB_BASE);
    dw_name(w, t->name);
    buf_byte(&w->info.b, t->enc);
    buf_byte(&w->info.b, (u8)t->size);
}

static void one_type(Dw *w, const DbgType *t)
{
    switch ((DbgKind)t->kind) {
    case DT_NONE: return;
    case DT_BASE: base(w, t); return;
    case DT_PTR: wrapper(w, t, AB_PTR); return;
    case DT_CONST: wrapper(w, t, AB_CONST); return;
    case DT_VOLATILE: wrapper(w, t, AB_VOLATILE); return;
    case DT_RESTRICT: wrapper(w, t, AB_RESTRICT); return;
    case DT_ATOMIC: wrapper(w, t, AB_ATOMIC); return;
    case DT_TYPEDEF: wrapper(w, t, AB_TYPEDEF); return;
    case DT_ARRAY: array(w, t); return;
    case DT_STRUCT: record(w, t, AB_STRUCT); return;
    case DT_UNION: record(w, t, AB_UNION); return;
    case DT_ENUM: record(w, t, AB_ENUM); return;
    case DT_FUNC: function(w, t); return;
    }
}

void dw_types(Dw *w)
{
    const DbgInfo *g = w->u->dbg;
    for (u32 t = 1; t < g->type.n; t++) {
        w->type_at[t] = (u32)w->info.b.n;
        one_type(w, type_of(w, t));
    }
    for (u32 k = 0; k < w->refs.n; k++)
        wr32(w->info.b.p + w->refs.v[k].at, w->type_at[w->refs.v[k].type]);
}
