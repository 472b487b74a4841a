// bytes.c - Bytes as base64 text (RFC 4648, standard alphabet with padding)
#include "runtime/rt_int.h"

static char letter(u32 x)
{
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    return alphabet[x & 63];
}

void rt_base64_put(RtBuf *b, const u8 *p, u64 n)
{
    for (u64 i = 0; i < n; i += 3) {
        u32 x = (u32)p[i] << 16 | (i + 1 < n ? (u32)p[i + 1] << 8 : 0) | (i + 2 < n ? p[i + 2] : 0);
        char four[4] = {letter(x >> 18), letter(x >> 12), i + 1 < n ? letter(x >> 6) : '=',
                        i + 2 < n ? letter(x) : '='};
        rt_buf_bytes(b, four, 4);
    }
}

RtStr *rt_bytes_base64(const RtStr *s)
{
    RtBuf b;
    rt_buf_init(&b);
    rt_base64_put(&b, (const u8 *)rt_chars(s), (u64)s->len);
    return rt_buf_done(&b);
}

static int digit(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static RtStr *bad(RtStr *s, RtBuf *why, const char *text, u64 chunk)
{
    rt_release(s);
    rt_buf_z(why, text);
    if (chunk != (u64)-1)
        rt_buf_int(why, (i64)chunk);
    return NULL;
}

RtStr *rt_base64_decode(const char *p, u64 n, RtBuf *why)
{
    n = rt_trim(&p, n);
    RtStr *s = rt_str_alloc((i64)(n / 4 * 3), RT_BYTES);
    char *to = rt_chars(s);
    if (n % 4)
        return bad(s, why, "invalid base64 length", (u64)-1);
    for (u64 i = 0; i < n; i += 4) {
        u32 x = 0;
        int pad = 0;
        for (u64 j = 0; j < 4; j++) {
            int d = digit(p[i + j]);
            if (p[i + j] == '=') {
                pad++;
                d = 0;
            } else if (pad) {
                return bad(s, why, "invalid base64 padding at chunk ", i / 4);
            } else if (d < 0) {
                rt_buf_z(why, "invalid base64 character '");
                char c[4];
                rt_buf_bytes(why, c, rt_utf8_put((u8)p[i + j], c));
                return bad(s, why, "'", (u64)-1);
            }
            x = x << 6 | (u32)d;
        }
        if (pad > 2)
            return bad(s, why, "invalid base64 padding at chunk ", i / 4);
        *to++ = (char)(x >> 16);
        if (pad < 2)
            *to++ = (char)(x >> 8);
        if (pad < 1)
            *to++ = (char)x;
    }
    s->len = to - rt_chars(s);
    rt_chars(s)[s->len] = 0;
    return s;
}
