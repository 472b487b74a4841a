// uchar.c - UTF-16 and UTF-32 to UTF-8 and back (C11 7.28)
#include "runtime/libc/wide_char.h"

#include <uchar.h>

size_t mbrtoc32(char32_t *restrict to, const char *restrict s, size_t n, mbstate_t *restrict st)
{
    static mbstate_t own;
    u32 c;
    if (!s) {
        to = NULL;
        s = "";
        n = 1;
    }
    size_t r = __lc_mbrtoc32(&c, s, n, st ? st : &own);
    if (to && r < (size_t)-2)
        *to = c;
    return r;
}

/* The second half of a pair comes from a call that takes no byte, with the result -3. */
size_t mbrtoc16(char16_t *restrict to, const char *restrict s, size_t n, mbstate_t *restrict st)
{
    static mbstate_t own;
    u32 c;
    st = st ? st : &own;
    if (!s) {
        to = NULL;
        s = "";
        n = 1;
    }
    if (st->__left == MB_PAIR) {
        if (to)
            *to = (char16_t)st->__cp;
        *st = (mbstate_t){0, 0};
        return (size_t)-3;
    }
    size_t r = __lc_mbrtoc32(&c, s, n, st);
    if (r >= (size_t)-2)
        return r;
    if (c >= 0x10000) {
        *st = (mbstate_t){0xdc00 + (c & 0x3ff), MB_PAIR};
        c = 0xd800 + ((c - 0x10000) >> 10);
    }
    if (to)
        *to = (char16_t)c;
    return r;
}

static size_t encode(char *to, u32 c, mbstate_t *st)
{
    *st = (mbstate_t){0, 0};
    if (c <= 0x10ffff && (c & 0xfffff800) != 0xd800)
        return (size_t)rt_utf8_put(c, to);
    errno = EILSEQ;
    return (size_t)-1;
}

size_t c32rtomb(char *restrict to, char32_t c, mbstate_t *restrict st)
{
    static mbstate_t own;
    return to ? encode(to, c, st ? st : &own) : 1;
}

size_t c16rtomb(char *restrict to, char16_t c, mbstate_t *restrict st)
{
    static mbstate_t own;
    st = st ? st : &own;
    if (!to) {
        *st = (mbstate_t){0, 0};
        return 1;
    }
    if (st->__left == MB_PAIR) {         // what is no second half is refused as a surrogate
        int fits = (c & 0xfc00) == 0xdc00;
        return encode(to, fits ? 0x10000 + ((st->__cp & 0x3ff) << 10) + (c & 0x3ff) : 0xd800, st);
    }
    if ((c & 0xfc00) == 0xd800) {
        *st = (mbstate_t){c, MB_PAIR};
        return 0;
    }
    return encode(to, c, st);
}
