// elf_version.c - the names of symbol versions by number, from the two tables that give them
//
// Source: LSB Core 5.0, chapter 10.7.
#include "objfmt/elf.h"

enum { MAX_VERSIONS = 0x8000, VERDEF = 20, VERDAUX = 8, VERNEED = 16, VERNAUX = 16 };

typedef struct Vr {
    ElfFile *f;
    u32 def, need;       // header numbers of the tables; 0 none
    Str *version;
} Vr;

static bool set_version(Vr *r, u32 table, u32 index, u32 name)
{
    Str s;
    index &= ~(u32)VER_HIDDEN;
    if (!elf_str(r->f, r->f->sh[table].link, name, &s))
        return false;
    if (index < MAX_VERSIONS)
        r->version[index] = s;
    return true;
}

/* The record of a table at an offset; NULL and a defect: it is outside. */
static const u8 *record(Vr *r, u32 table, u64 at, u32 size)
{
    const ElfShdr *s = &r->f->sh[table];
    if (at <= s->size && size <= s->size - at)
        return in_at(&r->f->in, s->off + at);
    in_fail(&r->f->in, "version record at %llu outside its table", at);
    return NULL;
}

/* The distance to the next record is in the record; 0 ends, and less than a record is a defect. */
static bool onward(Vr *r, u32 step, u32 size, u64 *at)
{
    *at += step;
    return !step || step >= size || in_fail(&r->f->in, "version records overlap at %llu", *at);
}

static bool read_verdef(Vr *r)
{
    bool more = r->def && r->f->sh[r->def].info;
    for (u64 at = 0; more;) {
        const u8 *p = record(r, r->def, at, VERDEF);
        const u8 *aux = p ? record(r, r->def, at + rd32(p + 12), VERDAUX) : NULL;
        if (!aux)
            return false;
        bool base = rd16(p + 2) & VER_FLG_BASE;     // the library itself, not a version
        if (!base && !set_version(r, r->def, rd16(p + 4), rd32(aux)))
            return false;
        more = rd32(p + 16) != 0;
        if (!onward(r, rd32(p + 16), VERDEF, &at))
            return false;
    }
    return true;
}

static bool read_needs_of(Vr *r, u64 at)
{
    for (bool more = true; more;) {
        const u8 *p = record(r, r->need, at, VERNAUX);
        if (!p || !set_version(r, r->need, rd16(p + 6), rd32(p + 8)) ||
            !onward(r, rd32(p + 12), VERNAUX, &at))
            return false;
        more = rd32(p + 12) != 0;
    }
    return true;
}

static bool read_verneed(Vr *r)
{
    bool more = r->need && r->f->sh[r->need].info;
    for (u64 at = 0; more;) {
        const u8 *p = record(r, r->need, at, VERNEED);
        if (!p || (rd16(p + 2) && !read_needs_of(r, at + rd32(p + 8))) ||
            !onward(r, rd32(p + 12), VERNEED, &at))
            return false;
        more = rd32(p + 12) != 0;
    }
    return true;
}

Str *elf_versions(ElfFile *f, u32 verdef, u32 verneed)
{
    Vr r = {f, verdef, verneed, arena_array(f->in.a, Str, MAX_VERSIONS)};
    return read_verdef(&r) && read_verneed(&r) ? r.version : NULL;
}
