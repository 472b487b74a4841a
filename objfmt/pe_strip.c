// pe_strip.c - a PE image without its debug sections, or without COFF symbols too
//
// A loader wants the sections to follow one another in memory, so only debug sections behind all
// others go; what is in front of them stays as it is, but for the headers.
// Source: Microsoft, "PE Format".
#include "objfmt/coff.h"
#include "objfmt/infile.h"
#include "objfmt/strip.h"

enum { OPTIONAL = COFF_HEADER + 4, CHECKSUM = OPTIONAL + 64, IMAGE_SIZE = OPTIONAL + 56,
       INIT_SIZE = OPTIONAL + 8, ALIGNMENT = OPTIONAL + 32, SECURITY = OPTIONAL + 112 + 4 * 8 };

typedef struct Ps {
    InFile in;
    u32 pe, sects, n, keep;      // header; section headers; how many there are, stay
    u32 syms, nsyms, strs;       // the old tables; strs: size of that of strings
} Ps;

static bool open_image(Ps *p)
{
    if (!in_has(&p->in, 0, 2) || memcmp(p->in.bytes.p, "MZ", 2))
        return in_fail(&p->in, "of COFF files only images can be stripped", 0);
    if (!in_has(&p->in, 0, 64))
        return in_fail(&p->in, "a PE image is cut off", 0);
    p->pe = rd32(in_at(&p->in, 60));
    if (!in_has(&p->in, p->pe, SECURITY + 8) || memcmp(in_at(&p->in, p->pe), "PE\0", 4))
        return in_fail(&p->in, "a PE image is cut off", 0);
    const u8 *h = in_at(&p->in, p->pe);
    if (rd16(h + OPTIONAL) != 0x20b)
        return in_fail(&p->in, "only 64-bit PE images can be stripped", 0);
    if (rd32(h + SECURITY + 4))
        return in_fail(&p->in, "the image is signed, and would not be any more", 0);
    if (rd16(h + 20) < SECURITY + 8 - OPTIONAL)
        return in_fail(&p->in, "a PE image with too short a header", 0);
    p->n = p->keep = rd16(h + 6);
    p->sects = p->pe + OPTIONAL + rd16(h + 20);
    if (!in_has(&p->in, p->sects, (u64)p->n * COFF_SECTION))
        return in_fail(&p->in, "section headers outside the file", 0);
    p->syms = rd32(h + 12);
    p->nsyms = p->syms ? rd32(h + 16) : 0;
    u64 end = p->syms + (u64)p->nsyms * COFF_SYMBOL;
    if (p->syms && (!in_has(&p->in, end, 4) || !in_has(&p->in, end, rd32(in_at(&p->in, end)))))
        return in_fail(&p->in, "symbols outside the file", 0);
    p->strs = p->syms ? MAX(rd32(in_at(&p->in, end)), 4u) : 0;
    return true;
}

static const u8 *section(const Ps *p, u32 k)
{
    return in_at(&p->in, p->sects + (u64)k * COFF_SECTION);
}


// ".debug_info" does not fit: the name is a slash and a place in the table of strings.
static Str name_of(const Ps *p, u32 k)
{
    const char *s = (const char *)section(p, k);
    u64 off = 0;
    if (s[0] != '/') {
        const char *e = memchr(s, 0, 8);
        return (Str){s, e ? (size_t)(e - s) : 8};
    }
    for (u32 i = 1; i < 8 && s[i] >= '0' && s[i] <= '9'; i++)
        off = 10 * off + (u64)(s[i] - '0');
    if (off >= p->strs)
        return (Str){0};
    const char *t = (const char *)in_at(&p->in, p->syms + (u64)p->nsyms * COFF_SYMBOL + off);
    const char *e = memchr(t, 0, p->strs - off);
    return e ? (Str){t, (size_t)(e - t)} : (Str){0};
}

static bool is_debug(const Ps *p, u32 k)
{
    return str_starts(name_of(p, k), ".debug_") && rd32(section(p, k) + 36) & CS_DISCARD;
}

