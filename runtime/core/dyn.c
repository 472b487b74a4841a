// dyn.c - operators on dynamic values, with the reference's messages for operands that do not fit
//
// Integers wrap around, as in statically typed code.
#include "runtime/rt_int.h"

/* The value inside boxes; owned. */
RtDyn rt_dyn_peel(i64 tag, i64 payload)
{
    RtDyn d = {tag, payload};
    rt_dyn_retain(tag, payload);
    while (d.tag == RT_BOX) {
        const RtRec *box = rt_ptr(d.payload);
        RtDyn in = rt_dyn_copy(box->type->elem, (const u8 *)box + RT_REC_DATA);
        rt_release(rt_ptr(d.payload));
        d = in;
    }
    return d;
}

RtDyn rt_dyn_unbox(i64 tag, i64 payload)
{
    return rt_dyn_peel(tag, payload);
}

const char *rt_dyn_type_name(i64 tag, i64 payload, i64 *n)
{
    static const char *const names[] = {"Null",   "Bool",  "Int",     "Float", "String", "Bytes",
                                        "List",   "Map",   "",        "",      "Box",    "",
                                        "Result", "",      "Unit",    "",      "Result", "Html",
                                        "Task",   "Query", "Function"};
    if (tag == RT_STRUCT || tag == RT_ENUM) {
        const RtStr *name = ((const RtRec *)rt_ptr(payload))->type->name;
        *n = name->len;
        return rt_chars(name);
    }
    *n = (i64)strlen(names[tag]);
    return names[tag];
}

static RtDyn integer(i64 x)
{
    return (RtDyn){RT_INT, x};
}
static RtDyn number(double x)
{
    return (RtDyn){RT_FLOAT, rt_f64_bits(x)};
}
static double as_float(RtDyn d)
{
    return d.tag == RT_INT ? (double)d.payload : rt_bits_f64(d.payload);
}
static i8 is_number(RtDyn d)
{
    return d.tag == RT_INT || d.tag == RT_FLOAT;
}

/* An unshared List<dyn> with the elements of l. */
static RtList *dyn_list(const RtType *t, const RtList *l, i64 room)
{
    const RtType *e = l->type->elem;
    RtList *to = rt_list_alloc(t, 0, l->len + room);
    for (i64 i = 0; i < l->len; i++) {
        RtDyn d = rt_dyn_copy(e, rt_list_data(l) + i * (i64)e->size);
        to = rt_list_push(to, &d);
    }
    return to;
}

static RtDyn add_lists(const RtList *a, const RtList *b)
{
    RtList *l;
    if (rt_type_same(a->type, b->type)) {
        l = rt_list_alloc(a->type, a->len, a->len + b->len);
        const RtType *e = a->type->elem;
        memcpy(rt_list_data(l), rt_list_data(a), (u64)a->len * e->size);
        for (i64 i = 0; i < a->len; i++)
            rt_val_retain(e, rt_list_data(l) + i * (i64)e->size);
        return (RtDyn){RT_LIST, rt_word(rt_list_concat(l, b))};
    }
    l = dyn_list(&rt_type_list_dyn, a, b->len);
    RtList *r = dyn_list(&rt_type_list_dyn, b, 0);
    l = rt_list_concat(l, r);
    rt_release(r);
    return (RtDyn){RT_LIST, rt_word(l)};
}

static RtDyn add(RtDyn a, RtDyn b)
{
    if (a.tag == RT_LIST && b.tag == RT_LIST)
        return add_lists(rt_ptr(a.payload), rt_ptr(b.payload));
    if (a.tag == RT_STRING || b.tag == RT_STRING) {
        RtBuf t;
        rt_buf_init(&t);
        rt_buf_dyn(&t, a.tag, a.payload);
        rt_buf_dyn(&t, b.tag, b.payload);
        return (RtDyn){RT_STRING, rt_word(rt_buf_done(&t))};
    }
    if (!is_number(a) || !is_number(b))
        rt_failz("unsupported + operands");
    if (a.tag == RT_INT && b.tag == RT_INT)
        return integer((i64)((u64)a.payload + (u64)b.payload));
    return number(as_float(a) + as_float(b));
}

enum { SUB, MUL, DIV, MOD };

