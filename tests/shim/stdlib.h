// stdlib.h - for tests that run without a libc
#ifndef SHIM_STDLIB_H
#define SHIM_STDLIB_H
#include <stddef.h>
void *malloc(size_t n);
void *calloc(size_t n, size_t size);
void free(void *p);
_Noreturn void exit(int code);
_Noreturn void abort(void);
#endif
