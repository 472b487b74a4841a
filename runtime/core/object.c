// object.c - reference counts, taking objects apart, copying them before a write, equality
#include "runtime/rt_int.h"

/* The compiler goes by layout.def, on every target. */
#define STRUCT(T)
#define FIELD(T, ct, name, off) _Static_assert(offsetof(T, name) == (off), #T "." #name);
#define END(T, sz) _Static_assert(sizeof(T) == (sz), #T);
#include "runtime/layout.def"
#undef STRUCT
#undef FIELD
#undef END

void rt_retain(void *o)
{
    RtObj *p = o;
    if (p->count > 0)
        p->count = (i32)((u32)p->count + 1);  // 2^31 references: immortal from then on
}

void rt_retain_null(void *o)
{
    if (o)
        rt_retain(o);
}

void rt_release(void *o)
{
    RtObj *p = o;
    if (p->count == 1)
        rt_drop(p);
    else if (p->count > 0)
        p->count--;
}

void rt_release_null(void *o)
{
    if (o)
        rt_release(o);
}

void rt_dyn_retain(i64 tag, i64 payload)
{
    if (rt_tag_is_obj(tag))
        rt_retain(rt_ptr(payload));
}

void rt_dyn_release(i64 tag, i64 payload)
{
    if (rt_tag_is_obj(tag))
        rt_release(rt_ptr(payload));
}

/* ---- the parts of a value ---- */

typedef void (*Visit)(RtObj *o);

/* Calls f for the object of a payload word, if there is one. */
static void visit_word(const RtType *t, i64 word, Visit f)
{
    if ((t->flags & RT_TF_PTR || t->size == 16) && rt_ptr(word))
        f(rt_ptr(word));
}

/* Calls f for every object that the value at m refers to directly. */
static void visit_val(const RtType *t, const void *m, Visit f)
{
    if (!(t->flags & RT_TF_REFS))
        return;
    const i64 *w = m;
    if (t->flags & RT_TF_PTR) {
        void *o = rt_load_ptr(m);
        if (o)
            f(o);
        return;
    }
    switch (t->kind) {
    case RT_OPTION:
        if (w[0] == RT_SOME)
            visit_word(t->elem, w[1], f);
        break;
    case RT_RESULT:
        visit_word(w[0] == RT_OK ? t->elem : t->elem2, w[1], f);
        break;
    case RT_DYN:
        if (rt_tag_is_obj(w[0]))
            f(rt_ptr(w[1]));
        break;
    default:
        break;
    }
}

static void visit_fields(const void *o, const RtField *field, u32 n, Visit f)
{
    for (u32 i = 0; i < n; i++)
        visit_val(field[i].type, (const u8 *)o + field[i].off, f);
}

static u64 rec_size(const RtRec *r)
{
    u64 size = r->kind == RT_ENUM ? r->type->variant[r->tag].obj_size : r->type->obj_size;
    if (r->kind == RT_CELL || r->kind == RT_RESULT)
        size = RT_REC_DATA + 16;
    else if (r->kind == RT_BOX)
        size = RT_REC_DATA + 16;
    return size < RT_REC_DATA ? RT_REC_DATA : size;
}

static void visit_object(const RtObj *o, Visit f)
{
    const RtRec *r = (const RtRec *)o;
    switch (o->kind) {
    case RT_STRUCT:
        visit_fields(o, r->type->field, r->type->nfield, f);
        break;
    case RT_ENUM: {
        const RtVariant *v = &r->type->variant[r->tag];
        visit_fields(o, v->field, v->nfield, f);
        break;
    }
    case RT_BOX:
        visit_val(r->type->elem, (const u8 *)o + RT_REC_DATA, f);
        break;
    case RT_CELL:
    case RT_RESULT:
        visit_val(r->type, (const u8 *)o + RT_REC_DATA, f);
        break;
    case RT_LIST: {
        const RtList *l = (const RtList *)o;
        const RtType *t = l->type->elem;
        if (t->flags & RT_TF_REFS)
            for (i64 i = 0; i < l->len; i++)
                visit_val(t, rt_list_data(l) + i * (i64)t->size, f);
        break;
    }
    case RT_MAP: {
        const RtMap *m = (const RtMap *)o;
        for (i64 i = 0; i < m->len; i++) {
            f((RtObj *)rt_entry_key(m, i));
            visit_val(m->type->elem, rt_entry_value(m, i), f);
        }
        break;
    }
    default:
        break;
    }
}

static void free_object(RtObj *o)
{
    switch (o->kind) {
    case RT_STRING:
    case RT_BYTES:
    case RT_LIST:
        rt_mem_free(o, o->tag);
        break;
    case RT_MAP:
        rt_map_free((RtMap *)o);
        break;
    default:
        rt_mem_free(o, rt_class(rec_size((RtRec *)o)));
        break;
    }
}

