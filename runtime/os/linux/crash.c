// crash.c - a memory fault becomes a report
//
// Two system calls at start. The handler runs on a stack of its own and never returns, so the
// return trampoline that the kernel demands is never used.
#include "runtime/os/linux/sys.h"

enum {
    SIGSEGV = 11,
    SA_SIGINFO = 4,
    SA_RESTORER = 0x04000000,
    SA_ONSTACK = 0x08000000,
    SA_NODEFER = 0x40000000
};
enum { ALT_SIZE = 32 * 1024 };
#if defined(__aarch64__)
enum { CONTEXT_SP = 176 + 8 + 31 * 8 };  // ucontext: mcontext at 176; fault address, x0..x30, sp
#else
enum { CONTEXT_SP = 40 + 15 * 8 };       // ucontext: gregs at 40, RSP is number 15
#endif

static _Alignas(16) u8 alt_stack[ALT_SIZE];

typedef struct Action {  // the kernel's struct sigaction
    void (*handler)(int, void *, void *);
    u64 flags;
    void (*restorer)(void);
    u64 mask;
} Action;

typedef struct AltStack {
    void *sp;
    i32 flags;
    u64 size;
} AltStack;

static void on_fault(int sig, void *info, void *context)
{
    u64 addr, sp;
    (void)sig;
    RT_MEMCPY(&addr, (u8 *)info + 16, 8);
    RT_MEMCPY(&sp, (u8 *)context + CONTEXT_SP, 8);
    rt_fault(addr, sp);
}

static void never(void)
{
}

void rt_os_crash_handlers(void)
{
    AltStack alt = {alt_stack, 0, ALT_SIZE};
    Action act = {on_fault, SA_SIGINFO | SA_RESTORER | SA_ONSTACK | SA_NODEFER, never, 0};
    (void)sys2(SYS_sigaltstack, &alt, 0);
    (void)sys4(SYS_rt_sigaction, SIGSEGV, &act, 0, 8);
}
