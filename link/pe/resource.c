// resource.c - version and manifest resources: a tree of three levels (kind, name, language)
//
// Source: Microsoft, "PE Format", "The .rsrc Section"; "VS_VERSIONINFO structure" and its children.
#include "link/pe/pe_int.h"

enum { RT_VERSION = 16, RT_MANIFEST = 24, ENGLISH_US = 0x0409, CODE_PAGE = 1200 };
enum { DIR = 16, ENTRY = 8, DATA = 16 };
#define SUBDIR 0x80000000u

typedef struct Res {
    u32 kind;
    Str bytes;
} Res;

/* One code point of UTF-8 at s[*at]; what is not valid is U+FFFD. */
static u32 next_char(Str s, size_t *at)
{
    static const u32 least[] = {0, 0, 0x80, 0x800, 0x10000};
    u8 c = (u8)s.p[(*at)++];
    u32 n = c < 0x80 ? 1 : c >= 0xc2 && c < 0xe0 ? 2 : c >= 0xe0 && c < 0xf0 ? 3
          : c >= 0xf0 && c < 0xf5 ? 4 : 0;
    u32 x = n == 1 ? c : c & (0x7fu >> n);
    if (!n || s.n - *at < n - 1)
        return 0xfffd;
    for (u32 k = 1; k < n; k++) {
        if (((u8)s.p[*at] & 0xc0) != 0x80)
            return 0xfffd;
        x = x << 6 | ((u8)s.p[(*at)++] & 0x3f);
    }
    return x < least[n] || x > 0x10ffff || (x >= 0xd800 && x < 0xe000) ? 0xfffd : x;
}

/* With its zero; gives the number of units. */
static u32 put_utf16(Buf *b, Str s)
{
    size_t start = b->n;
    for (size_t k = 0; k < s.n;) {
        u32 c = next_char(s, &k);
        if (c >= 0x10000) {
            buf_u16(b, (u16)(0xd800 + ((c - 0x10000) >> 10)));
            c = 0xdc00 + ((c - 0x10000) & 0x3ff);
        }
        buf_u16(b, (u16)c);
    }
    buf_u16(b, 0);
    return (u32)(b->n - start) / 2;
}

/* A block begins with its length, which is known at its end. */
static size_t begin_block(Buf *b, u16 value_size, bool text, const char *key)
{
    buf_align(b, 4);
    size_t start = b->n;
    buf_u16(b, 0);
    buf_u16(b, value_size);
    buf_u16(b, text);
    put_utf16(b, str_of(key));
    buf_align(b, 4);
    return start;
}

static void end_block(Buf *b, size_t start)
{
    wr16(b->p + start, (u16)(b->n - start));
}

static void text_value(Buf *b, const char *key, Str value)
{
    if (!value.n)
        return;
    size_t at = begin_block(b, 0, true, key);
    u32 units = put_utf16(b, value);     // the buffer may move: not inside the call
    wr16(b->p + at + 2, (u16)units);
    end_block(b, at);
}

static void four_numbers(Str s, u16 v[4])
{
    u32 n = 0;
    for (size_t k = 0; k < s.n && n < 4; k++) {
        if (s.p[k] == '.')
            n++;
        else if (s.p[k] >= '0' && s.p[k] <= '9')
            v[n] = (u16)(v[n] * 10 + (s.p[k] - '0'));
        else
            break;               // "1.2-rc1" is 1.2
    }
}

static void fixed_info(Buf *b, Str version)
{
    u16 v[4] = {0};
    four_numbers(version, v);
    buf_u32(b, 0xfeef04bd);
    buf_u32(b, 0x00010000);
    for (int k = 0; k < 2; k++) {        // of the file, of the product
        buf_u32(b, (u32)v[0] << 16 | v[1]);
        buf_u32(b, (u32)v[2] << 16 | v[3]);
    }
    buf_u32(b, 0x3f);
    buf_u32(b, 0);
    buf_u32(b, 0x00040004);              // for Windows
    buf_u32(b, 1);                       // an application
    buf_zero(b, 12);
}

static Str version_info(Arena *a, const PeOpts *o)
{
    Buf b = {0};
    size_t top = begin_block(&b, 52, false, "VS_VERSION_INFO");
    fixed_info(&b, o->version);
    size_t info = begin_block(&b, 0, true, "StringFileInfo");
    size_t table = begin_block(&b, 0, true, "040904b0");
    text_value(&b, "CompanyName", o->company);
    text_value(&b, "FileDescription", o->description);
    text_value(&b, "FileVersion", o->version);
    text_value(&b, "LegalCopyright", o->copyright);
    text_value(&b, "OriginalFilename", o->file_name);
    text_value(&b, "ProductName", o->product);
    text_value(&b, "ProductVersion", o->version);
    end_block(&b, table);
    end_block(&b, info);
    info = begin_block(&b, 0, true, "VarFileInfo");
    table = begin_block(&b, 4, false, "Translation");
    buf_u16(&b, ENGLISH_US);
    buf_u16(&b, CODE_PAGE);
    end_block(&b, table);
    end_block(&b, info);
    end_block(&b, top);
    return buf_take(&b, a);
}

static void put_dir(Buf *b, u32 entries)
{
    buf_zero(b, 14);
    buf_u16(b, (u16)entries);
}

static void put_entry(Buf *b, u32 id, u32 to)
{
    buf_u32(b, id);
    buf_u32(b, to);
}

/* The tree, then the descriptions, then the bytes. The kinds are in ascending order. */
static Obj *tree(Arena *a, const Res *r, u32 n)
{
    u32 level2 = DIR + ENTRY * n, level3 = level2 + (DIR + ENTRY) * n;
    u32 data = level3 + (DIR + ENTRY) * n, at = data + DATA * n;
    Buf b = {0};
    Obj *o = obj_new(a, STR("<resources>"));
    u32 s = obj_sect(o, STR(".rsrc"), SF_ALLOC | SF_KEEP, 8);
    u32 self = obj_sym(o, (Str){0}, SB_LOCAL, SK_SECTION, s, 0, 0);
    put_dir(&b, n);
    for (u32 k = 0; k < n; k++)
        put_entry(&b, r[k].kind, SUBDIR | (level2 + (DIR + ENTRY) * k));
    for (u32 k = 0; k < n; k++) {
        put_dir(&b, 1);
        put_entry(&b, 1, SUBDIR | (level3 + (DIR + ENTRY) * k));
    }
    for (u32 k = 0; k < n; k++) {
        put_dir(&b, 1);
        put_entry(&b, ENGLISH_US, data + DATA * k);
    }
    for (u32 k = 0; k < n; k++) {
        at = ALIGN_UP(at, 8u);
        obj_fix(o, s, data + DATA * k, FIX_RVA32, self, at);
        buf_u32(&b, 0);
        buf_u32(&b, (u32)r[k].bytes.n);
        buf_zero(&b, 8);
        at += (u32)r[k].bytes.n;
    }
    for (u32 k = 0; k < n; k++) {
        buf_align(&b, 8);
        buf_put(&b, r[k].bytes.p, r[k].bytes.n);
    }
    Str bytes = buf_take(&b, a);
    o->sect.v[s].data = (const u8 *)bytes.p;
    o->sect.v[s].size = bytes.n;
    return o;
}

Obj *pe_resources(Arena *a, const PeOpts *o)
{
    Res r[2];
    u32 n = 0;
    if (o->version.n)
        r[n++] = (Res){RT_VERSION, version_info(a, o)};
    if (o->manifest.n)
        r[n++] = (Res){RT_MANIFEST, o->manifest};
    return n ? tree(a, r, n) : NULL;
}
