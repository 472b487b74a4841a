// error.c - error values: validation errors, their text and JSON, conversion to the program's types
#include "runtime/rt_int.h"

RT_STATIC_STR(n_validation, "std.Error.Validation");
RT_STATIC_STR(n_error, "std.Error");
RT_STATIC_STR(n_field, "ValidationField");
RT_STATIC_STR(n_path, "path");
RT_STATIC_STR(n_code, "code");
RT_STATIC_STR(n_message, "message");
RT_STATIC_STR(n_fields, "fields");
RT_STATIC_STR(n_list, "List");
RT_STATIC_STR(t_failed, "validation failed");

#define STR_REF(s) ((const RtStr *)(const void *)&(s))
#define PTR_TYPE .flags = RT_TF_PTR | RT_TF_REFS, .align = 8, .size = 8
static const RtField field_fields[] = {{STR_REF(n_path), &rt_type_string, 16, 0, NULL},
                                       {STR_REF(n_code), &rt_type_string, 24, 0, NULL},
                                       {STR_REF(n_message), &rt_type_string, 32, 0, NULL}};
static const RtType type_field = {.kind = RT_STRUCT, PTR_TYPE, .obj_size = 40, .nfield = 3,
                                  .name = STR_REF(n_field), .field = field_fields};
static const RtType type_fields = {
    .kind = RT_LIST, PTR_TYPE, .name = STR_REF(n_list), .elem = &type_field};
static const RtField validation_fields[] = {{STR_REF(n_message), &rt_type_string, 16, 0, NULL},
                                            {STR_REF(n_fields), &type_fields, 24, 0, NULL}};
static const RtType type_validation = {.kind = RT_STRUCT, PTR_TYPE, .obj_size = 32, .nfield = 2,
                                       .name = STR_REF(n_validation), .field = validation_fields};
static const RtField error_fields[] = {{STR_REF(n_message), &rt_type_string, 16, 0, NULL}};
static const RtType type_error = {.kind = RT_STRUCT, PTR_TYPE, .obj_size = 24, .nfield = 1,
                                  .name = STR_REF(n_error), .field = error_fields};

static void set_ref(RtRec *r, int off, void *o)
{
    *(void **)(void *)((u8 *)r + off) = o;
}

RtRec *rt_error_validation(RtStr *path, RtStr *code, RtStr *message)
{
    RtRec *f = rt_rec_new(&type_field), *e = rt_rec_new(&type_validation);
    rt_retain(path);
    rt_retain(code);
    rt_retain(message);
    set_ref(f, 16, path);
    set_ref(f, 24, code);
    set_ref(f, 32, message);
    RtList *l = rt_list_new(&type_fields, 1);
    *(RtRec **)(void *)rt_list_data(l) = f;
    set_ref(e, 16, RT_S(t_failed));
    set_ref(e, 24, l);
    return e;
}

RtRec *rt_error_new(RtStr *message)
{
    RtRec *e = rt_rec_new(&type_error);
    rt_retain(message);
    set_ref(e, 16, message);
    return e;
}

static void path_put(RtBuf *b, const RtPath *p)
{
    if (p->up)
        path_put(b, p->up);
    if (!p->name) {
        rt_buf_ch(b, '[');
        rt_buf_int(b, p->n);
        rt_buf_ch(b, ']');
        return;
    }
    if (p->up)
        rt_buf_ch(b, '.');
    rt_buf_bytes(b, p->name, p->n);
}

RtStr *rt_path_text(const RtPath *p)
{
    RtBuf b;
    rt_buf_init(&b);
    path_put(&b, p);
    return rt_buf_done(&b);
}

RtRec *rt_verror(const RtPath *path, const char *code, RtBuf *message)
{
    RtStr *p = rt_path_text(path), *c = rt_str_new(code, (i64)strlen(code)),
          *m = rt_buf_done(message);
    RtRec *e = rt_error_validation(p, c, m);
    rt_release(p);
    rt_release(c);
    rt_release(m);
    return e;
}

