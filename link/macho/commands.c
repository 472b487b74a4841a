// commands.c - the header and the load commands of an image or of its symbol file
#include "link/macho/macho_int.h"

typedef struct Cmds {
    Link *l;
    Buf *b;
    size_t base;
    u32 n;
} Cmds;

enum { DYLIB_FIXED = 24, DYLINKER_FIXED = 12 };

static void begin(Cmds *c, u32 cmd, u32 size)
{
    buf_u32(c->b, cmd);
    buf_u32(c->b, size);
    c->n++;
}

static void put_segment(Cmds *c, const MSeg *s, u32 nsect, bool empty)
{
    begin(c, LC_SEGMENT_64, SEG_SIZE + SECT_SIZE * nsect);
    macho_put_name16(c->b, s->name);
    buf_u64(c->b, s->addr);
    buf_u64(c->b, s->size);
    buf_u64(c->b, empty ? 0 : s->off);
    buf_u64(c->b, empty ? 0 : s->filesize);
    buf_u32(c->b, s->prot);      // both the highest and the initial rights
    buf_u32(c->b, s->prot);
    buf_u32(c->b, nsect);
    buf_u32(c->b, s->flags);
}

static void put_section(Cmds *c, const MSect *s, const char *seg, bool empty)
{
    macho_put_name16(c->b, s->m.sect);
    macho_put_name16(c->b, seg);
    buf_u64(c->b, s->o->addr);
    buf_u64(c->b, s->o->size);
    buf_u32(c->b, empty ? 0 : (u32)s->o->off);
    buf_u32(c->b, (u32)ctz64(s->o->align));
    buf_u64(c->b, 0);            // relocations: none are left
    buf_u32(c->b, s->m.flags);
    buf_u32(c->b, empty ? 0 : s->index);
    buf_u32(c->b, s->stub);
    buf_u32(c->b, 0);
}

static void put_segments(Cmds *c, bool dsym)
{
    const Macho *m = c->l->macho;
    for (u32 k = 0; k < SEG_COUNT; k++) {
        const MSeg *s = &m->seg[k];
        bool always = k == SEG_ZERO || k == SEG_TEXT || k == SEG_LINKEDIT;
        if (!always && !s->n)
            continue;
        put_segment(c, s, s->n, dsym && k != SEG_LINKEDIT);
        for (u32 i = s->first; i < s->first + s->n; i++)
            put_section(c, &m->sect.v[i], s->name, dsym);
    }
}

static void put_blob(Cmds *c, u32 cmd, MBlob b)
{
    begin(c, cmd, 16);
    buf_u32(c->b, b.off);
    buf_u32(c->b, b.size);
}

static void put_symtab(Cmds *c)
{
    const Macho *m = c->l->macho;
    begin(c, LC_SYMTAB, 24);
    buf_u32(c->b, m->symtab.off);
    buf_u32(c->b, m->nsym);
    buf_u32(c->b, m->strtab.off);
    buf_u32(c->b, m->strtab.size);
}

static void put_dysymtab(Cmds *c)
{
    const Macho *m = c->l->macho;
    begin(c, LC_DYSYMTAB, 80);
    buf_u32(c->b, 0);
    buf_u32(c->b, m->nlocal);
    buf_u32(c->b, m->nlocal);
    buf_u32(c->b, m->nglobal);
    buf_u32(c->b, m->nlocal + m->nglobal);
    buf_u32(c->b, m->nsym - m->nlocal - m->nglobal);
    buf_zero(c->b, 24);          // tables of contents, modules, references
    buf_u32(c->b, m->nindirect ? m->indirect.off : 0);
    buf_u32(c->b, m->nindirect);
    buf_zero(c->b, 16);
}

/* A command that ends in a text, padded to 8 bytes. */
static void put_text(Cmds *c, size_t fixed, Str text)
{
    buf_put(c->b, text.p, text.n);
    buf_zero(c->b, ALIGN_UP(fixed + text.n + 1, 8) - (fixed + text.n));
}

static void put_dylinker(Cmds *c)
{
    Str path = STR("/usr/lib/dyld");
    begin(c, LC_LOAD_DYLINKER, (u32)ALIGN_UP(DYLINKER_FIXED + path.n + 1, 8));
    buf_u32(c->b, DYLINKER_FIXED);
    put_text(c, DYLINKER_FIXED, path);
}

