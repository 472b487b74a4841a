// threads.c - threads under stress: every kind of lock, keys, once, detached threads, C11's names;
// prints the same on every system and with every C library
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <threads.h>
#include <time.h>

enum { THREADS = 8, ROUNDS = 2000, ROOM = 4 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t not_empty = PTHREAD_COND_INITIALIZER, not_full = PTHREAD_COND_INITIALIZER;
static int queue[ROOM], first, held;
static long sum, taken;

static void *producer(void *arg)
{
    int n = *(int *)arg;
    for (int i = 0; i < ROUNDS; i++) {
        pthread_mutex_lock(&lock);
        while (held == ROOM)
            pthread_cond_wait(&not_full, &lock);
        queue[(first + held++) % ROOM] = n * ROUNDS + i;
        pthread_cond_signal(&not_empty);
        pthread_mutex_unlock(&lock);
    }
    return arg;
}

static void *consumer(void *arg)
{
    for (int i = 0; i < ROUNDS; i++) {
        pthread_mutex_lock(&lock);
        while (!held)
            pthread_cond_wait(&not_empty, &lock);
        sum += queue[first];
        first = (first + 1) % ROOM;
        held--;
        taken++;
        pthread_cond_signal(&not_full);
        pthread_mutex_unlock(&lock);
    }
    return arg;
}

static void queues(void)
{
    pthread_t t[THREADS];
    int number[THREADS], right = 0;
    for (int i = 0; i < THREADS; i++) {
        number[i] = i / 2;
        pthread_create(&t[i], NULL, i % 2 ? consumer : producer, &number[i]);
    }
    for (int i = 0; i < THREADS; i++) {
        void *r;
        right += pthread_join(t[i], &r) == 0 && r == &number[i];
    }
    printf("queue: %d joined, %ld taken, sum %ld\n", right, taken, sum);
}

/* ---- readers and writers: both halves change together ---- */

static pthread_rwlock_t rw = PTHREAD_RWLOCK_INITIALIZER;
static long half[2];

static void *reader(void *arg)
{
    long wrong = 0;
    for (int i = 0; i < ROUNDS; i++) {
        pthread_rwlock_rdlock(&rw);
        wrong += half[0] != half[1];
        pthread_rwlock_unlock(&rw);
    }
    *(long *)arg = wrong;
    return NULL;
}

static void *writer(void *arg)
{
    for (int i = 0; i < ROUNDS; i++) {
        pthread_rwlock_wrlock(&rw);
        half[0]++;
        half[1]++;
        pthread_rwlock_unlock(&rw);
    }
    *(long *)arg = 0;
    return NULL;
}

static void readers(void)
{
    pthread_t t[THREADS];
    long wrong[THREADS], all = 0;
    for (int i = 0; i < THREADS; i++)
        pthread_create(&t[i], NULL, i % 4 ? reader : writer, &wrong[i]);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(t[i], NULL);
        all += wrong[i];
    }
    printf("readers: %ld wrong, %ld %ld\n", all, half[0], half[1]);
}

/* ---- keys, once, exit, detached threads ---- */

static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int made, destroyed, ended;
static _Thread_local int own = 1;

static void make(void)
{
    made++;
    pthread_key_create(&key, free);
}

static void count(void *p)
{
    pthread_mutex_lock(&lock);
    destroyed += *(int *)p;
    pthread_mutex_unlock(&lock);
    free(p);
}

static void *with_key(void *arg)
{
    pthread_key_t *mine = arg;
    int *p = malloc(sizeof *p);
    pthread_once(&once, make);
    *p = own;
    own = 100;
    errno = 77;
    pthread_setspecific(*mine, p);
    if (pthread_getspecific(*mine) == p)
        pthread_exit(p);
    return NULL;
}

static void *detached(void *arg)
{
    (void)arg;
    pthread_mutex_lock(&lock);
    ended++;
    pthread_cond_signal(&not_empty);
    pthread_mutex_unlock(&lock);
    return NULL;
}

static void ends(void)
{
    pthread_t t[THREADS];
    pthread_attr_t attr;
    pthread_key_t mine;
    errno = 5;
    pthread_key_create(&mine, count);
    for (int i = 0; i < THREADS; i++)
        pthread_create(&t[i], NULL, with_key, &mine);
    for (int i = 0; i < THREADS; i++)
        pthread_join(t[i], NULL);
    printf("keys: made %d, destroyed %d, errno %d, own %d\n", made, destroyed, errno, own);
    pthread_attr_init(&attr);
    pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
    for (int i = 0; i < 100; i++) {
        pthread_t one;
        pthread_create(&one, i % 2 ? &attr : NULL, detached, NULL);
        if (i % 2 == 0)
            pthread_detach(one);
    }
    pthread_mutex_lock(&lock);
    while (ended < 100)
        pthread_cond_wait(&not_empty, &lock);
    pthread_mutex_unlock(&lock);
    printf("detached: %d\n", ended);
}

/* ---- kinds of mutexes, time limits, C11 ---- */

static int eleven(void *arg)
{
    mtx_t *m = arg;
    for (int i = 0; i < ROUNDS; i++) {
        mtx_lock(m);
        mtx_lock(m);
        sum++;
        mtx_unlock(m);
        mtx_unlock(m);
    }
    return 11;
}

static struct timespec soon(void)
{
    struct timespec t;
    timespec_get(&t, TIME_UTC);
    t.tv_nsec += 20000000;
    if (t.tv_nsec >= 1000000000) {
        t.tv_nsec -= 1000000000;
        t.tv_sec++;
    }
    return t;
}

static void kinds(void)
{
    pthread_mutexattr_t attr;
    pthread_mutex_t m;
    mtx_t r;
    cnd_t c;
    thrd_t t[THREADS];
    int total = 0, result;
    pthread_mutexattr_init(&attr);
    pthread_mutexattr_settype(&attr, PTHREAD_MUTEX_ERRORCHECK);
    pthread_mutex_init(&m, &attr);
    printf("errorcheck: %d", pthread_mutex_unlock(&m) == EPERM);
    pthread_mutex_lock(&m);
    printf(" %d", pthread_mutex_lock(&m) == EDEADLK);
    printf(" %d", pthread_mutex_trylock(&m) == EBUSY);
    printf(" %d\n", pthread_mutex_unlock(&m));
    sum = 0;
    mtx_init(&r, mtx_plain | mtx_recursive);
    for (int i = 0; i < THREADS; i++)
        thrd_create(&t[i], eleven, &r);
    for (int i = 0; i < THREADS; i++) {
        thrd_join(t[i], &result);
        total += result;
    }
    printf("recursive: %ld, results %d\n", sum, total);
    cnd_init(&c);
    mtx_lock(&r);
    struct timespec until = soon();
    result = cnd_timedwait(&c, &r, &until);
    printf("timed out: %d\n", result == thrd_timedout);
    mtx_unlock(&r);
    pthread_mutex_t held_lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&held_lock);
    until = soon();
    printf("timed out: %d\n", pthread_mutex_timedlock(&held_lock, &until) == ETIMEDOUT);
}

int main(void)
{
    queues();
    readers();
    ends();
    kinds();
    return 0;
}
