// lse.c - four threads change the same places by every atomic operation and size; nothing may get lost
//
// Run by 42-a64-lse.sh. Prints what is wrong and exits with 1.
typedef unsigned long pthread_t;
int pthread_create(pthread_t *t, const void *attr, void *(*fn)(void *), void *arg);
int pthread_join(pthread_t t, void **out);
int printf(const char *form, ...);

enum { THREADS = 4, TURNS = 20000 };
static int failed;
#define CHECK(x) do { if (!(x)) printf("line %d: " #x "\n", __LINE__), failed = 1; } while (0)

#define PLACES(t) static struct { t add, sub, and, or, xor, swap, cas, lock; t guarded; } s_##t
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned u32;
typedef unsigned long u64;
PLACES(u8);
PLACES(u16);
PLACES(u32);
PLACES(u64);
static u64 swapped[THREADS], taken;

// What a thread took out by exchange is put back by the next: the sum of all stays.
#define TURN(t, k) do {                                                                           \
        __atomic_fetch_add(&s_##t.add, (t)(k + 1), __ATOMIC_SEQ_CST);                              \
        __atomic_fetch_sub(&s_##t.sub, (t)3, __ATOMIC_ACQ_REL);                                    \
        __atomic_fetch_xor(&s_##t.xor, (t)1 << k, __ATOMIC_RELEASE);                               \
        __atomic_fetch_or(&s_##t.or, (t)1 << k, __ATOMIC_ACQUIRE);                                 \
        __atomic_fetch_and(&s_##t.and, (t)~((t)1 << k), __ATOMIC_RELAXED);                         \
        t old = __atomic_load_n(&s_##t.cas, __ATOMIC_RELAXED);                                     \
        while (!__atomic_compare_exchange_n(&s_##t.cas, &old, (t)(old + 5), 0, __ATOMIC_SEQ_CST,   \
                                            __ATOMIC_RELAXED))                                     \
            ;                                                                                      \
        while (__atomic_exchange_n(&s_##t.lock, (t)1, __ATOMIC_ACQUIRE))                           \
            ;                                                                                      \
        s_##t.guarded = (t)(s_##t.guarded + 7);                                                    \
        __atomic_store_n(&s_##t.lock, (t)0, __ATOMIC_RELEASE);                                     \
    } while (0)

static void *thread(void *arg)
{
    u64 k = (u64)arg;
    for (u64 n = 0; n < TURNS; n++) {
        TURN(u8, k);
        TURN(u16, k);
        TURN(u32, k);
        TURN(u64, k);
        swapped[k] += __atomic_exchange_n(&taken, n, __ATOMIC_SEQ_CST);
    }
    return 0;
}

#define RESULTS(t) do {                                                                            \
        CHECK(s_##t.add == (t)(TURNS * 10) && s_##t.sub == (t)(0 - (u64)TURNS * 3 * THREADS));     \
        CHECK(s_##t.xor == 0 && s_##t.or == 15 && s_##t.and == (t)~(t)15);                         \
        CHECK(s_##t.cas == (t)(TURNS * 5 * THREADS) && s_##t.guarded == (t)(TURNS * 7 * THREADS)); \
    } while (0)

int main(void)
{
    pthread_t t[THREADS];
    s_u8.and = (u8)~0, s_u16.and = (u16)~0, s_u32.and = ~0u, s_u64.and = ~0ul;
    for (u64 k = 0; k < THREADS; k++)
        pthread_create(&t[k], 0, thread, (void *)k);
    for (int k = 0; k < THREADS; k++)
        pthread_join(t[k], 0);
    RESULTS(u8);
    RESULTS(u16);
    RESULTS(u32);
    RESULTS(u64);
    CHECK(swapped[0] + swapped[1] + swapped[2] + swapped[3] + taken == (u64)TURNS * (TURNS - 1) / 2 * THREADS);
    return failed;
}
