// thread.c - threads by pthread; sleeping on a word by a few conditions that addresses share
//
// The calls that do it directly are not public. Words of one bucket wake each other's waiters, who
// look again and go back to sleep.
#include "runtime/os/macos/sys.h"

enum { STACK_SIZE = 8 << 20 };

typedef struct Start {
    void (*f)(void *arg);
    void *arg;
} Start;

static void *run(void *p)
{
    Start s = *(Start *)p;
    rt_os_unmap(p, sizeof s);
    s.f(s.arg);
    return NULL;
}

i64 rt_os_thread(void (*f)(void *arg), void *arg)
{
    Pthread t;
    Opaque attr;
    Start *s = rt_os_map(sizeof *s);  // the heap belongs to one thread
    if (!s)
        return -12;  // ENOMEM
    *s = (Start){f, arg};
    (void)pthread_attr_init(&attr);
    (void)pthread_attr_setstacksize(&attr, STACK_SIZE);
    int err = pthread_create(&t, &attr, run, s);
    (void)pthread_attr_destroy(&attr);
    if (err)
        rt_os_unmap(s, sizeof *s);
    return err ? -(i64)err : rt_word(t);
}

void rt_os_join(i64 thread)
{
    (void)pthread_join(rt_ptr(thread), NULL);
}

u32 rt_os_ncpu(void)
{
    long n = sysconf(SC_NPROCESSORS_ONLN);
    return n > 0 ? (u32)n : 1;
}

typedef struct Bucket {
    Opaque mutex, cond;
} Bucket;
#define BUCKET {{MUTEX_INIT, {0}}, {COND_INIT, {0}}}
static Bucket bucket[8] = {BUCKET, BUCKET, BUCKET, BUCKET, BUCKET, BUCKET, BUCKET, BUCKET};

static Bucket *bucket_of(const u32 *word)
{
    return &bucket[(u64)word >> 6 & 7];
}

void rt_os_wait(const u32 *word, u32 value, i64 ms)
{
    Bucket *b = bucket_of(word);
    TimeSpec t = {ms / 1000, ms % 1000 * 1000000};
    (void)pthread_mutex_lock(&b->mutex);
    if (__atomic_load_n(word, __ATOMIC_ACQUIRE) == value) {
        if (ms < 0)
            (void)pthread_cond_wait(&b->cond, &b->mutex);
        else
            (void)pthread_cond_timedwait_relative_np(&b->cond, &b->mutex, &t);
    }
    (void)pthread_mutex_unlock(&b->mutex);
}

void rt_os_wake(const u32 *word, u32 n)
{
    Bucket *b = bucket_of(word);
    (void)n;
    (void)pthread_mutex_lock(&b->mutex);  // nobody is between looking and sleeping
    (void)pthread_cond_broadcast(&b->cond);
    (void)pthread_mutex_unlock(&b->mutex);
}