static RtDyn arith(int op, RtDyn a, RtDyn b)
{
    if (!is_number(a) || !is_number(b))
        rt_failz("unsupported arithmetic operands");
    if (a.tag == RT_INT && b.tag == RT_INT) {
        i64 x = a.payload, y = b.payload;
        if (op == SUB)
            return integer((i64)((u64)x - (u64)y));
        if (op == MUL)
            return integer((i64)((u64)x * (u64)y));
        if (y == 0)
            rt_fail_div();
        if (y == -1 && x == INT64_MIN)  // has no result
            rt_fail_overflow();
        return integer(op == DIV ? x / y : x % y);
    }
    if (op == MOD)
        rt_failz("mod not supported for float");
    double x = as_float(a), y = as_float(b);
    return number(op == SUB ? x - y : op == MUL ? x * y : x / y);
}

static RtDyn binary(int op, i64 ta, i64 pa, i64 tb, i64 pb)
{
    RtDyn a = rt_dyn_peel(ta, pa), b = rt_dyn_peel(tb, pb);
    RtDyn r = arith(op, a, b);
    rt_dyn_release(a.tag, a.payload);
    rt_dyn_release(b.tag, b.payload);
    return r;
}

RtDyn rt_dyn_add(i64 ta, i64 pa, i64 tb, i64 pb)
{
    RtDyn a = rt_dyn_peel(ta, pa), b = rt_dyn_peel(tb, pb);
    RtDyn r = add(a, b);
    rt_dyn_release(a.tag, a.payload);
    rt_dyn_release(b.tag, b.payload);
    return r;
}

RtDyn rt_dyn_sub(i64 ta, i64 pa, i64 tb, i64 pb)
{
    return binary(SUB, ta, pa, tb, pb);
}
RtDyn rt_dyn_mul(i64 ta, i64 pa, i64 tb, i64 pb)
{
    return binary(MUL, ta, pa, tb, pb);
}
RtDyn rt_dyn_div(i64 ta, i64 pa, i64 tb, i64 pb)
{
    return binary(DIV, ta, pa, tb, pb);
}
RtDyn rt_dyn_mod(i64 ta, i64 pa, i64 tb, i64 pb)
{
    return binary(MOD, ta, pa, tb, pb);
}

RtDyn rt_dyn_neg(i64 tag, i64 payload)
{
    RtDyn d = rt_dyn_peel(tag, payload);
    if (d.tag == RT_FLOAT)
        return number(-rt_bits_f64(d.payload));
    if (d.tag != RT_INT)
        rt_failz("unary '-' expects number");
    return integer((i64)(0 - (u64)d.payload));
}

i8 rt_dyn_eq(i64 ta, i64 pa, i64 tb, i64 pb)
{
    RtDyn a = rt_dyn_peel(ta, pa), b = rt_dyn_peel(tb, pb);
    i8 r = 0;
    if (a.tag != b.tag || !(a.tag >= RT_BOOL && a.tag <= RT_BYTES))
        rt_failz("unsupported comparison operands");
    if (a.tag == RT_FLOAT)
        r = rt_bits_f64(a.payload) == rt_bits_f64(b.payload);
    else if (rt_tag_is_obj(a.tag))
        r = rt_str_eq(rt_ptr(a.payload), rt_ptr(b.payload));
    else
        r = a.payload == b.payload;
    rt_dyn_release(a.tag, a.payload);
    rt_dyn_release(b.tag, b.payload);
    return r;
}

i64 rt_dyn_cmp(i64 ta, i64 pa, i64 tb, i64 pb)
{
    RtDyn a = rt_dyn_peel(ta, pa), b = rt_dyn_peel(tb, pb);
    if (a.tag == b.tag && a.tag == RT_STRING)
        rt_failz("unsupported string comparison");
    if (a.tag == b.tag && a.tag == RT_BYTES)
        rt_failz("unsupported bytes comparison");
    if (a.tag == b.tag && a.tag == RT_BOOL)
        rt_failz("unsupported bool comparison");
    if (a.tag != b.tag || !is_number(a))
        rt_failz("unsupported comparison operands");
    if (a.tag == RT_INT)
        return a.payload < b.payload ? -1 : a.payload > b.payload;
    double x = rt_bits_f64(a.payload), y = rt_bits_f64(b.payload);
    return x < y ? -1 : x > y ? 1 : x == y ? 0 : 2;
}

i8 rt_dyn_bool(i64 tag, i64 payload)
{
    RtDyn d = rt_dyn_peel(tag, payload);
    if (d.tag != RT_BOOL)
        rt_failz("condition must be a Bool");
    return (i8)d.payload;
}

