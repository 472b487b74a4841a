// codesign.h - the ad-hoc signature of a Mach-O image
#ifndef CODESIGN_H
#define CODESIGN_H

#include "base/base.h"

typedef struct CodeSign {
    Str ident;           // identifier: the name of the program
    u64 limit;           // bytes of the file that are signed: all before the signature
    u64 text_off, text_size;   // the __TEXT segment in the file
    bool main_binary;
} CodeSign;

/* Bytes of the signature of such a file; it begins at a multiple of 16 in the file. */
u64 codesign_size(const CodeSign *c);
/* Appends it. `file` are the c->limit bytes that it covers, in their final state. */
void codesign_put(const CodeSign *c, const u8 *file, Buf *out);

#endif
