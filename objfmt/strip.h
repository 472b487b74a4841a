// strip.h - files without what only debuggers and linkers read
#ifndef STRIP_H
#define STRIP_H

#include "objfmt/obj.h"

typedef enum {
    STRIP_DEBUG,         // debug sections go
    STRIP_UNNEEDED,      // and local symbols that no relocation asks for; of images all symbols
    STRIP_ALL            // and all symbols that no relocation asks for
} StripLevel;

/* An ELF object or image; appends the file. False and *err on any defect. */
bool elf_strip(Arena *a, Str bytes, StripLevel level, Buf *out, Str *err);
/* The same for images of Mach-O, which are signed anew, ad hoc, and of PE, whose sections of debug
 * information must be the last. */
bool macho_strip(Arena *a, Str bytes, StripLevel level, Buf *out, Str *err);
bool pe_strip(Arena *a, Str bytes, StripLevel level, Buf *out, Str *err);

#endif
