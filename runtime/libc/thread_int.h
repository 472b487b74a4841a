// thread_int.h - POSIX threads under names that programs do not use, for threads.c as well
#ifndef LIBC_THREAD_INT_H
#define LIBC_THREAD_INT_H

#include "runtime/libc/libc_int.h"
#include "runtime/os/hosted.h"

#include <pthread.h>

/* thread.c. Results are error numbers, 0 for success. */
int __lc_thread_create(pthread_t *t, int detached, void *(*f)(void *), void *arg);
int __lc_thread_join(pthread_t t, void **result);
int __lc_thread_detach(pthread_t t);
pthread_t __lc_thread_self(void);
_Noreturn void __lc_thread_exit(void *result);
int __lc_key_create(pthread_key_t *k, void (*destroy)(void *));
int __lc_key_delete(pthread_key_t k);
void *__lc_key_get(pthread_key_t k);
int __lc_key_set(pthread_key_t k, const void *value);
void __lc_once(pthread_once_t *o, void (*f)(void));

/* mutex.c. until: a time of CLOCK_REALTIME; NULL: as long as it takes. */
int __lc_mutex_lock(pthread_mutex_t *m, const struct timespec *until);
int __lc_mutex_trylock(pthread_mutex_t *m);
int __lc_mutex_unlock(pthread_mutex_t *m);
int __lc_cond_wait(pthread_cond_t *c, pthread_mutex_t *m, const struct timespec *until);
void __lc_cond_wake(pthread_cond_t *c, u32 n);

#endif
