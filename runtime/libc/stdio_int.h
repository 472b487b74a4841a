// stdio_int.h - what a stream is, for the files that implement stdio.h
#ifndef STDIO_INT_H
#define STDIO_INT_H

#include "runtime/libc/libc_int.h"

#include <stdio.h>

/* FILE.flags */
enum {
    F_READ = 1, F_WRITE = 2,     // what the mode allows
    F_APPEND = 4,
    F_EOF = 8, F_ERR = 16,
    F_LINE = 32, F_NONE = 64,    // buffering by lines, none; otherwise full
    F_ASK = 128,                 // a standard stream: by lines when it is a terminal
    F_LISTED = 256,              // in the list of streams that exit flushes
    F_STATIC = 512               // the record is not to be freed
};
enum { F_BACK = 8 };             // bytes before the buffer, for ungetc

/* Results as of the system: < 0 a negative error number. */
typedef struct FileOps {
    i64 (*read)(FILE *f, void *p, size_t n);
    i64 (*write)(FILE *f, const void *p, size_t n);
    i64 (*seek)(FILE *f, i64 off, int whence);
    int (*close)(FILE *f);
} FileOps;

/* Neither reading nor writing: at == end and put == NULL. Reading: at..end is not read yet.
 * Writing: buf..put waits to be written; room is how far putc may go without looking. */
struct __lc_file {
    u8 *at, *end;
    u8 *put, *room;
    u8 *buf;                     // NULL until first used; F_BACK bytes may be written before it
    size_t size;
    const FileOps *op;
    void *state;                 // of op
    int fd;                      // -1: none
    u32 flags;
    u32 lock, depth;             // depth: how often its owner holds it
    u64 owner;
    FILE *prev, *next;
    u8 one[F_BACK + 1];          // buffer of a stream that has none
    signed char wide;            // fwide
    u16 pair;                    // wstdio.c
};

extern const FileOps __lc_fd_ops;
/* A new stream in the list with a buffer of its own, or NULL (ENOMEM). */
FILE *__lc_file_new(const FileOps *op, u32 flags, int fd);
/* "r+b" as F_* and, in *how, flags of open; 0: not a mode (EINVAL). */
u32 __lc_file_mode(const char *mode, u32 *how);
size_t __lc_file_write(FILE *f, const void *p, size_t n);   // the lock is held
size_t __lc_file_read(FILE *f, void *p, size_t n);
int __lc_file_get(FILE *f);      // next byte when the buffer is empty, or EOF
int __lc_file_put(FILE *f, u8 c);
int __lc_file_flush(FILE *f);    // what was written goes out; what was read ahead goes back
i64 __lc_file_seek(FILE *f, i64 off, int whence);
i64 __lc_file_tell(FILE *f);
void __lc_file_lock(FILE *f);
void __lc_file_unlock(FILE *f);

static inline void lock_file(FILE *f)
{
    if (__lc_threaded)
        __lc_file_lock(f);
}
static inline void unlock_file(FILE *f)
{
    if (__lc_threaded)
        __lc_file_unlock(f);
}
static inline int get_byte(FILE *f)
{
    return f->at < f->end ? *f->at++ : __lc_file_get(f);
}
static inline int put_byte(FILE *f, u8 c)
{
    return f->put < f->room ? (*f->put++ = c) : __lc_file_put(f, c);
}

/* printf.c: formats to where `put` takes it; bytes, or -1 with errno. */
typedef struct Sink {
    char *at, *end;              // free place in memory
    FILE *file;                  // where it goes when there is no place; NULL: it is only counted
    u64 total;
} Sink;
int __lc_format(Sink *s, const char *fmt, va_list ap);
/* scanf.c: reads from a stream that is locked. wide: widths and %n count characters, sets are of
 * characters; otherwise they are bytes. */
int __lc_scan(FILE *f, const char *fmt, va_list ap, int wide);

#endif
