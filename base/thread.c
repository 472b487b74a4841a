// thread.c - one loop on several threads; the clock
#include "base/base.h"

#include <pthread.h>
#include <time.h>
#include <unistd.h>

enum { JOBS_MAX = 64 };

typedef struct Loop {
    pthread_mutex_t lock;
    u32 next, n;
    ParallelFn *fn;
    void *ctx;
} Loop;

static void *loop_run(void *arg)
{
    Loop *l = arg;
    Arena tmp = {0};
    for (;;) {
        pthread_mutex_lock(&l->lock);
        bool done = l->next >= l->n;
        u32 i = done ? 0 : l->next++;
        pthread_mutex_unlock(&l->lock);
        if (done) break;
        l->fn(l->ctx, i, &tmp);
        arena_empty(&tmp);
    }
    arena_free(&tmp);
    return NULL;
}

static void loop_alone(u32 n, ParallelFn *fn, void *ctx)
{
    Arena tmp = {0};
    for (u32 i = 0; i < n; i++) {
        fn(ctx, i, &tmp);
        arena_empty(&tmp);
    }
    arena_free(&tmp);
}

void parallel_for(u32 n, int jobs, ParallelFn *fn, void *ctx)
{
    if (jobs > JOBS_MAX) jobs = JOBS_MAX;
    if (jobs < 0) jobs = 0;
    if ((u32)jobs > n) jobs = (int)n;
    if (jobs <= 1) {
        loop_alone(n, fn, ctx);
        return;
    }
    Loop l = {.n = n, .fn = fn, .ctx = ctx};
    pthread_mutex_init(&l.lock, NULL);
    pthread_t thread[JOBS_MAX];
    int made = 0;
    while (made < jobs - 1 && pthread_create(&thread[made], NULL, loop_run, &l) == 0) made++;
    loop_run(&l);
    for (int i = 0; i < made; i++) pthread_join(thread[i], NULL);
    pthread_mutex_destroy(&l.lock);
}

int cpu_count(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > JOBS_MAX ? JOBS_MAX : (int)n;
}

double clock_now(void)
{
    struct timespec t;
    timespec_get(&t, TIME_UTC);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}