// Those of dropped sections go too; a record may be followed by others of its own.
static void put_symbols(const Ps *p, Buf *out, size_t base)
{
    u32 n = 0;
    u64 strs = p->syms + (u64)p->nsyms * COFF_SYMBOL;
    size_t from = out->n - base;
    u32 *to = arena_array(p->in.a, u32, p->nsyms + 1);
    for (int pass = 0; pass < 2; pass++)
        for (u32 k = 0; k < p->nsyms;) {
            u8 *y = arena_dup(p->in.a, in_at(&p->in, p->syms + (u64)k * COFF_SYMBOL), COFF_SYMBOL);
            u32 own = MIN(1u + y[17], p->nsyms - k);
            bool gone = (i16)rd16(y + 12) > (i32)p->keep;
            if (!pass && !gone) {
                to[k] = n;
                n += own;
            }
            if (pass && !gone) {
                buf_put(out, y, COFF_SYMBOL);
                size_t aux = out->n;
                buf_put(out, in_at(&p->in, p->syms + (u64)(k + 1) * COFF_SYMBOL),
                        (size_t)(own - 1) * COFF_SYMBOL);
                if (y[16] == CY_WEAK && own > 1 && rd32(out->p + aux) < p->nsyms)
                    wr32(out->p + aux, to[rd32(out->p + aux)]);
            }
            k += own;
        }
    buf_put(out, in_at(&p->in, strs), p->strs);
    wr32(out->p + base + p->pe + 12, (u32)from);
    wr32(out->p + base + p->pe + 16, n);
}

u32 pe_checksum(const u8 *p, size_t n)
{
    u64 sum = 0;
    for (size_t k = 0; k < n; k += 2) {
        sum += k + 1 < n ? rd16(p + k) : p[k];
        sum = (sum & 0xffff) + (sum >> 16);
    }
    return (u32)(((sum & 0xffff) + (sum >> 16)) + n);
}

bool pe_strip(Arena *a, Str bytes, StripLevel level, Buf *out, Str *err)
{
    *err = (Str){0};
    Ps p = {.in = {bytes, a, err}};
    if (!open_image(&p))
        return false;
    while (p.keep && is_debug(&p, p.keep - 1))
        p.keep--;
    const u8 *h = in_at(&p.in, p.pe);
    u32 align = rd32(h + ALIGNMENT), dropped = 0;
    u64 end = p.sects + (u64)p.n * COFF_SECTION, memory = 0;
    if (!align || align & (align - 1))
        return in_fail(&p.in, "a broken alignment", 0);
    for (u32 k = 0; k < p.n; k++) {
        const u8 *s = section(&p, k);
        u32 size = rd32(s + 16), off = rd32(s + 20);
        bool long_name = s[0] == '/';
        if (size && !in_has(&p.in, off, size))
            return in_fail(&p.in, "contents of a section outside the file", 0);
        if (k >= p.keep) {
            dropped += rd32(s + 36) & CS_DATA ? size : 0;
            continue;
        }
        if (long_name)           // the strings that name it must stay
            level = STRIP_DEBUG;
        end = size ? MAX(end, (u64)off + size) : end;
        memory = MAX(memory, (u64)rd32(s + 12) + MAX(rd32(s + 8), size));
    }
    size_t base = out->n;
    buf_put(out, bytes.p, end);
    wr16(out->p + base + p.pe + 6, (u16)p.keep);
    memset(out->p + base + p.sects + (u64)p.keep * COFF_SECTION, 0,
           (size_t)(p.n - p.keep) * COFF_SECTION);
    wr32(out->p + base + p.pe + INIT_SIZE, rd32(h + INIT_SIZE) - MIN(dropped, rd32(h + INIT_SIZE)));
    if (p.keep < p.n)
        wr32(out->p + base + p.pe + IMAGE_SIZE, (u32)ALIGN_UP(memory, (u64)align));
    wr32(out->p + base + p.pe + 12, 0);
    wr32(out->p + base + p.pe + 16, 0);
    if (level == STRIP_DEBUG && p.syms)
        put_symbols(&p, out, base);
    wr32(out->p + base + p.pe + CHECKSUM, 0);
    wr32(out->p + base + p.pe + CHECKSUM, pe_checksum(out->p + base, out->n - base));
    return true;
}
