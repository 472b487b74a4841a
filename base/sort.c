// sort.c - stable merge sort with a context pointer
#include "base/base.h"

typedef int Cmp(const void *, const void *, void *);

enum { RUN = 8 };  // runs of this length are sorted by insertion

static void sort_run(char *v, size_t n, size_t elem, Cmp *cmp, void *ctx, char *tmp)
{
    for (size_t i = 1; i < n; i++) {
        size_t j = i;
        while (j > 0 && cmp(v + (j - 1) * elem, v + i * elem, ctx) > 0) j--;
        if (j == i) continue;
        memcpy(tmp, v + i * elem, elem);
        memmove(v + (j + 1) * elem, v + j * elem, (i - j) * elem);
        memcpy(v + j * elem, tmp, elem);
    }
}

static void merge(char *to, const char *a, size_t na, const char *b, size_t nb, size_t elem,
                  Cmp *cmp, void *ctx)
{
    while (na && nb) {
        if (cmp(a, b, ctx) <= 0) {
            memcpy(to, a, elem);
            a += elem, na--;
        } else {
            memcpy(to, b, elem);
            b += elem, nb--;
        }
        to += elem;
    }
    if (na) memcpy(to, a, na * elem);
    if (nb) memcpy(to, b, nb * elem);
}

void sort_stable(void *base, size_t n, size_t elem, Cmp *cmp, void *ctx)
{
    if (n < 2) return;
    char *v = base;
    char *tmp = xmalloc(n * elem);
    for (size_t i = 0; i < n; i += RUN)
        sort_run(v + i * elem, MIN(RUN, n - i), elem, cmp, ctx, tmp);
    char *from = v, *to = tmp;
    for (size_t w = RUN; w < n; w *= 2) {
        for (size_t i = 0; i < n; i += 2 * w) {
            size_t na = MIN(w, n - i), nb = MIN(w, n - i - na);
            const char *a = from + i * elem;
            merge(to + i * elem, a, na, a + na * elem, nb, elem, cmp, ctx);
        }
        char *t = from;
        from = to, to = t;
    }
    if (from != v) memcpy(v, from, n * elem);
    free(tmp);
}
