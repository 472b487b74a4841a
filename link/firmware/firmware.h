// firmware.h - firmware images: memory maps, boards, and the files that flash tools take
//
// A memory map comes from a board of ours or from a linker map file (docs/firmware.md); a link with
// LinkOpts.firmware set to it makes an ELF32 executable; the other files are made from that.
#ifndef FIRMWARE_H
#define FIRMWARE_H

#include "base/base.h"

enum { FW_READ = 1, FW_WRITE = 2, FW_EXEC = 4 };                  // FwRegion.access
enum { FWB_SEMIHOST = 1 };  // exit and exit code through semihosting when a debugger listens

/* What the console is; the number is also what the program finds in rt_board. */
typedef enum {
    FW_CONSOLE_NONE,
    FW_CONSOLE_SEMIHOST,
    FW_CONSOLE_CMSDK,        // APB UART of Arm's Cortex-M System Design Kit
    FW_CONSOLE_PL011,        // PrimeCell UART
    FW_CONSOLE_STM32,        // USART of the STM32F1 to F4
    FW_CONSOLE_COUNT
} FwConsole;

typedef struct FwSetup { u32 addr, bits; } FwSetup;

typedef struct FwRegion {
    Str name;
    u32 origin;
    u64 length;
    u32 access;              // FW_*
    Span at;                 // in the map file; empty for a board
} FwRegion;

typedef struct FwPlace {     // sections of that name, and with "." and a suffix
    Str section;
    u32 region, load;        // load == region: the bytes are where they run
    Span at;
} FwPlace;

enum { FW_NO_REGION = ~0u };

typedef struct FwMap {
    Str name;                // of the board or file
    VEC(FwRegion) region;
    VEC(FwPlace) place;
    u32 flash, ram;          // regions of what no `place` names: read-only, writable
    u32 stack_in, heap_in;
    u64 stack, guard, heap;
    bool heap_rest;          // all that is left of the region, instead of `heap` bytes
    Str entry;               // empty: the linker's own default
    FwConsole console;
    u32 uart, uart_hz, cpu_hz, flags, family;
    FwSetup setup[4];
    u32 nsetup;
} FwMap;

/* board.c - the table of boards */
typedef struct Board {
    const char *name, *target, *about;
    u32 flash, flash_size, ram, ram_size;
    FwConsole console;
    u32 uart, uart_hz, cpu_hz, flags, family;
    u32 nsetup;
    FwSetup setup[4];
} Board;
const Board *board_find(const char *name);          // NULL when unknown
const Board *board_at(u32 i);                       // in the order of the table; NULL past the end
const Board *board_near(Str name);                  // the one a mistyped name means, or NULL
void board_map(Arena *a, const Board *b, FwMap *out);

/* mapfile.c - a linker map file; `file` is its number in d->src. False: errors are in d. */
bool fw_map_read(Arena *a, Diags *d, u32 file, FwMap *out);
/* Where bytes that run in a region lie before the start-up copies them. */
u32 fw_load_region(const FwMap *m, u32 run);

/* load.c - what an ELF32 executable puts where, by load address: pieces in ascending order that do
 * not touch each other. NULL, or why the file cannot be used. Pieces point into `elf` where they
 * can. */
typedef struct FwPiece {
    u32 addr;
    Str bytes;
} FwPiece;
typedef struct FwLoad {
    VEC(FwPiece) piece;
    u32 entry;
} FwLoad;
const char *fw_load(Arena *a, Str elf, FwLoad *out);

/* The files of flash tools. NULL, or why it cannot be done. */
typedef enum { FW_BIN, FW_HEX, FW_UF2, FW_FORM_COUNT } FwForm;
const char *fw_write(FwForm f, const FwLoad *l, u32 family, Buf *out);
const char *fw_form_name(FwForm f);                 // "bin", "hex", "uf2"
/* bin.c - from the lowest to the highest byte, gaps filled with 0xff (erased flash). */
const char *fw_write_bin(const FwLoad *l, Buf *out);
/* hex.c - Intel HEX with extended linear addresses and the entry point. */
void fw_write_hex(const FwLoad *l, Buf *out);
/* uf2.c - blocks of 256 bytes; family 0: none stated. */
const char *fw_write_uf2(const FwLoad *l, u32 family, Buf *out);

#endif