static void pend_grow(void)
{
    u64 cap = rt_heap.cpend ? rt_heap.cpend * 2 : 64;
    u32 to = rt_class(cap * sizeof(RtObj *));
    if (rt_heap.pend)
        rt_heap.pend = rt_mem_grow(rt_heap.pend, rt_class(rt_heap.cpend * sizeof(RtObj *)), to,
                                   rt_heap.npend * sizeof(RtObj *));
    else
        rt_heap.pend = rt_mem_alloc(to);
    rt_heap.cpend = cap;
}

/* One reference from an object that goes away. */
static void unref(RtObj *o)
{
    if (o->count > 1) {
        o->count--;
    } else if (o->count == 1) {
        if (o->kind == RT_STRING || o->kind == RT_BYTES) {
            rt_mem_free(o, o->tag);
            return;
        }
        if (rt_heap.npend == rt_heap.cpend)
            pend_grow();
        rt_heap.pend[rt_heap.npend++] = o;
    }
}

/* Takes objects apart with a list of its own instead of recursion: a chain of any length is freed
 * in constant stack. */
void rt_drop(void *p)
{
    RtObj *o = p;
    u64 base = rt_heap.npend;
    for (;;) {
        if (o->kind != RT_STRING && o->kind != RT_BYTES)
            visit_object(o, unref);
        free_object(o);
        if (rt_heap.npend == base)
            return;
        o = rt_heap.pend[--rt_heap.npend];
    }
}

static void ref(RtObj *o)
{
    rt_retain(o);
}
static void release_one(RtObj *o)
{
    rt_release(o);
}

void rt_val_retain(const RtType *t, const void *m)
{
    visit_val(t, m, ref);
}

void rt_val_release(const RtType *t, const void *m)
{
    visit_val(t, m, release_one);
}

void rt_val_copy(const RtType *t, void *to, const void *from)
{
    memmove(to, from, t->size);
    visit_val(t, to, ref);
}

/* ---- making and copying ---- */

RtRec *rt_rec_new(const RtType *t)
{
    u64 size = t->obj_size < RT_REC_DATA ? RT_REC_DATA : t->obj_size;
    RtRec *r = rt_mem_alloc(rt_class(size));
    memset((u8 *)r + RT_REC_DATA, 0, size - RT_REC_DATA);
    r->count = 1;
    r->kind = RT_STRUCT;
    r->flags = 0;
    r->tag = 0;
    r->type = t;
    return r;
}

RtRec *rt_enum_new(const RtType *t, i64 variant)
{
    u64 size = t->variant[variant].obj_size;
    if (size < RT_REC_DATA)
        size = RT_REC_DATA;
    RtRec *r = rt_mem_alloc(rt_class(size));
    memset((u8 *)r + RT_REC_DATA, 0, size - RT_REC_DATA);
    r->count = 1;
    r->kind = RT_ENUM;
    r->flags = 0;
    r->tag = (u16)variant;
    r->type = t;
    return r;
}

static RtRec *new_cell(const RtType *t, u8 kind, const void *m, u64 size)
{
    RtRec *r = rt_mem_alloc(rt_class(RT_REC_DATA + 16));
    memset((u8 *)r + RT_REC_DATA, 0, 16);
    memcpy((u8 *)r + RT_REC_DATA, m, size);
    r->count = 1;
    r->kind = kind;
    r->flags = 0;
    r->tag = 0;
    r->type = t;
    return r;
}

RtRec *rt_box_new(const RtType *t, const void *m)
{
    return new_cell(t, RT_BOX, m, t->elem->size);
}

RtRec *rt_cell_new(const RtType *t, const void *m)
{
    return new_cell(t, t->kind == RT_RESULT ? RT_RESULT : RT_CELL, m, t->size);
}

i64 rt_payload_of(const RtType *t, const void *m)
{
    if (t->size == 16)
        return rt_word(rt_cell_new(t, m));
    return rt_load_word(t, m);
}

void *rt_uniq(void *o)
{
    if (RT_LIKELY(((RtObj *)o)->count == 1))
        return o;
    return rt_copy(o);
}

void *rt_copy(void *p)
{
    RtObj *o = p, *c;
    switch (o->kind) {
    case RT_STRING:
    case RT_BYTES:
        c = (RtObj *)rt_str_alloc(((RtStr *)o)->len, o->kind);
        memcpy((u8 *)c + RT_STR_DATA, (u8 *)o + RT_STR_DATA, (u64)((RtStr *)o)->len);
        break;
    case RT_LIST: {
        const RtList *l = (RtList *)o;
        c = (RtObj *)rt_list_alloc(l->type, l->len, l->len);
        memcpy(rt_list_data((RtList *)c), rt_list_data(l), (u64)l->len * l->type->elem->size);
        break;
    }
    case RT_MAP:
        c = (RtObj *)rt_map_copy((RtMap *)o);
        break;
    default: {
        u64 size = rec_size((RtRec *)o);
        c = rt_mem_alloc(rt_class(size));
        memcpy(c, o, size);
        c->count = 1;
        break;
    }
    }
    visit_object(c, ref);
    rt_release(o);
    return c;
}

