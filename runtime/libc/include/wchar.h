// wchar.h - wide characters and UTF-8 (C11 7.29); wide streams and formats are not offered
#ifndef _WCHAR_H
#define _WCHAR_H
#include <stddef.h>
#include <stdint.h>
typedef __WINT_TYPE__ wint_t;
typedef struct {
    uint32_t __cp, __left;
} mbstate_t;
#define WEOF ((wint_t)-1)
wint_t btowc(int c);
size_t mbrlen(const char *restrict s, size_t n, mbstate_t *restrict st);
size_t mbrtowc(wchar_t *restrict to, const char *restrict s, size_t n, mbstate_t *restrict st);
int mbsinit(const mbstate_t *st);
size_t mbsrtowcs(wchar_t *restrict to, const char **restrict from, size_t n,
                 mbstate_t *restrict st);
size_t wcrtomb(char *restrict to, wchar_t c, mbstate_t *restrict st);
size_t wcsrtombs(char *restrict to, const wchar_t **restrict from, size_t n,
                 mbstate_t *restrict st);
int wctob(wint_t c);
wchar_t *wcscat(wchar_t *restrict to, const wchar_t *restrict from);
wchar_t *wcschr(const wchar_t *s, wchar_t c);
int wcscmp(const wchar_t *a, const wchar_t *b);
wchar_t *wcscpy(wchar_t *restrict to, const wchar_t *restrict from);
size_t wcslen(const wchar_t *s);
int wcsncmp(const wchar_t *a, const wchar_t *b, size_t n);
wchar_t *wcsncpy(wchar_t *restrict to, const wchar_t *restrict from, size_t n);
wchar_t *wcsrchr(const wchar_t *s, wchar_t c);
wchar_t *wcsstr(const wchar_t *s, const wchar_t *what);
wchar_t *wmemchr(const wchar_t *s, wchar_t c, size_t n);
int wmemcmp(const wchar_t *a, const wchar_t *b, size_t n);
wchar_t *wmemcpy(wchar_t *restrict to, const wchar_t *restrict from, size_t n);
wchar_t *wmemmove(wchar_t *to, const wchar_t *from, size_t n);
wchar_t *wmemset(wchar_t *s, wchar_t c, size_t n);
#endif
