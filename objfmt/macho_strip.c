// macho_strip.c - a Mach-O image without the symbols that only debuggers read
//
// Everything in front of __LINKEDIT stays as it is. The parts of that segment are put one after
// another again in their order, with a smaller table of symbols, and the file is signed anew: ad
// hoc, since nobody else can. The UUID stays, so that the debug information still belongs to it.
#include "objfmt/codesign.h"
#include "objfmt/infile.h"
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
    InFile in;
    StripLevel level;
    u8 *h;                       // copy of what is before __LINKEDIT
    u32 symtab, dysymtab, sign, linkedit, text;     // places of commands; 0 none
    Part part[MOST_PARTS];
    u32 n;
    u32 *to, kept;               // by symbol: its new number + 1
} Ms;

// Signatures are big-endian.
static u32 rd32be(const u8 *p) { return (u32)p[0] << 24 | (u32)p[1] << 16 | (u32)p[2] << 8 | p[3]; }

// The offset stands at `field`, the size in the next word times `unit`.
static bool add_part(Ms *s, u32 field, u32 unit)
{
    u64 off = rd32(in_at(&s->in, field)), size = (u64)rd32(in_at(&s->in, field + 4)) * unit;
    if (!size)
        return true;
    if (!in_has(&s->in, off, size))
        return in_fail(&s->in, "a table outside the file", 0);
    if (s->n == MOST_PARTS)
        return in_fail(&s->in, "too many tables", 0);
    s->part[s->n++] = (Part){field, (u32)off, (u32)size, {(const char *)in_at(&s->in, off), size}};
    return true;
}

static bool command(Ms *s, u32 cmd, u32 c, u32 len)
{
    switch (cmd) {
    case LC_SEGMENT_64:
        if (len < SEG_SIZE)
            return in_fail(&s->in, "a command is too short", 0);
        if (!memcmp(in_at(&s->in, c + 8), "__LINKEDIT\0", 11))
            s->linkedit = c;
        if (!memcmp(in_at(&s->in, c + 8), "__TEXT\0", 7))
            s->text = c;
        return true;
    case LC_SYMTAB:
        if (len < SYMTAB_CMD || s->symtab)
            return in_fail(&s->in, "a broken command of symbols", 0);
        s->symtab = c;
        return add_part(s, c + 8, NLIST_SIZE) && add_part(s, c + 16, 1);
    case LC_DYSYMTAB:
        if (len < DYSYMTAB_CMD)
            return in_fail(&s->in, "a broken command of symbols", 0);
        s->dysymtab = c;
        for (u32 k = 32; k < DYSYMTAB_CMD; k += 8)   // all but the indirect symbols: old forms
            if (k != 56 && rd32(in_at(&s->in, c + k + 4)))
                return in_fail(&s->in, "tables of a form that is not supported", 0);
        return add_part(s, c + 56, 4);
    case LC_DYLD_INFO: case LC_DYLD_INFO_ONLY:
        if (len < DYLD_INFO_CMD)
            return in_fail(&s->in, "a broken command of the loader", 0);
        for (u32 k = 8; k < DYLD_INFO_CMD; k += 8)
            if (!add_part(s, c + k, 1))
                return false;
        return true;
    case LC_CODE_SIGNATURE:
        s->sign = c;
        return len >= 16 || in_fail(&s->in, "a broken command of the signature", 0);
    case 0x1e: case LC_FUNCTION_STARTS: case LC_DATA_IN_CODE: case 0x2b: case 0x2e:
    case LC_DYLD_EXPORTS_TRIE: case LC_DYLD_CHAINED_FIXUPS:
        return len >= 16 ? add_part(s, c + 8, 1) : in_fail(&s->in, "a command is too short", 0);
    }
    return true;
}

static bool read_commands(Ms *s)
{
    u32 n = rd32(in_at(&s->in, 16)), size = rd32(in_at(&s->in, 20)), c = MH_SIZE;
    if (!in_has(&s->in, MH_SIZE, size))
        return in_fail(&s->in, "load commands outside the file", 0);
    for (u32 k = 0; k < n; k++) {
        u32 left = MH_SIZE + size - c, len = left >= 8 ? rd32(in_at(&s->in, c + 4)) : 0;
        if (len < 8 || len > left)
            return in_fail(&s->in, "a load command does not fit", 0);
        if (!command(s, rd32(in_at(&s->in, c)), c, len))
            return false;
        c += len;
    }
    if (!s->linkedit || !s->text || !s->symtab)
        return in_fail(&s->in, "an image without segments or symbols", 0);
    u64 off = rd64(in_at(&s->in, s->linkedit + 40));
    for (u32 k = 0; k < s->n; k++)
        if (s->part[k].off < off)
            return in_fail(&s->in, "a table is not in __LINKEDIT", 0);
    return in_has(&s->in, off, 0) && off >= MH_SIZE + size ? true : in_fail(&s->in,
                                                                      "__LINKEDIT is misplaced", 0);
}

/* ---- symbols ---- */

