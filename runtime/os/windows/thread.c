// thread.c - threads, and sleeping on a word
#include "runtime/os/windows/sys.h"

enum { STACK_SIZE = 8 << 20, STACK_IS_RESERVE = 0x10000, CPU_COUNT_OFFSET = 32 };

typedef struct Start {
    void (*f)(void *arg);
    void *arg;
} Start;

static u32 run(void *p)
{
    Start s = *(Start *)p;
    u32 guarantee = 16 << 10;  // for the handler of a stack overflow
    rt_os_unmap(p, sizeof s);
    (void)SetThreadStackGuarantee(&guarantee);
    s.f(s.arg);
    return 0;
}

i64 rt_os_thread(void (*f)(void *arg), void *arg)
{
    Start *s = rt_os_map(sizeof *s);  // the heap belongs to one thread
    if (!s)
        return -12;  // ENOMEM
    *s = (Start){f, arg};
    Handle h = CreateThread(NULL, STACK_SIZE, run, s, STACK_IS_RESERVE, NULL);
    if (!h)
        rt_os_unmap(s, sizeof *s);
    return h ? rt_word(h) : -11;
}

void rt_os_join(i64 thread)
{
    (void)WaitForSingleObject(rt_ptr(thread), (u32)INFINITE);
    (void)CloseHandle(rt_ptr(thread));
}

u32 rt_os_ncpu(void)
{
    u8 info[48];
    u32 n;
    GetSystemInfo(info);
    RT_MEMCPY(&n, info + CPU_COUNT_OFFSET, 4);
    return n ? n : 1;
}

void rt_os_wait(const u32 *word, u32 value, i64 ms)
{
    (void)WaitOnAddress(word, &value, sizeof value, ms < 0 ? (u32)INFINITE : (u32)ms);
}

void rt_os_wake(const u32 *word, u32 n)
{
    void *at = (void *)(uintptr_t)word;
    if (n > 8) {
        WakeByAddressAll(at);
        return;
    }
    while (n--)
        WakeByAddressSingle(at);
}
