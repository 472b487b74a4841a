// thread.c - threads: start, end, values of keys
//
// A record for each thread, from malloc; the first thread's is static. A detached thread cannot
// free the stack it stands on: it leaves itself in a list that the next create or detach empties.
#include "runtime/libc/thread_int.h"

#include <setjmp.h>

struct __lc_thread {
    void *(*f)(void *);
    void *arg, *result;
    i64 os;                              // for rt_os_join
    u32 ready;                           // os is known
    u32 fate;                            // JOINABLE, DETACHED, ENDED: both sides look at once
    struct __lc_thread *next;            // in the list of the dead
    jmp_buf end;
    const void *value[PTHREAD_KEYS_MAX];
};
enum { JOINABLE, DETACHED, ENDED };

static struct __lc_thread first;
static _Thread_local struct __lc_thread *self;
static struct __lc_thread *dead;
static u32 dead_lock;

static struct {
    u8 used;
    void (*destroy)(void *);
} keys[PTHREAD_KEYS_MAX];
static u32 key_lock;

pthread_t __lc_thread_self(void)
{
    return self ? self : &first;
}

/* ---- values of keys ---- */

int __lc_key_create(pthread_key_t *k, void (*destroy)(void *))
{
    int r = EAGAIN;
    __lc_lock(&key_lock);
    for (pthread_key_t i = 0; i < PTHREAD_KEYS_MAX; i++) {
        if (keys[i].used)
            continue;
        keys[i].used = 1;
        keys[i].destroy = destroy;
        *k = i;
        r = 0;
        break;
    }
    __lc_unlock(&key_lock);
    return r;
}

int __lc_key_delete(pthread_key_t k)
{
    if (k >= PTHREAD_KEYS_MAX || !keys[k].used)
        return EINVAL;
    __lc_lock(&key_lock);
    keys[k].used = 0;
    keys[k].destroy = NULL;
    __lc_unlock(&key_lock);
    return 0;
}

void *__lc_key_get(pthread_key_t k)
{
    return k < PTHREAD_KEYS_MAX ? (void *)(uintptr_t)__lc_thread_self()->value[k] : NULL;
}

int __lc_key_set(pthread_key_t k, const void *value)
{
    if (k >= PTHREAD_KEYS_MAX || !keys[k].used)
        return EINVAL;
    __lc_thread_self()->value[k] = value;
    return 0;
}

static void destroy_values(struct __lc_thread *t)
{
    int again = 1;
    for (int round = 0; again && round < PTHREAD_DESTRUCTOR_ITERATIONS; round++) {
        again = 0;
        for (pthread_key_t k = 0; k < PTHREAD_KEYS_MAX; k++) {
            const void *v = t->value[k];
            t->value[k] = NULL;
            if (v && keys[k].used && keys[k].destroy) {
                keys[k].destroy((void *)(uintptr_t)v);
                again = 1;
            }
        }
    }
}

/* ---- threads ---- */

static void bury(void)
{
    __lc_lock(&dead_lock);
    struct __lc_thread *t = dead;
    dead = NULL;
    __lc_unlock(&dead_lock);
    while (t) {
        struct __lc_thread *next = t->next;
        rt_os_join(t->os);
        free(t);
        t = next;
    }
}

static void to_the_dead(struct __lc_thread *t)
{
    __lc_lock(&dead_lock);
    t->next = dead;
    dead = t;
    __lc_unlock(&dead_lock);
}

static void run(void *arg)
{
    struct __lc_thread *t = arg;
    self = t;
    if (!setjmp(t->end))
        t->result = t->f(t->arg);
    destroy_values(t);
    while (!__atomic_load_n(&t->ready, __ATOMIC_ACQUIRE))
        rt_os_wait(&t->ready, 0, -1);
    if (__atomic_exchange_n(&t->fate, ENDED, __ATOMIC_ACQ_REL) == DETACHED)
        to_the_dead(t);
}

int __lc_thread_create(pthread_t *t, int detached, void *(*f)(void *), void *arg)
{
    __lc_threaded = 1;
    bury();
    struct __lc_thread *n = calloc(1, sizeof *n);
    if (!n)
        return EAGAIN;
    n->f = f;
    n->arg = arg;
    n->fate = detached ? DETACHED : JOINABLE;
    *t = n;                              // before it runs: it may look there
    i64 r = rt_os_thread(run, n);
    if (r < 0) {
        free(n);
        return EAGAIN;
    }
    n->os = r;
    __atomic_store_n(&n->ready, 1, __ATOMIC_RELEASE);
    rt_os_wake(&n->ready, 1);
    return 0;
}

int __lc_thread_join(pthread_t t, void **result)
{
    if (t == __lc_thread_self())
        return EDEADLK;
    if (t == &first || __atomic_load_n(&t->fate, __ATOMIC_ACQUIRE) == DETACHED)
        return EINVAL;
    rt_os_join(t->os);
    if (result)
        *result = t->result;
    free(t);
    return 0;
}

int __lc_thread_detach(pthread_t t)
{
    u32 was = JOINABLE;
    if (t == &first)
        return 0;
    if (!__atomic_compare_exchange_n(&t->fate, &was, DETACHED, 0, __ATOMIC_ACQ_REL,
                                     __ATOMIC_ACQUIRE)) {
        if (was == DETACHED)
            return EINVAL;
        to_the_dead(t);
    }
    bury();
    return 0;
}

void __lc_thread_exit(void *result)
{
    struct __lc_thread *t = __lc_thread_self();
    t->result = result;
    if (t != &first)
        longjmp(t->end, 1);
    destroy_values(t);
    for (u32 never = 0;;)                // the process goes on with its other threads
        rt_os_wait(&never, 0, -1);
}

/* 0 not yet, 1 running, 2 done. */
void __lc_once(pthread_once_t *o, void (*f)(void))
{
    u32 was = 0;
    if (__atomic_load_n(o, __ATOMIC_ACQUIRE) == 2)
        return;
    if (__atomic_compare_exchange_n(o, &was, 1, 0, __ATOMIC_ACQUIRE, __ATOMIC_ACQUIRE)) {
        f();
        __atomic_store_n(o, 2, __ATOMIC_RELEASE);
        rt_os_wake(o, UINT32_MAX);
        return;
    }
    while (__atomic_load_n(o, __ATOMIC_ACQUIRE) != 2)
        rt_os_wait(o, 1, -1);
}