static bool stays(const Ms *s, const u8 *p, bool asked)
{
    u32 type = p[4], desc = rd16(p + 6);
    bool program = rd32(in_at(&s->in, 12)) == MH_EXECUTE;
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
    const char *p = (const char *)in_at(&s->in, strs->off + strx), *e = memchr(p, 0,
                                                                               strs->size - strx);
    return e ? (Str){p, (size_t)(e - p)} : (Str){0};
}

// Locals, definitions, undefined ones: the order is that of the file.
static bool new_symbols(Ms *s)
{
    Part *syms = part_of(s, s->symtab + 8), *strs = part_of(s, s->symtab + 16);
    Part *ind = s->dysymtab ? part_of(s, s->dysymtab + 56) : NULL;
    if (!syms)
        return true;
    u32 n = syms->size / NLIST_SIZE, *id = arena_array(s->in.a, u32, n + 1), count[3] = {0};
    bool *asked = arena_array(s->in.a, bool, n + 1);
    s->to = arena_array(s->in.a, u32, n + 1);
    for (u32 k = 0; ind && k + 4 <= ind->size; k += 4)
        if (rd32(in_at(&s->in, ind->off + k)) < n)
            asked[rd32(in_at(&s->in, ind->off + k))] = true;
    StrTab t;
    Buf out = {0}, text = {0};
    strtab_init(&t, s->in.a);
    for (u32 k = 0; k < n; k++) {
        const u8 *p = in_at(&s->in, syms->off + (u64)k * NLIST_SIZE);
        if (!stays(s, p, asked[k]))
            continue;
        id[k] = strtab_add(&t, name_of(s, strs, rd32(p)));
        s->to[k] = ++s->kept;
        count[!(p[4] & N_EXT) ? 0 : (p[4] & N_TYPE) == N_UNDF ? 2 : 1]++;
    }
    strtab_finish(&t, &text);
    buf_align(&text, 8);
    for (u32 k = 0; k < n; k++) {
        const u8 *p = in_at(&s->in, syms->off + (u64)k * NLIST_SIZE);
        if (s->to[k])
            macho_put_nlist(&out, strtab_off(&t, id[k]), p[4], p[5], rd16(p + 6), rd64(p + 8));
    }
    syms->now = buf_take(&out, s->in.a);
    if (strs)
        strs->now = buf_take(&text, s->in.a);
    else
        buf_free(&text);
    wr32(s->h + s->symtab + 12, s->kept);
    for (u32 k = 0, from = 0; k < 3 && s->dysymtab; from += count[k++]) {
        wr32(s->h + s->dysymtab + 8 + 8 * k, from);
        wr32(s->h + s->dysymtab + 12 + 8 * k, count[k]);
    }
    return strs || !s->kept ? true : in_fail(&s->in, "symbols without names", 0);
}

static void new_indirects(Ms *s)
{
    Part *ind = s->dysymtab ? part_of(s, s->dysymtab + 56) : NULL;
    const Part *syms = part_of(s, s->symtab + 8);
    u32 n = syms ? syms->size / NLIST_SIZE : 0;
    if (!ind)
        return;
    u8 *p = arena_dup(s->in.a, ind->now.p, ind->now.n);
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
    u64 off = rd32(in_at(&s->in, s->sign + 8)), size = rd32(in_at(&s->in, s->sign + 12));
    if (!in_has(&s->in, off, size) || size < 20 || rd32be(in_at(&s->in, off)) != SUPER)
        return (Str){0};
    u32 dir = rd32be(in_at(&s->in, off + 16));
    if (dir > size || size - dir < 44 || rd32be(in_at(&s->in, off + dir)) != DIRECTORY)
        return (Str){0};
    u32 name = rd32be(in_at(&s->in, off + dir + 20));
    if (name >= size - dir)
        return (Str){0};
    const char *p = (const char *)in_at(&s->in, off + dir + name), *e = memchr(p, 0,
                                                                               size - dir - name);
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
    const u8 *t = in_at(&s->in, s->text);
    buf_zero(out, ALIGN_UP(out->n - base, (size_t)16) - (out->n - base));
    CodeSign c = {.ident = old_ident(s), .limit = out->n - base, .text_off = rd64(t + 40),
                  .text_size = rd64(t + 48), .main_binary = rd32(in_at(&s->in, 12)) == MH_EXECUTE};
    u64 size = codesign_size(&c), edit = rd64(in_at(&s->in, s->linkedit + 40));
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
    u64 edit = rd64(in_at(&s->in, s->linkedit + 40));
    size_t base = out->n;
    Part *sorted = arena_array(s->in.a, Part, s->n + 1);
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
    Ms s = {.in = {bytes, a, err}, .level = level};
    if (bytes.n < MH_SIZE || rd32(in_at(&s.in, 12)) == MH_OBJECT ||
        rd32(in_at(&s.in, 12)) == MH_DSYM)
        return in_fail(&s.in, "of Mach-O files only images can be stripped", 0);
    if (!read_commands(&s))
        return false;
    s.h = arena_dup(a, bytes.p, rd64(in_at(&s.in, s.linkedit + 40)));
    if (!new_symbols(&s))
        return false;
    new_indirects(&s);
    write_file(&s, out);
    return true;
}