RtRec *rt_verrorz(const RtPath *path, const char *code, const char *message)
{
    RtBuf b;
    rt_buf_init(&b);
    rt_buf_z(&b, message);
    return rt_verror(path, code, &b);
}

const RtField *rt_field_find(const RtType *t, const char *name, u64 n)
{
    for (u32 i = 0; i < t->nfield; i++) {
        const RtStr *s = t->field[i].name;
        if ((u64)s->len == n && memcmp(rt_chars(s), name, n) == 0)
            return &t->field[i];
    }
    return NULL;
}

const RtStr *rt_string_in(const RtType *t, const void *m)
{
    const i64 *w = m;
    for (;;) {
        if (t->kind == RT_OPTION && t->flags & RT_TF_PTR && rt_load_ptr(w))
            t = t->elem;
        if (t->kind == RT_STRING)
            return rt_load_ptr(w);
        const RtRec *box;
        if (t->kind == RT_DYN && w[0] == RT_STRING)
            return rt_ptr(w[1]);
        if (t->kind == RT_DYN && w[0] == RT_BOX)
            box = rt_ptr(w[1]);
        else if (t->kind == RT_BOX)
            box = rt_load_ptr(w);
        else
            return NULL;
        t = box->type->elem;
        w = (const i64 *)(const void *)((const u8 *)box + RT_REC_DATA);
    }
}

/* ---- the JSON of the error model ---- */

void rt_json_field(RtBuf *b, const char *path, u64 npath, const char *code, u64 ncode,
                   const char *message, u64 nmessage)
{
    rt_buf_z(b, "{\"code\":");
    rt_json_put_str(b, code, ncode);
    rt_buf_z(b, ",\"message\":");
    rt_json_put_str(b, message, nmessage);
    rt_buf_z(b, ",\"path\":");
    rt_json_put_str(b, path, npath);
    rt_buf_ch(b, '}');
}

static const RtStr *string_field(const RtRec *r, const char *name)
{
    const RtField *f = rt_field_find(r->type, name, strlen(name));
    return f ? rt_string_in(f->type, (const u8 *)r + f->off) : NULL;
}

static void put_fields(RtBuf *b, const RtRec *e)
{
    const RtField *f = rt_field_find(e->type, "fields", 6);
    i8 first = 1;
    if (!f || f->type->kind != RT_LIST)
        return;
    const RtList *l = *(RtList *const *)(const void *)((const u8 *)e + f->off);
    const RtType *t = l->type->elem;
    for (i64 i = 0; i < l->len; i++) {
        RtDyn d = rt_dyn_copy(t, rt_list_data(l) + i * (i64)t->size),
              in = rt_dyn_peel(d.tag, d.payload);
        if (in.tag == RT_STRUCT) {
            const RtRec *r = rt_ptr(in.payload);
            const RtStr *p = string_field(r, "path"), *c = string_field(r, "code"),
                        *m = string_field(r, "message");
            if (p && c && m) {
                if (!first)
                    rt_buf_ch(b, ',');
                first = 0;
                rt_json_field(b, rt_chars(p), (u64)p->len, rt_chars(c), (u64)c->len, rt_chars(m),
                              (u64)m->len);
            }
        }
        rt_dyn_release(in.tag, in.payload);
        rt_dyn_release(d.tag, d.payload);
    }
}

static void put_text(RtBuf *b, const RtStr *s, const char *otherwise)
{
    if (s)
        rt_json_put_str(b, rt_chars(s), (u64)s->len);
    else
        rt_json_put_str(b, otherwise, strlen(otherwise));
}

