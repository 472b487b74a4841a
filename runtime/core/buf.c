// buf.c - text under construction: a String that grows and is handed out when done
#include "runtime/rt_int.h"

void rt_buf_init(RtBuf *b)
{
    b->str = NULL;
    b->len = b->cap = 0;
}

/* Room for n more bytes and the final NUL. */
static char *room(RtBuf *b, i64 n)
{
    if (RT_UNLIKELY(b->len + n + 1 > b->cap)) {
        u64 need = RT_STR_DATA + (u64)(b->len + n) + 1;
        if (b->str) {
            u32 to = rt_class(need + need / 2);
            b->str = rt_mem_grow(b->str, b->str->tag, to, RT_STR_DATA + (u64)b->len);
            b->str->tag = (u16)to;
        } else {
            b->str = rt_str_alloc(n < 32 ? 32 : n, RT_STRING);
        }
        b->cap = (i64)rt_class_size(b->str->tag) - RT_STR_DATA;
    }
    return rt_chars(b->str) + b->len;
}

void rt_buf_bytes(RtBuf *b, const void *p, i64 n)
{
    memcpy(room(b, n), p, (u64)n);
    b->len += n;
}

void rt_buf_str(RtBuf *b, const RtStr *s)
{
    rt_buf_bytes(b, rt_chars(s), s->len);
}

void rt_buf_z(RtBuf *b, const char *z)
{
    rt_buf_bytes(b, z, (i64)strlen(z));
}

void rt_buf_ch(RtBuf *b, char c)
{
    *room(b, 1) = c;
    b->len++;
}

void rt_buf_int(RtBuf *b, i64 x)
{
    b->len += rt_fmt_int(room(b, RT_INT_MAX), x);
}

void rt_buf_float(RtBuf *b, double x)
{
    char text[RT_FLOAT_MAX];
    rt_buf_bytes(b, text, rt_fmt_float(text, x));
}

void rt_buf_bool(RtBuf *b, i8 x)
{
    rt_buf_z(b, x ? "true" : "false");
}

RtStr *rt_buf_done(RtBuf *b)
{
    RtStr *s = b->str;
    if (!s)
        return rt_str_alloc(0, RT_STRING);
    s->len = b->len;
    rt_chars(s)[b->len] = 0;
    rt_buf_init(b);
    return s;
}

void rt_buf_free(RtBuf *b)
{
    if (b->str)
        rt_mem_free(b->str, b->str->tag);
    rt_buf_init(b);
}
