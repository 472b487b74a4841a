// image.c - the linked image as a Mach-O 64 executable, signed
//
// In the file: headers and code, data, and __LINKEDIT with its tables in the order that tools
// expect: fixups, exports, starts of functions, data in code, symbols, indirect symbols, names,
// signature. The UUID is the SHA-256 of everything before the signature, taken while its place
// holds zeros, cut to 16 bytes and marked as a version 3 (name-based) UUID of RFC 4122.
#include "link/macho/macho_int.h"
#include "objfmt/codesign.h"

typedef struct Tables {
    Buf fixups, exports, starts, symtab, indirect, strs;
} Tables;

static bool wants_debug(const Link *l, const OutSect *o)
{
    return l->opt.symbols && o->flags & SF_DEBUG && !(o->flags & SF_ALLOC);
}

static void give_memory(Link *l, Buf *out)
{
    const Macho *m = l->macho;
    for (u32 i = 0; i < m->sect.n; i++) {
        OutSect *o = m->sect.v[i].o;
        if (!(o->flags & SF_ZERO))
            o->mem = out->p + o->off;
    }
    for (u32 i = 0; i < l->out.n; i++)
        if (wants_debug(l, l->out.v[i]))
            l->out.v[i]->mem = arena_array(l->mem, u8, l->out.v[i]->size + 1);
}

static MBlob put_blob(Buf *out, Buf *part)
{
    buf_align(out, 8);
    MBlob b = {(u32)out->n, (u32)part->n};
    buf_put(out, part->p, part->n);
    buf_free(part);
    return b;
}

static void put_tables(Macho *m, Buf *out, Tables *t)
{
    Buf none = {0};
    m->fixups = put_blob(out, &t->fixups);
    m->exports = put_blob(out, &t->exports);
    m->starts = put_blob(out, &t->starts);
    m->data_in_code = put_blob(out, &none);
    m->symtab = put_blob(out, &t->symtab);
    m->indirect = put_blob(out, &t->indirect);
    m->strtab = put_blob(out, &t->strs);
    buf_align(out, 16);
}

static CodeSign sign_of(const Link *l, u64 limit)
{
    const MSeg *text = &l->macho->seg[SEG_TEXT];
    return (CodeSign){.ident = l->opt.ident.n ? l->opt.ident : STR("a.out"), .limit = limit,
                      .text_off = text->off, .text_size = text->filesize, .main_binary = true};
}

static void put_commands(Link *l, Buf *out)
{
    Buf h = {0};
    macho_commands(l, &h);
    memcpy(out->p, h.p, h.n);
    buf_free(&h);
}

static void make_uuid(Link *l, Buf *out)
{
    u8 hash[32], *u = l->macho->uuid;
    Sha256 sha;
    memset(u, 0, UUID_SIZE);
    put_commands(l, out);
    sha256_init(&sha);
    sha256_add(&sha, out->p, out->n);
    sha256_end(&sha, hash);
    memcpy(u, hash, UUID_SIZE);
    u[6] = (u8)((u[6] & 0x0f) | 0x30);
    u[8] = (u8)((u[8] & 0x3f) | 0x80);
    put_commands(l, out);
}

static void sign(Link *l, Buf *out)
{
    Macho *m = l->macho;
    MSeg *edit = &m->seg[SEG_LINKEDIT];
    CodeSign c = sign_of(l, out->n);
    Buf s = {0};
    m->sign = (MBlob){(u32)out->n, (u32)codesign_size(&c)};
    edit->filesize = out->n + m->sign.size - edit->off;
    edit->size = ALIGN_UP(edit->filesize, m->page);
    make_uuid(l, out);
    codesign_put(&c, out->p, &s);
    buf_put(out, s.p, s.n);
    buf_free(&s);
}

static void write_image(Link *l, Buf *out)
{
    Macho *m = l->macho;
    Tables t = {0};
    const LSym *s = map_getp(&l->global, l->opt.entry);
    if (!s || s->state != LS_DEF || !(s->atom->flags & SF_EXEC)) {
        link_say(l, L_ENTRY, str_z(l->mem, l->opt.entry));
        return;
    }
    buf_zero(out, m->seg[SEG_LINKEDIT].off);
    give_memory(l, out);
    link_apply(l);
    macho_write_descriptors(l);
    macho_unwind_write(l);
    if (macho_fixups(l, out, &t.fixups)) {
        macho_exports(l, &t.exports);
        macho_function_starts(l, &t.starts);
        macho_symbols(l, &t.symtab, &t.indirect, &t.strs, true);
        put_tables(m, out, &t);
        sign(l, out);
    }
    buf_free(&t.fixups);
    if (l->opt.symbols && l->d->errors == l->errors)
        macho_dsym(l, &l->symbols);
}

static const LibForm lib_form[] = {{"lib", ".tbd", true}, {"lib", ".a", false}, {0}};

const ImageFormat link_macho_image = {
    .lib_form = lib_form, .begin = macho_begin, .imports = macho_imports, .synth = macho_synth,
    .tls_place = macho_descriptor_at, .layout = macho_layout, .write = write_image,
};
