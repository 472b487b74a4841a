// buf.c - growing byte buffers and the bounded reader
#include "base/base.h"

void buf_more(Buf *b, size_t n)
{
    if (b->cap - b->n >= n) return;
    if (n > SIZE_MAX / 2 - b->n) fatal_oom();
    size_t cap = b->cap ? b->cap * 2 : 64;
    b->cap = MAX(cap, b->n + n);
    b->p = xrealloc(b->p, b->cap);
}

static u8 *buf_room(Buf *b, size_t n)
{
    buf_more(b, n);
    u8 *p = b->p + b->n;
    b->n += n;
    return p;
}

void buf_put(Buf *b, const void *p, size_t n)
{
    if (n) memcpy(buf_room(b, n), p, n);
}

void buf_u16(Buf *b, u16 x)
{
    wr16(buf_room(b, 2), x);
}

void buf_u32(Buf *b, u32 x)
{
    wr32(buf_room(b, 4), x);
}

void buf_u64(Buf *b, u64 x)
{
    wr64(buf_room(b, 8), x);
}

void buf_str(Buf *b, const char *z)
{
    buf_put(b, z, strlen(z));
}

void buf_vfmt(Buf *b, const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    assert(n >= 0);
    if (n > 0) {
        vsnprintf((char *)buf_room(b, (size_t)n + 1), (size_t)n + 1, fmt, again);
        b->n--;  // the NUL
    }
    va_end(again);
}

void buf_fmt(Buf *b, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    buf_vfmt(b, fmt, ap);
    va_end(ap);
}

void buf_zero(Buf *b, size_t n)
{
    if (n) memset(buf_room(b, n), 0, n);
}

void buf_align(Buf *b, size_t align)
{
    buf_zero(b, ALIGN_UP(b->n, align) - b->n);
}

void buf_uleb(Buf *b, u64 x)
{
    while (x >= 0x80) {
        buf_byte(b, (u8)(x | 0x80));
        x >>= 7;
    }
    buf_byte(b, (u8)x);
}

void buf_sleb(Buf *b, i64 x)
{
    u64 u = (u64)x, sign = x < 0 ? ~(u64)0 : 0;
    for (;;) {
        u8 byte = u & 0x7f;
        u = u >> 7 | (sign & (u64)0x7f << 57);
        if (u == sign && (byte >> 6 & 1) == (sign & 1)) {
            buf_byte(b, byte);
            return;
        }
        buf_byte(b, byte | 0x80);
    }
}

Str buf_take(Buf *b, Arena *a)
{
    Str s = str_dup(a, (Str){(const char *)b->p, b->n});
    buf_free(b);
    return s;
}

void buf_free(Buf *b)
{
    free(b->p);
    *b = (Buf){0};
}

const u8 *rdr_bytes(Rdr *r, size_t n)
{
    if (r->bad || r->at > r->n || r->n - r->at < n) {
        r->bad = true;
        return NULL;
    }
    const u8 *p = r->n ? r->p + r->at : (const u8 *)"";
    r->at += n;
    return p;
}

u8 rdr_u8(Rdr *r)
{
    const u8 *p = rdr_bytes(r, 1);
    return p ? *p : 0;
}

u16 rdr_u16(Rdr *r)
{
    const u8 *p = rdr_bytes(r, 2);
    return p ? rd16(p) : 0;
}

u32 rdr_u32(Rdr *r)
{
    const u8 *p = rdr_bytes(r, 4);
    return p ? rd32(p) : 0;
}

u64 rdr_u64(Rdr *r)
{
    const u8 *p = rdr_bytes(r, 8);
    return p ? rd64(p) : 0;
}

// Reads a LEB128 number (DWARF 5, 7.6) of either kind. Padding bytes are accepted when they carry
// no bits beyond the 64th: zeros, or copies of the sign.
static u64 leb(Rdr *r, bool is_signed)
{
    u64 x = 0;
    int shift = 0;
    for (;;) {
        const u8 *p = rdr_bytes(r, 1);
        if (!p) return 0;
        u8 low = *p & 0x7f;
        if (shift < 63) {
            x |= (u64)low << shift;
        } else if (shift == 63) {
            if (low != 0 && low != (is_signed ? 0x7f : 1)) r->bad = true;
            x |= (u64)low << 63;
        } else if (low != (is_signed && x >> 63 ? 0x7f : 0)) {
            r->bad = true;
        }
        if (shift < 70) shift += 7;
        if (!(*p & 0x80)) {
            if (r->bad) return 0;
            if (is_signed && shift < 64 && (low & 0x40)) x |= ~(u64)0 << shift;
            return x;
        }
    }
}

u64 rdr_uleb(Rdr *r)
{
    return leb(r, false);
}

i64 rdr_sleb(Rdr *r)
{
    u64 x = leb(r, true);
    i64 v;
    memcpy(&v, &x, sizeof v);
    return v;
}
