// string.c - strings (C11 7.24, POSIX); runtime/core/mem.c has what compilers call on their own
//
// Long strings are read by words. A word that starts inside of a string is aligned, so it never
// reaches into a page that the string does not touch.
#include "runtime/libc/libc_int.h"

#include <strings.h>

typedef size_t Word;
enum { W = sizeof(Word) };
#define ONES ((Word)-1 / 255)
#define HIGHS (ONES * 128)
#define HAS_ZERO(x) (((x) - ONES) & ~(x) & HIGHS)
#define UNALIGNED(p) ((uintptr_t)(p) % W)

static Word load(const void *p)
{
    Word x;
    __builtin_memcpy(&x, p, W);
    return x;
}

void *memchr(const void *s, int c, size_t n)
{
    const u8 *p = s;
    Word all = ONES * (u8)c;
    for (; n && UNALIGNED(p); n--, p++)
        if (*p == (u8)c)
            return (void *)(uintptr_t)p;
    while (n >= W && !HAS_ZERO(load(p) ^ all))
        p += W, n -= W;
    for (; n; n--, p++)
        if (*p == (u8)c)
            return (void *)(uintptr_t)p;
    return NULL;
}

void *memrchr(const void *s, int c, size_t n)
{
    const u8 *p = s;
    while (n)
        if (p[--n] == (u8)c)
            return (void *)(uintptr_t)(p + n);
    return NULL;
}

void *memccpy(void *restrict to, const void *restrict from, int c, size_t n)
{
    const u8 *end = memchr(from, c, n);
    if (end)
        n = (size_t)(end - (const u8 *)from) + 1;
    memcpy(to, from, n);
    return end ? (u8 *)to + n : NULL;
}

void *mempcpy(void *restrict to, const void *restrict from, size_t n)
{
    return (u8 *)memcpy(to, from, n) + n;
}

size_t strlen(const char *s)
{
    const char *p = s;
    for (; UNALIGNED(p); p++)
        if (!*p)
            return (size_t)(p - s);
    while (!HAS_ZERO(load(p)))
        p += W;
    while (*p)
        p++;
    return (size_t)(p - s);
}

size_t strnlen(const char *s, size_t n)
{
    const char *end = memchr(s, 0, n);
    return end ? (size_t)(end - s) : n;
}

char *strchrnul(const char *s, int c)
{
    Word all = ONES * (u8)c;
    for (; UNALIGNED(s); s++)
        if (!*s || *s == (char)c)
            return (char *)(uintptr_t)s;
    while (!HAS_ZERO(load(s)) && !HAS_ZERO(load(s) ^ all))
        s += W;
    while (*s && *s != (char)c)
        s++;
    return (char *)(uintptr_t)s;
}

char *strchr(const char *s, int c)
{
    char *p = strchrnul(s, c);
    return *p == (char)c ? p : NULL;
}

char *strrchr(const char *s, int c)
{
    return memrchr(s, c, strlen(s) + 1);
}

int strcmp(const char *a, const char *b)
{
    if (UNALIGNED(a) == UNALIGNED(b)) {
        for (; UNALIGNED(a); a++, b++)
            if (*a != *b || !*a)
                return (u8)*a - (u8)*b;
        while (load(a) == load(b) && !HAS_ZERO(load(a)))
            a += W, b += W;
    }
    for (; *a == *b && *a; a++, b++)
        ;
    return (u8)*a - (u8)*b;
}

int strncmp(const char *a, const char *b, size_t n)
{
    for (; n && *a == *b && *a; a++, b++)
        n--;
    return n ? (u8)*a - (u8)*b : 0;
}

int strcoll(const char *a, const char *b)
{
    return strcmp(a, b);
}

size_t strxfrm(char *restrict to, const char *restrict from, size_t n)
{
    size_t len = strlen(from);
    if (n > len)
        memcpy(to, from, len + 1);
    return len;
}

char *stpcpy(char *restrict to, const char *restrict from)
{
    size_t n = strlen(from);
    memcpy(to, from, n + 1);
    return to + n;
}

char *strcpy(char *restrict to, const char *restrict from)
{
    memcpy(to, from, strlen(from) + 1);
    return to;
}

char *stpncpy(char *restrict to, const char *restrict from, size_t n)
{
    size_t len = strnlen(from, n);
    memcpy(to, from, len);
    memset(to + len, 0, n - len);
    return to + len;
}

char *strncpy(char *restrict to, const char *restrict from, size_t n)
{
    stpncpy(to, from, n);
    return to;
}

char *strcat(char *restrict to, const char *restrict from)
{
    strcpy(to + strlen(to), from);
    return to;
}

char *strncat(char *restrict to, const char *restrict from, size_t n)
{
    char *end = to + strlen(to);
    n = strnlen(from, n);
    memcpy(end, from, n);
    end[n] = 0;
    return to;
}

size_t strlcpy(char *restrict to, const char *restrict from, size_t n)
{
    size_t len = strlen(from), k = len < n ? len : n - 1;
    if (n) {
        memcpy(to, from, k);
        to[k] = 0;
    }
    return len;
}

size_t strlcat(char *restrict to, const char *restrict from, size_t n)
{
    size_t len = strnlen(to, n);
    return len + (len < n ? strlcpy(to + len, from, n - len) : strlen(from));
}

/* A set of bytes, one bit each. */
typedef struct Set {
    u32 bit[8];
} Set;

static Set set_of(const char *s)
{
    Set b = {{0}};
    for (; *s; s++)
        b.bit[(u8)*s >> 5] |= (u32)1 << (*s & 31);
    return b;
}

static int has(const Set *b, char c)
{
    return b->bit[(u8)c >> 5] >> (c & 31) & 1;
}

size_t strspn(const char *s, const char *set)
{
    Set b = set_of(set);
    size_t n = 0;
    while (has(&b, s[n]))
        n++;
    return n;
}

size_t strcspn(const char *s, const char *set)
{
    if (!*set || !set[1])
        return (size_t)(strchrnul(s, *set) - s);
    Set b = set_of(set);
    size_t n = 0;
    b.bit[0] |= 1;
    while (!has(&b, s[n]))
        n++;
    return n;
}

char *strpbrk(const char *s, const char *set)
{
    s += strcspn(s, set);
    return *s ? (char *)(uintptr_t)s : NULL;
}

char *strtok_r(char *restrict s, const char *restrict set, char **restrict state)
{
    if (!s)
        s = *state;
    if (!s)
        return NULL;
    s += strspn(s, set);
    if (!*s)
        return *state = NULL;
    char *end = s + strcspn(s, set);
    *state = *end ? end + 1 : NULL;
    *end = 0;
    return s;
}

char *strtok(char *restrict s, const char *restrict set)
{
    static char *state;
    return strtok_r(s, set, &state);
}

char *strsep(char **restrict s, const char *restrict set)
{
    char *from = *s;
    if (!from)
        return NULL;
    char *end = from + strcspn(from, set);
    *s = *end ? end + 1 : NULL;
    *end = 0;
    return from;
}
