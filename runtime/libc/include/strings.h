// strings.h - strings without regard to case, bits, and what BSD called memory (POSIX)
#ifndef _STRINGS_H
#define _STRINGS_H
#include <stddef.h>
int bcmp(const void *a, const void *b, size_t n);
void bcopy(const void *from, void *to, size_t n);
void bzero(void *s, size_t n);
int ffs(int x);
char *index(const char *s, int c);
char *rindex(const char *s, int c);
int strcasecmp(const char *a, const char *b);
int strncasecmp(const char *a, const char *b, size_t n);
#endif