/* ---- equality ---- */

i8 rt_type_same(const RtType *a, const RtType *b)
{
    if (a == b)
        return 1;
    if (!a || !b || a->kind != b->kind)
        return 0;
    switch (a->kind) {
    case RT_STRUCT:
    case RT_ENUM:
    case RT_TAG:
        return a->nfield == b->nfield && a->nvariant == b->nvariant &&
               a->obj_size == b->obj_size && rt_str_eq(a->name, b->name);
    case RT_LIST:
    case RT_BOX:
    case RT_OPTION:
    case RT_MAP:
        return rt_type_same(a->elem, b->elem);
    case RT_RESULT:
        return rt_type_same(a->elem, b->elem) && rt_type_same(a->elem2, b->elem2);
    default:
        return 1;
    }
}

static i8 fields_eq(const RtField *field, u32 n, const u8 *a, const u8 *b)
{
    for (u32 i = 0; i < n; i++)
        if (!rt_val_eq(field[i].type, (a + field[i].off),
                       (b + field[i].off)))
            return 0;
    return 1;
}

static i8 object_eq(const RtObj *a, const RtObj *b)
{
    if (a == b)
        return 1;
    if (!a || !b || a->kind != b->kind)
        return 0;
    const RtRec *x = (const RtRec *)a, *y = (const RtRec *)b;
    switch (a->kind) {
    case RT_STRING:
    case RT_BYTES:
        return rt_str_eq((const RtStr *)a, (const RtStr *)b);
    case RT_STRUCT:
        return rt_type_same(x->type, y->type) &&
               fields_eq(x->type->field, x->type->nfield, (const u8 *)a, (const u8 *)b);
    case RT_ENUM:
        return rt_type_same(x->type, y->type) && x->tag == y->tag &&
               fields_eq(x->type->variant[x->tag].field, x->type->variant[x->tag].nfield,
                         (const u8 *)a, (const u8 *)b);
    case RT_LIST: {
        const RtList *l = (const RtList *)a, *m = (const RtList *)b;
        if (l->len != m->len || !rt_type_same(l->type, m->type))
            return 0;
        for (i64 i = 0; i < l->len; i++)
            if (!rt_val_eq(l->type->elem, rt_list_data(l) + i * (i64)l->type->elem->size,
                           rt_list_data(m) + i * (i64)l->type->elem->size))
                return 0;
        return 1;
    }
    case RT_MAP: {
        const RtMap *l = (const RtMap *)a, *m = (const RtMap *)b;
        if (l->len != m->len || !rt_type_same(l->type, m->type))
            return 0;
        for (i64 i = 0; i < l->len; i++) {
            void *v = rt_map_find(m, rt_entry_key(l, i));
            if (!v || !rt_val_eq(l->type->elem, rt_entry_value(l, i), v))
                return 0;
        }
        return 1;
    }
    case RT_BOX:
        return rt_type_same(x->type, y->type) &&
               rt_val_eq(x->type->elem, (const u8 *)a + RT_REC_DATA, (const u8 *)b + RT_REC_DATA);
    default:
        return rt_type_same(x->type, y->type) &&
               rt_val_eq(x->type, (const u8 *)a + RT_REC_DATA, (const u8 *)b + RT_REC_DATA);
    }
}

static i8 word_eq(const RtType *t, i64 a, i64 b)
{
    if (t->flags & RT_TF_PTR || t->size == 16)
        return object_eq(rt_ptr(a), rt_ptr(b));
    if (t->kind == RT_FLOAT)
        return rt_bits_f64(a) == rt_bits_f64(b);
    return a == b;
}

i8 rt_val_eq(const RtType *t, const void *a, const void *b)
{
    const i64 *x = a, *y = b;
    if (t->size != 16)
        return word_eq(t, rt_load_word(t, a), rt_load_word(t, b));
    if (x[0] != y[0])
        return 0;
    switch (t->kind) {
    case RT_OPTION:
        return x[0] == RT_NONE || word_eq(t->elem, x[1], y[1]);
    case RT_RESULT:
        return word_eq(x[0] == RT_OK ? t->elem : t->elem2, x[1], y[1]);
    default:
        if (rt_tag_is_obj(x[0]))
            return object_eq(rt_ptr(x[1]), rt_ptr(y[1]));
        return x[0] == RT_FLOAT ? rt_bits_f64(x[1]) == rt_bits_f64(y[1]) : x[1] == y[1];
    }
}
