// strtab.h - string tables in which a string may share the tail of another
#ifndef STRTAB_H
#define STRTAB_H

#include "base/base.h"

typedef struct StrTab {
    Arena *mem;
    Map ids;     // text -> id, in the order of adding; id 0 is the empty string
    u32 *off;    // by id, after strtab_finish
} StrTab;
void strtab_init(StrTab *t, Arena *a);
u32 strtab_add(StrTab *t, Str s);           // id; s is kept by reference
void strtab_finish(StrTab *t, Buf *out);    // appends the table; its first byte is 0
static inline u32 strtab_off(const StrTab *t, u32 id) { return t->off[id]; }

#endif
