// image.c - the firmware image: an ELF32 executable whose parts lie where a memory map says
#include "link/elf/elf_int.h"
#include "link/firmware/fw_int.h"

enum { GROUP_ALIGN = 8 };

static void add_group(Link *l, u32 run, u32 load)
{
    FwLink *w = l->fw;
    for (u32 i = 0; i < w->group.n; i++)
        if (w->group.v[i].run == run && w->group.v[i].load == load)
            return;
    vec_push(l->mem, &w->group, ((FwGroup){.run = run, .load = load, .align = GROUP_ALIGN}));
}

/* The region for data comes first: __data_start and its kin speak of it. */
static void begin(Link *l)
{
    const FwMap *m = l->opt.firmware;
    if (!m) {
        link_say(l, L_FW_MAP, "");
        return;
    }
    FwLink *w = l->fw = arena_new(l->mem, FwLink);
    w->map = m;
    w->use = arena_array(l->mem, FwUse, m->region.n);
    add_group(l, m->ram, fw_load_region(m, m->ram));
    for (u32 i = 0; i < m->place.n; i++)
        add_group(l, m->place.v[i].region, m->place.v[i].load);
    if (m->entry.n)
        l->opt.entry = m->entry;
}

/* Nothing refers to the vector table, and everything starts there. */
static void keep_vectors(Link *l)
{
    for (u32 i = 0; i < l->file.n; i++)
        for (u32 k = 0; k < l->file.v[i]->obj->sect.n; k++)
            if (fw_is_vectors(l->file.v[i]->atom[k].name))
                l->file.v[i]->atom[k].flags |= SF_KEEP;
}

/* Tables for unwinding cost a fifth of the code's size; they stay when a program asks for them. */
static void drop_unwind(Link *l)
{
    if (map_getp(&l->global, STR("__eh_frame_start")))
        return;
    for (u32 i = 0; i < l->file.n; i++)
        for (u32 k = 0; k < l->file.v[i]->obj->sect.n; k++)
            if (l->file.v[i]->atom[k].flags & SF_UNWIND)
                l->file.v[i]->atom[k].dead = true;
}

static void imports(Link *l)
{
    keep_vectors(l);
    drop_unwind(l);
    fw_define(l);
}

static void write_image(Link *l, Buf *out)
{
    link_elf_image.write(l, out);
    if (l->opt.report)
        fw_report(l, &l->report);
}

static const LibForm lib_form[] = {{"lib", ".a", false}, {0}};

const ImageFormat link_firmware_image = {
    .lib_form = lib_form, .begin = begin, .join = elf_make_property,
    .imports = imports, .synth = fw_prepare, .layout = fw_layout, .write = write_image,
};
