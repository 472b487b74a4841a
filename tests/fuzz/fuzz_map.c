// fuzz_map.c - libFuzzer: any bytes as a linker map file, and as an ELF32 file to make others of
//
// A map that is accepted must make sense: regions apart, every place in a region. A refused one has
// said why, within the file.
#include "link/firmware/firmware.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_map(const FwMap *m)
{
    if (m->flash >= m->region.n || m->ram >= m->region.n || m->stack_in >= m->region.n ||
        m->heap_in >= m->region.n)
        abort();
    for (u32 i = 0; i < m->region.n; i++)
        for (u32 k = 0; k < i; k++)
            if (m->region.v[i].origin < m->region.v[k].origin + m->region.v[k].length &&
                m->region.v[k].origin < m->region.v[i].origin + m->region.v[i].length)
                abort();
    for (u32 i = 0; i < m->place.n; i++)
        if (m->place.v[i].region >= m->region.n || m->place.v[i].load >= m->region.n)
            abort();
}

static void read_map(Arena *a, Str text)
{
    Sources src;
    Diags d;
    FwMap m;
    sources_init(&src, a);
    diags_init(&d, a, &src);
    bool fine = fw_map_read(a, &d, sources_add(&src, STR("m.map"), text), &m);
    if (fine != (d.errors == 0))
        abort();
    if (fine)
        check_map(&m);
    for (u32 i = 0; i < d.list.n; i++)
        if (d.list.v[i].span.file != 1 || d.list.v[i].span.lo > text.n)
            abort();
}

static void read_elf(Arena *a, Str bytes)
{
    FwLoad l;
    Buf b = {0};
    if (fw_load(a, bytes, &l))
        return;
    for (u32 f = 0; f < FW_FORM_COUNT; f++) {
        b.n = 0;
        if (!fw_write((FwForm)f, &l, 0, &b) && !b.n)
            abort();
    }
    buf_free(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena a = {0};
    Str text = {(const char *)data, size};
    read_map(&a, text);
    read_elf(&a, text);
    arena_free(&a);
    return 0;
}
