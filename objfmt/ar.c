// ar.c - archives: reading System V / GNU and BSD forms, writing the GNU form without dates and
// owners
//
// An archive is "!<arch>\n" and members: a 60-byte text header, the bytes, a newline to an even
// offset. Names: "a.o/" or padded; "/123" an offset in the member "//"; "#1/20" the name is in
// front of the bytes.
#include "objfmt/obj.h"

enum { AR_HEADER = 60 };
static const char ar_magic[] = "!<arch>\n", thin_magic[] = "!<thin>\n";

bool ar_is(Str b) { return b.n >= 8 && (!memcmp(b.p, ar_magic, 8) || !memcmp(b.p, thin_magic, 8)); }

/* Decimal digits, padded on the right with spaces. */
static bool ar_number(const char *p, size_t n, u64 *out)
{
    u64 x = 0;
    size_t i = 0;
    for (; i < n && p[i] >= '0' && p[i] <= '9'; i++)
        x = x * 10 + (u64)(p[i] - '0');
    if (i == 0)
        return false;
    for (; i < n; i++)
        if (p[i] != ' ')
            return false;
    *out = x;
    return true;
}

static Str trim_name(const char *p, size_t n)
{
    while (n && p[n - 1] == ' ')
        n--;
    if (n > 1 && p[0] != '/' && p[n - 1] == '/')
        n--;
    return (Str){p, n};
}

/* A name in the table of long names ends at "/\n" (GNU), "\n" or NUL. */
static bool long_name(Str table, u64 off, Str *out)
{
    if (off >= table.n)
        return false;
    size_t n = 0;
    while (off + n < table.n && table.p[off + n] != '\n' && table.p[off + n] != 0)
        n++;
    if (n && table.p[off + n - 1] == '/')
        n--;
    *out = (Str){table.p + off, n};
    return true;
}

static int ar_fail(Arena *a, Str *err, const char *what, u64 off)
{
    *err = str_fmt(a, what, (unsigned long long)off);
    return -1;
}

int ar_read(Arena *a, Str b, ArMember **m, u32 *n, Str *err)
{
    VEC(ArMember) v = {0};
    Str names = {0};
    *m = NULL;
    *n = 0;
    if (b.n < 8 || !ar_is(b))
        return ar_fail(a, err, "not an archive", 0);
    if (!memcmp(b.p, thin_magic, 8))
        return ar_fail(a, err, "a thin archive; only archives that hold their members can be read",
                       0);
    for (size_t at = 8; at < b.n;) {
        if (b.n - at < AR_HEADER) {
            if (b.n - at == 1 && b.p[at] == '\n')
                break;
            return ar_fail(a, err, "member header at %llu is cut off", at);
        }
        const char *h = b.p + at;
        u64 size, off;
        if (h[58] != '`' || h[59] != '\n' || !ar_number(h + 48, 10, &size))
            return ar_fail(a, err, "no member header at %llu", at);
        at += AR_HEADER;
        if (size > b.n - at)
            return ar_fail(a, err, "member at %llu reaches beyond the end", at - AR_HEADER);
        ArMember x = {trim_name(h, 16), {b.p + at, size}};
        at += size + (size & 1);
        if (str_eqz(x.name, "//")) {
            names = x.bytes;
            continue;
        }
        if (str_eqz(x.name, "/") || str_eqz(x.name, "/SYM64"))
            continue;
        if (x.name.n > 1 && x.name.p[0] == '/') {
            if (!ar_number(x.name.p + 1, x.name.n - 1, &off) || !long_name(names, off, &x.name))
                return ar_fail(a, err, "member at %llu has a broken long name", (u64)(h - b.p));
        } else if (str_starts(x.name, "#1/")) {
            if (!ar_number(x.name.p + 3, x.name.n - 3, &off) || off > size)
                return ar_fail(a, err, "member at %llu has a broken long name", (u64)(h - b.p));
            size_t len = 0;
            while (len < off && x.bytes.p[len])
                len++;
            x.name = (Str){x.bytes.p, len};
            x.bytes = (Str){x.bytes.p + off, (size_t)(size - off)};
        }
        if (str_starts(x.name, "__.SYMDEF"))
            continue;
        vec_push(a, &v, x);
    }
    *m = v.v;
    *n = v.n;
    return 0;
}

static void put_header(Buf *out, const char *name, size_t size, bool file)
{
    buf_fmt(out, "%-16s%-12s%-6s%-6s%-8s%-10zu`\n", name, "0", "0", "0", file ? "644" : "0",
            size);
}

static void put_be32(Buf *out, u32 x)
{
    for (int i = 24; i >= 0; i -= 8)
        buf_byte(out, (u8)(x >> i));
}

/* Member names longer than 15 bytes go to the table; name_off[i] is the place, or ~0. */
static void long_names(const ArMember *m, u32 n, Buf *table, u32 *name_off)
{
    for (u32 i = 0; i < n; i++) {
        name_off[i] = ~0u;
        if (m[i].name.n <= 15)
            continue;
        name_off[i] = (u32)table->n;
        buf_put(table, m[i].name.p, m[i].name.n);
        buf_str(table, "/\n");
    }
    if (table->n & 1)
        buf_byte(table, '\n');
}

void ar_write(const ArMember *m, u32 n, Buf *out)
{
    Arena tmp = {0};
    Buf table = {0}, names = {0};
    u32 *name_off = arena_array(&tmp, u32, n + 1), *count = arena_array(&tmp, u32, n + 1), nsym = 0;
    long_names(m, n, &table, name_off);
    for (u32 i = 0; i < n; i++) {
        Str *def;
        if (obj_scan_defs(&tmp, m[i].bytes, &def, &count[i]) < 0)
            count[i] = 0;
        for (u32 k = 0; k < count[i]; k++) {
            buf_put(&names, def[k].p, def[k].n);
            buf_byte(&names, 0);
        }
        nsym += count[i];
    }
    size_t index = 4 + 4 * (size_t)nsym + names.n, at = 8 + AR_HEADER + index + (index & 1);
    at += table.n ? AR_HEADER + table.n : 0;
    buf_put(out, ar_magic, 8);
    put_header(out, "/", index, false);
    put_be32(out, nsym);
    for (u32 i = 0; i < n; i++) {
        for (u32 k = 0; k < count[i]; k++)
            put_be32(out, (u32)at);
        at += AR_HEADER + m[i].bytes.n + (m[i].bytes.n & 1);
    }
    buf_put(out, names.p, names.n);
    if (index & 1)
        buf_byte(out, '\n');
    if (table.n) {
        buf_fmt(out, "%-16s%-32s%-10zu`\n", "//", "", table.n);
        buf_put(out, table.p, table.n);
    }
    for (u32 i = 0; i < n; i++) {
        Str name = name_off[i] == ~0u ? str_fmt(&tmp, "%.*s/", STR_ARG(m[i].name))
                                      : str_fmt(&tmp, "/%u", name_off[i]);
        put_header(out, name.p, m[i].bytes.n, true);
        buf_put(out, m[i].bytes.p, m[i].bytes.n);
        if (m[i].bytes.n & 1)
            buf_byte(out, '\n');
    }
    buf_free(&table);
    buf_free(&names);
    arena_free(&tmp);
}
