// wstring.c - more of wide strings (C11 7.29.4): sets, tokens, numbers, dates
#include "runtime/libc/wide_char.h"

#include <inttypes.h>
#include <time.h>
#include <wctype.h>

size_t wcsnlen(const wchar_t *s, size_t n)
{
    size_t i = 0;
    while (i < n && s[i])
        i++;
    return i;
}

wchar_t *wcsdup(const wchar_t *s)
{
    size_t n = (wcslen(s) + 1) * sizeof *s;
    wchar_t *p = malloc(n);
    return p ? memcpy(p, s, n) : NULL;
}

wchar_t *wcsncat(wchar_t *restrict to, const wchar_t *restrict from, size_t n)
{
    wchar_t *end = to + wcslen(to);
    n = wcsnlen(from, n);
    wmemcpy(end, from, n);
    end[n] = 0;
    return to;
}

int wcscoll(const wchar_t *a, const wchar_t *b)
{
    return wcscmp(a, b);
}

size_t wcsxfrm(wchar_t *restrict to, const wchar_t *restrict from, size_t n)
{
    size_t all = wcslen(from);
    if (all < n)
        wmemcpy(to, from, all + 1);
    return all;
}

int wcsncasecmp(const wchar_t *a, const wchar_t *b, size_t n)
{
    for (; n; a++, b++, n--) {
        wint_t x = towlower((wint_t)*a), y = towlower((wint_t)*b);
        if (x != y)
            return x < y ? -1 : 1;
        if (!x)
            break;
    }
    return 0;
}

int wcscasecmp(const wchar_t *a, const wchar_t *b)
{
    return wcsncasecmp(a, b, SIZE_MAX);
}

/* ---- sets and tokens ---- */

size_t wcsspn(const wchar_t *s, const wchar_t *set)
{
    size_t n = 0;
    while (s[n] && wcschr(set, s[n]))
        n++;
    return n;
}

size_t wcscspn(const wchar_t *s, const wchar_t *set)
{
    size_t n = 0;
    while (s[n] && !wcschr(set, s[n]))
        n++;
    return n;
}

wchar_t *wcspbrk(const wchar_t *s, const wchar_t *set)
{
    s += wcscspn(s, set);
    return *s ? (wchar_t *)(uintptr_t)s : NULL;
}

wchar_t *wcstok(wchar_t *restrict s, const wchar_t *restrict set, wchar_t **restrict state)
{
    s = s ? s : *state;
    if (!s)
        return NULL;
    s += wcsspn(s, set);
    if (!*s) {
        *state = NULL;
        return NULL;
    }
    wchar_t *end = s + wcscspn(s, set);
    *state = *end ? end + 1 : NULL;
    *end = 0;
    return s;
}

/* ---- numbers: what can begin one is ASCII ---- */

typedef struct Number {
    const wchar_t *from;                 // behind the spaces
    char *text, few[64];
} Number;

static const char *open_number(Number *t, const wchar_t *s)
{
    size_t n = 0;
    while (iswspace((wint_t)*s))
        s++;
    while (s[n] > 32 && s[n] < 127)
        n++;
    t->from = s;
    t->text = n < sizeof t->few ? t->few : malloc(n + 1);
    if (!t->text) {                      // the first digits are better than none
        t->text = t->few;
        n = sizeof t->few - 1;
    }
    for (size_t i = 0; i < n; i++)
        t->text[i] = (char)s[i];
    t->text[n] = 0;
    return t->text;
}

static void close_number(Number *t, const wchar_t *s, wchar_t **end, const char *stop)
{
    if (end)
        *end = (wchar_t *)(uintptr_t)(stop == t->text ? s : t->from + (stop - t->text));
    if (t->text != t->few)
        free(t->text);
}

#define NUMBER(type, name, narrow, params, args)                                    \
    type name(const wchar_t *restrict s, wchar_t **restrict end params)             \
    {                                                                               \
        Number t;                                                                   \
        char *stop;                                                                 \
        type x = narrow(open_number(&t, s), &stop args);                            \
        close_number(&t, s, end, stop);                                             \
        return x;                                                                   \
    }
#define NONE
#define BASE , int base
#define PASS , base
NUMBER(double, wcstod, strtod, NONE, NONE)
NUMBER(float, wcstof, strtof, NONE, NONE)
NUMBER(long double, wcstold, strtold, NONE, NONE)
NUMBER(long, wcstol, strtol, BASE, PASS)
NUMBER(long long, wcstoll, strtoll, BASE, PASS)
NUMBER(unsigned long, wcstoul, strtoul, BASE, PASS)
NUMBER(unsigned long long, wcstoull, strtoull, BASE, PASS)
NUMBER(intmax_t, wcstoimax, strtoimax, BASE, PASS)
NUMBER(uintmax_t, wcstoumax, strtoumax, BASE, PASS)

/* ---- through UTF-8 ---- */

char *__lc_narrow(const wchar_t *s)
{
    size_t n = wcstombs(NULL, s, 0);
    char *p = n == (size_t)-1 ? NULL : malloc(n + 1);
    if (p)
        (void)wcstombs(p, s, n + 1);
    return p;
}
