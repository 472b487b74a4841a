// str.c - strings and byte strings: making, joining, comparing, UTF-8
#include "runtime/rt_int.h"

RtStr *rt_str_alloc(i64 n, u8 kind)
{
    u32 cls = rt_class(RT_STR_DATA + (u64)n + 1);
    RtStr *s = rt_mem_alloc(cls);
    s->count = 1;
    s->kind = kind;
    s->flags = 0;
    s->tag = (u16)cls;
    s->len = n;
    rt_chars(s)[n] = 0;
    return s;
}

RtStr *rt_str_new(const void *p, i64 n)
{
    RtStr *s = rt_str_alloc(n, RT_STRING);
    memcpy(rt_chars(s), p, (u64)n);
    return s;
}

RtStr *rt_bytes_new(const void *p, i64 n)
{
    RtStr *s = rt_str_alloc(n, RT_BYTES);
    memcpy(rt_chars(s), p, (u64)n);
    return s;
}

/* An unshared left side is extended in place, so building a string by repeated appending is linear.
 */
RtStr *rt_str_concat(RtStr *a, const RtStr *b)
{
    u64 n = (u64)a->len, m = (u64)b->len, need = RT_STR_DATA + n + m + 1;
    if (!m)
        return a;
    if (a->count == 1) {
        i8 self = a == b;
        if (need > rt_class_size(a->tag)) {
            u32 to = rt_class(need + need / 2);
            a = rt_mem_grow(a, a->tag, to, RT_STR_DATA + n);
            a->tag = (u16)to;
        }
        memcpy(rt_chars(a) + n, rt_chars(self ? a : b), m);
        rt_chars(a)[n + m] = 0;
        a->len = (i64)(n + m);
        return a;
    }
    RtStr *s = rt_str_alloc((i64)(n + m), a->kind);
    memcpy(rt_chars(s), rt_chars(a), n);
    memcpy(rt_chars(s) + n, rt_chars(b), m);
    rt_release(a);
    return s;
}

RtStr *rt_str_join(const RtStr *const *part, i64 n)
{
    i64 len = 0;
    for (i64 i = 0; i < n; i++)
        len += part[i]->len;
    RtStr *s = rt_str_alloc(len, RT_STRING);
    char *to = rt_chars(s);
    for (i64 i = 0; i < n; i++) {
        memcpy(to, rt_chars(part[i]), (u64)part[i]->len);
        to += part[i]->len;
    }
    return s;
}

i8 rt_str_eq(const RtStr *a, const RtStr *b)
{
    return a == b || (a->len == b->len && memcmp(rt_chars(a), rt_chars(b), (u64)a->len) == 0);
}

i64 rt_str_cmp(const RtStr *a, const RtStr *b)
{
    u64 n = (u64)(a->len < b->len ? a->len : b->len);
    int c = memcmp(rt_chars(a), rt_chars(b), n);
    if (c)
        return c;
    return a->len < b->len ? -1 : a->len > b->len;
}

i64 rt_str_len(const RtStr *s)
{
    i64 n = 0;
    const char *p = rt_chars(s);
    for (i64 i = 0; i < s->len; i++)
        n += ((u8)p[i] & 0xc0) != 0x80;
    return n;
}

RtStr *rt_int_str(i64 x)
{
    char text[RT_INT_MAX];
    return rt_str_new(text, rt_fmt_int(text, x));
}

RtStr *rt_float_str(double x)
{
    char text[RT_FLOAT_MAX];
    return rt_str_new(text, rt_fmt_float(text, x));
}

RT_STATIC_STR(str_true, "true");
RT_STATIC_STR(str_false, "false");

RtStr *rt_bool_str(i8 x)
{
    return x ? RT_S(str_true) : RT_S(str_false);
}

i8 rt_bytes_eqz(const char *p, u64 n, const char *z)
{
    u64 i = 0;
    while (i < n && z[i] && p[i] == z[i])
        i++;
    return i == n && !z[i];
}

i8 rt_str_is(const RtStr *s, const char *z)
{
    return rt_bytes_eqz(rt_chars(s), (u64)s->len, z);
}

int rt_utf8_put(u32 c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xc0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3f));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xe0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3f));
        out[2] = (char)(0x80 | (c & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3f));
    out[2] = (char)(0x80 | (c >> 6 & 0x3f));
    out[3] = (char)(0x80 | (c & 0x3f));
    return 4;
}

int rt_utf8_get(const char *p, const char *end, u32 *out)
{
    u32 c = (u8)*p, n, least;
    *out = c;
    if (c < 0x80)
        return 1;
    if (c >= 0xc2 && c < 0xe0)
        n = 2, c &= 0x1f, least = 0x80;
    else if (c >= 0xe0 && c < 0xf0)
        n = 3, c &= 0x0f, least = 0x800;
    else if (c >= 0xf0 && c < 0xf5)
        n = 4, c &= 0x07, least = 0x10000;
    else
        n = 0, least = 0;
    if (n && (u64)(end - p) >= n) {
        u32 i = 1;
        for (; i < n && ((u8)p[i] & 0xc0) == 0x80; i++)
            c = c << 6 | ((u8)p[i] & 0x3f);
        if (i == n && c >= least && c < 0x110000 && (c < 0xd800 || c > 0xdfff)) {
            *out = c;
            return (int)n;
        }
    }
    *out = 0xfffd;
    return 1;
}

u64 rt_utf8_valid(const char *p, u64 n)
{
    u64 i = 0;
    while (i < n) {
        if ((u8)p[i] < 0x80) {
            i++;
            continue;
        }
        u32 c;
        int k = rt_utf8_get(p + i, p + n, &c);
        if (k == 1)
            return i;
        i += (u64)k;
    }
    return n;
}
