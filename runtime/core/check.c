// check.c - validation: the refinements of a type, applied to a value and what it contains
//
// Structs and enums were checked when they were made, so a check does not descend into them.
#include "runtime/rt_int.h"

static RtRec *own_checks(const RtType *t, const void *m, const RtPath *path)
{
    RtRec *err = NULL;
    if (!t->nrefine)
        return NULL;
    RtStr *text = rt_path_text(path);
    for (u32 i = 0; i < t->nrefine && !err; i++)
        err = t->refine[i].check(&t->refine[i], t, m, text);
    rt_release(text);
    return err;
}

static RtRec *check_payload(const RtType *t, const i64 *word, const RtPath *path)
{
    return rt_check_at(t, rt_payload_mem(t, word), path);
}

static RtRec *check_list(const RtType *t, const RtList *l, const RtPath *path)
{
    for (i64 i = 0; i < l->len; i++) {
        RtPath at = {path, NULL, i};
        RtRec *err = rt_check_at(t->elem, rt_list_data(l) + i * (i64)t->elem->size, &at);
        if (err)
            return err;
    }
    return NULL;
}

static RtRec *check_map(const RtType *t, RtMap *m, const RtPath *path)
{
    rt_map_sort(m);
    for (i64 i = 0; i < m->len; i++) {
        RtStr *key = rt_entry_key(m, i);
        RtPath at = {path, rt_chars(key), key->len};
        RtRec *err = t->elem2 ? rt_check_at(t->elem2, &key, &at) : NULL;
        if (!err)
            err = rt_check_at(t->elem, rt_entry_value(m, i), &at);
        if (err)
            return err;
    }
    return NULL;
}

RtRec *rt_check_at(const RtType *t, const void *m, const RtPath *path)
{
    const i64 *w = m;
    RtRec *err = own_checks(t, m, path);
    if (err)
        return err;
    switch (t->kind) {
    case RT_OPTION:
        if (t->flags & RT_TF_PTR)
            return rt_load_ptr(m) ? rt_check_at(t->elem, m, path) : NULL;
        return w[0] == RT_SOME ? check_payload(t->elem, &w[1], path) : NULL;
    case RT_RESULT:
        return w[0] == RT_OK ? check_payload(t->elem, &w[1], path)
                             : check_payload(t->elem2, &w[1], path);
    case RT_LIST:
        return check_list(t, rt_load_ptr(m), path);
    case RT_MAP:
        return check_map(t, rt_load_ptr(m), path);
    default:
        return NULL;
    }
}

RtRec *rt_check(const RtType *t, const void *m, const RtStr *path)
{
    RtPath root = {NULL, rt_chars(path), path->len};
    return rt_check_at(t, m, &root);
}

static RtRec *invalid(const RtStr *path, RtBuf *b)
{
    RtPath root = {NULL, rt_chars(path), path->len};
    return rt_verror(&root, "invalid_value", b);
}

static RtRec *invalidz(const RtStr *path, const char *message)
{
    RtBuf b;
    rt_buf_init(&b);
    rt_buf_z(&b, message);
    return invalid(path, &b);
}

static RtRec *out_of_range(const RtStr *path, const char *what, i64 x, const RtRefine *r)
{
    RtBuf b;
    rt_buf_init(&b);
    rt_buf_z(&b, what);
    rt_buf_int(&b, x);
    rt_buf_z(&b, " out of range ");
    rt_buf_int(&b, r->lo);
    rt_buf_z(&b, "..");
    rt_buf_int(&b, r->hi);
    return invalid(path, &b);
}

RtRec *rt_check_range(const RtRefine *r, const RtType *t, const void *m, const RtStr *path)
{
    i64 x = *(const i64 *)m;
    (void)t;
    return x >= r->lo && x <= r->hi ? NULL : out_of_range(path, "value ", x, r);
}

RtRec *rt_check_frange(const RtRefine *r, const RtType *t, const void *m, const RtStr *path)
{
    double x = rt_bits_f64(*(const i64 *)m), lo = rt_bits_f64(r->lo), hi = rt_bits_f64(r->hi);
    RtBuf b;
    (void)t;
    if (x >= lo && x <= hi)
        return NULL;
    rt_buf_init(&b);
    rt_buf_z(&b, "value ");
    rt_buf_float(&b, x);
    rt_buf_z(&b, " out of range ");
    rt_buf_float(&b, lo);
    rt_buf_z(&b, "..");
    rt_buf_float(&b, hi);
    return invalid(path, &b);
}

RtRec *rt_check_len(const RtRefine *r, const RtType *t, const void *m, const RtStr *path)
{
    const RtStr *s = *(RtStr *const *)m;
    i64 n = t->kind == RT_BYTES ? s->len : rt_str_len(s);
    return n >= r->lo && n <= r->hi ? NULL : out_of_range(path, "length ", n, r);
}

RtRec *rt_check_id(const RtRefine *r, const RtType *t, const void *m, const RtStr *path)
{
    (void)r;
    (void)t;
    return (*(RtStr *const *)m)->len ? NULL : invalidz(path, "expected non-empty Id");
}

RtRec *rt_check_email(const RtRefine *r, const RtType *t, const void *m, const RtStr *path)
{
    const RtStr *s = *(RtStr *const *)m;
    const char *p = rt_chars(s);
    i64 at = -1, count = 0, dot = 0;
    (void)r;
    (void)t;
    for (i64 i = 0; i < s->len; i++) {
        if (p[i] == '@') {
            at = i;
            count++;
        }
        if (p[i] == '.' && at >= 0)
            dot = 1;
    }
    if (count == 1 && at > 0 && at + 1 < s->len && dot)
        return NULL;
    return invalidz(path, "invalid email address");
}

RtRec *rt_check_pred(const RtRefine *r, const RtType *t, const void *m, const RtStr *path)
{
    i8 ok = 0;
    RtBuf b;
    RtRec *err = r->pred(m, &ok);
    (void)t;
    if (err || ok)
        return err;
    rt_buf_init(&b);
    rt_buf_z(&b, "predicate ");
    rt_buf_str(&b, r->text);
    rt_buf_z(&b, " rejected value");
    return invalid(path, &b);
}
