// decode.c - JSON text (RFC 8259) to dynamic values, and from there to typed ones
//
// Integers that fit 64 bits are exact; other numbers are the nearest Float, or an Int when that is
// whole and fits. The last of equal keys counts. Nesting is limited, so that no input can exhaust
// the stack.
#include "runtime/rt_int.h"

enum { MAX_DEPTH = 512 };

typedef struct Parser {
    const char *p, *end;
    const char *why;
    int depth;
} Parser;

static i8 value(Parser *s, RtDyn *out);

static i8 bad(Parser *s, const char *why)
{
    if (!s->why)
        s->why = why;
    return 0;
}

static void space(Parser *s)
{
    while (s->p < s->end && (*s->p == ' ' || *s->p == '\n' || *s->p == '\t' || *s->p == '\r'))
        s->p++;
}

static i8 word(Parser *s, const char *z, const char *why)
{
    u64 n = strlen(z);
    if ((u64)(s->end - s->p) < n || memcmp(s->p, z, n))
        return bad(s, why);
    s->p += n;
    return 1;
}

static u64 digits(Parser *s)
{
    const char *from = s->p;
    while (s->p < s->end && *s->p >= '0' && *s->p <= '9')
        s->p++;
    return (u64)(s->p - from);
}

static i8 number(Parser *s, RtDyn *out)
{
    const char *from = s->p;
    i8 whole = 1;
    if (*s->p == '-')
        s->p++;
    const char *first = s->p;
    u64 n = digits(s);
    if (!n || (n > 1 && *first == '0'))
        return bad(s, "invalid number");
    if (s->p < s->end && *s->p == '.') {
        whole = 0;
        s->p++;
        if (!digits(s))
            return bad(s, "invalid number");
    }
    if (s->p < s->end && (*s->p == 'e' || *s->p == 'E')) {
        whole = 0;
        s->p++;
        if (s->p < s->end && (*s->p == '+' || *s->p == '-'))
            s->p++;
        if (!digits(s))
            return bad(s, "invalid number");
    }
    out->tag = RT_INT;
    if (whole && rt_parse_int(from, (u64)(s->p - from), &out->payload))
        return 1;
    double x = rt_decimal(first, (u64)(s->p - first));
    if (*from == '-')
        x = -x;
    if (x > -9223372036854775808.0 && x < 9223372036854775808.0 && (double)(i64)x == x && !whole) {
        out->payload = (i64)x;
        return 1;
    }
    *out = (RtDyn){RT_FLOAT, rt_f64_bits(x)};
    return 1;
}

static i8 hex4(Parser *s, u32 *out)
{
    u32 x = 0;
    if (s->end - s->p < 4)
        return bad(s, "invalid unicode escape");
    for (int i = 0; i < 4; i++) {
        char c = *s->p++;
        if (c >= '0' && c <= '9')
            x = x * 16 + (u32)(c - '0');
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            x = x * 16 + (u32)((c | 0x20) - 'a' + 10);
        else
            return bad(s, "invalid unicode escape");
    }
    *out = x;
    return 1;
}

static i8 escape(Parser *s, RtBuf *b)
{
    if (s->p == s->end)
        return bad(s, "invalid escape");
    char c = *s->p++, out[4];
    u32 x, low;
    switch (c) {
    case '"':
    case '\\':
    case '/':
        break;
    case 'b':
        c = '\b';
        break;
    case 'f':
        c = '\f';
        break;
    case 'n':
        c = '\n';
        break;
    case 'r':
        c = '\r';
        break;
    case 't':
        c = '\t';
        break;
    case 'u':
        if (!hex4(s, &x))
            return 0;
        if (x >= 0xd800 && x < 0xdc00) {
            if (s->end - s->p < 6 || s->p[0] != '\\' || s->p[1] != 'u')
                return bad(s, "invalid unicode escape");
            s->p += 2;
            if (!hex4(s, &low))
                return 0;
            if (low < 0xdc00 || low > 0xdfff)
                return bad(s, "invalid unicode escape");
            x = 0x10000 + ((x - 0xd800) << 10) + (low - 0xdc00);
        } else if (x >= 0xdc00 && x < 0xe000) {
            return bad(s, "invalid unicode escape");
        }
        rt_buf_bytes(b, out, rt_utf8_put(x, out));
        return 1;
    default:
        return bad(s, "invalid escape");
    }
    rt_buf_ch(b, c);
    return 1;
}

