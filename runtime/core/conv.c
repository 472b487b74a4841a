// conv.c - between typed and dynamic values, with the rules of JSON decoding: defaults, unknown and
// missing fields, tagged enums, refinements, and a path to what is wrong
#include "runtime/rt_int.h"

RT_STATIC_STR(name_int, "Int");
RT_STATIC_STR(name_float, "Float");
RT_STATIC_STR(name_bool, "Bool");
RT_STATIC_STR(name_string, "String");
RT_STATIC_STR(name_dyn, "Value");
RT_STATIC_STR(name_list, "List");
RT_STATIC_STR(name_map, "Map");

#define NAME(s) .name = (const RtStr *)(const void *)&(s)
const RtType rt_type_int = {.kind = RT_INT, .align = 8, .size = 8, NAME(name_int)};
const RtType rt_type_float = {.kind = RT_FLOAT, .align = 8, .size = 8, NAME(name_float)};
const RtType rt_type_bool = {.kind = RT_BOOL, .align = 1, .size = 1, NAME(name_bool)};
const RtType rt_type_string = {
    .kind = RT_STRING, .flags = RT_TF_PTR | RT_TF_REFS, .align = 8, .size = 8, NAME(name_string)};
const RtType rt_type_dyn = {
    .kind = RT_DYN, .flags = RT_TF_REFS, .align = 8, .size = 16, NAME(name_dyn)};
const RtType rt_type_list_dyn = {.kind = RT_LIST,
                                 .flags = RT_TF_PTR | RT_TF_REFS,
                                 .align = 8,
                                 .size = 8,
                                 NAME(name_list),
                                 .elem = &rt_type_dyn};
const RtType rt_type_map_dyn = {.kind = RT_MAP,
                                .flags = RT_TF_PTR | RT_TF_REFS,
                                .align = 8,
                                .size = 8,
                                NAME(name_map),
                                .elem = &rt_type_dyn,
                                .elem2 = &rt_type_string};

/* ---- typed to dynamic ---- */

static RtDyn dyn_obj(void *o)
{
    return (RtDyn){((RtObj *)o)->kind, rt_word(o)};
}

RtDyn rt_dyn_of(const RtType *t, const void *m)
{
    const i64 *w = m;
    switch (t->kind) {
    case RT_BOOL:
        return (RtDyn){RT_BOOL, *(const i8 *)m};
    case RT_INT:
    case RT_FLOAT:
    case RT_UNIT:
        return (RtDyn){t->kind, *w};
    case RT_TAG: {
        const RtRec *r = t->variant[*w].instance;
        if (r)
            return (RtDyn){RT_ENUM, rt_word(r)};
        return dyn_obj(rt_enum_new(t, *w));
    }
    case RT_DYN:
        return (RtDyn){w[0], w[1]};
    case RT_RESULT:
        return dyn_obj(rt_cell_new(t, m));
    case RT_OPTION:
        if (!(t->flags & RT_TF_PTR)) {
            if (w[0] == RT_NONE)
                return (RtDyn){RT_NULL, 0};
            RtDyn d = t->elem->size == 16 ? rt_dyn_copy(t->elem, rt_payload_mem(t->elem, &w[1]))
                                          : rt_dyn_of(t->elem, &w[1]);
            if (t->elem->size == 16)
                rt_release(rt_ptr(w[1]));
            return d;
        }
        if (!rt_load_ptr(m))
            return (RtDyn){RT_NULL, 0};
        return dyn_obj(rt_load_ptr(m));
    default:
        return dyn_obj(rt_load_ptr(m));
    }
}

RtDyn rt_dyn_copy(const RtType *t, const void *m)
{
    i64 tmp[2];
    rt_val_copy(t, tmp, m);
    return rt_dyn_of(t, tmp);
}

/* ---- dynamic to typed ---- */

