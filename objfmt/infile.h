// infile.h - the bytes of a file that may hold anything, and the first thing found wrong with them
//
// Every reader and rewriter of files holds one. A place is asked for with in_has before it is read.
#ifndef INFILE_H
#define INFILE_H

#include "base/base.h"

typedef struct InFile {
    Str bytes;
    Arena *a;            // of the message
    Str *err;            // the message; empty: none yet
} InFile;

static inline bool in_has(const InFile *f, u64 off, u64 n)
{
    return off <= f->bytes.n && n <= f->bytes.n - off;
}

static inline const u8 *in_at(const InFile *f, u64 off) { return (const u8 *)f->bytes.p + off; }

/* Keeps the first message, in which %llu is n; always false. */
static inline bool in_fail(InFile *f, const char *what, u64 n)
{
    if (!f->err->p)
        *f->err = str_fmt(f->a, what, (unsigned long long)n);
    return false;
}

#endif
