// link.c - the steps of a link in order, and what is fixed after each; of joining objects, too
#include "link/link_int.h"

static bool failed(const Link *l) { return l->d->errors != l->errors; }

static const ImageFormat *const formats[IMAGE_COUNT] = {
    [IMAGE_ELF] = &link_elf_image,
    [IMAGE_FIRMWARE] = &link_firmware_image,
    [IMAGE_MACHO] = &link_macho_image,
    [IMAGE_PE] = &link_pe_image,
};

const ImageFormat *link_format(ImageKind k) { return formats[k]; }

bool link_makes(ImageKind k) { return formats[k] != NULL; }

/* For which processor the image is, where its files say that in a section. */
static void add_attributes(Link *l)
{
    const ElfArch *e = &elf_arch[l->arch - link_arch];
    if (!e->put_attr || l->in_memory)
        return;
    Buf b = {0};
    e->put_attr(&b, &l->cpu);
    Atom *a = link_own_atom(l, str_of(e->attr_name), 0, 1, b.n);
    a->data = (const u8 *)buf_take(&b, l->mem).p;
}

/* What image and memory links have in common. */
static bool prepare(Link *l)
{
    link_resolve(l); // from here on no file joins, and each global name has its definition
    link_stand_ins(l);
    link_linker_symbols(l);
    if (l->fmt && l->fmt->imports)
        l->fmt->imports(l);     // from here on no name becomes defined
    link_commons(l); // from here on a symbol is undefined, absolute, the linker's, or in an atom
    link_aliases(l);
    unwind_split(l);
    merge_split(l);             // from here on atoms are not cut further
    link_gc(l);                 // from here on the set of atoms and entries that stay is fixed
    link_report_undefined(l);
    if (failed(l))
        return false;
    add_attributes(l);
    merge_build(l);
    unwind_build(l);
    link_scan(l);
    if (l->fmt && l->fmt->synth)
        l->fmt->synth(l);       // from here on no slot, stub or other atom of our own appears
    if (failed(l))
        return false;
    link_output_sections(l);    // from here on every atom has its output section and offset
    return !failed(l);
}

static void add_comment(Link *l)
{
    if (!l->opt.comment.n || l->opt.strip)
        return;
    Atom *a = link_own_atom(l, STR(".comment"), SF_MERGE | SF_STRINGS, 1, l->opt.comment.n + 1);
    a->data = (const u8 *)str_z(l->mem, l->opt.comment);
}

static void add_build_id(Link *l)
{
    if (l->opt.build_id)
        l->note = link_own_atom(l, STR(".note.gnu.build-id"), SF_ALLOC | SF_NOTE, 4,
                                ALIGN_UP(elf_build_id_size(l), 4));
}

/* LINK_OBJECT. No name is reported as undefined, none is the linker's, and code stays as it is. */
static int run_join(Link *l, LinkOut *out)
{
    if (!l->fmt->join)
        link_say(l, L_JOIN_FORMAT, "");
    if (l->opt.gc && !l->roots.n && !l->opt.entry.n)
        link_say(l, L_JOIN_GC, "");
    if (failed(l))
        return -1;
    link_resolve(l);
    if (l->opt.commons)
        link_commons(l);
    link_aliases(l);
    unwind_split(l);
    link_gc(l);
    if (l->opt.gc)
        link_report_roots(l);
    unwind_build(l);
    l->fmt->join(l);
    Obj *o = failed(l) ? NULL : link_join(l);
    if (failed(l))
        return -1;
    Str why = obj_write(o, FMT_ELF, &out->image);
    if (why.n) {
        link_say(l, L_JOIN_WRITE, str_z(l->mem, why));
    } else if (l->note) {       // the content with an id of zeros gives the id
        elf_put_build_id(l, l->note->out->mem + l->note->off, out->image.p, out->image.n);
        out->image.n = 0;
        obj_write(o, FMT_ELF, &out->image);
    }
    if (!failed(l) && l->opt.map)
        link_write_map(l, &out->map);
    if (!failed(l) && l->opt.trace)
        link_write_trace(l, &out->trace);
    if (failed(l))
        buf_free(&out->image);
    l->done = !failed(l);
    return l->done ? 0 : -1;
}

int link_run(Link *l, LinkOut *out)
{
    *out = (LinkOut){0};
    l->fmt = formats[l->opt.image];
    add_build_id(l);
    if (l->opt.kind == LINK_OBJECT)
        return run_join(l, out);
    add_comment(l);
    if (l->fmt->begin)
        l->fmt->begin(l);
    if (failed(l) || !prepare(l))
        return -1;
    do {
        l->nseg = 0;
        l->has_tls = false;
        if (!l->fmt->layout(l))
            return -1;
        link_place_linker_symbols(l);
    } while (link_thunks(l));       // from here on every symbol has its address
    l->fmt->write(l, &out->image);
    if (!failed(l) && l->opt.map)
        link_write_map(l, &out->map);
    if (!failed(l) && l->opt.trace)
        link_write_trace(l, &out->trace);
    out->report = l->report;
    out->symbols = l->symbols;
    out->implib = l->implib;
    if (failed(l)) {
        buf_free(&out->image);
        buf_free(&out->map);
        buf_free(&out->trace);
        buf_free(&out->report);
        buf_free(&out->symbols);
        buf_free(&out->implib);
        return -1;
    }
    l->done = true;
    return 0;
}

int link_memory(Link *l, u8 *(*alloc)(void *ctx, u64 size), void *ctx, LinkMem *out)
{
    *out = (LinkMem){0};
    l->in_memory = true;
    if (failed(l) || !prepare(l))
        return -1;
    for (u32 i = 0; i < l->out.n; i++)
        if (l->out.v[i]->flags & SF_TLS)
            link_say(l, L_MEM_TLS, str_z(l->mem, l->out.v[i]->name));
    if (failed(l))
        return -1;
    out->size = link_layout_memory(l, &out->exec_size, &out->ro_size);
    out->base = out->size ? alloc(ctx, out->size) : NULL;
    if (!out->base) {
        link_say(l, L_NO_MEMORY, "");
        return -1;
    }
    for (u32 i = 0; i < l->out.n; i++) {
        OutSect *o = l->out.v[i];
        if (!(o->flags & SF_ALLOC))
            continue;
        o->mem = out->base + o->addr;
        o->addr += (u64)(uintptr_t)out->base;
        if (o->flags & SF_ZERO)
            memset(o->mem, 0, o->size);
    }
    l->image_end = (u64)(uintptr_t)out->base + out->size;
    link_place_linker_symbols(l);
    link_apply(l);
    if (failed(l))
        return -1;
    l->done = true;
    return 0;
}

bool link_addr(Link *l, Str name, u64 *addr)
{
    const LSym *s = map_getp(&l->global, name);
    i64 add = 0;
    if (!l->done || !s || s->state == LS_UNDEF || (s->state == LS_DEF && !s->atom->live))
        return false;
    *addr = sym_addr(l, s, &add);
    return true;
}
