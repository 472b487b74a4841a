// strings.c - comparing without regard to case or by version, what BSD called memory, copies
#include "runtime/libc/libc_int.h"

#include <strings.h>

static int lower(u8 c)
{
    return c - 'A' < 26u ? c + 32 : c;
}

int strcasecmp(const char *a, const char *b)
{
    for (; lower((u8)*a) == lower((u8)*b) && *a; a++, b++)
        ;
    return lower((u8)*a) - lower((u8)*b);
}

int strncasecmp(const char *a, const char *b, size_t n)
{
    for (; n && lower((u8)*a) == lower((u8)*b) && *a; a++, b++)
        n--;
    return n ? lower((u8)*a) - lower((u8)*b) : 0;
}

char *strcasestr(const char *s, const char *what)
{
    size_t n = strlen(what);
    for (;; s++) {
        if (!strncasecmp(s, what, n))
            return (char *)(uintptr_t)s;
        if (!*s)
            return NULL;
    }
}

static int is_digit(char c)
{
    return c - '0' < 10u;
}

/* Runs of digits compare as numbers; with zeros in front of them, as fractions (glibc manual). */
int strverscmp(const char *a, const char *b)
{
    size_t i = 0, run = 0;       // run: where the digits began that both have in common
    int zeros = 1;               // and whether they were all zeros
    for (; a[i] == b[i] && a[i]; i++) {
        if (!is_digit(a[i])) {
            run = i + 1;
            zeros = 1;
        } else if (a[i] != '0') {
            zeros = 0;
        }
    }
    if (a[i] == b[i])
        return 0;
    if (is_digit(a[run]) && a[run] != '0' && is_digit(b[run]) && b[run] != '0') {
        size_t k = i;
        for (; is_digit(a[k]); k++)
            if (!is_digit(b[k]))
                return 1;        // more digits, the larger number
        if (is_digit(b[k]))
            return -1;
    } else if (zeros && run < i && (is_digit(a[i]) || is_digit(b[i]))) {
        return (u8)(a[i] - '0') - (u8)(b[i] - '0');
    }
    return (u8)a[i] - (u8)b[i];
}

int bcmp(const void *a, const void *b, size_t n)
{
    return memcmp(a, b, n);
}

void bcopy(const void *from, void *to, size_t n)
{
    memmove(to, from, n);
}

void bzero(void *s, size_t n)
{
    memset(s, 0, n);
}

char *index(const char *s, int c)
{
    return strchr(s, c);
}

char *rindex(const char *s, int c)
{
    return strrchr(s, c);
}

int ffs(int x)
{
    return x ? __builtin_ctz((unsigned)x) + 1 : 0;
}

char *strdup(const char *s)
{
    size_t n = strlen(s) + 1;
    char *p = malloc(n);
    return p ? memcpy(p, s, n) : NULL;
}

char *strndup(const char *s, size_t n)
{
    n = strnlen(s, n);
    char *p = malloc(n + 1);
    if (p) {
        memcpy(p, s, n);
        p[n] = 0;
    }
    return p;
}
