// stdio.h - printing to standard output, for tests that run without a libc
#ifndef SHIM_STDIO_H
#define SHIM_STDIO_H
#include <stdarg.h>
#include <stddef.h>
typedef struct FILE FILE;
extern FILE *stdout, *stderr;
int printf(const char *format, ...);
int fprintf(FILE *f, const char *format, ...);
int sprintf(char *to, const char *format, ...);
int puts(const char *s);
int putchar(int c);
#endif
