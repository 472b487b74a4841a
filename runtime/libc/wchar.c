// wchar.c - UTF-8 to wide characters and back, wide strings (C11 7.29, 7.22.7)
//
// Where a wide character has 16 bits, one beyond them is two: the second comes from a call that
// takes no byte, as C11's mbrtoc16 does it; mbstowcs writes both.
#include "runtime/libc/wide_char.h"

/* mbstate_t: __left bytes are missing of a character whose bits so far are in __cp; or (PAIR) the
 * second half of a pair waits in __cp. The least value that the length allows is checked with the
 * second byte. */
enum { PAIR = MB_PAIR, WIDE16 = sizeof(wchar_t) == 2 };

static size_t bad(mbstate_t *st)
{
    *st = (mbstate_t){0, 0};
    errno = EILSEQ;
    return (size_t)-1;
}

/* Is `c` a second byte of a character whose first bits are cp and that lacks `left` bytes? */
static int second_fits(u32 cp, u32 left, u8 c)
{
    if (left == 2 && cp == 0)
        return c >= 0xa0;
    if (left == 2 && cp == 0xd)
        return c < 0xa0;
    if (left == 3 && cp == 0)
        return c >= 0x90;
    return left != 3 || cp != 4 || c < 0x90;
}

size_t __lc_mbrtoc32(u32 *restrict to, const char *restrict s, size_t n, mbstate_t *restrict st)
{
    u32 cp = st->__cp, left = st->__left & 0xf, fresh = st->__left >> 4;
    for (size_t i = 0; i < n; i++) {
        u8 c = (u8)s[i];
        if (!left) {
            if (c >= 0x80 && (c < 0xc2 || c > 0xf4))
                return bad(st);
            left = c < 0x80 ? 0 : c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
            cp = c < 0x80 ? c : c & (0x3f >> left);
            fresh = 1;
        } else {
            if ((c & 0xc0) != 0x80 || (fresh && !second_fits(cp, left, c)))
                return bad(st);
            cp = cp << 6 | (c & 0x3f);
            left--;
            fresh = 0;
        }
        if (left)
            continue;
        *st = (mbstate_t){0, 0};
        *to = cp;
        return cp ? i + 1 : 0;
    }
    *st = (mbstate_t){cp, left | fresh << 4};
    return (size_t)-2;
}

size_t mbrtowc(wchar_t *restrict to, const char *restrict s, size_t n, mbstate_t *restrict st)
{
    static mbstate_t own;
    u32 cp = 0;
    st = st ? st : &own;
    if (!s) {
        to = NULL;
        s = "";
        n = 1;
    }
    if (st->__left == PAIR) {
        if (to)
            *to = (wchar_t)st->__cp;
        *st = (mbstate_t){0, 0};
        return 0;
    }
    size_t r = __lc_mbrtoc32(&cp, s, n, st);
    if (r >= (size_t)-2)
        return r;
    if (WIDE16 && cp >= 0x10000) {
        *st = (mbstate_t){0xdc00 + (cp & 0x3ff), PAIR};
        cp = 0xd800 + ((cp - 0x10000) >> 10);
    }
    if (to)
        *to = (wchar_t)cp;
    return r;
}

size_t mbrlen(const char *restrict s, size_t n, mbstate_t *restrict st)
{
    static mbstate_t own;
    return mbrtowc(NULL, s, n, st ? st : &own);
}

int mbsinit(const mbstate_t *st)
{
    return !st || !st->__left;
}

size_t wcrtomb(char *restrict to, wchar_t c, mbstate_t *restrict st)
{
    static mbstate_t own;
    u32 cp = (u32)c;
    st = st ? st : &own;
    if (!to)
        return 1;
    if (st->__left == PAIR) {
        if ((cp & 0xfc00) != 0xdc00)
            return bad(st);
        cp = 0x10000 + ((st->__cp & 0x3ff) << 10) + (cp & 0x3ff);
        *st = (mbstate_t){0, 0};
    } else if (WIDE16 && (cp & 0xfc00) == 0xd800) {
        *st = (mbstate_t){cp, PAIR};
        return 0;
    } else if (cp > 0x10ffff || (cp & 0xfffff800) == 0xd800) {
        return bad(st);
    }
    return (size_t)rt_utf8_put(cp, to);
}

size_t mbsrtowcs(wchar_t *restrict to, const char **restrict from, size_t n,
                 mbstate_t *restrict st)
{
    static mbstate_t own;
    const char *p = *from;
    size_t k = 0;
    st = st ? st : &own;
    for (; !to || k < n; k++) {
        wchar_t c;
        size_t r = mbrtowc(&c, p, SIZE_MAX, st);
        if (r == (size_t)-1) {
            if (to)
                *from = p;
            return r;
        }
        if (to)
            to[k] = c;
        if (!c) {
            if (to)
                *from = NULL;
            return k;
        }
        p += r;
    }
    *from = p;
    return k;
}

