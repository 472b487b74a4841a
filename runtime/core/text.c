// text.c - the text of a value, as print and string interpolation show it
//
// Lists as [a, b], maps as {k: v} in key order, structs as <Name>, or Name(message) when there is a
// String field `message`, enums as Name.Variant(a, b). Boxes are looked through, strings appear
// unquoted.
#include "runtime/rt_int.h"

static void put_list(RtBuf *b, const RtList *l)
{
    const RtType *t = l->type->elem;
    rt_buf_ch(b, '[');
    for (i64 i = 0; i < l->len; i++) {
        if (i)
            rt_buf_bytes(b, ", ", 2);
        rt_buf_val(b, t, rt_list_data(l) + i * (i64)t->size);
    }
    rt_buf_ch(b, ']');
}

static void put_map(RtBuf *b, RtMap *m)
{
    rt_map_sort(m);
    rt_buf_ch(b, '{');
    for (i64 i = 0; i < m->len; i++) {
        if (i)
            rt_buf_bytes(b, ", ", 2);
        rt_buf_str(b, rt_entry_key(m, i));
        rt_buf_bytes(b, ": ", 2);
        rt_buf_val(b, m->type->elem, rt_entry_value(m, i));
    }
    rt_buf_ch(b, '}');
}

static void put_struct(RtBuf *b, const RtRec *r)
{
    const RtField *f = rt_field_find(r->type, "message", 7);
    const RtStr *message = f ? rt_string_in(f->type, (const u8 *)r + f->off) : NULL;
    if (message) {
        rt_buf_str(b, r->type->name);
        rt_buf_ch(b, '(');
        rt_buf_str(b, message);
        rt_buf_ch(b, ')');
        return;
    }
    rt_buf_ch(b, '<');
    rt_buf_str(b, r->type->name);
    rt_buf_ch(b, '>');
}

static void put_variant(RtBuf *b, const RtType *t, u64 tag, const u8 *o)
{
    const RtVariant *v = &t->variant[tag];
    rt_buf_str(b, t->name);
    rt_buf_ch(b, '.');
    rt_buf_str(b, v->name);
    if (!v->nfield)
        return;
    rt_buf_ch(b, '(');
    for (u32 i = 0; i < v->nfield; i++) {
        if (i)
            rt_buf_bytes(b, ", ", 2);
        rt_buf_val(b, v->field[i].type, o + v->field[i].off);
    }
    rt_buf_ch(b, ')');
}

static void put_result(RtBuf *b, const RtType *t, const i64 *w)
{
    const RtType *u = w[0] == RT_OK ? t->elem : t->elem2;
    rt_buf_z(b, w[0] == RT_OK ? "Ok(" : "Err(");
    rt_buf_val(b, u, rt_payload_mem(u, &w[1]));
    rt_buf_ch(b, ')');
}

static void put_object(RtBuf *b, RtObj *o)
{
    const RtRec *r = (const RtRec *)o;
    const u8 *inside = (const u8 *)o + RT_REC_DATA;
    switch (o->kind) {
    case RT_STRING:
        rt_buf_str(b, (RtStr *)o);
        break;
    case RT_BYTES:
        rt_base64_put(b, inside, (u64)((RtStr *)o)->len);
        break;
    case RT_LIST:
        put_list(b, (RtList *)o);
        break;
    case RT_MAP:
        put_map(b, (RtMap *)o);
        break;
    case RT_STRUCT:
        put_struct(b, r);
        break;
    case RT_ENUM:
        put_variant(b, r->type, r->tag, (const u8 *)o);
        break;
    case RT_BOX:
        rt_buf_val(b, r->type->elem, inside);
        break;
    default:  // result or cell
        rt_buf_val(b, r->type, inside);
        break;
    }
}

void rt_buf_dyn(RtBuf *b, i64 tag, i64 payload)
{
    switch (tag) {
    case RT_NULL:
        rt_buf_z(b, "null");
        break;
    case RT_BOOL:
        rt_buf_bool(b, (i8)payload);
        break;
    case RT_INT:
        rt_buf_int(b, payload);
        break;
    case RT_FLOAT:
        rt_buf_float(b, rt_bits_f64(payload));
        break;
    case RT_UNIT:
        rt_buf_z(b, "()");
        break;
    default:
        put_object(b, rt_ptr(payload));
        break;
    }
}

void rt_buf_val(RtBuf *b, const RtType *t, const void *m)
{
    const i64 *w = m;
    switch (t->kind) {
    case RT_BOOL:
        rt_buf_bool(b, *(const i8 *)m);
        break;
    case RT_INT:
        rt_buf_int(b, *w);
        break;
    case RT_FLOAT:
        rt_buf_float(b, rt_bits_f64(*w));
        break;
    case RT_UNIT:
        rt_buf_z(b, "()");
        break;
    case RT_TAG:
        put_variant(b, t, (u64)*w, NULL);
        break;
    case RT_RESULT:
        put_result(b, t, w);
        break;
    case RT_DYN:
        rt_buf_dyn(b, w[0], w[1]);
        break;
    case RT_OPTION:
        if (t->flags & RT_TF_PTR ? !rt_load_ptr(m) : w[0] == RT_NONE)
            rt_buf_z(b, "null");
        else if (t->flags & RT_TF_PTR)
            put_object(b, rt_load_ptr(m));
        else
            rt_buf_val(b, t->elem, rt_payload_mem(t->elem, &w[1]));
        break;
    default:
        put_object(b, rt_load_ptr(m));
        break;
    }
}

RtStr *rt_val_str(const RtType *t, const void *m)
{
    if (t->kind == RT_STRING) {
        RtStr *s = *(RtStr *const *)m;
        rt_retain(s);
        return s;
    }
    RtBuf b;
    rt_buf_init(&b);
    rt_buf_val(&b, t, m);
    return rt_buf_done(&b);
}

RtStr *rt_dyn_str(i64 tag, i64 payload)
{
    if (tag == RT_STRING) {
        rt_retain(rt_ptr(payload));
        return rt_ptr(payload);
    }
    RtBuf b;
    rt_buf_init(&b);
    rt_buf_dyn(&b, tag, payload);
    return rt_buf_done(&b);
}