static RtStr *string(Parser *s)
{
    RtBuf b;
    if (s->p == s->end || *s->p != '"') {
        bad(s, "expected string");
        return NULL;
    }
    s->p++;
    const char *from = s->p;
    while (s->p < s->end && *s->p != '"' && *s->p != '\\' && (u8)*s->p >= 0x20)
        s->p++;
    if (s->p < s->end && *s->p == '"')  // without escapes: one copy
        return rt_str_new(from, s->p++ - from);
    rt_buf_init(&b);
    for (;;) {
        rt_buf_bytes(&b, from, s->p - from);
        if (s->p == s->end)
            bad(s, "unterminated string");
        else if ((u8)*s->p < 0x20)
            bad(s, "invalid control character in string");
        else if (*s->p++ == '"')
            return rt_buf_done(&b);
        else
            escape(s, &b);
        if (s->why) {
            rt_buf_free(&b);
            return NULL;
        }
        from = s->p;
        while (s->p < s->end && *s->p != '"' && *s->p != '\\' && (u8)*s->p >= 0x20)
            s->p++;
    }
}

static i8 array(Parser *s, RtDyn *out)
{
    RtList *l = rt_list_alloc(&rt_type_list_dyn, 0, 4);
    RtDyn d;
    i8 ok = 1;
    s->p++;
    space(s);
    if (s->p < s->end && *s->p == ']') {
        s->p++;
    } else {
        for (;;) {
            ok = value(s, &d);
            if (!ok)
                break;
            l = rt_list_push(l, &d);
            space(s);
            char c = s->p < s->end ? *s->p++ : 0;
            if (c == ']')
                break;
            if (c != ',') {
                ok = bad(s, "expected ',' or ']'");
                break;
            }
        }
    }
    if (!ok)
        rt_release(l);
    *out = (RtDyn){RT_LIST, rt_word(l)};
    return ok;
}

static i8 member(Parser *s, RtMap **m)
{
    RtDyn d;
    space(s);
    RtStr *key = string(s);
    if (!key)
        return 0;
    space(s);
    i8 ok = s->p < s->end && *s->p == ':';
    if (!ok) {
        bad(s, "expected ':'");
    } else {
        s->p++;
        ok = value(s, &d);
        if (ok)
            *m = rt_map_put(*m, key, &d);
    }
    rt_release(key);
    return ok;
}

static i8 object(Parser *s, RtDyn *out)
{
    RtMap *m = rt_map_new(&rt_type_map_dyn, 0);
    i8 ok = 1;
    s->p++;
    space(s);
    if (s->p < s->end && *s->p == '}') {
        s->p++;
    } else {
        for (;;) {
            ok = member(s, &m);
            if (!ok)
                break;
            space(s);
            char c = s->p < s->end ? *s->p++ : 0;
            if (c == '}')
                break;
            if (c != ',') {
                ok = bad(s, "expected ',' or '}'");
                break;
            }
        }
    }
    if (!ok)
        rt_release(m);
    *out = (RtDyn){RT_MAP, rt_word(m)};
    return ok;
}

static i8 value(Parser *s, RtDyn *out)
{
    i8 ok;
    space(s);
    *out = (RtDyn){RT_NULL, 0};
    if (s->p == s->end)
        return bad(s, "unexpected end of input");
    switch (*s->p) {
    case 'n':
        return word(s, "null", "invalid null");
    case 't':
        *out = (RtDyn){RT_BOOL, 1};
        return word(s, "true", "invalid bool");
    case 'f':
        *out = (RtDyn){RT_BOOL, 0};
        return word(s, "false", "invalid bool");
    case '"': {
        RtStr *t = string(s);
        *out = (RtDyn){RT_STRING, rt_word(t)};
        return t != NULL;
    }
    case '[':
    case '{':
        if (++s->depth > MAX_DEPTH)
            return bad(s, "nesting too deep");
        ok = *s->p == '[' ? array(s, out) : object(s, out);
        s->depth--;
        return ok;
    default:
        if (*s->p == '-' || (*s->p >= '0' && *s->p <= '9'))
            return number(s, out);
        return bad(s, "unexpected character");
    }
}

i8 rt_json_parse(const char *p, u64 n, RtDyn *out, const char **why)
{
    Parser s = {p, p + n, NULL, 0};
    i8 ok = value(&s, out);
    if (ok) {
        space(&s);
        if (s.p != s.end) {
            rt_dyn_release(out->tag, out->payload);
            ok = bad(&s, "trailing characters");
        }
    }
    *why = s.why;
    return ok;
}

static RtDyn parse_or_fail(const RtStr *s)
{
    RtDyn d;
    const char *why;
    if (!rt_json_parse(rt_chars(s), (u64)s->len, &d, &why)) {
        RtBuf b;
        rt_buf_init(&b);
        rt_buf_z(&b, "invalid json: ");
        rt_buf_z(&b, why);
        rt_fail_buf(&b);
    }
    return d;
}

RtDyn rt_json_decode(const RtStr *s)
{
    return parse_or_fail(s);
}

RtRec *rt_json_decode_as(const RtType *t, void *out, const RtStr *s)
{
    static const RtPath root = {NULL, "$", 1};
    RtDyn d = parse_or_fail(s);
    RtRec *err = rt_conv(t, out, d.tag, d.payload, &root);
    rt_dyn_release(d.tag, d.payload);
    return err;
}
