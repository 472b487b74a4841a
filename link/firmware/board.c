// board.c - the table of boards, finding one by name, and a board's memory map
#include "link/firmware/firmware.h"

#define SETUP(...) SETUP_(__VA_ARGS__)
#define SETUP_(n, ...) n, {__VA_ARGS__}
static const Board table[] = {
#define BOARD(name, target, about, flash, flash_size, ram, ram_size, console, uart, uart_hz,       \
              cpu_hz, flags, family, ...)                                                          \
    {name, target, about, flash, flash_size, ram, ram_size, console, uart, uart_hz, cpu_hz, flags, \
     family, __VA_ARGS__},
#include "link/firmware/board.def"
#undef BOARD
};

const Board *board_at(u32 i) { return i < COUNT(table) ? &table[i] : NULL; }

const Board *board_find(const char *name)
{
    for (u32 i = 0; i < COUNT(table); i++)
        if (!strcmp(table[i].name, name))
            return &table[i];
    return NULL;
}

const Board *board_near(Str name)
{
    const Board *best = NULL;
    Near n = near_new(name, name.n < 6 ? 2 : 3);
    for (u32 i = 0; i < COUNT(table); i++)
        if (near_try(&n, str_of(table[i].name)))
            best = &table[i];
    return best;
}

enum { DEFAULT_GUARD = 256 };

/* An eighth of a small memory for the stack, never more than 64 KiB. */
static u32 stack_for(u32 ram) { return MIN(ram / 8, 64 * 1024u); }

void board_map(Arena *a, const Board *b, FwMap *out)
{
    *out = (FwMap){.name = str_of(b->name), .flash = 0, .ram = 1, .stack_in = 1, .heap_in = 1,
                   .stack = stack_for(b->ram_size), .guard = DEFAULT_GUARD, .heap_rest = true,
                   .console = b->console, .uart = b->uart, .uart_hz = b->uart_hz,
                   .cpu_hz = b->cpu_hz, .flags = b->flags, .family = b->family,
                   .nsetup = b->nsetup};
    memcpy(out->setup, b->setup, sizeof out->setup);
    vec_push(a, &out->region, ((FwRegion){.name = STR("FLASH"), .origin = b->flash,
                                          .length = b->flash_size, .access = FW_READ | FW_EXEC}));
    vec_push(a, &out->region, ((FwRegion){.name = STR("RAM"), .origin = b->ram,
                                          .length = b->ram_size,
                                          .access = FW_READ | FW_WRITE | FW_EXEC}));
}