size_t wcsrtombs(char *restrict to, const wchar_t **restrict from, size_t n,
                 mbstate_t *restrict st)
{
    static mbstate_t own;
    const wchar_t *p = *from;
    size_t k = 0;
    st = st ? st : &own;
    for (;; p++) {
        char text[4];
        size_t r = wcrtomb(text, *p, st);
        if (r == (size_t)-1) {
            if (to)
                *from = p;
            return r;
        }
        if (to && k + r > n)
            break;
        if (to)
            memcpy(to + k, text, r);
        if (!*p) {
            if (to)
                *from = NULL;
            return k;
        }
        k += r;
    }
    *from = p;
    return k;
}

int mbtowc(wchar_t *restrict to, const char *restrict from, size_t n)
{
    mbstate_t st = {0, 0};
    if (!from)
        return 0;                // UTF-8 has no states
    size_t r = mbrtowc(to, from, n, &st);
    if (r == (size_t)-2)
        errno = EILSEQ;
    return r > (size_t)-3 ? -1 : (int)r;
}

int mblen(const char *s, size_t n)
{
    return mbtowc(NULL, s, n);
}

int wctomb(char *to, wchar_t c)
{
    mbstate_t st = {0, 0};
    return to ? (int)wcrtomb(to, c, &st) : 0;
}

size_t mbstowcs(wchar_t *restrict to, const char *from, size_t n)
{
    mbstate_t st = {0, 0};
    return mbsrtowcs(to, &from, n, &st);
}

size_t wcstombs(char *restrict to, const wchar_t *from, size_t n)
{
    mbstate_t st = {0, 0};
    return wcsrtombs(to, &from, n, &st);
}

wint_t btowc(int c)
{
    return c >= 0 && c < 128 ? (wint_t)c : WEOF;
}

int wctob(wint_t c)
{
    return c < 128 ? (int)c : -1;
}

/* ---- strings ---- */

size_t wcslen(const wchar_t *s)
{
    size_t n = 0;
    while (s[n])
        n++;
    return n;
}

wchar_t *wmemcpy(wchar_t *restrict to, const wchar_t *restrict from, size_t n)
{
    return memcpy(to, from, n * sizeof *to);
}

wchar_t *wmemmove(wchar_t *to, const wchar_t *from, size_t n)
{
    return memmove(to, from, n * sizeof *to);
}

wchar_t *wmemset(wchar_t *s, wchar_t c, size_t n)
{
    for (size_t i = 0; i < n; i++)
        s[i] = c;
    return s;
}

wchar_t *wmemchr(const wchar_t *s, wchar_t c, size_t n)
{
    for (; n; n--, s++)
        if (*s == c)
            return (wchar_t *)(uintptr_t)s;
    return NULL;
}

int wmemcmp(const wchar_t *a, const wchar_t *b, size_t n)
{
    for (; n && *a == *b; a++, b++)
        n--;
    return n ? *a < *b ? -1 : 1 : 0;
}

wchar_t *wcschr(const wchar_t *s, wchar_t c)
{
    return wmemchr(s, c, wcslen(s) + 1);
}

wchar_t *wcsrchr(const wchar_t *s, wchar_t c)
{
    for (size_t n = wcslen(s) + 1; n--;)
        if (s[n] == c)
            return (wchar_t *)(uintptr_t)(s + n);
    return NULL;
}

int wcsncmp(const wchar_t *a, const wchar_t *b, size_t n)
{
    for (; n && *a == *b && *a; a++, b++)
        n--;
    return n && *a != *b ? *a < *b ? -1 : 1 : 0;
}

int wcscmp(const wchar_t *a, const wchar_t *b)
{
    return wcsncmp(a, b, SIZE_MAX);
}

wchar_t *wcscpy(wchar_t *restrict to, const wchar_t *restrict from)
{
    return wmemcpy(to, from, wcslen(from) + 1);
}

wchar_t *wcscat(wchar_t *restrict to, const wchar_t *restrict from)
{
    wcscpy(to + wcslen(to), from);
    return to;
}

wchar_t *wcsncpy(wchar_t *restrict to, const wchar_t *restrict from, size_t n)
{
    size_t i = 0;
    for (; i < n && from[i]; i++)
        to[i] = from[i];
    wmemset(to + i, 0, n - i);
    return to;
}

wchar_t *wcsstr(const wchar_t *s, const wchar_t *what)
{
    size_t n = wcslen(what);
    for (;; s++) {
        if (!wcsncmp(s, what, n))
            return (wchar_t *)(uintptr_t)s;
        if (!*s)
            return NULL;
    }
}
