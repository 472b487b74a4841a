// stdio_ext.h - what a stream's buffer holds (Solaris, glibc)
#ifndef _STDIO_EXT_H
#define _STDIO_EXT_H
#include <stdio.h>
#define FSETLOCKING_QUERY 0
#define FSETLOCKING_INTERNAL 1
#define FSETLOCKING_BYCALLER 2
size_t __fbufsize(FILE *f);
int __flbf(FILE *f);
size_t __fpending(FILE *f);
void __fpurge(FILE *f);
int __freadable(FILE *f);
int __freading(FILE *f);
void __fseterr(FILE *f);
int __fsetlocking(FILE *f, int type);
int __fwritable(FILE *f);
int __fwriting(FILE *f);
void _flushlbf(void);
#endif