/* code and default message of the standard names; NULL for any other */
static const char *const *standard(const RtStr *name)
{
    static const char *const table[][3] = {
        {"std.Error.Validation", "validation_error", "validation failed"},
        {"std.Error", "error", "error"},
        {"std.Error.BadRequest", "bad_request", "bad request"},
        {"std.Error.Unauthorized", "unauthorized", "unauthorized"},
        {"std.Error.Forbidden", "forbidden", "forbidden"},
        {"std.Error.NotFound", "not_found", "not found"},
        {"std.Error.Conflict", "conflict", "conflict"},
    };
    for (u64 i = 0; i < RT_COUNT(table); i++)
        if (rt_str_is(name, table[i][0]))
            return table[i];
    return NULL;
}

RtStr *rt_error_text(RtRec *e)
{
    RtBuf b;
    const char *const *std = e->kind == RT_STRUCT ? standard(e->type->name) : NULL;
    rt_buf_init(&b);
    if (!std) {
        rt_buf_dyn(&b, e->kind, rt_word(e));
        return rt_buf_done(&b);
    }
    rt_buf_z(&b, "{\"error\":{\"code\":");
    put_text(&b, rt_str_is(e->type->name, "std.Error") ? string_field(e, "code") : NULL, std[1]);
    if (rt_str_is(e->type->name, "std.Error.Validation")) {
        rt_buf_z(&b, ",\"fields\":[");
        put_fields(&b, e);
        rt_buf_ch(&b, ']');
    }
    rt_buf_z(&b, ",\"message\":");
    put_text(&b, string_field(e, "message"), std[2]);
    rt_buf_z(&b, "}}");
    return rt_buf_done(&b);
}

/* ---- errors as values of the program's types ---- */

i8 rt_err_is(const RtType *t, const RtRec *e)
{
    return t == e->type || rt_str_eq(t->name, e->type->name);
}

/* Fills the program's declaration of a standard error from the runtime's own. */
static RtRec *convert_fields(const RtType *t, const RtRec *e)
{
    RtRec *r = rt_rec_new(t), *err = NULL;
    for (u32 i = 0; i < t->nfield && !err; i++) {
        const RtField *f = &t->field[i],
                      *from = rt_field_find(e->type, rt_chars(f->name), (u64)f->name->len);
        RtPath path = {NULL, rt_chars(f->name), f->name->len};
        u8 *to = (u8 *)r + f->off;
        if (from && from->type->kind == RT_LIST && f->type->kind == RT_LIST) {
            const RtList *l = *(RtList *const *)(const void *)((const u8 *)e + from->off);
            RtList *m = rt_list_new(f->type, l->len);
            for (i64 k = 0; k < l->len && !err; k++) {
                const RtRec *item = *(RtRec *const *)(const void *)(rt_list_data(l) + k * 8);
                RtRec **slot = (RtRec **)(void *)(rt_list_data(m) + k * (i64)f->type->elem->size);
                if (f->type->elem->kind == RT_STRUCT && l->type->elem->kind == RT_STRUCT)
                    *slot = convert_fields(f->type->elem, item);
                if (!*slot)
                    err = rt_verrorz(&path, "type_mismatch", "expected struct");
            }
            *(RtList **)(void *)to = m;
        } else if (from) {
            RtDyn d = rt_dyn_copy(from->type, (const u8 *)e + from->off);
            err = rt_conv(f->type, to, d.tag, d.payload, &path);
            rt_dyn_release(d.tag, d.payload);
        } else if (f->flags & RT_FF_DEFAULT) {
            err = f->init(to, r);
        } else if (f->type->kind != RT_OPTION && f->type->kind != RT_DYN) {
            err = rt_verrorz(&path, "missing_field", "missing field");
        }
    }
    if (err) {
        rt_release(err);
        rt_release(r);
        return NULL;
    }
    return r;
}

RtRec *rt_err_cast(const RtType *t, RtRec *e)
{
    RtRec *r = NULL;
    if (t == e->type || (t->kind != RT_STRUCT && rt_type_same(t, e->type)))
        return e;
    if (rt_str_eq(t->name, e->type->name) && t->kind == RT_STRUCT && e->kind == RT_STRUCT)
        r = convert_fields(t, e);
    rt_release(e);
    return r;
}
