// string.h - strings and memory (C11 7.24, POSIX, and memmem, memrchr, strsep, strchrnul)
#ifndef _STRING_H
#define _STRING_H
#include <stddef.h>
#include <strings.h>
void *memccpy(void *restrict to, const void *restrict from, int c, size_t n);
void *memchr(const void *s, int c, size_t n);
int memcmp(const void *a, const void *b, size_t n);
void *memcpy(void *restrict to, const void *restrict from, size_t n);
void *memmem(const void *s, size_t n, const void *what, size_t nwhat);
void *memmove(void *to, const void *from, size_t n);
void *mempcpy(void *restrict to, const void *restrict from, size_t n);
void *memrchr(const void *s, int c, size_t n);
void *memset(void *s, int c, size_t n);
char *stpcpy(char *restrict to, const char *restrict from);
char *stpncpy(char *restrict to, const char *restrict from, size_t n);
char *strcat(char *restrict to, const char *restrict from);
char *strcasestr(const char *s, const char *what);
char *strchr(const char *s, int c);
char *strchrnul(const char *s, int c);
int strcmp(const char *a, const char *b);
int strcoll(const char *a, const char *b);
char *strcpy(char *restrict to, const char *restrict from);
size_t strcspn(const char *s, const char *set);
char *strdup(const char *s);
char *strerror(int error);
int strerror_r(int error, char *text, size_t n);
size_t strlcat(char *restrict to, const char *restrict from, size_t n);
size_t strlcpy(char *restrict to, const char *restrict from, size_t n);
size_t strlen(const char *s);
char *strncat(char *restrict to, const char *restrict from, size_t n);
int strncmp(const char *a, const char *b, size_t n);
char *strncpy(char *restrict to, const char *restrict from, size_t n);
char *strndup(const char *s, size_t n);
size_t strnlen(const char *s, size_t n);
char *strpbrk(const char *s, const char *set);
char *strrchr(const char *s, int c);
char *strsep(char **restrict s, const char *restrict set);
char *strsignal(int sig);
size_t strspn(const char *s, const char *set);
char *strstr(const char *s, const char *what);
char *strtok(char *restrict s, const char *restrict set);
char *strtok_r(char *restrict s, const char *restrict set, char **restrict state);
int strverscmp(const char *a, const char *b);
size_t strxfrm(char *restrict to, const char *restrict from, size_t n);
#endif
