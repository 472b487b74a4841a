// threads.c - threads of C11 (7.26) over those of thread.c and mutex.c
#include "runtime/libc/thread_int.h"

#include <threads.h>

static int status(int r)
{
    switch (r) {
    case 0: return thrd_success;
    case EBUSY: return thrd_busy;
    case ENOMEM: return thrd_nomem;
    case ETIMEDOUT: return thrd_timedout;
    default: return thrd_error;
    }
}

typedef struct Start {
    thrd_start_t f;
    void *arg;
} Start;

static void *run(void *p)
{
    Start s = *(Start *)p;
    free(p);
    return (void *)(intptr_t)s.f(s.arg);
}

int thrd_create(thrd_t *t, thrd_start_t f, void *arg)
{
    Start *s = malloc(sizeof *s);
    if (!s)
        return thrd_nomem;
    *s = (Start){f, arg};
    int r = __lc_thread_create(t, 0, run, s);
    if (r)
        free(s);
    return status(r);
}

thrd_t thrd_current(void)
{
    return __lc_thread_self();
}

int thrd_equal(thrd_t a, thrd_t b)
{
    return a == b;
}

int thrd_join(thrd_t t, int *result)
{
    void *p;
    int r = __lc_thread_join(t, &p);
    if (!r && result)
        *result = (int)(intptr_t)p;
    return status(r);
}

int thrd_detach(thrd_t t)
{
    return status(__lc_thread_detach(t));
}

void thrd_exit(int result)
{
    __lc_thread_exit((void *)(intptr_t)result);
}

void thrd_yield(void)
{
    rt_os_yield();
}

int thrd_sleep(const struct timespec *t, struct timespec *left)
{
    i64 k[2] = {t->tv_sec, t->tv_nsec}, rest[2] = {0, 0};
    i64 r = rt_os_nanosleep(k, rest);
    if (r < 0 && left)
        *left = (struct timespec){rest[0], rest[1]};
    return r == 0 ? 0 : r == -EINTR ? -1 : -2;
}

int mtx_init(mtx_t *m, int kind)
{
    int recursive = kind & mtx_recursive;
    *m = (mtx_t){.__kind = recursive ? PTHREAD_MUTEX_RECURSIVE : PTHREAD_MUTEX_NORMAL};
    return kind & ~(mtx_recursive | mtx_timed) ? thrd_error : thrd_success;
}

void mtx_destroy(mtx_t *m)
{
    (void)m;
}

int mtx_lock(mtx_t *m)
{
    return status(__lc_mutex_lock(m, NULL));
}

int mtx_timedlock(mtx_t *restrict m, const struct timespec *restrict until)
{
    return status(__lc_mutex_lock(m, until));
}

int mtx_trylock(mtx_t *m)
{
    return status(__lc_mutex_trylock(m));
}

int mtx_unlock(mtx_t *m)
{
    return status(__lc_mutex_unlock(m));
}

int cnd_init(cnd_t *c)
{
    *c = (cnd_t){0, 0};
    return thrd_success;
}

void cnd_destroy(cnd_t *c)
{
    (void)c;
}

int cnd_wait(cnd_t *c, mtx_t *m)
{
    return status(__lc_cond_wait(c, m, NULL));
}

int cnd_timedwait(cnd_t *restrict c, mtx_t *restrict m, const struct timespec *restrict until)
{
    return status(__lc_cond_wait(c, m, until));
}

int cnd_signal(cnd_t *c)
{
    __lc_cond_wake(c, 1);
    return thrd_success;
}

int cnd_broadcast(cnd_t *c)
{
    __lc_cond_wake(c, UINT32_MAX);
    return thrd_success;
}

void call_once(once_flag *flag, void (*f)(void))
{
    __lc_once(flag, f);
}

int tss_create(tss_t *k, tss_dtor_t destroy)
{
    return status(__lc_key_create(k, destroy));
}

void tss_delete(tss_t k)
{
    (void)__lc_key_delete(k);
}

void *tss_get(tss_t k)
{
    return __lc_key_get(k);
}

int tss_set(tss_t k, void *value)
{
    return status(__lc_key_set(k, value));
}