static RtRec *expected(const RtPath *path, const RtStr *name)
{
    RtBuf b;
    rt_buf_init(&b);
    rt_buf_z(&b, "expected ");
    rt_buf_str(&b, name);
    return rt_verror(path, "type_mismatch", &b);
}

static RtRec *expectedz(const RtPath *path, const char *what)
{
    RtBuf b;
    rt_buf_init(&b);
    rt_buf_z(&b, "expected ");
    rt_buf_z(&b, what);
    return rt_verror(path, "type_mismatch", &b);
}

static i8 has_refine(const RtType *t)
{
    if (t->nrefine)
        return 1;
    switch (t->kind) {
    case RT_LIST:
    case RT_OPTION:
        return has_refine(t->elem);
    case RT_MAP:
    case RT_RESULT:
        return has_refine(t->elem) || has_refine(t->elem2);
    default:
        return 0;
    }
}

static RtRec *share(const RtType *t, void *out, i64 payload, const RtPath *path)
{
    *(i64 *)out = payload;
    rt_retain(rt_ptr(payload));
    if (!has_refine(t))
        return NULL;
    RtRec *err = rt_check_at(t, out, path);
    if (err) {
        rt_release(rt_ptr(payload));
        *(i64 *)out = 0;
    }
    return err;
}

static RtRec *conv_list(const RtType *t, void *out, const RtList *from, const RtPath *path)
{
    RtList *l = rt_list_new(t, from->len);
    const RtType *ft = from->type->elem;
    for (i64 i = 0; i < from->len; i++) {
        RtPath at = {path, NULL, i};
        RtDyn d = rt_dyn_copy(ft, rt_list_data(from) + i * (i64)ft->size);
        RtRec *err =
            rt_conv(t->elem, rt_list_data(l) + i * (i64)t->elem->size, d.tag, d.payload, &at);
        rt_dyn_release(d.tag, d.payload);
        if (err) {
            rt_release(l);
            return err;
        }
    }
    *(RtList **)out = l;
    return NULL;
}

static RtRec *conv_map(const RtType *t, void *out, RtMap *from, const RtPath *path)
{
    RtMap *m = rt_map_new(t, from->len);
    rt_map_sort(from);
    for (i64 i = 0; i < from->len; i++) {
        RtStr *key = rt_entry_key(from, i);
        RtPath at = {path, rt_chars(key), key->len};
        RtRec *err = t->elem2 && t->elem2->nrefine ? rt_check_at(t->elem2, &key, &at) : NULL;
        if (!err) {
            RtDyn d = rt_dyn_copy(from->type->elem, rt_entry_value(from, i));
            err = rt_conv(t->elem, rt_map_slot(m, key), d.tag, d.payload, &at);
            rt_dyn_release(d.tag, d.payload);
        }
        if (err) {
            rt_release(m);
            return err;
        }
    }
    *(RtMap **)out = m;
    return NULL;
}

/* Absent: the default, or none for an Option. *ok: the field has a value now. */
static RtRec *absent(const RtField *f, void *rec, const RtPath *path, i8 *ok)
{
    *ok = 1;
    if (f->flags & RT_FF_DEFAULT) {
        RtRec *err = f->init((u8 *)rec + f->off, rec);
        return err ? err : rt_check_at(f->type, (u8 *)rec + f->off, path);
    }
    if (f->type->kind == RT_DYN)  // an optional dynamic
        return NULL;
    *ok = f->type->kind == RT_OPTION;
    return NULL;  // all zero is None
}

