// macho_strip.c - a Mach-O image without the symbols that only debuggers read
//
// Everything in front of __LINKEDIT stays as it is. The parts of that segment are put one after
// another again in their order, with a smaller table of symbols, and the file is signed anew: ad
// hoc, since nobody else can. The UUID stays, so that the debug information still belongs to it.
#include "objfmt/codesign.h"
#include "objfmt/macho.h"
#include "objfmt/strip.h"
#include "objfmt/strtab.h"

enum { LC_DYLD_INFO = 0x22, SYMTAB_CMD = 24, DYSYMTAB_CMD = 80,
       DYLD_INFO_CMD = 48, MOST_PARTS = 64, PAGE = 0x4000 };
#define LC_DYLD_INFO_ONLY (LC_DYLD_INFO | LC_REQ_DYLD)

typedef struct Part {            // of __LINKEDIT
    u32 field;                   // of the header: where its offset stands
    u32 off, size;
    Str now;                     // what becomes of it
} Part;

typedef struct Ms {
    Arena *a;
    Str bytes, *err;
    StripLevel level;
    u8 *h;                       // copy of what is before __LINKEDIT
    u32 symtab, dysymtab, sign, linkedit, text;     // places of commands; 0 none
    Part part[MOST_PARTS];
    u32 n;
    u32 *to, kept;               // by symbol: its new number + 1
} Ms;

// Signatures are big-endian.
static u32 rd32be(const u8 *p) { return (u32)p[0] << 24 | (u32)p[1] << 16 | (u32)p[2] << 8 | p[3]; }

static bool fail(Ms *s, const char *what)
{
    if (!s->err->n)
        *s->err = str_of(what);
    return false;
}

static bool inside(const Ms *s, u64 off, u64 n)
{
    return off <= s->bytes.n && n <= s->bytes.n - off;
}

static const u8 *at(const Ms *s, u64 off) { return (const u8 *)s->bytes.p + off; }

// The offset stands at `field`, the size in the next word times `unit`.
static bool add_part(Ms *s, u32 field, u32 unit)
{
    u64 off = rd32(at(s, field)), size = (u64)rd32(at(s, field + 4)) * unit;
    if (!size)
        return true;
    if (!inside(s, off, size))
        return fail(s, "a table outside the file");
    if (s->n == MOST_PARTS)
        return fail(s, "too many tables");
    s->part[s->n++] = (Part){field, (u32)off, (u32)size, {(const char *)at(s, off), size}};
    return true;
}

static bool command(Ms *s, u32 cmd, u32 c, u32 len)
{
    switch (cmd) {
    case LC_SEGMENT_64:
        if (len < SEG_SIZE)
            return fail(s, "a command is too short");
        if (!memcmp(at(s, c + 8), "__LINKEDIT\0", 11))
            s->linkedit = c;
        if (!memcmp(at(s, c + 8), "__TEXT\0", 7))
            s->text = c;
        return true;
    case LC_SYMTAB:
        if (len < SYMTAB_CMD || s->symtab)
            return fail(s, "a broken command of symbols");
        s->symtab = c;
        return add_part(s, c + 8, NLIST_SIZE) && add_part(s, c + 16, 1);
    case LC_DYSYMTAB:
        if (len < DYSYMTAB_CMD)
            return fail(s, "a broken command of symbols");
        s->dysymtab = c;
        for (u32 k = 32; k < DYSYMTAB_CMD; k += 8)   // all but the indirect symbols: old forms
            if (k != 56 && rd32(at(s, c + k + 4)))
                return fail(s, "tables of a form that is not supported");
        return add_part(s, c + 56, 4);
    case LC_DYLD_INFO: case LC_DYLD_INFO_ONLY:
        if (len < DYLD_INFO_CMD)
            return fail(s, "a broken command of the loader");
        for (u32 k = 8; k < DYLD_INFO_CMD; k += 8)
            if (!add_part(s, c + k, 1))
                return false;
        return true;
    case LC_CODE_SIGNATURE:
        s->sign = c;
        return len >= 16 || fail(s, "a broken command of the signature");
    case 0x1e: case LC_FUNCTION_STARTS: case LC_DATA_IN_CODE: case 0x2b: case 0x2e:
    case LC_DYLD_EXPORTS_TRIE: case LC_DYLD_CHAINED_FIXUPS:
        return len >= 16 ? add_part(s, c + 8, 1) : fail(s, "a command is too short");
    }
    return true;
}