void *rt_dyn_range(const RtType *t, i64 ta, i64 pa, i64 tb, i64 pb)
{
    RtDyn a = rt_dyn_peel(ta, pa), b = rt_dyn_peel(tb, pb);
    if (!is_number(a) || !is_number(b))
        rt_failz("range expects numeric bounds");
    static const RtType ints = {.kind = RT_LIST,
                                .flags = RT_TF_PTR | RT_TF_REFS,
                                .align = 8,
                                .size = 8,
                                .elem = &rt_type_int},
                        floats = {.kind = RT_LIST,
                                  .flags = RT_TF_PTR | RT_TF_REFS,
                                  .align = 8,
                                  .size = 8,
                                  .elem = &rt_type_float};
    RtList *l = a.tag == RT_INT && b.tag == RT_INT
                    ? rt_list_range(&ints, a.payload, b.payload)
                    : rt_list_frange(&floats, as_float(a), as_float(b));
    RtList *r = dyn_list(t, l, 0);
    rt_release(l);
    return r;
}

static RT_NORETURN void fail_kind(const char *text, RtDyn d)
{
    RtBuf b;
    i64 n;
    const char *name = rt_dyn_type_name(d.tag, d.payload, &n);
    rt_buf_init(&b);
    rt_buf_z(&b, text);
    rt_buf_bytes(&b, name, n);
    rt_fail_buf(&b);
}

void *rt_dyn_iter(const RtType *t, i64 tag, i64 payload)
{
    RtDyn d = rt_dyn_peel(tag, payload);
    RtList *l;
    if (d.tag == RT_LIST) {
        l = rt_ptr(d.payload);
        if (rt_type_same(l->type, t))
            return l;
        l = dyn_list(t, l, 0);
    } else if (d.tag == RT_MAP) {
        RtMap *m = rt_ptr(d.payload);
        rt_map_sort(m);
        l = rt_list_alloc(t, 0, m->len);
        for (i64 i = 0; i < m->len; i++) {
            RtDyn e = rt_dyn_copy(m->type->elem, rt_entry_value(m, i));
            l = rt_list_push(l, &e);
        }
    } else {
        fail_kind("cannot iterate over ", d);
    }
    rt_dyn_release(d.tag, d.payload);
    return l;
}

static i64 list_index(const RtList *l, RtDyn index)
{
    if (index.tag != RT_INT)
        rt_failz("list index must be Int");
    if ((u64)index.payload >= (u64)l->len)
        rt_fail_index();
    return index.payload;
}

RtDyn rt_dyn_index(i64 tb, i64 pb, i64 ti, i64 pi)
{
    RtDyn base = rt_dyn_peel(tb, pb), index = rt_dyn_peel(ti, pi), r = {RT_NULL, 0};
    if (base.tag == RT_LIST) {
        const RtList *l = rt_ptr(base.payload);
        const RtType *e = l->type->elem;
        r = rt_dyn_copy(e, rt_list_data(l) + list_index(l, index) * (i64)e->size);
    } else if (base.tag == RT_MAP) {
        const RtMap *m = rt_ptr(base.payload);
        if (index.tag != RT_STRING)
            rt_failz("map keys must be strings");
        void *v = rt_map_find(m, rt_ptr(index.payload));
        if (v)
            r = rt_dyn_copy(m->type->elem, v);
    } else if (base.tag == RT_NULL) {
        rt_fail_null();
    } else {
        rt_failz("index access not supported on this value");
    }
    rt_dyn_release(base.tag, base.payload);
    rt_dyn_release(index.tag, index.payload);
    return r;
}

static const RtField *field_of(const RtRec *r, const RtStr *name)
{
    const RtField *f = rt_field_find(r->type, rt_chars(name), (u64)name->len);
    if (!f) {
        RtBuf b;
        rt_buf_init(&b);
        rt_buf_z(&b, "unknown field ");
        rt_buf_str(&b, name);
        rt_fail_buf(&b);
    }
    return f;
}

RtDyn rt_dyn_field(i64 tag, i64 payload, const RtStr *name)
{
    RtDyn base = rt_dyn_peel(tag, payload);
    if (base.tag == RT_NULL)
        rt_fail_null();
    if (base.tag != RT_STRUCT)
        rt_failz("member access not supported on this value");
    const RtRec *r = rt_ptr(base.payload);
    const RtField *f = field_of(r, name);
    RtDyn d = rt_dyn_copy(f->type, (const u8 *)r + f->off);
    rt_dyn_release(base.tag, base.payload);
    return d;
}

/* Stores the dynamic value (consumed) at m of type t, releasing what was there; 0 when it does not
 * fit. */
