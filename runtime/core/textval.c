// textval.c - values from text: environment variables, config values, command-line flags
#include "runtime/rt_int.h"

static void invalid(RtBuf *why, const char *type, const char *p, u64 n)
{
    rt_buf_z(why, "invalid ");
    rt_buf_z(why, type);
    rt_buf_z(why, ": ");
    rt_buf_bytes(why, p, (i64)n);
}

static void parse_bytes(void *out, const char *p, u64 n, RtBuf *why)
{
    RtBuf reason;
    rt_buf_init(&reason);
    RtStr *s = rt_base64_decode(p, n, &reason);
    if (s) {
        *(RtStr **)out = s;
    } else {
        rt_buf_z(why, "invalid Bytes (base64): ");
        rt_buf_bytes(why, rt_buf_chars(&reason), reason.len);
    }
    rt_buf_free(&reason);
}

static RtRec *parse_json(const RtType *t, void *out, const char *p, u64 n, const RtPath *path,
                         RtBuf *why)
{
    RtDyn d;
    const char *text;
    if (!rt_json_parse(p, n, &d, &text)) {
        rt_buf_z(why, "invalid JSON value: ");
        rt_buf_z(why, text);
        return NULL;
    }
    RtRec *err = rt_conv(t, out, d.tag, d.payload, path);
    rt_dyn_release(d.tag, d.payload);
    return err;
}

RtRec *rt_parse_text(const RtType *t, void *out, const char *p, u64 n, const RtPath *path,
                     RtBuf *why)
{
    i64 *w = out;
    n = rt_trim(&p, n);
    switch (t->kind) {
    case RT_OPTION: {
        i64 tmp[2];
        w[0] = 0;
        if (t->size == 16)
            w[1] = 0;
        if (!n || rt_word_is(p, n, "null"))
            return NULL;
        if (t->flags & RT_TF_PTR)
            return rt_parse_text(t->elem, out, p, n, path, why);
        RtRec *err = rt_parse_text(t->elem, tmp, p, n, path, why);
        if (!err && !why->len) {
            w[0] = RT_SOME;
            w[1] = rt_payload_of(t->elem, tmp);
        }
        return err;
    }
    case RT_INT:
        if (!rt_parse_int(p, n, out))
            invalid(why, "Int", p, n);
        return NULL;
    case RT_FLOAT:
        if (!rt_parse_float(p, n, out))
            invalid(why, "Float", p, n);
        return NULL;
    case RT_BOOL:
        *(i8 *)out = rt_word_is(p, n, "true");
        if (!*(i8 *)out && !rt_word_is(p, n, "false"))
            invalid(why, "Bool", p, n);
        return NULL;
    case RT_STRING:
        *(RtStr **)out = rt_str_new(p, (i64)n);
        return NULL;
    case RT_BYTES:
        parse_bytes(out, p, n, why);
        return NULL;
    case RT_HTML:
        rt_buf_z(why, "env override not supported for type Html");
        return NULL;
    case RT_RESULT:
        rt_buf_z(why, "Result is not supported for config env overrides");
        return NULL;
    default:
        return parse_json(t, out, p, n, path, why);
    }
}
