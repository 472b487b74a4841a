// ar.c - archives: reading and writing the System V / GNU and BSD forms, without dates and owners
//
// An archive is "!<arch>\n" and members: a 60-byte text header, the bytes, a newline to an even
// offset. Names: "a.o/" or padded; "/123" an offset in the member "//"; "#1/20" the name is in
// front of the bytes. A thin archive has the headers alone: the bytes are in files of these names.
#include "objfmt/macho.h"

enum { AR_HEADER = 60 };
static const char ar_magic[] = "!<arch>\n", thin_magic[] = "!<thin>\n";

bool ar_is_thin(Str b) { return b.n >= 8 && !memcmp(b.p, thin_magic, 8); }
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
    bool thin = ar_is_thin(b);
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
        bool table = h[0] == '/' && (h[1] == ' ' || h[1] == '/' || h[1] == 'S');
        bool apart = thin && !table;
        if (size > b.n - at && !apart)
            return ar_fail(a, err, "member at %llu reaches beyond the end", at - AR_HEADER);
        ArMember x = {trim_name(h, 16), {apart ? "" : b.p + at, apart ? 0 : size}, apart};
        at += apart ? 0 : size + (size & 1);
        if (str_eqz(x.name, "//")) {
            names = x.bytes;
            continue;
        }
        if (str_eqz(x.name, "/") || str_eqz(x.name, "/SYM64"))
            continue;
        if (x.name.n > 1 && x.name.p[0] == '/') {
            if (!ar_number(x.name.p + 1, x.name.n - 1, &off) || !long_name(names, off, &x.name))
                return ar_fail(a, err, "member at %llu has a broken long name", (u64)(h - b.p));
        } else if (str_starts(x.name, "#1/") && !apart) {
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
        if (!x.name.n || memchr(x.name.p, 0, x.name.n) || memchr(x.name.p, '\n', x.name.n))
            return ar_fail(a, err, "member at %llu has no name", (u64)(h - b.p));
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

// A name that stands in a header as it is, and is not taken for a place of names there.
static bool plain_name(Str s)
{
    return !s.n || (s.n <= 15 && s.p[0] != '/' && !str_starts(s, "#1/"));
}

/* Other names go to the table; name_off[i] is the place, or ~0. */
static void long_names(const ArMember *m, u32 n, Buf *table, u32 *name_off)
{
    for (u32 i = 0; i < n; i++) {
        name_off[i] = ~0u;
        if (plain_name(m[i].name))
            continue;
        name_off[i] = (u32)table->n;
        buf_put(table, m[i].name.p, m[i].name.n);
        buf_str(table, "/\n");
    }
    if (table->n & 1)
        buf_byte(table, '\n');
}

typedef struct Index {
    Arena tmp;
    Buf names;           // each with a NUL
    u32 *count;          // of each member's symbols
    u32 nsym;
    bool objects;        // there is one
} Index;

// What the members define, under the names that their files have.
static void make_index(Index *x, const ArMember *m, u32 n)
{
    x->count = arena_array(&x->tmp, u32, n + 1);
    for (u32 i = 0; i < n; i++) {
        Str *def;
        x->objects |= obj_is(m[i].bytes);
        if (obj_scan_defs(&x->tmp, m[i].bytes, &def, &x->count[i]) < 0)
            x->count[i] = 0;
        bool macho = macho_is_obj(m[i].bytes);
        for (u32 k = 0; k < x->count[i]; k++) {
            if (macho)
                macho_name_out(&x->names, def[k]);
            else
                buf_put(&x->names, def[k].p, def[k].n);
            buf_byte(&x->names, 0);
        }
        x->nsym += x->count[i];
    }
}

static void free_index(Index *x)
{
    buf_free(&x->names);
    arena_free(&x->tmp);
}

static void gnu_index(const Index *x, const ArMember *m, u32 n, size_t table, Buf *out)
{
    size_t size = ALIGN_UP(4 + 4 * (size_t)x->nsym + x->names.n, 2);
    size_t at = 8 + AR_HEADER + size + (table ? AR_HEADER + table : 0), end = out->n + AR_HEADER;
    put_header(out, "/", size, false);
    put_be32(out, x->nsym);
    for (u32 i = 0; i < n; i++) {
        for (u32 k = 0; k < x->count[i]; k++)
            put_be32(out, (u32)at);
        at += AR_HEADER + ALIGN_UP(m[i].bytes.n, 2);
    }
    buf_put(out, x->names.p, x->names.n);
    buf_zero(out, end + size - out->n);
}

void ar_write(const ArMember *m, u32 n, u32 flags, Buf *out)
{
    Index x = {0};
    Buf table = {0};
    make_index(&x, m, n);
    u32 *name_off = arena_array(&x.tmp, u32, n + 1);
    long_names(m, n, &table, name_off);
    buf_put(out, ar_magic, 8);
    if (x.objects && !(flags & AR_NO_INDEX))
        gnu_index(&x, m, n, table.n, out);
    if (table.n) {
        buf_fmt(out, "%-16s%-32s%-10zu`\n", "//", "", table.n);
        buf_put(out, table.p, table.n);
    }
    for (u32 i = 0; i < n; i++) {
        Str name = name_off[i] == ~0u ? str_fmt(&x.tmp, "%.*s/", STR_ARG(m[i].name))
                                      : str_fmt(&x.tmp, "/%u", name_off[i]);
        put_header(out, name.p, m[i].bytes.n, true);
        buf_put(out, m[i].bytes.p, m[i].bytes.n);
        if (m[i].bytes.n & 1)
            buf_byte(out, '\n');
    }
    buf_free(&table);
    free_index(&x);
}

/* ---- the form that Apple's tools read: names before the bytes, all at multiples of 8 ---- */

// Bytes that a name takes in a member at `at`.
static size_t bsd_name(size_t at, Str name)
{
    return ALIGN_UP(at + AR_HEADER + name.n, 8) - at - AR_HEADER;
}

static void bsd_header(Buf *out, Str name, size_t size, bool file)
{
    char text[24];
    size_t room = bsd_name(out->n, name);
    snprintf(text, sizeof text, "#1/%zu", room);
    put_header(out, text, room + size, file);
    buf_put(out, name.p, name.n);
    buf_zero(out, room - name.n);
}

static void bsd_index(const Index *x, const ArMember *m, u32 n, Buf *out)
{
    Str title = STR("__.SYMDEF");
    size_t size = ALIGN_UP(8 + 8 * (size_t)x->nsym + x->names.n, 8), str = 0;
    size_t at = out->n + AR_HEADER + bsd_name(out->n, title) + size;
    bsd_header(out, title, size, false);
    size_t end = out->n + size;
    buf_u32(out, 8 * x->nsym);
    for (u32 i = 0; i < n; i++) {
        for (u32 k = 0; k < x->count[i]; k++) {
            buf_u32(out, (u32)str);
            buf_u32(out, (u32)at);
            str += strlen((const char *)x->names.p + str) + 1;
        }
        at += AR_HEADER + bsd_name(at, m[i].name) + ALIGN_UP(m[i].bytes.n, 8);
    }
    buf_u32(out, (u32)x->names.n);
    buf_put(out, x->names.p, x->names.n);
    buf_zero(out, end - out->n);
}

void ar_write_bsd(const ArMember *m, u32 n, u32 flags, Buf *out)
{
    Index x = {0};
    make_index(&x, m, n);
    buf_put(out, ar_magic, 8);
    if (x.objects && !(flags & AR_NO_INDEX))
        bsd_index(&x, m, n, out);
    for (u32 i = 0; i < n; i++) {
        size_t room = ALIGN_UP(m[i].bytes.n, 8);
        bsd_header(out, m[i].name, room, true);
        buf_put(out, m[i].bytes.p, m[i].bytes.n);
        for (size_t k = m[i].bytes.n; k < room; k++)
            buf_byte(out, '\n');
    }
    free_index(&x);
}

int ar_load(Arena *a, Str path, Str bytes, ArMember **m, u32 *n, Str *err)
{
    if (ar_read(a, bytes, m, n, err) < 0)
        return -1;
    for (u32 i = 0; i < *n; i++) {
        ArMember *x = &(*m)[i];
        bool whole = x->name.n && x->name.p[0] == '/';
        Str file = whole ? x->name : path_join(a, path_dir(path), x->name);
        if (x->thin && file_read(a, str_z(a, file), &x->bytes)) {
            *err = str_fmt(a, "a thin archive, whose member %.*s cannot be read", STR_ARG(file));
            return -1;
        }
    }
    return 0;
}
