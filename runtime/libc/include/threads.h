// threads.h - threads (C11 7.26)
#ifndef _THREADS_H
#define _THREADS_H
#include <bits/hosted.h>
#include <pthread.h>
#include <time.h>

#define thread_local _Thread_local
#define ONCE_FLAG_INIT PTHREAD_ONCE_INIT
#define TSS_DTOR_ITERATIONS PTHREAD_DESTRUCTOR_ITERATIONS

typedef pthread_t thrd_t;
typedef pthread_mutex_t mtx_t;
typedef pthread_cond_t cnd_t;
typedef pthread_once_t once_flag;
typedef pthread_key_t tss_t;
typedef int (*thrd_start_t)(void *);
typedef void (*tss_dtor_t)(void *);

enum { mtx_plain = 0, mtx_recursive = 1, mtx_timed = 2 };
enum { thrd_success, thrd_busy, thrd_error, thrd_nomem, thrd_timedout };

void call_once(once_flag *flag, void (*f)(void));
int cnd_broadcast(cnd_t *c);
void cnd_destroy(cnd_t *c);
int cnd_init(cnd_t *c);
int cnd_signal(cnd_t *c);
int cnd_timedwait(cnd_t *restrict c, mtx_t *restrict m, const struct timespec *restrict until);
int cnd_wait(cnd_t *c, mtx_t *m);
void mtx_destroy(mtx_t *m);
int mtx_init(mtx_t *m, int kind);
int mtx_lock(mtx_t *m);
int mtx_timedlock(mtx_t *restrict m, const struct timespec *restrict until);
int mtx_trylock(mtx_t *m);
int mtx_unlock(mtx_t *m);
int thrd_create(thrd_t *t, thrd_start_t f, void *arg);
thrd_t thrd_current(void);
int thrd_detach(thrd_t t);
int thrd_equal(thrd_t a, thrd_t b);
_Noreturn void thrd_exit(int result);
int thrd_join(thrd_t t, int *result);
int thrd_sleep(const struct timespec *t, struct timespec *left);
void thrd_yield(void);
int tss_create(tss_t *k, tss_dtor_t destroy);
void tss_delete(tss_t k);
void *tss_get(tss_t k);
int tss_set(tss_t k, void *value);
#endif
