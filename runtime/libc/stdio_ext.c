// stdio_ext.c - what a stream's buffer holds (Solaris, glibc): for programs that ask
#include "runtime/libc/stdio_int.h"

#include <stdio_ext.h>

size_t __fbufsize(FILE *f)
{
    return f->size;
}

int __flbf(FILE *f)
{
    return (f->flags & F_LINE) != 0;
}

size_t __fpending(FILE *f)
{
    return f->put ? (size_t)(f->put - f->buf) : 0;
}

void __fpurge(FILE *f)
{
    lock_file(f);
    if (f->put)
        f->put = f->buf;
    f->at = f->end;
    unlock_file(f);
}

int __freadable(FILE *f)
{
    return (f->flags & F_READ) != 0;
}

int __fwritable(FILE *f)
{
    return (f->flags & F_WRITE) != 0;
}

/* The last operation was to read, or nothing else is allowed. */
int __freading(FILE *f)
{
    return !(f->flags & F_WRITE) || (!f->put && f->at < f->end);
}

int __fwriting(FILE *f)
{
    return !(f->flags & F_READ) || f->put != NULL;
}

void __fseterr(FILE *f)
{
    f->flags |= F_ERR;
}

/* Streams always lock themselves. */
int __fsetlocking(FILE *f, int type)
{
    (void)f;
    (void)type;
    return FSETLOCKING_INTERNAL;
}

void _flushlbf(void)
{
    (void)fflush(NULL);
}
