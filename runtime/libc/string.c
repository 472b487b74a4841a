// string.c - strings (C11 7.24, POSIX); runtime/core/mem.c has what compilers call on their own
//
// Long strings are read by blocks (block.h).
#include "runtime/libc/block.h"

#include <strings.h>

/* The first byte that equals c; p is not followed by the end of memory. */
static inline const u8 *find(const u8 *p, Pattern c)
{
    size_t low = block_low(p, BLOCK);
    p -= low;
    Mask m = mask_from(block_equal(p, c), low);
    while (!m) {
        p += BLOCK;
        if (!block_low(p, ROW))
            while (!row_has(p, c))
                p += ROW;
        m = block_equal(p, c);
    }
    return p + mask_first(m);
}

void *memchr(const void *s, int c, size_t n)
{
    const u8 *p = s;
    size_t low = block_low(p, BLOCK), room = ~(uintptr_t)0 - (uintptr_t)p;
    const u8 *end = p + (n < room ? n : room);
    Pattern all = pattern_of((u8)c);
    if (!n)
        return NULL;
    p -= low;
    Mask m = mask_from(block_equal(p, all), low);
    while (!m) {
        p += BLOCK;
        if (!block_low(p, ROW))
            while (p < end && !row_has(p, all))
                p += ROW;
        if (p >= end)
            return NULL;
        m = block_equal(p, all);
    }
    p += mask_first(m);
    return p < end ? (void *)(uintptr_t)p : NULL;
}

void *memrchr(const void *s, int c, size_t n)
{
    const u8 *p = s, *end = p + n;
    Pattern all = pattern_of((u8)c);
    size_t low = block_low(end, BLOCK);
    if (!n)
        return NULL;
    end -= low;
    Mask m = low ? mask_below(block_equal(end, all), low) : 0;
    while (!m && end > p) {
        end -= BLOCK;
        m = block_equal(end, all);
    }
    if (!m || end + mask_last(m) < p)
        return NULL;
    return (void *)(uintptr_t)(end + mask_last(m));
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
    Pattern zero = pattern_of(0);
    return (size_t)(find((const u8 *)s, zero) - (const u8 *)s);
}

size_t strnlen(const char *s, size_t n)
{
    const char *end = memchr(s, 0, n);
    return end ? (size_t)(end - s) : n;
}

char *strchrnul(const char *s, int c)
{
    Pattern all = pattern_of((u8)c), zero = pattern_of(0);
    size_t low = block_low(s, BLOCK);
    s -= low;
    Mask m = mask_from(block_equal(s, all) | block_equal(s, zero), low);
    while (!m) {
        s += BLOCK;
        if (!block_low(s, ROW))
            while (!row_has(s, all) && !row_has(s, zero))
                s += ROW;
        m = block_equal(s, all) | block_equal(s, zero);
    }
    return (char *)(uintptr_t)(s + mask_first(m));
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

/* By blocks as long as neither string reaches into the next page, then a block byte by byte. */
static inline int compare(const char *a, const char *b, size_t n)
{
    enum { PAGE = 4096 };
    while (n) {
        size_t x = PAGE - block_low(a, PAGE), y = PAGE - block_low(b, PAGE), i = 0;
        x = x < y ? x : y;
        x = x < n ? x : n;
        for (size_t end = x - x % BLOCK; i < end; i += BLOCK) {
            Mask m = blocks_end(a + i, b + i);
            if (m) {
                i += mask_first(m);
                return (u8)a[i] - (u8)b[i];
            }
        }
        for (size_t end = n - i < BLOCK ? n : i + BLOCK; i < end; i++)
            if (a[i] != b[i] || !a[i])
                return (u8)a[i] - (u8)b[i];
        a += i;
        b += i;
        n -= i;
    }
    return 0;
}

int strcmp(const char *a, const char *b)
{
    return compare(a, b, SIZE_MAX);
}

int strncmp(const char *a, const char *b, size_t n)
{
    return compare(a, b, n);
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
