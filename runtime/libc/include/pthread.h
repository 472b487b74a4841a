// pthread.h - POSIX threads
#ifndef _PTHREAD_H
#define _PTHREAD_H
#include <bits/hosted.h>
#include <bits/timespec.h>
#include <sched.h>
#include <stddef.h>
#include <sys/types.h>

typedef struct __lc_thread *pthread_t;
typedef struct {
    size_t __stack;
    int __detached;
} pthread_attr_t;
typedef struct {
    uint32_t __lock, __depth;
    uint64_t __owner;
    int __kind;
} pthread_mutex_t;
typedef struct {
    int __kind;
} pthread_mutexattr_t;
typedef struct {
    uint32_t __turn, __waiting;
} pthread_cond_t;
typedef struct {
    int __clock;
} pthread_condattr_t;
typedef struct {
    uint32_t __state, __waiting;         // readers, or the highest bit for a writer
} pthread_rwlock_t;
typedef struct {
    int __none;
} pthread_rwlockattr_t;
typedef uint32_t pthread_once_t;
typedef unsigned pthread_key_t;

#define PTHREAD_MUTEX_NORMAL 0
#define PTHREAD_MUTEX_RECURSIVE 1
#define PTHREAD_MUTEX_ERRORCHECK 2
#define PTHREAD_MUTEX_DEFAULT PTHREAD_MUTEX_NORMAL
#define PTHREAD_CREATE_JOINABLE 0
#define PTHREAD_CREATE_DETACHED 1
#define PTHREAD_KEYS_MAX 128
#define PTHREAD_DESTRUCTOR_ITERATIONS 4
#define PTHREAD_STACK_MIN 16384
#define PTHREAD_MUTEX_INITIALIZER {0, 0, 0, PTHREAD_MUTEX_NORMAL}
#define PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP {0, 0, 0, PTHREAD_MUTEX_RECURSIVE}
#define PTHREAD_COND_INITIALIZER {0, 0}
#define PTHREAD_RWLOCK_INITIALIZER {0, 0}
#define PTHREAD_ONCE_INIT 0

int pthread_attr_destroy(pthread_attr_t *a);
int pthread_attr_getdetachstate(const pthread_attr_t *a, int *state);
int pthread_attr_getstacksize(const pthread_attr_t *restrict a, size_t *restrict n);
int pthread_attr_init(pthread_attr_t *a);
int pthread_attr_setdetachstate(pthread_attr_t *a, int state);
int pthread_attr_setstacksize(pthread_attr_t *a, size_t n);
int pthread_cond_broadcast(pthread_cond_t *c);
int pthread_cond_destroy(pthread_cond_t *c);
int pthread_cond_init(pthread_cond_t *restrict c, const pthread_condattr_t *restrict a);
int pthread_cond_signal(pthread_cond_t *c);
int pthread_cond_timedwait(pthread_cond_t *restrict c, pthread_mutex_t *restrict m,
                           const struct timespec *restrict until);
int pthread_cond_wait(pthread_cond_t *restrict c, pthread_mutex_t *restrict m);
int pthread_condattr_destroy(pthread_condattr_t *a);
int pthread_condattr_init(pthread_condattr_t *a);
int pthread_condattr_setclock(pthread_condattr_t *a, clockid_t clock);
int pthread_create(pthread_t *restrict t, const pthread_attr_t *restrict a, void *(*f)(void *),
                   void *restrict arg);
int pthread_detach(pthread_t t);
int pthread_equal(pthread_t a, pthread_t b);
_Noreturn void pthread_exit(void *result);
void *pthread_getspecific(pthread_key_t k);
int pthread_join(pthread_t t, void **result);
int pthread_key_create(pthread_key_t *k, void (*destroy)(void *));
int pthread_key_delete(pthread_key_t k);
int pthread_mutex_destroy(pthread_mutex_t *m);
int pthread_mutex_init(pthread_mutex_t *restrict m, const pthread_mutexattr_t *restrict a);
int pthread_mutex_lock(pthread_mutex_t *m);
int pthread_mutex_timedlock(pthread_mutex_t *restrict m, const struct timespec *restrict until);
int pthread_mutex_trylock(pthread_mutex_t *m);
int pthread_mutex_unlock(pthread_mutex_t *m);
int pthread_mutexattr_destroy(pthread_mutexattr_t *a);
int pthread_mutexattr_gettype(const pthread_mutexattr_t *restrict a, int *restrict kind);
int pthread_mutexattr_init(pthread_mutexattr_t *a);
int pthread_mutexattr_settype(pthread_mutexattr_t *a, int kind);
int pthread_once(pthread_once_t *o, void (*f)(void));
int pthread_rwlock_destroy(pthread_rwlock_t *l);
int pthread_rwlock_init(pthread_rwlock_t *restrict l, const pthread_rwlockattr_t *restrict a);
int pthread_rwlock_rdlock(pthread_rwlock_t *l);
int pthread_rwlock_tryrdlock(pthread_rwlock_t *l);
int pthread_rwlock_trywrlock(pthread_rwlock_t *l);
int pthread_rwlock_unlock(pthread_rwlock_t *l);
int pthread_rwlock_wrlock(pthread_rwlock_t *l);
pthread_t pthread_self(void);
int pthread_setspecific(pthread_key_t k, const void *value);
#endif
