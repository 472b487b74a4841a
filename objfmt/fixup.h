// fixup.h - neutral fixup kinds and their patch functions
#ifndef FIXUP_H
#define FIXUP_H

#include "base/base.h"

enum { FF_PC = 1, FF_BRANCH = 2, FF_GOT = 4, FF_TLS = 8, FF_UNSIGNED = 16 };
typedef enum {
#define FIX(id, text, bytes, flags, elf_x64) FIX_##id,
#include "objfmt/fixup.def"
#undef FIX
    FIX_COUNT
} FixKind;
typedef struct FixInfo {
    const char *text;
    u8 bytes, flags;
    i16 elf_x64;
} FixInfo;
extern const FixInfo fix_info[FIX_COUNT];

typedef enum { FIX_OK, FIX_RANGE } FixResult;
/* Writes `value` (already S + A, or S + A - P when FF_PC) at p. FIX_RANGE: does not fit; p unchanged. */
FixResult fix_patch(FixKind k, u8 *p, i64 value);
/* The addend stored in place, for formats that keep it there (REL). */
i64 fix_addend(FixKind k, const u8 *p);

#endif
