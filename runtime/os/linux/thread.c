// thread.c - threads and sleeping on a word: clone and futex
//
// A thread is one mapping: a guard page, the stack, the thread's record at the top. The kernel
// clears `tid` and wakes its waiters when the thread has left its stack for good, so whoever joins
// may unmap it.
#include "runtime/os/linux/sys.h"

enum {
    CLONE_VM = 0x100, CLONE_FS = 0x200, CLONE_FILES = 0x400, CLONE_SIGHAND = 0x800,
    CLONE_THREAD = 0x10000, CLONE_SYSVSEM = 0x40000, CLONE_SETTLS = 0x80000,
    CLONE_PARENT_SETTID = 0x100000, CLONE_CHILD_CLEARTID = 0x200000
};
enum { FUTEX_WAIT = 0, FUTEX_WAKE = 1, FUTEX_PRIVATE = 128 };
enum { STACK_SIZE = 8 << 20, GUARD = 64 << 10 };  // a guard of the largest page there is

typedef struct Thread {
    u32 tid;                         // 0 once it has ended
    void (*f)(void *arg);
    void *arg;
    void *tls;                       // its block of thread-local storage
    u64 tls_size;
} Thread;

i64 rt_clone(u64 flags, void *stack, u32 *parent_tid, u32 *child_tid, void *tls);  // arch/

static void run(void *arg)
{
    Thread *t = arg;
    t->f(t->arg);
    for (;;)
        (void)sys1(SYS_exit, 0);
}

i64 rt_os_thread(void (*f)(void *arg), void *arg)
{
    u8 *low = rt_os_map(STACK_SIZE);
    if (!low)
        return -12;  // ENOMEM
    (void)sys3(SYS_mprotect, low, GUARD, 0);
    Thread *t = (Thread *)(void *)(low + STACK_SIZE - 64);
    void **stack = (void **)(void *)t - 2;  // what rt_clone takes off it
    u64 flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM |
                CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID;
    t->f = f;
    t->arg = arg;
    void *tp = rt_tls_new(&t->tls, &t->tls_size);
    if (tp)
        flags |= CLONE_SETTLS;
    stack[0] = (void *)run;
    stack[1] = t;
    i64 r = rt_clone(flags, stack, &t->tid, &t->tid, tp);
    if (r < 0) {
        if (tp)
            rt_os_unmap(t->tls, t->tls_size);
        rt_os_unmap(low, STACK_SIZE);
        return r;
    }
    return (i64)t;
}

static void futex_wait(const u32 *word, u32 value, i32 op, i64 ms)
{
    i64 t[2] = {ms / 1000, ms % 1000 * 1000000};
    (void)sys6(SYS_futex, word, op, value, ms < 0 ? NULL : t, 0, 0);
}

void rt_os_join(i64 thread)
{
    Thread *t = rt_ptr(thread);
    u32 tid;
    while ((tid = __atomic_load_n(&t->tid, __ATOMIC_ACQUIRE)) != 0)
        futex_wait(&t->tid, tid, FUTEX_WAIT, -1);  // not private: so the kernel wakes it
    if (t->tls)
        rt_os_unmap(t->tls, t->tls_size);
    rt_os_unmap((u8 *)t + 64 - STACK_SIZE, STACK_SIZE);
}

u32 rt_os_ncpu(void)
{
    u64 mask[16];
    u32 n = 0;
    i64 bytes = sys3(SYS_sched_getaffinity, 0, sizeof mask, mask);
    for (i64 i = 0; i < bytes / 8; i++)
        n += (u32)__builtin_popcountll(mask[i]);
    return n ? n : 1;
}

void rt_os_wait(const u32 *word, u32 value, i64 ms)
{
    futex_wait(word, value, FUTEX_WAIT | FUTEX_PRIVATE, ms);
}

void rt_os_wake(const u32 *word, u32 n)
{
    (void)sys3(SYS_futex, word, FUTEX_WAKE | FUTEX_PRIVATE, n > 0x7fffffff ? 0x7fffffff : n);
}
