// fnmatch.c - patterns of file names (POSIX 2.13), of bytes
#include "runtime/libc/libc_int.h"

#include <ctype.h>
#include <fnmatch.h>
#include <wctype.h>

static int fold(int c, int flags)
{
    return flags & FNM_CASEFOLD ? tolower(c) : c;
}

/* [:name:] at p; its end, or NULL when it is none. */
static const char *class_of(const char *p, int c, int flags, int *hit)
{
    char name[16];
    const char *end = strstr(p + 2, ":]");
    size_t n = end ? (size_t)(end - p - 2) : sizeof name;
    if (n >= sizeof name)
        return NULL;
    memcpy(name, p + 2, n);
    name[n] = 0;
    wctype_t t = wctype(name);
    if (!t)
        return NULL;
    *hit |= iswctype((wint_t)c, t) != 0;
    if (flags & FNM_CASEFOLD)
        *hit |= iswctype((wint_t)toupper(c), t) != 0;
    return end + 2;
}

/* One end of a range, also [=c=] and [.c.]; NULL: the bracket does not end. */
static const char *element(const char *p, int flags, int *out)
{
    if (*p == '[' && (p[1] == '.' || p[1] == '=') && p[2] && p[3] == p[1] && p[4] == ']') {
        *out = (u8)p[2];
        return p + 5;
    }
    if (*p == '\\' && !(flags & FNM_NOESCAPE))
        p++;
    *out = (u8)*p;
    return *p ? p + 1 : NULL;
}

/* The bracket behind '[' against c: its end, or NULL when there is none and '[' is itself. */
static const char *bracket(const char *p, int c, int flags, int *matches)
{
    int not = *p == '!' || *p == '^', hit = 0;
    p += not;
    c = fold(c, flags);
    for (const char *first = p; *p != ']' || p == first;) {
        int low, high;
        if (*p == '[' && p[1] == ':') {
            const char *end = class_of(p, c, flags, &hit);
            if (end) {
                p = end;
                continue;
            }
        }
        if (*p == '/' && flags & FNM_PATHNAME)
            return NULL;
        if (!(p = element(p, flags, &low)))
            return NULL;
        high = low;
        if (*p == '-' && p[1] && p[1] != ']' && !(p = element(p + 1, flags, &high)))
            return NULL;
        hit |= c >= fold(low, flags) && c <= fold(high, flags);
    }
    *matches = hit != not;
    return p + 1;
}

static int leading_dot(const char *s, const char *start, int flags)
{
    return *s == '.' && flags & FNM_PERIOD &&
           (s == start || (flags & FNM_PATHNAME && s[-1] == '/'));
}

/* One character of the pattern, no '*': its end when it matches *s. */
static const char *one(const char *p, const char *s, const char *start, int flags)
{
    int c = (u8)*s, matches;
    if (*p == '?' || *p == '[') {
        const char *end = *p == '?' ? p + 1 : bracket(p + 1, c, flags, &matches);
        if (end) {
            int bad = !c || (c == '/' && flags & FNM_PATHNAME) || leading_dot(s, start, flags);
            return bad || (*p == '[' && !matches) ? NULL : end;
        }
    }
    if (*p == '\\' && !(flags & FNM_NOESCAPE) && p[1])
        p++;
    return fold((u8)*p, flags) == fold(c, flags) ? p + 1 : NULL;
}

/* After a mismatch only the last '*' takes one more; with FNM_PATHNAME none goes over a '/'. */
int fnmatch(const char *p, const char *s, int flags)
{
    const char *start = s, *star = NULL, *from = NULL;
    for (;;) {
        const char *next;
        if (*p == '*') {
            if (leading_dot(s, start, flags))
                return FNM_NOMATCH;
            star = ++p;
            from = s;
            continue;
        }
        if (!*p && (!*s || (*s == '/' && flags & FNM_LEADING_DIR)))
            return 0;
        next = *p && *s ? one(p, s, start, flags) : NULL;
        if (next) {
            if (*s == '/' && flags & FNM_PATHNAME)
                star = NULL;
            p = next;
            s++;
        } else if (star && *from && !(*from == '/' && flags & FNM_PATHNAME)) {
            p = star;
            s = ++from;
        } else {
            return FNM_NOMATCH;
        }
    }
}
