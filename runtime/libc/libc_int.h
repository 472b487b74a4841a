// libc_int.h - what the parts of the C library share among themselves
//
// Everything here that other objects see is called __lc_something: a program may define any name
// that the C standard leaves to it, so the library calls its own functions by such names, and those
// of the system by rt_os_* (runtime/os/os.h). Results < 0 are negative error numbers.
#ifndef LIBC_INT_H
#define LIBC_INT_H

#include "runtime/rt_int.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

/* ---- start.c exit.c ---- */
extern char **environ;           // as the program started; setenv replaces it (env.c)
/* What exit calls last, once functions of atexit have run: set by the first stream that is used. */
extern void (*__lc_flush_all)(void);

/* ---- files.c ---- */
/* Replaces the six X at the end of name; 0 when there are not so many. */
int __lc_random_name(char *name);

/* ---- errno.c ---- */
/* Sets errno and returns -1 when r is an error, else r. */
i64 __lc_result(i64 r);

/* ---- lock.c: a lock is one zeroed word; nobody waits while there is one thread ---- */
/* Whoever starts a thread sets this first. */
extern u8 __lc_threaded;
void __lc_lock_slow(u32 *lock);
void __lc_unlock_slow(u32 *lock);
static inline void __lc_lock(u32 *lock)
{
    if (__lc_threaded)
        __lc_lock_slow(lock);
}
static inline void __lc_unlock(u32 *lock)
{
    if (__lc_threaded)
        __lc_unlock_slow(lock);
}
/* A number that no other running thread has; not 0. */
u64 __lc_self(void);

/* ---- malloc.c ---- */
/* A thread that ends calls this last: the blocks that it holds free go to the others. */
void __lc_heap_leave(void);

#endif
