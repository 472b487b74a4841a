// string.c - string and memory functions on random bytes that end where a page that may be read does
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "random.h"

void *rt_os_map(uint64_t n);
void rt_os_unmap(void *p, uint64_t n);
#ifndef __fuse__
#include <sys/mman.h>
void *rt_os_map(uint64_t n) { return mmap(NULL, n, 3, 0x22, -1, 0); }
void rt_os_unmap(void *p, uint64_t n) { munmap(p, n); }
#endif

enum { PAGE = 4096, LONGEST = 300 };
static char *end_a, *end_b, *end_c;      // first address after the page

static char *page_end(void)
{
    char *p = rt_os_map(2 * PAGE);
    rt_os_unmap(p + PAGE, PAGE);
    return p + PAGE;
}

static int sign(int x) { return (x > 0) - (x < 0); }
static long at(const void *p, const void *base) { return p ? (long)((const char *)p - (const char *)base) : -1; }

/* n random bytes and a zero that end with the page, or a little before it. */
static char *make(char *end, size_t n, int letters)
{
    char *p = end - n - 1 - (below(2) ? 0 : below(40));
    for (size_t i = 0; i < n; i++)
        p[i] = (char)(letters ? (int)('a' + below((uint32_t)letters)) : 1 + (int)below(255));
    p[n] = 0;
    return p;
}

static uint64_t sum(const char *p, size_t n)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)p[i]) * 1099511628211u;
    return h;
}

static void look(int letters)
{
    size_t n = below(LONGEST), m = below(below(4) ? 5 : 60), k = below(LONGEST);
    char *a = make(end_a, n, letters), *b = make(end_b, m, letters);
    int c = below(8) ? (letters ? 'a' + (int)below((uint32_t)letters + 1) : (int)below(256)) : 0;
    size_t lim = k < n ? k : n;
    printf("%zu %zu %d:", n, m, c);
    printf(" %zu %zu %ld %ld %ld %ld", strlen(a), strnlen(a, k < n + 1 ? k : n + 1), at(strchr(a, c), a),
           at(strrchr(a, c), a), at(memchr(a, c, lim), a), at(memrchr(a, c, lim), a));
    printf(" %ld %ld %ld", at(strstr(a, b), a), at(memmem(a, lim, b, m), a), at(strcasestr(a, b), a));
    printf(" %zu %zu %ld", strspn(a, b), strcspn(a, b), at(strpbrk(a, b), a));
    printf(" %ld", at(strchrnul(a, c), a));
    printf(" %d\n", ffs((int)n));
}

static void compare(int letters)
{
    size_t n = below(LONGEST), k = below(LONGEST);
    char *a = make(end_a, n, letters), *b = make(end_b, n, letters);
    if (below(4)) {
        memcpy(b, a, n + 1);
        if (n && below(3)) {
            size_t i = below((uint32_t)n);
            b[i] = (char)(below(3) ? b[i] ^ 0x20 : (int)below(256));
        }
    }
    if (n && !below(3))
        a[below((uint32_t)n)] = 0;
    printf("cmp %d %d %d %d %d %d\n", sign(strcmp(a, b)), sign(strncmp(a, b, k)), sign(memcmp(a, b, k < n ? k : n)),
           sign(strcasecmp(a, b)), sign(strncasecmp(a, b, k)), sign(strcoll(a, b)));
}

static void versions(void)
{
    static const char *const part[] = {"0", "00", "1", "9", "10", "a", ".", "01", "009", "x1", "-"};
    char a[40] = "", b[40] = "";
    for (int i = (int)below(5); i; i--) {
        const char *p = part[below(11)];
        strcat(a, p);
        strcat(b, below(4) ? p : part[below(11)]);
    }
    printf("%s %s %d\n", a, b, sign(strverscmp(a, b)));
}

static void copy(void)
{
    size_t n = below(LONGEST), k = below(LONGEST), m = below(50);
    char *a = make(end_a, n, 0), *to = end_c - LONGEST * 2, *r;
    memset(end_c - PAGE, '#', PAGE);
    switch (below(12)) {
    case 0: r = strcpy(end_c - n - 1, a); break;
    case 1: r = stpcpy(end_c - n - 1, a); break;
    case 2: r = strncpy(end_c - k, a, k); break;
    case 3: r = stpncpy(end_c - k, a, k); break;
    case 4: r = memcpy(end_c - n, a, n); break;
    case 5: r = memccpy(to, a, (int)below(256), n); break;
    case 6: memset(to, 'x', m), to[m] = 0, r = strcat(to, a); break;
    case 7: memset(to, 'x', m), to[m] = 0, r = strncat(to, a, k); break;
    case 8: memcpy(to, a, n), r = memmove(to + m, to, n); break;
    case 9: memcpy(to, a, n), r = memmove(to, to + m, n); break;
    case 10: r = memset(end_c - k, (int)below(256), k); break;
    default: r = mempcpy(to, a, n);
    }
    printf("copy %ld %016llx\n", at(r, end_c), (unsigned long long)sum(end_c - PAGE, PAGE));
}

static void cut(void)
{
    char *a = make(end_a, below(60), 5), *b = make(end_b, below(3), 5), *state, *t;
    int sep = (int)below(2);
    printf("cut %s by %s:", a, b);
    state = a;
    if (sep)
        while ((t = strsep(&state, b)))
            printf(" %s", t);
    else
        for (t = strtok_r(a, b, &state); t; t = strtok_r(NULL, b, &state))
            printf(" %s", t);
    t = strndup(b, 1);
    printf(" %s\n", t);
    free(t);
}

static int by_first(const void *a, const void *b)
{
    return *(const unsigned char *)a - *(const unsigned char *)b;
}

static void sort(void)
{
    static unsigned char v[3000];
    size_t size = 1 + below(20), n = below(100);
    for (size_t i = 0; i < n * size; i++)
        v[i] = (unsigned char)below(i % size ? 256 : 30);
    qsort(v, n, size, by_first);
    unsigned char key = (unsigned char)below(30);
    unsigned char *hit = bsearch(&key, v, n, size, by_first);
    printf("sort %016llx %d\n", (unsigned long long)sum((char *)v, n * size), hit ? *hit == key : -1);
}

static void classes(void)
{
    for (int c = -1; c < 256; c++)
        printf("%d%d%d%d%d%d%d%d%d%d%d%d %d %d\n", !!isalnum(c), !!isalpha(c), !!isblank(c), !!iscntrl(c), !!isdigit(c),
               !!isgraph(c), !!islower(c), !!isprint(c), !!ispunct(c), !!isspace(c), !!isupper(c), !!isxdigit(c),
               tolower(c), toupper(c));
    for (int e = 0; e < 45; e++)
        if (e != 41 && e != 44)
            printf("%s\n", strerror(e));
}

int main(int argc, char **argv)
{
    int count = argc > 1 ? atoi(argv[1]) : 1000;
    state += argc > 2 ? strtoull(argv[2], NULL, 0) * 7919 : 0;
    end_a = page_end();
    end_b = page_end();
    end_c = page_end();
    classes();
    for (int i = 0; i < count; i++)
        switch (below(10)) {
        case 0: case 1: look(below(2) ? 2 : 4); break;
        case 2: look(0); break;
        case 3: compare(0); break;
        case 4: compare(3); break;
        case 5: versions(); break;
        case 6: cut(); break;
        case 7: sort(); break;
        default: copy();
        }
    return 0;
}
