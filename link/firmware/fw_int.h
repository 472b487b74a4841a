// fw_int.h - state of one firmware link
#ifndef FW_INT_H
#define FW_INT_H

#include "link/firmware/firmware.h"
#include "link/link_int.h"

/* Sections that run in one region and are loaded from one other, with one distance between the two:
 * an entry of the copy table. */
typedef struct FwGroup {
    u32 run, load;
    u64 start, end, from;
    u64 align;
} FwGroup;

/* What a region holds, in bytes. */
typedef struct FwUse {
    u64 at;              // where the next thing goes
    u64 fixed;           // stack, guard and heap
    u64 zero_start, zero_end;
} FwUse;

typedef struct FwLink {
    const FwMap *map;
    FwUse *use;          // by region
    VEC(FwGroup) group;
    Atom *copy, *zero, *board;
    u64 vectors, vectors_end, text_end, data_end;
    u64 heap, heap_end, guard, stack_limit, stack_top;
} FwLink;

/* place.c */
void fw_define(Link *l);         // symbols and tables that the start-up asks for
void fw_prepare(Link *l);        // sections get the output sections that the map names
bool fw_layout(Link *l);
bool fw_is_vectors(Str section);
u32 fw_home(const FwMap *m, const OutSect *o, u32 *load);

/* symbols.c */
void fw_symbols(Link *l);        // values, once everything has its place
void fw_tables(Link *l);

/* report.c */
void fw_report(Link *l, Buf *out);

#endif
