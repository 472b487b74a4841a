// wctype.c - classes of wide characters: ASCII as in ctype.h, beyond it as Unicode has them
#include "runtime/libc/libc_int.h"

#include <ctype.h>
#include <wctype.h>

/* Of a character: the answer of ctype.h, or that of Unicode. */
#define ASCII_OR(name, beyond) \
    int isw##name(wint_t c) { return c < 128 ? is##name((int)c) : (beyond); }
ASCII_OR(alpha, rt_is_letter(c))
ASCII_OR(alnum, rt_is_letter(c) || rt_is_digit(c))
ASCII_OR(blank, c == 0x3000 || (rt_is_space(c) && c >= 0x2000 && c <= 0x200a))
ASCII_OR(cntrl, c < 0xa0 || c == 0x2028 || c == 0x2029)
ASCII_OR(digit, 0)
ASCII_OR(graph, iswprint(c) && !iswspace(c))
ASCII_OR(lower, towupper(c) != c)
ASCII_OR(print, !iswcntrl(c) && c <= 0x10ffff && (c & 0xfffff800) != 0xd800)
ASCII_OR(punct, iswprint(c) && !iswalnum(c) && !iswspace(c))
ASCII_OR(space, rt_is_space(c) && c != 0xa0 && c != 0x2007 && c != 0x202f)
ASCII_OR(upper, towlower(c) != c)
ASCII_OR(xdigit, 0)

/* Latin-1, Greek and Cyrillic by their distances; other letters stay. */
wint_t towlower(wint_t c)
{
    if (c < 128)
        return (wint_t)tolower((int)c);
    if ((c >= 0xc0 && c <= 0xde && c != 0xd7) || (c >= 0x391 && c <= 0x3a9 && c != 0x3a2) ||
        (c >= 0x410 && c <= 0x42f))
        return c + 32;
    return c >= 0x400 && c <= 0x40f ? c + 80 : c;
}

wint_t towupper(wint_t c)
{
    if (c < 128)
        return (wint_t)toupper((int)c);
    if ((c >= 0xe0 && c <= 0xfe && c != 0xf7) || (c >= 0x3b1 && c <= 0x3c9 && c != 0x3c2) ||
        (c >= 0x430 && c <= 0x44f))
        return c - 32;
    return c >= 0x450 && c <= 0x45f ? c - 80 : c;
}

/* ---- by name ---- */

typedef struct Class {
    char name[8];
    int (*is)(wint_t c);
} Class;

static const Class classes[] = {
    {"alnum", iswalnum}, {"alpha", iswalpha}, {"blank", iswblank}, {"cntrl", iswcntrl},
    {"digit", iswdigit}, {"graph", iswgraph}, {"lower", iswlower}, {"print", iswprint},
    {"punct", iswpunct}, {"space", iswspace}, {"upper", iswupper}, {"xdigit", iswxdigit},
};

/* A class is the address of its name in the table. */
wctype_t wctype(const char *name)
{
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (!strcmp(classes[i].name, name))
            return classes[i].name;
    return NULL;
}

int iswctype(wint_t c, wctype_t type)
{
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (classes[i].name == type)
            return classes[i].is(c);
    return 0;
}

static const char lower[] = "tolower", upper[] = "toupper";

wctrans_t wctrans(const char *name)
{
    return !strcmp(name, lower) ? lower : !strcmp(name, upper) ? upper : NULL;
}

wint_t towctrans(wint_t c, wctrans_t trans)
{
    return trans == lower ? towlower(c) : trans == upper ? towupper(c) : c;
}