static i8 store(const RtType *t, void *m, RtDyn v)
{
    i64 tmp[2], old[2];
    static const RtPath nowhere = {NULL, "$", 1};
    RtRec *err = rt_conv(t, tmp, v.tag, v.payload, &nowhere);
    if (err) {
        rt_release(err);
        return 0;
    }
    memcpy(old, m, t->size);
    memcpy(m, tmp, t->size);
    rt_val_release(t, old);
    rt_dyn_release(v.tag, v.payload);
    return 1;
}

/* A map with the same entries and dynamic values. */
static RtMap *dyn_map(RtMap *m)
{
    RtMap *to = rt_map_new(&rt_type_map_dyn, m->len + 1);
    for (i64 i = 0; i < m->len; i++)
        *(RtDyn *)rt_map_slot(to, rt_entry_key(m, i)) =
            rt_dyn_copy(m->type->elem, rt_entry_value(m, i));
    rt_release(m);
    return to;
}

/* In a box the cell's contents change, the box stays. */
static RtDyn set_in_box(RtDyn box, RtDyn index, const RtStr *name, RtDyn v);

RtDyn rt_dyn_set_index(i64 tb, i64 pb, i64 ti, i64 pi, i64 tv, i64 pv)
{
    RtDyn base = {tb, pb}, v = {tv, pv};
    if (tb == RT_BOX)
        return set_in_box(base, (RtDyn){ti, pi}, NULL, v);
    RtDyn index = rt_dyn_peel(ti, pi);
    if (tb == RT_LIST) {
        RtList *l = rt_ptr(pb);
        i64 i = list_index(l, index);
        l = rt_uniq(l);
        if (!store(l->type->elem, rt_list_data(l) + i * (i64)l->type->elem->size, v)) {
            RtList *d = dyn_list(&rt_type_list_dyn, l, 0);
            rt_release(l);
            l = d;
            store(&rt_type_dyn, rt_list_data(l) + i * 16, v);
        }
        base.payload = rt_word(l);
    } else if (tb == RT_MAP) {
        if (index.tag != RT_STRING)
            rt_failz("map keys must be strings");
        RtMap *m = rt_uniq(rt_ptr(pb));
        i64 tmp[2];
        static const RtPath nowhere = {NULL, "$", 1};
        RtRec *err = rt_conv(m->type->elem, tmp, tv, pv, &nowhere);
        if (err) {
            rt_release(err);
            m = dyn_map(m);
            tmp[0] = tv;
            tmp[1] = pv;
        } else {
            rt_dyn_release(tv, pv);
        }
        base.payload = rt_word(rt_map_put(m, rt_ptr(index.payload), tmp));
    } else if (tb == RT_NULL) {
        rt_fail_null();
    } else {
        rt_failz("assignment target must be an indexable value");
    }
    rt_dyn_release(index.tag, index.payload);
    return base;
}

RtDyn rt_dyn_set_field(i64 tb, i64 pb, const RtStr *name, i64 tv, i64 pv)
{
    RtDyn base = {tb, pb}, v = {tv, pv};
    if (tb == RT_BOX)
        return set_in_box(base, base, name, v);
    if (tb == RT_NULL)
        rt_fail_null();
    if (tb != RT_STRUCT)
        rt_failz("assignment target must be a struct field");
    RtRec *r = rt_uniq(rt_ptr(pb));
    const RtField *f = field_of(r, name);
    if (!store(f->type, (u8 *)r + f->off, v)) {
        RtPath root = {NULL, rt_chars(r->type->name), r->type->name->len};
        RtPath path = {&root, rt_chars(name), name->len};
        i64 tmp[2];
        rt_fail_error(rt_conv(f->type, tmp, v.tag, v.payload, &path));
    }
    base.payload = rt_word(r);
    return base;
}

static RtDyn set_in_box(RtDyn box, RtDyn index, const RtStr *name, RtDyn v)
{
    RtRec *cell = rt_ptr(box.payload);
    const RtType *t = cell->type->elem;
    u8 *m = (u8 *)cell + RT_REC_DATA;
    RtDyn in = rt_dyn_of(t, m);  // moved out, so that it may change in place
    memset(m, 0, t->size);
    in = name ? rt_dyn_set_field(in.tag, in.payload, name, v.tag, v.payload)
              : rt_dyn_set_index(in.tag, in.payload, index.tag, index.payload, v.tag, v.payload);
    if (!store(t, m, in))
        rt_failz("value does not fit the box");
    return box;
}