static RtRec *conv_struct(const RtType *t, void *out, RtMap *from, const RtPath *path)
{
    RtRec *r = rt_rec_new(t), *err = NULL;
    rt_map_sort(from);
    for (i64 i = 0; i < from->len && !err; i++) {
        const RtStr *key = rt_entry_key(from, i);
        RtPath at = {path, rt_chars(key), key->len};
        const RtField *f = rt_field_find(t, rt_chars(key), (u64)key->len);
        if (!f) {
            err = rt_verrorz(&at, "unknown_field", "unknown field");
            break;
        }
        RtDyn d = rt_dyn_copy(from->type->elem, rt_entry_value(from, i));
        err = rt_conv(f->type, (u8 *)r + f->off, d.tag, d.payload, &at);
        rt_dyn_release(d.tag, d.payload);
    }
    for (u32 i = 0; i < t->nfield && !err; i++) {
        const RtField *f = &t->field[i];
        RtPath at = {path, rt_chars(f->name), f->name->len};
        i8 ok = 1;
        if (!rt_map_find(from, f->name))
            err = absent(f, r, &at, &ok);
        if (!err && !ok)
            err = rt_verrorz(&at, "missing_field", "missing field");
    }
    if (err) {
        rt_release(r);
        return err;
    }
    *(RtRec **)out = r;
    return NULL;
}

static RtRec *conv_payload(const RtVariant *v, RtRec *r, RtDyn data, const RtPath *path)
{
    RtPath at = {path, "data", 4};
    if (v->nfield == 1)
        return rt_conv(v->field[0].type, (u8 *)r + v->field[0].off, data.tag, data.payload, &at);
    if (data.tag != RT_LIST)
        return rt_verrorz(&at, "type_mismatch", "expected enum payload array");
    const RtList *l = rt_ptr(data.payload);
    if (l->len != (i64)v->nfield)
        return rt_verrorz(&at, "invalid_value", "enum payload length mismatch");
    for (u32 i = 0; i < v->nfield; i++) {
        RtPath item = {&at, NULL, i};
        RtDyn d = rt_dyn_copy(l->type->elem, rt_list_data(l) + i * (u64)l->type->elem->size);
        RtRec *err = rt_conv(v->field[i].type, (u8 *)r + v->field[i].off, d.tag, d.payload, &item);
        rt_dyn_release(d.tag, d.payload);
        if (err)
            return err;
    }
    return NULL;
}

static RtDyn map_get(const RtMap *m, const char *key, u64 n)  // owned; tag -1 when absent
{
    void *v = rt_map_find_bytes(m, key, n);
    if (!v)
        return (RtDyn){-1, 0};
    return rt_dyn_copy(m->type->elem, v);
}

static RtRec *conv_enum(const RtType *t, void *out, const RtMap *from, const RtPath *path)
{
    RtDyn type = map_get(from, "type", 4);
    if (type.tag != RT_STRING) {
        rt_dyn_release(type.tag, type.payload);
        return rt_verrorz(path, "missing_field", "missing enum type");
    }
    RtStr *name = rt_ptr(type.payload);
    u32 i = 0;
    while (i < t->nvariant && !rt_str_eq(t->variant[i].name, name))
        i++;
    if (i == t->nvariant) {
        RtBuf b;
        rt_buf_init(&b);
        rt_buf_z(&b, "unknown variant ");
        rt_buf_str(&b, name);
        rt_release(name);
        return rt_verror(path, "invalid_value", &b);
    }
    rt_release(name);
    const RtVariant *v = &t->variant[i];
    if (t->kind == RT_TAG) {
        *(i64 *)out = i;
        return NULL;
    }
    if (!v->nfield && v->instance) {
        *(const RtRec **)out = v->instance;
        return NULL;
    }
    RtRec *r = rt_enum_new(t, i), *err = NULL;
    if (v->nfield) {
        RtDyn data = map_get(from, "data", 4);
        if (data.tag < 0)
            err = rt_verrorz(path, "missing_field", "missing enum data");
        else
            err = conv_payload(v, r, data, path);
        rt_dyn_release(data.tag, data.payload);
    }
    if (err) {
        rt_release(r);
        return err;
    }
    *(RtRec **)out = r;
    return NULL;
}

