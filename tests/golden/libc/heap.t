The heap: blocks of all sizes and alignments keep their contents while others come, grow, shrink and go, in two threads; too much is refused; a second free is noticed.
-- a.c --
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCKS = 500 };
typedef struct Work {
    uint64_t state;
    unsigned char *p[BLOCKS], fill[BLOCKS];
    size_t n[BLOCKS];
    int bad;
} Work;
static Work work[2];

static uint32_t below(Work *w, uint32_t n)
{
    w->state = w->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((w->state >> 32) * n >> 32);
}

static void check(Work *w, int k, size_t n)
{
    for (size_t i = 0; i < n; i++)
        w->bad += w->p[k][i] != w->fill[k];
}

static void *run(void *arg)
{
    Work *w = arg;
    for (int i = 0; i < 30000; i++) {
        int k = (int)below(w, BLOCKS), how = (int)below(w, 4);
        size_t n = below(w, i % 100 ? i % 10 ? 100 : 5000 : 400000), align = (size_t)16 << below(w, 9);
        if (w->p[k] && how == 0) {
            unsigned char *q = realloc(w->p[k], n + 1);
            w->p[k] = q;
            check(w, k, n + 1 < w->n[k] ? n + 1 : w->n[k]);
        } else {
            if (w->p[k])
                check(w, k, w->n[k]);
            free(w->p[k]);
            w->p[k] = how == 1 ? calloc(n + 1, 1) : how == 2 ? aligned_alloc(align, n + 1) : malloc(n + 1);
            w->fill[k] = 0;
            if (how == 1)
                check(w, k, n + 1);
            w->bad += how == 2 && (uintptr_t)w->p[k] % align;
        }
        w->bad += (uintptr_t)w->p[k] % 16 != 0;
        w->n[k] = n + 1;
        w->fill[k] = (unsigned char)i;
        memset(w->p[k], i, n + 1);
    }
    for (int k = 0; k < BLOCKS; k++)
        free(w->p[k]);
    return NULL;
}

int main(int argc, char **argv)
{
    pthread_t t;
    void *p = NULL;
    (void)argv;
    work[0].state = 1;
    work[1].state = 2;
    pthread_create(&t, NULL, run, &work[1]);
    run(&work[0]);
    pthread_join(t, NULL);
    printf("%d %d\n", work[0].bad, work[1].bad);
    errno = 0;
    p = malloc((size_t)-100);
    printf("%d %d\n", p == NULL, errno == ENOMEM);
    p = calloc((size_t)1 << 40, (size_t)1 << 40);
    printf("%d %d\n", p == NULL, posix_memalign(&p, 24, 1) == EINVAL);
    if (argc > 1) {
        p = malloc(10);
        fflush(stdout);
        free(p);
        free(p);
    }
    return 0;
}
-- cmd --
fuse cc --libc=own -static -O2 a.c -o a
./a
fail 134 ./a twice
-- out --
0 0
1 1
1 1
0 0
1 1
1 1
free: not a block that is in use
