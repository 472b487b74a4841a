// encode.c - values to JSON: struct fields and map keys in byte order, exact integers
//
// Enums and Results are {"type":..,"data":..}, Bytes are base64 text, what is not finite is null.
#include "runtime/rt_int.h"

void rt_json_put_str(RtBuf *b, const char *p, u64 n)
{
    static const char hex[] = "0123456789abcdef";
    u64 from = 0;
    rt_buf_ch(b, '"');
    for (u64 i = 0; i < n; i++) {
        u8 c = (u8)p[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        rt_buf_bytes(b, p + from, (i64)(i - from));
        from = i + 1;
        char out[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
        out[1] = (char)(c == '\n'   ? 'n'
                        : c == '\r' ? 'r'
                        : c == '\t' ? 't'
                        : c == 8    ? 'b'
                        : c == 12   ? 'f'
                        : c >= 0x20 ? c
                                    : 'u');
        rt_buf_bytes(b, out, out[1] == 'u' ? 6 : 2);
    }
    rt_buf_bytes(b, p + from, (i64)(n - from));
    rt_buf_ch(b, '"');
}

void rt_json_put_float(RtBuf *b, double x)
{
    if (x - x != 0)
        rt_buf_z(b, "null");
    else if (x == 0)  // no -0 in JSON that other readers agree on
        rt_buf_ch(b, '0');
    else
        rt_buf_float(b, x);
}

static void put_name(RtBuf *b, const RtStr *s)
{
    rt_json_put_str(b, rt_chars(s), (u64)s->len);
}

static void put_list(RtBuf *b, const RtList *l)
{
    const RtType *t = l->type->elem;
    rt_buf_ch(b, '[');
    for (i64 i = 0; i < l->len; i++) {
        if (i)
            rt_buf_ch(b, ',');
        rt_json_put(b, t, rt_list_data(l) + i * (i64)t->size);
    }
    rt_buf_ch(b, ']');
}

static void put_map(RtBuf *b, RtMap *m)
{
    rt_map_sort(m);
    rt_buf_ch(b, '{');
    for (i64 i = 0; i < m->len; i++) {
        if (i)
            rt_buf_ch(b, ',');
        put_name(b, rt_entry_key(m, i));
        rt_buf_ch(b, ':');
        rt_json_put(b, m->type->elem, rt_entry_value(m, i));
    }
    rt_buf_ch(b, '}');
}

// The field whose name follows `last` in byte order; NULL after the final one.
static const RtField *next_field(const RtType *t, const RtStr *last)
{
    const RtField *best = NULL;
    for (u32 i = 0; i < t->nfield; i++) {
        const RtField *f = &t->field[i];
        i8 after = !last || rt_str_cmp(f->name, last) > 0;
        if (after && (!best || rt_str_cmp(f->name, best->name) < 0))
            best = f;
    }
    return best;
}

static void put_struct(RtBuf *b, const RtRec *r)
{
    const RtType *t = r->type;
    const RtField *f = next_field(t, NULL);
    rt_buf_ch(b, '{');
    for (u32 i = 0; f; i++, f = next_field(t, f->name)) {
        if (i)
            rt_buf_ch(b, ',');
        put_name(b, f->name);
        rt_buf_ch(b, ':');
        rt_json_put(b, f->type, (const u8 *)r + f->off);
    }
    rt_buf_ch(b, '}');
}

static void put_variant(RtBuf *b, const RtVariant *v, const u8 *o)
{
    rt_buf_z(b, "{\"type\":");
    put_name(b, v->name);
    if (v->nfield)
        rt_buf_z(b, v->nfield > 1 ? ",\"data\":[" : ",\"data\":");
    for (u32 i = 0; i < v->nfield; i++) {
        if (i)
            rt_buf_ch(b, ',');
        rt_json_put(b, v->field[i].type, o + v->field[i].off);
    }
    rt_buf_z(b, v->nfield > 1 ? "]}" : "}");
}

static void put_result(RtBuf *b, const RtType *t, const i64 *w)
{
    const RtType *u = w[0] == RT_OK ? t->elem : t->elem2;
    rt_buf_z(b, w[0] == RT_OK ? "{\"type\":\"Ok\",\"data\":" : "{\"type\":\"Err\",\"data\":");
    rt_json_put(b, u, rt_payload_mem(u, &w[1]));
    rt_buf_ch(b, '}');
}

static void put_object(RtBuf *b, RtObj *o)
{
    const RtRec *r = (const RtRec *)o;
    const u8 *inside = (const u8 *)o + RT_REC_DATA;
    switch (o->kind) {
    case RT_STRING:
        put_name(b, (RtStr *)o);
        break;
    case RT_BYTES:
        rt_buf_ch(b, '"');
        rt_base64_put(b, inside, (u64)((RtStr *)o)->len);
        rt_buf_ch(b, '"');
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
        put_variant(b, &r->type->variant[r->tag], (const u8 *)o);
        break;
    case RT_BOX:
        rt_json_put(b, r->type->elem, inside);
        break;
    default:
        rt_json_put(b, r->type, inside);
        break;
    }
}

void rt_json_put_dyn(RtBuf *b, i64 tag, i64 payload)
{
    switch (tag) {
    case RT_NULL:
    case RT_UNIT:
        rt_buf_z(b, "null");
        break;
    case RT_BOOL:
        rt_buf_bool(b, (i8)payload);
        break;
    case RT_INT:
        rt_buf_int(b, payload);
        break;
    case RT_FLOAT:
        rt_json_put_float(b, rt_bits_f64(payload));
        break;
    default:
        put_object(b, rt_ptr(payload));
        break;
    }
}

void rt_json_put(RtBuf *b, const RtType *t, const void *m)
{
    const i64 *w = m;
    switch (t->kind) {
    case RT_BOOL:
        rt_buf_bool(b, *(const i8 *)m);
        break;
    case RT_INT:
    case RT_FLOAT:
    case RT_UNIT:
        rt_json_put_dyn(b, t->kind, *w);
        break;
    case RT_TAG:
        put_variant(b, &t->variant[*w], NULL);
        break;
    case RT_RESULT:
        put_result(b, t, w);
        break;
    case RT_DYN:
        rt_json_put_dyn(b, w[0], w[1]);
        break;
    case RT_OPTION:
        if (t->flags & RT_TF_PTR ? !rt_load_ptr(m) : w[0] == RT_NONE)
            rt_buf_z(b, "null");
        else if (t->flags & RT_TF_PTR)
            put_object(b, rt_load_ptr(m));
        else
            rt_json_put(b, t->elem, rt_payload_mem(t->elem, &w[1]));
        break;
    default:
        put_object(b, rt_load_ptr(m));
        break;
    }
}

RtStr *rt_json_encode(const RtType *t, const void *m)
{
    RtBuf b;
    rt_buf_init(&b);
    rt_json_put(&b, t, m);
    return rt_buf_done(&b);
}

RtStr *rt_json_encode_dyn(i64 tag, i64 payload)
{
    RtBuf b;
    rt_buf_init(&b);
    rt_json_put_dyn(&b, tag, payload);
    return rt_buf_done(&b);
}
