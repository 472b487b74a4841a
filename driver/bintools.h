// bintools.h - what ar, nm, size, objdump and strip share: files and archive members in turn
#ifndef BINTOOLS_H
#define BINTOOLS_H

#include "driver/driver.h"
#include "objfmt/view.h"

typedef VEC(const char *) BinArgs;

typedef struct BinFile {
    Str path;
    Str member;              // of the archive at path; empty: the file itself
    const View *v;
} BinFile;

typedef struct BinVisit {
    void (*file)(void *ctx, const BinFile *f);
    void (*archive)(void *ctx, Str path);    // before the members; may be NULL
    void *ctx;
} BinVisit;

/* Shows a file, or all members of an archive that are objects; what is neither gets a message, and
 * so does a defect. */
void bin_visit(Session *s, const char *path, const BinVisit *v);
/* Takes options of one letter, several in a word, until a word that is none: calls `take` for each
 * letter and for each --name, and gathers the rest. Returns -1 after `take` refused one. */
int bin_options(Session *s, int argc, char **argv, bool (*take)(void *ctx, const char *opt),
                void *ctx, BinArgs *rest);
/* Of a section that takes memory: what `size` counts it as. */
typedef enum { BIN_NONE, BIN_TEXT, BIN_DATA, BIN_BSS } BinUse;
BinUse bin_use(const ViewSect *s);
/* The letter that nm gives a symbol. */
char bin_letter(const View *v, const ViewSym *y);

#endif
