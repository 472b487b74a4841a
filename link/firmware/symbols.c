// symbols.c - what the linker tells the start-up: symbols, the copy and zero tables, the board
//
// Beside our own names stand those that start-up files of others use (CMSIS, STM32, newlib), so
// that they link as they are.
#include "link/firmware/fw_int.h"

typedef enum {
    FS_VECTORS, FS_VECTORS_END, FS_TEXT_END, FS_DATA, FS_DATA_END, FS_DATA_LOAD, FS_BSS, FS_BSS_END,
    FS_HEAP, FS_HEAP_END, FS_GUARD, FS_STACK_LIMIT, FS_STACK_TOP
} FwSymbol;

typedef struct Name {
    const char *name;
    FwSymbol what;
} Name;

static const Name names[] = {
    {"__vectors_start", FS_VECTORS}, {"__vectors_end", FS_VECTORS_END},
    {"__text_end", FS_TEXT_END}, {"etext", FS_TEXT_END}, {"_etext", FS_TEXT_END},
    {"__data_start", FS_DATA}, {"_sdata", FS_DATA}, {"__data_start__", FS_DATA},
    {"__data_end", FS_DATA_END}, {"_edata", FS_DATA_END}, {"edata", FS_DATA_END},
    {"__data_end__", FS_DATA_END},
    {"__data_load", FS_DATA_LOAD}, {"_sidata", FS_DATA_LOAD}, {"__etext", FS_DATA_LOAD},
    {"__bss_start", FS_BSS}, {"_sbss", FS_BSS}, {"__bss_start__", FS_BSS},
    {"__bss_end", FS_BSS_END}, {"_ebss", FS_BSS_END}, {"__bss_end__", FS_BSS_END},
    {"__heap_start", FS_HEAP}, {"end", FS_HEAP}, {"_end", FS_HEAP}, {"__end__", FS_HEAP},
    {"__HeapBase", FS_HEAP},
    {"__heap_end", FS_HEAP_END}, {"__HeapLimit", FS_HEAP_END},
    {"__guard_start", FS_GUARD},
    {"__stack_limit", FS_STACK_LIMIT}, {"__StackLimit", FS_STACK_LIMIT},
    {"__stack_top", FS_STACK_TOP}, {"__stack", FS_STACK_TOP}, {"_estack", FS_STACK_TOP},
    {"__StackTop", FS_STACK_TOP},
};

static u64 value(const FwLink *w, FwSymbol s)
{
    const FwGroup *data = &w->group.v[0];   // of the region for data; always there
    const FwUse *ram = &w->use[w->map->ram];
    switch (s) {
    case FS_VECTORS: return w->vectors;
    case FS_VECTORS_END: return w->vectors_end;
    case FS_TEXT_END: return w->text_end;
    case FS_DATA: return data->start;
    case FS_DATA_END: return data->end;
    case FS_DATA_LOAD: return data->from;
    case FS_BSS: return ram->zero_start;
    case FS_BSS_END: return ram->zero_end;
    case FS_HEAP: return w->heap;
    case FS_HEAP_END: return w->heap_end;
    case FS_GUARD: return w->guard;
    case FS_STACK_LIMIT: return w->stack_limit;
    case FS_STACK_TOP: return w->stack_top;
    }
    return 0;
}

/* A name that is asked for and nobody defines, or that other images mean otherwise. */
static LSym *wanted(const Link *l, const char *name)
{
    LSym *s = map_getp(&l->global, str_of(name));
    return s && (s->state == LS_UNDEF || s->state == LS_LINKER) ? s : NULL;
}

static void define_in(Link *l, const char *name, Atom *a, u64 value)
{
    LSym *s = wanted(l, name);
    if (!s)
        return;
    s->state = LS_DEF;
    s->kind = SK_DATA;
    s->bind = SB_GLOBAL;
    s->file = &l->own;
    s->atom = a;
    s->value = value;
    s->size = value ? 0 : a->size;
}

static Atom *table(Link *l, const char *name, u64 size)
{
    Atom *a = link_own_atom(l, str_of(name), SF_ALLOC, 4, size);
    a->live = false;     // until something asks
    return a;
}

enum { COPY_ROW = 12, ZERO_ROW = 8, BOARD_ROW = 24 };

void fw_define(Link *l)
{
    FwLink *w = l->fw;
    for (size_t i = 0; i < COUNT(names); i++) {
        LSym *s = wanted(l, names[i].name);
        if (!s)
            continue;
        s->state = LS_ABS;
        s->bind = SB_GLOBAL;
        s->file = &l->own;
    }
    w->copy = table(l, ".rodata.copy_table", (u64)COPY_ROW * w->group.n);
    w->zero = table(l, ".rodata.zero_table", (u64)ZERO_ROW * w->map->region.n);
    w->board = table(l, ".rodata.rt_board", BOARD_ROW + 8 * (u64)w->map->nsetup);
    define_in(l, "__copy_table", w->copy, 0);
    define_in(l, "__copy_table_end", w->copy, w->copy->size);
    define_in(l, "__zero_table", w->zero, 0);
    define_in(l, "__zero_table_end", w->zero, w->zero->size);
    define_in(l, "rt_board", w->board, 0);
}

void fw_symbols(Link *l)
{
    for (size_t i = 0; i < COUNT(names); i++) {
        LSym *s = map_getp(&l->global, str_of(names[i].name));
        if (s && s->file == &l->own && s->state == LS_ABS)
            s->value = value(l->fw, names[i].what);
    }
}

static u8 *contents(Link *l, Atom *a)
{
    u8 *p = arena_alloc(l->mem, a->size, 4);
    a->data = p;
    return p;
}

void fw_tables(Link *l)
{
    FwLink *w = l->fw;
    const FwMap *m = w->map;
    u8 *p = contents(l, w->copy);
    for (u32 i = 0; i < w->group.n; i++, p += COPY_ROW) {
        wr32(p, (u32)w->group.v[i].from);
        wr32(p + 4, (u32)w->group.v[i].start);
        wr32(p + 8, (u32)w->group.v[i].end);
    }
    p = contents(l, w->zero);
    for (u32 i = 0; i < m->region.n; i++, p += ZERO_ROW) {
        wr32(p, (u32)w->use[i].zero_start);
        wr32(p + 4, (u32)w->use[i].zero_end);
    }
    p = contents(l, w->board);
    const u32 head[] = {(u32)m->console, m->uart, m->uart_hz, m->cpu_hz, m->flags, m->nsetup};
    for (size_t i = 0; i < COUNT(head); i++)
        wr32(p + 4 * i, head[i]);
    for (u32 i = 0; i < m->nsetup; i++) {
        wr32(p + BOARD_ROW + 8 * i, m->setup[i].addr);
        wr32(p + BOARD_ROW + 8 * i + 4, m->setup[i].bits);
    }
}