static RtRec *conv_result(const RtType *t, i64 *out, i64 tag, i64 payload, const RtPath *path)
{
    i64 tmp[2];
    RtPath data_path = {path, "data", 4}, type_path = {path, "type", 4};
    if (tag == RT_RESULT) {
        const RtRec *r = rt_ptr(payload);
        const i64 *w = (const i64 *)(const void *)((const u8 *)r + RT_REC_DATA);
        const RtType *ft = w[0] == RT_OK ? r->type->elem : r->type->elem2;
        const RtType *to = w[0] == RT_OK ? t->elem : t->elem2;
        RtDyn d = rt_dyn_copy(ft, rt_payload_mem(ft, &w[1]));
        RtRec *err = rt_conv(to, tmp, d.tag, d.payload, path);
        rt_dyn_release(d.tag, d.payload);
        if (!err) {
            out[0] = w[0];
            out[1] = rt_payload_of(to, tmp);
        }
        return err;
    }
    if (tag != RT_MAP)
        return expectedz(path, "Result object");
    const RtMap *m = rt_ptr(payload);
    RtDyn type = map_get(m, "type", 4);
    if (type.tag < 0)
        return rt_verrorz(path, "missing_field", "missing Result tag");
    if (type.tag != RT_STRING) {
        rt_dyn_release(type.tag, type.payload);
        return expectedz(&type_path, "Result tag string");
    }
    RtStr *name = rt_ptr(type.payload);
    RtDyn data = map_get(m, "data", 4);
    RtRec *err;
    i8 ok = rt_str_is(name, "Ok");
    if (data.tag < 0) {
        err = rt_verrorz(path, "missing_field", "missing Result data");
    } else if (!ok && !rt_str_is(name, "Err")) {
        RtBuf b;
        rt_buf_init(&b);
        rt_buf_z(&b, "unknown Result variant ");
        rt_buf_str(&b, name);
        err = rt_verror(&type_path, "invalid_value", &b);
    } else {
        const RtType *to = ok ? t->elem : t->elem2;
        err = rt_conv(to, tmp, data.tag, data.payload, &data_path);
        if (!err) {
            out[0] = ok ? RT_OK : RT_ERR;
            out[1] = rt_payload_of(to, tmp);
        }
    }
    rt_release(name);
    rt_dyn_release(data.tag, data.payload);
    return err;
}

static RtRec *conv_bytes(void *out, i64 tag, i64 payload, const RtPath *path)
{
    if (tag == RT_BYTES) {
        *(i64 *)out = payload;
        rt_retain(rt_ptr(payload));
        return NULL;
    }
    if (tag != RT_STRING)
        return expectedz(path, "String");
    const RtStr *text = rt_ptr(payload);
    RtBuf why;
    rt_buf_init(&why);
    rt_buf_z(&why, "invalid Bytes (base64): ");
    RtStr *s = rt_base64_decode(rt_chars(text), (u64)text->len, &why);
    if (!s)
        return rt_verror(path, "invalid_value", &why);
    rt_buf_free(&why);
    *(RtStr **)out = s;
    return NULL;
}

static RtRec *conv_option(const RtType *t, i64 *out, i64 tag, i64 payload, const RtPath *path)
{
    if (tag == RT_NULL) {
        out[0] = 0;
        if (t->size == 16)
            out[1] = 0;
        return NULL;
    }
    if (t->flags & RT_TF_PTR)
        return rt_conv(t->elem, out, tag, payload, path);
    i64 tmp[2];
    RtRec *err = rt_conv(t->elem, tmp, tag, payload, path);
    if (!err) {
        out[0] = RT_SOME;
        out[1] = rt_payload_of(t->elem, tmp);
    }
    return err;
}

static RtRec *conv_box(const RtType *t, void *out, i64 tag, i64 payload, const RtPath *path)
{
    if (tag == RT_BOX && rt_type_same(((RtRec *)rt_ptr(payload))->type, t))
        return share(t, out, payload, path);
    RtDyn d = rt_dyn_peel(tag, payload);
    i64 tmp[2];
    RtRec *err = rt_conv(t->elem, tmp, d.tag, d.payload, path);
    if (!err)
        *(RtRec **)out = rt_box_new(t, tmp);
    rt_dyn_release(d.tag, d.payload);
    return err;
}