static bool read_commands(Ms *s)
{
    u32 n = rd32(at(s, 16)), size = rd32(at(s, 20)), c = MH_SIZE;
    if (!inside(s, MH_SIZE, size))
        return fail(s, "load commands outside the file");
    for (u32 k = 0; k < n; k++) {
        u32 left = MH_SIZE + size - c, len = left >= 8 ? rd32(at(s, c + 4)) : 0;
        if (len < 8 || len > left)
            return fail(s, "a load command does not fit");
        if (!command(s, rd32(at(s, c)), c, len))
            return false;
        c += len;
    }
    if (!s->linkedit || !s->text || !s->symtab)
        return fail(s, "an image without segments or symbols");
    u64 off = rd64(at(s, s->linkedit + 40));
    for (u32 k = 0; k < s->n; k++)
        if (s->part[k].off < off)
            return fail(s, "a table is not in __LINKEDIT");
    return inside(s, off, 0) && off >= MH_SIZE + size ? true : fail(s, "__LINKEDIT is misplaced");
}

/* ---- symbols ---- */

static bool stays(const Ms *s, const u8 *p, bool asked)
{
    u32 type = p[4], desc = rd16(p + 6);
    bool program = rd32(at(s, 12)) == MH_EXECUTE;
    if (type & N_STAB)
        return false;
    if (s->level == STRIP_DEBUG || asked || (type & N_TYPE) == N_UNDF ||
        desc & N_REF_DYNAMICALLY)
        return true;
    return type & N_EXT && (!program || s->level == STRIP_UNNEEDED);
}

static Part *part_of(Ms *s, u32 field)
{
    for (u32 k = 0; k < s->n; k++)
        if (s->part[k].field == field)
            return &s->part[k];
    return NULL;
}

static Str name_of(const Ms *s, const Part *strs, u32 strx)
{
    if (!strs || strx >= strs->size)
        return (Str){0};
    const char *p = (const char *)at(s, strs->off + strx), *e = memchr(p, 0, strs->size - strx);
    return e ? (Str){p, (size_t)(e - p)} : (Str){0};
}

// Locals, definitions, undefined ones: the order is that of the file.
static bool new_symbols(Ms *s)
{
    Part *syms = part_of(s, s->symtab + 8), *strs = part_of(s, s->symtab + 16);
    Part *ind = s->dysymtab ? part_of(s, s->dysymtab + 56) : NULL;
    if (!syms)
        return true;
    u32 n = syms->size / NLIST_SIZE, *id = arena_array(s->a, u32, n + 1), count[3] = {0};
    bool *asked = arena_array(s->a, bool, n + 1);
    s->to = arena_array(s->a, u32, n + 1);
    for (u32 k = 0; ind && k + 4 <= ind->size; k += 4)
        if (rd32(at(s, ind->off + k)) < n)
            asked[rd32(at(s, ind->off + k))] = true;
    StrTab t;
    Buf out = {0}, text = {0};
    strtab_init(&t, s->a);
    for (u32 k = 0; k < n; k++) {
        const u8 *p = at(s, syms->off + (u64)k * NLIST_SIZE);
        if (!stays(s, p, asked[k]))
            continue;
        id[k] = strtab_add(&t, name_of(s, strs, rd32(p)));
        s->to[k] = ++s->kept;
        count[!(p[4] & N_EXT) ? 0 : (p[4] & N_TYPE) == N_UNDF ? 2 : 1]++;
    }
    strtab_finish(&t, &text);
    buf_align(&text, 8);
    for (u32 k = 0; k < n; k++) {
        const u8 *p = at(s, syms->off + (u64)k * NLIST_SIZE);
        if (s->to[k])
            macho_put_nlist(&out, strtab_off(&t, id[k]), p[4], p[5], rd16(p + 6), rd64(p + 8));
    }
    syms->now = buf_take(&out, s->a);
    if (strs)
        strs->now = buf_take(&text, s->a);
    else
        buf_free(&text);
    wr32(s->h + s->symtab + 12, s->kept);
    for (u32 k = 0, from = 0; k < 3 && s->dysymtab; from += count[k++]) {
        wr32(s->h + s->dysymtab + 8 + 8 * k, from);
        wr32(s->h + s->dysymtab + 12 + 8 * k, count[k]);
    }
    return strs || !s->kept ? true : fail(s, "symbols without names");
}

