// wstdio.c - streams of wide characters (C11 7.29.3): UTF-8 outside
//
// Where a wide character has 16 bits, a pair is one character outside: FILE.pair has its first half
// while the second is not written yet, or the second while only the first has been read.
#include "runtime/libc/stdio_int.h"
#include "runtime/libc/wide_char.h"

enum { WIDE16 = sizeof(wchar_t) == 2 };

int fwide(FILE *f, int mode)
{
    if (!f->wide)
        f->wide = (signed char)(mode > 0 ? 1 : mode < 0 ? -1 : 0);
    return f->wide;
}

static wint_t bad(FILE *f)
{
    f->flags |= F_ERR;
    errno = EILSEQ;
    return WEOF;
}

static wint_t get(FILE *f)
{
    mbstate_t st = {0, 0};
    u32 c = 0;
    f->wide = 1;
    if (WIDE16 && f->pair) {
        c = f->pair;
        f->pair = 0;
        return (wint_t)c;
    }
    for (;;) {
        int byte = get_byte(f);
        char b = (char)byte;
        if (byte == EOF)
            return st.__left ? bad(f) : WEOF;
        size_t r = __lc_mbrtoc32(&c, &b, 1, &st);
        if (r == (size_t)-1)
            return bad(f);
        if (r != (size_t)-2)
            break;
    }
    if (WIDE16 && c >= 0x10000) {
        f->pair = (u16)(0xdc00 + (c & 0x3ff));
        c = 0xd800 + ((c - 0x10000) >> 10);
    }
    return (wint_t)c;
}

static wint_t put(FILE *f, wchar_t c)
{
    char text[4];
    mbstate_t st = {f->pair, WIDE16 && f->pair ? MB_PAIR : 0};
    size_t n = wcrtomb(text, c, &st);
    f->wide = 1;
    f->pair = (u16)(WIDE16 && st.__left ? st.__cp : 0);
    if (n == (size_t)-1)
        return bad(f);
    for (size_t i = 0; i < n; i++)
        if (put_byte(f, (u8)text[i]) == EOF)
            return WEOF;
    return (wint_t)c;
}

wint_t fgetwc(FILE *f)
{
    lock_file(f);
    wint_t c = get(f);
    unlock_file(f);
    return c;
}

wint_t getwc(FILE *f)
{
    return fgetwc(f);
}

wint_t getwchar(void)
{
    return fgetwc(stdin);
}

wint_t fputwc(wchar_t c, FILE *f)
{
    lock_file(f);
    wint_t r = put(f, c);
    unlock_file(f);
    return r;
}

wint_t putwc(wchar_t c, FILE *f)
{
    return fputwc(c, f);
}

wint_t putwchar(wchar_t c)
{
    return fputwc(c, stdout);
}

wchar_t *fgetws(wchar_t *restrict s, int n, FILE *restrict f)
{
    int i = 0;
    if (n < 1)
        return NULL;
    lock_file(f);
    u32 was = f->flags & F_ERR;
    f->flags &= ~(u32)F_ERR;
    while (i < n - 1) {
        wint_t c = get(f);
        if (c == WEOF)
            break;
        s[i++] = (wchar_t)c;
        if (c == '\n')
            break;
    }
    s[i] = 0;
    int none = (i == 0 && n > 1) || f->flags & F_ERR;
    f->flags |= was;
    unlock_file(f);
    return none ? NULL : s;
}

int fputws(const wchar_t *restrict s, FILE *restrict f)
{
    int r = 0;
    lock_file(f);
    f->wide = 1;
    for (; *s && r >= 0; s++)
        r = put(f, *s) == WEOF ? EOF : 0;
    unlock_file(f);
    return r;
}

/* The bytes of the character, the last first: ungetc has room for one of them. */
wint_t ungetwc(wint_t c, FILE *f)
{
    char text[4];
    mbstate_t st = {0, 0};
    if (c == WEOF)
        return WEOF;
    if (WIDE16 && (c & 0xfc00) == 0xd800 && f->pair) {   // the first half of what was read
        st = (mbstate_t){c, MB_PAIR};
        size_t n = wcrtomb(text, (wchar_t)f->pair, &st);
        f->pair = 0;
        while (n--)
            (void)ungetc((u8)text[n], f);
        return c;
    }
    if (WIDE16 && (c & 0xfc00) == 0xdc00) {
        f->pair = (u16)c;
        return c;
    }
    size_t n = wcrtomb(text, (wchar_t)c, &st);
    if (n == (size_t)-1)
        return WEOF;
    while (n--)
        if (ungetc((u8)text[n], f) == EOF)
            return WEOF;
    return c;
}
