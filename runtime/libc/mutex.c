// mutex.c - mutexes, conditions and locks for readers and writers: words to sleep on
#include "runtime/libc/thread_int.h"

/* Milliseconds until a time, rounded up; -1: no limit. */
static i64 left(const struct timespec *until)
{
    i64 now[2];
    if (!until)
        return -1;
    (void)rt_os_clock(RT_CLOCK_REAL, now);
    i64 s = until->tv_sec - now[0], ns = until->tv_nsec - now[1];
    if (s > 1000000)
        return 1000000000;
    i64 ms = s * 1000 + (ns + 999999) / 1000000;
    return s < -1 || ms < 0 ? 0 : ms;
}

static int bad_time(const struct timespec *t)
{
    return t && (t->tv_nsec < 0 || t->tv_nsec > 999999999);
}

/* ---- mutexes: 0 free, 1 held, 2 held and somebody may wait ---- */

static int take(u32 *word)
{
    u32 was = 0;
    return __atomic_compare_exchange_n(word, &was, 1, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

static int relock(pthread_mutex_t *m, int busy)
{
    if (m->__kind == PTHREAD_MUTEX_NORMAL ||
        __atomic_load_n(&m->__owner, __ATOMIC_RELAXED) != __lc_self())
        return -1;
    if (m->__kind == PTHREAD_MUTEX_ERRORCHECK)
        return busy;
    if (m->__depth == UINT32_MAX)
        return EAGAIN;
    m->__depth++;
    return 0;
}

static int held(pthread_mutex_t *m)
{
    if (m->__kind != PTHREAD_MUTEX_NORMAL)
        __atomic_store_n(&m->__owner, __lc_self(), __ATOMIC_RELAXED);
    return 0;
}

int __lc_mutex_trylock(pthread_mutex_t *m)
{
    int r = relock(m, EBUSY);
    if (r >= 0)
        return r;
    return take(&m->__lock) ? held(m) : EBUSY;
}

int __lc_mutex_lock(pthread_mutex_t *m, const struct timespec *until)
{
    int r = relock(m, EDEADLK);
    if (r >= 0)
        return r;
    if (take(&m->__lock))
        return held(m);
    if (bad_time(until))
        return EINVAL;
    while (__atomic_exchange_n(&m->__lock, 2, __ATOMIC_ACQUIRE)) {
        i64 ms = left(until);
        if (ms == 0)
            return ETIMEDOUT;
        rt_os_wait(&m->__lock, 2, ms);
    }
    return held(m);
}

int __lc_mutex_unlock(pthread_mutex_t *m)
{
    if (m->__kind != PTHREAD_MUTEX_NORMAL) {
        if (__atomic_load_n(&m->__owner, __ATOMIC_RELAXED) != __lc_self())
            return EPERM;
        if (m->__depth) {
            m->__depth--;
            return 0;
        }
        __atomic_store_n(&m->__owner, 0, __ATOMIC_RELAXED);
    }
    if (__atomic_exchange_n(&m->__lock, 0, __ATOMIC_RELEASE) == 2)
        rt_os_wake(&m->__lock, 1);
    return 0;
}

int pthread_mutex_lock(pthread_mutex_t *m)
{
    return __lc_mutex_lock(m, NULL);
}

int pthread_mutex_timedlock(pthread_mutex_t *restrict m, const struct timespec *restrict until)
{
    return __lc_mutex_lock(m, until);
}

int pthread_mutex_trylock(pthread_mutex_t *m)
{
    return __lc_mutex_trylock(m);
}

int pthread_mutex_unlock(pthread_mutex_t *m)
{
    return __lc_mutex_unlock(m);
}

int pthread_mutex_init(pthread_mutex_t *restrict m, const pthread_mutexattr_t *restrict a)
{
    *m = (pthread_mutex_t){.__kind = a ? a->__kind : PTHREAD_MUTEX_NORMAL};
    return 0;
}

int pthread_mutex_destroy(pthread_mutex_t *m)
{
    return __atomic_load_n(&m->__lock, __ATOMIC_RELAXED) ? EBUSY : 0;
}

int pthread_mutexattr_init(pthread_mutexattr_t *a)
{
    a->__kind = PTHREAD_MUTEX_NORMAL;
    return 0;
}

int pthread_mutexattr_destroy(pthread_mutexattr_t *a)
{
    (void)a;
    return 0;
}

int pthread_mutexattr_settype(pthread_mutexattr_t *a, int kind)
{
    if (kind < PTHREAD_MUTEX_NORMAL || kind > PTHREAD_MUTEX_ERRORCHECK)
        return EINVAL;
    a->__kind = kind;
    return 0;
}

int pthread_mutexattr_gettype(const pthread_mutexattr_t *restrict a, int *restrict kind)
{
    *kind = a->__kind;
    return 0;
}

/* ---- conditions: the word changes with every signal, so nobody sleeps through one ---- */

int __lc_cond_wait(pthread_cond_t *c, pthread_mutex_t *m, const struct timespec *until)
{
    if (bad_time(until))
        return EINVAL;
    (void)__atomic_fetch_add(&c->__waiting, 1, __ATOMIC_SEQ_CST);
    u32 turn = __atomic_load_n(&c->__turn, __ATOMIC_SEQ_CST), depth = m->__depth;
    m->__depth = 0;                      // a recursive mutex is let go as a whole
    int r = __lc_mutex_unlock(m);
    if (r) {
        m->__depth = depth;
        (void)__atomic_fetch_sub(&c->__waiting, 1, __ATOMIC_SEQ_CST);
        return r;
    }
    i64 ms = left(until);
    if (ms)
        rt_os_wait(&c->__turn, turn, ms);
    int late = until && left(until) == 0 && __atomic_load_n(&c->__turn, __ATOMIC_SEQ_CST) == turn;
    (void)__atomic_fetch_sub(&c->__waiting, 1, __ATOMIC_SEQ_CST);
    (void)__lc_mutex_lock(m, NULL);
    m->__depth = depth;
    return late ? ETIMEDOUT : 0;
}

void __lc_cond_wake(pthread_cond_t *c, u32 n)
{
    (void)__atomic_fetch_add(&c->__turn, 1, __ATOMIC_SEQ_CST);
    if (__atomic_load_n(&c->__waiting, __ATOMIC_SEQ_CST))
        rt_os_wake(&c->__turn, n);
}

int pthread_cond_wait(pthread_cond_t *restrict c, pthread_mutex_t *restrict m)
{
    return __lc_cond_wait(c, m, NULL);
}

int pthread_cond_timedwait(pthread_cond_t *restrict c, pthread_mutex_t *restrict m,
                           const struct timespec *restrict until)
{
    return __lc_cond_wait(c, m, until);
}

int pthread_cond_signal(pthread_cond_t *c)
{
    __lc_cond_wake(c, 1);
    return 0;
}

int pthread_cond_broadcast(pthread_cond_t *c)
{
    __lc_cond_wake(c, UINT32_MAX);
    return 0;
}

int pthread_cond_init(pthread_cond_t *restrict c, const pthread_condattr_t *restrict a)
{
    (void)a;
    *c = (pthread_cond_t){0, 0};
    return 0;
}

int pthread_cond_destroy(pthread_cond_t *c)
{
    (void)c;
    return 0;
}

int pthread_condattr_init(pthread_condattr_t *a)
{
    a->__clock = RT_CLOCK_REAL;
    return 0;
}

int pthread_condattr_destroy(pthread_condattr_t *a)
{
    (void)a;
    return 0;
}

int pthread_condattr_setclock(pthread_condattr_t *a, clockid_t clock)
{
    (void)a;
    return clock == RT_CLOCK_REAL ? 0 : EINVAL;
}

/* ---- readers and writers: how many read, or WRITER ---- */

enum { WRITER = (i32)0x80000000 };

static int enter(pthread_rwlock_t *l, int write)
{
    u32 s = __atomic_load_n(&l->__state, __ATOMIC_RELAXED);
    do
        if (write ? s != 0 : s >= (u32)WRITER - 1)
            return EBUSY;
    while (!__atomic_compare_exchange_n(&l->__state, &s, write ? (u32)WRITER : s + 1, 0,
                                        __ATOMIC_ACQUIRE, __ATOMIC_RELAXED));
    return 0;
}

static int wait_enter(pthread_rwlock_t *l, int write)
{
    while (enter(l, write)) {
        (void)__atomic_fetch_add(&l->__waiting, 1, __ATOMIC_SEQ_CST);
        u32 s = __atomic_load_n(&l->__state, __ATOMIC_SEQ_CST);
        if (write ? s != 0 : s >= (u32)WRITER - 1)
            rt_os_wait(&l->__state, s, -1);
        (void)__atomic_fetch_sub(&l->__waiting, 1, __ATOMIC_SEQ_CST);
    }
    return 0;
}

int pthread_rwlock_rdlock(pthread_rwlock_t *l)
{
    return wait_enter(l, 0);
}

int pthread_rwlock_wrlock(pthread_rwlock_t *l)
{
    return wait_enter(l, 1);
}

int pthread_rwlock_tryrdlock(pthread_rwlock_t *l)
{
    return enter(l, 0);
}

int pthread_rwlock_trywrlock(pthread_rwlock_t *l)
{
    return enter(l, 1);
}

int pthread_rwlock_unlock(pthread_rwlock_t *l)
{
    u32 s = __atomic_load_n(&l->__state, __ATOMIC_RELAXED);
    if (s == (u32)WRITER)
        __atomic_store_n(&l->__state, 0, __ATOMIC_SEQ_CST);
    else
        s = __atomic_sub_fetch(&l->__state, 1, __ATOMIC_SEQ_CST);
    if (__atomic_load_n(&l->__waiting, __ATOMIC_SEQ_CST))
        rt_os_wake(&l->__state, UINT32_MAX);
    return 0;
}

int pthread_rwlock_init(pthread_rwlock_t *restrict l, const pthread_rwlockattr_t *restrict a)
{
    (void)a;
    *l = (pthread_rwlock_t){0, 0};
    return 0;
}

int pthread_rwlock_destroy(pthread_rwlock_t *l)
{
    return __atomic_load_n(&l->__state, __ATOMIC_RELAXED) ? EBUSY : 0;
}
