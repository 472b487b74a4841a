// sort.c - qsort, stable, and bsearch
//
// Merge sort from below: runs of a few elements are sorted by insertion, then merged pairwise from
// one array to the other. When there is no memory for the second array, heap sort in place, which
// keeps no order among equal elements; C asks for none.
#include "runtime/libc/libc_int.h"

typedef int Compare(const void *, const void *);

static void swap(u8 *a, u8 *b, size_t n)
{
    for (; n; n--, a++, b++) {
        u8 t = *a;
        *a = *b;
        *b = t;
    }
}

static void sift(u8 *v, size_t at, size_t n, size_t size, Compare *cmp)
{
    for (size_t k; (k = 2 * at + 1) < n; at = k) {
        if (k + 1 < n && cmp(v + k * size, v + (k + 1) * size) < 0)
            k++;
        if (cmp(v + at * size, v + k * size) >= 0)
            return;
        swap(v + at * size, v + k * size, size);
    }
}

static void heap_sort(u8 *v, size_t n, size_t size, Compare *cmp)
{
    for (size_t i = n / 2; i--;)
        sift(v, i, n, size, cmp);
    while (n > 1) {
        swap(v, v + --n * size, size);
        sift(v, 0, n, size, cmp);
    }
}

/* Elements are mostly pointers and pairs of words. */
static void copy(u8 *to, const u8 *from, size_t size)
{
    if (size == 8)
        __builtin_memcpy(to, from, 8);
    else if (size == 16)
        __builtin_memcpy(to, from, 16);
    else if (size == 4)
        __builtin_memcpy(to, from, 4);
    else
        memcpy(to, from, size);
}

enum { RUN = 8 };

static void insert(u8 *v, size_t n, size_t size, Compare *cmp, u8 *one)
{
    for (size_t i = 1; i < n; i++) {
        size_t k = i;
        while (k && cmp(v + (k - 1) * size, v + i * size) > 0)
            k--;
        if (k == i)
            continue;
        copy(one, v + i * size, size);
        memmove(v + (k + 1) * size, v + k * size, (i - k) * size);
        copy(v + k * size, one, size);
    }
}

/* a[0..na) and b[0..nb), which follow one another, to `to`. */
static void merge(u8 *to, const u8 *a, size_t na, size_t nb, size_t size, Compare *cmp)
{
    const u8 *b = a + na * size, *a_end = b, *b_end = b + nb * size;
    if (nb && cmp(b - size, b) <= 0) {           // in order already
        memcpy(to, a, (size_t)(b_end - a));
        return;
    }
    while (a < a_end && b < b_end) {
        if (cmp(a, b) <= 0) {
            copy(to, a, size);
            a += size;
        } else {
            copy(to, b, size);
            b += size;
        }
        to += size;
    }
    memcpy(to, a, (size_t)(a_end - a));
    memcpy(to + (a_end - a), b, (size_t)(b_end - b));
}

void qsort(void *base, size_t n, size_t size, Compare *cmp)
{
    u8 *v = base, few[512], *more = NULL, *to = few;
    if (n < 2 || !size)
        return;
    if (size > sizeof few / (n + 1)) {
        int was = errno;
        to = more = n < SIZE_MAX / size - 1 ? malloc((n + 1) * size) : NULL;
        errno = was;
        if (!more) {
            heap_sort(v, n, size, cmp);
            return;
        }
    }
    for (size_t i = 0; i < n; i += RUN)
        insert(v + i * size, n - i < RUN ? n - i : RUN, size, cmp, to + n * size);
    u8 *from = v;
    for (size_t run = RUN; run < n; run *= 2) {
        for (size_t i = 0; i < n; i += 2 * run) {
            size_t na = n - i < run ? n - i : run, nb = n - i - na < run ? n - i - na : run;
            merge(to + i * size, from + i * size, na, nb, size, cmp);
        }
        u8 *t = from;
        from = to;
        to = t;
    }
    if (from != v)
        memcpy(v, from, n * size);
    free(more);
}

void *bsearch(const void *key, const void *base, size_t n, size_t size, Compare *cmp)
{
    const u8 *v = base;
    while (n) {
        const u8 *mid = v + n / 2 * size;
        int c = cmp(key, mid);
        if (!c)
            return (void *)(uintptr_t)mid;
        if (c > 0) {
            v = mid + size;
            n--;
        }
        n /= 2;
    }
    return NULL;
}
