// utf.c - UTF-8 to UTF-16 and back, for everything that crosses into Windows
#include "runtime/os/windows/sys.h"

u64 rt_wide_len(const Wide *p)
{
    u64 n = 0;
    while (p[n])
        n++;
    return n;
}

u64 rt_utf16_of(const char *p, u64 n, Wide *out)
{
    u64 k = 0;
    for (const char *end = p + n; p < end;) {
        u32 c;
        p += rt_utf8_get(p, end, &c);
        if (c >= 0x10000) {
            out[k++] = (Wide)(0xd800 + ((c - 0x10000) >> 10));
            c = 0xdc00 + (c & 0x3ff);
        }
        out[k++] = (Wide)c;
    }
    return k;
}

static i8 pair(const Wide *p, u64 n)
{
    return n > 1 && (p[0] & 0xfc00) == 0xd800 && (p[1] & 0xfc00) == 0xdc00;
}

u64 rt_utf8_of(const Wide *p, u64 n, char *out)
{
    u64 k = 0;
    for (u64 i = 0; i < n; i++) {
        u32 c = p[i];
        if (pair(p + i, n - i))
            c = 0x10000 + ((c & 0x3ff) << 10) + (p[++i] & 0x3ff);
        else if ((c & 0xf800) == 0xd800)
            c = 0xfffd;
        k += (u64)rt_utf8_put(c, out + k);
    }
    return k;
}