static void put_dylib(Cmds *c, const MachoLib *d)
{
    begin(c, LC_LOAD_DYLIB, (u32)ALIGN_UP(DYLIB_FIXED + d->install.n + 1, 8));
    buf_u32(c->b, DYLIB_FIXED);
    buf_u32(c->b, 2);            // time stamp: what linkers write for "none"
    buf_u32(c->b, d->version);
    buf_u32(c->b, d->compat);
    put_text(c, DYLIB_FIXED, d->install);
}

static void put_uuid(Cmds *c)
{
    begin(c, LC_UUID, 8 + UUID_SIZE);
    buf_put(c->b, c->l->macho->uuid, UUID_SIZE);
}

static void put_build_version(Cmds *c)
{
    begin(c, LC_BUILD_VERSION, 24);
    buf_u32(c->b, PLATFORM_MACOS);
    buf_u32(c->b, MACOS_11);
    buf_u32(c->b, MACOS_11);     // the SDK whose rules the file follows
    buf_u32(c->b, 0);
}

static void put_main(Cmds *c)
{
    const LSym *s = map_getp(&c->l->global, c->l->opt.entry);
    i64 add = 0;
    begin(c, LC_MAIN, 24);
    buf_u64(c->b, s && s->state == LS_DEF && s->atom->out
                      ? sym_addr(c->l, s, &add) - IMAGE_START : 0);
    buf_u64(c->b, 0);            // the usual size of stack
}

static void put_image_commands(Cmds *c)
{
    const Macho *m = c->l->macho;
    put_segments(c, false);
    put_blob(c, LC_DYLD_CHAINED_FIXUPS, m->fixups);
    put_blob(c, LC_DYLD_EXPORTS_TRIE, m->exports);
    put_symtab(c);
    put_dysymtab(c);
    put_dylinker(c);
    put_uuid(c);
    put_build_version(c);
    begin(c, LC_SOURCE_VERSION, 16);
    buf_u64(c->b, 0);
    put_main(c);
    for (u32 i = 0; i < m->lib.n; i++)
        put_dylib(c, m->lib.v[i]);
    put_blob(c, LC_FUNCTION_STARTS, m->starts);
    put_blob(c, LC_DATA_IN_CODE, m->data_in_code);
    put_blob(c, LC_CODE_SIGNATURE, m->sign);
}

static void put_dsym_commands(Cmds *c, const MSeg *dwarf, const MSect *sect)
{
    put_uuid(c);
    put_build_version(c);
    put_symtab(c);
    put_segments(c, true);
    put_segment(c, dwarf, dwarf->n, false);
    for (u32 i = 0; i < dwarf->n; i++)
        put_section(c, &sect[i], dwarf->name, false);
}

static void put_header(Cmds *c, u32 type, u32 flags)
{
    const MachoArch *a = macho_of(c->l);
    buf_u32(c->b, MH_MAGIC_64);
    buf_u32(c->b, a->cpu);
    buf_u32(c->b, type == MH_EXECUTE ? a->exe_subtype : a->subtype);
    buf_u32(c->b, type);
    buf_zero(c->b, 8);           // count and size of what follows
    buf_u32(c->b, flags);
    buf_u32(c->b, 0);
}

static void finish(Cmds *c)
{
    u8 *h = c->b->p + c->base;
    wr32(h + 16, c->n);
    wr32(h + 20, (u32)(c->b->n - c->base - MH_SIZE));
}

void macho_commands(Link *l, Buf *out)
{
    Cmds c = {l, out, out->n, 0};
    u32 tlv = l->macho->tlv.n ? MH_HAS_TLV : 0;
    put_header(&c, MH_EXECUTE, MH_NOUNDEFS | MH_DYLDLINK | MH_TWOLEVEL | MH_PIE | tlv);
    put_image_commands(&c);
    finish(&c);
}

void macho_dsym_commands(Link *l, Buf *out, const MSeg *dwarf, const MSect *sect)
{
    Cmds c = {l, out, out->n, 0};
    put_header(&c, MH_DSYM, 0);
    put_dsym_commands(&c, dwarf, sect);
    finish(&c);
}

/* What the commands take does not depend on what they say. */
u32 macho_commands_size(Link *l)
{
    Buf b = {0};
    macho_commands(l, &b);
    u32 n = (u32)b.n - MH_SIZE;
    buf_free(&b);
    return n;
}