static RtRec *conv_plain(const RtType *t, void *out, i64 tag, i64 payload, const RtPath *path)
{
    const RtRec *o = rt_tag_is_obj(tag) ? rt_ptr(payload) : NULL;
    switch (t->kind) {
    case RT_BOOL:
        if (tag != RT_BOOL)
            return expectedz(path, "Bool");
        *(i8 *)out = (i8)payload;
        return NULL;
    case RT_INT:
        if (tag != RT_INT)
            return expectedz(path, "Int");
        *(i64 *)out = payload;
        return NULL;
    case RT_FLOAT:
        if (tag != RT_FLOAT && tag != RT_INT)
            return expectedz(path, "Float");
        *(i64 *)out = tag == RT_INT ? rt_f64_bits((double)payload) : payload;
        return NULL;
    case RT_STRING:
        if (tag != RT_STRING)
            return expectedz(path, "String");
        *(i64 *)out = payload;
        rt_retain(rt_ptr(payload));
        return NULL;
    case RT_BYTES:
        return conv_bytes(out, tag, payload, path);
    case RT_UNIT:
        *(i64 *)out = 0;
        return tag == RT_NULL || tag == RT_UNIT ? NULL : expectedz(path, "null");
    case RT_LIST:
        if (tag != RT_LIST)
            return expectedz(path, "List");
        if (rt_type_same(o->type, t))
            return share(t, out, payload, path);
        return conv_list(t, out, rt_ptr(payload), path);
    case RT_MAP:
        if (tag != RT_MAP)
            return expectedz(path, "Map");
        if (rt_type_same(o->type, t))
            return share(t, out, payload, path);
        return conv_map(t, out, rt_ptr(payload), path);
    case RT_STRUCT:
        if (tag == RT_STRUCT && rt_type_same(o->type, t))
            return share(t, out, payload, path);
        if (tag != RT_MAP)
            return expected(path, t->name);
        return conv_struct(t, out, rt_ptr(payload), path);
    case RT_ENUM:
    case RT_TAG:
        if (tag == RT_ENUM && rt_type_same(o->type, t)) {
            if (t->kind == RT_ENUM)
                return share(t, out, payload, path);
            *(i64 *)out = o->tag;
            return NULL;
        }
        if (tag != RT_MAP)
            return expected(path, t->name);
        return conv_enum(t, out, rt_ptr(payload), path);
    case RT_RESULT:
        return conv_result(t, out, tag, payload, path);
    default:
        return expected(path, t->name);
    }
}

RtRec *rt_conv(const RtType *t, void *out, i64 tag, i64 payload, const RtPath *path)
{
    if (t->kind == RT_DYN) {
        ((i64 *)out)[0] = tag;
        ((i64 *)out)[1] = payload;
        rt_dyn_retain(tag, payload);
        return NULL;
    }
    if (t->kind == RT_BOX)
        return conv_box(t, out, tag, payload, path);
    if (t->kind == RT_OPTION)
        return conv_option(t, out, tag, payload, path);
    RtDyn d = {tag, payload};
    if (tag == RT_BOX)
        d = rt_dyn_peel(tag, payload);
    RtRec *err = conv_plain(t, out, d.tag, d.payload, path);
    if (!err && t->nrefine) {
        err = rt_check_at(t, out, path);
        if (err) {
            rt_val_release(t, out);
            memset(out, 0, t->size);
        }
    }
    if (tag == RT_BOX)
        rt_dyn_release(d.tag, d.payload);
    return err;
}

RtRec *rt_dyn_to(const RtType *t, void *out, i64 tag, i64 payload, const RtStr *path)
{
    RtPath root = {NULL, rt_chars(path), path->len};
    RtRec *err = rt_conv(t, out, tag, payload, &root);
    rt_dyn_release(tag, payload);
    return err;
}