static void new_indirects(Ms *s)
{
    Part *ind = s->dysymtab ? part_of(s, s->dysymtab + 56) : NULL;
    const Part *syms = part_of(s, s->symtab + 8);
    u32 n = syms ? syms->size / NLIST_SIZE : 0;
    if (!ind)
        return;
    u8 *p = arena_dup(s->a, ind->now.p, ind->now.n);
    for (u32 k = 0; k + 4 <= ind->size; k += 4) {
        u32 x = rd32(p + k);
        wr32(p + k, x < n && s->to[x] ? s->to[x] - 1 : x);
    }
    ind->now.p = (const char *)p;
}

/* ---- the file ---- */

static int by_off(const void *a, const void *b, void *ctx)
{
    (void)ctx;
    u32 x = ((const Part *)a)->off, y = ((const Part *)b)->off;
    return x < y ? -1 : x > y;
}

// What the old signature calls the program: the identifier of its code directory.
static Str old_ident(Ms *s)
{
    enum { SUPER = 0xfade0cc0u, DIRECTORY = 0xfade0c02u };
    u64 off = rd32(at(s, s->sign + 8)), size = rd32(at(s, s->sign + 12));
    if (!inside(s, off, size) || size < 20 || rd32be(at(s, off)) != SUPER)
        return (Str){0};
    u32 dir = rd32be(at(s, off + 16));
    if (dir > size || size - dir < 44 || rd32be(at(s, off + dir)) != DIRECTORY)
        return (Str){0};
    u32 name = rd32be(at(s, off + dir + 20));
    if (name >= size - dir)
        return (Str){0};
    const char *p = (const char *)at(s, off + dir + name), *e = memchr(p, 0, size - dir - name);
    return e ? (Str){p, (size_t)(e - p)} : (Str){0};
}

// The size of __LINKEDIT in the file, and in memory.
static void set_size(const Ms *s, u8 *h, u64 size)
{
    wr64(h + s->linkedit + 48, size);
    wr64(h + s->linkedit + 32, ALIGN_UP(size, (u64)PAGE));
}

static void sign(Ms *s, Buf *out, size_t base)
{
    const u8 *t = at(s, s->text);
    buf_zero(out, ALIGN_UP(out->n - base, (size_t)16) - (out->n - base));
    CodeSign c = {.ident = old_ident(s), .limit = out->n - base, .text_off = rd64(t + 40),
                  .text_size = rd64(t + 48), .main_binary = rd32(at(s, 12)) == MH_EXECUTE};
    u64 size = codesign_size(&c), edit = rd64(at(s, s->linkedit + 40));
    u8 *h = out->p + base;
    wr32(h + s->sign + 8, (u32)c.limit);
    wr32(h + s->sign + 12, (u32)size);
    set_size(s, h, c.limit + size - edit);
    Buf b = {0};
    codesign_put(&c, out->p + base, &b);
    buf_put(out, b.p, b.n);
    buf_free(&b);
}

static void write_file(Ms *s, Buf *out)
{
    u64 edit = rd64(at(s, s->linkedit + 40));
    size_t base = out->n;
    Part *sorted = arena_array(s->a, Part, s->n + 1);
    memcpy(sorted, s->part, s->n * sizeof *sorted);
    sort_stable(sorted, s->n, sizeof *sorted, by_off, NULL);
    buf_put(out, s->h, edit);
    for (u32 k = 0; k < s->n; k++) {
        buf_zero(out, ALIGN_UP(out->n - base, (size_t)8) - (out->n - base));
        wr32(out->p + base + sorted[k].field, (u32)(out->n - base));
        if (sorted[k].field == s->symtab + 16)
            wr32(out->p + base + sorted[k].field + 4, (u32)sorted[k].now.n);
        buf_put(out, sorted[k].now.p, sorted[k].now.n);
    }
    set_size(s, out->p + base, out->n - base - edit);
    if (s->sign)
        sign(s, out, base);
}

bool macho_strip(Arena *a, Str bytes, StripLevel level, Buf *out, Str *err)
{
    *err = (Str){0};
    Ms s = {.a = a, .bytes = bytes, .err = err, .level = level};
    if (bytes.n < MH_SIZE || rd32(at(&s, 12)) == MH_OBJECT || rd32(at(&s, 12)) == MH_DSYM)
        return fail(&s, "of Mach-O files only images can be stripped");
    if (!read_commands(&s))
        return false;
    s.h = arena_dup(a, bytes.p, rd64(at(&s, s.linkedit + 40)));
    if (!new_symbols(&s))
        return false;
    new_indirects(&s);
    write_file(&s, out);
    return true;
}
