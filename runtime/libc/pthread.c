// pthread.c - POSIX's names of thread.c
#include "runtime/libc/thread_int.h"

int pthread_create(pthread_t *restrict t, const pthread_attr_t *restrict a, void *(*f)(void *),
                   void *restrict arg)
{
    return __lc_thread_create(t, a ? a->__detached : 0, f, arg);
}

int pthread_join(pthread_t t, void **result)
{
    return __lc_thread_join(t, result);
}

int pthread_detach(pthread_t t)
{
    return __lc_thread_detach(t);
}

pthread_t pthread_self(void)
{
    return __lc_thread_self();
}

int pthread_equal(pthread_t a, pthread_t b)
{
    return a == b;
}

void pthread_exit(void *result)
{
    __lc_thread_exit(result);
}

int pthread_once(pthread_once_t *o, void (*f)(void))
{
    __lc_once(o, f);
    return 0;
}

int pthread_key_create(pthread_key_t *k, void (*destroy)(void *))
{
    return __lc_key_create(k, destroy);
}

int pthread_key_delete(pthread_key_t k)
{
    return __lc_key_delete(k);
}

void *pthread_getspecific(pthread_key_t k)
{
    return __lc_key_get(k);
}

int pthread_setspecific(pthread_key_t k, const void *value)
{
    return __lc_key_set(k, value);
}

/* ---- attributes; every thread's stack is 8 MiB, filled as they are used ---- */

enum { STACK = 8 << 20 };

int pthread_attr_init(pthread_attr_t *a)
{
    *a = (pthread_attr_t){STACK, PTHREAD_CREATE_JOINABLE};
    return 0;
}

int pthread_attr_destroy(pthread_attr_t *a)
{
    (void)a;
    return 0;
}

int pthread_attr_setstacksize(pthread_attr_t *a, size_t n)
{
    if (n < PTHREAD_STACK_MIN || n > STACK)
        return EINVAL;
    a->__stack = n;
    return 0;
}

int pthread_attr_getstacksize(const pthread_attr_t *restrict a, size_t *restrict n)
{
    *n = a->__stack;
    return 0;
}

int pthread_attr_setdetachstate(pthread_attr_t *a, int state)
{
    if (state != PTHREAD_CREATE_JOINABLE && state != PTHREAD_CREATE_DETACHED)
        return EINVAL;
    a->__detached = state;
    return 0;
}

int pthread_attr_getdetachstate(const pthread_attr_t *a, int *state)
{
    *state = a->__detached;
    return 0;
}
