// wchar.h - wide characters, UTF-8 as multibyte characters (C11 7.29, POSIX)
#ifndef _WCHAR_H
#define _WCHAR_H
#include <bits/mbstate.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
typedef __WINT_TYPE__ wint_t;
struct tm;
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

int wcscasecmp(const wchar_t *a, const wchar_t *b);
wchar_t *wcscat(wchar_t *restrict to, const wchar_t *restrict from);
wchar_t *wcschr(const wchar_t *s, wchar_t c);
int wcscmp(const wchar_t *a, const wchar_t *b);
int wcscoll(const wchar_t *a, const wchar_t *b);
wchar_t *wcscpy(wchar_t *restrict to, const wchar_t *restrict from);
size_t wcscspn(const wchar_t *s, const wchar_t *set);
wchar_t *wcsdup(const wchar_t *s);
size_t wcsftime(wchar_t *restrict out, size_t n, const wchar_t *restrict format,
                const struct tm *restrict t);
size_t wcslen(const wchar_t *s);
int wcsncasecmp(const wchar_t *a, const wchar_t *b, size_t n);
wchar_t *wcsncat(wchar_t *restrict to, const wchar_t *restrict from, size_t n);
int wcsncmp(const wchar_t *a, const wchar_t *b, size_t n);
wchar_t *wcsncpy(wchar_t *restrict to, const wchar_t *restrict from, size_t n);
size_t wcsnlen(const wchar_t *s, size_t n);
wchar_t *wcspbrk(const wchar_t *s, const wchar_t *set);
wchar_t *wcsrchr(const wchar_t *s, wchar_t c);
size_t wcsspn(const wchar_t *s, const wchar_t *set);
wchar_t *wcsstr(const wchar_t *s, const wchar_t *what);
double wcstod(const wchar_t *restrict s, wchar_t **restrict end);
float wcstof(const wchar_t *restrict s, wchar_t **restrict end);
wchar_t *wcstok(wchar_t *restrict s, const wchar_t *restrict set, wchar_t **restrict state);
long wcstol(const wchar_t *restrict s, wchar_t **restrict end, int base);
long double wcstold(const wchar_t *restrict s, wchar_t **restrict end);
long long wcstoll(const wchar_t *restrict s, wchar_t **restrict end, int base);
unsigned long wcstoul(const wchar_t *restrict s, wchar_t **restrict end, int base);
unsigned long long wcstoull(const wchar_t *restrict s, wchar_t **restrict end, int base);
size_t wcsxfrm(wchar_t *restrict to, const wchar_t *restrict from, size_t n);
wchar_t *wmemchr(const wchar_t *s, wchar_t c, size_t n);
int wmemcmp(const wchar_t *a, const wchar_t *b, size_t n);
wchar_t *wmemcpy(wchar_t *restrict to, const wchar_t *restrict from, size_t n);
wchar_t *wmemmove(wchar_t *to, const wchar_t *from, size_t n);
wchar_t *wmemset(wchar_t *s, wchar_t c, size_t n);

wint_t fgetwc(FILE *f);
wchar_t *fgetws(wchar_t *restrict s, int n, FILE *restrict f);
wint_t fputwc(wchar_t c, FILE *f);
int fputws(const wchar_t *restrict s, FILE *restrict f);
int fwide(FILE *f, int mode);
wint_t getwc(FILE *f);
wint_t getwchar(void);
wint_t putwc(wchar_t c, FILE *f);
wint_t putwchar(wchar_t c);
wint_t ungetwc(wint_t c, FILE *f);

int fwprintf(FILE *restrict f, const wchar_t *restrict fmt, ...);
int swprintf(wchar_t *restrict s, size_t n, const wchar_t *restrict fmt, ...);
int vfwprintf(FILE *restrict f, const wchar_t *restrict fmt, va_list ap);
int vswprintf(wchar_t *restrict s, size_t n, const wchar_t *restrict fmt, va_list ap);
int vwprintf(const wchar_t *restrict fmt, va_list ap);
int wprintf(const wchar_t *restrict fmt, ...);
int fwscanf(FILE *restrict f, const wchar_t *restrict fmt, ...);
int swscanf(const wchar_t *restrict s, const wchar_t *restrict fmt, ...);
int vfwscanf(FILE *restrict f, const wchar_t *restrict fmt, va_list ap);
int vswscanf(const wchar_t *restrict s, const wchar_t *restrict fmt, va_list ap);
int vwscanf(const wchar_t *restrict fmt, va_list ap);
int wscanf(const wchar_t *restrict fmt, ...);
#endif
